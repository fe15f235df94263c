//! The planted values, the search for them, and the report of those that were found.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;

/// A value put into a register that no output may hold.
pub struct Plant {
    pub class: String,
    /// The appeal it was put into, by its number; empty for what stands outside of rows.
    pub number: String,
    pub value: String,
    /// What must not be found anywhere: the value itself, its digits alone, surname and given name side by side.
    pub needles: Vec<String>,
    /// What must not be found in its own appeal: a word of the applicant's own name.
    pub own: Vec<String>,
    /// Surnames that must not be left in its own appeal where the rest of the name is gone.
    pub left: Vec<String>,
}

impl Plant {
    pub fn new(class: impl Into<String>, number: &str, value: &str) -> Self {
        Self {
            class: class.into(),
            number: number.to_owned(),
            value: value.to_owned(),
            needles: vec![value.to_owned()],
            own: Vec::new(),
            left: Vec::new(),
        }
    }

    pub fn with(mut self, needles: impl IntoIterator<Item = String>) -> Self {
        self.needles.extend(needles);
        self
    }

    pub fn leaving(mut self, surnames: impl IntoIterator<Item = String>) -> Self {
        self.left.extend(surnames);
        self
    }

    /// A value searched in its own appeal alone.
    pub fn of_own(mut self) -> Self {
        self.own = std::mem::take(&mut self.needles);
        self
    }
}

/// Small letters and single spaces: a leaked value leaks in any case and across any line break.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(&word.to_lowercase());
    }
    plain
}

/// Characters from which a value is itself between any letters; a shorter one has to stand alone.
const UNMISTAKABLE: usize = 10;

/// An automaton over every needle of the plants.
pub struct Search<'a> {
    pub plants: &'a [Plant],
    automaton: AhoCorasick,
    /// The plants that have each needle.
    holders: Vec<Vec<usize>>,
    /// The plants of each appeal.
    rows: BTreeMap<&'a str, Vec<usize>>,
}

/// A planted value that was found, and the text around it.
pub struct Hit {
    pub plant: usize,
    pub around: String,
    pub how: How,
}

/// How a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Whole,
    /// The surname alone is left of a name.
    Left,
    /// In an appeal it was not put into.
    Astray,
}

impl<'a> Search<'a> {
    pub fn new(plants: &'a [Plant]) -> Self {
        let mut by_needle: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, plant) in plants.iter().enumerate() {
            rows.entry(&plant.number).or_default().push(index);
            for needle in &plant.needles {
                by_needle.entry(plain(needle)).or_default().push(index);
            }
        }
        let automaton = AhoCorasick::new(by_needle.keys()).unwrap();
        let holders: Vec<Vec<usize>> = by_needle.into_values().collect();
        Self {
            plants,
            automaton,
            holders,
            rows,
        }
    }

    /// What is found in `text`; with the `number` of an appeal its own plants are meant first.
    pub fn hits(&self, text: &str, number: Option<&str>) -> Vec<Hit> {
        let text = plain(text);
        let own = number.and_then(|number| self.rows.get(number));
        let own = own.map_or(&[][..], Vec::as_slice);
        let found = self.automaton.find_overlapping_iter(&text);
        let (mine, others): (Vec<_>, Vec<_>) = found
            .map(|found| {
                (
                    found.start()..found.end(),
                    &self.holders[found.pattern().as_usize()],
                )
            })
            .filter(|(span, _)| stands_alone(&text, span))
            .partition(|(_, holders)| holders.iter().any(|plant| own.contains(plant)));
        let hit = |plant: usize, span: &Range<usize>, how: How| Hit {
            plant,
            around: around(&text, span),
            how,
        };
        let mut hits = Vec::new();
        for (span, holders) in &mine {
            let held = holders.iter().filter(|plant| own.contains(plant));
            hits.extend(held.map(|&plant| hit(plant, span, How::Whole)));
        }
        // «Ким А.» of somebody else within «Ким А.В.» of this appeal is no second leak.
        let within = |span: &Range<usize>| {
            mine.iter()
                .any(|(own, _)| own.start < span.end && span.start < own.end)
        };
        let how = number.map_or(How::Whole, |_| How::Astray);
        for (span, holders) in others.iter().filter(|(span, _)| !within(span)) {
            hits.extend(holders.first().map(|&plant| hit(plant, span, how)));
        }
        for &plant in own {
            let Plant { own, left, .. } = &self.plants[plant];
            let alone = |words: &[String]| {
                words
                    .iter()
                    .flat_map(|word| bounded(&text, &plain(word)))
                    .collect::<Vec<_>>()
            };
            hits.extend(alone(own).iter().map(|span| hit(plant, span, How::Whole)));
            let spans = alone(left);
            let spans = spans.iter().filter(|span| !within(span));
            hits.extend(spans.map(|span| hit(plant, span, How::Left)));
        }
        hits
    }
}

/// Where `word` stands in `text` with no letter or digit glued to it.
fn bounded(text: &str, word: &str) -> Vec<Range<usize>> {
    let found = text.match_indices(word).map(|(at, _)| at..at + word.len());
    found.filter(|span| is_bounded(text, span)).collect()
}

fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let value = &text[span.clone()];
    let numeric = value.chars().all(|sign| !sign.is_alphabetic());
    (numeric && value.len() >= UNMISTAKABLE) || is_bounded(text, span)
}

/// True where no letter or digit is glued to the span.
fn is_bounded(text: &str, span: &Range<usize>) -> bool {
    let value = &text[span.clone()];
    let left =
        value.starts_with(char::is_alphanumeric) && text[..span.start].ends_with(char::is_alphanumeric);
    let right = value.ends_with(char::is_alphanumeric) && text[span.end..].starts_with(char::is_alphanumeric);
    !left && !right
}

/// Characters shown on either side of what was found.
const AROUND: usize = 60;

fn around(text: &str, span: &Range<usize>) -> String {
    let start = text[..span.start]
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(at, _)| at);
    let end = text[span.end..]
        .char_indices()
        .nth(AROUND)
        .map_or(text.len(), |(at, _)| span.end + at);
    format!(
        "{}⟦{}⟧{}",
        &text[start..span.start],
        &text[span.clone()],
        &text[span.end..end]
    )
}

/// What leaked, by class.
pub struct Report<'a> {
    search: &'a Search<'a>,
    leaked: BTreeMap<String, BTreeMap<usize, String>>,
    /// The values found in each place.
    places: BTreeMap<String, BTreeSet<usize>>,
}

/// Leaked values shown of each class.
const EXAMPLES: usize = 3;

impl<'a> Report<'a> {
    pub fn new(search: &'a Search<'a>) -> Self {
        Self {
            search,
            leaked: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    pub fn look(&mut self, place: &str, text: &str, number: Option<&str>) {
        for hit in self.search.hits(text, number) {
            let class = &self.search.plants[hit.plant].class;
            let class = match hit.how {
                How::Whole => class.clone(),
                How::Left => format!("{class} (surname left)"),
                How::Astray => format!("{class} (found in another appeal)"),
            };
            self.places.entry(place.to_owned()).or_default().insert(hit.plant);
            let example = || format!("{place}: {}", hit.around);
            self.leaked
                .entry(class)
                .or_default()
                .entry(hit.plant)
                .or_insert_with(example);
        }
    }

    /// How many plants were found.
    pub fn count(&self) -> usize {
        self.found().len()
    }

    fn found(&self) -> BTreeSet<usize> {
        self.leaked.values().flat_map(BTreeMap::keys).copied().collect()
    }

    /// The values that were not found; one that was planted twice is found once.
    pub fn missed(&self) -> Vec<&str> {
        let value = |index: usize| self.search.plants[index].value.as_str();
        let found: BTreeSet<&str> = self.found().into_iter().map(value).collect();
        let all = (0..self.search.plants.len()).map(value);
        all.filter(|value| !found.contains(value)).collect()
    }

    /// The classes with how many of how many leaked and three examples of each.
    pub fn told(&self) -> String {
        let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
        for plant in self.search.plants {
            *planted.entry(&plant.class).or_default() += 1;
        }
        let mut classes: Vec<(&String, &BTreeMap<usize, String>)> = self.leaked.iter().collect();
        classes.sort_by_key(|(class, leaked)| (usize::MAX - leaked.len(), *class));
        let mut told = format!(
            "{} of {} planted values leaked, in {} of {} classes\n",
            self.count(),
            self.search.plants.len(),
            classes.len(),
            planted.len()
        );
        for (place, found) in &self.places {
            told.push_str(&format!("  {} in {place}\n", found.len()));
        }
        for (class, leaked) in classes {
            let of = planted
                .get(class.as_str())
                .map_or_else(String::new, |of| format!(" of {of}"));
            told.push_str(&format!("{class}: {}{of}\n", leaked.len()));
            for (plant, example) in leaked.iter().take(EXAMPLES) {
                told.push_str(&format!(
                    "    «{}» in {example}\n",
                    self.search.plants[*plant].value
                ));
            }
        }
        told
    }
}

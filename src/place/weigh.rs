//! Which of the names in a text are places, and which of the places is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::forms::Form;
use super::kato::Kato;
use super::names::{Bare, What};
use super::vocabulary::{Head, HeadKind, Known, Side, WordMemory};

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where the memory tells of it.
    pub known: usize,
    pub span: Range<usize>,
    /// Only white space or the full stop of an abbreviation lies between it and the word before.
    pub joined: bool,
    /// A full stop follows it.
    pub dotted: bool,
    pub capital: bool,
    /// Begins a sentence or a line.
    pub first: bool,
    /// A quotation mark stands right before it.
    pub quoted: bool,
}

/// A name and its words, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub kato: Kato,
    pub what: What,
    pub bare: Bare,
    /// Of its last word.
    pub form: Form,
    pub from: usize,
    pub to: usize,
}

/// A mention that passed as a place.
#[derive(Debug, Clone, Copy)]
struct Passed {
    mention: Mention,
    headed: bool,
    /// With the head word.
    from: usize,
    to: usize,
}

/// A district decided on, and the words that decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided {
    pub kato: Kato,
    pub from: usize,
    pub to: usize,
}

/// The district meant; none when no mention passes or the best stays ambiguous.
pub(super) fn weigh(
    mentions: impl Iterator<Item = Mention>,
    words: &[Word],
    memory: &WordMemory,
    region_of: impl Fn(Kato) -> Option<Kato>,
) -> Option<Decided> {
    let (of_regions, others): (Vec<Mention>, Vec<Mention>) =
        mentions.partition(|mention| mention.what.is_region());
    let mut text = Text {
        words,
        memory,
        regions: BTreeSet::new(),
        region_of: &region_of,
    };
    text.regions = of_regions
        .into_iter()
        .filter_map(|mention| text.pass(mention))
        .map(|region| (region.mention.kato, region.mention.from))
        .collect();
    let passed: Vec<Passed> = others
        .into_iter()
        .filter_map(|mention| text.pass(mention))
        .collect();
    let stretches = stretches(passed);
    let mut settled: Vec<Passed> = Vec::new();
    let mut open: Vec<Vec<Passed>> = Vec::new();
    for stretch in stretches {
        match one(&narrowed(&stretch, |place| text.names_region(&place.mention))) {
            Some(place) => settled.push(place),
            None => open.push(stretch),
        }
    }
    let known: BTreeSet<Kato> = settled.iter().map(|place| place.mention.kato).collect();
    let by_company =
        |stretch: &Vec<Passed>| one(&narrowed(stretch, |place| known.contains(&place.mention.kato)));
    settled.extend(open.iter().filter_map(by_company));
    // A place said with its head word that stays open leaves nothing to what is said without one.
    let headed = |places: &[Passed]| places.iter().any(|place| place.headed);
    let undecided = open
        .iter()
        .any(|stretch| headed(stretch) && by_company(stretch).is_none());
    settled.retain(|place| place.headed || !undecided);
    best(settled)
}

struct Text<'a, F> {
    words: &'a [Word],
    memory: &'a WordMemory,
    /// The regions the text names, and by which words.
    regions: BTreeSet<(Kato, usize)>,
    region_of: &'a F,
}

impl<F: Fn(Kato) -> Option<Kato>> Text<'_, F> {
    fn known(&self, index: usize) -> Option<&Known> {
        self.words.get(index).map(|word| self.memory.known(word.known))
    }

    /// The mention as a place, or none when what stands beside it says that it is not.
    fn pass(&self, mention: Mention) -> Option<Passed> {
        let mut place = Passed {
            mention,
            headed: false,
            from: mention.from,
            to: mention.to,
        };
        if let Some((head, index)) = self.head_beside(&mention) {
            if mention.what.is_headed_by(head.kind) {
                place.headed = true;
                place.from = place.from.min(index);
                place.to = place.to.max(index);
            } else if mention.what != What::Republican || head.kind != HeadKind::Rayon {
                return None;
            }
        }
        let certain = self.names_region(&mention);
        let stands = place.headed || (self.is_bare(&mention, certain) && !self.is_person(&mention));
        (stands && !self.is_tailed_street(&mention)).then_some(place)
    }

    /// Whether other words of the text name the region of the mention.
    fn names_region(&self, mention: &Mention) -> bool {
        let region = (self.region_of)(mention.kato);
        self.regions
            .iter()
            .any(|(kato, at)| Some(*kato) == region && !(mention.from..=mention.to).contains(at))
    }

    /// Whether the mention may stand without a head word; `certain` where the text names its region.
    fn is_bare(&self, mention: &Mention, certain: bool) -> bool {
        let Some(word) = self.words.get(mention.from) else {
            return false;
        };
        let way = mention
            .from
            .checked_sub(1)
            .and_then(|index| self.head(index, Side::Before));
        let small = matches!(mention.what, What::Village | What::Okrug);
        if small && mention.form == Form::Plain && way.is_some_and(|head| head.kind == HeadKind::Way) {
            return false;
        }
        // «Балхаш» in quotation marks is a shop.
        if word.quoted || (!word.capital && self.memory.known(word.known).frequent) {
            return false;
        }
        let located = mention.form == Form::Located;
        match mention.bare {
            Bare::Always => true,
            Bare::Capital => word.capital,
            Bare::Inside => {
                word.capital && (certain || located || !word.first || self.ends_clause(mention.to))
            }
            Bare::Located => word.capital && (certain || located),
            Bare::Never => word.capital && certain && mention.what > What::Okrug,
        }
    }

    /// «Семей, ул. …»: nothing follows the name in its clause.
    fn ends_clause(&self, last: usize) -> bool {
        self.words.get(last).is_some_and(|word| word.dotted)
            || self.words.get(last + 1).is_none_or(|next| !next.joined)
    }

    /// Whether the words behind the mention make it a street's name: «Айтеке би көшесі».
    fn is_tailed_street(&self, mention: &Mention) -> bool {
        let head = |index: usize| self.head(index, Side::After).map(|head| head.kind);
        head(mention.to + 1) == Some(HeadKind::Tail) && head(mention.to + 2) == Some(HeadKind::Street)
    }

    /// The head word right after the name, else the one right before it; «атындағы» lets the one after it speak.
    ///
    /// A street said before the name decides: in «на улице Алатау с 2021 года» the «с» is no village.
    fn head_beside(&self, mention: &Mention) -> Option<(Head, usize)> {
        let after = |index: usize| {
            let head = self.head(index, Side::After)?;
            // What stands behind a name with an ending belongs to something else, but for a person: «Абайдың атындағы».
            (mention.form == Form::Plain || head.kind == HeadKind::Person).then_some((head, index))
        };
        // A head before its name is Russian, and so are the endings of the name.
        let before = || {
            let index = mention.from.checked_sub(1)?;
            let head = self
                .head(index, Side::Before)
                .filter(|head| head.kind != HeadKind::Way)?;
            (mention.form == Form::Plain || head.kind != HeadKind::Village).then_some((head, index))
        };
        let street = before().filter(|(head, _)| head.kind == HeadKind::Street);
        match street.or_else(|| after(mention.to + 1)) {
            Some((head, index)) if head.kind == HeadKind::Person => after(index + 1).or(Some((head, index))),
            Some(found) => Some(found),
            None => match before() {
                Some((head, index)) if head.kind == HeadKind::Person => {
                    self.before_person(index).or(Some((head, index)))
                }
                found => found,
            },
        }
    }

    /// «район имени …»: the head before the word «имени».
    fn before_person(&self, index: usize) -> Option<(Head, usize)> {
        let index = index.checked_sub(1)?;
        Some((self.head(index, Side::Before)?, index))
    }

    /// The head word at `index`, if it belongs to the name on its other side.
    fn head(&self, index: usize, side: Side) -> Option<Head> {
        let head = self.known(index)?.head?;
        if side == Side::After && head.kind == HeadKind::Way {
            return None;
        }
        let joined = match side {
            // A full stop before a head word ends the sentence of the name: «Сауран. Аудан орталығы …».
            Side::After => self.words[index].joined && !self.words[index - 1].dotted,
            _ => self.words.get(index + 1)?.joined,
        };
        let on_side = head.side == side || head.side == Side::Either;
        (joined && on_side && self.is_written_as_head(index, side)).then_some(head)
    }

    /// «с. Новое», «с Новое», but not «с нового года»: a single letter needs a full stop or a capital beside it.
    fn is_written_as_head(&self, index: usize, side: Side) -> bool {
        let word = &self.words[index];
        let capital = match side {
            Side::After => index.checked_sub(1),
            _ => Some(index + 1),
        };
        let capital = capital
            .and_then(|index| self.words.get(index))
            .is_some_and(|word| word.capital);
        let long = self.memory.known(word.known).long;
        long || word.dotted || capital
    }

    /// Whether a surname or patronymic stands beside the name.
    fn is_person(&self, mention: &Mention) -> bool {
        let before = mention
            .from
            .checked_sub(1)
            .filter(|_| self.words[mention.from].joined);
        let after =
            Some(mention.to + 1).filter(|&index| self.words.get(index).is_some_and(|word| word.joined));
        let is_surname = |index| self.known(index).is_some_and(|known| known.surname);
        let dotted = |index: usize| self.words.get(index).is_some_and(|word| word.dotted);
        before.is_some_and(|index| is_surname(index) && !dotted(index))
            || after.is_some_and(|index| is_surname(index) && !dotted(mention.to))
    }
}

/// The places by the stretch of words they share, longer names before shorter ones inside them.
fn stretches(mut places: Vec<Passed>) -> Vec<Vec<Passed>> {
    places.sort_by_key(|place| (place.mention.from, usize::MAX - place.mention.to));
    let mut stretches: Vec<Vec<Passed>> = Vec::new();
    for place in places {
        match stretches
            .last_mut()
            .filter(|stretch| stretch.iter().any(|other| overlap(other, &place)))
        {
            Some(stretch) => stretch.push(place),
            None => stretches.push(vec![place]),
        }
    }
    stretches
}

fn overlap(a: &Passed, b: &Passed) -> bool {
    a.mention.from <= b.mention.to && b.mention.from <= a.mention.to
}

/// The places `keep` holds for, or all when it holds for none.
fn narrowed(stretch: &[Passed], keep: impl Fn(&Passed) -> bool) -> Vec<Passed> {
    let kept: Vec<Passed> = stretch.iter().filter(|place| keep(place)).copied().collect();
    if kept.is_empty() { stretch.to_vec() } else { kept }
}

/// The one place of a stretch: with a head word, the longest name, the greatest kind; none when two are left.
///
/// A rural okrug and a village are of one kind here: most okrugs are called after their chief village.
fn one(stretch: &[Passed]) -> Option<Passed> {
    let rank = |place: &Passed| {
        (
            place.headed,
            place.mention.to - place.mention.from,
            match place.mention.what {
                What::Okrug => What::Village,
                what => what,
            },
        )
    };
    let highest = stretch.iter().map(rank).max()?;
    let mut left = stretch.iter().filter(|place| rank(place) == highest);
    let first = left.next()?;
    left.all(|other| other.mention.kato == first.mention.kato)
        .then_some(*first)
}

/// The district with a head word somewhere, then named most often, then named first.
fn best(settled: Vec<Passed>) -> Option<Decided> {
    let mut districts: BTreeMap<Kato, Vec<Passed>> = BTreeMap::new();
    for place in settled {
        districts.entry(place.mention.kato).or_default().push(place);
    }
    let first = |places: &[Passed]| places.iter().map(|place| place.from).min();
    let headed = |places: &[Passed]| places.iter().any(|place| place.headed);
    let rank = |places: &[Passed]| (headed(places), places.len(), std::cmp::Reverse(first(places)));
    let (kato, places) = districts.into_iter().max_by_key(|(_, places)| rank(places))?;
    let decisive = places.iter().min_by_key(|place| (!place.headed, place.from))?;
    Some(Decided {
        kato,
        from: decisive.from,
        to: decisive.to,
    })
}

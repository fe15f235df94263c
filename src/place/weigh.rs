//! Which of the names in a text are places, and which of the places is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::kato::Kato;
use super::names::What;
use super::vocabulary::{Head, HeadKind, Known, Side, WordMemory};

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its number in the memory.
    pub number: usize,
    pub span: Range<usize>,
    /// Only white space or the full stop of an abbreviation lies between it and the word before.
    pub joined: bool,
    /// A full stop follows it.
    pub dotted: bool,
}

/// A name and its words, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub kato: Kato,
    pub what: What,
    pub bare: bool,
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
    let text = Text { words, memory };
    let passed: Vec<Passed> = mentions.filter_map(|mention| text.pass(mention)).collect();
    let regions: BTreeSet<Kato> = of_regions(&passed).map(|region| region.mention.kato).collect();
    let stretches = stretches(
        passed
            .iter()
            .filter(|place| place.mention.what != What::Region)
            .copied()
            .collect(),
    );
    let mut settled: Vec<Passed> = Vec::new();
    let mut open: Vec<Vec<Passed>> = Vec::new();
    for stretch in stretches {
        match one(&narrowed(&stretch, |place| {
            region_of(place.mention.kato).is_some_and(|r| regions.contains(&r))
        })) {
            Some(place) => settled.push(place),
            None => open.push(stretch),
        }
    }
    let known: BTreeSet<Kato> = settled.iter().map(|place| place.mention.kato).collect();
    let by_company =
        |stretch: &Vec<Passed>| one(&narrowed(stretch, |place| known.contains(&place.mention.kato)));
    settled.extend(open.iter().filter_map(by_company));
    best(settled)
}

struct Text<'a> {
    words: &'a [Word],
    memory: &'a WordMemory,
}

impl Text<'_> {
    fn known(&self, index: usize) -> Option<&Known> {
        self.words.get(index).map(|word| self.memory.known(word.number))
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
            if !mention.what.is_headed_by(head.kind) {
                return None;
            }
            place.headed = true;
            place.from = place.from.min(index);
            place.to = place.to.max(index);
        }
        let stands =
            place.headed || mention.what == What::Region || (mention.bare && !self.is_person(&mention));
        stands.then_some(place)
    }

    /// The head word right after the name, else the one right before it; «атындағы» lets the one after it speak.
    ///
    /// A street said before the name decides: in «на улице Алатау с 2021 года» the «с» is no village.
    fn head_beside(&self, mention: &Mention) -> Option<(Head, usize)> {
        let after = |index: usize| self.head(index, Side::After).map(|head| (head, index));
        let before = || {
            mention
                .from
                .checked_sub(1)
                .and_then(|index| Some((self.head(index, Side::Before)?, index)))
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
        let joined = match side {
            // A full stop before a head word ends the sentence of the name: «Сауран. Аудан орталығы …».
            Side::After => self.words[index].joined && !self.words[index - 1].dotted,
            _ => self.words.get(index + 1)?.joined,
        };
        let on_side = head.side == side || head.side == Side::Either;
        (joined && on_side).then_some(head)
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

fn of_regions(passed: &[Passed]) -> impl Iterator<Item = &Passed> {
    passed.iter().filter(|place| place.mention.what == What::Region)
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
            place.mention.what.max(What::Settlement),
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

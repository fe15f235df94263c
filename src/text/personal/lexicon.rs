//! What is known of a word as a part of a person's name: dictionaries of names, endings and titles, and what the two
//! morphologies say of it. Found out once for each word (`text/vocabulary.rs`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::roles::{Announced, Role, Title, announced, role, title};
use crate::text::dictionary::rows;
use crate::text::language::is_frequent;
use crate::text::letters::{is_latin, keyboard, latin_readings};
use crate::text::{kazakh, russian};

/// How surely a word is a name, from none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Strength {
    #[default]
    None,
    /// A common word or a place that is also a name: it needs a name beside it.
    Weak,
    /// A person where it has a capital, another word or a place where it has none.
    Likely,
    /// Hardly anything else, whatever its letters.
    Sure,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::text) struct Facts {
    pub(super) given: Strength,
    pub(super) surname: Strength,
    /// «Маратовна», «Серікұлы», «қызы».
    pub(super) patronymic: bool,
    /// A word of either language that is no name.
    pub(super) ordinary: bool,
    /// Looks like the name of a person and is something else.
    pub(super) denied: bool,
    /// Ordinary only as a form of a Kazakh root with endings.
    pub(super) inflected: bool,
    /// A given name as it is listed, without a case ending.
    pub(super) listed: bool,
    /// Ends as surnames do.
    pub(super) shaped: bool,
    /// A Kazakh locative: a place more often than a person.
    pub(super) located: bool,
    /// Streets are often called so.
    pub(super) street: bool,
    /// One of the most frequent words.
    pub(super) frequent: bool,
    pub(super) title: Option<Title>,
    pub(super) role: Option<Role>,
    pub(super) announced: Option<Announced>,
}

impl Facts {
    /// True for what is no name of a person in the first place.
    pub(super) fn is_other(&self) -> bool {
        self.ordinary || self.denied
    }

    /// The surest reading of the word as a part of a name.
    pub(super) fn name(&self) -> Strength {
        let patronymic = if self.patronymic {
            Strength::Sure
        } else {
            Strength::None
        };
        self.given.max(self.surname).max(patronymic)
    }
}

/// What is known of `word`, which the morphologies have read already.
pub(in crate::text) fn facts(word: &str, kazakh: &kazakh::Analysed, russian: &russian::Analysed) -> Facts {
    let keys = spellings(word);
    let name = keys.iter().map(|key| of_key(key, kazakh, russian)).reduce(surest);
    Facts {
        frequent: keys.iter().any(|key| is_frequent(key)),
        title: keys.iter().find_map(|key| title(key, kazakh, russian)),
        role: keys.iter().find_map(|key| role(key, kazakh, russian)),
        announced: announced(word),
        ..name.unwrap_or_default()
    }
}

/// The spellings a word is looked up in, as a Russian keyboard leaves them: a word in Latin letters may be read in
/// several ways.
pub(super) fn spellings(word: &str) -> Vec<String> {
    if word.chars().any(is_latin) {
        latin_readings(word)
            .iter()
            .map(|reading| keyboard(reading))
            .collect()
    } else {
        vec![keyboard(word)]
    }
}

fn surest(one: Facts, other: Facts) -> Facts {
    Facts {
        given: one.given.max(other.given),
        surname: one.surname.max(other.surname),
        patronymic: one.patronymic || other.patronymic,
        ordinary: one.ordinary || other.ordinary,
        denied: one.denied || other.denied,
        listed: one.listed || other.listed,
        located: one.located && other.located,
        shaped: one.shaped || other.shaped,
        street: one.street || other.street,
        ..one
    }
}

fn of_key(key: &str, kazakh: &kazakh::Analysed, russian: &russian::Analysed) -> Facts {
    if let Some((first, second)) = key.split_once('-').filter(|(a, b)| long(a, 2) && long(b, 2)) {
        // «Касым-Жомарт», «Мамедова-Алиева»: as sure as the less sure half.
        let [first, second] =
            [first, second].map(|half| of_key(half, &UNKNOWN_KAZAKH, &russian::analyse(half)));
        return Facts {
            given: first.given.min(second.given),
            surname: first.surname.min(second.surname),
            ordinary: first.ordinary && second.ordinary,
            street: STREETS.contains_key(key),
            ..Facts::default()
        };
    }
    let denied = is_denied(key);
    let common = russian.names.common >= COMMON;
    let root = kazakh.band.is_some() && !NAME_ROOTS.contains_key(kazakh.root.as_str());
    let ordinary = common || root;
    let nominatives = nominatives(key);
    Facts {
        given: if denied {
            Strength::None
        } else {
            given(&nominatives, russian)
        },
        surname: if denied {
            Strength::None
        } else {
            surname(key, &nominatives, ordinary, russian)
        },
        denied,
        listed: GIVEN.contains_key(key),
        shaped: ends_in(key, &SURNAME_ENDINGS, SHORTEST_NAME - 1).is_some(),
        located: is_located(key),
        street: nominatives.iter().any(|name| STREETS.contains_key(name)),
        patronymic: !denied && !common && is_patronymic(key),
        ordinary,
        inflected: !common && root && kazakh.endings > 0,
        ..Facts::default()
    }
}

static UNKNOWN_KAZAKH: kazakh::Analysed = kazakh::Analysed {
    root: String::new(),
    endings: 0,
    band: None,
};

/// A share of the readings of a Russian word that are no name from which it counts as an ordinary word.
const COMMON: f64 = 0.3;
/// Letters of the shortest father's name before the ending of a patronymic.
const SHORTEST_FATHER: usize = 2;
/// Letters of the shortest name a case ending is taken off.
const SHORTEST_NAME: usize = 3;

fn long(word: &str, least: usize) -> bool {
    word.chars().nth(least - 1).is_some()
}

/// Names with their strength, by their spelling on a Russian keyboard.
type Names = FxHashMap<String, Strength>;

fn names(csv: &'static str) -> Names {
    let mut names = Names::default();
    for [form, strength, _] in rows::<3>(csv) {
        let strength = match strength {
            "sure" => Strength::Sure,
            "likely" => Strength::Likely,
            _ => Strength::Weak,
        };
        // One spelling of two names is as sure as the less sure of them.
        names
            .entry(keyboard(form))
            .and_modify(|known| *known = strength.min(*known))
            .or_insert(strength);
    }
    names
}

static GIVEN: LazyLock<Names> =
    LazyLock::new(|| names(include_str!("../../../dictionaries/text/given_names.csv")));

static SURNAMES: LazyLock<Names> =
    LazyLock::new(|| names(include_str!("../../../dictionaries/text/surnames.csv")));

/// Words that look like names and are none.
static NOT_NAMES: LazyLock<FxHashMap<String, ()>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../../dictionaries/text/not_names.csv"))
        .map(|[form, _]| (keyboard(form), ()))
        .collect()
});

/// Usual names of streets, most of them words too.
static STREETS: LazyLock<FxHashMap<String, ()>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../../dictionaries/text/street_names.csv"))
        .map(|[form, _]| (keyboard(form), ()))
        .collect()
});

/// Roots of the Kazakh dictionary that are names: their gloss says so, or has a capital.
static NAME_ROOTS: LazyLock<FxHashMap<&'static str, ()>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../dictionaries/text/kk_roots.csv"))
        .filter(|[_, _, _, gloss]| gloss.contains("name") || gloss.starts_with(char::is_uppercase))
        .map(|[root, ..]| (root, ()))
        .collect()
});

/// Names of people things are called after and everybody quotes, each as its words in alphabetical order.
static PUBLIC_FIGURES: LazyLock<FxHashMap<String, ()>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../../dictionaries/text/public_figures.csv"))
        .map(|[name, _]| {
            let mut words: Vec<String> = name.split(' ').map(keyboard).collect();
            words.sort();
            (words.join(" "), ())
        })
        .collect()
});

/// True for the name of a public figure in any case form and order of its words.
pub(super) fn is_public_figure(words: &[&str]) -> bool {
    let mut readings = vec![Vec::new()];
    for word in words {
        let forms = nominatives(&keyboard(word));
        readings = readings
            .into_iter()
            .flat_map(|before: Vec<String>| {
                forms.iter().map(move |form| {
                    let mut words = before.clone();
                    words.push(form.clone());
                    words
                })
            })
            .collect();
    }
    readings.into_iter().any(|mut words| {
        words.sort();
        PUBLIC_FIGURES.contains_key(&words.join(" "))
    })
}

/// Endings of surnames; true for those hardly any other word has.
static SURNAME_ENDINGS: LazyLock<FxHashMap<String, bool>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/surname_endings.csv"))
        .map(|[ending, class, _]| (keyboard(ending), class == "strong"))
        .collect()
});

/// Endings of patronymics; true for Russian ones.
static PATRONYMICS: LazyLock<FxHashMap<String, bool>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../../dictionaries/text/patronymic_endings.csv"))
        .map(|[ending, _]| {
            let ending = keyboard(ending);
            let russian = !KAZAKH_CHILD.iter().any(|child| ending.starts_with(child));
            (ending, russian)
        })
        .collect()
});

/// Beginnings of «ұлы», «қызы», «тегі» and their spellings.
const KAZAKH_CHILD: [&str; 8] = ["улы", "улын", "кыз", "теги", "огл", "угл", "киз", "за"];

/// Case endings of names and what stands in their place in the nominative.
static CASES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut cases: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for [ending, base, _] in rows::<3>(include_str!("../../../dictionaries/text/name_cases.csv")) {
        let base = if base == NOTHING { "" } else { base };
        cases.entry(keyboard(ending)).or_default().push(keyboard(base));
    }
    cases
});

/// In the table: nothing stands in the place of the ending.
const NOTHING: &str = "-";

/// First and last elements of compound names: «Нұр», «бек».
static PARTS: LazyLock<[FxHashMap<String, ()>; 2]> = LazyLock::new(|| {
    let mut parts = [FxHashMap::default(), FxHashMap::default()];
    for [part, place, _] in rows::<3>(include_str!("../../../dictionaries/text/name_parts.csv")) {
        if place != "last" {
            parts[0].insert(keyboard(part), ());
        }
        if place != "first" {
            parts[1].insert(keyboard(part), ());
        }
    }
    parts
});

/// «Маратовна», «Серікұлы»; before «ұлы» and «қызы» a name must stand: «таулы» is a word.
fn is_patronymic(key: &str) -> bool {
    ends_in(key, &PATRONYMICS, SHORTEST_FATHER).is_some_and(|(start, russian)| {
        let father = &key[..start];
        russian
            || (long(father, SHORTEST_NAME)
                && (GIVEN.contains_key(father) || SURNAMES.contains_key(father) || is_compound(father)))
    })
}

/// Endings of the Kazakh locative, as a Russian keyboard leaves them.
const LOCATIVE: [&str; 8] = ["да", "де", "та", "те", "дагы", "деги", "тагы", "теги"];

fn is_located(key: &str) -> bool {
    !GIVEN.contains_key(key)
        && !SURNAMES.contains_key(key)
        && LOCATIVE.iter().any(|ending| key.ends_with(ending))
}

/// True for a case form of a word that is listed as none, unless a name has the very form.
fn is_denied(key: &str) -> bool {
    let listed = |name: &str| GIVEN.contains_key(name) || SURNAMES.contains_key(name);
    NOT_NAMES.contains_key(key)
        || (!listed(key)
            && !nominatives(key).iter().any(|name| listed(name))
            && nominatives(key).iter().any(|name| NOT_NAMES.contains_key(name)))
}

/// The longest ending of `key` in `endings`, with what is known of it.
fn ends_in(key: &str, endings: &FxHashMap<String, bool>, shortest: usize) -> Option<(usize, bool)> {
    key.char_indices()
        .skip(shortest)
        .find_map(|(start, _)| endings.get(&key[start..]).map(|&known| (start, known)))
}

/// The nominatives `key` may be a case form of, itself first.
pub(super) fn nominatives(key: &str) -> Vec<String> {
    let mut found = vec![key.to_owned()];
    for (start, _) in key.char_indices().skip(SHORTEST_NAME - 1) {
        for base in CASES.get(&key[start..]).into_iter().flatten() {
            let name = format!("{}{base}", &key[..start]);
            if long(&name, SHORTEST_NAME) {
                found.push(name);
            }
        }
    }
    found
}

fn given(nominatives: &[String], russian: &russian::Analysed) -> Strength {
    let listed = nominatives.iter().find_map(|name| GIVEN.get(name)).copied();
    let known = || by_share(russian.names.given);
    let compound = || nominatives.iter().any(|name| is_compound(name));
    listed.unwrap_or_else(|| {
        known().max(if compound() {
            Strength::Weak
        } else {
            Strength::None
        })
    })
}

fn surname(key: &str, of: &[String], ordinary: bool, russian: &russian::Analysed) -> Strength {
    let listed = || of.iter().find_map(|name| SURNAMES.get(name)).copied();
    let by_ending = ends_in(key, &SURNAME_ENDINGS, SHORTEST_NAME - 1).map(|(start, strong)| {
        let composed = nominatives(&key[..start])
            .iter()
            .any(|name| is_compound(name) || GIVEN.contains_key(name));
        match (strong || composed, ordinary) {
            (true, false) => Strength::Sure,
            (false, false) | (true, true) => Strength::Likely,
            (false, true) => Strength::Weak,
        }
    });
    by_share(russian.names.surname)
        .max(listed().unwrap_or_default())
        .max(by_ending.unwrap_or_default())
}

/// The strength of a name by the share of its readings that are one.
fn by_share(share: f64) -> Strength {
    match share {
        0.9.. => Strength::Sure,
        0.4.. => Strength::Likely,
        0.01.. => Strength::Weak,
        _ => Strength::None,
    }
}

fn is_compound(name: &str) -> bool {
    let [first, last] = &*PARTS;
    name.char_indices()
        .skip(2)
        .any(|(at, _)| first.contains_key(&name[..at]) && last.contains_key(&name[at..]))
}

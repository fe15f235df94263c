//! Nouns that are counted or head the name of a body or a place, in all cases.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Case, Gender};
use crate::publish::grammar::Error;
use crate::publish::grammar::dictionary::rows;

static NOUNS: LazyLock<BTreeMap<&'static str, Noun>> = LazyLock::new(|| {
    rows::<14>(include_str!("../../../../dictionaries/note/nouns.csv"))
        .map(Noun::of)
        .map(|noun| (noun.singular[0], noun))
        .collect()
});

/// A noun of `dictionaries/note/nouns.csv`, with its adjective where it has one.
pub struct Noun {
    pub gender: Gender,
    pub is_animate: bool,
    /// By the order of [`Case`].
    singular: [&'static str; 6],
    /// After 2, 3, 4: обращения, процентных пункта.
    pub few: &'static str,
    /// After 5: обращений, лет. Also the genitive after any number but one.
    pub many: &'static str,
    many_dative: &'static str,
    many_instrumental: &'static str,
    many_prepositional: &'static str,
}

impl Noun {
    fn of(row: [&'static str; 14]) -> Self {
        let [noun, gender, animate, genitive, dative, accusative, rest @ ..] = row;
        let [instrumental, prepositional, few, many, many_dative, rest @ ..] = rest;
        let [many_instrumental, many_prepositional, _] = rest;
        Self {
            gender: match gender {
                "feminine" => Gender::Feminine,
                "neuter" => Gender::Neuter,
                _ => Gender::Masculine,
            },
            is_animate: animate == "yes",
            singular: [noun, genitive, dative, accusative, instrumental, prepositional],
            few,
            many,
            many_dative,
            many_instrumental,
            many_prepositional,
        }
    }

    /// The noun of that dictionary form.
    pub fn named(noun: &str) -> Result<&'static Self, Error> {
        Self::find(noun).ok_or_else(|| Error::Noun {
            noun: noun.to_owned(),
        })
    }

    /// The noun of that dictionary form, if the dictionary has it.
    pub fn find(noun: &str) -> Option<&'static Self> {
        NOUNS.get(noun)
    }

    /// The singular in a case.
    pub fn singular(&self, case: Case) -> &'static str {
        self.singular[case as usize]
    }

    /// The plural in a case, after a number.
    pub fn plural(&self, case: Case) -> &'static str {
        match case {
            Case::Nominative | Case::Accusative | Case::Genitive => self.many,
            Case::Dative => self.many_dative,
            Case::Instrumental => self.many_instrumental,
            Case::Prepositional => self.many_prepositional,
        }
    }
}

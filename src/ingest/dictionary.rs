//! The words of registers: usual headers, values and their codes, codes and their names. Data, not code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Role;
use super::fold::fold;

const HEADERS: &str = include_str!("../../dictionaries/register/headers.csv");
const VALUES: &str = include_str!("../../dictionaries/register/values.csv");
const CODES: &str = include_str!("../../dictionaries/register/codes.csv");
const FOOTERS: &str = include_str!("../../dictionaries/register/footers.csv");

/// What a code is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
}

#[derive(Debug, Deserialize)]
struct HeaderLine {
    role: Role,
    header: String,
    language: String,
}

#[derive(Debug, Deserialize)]
struct ValueLine {
    role: Role,
    value: String,
    code: String,
}

#[derive(Debug, Deserialize)]
struct CodeLine {
    role: Role,
    code: String,
    name_kk: String,
    name_ru: String,
}

#[derive(Debug, Deserialize)]
struct FooterLine {
    word: String,
}

/// The lines of an embedded dictionary; the tests below read every one of them.
fn lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|line| line.expect("an embedded dictionary is well-formed"))
        .collect()
}

static HEADER_LINES: LazyLock<Vec<HeaderLine>> = LazyLock::new(|| lines(HEADERS));

static KNOWN_VALUES: LazyLock<BTreeMap<(Role, String), String>> = LazyLock::new(|| {
    let names = KNOWN_CODES.iter().flat_map(|((role, code), label)| {
        [&label.kk, &label.ru].map(|name| ((*role, fold(name)), code.clone()))
    });
    let variants = lines(VALUES)
        .into_iter()
        .map(|line: ValueLine| ((line.role, fold(&line.value)), line.code));
    names.chain(variants).collect()
});

static KNOWN_CODES: LazyLock<BTreeMap<(Role, String), Label>> = LazyLock::new(|| {
    let label = |line: CodeLine| {
        (
            (line.role, line.code),
            Label {
                kk: line.name_kk,
                ru: line.name_ru,
            },
        )
    };
    lines(CODES).into_iter().map(label).collect()
});

static FOOTER_WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines: Vec<FooterLine> = lines(FOOTERS);
    lines.into_iter().map(|line| fold(&line.word)).collect()
});

/// The usual headers with their roles, as written.
pub fn headers() -> impl Iterator<Item = (Role, &'static str)> {
    HEADER_LINES.iter().map(|line| (line.role, line.header.as_str()))
}

/// A few usual headers of `role` to show as examples: people read Kazakh and Russian ones, not keys of exports.
pub fn example_headers(role: Role) -> Vec<String> {
    let of = |language: &'static str| {
        HEADER_LINES
            .iter()
            .filter(move |line| line.role == role && line.language == language)
            .take(2)
    };
    of("kk").chain(of("ru")).map(|line| line.header.clone()).collect()
}

/// The code that a folded value of a coded column stands for.
pub fn code(role: Role, folded: &str) -> Option<&'static str> {
    KNOWN_VALUES.get(&(role, folded.to_owned())).map(String::as_str)
}

/// Every code of `role` with its names, in order of the codes.
pub fn codes(role: Role) -> impl Iterator<Item = (&'static str, &'static Label)> {
    KNOWN_CODES
        .iter()
        .filter(move |((of, _), _)| *of == role)
        .map(|((_, code), label)| (code.as_str(), label))
}

/// What `code` of `role` is called, if it is one.
pub fn label(role: Role, code: &str) -> Option<&'static Label> {
    KNOWN_CODES.get(&(role, code.to_owned()))
}

/// True where a folded cell begins as the first cell of a totals row does.
pub fn begins_footer(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or_default();
    FOOTER_WORDS.contains(folded) || FOOTER_WORDS.contains(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Holds;

    const REGISTERS: [Holds; 4] = [
        Holds::Appeals,
        Holds::Answers,
        Holds::Receptions,
        Holds::Instructions,
    ];

    #[test]
    fn a_header_has_one_role_in_each_sort_of_register() {
        for holds in REGISTERS {
            let mut seen: BTreeMap<String, Role> = BTreeMap::new();
            for (role, header) in headers().filter(|(role, _)| holds.roles().contains(role)) {
                let before = seen.insert(fold(header), role);
                assert!(
                    before.is_none_or(|before| before == role),
                    "{holds}: «{header}» has two roles"
                );
            }
        }
    }

    #[test]
    fn every_required_role_has_a_kazakh_and_a_russian_header() {
        for role in REGISTERS.iter().flat_map(|holds| holds.required()) {
            assert!(headers().filter(|(of, _)| of == role).count() >= 2, "{role}");
        }
    }

    #[test]
    fn every_value_leads_to_a_code() {
        for ((role, value), code) in KNOWN_VALUES.iter() {
            assert!(
                label(*role, code).is_some(),
                "{role}: «{value}» leads to `{code}`"
            );
        }
    }

    #[test]
    fn a_value_has_one_code() {
        let mut seen: BTreeMap<(Role, String), String> = BTreeMap::new();
        for line in lines::<ValueLine>(VALUES) {
            let before = seen.insert((line.role, fold(&line.value)), line.code.clone());
            assert!(
                before.is_none_or(|before| before == line.code),
                "{}: «{}»",
                line.role,
                line.value
            );
        }
    }

    #[test]
    fn a_code_is_named_in_both_languages_and_its_names_lead_back_to_it() {
        for ((role, code), label) in KNOWN_CODES.iter() {
            assert!(role.is_coded(), "{role}");
            for name in [&label.kk, &label.ru] {
                assert_eq!(
                    super::code(*role, &fold(name)),
                    Some(code.as_str()),
                    "{role}: «{name}»"
                );
            }
        }
    }

    #[test]
    fn the_dictionaries_stand_in_order() {
        for text in [HEADERS, VALUES, CODES, FOOTERS] {
            let lines: Vec<&str> = text.lines().skip(1).collect();
            let mut sorted = lines.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(lines, sorted);
        }
    }
}

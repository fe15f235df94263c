//! Words that say nothing of a matter, and words that are not to be quoted.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::language::Tongue;
use crate::text::stems::key;

const WORDS: &str = include_str!("../../../dictionaries/analyse/left_out.csv");

/// Why a word is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It is in every text: conjunctions, pronouns, numerals, times.
    Function,
    /// It greets or takes leave.
    Address,
    /// It belongs to a letter on any topic.
    Letter,
    /// It is the kind of a place.
    Place,
    /// It insults.
    Abuse,
}

#[derive(Debug, Deserialize)]
struct Line {
    language: String,
    form: String,
    role: Role,
}

/// The words of `dictionaries/analyse/left_out.csv` by their folded stems.
#[derive(Debug)]
pub struct LeftOut(FxHashMap<(Tongue, String), Role>);

impl LeftOut {
    /// The embedded words, read once.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<LeftOut> = LazyLock::new(|| LeftOut::parse(WORDS));
        &EMBEDDED
    }

    /// A line that is none is left out; the tests below read every one of them.
    fn parse(csv: &str) -> Self {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let lines = reader.deserialize::<Line>().filter_map(Result::ok);
        Self(
            lines
                .filter_map(|line| {
                    let tongue = [Tongue::Kk, Tongue::Ru]
                        .into_iter()
                        .find(|tongue| tongue.as_str() == line.language)?;
                    Some(((tongue, key(&line.form, tongue)), line.role))
                })
                .collect(),
        )
    }

    /// Why the word of this stem is left out; `None` where it is not.
    pub fn role(&self, tongue: Tongue, stem: &str) -> Option<Role> {
        self.0.get(&(tongue, stem.to_owned())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_language_a_form_a_role_and_a_reason() {
        let mut reader = csv::Reader::from_reader(WORDS.as_bytes());
        for line in reader.records() {
            let line = line.unwrap();
            assert!(line.iter().all(|cell| !cell.trim().is_empty()), "{line:?}");
            assert!(["kk", "ru"].contains(&&line[0]), "{line:?}");
        }
        let mut reader = csv::Reader::from_reader(WORDS.as_bytes());
        assert!(reader.deserialize::<Line>().all(|line| line.is_ok()));
    }

    #[test]
    fn the_lines_are_in_order_and_each_stands_once() {
        let lines: Vec<(&str, &str)> = WORDS
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split(',');
                Some((cells.next()?, cells.next()?))
            })
            .collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_word_is_left_out_in_every_form() {
        let words = LeftOut::embedded();
        assert_eq!(
            words.role(Tongue::Ru, &key("которых", Tongue::Ru)),
            Some(Role::Function)
        );
        assert_eq!(
            words.role(Tongue::Kk, &key("аудандағы", Tongue::Kk)),
            Some(Role::Place)
        );
        assert_eq!(words.role(Tongue::Kk, &key("шұңқыр", Tongue::Kk)), None);
        assert_eq!(words.role(Tongue::Ru, &key("собаки", Tongue::Ru)), None);
    }
}

//! Appeals as plain rows: what the analyses of words ask of the tables.

use std::collections::BTreeSet;
use std::hash::Hasher;

use jiff::civil::Date;
use polars::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use crate::analyse::coverage::since_epoch;
use crate::analyse::frame::{Frame, counts, texts};
use crate::analyse::{Error, UNKNOWN};
use crate::corpus::published::{Appeal, Coding, appeals, codings};
use crate::text::letters::fold_letter;
use crate::text::placeholders::placeholders;

/// A counted appeal with its redacted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    pub register: String,
    pub number: String,
    /// District by КАТО code, or `unknown`.
    pub district: String,
    /// Language of the text: kk, ru, mixed or other.
    pub language: String,
    /// Pseudonym; empty where the register names nobody.
    pub applicant: String,
    pub registered_on: Date,
    pub text: String,
    /// Near-identical texts share a number.
    pub letter: u64,
    /// True for an appeal with a chief topic.
    pub coded: bool,
    pub evidence: Vec<Evidence>,
}

/// Words of a text that speak for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub code: String,
    pub group: String,
    /// From the first character to the one after the last.
    pub start: usize,
    pub end: usize,
}

impl Writing {
    /// What tells its writer from all others; an appeal without applicant has one of its own.
    pub fn writer(&self) -> (&str, &str) {
        if self.applicant.is_empty() {
            (&self.register, &self.number)
        } else {
            ("", &self.applicant)
        }
    }

    /// True where some code, or its group, is `code`.
    pub fn is_about(&self, code: &str) -> bool {
        self.evidence.iter().any(|evidence| evidence.is_of(code))
    }
}

impl Evidence {
    pub fn is_of(&self, code: &str) -> bool {
        self.code == code || self.group == code
    }
}

/// The counted appeals registered from `first` to `last`, by register and number, with the evidence of `codes`. Texts of
/// the same letters, whatever their case, keyboard, signs and placeholders, are one letter.
pub fn writings(
    corpus: &Frame<Appeal>,
    evidence: &Frame<Coding>,
    [first, last]: [Date; 2],
    codes: &BTreeSet<&str>,
) -> Result<Vec<Writing>, Error> {
    let mut writings = read(corpus, first, last).map_err(fault)?;
    writings.sort_by(|a, b| (&a.register, &a.number).cmp(&(&b.register, &b.number)));
    attach(&mut writings, evidence, codes).map_err(fault)?;
    Ok(writings)
}

/// A number that texts of the same letters share, whatever their case, keyboard, signs and placeholders.
pub fn letter(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut start = 0;
    let hidden = placeholders(text);
    let ends = hidden.iter().map(|hidden| hidden.start).chain([text.len()]);
    let next = hidden.iter().map(|hidden| hidden.end).chain([text.len()]);
    for (end, next) in ends.zip(next) {
        let letters = text[start..end].chars().filter(|letter| letter.is_alphabetic());
        letters
            .flat_map(char::to_lowercase)
            .for_each(|letter| hasher.write_u32(u32::from(fold_letter(letter))));
        start = next;
    }
    hasher.finish()
}

fn fault(source: PolarsError) -> Error {
    Error::Polars {
        analysis: "words",
        source,
    }
}

fn read(corpus: &Frame<Appeal>, first: Date, last: Date) -> PolarsResult<Vec<Writing>> {
    const DAY: &str = appeals::registered_on;
    let columns = [
        appeals::register,
        appeals::number,
        appeals::district,
        appeals::language,
        appeals::applicant,
        appeals::main,
        appeals::text,
    ];
    let frame = corpus
        .lazy()
        .filter(col(appeals::counted))
        .select([cols(columns).as_expr(), col(DAY).cast(DataType::Int32)])
        .collect()?;
    let days = frame.column(DAY)?.i32()?;
    let cells = columns
        .iter()
        .map(|column| texts(&frame, column))
        .collect::<PolarsResult<Vec<_>>>()?;
    let row = |(row, day): (usize, Option<i32>)| {
        let cell = |column: usize| cells[column][row].to_owned();
        let registered_on = since_epoch(day?);
        (first..=last).contains(&registered_on).then(|| Writing {
            register: cell(0),
            number: cell(1),
            district: Some(cell(2))
                .filter(|kato| !kato.is_empty())
                .unwrap_or_else(|| UNKNOWN.to_owned()),
            language: cell(3),
            applicant: cell(4),
            registered_on,
            coded: !cells[5][row].is_empty(),
            text: cell(6),
            letter: letter(cells[6][row]),
            evidence: Vec::new(),
        })
    };
    Ok(days.iter().enumerate().filter_map(row).collect())
}

/// Gives each appeal its evidence of `codes`, by code and place.
fn attach(writings: &mut [Writing], evidence: &Frame<Coding>, codes: &BTreeSet<&str>) -> PolarsResult<()> {
    let frame = evidence
        .lazy()
        .select([cols([
            codings::register,
            codings::number,
            codings::code,
            codings::group,
            codings::start,
            codings::end,
        ])
        .as_expr()])
        .collect()?;
    let [registers, numbers, codes_of, groups] = [
        texts(&frame, codings::register)?,
        texts(&frame, codings::number)?,
        texts(&frame, codings::code)?,
        texts(&frame, codings::group)?,
    ];
    let (starts, ends) = (counts(&frame, codings::start)?, counts(&frame, codings::end)?);
    let mut found: FxHashMap<(&str, &str), Vec<Evidence>> = FxHashMap::default();
    for row in 0..frame.height() {
        if !codes.contains(codes_of[row]) && !codes.contains(groups[row]) {
            continue;
        }
        found
            .entry((registers[row], numbers[row]))
            .or_default()
            .push(Evidence {
                code: codes_of[row].to_owned(),
                group: groups[row].to_owned(),
                start: usize::try_from(starts[row]).unwrap_or_default(),
                end: usize::try_from(ends[row]).unwrap_or_default(),
            });
    }
    for writing in writings {
        let key = (writing.register.as_str(), writing.number.as_str());
        writing.evidence = found.remove(&key).unwrap_or_default();
        writing
            .evidence
            .sort_by(|a, b| (&a.code, a.start, a.end).cmp(&(&b.code, b.start, b.end)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_in_names_signs_and_keyboard_are_one() {
        assert_eq!(letter("Көшеде жарық жоқ! [АТЫ-ЖӨНІ]"), letter("кошеде жарык жок"));
        assert_ne!(letter("Көшеде жарық жоқ"), letter("Көшеде су жоқ"));
        assert_eq!(letter("[ИМЯ] нет воды [ТЕЛЕФОН 2]."), letter("Нет воды"));
    }
}

//! What the texts of the appeals tell: words and quotes of the problems, matters without a code.

use std::collections::BTreeSet;

use super::Error;
use super::campaigns::Letters;
use super::emerging::emerging;
use super::frame::Frame;
use super::keywords::keywords;
use super::quotes::quotes;
use super::records::Record;
use super::wording::{Reading, Writing, letter, problems, writings};
use crate::corpus::HalfYear;
use crate::corpus::published::{Appeal, Coding, Emerging, Keyword, MapCell, Quote, Systemic};

/// The three tables made of texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    pub keywords: Vec<Keyword>,
    pub quotes: Vec<Quote>,
    pub emerging: Vec<Emerging>,
}

/// Where texts are read from, and which of them are nearly the same.
pub struct Texts<'t> {
    pub appeals: &'t Frame<Appeal>,
    pub codings: &'t Frame<Coding>,
    /// In the order of register and number.
    pub records: &'t [Record<'t>],
    pub letters: &'t Letters,
}

impl Texts<'_> {
    /// A number that texts share which are near-identical, or of the same letters.
    fn letter(&self, writing: &Writing) -> u64 {
        let key = (writing.register.as_str(), writing.number.as_str());
        let place = self
            .records
            .binary_search_by(|record| (record.register, record.number).cmp(&key));
        place.map_or_else(
            |_| letter(&writing.text),
            |place| letter(self.records[self.letters.texts()[place] as usize].text),
        )
    }
}

/// Reads the texts of `half_year` for the problems that reach a level and the hot cells of the problem map, and the uncoded
/// texts of that half-year and the one before for matters that repeat.
pub fn told(
    read: &Texts,
    systemic: &[Systemic],
    cells: &[MapCell],
    oblast: &str,
    half_year: HalfYear,
) -> Result<Told, Error> {
    let problems = problems(systemic, cells, half_year);
    let codes: BTreeSet<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    let days = [half_year.previous().first_day(), half_year.last_day()];
    let mut texts = writings(read.appeals, read.codings, days, &codes)?;
    for writing in &mut texts {
        writing.letter = read.letter(writing);
    }
    let is_uncoded = |writing: &&Writing| !writing.coded;
    let uncoded: Vec<Writing> = texts.iter().filter(is_uncoded).cloned().collect();
    texts.retain(|writing| writing.registered_on >= half_year.first_day());
    let reading = Reading::of(&texts);
    Ok(Told {
        keywords: keywords(&texts, &reading, &problems, oblast, half_year),
        quotes: quotes(&texts, &reading, &problems, oblast, half_year),
        emerging: emerging(&uncoded, &Reading::of(&uncoded), half_year),
    })
}

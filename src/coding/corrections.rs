//! What analysts decided: codes that win over the machine's.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::NOT_CODED;
use super::codebook::Codebook;
use super::decide::{Code, Coded, Source};
use super::matcher::Evidence;
use super::review::Reason;
use super::sheet::{CellFault, Row, Sheet};

/// The rule the evidence of a code names that an analyst decided.
pub const ANALYST: &str = "analyst";

/// What an analyst decided of one appeal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// Day of the decision.
    pub date: Date,
    pub analyst: String,
    /// Topics, sorted; none when no code fits.
    pub codes: Vec<String>,
    /// One of `codes`; none when there are none.
    pub main: Option<String>,
    /// [`mark`] of the redacted text that was read; empty where it was not kept.
    pub mark: String,
    pub note: String,
    /// The appeal was drawn by chance alone: such rows tell how often the machine is right.
    pub audit: bool,
    /// Row of the corrections file.
    pub row: usize,
}

/// A correction that applies to an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied<'a> {
    pub correction: &'a Correction,
    /// The text was another one when the decision was made. It still applies, because a new version of an appeal is mostly
    /// the old one with a word mended, and a person's reading of that beats the machine's; the analyst is to look again.
    pub stale: bool,
}

/// Analysts whose last decisions on an appeal differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    pub register: String,
    pub number: String,
    /// The last decision of each analyst, the one that applies first.
    pub decisions: Vec<Correction>,
}

/// The corrections of a file, by register and number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    /// The last decision of each analyst, the latest first.
    decisions: BTreeMap<(String, String), Vec<Correction>>,
    faults: Vec<CellFault>,
}

const COLUMNS: &[&str] = &[
    "register", "number", "mark", "codes", "main", "analyst", "date", "note", "why?",
];

/// What a changed text is noticed by: `t` and twelve hexadecimal digits of the BLAKE3 of the redacted text. The letter keeps
/// spreadsheets from reading it as a number.
pub fn mark(redacted: &str) -> String {
    format!("t{}", &blake3::hash(redacted.as_bytes()).to_hex()[..12])
}

impl Corrections {
    /// The corrections written in `content`, a CSV as `talda review` writes it and a spreadsheet saves it.
    ///
    /// Rows nobody has filled in are passed over. Rows with a mistake do not count and are told by [`Corrections::faults`]; the
    /// others do. `codes` are topics parted by spaces, commas or semicolons; empty means that no code fits. `main` may stay
    /// empty beside one code. Of the decisions of one analyst on one appeal the one of the last date counts.
    pub fn parse(file: &str, content: &str, codebook: &Codebook) -> Corrections {
        let sheet = match Sheet::read(file, content, COLUMNS) {
            Ok(sheet) => sheet,
            Err(faults) => {
                return Corrections {
                    faults,
                    ..Corrections::default()
                };
            }
        };
        let mut corrections = Corrections::default();
        for row in sheet.rows.iter().filter(|row| is_filled(row)) {
            let added = correction(row, codebook).and_then(|correction| corrections.add(row, correction));
            if let Err((column, why)) = added {
                corrections.faults.push(sheet.fault(row, column, why));
            }
        }
        corrections
    }

    /// Keeps the decision unless the same analyst has decided otherwise later, or on the same day.
    fn add(&mut self, row: &Row, correction: Correction) -> Result<(), Mistake> {
        let key = (row.cell("register").to_owned(), row.cell("number").to_owned());
        let decisions = self.decisions.entry(key).or_default();
        let audit = correction.audit || decisions.iter().any(|other| other.audit);
        let own = decisions
            .iter()
            .position(|other| other.analyst == correction.analyst);
        if let Some(earlier) = own.and_then(|own| decisions.get_mut(own)) {
            if earlier.date == correction.date && !earlier.agrees(&correction) {
                return Err((
                    "codes",
                    "differs from what the same analyst decided on the same day in a row above",
                ));
            }
            if earlier.date < correction.date {
                *earlier = correction;
            }
        } else {
            decisions.push(correction);
        }
        decisions.iter_mut().for_each(|decision| decision.audit = audit);
        decisions.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.analyst.cmp(&b.analyst)));
        Ok(())
    }

    /// What applies to the appeal whose redacted text has this [`mark`]: the latest decision; of one day's, that of the analyst
    /// first in the alphabet, so that the order of the rows does not matter.
    pub fn of(&self, register: &str, number: &str, mark: &str) -> Option<Applied<'_>> {
        let decisions = self.decisions.get(&(register.to_owned(), number.to_owned()))?;
        decisions.first().map(|correction| Applied {
            correction,
            stale: !correction.mark.is_empty() && correction.mark != mark,
        })
    }

    /// What applies to each appeal, by register and number.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str, &Correction)> {
        let appeals = self.decisions.iter();
        appeals.filter_map(|((register, number), decisions)| {
            Some((register.as_str(), number.as_str(), decisions.first()?))
        })
    }

    /// Appeals whose analysts differ in their last decisions, by register and number. One of them writes a later row to end it.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let differ =
            |decisions: &&Vec<Correction>| !decisions.windows(2).all(|pair| pair[0].agrees(&pair[1]));
        let of_several = self.decisions.iter().filter(|(_, decisions)| differ(decisions));
        let conflict = |((register, number), decisions): (&(String, String), &Vec<Correction>)| Conflict {
            register: register.clone(),
            number: number.clone(),
            decisions: decisions.clone(),
        };
        of_several.map(conflict).collect()
    }

    /// The rows that do not count and why, in their order.
    pub fn faults(&self) -> &[CellFault] {
        &self.faults
    }

    /// Appeals that were decided.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }
}

impl Correction {
    /// The decision as codes of the redacted text, each with the whole of it as evidence: a person has read it all.
    pub fn coded(&self, redacted: &str) -> Coded {
        let evidence = Evidence {
            span: 0..redacted.len(),
            rule: ANALYST.to_owned(),
        };
        let code = |code: &String| Code {
            code: code.clone(),
            score: 1.0,
            source: Source::Analyst,
            evidence: vec![evidence.clone()],
        };
        Coded {
            main: self.main.clone(),
            codes: self.codes.iter().map(code).collect(),
        }
    }

    fn agrees(&self, other: &Correction) -> bool {
        (&self.codes, &self.main) == (&other.codes, &other.main)
    }
}

/// A column and why its cell is wrong.
type Mistake = (&'static str, &'static str);

/// Whether somebody has written in the row: the number, the mark and the register come with it.
fn is_filled(row: &Row) -> bool {
    ["codes", "main", "analyst", "date", "note"]
        .iter()
        .any(|column| !row.cell(column).is_empty())
}

fn correction(row: &Row, codebook: &Codebook) -> Result<Correction, Mistake> {
    let needed = |column, why| match row.cell(column) {
        "" => Err((column, why)),
        cell => Ok(cell.to_owned()),
    };
    needed("number", "the number is empty")?;
    let codes = codes(row.cell("codes"), codebook)?;
    Ok(Correction {
        main: main(row.cell("main"), &codes)?,
        codes,
        analyst: needed("analyst", "the analyst is not named")?,
        date: date(row.cell("date")).ok_or(("date", "is no date; write 2026-11-22 or 22.11.2026"))?,
        mark: row.cell("mark").to_lowercase(),
        note: row.cell("note").to_owned(),
        audit: row.cell("why") == Reason::Audit.as_str(),
        row: row.number,
    })
}

fn codes(cell: &str, codebook: &Codebook) -> Result<Vec<String>, Mistake> {
    let mut codes = Vec::new();
    for code in cell.split(|letter: char| letter.is_whitespace() || matches!(letter, ';' | ',')) {
        match code {
            "" | NOT_CODED => {}
            code if codebook.topic(code).is_some() => codes.push(code.to_owned()),
            code if codebook.has(code) => {
                return Err(("codes", "is a group; write a topic"));
            }
            // Excel reads 03.01 as the third of January and saves «03.янв».
            code if code.contains('.') && code.chars().any(char::is_alphabetic) => {
                return Err((
                    "codes",
                    "is a date to the spreadsheet; make the cells text before you write codes",
                ));
            }
            _ => return Err(("codes", "is no topic of the codebook")),
        }
    }
    codes.sort_unstable();
    codes.dedup();
    Ok(codes)
}

fn main(cell: &str, codes: &[String]) -> Result<Option<String>, Mistake> {
    match (cell, codes) {
        ("" | NOT_CODED, []) => Ok(None),
        ("", [only]) => Ok(Some(only.clone())),
        ("", _) => Err(("main", "the chief one of several codes is not named")),
        (cell, codes) if codes.iter().any(|code| code == cell) => Ok(Some(cell.to_owned())),
        _ => Err(("main", "is not among the codes")),
    }
}

/// A date as ISO or as people here write it, 22.11.2026.
fn date(cell: &str) -> Option<Date> {
    let parts: Vec<&str> = cell.split('.').collect();
    match parts[..] {
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => cell.parse().ok(),
    }
}

#[cfg(test)]
mod tests;

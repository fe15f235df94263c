//! The header row: found among the first lines, not assumed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::cell::Cell;
use super::container::Line;
use super::profile::{Claim, Profile};
use super::rejection::shown_sheet;
use super::{Error, Role};
use crate::text::language::Language;
use crate::text::personal::{personal_data, redact};

/// Lines among which the header is looked for; titles above it are rarely more than ten.
pub const LOOKED_AT: usize = 40;

/// Columns that must be recognised before a line is taken for a header; a title can hold one such word.
const FEWEST_COLUMNS: usize = 2;

/// Where the columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Row of the (upper) header line.
    pub row: i64,
    /// Lines up to and with the header.
    pub lines: usize,
    /// Fields a row has at least (up to the last named column) and at most.
    pub width: RangeInclusive<usize>,
    /// The columns that claim a role, from the left.
    pub claims: Vec<(Column, Claim)>,
}

/// A column and what its header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub index: usize,
    pub name: String,
}

/// The columns of a register by role, no two for one.
pub type Columns = BTreeMap<Role, Column>;

impl Header {
    /// How many roles are recognised.
    pub fn score(&self) -> usize {
        self.claims
            .iter()
            .map(|(_, claim)| claim.role)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// True where every required column is there.
    pub fn is_complete(&self, profile: &Profile) -> bool {
        profile
            .required()
            .all(|role| self.claims.iter().any(|(_, claim)| claim.role == role))
    }

    /// The columns by role; an error names the two that claim the same one, or the one that is missing.
    ///
    /// A spelling of the pipeline file outweighs the usual ones.
    pub fn columns(&self, profile: &Profile, file: &str, sheet: Option<&str>) -> Result<Columns, Error> {
        let mut columns = Columns::new();
        for (column, claim) in &self.claims {
            let own = self
                .claims
                .iter()
                .any(|(_, other)| other.role == claim.role && other.own);
            if own && !claim.own {
                continue;
            }
            if let Some(first) = columns.insert(claim.role, column.clone()) {
                return Err(self.claimed_twice(claim.role, first.name, column.name.clone(), file, sheet));
            }
        }
        match profile.required().find(|role| !columns.contains_key(role)) {
            Some(role) => Err(self.missing(role, profile, file, sheet)),
            None => Ok(columns),
        }
    }

    fn claimed_twice(
        &self,
        role: Role,
        first: String,
        second: String,
        file: &str,
        sheet: Option<&str>,
    ) -> Error {
        Error::ClaimedTwice {
            file: file.into(),
            sheet: sheet.map(shown_sheet),
            row: self.row,
            role,
            first,
            second,
        }
    }

    fn missing(&self, role: Role, profile: &Profile, file: &str, sheet: Option<&str>) -> Error {
        let accepted = profile.spellings(role);
        Error::MissingColumn {
            file: file.into(),
            sheet: sheet.map(shown_sheet),
            row: self.row,
            role,
            accepted,
        }
    }
}

/// The header among the first lines of a table: the line, or two lines, in which most roles are recognised.
pub fn find(lines: &[Line], profile: &Profile) -> Option<Header> {
    let whole = || lines.iter().enumerate().filter(|(_, line)| line.fault.is_none());
    let singles = whole().map(|(index, line)| header(index + 1, line, claims(line, profile)));
    let doubles = whole().filter_map(|(index, upper)| {
        let lower = lines.get(index + 1).filter(|lower| is_header_like(lower))?;
        let double = header(index + 2, upper, claims_of_two(upper, lower, profile));
        let (one, other) = (width(upper), width(lower));
        let width = *one.start().max(other.start())..=*one.end().max(other.end());
        Some(Header { width, ..double })
    });
    let mut best: Option<Header> = None;
    // One line before two: a title above the header is not a part of it.
    for found in singles.chain(doubles) {
        if found.score() > best.as_ref().map_or(FEWEST_COLUMNS - 1, Header::score) {
            best = Some(found);
        }
    }
    let mut best = best?;
    best.lines += usize::from(lines.get(best.lines).is_some_and(is_column_numbers));
    Some(best)
}

fn header(lines: usize, line: &Line, claims: Vec<(Column, Claim)>) -> Header {
    Header {
        row: line.row,
        lines,
        width: width(line),
        claims,
    }
}

fn width(line: &Line) -> RangeInclusive<usize> {
    let named = line
        .cells
        .iter()
        .rposition(|cell| !cell.is_blank())
        .map_or(0, |last| last + 1);
    named..=line.cells.len()
}

fn claims(line: &Line, profile: &Profile) -> Vec<(Column, Claim)> {
    let named = line.cells.iter().map(words).enumerate();
    let column = |index, words: &str| Column {
        index,
        name: shown(words),
    };
    named
        .filter_map(|(index, words)| profile.claim(&words).map(|claim| (column(index, &words), claim)))
        .collect()
}

/// The claims of a header over two lines, whose upper cells may span several lower ones.
fn claims_of_two(upper: &Line, lower: &Line, profile: &Profile) -> Vec<(Column, Claim)> {
    let mut claims = Vec::new();
    let mut span = String::new();
    for index in 0..upper.cells.len().max(lower.cells.len()) {
        let own = upper.cells.get(index).map(words).unwrap_or_default();
        let below = lower.cells.get(index).map(words).unwrap_or_default();
        if !own.is_empty() {
            span = own.clone();
        }
        let spans = !own.is_empty() && spans_more(upper, lower, index);
        let above = if own.is_empty() && !below.is_empty() {
            span.as_str()
        } else {
            own.as_str()
        };
        if let Some((name, claim)) = claim_of_two(above, &below, spans || own.is_empty(), profile) {
            claims.push((Column { index, name }, claim));
        }
    }
    claims
}

/// True where the upper cell at `index` stands over the next lower cell as well.
fn spans_more(upper: &Line, lower: &Line, index: usize) -> bool {
    let blank = |line: &Line| line.cells.get(index + 1).is_none_or(Cell::is_blank);
    blank(upper) && !blank(lower)
}

fn claim_of_two(upper: &str, lower: &str, grouped: bool, profile: &Profile) -> Option<(String, Claim)> {
    let both = || Some((joined(upper, lower), profile.claim_under(upper, lower)?));
    // The other cell is no part of the name then: under a header of one line it would be a cell of data.
    let upper_alone = || Some((shown(upper), profile.claim(upper)?));
    let lower_alone = || Some((shown(lower), profile.claim(lower)?));
    match (lower.is_empty(), grouped) {
        (true, _) => upper_alone(),
        // Under a common heading the lower cell tells the columns apart.
        (false, true) => both().or_else(|| Some((joined(upper, lower), profile.claim(lower)?))),
        (false, false) => both().or_else(upper_alone).or_else(lower_alone),
    }
}

fn joined(upper: &str, lower: &str) -> String {
    let parts = [upper, lower].map(shown);
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The words of a header cell; its line breaks stay, they may part two languages.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(_) => cell.value(),
        _ => String::new(),
    }
}

/// A header on one line, as messages show it: without the personal data of a row taken for a header.
fn shown(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    redact(&line, &personal_data(&line), Language::Ru).text
}

/// True where a line holds words only, as the second line of a header does.
fn is_header_like(line: &Line) -> bool {
    let worded = |cell: &Cell| match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.chars().filter(char::is_ascii_digit).count() < 4,
        Cell::Number(_) | Cell::Unusable(..) => false,
    };
    line.fault.is_none() && !line.is_blank() && line.cells.iter().all(worded)
}

/// True for the line «1 2 3 4 …» that official tables have under their header.
fn is_column_numbers(line: &Line) -> bool {
    let numbers: Vec<String> = line
        .cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .map(Cell::value)
        .collect();
    numbers.len() > FEWEST_COLUMNS
        && numbers
            .iter()
            .zip(1..)
            .all(|(cell, number): (_, usize)| *cell == number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Register;

    fn lines(rows: &[&[&str]]) -> Vec<Line> {
        let cell = |text: &&str| {
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text((*text).into())
            }
        };
        let line = |(row, cells): (i64, &&[&str])| Line {
            row,
            cells: cells.iter().map(cell).collect(),
            fault: None,
        };
        (1..).zip(rows).map(line).collect()
    }

    /// Row, lines, and the columns with their roles.
    type Found = (i64, usize, Vec<(usize, Role)>);

    fn found(rows: &[&[&str]]) -> Option<Found> {
        let text = "name = \"a\"\nholds = \"appeals\"\nfiles = []";
        let register: Register = toml::from_str(text).unwrap();
        let header = find(&lines(rows), &Profile::new(&register).unwrap())?;
        let claims = header
            .claims
            .iter()
            .map(|(column, claim)| (column.index, claim.role))
            .collect();
        Some((header.row, header.lines, claims))
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let rows: &[&[&str]] = &[
            &["Тіркеу журналы"],
            &["за первое полугодие"],
            &["№ обращения", "ДАТА\nРЕГИСТРАЦИИ"],
            &["1", "14.02.2026"],
        ];
        assert_eq!(
            found(rows),
            Some((3, 3, vec![(0, Role::Number), (1, Role::RegisteredOn)]))
        );
    }

    #[test]
    fn a_header_may_stand_on_two_lines() {
        let rows: &[&[&str]] = &[
            &["Нөмірі/Номер", "Өтініш беруші/Заявитель", "", "Мерзімі/Срок", ""],
            &[
                "",
                "Аты-жөні/ФИО",
                "ЖСН/ИИН",
                "күні/дата",
                "ұзартылды/продлено до",
            ],
            &["1", "2", "3", "4", "5"],
        ];
        let claims = vec![
            (0, Role::Number),
            (1, Role::ApplicantName),
            (2, Role::ApplicantId),
            (3, Role::DueOn),
            (4, Role::ExtendedTo),
        ];
        assert_eq!(found(rows), Some((1, 3, claims)));
    }

    #[test]
    fn a_row_of_data_is_not_a_second_line_of_the_header() {
        let rows: &[&[&str]] = &[
            &["Номер", "Дата", "Прочее"],
            &["ЖТ-2026-00000001", "14.02.2026", "телефон"],
        ];
        assert_eq!(found(rows).map(|(_, lines, _)| lines), Some(1));
    }

    #[test]
    fn one_known_word_is_not_a_header() {
        assert_eq!(found(&[&["Район"], &["Абай ауданы", "12"]]), None);
    }

    #[test]
    fn a_bilingual_header_is_known_by_either_half() {
        let rows: &[&[&str]] = &[&["Рет саны / № обращения", "Тіркеу күні\n(когда)"]];
        assert_eq!(found(rows).map(|(_, _, claims)| claims.len()), Some(2));
    }
}

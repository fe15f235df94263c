//! Small tables that people fill in: CSV with a header, as spreadsheets save it.

use std::collections::BTreeMap;
use std::fmt;

/// A mistake in a table; rows count from 1 as a spreadsheet shows them, the header being the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellFault {
    pub file: String,
    pub row: usize,
    pub column: String,
    /// What stands in the cell, cut after [`SHOWN`] characters.
    pub value: String,
    pub why: String,
}

/// Of a wrong value no more is shown: a note in the wrong column is not spread.
const SHOWN: usize = 24;

impl fmt::Display for CellFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}`, row {}", self.file, self.row)?;
        if !self.column.is_empty() {
            write!(out, ", column `{}`", self.column)?;
        }
        match self.value.as_str() {
            "" => write!(out, ": {}", self.why),
            value => write!(out, ": `{value}` {}", self.why),
        }
    }
}

impl std::error::Error for CellFault {}

/// A table read: the cells of the columns asked for, by row.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    file: &'a str,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub number: usize,
    cells: BTreeMap<&'static str, String>,
}

impl<'a> Sheet<'a> {
    /// Reads the `columns` of `content`; one written with a `?` may be missing. Other columns are passed over, case and spaces in
    /// headers do not count.
    ///
    /// Fields are parted by whichever of `;`, `,` and tab stands in the header: what a spreadsheet writes depends on
    /// the language of the computer.
    ///
    /// # Errors
    /// Every column that is missing; a file without a row.
    pub fn read(file: &'a str, content: &str, columns: &[&'static str]) -> Result<Self, Vec<CellFault>> {
        let content = content.trim_start_matches('\u{feff}');
        // A mark that is not closed would swallow the rows after it.
        if content.matches('"').count() % 2 == 1 {
            let why = "a quotation mark of the file has no partner";
            return Err(vec![fault(file, 1, "", "", why)]);
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(content))
            .has_headers(false)
            .flexible(true)
            .from_reader(content.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut number = 0;
        let mut places = None;
        let mut rows = Vec::new();
        loop {
            let before = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => return Err(vec![fault(file, number + 1, "", "", "the row cannot be read")]),
            }
            number += 1 + blank_lines(&record, reader.position().line() - before);
            match &places {
                None => places = Some(find(file, number, &record, columns)?),
                Some(places) => rows.push(Row::of(&record, number, places)),
            }
        }
        match places {
            Some(_) => Ok(Self { file, rows }),
            None => Err(vec![fault(file, 1, "", "", "the file is empty")]),
        }
    }

    /// The mistake that `why` is told of the cell in `column` of `row`.
    pub fn fault(&self, row: &Row, column: &str, why: &str) -> CellFault {
        fault(self.file, row.number, column, row.cell(column), why)
    }
}

impl Row {
    fn of(record: &csv::StringRecord, number: usize, places: &[(&'static str, usize)]) -> Self {
        let cell = |&(column, place)| (column, plain(record.get(place).unwrap_or_default()).to_owned());
        Self {
            number,
            cells: places.iter().map(cell).collect(),
        }
    }

    /// The cell of a column; empty where the row is short.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.cells.values().all(String::is_empty)
    }
}

/// The value of a cell without what kept a spreadsheet from reading it as a number or a formula.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    let text = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    text.or_else(|| cell.strip_prefix('\'')).unwrap_or(cell)
}

/// Lines passed over before `record`, which took `lines` with them: a spreadsheet shows them as rows.
fn blank_lines(record: &csv::StringRecord, lines: u64) -> usize {
    let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
    usize::try_from(lines).unwrap_or(0).saturating_sub(inside + 1)
}

fn delimiter(content: &str) -> u8 {
    let header = content.trim_start().lines().next().unwrap_or_default();
    let in_header = |delimiter: &u8| header.as_bytes().contains(delimiter);
    [b';', b'\t'].into_iter().find(in_header).unwrap_or(b',')
}

/// Each of the `columns` with its place.
fn find(
    file: &str,
    row: usize,
    header: &csv::StringRecord,
    columns: &[&'static str],
) -> Result<Vec<(&'static str, usize)>, Vec<CellFault>> {
    let mut places = Vec::new();
    let mut missing = Vec::new();
    for &column in columns {
        let name = column.trim_end_matches('?');
        let is_it = |header: &str| header.trim().to_lowercase() == name;
        match header.iter().position(is_it) {
            Some(place) => places.push((name, place)),
            None if name == column => missing.push(fault(file, row, name, "", "the file has no such column")),
            None => {}
        }
    }
    if missing.is_empty() {
        Ok(places)
    } else {
        Err(missing)
    }
}

fn fault(file: &str, row: usize, column: &str, value: &str, why: &str) -> CellFault {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    CellFault {
        file: file.to_owned(),
        row,
        column: column.to_owned(),
        value: shown,
        why: why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[&str] = &["code", "note"];

    fn read(content: &str) -> Vec<(usize, String, String)> {
        let sheet = Sheet::read("t.csv", content, COLUMNS).unwrap();
        let shown = |row: &Row| {
            (
                row.number,
                row.cell("code").to_owned(),
                row.cell("note").to_owned(),
            )
        };
        sheet.rows.iter().map(shown).collect()
    }

    #[test]
    fn commas_semicolons_and_tabs_part_fields_and_columns_stand_in_any_order() {
        for content in [
            "note,code\nтүн,1\n",
            "\u{feff}Note;other; CODE \r\nтүн;x;1\r\n",
            "note\tcode\nтүн\t1",
        ] {
            assert_eq!(
                read(content),
                [(2, "1".to_owned(), "түн".to_owned())],
                "{content}"
            );
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        for line in ["\n", "\r\n"] {
            let rows = read(&"code,note|1,\"a|b\"||2,c|,|3,d".replace('|', line));
            assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [2, 4, 5, 6]);
        }
    }

    #[test]
    fn a_mark_that_is_not_closed_refuses_the_file() {
        assert!(Sheet::read("t.csv", "code,note\n1,\"a\n2,b\n", COLUMNS).is_err());
    }

    #[test]
    fn what_guards_a_value_from_the_spreadsheet_is_no_part_of_it() {
        let rows = read("code;note\n\"=\"\"01\"\"\";'-a\n");
        assert_eq!(rows, [(2, "01".to_owned(), "-a".to_owned())]);
    }

    #[test]
    fn a_short_row_has_empty_cells() {
        assert_eq!(read("code,note\n1\n"), [(2, "1".to_owned(), String::new())]);
    }

    #[test]
    fn every_missing_column_is_told() {
        let faults = Sheet::read("t.csv", "text\n1\n", COLUMNS).unwrap_err();
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "`t.csv`, row 1, column `code`: the file has no such column",
                "`t.csv`, row 1, column `note`: the file has no such column"
            ]
        );
    }

    #[test]
    fn a_column_with_a_question_mark_may_be_missing() {
        let found = |content| {
            Sheet::read("t.csv", content, &["code", "note?"])
                .map(|sheet| sheet.rows[0].cell("note").to_owned())
        };
        assert_eq!(found("code\n1\n"), Ok(String::new()));
        assert_eq!(found("code,note\n1,a\n"), Ok("a".to_owned()));
    }

    #[test]
    fn of_a_long_value_little_is_shown() {
        let told = fault("t.csv", 3, "code", &"ж".repeat(100), "is wrong").to_string();
        assert_eq!(told.matches('ж').count(), SHOWN);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(content in "[a-я;,\"\n\r\t]{0,60}") {
            let _ = Sheet::read("t.csv", &format!("code;note\n{content}"), COLUMNS);
            let _ = Sheet::read("t.csv", &content, COLUMNS);
        }
    }
}

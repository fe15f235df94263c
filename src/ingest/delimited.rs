//! Delimited text, strictly: a quotation mark that goes astray costs its own row, never the rows after it.

use super::Reason;
use super::cell::Cell;
use super::container::{Fault, Line};

/// Longest quoted field looked for its end; above it the quotation mark was never closed.
const LONGEST_QUOTED: usize = 16 * 1024 * 1024;

/// The lines of `text` with fields parted by `delimiter`, quoted as RFC 4180 says.
///
/// A quotation mark inside an unquoted field stands for itself. A quoted field that is never closed, or closed in
/// the middle of a line further down, makes its first line a fault; reading goes on with the next line.
pub fn lines(text: &[u8], delimiter: u8) -> impl Iterator<Item = Line> + '_ {
    Lines {
        text,
        delimiter,
        row: 1,
    }
}

struct Lines<'a> {
    text: &'a [u8],
    delimiter: u8,
    row: i64,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.text.is_empty() {
            return None;
        }
        let row = self.row;
        let mut fields = Vec::new();
        let mut rest = self.text;
        loop {
            let field = field(rest, self.delimiter);
            let Some((value, length, end)) = field else {
                return Some(self.unclosed(row, fields.len()));
            };
            fields.push(value);
            rest = rest.get(length..).unwrap_or_default();
            if end == End::Line {
                break;
            }
        }
        self.consume(self.text.len() - rest.len());
        Some(line(row, fields))
    }
}

impl Lines<'_> {
    fn consume(&mut self, length: usize) {
        let (read, rest) = self.text.split_at(length);
        // A line ends with LF, CR LF or a lone CR, as in a text editor.
        let ends = read.iter().filter(|byte| **byte == b'\n').count();
        let lone = read
            .windows(2)
            .filter(|pair| pair[0] == b'\r' && pair[1] != b'\n')
            .count();
        let last = usize::from(read.last() == Some(&b'\r'));
        self.row += (ends + lone + last) as i64;
        self.text = rest;
    }

    fn unclosed(&mut self, row: i64, column: usize) -> Line {
        let end = self
            .text
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'))
            .unwrap_or(self.text.len());
        let value = String::from_utf8_lossy(self.text.get(..end).unwrap_or_default()).into_owned();
        let length = after(self.text, end, self.delimiter).map_or(end, |(length, _)| length);
        self.consume(length);
        let hint = format!(
            "the quotation mark that opens field {} of this row has no partner: the file is cut here, or a mark inside \
             the text is not doubled",
            column + 1
        );
        let fault = Fault {
            reason: Reason::QuoteNotClosed,
            column: Some(column),
            value,
            hint: Some(hint),
        };
        Line {
            row,
            cells: Vec::new(),
            fault: Some(fault),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Field,
    Line,
}

/// The first field of `text`, the bytes it takes with its delimiter, and what ended it; `None` for one not closed.
fn field(text: &[u8], delimiter: u8) -> Option<(Vec<u8>, usize, End)> {
    match text.first() {
        Some(b'"') => quoted(text, delimiter).or_else(|| {
            // «"Рога" ООО;»: marks in the middle of one line are part of the value.
            let (value, length, end) = bare(text, delimiter);
            let marks = value.iter().filter(|byte| **byte == b'"').count();
            (marks % 2 == 0).then_some((value, length, end))
        }),
        _ => Some(bare(text, delimiter)),
    }
}

fn quoted(text: &[u8], delimiter: u8) -> Option<(Vec<u8>, usize, End)> {
    let mut value = Vec::new();
    let mut at = 1;
    loop {
        let window = text.get(at..text.len().min(at + LONGEST_QUOTED))?;
        let mark = at + window.iter().position(|byte| *byte == b'"')?;
        value.extend_from_slice(text.get(at..mark)?);
        if text.get(mark + 1) != Some(&b'"') {
            let (length, end) = after(text, mark + 1, delimiter)?;
            return Some((value, length, end));
        }
        value.push(b'"');
        at = mark + 2;
        if value.len() > LONGEST_QUOTED {
            return None;
        }
    }
}

/// The end of a field at `at`, if one is there.
fn after(text: &[u8], at: usize, delimiter: u8) -> Option<(usize, End)> {
    match (text.get(at), text.get(at + 1)) {
        (None, _) => Some((at, End::Line)),
        (Some(b'\r'), Some(b'\n')) => Some((at + 2, End::Line)),
        (Some(b'\r' | b'\n'), _) => Some((at + 1, End::Line)),
        (Some(byte), _) if *byte == delimiter => Some((at + 1, End::Field)),
        _ => None,
    }
}

fn bare(text: &[u8], delimiter: u8) -> (Vec<u8>, usize, End) {
    let ends = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n');
    let length = text.iter().position(ends).unwrap_or(text.len());
    let (taken, end) = after(text, length, delimiter).unwrap_or((text.len(), End::Line));
    (text.get(..length).unwrap_or_default().to_vec(), taken, end)
}

fn line(row: i64, fields: Vec<Vec<u8>>) -> Line {
    let mut cells = Vec::with_capacity(fields.len());
    let mut fault = None;
    for (column, field) in fields.into_iter().enumerate() {
        match String::from_utf8(field) {
            Ok(text) => cells.push(Cell::Text(text)),
            Err(error) => {
                let byte = error.utf8_error().valid_up_to() + 1;
                let value = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let hint = Some(format!(
                    "byte {byte} of the cell is broken; export the register again"
                ));
                fault.get_or_insert(Fault {
                    reason: Reason::BrokenUtf8,
                    column: Some(column),
                    value,
                    hint,
                });
                cells.push(Cell::Empty);
            }
        }
    }
    Line { row, cells, fault }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Row, then cells; `!` for a fault.
    fn read(text: &str) -> Vec<(i64, Vec<String>)> {
        let shown = |line: Line| match line.fault {
            Some(_) => (line.row, vec!["!".to_owned()]),
            None => (line.row, line.cells.iter().map(Cell::text).collect()),
        };
        lines(text.as_bytes(), b';').map(shown).collect()
    }

    fn row(number: i64, cells: &[&str]) -> (i64, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_quoted_field_holds_delimiters_marks_and_lines() {
        assert_eq!(
            read("a;\"b;\"\"c\"\"\nd\"\r\ne;f"),
            [row(1, &["a", "b;\"c\"\nd"]), row(3, &["e", "f"])]
        );
    }

    #[test]
    fn a_mark_inside_an_unquoted_field_stands_for_itself() {
        assert_eq!(
            read("ТОО \"Су\";b\n\"Рога\" ООО;c\n"),
            [row(1, &["ТОО \"Су\"", "b"]), row(2, &["\"Рога\" ООО", "c"])]
        );
    }

    #[test]
    fn a_field_cut_in_its_quotes_is_a_fault() {
        assert_eq!(read("a;b\nc;\"d"), [row(1, &["a", "b"]), row(2, &["!"])]);
    }

    #[test]
    fn a_mark_that_is_never_closed_does_not_swallow_the_rows_after_it() {
        assert_eq!(
            read("a;\"b\nc;d\ne;f\n"),
            [row(1, &["!"]), row(2, &["c", "d"]), row(3, &["e", "f"])]
        );
    }

    #[test]
    fn a_mark_closed_by_the_next_quoted_row_does_not_swallow_it() {
        assert_eq!(read("a;\"b\nc;\"d\"\n"), [row(1, &["!"]), row(2, &["c", "d"])]);
    }

    #[test]
    fn rows_are_counted_as_a_text_editor_shows_them() {
        assert_eq!(
            read("a\n\n\"b\nc\"\nd\r\ne"),
            [
                row(1, &["a"]),
                row(2, &[""]),
                row(3, &["b\nc"]),
                row(5, &["d"]),
                row(6, &["e"])
            ]
        );
    }

    #[test]
    fn broken_utf_8_is_a_fault_of_its_own_line_only() {
        let lines: Vec<Line> = lines(b"a;\xD0\nb;c", b';').collect();
        assert_eq!(
            lines[0].fault.as_ref().map(|fault| (fault.reason, fault.column)),
            Some((Reason::BrokenUtf8, Some(1)))
        );
        assert_eq!(lines[1].fault, None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(text in proptest::collection::vec(prop_oneof![
            Just(b'"'), Just(b';'), Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()
        ], 0..200)) {
            let rows: Vec<i64> = lines(&text, b';').map(|line| line.row).collect();
            prop_assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn what_a_careful_writer_writes_comes_back(rows in proptest::collection::vec(proptest::collection::vec("[a-я\";\n]{0,8}", 2..4), 1..6)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').quote_style(csv::QuoteStyle::Always).flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let back: Vec<Vec<String>> = lines(&text, b';').map(|line| line.cells.iter().map(Cell::text).collect()).collect();
            prop_assert_eq!(back, rows);
        }
    }
}

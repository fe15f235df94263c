//! What a cell holds, before any contract is laid on it.

use jiff::civil::Date;

use super::{Reason, date};

/// A cell as the file holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, as written.
    Text(String),
    /// A number; in a column of dates a serial number of the 1900 calendar.
    Number(f64),
    /// A cell that cannot be used at all, with what it showed.
    Unusable(Reason, String),
}

impl Cell {
    /// True where a person sees nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => tidy(text).is_empty(),
            Cell::Number(_) | Cell::Unusable(..) => false,
        }
    }

    /// The cell as written: whole numbers without «.0».
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Unusable(_, text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        }
    }

    /// The cell without what a keyboard or a spreadsheet leaves around a value.
    pub fn value(&self) -> String {
        match self {
            Cell::Text(text) => tidy(text).to_owned(),
            cell => cell.text(),
        }
    }

    /// The day the cell names; the cell is not blank.
    pub fn date(&self) -> Result<Date, Reason> {
        match self {
            Cell::Number(serial) => date::from_serial(*serial),
            cell => date::from_text(&cell.value()),
        }
    }
}

/// `text` without surrounding spaces of any kind, byte-order marks and the apostrophe that marks text in Excel.
fn tidy(text: &str) -> &str {
    let surrounding = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let text = text.trim_matches(surrounding);
    text.strip_prefix(['\'', '’'])
        .unwrap_or(text)
        .trim_matches(surrounding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_no_fraction() {
        assert_eq!(Cell::Number(12_345.0).text(), "12345");
        assert_eq!(Cell::Number(980_101_500_004.0).text(), "980101500004");
    }

    #[test]
    fn a_number_stored_as_text_is_its_digits() {
        assert_eq!(Cell::Text("'00012345\u{a0} ".into()).value(), "00012345");
    }

    #[test]
    fn spaces_of_any_kind_are_nothing() {
        assert!(Cell::Text(" \u{a0}\u{200b}\n".into()).is_blank());
        assert!(!Cell::Text("0".into()).is_blank());
    }

    #[test]
    fn a_number_in_a_column_of_dates_is_a_serial_number() {
        assert_eq!(Cell::Number(46_067.5).date(), Ok(jiff::civil::date(2026, 2, 14)));
    }
}

//! The choice as a table to fill in, which is then a corrections file.

use super::Pick;
use crate::coding::{Codebook, mark};
use crate::text::language::Tongue;

/// The columns in their order; the last five are for the analyst.
const COLUMNS: [&str; 12] = [
    "register", "number", "mark", "language", "why", "machine", "text", "codes", "main", "analyst", "date",
    "note",
];

/// `picks` as CSV that spreadsheets open with a double click: UTF-8 with a byte order mark, fields parted by semicolons, as
/// computers set to Kazakh or Russian expect. Names of topics are in `tongue`.
pub fn form(picks: &[Pick], codebook: &Codebook, tongue: Tongue) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    line(&mut out, COLUMNS.into_iter().map(str::to_owned));
    for Pick { candidate, reason } in picks {
        let codes: Vec<String> = candidate
            .codes
            .iter()
            .map(|code| named(&code.code, codebook, tongue))
            .collect();
        let told = [
            unread(&candidate.register),
            unread(&candidate.number),
            mark(&candidate.redacted),
            candidate.language.clone(),
            reason.as_str().to_owned(),
            codes.join("; "),
            unread(&candidate.redacted),
        ];
        let to_fill_in = std::iter::repeat_n(String::new(), COLUMNS.len() - told.len());
        line(&mut out, told.into_iter().chain(to_fill_in));
    }
    out
}

fn named(code: &str, codebook: &Codebook, tongue: Tongue) -> String {
    let label = codebook.label(code).map_or("", |label| label.of(tongue));
    format!("{code} {label}").trim_end().to_owned()
}

/// `value` so that a spreadsheet leaves it alone: no formula is run, and a number keeps all its digits.
fn unread(value: &str) -> String {
    let is_number = value.starts_with(|first: char| first.is_ascii_digit())
        && value
            .chars()
            .all(|letter| letter.is_ascii_digit() || "/-.,:eE+ ".contains(letter));
    if is_number {
        format!("=\"{value}\"")
    } else if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{value}")
    } else {
        value.to_owned()
    }
}

fn line(out: &mut Vec<u8>, fields: impl Iterator<Item = String>) {
    let quoted = |field: String| match field.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field,
    };
    let fields: Vec<String> = fields.map(quoted).collect();
    out.extend_from_slice(fields.join(";").as_bytes());
    out.extend_from_slice(b"\r\n");
}

//! What a file is, and its lines whatever it is.

use std::borrow::Cow;
use std::path::Path;

use super::cell::Cell;
use super::profile::Profile;
use super::read::SourceFile;
use super::{Error, Format, Reason, delimited, encoding, json_lines, workbook};

/// One row of a file, wherever it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Row as a spreadsheet or a text editor shows it.
    pub row: i64,
    /// The cells from the left.
    pub cells: Vec<Cell>,
    /// What makes the whole line unreadable.
    pub fault: Option<Fault>,
}

/// What makes a line unreadable.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub reason: Reason,
    /// Index of the column it lies in, if in one.
    pub column: Option<usize>,
    /// What the cell or line shows.
    pub value: String,
    pub hint: Option<String>,
}

impl Line {
    /// True where a person sees an empty row.
    pub fn is_blank(&self) -> bool {
        self.fault.is_none() && self.cells.iter().all(Cell::is_blank)
    }
}

/// One table of a file: a sheet of a workbook, or a text file.
pub struct Sheet<'a> {
    /// Name of the sheet; none for a text file.
    pub name: Option<String>,
    /// Its lines from the top.
    pub lines: Box<dyn Iterator<Item = Line> + 'a>,
    /// True where a line of another length than the header was cut or has a delimiter too many.
    pub fixed_width: bool,
}

/// What a file holds, ready to be read line by line.
pub enum Container {
    Workbook(Vec<(String, Vec<Line>)>),
    Delimited { text: Vec<u8>, delimiters: Vec<u8> },
    JsonLines(Vec<Line>),
}

impl Container {
    /// Opens `file` as what it is.
    pub fn open(file: &SourceFile, profile: &Profile) -> Result<Self, Error> {
        let bytes = bytes(file)?;
        match format(&bytes, file, profile)? {
            Format::Xlsx => workbook::sheets(bytes, &file.display_name, profile.sheet()).map(Self::Workbook),
            Format::Csv => {
                let text = encoding::decode(bytes, &file.display_name, profile.encoding())?;
                Ok(Self::Delimited {
                    text,
                    delimiters: profile.delimiters(),
                })
            }
            Format::JsonLines => {
                let text = encoding::decode(bytes, &file.display_name, profile.encoding())?;
                Ok(Self::JsonLines(json_lines::lines(&text)))
            }
        }
    }

    /// The ways the file can be read: each sheet, or the text under each delimiter it may have.
    pub fn readings(&self) -> Vec<Reading<'_>> {
        match self {
            Container::Workbook(sheets) => sheets
                .iter()
                .map(|(name, lines)| Reading::Sheet(name, lines))
                .collect(),
            Container::Delimited { text, delimiters } => delimiters
                .iter()
                .map(|delimiter| Reading::Delimited(text, *delimiter))
                .collect(),
            Container::JsonLines(lines) => vec![Reading::Objects(lines)],
        }
    }

    /// True where the readings are alternatives, of which only one is right.
    pub fn has_alternatives(&self) -> bool {
        matches!(self, Container::Delimited { .. })
    }
}

/// One way to read a file.
#[derive(Clone, Copy)]
pub enum Reading<'a> {
    Sheet(&'a str, &'a [Line]),
    Delimited(&'a [u8], u8),
    Objects(&'a [Line]),
}

impl<'a> Reading<'a> {
    /// Name of the sheet; none for a text file.
    pub fn sheet_name(self) -> Option<&'a str> {
        match self {
            Reading::Sheet(name, _) => Some(name),
            Reading::Delimited(..) | Reading::Objects(_) => None,
        }
    }

    /// The lines, from the top.
    pub fn sheet(self) -> Sheet<'a> {
        match self {
            Reading::Sheet(name, lines) => Sheet {
                name: Some(name.to_owned()),
                lines: Box::new(lines.iter().cloned()),
                fixed_width: false,
            },
            Reading::Delimited(text, delimiter) => Sheet {
                name: None,
                lines: Box::new(delimited::lines(text, delimiter)),
                fixed_width: true,
            },
            Reading::Objects(lines) => Sheet {
                name: None,
                lines: Box::new(lines.iter().cloned()),
                fixed_width: false,
            },
        }
    }
}

fn bytes(file: &SourceFile) -> Result<Vec<u8>, Error> {
    let name = || file.display_name.clone();
    let bytes = std::fs::read(&file.path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { file: name() },
        _ => Error::Unreadable { file: name(), source },
    })?;
    let blank = bytes
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF));
    if blank {
        Err(Error::Empty { file: name() })
    } else {
        Ok(bytes)
    }
}

/// The format the pipeline names, or else the one the content shows; the extension decides between texts.
fn format(bytes: &[u8], file: &SourceFile, profile: &Profile) -> Result<Format, Error> {
    let extension = extension(&file.path);
    let format = profile.format().unwrap_or(match extension.as_ref() {
        _ if bytes.starts_with(b"PK\x03\x04") => Format::Xlsx,
        "xlsx" | "xlsm" | "xls" => Format::Xlsx,
        "jsonl" | "ndjson" | "json" => Format::JsonLines,
        _ => Format::Csv,
    });
    match (format, foreign(bytes)) {
        (Format::Xlsx, Some(found)) => Err(Error::NotAWorkbook {
            file: file.display_name.clone(),
            found,
        }),
        (Format::Csv | Format::JsonLines, None | Some(OLD_WORKBOOK | PDF)) => Err(Error::NotText {
            file: file.display_name.clone(),
        }),
        _ => Ok(format),
    }
}

const OLD_WORKBOOK: &str = "an old or password-protected workbook";
const PDF: &str = "a PDF document";

/// What the content is, if not a zip archive as an XLSX workbook has to be.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let start: Vec<u8> = bytes.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let holds = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
    match bytes {
        [b'P', b'K', 3, 4, ..] => None,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(OLD_WORKBOOK),
        [b'%', b'P', b'D', b'F', ..] => Some(PDF),
        _ if holds(b"<html") || holds(b"<table") => Some("an HTML page"),
        _ => Some("a file of another sort"),
    }
}

fn extension(path: &Path) -> Cow<'_, str> {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase().into())
        .unwrap_or_default()
}

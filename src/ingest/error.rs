//! What can be wrong with a register as a whole; what is wrong with a row is a rejection.

use super::{Holds, Role};

/// What can be wrong with a file of a register, or with its entry in the pipeline file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("`{file}` does not exist")]
    Missing { file: String },
    #[error("`{file}` cannot be read")]
    Unreadable { file: String, source: std::io::Error },
    #[error("`{file}` is empty")]
    Empty { file: String },
    #[error("`{file}` is not an XLSX workbook but {found}")]
    NotAWorkbook { file: String, found: &'static str },
    #[error("`{file}` is a damaged XLSX workbook")]
    DamagedWorkbook {
        file: String,
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("`{file}` is a zip bomb: its {packed} bytes unpack to more than {limit}")]
    Bomb {
        file: String,
        packed: String,
        limit: String,
    },
    #[error("`{file}` has no sheet «{sheet}»")]
    NoSuchSheet {
        file: String,
        sheet: String,
        found: Vec<String>,
    },
    #[error("`{file}` is not text")]
    NotText { file: String },
    #[error("`{file}` is not in the encoding `{encoding}`")]
    Undecodable { file: String, encoding: String },
    #[error("`{file}` has no header row that register `{register}` knows among its first 40 rows")]
    NoHeader {
        file: String,
        register: String,
        sheets: Vec<String>,
    },
    #[error("`{file}`{}: no column for `{role}`", header_place(sheet, *row))]
    MissingColumn {
        file: String,
        sheet: Option<String>,
        row: i64,
        role: Role,
        accepted: Vec<String>,
    },
    #[error("`{file}`{}: the columns «{first}» and «{second}» both claim `{role}`", header_place(sheet, *row))]
    ClaimedTwice {
        file: String,
        sheet: Option<String>,
        row: i64,
        role: Role,
        first: String,
        second: String,
    },
    #[error("register `{register}`: the encoding `{encoding}` is not known")]
    UnknownEncoding { register: String, encoding: String },
    #[error("register `{register}`: `{delimiter}` cannot part the fields of a CSV file")]
    BadDelimiter { register: String, delimiter: char },
    #[error("register `{register}`: `{code}` is no code of `{role}`")]
    UnknownCode {
        register: String,
        role: Role,
        code: String,
        known: Vec<String>,
    },
    #[error("register `{register}`: a register of {holds} has no `{role}`")]
    ForeignRole {
        register: String,
        role: Role,
        holds: Holds,
    },
    #[error("register `{register}`: `answers_to` is for registers of answers")]
    NotAnswers { register: String },
    #[error("register `{register}`: the header «{header}» is listed for `{first}` and `{second}`")]
    HeaderListedTwice {
        register: String,
        header: String,
        first: Role,
        second: Role,
    },
}

impl Error {
    /// What the reader can do about it, as a sentence of its own.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::Missing { .. } => "check `files` in the pipeline file; paths are relative to it".into(),
            Error::Unreadable { .. } => "check the access rights of the file".into(),
            Error::Empty { .. } => "export the register again, or take the file out of `files`".into(),
            Error::NotAWorkbook { .. } => {
                "open it in a spreadsheet and save it as XLSX without a password".into()
            }
            Error::DamagedWorkbook { .. } => "the file was cut or changed on its way; export it again".into(),
            Error::Bomb { .. } => {
                "do not open the file; ask where it came from and export the register again".into()
            }
            Error::NoSuchSheet { found, .. } => format!("its sheets are {}", listed(found)),
            Error::NotText { .. } => "set `format` to what the file is, or export it as CSV".into(),
            Error::Undecodable { .. } => {
                "leave `encoding` out to have it detected, or set the right one".into()
            }
            Error::NoHeader { sheets, .. } => no_header_hint(sheets),
            Error::MissingColumn { role, accepted, .. } => missing_column_hint(*role, accepted),
            Error::ClaimedTwice { role, first, .. } => {
                format!("choose one in the pipeline file: `[register.columns]` {role} = [\"{first}\"]")
            }
            Error::UnknownEncoding { .. } => "use utf-8, windows-1251, kz-1048 or another web label".into(),
            Error::BadDelimiter { .. } => "use one of `;` `,` `|` or a tab".into(),
            Error::UnknownCode { known, .. } => format!("known codes are {}", listed(known)),
            Error::ForeignRole { holds, .. } => format!("its roles are {}", listed(holds.roles())),
            Error::NotAnswers { .. } => "set `holds = \"answers\"` or take `answers_to` out".into(),
            Error::HeaderListedTwice { .. } => "leave it in one of the two lists".into(),
        };
        Some(hint)
    }
}

/// Where the header stands; the keys of JSON Lines stand in no row.
fn header_place(sheet: &Option<String>, row: i64) -> String {
    let sheet = sheet
        .as_ref()
        .map(|sheet| format!(", sheet «{sheet}»"))
        .unwrap_or_default();
    if row == 0 {
        sheet
    } else {
        format!("{sheet}, header in row {row}")
    }
}

fn no_header_hint(sheets: &[String]) -> String {
    let looked = match sheets {
        [] => String::new(),
        sheets => format!("looked at the sheets {}; ", listed(sheets)),
    };
    format!("{looked}name its headers in `[register.columns]` of the pipeline file")
}

fn missing_column_hint(role: Role, accepted: &[String]) -> String {
    let example = match accepted {
        [] => String::new(),
        accepted => format!(" (known are {})", quoted(accepted)),
    };
    format!("name its header in the pipeline file: `[register.columns]` {role} = [\"…\"]{example}")
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("«{word}»")).collect();
    words.join(", ")
}

fn listed<T: std::fmt::Display>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

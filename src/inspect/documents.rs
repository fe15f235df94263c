//! The texts in the files of a run, by kind of file. What cannot be read is an error: nothing goes out unread.

mod json;
mod markup;
mod parquet;
mod picture;

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use self::markup::Dialect;
use super::Error;

/// Is told every text: its part or column, its place, the text.
pub type Tell<'a> = dyn FnMut(&str, u64, &str) + 'a;

/// A file, or an entry of an archive.
#[derive(Debug)]
pub struct Document {
    /// Path in the run folder; of the archive, for an entry.
    file: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Table(PathBuf),
    Other {
        part: String,
        kind: Kind,
        bytes: Vec<u8>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Lines,
    Json,
    Markup(Dialect),
    Picture,
}

/// The documents below `folder`, by path, archives as their entries.
pub fn open(folder: &Path) -> Result<Vec<Document>, Error> {
    let mut paths = Vec::new();
    collect(folder, &mut paths).map_err(|source| fault(folder, source))?;
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        let read = || fs::read(&path).map_err(|source| fault(&path, source));
        match extension(&name) {
            "parquet" => documents.push(Document {
                file: name,
                content: Content::Table(path),
            }),
            "xlsx" | "docx" => documents.extend(archive(&name, read()?)?),
            _ => documents.push(Document::whole(&name, read()?)?),
        }
    }
    Ok(documents)
}

/// True for files whose parts are columns.
pub fn is_table(file: &str) -> bool {
    matches!(extension(file), "parquet" | "csv")
}

fn fault(path: &Path, source: std::io::Error) -> Error {
    Error::Open {
        path: path.to_owned(),
        source,
    }
}

fn unreadable(file: &str, why: &'static str) -> Error {
    Error::Unreadable {
        file: file.to_owned(),
        why,
    }
}

fn extension(name: &str) -> &str {
    Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// Every entry of an office document, and what the archive itself says.
pub fn archive(file: &str, bytes: Vec<u8>) -> Result<Vec<Document>, Error> {
    let damaged = |_| unreadable(file, "it is no whole archive");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut said = String::from_utf8_lossy(archive.comment()).into_owned();
    let mut documents = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        said.push_str(&format!("\n{name}\n{}", entry.comment()));
        let mut bytes = Vec::new();
        let read = entry.read_to_end(&mut bytes);
        read.map_err(|_| unreadable(file, "an entry of the archive is damaged"))?;
        documents.push(Document {
            file: file.to_owned(),
            content: Content::Other {
                kind: kind(&name)
                    .ok_or_else(|| unreadable(&within(file, &name), "it is of an unknown kind"))?,
                part: name,
                bytes,
            },
        });
    }
    documents.push(Document {
        file: file.to_owned(),
        content: Content::Other {
            part: "archive".to_owned(),
            kind: Kind::Lines,
            bytes: said.into_bytes(),
        },
    });
    Ok(documents)
}

fn kind(name: &str) -> Option<Kind> {
    Some(match extension(name) {
        "csv" => Kind::Csv,
        "md" => Kind::Lines,
        "json" => Kind::Json,
        "html" | "svg" => Kind::Markup(Dialect::Page),
        "xml" | "rels" if name.starts_with("word/") => Kind::Markup(Dialect::Letter),
        "xml" | "rels" if name.starts_with("xl/") => Kind::Markup(Dialect::Workbook),
        "xml" | "rels" => Kind::Markup(Dialect::Data),
        "png" | "jpg" | "jpeg" => Kind::Picture,
        _ if name == "_rels/.rels" => Kind::Markup(Dialect::Data),
        _ => return None,
    })
}

impl Document {
    fn whole(file: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let kind =
            kind(file).ok_or_else(|| unreadable(file, "the second check does not know this kind of file"))?;
        Ok(Self {
            file: file.to_owned(),
            content: Content::Other {
                part: String::new(),
                kind,
                bytes,
            },
        })
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    /// Tells every text of the document.
    pub fn read(&self, tell: &mut Tell) -> Result<(), Error> {
        let failed = |why| match &self.content {
            Content::Other { part, .. } => unreadable(&within(&self.file, part), why),
            Content::Table(_) => unreadable(&self.file, why),
        };
        tell("name", 1, &self.file);
        match &self.content {
            Content::Table(path) => {
                let file = File::open(path).map_err(|source| fault(path, source))?;
                parquet::read(file, tell).map_err(failed)
            }
            Content::Other { part, kind, bytes } => match kind {
                Kind::Picture => {
                    let part = named(part, "text chunk");
                    picture::read(bytes, &mut |place, text| tell(&part, place, text)).map_err(failed)
                }
                Kind::Csv => read_csv(&self.file, bytes, tell),
                _ => {
                    let text = std::str::from_utf8(bytes).map_err(|_| failed("it is not UTF-8"))?;
                    read_text(*kind, part, text, tell).map_err(failed)
                }
            },
        }
    }
}

/// What a part of a file is called: `note.kk.docx (word/media/image1.jpeg)`.
fn within(file: &str, part: &str) -> String {
    if part.is_empty() {
        file.to_owned()
    } else {
        format!("{file} ({part})")
    }
}

fn named(part: &str, default: &str) -> String {
    if part.is_empty() {
        default.to_owned()
    } else {
        part.to_owned()
    }
}

fn read_text(kind: Kind, part: &str, text: &str, tell: &mut Tell) -> Result<(), &'static str> {
    let own = named(part, "text");
    match kind {
        Kind::Json => json::read(text, tell),
        Kind::Markup(dialect) => {
            let mut named = |piece: &str, place: u64, text: &str| match (part, piece) {
                (_, "text") => tell(&own, place, text),
                ("", piece) => tell(piece, place, text),
                (part, piece) => tell(&format!("{part} {piece}"), place, text),
            };
            markup::read(text, dialect, &mut named)
        }
        _ => {
            for (line, place) in text.lines().zip(1..) {
                tell(&own, place, line);
            }
            Ok(())
        }
    }
}

/// Tells every cell of a table in CSV; the names of the columns are cells of `header`.
pub fn read_csv(file: &str, bytes: &[u8], tell: &mut Tell) -> Result<(), Error> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut columns: Vec<String> = Vec::new();
    for (row, place) in reader.records().zip(1..) {
        let row = row.map_err(|_| unreadable(file, "it is not a table in UTF-8"))?;
        if place == 1 {
            row.iter().for_each(|name| tell("header", place, name));
            columns = row.iter().map(str::to_owned).collect();
            continue;
        }
        for (at, cell) in row.iter().enumerate() {
            tell(columns.get(at).map_or("surplus", String::as_str), place, cell);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

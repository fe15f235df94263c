//! Blocks of a note become the parts of a Word document.

use std::io::{Cursor, Write};

use jiff::civil::Date;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, value::Serde};
use serde::Serialize;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::analyse::Edition;
use crate::publish::{Error, Picture};

const PARTS: [(&str, &str); 8] = [
    (
        "[Content_Types].xml",
        include_str!("../../../dictionaries/note/docx/content_types.xml"),
    ),
    (
        "_rels/.rels",
        include_str!("../../../dictionaries/note/docx/package_rels.xml"),
    ),
    (
        "docProps/core.xml",
        include_str!("../../../dictionaries/note/docx/core.xml"),
    ),
    (
        "word/document.xml",
        include_str!("../../../dictionaries/note/docx/document.xml"),
    ),
    (
        "word/_rels/document.xml.rels",
        include_str!("../../../dictionaries/note/docx/document_rels.xml"),
    ),
    (
        "word/styles.xml",
        include_str!("../../../dictionaries/note/docx/styles.xml"),
    ),
    (
        "word/numbering.xml",
        include_str!("../../../dictionaries/note/docx/numbering.xml"),
    ),
    (
        "word/footer.xml",
        include_str!("../../../dictionaries/note/docx/footer.xml"),
    ),
];

/// Width between the margins, in twentieths of a point and in English Metric Units.
const TEXT_WIDTH: usize = 9_355;
const PICTURE_WIDTH: u64 = 5_940_000;
/// About 60 % of the height between the margins: taller pictures leave pages half empty.
const PICTURE_HEIGHT: u64 = 5_500_000;

/// One block of the document, in the order it is read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    Paragraph {
        style: &'static str,
        text: String,
    },
    /// The first row is the header; the first column is text, the others are numbers. A row of one cell heads the rows
    /// below it.
    Table {
        widths: Vec<usize>,
        rows: Vec<Vec<String>>,
    },
    Picture {
        id: usize,
        name: String,
        alt: String,
        width: u64,
        height: u64,
        #[serde(skip)]
        png: Vec<u8>,
    },
}

impl Block {
    /// A table whose first column takes what the columns of numbers leave.
    pub fn table(rows: Vec<Vec<String>>) -> Self {
        let others = rows.first().map_or(1, Vec::len).saturating_sub(1);
        let width = match others {
            0..=3 => 1_900,
            4 => 1_750,
            _ => TEXT_WIDTH * 3 / 4 / others,
        };
        let mut widths = vec![TEXT_WIDTH - width * others];
        widths.extend(std::iter::repeat_n(width, others));
        Self::Table { widths, rows }
    }

    /// A picture over the width of the text, or narrower where it would be too tall; `id` tells the pictures of a
    /// document apart.
    pub fn picture(id: usize, picture: &Picture) -> Self {
        let (width, height) = placed(picture.size);
        Self::Picture {
            id,
            name: picture.name.clone(),
            alt: picture.alt.clone(),
            width,
            height,
            png: picture.png.clone(),
        }
    }
}

/// Width and height on the page, in English Metric Units, of a picture of so many pixels.
fn placed((width, height): (u32, u32)) -> (u64, u64) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let full = PICTURE_WIDTH * height / width;
    if full <= PICTURE_HEIGHT {
        (PICTURE_WIDTH, full)
    } else {
        (PICTURE_HEIGHT * width / height, PICTURE_HEIGHT)
    }
}

/// The document as DOCX: the same blocks give the same bytes.
pub fn document(blocks: &[Block], title: &str, edition: Edition, as_of: Date) -> Result<Vec<u8>, Error> {
    let language = match edition {
        Edition::Kk => "kk-KZ",
        Edition::Ru => "ru-RU",
    };
    let context =
        context! { blocks => Value::from(Serde(blocks)), title, language, as_of => as_of.to_string() };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::DEFAULT);
    for (name, template) in PARTS {
        archive.start_file(name, options)?;
        archive.write_all(part(name, template, &context)?.as_bytes())?;
    }
    for block in blocks {
        if let Block::Picture { id, png, .. } = block {
            archive.start_file(format!("word/media/picture{id}.png"), options)?;
            archive.write_all(png)?;
        }
    }
    Ok(archive.finish()?.into_inner())
}

fn part(name: &str, template: &str, context: &Value) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment
        .render_named_str(name, template, context)
        .map(|text| text.chars().filter(|letter| is_xml(*letter)).collect())
        .map_err(|source| Error::Template {
            template: name.to_owned(),
            source,
        })
}

/// A name from a register may hold control characters, which XML has no way to write.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_within_width_and_height() {
        assert_eq!(placed((800, 400)), (PICTURE_WIDTH, PICTURE_WIDTH / 2));
        assert_eq!(placed((400, 800)), (PICTURE_HEIGHT / 2, PICTURE_HEIGHT));
    }
}

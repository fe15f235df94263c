//! Blocks of a document become a Word file, on the built-in page or on an office's own.

mod body;
mod outline;
mod package;
mod paragraphs;
mod styles;
mod tables;
mod template;
#[cfg(test)]
mod tests;
mod xml;

use jiff::civil::Date;

pub use template::{Template, TemplateFault, letterhead};

use crate::analyse::Edition;
use crate::publish::Error;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Text(String),
    Strong(String),
    /// A figure: a content control with the key as its tag.
    Figure {
        key: String,
        text: String,
    },
    Footnote(Vec<Span>),
}

/// Where a cell's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub spans: Vec<Span>,
    pub align: Align,
    /// Columns it takes.
    pub columns: usize,
    pub strong: bool,
}

/// A table under its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The caption without its number.
    pub caption: Vec<Span>,
    /// Widths of the columns as shares of the width of the text.
    pub widths: Vec<usize>,
    /// Rows repeated on each page.
    pub header: Vec<Vec<Cell>>,
    pub rows: Vec<Vec<Cell>>,
    /// What the table shows, for those who do not see it.
    pub description: String,
}

/// A picture over its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The caption without its number.
    pub caption: Vec<Span>,
    pub alt: String,
    pub png: Vec<u8>,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// A block of a document, in the order it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title(Vec<Span>),
    /// Level 1 to 3.
    Heading {
        level: u8,
        spans: Vec<Span>,
    },
    Paragraph(Vec<Span>),
    /// A line that stays on the page of what follows.
    Lead(Vec<Span>),
    Item(Vec<Span>),
    /// The first of a list begins with 1 again.
    Numbered {
        first: bool,
        spans: Vec<Span>,
    },
    Quote(Vec<Span>),
    Small(Vec<Span>),
    Table(Table),
    /// On pages across.
    Wide(Vec<Block>),
    Picture(Placed),
    /// The table of contents under its title.
    Contents {
        title: String,
    },
}

/// What stands before and after the number of a table or picture in its caption: «Таблица 1. », «1-кесте. ».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    pub before: String,
    pub after: String,
}

/// A document to be written.
#[derive(Debug)]
pub struct Document<'a> {
    pub edition: Edition,
    pub title: &'a str,
    /// Day the document counts as made on.
    pub as_of: Date,
    pub blocks: &'a [Block],
    pub tables: Numbering,
    pub pictures: Numbering,
}

/// The document as DOCX: the same blocks on the same template give the same bytes.
pub fn document(document: &Document, template: Option<&Template>) -> Result<Vec<u8>, Error> {
    let built_in;
    let template = match template {
        Some(template) => template,
        None => {
            built_in = Template::built_in()?;
            &built_in
        }
    };
    let body = body::body(document, template)?;
    package::package(document, template, body)
}

/// A page with nothing but what `template` has on it, as DOCX.
pub fn blank(template: &Template) -> Result<Vec<u8>, Error> {
    let numbering = Numbering {
        before: String::new(),
        after: String::new(),
    };
    let nothing = Document {
        edition: Edition::Kk,
        title: "",
        as_of: Date::ZERO,
        blocks: &[],
        tables: numbering.clone(),
        pictures: numbering,
    };
    document(&nothing, Some(template))
}

/// The language of the runs.
fn language(edition: Edition) -> &'static str {
    match edition {
        Edition::Kk => "kk-KZ",
        Edition::Ru => "ru-RU",
    }
}

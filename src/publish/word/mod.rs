//! Blocks of a document.

pub enum Span {
    Text(String),
    Strong(String),
    Figure { key: String, text: String },
    Footnote(Vec<Span>),
}

#[derive(Clone, Copy)]
pub enum Align {
    Left,
    Centre,
    Right,
}

pub struct Cell {
    pub spans: Vec<Span>,
    pub align: Align,
    pub columns: usize,
    pub strong: bool,
}

pub struct Table {
    pub caption: Vec<Span>,
    pub widths: Vec<usize>,
    pub header: Vec<Vec<Cell>>,
    pub rows: Vec<Vec<Cell>>,
    pub note: Vec<Span>,
    pub description: String,
}

pub struct Placed {
    pub caption: Vec<Span>,
    pub alt: String,
    pub png: Vec<u8>,
    pub size: (u32, u32),
}

pub enum Block {
    Title(Vec<Span>),
    Subtitle(Vec<Span>),
    Heading { level: u8, spans: Vec<Span> },
    Paragraph(Vec<Span>),
    Lead(Vec<Span>),
    Item(Vec<Span>),
    Numbered { first: bool, spans: Vec<Span> },
    Quote(Vec<Span>),
    Small(Vec<Span>),
    Table(Table),
    Wide(Vec<Block>),
    Picture(Placed),
    Contents { title: String },
    PageBreak,
}

use crate::analyse::Edition;
use crate::publish::Error;
use jiff::civil::Date;

#[derive(Debug)]
pub struct Template;
impl Template {
    pub fn read(_: &str, _: &[u8]) -> Result<Self, Error> {
        Ok(Self)
    }
}

pub struct Words;

impl Words {
    pub fn of(_: Edition) -> Self {
        Self
    }
}

pub struct Document<'a> {
    pub edition: Edition,
    pub title: &'a str,
    pub as_of: Date,
    pub blocks: &'a [Block],
    pub words: Words,
}

pub fn document(_: &Document, _: Option<&Template>) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}

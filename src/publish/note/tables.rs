//! The tables of the note in full, for its annex.

use minijinja::context;

use super::sections;
use super::writer::Writer;
use super::{Desk, title};
use crate::analyse::Edition;
use crate::publish::Error;
use crate::publish::word::{Block, Cell, Span, Table};

/// A table of the annex: texts as documents print them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexTable {
    pub title: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The words around the tables of the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexWords {
    pub title: String,
    pub contents: String,
    /// Names of the sheets, with # for the number.
    pub table: String,
    pub chart: String,
    /// What the signs mean, and what the numbers are of.
    pub legend: Vec<String>,
}

/// The words of an edition.
pub fn annex_words(desk: &Desk, edition: Edition) -> Result<AnnexWords, Error> {
    let writer = Writer::new(desk, "annex", edition, &[]);
    let findings = desk.cleared.findings;
    let say = |key: &str| writer.say(key, context! {});
    let date = findings.as_of.to_string();
    let codebook = findings.codebook.as_str();
    Ok(AnnexWords {
        title: title(&writer, findings, "title.annex")?,
        contents: say("heading.contents")?,
        table: say("annex.table")?,
        chart: say("annex.chart")?,
        legend: vec![
            say("method.small")?,
            say("method.changes")?,
            writer.say("method.version", context! { codebook, date })?,
        ],
    })
}

/// The tables of an edition: those of the note, with all groups and topics.
pub fn annex_tables(desk: &Desk, edition: Edition) -> Result<Vec<AnnexTable>, Error> {
    let mut writer = Writer::new(desk, "annex", edition, &[]);
    sections::general(&mut writer)?;
    sections::districts_in_full(&mut writer)?;
    sections::topics_in_full(&mut writer)?;
    sections::changes_in_full(&mut writer)?;
    sections::problems_in_full(&mut writer)?;
    sections::proposals_in_full(&mut writer)?;
    sections::weeks(&mut writer)?;
    sections::results(&mut writer)?;
    sections::quality(&mut writer)?;
    sections::receptions(&mut writer)?;
    sections::instructions(&mut writer)?;
    sections::data(&mut writer)?;
    sections::method(&mut writer)?;
    let mut tables = Vec::new();
    collect(&writer.blocks, &mut tables);
    Ok(tables)
}

fn collect(blocks: &[Block], tables: &mut Vec<AnnexTable>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.push(laid(table)),
            Block::Wide(blocks) => collect(blocks, tables),
            _ => {}
        }
    }
}

fn laid(table: &Table) -> AnnexTable {
    let row = |cells: &Vec<Cell>| cells.iter().map(|cell| read(&cell.spans)).collect();
    AnnexTable {
        title: read(&table.caption),
        header: table
            .header
            .iter()
            .flatten()
            .map(|cell| read(&cell.spans))
            .collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn read(spans: &[Span]) -> String {
    let text = |span: &Span| match span {
        Span::Text(text) | Span::Strong(text) | Span::Figure { text, .. } => text.clone(),
        Span::Footnote(_) => String::new(),
    };
    spans.iter().map(text).collect()
}

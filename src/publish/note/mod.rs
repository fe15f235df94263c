//! The half-year note and its brief as Word documents, from one set of findings.

mod brief;
mod cited;
mod figures;
mod last;
mod sections;
mod story;
mod tables;
mod wording;
mod writer;

use crate::analyse::{Edition, Findings};
use crate::publish::body_names::BodyNames;
use crate::publish::facts::Ledger;
use crate::publish::measures::Measures;
use crate::publish::suppression::Cleared;
use crate::publish::word::{self, Document, Numbering, Template};
use crate::publish::{Error, Picture};
pub use brief::brief;
pub use last::{LastFault, LastNote};
pub use tables::{AnnexTable, AnnexWords, annex_tables, annex_words};
pub use wording::Wording;
use writer::Writer;

/// What the documents of a run are written from.
#[derive(Debug)]
pub struct Desk<'f> {
    pub cleared: &'f Cleared<'f>,
    pub wording: &'f Wording,
    /// The letterhead of the office.
    pub template: Option<&'f Template>,
    /// What the last note found, where it is known.
    pub last: Option<&'f LastNote>,
    pub measures: Measures,
    pub bodies: BodyNames,
}

impl<'f> Desk<'f> {
    /// A desk without a letterhead and a last note.
    pub fn new(cleared: &'f Cleared<'f>, wording: &'f Wording) -> Result<Self, Error> {
        Ok(Self {
            cleared,
            wording,
            template: None,
            last: None,
            measures: Measures::built_in()?,
            bodies: BodyNames::of(cleared.findings)?,
        })
    }
}

/// A document and the figures in it.
#[derive(Debug)]
pub struct Written {
    pub docx: Vec<u8>,
    pub ledger: Ledger,
}

/// The note on the half-year of the findings in one language; pictures of the other language are passed over.
pub fn note(desk: &Desk, edition: Edition, pictures: &[Picture]) -> Result<Written, Error> {
    let mut writer = Writer::new(desk, "note", edition, pictures);
    let findings = desk.cleared.findings;
    let title = title(&writer, findings, "title")?;
    writer.title(&title);
    sections::main_findings(&mut writer)?;
    if cited::total(desk.cleared, findings.half_year).rank() == 0 {
        return written(writer, &title);
    }
    if is_short(desk.cleared) {
        writer.sentence("short", minijinja::context! {})?;
        sections::in_short(&mut writer)?;
    } else {
        writer.contents()?;
        sections::in_full(&mut writer)?;
    }
    written(writer, &title)
}

/// Appeals of a half-year below which a note is short.
const FEW: i64 = 100;

/// Whether so little is known that tables by district and group would be full of dashes.
fn is_short(cleared: &Cleared) -> bool {
    let total = cited::total(cleared, cleared.findings.half_year);
    total.exact().is_none_or(|total| total < FEW)
}

fn title(writer: &Writer, findings: &Findings, key: &str) -> Result<String, Error> {
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let oblast = findings.oblast_name.get(writer.edition);
    writer.say(key, minijinja::context! { oblast, during })
}

/// What stands around the number of a caption.
fn numbering(writer: &Writer, key: &str) -> Result<Numbering, Error> {
    let caption = writer.say(key, minijinja::context! { number => "#", title => "" })?;
    let (before, after) = caption.split_once('#').unwrap_or(("", ". "));
    Ok(Numbering {
        before: before.to_owned(),
        after: after.to_owned(),
    })
}

fn written(writer: Writer, title: &str) -> Result<Written, Error> {
    let document = Document {
        edition: writer.edition,
        title,
        as_of: writer.findings.as_of,
        blocks: &writer.blocks,
        tables: numbering(&writer, "table.caption")?,
        pictures: numbering(&writer, "picture.caption")?,
    };
    Ok(Written {
        docx: word::document(&document, writer.desk.template)?,
        ledger: writer.ledger,
    })
}

#[cfg(test)]
mod tests;

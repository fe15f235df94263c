//! The half-year note as a Word document.

mod changes;
mod document;
mod figures;
mod phrases;
mod sections;
mod terms;
mod writer;

use crate::analyse::{Edition, Findings};
use crate::publish::suppression::Cleared;
use crate::publish::{Error, Picture};
use writer::Writer;

/// [`note_of`] findings that are yet to be cleared.
pub fn note(findings: &Findings, edition: Edition, pictures: &[Picture]) -> Result<Vec<u8>, Error> {
    note_of(&Cleared::of(findings)?, edition, pictures)
}

/// The note on the half-year of the findings in one language, as DOCX; pictures of the other language are passed over.
pub fn note_of(cleared: &Cleared, edition: Edition, pictures: &[Picture]) -> Result<Vec<u8>, Error> {
    let findings = cleared.findings;
    let mut writer = Writer::new(cleared, edition, pictures)?;
    let during = writer.half_year("half-year-during", findings.half_year)?;
    let oblast = findings.oblast_name.get(edition);
    let title = writer.say("title", minijinja::context! { oblast, during })?;
    writer.paragraph("Title", title.clone());
    sections::main_findings(&mut writer)?;
    sections::general(&mut writer)?;
    sections::districts(&mut writer)?;
    sections::topics(&mut writer)?;
    terms::terms(&mut writer)?;
    sections::receptions(&mut writer)?;
    sections::instructions(&mut writer)?;
    sections::method(&mut writer)?;
    document::document(&writer.blocks, &title, edition, findings.as_of)
}

#[cfg(test)]
mod tests;

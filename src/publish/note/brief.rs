//! The brief: the note on two pages.

use minijinja::context;

use super::sections::{findings, places, proposal_lines};
use super::writer::Writer;
use super::{Desk, Written, cited, title, written};
use crate::analyse::{ALL, Edition};
use crate::publish::{Error, Picture};

const DISTRICTS: usize = 5;
const PROPOSALS: usize = 3;

/// The main findings, the districts most wrote from, and what is proposed.
pub fn brief(desk: &Desk, edition: Edition, pictures: &[Picture]) -> Result<Written, Error> {
    let mut writer = Writer::new(desk, "brief", edition, pictures);
    let title = title(&writer, desk.cleared.findings, "title.brief")?;
    writer.title(&title);
    let findings = findings(&writer)?;
    if findings.is_empty() {
        writer.sentence("no-data", context! {})?;
        return written(writer, &title);
    }
    writer.numbered(&findings);
    districts(&mut writer)?;
    let mut proposals = proposal_lines(&writer)?;
    proposals.truncate(PROPOSALS);
    if !proposals.is_empty() {
        writer.lead("proposals.lead", context! {})?;
        writer.numbered(&proposals);
    }
    writer.small("brief.not", context! {})?;
    written(writer, &title)
}

fn districts(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    let mut places = places(writer);
    places.retain(|(_, appeals)| appeals.exact() > Some(0));
    if places.len() < 2 || super::is_short(writer.cleared) {
        return Ok(());
    }
    let mut rows = vec![writer.words(&["district", "appeals", "rate"])?];
    for (kato, appeals) in places.into_iter().take(DISTRICTS) {
        let rate = cited::rate(writer.cleared, kato, ALL, findings.half_year);
        let rate = rate.map_or_else(|| "–".to_owned(), |[rate, ..]| rate.in_table());
        rows.push(vec![writer.place_name(kato).to_owned(), appeals.in_table(), rate]);
    }
    writer.table("brief-districts", &rows)
}

//! The sections of a note, in the order they are read.

mod changes;
mod data;
mod districts;
mod general;
mod instructions;
mod last_note;
mod main_findings;
mod method;
mod problems;
mod proposals;
mod quality;
mod receptions;
mod results;
mod topics;
mod weeks;

pub use changes::changes_in_full;
pub use data::data;
pub use districts::{districts_in_full, places};
pub use general::general;
pub use instructions::instructions;
pub use main_findings::{findings, main_findings};
pub use method::method;
pub use problems::problems_in_full;
pub use proposals::{lines as proposal_lines, proposals_in_full};
pub use quality::quality;
pub use receptions::receptions;
pub use results::results;
pub use topics::topics_in_full;
pub use weeks::weeks;

use jiff::civil::Date;

use super::cited;
use super::writer::Writer;
use crate::publish::compared::Compared;
use crate::publish::facts::Cited;
use crate::publish::{Error, rows};

/// The sections of a note below its main findings.
pub fn in_full(writer: &mut Writer) -> Result<(), Error> {
    general::general(writer)?;
    districts::districts(writer)?;
    topics::topics(writer)?;
    changes::changes(writer)?;
    problems::problems(writer)?;
    last_note::last_note(writer)?;
    weeks::weeks(writer)?;
    results::results(writer)?;
    quality::quality(writer)?;
    receptions::receptions(writer)?;
    instructions::instructions(writer)?;
    proposals::proposals(writer)?;
    data::data(writer)?;
    method::method(writer)
}

/// What little there is to say of a few appeals: no comparisons, no pictures, no tables that would be full of dashes.
pub fn in_short(writer: &mut Writer) -> Result<(), Error> {
    general::general_in_short(writer)?;
    districts::districts_in_short(writer)?;
    topics::topics_in_short(writer)?;
    results::results_in_short(writer)?;
    data::data(writer)?;
    method::method_in_short(writer)
}

/// As tables print a day: 20.07.2026.
pub fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// `name – count` with the share of the whole where both are told.
fn named(writer: &Writer, name: &str, count: &Cited, whole: &Cited) -> Result<String, Error> {
    let percent = count.percent_of(whole);
    writer.say("named", minijinja::context! { name, count, percent })
}

/// Heads of the columns of [`change_cells`].
fn change_head(writer: &Writer) -> Result<[String; 2], Error> {
    let change = match rows::comparison(writer.findings) {
        Some((_, against)) => writer.half_year("half-year-against", against)?,
        None => writer.word("change")?,
    };
    Ok([change, writer.word("verdict")?])
}

/// Change in per cent and the verdict in a word; dashes where the comparison was not made.
fn change_cells(writer: &Writer, kato: &str, code: &str) -> Result<[String; 2], Error> {
    let findings = writer.findings;
    let compared = rows::comparison(findings)
        .and_then(|(comparison, against)| Some((findings.change(kato, code, comparison)?, against)));
    let Some((change, against)) = compared else {
        return Ok(["–".to_owned(), "–".to_owned()]);
    };
    let before = cited::appeals(writer.cleared, kato, code, against);
    let now = cited::appeals(writer.cleared, kato, code, findings.half_year);
    let compared = Compared::of(writer.cleared, change);
    let verdict = writer.word(compared.verdict().unwrap_or("none"))?;
    Ok([signed_change(&before, &now), verdict])
}

/// Change in per cent with its sign.
fn signed_change(before: &Cited, now: &Cited) -> String {
    let Some(change) = now.change_from(before) else {
        return "–".to_owned();
    };
    let sign = match now.told_number().partial_cmp(&before.told_number()) {
        Some(std::cmp::Ordering::Less) => "−",
        Some(std::cmp::Ordering::Greater) => "+",
        _ => "",
    };
    format!("{sign}{change}")
}

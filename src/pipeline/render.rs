//! Everything a run shows, rendered into the staging folder.

use std::fs;

use super::Error;
use super::plan::Plan;
use super::run::{Progress, out_fault, write_table};
use super::staging::Staging;
use crate::analyse::{Edition, Findings};
use crate::publish::annex::annex;
use crate::publish::charts::charts_of;
use crate::publish::facts::{Ledger, fact_rows};
use crate::publish::map_page::map_page_of;
use crate::publish::note::{Desk, Written, brief, note};
use crate::publish::suppression::Cleared;
use crate::publish::workbook::{tables_readme, workbook};
use crate::publish::{self, Picture};

type Document = fn(&Desk, Edition, &[Picture]) -> Result<Written, publish::Error>;

/// The documents by file stem; sentences of figures are taken from the note first.
const DOCUMENTS: [(&str, Document); 2] = [("note", note), ("brief", brief)];

/// Writes the tables and documents of `findings`.
pub fn render(
    plan: &Plan,
    findings: &Findings,
    staging: &Staging,
    progress: &dyn Progress,
) -> Result<(), Error> {
    let write = |name: &str, bytes: &[u8]| {
        staging
            .write(name, bytes)
            .map_err(|source| out_fault(staging.folder(), source))
    };
    progress.stage("tables", None);
    tables(findings, staging)?;
    write("tables/README.md", tables_readme().as_bytes())?;
    progress.stage("workbook", None);
    write("tables.xlsx", &workbook(findings)?)?;
    progress.stage("small cells", None);
    let cleared = Cleared::of(findings)?;
    progress.stage("map", None);
    write(
        "map.html",
        map_page_of(&cleared, boundaries(plan)?.as_deref())?.as_bytes(),
    )?;
    let desk = Desk {
        template: plan.stationery.template.as_ref(),
        last: plan.stationery.last.as_ref(),
        ..Desk::new(&cleared, &plan.stationery.wording)?
    };
    let mut ledger = Ledger::default();
    for edition in Edition::BOTH {
        progress.stage(&format!("charts {}", edition.as_str()), None);
        let pictures = charts_of(&cleared, edition)?;
        for picture in &pictures {
            write(&format!("charts/{}.png", picture.name), &picture.png)?;
            write(&format!("charts/{}.svg", picture.name), picture.svg.as_bytes())?;
            write(&format!("charts/{}.csv", picture.name), picture.csv.as_bytes())?;
        }
        progress.stage(&format!("note {}", edition.as_str()), None);
        let workbook = annex(&desk, edition, &pictures)?;
        write(&format!("annex.{}.xlsx", edition.as_str()), &workbook)?;
        for (name, write_document) in DOCUMENTS {
            let written = write_document(&desk, edition, &pictures)?;
            write(&format!("{name}.{}.docx", edition.as_str()), &written.docx)?;
            ledger.join(written.ledger);
        }
    }
    write_table(staging, &fact_rows(&ledger))
}

fn boundaries(plan: &Plan) -> Result<Option<String>, Error> {
    let read = |path: &std::path::PathBuf| {
        fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })
    };
    plan.boundaries.as_ref().map(read).transpose()
}

fn tables(findings: &Findings, staging: &Staging) -> Result<(), Error> {
    write_table(staging, &findings.problem_map)?;
    write_table(staging, &findings.changes)?;
    write_table(staging, &findings.tests)?;
    write_table(staging, &findings.systemic)?;
    write_table(staging, &findings.weekly)?;
    write_table(staging, &findings.alarms)?;
    write_table(staging, &findings.campaigns)?;
    write_table(staging, &findings.keywords)?;
    write_table(staging, &findings.quotes)?;
    write_table(staging, &findings.emerging)?;
    write_table(staging, &findings.breaks)?;
    write_table(staging, &findings.bodies)?;
    write_table(staging, &findings.answers)?;
    write_table(staging, &findings.terms)?;
    write_table(staging, &findings.breakdown)?;
    write_table(staging, &findings.receptions)?;
    write_table(staging, &findings.instructions)?;
    write_table(staging, &findings.register_quality)
}

//! Everything a run shows, rendered into the staging folder.

use super::Error;
use super::plan::Plan;
use super::run::{Progress, out_fault, write_table};
use super::staging::Staging;
use crate::analyse::Findings;

/// Writes the tables and documents of `findings`.
pub fn render(
    plan: &Plan,
    findings: &Findings,
    staging: &Staging,
    progress: &dyn Progress,
) -> Result<(), Error> {
    tables(findings, staging)?;
    let _ = (plan, progress, out_fault);
    Ok(())
}

fn tables(findings: &Findings, staging: &Staging) -> Result<(), Error> {
    write_table(staging, &findings.problem_map)?;
    write_table(staging, &findings.changes)?;
    write_table(staging, &findings.weekly)?;
    write_table(staging, &findings.terms)?;
    write_table(staging, &findings.breakdown)?;
    write_table(staging, &findings.receptions)?;
    write_table(staging, &findings.instructions)?;
    write_table(staging, &findings.register_quality)
}

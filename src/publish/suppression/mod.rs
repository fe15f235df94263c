//! Small counts that cannot be worked out.
//!
//! A count of 1 to 4 is printed as «<5». Where the numbers beside it would still give it away, others are withheld too and
//! printed as «…». The decision is taken once for all documents of a run, on the cells all of them print and the
//! relations between these that a reader knows (Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).

#[cfg(test)]
mod attack;
mod cell;
mod choose;
#[cfg(test)]
mod documents;
mod letters;
mod map;
mod printed;
mod search;
mod tables;
#[cfg(test)]
mod tests;
mod time;

use std::collections::BTreeSet;

pub use cell::Cell;
pub use printed::{DIMENSIONS, INSTRUCTION_COLUMNS, OUTCOME, REGISTER_COLUMNS};
pub use tables::{LARGEST_HIDDEN, SMALLEST_SHOWN};

use super::Error;
use super::compared::Compared;
use super::numbers::Figure;
use crate::analyse::Findings;
use crate::corpus::HalfYear;
use crate::corpus::published::Systemic;

/// Findings with the decision which of their counts are printed; documents ask it for every count.
#[derive(Debug)]
pub struct Cleared<'f> {
    pub findings: &'f Findings,
    withheld: BTreeSet<Cell>,
}

impl<'f> Cleared<'f> {
    /// Decides what is withheld for the sake of small counts.
    pub fn of(findings: &'f Findings) -> Result<Self, Error> {
        let withheld = choose::choose(&printed::tables(findings))
            .map_err(|choose::Exposed(cell)| Error::Exposed { table: cell.table() })?;
        Ok(Self { findings, withheld })
    }

    /// A count as it may be printed.
    pub fn figure(&self, cell: &Cell, count: i64) -> Figure {
        match count {
            _ if self.withheld.contains(cell) => Figure::Withheld,
            _ if tables::is_small(count) => Figure::Small,
            _ => Figure::Exact(count),
        }
    }

    /// Whether the sentence of a problem may be printed, which tells how many applicants it has and, for the oblast, how many
    /// times more that is than a year before.
    pub fn may_tell(&self, problem: &Systemic) -> bool {
        let Ok(half_year) = problem.half_year.parse() else {
            return false;
        };
        let applicants = Cell::problem(&problem.district, &problem.code, half_year);
        self.appeals(&problem.district, &problem.code, half_year)
            .exact()
            .is_some()
            && self.figure(&applicants, problem.applicants).exact().is_some()
            && self.may_tell_growth(problem)
    }

    /// Whether no hidden count of a year before can be worked out from the growth that is the excess of the oblast.
    fn may_tell_growth(&self, problem: &Systemic) -> bool {
        if problem.district != self.findings.oblast || !problem.excess {
            return true;
        }
        let change = self.findings.change(&problem.district, &problem.code, "year");
        change.is_some_and(|change| Compared::of(self, change).is_exact())
    }

    /// Appeals of a district (or the oblast) with a code.
    pub fn appeals(&self, district: &str, code: &str, half_year: HalfYear) -> Figure {
        let count = self.findings.appeals(district, code, half_year);
        self.figure(&Cell::appeals(district, code, half_year), count)
    }
}

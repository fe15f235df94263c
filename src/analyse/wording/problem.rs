//! The problems whose appeals are read word by word.

use std::collections::BTreeSet;

use super::writing::Writing;
use crate::corpus::HalfYear;
use crate::corpus::published::{MapCell, Systemic};

/// A topic or group in a district or the whole oblast.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub district: String,
    pub code: String,
}

const HOT: &str = "hot";

impl Problem {
    /// The places among `writings` of the appeals of the problem; `oblast` is the code that stands for all districts.
    pub fn texts(&self, writings: &[Writing], oblast: &str) -> Vec<usize> {
        let concerns = |writing: &Writing| {
            (self.district == oblast || self.district == writing.district) && writing.is_about(&self.code)
        };
        (0..writings.len())
            .filter(|&text| concerns(&writings[text]))
            .collect()
    }
}

/// The problems that reach a level and the hot cells of the problem map in `half_year`, by district and code.
pub fn problems(systemic: &[Systemic], cells: &[MapCell], half_year: HalfYear) -> Vec<Problem> {
    let half_year = half_year.to_string();
    let problem = |district: &str, code: &str| Problem {
        district: district.to_owned(),
        code: code.to_owned(),
    };
    let of_level = systemic
        .iter()
        .filter(|row| row.half_year == half_year)
        .map(|row| problem(&row.district, &row.code));
    let is_hot = |cell: &&MapCell| {
        cell.half_year == half_year && cell.level > 0 && (cell.intensity == HOT || cell.specificity == HOT)
    };
    let hot = cells
        .iter()
        .filter(is_hot)
        .map(|cell| problem(&cell.district, &cell.code));
    of_level.chain(hot).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(code: &str, half_year: &str, intensity: &str) -> MapCell {
        MapCell {
            intensity: intensity.to_owned(),
            ..MapCell::empty("614600000", code, 2, half_year)
        }
    }

    #[test]
    fn hot_cells_of_the_half_year_are_problems_and_others_are_not() {
        let cells = [
            cell("01.02", "2026H1", "hot"),
            cell("01.01", "2026H1", "watch"),
            cell("03.01", "2025H2", "hot"),
        ];
        let found = problems(&[], &cells, "2026H1".parse().unwrap());
        let codes: Vec<&str> = found.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["01.02"]);
    }
}

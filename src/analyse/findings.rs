//! What an analysis finds, as plain structs: renderers never see a data frame.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::corpus::HalfYear;
use crate::corpus::published::{
    Alarm, Answer, Body, Break, Breakdown, Campaign, Change, Emerging, Instructions, Keyword, MapCell, Quote,
    Receptions, RegisterQuality, Systemic, Terms, Tests, Week,
};

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bilingual {
    pub kk: String,
    pub ru: String,
}

/// One of the two languages of the department's documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    Kk,
    Ru,
}

impl Edition {
    pub const BOTH: [Self; 2] = [Self::Kk, Self::Ru];

    /// As in file names: `kk`, `ru`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
        }
    }
}

impl Bilingual {
    pub fn get(&self, edition: Edition) -> &str {
        match edition {
            Edition::Kk => &self.kk,
            Edition::Ru => &self.ru,
        }
    }
}

/// A district of the oblast.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// КАТО code.
    pub kato: String,
    pub name: Bilingual,
    /// Degrees north and east of its centre; `None` where the gazetteer has none.
    pub place: Option<(f64, f64)>,
    pub residents: Option<i64>,
}

/// A topic or a group of topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub code: String,
    /// 1 for a group, 2 for a topic.
    pub level: i64,
    pub name: Bilingual,
}

/// Where the numbers of residents come from, as printed under a table of rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residents {
    pub source: Bilingual,
    pub as_of: Date,
}

/// Everything a run publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// КАТО code and name of the oblast.
    pub oblast: String,
    pub oblast_name: Bilingual,
    /// The half-year the note is about.
    pub half_year: HalfYear,
    /// The reporting date: states of terms are those of this day.
    pub as_of: Date,
    /// Half-years with data, oldest first, none later than `half_year`.
    pub half_years: Vec<HalfYear>,
    /// Districts of the oblast by КАТО code.
    pub districts: Vec<District>,
    pub residents: Option<Residents>,
    /// Groups and topics of the codebook by code.
    pub topics: Vec<Topic>,
    /// Names of kinds, channels, outcomes and other register codes: (role, code) → name.
    pub code_names: BTreeMap<(String, String), Bilingual>,
    /// Version of the codebook.
    pub codebook: String,
    pub breakdown: Vec<Breakdown>,
    pub problem_map: Vec<MapCell>,
    pub changes: Vec<Change>,
    /// What the tests behind the problem map, the changes and the alarms amount to.
    pub tests: Vec<Tests>,
    /// Problems that reach a level, the highest first.
    pub systemic: Vec<Systemic>,
    pub weekly: Vec<Week>,
    pub alarms: Vec<Alarm>,
    pub campaigns: Vec<Campaign>,
    pub keywords: Vec<Keyword>,
    pub quotes: Vec<Quote>,
    pub emerging: Vec<Emerging>,
    pub breaks: Vec<Break>,
    pub bodies: Vec<Body>,
    pub answers: Vec<Answer>,
    pub terms: Vec<Terms>,
    pub receptions: Vec<Receptions>,
    pub instructions: Vec<Instructions>,
    pub register_quality: Vec<RegisterQuality>,
}

impl Findings {
    /// The cell of the problem map, or `None` where nothing was counted.
    pub fn cell(&self, district: &str, code: &str, half_year: HalfYear) -> Option<&MapCell> {
        let half_year = half_year.to_string();
        let key = (district, code, half_year.as_str());
        let at = |cell: &MapCell| {
            (
                cell.district.as_str(),
                cell.code.as_str(),
                cell.half_year.as_str(),
            )
                .cmp(&key)
        };
        self.problem_map
            .binary_search_by(at)
            .ok()
            .map(|index| &self.problem_map[index])
    }

    /// Appeals in a cell; 0 where nothing was counted.
    pub fn appeals(&self, district: &str, code: &str, half_year: HalfYear) -> i64 {
        self.cell(district, code, half_year)
            .map_or(0, |cell| cell.appeals)
    }

    /// The comparison of a cell in the half-year of the note; `comparison` is `previous` or `year`.
    pub fn change(&self, district: &str, code: &str, comparison: &str) -> Option<&Change> {
        let half_year = self.half_year.to_string();
        self.changes.iter().find(|change| {
            change.district == district
                && change.code == code
                && change.comparison == comparison
                && change.half_year == half_year
        })
    }
}

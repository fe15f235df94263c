//! What a problem is judged by, gathered from cells, changes, alarms and appeals.

use std::collections::{BTreeMap, BTreeSet};

use super::super::alarms::level;
use super::super::records::Record;
use super::super::repeats::{Discontent, discontent};
use super::is_excess;
use crate::analyse::UNKNOWN;
use crate::corpus::HalfYear;
use crate::corpus::published::{Alarm, Change, MapCell};
use crate::statistics::{Spread, Verdict};

/// How surely a month must be notably above the oblast's to count, as for a hot cell.
const SURELY: f64 = 0.95;
const NOTABLY: f64 = 1.25;

/// A district (or the oblast) and code of the half-year.
#[derive(Debug, Clone, Copy)]
pub struct Row<'f> {
    pub district: &'f str,
    pub code: &'f str,
    pub level: i64,
    pub applicants: i64,
    pub campaign_share: f64,
    /// Of the excess: intensity in a district, growth in the oblast.
    pub q: Option<f64>,
    pub ratio: Option<f64>,
    /// Weeks of alarm.
    pub alarms: i64,
    /// The district is the whole oblast.
    pub is_of_oblast: bool,
}

/// What is known of a row beyond its cell.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub localities: i64,
    pub months: i64,
    /// Half-years in a row with the excess, and the first of them.
    pub half_years: (i64, HalfYear),
    pub discontent: Discontent,
}

type Key<'f> = (&'f str, &'f str);

/// Everything problems are judged by.
pub struct Sources<'f> {
    pub half_year: HalfYear,
    oblast: &'f str,
    cells: &'f [MapCell],
    changes: BTreeMap<Key<'f>, &'f Change>,
    /// Half-years with an excess, by place and code.
    excesses: BTreeMap<Key<'f>, BTreeSet<HalfYear>>,
    alarms: BTreeMap<Key<'f>, BTreeSet<&'f str>>,
    /// Months of alarm, for the oblast.
    alarmed: BTreeMap<Key<'f>, BTreeSet<i8>>,
    localities: BTreeMap<Key<'f>, BTreeSet<&'f str>>,
    months: BTreeMap<Key<'f>, i64>,
    discontent: BTreeMap<Key<'f>, Discontent>,
}

impl<'f> Sources<'f> {
    /// Gathers them. `growths` are the changes of each half-year against the same one a year before, those of `half_year`
    /// included; `residents` are those of the districts.
    pub fn of(
        half_year: HalfYear,
        oblast: &'f str,
        cells: &'f [MapCell],
        growths: &'f [Change],
        alarms: &'f [Alarm],
        records: &[Record<'f>],
        residents: &BTreeMap<&'f str, i64>,
    ) -> Self {
        let name = half_year.to_string();
        let mut sources = Self {
            half_year,
            oblast,
            cells,
            changes: growths
                .iter()
                .filter(|change| change.half_year == name && change.district == oblast)
                .map(|change| ((change.district.as_str(), change.code.as_str()), change))
                .collect(),
            excesses: BTreeMap::new(),
            alarms: BTreeMap::new(),
            alarmed: BTreeMap::new(),
            localities: BTreeMap::new(),
            months: months(records, half_year, residents),
            discontent: discontent(records, half_year, oblast),
        };
        sources.add_excesses(growths);
        for alarm in alarms {
            let key = (alarm.district.as_str(), alarm.code.as_str());
            sources.alarms.entry(key).or_default().insert(&alarm.week);
            sources
                .alarmed
                .entry(key)
                .or_default()
                .insert(alarm.monday.month());
        }
        for record in records.iter().filter(|record| record.half_year == half_year) {
            let Some(locality) = record.locality else {
                continue;
            };
            for &code in &record.codes {
                for place in [record.district, oblast] {
                    sources
                        .localities
                        .entry((place, code))
                        .or_default()
                        .insert(locality);
                }
            }
        }
        sources
    }

    fn add_excesses(&mut self, growths: &'f [Change]) {
        let mut add = |district: &'f str, code: &'f str, half_year: &str| {
            if let Ok(half_year) = half_year.parse() {
                self.excesses
                    .entry((district, code))
                    .or_default()
                    .insert(half_year);
            }
        };
        for cell in self.cells.iter().filter(|cell| cell.district != self.oblast) {
            if is_excess(cell.q, cell.eb_ratio) {
                add(&cell.district, &cell.code, &cell.half_year);
            }
        }
        let grown = |change: &&Change| change.verdict == Verdict::Growth.as_str();
        for change in growths
            .iter()
            .filter(|change| change.district == self.oblast)
            .filter(grown)
        {
            add(&change.district, &change.code, &change.half_year);
        }
    }

    /// The groups and topics of the half-year in each district and the oblast.
    pub fn rows(&self) -> Vec<Row<'f>> {
        let half_year = self.half_year.to_string();
        let cells = self
            .cells
            .iter()
            .filter(|cell| cell.half_year == half_year && cell.level > 0 && cell.district != UNKNOWN);
        cells.map(|cell| self.row(cell)).collect()
    }

    fn row(&self, cell: &'f MapCell) -> Row<'f> {
        let key = (cell.district.as_str(), cell.code.as_str());
        let (q, ratio) = match self.changes.get(&key) {
            _ if cell.district != self.oblast => (cell.q, cell.eb_ratio),
            Some(change) => (change.q, change.ratio),
            None => (None, None),
        };
        Row {
            district: &cell.district,
            code: &cell.code,
            level: cell.level,
            applicants: cell.applicants,
            campaign_share: cell.campaign_share,
            q,
            ratio,
            alarms: self.alarms.get(&key).map_or(0, |weeks| weeks.len() as i64),
            is_of_oblast: cell.district == self.oblast,
        }
    }

    pub fn place(&self, row: &Row<'f>) -> Place {
        let key = (row.district, row.code);
        let months = match row.is_of_oblast {
            true => self.alarmed.get(&key).map_or(0, |months| months.len() as i64),
            false => self.months.get(&key).copied().unwrap_or(0),
        };
        Place {
            localities: self.localities.get(&key).map_or(0, |places| places.len() as i64),
            months,
            half_years: self.in_a_row(key),
            discontent: self.discontent.get(&key).copied().unwrap_or_default(),
        }
    }

    /// Half-years in a row up to this one with an excess, and the first of them; none and this one where it has none.
    fn in_a_row(&self, key: Key) -> (i64, HalfYear) {
        let with_excess = self.excesses.get(&key);
        let has = |half_year: HalfYear| with_excess.is_some_and(|half_years| half_years.contains(&half_year));
        let (mut count, mut since) = (0, self.half_year);
        let mut at = self.half_year;
        while has(at) {
            (count, since) = (count + 1, at);
            at = at.previous();
        }
        (count, since)
    }

    /// The discontent over all codes of the level in the oblast, but for that of the row: a problem is not measured by itself.
    pub fn discontent_beside(&self, row: &Row<'f>) -> Discontent {
        let mut all = Discontent::default();
        for ((place, code), one) in &self.discontent {
            if *place == self.oblast && level(code) == row.level {
                all = all + *one;
            }
        }
        let own = self.discontent.get(&(row.district, row.code));
        all - own.copied().unwrap_or_default()
    }
}

/// By district and code, the months of the half-year in which the district was surely and notably above the oblast.
fn months<'f>(
    records: &[Record<'f>],
    half_year: HalfYear,
    residents: &BTreeMap<&'f str, i64>,
) -> BTreeMap<Key<'f>, i64> {
    // By district, who wrote. One without a name is one of their own.
    type Writers<'f> = BTreeMap<&'f str, BTreeSet<(&'f str, &'f str)>>;
    let mut writers: BTreeMap<(&str, i8), Writers> = BTreeMap::new();
    for record in records.iter().filter(|record| record.half_year == half_year) {
        let who = record
            .applicant
            .map_or((record.register, record.number), |applicant| ("", applicant));
        for &code in &record.codes {
            let districts = writers.entry((code, record.day.month())).or_default();
            districts.entry(record.district).or_default().insert(who);
        }
    }
    let mut months: BTreeMap<Key, i64> = BTreeMap::new();
    for ((code, _), districts) in &writers {
        let count = |district: &str| districts.get(district).map_or(0.0, |who| who.len() as f64);
        let pairs: Vec<(f64, f64)> = residents
            .iter()
            .map(|(district, residents)| (count(district), *residents as f64))
            .collect();
        let Some(spread) = Spread::of(&pairs) else {
            continue;
        };
        for ((&district, _), (count, residents)) in residents.iter().zip(pairs) {
            let exceedance = spread.exceedance(count, residents, NOTABLY);
            if exceedance.is_some_and(|exceedance| exceedance >= SURELY) {
                *months.entry((district, code)).or_default() += 1;
            }
        }
    }
    months
}

//! Who writes when, where and about what: the planted cells first, then everyday life around them.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Deserialize;
use talda::corpus::{HalfYear, monday};
use talda::law::Calendar;

use super::Failure;
use super::people::People;
use super::random::Random;
use super::words::{Topic, Words};

/// Days after which a person writes again about the same matter.
const AGAIN_AFTER: (i64, i64) = (12, 80);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    background: usize,
    pub talkative: String,
    talkative_factor: f64,
    pub late_body: String,
    pub late_share: f64,
    pub formal_group: String,
    pub formal_share: f64,
    #[serde(rename = "cell")]
    pub cells: Vec<Cell>,
    #[serde(rename = "burst")]
    pub bursts: Vec<Burst>,
    pub campaign: Campaign,
}

/// A topic, in one district or in all: applicants and repeat appeals in each half-year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub fact: String,
    pub topic: String,
    pub district: Option<String>,
    pub counts: BTreeMap<String, [usize; 2]>,
}

/// Weeks, by their Mondays, with so many appeals on one topic in one district.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Burst {
    pub fact: String,
    pub topic: String,
    pub district: String,
    pub weeks: Vec<(Date, usize)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    pub fact: String,
    pub topic: String,
    pub district: String,
    from: Date,
    days: i64,
    applicants: usize,
    pub beginnings: Vec<String>,
    pub body: String,
    pub additions: Vec<String>,
    pub ends: Vec<String>,
}

/// One appeal to be written.
#[derive(Clone)]
pub struct Ask {
    pub topic: String,
    pub district: usize,
    pub day: Date,
    pub person: usize,
    pub fact: Option<String>,
}

impl Plan {
    pub fn read(file: &Path) -> Result<Self, Failure> {
        toml::from_str(&std::fs::read_to_string(file)?)
            .map_err(|source| format!("{}: {source}", file.display()).into())
    }

    /// True where everyday life must not add to a planted count.
    pub fn is_closed(&self, topic: &str, kato: &str, day: Date) -> bool {
        let period = HalfYear::of(day).to_string();
        let in_cell = |cell: &Cell| {
            cell.topic == topic
                && cell.district.as_deref().is_none_or(|district| district == kato)
                && cell.counts.contains_key(&period)
        };
        let in_burst = |burst: &Burst| {
            burst.topic == topic
                && burst.district == kato
                && burst.weeks.iter().any(|(week, _)| *week == monday(day))
        };
        self.cells.iter().any(in_cell) || self.bursts.iter().any(in_burst)
    }
}

/// Draws the asks of a plan.
pub struct Planner<'a> {
    pub plan: &'a Plan,
    pub words: &'a Words,
    pub calendar: &'a Calendar,
    pub people: &'a mut People,
    pub random: Random,
}

impl Planner<'_> {
    pub fn asks(mut self) -> Result<Vec<Ask>, Failure> {
        let mut asks = Vec::new();
        for cell in &self.plan.cells {
            for (period, [applicants, repeats]) in &cell.counts {
                self.cell(cell, period.parse()?, *applicants, *repeats, &mut asks)?;
            }
        }
        for burst in &self.plan.bursts {
            self.burst(burst, &mut asks)?;
        }
        self.campaign(&mut asks)?;
        self.background(&mut asks);
        asks.sort_by(|a, b| {
            (a.day, &a.topic, a.district, a.person).cmp(&(b.day, &b.topic, b.district, b.person))
        });
        Ok(asks)
    }

    fn cell(
        &mut self,
        cell: &Cell,
        period: HalfYear,
        applicants: usize,
        repeats: usize,
        asks: &mut Vec<Ask>,
    ) -> Result<(), Failure> {
        let words = self.words;
        let topic = words.topic(&cell.topic)?;
        let home = cell
            .district
            .as_deref()
            .map(|kato| self.words.district(kato))
            .transpose()?;
        let days = self.days(period, &topic.season);
        let mut first = Vec::new();
        for _ in 0..applicants {
            let district = home.unwrap_or_else(|| self.district(topic));
            first.push(Ask {
                topic: cell.topic.clone(),
                district,
                day: self.day(&days),
                person: self.people.add(self.words),
                fact: Some(cell.fact.clone()),
            });
        }
        for index in 0..repeats {
            // Early writers have the time to write again within the half-year.
            first.sort_by_key(|ask| ask.day);
            let mut again = first[index * 2 % first.len()].clone();
            again.day = self.again(again.day).min(period.last_day());
            asks.push(again);
        }
        asks.append(&mut first);
        Ok(())
    }

    fn burst(&mut self, burst: &Burst, asks: &mut Vec<Ask>) -> Result<(), Failure> {
        let district = self.words.district(&burst.district)?;
        for (week, appeals) in &burst.weeks {
            for _ in 0..*appeals {
                // Cold flats do not wait for Monday: weekends count as other days.
                let day = *week + self.random.between(0, 6).days();
                asks.push(Ask {
                    topic: burst.topic.clone(),
                    district,
                    day,
                    person: self.people.add(self.words),
                    fact: Some(burst.fact.clone()),
                });
            }
        }
        Ok(())
    }

    fn campaign(&mut self, asks: &mut Vec<Ask>) -> Result<(), Failure> {
        let campaign = &self.plan.campaign;
        let district = self.words.district(&campaign.district)?;
        for _ in 0..campaign.applicants {
            asks.push(Ask {
                topic: campaign.topic.clone(),
                district,
                day: campaign.from + self.random.between(0, campaign.days - 1).days(),
                person: self.people.add(self.words),
                fact: Some(campaign.fact.clone()),
            });
        }
        Ok(())
    }

    fn background(&mut self, asks: &mut Vec<Ask>) {
        let weights: Vec<f64> = self.words.topics.iter().map(|topic| topic.weight).collect();
        let periods = periods();
        let mut days = BTreeMap::new();
        let mut written: Vec<Ask> = Vec::new();
        while written.len() < self.plan.background {
            if self.random.chance(0.05) && self.write_again(&mut written) {
                continue;
            }
            let topic = &self.words.topics[self.random.weighted(&weights)];
            let period = *self.random.pick(&periods);
            let days = days
                .entry((period, topic.season.as_str()))
                .or_insert_with(|| self.days(period, &topic.season));
            let day = self.day(days);
            // Seasons weigh between the half-years as well as within them.
            if !self.random.chance(season(&topic.season, day.month()) / 4.0) {
                continue;
            }
            let district = self.district(topic);
            if self
                .plan
                .is_closed(&topic.topic, &self.words.districts[district].kato, day)
            {
                continue;
            }
            let person = self.people.add(self.words);
            written.push(Ask {
                topic: topic.topic.clone(),
                district,
                day,
                person,
                fact: None,
            });
        }
        asks.append(&mut written);
    }

    /// Adds a second letter of someone who wrote before; false where its day would not do.
    fn write_again(&mut self, written: &mut Vec<Ask>) -> bool {
        let Some(mut again) = (!written.is_empty()).then(|| self.random.pick(written).clone()) else {
            return false;
        };
        again.day = self.again(again.day);
        let kato = &self.words.districts[again.district].kato;
        let fits = again.day <= last_day() && !self.plan.is_closed(&again.topic, kato, again.day);
        if fits {
            written.push(again);
        }
        fits
    }

    fn again(&mut self, day: Date) -> Date {
        let later = day.saturating_add(Span::new().days(self.random.between(AGAIN_AFTER.0, AGAIN_AFTER.1)));
        self.calendar.working_from(later)
    }

    fn district(&mut self, topic: &Topic) -> usize {
        let weight = |district: &super::words::District| {
            let talk = if district.kato == self.plan.talkative {
                self.plan.talkative_factor
            } else {
                1.0
            };
            f64::from(district.residents) * talk * affinity(&topic.place, district)
        };
        let weights: Vec<f64> = self.words.districts.iter().map(weight).collect();
        self.random.weighted(&weights)
    }

    /// The days of a half-year with their weights.
    fn days(&self, period: HalfYear, kind: &str) -> Vec<(Date, f64)> {
        let mut days = Vec::new();
        let mut day = period.first_day();
        while day <= period.last_day() {
            days.push((day, season(kind, day.month()) * self.weekday(day)));
            day = day.saturating_add(1.days());
        }
        days
    }

    /// How much is written on a day: much on Monday, little on days off.
    fn weekday(&self, day: Date) -> f64 {
        if !self.calendar.is_working(day) {
            return 0.15;
        }
        [1.3, 1.15, 1.05, 1.0, 0.85, 0.5, 0.4][day.weekday().to_monday_zero_offset() as usize]
    }

    fn day(&mut self, days: &[(Date, f64)]) -> Date {
        let weights: Vec<f64> = days.iter().map(|(_, weight)| *weight).collect();
        days[self.random.weighted(&weights)].0
    }
}

/// The six half-years of the samples.
pub fn periods() -> Vec<HalfYear> {
    let mut periods = vec![HalfYear::of(last_day())];
    while periods.len() < 6 {
        periods.push(periods[periods.len() - 1].previous());
    }
    periods.reverse();
    periods
}

/// The last day of the samples.
pub fn last_day() -> Date {
    jiff::civil::date(2026, 6, 30)
}

/// How a topic swells over the year; at most 4, about 1 on average.
fn season(kind: &str, month: i8) -> f64 {
    let peak: &[i8] = match kind {
        "winter" => &[12, 1, 2],
        "autumn" => &[9, 10, 11],
        "summer" => &[5, 6, 7, 8],
        "school" => &[7, 8, 9],
        "spring" => &[3, 4, 5],
        _ => return 1.0,
    };
    if peak.contains(&month) { 2.4 } else { 0.5 }
}

fn affinity(place: &str, district: &super::words::District) -> f64 {
    let irrigated = [
        "613800000",
        "614400000",
        "616400000",
        "613900000",
        "615400000",
        "614800000",
    ];
    match place {
        "urban" if district.is_city() => 5.0,
        "urban" => 0.25,
        "rural" if district.is_city() => 0.15,
        "irrigated" if irrigated.contains(&district.kato.as_str()) => 3.0,
        "irrigated" if district.is_city() => 0.1,
        _ => 1.0,
    }
}

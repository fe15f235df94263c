//! The words of the charts, in the language of an edition.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::analyse::{ALL, Edition, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::Error;
use crate::publish::body_names::BodyNames;
use crate::publish::suppression::Cleared;

const FILE: &str = "dictionaries/publish/charts.toml";
const PHRASES: &str = include_str!("../../../dictionaries/publish/charts.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    kk: String,
    ru: String,
}

/// Phrases and names of one edition.
pub struct Voice<'a> {
    pub cleared: &'a Cleared<'a>,
    pub findings: &'a Findings,
    edition: Edition,
    bodies: BodyNames,
    phrases: BTreeMap<String, BTreeMap<String, Phrase>>,
}

impl<'a> Voice<'a> {
    pub fn new(cleared: &'a Cleared<'a>, edition: Edition) -> Result<Self, Error> {
        let phrases = toml::from_str(PHRASES).map_err(|error| Error::Phrases {
            file: FILE.to_owned(),
            why: error.to_string(),
        })?;
        Ok(Self {
            cleared,
            findings: cleared.findings,
            edition,
            bodies: BodyNames::of(cleared.findings)?,
            phrases,
        })
    }

    /// The phrase `key` of `chart` with `{name}` replaced by its value.
    pub fn say(&self, chart: &str, key: &str, values: &[(&str, &str)]) -> Result<String, Error> {
        let phrase = self.phrases.get(chart).and_then(|phrases| phrases.get(key));
        let phrase = phrase.ok_or_else(|| Error::Phrases {
            file: FILE.to_owned(),
            why: format!("`{chart}.{key}` is missing"),
        })?;
        let text = match self.edition {
            Edition::Kk => &phrase.kk,
            Edition::Ru => &phrase.ru,
        };
        Ok(values.iter().fold(text.clone(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        }))
    }

    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Name of a district, of the oblast, or of the unknown district.
    pub fn district(&self, kato: &str) -> Result<String, Error> {
        if kato == UNKNOWN {
            return self.say("common", "unknown_district", &[]);
        }
        if kato == self.findings.oblast {
            return Ok(self.findings.oblast_name.get(self.edition).to_owned());
        }
        let district = self
            .findings
            .districts
            .iter()
            .find(|district| district.kato == kato);
        Ok(district
            .map_or(kato, |district| district.name.get(self.edition))
            .to_owned())
    }

    /// Name of a topic or group.
    pub fn topic(&self, code: &str) -> String {
        let topic = self.findings.topics.iter().find(|topic| topic.code == code);
        topic
            .map_or(code, |topic| topic.name.get(self.edition))
            .to_owned()
    }

    /// Name of a topic or group, or the words for all appeals.
    pub fn topic_or_all(&self, code: &str) -> Result<String, Error> {
        if code == ALL {
            return self.say("weekly", "all", &[]);
        }
        Ok(self.topic(code))
    }

    /// Name of a kind of appeal.
    pub fn kind(&self, code: &str) -> String {
        self.code_name("kind", code)
    }

    /// Name of a register code; a code nobody named is printed as it is.
    pub fn code_name(&self, role: &str, code: &str) -> String {
        let key = (role.to_owned(), code.to_owned());
        let name = self.findings.code_names.get(&key);
        name.map_or(code, |name| name.get(self.edition)).to_owned()
    }

    /// A half-year in words.
    pub fn period(&self, half_year: HalfYear) -> Result<String, Error> {
        self.say(
            "common",
            "period",
            &[
                ("year", &half_year.year().to_string()),
                ("half", &half_year.half().to_string()),
            ],
        )
    }

    /// An executing body in the language of the edition where it is known, else as the register names it.
    pub fn body<'n>(&'n self, body: &'n str) -> &'n str {
        self.bodies.name(body, self.edition)
    }

    /// What is shown, for which oblast and half-year.
    pub fn subtitle(&self, chart: &str) -> Result<String, Error> {
        let period = self.period(self.findings.half_year)?;
        let what = self.say(chart, "subtitle", &[])?;
        Ok(format!(
            "{what}. {}, {period}",
            self.findings.oblast_name.get(self.edition)
        ))
    }

    /// Cautions of the chart, then where the numbers come from and, where some are withheld, why.
    pub fn footnote(&self, chart: &str, has_withheld: bool) -> Result<String, Error> {
        let source = self.say("common", "source", &[("date", &day(self.findings.as_of))])?;
        let mut text = format!("{} {source}", self.say(chart, "note", &[])?);
        if has_withheld {
            text = format!("{text} {}", self.say("common", "withheld", &[])?);
        }
        Ok(text)
    }
}

/// As official documents print a date: 05.07.2026.
pub fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

//! The pipeline file: what to read, for which oblast and half-year, and how strict to be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Error;
use crate::annotate::DistrictSource;
use crate::corpus::HalfYear;
use crate::ingest::Register;
use crate::law::DayOne;

/// A pipeline file as written; unknown keys are refused.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineFile {
    /// КАТО code of the oblast; its districts are the rows of the problem map.
    pub oblast: String,
    /// The half-year of the note; the last completed one before the reporting date where absent.
    pub half_year: Option<Period>,
    /// The reporting date; today where neither this nor `--as-of` is given.
    pub as_of: Option<Date>,
    #[serde(default)]
    pub place: PlaceOptions,
    #[serde(default)]
    pub terms: TermOptions,
    #[serde(default)]
    pub coding: CodingOptions,
    pub population: Option<Population>,
    pub map: Option<MapOptions>,
    #[serde(default)]
    pub note: NoteOptions,
    #[serde(default)]
    pub limits: Limits,
    #[serde(default)]
    pub privacy: PrivacyOptions,
    #[serde(rename = "register")]
    pub registers: Vec<Register>,
}

/// Which half-year a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Of(HalfYear),
    /// The one the reporting date falls in.
    Current,
    /// The last one completed before the reporting date.
    Last,
}

impl Period {
    /// The half-year meant on the reporting date.
    pub fn on(self, as_of: Date) -> HalfYear {
        match self {
            Self::Of(half_year) => half_year,
            Self::Current => HalfYear::of(as_of),
            Self::Last => HalfYear::of(as_of).previous(),
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "current" => Ok(Self::Current),
            "last" => Ok(Self::Last),
            _ => text.parse().map(Self::Of).map_err(|error| {
                serde::de::Error::custom(format!("{error}; `current` and `last` are understood too"))
            }),
        }
    }
}

/// Where the district of an appeal is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceOptions {
    /// The first source that names a district wins.
    #[serde(default = "text_first")]
    pub precedence: Vec<DistrictSource>,
    /// Folder with `regions.csv`, `districts.csv`, `aliases.csv` and `settlements.csv` in place of the built-in ones:
    /// another geography, or newer districts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dictionaries: Option<PathBuf>,
}

fn text_first() -> Vec<DistrictSource> {
    {
        use DistrictSource::{Address, Body, Register, Text};
        vec![Text, Address, Body, Register]
    }
}

impl Default for PlaceOptions {
    fn default() -> Self {
        Self {
            precedence: text_first(),
            dictionaries: None,
        }
    }
}

/// How terms are counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TermOptions {
    /// The first day of a term.
    #[serde(default = "registration_day")]
    pub day_one: DayOne,
    /// Whose last day counts: the law's, computed here, or the one the register states.
    #[serde(default)]
    pub due: Due,
}

/// Whose last day of the term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    #[default]
    Law,
    /// The register's where it states one, else the law's.
    Register,
}

fn registration_day() -> DayOne {
    DayOne::RegistrationDay
}

impl Default for TermOptions {
    fn default() -> Self {
        Self {
            day_one: registration_day(),
            due: Due::default(),
        }
    }
}

/// Residents by district.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// CSV with the columns `kato,residents`.
    pub file: PathBuf,
    /// Day the numbers stand for.
    pub as_of: Date,
    /// The source as printed in the documents.
    pub source_kk: String,
    pub source_ru: String,
}

/// What the map page draws.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapOptions {
    /// GeoJSON whose features carry a `kato` property; a tile grid is drawn without it.
    pub boundaries: PathBuf,
}

/// What the notes and briefs are written with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoteOptions {
    /// TOML file of phrases in place of the built-in ones of the same key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phrases: Option<PathBuf>,
    /// DOCX with the letterhead and styles of the office; `--template` goes before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<PathBuf>,
    /// Run folder of the last note, for what became of its findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<PathBuf>,
}

/// When a run is not simply good.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Rejected rows a run may have and still exit with 0.
    pub tolerated_rejections: u64,
    /// Share of rejected rows in a file above which nothing is published.
    pub max_rejected_share: f64,
    /// Days after its export a register counts as stale on the reporting date.
    pub stale_days: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tolerated_rejections: 0,
            max_rejected_share: 0.2,
            stale_days: 31,
        }
    }
}

/// What codes texts besides the built-in codebook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodingOptions {
    /// Folder of topic files in place of the built-in ones; `--codebook` goes before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codebook: Option<PathBuf>,
    /// A model of `talda train`, made with the same codebook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<PathBuf>,
    /// What analysts decided: a CSV as `talda review` writes it, filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<PathBuf>,
}

/// What the second check lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyOptions {
    /// Marks of values a person has looked at and found to be no personal data, as `leaks.csv` of the store has them.
    pub accepted: BTreeSet<String>,
}

impl PipelineFile {
    /// Reads the file; an unknown key is an error that names the nearest known one.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::ReadPipeline {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &text)
    }

    /// As [`read`](Self::read), for text already in memory; `path` is for messages.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|error| Error::Pipeline {
            path: path.to_owned(),
            line: error.span().map_or(1, |span| {
                1 + text[..span.start.min(text.len())].matches('\n').count()
            }),
            message: error.message().to_owned(),
        })
    }
}

/// The known key nearest to the unknown one in serde's message «unknown field `a`, expected one of `b`, `c`».
pub fn nearest_key(message: &str) -> Option<String> {
    let mut names = message
        .strip_prefix("unknown field ")?
        .split('`')
        .skip(1)
        .step_by(2);
    let unknown = names.next()?;
    names
        .map(|known| (strsim::damerau_levenshtein(unknown, known), known))
        .min()
        .filter(|(distance, known)| *distance <= known.len().div_ceil(2))
        .map(|(_, known)| known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_key_is_named() {
        let message = "unknown field `half_yer`, expected one of `oblast`, `half_year`, `as_of`";
        assert_eq!(nearest_key(message).as_deref(), Some("half_year"));
        assert_eq!(nearest_key("unknown field `zzzzzz`, expected `oblast`"), None);
        assert_eq!(nearest_key("missing field `oblast`"), None);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let fault = PipelineFile::parse(Path::new("p.toml"), "oblast = \"61\"\n\nhalf_yer = \"2026H1\"\n");
        let Err(Error::Pipeline { line, message, .. }) = fault else {
            panic!("{fault:?}")
        };
        assert_eq!(line, 3);
        assert_eq!(nearest_key(&message).as_deref(), Some("half_year"));
    }

    #[test]
    fn an_unknown_key_of_privacy_is_refused() {
        let text = "oblast = \"61\"\nregister = []\n[privacy]\nacepted = []\n";
        let fault = PipelineFile::parse(Path::new("p.toml"), text);
        let Err(Error::Pipeline { message, .. }) = fault else {
            panic!("{fault:?}")
        };
        assert_eq!(nearest_key(&message).as_deref(), Some("accepted"));
    }

    #[test]
    fn the_last_half_year_is_the_one_completed() {
        let day: Date = "2026-07-10".parse().unwrap();
        assert_eq!(Period::Last.on(day).to_string(), "2026H1");
        assert_eq!(Period::Current.on(day).to_string(), "2026H2");
    }
}

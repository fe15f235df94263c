//! One `[[register]]` of the pipeline file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::Role;

/// One `[[register]]` of the pipeline file: which files it is, what its columns and values are called.
///
/// Usual Kazakh and Russian headers and values need no configuration: they stand in `dictionaries/register`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Register {
    /// Name of the register in tables and messages.
    pub name: String,
    /// What its rows are.
    pub holds: Holds,
    /// Paths or `*` globs, relative to the pipeline file; the pipeline resolves them.
    pub files: Vec<String>,
    /// Format of the files; by content and extension where not given.
    pub format: Option<Format>,
    /// The one sheet to read; without it every visible sheet whose header is found is read.
    pub sheet: Option<String>,
    /// Delimiter of a CSV file; found by the header where not given.
    pub delimiter: Option<char>,
    /// Encoding label (`utf-8`, `windows-1251`, `kz-1048`, …); detected where not given.
    pub encoding: Option<String>,
    /// Day the files were exported, where the file name does not tell.
    #[serde(default, deserialize_with = "day")]
    pub exported_on: Option<Date>,
    /// For `holds = "answers"`: the register whose appeals are answered; any register where not given.
    pub answers_to: Option<String>,
    /// Accepted header spellings by role, over the built-in ones.
    #[serde(default)]
    pub columns: BTreeMap<Role, Vec<String>>,
    /// Spellings of values and the code (for `district`: the name or КАТО code) each stands for, by role.
    #[serde(default)]
    pub values: BTreeMap<Role, BTreeMap<String, String>>,
    /// Values that hold for every row, by role; a column of the role is then not read.
    #[serde(default)]
    pub constants: BTreeMap<Role, String>,
    /// Where the register does not tell the kind of an appeal, the text does.
    #[serde(default)]
    pub kind_from_text: bool,
    /// Roles whose column has to be there, over the ones the register cannot do without.
    #[serde(default)]
    pub required: Vec<Role>,
}

/// What the rows of a register are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Appeals, with or without their answers.
    Appeals,
    /// Answers to the appeals of another register.
    Answers,
    /// Personal receptions.
    Receptions,
    /// Instructions.
    Instructions,
}

/// Format of a register's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Office Open XML workbook.
    Xlsx,
    /// Delimited text.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Holds {
    /// The name in the pipeline file.
    pub fn as_str(self) -> &'static str {
        match self {
            Holds::Appeals => "appeals",
            Holds::Answers => "answers",
            Holds::Receptions => "receptions",
            Holds::Instructions => "instructions",
        }
    }

    /// The roles a column of such a register can have.
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Holds::Appeals => &[
                Number,
                Parent,
                RegisteredOn,
                Kind,
                Channel,
                ApplicantType,
                ApplicantName,
                ApplicantId,
                Phone,
                Address,
                District,
                Text,
                Category,
                Body,
                DueOn,
                ExtendedTo,
                AnsweredOn,
                Outcome,
                Answer,
                Rating,
            ],
            Holds::Answers => &[Number, AnsweredOn, ExtendedTo, Outcome, Answer, Rating],
            Holds::Receptions => &[
                Number,
                ReceivedOn,
                Official,
                Form,
                District,
                ApplicantName,
                ApplicantId,
                People,
                Text,
                Result,
            ],
            Holds::Instructions => &[Number, IssuedOn, Issuer, Body, Text, DueOn, ExecutedOn],
        }
    }

    /// The roles without which no row can be read.
    pub fn required(self) -> &'static [Role] {
        use Role::*;
        match self {
            Holds::Appeals => &[Number, RegisteredOn, Kind, Text],
            Holds::Answers => &[Number, AnsweredOn],
            Holds::Receptions => &[Number, ReceivedOn, Text],
            Holds::Instructions => &[Number, IssuedOn, Issuer, Text],
        }
    }
}

/// A day as TOML has it, quoted or not.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a day as 2026-06-30")]
    enum Day {
        Bare(toml::value::Datetime),
        Quoted(String),
    }
    let text = match Day::deserialize(deserializer)? {
        Day::Bare(day) => day.to_string(),
        Day::Quoted(day) => day,
    };
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

impl std::fmt::Display for Holds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_register_needs_three_lines() {
        let text = "name = \"portal\"\nholds = \"appeals\"\nfiles = [\"portal-*.xlsx\"]";
        let register: Register = toml::from_str(text).unwrap();
        assert_eq!(register.holds, Holds::Appeals);
    }

    #[test]
    fn a_day_may_be_quoted_or_not() {
        for day in ["2026-06-30", "\"2026-06-30\""] {
            let text = format!("name = \"a\"\nholds = \"appeals\"\nfiles = []\nexported_on = {day}");
            let register: Register = toml::from_str(&text).unwrap();
            assert_eq!(register.exported_on, Some(jiff::civil::date(2026, 6, 30)));
        }
    }

    #[test]
    fn an_unknown_role_is_refused_with_the_known_ones() {
        let text = "name = \"a\"\nholds = \"appeals\"\nfiles = []\n[columns]\nsubject = [\"Тема\"]";
        let error = toml::from_str::<Register>(text).unwrap_err().to_string();
        assert!(
            error.contains("unknown variant `subject`, expected one of `number`"),
            "{error}"
        );
    }

    #[test]
    fn what_is_required_is_a_role_of_the_register() {
        for holds in [
            Holds::Appeals,
            Holds::Answers,
            Holds::Receptions,
            Holds::Instructions,
        ] {
            assert!(holds.required().iter().all(|role| holds.roles().contains(role)));
        }
    }
}

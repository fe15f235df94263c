//! Does the codebook do what it says, and which of its rules do nothing?
//!
//! What is said of rules is sound and not complete. A contradiction and a swallowed rule are proved from the structure of
//! the rules alone; a rule without a witness was tried on sentences of its own words and met none of them.

mod examples;
mod meaning;
mod problem;
mod rules;

use std::fmt;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::codebook::Codebook;
use super::fault::{Fault, Place};

pub use problem::{Gravity, Problem};

/// Something a codebook's editor should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub place: Place,
    /// The topic, rule, example or macro, as [`Codebook::place`] names them; the file where it cannot be read.
    pub about: String,
    pub problem: Problem,
    /// Where what the problem points to stands.
    pub other: Option<Place>,
}

/// Everything found in `codebook`, by place. A rule that one of `texts` meets counts as shown.
pub fn check<'t>(codebook: &Codebook, texts: impl IntoIterator<Item = &'t str>) -> Vec<Finding> {
    let mut found = examples::examples(codebook);
    found.extend(one_language(codebook));
    found.extend(rules::rules(codebook));
    found.extend(rules::not_shown(codebook, texts));
    let mut findings: Vec<Finding> = found
        .into_iter()
        .filter_map(|(about, problem)| Finding::of(codebook, about, problem))
        .collect();
    findings.sort();
    findings
}

fn one_language(codebook: &Codebook) -> impl Iterator<Item = (String, Problem)> {
    codebook.topics().filter_map(|topic| {
        let rules = topic.rules.both();
        let [only] = rules
            .iter()
            .filter(|(_, rules)| !rules.is_empty())
            .collect::<Vec<_>>()[..]
        else {
            return None;
        };
        Some((topic.code.clone(), Problem::OneLanguage { only: only.0 }))
    })
}

impl From<Fault> for Finding {
    /// What cannot be read is a finding too.
    fn from(fault: Fault) -> Self {
        Finding {
            about: fault.place.file.clone(),
            place: fault.place,
            problem: Problem::Unreadable {
                why: fault.mistake.to_string(),
            },
            other: None,
        }
    }
}

impl Finding {
    fn of(codebook: &Codebook, about: String, problem: Problem) -> Option<Finding> {
        Some(Finding {
            place: codebook.place(&about)?.clone(),
            other: problem.other().and_then(|other| codebook.place(other).cloned()),
            about,
            problem,
        })
    }

    /// False for what is only worth knowing.
    pub fn is_mistake(&self) -> bool {
        self.problem.gravity() == Gravity::Mistake
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            Problem::Unreadable { .. } => write!(out, "{}: {}", self.place, self.problem)?,
            _ => write!(out, "{}: {}: {}", self.place, self.about, self.problem)?,
        }
        match &self.other {
            Some(other) => write!(out, " ({other})"),
            None => Ok(()),
        }
    }
}

impl Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("gravity", &self.problem.gravity())?;
        map.serialize_entry("problem", self.problem.name())?;
        map.serialize_entry("about", &self.about)?;
        map.serialize_entry("place", &self.place)?;
        map.serialize_entry("other", &self.problem.other())?;
        map.serialize_entry("other_place", &self.other)?;
        map.serialize_entry("message", &self.problem.to_string())?;
        map.end()
    }
}

#[cfg(test)]
mod tests;

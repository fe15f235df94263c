//! The codebook: groups, topics and their rules in Kazakh and Russian.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::embedded;
use super::fault::{Fault, Mistake, Place, Source};
use super::lexis::Lesson;
use super::naming::Naming;
use super::rule::{Phrase, Rule, Weight};
use crate::text::language::Tongue;

mod draft;

pub use draft::KIND;

use draft::Draft;

/// The file that holds the macros.
const MACROS: &str = "macros.toml";
/// How the names of files with lessons end.
const LESSONS: &str = ".csv";

/// The same thing in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "both languages: { kk = …, ru = … }")]
pub struct Bilingual<T> {
    pub kk: T,
    pub ru: T,
}

/// A problem area: the part of a code before the dot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    pub code: String,
    pub label: Bilingual<String>,
    /// The body of an oblast that usually executes it; empty when there is none.
    pub body: Bilingual<String>,
}

/// A topic and the proof of its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    pub code: String,
    pub label: Bilingual<String>,
    pub definition: Bilingual<String>,
    pub include: Bilingual<String>,
    pub exclude: Bilingual<String>,
    pub rules: Bilingual<Vec<Rule>>,
    pub examples: Bilingual<Vec<String>>,
    pub counter_examples: Bilingual<Vec<String>>,
    /// For a flag, the paragraph or the reason it stands on; empty for a topic.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// For a flag, the kind of appeal it speaks for; empty where it speaks for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
}

/// All topics, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Codebook {
    groups: BTreeMap<String, Group>,
    topics: BTreeMap<String, Topic>,
    macros: BTreeMap<String, Bilingual<Vec<Phrase>>>,
    lessons: Vec<Lesson>,
    /// Where groups, topics, rules, examples and macros stand, by [`Codebook::place`]'s names; no part of what it says.
    #[serde(skip)]
    places: BTreeMap<String, Place>,
}

impl<T> Bilingual<T> {
    /// The part in `tongue`.
    pub fn of(&self, tongue: Tongue) -> &T {
        match tongue {
            Tongue::Kk => &self.kk,
            Tongue::Ru => &self.ru,
        }
    }

    pub(super) fn of_mut(&mut self, tongue: Tongue) -> &mut T {
        match tongue {
            Tongue::Kk => &mut self.kk,
            Tongue::Ru => &mut self.ru,
        }
    }

    /// Both parts with their tongue, Kazakh first.
    pub fn both(&self) -> [(Tongue, &T); 2] {
        [(Tongue::Kk, &self.kk), (Tongue::Ru, &self.ru)]
    }
}

impl Codebook {
    /// The codebook written in `files`, pairs of name and content in any order.
    ///
    /// # Errors
    /// Every mistake met, sorted by file and place.
    pub fn parse(files: &[(&str, &str)]) -> Result<Codebook, Vec<Fault>> {
        Codebook::parse_named(files, Naming::Numbers)
    }

    /// The same for rules whose codes are spelled otherwise: the routing flags are a codebook of words.
    ///
    /// # Errors
    /// Every mistake met, sorted by file and place.
    pub fn parse_named(files: &[(&str, &str)], naming: Naming) -> Result<Codebook, Vec<Fault>> {
        let mut files = files.to_vec();
        files.sort_unstable();
        let (lessons, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name.ends_with(LESSONS));
        let (macros, topics): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name.ends_with(MACROS));
        let mut draft = Draft::new(naming);
        for (name, content) in macros {
            draft.add_macros(&Source::new(name, content));
        }
        for (name, content) in &topics {
            draft.add_topics(&Source::new(name, content));
        }
        if topics.is_empty() {
            draft.fault(&Source::new(MACROS, ""), 0, Mistake::NoTopics);
        }
        for (name, content) in lessons {
            draft.add_lessons(&Source::new(name, content));
        }
        draft.finish()
    }

    /// The codebook that comes with talda.
    ///
    /// # Errors
    /// The mistakes in the files built in; a test keeps them at none.
    pub fn embedded() -> Result<Codebook, Vec<Fault>> {
        Codebook::parse(embedded::FILES)
    }

    /// Groups by code.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values()
    }

    /// Topics by code.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.topics.values()
    }

    /// The group with this code, or the one a topic code belongs to.
    pub fn group(&self, code: &str) -> Option<&Group> {
        self.groups.get(code.split('.').next().unwrap_or(code))
    }

    /// The topic with this code.
    pub fn topic(&self, code: &str) -> Option<&Topic> {
        self.topics.get(code)
    }

    /// The lessons as they are written in its files, sorted.
    pub fn own_lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// What the lexis learns from: the lessons, and what each topic says of itself and shows by examples.
    pub fn lessons(&self) -> Vec<Lesson> {
        let own = self.topics.values().flat_map(|topic| {
            let texts = topic
                .label
                .both()
                .into_iter()
                .zip(topic.definition.both())
                .zip(topic.include.both());
            let said = texts.flat_map(|((label, definition), include)| {
                let tongue = label.0;
                [label.1, definition.1, include.1].map(|text| (tongue, text))
            });
            let shown = topic.examples.both().into_iter();
            let shown = shown.flat_map(|(tongue, texts)| texts.iter().map(move |text| (tongue, text)));
            said.chain(shown).map(|(tongue, text)| Lesson {
                topic: topic.code.clone(),
                language: tongue.as_str().to_owned(),
                text: text.clone(),
            })
        });
        self.lessons.iter().cloned().chain(own).collect()
    }

    /// Whether `code` is a topic or a group.
    pub fn has(&self, code: &str) -> bool {
        self.topics.contains_key(code) || self.groups.contains_key(code)
    }

    /// The name of a topic or a group.
    pub fn label(&self, code: &str) -> Option<&Bilingual<String>> {
        let topic = self.topics.get(code).map(|topic| &topic.label);
        topic.or_else(|| self.groups.get(code).map(|group| &group.label))
    }

    /// Where it stands: a group `01`, a topic `01.01`, a rule `01.01/ru/3`, an example `01.01/ru/example/1`,
    /// a counter-example `01.01/ru/counter-example/1`, a macro `@absent`.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.places.get(name)
    }

    /// Macros by name, with the phrases they stand for.
    pub fn macros(&self) -> impl Iterator<Item = (&str, &Bilingual<Vec<Phrase>>)> {
        self.macros.iter().map(|(name, phrases)| (name.as_str(), phrases))
    }

    /// The phrases `@name` stands for.
    pub(super) fn expansion(&self, name: &str, tongue: Tongue) -> &[Phrase] {
        self.macros.get(name).map_or(&[], |phrases| phrases.of(tongue))
    }

    /// The same rules, each of them enough for its topic: what is met can then be seen rule by rule.
    pub(super) fn with_equal_weights(&self) -> Codebook {
        let mut book = self.clone();
        for topic in book.topics.values_mut() {
            let rules = topic.rules.kk.iter_mut().chain(&mut topic.rules.ru);
            rules.for_each(|rule| rule.weight = Weight::ONE);
        }
        book
    }

    /// Twelve hexadecimal digits of the BLAKE3 of what the codebook says; comments, layout and file order do not count.
    pub fn version(&self) -> String {
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        blake3::hash(&canonical)
            .to_hex()
            .as_str()
            .chars()
            .take(12)
            .collect()
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Serialize for Phrase {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests;

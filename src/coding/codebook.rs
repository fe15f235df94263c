//! The codebook: groups, topics and their rules in Kazakh and Russian.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::embedded;
use super::fault::{Fault, Mistake};
use super::file::{GroupEntry, MacroFile, TopicEntry, TopicFile};
use super::rule::{Choice, Misread, Phrase, Rule, Term};
use crate::text::language::Tongue;

/// The file that holds the macros.
const MACROS: &str = "macros.toml";

/// The same thing in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
}

/// All topics, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Codebook {
    groups: BTreeMap<String, Group>,
    topics: BTreeMap<String, Topic>,
    macros: BTreeMap<String, Bilingual<Vec<Phrase>>>,
}

impl<T> Bilingual<T> {
    /// The part in `tongue`.
    pub fn of(&self, tongue: Tongue) -> &T {
        match tongue {
            Tongue::Kk => &self.kk,
            Tongue::Ru => &self.ru,
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
        let mut files = files.to_vec();
        files.sort_unstable();
        let (macros, topics): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name.ends_with(MACROS));
        let mut draft = Draft::default();
        for (name, content) in macros {
            draft.add_macros(name, content);
        }
        for (name, content) in &topics {
            draft.add_topics(name, content);
        }
        if topics.is_empty() {
            draft.faults.push(Fault::at(MACROS, "", 0, Mistake::NoTopics));
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

    /// The phrases `@name` stands for.
    pub(super) fn expansion(&self, name: &str, tongue: Tongue) -> &[Phrase] {
        self.macros.get(name).map_or(&[], |phrases| phrases.of(tongue))
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

/// A codebook being read.
#[derive(Default)]
struct Draft {
    book: Codebook,
    faults: Vec<Fault>,
    /// Where each macro is used, to be checked when all are known.
    used: Vec<(String, Tongue, Fault)>,
}

impl Draft {
    fn add_macros(&mut self, name: &str, content: &str) {
        let file: MacroFile = match toml::from_str(content) {
            Ok(file) => file,
            Err(error) => return self.faults.push(Fault::toml(name, content, &error)),
        };
        for (key, entry) in file {
            let [kk, ru] = [entry.kk, entry.ru].map(|phrases| self.phrases(name, content, &phrases));
            self.book.macros.insert(key, Bilingual { kk, ru });
        }
    }

    fn phrases(&mut self, name: &str, content: &str, written: &[Spanned<String>]) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for source in written {
            match Phrase::read(source.get_ref()) {
                Ok(phrase) => {
                    for inner in macros(&phrase.0) {
                        let mistake = Mistake::NestedMacro(inner.to_owned());
                        self.fault(name, content, &source.span(), mistake);
                    }
                    phrases.push(phrase);
                }
                Err(misread) => self.misread(name, content, source, misread),
            }
        }
        phrases
    }

    fn add_topics(&mut self, name: &str, content: &str) {
        let file: TopicFile = match toml::from_str(content) {
            Ok(file) => file,
            Err(error) => return self.faults.push(Fault::toml(name, content, &error)),
        };
        let group = file.group.code.get_ref().clone();
        self.add_group(name, content, file.group);
        for topic in file.topic {
            self.add_topic(name, content, &group, topic);
        }
    }

    fn add_group(&mut self, name: &str, content: &str, entry: GroupEntry) {
        let place = entry.code.span();
        let code = entry.code.into_inner();
        if !is_two_digits(&code) {
            self.fault(name, content, &place, Mistake::GroupCode(code.clone()));
        }
        self.labels(name, content, &place, &code, &entry.label);
        let group = Group {
            code: code.clone(),
            label: entry.label,
            body: entry.body,
        };
        if self.book.groups.insert(code.clone(), group).is_some() {
            self.fault(name, content, &place, Mistake::DuplicateCode(code));
        }
    }

    fn add_topic(&mut self, name: &str, content: &str, group: &str, entry: TopicEntry) {
        let place = entry.code.span();
        let code = entry.code.into_inner();
        if !code
            .split_once('.')
            .is_some_and(|(first, rest)| first == group && is_two_digits(rest))
        {
            let mistake = Mistake::TopicCode {
                code: code.clone(),
                group: group.to_owned(),
            };
            self.fault(name, content, &place, mistake);
        }
        self.labels(name, content, &place, &code, &entry.label);
        let rules = Bilingual {
            kk: self.rules(name, content, Tongue::Kk, &entry.rules.kk),
            ru: self.rules(name, content, Tongue::Ru, &entry.rules.ru),
        };
        let topic = Topic {
            code: code.clone(),
            label: entry.label,
            definition: entry.definition,
            include: entry.include,
            exclude: entry.exclude,
            rules,
            examples: entry.examples,
            counter_examples: entry.counter_examples,
        };
        if self.book.topics.insert(code.clone(), topic).is_some() {
            self.fault(name, content, &place, Mistake::DuplicateCode(code));
        }
    }

    fn rules(&mut self, name: &str, content: &str, tongue: Tongue, written: &[Spanned<String>]) -> Vec<Rule> {
        let mut rules = Vec::new();
        for source in written {
            match Rule::read(source.get_ref()) {
                Ok(rule) => {
                    self.note_macros(name, content, tongue, source, &rule);
                    rules.push(rule);
                }
                Err(misread) => self.misread(name, content, source, misread),
            }
        }
        rules
    }

    fn note_macros(
        &mut self,
        name: &str,
        content: &str,
        tongue: Tongue,
        source: &Spanned<String>,
        rule: &Rule,
    ) {
        for used in macros(rule.choices()).collect::<BTreeSet<_>>() {
            let offset = source.get_ref().find(&format!("@{used}")).unwrap_or(0);
            let mistake = Mistake::UnknownMacro(used.to_owned());
            let fault = Fault::at(name, content, source.span().start + 1 + offset, mistake);
            self.used.push((used.to_owned(), tongue, fault));
        }
    }

    fn labels(
        &mut self,
        name: &str,
        content: &str,
        place: &Range<usize>,
        code: &str,
        label: &Bilingual<String>,
    ) {
        for (language, text) in [("Kazakh", &label.kk), ("Russian", &label.ru)] {
            if text.trim().is_empty() {
                self.fault(
                    name,
                    content,
                    place,
                    Mistake::EmptyLabel(language, code.to_owned()),
                );
            }
        }
    }

    fn misread(&mut self, name: &str, content: &str, source: &Spanned<String>, misread: Misread) {
        // Rules are literal strings, so a byte of the rule is a byte of the file after the quote.
        let at = source.span().start + 1 + misread.at;
        self.faults
            .push(Fault::at(name, content, at, Mistake::Rule(misread.error)));
    }

    fn fault(&mut self, name: &str, content: &str, place: &Range<usize>, mistake: Mistake) {
        self.faults.push(Fault::at(name, content, place.start, mistake));
    }

    fn finish(mut self) -> Result<Codebook, Vec<Fault>> {
        for (name, tongue, fault) in std::mem::take(&mut self.used) {
            if self.book.expansion(&name, tongue).is_empty() {
                self.faults.push(fault);
            }
        }
        if self.faults.is_empty() {
            return Ok(self.book);
        }
        self.faults
            .sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        Err(self.faults)
    }
}

fn macros<'a>(choices: impl IntoIterator<Item = &'a Choice>) -> impl Iterator<Item = &'a str> {
    choices
        .into_iter()
        .flat_map(|choice| &choice.0)
        .filter_map(|term| match term {
            Term::Macro(name) => Some(name.as_str()),
            _ => None,
        })
}

fn is_two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
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

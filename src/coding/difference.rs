//! What changed between two codebooks: in what they say, and in how texts are coded.

mod moves;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use moves::{Moved, Moves, Tally};

use super::codebook::{Codebook, Topic};
use super::rule::Rule;

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// A group, a topic, a macro (`@absent`), or `--` for lessons of no topic.
    pub code: String,
    /// `label`, `rules/ru`, `topic`.
    pub part: String,
    /// What the old codebook says and the new one does not.
    pub old: Vec<String>,
    pub new: Vec<String>,
}

/// What `old` and `new` say differently, by code and part. A rule that only moved within its list is no change.
pub fn changes(old: &Codebook, new: &Codebook) -> Vec<Change> {
    let (old, new) = (statements(old), statements(new));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let nothing = Vec::new();
    let change = |key: &&(String, String)| {
        let [before, after] = [&old, &new].map(|side| side.get(*key).unwrap_or(&nothing));
        let change = Change {
            code: key.0.clone(),
            part: key.1.clone(),
            old: without(before, after),
            new: without(after, before),
        };
        (!change.old.is_empty() || !change.new.is_empty()).then_some(change)
    };
    keys.iter().filter_map(change).collect()
}

type Statements = BTreeMap<(String, String), Vec<String>>;

/// Everything a codebook says, by code and part.
fn statements(codebook: &Codebook) -> Statements {
    let mut statements = Statements::new();
    for group in codebook.groups() {
        for (part, texts) in [("label", &group.label), ("body", &group.body)] {
            add(
                &mut statements,
                &group.code,
                part,
                texts.both().map(|(_, text)| text.clone()),
            );
        }
    }
    for topic in codebook.topics() {
        add_topic(&mut statements, topic);
    }
    for (name, phrases) in codebook.macros() {
        for (tongue, phrases) in phrases.both() {
            let phrases = phrases.iter().map(ToString::to_string);
            add(&mut statements, &format!("@{name}"), tongue.as_str(), phrases);
        }
    }
    for lesson in codebook.own_lessons() {
        let part = format!("lessons/{}", lesson.language);
        let lessons = statements.entry((lesson.topic.clone(), part)).or_default();
        lessons.push(lesson.text.clone());
    }
    statements
}

fn add_topic(statements: &mut Statements, topic: &Topic) {
    let code = &topic.code;
    let told = [
        ("label", &topic.label),
        ("definition", &topic.definition),
        ("include", &topic.include),
        ("exclude", &topic.exclude),
    ];
    for (part, texts) in told {
        add(statements, code, part, texts.both().map(|(_, text)| text.clone()));
    }
    for (part, text) in [("source", &topic.source), ("kind", &topic.kind)] {
        add(statements, code, part, [text.clone()]);
    }
    for (tongue, rules) in topic.rules.both() {
        let part = format!("rules/{}", tongue.as_str());
        add(statements, code, &part, rules.iter().map(Rule::to_string));
    }
    let proofs = [
        ("examples", &topic.examples),
        ("counter-examples", &topic.counter_examples),
    ];
    for (part, texts) in proofs {
        for (tongue, texts) in texts.both() {
            add(
                statements,
                code,
                &format!("{part}/{}", tongue.as_str()),
                texts.iter().cloned(),
            );
        }
    }
}

fn add(statements: &mut Statements, code: &str, part: &str, texts: impl IntoIterator<Item = String>) {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if !texts.is_empty() {
        statements.insert((code.to_owned(), part.to_owned()), texts);
    }
}

/// The texts of `one` that are not in `other`, each as often as it stands there more.
fn without(one: &[String], other: &[String]) -> Vec<String> {
    let mut other = other.to_vec();
    let left = one
        .iter()
        .filter(|text| match other.iter().position(|known| known == *text) {
            Some(at) => {
                other.swap_remove(at);
                false
            }
            None => true,
        });
    left.cloned().collect()
}

#[cfg(test)]
mod tests;

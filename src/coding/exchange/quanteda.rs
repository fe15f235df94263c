//! The dictionary of quanteda (YAML): language, group, topic, and under it glob patterns.
//!
//! A pattern knows words and their beginnings in one order, nothing of distances, exclusions, weights and stems. What is
//! written never meets what the rule does not: an inflected word becomes its written form, distances become neighbours,
//! and rules that exclude something or are not enough alone are left out and counted.

use std::collections::{BTreeMap, BTreeSet};

use super::Outline;
use super::yaml::{self, Entry, Node, Value, YamlError};
use crate::coding::codebook::Codebook;
use crate::coding::naming::Naming;
use crate::coding::rule::{Chain, Choice, Order, Phrase, Rule, Term, Weight};
use crate::text::language::Tongue;

/// More patterns for one rule are no dictionary a person would look through.
const MOST_PATTERNS: usize = 256;

/// A dictionary and what became of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub yaml: String,
    /// Rules whose patterns say all of it, but for letters of the other keyboard.
    pub whole: usize,
    /// Rules whose patterns meet less: one form of a word, neighbours in place of a distance.
    pub narrowed: usize,
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// Why a rule has no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It excludes something.
    Excludes,
    /// Its weight is not enough for the topic.
    Light,
    /// It would take more than [`MOST_PATTERNS`] patterns.
    TooMany,
}

impl LeftOut {
    /// Why, in words.
    pub fn reason(self) -> &'static str {
        match self {
            LeftOut::Excludes => "exclude something",
            LeftOut::Light => "weigh less than 1",
            LeftOut::TooMany => "would take more than 256 patterns",
        }
    }
}

/// `codebook` as a dictionary of quanteda.
pub fn to_quanteda(codebook: &Codebook) -> Exported {
    let mut exported = Exported {
        yaml: String::new(),
        whole: 0,
        narrowed: 0,
        left_out: BTreeMap::new(),
    };
    for tongue in [Tongue::Kk, Tongue::Ru] {
        let mut groups = String::new();
        for group in codebook.groups() {
            let key = yaml::written(&format!("{} {}", group.code, group.label.of(tongue)));
            let topics = exported.topics(codebook, &group.code, tongue);
            if !topics.is_empty() {
                groups += &format!("  {key}:\n{topics}");
            }
        }
        if !groups.is_empty() {
            exported.yaml += &format!("{}:\n{groups}", tongue.as_str());
        }
    }
    exported
}

impl Exported {
    fn topics(&mut self, codebook: &Codebook, group: &str, tongue: Tongue) -> String {
        let mut yaml = String::new();
        let own = |code: &str| code.split('.').next() == Some(group);
        for topic in codebook.topics().filter(|topic| own(&topic.code)) {
            let rules = topic.rules.of(tongue).iter();
            let patterns: BTreeSet<String> =
                rules.flat_map(|rule| self.rule(codebook, rule, tongue)).collect();
            if patterns.is_empty() {
                continue;
            }
            let key = format!("{} {}", topic.code, topic.label.of(tongue));
            yaml += &format!("    {}:\n", yaml::written(&key));
            yaml.extend(
                patterns
                    .iter()
                    .map(|pattern| format!("      - {}\n", yaml::written(pattern))),
            );
        }
        yaml
    }

    fn rule(&mut self, codebook: &Codebook, rule: &Rule, tongue: Tongue) -> Vec<String> {
        match patterns(codebook, rule, tongue) {
            Ok((patterns, is_whole)) => {
                match is_whole {
                    true => self.whole += 1,
                    false => self.narrowed += 1,
                }
                patterns
            }
            Err(why) => {
                *self.left_out.entry(why).or_default() += 1;
                Vec::new()
            }
        }
    }
}

/// The patterns of a rule, and whether they say all of it.
fn patterns(codebook: &Codebook, rule: &Rule, tongue: Tongue) -> Result<(Vec<String>, bool), LeftOut> {
    if !rule.not.is_empty() {
        return Err(LeftOut::Excludes);
    }
    if rule.weight < Weight::THRESHOLD {
        return Err(LeftOut::Light);
    }
    let mut orders: Vec<Vec<&Phrase>> = vec![Vec::new()];
    for chain in &rule.all {
        orders = joined(&orders, &chain_orders(chain)?)?;
    }
    let mut patterns = Vec::new();
    for order in &orders {
        patterns.extend(written(codebook, order, tongue)?);
        within_limit(patterns.len())?;
    }
    let is_alone = matches!(rule.all.as_slice(), [chain] if chain.links.is_empty());
    let is_spelled = rule
        .choices()
        .flat_map(|choice| spelled(codebook, choice, tongue))
        .all(|is_spelled| is_spelled);
    Ok((patterns, is_alone && is_spelled && rule.weight == Weight::ONE))
}

/// The orders in which the phrases of a chain may follow each other.
fn chain_orders(chain: &Chain) -> Result<Vec<Vec<&Phrase>>, LeftOut> {
    let mut orders = vec![vec![&chain.first]];
    for link in &chain.links {
        let linked = vec![vec![&link.phrase]];
        orders = match link.order {
            Order::Near => joined(&orders, &linked)?,
            Order::Before => orders
                .iter()
                .map(|order| [&order[..], &linked[0]].concat())
                .collect(),
        };
    }
    Ok(orders)
}

/// Each of one before and after each of the other.
fn joined<'a>(one: &[Vec<&'a Phrase>], other: &[Vec<&'a Phrase>]) -> Result<Vec<Vec<&'a Phrase>>, LeftOut> {
    let mut joined = Vec::new();
    for first in one {
        for second in other {
            joined.push([&first[..], second].concat());
            if !first.is_empty() {
                joined.push([&second[..], first].concat());
            }
        }
        within_limit(joined.len())?;
    }
    Ok(joined)
}

/// All ways to say phrases one after another.
fn written(codebook: &Codebook, phrases: &[&Phrase], tongue: Tongue) -> Result<Vec<String>, LeftOut> {
    let mut written = vec![String::new()];
    for choice in phrases.iter().flat_map(|phrase| &phrase.0) {
        let words = alternatives(codebook, choice, tongue)?;
        within_limit(written.len() * words.len())?;
        written = written
            .iter()
            .flat_map(|before| {
                words
                    .iter()
                    .map(move |word| format!("{before} {word}").trim().to_owned())
            })
            .collect();
    }
    Ok(written)
}

fn alternatives(codebook: &Codebook, choice: &Choice, tongue: Tongue) -> Result<Vec<String>, LeftOut> {
    let mut words = Vec::new();
    for term in &choice.0 {
        match term {
            Term::Inflected(word) | Term::Exact(word) => words.push(word.clone()),
            Term::Prefix(letters) => words.push(format!("{letters}*")),
            Term::Macro(name) => {
                for phrase in codebook.expansion(name, tongue) {
                    words.extend(written(codebook, &[phrase], tongue)?);
                    within_limit(words.len())?;
                }
            }
        }
    }
    Ok(words)
}

fn within_limit(patterns: usize) -> Result<(), LeftOut> {
    match patterns > MOST_PATTERNS {
        true => Err(LeftOut::TooMany),
        false => Ok(()),
    }
}

/// Whether each word of a choice is met by its letters alone.
fn spelled(codebook: &Codebook, choice: &Choice, tongue: Tongue) -> Vec<bool> {
    let term = |term: &Term| match term {
        Term::Inflected(_) => vec![false],
        Term::Exact(_) | Term::Prefix(_) => vec![true],
        Term::Macro(name) => {
            let phrases = codebook.expansion(name, tongue);
            let choices = phrases.iter().flat_map(|phrase| &phrase.0);
            choices
                .flat_map(|choice| spelled(codebook, choice, tongue))
                .collect()
        }
    };
    choice.0.iter().flat_map(term).collect()
}

/// Topic files made of a dictionary, and what could not be said in rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Name and content, to be looked through and completed.
    pub files: Vec<(String, String)>,
    pub rules: usize,
    /// Patterns that are no rule, with their lines.
    pub skipped: Vec<(usize, String)>,
}

/// Why a dictionary cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantedaError {
    #[error("{0}")]
    Yaml(#[from] YamlError),
    #[error("line {line}, column {column}: the first level is the language, kk or ru, not `{key}`")]
    Language { line: usize, column: usize, key: String },
    #[error("line {line}, column {column}: {expected} stand here")]
    Shape {
        line: usize,
        column: usize,
        expected: &'static str,
    },
    #[error("line {line}, column {column}: there are more than 99 groups, or topics of a group")]
    TooMany { line: usize, column: usize },
}

/// The topic files a dictionary of quanteda gives. Keys may begin with a code (`01.02 Вода`); others are numbered. The
/// first level is the language where `language` does not say it of all.
///
/// # Errors
/// The first place that is no dictionary of languages, groups, topics and patterns.
pub fn from_quanteda(content: &str, language: Option<Tongue>) -> Result<Imported, QuantedaError> {
    let mut importer = Importer::default();
    let root = yaml::read(content)?;
    importer.reserve(&root);
    match language {
        Some(tongue) => importer.groups(tongue, &root)?,
        None => {
            for entry in entries(&root, "languages (kk, ru)")? {
                importer.groups(tongue(entry)?, &entry.node)?;
            }
        }
    }
    importer.outline.label_by_code();
    Ok(Imported {
        files: importer.outline.files(),
        rules: importer.rules,
        skipped: importer.skipped,
    })
}

fn tongue(entry: &Entry) -> Result<Tongue, QuantedaError> {
    match entry.key.as_str() {
        "kk" => Ok(Tongue::Kk),
        "ru" => Ok(Tongue::Ru),
        other => Err(QuantedaError::Language {
            line: entry.line,
            column: entry.column,
            key: other.to_owned(),
        }),
    }
}

#[derive(Default)]
struct Importer {
    outline: Outline,
    /// Codes by the key of the group, and by group code and key of the topic.
    codes: BTreeMap<(String, String), String>,
    /// Codes that keys bring with them, which are not given to others.
    reserved: BTreeSet<String>,
    rules: usize,
    skipped: Vec<(usize, String)>,
}

impl Importer {
    fn reserve(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else { return };
        for entry in entries {
            self.reserved
                .extend(entry.key.split(' ').next().map(str::to_owned));
            self.reserve(&entry.node);
        }
    }

    fn groups(&mut self, tongue: Tongue, node: &Node) -> Result<(), QuantedaError> {
        for entry in entries(node, "groups")? {
            self.group(tongue, &entry.key, &entry.node)?;
        }
        Ok(())
    }

    fn group(&mut self, tongue: Tongue, key: &str, node: &Node) -> Result<(), QuantedaError> {
        let (code, label) = self.code("", key, node)?;
        let group = self.outline.groups.entry(code.clone()).or_default();
        *group.label.of_mut(tongue) = label.clone();
        match &node.value {
            Value::Map(topics) => {
                for topic in topics {
                    self.topic(tongue, &code, &topic.key, &topic.node)?;
                }
                Ok(())
            }
            // A group without topics is its own only topic.
            _ => self.topic(tongue, &code, &label, node),
        }
    }

    fn topic(&mut self, tongue: Tongue, group: &str, key: &str, node: &Node) -> Result<(), QuantedaError> {
        let (code, label) = self.code(group, key, node)?;
        let mut rules = Vec::new();
        for (line, pattern) in patterns_of(node)? {
            match rule(&pattern) {
                Some(rule) => rules.push(rule),
                None => self.skipped.push((line, pattern)),
            }
        }
        self.rules += rules.len();
        let topic = self.outline.topics.entry(code).or_default();
        *topic.label.of_mut(tongue) = label;
        topic.rules.of_mut(tongue).extend(rules);
        Ok(())
    }

    /// The code of a key and its label; the same key has the same code in both languages.
    fn code(&mut self, group: &str, key: &str, node: &Node) -> Result<(String, String), QuantedaError> {
        let (first, rest) = key.split_once(' ').unwrap_or((key, ""));
        let fits = match group {
            "" => Naming::Numbers.fits_group(first),
            group => Naming::Numbers.fits_topic(first, group),
        };
        if fits {
            return Ok((first.to_owned(), rest.trim().to_owned()));
        }
        let known = (group.to_owned(), key.to_owned());
        if let Some(code) = self.codes.get(&known) {
            return Ok((code.clone(), key.to_owned()));
        }
        let numbered = |number: u32| match group {
            "" => format!("{number:02}"),
            group => format!("{group}.{number:02}"),
        };
        let is_free = |code: &String| {
            !self.reserved.contains(code)
                && !self.outline.groups.contains_key(code)
                && !self.outline.topics.contains_key(code)
        };
        let too_many = QuantedaError::TooMany {
            line: node.line,
            column: node.column,
        };
        let code = (1..=99).map(numbered).find(is_free).ok_or(too_many)?;
        self.codes.insert(known, code.clone());
        Ok((code, key.to_owned()))
    }
}

fn entries<'a>(node: &'a Node, expected: &'static str) -> Result<&'a [Entry], QuantedaError> {
    match &node.value {
        Value::Map(entries) => Ok(entries),
        // A key with nothing under it.
        Value::List(items) if items.is_empty() => Ok(&[]),
        _ => Err(shape(node, expected)),
    }
}

fn patterns_of(node: &Node) -> Result<Vec<(usize, String)>, QuantedaError> {
    let scalar = |node: &Node| match &node.value {
        Value::Scalar(text) => Ok((node.line, text.clone())),
        _ => Err(shape(node, "patterns")),
    };
    match &node.value {
        Value::List(items) => items.iter().map(scalar).collect(),
        _ => Ok(vec![scalar(node)?]),
    }
}

fn shape(node: &Node, expected: &'static str) -> QuantedaError {
    QuantedaError::Shape {
        line: node.line,
        column: node.column,
        expected,
    }
}

/// A pattern as a rule: a star at the end of a word is a beginning, a word without one is this form.
fn rule(pattern: &str) -> Option<String> {
    let word = |word: &str| match word.ends_with('*') {
        true => word.to_owned(),
        false => format!("={word}"),
    };
    let words: Vec<String> = pattern.split_whitespace().map(word).collect();
    let rule = words.join(" ");
    let is_phrase = !rule.contains(['|', '&', '^', '@']);
    (is_phrase && Rule::read(&rule).is_ok_and(|read| read.to_string() == rule)).then_some(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MACROS: &str = "[absent]\nkk = ['жоқ']\nru = ['=нет', 'не подают']\n";

    fn book(rules: &[&str]) -> Codebook {
        let file = format!(
            "[group]\ncode = '01'\nlabel = {{ kk = 'Су', ru = 'Вода: всё' }}\n[[topic]]\ncode = '01.01'\n\
             label = {{ kk = 'т', ru = 'т' }}\n[topic.rules]\nkk = []\nru = {rules:?}\n"
        );
        Codebook::parse(&[("01.toml", &file), ("macros.toml", MACROS)]).unwrap()
    }

    /// Patterns, and how many rules are whole, narrowed and left out.
    fn export(rules: &[&str]) -> (Vec<String>, usize, usize, usize) {
        let exported = to_quanteda(&book(rules));
        let items = exported
            .yaml
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- \""));
        let patterns = items.map(|item| item.trim_end_matches('"').to_owned()).collect();
        let left_out = exported.left_out.values().sum();
        (patterns, exported.whole, exported.narrowed, left_out)
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn beginnings_forms_and_phrases_are_said_whole() {
        let patterns = strings(&["=осы", "бер* кран*"]);
        assert_eq!(export(&["бер* кран*"]), (strings(&["бер* кран*"]), 1, 0, 0));
        assert_eq!(export(&["=осы"]).0, strings(&[&patterns[0][1..]]));
        assert_eq!(
            export(&["вод* @absent"]),
            (strings(&["вод* не подают", "вод* нет"]), 0, 1, 0)
        );
    }

    #[test]
    fn distances_become_neighbours_in_either_order() {
        let (patterns, whole, narrowed, _) =
            export(&["вод* near/4 =нет", "кран* before/2 =тёк", "дом* & =газ"]);
        assert_eq!(
            patterns,
            ["вод* нет", "газ дом*", "дом* газ", "кран* тёк", "нет вод*"]
        );
        assert_eq!((whole, narrowed), (0, 3));
    }

    #[test]
    fn what_excludes_or_is_not_enough_is_left_out() {
        let (patterns, whole, narrowed, left_out) = export(&["вод* not =газ", "вод* ^0.5"]);
        assert_eq!((patterns.len(), whole, narrowed, left_out), (0, 0, 0, 2));
    }

    #[test]
    fn a_dictionary_gives_topic_files() {
        let yaml = "ru:\n  01 Вода:\n    01.02 Качество:\n      - грязн* вода\n      - \"*вод?\"\n  Тепло: [котельн*]\nkk:\n  Тепло:\n    - жылу\n";
        let imported = from_quanteda(yaml, None).unwrap();
        assert_eq!(
            (imported.rules, imported.skipped.as_slice()),
            (3, &[(5, "*вод?".to_owned())][..])
        );
        let files: Vec<(&str, &str)> = imported
            .files
            .iter()
            .map(|(name, file)| (name.as_str(), file.as_str()))
            .collect();
        let book = Codebook::parse(&files).unwrap_or_else(|faults| panic!("{}", faults[0]));
        assert_eq!(
            book.topic("01.02").unwrap().rules.ru[0].to_string(),
            "грязн* =вода"
        );
        let heat = book.topic("02.01").unwrap();
        assert_eq!(heat.label.ru, "Тепло");
        assert_eq!(heat.rules.kk[0].to_string(), "=жылу");
    }

    #[test]
    fn a_language_that_is_none_is_named_with_its_place() {
        let told = |yaml: &str| from_quanteda(yaml, None).unwrap_err().to_string();
        assert_eq!(
            told("ru:\n  a: [b]\nen:\n  a: [b]\n"),
            "line 3, column 1: the first level is the language, kk or ru, not `en`"
        );
        assert_eq!(told("ru: слово\n"), "line 1, column 5: groups stand here");
    }

    #[test]
    fn a_dictionary_of_one_language_need_not_name_it() {
        let imported = from_quanteda(
            "Вода:\n  - вод*\nТепло:\n  Котельные: [котельн*]\n",
            Some(Tongue::Ru),
        )
        .unwrap();
        assert_eq!(imported.rules, 2);
        assert!(
            imported.files[1]
                .1
                .contains("code = \"02.01\"\nlabel = { kk = \"02.01\", ru = \"Котельные\" }")
        );
    }

    #[test]
    fn what_is_exported_whole_comes_back() {
        let exported = to_quanteda(&book(&["бер* кран*", "=осы"]));
        let imported = from_quanteda(&exported.yaml, None).unwrap();
        assert!(imported.skipped.is_empty());
        assert!(
            imported.files[0].1.contains("'бер* кран*'"),
            "{}",
            imported.files[0].1
        );
    }
}

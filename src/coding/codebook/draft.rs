//! A codebook being read: entries become groups, topics and macros, and every mistake keeps its place.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::{Bilingual, Codebook, Group, Topic};
use crate::coding::fault::{Fault, Mistake, Source};
use crate::coding::file::{GroupEntry, MacroFile, TopicEntry, TopicFile};
use crate::coding::lexis::lessons;
use crate::coding::naming::Naming;
use crate::coding::rule::{Choice, Misread, Phrase, Rule, Term};
use crate::text::language::Tongue;

/// The group of flags of which a text has at most one.
pub const KIND: &str = "kind";

pub(super) struct Draft {
    naming: Naming,
    book: Codebook,
    faults: Vec<Fault>,
    /// Where each macro is used, to be checked when all are known.
    used: Vec<(String, Tongue, Fault)>,
}

impl Draft {
    pub fn new(naming: Naming) -> Self {
        Draft {
            naming,
            book: Codebook::default(),
            faults: Vec::new(),
            used: Vec::new(),
        }
    }

    pub fn add_macros(&mut self, source: &Source) {
        let file: MacroFile = match toml::from_str(source.content) {
            Ok(file) => file,
            Err(error) => return self.faults.push(source.toml(&error)),
        };
        for (key, entry) in file {
            let [kk, ru] = [entry.kk, entry.ru].map(|phrases| self.phrases(source, &phrases));
            let place = key.span();
            let name = key.into_inner();
            self.stands(source, format!("@{name}"), &place);
            self.book.macros.insert(name, Bilingual { kk, ru });
        }
    }

    pub fn add_lessons(&mut self, source: &Source) {
        let topics = &self.book.topics;
        match lessons(source.content, |code| topics.contains_key(code)) {
            Ok(lessons) => self.book.lessons.extend(lessons),
            Err(mistakes) => {
                let fault = |(line, mistake)| source.line_fault(line, Mistake::Lesson(mistake));
                self.faults.extend(mistakes.into_iter().map(fault));
            }
        }
    }

    fn phrases(&mut self, source: &Source, written: &[Spanned<String>]) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for entry in written {
            match Phrase::read(entry.get_ref()) {
                Ok(phrase) => {
                    for inner in macros(&phrase.0) {
                        self.fault(source, entry.span().start, Mistake::NestedMacro(inner.to_owned()));
                    }
                    phrases.push(phrase);
                }
                Err(misread) => self.misread(source, entry, misread),
            }
        }
        phrases
    }

    pub fn add_topics(&mut self, source: &Source) {
        let file: TopicFile = match toml::from_str(source.content) {
            Ok(file) => file,
            Err(error) => return self.faults.push(source.toml(&error)),
        };
        let group = file.group.code.get_ref().clone();
        self.add_group(source, file.group);
        for topic in file.topic {
            self.add_topic(source, &group, topic);
        }
    }

    fn add_group(&mut self, source: &Source, entry: GroupEntry) {
        let place = entry.code.span();
        let code = entry.code.into_inner();
        if !self.naming.fits_group(&code) {
            let naming = self.naming;
            let mistake = Mistake::GroupCode {
                code: code.clone(),
                naming,
            };
            self.fault(source, place.start, mistake);
        }
        self.labels(source, &place, &code, &entry.label);
        self.stands(source, code.clone(), &place);
        let group = Group {
            code: code.clone(),
            label: entry.label,
            body: entry.body,
        };
        if self.book.groups.insert(code.clone(), group).is_some() {
            self.fault(source, place.start, Mistake::DuplicateCode(code));
        }
    }

    fn add_topic(&mut self, source: &Source, group: &str, entry: TopicEntry) {
        let place = entry.code.span();
        let code = entry.code.get_ref().clone();
        if !self.naming.fits_topic(&code, group) {
            let mistake = Mistake::TopicCode {
                code: code.clone(),
                group: group.to_owned(),
                naming: self.naming,
            };
            self.fault(source, place.start, mistake);
        }
        self.labels(source, &place, &code, &entry.label);
        self.flag_keys(source, &entry);
        self.stands(source, code.clone(), &place);
        let topic = self.topic(source, &code, entry);
        if self.book.topics.insert(code.clone(), topic).is_some() {
            self.fault(source, place.start, Mistake::DuplicateCode(code));
        }
    }

    fn topic(&mut self, source: &Source, code: &str, entry: TopicEntry) -> Topic {
        Topic {
            code: code.to_owned(),
            label: entry.label,
            definition: entry.definition,
            include: entry.include,
            exclude: entry.exclude,
            rules: Bilingual {
                kk: self.rules(source, code, Tongue::Kk, &entry.rules.kk),
                ru: self.rules(source, code, Tongue::Ru, &entry.rules.ru),
            },
            examples: self.examples(source, &format!("{code}/{{}}/example"), entry.examples),
            counter_examples: self.examples(
                source,
                &format!("{code}/{{}}/counter-example"),
                entry.counter_examples,
            ),
            source: entry.source,
            kind: entry.kind,
        }
    }

    /// A flag says what it stands on; a topic of a codebook does not.
    fn flag_keys(&mut self, source: &Source, entry: &TopicEntry) {
        let topic = || entry.code.get_ref().clone();
        let at = entry.code.span().start;
        match self.naming {
            Naming::Words if entry.source.trim().is_empty() => {
                self.fault(source, at, Mistake::NoSource(topic()))
            }
            Naming::Words => {}
            Naming::Numbers => {
                let keys = [("source", &entry.source), ("kind", &entry.kind)];
                for (key, _) in keys.iter().filter(|(_, value)| !value.is_empty()) {
                    let topic = topic();
                    self.fault(source, at, Mistake::FlagKey { key, topic });
                }
            }
        }
    }

    fn rules(
        &mut self,
        source: &Source,
        code: &str,
        tongue: Tongue,
        written: &[Spanned<String>],
    ) -> Vec<Rule> {
        let mut rules = Vec::new();
        for entry in written {
            match Rule::read(entry.get_ref()) {
                Ok(rule) => {
                    self.note_macros(source, tongue, entry, &rule);
                    rules.push(rule);
                    let name = format!("{code}/{}/{}", tongue.as_str(), rules.len());
                    self.stands(source, name, &entry.span());
                }
                Err(misread) => self.misread(source, entry, misread),
            }
        }
        rules
    }

    fn examples(
        &mut self,
        source: &Source,
        name: &str,
        written: Bilingual<Vec<Spanned<String>>>,
    ) -> Bilingual<Vec<String>> {
        let mut read = |tongue: Tongue, texts: Vec<Spanned<String>>| {
            let name = name.replace("{}", tongue.as_str());
            for (index, text) in texts.iter().enumerate() {
                self.stands(source, format!("{name}/{}", index + 1), &text.span());
            }
            texts.into_iter().map(Spanned::into_inner).collect()
        };
        Bilingual {
            kk: read(Tongue::Kk, written.kk),
            ru: read(Tongue::Ru, written.ru),
        }
    }

    fn note_macros(&mut self, source: &Source, tongue: Tongue, entry: &Spanned<String>, rule: &Rule) {
        for used in macros(rule.choices()).collect::<BTreeSet<_>>() {
            let offset = entry.get_ref().find(&format!("@{used}")).unwrap_or(0);
            let mistake = Mistake::UnknownMacro(used.to_owned());
            let fault = source.fault(place_in(entry, offset), mistake);
            self.used.push((used.to_owned(), tongue, fault));
        }
    }

    fn labels(&mut self, source: &Source, place: &Range<usize>, code: &str, label: &Bilingual<String>) {
        for (language, text) in [("Kazakh", &label.kk), ("Russian", &label.ru)] {
            if text.trim().is_empty() {
                self.fault(
                    source,
                    place.start,
                    Mistake::EmptyLabel(language, code.to_owned()),
                );
            }
        }
    }

    fn stands(&mut self, source: &Source, name: String, place: &Range<usize>) {
        self.book.places.insert(name, source.place(place.start));
    }

    fn misread(&mut self, source: &Source, entry: &Spanned<String>, misread: Misread) {
        self.fault(source, place_in(entry, misread.at), Mistake::Rule(misread.error));
    }

    pub fn fault(&mut self, source: &Source, at: usize, mistake: Mistake) {
        self.faults.push(source.fault(at, mistake));
    }

    pub fn finish(mut self) -> Result<Codebook, Vec<Fault>> {
        for (name, tongue, fault) in std::mem::take(&mut self.used) {
            if self.book.expansion(&name, tongue).is_empty() {
                self.faults.push(fault);
            }
        }
        let kinds: Vec<Fault> = self
            .book
            .topics()
            .filter_map(|topic| self.unknown_kind(topic))
            .collect();
        self.faults.extend(kinds);
        if self.faults.is_empty() {
            self.book.lessons.sort_unstable();
            return Ok(self.book);
        }
        self.faults.sort_by(|a, b| a.place.cmp(&b.place));
        Err(self.faults)
    }

    fn unknown_kind(&self, topic: &Topic) -> Option<Fault> {
        let known = topic.kind.is_empty() || self.book.topics.contains_key(&format!("{KIND}.{}", topic.kind));
        let place = self.book.place(&topic.code)?.clone();
        (!known && self.naming == Naming::Words).then(|| Fault {
            place,
            mistake: Mistake::UnknownKind(topic.code.clone(), topic.kind.clone()),
        })
    }
}

/// The byte of the file that is byte `at` of a string: one between single quotes is written as it is. Where something
/// is escaped, the beginning of the string.
fn place_in(written: &Spanned<String>, at: usize) -> usize {
    let span = written.span();
    match span.len() == written.get_ref().len() + 2 {
        true => span.start + 1 + at,
        false => span.start,
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

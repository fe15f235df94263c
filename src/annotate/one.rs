//! One text through language, redaction, coding and place.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::DistrictSource;
use crate::coding::{self, Coded, Coder, Evidence, Flag, FlagScratch, Flags};
use crate::corpus::annotations::Annotation;
use crate::place::{self, Gazetteer, Kato, Place};
use crate::text::language::{Language, identify_passage};
use crate::text::letters::{CharOffsets, Script, script};
use crate::text::passage::Passage;
use crate::text::personal::{Known, PersonalData, PersonalKind, Redacted, personal_data_in, redact};

/// Everything annotation works with; shared between threads.
#[derive(Debug)]
pub struct Annotator {
    coder: Coder,
    flags: Flags,
    gazetteer: Gazetteer,
    precedence: Vec<DistrictSource>,
}

/// What one thread keeps between texts to be quick.
#[derive(Debug, Default)]
pub struct Scratch {
    coding: coding::Scratch,
    flags: FlagScratch,
    place: place::Scratch,
}

/// What an appeal brings to its annotation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    pub text: &'a str,
    pub answer: Option<&'a str>,
    pub address: Option<&'a str>,
    pub body: Option<&'a str>,
    /// КАТО code of the register's own district column.
    pub district: Option<&'a str>,
    /// The applicant as the register names them: what must not stand in the texts, whatever rules find.
    pub applicant: Applicant<'a>,
}

/// What a register's row says of the applicant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Applicant<'a> {
    pub name: Option<&'a str>,
    pub id: Option<&'a str>,
    pub phone: Option<&'a str>,
}

impl Applicant<'_> {
    fn known(&self) -> Known {
        Known::new(self.name, self.id.into_iter().chain(self.phone))
    }
}

/// What is found in a text; spans are bytes of the text itself.
#[derive(Debug, Clone, PartialEq)]
pub struct TextAnnotation {
    pub language: Language,
    pub script: Script,
    pub personal: Vec<PersonalData>,
    pub redacted: Redacted,
    pub coded: Coded,
    pub flags: Vec<Flag>,
    pub place: Option<Place>,
}

/// A code as the store keeps it, offsets in characters of the redacted text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodeNote {
    pub code: String,
    pub score: f64,
    pub source: String,
    pub evidence: Vec<EvidenceNote>,
}

/// A routing flag as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagNote {
    pub code: String,
    pub evidence: Vec<EvidenceNote>,
}

/// Words that speak for a code or a flag, in characters of the redacted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceNote {
    pub start: usize,
    pub end: usize,
    pub rule: String,
}

/// Changes whenever the text core or the way of annotating changes what an annotation says.
pub const ENGINE: &str = concat!("talda ", env!("CARGO_PKG_VERSION"), " text 6");

impl Annotator {
    pub fn new(coder: Coder, flags: Flags, gazetteer: Gazetteer, precedence: Vec<DistrictSource>) -> Self {
        Self {
            coder,
            flags,
            gazetteer,
            precedence,
        }
    }

    /// The version of the codebook.
    pub fn codebook(&self) -> &str {
        self.coder.version()
    }

    /// The version of the rules of the flags.
    pub fn flag_rules(&self) -> &str {
        self.flags.version()
    }

    /// Annotates a text alone.
    pub fn text(&self, text: &str, scratch: &mut Scratch) -> TextAnnotation {
        self.known_text(text, &Known::default(), scratch)
    }

    /// Annotates a text of whose writer something is `known`.
    fn known_text(&self, text: &str, known: &Known, scratch: &mut Scratch) -> TextAnnotation {
        let passage = Passage::new(text);
        let personal = personal_data_in(&passage, known);
        let language = identify_passage(&passage).language;
        let names = spans_of_persons(&personal);
        let hidden: Vec<Range<usize>> = personal.iter().map(|data| data.span.clone()).collect();
        TextAnnotation {
            language,
            script: script(text),
            redacted: redact(text, &personal, language),
            coded: self.coder.code(&passage, &hidden, &mut scratch.coding),
            flags: self.flags.of(&passage, &hidden, &mut scratch.flags),
            place: self.gazetteer.find_in(&passage, &names, &mut scratch.place),
            personal,
        }
    }

    /// Annotates an appeal: its text, its answer's personal data, its district from the first source that names one.
    pub fn annotate(&self, subject: Subject, scratch: &mut Scratch) -> Annotation {
        let known = subject.applicant.known();
        let found = self.known_text(subject.text, &known, scratch);
        let district = self.district(&subject, &found, scratch);
        let answer = subject.answer.map(|answer| redacted(answer, &known));
        Annotation {
            key: self.key(&subject),
            language: found.language.as_str().to_owned(),
            script: found.script.as_str().to_owned(),
            district: district.map(|(kato, _)| kato.to_string()),
            district_source: district.map(|(_, source)| source.as_str().to_owned()),
            codes: serde_json::to_string(&codes(&found)).unwrap_or_default(),
            flags: serde_json::to_string(&flags(&found)).unwrap_or_default(),
            main: found.coded.main,
            text: found.redacted.text,
            answer,
        }
    }

    fn district(
        &self,
        subject: &Subject,
        found: &TextAnnotation,
        scratch: &mut Scratch,
    ) -> Option<(Kato, DistrictSource)> {
        self.precedence.iter().find_map(|&source| {
            let mut read = |text: Option<&str>| {
                self.gazetteer
                    .find(text?, &mut scratch.place)
                    .map(|place| place.kato)
            };
            let kato = match source {
                DistrictSource::Text => found.place.as_ref().map(|place| place.kato),
                DistrictSource::Address => read(subject.address),
                DistrictSource::Body => read(subject.body),
                DistrictSource::Register => subject.district.and_then(|code| code.parse().ok()),
            };
            kato.map(|kato| (kato, source))
        })
    }

    /// Hash of all an annotation depends on.
    pub fn key(&self, subject: &Subject) -> String {
        let precedence: Vec<&str> = self.precedence.iter().map(|source| source.as_str()).collect();
        let precedence = precedence.join(",");
        let places = self.gazetteer.version();
        let mut hasher = blake3::Hasher::new();
        let parts = [
            Some(ENGINE),
            Some(self.coder.version()),
            self.coder.model(),
            Some(self.flags.version()),
            Some(places.as_str()),
            Some(precedence.as_str()),
            Some(subject.text),
            subject.answer,
            subject.address,
            subject.body,
            subject.district,
            subject.applicant.name,
            subject.applicant.id,
            subject.applicant.phone,
        ];
        for part in parts {
            // The length before each part keeps «ab|c» apart from «a|bc», and an empty part from a missing one.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            hasher
                .update(&length.to_le_bytes())
                .update(part.unwrap_or_default().as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// `text` without its personal data.
fn redacted(text: &str, known: &Known) -> String {
    let passage = Passage::new(text);
    let personal = personal_data_in(&passage, known);
    redact(text, &personal, identify_passage(&passage).language).text
}

/// Where persons and addresses are named: «Айтеке» in the name of a street is no town.
fn spans_of_persons(personal: &[PersonalData]) -> Vec<Range<usize>> {
    let named = |data: &&PersonalData| {
        matches!(
            data.kind,
            PersonalKind::Name
                | PersonalKind::Official
                | PersonalKind::Addr
                | PersonalKind::Email
                | PersonalKind::Handle
        )
    };
    personal
        .iter()
        .filter(named)
        .map(|data| data.span.clone())
        .collect()
}

fn codes(found: &TextAnnotation) -> Vec<CodeNote> {
    let offsets = CharOffsets::new(&found.redacted.text);
    let note = |code: &coding::Code| CodeNote {
        code: code.code.clone(),
        score: code.score,
        source: code.source.as_str().to_owned(),
        evidence: evidence(found, &offsets, &code.evidence),
    };
    found.coded.codes.iter().map(note).collect()
}

fn flags(found: &TextAnnotation) -> Vec<FlagNote> {
    let offsets = CharOffsets::new(&found.redacted.text);
    let note = |flag: &Flag| FlagNote {
        code: flag.code.clone(),
        evidence: evidence(found, &offsets, &flag.evidence),
    };
    found.flags.iter().map(note).collect()
}

fn evidence(found: &TextAnnotation, offsets: &CharOffsets, evidence: &[Evidence]) -> Vec<EvidenceNote> {
    let note = |evidence: &Evidence| {
        let Range { start, end } = offsets.span(&found.redacted.to_redacted(&evidence.span));
        EvidenceNote {
            start,
            end,
            rule: evidence.rule.clone(),
        }
    };
    evidence.iter().map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::Codebook;

    const FILE: &str = r#"
        [group]
        code = "01"
        label = { kk = "Су", ru = "Вода" }
        [[topic]]
        code = "01.01"
        label = { kk = "Су жоқ", ru = "Нет воды" }
        definition = { kk = "", ru = "" }
        include = { kk = "", ru = "" }
        exclude = { kk = "", ru = "" }
        rules = { kk = ['су жоқ'], ru = ['нет воды'] }
        examples = { kk = [], ru = [] }
        counter-examples = { kk = [], ru = [] }
    "#;

    fn annotator(precedence: Vec<DistrictSource>) -> Annotator {
        let codebook = Codebook::parse(&[("01.toml", FILE)]).unwrap();
        Annotator::new(
            Coder::new(&codebook),
            Flags::embedded().unwrap(),
            Gazetteer::embedded(Some("610000000")).unwrap(),
            precedence,
        )
    }

    const TEXT: &str = "Мой телефон 8 701 123 45 67, в Ордабасинском районе третий день нет воды!";

    #[test]
    fn evidence_points_into_the_redacted_text() {
        let annotation = annotator(vec![DistrictSource::Text]).annotate(
            Subject {
                text: TEXT,
                ..Subject::default()
            },
            &mut Scratch::default(),
        );
        let codes: Vec<CodeNote> = serde_json::from_str(&annotation.codes).unwrap();
        let by_rule = codes[0]
            .evidence
            .iter()
            .find(|evidence| evidence.rule == "01.01/ru/1");
        let &EvidenceNote { start, end, .. } = by_rule.unwrap();
        let words: String = annotation.text.chars().skip(start).take(end - start).collect();
        assert_eq!(words, "нет воды");
        assert!(!annotation.text.contains("123 45 67"), "{}", annotation.text);
    }

    #[test]
    fn the_first_source_that_names_a_district_wins() {
        let subject = Subject {
            text: TEXT,
            body: Some("Сайрам ауданының әкімдігі"),
            district: Some("616400000"),
            ..Subject::default()
        };
        let district = |precedence| {
            let annotation = annotator(precedence).annotate(subject, &mut Scratch::default());
            annotation.district.unwrap_or_default()
        };
        use DistrictSource::{Address, Body, Register, Text};
        assert_eq!(district(vec![Text, Body, Register]), "614600000");
        assert_eq!(district(vec![Address, Body, Text]), "615200000");
        assert_eq!(district(vec![Register, Text]), "616400000");
        assert_eq!(district(vec![Address]), "");
    }

    #[test]
    fn the_key_changes_with_everything_the_annotation_depends_on() {
        let subject = Subject {
            text: TEXT,
            ..Subject::default()
        };
        let key = annotator(vec![DistrictSource::Text]).key(&subject);
        assert_ne!(key, annotator(vec![DistrictSource::Body]).key(&subject));
        let with_answer = Subject {
            answer: Some(""),
            ..subject
        };
        assert_ne!(key, annotator(vec![DistrictSource::Text]).key(&with_answer));
    }
}

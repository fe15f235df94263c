//! Raw appeals and their annotations become the published tables: latest versions, pseudonyms, terms, codes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::decisions::{DecisionNote, decided, doubts};
use super::one::{CodeNote, EvidenceNote, FlagNote};
use super::pseudonym::Key;
use crate::coding::{Corrections, KIND};
use crate::corpus::annotations::Annotation;
use crate::corpus::published::{Appeal, Coding, Flag};
use crate::corpus::raw::RawAppeal;
use crate::corpus::{HalfYear, iso_week};
use crate::law::{Calendar, DayOne, Deadlines, TermState};
use crate::text::language::identify;
use crate::text::personal::{personal_data, redact};

/// How the terms of appeals are counted.
#[derive(Debug, Clone)]
pub struct Terms {
    pub as_of: Date,
    pub day_one: DayOne,
    /// True where the last day a register states goes before the one computed by the law.
    pub register_decides: bool,
    pub calendar: Calendar,
    pub deadlines: Deadlines,
}

/// The tables `appeals`, `codings` and `flags`, by register, number and code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Published {
    pub appeals: Vec<Appeal>,
    pub codings: Vec<Coding>,
    pub flags: Vec<Flag>,
    /// Decisions of analysts somebody should look at again.
    pub doubts: Vec<DecisionNote>,
}

/// With what appeals were coded, and what people decided of them.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'a> {
    /// Version of the codebook.
    pub codebook: &'a str,
    /// Version of the rules of the flags.
    pub flags: &'a str,
    pub corrections: &'a Corrections,
}

/// What may be published of `latest`, the latest versions by register and number, each with its annotation.
pub fn publishable(
    latest: &[&RawAppeal],
    annotations: &[Annotation],
    key: &Key,
    terms: &Terms,
    by: Decided,
) -> Published {
    let counted = counted(latest);
    let mut cells = Cells::default();
    let mut published = Published {
        doubts: doubts(latest, annotations, by.corrections),
        ..Published::default()
    };
    for ((raw, annotation), counted) in latest.iter().zip(annotations).zip(counted) {
        let (codes, main) = decided(raw, annotation, by.corrections);
        let found: Vec<FlagNote> = serde_json::from_str(&annotation.flags).unwrap_or_default();
        let kind = Kind::of(raw, &found);
        published
            .codings
            .extend(codings(raw, &codes, main.as_deref(), by.codebook));
        published.flags.extend(flags(raw, found, by.flags));
        let appeal = appeal(raw, annotation, main, kind, key, terms, &mut cells);
        published.appeals.push(Appeal { counted, ..appeal });
    }
    published
}

/// Which appeals count: all but the children whose parent is there, and of a parent's children without it the first.
fn counted(latest: &[&RawAppeal]) -> Vec<bool> {
    let mut seen: BTreeSet<(&str, &str)> = latest
        .iter()
        .filter(|raw| raw.parent.is_none())
        .map(|raw| (raw.register.as_str(), raw.number.as_str()))
        .collect();
    latest
        .iter()
        .map(|raw| match &raw.parent {
            None => true,
            Some(parent) => seen.insert((&raw.register, parent)),
        })
        .collect()
}

/// Cells that clerks fill freely, without the personal data that may stand in them; few different ones, each read once.
#[derive(Default)]
struct Cells {
    redacted: BTreeMap<String, String>,
}

impl Cells {
    fn redacted(&mut self, cell: Option<&str>) -> Option<String> {
        let cell = cell?;
        let read = || redact(cell, &personal_data(cell), identify(cell).language).text;
        Some(self.redacted.entry(cell.to_owned()).or_insert_with(read).clone())
    }
}

fn appeal(
    raw: &RawAppeal,
    annotation: &Annotation,
    main: Option<String>,
    kind: Kind,
    key: &Key,
    terms: &Terms,
    cells: &mut Cells,
) -> Appeal {
    let due_on = terms.due_on(raw, &kind.code);
    Appeal {
        register: raw.register.clone(),
        number: raw.number.clone(),
        parent: raw.parent.clone(),
        counted: true,
        version: raw.version,
        registered_on: raw.registered_on,
        half_year: HalfYear::of(raw.registered_on).to_string(),
        week: iso_week(raw.registered_on),
        kind: kind.code,
        kind_source: kind.source.to_owned(),
        channel: raw.channel.clone(),
        applicant_type: raw.applicant_type.clone(),
        applicant: key.applicant(
            raw.applicant_id.as_deref(),
            raw.applicant_name.as_deref(),
            raw.address.as_deref(),
            raw.phone.as_deref(),
        ),
        locality: raw.address.as_deref().and_then(|address| key.locality(address)),
        district: annotation.district.clone(),
        district_source: annotation.district_source.clone(),
        language: annotation.language.clone(),
        script: annotation.script.clone(),
        main,
        category: cells.redacted(raw.category.as_deref()),
        body: cells.redacted(raw.body.as_deref()),
        due_on,
        extended: raw.extended_to.is_some(),
        answered_on: raw.answered_on,
        outcome: raw.outcome.clone(),
        term: TermState::on(terms.as_of, due_on, raw.answered_on)
            .as_str()
            .to_owned(),
        rating: raw.rating,
        text: annotation.text.clone(),
        answer: annotation.answer.clone(),
    }
}

impl Terms {
    /// The last day of the term: the one it was extended to, else the register's or the law's by the setting.
    ///
    /// A kind without a term in the dictionary has that of an application.
    fn due_on(&self, raw: &RawAppeal, kind: &str) -> Date {
        let stated = raw.due_on.filter(|_| self.register_decides);
        let by_law = || {
            let deadline = self.deadlines.of(kind).or_else(|| self.deadlines.of(APPLICATION));
            deadline.map_or(raw.registered_on, |deadline| {
                deadline.due_on(raw.registered_on, &self.calendar, self.day_one)
            })
        };
        raw.extended_to.or(stated).unwrap_or_else(by_law)
    }
}

/// The kind of an appeal and who says so.
struct Kind {
    code: String,
    source: &'static str,
}

/// The kind of what asks for something and is nothing else.
const APPLICATION: &str = "application";

impl Kind {
    /// The register's; where it is silent the one the text shows, else an application.
    fn of(raw: &RawAppeal, flags: &[FlagNote]) -> Kind {
        let shown = flags
            .iter()
            .find_map(|flag| flag.code.strip_prefix(KIND)?.strip_prefix('.'));
        let (code, source) = match (&raw.kind, shown) {
            (Some(kind), _) => (kind.as_str(), "register"),
            (None, Some(kind)) => (kind, "text"),
            (None, None) => (APPLICATION, "assumed"),
        };
        Kind {
            code: code.to_owned(),
            source,
        }
    }
}

fn flags(raw: &RawAppeal, found: Vec<FlagNote>, version: &str) -> impl Iterator<Item = Flag> {
    found.into_iter().flat_map(move |flag| {
        let row = move |evidence: EvidenceNote| Flag {
            register: raw.register.clone(),
            number: raw.number.clone(),
            flag: flag.code.clone(),
            rule: evidence.rule,
            start: evidence.start as i64,
            end: evidence.end as i64,
            version: version.to_owned(),
        };
        flag.evidence.into_iter().map(row)
    })
}

fn codings(raw: &RawAppeal, codes: &[CodeNote], main: Option<&str>, codebook: &str) -> Vec<Coding> {
    let mut rows = Vec::new();
    for code in codes {
        for evidence in &code.evidence {
            rows.push(Coding {
                register: raw.register.clone(),
                number: raw.number.clone(),
                group: code.code.split('.').next().unwrap_or(&code.code).to_owned(),
                code: code.code.clone(),
                main: main == Some(&code.code),
                score: code.score,
                source: code.source.clone(),
                rule: evidence.rule.clone(),
                start: evidence.start as i64,
                end: evidence.end as i64,
                codebook: codebook.to_owned(),
            });
        }
    }
    rows.sort_by(|a, b| (&a.code, a.start, a.end, &a.rule).cmp(&(&b.code, b.start, b.end, &b.rule)));
    rows
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn raw(number: &str, parent: Option<&str>) -> RawAppeal {
        RawAppeal {
            register: "portal".into(),
            number: number.into(),
            parent: parent.map(Into::into),
            version: 1,
            registered_on: date(2026, 6, 1),
            kind: Some("application".into()),
            channel: None,
            applicant_type: None,
            applicant_name: None,
            applicant_id: None,
            phone: None,
            address: None,
            district: None,
            text: "Су жоқ".into(),
            category: None,
            body: None,
            due_on: Some(date(2026, 6, 30)),
            extended_to: None,
            answered_on: None,
            outcome: None,
            answer: None,
            rating: None,
            exported_on: date(2026, 7, 1),
            file: "a.xlsx".into(),
            sheet: None,
            row: 2,
        }
    }

    #[test]
    fn a_child_counts_only_where_its_parent_is_missing() {
        let rows = [
            raw("1", None),
            raw("1/1", Some("1")),
            raw("2/1", Some("2")),
            raw("2/2", Some("2")),
        ];
        assert_eq!(
            counted(&rows.iter().collect::<Vec<_>>()),
            [true, false, true, false]
        );
    }

    #[test]
    fn a_clerks_cell_is_published_without_the_person_in_it() {
        let mut cells = Cells::default();
        let mut read = |cell| cells.redacted(Some(cell)).unwrap_or_default();
        assert_eq!(
            read("Отдел ЖКХ, исполнитель Серикова А.Б., тел. 8 700 000 11 22"),
            "Отдел ЖКХ, исполнитель [ДОЛЖНОСТНОЕ ЛИЦО], тел. [ТЕЛЕФОН]"
        );
        assert_eq!(read("Сайрам ауданының әкімдігі"), "Сайрам ауданының әкімдігі");
    }

    #[test]
    fn an_extension_goes_before_the_law_and_the_register() {
        let mut terms = Terms {
            as_of: date(2026, 7, 10),
            day_one: DayOne::RegistrationDay,
            register_decides: false,
            calendar: Calendar::embedded().unwrap(),
            deadlines: Deadlines::embedded().unwrap(),
        };
        let mut appeal = raw("1", None);
        assert_eq!(terms.due_on(&appeal, "application"), date(2026, 6, 19));
        terms.register_decides = true;
        assert_eq!(terms.due_on(&appeal, "application"), date(2026, 6, 30));
        appeal.extended_to = Some(date(2026, 7, 20));
        assert_eq!(terms.due_on(&appeal, "application"), date(2026, 7, 20));
    }
}

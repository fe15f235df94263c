//! Over all registers: duplicates, versions, answers joined to their appeals, and what the store has already.

use std::collections::{BTreeMap, BTreeSet};

use super::appeal::Answer;
use super::entry::{Entry, Key};
use super::read::{FileCount, Harvest, Origin, Read};
use super::rejection::{Rejection, shown, shown_sheet};
use super::timeline::Timeline;
use super::{Reason, Role};
use crate::corpus::raw::{RawAppeal, RawInstruction, RawReception};

/// What earlier runs left in the store.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stored<'a> {
    pub appeals: &'a [RawAppeal],
    pub receptions: &'a [RawReception],
    pub instructions: &'a [RawInstruction],
}

/// The whole corpus, stored and new, each table sorted by its key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// Every version of every appeal, by register, number and version.
    pub appeals: Vec<RawAppeal>,
    /// The latest content of every reception, by register and number.
    pub receptions: Vec<RawReception>,
    /// The latest content of every instruction, by register, number and body.
    pub instructions: Vec<RawInstruction>,
    /// Every refused row, of reading and of settling, in order of register, file, sheet and row.
    pub rejections: Vec<Rejection>,
    /// What became of the rows of every file: read = accepted + rejected still holds.
    pub counts: Vec<FileCount>,
    /// Versions of appeals that the store did not have.
    pub new_versions: usize,
}

/// Settles what was read: the same row twice in a file is refused, the same content in another file is no news,
/// changed content is a new version, an answer goes to its appeal. What is stored is never lost.
pub fn settle(harvests: Vec<Harvest>, stored: Stored) -> Settled {
    let mut settled = Settled::default();
    let mut read = Harvest::default();
    for mut harvest in harvests {
        read.appeals.append(&mut harvest.appeals);
        read.answers.append(&mut harvest.answers);
        read.receptions.append(&mut harvest.receptions);
        read.instructions.append(&mut harvest.instructions);
        settled.rejections.append(&mut harvest.rejections);
        settled.counts.append(&mut harvest.counts);
    }
    let mut ledger = Ledger::default();
    let appeals = ledger.without_duplicates(read.appeals);
    let answers = ledger.without_duplicates(read.answers);
    settled.appeals = ledger.versions(appeals, answers, stored.appeals);
    settled.new_versions = settled.appeals.len().saturating_sub(stored.appeals.len());
    let receptions = ledger.without_duplicates(read.receptions);
    settled.receptions = ledger.latest(receptions, stored.receptions);
    let instructions = ledger.without_duplicates(read.instructions);
    settled.instructions = ledger.latest(instructions, stored.instructions);
    ledger.close(&mut settled);
    settled
}

/// What settling finds out about rows that reading had accepted.
#[derive(Default)]
struct Ledger {
    rejections: Vec<Rejection>,
    unchanged: BTreeMap<(String, String), u64>,
}

impl Ledger {
    /// The rows but those that repeat an earlier one of the same file.
    fn without_duplicates<T: Entry>(&mut self, rows: Vec<Read<T>>) -> Vec<Read<T>> {
        let mut places: BTreeMap<(String, String, Key), Vec<usize>> = BTreeMap::new();
        let mut kept: Vec<Read<T>> = Vec::with_capacity(rows.len());
        for read in rows {
            let key = read.row.key();
            let [_, number, _] = key.clone();
            let place = (read.origin.register.clone(), read.origin.file.clone(), key);
            let seen = places.entry(place).or_default();
            let known = seen.iter().filter_map(|index| kept.get(*index));
            let first = known
                .into_iter()
                .find(|other| other.row.content() == read.row.content());
            match first {
                Some(first) => {
                    let hint = format!("the same as {}", place_of(&first.origin));
                    self.reject(&read, &number, Reason::Duplicate, Some(hint));
                }
                None => {
                    seen.push(kept.len());
                    kept.push(read);
                }
            }
        }
        kept
    }

    fn versions(
        &mut self,
        appeals: Vec<Read<RawAppeal>>,
        answers: Vec<Read<Answer>>,
        stored: &[RawAppeal],
    ) -> Vec<RawAppeal> {
        let mut timelines = timelines(appeals, stored);
        self.join(answers, &mut timelines);
        let mut versions = Vec::new();
        for ((register, _), timeline) in timelines {
            let settled = timeline.versions();
            versions.extend(settled.versions);
            for file in settled.unchanged {
                self.count_unchanged(&register, &file);
            }
        }
        versions
    }

    /// Gives every answer to the appeal with its number.
    fn join(&mut self, answers: Vec<Read<Answer>>, timelines: &mut BTreeMap<(String, String), Timeline>) {
        let mut registers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (register, number) in timelines.keys() {
            registers
                .entry(number.clone())
                .or_default()
                .insert(register.clone());
        }
        for read in answers {
            match appeal_of(&read, &registers, timelines) {
                Ok(timeline) => timeline.answers.push(read),
                Err((reason, hint)) => self.reject(&read, &read.row.number, reason, hint),
            }
        }
    }

    /// The latest content of every entry; what is stored counts as older than what is read.
    fn latest<T: Entry>(&mut self, rows: Vec<Read<T>>, stored: &[T]) -> Vec<T> {
        let mut latest: BTreeMap<Key, T> = stored.iter().map(|entry| (entry.key(), entry.clone())).collect();
        let mut rows = rows;
        rows.sort_by_cached_key(|read| {
            (
                read.origin.exported_on,
                read.row.is_done(),
                read.row.content(),
                read.origin.clone(),
            )
        });
        for read in rows {
            let key = read.row.key();
            // Content already there keeps the place it was first read at.
            if latest
                .get(&key)
                .is_some_and(|last| last.content() == read.row.content())
            {
                self.count_unchanged(&read.origin.register, &read.origin.file);
            } else {
                latest.insert(key, read.row);
            }
        }
        latest.into_values().collect()
    }

    fn reject<T>(&mut self, read: &Read<T>, number: &str, reason: Reason, hint: Option<String>) {
        self.rejections.push(Rejection {
            register: read.origin.register.clone(),
            file: read.origin.file.clone(),
            sheet: read.origin.sheet.as_deref().map(shown_sheet),
            row: read.origin.row,
            column: Some(read.number_column.to_string()),
            value: shown(number, Some(Role::Number)),
            reason,
            hint,
        });
    }

    fn count_unchanged(&mut self, register: &str, file: &str) {
        *self
            .unchanged
            .entry((register.to_owned(), file.to_owned()))
            .or_default() += 1;
    }

    /// Moves what was found out into the rejections and the counts.
    fn close(self, settled: &mut Settled) {
        let mut refused: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for rejection in &self.rejections {
            *refused.entry((&rejection.register, &rejection.file)).or_default() += 1;
        }
        for count in &mut settled.counts {
            let moved = refused
                .remove(&(count.register.as_str(), count.file.as_str()))
                .unwrap_or(0);
            count.accepted -= moved;
            count.rejected += moved;
            let file = (count.register.clone(), count.file.clone());
            count.unchanged = self.unchanged.get(&file).copied().unwrap_or(0);
        }
        settled.rejections.extend(self.rejections);
        settled.rejections.sort();
        settled.counts.sort();
    }
}

fn timelines<'a>(
    appeals: Vec<Read<RawAppeal>>,
    stored: &'a [RawAppeal],
) -> BTreeMap<(String, String), Timeline<'a>> {
    let mut timelines: BTreeMap<(String, String), Timeline> = BTreeMap::new();
    for appeal in stored {
        timelines
            .entry((appeal.register.clone(), appeal.number.clone()))
            .or_default()
            .stored
            .push(appeal);
    }
    for read in appeals {
        let key = (read.row.register.clone(), read.row.number.clone());
        timelines.entry(key).or_default().rows.push(read);
    }
    timelines
}

type Refused = (Reason, Option<String>);

/// The appeal an answer belongs to.
fn appeal_of<'t, 'a>(
    read: &Read<Answer>,
    registers: &BTreeMap<String, BTreeSet<String>>,
    timelines: &'t mut BTreeMap<(String, String), Timeline<'a>>,
) -> Result<&'t mut Timeline<'a>, Refused> {
    let answer = &read.row;
    let named = |register: &&String| answer.answers_to.as_ref().is_none_or(|named| named == *register);
    let candidates: Vec<&String> = registers
        .get(&answer.number)
        .into_iter()
        .flatten()
        .filter(named)
        .collect();
    let register = match candidates.as_slice() {
        [] => return Err((Reason::AnswerWithoutAppeal, None)),
        [register] => (*register).clone(),
        several => return Err((Reason::AmbiguousAnswer, Some(ambiguity_hint(several)))),
    };
    let timeline = timelines
        .get_mut(&(register, answer.number.clone()))
        .ok_or((Reason::AnswerWithoutAppeal, None))?;
    match timeline.registered_on() {
        Some(day) if answer.answered_on < day => {
            let days = [answer.answered_on, day].map(|day| day.strftime("%d.%m.%Y").to_string());
            Err((
                Reason::AnswerBeforeRegistration,
                Some(format!("answered on {}, registered on {}", days[0], days[1])),
            ))
        }
        _ => Ok(timeline),
    }
}

fn ambiguity_hint(registers: &[&String]) -> String {
    let names: Vec<String> = registers.iter().map(|register| format!("`{register}`")).collect();
    format!(
        "set `answers_to` in the pipeline file to one of {}",
        names.join(", ")
    )
}

fn place_of(origin: &Origin) -> String {
    match &origin.sheet {
        Some(sheet) => format!("row {} of sheet «{}»", origin.row, shown_sheet(sheet)),
        None => format!("row {}", origin.row),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::{Date, date};

    use super::*;

    fn origin(file: &str, exported_on: Date, row: i64) -> Origin {
        Origin {
            register: "portal".into(),
            exported_on,
            file: file.into(),
            sheet: None,
            row,
        }
    }

    fn appeal(origin: &Origin, text: &str) -> RawAppeal {
        RawAppeal {
            register: "portal".into(),
            number: "1".into(),
            parent: None,
            version: 1,
            registered_on: date(2026, 2, 14),
            kind: Some("application".into()),
            channel: None,
            applicant_type: None,
            applicant_name: None,
            applicant_id: None,
            phone: None,
            address: None,
            district: None,
            text: text.into(),
            category: None,
            body: None,
            due_on: None,
            extended_to: None,
            answered_on: None,
            outcome: None,
            answer: None,
            rating: None,
            exported_on: origin.exported_on,
            file: origin.file.clone(),
            sheet: None,
            row: origin.row,
        }
    }

    fn read<T>(row: T, origin: Origin, states_answer: bool) -> Read<T> {
        Read {
            row,
            origin,
            number_column: Arc::from("Номер"),
            states_answer,
        }
    }

    /// The appeal as a register without a column of answers has it.
    fn said(day: i8, text: &str) -> Harvest {
        let origin = origin(&format!("a-{day}.csv"), date(2026, 6, day), 2);
        Harvest {
            appeals: vec![read(appeal(&origin, text), origin, false)],
            ..Harvest::default()
        }
    }

    /// An answer from a register of answers.
    fn answered(day: i8, outcome: &str) -> Harvest {
        let answer = Answer {
            answers_to: None,
            number: "1".into(),
            answered_on: date(2026, 3, 1),
            extended_to: None,
            outcome: Some(outcome.into()),
            answer: None,
            rating: None,
        };
        let origin = origin(&format!("b-{day}.csv"), date(2026, 6, day), 2);
        Harvest {
            answers: vec![read(answer, origin, true)],
            ..Harvest::default()
        }
    }

    /// Version, text and outcome of each version.
    fn shown(settled: &Settled) -> Vec<(i64, &str, Option<&str>)> {
        let appeals = settled.appeals.iter();
        appeals
            .map(|appeal| (appeal.version, appeal.text.as_str(), appeal.outcome.as_deref()))
            .collect()
    }

    fn stored(appeals: &[RawAppeal]) -> Stored<'_> {
        Stored {
            appeals,
            ..Stored::default()
        }
    }

    #[test]
    fn an_answer_of_the_same_day_belongs_to_the_first_version() {
        let settled = settle(vec![said(1, "су"), answered(1, "explained")], Stored::default());
        assert_eq!(shown(&settled), [(1, "су", Some("explained"))]);
    }

    #[test]
    fn an_answer_of_a_later_day_is_a_new_version() {
        let settled = settle(vec![said(1, "су"), answered(5, "explained")], Stored::default());
        assert_eq!(shown(&settled), [(1, "су", None), (2, "су", Some("explained"))]);
    }

    #[test]
    fn night_after_night_gives_the_same_as_all_at_once() {
        let nights = [
            vec![said(1, "су")],
            vec![said(1, "су"), answered(5, "explained")],
            vec![said(9, "су жоқ")],
        ];
        let mut store: Vec<RawAppeal> = Vec::new();
        for night in nights.clone() {
            store = settle(night, stored(&store)).appeals;
        }
        let at_once = settle(nights.into_iter().skip(1).flatten().collect(), Stored::default());
        assert_eq!(store, at_once.appeals);
        assert_eq!(
            shown(&at_once),
            [
                (1, "су", None),
                (2, "су", Some("explained")),
                (3, "су жоқ", Some("explained"))
            ]
        );
    }

    #[test]
    fn an_answer_is_not_lost_when_the_appeal_is_exported_again_without_it() {
        let first = settle(vec![said(1, "су"), answered(1, "explained")], Stored::default());
        let second = settle(vec![said(9, "су")], stored(&first.appeals));
        assert_eq!(second.appeals, first.appeals);
    }

    #[test]
    fn content_that_comes_back_is_the_latest_version() {
        let settled = settle(vec![said(1, "а"), said(2, "б"), said(3, "а")], Stored::default());
        assert_eq!(shown(&settled), [(1, "а", None), (2, "б", None), (3, "а", None)]);
    }

    #[test]
    fn a_later_answer_outweighs_an_earlier_one() {
        let harvests = vec![answered(5, "satisfied"), said(1, "су"), answered(3, "explained")];
        let settled = settle(harvests, Stored::default());
        assert_eq!(shown(&settled).last(), Some(&(3, "су", Some("satisfied"))));
    }
}

//! One appeal through time: what its registers said of it on each day, and which of that is a new version.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::appeal::Answer;
use super::read::Read;
use crate::corpus::raw::RawAppeal;

/// Everything known of one number of one register.
#[derive(Default)]
pub struct Timeline<'a> {
    /// Versions the store has, oldest first.
    pub stored: Vec<&'a RawAppeal>,
    /// Rows read now.
    pub rows: Vec<Read<RawAppeal>>,
    /// Answers read now from registers of answers.
    pub answers: Vec<Read<Answer>>,
}

/// The versions of an appeal, and the files whose rows brought nothing new.
pub struct Versions {
    pub versions: Vec<RawAppeal>,
    pub unchanged: Vec<String>,
}

/// What a register said of an appeal on a day.
struct Statement {
    appeal: RawAppeal,
    states_answer: bool,
    stored: bool,
}

impl Timeline<'_> {
    /// Day of the first registration under the number.
    pub fn registered_on(&self) -> Option<Date> {
        let rows = self.rows.iter().map(|read| read.row.registered_on);
        rows.chain(self.stored.iter().map(|stored| stored.registered_on))
            .min()
    }

    /// The versions in order of export, then unanswered before answered, then by content: never by the order of rows.
    ///
    /// A version differs from the one before it; the same content exported again is none. An answer from a register
    /// of answers belongs to the last statement of its day and to all later ones.
    pub fn versions(self) -> Versions {
        let (statements, mut unchanged) = statements(self.stored, self.rows);
        let answers = sorted_answers(self.answers);
        let mut versions: Vec<RawAppeal> = Vec::new();
        for day in days(&statements, &answers) {
            let today: Vec<&Statement> = statements
                .iter()
                .filter(|said| said.appeal.exported_on == day)
                .collect();
            for (index, said) in today.iter().enumerate() {
                let mut state = restated(said, versions.last());
                if index + 1 == today.len() {
                    overlay(&mut state, &answers, day);
                }
                if !push(&mut versions, state) && !said.stored {
                    unchanged.push(said.appeal.file.clone());
                }
            }
            if let Some(mut state) = versions.last().filter(|_| today.is_empty()).cloned() {
                overlay(&mut state, &answers, day);
                state.exported_on = day;
                push(&mut versions, state);
            }
        }
        for (version, number) in versions.iter_mut().zip(1..) {
            version.version = number;
        }
        Versions { versions, unchanged }
    }
}

fn push(versions: &mut Vec<RawAppeal>, state: RawAppeal) -> bool {
    let is_new = versions
        .last()
        .is_none_or(|last| content(last) != content(&state));
    if is_new {
        versions.push(state);
    }
    is_new
}

/// What is said by the store and by rows the store does not know yet, in order; and the files of the other rows.
fn statements(stored: Vec<&RawAppeal>, rows: Vec<Read<RawAppeal>>) -> (Vec<Statement>, Vec<String>) {
    let mut unchanged = Vec::new();
    let mut statements: Vec<Statement> = stored
        .iter()
        .map(|appeal| Statement {
            appeal: (*appeal).clone(),
            states_answer: true,
            stored: true,
        })
        .collect();
    for read in rows {
        if stored.iter().any(|stored| holds_already(stored, &read)) {
            unchanged.push(read.origin.file);
        } else {
            statements.push(Statement {
                appeal: read.row,
                states_answer: read.states_answer,
                stored: false,
            });
        }
    }
    statements.sort_by(|a, b| order(&a.appeal).cmp(&order(&b.appeal)));
    (statements, unchanged)
}

fn order(appeal: &RawAppeal) -> (Date, bool, Vec<Option<Cow<'_, str>>>, &str, i64) {
    (
        appeal.exported_on,
        appeal.answered_on.is_some(),
        content(appeal),
        &appeal.file,
        appeal.row,
    )
}

/// True where the stored version was made of this row, perhaps with an answer from elsewhere.
fn holds_already(stored: &RawAppeal, read: &Read<RawAppeal>) -> bool {
    let mut row = read.row.clone();
    fill(&mut row, stored);
    stored.exported_on == read.origin.exported_on && content(&row) == content(stored)
}

/// `said` with the answer known before, where its register has none of its own.
fn restated(said: &Statement, before: Option<&RawAppeal>) -> RawAppeal {
    let mut state = said.appeal.clone();
    if let Some(before) = before.filter(|_| !said.states_answer) {
        fill(&mut state, before);
    }
    state
}

/// Puts what `from` knows of the answer where `state` knows nothing.
fn fill(state: &mut RawAppeal, from: &RawAppeal) {
    state.answered_on = state.answered_on.or(from.answered_on);
    state.extended_to = state.extended_to.or(from.extended_to);
    state.rating = state.rating.or(from.rating);
    state.outcome = state.outcome.take().or_else(|| from.outcome.clone());
    state.answer = state.answer.take().or_else(|| from.answer.clone());
}

/// Lays the answers known on `day` over `state`: those as young as its own statement win, older ones fill gaps.
fn overlay(state: &mut RawAppeal, answers: &[Read<Answer>], day: Date) {
    for read in answers.iter().filter(|read| read.origin.exported_on <= day) {
        let mut answered = state.clone();
        answered.answered_on = Some(read.row.answered_on);
        answered.extended_to = read.row.extended_to;
        answered.rating = read.row.rating;
        answered.outcome = read.row.outcome.clone();
        answered.answer = read.row.answer.clone();
        if read.origin.exported_on >= state.exported_on {
            fill(&mut answered, state);
            *state = answered;
        } else {
            fill(state, &answered);
        }
    }
}

fn sorted_answers(mut answers: Vec<Read<Answer>>) -> Vec<Read<Answer>> {
    answers.sort_by(answer_order);
    answers
}

/// In order of export, then of the answer, then by content.
fn answer_order(a: &Read<Answer>, b: &Read<Answer>) -> std::cmp::Ordering {
    let days = |read: &Read<Answer>| {
        (
            read.origin.exported_on,
            read.row.answered_on,
            read.row.extended_to,
        )
    };
    let words = |read: &Read<Answer>| (read.row.outcome.clone(), read.row.rating, read.row.answer.clone());
    days(a).cmp(&days(b)).then_with(|| words(a).cmp(&words(b)))
}

fn days(statements: &[Statement], answers: &[Read<Answer>]) -> BTreeSet<Date> {
    let said = statements.iter().map(|said| said.appeal.exported_on);
    said.chain(answers.iter().map(|read| read.origin.exported_on))
        .collect()
}

/// Everything of an appeal but where and when it was read.
pub fn content(appeal: &RawAppeal) -> Vec<Option<Cow<'_, str>>> {
    let day = |day: Option<Date>| day.map(|day| Cow::Owned(day.to_string()));
    fn borrowed(text: &Option<String>) -> Option<Cow<'_, str>> {
        text.as_deref().map(Cow::Borrowed)
    }
    vec![
        Some(Cow::Borrowed(appeal.number.as_str())),
        borrowed(&appeal.parent),
        day(Some(appeal.registered_on)),
        borrowed(&appeal.kind),
        borrowed(&appeal.channel),
        borrowed(&appeal.applicant_type),
        borrowed(&appeal.applicant_name),
        borrowed(&appeal.applicant_id),
        borrowed(&appeal.phone),
        borrowed(&appeal.address),
        borrowed(&appeal.district),
        Some(Cow::Borrowed(appeal.text.as_str())),
        borrowed(&appeal.category),
        borrowed(&appeal.body),
        day(appeal.due_on),
        day(appeal.extended_to),
        day(appeal.answered_on),
        borrowed(&appeal.outcome),
        borrowed(&appeal.answer),
        appeal.rating.map(|rating| Cow::Owned(rating.to_string())),
    ]
}

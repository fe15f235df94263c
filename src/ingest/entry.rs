//! What can stand in a register more than once: when two rows are one thing, and when they say the same of it.

use jiff::civil::Date;

use super::appeal::Answer;
use super::timeline::content;
use crate::corpus::raw::{RawAppeal, RawInstruction, RawReception};

/// What makes a row one thing: register, number, and the body for an instruction to several.
pub type Key = [String; 3];

/// A row that can stand twice.
pub trait Entry: Clone {
    /// Its register, its number, and what else makes it one thing.
    fn key(&self) -> Key;
    /// True where it has reached its end: answered, resolved, executed.
    fn is_done(&self) -> bool;
    /// Everything of it but where it was read, in an order that can be sorted.
    fn content(&self) -> Vec<Option<String>>;
}

impl Entry for RawAppeal {
    fn key(&self) -> Key {
        [self.register.clone(), self.number.clone(), String::new()]
    }
    fn is_done(&self) -> bool {
        self.answered_on.is_some()
    }
    fn content(&self) -> Vec<Option<String>> {
        content(self)
            .into_iter()
            .map(|part| part.map(|part| part.into_owned()))
            .collect()
    }
}

impl Entry for Answer {
    fn key(&self) -> Key {
        [
            self.answers_to.clone().unwrap_or_default(),
            self.number.clone(),
            String::new(),
        ]
    }
    fn is_done(&self) -> bool {
        true
    }
    fn content(&self) -> Vec<Option<String>> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let rating = self.rating.map(|rating| rating.to_string());
        vec![
            day(Some(self.answered_on)),
            day(self.extended_to),
            self.outcome.clone(),
            self.answer.clone(),
            rating,
        ]
    }
}

impl Entry for RawReception {
    fn key(&self) -> Key {
        [self.register.clone(), self.number.clone(), String::new()]
    }
    fn is_done(&self) -> bool {
        self.result.is_some()
    }
    fn content(&self) -> Vec<Option<String>> {
        let fields = [
            &self.official,
            &self.form,
            &self.district,
            &self.applicant_name,
            &self.applicant_id,
            &self.result,
        ];
        let own = [
            self.received_on.to_string(),
            self.people.to_string(),
            self.text.clone(),
        ];
        own.into_iter()
            .map(Some)
            .chain(fields.into_iter().cloned())
            .collect()
    }
}

impl Entry for RawInstruction {
    // One instruction may go to several bodies, a row each.
    fn key(&self) -> Key {
        [
            self.register.clone(),
            self.number.clone(),
            self.body.clone().unwrap_or_default(),
        ]
    }
    fn is_done(&self) -> bool {
        self.executed_on.is_some()
    }
    fn content(&self) -> Vec<Option<String>> {
        let days = [Some(self.issued_on), self.due_on, self.executed_on];
        let days = days.map(|day| day.map(|day| day.to_string()));
        [Some(self.issuer.clone()), Some(self.text.clone())]
            .into_iter()
            .chain(days)
            .collect()
    }
}

//! Routing flags: what kind of appeal it is, whether it goes another way, whether it cannot wait.
//!
//! Flags are a codebook of words: the same files, rules, matcher and checks as topics. What differs is that every flag
//! stands, however little it weighs beside others, and that a text has at most one kind.

use std::ops::Range;

use super::codebook::{Codebook, KIND};
use super::fault::Fault;
pub use super::matcher::Scratch as FlagScratch;
use super::matcher::{Evidence, Matcher, Weighed};
use super::naming::Naming;
use crate::text::passage::Passage;

/// Name and content of every file in `dictionaries/flags`.
#[rustfmt::skip]
const FILES: &[(&str, &str)] = &[
    ("content.toml", include_str!("../../dictionaries/flags/content.toml")),
    ("elsewhere.toml", include_str!("../../dictionaries/flags/elsewhere.toml")),
    ("kind.toml", include_str!("../../dictionaries/flags/kind.toml")),
    ("macros.toml", include_str!("../../dictionaries/flags/macros.toml")),
    ("risk.toml", include_str!("../../dictionaries/flags/risk.toml")),
];

/// Finds the flags of texts. Holds no state, as [`Matcher`].
#[derive(Debug)]
pub struct Flags {
    rules: Codebook,
    matcher: Matcher,
}

/// A flag of a text and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// `kind.complaint`, `risk.life`.
    pub code: String,
    /// By place in the text, then by rule.
    pub evidence: Vec<Evidence>,
}

impl Flag {
    /// The kind of appeal as registers code it (`complaint`); none for a flag that is no kind.
    pub fn kind(&self) -> Option<&str> {
        self.code.strip_prefix(KIND)?.strip_prefix('.')
    }
}

impl Flags {
    /// The flags that come with talda.
    ///
    /// # Errors
    /// The mistakes in the files built in; a test keeps them at none.
    pub fn embedded() -> Result<Flags, Vec<Fault>> {
        Codebook::parse_named(FILES, Naming::Words).map(Flags::new)
    }

    /// Flags by the rules of a codebook read with [`Naming::Words`].
    pub fn new(rules: Codebook) -> Flags {
        Flags {
            matcher: Matcher::new(&rules),
            rules,
        }
    }

    /// The version of the rules, which belongs beside every flag.
    pub fn version(&self) -> &str {
        self.matcher.version()
    }

    /// Labels, definitions, sources and rules.
    pub fn rules(&self) -> &Codebook {
        &self.rules
    }

    /// The flags of a text by code; what lies in `hidden`, in order, is not read.
    ///
    /// A flag is given when the weights of its rules met sum to 1. Of the kinds, those that other flags stand for included
    /// (a thanks is a response), the one of the highest sum is given; among equals the one whose evidence comes first.
    /// `scratch` must not be the one the topics are coded with, or neither remembers anything.
    pub fn of(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut FlagScratch) -> Vec<Flag> {
        let codes = self.matcher.weighed(passage, hidden, scratch);
        let kind = chief(codes.iter().filter_map(|code| self.kind(code)).collect());
        let others = codes.into_iter().filter(|code| !is_kind(&code.code));
        let mut flags: Vec<Flag> = others.chain(kind).map(Flag::from).collect();
        flags.sort_by(|a, b| a.code.cmp(&b.code));
        flags
    }

    /// The code as the kind it is or stands for.
    fn kind(&self, code: &Weighed) -> Option<Weighed> {
        if is_kind(&code.code) {
            return Some(code.clone());
        }
        let stands_for = &self.rules.topic(&code.code)?.kind;
        (!stands_for.is_empty()).then(|| Weighed {
            code: format!("{KIND}.{stands_for}"),
            ..code.clone()
        })
    }
}

fn is_kind(code: &str) -> bool {
    code.split('.').next() == Some(KIND)
}

/// The heaviest kind, the same kind taken together.
fn chief(mut kinds: Vec<Weighed>) -> Option<Weighed> {
    kinds.sort_by(|a, b| a.code.cmp(&b.code));
    let mut joined: Vec<Weighed> = Vec::new();
    for kind in kinds {
        match joined.last_mut().filter(|last| last.code == kind.code) {
            Some(last) => join(last, kind),
            None => joined.push(kind),
        }
    }
    let begins = |code: &Weighed| code.evidence.first().map(|evidence| evidence.span.start);
    joined.into_iter().min_by(|a, b| {
        let heavier = b.score.total_cmp(&a.score);
        heavier.then_with(|| begins(a).cmp(&begins(b)))
    })
}

fn join(into: &mut Weighed, other: Weighed) {
    into.score += other.score;
    into.evidence.extend(other.evidence);
    into.evidence
        .sort_by(|a, b| (a.span.start, a.span.end, &a.rule).cmp(&(b.span.start, b.span.end, &b.rule)));
}

impl From<Weighed> for Flag {
    fn from(code: Weighed) -> Self {
        Flag {
            code: code.code,
            evidence: code.evidence,
        }
    }
}

#[cfg(test)]
mod tests;

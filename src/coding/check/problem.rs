//! The kinds of findings and the sentences they are told in.

use std::fmt;

use serde::Serialize;

use crate::text::language::Tongue;

/// What is wrong or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The file cannot be read as a part of a codebook.
    Unreadable { why: String },
    /// An example does not get the code of its topic but these.
    ExampleMissed { text: String, got: Vec<String> },
    /// A counter-example gets the code by these rules.
    CounterExampleCoded { text: String, by: Vec<String> },
    /// The topic has rules in this language only.
    OneLanguage { only: Tongue },
    /// What the rule excludes stands wherever what it asks for does.
    Contradiction,
    /// No sentence put together from the rule's own words meets it.
    NoWitness,
    /// The tokenizer never gives this word of the rule in one piece.
    NotOneWord { word: String },
    /// Another rule of the topic asks for the same thing; together they count twice.
    Duplicate { of: String },
    /// A rule of another topic asks for the same thing.
    SameInTopic { of: String },
    /// Another rule of the topic, which is enough for the code, is met wherever this one is.
    Swallowed { by: String },
    /// No example of any topic meets the rule, nor any of the texts given.
    RuleNotShown,
    /// Fewer examples than three or counter-examples than two in a language.
    FewExamples {
        tongue: Tongue,
        examples: usize,
        counter_examples: usize,
    },
    /// The text stands before, as an example or a counter-example.
    ExampleTwice { text: String, first: String },
    /// No rule in this language speaks of the macro.
    MacroUnused { tongue: Tongue },
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// The codebook does not do what it says.
    Mistake,
    /// An editor may want to know.
    Remark,
}

/// Examples a topic needs in each language.
pub(super) const EXAMPLES: usize = 3;
/// Counter-examples a topic needs in each language.
pub(super) const COUNTER_EXAMPLES: usize = 2;

impl Problem {
    /// A mistake breaks a promise of the codebook; a rule that does nothing is worth a look and harms no code.
    pub fn gravity(&self) -> Gravity {
        match self {
            Problem::Unreadable { .. }
            | Problem::ExampleMissed { .. }
            | Problem::CounterExampleCoded { .. }
            | Problem::OneLanguage { .. } => Gravity::Mistake,
            _ => Gravity::Remark,
        }
    }

    /// The name of the kind of problem in outputs.
    pub fn name(&self) -> &'static str {
        match self {
            Problem::Unreadable { .. } => "unreadable",
            Problem::ExampleMissed { .. } => "example-missed",
            Problem::CounterExampleCoded { .. } => "counter-example-coded",
            Problem::OneLanguage { .. } => "one-language",
            Problem::Contradiction => "contradiction",
            Problem::NoWitness => "no-witness",
            Problem::NotOneWord { .. } => "not-one-word",
            Problem::Duplicate { .. } => "duplicate",
            Problem::SameInTopic { .. } => "same-in-topic",
            Problem::Swallowed { .. } => "swallowed",
            Problem::RuleNotShown => "rule-not-shown",
            Problem::FewExamples { .. } => "few-examples",
            Problem::ExampleTwice { .. } => "example-twice",
            Problem::MacroUnused { .. } => "macro-unused",
        }
    }

    /// The rule or example the problem points to besides its own place.
    pub fn other(&self) -> Option<&str> {
        match self {
            Problem::Duplicate { of: other }
            | Problem::SameInTopic { of: other }
            | Problem::Swallowed { by: other }
            | Problem::ExampleTwice { first: other, .. } => Some(other),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Unreadable { why } => out.write_str(why),
            Problem::ExampleMissed { text, got } if got.is_empty() => {
                write!(out, "the example «{text}» gets no code")
            }
            Problem::ExampleMissed { text, got } => {
                write!(out, "the example «{text}» gets {} instead", got.join(", "))
            }
            Problem::CounterExampleCoded { text, by } => {
                write!(
                    out,
                    "the counter-example «{text}» gets the code by {}",
                    by.join(", ")
                )
            }
            Problem::OneLanguage { only } => write!(out, "all rules are {}", language(*only)),
            Problem::Contradiction => out.write_str("the rule is never met: it excludes what it asks for"),
            Problem::NoWitness => out.write_str("no sentence of the rule's own words meets it"),
            Problem::NotOneWord { word } => write!(out, "no text has `{word}` as one word"),
            Problem::Duplicate { of } => {
                write!(out, "says the same as {of} and makes it count twice")
            }
            Problem::SameInTopic { of } => write!(out, "the same rule gives another topic, {of}"),
            Problem::Swallowed { by } => write!(
                out,
                "wherever it is met, {by} is met and is enough; this rule adds only its weight"
            ),
            Problem::RuleNotShown => out.write_str("no example meets this rule"),
            Problem::FewExamples {
                tongue,
                examples,
                counter_examples,
            } => write!(
                out,
                "examples in {}: {examples}, counter-examples: {counter_examples}; at least {EXAMPLES} and {COUNTER_EXAMPLES} are asked for",
                language(*tongue)
            ),
            Problem::ExampleTwice { text, first } => write!(out, "«{text}» stands twice, first as {first}"),
            Problem::MacroUnused { tongue } => write!(out, "no {} rule uses this macro", language(*tongue)),
        }
    }
}

fn language(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Kk => "Kazakh",
        Tongue::Ru => "Russian",
    }
}

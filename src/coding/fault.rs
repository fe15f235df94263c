//! What can be wrong with a codebook, and where.

use std::fmt;

use serde::Serialize;

use super::lexis::LessonMistake;
use super::naming::Naming;
use super::rule::RuleError;

/// Where something stands in a codebook file; line and column count from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// A mistake in a codebook file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub mistake: Mistake,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    #[error("{0}")]
    Toml(String),
    #[error("{0}")]
    Rule(#[from] RuleError),
    #[error("there is no macro `@{0}` for this language in macros.toml")]
    UnknownMacro(String),
    #[error("a macro cannot stand in a macro, but `@{0}` does")]
    NestedMacro(String),
    #[error("the code `{0}` is given twice")]
    DuplicateCode(String),
    #[error("`{code}` is not a group code of {naming}")]
    GroupCode { code: String, naming: Naming },
    #[error("`{code}` is not a topic code of the group `{group}`: `{group}.` and {naming}")]
    TopicCode {
        code: String,
        group: String,
        naming: Naming,
    },
    #[error("the {0} label of `{1}` is empty")]
    EmptyLabel(&'static str, String),
    #[error("{0}")]
    Lesson(#[from] LessonMistake),
    #[error("the flag `{0}` names no source: the paragraph or the reason it stands on")]
    NoSource(String),
    #[error("`{0}` stands for the kind `{1}`, which is no flag of the group `kind`")]
    UnknownKind(String, String),
    #[error("`{key}` belongs to flags, not to the topic `{topic}`")]
    FlagKey { key: &'static str, topic: String },
    #[error("the codebook has no topic file")]
    NoTopics,
}

/// A codebook file while it is read: byte offsets become lines and columns.
pub(super) struct Source<'a> {
    pub name: &'a str,
    pub content: &'a str,
    /// Where each line begins, so that places are found without reading the file again.
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    pub fn new(name: &'a str, content: &'a str) -> Self {
        let after_breaks = content.match_indices('\n').map(|(at, _)| at + 1);
        Source {
            name,
            content,
            lines: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The place of byte `at`.
    pub fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.content.get(start..at).unwrap_or_default();
        Place {
            file: self.name.to_owned(),
            line,
            column: before.chars().count() + 1,
        }
    }

    pub fn fault(&self, at: usize, mistake: Mistake) -> Fault {
        Fault {
            place: self.place(at),
            mistake,
        }
    }

    /// A mistake in a line as a whole.
    pub fn line_fault(&self, line: u64, mistake: Mistake) -> Fault {
        Fault {
            place: Place {
                file: self.name.to_owned(),
                line: usize::try_from(line).unwrap_or(usize::MAX),
                column: 1,
            },
            mistake,
        }
    }

    pub fn toml(&self, error: &toml::de::Error) -> Fault {
        let at = error.span().map_or(0, |span| span.start);
        self.fault(at, Mistake::Toml(error.message().replace('\n', " ")))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.mistake)
    }
}

impl std::error::Error for Fault {}

//! What can be wrong with a codebook, and where.

use std::fmt;
use std::ops::Range;

use super::rule::RuleError;

/// A mistake in a codebook file; line and column count from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub column: usize,
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
    #[error("`{0}` is not a group code of two digits")]
    GroupCode(String),
    #[error("`{code}` is not a topic code of the group `{group}`: two digits, a dot, two digits")]
    TopicCode { code: String, group: String },
    #[error("the {0} label of `{1}` is empty")]
    EmptyLabel(&'static str, String),
    #[error("the codebook has no topic file")]
    NoTopics,
}

impl Fault {
    /// A mistake at byte `at` of `content`.
    pub(super) fn at(file: &str, content: &str, at: usize, mistake: Mistake) -> Fault {
        let before = content.get(..at).unwrap_or(content);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            mistake,
        }
    }

    pub(super) fn toml(file: &str, content: &str, error: &toml::de::Error) -> Fault {
        let Range { start, .. } = error.span().unwrap_or(0..0);
        Fault::at(
            file,
            content,
            start,
            Mistake::Toml(error.message().replace('\n', " ")),
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}`, line {}, column {}: {}",
            self.file, self.line, self.column, self.mistake
        )
    }
}

impl std::error::Error for Fault {}

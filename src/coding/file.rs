//! The files of a codebook as they are written; unknown keys are refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::codebook::Bilingual;

/// One problem area: `NN-slug.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a file of one [group] and its [[topic]]s")]
pub(super) struct TopicFile {
    pub group: GroupEntry,
    #[serde(default)]
    pub topic: Vec<TopicEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "[group] with `code`, `label` and `body`")]
pub(super) struct GroupEntry {
    pub code: Spanned<String>,
    pub label: Bilingual<String>,
    #[serde(default)]
    pub body: Bilingual<String>,
}

#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "[[topic]] with `code`, `label` and `rules`"
)]
pub(super) struct TopicEntry {
    pub code: Spanned<String>,
    pub label: Bilingual<String>,
    #[serde(default)]
    pub definition: Bilingual<String>,
    #[serde(default)]
    pub include: Bilingual<String>,
    #[serde(default)]
    pub exclude: Bilingual<String>,
    pub rules: Bilingual<Vec<Spanned<String>>>,
    #[serde(default)]
    pub examples: Bilingual<Vec<Spanned<String>>>,
    #[serde(default)]
    pub counter_examples: Bilingual<Vec<Spanned<String>>>,
    /// Flags only.
    #[serde(default)]
    pub source: String,
    /// Flags only.
    #[serde(default)]
    pub kind: String,
}

/// `macros.toml`.
pub(super) type MacroFile = BTreeMap<Spanned<String>, Bilingual<Vec<Spanned<String>>>>;

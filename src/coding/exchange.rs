//! The codebook in the formats of other programs: CSV, which keeps everything, and the YAML dictionary of quanteda.
//!
//! Both are read back as topic files, so that an editor sees what was made of them before it is used.

mod csv;
mod quanteda;
mod topic_file;
mod yaml;

use std::collections::BTreeMap;

pub use self::csv::{CsvError, from_csv, to_csv};
pub use quanteda::{Exported, Imported, LeftOut, QuantedaError, from_quanteda, to_quanteda};
pub use yaml::YamlError;

use super::codebook::Bilingual;
use super::lexis::{Lesson, lessons_file};

/// What a codebook file will say, as text: a codebook that was not checked yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Outline {
    groups: BTreeMap<String, GroupOutline>,
    topics: BTreeMap<String, TopicOutline>,
    macros: BTreeMap<String, Bilingual<Vec<String>>>,
    lessons: Vec<Lesson>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct GroupOutline {
    label: Bilingual<String>,
    body: Bilingual<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct TopicOutline {
    label: Bilingual<String>,
    definition: Bilingual<String>,
    include: Bilingual<String>,
    exclude: Bilingual<String>,
    rules: Bilingual<Vec<String>>,
    examples: Bilingual<Vec<String>>,
    counter_examples: Bilingual<Vec<String>>,
    source: String,
    kind: String,
}

impl Outline {
    /// The files of a codebook folder, by name: one a group, `lessons.csv` and `macros.toml`.
    fn files(&self) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = self
            .groups
            .iter()
            .map(|(code, group)| {
                let own = |topic: &&String| topic.split('.').next() == Some(code.as_str());
                let topics: Vec<_> = self.topics.iter().filter(|(topic, _)| own(topic)).collect();
                (format!("{code}.toml"), topic_file::group(code, group, &topics))
            })
            .collect();
        if !self.lessons.is_empty() {
            files.push(("lessons.csv".to_owned(), lessons_file(&self.lessons)));
        }
        if !self.macros.is_empty() {
            files.push(("macros.toml".to_owned(), topic_file::macros(&self.macros)));
        }
        files
    }

    /// Gives every group and topic its code for a label where it has none.
    fn label_by_code(&mut self) {
        let topics = self.topics.keys();
        let groups: Vec<String> = topics
            .filter_map(|code| code.split('.').next())
            .map(str::to_owned)
            .collect();
        for group in groups {
            self.groups.entry(group).or_default();
        }
        for (code, group) in &mut self.groups {
            fill(&mut group.label, code);
        }
        for (code, topic) in &mut self.topics {
            fill(&mut topic.label, code);
        }
    }
}

fn fill(label: &mut Bilingual<String>, code: &str) {
    for text in [&mut label.kk, &mut label.ru] {
        if text.trim().is_empty() {
            code.clone_into(text);
        }
    }
}

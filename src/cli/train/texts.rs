//! Texts with their labels, as files hold them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde_json::Value;

use crate::cli::exit::Exit;
use crate::cli::json_lines::read_lines;
use crate::coding::{Codebook, Crosswalk, Meaning, NOT_CODED, OTHER};
use crate::text::passage::Passage;
use crate::text::personal::{Known, personal_data_in};

/// Where the labels of a text stand and what they mean.
pub enum Labels<'a> {
    None,
    Free(&'a str),
    Codes(&'a str, &'a Codebook),
    Categories(&'a str, &'a Crosswalk),
}

/// What files hold.
#[derive(Debug, Default)]
pub struct Texts {
    pub labelled: Vec<Labelled>,
    pub unlabelled: Vec<String>,
    /// Labels that mean nothing, with how many texts had them.
    pub unknown: BTreeMap<String, usize>,
    /// Lines that were told and passed over.
    pub refused: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Labelled {
    pub text: String,
    /// The chief one first; none where no class fits.
    pub labels: Vec<String>,
}

/// What is said of a text.
enum Said {
    Labels(Vec<String>),
    Nothing,
    Unknown(String),
}

impl Texts {
    /// Reads `paths`; texts whose label is missing or means no code count as unlabelled.
    pub fn read(paths: &[PathBuf], labels: &Labels) -> Result<Self, Exit> {
        let mut texts = Self::default();
        for path in paths {
            let lines = read_lines(path, |line| read(line, labels))?;
            texts.refused += lines.refused;
            for (text, said) in lines.records {
                texts.add(text, said);
            }
        }
        Ok(texts)
    }

    pub fn extend(&mut self, other: Self) {
        self.labelled.extend(other.labelled);
        self.unlabelled.extend(other.unlabelled);
        self.refused += other.refused;
        for (label, count) in other.unknown {
            *self.unknown.entry(label).or_default() += count;
        }
    }

    fn add(&mut self, text: String, said: Said) {
        match said {
            Said::Labels(labels) => self.labelled.push(Labelled { text, labels }),
            Said::Nothing => self.unlabelled.push(text),
            Said::Unknown(label) => {
                *self.unknown.entry(label).or_default() += 1;
                self.unlabelled.push(text);
            }
        }
    }
}

fn read(line: &str, labels: &Labels) -> Result<(String, Said), String> {
    // serde_json's message can quote the line, which may be personal; only the place is told.
    let line: Value = serde_json::from_str(line)
        .map_err(|error| format!("column {}: not a JSON object with `text`", error.column()))?;
    let text = line
        .get("text")
        .and_then(Value::as_str)
        .ok_or("there is no `text`")?;
    Ok((text.to_owned(), labels.said(&line)?))
}

impl Labels<'_> {
    fn said(&self, line: &Value) -> Result<Said, String> {
        let (Self::Free(field) | Self::Codes(field, _) | Self::Categories(field, _)) = self else {
            return Ok(Said::Nothing);
        };
        match line.get(*field) {
            None | Some(Value::Null) => Ok(Said::Nothing),
            Some(Value::String(label)) => Ok(self.meaning(&[label])),
            Some(Value::Array(labels)) => {
                let labels: Option<Vec<&str>> = labels.iter().map(Value::as_str).collect();
                let labels = labels.ok_or_else(|| format!("a label in `{field}` is no text"))?;
                Ok(self.meaning(&labels))
            }
            Some(_) => Err(format!("`{field}` is neither a text nor a list of texts")),
        }
    }

    /// What `labels` mean together: a text is learned where all of its labels are understood.
    fn meaning(&self, labels: &[&str]) -> Said {
        let mut codes = Vec::new();
        for label in labels {
            match self.code(label) {
                Meaning::Code(code) if is_no_code(code) => {}
                Meaning::Code(code) => codes.push(code.to_owned()),
                Meaning::Nothing => return Said::Nothing,
                Meaning::Unknown => return Said::Unknown((*label).to_owned()),
            }
        }
        codes.dedup();
        Said::Labels(codes)
    }

    fn code<'b>(&'b self, label: &'b str) -> Meaning<'b> {
        match self {
            Self::None => Meaning::Nothing,
            Self::Free(_) => Meaning::Code(label),
            Self::Codes(_, codebook) if codebook.has(label) => Meaning::Code(label),
            Self::Codes(..) => Meaning::Unknown,
            Self::Categories(_, crosswalk) => crosswalk.meaning(label),
        }
    }
}

/// Whether a code says that none fits.
fn is_no_code(code: &str) -> bool {
    code == OTHER || code == NOT_CODED
}

/// Where personal data stands in a text: a model must not learn it.
pub fn personal(text: &str) -> Vec<Range<usize>> {
    let personal = personal_data_in(&Passage::new(text), &Known::default());
    personal.into_iter().map(|data| data.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(labels: &Labels, lines: &[&str]) -> Texts {
        let mut texts = Texts::default();
        for line in lines {
            match read(line, labels) {
                Ok((text, said)) => texts.add(text, said),
                Err(_) => texts.refused += 1,
            }
        }
        texts
    }

    #[test]
    fn a_label_is_a_text_or_a_list_and_an_empty_list_says_that_none_fits() {
        let found = texts(
            &Labels::Free("label"),
            &[
                r#"{"text":"а","label":"x"}"#,
                r#"{"text":"б","label":["y","x"]}"#,
                r#"{"text":"в","label":[]}"#,
                r#"{"text":"г"}"#,
                r#"{"text":"д","label":7}"#,
            ],
        );
        let labels: Vec<&[String]> = found.labelled.iter().map(|text| text.labels.as_slice()).collect();
        assert_eq!(
            labels,
            [&["x".to_owned()][..], &["y".to_owned(), "x".to_owned()], &[]]
        );
        assert_eq!((found.unlabelled, found.refused), (vec!["г".to_owned()], 1));
    }

    #[test]
    fn codes_are_those_of_the_codebook_and_99_says_that_none_fits() {
        let codebook = Codebook::embedded().unwrap();
        let found = texts(
            &Labels::Codes("code", &codebook),
            &[
                r#"{"text":"а","code":"01.01"}"#,
                r#"{"text":"б","code":"99"}"#,
                r#"{"text":"в","code":"вода"}"#,
            ],
        );
        assert_eq!(found.labelled.len(), 2);
        assert!(found.labelled[1].labels.is_empty());
        assert_eq!(found.unknown, BTreeMap::from([("вода".to_owned(), 1)]));
        assert_eq!(found.unlabelled, ["в"]);
    }

    #[test]
    fn a_line_is_never_quoted() {
        let Err(why) = read(r#"{"text": "Иванов"#, &Labels::None) else {
            panic!("no object");
        };
        assert!(!why.contains("Иванов"), "{why}");
    }
}

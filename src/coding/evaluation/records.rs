//! Lines of gold and of predictions.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use crate::coding::{Codebook, Correction, Crosswalk, Meaning};

/// In place of a language or register nobody wrote.
pub const UNTOLD: &str = "-";

/// What people decided of an appeal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    pub id: String,
    /// As written; [`UNTOLD`] where it is not.
    pub language: String,
    pub register: String,
    /// Groups and topics that are raised; none where no code fits.
    pub codes: BTreeSet<String>,
    /// The chief one; none where no code fits.
    pub main: Option<String>,
}

/// What `talda annotate` said of an appeal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Predicted {
    pub id: String,
    pub language: Option<String>,
    pub main: Option<String>,
    pub codes: Vec<PredictedCode>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PredictedCode {
    pub code: String,
    #[serde(default)]
    pub score: Option<f64>,
}

/// Why a line is not judged. A line may hold personal data, so no more than a code of it is ever told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("column {0}: not a JSON object with `id` and the fields expected")]
    NotAnObject(usize),
    #[error("the id is neither a text nor a number")]
    NoId,
    #[error("neither `groups`, `codes` nor `main` is given")]
    NoLabel,
    #[error("`{0}` is no topic or group of the codebook")]
    UnknownCode(String),
    #[error("`main` does not say which of several codes is the chief one")]
    NoMain,
    #[error("`main` is not among the codes")]
    ForeignMain,
    #[error("there is no `category`")]
    NoCategory,
    #[error("the crosswalk has no line for the category")]
    UnknownCategory,
    #[error("the crosswalk gives the category no code")]
    CategoryWithoutCode,
}

#[derive(Debug, Deserialize)]
struct GoldLine {
    id: Value,
    lang: Option<String>,
    register: Option<String>,
    groups: Option<Vec<String>>,
    codes: Option<Vec<String>>,
    main: Option<String>,
    category: Option<String>,
}

#[derive(Debug, Deserialize)]
struct PredictedLine {
    id: Value,
    language: Option<String>,
    main: Option<String>,
    #[serde(default)]
    codes: Vec<PredictedCode>,
}

impl Gold {
    /// Reads a line with `id`, `groups` or `codes`, `main`, and perhaps `lang` and `register`.
    ///
    /// # Errors
    /// A line that cannot be judged.
    pub fn read(line: &str, codebook: &Codebook) -> Result<Gold, Unreadable> {
        let line = GoldLine::read(line)?;
        if line.groups.is_none() && line.codes.is_none() && line.main.is_none() {
            return Err(Unreadable::NoLabel);
        }
        let written = line.groups.iter().flatten().chain(line.codes.iter().flatten());
        let codes: BTreeSet<String> = written.filter(|code| !is_no_code(code)).cloned().collect();
        let main = main(line.main.clone().filter(|code| !is_no_code(code)), &codes)?;
        let unknown = codes.iter().chain(&main).find(|code| !codebook.has(code));
        match unknown {
            Some(code) => Err(Unreadable::UnknownCode(code.chars().take(12).collect())),
            None => line.gold(codes, main),
        }
    }

    /// Reads a line with `id` and `category`, the code of which `crosswalk` knows.
    ///
    /// # Errors
    /// A line that cannot be judged.
    pub fn read_category(line: &str, crosswalk: &Crosswalk) -> Result<Gold, Unreadable> {
        let line = GoldLine::read(line)?;
        let category = line.category.as_deref().ok_or(Unreadable::NoCategory)?;
        let code = match crosswalk.meaning(category) {
            Meaning::Code(code) => code.to_owned(),
            Meaning::Nothing => return Err(Unreadable::CategoryWithoutCode),
            Meaning::Unknown => return Err(Unreadable::UnknownCategory),
        };
        let main = Some(code).filter(|code| !is_no_code(code));
        line.gold(main.iter().cloned().collect(), main)
    }
}

impl Gold {
    /// The decision that applies to an appeal of `register`.
    pub fn decided(register: &str, number: &str, correction: &Correction) -> Gold {
        Gold {
            id: number.to_owned(),
            language: UNTOLD.to_owned(),
            register: if register.is_empty() { UNTOLD } else { register }.to_owned(),
            codes: correction.codes.iter().cloned().collect(),
            main: correction.main.clone(),
        }
    }
}

impl GoldLine {
    fn read(line: &str) -> Result<GoldLine, Unreadable> {
        serde_json::from_str(line).map_err(|error| Unreadable::NotAnObject(error.column()))
    }

    fn gold(self, codes: BTreeSet<String>, main: Option<String>) -> Result<Gold, Unreadable> {
        let or_untold = |text: Option<String>| {
            text.filter(|text| !text.is_empty())
                .unwrap_or_else(|| UNTOLD.to_owned())
        };
        Ok(Gold {
            id: id(&self.id)?,
            language: or_untold(self.lang),
            register: or_untold(self.register),
            codes,
            main,
        })
    }
}

impl Predicted {
    /// Reads a line of `talda annotate`.
    ///
    /// # Errors
    /// A line without `id`, or that is no such object.
    pub fn read(line: &str) -> Result<Predicted, Unreadable> {
        let line: PredictedLine =
            serde_json::from_str(line).map_err(|error| Unreadable::NotAnObject(error.column()))?;
        Ok(Predicted {
            id: id(&line.id)?,
            language: line.language,
            main: line.main,
            codes: line.codes,
        })
    }

    /// What was said for the main code.
    pub fn main_score(&self) -> Option<f64> {
        let main = self.main.as_ref()?;
        self.codes.iter().find(|code| code.code == *main)?.score
    }
}

/// An id as text, whether it was written as a text or a number.
pub fn id(id: &Value) -> Result<String, Unreadable> {
    match id {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Unreadable::NoId),
    }
}

/// What «no code fits» is written as.
fn is_no_code(code: &str) -> bool {
    matches!(code, crate::coding::OTHER | crate::coding::NOT_CODED)
}

fn main(written: Option<String>, codes: &BTreeSet<String>) -> Result<Option<String>, Unreadable> {
    match written {
        None if codes.len() > 1 => Err(Unreadable::NoMain),
        None => Ok(codes.first().cloned()),
        Some(main) if codes.is_empty() || codes.iter().any(|code| group(code) == group(&main)) => {
            Ok(Some(main))
        }
        Some(_) => Err(Unreadable::ForeignMain),
    }
}

/// The group of a topic; a group is its own.
pub fn group(code: &str) -> &str {
    code.split('.').next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::samples::small_codebook;

    fn read(line: &str) -> Result<(Vec<String>, Option<String>), String> {
        let gold = Gold::read(line, &small_codebook()).map_err(|error| error.to_string())?;
        Ok((gold.codes.into_iter().collect(), gold.main))
    }

    fn coded(codes: &[&str], main: Option<&str>) -> Result<(Vec<String>, Option<String>), String> {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Ok((codes, main.map(str::to_owned)))
    }

    #[test]
    fn groups_topics_and_no_code_are_read() {
        assert_eq!(
            read(r#"{"id": 7, "groups": ["01", "02"], "main": "02"}"#),
            coded(&["01", "02"], Some("02"))
        );
        assert_eq!(
            read(r#"{"id": "a", "codes": ["01.01"]}"#),
            coded(&["01.01"], Some("01.01"))
        );
        assert_eq!(
            read(r#"{"id": "a", "groups": ["99"], "main": "99"}"#),
            coded(&[], None)
        );
        assert_eq!(read(r#"{"id": "a", "codes": []}"#), coded(&[], None));
        assert_eq!(read(r#"{"id": "a", "main": "02.01"}"#), coded(&[], Some("02.01")));
    }

    #[test]
    fn a_line_that_cannot_be_judged_says_why() {
        for (line, why) in [
            (
                "{\"id\": \"a\"",
                "column 10: not a JSON object with `id` and the fields expected",
            ),
            (r#"{"id": "a"}"#, "neither `groups`, `codes` nor `main` is given"),
            (
                r#"{"id": null, "main": "01"}"#,
                "the id is neither a text nor a number",
            ),
            (
                r#"{"id": "a", "main": "1"}"#,
                "`1` is no topic or group of the codebook",
            ),
            (
                r#"{"id": "a", "groups": ["01", "02"]}"#,
                "`main` does not say which of several codes is the chief one",
            ),
            (
                r#"{"id": "a", "groups": ["01"], "main": "02"}"#,
                "`main` is not among the codes",
            ),
        ] {
            assert_eq!(read(line), Err(why.to_owned()), "{line}");
        }
    }

    #[test]
    fn a_category_is_read_by_the_crosswalk() {
        let book = small_codebook();
        let crosswalk =
            Crosswalk::parse("c.csv", "category,code,reason\nСвет,01,x\nРазное,,x\n", &book).unwrap();
        let read = |category: &str| {
            let line = format!(r#"{{"id": 1, "category": "{category}"}}"#);
            Gold::read_category(&line, &crosswalk).map(|gold| gold.main)
        };
        assert_eq!(read("СВЕТ"), Ok(Some("01".to_owned())));
        assert_eq!(read("разное"), Err(Unreadable::CategoryWithoutCode));
        assert_eq!(read("вода"), Err(Unreadable::UnknownCategory));
    }

    #[test]
    fn the_score_of_the_main_code_is_found() {
        let line = r#"{"id": 1, "main": "02.01", "codes": [{"code": "01.01", "score": 3}, {"code": "02.01", "score": 2.5}], "x": 1}"#;
        assert_eq!(Predicted::read(line).unwrap().main_score(), Some(2.5));
    }
}

//! CSV, one line for each rule and each other text: `code,language,rule,weight,kind`. Nothing is lost either way.

use super::{Bilingual, Outline, TopicOutline};
use crate::coding::codebook::{Codebook, Topic};
use crate::coding::lexis::Lesson;
use crate::coding::rule::{Rule, Weight};
use crate::text::language::Tongue;

const HEADER: [&str; 5] = ["code", "language", "rule", "weight", "kind"];

/// Why a CSV is no codebook; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    #[error("line {line}: {why}")]
    Table { line: u64, why: String },
    #[error("line 1: the columns are not `code,language,rule,weight,kind`")]
    Header,
    #[error("line {line}: `{language}` is no language; write kk or ru")]
    Language { line: u64, language: String },
    #[error("line {line}: `{kind}` is no kind of line")]
    Kind { line: u64, kind: String },
    #[error("line {line}: a macro is named `@name`, not `{code}`")]
    MacroName { line: u64, code: String },
}

/// A line of the file.
struct Line<'a> {
    number: u64,
    code: &'a str,
    tongue: Tongue,
    text: &'a str,
    weight: &'a str,
    kind: &'a str,
}

/// `codebook` as CSV: macros, then groups, then topics with their rules in order.
pub fn to_csv(codebook: &Codebook) -> String {
    let mut lines: Vec<[String; 5]> = vec![HEADER.map(str::to_owned)];
    for (name, phrases) in codebook.macros() {
        let code = format!("@{name}");
        for (tongue, phrases) in phrases.both() {
            lines.extend(
                phrases
                    .iter()
                    .map(|phrase| line(&code, tongue, phrase, "", "macro")),
            );
        }
    }
    for group in codebook.groups() {
        lines.extend(texts(&group.code, &group.label, "label"));
        lines.extend(texts(&group.code, &group.body, "body"));
    }
    lines.extend(codebook.topics().flat_map(topic));
    lines.extend(codebook.own_lessons().iter().map(lesson));
    lines.iter().map(written).collect()
}

fn topic(topic: &Topic) -> Vec<[String; 5]> {
    let code = &topic.code;
    let flag = |text: &str| Bilingual {
        kk: text.to_owned(),
        ru: String::new(),
    };
    let mut lines: Vec<[String; 5]> = [
        texts(code, &topic.label, "label"),
        texts(code, &topic.definition, "definition"),
        texts(code, &topic.include, "include"),
        texts(code, &topic.exclude, "exclude"),
        texts(code, &flag(&topic.source), "source"),
        texts(code, &flag(&topic.kind), "stands-for"),
    ]
    .concat();
    for (tongue, rules) in topic.rules.both() {
        lines.extend(rules.iter().map(|rule| {
            let bare = Rule {
                weight: Weight::ONE,
                ..rule.clone()
            };
            line(code, tongue, &bare, &rule.weight.to_string(), "rule")
        }));
    }
    let proofs = [
        ("example", &topic.examples),
        ("counter-example", &topic.counter_examples),
    ];
    for (kind, both) in proofs {
        for (tongue, texts) in both.both() {
            lines.extend(texts.iter().map(|text| line(code, tongue, text, "", kind)));
        }
    }
    lines
}

fn lesson(lesson: &Lesson) -> [String; 5] {
    [&lesson.topic, &lesson.language, &lesson.text, "", "lesson"].map(str::to_owned)
}

fn texts(code: &str, texts: &Bilingual<String>, kind: &str) -> Vec<[String; 5]> {
    let told = texts.both().into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(tongue, text)| line(code, tongue, text, "", kind))
        .collect()
}

fn line(code: &str, tongue: Tongue, text: &impl ToString, weight: &str, kind: &str) -> [String; 5] {
    [code, tongue.as_str(), &text.to_string(), weight, kind].map(str::to_owned)
}

/// RFC 4180, with line feeds.
fn written(line: &[String; 5]) -> String {
    let cell = |text: &String| match text.contains([',', '"', '\n', '\r', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.clone(),
    };
    line.each_ref().map(cell).join(",") + "\n"
}

/// The files of a codebook folder written in `content`; a semicolon may part the columns, as spreadsheets write it.
/// Groups and topics without a label get their code for one.
///
/// # Errors
/// The first line that is none of ours.
pub fn from_csv(content: &str) -> Result<Vec<(String, String)>, CsvError> {
    let content = content.trim_start_matches('\u{feff}');
    let first = content.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') { b';' } else { b',' };
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(content.as_bytes());
    let mut outline = Outline::default();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|error| broken(&error))?;
        if index == 0 {
            check_header(&record)?;
            continue;
        }
        outline.add(&read(&record)?)?;
    }
    outline.label_by_code();
    Ok(outline.files())
}

fn broken(error: &::csv::Error) -> CsvError {
    CsvError::Table {
        line: error.position().map_or(1, ::csv::Position::line),
        why: match error.kind() {
            ::csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => {
                format!("{len} cells where {expected_len} are expected")
            }
            _ => "the line cannot be read".to_owned(),
        },
    }
}

fn check_header(record: &::csv::StringRecord) -> Result<(), CsvError> {
    record
        .iter()
        .map(str::trim)
        .eq(HEADER)
        .then_some(())
        .ok_or(CsvError::Header)
}

fn read(record: &::csv::StringRecord) -> Result<Line<'_>, CsvError> {
    let number = record.position().map_or(0, ::csv::Position::line);
    let cell = |index: usize| record.get(index).unwrap_or_default();
    let tongue = match cell(1).trim() {
        "kk" => Tongue::Kk,
        "ru" => Tongue::Ru,
        other => {
            return Err(CsvError::Language {
                line: number,
                language: other.to_owned(),
            });
        }
    };
    Ok(Line {
        number,
        code: cell(0).trim(),
        tongue,
        text: cell(2),
        weight: cell(3).trim(),
        kind: cell(4).trim(),
    })
}

impl Outline {
    fn add(&mut self, line: &Line) -> Result<(), CsvError> {
        let is_topic = line.code.contains('.');
        match line.kind {
            "macro" => self.add_macro(line),
            "lesson" => {
                self.lessons.push(Lesson {
                    topic: line.code.to_owned(),
                    language: line.tongue.as_str().to_owned(),
                    text: line.text.to_owned(),
                });
                Ok(())
            }
            "label" | "body" if !is_topic => {
                let group = self.groups.entry(line.code.to_owned()).or_default();
                let texts = if line.kind == "body" {
                    &mut group.body
                } else {
                    &mut group.label
                };
                line.text.clone_into(texts.of_mut(line.tongue));
                Ok(())
            }
            _ => self.topics.entry(line.code.to_owned()).or_default().add(line),
        }
    }

    fn add_macro(&mut self, line: &Line) -> Result<(), CsvError> {
        let name = line.code.strip_prefix('@').ok_or_else(|| CsvError::MacroName {
            line: line.number,
            code: line.code.to_owned(),
        })?;
        let phrases = self.macros.entry(name.to_owned()).or_default();
        phrases.of_mut(line.tongue).push(line.text.to_owned());
        Ok(())
    }
}

impl TopicOutline {
    fn add(&mut self, line: &Line) -> Result<(), CsvError> {
        let text = line.text.to_owned();
        match line.kind {
            "rule" => self.rules.of_mut(line.tongue).push(line.rule()),
            "example" => self.examples.of_mut(line.tongue).push(text),
            "counter-example" => self.counter_examples.of_mut(line.tongue).push(text),
            "label" => *self.label.of_mut(line.tongue) = text,
            "definition" => *self.definition.of_mut(line.tongue) = text,
            "include" => *self.include.of_mut(line.tongue) = text,
            "exclude" => *self.exclude.of_mut(line.tongue) = text,
            "source" => self.source = text,
            "stands-for" => self.kind = text,
            other => {
                return Err(CsvError::Kind {
                    line: line.number,
                    kind: other.to_owned(),
                });
            }
        }
        Ok(())
    }
}

impl Line<'_> {
    /// The rule with its weight.
    fn rule(&self) -> String {
        match self.weight {
            "" | "1" => self.text.to_owned(),
            // A spreadsheet of our countries writes a comma.
            weight => format!("{} ^{}", self.text, weight.replace(',', ".")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::rule::tests::rule;
    use proptest::prelude::*;

    fn read_back(csv: &str) -> Codebook {
        let files = from_csv(csv).unwrap();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, file)| (name.as_str(), file.as_str()))
            .collect();
        Codebook::parse(&files).unwrap_or_else(|faults| panic!("{}", faults[0]))
    }

    #[test]
    fn the_built_in_codebook_comes_back_whole() {
        let book = Codebook::embedded().unwrap();
        let csv = to_csv(&book);
        assert!(csv.starts_with("code,language,rule,weight,kind\n@"));
        assert_eq!(read_back(&csv).version(), book.version());
    }

    #[test]
    fn a_table_of_rules_alone_becomes_a_codebook() {
        let csv = "\u{feff}code;language;rule;weight;kind\r\n01.02;ru;нет воды;0,5;rule\r\n01.02;kk;су жоқ;;rule\r\n";
        let book = read_back(csv);
        assert_eq!(
            book.topic("01.02").unwrap().rules.ru[0].to_string(),
            "нет воды ^0.50"
        );
        assert_eq!(book.group("01").unwrap().label.kk, "01");
    }

    #[test]
    fn a_line_of_another_kind_is_named() {
        let error = |line: &str| {
            let csv = format!("code,language,rule,weight,kind\n01.01,ru,вода,1,rule\n{line}\n");
            from_csv(&csv).unwrap_err().to_string()
        };
        assert_eq!(
            error("01.01,ru,вода,1,правило"),
            "line 3: `правило` is no kind of line"
        );
        assert_eq!(
            error("01.01,en,water,1,rule"),
            "line 3: `en` is no language; write kk or ru"
        );
        assert_eq!(
            error("absent,ru,нет,,macro"),
            "line 3: a macro is named `@name`, not `absent`"
        );
        assert_eq!(error("01.01,ru"), "line 3: 2 cells where 5 are expected");
        assert_eq!(from_csv("код,язык\n"), Err(CsvError::Header));
    }

    proptest! {
        #[test]
        fn rules_come_back_as_they_were(rules in prop::collection::vec(rule(), 1..6), text in ".{0,20}") {
            let mut outline = Outline::default();
            let topic = outline.topics.entry("01.01".to_owned()).or_default();
            topic.rules.ru = rules.iter().map(Rule::to_string).collect();
            topic.examples.kk = vec![text];
            outline.label_by_code();
            let files = outline.files();
            let book = Codebook::parse(&[(files[0].0.as_str(), files[0].1.as_str())]).unwrap();
            prop_assert_eq!(&book.topic("01.01").unwrap().rules.ru, &rules);
            prop_assert_eq!(read_back(&to_csv(&book)).version(), book.version());
        }
    }
}

//! Lessons: sentences as people say them, each with the topic it is of. `topic,language,text` in CSV files of the
//! codebook's folder.

use serde::{Deserialize, Serialize};

/// In place of a topic: greetings, background, thanks — what is said in letters about anything.
pub const NO_TOPIC: &str = "--";

/// What is said, and the topic it is said of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// A topic of the codebook, or [`NO_TOPIC`].
    pub topic: String,
    /// kk or ru.
    pub language: String,
    pub text: String,
}

/// What is wrong with a lesson.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LessonMistake {
    #[error("the row has not the columns `topic,language,text`")]
    Columns,
    #[error("`{0}` is no topic of the codebook; write its code, or `--` for what is of no topic")]
    Topic(String),
    #[error("`{0}` is no language of the codebook; write kk or ru")]
    Language(String),
    #[error("the text is empty")]
    Empty,
}

/// The lessons of a file; `is_topic` tells the codes of the codebook.
///
/// # Errors
/// Every row that cannot be used, with its line.
pub fn lessons(
    content: &str,
    is_topic: impl Fn(&str) -> bool,
) -> Result<Vec<Lesson>, Vec<(u64, LessonMistake)>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(content.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let (mut read, mut mistakes) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let line = match &row {
            Ok(row) => row.position().map_or(0, csv::Position::line),
            Err(error) => error.position().map_or(0, csv::Position::line),
        };
        let lesson = row.ok().and_then(|row| row.deserialize(Some(&headers)).ok());
        match lesson
            .ok_or(LessonMistake::Columns)
            .and_then(|lesson| checked(lesson, &is_topic))
        {
            Ok(lesson) => read.push(lesson),
            Err(mistake) => mistakes.push((line, mistake)),
        }
    }
    if mistakes.is_empty() {
        Ok(read)
    } else {
        Err(mistakes)
    }
}

/// The file that is read back as `lessons`.
pub fn lessons_file(lessons: &[Lesson]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = lessons.iter().try_for_each(|lesson| writer.serialize(lesson));
    let bytes = written.ok().and_then(|()| writer.into_inner().ok());
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

fn checked(lesson: Lesson, is_topic: impl Fn(&str) -> bool) -> Result<Lesson, LessonMistake> {
    if lesson.topic != NO_TOPIC && !is_topic(&lesson.topic) {
        return Err(LessonMistake::Topic(lesson.topic));
    }
    if !matches!(lesson.language.as_str(), "kk" | "ru") {
        return Err(LessonMistake::Language(lesson.language));
    }
    if lesson.text.trim().is_empty() {
        return Err(LessonMistake::Empty);
    }
    Ok(lesson)
}

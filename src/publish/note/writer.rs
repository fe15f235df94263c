//! A note while it is written: blocks so far, counters of tables and pictures, phrases at hand.

use minijinja::{Value, context};

use super::document::Block;
use super::phrases::Phrases;
use crate::analyse::{Edition, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::{Error, Picture};

/// Collects the blocks of a note.
pub struct Writer<'f> {
    pub findings: &'f Findings,
    pub edition: Edition,
    pub blocks: Vec<Block>,
    phrases: Phrases,
    pictures: Vec<&'f Picture>,
    tables: usize,
    shown: usize,
}

impl<'f> Writer<'f> {
    pub fn new(findings: &'f Findings, edition: Edition, pictures: &'f [Picture]) -> Result<Self, Error> {
        let suffix = format!(".{}", edition.as_str());
        Ok(Self {
            findings,
            edition,
            blocks: Vec::new(),
            phrases: Phrases::read(edition)?,
            pictures: pictures
                .iter()
                .filter(|picture| picture.name.ends_with(&suffix))
                .collect(),
            tables: 0,
            shown: 0,
        })
    }

    pub fn say(&self, key: &str, context: Value) -> Result<String, Error> {
        self.phrases.say(key, context)
    }

    /// A header or word of a table.
    pub fn word(&self, key: &str) -> Result<String, Error> {
        self.say(&format!("word.{key}"), context! {})
    }

    /// A row of header words.
    pub fn words(&self, keys: &[&str]) -> Result<Vec<String>, Error> {
        keys.iter().map(|key| self.word(key)).collect()
    }

    /// The half-year in the wording of the phrase `key`.
    pub fn half_year(&self, key: &str, half_year: HalfYear) -> Result<String, Error> {
        self.say(
            key,
            context! { year => half_year.year(), half => half_year.half() },
        )
    }

    /// The name of a register code; of a language from the phrases, of anything unnamed the code itself.
    pub fn code_name(&self, role: &str, code: &str) -> Result<String, Error> {
        let key = (role.to_owned(), code.to_owned());
        match self.findings.code_names.get(&key) {
            Some(name) => Ok(name.get(self.edition).to_owned()),
            None if code == UNKNOWN || role == "language" => self.word(code),
            None => Ok(code.to_owned()),
        }
    }

    pub fn topic_name(&self, code: &str) -> String {
        let topic = self.findings.topics.iter().find(|topic| topic.code == code);
        topic.map_or_else(
            || code.to_owned(),
            |topic| topic.name.get(self.edition).to_owned(),
        )
    }

    pub fn paragraph(&mut self, style: &'static str, text: String) {
        self.blocks.push(Block::Paragraph { style, text });
    }

    pub fn sentence(&mut self, key: &str, context: Value) -> Result<(), Error> {
        let text = self.say(key, context)?;
        self.paragraph("Normal", text);
        Ok(())
    }

    pub fn heading(&mut self, style: &'static str, key: &str) -> Result<(), Error> {
        let text = self.say(&format!("heading.{key}"), context! {})?;
        self.paragraph(style, text);
        Ok(())
    }

    pub fn table(&mut self, key: &str, rows: Vec<Vec<String>>) -> Result<(), Error> {
        self.tables += 1;
        let title = self.say(&format!("table.{key}"), context! {})?;
        let caption = self.say("table.caption", context! { number => self.tables, title })?;
        self.paragraph("Caption", caption);
        self.blocks.push(Block::table(rows));
        Ok(())
    }

    /// Sets in the pictures whose name starts with one of the stems.
    pub fn pictures(&mut self, stems: &[&str]) -> Result<(), Error> {
        let (wanted, left): (Vec<&Picture>, Vec<&Picture>) = std::mem::take(&mut self.pictures)
            .into_iter()
            .partition(|picture| stems.iter().any(|stem| picture.name.starts_with(stem)));
        self.pictures = left;
        for picture in wanted {
            self.shown += 1;
            self.blocks.push(Block::picture(self.shown, picture));
            let context = context! { number => self.shown, title => &picture.title };
            let caption = self.say("picture.caption", context)?;
            self.paragraph("Caption", caption);
        }
        Ok(())
    }
}

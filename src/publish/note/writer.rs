//! A note while it is written: blocks so far, counters of tables and pictures, phrases at hand.

use minijinja::{Value, context};

use super::document::Block;
use super::phrases::Phrases;
use crate::analyse::{Edition, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::suppression::Cleared;
use crate::publish::{Error, Picture};

/// Collects the blocks of a note.
pub struct Writer<'f> {
    pub cleared: &'f Cleared<'f>,
    pub findings: &'f Findings,
    pub edition: Edition,
    pub blocks: Vec<Block>,
    phrases: Phrases,
    pictures: &'f [Picture],
    tables: usize,
    shown: usize,
}

impl<'f> Writer<'f> {
    pub fn new(cleared: &'f Cleared<'f>, edition: Edition, pictures: &'f [Picture]) -> Result<Self, Error> {
        Ok(Self {
            cleared,
            findings: cleared.findings,
            edition,
            blocks: Vec::new(),
            phrases: Phrases::read(edition)?,
            pictures,
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

    /// The name of a register code; a code nobody named is printed as it is.
    pub fn code_name(&self, role: &str, code: &str) -> Result<String, Error> {
        let key = (role.to_owned(), code.to_owned());
        let phrase = format!("{role}.{code}");
        match self.findings.code_names.get(&key) {
            Some(name) => Ok(name.get(self.edition).to_owned()),
            None if code == UNKNOWN => self.word(code),
            None if self.phrases.has(&phrase) => self.say(&phrase, context! {}),
            None => Ok(code.to_owned()),
        }
    }

    /// The name of a district, or of the oblast for its own code.
    pub fn place_name(&self, kato: &str) -> &str {
        let mut districts = self.findings.districts.iter();
        let district = districts.find(|district| district.kato == kato);
        let name = district.map_or(&self.findings.oblast_name, |district| &district.name);
        name.get(self.edition)
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

    /// A line that stays on the page of the list below it.
    pub fn lead(&mut self, key: &str, context: Value) -> Result<(), Error> {
        let text = self.say(key, context)?;
        self.paragraph("Lead", text);
        Ok(())
    }

    /// One line an item, parted by semicolons.
    pub fn list(&mut self, items: Vec<String>) {
        let last = items.len().saturating_sub(1);
        for (index, item) in items.into_iter().enumerate() {
            let end = if index == last { '.' } else { ';' };
            self.paragraph("ListBullet", format!("{item}{end}"));
        }
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

    /// Sets in the pictures of the stems, in their order.
    pub fn pictures(&mut self, stems: &[&str]) -> Result<(), Error> {
        for stem in stems {
            let name = format!("{stem}.{}", self.edition.as_str());
            let mut pictures = self.pictures.iter();
            if let Some(picture) = pictures.find(|picture| picture.name == name) {
                self.picture(stem, picture)?;
            }
        }
        Ok(())
    }

    /// The caption says what is shown: the title, which states the finding, already stands in the picture.
    fn picture(&mut self, stem: &str, picture: &Picture) -> Result<(), Error> {
        self.shown += 1;
        self.blocks.push(Block::picture(self.shown, picture));
        let title = self.say(&format!("picture.{stem}"), context! {})?;
        let caption = self.say("picture.caption", context! { number => self.shown, title })?;
        self.paragraph("PictureCaption", caption);
        Ok(())
    }
}

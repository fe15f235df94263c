//! A document while it is written: blocks so far, phrases at hand, figures cited.

use minijinja::{Value, context};

use super::Desk;
use super::wording::Spoken;
use crate::analyse::{Edition, Findings, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::facts::{Ledger, Piece, pieces, plain, unmarked};
use crate::publish::suppression::Cleared;
use crate::publish::word::{Align, Block, Cell, Placed, Span, Table};
use crate::publish::{Error, Picture};

/// Collects the blocks of a document.
pub struct Writer<'f> {
    pub desk: &'f Desk<'f>,
    pub cleared: &'f Cleared<'f>,
    pub findings: &'f Findings,
    pub edition: Edition,
    pub blocks: Vec<Block>,
    pub ledger: Ledger,
    phrases: Spoken<'f>,
    pictures: &'f [Picture],
    document: &'static str,
    sections: usize,
}

impl<'f> Writer<'f> {
    /// A writer of the `document` («note», «brief») in one language.
    pub fn new(
        desk: &'f Desk<'f>,
        document: &'static str,
        edition: Edition,
        pictures: &'f [Picture],
    ) -> Self {
        Self {
            desk,
            cleared: desk.cleared,
            findings: desk.cleared.findings,
            edition,
            blocks: Vec::new(),
            ledger: Ledger::default(),
            phrases: desk.wording.spoken(edition),
            pictures,
            document,
            sections: 0,
        }
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
            None => Ok(unmarked(code)),
        }
    }

    /// The name of a district, or of the oblast for its own code.
    pub fn place_name(&self, kato: &str) -> &'f str {
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

    /// The spans of a text; its figures stand in `sentence`.
    fn spans(&mut self, text: &str, sentence: &str) -> Vec<Span> {
        self.ledger.take(text, sentence, self.document, self.edition);
        pieces(text).into_iter().map(span).collect()
    }

    fn line(&mut self, text: &str) -> Vec<Span> {
        self.spans(text, text)
    }

    pub fn title(&mut self, text: &str) {
        let spans = self.line(text);
        self.blocks.push(Block::Title(spans));
    }

    pub fn paragraph(&mut self, text: &str) {
        let spans = self.line(text);
        self.blocks.push(Block::Paragraph(spans));
    }

    pub fn sentence(&mut self, key: &str, context: Value) -> Result<(), Error> {
        let text = self.say(key, context)?;
        self.paragraph(&text);
        Ok(())
    }

    /// A line that stays on the page of the list below it.
    pub fn lead(&mut self, key: &str, context: Value) -> Result<(), Error> {
        let text = self.say(key, context)?;
        let spans = self.line(&text);
        self.blocks.push(Block::Lead(spans));
        Ok(())
    }

    /// One line an item, parted by semicolons.
    pub fn list(&mut self, items: &[String]) {
        for (index, item) in items.iter().enumerate() {
            let end = if index + 1 == items.len() { '.' } else { ';' };
            let spans = self.line(&format!("{item}{end}"));
            self.blocks.push(Block::Item(spans));
        }
    }

    /// Whole sentences with numbers before them.
    pub fn numbered(&mut self, items: &[String]) {
        for (index, item) in items.iter().enumerate() {
            let spans = self.line(item);
            self.blocks.push(Block::Numbered {
                first: index == 0,
                spans,
            });
        }
    }

    /// Words of an appeal.
    pub fn quote(&mut self, text: &str) {
        self.blocks.push(Block::Quote(vec![Span::Text(unmarked(text))]));
    }

    pub fn small(&mut self, key: &str, context: Value) -> Result<(), Error> {
        let text = self.say(key, context)?;
        let spans = self.line(&text);
        self.blocks.push(Block::Small(spans));
        Ok(())
    }

    /// The table of contents under its title.
    pub fn contents(&mut self) -> Result<(), Error> {
        let title = self.say("heading.contents", context! {})?;
        self.blocks.push(Block::Contents { title });
        Ok(())
    }

    /// An executing body in the language of the edition where it is known, else as the register names it.
    pub fn body_name(&self, body: &str) -> String {
        unmarked(self.desk.bodies.name(body, self.edition))
    }

    /// A heading; those of sections are numbered, but for the main findings.
    pub fn heading(&mut self, level: u8, key: &str) -> Result<(), Error> {
        let mut text = self.say(&format!("heading.{key}"), context! {})?;
        if level == 1 && key != "main" {
            self.sections += 1;
            text = self.say(
                "heading.numbered",
                context! { number => self.sections, title => text },
            )?;
        }
        self.heading_of(level, &text);
        Ok(())
    }

    /// A heading with a text of its own, e.g. the name of a problem.
    pub fn heading_of(&mut self, level: u8, text: &str) {
        let spans = self.line(text);
        self.blocks.push(Block::Heading { level, spans });
    }

    /// A table under the caption `table.key`. The first row is the header, the first column is text, the others are numbers;
    /// a row of one cell heads the rows below it.
    pub fn table(&mut self, key: &str, rows: &[Vec<String>]) -> Result<(), Error> {
        let columns = rows.first().map_or(1, Vec::len);
        self.table_of(key, &widths(columns), rows)
    }

    /// As [`Self::table`], with the widths of the columns as shares of the page; columns wider than a quarter are text.
    pub fn table_of(&mut self, key: &str, widths: &[usize], rows: &[Vec<String>]) -> Result<(), Error> {
        let title = self.say(&format!("table.{key}"), context! {})?;
        let caption = self.line(&title);
        let whole: usize = widths.iter().sum();
        let is_text =
            |column: usize| column == 0 || widths.get(column).is_some_and(|width| width * 4 > whole);
        let mut laid: Vec<Vec<Cell>> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let sentence = row.join(" | ");
            let mut cells = Vec::new();
            for (column, text) in row.iter().enumerate() {
                let heads = row.len() == 1 && widths.len() > 1;
                let align = match () {
                    () if index == 0 && column > 0 => Align::Centre,
                    () if is_text(column) || heads => Align::Left,
                    () => Align::Right,
                };
                cells.push(Cell {
                    spans: self.spans(text, &sentence),
                    align,
                    columns: if heads { widths.len() } else { 1 },
                    strong: index == 0 || heads,
                });
            }
            laid.push(cells);
        }
        let body = laid.split_off(laid.len().min(1));
        self.blocks.push(Block::Table(Table {
            caption,
            widths: widths.to_vec(),
            header: laid,
            rows: body,
            description: plain(&title),
        }));
        Ok(())
    }

    /// What `write` writes, on pages across.
    pub fn wide(&mut self, write: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let before = std::mem::take(&mut self.blocks);
        let written = write(self);
        let within = std::mem::replace(&mut self.blocks, before);
        if !within.is_empty() {
            self.blocks.push(Block::Wide(within));
        }
        written
    }

    /// Sets in the pictures of the stems, in their order. The caption says what is shown: the title, which states the
    /// finding, already stands in the picture.
    pub fn pictures(&mut self, stems: &[&str]) -> Result<(), Error> {
        for stem in stems {
            let name = format!("{stem}.{}", self.edition.as_str());
            let Some(picture) = self.pictures.iter().find(|picture| picture.name == name) else {
                continue;
            };
            let title = self.say(&format!("picture.{stem}"), context! {})?;
            let caption = self.line(&title);
            self.blocks.push(Block::Picture(Placed {
                caption,
                alt: picture.alt.clone(),
                png: picture.png.clone(),
                size: picture.size,
            }));
        }
        Ok(())
    }
}

fn span(piece: Piece) -> Span {
    match piece {
        Piece::Text(text) => Span::Text(text),
        Piece::Strong(text) => Span::Strong(text),
        Piece::Figure(cited, text) => Span::Figure {
            key: cited.key(),
            text,
        },
        Piece::Footnote(inner) => Span::Footnote(inner.into_iter().map(span).collect()),
    }
}

/// The first column takes what the columns of numbers leave; per mille of the width of the text.
fn widths(columns: usize) -> Vec<usize> {
    let others = columns.saturating_sub(1);
    let width = match others {
        0..=3 => 200,
        4 => 185,
        _ => 750 / others,
    };
    let mut widths = vec![1_000 - width * others];
    widths.extend(std::iter::repeat_n(width, others));
    widths
}

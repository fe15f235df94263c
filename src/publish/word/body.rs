//! The body of a document: its blocks in sections upright and across.

use std::io;

use super::package::picture_relation;
use super::paragraphs::Manner;
use super::template::Template;
use super::xml::Xml;
use super::{Block, Document, Span, language};
use crate::publish::Error;

/// Everything the blocks leave in the parts of the document.
#[derive(Debug)]
pub struct Laid {
    /// Elements of the body.
    pub elements: String,
    /// The properties of the last section.
    pub section: String,
    /// Elements of the part of footnotes.
    pub footnotes: String,
    /// PNG files in their order.
    pub media: Vec<Vec<u8>>,
    /// Lists with numbers.
    pub lists: usize,
    /// What the numbers that identify our elements begin after.
    pub first_id: usize,
}

/// A body while it is written.
pub struct Body<'d> {
    pub xml: Xml,
    pub document: &'d Document<'d>,
    pub language: &'static str,
    pub tables: usize,
    pub media: Vec<Vec<u8>>,
    pub footnotes: String,
    /// Width of the text in twentieths of a point.
    pub width: usize,
    template: &'d Template,
    controls: usize,
    bookmarks: usize,
    headings: usize,
    notes: usize,
    lists: usize,
    sections: usize,
}

/// The blocks as elements.
pub fn body(document: &Document, template: &Template) -> Result<Laid, Error> {
    let mut body = Body {
        xml: Xml::new(),
        document,
        language: language(document.edition),
        tables: 0,
        media: Vec::new(),
        footnotes: String::new(),
        width: template.page.width(),
        template,
        controls: 0,
        bookmarks: 0,
        headings: 0,
        notes: 0,
        lists: 0,
        sections: 0,
    };
    body.blocks(document.blocks)?;
    Ok(Laid {
        section: body.section(false),
        elements: body.xml.into_string(),
        footnotes: body.footnotes,
        media: body.media,
        lists: body.lists,
        first_id: template.first_id,
    })
}

impl Body<'_> {
    /// The template's name of one of our styles.
    pub fn style<'s>(&'s self, style: &'s str) -> &'s str {
        self.template.style(style)
    }

    pub fn next_control(&mut self) -> usize {
        self.controls += 1;
        self.id(self.controls)
    }

    pub fn next_bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.id(self.bookmarks)
    }

    /// The number that identifies an element that is the so manieth of its kind: none of the template has it.
    pub fn id(&self, number: usize) -> usize {
        self.template.first_id + number
    }

    /// Identifier of the relation to a picture.
    pub fn picture_relation(&self, picture: usize) -> String {
        picture_relation(self.template.first_id, picture)
    }

    /// The bookmark of a heading by its place in the document.
    fn bookmark(&self, heading: usize) -> String {
        format!("_Toc{:08}", self.id(heading))
    }

    pub fn next_footnote(&mut self) -> usize {
        self.notes += 1;
        self.template.last_footnote + self.notes
    }

    /// The properties of the section that ends here. Only the first section has a first page without a number.
    fn section(&mut self, across: bool) -> String {
        self.sections += 1;
        self.template.page.section(across, self.sections == 1)
    }

    fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        for block in blocks {
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        let plain = Manner::default();
        match block {
            Block::Title(spans) => self.paragraph("Title", plain, spans),
            Block::Heading { level, spans } => self.heading(*level, spans),
            Block::Paragraph(spans) => self.paragraph("Normal", plain, spans),
            Block::Lead(spans) => self.paragraph("Lead", plain, spans),
            Block::Item(spans) => {
                let list = Some(self.template.bullets());
                self.paragraph("ListBullet", Manner { list, ..plain }, spans)
            }
            Block::Numbered { first, spans } => {
                self.lists += usize::from(*first || self.lists == 0);
                let list = Some(self.template.numbers(self.lists));
                self.paragraph("ListNumber", Manner { list, ..plain }, spans)
            }
            Block::Quote(spans) => self.paragraph("Quote", plain, spans),
            Block::Small(spans) => self.paragraph("Small", plain, spans),
            Block::Table(table) => self.table(table),
            Block::Picture(placed) => self.picture(placed),
            Block::Wide(blocks) => self.wide(blocks),
            Block::Contents { title } => self.contents(title),
        }
    }

    fn heading(&mut self, level: u8, spans: &[Span]) -> io::Result<()> {
        self.headings += 1;
        let name = self.bookmark(self.headings);
        let manner = Manner {
            bookmark: Some(&name),
            ..Manner::default()
        };
        let style = match level {
            1 => "Heading1",
            2 => "Heading2",
            _ => "Heading3",
        };
        self.paragraph(style, manner, spans)
    }

    /// Blocks on pages across, in a section of their own.
    fn wide(&mut self, blocks: &[Block]) -> io::Result<()> {
        let upright = self.section(false);
        self.end_section(&upright)?;
        let width = std::mem::replace(&mut self.width, self.template.page.width_across());
        let written = self.blocks(blocks);
        self.width = width;
        written?;
        let across = self.section(true);
        self.end_section(&across)
    }

    fn end_section(&mut self, properties: &str) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        let style = self.style("TableText").to_owned();
        self.xml.value("w:pStyle", &style)?;
        self.xml.raw(properties)?;
        self.xml.close("w:pPr")?;
        self.xml.close("w:p")
    }

    /// The field of the contents with the headings as its last known result; Word sets in the pages when it is updated.
    fn contents(&mut self, title: &str) -> io::Result<()> {
        self.paragraph("TOCHeading", Manner::default(), &[Span::Text(title.to_owned())])?;
        let mut entries: Vec<(usize, u8, String)> = Vec::new();
        headings(self.document.blocks, &mut 0, &mut entries);
        entries.retain(|(_, level, _)| *level <= 2);
        let last = entries.len().saturating_sub(1);
        for (index, (heading, level, text)) in entries.iter().enumerate() {
            self.begin(if *level == 1 { "TOC1" } else { "TOC2" }, Manner::default())?;
            if index == 0 {
                self.begin_field(r#" TOC \o "1-2" \h \z \u "#)?;
            }
            let anchor = self.bookmark(*heading);
            self.xml
                .open("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")])?;
            self.run(text, false)?;
            self.xml.close("w:hyperlink")?;
            if index == last {
                self.end_field()?;
            }
            self.xml.close("w:p")?;
        }
        Ok(())
    }
}

/// The headings with their place, level and text.
fn headings(blocks: &[Block], place: &mut usize, found: &mut Vec<(usize, u8, String)>) {
    for block in blocks {
        match block {
            Block::Heading { level, spans } => {
                *place += 1;
                found.push((*place, *level, spans.iter().map(read).collect()));
            }
            Block::Wide(blocks) => headings(blocks, place, found),
            _ => {}
        }
    }
}

/// A span as it is read in a heading.
fn read(span: &Span) -> String {
    match span {
        Span::Text(text) | Span::Strong(text) | Span::Figure { text, .. } => text.clone(),
        Span::Footnote(_) => String::new(),
    }
}

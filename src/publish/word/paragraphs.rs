//! Paragraphs, runs, content controls, footnotes, fields.

use std::io;

use super::body::Body;
use super::xml::{Xml, attribute};
use super::{Align, Span};

/// How a paragraph stands on the page, besides its style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner<'a> {
    /// Number of the list it is an item of.
    pub list: Option<usize>,
    pub align: Option<Align>,
    pub strong: bool,
    /// Stays with the next paragraph.
    pub keeps: bool,
    /// Name of the bookmark around its text.
    pub bookmark: Option<&'a str>,
}

impl Body<'_> {
    /// A paragraph of a style.
    pub fn paragraph(&mut self, style: &str, manner: Manner, spans: &[Span]) -> io::Result<()> {
        self.begin(style, manner)?;
        if let Some(name) = manner.bookmark {
            let id = self.next_bookmark().to_string();
            self.xml
                .empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)])?;
            self.spans(spans, manner.strong)?;
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)])?;
        } else {
            self.spans(spans, manner.strong)?;
        }
        self.xml.close("w:p")
    }

    /// The beginning of a paragraph with its properties, in the order of the schema.
    pub fn begin(&mut self, style: &str, manner: Manner) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        let style = self.style(style).to_owned();
        self.xml.value("w:pStyle", &style)?;
        if manner.keeps {
            self.xml.empty("w:keepNext", &[])?;
        }
        if let Some(list) = manner.list {
            self.xml.open("w:numPr", &[])?;
            self.xml.value("w:ilvl", "0")?;
            self.xml.value("w:numId", &list.to_string())?;
            self.xml.close("w:numPr")?;
        }
        if let Some(align) = manner.align {
            let name = match align {
                Align::Left => "left",
                Align::Centre => "center",
                Align::Right => "right",
            };
            self.xml.value("w:jc", name)?;
        }
        self.xml.close("w:pPr")
    }

    pub fn spans(&mut self, spans: &[Span], strong: bool) -> io::Result<()> {
        for span in spans {
            match span {
                Span::Text(text) => self.run(text, strong)?,
                Span::Strong(text) => self.run(text, true)?,
                Span::Figure { key, text } => self.figure(key, text, strong)?,
                Span::Footnote(spans) => self.footnote(spans)?,
            }
        }
        Ok(())
    }

    pub fn run(&mut self, text: &str, strong: bool) -> io::Result<()> {
        self.xml.open("w:r", &[])?;
        self.run_properties(strong)?;
        self.xml.text("w:t", &[("xml:space", "preserve")], text)?;
        self.xml.close("w:r")
    }

    fn run_properties(&mut self, strong: bool) -> io::Result<()> {
        self.xml.open("w:rPr", &[])?;
        if strong {
            self.xml.empty("w:b", &[])?;
        }
        self.xml.value("w:lang", self.language)?;
        self.xml.close("w:rPr")
    }

    /// A content control without a frame: it is there for `talda explain` and does not stand in the way of an editor.
    fn figure(&mut self, key: &str, text: &str, strong: bool) -> io::Result<()> {
        let (key, id) = (attribute(key), self.next_control().to_string());
        self.xml.open("w:sdt", &[])?;
        self.xml.open("w:sdtPr", &[])?;
        self.xml.value("w:alias", &key)?;
        self.xml.value("w:tag", &key)?;
        self.xml.value("w:id", &id)?;
        self.xml.empty("w15:appearance", &[("w15:val", "hidden")])?;
        self.xml.empty("w:text", &[])?;
        self.xml.close("w:sdtPr")?;
        self.xml.open("w:sdtContent", &[])?;
        self.run(text, strong)?;
        self.xml.close("w:sdtContent")?;
        self.xml.close("w:sdt")
    }

    fn footnote(&mut self, spans: &[Span]) -> io::Result<()> {
        let id = self.next_footnote().to_string();
        let style = self.style("FootnoteReference").to_owned();
        self.xml.open("w:r", &[])?;
        self.xml.open("w:rPr", &[])?;
        self.xml.value("w:rStyle", &style)?;
        self.xml.close("w:rPr")?;
        self.xml.empty("w:footnoteReference", &[("w:id", &id)])?;
        self.xml.close("w:r")?;
        let before = std::mem::replace(&mut self.xml, Xml::new());
        let written = self.note(&id, &style, spans);
        let note = std::mem::replace(&mut self.xml, before);
        self.footnotes.push_str(&note.into_string());
        written
    }

    fn note(&mut self, id: &str, reference: &str, spans: &[Span]) -> io::Result<()> {
        self.xml.open("w:footnote", &[("w:id", id)])?;
        self.begin("FootnoteText", Manner::default())?;
        self.xml.open("w:r", &[])?;
        self.xml.open("w:rPr", &[])?;
        self.xml.value("w:rStyle", reference)?;
        self.xml.close("w:rPr")?;
        self.xml.empty("w:footnoteRef", &[])?;
        self.xml.close("w:r")?;
        self.run(" ", false)?;
        self.spans(spans, false)?;
        self.xml.close("w:p")?;
        self.xml.close("w:footnote")
    }

    /// The beginning of a field, whose last known result follows.
    pub fn begin_field(&mut self, instruction: &str) -> io::Result<()> {
        self.field_sign("begin")?;
        self.xml.open("w:r", &[])?;
        self.run_properties(false)?;
        self.xml
            .text("w:instrText", &[("xml:space", "preserve")], instruction)?;
        self.xml.close("w:r")?;
        self.field_sign("separate")
    }

    pub fn end_field(&mut self) -> io::Result<()> {
        self.field_sign("end")
    }

    fn field_sign(&mut self, kind: &str) -> io::Result<()> {
        self.xml.open("w:r", &[])?;
        self.run_properties(false)?;
        self.xml.empty("w:fldChar", &[("w:fldCharType", kind)])?;
        self.xml.close("w:r")
    }
}

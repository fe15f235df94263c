//! Elements written in the order they are read.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// XML under construction.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub fn new() -> Self {
        Self {
            writer: Writer::new(Vec::new()),
        }
    }

    pub fn open(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))
    }

    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    pub fn empty(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Empty(start))
    }

    /// `<name w:val="value"/>`.
    pub fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// An element with a text in it.
    pub fn text(&mut self, name: &str, attributes: Attributes, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        let text: String = text.chars().filter(|letter| is_xml(*letter)).collect();
        self.writer.write_event(Event::Text(BytesText::new(&text)))?;
        self.close(name)
    }

    /// Elements that are already written.
    pub fn raw(&mut self, elements: &str) -> io::Result<()> {
        io::Write::write_all(self.writer.get_mut(), elements.as_bytes())
    }

    pub fn into_string(self) -> String {
        String::from_utf8_lossy(&self.writer.into_inner()).into_owned()
    }
}

/// A name from a register may hold control characters, which XML has no way to write.
pub fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `text` without the letters XML cannot write, for an attribute.
pub fn attribute(text: &str) -> String {
    text.chars().filter(|letter| is_xml(*letter)).collect()
}

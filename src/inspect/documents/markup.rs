//! The texts of XML and HTML: what stands between tags, attribute values, comments, scripts and the JSON in them.

use std::borrow::Cow;

use super::{Tell, json};

/// What kind of markup it is: which tags do not part the text around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// HTML or SVG.
    Page,
    /// A part of a DOCX: a paragraph is one text, in however many runs.
    Letter,
    /// A part of an XLSX: a cell is one text.
    Workbook,
    /// Any other XML.
    Data,
}

/// What a tag does to the text around it.
enum Effect {
    Joins,
    Spaces,
    Parts,
}

impl Dialect {
    fn effect(self, tag: &str) -> Effect {
        let joins = match (self, tag) {
            (Self::Page, "br") | (Self::Letter, "w:br" | "w:tab" | "w:cr") => return Effect::Spaces,
            (Self::Page, "a" | "b" | "em" | "i" | "mark" | "s" | "small" | "span" | "strong") => true,
            (Self::Page, "sub" | "sup" | "tspan" | "u") => true,
            (Self::Letter, tag) => !matches!(tag, "w:p" | "a:p" | "w:tc" | "w:tr" | "w:comment"),
            (Self::Workbook, "r" | "t" | "rPr" | "b" | "i" | "u" | "sz" | "color" | "rFont" | "family") => {
                true
            }
            _ => false,
        };
        if joins { Effect::Joins } else { Effect::Parts }
    }
}

/// Tells every text: `text`, `comment`, `style`, `script` or, for attributes, `@name`; JSON in a script by its keys.
pub fn read(text: &str, dialect: Dialect, tell: &mut Tell) -> Result<(), &'static str> {
    let mut reader = Reader {
        rest: text,
        dialect,
        flow: String::new(),
        place: 1,
        tell,
    };
    while !reader.rest.is_empty() {
        reader.step()?;
    }
    reader.flush();
    Ok(())
}

const CUT: &str = "its markup is cut";

struct Reader<'r, 't> {
    rest: &'r str,
    dialect: Dialect,
    /// The text so far of the paragraph or cell.
    flow: String,
    place: u64,
    tell: &'r mut Tell<'t>,
}

impl<'r> Reader<'r, '_> {
    fn step(&mut self) -> Result<(), &'static str> {
        let at = self.rest.find('<').unwrap_or(self.rest.len());
        let (before, rest) = self.rest.split_at(at);
        if !before.is_empty() {
            self.flow.push_str(&decoded(before));
        }
        self.rest = rest;
        if rest.is_empty() {
            Ok(())
        } else if rest.starts_with("<!--") {
            let comment = self.up_to("-->")?;
            (self.tell)("comment", self.place, comment);
            Ok(())
        } else if let Some(rest) = rest.strip_prefix("<![CDATA[") {
            self.rest = rest;
            let content = self.up_to("]]>")?;
            self.flow.push_str(content);
            Ok(())
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let declaration = self.up_to(">")?;
            (self.tell)("declaration", self.place, declaration);
            Ok(())
        } else {
            self.tag()
        }
    }

    /// What stands before `end`, which is passed over.
    fn up_to(&mut self, end: &str) -> Result<&'r str, &'static str> {
        let (before, behind) = self.rest.split_once(end).ok_or(CUT)?;
        self.rest = behind;
        Ok(before)
    }

    fn tag(&mut self) -> Result<(), &'static str> {
        let length = tag_length(self.rest).ok_or(CUT)?;
        let (tag, rest) = self.rest.split_at(length);
        self.rest = rest;
        let closes = tag.starts_with("</");
        let stands_alone = tag.ends_with("/>");
        let inside = &tag[1 + usize::from(closes)..length - 1];
        let (name, attributes) = inside.split_at(position(inside, is_end_of_name).unwrap_or(inside.len()));
        match self.dialect.effect(name) {
            Effect::Joins => {}
            Effect::Spaces => self.flow.push(' '),
            Effect::Parts => self.flush(),
        }
        self.attributes(attributes);
        let raw = self.dialect == Dialect::Page && matches!(name, "script" | "style");
        if raw && !closes && !stands_alone {
            return self.raw(name, attributes);
        }
        Ok(())
    }

    fn attributes(&mut self, mut attributes: &str) {
        while let Some((name, value, rest)) = attribute(attributes) {
            if value.len() >= crate::inspect::rules::SHORTEST {
                let name = name.split_ascii_whitespace().next_back().unwrap_or_default();
                (self.tell)(&format!("@{name}"), self.place, &decoded(value));
            }
            attributes = rest;
        }
    }

    /// A script or style up to its closing tag, in which nothing is a tag.
    fn raw(&mut self, name: &str, attributes: &str) -> Result<(), &'static str> {
        let content = self.up_to(&format!("</{name}"))?;
        self.up_to(">")?;
        if attributes.contains("json") {
            return json::read(content, self.tell);
        }
        for (line, place) in content.lines().zip(1..) {
            (self.tell)(name, place, line);
        }
        Ok(())
    }

    fn flush(&mut self) {
        if self.flow.is_empty() {
            return;
        }
        let text = self.flow.trim();
        if !text.is_empty() {
            (self.tell)("text", self.place, text);
            self.place += 1;
        }
        self.flow.clear();
    }
}

/// Bytes of the tag `text` begins with; a quoted `>` does not end it.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the first byte of `text` for which `is` holds stands; only ASCII may be asked for.
fn position(text: &str, is: impl Fn(u8) -> bool) -> Option<usize> {
    text.bytes().position(is)
}

fn is_end_of_name(byte: u8) -> bool {
    byte == b'/' || byte.is_ascii_whitespace()
}

/// The next attribute: its name, with what stands before, its value and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, behind) = text.split_at(position(text, |byte| byte == b'=')?);
    let behind = behind[1..].trim_ascii_start();
    let Some(quote) = behind.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) else {
        let (value, rest) =
            behind.split_at(position(behind, |byte| byte.is_ascii_whitespace()).unwrap_or(behind.len()));
        return Some((name, value, rest));
    };
    let inside = &behind[1..];
    let end = position(inside, |byte| byte == quote).unwrap_or(inside.len());
    Some((name, &inside[..end], inside.get(end + 1..).unwrap_or_default()))
}

/// `text` with its character references resolved; unknown ones stay.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece
            .split_once(';')
            .and_then(|(name, rest)| Some((reference(name)?, rest)))
        {
            Some((letter, rest)) => {
                plain.push(letter);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(piece);
            }
        }
    }
    Cow::Owned(plain)
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let code = name.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

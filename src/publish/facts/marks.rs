//! Figures inside of a text that passes through templates.
//!
//! A figure is written as START expression MIDDLE text END with letters of the private use area, which no template and no
//! register writes; what looks like a mark and is none is text without those letters.

use super::Cited;

const START: char = '\u{E000}';
const MIDDLE: char = '\u{E001}';
const END: char = '\u{E002}';
const STRONG: char = '\u{E003}';
const PLAIN: char = '\u{E004}';
const NOTE: char = '\u{E005}';
const NOTE_END: char = '\u{E006}';
const MARKS: [char; 7] = [START, MIDDLE, END, STRONG, PLAIN, NOTE, NOTE_END];

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Text(String),
    Strong(String),
    /// A figure and the text it is printed as.
    Figure(Box<Cited>, String),
    /// What stands at the foot of the page.
    Footnote(Vec<Piece>),
}

impl Piece {
    /// As it is read; what stands at the foot is not read here.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Figure(_, text) => text,
            Self::Footnote(_) => "",
        }
    }
}

/// `text` as a figure.
pub fn marked(cited: &Cited, text: &str) -> String {
    format!("{START}{}{MIDDLE}{text}{END}", cited.expression())
}

/// `text` to be printed bold; figures within stay figures.
pub fn strong(text: &str) -> String {
    format!("{STRONG}{text}{PLAIN}")
}

/// `text` to be set at the foot of the page; figures within stay figures.
pub fn footnote(text: &str) -> String {
    format!("{NOTE}{text}{NOTE_END}")
}

/// A name from outside without letters that could be taken for marks.
pub fn unmarked(text: &str) -> String {
    text.replace(MARKS, "")
}

/// The text in its parts.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut rest, mut is_strong) = (text, false);
    while let Some(at) = rest.find([START, STRONG, PLAIN, NOTE]) {
        put(&mut pieces, &rest[..at], is_strong);
        rest = &rest[at..];
        if let Some((cited, shown, after)) = figure(rest) {
            pieces.push(Piece::Figure(Box::new(cited), shown.to_owned()));
            rest = after;
            continue;
        }
        if let Some((inner, after)) = rest.strip_prefix(NOTE).and_then(|rest| rest.split_once(NOTE_END)) {
            pieces.push(Piece::Footnote(self::pieces(inner)));
            rest = after;
            continue;
        }
        is_strong = match rest.chars().next() {
            Some(STRONG) => true,
            Some(PLAIN) => false,
            _ => is_strong,
        };
        rest = &rest[START.len_utf8()..];
    }
    put(&mut pieces, rest, is_strong);
    pieces
}

fn put(pieces: &mut Vec<Piece>, text: &str, is_strong: bool) {
    let text = unmarked(text);
    if !text.is_empty() {
        pieces.push(if is_strong {
            Piece::Strong(text)
        } else {
            Piece::Text(text)
        });
    }
}

/// The figure `text` begins with, its printed text, and what comes after it.
fn figure(text: &str) -> Option<(Cited, &str, &str)> {
    let inner = text.strip_prefix(START)?;
    let (expression, rest) = inner.split_once(MIDDLE)?;
    let (shown, after) = rest.split_once(END)?;
    Some((Cited::of_expression(expression)?, shown, after))
}

/// The text as it is read.
pub fn plain(text: &str) -> String {
    pieces(text).iter().map(Piece::text).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::publish::facts::{Formula, Rows};
    use crate::publish::numbers::Figure;

    #[test]
    fn a_figure_comes_out_of_the_text_it_was_put_into() {
        let rows = Rows::of("terms").with("body", "Ә \"б\"");
        let cited = Cited::count(Figure::Exact(1_234), Formula::Count(rows));
        let found = pieces(&format!("Түсті: {}.", strong(&format!("барлығы {cited}"))));
        let expected = [
            Piece::Text("Түсті: ".into()),
            Piece::Strong("барлығы ".into()),
            Piece::Figure(Box::new(cited), "1\u{a0}234".into()),
            Piece::Text(".".into()),
        ];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn any_text_with_broken_marks_stays_a_text_without_them(text in "[\u{E000}-\u{E005}а-я{}\"]{0,40}") {
            prop_assert_eq!(plain(&text), unmarked(&text));
        }
    }
}

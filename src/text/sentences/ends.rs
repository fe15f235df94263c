//! Which other signs end a sentence: marks, line breaks, smileys.

use super::Page;
use crate::text::markup::{self, Mark};
use crate::text::tokens::{TokenKind, is_blank, is_emoji};

/// A shorter line is not wrapped: it ends where its writer wanted. In letters.
const WRAPPED_LINE: usize = 50;

/// Most closing signs of one sentence; a wall of them is cut.
const LONGEST_RUN: usize = 256;

impl Page<'_> {
    /// The end of the run of closing marks, quotes and brackets that follows token `index`, with smileys behind it.
    pub(super) fn closed(&self, index: usize) -> usize {
        let mut last = index;
        while last < index + LONGEST_RUN && self.closes(last + 1) {
            last += 1;
        }
        while let Some(smile) = self.smile(last + 1).filter(|_| last < index + LONGEST_RUN) {
            last = smile;
        }
        while last < index + LONGEST_RUN && self.closes_markup(last + 1) {
            last += 1;
        }
        self.token(last).map_or(self.text.len(), |token| token.span.end)
    }

    fn closes(&self, index: usize) -> bool {
        match self.sign(index) {
            Some('.' | '!' | '?' | '…' | '‼' | '⁉' | '»' | '”' | ')' | ']' | '›') => true,
            // These open as well; what they open follows at once.
            Some('"' | '“' | '\'' | '’') => !matches!(
                self.kind(index + 1),
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Code)
            ),
            _ => self.piece(index) == "\u{fe0f}",
        }
    }

    /// True for markup that stands behind a sentence rather than before the next.
    fn closes_markup(&self, index: usize) -> bool {
        let piece = self.piece(index);
        self.kind(index) == Some(TokenKind::Markup)
            && (is_blank(piece) || piece.starts_with("</") || markup::mark(piece) == Mark::Closes)
    }

    /// The last token of the emoji or smiley that begins at `index`, a space before it allowed.
    fn smile(&self, index: usize) -> Option<usize> {
        let at = match self.piece(index) {
            " " => index + 1,
            _ => index,
        };
        if self.kind(at) == Some(TokenKind::Punctuation) && self.sign(at).is_some_and(is_emoji) {
            return Some(at);
        }
        let eyes = matches!(self.piece(at), ":" | ";" | "=");
        let nose = at + 1 + usize::from(self.piece(at + 1) == "-");
        let mouth = matches!(self.piece(nose), ")" | "(" | "D" | "/" | "*");
        (eyes && mouth).then(|| {
            let more = (nose + 1..)
                .take_while(|&more| matches!(self.piece(more), ")" | "("))
                .last();
            more.unwrap_or(nose)
        })
    }

    /// The end of a sentence after `!`, `?` or an ellipsis; nothing where the sentence goes on: «Келеміз!» деді.
    pub(super) fn mark_ends(&self, index: usize) -> Option<usize> {
        let end = self.closed(index);
        let run = &self.text[self.token(index)?.span.start..end];
        let behind = self.text[end..].trim_start_matches([' ', '\u{a0}', '\t']);
        let mut letters = behind.trim_start_matches(['—', '–', '-', ' ', '\u{a0}']).chars();
        let small = letters.next().is_some_and(char::is_lowercase);
        let dash = behind.starts_with(['—', '–', '-']);
        let quoted = run.contains(['»', '”', '"', ')', ']', '“']) || run.contains("&raquo");
        let pause = run.chars().all(|sign| matches!(sign, '.' | '…'));
        let goes_on = small && (dash || quoted || (pause && self.capitals));
        (!goes_on && !behind.starts_with([',', ';'])).then_some(end)
    }

    /// The end of a sentence at a line break; a long line goes on before a small letter, and so does any line behind
    /// a comma or a hyphen. A text without capitals shows no more than its lines.
    pub(super) fn line_break(&self, index: usize) -> Option<usize> {
        const BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];
        let token = self.token(index)?;
        let space = self.piece(index);
        if !space.contains(BREAKS) {
            return None;
        }
        let single = space.replace("\r\n", "\n").matches(BREAKS).count() == 1;
        let small = self.text[token.span.end..].starts_with(char::is_lowercase);
        let line =
            &self.text[self.text[..token.span.start].rfind(BREAKS).map_or(0, |at| at + 1)..token.span.start];
        let open = line.ends_with([',', '-', '–', '—']) && self.capitals;
        let long = self.capitals
            && !line.ends_with(['.', '!', '?', '…', ':', ';'])
            && line.chars().nth(WRAPPED_LINE).is_some();
        (!(single && small && (open || long))).then_some(token.span.end)
    }

    /// The end of a sentence at emoji or a smiley before a capital: «су жоқ)) Қашан», «рахмет 😊 Сізге».
    pub(super) fn smile_ends(&self, index: usize) -> Option<usize> {
        let emoji = self.sign(index).is_some_and(is_emoji);
        let doubled =
            |at: Option<usize>| at.is_some_and(|at| matches!(self.piece(at), ")" | "(" | ":" | ";" | "="));
        let mouth = emoji
            || doubled(index.checked_sub(1))
            || self.piece(index).starts_with(')') && doubled(Some(index + 1));
        let end = self.closed(index);
        let behind = &self.text[end..];
        let capital = behind.starts_with(' ') && behind.trim_start().starts_with(char::is_uppercase);
        let last = behind.starts_with(' ') || emoji;
        (mouth && capital && last).then_some(end)
    }
}

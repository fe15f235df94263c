//! Tokens and sentences.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// E-mail, address of a site, register number, plate: one piece that is not a word.
    Code,
    Space,
    Punctuation,
}

/// A piece of a text; the tokens of a text put together are the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub span: Range<usize>,
    pub kind: TokenKind,
}

/// The tokens of `text` in order, covering it without gap or overlap.
pub fn tokens(text: &str) -> Vec<Token> {
    use unicode_segmentation::UnicodeSegmentation;
    text.split_word_bound_indices()
        .map(|(start, piece)| Token {
            span: start..start + piece.len(),
            kind: kind(piece),
        })
        .collect()
}

fn kind(piece: &str) -> TokenKind {
    match piece.chars().next() {
        Some(letter) if letter.is_alphabetic() => TokenKind::Word,
        Some(digit) if digit.is_numeric() => TokenKind::Number,
        Some(space) if space.is_whitespace() => TokenKind::Space,
        _ => TokenKind::Punctuation,
    }
}

//! Plain words and spaces by their bytes: nearly all tokens of a text.

use super::TokenKind;

/// What a byte means at the end of a plain word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    /// The first byte of a Cyrillic letter.
    Cyrillic,
    /// Ends a word whatever follows.
    End,
    Hyphen,
    Stop,
    /// May belong to a code, a number, an entity or a letter of another script.
    Other,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            0xd0..=0xd3 => Byte::Cyrillic,
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b'!' | b'?' | b';' | b'(' | b')' | b'[' | b']' | b'"'
            | b'*' => Byte::End,
            b'-' => Byte::Hyphen,
            b'.' => Byte::Stop,
            _ => Byte::Other,
        };
        byte += 1;
    }
    bytes
};

/// End and kind of the token at `start` if it is a plain word or plain white space.
pub(super) fn token(text: &[u8], start: usize) -> Option<(usize, TokenKind)> {
    match *text.get(start)? {
        b' ' | b'\n' | b'\r' | b'\t' => space(text, start).map(|end| (end, TokenKind::Space)),
        b',' | b'!' | b'?' | b'(' | b')' | b'"' | b';' | b'.' => Some((start + 1, TokenKind::Punctuation)),
        _ if begins_letter(text, start) => word(text, start).map(|end| (end, TokenKind::Word)),
        _ => None,
    }
}

fn space(text: &[u8], start: usize) -> Option<usize> {
    let mut end = start + 1;
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(end) {
        end += 1;
    }
    // Other white space may follow.
    text.get(end)
        .is_none_or(|&next| (0x21..0x80).contains(&next) || BYTES[usize::from(next)] == Byte::Cyrillic)
        .then_some(end)
}

/// The end of a word of plain letters and inner hyphens with nothing behind it that could make it a code.
fn word(text: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    while let Some(&byte) = text.get(end) {
        match BYTES[usize::from(byte)] {
            Byte::Letter => end += 1,
            Byte::Cyrillic => end += cyrillic(text, end)?,
            Byte::Hyphen if begins_letter(text, end + 1) => end += 1,
            Byte::Hyphen | Byte::Stop if ends(text, end + 1) => break,
            Byte::End => break,
            Byte::Other if is_quote_or_dash(text, end) => break,
            Byte::Hyphen | Byte::Stop | Byte::Other => return None,
        }
    }
    (end > start && !may_begin_plate(text, start, end)).then_some(end)
}

/// Length of the letter whose first byte is at `at`: all of U+0400–U+04FF but the signs U+0482–U+0489.
fn cyrillic(text: &[u8], at: usize) -> Option<usize> {
    let second = *text.get(at + 1)?;
    (text[at] != 0xd2 || !(0x82..0x8a).contains(&second)).then_some(2)
}

fn begins_letter(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(|&byte| match BYTES[usize::from(byte)] {
        Byte::Letter => true,
        Byte::Cyrillic => cyrillic(text, at).is_some(),
        _ => false,
    })
}

fn ends(text: &[u8], at: usize) -> bool {
    text.get(at)
        .is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b','))
}

/// « », “ ”, „, –, —, … or a space that does not break.
fn is_quote_or_dash(text: &[u8], at: usize) -> bool {
    matches!(
        text[at..],
        [0xc2, 0xa0 | 0xab | 0xbb, ..] | [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0x9e | 0xa6, ..]
    )
}

/// True for one Latin capital with a number behind it.
fn may_begin_plate(text: &[u8], start: usize, end: usize) -> bool {
    matches!(text[start..], [b'A'..=b'Z', b' ', b'0'..=b'9', ..]) && end == start + 1
}

//! A text as its reader sees it: one kind of space, of hyphen and of digit, and nothing invisible.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// `text` with every white space but the end of a line a space, every dash a hyphen, digits of other shapes as `0` to `9`, marks of letters
/// joined to them, and what is not seen left out.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let parted = text
        .chars()
        .any(|letter| ('\u{300}'..='\u{36f}').contains(&letter));
    let letters: String = text.chars().filter_map(letter).collect();
    Cow::Owned(if parted { letters.nfc().collect() } else { letters })
}

fn letter(letter: char) -> Option<char> {
    // Cyrillic first: nearly everything is.
    match letter {
        '\u{400}'..='\u{52f}' | '!'..='~' | '\n' => Some(letter),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        '\u{660}'..='\u{669}' => digit(letter, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(letter, 0x6f0),
        '\u{1d7ce}'..='\u{1d7ff}' => digit(letter, 0x1d7ce),
        _ if letter.is_whitespace() || letter.is_control() => Some(' '),
        _ => Some(letter),
    }
}

fn digit(letter: char, zero: u32) -> Option<char> {
    char::from_digit((u32::from(letter) - zero) % 10, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spaces_dashes_and_digits_are_the_plain_ones() {
        assert_eq!(seen("8\u{a0}701\u{2011}123\t４５\n"), "8 701-123 45\n");
        assert_eq!(seen("𝟗𝟖٠١"), "9801");
    }

    #[test]
    fn what_is_not_seen_is_left_out_and_marks_join_their_letters() {
        assert_eq!(seen("Се\u{ad}ри\u{200b}ков"), "Сериков");
        assert_eq!(seen("Андреи\u{306}"), "Андрей");
    }
}

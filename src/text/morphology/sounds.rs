//! A Kazakh word as the automaton reads it, and the classes of its sounds.

use crate::text::letters::{fold_letter, is_kazakh, is_vowel};

/// Longest word that is analysed, in letters; longer ones are not words.
const LONGEST: usize = 40;

/// A word as the automaton reads it: я and ю after a vowel taken apart into й+а, й+у.
pub(super) struct Letters {
    pub(super) written: [char; LONGEST],
    pub(super) folded: [char; LONGEST],
    pub(super) len: usize,
    /// Some letter tells the spelling is not a Russian keyboard's, so а and о mean what they say.
    pub(super) shows_harmony: bool,
}

impl Letters {
    pub(super) fn of(lower: &str) -> Option<Self> {
        let mut word = Self {
            written: ['\0'; LONGEST],
            folded: ['\0'; LONGEST],
            len: 0,
            shows_harmony: false,
        };
        for letter in lower.chars() {
            let after_vowel = word.len > 0 && is_vowel(word.folded[word.len - 1]);
            match letter {
                'я' if after_vowel => word.push('й')?.push('а')?,
                'ю' if after_vowel => word.push('й')?.push('у')?,
                _ => word.push(letter)?,
            };
        }
        word.shows_harmony = lower.chars().any(is_kazakh);
        (word.len > 2).then_some(word)
    }

    fn push(&mut self, letter: char) -> Option<&mut Self> {
        *self.written.get_mut(self.len)? = letter;
        *self.folded.get_mut(self.len)? = fold_letter(letter);
        self.len += 1;
        Some(self)
    }

    /// True when the vowels on both sides of `cut` may stand in one word.
    pub(super) fn harmonious(&self, cut: usize, end: usize) -> bool {
        let before = self.written[..cut]
            .iter()
            .rev()
            .find_map(|&letter| self.front(letter));
        let after = self.written[cut..end]
            .iter()
            .find_map(|&letter| self.front(letter));
        before.zip(after).is_none_or(|(before, after)| before == after)
    }

    /// Whether a vowel is a front one; nothing for a vowel that may be either in this spelling.
    fn front(&self, letter: char) -> Option<bool> {
        match letter {
            'е' | 'э' | 'ә' | 'ө' | 'ү' | 'і' => Some(true),
            'ы' | 'ұ' => Some(false),
            'а' | 'о' if self.shows_harmony => Some(false),
            _ => None,
        }
    }
}

/// The sounds an allomorph may follow, one bit a class.
pub(super) fn sound(letter: char) -> u8 {
    match letter {
        'а' | 'е' | 'и' | 'о' | 'э' | 'я' => 1,
        'р' | 'й' | 'у' | 'ю' => 2,
        'л' => 4,
        'м' | 'н' => 8,
        'з' | 'ж' => 16,
        _ => 32,
    }
}

/// The classes a letter of the `forms` column names.
pub(super) fn sounds(names: &str) -> u8 {
    names
        .chars()
        .map(|name| match name {
            'V' => 1,
            'R' => 2,
            'L' => 4,
            'N' => 8,
            'Z' => 16,
            'T' => 32,
            'C' => 62,
            _ => 63,
        })
        .fold(0, |all, class| all | class)
}

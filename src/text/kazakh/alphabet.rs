//! A Kazakh word as the morphology reads it, and the classes of its sounds.

use crate::text::letters::{fold_letter, is_kazakh, is_vowel};

/// Longest word that is analysed, in letters; longer ones are not words.
pub(super) const LONGEST: usize = 40;

/// How many codes [`code`] gives.
pub(super) const CODES: usize = 36;
/// Stands before the first and behind the last letter of a word.
pub(super) const EDGE: u8 = 0;
const HYPHEN: u8 = 33;
const STRANGE: u8 = 34;

/// A folded letter as a small number: the Russian alphabet, the hyphen, everything else.
pub(super) fn code(folded: char) -> u8 {
    match folded {
        'а'..='я' => (folded as u32 - 'а' as u32) as u8 + 1,
        '-' => HYPHEN,
        _ => STRANGE,
    }
}

/// A word of at least two letters: я and ю after a vowel are taken apart into й+а, й+у.
pub(super) struct Letters {
    pub(super) written: [char; LONGEST],
    pub(super) folded: [char; LONGEST],
    pub(super) codes: [u8; LONGEST],
    /// The second half of a я or ю that was taken apart.
    half: [bool; LONGEST],
    pub(super) len: usize,
    /// Some letter tells the spelling is not a Russian keyboard's, so а and о mean what they say.
    pub(super) shows_harmony: bool,
}

impl Letters {
    /// Nothing for a single letter and for what is too long to be a word.
    pub(super) fn of(lower: &str) -> Option<Self> {
        let mut word = Self {
            written: ['\0'; LONGEST],
            folded: ['\0'; LONGEST],
            codes: [EDGE; LONGEST],
            half: [false; LONGEST],
            len: 0,
            shows_harmony: false,
        };
        for letter in lower.chars() {
            let after_vowel = word.len > 0 && is_vowel(word.folded[word.len - 1]);
            match letter {
                'я' if after_vowel => word.push('й')?.push('а')?.mark_half(),
                'ю' if after_vowel => word.push('й')?.push('у')?.mark_half(),
                _ => word.push(letter)?,
            };
            word.shows_harmony |= is_kazakh(letter);
        }
        (word.len > 1).then_some(word)
    }

    fn push(&mut self, letter: char) -> Option<&mut Self> {
        let folded = fold_letter(letter);
        *self.written.get_mut(self.len)? = letter;
        *self.folded.get_mut(self.len)? = folded;
        *self.codes.get_mut(self.len)? = code(folded);
        self.len += 1;
        Some(self)
    }

    fn mark_half(&mut self) -> &mut Self {
        self.half[self.len - 1] = true;
        self
    }

    /// The codes of the word.
    pub(super) fn codes(&self) -> &[u8] {
        &self.codes[..self.len]
    }

    /// The first `end` letters as they were written.
    pub(super) fn spelled(&self, end: usize) -> String {
        let mut spelled = String::with_capacity(2 * end);
        for (&letter, &half) in self.written[..end].iter().zip(&self.half) {
            if half {
                spelled.pop();
            }
            spelled.push(match letter {
                'а' if half => 'я',
                'у' if half => 'ю',
                letter => letter,
            });
        }
        spelled
    }

    /// True when a hyphen stands before `start`: an ending behind an abbreviation, or a particle.
    pub(super) fn hyphen_before(&self, start: usize) -> bool {
        start > 0 && self.codes[start - 1] == HYPHEN
    }

    /// True when a vowel stands in the first `end` letters.
    pub(super) fn has_vowel(&self, end: usize) -> bool {
        self.folded[..end].iter().copied().any(is_vowel)
    }

    /// True when the vowels on both sides of `cut` may stand in one word.
    pub(super) fn harmonious(&self, cut: usize, end: usize) -> bool {
        let before = self.frontness(0..cut).next_back();
        let after = self.frontness(cut..end).next();
        before.zip(after).is_none_or(|(before, after)| before == after)
    }

    /// Whether the last vowel whose spelling tells it is a front one; а and е tell it on every keyboard.
    pub(super) fn ends_front(&self) -> Option<bool> {
        self.folded[..self.len]
            .iter()
            .rev()
            .find_map(|letter| match letter {
                'е' => Some(true),
                'а' => Some(false),
                _ => None,
            })
    }

    /// Which vowels of a stretch are front ones; those that may be either in this spelling are left out.
    fn frontness(&self, stretch: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = bool> {
        self.written[stretch]
            .iter()
            .filter_map(|&letter| self.front(letter))
    }

    fn front(&self, letter: char) -> Option<bool> {
        match letter {
            'е' | 'э' | 'ә' | 'ө' | 'ү' | 'і' => Some(true),
            'ы' | 'ұ' => Some(false),
            'а' | 'о' if self.shows_harmony => Some(false),
            _ => None,
        }
    }
}

/// Letters and what they become between vowels.
const VOICED: [(char, char); 3] = [('п', 'б'), ('к', 'г'), ('қ', 'ғ')];

/// The letter before a vowel ending.
pub(super) fn voiced(letter: char) -> char {
    let pair = VOICED.iter().find(|(hard, _)| *hard == letter);
    pair.map_or(letter, |&(_, soft)| soft)
}

/// The letter without a vowel ending behind it.
pub(super) fn voiceless(letter: char) -> char {
    let pair = VOICED.iter().find(|(_, soft)| *soft == letter);
    pair.map_or(letter, |&(hard, _)| hard)
}

/// The classes of sounds a letter belongs to, one bit each.
pub(super) fn sound(folded: char) -> u8 {
    match folded {
        'а' | 'е' | 'о' | 'э' | 'я' => 1,
        // Folded ы and і are vowels; и itself closes like й.
        'и' => 1 | 2,
        'р' | 'й' | 'у' | 'ю' => 2,
        // Loans write ль, нь, рь: their endings are those behind л.
        'л' | 'ь' => 4,
        'м' | 'н' => 8,
        'з' | 'ж' => 16,
        _ => 32,
    }
}

/// The classes the letters of the `forms` column name: V vowels, R р й у, L л, N nasals, Z з ж, T the voiceless and
/// the rest, C all consonants, `*` every sound.
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

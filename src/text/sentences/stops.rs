//! Which full stops end a sentence.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Page;
use super::abbreviations::{Place, abbreviation};
use crate::text::dictionary::forms;
use crate::text::letters::is_vowel;
use crate::text::tokens::{TokenKind, is_letter};

static SURNAMES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| forms::<2>(include_str!("../../../dictionaries/text/surname_endings.csv")));

/// What stands around a full stop.
struct Stop<'text> {
    /// The stretch without white space before it.
    tail: &'text str,
    /// Where the tail begins.
    tail_start: usize,
    /// Bytes of the sentence and of the text before the tail.
    before: &'text str,
    /// Starts right behind the stop.
    behind: &'text str,
    /// First letter behind the stop, white space and closing signs.
    following: Option<char>,
}

impl Page<'_> {
    pub(super) fn full_stop_ends(&self, index: usize, start: usize) -> bool {
        let Some(stop) = self.stop(index, start) else {
            return false;
        };
        if stop.goes_on() || stop.is_list_number(start, self.text) {
            return false;
        }
        if is_initials(stop.tail) && !stop.is_year() && !stop.is_shouted() {
            return self.initials_end(index, &stop);
        }
        match abbreviation(stop.tail) {
            Some((place, form)) => stop
                .abbreviation_ends(place, form)
                .unwrap_or_else(|| stop.word_ends(self.capitals)),
            None => stop.word_ends(self.capitals),
        }
    }

    fn stop(&self, index: usize, start: usize) -> Option<Stop<'_>> {
        let token = self.token(index)?;
        let tail_start = self.tail(index, start);
        let closed = self.closed(index);
        Some(Stop {
            tail: &self.text[tail_start..token.span.start],
            tail_start,
            before: &self.text[start..tail_start],
            behind: &self.text[token.span.end..],
            following: self.text[closed..].trim_start().chars().next(),
        })
    }

    /// Where the stretch without white space begins that the full stop of token `index` closes.
    fn tail(&self, index: usize, start: usize) -> usize {
        let belongs = |at: &usize| {
            matches!(
                self.kind(*at),
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Code)
            ) || matches!(self.piece(*at), "." | "/" | "-")
        };
        let starts = |at: usize| self.token(at).map(|token| token.span.start);
        (index.saturating_sub(TAIL)..index)
            .rev()
            .take_while(belongs)
            .filter_map(starts)
            .take_while(|&begin| begin >= start)
            .last()
            .or_else(|| starts(index))
            .unwrap_or(start)
    }

    /// True for initials behind a surname with another sentence behind them: «Хабарластым Серіков А.Б. Жауап жоқ».
    fn initials_end(&self, index: usize, stop: &Stop) -> bool {
        let initial = |word: &&str| word.trim_end_matches('.').chars().count() == 1;
        let surname = stop
            .before
            .split_whitespace()
            .rev()
            .take(MOST_INITIALS + 1)
            .find(|word| !initial(word))
            .unwrap_or("");
        let next = stop.behind.split_whitespace().next().unwrap_or("");
        let next = next.trim_matches(|letter: char| !letter.is_alphabetic());
        let sentence = next.chars().count() > 1 && next.starts_with(char::is_uppercase) && !is_surname(next);
        let spaced = self.kind(index + 1) == Some(TokenKind::Space);
        spaced && sentence && is_surname(surname) && surname.starts_with(char::is_uppercase)
    }
}

/// Most initials written apart that a surname has behind it; a text of nothing else is not gone through at each.
const MOST_INITIALS: usize = 4;

/// Most tokens an abbreviation with its full stops may have.
const TAIL: usize = 12;

impl Stop<'_> {
    /// True where a sign follows that stands inside sentences only.
    fn goes_on(&self) -> bool {
        let closed_and_small = self.behind.starts_with([')', '»', '"', '”', ']'])
            && self.following.is_some_and(char::is_lowercase);
        self.behind.starts_with([',', ';', ':']) || closed_and_small
    }

    fn spaced(&self) -> bool {
        !self.behind.starts_with(char::is_alphanumeric)
    }

    fn capital(&self) -> bool {
        self.following
            .is_none_or(|letter| letter.is_uppercase() || !letter.is_alphanumeric())
    }

    /// True for `form` behind a number: «2026 г», «2026ж», «50 кв. м».
    fn after_number(&self, form: &str) -> bool {
        let glued = &self.tail[..self.tail.len() - form.len()];
        let number = |text: &str| {
            text.trim_end_matches(['.', ',', '-', '%'])
                .ends_with(char::is_numeric)
        };
        if !glued.is_empty() {
            return number(glued);
        }
        let before = self.before.trim_end();
        let unit = before
            .rfind(char::is_whitespace)
            .filter(|_| before.ends_with('.'));
        number(before) || unit.is_some_and(|unit| number(before[..unit].trim_end()))
    }

    /// Whether a full stop that belongs to an abbreviation ends a sentence; nothing where it is a word of its own.
    fn abbreviation_ends(&self, place: Place, form: &str) -> Option<bool> {
        let after_number = self.after_number(form);
        let ends = self.spaced() && self.capital();
        match place {
            Place::Before => Some(false),
            Place::After => Some(ends),
            Place::Both => Some(ends && after_number),
            Place::NumberBefore => after_number.then_some(false),
            Place::NumberBehind => self
                .following
                .is_some_and(|letter| letter.is_numeric() || matches!(letter, '№' | '+' | ':' | '('))
                .then_some(false),
        }
    }

    /// Whether a full stop behind a word of its own ends a sentence. In careless writing the space behind it may be
    /// missing, and small letters on both sides; then both words must be long enough.
    fn word_ends(&self, capitals: bool) -> bool {
        let last = self.tail.rsplit(['.', '/']).next().unwrap_or("");
        let letters = last.chars().filter(|&letter| is_letter(letter)).count();
        let small = self.following.is_some_and(char::is_lowercase);
        if self.spaced() {
            // «жн. үй»: no word of either language lacks a vowel.
            let short = letters > 0
                && letters < 5
                && !last.to_lowercase().chars().any(|l| is_vowel(l) || l.is_ascii());
            return !(small && short && capitals);
        }
        if letters == 0 {
            return self.behind.starts_with(char::is_uppercase);
        }
        let next = self
            .behind
            .chars()
            .take(2)
            .take_while(|&letter| is_letter(letter))
            .count();
        let word = letters > 2 || (letters == 2 && last.to_lowercase().contains(is_vowel));
        word && (self.behind.starts_with(char::is_uppercase) || (small && next > 1))
    }

    /// «1.», «2.1.», «IV.», «а.» at the beginning of a sentence, or «1.» behind a colon.
    fn is_list_number(&self, start: usize, text: &str) -> bool {
        let digits = self.tail.len() <= LONGEST_LIST_NUMBER
            && !self.tail.is_empty()
            && self
                .tail
                .split('.')
                .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        let roman = !self.tail.is_empty() && self.tail.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let letter = self.tail.chars().count() == 1 && self.tail.chars().all(char::is_lowercase);
        let first = !text[start..self.tail_start].contains(char::is_alphanumeric);
        let inside = self.before.trim_end().ends_with([':', ';']);
        (first && (digits || roman || letter)) || (inside && digits)
    }

    /// «2026 Г.» in a text of capitals.
    fn is_year(&self) -> bool {
        self.tail.chars().count() == 1
            && self.before.trim_end().ends_with(char::is_numeric)
            && matches!(abbreviation(self.tail), Some((Place::Both | Place::After, _)))
    }

    /// True for an abbreviation that closes what stands before it, among words in capitals: «СУ, ЖАРЫҚ Т.Б.».
    fn is_shouted(&self) -> bool {
        let mut words = self.before.split_whitespace().rev();
        let loud = words.next().is_some_and(|word| {
            word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
                && !word.contains(char::is_lowercase)
        });
        loud && matches!(abbreviation(self.tail), Some((Place::After, _)))
    }
}

const LONGEST_LIST_NUMBER: usize = 8;

/// «А», «А.Б», «Қ.Ә»: single capitals with full stops between.
fn is_initials(tail: &str) -> bool {
    !tail.is_empty()
        && tail.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// True for a word with the ending of a surname behind at least three letters.
fn is_surname(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower
        .char_indices()
        .skip(3)
        .any(|(start, _)| SURNAMES.contains(&lower[start..]))
}

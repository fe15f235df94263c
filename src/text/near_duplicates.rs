//! Letters that are nearly the same: a campaign sends one text many times, and each sender changes a little.
//!
//! Texts are compared by their shingles, runs of five words (Broder 1997, On the resemblance and containment of documents):
//! near-identical are two whose shingles agree to four fifths (Jaccard), or of which the shorter is contained in the
//! longer to nine tenths, as when words were added to a form letter. Candidates are found by the rarest shingles of the
//! shorter text (prefix filter: Chaudhuri, Ganti, Kaushik 2006, ICDE), which misses no pair, unlike MinHash with LSH;
//! each is then confirmed by counting.

mod families;

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashSet};

pub use self::families::{Family, families};
use super::letters::fold;
use super::tokens::{TokenKind, tokens};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Shorter texts are never near-identical: «су жоқ, көмектесіңіздер» is written by many who never met.
const FEWEST_WORDS: usize = 12;
/// An addition of fewer words is an edit, not something said.
const FEWEST_ADDED: usize = 4;

/// The shingles of a text, ascending, each once; none for a text too short to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shingles(Box<[u32]>);

impl Shingles {
    /// Those of `text`, its words folded: keyboard, capitals and endings of lines do not count.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = words(text).map(|(hash, _)| hash).collect();
        if words.len() < FEWEST_WORDS {
            return Self::default();
        }
        let mut shingles: Vec<u32> = words.windows(SHINGLE).map(shingle).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self(shingles.into())
    }

    /// Whether the two texts are near-identical.
    pub fn is_near(&self, other: &Self) -> bool {
        let (shorter, longer) = match self.0.len() <= other.0.len() {
            true => (self, other),
            false => (other, self),
        };
        if shorter.0.is_empty() {
            return false;
        }
        let common = common(&shorter.0, &longer.0) as f64;
        let (short, long) = (shorter.0.len() as f64, longer.0.len() as f64);
        common >= JACCARD * (short + long - common) || common >= CONTAINMENT * short
    }
}

/// The share of shingles two texts must have in common of all they have, or of the shorter's own.
const JACCARD: f64 = 0.8;
const CONTAINMENT: f64 = 0.9;

/// The stretches of `letter`, in bytes, that `form` does not have, of four words or more.
pub fn added(form: &str, letter: &str) -> Vec<Range<usize>> {
    let of_form: Vec<u64> = words(form).map(|(hash, _)| hash).collect();
    let known: FxHashSet<u32> = of_form.windows(SHINGLE).map(shingle).collect();
    let words: Vec<(u64, Range<usize>)> = words(letter).collect();
    let hashes: Vec<u64> = words.iter().map(|(hash, _)| *hash).collect();
    let mut is_new = vec![true; words.len()];
    for (at, run) in hashes.windows(SHINGLE).enumerate() {
        if known.contains(&shingle(run)) {
            is_new[at..at + SHINGLE].fill(false);
        }
    }
    let mut stretches = Vec::new();
    let mut at = 0;
    for run in is_new.chunk_by(|a, b| a == b) {
        if run[0] && run.len() >= FEWEST_ADDED {
            stretches.push(whole(letter, words[at].1.start..words[at + run.len() - 1].1.end));
        }
        at += run.len();
    }
    stretches
}

/// The stretch with the brackets of a placeholder it begins or ends in.
fn whole(letter: &str, stretch: Range<usize>) -> Range<usize> {
    let opens = letter[..stretch.start].ends_with('[');
    let closes = letter[stretch.end..].starts_with(']');
    stretch.start - usize::from(opens)..stretch.end + usize::from(closes)
}

/// The words of a text by the hash of their folded letters, with their places.
fn words(text: &str) -> impl Iterator<Item = (u64, Range<usize>)> {
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Code);
    tokens(text)
        .into_iter()
        .filter(move |token| is_word(token.kind))
        .map(move |token| {
            let hash = FxBuildHasher.hash_one(fold(&text[token.span.clone()]));
            (hash, token.span)
        })
}

/// A run of words as one number.
fn shingle(words: &[u64]) -> u32 {
    // The finaliser of SplitMix64 spreads what the multiplication leaves in the high bits.
    let joined = words.iter().fold(0u64, |joined, word| {
        joined.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
    });
    let mixed = (joined ^ (joined >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32) as u32
}

/// Numbers two ascending lists have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut beside, mut count) = (0, 0, 0);
    while at < one.len() && beside < other.len() {
        match one[at].cmp(&other[beside]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => beside += 1,
            std::cmp::Ordering::Equal => {
                (at, beside, count) = (at + 1, beside + 1, count + 1);
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "Біз, ауыл тұрғындары, таңғы автобус рейсінің ақпан айынан бері жабылып қалғанына қатты \
        алаңдаймыз. Бұл рейспен күн сайын студенттер оқуға, қарттар ауруханаға баратын еді. Рейсті қайта ашуды талап етеміз.";

    fn near(one: &str, other: &str) -> bool {
        Shingles::of(one).is_near(&Shingles::of(other))
    }

    #[test]
    fn a_letter_with_words_added_is_near_its_form() {
        let longer = format!("Құрметті әкім! {LETTER} Менің балам екінші курста оқиды, күн сайын кешігеді.");
        assert!(near(LETTER, &longer));
    }

    #[test]
    fn one_keyboard_or_another_does_not_matter() {
        let plain = LETTER
            .replace('ұ', "у")
            .replace('қ', "к")
            .replace('ғ', "г")
            .to_uppercase();
        assert!(near(LETTER, &plain));
    }

    #[test]
    fn a_letter_about_the_same_in_other_words_is_not_near() {
        assert!(!near(
            LETTER,
            "Ауылымызға таңғы автобус келмей қойды, студенттер мен қарттар қиналып отыр, рейсті қайтарыңыздар, құрметті әкім мырза."
        ));
    }

    #[test]
    fn short_texts_are_never_near() {
        assert!(!near("Су жоқ, көмектесіңіздер!", "Су жоқ, көмектесіңіздер!"));
    }

    #[test]
    fn what_was_added_is_told() {
        let letter = format!("{LETTER} Менің балам екінші курста оқиды.");
        let stretches = added(LETTER, &letter);
        assert_eq!(stretches.len(), 1);
        assert_eq!(&letter[stretches[0].clone()], "Менің балам екінші курста оқиды");
        assert!(added(LETTER, LETTER).is_empty());
        let signed = format!("{LETTER} Құрметпен, ауыл тұрғыны, зейнеткер [АТЫ-ЖӨНІ]");
        let stretches = added(LETTER, &signed);
        assert_eq!(
            &signed[stretches[0].clone()],
            "Құрметпен, ауыл тұрғыны, зейнеткер [АТЫ-ЖӨНІ]"
        );
    }
}

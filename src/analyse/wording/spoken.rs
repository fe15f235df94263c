//! The words of a redacted text that are the writer's own.

use std::ops::Range;

use crate::text::language::Tongue;
use crate::text::letters::fold;
use crate::text::passage::Passage;
use crate::text::placeholders::placeholders;
use crate::text::stems::each_stem;
use crate::text::tokens::TokenKind;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Its bytes in the text.
    pub span: Range<usize>,
    pub tongue: Tongue,
    /// Its folded stem.
    pub key: String,
    pub case: Case,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// With a capital and small letters inside a sentence: a name.
    Name,
    /// In small letters.
    Small,
    /// At the beginning of a sentence, or in capitals: it may be either.
    Unsaid,
}

/// Shorter words are initials and abbreviations of units and places.
const SHORTEST: usize = 2;

/// Tells `learn` each word of `passage` in order; placeholders and words of one letter are left out.
pub fn each_spoken(passage: &Passage, learn: impl FnMut(Spoken)) {
    let hidden = placeholders(passage.text());
    let mut followers = followers(passage);
    // Told only when all are found: `learn` may ask what is known of other words.
    let mut words = Vec::new();
    each_stem(passage, |span, tongue, stem| {
        let follows = followers.next().unwrap_or(false);
        let is_hidden = hidden
            .iter()
            .any(|hidden| hidden.start < span.end && span.start < hidden.end);
        let word = &passage.text()[span.clone()];
        if !is_hidden && word.chars().nth(SHORTEST - 1).is_some() {
            words.push(Spoken {
                case: case(word, follows),
                key: fold(stem),
                span,
                tongue,
            });
        }
    });
    words.into_iter().for_each(learn);
}

/// For each word whether it follows a word, number or comma, and so stands inside a sentence.
fn followers<'p>(passage: &'p Passage) -> impl Iterator<Item = bool> + 'p {
    let mut inside = false;
    passage.tokens().iter().filter_map(move |token| {
        let before = inside;
        match token.kind {
            TokenKind::Space => {
                inside &= !passage.written(token).contains('\n');
                None
            }
            TokenKind::Word => {
                inside = true;
                Some(before)
            }
            TokenKind::Number => {
                inside = true;
                None
            }
            _ => {
                inside = passage.written(token) == "," && before;
                None
            }
        }
    })
}

fn case(word: &str, follows: bool) -> Case {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.next().is_some_and(char::is_uppercase);
    match (first, rest) {
        (false, false) => Case::Small,
        (true, false) if follows => Case::Name,
        _ => Case::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(text: &str) -> Vec<(&str, Tongue, Case)> {
        let mut found = Vec::new();
        each_spoken(&Passage::new(text), |word| {
            found.push((&text[word.span], word.tongue, word.case));
        });
        found
    }

    #[test]
    fn placeholders_numbers_and_single_letters_are_no_words_of_the_writer() {
        let words: Vec<&str> = spoken("[ИМЯ 2] живёт в доме 5, тел. [ТЕЛЕФОН]")
            .into_iter()
            .map(|(word, ..)| word)
            .collect();
        assert_eq!(words, ["живёт", "доме", "тел"]);
    }

    #[test]
    fn a_capital_inside_a_sentence_makes_a_name_and_capitals_alone_do_not() {
        let cases: Vec<Case> = spoken("Дорогу в Келесе чинит ЖКХ. Ямы")
            .into_iter()
            .map(|(_, _, case)| case)
            .collect();
        assert_eq!(
            cases,
            [Case::Unsaid, Case::Name, Case::Small, Case::Unsaid, Case::Unsaid]
        );
    }

    #[test]
    fn each_word_has_its_own_language() {
        let tongues: Vec<Tongue> = spoken("көшеде жарық жоқ, уже третий день нет света")
            .into_iter()
            .map(|(_, tongue, _)| tongue)
            .collect();
        assert_eq!(tongues[..3], [Tongue::Kk; 3]);
        assert_eq!(tongues[tongues.len() - 2..], [Tongue::Ru; 2]);
    }
}

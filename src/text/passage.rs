//! A text read once: cut into tokens, and each of its words looked up. What asks for language, persons, places and
//! topics starts from here, so that no word is looked up twice.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::sentences::sentences_in;
use super::tokens::{Token, TokenKind, tokens};
use super::vocabulary::{self, Vocabulary};

/// A text with its tokens, its words numbered.
#[derive(Debug, Clone)]
pub struct Passage<'text> {
    text: &'text str,
    tokens: Vec<Token>,
    /// By token; [`NO_WORD`] for what is none.
    words: Vec<u32>,
    generation: u64,
    sentences: OnceCell<Vec<Range<usize>>>,
}

/// In place of a number.
pub(super) const NO_WORD: u32 = u32::MAX;

impl<'text> Passage<'text> {
    /// Reads `text`.
    pub fn new(text: &'text str) -> Self {
        let tokens = tokens(text);
        let (words, generation) = vocabulary::with(|vocabulary| {
            vocabulary.make_room(tokens.len());
            (numbers(text, &tokens, vocabulary), vocabulary.generation())
        });
        Self {
            text,
            tokens,
            words,
            generation,
            sentences: OnceCell::new(),
        }
    }

    pub fn text(&self) -> &'text str {
        self.text
    }

    /// The tokens in order, covering the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The bytes of its sentences, in order, without the white space around them.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences
            .get_or_init(|| sentences_in(self.text, &self.tokens))
    }

    /// The letters of `token`.
    pub fn written(&self, token: &Token) -> &'text str {
        &self.text[token.span.clone()]
    }

    /// The tokens, each with the number of its word: one word, one number, in all passages of one
    /// [generation](Passage::generation).
    pub fn numbered(&self) -> impl Iterator<Item = (&Token, Option<usize>)> {
        let number = |&word: &u32| (word != NO_WORD).then_some(word as usize);
        self.tokens.iter().zip(self.words.iter().map(number))
    }

    /// Which numbering the words have; it says nothing about the text.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Asks the vocabulary, with the number of each token's word in it.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&mut Vocabulary, &[u32]) -> T) -> T {
        vocabulary::with(|vocabulary| {
            let words = if vocabulary.generation() == self.generation {
                Cow::Borrowed(self.words.as_slice())
            } else {
                // It has started over meanwhile, or the passage came from another thread.
                vocabulary.make_room(self.tokens.len());
                Cow::Owned(numbers(self.text, &self.tokens, vocabulary))
            };
            ask(vocabulary, &words)
        })
    }
}

/// The number of each word of `text` in `vocabulary`.
fn numbers(text: &str, tokens: &[Token], vocabulary: &mut Vocabulary) -> Vec<u32> {
    let number = |token: &Token| match token.kind {
        TokenKind::Word => vocabulary.number(&text[Range::clone(&token.span)]) as u32,
        _ => NO_WORD,
    };
    tokens.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Tongue;

    #[test]
    fn one_word_has_one_number() {
        let passage = Passage::new("су жоқ, су керек");
        let numbers: Vec<usize> = passage.numbered().filter_map(|(_, number)| number).collect();
        assert_eq!(numbers.len(), 4);
        assert_eq!(numbers[0], numbers[2]);
        assert_ne!(numbers[0], numbers[1]);
    }

    #[test]
    fn a_passage_of_another_thread_is_answered_alike() {
        let passage = std::thread::spawn(|| Passage::new("көшелерде жарық жоқ"))
            .join()
            .unwrap();
        let stems = passage.ask(|vocabulary, words| {
            let known = words.iter().filter(|&&word| word != NO_WORD);
            known
                .map(|&word| vocabulary.stem(word as usize, Tongue::Kk).to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(stems, ["көше", "жарық", "жоқ"]);
    }
}

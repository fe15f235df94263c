//! Words as they are searched: each under its folded stems.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::language::Tongue;
use crate::text::placeholders::placeholders;
use crate::text::stems;
use crate::text::tokens::words;

/// A word of a text that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its place among the words of the text; a placeholder takes places too, so no phrase reaches across one.
    pub position: usize,
    /// Its stems as [`keys`] gives them.
    pub keys: Vec<String>,
}

/// The folded Kazakh and Russian stems of `word`, each once.
///
/// Both, because a text mixes the languages and a short word does not tell which it is of.
pub fn keys(word: &str) -> Vec<String> {
    let mut keys = stems::keys(word, Tongue::Kk);
    for key in stems::keys(word, Tongue::Ru) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The words of `text` in order, those of placeholders left out.
pub fn searched_words(text: &str) -> Vec<Word> {
    let hidden = placeholders(text);
    let is_hidden = |span: &Range<usize>| {
        let before = hidden.partition_point(|placeholder| placeholder.end <= span.start);
        hidden
            .get(before)
            .is_some_and(|placeholder| placeholder.start < span.end)
    };
    words(text)
        .enumerate()
        .filter(|(_, (span, _))| !is_hidden(span))
        .map(|(position, (span, word))| Word {
            span,
            position,
            keys: keys(word),
        })
        .collect()
}

/// Gives the index every stem of a word at the word's place.
#[derive(Debug, Clone)]
pub struct StemTokenizer;

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = Stems;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stems {
        let stems: Vec<Token> = searched_words(text).into_iter().flat_map(tokens).collect();
        Stems {
            rest: stems.into_iter(),
            now: Token::default(),
        }
    }
}

fn tokens(word: Word) -> impl Iterator<Item = Token> {
    word.keys.into_iter().map(move |text| Token {
        offset_from: word.span.start,
        offset_to: word.span.end,
        position: word.position,
        text,
        position_length: 1,
    })
}

/// The stems of one text.
pub struct Stems {
    rest: std::vec::IntoIter<Token>,
    now: Token,
}

impl TokenStream for Stems {
    fn advance(&mut self) -> bool {
        let next = self.rest.next();
        let more = next.is_some();
        self.now = next.unwrap_or_default();
        more
    }

    fn token(&self) -> &Token {
        &self.now
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_keeps_its_place_but_is_no_word() {
        let found = searched_words("Звоните [ИМЯ] вечером");
        let places: Vec<usize> = found.iter().map(|word| word.position).collect();
        assert_eq!(places, [0, 2]);
    }
}

//! What was asked for: words and quoted phrases, all of which must occur.

use tantivy::Term;
use tantivy::query::{BooleanQuery, DisjunctionMaxQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::Error;
use super::words::keys;
use crate::text::tokens::words;

/// Words a phrase may have: each doubles the ways it can be spelled in stems of the two languages.
pub const LONGEST_PHRASE: usize = 8;

/// Stems of each word of a phrase; a single word is a phrase of one.
type Phrase = Vec<Vec<String>>;

/// The index query for `query` over the texts in `field`.
pub fn compile(query: &str, field: Field) -> Result<BooleanQuery, Error> {
    let parts = phrases(query)
        .into_iter()
        .map(|phrase| occurs(&phrase, field))
        .collect::<Result<Vec<_>, Error>>()?;
    if parts.is_empty() {
        return Err(Error::NoWord);
    }
    Ok(BooleanQuery::intersection(parts))
}

/// The stems of all words of `query` as one phrase, quotes or not.
pub fn phrase(query: &str) -> Result<Phrase, Error> {
    let phrase: Phrase = words(query).map(|(_, word)| keys(word)).collect();
    if phrase.is_empty() {
        return Err(Error::NoWord);
    }
    Ok(phrase)
}

/// The phrases of `query`: what stands in quotes, and every word outside them; an open quote goes to the end.
fn phrases(query: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (place, part) in query.split(['"', '«', '»', '“', '”', '„']).enumerate() {
        let stems: Phrase = words(part).map(|(_, word)| keys(word)).collect();
        if place % 2 == 1 {
            found.push(stems);
        } else {
            found.extend(stems.into_iter().map(|word| vec![word]));
        }
    }
    found.retain(|phrase| !phrase.is_empty());
    found
}

/// True of texts where `phrase` occurs; of its spellings the best counts, so no word is scored twice.
fn occurs(phrase: &Phrase, field: Field) -> Result<Box<dyn Query>, Error> {
    if phrase.len() > LONGEST_PHRASE {
        return Err(Error::LongPhrase { words: phrase.len() });
    }
    let ways = spellings(phrase)
        .into_iter()
        .map(|stems| spelled(&stems, field))
        .collect();
    Ok(Box::new(DisjunctionMaxQuery::new(ways)))
}

/// Every choice of one stem for each word.
fn spellings(phrase: &Phrase) -> Vec<Vec<&str>> {
    phrase.iter().fold(vec![Vec::new()], |begun, stems| {
        begun
            .iter()
            .flat_map(|before| {
                stems
                    .iter()
                    .map(|stem| before.iter().copied().chain([stem.as_str()]).collect())
            })
            .collect()
    })
}

fn spelled(stems: &[&str], field: Field) -> Box<dyn Query> {
    let term = |stem: &&str| Term::from_field_text(field, stem);
    match stems {
        [stem] => Box::new(TermQuery::new(term(stem), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(stems.iter().map(term).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_quotes_are_one_phrase() {
        let lengths = |query| phrases(query).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths("жарық «жол жөндеу» \"яма"), [1, 2, 1]);
        assert_eq!(lengths("\"\" — 5"), [0; 0]);
    }
}

//! All figures of the documents of a run, and the sentences they stand in.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Piece, pieces, plain};
use super::{Cited, Told};
use crate::analyse::Edition;
use crate::table;

table! {
    /// Figures of the notes and briefs: the formula behind each, its number, and a sentence or table it stands in.
    pub struct FactRow in "facts" with facts {
        /// Key of the figure: the tag of its content control in the documents.
        key: String,
        /// How it follows from the tables.
        formula: String,
        /// The same, as `talda explain` reads it (JSON).
        expression: String,
        /// Decimal places it is printed with.
        places: i64,
        /// number, small (printed as «<5») or withheld (printed as «…», so that a small one cannot be worked out).
        told: String,
        /// The number; empty where it is small or withheld.
        number: Option<f64>,
        /// As printed in sentences; tables print a dash for none.
        text: String,
        /// Documents it stands in, e.g. brief, note.
        documents: String,
        /// First sentence, caption or row it stands in, in Kazakh.
        sentence_kk: String,
        /// The same in Russian.
        sentence_ru: String,
    }
}

/// One figure with the places it was seen in.
#[derive(Debug, Clone, PartialEq)]
struct Fact {
    cited: Cited,
    documents: BTreeSet<String>,
    sentences: BTreeMap<Edition, String>,
}

/// Figures by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    facts: BTreeMap<String, Fact>,
}

impl Ledger {
    /// Takes in the figures of a text, which stands in `sentence` of a document; the first sentence stays.
    pub fn take(&mut self, text: &str, sentence: &str, document: &str, edition: Edition) {
        self.take_pieces(pieces(text), &plain(sentence), document, edition);
    }

    fn take_pieces(&mut self, pieces: Vec<Piece>, sentence: &str, document: &str, edition: Edition) {
        for piece in pieces {
            let cited = match piece {
                Piece::Figure(cited, _) => cited,
                Piece::Footnote(inner) => {
                    self.take_pieces(inner, sentence, document, edition);
                    continue;
                }
                Piece::Text(_) | Piece::Strong(_) => continue,
            };
            let fact = self.facts.entry(cited.key()).or_insert_with(|| Fact {
                cited: *cited,
                documents: BTreeSet::new(),
                sentences: BTreeMap::new(),
            });
            fact.documents.insert(document.to_owned());
            fact.sentences
                .entry(edition)
                .or_insert_with(|| sentence.to_owned());
        }
    }

    /// Takes in another ledger; its sentences stand where this one has none.
    pub fn join(&mut self, other: Self) {
        for (key, fact) in other.facts {
            let Some(own) = self.facts.get_mut(&key) else {
                self.facts.insert(key, fact);
                continue;
            };
            own.documents.extend(fact.documents);
            for (edition, sentence) in fact.sentences {
                own.sentences.entry(edition).or_insert(sentence);
            }
        }
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.facts.keys().map(String::as_str)
    }
}

/// The rows of `facts`, by key.
pub fn fact_rows(ledger: &Ledger) -> Vec<FactRow> {
    let row = |(key, fact): (&String, &Fact)| {
        let sentence = |edition| fact.sentences.get(&edition).cloned().unwrap_or_default();
        let told = match fact.cited.told {
            Told::Number(_) => "number",
            Told::Small => "small",
            Told::Withheld => "withheld",
        };
        FactRow {
            key: key.clone(),
            formula: fact.cited.formula.to_string(),
            expression: serde_json::to_string(&fact.cited.formula).unwrap_or_default(),
            places: fact.cited.places as i64,
            told: told.to_owned(),
            number: fact.cited.told_number(),
            text: fact.cited.text(),
            documents: fact.documents.iter().cloned().collect::<Vec<_>>().join(", "),
            sentence_kk: sentence(Edition::Kk),
            sentence_ru: sentence(Edition::Ru),
        }
    };
    ledger.facts.iter().map(row).collect()
}

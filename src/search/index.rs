//! The index: in memory, one document an appeal.

use tantivy::collector::TopDocs;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{DocAddress, IndexReader, IndexSettings, ReloadPolicy, Searcher, TantivyDocument};

use super::words::StemTokenizer;
use super::{Error, query};
use crate::corpus::published::Appeal;

/// Name of our tokenizer in the schema.
const STEMS: &str = "stems";

/// Bytes; sets the first size of the term table only, the index grows with the texts.
const MEMORY: usize = 50_000_000;

/// A full-text index of redacted texts.
pub struct Index {
    reader: IndexReader,
    fields: Fields,
}

/// An appeal all words of the query occur in.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub register: String,
    pub number: String,
    pub half_year: String,
    /// District by КАТО code; empty where unknown.
    pub district: Option<String>,
    pub language: String,
    /// BM25; a word counts by the better of its Kazakh and Russian stem.
    pub score: f32,
}

#[derive(Clone, Copy)]
struct Fields {
    register: Field,
    number: Field,
    half_year: Field,
    district: Field,
    language: Field,
    text: Field,
}

impl Index {
    /// The index of the redacted texts of `appeals`; the same whatever their order.
    pub fn of(appeals: &[Appeal]) -> Result<Self, Error> {
        let mut appeals: Vec<&Appeal> = appeals.iter().collect();
        appeals.sort_by_key(|appeal| (&appeal.register, &appeal.number));
        let (schema, fields) = schema();
        // The default ones too: the writer asks for one even where a field is only stored.
        let tokenizers = TokenizerManager::default();
        tokenizers.register(STEMS, StemTokenizer);
        // One segment written by this thread keeps documents in the order of their keys, which settles equal scores;
        // the index writer for many threads does not.
        let mut writer = tantivy::Index::builder()
            .schema(schema)
            .settings(IndexSettings::default())
            .tokenizers(tokenizers)
            .single_segment_index_writer(tantivy::directory::RamDirectory::create(), MEMORY)?;
        for appeal in appeals {
            writer.add_document(fields.document(appeal))?;
        }
        let reader = writer
            .finalize()?
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self { reader, fields })
    }

    /// At most `limit` appeals in which all words of `query` occur, quoted ones as a phrase: best first, equal ones by
    /// register and number.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let query = query::compile(query, self.fields.text)?;
        let searcher = self.reader.searcher();
        let most = limit.min(usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(Vec::new());
        }
        searcher
            .search(&query, &TopDocs::with_limit(most).order_by_score())?
            .into_iter()
            .map(|(score, address)| self.fields.hit(&searcher, score, address))
            .collect()
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let stems = TextFieldIndexing::default()
        .set_tokenizer(STEMS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        register: schema.add_text_field("register", STORED),
        number: schema.add_text_field("number", STORED),
        half_year: schema.add_text_field("half_year", STORED),
        district: schema.add_text_field("district", STORED),
        language: schema.add_text_field("language", STORED),
        text: schema.add_text_field("text", TextOptions::default().set_indexing_options(stems)),
    };
    (schema.build(), fields)
}

impl Fields {
    fn document(self, appeal: &Appeal) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.register, &appeal.register);
        document.add_text(self.number, &appeal.number);
        document.add_text(self.half_year, &appeal.half_year);
        document.add_text(self.language, &appeal.language);
        document.add_text(self.text, &appeal.text);
        if let Some(district) = &appeal.district {
            document.add_text(self.district, district);
        }
        document
    }

    fn hit(self, searcher: &Searcher, score: f32, address: DocAddress) -> Result<Hit, Error> {
        let document: TantivyDocument = searcher.doc(address)?;
        let cell = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .map(str::to_owned)
        };
        let given = |field| cell(field).unwrap_or_default();
        Ok(Hit {
            register: given(self.register),
            number: given(self.number),
            half_year: given(self.half_year),
            district: cell(self.district),
            language: given(self.language),
            score,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::appeal;

    fn numbers(texts: &[&str], query: &str) -> Vec<String> {
        let appeals: Vec<Appeal> = (1..)
            .zip(texts)
            .map(|(number, text)| appeal(&number.to_string(), text))
            .collect();
        let hits = Index::of(&appeals).unwrap().search(query, 10).unwrap();
        hits.into_iter().map(|hit| hit.number).collect()
    }

    #[test]
    fn any_form_and_the_russian_keyboard_find_a_word() {
        let texts = [
            "Көшеміздің шамы жанбайды.",
            "Отремонтируйте дорогами разбитый двор",
        ];
        for query in ["көше", "көшеде", "кошемиздин", "КӨШЕЛЕРІ"] {
            assert_eq!(numbers(&texts, query), ["1"], "{query}");
        }
        for query in ["дорога", "дороги", "дорогой двор"] {
            assert_eq!(numbers(&texts, query), ["2"], "{query}");
        }
    }

    #[test]
    fn all_words_must_occur() {
        let texts = ["жол жөндеу керек", "жол тар"];
        assert_eq!(numbers(&texts, "жөндеу жол"), ["1"]);
    }

    #[test]
    fn a_phrase_keeps_its_order() {
        let texts = ["жол жөндеу керек", "жөндеу жол керек", "ремонт жолдың"];
        assert_eq!(numbers(&texts, "\"жолды жөндеу\""), ["1"]);
        assert_eq!(numbers(&texts, "«ремонта жол»"), ["3"]);
    }

    #[test]
    fn placeholders_and_absent_words_give_nothing() {
        let texts = ["Мой номер [ТЕЛЕФОН 2], звоните"];
        for query in ["телефон", "[ТЕЛЕФОН]", "мектеп", "номер мектеп"] {
            assert_eq!(numbers(&texts, query), [""; 0], "{query}");
        }
        assert_eq!(numbers(&["Телефон не работает"], "телефон"), ["1"]);
        assert_eq!(numbers(&[], "телефон"), [""; 0]);
    }

    #[test]
    fn equal_scores_stand_in_the_order_of_their_numbers() {
        let mut appeals: Vec<Appeal> = ["3", "1", "2"].map(|number| appeal(number, "су жоқ")).into();
        let forth = Index::of(&appeals).unwrap().search("су", 2).unwrap();
        appeals.reverse();
        let back = Index::of(&appeals).unwrap().search("су", 2).unwrap();
        assert_eq!(forth, back);
        assert_eq!(
            forth.iter().map(|hit| hit.number.as_str()).collect::<Vec<_>>(),
            ["1", "2"]
        );
    }

    #[test]
    fn a_query_without_words_is_refused() {
        let index = Index::of(&[appeal("1", "су жоқ")]).unwrap();
        assert!(matches!(index.search("5 !", 10), Err(Error::NoWord)));
        let long = format!("\"{}\"", "су ".repeat(9));
        assert!(matches!(
            index.search(&long, 10),
            Err(Error::LongPhrase { words: 9 })
        ));
    }
}

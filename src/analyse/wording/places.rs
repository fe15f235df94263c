//! Words that are parts of the names of places.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::language::Tongue;
use crate::text::stems::key;
use crate::text::tokens::words;

const REGIONS: &str = include_str!("../../../dictionaries/place/regions.csv");
const DISTRICTS: &str = include_str!("../../../dictionaries/place/districts.csv");
const SETTLEMENTS: &str = include_str!("../../../dictionaries/place/settlements.csv");

/// The folded stems of the words in the names of the country's places. Many are ordinary words too, so this alone does
/// not make a word of a text a name.
#[derive(Debug)]
pub struct PlaceNames(FxHashSet<(Tongue, String)>);

impl PlaceNames {
    /// The names of the embedded gazetteer, read once.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<PlaceNames> =
            LazyLock::new(|| PlaceNames::parse(&[REGIONS, DISTRICTS, SETTLEMENTS]));
        &EMBEDDED
    }

    fn parse(files: &[&str]) -> Self {
        let names = files.iter().flat_map(|csv| names(csv));
        Self(
            names
                .flat_map(|(tongue, name)| {
                    let parts = words(&name).map(|(_, word)| (tongue, key(word, tongue)));
                    parts.collect::<Vec<_>>()
                })
                .collect(),
        )
    }

    /// True for the stem of a word that stands in the name of a place.
    pub fn contains(&self, tongue: Tongue, stem: &str) -> bool {
        self.0.contains(&(tongue, stem.to_owned()))
    }
}

/// The names in the columns `name_kk` and `name_ru`, under both languages: a Russian letter writes Kazakh names too.
fn names(csv: &str) -> Vec<(Tongue, String)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<usize> = reader
        .headers()
        .map(|headers| {
            let named = headers.iter().enumerate();
            named
                .filter(|(_, header)| header.starts_with("name_"))
                .map(|(column, _)| column)
                .collect()
        })
        .unwrap_or_default();
    let lines = reader.records().filter_map(Result::ok);
    lines
        .flat_map(|line| {
            let cells = columns.iter().filter_map(|&column| line.get(column));
            cells
                .flat_map(|name| [Tongue::Kk, Tongue::Ru].map(|tongue| (tongue, name.to_owned())))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_in_both_languages_and_in_every_case() {
        let places = PlaceNames::embedded();
        for (word, tongue) in [
            ("Отырарда", Tongue::Kk),
            ("Сайрамском", Tongue::Ru),
            ("Кентауда", Tongue::Kk),
        ] {
            assert!(places.contains(tongue, &key(word, tongue)), "{word}");
        }
        assert!(!places.contains(Tongue::Ru, &key("тротуар", Tongue::Ru)));
    }

    #[test]
    fn every_file_of_places_has_names_in_both_languages() {
        for csv in [REGIONS, DISTRICTS, SETTLEMENTS] {
            assert!(names(csv).len() >= 2 * (csv.lines().count() - 1));
        }
    }
}

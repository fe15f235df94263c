//! Stems: the part of a word its inflected forms share.

use super::language::Tongue;

/// The stem of a word in lower case; never empty for a word that is not.
pub fn stem(word: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Ru => {
            let word = word.to_lowercase().replace('ё', "е");
            rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Russian)
                .stem(&word)
                .into_owned()
        }
        Tongue::Kk => word.to_lowercase(),
    }
}

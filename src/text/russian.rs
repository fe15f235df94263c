//! Russian words: the lemma of the dictionary of rumorph, the Snowball stem of a word it does not hold.

use std::sync::LazyLock;

use rumorph::{Analysis, Dictionary, Source};

/// What the dictionary says of a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Analysed {
    /// The lemma with ё as е; the Snowball stem of a word no dictionary holds.
    pub stem: String,
    /// The lemmas of its other readings: «дорогой» is of «дорогой» and of «дорога».
    pub others: Vec<String>,
    /// Part of speech of Universal Dependencies; nothing for a word no dictionary holds.
    pub part: Option<&'static str>,
    /// A nominal in the nominative singular, or another word in its dictionary form.
    pub base: bool,
    pub names: NameShares,
}

/// How much of the readings of a word each kind of name has, from 0 to 1; nothing for a word no dictionary holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct NameShares {
    pub given: f64,
    pub surname: f64,
    pub place: f64,
    /// Words that are no name.
    pub common: f64,
}

/// The likeliest analysis of a word in lower case, taken by itself.
pub(super) fn analyse(lower: &str) -> Analysed {
    known(lower).unwrap_or_else(|| Analysed {
        stem: snowball(lower),
        others: vec![],
        part: None,
        base: false,
        names: NameShares::default(),
    })
}

fn known(lower: &str) -> Option<Analysed> {
    let dictionary = DICTIONARY.as_ref()?;
    if !dictionary.is_known(lower) {
        return None;
    }
    let analyses = dictionary.analyze(lower);
    let likeliest = analyses
        .first()
        .filter(|analysis| analysis.source == Source::Dictionary)?;
    let tag = dictionary.ud_tag(likeliest.ud)?;
    let nominative = matches!(tag.feat("Case"), Some("Nom" | "Acc")) && tag.feat("Number") == Some("Sing");
    let stem = without_yo(likeliest);
    let mut others: Vec<String> = analyses
        .iter()
        .filter(|analysis| analysis.prob >= RARE)
        .map(without_yo)
        .filter(|lemma| *lemma != stem)
        .collect();
    others.sort();
    others.dedup();
    Some(Analysed {
        stem,
        others,
        part: Some(tag.pos()),
        base: likeliest.lemma == lower || (tag.pos() == "NOUN" && nominative),
        names: name_shares(dictionary, &analyses),
    })
}

fn name_shares(dictionary: &Dictionary, analyses: &[Analysis]) -> NameShares {
    let mut shares = NameShares::default();
    for analysis in analyses {
        let Some(tag) = dictionary.ud_tag(analysis.ud) else {
            continue;
        };
        match tag.feat("NameType") {
            Some("Giv") => shares.given += analysis.prob,
            Some("Sur") => shares.surname += analysis.prob,
            Some("Geo") => shares.place += analysis.prob,
            // A father's name is known by its ending.
            Some(_) => {}
            // «Иванов» is also «of Иван»: an adjective of a name is no ordinary word.
            None if tag.has_label("Poss") => {}
            None => shares.common += analysis.prob,
        }
    }
    shares
}

/// A reading less probable than this is left out.
const RARE: f64 = 0.03;

fn without_yo(analysis: &Analysis) -> String {
    analysis.lemma.replace('ё', "е")
}

fn snowball(lower: &str) -> String {
    rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Russian)
        .stem(lower)
        .into_owned()
}

/// Embedded with the program; a test reads it, so it is there.
static DICTIONARY: LazyLock<Option<Dictionary>> = LazyLock::new(|| Dictionary::bundled().ok());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_word_has_its_lemma_and_part_of_speech() {
        let roads = analyse("дорогами");
        assert_eq!(
            (roads.stem.as_str(), roads.part, roads.base),
            ("дорога", Some("NOUN"), false)
        );
        let green = analyse("зеленых");
        assert_eq!((green.stem.as_str(), green.part), ("зеленый", Some("ADJ")));
        assert!(analyse("вода").base);
    }

    #[test]
    fn a_form_of_two_words_has_both_lemmas() {
        let dear = analyse("дорогой");
        assert_eq!(
            (dear.stem.as_str(), dear.others),
            ("дорогой", vec!["дорога".to_owned()])
        );
    }

    #[test]
    fn a_word_no_dictionary_holds_has_its_snowball_stem() {
        let invented = analyse("бултыхалками");
        assert_eq!((invented.stem.as_str(), invented.part), ("бултыхалк", None));
    }
}

//! Words beside a name that make it the name of a street, a school or a place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a word has to stand, and whether words that only begin with it count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    before: bool,
    stem: bool,
}

static HEADS: LazyLock<BTreeMap<String, Vec<Head>>> = LazyLock::new(|| {
    let mut reader =
        csv::Reader::from_reader(include_str!("../../../dictionaries/inspect/beside.csv").as_bytes());
    let mut heads: BTreeMap<String, Vec<Head>> = BTreeMap::new();
    for row in reader.records().flatten() {
        let cell = |at| row.get(at).unwrap_or_default();
        let head = Head {
            before: cell(1) == "before",
            stem: cell(2) == "stem",
        };
        heads.entry(cell(0).to_owned()).or_default().push(head);
    }
    heads
});

/// True where the name at `span` is that of a street, a school, a place: «ул. Серикова», «Серікова көшесі».
pub fn is_named_after(text: &str, span: &Range<usize>) -> bool {
    let (left, right) = (&text[..span.start], &text[span.end..]);
    word_before(left).is_some_and(|(word, whole)| is_head(&word, true, whole))
        || word_behind(right).is_some_and(|word| is_head(&word, false, false))
}

/// The last word of `left`, where only spaces, quotation marks and a point part it from the end; true where a point
/// does, which only an abbreviation has: elsewhere it ends a sentence.
fn word_before(left: &str) -> Option<(String, bool)> {
    let left = left.trim_end_matches([' ', '«', '"', '“']);
    let (left, point) = left.strip_suffix('.').map_or((left, false), |left| (left, true));
    let word = left.rsplit(|letter: char| !letter.is_alphanumeric()).next()?;
    (!word.is_empty()).then(|| (word.to_lowercase(), point))
}

/// The first word of `right`, where no full stop, comma or end of a line parts it from the beginning.
fn word_behind(right: &str) -> Option<String> {
    let right = right.trim_start_matches([' ', '»', '"', '”', '-']);
    let word = right.split(|letter: char| !letter.is_alphanumeric()).next()?;
    (!word.is_empty()).then(|| word.to_lowercase())
}

/// Whether `word` is in the dictionary for its side; `whole` where none that only begins with an entry will do.
fn is_head(word: &str, before: bool, whole: bool) -> bool {
    let begins = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    begins
        .filter_map(|end| HEADS.get(&word[..end]).map(|heads| (end == word.len(), heads)))
        .any(|(same, heads)| {
            heads
                .iter()
                .any(|head| head.before == before && (same || head.stem && !whole))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, name: &str) -> bool {
        let start = text.find(name).unwrap();
        is_named_after(text, &(start..start + name.len()))
    }

    #[test]
    fn a_street_school_or_place_is_named_after_a_person() {
        for text in [
            "на ул. Асан Сериков темно",
            "школа имени «Асан Сериков»",
            "Асан Сериков көшесінде жарық жоқ",
            "Асан Сериков атындағы мектеп",
            "Асан Сериков ауылы",
        ] {
            assert!(named(text, "Асан Сериков"), "{text}");
        }
    }

    #[test]
    fn a_word_of_the_next_sentence_or_on_the_wrong_side_says_nothing() {
        for text in [
            "Подпись: Асан Сериков. Көшеде жарық жоқ",
            "жарық жоқ біздің көшесінде Асан Сериков",
            "Асан Сериков ул. Абая",
            "просит Асан Сериков, улица Абая",
            "темно на улице. Асан Сериков",
            "темно на улице\nАсан Сериков",
            "Асан Сериков\nкөшесінде жарық жоқ",
        ] {
            assert!(!named(text, "Асан Сериков"), "{text}");
        }
    }

    #[test]
    fn every_word_has_a_side_a_match_and_a_reason() {
        let text = include_str!("../../../dictionaries/inspect/beside.csv");
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
        for row in rows.map(Result::unwrap) {
            let [side, kind] = [&row[1], &row[2]];
            assert!(
                ["before", "after"].contains(&side) && ["word", "stem"].contains(&kind),
                "{row:?}"
            );
            assert!(row[0] == row[0].to_lowercase() && !row[3].is_empty(), "{row:?}");
        }
    }
}

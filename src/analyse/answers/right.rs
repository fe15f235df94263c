//! Whether an answer tells of the right to complain, and whether it has to.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::letters::fold;
use crate::text::tokens::words;

const RIGHT: &str = include_str!("../../../dictionaries/answers/right.csv");
const OWED: &str = include_str!("../../../dictionaries/answers/owed.csv");

#[derive(Debug, Deserialize)]
struct Phrase {
    phrase: String,
}

#[derive(Debug, Deserialize)]
struct Owed {
    outcome: String,
}

/// Beginnings of neighbouring words, folded.
static PHRASES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = lines::<Phrase>(RIGHT);
    lines
        .iter()
        .map(|line| line.phrase.split_whitespace().map(fold).collect())
        .collect()
});

static OUTCOMES: LazyLock<Vec<String>> =
    LazyLock::new(|| lines::<Owed>(OWED).into_iter().map(|line| line.outcome).collect());

/// A line that is none is left out; the tests below read every one of them.
fn lines<L: for<'l> Deserialize<'l>>(csv: &str) -> Vec<L> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
}

/// Whether `text` says a phrase of `dictionaries/answers/right.csv`: its words begin neighbouring words of the text.
pub fn tells_of_the_right(text: &str) -> bool {
    let words: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
    PHRASES.iter().any(|phrase| {
        words.windows(phrase.len()).any(|run| {
            run.iter()
                .zip(phrase)
                .all(|(word, start)| word.starts_with(start.as_str()))
        })
    })
}

/// Whether an answer with this outcome has to tell of the right to complain.
pub fn has_to(outcome: &str) -> bool {
    OUTCOMES.iter().any(|owed| owed == outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_dictionaries_is_read() {
        for (csv, read) in [(RIGHT, PHRASES.len()), (OWED, OUTCOMES.len())] {
            assert_eq!(read, csv.trim_end().lines().count() - 1);
        }
    }

    #[test]
    fn the_right_is_told_in_both_languages() {
        for text in [
            "В случае несогласия Вы вправе обжаловать его в вышестоящий орган.",
            "Решение может быть обжаловано в соответствии со ст. 91.",
            "Келіспеген жағдайда жоғары тұрған органға ШАҒЫМДАНУҒА құқығыңыз бар.",
            "Жоғары турган органга шагым беруге кукылысыз.",
        ] {
            assert!(tells_of_the_right(text), "{text}");
        }
    }

    #[test]
    fn to_speak_of_a_complaint_is_not_to_tell_of_the_right() {
        for text in [
            "Ваша жалоба рассмотрена, вода подаётся.",
            "Сіз судың жоқтығына шағымданғансыз.",
            "",
        ] {
            assert!(!tells_of_the_right(text), "{text}");
        }
    }
}

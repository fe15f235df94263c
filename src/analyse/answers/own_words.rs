//! What an answer says that not every answer says.

use std::collections::BTreeMap;

use super::boilerplate::FEWEST_OTHERS;
use super::right::tells_of_the_right;
use crate::analyse::wording::letter;
use crate::text::near_duplicates::added;
use crate::text::sentences::sentences;

/// A word of so many digits is a day or a number of registration, not something said.
const DIGITS: usize = 5;

/// By answer of a family: whether it says four words on end that neither its typical text nor five others of it say. A
/// greeting or an opening is added by many.
pub fn with_own_words<'a>(form: &str, answers: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let additions: Vec<Vec<u64>> = answers
        .map(|answer| {
            let stretches = added(form, answer).into_iter();
            let mut additions: Vec<u64> = stretches.map(|stretch| letter(&answer[stretch])).collect();
            additions.sort_unstable();
            additions.dedup();
            additions
        })
        .collect();
    let mut said: BTreeMap<u64, usize> = BTreeMap::new();
    for addition in additions.iter().flatten() {
        *said.entry(*addition).or_default() += 1;
    }
    let is_own = |addition: &u64| said.get(addition).is_some_and(|count| *count <= FEWEST_OTHERS);
    additions
        .iter()
        .map(|additions| additions.iter().any(is_own))
        .collect()
}

/// The answer without what every answer has: the sentence on the right to complain, days and registration numbers.
pub fn own_words(answer: &str) -> String {
    let own = sentences(answer)
        .into_iter()
        .map(|span| &answer[span])
        .filter(|sentence| !tells_of_the_right(sentence));
    let words = own.flat_map(str::split_whitespace).filter(|word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits < DIGITS
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_numbers_and_the_right_to_complain_do_not_count() {
        let words = own_words(
            "На № 2947918 от 18.10.2020 г. сообщаем: вода есть. Вы вправе обжаловать ответ в суде.",
        );
        assert_eq!(words, "На № от г. сообщаем: вода есть.");
    }
}

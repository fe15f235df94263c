//! What the register says of the person a text is of: the surest knowledge of what must not stand in it.

use super::lexicon::{nominatives, spellings};

/// Names and numbers known beforehand to be personal data of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// As a Russian keyboard spells them.
    words: Vec<String>,
    numbers: Vec<String>,
}

/// A shorter word of a name is no proof: «Ли», «оғлы».
const SHORTEST_WORD: usize = 3;
/// Digits of the shortest number that is proof: a telephone without the code of the country.
const SHORTEST_NUMBER: usize = 10;

impl Known {
    /// What is known from the names and the numbers (IIN, telephones) in a register's row.
    pub fn new<'row>(
        names: impl IntoIterator<Item = &'row str>,
        numbers: impl IntoIterator<Item = &'row str>,
    ) -> Self {
        let words = names
            .into_iter()
            .flat_map(|name| name.split(|letter: char| !letter.is_alphabetic()))
            .flat_map(spellings)
            .filter(|word| word.chars().count() >= SHORTEST_WORD);
        let numbers = numbers.into_iter().filter_map(|number| {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let code = usize::from(digits.len() == SHORTEST_NUMBER + 1);
            (digits.len() >= SHORTEST_NUMBER).then(|| digits[code..].to_owned())
        });
        Self {
            words: words.collect(),
            numbers: numbers.collect(),
        }
    }

    /// True for a case form of a known word.
    pub(super) fn holds_word(&self, word: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let spellings = spellings(word);
        let alike = |spelling: &&String| {
            let first = spelling.chars().next();
            self.words.iter().any(|known| known.chars().next() == first)
        };
        let mut forms = spellings
            .iter()
            .filter(alike)
            .flat_map(|spelling| nominatives(spelling));
        forms.any(|name| self.words.contains(&name))
    }

    /// True for the digits of a known number, with or without the code of the country.
    pub(super) fn holds_number(&self, digits: &str) -> bool {
        digits.len() >= SHORTEST_NUMBER && self.numbers.iter().any(|known| digits.contains(known.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_name_is_known_in_its_case_forms_and_on_either_keyboard() {
        let known = Known::new(["Сәрсенова Айгүл"], []);
        for word in ["Айгүлге", "айгул", "Сарсенованың", "Айгүлмен"] {
            assert!(known.holds_word(word), "{word}");
        }
        assert!(!known.holds_word("ай"));
        assert!(!known.holds_word("айтты"));
    }

    #[test]
    fn a_known_number_is_known_with_any_code_of_the_country() {
        let known = Known::new([], ["+7 701 000 11 22", "980101500005"]);
        assert!(known.holds_number("87010001122"));
        assert!(known.holds_number("980101500005"));
        assert!(!known.holds_number("7010001123"));
    }
}

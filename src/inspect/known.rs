//! Values the registers themselves gave: names, identifiers, telephones, e-mail and postal addresses of applicants.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;

use super::rules::beside::is_named_after;
use super::rules::{Found, Rule, digit_groups, is_part_of_another};

/// What the registers say of one applicant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Applicant<'a> {
    /// True for a legal entity.
    pub is_company: bool,
    pub name: Option<&'a str>,
    pub identifier: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub address: Option<&'a str>,
}

/// Everything known of the applicants, ready to be searched for.
#[derive(Debug)]
pub struct Known {
    words: AhoCorasick,
    /// The rule of each pattern of `words`.
    rules: Vec<Rule>,
    /// Identifiers, and the last ten digits of telephones.
    digits: FxHashMap<String, Rule>,
}

/// Words of an applicant's name that make it none of a person.
static NO_PERSON: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut reader =
        csv::Reader::from_reader(include_str!("../../dictionaries/inspect/no_person.csv").as_bytes());
    let first = |row: csv::StringRecord| row.get(0).map(str::to_owned);
    let mut words: Vec<String> = reader.records().flatten().filter_map(first).collect();
    words.sort();
    words
});

impl Known {
    /// Fails only where the values are more than an automaton can hold.
    pub fn new<'a>(
        applicants: impl IntoIterator<Item = Applicant<'a>>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let mut patterns: BTreeMap<String, Rule> = BTreeMap::new();
        let mut digits = FxHashMap::default();
        for applicant in applicants {
            for (pattern, rule) in worded(&applicant) {
                patterns.entry(pattern).or_insert(rule);
            }
            digits.extend(numbered(&applicant));
        }
        Ok(Self {
            // Built for one pass over few megabytes: the faster kinds take longer to build than they save.
            words: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .build(patterns.keys())?,
            rules: patterns.into_values().collect(),
            digits,
        })
    }

    /// The known values in `text`, as [`seen`](super::sight::seen); by place, without overlap.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = self.find_digits(text);
        found.extend(self.find_words(text));
        // The longer of two that begin together.
        found.sort_by_key(|(span, rule)| (span.start, std::cmp::Reverse(span.end), *rule));
        let mut end = 0;
        found.retain(|(span, _)| {
            let free = span.start >= end;
            if free {
                end = span.end;
            }
            free
        });
        found
    }

    fn find_words(&self, text: &str) -> Vec<Found> {
        let squeezed = squeezed(text);
        let matches: Vec<_> = self.words.find_overlapping_iter(&squeezed).collect();
        if matches.is_empty() {
            return Vec::new();
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let place = |at: usize| squeezed[..at].matches(' ').count();
        matches
            .into_iter()
            .filter_map(|found| {
                // A pattern begins and ends with the space around a word.
                let first = words.get(place(found.start()))?;
                let last = words.get(place(found.end()).checked_sub(2)?)?;
                let rule = self.rules.get(found.pattern().as_usize())?;
                Some((first.start..last.end, *rule))
            })
            .filter(|(span, rule)| *rule != Rule::KnownName || !is_named_after(text, span))
            .collect()
    }

    fn find_digits(&self, text: &str) -> Vec<Found> {
        let bytes = text.as_bytes();
        let groups: Vec<Range<usize>> = digit_groups(bytes)
            .filter(|group| !is_part_of_another(bytes, group))
            .collect();
        let mut found = Vec::new();
        for (from, first) in groups.iter().enumerate() {
            let mut digits = String::new();
            let mut end = first.start;
            for group in groups.iter().skip(from) {
                if digits.len() + group.len() > 12 || !is_gap(&bytes[end..group.start]) {
                    break;
                }
                digits.push_str(&text[group.clone()]);
                end = group.end;
                found.extend(self.number(&digits).map(|rule| (first.start..end, rule)));
            }
        }
        found
    }

    fn number(&self, digits: &str) -> Option<Rule> {
        let local = digits.strip_prefix(['7', '8']).filter(|_| digits.len() == 11);
        self.digits.get(local.unwrap_or(digits)).copied()
    }
}

/// True for what parts the digits of one number.
fn is_gap(bytes: &[u8]) -> bool {
    bytes.len() <= 3 && bytes.iter().all(|byte| b" \n-()+.".contains(byte))
}

fn numbered(applicant: &Applicant) -> Vec<(String, Rule)> {
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let identifier = applicant
        .identifier
        .map(only_digits)
        .filter(|digits| digits.len() == 12);
    let mut numbers: Vec<(String, Rule)> = identifier
        .map(|digits| (digits, Rule::KnownIdentifier))
        .into_iter()
        .collect();
    // A cell may hold several telephones.
    for phone in applicant.phone.unwrap_or_default().split([',', ';', '/', '\n']) {
        let digits = only_digits(phone);
        if (10..=12).contains(&digits.len()) {
            numbers.push((digits[digits.len() - 10..].to_owned(), Rule::KnownTelephone));
        }
    }
    numbers
}

fn worded(applicant: &Applicant) -> Vec<(String, Rule)> {
    let names = applicant
        .name
        .filter(|_| !applicant.is_company)
        .map(names)
        .unwrap_or_default();
    let emails = applicant.phone.into_iter().flat_map(emails);
    let address = applicant
        .address
        .map(squeezed)
        .filter(|address| is_address(address));
    names
        .into_iter()
        .map(|name| (name, Rule::KnownName))
        .chain(emails.map(|email| (email, Rule::KnownEmail)))
        .chain(address.map(|address| (address, Rule::KnownAddress)))
        .collect()
}

fn emails(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split([' ', ',', ';'])
        .filter(|word| word.contains('@'))
        .map(squeezed)
}

/// At least three words, one of them with a number: less is a place and no address.
fn is_address(squeezed: &str) -> bool {
    let words = squeezed.split(' ').filter(|word| !word.is_empty());
    let numbers = words
        .clone()
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    words.clone().count() >= 3 && numbers.count() > 0
}

/// A name in the orders people write it: as it is, the surname last, and the surname with the given name in either
/// order. None for a legal entity, a group, one word.
fn names(cell: &str) -> Vec<String> {
    let squeezed = squeezed(cell);
    let words: Vec<&str> = squeezed.split(' ').filter(|word| !word.is_empty()).collect();
    let no_person = |word: &&str| {
        NO_PERSON
            .binary_search_by(|known| known.as_str().cmp(word))
            .is_ok()
    };
    let numbered = cell.contains(|letter: char| letter.is_ascii_digit());
    if words.len() < 2 || numbered || cell.contains(['«', '»', '"']) || words.iter().any(no_person) {
        return Vec::new();
    }
    let mut orders = vec![words.clone()];
    if let [surname, given @ ..] = words.as_slice() {
        orders.push(given.iter().chain([surname]).copied().collect());
    }
    if let [surname, given, ..] = words.as_slice()
        && [surname, given].iter().all(|word| word.chars().count() >= 3)
    {
        orders.push(vec![surname, given]);
        orders.push(vec![given, surname]);
    }
    orders
        .into_iter()
        .map(|words| format!(" {} ", words.join(" ")))
        .collect()
}

/// The words of `text` in lower case with one space before, between and behind them; ё is е.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len() + 2);
    squeezed.push(' ');
    for letter in text.chars() {
        if is_of_word(letter) {
            match letter {
                'а'..='я' | '0'..='9' => squeezed.push(letter),
                'ё' | 'Ё' => squeezed.push('е'),
                _ => squeezed.extend(letter.to_lowercase()),
            }
        } else if !squeezed.ends_with(' ') {
            squeezed.push(' ');
        }
    }
    if !squeezed.ends_with(' ') {
        squeezed.push(' ');
    }
    squeezed
}

/// Where the words of `text` stand: letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_of_word)?;
        let length = text[start..].find(|letter| !is_of_word(letter));
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// Letters and digits; the letters of nearly every text are told by their range.
fn is_of_word(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'А'..='Я') || letter.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let person = Applicant {
            name: Some("Серикова Айгуль Болатовна"),
            identifier: Some("980101500004"),
            phone: Some("8 (725) 312-34-56, a.serik@mail.kz"),
            address: Some("с. Карабулак, ул. Абая 5"),
            ..Applicant::default()
        };
        let two_words = Applicant {
            name: Some("Асан Сериков"),
            address: Some("Карабулак, 5"),
            ..Applicant::default()
        };
        let company = Applicant {
            is_company: true,
            name: Some("Сайрам Құрылыс"),
            ..Applicant::default()
        };
        let group = |name| Applicant {
            name: Some(name),
            ..Applicant::default()
        };
        let others = [
            group("Жители села Карабулак"),
            group("ТОО Сайрам Су"),
            group("«Сайрам Жол»"),
        ];
        Known::new([person, two_words, company].into_iter().chain(others)).unwrap()
    }

    fn found(text: &str) -> Vec<(&str, Rule)> {
        known()
            .find(text)
            .into_iter()
            .map(|(span, rule)| (&text[span], rule))
            .collect()
    }

    #[test]
    fn a_name_is_found_in_every_order_and_spelling_of_letters() {
        for name in [
            "Серикова Айгуль Болатовна",
            "АЙГУЛЬ БОЛАТОВНА СЕРИКОВА",
            "серикова  айгуль",
            "Айгуль, Серикова",
            "Сериков Асан",
        ] {
            assert_eq!(
                found(&format!("(это {name}!)")),
                [(name, Rule::KnownName)],
                "{name}"
            );
        }
    }

    #[test]
    fn numbers_are_found_however_grouped() {
        assert_eq!(
            found("ИИН 980 101-500004,"),
            [("980 101-500004", Rule::KnownIdentifier)]
        );
        for phone in ["8 725 3 12 34 56", "(725)3123456", "7253123456", "87253123456"] {
            let text = format!("тел: {phone}.");
            let [(value, Rule::KnownTelephone)] = found(&text)[..] else {
                panic!("{phone}")
            };
            assert!(phone.contains(value));
        }
    }

    #[test]
    fn mail_and_postal_addresses_are_found_whatever_parts_their_words() {
        assert_eq!(
            found("пишите A.Serik@mail.kz"),
            [("A.Serik@mail.kz", Rule::KnownEmail)]
        );
        assert_eq!(
            found("живу: с.Карабулак ул.Абая, 5."),
            [("с.Карабулак ул.Абая, 5", Rule::KnownAddress)]
        );
    }

    #[test]
    fn parts_of_words_and_numbers_are_nothing() {
        for text in [
            "Серикова Айгульдің",
            "Асан Сериковы",
            "Серикова",
            "Карабулак, 5",
            "0.980101500004",
            "1980101500004",
            "72531234567",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn companies_groups_and_streets_are_no_persons() {
        for text in [
            "Сайрам Құрылыс",
            "жители села Карабулак",
            "ТОО «Сайрам Су»",
            "Сайрам Жол",
            "ул. Асан Сериков",
            "Асан Сериков көшесі",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn nothing_known_finds_nothing() {
        assert_eq!(Known::new([]).unwrap().find("Асан Сериков 980101500004"), []);
    }

    #[test]
    fn every_word_that_makes_no_person_has_a_reason() {
        let text = include_str!("../../dictionaries/inspect/no_person.csv");
        let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes())
            .into_records()
            .map(Result::unwrap)
            .collect();
        assert!(
            rows.iter()
                .all(|row| row[0] == row[0].to_lowercase() && !row[1].is_empty())
        );
        assert_eq!(rows.len(), NO_PERSON.len());
    }
}

//! Short prepositions before a word: в or во, с or со, о or об.

use std::sync::LazyLock;

use crate::publish::grammar::dictionary::rows;
use crate::publish::grammar::quantity::is_space;

/// Beginnings of words, with the prepositions that grow before them.
static STARTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../../dictionaries/note/prepositions.csv"))
        .map(|[start, after, _]| (start, after))
        .collect()
});

/// A preposition with what follows it, the vowel or consonant added where it is said: во втором, со склада, об обращении.
///
/// Figures are read aloud: об 11, со 100. Other prepositions stay as they are.
pub fn before(preposition: &str, text: &str) -> String {
    let full = match preposition {
        "в" if is_after_in(text) => "во",
        "с" if is_after_with(text) => "со",
        "о" if is_after_about(text) => "об",
        other => other,
    };
    format!("{full} {text}")
}

/// The first letters, in lower case, without quotes.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let start = text.trim_start_matches(['«', '"', '„', '“', '(']);
    start.chars().flat_map(char::to_lowercase)
}

fn begins_with_two(text: &str, first: &[char]) -> bool {
    let mut letters = letters(text);
    letters.next().is_some_and(|letter| first.contains(&letter)) && letters.next().is_some_and(is_consonant)
}

/// Whether the dictionary knows that the preposition grows before these letters.
fn is_known(preposition: &str, text: &str) -> bool {
    let start: String = letters(text).take(6).collect();
    let mut known = STARTS.iter();
    known.any(|(letters, after)| start.starts_with(letters) && after.split(' ').any(|one| one == preposition))
}

fn is_after_in(text: &str) -> bool {
    begins_with_two(text, &['в', 'ф']) || is_known("в", text)
}

fn is_after_with(text: &str) -> bool {
    begins_with_two(text, &['с', 'з', 'ж', 'ш'])
        || is_known("с", text)
        || whole_number(text).is_some_and(|groups| matches!(groups.first(), Some(100..=199)))
}

fn is_after_about(text: &str) -> bool {
    letters(text)
        .next()
        .is_some_and(|letter| "аэиоу".contains(letter))
        || whole_number(text).is_some_and(|groups| groups == [1] || groups.first() == Some(&11))
}

/// The number a text begins with, in groups of thousands: 11 000 is [11, 0].
fn whole_number(text: &str) -> Option<Vec<u32>> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && !is_space(letter))
        .unwrap_or(text.len());
    let digits: Vec<char> = text[..end].chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<u32> = digits
        .rchunks(3)
        .rev()
        .filter_map(|group| group.iter().collect::<String>().parse().ok())
        .collect();
    (!groups.is_empty()).then_some(groups)
}

fn is_consonant(letter: char) -> bool {
    "бвгджзклмнпрстфхцчшщ".contains(letter)
}

//! Keyword in context.

use std::ops::Range;

use super::words::{Word, searched_words};
use super::{Error, query};
use crate::corpus::published::Appeal;

/// One occurrence with what stands around it; line breaks are shown as spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub register: String,
    pub number: String,
    /// What stands before.
    pub left: String,
    /// The words found, as they were written.
    pub keyword: String,
    /// What stands after.
    pub right: String,
}

/// Every occurrence of the word or phrase `query` in the redacted texts, with `width` characters on either side.
///
/// Ordered by register, number and place.
pub fn concordance(appeals: &[Appeal], query: &str, width: usize) -> Result<Vec<Line>, Error> {
    let phrase = query::phrase(query)?;
    let mut appeals: Vec<&Appeal> = appeals.iter().collect();
    appeals.sort_by_key(|appeal| (&appeal.register, &appeal.number));
    let lines = appeals.into_iter().flat_map(|appeal| {
        occurrences(&appeal.text, &phrase)
            .into_iter()
            .map(|span| line(appeal, span, width))
    });
    Ok(lines.collect())
}

fn occurrences(text: &str, phrase: &[Vec<String>]) -> Vec<Range<usize>> {
    searched_words(text)
        .windows(phrase.len())
        .filter(|words| is_phrase(words, phrase))
        .filter_map(|words| Some(words.first()?.span.start..words.last()?.span.end))
        .collect()
}

fn is_phrase(words: &[Word], phrase: &[Vec<String>]) -> bool {
    let adjoining = words
        .windows(2)
        .all(|pair| matches!(pair, [one, next] if one.position + 1 == next.position));
    let alike = |(word, stems): (&Word, &Vec<String>)| word.keys.iter().any(|key| stems.contains(key));
    adjoining && words.iter().zip(phrase).all(alike)
}

fn line(appeal: &Appeal, span: Range<usize>, width: usize) -> Line {
    let text = &appeal.text;
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let from = match width {
        0 => before.len(),
        _ => before.char_indices().nth_back(width - 1).map_or(0, |(at, _)| at),
    };
    Line {
        register: appeal.register.clone(),
        number: appeal.number.clone(),
        left: one_line(before[from..].chars()),
        keyword: one_line(text[span].chars()),
        right: one_line(after.chars().take(width)),
    }
}

fn one_line(letters: impl Iterator<Item = char>) -> String {
    letters
        .map(|letter| {
            if letter.is_whitespace() || letter.is_control() {
                ' '
            } else {
                letter
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::sample::appeal;

    #[test]
    fn the_context_is_cut_between_characters_and_shown_on_one_line() {
        let appeals = [appeal("1", "Біздің\nкөшеде\nжарық жоқ")];
        let lines = concordance(&appeals, "кошеге", 4).unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(
            (
                lines[0].left.as_str(),
                lines[0].keyword.as_str(),
                lines[0].right.as_str()
            ),
            ("дің ", "көшеде", " жар")
        );
        assert_eq!(concordance(&appeals, "көше", 0).unwrap()[0].left, "");
    }

    #[test]
    fn lines_stand_by_number_and_place() {
        let mut appeals = vec![appeal("2", "су, суды"), appeal("1", "Ауылда су жоқ")];
        let forth = concordance(&appeals, "су", 3).unwrap();
        appeals.reverse();
        assert_eq!(forth, concordance(&appeals, "су", 3).unwrap());
        let found: Vec<_> = forth
            .iter()
            .map(|line| (line.number.as_str(), line.keyword.as_str()))
            .collect();
        assert_eq!(found, [("1", "су"), ("2", "су"), ("2", "суды")]);
    }

    #[test]
    fn a_phrase_neither_turns_round_nor_reaches_across_a_placeholder() {
        let appeals = [
            appeal("1", "жөндеу жол"),
            appeal("2", "жол [ИМЯ] жөндеу"),
            appeal("3", "жолды, жөндеу"),
        ];
        let lines = concordance(&appeals, "жол жөндеу", 10).unwrap();
        let keywords: Vec<_> = lines.iter().map(|line| line.keyword.as_str()).collect();
        assert_eq!(keywords, ["жолды, жөндеу"]);
    }
}

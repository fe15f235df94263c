//! Placeholders of redacted personal data: words of ours, not of the applicant, so nobody searches or counts them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::dictionary::rows;

static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../dictionaries/text/placeholders.csv"))
        .flat_map(|[_, kk, ru, _]| [kk, ru])
        .collect()
});

/// Byte ranges of the placeholders in `text`, in order: `[ТЕЛЕФОН]`, `[ИМЯ 2]`; other words in brackets are none.
pub fn placeholders(text: &str) -> Vec<Range<usize>> {
    text.match_indices('[')
        .filter_map(|(start, _)| {
            let inside = text[start + 1..].split_once(']')?.0;
            let name = inside.trim_end_matches(|letter: char| letter.is_ascii_digit());
            NAMES
                .contains(name.trim_end())
                .then(|| start..start + inside.len() + 2)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_brackets_that_are_no_placeholder_stay() {
        let text = "[срочно] звоните [ТЕЛЕФОН 2], [КӨЛІК НӨМІРІ] [";
        let found: Vec<_> = placeholders(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["[ТЕЛЕФОН 2]", "[КӨЛІК НӨМІРІ]"]);
    }
}

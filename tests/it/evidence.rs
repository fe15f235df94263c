//! Every code of a run stands on words of the redacted text.

use std::collections::BTreeMap;
use std::ops::Range;

use talda::coding::{Codebook, Coder, Evidence, Scratch};
use talda::corpus;
use talda::corpus::published::{Appeal, Coding};
use talda::text::passage::Passage;

use super::truth::current;

type Key = (String, String);

/// The stretches a placeholder takes.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut stretches = Vec::new();
    while let Some(opens) = text[from..].find('[') {
        let opens = from + opens;
        from = text[opens..]
            .find(']')
            .map_or(text.len(), |closes| opens + closes + 1);
        stretches.push(opens..from);
    }
    stretches
}

#[test]
fn every_code_of_a_run_stands_on_words_of_the_redacted_text_that_meet_its_rule() {
    let appeals: Vec<Appeal> = corpus::read(&current().join("tables/appeals.parquet")).unwrap();
    let codings: Vec<Coding> = corpus::read(&current().join("tables/codings.parquet")).unwrap();
    let appeals: BTreeMap<Key, &Appeal> = appeals
        .iter()
        .map(|appeal| ((appeal.register.clone(), appeal.number.clone()), appeal))
        .collect();
    let coder = Coder::new(&Codebook::embedded().unwrap());
    let mut scratch = Scratch::default();
    assert!(codings.len() > appeals.len(), "nearly every appeal has a code");
    for row in &codings {
        assert_eq!(row.codebook, coder.version());
        let text = &appeals[&(row.register.clone(), row.number.clone())].text;
        let (start, end) = (byte(text, row.start), byte(text, row.end));
        assert!(start < end, "{row:?}");
        let speaking = coder.speaking_for(&row.code, &Passage::new(text), &placeholders(text), &mut scratch);
        let meets = |evidence: &Evidence| {
            evidence.rule == row.rule && evidence.span.start <= start && end <= evidence.span.end
        };
        assert!(speaking.iter().any(meets), "{row:?} in «{text}»: {speaking:?}");
    }
}

/// The byte before which `characters` of the text stand.
fn byte(text: &str, characters: i64) -> usize {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    places.nth(characters as usize).unwrap()
}

#[test]
fn the_chief_code_of_every_appeal_stands_among_its_codings() {
    let appeals: Vec<Appeal> = corpus::read(&current().join("tables/appeals.parquet")).unwrap();
    let codings: Vec<Coding> = corpus::read(&current().join("tables/codings.parquet")).unwrap();
    let mut chief: BTreeMap<Key, &str> = BTreeMap::new();
    for row in codings.iter().filter(|row| row.main) {
        chief.insert((row.register.clone(), row.number.clone()), &row.code);
    }
    for appeal in &appeals {
        let explained = chief.get(&(appeal.register.clone(), appeal.number.clone()));
        assert_eq!(
            appeal.main.as_deref(),
            explained.copied(),
            "{} {}",
            appeal.register,
            appeal.number
        );
    }
}

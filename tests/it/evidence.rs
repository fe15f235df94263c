//! Every code of a run stands on words of the redacted text.

use std::collections::BTreeMap;

use talda::coding::{Codebook, Matcher, Scratch};
use talda::corpus;
use talda::corpus::published::{Appeal, Coding};
use talda::text::passage::Passage;

use super::truth::current;

type Key = (String, String);

/// The words a rule was met by, told by the spans of its rows: without placeholders, which are no words of the writer.
fn words_of<'run>(rows: &[&'run Coding], appeals: &BTreeMap<Key, &'run Appeal>) -> String {
    let spoken = rows.iter().map(|row| {
        let text = &appeals[&(row.register.clone(), row.number.clone())].text;
        let (start, end) = (row.start as usize, row.end as usize);
        assert!(start < end && end <= text.chars().count(), "{row:?}");
        let words: String = text.chars().skip(start).take(end - start).collect();
        without_brackets(&words)
    });
    spoken.collect::<Vec<_>>().join(" ")
}

fn without_brackets(words: &str) -> String {
    let mut depth = 0;
    let outside = |letter: &char| {
        depth += i32::from(*letter == '[');
        let is_outside = depth == 0;
        depth -= i32::from(*letter == ']');
        is_outside
    };
    words.chars().filter(outside).collect()
}

#[test]
fn every_code_of_a_run_has_spans_whose_words_meet_its_rule() {
    let appeals: Vec<Appeal> = corpus::read(&current().join("tables/appeals.parquet")).unwrap();
    let codings: Vec<Coding> = corpus::read(&current().join("tables/codings.parquet")).unwrap();
    let appeals: BTreeMap<Key, &Appeal> = appeals
        .iter()
        .map(|appeal| ((appeal.register.clone(), appeal.number.clone()), appeal))
        .collect();
    let matcher = Matcher::new(&Codebook::embedded().unwrap());
    let mut scratch = Scratch::default();
    let mut by_rule: BTreeMap<(&str, &str, &str), Vec<&Coding>> = BTreeMap::new();
    for row in &codings {
        assert_eq!(row.codebook, matcher.version());
        let rule = (row.register.as_str(), row.number.as_str(), row.rule.as_str());
        by_rule.entry(rule).or_default().push(row);
    }
    assert!(by_rule.len() > appeals.len(), "nearly every appeal has a code");
    for ((_, _, rule), rows) in by_rule {
        let words = words_of(&rows, &appeals);
        let met = matcher.met(&Passage::new(&words), &[], &mut scratch);
        assert!(
            met.iter().any(|evidence| evidence.rule == rule),
            "{rule} by «{words}»"
        );
    }
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

//! The invariants of the module, the same for every language and every text.
//!
//! [`hold`] asks all of them of one text. It needs nothing but the module, so that a fuzzer (`fuzz/`) asks the same as
//! the property tests below.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::language::{
    Identified, Language, Tongue, features, identify, identify_sentences, stretches, tongue, tongues,
};
use crate::text::letters::{CharOffsets, fold, from_latin, keyboard, latin_readings, lower, script};
use crate::text::passage::Passage;
use crate::text::personal::{PersonalData, personal_data, redact};
use crate::text::stems::{append_stems, kazakh_analyses, key, keys, stem};
use crate::text::tokens::{Token, TokenKind, sentences, tokens, words};

const TONGUES: [Tongue; 2] = [Tongue::Kk, Tongue::Ru];
/// Those that have placeholders of their own.
const LANGUAGES: [Language; 2] = [Language::Kk, Language::Ru];

/// Panics if any invariant of the module does not hold for `text`.
pub fn hold(text: &str) {
    tokens_are_the_text(text);
    sentences_lose_only_white_space(text);
    cleaning_is_idempotent(text);
    latin_readings_are_few_and_differ(text);
    stems_are_never_empty(text);
    every_word_has_stems(text);
    stems_of_a_text_are_those_of_its_words(text);
    every_word_has_a_tongue(text);
    stretches_hold_every_word(text);
    languages_count_every_word(text);
    offsets_count_scalar_values(text);
    personal_data_is_ordered_and_apart(text);
    redaction_keeps_the_rest(text);
}

fn tokens_are_the_text(text: &str) {
    let mut end = 0;
    for Token { span, .. } in tokens(text) {
        assert_eq!(span.start, end, "tokens leave no gap");
        assert!(span.start < span.end, "no token is empty");
        assert!(text.get(span.clone()).is_some(), "a token cuts no character");
        end = span.end;
    }
    assert_eq!(end, text.len(), "tokens reach the end");
}

fn sentences_lose_only_white_space(text: &str) {
    let mut end = 0;
    for span in sentences(text) {
        assert!(text[end..span.start].trim().is_empty(), "between sentences");
        assert!(!text[span.clone()].trim().is_empty(), "no sentence is empty");
        end = span.end;
    }
    assert!(text[end..].trim().is_empty(), "behind the last sentence");
}

fn cleaning_is_idempotent(text: &str) {
    for clean in [fold, lower, keyboard] {
        let once = clean(text);
        assert_eq!(clean(&once), once);
    }
    script(text);
}

fn latin_readings_are_few_and_differ(text: &str) {
    let readings = latin_readings(text);
    let keys: BTreeSet<String> = readings.iter().map(|reading| fold(reading)).collect();
    assert!((1..=12).contains(&readings.len()) && keys.len() == readings.len());
    assert_eq!(readings.first(), Some(&from_latin(text)));
}

fn stems_are_never_empty(text: &str) {
    for tongue in TONGUES {
        let stem_of_text = stem(text, tongue);
        assert_eq!(stem_of_text.is_empty(), text.is_empty());
        stem(&stem_of_text, tongue);
        keys(text, tongue);
    }
    kazakh_analyses(text);
    tongue(text);
}

fn every_word_has_stems(text: &str) {
    for (_, word) in words(text) {
        for tongue in TONGUES {
            let stem_of_word = stem(word, tongue);
            assert!(!stem_of_word.is_empty());
            stem(&stem_of_word, tongue);
            let (key, keys) = (key(word, tongue), keys(word, tongue));
            assert!(!key.is_empty() && key == fold(&stem_of_word));
            assert_eq!(keys.first(), Some(&key));
        }
        kazakh_analyses(word);
    }
}

fn stems_of_a_text_are_those_of_its_words(text: &str) {
    let passage = Passage::new(text);
    for tongue in TONGUES {
        let mut stems = String::new();
        append_stems(&passage, Some(tongue), &mut stems);
        let expected: Vec<String> = words(text).map(|(_, word)| stem(word, tongue)).collect();
        assert_eq!(stems, expected.join(" "));
    }
    let mut stems = String::new();
    append_stems(&passage, None, &mut stems);
    let languages = tongues(&passage).into_iter().flatten();
    let expected: Vec<String> = words(text)
        .zip(languages)
        .map(|((_, word), tongue)| stem(word, tongue))
        .collect();
    assert_eq!(stems, expected.join(" "));
}

fn every_word_has_a_tongue(text: &str) {
    let passage = Passage::new(text);
    let tongues = tongues(&passage);
    assert_eq!(tongues.len(), passage.tokens().len());
    for (token, tongue) in passage.tokens().iter().zip(tongues) {
        assert_eq!(tongue.is_some(), token.kind == TokenKind::Word);
    }
    assert_eq!(features(text).len(), words(text).count());
}

fn stretches_hold_every_word(text: &str) {
    let languages = tongues(&Passage::new(text)).into_iter().flatten();
    let mut rest = words(text).map(|(span, _)| span).zip(languages);
    let mut end = 0;
    for stretch in stretches(text) {
        let held: Vec<(Range<usize>, Tongue)> = rest.by_ref().take(stretch.words).collect();
        assert_eq!(held.len(), stretch.words);
        assert!(held.iter().all(|&(_, tongue)| tongue == stretch.tongue));
        assert_eq!(held.first().map(|(span, _)| span.start), Some(stretch.span.start));
        assert_eq!(held.last().map(|(span, _)| span.end), Some(stretch.span.end));
        assert!(stretch.span.start >= end, "stretches are in order and apart");
        end = stretch.span.end;
    }
    assert_eq!(rest.next(), None, "no word is left over");
}

fn languages_count_every_word(text: &str) {
    counts_add_up(text, &identify(text));
    let found = identify_sentences(text);
    assert!(found.iter().map(|(span, _)| span.clone()).eq(sentences(text)));
    for (span, identified) in found {
        counts_add_up(&text[span], &identified);
    }
}

fn counts_add_up(text: &str, found: &Identified) {
    assert_eq!(found.kk_words + found.ru_words, words(text).count());
    for probability in [found.holds_kk, found.holds_ru] {
        assert!((0.0..=1.0).contains(&probability));
    }
}

fn offsets_count_scalar_values(text: &str) {
    let offsets = CharOffsets::new(text);
    for (count, (byte, _)) in text.char_indices().enumerate() {
        assert_eq!(offsets.at(byte), count);
    }
    assert_eq!(offsets.span(&(0..text.len())), 0..text.chars().count());
}

fn personal_data_is_ordered_and_apart(text: &str) {
    let mut end = 0;
    for PersonalData { span, .. } in personal_data(text) {
        assert!(span.start >= end && span.start < span.end);
        assert!(text.get(span.clone()).is_some(), "personal data cut no character");
        end = span.end;
    }
}

/// What is no personal data stays, and every span is found again.
fn redaction_keeps_the_rest(text: &str) {
    let data = personal_data(text);
    for language in LANGUAGES {
        let redacted = redact(text, &data, language);
        assert_eq!(redacted.replaced.len(), data.len());
        for Token { span, .. } in tokens(text) {
            let there = redacted.to_redacted(&span);
            let back = redacted.to_original(&there);
            assert!(back.start <= span.start && back.end >= span.end);
            let apart = |data: &PersonalData| data.span.end <= span.start || data.span.start >= span.end;
            if data.iter().all(apart) {
                assert_eq!((&redacted.text[there], back), (&text[span.clone()], span));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::hold;

    /// Any text, and texts of the letters and marks that matter here.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zA-Zа-яА-ЯәғқңөұүһіёЁІ0-9 .,!?@:/+()«»'’\u{ad}\u{200b}\u{306}\u{301}\r\n-]{0,80}",
            "([а-яәғқңөұүһі]{1,12}[ .-]){0,12}",
            "(<|</|>|&|&lt;|&gt;|&amp;|&shy;|&nbsp|&#1179;|&#x27;|;|p|br|style|<!--|-->|=|\"|су|5|\n| ){0,24}",
            "[aceoksSHwyïİК0кеоһуғѓқыΑοκ№ﬁ²&;#\u{ad}\u{301}\u{308}'’-]{0,12}",
        ]
    }

    /// A property test for each rule, under the name of the rule.
    macro_rules! rules {
        ($($rule:ident)*) => {
            proptest! {
                $(
                    #[test]
                    fn $rule(text in text()) {
                        super::$rule(&text);
                    }
                )*
            }
        };
    }

    rules! {
        tokens_are_the_text
        sentences_lose_only_white_space
        cleaning_is_idempotent
        latin_readings_are_few_and_differ
        stems_are_never_empty
        every_word_has_stems
        stems_of_a_text_are_those_of_its_words
        every_word_has_a_tongue
        stretches_hold_every_word
        languages_count_every_word
        offsets_count_scalar_values
        personal_data_is_ordered_and_apart
        redaction_keeps_the_rest
    }

    #[test]
    fn the_contract_holds_for_the_cases_of_tokens_and_sentences() {
        for line in include_str!("tokens/cases.txt").lines() {
            hold(line);
        }
        for line in include_str!("sentences/cases.txt").lines() {
            hold(line);
        }
    }
}

//! The invariants of the module, the same for every language.

use proptest::prelude::*;

use super::language::{Language, Tongue, identify, tongue, tongues};
use super::letters::{CharOffsets, fold, from_latin, keyboard, latin_readings, lower};
use super::personal::{personal_data, redact};
use super::stems::{key, stem};
use super::tokens::{sentences, tokens};

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

proptest! {
    #[test]
    fn tokens_put_together_are_the_text(text in text()) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert_eq!(token.span.start, end);
            prop_assert!(token.span.end > end && text.is_char_boundary(token.span.end));
            end = token.span.end;
        }
        prop_assert_eq!(end, text.len());
    }

    #[test]
    fn sentences_are_ordered_and_lose_only_white_space(text in text()) {
        let mut end = 0;
        for span in sentences(&text) {
            prop_assert!(text[end..span.start].trim().is_empty());
            prop_assert!(!text[span.clone()].trim().is_empty());
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn folding_and_cleaning_are_idempotent(text in text()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(lower(&lower(&text)), lower(&text));
        prop_assert_eq!(keyboard(&keyboard(&text)), keyboard(&text));
        prop_assert_eq!(latin_readings(&text).into_iter().next(), Some(from_latin(&text)));
    }

    #[test]
    fn a_stem_is_empty_only_for_nothing(text in text()) {
        for tongue in [Tongue::Kk, Tongue::Ru] {
            prop_assert_eq!(stem(&text, tongue).is_empty(), text.is_empty());
            key(&text, tongue);
        }
    }

    #[test]
    fn every_word_and_no_other_token_has_a_language(text in text()) {
        let tokens = tokens(&text);
        let tongues = tongues(&text, &tokens);
        prop_assert_eq!(tongues.len(), tokens.len());
        let words = tongues.iter().flatten().count();
        let found = identify(&text);
        prop_assert_eq!(found.kk_words + found.ru_words, words);
        tongue(&text);
    }

    #[test]
    fn offsets_count_scalar_values(text in text()) {
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(offsets.at(byte), count);
        }
    }

    #[test]
    fn personal_data_is_ordered_and_apart(text in text()) {
        let mut end = 0;
        for data in personal_data(&text) {
            prop_assert!(data.span.start >= end && data.span.end > data.span.start);
            prop_assert!(text.is_char_boundary(data.span.start) && text.is_char_boundary(data.span.end));
            end = data.span.end;
        }
        prop_assert!(end <= text.len());
    }

    #[test]
    fn what_is_not_personal_data_stays_and_is_found_again(text in text()) {
        let data = personal_data(&text);
        let redacted = redact(&text, &data, Language::Kk);
        for token in tokens(&text) {
            let there = redacted.to_redacted(&token.span);
            let back = redacted.to_original(&there);
            prop_assert!(back.start <= token.span.start && back.end >= token.span.end);
            if data.iter().all(|data| data.span.end <= token.span.start || data.span.start >= token.span.end) {
                prop_assert_eq!(&redacted.text[there], &text[token.span]);
            }
        }
    }
}

use std::fs;

use super::*;
use crate::coding::check::{Finding, check};

fn codes(text: &str) -> Vec<String> {
    let flags = Flags::embedded().unwrap();
    let found = flags.of(&Passage::new(text), &[], &mut FlagScratch::default());
    found.into_iter().map(|flag| flag.code).collect()
}

#[test]
fn the_list_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/flags");
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn every_flag_keeps_its_promises() {
    let faults = Flags::embedded().err().unwrap_or_default();
    let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let findings = check(Flags::embedded().unwrap().rules(), []);
    let mistakes: Vec<String> = findings
        .iter()
        .filter(|finding| finding.is_mistake())
        .map(Finding::to_string)
        .collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn every_flag_has_a_dozen_rules_and_enough_examples_in_each_language() {
    for topic in Flags::embedded().unwrap().rules().topics() {
        for (tongue, rules) in topic.rules.both() {
            assert!(rules.len() >= 12, "{} {}", topic.code, tongue.as_str());
            assert!(topic.examples.of(tongue).len() >= 3, "{}", topic.code);
            assert!(topic.counter_examples.of(tongue).len() >= 2, "{}", topic.code);
        }
    }
}

#[test]
fn a_text_has_at_most_one_kind() {
    assert_eq!(
        codes("Жалуюсь на водителя и прошу проверить автобус."),
        ["kind.complaint"]
    );
    assert_eq!(codes("Прошу сообщить, когда откроют мост."), ["kind.request"]);
}

#[test]
fn a_thanks_is_a_response_unless_something_weighs_more() {
    assert_eq!(
        codes("Спасибо вам за новую площадку!"),
        ["content.thanks", "kind.response"]
    );
    let complaint = codes("Спасибо врачам, но жалуюсь на охрану, требую наказать виновных!");
    assert!(complaint.contains(&"kind.complaint".to_owned()), "{complaint:?}");
    assert!(!complaint.contains(&"kind.response".to_owned()), "{complaint:?}");
}

#[test]
fn a_kind_is_told_in_the_words_of_registers() {
    let flag = |code: &str| Flag {
        code: code.to_owned(),
        evidence: Vec::new(),
    };
    assert_eq!(flag("kind.complaint").kind(), Some("complaint"));
    assert_eq!(flag("risk.life").kind(), None);
}

#[test]
fn every_kind_is_a_kind_of_the_registers() {
    let registers = include_str!("../../../dictionaries/register/codes.csv");
    let rules = Flags::embedded().unwrap();
    for topic in rules.rules().topics().filter(|topic| is_kind(&topic.code)) {
        let kind = topic.code.trim_start_matches("kind.");
        assert!(registers.contains(&format!("kind,{kind},")), "{kind}");
    }
}

#[test]
fn danger_is_seen_in_either_language_and_on_a_russian_keyboard() {
    assert_eq!(codes("Подъезде газдын иіси шыгып тур"), ["risk.life"]);
    assert!(codes("Прошу срочно: у школы открытый люк").contains(&"risk.life".to_owned()));
}

#[test]
fn a_word_that_only_looks_like_danger_or_a_paper_is_no_flag() {
    for text in [
        "Третий подъезд не горит, лампочки нет.",
        "На улице Восстания нет остановки.",
        "Прошу решить данный вопрос.",
        "Следовательно, дорога не ремонтируется.",
        "Крышка загрузочного люка мусоропровода без ручки.",
    ] {
        let found = codes(text).into_iter().filter(|code| !code.starts_with("kind."));
        assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn evidence_lies_in_the_text_and_not_where_it_is_hidden() {
    let text = "Жалуюсь на шум.";
    let flags = Flags::embedded().unwrap();
    let mut scratch = FlagScratch::default();
    let found = flags.of(&Passage::new(text), &[], &mut scratch);
    assert_eq!(&text[found[0].evidence[0].span.clone()], "Жалуюсь");
    let length = "Жалуюсь".len();
    assert!(
        flags
            .of(
                &Passage::new(text),
                std::slice::from_ref(&(0..length)),
                &mut scratch
            )
            .is_empty()
    );
}

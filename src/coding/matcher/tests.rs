use crate::text::passage::Passage;
use proptest::prelude::*;

use super::*;

const MACROS: &str = "[absent]\nkk = ['жоқ']\nru = ['нет', 'не подают']\n";

/// A codebook of two groups with these Russian rules for 01.01 and 02.01.
fn matcher(first: &[&str], second: &[&str]) -> Matcher {
    let file = |group: &str, rules: &[&str]| {
        format!(
            "[group]\ncode = '{group}'\nlabel = {{ kk = 'т', ru = 'т' }}\n[[topic]]\ncode = '{group}.01'\n\
             label = {{ kk = 'т', ru = 'т' }}\n[topic.rules]\nkk = []\nru = {rules:?}\n"
        )
    };
    let (first, second) = (file("01", first), file("02", second));
    Matcher::new(
        &Codebook::parse(&[("1.toml", &first), ("2.toml", &second), ("macros.toml", MACROS)]).unwrap(),
    )
}

fn meets(rule: &str, text: &str) -> bool {
    let codes = matcher(&[rule], &[]).weighed(&Passage::new(text), &[], &mut Scratch::default());
    !codes.is_empty()
}

fn spans<'a>(rule: &str, text: &'a str) -> Vec<&'a str> {
    let codes = matcher(&[rule], &[]).weighed(&Passage::new(text), &[], &mut Scratch::default());
    codes
        .iter()
        .flat_map(|code| &code.evidence)
        .map(|evidence| &text[evidence.span.clone()])
        .collect()
}

#[test]
fn a_word_meets_its_inflected_forms() {
    assert!(meets("вода", "Без воды сидим"));
    assert!(!meets("вода", "Водитель ушёл"));
}

#[test]
fn a_prefix_meets_every_word_that_begins_so_and_an_exact_form_only_itself() {
    assert!(meets("водоснабж*", "о водоснабжении"));
    assert!(meets("=КСК", "наш кск молчит"));
    assert!(!meets("=вода", "воды"));
    assert!(meets("=ХҚКО", "ХККО жабық"));
    assert!(!meets("=ОСИ", "осы үй"));
}

#[test]
fn an_abbreviation_is_not_taken_for_a_word_of_the_same_folded_letters() {
    assert!(meets("ОСИ", "наш оси молчит"));
    assert!(!meets("ОСИ", "осының бәрі осы"));
}

#[test]
fn latin_spelling_meets_prefixes_and_abbreviations() {
    assert!(meets("=ОСИ", "OSI predsedatel"));
    assert!(meets("жөнде*", "zhondep beriniz"));
}

#[test]
fn a_phrase_wants_neighbours_in_order() {
    assert!(meets("нет воды", "Опять нет воды"));
    assert!(!meets("нет воды", "Воды нет"));
    assert!(!meets("нет воды", "нет горячей воды"));
}

#[test]
fn a_macro_stands_for_words_and_phrases() {
    assert!(meets("вода near/2 @absent", "воду опять не подают"));
    assert!(meets("@absent вода", "нет воды"));
}

#[test]
fn near_counts_words_on_either_side_and_before_on_one() {
    assert!(meets("вода near/2 нет", "нет горячей воды"));
    assert!(!meets("вода near/1 нет", "нет горячей воды"));
    assert!(!meets("вода before/3 нет", "нет воды"));
    assert!(meets("вода before/3 нет", "воды снова нет"));
}

#[test]
fn a_chain_takes_a_third_phrase_between_the_first_two() {
    assert!(meets("кран near/5 вода near/2 нет", "из крана нет воды"));
}

#[test]
fn one_word_cannot_be_two_in_a_chain() {
    assert!(!meets("вода near/3 вода|воды", "вода"));
}

#[test]
fn both_sides_of_and_stand_in_one_sentence() {
    assert!(meets("вода & квитанция", "Воды нет, а пришла квитанция."));
    assert!(!meets("вода & квитанция", "Воды нет. Пришла квитанция."));
}

#[test]
fn not_looks_at_the_same_sentence_only() {
    assert!(!meets("вода not горячий", "нет горячей воды"));
    assert!(meets("вода not горячий", "Нет воды. Чай горячий."));
}

#[test]
fn weights_add_up_and_a_rule_counts_once() {
    let matcher = matcher(&["вода ^0.5", "кран ^0.5"], &[]);
    let code = |text| matcher.weighed(&Passage::new(text), &[], &mut Scratch::default());
    assert_eq!(code("Вода. Вода."), []);
    assert_eq!(code("Вода. Кран.")[0].score, 1.0);
}

#[test]
fn evidence_is_the_stretch_from_the_first_word_to_the_last() {
    assert_eq!(
        spans("вода near/3 нет", "Давно нет горячей воды, увы. Воды нет."),
        ["нет горячей воды", "Воды нет"]
    );
}

#[test]
fn evidence_names_topic_language_and_place_of_the_rule() {
    let codes = matcher(&["газ", "вода"], &[]).weighed(&Passage::new("вода"), &[], &mut Scratch::default());
    assert_eq!(codes[0].evidence[0].rule, "01.01/ru/2");
}

#[test]
fn the_heaviest_topic_comes_first() {
    let matcher = matcher(&["вода"], &["газ", "печь"]);
    let main = |text| {
        matcher
            .weighed(&Passage::new(text), &[], &mut Scratch::default())
            .first()
            .map(|topic| topic.code.clone())
    };
    assert_eq!(main("вода, газ, печь").as_deref(), Some("02.01"));
    assert_eq!(main("ничего"), None);
}

#[test]
fn a_scratch_used_with_another_codebook_starts_over() {
    let mut scratch = Scratch::default();
    assert!(
        matcher(&["вода", "газ"], &[])
            .weighed(&Passage::new("газ"), &[], &mut scratch)
            .first()
            .map(|topic| topic.code.clone())
            .is_some()
    );
    assert!(
        matcher(&["вода"], &[])
            .weighed(&Passage::new("газ"), &[], &mut scratch)
            .first()
            .map(|topic| topic.code.clone())
            .is_none()
    );
}

#[test]
fn a_hyphenated_word_meets_the_rules_of_its_parts() {
    assert!(meets("вода", "вода-вода"));
}

#[test]
fn a_long_text_without_stops_is_coded_in_linear_time() {
    let text = "вода нет кран ".repeat(20_000);
    assert!(meets(
        "вода near/9 кран near/9 нет near/9 вода & кран near/30 нет",
        &text
    ));
}

proptest! {
    #[test]
    fn any_text_is_coded_and_evidence_lies_on_its_letters(text in "(вод[аы]|нет|кран|не подают|[.,! ]|.){0,40}") {
        let matcher = matcher(&["вода near/4 @absent ^0.5", "кран & вода"], &["нет not вода"]);
        let mut scratch = Scratch::default();
        let codes = matcher.weighed(&Passage::new(&text), &[], &mut scratch);
        for evidence in codes.iter().flat_map(|code| &code.evidence) {
            prop_assert!(text.get(evidence.span.clone()).is_some_and(|stretch| !stretch.is_empty()));
        }
        prop_assert_eq!(matcher.weighed(&Passage::new(&text), &[], &mut scratch), codes);
    }
}

#[test]
fn what_is_hidden_is_neither_read_nor_counted_in_distances() {
    let matcher = matcher(&["вода near/2 нет"], &[]);
    let text = "вода Алии Серик нет";
    let passage = Passage::new(text);
    let hidden = text.find("Алии").unwrap()..text.find(" нет").unwrap();
    let code = |hidden: &[std::ops::Range<usize>]| {
        matcher
            .weighed(&passage, hidden, &mut Scratch::default())
            .first()
            .map(|topic| topic.code.clone())
    };
    assert_eq!(code(&[]), None);
    assert_eq!(code(&[hidden]).as_deref(), Some("01.01"));
}

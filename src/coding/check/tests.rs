use super::*;

const MACROS: &str = "[absent]\nkk = ['жоқ']\nru = ['нет']\n[idle]\nkk = []\nru = ['никто']\n";

const GROUP: &str = "[group]\ncode = '01'\nlabel = { kk = 'Су', ru = 'Вода' }\n";

fn topic(code: &str, rules: &str, examples: &str) -> String {
    format!(
        "[[topic]]\ncode = '{code}'\nlabel = {{ kk = 'т', ru = 'т' }}\n[topic.rules]\n{rules}\n[topic.examples]\n{examples}\n"
    )
}

/// The findings of one file of these topics, but for the wish for more examples.
fn findings(topics: &[String]) -> Vec<String> {
    let file = format!("{GROUP}{}", topics.concat());
    let macros = if file.contains('@') { MACROS } else { "" };
    let book = Codebook::parse(&[("01.toml", &file), ("macros.toml", macros)]).unwrap();
    let findings = check(&book, []);
    let told = findings
        .iter()
        .filter(|finding| !matches!(finding.problem, Problem::FewExamples { .. }));
    told.map(Finding::to_string).collect()
}

/// Snapshot: one file with every problem rules can have.
#[test]
fn every_finding_names_its_place_and_the_place_it_points_to() {
    let first = topic(
        "01.01",
        "kk = ['су @absent', 'мусор*']\nru = [\n  'вода near/4 @absent',\n  'нет воды',\n  'вода not воды',\n  'воды near/4 нет',\n  'мусор*',\n]",
        "kk = ['Су жоқ.', 'Мусор.']\nru = ['Воды нет, воды нет дома.', 'Сидим без воды.', 'Мусор!']",
    );
    let second = topic(
        "01.02",
        "kk = []\nru = ['вода near/4 нет', 'газ']",
        "kk = []\nru = []",
    );
    assert_eq!(
        findings(&[first, second]),
        [
            "01.toml:11:3: 01.01/ru/2: wherever it is met, 01.01/ru/1 is met and is enough; this rule adds only its weight (01.toml:10:3)",
            "01.toml:12:3: 01.01/ru/3: the rule is never met: it excludes what it asks for",
            "01.toml:12:3: 01.01/ru/3: no example meets this rule",
            "01.toml:13:3: 01.01/ru/4: says the same as 01.01/ru/1 and makes it count twice (01.toml:10:3)",
            "01.toml:14:3: 01.01/ru/5: says the same as 01.01/kk/2 and makes it count twice (01.toml:8:21)",
            "01.toml:18:35: 01.01/ru/example/2: the example «Сидим без воды.» gets no code",
            "01.toml:18:54: 01.01/ru/example/3: «Мусор!» stands twice, first as 01.01/kk/example/2 (01.toml:17:18)",
            "01.toml:20:8: 01.02: all rules are Russian",
            "01.toml:24:7: 01.02/ru/1: the same rule gives another topic, 01.01/ru/1 (01.toml:10:3)",
            "01.toml:24:26: 01.02/ru/2: no example meets this rule",
            "macros.toml:4:2: @idle: no Russian rule uses this macro",
        ]
    );
}

#[test]
fn a_counter_example_with_the_code_is_found() {
    let rules = "kk = ['су жоқ']\nru = ['нет воды']";
    let counter = "kk = ['Су жоқ.']\nru = []\n[topic.counter-examples]\nkk = []\nru = ['Нет воды.']";
    let found = findings(&[topic("01.01", rules, counter)]);
    assert_eq!(
        found,
        [
            "01.toml:15:7: 01.01/ru/counter-example/1: the counter-example «Нет воды.» gets the code by 01.01/ru/1"
        ]
    );
}

#[test]
fn a_rule_is_shown_by_a_text_too() {
    let file = "[group]\ncode = '01'\nlabel = { kk = 'т', ru = 'т' }\n[[topic]]\ncode = '01.01'\n\
                label = { kk = 'т', ru = 'т' }\nrules = { kk = ['су'], ru = ['вода ^0.5'] }\n";
    let book = Codebook::parse(&[("01.toml", file)]).unwrap();
    let not_shown = |texts: &[&str]| {
        let findings = check(&book, texts.iter().copied());
        let found = findings
            .iter()
            .filter(|finding| finding.problem == Problem::RuleNotShown);
        found.count()
    };
    assert_eq!(not_shown(&[]), 2);
    assert_eq!(not_shown(&["Воды!", "Су."]), 0);
}

#[test]
fn a_rule_that_meets_no_sentence_of_its_own_words_is_found() {
    let found = findings(&[topic(
        "01.01",
        "kk = ['су жоқ']\nru = ['кран not кра*']",
        "kk = ['Су жоқ.']\nru = []",
    )]);
    assert_eq!(
        found[0],
        "01.toml:9:7: 01.01/ru/1: no sentence of the rule's own words meets it"
    );
}

#[test]
fn a_word_the_tokenizer_cuts_is_found() {
    let found = findings(&[topic(
        "01.01",
        "kk = ['су жоқ']\nru = ['теле2|вода|цифр4*']",
        "kk = ['Су жоқ.']\nru = ['Нет воды.']",
    )]);
    assert_eq!(
        found,
        [
            "01.toml:9:7: 01.01/ru/1: no text has `теле2` as one word",
            "01.toml:9:7: 01.01/ru/1: no text has `цифр4*` as one word"
        ]
    );
}

#[test]
fn every_topic_that_comes_with_talda_keeps_its_promises() {
    let findings = check(&Codebook::embedded().unwrap(), []);
    let mistakes: Vec<_> = findings
        .iter()
        .filter(|finding| finding.is_mistake())
        .map(Finding::to_string)
        .collect();
    assert!(
        mistakes.is_empty(),
        "{} mistakes\n{}",
        mistakes.len(),
        mistakes.join("\n")
    );
}

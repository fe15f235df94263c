use super::*;

const MACROS: &str = "[absent]\nkk = ['жоқ', 'келмей*']\nru = ['нет', 'не подают']\n";

fn topic(code: &str, rules_kk: &str, rules_ru: &str) -> String {
    format!(
        "[[topic]]\ncode = '{code}'\nlabel = {{ kk = 'т', ru = 'т' }}\n\
         [topic.rules]\nkk = [{rules_kk}]\nru = [{rules_ru}]\n"
    )
}

fn file(topics: &str) -> String {
    format!("[group]\ncode = '01'\nlabel = {{ kk = 'Су', ru = 'Вода' }}\n{topics}")
}

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    Codebook::parse(files)
        .unwrap_err()
        .iter()
        .map(Fault::to_string)
        .collect()
}

#[test]
fn groups_and_topics_are_found_by_code() {
    let water = file(&topic("01.01", "'су @absent'", "'вода near/4 @absent'"));
    let book = Codebook::parse(&[("01.toml", &water), ("macros.toml", MACROS)]).unwrap();
    assert_eq!(book.group("01.01").unwrap().label.ru, "Вода");
    assert_eq!(
        book.topic("01.01").unwrap().rules.ru[0].to_string(),
        "вода near/4 @absent"
    );
}

#[test]
fn the_version_does_not_depend_on_file_order_or_comments() {
    let water = file(&topic("01.01", "", "'вода'"));
    let one = Codebook::parse(&[("01.toml", &water), ("macros.toml", MACROS)]).unwrap();
    let commented = format!("# воды\n{MACROS}");
    let other = Codebook::parse(&[("macros.toml", &commented), ("01.toml", &water)]).unwrap();
    assert_eq!(one.version(), other.version());
    assert_eq!(one.version().len(), 12);
}

#[test]
fn a_changed_rule_changes_the_version() {
    let [one, other] = ["'вода'", "'воды'"].map(|rule| file(&topic("01.01", "", rule)));
    let version = |file: &str| Codebook::parse(&[("01.toml", file)]).unwrap().version();
    assert_ne!(version(&one), version(&other));
}

#[test]
fn a_bad_rule_is_reported_where_it_stands() {
    let water = file(&topic("01.01", "", "'вода', 'вода near нет'"));
    assert_eq!(
        faults(&[("01.toml", &water)]),
        ["01.toml:9:21: `near` needs a distance from 1 to 30, as in `near/4`"]
    );
}

#[test]
fn an_unknown_macro_is_reported_for_its_language() {
    let macros = "[only]\nkk = ['жоқ']\nru = []\n";
    let water = file(&topic("01.01", "'су @only'", "'вода @only'"));
    assert_eq!(
        faults(&[("01.toml", &water), ("macros.toml", macros)]),
        ["01.toml:9:13: there is no macro `@only` for this language in macros.toml"]
    );
}

#[test]
fn unknown_keys_and_missing_labels_are_refused() {
    let unknown = faults(&[("01.toml", &file("[[topic]]\ncod = '01.01'\n"))]);
    assert!(
        unknown[0].starts_with("01.toml:5:1: unknown field `cod`"),
        "{unknown:?}"
    );
    let unlabelled = faults(&[(
        "01.toml",
        &file("[[topic]]\ncode = '01.01'\nrules = { kk = [], ru = [] }\n"),
    )]);
    assert!(unlabelled[0].contains("missing field `label`"), "{unlabelled:?}");
}

#[test]
fn a_code_is_given_once_and_belongs_to_its_group() {
    let twice = file(&(topic("01.01", "", "'вода'") + &topic("01.01", "", "'вода'")));
    assert!(faults(&[("01.toml", &twice)])[0].ends_with("the code `01.01` is given twice"));
    let foreign = file(&topic("02.01", "", "'вода'"));
    assert!(
        faults(&[("01.toml", &foreign)])[0]
            .contains("`02.01` is not a topic code of the group `01`: `01.` and two digits")
    );
}

#[test]
fn a_macro_cannot_stand_in_a_macro() {
    let macros = "[a]\nkk = ['жоқ']\nru = ['нет']\n[b]\nkk = ['@a']\nru = ['нет']\n";
    let water = file(&topic("01.01", "", "'вода'"));
    assert!(faults(&[("01.toml", &water), ("macros.toml", macros)])[0].contains("but `@a` does"));
}

#[test]
fn every_mistake_of_every_file_is_reported() {
    let first = file(&topic("01.01", "'су near'", "'|'"));
    assert_eq!(faults(&[("02.toml", "["), ("01.toml", &first)]).len(), 3);
}

#[test]
fn the_codebook_that_comes_with_talda_has_no_faults() {
    let faults = Codebook::embedded().err().unwrap_or_default();
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{}", lines.join("\n"));
}

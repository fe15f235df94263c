use minijinja::{Environment, UndefinedBehavior, Value, context};
use proptest::prelude::*;

use super::{add_filters, kazakh, russian};
use crate::analyse::Edition;

const KAZAKH: &str = include_str!("../../../tests/cases/note/kazakh.csv");
const RUSSIAN: &str = include_str!("../../../tests/cases/note/russian.csv");

fn records(file: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

fn filled(edition: Edition, template: &str, context: Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    add_filters(&mut environment, edition);
    environment.render_str(template, context)
}

#[test]
fn kazakh_numbers_abbreviations_words_and_names_take_the_forms_of_the_table() {
    let cases = [
        "genitive",
        "dative",
        "accusative",
        "locative",
        "ablative",
        "instrumental",
        "possessive",
    ];
    let mut forms = 0;
    for record in records(KAZAKH) {
        let (kind, input) = (&record[0], &record[1]);
        for (name, expected) in cases.into_iter().zip(record.iter().skip(2)) {
            if expected.is_empty() {
                continue;
            }
            let case = kazakh::Case::named(name).unwrap();
            let found = match kind {
                "word" => kazakh::declined(input, case),
                "possessed" => kazakh::possessed(input, case),
                _ => format!("{input}-{}", kazakh::printed_ending(input, case)),
            };
            assert_eq!(found, expected, "{name} of {input}");
            forms += 1;
        }
    }
    assert!(forms >= 300, "{forms} forms");
}

#[test]
fn russian_numbers_and_names_take_the_forms_of_the_table() {
    let records = records(RUSSIAN);
    for record in &records {
        let (kind, input, asked, expected) = (&record[0], &record[1], &record[2], &record[3]);
        let found = match kind {
            "agree" => {
                let forms: Vec<&str> = asked.split('|').collect();
                russian::agree(input.parse().unwrap(), forms[0], forms[1], forms[2]).to_owned()
            }
            "name" => russian::declined(input, russian::Case::named(asked).unwrap()),
            "times" => russian::times(input).to_owned(),
            other => panic!("{other}"),
        };
        assert_eq!(found, expected, "{asked} of {input}");
    }
    assert!(records.len() >= 200, "{} forms", records.len());
}

#[test]
fn hidden_counts_take_no_ending_and_the_genitive() {
    let context = context! { few => "<5", hidden => "…" };
    let kk = filled(Edition::Kk, "{{ few|to }} {{ hidden|its }}", context.clone());
    assert_eq!(kk.unwrap(), "<5 …");
    let ru = filled(
        Edition::Ru,
        "{{ few|agree('обращение', 'обращения', 'обращений') }}",
        context,
    );
    assert_eq!(ru.unwrap(), "обращений");
}

#[test]
fn a_case_there_is_not_and_a_missing_number_are_named_errors() {
    let error = filled(Edition::Kk, "{{ 'сөз'|declined('vocative') }}", context! {}).unwrap_err();
    assert!(error.to_string().contains("`vocative`"));
    assert!(filled(Edition::Ru, "{{ missing|n }}", context! {}).is_err());
}

proptest! {
    #[test]
    fn any_text_takes_an_ending(text in "\\PC{0,20}") {
        let case = kazakh::Case::Dative;
        prop_assert!(!kazakh::printed_ending(&text, case).is_empty());
        prop_assert!(kazakh::possessed(&text, case).starts_with(&text));
        russian::declined(&text, russian::Case::Genitive);
        russian::times(&text);
    }
}

use proptest::prelude::*;

use super::{Error, Quantity, dates, kazakh, russian};

const KAZAKH: &str = include_str!("../../../tests/cases/note/kazakh.csv");
const RUSSIAN: &str = include_str!("../../../tests/cases/note/russian.csv");

type Case = (String, String, String, String, String);

/// Every row of a table that `found` does not give as expected, in one message.
fn assert_table(csv: &str, least: usize, found: impl Fn(&str, &str, &str) -> Result<String, Error>) {
    let rows: Vec<Case> = csv::Reader::from_reader(csv.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(rows.len() >= least, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(kind, input, form, expected, reason)| {
            let found = found(kind, input, form).unwrap();
            (found != *expected).then(|| format!("{kind} {input} {form}: {found}, not {expected} ({reason})"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn in_kazakh(kind: &str, input: &str, form: &str) -> Result<String, Error> {
    let case = kazakh::Case::named(form)?;
    let (first, last) = input.split_once('/').unwrap_or((input, ""));
    Ok(match kind {
        "figure" => kazakh::figure(input, input, case),
        "part" => kazakh::part(input, input, case),
        "ordinal" => kazakh::ordinal(input, input),
        "name" => kazakh::declined(input, case),
        "year" => kazakh::year(input, case),
        "half-year" => kazakh::half_year(first, last == "2", case),
        "date" => kazakh::date(dates::date(input)?, case),
        "span" => kazakh::span(dates::date(first)?, dates::date(last)?, case),
        other => panic!("{other} is no kind"),
    })
}

fn in_russian(kind: &str, input: &str, form: &str) -> Result<String, Error> {
    let (first, last) = input.split_once('/').unwrap_or((input, ""));
    let (word, asked) = form.split_once('/').unwrap_or(("", form));
    let quantity = Quantity::read(input);
    match kind {
        "counted" => russian::counted(quantity, word, russian::Case::named(asked)?).map(str::to_owned),
        "past" => russian::past(quantity, word, asked),
        "name" => Ok(russian::declined(input, russian::Case::named(form)?)),
        "before" => Ok(russian::before(form, input)),
        "year" => russian::year(input, russian::Case::named(form)?),
        "half-year" => russian::half_year(first, last == "2", russian::Case::named(form)?),
        "date" => Ok(russian::date(dates::date(input)?)),
        "span" => Ok(russian::span(dates::date(first)?, dates::date(last)?)),
        other => panic!("{other} is no kind"),
    }
}

#[test]
fn kazakh_forms_are_those_of_the_table() {
    assert_table(KAZAKH, 450, in_kazakh);
}

#[test]
fn russian_forms_are_those_of_the_table() {
    assert_table(RUSSIAN, 250, in_russian);
}

/// Names of all districts and regions, Kazakh and Russian.
fn places() -> Vec<(&'static str, &'static str)> {
    let districts = include_str!("../../../dictionaries/place/districts.csv")
        .lines()
        .skip(1);
    let districts = districts.map(|line| line.split(',').skip(3));
    let regions = include_str!("../../../dictionaries/place/regions.csv")
        .lines()
        .skip(1);
    let regions = regions.map(|line| line.split(',').skip(2));
    let names = |mut cells: std::iter::Skip<std::str::Split<'static, char>>| {
        (cells.next().unwrap(), cells.next().unwrap())
    };
    districts.chain(regions).map(names).collect()
}

#[test]
fn every_place_of_the_gazetteer_has_a_locative() {
    for (kk, ru) in places() {
        let within = kazakh::declined(kk, kazakh::Case::Locative);
        assert!(within == format!("{kk}нда"), "{within}");
        let located = russian::declined(ru, russian::Case::Prepositional);
        assert!(located != ru || ru.starts_with("г. "), "{located}");
    }
}

#[test]
fn an_unknown_case_noun_or_date_is_named() {
    let case = kazakh::Case::named("vocative").unwrap_err().to_string();
    assert!(
        case.starts_with("`vocative` is not a case; the cases are nominative, "),
        "{case}"
    );
    assert!(russian::Case::named("locative").is_err());
    let noun = russian::counted(Quantity::Whole(5), "кенгуру", russian::Case::Nominative);
    assert_eq!(
        noun,
        Err(Error::Noun {
            noun: "кенгуру".into()
        })
    );
    assert_eq!(
        dates::date("20.07.2026"),
        Err(Error::Date {
            text: "20.07.2026".into()
        })
    );
}

proptest! {
    #[test]
    fn no_text_stops_the_grammar(text in ".{0,24}", more in "[а-яА-ЯәіңғүұқөһӘІҢҒҮҰҚӨҺ0-9 ,%«»()/№<…ьъ-]{0,24}") {
        for text in [text, more] {
            for (_, case) in kazakh::Case::ALL {
                kazakh::declined(&text, case);
                kazakh::figure(&text, &text, case);
                kazakh::part(&text, &text, case);
            }
            kazakh::ordinal(&text, &text);
            for (_, case) in russian::Case::ALL {
                russian::declined(&text, case);
                russian::counted(Quantity::read(&text), "обращение", case).unwrap();
            }
            for preposition in ["в", "с", "о", text.as_str()] {
                russian::before(preposition, &text);
            }
            russian::past(Quantity::read(&text), &text, "жалоба").unwrap();
        }
    }

    #[test]
    fn an_ending_leaves_the_name_whole(name in "[А-Я][а-яәіңғүұқөһ]{1,12}[аеорлнм]") {
        for (_, case) in kazakh::Case::ALL {
            prop_assert!(kazakh::declined(&name, case).starts_with(&name));
        }
    }
}

//! The filters of the phrases.
//!
//! A figure is an object that prints itself with its marks and knows its `number` (none for a hidden one) and its printed
//! `text`; a plain number or text stands for itself.

use minijinja::{Environment, Error, ErrorKind, Value};

use super::{kazakh, russian};
use crate::analyse::Edition;
use crate::publish::numbers;

/// Adds the filters of an edition. docs/documents.md lists them.
pub fn add_filters(environment: &mut Environment<'static>, edition: Edition) {
    environment.add_filter("n", |figure: Value| shown(&figure));
    environment.add_filter("capitalise", |text: &str| {
        with_first(text, |letter| letter.to_uppercase().collect())
    });
    environment.add_filter("lower", |text: &str| {
        with_first(text, |letter| letter.to_lowercase().collect())
    });
    // After the sign of a hidden count: <5 обращений, … обращений.
    environment.add_filter("agree", |figure: Value, one: &str, few: &str, many: &str| {
        let agreed = number(&figure)?.map(|number| russian::agree(number, one, few, many));
        Ok::<_, Error>(agreed.unwrap_or(many).to_owned())
    });
    environment.add_filter("times", |figure: Value| {
        printed(&figure).map(|text| russian::times(&text))
    });
    environment.add_filter("located", |name: &str| {
        russian::declined(name, russian::Case::Prepositional)
    });
    environment.add_filter("of", |name: &str| kazakh::possessed(name, kazakh::Case::Genitive));
    environment.add_filter("within", |name: &str| {
        kazakh::possessed(name, kazakh::Case::Locative)
    });
    for (name, case) in [
        ("from", kazakh::Case::Ablative),
        ("to", kazakh::Case::Dative),
        ("its", kazakh::Case::Possessive),
    ] {
        environment.add_filter(name, move |figure: Value| ended(&figure, case));
    }
    environment.add_filter("ended", |figure: Value, case: &str| {
        ended(&figure, kazakh_case(case)?)
    });
    environment.add_filter("possessed", |name: &str, case: &str| {
        Ok::<_, Error>(kazakh::possessed(name, kazakh_case(case)?))
    });
    environment.add_filter("declined", move |name: &str, case: &str| {
        Ok::<_, Error>(match edition {
            Edition::Kk => kazakh::declined(name, kazakh_case(case)?),
            Edition::Ru => russian::declined(name, russian_case(case)?),
        })
    });
}

fn kazakh_case(name: &str) -> Result<kazakh::Case, Error> {
    kazakh::Case::named(name).ok_or_else(|| no_case(name))
}

fn russian_case(name: &str) -> Result<russian::Case, Error> {
    russian::Case::named(name).ok_or_else(|| no_case(name))
}

fn no_case(name: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("there is no case `{name}`"))
}

/// A number or abbreviation with its Kazakh ending; the sign of a hidden count takes none.
fn ended(figure: &Value, case: kazakh::Case) -> Result<String, Error> {
    let (shown, printed) = (shown(figure)?, printed(figure)?);
    let is_hidden = printed.starts_with('<') || printed == numbers::WITHHELD;
    Ok(match is_hidden {
        true => shown,
        false => format!("{shown}-{}", kazakh::printed_ending(&printed, case)),
    })
}

/// What stands in the sentence.
fn shown(figure: &Value) -> Result<String, Error> {
    if figure.is_undefined() {
        return Err(ErrorKind::UndefinedError.into());
    }
    Ok(figure
        .as_i64()
        .map_or_else(|| figure.to_string(), numbers::grouped))
}

/// The text without marks.
fn printed(figure: &Value) -> Result<String, Error> {
    match figure.as_object() {
        Some(_) => Ok(figure.get_attr("text")?.to_string()),
        None => shown(figure),
    }
}

/// The number of a figure, or `None` for the sign of a hidden one.
fn number(figure: &Value) -> Result<Option<i64>, Error> {
    match figure.as_object() {
        Some(_) => Ok(figure.get_attr("number")?.as_i64()),
        None if figure.is_undefined() => Err(ErrorKind::UndefinedError.into()),
        None => Ok(figure.as_i64()),
    }
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| change(first) + letters.as_str())
}

use super::kazakh::{Case, number_ending, possessed};
use super::russian::{agree, located};
use crate::analyse::Edition;
use crate::publish::numbers;
use minijinja::{Environment, Value};

pub fn add_filters(environment: &mut Environment<'static>, _edition: Edition) {
    environment.add_filter("n", |figure: Value| {
        Ok::<_, minijinja::Error>(
            figure
                .as_i64()
                .map_or_else(|| figure.to_string(), numbers::grouped),
        )
    });
    environment.add_filter("capitalise", |text: &str| capitalised(text));
    // After the sign of a hidden count: <5 обращений, … обращений.
    environment.add_filter("agree", |figure: Value, one: &str, few: &str, many: &str| {
        let agreed = count(&figure)?.map(|number| agree(number, one, few, many));
        Ok::<_, minijinja::Error>(agreed.unwrap_or(many).to_owned())
    });
    environment.add_filter("located", |name: &str| located(name));
    environment.add_filter("of", |name: &str| possessed(name, Case::Genitive));
    environment.add_filter("within", |name: &str| possessed(name, Case::Locative));
    for (name, case) in [
        ("from", Case::Ablative),
        ("to", Case::Dative),
        ("its", Case::Possessive),
    ] {
        environment.add_filter(name, move |figure: Value| {
            let shown = if figure.as_i64().is_some() {
                numbers::grouped(figure.as_i64().unwrap_or(0))
            } else {
                figure.to_string()
            };
            let ended = |number| format!("{shown}-{}", number_ending(number, case));
            Ok::<_, minijinja::Error>(count(&figure)?.map_or_else(|| figure.to_string(), ended))
        });
    }
}

/// The number of a figure, or `None` for the sign of a hidden one.
fn count(figure: &Value) -> Result<Option<i64>, minijinja::Error> {
    if figure.kind() == minijinja::value::ValueKind::Plain {
        return Ok(figure.get_attr("number")?.as_i64());
    }
    match figure.as_i64() {
        None if figure.as_str().is_none() => Err(minijinja::ErrorKind::UndefinedError.into()),
        number => Ok(number),
    }
}

/// With a capital first letter and the rest as it is.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

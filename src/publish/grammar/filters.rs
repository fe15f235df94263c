//! The filters of phrases, by which a template asks for a number or a name in the right form.
//!
//! | filter | edition | what it gives | example |
//! |---|---|---|---|
//! | `n` | both | a figure with its thousands grouped | `{{ now\|n }}` 1 234 |
//! | `lower` | both | the first letter as a small one | `{{ name\|lower }}` арыз |
//! | `capitalise` | both | the first letter as a capital | `{{ during\|capitalise }}` В первом полугодии |
//! | `case(case)` | both | a name, a word, in Kazakh also a figure, in a case | `{{ body\|case('dative') }}` басқармасына, управлению |
//! | `year(case)` | both | a year; Kazakh locative is «when», attributive «of» | `{{ 2026\|year('genitive') }}` 2026 жылдың, 2026 года |
//! | `half_year(half, case)` | both | a half-year of a year | `{{ 2026\|half_year(1, 'genitive') }}` первого полугодия 2026 года |
//! | `date(case)` | both | the day written 2026-07-20; in Russian one form | `{{ day\|date('attributive') }}` 2026 жылғы 20 шілдедегі |
//! | `span(last, case)` | both | from a day to a day; in Russian one form | `{{ first\|span(last) }}` 13–19 июля 2026 года |
//! | `times` | both | how many times more | `{{ 2\|times }}` 2 есе, 2 раза |
//! | `joined` | both | a list with its last «and» | `{{ names\|joined }}` А, Б и В |
//! | `from`, `to` | kk | a figure in the ablative, in the dative | `{{ before\|from }} {{ now\|to }}` 15-тен 20-ға |
//! | `its(case)` | kk | a figure as a part of a whole | `{{ late\|its }}` 15-і, `{{ late\|its('locative') }}` 15-інде |
//! | `nth` | kk | a figure as an ordinal without a noun | `{{ place\|nth }}` 3-ші |
//! | `of`, `within` | kk | a place in the genitive, in the locative | `{{ place\|within }}` Ордабасы ауданында |
//! | `agree(one, few, many)` | ru | the form after a figure | `{{ now\|agree('жалоба', 'жалобы', 'жалоб') }}` |
//! | `agree_in(case, singular, plural)` | ru | the form after a figure in a case but the nominative and accusative | `{{ now\|agree_in('dative', 'теме', 'темам') }}` |
//! | `counted(noun, case)` | ru | a figure and a noun of `nouns.csv` | `{{ now\|counted('обращение', 'genitive') }}` 21 обращения |
//! | `past(verb, noun)` | ru | a verb or participle before a counted noun | `{{ now\|past('поступил', 'жалоба') }}` поступила |
//! | `located` | ru | a name in the prepositional | `{{ place\|located }}` Сайрамском районе |
//! | `after(preposition)` | ru | what is said behind в/во, с/со, о/об | `{{ place\|located\|after('в') }}` в Сайрамском районе |
//!
//! A case left out is the nominative. Hidden figures (<5, …) take no Kazakh ending and the genitive plural in Russian.
//! Cases: nominative, genitive, dative, accusative, instrumental; in Kazakh also locative, ablative, attributive
//! (шілдедегі), in Russian also prepositional.

mod figure;
mod kazakh;
mod russian;

use minijinja::{Environment, Error, ErrorKind, Value};

use crate::analyse::Edition;
use figure::{number_of, shown};

/// Adds the filters of an edition; those of the other language are unknown in its phrases.
pub fn add_filters(environment: &mut Environment<'static>, edition: Edition) {
    environment.add_filter("n", |figure: Value| {
        Ok::<_, Error>(shown(&figure::present(figure)?))
    });
    environment.add_filter("capitalise", |text: &str| {
        with_first(text, |letter| letter.to_uppercase().collect())
    });
    environment.add_filter("lower", |text: &str| {
        with_first(text, |letter| letter.to_lowercase().collect())
    });
    let and = match edition {
        Edition::Kk => "және",
        Edition::Ru => "и",
    };
    environment.add_filter("joined", move |items: Vec<Value>| {
        joined(&items.iter().map(shown).collect::<Vec<_>>(), and)
    });
    match edition {
        Edition::Kk => kazakh::add_filters(environment),
        Edition::Ru => russian::add_filters(environment),
    }
}

/// With another first letter and the rest as it is.
fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| change(first) + letters.as_str())
}

/// «А», «А и Б», «А, Б и В».
fn joined(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

/// An error of the grammar as one of the template.
fn named(error: super::Error) -> Error {
    Error::new(ErrorKind::InvalidOperation, error.to_string())
}

/// Whether the half of a year is its second one.
fn is_second(half: i64) -> Result<bool, Error> {
    match half {
        1 => Ok(false),
        2 => Ok(true),
        half => Err(named(super::Error::Half { half })),
    }
}

/// A year is not grouped like other numbers: 2026.
fn year_of(value: Value) -> Result<String, Error> {
    let value = figure::present(value)?;
    Ok(match (value.as_str(), number_of(&value)) {
        (None, Some(year)) => year.to_string(),
        _ => value.to_string(),
    })
}

#[cfg(test)]
mod tests;

//! The sentences of a note: templates in `dictionaries/note/phrases.toml`, filled with numbers in the right form.

use std::collections::BTreeMap;

use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Deserialize;

use super::grammar_kk::{Case, number_ending, possessed};
use super::grammar_ru::{agree, located};
use crate::analyse::Edition;
use crate::publish::{Error, numbers};

const FILE: &str = "dictionaries/note/phrases.toml";
const PHRASES: &str = include_str!("../../../dictionaries/note/phrases.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    kk: String,
    ru: String,
}

/// The phrases of one edition.
pub struct Phrases {
    edition: Edition,
    environment: Environment<'static>,
    phrases: BTreeMap<String, Phrase>,
}

impl Phrases {
    pub fn read(edition: Edition) -> Result<Self, Error> {
        let phrases = toml::from_str(PHRASES).map_err(|error: toml::de::Error| Error::Phrases {
            file: FILE,
            why: error.message().to_owned(),
        })?;
        Ok(Self {
            edition,
            environment: environment(),
            phrases,
        })
    }

    pub fn has(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// The phrase `key` filled with `context`.
    pub fn say(&self, key: &str, context: Value) -> Result<String, Error> {
        let phrase = self.phrases.get(key).ok_or_else(|| Error::Phrases {
            file: FILE,
            why: format!("`{key}` is missing"),
        })?;
        let template = match self.edition {
            Edition::Kk => &phrase.kk,
            Edition::Ru => &phrase.ru,
        };
        self.environment
            .render_str(template, context)
            .map_err(|source| Error::Template {
                template: key.to_owned(),
                source,
            })
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("n", |figure: Value| {
        Ok::<_, minijinja::Error>(count(&figure)?.map_or_else(|| figure.to_string(), numbers::grouped))
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
            let ended = |number| format!("{}-{}", numbers::grouped(number), number_ending(number, case));
            Ok::<_, minijinja::Error>(count(&figure)?.map_or_else(|| figure.to_string(), ended))
        });
    }
    environment
}

/// The number of a figure, or `None` for the sign of a hidden one.
fn count(figure: &Value) -> Result<Option<i64>, minijinja::Error> {
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

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn a_missing_phrase_or_placeholder_is_a_named_error() {
        let phrases = Phrases::read(Edition::Ru).unwrap();
        assert!(matches!(
            phrases.say("nothing", context! {}),
            Err(Error::Phrases { .. })
        ));
        assert!(matches!(
            phrases.say("total", context! { during => "" }),
            Err(Error::Template { .. })
        ));
    }

    #[test]
    fn hidden_counts_take_no_ending() {
        let phrases = |edition| Phrases::read(edition).unwrap();
        let context = context! { during => "жыл", now => "<5" };
        let said = phrases(Edition::Ru).say("total", context.clone()).unwrap();
        assert_eq!(said, "Жыл зарегистрировано <5 обращений.");
        let context = context! { subject => "", before => "…", now => 96, growth => true };
        let said = phrases(Edition::Kk).say("change.shown", context).unwrap();
        assert_eq!(said, " өтініш берушілер саны … 96-ға өсті");
    }
}

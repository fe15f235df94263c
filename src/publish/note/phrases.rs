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
    environment.add_filter("n", numbers::grouped);
    environment.add_filter("capitalise", |text: &str| capitalised(text));
    environment.add_filter("agree", |number: i64, one: &str, few: &str, many: &str| {
        agree(number, one, few, many).to_owned()
    });
    environment.add_filter("located", |name: &str| located(name));
    environment.add_filter("of", |name: &str| possessed(name, Case::Genitive));
    environment.add_filter("within", |name: &str| possessed(name, Case::Locative));
    for (name, case) in [
        ("from", Case::Ablative),
        ("to", Case::Dative),
        ("its", Case::Possessive),
    ] {
        environment.add_filter(name, move |number: i64| {
            format!("{}-{}", numbers::grouped(number), number_ending(number, case))
        });
    }
    environment
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
            phrases.say("total", context! {}),
            Err(Error::Template { .. })
        ));
    }
}

//! The sentences of a note: templates in `dictionaries/note/phrases.toml`, filled with numbers in the right form.

use std::collections::BTreeMap;

use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Deserialize;

use crate::analyse::Edition;
use crate::publish::Error;
use crate::publish::grammar::filters::add_filters;

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
            environment: environment(edition),
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

fn environment(edition: Edition) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    add_filters(&mut environment, edition);
    environment
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

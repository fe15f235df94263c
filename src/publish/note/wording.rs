//! The sentences of the documents: templates of `dictionaries/note`, filled with numbers in the right form.
//!
//! An office may lay a file of its own over them; it can change how a thing is said, not what is told: a phrase of its own
//! knows the same placeholders and leaves none of them out.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Deserialize;

use crate::analyse::Edition;
use crate::publish::Error;
use crate::publish::grammar::filters::add_filters;

/// The built-in phrases by file.
const FILES: [(&str, &str); 5] = [
    (
        "dictionaries/note/phrases.toml",
        include_str!("../../../dictionaries/note/phrases.toml"),
    ),
    (
        "dictionaries/note/findings.toml",
        include_str!("../../../dictionaries/note/findings.toml"),
    ),
    (
        "dictionaries/note/problems.toml",
        include_str!("../../../dictionaries/note/problems.toml"),
    ),
    (
        "dictionaries/note/answers.toml",
        include_str!("../../../dictionaries/note/answers.toml"),
    ),
    (
        "dictionaries/note/method.toml",
        include_str!("../../../dictionaries/note/method.toml"),
    ),
];

/// A phrase in both languages; a file of an office may change one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    kk: Option<String>,
    ru: Option<String>,
}

impl Phrase {
    fn get(&self, edition: Edition) -> Option<&str> {
        match edition {
            Edition::Kk => self.kk.as_deref(),
            Edition::Ru => self.ru.as_deref(),
        }
    }
}

/// Phrases by key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    phrases: BTreeMap<String, Phrase>,
}

impl Wording {
    /// The phrases talda comes with.
    pub fn built_in() -> Result<Self, Error> {
        let mut phrases = BTreeMap::new();
        for (file, text) in FILES {
            for (key, phrase) in read(file, text)? {
                if phrases.insert(key.clone(), phrase).is_some() {
                    return Err(fault(file, format!("`{key}` stands in two files")));
                }
            }
        }
        Ok(Self { phrases })
    }

    /// With the phrases of an office's own file in place of the built-in ones.
    ///
    /// # Errors
    /// A key that is not built in, a placeholder the built-in phrase does not have, and one it has that is left out.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, Error> {
        let environments = Edition::BOTH.map(environment);
        for (key, own) in read(file, text)? {
            let Some(built_in) = self.phrases.get_mut(&key) else {
                return Err(fault(file, format!("there is no phrase `{key}`")));
            };
            for (edition, environment) in Edition::BOTH.into_iter().zip(&environments) {
                let Some(template) = own.get(edition) else {
                    continue;
                };
                let names = |template: &str| placeholders(environment, file, &key, template);
                let found = names(template)?;
                let expected = names(built_in.get(edition).unwrap_or_default())?;
                let both: Result<Vec<_>, Error> = [&built_in.kk, &built_in.ru]
                    .into_iter()
                    .flatten()
                    .map(|template| names(template))
                    .collect();
                let known: BTreeSet<String> = both?.into_iter().flatten().collect();
                if let Some(name) = found.difference(&known).next() {
                    return Err(fault(file, format!("`{key}`: there is no placeholder `{name}`")));
                }
                if let Some(name) = expected.difference(&found).next() {
                    return Err(fault(
                        file,
                        format!("`{key}`: the placeholder `{name}` is missing"),
                    ));
                }
            }
            built_in.kk = own.kk.or(built_in.kk.take());
            built_in.ru = own.ru.or(built_in.ru.take());
        }
        Ok(self)
    }

    /// The phrases of one edition, ready to be filled.
    pub fn spoken(&self, edition: Edition) -> Spoken<'_> {
        Spoken {
            phrases: &self.phrases,
            environment: environment(edition),
            edition,
        }
    }
}

fn fault(file: &str, why: String) -> Error {
    Error::Phrases {
        file: file.to_owned(),
        why,
    }
}

fn read(file: &str, text: &str) -> Result<BTreeMap<String, Phrase>, Error> {
    toml::from_str(text).map_err(|error: toml::de::Error| fault(file, error.message().to_owned()))
}

fn environment(edition: Edition) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    add_filters(&mut environment, edition);
    environment
}

fn placeholders(
    environment: &Environment,
    file: &str,
    key: &str,
    template: &str,
) -> Result<BTreeSet<String>, Error> {
    let template = environment
        .template_from_str(template)
        .map_err(|error| fault(file, format!("`{key}`: {error}")))?;
    Ok(template.undeclared_variables(false).into_iter().collect())
}

/// The phrases of one edition.
#[derive(Debug)]
pub struct Spoken<'w> {
    phrases: &'w BTreeMap<String, Phrase>,
    environment: Environment<'static>,
    edition: Edition,
}

impl Spoken<'_> {
    pub fn has(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// The phrase `key` filled with `context`.
    pub fn say(&self, key: &str, context: Value) -> Result<String, Error> {
        let phrase = self.phrases.get(key).and_then(|phrase| phrase.get(self.edition));
        let template = phrase.ok_or_else(|| fault(FILES[0].0, format!("`{key}` is missing")))?;
        self.environment
            .render_str(template, context)
            .map_err(|source| Error::Template {
                template: key.to_owned(),
                source,
            })
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    fn own(text: &str) -> Result<Wording, String> {
        let wording = Wording::built_in().unwrap().with("own.toml", text);
        wording.map_err(|error| error.to_string())
    }

    #[test]
    fn a_missing_phrase_or_placeholder_is_a_named_error() {
        let wording = Wording::built_in().unwrap();
        let phrases = wording.spoken(Edition::Ru);
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
    fn a_phrase_of_an_office_takes_the_place_of_the_built_in_one_of_its_language() {
        let wording = own("[total]\nru = \"{{ during|capitalise }} принято {{ now|n }}.\"").unwrap();
        let context = context! { during => "в июле", now => 7 };
        assert_eq!(
            wording.spoken(Edition::Ru).say("total", context.clone()).unwrap(),
            "В июле принято 7."
        );
        let built_in = Wording::built_in().unwrap();
        let kk = |wording: &Wording| wording.spoken(Edition::Kk).say("total", context.clone()).unwrap();
        assert_eq!(kk(&wording), kk(&built_in));
    }

    #[test]
    fn an_unknown_key_or_placeholder_and_a_dropped_one_are_refused_by_name() {
        let why = |text| own(text).unwrap_err();
        assert!(why("[totals]\nru = \"x\"").contains("`totals`"));
        assert!(why("[total]\nru = \"{{ during }} {{ now }} {{ then }}\"").contains("`then`"));
        assert!(why("[total]\nru = \"{{ during }}\"").contains("`now` is missing"));
        assert!(why("[total]\nru = \"{{ during\"").contains("`total`"));
        assert!(why("[total]\nen = \"x\"").contains("own.toml"));
    }
}

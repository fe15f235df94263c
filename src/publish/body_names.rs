//! Names of executing bodies in both languages: registers name a body in one of them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Error;
use super::grammar::{kazakh, russian};
use crate::analyse::{Bilingual, Edition, Findings};

const FILE: &str = "dictionaries/register/bodies.csv";
const BODIES: &str = include_str!("../../dictionaries/register/bodies.csv");

#[derive(Debug, Deserialize)]
struct Body {
    kk: String,
    ru: String,
}

/// Bodies of the oblast and its districts by any name they go under.
#[derive(Debug)]
pub struct BodyNames {
    names: BTreeMap<String, Bilingual>,
}

impl BodyNames {
    /// The bodies of the dictionary by themselves and with each place of the findings.
    pub fn of(findings: &Findings) -> Result<Self, Error> {
        let bodies: Result<Vec<Body>, csv::Error> = csv::Reader::from_reader(BODIES.as_bytes())
            .deserialize()
            .collect();
        let bodies = bodies.map_err(|error| Error::Phrases {
            file: FILE.to_owned(),
            why: error.to_string(),
        })?;
        let mut names = BTreeMap::new();
        let districts = findings.districts.iter().map(|district| &district.name);
        let places: Vec<&Bilingual> = districts.chain([&findings.oblast_name]).collect();
        for body in &bodies {
            let alone = Bilingual {
                kk: first_large(&body.kk),
                ru: first_large(&body.ru),
            };
            insert(&mut names, &[&body.kk, &body.ru], &alone);
            for place in &places {
                let ru = |place: &str| {
                    format!(
                        "{} {}",
                        body.ru,
                        russian::declined(place, russian::Case::Genitive)
                    )
                };
                let name = Bilingual {
                    kk: format!(
                        "{} {}",
                        kazakh::declined(&place.kk, kazakh::Case::Genitive),
                        body.kk
                    ),
                    ru: first_large(&ru(&place.ru)),
                };
                let in_full = place.ru.replacen("г. ", "город ", 1);
                let plain = format!("{} {}", place.kk, body.kk);
                insert(&mut names, &[&name.kk, &plain, &name.ru, &ru(&in_full)], &name);
            }
        }
        Ok(Self { names })
    }

    /// The name of a body in an edition; one that is not known as the register has it.
    pub fn name<'n>(&'n self, body: &'n str, edition: Edition) -> &'n str {
        self.names
            .get(&folded(body))
            .map_or(body, |name| name.get(edition))
    }
}

fn insert(names: &mut BTreeMap<String, Bilingual>, under: &[&str], name: &Bilingual) {
    for key in under {
        names.entry(folded(key)).or_insert_with(|| name.clone());
    }
}

/// Without the differences two registers may make in writing one name.
fn folded(name: &str) -> String {
    let letters = name
        .to_lowercase()
        .replace('ё', "е")
        .replace(['«', '»', '"', '\u{a0}'], " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn first_large(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    #[test]
    fn a_body_has_its_name_in_the_other_language() {
        let names = BodyNames::of(&sample::findings()).unwrap();
        for (kk, ru) in [
            ("Шардара ауданының әкімдігі", "Акимат Шардаринского района"),
            ("Сауран ауданының әкімдігі", "Акимат района Сауран"),
            ("Кентау қаласының әкімдігі", "Акимат г. Кентау"),
            (
                "Түркістан облысының білім басқармасы",
                "Управление образования Туркестанской области",
            ),
            ("Денсаулық сақтау басқармасы", "Управление здравоохранения"),
        ] {
            assert_eq!(names.name(kk, Edition::Ru), ru);
            assert_eq!(names.name(ru, Edition::Kk), kk);
            assert_eq!(
                [names.name(kk, Edition::Kk), names.name(ru, Edition::Ru)],
                [kk, ru]
            );
        }
    }

    #[test]
    fn other_spellings_of_a_name_are_the_same_body() {
        let names = BodyNames::of(&sample::findings()).unwrap();
        let kk = "Кентау қаласының әкімдігі";
        assert_eq!(names.name("акимат  города Кентау", Edition::Kk), kk);
        assert_eq!(names.name("КЕНТАУ ҚАЛАСЫНЫҢ ӘКІМДІГІ", Edition::Kk), kk);
    }

    #[test]
    fn an_unknown_body_keeps_its_name() {
        let names = BodyNames::of(&sample::findings()).unwrap();
        assert_eq!(names.name("«Су арнасы» МКК", Edition::Ru), "«Су арнасы» МКК");
    }
}

//! Names of places, streets, people, topics and bodies, from the lists in `words/`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Failure;

#[derive(Deserialize)]
pub struct District {
    pub kato: String,
    pub residents: u32,
    kk_nom: String,
    kk_gen: String,
    kk_dat: String,
    kk_loc: String,
    kk_abl: String,
    ru_nom: String,
    ru_gen: String,
    ru_dat: String,
    ru_loc: String,
    ru_abl: String,
    /// The Russian name as registers have it.
    pub ru_register: String,
}

/// A name in Kazakh and Russian.
#[derive(Deserialize, Clone)]
pub struct Name {
    pub kk: String,
    pub ru: String,
}

#[derive(Deserialize)]
pub struct Topic {
    pub topic: String,
    pub weight: f64,
    pub season: String,
    pub place: String,
}

/// A level-1 group: its names, what the call centre calls it, and the department for it.
#[derive(Deserialize)]
pub struct Group {
    pub group: String,
    pub kk: String,
    pub ru: String,
    pub call_centre: String,
    pub body: String,
    pub call_centre_share: f64,
}

/// An instruction: who gives it, the wording, days to execute, the group whose department executes it.
#[derive(Deserialize)]
pub struct Instruction {
    pub issuer: String,
    pub text: String,
    pub days: i64,
    pub group: String,
}

#[derive(Deserialize)]
struct Village {
    kato: String,
    kk: String,
    ru: String,
}

#[derive(Deserialize)]
struct Part {
    part: String,
    kk: String,
    ru: String,
}

pub struct Words {
    pub districts: Vec<District>,
    villages: BTreeMap<String, Vec<Name>>,
    pub streets: Vec<Name>,
    names: BTreeMap<String, Vec<Name>>,
    pub topics: Vec<Topic>,
    pub groups: BTreeMap<String, Group>,
    pub instructions: Vec<Instruction>,
}

impl Words {
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let mut villages: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for Village { kato, kk, ru } in rows(&folder.join("villages.csv"))? {
            villages.entry(kato).or_default().push(Name { kk, ru });
        }
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for Part { part, kk, ru } in rows(&folder.join("names.csv"))? {
            names.entry(part).or_default().push(Name { kk, ru });
        }
        let groups: Vec<Group> = rows(&folder.join("groups.csv"))?;
        Ok(Self {
            districts: rows(&folder.join("districts.csv"))?,
            villages,
            streets: rows(&folder.join("streets.csv"))?,
            names,
            topics: rows(&folder.join("topics.csv"))?,
            groups: groups
                .into_iter()
                .map(|group| (group.group.clone(), group))
                .collect(),
            instructions: rows(&folder.join("instructions.csv"))?,
        })
    }

    /// The villages of a district; none for the regional centre.
    pub fn villages(&self, district: usize) -> &[Name] {
        let kato = &self.districts[district].kato;
        self.villages.get(kato).map(Vec::as_slice).unwrap_or_default()
    }

    /// Names of `part`: surname, man, woman or father.
    pub fn names(&self, part: &str) -> &[Name] {
        self.names.get(part).map(Vec::as_slice).unwrap_or_default()
    }

    /// The group a topic belongs to.
    pub fn group(&self, topic: &str) -> &Group {
        &self.groups[topic.split('.').next().unwrap_or(topic)]
    }

    pub fn topic(&self, code: &str) -> Result<&Topic, Failure> {
        let found = self.topics.iter().find(|topic| topic.topic == code);
        found.ok_or_else(|| format!("no topic has the code {code}").into())
    }

    pub fn district(&self, kato: &str) -> Result<usize, Failure> {
        let found = self.districts.iter().position(|district| district.kato == kato);
        found.ok_or_else(|| format!("no district has the code {kato}").into())
    }
}

impl District {
    /// The form for a slot such as `loc` in `language`.
    pub fn form(&self, language: &str, case: &str) -> Option<&str> {
        Some(match (language, case) {
            ("kk", "nom") => &self.kk_nom,
            ("kk", "gen") => &self.kk_gen,
            ("kk", "dat") => &self.kk_dat,
            ("kk", "loc") => &self.kk_loc,
            ("kk", "abl") => &self.kk_abl,
            ("ru", "nom") => &self.ru_nom,
            ("ru", "gen") => &self.ru_gen,
            ("ru", "dat") => &self.ru_dat,
            ("ru", "loc") => &self.ru_loc,
            ("ru", "abl") => &self.ru_abl,
            _ => return None,
        })
    }

    pub fn is_city(&self) -> bool {
        self.ru_register.starts_with("г.")
    }

    /// The akimat of the district, as registers spell it.
    pub fn akimat(&self) -> String {
        format!("{} әкімдігі", self.kk_gen)
    }
}

fn rows<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>, Failure> {
    let rows = csv::Reader::from_path(file)?
        .into_deserialize()
        .collect::<Result<_, _>>();
    rows.map_err(|source| format!("{}: {source}", file.display()).into())
}

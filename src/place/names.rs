//! The names places go by, without their head words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::district::{District, DistrictKind, Region, code, rows};
use super::gazetteer::{Error, Places};
use super::kato::Kato;
use super::vocabulary::{HeadKind, Vocabulary, WordId, form};
use crate::text::language::Tongue;
use crate::text::letters::fold;
use crate::text::stems::key;
use crate::text::tokens::words;

const ORDINARY: &str = include_str!("../../dictionaries/place/ordinary.csv");

/// A name of a place.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The district, or the region, the place is in or is.
    pub kato: Kato,
    pub what: What,
    pub words: Vec<NameWord>,
    /// Whether it may stand without a head word.
    pub bare: bool,
}

/// A word of a name.
#[derive(Debug, Clone)]
pub(super) struct NameWord {
    /// Its stem in either tongue.
    pub stems: [WordId; 2],
    pub form: String,
}

/// What bears the name; of two places with one name and no head word the greater is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Okrug,
    Settlement,
    CityDistrict,
    Rayon,
    City,
    Region,
}

impl What {
    /// Whether a head word of this kind can stand beside the name.
    pub fn is_headed_by(self, head: HeadKind) -> bool {
        match self {
            What::Okrug => head == HeadKind::Village,
            What::Settlement => matches!(head, HeadKind::Village | HeadKind::City),
            What::CityDistrict | What::Rayon => head == HeadKind::Rayon,
            What::City => head == HeadKind::City,
            What::Region => head == HeadKind::Region,
        }
    }
}

#[derive(Deserialize)]
struct AliasRow {
    kato: String,
    alias: String,
}

#[derive(Deserialize)]
struct SettlementRow {
    kato: String,
    kind: SettlementKind,
    name_kk: String,
    name_ru: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SettlementKind {
    Okrug,
    Settlement,
}

#[derive(Deserialize)]
struct OrdinaryRow {
    name: String,
}

/// Gathers names, each spelling once: «Біржан» and «Биржан» have different stems.
pub(super) struct Names<'a> {
    vocabulary: &'a mut Vocabulary,
    ordinary: BTreeSet<String>,
    seen: BTreeSet<(Kato, What, String)>,
    names: Vec<Name>,
}

/// The names of `regions`, of `districts` and of the settlements in them.
pub(super) fn names(
    places: &Places,
    regions: &BTreeMap<Kato, Region>,
    districts: &BTreeMap<Kato, District>,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<Name>, Error> {
    let ordinary = rows::<OrdinaryRow>("ordinary.csv", ORDINARY)?;
    let ordinary = ordinary
        .iter()
        .map(|row| joined_keys(&core(&row.name, vocabulary)))
        .collect();
    let mut names = Names {
        vocabulary,
        ordinary,
        seen: BTreeSet::new(),
        names: Vec::new(),
    };
    for region in regions.values() {
        names.add(region.kato, What::Region, &region.name_kk);
        names.add(region.kato, What::Region, &region.name_ru);
    }
    for district in districts.values() {
        names.add(district.kato, what(district.kind), &district.name_kk);
        names.add(district.kato, what(district.kind), &district.name_ru);
    }
    names.aliases(&places.aliases, regions, districts)?;
    names.settlements(&places.settlements, districts)?;
    Ok(names.names)
}

fn what(kind: DistrictKind) -> What {
    match kind {
        DistrictKind::Rayon => What::Rayon,
        DistrictKind::City => What::City,
        DistrictKind::CityDistrict => What::CityDistrict,
    }
}

impl Names<'_> {
    fn aliases(
        &mut self,
        content: &str,
        regions: &BTreeMap<Kato, Region>,
        districts: &BTreeMap<Kato, District>,
    ) -> Result<(), Error> {
        for row in rows::<AliasRow>("aliases.csv", content)?
            .iter()
            .filter(|row| !row.kato.is_empty())
        {
            let kato = code("aliases.csv", &row.kato)?;
            if let Some(district) = districts.get(&kato) {
                self.add(kato, what(district.kind), &row.alias);
            } else if regions.contains_key(&kato) {
                self.add(kato, What::Region, &row.alias);
            }
        }
        Ok(())
    }

    fn settlements(&mut self, content: &str, districts: &BTreeMap<Kato, District>) -> Result<(), Error> {
        for row in rows::<SettlementRow>("settlements.csv", content)? {
            let kato = code("settlements.csv", &row.kato)?;
            let what = match row.kind {
                SettlementKind::Okrug => What::Okrug,
                SettlementKind::Settlement => What::Settlement,
            };
            for name in [&row.name_kk, &row.name_ru] {
                if districts.contains_key(&kato) && !name.is_empty() {
                    self.add(kato, what, name);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, kato: Kato, what: What, name: &str) {
        let core: Vec<&str> = core(name, self.vocabulary);
        if core.is_empty() || !self.seen.insert((kato, what, core.join(" "))) {
            return;
        }
        let bare =
            !self.ordinary.contains(&joined_keys(&core)) && core.iter().all(|word| !is_adjective(word));
        let words = core
            .iter()
            .map(|word| NameWord {
                stems: self.vocabulary.add(word),
                form: form(word),
            })
            .collect();
        self.names.push(Name {
            kato,
            what,
            words,
            bare,
        });
    }
}

/// The words of `name` that are not head words.
pub(super) fn core<'n>(name: &'n str, vocabulary: &Vocabulary) -> Vec<&'n str> {
    let is_head = |word: &str| vocabulary.head(word).is_some() || fold(word) == "а";
    let all: Vec<&str> = words(name).map(|(_, word)| word).collect();
    all.into_iter().filter(|word| !is_head(word)).collect()
}

/// Brings the spellings and forms of a name together.
fn joined_keys(core: &[&str]) -> String {
    core.iter()
        .map(|word| key(word, Tongue::Kk))
        .collect::<Vec<_>>()
        .join(" ")
}

/// «Абайский» is an adjective: without «район» it belongs to anything.
fn is_adjective(word: &str) -> bool {
    let word = fold(word);
    word.ends_with("ский") || word.ends_with("ская")
}

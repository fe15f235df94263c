//! The names places go by, without their head words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::district::{District, DistrictKind, Region, RegionKind, code, rows};
use super::gazetteer::{Error, Places};
use super::kato::Kato;
use super::vocabulary::{HeadKind, Vocabulary, WordId, form};
use crate::text::letters::fold;
use crate::text::personal::{Sense, other_sense};
use crate::text::tokens::words;

const ORDINARY: &str = include_str!("../../dictionaries/place/ordinary.csv");

/// A name of a place.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The district, or the region, the place is in or is.
    pub kato: Kato,
    pub what: What,
    pub words: Vec<WordId>,
    pub bare: Bare,
}

/// How a name may stand without a head word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Bare {
    Always,
    /// With a capital only.
    Capital,
    /// With a capital inside a sentence, where it can be none but that of a name, or with an ending of where.
    Inside,
    /// With a capital and an ending of where.
    Located,
    Never,
}

/// What bears the name; of two places with one name and no head word the greater is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A village; the centres of districts are settlements.
    Village,
    Okrug,
    Settlement,
    CityDistrict,
    Rayon,
    City,
    /// A city of republican significance, which is a region.
    Republican,
    Region,
}

impl What {
    pub fn is_region(self) -> bool {
        matches!(self, What::Republican | What::Region)
    }

    /// Whether a head word of this kind can stand beside the name.
    pub fn is_headed_by(self, head: HeadKind) -> bool {
        match self {
            What::Village | What::Okrug => head == HeadKind::Village,
            What::Settlement => matches!(head, HeadKind::Village | HeadKind::City),
            What::CityDistrict | What::Rayon => head == HeadKind::Rayon,
            What::City | What::Republican => head == HeadKind::City,
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
    Village,
}

#[derive(Deserialize)]
struct OrdinaryRow {
    name: String,
    bare: Bare,
}

/// Gathers names, each spelling once: «Біржан» and «Биржан» have different stems.
pub(super) struct Names<'a> {
    vocabulary: &'a mut Vocabulary,
    /// Names that are something else besides, and how they may stand.
    ordinary: BTreeMap<String, Bare>,
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
        .map(|row| (joined(&core(&row.name, vocabulary)), row.bare))
        .collect();
    let mut names = Names {
        vocabulary,
        ordinary,
        seen: BTreeSet::new(),
        names: Vec::new(),
    };
    for region in regions.values() {
        names.add(region.kato, what_region(region), &region.name_kk);
        names.add(region.kato, what_region(region), &region.name_ru);
    }
    for district in districts.values() {
        names.add(district.kato, what(district.kind), &district.name_kk);
        names.add(district.kato, what(district.kind), &district.name_ru);
    }
    names.aliases(&places.aliases, regions, districts)?;
    names.settlements(&places.settlements, districts)?;
    Ok(names.names)
}

fn what_region(region: &Region) -> What {
    match region.kind {
        RegionKind::Oblast => What::Region,
        RegionKind::City => What::Republican,
    }
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
            } else if let Some(region) = regions.get(&kato) {
                self.add(kato, what_region(region), &row.alias);
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
                SettlementKind::Village => What::Village,
            };
            for name in [&row.name_kk, &row.name_ru] {
                if districts.contains_key(&kato) && !name.is_empty() {
                    self.add(kato, what, name);
                }
            }
        }
        Ok(())
    }

    /// Adds `name`, and its parts as words of their own where hyphens join them: «Усть Каменогорск».
    fn add(&mut self, kato: Kato, what: What, name: &str) {
        self.add_spelling(kato, what, name);
        if name.contains('-') {
            self.add_spelling(kato, what, &name.replace('-', " "));
        }
    }

    fn add_spelling(&mut self, kato: Kato, what: What, name: &str) {
        let core: Vec<&str> = core(name, self.vocabulary);
        if core.is_empty() || !self.seen.insert((kato, what, core.join(" "))) {
            return;
        }
        let bare = self.bare(what, &core);
        let words = core.iter().map(|word| self.vocabulary.add(word)).collect();
        self.names.push(Name {
            kato,
            what,
            words,
            bare,
        });
    }
}

impl Names<'_> {
    fn bare(&self, what: What, core: &[&str]) -> Bare {
        if core.iter().any(|word| is_adjective(word)) {
            return Bare::Never;
        }
        if let Some(&bare) = self.ordinary.get(&joined(core)) {
            return bare;
        }
        let short = core.iter().any(|word| word.chars().count() < SHORTEST_BARE);
        let sense = core
            .iter()
            .map(|word| other_sense(word))
            .min()
            .unwrap_or(Sense::None);
        match (matches!(what, What::Village | What::Okrug), sense) {
            (true, _) if short => Bare::Never,
            (true, Sense::None) => Bare::Capital,
            (true, Sense::Form) => Bare::Inside,
            (true, Sense::Person) => Bare::Located,
            (true, Sense::Word) => Bare::Never,
            (false, Sense::Word) => Bare::Inside,
            (false, _) => Bare::Always,
        }
    }
}

/// Letters of the shortest name of a village that may stand without a head word.
const SHORTEST_BARE: usize = 5;

/// The words of `name` that are not head words.
pub(super) fn core<'n>(name: &'n str, vocabulary: &Vocabulary) -> Vec<&'n str> {
    let is_head = |word: &str| {
        vocabulary
            .head(word)
            .is_some_and(|head| head.kind != HeadKind::Tail)
            || fold(word) == "а"
    };
    let all: Vec<&str> = words(name).map(|(_, word)| word).collect();
    all.into_iter().filter(|word| !is_head(word)).collect()
}

/// Brings the spellings of a name together.
fn joined(core: &[&str]) -> String {
    core.iter().map(|word| form(word)).collect::<Vec<_>>().join(" ")
}

/// «Абайский» is an adjective: without «район» it belongs to anything.
fn is_adjective(word: &str) -> bool {
    let word = fold(word);
    word.ends_with("ский") || word.ends_with("ская")
}

//! Regions and districts as the dictionaries list them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::gazetteer::Error;
use super::kato::Kato;

/// An oblast or a city of republican significance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    pub kato: Kato,
    pub kind: RegionKind,
    pub name_kk: String,
    pub name_ru: String,
}

/// What kind of region it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionKind {
    Oblast,
    /// A city of republican significance.
    #[serde(rename = "city_rep")]
    City,
}

/// A district, a city of oblast significance or a district in a city of republican significance.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    pub kato: Kato,
    pub region: Kato,
    pub kind: DistrictKind,
    /// With its head word: «Ордабасы ауданы».
    pub name_kk: String,
    /// With its head word: «Ордабасынский район».
    pub name_ru: String,
    /// Degrees; none where no point is known.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// What kind of district it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistrictKind {
    Rayon,
    #[serde(rename = "city_admin")]
    City,
    CityDistrict,
}

#[derive(Deserialize)]
struct RegionRow {
    kato: String,
    kind: RegionKind,
    name_kk: String,
    name_ru: String,
}

#[derive(Deserialize)]
struct DistrictRow {
    kato: String,
    region: String,
    kind: DistrictKind,
    name_kk: String,
    name_ru: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// The rows of a dictionary.
pub(super) fn rows<T: DeserializeOwned>(file: &'static str, content: &str) -> Result<Vec<T>, Error> {
    let rows: Result<_, csv::Error> = csv::Reader::from_reader(content.as_bytes())
        .deserialize()
        .collect();
    rows.map_err(|source| Error::Dictionary { file, source })
}

pub(super) fn code(file: &'static str, code: &str) -> Result<Kato, Error> {
    code.parse().map_err(|_| Error::Code {
        file,
        code: code.to_owned(),
    })
}

/// All regions by КАТО.
pub(super) fn regions(content: &str) -> Result<BTreeMap<Kato, Region>, Error> {
    let mut regions = BTreeMap::new();
    for row in rows::<RegionRow>("regions.csv", content)? {
        let kato = code("regions.csv", &row.kato)?;
        regions.insert(
            kato,
            Region {
                kato,
                kind: row.kind,
                name_kk: row.name_kk,
                name_ru: row.name_ru,
            },
        );
    }
    Ok(regions)
}

/// All districts that have a code yet, by КАТО. Districts formed after the classifier's last issue have none.
pub(super) fn districts(content: &str) -> Result<BTreeMap<Kato, District>, Error> {
    let mut districts = BTreeMap::new();
    for row in rows::<DistrictRow>("districts.csv", content)?
        .into_iter()
        .filter(|row| !row.kato.is_empty())
    {
        let kato = code("districts.csv", &row.kato)?;
        let region = code("districts.csv", &row.region)?;
        let DistrictRow {
            kind,
            name_kk,
            name_ru,
            lat,
            lon,
            ..
        } = row;
        districts.insert(
            kato,
            District {
                kato,
                region,
                kind,
                name_kk,
                name_ru,
                lat,
                lon,
            },
        );
    }
    Ok(districts)
}

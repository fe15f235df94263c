//! A pipeline file resolved: paths found, dates fixed, dictionaries and codebook ready.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};

use super::file::{Period, PipelineFile};
use super::stationery::Stationery;
use super::{Error, Population};
use crate::analyse::{Bilingual, Context, District, Residents, Topic};
use crate::annotate::Terms;
use crate::coding::model::Model;
use crate::coding::{Codebook, Corrections};
use crate::corpus::HalfYear;
use crate::ingest::{self, Register, Role, SourceFile};
use crate::law::{Calendar, Deadlines};
use crate::place::{self, Gazetteer, Places};

/// What a run will do.
#[derive(Debug)]
pub struct Plan {
    /// The pipeline file.
    pub path: PathBuf,
    pub file: PipelineFile,
    pub as_of: Date,
    pub half_year: HalfYear,
    pub registers: Vec<RegisterPlan>,
    pub codebook: Codebook,
    /// What the department's decisions have taught.
    pub model: Option<Model>,
    /// What analysts decided; a row with a mistake is told and does not count.
    pub corrections: Corrections,
    pub gazetteer: Gazetteer,
    /// What the gazetteer was made of.
    pub places: Places,
    pub calendar: Calendar,
    pub deadlines: Deadlines,
    /// Residents by КАТО code.
    pub residents: BTreeMap<String, i64>,
    pub boundaries: Option<PathBuf>,
    /// Phrases and letterhead of the documents.
    pub stationery: Stationery,
}

/// A register with its files.
#[derive(Debug, Clone)]
pub struct RegisterPlan {
    pub register: Register,
    pub files: Vec<SourceFile>,
}

impl Plan {
    /// Reads the pipeline file and everything it names but the registers themselves.
    ///
    /// `as_of` goes before the file's reporting date, which goes before `today`. `codebook` is a folder of topic files
    /// in place of the built-in ones, `template` the letterhead in place of the file's.
    pub fn resolve(
        path: &Path,
        as_of: Option<Date>,
        today: Date,
        codebook: Option<&Path>,
        template: Option<&Path>,
    ) -> Result<Self, Error> {
        let file = PipelineFile::read(path)?;
        let as_of = as_of.or(file.as_of).unwrap_or(today);
        let base = path.parent().unwrap_or(Path::new(""));
        let places = match &file.place.dictionaries {
            Some(folder) => read_places(&base.join(folder))?,
            None => Places::embedded(),
        };
        let gazetteer = Gazetteer::of(&places, Some(&file.oblast)).map_err(|error| match error {
            place::Error::Oblast(oblast) => Error::Oblast {
                path: path.to_owned(),
                oblast,
            },
            other => Error::Place(other),
        })?;
        let own_codebook = file.coding.codebook.as_ref().map(|folder| base.join(folder));
        let codebook = read_codebook(codebook.or(own_codebook.as_deref()))?;
        let corrections = match &file.coding.corrections {
            Some(corrections) => read_corrections(&base.join(corrections), &codebook)?,
            None => Corrections::default(),
        };
        let model = match &file.coding.model {
            Some(model) => Some(read_model(&base.join(model), &codebook)?),
            None => None,
        };
        let half_year = file.half_year.unwrap_or(Period::Last).on(as_of);
        Ok(Self {
            path: path.to_owned(),
            model,
            corrections,
            as_of,
            half_year,
            registers: registers(path, base, &file, as_of)?,
            codebook,
            gazetteer,
            places,
            calendar: Calendar::embedded()?,
            deadlines: Deadlines::embedded()?,
            residents: match &file.population {
                Some(population) => residents(&base.join(&population.file))?,
                None => BTreeMap::new(),
            },
            stationery: Stationery::read(&file, base, half_year, template)?,
            boundaries: file.map.as_ref().map(|map| base.join(&map.boundaries)),
            file,
        })
    }

    /// How terms are counted in this run.
    pub fn terms(&self) -> Terms {
        Terms {
            as_of: self.as_of,
            day_one: self.file.terms.day_one,
            register_decides: self.file.terms.due == super::Due::Register,
            calendar: self.calendar.clone(),
            deadlines: self.deadlines.clone(),
        }
    }

    /// What the analysis has to know besides the tables.
    pub fn context(&self) -> Context {
        let region = self
            .file
            .oblast
            .parse()
            .ok()
            .and_then(|kato| self.gazetteer.region(kato));
        Context {
            oblast: self.file.oblast.clone(),
            oblast_name: region.map_or_else(
                || Bilingual {
                    kk: self.file.oblast.clone(),
                    ru: self.file.oblast.clone(),
                },
                |region| Bilingual {
                    kk: region.name_kk.clone(),
                    ru: region.name_ru.clone(),
                },
            ),
            half_year: self.half_year,
            as_of: self.as_of,
            districts: self.districts(),
            residents: self.file.population.as_ref().map(source_of_residents),
            topics: topics(&self.codebook),
            code_names: code_names(),
            codebook: self.codebook.version(),
            calendar: self.calendar.clone(),
        }
    }

    fn districts(&self) -> Vec<District> {
        let district = |district: &crate::place::District| {
            let kato = district.kato.to_string();
            District {
                residents: self.residents.get(&kato).copied(),
                kato,
                name: Bilingual {
                    kk: district.name_kk.clone(),
                    ru: district.name_ru.clone(),
                },
                place: district.lat.zip(district.lon),
            }
        };
        self.gazetteer.districts().map(district).collect()
    }
}

fn source_of_residents(population: &Population) -> Residents {
    Residents {
        source: Bilingual {
            kk: population.source_kk.clone(),
            ru: population.source_ru.clone(),
        },
        as_of: population.as_of,
    }
}

fn topics(codebook: &Codebook) -> Vec<Topic> {
    let name = |label: &crate::coding::Bilingual<String>| Bilingual {
        kk: label.kk.clone(),
        ru: label.ru.clone(),
    };
    let groups = codebook.groups().map(|group| Topic {
        code: group.code.clone(),
        level: 1,
        name: name(&group.label),
    });
    let topics = codebook.topics().map(|topic| Topic {
        code: topic.code.clone(),
        level: 2,
        name: name(&topic.label),
    });
    let mut all: Vec<Topic> = groups.chain(topics).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    all
}

fn code_names() -> BTreeMap<(String, String), Bilingual> {
    let roles = [
        Role::Kind,
        Role::Channel,
        Role::ApplicantType,
        Role::Outcome,
        Role::Form,
        Role::Result,
        Role::Issuer,
    ];
    let of_role = |role: Role| {
        ingest::codes(role).map(move |(code, label)| {
            let name = Bilingual {
                kk: label.kk.clone(),
                ru: label.ru.clone(),
            };
            ((role.as_str().to_owned(), code.to_owned()), name)
        })
    };
    roles.into_iter().flat_map(of_role).collect()
}

/// The codebook in `folder`, or the built-in one.
pub fn read_codebook(folder: Option<&Path>) -> Result<Codebook, Error> {
    let Some(folder) = folder else {
        return Codebook::embedded().map_err(|faults| Error::Codebook {
            name: "the built-in codebook".to_owned(),
            faults,
        });
    };
    let mut files = Vec::new();
    for kind in ["*.toml", "*.csv"] {
        for path in glob(&folder.join(kind)).map_err(|source| read_fault(folder, source))? {
            let text = fs::read_to_string(&path).map_err(|source| read_fault(&path, source))?;
            files.push((file_name(&path), text));
        }
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    if !files.iter().any(|(name, _)| name.ends_with(".toml")) {
        return Err(Error::NoTopicFiles {
            path: folder.to_owned(),
        });
    }
    Codebook::parse(&files).map_err(|faults| Error::Codebook {
        name: format!("the codebook `{}`", folder.display()),
        faults,
    })
}

/// The model in `path`, made with `codebook`.
pub fn read_model(path: &Path, codebook: &Codebook) -> Result<Model, Error> {
    let bytes = fs::read(path).map_err(|source| read_fault(path, source))?;
    Model::read(&bytes, Some(&codebook.version())).map_err(|source| Error::Model {
        path: path.to_owned(),
        source,
    })
}

fn read_corrections(path: &Path, codebook: &Codebook) -> Result<Corrections, Error> {
    let content = fs::read_to_string(path).map_err(|source| read_fault(path, source))?;
    Ok(Corrections::parse(&file_name(path), &content, codebook))
}

fn read_places(folder: &Path) -> Result<Places, Error> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path)
            .map(Into::into)
            .map_err(|source| read_fault(&path, source))
    };
    Ok(Places {
        regions: read("regions.csv")?,
        districts: read("districts.csv")?,
        aliases: read("aliases.csv")?,
        settlements: read("settlements.csv")?,
    })
}

fn registers(path: &Path, base: &Path, file: &PipelineFile, as_of: Date) -> Result<Vec<RegisterPlan>, Error> {
    let mut plans: Vec<RegisterPlan> = Vec::new();
    for register in &file.registers {
        if plans.iter().any(|plan| plan.register.name == register.name) {
            return Err(Error::SameName {
                path: path.to_owned(),
                register: register.name.clone(),
            });
        }
        let mut files = Vec::new();
        for pattern in &register.files {
            let found =
                glob(&base.join(pattern)).map_err(|source| read_fault(&base.join(pattern), source))?;
            if found.is_empty() {
                return Err(Error::NoFiles {
                    path: path.to_owned(),
                    register: register.name.clone(),
                    pattern: pattern.clone(),
                });
            }
            files.extend(found.into_iter().map(|path| {
                SourceFile {
                    display_name: file_name(&path),
                    exported_on: register
                        .exported_on
                        .or_else(|| exported_on(&file_name(&path)))
                        .unwrap_or(as_of)
                        .min(as_of),
                    path,
                }
            }));
        }
        files.sort();
        files.dedup();
        plans.push(RegisterPlan {
            register: register.clone(),
            files,
        });
    }
    Ok(plans)
}

/// The day a file name tells: a date (`2026-06-30`), else the end of a half-year (`2026H1`) or of a year (`2026`).
fn exported_on(name: &str) -> Option<Date> {
    let starts = || name.char_indices().map(|(index, _)| index);
    let piece = |index: usize, length: usize| name.get(index..index + length);
    let day = starts().find_map(|index| piece(index, 10)?.parse::<Date>().ok());
    let half = || starts().find_map(|index| piece(index, 6)?.parse::<HalfYear>().ok());
    let year = || {
        let digits = |index| piece(index, 4).filter(|piece| piece.bytes().all(|byte| byte.is_ascii_digit()));
        starts()
            .filter_map(digits)
            .find_map(|year| year.parse().ok().filter(|year| (2000..=2100).contains(year)))
    };
    day.or_else(|| half().map(HalfYear::last_day))
        .or_else(|| year().map(|year| date(year, 12, 31)))
}

/// Files whose path is `pattern`, where `*` in the last part stands for any characters; by name.
fn glob(pattern: &Path) -> std::io::Result<Vec<PathBuf>> {
    let name = file_name(pattern);
    if !name.contains('*') {
        return Ok(if pattern.is_file() {
            vec![pattern.to_owned()]
        } else {
            Vec::new()
        });
    }
    let here = Path::new(".");
    let folder = pattern
        .parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(here);
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && matches(&name, &file_name(&path)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether `name` is `pattern` with something in place of each `*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices()
                .map(|(index, _)| index)
                .chain([rest.len()])
                .any(|index| matches(after, &rest[index..]))
        }),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn read_fault(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

fn residents(path: &Path) -> Result<BTreeMap<String, i64>, Error> {
    let text = fs::read_to_string(path).map_err(|source| read_fault(path, source))?;
    let fault = |line: usize, why: &str| Error::Population {
        path: path.to_owned(),
        line,
        why: why.to_owned(),
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|error| fault(1, &error.to_string()))?
        .clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim_start_matches('\u{feff}').trim() == name)
            .ok_or_else(|| fault(1, &format!("there is no column `{name}`")))
    };
    let (kato, count) = (column("kato")?, column("residents")?);
    let mut residents = BTreeMap::new();
    for (index, record) in reader.records().enumerate() {
        let line = index + 2;
        let record = record.map_err(|error| fault(line, &error.to_string()))?;
        let number: i64 = record
            .get(count)
            .and_then(|cell| cell.trim().parse().ok())
            .filter(|number| *number > 0)
            .ok_or_else(|| fault(line, "the number of residents is not a positive whole number"))?;
        let kato = record.get(kato).unwrap_or_default().trim().to_owned();
        if residents.insert(kato, number).is_some() {
            return Err(fault(line, "the КАТО code stands twice"));
        }
    }
    Ok(residents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_may_tell_the_day_of_the_export() {
        assert_eq!(exported_on("portal-2026-06-30.xlsx"), Some(date(2026, 6, 30)));
        assert_eq!(exported_on("eotinish-2025H2.xlsx"), Some(date(2025, 12, 31)));
        assert_eq!(exported_on("109-2024.csv"), Some(date(2024, 12, 31)));
        assert_eq!(exported_on("тіркелім.xlsx"), None);
    }

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(matches("109-*.csv", "109-2024.csv"));
        assert!(matches("*", "тіркелім.xlsx"));
        assert!(!matches("109-*.csv", "109-2024.csv.bak"));
    }

    #[test]
    fn a_bad_number_of_residents_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.csv");
        fs::write(&path, "kato,residents\n614600000,120000\n615200000,many\n").unwrap();
        assert!(matches!(residents(&path), Err(Error::Population { line: 3, .. })));
    }
}

//! What may be proposed for a problem: which body answers for it, what kind of measure, by when.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::analyse::{Bilingual, Edition};
use crate::corpus::published::Systemic;
use crate::publish::Error;

const MEASURES: (&str, &str) = (
    "dictionaries/note/measures.csv",
    include_str!("../../dictionaries/note/measures.csv"),
);
const CLASSES: (&str, &str) = (
    "dictionaries/note/measure_classes.csv",
    include_str!("../../dictionaries/note/measure_classes.csv"),
);

/// The class that is added where answers did not settle the matter.
const ANSWERS: &str = "answers";

#[derive(Debug, Clone, Deserialize)]
struct Measure {
    code: String,
    body_kk: String,
    body_ru: String,
    class: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Class {
    class: String,
    kk: String,
    ru: String,
    term_kk: String,
    term_ru: String,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub body: Bilingual,
    /// What is to be done, each as a verb with its object.
    pub measures: Vec<Bilingual>,
    pub term: Bilingual,
}

/// Bodies and measures by topic.
#[derive(Debug)]
pub struct Measures {
    measures: BTreeMap<String, Measure>,
    classes: BTreeMap<String, Class>,
}

impl Measures {
    /// The measures built in.
    pub fn built_in() -> Result<Self, Error> {
        let measures: Vec<Measure> = read(MEASURES)?;
        let classes: Vec<Class> = read(CLASSES)?;
        Ok(Self {
            measures: measures.into_iter().map(|row| (row.code.clone(), row)).collect(),
            classes: classes.into_iter().map(|row| (row.class.clone(), row)).collect(),
        })
    }

    /// What is proposed for a problem: the measure of its topic, else of its group; and a look at the answers where people
    /// were not content with them. `None` for a topic without a body, such as «other».
    pub fn of(&self, problem: &Systemic) -> Option<Proposal> {
        let group = problem.code.split('.').next().unwrap_or_default();
        let measure = self
            .measures
            .get(&problem.code)
            .or_else(|| self.measures.get(group))?;
        let class = self.classes.get(&measure.class)?;
        let answers = self
            .classes
            .get(ANSWERS)
            .filter(|_| problem.unresolved == Some(true));
        let name = |class: &Class| Bilingual {
            kk: class.kk.clone(),
            ru: class.ru.clone(),
        };
        Some(Proposal {
            body: Bilingual {
                kk: measure.body_kk.clone(),
                ru: measure.body_ru.clone(),
            },
            measures: [Some(class), answers].into_iter().flatten().map(name).collect(),
            term: Bilingual {
                kk: class.term_kk.clone(),
                ru: class.term_ru.clone(),
            },
        })
    }
}

impl Proposal {
    /// The measures in one edition, joined.
    pub fn measures(&self, edition: Edition) -> String {
        let measures: Vec<&str> = self.measures.iter().map(|measure| measure.get(edition)).collect();
        measures.join("; ")
    }
}

fn read<T: for<'a> Deserialize<'a>>((file, text): (&str, &str)) -> Result<Vec<T>, Error> {
    let rows: Result<Vec<T>, csv::Error> = csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
    rows.map_err(|error| Error::Phrases {
        file: file.to_owned(),
        why: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::publish::sample;

    fn problem(code: &str, unresolved: Option<bool>) -> Systemic {
        Systemic {
            code: code.to_owned(),
            unresolved,
            ..sample::findings().systemic[0].clone()
        }
    }

    #[test]
    fn every_group_but_other_matters_has_a_body_and_a_known_class() {
        let measures = Measures::built_in().unwrap();
        for group in 1..=24 {
            let code = format!("{group:02}.01");
            assert!(measures.of(&problem(&code, None)).is_some(), "{code}");
        }
        assert_eq!(measures.of(&problem("99.01", None)), None);
        let used: BTreeSet<&String> = measures.measures.values().map(|row| &row.class).collect();
        let known: BTreeSet<&String> = measures
            .classes
            .keys()
            .filter(|class| *class != ANSWERS)
            .collect();
        assert_eq!(used, known);
    }

    #[test]
    fn answers_are_looked_at_again_where_they_did_not_settle_the_matter() {
        let measures = Measures::built_in().unwrap();
        let number = |unresolved| measures.of(&problem("01.01", unresolved)).unwrap().measures.len();
        assert_eq!([number(None), number(Some(false)), number(Some(true))], [1, 1, 2]);
    }
}

//! The sentence that tells why a problem stands where it stands, from `dictionaries/analyse/systemic.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::repeats::{Discontent, Share};
use super::{Names, Row};
use crate::analyse::{Bilingual, Edition, Error};
use crate::corpus::HalfYear;
use crate::corpus::published::Systemic;

const FILE: &str = "dictionaries/analyse/systemic.toml";
const PHRASES: &str = include_str!("../../../dictionaries/analyse/systemic.toml");

/// A phrase in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    kk: String,
    ru: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    place: Phrase,
    reach: Phrase,
    excess_district: Phrase,
    excess_oblast: Phrase,
    persistence: Phrase,
    repeats: Phrase,
    dissatisfied: Phrase,
    repeats_above: Phrase,
    dissatisfied_above: Phrase,
    unknown: Phrase,
    alarms: Phrase,
    since: Phrase,
    /// By level.
    stage: BTreeMap<String, Phrase>,
}

impl Phrase {
    fn filled(&self, edition: Edition, values: &[(&str, &str)]) -> String {
        let phrase = match edition {
            Edition::Kk => &self.kk,
            Edition::Ru => &self.ru,
        };
        values.iter().fold(phrase.clone(), |phrase, (name, value)| {
            phrase.replace(&format!("{{{name}}}"), value)
        })
    }
}

impl Sentences {
    /// The phrases built in.
    ///
    /// # Errors
    /// The dictionary is broken; a test keeps it whole.
    pub fn read() -> Result<Self, Error> {
        toml::from_str(PHRASES).map_err(|source| Error::Phrases {
            file: FILE,
            source: Box::new(source),
        })
    }

    /// The problem with its sentences, `discontent` told in numbers only where no number of one to four can be read from it.
    pub fn written(&self, problem: Systemic, row: &Row, discontent: &Discontent, names: &Names) -> Systemic {
        let [kk, ru] = Edition::BOTH.map(|edition| self.sentence(&problem, row, discontent, names, edition));
        Systemic {
            sentence_kk: kk,
            sentence_ru: ru,
            ..problem
        }
    }

    fn sentence(
        &self,
        problem: &Systemic,
        row: &Row,
        discontent: &Discontent,
        names: &Names,
        edition: Edition,
    ) -> String {
        let name = |names: &BTreeMap<&str, &Bilingual>, code: &str| {
            names
                .get(code)
                .map_or_else(|| code.to_owned(), |name| name.get(edition).to_owned())
        };
        let mut parts = vec![self.reach.filled(
            edition,
            &[
                ("applicants", &problem.applicants.to_string()),
                ("localities", &problem.localities.to_string()),
            ],
        )];
        parts.extend(self.excess(problem, row, edition));
        parts.extend(self.unresolved(problem, discontent, edition));
        let head = self.place.filled(
            edition,
            &[
                ("place", &name(&names.places, &problem.district)),
                ("topic", &name(&names.topics, &problem.code)),
            ],
        );
        let stage = self.stage.get(&problem.stage.to_string());
        let stage = stage.map_or_else(String::new, |stage| stage.filled(edition, &[]));
        format!("{head} — {stage}: {}.", parts.join("; "))
    }

    fn excess(&self, problem: &Systemic, row: &Row, edition: Edition) -> Vec<String> {
        let mut parts = Vec::new();
        if let Some(ratio) = problem.ratio.filter(|_| problem.excess) {
            let phrase = match row.is_of_oblast {
                true => &self.excess_oblast,
                false => &self.excess_district,
            };
            parts.push(phrase.filled(edition, &[("ratio", &decimal(ratio))]));
            parts.push(self.persistence.filled(
                edition,
                &[
                    ("half_years", &problem.half_years.to_string()),
                    ("months", &problem.months.to_string()),
                    ("since", &self.since(&problem.since, edition)),
                ],
            ));
        }
        if row.alarms > 0 {
            parts.push(
                self.alarms
                    .filled(edition, &[("alarms", &row.alarms.to_string())]),
            );
        }
        parts
    }

    fn since(&self, half_year: &str, edition: Edition) -> String {
        let Ok(half_year) = half_year.parse::<HalfYear>() else {
            return half_year.to_owned();
        };
        let (year, half) = (half_year.year().to_string(), half_year.half().to_string());
        self.since.filled(edition, &[("year", &year), ("half", &half)])
    }

    /// The shares that tell whether the problem is solved, of those known.
    fn unresolved(&self, problem: &Systemic, discontent: &Discontent, edition: Edition) -> Vec<String> {
        let repeats = self.share(
            [&self.repeats, &self.repeats_above],
            discontent.repeats,
            problem.repeats_oblast,
            edition,
        );
        let dissatisfied = self.share(
            [&self.dissatisfied, &self.dissatisfied_above],
            discontent.dissatisfied,
            problem.dissatisfied_oblast,
            edition,
        );
        match problem.unresolved {
            Some(_) => repeats.into_iter().chain(dissatisfied).collect(),
            None => vec![self.unknown.filled(edition, &[])],
        }
    }

    /// A share beside the oblast's, in numbers or in words; none where there is nothing to say.
    fn share(
        &self,
        [in_numbers, in_words]: [&Phrase; 2],
        share: Share,
        oblast: Option<f64>,
        edition: Edition,
    ) -> Option<String> {
        let (here, oblast) = (share.value()?, oblast?);
        let is_told = share.is_told();
        let is_above = share.interval().is_some_and(|interval| interval.low > oblast);
        match (is_told, is_above) {
            (true, _) => Some(in_numbers.filled(
                edition,
                &[
                    ("share", &decimal(100.0 * here)),
                    ("oblast", &decimal(100.0 * oblast)),
                ],
            )),
            (false, true) => Some(in_words.filled(edition, &[])),
            (false, false) => None,
        }
    }
}

/// One place after the comma.
fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_whole() {
        let sentences = Sentences::read().unwrap();
        assert_eq!(sentences.stage.keys().collect::<Vec<_>>(), ["1", "2", "3"]);
    }

    #[test]
    fn a_share_of_one_to_four_appeals_is_told_in_words_or_not_at_all() {
        let sentences = Sentences::read().unwrap();
        let told = |part, whole, oblast| {
            let phrases = [&sentences.repeats, &sentences.repeats_above];
            sentences.share(phrases, Share { part, whole }, Some(oblast), Edition::Ru)
        };
        assert_eq!(
            told(20, 80, 0.1).unwrap(),
            "доля повторных обращений — 25,0\u{a0}% (по области — 10,0\u{a0}%)"
        );
        assert_eq!(
            told(4, 8, 0.1).unwrap(),
            "доля повторных обращений выше, чем по области"
        );
        assert_eq!(told(3, 80, 0.1), None);
        assert_eq!(told(0, 0, 0.1), None);
    }

    #[test]
    fn a_half_year_is_named_from_when_on() {
        let sentences = Sentences::read().unwrap();
        assert_eq!(
            sentences.since("2025H2", Edition::Kk),
            "2025 жылғы 2-жартыжылдықтан"
        );
        assert_eq!(sentences.since("2025H2", Edition::Ru), "2-го полугодия 2025 года");
    }
}

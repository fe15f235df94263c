//! Words that set the appeals of a problem apart from all others of the half-year.

use rayon::prelude::*;

use super::wording::{Problem, Reading, SMALLEST_GROUP, Writing, shown};
use crate::corpus::HalfYear;
use crate::corpus::published::Keyword;
use crate::statistics::log_odds;
use crate::text::language::Tongue;

/// The two-sided normal quantile of 0.05.
const LEAST_Z: f64 = 1.96;
/// Words shown for a problem and language.
const MOST_WORDS: usize = 12;
/// The prior weighs as much as so many letters of average length: a problem of a few letters is drawn towards what the
/// half-year says, one of a hundred speaks for itself.
const PRIOR_LETTERS: f64 = 10.0;

/// A word that sets a problem apart.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Word {
    stem: u32,
    here: u32,
    elsewhere: u32,
    z: f64,
}

/// The distinctive words of `problems` in each language, by problem, language and rank.
///
/// A word is counted in the letters that have it (near-identical texts once), words of Kazakh and of Russian apart, those
/// of a mixed text with their own language. Distinctive is a word of five letters and five people or more whose weighted
/// log-odds against all other letters of the half-year stand 1.96 standard deviations or more above 0.
pub fn keywords(
    writings: &[Writing],
    reading: &Reading,
    problems: &[Problem],
    oblast: &str,
    half_year: HalfYear,
) -> Vec<Keyword> {
    let all = [Tongue::Kk, Tongue::Ru].map(|tongue| (tongue, stems_of_all(reading, tongue)));
    let of_problem = |problem: &Problem| {
        let texts = problem.texts(writings, oblast);
        let letters = reading.tally(&texts, |text| writings[text].letter);
        let people = reading.tally(&texts, |text| writings[text].writer());
        let mut rows = Vec::new();
        for (tongue, all) in all {
            let words = distinctive(reading, tongue, &letters, &people, all);
            let stems: Vec<u32> = words.iter().map(|word| word.stem).collect();
            let shown = shown(&stems, &texts, writings, reading);
            rows.extend(
                (1..)
                    .zip(words.iter().zip(shown))
                    .map(|(rank, (word, shown))| Keyword {
                        half_year: half_year.to_string(),
                        district: problem.district.clone(),
                        code: problem.code.clone(),
                        language: tongue.as_str().to_owned(),
                        rank,
                        word: shown,
                        here: word.here.into(),
                        elsewhere: word.elsewhere.into(),
                        z: word.z,
                    }),
            );
        }
        rows
    };
    problems.par_iter().flat_map_iter(of_problem).collect()
}

/// Stems of all letters of a language, each once a letter.
fn stems_of_all(reading: &Reading, tongue: Tongue) -> f64 {
    let of_tongue = reading.stems.iter().filter(|stem| stem.tongue == tongue);
    of_tongue.map(|stem| f64::from(stem.letters)).sum()
}

/// The distinctive words of one language, the most distinctive first; `letters` and `people` of the problem by stem, `all`
/// the stems of all letters.
fn distinctive(reading: &Reading, tongue: Tongue, letters: &[u32], people: &[u32], all: f64) -> Vec<Word> {
    let is_of_tongue = |stem: &usize| reading.stems[*stem].tongue == tongue;
    let here_all: f64 = (0..letters.len())
        .filter(is_of_tongue)
        .map(|stem| f64::from(letters[stem]))
        .sum();
    let prior_all = PRIOR_LETTERS * all / f64::from(reading.letters(tongue).max(1));
    let word = |stem: usize| {
        let (here, everywhere) = (letters[stem], reading.stems[stem].letters);
        let odds = log_odds(
            f64::from(here),
            here_all,
            f64::from(everywhere - here),
            all - here_all,
            prior_all * f64::from(everywhere) / all,
            prior_all,
        )?;
        Some(Word {
            stem: stem as u32,
            here,
            elsewhere: everywhere - here,
            z: odds.z,
        })
    };
    let mut words: Vec<Word> = (0..letters.len())
        .filter(is_of_tongue)
        .filter(|&stem| letters[stem].min(people[stem]) >= SMALLEST_GROUP)
        .filter(|&stem| reading.is_telling(stem as u32))
        .filter_map(word)
        .filter(|word| word.z >= LEAST_Z)
        .collect();
    let key = |word: &Word| &reading.stems[word.stem as usize].key;
    words.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| key(a).cmp(key(b))));
    words.truncate(MOST_WORDS);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::{Evidence, sample_writings};

    const OBLAST: &str = "610000000";

    fn about(mut writings: Vec<Writing>, code: &str) -> Vec<Writing> {
        for writing in &mut writings {
            writing.evidence = vec![Evidence {
                code: code.to_owned(),
                group: code[..2].to_owned(),
                start: 0,
                end: 1,
            }];
        }
        writings
    }

    /// Twenty appeals on dogs and sixty on roads, in Russian.
    fn corpus() -> Vec<Writing> {
        let dogs = ["Во дворе бродячие собаки кусают детей, отловите их."; 20];
        let roads = ["Во дворе разбитая дорога и ямы, дети не могут пройти."; 60];
        let mut all = about(sample_writings(&dogs), "20.01");
        all.extend(about(sample_writings(&roads), "09.01"));
        for (place, writing) in (0..).zip(&mut all) {
            writing.number = format!("{place:04}");
            writing.applicant = format!("p{place}");
            writing.letter = place;
        }
        all
    }

    fn found(writings: &[Writing]) -> Vec<(String, i64, i64)> {
        let problem = Problem {
            district: "614600000".to_owned(),
            code: "20.01".to_owned(),
        };
        let half_year = "2026H1".parse().unwrap();
        keywords(writings, &Reading::of(writings), &[problem], OBLAST, half_year)
            .into_iter()
            .map(|row| (row.word, row.here, row.elsewhere))
            .collect()
    }

    #[test]
    fn words_of_the_problem_come_first_and_common_ones_not_at_all() {
        let found = found(&corpus());
        assert!(found.contains(&("собаки".to_owned(), 20, 0)), "{found:?}");
        assert!(
            !found.iter().any(|(word, ..)| word == "дворе" || word == "их"),
            "{found:?}"
        );
    }

    #[test]
    fn a_campaign_counts_once() {
        let mut writings = corpus();
        for writing in &mut writings[..20] {
            writing.letter = 0;
        }
        assert_eq!(found(&writings), []);
    }

    #[test]
    fn words_of_one_person_are_not_shown() {
        let mut writings = corpus();
        for writing in &mut writings[..20] {
            writing.applicant = "p0".to_owned();
        }
        assert_eq!(found(&writings), []);
    }

    #[test]
    fn names_are_not_shown() {
        let mut writings = corpus();
        for writing in &mut writings[..20] {
            writing.text = "Во дворе у Асемгуль собаки.".to_owned();
        }
        let found: Vec<String> = found(&writings).into_iter().map(|(word, ..)| word).collect();
        assert!(found.contains(&"собаки".to_owned()), "{found:?}");
        assert!(
            !found.iter().any(|word| word.to_lowercase().contains("асемгуль")),
            "{found:?}"
        );
    }

    #[test]
    fn the_order_of_the_appeals_does_not_matter() {
        let mut writings = corpus();
        let before = found(&writings);
        writings.reverse();
        assert_eq!(found(&writings), before);
    }
}

//! Typical passages of the appeals of a problem.

mod sentence;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rayon::prelude::*;

use self::sentence::{Sentence, sentences};
use super::wording::{Problem, Reading, SMALLEST_GROUP, Safety, Vectors, Writing, sample};
use crate::corpus::HalfYear;
use crate::corpus::published::Quote;

/// Sentences as like as this say nearly the same.
const SAME: f64 = 0.5;
/// Characters of a quote: shorter ones say little, longer ones are a story.
const LENGTH: RangeInclusive<usize> = 40..=220;
/// Quotes of a problem and language.
const MOST_QUOTES: usize = 3;
/// Texts of a problem and language that are compared, a sample where there are more.
const MOST_TEXTS: usize = 1000;
/// What likeness to the quotes already chosen takes from a sentence's worth (λ of maximal marginal relevance).
const SAMENESS: f64 = 0.5;
const LANGUAGES: [&str; 3] = ["kk", "mixed", "ru"];

/// The typical passages of `problems`, by problem, language of the text and rank.
///
/// A quote is a sentence that holds evidence of the code, that [`Safety`] admits, and that five different letters of five
/// people say in nearly the same words (the cosine of their stems, weighed by rarity, is 0.5 or more). The most typical has
/// the most such letters; each further one is chosen by maximal marginal relevance (Carbonell, Goldstein 1998, SIGIR 21)
/// among those that do not say the same as one before. Of more than a thousand texts a sample is compared.
pub fn quotes(
    writings: &[Writing],
    reading: &Reading,
    problems: &[Problem],
    oblast: &str,
    half_year: HalfYear,
) -> Vec<Quote> {
    let of_problem = |problem: &Problem| {
        let texts = problem.texts(writings, oblast);
        let mut rows = Vec::new();
        for language in LANGUAGES {
            let texts = sampled(writings, &texts, language);
            let chosen = typical(writings, reading, &texts, &problem.code);
            rows.extend((1..).zip(chosen).map(|(rank, typical)| {
                let writing = &writings[typical.writing];
                Quote {
                    half_year: half_year.to_string(),
                    district: problem.district.clone(),
                    code: problem.code.clone(),
                    rank,
                    language: language.to_owned(),
                    register: writing.register.clone(),
                    number: writing.number.clone(),
                    quote: typical.text,
                    similar: typical.letters as i64,
                }
            }));
        }
        rows
    };
    problems.par_iter().flat_map_iter(of_problem).collect()
}

/// A sentence with the number of letters that say nearly the same.
#[derive(Debug, Clone, PartialEq)]
struct Typical {
    writing: usize,
    text: String,
    letters: usize,
    place: usize,
}

fn sampled(writings: &[Writing], texts: &[usize], language: &str) -> Vec<usize> {
    let of_language = texts.iter().filter(|&&text| writings[text].language == language);
    sample(of_language.copied().collect(), MOST_TEXTS, |&text| {
        (writings[text].register.clone(), writings[text].number.clone())
    })
}

/// The quotes of some texts on `code`, the most typical first.
fn typical(writings: &[Writing], reading: &Reading, texts: &[usize], code: &str) -> Vec<Typical> {
    let spoken: Vec<Sentence> = texts
        .iter()
        .flat_map(|&text| sentences(writings, text, code, reading))
        .collect();
    let vectors = Vectors::new(spoken.iter().map(|sentence| sentence.vector.clone()).collect());
    let safety = Safety(reading);
    let mut quotable: Vec<Typical> = spoken
        .iter()
        .enumerate()
        .filter(|(_, sentence)| LENGTH.contains(&sentence.text.chars().count()))
        .filter_map(|(place, sentence)| {
            let same = vectors.like(&sentence.vector, SAME);
            let authors = same.iter().map(|(other, _)| &writings[spoken[*other].writing]);
            let letters = authors
                .clone()
                .map(|writing| writing.letter)
                .collect::<BTreeSet<_>>()
                .len();
            let people = authors.map(Writing::writer).collect::<BTreeSet<_>>().len();
            (letters.min(people) >= SMALLEST_GROUP as usize && safety.admits(&sentence.text)).then(|| {
                Typical {
                    writing: sentence.writing,
                    text: sentence.text.clone(),
                    letters,
                    place,
                }
            })
        })
        .collect();
    quotable
        .sort_by(|a, b| (b.letters, &a.text, key(writings, a)).cmp(&(a.letters, &b.text, key(writings, b))));
    diverse(quotable, &vectors)
}

fn key<'w>(writings: &'w [Writing], typical: &Typical) -> (&'w str, &'w str) {
    let writing = &writings[typical.writing];
    (&writing.register, &writing.number)
}

/// The first of `quotable`, and those after it that add most.
fn diverse(mut quotable: Vec<Typical>, vectors: &Vectors) -> Vec<Typical> {
    let most = quotable.first().map_or(1, |first| first.letters) as f64;
    let mut chosen: Vec<Typical> = Vec::new();
    while chosen.len() < MOST_QUOTES {
        let vector = |typical: &Typical| &vectors.all()[typical.place];
        let nearest = |typical: &Typical| {
            let near = chosen.iter().map(|other| vector(other).likeness(vector(typical)));
            near.fold(0.0, f64::max)
        };
        quotable.retain(|typical| nearest(typical) < SAME);
        let worth = |typical: &Typical| typical.letters as f64 / most - SAMENESS * nearest(typical);
        // The first of equals: a maximum would take the last.
        let best = (0..quotable.len())
            .rev()
            .max_by(|&a, &b| worth(&quotable[a]).total_cmp(&worth(&quotable[b])));
        let Some(best) = best else { break };
        chosen.push(quotable.remove(best));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::{Evidence, sample_writings};

    fn on_water(texts: &[&str]) -> Vec<Writing> {
        let mut writings = sample_writings(texts);
        for writing in &mut writings {
            let start = writing.text.chars().take_while(|letter| *letter != '|').count();
            writing.text = writing.text.replace('|', "");
            writing.evidence = vec![Evidence {
                code: "01.01".to_owned(),
                group: "01".to_owned(),
                start,
                end: start + 3,
            }];
        }
        writings
    }

    /// The quotes of `writings` among forty appeals on something else.
    fn found(writings: &[Writing]) -> Vec<(String, i64)> {
        let mut others = sample_writings(&["Автобус опять опоздал на час, люди мёрзнут на остановке."; 40]);
        for writing in &mut others {
            writing.register = "other".to_owned();
        }
        let writings = &[writings, &others].concat();
        let problem = Problem {
            district: "614600000".to_owned(),
            code: "01.01".to_owned(),
        };
        let half_year = "2026H1".parse().unwrap();
        quotes(
            writings,
            &Reading::of(writings),
            &[problem],
            "610000000",
            half_year,
        )
        .into_iter()
        .map(|row| (row.quote, row.similar))
        .collect()
    }

    const NO_WATER: [&str; 7] = [
        "Добрый день. В нашем доме третий день |нет горячей воды в кранах. Живу с мамой.",
        "В нашем доме уже неделю |нет горячей воды в кранах.",
        "В нашем доме опять |нет горячей воды в кранах, сколько можно.",
        "Опять в нашем доме |нет горячей воды в кранах! Сколько можно ждать.",
        "Третий день в кранах |нет горячей воды в нашем доме.",
        "Дорога у дома разбита, сколько можно, |третий день стоим.",
        "Дорога разбита, уже неделю |не проехать.",
    ];

    #[test]
    fn what_five_people_say_is_quoted_and_what_one_adds_is_not() {
        let found = found(&on_water(&NO_WATER));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.contains("нет горячей воды"), "{found:?}");
        assert_eq!(found[0].1, 5);
    }

    #[test]
    fn what_four_letters_say_is_not_quoted() {
        assert_eq!(found(&on_water(&NO_WATER[1..])), []);
        let mut writings = on_water(&NO_WATER);
        writings[0].letter = 1;
        assert_eq!(found(&writings), []);
        let mut writings = on_water(&NO_WATER);
        writings[0].applicant = "p1".to_owned();
        assert_eq!(found(&writings), []);
    }

    #[test]
    fn the_order_of_the_appeals_does_not_matter() {
        let mut writings = on_water(&NO_WATER);
        let before = found(&writings);
        writings.reverse();
        assert_eq!(found(&writings), before);
    }
}

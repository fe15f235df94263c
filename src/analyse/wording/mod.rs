//! What the appeals say, word by word: the texts of a half-year read into stems once for keywords, quotes and emerging
//! matters.

mod left_out;
mod places;
mod problem;
mod reading;
mod safety;
mod sample;
mod spoken;
mod surface;
mod vector;
mod writing;

pub use left_out::{LeftOut, Role};
pub use problem::{Problem, problems};
pub use reading::Reading;
pub use safety::{SMALLEST_GROUP, Safety};
pub use sample::sample;
pub use spoken::each_spoken;
pub use surface::shown;
pub use vector::{Vector, Vectors};
#[cfg(test)]
pub use writing::Evidence;
pub use writing::{Writing, letter, writings};

/// Appeals with these texts, each of a person and a letter of its own, for tests.
#[cfg(test)]
pub fn sample_writings(texts: &[&str]) -> Vec<Writing> {
    let writing = |(place, text): (u64, &&str)| Writing {
        register: "109".to_owned(),
        number: format!("{place:04}"),
        district: "614600000".to_owned(),
        language: crate::text::language::identify(text).language.as_str().to_owned(),
        applicant: format!("p{place}"),
        registered_on: jiff::civil::date(2026, 1, 1)
            .saturating_add(jiff::Span::new().days((place % 180) as i64)),
        text: (*text).to_owned(),
        letter: place,
        coded: false,
        evidence: Vec::new(),
    };
    (0..).zip(texts).map(writing).collect()
}

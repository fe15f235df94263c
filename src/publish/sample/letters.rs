//! Invented campaigns, matters among the uncoded appeals and answers that bear signs.

use jiff::civil::date;

use super::{BODIES, District, HALF_YEARS};
use crate::analyse::UNKNOWN;
use crate::corpus::published::{Answer, Campaign, Emerging};

const NOW: &str = HALF_YEARS[4];
/// Answers on the list for rework, those besides with a sign, and appeals redirected late, by body.
const SIGNED: [(usize, usize, i64); BODIES.len()] = [(9, 6, 0), (3, 12, 7), (6, 2, 1), (14, 21, 5)];

fn signed(body: &str) -> (usize, usize, i64) {
    let at = BODIES.iter().position(|name| *name == body);
    at.map_or((0, 0, 0), |at| SIGNED[at])
}

pub fn rework(body: &str) -> i64 {
    signed(body).0 as i64
}

pub fn redirected_late(body: &str) -> i64 {
    signed(body).2
}

/// Two letters, one of them nearly all that the place has written on its topic.
pub fn campaigns(districts: &[District]) -> Vec<Campaign> {
    let campaign =
        |id: &str, district: &str, code: Option<&str>, appeals: i64, with_additions: i64| Campaign {
            id: id.to_owned(),
            half_year: NOW.to_owned(),
            district: district.to_owned(),
            code: code.map(str::to_owned),
            first_day: date(2026, 3, 30),
            last_day: date(2026, 4, 8),
            appeals,
            applicants: appeals - 1,
            with_additions,
            register: "sample".to_owned(),
            number: "0002".to_owned(),
            text: "Ойдан шығарылған хат.".to_owned(),
            additions: String::new(),
        };
    vec![
        campaign("c1", &districts[4].kato, Some("09.01"), 9, 6),
        campaign("c2", UNKNOWN, None, 30, 2),
    ]
}

pub fn emerging() -> Vec<Emerging> {
    let matter = |(id, language, words, quote): (&str, &str, &str, &str)| Emerging {
        id: id.to_owned(),
        half_year: NOW.to_owned(),
        first_day: date(2026, 2, 3),
        appeals: 12,
        applicants: 11,
        districts: 3,
        language: language.to_owned(),
        words: words.to_owned(),
        register: "sample".to_owned(),
        number: "0003".to_owned(),
        quote: quote.to_owned(),
    };
    [
        ("m1", "kk", "қасқыр, мал", "Қасқырлар малға шауып жатыр."),
        ("m2", "ru", "волки, скот", ""),
    ]
    .map(matter)
    .to_vec()
}

/// Answers of each body in the half-year, and one whose register names no body.
pub fn answers() -> Vec<Answer> {
    let mut answers = Vec::new();
    for (body, (rework, others, _)) in BODIES.iter().zip(SIGNED) {
        for at in 0..rework + others {
            answers.push(answer(Some(body), answers.len(), at < rework));
        }
    }
    answers.push(answer(None, answers.len(), true));
    answers
}

fn answer(body: Option<&str>, at: usize, rework: bool) -> Answer {
    Answer {
        register: "sample".to_owned(),
        number: format!("{at:04}"),
        half_year: NOW.to_owned(),
        body: body.map(str::to_owned),
        code: None,
        answered_on: Some(date(2026, 5, 4)),
        late: false,
        other_language: rework && at.is_multiple_of(12),
        boilerplate: at.is_multiple_of(3),
        no_right: at % 3 == 1,
        repeated: rework || at % 3 == 2,
        low_rating: at.is_multiple_of(20),
        signs: 2,
        rework,
    }
}

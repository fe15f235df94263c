//! Letters many people sent in nearly the same words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::*;

use super::problem_map::{CAMPAIGN, LETTER};
use super::records::Record;
use super::{Error, UNKNOWN};
use crate::corpus::published::{Campaign, appeals};
use crate::text::near_duplicates::{Shingles, added, families};

/// Applicants from whom on near-identical letters are a campaign.
pub const FEWEST_APPLICANTS: usize = 5;
/// Days without a letter that end a campaign.
const LONGEST_PAUSE: i32 = 30;
/// Additions shown of a campaign, and characters of each and of the letter.
const MOST_ADDITIONS: usize = 20;
const LONGEST_ADDITION: usize = 300;
const LONGEST_LETTER: usize = 4_000;
/// Hexadecimal digits of an id: of 10⁵ campaigns two share one with probability 2·10⁻⁵.
const DIGITS: usize = 12;

/// Which letters are nearly the same.
pub struct Letters {
    /// By record: the number of its text; near-identical ones share it.
    texts: Vec<u32>,
    /// By record: the number of its campaign.
    of_campaign: Vec<Option<u32>>,
    /// By first day, then by id.
    pub campaigns: Vec<Campaign>,
}

impl Letters {
    /// Compares the texts of `records`, which are in the order of register and number.
    pub fn of(records: &[Record]) -> Self {
        let shingles: Vec<Shingles> = records.iter().map(|record| Shingles::of(record.text)).collect();
        let mut texts: Vec<u32> = (0..records.len() as u32).collect();
        let mut of_campaign = vec![None; records.len()];
        let mut campaigns = Vec::new();
        for family in families(&shingles) {
            for &member in &family.members {
                texts[member] = family.members[0] as u32;
            }
            for wave in waves(records, &family.members) {
                for &member in &wave {
                    of_campaign[member] = Some(wave[0] as u32);
                }
                let typical = match wave.contains(&family.typical) {
                    true => family.typical,
                    false => wave[0],
                };
                campaigns.push(campaign(records, &wave, &records[typical]));
            }
        }
        campaigns.sort_by(|a, b| (a.first_day, &a.id).cmp(&(b.first_day, &b.id)));
        Self {
            texts,
            of_campaign,
            campaigns,
        }
    }

    /// By record: the number of its text, shared by near-identical ones.
    pub fn texts(&self) -> &[u32] {
        &self.texts
    }

    /// The columns `register`, `number`, `letter` and `campaign` of the records.
    pub fn frame(&self, records: &[Record]) -> Result<DataFrame, Error> {
        let words = |column: &str, word: fn(&Record<'_>) -> String| {
            let words: Vec<String> = records.iter().map(word).collect();
            Column::new(column.into(), words)
        };
        let columns = vec![
            words(appeals::register, |record| record.register.to_owned()),
            words(appeals::number, |record| record.number.to_owned()),
            Column::new(LETTER.into(), &self.texts),
            Column::new(CAMPAIGN.into(), &self.of_campaign),
        ];
        DataFrame::new(records.len(), columns).map_err(|source| Error::Polars {
            analysis: "campaigns",
            source,
        })
    }
}

/// The campaigns of a family: letters by five applicants or more, none a month after the one before. What people write in
/// the same words years apart, or what a clerk writes down in the same words each time, was not agreed upon.
fn waves(records: &[Record], members: &[usize]) -> Vec<Vec<usize>> {
    let mut members = members.to_vec();
    members.sort_by_key(|&member| (records[member].day, member));
    members
        .chunk_by(|&one, &next| (records[next].day - records[one].day).get_days() <= LONGEST_PAUSE)
        .filter(|wave| applicants(records, wave).len() >= FEWEST_APPLICANTS)
        .map(<[usize]>::to_vec)
        .collect()
}

/// Distinct applicants; a letter whose register names nobody is of one of its own.
fn applicants<'f>(records: &[Record<'f>], members: &[usize]) -> BTreeSet<(&'f str, &'f str)> {
    let members = members.iter().map(|&member| &records[member]);
    members
        .map(|record| {
            record
                .applicant
                .map_or((record.register, record.number), |applicant| ("", applicant))
        })
        .collect()
}

/// The campaign of a wave, its members by day.
fn campaign(records: &[Record], wave: &[usize], typical: &Record) -> Campaign {
    let members: Vec<&Record> = wave.iter().map(|&member| &records[member]).collect();
    let additions: Vec<Vec<&str>> = members
        .iter()
        .map(|record| {
            let stretches = added(typical.text, record.text).into_iter();
            stretches.map(|stretch| &record.text[stretch]).collect()
        })
        .collect();
    Campaign {
        id: id(members[0]),
        half_year: most(members.iter().map(|record| record.half_year))
            .map_or_else(String::new, |half_year| half_year.to_string()),
        district: most(members.iter().map(|record| record.district))
            .unwrap_or(UNKNOWN)
            .to_owned(),
        code: most(members.iter().map(|record| record.main))
            .flatten()
            .map(str::to_owned),
        first_day: members[0].day,
        last_day: members[members.len() - 1].day,
        appeals: members.len() as i64,
        applicants: applicants(records, wave).len() as i64,
        with_additions: additions.iter().filter(|stretches| !stretches.is_empty()).count() as i64,
        register: typical.register.to_owned(),
        number: typical.number.to_owned(),
        text: shortened(typical.text, LONGEST_LETTER),
        additions: shown(additions.into_iter().flatten().collect()),
    }
}

/// The id of what began with this appeal.
pub(super) fn id(first: &Record) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(first.register.as_bytes())
        .update(&[0])
        .update(first.number.as_bytes());
    hasher.finalize().to_hex().as_str().chars().take(DIGITS).collect()
}

/// The value that stands most often, of equally frequent ones the smallest.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .min_by_key(|(_, count)| Reverse(*count))
        .map(|(value, _)| value)
}

fn shown(additions: Vec<&str>) -> String {
    let distinct: BTreeSet<(Reverse<usize>, &str)> = additions
        .into_iter()
        .map(|addition| (Reverse(addition.chars().count()), addition))
        .collect();
    let lines = distinct.into_iter().take(MOST_ADDITIONS).map(|(_, addition)| {
        let words: Vec<&str> = addition.split_whitespace().collect();
        shortened(&words.join(" "), LONGEST_ADDITION)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first `most` characters, with a sign where more followed.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Span;
    use jiff::civil::date;

    use super::*;
    use crate::corpus::HalfYear;

    const FORM: &str = "Біз, ауыл тұрғындары, таңғы автобус рейсінің ақпан айынан бері жабылып қалғанына қатты алаңдаймыз \
        және рейсті қайта ашуды, маршрутқа субсидия беруді, тасымалдаушымен келісімшартты тексеруді талап етеміз.";

    fn letters(texts: &'static [String], people: &'static [&'static str]) -> Vec<Record<'static>> {
        let record = |(at, text): (usize, &'static String)| {
            let day = date(2026, 3, 2).saturating_add(Span::new().days(at as i64));
            Record {
                register: "blog",
                number: people[at],
                day,
                half_year: HalfYear::of(day),
                district: "614800000",
                language: "kk",
                applicant: Some(people[at]),
                locality: None,
                main: Some("10.05"),
                answered_on: None,
                rating: None,
                text,
                body: None,
                outcome: None,
                term: "kept",
                answer: None,
                codes: vec!["10", "10.05"],
            }
        };
        texts.iter().enumerate().map(record).collect()
    }

    #[test]
    fn five_people_with_one_letter_are_a_campaign_and_what_they_added_is_told() {
        let texts: &'static [String] = vec![
            FORM.to_owned(),
            FORM.to_owned(),
            format!("{FORM} Менің балам екінші курста оқиды."),
            format!("Құрметті әкім! {FORM}"),
            FORM.to_owned(),
            "Көшеде жарық жоқ, қашан жөндейсіздер, бір ай болды, ешкім келмеді, балалар қорқады, өтінеміз көмектесіңіздер".to_owned(),
        ]
        .leak();
        let found = Letters::of(&letters(texts, &["1", "2", "3", "4", "5", "6"]));
        assert_eq!(found.campaigns.len(), 1);
        let campaign = &found.campaigns[0];
        assert_eq!(
            (campaign.appeals, campaign.applicants, campaign.with_additions),
            (5, 5, 1)
        );
        assert_eq!(campaign.additions, "Менің балам екінші курста оқиды");
        assert_eq!(found.texts()[5], 5);
        assert_eq!(found.of_campaign[5], None);
    }

    #[test]
    fn the_same_words_months_apart_are_no_campaign() {
        let texts: &'static [String] = vec![FORM.to_owned(); 5].leak();
        let mut records = letters(texts, &["1", "2", "3", "4", "5"]);
        for (at, record) in records.iter_mut().enumerate() {
            record.day = date(2025, 1, 10).saturating_add(Span::new().days(40 * at as i64));
        }
        assert!(Letters::of(&records).campaigns.is_empty());
    }

    #[test]
    fn one_person_who_writes_five_times_is_no_campaign() {
        let texts: &'static [String] = vec![FORM.to_owned(); 5].leak();
        let mut records = letters(texts, &["1", "2", "3", "4", "5"]);
        records.iter_mut().for_each(|record| record.applicant = Some("1"));
        let found = Letters::of(&records);
        assert!(found.campaigns.is_empty());
        assert_eq!(found.texts(), [0; 5]);
    }
}

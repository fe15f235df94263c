//! Answers in words a body gives to everybody.
//!
//! Near-identical words alone are no fault: when one main bursts and forty people write, all forty are owed the same
//! answer. Words are boilerplate when they go to five other people or more on five other matters or more. A matter is a
//! topic in a district in the week the appeals came: what lasts longer than a month is no longer an event, and those who
//! ask in the sixth week are owed how things stand by then. An answer that adds four words of its own, as a place or what
//! was done there, speaks of its matter. Only answers of one body are compared: words that bodies
//! share may have been given to them from above.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::own_words::{own_words, with_own_words};
use crate::analyse::records::Record;
use crate::analyse::wording::letter;
use crate::text::near_duplicates::{Shingles, families};

/// So many other people, and other matters, make words boilerplate.
pub(super) const FEWEST_OTHERS: usize = 5;

/// What an answer is about: topic, district and Monday of the week of registration.
type Matter<'f> = (Option<&'f str>, &'f str, Date);
/// An applicant; one whose register names nobody is told by the appeal.
type Person<'f> = (&'f str, &'f str);

/// By record: whether its answer is boilerplate; false for those not answered.
pub fn boilerplate(records: &[Record], answers: &[Option<&str>]) -> Vec<bool> {
    let mut found = vec![false; records.len()];
    for group in same_words(records, answers) {
        let mut people: BTreeMap<Matter, BTreeSet<Person>> = BTreeMap::new();
        for &member in &group {
            let record = &records[member];
            people.entry(matter(record)).or_default().insert(person(record));
        }
        for &member in &group {
            found[member] = is_common(&people, &records[member]);
        }
    }
    found
}

/// Whether the words went to enough other people on enough other matters.
fn is_common(people: &BTreeMap<Matter, BTreeSet<Person>>, record: &Record) -> bool {
    let (own, writer) = (matter(record), person(record));
    let mut others: BTreeSet<Person> = BTreeSet::new();
    let mut matters = 0;
    for (_, people) in people.iter().filter(|(matter, _)| **matter != own) {
        let of_matter = people.iter().filter(|person| **person != writer);
        matters += usize::from(of_matter.clone().next().is_some());
        others.extend(of_matter);
        if matters.min(others.len()) >= FEWEST_OTHERS {
            return true;
        }
    }
    false
}

fn matter<'f>(record: &Record<'f>) -> Matter<'f> {
    let since_monday = i64::from(record.day.weekday().to_monday_zero_offset());
    let monday = record.day.saturating_sub(jiff::Span::new().days(since_monday));
    (record.main, record.district, monday)
}

fn person<'f>(record: &Record<'f>) -> Person<'f> {
    record
        .applicant
        .map_or((record.register, record.number), |applicant| ("", applicant))
}

/// Groups of six answers or more of one body in nearly the same words; those too short to be near are the same where all
/// their letters are.
fn same_words(records: &[Record], answers: &[Option<&str>]) -> Vec<Vec<usize>> {
    let answered: Vec<(usize, String)> = answers
        .iter()
        .enumerate()
        .filter_map(|(at, answer)| Some((at, own_words((*answer)?))))
        .collect();
    let shingles: Vec<Shingles> = answered.iter().map(|(_, words)| Shingles::of(words)).collect();
    let mut groups: BTreeMap<(Option<&str>, bool, u64), Vec<usize>> = BTreeMap::new();
    for (at, family) in families(&shingles).into_iter().enumerate() {
        let answers = family.members.iter().map(|&member| answered[member].1.as_str());
        let is_special = with_own_words(&answered[family.typical].1, answers);
        let members = family.members.iter().zip(is_special);
        for (&member, _) in members.filter(|(_, is_special)| !is_special) {
            let record = answered[member].0;
            let key = (records[record].body, true, at as u64);
            groups.entry(key).or_default().push(record);
        }
    }
    let short = answered.iter().zip(&shingles).map(|((at, words), shingles)| {
        let is_short = *shingles == Shingles::default() && words.chars().any(char::is_alphabetic);
        is_short.then(|| (*at, letter(words)))
    });
    for (at, letters) in short.flatten() {
        groups
            .entry((records[at].body, false, letters))
            .or_default()
            .push(at);
    }
    groups
        .into_values()
        .filter(|group| group.len() > FEWEST_OTHERS)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::Span;
    use jiff::civil::date;

    use super::*;
    use crate::corpus::HalfYear;

    const ANSWER: &str = "Ваше обращение рассмотрено в установленном порядке, по поднятому вопросу ведётся \
        соответствующая работа в рамках действующего законодательства Республики Казахстан.";
    const NUMBERS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

    /// Six answers to six people, their appeals so many days apart.
    fn six(apart: i64) -> Vec<Record<'static>> {
        let record = |(at, number): (usize, &'static str)| {
            let day = date(2026, 3, 2).saturating_add(Span::new().days(apart * at as i64));
            Record {
                register: "blog",
                number,
                day,
                half_year: HalfYear::of(day),
                district: "614800000",
                language: "ru",
                applicant: Some(number),
                locality: None,
                main: Some("11.01"),
                answered_on: Some(day),
                rating: None,
                text: "",
                body: Some("a"),
                outcome: None,
                term: "kept",
                answer: Some(ANSWER),
                codes: vec!["11", "11.01"],
            }
        };
        NUMBERS.into_iter().enumerate().map(record).collect()
    }

    fn found(records: &[Record]) -> usize {
        let answers: Vec<Option<&str>> = records.iter().map(|record| record.answer).collect();
        let found = boilerplate(records, &answers);
        found.into_iter().filter(|is_common| *is_common).count()
    }

    #[test]
    fn one_answer_to_six_people_on_six_matters_is_boilerplate() {
        assert_eq!(found(&six(7)), 6);
        assert_eq!(found(&six(7)[..5]), 0);
    }

    #[test]
    fn one_answer_to_all_who_wrote_of_one_event_is_none() {
        assert_eq!(found(&six(1)), 0);
    }

    #[test]
    fn one_answer_to_one_person_who_writes_every_week_is_none() {
        let mut records = six(7);
        records.iter_mut().for_each(|record| record.applicant = Some("1"));
        assert_eq!(found(&records), 0);
    }

    #[test]
    fn an_answer_that_names_its_place_speaks_of_its_matter() {
        const HERE: &str = "Ваше обращение рассмотрено в установленном порядке, по поднятому вопросу ведётся \
            соответствующая работа в рамках действующего законодательства Республики Казахстан. На улице Абая \
            заменили трубу.";
        let mut records = six(7);
        records.push(Record {
            number: "7",
            applicant: Some("7"),
            answer: Some(HERE),
            ..records[0].clone()
        });
        assert_eq!(found(&records), 6);
    }

    #[test]
    fn an_opening_that_many_answers_have_is_no_word_of_their_own() {
        const OPENED: &str = "На Ваше обращение сообщаем следующее. Ваше обращение рассмотрено в установленном порядке, по \
            поднятому вопросу ведётся соответствующая работа в рамках действующего законодательства Республики Казахстан.";
        let mut records = six(7);
        let others = ["7", "8", "9", "10", "11", "12"];
        records.extend(six(7).into_iter().zip(others).map(|(record, number)| Record {
            number,
            applicant: Some(number),
            answer: Some(OPENED),
            ..record
        }));
        assert_eq!(found(&records), 12);
    }

    #[test]
    fn the_answers_of_two_bodies_are_not_compared() {
        let mut records = six(7);
        records[0].body = Some("b");
        assert_eq!(found(&records), 0);
    }

    #[test]
    fn short_answers_are_boilerplate_where_they_are_the_same_to_the_letter() {
        let mut records = six(7);
        for record in &mut records {
            record.answer = Some("Проблема устранена!");
        }
        records[0].answer = Some("проблема  устранена");
        assert_eq!(found(&records), 6);
        records[0].answer = Some("Проблема с водой устранена");
        assert_eq!(found(&records), 0);
    }
}

//! Answers that bear signs of poor work.

mod boilerplate;
mod own_words;
mod right;

use jiff::civil::Date;

use self::boilerplate::boilerplate;
use self::right::{has_to, tells_of_the_right};
use super::records::Record;
use super::repeats::{LOW, days, wrote_again};
use crate::corpus::HalfYear;
use crate::corpus::published::Answer;
use crate::law::TermState;
use crate::text::language::{Language, identify};

/// Signs besides `late` from which on an answer is to be done again.
const REWORK: i64 = 2;
const KAZAKH: &str = "kk";

/// Answers of the half-years, given until `as_of`, that bear a sign; by register and number as the records are.
pub fn answers(records: &[Record], half_years: &[HalfYear], as_of: Date) -> Vec<Answer> {
    let texts: Vec<Option<&str>> = records
        .iter()
        .map(|record| record.answer.filter(|_| is_given(record, as_of)))
        .collect();
    let common = boilerplate(records, &texts);
    let days = days(records);
    let found = records.iter().enumerate().filter_map(|(at, record)| {
        if !half_years.contains(&record.half_year) || !is_given(record, as_of) {
            return None;
        }
        let key = record.applicant.zip(record.main);
        let of_topic = key.and_then(|key| days.get(&key));
        let repeated = of_topic
            .zip(record.answered_on)
            .is_some_and(|(days, answered)| wrote_again(days, answered));
        let answer = Answer {
            late: record.term == TermState::Late.as_str(),
            other_language: texts[at].is_some_and(|text| is_other_language(record.language, text)),
            boilerplate: common[at],
            no_right: texts[at].is_some_and(|text| lacks_the_right(record.outcome, text)),
            repeated,
            low_rating: record.rating.is_some_and(|rating| rating <= LOW),
            ..unmarked(record)
        };
        Some(summed(answer, record.language)).filter(|answer| answer.signs > 0)
    });
    found.collect()
}

/// Whether the appeal was answered until `as_of`.
pub(super) fn is_given(record: &Record, as_of: Date) -> bool {
    match record.answered_on {
        Some(day) => day <= as_of,
        None => record.answer.is_some(),
    }
}

/// Kazakh answered in Russian only, or the reverse. A text of both languages, or of neither, is in no other one.
fn is_other_language(appeal: &str, answer: &str) -> bool {
    let other = match appeal {
        "kk" => Language::Ru,
        "ru" => Language::Kk,
        _ => return false,
    };
    identify(answer).language == other
}

fn lacks_the_right(outcome: Option<&str>, answer: &str) -> bool {
    outcome.is_some_and(has_to) && !tells_of_the_right(answer)
}

fn unmarked(record: &Record) -> Answer {
    Answer {
        register: record.register.to_owned(),
        number: record.number.to_owned(),
        half_year: record.half_year.to_string(),
        body: record.body.map(str::to_owned),
        code: record.main.map(str::to_owned),
        answered_on: record.answered_on,
        late: false,
        other_language: false,
        boilerplate: false,
        no_right: false,
        repeated: false,
        low_rating: false,
        signs: 0,
        rework: false,
    }
}

/// The answer to an appeal in `language` with its signs counted and judged.
///
/// A Kazakh answer to a Russian appeal is lawful (Law on languages, article 11): a sign, but not done again for it alone.
fn summed(answer: Answer, language: &str) -> Answer {
    let besides_late = [
        answer.other_language,
        answer.boilerplate,
        answer.no_right,
        answer.repeated,
        answer.low_rating,
    ];
    let besides_late: i64 = besides_late.into_iter().map(i64::from).sum();
    Answer {
        signs: besides_late + i64::from(answer.late),
        rework: answer.other_language && language == KAZAKH || besides_late >= REWORK,
        ..answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_both_languages_is_in_no_other_one() {
        let kk = "Жолданымыңыз қаралды. Ауылға су тартылып, құбыр жөнделді, су кесте бойынша беріледі.";
        let ru = "Ваше обращение рассмотрено. В село проведена вода, трубы отремонтированы, подача идёт по графику.";
        assert!(is_other_language("kk", ru) && is_other_language("ru", kk));
        assert!(!is_other_language("kk", kk) && !is_other_language("ru", ru));
        assert!(!is_other_language("kk", &format!("{kk}\n{ru}")));
        assert!(!is_other_language("mixed", ru) && !is_other_language("other", kk));
    }

    #[test]
    fn only_what_was_not_decided_as_asked_has_to_tell_of_the_right() {
        let text = "Жолданымыңыз қаралды, бас тартылды.";
        assert!(lacks_the_right(Some("refused"), text));
        assert!(!lacks_the_right(Some("satisfied"), text) && !lacks_the_right(None, text));
    }

    #[test]
    fn a_russian_answer_to_a_kazakh_appeal_is_done_again_and_the_reverse_is_not() {
        let answer = Answer {
            register: "r".to_owned(),
            number: "1".to_owned(),
            half_year: "2026H1".to_owned(),
            body: None,
            code: None,
            answered_on: None,
            late: false,
            other_language: true,
            boilerplate: false,
            no_right: false,
            repeated: false,
            low_rating: false,
            signs: 0,
            rework: false,
        };
        assert!(summed(answer.clone(), "kk").rework && !summed(answer, "ru").rework);
    }
}

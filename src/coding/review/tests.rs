use proptest::prelude::*;

use super::super::corrections::Corrections;
use super::super::samples::small_codebook;
use super::*;
use crate::text::language::Tongue;

/// Words that share no stem, so that texts of different ones are unlike.
const WORDS: [&str; 12] = [
    "мост", "хлеб", "окно", "река", "поле", "кот", "стол", "лес", "гора", "снег", "ключ", "дым",
];

fn candidate(number: usize, language: &str, main: Option<&str>, score: f64, text: String) -> Candidate {
    let code = |code: &str| CandidateCode {
        code: code.to_owned(),
        score,
        source: "rules".to_owned(),
    };
    Candidate {
        register: "ө".to_owned(),
        number: number.to_string(),
        language: language.to_owned(),
        redacted: text,
        main: main.map(str::to_owned),
        codes: main.into_iter().map(code).collect(),
    }
}

/// A text of its own for each number.
fn text(number: usize) -> String {
    let word = |place: usize| WORDS[(number / 12usize.pow(place as u32) + place) % 12];
    format!("{} {} {} {number}", word(0), word(1), word(2))
}

/// 300 appeals: a third Russian, topics 01.01 and 02.01, every tenth uncoded.
fn many() -> Vec<Candidate> {
    let one = |number: usize| {
        let language = if number.is_multiple_of(3) { "ru" } else { "kk" };
        let main = (!number.is_multiple_of(10)).then_some(["01.01", "02.01"][number % 2]);
        candidate(
            number,
            language,
            main,
            1.0 / (1.0 + (number % 7) as f64),
            text(number),
        )
    };
    (0..300).map(one).collect()
}

const PLAN: ReviewPlan = ReviewPlan {
    count: 30,
    audit_share: 0.2,
    seed: 1,
};

#[test]
fn as_many_are_chosen_as_asked_for_and_a_share_by_chance() {
    let candidates = many();
    let picks = choose(&candidates, &PLAN);
    assert_eq!(picks.len(), 30);
    assert_eq!(
        picks.iter().filter(|pick| pick.reason == Reason::Audit).count(),
        6
    );
    assert!(
        picks
            .windows(2)
            .all(|pair| pair[0].candidate.key() < pair[1].candidate.key())
    );
}

#[test]
fn languages_are_chosen_in_proportion() {
    let candidates = many();
    let doubtful = choose(
        &candidates,
        &ReviewPlan {
            audit_share: 0.0,
            ..PLAN
        },
    );
    assert_eq!(
        doubtful
            .iter()
            .filter(|pick| pick.candidate.language == "ru")
            .count(),
        10
    );
}

#[test]
fn one_of_a_campaign_is_enough() {
    let mut candidates = many();
    let letter = |number: usize| {
        candidate(
            number,
            "kk",
            None,
            0.0,
            format!("Көшемізге шам орнатып беруіңізді сұраймыз. {number}-үй"),
        )
    };
    candidates.extend((1000..1200).map(letter));
    let picks = choose(
        &candidates,
        &ReviewPlan {
            audit_share: 0.0,
            count: 60,
            seed: 1,
        },
    );
    assert_eq!(picks.len(), 60);
    assert_eq!(
        picks
            .iter()
            .filter(|pick| pick.candidate.redacted.contains("шам"))
            .count(),
        1
    );
}

#[test]
fn where_only_likenesses_are_left_fewer_are_chosen() {
    let candidates: Vec<Candidate> = (0..9)
        .map(|number| candidate(number, "ru", None, 0.0, "Нет света".to_owned()))
        .collect();
    assert_eq!(
        choose(
            &candidates,
            &ReviewPlan {
                audit_share: 0.0,
                ..PLAN
            }
        )
        .len(),
        1
    );
    assert!(choose(&[], &PLAN).is_empty());
}

#[test]
fn topics_are_spread_and_doubt_comes_first() {
    let candidates: Vec<Candidate> = (0..200)
        .map(|number| {
            // One group is weak throughout, the other strong.
            let (main, score) = if number % 2 == 0 {
                ("01.01", 0.5)
            } else {
                ("02.01", 0.75)
            };
            candidate(number, "kk", Some(main), score, text(number))
        })
        .collect();
    let picks = choose(
        &candidates,
        &ReviewPlan {
            audit_share: 0.0,
            ..PLAN
        },
    );
    let weak = picks
        .iter()
        .filter(|pick| pick.candidate.main.as_deref() == Some("01.01"))
        .count();
    // Doubts of 1/2 and 1/4 share thirty as two to one.
    assert_eq!(weak, 20);
}

#[test]
fn the_audit_is_drawn_from_all_and_does_not_see_doubt() {
    let candidates = many();
    let audited: BTreeSet<&str> = (0..40)
        .flat_map(|seed| {
            choose(
                &candidates,
                &ReviewPlan {
                    audit_share: 1.0,
                    count: 30,
                    seed,
                },
            )
        })
        .map(|pick| pick.candidate.number.as_str())
        .collect();
    assert!(audited.len() > 280, "{}", audited.len());
}

#[test]
fn the_form_filled_in_is_a_corrections_file() {
    let candidates = vec![
        candidate(
            7,
            "ru",
            Some("02.01"),
            0.5,
            "=1+1 яма; \"у дома\"\nНет проезда".to_owned(),
        ),
        candidate(1_234_567_890_123, "kk", None, 0.0, "Рақмет".to_owned()),
    ];
    let picks = choose(&candidates, &PLAN);
    let written = String::from_utf8(form(&picks, &small_codebook(), Tongue::Ru)).unwrap();
    assert_eq!(
        written,
        "\u{feff}register;number;mark;language;why;machine;text;codes;main;analyst;date;note\r\n\
         ө;\"=\"\"1234567890123\"\"\";t4f2e;kk;uncoded;;Рақмет;;;;;\r\n\
         ө;\"=\"\"7\"\"\";t;ru;weak evidence;02.01 Отключения света;\"'=1+1 яма; \"\"у дома\"\"\nНет проезда\";;;;;\r\n"
            .replace("t4f2e", &super::super::mark(&candidates[1].redacted))
            .replace(";t;", &format!(";{};", super::super::mark(&candidates[0].redacted)))
    );
    let empty = Corrections::parse("c.csv", &written, &small_codebook());
    assert!(empty.is_empty() && empty.faults().is_empty());
    let filled = written.replace("Рақмет;;;;;", "Рақмет;01.01;;Дана;22.11.2026;");
    let corrections = Corrections::parse("c.csv", &filled, &small_codebook());
    let applied = corrections
        .of("ө", "1234567890123", &super::super::mark("Рақмет"))
        .unwrap();
    assert_eq!(
        (applied.correction.main.as_deref(), applied.stale),
        (Some("01.01"), false)
    );
}

proptest! {
    #[test]
    fn the_order_of_candidates_does_not_matter(turn in 0usize..300, seed in 0u64..50) {
        let mut candidates = many();
        let plan = ReviewPlan { seed, ..PLAN };
        let shape = |candidates: &[Candidate]| -> Vec<(String, Reason)> {
            choose(candidates, &plan).iter().map(|pick| (pick.candidate.number.clone(), pick.reason)).collect()
        };
        let before = shape(&candidates);
        candidates.rotate_left(turn);
        prop_assert_eq!(shape(&candidates), before);
    }

    #[test]
    fn every_form_is_read_back(number in "[0-9A-Za-zЖТ/;\"=-]{1,12}", text in "[a-я;\"\n=+-]{0,30}") {
        let mut one = candidate(1, "kk", None, 0.0, text);
        one.number = number.clone();
        let candidates = [one];
        let written = String::from_utf8(form(&choose(&candidates, &PLAN), &small_codebook(), Tongue::Kk)).unwrap();
        let filled = written.replace(";;;;;\r\n", ";01.01;;Дана;2026-11-22;\r\n");
        let corrections = Corrections::parse("c.csv", &filled, &small_codebook());
        prop_assert!(corrections.faults().is_empty(), "{:?}", corrections.faults());
        prop_assert!(corrections.of("ө", &number, "").is_some());
    }
}

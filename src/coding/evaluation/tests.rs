use super::*;

const DRAWS: Draws = Draws {
    times: 200,
    seed: 1,
    alpha: 0.05,
};

/// Lines of id, language, codes meant and codes said, the chief one first, `-` for none.
fn pairs(lines: &[&str]) -> Pairs {
    let words = |codes: &str| -> Vec<String> {
        codes
            .split('+')
            .filter(|code| *code != "-")
            .map(str::to_owned)
            .collect()
    };
    let mut gold = Vec::new();
    let mut said = Vec::new();
    for line in lines {
        let [id, language, meant, given] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (meant, given) = (words(meant), words(given));
        gold.push(Gold {
            id: id.to_owned(),
            language: language.to_owned(),
            register: "-".to_owned(),
            main: meant.first().cloned(),
            codes: meant.into_iter().collect(),
        });
        let code = |(place, code): (usize, &String)| PredictedCode {
            code: code.clone(),
            score: Some(0.9 - place as f64 / 10.0),
        };
        said.push(Predicted {
            id: id.to_owned(),
            language: None,
            main: given.first().cloned(),
            codes: given.iter().enumerate().map(code).collect(),
        });
    }
    Pairs::new(gold, said)
}

fn near(estimate: Estimate, expected: f64) -> bool {
    estimate
        .value
        .is_some_and(|value| (value - expected).abs() < 1e-12)
}

/// Right, right by the second code, wrong, left uncoded, rightly uncoded.
const FIVE: [&str; 5] = [
    "a kk 01 01.01",
    "b kk 01+02 02.01+03.01",
    "c ru 02 01.02",
    "d ru 03 -",
    "e ru - -",
];

#[test]
fn the_figures_are_those_worked_by_hand() {
    let report = evaluate(&pairs(&FIVE), DRAWS).remove(0);
    assert_eq!((report.level, report.all.appeals), (1, 5));
    assert!(near(report.all.accuracy, 3.0 / 5.0));
    assert!(near(report.all.coverage, 3.0 / 5.0));
    assert!(near(report.all.precision_when_coded, 2.0 / 3.0));
    // Main: 01 one right, one surplus; 02 one right, one missed; 03 missed; 99 one right, one surplus.
    assert!(near(
        report.all.macro_f1,
        (2.0 / 3.0 + 2.0 / 3.0 + 0.0 + 2.0 / 3.0) / 4.0
    ));
    // All codes: 01 and 02 hit; 03 and 01 surplus; 01, 02 and 03 missed.
    assert!(near(report.all.precision, 2.0 / 4.0));
    assert!(near(report.all.recall, 2.0 / 5.0));
    assert!(near(report.all.f1, 4.0 / 9.0));
    assert_eq!(
        report.pool,
        Pool {
            uncoded: 2,
            rightly: 1,
            without_code: 1
        }
    );
}

#[test]
fn languages_are_judged_apart_and_one_register_is_no_slice() {
    let report = evaluate(&pairs(&FIVE), DRAWS).remove(0);
    assert!(near(report.languages["kk"].accuracy, 1.0) && near(report.languages["ru"].accuracy, 1.0 / 3.0));
    assert!(report.registers.is_empty());
}

#[test]
fn confusions_name_their_appeals_and_uncoded_ones_are_among_them() {
    let report = evaluate(&pairs(&[&FIVE[..], &["f ru 03 -"]].concat()), DRAWS).remove(0);
    let told: Vec<String> = report
        .confusions
        .iter()
        .map(|confusion| {
            format!(
                "{} {} {}",
                confusion.meant,
                confusion.said,
                confusion.appeals.join(",")
            )
        })
        .collect();
    assert_eq!(told, ["03 99 d,f", "02 01 c"]);
}

#[test]
fn topics_are_judged_where_the_gold_has_them() {
    assert_eq!(evaluate(&pairs(&FIVE), DRAWS).len(), 1);
    let topics = evaluate(
        &pairs(&[
            "a kk 01.01 01.01",
            "b kk 01.01 01.02",
            "c kk 02 02.01",
            "d kk - 01.01",
        ]),
        DRAWS,
    );
    assert_eq!((topics[1].level, topics[1].all.appeals), (2, 3));
    assert!(near(topics[1].all.accuracy, 1.0 / 3.0));
    assert!(near(topics[0].all.accuracy, 3.0 / 4.0));
}

#[test]
fn a_higher_threshold_codes_fewer() {
    let curve = evaluate(&pairs(&FIVE), DRAWS).remove(0).coverage;
    assert_eq!(curve.len(), 1);
    assert_eq!((curve[0].score, curve[0].coverage), (0.9, 0.6));
}

#[test]
fn scores_are_calibrated_where_they_can_be_probabilities() {
    let mut pairs = pairs(&FIVE);
    let calibration = evaluate(&pairs, DRAWS).remove(0).calibration.unwrap();
    assert!((calibration.error - (0.9 - 2.0 / 3.0)).abs() < 1e-12);
    assert_eq!(calibration.bins[0].appeals, 3);
    pairs.pairs[0].1.codes[0].score = Some(2.0);
    assert_eq!(evaluate(&pairs, DRAWS).remove(0).calibration, None);
}

#[test]
fn intervals_hold_their_figure_and_the_seed_fixes_them() {
    let one = evaluate(&pairs(&FIVE), DRAWS);
    assert_eq!(one, evaluate(&pairs(&FIVE), DRAWS));
    let accuracy = one[0].all.accuracy;
    assert!(accuracy.low < accuracy.value && accuracy.value < accuracy.high);
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let mut turned = FIVE;
    turned.reverse();
    assert_eq!(evaluate(&pairs(&FIVE), DRAWS), evaluate(&pairs(&turned), DRAWS));
}

#[test]
fn nothing_to_judge_has_no_figures() {
    let report = evaluate(&Pairs::default(), DRAWS).remove(0);
    assert_eq!(
        (
            report.all.accuracy.value,
            report.all.macro_f1.value,
            report.calibration
        ),
        (None, None, None)
    );
    assert!(report.coverage.is_empty());
}

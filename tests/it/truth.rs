//! The run over the sample registers finds what was planted in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use talda::analyse::{Context, Findings, analyse};
use talda::corpus::published::{Appeal, Coding};
use talda::corpus::{self, HalfYear};
use talda::pipeline::Plan;

type Line = BTreeMap<String, String>;

/// One run of the sample pipeline, shared by the tests.
static RUN: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_talda"))
        .args(["run", "pipelines/half-year.toml", "--out"])
        .arg(folder.path().join("out"))
        .arg("--store")
        .arg(folder.path().join("store"))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
});

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the run.
pub fn current() -> PathBuf {
    RUN.path().join("out/current")
}

fn truth(name: &str) -> Vec<Line> {
    let path = root().join("data-samples/truth").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn facts() -> toml::Table {
    let path = root().join("data-samples/truth/facts.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

static APPEALS: LazyLock<Vec<Appeal>> =
    LazyLock::new(|| corpus::read(&current().join("tables/appeals.parquet")).unwrap());

fn key(appeal: &Appeal) -> (String, String) {
    (appeal.register.clone(), appeal.number.clone())
}

/// The truth beside what was found, for every appeal; each stands on both sides.
fn pairs() -> Vec<(Line, &'static Appeal)> {
    let found: BTreeMap<(String, String), &Appeal> =
        APPEALS.iter().map(|appeal| (key(appeal), appeal)).collect();
    let truth = truth("appeals.csv");
    assert_eq!(truth.len(), found.len());
    truth
        .into_iter()
        .map(|line| {
            let appeal = found[&(line["register"].clone(), line["number"].clone())];
            (line, appeal)
        })
        .collect()
}

#[test]
fn every_appeal_is_there_with_its_kind_its_days_and_the_state_of_its_term() {
    for (line, appeal) in pairs() {
        let number = &line["number"];
        assert_eq!(appeal.kind, line["kind"], "{number}");
        assert_eq!(
            appeal.registered_on.to_string(),
            line["registered_on"],
            "{number}"
        );
        let answered_on = appeal.answered_on.map_or(String::new(), |day| day.to_string());
        assert_eq!(answered_on, line["answered_on"], "{number}");
        let due_on = if line["extended_to"].is_empty() {
            &line["due_on"]
        } else {
            &line["extended_to"]
        };
        assert_eq!(appeal.due_on.to_string(), *due_on, "{number}");
        assert_eq!(appeal.term, line["term"], "{number}");
    }
}

#[test]
fn children_of_partial_redirects_are_not_counted_twice() {
    let facts = facts();
    let (counted, children) = APPEALS
        .iter()
        .partition::<Vec<&Appeal>, _>(|appeal| appeal.counted);
    assert_eq!(counted.len() as i64, facts["appeals"].as_integer().unwrap());
    assert_eq!(children.len() as i64, facts["children"].as_integer().unwrap());
    assert!(children.iter().all(|child| child.parent.is_some()));
}

#[test]
fn every_planted_wrong_row_is_refused_and_no_other() {
    let mut reader = csv::Reader::from_path(current().join("rejected.csv")).unwrap();
    let refused: BTreeSet<(String, String)> = reader
        .deserialize()
        .map(|line: Result<Line, _>| line.unwrap())
        .map(|line| (line["file"].clone(), line["row"].clone()))
        .collect();
    let planted: BTreeSet<(String, String)> = truth("rejected.csv")
        .into_iter()
        .map(|line| {
            (
                line["file"].rsplit('/').next().unwrap().to_owned(),
                line["row"].clone(),
            )
        })
        .collect();
    assert_eq!(refused, planted);
}

#[test]
fn the_district_is_right_for_all_but_a_few_in_ten_thousand() {
    let wrong: Vec<(String, Option<&str>)> = pairs()
        .into_iter()
        .filter(|(line, appeal)| appeal.district.as_deref().unwrap_or("") != line["district"])
        .map(|(line, appeal)| (line["number"].clone(), appeal.district.as_deref()))
        .collect();
    assert!(
        wrong.len() * 1000 <= APPEALS.len(),
        "{} wrong: {wrong:?}",
        wrong.len()
    );
}

#[test]
fn no_planted_identifier_stands_in_any_table_or_document() {
    let planted: Vec<String> = truth("personal.csv")
        .into_iter()
        .filter(|line| !matches!(line["kind"].as_str(), "NAME" | "ADDR"))
        .map(|line| line["value"].clone())
        .collect();
    assert!(planted.len() > 300);
    let texts: Vec<&str> = APPEALS
        .iter()
        .flat_map(|appeal| [Some(appeal.text.as_str()), appeal.answer.as_deref()])
        .flatten()
        .collect();
    let all = texts.join("\n");
    let shown = ["map.html", "rejected.csv", "manifest.json"]
        .map(|name| std::fs::read_to_string(current().join(name)).unwrap())
        .join("\n");
    for value in planted {
        assert!(
            !all.contains(&value),
            "an identifier of the length {} is in the texts",
            value.len()
        );
        assert!(
            !shown.contains(&value),
            "an identifier of the length {} is shown",
            value.len()
        );
    }
}

/// The analysis of the sample with the true districts, codes and persons: what coding gets wrong is measured elsewhere.
pub static TRUE_FINDINGS: LazyLock<Findings> = LazyLock::new(|| {
    let mut appeals = Vec::new();
    let mut codings = Vec::new();
    for (line, found) in pairs() {
        let topics: Vec<&str> = line["topics"].split(';').collect();
        appeals.push(Appeal {
            district: (!line["district"].is_empty()).then(|| line["district"].clone()),
            applicant: Some(line["applicant"].clone()),
            main: Some(topics[0].to_owned()),
            ..found.clone()
        });
        codings.extend(topics.iter().map(|topic| Coding {
            register: found.register.clone(),
            number: found.number.clone(),
            code: (*topic).to_owned(),
            group: topic[..2].to_owned(),
            main: *topic == topics[0],
            score: 1.0,
            source: "truth".to_owned(),
            rule: "truth".to_owned(),
            start: 0,
            end: 1,
            codebook: "truth".to_owned(),
        }));
    }
    let tables = tempfile::tempdir().unwrap();
    corpus::write(&tables.path().join("appeals.parquet"), &appeals).unwrap();
    corpus::write(&tables.path().join("codings.parquet"), &codings).unwrap();
    analyse(tables.path(), &[], &[], Vec::new(), context()).unwrap()
});

fn context() -> Context {
    let day = "2026-07-10".parse().unwrap();
    Plan::resolve(
        &root().join("pipelines/half-year.toml"),
        Some(day),
        day,
        None,
        None,
    )
    .unwrap()
    .context()
}

fn place(fact: &toml::Value) -> &str {
    match fact["district"].as_str().unwrap() {
        "" => "610000000",
        district => district,
    }
}

#[test]
fn planted_cells_are_counted_exactly() {
    let facts = facts();
    let cells = facts["cell"].as_array().unwrap();
    assert!(cells.len() >= 20);
    for fact in cells {
        let half_year: HalfYear = fact["period"].as_str().unwrap().parse().unwrap();
        let cell = TRUE_FINDINGS.cell(place(fact), fact["topic"].as_str().unwrap(), half_year);
        // A cell without appeals is not listed.
        let found = cell.map_or([0, 0], |cell| [cell.appeals, cell.applicants]);
        let planted = ["appeals", "applicants"].map(|count| fact[count].as_integer().unwrap());
        assert_eq!(found, planted, "{fact}");
    }
}

#[test]
fn totals_by_half_year_and_district_are_counted_exactly() {
    for (period, fact) in facts()["period"].as_table().unwrap() {
        let half_year: HalfYear = period.parse().unwrap();
        let total = TRUE_FINDINGS.appeals("610000000", "all", half_year);
        assert_eq!(total, fact["appeals"].as_integer().unwrap(), "{period}");
        for (district, count) in fact["districts"].as_table().unwrap() {
            let found = TRUE_FINDINGS.appeals(district, "all", half_year);
            assert_eq!(found, count.as_integer().unwrap(), "{district} in {period}");
        }
    }
}

#[test]
fn fifty_four_to_ninety_four_is_growth_and_one_to_six_is_not() {
    let verdict = |district: &str, topic: &str| {
        let change = TRUE_FINDINGS.change(district, topic, "year").unwrap();
        ((change.before, change.now), change.verdict.as_str())
    };
    assert_eq!(verdict("610000000", "20.04"), ((54, 94), "growth"));
    assert_eq!(verdict("615800000", "19.01"), ((1, 6), "none"));
    assert_eq!(verdict("610000000", "08.01").1, "decline");
    assert_eq!(verdict("610000000", "16.02").1, "growth");
}

#[test]
fn the_weekly_outbreak_stands_in_the_series() {
    for fact in facts()["outbreak"].as_array().unwrap() {
        let group = &fact["topic"].as_str().unwrap()[..2];
        let week = TRUE_FINDINGS
            .weekly
            .iter()
            .find(|week| {
                week.district == place(fact)
                    && week.code == group
                    && week.week == fact["week"].as_str().unwrap()
            })
            .unwrap();
        assert!(week.complete);
        assert!(week.appeals >= fact["appeals"].as_integer().unwrap(), "{fact}");
    }
}

#[test]
fn late_answers_of_each_body_are_found_exactly() {
    let mut terms: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
    for row in TRUE_FINDINGS.terms.iter().filter(|row| row.kind == "all") {
        let tally = terms.entry(&row.body).or_default();
        for (sum, count) in tally.iter_mut().zip([row.kept, row.late, row.open, row.overdue]) {
            *sum += count;
        }
    }
    let mut planted: BTreeMap<String, [i64; 4]> = BTreeMap::new();
    // The call centre's register does not name a body.
    for line in truth("appeals.csv")
        .iter()
        .filter(|line| line["register"] != "109")
    {
        let states = ["kept", "late", "open", "overdue"];
        let state = states.iter().position(|state| *state == line["term"]).unwrap();
        if line["parent"].is_empty() {
            planted.entry(line["body"].clone()).or_default()[state] += 1;
        }
    }
    assert!(planted.len() >= 20);
    for (body, planted) in planted {
        assert_eq!(terms[body.as_str()], planted, "{body}");
    }
}

/// District and topic of what reaches `stage` in the analysis.
fn of_stage(stage: i64) -> Vec<(&'static str, &'static str)> {
    let problems = TRUE_FINDINGS.systemic.iter();
    let of_stage = problems.filter(|problem| problem.stage == stage && problem.level == 2);
    let mut found: Vec<_> = of_stage
        .map(|problem| (problem.district.as_str(), problem.code.as_str()))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn exactly_the_planted_problems_are_systemic() {
    let facts = facts();
    let planted = facts["cell"].as_array().unwrap().iter();
    let mut planted: Vec<(&str, &str)> = planted
        .filter(|fact| fact["fact"].as_str().unwrap().starts_with("systemic"))
        .map(|fact| (place(fact), fact["topic"].as_str().unwrap()))
        .collect();
    planted.sort_unstable();
    planted.dedup();
    let told: Vec<_> = TRUE_FINDINGS
        .systemic
        .iter()
        .map(|problem| &problem.sentence_ru)
        .collect();
    assert_eq!(of_stage(3), planted, "{told:#?}");
}

#[test]
fn every_systemic_problem_stands_on_what_was_planted_for_it() {
    for problem in TRUE_FINDINGS.systemic.iter().filter(|problem| problem.stage == 3) {
        assert!(
            problem.reach && problem.excess && problem.persistence,
            "{problem:?}"
        );
        assert!(problem.repeats_low > problem.repeats_oblast, "{problem:?}");
        assert!(problem.half_years >= 2, "{problem:?}");
    }
}

#[test]
fn a_talkative_district_is_special_in_nothing() {
    let talkative = facts()["talkative"]["district"].as_str().unwrap().to_owned();
    let cells = TRUE_FINDINGS.problem_map.iter();
    let hot: Vec<_> = cells
        .filter(|cell| cell.district == talkative && cell.half_year == "2026H1")
        .filter(|cell| cell.specificity == "hot")
        .map(|cell| (&cell.code, cell.applicants, cell.specific_ratio))
        .collect();
    assert!(hot.is_empty(), "{hot:?}");
}

#[test]
fn the_campaign_is_found_letter_by_letter_and_makes_no_hot_spot() {
    let fact = &facts()["campaign"];
    let (district, topic) = (place(fact), fact["topic"].as_str().unwrap());
    let found: Vec<_> = TRUE_FINDINGS
        .campaigns
        .iter()
        .filter(|campaign| campaign.code.as_deref() == Some(topic))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let [first, last] = ["first_day", "last_day"].map(|day| fact[day].as_str().unwrap());
    assert_eq!(
        (
            found[0].first_day.to_string().as_str(),
            found[0].last_day.to_string().as_str()
        ),
        (first, last)
    );
    assert_eq!(found[0].appeals, fact["appeals"].as_integer().unwrap());
    assert_eq!(found[0].applicants, fact["applicants"].as_integer().unwrap());
    let cell = TRUE_FINDINGS
        .cell(district, topic, "2026H1".parse().unwrap())
        .unwrap();
    assert_eq!(
        (cell.intensity.as_str(), cell.specificity.as_str()),
        ("campaign", "campaign")
    );
    assert_eq!(
        TRUE_FINDINGS.change("610000000", topic, "year").unwrap().verdict,
        "none"
    );
    assert!(!TRUE_FINDINGS.systemic.iter().any(|problem| problem.code == topic));
}

#[test]
fn the_weeks_of_the_outbreak_are_alarms() {
    for fact in facts()["outbreak"].as_array().unwrap() {
        let is_it = |alarm: &&talda::corpus::published::Alarm| {
            alarm.district == place(fact)
                && alarm.code == fact["topic"].as_str().unwrap()
                && alarm.week == fact["week"].as_str().unwrap()
        };
        let alarm = TRUE_FINDINGS.alarms.iter().find(is_it).unwrap();
        assert_eq!(alarm.observed, fact["appeals"].as_integer().unwrap());
    }
}

#[test]
fn terms_broken_by_each_body_are_counted_exactly() {
    let mut found: BTreeMap<&str, [i64; 3]> = BTreeMap::new();
    for body in &TRUE_FINDINGS.bodies {
        let sums = found.entry(&body.body).or_default();
        for (sum, count) in sums.iter_mut().zip([body.appeals, body.ended, body.broken]) {
            *sum += count;
        }
    }
    let mut planted: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    // The call centre's register does not name a body.
    for line in truth("appeals.csv")
        .iter()
        .filter(|line| line["register"] != "109" && line["parent"].is_empty())
    {
        let sums = planted.entry(line["body"].clone()).or_default();
        let is_broken = matches!(line["term"].as_str(), "late" | "overdue");
        let counts = [true, line["term"] != "open", is_broken];
        for (sum, is_one) in sums.iter_mut().zip(counts) {
            *sum += i64::from(is_one);
        }
    }
    let found: BTreeMap<String, [i64; 3]> = found
        .into_iter()
        .map(|(body, counts)| (body.to_owned(), counts))
        .collect();
    assert_eq!(found, planted);
}

#[test]
fn the_akimat_that_answers_late_is_worse_wherever_it_answers_enough_and_no_other_is() {
    const LATE: &str = "Созақ ауданының әкімдігі";
    let mut half_years = 0;
    for body in &TRUE_FINDINGS.bodies {
        let expected = body.body == LATE && body.ended >= 20;
        assert_eq!(body.position == "worse", expected, "{body:?}");
        assert_eq!(body.position == "few", body.ended < 20, "{body:?}");
        half_years += i64::from(expected);
    }
    assert!(half_years >= 3);
}

/// Counted answers with a text whose line in the truth says 1 in `column`, and those that bear the sign.
fn signs(
    column: &str,
    sign: fn(&talda::corpus::published::Answer) -> bool,
) -> [BTreeSet<(String, String)>; 2] {
    let pairs = pairs();
    let given = pairs
        .iter()
        .filter(|(_, appeal)| appeal.counted && appeal.answer.is_some());
    let planted = given.filter(|(line, _)| line[column] == "1");
    let found = TRUE_FINDINGS.answers.iter().filter(|answer| sign(answer));
    [
        planted.map(|(_, appeal)| key(appeal)).collect(),
        found
            .map(|answer| (answer.register.clone(), answer.number.clone()))
            .collect(),
    ]
}

#[test]
fn answers_in_the_other_language_are_found_but_for_a_few_of_mixed_appeals() {
    let [planted, found] = signs("answer_in_other_language", |answer| answer.other_language);
    let both = planted.intersection(&found).count();
    assert!(planted.len() >= 100);
    assert!(
        both * 100 >= planted.len() * 93 && both * 100 >= found.len() * 97,
        "{both} of {} planted and {} found",
        planted.len(),
        found.len()
    );
}

#[test]
fn every_planted_boilerplate_of_the_department_of_land_is_found() {
    let [planted, found] = signs("formal_answer", |answer| answer.boilerplate);
    assert!(planted.len() >= 100);
    let missed: Vec<_> = planted.difference(&found).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn what_is_to_be_done_again_has_another_language_or_two_signs() {
    for answer in &TRUE_FINDINGS.answers {
        let besides_late = answer.signs - i64::from(answer.late);
        assert!(answer.rework || besides_late < 2, "{answer:?}");
        assert!(
            !answer.rework || besides_late >= 2 || answer.other_language,
            "{answer:?}"
        );
        assert!(answer.signs >= 1);
    }
    let late = TRUE_FINDINGS.answers.iter().filter(|answer| answer.late).count();
    let planted = pairs()
        .into_iter()
        .filter(|(line, appeal)| appeal.counted && line["term"] == "late")
        .count();
    assert_eq!(late, planted);
    let of_bodies: i64 = TRUE_FINDINGS.bodies.iter().map(|body| body.rework).sum();
    let rework = TRUE_FINDINGS
        .answers
        .iter()
        .filter(|answer| answer.rework && answer.body.is_some());
    assert_eq!(of_bodies, rework.count() as i64);
}

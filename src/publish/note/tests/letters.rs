//! Weeks, campaigns, matters, answers, breaks and tests as the notes tell them.

use arrow::record_batch::RecordBatch;

use super::{note, read, written};
use crate::analyse::{Edition, Findings};
use crate::corpus::published::{Alarm, Answer, Body, Break, Campaign, Emerging, Tests};
use crate::corpus::{self, Table};
use crate::publish::facts::{Formula, evaluate, fact_rows};
use crate::publish::sample;

fn text(findings: &Findings, edition: Edition) -> String {
    read(&note(findings, edition, &[]))
}

/// The lines of the note from the one that has `first` on.
fn lines_from(text: &str, first: &str, most: usize) -> String {
    let from = text.lines().skip_while(|line| !line.contains(first));
    from.take(most).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_days_of_a_week_and_of_a_campaign_are_told_in_words() {
    let findings = sample::findings();
    let ru = text(&findings, Edition::Ru);
    assert!(ru.contains("На неделе 12–18 января 2026 года"), "{ru}");
    assert!(ru.contains("30 марта – 8 апреля 2026 года"));
    let kk = text(&findings, Edition::Kk);
    assert!(kk.contains("2026 жылғы 12–18 қаңтар аптасында"), "{kk}");
    assert!(kk.contains("2026 жылғы 30 наурыз – 8 сәуір"));
}

#[test]
fn a_week_over_the_turn_of_the_year_names_both_years() {
    let mut findings = sample::findings();
    for alarm in &mut findings.alarms {
        alarm.monday = "2025-12-29".parse().unwrap();
    }
    let ru = text(&findings, Edition::Ru);
    assert!(
        ru.contains("На неделе 29 декабря 2025 года – 4 января 2026 года"),
        "{ru}"
    );
    let kk = text(&findings, Edition::Kk);
    assert!(
        kk.contains("2025 жылғы 29 желтоқсан – 2026 жылғы 4 қаңтар аптасында"),
        "{kk}"
    );
}

#[test]
fn a_campaign_tells_its_letters_unless_the_rest_of_its_place_follows_from_them() {
    let findings = sample::findings();
    let ru = text(&findings, Edition::Ru);
    let campaigns = lines_from(&ru, "Число групп писем", 3);
    assert!(campaigns.contains("– 2:"), "{campaigns}");
    assert!(campaigns.contains("«Ремонт улиц», 30 марта"), "{campaigns}");
    assert!(campaigns.contains("писем – …"), "{campaigns}");
    assert!(
        campaigns.contains("Район неизвестен, тема не определена"),
        "{campaigns}"
    );
    assert!(
        campaigns.contains("писем – 30, заявителей – 29, писем с добавленными своими словами – <5"),
        "{campaigns}"
    );
}

#[test]
fn of_many_campaigns_the_largest_are_told() {
    let mut findings = sample::findings();
    let one = findings.campaigns[1].clone();
    findings.campaigns = (10..30)
        .map(|number| Campaign {
            id: format!("c{number}"),
            appeals: number,
            ..one.clone()
        })
        .collect();
    let ru = text(&findings, Edition::Ru);
    assert!(ru.contains("– 20; самые многочисленные из них:"));
    assert!(ru.contains("писем – 20,") && !ru.contains("писем – 19,"));
}

#[test]
fn a_matter_has_its_words_numbers_and_quote() {
    let findings = sample::findings();
    for (edition, sentence) in [
        (Edition::Kk, "Ортақ сөздері: қасқыр, мал. Жолданымдар саны – 12"),
        (
            Edition::Ru,
            "Общие слова: қасқыр, мал. Обращений – 12, заявителей – 11, районов и городов – 3",
        ),
    ] {
        let text = text(&findings, edition);
        assert!(text.contains(sentence), "{text}");
        assert!(text.contains("«Қасқырлар малға шауып жатыр.»") && !text.contains("«»"));
    }
}

#[test]
fn answers_are_told_by_body_and_as_a_whole() {
    let ru = text(&sample::findings(), Edition::Ru);
    let table = lines_from(&ru, "Качество ответов по исполняющим органам", 40);
    assert!(
        table.contains("На доработку") && table.contains("Всего"),
        "{table}"
    );
    assert!(
        table.contains("<5") && table.contains("Орган не указан"),
        "{table}"
    );
}

#[test]
fn without_texts_of_answers_one_sentence_says_so() {
    let mut findings = sample::findings();
    findings.answers.clear();
    for body in &mut findings.bodies {
        (body.answers, body.rework) = (0, 0);
    }
    let ru = text(&findings, Edition::Ru);
    assert!(ru.contains("Тексты ответов не представлены, их качество не оценивалось."));
    assert!(!ru.contains("Качество ответов по исполняющим органам"));
}

#[test]
fn breaks_are_told_with_what_follows_for_comparisons() {
    let ru = text(&sample::findings(), Edition::Ru);
    let breaks = lines_from(&ru, "В данных есть изменения", 6);
    assert!(breaks.contains("канал «Контакт-центр 109»"), "{breaks}");
    assert!(
        breaks.contains("даты вне основного периода: 02.03.2016; обращения за эти дни"),
        "{breaks}"
    );
    assert!(breaks.contains("Сравнение с показателями первого полугодия 2025 года и второго"));
}

#[test]
fn breaks_of_one_kind_and_time_share_a_line() {
    let mut findings = sample::findings();
    let first = findings
        .breaks
        .iter()
        .find(|found| found.kind == "begins")
        .cloned()
        .unwrap();
    findings.breaks = findings
        .districts
        .iter()
        .map(|district| Break {
            dimension: "district".to_owned(),
            value: district.kato.clone(),
            ..first.clone()
        })
        .collect();
    let ru = text(&findings, Edition::Ru);
    assert_eq!(ru.matches("данные начинаются").count(), 1, "{ru}");
    let line = lines_from(&ru, "данные начинаются", 1);
    for district in &findings.districts {
        assert!(line.contains(&district.name.ru), "{} in {line}", district.name.ru);
    }
    findings.breaks = findings.breaks.iter().cycle().take(60).cloned().collect();
    assert!(lines_from(&text(&findings, Edition::Ru), "данные начинаются", 1).contains(" и др."));
}

fn table(findings: &Findings, name: &str) -> Option<Result<RecordBatch, corpus::Error>> {
    Some(match name {
        "alarms" => Alarm::batch(&findings.alarms),
        "answers" => Answer::batch(&findings.answers),
        "bodies" => Body::batch(&findings.bodies),
        "breaks" => Break::batch(&findings.breaks),
        "campaigns" => Campaign::batch(&findings.campaigns),
        "emerging" => Emerging::batch(&findings.emerging),
        "tests" => Tests::batch(&findings.tests),
        _ => return None,
    })
}

#[test]
fn figures_of_letters_and_answers_equal_the_tables_in_both_languages() {
    let findings = sample::findings();
    let [kk, ru] = Edition::BOTH.map(|edition| written(&findings, edition, &[]).ledger);
    assert!(kk.keys().eq(ru.keys()));
    let mut checked = 0;
    for fact in fact_rows(&kk) {
        let formula: Formula = serde_json::from_str(&fact.expression).unwrap();
        let has_table = |name: &str| table(&findings, name).is_some();
        let Some(number) = fact.number else { continue };
        if formula.rows().iter().all(|rows| has_table(&rows.table)) {
            let found = evaluate(&formula, &|name| table(&findings, name).unwrap()).unwrap();
            assert!((found.unwrap() - number).abs() < 1e-9, "{}", fact.formula);
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked}");
}

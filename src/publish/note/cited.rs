//! The figures of the documents with the rows behind each.

mod letters;

use crate::analyse::ALL;
use crate::corpus::HalfYear;
use crate::corpus::published::{Alarm, Break, Systemic, Tests};
use crate::publish::compared::Compared;
use crate::publish::facts::{Cited, Formula, Rows, Told};
use crate::publish::numbers::Figure;
use crate::publish::rows;
use crate::publish::suppression::{Cell, Cleared, SMALLEST_SHOWN};
pub use letters::{
    all_bodies, answers, body_answers, campaign, campaigns, matter, matter_districts, other_bodies_answers,
    rework_without_body,
};

fn sum(column: &str, rows: Rows) -> Formula {
    Formula::Sum(column.to_owned(), rows)
}

fn map_cell(district: &str, code: &str, half_year: HalfYear) -> Rows {
    Rows::of("problem_map")
        .with("district", district)
        .with("code", code)
        .with("half_year", half_year)
}

/// Appeals of a district (or the oblast) with a code.
pub fn appeals(cleared: &Cleared, district: &str, code: &str, half_year: HalfYear) -> Cited {
    let figure = cleared.appeals(district, code, half_year);
    Cited::count(figure, sum("appeals", map_cell(district, code, half_year)))
}

/// Appeals of the whole oblast.
pub fn total(cleared: &Cleared, half_year: HalfYear) -> Cited {
    appeals(cleared, &cleared.findings.oblast, ALL, half_year)
}

/// Appeals per 10 000 residents with both ends of the interval, where the appeals are told.
pub fn rate(cleared: &Cleared, district: &str, code: &str, half_year: HalfYear) -> Option<[Cited; 3]> {
    cleared.appeals(district, code, half_year).exact()?;
    let cell = cleared.findings.cell(district, code, half_year)?;
    let number = |number: Option<f64>, column: &str| {
        Some(Cited::number(
            number?,
            1,
            column,
            map_cell(district, code, half_year),
        ))
    };
    Some([
        number(cell.rate, "rate")?,
        number(cell.rate_low, "rate_low")?,
        number(cell.rate_high, "rate_high")?,
    ])
}

/// Appeals of the oblast with a value of a dimension.
pub fn breakdown(cleared: &Cleared, dimension: &str, value: &str, half_year: HalfYear) -> Cited {
    let name = half_year.to_string();
    let appeals = cleared
        .findings
        .breakdown
        .iter()
        .filter(|row| row.half_year == name && row.dimension == dimension && row.value == value)
        .map(|row| row.appeals)
        .sum();
    let figure = cleared.figure(&Cell::breakdown(dimension, value, half_year), appeals);
    let rows = Rows::of("breakdown")
        .with("half_year", half_year)
        .with("dimension", dimension)
        .with("value", value);
    Cited::count(figure, sum("appeals", rows))
}

/// Applicants then and now of a comparison.
pub fn compared(compared: &Compared) -> [Cited; 2] {
    let change = compared.change;
    let rows = || {
        Rows::of("changes")
            .with("district", &change.district)
            .with("code", &change.code)
            .with("half_year", &change.half_year)
            .with("comparison", &change.comparison)
    };
    [(compared.before, "before"), (compared.now, "now")]
        .map(|(figure, column)| Cited::count(figure, sum(column, rows())))
}

fn term_rows(cleared: &Cleared) -> Rows {
    Rows::of("terms")
        .with("half_year", cleared.findings.half_year)
        .with("district", ALL)
}

/// The column of a terms table; `broken` is late and overdue together, `ended` these and those kept.
fn terms(column: &str, rows: &Rows) -> Formula {
    let parts: &[&str] = match column {
        "broken" => &["late", "overdue"],
        "ended" => &["kept", "late", "overdue"],
        other => return sum(other, rows.clone()),
    };
    Formula::Plus(parts.iter().map(|part| sum(part, rows.clone())).collect())
}

/// Terms of a kind of appeals (or `all`) in the half-year of the note.
pub fn kind_terms(cleared: &Cleared, kind: &str, column: &str, count: i64) -> Cited {
    let rows = term_rows(cleared).with("body", ALL).with("kind", kind);
    Cited::count(
        cleared.figure(&Cell::kind(kind, column), count),
        terms(column, &rows),
    )
}

/// Terms of an executing body in the half-year of the note.
pub fn body_terms(cleared: &Cleared, body: &str, column: &str, count: i64) -> Cited {
    let rows = term_rows(cleared).with("body", body).with("kind", ALL);
    Cited::count(
        cleared.figure(&Cell::body(body, column), count),
        terms(column, &rows),
    )
}

/// Terms of the bodies without a row of their own.
pub fn other_bodies(cleared: &Cleared, column: &str, count: i64) -> Cited {
    let others = rows::bodies(cleared.findings).others;
    let bodies = others.iter().map(|row| row.body.clone());
    let rows = term_rows(cleared).among("body", bodies).with("kind", ALL);
    Cited::count(
        cleared.figure(&Cell::other_bodies(column), count),
        terms(column, &rows),
    )
}

/// The number of the bodies without a row of their own.
pub fn number_of_others(cleared: &Cleared) -> Cited {
    let others = rows::bodies(cleared.findings).others;
    let bodies = others.iter().map(|row| row.body.clone());
    let rows = term_rows(cleared).among("body", bodies).with("kind", ALL);
    Cited::counted(others.len(), Formula::Count(rows))
}

/// Median working days to the answer of a row of terms, where its appeals are told.
pub fn median_days(cleared: &Cleared, body: &str, days: Option<f64>, appeals: Figure) -> Option<Cited> {
    appeals.exact()?;
    let rows = term_rows(cleared).with("body", body).with("kind", ALL);
    Some(Cited::number(days?, 1, "median_days", rows))
}

/// Receptions of a form (or `all`) in the half-year of the note.
pub fn receptions(cleared: &Cleared, form: &str, column: &str, count: i64) -> Cited {
    let mut rows = Rows::of("receptions").with("half_year", cleared.findings.half_year);
    if form != ALL {
        let stated = if form == crate::analyse::UNKNOWN { "" } else { form };
        rows = rows.with("form", stated);
    }
    Cited::count(
        cleared.figure(&Cell::receptions(form, column), count),
        sum(column, rows),
    )
}

/// Instructions of an issuer (or `all`) in the half-year of the note.
pub fn instructions(cleared: &Cleared, issuer: &str, column: &str, count: i64) -> Cited {
    let mut rows = Rows::of("instructions").with("half_year", cleared.findings.half_year);
    if issuer != ALL {
        rows = rows.with("issuer", issuer);
    }
    Cited::count(
        cleared.figure(&Cell::instructions(issuer, column), count),
        sum(column, rows),
    )
}

/// Rows of one file of a register.
pub fn register(cleared: &Cleared, register: &str, file: &str, column: &str, count: i64) -> Cited {
    let rows = Rows::of("register_quality")
        .with("register", register)
        .with("file", file);
    Cited::count(
        cleared.figure(&Cell::register(register, file, column), count),
        sum(column, rows),
    )
}

/// Rows of all files.
pub fn registers(cleared: &Cleared, column: &str, count: i64) -> Cited {
    let figure = cleared.figure(&Cell::registers(column), count);
    Cited::count(figure, sum(column, Rows::of("register_quality")))
}

/// The row of a problem.
fn problem_rows(problem: &Systemic) -> Rows {
    Rows::of("systemic_problems")
        .with("half_year", &problem.half_year)
        .with("district", &problem.district)
        .with("code", &problem.code)
}

/// Applicants of a problem that reaches a level.
pub fn problem_applicants(cleared: &Cleared, problem: &Systemic) -> Option<Cited> {
    let half_year: HalfYear = problem.half_year.parse().ok()?;
    let cell = Cell::problem(&problem.district, &problem.code, half_year);
    let figure = cleared.figure(&cell, problem.applicants);
    Some(Cited::count(figure, sum("applicants", problem_rows(problem))))
}

/// A number of places, months or half-years of a problem: no people are counted in it.
pub fn problem_number(problem: &Systemic, column: &str, number: i64) -> Cited {
    Cited::number(number as f64, 0, column, problem_rows(problem))
}

/// The ratio of a problem to the oblast, or of the oblast to the half-year compared with.
pub fn problem_ratio(problem: &Systemic) -> Option<Cited> {
    Some(Cited::number(problem.ratio?, 1, "ratio", problem_rows(problem)))
}

/// A share of a problem in per cent.
pub fn problem_share(problem: &Systemic, column: &str, share: f64) -> Cited {
    let value = Formula::Value(column.to_owned(), problem_rows(problem));
    Cited {
        formula: Formula::Hundredfold(Box::new(value)),
        told: Told::Number(100.0 * share),
        places: 1,
    }
}

/// Problems of the half-year at a stage.
pub fn problems_at(cleared: &Cleared, stage: i64) -> Cited {
    let half_year = cleared.findings.half_year.to_string();
    let problems = cleared.findings.systemic.iter();
    let number = problems
        .filter(|problem| problem.stage == stage && problem.half_year == half_year)
        .count();
    let rows = Rows::of("systemic_problems")
        .with("half_year", half_year)
        .with("stage", stage);
    Cited::counted(number, Formula::Count(rows))
}

fn alarm_rows(alarm: &Alarm) -> Rows {
    Rows::of("alarms")
        .with("week", &alarm.week)
        .with("district", &alarm.district)
        .with("code", &alarm.code)
}

/// Appeals of a week with an alarm, and those expected.
pub fn alarm(cleared: &Cleared, alarm: &Alarm) -> [Cited; 2] {
    let cell = Cell::alarm(&alarm.district, &alarm.code, &alarm.week);
    let observed = cleared.figure(&cell, alarm.observed);
    let expected = Cited::number(alarm.expected, 0, "expected", alarm_rows(alarm));
    let is_small = (alarm.expected.round() as i64) < SMALLEST_SHOWN;
    [
        Cited::count(observed, sum("observed", alarm_rows(alarm))),
        Cited {
            told: if is_small { Told::Small } else { expected.told },
            ..expected
        },
    ]
}

/// The alarm furthest above its bound of those whose appeals are told.
pub fn greatest_alarm<'f>(cleared: &Cleared<'f>) -> Option<&'f Alarm> {
    rows::greatest_alarm(cleared.findings, |found| {
        alarm(cleared, found)[0].exact().is_some()
    })
}

/// A number of a family of tests.
pub fn tests(row: &Tests, column: &str, number: f64, places: usize) -> Cited {
    let rows = Rows::of("tests")
        .with("family", &row.family)
        .with("level", row.level);
    Cited::number(number, places, column, rows)
}

/// The share of false alerts to be expected in a family of tests, in per cent.
pub fn false_share(row: &Tests) -> Cited {
    let share = tests(row, "expected_false", row.expected_false, 1);
    Cited {
        formula: Formula::Hundredfold(Box::new(share.formula)),
        told: Told::Number(100.0 * row.expected_false),
        places: 0,
    }
}

/// Appeals a break in the data concerns are not printed; their share is, where it rests on many.
pub fn break_share(row: &Break) -> Option<Cited> {
    const MANY: i64 = 20;
    let rows = Rows::of("breaks")
        .with("dimension", &row.dimension)
        .with("value", &row.value)
        .with("kind", &row.kind)
        .with("half_year", &row.half_year);
    (row.appeals >= MANY).then(|| Cited {
        formula: Formula::Hundredfold(Box::new(Formula::Value("share".to_owned(), rows))),
        told: Told::Number(100.0 * row.share),
        places: 0,
    })
}

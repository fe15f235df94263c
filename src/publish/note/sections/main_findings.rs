//! The five to seven findings that tell the story.

use minijinja::context;

use super::general::total;
use super::problems::{name, ratio, since, stage};
use super::results::kept;
use super::topics::leaders;
use super::{changes, weeks};
use crate::corpus::published::{Body, Systemic};
use crate::publish::Error;
use crate::publish::facts::strong;
use crate::publish::note::story::{Finding, story};
use crate::publish::note::writer::Writer;
use crate::publish::note::{cited, figures};
use crate::publish::rows;

/// Groups named among the findings.
const LEADERS: usize = 3;

/// The findings, each with what it is about in bold.
pub fn main_findings(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "main")?;
    let findings = findings(writer)?;
    if findings.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    writer.numbered(&findings);
    Ok(())
}

/// The findings in sentences; none where nothing was registered.
pub fn findings(writer: &Writer) -> Result<Vec<String>, Error> {
    let now = cited::total(writer.cleared, writer.findings.half_year);
    if now.rank() == 0 {
        return Ok(Vec::new());
    }
    let mut sentences = Vec::new();
    for finding in story(writer.cleared) {
        if let Some((key, text)) = told(writer, &finding)? {
            let lead = writer.say(&format!("lead.{key}"), context! {})?;
            sentences.push(format!("{} {text}", strong(&lead)));
        }
    }
    Ok(sentences)
}

/// The key of its lead and the sentence of a finding.
fn told(writer: &Writer, finding: &Finding) -> Result<Option<(&'static str, String)>, Error> {
    let told = match finding {
        Finding::Total => {
            let now = cited::total(writer.cleared, writer.findings.half_year);
            ("total", total(writer, &now)?.join(" "))
        }
        Finding::Leaders => {
            let list = leaders(writer, &figures::groups(writer.cleared), LEADERS)?;
            if list.is_empty() {
                return Ok(None);
            }
            ("leaders", writer.say("groups.top", context! { list })?)
        }
        Finding::Problem(problem) => {
            let key = if problem.stage > 2 {
                "problem"
            } else {
                "persistent"
            };
            (key, problem_told(writer, problem)?)
        }
        Finding::Change(scope, compared) => {
            let Some((_, against)) = rows::comparison(writer.findings) else {
                return Ok(None);
            };
            let line = changes::line(writer, *scope, compared)?;
            let of = writer.half_year("half-year-of", against)?;
            let key = match compared.change.verdict.as_str() {
                "growth" => "growth",
                _ => "decline",
            };
            (key, writer.say("finding.change", context! { line, of })?)
        }
        Finding::Week(alarm) => ("week", weeks::greatest(writer, alarm)?),
        Finding::Terms => match rows::all_terms(writer.findings) {
            Some(row) => ("terms", kept(writer, row)?),
            None => return Ok(None),
        },
        Finding::Body(body) => return body_told(writer, body),
        Finding::Answers => return answers_told(writer),
    };
    Ok(Some(told))
}

fn problem_told(writer: &Writer, problem: &Systemic) -> Result<String, Error> {
    let (name, stage) = (name(writer, problem)?, stage(writer, problem)?);
    let (since, ratio) = (since(writer, problem)?, ratio(writer, problem)?);
    let applicants = cited::problem_applicants(writer.cleared, problem);
    writer.say(
        "finding.problem",
        context! { name, stage, since, ratio, applicants },
    )
}

fn body_told(writer: &Writer, body: &Body) -> Result<Option<(&'static str, String)>, Error> {
    let cite = |column: &str, count: i64| cited::body_terms(writer.cleared, &body.body, column, count);
    let (broken, ended) = (cite("broken", body.broken), cite("ended", body.ended));
    let is_named = rows::funnel(writer.findings)
        .iter()
        .any(|row| row.body == body.body);
    let Some(share) = broken.percent_of(&ended).filter(|_| is_named) else {
        return answers_told(writer);
    };
    let name = writer.body_name(&body.body);
    let text = writer.say("finding.body", context! { name, broken, ended, share })?;
    Ok(Some(("body", text)))
}

fn answers_told(writer: &Writer) -> Result<Option<(&'static str, String)>, Error> {
    let counts = rows::answers(writer.findings);
    let count = |sign: &str| counts.get(sign).copied().unwrap_or(0);
    let answers = cited::all_bodies(writer.cleared, "answers", count("answers"));
    let rework = cited::answers(writer.cleared, "rework", count("rework"));
    if count("answers") == 0 {
        return Ok(None);
    }
    let share = rework.percent_of(&answers);
    let text = writer.say("finding.answers", context! { answers, rework, share })?;
    Ok(Some(("answers", text)))
}

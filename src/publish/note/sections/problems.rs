//! Problems that reach a level, one by one.

use minijinja::context;

use crate::corpus::HalfYear;
use crate::corpus::published::{Quote, Systemic};
use crate::publish::Error;
use crate::publish::facts::{Cited, Told, cell, unmarked};
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows;
use crate::publish::suppression::SMALLEST_SHOWN;

/// Problems with a heading of their own, and in the table.
const TOLD: usize = 7;
const LISTED: usize = 20;
/// Half-years whose appeals are told.
const SHOWN: usize = 4;
/// Stages with a heading of their own.
const PERSISTENT: i64 = 2;
const STAGES: [i64; 3] = [3, 2, 1];
const WORDS: usize = 6;
const QUOTES: usize = 2;

/// Problems of the half-year of the note, the highest stage first.
pub fn listed<'f>(writer: &Writer<'f>) -> Vec<&'f Systemic> {
    let half_year = writer.findings.half_year.to_string();
    let problems = writer.findings.systemic.iter();
    problems
        .filter(|problem| problem.half_year == half_year)
        .collect()
}

/// How many reach each stage, the higher ones one by one, all in a table.
pub fn problems(writer: &mut Writer) -> Result<(), Error> {
    let problems = listed(writer);
    writer.heading(1, "problems")?;
    if problems.is_empty() {
        return writer.sentence("problems.none", context! {});
    }
    let counts = STAGES.map(|stage| cited::problems_at(writer.cleared, stage));
    let [systemic, persistent, forming] = counts;
    writer.sentence("problems.lead", context! { systemic, persistent, forming })?;
    let lasting = problems.iter().filter(|problem| problem.stage >= PERSISTENT);
    for (index, problem) in lasting.clone().take(TOLD).enumerate() {
        told(writer, problem, index)?;
    }
    if lasting.count() > TOLD {
        writer.sentence("problems.others", context! {})?;
    }
    table(writer, &problems, LISTED)?;
    if problems.len() > LISTED {
        writer.small("problems.more", context! { listed => LISTED })?;
    }
    Ok(())
}

/// The table of all problems.
pub fn problems_in_full(writer: &mut Writer) -> Result<(), Error> {
    let problems = listed(writer);
    if problems.is_empty() {
        return Ok(());
    }
    table(writer, &problems, usize::MAX)
}

/// The name of a problem: what and where.
pub fn name(writer: &Writer, problem: &Systemic) -> Result<String, Error> {
    let (topic, place) = (
        writer.topic_name(&problem.code),
        writer.place_name(&problem.district),
    );
    writer.say("problem.name", context! { topic, place })
}

/// The stage in a word.
pub fn stage(writer: &Writer, problem: &Systemic) -> Result<String, Error> {
    writer.say(&format!("stage.{}", problem.stage), context! {})
}

/// Since when a problem lasts, in the genitive or ablative.
pub fn since(writer: &Writer, problem: &Systemic) -> Result<Option<String>, Error> {
    let half_year: Option<HalfYear> = problem.since.parse().ok();
    let lasting = half_year.filter(|_| problem.half_years > 1);
    lasting
        .map(|half_year| writer.half_year("half-year-since", half_year))
        .transpose()
}

/// The multiple of the oblast's rate, or of the count before for the oblast itself, where the problem may be told in numbers.
fn multiple(writer: &Writer, problem: &Systemic) -> Option<Cited> {
    let is_told = problem.excess && writer.cleared.may_tell(problem);
    cited::problem_ratio(problem).filter(|_| is_told)
}

/// How many more applicants than in the oblast, or than before for the oblast itself, to follow «number of applicants».
pub fn ratio(writer: &Writer, problem: &Systemic) -> Result<Option<String>, Error> {
    let Some(ratio) = multiple(writer, problem) else {
        return Ok(None);
    };
    if problem.district != writer.findings.oblast {
        return writer.say("problem.above", context! { ratio }).map(Some);
    }
    let Some((_, against)) = rows::comparison(writer.findings) else {
        return Ok(None);
    };
    let of = writer.half_year("half-year-to", against)?;
    writer.say("problem.grown", context! { ratio, of }).map(Some)
}

fn told(writer: &mut Writer, problem: &Systemic, index: usize) -> Result<(), Error> {
    let name = name(writer, problem)?;
    writer.heading_of(2, &name);
    let mut sentences = vec![reach(writer, problem, index)?];
    if let Some(ratio) = ratio(writer, problem)? {
        let months = cited::problem_number(problem, "months", problem.months);
        sentences.push(writer.say("problem.excess", context! { ratio, months })?);
    }
    sentences.extend(unresolved(writer, problem)?);
    sentences.extend(series(writer, problem)?);
    sentences.extend(words(writer, problem)?);
    writer.paragraph(&sentences.join(" "));
    quotes(writer, problem)?;
    proposal(writer, problem)
}

fn reach(writer: &Writer, problem: &Systemic, index: usize) -> Result<String, Error> {
    let (stage, since) = (stage(writer, problem)?, since(writer, problem)?);
    let applicants = cited::problem_applicants(writer.cleared, problem);
    let applicants = applicants.filter(|_| writer.cleared.may_tell(problem));
    let localities = (problem.localities >= SMALLEST_SHOWN)
        .then(|| cited::problem_number(problem, "localities", problem.localities));
    // The same thing in other words from problem to problem.
    let key = ["problem.reach", "problem.reach-too"][index % 2];
    writer.say(key, context! { stage, since, applicants, localities })
}

/// Repeat appeals and discontent beside the oblast's, where their shares may be told.
fn unresolved(writer: &Writer, problem: &Systemic) -> Result<Option<String>, Error> {
    let may_tell = writer.cleared.may_tell(problem);
    let share = |column: &str, share: Option<f64>, is_told: bool| {
        share
            .filter(|_| is_told && may_tell)
            .map(|share| cited::problem_share(problem, column, share))
    };
    let mut parts = Vec::new();
    for (key, here, low, there, is_told) in [
        (
            "repeats",
            problem.repeats,
            problem.repeats_low,
            problem.repeats_oblast,
            problem.repeats_told,
        ),
        (
            "dissatisfied",
            problem.dissatisfied,
            problem.dissatisfied_low,
            problem.dissatisfied_oblast,
            problem.dissatisfied_told,
        ),
    ] {
        // Only what is above the oblast's stands behind «more often».
        if problem.unresolved == Some(true) && low <= there {
            continue;
        }
        let pair = share(key, here, is_told).zip(share(&format!("{key}_oblast"), there, is_told));
        if let Some((here, there)) = pair {
            parts.push(writer.say(&format!("problem.{key}"), context! { here, there })?);
        }
    }
    let key = match problem.unresolved {
        Some(true) => "problem.unresolved",
        Some(false) => "problem.answered",
        None => return writer.say("problem.unknown", context! {}).map(Some),
    };
    writer.say(key, context! { list => parts.join("; ") }).map(Some)
}

/// Appeals of the last half-years, where two of them or more may be told.
fn series(writer: &Writer, problem: &Systemic) -> Result<Option<String>, Error> {
    let half_years = &writer.findings.half_years;
    let (mut items, mut told) = (Vec::new(), 0);
    for half_year in &half_years[half_years.len().saturating_sub(SHOWN)..] {
        let appeals = cited::appeals(writer.cleared, &problem.district, &problem.code, *half_year);
        let name = writer.half_year("half-year-short", *half_year)?;
        told += usize::from(appeals.exact().is_some());
        items.push(match appeals.told {
            Told::Small => writer.say("series.few", context! { name })?,
            Told::Number(_) | Told::Withheld => writer.say("series.item", context! { name, appeals })?,
        });
    }
    if told < 2 {
        return Ok(None);
    }
    writer
        .say("problem.series", context! { list => items.join("; ") })
        .map(Some)
}

fn words(writer: &Writer, problem: &Systemic) -> Result<Option<String>, Error> {
    let language = writer.edition.as_str();
    let keywords = writer.findings.keywords.iter();
    let words: Vec<String> = keywords
        .filter(|word| {
            word.half_year == problem.half_year
                && word.district == problem.district
                && word.code == problem.code
                && word.language == language
        })
        .take(WORDS)
        .map(|word| unmarked(&word.word))
        .collect();
    if words.is_empty() {
        return Ok(None);
    }
    writer
        .say("problem.words", context! { list => words.join(", ") })
        .map(Some)
}

/// Typical passages, those in the language of the edition first; the others say which language they are in.
fn quotes(writer: &mut Writer, problem: &Systemic) -> Result<(), Error> {
    let own = writer.edition.as_str();
    let quotes = writer.findings.quotes.iter();
    let mut quotes: Vec<_> = quotes
        .filter(|quote| {
            quote.half_year == problem.half_year
                && quote.district == problem.district
                && quote.code == problem.code
        })
        .collect();
    let distance = |quote: &Quote| match quote.language.as_str() {
        language if language == own => 0,
        "mixed" => 1,
        _ => 2,
    };
    quotes.sort_by_key(|quote| (distance(quote), quote.rank, &quote.language));
    quotes.truncate(QUOTES);
    if quotes.is_empty() {
        return Ok(());
    }
    writer.lead("problem.quotes", context! {})?;
    for quote in quotes {
        let text = quoted(writer, quote)?;
        writer.quote(&text);
    }
    Ok(())
}

fn quoted(writer: &Writer, quote: &Quote) -> Result<String, Error> {
    let text = writer.say("quoted", context! { name => unmarked(&quote.quote) })?;
    let language = quote.language.as_str();
    if language == writer.edition.as_str() || !["kk", "ru", "mixed"].contains(&language) {
        return Ok(text);
    }
    let language = writer.say(&format!("in-language.{language}"), context! {})?;
    writer.say("problem.quote-other", context! { text, language })
}

fn proposal(writer: &mut Writer, problem: &Systemic) -> Result<(), Error> {
    let Some(proposal) = writer.desk.measures.of(problem) else {
        return Ok(());
    };
    let body = proposal.body.get(writer.edition);
    let (measure, term) = (
        proposal.measures(writer.edition),
        proposal.term.get(writer.edition),
    );
    writer.sentence("problem.proposal", context! { body, measure, term })
}

/// The first so many, each stage a head over its rows.
fn table(writer: &mut Writer, problems: &[&Systemic], most: usize) -> Result<(), Error> {
    let mut rows = vec![writer.words(&["problem", "place", "applicants", "multiple", "since"])?];
    let listed = &problems[..problems.len().min(most)];
    for stage in STAGES {
        let of_stage = || listed.iter().filter(|problem| problem.stage == stage);
        if of_stage().next().is_some() {
            rows.push(vec![writer.say(&format!("stages.{stage}"), context! {})?]);
        }
        for problem in of_stage() {
            rows.push(row(writer, problem)?);
        }
    }
    writer.table_of("problems", &[300, 240, 145, 165, 150], &rows)?;
    writer.small("problems.multiple", context! {})
}

fn row(writer: &Writer, problem: &Systemic) -> Result<Vec<String>, Error> {
    let applicants = cited::problem_applicants(writer.cleared, problem);
    let since: Option<HalfYear> = problem.since.parse().ok();
    let since = since
        .map(|since| writer.half_year("half-year-tiny", since))
        .transpose()?;
    Ok(vec![
        writer.topic_name(&problem.code),
        writer.place_name(&problem.district).to_owned(),
        cell(applicants.as_ref()),
        cell(multiple(writer, problem).as_ref()),
        since.unwrap_or_else(|| "–".to_owned()),
    ])
}

#[cfg(test)]
mod tests;

//! The quality of answers.

use minijinja::context;

use crate::publish::Error;
use crate::publish::facts::{Cited, cell};
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows::{self, ANSWER_COLUMNS, SIGNS};

/// How many answers bear a sign of poor work, how many are to be done again, and whose they are.
pub fn quality(writer: &mut Writer) -> Result<(), Error> {
    let counts = rows::answers(writer.findings);
    let count = |sign: &str| counts.get(sign).copied().unwrap_or(0);
    if rows::all_terms(writer.findings).is_none() {
        return Ok(());
    }
    writer.heading(1, "quality")?;
    if count("answers") == 0 {
        return writer.sentence("quality.none", context! {});
    }
    let cleared = writer.cleared;
    let answers = cited::all_bodies(cleared, "answers", count("answers"));
    let rework = cited::answers(cleared, "rework", count("rework"));
    let late = cited::all_bodies(cleared, "redirected_late", count("redirected_late"));
    let share = rework.percent_of(&answers);
    writer.sentence(
        "quality",
        context! { answers => &answers, rework => &rework, share },
    )?;
    let mut signs = vec![writer.words(&["sign", "answers"])?];
    // Late answers are counted with the terms.
    for sign in SIGNS.into_iter().filter(|sign| *sign != "late") {
        let name = writer.say(&format!("sign.{sign}"), context! {})?;
        signs.push(vec![name, cited::answers(cleared, sign, count(sign)).in_table()]);
    }
    signs.push(vec![writer.word("rework")?, rework.in_table()]);
    writer.table_of("quality", &[800, 200], &signs)?;
    writer.small("quality.base", context! {})?;
    by_body(writer, [answers, rework, late.clone()])?;
    writer.sentence("quality.redirected", context! { late })
}

/// The bodies with most answers first, those without a row of their own in one, all of them in the last.
fn by_body(writer: &mut Writer, all: [Cited; 3]) -> Result<(), Error> {
    let cleared = writer.cleared;
    let found = rows::body_answers(writer.findings);
    let cite = |counts: [i64; 3], cite: &dyn Fn(&str, i64) -> Cited| -> [Cited; 3] {
        std::array::from_fn(|index| cite(ANSWER_COLUMNS[index], counts[index]))
    };
    let mut lines: Vec<(String, [Cited; 3])> = Vec::new();
    for (body, counts) in &found.named {
        let figures = cite(*counts, &|column, count| {
            cited::body_answers(cleared, body, column, count)
        });
        lines.push((writer.body_name(body), figures));
    }
    lines.retain(|(_, [answers, _, late])| answers.rank() > 0 || late.rank() > 0);
    lines.sort_by_key(|(_, [answers, ..])| -answers.rank());
    if found.of_others != [0; 3] {
        let figures = cite(found.of_others, &|column, count| {
            cited::other_bodies_answers(cleared, column, count)
        });
        lines.push((
            writer.say("word.other-bodies", context! { number => () })?,
            figures,
        ));
    }
    lines.push((writer.word("all")?, all));
    let mut rows = vec![writer.words(&["body", "answers", "for-rework", "share", "redirected-late"])?];
    for (name, [answers, rework, late]) in lines {
        let share = rework.percent_of(&answers);
        rows.push(vec![
            name,
            answers.in_table(),
            rework.in_table(),
            cell(share.as_ref()),
            late.in_table(),
        ]);
    }
    if found.without_body > 0 {
        let rework = cited::rework_without_body(cleared, found.without_body);
        let row = vec![
            writer.word("no-body")?,
            "–".to_owned(),
            rework.in_table(),
            "–".to_owned(),
            "–".to_owned(),
        ];
        rows.insert(rows.len() - 1, row);
    }
    writer.table_of("body-answers", &[400, 140, 150, 130, 180], &rows)
}

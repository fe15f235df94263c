//! The quality of answers.

use minijinja::context;

use crate::publish::Error;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows::{self, SIGNS};

/// How many answers bear a sign of poor work, and how many are to be done again.
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
    let share = rework.percent_of(&answers);
    writer.sentence("quality", context! { answers, rework, share })?;
    let mut rows = vec![writer.words(&["sign", "answers"])?];
    // Late answers are counted with the terms.
    for sign in SIGNS.into_iter().filter(|sign| *sign != "late") {
        let cited = cited::answers(cleared, sign, count(sign));
        rows.push(vec![
            writer.say(&format!("sign.{sign}"), context! {})?,
            cited.in_table(),
        ]);
    }
    let rework = cited::answers(cleared, "rework", count("rework"));
    rows.push(vec![writer.word("rework")?, rework.in_table()]);
    writer.table_of("quality", &[800, 200], &rows)?;
    let late = cited::all_bodies(cleared, "redirected_late", count("redirected_late"));
    writer.sentence("quality.redirected", context! { late })
}

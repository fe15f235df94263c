//! What was found in the last note, and what became of it.

use minijinja::context;

use super::problems::listed;
use crate::corpus::published::Systemic;
use crate::publish::Error;
use crate::publish::note::writer::Writer;

/// Problems of the last note that are told of.
const MOST: usize = 10;

/// The problems of the last note beside those of this one; nothing without a last note.
pub fn last_note(writer: &mut Writer) -> Result<(), Error> {
    let Some(last) = writer.desk.last else {
        return Ok(());
    };
    writer.heading(1, "last-note")?;
    let of = writer.half_year("half-year-of", last.half_year)?;
    let now = listed(writer);
    let mut items = Vec::new();
    for then in last
        .problems
        .iter()
        .filter(|problem| problem.stage > 1)
        .take(MOST)
    {
        items.push(line(writer, then, &now)?);
    }
    if items.is_empty() {
        return writer.sentence("last.none", context! { of });
    }
    writer.lead("last", context! { of })?;
    writer.list(&items);
    let new: Vec<&&Systemic> = now
        .iter()
        .filter(|problem| problem.stage > 1 && !last.problems.iter().any(|then| is_same(then, problem)))
        .collect();
    let mut names = Vec::new();
    for problem in new.into_iter().take(MOST) {
        names.push(super::problems::name(writer, problem)?);
    }
    if names.is_empty() {
        return Ok(());
    }
    writer.lead("last.new", context! {})?;
    writer.list(&names);
    Ok(())
}

fn is_same(a: &Systemic, b: &Systemic) -> bool {
    a.district == b.district && a.code == b.code
}

fn line(writer: &Writer, then: &Systemic, now: &[&Systemic]) -> Result<String, Error> {
    let name = super::problems::name(writer, then)?;
    let before = super::problems::stage(writer, then)?;
    let found = now.iter().find(|problem| is_same(then, problem));
    let Some(found) = found else {
        return writer.say("last.gone", context! { name, before });
    };
    let after = super::problems::stage(writer, found)?;
    let key = match found.stage.cmp(&then.stage) {
        std::cmp::Ordering::Greater => "last.higher",
        std::cmp::Ordering::Equal => "last.same",
        std::cmp::Ordering::Less => "last.lower",
    };
    writer.say(key, context! { name, before, after })
}

//! Growth and decline by name, only where the test bears them.

use minijinja::context;

use super::figures::{self, Scope};
use super::writer::Writer;
use crate::publish::compared::Compared;
use crate::publish::numbers::Figure;
use crate::publish::{Error, rows};

/// How many changes of each scope the main findings name.
const IN_SHORT: [(Scope, usize); 3] = [(Scope::Groups, 3), (Scope::Districts, 2), (Scope::Cells, 2)];
/// How many the list of all changes names.
const IN_FULL: [(Scope, usize); 4] = [
    (Scope::Groups, usize::MAX),
    (Scope::Topics, 7),
    (Scope::Districts, usize::MAX),
    (Scope::Cells, 5),
];

/// The few changes that stand in the main findings; nothing where no comparison was made.
pub fn in_short(writer: &mut Writer) -> Result<(), Error> {
    let Some((comparison, of)) = compared(writer)? else {
        return Ok(());
    };
    let mut items = Vec::new();
    for (scope, most) in IN_SHORT {
        items.extend(lines(writer, comparison, scope, most)?);
    }
    if items.is_empty() {
        return writer.sentence("no-changes", context! { of });
    }
    writer.lead("changes", context! { of })?;
    writer.list(items);
    Ok(())
}

/// All changes, grouped by what they speak of.
pub fn in_full(writer: &mut Writer) -> Result<(), Error> {
    let Some((comparison, of)) = compared(writer)? else {
        return writer.sentence("no-comparison", context! {});
    };
    let mut any = false;
    for (scope, most) in IN_FULL {
        let items = lines(writer, comparison, scope, most)?;
        if items.is_empty() {
            continue;
        }
        if !any {
            writer.lead("changes", context! { of => of.as_str() })?;
            any = true;
        }
        writer.lead(&format!("changes.{}", scope.key()), context! {})?;
        writer.list(items);
    }
    if any {
        Ok(())
    } else {
        writer.sentence("no-changes", context! { of })
    }
}

/// The comparison made and the half-year compared with, in the genitive.
fn compared(writer: &Writer) -> Result<Option<(&'static str, String)>, Error> {
    rows::comparison(writer.findings)
        .map(|(comparison, against)| Ok((comparison, writer.half_year("half-year-of", against)?)))
        .transpose()
}

fn lines(writer: &Writer, comparison: &str, scope: Scope, most: usize) -> Result<Vec<String>, Error> {
    figures::changed(writer.cleared, comparison, scope, most)
        .iter()
        .map(|compared| line(writer, scope, compared))
        .collect()
}

fn line(writer: &Writer, scope: Scope, compared: &Compared) -> Result<String, Error> {
    let change = compared.change;
    let (place, topic) = (
        writer.place_name(&change.district),
        writer.topic_name(&change.code),
    );
    let subject = writer.say(
        &format!("change.subject.{}", scope.key()),
        context! { place, topic },
    )?;
    let growth = change.verdict == "growth";
    if let (Some(before), Some(now)) = (compared.before.exact(), compared.now.exact()) {
        return writer.say("change.shown", context! { subject, before, now, growth });
    }
    let few = writer.say("few", context! {})?;
    let [before, now] = [compared.before, compared.now].map(|figure| match figure {
        Figure::Exact(_) => figure.told(),
        Figure::Small | Figure::Withheld => few.clone(),
    });
    writer.say("change.small", context! { subject, before, now, growth })
}

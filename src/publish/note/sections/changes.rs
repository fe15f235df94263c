//! Growth and decline by name, only where the test bears them.

use minijinja::context;

use crate::publish::compared::Compared;
use crate::publish::note::cited;
use crate::publish::note::figures::{self, Scope};
use crate::publish::note::writer::Writer;
use crate::publish::{Error, rows};

/// How many the list of all changes names.
const IN_FULL: [(Scope, usize); 4] = [
    (Scope::Groups, usize::MAX),
    (Scope::Topics, 7),
    (Scope::Districts, usize::MAX),
    (Scope::Cells, 5),
];

/// All changes, grouped by what they speak of.
pub fn changes(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "changes")?;
    in_words(writer)?;
    writer.pictures(&["changes", "weekly", "heat"])
}

fn in_words(writer: &mut Writer) -> Result<(), Error> {
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
        writer.list(&items);
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

/// One change in words.
pub fn line(writer: &Writer, scope: Scope, compared: &Compared) -> Result<String, Error> {
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
    let [before, now] = cited::compared(compared);
    let key = if compared.is_exact() {
        "change.shown"
    } else {
        "change.small"
    };
    writer.say(key, context! { subject, before, now, growth })
}

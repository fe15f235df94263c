//! Growth and decline by name, only where the test bears them.

use minijinja::context;

use crate::analyse::ALL;
use crate::publish::compared::Compared;
use crate::publish::note::cited;
use crate::publish::note::figures::{self, Scope};
use crate::publish::note::writer::Writer;
use crate::publish::{Error, rows};

/// How many of each kind are named; the annex has the others.
const NAMED: [(Scope, usize); 4] = [
    (Scope::Groups, 10),
    (Scope::Topics, 7),
    (Scope::Districts, 10),
    (Scope::Cells, 5),
];

/// All changes, grouped by what they speak of.
pub fn changes(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "changes")?;
    in_words(writer)?;
    writer.pictures(&["changes", "heat"])
}

fn in_words(writer: &mut Writer) -> Result<(), Error> {
    let Some((comparison, of)) = compared(writer)? else {
        return writer.sentence("no-comparison", context! {});
    };
    let (mut any, mut are_more) = (false, false);
    for (scope, most) in NAMED {
        let found = figures::changed(writer.cleared, comparison, scope, most + 1);
        are_more |= found.len() > most;
        let named = figures::changed(writer.cleared, comparison, scope, most);
        // The same thing in other words from line to line.
        let items: Result<Vec<String>, Error> = named
            .iter()
            .zip(["", "-too"].into_iter().cycle())
            .map(|(compared, words)| told(writer, scope, compared, words))
            .collect();
        let items = items?;
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
    match (any, are_more) {
        (false, _) => writer.sentence("no-changes", context! { of }),
        (true, true) => writer.sentence("changes.more", context! {}),
        (true, false) => Ok(()),
    }
}

/// The table of all changes.
pub fn changes_in_full(writer: &mut Writer) -> Result<(), Error> {
    let Some((comparison, against)) = rows::comparison(writer.findings) else {
        return Ok(());
    };
    let mut table = vec![vec![
        writer.word("place")?,
        writer.word("topic")?,
        writer.half_year("half-year-short", against)?,
        writer.half_year("half-year-short", writer.findings.half_year)?,
        writer.word("verdict")?,
    ]];
    for (scope, _) in NAMED {
        for compared in figures::changed(writer.cleared, comparison, scope, usize::MAX) {
            table.push(row(writer, &compared)?);
        }
    }
    if table.len() == 1 {
        return Ok(());
    }
    writer.table_of("changes", &[250, 300, 160, 160, 130], &table)
}

fn row(writer: &Writer, compared: &Compared) -> Result<Vec<String>, Error> {
    let change = compared.change;
    let topic = match change.code.as_str() {
        ALL => writer.word("all-appeals")?,
        code => writer.topic_name(code),
    };
    let [before, now] = cited::compared(compared);
    Ok(vec![
        writer.place_name(&change.district).to_owned(),
        topic,
        before.in_table(),
        now.in_table(),
        writer.word(compared.verdict().unwrap_or("none"))?,
    ])
}

/// The comparison made and the half-year compared with, in the genitive.
fn compared(writer: &Writer) -> Result<Option<(&'static str, String)>, Error> {
    rows::comparison(writer.findings)
        .map(|(comparison, against)| Ok((comparison, writer.half_year("half-year-of", against)?)))
        .transpose()
}

/// One change in words.
pub fn line(writer: &Writer, scope: Scope, compared: &Compared) -> Result<String, Error> {
    told(writer, scope, compared, "")
}

fn told(writer: &Writer, scope: Scope, compared: &Compared, words: &str) -> Result<String, Error> {
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
    let key = if compared.is_exact() { "shown" } else { "small" };
    writer.say(
        &format!("change.{key}{words}"),
        context! { subject, before, now, growth },
    )
}

#[cfg(test)]
mod tests {
    use crate::analyse::{Edition, Findings};
    use crate::corpus::published::Change;
    use crate::publish::note::figures::Scope;
    use crate::publish::note::tests::section;
    use crate::publish::sample;

    /// The sample with one growth of the oblast's groups told of many.
    fn grown() -> Findings {
        let mut findings = sample::findings();
        let mut growth = findings
            .changes
            .iter()
            .find(|change| change.verdict == "growth")
            .cloned()
            .unwrap();
        (growth.level, growth.district) = (1, findings.oblast.clone());
        let groups = findings.topics.iter().filter(|topic| topic.level == 1);
        let more: Vec<Change> = groups
            .map(|group| Change {
                code: group.code.clone(),
                ..growth.clone()
            })
            .collect();
        findings.changes = more;
        findings
    }

    #[test]
    fn changes_beyond_the_first_are_said_to_stand_in_the_annex_and_do() {
        let findings = grown();
        let ru = section(&findings, Edition::Ru, None, super::changes);
        let named = ru.matches("число заявителей выросло").count()
            + ru.matches("число заявителей увеличилось").count();
        assert_eq!(
            named,
            super::NAMED
                .iter()
                .find(|(scope, _)| *scope == Scope::Groups)
                .unwrap()
                .1
        );
        assert!(
            ru.contains("Остальные подтверждённые изменения приведены в приложении."),
            "{ru}"
        );
        let all = section(&findings, Edition::Ru, None, super::changes_in_full);
        assert_eq!(all.matches("| рост").count(), findings.changes.len(), "{all}");
    }

    #[test]
    fn few_changes_are_all_named() {
        let ru = section(&sample::findings(), Edition::Ru, None, super::changes);
        assert!(!ru.contains("приведены в приложении"), "{ru}");
    }
}

//! What people write about.

use minijinja::context;

use super::{change_cells, change_head, named};
use crate::coding::is_other;
use crate::publish::Error;
use crate::publish::facts::Cited;
use crate::publish::note::writer::Writer;
use crate::publish::note::{cited, figures};

const TOP_GROUPS: usize = 10;
const NAMED_GROUPS: usize = 5;
/// Topics of a group that have a row.
const TOP_TOPICS: usize = 5;

/// The largest groups, and the topics within the largest of them.
pub fn topics(writer: &mut Writer) -> Result<(), Error> {
    writer.heading(1, "topics")?;
    let groups = figures::groups(writer.cleared);
    if groups.is_empty() {
        return writer.sentence("no-data", context! {});
    }
    let list = leaders(writer, &groups, NAMED_GROUPS)?;
    writer.sentence("groups.top", context! { list })?;
    by_group(writer, "topics", &groups[..groups.len().min(TOP_GROUPS)])?;
    writer.pictures(&["topics"])?;
    writer.heading(2, "within")?;
    by_topic(
        writer,
        "within",
        &groups[..groups.len().min(NAMED_GROUPS)],
        TOP_TOPICS,
    )
}

fn by_group(writer: &mut Writer, key: &str, groups: &[(&str, Cited)]) -> Result<(), Error> {
    let mut head = writer.words(&["group", "appeals"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (code, appeals) in groups {
        let mut row = vec![writer.topic_name(code), appeals.in_table()];
        row.extend(change_cells(writer, &writer.findings.oblast, code)?);
        rows.push(row);
    }
    writer.table_of(key, &[400, 190, 220, 190], &rows)
}

/// The groups that may be told, in one sentence.
pub fn topics_in_short(writer: &mut Writer) -> Result<(), Error> {
    let list = leaders(writer, &figures::groups(writer.cleared), NAMED_GROUPS)?;
    if list.is_empty() {
        return Ok(());
    }
    writer.heading(1, "topics")?;
    writer.sentence("groups.top", context! { list })
}

/// All groups, and all topics of each.
pub fn topics_in_full(writer: &mut Writer) -> Result<(), Error> {
    let groups = figures::groups(writer.cleared);
    if groups.is_empty() {
        return Ok(());
    }
    by_group(writer, "topics-all", &groups)?;
    by_topic(writer, "within-all", &groups, usize::MAX)
}

/// The largest groups with their shares, as a list in a sentence; «other» says nothing of what people write about.
pub fn leaders(writer: &Writer, groups: &[(&str, Cited)], most: usize) -> Result<String, Error> {
    let total = cited::total(writer.cleared, writer.findings.half_year);
    let items: Result<Vec<String>, Error> = groups
        .iter()
        .filter(|(code, appeals)| appeals.exact().is_some() && !is_other(code))
        .take(most)
        .map(|(code, appeals)| {
            let name = writer.say("quoted", context! { name => writer.topic_name(code) })?;
            named(writer, &name, appeals, &total)
        })
        .collect();
    Ok(items?.join("; "))
}

/// So many topics of each group at most, the group a head over their rows.
fn by_topic(writer: &mut Writer, key: &str, groups: &[(&str, Cited)], most: usize) -> Result<(), Error> {
    let findings = writer.findings;
    let mut head = writer.words(&["topic", "appeals"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    for (group, _) in groups {
        let inner = findings
            .topics
            .iter()
            .filter(|topic| topic.level == 2 && topic.code.split('.').next() == Some(group));
        let mut topics: Vec<(&str, Cited)> = inner
            .map(|topic| {
                let appeals =
                    cited::appeals(writer.cleared, &findings.oblast, &topic.code, findings.half_year);
                (topic.code.as_str(), appeals)
            })
            .filter(|(_, appeals)| appeals.rank() > 0)
            .collect();
        topics.sort_by_key(|(code, appeals)| (-appeals.rank(), *code));
        if topics.is_empty() {
            continue;
        }
        rows.push(vec![writer.topic_name(group)]);
        for (code, appeals) in topics.into_iter().take(most) {
            let mut row = vec![writer.topic_name(code), appeals.in_table()];
            row.extend(change_cells(writer, &findings.oblast, code)?);
            rows.push(row);
        }
    }
    writer.table_of(key, &[400, 190, 220, 190], &rows)
}

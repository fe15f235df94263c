//! What was found in the last note, and what became of it.

use minijinja::context;

use super::problems::{listed, name, stage};
use crate::corpus::published::Systemic;
use crate::publish::Error;
use crate::publish::note::LastNote;
use crate::publish::note::writer::Writer;

/// Problems of the last note that are told of, and new ones.
const MOST: usize = 10;
/// From this stage on a problem is told of.
const PERSISTENT: i64 = 2;

/// The problems of the last note beside those of this one; nothing without a last note.
pub fn last_note(writer: &mut Writer) -> Result<(), Error> {
    let Some(last) = writer.desk.last else {
        return Ok(());
    };
    writer.heading(1, "last-note")?;
    let of = writer.half_year("half-year-of", last.half_year)?;
    let now = listed(writer);
    if last.codebook != writer.findings.codebook {
        writer.sentence("last.codebook", context! {})?;
    }
    then(writer, last, &now, &of)?;
    new(writer, last, &now)
}

/// What became of those that stood then, and those that only formed and stand now.
fn then(writer: &mut Writer, last: &LastNote, now: &[&Systemic], of: &str) -> Result<(), Error> {
    let topics = &writer.findings.topics;
    let is_known = |problem: &&Systemic| topics.iter().any(|topic| topic.code == problem.code);
    let stands = |problem: &&Systemic| {
        let found = now.iter().find(|found| is_same(problem, found));
        problem.stage.max(found.map_or(0, |found| found.stage)) >= PERSISTENT
    };
    let problems: Vec<&Systemic> = last.problems.iter().filter(is_known).filter(stands).collect();
    if problems.is_empty() {
        return writer.sentence("last.none", context! { of });
    }
    let mut items = Vec::new();
    let mut is_any_gone = false;
    for problem in problems.iter().take(MOST) {
        let fate = Fate::of(problem, now);
        is_any_gone |= matches!(fate, Fate::Gone);
        items.push(line(writer, problem, &fate)?);
    }
    writer.lead("last", context! { of })?;
    writer.list(&items);
    if problems.len() > MOST {
        writer.sentence("last.more", context! {})?;
    }
    if is_any_gone {
        writer.sentence("last.caution", context! {})?;
    }
    Ok(())
}

/// Those that stand now and were not among the problems of the last note.
fn new(writer: &mut Writer, last: &LastNote, now: &[&Systemic]) -> Result<(), Error> {
    let was = |problem: &Systemic| {
        let mut then = last.problems.iter();
        then.any(|then| is_same(then, problem) || then.stage >= PERSISTENT && is_kin(then, problem))
    };
    let found = now
        .iter()
        .filter(|problem| problem.stage >= PERSISTENT && !was(problem));
    let names: Result<Vec<String>, Error> = found.map(|problem| name(writer, problem)).collect();
    let names = names?;
    if names.is_empty() {
        return Ok(());
    }
    writer.lead("last.new", context! {})?;
    writer.list(&names[..names.len().min(MOST)]);
    if names.len() > MOST {
        writer.sentence("last.new-more", context! {})?;
    }
    Ok(())
}

fn is_same(a: &Systemic, b: &Systemic) -> bool {
    a.district == b.district && a.code == b.code
}

/// Whether one is a topic of the other in the same place: a group stands only where none of its topics does.
fn is_kin(a: &Systemic, b: &Systemic) -> bool {
    let holds = |group: &Systemic, topic: &Systemic| {
        let head = topic.code.split_once('.').map(|(head, _)| head);
        head == Some(group.code.as_str())
    };
    a.district == b.district && (holds(a, b) || holds(b, a))
}

/// What became of a problem.
enum Fate<'f> {
    Found(&'f Systemic),
    /// Its group, or a topic of it, stands in its stead.
    Within(&'f Systemic),
    Gone,
}

impl<'f> Fate<'f> {
    fn of(then: &Systemic, now: &[&'f Systemic]) -> Self {
        let find = |is: fn(&Systemic, &Systemic) -> bool| now.iter().find(|problem| is(then, problem));
        match (find(is_same), find(is_kin)) {
            (Some(found), _) => Self::Found(found),
            (None, Some(kin)) => Self::Within(kin),
            (None, None) => Self::Gone,
        }
    }
}

fn line(writer: &Writer, then: &Systemic, fate: &Fate) -> Result<String, Error> {
    let (name, before) = (name(writer, then)?, stage(writer, then)?);
    match fate {
        Fate::Gone => writer.say("last.gone", context! { name, before }),
        Fate::Within(kin) => {
            let (topic, after) = (writer.topic_name(&kin.code), stage(writer, kin)?);
            writer.say("last.within", context! { name, before, topic, after })
        }
        Fate::Found(found) => {
            let after = stage(writer, found)?;
            let key = match found.stage.cmp(&then.stage) {
                std::cmp::Ordering::Greater => "last.higher",
                std::cmp::Ordering::Equal => "last.same",
                std::cmp::Ordering::Less => "last.lower",
            };
            writer.say(key, context! { name, before, after })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::{Edition, Findings};
    use crate::publish::note::tests::section;
    use crate::publish::sample;

    fn last(findings: &Findings) -> LastNote {
        LastNote {
            half_year: findings.half_year.previous(),
            codebook: findings.codebook.clone(),
            problems: findings.systemic.clone(),
        }
    }

    fn read(findings: &Findings, last: &LastNote) -> String {
        section(findings, Edition::Ru, Some(last), last_note)
    }

    #[test]
    fn a_problem_is_told_to_stand_higher_lower_or_at_the_same_level() {
        let findings = sample::findings();
        let mut last = last(&findings);
        assert!(read(&findings, &last).contains("Сайрамский район: было и остаётся – системная проблема;"));
        last.problems[0].stage = 1;
        last.problems[1].stage = 3;
        let ru = read(&findings, &last);
        assert!(
            ru.contains(
                "Сайрамский район: было – формирующаяся проблема, сейчас уровень выше – системная проблема;"
            ),
            "{ru}"
        );
        assert!(ru.contains("сейчас уровень ниже – устойчивая проблема."), "{ru}");
        assert!(!ru.contains("не отмечались"), "{ru}");
    }

    #[test]
    fn where_not_all_problems_are_named_it_is_said() {
        let findings = sample::findings();
        let mut then = last(&findings);
        let problem = then.problems[0].clone();
        for group in 2..=14 {
            then.problems.push(Systemic {
                code: format!("{group:02}"),
                ..problem.clone()
            });
        }
        assert!(read(&findings, &then).contains("Названы проблемы самого высокого уровня"));
        let mut findings = findings;
        let then = last(&findings);
        findings.systemic.extend((2..=14).map(|group| Systemic {
            code: format!("{group:02}"),
            ..problem.clone()
        }));
        assert!(read(&findings, &then).contains("Остальные новые проблемы приведены в таблице"));
    }

    #[test]
    fn a_problem_that_reaches_no_level_now_is_not_called_solved() {
        let mut findings = sample::findings();
        let last = last(&findings);
        findings.systemic.clear();
        let ru = read(&findings, &last);
        assert!(
            ru.contains("в отчётном периоде установленного уровня не достигает"),
            "{ru}"
        );
        assert!(ru.contains("не означает, что вопрос решён"), "{ru}");
    }

    #[test]
    fn a_group_that_stands_in_the_stead_of_its_topic_is_neither_gone_nor_new() {
        let mut findings = sample::findings();
        let last = last(&findings);
        findings.systemic[0].code = "01".to_owned();
        findings.systemic[0].level = 1;
        let ru = read(&findings, &last);
        assert!(
            ru.contains("по теме «Водоснабжение и водоотведение» – системная проблема"),
            "{ru}"
        );
        assert!(
            !ru.contains("не достигает") && !ru.contains("не отмечались"),
            "{ru}"
        );
    }

    #[test]
    fn new_problems_are_named_even_where_nothing_stood_then() {
        let findings = sample::findings();
        let mut last = last(&findings);
        last.problems.clear();
        let ru = read(&findings, &last);
        assert!(ru.contains("сопоставимых с отчётным периодом, нет."), "{ru}");
        assert!(
            ru.contains("не отмечались") && ru.contains("Сайрамский район;"),
            "{ru}"
        );
    }

    #[test]
    fn another_codebook_is_said_and_its_own_topics_are_left_out() {
        let findings = sample::findings();
        let mut last = last(&findings);
        last.codebook = "another".to_owned();
        last.problems[0].code = "77.07".to_owned();
        let ru = read(&findings, &last);
        assert!(
            ru.contains("разные версии кодификатора") && !ru.contains("77.07"),
            "{ru}"
        );
    }

    #[test]
    fn without_a_last_note_there_is_no_section() {
        assert_eq!(section(&sample::findings(), Edition::Kk, None, last_note), "");
    }
}

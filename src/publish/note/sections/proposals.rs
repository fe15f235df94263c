//! What is proposed, by body.

use minijinja::context;

use super::problems::{listed, name};
use crate::analyse::Bilingual;
use crate::publish::Error;
use crate::publish::measures::Proposal;
use crate::publish::note::writer::Writer;

const MOST: usize = 7;

/// One numbered line for each body and measure, with the problems it is for.
pub fn proposals(writer: &mut Writer) -> Result<(), Error> {
    let lines = lines(writer)?;
    if lines.is_empty() {
        return Ok(());
    }
    writer.heading(1, "proposals")?;
    writer.lead("proposals.lead", context! {})?;
    writer.numbered(&lines[..lines.len().min(MOST)]);
    if lines.len() > MOST {
        writer.sentence("proposals.more", context! {})?;
    }
    writer.sentence("proposals.end", context! {})
}

/// The table of all proposals.
pub fn proposals_in_full(writer: &mut Writer) -> Result<(), Error> {
    let merged = merged(writer)?;
    if merged.is_empty() {
        return Ok(());
    }
    let mut rows = vec![writer.words(&["body", "measure", "term", "problem"])?];
    let edition = writer.edition;
    rows.extend(merged.iter().map(|(proposal, names)| {
        vec![
            proposal.body.get(edition).to_owned(),
            proposal.measures(edition),
            proposal.term.get(edition).to_owned(),
            names.join("; "),
        ]
    }));
    writer.table_of("proposals", &[250, 300, 150, 300], &rows)
}

/// The proposals with the problems each is for, those for the gravest first.
fn merged(writer: &Writer) -> Result<Vec<(Proposal, Vec<String>)>, Error> {
    let mut merged: Vec<(Proposal, Vec<String>)> = Vec::new();
    for problem in listed(writer).into_iter().filter(|problem| problem.stage > 1) {
        let Some(proposal) = writer.desk.measures.of(problem) else {
            continue;
        };
        let name = name(writer, problem)?;
        match merged.iter_mut().find(|(known, _)| *known == proposal) {
            Some((_, names)) => names.push(name),
            None => merged.push((proposal, vec![name])),
        }
    }
    Ok(merged)
}

/// The lines of the proposals, those for the gravest problems first.
pub fn lines(writer: &Writer) -> Result<Vec<String>, Error> {
    let line = |(proposal, names): &(Proposal, Vec<String>)| {
        let told = |text: &Bilingual| text.get(writer.edition).to_owned();
        let measure = proposal.measures(writer.edition);
        let (body, term) = (told(&proposal.body), told(&proposal.term));
        writer.say(
            "proposal",
            context! { body, measure, term, list => names.join("; ") },
        )
    };
    merged(writer)?.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use crate::analyse::Edition;
    use crate::publish::note::tests::section;
    use crate::publish::sample;

    #[test]
    fn a_body_is_proposed_a_measure_with_its_term_and_reason() {
        let findings = sample::findings();
        let ru = section(&findings, Edition::Ru, None, super::proposals);
        assert!(
            ru.contains("Управлению энергетики и жилищно-коммунального хозяйства: пересмотреть график"),
            "{ru}"
        );
        assert!(
            ru.contains("Срок – один месяц. Основание: Отсутствие и перебои воды – Сайрамский район."),
            "{ru}"
        );
        let kk = section(&findings, Edition::Kk, None, super::proposals);
        assert!(
            kk.contains("Энергетика және тұрғын үй-коммуналдық шаруашылық басқармасына: "),
            "{kk}"
        );
    }

    #[test]
    fn problems_with_the_same_body_and_measure_share_a_line() {
        let mut findings = sample::findings();
        let lines = |findings: &_| {
            section(findings, Edition::Ru, None, super::proposals)
                .lines()
                .count()
        };
        let before = lines(&findings);
        let mut other = findings.systemic[0].clone();
        other.district = findings.districts[3].kato.clone();
        findings.systemic.push(other);
        assert_eq!(lines(&findings), before);
    }

    #[test]
    fn proposals_beyond_the_first_are_said_to_stand_in_the_annex_and_do() {
        let mut findings = sample::findings();
        let mut problem = findings.systemic[0].clone();
        for group in 2..=12 {
            problem.code = format!("{group:02}");
            findings.systemic.push(problem.clone());
        }
        let ru = section(&findings, Edition::Ru, None, super::proposals);
        assert!(
            ru.contains("Предложения по остальным проблемам приведены в приложении."),
            "{ru}"
        );
        let listed = section(&findings, Edition::Ru, None, super::proposals_in_full);
        for problem in findings.systemic.iter().filter(|problem| problem.stage > 1) {
            let mut topics = findings.topics.iter();
            let topic = topics.find(|topic| topic.code == problem.code);
            let name = topic.map_or(&problem.code, |topic| &topic.name.ru);
            assert!(listed.contains(name.as_str()), "{name} in {listed}");
        }
    }

    #[test]
    fn forming_problems_propose_nothing() {
        let mut findings = sample::findings();
        findings.systemic.retain(|problem| problem.stage == 1);
        assert_eq!(section(&findings, Edition::Kk, None, super::proposals), "");
    }
}

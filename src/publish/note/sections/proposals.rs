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
    writer.numbered(&lines);
    writer.sentence("proposals.end", context! {})
}

/// The lines of the proposals, those for the gravest problems first.
pub fn lines(writer: &Writer) -> Result<Vec<String>, Error> {
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
    let line = |(proposal, names): &(Proposal, Vec<String>)| {
        let told = |text: &Bilingual| text.get(writer.edition).to_owned();
        let measure = proposal.measures(writer.edition);
        let (body, term) = (told(&proposal.body), told(&proposal.term));
        writer.say(
            "proposal",
            context! { body, measure, term, list => names.join("; ") },
        )
    };
    merged.iter().take(MOST).map(line).collect()
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
    fn forming_problems_propose_nothing() {
        let mut findings = sample::findings();
        findings.systemic.retain(|problem| problem.stage == 1);
        assert_eq!(section(&findings, Edition::Kk, None, super::proposals), "");
    }
}

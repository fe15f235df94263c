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

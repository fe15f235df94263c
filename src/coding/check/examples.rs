//! Do the examples get their codes, are there enough, does none stand twice?

use std::collections::BTreeMap;

use super::problem::{COUNTER_EXAMPLES, EXAMPLES, Problem};
use crate::coding::codebook::{Codebook, Topic};
use crate::coding::matcher::{Matcher, Scratch, Weighed};
use crate::text::letters::lower;
use crate::text::passage::Passage;
use crate::text::tokens::words;

/// What is wrong with the examples, each under the name of the example or of its topic.
pub(super) fn examples(codebook: &Codebook) -> Vec<(String, Problem)> {
    let matcher = Matcher::new(codebook);
    let mut scratch = Scratch::default();
    let mut code = |text: &str| matcher.weighed(&Passage::new(text), &[], &mut scratch);
    let mut found = Vec::new();
    for topic in codebook.topics() {
        for (name, text) in texts(topic, EXAMPLE) {
            found.extend(missed(topic, &text, &code(&text)).map(|problem| (name, problem)));
        }
        for (name, text) in texts(topic, COUNTER_EXAMPLE) {
            found.extend(coded(topic, &text, code(&text)).map(|problem| (name, problem)));
        }
        found.extend(few(topic));
    }
    found.extend(twice(codebook));
    found
}

const EXAMPLE: &str = "example";
const COUNTER_EXAMPLE: &str = "counter-example";

/// The examples or counter-examples of a topic with their names.
fn texts(topic: &Topic, kind: &'static str) -> Vec<(String, String)> {
    let texts = match kind {
        EXAMPLE => &topic.examples,
        _ => &topic.counter_examples,
    };
    let named = texts.both().into_iter().flat_map(|(tongue, texts)| {
        texts.iter().enumerate().map(move |(index, text)| {
            let name = format!("{}/{}/{kind}/{}", topic.code, tongue.as_str(), index + 1);
            (name, text.clone())
        })
    });
    named.collect()
}

fn missed(topic: &Topic, text: &str, codes: &[Weighed]) -> Option<Problem> {
    let got: Vec<String> = codes.iter().map(|code| code.code.clone()).collect();
    // A topic without rules is what stays uncoded.
    let met = match topic.rules.kk.is_empty() && topic.rules.ru.is_empty() {
        true => got.is_empty(),
        false => got.contains(&topic.code),
    };
    (!met).then(|| Problem::ExampleMissed {
        text: text.to_owned(),
        got,
    })
}

fn coded(topic: &Topic, text: &str, codes: Vec<Weighed>) -> Option<Problem> {
    let code = codes.into_iter().find(|code| code.code == topic.code)?;
    Some(Problem::CounterExampleCoded {
        text: text.to_owned(),
        by: code.evidence.into_iter().map(|evidence| evidence.rule).collect(),
    })
}

fn few(topic: &Topic) -> Vec<(String, Problem)> {
    let pairs = topic
        .examples
        .both()
        .into_iter()
        .zip(topic.counter_examples.both());
    let few = pairs.filter(|((_, examples), (_, counter))| {
        examples.len() < EXAMPLES || counter.len() < COUNTER_EXAMPLES
    });
    few.map(|((tongue, examples), (_, counter))| {
        let problem = Problem::FewExamples {
            tongue,
            examples: examples.len(),
            counter_examples: counter.len(),
        };
        (topic.code.clone(), problem)
    })
    .collect()
}

/// Examples of any topics that are the same, and examples that are counter-examples of their own topic. An example of one
/// topic may be the counter-example of another.
fn twice(codebook: &Codebook) -> Vec<(String, Problem)> {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut found = Vec::new();
    for topic in codebook.topics() {
        let examples = texts(topic, EXAMPLE).into_iter().map(|example| (true, example));
        let counter = texts(topic, COUNTER_EXAMPLE)
            .into_iter()
            .map(|example| (false, example));
        for (is_example, (name, text)) in examples.chain(counter) {
            let said = said(&text);
            let own = (topic.code.clone(), said.clone());
            let anywhere = (String::new(), said);
            let first = seen
                .get(&own)
                .or_else(|| seen.get(&anywhere).filter(|_| is_example));
            if let Some(first) = first.cloned() {
                found.push((name, Problem::ExampleTwice { text, first }));
                continue;
            }
            if is_example {
                seen.insert(anywhere, name.clone());
            }
            seen.insert(own, name);
        }
    }
    found
}

/// The words of a text without capitals and punctuation.
fn said(text: &str) -> String {
    let words: Vec<String> = words(text).map(|(_, word)| lower(word)).collect();
    words.join(" ")
}

//! Does the codebook do what it says: its examples against its own rules.

use std::collections::BTreeSet;
use std::fmt;

use super::codebook::{Codebook, Topic};
use super::matcher::{Code, Matcher, Scratch};
use crate::text::language::Tongue;
use crate::text::passage::Passage;

/// Something a codebook's editor should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// An example does not get the code of its topic.
    ExampleMissed {
        topic: String,
        tongue: Tongue,
        text: String,
        got: Vec<String>,
    },
    /// A counter-example gets the code, by these rules.
    CounterExampleCoded {
        topic: String,
        tongue: Tongue,
        text: String,
        by: Vec<String>,
    },
    /// The topic has rules in this language only.
    OneLanguage { topic: String, only: Tongue },
    /// No example of any topic meets the rule; a remark, not a mistake.
    RuleNotShown { rule: String },
}

impl Finding {
    /// False for what is only worth knowing.
    pub fn is_mistake(&self) -> bool {
        !matches!(self, Finding::RuleNotShown { .. })
    }
}

/// Everything found in `codebook`: topics in order, then the rules no example shows.
pub fn check(codebook: &Codebook) -> Vec<Finding> {
    let matcher = Matcher::new(codebook);
    let mut checking = Checking {
        matcher: &matcher,
        scratch: Scratch::default(),
        met: BTreeSet::new(),
    };
    let mut findings: Vec<Finding> = codebook
        .topics()
        .flat_map(|topic| checking.topic(topic))
        .collect();
    let not_shown = matcher.rules().filter(|rule| !checking.met.contains(*rule));
    findings.extend(not_shown.map(|rule| Finding::RuleNotShown {
        rule: rule.to_owned(),
    }));
    findings
}

struct Checking<'a> {
    matcher: &'a Matcher,
    scratch: Scratch,
    /// Names of the rules some example has met.
    met: BTreeSet<String>,
}

impl Checking<'_> {
    fn topic(&mut self, topic: &Topic) -> Vec<Finding> {
        let mut findings: Vec<Finding> = one_language(topic).into_iter().collect();
        for (tongue, texts) in topic.examples.both() {
            findings.extend(texts.iter().filter_map(|text| self.example(topic, tongue, text)));
        }
        for (tongue, texts) in topic.counter_examples.both() {
            findings.extend(
                texts
                    .iter()
                    .filter_map(|text| self.counter_example(topic, tongue, text)),
            );
        }
        findings
    }

    fn example(&mut self, topic: &Topic, tongue: Tongue, text: &str) -> Option<Finding> {
        let got = codes(&self.code(text));
        // A topic without rules is what stays uncoded.
        let met = match has_rules(topic) {
            true => got.contains(&topic.code),
            false => got.is_empty(),
        };
        (!met).then(|| Finding::ExampleMissed {
            topic: topic.code.clone(),
            tongue,
            text: text.to_owned(),
            got,
        })
    }

    fn counter_example(&mut self, topic: &Topic, tongue: Tongue, text: &str) -> Option<Finding> {
        let coded = self.code(text);
        let code = coded.into_iter().find(|code| code.code == topic.code)?;
        let by = code.evidence.into_iter().map(|evidence| evidence.rule).collect();
        Some(Finding::CounterExampleCoded {
            topic: topic.code.clone(),
            tongue,
            text: text.to_owned(),
            by,
        })
    }

    fn code(&mut self, text: &str) -> Vec<Code> {
        let coded = self.matcher.weighed(&Passage::new(text), &[], &mut self.scratch);
        let evidence = coded.iter().flat_map(|code| &code.evidence);
        self.met.extend(evidence.map(|evidence| evidence.rule.clone()));
        coded
    }
}

fn codes(coded: &[Code]) -> Vec<String> {
    coded.iter().map(|code| code.code.clone()).collect()
}

fn has_rules(topic: &Topic) -> bool {
    topic.rules.both().iter().any(|(_, rules)| !rules.is_empty())
}

fn one_language(topic: &Topic) -> Option<Finding> {
    let only = match (topic.rules.kk.is_empty(), topic.rules.ru.is_empty()) {
        (true, false) => Tongue::Ru,
        (false, true) => Tongue::Kk,
        _ => return None,
    };
    Some(Finding::OneLanguage {
        topic: topic.code.clone(),
        only,
    })
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::ExampleMissed {
                topic,
                tongue,
                text,
                got,
            } if got.is_empty() => {
                write!(
                    out,
                    "{topic}: the {} example «{text}» gets no code",
                    name(*tongue)
                )
            }
            Finding::ExampleMissed {
                topic,
                tongue,
                text,
                got,
            } => {
                write!(
                    out,
                    "{topic}: the {} example «{text}» gets {} instead",
                    name(*tongue),
                    got.join(", ")
                )
            }
            Finding::CounterExampleCoded {
                topic,
                tongue,
                text,
                by,
            } => {
                let by = by.join(", ");
                write!(
                    out,
                    "{topic}: the {} counter-example «{text}» gets the code by {by}",
                    name(*tongue)
                )
            }
            Finding::OneLanguage { topic, only } => write!(out, "{topic}: all rules are {}", name(*only)),
            Finding::RuleNotShown { rule } => write!(out, "{rule}: no example meets this rule"),
        }
    }
}

fn name(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Kk => "Kazakh",
        Tongue::Ru => "Russian",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(examples: &str, counter_examples: &str, kk: &str) -> Vec<Finding> {
        let file = format!(
            "[group]\ncode = '01'\nlabel = {{ kk = 'Су', ru = 'Вода' }}\n[[topic]]\ncode = '01.01'\n\
             label = {{ kk = 'т', ru = 'т' }}\nrules = {{ kk = [{kk}], ru = ['нет воды'] }}\n\
             examples = {{ kk = [], ru = [{examples}] }}\ncounter-examples = {{ kk = [], ru = [{counter_examples}] }}\n"
        );
        check(&Codebook::parse(&[("01.toml", &file)]).unwrap())
    }

    #[test]
    fn an_example_without_its_code_is_found() {
        let found = findings("'Сидим без воды.', 'Нет воды.'", "", "'су жоқ'");
        assert_eq!(
            found[0].to_string(),
            "01.01: the Russian example «Сидим без воды.» gets no code"
        );
        assert_eq!(found[1].to_string(), "01.01/kk/1: no example meets this rule");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_counter_example_with_the_code_is_found() {
        let found = findings("", "'Нет воды.'", "'су жоқ'");
        let sentence = "01.01: the Russian counter-example «Нет воды.» gets the code by 01.01/ru/1";
        assert!(
            found.iter().any(|finding| finding.to_string() == sentence),
            "{found:?}"
        );
    }

    #[test]
    fn a_topic_with_rules_in_one_language_is_found() {
        assert_eq!(
            findings("'Нет воды.'", "", "")[0].to_string(),
            "01.01: all rules are Russian"
        );
    }

    #[test]
    fn every_topic_that_comes_with_talda_keeps_its_promises() {
        let findings = check(&Codebook::embedded().unwrap());
        let mistakes: Vec<_> = findings
            .iter()
            .filter(|finding| finding.is_mistake())
            .map(Finding::to_string)
            .collect();
        assert!(
            mistakes.is_empty(),
            "{} mistakes\n{}",
            mistakes.len(),
            mistakes.join("\n")
        );
    }
}

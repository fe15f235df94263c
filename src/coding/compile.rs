//! A codebook turned into numbers: atoms, choices shared between rules, and the rules each atom calls up.

use std::collections::BTreeMap;

use super::codebook::{Codebook, Topic};
use super::rule::{Chain, Choice, Order, Phrase, Rule, Weight};
use super::words::{AtomId, Vocabulary};
use crate::text::language::Tongue;

pub(super) type ChoiceId = u32;
pub(super) type RuleId = u32;

/// The compiled codebook.
#[derive(Debug)]
pub(super) struct Program {
    pub vocabulary: Vocabulary,
    pub choices: Vec<CompiledChoice>,
    /// In the order of the codebook: topics by code, Kazakh before Russian, as written.
    pub rules: Vec<CompiledRule>,
    /// For each atom, the rules worth trying where it occurs. Every rule hangs on its rarest choice only.
    pub called: Vec<Vec<RuleId>>,
}

/// What may stand in one position: single words, and phrases that macros bring in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CompiledChoice {
    pub atoms: Vec<AtomId>,
    pub phrases: Vec<Vec<ChoiceId>>,
}

#[derive(Debug)]
pub(super) struct CompiledRule {
    pub topic: String,
    /// `01.01/ru/3`: topic, language, place in the list from 1.
    pub name: String,
    pub weight: Weight,
    pub all: Vec<CompiledChain>,
    pub not: Vec<CompiledChain>,
    /// The choices that must be met for the rule to hold, each once.
    pub needs: Vec<ChoiceId>,
}

#[derive(Debug)]
pub(super) struct CompiledChain {
    pub first: Vec<ChoiceId>,
    pub links: Vec<CompiledLink>,
}

#[derive(Debug)]
pub(super) struct CompiledLink {
    pub order: Order,
    pub within: u32,
    pub phrase: Vec<ChoiceId>,
}

impl Program {
    pub fn of(codebook: &Codebook) -> Program {
        let mut compiler = Compiler::new(codebook);
        let rules: Vec<_> = codebook
            .topics()
            .flat_map(|topic| compiler.topic(topic))
            .collect();
        let Compiler {
            vocabulary, choices, ..
        } = compiler;
        let called = called(&rules, &choices, vocabulary.len());
        Program {
            vocabulary,
            choices,
            rules,
            called,
        }
    }
}

struct Compiler<'a> {
    codebook: &'a Codebook,
    vocabulary: Vocabulary,
    choices: Vec<CompiledChoice>,
    known: BTreeMap<CompiledChoice, ChoiceId>,
}

impl<'a> Compiler<'a> {
    fn new(codebook: &'a Codebook) -> Self {
        Compiler {
            codebook,
            vocabulary: Vocabulary::default(),
            choices: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    fn topic(&mut self, topic: &Topic) -> Vec<CompiledRule> {
        let mut compiled = Vec::new();
        for (tongue, rules) in topic.rules.both() {
            let language = match tongue {
                Tongue::Kk => "kk",
                Tongue::Ru => "ru",
            };
            for (index, rule) in rules.iter().enumerate() {
                let name = format!("{}/{language}/{}", topic.code, index + 1);
                compiled.push(self.rule(topic, name, rule, tongue));
            }
        }
        compiled
    }

    fn rule(&mut self, topic: &Topic, name: String, rule: &Rule, tongue: Tongue) -> CompiledRule {
        let all: Vec<CompiledChain> = rule.all.iter().map(|chain| self.chain(chain, tongue)).collect();
        let mut needs: Vec<ChoiceId> = all.iter().flat_map(positions).collect();
        needs.sort_unstable();
        needs.dedup();
        CompiledRule {
            topic: topic.code.clone(),
            name,
            weight: rule.weight,
            all,
            not: rule.not.iter().map(|chain| self.chain(chain, tongue)).collect(),
            needs,
        }
    }

    fn chain(&mut self, chain: &Chain, tongue: Tongue) -> CompiledChain {
        let first = self.phrase(&chain.first, tongue);
        let links = chain.links.iter().map(|link| CompiledLink {
            order: link.order,
            within: link.within.into(),
            phrase: self.phrase(&link.phrase, tongue),
        });
        CompiledChain {
            first,
            links: links.collect(),
        }
    }

    fn phrase(&mut self, phrase: &Phrase, tongue: Tongue) -> Vec<ChoiceId> {
        phrase
            .0
            .iter()
            .map(|choice| self.choice(choice, tongue))
            .collect()
    }

    fn choice(&mut self, choice: &Choice, tongue: Tongue) -> ChoiceId {
        let mut compiled = CompiledChoice {
            atoms: Vec::new(),
            phrases: Vec::new(),
        };
        for term in &choice.0 {
            match term {
                super::rule::Term::Macro(name) => self.expand(name, tongue, &mut compiled),
                word => compiled.atoms.extend(self.vocabulary.add(word, tongue)),
            }
        }
        self.intern(compiled)
    }

    fn expand(&mut self, name: &str, tongue: Tongue, into: &mut CompiledChoice) {
        let codebook = self.codebook;
        for phrase in codebook.expansion(name, tongue) {
            match phrase.0.as_slice() {
                [Choice(words)] => {
                    into.atoms
                        .extend(words.iter().filter_map(|word| self.vocabulary.add(word, tongue)));
                }
                _ => into.phrases.push(self.phrase(phrase, tongue)),
            }
        }
    }

    fn intern(&mut self, mut choice: CompiledChoice) -> ChoiceId {
        choice.atoms.sort_unstable();
        choice.atoms.dedup();
        choice.phrases.sort_unstable();
        choice.phrases.dedup();
        let next = self.choices.len() as ChoiceId;
        let id = *self.known.entry(choice.clone()).or_insert(next);
        if id == next {
            self.choices.push(choice);
        }
        id
    }
}

/// Hangs every rule on the choice whose atoms the fewest rules speak of.
fn called(rules: &[CompiledRule], choices: &[CompiledChoice], atoms: usize) -> Vec<Vec<RuleId>> {
    let mut usage = vec![0usize; atoms];
    for &choice in rules.iter().flat_map(|rule| &rule.needs) {
        for atom in entries(choice, choices) {
            usage[atom as usize] += 1;
        }
    }
    let cost = |choice: ChoiceId| {
        entries(choice, choices)
            .iter()
            .map(|&atom| usage[atom as usize])
            .sum::<usize>()
    };
    let mut called = vec![Vec::new(); atoms];
    for (id, rule) in rules.iter().enumerate() {
        let Some(rarest) = rule.needs.iter().copied().min_by_key(|&choice| cost(choice)) else {
            continue;
        };
        for atom in entries(rarest, choices) {
            called[atom as usize].push(id as RuleId);
        }
    }
    called
}

/// The choices that must be met for the chain to hold.
fn positions(chain: &CompiledChain) -> impl Iterator<Item = ChoiceId> + '_ {
    let linked = chain.links.iter().flat_map(|link| &link.phrase);
    chain.first.iter().chain(linked).copied()
}

/// Atoms one of which occurs wherever the choice is met.
fn entries(choice: ChoiceId, choices: &[CompiledChoice]) -> Vec<AtomId> {
    let choice = &choices[choice as usize];
    let mut atoms = choice.atoms.clone();
    for first in choice.phrases.iter().filter_map(|phrase| phrase.first()) {
        atoms.extend(entries(*first, choices));
    }
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}

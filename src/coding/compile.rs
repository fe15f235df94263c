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
    /// For each choice, atoms one of which occurs wherever it is met.
    pub entries: Lists<AtomId>,
    /// In the order of the codebook: topics by code, Kazakh before Russian, as written.
    pub rules: Vec<CompiledRule>,
    /// For each rule, the choices that must be met for it to hold, each once; the rarest, in the number of rules that
    /// speak of its atoms, first.
    pub needs: Lists<ChoiceId>,
    /// For each atom, the rules worth trying where it occurs. Every rule hangs on its rarest choice only.
    pub called: Lists<RuleId>,
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
        let entries = Lists::of((0..choices.len()).map(|choice| entries(choice as ChoiceId, &choices)));
        let needs = needs(&rules, &entries, vocabulary.len());
        let called = called(&needs, &entries, vocabulary.len());
        Program {
            vocabulary,
            choices,
            entries,
            rules,
            needs,
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
        CompiledRule {
            topic: topic.code.clone(),
            name,
            weight: rule.weight,
            all: rule.all.iter().map(|chain| self.chain(chain, tongue)).collect(),
            not: rule.not.iter().map(|chain| self.chain(chain, tongue)).collect(),
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

/// What the rules need, the rarest first: what many rules speak of, many texts do.
fn needs(rules: &[CompiledRule], entries: &Lists<AtomId>, atoms: usize) -> Lists<ChoiceId> {
    let mut needs: Vec<Vec<ChoiceId>> = Vec::with_capacity(rules.len());
    let mut usage = vec![0usize; atoms];
    for rule in rules {
        let mut choices: Vec<ChoiceId> = rule.all.iter().flat_map(positions).collect();
        choices.sort_unstable();
        choices.dedup();
        for &atom in choices.iter().flat_map(|&choice| entries.of_id(choice)) {
            usage[atom as usize] += 1;
        }
        needs.push(choices);
    }
    let cost = |choice: ChoiceId| -> usize {
        let atoms = entries.of_id(choice).iter();
        atoms.map(|&atom| usage[atom as usize]).sum()
    };
    for choices in &mut needs {
        choices.sort_by_cached_key(|&choice| (cost(choice), choice));
    }
    Lists::of(needs)
}

/// Hangs every rule on the rarest of its choices.
fn called(needs: &Lists<ChoiceId>, entries: &Lists<AtomId>, atoms: usize) -> Lists<RuleId> {
    let mut called = vec![Vec::new(); atoms];
    for rule in 0..needs.len() as RuleId {
        for &atom in needs
            .of_id(rule)
            .first()
            .map_or(&[][..], |&rarest| entries.of_id(rarest))
        {
            called[atom as usize].push(rule);
        }
    }
    Lists::of(called)
}

/// Many short lists one behind the other: they are read in no order, and often, and so lie close together.
#[derive(Debug)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    fn of(lists: impl IntoIterator<Item = Vec<T>>) -> Self {
        let (mut ends, mut items) = (vec![0], Vec::new());
        for list in lists {
            items.extend(list);
            ends.push(items.len() as u32);
        }
        Lists { ends, items }
    }

    fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// The list of this number.
    pub fn of_id(&self, id: u32) -> &[T] {
        let id = id as usize;
        &self.items[self.ends[id] as usize..self.ends[id + 1] as usize]
    }
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

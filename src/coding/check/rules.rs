//! Rules that are never met, met by nothing shown, or met only where another one is.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::{Meaning, Sense};
use super::problem::Problem;
use crate::coding::codebook::{Codebook, Topic};
use crate::coding::matcher::{Matcher, Scratch};
use crate::coding::rule::{Choice, Phrase, Rule, Term, Weight};
use crate::text::language::Tongue;
use crate::text::passage::Passage;
use crate::text::tokens::{TokenKind, tokens};

/// Sentences tried for one rule; the alternatives of its positions take turns.
const WITNESSES: usize = 48;

/// What is wrong with rules by themselves and beside others, under the name of the rule or the macro.
pub(super) fn rules(codebook: &Codebook) -> Vec<(String, Problem)> {
    let meanings = Meaning::all(codebook);
    let mut found: Vec<(String, Problem)> = meanings
        .chunk_by(|a, b| a.topic == b.topic)
        .flat_map(within_topic)
        .collect();
    found.extend(across_topics(&meanings));
    found.extend(never_met(codebook, &meanings));
    found.extend(unused_macros(codebook));
    found
}

/// The rules no text of `texts` and no example meets.
pub(super) fn not_shown<'t>(
    codebook: &Codebook,
    texts: impl IntoIterator<Item = &'t str>,
) -> Vec<(String, Problem)> {
    let mut meeting = Meeting::new(codebook);
    let mut met: BTreeSet<String> = BTreeSet::new();
    let topics = codebook.topics();
    let lists = topics.flat_map(|topic| [&topic.examples, &topic.counter_examples]);
    for text in lists.flat_map(|list| list.kk.iter().chain(&list.ru)) {
        met.extend(meeting.rules(text));
    }
    for text in texts {
        met.extend(meeting.rules(text));
    }
    let all = meeting.matcher.rules().filter(|rule| !met.contains(*rule));
    all.map(|rule| (rule.to_owned(), Problem::RuleNotShown)).collect()
}

/// Which rules a text meets, whatever they weigh.
struct Meeting {
    matcher: Matcher,
    scratch: Scratch,
}

impl Meeting {
    fn new(codebook: &Codebook) -> Self {
        Meeting {
            matcher: Matcher::new(&codebook.with_equal_weights()),
            scratch: Scratch::default(),
        }
    }

    fn rules(&mut self, text: &str) -> impl Iterator<Item = String> + use<> {
        let codes = self.matcher.weighed(&Passage::new(text), &[], &mut self.scratch);
        let evidence = codes.into_iter().flat_map(|code| code.evidence);
        evidence.map(|evidence| evidence.rule)
    }
}

fn within_topic(rules: &[Meaning]) -> Vec<(String, Problem)> {
    let swallowed = |(index, rule): (usize, &Meaning)| {
        let before = rules[..index].iter().find(|other| same(other, rule));
        if let Some(other) = before {
            let of = other.name.clone();
            return Some((rule.name.clone(), Problem::Duplicate { of }));
        }
        let wider = rules.iter().find(|other| swallows(other, rule))?;
        let by = wider.name.clone();
        Some((rule.name.clone(), Problem::Swallowed { by }))
    };
    rules.iter().enumerate().filter_map(swallowed).collect()
}

fn same(one: &Meaning, other: &Meaning) -> bool {
    one.is_met_with(other) && other.is_met_with(one)
}

/// A light rule beside a heavy one is how a topic gathers weight; only one that is enough by itself swallows.
fn swallows(wider: &Meaning, rule: &Meaning) -> bool {
    wider.weight >= Weight::THRESHOLD
        && wider.weight >= rule.weight
        && wider.is_met_with(rule)
        && !rule.is_met_with(wider)
}

/// Rules that are enough for their topics and the same but for the order they are written in.
fn across_topics(meanings: &[Meaning]) -> Vec<(String, Problem)> {
    let mut first: BTreeMap<Sense, &Meaning> = BTreeMap::new();
    let mut found = Vec::new();
    for rule in meanings.iter().filter(|rule| rule.weight >= Weight::THRESHOLD) {
        let known = *first.entry(rule.sense()).or_insert(rule);
        if known.topic != rule.topic {
            let of = known.name.clone();
            found.push((rule.name.clone(), Problem::SameInTopic { of }));
        }
    }
    found
}

fn never_met(codebook: &Codebook, meanings: &[Meaning]) -> Vec<(String, Problem)> {
    let mut meeting = Meeting::new(codebook);
    let mut meanings = meanings.iter();
    let mut found = Vec::new();
    for (rule, tongue) in codebook.topics().flat_map(rules_of) {
        let Some(meaning) = meanings.next() else { break };
        let mut add = |problem| found.push((meaning.name.clone(), problem));
        broken_words(rule).for_each(&mut add);
        if meaning.contradicts_itself() {
            add(Problem::Contradiction);
        } else if !has_witness(codebook, &mut meeting, &meaning.name, rule, tongue) {
            add(Problem::NoWitness);
        }
    }
    found
}

fn rules_of(topic: &Topic) -> impl Iterator<Item = (&Rule, Tongue)> {
    let both = topic.rules.both().into_iter();
    both.flat_map(|(tongue, rules)| rules.iter().map(move |rule| (rule, tongue)))
}

/// Words of the rule that the tokenizer cuts.
fn broken_words(rule: &Rule) -> impl Iterator<Item = Problem> {
    let terms = rule.choices().flat_map(|choice| &choice.0);
    let broken = terms.filter(|term| match term {
        Term::Inflected(word) | Term::Exact(word) => !is_one_word(word),
        // A beginning may be whole only with what follows.
        Term::Prefix(letters) => !["", "а"]
            .iter()
            .any(|end| is_one_word(&format!("{letters}{end}"))),
        Term::Macro(_) => false,
    });
    broken.map(|term| Problem::NotOneWord {
        word: term.to_string(),
    })
}

fn is_one_word(word: &str) -> bool {
    matches!(
        tokens(word).as_slice(),
        [token] if matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Code)
    )
}

fn has_witness(codebook: &Codebook, meeting: &mut Meeting, name: &str, rule: &Rule, tongue: Tongue) -> bool {
    let witness = |turn: usize| {
        let phrases = rule.all.iter().flat_map(|chain| chain.phrases());
        let words: Vec<String> = phrases
            .map(|phrase| said(codebook, phrase, tongue, turn))
            .collect();
        words.join(" ")
    };
    (0..WITNESSES).any(|turn| meeting.rules(&witness(turn)).any(|met| met == name))
}

/// The phrase with the alternatives whose turn it is.
fn said(codebook: &Codebook, phrase: &Phrase, tongue: Tongue, turn: usize) -> String {
    let word = |Choice(terms): &Choice| match terms.get(turn % terms.len().max(1)) {
        Some(Term::Macro(name)) => {
            let phrases = codebook.expansion(name, tongue);
            let turned = phrases.get(turn % phrases.len().max(1));
            turned.map_or_else(String::new, |phrase| said(codebook, phrase, tongue, turn))
        }
        Some(Term::Inflected(word) | Term::Exact(word)) => word.clone(),
        Some(Term::Prefix(letters)) if letters.ends_with('-') => format!("{letters}а"),
        Some(Term::Prefix(letters)) => letters.clone(),
        None => String::new(),
    };
    let words: Vec<String> = phrase.0.iter().map(word).collect();
    words.join(" ")
}

fn unused_macros(codebook: &Codebook) -> Vec<(String, Problem)> {
    let used: BTreeSet<(Tongue, &str)> = codebook
        .topics()
        .flat_map(rules_of)
        .flat_map(|(rule, tongue)| rule.choices().flat_map(move |choice| spoken(choice, tongue)))
        .collect();
    let listed = codebook.macros().flat_map(|(name, phrases)| {
        let both = phrases.both().into_iter();
        both.filter(|(_, phrases)| !phrases.is_empty())
            .map(move |(tongue, _)| (tongue, name))
    });
    listed
        .filter(|listed| !used.contains(listed))
        .map(|(tongue, name)| (format!("@{name}"), Problem::MacroUnused { tongue }))
        .collect()
}

fn spoken(choice: &Choice, tongue: Tongue) -> impl Iterator<Item = (Tongue, &str)> {
    choice.0.iter().filter_map(move |term| match term {
        Term::Macro(name) => Some((tongue, name.as_str())),
        _ => None,
    })
}

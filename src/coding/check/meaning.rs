//! What a rule asks for, with its macros written out, and whether one rule is met wherever another is.
//!
//! The comparison is sound and not complete: what it affirms follows from the structure of the rules (a choice out of
//! fewer words, a shorter distance, more conditions); it does not know that a word is a form of another one, nor that a
//! prefix takes in an inflected word.

use crate::coding::codebook::{Codebook, Topic};
use crate::coding::rule::{Chain, Choice, Order, Phrase, Rule, Term, Weight};
use crate::coding::words::{AtomId, Vocabulary};
use crate::text::language::Tongue;
use crate::text::letters::fold;

/// A rule without macros and spellings.
pub(super) struct Meaning {
    /// `01.01/ru/3`.
    pub name: String,
    pub topic: String,
    pub weight: Weight,
    all: Vec<Held>,
    not: Vec<Held>,
}

/// A chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    first: Vec<Position>,
    links: Vec<(bool, u16, Vec<Position>)>,
}

/// What may stand in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    words: Vec<Word>,
    phrases: Vec<Vec<Position>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    atom: AtomId,
    spelled: Spelled,
}

/// What the letters of a word must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Spelled {
    Form(String),
    Begins(String),
    /// A form of a word: its letters say nothing certain.
    Inflected,
}

/// What a rule asks for and excludes, in an order of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    all: Vec<Held>,
    not: Vec<Held>,
}

impl Meaning {
    /// The meanings of all rules of `codebook`, by topic, Kazakh before Russian, as written.
    pub fn all(codebook: &Codebook) -> Vec<Meaning> {
        let mut reader = Reader {
            codebook,
            vocabulary: Vocabulary::default(),
        };
        codebook.topics().flat_map(|topic| reader.topic(topic)).collect()
    }

    /// What the rule says, the same for rules that differ in the order of their parts.
    pub fn sense(&self) -> Sense {
        let sorted = |chains: &[Held]| {
            let mut chains: Vec<Held> = chains.iter().map(Held::ordered).collect();
            chains.sort_unstable();
            chains
        };
        Sense {
            all: sorted(&self.all),
            not: sorted(&self.not),
        }
    }

    /// Whether this rule is met wherever `other` is.
    pub fn is_met_with(&self, other: &Meaning) -> bool {
        let asked = |chain: &Held| other.all.iter().any(|held| held.implies(chain));
        let excluded = |chain: &Held| other.not.iter().any(|held| chain.implies(held));
        self.all.iter().all(asked) && self.not.iter().all(excluded)
    }

    /// Whether what the rule excludes stands wherever what it asks for does.
    pub fn contradicts_itself(&self) -> bool {
        self.not
            .iter()
            .any(|not| self.all.iter().any(|held| held.implies(not)))
    }
}

impl Held {
    /// Whether `other` is met in every sentence in which this chain is.
    fn implies(&self, other: &Held) -> bool {
        self.readings()
            .iter()
            .any(|reading| reading.implies_as_read(other))
    }

    /// Chains met wherever this one is: itself; neighbours as distance 1; two phrases near each other in either order.
    fn readings(&self) -> Vec<Held> {
        let mut readings = vec![self.clone()];
        if self.links.is_empty() {
            readings.extend((1..self.first.len()).map(|cut| {
                let (first, rest) = self.first.split_at(cut);
                Held {
                    first: first.to_vec(),
                    links: vec![(true, 1, rest.to_vec())],
                }
            }));
        }
        let turned: Vec<Held> = readings.iter().filter_map(Held::turned).collect();
        readings.extend(turned);
        readings
    }

    fn turned(&self) -> Option<Held> {
        let [(_, within, second)] = self.links.as_slice() else {
            return None;
        };
        Some(Held {
            first: second.clone(),
            links: vec![(false, *within, self.first.clone())],
        })
    }

    /// Two phrases near each other stand in either order.
    fn ordered(&self) -> Held {
        let turned = self.turned().filter(|_| !self.links[0].0);
        turned.map_or_else(|| self.clone(), |turned| turned.min(self.clone()))
    }

    fn implies_as_read(&self, other: &Held) -> bool {
        let stands_alone = other.links.is_empty()
            && self.phrases().any(|phrase| {
                phrase
                    .windows(other.first.len())
                    .any(|part| covered(part, &other.first))
            });
        // Later links bind to what came before them, so a chain implies its own beginning.
        let begins = self.links.len() >= other.links.len()
            && covered(&self.first, &other.first)
            && self
                .links
                .iter()
                .zip(&other.links)
                .all(|(own, asked)| own.0 >= asked.0 && own.1 <= asked.1 && covered(&own.2, &asked.2));
        stands_alone || begins
    }

    fn phrases(&self) -> impl Iterator<Item = &Vec<Position>> {
        std::iter::once(&self.first).chain(self.links.iter().map(|(_, _, phrase)| phrase))
    }
}

/// Whether a phrase is an instance of another.
fn covered(phrase: &[Position], by: &[Position]) -> bool {
    phrase.len() == by.len() && phrase.iter().zip(by).all(|(own, asked)| own.is_within(asked))
}

impl Position {
    fn is_within(&self, other: &Position) -> bool {
        self.words
            .iter()
            .all(|word| other.words.iter().any(|asked| word.is_within(asked)))
            && self
                .phrases
                .iter()
                .all(|phrase| other.phrases.iter().any(|asked| covered(phrase, asked)))
    }
}

impl Word {
    fn is_within(&self, other: &Word) -> bool {
        self.atom == other.atom
            || match (&self.spelled, &other.spelled) {
                (Spelled::Form(own) | Spelled::Begins(own), Spelled::Begins(asked)) => {
                    own.starts_with(asked.as_str())
                }
                _ => false,
            }
    }
}

struct Reader<'a> {
    codebook: &'a Codebook,
    vocabulary: Vocabulary,
}

impl Reader<'_> {
    fn topic(&mut self, topic: &Topic) -> Vec<Meaning> {
        let mut meanings = Vec::new();
        for (tongue, rules) in topic.rules.both() {
            for (index, rule) in rules.iter().enumerate() {
                let name = format!("{}/{}/{}", topic.code, tongue.as_str(), index + 1);
                meanings.push(self.rule(&topic.code, name, rule, tongue));
            }
        }
        meanings
    }

    fn rule(&mut self, topic: &str, name: String, rule: &Rule, tongue: Tongue) -> Meaning {
        Meaning {
            name,
            topic: topic.to_owned(),
            weight: rule.weight,
            all: rule.all.iter().map(|chain| self.chain(chain, tongue)).collect(),
            not: rule.not.iter().map(|chain| self.chain(chain, tongue)).collect(),
        }
    }

    fn chain(&mut self, chain: &Chain, tongue: Tongue) -> Held {
        let first = self.phrase(&chain.first, tongue);
        let link = |link: &crate::coding::rule::Link| {
            (
                link.order == Order::Before,
                link.within,
                self.phrase(&link.phrase, tongue),
            )
        };
        Held {
            first,
            links: chain.links.iter().map(link).collect(),
        }
    }

    fn phrase(&mut self, phrase: &Phrase, tongue: Tongue) -> Vec<Position> {
        phrase
            .0
            .iter()
            .map(|choice| self.position(choice, tongue))
            .collect()
    }

    fn position(&mut self, choice: &Choice, tongue: Tongue) -> Position {
        let mut position = Position {
            words: Vec::new(),
            phrases: Vec::new(),
        };
        for term in &choice.0 {
            match term {
                Term::Macro(name) => self.expand(name, tongue, &mut position),
                word => position.words.extend(self.word(word, tongue)),
            }
        }
        position.words.sort_unstable();
        position.words.dedup();
        position.phrases.sort_unstable();
        position.phrases.dedup();
        position
    }

    fn expand(&mut self, name: &str, tongue: Tongue, into: &mut Position) {
        let codebook = self.codebook;
        for phrase in codebook.expansion(name, tongue) {
            match phrase.0.as_slice() {
                [Choice(words)] => into
                    .words
                    .extend(words.iter().filter_map(|word| self.word(word, tongue))),
                _ => into.phrases.push(self.phrase(phrase, tongue)),
            }
        }
    }

    fn word(&mut self, term: &Term, tongue: Tongue) -> Option<Word> {
        let spelled = match term {
            Term::Exact(form) => Spelled::Form(fold(form)),
            Term::Prefix(letters) => Spelled::Begins(fold(letters)),
            Term::Inflected(_) | Term::Macro(_) => Spelled::Inflected,
        };
        let atom = self.vocabulary.add(term, tongue)?;
        Some(Word { atom, spelled })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MACROS: &str = "[absent]\nkk = ['жоқ']\nru = ['нет', 'не подают']\n";

    fn meanings(rules: [&str; 2]) -> Vec<Meaning> {
        let file = format!(
            "[group]\ncode = '01'\nlabel = {{ kk = 'т', ru = 'т' }}\n[[topic]]\ncode = '01.01'\n\
             label = {{ kk = 'т', ru = 'т' }}\n[topic.rules]\nkk = []\nru = {rules:?}\n"
        );
        Meaning::all(&Codebook::parse(&[("1.toml", &file), ("macros.toml", MACROS)]).unwrap())
    }

    /// Whether the first rule is met wherever the second is.
    fn wider(first: &str, second: &str) -> bool {
        let meanings = meanings([first, second]);
        meanings[0].is_met_with(&meanings[1])
    }

    #[test]
    fn more_alternatives_a_larger_distance_and_fewer_conditions_are_wider() {
        assert!(wider("нет|мало вода", "нет вода"));
        assert!(wider("вода near/4 нет", "вода near/3 нет"));
        assert!(wider("вода near/4 нет", "нет before/3 вода"));
        assert!(wider("вода", "вода near/3 нет near/5 дом"));
        assert!(wider("вода near/3 нет", "вода near/3 нет near/5 дом"));
        assert!(wider("вода", "вода & дом not газ"));
        assert!(wider("вода near/2 @absent", "вода near/2 нет"));
        assert!(wider("вод*", "=воды|водопр*"));
        assert!(wider("вода not газ", "вода not газ|дым"));
    }

    #[test]
    fn what_may_miss_is_not_wider() {
        assert!(!wider("нет вода", "нет|мало вода"));
        assert!(!wider("вода near/3 нет", "вода near/4 нет"));
        assert!(!wider("вода before/3 нет", "вода near/3 нет"));
        assert!(!wider("нет near/5 дом", "вода near/3 нет near/5 дом"));
        assert!(!wider("вода not газ|дым", "вода not газ"));
        assert!(!wider("вод*", "вода"));
    }

    #[test]
    fn a_rule_that_excludes_what_it_asks_for_contradicts_itself() {
        let contradicts = |rule: &str| meanings([rule, "дом"])[0].contradicts_itself();
        assert!(contradicts("нет вода not вода"));
        assert!(contradicts("водопр* not вод*"));
        assert!(!contradicts("вода|вод* not водопр*"));
    }
}

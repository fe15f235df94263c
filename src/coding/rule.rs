//! A rule of the codebook: its parts, how it is read and how it is printed.
//!
//! The language is described in `docs/codebook.md`. Reading is total: any string gives a rule or an error with its place,
//! and a rule printed and read again is the same rule.

use std::fmt;

mod read;

/// What a sentence has to say to be counted, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// All of them must occur in the sentence.
    pub all: Vec<Chain>,
    /// None of them may.
    pub not: Vec<Chain>,
    pub weight: Weight,
}

/// Phrases held together by distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub first: Phrase,
    pub links: Vec<Link>,
}

/// A phrase and where it stands from what came before it in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub order: Order,
    /// Words; neighbours are 1 apart.
    pub within: u16,
    pub phrase: Phrase,
}

/// Whether the linked phrase may stand on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Near,
    Before,
}

/// Adjacent words, each out of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(pub Vec<Choice>);

/// Alternatives for one position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice(pub Vec<Term>);

/// One alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Any inflected form of the word.
    Inflected(String),
    /// Every word that begins so.
    Prefix(String),
    /// This form only, in any case.
    Exact(String),
    /// A word class of `macros.toml`.
    Macro(String),
}

/// What a rule adds to its topic, in hundredths; a topic is coded from [`Weight::THRESHOLD`] on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(pub u16);

impl Weight {
    /// The weight of a rule that names none, and the sum from which a topic is given.
    pub const ONE: Weight = Weight(100);
    pub const THRESHOLD: Weight = Weight::ONE;
    const MOST: u16 = 1000;
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("the rule is empty")]
    Empty,
    #[error("a word is missing before `{0}`")]
    WordMissing(String),
    #[error("the rule breaks off: a word is missing at its end")]
    BreaksOff,
    #[error("`{0}` cannot stand in a word; write letters, digits and hyphens")]
    Letter(char),
    #[error(
        "`*` stands only at the end of a word, after at least {} letters",
        read::SHORTEST_PREFIX
    )]
    Prefix,
    #[error("`{0}` needs a distance from 1 to {max}, as in `{0}/4`", max = read::LONGEST_DISTANCE)]
    Distance(String),
    #[error("`&`, `near` and `before` cannot follow `not`, which stands last")]
    AfterNot,
    #[error("the weight `{0}` is not a number from 0.01 to 10 with at most two decimals")]
    Weight(String),
    #[error("the weight must be the last thing in a rule")]
    AfterWeight,
}

/// A mistake in a rule and the byte it was met at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct Misread {
    pub at: usize,
    pub error: RuleError,
}

impl Rule {
    /// The rule written in `source`.
    ///
    /// # Errors
    /// The first mistake and its place.
    pub fn read(source: &str) -> Result<Rule, Misread> {
        read::rule(source)
    }

    /// Every choice of the rule, those under `not` included.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.all
            .iter()
            .chain(&self.not)
            .flat_map(Chain::phrases)
            .flat_map(|phrase| &phrase.0)
    }
}

impl Chain {
    /// The phrases of the chain in order.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        std::iter::once(&self.first).chain(self.links.iter().map(|link| &link.phrase))
    }
}

impl Phrase {
    /// A phrase alone, as `macros.toml` lists them.
    ///
    /// # Errors
    /// The first mistake and its place.
    pub fn read(source: &str) -> Result<Phrase, Misread> {
        read::phrase(source)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(out, &self.all, " & ")?;
        for chain in &self.not {
            write!(out, " not {chain}")?;
        }
        if self.weight != Weight::ONE {
            write!(out, " ^{}", self.weight)?;
        }
        Ok(())
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.first)?;
        for link in &self.links {
            let order = match link.order {
                Order::Near => "near",
                Order::Before => "before",
            };
            write!(out, " {order}/{} {}", link.within, link.phrase)?;
        }
        Ok(())
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(out, &self.0, " ")
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(out, &self.0, "|")
    }
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Inflected(word) => write!(out, "{word}"),
            Term::Prefix(letters) => write!(out, "{letters}*"),
            Term::Exact(form) => write!(out, "={form}"),
            Term::Macro(name) => write!(out, "@{name}"),
        }
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(out, "{whole}"),
            (whole, rest) => write!(out, "{whole}.{rest:02}"),
        }
    }
}

fn joined<T: fmt::Display>(out: &mut fmt::Formatter<'_>, parts: &[T], between: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.write_str(between)?;
        }
        write!(out, "{part}")?;
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    //! Rules as they may be written, for property tests.

    use super::*;
    use proptest::prelude::*;

    fn term() -> impl Strategy<Value = Term> {
        let word = "[а-яәғқңөұүһі]{2,5}(-[0-9а-я]{1,3})?";
        prop_oneof![
            word.prop_map(Term::Inflected),
            (word, "-?").prop_map(|(letters, hyphen)| Term::Prefix(letters + &hyphen)),
            word.prop_map(Term::Exact),
        ]
    }

    fn phrase() -> impl Strategy<Value = Phrase> {
        let choice = prop::collection::vec(term(), 1..4).prop_map(Choice);
        prop::collection::vec(choice, 1..4).prop_map(Phrase)
    }

    fn chain() -> impl Strategy<Value = Chain> {
        let order = prop_oneof![Just(Order::Near), Just(Order::Before)];
        let link = (order, 1u16..=30, phrase()).prop_map(|(order, within, phrase)| Link {
            order,
            within,
            phrase,
        });
        (phrase(), prop::collection::vec(link, 0..3)).prop_map(|(first, links)| Chain { first, links })
    }

    /// Any rule without macros.
    pub fn rule() -> impl Strategy<Value = Rule> {
        let all = prop::collection::vec(chain(), 1..3);
        let not = prop::collection::vec(chain(), 0..3);
        (all, not, 1u16..=1000).prop_map(|(all, not, weight)| Rule {
            all,
            not,
            weight: Weight(weight),
        })
    }
}

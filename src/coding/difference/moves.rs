//! Texts coded by two codebooks, and what moves between them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::coding::decide::{Coded, Coder, Scratch};
use crate::text::passage::Passage;

/// What moves when texts are coded anew. Texts may be added in any order; the answer is the same.
#[derive(Debug, Default, Serialize)]
pub struct Moves {
    pub texts: usize,
    /// Texts whose codes or chief code differ.
    pub moved: usize,
    /// By code, each topic a text has counted once.
    pub codes: BTreeMap<String, Tally>,
    /// Texts whose chief code differs, by old and new chief code; `-` where there is none.
    #[serde(serialize_with = "as_list")]
    pub chief: BTreeMap<(String, String), usize>,
    /// The texts that move, by id.
    pub appeals: BTreeMap<String, Moved>,
}

/// How often a code is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub before: usize,
    pub after: usize,
    pub gained: usize,
    pub lost: usize,
}

/// One text that is coded otherwise, and the rules that make it so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Moved {
    pub old_main: Option<String>,
    pub new_main: Option<String>,
    /// Codes the old codebook gave alone, with its rules.
    pub lost: BTreeMap<String, Vec<String>>,
    /// Codes the new codebook gives alone, with its rules.
    pub gained: BTreeMap<String, Vec<String>>,
}

impl Moves {
    /// Codes a text with both coders; what lies in `hidden` is not read. Of two texts with one id that move, the one of
    /// the lower chief codes is kept.
    pub fn add(
        &mut self,
        id: &str,
        passage: &Passage,
        hidden: &[Range<usize>],
        coders: [&Coder; 2],
        scratches: &mut [Scratch; 2],
    ) {
        let [old, new] = scratches;
        let before = coders[0].code(passage, hidden, old);
        let after = coders[1].code(passage, hidden, new);
        self.count(id, &before, &after);
    }

    /// Takes in what was counted elsewhere.
    pub fn merge(&mut self, other: Moves) {
        self.texts += other.texts;
        self.moved += other.moved;
        for (code, tally) in other.codes {
            let own = self.codes.entry(code).or_default();
            own.before += tally.before;
            own.after += tally.after;
            own.gained += tally.gained;
            own.lost += tally.lost;
        }
        for (pair, texts) in other.chief {
            *self.chief.entry(pair).or_default() += texts;
        }
        for (id, moved) in other.appeals {
            self.note(id, moved);
        }
    }

    fn count(&mut self, id: &str, before: &Coded, after: &Coded) {
        self.texts += 1;
        let moved = Moved {
            old_main: before.main.clone(),
            new_main: after.main.clone(),
            lost: only(before, after),
            gained: only(after, before),
        };
        for code in &before.codes {
            self.codes.entry(code.code.clone()).or_default().before += 1;
        }
        for code in &after.codes {
            self.codes.entry(code.code.clone()).or_default().after += 1;
        }
        for code in moved.lost.keys() {
            self.codes.entry(code.clone()).or_default().lost += 1;
        }
        for code in moved.gained.keys() {
            self.codes.entry(code.clone()).or_default().gained += 1;
        }
        let is_other = moved.old_main != moved.new_main;
        if is_other {
            let pair =
                [&moved.old_main, &moved.new_main].map(|main| main.as_deref().unwrap_or("-").to_owned());
            *self.chief.entry(pair.into()).or_default() += 1;
        }
        if is_other || !moved.lost.is_empty() || !moved.gained.is_empty() {
            self.moved += 1;
            self.note(id.to_owned(), moved);
        }
    }

    fn note(&mut self, id: String, moved: Moved) {
        self.appeals
            .entry(id)
            .and_modify(|known| {
                if moved < *known {
                    known.clone_from(&moved);
                }
            })
            .or_insert(moved);
    }
}

/// The codes of `one` that `other` lacks, with their rules.
fn only(one: &Coded, other: &Coded) -> BTreeMap<String, Vec<String>> {
    let lacks = |code: &str| !other.codes.iter().any(|own| own.code == code);
    let alone = one.codes.iter().filter(|code| lacks(&code.code));
    alone
        .map(|code| {
            let mut rules: Vec<String> = code
                .evidence
                .iter()
                .map(|evidence| evidence.rule.clone())
                .collect();
            rules.sort();
            rules.dedup();
            (code.code.clone(), rules)
        })
        .collect()
}

fn as_list<S: serde::Serializer>(
    pairs: &BTreeMap<(String, String), usize>,
    to: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Pair<'a> {
        from: &'a str,
        to: &'a str,
        texts: usize,
    }
    to.collect_seq(pairs.iter().map(|((from, to), texts)| Pair {
        from,
        to,
        texts: *texts,
    }))
}

//! The compiled codebook at work: a text in, its codes and their evidence out.

use std::ops::Range;

use super::codebook::Codebook;
use super::compile::{CompiledRule, Program, RuleId};
use super::rule::Weight;
use super::sentence::Sentence;
use super::words::WordMemory;
use crate::text::passage::Passage;
use crate::text::tokens::TokenKind;

/// Codes texts by the rules of one codebook. Holds no state: share it between threads, give each its own [`Scratch`].
#[derive(Debug)]
pub struct Matcher {
    program: Program,
    version: String,
}

/// What a matcher keeps between texts to be quick; it never changes an answer.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The codebook the memory belongs to.
    version: String,
    words: WordMemory,
    sentence: Sentence,
    /// The rules the words of a sentence call up.
    called: Vec<RuleId>,
}

/// A topic whose rules were met, its evidence not yet put into words: most topics a text touches are never shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Touched<'m> {
    pub code: &'m str,
    /// The sum of the weights of its rules that were met, at least 1.
    pub score: f64,
    met: Vec<Met>,
}

/// A rule and the bytes of the text that met it.
type Met = (RuleId, Range<usize>);

/// A topic whose rules were met.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub code: String,
    /// The sum of the weights of its rules that were met, at least 1.
    pub score: f64,
    /// By place in the text, then by rule.
    pub evidence: Vec<Evidence>,
}

/// Where a rule was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Bytes of the text, from the first word of the match to the last.
    pub span: Range<usize>,
    /// `01.01/ru/3`: topic, language of the rule, its place in the list from 1.
    pub rule: String,
}

/// A text without full stops is cut after so many words, so that its cost stays linear.
const LONGEST_SENTENCE: usize = 160;

impl Matcher {
    /// Compiles the rules of `codebook`.
    pub fn new(codebook: &Codebook) -> Matcher {
        Matcher {
            program: Program::of(codebook),
            version: codebook.version(),
        }
    }

    /// The version of the codebook, which belongs beside every code.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The names of all rules, by topic code, Kazakh before Russian, in the order written.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.program.rules.iter().map(|rule| rule.name.as_str())
    }

    /// Every topic whose rules weigh 1 or more, the merely mentioned ones too; by score, highest first, then by code. What
    /// lies in `hidden`, in order, is not read. Each rule met anywhere in the text counts once.
    pub fn weighed(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Vec<Weighed> {
        let mut codes: Vec<Weighed> = self
            .touched(passage, hidden, scratch)
            .into_iter()
            .map(|touched| Weighed {
                evidence: self.shown(&touched),
                code: touched.code.to_owned(),
                score: touched.score,
            })
            .collect();
        codes.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        codes
    }

    /// The same topics by code, their evidence to be asked for with [`Matcher::shown`].
    pub fn touched(
        &self,
        passage: &Passage,
        hidden: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> Vec<Touched<'_>> {
        let mut met = self.hits(passage, hidden, scratch);
        met.sort_unstable_by_key(|(id, span)| (*id, span.start, span.end));
        let topics = met.chunk_by(|a, b| self.rule(a.0).topic == self.rule(b.0).topic);
        topics.filter_map(|met| self.topic(met)).collect()
    }

    /// The evidence of a topic, by place in the text, then by rule.
    pub fn shown(&self, touched: &Touched) -> Vec<Evidence> {
        let mut met: Vec<&Met> = touched.met.iter().collect();
        met.sort_unstable_by_key(|(id, span)| (span.start, span.end, *id));
        met.into_iter()
            .map(|(id, span)| self.evidence(*id, span.clone()))
            .collect()
    }

    /// Every rule met with the words that met it, whatever it weighs.
    pub fn met(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Vec<Evidence> {
        let hits = self.hits(passage, hidden, scratch).into_iter();
        hits.map(|(id, span)| self.evidence(id, span)).collect()
    }

    fn hits(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Vec<Met> {
        scratch.serve(self, passage);
        let words = words(passage, hidden);
        let mut met = Vec::new();
        for sentence in cut(&words, passage.sentences()) {
            self.sentence(passage, sentence, scratch, &mut met);
        }
        met
    }

    fn evidence(&self, id: RuleId, span: Range<usize>) -> Evidence {
        Evidence {
            span,
            rule: self.rule(id).name.clone(),
        }
    }

    /// Adds what is met in one sentence.
    fn sentence(&self, passage: &Passage, words: &[Word], scratch: &mut Scratch, met: &mut Vec<Met>) {
        let Scratch {
            words: memory,
            sentence,
            called,
            ..
        } = scratch;
        sentence.begin(self.program.choices.len(), self.program.vocabulary.len());
        for (index, word) in words.iter().enumerate() {
            let written = &passage.text()[word.span.clone()];
            let atoms = memory.atoms(written, word.number, &self.program.vocabulary);
            sentence.add(index as u32, atoms);
        }
        sentence.complete();
        called.clear();
        for atom in sentence.atoms() {
            called.extend(self.program.called.of_id(atom));
        }
        called.sort_unstable();
        called.dedup();
        for &id in &*called {
            let hits = sentence.meets(id, &self.program);
            met.extend(hits.iter().map(|hit| {
                (
                    id,
                    words[hit.from as usize].span.start..words[hit.to as usize].span.end,
                )
            }));
        }
    }

    /// The topic of rules met, in order, if they weigh enough.
    fn topic(&self, met: &[Met]) -> Option<Touched<'_>> {
        let distinct = met.chunk_by(|a, b| a.0 == b.0).filter_map(|same| same.first());
        let score: u32 = distinct.map(|&(id, _)| u32::from(self.rule(id).weight.0)).sum();
        (score >= Weight::THRESHOLD.0.into()).then(|| Touched {
            code: &self.rule(met[0].0).topic,
            score: f64::from(score) / 100.0,
            met: met.to_vec(),
        })
    }

    fn rule(&self, id: RuleId) -> &CompiledRule {
        &self.program.rules[id as usize]
    }
}

impl Evidence {
    /// The topic whose rule it is.
    pub fn topic(&self) -> &str {
        self.rule.split('/').next().unwrap_or(&self.rule)
    }

    /// Whether a rule of the codebook was met: words and the model speak under other names.
    pub fn is_rule(&self) -> bool {
        matches!(self.rule.split('/').nth(1), Some("kk" | "ru"))
    }
}

impl Scratch {
    /// Forgets what belongs to another codebook or numbering.
    fn serve(&mut self, matcher: &Matcher, passage: &Passage) {
        if self.version != matcher.version {
            *self = Scratch {
                version: matcher.version.clone(),
                ..Scratch::default()
            };
        }
        self.words.serve(passage.generation());
    }
}

/// A word of a text as rules count them.
struct Word {
    span: Range<usize>,
    /// In its passage; none for a number or a code.
    number: Option<usize>,
}

/// The words of a passage outside `hidden`.
fn words(passage: &Passage, hidden: &[Range<usize>]) -> Vec<Word> {
    let mut hidden = hidden.iter().peekable();
    let mut is_hidden = |span: &Range<usize>| {
        while hidden.next_if(|hidden| hidden.end <= span.start).is_some() {}
        hidden.peek().is_some_and(|hidden| hidden.start < span.end)
    };
    let mut words = Vec::with_capacity(passage.tokens().len() / 2);
    for (token, number) in passage.numbered() {
        if counts(token.kind) && !is_hidden(&token.span) {
            words.push(Word {
                span: token.span.clone(),
                number,
            });
        }
    }
    words
}

/// Whether a token counts as a word in distances and phrases.
fn counts(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Code)
}

/// The words of each sentence, no piece longer than [`LONGEST_SENTENCE`].
fn cut<'words>(words: &'words [Word], sentences: &[Range<usize>]) -> Vec<&'words [Word]> {
    let mut pieces = Vec::new();
    let mut rest = words;
    for sentence in sentences {
        let (inside, after) = rest.split_at(rest.partition_point(|word| word.span.start < sentence.end));
        pieces.extend(inside.chunks(LONGEST_SENTENCE));
        rest = after;
    }
    pieces.extend(rest.chunks(LONGEST_SENTENCE));
    pieces
}

#[cfg(test)]
mod tests;

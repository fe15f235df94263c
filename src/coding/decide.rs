//! What a text is about: what the rules of the codebook met and what its lessons say of the words, put together.

use std::ops::Range;

use super::codebook::Codebook;
use super::lexis::{self, Judgement, Lexis, NO_TOPIC};
use super::matcher::{self, Evidence, Matcher, Touched};
use super::model::{self, Judged, Model};
use crate::text::passage::Passage;

/// Codes texts by one codebook. Holds no state: share it between threads, give each its own [`Scratch`].
#[derive(Debug)]
pub struct Coder {
    matcher: Matcher,
    lexis: Lexis,
    topics: Vec<Topic>,
    /// The class of what is of no topic, where the codebook has such lessons.
    nothing: Option<usize>,
    /// The model's class of what is of no topic.
    learned_nothing: Option<String>,
    model: Option<Model>,
}

/// What a coder keeps between texts to be quick; it never changes an answer.
#[derive(Debug, Default)]
pub struct Scratch {
    rules: matcher::Scratch,
    words: lexis::Memory,
    model: model::Scratch,
}

/// The codes of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// The chief code; none when the text says too little for any topic.
    pub main: Option<String>,
    /// By score, highest first, then by code.
    pub codes: Vec<Code>,
}

/// A topic a text was found to be about.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    pub code: String,
    /// The probability that the topic is the chief one.
    pub score: f64,
    pub source: Source,
    /// By place in the text, then by rule.
    pub evidence: Vec<Evidence>,
}

/// What gave a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Rules of the topic, whatever its words say.
    Rules,
    /// Words the lessons of the topic hold; no rule of it was met.
    Words,
    /// What the department's model has learned; the lessons hold no such word.
    Model,
    /// A person's decision.
    Analyst,
}

/// A topic and its classes in the lexis.
#[derive(Debug)]
struct Topic {
    code: String,
    class: Option<usize>,
    group: Option<usize>,
    /// Its class in the model, or that of its group.
    learned: Option<String>,
}

/// What each voice says of a text.
struct Said<'m> {
    /// By code.
    rules: Vec<Touched<'m>>,
    words: Judgement,
    model: Vec<Judged>,
}

/// How much a nat of what the words say counts, for the topic and for its group. These weights and the next are near those
/// of the log-linear model most likely on texts of several sources, none of which the lessons were written from; see
/// `docs/methods.md`.
const TOPIC_WORDS: f64 = 4.2;
const GROUP_WORDS: f64 = 3.0;
/// The mean of many words is surer than that of few, if less than were they independent (1/2).
const CERTAINTY: f64 = 0.25;
const USUAL_WORDS: f64 = 27.0;
/// How much a rule of weight 1 counts, and up to which weight rules of one topic add up.
const RULE: f64 = 1.55;
const MOST_RULES: f64 = 4.0;
/// Letters say much that is of no topic before they ask for something: that much less it counts.
const NOTHING: f64 = -4.0;
/// How much a nat of the model's probability counts, and the least probability it is taken for: it leaves out smaller ones.
const MODEL: f64 = 0.4;
const LEAST_LIKELY: f64 = 0.005;
/// A further topic with rules is asked for, not mentioned, from this share of the chief one's probability on.
const FURTHER_BY_RULES: f64 = 0.35;
/// The same for a topic that words alone speak for.
const FURTHER_BY_WORDS: f64 = 0.7;
/// A text stays uncoded where no topic is as probable as this: of 155 topics each has 1 in 155 before a word is read.
const NAMED: f64 = 0.025;
/// So many stretches of words are shown for a topic.
const MOST_REASONS: usize = 4;

impl Coder {
    /// Compiles the rules of `codebook` and learns from its lessons.
    pub fn new(codebook: &Codebook) -> Coder {
        let lexis = Lexis::of(&codebook.lessons());
        let topics = codebook.topics().map(|topic| Topic {
            code: topic.code.clone(),
            class: lexis.class(&topic.code),
            group: lexis.class(group(&topic.code)),
            learned: None,
        });
        Coder {
            matcher: Matcher::new(codebook),
            topics: topics.collect(),
            nothing: lexis.class(NO_TOPIC),
            learned_nothing: None,
            model: None,
            lexis,
        }
    }

    /// The same with what a model has learned, which must be of this codebook.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Coder {
        let knows = |class: &str| model.classes().iter().any(|known| known == class);
        for topic in &mut self.topics {
            let class = [topic.code.as_str(), group(&topic.code)]
                .into_iter()
                .find(|class| knows(class));
            topic.learned = class.map(str::to_owned);
        }
        self.learned_nothing = knows(NO_TOPIC).then(|| NO_TOPIC.to_owned());
        self.model = Some(model);
        self
    }

    /// The version of the model, where there is one.
    pub fn model(&self) -> Option<&str> {
        self.model.as_ref().map(Model::version)
    }

    /// The version of the codebook, which belongs beside every code.
    pub fn version(&self) -> &str {
        self.matcher.version()
    }

    /// The codes of a text; what lies in `hidden`, in order, is not read.
    pub fn code(&self, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Coded {
        let said = Said {
            rules: self.matcher.touched(passage, hidden, &mut scratch.rules),
            words: self.lexis.judge(passage, hidden, &mut scratch.words),
            model: self
                .model
                .as_ref()
                .map_or_else(Vec::new, |model| model.judge(passage, hidden, &mut scratch.model)),
        };
        let probabilities = self.probabilities(&said);
        let highest = probabilities.iter().copied().fold(0.0, f64::max);
        if highest < NAMED {
            return Coded::default();
        }
        let mut codes = Vec::new();
        for (topic, probability) in self.topics.iter().zip(probabilities) {
            // Neither share is less.
            if probability < FURTHER_BY_RULES * highest {
                continue;
            }
            let further = match said.rules_of(topic) {
                Some(_) => FURTHER_BY_RULES,
                None => FURTHER_BY_WORDS,
            };
            if probability >= further * highest {
                let learned = |scratch| self.learned(topic, passage, hidden, scratch);
                codes.extend(self.shown(topic, probability, &said, || learned(&mut scratch.model)));
            }
        }
        codes.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        let codes = without_rivals(codes);
        Coded {
            main: codes.first().map(|code| code.code.clone()),
            codes,
        }
    }

    /// All that speaks for the topic `code`: its rules met, and every stretch of words its lessons hold.
    pub fn speaking_for(
        &self,
        code: &str,
        passage: &Passage,
        hidden: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> Vec<Evidence> {
        let met = self.matcher.met(passage, hidden, &mut scratch.rules).into_iter();
        let mut speaking: Vec<Evidence> = met.filter(|evidence| evidence.topic() == code).collect();
        let judgement = self.lexis.judge(passage, hidden, &mut scratch.words);
        if let Some(topic) = self.topics.iter().find(|topic| topic.code == code) {
            speaking.extend(self.words(topic, &judgement, usize::MAX));
            speaking.extend(self.learned(topic, passage, hidden, &mut scratch.model));
        }
        speaking
    }

    /// How probable each topic is as the chief one; together less than 1, the rest is of no topic.
    fn probabilities(&self, said: &Said) -> Vec<f64> {
        let certainty = certainty(said.words.words());
        let words =
            |class: Option<usize>| class.map_or(0.0, |class| certainty * f64::from(said.words.score(class)));
        let mut supports: Vec<f64> = self
            .topics
            .iter()
            .map(|topic| {
                let words = TOPIC_WORDS * words(topic.class) + GROUP_WORDS * words(topic.group);
                words + self.taught(topic.learned.as_deref(), said)
            })
            .collect();
        for rules in &said.rules {
            if let Ok(topic) = self
                .topics
                .binary_search_by(|topic| topic.code.as_str().cmp(rules.code))
            {
                supports[topic] += RULE * rules.score.min(MOST_RULES);
            }
        }
        let nothing = self.nothing.map(|class| {
            let words = (TOPIC_WORDS + GROUP_WORDS) * words(Some(class));
            NOTHING + words + self.taught(self.learned_nothing.as_deref(), said)
        });
        let highest = supports
            .iter()
            .copied()
            .chain(nothing)
            .fold(f64::NEG_INFINITY, f64::max);
        let weight = |support: f64| (support - highest).exp();
        let all: f64 = supports.iter().copied().chain(nothing).map(weight).sum();
        supports
            .into_iter()
            .map(|support| weight(support) / all)
            .collect()
    }

    /// What the model adds for one of its classes; for what it has no class of, what it would add knowing nothing.
    fn taught(&self, class: Option<&str>, said: &Said) -> f64 {
        let Some(model) = &self.model else {
            return 0.0;
        };
        let probability = match class {
            Some(class) => said.likely(class).max(LEAST_LIKELY),
            None => 1.0 / model.classes().len() as f64,
        };
        MODEL * probability.ln()
    }

    /// A topic as a code, with what was met for it; none where no stretch of the text speaks for it.
    fn shown(
        &self,
        topic: &Topic,
        probability: f64,
        said: &Said,
        learned: impl FnOnce() -> Vec<Evidence>,
    ) -> Option<Code> {
        let words = self.words(topic, &said.words, MOST_REASONS);
        let (source, mut evidence) = match said.rules_of(topic) {
            Some(rules) => (Source::Rules, [self.matcher.shown(rules), words].concat()),
            None if !words.is_empty() => (Source::Words, [words, learned()].concat()),
            None => (Source::Model, learned()),
        };
        evidence
            .sort_by(|a, b| (a.span.start, a.span.end, &a.rule).cmp(&(b.span.start, b.span.end, &b.rule)));
        (!evidence.is_empty()).then(|| Code {
            code: topic.code.clone(),
            score: probability,
            source,
            evidence: without_told(evidence),
        })
    }

    /// The words that spoke most to the model.
    fn learned(
        &self,
        topic: &Topic,
        passage: &Passage,
        hidden: &[Range<usize>],
        scratch: &mut model::Scratch,
    ) -> Vec<Evidence> {
        let spoken = match (&self.model, &topic.learned) {
            (Some(model), Some(class)) => model.evidence(passage, hidden, class, scratch),
            _ => Vec::new(),
        };
        let evidence = spoken.into_iter().take(MOST_REASONS).map(|spoken| Evidence {
            span: spoken.span,
            rule: format!("{}/model/{}", topic.code, spoken.feature),
        });
        evidence.collect()
    }

    /// The stretches of words that speak most for a topic.
    fn words(&self, topic: &Topic, judgement: &Judgement, most: usize) -> Vec<Evidence> {
        let reasons = topic
            .class
            .map(|class| self.lexis.reasons(judgement, class, most));
        let reasons = reasons.unwrap_or_default().into_iter();
        reasons
            .map(|reason| Evidence {
                span: reason.span,
                rule: format!("{}/words", topic.code),
            })
            .collect()
    }
}

impl Said<'_> {
    fn rules_of(&self, topic: &Topic) -> Option<&Touched<'_>> {
        let at = self
            .rules
            .binary_search_by(|touched| touched.code.cmp(&topic.code));
        at.ok().map(|at| &self.rules[at])
    }

    fn likely(&self, class: &str) -> f64 {
        let judged = self.model.iter().find(|judged| judged.class == class);
        judged.map_or(0.0, |judged| f64::from(judged.probability))
    }
}

/// Codes without those that words alone give to a group named already: of two topics of a group without a rule the likelier
/// is meant, not both.
fn without_rivals(codes: Vec<Code>) -> Vec<Code> {
    let mut told: Vec<Code> = Vec::with_capacity(codes.len());
    for code in codes {
        let is_rival = |other: &Code| group(&other.code) == group(&code.code);
        if code.source == Source::Rules || !told.iter().any(is_rival) {
            told.push(code);
        }
    }
    told
}

/// By how much the mean of what the words say is surer in a text of `words` words than in a lesson of usual length.
fn certainty(words: usize) -> f64 {
    ((words + 1) as f64 / USUAL_WORDS).powf(CERTAINTY)
}

fn group(code: &str) -> &str {
    code.split('.').next().unwrap_or(code)
}

/// Evidence, by place, without single words that lie in the stretch of a rule: they say nothing new.
fn without_told(evidence: Vec<Evidence>) -> Vec<Evidence> {
    let rules: Vec<Range<usize>> = evidence
        .iter()
        .filter(|one| one.is_rule())
        .map(|one| one.span.clone())
        .collect();
    let told = |span: &Range<usize>| {
        rules
            .iter()
            .any(|rule| rule.start <= span.start && span.end <= rule.end)
    };
    evidence
        .into_iter()
        .filter(|one| one.is_rule() || !told(&one.span))
        .collect()
}

impl Source {
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Rules => "rules",
            Source::Words => "words",
            Source::Model => "model",
            Source::Analyst => "analyst",
        }
    }
}

#[cfg(test)]
mod tests;

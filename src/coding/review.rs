//! What a person should code next.

mod doubt;
mod form;
mod likeness;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Deserialize;
use serde_json::Value;

use super::evaluation::{Unreadable, group, id};
use doubt::doubt;
use likeness::Shingles;

pub use form::form;

/// An appeal as the machine left it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Empty where the register is not told.
    pub register: String,
    pub number: String,
    pub language: String,
    pub redacted: String,
    pub main: Option<String>,
    pub codes: Vec<CandidateCode>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct CandidateCode {
    pub code: String,
    pub score: f64,
    /// What gave it: `rules`, `words`, `model`.
    pub source: String,
}

/// How many, and by which chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReviewPlan {
    pub count: usize,
    /// Share of `count` that is drawn by chance alone, from 0 to 1.
    pub audit_share: f64,
    pub seed: u64,
}

/// Why an appeal was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Drawn by chance from all appeals: only these give an honest estimate of how often the codes are right.
    Audit,
    /// The machine gives no code.
    Uncoded,
    /// Words or the model alone speak for the chief code, rules for another.
    Apart,
    /// The next code weighs nearly as much as the chief one.
    Close,
    /// Little speaks for the chief code.
    Weak,
}

/// A chosen appeal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pick<'a> {
    pub candidate: &'a Candidate,
    pub reason: Reason,
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    #[serde(default)]
    register: String,
    language: String,
    redacted: String,
    main: Option<String>,
    codes: Vec<CandidateCode>,
}

impl Candidate {
    /// Reads a line of `talda annotate`; `register` may stand in it.
    ///
    /// # Errors
    /// A line that is none.
    pub fn read(line: &str) -> Result<Candidate, Unreadable> {
        let line: Line =
            serde_json::from_str(line).map_err(|error| Unreadable::NotAnObject(error.column()))?;
        Ok(Candidate {
            number: id(&line.id)?,
            register: line.register,
            language: line.language,
            redacted: line.redacted,
            main: line.main,
            codes: line.codes,
        })
    }

    fn key(&self) -> (&str, &str) {
        (&self.register, &self.number)
    }
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::Uncoded => "uncoded",
            Self::Apart => "rules speak for another code",
            Self::Close => "two codes close",
            Self::Weak => "weak evidence",
        }
    }
}

/// Chooses from `candidates`, by register and number; the order they come in does not matter.
///
/// First the audit: a simple random sample of all. Then the most doubtful: languages in proportion to the candidates, the
/// worth of an appeal halved, then a third, a quarter… with each one already chosen of its group of topics, and none whose text
/// is nearly that of one already chosen. Where only such are left, fewer are chosen than asked for.
pub fn choose<'a>(candidates: &'a [Candidate], plan: &ReviewPlan) -> Vec<Pick<'a>> {
    let mut entries: Vec<Entry> = candidates
        .iter()
        .map(|candidate| Entry::new(candidate, plan.seed))
        .collect();
    entries.sort_by_key(|entry| entry.lot);
    let count = plan.count.min(entries.len());
    let audit = (count as f64 * plan.audit_share.clamp(0.0, 1.0)).round() as usize;
    let (audit, rest) = entries.split_at(audit);
    let mut chosen = Chosen::default();
    for entry in audit {
        chosen.take(entry, Reason::Audit);
    }
    for (language, quota) in quotas(rest, count - audit.len()) {
        chosen.most_doubtful(
            rest.iter().filter(|entry| entry.candidate.language == language),
            quota,
        );
    }
    // What one language could not give, the others may.
    let open = count.saturating_sub(chosen.picks.len());
    chosen.most_doubtful(rest.iter(), open);
    chosen.picks.sort_by_key(|pick| pick.candidate.key());
    chosen.picks
}

/// A candidate with what it is chosen by.
#[derive(Debug)]
struct Entry<'a> {
    candidate: &'a Candidate,
    doubt: f64,
    reason: Reason,
    /// The group of topics of its main code; empty when uncoded.
    group: &'a str,
    /// A number drawn by seed, register and number alone, so that other appeals do not change it.
    lot: [u8; 16],
}

impl<'a> Entry<'a> {
    fn new(candidate: &'a Candidate, seed: u64) -> Self {
        let (doubt, reason) = doubt(candidate);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_le_bytes());
        hasher.update(&(candidate.register.len() as u64).to_le_bytes());
        hasher
            .update(candidate.register.as_bytes())
            .update(candidate.number.as_bytes());
        let mut lot = [0; 16];
        hasher.finalize_xof().fill(&mut lot);
        Self {
            candidate,
            doubt,
            reason,
            group: candidate.main.as_deref().map_or("", group),
            lot,
        }
    }
}

/// What has been chosen so far.
#[derive(Default)]
struct Chosen<'a> {
    picks: Vec<Pick<'a>>,
    keys: BTreeSet<(&'a str, &'a str)>,
    groups: BTreeMap<&'a str, usize>,
    texts: Vec<Shingles>,
}

impl<'a> Chosen<'a> {
    fn take(&mut self, entry: &Entry<'a>, reason: Reason) {
        self.add(entry, reason, Shingles::of(&entry.candidate.redacted));
    }

    fn add(&mut self, entry: &Entry<'a>, reason: Reason, text: Shingles) {
        let candidate = entry.candidate;
        if self.keys.insert(candidate.key()) {
            self.picks.push(Pick { candidate, reason });
            *self.groups.entry(entry.group).or_default() += 1;
            self.texts.push(text);
        }
    }

    /// Takes up to `count` of `entries`, those that are worth most.
    fn most_doubtful<'e>(&mut self, entries: impl Iterator<Item = &'e Entry<'a>>, count: usize)
    where
        'a: 'e,
    {
        let mut queues = queues(entries.filter(|entry| !self.keys.contains(&entry.candidate.key())));
        let enough = self.picks.len() + count;
        while self.picks.len() < enough {
            let fronts = queues.values().filter_map(|queue| queue.front().copied());
            let best = fronts.max_by(|a, b| {
                self.worth(a)
                    .total_cmp(&self.worth(b))
                    .then_with(|| b.lot.cmp(&a.lot))
            });
            let Some(entry) = best else { return };
            if let Some(queue) = queues.get_mut(entry.group) {
                queue.pop_front();
            }
            let text = Shingles::of(&entry.candidate.redacted);
            if !self.texts.iter().any(|other| other.is_like(&text)) {
                self.add(entry, entry.reason, text);
            }
        }
    }

    fn worth(&self, entry: &Entry) -> f64 {
        entry.doubt / (1 + self.groups.get(entry.group).copied().unwrap_or_default()) as f64
    }
}

/// The entries of each group, the most doubtful first, equals as the lot fell.
fn queues<'a, 'e>(entries: impl Iterator<Item = &'e Entry<'a>>) -> BTreeMap<&'a str, VecDeque<&'e Entry<'a>>>
where
    'a: 'e,
{
    let mut queues: BTreeMap<&str, VecDeque<&Entry>> = BTreeMap::new();
    for entry in entries {
        queues.entry(entry.group).or_default().push_back(entry);
    }
    for queue in queues.values_mut() {
        queue
            .make_contiguous()
            .sort_by(|a, b| b.doubt.total_cmp(&a.doubt).then_with(|| a.lot.cmp(&b.lot)));
    }
    queues
}

/// `count` shared among the languages of `entries` in proportion, by largest remainder (Hamilton), equals by name.
fn quotas<'a>(entries: &[Entry<'a>], count: usize) -> Vec<(&'a str, usize)> {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *languages.entry(&entry.candidate.language).or_default() += 1;
    }
    let all = entries.len().max(1);
    let mut quotas: Vec<(&str, usize, usize)> = languages
        .into_iter()
        .map(|(language, size)| (language, size * count / all, size * count % all))
        .collect();
    let given: usize = quotas.iter().map(|(_, quota, _)| quota).sum();
    quotas.sort_by_key(|(language, _, remainder)| (Reverse(*remainder), *language));
    for (_, quota, _) in quotas.iter_mut().take(count.saturating_sub(given)) {
        *quota += 1;
    }
    quotas.sort_unstable();
    quotas
        .into_iter()
        .map(|(language, quota, _)| (language, quota))
        .collect()
}

#[cfg(test)]
mod tests;

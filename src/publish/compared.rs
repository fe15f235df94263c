//! A comparison as it may be printed.

use super::numbers::Figure;
use super::suppression::{Cell, Cleared, LARGEST_HIDDEN};
use crate::analyse::Findings;
use crate::corpus::published::Change;
use crate::statistics;

/// A comparison of applicants with what of it is told.
#[derive(Debug)]
pub struct Compared<'f> {
    pub change: &'f Change,
    pub before: Figure,
    pub now: Figure,
    findings: &'f Findings,
}

impl<'f> Compared<'f> {
    pub fn of(cleared: &Cleared<'f>, change: &'f Change) -> Self {
        let figure = |half_year: &str, count| {
            cleared.figure(
                &Cell::applicants(&change.district, &change.code, half_year),
                count,
            )
        };
        Self {
            change,
            before: figure(&change.against, change.before),
            now: figure(&change.half_year, change.now),
            findings: cleared.findings,
        }
    }

    /// Whether one of the counts is five or more.
    pub fn has_some(&self) -> bool {
        let few = [Figure::Exact(0).rank(), Figure::Small.rank()];
        [self.before, self.now]
            .iter()
            .any(|figure| !few.contains(&figure.rank()))
    }

    /// Whether both counts are printed.
    pub fn is_exact(&self) -> bool {
        self.before.exact().and(self.now.exact()).is_some()
    }

    /// Ratio with its interval, where both counts are printed.
    pub fn ratio(&self) -> Option<(f64, f64, f64)> {
        let change = self.is_exact().then_some(self.change)?;
        Some((change.ratio?, change.ratio_low?, change.ratio_high?))
    }

    /// `growth`, `decline` or `none`; of a hidden count only what any count it may be would give.
    pub fn verdict(&self) -> Option<&str> {
        use Figure::{Exact, Small};
        match (self.before, self.now) {
            (Exact(_), Exact(_)) => Some(&self.change.verdict),
            // Between less than five and nothing no difference is proven.
            (Small | Exact(0), Small | Exact(0)) => Some(statistics::Verdict::None.as_str()),
            (Small, Exact(now)) => self.whatever(|few| (few, now)),
            (Exact(before), Small) => self.whatever(|few| (before, few)),
            _ => None,
        }
    }

    /// The verdict where 1 and the largest hidden count in place of the hidden one give the same, else `None`.
    ///
    /// A q-value is at least p, and at most p times the tests of its family: between them lies what the analysis found.
    fn whatever(&self, counts: impl Fn(i64) -> (i64, i64)) -> Option<&str> {
        let verdict = |few: i64, tests: f64| {
            let (before, now) = counts(few);
            let exposure = self.exposure();
            let test = statistics::change(before.unsigned_abs(), now.unsigned_abs(), 1.0, exposure, 0.05)?;
            Some(test.verdict((test.p * tests).min(1.0)).as_str())
        };
        let none = statistics::Verdict::None.as_str();
        // The fewer the hidden ones, the greater the difference.
        let found = if verdict(1, 1.0)? == none {
            none
        } else {
            verdict(LARGEST_HIDDEN, self.tests() as f64).filter(|found| *found != none)?
        };
        (found == self.change.verdict).then_some(found)
    }

    /// Covered days now for each day covered then.
    fn exposure(&self) -> f64 {
        let (before, now) = (self.change.before as f64, self.change.now as f64);
        let ratio = self.change.ratio.filter(|ratio| *ratio > 0.0);
        ratio.map_or(1.0, |ratio| now / before / ratio)
    }

    /// Comparisons in the family of this one.
    fn tests(&self) -> usize {
        let family = |change: &Change| {
            let oblast = change.district == self.findings.oblast;
            (change.comparison.clone(), change.level, oblast)
        };
        let own = family(self.change);
        let changes = self.findings.changes.iter();
        changes.filter(|change| family(change) == own).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    /// The verdict that is told of `before` and `now` applicants when the analysis found `verdict`.
    fn told(before: i64, now: i64, verdict: &str) -> Option<String> {
        let findings = sample::findings();
        let mut change = findings.changes[0].clone();
        (change.before, change.now, change.verdict) = (before, now, verdict.to_owned());
        change.ratio = (before > 0).then(|| now as f64 / before as f64);
        let figure = |count| match count {
            1..=LARGEST_HIDDEN => Figure::Small,
            _ => Figure::Exact(count),
        };
        let compared = Compared {
            change: &change,
            before: figure(before),
            now: figure(now),
            findings: &findings,
        };
        compared.verdict().map(str::to_owned)
    }

    #[test]
    fn a_verdict_is_told_of_a_hidden_count_only_where_all_of_1_to_4_give_it() {
        assert_eq!(told(2, 90, "growth").as_deref(), Some("growth"));
        assert_eq!(told(90, 4, "decline").as_deref(), Some("decline"));
        assert_eq!(told(1, 12, "growth"), None);
        assert_eq!(told(4, 12, "none"), None);
        assert_eq!(told(4, 5, "none").as_deref(), Some("none"));
        assert_eq!(told(1, 4, "none").as_deref(), Some("none"));
    }
}

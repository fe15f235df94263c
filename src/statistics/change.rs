//! Change of a count between two periods, exactly.

use statrs::distribution::{Beta, Binomial, ContinuousCDF, DiscreteCDF};

use super::rate::Interval;

/// Two counts compared: y1 given y0 + y1 is binomial with probability e1/(e0+e1) when nothing changed, where e is
/// the exposure (residents × days) of each period (Przyborowski & Wilenski 1940, Biometrika 31).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Rate now over rate then; `None` where nothing was counted then.
    pub ratio: Option<f64>,
    /// Exact (Clopper–Pearson) interval of the ratio; the upper end is infinite where nothing was counted then.
    pub interval: Interval,
    /// Two-sided p-value: twice the smaller tail, at most 1, which agrees with the interval.
    pub p: f64,
}

/// What may be said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Growth,
    Decline,
    /// No evidence of a change worth a word.
    None,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Growth => "growth",
            Self::Decline => "decline",
            Self::None => "none",
        }
    }
}

/// The smallest ratios that are called growth and decline, however certain.
const WORTH_A_WORD: (f64, f64) = (1.2, 0.83);

/// The share of false discoveries accepted among the changes that are named.
const FALSE_DISCOVERY: f64 = 0.05;

/// Compares `now` with `before` at confidence `1 - alpha`; `None` when nothing was counted in either.
pub fn change(before: u64, now: u64, exposure_before: f64, exposure_now: f64, alpha: f64) -> Option<Change> {
    let total = before + now;
    let share = exposure_now / (exposure_before + exposure_now);
    if total == 0 || !(share > 0.0 && share < 1.0) {
        return None;
    }
    let to_ratio = |share: f64| share / (1.0 - share) * exposure_before / exposure_now;
    Some(Change {
        ratio: (before > 0).then(|| now as f64 / exposure_now / (before as f64 / exposure_before)),
        interval: Interval {
            low: if now == 0 {
                0.0
            } else {
                to_ratio(quantile(now, before + 1, alpha / 2.0))
            },
            high: if before == 0 {
                f64::INFINITY
            } else {
                to_ratio(quantile(now + 1, before, 1.0 - alpha / 2.0))
            },
        },
        p: (2.0 * at_least(now, total, share).min(at_least(before, total, 1.0 - share))).min(1.0),
    })
}

impl Change {
    /// What may be said, given the q-value of the change among all that were tested.
    pub fn verdict(&self, q: f64) -> Verdict {
        let certain = q <= FALSE_DISCOVERY && (self.interval.low > 1.0 || self.interval.high < 1.0);
        match self.ratio.unwrap_or(f64::INFINITY) {
            ratio if certain && ratio >= WORTH_A_WORD.0 => Verdict::Growth,
            ratio if certain && ratio <= WORTH_A_WORD.1 => Verdict::Decline,
            _ => Verdict::None,
        }
    }
}

fn quantile(a: u64, b: u64, p: f64) -> f64 {
    Beta::new(a as f64, b as f64).map_or(f64::NAN, |beta| beta.inverse_cdf(p))
}

/// P(X ≥ count) for X binomial.
fn at_least(count: u64, total: u64, share: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    Binomial::new(share, total).map_or(f64::NAN, |binomial| binomial.sf(count - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_tails_are_met() {
        for (count, total, expected) in [
            (6, 7, 0.0625),
            (94, 148, 0.000_634_376_069_889_875),
            (11, 16, 0.105_056_762_7),
            (30, 45, 0.017_848_901_777_597_348),
        ] {
            let found = at_least(count, total, 0.5);
            assert!((found - expected).abs() < 1e-9, "{count} of {total}: {found}");
        }
    }

    #[test]
    fn one_to_six_is_not_growth_and_fifty_four_to_ninety_four_is() {
        let few = change(1, 6, 1.0, 1.0, 0.05).unwrap();
        assert_eq!(few.verdict(few.p), Verdict::None);
        let many = change(54, 94, 1.0, 1.0, 0.05).unwrap();
        assert_eq!(many.verdict(many.p), Verdict::Growth);
        assert_eq!(
            change(94, 54, 1.0, 1.0, 0.05).unwrap().verdict(0.001),
            Verdict::Decline
        );
    }

    #[test]
    fn a_small_change_is_not_named_however_certain() {
        let change = change(100_000, 105_000, 1.0, 1.0, 0.05).unwrap();
        assert!(change.p < 1e-9);
        assert_eq!(change.verdict(change.p), Verdict::None);
    }

    #[test]
    fn a_longer_period_expects_more() {
        let change = change(181, 184, 181.0, 184.0, 0.05).unwrap();
        assert!((change.ratio.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn interval_and_p_agree() {
        for (before, now) in [(0, 6), (5, 0), (10, 21), (30, 30), (3, 12)] {
            let change = change(before, now, 1.0, 1.0, 0.05).unwrap();
            let excludes_one = change.interval.low > 1.0 || change.interval.high < 1.0;
            assert_eq!(excludes_one, change.p < 0.05, "{before} → {now}: {change:?}");
        }
    }

    #[test]
    fn nothing_then_and_now_is_no_comparison() {
        assert_eq!(change(0, 0, 1.0, 1.0, 0.05), None);
        assert_eq!(change(0, 3, 1.0, 1.0, 0.05).unwrap().ratio, None);
    }
}

//! Runs of digits as people group them.

use std::ops::Range;

/// Groups of digits with single spaces, hyphens or line ends between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Bytes of each group.
    pub groups: Vec<Range<usize>>,
}

impl Run {
    /// Bytes from the first digit of the groups `from..to` to their last.
    pub fn span(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let (first, last) = (self.groups.get(from)?, self.groups.get(to.checked_sub(1)?)?);
        Some(first.start..last.end)
    }

    /// The stretches of groups with exactly `digits` digits, as from and to.
    pub fn windows(&self, digits: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.groups.len()).filter_map(move |from| {
            let mut sum = 0;
            let ends = self.groups.iter().enumerate().skip(from);
            for (at, group) in ends {
                sum += group.len();
                if sum >= digits {
                    return (sum == digits).then_some((from, at + 1));
                }
            }
            None
        })
    }

    /// How many digits each of the groups `from..to` has.
    pub fn lengths(&self, from: usize, to: usize) -> Vec<usize> {
        let groups = self.groups.get(from..to).unwrap_or_default();
        groups.iter().map(Range::len).collect()
    }
}

/// The runs of `text`; decimal fractions and digits of hexadecimal words are in none.
pub fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = None;
    for group in groups(bytes) {
        if is_part_of_another(bytes, &group) {
            joined = None;
            continue;
        }
        let separator = joined.and_then(|end| text.get(end..group.start));
        joined = Some(group.end);
        match runs
            .last_mut()
            .filter(|_| matches!(separator, Some(" " | "-" | "\n")))
        {
            Some(run) => run.groups.push(group),
            None => runs.push(Run { groups: vec![group] }),
        }
    }
    runs
}

/// Every group of digits in order.
pub fn groups(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|byte| !byte.is_ascii_digit());
        at = start + length.unwrap_or(rest.len());
        Some(start..at)
    })
}

/// True for the digits of a decimal fraction or of a hexadecimal word (a pseudonym, a checksum).
pub fn is_part_of_another(bytes: &[u8], group: &Range<usize>) -> bool {
    is_fraction(bytes, group) || is_hexadecimal(bytes, group)
}

/// «0.980101500004», «1,5»: digits, one point or comma, digits, and no second point.
fn is_fraction(bytes: &[u8], group: &Range<usize>) -> bool {
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let point = |at| matches!(byte(at), Some(b'.' | b','));
    let behind_point = point(group.start.checked_sub(1)) && digit(byte(group.start.checked_sub(2)));
    let before_point = point(Some(group.end)) && digit(byte(Some(group.end + 1)));
    // With points on both sides it is a date, or a telephone written with points.
    behind_point != before_point
}

fn is_hexadecimal(bytes: &[u8], group: &Range<usize>) -> bool {
    let of_word = |byte: &&u8| byte.is_ascii_alphanumeric();
    let left = bytes.get(..group.start).unwrap_or_default().iter().rev();
    let right = bytes.get(group.end..).unwrap_or_default().iter();
    let around: Vec<u8> = left
        .take_while(of_word)
        .chain(right.take_while(of_word))
        .copied()
        .collect();
    around.iter().any(u8::is_ascii_alphabetic) && around.iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Vec<&str>> {
        let words = |run: Run| run.groups.into_iter().map(|group| &text[group]).collect();
        runs(text).into_iter().map(words).collect()
    }

    #[test]
    fn groups_with_a_space_or_hyphen_between_them_are_a_run() {
        assert_eq!(
            found("980101 500-004, 5; 12  7"),
            [vec!["980101", "500", "004"], vec!["5"], vec!["12"], vec!["7"]]
        );
    }

    #[test]
    fn fractions_and_hexadecimal_words_are_none() {
        for text in ["42.3417", "3,5", "9a8b980101500004ff", "1.5e12"] {
            assert_eq!(found(text), Vec::<Vec<&str>>::new(), "{text}");
        }
        assert_eq!(found("IIN980101"), [["980101"]]);
    }

    #[test]
    fn a_window_has_whole_groups() {
        let run = &runs("12 3456 78 90")[0];
        assert_eq!(run.windows(8).collect::<Vec<_>>(), [(0, 3), (1, 4)]);
        assert_eq!(run.windows(5).count(), 0);
    }
}

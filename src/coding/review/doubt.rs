//! How doubtful the machine's codes are.

use super::{Candidate, CandidateCode, Reason};

/// From 0, beyond doubt, to 1, and what gives rise to it.
pub fn doubt(candidate: &Candidate) -> (f64, Reason) {
    let main = candidate
        .main
        .as_ref()
        .and_then(|main| candidate.codes.iter().find(|code| code.code == *main));
    let Some(main) = main else {
        return (1.0, Reason::Uncoded);
    };
    if are_apart(main, &candidate.codes) {
        return (1.0, Reason::Apart);
    }
    let next = candidate
        .codes
        .iter()
        .filter(|code| code.code != main.code)
        .map(|code| code.score)
        .fold(0.0, f64::max);
    let close = (next / main.score).clamp(0.0, 1.0);
    let weak = (1.0 - main.score).clamp(0.0, 1.0);
    if close >= weak {
        (close, Reason::Close)
    } else {
        (weak, Reason::Weak)
    }
}

/// Whether words or the model alone speak for the chief topic and rules for another.
fn are_apart(main: &CandidateCode, codes: &[CandidateCode]) -> bool {
    let by_rules = |code: &CandidateCode| code.source.contains("rules");
    !by_rules(main) && codes.iter().any(by_rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(codes: &[(&str, f64, &str)]) -> Candidate {
        let code = |&(code, score, source): &(&str, f64, &str)| CandidateCode {
            code: code.to_owned(),
            score,
            source: source.to_owned(),
        };
        Candidate {
            register: String::new(),
            number: "1".to_owned(),
            language: "kk".to_owned(),
            redacted: String::new(),
            main: codes.first().map(|(code, ..)| (*code).to_owned()),
            codes: codes.iter().map(code).collect(),
        }
    }

    #[test]
    fn uncoded_and_contradicted_appeals_are_the_most_doubtful() {
        assert_eq!(doubt(&candidate(&[])), (1.0, Reason::Uncoded));
        let apart = [("01.01", 0.6, "words"), ("02.01", 0.3, "rules")];
        assert_eq!(doubt(&candidate(&apart)), (1.0, Reason::Apart));
        let together = [("01.01", 0.6, "rules"), ("02.01", 0.5, "words")];
        assert_eq!(doubt(&candidate(&together)).1, Reason::Close);
    }

    #[test]
    fn a_close_second_is_doubtful_and_so_is_a_weak_first() {
        assert_eq!(
            doubt(&candidate(&[("01.01", 0.5, "rules"), ("02.01", 0.375, "rules")])),
            (0.75, Reason::Close)
        );
        assert_eq!(
            doubt(&candidate(&[("01.01", 0.75, "words")])),
            (0.25, Reason::Weak)
        );
    }
}

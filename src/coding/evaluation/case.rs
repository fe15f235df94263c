//! A gold appeal and its prediction seen at one level of the codebook.

use std::collections::BTreeSet;

use super::records::{Gold, Predicted, group};
use crate::coding::NOT_CODED;

/// Groups or topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Groups,
    Topics,
}

/// What was meant and what was said of an appeal, in codes of one level.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<'a> {
    pub level: Level,
    pub id: &'a str,
    pub language: &'a str,
    pub register: &'a str,
    /// Codes that are raised, without the one for «no code fits».
    pub meant: BTreeSet<&'a str>,
    /// The chief code, [`Level::uncoded`] where no code fits.
    pub meant_main: &'a str,
    pub said: BTreeSet<&'a str>,
    pub said_main: &'a str,
    pub score: Option<f64>,
}

impl Level {
    /// The code of appeals no code fits.
    pub fn uncoded(self) -> &'static str {
        match self {
            Self::Groups => group(NOT_CODED),
            Self::Topics => NOT_CODED,
        }
    }

    /// 1 for groups, 2 for topics.
    pub fn number(self) -> u8 {
        match self {
            Self::Groups => 1,
            Self::Topics => 2,
        }
    }

    fn code(self, code: &str) -> &str {
        match self {
            Self::Groups => group(code),
            Self::Topics => code,
        }
    }

    fn codes<'a>(self, codes: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        codes
            .map(|code| self.code(code))
            .filter(|&code| code != self.uncoded())
            .collect()
    }
}

impl<'a> Case<'a> {
    /// The case at `level`; none where the gold says nothing at this level: it has groups only.
    pub fn new(gold: &'a Gold, said: &'a Predicted, level: Level) -> Option<Case<'a>> {
        let meant_main = match (level, &gold.main) {
            (_, None) => level.uncoded(),
            (Level::Groups, Some(main)) => group(main),
            (Level::Topics, Some(main)) => topic(main, gold)?,
        };
        let spoken = gold
            .codes
            .iter()
            .map(String::as_str)
            .filter(|code| level == Level::Groups || code.contains('.'));
        let mut meant = level.codes(spoken);
        if meant.is_empty() {
            meant = level.codes(std::iter::once(meant_main));
        }
        Some(Case {
            level,
            id: &gold.id,
            language: &gold.language,
            register: &gold.register,
            meant,
            meant_main,
            said: level.codes(said.codes.iter().map(|code| code.code.as_str())),
            said_main: said
                .main
                .as_deref()
                .map_or(level.uncoded(), |code| level.code(code)),
            score: said.main_score(),
        })
    }

    /// Whether it was given a code.
    pub fn is_coded(&self) -> bool {
        self.said_main != self.level.uncoded()
    }

    /// Whether the main code is right: of several codes that are raised each is accepted.
    pub fn is_right(&self) -> bool {
        self.said_main == self.meant_main || (self.meant.len() > 1 && self.meant.contains(self.said_main))
    }
}

/// The chief topic: `main` itself, or the one topic of the group that it is.
fn topic<'a>(main: &'a str, gold: &'a Gold) -> Option<&'a str> {
    if main.contains('.') {
        return Some(main);
    }
    let mut topics = gold
        .codes
        .iter()
        .filter(|code| code.contains('.') && group(code) == main);
    topics
        .next()
        .filter(|_| topics.next().is_none())
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::records::PredictedCode;
    use super::*;

    fn gold(codes: &[&str], main: Option<&str>) -> Gold {
        Gold {
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            main: main.map(str::to_owned),
            ..Gold::default()
        }
    }

    fn said(codes: &[&str]) -> Predicted {
        let code = |code: &&str| PredictedCode {
            code: (*code).to_owned(),
            score: Some(1.0),
        };
        Predicted {
            main: codes.first().map(|code| (*code).to_owned()),
            codes: codes.iter().map(code).collect(),
            ..Predicted::default()
        }
    }

    fn right(gold: &Gold, said: &Predicted, level: Level) -> Option<bool> {
        Case::new(gold, said, level).map(|case| case.is_right())
    }

    #[test]
    fn a_topic_of_the_right_group_is_right_among_groups_only() {
        let (gold, said) = (gold(&["01.01"], Some("01.01")), said(&["01.02"]));
        assert_eq!(right(&gold, &said, Level::Groups), Some(true));
        assert_eq!(right(&gold, &said, Level::Topics), Some(false));
    }

    #[test]
    fn any_of_several_raised_codes_is_accepted_as_the_main_one() {
        let several = gold(&["01", "02"], Some("01"));
        assert_eq!(right(&several, &said(&["02.01"]), Level::Groups), Some(true));
        assert_eq!(right(&several, &said(&["03.01"]), Level::Groups), Some(false));
    }

    #[test]
    fn no_code_is_met_by_no_code_and_by_the_code_for_it() {
        let none = gold(&[], None);
        assert_eq!(right(&none, &said(&[]), Level::Groups), Some(true));
        assert_eq!(right(&none, &said(&["99.01"]), Level::Groups), Some(true));
        assert_eq!(right(&none, &said(&["01.01"]), Level::Groups), Some(false));
    }

    #[test]
    fn gold_of_groups_says_nothing_of_topics() {
        assert_eq!(
            right(&gold(&["01"], Some("01")), &said(&["01.01"]), Level::Topics),
            None
        );
        assert_eq!(
            right(
                &gold(&["01.01", "02"], Some("01")),
                &said(&["01.01"]),
                Level::Topics
            ),
            Some(true)
        );
    }
}

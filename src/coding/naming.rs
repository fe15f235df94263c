//! How codes are spelled: topics have numbers, flags have words.

use std::fmt;

/// The form of the codes of a set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// `01.03`: a codebook.
    Numbers,
    /// `kind.complaint`: routing flags.
    Words,
}

impl Naming {
    /// Whether `code` may name a group.
    pub fn fits_group(self, code: &str) -> bool {
        match self {
            Naming::Numbers => code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit()),
            Naming::Words => {
                !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            }
        }
    }

    /// Whether `code` may name a topic of `group`.
    pub fn fits_topic(self, code: &str, group: &str) -> bool {
        code.split_once('.')
            .is_some_and(|(first, rest)| first == group && self.fits_group(rest))
    }
}

impl fmt::Display for Naming {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Naming::Numbers => "two digits",
            Naming::Words => "small Latin letters",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_have_numbers_and_flags_have_words() {
        assert!(Naming::Numbers.fits_topic("01.03", "01"));
        assert!(!Naming::Numbers.fits_topic("01.3", "01"));
        assert!(!Naming::Numbers.fits_topic("01.03", "02"));
        assert!(Naming::Words.fits_topic("kind.info_request", "kind"));
        assert!(!Naming::Words.fits_topic("kind.Жалоба", "kind"));
        assert!(!Naming::Words.fits_group(""));
    }
}

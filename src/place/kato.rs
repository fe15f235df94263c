//! КАТО codes.

use std::fmt;
use std::str::FromStr;

/// A code of the classifier of administrative-territorial units: nine digits, the first two of the region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kato(u32);

/// The text is not nine digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a КАТО code has nine digits")]
pub struct NotKato;

impl FromStr for Kato {
    type Err = NotKato;

    fn from_str(text: &str) -> Result<Self, NotKato> {
        let nine_digits = text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        nine_digits
            .then(|| text.parse().ok())
            .flatten()
            .map(Kato)
            .ok_or(NotKato)
    }
}

impl fmt::Display for Kato {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:09}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_nine_digits() {
        assert_eq!("614600000".parse::<Kato>().unwrap().to_string(), "614600000");
        for text in ["61460000", "6146000000", "61460000x", "+14600000", ""] {
            assert_eq!(text.parse::<Kato>(), Err(NotKato));
        }
    }
}

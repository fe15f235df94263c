//! What a printed figure tells of its size.

/// A printed figure as nouns agree with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// 5, 1 234, −7.
    Whole(i64),
    /// 3,4 or 2,0.
    Fraction,
    /// «<5», «…» and whatever else is no number.
    Hidden,
}

impl Quantity {
    /// The size of a figure as it is printed, with or without «%» and the like behind it.
    pub fn read(printed: &str) -> Self {
        let figure = printed.trim().trim_start_matches(['−', '-', '+']);
        let end = figure
            .find(|letter: char| !is_of_number(letter))
            .unwrap_or(figure.len());
        let number = figure[..end].trim();
        match number.split_once(',') {
            Some((whole, part)) if !digits(whole).is_empty() && !digits(part).is_empty() => Self::Fraction,
            Some(_) => Self::Hidden,
            None => digits(number).parse().map_or(Self::Hidden, Self::Whole),
        }
    }
}

fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || letter == ',' || is_space(letter)
}

/// The spaces that part thousands.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_figures_and_fractions_are_not_whole() {
        for (printed, quantity) in [
            ("5", Quantity::Whole(5)),
            ("1\u{a0}234", Quantity::Whole(1234)),
            ("−7", Quantity::Whole(7)),
            ("12 %", Quantity::Whole(12)),
            ("12,5", Quantity::Fraction),
            ("12,5 %", Quantity::Fraction),
            ("<5", Quantity::Hidden),
            ("…", Quantity::Hidden),
            ("–", Quantity::Hidden),
            ("", Quantity::Hidden),
            ("99999999999999999999", Quantity::Hidden),
        ] {
            assert_eq!(Quantity::read(printed), quantity, "{printed}");
        }
    }
}

//! Numbers as official Kazakh and Russian documents print them.

use super::suppression::SMALLEST_SHOWN;

/// A count as documents and the map page may print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// None, or five and more.
    Exact(i64),
    /// 1 to 4.
    Small,
    /// Not told, so that small ones cannot be worked out.
    Withheld,
}

/// The sign of a withheld count.
pub const WITHHELD: &str = "…";

impl Figure {
    /// The count where it may be told, and anything computed from it.
    pub fn exact(self) -> Option<i64> {
        match self {
            Self::Exact(count) => Some(count),
            Self::Small | Self::Withheld => None,
        }
    }

    /// For tables: «–» for none, «<5», «…».
    pub fn printed(self) -> String {
        match self {
            Self::Exact(0) => "–".to_owned(),
            Self::Exact(count) => grouped(count),
            Self::Small => format!("<{SMALLEST_SHOWN}"),
            Self::Withheld => WITHHELD.to_owned(),
        }
    }

    /// For sentences, where none is 0 and not the dash of a table.
    pub fn told(self) -> String {
        match self {
            Self::Exact(0) => "0".to_owned(),
            other => other.printed(),
        }
    }

    /// For CSV files: digits without spaces.
    pub fn plain(self) -> String {
        match self {
            Self::Exact(count) => count.to_string(),
            other => other.printed(),
        }
    }

    /// What lists are ordered by: the place of a hidden count tells nothing of it. Withheld ones come after all others of
    /// five and more, then small ones, then none.
    pub fn rank(self) -> i64 {
        match self {
            Self::Exact(0) => 0,
            Self::Small => 1,
            Self::Withheld => 2,
            Self::Exact(count) => count.max(3),
        }
    }
}

/// Thousands parted by a no-break space, minus as a sign of its own: 12 345, −7.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

/// Rounded to so many places, a half away from zero, as people and spreadsheets do.
pub fn rounded(number: f64, places: usize) -> f64 {
    let text = fixed(number.abs(), places);
    text.parse::<f64>().map_or(number, |found| found.copysign(number))
}

/// A number that is not negative with so many places.
fn fixed(number: f64, places: usize) -> String {
    // A half of the last place has no more binary places than this, and so many decimal ones.
    let places_of_half = places + 1;
    let scaled = number * 2_f64.powi(places_of_half as i32);
    let is_half = scaled.fract() == 0.0 && format!("{number:.places_of_half$}").ends_with('5');
    // A half would go to the even neighbour.
    let number = if is_half { number.next_up() } else { number };
    format!("{number:.places$}")
}

/// With a decimal comma and so many places: 12,5.
pub fn decimal(number: f64, places: usize) -> String {
    let text = fixed(number.abs(), places);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let sign = if number < 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        "−"
    } else {
        ""
    };
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{part}")
    }
}

/// `part` of `whole` in per cent with one place, 12,5; a dash where there is no whole or one of them is hidden.
pub fn percent(part: Figure, whole: Figure) -> String {
    match (part.exact(), whole.exact()) {
        (Some(part), Some(whole)) if whole != 0 => decimal(100.0 * part as f64 / whole as f64, 1),
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_a_no_break_space() {
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!([grouped(999), grouped(-1000)], ["999", "−1\u{a0}000"]);
    }

    #[test]
    fn a_half_goes_up_and_what_only_looks_like_one_does_not() {
        assert_eq!(
            [decimal(0.25, 1), decimal(0.35, 1), decimal(2.5, 0)],
            ["0,3", "0,3", "3"]
        );
        assert_eq!(
            [rounded(0.25, 1), rounded(-0.25, 1), rounded(1.005, 2)],
            [0.3, -0.3, 1.0]
        );
    }

    #[test]
    fn hidden_counts_have_signs() {
        let figures = [
            Figure::Exact(0),
            Figure::Small,
            Figure::Withheld,
            Figure::Exact(1200),
        ];
        assert_eq!(figures.map(Figure::printed), ["–", "<5", "…", "1\u{a0}200"]);
        assert_eq!(figures.map(Figure::told), ["0", "<5", "…", "1\u{a0}200"]);
        assert_eq!(figures.map(Figure::plain), ["0", "<5", "…", "1200"]);
    }

    #[test]
    fn nothing_is_computed_from_hidden_counts() {
        let eight = Figure::Exact(8);
        for hidden in [Figure::Small, Figure::Withheld] {
            assert_eq!([percent(hidden, eight), percent(eight, hidden)], ["–", "–"]);
        }
    }

    #[test]
    fn decimals_have_a_comma() {
        assert_eq!(
            [decimal(12.54, 1), decimal(-0.04, 1), decimal(1234.0, 0)],
            ["12,5", "0,0", "1\u{a0}234"]
        );
        let [one, eight, none] = [1, 8, 0].map(Figure::Exact);
        assert_eq!([percent(one, eight), percent(one, none)], ["12,5", "–"]);
    }
}

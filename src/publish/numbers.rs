//! Numbers as official Kazakh and Russian documents print them.

/// Below this a count is not printed in anything that leaves the department.
const SMALLEST_SHOWN: i64 = 5;

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

/// Whether a count may be printed as it is: none, or five and more.
pub fn is_shown(number: i64) -> bool {
    !(1..SMALLEST_SHOWN).contains(&number)
}

/// A count for documents and the map page: "<5" for 1 to 4, an en dash for none.
pub fn count(number: i64) -> String {
    match number {
        0 => "–".to_owned(),
        1.. if number < SMALLEST_SHOWN => format!("<{SMALLEST_SHOWN}"),
        _ => grouped(number),
    }
}

/// With a decimal comma and so many places: 12,5.
pub fn decimal(number: f64, places: usize) -> String {
    let text = format!("{:.places$}", number.abs());
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

/// `part` of `whole` in per cent with one place: 12,5.
pub fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        "–".to_owned()
    } else {
        decimal(100.0 * part as f64 / whole as f64, 1)
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
    fn small_counts_are_not_printed() {
        assert_eq!([0, 1, 4, 5].map(count), ["–", "<5", "<5", "5"]);
    }

    #[test]
    fn decimals_have_a_comma() {
        assert_eq!(
            [decimal(12.54, 1), decimal(-0.04, 1), decimal(1234.0, 0)],
            ["12,5", "0,0", "1\u{a0}234"]
        );
        assert_eq!([percent(1, 8), percent(1, 0)], ["12,5", "–"]);
    }
}

//! IIN and BIN as registers hold them.

/// The twelve digits of an IIN or BIN, or `None` where `cell` holds none that is valid.
///
/// A spreadsheet that took the number for a quantity dropped its leading zeros: they are put back, but only where
/// the check digit then holds.
pub fn identifier(cell: &str) -> Option<String> {
    let digits: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plausible = (8..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !plausible {
        return None;
    }
    let padded = format!("{digits:0>12}");
    check_digit_holds(&padded).then_some(padded)
}

/// The check digit of Government decree № 565 of 11 June 2003: weights 1–11, and 3–11, 1, 2 where the first sum
/// leaves ten. Twelve equal digits are a placeholder, not a number.
fn check_digit_holds(digits: &str) -> bool {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, body)) = digits.split_last() else {
        return false;
    };
    let sum = |first: u32| -> u32 {
        body.iter()
            .zip(0..)
            .map(|(digit, place)| digit * ((place + first - 1) % 11 + 1))
            .sum::<u32>()
            % 11
    };
    let control = match sum(1) {
        10 => sum(3),
        control => control,
    };
    control == *check && body.iter().any(|digit| digit != check)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Invented: born in 2098, which is nobody yet.
    const VALID: [&str; 3] = ["980101500004", "980101600000", "980101500502"];

    #[test]
    fn a_valid_number_stays_as_it_is() {
        for number in VALID {
            assert_eq!(identifier(number).as_deref(), Some(number));
        }
    }

    #[test]
    fn a_wrong_check_digit_is_no_number() {
        assert_eq!(identifier("980101500005"), None);
    }

    #[test]
    fn lost_leading_zeros_come_back_only_where_the_check_digit_holds() {
        assert_eq!(identifier("61211600012").as_deref(), Some("061211600012"));
        assert_eq!(identifier("61211600013"), None);
    }

    #[test]
    fn a_placeholder_is_no_number() {
        assert_eq!(identifier("000000000000"), None);
    }

    #[test]
    fn spaces_and_hyphens_inside_do_not_matter() {
        assert_eq!(identifier("980101 500 004").as_deref(), Some(VALID[0]));
    }
}

//! Russian agreement after numerals, and places after «в» and «по».

/// The form of a noun after a whole number: 1 обращение, 2 обращения, 5 обращений, 11 обращений.
pub fn agree<'f>(number: i64, one: &'f str, few: &'f str, many: &'f str) -> &'f str {
    match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// The name of a region or district after «в», e.g. Туркестанской области, Сайрамском районе, районе Сауран.
pub fn located(name: &str) -> String {
    let endings = [
        ("ая область", "ой области"),
        ("ий район", "ом районе"),
        ("ый район", "ом районе"),
    ];
    for (from, to) in endings {
        if let Some(stem) = name.strip_suffix(from) {
            return format!("{stem}{to}");
        }
    }
    for (from, to) in [
        ("область ", "области "),
        ("район ", "районе "),
        ("город ", "городе "),
    ] {
        if let Some(rest) = name.strip_prefix(from) {
            return format!("{to}{rest}");
        }
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_the_number() {
        let table = [
            (
                "обращение",
                vec![1, 21, 31, 41, 51, 61, 71, 81, 91, 101, 121, 1_001, 2_021],
            ),
            (
                "обращения",
                vec![
                    2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 54, 62, 73, 84, 92, 102, 103, 104, 122, 1_002, 2_343,
                ],
            ),
            (
                "обращений",
                vec![
                    0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 25, 30, 100, 111, 112, 113,
                    114, 211, 1_000, 1_011, 1_112, 5_000,
                ],
            ),
        ];
        for (form, numbers) in table {
            for number in numbers {
                assert_eq!(
                    agree(number, "обращение", "обращения", "обращений"),
                    form,
                    "{number}"
                );
            }
        }
    }

    #[test]
    fn places_stand_in_the_prepositional_case() {
        for (name, form) in [
            ("Туркестанская область", "Туркестанской области"),
            ("область Абай", "области Абай"),
            ("Сайрамский район", "Сайрамском районе"),
            ("район Байдибека", "районе Байдибека"),
            ("г. Арысь", "г. Арысь"),
        ] {
            assert_eq!(located(name), form);
        }
    }
}

//! Telephones in local spellings: a network's 700 0xx xx xx, and a town code that no town has.

use super::identifiers::Identifier;
use super::random::Random;

/// Spellings of a mobile number: `C` its code, `a`, `b`, `c` its groups of three, two and two digits.
const MOBILE: [&str; 20] = [
    "+7 C a b c",
    "+7Cabc",
    "8 C a b c",
    "8Cabc",
    "8-C-a-b-c",
    "8(C)a-b-c",
    "8 (C) a b c",
    "+7(C)abc",
    "+7 (C) a-b-c",
    "+7-C-a-b-c",
    "8.C.a.b.c",
    "Cabc",
    "C a b c",
    "C-a-b-c",
    "8 C abc",
    "8C a b c",
    "7 C a b c",
    "7Cabc",
    "8C-a-b-c",
    "(C) a-b-c",
];

/// Spellings of a number with the code of a town.
const TOWN: [&str; 5] = [
    "8 (72500) 2-b-c",
    "8(72500)2-b-c",
    "8 72500 2bc",
    "(72500) 2-b-c",
    "872500 2-b-c",
];

/// Spellings without any code, told by the word before them alone.
const SHORT: [&str; 3] = ["2-b-c", "2b-c-a", "2bca"];

const KAZAKH: [&str; 5] = ["тел. ", "телефоным ", "ұялы ", GLUED, "whatsapp: "];
const RUSSIAN: [&str; 5] = ["тел. ", "телефон: ", "сот. ", GLUED, "ватсап "];
/// «тел87000000000»
const GLUED: &str = "тел";

/// A telephone of nobody; `form` counts through the spellings.
pub fn phone(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let patterns: Vec<&str> = MOBILE.iter().chain(&TOWN).chain(&SHORT).copied().collect();
    let pattern = patterns[form % patterns.len()];
    let words = if kazakh { KAZAKH } else { RUSSIAN };
    let short = SHORT.contains(&pattern);
    let word = match (short, random.chance(60)) {
        (true, _) => words[random.below(2)],
        (false, true) => *random.pick(&words),
        (false, false) => "",
    };
    let value = filled(pattern, random);
    // Only a whole number is glued to its word.
    let glued = word == GLUED && value.starts_with(['7', '8']);
    let space = if word == GLUED && !glued { " " } else { "" };
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let before = match word {
        "" => "",
        _ if glued => ", glued to its word",
        _ => ", behind its word",
    };
    Identifier {
        class: format!("phone {}{before}", example(pattern)),
        written: format!("{word}{space}{value}"),
        digits: (digits.len() >= WHOLE).then_some(digits),
        value,
    }
}

/// Digits of a number with its code.
const WHOLE: usize = 10;

fn filled(pattern: &str, random: &mut Random) -> String {
    let mobile = pattern.contains('C');
    let mut filled = String::new();
    for sign in pattern.chars() {
        match sign {
            'C' => filled.push_str("700"),
            'a' if mobile => filled.push_str(&format!("0{}", random.digits(2))),
            'a' | 'b' | 'c' => filled.push_str(&random.digits(2)),
            other => filled.push(other),
        }
    }
    filled
}

fn example(pattern: &str) -> String {
    pattern
        .replace('C', "7xx")
        .replace('a', if pattern.contains('C') { "xxx" } else { "xx" })
        .replace(['b', 'c'], "xx")
}

//! Identifiers of nobody: births in the 2090s, telephones and accounts of ranges that are not given out.

use super::random::Random;
use super::telephones::phone;

/// An identifier as it goes into a text.
pub struct Identifier {
    pub class: String,
    /// With the word before it and the ending behind it.
    pub written: String,
    /// What must not be seen again.
    pub value: String,
    /// Its digits alone, where they are proof enough.
    pub digits: Option<String>,
}

/// How often each kind is drawn, in turn.
pub const KINDS: [&str; 12] = [
    "iin", "phone", "iin", "phone", "email", "nick", "card", "iban", "plate", "document", "bin", "phone",
];

/// An identifier of `kind`; `form` counts through its spellings.
pub fn identifier(kind: &str, form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    match kind {
        "iin" => identity(false, form, kazakh, random),
        "bin" => identity(true, form, kazakh, random),
        "phone" => phone(form, kazakh, random),
        "email" => email(form, kazakh, random),
        "nick" => nick(form, kazakh, random),
        "card" => card(form, kazakh, random),
        "iban" => iban(form, kazakh, random),
        "plate" => plate(form, kazakh, random),
        _ => document(form, kazakh, random),
    }
}

/// Twelve digits with a birth in 2090–2099 (or the registration of a firm) and their control digit.
pub fn twelve_digits(business: bool, random: &mut Random) -> String {
    loop {
        let month = 1 + random.below(12);
        let rest = if business {
            format!("{}{}{}", 4 + random.below(3), random.below(4), random.digits(5))
        } else {
            format!(
                "{:02}{}{}",
                1 + random.below(28),
                5 + random.below(2),
                random.digits(4)
            )
        };
        let digits = format!("9{}{month:02}{rest}", random.below(10));
        if let Some(control) = control_digit(&digits) {
            return format!("{digits}{control}");
        }
    }
}

fn control_digit(digits: &str) -> Option<u32> {
    let sum = |shift: usize| -> u32 {
        let weight = |at: usize| ((at + shift) % 11 + 1) as u32;
        digits
            .chars()
            .enumerate()
            .map(|(at, digit)| digit.to_digit(10).unwrap_or(0) * weight(at))
            .sum::<u32>()
            % 11
    };
    [sum(0), sum(2)].into_iter().find(|control| *control < 10)
}

fn grouped(digits: &str, lengths: &[usize], between: &str) -> String {
    let mut at = 0;
    let groups = lengths.iter().map(|length| {
        at += length;
        &digits[at - length..at]
    });
    groups.collect::<Vec<_>>().join(between)
}

fn identity(business: bool, form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let digits = twelve_digits(business, random);
    let word = match (business, kazakh) {
        (true, true) => "БСН",
        (true, false) => "БИН",
        (false, true) => "ЖСН",
        (false, false) => "ИИН",
    };
    let small = word.to_lowercase();
    let forms: [(&str, String, String); 12] = [
        ("alone", digits.clone(), digits.clone()),
        ("behind its word", format!("{word} {digits}"), digits.clone()),
        ("behind a colon", format!("{word}: {digits}"), digits.clone()),
        ("glued to its word", format!("{word}{digits}"), digits.clone()),
        (
            "glued to a small word",
            format!("{small}{digits}"),
            digits.clone(),
        ),
        (
            "hyphen behind its word",
            format!("{word}-{digits}"),
            digits.clone(),
        ),
        ("№ before", format!("{word} № {digits}"), digits.clone()),
        ("case ending", format!("{digits}-ке"), digits.clone()),
        ("case ending glued", format!("{digits}ке"), digits.clone()),
        ("six and six", String::new(), grouped(&digits, &[6, 6], " ")),
        (
            "fours",
            format!("{word} {}", grouped(&digits, &[4, 4, 4], " ")),
            grouped(&digits, &[4, 4, 4], " "),
        ),
        (
            "threes",
            format!("{word} {}", grouped(&digits, &[3, 3, 3, 3], " ")),
            grouped(&digits, &[3, 3, 3, 3], " "),
        ),
    ];
    let (name, written, value) = forms[form % forms.len()].clone();
    Identifier {
        class: format!("{}, {name}", if business { "BIN" } else { "IIN" }),
        written: if written.is_empty() {
            value.clone()
        } else {
            written
        },
        value,
        digits: Some(digits),
    }
}

const USERS: [&str; 12] = [
    "aigul",
    "erlan",
    "dala.samal",
    "smirnova",
    "tau",
    "bulaq",
    "kokshe",
    "oleg.v",
    "zhanar",
    "timur",
    "baiterek",
    "lesnaya",
];

fn email(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let user = random.pick(&USERS);
    let number = random.digits(4);
    let (name, value) = match form % 6 {
        0 => ("plain", format!("{user}{number}@example.kz")),
        1 => ("with a dot", format!("{user}.{number}@mail.example.com")),
        2 => ("with an underscore", format!("{user}_{number}@example.org")),
        3 => (
            "in capitals",
            format!("{}{number}@EXAMPLE.KZ", user.to_uppercase()),
        ),
        4 => ("with a hyphen", format!("{user}-{number}@post-example.ru")),
        _ => ("behind its word", format!("{user}{number}@example.ru")),
    };
    let word = match (form % 6, kazakh) {
        (5, true) => "электрондық пошта: ",
        (5, false) => "эл. почта: ",
        _ => "",
    };
    Identifier {
        class: format!("e-mail, {name}"),
        written: format!("{word}{value}"),
        value,
        digits: None,
    }
}

fn nick(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let user = random.pick(&USERS).replace('.', "_");
    let value = format!("{user}_{}", random.digits(5));
    let (name, written) = match form % 8 {
        0 => ("with @", format!("@{value}")),
        1 => ("t.me", format!("t.me/{value}")),
        2 => ("behind телеграм", format!("телеграм: {value}")),
        3 => ("behind инстаграм", format!("инстаграм {value}")),
        4 => ("address of a page", format!("https://instagram.com/{value}")),
        5 => ("vk.com", format!("vk.com/{value}")),
        6 => ("behind telegram @", format!("Telegram @{value}")),
        _ => (
            "behind ник",
            format!("{} {value}", if kazakh { "нигім" } else { "ник" }),
        ),
    };
    Identifier {
        class: format!("nick, {name}"),
        written,
        value,
        digits: None,
    }
}

fn card(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let body = format!("400000{}", random.digits(9));
    let sum: u32 = body
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit) {
            (0, 5..) => digit * 2 - 9,
            (0, _) => digit * 2,
            _ => digit,
        })
        .sum();
    let digits = format!("{body}{}", (10 - sum % 10) % 10);
    let fours = [4, 4, 4, 4];
    let word = if kazakh { "картам " } else { "карта " };
    let (name, word, value) = match form % 5 {
        0 => ("unbroken", "", digits.clone()),
        1 => ("in fours", "", grouped(&digits, &fours, " ")),
        2 => ("with hyphens", "", grouped(&digits, &fours, "-")),
        3 => ("unbroken behind its word", word, digits.clone()),
        _ => ("in fours behind its word", word, grouped(&digits, &fours, " ")),
    };
    Identifier {
        class: format!("card, {name}"),
        written: format!("{word}{value}"),
        value,
        digits: Some(digits),
    }
}

fn iban(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let letters: Vec<char> = ('A'..='Z').collect();
    let account: String = (0..13)
        .map(|at| {
            if at < 3 {
                *random.pick(&letters)
            } else {
                char::from(b'0' + random.below(10) as u8)
            }
        })
        .collect();
    let body = format!("999{account}");
    // ISO 7064, MOD 97-10, with the country behind the account.
    let rest = format!("{body}KZ00")
        .chars()
        .fold(0u64, |rest, sign| match sign.to_digit(36) {
            Some(value @ 10..) => (rest * 100 + u64::from(value)) % 97,
            value => (rest * 10 + u64::from(value.unwrap_or(0))) % 97,
        });
    let whole = format!("KZ{:02}{body}", 98 - rest);
    let groups = grouped(&whole, &[4, 4, 4, 4, 4], " ");
    let word = if kazakh { "шотым " } else { "счёт " };
    let (name, word, value) = match form % 5 {
        0 => ("unbroken", "", whole),
        1 => ("in fours", "", groups),
        2 => ("unbroken behind its word", word, whole),
        3 => ("in fours behind its word", word, groups),
        _ => ("in small letters", "", whole.to_lowercase()),
    };
    Identifier {
        class: format!("IBAN, {name}"),
        written: format!("{word}{value}"),
        value,
        digits: None,
    }
}

fn plate(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    // Only letters both alphabets have.
    let latin: Vec<char> = "ABEKMHOPCTYX".chars().collect();
    let cyrillic: Vec<char> = "АВЕКМНОРСТУХ".chars().collect();
    let drawn: Vec<usize> = (0..3).map(|_| random.below(latin.len())).collect();
    let letters = |alphabet: &[char], count: usize| -> String {
        drawn[..count].iter().map(|at| alphabet[*at]).collect()
    };
    let (abc, ab) = (letters(&latin, 3), letters(&latin, 2));
    let cyr = letters(&cyrillic, 3);
    let number = format!("{:03}", 1 + random.below(999));
    let region = format!("{:02}", 1 + random.below(20));
    let word = if kazakh {
        "көлік нөмірі "
    } else {
        "госномер "
    };
    let (name, word, value) = match form % 12 {
        0 => ("spaced", "", format!("{number} {abc} {region}")),
        1 => ("glued", "", format!("{number}{abc}{region}")),
        2 => (
            "small glued",
            "",
            format!("{number}{}{region}", abc.to_lowercase()),
        ),
        3 => ("Cyrillic spaced", "", format!("{number} {cyr} {region}")),
        4 => ("Cyrillic glued", "", format!("{number}{cyr}{region}")),
        5 => (
            "Cyrillic small glued",
            "",
            format!("{number}{}{region}", cyr.to_lowercase()),
        ),
        6 => ("of a firm", "", format!("{number} {ab} {region}")),
        7 => (
            "of 1993, spaced",
            "",
            format!("{} {number} {abc}", latin[drawn[0]]),
        ),
        8 => ("of 1993, glued", "", format!("{}{number}{abc}", latin[drawn[1]])),
        9 => (
            "of 1993, Cyrillic small glued",
            "",
            format!("{}{number}{}", cyrillic[drawn[2]], cyr).to_lowercase(),
        ),
        10 => (
            "small spaced behind its word",
            word,
            format!("{number} {} {region}", abc.to_lowercase()),
        ),
        _ => (
            "Cyrillic small spaced behind its word",
            word,
            format!("{number} {} {region}", cyr.to_lowercase()),
        ),
    };
    Identifier {
        class: format!("plate, {name}"),
        written: format!("{word}{value}"),
        value,
        digits: None,
    }
}

fn document(form: usize, kazakh: bool, random: &mut Random) -> Identifier {
    let number = format!("0{}", random.digits(8));
    let passport = random.digits(8);
    let (name, word, value) = match (form % 6, kazakh) {
        (0, true) => ("identity card", "жеке куәлік ", number),
        (0, false) => ("identity card", "удостоверение личности ", number),
        (1, true) => ("identity card №", "жеке куәлігім № ", number),
        (1, false) => ("identity card №", "удостоверение № ", number),
        (2, true) => ("abbreviated card", "куәлік нөмірі ", number),
        (2, false) => ("abbreviated card", "уд. личности ", number),
        (3, true) => ("passport", "төлқұжат ", format!("N{passport}")),
        (3, false) => ("passport", "паспорт ", format!("N{passport}")),
        (4, true) => ("passport, spaced", "паспортым № ", format!("N {passport}")),
        (4, false) => ("passport, spaced", "паспорт № ", format!("N {passport}")),
        (_, true) => ("card behind a colon", "жеке куәлік нөмірі: ", number),
        (_, false) => ("card behind a colon", "номер удостоверения: ", number),
    };
    Identifier {
        class: format!("document, {name}"),
        written: format!("{word}{value}"),
        value,
        digits: None,
    }
}

//! Invented people: none has a real identifier, their birth dates lie in 2098 and 2099.

use std::collections::BTreeSet;

use super::random::Random;
use super::words::{Name, Words};

#[derive(Clone)]
pub struct Person {
    pub is_woman: bool,
    pub name: Name,
    /// Initial and surname.
    pub short: Name,
    pub iin: String,
    /// Ten digits after +7.
    pub phone: String,
    pub email: String,
}

/// All people so far; no two share a name, an identifier or a telephone.
pub struct People {
    pub all: Vec<Person>,
    names: BTreeSet<String>,
    random: Random,
}

impl People {
    pub fn new(seed: u64) -> Self {
        Self {
            all: Vec::new(),
            names: BTreeSet::new(),
            random: Random::new(seed, "people"),
        }
    }

    /// The same people, to which others can be added while these are read.
    pub fn continued(&self) -> Self {
        Self {
            all: self.all.clone(),
            names: self.names.clone(),
            random: Random::new(self.all.len() as u64, "continued"),
        }
    }

    /// The index of a new person.
    pub fn add(&mut self, words: &Words) -> usize {
        let index = self.all.len();
        let woman = self.random.chance(0.5);
        let (name, short) = loop {
            let (name, short) = draw_name(words, woman, &mut self.random);
            if self.names.insert(name.ru.clone()) {
                break (name, short);
            }
        };
        let day = 1 + index % 28;
        let month = 1 + (index / 28) % 12;
        let year = 98 + (index / 336) % 2;
        let century_and_sex = if woman { 6 } else { 5 };
        let iin = identifier(&format!("{year}{month:02}{day:02}{century_and_sex}"), index / 672);
        // Numbers of the 700 range that begin with 00 are not given out to anyone we know of.
        let phone = format!("70000{:05}", (index * 7919 + 137) % 100_000);
        let email = format!("{}{}@example.kz", latin(&short.ru), index % 90 + 10);
        self.all.push(Person {
            is_woman: woman,
            name,
            short,
            iin,
            phone,
            email,
        });
        index
    }
}

fn draw_name(words: &Words, woman: bool, random: &mut Random) -> (Name, Name) {
    let surname = random.pick(words.names("surname"));
    let given = random.pick(words.names(if woman { "woman" } else { "man" }));
    let father = random.pick(words.names("father"));
    let ending = |surname: &str| {
        if woman && surname.ends_with('в') {
            "а"
        } else {
            ""
        }
    };
    let kk_surname = format!("{}{}", surname.kk, ending(&surname.kk));
    let ru_surname = format!("{}{}", surname.ru, ending(&surname.ru));
    let kk_father = format!("{}{}", father.kk, if woman { "қызы" } else { "ұлы" });
    let name = Name {
        kk: format!("{kk_surname} {} {kk_father}", given.kk),
        ru: format!("{ru_surname} {} {}", given.ru, patronymic(&father.ru, woman)),
    };
    let initial = |given: &str| given.chars().take(1).collect::<String>();
    let short = Name {
        kk: format!("{}. {kk_surname}", initial(&given.kk)),
        ru: format!("{}. {ru_surname}", initial(&given.ru)),
    };
    (name, short)
}

fn patronymic(father: &str, woman: bool) -> String {
    let soft = father
        .strip_suffix('й')
        .or(father.ends_with('ш').then_some(father));
    let (stem, vowel) = soft.map_or((father, 'о'), |stem| (stem, 'е'));
    format!("{stem}{vowel}{}", if woman { "вна" } else { "вич" })
}

/// Twelve digits that begin with `head` and end in a valid check digit (decree № 565 of 11 June 2003).
pub fn identifier(head: &str, serial: usize) -> String {
    let room = 11 - head.len();
    // Some serials have no check digit and are never issued; the next one is taken.
    (serial * 7..)
        .find_map(|serial| {
            let body = format!("{head}{serial:0room$}");
            check_digit(&body).map(|check| format!("{body}{check}"))
        })
        .unwrap_or_default()
}

fn check_digit(body: &str) -> Option<u32> {
    let sum = |first: u32| -> u32 {
        let digits = body.chars().filter_map(|c| c.to_digit(10));
        digits
            .zip(0..)
            .map(|(digit, place)| digit * ((place + first - 1) % 11 + 1))
            .sum::<u32>()
            % 11
    };
    [1, 3].into_iter().map(sum).find(|check| *check < 10)
}

fn latin(name: &str) -> String {
    super::spelling::to_latin(name)
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .collect()
}

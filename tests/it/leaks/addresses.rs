//! Addresses to house and flat, in Kazakh and in Russian order.

use super::random::Random;

/// An address as it is written, and what of it leads to the door: street and house.
pub struct Address {
    pub class: String,
    pub written: String,
    pub house: String,
}

/// `S` the street, `N` the house, `F` the flat, `K` the number of a microdistrict; `|` ends street and house.
const KAZAKH: [&str; 16] = [
    "S көшесі N-үй|, F-пәтер",
    "S көшесі, N-үй|, F пәтер",
    "S көшесі N үй|",
    "S көшесі, N|",
    "S көш., N-үй|, F-пәт.",
    "S көш. N|/F",
    "S к-сі N-үй|",
    "S даңғылы, N-үй|, F-пәтер",
    "S даңғылы N|",
    "K-шағын аудан, N-үй|, F-пәтер",
    "K шағын ауданы N үй| F пәтер",
    "S шағын ауданы, N-үй|, F-пәтер",
    "S мкр, N-үй|, F-пәтер",
    "S тұйық көшесі, N-үй|",
    "S көшесі N үйдің| F пәтері",
    "S көшесі N/1 үй|, F пәтер",
];

const RUSSIAN: [&str; 17] = [
    "ул. S, д. N|, кв. F",
    "ул. S, N|, кв. F",
    "ул S N|-F",
    "ул. S N|",
    "улица S, дом N|, квартира F",
    "улица S дом N| кв F",
    "дом N по улице S|",
    "K мкр., д. N|, кв. F",
    "K микрорайон, дом N|, квартира F",
    "мкр. S, д. N|, кв. F",
    "мкр S, N дом|, F квартира",
    "пр. S, N|, кв. F",
    "пр-т S, N/1|, кв. F",
    "проспект S, дом N|",
    "пер. S, N|",
    "переулок S, дом N|",
    "ул. S, дом NА|",
];

/// Addresses without a word for street, as people write them where they say where they live.
const BARE: [&str; 4] = ["S N|-F", "S, N|-F", "S N|, F", "S N|"];

/// An address; `form` counts through the spellings, and each second one is in small letters.
pub fn address(form: usize, kazakh: bool, home: bool, streets: &[String], random: &mut Random) -> Address {
    let patterns: &[&str] = match (home, kazakh) {
        (true, _) => &BARE,
        (_, true) => &KAZAKH,
        (_, false) => &RUSSIAN,
    };
    let small = form / patterns.len() % 4 == 3;
    let pattern = patterns[form % patterns.len()];
    let street = random.pick(streets);
    let (house, flat, micro) = (1 + random.below(240), 1 + random.below(150), 1 + random.below(29));
    let fill = |pattern: &str| {
        let mut filled = String::new();
        for letter in pattern.chars() {
            match letter {
                'S' => filled.push_str(street),
                'N' => filled.push_str(&house.to_string()),
                'F' => filled.push_str(&flat.to_string()),
                'K' => filled.push_str(&micro.to_string()),
                other => filled.push(other),
            }
        }
        if small { filled.to_lowercase() } else { filled }
    };
    let (house, flat) = pattern.split_once('|').unwrap_or((pattern, ""));
    Address {
        class: format!(
            "{} {} «{}»{}",
            if home {
                "address behind «I live»"
            } else {
                "address"
            },
            if kazakh { "kk" } else { "ru" },
            pattern.replace('|', ""),
            if small { ", small" } else { "" }
        ),
        written: fill(&format!("{house}{flat}")),
        house: fill(house),
    }
}

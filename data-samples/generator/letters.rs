//! From an ask to a text: an entry of the bank, its variants, slots, personal data, signature, spelling.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use talda::corpus::{HalfYear, iso_week};

use super::appeal::{Personal, Register};
use super::bank::{Bank, Deck, Entry};
use super::people::{People, Person};
use super::plan::{Ask, Plan};
use super::random::Random;
use super::spelling::{Spelling, slip};
use super::words::{Name, Words};

/// Tries for a day on which no entry has to repeat itself in a district and week.
const TRIES: usize = 12;

/// A written text.
pub struct Letter {
    pub text: String,
    pub entry: Option<usize>,
    pub topics: Vec<String>,
    pub language: String,
    pub kind: String,
    pub spelling: Spelling,
    pub personal: Vec<Personal>,
    /// Place in the list of the district's villages.
    pub village: Option<usize>,
    pub street: Name,
    pub house: i64,
    pub day: Date,
    /// The text itself says which district it is.
    pub names_district: bool,
}

pub struct Writer<'a> {
    words: &'a Words,
    bank: &'a Bank,
    plan: &'a Plan,
    decks: Vec<Deck>,
    used: BTreeSet<(usize, usize, String)>,
    homes: BTreeMap<usize, (Option<usize>, usize, i64)>,
    texts: BTreeSet<String>,
    pub random: Random,
}

impl<'a> Writer<'a> {
    pub fn new(words: &'a Words, bank: &'a Bank, plan: &'a Plan, seed: u64) -> Self {
        let mut random = Random::new(seed, "decks");
        let decks = bank
            .entries
            .iter()
            .map(|entry| Deck::new(entry, &mut random))
            .collect();
        Self {
            words,
            bank,
            plan,
            decks,
            used: BTreeSet::new(),
            homes: BTreeMap::new(),
            texts: BTreeSet::new(),
            random: Random::new(seed, "letters"),
        }
    }

    /// The text for an ask, unlike all others; `None` where the bank has nothing for the topic there.
    pub fn write(&mut self, ask: &Ask, register: Register, people: &People) -> Option<Letter> {
        let campaign = ask.fact.as_deref() == Some(&self.plan.campaign.fact);
        for _ in 0..200 {
            let letter = if campaign {
                self.campaign_letter(ask, people)
            } else {
                self.letter(ask, register, people)?
            };
            if self.texts.insert(letter.text.clone()) {
                return Some(letter);
            }
        }
        None
    }

    fn letter(&mut self, ask: &Ask, register: Register, people: &People) -> Option<Letter> {
        let (index, day) = self.entry(ask, register)?;
        let bank = self.bank;
        let entry = &bank.entries[index];
        let combination = self.decks[index].deal().to_vec();
        let chosen: Vec<&str> = entry
            .parts
            .iter()
            .zip(&combination)
            .map(|(part, variant)| part[*variant].as_str())
            .collect();
        let body = chosen
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let spelling = self.spelling(&entry.language, register);
        let (village, street, house) = self.home(ask);
        let mut letter = Letter {
            text: String::new(),
            entry: Some(index),
            topics: entry.topics(),
            language: entry.language.clone(),
            kind: self.kind(entry, register),
            spelling,
            personal: Vec::new(),
            village,
            street: self.words.streets[street].clone(),
            house,
            day,
            names_district: body.contains("{district."),
        };
        let steady = body.contains("{person}");
        letter.text = self.fill(&body, ask, &mut letter, people);
        if !steady && self.random.chance(0.05) {
            letter.text = slip(&letter.text, &mut self.random);
        }
        let person = &people.all[ask.person];
        self.add_personal(&mut letter, &ask.topic, person, register);
        self.sign(&mut letter, person, register);
        Some(letter)
    }

    /// An entry for the ask and the day it is written; another day where all entries are taken.
    fn entry(&mut self, ask: &Ask, register: Register) -> Option<(usize, Date)> {
        let mut day = ask.day;
        for _ in 0..TRIES {
            let open = self.candidates(ask, day, false);
            if !open.is_empty() {
                let entry = self.draw(&open, register);
                self.used.insert((entry, ask.district, iso_week(day)));
                return Some((entry, day));
            }
            if ask
                .fact
                .as_deref()
                .is_some_and(|fact| fact.starts_with("outbreak"))
            {
                break;
            }
            day = self.other_day(ask, day);
        }
        // An outbreak has more letters a week than the bank has entries.
        let all = self.candidates(ask, ask.day, true);
        (!all.is_empty()).then(|| (self.draw(&all, register), ask.day))
    }

    /// A day one to five weeks off in the same half-year, open to the topic.
    fn other_day(&mut self, ask: &Ask, day: Date) -> Date {
        let weeks = self.random.between(1, 5) * if self.random.chance(0.5) { 7 } else { -7 };
        let moved = day.saturating_add(weeks.days());
        let same = HalfYear::of(moved) == HalfYear::of(ask.day);
        let kato = &self.words.districts[ask.district].kato;
        let open = ask.fact.is_some() || !self.plan.is_closed(&ask.topic, kato, moved);
        if same && open { moved } else { day }
    }

    fn candidates(&self, ask: &Ask, day: Date, again: bool) -> Vec<usize> {
        let kato = &self.words.districts[ask.district].kato;
        let week = iso_week(day);
        let homeless = self.words.villages(ask.district).is_empty();
        let fits = |index: &&usize| {
            let entry = &self.bank.entries[**index];
            let taken = !again && self.used.contains(&(**index, ask.district, week.clone()));
            let placeless = homeless && entry.has_slot("{village}");
            let spoils = entry
                .also
                .iter()
                .any(|topic| self.plan.is_closed(topic, kato, day));
            !(taken || placeless || spoils)
        };
        self.bank
            .by_topic
            .get(&ask.topic)
            .into_iter()
            .flatten()
            .filter(fits)
            .copied()
            .collect()
    }

    /// An entry, rather one with many combinations left and of a tone that suits the register.
    fn draw(&mut self, entries: &[usize], register: Register) -> usize {
        let weight = |index: &usize| {
            let entry = &self.bank.entries[*index];
            let tone = match (register, entry.tone.as_str()) {
                (Register::CallCentre, "terse") => 4.0,
                (Register::CallCentre, "polite" | "rambling") => 0.4,
                (_, "terse") => 0.6,
                _ => 1.0,
            };
            // An entry that has been dealt twice over is the last resort.
            tone * (self.decks[*index].left() as f64 + 0.02)
        };
        let weights: Vec<f64> = entries.iter().map(weight).collect();
        entries[self.random.weighted(&weights)]
    }

    fn spelling(&mut self, language: &str, register: Register) -> Spelling {
        let back = self.random.chance(0.2);
        match (language, register) {
            ("ru", _) => Spelling::Plain,
            (_, Register::CallCentre) => Spelling::Keyboard(back),
            ("kk", Register::Blog) if self.random.chance(0.05) => Spelling::Latin,
            ("kk", _) if self.random.chance(0.004) => Spelling::Latin,
            _ if self.random.chance(0.15) => Spelling::Keyboard(back),
            _ => Spelling::Plain,
        }
    }

    /// The kind in the register: most people take «application» whatever they write.
    fn kind(&mut self, entry: &Entry, register: Register) -> String {
        let stays = match entry.kind.as_str() {
            "complaint" => 0.28,
            "message" | "request" => 0.4,
            "proposal" | "response" => 0.85,
            _ => 1.0,
        };
        let kind = match register {
            Register::CallCentre => "message",
            _ if self.random.chance(stays) => entry.kind.as_str(),
            _ => "application",
        };
        kind.to_owned()
    }

    /// Where the applicant lives: the same in all letters of one person.
    fn home(&mut self, ask: &Ask) -> (Option<usize>, usize, i64) {
        let villages = self.words.villages(ask.district).len();
        // In the cities with villages most people live in the city itself.
        let in_village =
            villages > 0 && (!self.words.districts[ask.district].is_city() || self.random.chance(0.3));
        let drawn = (
            in_village.then(|| self.random.below(villages)),
            self.random.below(self.words.streets.len()),
            self.random.between(1, 120),
        );
        *self.homes.entry(ask.person).or_insert(drawn)
    }

    fn fill(&mut self, body: &str, ask: &Ask, letter: &mut Letter, people: &People) -> String {
        let mut text = String::new();
        let mut rest = body;
        let language = letter.language.clone();
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(&letter.spelling.apply(before));
            let tongue = tongue(&language, before, after);
            if slot == "person" {
                let other = self.neighbour(people);
                let value = letter.spelling.apply(in_language(&other.name, tongue));
                letter.personal.push(Personal {
                    kind: "NAME",
                    value: value.clone(),
                });
                text.push_str(&value);
            } else {
                let value = self.slot(slot, ask, letter, tongue);
                text.push_str(&letter.spelling.apply(&value));
            }
            rest = after;
        }
        text.push_str(&letter.spelling.apply(rest));
        text
    }

    /// Someone complained of; the bank speaks of men there.
    fn neighbour<'p>(&mut self, people: &'p People) -> &'p Person {
        loop {
            let other = self.random.pick(&people.all);
            if !other.is_woman {
                return other;
            }
        }
    }

    fn slot(&mut self, slot: &str, ask: &Ask, letter: &mut Letter, tongue: &str) -> String {
        match slot {
            "village" => {
                let villages = self.words.villages(ask.district);
                let index = letter
                    .village
                    .unwrap_or_else(|| self.random.below(villages.len()));
                letter.village = Some(index);
                in_language(&villages[index], tongue).to_owned()
            }
            "street" => in_language(&letter.street, tongue).to_owned(),
            "house" => letter.house.to_string(),
            "flat" => self.random.between(1, 80).to_string(),
            "n" => self.random.between(2, 9).to_string(),
            "days" => self.random.between(3, 25).to_string(),
            "year" => (i64::from(letter.day.year()) - self.random.between(1, 7)).to_string(),
            "sum" => sum(&mut self.random),
            _ => {
                let (language, case) = match slot.split('.').collect::<Vec<_>>()[..] {
                    [_, language, case] => (language, case),
                    [_, case] => (tongue, case),
                    _ => (tongue, ""),
                };
                self.words.districts[ask.district]
                    .form(language, case)
                    .unwrap_or_default()
                    .to_owned()
            }
        }
    }

    fn campaign_letter(&mut self, ask: &Ask, people: &People) -> Letter {
        let campaign = &self.plan.campaign;
        let parts = [
            self.random.pick(&campaign.beginnings).clone(),
            campaign.body.clone(),
            self.random.pick(&campaign.additions).clone(),
            self.random.pick(&campaign.ends).clone(),
        ];
        let mut text = parts
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        if self.random.chance(0.2) {
            text = slip(&text, &mut self.random);
        }
        let (village, street, house) = self.home(ask);
        let mut letter = Letter {
            text,
            entry: None,
            topics: vec![ask.topic.clone()],
            language: "kk".to_owned(),
            kind: "application".to_owned(),
            spelling: Spelling::Plain,
            personal: Vec::new(),
            village,
            street: self.words.streets[street].clone(),
            house,
            day: ask.day,
            names_district: true,
        };
        self.sign(&mut letter, &people.all[ask.person], Register::Eotinish);
        letter
    }
}

/// The language a slot is filled in: in a mixed text, that of the words beside it.
fn tongue<'l>(language: &'l str, before: &str, after: &str) -> &'l str {
    if language != "mixed" {
        return language;
    }
    let russian = [
        "селе ",
        "села ",
        "село ",
        "селу ",
        "улице ",
        "улицы ",
        "ул. ",
        "улица ",
    ];
    let beside = after.trim_start();
    let kazakh = beside.starts_with("ауыл") || beside.starts_with("көше");
    if kazakh || !russian.iter().any(|word| before.ends_with(word)) {
        "kk"
    } else {
        "ru"
    }
}

pub fn in_language<'n>(name: &'n Name, language: &str) -> &'n str {
    if language == "kk" { &name.kk } else { &name.ru }
}

/// Tenge with spaces between the thousands, as people write them.
fn sum(random: &mut Random) -> String {
    let thousands = *random.pick(&[3, 5, 7, 8, 12, 15, 18, 20, 25, 30, 35, 45, 60, 80, 120]);
    let hundreds = if thousands < 30 && random.chance(0.4) {
        "500"
    } else {
        "000"
    };
    format!("{thousands} {hundreds}")
}

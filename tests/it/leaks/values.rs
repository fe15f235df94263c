//! Values of every kind in turn, each planted in the place it is drawn for.

use super::addresses::address;
use super::grammar::Case;
use super::identifiers::{KINDS, identifier};
use super::people::{Order, Person, Words};
use super::plants::Plant;
use super::random::Random;

/// Draws values of every kind, one after the other.
pub struct Values {
    random: Random,
    words: [Words; 2],
    turn: usize,
    pub plants: Vec<Plant>,
}

impl Values {
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            words: [Words::of("kk"), Words::of("ru")],
            turn: 0,
            plants: Vec::new(),
        }
    }

    /// The next value as it is written, planted in `place`.
    pub fn next(&mut self, place: &str) -> String {
        let turn = self.turn;
        self.turn += 1;
        let kazakh = turn.is_multiple_of(2);
        let form = turn / (KINDS.len() + 4);
        match turn % (KINDS.len() + 4) {
            kind if kind < KINDS.len() => {
                let made = identifier(KINDS[kind], form, kazakh, &mut self.random);
                let class = format!("{place}: {}", KINDS[kind]);
                self.plants
                    .push(Plant::new(class, "", &made.value).with(made.digits));
                made.written
            }
            last if last == KINDS.len() => {
                let streets = &self.words[usize::from(!kazakh)].streets;
                let made = address(form, kazakh, false, streets, &mut self.random);
                self.plants
                    .push(Plant::new(format!("{place}: address"), "", &made.written).with([made.house]));
                made.written
            }
            _ => self.name(place, kazakh),
        }
    }

    fn name(&mut self, place: &str, kazakh: bool) -> String {
        let person = Person::new(kazakh, &self.words[usize::from(!kazakh)], &mut self.random);
        let orders = [
            Order::SurnameGivenPatronymic,
            Order::SurnameGiven,
            Order::GivenSurname,
            Order::SurnameInitials,
            Order::InitialsSurname,
        ];
        let name = person.written(*self.random.pick(&orders), Case::Nominative);
        self.plants.push(Plant::new(format!("{place}: name"), "", &name));
        name
    }

    /// An IIN, as the name of a file or a sheet can hold it.
    pub fn digits(&mut self, place: &str) -> String {
        let made = identifier("iin", 0, true, &mut self.random);
        self.plants.push(Plant::new(place, "", &made.value));
        made.value
    }

    pub fn full_name(&mut self, place: &str) -> String {
        let person = Person::new(true, &self.words[0], &mut self.random);
        let name = person.written(Order::SurnameGiven, Case::Nominative);
        self.plants.push(Plant::new(place, "", &name));
        name
    }
}

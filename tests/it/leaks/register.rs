//! A register of appeals in which planted values stand: in the texts, the answers and the columns of the applicant.

use std::collections::BTreeMap;

use super::addresses::address;
use super::grammar::{Case, KAZAKH, RUSSIAN, capitalised};
use super::identifiers::{KINDS, identifier, twelve_digits};
use super::people::{Frame, Manner, Order, Person, Words, manners, title};
use super::plants::Plant;
use super::random::Random;

pub const HEADER: [&str; 11] = [
    "Регистрационный номер",
    "Дата регистрации",
    "Вид обращения",
    "ФИО заявителя",
    "ИИН",
    "Телефон",
    "Адрес",
    "Район",
    "Текст обращения",
    "Дата ответа",
    "Ответ",
];

/// One appeal, as the columns of [`HEADER`] hold it.
pub type Row = [String; HEADER.len()];

/// Carrier sentences by language (true for Kazakh) and slot, each with one `{}`.
type Carriers = BTreeMap<(bool, String), Vec<String>>;

fn carriers() -> Carriers {
    let mut reader = csv::Reader::from_reader(include_str!("carriers.csv").as_bytes());
    let mut carriers = Carriers::new();
    for row in reader.deserialize() {
        let [language, slot, _position, text]: [String; 4] = row.unwrap();
        carriers.entry((language == "kk", slot)).or_default().push(text);
    }
    carriers
}

/// What goes from one row to the next: each language takes the manners and spellings in turn.
pub struct Sower {
    random: Random,
    words: [Words; 2],
    carriers: Carriers,
    inside: [Vec<Manner>; 2],
    last: [Vec<Manner>; 2],
    turns: BTreeMap<(bool, &'static str), usize>,
    pub plants: Vec<Plant>,
}

/// Sentences with a planted value in each text.
const SENTENCES: usize = 5;

/// Names in the list that are words as well: nobody is known by them alone.
const COMMON: [&str; 9] = [
    "Үміт",
    "Жібек",
    "Раушан",
    "Надежда",
    "Анар",
    "Роман",
    "Болат",
    "Шолпан",
    "Тілек",
];

impl Sower {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let [kazakh, russian] = [true, false].map(|kazakh| {
            let (mut inside, mut last) = manners(kazakh);
            random.shuffle(&mut inside);
            random.shuffle(&mut last);
            (inside, last)
        });
        Self {
            words: [Words::of("kk"), Words::of("ru")],
            carriers: carriers(),
            inside: [kazakh.0, russian.0],
            last: [kazakh.1, russian.1],
            turns: BTreeMap::new(),
            plants: Vec::new(),
            random,
        }
    }

    /// An appeal with its answer; every second one is Kazakh.
    pub fn row(&mut self, index: usize) -> Row {
        let kazakh = index.is_multiple_of(2);
        let number = format!("ЖТ-2026-{index:08}");
        let applicant = self.person(kazakh);
        let own = self.random.chance(60);
        let last = self.random.chance(40);
        let mut sentences: Vec<String> = (usize::from(own) + usize::from(last)..SENTENCES)
            .map(|_| self.sentence(kazakh, &number))
            .collect();
        if own {
            let sentence = self.own_name(&applicant, &number, "text");
            sentences.insert(self.random.below(sentences.len() + 1), sentence);
        }
        let mut text = sentences.join(" ");
        if last {
            text.push_str(&self.end(kazakh, &number));
        }
        let answer = if self.random.chance(60) {
            self.answer(&applicant, &number)
        } else {
            String::new()
        };
        let day = 1 + index % 27;
        let [name, id, phone, address] = self.columns(&applicant, &number);
        [
            number,
            format!("{day:02}.{:02}.2026", 1 + index % 5),
            "Заявление".to_owned(),
            name,
            id,
            phone,
            address,
            ["Сайрам ауданы", "Шардаринский район", "Ордабасы ауданы", ""][index % 4].to_owned(),
            text,
            if answer.is_empty() {
                String::new()
            } else {
                format!("{day:02}.06.2026")
            },
            answer,
        ]
    }

    fn turn(&mut self, kazakh: bool, of: &'static str) -> usize {
        let turn = self.turns.entry((kazakh, of)).or_default();
        *turn += 1;
        *turn - 1
    }

    fn person(&mut self, kazakh: bool) -> Person {
        Person::new(kazakh, &self.words[usize::from(!kazakh)], &mut self.random)
    }

    /// The columns of the applicant: nothing of them is ever published.
    fn columns(&mut self, applicant: &Person, number: &str) -> [String; 4] {
        let name = applicant.written(Order::SurnameGivenPatronymic, Case::Nominative);
        let name = if self.random.chance(20) {
            name.to_uppercase()
        } else {
            name
        };
        let id = twelve_digits(false, &mut self.random);
        let phone = identifier("phone", self.random.below(20), applicant.kazakh, &mut self.random);
        let turn = self.turn(applicant.kazakh, "column");
        let streets = &self.words[usize::from(!applicant.kazakh)].streets;
        let address = address(turn, applicant.kazakh, false, streets, &mut self.random);
        self.plants
            .push(Plant::new("column of names", number, &name).with(pairs(applicant, Case::Nominative)));
        self.plants.push(Plant::new("column of IIN", number, &id));
        self.plants
            .push(Plant::new("column of telephones", number, &phone.value).with(phone.digits));
        self.plants
            .push(Plant::new("column of addresses", number, &address.written).with([address.house]));
        [name, id, phone.value, address.written]
    }

    /// A sentence with an identifier, an address or a name.
    fn sentence(&mut self, kazakh: bool, number: &str) -> String {
        match self.random.below(10) {
            0..4 => self.identifier(kazakh, number),
            4 => self.address(kazakh, number),
            _ => self.name(kazakh, number),
        }
    }

    fn carrier(&mut self, kazakh: bool, slot: &str) -> String {
        let carriers = &self.carriers[&(kazakh, slot.to_owned())];
        self.random.pick(carriers).clone()
    }

    fn identifier(&mut self, kazakh: bool, number: &str) -> String {
        let kind = KINDS[self.turn(kazakh, "kind") % KINDS.len()];
        let form = self.turn(kazakh, kind);
        let made = identifier(kind, form, kazakh, &mut self.random);
        let carrier = self.carrier(kazakh, "identifier");
        // The word says that an account follows, not a person's number.
        let receipt = ["түбіртек", "квитанц"]
            .iter()
            .any(|word| carrier.to_lowercase().contains(word));
        let class = if receipt {
            format!("{} (behind a word for a receipt)", made.class)
        } else {
            made.class
        };
        self.plants
            .push(Plant::new(class, number, &made.value).with(made.digits));
        capitalised(&put(&carrier, &made.written))
    }

    fn address(&mut self, kazakh: bool, number: &str) -> String {
        let home = self.random.chance(15);
        let slot = if home { "home" } else { "address" };
        let turn = self.turn(kazakh, slot);
        let streets = &self.words[usize::from(!kazakh)].streets;
        let made = address(turn, kazakh, home, streets, &mut self.random);
        self.plants
            .push(Plant::new(made.class, number, &made.written).with([made.house]));
        let carrier = self.carrier(kazakh, slot);
        capitalised(&put(&carrier, &made.written))
    }

    fn name(&mut self, kazakh: bool, number: &str) -> String {
        let turn = self.turn(kazakh, "name");
        let manners = &self.inside[usize::from(!kazakh)];
        let manner = manners[turn % manners.len()];
        let person = self.person(kazakh);
        self.named(&person, manner, number, manner.class(kazakh))
    }

    /// The sentence of a person named in `manner`.
    fn named(&mut self, person: &Person, manner: Manner, number: &str, class: String) -> String {
        let kazakh = person.kazakh;
        let name = person.written(manner.order, manner.case);
        let value = manner.spelled(&name);
        let surnames = surnames(person, manner).map(|surname| manner.spelled(&surname));
        let mut plant = Plant::new(class, number, &value).leaving(surnames);
        if manner.order.is_whole() {
            plant = plant.with(pairs(person, manner.case).map(|pair| manner.spelled(&pair)));
        }
        self.plants.push(plant);
        let written = if manner.spells_all() { name } else { value };
        let written = match manner.frame {
            Frame::Titled => {
                let form = self.turn(kazakh, "title");
                format!("{} {written}", title(person, manner.case, form))
            }
            _ => written,
        };
        let sentence = put(&self.carrier(kazakh, manner.slot(kazakh)), &written);
        match manner.frame {
            Frame::Announced => sentence,
            _ if manner.spells_all() => manner.spelled(&capitalised(&sentence)),
            _ => capitalised(&sentence),
        }
    }

    /// The end of a letter with a name: behind «құрметпен», or on a line of its own.
    fn end(&mut self, kazakh: bool, number: &str) -> String {
        let turn = self.turn(kazakh, "end");
        let manners = &self.last[usize::from(!kazakh)];
        let manner = manners[turn % manners.len()];
        let person = self.person(kazakh);
        if manner.frame == Frame::Closing {
            let sentence = self.named(&person, manner, number, manner.class(kazakh));
            return format!("\n{sentence}");
        }
        let value = person.written(manner.order, manner.case);
        let surnames = surnames(&person, manner);
        let mut plant = Plant::new(manner.class(kazakh), number, &value).leaving(surnames);
        if manner.order.is_whole() {
            plant = plant.with(pairs(&person, manner.case));
        }
        self.plants.push(plant);
        format!("\n{value}")
    }

    /// A sentence with the applicant's own name, in any form, order and spelling.
    fn own_name(&mut self, applicant: &Person, number: &str, column: &str) -> String {
        let kazakh = applicant.kazakh;
        let mut frames = vec![
            Frame::Plain,
            Frame::Plain,
            Frame::Capitals { whole: false },
            Frame::Announced,
        ];
        if kazakh {
            frames.push(Frame::Keyboard { whole: false });
            frames.push(Frame::Latin {
                whole: false,
                drafted: false,
            });
        }
        let frame = *self.random.pick(&frames);
        let mut orders = vec![Order::Surname, Order::SurnameInitials, Order::InitialsSurname];
        orders.extend(Order::FULL);
        if !COMMON.contains(&applicant.given.as_str()) {
            orders.push(Order::Given);
        }
        let order = *self.random.pick(&orders);
        let cases: &[Case] = if kazakh { &KAZAKH } else { &RUSSIAN };
        let fixed = frame == Frame::Announced || (kazakh && order == Order::SurnameInitials);
        let case = if fixed {
            Case::Nominative
        } else {
            *self.random.pick(cases)
        };
        let manner = Manner { frame, order, case };
        let class = format!("own {} ({column})", manner.class(kazakh));
        let sentence = self.named(applicant, manner, number, class);
        if matches!(order, Order::Surname | Order::Given)
            && let Some(plant) = self.plants.pop()
        {
            self.plants.push(plant.of_own());
        }
        sentence
    }

    /// An answer: it greets the applicant, names them once more, and who wrote it with a telephone.
    fn answer(&mut self, applicant: &Person, number: &str) -> String {
        let kazakh = applicant.kazakh;
        let greeted = applicant.written(Order::GivenPatronymic, Case::Nominative);
        self.plants.push(Plant::new(
            format!(
                "own name {} (greeting of the answer)",
                if kazakh { "kk" } else { "ru" }
            ),
            number,
            &greeted,
        ));
        let again = self.own_name(applicant, number, "answer");
        let official = self.person(kazakh);
        let signed = official.written(*self.random.pick(&Order::INITIALS), Case::Nominative);
        self.plants.push(Plant::new(
            format!(
                "name {} of who wrote the answer",
                if kazakh { "kk" } else { "ru" }
            ),
            number,
            &signed,
        ));
        let form = self.turn(kazakh, "phone");
        let phone = identifier("phone", form, kazakh, &mut self.random);
        let written = phone.written;
        self.plants
            .push(Plant::new(format!("{} (answer)", phone.class), number, &phone.value).with(phone.digits));
        if kazakh {
            format!(
                "Құрметті {greeted}! Өтінішіңіз қаралды, су желісі жөнделді. {again}\nОрындаушы: {signed}, {written}"
            )
        } else {
            format!(
                "{} {greeted}! Ваше обращение рассмотрено, дорога включена в план. {again}\nИсполнитель: {signed}, {written}",
                if applicant.man {
                    "Уважаемый"
                } else {
                    "Уважаемая"
                }
            )
        }
    }
}

/// Surname and given name side by side in either order, in `case` and in the nominative.
fn pairs(person: &Person, case: Case) -> impl Iterator<Item = String> {
    let person = person.clone();
    [case, Case::Nominative].into_iter().flat_map(move |case| {
        [Order::SurnameGiven, Order::GivenSurname].map(|order| person.written(order, case))
    })
}

/// The surname as it stands in a name of this manner, if it stands there among other words.
fn surnames(person: &Person, manner: Manner) -> impl Iterator<Item = String> {
    let alone = matches!(
        manner.order,
        Order::GivenPatronymic | Order::Surname | Order::Given
    );
    let cases = [manner.case, Case::Nominative];
    let kazakh = person.kazakh;
    let person = person.clone();
    cases
        .into_iter()
        .filter(move |case| !alone && (kazakh || *case == manner.case))
        .map(move |case| person.written(Order::Surname, case))
}

/// `written` in the slot of `carrier`; its own full stop is that of the sentence too.
fn put(carrier: &str, written: &str) -> String {
    let put = carrier.replace("{}", written);
    if written.ends_with('.') {
        put.replace(&format!("{written}."), written)
    } else {
        put
    }
}

#[test]
fn each_language_has_forty_sentences_with_one_slot() {
    for kazakh in [true, false] {
        let all = carriers();
        let texts: Vec<&String> = all
            .iter()
            .filter(|((known, _), _)| *known == kazakh)
            .flat_map(|(_, texts)| texts)
            .collect();
        assert!(texts.len() >= 40, "{}", texts.len());
        assert!(texts.iter().all(|text| text.matches("{}").count() == 1));
    }
}

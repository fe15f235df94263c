//! Invented persons, and their names in every order, case form and spelling.

use super::grammar::{self, Case, Part};
use super::random::Random;

/// The lists of `names.csv` of one language.
pub struct Words {
    men: Vec<String>,
    women: Vec<String>,
    surnames: Vec<String>,
    pub streets: Vec<String>,
}

impl Words {
    pub fn of(language: &str) -> Self {
        let mut reader = csv::Reader::from_reader(include_str!("names.csv").as_bytes());
        let rows: Vec<[String; 3]> = reader.deserialize().map(Result::unwrap).collect();
        let part = |wanted: &str| {
            let rows = rows
                .iter()
                .filter(|[known, part, _]| known == language && part == wanted);
            rows.map(|[.., form]| form.clone()).collect()
        };
        Self {
            men: part("man"),
            women: part("woman"),
            surnames: part("surname"),
            streets: part("street"),
        }
    }
}

/// A person, all names in the nominative.
#[derive(Debug, Clone)]
pub struct Person {
    pub kazakh: bool,
    pub man: bool,
    pub surname: String,
    pub given: String,
    pub patronymic: String,
}

impl Person {
    pub fn new(kazakh: bool, words: &Words, random: &mut Random) -> Self {
        let man = random.chance(50);
        let surname = random.pick(&words.surnames).clone();
        let given = random.pick(if man { &words.men } else { &words.women }).clone();
        let father = random.pick(&words.men);
        Self {
            kazakh,
            man,
            surname: of_sex(&surname, man),
            given,
            patronymic: if kazakh && random.chance(60) {
                grammar::kazakh_patronymic(father, man)
            } else {
                grammar::russian_patronymic(father, man)
            },
        }
    }

    fn word(&self, part: Part, case: Case) -> String {
        let word = match part {
            Part::Surname => &self.surname,
            Part::Given => &self.given,
            Part::Patronymic => &self.patronymic,
        };
        if self.kazakh {
            word.clone()
        } else {
            grammar::russian(word, part, self.man, case)
        }
    }

    fn initial(&self, part: Part) -> String {
        self.word(part, Case::Nominative)
            .chars()
            .next()
            .map_or_else(String::new, |letter| format!("{letter}."))
    }

    /// The name in `order` and `case`: Kazakh puts the ending on the last word, Russian on every one.
    pub fn written(&self, order: Order, case: Case) -> String {
        let mut words: Vec<String> = Vec::new();
        for part in order.parts() {
            let word = match part {
                Piece::Whole(part) => self.word(*part, case),
                Piece::Initials(parts) => {
                    let joined: String = parts.iter().map(|part| self.initial(*part)).collect();
                    joined
                }
            };
            words.push(word);
        }
        if self.kazakh
            && let Some(last) = words.last_mut().filter(|last| !last.ends_with('.'))
        {
            *last = grammar::kazakh(last, case);
        }
        words.join(" ")
    }
}

/// «Смирнова», «Ковалевская», but «Шевченко», «Ким».
fn of_sex(surname: &str, man: bool) -> String {
    let stem = |cut: usize| {
        let letters: Vec<char> = surname.chars().collect();
        letters[..letters.len() - cut].iter().collect::<String>()
    };
    let feminine = ["ов", "ев", "ёв", "ин"]
        .iter()
        .any(|ending| surname.ends_with(ending));
    match man {
        true => surname.to_owned(),
        false if surname.ends_with("ский") => format!("{}ая", stem(2)),
        false if feminine => format!("{surname}а"),
        false => surname.to_owned(),
    }
}

/// What stands in a name, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    SurnameGivenPatronymic,
    GivenPatronymicSurname,
    SurnameGiven,
    GivenSurname,
    GivenPatronymic,
    SurnameInitials,
    InitialsSurname,
    SurnameInitial,
    InitialSurname,
    Surname,
    Given,
}

pub enum Piece {
    Whole(Part),
    Initials(&'static [Part]),
}

impl Order {
    pub const FULL: [Order; 5] = [
        Self::SurnameGivenPatronymic,
        Self::GivenPatronymicSurname,
        Self::SurnameGiven,
        Self::GivenSurname,
        Self::GivenPatronymic,
    ];
    pub const INITIALS: [Order; 4] = [
        Self::SurnameInitials,
        Self::InitialsSurname,
        Self::SurnameInitial,
        Self::InitialSurname,
    ];

    fn parts(self) -> &'static [Piece] {
        use Part::{Given, Patronymic, Surname};
        use Piece::{Initials, Whole};
        match self {
            Self::SurnameGivenPatronymic => &[Whole(Surname), Whole(Given), Whole(Patronymic)],
            Self::GivenPatronymicSurname => &[Whole(Given), Whole(Patronymic), Whole(Surname)],
            Self::SurnameGiven => &[Whole(Surname), Whole(Given)],
            Self::GivenSurname => &[Whole(Given), Whole(Surname)],
            Self::GivenPatronymic => &[Whole(Given), Whole(Patronymic)],
            Self::SurnameInitials => &[Whole(Surname), Initials(&[Given, Patronymic])],
            Self::InitialsSurname => &[Initials(&[Given, Patronymic]), Whole(Surname)],
            Self::SurnameInitial => &[Whole(Surname), Initials(&[Given])],
            Self::InitialSurname => &[Initials(&[Given]), Whole(Surname)],
            Self::Surname => &[Whole(Surname)],
            Self::Given => &[Whole(Given)],
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::SurnameGivenPatronymic => "surname given patronymic",
            Self::GivenPatronymicSurname => "given patronymic surname",
            Self::SurnameGiven => "surname given",
            Self::GivenSurname => "given surname",
            Self::GivenPatronymic => "given patronymic",
            Self::SurnameInitials => "surname A. B.",
            Self::InitialsSurname => "A. B. surname",
            Self::SurnameInitial => "surname A.",
            Self::InitialSurname => "A. surname",
            Self::Surname => "surname alone",
            Self::Given => "given name alone",
        }
    }

    /// True where the order has both surname and given name in full.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Self::SurnameGivenPatronymic
                | Self::GivenPatronymicSurname
                | Self::SurnameGiven
                | Self::GivenSurname
        )
    }
}

/// How a name is spelled, and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// In the middle of a sentence.
    Plain,
    /// Behind «азамат», «гр.», «гражданин».
    Titled,
    /// Behind «мен,», «я,», «меня зовут».
    Introduced,
    /// Behind «құрметпен», «с уважением».
    Closing,
    /// On a line of its own at the end.
    Signature,
    /// In small letters behind a word that announces a name.
    Announced,
    /// The name alone in capitals, or the whole sentence.
    Capitals { whole: bool },
    /// Kazakh on a Russian keyboard.
    Keyboard { whole: bool },
    /// Kazakh in Latin letters.
    Latin { whole: bool, drafted: bool },
}

/// One way to write a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    pub frame: Frame,
    pub order: Order,
    pub case: Case,
}

/// Every manner of a language; those that end a letter apart.
pub fn manners(kazakh: bool) -> (Vec<Manner>, Vec<Manner>) {
    let cases: &[Case] = if kazakh {
        &grammar::KAZAKH
    } else {
        &grammar::RUSSIAN
    };
    let (mut inside, mut last) = (Vec::new(), Vec::new());
    let mut spelled = vec![Frame::Plain, Frame::Titled];
    spelled.extend([false, true].map(|whole| Frame::Capitals { whole }));
    if kazakh {
        spelled.extend([false, true].map(|whole| Frame::Keyboard { whole }));
        spelled.extend(
            [(false, false), (true, true), (true, false)]
                .map(|(whole, drafted)| Frame::Latin { whole, drafted }),
        );
    }
    for frame in spelled {
        for &case in cases {
            let ended = kazakh && case != Case::Nominative;
            let orders = Order::FULL.iter().chain(&Order::INITIALS).copied();
            // Nobody puts a case ending behind initials.
            let orders = orders
                .filter(|order| !ended || !matches!(order, Order::SurnameInitials | Order::SurnameInitial));
            inside.extend(orders.map(|order| Manner { frame, order, case }));
        }
    }
    let nominative = |frame, order| Manner {
        frame,
        order,
        case: Case::Nominative,
    };
    for order in Order::FULL {
        inside.push(nominative(Frame::Introduced, order));
    }
    for order in [
        Order::SurnameGiven,
        Order::GivenSurname,
        Order::SurnameGivenPatronymic,
    ] {
        inside.push(nominative(Frame::Announced, order));
    }
    for order in Order::FULL.into_iter().chain(Order::INITIALS) {
        last.push(nominative(Frame::Closing, order));
        last.push(nominative(Frame::Signature, order));
    }
    (inside, last)
}

impl Manner {
    /// The slot of the carrier sentences it goes into.
    pub fn slot(self, kazakh: bool) -> &'static str {
        match self.frame {
            Frame::Introduced => "introduction",
            Frame::Closing => "closing",
            Frame::Announced => "announced",
            _ => self.case.slot(if kazakh { "kk" } else { "ru" }),
        }
    }

    pub fn class(self, kazakh: bool) -> String {
        let frame = match self.frame {
            Frame::Plain => "",
            Frame::Titled => ", behind a title",
            Frame::Introduced => ", introduced",
            Frame::Closing => ", behind «with respect»",
            Frame::Signature => ", signature on its line",
            Frame::Announced => ", small behind its word",
            Frame::Capitals { whole: false } => ", in capitals",
            Frame::Capitals { whole: true } => ", sentence in capitals",
            Frame::Keyboard { whole: false } => ", on a Russian keyboard",
            Frame::Keyboard { whole: true } => ", sentence on a Russian keyboard",
            Frame::Latin { whole: false, .. } => ", in Latin letters",
            Frame::Latin {
                whole: true,
                drafted: false,
            } => ", sentence in Latin letters",
            Frame::Latin {
                whole: true,
                drafted: true,
            } => ", sentence in the draft alphabet",
        };
        let language = if kazakh { "kk" } else { "ru" };
        format!("name {language}{frame}: {}", self.order.as_str())
    }

    /// A piece of text as this manner spells it.
    pub fn spelled(self, text: &str) -> String {
        match self.frame {
            Frame::Announced => text.to_lowercase(),
            Frame::Capitals { .. } => text.to_uppercase(),
            Frame::Keyboard { .. } => grammar::on_russian_keyboard(text),
            Frame::Latin { drafted, .. } => grammar::in_latin(text, drafted),
            _ => text.to_owned(),
        }
    }

    /// True where not only the name but its whole sentence is spelled so.
    pub fn spells_all(self) -> bool {
        matches!(
            self.frame,
            Frame::Capitals { whole: true }
                | Frame::Keyboard { whole: true }
                | Frame::Latin { whole: true, .. }
        )
    }
}

/// The word before a name behind a title, in its case.
pub fn title(person: &Person, case: Case, form: usize) -> String {
    if person.kazakh {
        return match form % 3 {
            0 if person.man => "азамат",
            0 => "азаматша",
            1 => "гр.",
            _ => "көршім",
        }
        .to_owned();
    }
    let title = match (form % 3, person.man) {
        (0, _) => return "гр.".to_owned(),
        (1, true) => "гражданин",
        (1, false) => "гражданка",
        (_, true) => "сосед",
        (_, false) => "соседка",
    };
    grammar::russian(title, Part::Given, person.man, case)
}

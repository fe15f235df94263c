//! Personal data in letters: telephones, identifiers, cards, addresses, signatures.

use super::appeal::{Personal, Register};
use super::letters::{Letter, Writer, in_language};
use super::people::Person;
use super::random::Random;

impl Writer<'_> {
    /// Adds what people should not write but do: telephones, identifiers, cards.
    pub fn add_personal(&mut self, letter: &mut Letter, topic: &str, person: &Person, register: Register) {
        let calls = register == Register::CallCentre;
        let russian = letter.language != "kk";
        if self.random.chance(if calls { 0.03 } else { 0.08 }) {
            let value = telephone(&person.phone, &mut self.random);
            let lead = if russian {
                "Мой телефон"
            } else {
                "Байланыс телефоным"
            };
            letter.add(lead, "PHONE", value, ".");
        }
        if calls {
            return;
        }
        if self.random.chance(0.02) {
            letter.add(
                if russian { "ИИН" } else { "ЖСН" },
                "IIN",
                person.iin.clone(),
                ".",
            );
        }
        if self.random.chance(0.012) {
            let lead = if russian {
                "Ответ прошу на почту"
            } else {
                "Жауапты поштама жіберіңіздер:"
            };
            letter.add(lead, "EMAIL", person.email.clone(), "");
        }
        if self
            .random
            .chance(if topic.starts_with("13.") || topic == "24.05" {
                0.05
            } else {
                0.001
            })
        {
            let value = ["4111 1111 1111 1111", "5555 5555 5555 4444", "4012888888881881"];
            let lead = if russian {
                "Номер карты"
            } else {
                "Карта нөмірім"
            };
            letter.add(lead, "CARD", (*self.random.pick(&value)).to_owned(), ".");
        }
        if self
            .random
            .chance(if ["10.03", "10.06", "21.03"].contains(&topic) {
                0.25
            } else {
                0.001
            })
        {
            let letters = ["AAB", "ABK", "KTA", "TAB", "BBA", "EKA"];
            let value = format!("000 {} 13", self.random.pick(&letters));
            let lead = if russian {
                "Госномер машины"
            } else {
                "Көліктің нөмірі"
            };
            letter.add(lead, "PLATE", value, ".");
        }
        if self.random.chance(0.03) {
            self.add_address(letter, russian);
        }
    }

    fn add_address(&mut self, letter: &mut Letter, russian: bool) {
        let (lead, value) = if russian {
            (
                "Мой адрес:",
                format!("ул. {}, д. {}", letter.street.ru, letter.house),
            )
        } else {
            (
                "Мекенжайым:",
                format!("{} көшесі, {} үй", letter.street.kk, letter.house),
            )
        };
        let value = letter.spelling.apply(&value);
        letter.add(lead, "ADDR", value, ".");
    }

    /// Adds a signature under one letter in three.
    pub fn sign(&mut self, letter: &mut Letter, person: &Person, register: Register) {
        if register == Register::CallCentre || !self.random.chance(0.32) {
            return;
        }
        let tongue = if letter.language == "kk" { "kk" } else { "ru" };
        let name = if self.random.chance(0.5) {
            &person.name
        } else {
            &person.short
        };
        let value = letter.spelling.apply(in_language(name, tongue));
        let lead = match (tongue, self.random.below(3)) {
            ("kk", 0) => "Құрметпен, ",
            ("kk", 1) => "Ізгі ниетпен, ",
            ("kk", _) => "",
            (_, 0) => "С уважением, ",
            (_, 1) => "С уважением и надеждой, ",
            _ => "",
        };
        let signed = ["уважением", "ұрметпен", "атынан"]
            .iter()
            .any(|word| letter.text.contains(word));
        let lead = if signed { "" } else { lead };
        let end = if letter.text.ends_with(['.', '!', '?', '…', ')']) {
            " "
        } else {
            ". "
        };
        letter.text = format!("{}{end}{}{value}", letter.text, letter.spelling.apply(lead));
        letter.personal.push(Personal { kind: "NAME", value });
    }
}

impl Letter {
    fn add(&mut self, lead: &str, kind: &'static str, value: String, end: &str) {
        let stop = if self.text.ends_with(['.', '!', '?', '…', ')']) {
            ""
        } else {
            "."
        };
        let lead = self.spelling.apply(lead);
        self.text = format!("{}{stop} {lead} {value}{end}", self.text);
        self.personal.push(Personal { kind, value });
    }
}

fn telephone(digits: &str, random: &mut Random) -> String {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let [code, first, second, third] = [part(0, 3), part(3, 6), part(6, 8), part(8, 10)];
    match random.below(4) {
        0 => format!("+7 {code} {first} {second} {third}"),
        1 => format!("8 {code} {first} {second} {third}"),
        2 => format!("8{digits}"),
        _ => format!("+7 ({code}) {first}-{second}-{third}"),
    }
}

//! Personal data in a text and its replacement by placeholders.

mod addresses;
mod digits;
mod documents;
mod identifiers;
mod known;
mod lexicon;
mod names;
mod pieces;
mod redaction;
mod roles;

use std::ops::Range;

pub use known::Known;
pub(super) use lexicon::{Facts, facts};
pub use redaction::{Redacted, redact};

use self::lexicon::Strength;
use self::pieces::Pieces;
use super::passage::Passage;
use super::vocabulary;

/// What kind of personal data a span holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalKind {
    /// The name of a private person.
    Name,
    /// The name of an official beside the office, which stays.
    Official,
    Iin,
    Bin,
    Phone,
    Addr,
    Email,
    /// A name in a messenger or a network.
    Handle,
    /// A bank card or an IBAN.
    Card,
    Plate,
    /// The number of an identity document.
    Doc,
}

impl PersonalKind {
    /// The name used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::Official => "OFFICIAL",
            Self::Iin => "IIN",
            Self::Bin => "BIN",
            Self::Phone => "PHONE",
            Self::Addr => "ADDR",
            Self::Email => "EMAIL",
            Self::Handle => "HANDLE",
            Self::Card => "CARD",
            Self::Plate => "PLATE",
            Self::Doc => "DOC",
        }
    }
}

/// A span of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    /// Bytes of the text.
    pub span: Range<usize>,
    pub kind: PersonalKind,
}

/// The personal data of `text`, in order, without overlap.
///
/// Where two readings overlap the one with the stronger proof stays: a check digit before a shape, a shape before a
/// name. Register numbers, dates, sums and short service numbers are not personal data.
pub fn personal_data(text: &str) -> Vec<PersonalData> {
    personal_data_in(&Passage::new(text), &Known::default())
}

/// The same for a text that is read already, with what is `known` of the person it is of.
pub fn personal_data_in(passage: &Passage, known: &Known) -> Vec<PersonalData> {
    let text = passage.text();
    let pieces = Pieces::new(passage, known);
    let signs = pieces.signs();
    let mut found = Vec::new();
    if signs.code {
        claim(&mut found, identifiers::emails(&pieces));
    }
    if signs.code || signs.network {
        claim(&mut found, identifiers::handles(&pieces));
    }
    if signs.code || signs.number {
        claim(&mut found, identifiers::ibans(text));
        claim(&mut found, digits::numbers(text, known));
        if signs.document {
            claim(&mut found, documents::documents(&pieces));
        }
        claim(&mut found, identifiers::plates(text));
        claim(&mut found, addresses::addresses(&pieces));
    }
    claim(&mut found, names::names(&pieces));
    found
}

/// What the name of a place is besides, from nothing to what is far more usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// Nothing known.
    None,
    /// It may be a form of some word: «Қордай» of «қор».
    Form,
    /// A name of persons.
    Person,
    /// An ordinary word of either language.
    Word,
}

/// What `word` is besides the name of a place: one that is something else needs a word beside it that says so.
pub fn other_sense(word: &str) -> Sense {
    let facts = vocabulary::with(|vocabulary| {
        vocabulary.make_room(1);
        let number = vocabulary.number(word);
        vocabulary.facts(number)
    });
    let whole = facts.ordinary && !facts.inflected;
    if whole || facts.frequent || facts.title.is_some() || facts.role.is_some() {
        Sense::Word
    } else if facts.name() >= Strength::Likely {
        Sense::Person
    } else if facts.ordinary || facts.name() > Strength::None {
        Sense::Form
    } else {
        Sense::None
    }
}

/// Adds what overlaps nothing found before, keeping the order of the text.
fn claim(found: &mut Vec<PersonalData>, more: Vec<PersonalData>) {
    for data in more {
        let at = found.partition_point(|known| known.span.end <= data.span.start);
        if data.span.start < data.span.end
            && found
                .get(at)
                .is_none_or(|known| known.span.start >= data.span.end)
        {
            found.insert(at, data);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PersonalKind::*;
    use super::*;

    fn found(text: &str) -> Vec<(&str, PersonalKind)> {
        personal_data(text)
            .into_iter()
            .map(|data| (&text[data.span], data.kind))
            .collect()
    }

    #[test]
    fn an_iin_has_its_check_digit_and_a_bin_its_fifth_digit() {
        assert_eq!(found("ЖСН 980101500004 болады"), [("980101500004", Iin)]);
        assert_eq!(found("мой номер 980101 600000"), [("980101 600000", Iin)]);
        assert_eq!(found("БИН 980140000005"), [("980140000005", Bin)]);
        assert_eq!(found("счётчик 980101500005 показал"), []);
        assert_eq!(found("счётчик 991301500000"), []);
    }

    #[test]
    fn phones_are_found_in_local_spellings() {
        for phone in [
            "+7 701 123 45 67",
            "8 701 123 45 67",
            "87011234567",
            "8-701-123-45-67",
            "8(71343)2-19-06",
            "+7(701)1234567",
            "8 (7152) 40-33-15",
            "8.701.123.45.67",
        ] {
            assert_eq!(
                found(&format!("менің нөмірім {phone}, хабарласыңыз")),
                [(phone, Phone)],
                "{phone}"
            );
        }
        assert_eq!(found("тел. 22-33-44"), [("22-33-44", Phone)]);
    }

    #[test]
    fn service_numbers_sums_dates_and_register_numbers_stay() {
        for text in [
            "звонил в 102, 112 и 109, тел. 1414",
            "заплатили 1 200 000 тенге 12.03.2026",
            "ЖТ-2026-01234567 от 01.02.2026",
            "лицевой счёт 1234567890",
            "школа 22-33-44",
            "2024-2026 жж. 150 000 тг",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn cards_pass_luhn_and_ibans_have_their_shape() {
        assert_eq!(
            found("карта 4111 1111 1111 1111"),
            [("4111 1111 1111 1111", Card)]
        );
        assert_eq!(found("номер договора 4111 1111 1111 1112"), []);
        assert_eq!(
            found("шот KZ86125KZT5004100100"),
            [("KZ86125KZT5004100100", Card)]
        );
        assert_eq!(
            found("KZ86 125K ZT50 0410 0100."),
            [("KZ86 125K ZT50 0410 0100", Card)]
        );
    }

    #[test]
    fn plates_of_both_standards_are_found() {
        for plate in [
            "123 ABC 02",
            "123ABC02",
            "123 АВС 02",
            "083 AD 13",
            "N 482 KLD",
            "A123BC",
            "123abc02",
        ] {
            assert_eq!(found(&format!("көлік {plate} тұр")), [(plate, Plate)], "{plate}");
        }
        assert_eq!(found("площадь 120 кв 12 раз"), []);
        assert_eq!(found("осталось 100 км 20 минут"), []);
    }

    #[test]
    fn an_email_is_found_without_the_full_stop_behind_it() {
        assert_eq!(found("жазыңыз: a.b@mail.kz."), [("a.b@mail.kz", Email)]);
    }

    #[test]
    fn an_address_needs_a_house() {
        assert_eq!(
            found("Абай көшесі 18-үй, 7-пәтер."),
            [("Абай көшесі 18-үй, 7-пәтер", Addr)]
        );
        assert_eq!(
            found("живу на ул. Лесная, д. 5, кв. 12"),
            [("ул. Лесная, д. 5, кв. 12", Addr)]
        );
        assert_eq!(
            found("7 шағын аудан 31 үй алдында"),
            [("7 шағын аудан 31 үй", Addr)]
        );
        assert_eq!(found("на ул. Лесная темно"), []);
    }

    #[test]
    fn names_are_found_by_initials_patronymics_and_given_names() {
        assert_eq!(found("Обратился Смирнов А.Б. в отдел"), [("Смирнов А.Б.", Name)]);
        assert_eq!(found("просит А. Б. Смирнова"), [("А. Б. Смирнова", Name)]);
        assert_eq!(
            found("я, Ежова Наталья Викторовна, прошу"),
            [("Ежова Наталья Викторовна", Name)]
        );
        assert_eq!(
            found("Мен, Серікбаев Ерлан Қанатұлы, сұраймын"),
            [("Серікбаев Ерлан Қанатұлы", Name)]
        );
        assert_eq!(found("Рахмет. Мөлдір Есіркеп"), [("Мөлдір Есіркеп", Name)]);
    }

    #[test]
    fn streets_and_schools_named_after_people_are_not_persons() {
        assert_eq!(found("Абай көшесінде, Әлия Молдағұлова көшесінде жарық жоқ"), []);
        assert_eq!(found("в школе имени Алии Молдагуловой"), []);
    }
}

//! What a word beside a name or a number says of it: titles of persons, heads of streets and places, words for numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::dictionary::rows;
use crate::text::letters::{fold, from_latin, is_latin, keyboard};
use crate::text::{kazakh, russian};

/// What a word of `dictionaries/text/titles.csv` says of the name beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum Title {
    /// A private person's name follows: «азамат», «сосед», «меня зовут».
    PrivateBefore,
    /// A private person's name stands before: «апай», «мырза».
    PrivateAfter,
    /// A name at its office follows: «директор», «әкімі».
    OfficeBefore,
    /// A name at its office stands before: «деген инспектор».
    OfficeAfter,
    /// The person the letter is written to follows: «Құрметті», «Уважаемая».
    Greeting,
    /// The writer's name follows: «с уважением».
    Signature,
    /// The writer speaks: «мен, …», «я, …».
    Writer,
    /// The word before is what something or somebody is called: «деген».
    Called,
    /// A firm, a shop, a brand: the name beside it is its name.
    Business,
}

/// What a word of `dictionaries/text/place_heads.csv` does in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum Role {
    /// A street whose name stands before the word.
    StreetAfter,
    /// A street whose name stands behind the word.
    StreetBefore,
    House,
    Flat,
    /// A place, school or organisation, its name behind: «школа имени …», «село …».
    PlaceBefore,
    /// The same with its name before, which its possessive tells: «… мектебі».
    PlaceAfter,
    /// A word before the name of a street without its head: «на Сейфуллина», «угол Сатпаева».
    Way,
    /// A unit: a number before it is no house.
    Measure,
    /// The second word of a street's name: «Қазыбек би», «Жібек жолы».
    Tail,
    /// An abbreviation that is a part of a house only beside a number: «к», «п».
    Unit,
    /// A word between the name of a street and its head: «шағын аудан», «атындағы көше».
    Between,
    /// Somebody lives or is registered where is said next: «тұрамын», «проживаю», «адрес».
    Living,
}

/// What a word of `dictionaries/text/identifier_words.csv` says of the number or the sign near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum Announced {
    Phone,
    Iin,
    Bin,
    Card,
    Plate,
    /// An identity document.
    Document,
    /// A messenger or a network.
    Network,
    /// An account, a meter or a contract: its number is nobody's identity.
    Account,
    /// A unit of measure: not letters of a plate when small.
    Unit,
}

static ANNOUNCED: LazyLock<FxHashMap<String, Announced>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/identifier_words.csv"))
        .map(|[form, kind, _]| {
            let announced = match kind {
                "phone" => Announced::Phone,
                "iin" => Announced::Iin,
                "bin" => Announced::Bin,
                "card" => Announced::Card,
                "plate" => Announced::Plate,
                "doc" => Announced::Document,
                "network" => Announced::Network,
                "account" => Announced::Account,
                _ => Announced::Unit,
            };
            (fold(form), announced)
        })
        .collect()
});

/// What a word says of the number near it, by its beginning.
pub(super) fn announced(word: &str) -> Option<Announced> {
    let folded = fold(word);
    by_beginning(&folded).or_else(|| {
        let latin = word.chars().any(is_latin);
        latin.then(|| by_beginning(&fold(&from_latin(word)))).flatten()
    })
}

/// Beginnings of two letters are too short, but for whole words.
const SHORTEST_BEGINNING: usize = 3;

fn by_beginning(folded: &str) -> Option<Announced> {
    let ends: Vec<usize> = folded
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .collect();
    ends.iter()
        .enumerate()
        .rev()
        .filter(|&(at, &end)| at + 1 >= SHORTEST_BEGINNING || end == folded.len())
        .find_map(|(_, &end)| ANNOUNCED.get(&folded[..end]).copied())
}

static TITLES: LazyLock<FxHashMap<String, Title>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/titles.csv"))
        .map(|[form, role, _]| {
            let title = match role {
                "private_before" => Title::PrivateBefore,
                "private_after" => Title::PrivateAfter,
                "office_before" => Title::OfficeBefore,
                "office_after" => Title::OfficeAfter,
                "greeting_before" => Title::Greeting,
                "sign_before" => Title::Signature,
                "writer" => Title::Writer,
                "called" => Title::Called,
                _ => Title::Business,
            };
            (keyboard(form), title)
        })
        .collect()
});

static ROLES: LazyLock<FxHashMap<String, Role>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/place_heads.csv"))
        .map(|[form, role, _]| {
            let role = match role {
                "street_after" => Role::StreetAfter,
                "street_before" => Role::StreetBefore,
                "house" => Role::House,
                "flat" => Role::Flat,
                "measure" => Role::Measure,
                "living" => Role::Living,
                "tail" => Role::Tail,
                "way" => Role::Way,
                "unit" => Role::Unit,
                "between" => Role::Between,
                "place_after" => Role::PlaceAfter,
                _ => Role::PlaceBefore,
            };
            (keyboard(form), role)
        })
        .collect()
});

/// Shorter heads are abbreviations, which have no case forms.
const SHORTEST_STEMMED: usize = 4;

fn stemmed<T: Copy>(table: &FxHashMap<String, T>, stem: &str) -> Option<T> {
    let long = stem.chars().count() >= SHORTEST_STEMMED;
    long.then(|| table.get(&keyboard(stem)).copied()).flatten()
}

/// The title of a word as written, else of its stem in either language.
pub(super) fn title(key: &str, kazakh: &kazakh::Analysed, russian: &russian::Analysed) -> Option<Title> {
    let known = || kazakh.band.and_then(|_| stemmed(&TITLES, &kazakh.root));
    let lemma = || russian.part.and_then(|_| stemmed(&TITLES, &russian.stem));
    TITLES.get(key).copied().or_else(known).or_else(lemma)
}

/// The role of a word as written, else of its stem; streets only in the forms listed, for «біздің көшеде» names none.
pub(super) fn role(key: &str, kazakh: &kazakh::Analysed, russian: &russian::Analysed) -> Option<Role> {
    let known = || {
        let role = kazakh.band.and_then(|_| stemmed(&ROLES, &kazakh.root))?;
        match role {
            Role::PlaceAfter => is_possessed(key, &kazakh.root).then_some(role),
            role => Some(role),
        }
    };
    let lemma = || russian.part.and_then(|_| stemmed(&ROLES, &russian.stem));
    let of_stem = |role: &Role| !matches!(role, Role::StreetAfter | Role::StreetBefore | Role::Way);
    // «Мектеп» alone names nothing, «… мектебі» does.
    let bare = kazakh.band.is_some() && keyboard(&kazakh.root) == key;
    ROLES
        .get(key)
        .copied()
        .filter(|&role| role != Role::PlaceAfter || !bare)
        .or_else(|| known().filter(of_stem))
        .or_else(|| lemma().filter(of_stem))
}

/// True when what follows the root begins with a possessive: «мектебінде», but not «мектепте».
fn is_possessed(key: &str, root: &str) -> bool {
    let root = keyboard(root);
    let shared: usize = key
        .chars()
        .zip(root.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let ending = key[shared..].trim_start_matches(['с', 'б', 'г']);
    ending.starts_with(['ы', 'и'])
}

//! Names of places and bodies in a case.

use super::noun::Noun;
use super::{Case, Gender};

/// A name in a case: Сайрамском районе, области Абай, управлению здравоохранения, Шымкентом.
///
/// After «г.» and in quotes a name stays as it is, as do words that have no declension and names of a kind not known here.
pub fn declined(name: &str, case: Case) -> String {
    if case == Case::Nominative {
        return name.to_owned();
    }
    if let Some(declined) = headed(name, case) {
        return declined;
    }
    let is_one_word = name.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    let is_abbreviation =
        name.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !name.contains('-');
    if is_one_word && !is_abbreviation {
        town(name, case)
    } else {
        name.to_owned()
    }
}

/// Adjectives and a head noun in a case, and what follows them as it is.
fn headed(name: &str, case: Case) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let head = words.iter().position(|word| !is_adjective(word))?;
    let noun = Noun::find(&words[head].to_lowercase())?;
    let mut declined: Vec<String> = Vec::new();
    for word in &words[..head] {
        declined.push(adjective(word, noun.gender, noun.is_animate, case)?);
    }
    declined.push(with_capital_of(words[head], noun.singular(case)));
    declined.extend(words[head + 1..].iter().map(|word| (*word).to_owned()));
    Some(declined.join(" "))
}

fn is_adjective(word: &str) -> bool {
    let ends = ["ий", "ый", "ой", "ая", "яя", "ое", "ее"];
    word.chars().count() > 3 && ends.iter().any(|ending| word.ends_with(ending))
}

fn with_capital_of(written: &str, form: &str) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => form.to_owned(),
    }
}

/// An adjective in a case, or `None` where it is not of that gender.
fn adjective(word: &str, gender: Gender, animate: bool, case: Case) -> Option<String> {
    let cut = word.char_indices().rev().nth(1)?.0;
    let (stem, ending) = word.split_at(cut);
    let hushing = stem.ends_with(['ж', 'ш', 'щ', 'ч', 'ц']);
    let soft = matches!(ending, "яя" | "ее")
        || (ending == "ий" && !stem.ends_with(['г', 'к', 'х']))
        || (ending == "ая" && hushing);
    let narrow = soft || stem.ends_with(['г', 'к', 'х']) || hushing;
    let new = match (gender, ending) {
        (Gender::Masculine, "ий" | "ый" | "ой") => masculine(soft, narrow, animate, ending, case),
        (Gender::Neuter, "ое" | "ее") => masculine(soft, narrow, false, ending, case),
        (Gender::Feminine, "ая" | "яя") => match case {
            Case::Nominative => ending,
            Case::Accusative if ending == "яя" => "юю",
            Case::Accusative => "ую",
            _ if soft => "ей",
            _ => "ой",
        },
        _ => return None,
    };
    Some(format!("{stem}{new}"))
}

/// The endings of the masculine and of the neuter, which differ where `same` stands.
fn masculine(soft: bool, narrow: bool, animate: bool, same: &str, case: Case) -> &str {
    match case {
        Case::Accusative if animate => masculine(soft, narrow, animate, same, Case::Genitive),
        Case::Nominative | Case::Accusative => same,
        Case::Genitive if soft => "его",
        Case::Genitive => "ого",
        Case::Dative if soft => "ему",
        Case::Dative => "ому",
        Case::Instrumental if narrow => "им",
        Case::Instrumental => "ым",
        Case::Prepositional if soft => "ем",
        Case::Prepositional => "ом",
    }
}

/// The name of a town in a case: Шымкента, Астане, Арысью, Семеем, Рудного; Алматы, Кентау, Актобе do not change.
fn town(name: &str, case: Case) -> String {
    if is_adjective(name) && name.ends_with('й') {
        return adjective(name, Gender::Masculine, false, case).unwrap_or_else(|| name.to_owned());
    }
    let Some((cut, last)) = name.char_indices().next_back() else {
        return String::new();
    };
    let stem = &name[..cut];
    let velar = stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'щ', 'ч']);
    let hushing = |text: &str| text.ends_with(['ж', 'ш', 'щ', 'ч', 'ц']);
    // By the order of the cases from the genitive on.
    let (stem, endings) = match last {
        'а' if hushing(stem) => (stem, [if velar { "и" } else { "ы" }, "е", "у", "ей", "е"]),
        'а' => (stem, [if velar { "и" } else { "ы" }, "е", "у", "ой", "е"]),
        'я' if stem.ends_with('и') => (stem, ["и", "и", "ю", "ей", "и"]),
        'я' => (stem, ["и", "е", "ю", "ей", "е"]),
        'ь' => (stem, ["и", "и", "ь", "ью", "и"]),
        'й' => (stem, ["я", "ю", "й", "ем", "е"]),
        _ if is_consonant(last) && hushing(name) => (name, ["а", "у", "", "ем", "е"]),
        _ if is_consonant(last) => (name, ["а", "у", "", "ом", "е"]),
        _ => return name.to_owned(),
    };
    let ending = endings
        .get((case as usize).wrapping_sub(1))
        .copied()
        .unwrap_or_default();
    format!("{stem}{ending}")
}

fn is_consonant(letter: char) -> bool {
    "бвгджзклмнпрстфхцчшщ".contains(letter)
}

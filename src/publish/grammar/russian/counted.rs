//! Nouns and verbs that agree with a number.

use super::noun::Noun;
use super::{Case, Gender};
use crate::publish::grammar::{Error, Quantity};

/// How a noun stands after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Few,
    Many,
    Fraction,
    /// «<5» is read «менее 5» and asks for the genitive whatever the case.
    Hidden,
}

fn number(quantity: Quantity) -> Number {
    match quantity {
        Quantity::Hidden => Number::Hidden,
        Quantity::Fraction => Number::Fraction,
        Quantity::Whole(number) => match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
            (_, 11..=14) => Number::Many,
            (1, _) => Number::One,
            (2..=4, _) => Number::Few,
            _ => Number::Many,
        },
    }
}

/// The form after a number: 1 обращение, 2 обращения, 5 обращений, 11 обращений, 1,5 обращения, <5 обращений.
pub fn agree<'f>(quantity: Quantity, one: &'f str, few: &'f str, many: &'f str) -> &'f str {
    match number(quantity) {
        Number::One => one,
        Number::Few | Number::Fraction => few,
        Number::Many | Number::Hidden => many,
    }
}

/// The form after a number in a case but the nominative: от 21 обращения, в 5 районах.
pub fn agree_in<'f>(quantity: Quantity, singular: &'f str, plural: &'f str) -> &'f str {
    match number(quantity) {
        Number::One | Number::Fraction => singular,
        Number::Few | Number::Many | Number::Hidden => plural,
    }
}

/// A noun of the dictionary after a number, in a case: от 21 обращения, к 5 жалобам, на 3,4 процентного пункта.
pub fn counted(quantity: Quantity, noun: &str, case: Case) -> Result<&'static str, Error> {
    let noun = Noun::named(noun)?;
    let is_direct = matches!(case, Case::Nominative | Case::Accusative);
    Ok(match number(quantity) {
        Number::Fraction => noun.singular(Case::Genitive),
        Number::Hidden => noun.many,
        Number::One => noun.singular(case),
        Number::Few if is_direct && !(noun.is_animate && case == Case::Accusative) => noun.few,
        Number::Few | Number::Many => noun.plural(case),
    })
}

/// A verb or short participle of the past, given in the masculine, before or after a number of `noun`:
/// поступила 1 жалоба, поступило 5 жалоб, проведён 21 приём.
pub fn past(quantity: Quantity, masculine: &str, noun: &str) -> Result<String, Error> {
    let gender = match number(quantity) {
        Number::One => Noun::named(noun)?.gender,
        _ => Noun::named(noun).map(|_| Gender::Neuter)?,
    };
    Ok(past_of(masculine, gender))
}

fn past_of(masculine: &str, gender: Gender) -> String {
    let (letter, reflexive) = match gender {
        Gender::Masculine => return masculine.to_owned(),
        Gender::Feminine => ("а", "сь"),
        Gender::Neuter => ("о", "сь"),
    };
    if let Some(verb) = masculine.strip_suffix("ся") {
        return format!("{}{reflexive}", past_of(verb, gender));
    }
    // The stress moves to the ending: пришёл – пришло, проведён – проведено, учтён – учтено.
    let stem = match (masculine.strip_suffix("шёл"), masculine.strip_suffix("ён")) {
        (Some(stem), _) => format!("{stem}шл"),
        (_, Some(stem)) => format!("{stem}ен"),
        _ => masculine.to_owned(),
    };
    // Verbs without -л in the masculine have it elsewhere: вырос – выросло, достиг – достигло.
    let joint = if stem.ends_with(['с', 'г', 'к', 'з', 'б', 'р']) {
        "л"
    } else {
        ""
    };
    format!("{stem}{joint}{letter}")
}

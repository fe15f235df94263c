//! Addresses down to the house, in Kazakh order («Абай көшесі 18-үй») and in Russian («ул. Лесная, д. 5»).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{PersonalData, PersonalKind};
use crate::text::dictionary::rows;
use crate::text::letters::fold;
use crate::text::tokens::{Token, TokenKind, is_blank};

/// What a word of `dictionaries/text/place_heads.csv` does in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A street whose name stands before the word.
    StreetAfter,
    /// A street whose name stands behind the word.
    StreetBefore,
    House,
    Flat,
    /// A place, school or organisation: what stands beside the word is no person and no street.
    Place,
    /// A unit: a number before it is no house.
    Measure,
}

static ROLES: LazyLock<BTreeMap<String, Role>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../dictionaries/text/place_heads.csv"))
        .map(|[form, role, _]| {
            let role = match role {
                "street_after" => Role::StreetAfter,
                "street_before" => Role::StreetBefore,
                "house" => Role::House,
                "flat" => Role::Flat,
                "measure" => Role::Measure,
                _ => Role::Place,
            };
            (fold(form), role)
        })
        .collect()
});

/// The tokens that are not white space, with their texts.
pub(super) struct Pieces<'text> {
    text: &'text str,
    tokens: Vec<&'text Token>,
    roles: Vec<Option<Role>>,
}

impl<'text> Pieces<'text> {
    pub(super) fn new(text: &'text str, tokens: &'text [Token]) -> Self {
        let tokens: Vec<&Token> = tokens
            .iter()
            .filter(|token| token.kind != TokenKind::Space && !is_blank(&text[token.span.clone()]))
            .collect();
        let roles = tokens.iter().map(|token| role(text, token)).collect();
        Self { text, tokens, roles }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'text Token> {
        self.tokens.get(at).copied()
    }

    /// The text of piece `at`; empty outside.
    pub(super) fn piece(&self, at: usize) -> &'text str {
        self.token(at).map_or("", |token| &self.text[token.span.clone()])
    }

    pub(super) fn word(&self, at: usize) -> Option<&'text str> {
        self.token(at)
            .filter(|token| token.kind == TokenKind::Word)
            .map(|_| self.piece(at))
    }

    pub(super) fn role(&self, at: usize) -> Option<Role> {
        self.roles.get(at).copied().flatten()
    }

    /// True when a word begins with a capital and no address word.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        self.role(at).is_none()
            && self
                .word(at)
                .is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    fn is_number(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn skip(&self, mut at: usize, marks: &[&str]) -> usize {
        let most = at + 2;
        while at < most && marks.contains(&self.piece(at)) {
            at += 1;
        }
        at
    }

    pub(super) fn data(&self, from: usize, to: usize, kind: PersonalKind) -> Option<PersonalData> {
        let span = self.token(from)?.span.start..self.token(to)?.span.end;
        Some(PersonalData { span, kind })
    }
}

fn role(text: &str, token: &Token) -> Option<Role> {
    let word = (token.kind == TokenKind::Word)
        .then(|| text.get(token.span.clone()))
        .flatten()?;
    ROLES.get(&fold(word)).copied()
}

/// Addresses that name a street or microdistrict and a house.
pub(super) fn addresses(pieces: &Pieces) -> Vec<PersonalData> {
    (0..pieces.len())
        .filter_map(|at| match pieces.role(at)? {
            Role::StreetAfter => {
                name_before(pieces, at).and_then(|from| address(pieces, from, at + 1, false))
            }
            Role::StreetBefore => address(pieces, at, name_behind(pieces, at)?, true),
            _ => None,
        })
        .collect()
}

/// The address from piece `from` whose house is looked for at `behind`.
fn address(pieces: &Pieces, from: usize, behind: usize, russian: bool) -> Option<PersonalData> {
    let house = house(pieces, behind, russian)?;
    pieces.data(from, flat(pieces, house), PersonalKind::Addr)
}

/// Most words of a street's name.
const NAME_WORDS: usize = 3;

/// Where the name before the head at `at` begins: capitals, a single small word, or the number of a «шағын аудан».
fn name_before(pieces: &Pieces, at: usize) -> Option<usize> {
    let nearest = at.checked_sub(1)?;
    if pieces.word(nearest).is_some_and(|word| fold(word) == "шагин") {
        let name = nearest.checked_sub(1)?;
        return (pieces.is_number(name) || pieces.is_proper(name)).then_some(name);
    }
    if fold(pieces.piece(at)).starts_with("аудан") {
        return pieces.is_number(nearest).then_some(nearest);
    }
    let proper = (at.saturating_sub(NAME_WORDS)..at)
        .rev()
        .take_while(|&word| pieces.is_proper(word))
        .last();
    let small = || (pieces.word(nearest).is_some() && pieces.role(nearest).is_none()).then_some(nearest);
    let number = || pieces.is_number(nearest).then_some(nearest);
    proper.or_else(small).or_else(number)
}

/// Where the name behind the head at `at` ends: one word of any spelling and capitals after it, or a number.
fn name_behind(pieces: &Pieces, at: usize) -> Option<usize> {
    let start = pieces.skip(at + 1, &[".", "«", "\""]);
    let named = pieces.word(start).is_some() && pieces.role(start).is_none();
    if !named && !pieces.is_number(start) {
        return None;
    }
    let more = (start + 1..start + NAME_WORDS)
        .take_while(|&word| pieces.is_proper(word))
        .count();
    Some(pieces.skip(start + 1 + more, &["»", "\""]))
}

/// The last piece of the house looked for at `at`.
fn house(pieces: &Pieces, at: usize, russian: bool) -> Option<usize> {
    let at = pieces.skip(at, &[",", "."]);
    let announced = pieces.role(at) == Some(Role::House);
    let number = if announced {
        pieces.skip(at + 1, &[".", "№", "-"])
    } else {
        pieces.skip(at, &["№"])
    };
    if !pieces.is_number(number) {
        return None;
    }
    if let Some(word) = unit_behind(pieces, number, Role::House) {
        return Some(word);
    }
    // Without a word for house only a number that counts nothing is one.
    let counts =
        pieces.role(number + 1) == Some(Role::Measure) || (!russian && pieces.word(number + 1).is_some());
    (announced || !counts || unit_behind(pieces, number, Role::Flat).is_some()).then_some(number)
}

/// The piece of a word of `role` behind a number: «18-үй», «31 үй».
fn unit_behind(pieces: &Pieces, number: usize, role: Role) -> Option<usize> {
    let word = pieces.skip(number + 1, &["-"]);
    (pieces.role(word) == Some(role)).then_some(word).filter(|_| {
        // «дом 5 кв 12»: the word belongs to the number behind it.
        role == Role::House || !pieces.is_number(pieces.skip(word + 1, &[".", "№"]))
    })
}

/// The last piece with the blocks and flats that follow the house ending at `at`.
fn flat(pieces: &Pieces, at: usize) -> usize {
    let next = pieces.skip(at + 1, &[",", "."]);
    let announced = matches!(pieces.role(next), Some(Role::Flat | Role::House));
    let number = if announced {
        pieces.skip(next + 1, &[".", "№", "-"])
    } else {
        next
    };
    if !pieces.is_number(number) {
        return at;
    }
    match unit_behind(pieces, number, Role::Flat) {
        _ if announced => flat(pieces, number),
        Some(word) => word,
        None => at,
    }
}

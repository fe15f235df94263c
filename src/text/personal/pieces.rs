//! The tokens of a text without its white space, each with what is known of it.

use std::ops::Range;

use super::lexicon::{Facts, Strength};
use super::roles::{Announced, Role, Title};
use super::{Known, PersonalData, PersonalKind};
use crate::text::passage::Passage;
use crate::text::tokens::{TokenKind, is_blank};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// «Серік», «СЕРІК» in a text of small letters.
    Capital,
    Small,
    /// One capital letter.
    Letter,
    /// No word.
    Sign,
}

#[derive(Debug, Clone)]
struct Piece {
    span: Range<usize>,
    kind: TokenKind,
    facts: Facts,
    shape: Shape,
    /// Begins a sentence or a line, or what is quoted: its capital says nothing.
    first: bool,
    /// White space with a line break stands before it.
    line: bool,
    /// No space stands before it.
    touches: bool,
    /// A word of a name the register gives.
    known: bool,
    /// A name may begin here or a few pieces further on.
    near_name: bool,
}

/// The pieces of one text.
pub(super) struct Pieces<'text> {
    text: &'text str,
    pieces: Vec<Piece>,
    /// The text has no capitals, or hardly anything else: they tell nothing.
    caseless: bool,
    signs: Signs,
}

/// What a text may hold at all, found out while its pieces are gathered: most texts are spared most searches.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    /// An e-mail, a nick, a site or another code.
    pub code: bool,
    /// A messenger or network is named.
    pub network: bool,
    /// An identity document is named, or a single capital may be the series of one.
    pub document: bool,
    pub number: bool,
}

impl Signs {
    fn note(&mut self, kind: TokenKind, facts: &Facts, shape: Shape) {
        self.code |= kind == TokenKind::Code;
        self.number |= kind == TokenKind::Number;
        self.network |= facts.announced == Some(Announced::Network);
        self.document |= facts.announced == Some(Announced::Document) || shape == Shape::Letter;
    }
}

impl<'text> Pieces<'text> {
    pub(super) fn new(passage: &Passage<'text>, known: &Known) -> Self {
        let (text, tokens) = (passage.text(), passage.tokens());
        let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len() / 2 + 1);
        let (mut line, mut first, mut touches) = (true, true, false);
        let mut signs = Signs::default();
        passage.ask(|vocabulary, words| {
            for (token, &number) in tokens.iter().zip(words) {
                let written = &text[token.span.clone()];
                let blank = token.kind == TokenKind::Markup && is_blank(written);
                if token.kind == TokenKind::Space || blank {
                    line |= written.contains('\n');
                    touches = false;
                    continue;
                }
                let word = token.kind == TokenKind::Word;
                let facts = if word {
                    vocabulary.facts(number as usize)
                } else {
                    Facts::default()
                };
                let shape = if word { shape(written) } else { Shape::Sign };
                signs.note(token.kind, &facts, shape);
                pieces.push(Piece {
                    span: token.span.clone(),
                    kind: token.kind,
                    facts,
                    shape,
                    first: first || line,
                    line,
                    touches,
                    known: word && known.holds_word(written),
                    near_name: false,
                });
                let abbreviation = written == "."
                    && touches
                    && pieces
                        .iter()
                        .rev()
                        .nth(1)
                        .is_some_and(|piece| abbreviates(text, piece));
                first = begins_sentence(written, first && !word) && !abbreviation;
                (line, touches) = (false, true);
            }
        });
        mark_near_names(text, &mut pieces);
        let caseless = is_caseless(text, &pieces);
        Self {
            text,
            pieces,
            caseless,
            signs,
        }
    }

    pub(super) fn signs(&self) -> Signs {
        self.signs
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The text of piece `at`; empty outside.
    pub(super) fn piece(&self, at: usize) -> &'text str {
        self.pieces
            .get(at)
            .map_or("", |piece| &self.text[piece.span.clone()])
    }

    pub(super) fn span(&self, at: usize) -> Option<Range<usize>> {
        self.pieces.get(at).map(|piece| piece.span.clone())
    }

    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.kind == kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<&'text str> {
        self.is(at, TokenKind::Word).then(|| self.piece(at))
    }

    pub(super) fn facts(&self, at: usize) -> Facts {
        self.pieces
            .get(at)
            .map_or_else(Facts::default, |piece| piece.facts)
    }

    /// True for a word of a name the register gives.
    pub(super) fn is_known(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.known)
    }

    pub(super) fn role(&self, at: usize) -> Option<Role> {
        self.facts(at).role
    }

    pub(super) fn title(&self, at: usize) -> Option<Title> {
        self.facts(at).title
    }

    /// How the word is written, as far as that tells anything in this text.
    pub(super) fn shape(&self, at: usize) -> Shape {
        match self.pieces.get(at).map_or(Shape::Sign, |piece| piece.shape) {
            Shape::Capital if self.caseless => Shape::Small,
            shape => shape,
        }
    }

    pub(super) fn is_caseless(&self) -> bool {
        self.caseless
    }

    /// True where a capital is no sign of a name: at the beginning of a sentence, a line or a quotation.
    pub(super) fn is_first(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.first)
    }

    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.pieces.get(at).is_none_or(|piece| piece.line)
    }

    /// False for what begins no name: a small word nothing is known of, or one far from any that may be a name. Asked
    /// first, for nearly all are.
    pub(super) fn may_name(&self, at: usize) -> bool {
        let near = self.pieces.get(at).filter(|piece| piece.near_name);
        near.is_some_and(|piece| match piece.shape {
            Shape::Small => {
                piece.known || self.caseless || piece.facts.shaped || piece.facts.name() > Strength::None
            }
            Shape::Capital | Shape::Letter => true,
            Shape::Sign => false,
        })
    }

    /// True where no space stands before the piece.
    pub(super) fn touches(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.touches)
    }

    /// True when a word begins with a capital and no address word.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        self.role(at).is_none()
            && self
                .word(at)
                .is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// True for a number or a code.
    pub(super) fn holds_digits(&self, at: usize) -> bool {
        self.is_number(at) || self.is(at, TokenKind::Code)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.is(at, TokenKind::Number)
    }

    /// The first of `at` and the two pieces behind it that is none of `marks`.
    pub(super) fn skip(&self, mut at: usize, marks: &[&str]) -> usize {
        let most = at + 2;
        while at < most && marks.contains(&self.piece(at)) {
            at += 1;
        }
        at
    }

    pub(super) fn data(&self, from: usize, to: usize, kind: PersonalKind) -> Option<PersonalData> {
        let span = self.span(from)?.start..self.span(to)?.end;
        Some(PersonalData { span, kind })
    }
}

/// Pieces of the longest name: four words, two initials and their full stops.
const LONGEST_NAME: usize = 8;

/// Marks the pieces at which a name may begin because something in reach may be a part of one.
fn mark_near_names(text: &str, pieces: &mut [Piece]) {
    let mut reach = 0;
    for piece in pieces.iter_mut().rev() {
        reach = if speaks_of_name(text, piece) {
            LONGEST_NAME
        } else {
            reach.saturating_sub(1)
        };
        piece.near_name = reach > 0;
    }
}

/// Whether a run of which this is the only such piece may be a name.
fn speaks_of_name(text: &str, piece: &Piece) -> bool {
    let facts = &piece.facts;
    let told = facts.name() > Strength::None || facts.shaped;
    piece.known
        || facts.patronymic
        || match piece.shape {
            Shape::Capital => {
                told || !(facts.is_other() || facts.frequent) || text[piece.span.clone()].contains('.')
            }
            Shape::Small => told && !facts.frequent,
            Shape::Letter => piece.span.end < text.len() && text.as_bytes()[piece.span.end] == b'.',
            Shape::Sign => false,
        }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), None) if first.is_uppercase() => Shape::Letter,
        (Some(first), Some(_)) if first.is_uppercase() => Shape::Capital,
        // «яНет»: a forgotten space, and no name.
        (Some(_), Some(second)) if second.is_uppercase() => Shape::Sign,
        _ => Shape::Small,
    }
}

/// Letters of the longest title that is abbreviated: «гр.», «ул.», «им.».
const LONGEST_ABBREVIATION: usize = 3;

/// True for an initial or a short title or head: its full stop ends no sentence.
fn abbreviates(text: &str, piece: &Piece) -> bool {
    let initials = text[piece.span.clone()].contains('.');
    let told = piece.facts.title.is_some() || piece.facts.role.is_some();
    piece.shape == Shape::Letter || initials || (told && piece.span.len() <= 2 * LONGEST_ABBREVIATION)
}

/// Whether what follows a piece has its capital from the beginning of a sentence.
fn begins_sentence(piece: &str, still: bool) -> bool {
    match piece {
        "." | "!" | "?" | "…" | "«" | "\"" | "“" | ":" | ";" | "•" => true,
        "," | "-" | "–" | "—" | ")" | "»" | "”" | "(" => still,
        _ => false,
    }
}

/// A text says nothing by its capitals when it has none, or when most of its words are written in capitals.
fn is_caseless(text: &str, pieces: &[Piece]) -> bool {
    let (mut small, mut capital, mut shouted) = (0usize, 0usize, 0usize);
    for piece in pieces {
        match piece.shape {
            Shape::Small => small += 1,
            Shape::Capital if is_shouted(&text[piece.span.clone()]) => shouted += 1,
            // The first word of a sentence may have its capital from the telephone.
            Shape::Capital if !piece.first => capital += 1,
            // An initial is written so on purpose.
            Shape::Letter if !piece.first => capital += 1,
            _ => {}
        }
    }
    (small > FEW_WORDS && capital + shouted == 0) || shouted > small + capital
}

/// So few small words are no sign of a text without capitals.
const FEW_WORDS: usize = 3;

fn is_shouted(word: &str) -> bool {
    word.chars().nth(2).is_some() && !word.chars().any(char::is_lowercase)
}

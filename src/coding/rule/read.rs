//! Reading a rule: pieces first, then choices, phrases, chains and the rule around them.

use super::{Chain, Choice, Link, Misread, Order, Phrase, Rule, RuleError, Term, Weight};

/// Fewer letters would catch half the dictionary.
pub(super) const SHORTEST_PREFIX: usize = 2;
/// No sentence idea reaches further.
pub(super) const LONGEST_DISTANCE: u16 = 30;

/// A piece of a rule as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Word(&'a str),
    Link(Order, u16),
    And,
    Not,
    Bar,
    Weight(Weight),
}

/// Pieces with their places, and how far reading has come.
struct Pieces<'a> {
    source: &'a str,
    pieces: Vec<(usize, Piece<'a>)>,
    next: usize,
}

pub(super) fn rule(source: &str) -> Result<Rule, Misread> {
    let mut pieces = Pieces::of(source)?;
    if pieces.pieces.is_empty() {
        return Err(Misread {
            at: 0,
            error: RuleError::Empty,
        });
    }
    let mut all = vec![pieces.chain()?];
    while pieces.take(Piece::And) {
        all.push(pieces.chain()?);
    }
    let mut not = Vec::new();
    while pieces.take(Piece::Not) {
        not.push(pieces.chain()?);
    }
    let weight = pieces.weight();
    pieces.end()?;
    Ok(Rule { all, not, weight })
}

pub(super) fn phrase(source: &str) -> Result<Phrase, Misread> {
    let mut pieces = Pieces::of(source)?;
    let phrase = pieces.phrase()?;
    pieces.end()?;
    Ok(phrase)
}

impl<'a> Pieces<'a> {
    fn of(source: &'a str) -> Result<Self, Misread> {
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some(letter) = rest.chars().next() {
            let at = source.len() - rest.len();
            let length = match letter {
                _ if letter.is_whitespace() => letter.len_utf8(),
                '|' | '&' => 1,
                _ => rest
                    .find(|c: char| c.is_whitespace() || c == '|' || c == '&')
                    .unwrap_or(rest.len()),
            };
            let (written, after) = rest.split_at(length);
            if !letter.is_whitespace() {
                pieces.push((at, piece(written).map_err(|error| Misread { at, error })?));
            }
            rest = after;
        }
        Ok(Pieces {
            source,
            pieces,
            next: 0,
        })
    }

    fn peek(&self) -> Option<Piece<'a>> {
        self.pieces.get(self.next).map(|&(_, piece)| piece)
    }

    fn at(&self) -> usize {
        self.pieces
            .get(self.next)
            .map_or(self.source.len(), |&(at, _)| at)
    }

    fn take(&mut self, wanted: Piece<'_>) -> bool {
        let met = self.peek() == Some(wanted);
        self.next += usize::from(met);
        met
    }

    fn chain(&mut self) -> Result<Chain, Misread> {
        let first = self.phrase()?;
        let mut links = Vec::new();
        while let Some(Piece::Link(order, within)) = self.peek() {
            self.next += 1;
            links.push(Link {
                order,
                within,
                phrase: self.phrase()?,
            });
        }
        Ok(Chain { first, links })
    }

    fn phrase(&mut self) -> Result<Phrase, Misread> {
        let mut choices = vec![self.choice()?];
        while let Some(Piece::Word(_)) = self.peek() {
            choices.push(self.choice()?);
        }
        Ok(Phrase(choices))
    }

    fn choice(&mut self) -> Result<Choice, Misread> {
        let mut terms = vec![self.term()?];
        while self.take(Piece::Bar) {
            terms.push(self.term()?);
        }
        Ok(Choice(terms))
    }

    fn term(&mut self) -> Result<Term, Misread> {
        let at = self.at();
        match self.peek() {
            Some(Piece::Word(word)) => {
                self.next += 1;
                term(word).map_err(|error| Misread { at, error })
            }
            Some(_) => Err(Misread {
                at,
                error: RuleError::WordMissing(self.written()),
            }),
            None => Err(Misread {
                at,
                error: RuleError::BreaksOff,
            }),
        }
    }

    /// The piece read next, as it stands in the source.
    fn written(&self) -> String {
        let rest = self.source.get(self.at()..).unwrap_or_default();
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    }

    fn weight(&mut self) -> Weight {
        match self.peek() {
            Some(Piece::Weight(weight)) => {
                self.next += 1;
                weight
            }
            _ => Weight::ONE,
        }
    }

    fn end(&self) -> Result<(), Misread> {
        let error = match self.peek() {
            None => return Ok(()),
            Some(Piece::And | Piece::Link(..)) => RuleError::AfterNot,
            Some(Piece::Bar) => RuleError::WordMissing("|".to_owned()),
            Some(_) => RuleError::AfterWeight,
        };
        Err(Misread { at: self.at(), error })
    }
}

fn piece(written: &str) -> Result<Piece<'_>, RuleError> {
    if let Some(number) = written.strip_prefix('^') {
        return weight(number)
            .map(Piece::Weight)
            .ok_or_else(|| RuleError::Weight(number.to_owned()));
    }
    match written {
        "|" => return Ok(Piece::Bar),
        "&" => return Ok(Piece::And),
        "not" => return Ok(Piece::Not),
        _ => {}
    }
    let (name, distance) = written.split_once('/').unwrap_or((written, ""));
    let order = match name {
        "near" => Order::Near,
        "before" => Order::Before,
        _ => return Ok(Piece::Word(written)),
    };
    let within = distance
        .parse()
        .ok()
        .filter(|within| (1..=LONGEST_DISTANCE).contains(within));
    within
        .map(|within| Piece::Link(order, within))
        .ok_or_else(|| RuleError::Distance(name.to_owned()))
}

fn weight(number: &str) -> Option<Weight> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 2 || whole.len() > 2 {
        return None;
    }
    let hundredths = format!("{whole}{decimals:0<2}").parse().ok()?;
    (1..=Weight::MOST)
        .contains(&hundredths)
        .then_some(Weight(hundredths))
}

fn term(word: &str) -> Result<Term, RuleError> {
    if let Some(name) = word.strip_prefix('@') {
        return letters(name).map(|name| Term::Macro(name.to_owned()));
    }
    if let Some(form) = word.strip_prefix('=') {
        return letters(form).map(|form| Term::Exact(form.to_owned()));
    }
    match word.strip_suffix('*') {
        Some(beginning) if beginning.chars().count() < SHORTEST_PREFIX => Err(RuleError::Prefix),
        // A Kazakh ending after an abbreviation is hyphenated: `АӘК-*`.
        Some(beginning) => letters(beginning.strip_suffix('-').unwrap_or(beginning))
            .map(|_| Term::Prefix(beginning.to_owned())),
        None => letters(word).map(|word| Term::Inflected(word.to_owned())),
    }
}

/// `word` if nothing but letters, digits and inner hyphens is in it.
fn letters(word: &str) -> Result<&str, RuleError> {
    match word
        .chars()
        .find(|letter| !letter.is_alphanumeric() && *letter != '-')
    {
        Some('*') => Err(RuleError::Prefix),
        Some(letter) => Err(RuleError::Letter(letter)),
        None if word.is_empty() || word.starts_with('-') || word.ends_with('-') => {
            Err(RuleError::Letter('-'))
        }
        None => Ok(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rule;
    use super::super::*;
    use proptest::prelude::*;

    fn error(source: &str) -> (usize, RuleError) {
        let misread = Rule::read(source).unwrap_err();
        (misread.at, misread.error)
    }

    #[test]
    fn a_rule_is_printed_as_it_was_read() {
        for source in [
            "нет воды",
            "ауыз|ауызсу су near/3 жоқ|@absent",
            "кран near/5 вода before/4 @absent & =КСК not горячий|полив* not лас су ^0.50",
            "водоснабж* ^2",
        ] {
            assert_eq!(Rule::read(source).unwrap().to_string(), source);
        }
    }

    #[test]
    fn alternatives_bind_closer_than_neighbours() {
        let Phrase(choices) = Phrase::read("не подают|дают воду").unwrap();
        assert_eq!(
            choices.iter().map(|choice| choice.0.len()).collect::<Vec<_>>(),
            [1, 2, 1]
        );
    }

    #[test]
    fn spaces_around_a_bar_do_not_matter() {
        assert_eq!(
            Rule::read("тариф* | құбыр*").unwrap(),
            Rule::read("тариф*|құбыр*").unwrap()
        );
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        assert_eq!(error(""), (0, RuleError::Empty));
        assert_eq!(error("су near жоқ"), (5, RuleError::Distance("near".into())));
        assert_eq!(error("су near/3"), (9 + 2, RuleError::BreaksOff));
        assert_eq!(error("& су"), (0, RuleError::WordMissing("&".into())));
        assert_eq!(error("су not жоқ & газ"), (16, RuleError::AfterNot));
        assert_eq!(error("су ^много"), (5, RuleError::Weight("много".into())));
        assert_eq!(error("су ^2 газ"), (8, RuleError::AfterWeight));
        assert_eq!(error("с*"), (0, RuleError::Prefix));
        assert_eq!(error("су, газ"), (0, RuleError::Letter(',')));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(rule in rule()) {
            prop_assert_eq!(Rule::read(&rule.to_string()), Ok(rule));
        }

        #[test]
        fn any_string_is_a_rule_or_an_error_inside_it(source in "[а-я@=*|&^/. 0-9a-z-]{0,30}|.{0,30}|(near/[0-9]|not|а |\\| ){0,9}") {
            if let Err(misread) = Rule::read(&source) {
                prop_assert!(misread.at <= source.len());
            }
        }
    }
}

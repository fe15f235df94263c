//! A figure and where it comes from.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use serde::{Deserialize, Serialize};

use super::{Formula, Rows, marks};
use crate::publish::numbers::{self, Figure};
use crate::publish::suppression::SMALLEST_SHOWN;

/// What of a number may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    Number(f64),
    /// 1 to 4.
    Small,
    Withheld,
}

/// A figure of a document: its number as it may be told, and its formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    pub formula: Formula,
    pub told: Told,
    /// Decimal places it is printed with.
    pub places: usize,
}

/// From so many on a change is printed in per cent.
const SMALLEST_BASE: f64 = 20.0;

impl Cited {
    /// A count as the suppression of small ones lets it be told.
    pub fn count(figure: Figure, formula: Formula) -> Self {
        let told = match figure {
            Figure::Exact(count) => Told::Number(count as f64),
            Figure::Small => Told::Small,
            Figure::Withheld => Told::Withheld,
        };
        Self {
            formula,
            told,
            places: 0,
        }
    }

    /// A number of rows that are no people, e.g. of problems.
    pub fn counted(number: usize, formula: Formula) -> Self {
        Self {
            formula,
            told: Told::Number(number as f64),
            places: 0,
        }
    }

    /// A number in a column of one row, with decimal places; no count of people hides behind it.
    pub fn number(number: f64, places: usize, column: &str, rows: Rows) -> Self {
        Self {
            formula: Formula::Value(column.to_owned(), rows),
            told: Told::Number(number),
            places,
        }
    }

    /// The number where it is told.
    pub fn told_number(&self) -> Option<f64> {
        match self.told {
            Told::Number(number) => Some(number),
            Told::Small | Told::Withheld => None,
        }
    }

    /// The count where it is told.
    pub fn exact(&self) -> Option<i64> {
        self.told_number()
            .filter(|_| self.places == 0)
            .map(|number| number as i64)
    }

    /// What lists are ordered by, as [`Figure::rank`].
    pub fn rank(&self) -> i64 {
        match self.told {
            Told::Number(number) => Figure::Exact(number as i64).rank(),
            Told::Small => Figure::Small.rank(),
            Told::Withheld => Figure::Withheld.rank(),
        }
    }

    /// In per cent of `whole`; `None` where one of them is hidden or there is no whole.
    pub fn percent_of(&self, whole: &Self) -> Option<Self> {
        let number = 100.0 * self.told_number()? / whole.told_number().filter(|whole| *whole != 0.0)?;
        Some(Self {
            formula: Formula::Percent(Box::new(self.formula.clone()), Box::new(whole.formula.clone())),
            told: Told::Number(number),
            places: 1,
        })
    }

    /// The number less another, without its sign; `None` where one of them is hidden.
    pub fn difference(&self, other: &Self) -> Option<Self> {
        let number = (self.told_number()? - other.told_number()?).abs();
        let minus = Formula::Minus(Box::new(self.formula.clone()), Box::new(other.formula.clone()));
        Some(Self {
            formula: Formula::Size(Box::new(minus)),
            told: Told::Number(number),
            places: self.places,
        })
    }

    /// Change from `before` in per cent without its sign; `None` where the base is too small or one of them is hidden.
    pub fn change_from(&self, before: &Self) -> Option<Self> {
        let base = before.told_number().filter(|base| *base >= SMALLEST_BASE)?;
        let difference = self.difference(before)?;
        Some(Self {
            told: Told::Number(100.0 * difference.told_number()? / base),
            formula: Formula::Percent(Box::new(difference.formula), Box::new(before.formula.clone())),
            places: 1,
        })
    }

    /// So many times the number of `before`; `None` where the base is too small or one of them is hidden.
    pub fn times(&self, before: &Self) -> Option<Self> {
        let base = before.told_number().filter(|base| *base >= SMALLEST_BASE)?;
        Some(Self {
            told: Told::Number(self.told_number()? / base),
            formula: Formula::Ratio(Box::new(self.formula.clone()), Box::new(before.formula.clone())),
            places: 1,
        })
    }

    /// The sum of counts; hidden where one of them is.
    pub fn sum(parts: &[Self]) -> Self {
        let numbers: Option<Vec<f64>> = parts.iter().map(Self::told_number).collect();
        Self {
            formula: Formula::Plus(parts.iter().map(|part| part.formula.clone()).collect()),
            told: numbers.map_or(Told::Withheld, |numbers| Told::Number(numbers.iter().sum())),
            places: 0,
        }
    }

    /// As printed in a sentence: none is 0.
    pub fn text(&self) -> String {
        match self.told {
            Told::Number(number) => numbers::decimal(number, self.places),
            Told::Small => format!("<{SMALLEST_SHOWN}"),
            Told::Withheld => numbers::WITHHELD.to_owned(),
        }
    }

    /// Eleven hexadecimal digits of the hash of the formula and its places, after the letter f.
    pub fn key(&self) -> String {
        let text = format!("{}#{}", self.formula, self.places);
        format!("f{}", &blake3::hash(text.as_bytes()).to_hex()[..11])
    }

    /// For the cell of a table, where none is a dash.
    pub fn in_table(&self) -> String {
        if self.places == 0 && self.told == Told::Number(0.0) {
            return marks::marked(self, "–");
        }
        self.to_string()
    }

    /// As the marks of a text hold it.
    pub(super) fn expression(&self) -> String {
        let parts = (&self.formula, self.told, self.places);
        serde_json::to_string(&parts).unwrap_or_default()
    }

    /// Back from [`Self::expression`].
    pub(super) fn of_expression(text: &str) -> Option<Self> {
        let (formula, told, places) = serde_json::from_str(text).ok()?;
        Some(Self {
            formula,
            told,
            places,
        })
    }
}

/// The cell of a table for a figure that may be missing.
pub fn cell(cited: Option<&Cited>) -> String {
    cited.map_or_else(|| "–".to_owned(), Cited::in_table)
}

impl fmt::Display for Cited {
    /// The text with the marks that make it a figure of the document.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&marks::marked(self, &self.text()))
    }
}

impl Object for Cited {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "text" => Some(Value::from(self.text())),
            // None for a hidden one, so that a phrase may ask for it.
            "number" => Some(self.exact().map_or_else(|| Value::from(()), Value::from)),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self.as_ref(), f)
    }
}

impl From<Cited> for Value {
    /// As an object of the templates, which a phrase prints with its marks.
    fn from(cited: Cited) -> Self {
        Self::from_object(cited)
    }
}

impl From<&Cited> for Value {
    fn from(cited: &Cited) -> Self {
        Self::from_object(cited.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(figure: Figure, name: &str) -> Cited {
        let rows = Rows::of("breakdown").with("value", name);
        Cited::count(figure, Formula::Sum("appeals".into(), rows))
    }

    #[test]
    fn what_follows_from_a_hidden_count_is_not_told() {
        let (known, small) = (count(Figure::Exact(40), "a"), count(Figure::Small, "b"));
        assert_eq!(small.percent_of(&known), None);
        assert_eq!(known.change_from(&small), None);
        assert_eq!(known.difference(&small), None);
        assert_eq!(Cited::sum(&[known, small]).told, Told::Withheld);
    }

    #[test]
    fn a_change_in_per_cent_needs_twenty_before() {
        let change = |before, now| {
            let [now, before] =
                [(now, "now"), (before, "before")].map(|(n, name)| count(Figure::Exact(n), name));
            now.change_from(&before).map(|change| change.text())
        };
        assert_eq!(change(20, 25).as_deref(), Some("25,0"));
        assert_eq!(change(40, 30).as_deref(), Some("25,0"));
        assert_eq!(change(19, 40), None);
    }

    #[test]
    fn the_key_follows_from_the_formula_alone() {
        let (one, other) = (count(Figure::Exact(7), "a"), count(Figure::Small, "a"));
        assert_eq!(one.key(), other.key());
        assert_ne!(one.key(), count(Figure::Exact(7), "b").key());
        assert_eq!(one.key().len(), 12);
    }
}

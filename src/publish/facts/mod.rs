//! Every figure of the documents with the rows it comes from.
//!
//! A figure is made once, as a [`Cited`]: the number that may be told and the formula behind it. It goes through the
//! phrases as a marked text, comes out as a content control under a key, and stands in `tables/facts.parquet` under the
//! same key. The formula knows no language, so both editions have the same keys.

mod cited;
mod evaluate;
mod ledger;
mod marks;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use cited::{Cited, Told, cell};
pub use evaluate::{Fault, evaluate, matching, text};
pub use ledger::{FactRow, Ledger, fact_rows};
pub use marks::{Piece, footnote, pieces, plain, strong, unmarked};

/// The rows of a table where each column has one of its values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rows {
    /// File stem of the table, e.g. `problem_map`.
    pub table: String,
    /// Column and the values it may have there; an empty cell is the empty text.
    pub filter: Vec<(String, Vec<String>)>,
}

impl Rows {
    pub fn of(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            filter: Vec::new(),
        }
    }

    /// Only those with the value in the column.
    pub fn with(self, column: &str, value: impl ToString) -> Self {
        self.among(column, [value.to_string()])
    }

    /// Only those with one of the values in the column.
    pub fn among(mut self, column: &str, values: impl IntoIterator<Item = String>) -> Self {
        let mut values: Vec<String> = values.into_iter().collect();
        values.sort_unstable();
        self.filter.push((column.to_owned(), values));
        self
    }
}

/// How a figure follows from tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// The number of rows.
    Count(Rows),
    /// The sum of a column over the rows; empty cells add nothing.
    Sum(String, Rows),
    /// The number in a column of the only row.
    Value(String, Rows),
    /// The sum of the parts.
    Plus(Vec<Formula>),
    /// The first less the second.
    Minus(Box<Formula>, Box<Formula>),
    /// The first divided by the second.
    Ratio(Box<Formula>, Box<Formula>),
    /// The first in per cent of the second.
    Percent(Box<Formula>, Box<Formula>),
    /// A share of one in per cent.
    Hundredfold(Box<Formula>),
    /// The number without its sign.
    Size(Box<Formula>),
}

impl Formula {
    /// All rows the figure rests on, in the order of the formula.
    pub fn rows(&self) -> Vec<&Rows> {
        match self {
            Self::Count(rows) | Self::Sum(_, rows) | Self::Value(_, rows) => vec![rows],
            Self::Plus(parts) => parts.iter().flat_map(Self::rows).collect(),
            Self::Minus(a, b) | Self::Ratio(a, b) | Self::Percent(a, b) => [a.rows(), b.rows()].concat(),
            Self::Size(of) | Self::Hundredfold(of) => of.rows(),
        }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.table)?;
        for (index, (column, values)) in self.filter.iter().enumerate() {
            let sign = if index == 0 { " where" } else { " and" };
            let values: Vec<&str> = values
                .iter()
                .map(|value| if value.is_empty() { "(empty)" } else { value })
                .collect();
            write!(f, "{sign} {column} = {}", values.join(" or "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Count(rows) => write!(f, "count({rows})"),
            Self::Sum(column, rows) => write!(f, "sum({column} of {rows})"),
            Self::Value(column, rows) => write!(f, "value({column} of {rows})"),
            Self::Plus(parts) => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                write!(f, "({})", parts.join(" + "))
            }
            Self::Minus(a, b) => write!(f, "({a} − {b})"),
            Self::Ratio(a, b) => write!(f, "{a} / {b}"),
            Self::Percent(a, b) => write!(f, "100 × {a} / {b}"),
            Self::Size(of) => write!(f, "|{of}|"),
            Self::Hundredfold(of) => write!(f, "100 × {of}"),
        }
    }
}

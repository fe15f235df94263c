//! A formula worked out on the tables of a run.

use arrow::array::{Array, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};

use super::{Formula, Rows};
use crate::corpus;

/// Why a formula cannot be worked out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the table `{table}` cannot be read")]
    Table { table: String, source: corpus::Error },
    #[error("the table `{table}` has no column `{column}`")]
    Column { table: String, column: String },
    #[error("the column `{column}` of `{table}` is not a number")]
    NotANumber { table: String, column: String },
    #[error("{rows}: {found} rows, where one was meant")]
    Rows { rows: String, found: usize },
}

/// A table by its name.
pub type Tables<'t> = dyn Fn(&str) -> Result<RecordBatch, corpus::Error> + 't;

/// The number of a formula; `None` where a cell is empty or a divisor nought.
pub fn evaluate(formula: &Formula, tables: &Tables) -> Result<Option<f64>, Fault> {
    let both = |a: &Formula, b: &Formula| {
        let (a, b) = (evaluate(a, tables)?, evaluate(b, tables)?);
        Ok::<_, Fault>(a.zip(b))
    };
    Ok(match formula {
        Formula::Count(rows) => Some(matching(rows, &read(rows, tables)?)?.len() as f64),
        Formula::Sum(column, rows) => {
            let numbers = numbers(column, rows, tables)?;
            Some(numbers.into_iter().flatten().sum())
        }
        Formula::Value(column, rows) => match numbers(column, rows, tables)?.as_slice() {
            [number] => *number,
            several => {
                return Err(Fault::Rows {
                    rows: rows.to_string(),
                    found: several.len(),
                });
            }
        },
        Formula::Plus(parts) => {
            let parts: Result<Vec<Option<f64>>, Fault> =
                parts.iter().map(|part| evaluate(part, tables)).collect();
            parts?.into_iter().sum()
        }
        Formula::Minus(a, b) => both(a, b)?.map(|(a, b)| a - b),
        Formula::Ratio(a, b) => both(a, b)?.filter(|(_, b)| *b != 0.0).map(|(a, b)| a / b),
        Formula::Percent(a, b) => both(a, b)?.filter(|(_, b)| *b != 0.0).map(|(a, b)| 100.0 * a / b),
        Formula::Hundredfold(of) => evaluate(of, tables)?.map(|share| 100.0 * share),
        Formula::Size(of) => evaluate(of, tables)?.map(f64::abs),
    })
}

fn read(rows: &Rows, tables: &Tables) -> Result<RecordBatch, Fault> {
    tables(&rows.table).map_err(|source| Fault::Table {
        table: rows.table.clone(),
        source,
    })
}

/// The indices of the rows in `batch`.
pub fn matching(rows: &Rows, batch: &RecordBatch) -> Result<Vec<usize>, Fault> {
    let mut found: Vec<usize> = (0..batch.num_rows()).collect();
    for (column, values) in &rows.filter {
        let array = array(rows, column, batch)?;
        found.retain(|row| values.contains(&text(array, *row)));
    }
    Ok(found)
}

fn array<'b>(rows: &Rows, column: &str, batch: &'b RecordBatch) -> Result<&'b dyn Array, Fault> {
    let array = batch.column_by_name(column).ok_or_else(|| Fault::Column {
        table: rows.table.clone(),
        column: column.to_owned(),
    })?;
    Ok(array.as_ref())
}

fn numbers(column: &str, rows: &Rows, tables: &Tables) -> Result<Vec<Option<f64>>, Fault> {
    let batch = read(rows, tables)?;
    let array = array(rows, column, &batch)?;
    let whole = array.as_any().downcast_ref::<Int64Array>();
    let decimal = array.as_any().downcast_ref::<Float64Array>();
    let number = |row: usize| match (whole, decimal) {
        _ if array.is_null(row) => Ok(None),
        (Some(whole), _) => Ok(Some(whole.value(row) as f64)),
        (_, Some(decimal)) => Ok(Some(decimal.value(row))),
        _ => Err(Fault::NotANumber {
            table: rows.table.clone(),
            column: column.to_owned(),
        }),
    };
    matching(rows, &batch)?.into_iter().map(number).collect()
}

/// A cell as text: an empty one is the empty text, a day is 2026-07-20.
pub fn text(array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return String::new();
    }
    let any = array.as_any();
    if let Some(array) = any.downcast_ref::<StringArray>() {
        return array.value(row).to_owned();
    }
    if let Some(array) = any.downcast_ref::<Int64Array>() {
        return array.value(row).to_string();
    }
    if let Some(array) = any.downcast_ref::<Float64Array>() {
        return array.value(row).to_string();
    }
    if let Some(array) = any.downcast_ref::<BooleanArray>() {
        return array.value(row).to_string();
    }
    any.downcast_ref::<Date32Array>()
        .and_then(|array| corpus::day(array.value(row)))
        .map_or_else(String::new, |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Table;
    use crate::corpus::published::Breakdown;

    fn table(_: &str) -> Result<RecordBatch, corpus::Error> {
        let rows = [
            ("kind", "complaint", 30),
            ("kind", "request", 10),
            ("channel", "paper", 40),
        ];
        let rows = rows.map(|(dimension, value, appeals)| Breakdown {
            half_year: "2026H1".into(),
            dimension: dimension.into(),
            value: value.into(),
            appeals,
        });
        Breakdown::batch(&rows)
    }

    fn appeals(value: &str) -> Formula {
        let rows = Rows::of("breakdown")
            .with("dimension", "kind")
            .with("value", value);
        Formula::Sum("appeals".into(), rows)
    }

    #[test]
    fn formulas_are_worked_out_over_the_rows_they_name() {
        let whole = Formula::Sum("appeals".into(), Rows::of("breakdown").with("dimension", "kind"));
        let share = Formula::Percent(Box::new(appeals("complaint")), Box::new(whole));
        assert_eq!(evaluate(&share, &table).unwrap(), Some(75.0));
        let sum = Formula::Plus(vec![appeals("complaint"), appeals("request")]);
        assert_eq!(evaluate(&sum, &table).unwrap(), Some(40.0));
        let minus = Formula::Minus(Box::new(appeals("request")), Box::new(appeals("complaint")));
        assert_eq!(
            evaluate(&Formula::Size(Box::new(minus)), &table).unwrap(),
            Some(20.0)
        );
        let count = Formula::Count(Rows::of("breakdown").with("half_year", "2026H1"));
        assert_eq!(evaluate(&count, &table).unwrap(), Some(3.0));
    }

    #[test]
    fn a_value_of_several_rows_and_an_unknown_column_are_faults() {
        let several = Formula::Value("appeals".into(), Rows::of("breakdown"));
        assert!(matches!(
            evaluate(&several, &table),
            Err(Fault::Rows { found: 3, .. })
        ));
        let unknown = Formula::Count(Rows::of("breakdown").with("body", "x"));
        assert!(matches!(evaluate(&unknown, &table), Err(Fault::Column { .. })));
        let word = Formula::Sum("value".into(), Rows::of("breakdown"));
        assert!(matches!(evaluate(&word, &table), Err(Fault::NotANumber { .. })));
    }
}

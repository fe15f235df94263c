//! What a table is: a row type whose fields are its columns, each spelled once.
//!
//! [`table!`](crate::table) turns a plain struct into a contract: the Arrow schema with the meaning of every
//! column in its metadata, the way from rows to a record batch and back, and the column names for polars.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema};
use jiff::civil::Date;

use super::Error;

/// One column: its name, Arrow type, whether a cell may be empty, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub data_type: DataType,
    pub nullable: bool,
    pub meaning: &'static str,
}

/// A row type that is a table of the corpus or of a run.
pub trait Table: Sized {
    /// File stem of the table, e.g. `appeals`.
    const NAME: &'static str;
    /// One sentence for the reader of `tables/README.md`.
    const MEANING: &'static str;

    /// The columns in file order.
    fn columns() -> Vec<Column>;

    /// The rows as one record batch in the table's schema.
    fn batch(rows: &[Self]) -> Result<RecordBatch, Error>;

    /// The rows of a batch; an error names the column that is missing, surplus or of another type.
    fn rows(batch: &RecordBatch) -> Result<Vec<Self>, Error>;

    /// The Arrow schema with the meaning of each column in its metadata.
    fn schema() -> Arc<Schema> {
        let fields: Vec<Field> = Self::columns()
            .into_iter()
            .map(|column| {
                Field::new(column.name, column.data_type, column.nullable)
                    .with_metadata(meaning(column.meaning))
            })
            .collect();
        Arc::new(Schema::new(fields).with_metadata(meaning(Self::MEANING)))
    }
}

fn meaning(text: &str) -> std::collections::HashMap<String, String> {
    [("meaning".to_owned(), text.to_owned())].into()
}

/// A Rust type that can stand in a cell.
pub trait Cell: Sized {
    const NULLABLE: bool;
    fn data_type() -> DataType;
    fn array<'a>(cells: impl Iterator<Item = &'a Self>) -> ArrayRef
    where
        Self: 'a;
    /// The cell in row `row`, or `None` where the array is of another type or empty in a column that may not be.
    fn value(array: &dyn Array, row: usize) -> Option<Self>;
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn days(date: &Date) -> i32 {
    (*date - EPOCH).get_days()
}

/// The day so many days after the first of January 1970; `None` beyond the calendar.
pub fn day(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

macro_rules! cell {
    ($type:ty, $data_type:expr, $array:ty, |$cell:ident| $into:expr, |$raw:ident| $from:expr) => {
        impl Cell for $type {
            const NULLABLE: bool = false;
            fn data_type() -> DataType {
                $data_type
            }
            fn array<'a>(cells: impl Iterator<Item = &'a Self>) -> ArrayRef {
                Arc::new(<$array>::from_iter(cells.map(|$cell| Some($into))))
            }
            fn value(array: &dyn Array, row: usize) -> Option<Self> {
                let array = array.as_any().downcast_ref::<$array>()?;
                if array.is_null(row) {
                    return None;
                }
                let $raw = array.value(row);
                $from
            }
        }

        impl Cell for Option<$type> {
            const NULLABLE: bool = true;
            fn data_type() -> DataType {
                $data_type
            }
            fn array<'a>(cells: impl Iterator<Item = &'a Self>) -> ArrayRef {
                Arc::new(<$array>::from_iter(
                    cells.map(|cell| cell.as_ref().map(|$cell| $into)),
                ))
            }
            fn value(array: &dyn Array, row: usize) -> Option<Self> {
                let array = array.as_any().downcast_ref::<$array>()?;
                if array.is_null(row) {
                    return Some(None);
                }
                let $raw = array.value(row);
                $from.map(Some)
            }
        }
    };
}

cell!(String, DataType::Utf8, StringArray, |cell| cell.as_str(), |raw| {
    Some(raw.to_owned())
});
cell!(i64, DataType::Int64, Int64Array, |cell| *cell, |raw| Some(raw));
cell!(f64, DataType::Float64, Float64Array, |cell| *cell, |raw| Some(
    raw
));
cell!(bool, DataType::Boolean, BooleanArray, |cell| *cell, |raw| Some(
    raw
));
cell!(Date, DataType::Date32, Date32Array, |cell| days(cell), |raw| day(
    raw
));

/// Declares a row type and its table contract.
///
/// ```ignore
/// table! {
///     /// One appeal.
///     pub struct Appeal in "appeals" with appeals {
///         /// Register it came from.
///         register: String,
///     }
/// }
/// ```
/// gives `struct Appeal`, `impl Table for Appeal` and the column names as `appeals::register`.
#[macro_export]
macro_rules! table {
    ($(#[doc = $meaning:literal])+ pub struct $row:ident in $name:literal with $columns:ident {
        $($(#[doc = $doc:literal])+ $field:ident: $type:ty,)+
    }) => {
        $(#[doc = $meaning])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $row {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        #[doc = concat!("Column names of `", $name, "`.")]
        // Named as the columns are; not every table has all of its names used.
        #[allow(non_upper_case_globals, dead_code)]
        pub mod $columns {
            $($(#[doc = $doc])+ pub const $field: &str = stringify!($field);)+
        }

        impl $crate::corpus::Table for $row {
            const NAME: &'static str = $name;
            const MEANING: &'static str = concat!($($meaning),+).trim_ascii();

            fn columns() -> Vec<$crate::corpus::Column> {
                vec![$($crate::corpus::Column {
                    name: stringify!($field),
                    data_type: <$type as $crate::corpus::Cell>::data_type(),
                    nullable: <$type as $crate::corpus::Cell>::NULLABLE,
                    meaning: concat!($($doc),+).trim_ascii(),
                }),+]
            }

            fn batch(rows: &[Self]) -> Result<arrow::array::RecordBatch, $crate::corpus::Error> {
                let arrays: Vec<arrow::array::ArrayRef> = vec![
                    $(<$type as $crate::corpus::Cell>::array(rows.iter().map(|row| &row.$field))),+
                ];
                arrow::array::RecordBatch::try_new(Self::schema(), arrays)
                    .map_err(|source| $crate::corpus::Error::Table { table: Self::NAME, source })
            }

            fn rows(batch: &arrow::array::RecordBatch) -> Result<Vec<Self>, $crate::corpus::Error> {
                $crate::corpus::ensure_columns::<Self>(batch.schema_ref())?;
                (0..batch.num_rows())
                    .map(|row| {
                        let mut cells = batch.columns().iter();
                        Ok(Self {
                            $($field: cells
                                .next()
                                .and_then(|array| <$type as $crate::corpus::Cell>::value(array, row))
                                .ok_or($crate::corpus::Error::Cell { table: Self::NAME, column: stringify!($field), row })?,)+
                        })
                    })
                    .collect()
            }
        }
    };
}

/// Refuses a schema whose columns are not exactly those of the table, in order.
pub fn ensure_columns<T: Table>(found: &Schema) -> Result<(), Error> {
    let expected = T::schema();
    let same = found.fields().len() == expected.fields().len()
        && found
            .fields()
            .iter()
            .zip(expected.fields())
            .all(|(found, expected)| {
                found.name() == expected.name() && found.data_type() == expected.data_type()
            });
    if same {
        return Ok(());
    }
    Err(Error::Columns {
        table: T::NAME,
        expected: names(&expected),
        found: names(found),
    })
}

fn names(schema: &Schema) -> String {
    let names: Vec<&str> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Table;

    table! {
        /// A row with every type of cell.
        pub struct Sample in "sample" with sample {
            /// A word.
            word: String,
            /// A word or nothing.
            maybe: Option<String>,
            /// A count.
            count: i64,
            /// A rate.
            rate: Option<f64>,
            /// A day.
            day: Option<Date>,
            /// A sign.
            sign: bool,
        }
    }

    fn rows() -> Vec<Sample> {
        let full = Sample {
            word: "су".into(),
            maybe: Some("жоқ".into()),
            count: 3,
            rate: Some(0.5),
            day: Some(jiff::civil::date(2026, 2, 28)),
            sign: true,
        };
        let empty = Sample {
            maybe: None,
            rate: None,
            day: None,
            sign: false,
            ..full.clone()
        };
        vec![full, empty]
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let batch = Sample::batch(&rows()).unwrap();
        assert_eq!(Sample::rows(&batch).unwrap(), rows());
    }

    #[test]
    fn a_surplus_or_missing_column_is_refused() {
        let batch = Sample::batch(&rows()).unwrap();
        let short = batch.project(&[0, 1, 2, 3, 4]).unwrap();
        assert!(matches!(
            Sample::rows(&short),
            Err(Error::Columns { table: "sample", .. })
        ));
    }

    #[test]
    fn the_meaning_of_a_column_stands_in_the_schema() {
        let schema = Sample::schema();
        assert_eq!(schema.field(0).metadata()["meaning"], "A word.");
        assert_eq!(sample::word, "word");
    }
}

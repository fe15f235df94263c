//! Tables as polars frames, checked once on entry.

use std::fs::File;
use std::marker::PhantomData;
use std::path::Path;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::Error;
use crate::corpus::Table;

/// A data frame with exactly the columns of the table `T`.
#[derive(Debug, Clone)]
pub struct Frame<T> {
    frame: DataFrame,
    table: PhantomData<T>,
}

impl<T: Table> Frame<T> {
    /// Reads the Parquet file of the table.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|source| Error::Open {
            path: path.to_owned(),
            source,
        })?;
        let frame = ParquetReader::new(file)
            .finish()
            .map_err(|source| Error::Polars {
                analysis: "read",
                source,
            })?;
        let expected: Vec<&str> = T::columns().iter().map(|column| column.name).collect();
        let found: Vec<&str> = frame
            .get_column_names()
            .into_iter()
            .map(|name| name.as_str())
            .collect();
        if found != expected {
            return Err(Error::Columns {
                path: path.to_owned(),
                table: T::NAME,
                found: found.join(", "),
            });
        }
        Ok(Self {
            frame,
            table: PhantomData,
        })
    }

    pub fn lazy(&self) -> LazyFrame {
        self.frame.clone().lazy()
    }
}

/// The cells of a text column, empty ones as "".
pub fn texts<'f>(frame: &'f DataFrame, column: &str) -> Result<Vec<&'f str>, polars::error::PolarsError> {
    Ok(frame
        .column(column)?
        .str()?
        .iter()
        .map(Option::unwrap_or_default)
        .collect())
}

/// The cells of a column of counts, empty ones as 0.
pub fn counts(frame: &DataFrame, column: &str) -> Result<Vec<i64>, polars::error::PolarsError> {
    let cells = frame.column(column)?.cast(&polars::prelude::DataType::Int64)?;
    Ok(cells.i64()?.iter().map(Option::unwrap_or_default).collect())
}

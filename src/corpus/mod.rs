//! The tables of talda: every column's name, type and meaning in one place, and how they reach the disk.

pub mod annotations;
mod half_year;
mod parquet_file;
pub mod published;
pub mod raw;
mod table;

pub use half_year::{HalfYear, NotAHalfYear, iso_week, monday};
pub use parquet_file::{read, read_batch, write, write_to};
pub use table::{Cell, Column, Table, day, ensure_columns};

/// What can be wrong with a table.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("`{table}` cannot be laid out as a table")]
    Table {
        table: &'static str,
        source: arrow::error::ArrowError,
    },
    #[error("`{table}` has the columns {found}, not {expected}")]
    Columns {
        table: &'static str,
        expected: String,
        found: String,
    },
    #[error("`{table}`, row {row}: the cell in column `{column}` is empty or of another type")]
    Cell {
        table: &'static str,
        column: &'static str,
        row: usize,
    },
    #[error("`{path}` cannot be opened")]
    Open {
        path: std::path::PathBuf,
        source: std::io::Error,
    },
    #[error("a table cannot be written")]
    Write(#[from] std::io::Error),
    #[error("`{path}` is not a readable Parquet file")]
    Parquet {
        path: std::path::PathBuf,
        source: parquet::errors::ParquetError,
    },
}

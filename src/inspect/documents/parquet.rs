//! The string columns of a Parquet table, whole numbers too, and what its schema says.

use std::fs::File;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Int64Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::Tell;

const DAMAGED: &str = "it is no whole Parquet table";

/// The Arrow schema in base64: the names and meanings it holds are read from the schema itself.
const ENCODED_SCHEMA: &str = "ARROW:schema";

/// Tells every text of the table; places are rows from 1.
pub fn read(file: File, tell: &mut Tell) -> Result<(), &'static str> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|_| DAMAGED)?;
    let schema = builder.schema().clone();
    for field in schema.fields() {
        tell("schema", 1, field.name());
        field.metadata().values().for_each(|text| tell("schema", 1, text));
    }
    let said = builder.metadata().file_metadata().key_value_metadata();
    for pair in said
        .into_iter()
        .flatten()
        .filter(|pair| pair.key != ENCODED_SCHEMA)
    {
        tell("schema", 1, &pair.key);
        tell("schema", 1, pair.value.as_deref().unwrap_or_default());
    }
    let mut first = 1;
    for batch in builder.build().map_err(|_| DAMAGED)? {
        let batch = batch.map_err(|_| DAMAGED)?;
        for (field, cells) in schema.fields().iter().zip(batch.columns()) {
            column(field.name(), cells, first, tell)?;
        }
        first += batch.num_rows() as u64;
    }
    Ok(())
}

fn column(name: &str, cells: &dyn Array, first: u64, tell: &mut Tell) -> Result<(), &'static str> {
    match cells.data_type() {
        DataType::Utf8 => {
            for (cell, row) in cells.as_string::<i32>().iter().zip(first..) {
                tell(name, row, cell.unwrap_or_default());
            }
        }
        // An identifier is a whole number too.
        DataType::Int64 => {
            for (cell, row) in cells.as_primitive::<Int64Type>().iter().zip(first..) {
                let long = cell.filter(|cell| cell.unsigned_abs() >= 1_000_000_000);
                long.into_iter()
                    .for_each(|cell| tell(name, row, &cell.to_string()));
            }
        }
        DataType::Float64 | DataType::Boolean | DataType::Date32 => {}
        _ => return Err("a column is of a type the second check does not know"),
    }
    Ok(())
}

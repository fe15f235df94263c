//! Tables as Parquet files: zstd, one row group per 64 Ki rows, no writer-dependent bytes beyond the library's own.

use std::fs::File;
use std::path::Path;

use arrow::array::{RecordBatch, RecordBatchReader};
use arrow::compute::concat_batches;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{Error, Table};

/// Large enough to compress well, small enough that a million appeals are read in pieces.
const ROWS_PER_GROUP: usize = 64 * 1024;

/// Writes `rows` to `path` and waits until they are on the disk.
pub fn write<T: Table>(path: &Path, rows: &[T]) -> Result<(), Error> {
    let file = File::create(path).map_err(|source| Error::Open {
        path: path.to_owned(),
        source,
    })?;
    write_to::<T>(path, file, rows)
}

/// As [`write`], into a file the caller has opened (with the access rights it wants).
pub fn write_to<T: Table>(path: &Path, file: File, rows: &[T]) -> Result<(), Error> {
    let parquet = |source| Error::Parquet {
        path: path.to_owned(),
        source,
    };
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .set_created_by(concat!("talda ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let synced = file.try_clone().map_err(|source| Error::Open {
        path: path.to_owned(),
        source,
    })?;
    let mut writer = ArrowWriter::try_new(file, T::schema(), Some(properties)).map_err(parquet)?;
    for chunk in rows.chunks(ROWS_PER_GROUP) {
        writer.write(&T::batch(chunk)?).map_err(parquet)?;
    }
    writer.close().map_err(parquet)?;
    synced.sync_all().map_err(|source| Error::Open {
        path: path.to_owned(),
        source,
    })
}

/// The rows of the table in `path`; a file of other columns is refused.
pub fn read<T: Table>(path: &Path) -> Result<Vec<T>, Error> {
    let mut rows = Vec::new();
    for batch in batches(path)?.1 {
        rows.extend(T::rows(&batch)?);
    }
    Ok(rows)
}

/// The table in `path`, whatever its columns, as one batch.
pub fn read_batch(path: &Path) -> Result<RecordBatch, Error> {
    let (schema, batches) = batches(path)?;
    concat_batches(&schema, &batches).map_err(|source| Error::Parquet {
        path: path.to_owned(),
        source: source.into(),
    })
}

fn batches(path: &Path) -> Result<(SchemaRef, Vec<RecordBatch>), Error> {
    let file = File::open(path).map_err(|source| Error::Open {
        path: path.to_owned(),
        source,
    })?;
    let parquet = |source| Error::Parquet {
        path: path.to_owned(),
        source,
    };
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(parquet)?
        .build()
        .map_err(parquet)?;
    let schema = reader.schema();
    let batches: Result<Vec<RecordBatch>, Error> = reader
        .map(|batch| batch.map_err(|source| parquet(source.into())))
        .collect();
    Ok((schema, batches?))
}

//! Everything a run leaves, as texts that can be searched.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use arrow::array::{Array, AsArray};
use arrow::datatypes::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// A text of an output: where it stands, of which appeal it is, and what it says.
pub struct Shown {
    pub place: String,
    pub number: Option<String>,
    pub text: String,
}

/// The texts of every file below `folder`, and the names of the files.
pub fn of_folder(folder: &Path) -> Vec<Shown> {
    let mut shown = Vec::new();
    collect(folder, folder, &mut shown);
    shown
}

fn collect(root: &Path, folder: &Path, shown: &mut Vec<Shown>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        shown.push(text(&format!("name of {name}"), name.clone()));
        if path.is_dir() {
            if !path.is_symlink() {
                collect(root, &path, shown);
            }
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        match name.rsplit('.').next() {
            Some("parquet") => columns(&name, &path, shown),
            _ => shown.extend(of_file(&name, &bytes)),
        }
    }
}

fn text(place: &str, text: String) -> Shown {
    Shown {
        place: place.to_owned(),
        number: None,
        text,
    }
}

/// The texts of a file by its name: of archives what is in them, of pictures their chunks of text.
fn of_file(name: &str, bytes: &[u8]) -> Vec<Shown> {
    match name.rsplit('.').next() {
        Some("xlsx" | "docx") => archive(name, bytes),
        Some("png") => vec![text(name, chunks(bytes))],
        Some("xml" | "rels" | "svg" | "html") => {
            let written = String::from_utf8_lossy(bytes).into_owned();
            vec![text(name, untagged(&written)), text(name, written)]
        }
        _ => vec![text(name, String::from_utf8_lossy(bytes).into_owned())],
    }
}

fn archive(name: &str, bytes: &[u8]) -> Vec<Shown> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut shown = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let inner = format!("{name}/{}", file.name().unwrap());
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        shown.extend(of_file(&inner, &content));
    }
    shown
}

/// What a reader sees of markup: tags taken out without a space, for a word may go over two of them.
fn untagged(markup: &str) -> String {
    let mut seen = String::with_capacity(markup.len());
    let mut inside = false;
    for letter in markup.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => seen.push(letter),
            _ => {}
        }
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(seen, |seen, (entity, letter)| seen.replace(entity, letter))
}

fn chunks(bytes: &[u8]) -> String {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let info = reader.info();
    let latin = info
        .uncompressed_latin1_text
        .iter()
        .map(|chunk| chunk.text.clone());
    let packed = info
        .compressed_latin1_text
        .iter()
        .map(|chunk| chunk.get_text().unwrap());
    let unicode = info.utf8_text.iter().map(|chunk| chunk.get_text().unwrap());
    latin.chain(packed).chain(unicode).collect::<Vec<_>>().join("\n")
}

/// Every cell of the columns of text, with the number of its row where the table has one; and what the file itself
/// says besides.
fn columns(name: &str, path: &Path, shown: &mut Vec<Shown>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(path).unwrap()).unwrap();
    shown.push(text(
        &format!("{name}, its metadata"),
        format!("{:?}", builder.metadata()),
    ));
    for batch in builder.build().unwrap() {
        let batch = batch.unwrap();
        let numbers = batch
            .column_by_name("number")
            .filter(|column| *column.data_type() == DataType::Utf8);
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            assert!(
                column.data_type().is_primitive()
                    || matches!(column.data_type(), DataType::Utf8 | DataType::Boolean),
                "a column of {:?} is not looked through",
                column.data_type()
            );
            if *column.data_type() != DataType::Utf8 {
                continue;
            }
            let cells = column.as_string::<i32>();
            shown.extend(
                (0..cells.len())
                    .filter(|row| cells.is_valid(*row))
                    .map(|row| Shown {
                        place: format!("{name}, {}", field.name()),
                        number: numbers.map(|numbers| numbers.as_string::<i32>().value(row).to_owned()),
                        text: cells.value(row).to_owned(),
                    }),
            );
        }
    }
}

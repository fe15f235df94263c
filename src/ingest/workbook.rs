//! XLSX workbooks, sheet by sheet and cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive::{self, Limits};
use super::cell::Cell;
use super::container::Line;
use super::rejection::shown_sheet;
use super::{Error, Reason, date};

/// Columns looked at; no register is wider, and a stray cell at the far right must not cost memory.
const COLUMNS: u32 = 1_024;

/// Days between the calendar that counts from 1904 and the one that counts from 1900.
const DAYS_TO_1904: f64 = 1_462.0;

/// A sheet: its name and its lines.
type Sheet = (String, Vec<Line>);

/// The lines of the sheet `wanted`, or of every visible sheet.
pub fn sheets(bytes: Vec<u8>, file: &str, wanted: Option<&str>) -> Result<Vec<Sheet>, Error> {
    archive::ensure_harmless(&bytes, file, &Limits::REGISTER)?;
    // calamine subtracts the corners of a range unchecked: a workbook whose first corner lies behind the second
    // makes it panic, and one damaged file must not end the run without a message.
    let read = std::panic::AssertUnwindSafe(|| read(bytes, file, wanted));
    std::panic::catch_unwind(read).unwrap_or_else(|_| {
        let source = "a part of it cannot be made sense of".into();
        Err(Error::DamagedWorkbook {
            file: file.to_owned(),
            source,
        })
    })
}

fn read(bytes: Vec<u8>, file: &str, wanted: Option<&str>) -> Result<Vec<Sheet>, Error> {
    let damaged = |source: XlsxError| Error::DamagedWorkbook {
        file: file.to_owned(),
        source: told(source),
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in names(&workbook, wanted).map_err(|found| no_such_sheet(file, wanted, found))? {
        let lines = lines(&mut workbook, &name).map_err(damaged)?;
        sheets.push((name, lines));
    }
    if sheets.iter().all(|(_, lines)| lines.is_empty()) {
        return Err(Error::Empty {
            file: file.to_owned(),
        });
    }
    Ok(sheets)
}

/// The sheets to read; the names of all where the wanted one is not among them.
fn names<R: std::io::Read + std::io::Seek>(
    workbook: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<Vec<String>, Vec<String>> {
    let sheets = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet);
    match wanted {
        None => {
            let visible = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible);
            Ok(visible.map(|sheet| sheet.name.clone()).collect())
        }
        Some(wanted) => {
            let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
            match names.iter().find(|name| name.trim() == wanted.trim()) {
                Some(name) => Ok(vec![name.clone()]),
                None => Err(names),
            }
        }
    }
}

fn no_such_sheet(file: &str, wanted: Option<&str>, found: Vec<String>) -> Error {
    Error::NoSuchSheet {
        file: file.to_owned(),
        sheet: wanted.unwrap_or_default().to_owned(),
        found: found.iter().map(|name| shown_sheet(name)).collect(),
    }
}

/// What is wrong with the workbook, without the cell it is wrong with.
fn told(fault: XlsxError) -> Box<dyn std::error::Error + Send + Sync> {
    match fault {
        XlsxError::Io(source) => source.into(),
        XlsxError::Zip(source) => source.into(),
        XlsxError::FileNotFound(part) => format!("its part `{part}` is missing").into(),
        _ => "a part of it cannot be made sense of".into(),
    }
}

/// The rows of a sheet that hold anything. Read cell by cell: a dense range would take memory for every cell
/// between two far corners.
fn lines<R: std::io::Read + std::io::Seek>(
    workbook: &mut Xlsx<R>,
    name: &str,
) -> Result<Vec<Line>, XlsxError> {
    let is_1904 = workbook.has_1904_epoch();
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(found) = reader.next_cell()? {
        let (row, column) = found.get_position();
        let cell = cell(found.get_value(), is_1904);
        if cell == Cell::Empty || column >= COLUMNS {
            continue;
        }
        place(&mut lines, i64::from(row) + 1, column as usize, cell);
    }
    Ok(lines)
}

fn place(lines: &mut Vec<Line>, row: i64, column: usize, cell: Cell) {
    if lines.last().is_none_or(|line| line.row != row) {
        lines.push(Line {
            row,
            cells: Vec::new(),
            fault: None,
        });
    }
    let Some(line) = lines.last_mut() else { return };
    if line.cells.len() <= column {
        line.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(slot) = line.cells.get_mut(column) {
        *slot = cell;
    }
}

fn cell(value: &DataRef<'_>, is_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(value) => Cell::Text(value.to_string()),
        DataRef::DateTime(moment) => day(moment.as_f64(), is_1904),
        DataRef::Error(error) => Cell::Unusable(Reason::SpreadsheetError, error.to_string()),
    }
}

/// A formatted date as a person sees it, so that a rejection shows the day and not its serial number.
fn day(serial: f64, is_1904: bool) -> Cell {
    let serial = if is_1904 { serial + DAYS_TO_1904 } else { serial };
    match date::from_serial(serial) {
        Ok(day) => Cell::Text(day.strftime("%d.%m.%Y").to_string()),
        Err(_) => Cell::Number(serial),
    }
}

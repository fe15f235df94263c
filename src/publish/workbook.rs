//! The tables of a run as one workbook for Excel.

use std::collections::BTreeMap;
use std::fmt::Write;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use arrow::record_batch::RecordBatch;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::Error;
use super::facts::FactRow;
use crate::analyse::{Bilingual, Findings};
use crate::corpus::Table;
use crate::corpus::published::{
    Alarm, Answer, Appeal, Body, Break, Breakdown, Campaign, Change, Coding, Emerging, Instructions, Keyword,
    MapCell, Quote, Receptions, RegisterQuality, Systemic, Terms, Tests, Week,
};

const WORDS: &str = include_str!("../../dictionaries/note/columns.csv");
const FILE: &str = "dictionaries/note/columns.csv";
/// Days from Excel's day 0 to 1970-01-01.
const EXCEL_EPOCH: i32 = 25_569;

/// Columns that hold a code and get its names beside them.
const NAMED: [&str; 6] = ["code", "district", "form", "issuer", "kind", "value"];

type Words = BTreeMap<String, Bilingual>;

/// The tables of the findings as XLSX; the same findings give the same bytes.
pub fn workbook(findings: &Findings) -> Result<Vec<u8>, Error> {
    let words = words()?;
    let mut workbook = Workbook::new();
    let day = findings.as_of;
    let created = ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    contents(workbook.add_worksheet(), &words)?;
    for (name, batch) in batches(findings)? {
        sheet(workbook.add_worksheet(), name, &batch, findings, &words)?;
    }
    method(workbook.add_worksheet(), &words)?;
    Ok(workbook.save_to_buffer()?)
}

/// Each table and column with its meaning, for `tables/README.md`.
pub fn tables_readme() -> String {
    let mut text = "# Tables of a run\n".to_owned();
    describe::<Alarm>(&mut text);
    describe::<Answer>(&mut text);
    describe::<Appeal>(&mut text);
    describe::<Body>(&mut text);
    describe::<Break>(&mut text);
    describe::<Breakdown>(&mut text);
    describe::<Campaign>(&mut text);
    describe::<Change>(&mut text);
    describe::<Coding>(&mut text);
    describe::<Emerging>(&mut text);
    describe::<FactRow>(&mut text);
    describe::<Instructions>(&mut text);
    describe::<Keyword>(&mut text);
    describe::<MapCell>(&mut text);
    describe::<Quote>(&mut text);
    describe::<Receptions>(&mut text);
    describe::<RegisterQuality>(&mut text);
    describe::<Systemic>(&mut text);
    describe::<Terms>(&mut text);
    describe::<Tests>(&mut text);
    describe::<Week>(&mut text);
    text
}

fn describe<T: Table>(text: &mut String) {
    let head = "| column | type | may be empty | meaning |\n|---|---|---|---|";
    // Writing to a string does not fail.
    let _ = writeln!(text, "\n## {}\n\n{}\n\n{head}", T::NAME, T::MEANING);
    for column in T::columns() {
        let empty = if column.nullable { "yes" } else { "no" };
        let _ = writeln!(
            text,
            "| `{}` | {} | {empty} | {} |",
            column.name, column.data_type, column.meaning
        );
    }
}

fn words() -> Result<Words, Error> {
    let mut reader = csv::Reader::from_reader(WORDS.as_bytes());
    let rows: Result<Vec<(String, String, String)>, csv::Error> = reader.deserialize().collect();
    let rows = rows.map_err(|error| Error::Phrases {
        file: FILE.to_owned(),
        why: error.to_string(),
    })?;
    Ok(rows
        .into_iter()
        .map(|(key, kk, ru)| (key, Bilingual { kk, ru }))
        .collect())
}

fn word<'w>(words: &'w Words, key: &str) -> Result<&'w Bilingual, Error> {
    words.get(key).ok_or_else(|| Error::Phrases {
        file: FILE.to_owned(),
        why: format!("`{key}` is missing"),
    })
}

fn batches(findings: &Findings) -> Result<Vec<(&'static str, RecordBatch)>, Error> {
    Ok(vec![
        (Breakdown::NAME, Breakdown::batch(&findings.breakdown)?),
        (Systemic::NAME, Systemic::batch(&findings.systemic)?),
        (MapCell::NAME, MapCell::batch(&findings.problem_map)?),
        (Change::NAME, Change::batch(&findings.changes)?),
        (Week::NAME, Week::batch(&findings.weekly)?),
        (Alarm::NAME, Alarm::batch(&findings.alarms)?),
        (Campaign::NAME, Campaign::batch(&findings.campaigns)?),
        (Keyword::NAME, Keyword::batch(&findings.keywords)?),
        (Quote::NAME, Quote::batch(&findings.quotes)?),
        (Emerging::NAME, Emerging::batch(&findings.emerging)?),
        (Terms::NAME, Terms::batch(&findings.terms)?),
        (Body::NAME, Body::batch(&findings.bodies)?),
        (Answer::NAME, Answer::batch(&findings.answers)?),
        (Break::NAME, Break::batch(&findings.breaks)?),
        (Tests::NAME, Tests::batch(&findings.tests)?),
        (Receptions::NAME, Receptions::batch(&findings.receptions)?),
        (Instructions::NAME, Instructions::batch(&findings.instructions)?),
        (
            RegisterQuality::NAME,
            RegisterQuality::batch(&findings.register_quality)?,
        ),
    ])
}

fn header() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin)
}

fn contents(sheet: &mut Worksheet, words: &Words) -> Result<(), Error> {
    sheet.set_name(&word(words, "sheet contents")?.kk)?;
    sheet.set_column_width(0, 32)?.set_column_width(1, 32)?;
    let title = word(words, "sheet contents")?;
    sheet.write_string_with_format(0, 0, &title.kk, &header())?;
    sheet.write_string_with_format(0, 1, &title.ru, &header())?;
    let tables = words.iter().filter(|(key, _)| key.starts_with("table "));
    for (row, (_, name)) in (1..).zip(tables) {
        let link = format!("internal:'{}'!A1", name.kk);
        sheet.write_url_with_text(row, 0, link.as_str(), &name.kk)?;
        sheet.write_string(row, 1, &name.ru)?;
    }
    Ok(())
}

/// One table: the Kazakh and the Russian header line stay in sight, the filter sits on the second.
fn sheet(
    sheet: &mut Worksheet,
    table: &str,
    batch: &RecordBatch,
    findings: &Findings,
    words: &Words,
) -> Result<(), Error> {
    sheet.set_name(&word(words, &format!("table {table}"))?.kk)?;
    let mut column = 0;
    for (field, cells) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        head(sheet, column, word(words, field.name())?, 14)?;
        write_cells(sheet, column, cells)?;
        column += 1;
        if NAMED.contains(&field.name().as_str()) {
            head(sheet, column, word(words, "name kk")?, 36)?;
            head(sheet, column + 1, word(words, "name ru")?, 36)?;
            write_names(sheet, column, field.name(), batch, findings)?;
            column += 2;
        }
    }
    let last = u32::try_from(batch.num_rows())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    sheet.set_freeze_panes(2, 0)?;
    sheet.autofilter(1, 0, last, column.saturating_sub(1))?;
    Ok(())
}

fn head(sheet: &mut Worksheet, column: u16, name: &Bilingual, width: u32) -> Result<(), Error> {
    sheet.set_column_width(column, width)?;
    sheet.write_string_with_format(0, column, &name.kk, &header())?;
    sheet.write_string_with_format(1, column, &name.ru, &header())?;
    Ok(())
}

fn write_cells(sheet: &mut Worksheet, column: u16, cells: &dyn Array) -> Result<(), Error> {
    let whole = Format::new().set_num_format("#,##0");
    let part = Format::new().set_num_format("0.00##");
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (row, index) in (2..).zip(0..cells.len()) {
        if cells.is_null(index) {
            continue;
        }
        match cells.data_type() {
            DataType::Int64 => {
                let value = cells.as_primitive::<Int64Type>().value(index) as f64;
                sheet.write_number_with_format(row, column, value, &whole)?
            }
            DataType::Float64 => {
                let value = cells.as_primitive::<Float64Type>().value(index);
                sheet.write_number_with_format(row, column, value, &part)?
            }
            DataType::Date32 => {
                let value = cells.as_primitive::<Date32Type>().value(index) + EXCEL_EPOCH;
                sheet.write_number_with_format(row, column, f64::from(value), &day)?
            }
            DataType::Boolean => sheet.write_boolean(row, column, cells.as_boolean().value(index))?,
            _ => sheet.write_string(row, column, cells.as_string::<i32>().value(index))?,
        };
    }
    Ok(())
}

fn write_names(
    sheet: &mut Worksheet,
    column: u16,
    role: &str,
    batch: &RecordBatch,
    findings: &Findings,
) -> Result<(), Error> {
    let names = Names::of(findings);
    let Some(cells) = batch.column_by_name(role) else {
        return Ok(());
    };
    let (cells, dimension) = (cells.as_string::<i32>(), batch.column_by_name("dimension"));
    for (row, (index, code)) in (2..).zip(cells.iter().enumerate()) {
        let role = dimension.map_or(role, |dimension| dimension.as_string::<i32>().value(index));
        if let Some(name) = code.and_then(|code| names.get(role, code)) {
            sheet.write_string(row, column, &name.kk)?;
            sheet.write_string(row, column + 1, &name.ru)?;
        }
    }
    Ok(())
}

/// Names of codes by role.
struct Names<'f> {
    findings: &'f Findings,
    others: BTreeMap<(&'static str, &'f str), &'f Bilingual>,
}

impl<'f> Names<'f> {
    fn of(findings: &'f Findings) -> Self {
        let districts = findings.districts.iter();
        let topics = findings.topics.iter();
        let mut others: BTreeMap<_, _> = districts
            .map(|district| (("district", district.kato.as_str()), &district.name))
            .chain(topics.map(|topic| (("code", topic.code.as_str()), &topic.name)))
            .collect();
        others.insert(("district", &findings.oblast), &findings.oblast_name);
        Self { findings, others }
    }

    fn get(&self, role: &str, code: &str) -> Option<&'f Bilingual> {
        match role {
            "district" => self.others.get(&("district", code)).copied(),
            "code" => self.others.get(&("code", code)).copied(),
            _ => self.findings.code_names.get(&(role.to_owned(), code.to_owned())),
        }
    }
}

/// The sentences on method that the note ends with are repeated here as a legend of the columns.
fn method(sheet: &mut Worksheet, words: &Words) -> Result<(), Error> {
    let title = word(words, "sheet method")?;
    sheet.set_name(&title.kk)?;
    sheet.set_column_width(0, 90)?.set_column_width(1, 90)?;
    head(sheet, 0, title, 90)?;
    head(sheet, 1, title, 90)?;
    let lines = words.iter().filter(|(key, _)| key.starts_with("method "));
    for (row, (_, line)) in (2..).zip(lines) {
        sheet.write_string(row, 0, &line.kk)?;
        sheet.write_string(row, 1, &line.ru)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::sample;

    #[test]
    fn equal_findings_give_equal_bytes() {
        let findings = sample::findings();
        assert_eq!(workbook(&findings).unwrap(), workbook(&findings).unwrap());
    }

    #[test]
    fn an_empty_run_gives_a_workbook_too() {
        assert!(!workbook(&sample::empty()).unwrap().is_empty());
    }

    #[test]
    fn every_table_is_described() {
        let readme = tables_readme();
        assert!(readme.contains("## problem_map") && readme.contains("| `verdict` |"));
    }
}

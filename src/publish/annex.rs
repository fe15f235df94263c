//! The annex of the note: its tables in full and the data of its charts, as a workbook that may be sent.
//!
//! It prints what the documents print: small counts are «<5» and what would give them away is «…».

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Image, Workbook, Worksheet,
};

use super::note::{AnnexTable, Desk, annex_tables, annex_words};
use super::{Error, Picture};
use crate::analyse::Edition;

const HEADER_ROW: u32 = 2;
const FIRST_WIDTH: f64 = 44.0;
const WIDTH: f64 = 18.0;
const WIDEST: f64 = 60.0;
/// Width of a chart on its sheet, in pixels.
const CHART_WIDTH: f64 = 900.0;
/// Longest name of a sheet that Excel takes.
const LONGEST_NAME: usize = 31;

/// The annex in one language as XLSX; pictures of the other language are passed over.
pub fn annex(desk: &Desk, edition: Edition, pictures: &[Picture]) -> Result<Vec<u8>, Error> {
    let words = annex_words(desk, edition)?;
    let tables = annex_tables(desk, edition)?;
    let suffix = format!(".{}", edition.as_str());
    let charts: Vec<&Picture> = pictures
        .iter()
        .filter(|picture| picture.name.ends_with(&suffix))
        .collect();
    let mut workbook = Workbook::new();
    let day = desk.cleared.findings.as_of;
    let created = ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&words.title)
            .set_creation_datetime(&created),
    );
    let names: Vec<(String, String)> = (1..)
        .zip(tables.iter().map(|table| &table.title))
        .map(|(number, title)| (named(&words.table, number), title.clone()))
        .chain(
            (1..)
                .zip(&charts)
                .map(|(number, chart)| (named(&words.chart, number), chart.title.clone())),
        )
        .collect();
    contents(
        workbook.add_worksheet(),
        &words.contents,
        &words.title,
        &words.legend,
        &names,
    )?;
    let mut names = names.iter().map(|(name, _)| name.as_str());
    for (table, name) in tables.iter().zip(names.by_ref()) {
        sheet(workbook.add_worksheet(), name, table)?;
    }
    for (chart, name) in charts.into_iter().zip(names) {
        chart_sheet(workbook.add_worksheet(), name, chart)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn named(word: &str, number: usize) -> String {
    let name = word.replace('#', &number.to_string());
    name.chars().take(LONGEST_NAME).collect()
}

fn header() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0xE7_E6_E6)
        .set_border(FormatBorder::Thin)
}

fn cell() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_text_wrap()
}

fn contents(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    legend: &[String],
    names: &[(String, String)],
) -> Result<(), Error> {
    sheet.set_name(name.chars().take(LONGEST_NAME).collect::<String>())?;
    sheet.set_column_width(0, 20)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold())?;
    let mut row = 2;
    for (name, title) in names {
        let link = format!("internal:'{name}'!A1");
        sheet.write_url_with_text(row, 0, link.as_str(), name)?;
        sheet.write_string(row, 1, title)?;
        row += 1;
    }
    for line in legend {
        row += 1;
        sheet.write_string_with_format(row, 0, line, &Format::new().set_italic())?;
    }
    Ok(())
}

/// A table under its title: the header stays in sight and carries the filter, and is printed on each page.
fn sheet(sheet: &mut Worksheet, name: &str, table: &AnnexTable) -> Result<(), Error> {
    let columns = u16::try_from(table.header.len()).unwrap_or(u16::MAX);
    page(sheet, name, &table.title, columns)?;
    for column in 1..columns {
        sheet.set_column_width(column, column_width(&table.rows, usize::from(column)))?;
    }
    for (column, text) in (0..).zip(&table.header) {
        sheet.write_string_with_format(HEADER_ROW, column, text, &header())?;
    }
    for (row, cells) in (HEADER_ROW + 1..).zip(&table.rows) {
        for (column, text) in (0..).zip(cells) {
            write(sheet, row, column, text)?;
        }
    }
    let last = HEADER_ROW + u32::try_from(table.rows.len()).unwrap_or(u32::MAX / 2);
    if !table.rows.is_empty() {
        sheet.autofilter(HEADER_ROW, 0, last, columns.saturating_sub(1))?;
    }
    Ok(())
}

/// Width of a column: long texts take two lines or three of a wide one.
fn column_width(rows: &[Vec<String>], column: usize) -> f64 {
    let letters = rows
        .iter()
        .filter_map(|row| row.get(column))
        .map(|text| text.chars().count());
    let longest = letters.max().unwrap_or(0) as f64;
    (longest * 0.6).clamp(WIDTH, WIDEST)
}

fn page(sheet: &mut Worksheet, name: &str, title: &str, columns: u16) -> Result<(), Error> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, FIRST_WIDTH)?;
    for column in 1..columns.max(2) {
        sheet.set_column_width(column, WIDTH)?;
    }
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold())?;
    sheet.set_freeze_panes(HEADER_ROW + 1, 1)?;
    sheet.set_repeat_rows(0, HEADER_ROW)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A printed number as a number with its decimal places, anything else as text.
fn write(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), Error> {
    let digits = text.replace('\u{a0}', "").replace('−', "-").replace(',', ".");
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let is_number = column > 0
        && digits
            .trim_start_matches('-')
            .starts_with(|first: char| first.is_ascii_digit());
    match digits.parse::<f64>().ok().filter(|_| is_number) {
        Some(number) => {
            let format = match places {
                0 => "#,##0".to_owned(),
                places => format!("#,##0.{}", "0".repeat(places)),
            };
            sheet.write_number_with_format(row, column, number, &cell().set_num_format(format))?;
        }
        None => {
            sheet.write_string_with_format(row, column, text, &cell())?;
        }
    }
    Ok(())
}

/// A chart beside its numbers.
fn chart_sheet(sheet: &mut Worksheet, name: &str, chart: &Picture) -> Result<(), Error> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(chart.csv.as_bytes());
    let records: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    let records = records.map_err(|error| Error::Chart {
        chart: chart.name.clone(),
        why: error.to_string(),
    })?;
    let columns = records.iter().map(csv::StringRecord::len).max().unwrap_or(1);
    let columns = u16::try_from(columns).unwrap_or(u16::MAX);
    page(sheet, name, &chart.title, columns)?;
    for (row, record) in (HEADER_ROW..).zip(&records) {
        for (column, text) in (0..).zip(record) {
            match row {
                HEADER_ROW => {
                    sheet.write_string_with_format(row, column, text, &header())?;
                }
                _ => write(sheet, row, column, text)?,
            }
        }
    }
    if records.len() > 1 {
        let last = HEADER_ROW + u32::try_from(records.len() - 1).unwrap_or(u32::MAX / 2);
        sheet.autofilter(HEADER_ROW, 0, last, columns.saturating_sub(1))?;
    }
    let scale = CHART_WIDTH / f64::from(chart.size.0.max(1));
    let image = Image::new_from_buffer(&chart.png)?
        .set_scale_width(scale)
        .set_scale_height(scale)
        .set_alt_text(described(&chart.alt));
    sheet.insert_image(HEADER_ROW, columns + 1, &image)?;
    Ok(())
}

/// Letters Excel allows in the description of a picture.
const LONGEST_DESCRIPTION: usize = 255;

/// The description of a chart, whole or up to the last word that leaves room for a sign that there was more.
fn described(alt: &str) -> String {
    if alt.chars().count() <= LONGEST_DESCRIPTION {
        return alt.to_owned();
    }
    let begin: String = alt.chars().take(LONGEST_DESCRIPTION - 1).collect();
    let words = begin.rsplit_once(' ').map_or(begin.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';', '–']))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::publish::charts::charts;
    use crate::publish::note::Wording;
    use crate::publish::sample;
    use crate::publish::suppression::Cleared;

    #[test]
    fn a_column_of_long_texts_is_wide_and_one_of_numbers_is_not() {
        let row = |text: &str| vec!["район".to_owned(), text.to_owned()];
        assert_eq!(column_width(&[row("12"), row("1 234")], 1), WIDTH);
        assert_eq!(column_width(&[row("12"), row(&"шара ".repeat(60))], 1), WIDEST);
        assert_eq!(column_width(&[vec!["жүйелі".to_owned()]], 1), WIDTH);
    }

    #[test]
    fn a_description_too_long_for_excel_ends_with_a_whole_word() {
        assert_eq!(described("Карта"), "Карта");
        let long = described(&"аудан – 12, ".repeat(40));
        assert!(long.chars().count() <= LONGEST_DESCRIPTION && long.chars().count() > 240);
        assert!(long.ends_with("12…"), "{long}");
    }

    /// Sheets by name, as a reader of workbooks finds them.
    fn sheets(edition: Edition) -> Vec<(String, Vec<Vec<Data>>)> {
        let findings = sample::findings();
        let cleared = Cleared::of(&findings).unwrap();
        let wording = Wording::built_in().unwrap();
        let desk = Desk::new(&cleared, &wording).unwrap();
        let bytes = annex(&desk, edition, &charts(&findings, edition).unwrap()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets = book.worksheets();
        sheets
            .into_iter()
            .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
            .collect()
    }

    #[test]
    fn the_contents_name_every_sheet() {
        let sheets = sheets(Edition::Kk);
        let named: Vec<String> = sheets[0].1.iter().map(|row| row[0].to_string()).collect();
        assert!(sheets.len() > 15);
        for (name, _) in &sheets[1..] {
            assert!(named.contains(name), "{name} is not in the contents");
        }
    }

    #[test]
    fn both_languages_hold_the_same_numbers() {
        let numbers = |edition| -> BTreeMap<usize, Vec<String>> {
            let sheets = sheets(edition);
            let of_sheet = |rows: &Vec<Vec<Data>>| {
                let cells = rows.iter().flatten();
                let mut numbers: Vec<String> = cells
                    .filter(|cell| matches!(cell, Data::Float(_) | Data::Int(_)))
                    .map(ToString::to_string)
                    .collect();
                numbers.sort();
                numbers
            };
            sheets
                .iter()
                .enumerate()
                .map(|(index, (_, rows))| (index, of_sheet(rows)))
                .collect()
        };
        assert_eq!(numbers(Edition::Kk), numbers(Edition::Ru));
    }

    #[test]
    fn no_count_of_one_to_four_stands_in_a_table_of_appeals() {
        for (name, rows) in sheets(Edition::Ru) {
            let appeals = rows
                .iter()
                .position(|row| row.iter().any(|cell| *cell == "Обращения"));
            let Some(header) = appeals else { continue };
            let column = rows[header].iter().position(|cell| *cell == "Обращения").unwrap();
            for row in &rows[header + 1..] {
                let small = matches!(row[column], Data::Float(number) if (1.0..5.0).contains(&number));
                assert!(!small, "{name}: {row:?}");
            }
        }
    }
}

//! What holds for every register, however broken.

use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use talda::ingest::{Context, Harvest, Register, Settled, SourceFile, Stored, read_register, settle};

const AS_OF: Date = date(2026, 6, 30);
const HEADER: [&str; 7] = [
    "Номер",
    "Дата регистрации",
    "Вид обращения",
    "Район",
    "ИИН",
    "Текст",
    "Дата ответа",
];

fn read(folder: &Path, name: &str, bytes: &[u8]) -> Option<Harvest> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let register: Register = toml::from_str("name = \"a\"\nholds = \"appeals\"\nfiles = []").unwrap();
    let districts = |name: &str| (name == "Абай ауданы").then(|| "101010000".to_owned());
    let file = SourceFile {
        path,
        display_name: name.to_owned(),
        exported_on: AS_OF,
    };
    read_register(
        &register,
        &[file],
        &Context {
            as_of: AS_OF,
            districts: &districts,
        },
    )
    .ok()
}

/// Read = accepted + rejected, each side is really there, and after settling nothing is lost.
fn ensure_counted(harvest: Harvest) -> Result<(), TestCaseError> {
    for count in &harvest.counts {
        prop_assert_eq!(count.read, count.accepted + count.rejected);
        prop_assert_eq!(count.accepted, harvest.appeals.len() as u64);
        prop_assert_eq!(count.rejected, harvest.rejections.len() as u64);
    }
    let numbers = harvest
        .appeals
        .iter()
        .map(|read| read.row.number.clone())
        .collect::<std::collections::BTreeSet<_>>();
    let settled = settle(vec![harvest], Stored::default());
    for count in &settled.counts {
        prop_assert_eq!(count.read, count.accepted + count.rejected);
        prop_assert_eq!(count.rejected, settled.rejections.len() as u64);
    }
    let kept = settled
        .appeals
        .iter()
        .map(|appeal| appeal.number.clone())
        .collect::<std::collections::BTreeSet<_>>();
    prop_assert_eq!(numbers, kept);
    Ok(())
}

/// A cell that is right, nearly right or nonsense.
fn cell() -> impl Strategy<Value = String> {
    let usual = [
        "",
        "ЖТ-2026-00000001",
        "ЖТ-2026-00000001/1",
        "14.02.2026",
        "2026-02-14",
        "46067",
        "60",
        "31.02.2026",
        "01.07.2026",
        "Арыз",
        "Жалоба",
        "Просьба",
        "Абай ауданы",
        "980101500004",
        "980101500005",
        "Су жоқ",
        "Итого",
        "Барлығы",
        "\0",
    ];
    prop_oneof![4 => proptest::sample::select(usual.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn good_row(number: u8) -> Vec<String> {
    let row = [
        &format!("ЖТ-2026-{:08}", number % 8),
        "14.02.2026",
        "Арыз",
        "",
        "",
        "Көшеде жарық жоқ",
        "",
    ];
    row.into_iter().map(str::to_owned).collect()
}

fn row() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        3 => any::<u8>().prop_map(good_row),
        2 => (any::<u8>(), 0..HEADER.len(), cell()).prop_map(|(number, column, cell)| {
            let mut row = good_row(number);
            row[column] = cell;
            row
        }),
        1 => proptest::collection::vec(cell(), 0..9),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(row(), 0..12)
}

fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .from_writer(Vec::new());
    writer.write_record(HEADER).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn json_of(rows: &[Vec<String>]) -> Vec<u8> {
    let object = |row: &Vec<String>| {
        let fields = HEADER
            .iter()
            .zip(row)
            .map(|(key, cell)| ((*key).to_owned(), cell.clone().into()));
        serde_json::Value::Object(fields.collect()).to_string()
    };
    rows.iter()
        .map(object)
        .collect::<Vec<_>>()
        .join("\n")
        .into_bytes()
}

fn workbook_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = HEADER.map(str::to_owned).to_vec();
    for (line, row) in (0..).zip(std::iter::once(&header).chain(rows)) {
        for (column, cell) in (0..).zip(row) {
            match cell.parse::<f64>() {
                Ok(number) if number.is_finite() => drop(sheet.write(line, column, number).unwrap()),
                _ => drop(sheet.write(line, column, cell).unwrap()),
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The versions of every appeal without the places they were read at.
fn contents(settled: &Settled) -> Vec<String> {
    let appeals = settled.appeals.iter().cloned().map(|mut appeal| {
        appeal.row = 0;
        format!("{appeal:?}")
    });
    appeals.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_row_of_a_csv_file_is_accepted_or_rejected(rows in rows()) {
        let folder = tempfile::tempdir().unwrap();
        let harvest = read(folder.path(), "a.csv", &csv_of(&rows)).unwrap();
        ensure_counted(harvest)?;
    }

    #[test]
    fn every_line_of_a_json_lines_file_is_accepted_or_rejected(rows in rows(), cut in 0usize..2_000) {
        let folder = tempfile::tempdir().unwrap();
        let bytes = json_of(&rows);
        if let Some(harvest) = read(folder.path(), "a.jsonl", &bytes[..cut.min(bytes.len())]) {
            ensure_counted(harvest)?;
        }
    }

    #[test]
    fn a_file_cut_or_spoiled_anywhere_is_still_counted(
        rows in rows(), cut in 0usize..2_000, spoiled in proptest::collection::vec((0usize..2_000, any::<u8>()), 0..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = csv_of(&rows);
        for (at, byte) in spoiled {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(cut.max(20));
        if let Some(harvest) = read(folder.path(), "a.csv", &bytes) {
            ensure_counted(harvest)?;
        }
    }

    #[test]
    fn shuffled_rows_give_the_same_versions((rows, shuffled) in rows().prop_flat_map(|rows| {
        (Just(rows.clone()), Just(rows).prop_shuffle())
    })) {
        let folder = tempfile::tempdir().unwrap();
        let settled = [&rows, &shuffled].map(|rows| {
            settle(vec![read(folder.path(), "a.csv", &csv_of(rows)).unwrap()], Stored::default())
        });
        prop_assert_eq!(contents(&settled[0]), contents(&settled[1]));
    }

    #[test]
    fn reading_again_adds_nothing_to_the_store(rows in rows()) {
        let folder = tempfile::tempdir().unwrap();
        let harvest = read(folder.path(), "a.csv", &csv_of(&rows)).unwrap();
        let first = settle(vec![harvest.clone()], Stored::default());
        let stored = Stored { appeals: &first.appeals, ..Stored::default() };
        let second = settle(vec![harvest], stored);
        prop_assert_eq!(&first.appeals, &second.appeals);
        prop_assert_eq!(second.new_versions, 0);
        prop_assert_eq!(settle(Vec::new(), stored).appeals, first.appeals);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn every_row_of_a_workbook_is_accepted_or_rejected(rows in rows()) {
        let folder = tempfile::tempdir().unwrap();
        let harvest = read(folder.path(), "a.xlsx", &workbook_of(&rows)).unwrap();
        ensure_counted(harvest)?;
    }
}

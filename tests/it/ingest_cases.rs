//! Every file of `tests/cases/ingest` is one register with its files, then what reading and settling it gives.
//!
//! ```text
//! What the case shows.
//! --- register               the entry of the pipeline file, without its name; a second one is a second register
//! holds = "appeals"
//! --- file a.csv             a text file; ⟦0D⟧ is a byte, ⟦600×я⟧ a repeated letter
//! --- sheet a.xlsx Парақ     a sheet of a workbook: cells parted by «|», #46067 a number, @2026-02-14 a real date,
//!                            !N/A an error
//! --- missing a.csv          a file that is not there
//! --- bomb a.xlsx            a workbook that unpacks to far more than it is
//! --- expect                 counts, rejections, appeals, or the error with its hint
//! ```
//! `SNAPSHOTS=overwrite cargo test` writes what comes out into the cases; the difference is for a person to judge.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use talda::ingest::{Context, Harvest, Register, Settled, SourceFile, Stored, read_register, settle};

const AS_OF: Date = date(2026, 6, 30);

#[test]
fn every_case_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What came out instead, if it is not what the case expects.
fn check(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let (input, expected) = text
        .split_once("--- expect\n")
        .expect("a case has an expectation");
    let found = outcome(input);
    if found == expected {
        return None;
    }
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        std::fs::write(path, format!("{input}--- expect\n{found}")).unwrap();
        return None;
    }
    Some(format!(
        "{}\nexpected:\n{expected}\nfound:\n{found}",
        path.display()
    ))
}

fn outcome(input: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut registers: Vec<(Register, Vec<SourceFile>)> = Vec::new();
    let mut workbook: Option<(PathBuf, Workbook)> = None;
    for section in input.trim_end_matches('\n').split("\n--- ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let [sort, rest @ ..] = words.as_slice() else {
            panic!("a section has a sort")
        };
        if *sort == "register" {
            registers.push((register(body, registers.len()), Vec::new()));
            continue;
        }
        let name = rest[0];
        let path = folder.path().join(name);
        match *sort {
            "file" => std::fs::write(&path, bytes(body)).unwrap(),
            "bomb" => std::fs::write(&path, bomb()).unwrap(),
            "sheet" => add_sheet(&mut workbook, &path, &rest[1..].join(" "), body),
            "missing" => {}
            other => panic!("{other} is no section of a case"),
        }
        let files = &mut registers.last_mut().unwrap().1;
        if files.iter().all(|file| file.path != path) {
            files.push(SourceFile {
                path,
                display_name: name.into(),
                exported_on: exported_on(name),
            });
        }
    }
    save(&mut workbook);
    match settled(&registers) {
        Ok(settled) => shown(&settled),
        Err(error) => error,
    }
}

fn register(body: &str, index: usize) -> Register {
    let name = ["portal", "second", "third"][index];
    toml::from_str(&format!("name = \"{name}\"\nfiles = []\n{body}")).unwrap()
}

/// The day in the name of the file, as 2026-06-01 in `a-2026-06-01.csv`.
fn exported_on(name: &str) -> Date {
    let day = name
        .split_once('-')
        .and_then(|(_, rest)| rest.get(..10)?.parse().ok());
    day.unwrap_or(AS_OF)
}

fn settled(registers: &[(Register, Vec<SourceFile>)]) -> Result<Settled, String> {
    let districts = |name: &str| (name == "Абай ауданы").then(|| "101010000".to_owned());
    let context = Context {
        as_of: AS_OF,
        districts: &districts,
    };
    let read = |(register, files): &(Register, Vec<SourceFile>)| read_register(register, files, &context);
    let harvests: Result<Vec<Harvest>, _> = registers.iter().map(read).collect();
    let harvests = harvests.map_err(|error| {
        let hint = error
            .hint()
            .map(|hint| format!("hint: {hint}\n"))
            .unwrap_or_default();
        format!("error: {error}\n{hint}")
    })?;
    Ok(settle(harvests, Stored::default()))
}

fn shown(settled: &Settled) -> String {
    let mut out = String::new();
    for count in &settled.counts {
        assert_eq!(count.read, count.accepted + count.rejected, "{count:?}");
        write!(
            out,
            "{}: read {} = accepted {} + rejected {}",
            count.file, count.read, count.accepted, count.rejected
        )
        .unwrap();
        for (what, rows) in [("totals", count.footers), ("unchanged", count.unchanged)] {
            write!(
                out,
                "{}",
                if rows > 0 {
                    format!(", {what} {rows}")
                } else {
                    String::new()
                }
            )
            .unwrap();
        }
        let others: String = count
            .other_sheets
            .iter()
            .map(|sheet| format!(", not read «{sheet}»"))
            .collect();
        writeln!(out, "{others}").unwrap();
        for doubt in &count.doubts {
            writeln!(
                out,
                "  left out {} × «{}» `{}`: {}",
                doubt.rows, doubt.column, doubt.value, doubt.reason
            )
            .unwrap();
        }
    }
    for rejection in &settled.rejections {
        let sheet = rejection
            .sheet
            .as_ref()
            .map(|sheet| format!(", sheet «{sheet}»"))
            .unwrap_or_default();
        let column = rejection
            .column
            .as_ref()
            .map(|column| format!(", «{column}» `{}`", rejection.value));
        let value = column
            .unwrap_or_else(|| format!(" `{}`", rejection.value))
            .replace(" ``", "");
        writeln!(
            out,
            "refused {}{sheet}, row {}{value}: {}",
            rejection.file, rejection.row, rejection.reason
        )
        .unwrap();
        if let Some(hint) = &rejection.hint {
            writeln!(out, "  hint: {hint}").unwrap();
        }
    }
    rows(settled, &mut out);
    out
}

fn rows(settled: &Settled, out: &mut String) {
    for appeal in &settled.appeals {
        let optional = [
            ("child of", appeal.parent.clone()),
            ("by", appeal.channel.clone()),
            ("id", appeal.applicant_id.clone()),
            ("in", appeal.district.clone()),
            ("due", appeal.due_on.map(|day| day.to_string())),
            ("extended", appeal.extended_to.map(|day| day.to_string())),
            ("answered", appeal.answered_on.map(|day| day.to_string())),
            ("outcome", appeal.outcome.clone()),
            ("rating", appeal.rating.map(|rating| rating.to_string())),
        ];
        let optional: String = optional
            .into_iter()
            .filter_map(|(what, value)| value.map(|value| format!(", {what} {value}")))
            .collect();
        let text: String = appeal.text.chars().take(40).collect();
        writeln!(
            out,
            "appeal {} v{} {} {}{optional}: {}",
            appeal.number,
            appeal.version,
            appeal.registered_on,
            appeal.kind.as_deref().unwrap_or("-"),
            text.escape_debug()
        )
        .unwrap();
    }
    for reception in &settled.receptions {
        writeln!(
            out,
            "reception {} {} {:?} {} {:?}: {}",
            reception.number,
            reception.received_on,
            reception.form,
            reception.people,
            reception.result,
            reception.text
        )
        .unwrap();
    }
    for instruction in &settled.instructions {
        writeln!(
            out,
            "instruction {} {} {} {:?} {:?}: {}",
            instruction.number,
            instruction.issued_on,
            instruction.issuer,
            instruction.body,
            instruction.executed_on,
            instruction.text
        )
        .unwrap();
    }
}

/// The text of a case with its marks replaced: ⟦FF⟧ by a byte, ⟦600×я⟧ by the letter, so many times.
fn bytes(body: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, part) in body.split(['⟦', '⟧']).enumerate() {
        match (index % 2, part.split_once('×')) {
            (0, _) => bytes.extend_from_slice(part.as_bytes()),
            (_, Some((times, letter))) => bytes.extend(letter.repeat(times.parse().unwrap()).bytes()),
            (_, None) => bytes.push(u8::from_str_radix(part, 16).unwrap()),
        }
    }
    bytes
}

fn add_sheet(workbook: &mut Option<(PathBuf, Workbook)>, path: &Path, name: &str, body: &str) {
    if workbook.as_ref().is_some_and(|(open, _)| open != path) {
        save(workbook);
    }
    let (_, workbook) = workbook.get_or_insert_with(|| (path.to_owned(), Workbook::new()));
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (row, line) in (0..).zip(body.lines()) {
        for (column, cell) in (0..).zip(line.split('|').map(str::trim)) {
            let cell = String::from_utf8(bytes(cell)).unwrap().replace("\\n", "\n");
            match cell.chars().next() {
                None => {}
                Some('#') => drop(
                    sheet
                        .write(row, column, cell[1..].parse::<f64>().unwrap())
                        .unwrap(),
                ),
                Some('!') => {
                    let error = Formula::new("=NA()").set_result(format!("#{}", &cell[1..]));
                    sheet.write(row, column, error).unwrap();
                }
                Some('@') => {
                    let moment = ExcelDateTime::parse_from_str(&cell[1..]).unwrap();
                    sheet.write_with_format(row, column, &moment, &day).unwrap();
                }
                Some(_) => drop(sheet.write(row, column, cell).unwrap()),
            }
        }
    }
}

fn save(workbook: &mut Option<(PathBuf, Workbook)>) {
    if let Some((path, mut workbook)) = workbook.take() {
        workbook.save(path).unwrap();
    }
}

/// A workbook of 0.2 MB whose sheet unpacks to 200 MB.
fn bomb() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file(
            "xl/worksheets/sheet1.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..200 {
        writer.write_all(&spaces).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

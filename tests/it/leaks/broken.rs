//! Values gone astray: personal data in columns of dates, numbers and codes, in headers, titles, names of files and
//! sheets; rows that are refused and runs that fail.

use std::fs;

use rust_xlsxwriter::Workbook;

use super::outputs::of_folder;
use super::plants::{Report, Search};
use super::values::Values;
use super::{Office, look_at_output};

/// A register's columns, and a row of it that is whole.
struct Columns {
    register: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

const APPEALS: Columns = Columns {
    register: "portal",
    columns: &[
        ("Регистрационный номер", "ЖТ-2026-"),
        ("Дата регистрации", "02.03.2026"),
        ("Вид обращения", "Заявление"),
        ("Форма обращения", "электронно"),
        ("Тип заявителя", "физическое лицо"),
        ("ФИО", ""),
        ("ИИН", ""),
        ("Телефон", ""),
        ("Адрес", ""),
        ("Район", "Сайрам ауданы"),
        ("Категория вопроса", "Дороги"),
        ("Текст обращения", "Көшеде жарық жоқ, көмектесіңіздер"),
        ("Исполнитель", "Отдел ЖКХ"),
        ("Срок исполнения", "20.03.2026"),
        ("Продлен до", ""),
        ("Дата ответа", "10.03.2026"),
        ("Результат", "удовлетворено"),
        ("Оценка", "5"),
        ("Ответ", ""),
    ],
};

const RECEPTIONS: Columns = Columns {
    register: "receptions",
    columns: &[
        ("Қабылдау нөмірі", "Қ-"),
        ("Қабылдау күні", "02.03.2026"),
        ("Қабылдаған тұлға", "әкім"),
        ("Қабылдау түрі", "жеке"),
        ("Аудан/қала", "Сайрам ауданы"),
        ("Т.А.Ә.", ""),
        ("ЖСН", ""),
        ("Адам саны", "1"),
        ("Мәселенің мәні", "Жер телімі"),
        ("Қабылдау нәтижесі", "түсіндірілді"),
    ],
};

const INSTRUCTIONS: Columns = Columns {
    register: "instructions",
    columns: &[
        ("Тапсырма нөмірі", "Т-"),
        ("Берілген күні", "02.03.2026"),
        ("Кім берген", "әкім"),
        ("Жауапты орындаушы", "ТҮКШ басқармасы"),
        ("Тапсырма мазмұны", "Көшені жарықтандыру"),
        ("Орындау мерзімі", "20.03.2026"),
        ("Орындалған күні", "10.03.2026"),
    ],
};

/// Values put into each column; every kind comes several times.
const VALUES: usize = 32;

impl Columns {
    /// CSV with [`VALUES`] rows for each column, in which it holds a planted value; and broken lines.
    fn csv(&self, values: &mut Values) -> String {
        let header: Vec<&str> = self.columns.iter().map(|(header, _)| *header).collect();
        let mut lines = vec![header.join(";")];
        for (column, (header, _)) in self.columns.iter().enumerate() {
            for _ in 0..VALUES {
                let mut cells = self.whole(lines.len());
                cells[column] = values.next(&format!("{} «{header}»", self.register));
                lines.push(cells.join(";"));
            }
        }
        for _ in 0..VALUES {
            let many = values.next(&format!("{}, too many fields", self.register));
            lines.push(format!(
                "{};{many};{many};{many}",
                self.whole(lines.len()).join(";")
            ));
            lines.push(values.next(&format!("{}, too few fields", self.register)));
        }
        let open = values.next(&format!("{}, quote not closed", self.register));
        lines.push(format!("\"{open};02.03.2026"));
        lines.join("\n")
    }

    fn whole(&self, index: usize) -> Vec<String> {
        let number = |at: usize, cell: &str| {
            if at == 0 {
                format!("{cell}{index:08}")
            } else {
                cell.to_owned()
            }
        };
        let cells = self.columns.iter().enumerate();
        cells.map(|(at, (_, cell))| number(at, cell)).collect()
    }
}

fn pipeline(registers: &str, share: &str) -> String {
    format!(
        "oblast = \"610000000\"\nhalf_year = \"2026H1\"\nas_of = \"2026-07-10\"\n\n[limits]\nmax_rejected_share = {share}\n{registers}"
    )
}

fn register(name: &str, holds: &str, files: &str) -> String {
    format!("\n[[register]]\nname = \"{name}\"\nholds = \"{holds}\"\nfiles = [\"{files}\"]\n")
}

/// Runs and looks through all that is left and said; the run has to say `says`.
fn report_all(report: &mut Report, office: &Office, says: &str) {
    let run = office.talda(&["run", "half-year.toml"]);
    let told = [&run.stdout, &run.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert!(told.concat().contains(says), "«{says}» is not in {told:?}");
    look_at_output(report, "talda run", &run);
    look_at_output(report, "talda check", &office.talda(&["check", "half-year.toml"]));
    if office.path("out").exists() {
        for shown in of_folder(&office.path("out")) {
            report.look(&shown.place, &shown.text, None);
        }
    }
}

#[test]
fn no_value_gone_astray_stands_in_anything_a_run_leaves_or_says() {
    let mut values = Values::new(0x0b20_7e11);
    let registers = [
        (&APPEALS, "appeals"),
        (&RECEPTIONS, "receptions"),
        (&INSTRUCTIONS, "instructions"),
    ];
    let described: String = registers
        .iter()
        .map(|(columns, holds)| register(columns.register, holds, &format!("{}.csv", columns.register)))
        .collect();
    let office = Office::new(&pipeline(
        &(described.clone() + &register("blog", "appeals", "blog.jsonl")),
        "1.0",
    ));
    let strict = Office::new(&pipeline(&described, "0.1"));
    for (columns, _) in registers {
        let csv = columns.csv(&mut values);
        let file = format!("{}.csv", columns.register);
        fs::write(office.path(&file), &csv).unwrap();
        fs::write(strict.path(&file), &csv).unwrap();
    }
    let lines: Vec<String> = (0..VALUES).map(|line| broken_line(line, &mut values)).collect();
    fs::write(office.path("blog.jsonl"), lines.join("\n")).unwrap();

    let search = Search::new(&values.plants);
    finds_all(&search, &office);
    let mut report = Report::new(&search);
    report_all(&mut report, &office, "published");
    report_all(&mut report, &strict, "were refused");
    assert!(report.count() == 0, "{}", report.told());
}

/// In the registers themselves every value has to be found.
fn finds_all(search: &Search, office: &Office) {
    let mut report = Report::new(search);
    for file in ["portal.csv", "receptions.csv", "instructions.csv", "blog.jsonl"] {
        report.look(file, &fs::read_to_string(office.path(file)).unwrap(), None);
    }
    assert_eq!(report.missed(), Vec::<&str>::new());
}

/// A line of JSON that is cut, is no object, or has a value where its key says something else.
fn broken_line(line: usize, values: &mut Values) -> String {
    let value = values.next("blog, broken line").replace('"', "'");
    match line % 4 {
        0 => format!("{{\"нөмірі\": \"Б-{line}\", \"мәтіні\": \"{value}"),
        1 => format!("[\"{value}\"]"),
        2 => format!(
            "{{\"нөмірі\": \"Б-{line}\", \"тіркелген күні\": [\"{value}\"], \"түрі\": \"арыз\", \"мәтіні\": \"су жоқ\"}}"
        ),
        _ => format!(
            "{{\"нөмірі\": \"Б-{line}\", \"тіркелген күні\": \"2026-03-02\", \"түрі\": \"арыз\", \"мәтіні\": \"су жоқ\", \"{value}\": 1}}"
        ),
    }
}

/// Where a value stands in the files of a run that cannot be done, or not wholly.
struct Failing {
    files: &'static str,
    settings: &'static str,
    /// What the run says: proof that it came to where it is looked at.
    says: &'static str,
    write: Box<dyn Fn(&Office)>,
}

#[test]
fn no_error_and_no_list_of_files_tells_a_value_of_a_header_a_title_or_a_sheet() {
    let mut values = Values::new(0x5eed_0003);
    let cases = failing(&mut values);
    let search = Search::new(&values.plants);
    let mut report = Report::new(&search);
    for case in cases {
        let registers = register("portal", "appeals", case.files) + case.settings;
        let office = Office::new(&pipeline(&registers, "1.0"));
        (case.write)(&office);
        report_all(&mut report, &office, case.says);
    }
    assert!(report.count() == 0, "{}", report.told());
}

fn failing(values: &mut Values) -> Vec<Failing> {
    let whole = || APPEALS.whole(1);
    let header = || {
        APPEALS
            .columns
            .iter()
            .map(|(header, _)| (*header).to_owned())
            .collect::<Vec<String>>()
    };
    let text = |name: &'static str, lines: Vec<Vec<String>>| -> Box<dyn Fn(&Office)> {
        let csv = lines
            .iter()
            .map(|line| line.join(";"))
            .collect::<Vec<_>>()
            .join("\n");
        Box::new(move |office| fs::write(office.path(name), &csv).unwrap())
    };
    let mut bad = whole();
    bad[1] = "31.02.2026".to_owned();
    let mut cases = Vec::new();
    let mut add = |files, settings, says, write| {
        let case = Failing {
            files,
            settings,
            says,
            write,
        };
        cases.push(case);
    };

    // A title above the header, and a column nobody asked for.
    let mut wide = header();
    wide.push(values.full_name("header of an unknown column"));
    let title = vec![format!(
        "Отчёт: {}, {}",
        values.full_name("title"),
        values.digits("title")
    )];
    add(
        "portal.csv",
        "",
        "published",
        text("portal.csv", vec![title, wide, bad.clone()]),
    );

    // A bilingual header whose other half is a person.
    let mut known = header();
    known[1] = format!("Дата регистрации / {}", values.full_name("half of a header"));
    add(
        "portal.csv",
        "",
        "published",
        text("portal.csv", vec![known, bad.clone()]),
    );

    // Two headers that claim one role.
    let mut twice = header();
    twice[2] = format!("Дата регистрации / {}", values.digits("header claimed twice"));
    add(
        "portal.csv",
        "",
        "both claim",
        text("portal.csv", vec![twice, whole()]),
    );

    // No header at all: the first rows are people.
    let people = (0..5).map(|_| vec![values.full_name("no header"), values.digits("no header")]);
    add(
        "portal.csv",
        "",
        "has no header row",
        text("portal.csv", people.collect()),
    );

    // Sheets named after people: one with the register, one without a header, one that is not asked for.
    for (place, settings, says) in [
        ("sheet with rows", "", "published"),
        ("sheet without header", "", "has no header row"),
        ("sheet not asked for", "sheet = \"Тізілім\"\n", "has no sheet"),
    ] {
        for name in [values.full_name(place), values.digits(place)] {
            let rows = match place {
                "sheet with rows" => vec![header(), bad.clone()],
                _ => vec![vec!["а".to_owned()]],
            };
            let write = Box::new(move |office: &Office| workbook(office, &name, &rows));
            add("portal.xlsx", settings, says, write);
        }
    }
    cases
}

fn workbook(office: &Office, name: &str, rows: &[Vec<String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(office.path("portal.xlsx")).unwrap();
}

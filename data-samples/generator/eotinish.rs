//! The e-Өтініш-like export: a workbook for each half-year, titles above a two-line header, a totals row below.

use std::path::Path;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
use talda::corpus::HalfYear;

use super::Failure;
use super::appeal::Appeal;
use super::people::People;
use super::random::Random;
use super::truth::Refused;
use super::words::Words;

/// Rows above the first row of data: three titles and the two lines of the header.
const ABOVE: usize = 5;

/// Half-years whose export is in Kazakh.
const IN_KAZAKH: [&str; 2] = ["2024H2", "2026H1"];

/// The half-year whose dates came out as plain serial numbers.
const WITH_SERIALS: &str = "2025H1";

/// A date cell: the day, or a text that is none.
#[derive(Clone)]
pub enum Day {
    On(Date),
    Text(String),
    None,
}

/// A row as it is written.
#[derive(Clone)]
pub struct Row {
    pub number: String,
    pub registered: Day,
    pub kind: String,
    channel: &'static str,
    applicant: [String; 5],
    pub category: String,
    pub text: String,
    body: String,
    due: Day,
    extended: Day,
    pub answered: Day,
    outcome: String,
    rating: Option<u8>,
}

pub struct Exports<'a> {
    pub words: &'a Words,
    pub people: &'a People,
    pub random: Random,
}

impl Exports<'_> {
    /// The row of an appeal in the export of a half-year.
    pub fn row(&mut self, appeal: &Appeal, period: HalfYear) -> Row {
        let kazakh = IN_KAZAKH.contains(&period.to_string().as_str());
        let day = |day: Option<Date>| day.map_or(Day::None, Day::On);
        let person = &self.people.all[appeal.person];
        let own_name = if appeal.language == "kk" {
            &person.name.kk
        } else {
            &person.name.ru
        };
        let kind_of = |company: bool| match (company, kazakh) {
            (false, true) => "Жеке тұлға",
            (true, true) => "Заңды тұлға",
            (false, false) => "Физическое лицо",
            (true, false) => "Юридическое лицо",
        };
        let (name, identifier) = appeal
            .company
            .clone()
            .unwrap_or((own_name.clone(), person.iin.clone()));
        let paper = self.random.chance(0.14);
        let phone = if self.random.chance(0.85) {
            telephone(&person.phone)
        } else {
            String::new()
        };
        let group = self.words.groups.get(&appeal.category);
        Row {
            number: appeal.number.clone(),
            registered: Day::On(appeal.day),
            kind: kind_name(&appeal.kind, kazakh).to_owned(),
            channel: channel_name(paper, kazakh),
            applicant: [
                kind_of(appeal.company.is_some()).to_owned(),
                name,
                identifier,
                phone,
                appeal.address.clone(),
            ],
            category: group.map_or(String::new(), |group| {
                if kazakh {
                    group.kk.clone()
                } else {
                    group.ru.clone()
                }
            }),
            text: appeal.text.clone(),
            body: appeal.body.clone(),
            due: Day::On(appeal.due_on),
            extended: day(appeal.extended_to),
            answered: day(appeal.answered_on),
            outcome: appeal
                .outcome
                .map_or(String::new(), |outcome| outcome_name(outcome, kazakh).to_owned()),
            rating: appeal.rating,
        }
    }

    /// Writes the rows of a half-year; the bad ones are put where they are to stand.
    pub fn write(
        &mut self,
        folder: &Path,
        period: HalfYear,
        mut rows: Vec<Row>,
        bad: Vec<(Row, &'static str)>,
    ) -> Result<Vec<Refused>, Failure> {
        let kazakh = IN_KAZAKH.contains(&period.to_string().as_str());
        let name = format!("eotinish-{period}.xlsx");
        let refused = insert(&mut rows, bad, ABOVE, &format!("registers/{name}"), |row| {
            row.number.clone()
        });
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties()?);
        let sheet = workbook.add_worksheet();
        sheet.set_name(if kazakh {
            "Жолданымдар"
        } else {
            "Обращения"
        })?;
        titles(sheet, period, kazakh)?;
        header(sheet, kazakh)?;
        for (index, row) in rows.iter().enumerate() {
            let how = if period.to_string() == WITH_SERIALS {
                How::Serial
            } else if self.random.chance(0.25) {
                How::Text
            } else {
                How::Date
            };
            write_row(sheet, (ABOVE + index) as u32, index + 1, row, how)?;
        }
        let last = (ABOVE + rows.len()) as u32;
        sheet.write_string(last, 0, if kazakh { "Барлығы" } else { "Итого" })?;
        sheet.write_number(last, 1, rows.len() as f64)?;
        workbook.save(folder.join(name))?;
        Ok(refused)
    }
}

/// Puts bad rows evenly among the good ones and says where they stand.
pub fn insert<T>(
    rows: &mut Vec<T>,
    bad: Vec<(T, &'static str)>,
    above: usize,
    file: &str,
    number: impl Fn(&T) -> String,
) -> Vec<Refused> {
    let step = rows.len() / (bad.len() + 1);
    let mut refused = Vec::new();
    for (count, (row, reason)) in (1..).zip(bad) {
        // A duplicate stands after the row it repeats: near the end.
        let at = if reason == "duplicate" {
            rows.len()
        } else {
            (step * count).min(rows.len())
        };
        refused.push(Refused {
            file: file.to_owned(),
            row: at + above + 1,
            number: number(&row),
            reason,
        });
        rows.insert(at, row);
    }
    refused
}

#[derive(Clone, Copy)]
enum How {
    Date,
    Text,
    Serial,
}

fn titles(sheet: &mut Worksheet, period: HalfYear, kazakh: bool) -> Result<(), Failure> {
    let bold = Format::new().set_bold();
    let (year, half) = (period.year(), period.half());
    let (title, span, note) = if kazakh {
        (
            "Жеке және заңды тұлғалардың жолданымдары журналы".to_owned(),
            format!("Түркістан облысы, {year} жылғы {half}-жартыжылдық"),
            "Үлгі деректер: барлығы ойдан шығарылған",
        )
    } else {
        (
            "Журнал обращений физических и юридических лиц".to_owned(),
            format!("Туркестанская область, {half}-е полугодие {year} года"),
            "Образец: все данные вымышлены",
        )
    };
    sheet.merge_range(0, 0, 0, 17, &title, &bold)?;
    sheet.merge_range(1, 0, 1, 17, &span, &bold)?;
    sheet.write_string(2, 0, note)?;
    Ok(())
}

const RUSSIAN: [(&str, &[&str]); 12] = [
    ("№", &[]),
    ("Регистрационный номер", &[]),
    ("Дата регистрации", &[]),
    ("Вид обращения", &[]),
    ("Форма обращения", &[]),
    ("Заявитель", &["тип", "ФИО", "ИИН/БИН", "телефон", "адрес"]),
    ("Категория вопроса", &[]),
    ("Текст обращения", &[]),
    ("Исполнитель", &[]),
    ("Срок", &["по закону", "продлен до"]),
    ("Ответ", &["дата", "результат"]),
    ("Оценка", &[]),
];

const KAZAKH: [(&str, &[&str]); 12] = [
    ("№", &[]),
    ("Тіркеу нөмірі", &[]),
    ("Тіркеу күні", &[]),
    ("Жолданым түрі", &[]),
    ("Берілу нысаны", &[]),
    (
        "Өтініш беруші",
        &["түрі", "Т.А.Ә.", "ЖСН/БСН", "телефоны", "мекенжайы"],
    ),
    ("Санаты", &[]),
    ("Жолданым мәтіні", &[]),
    ("Орындаушы орган", &[]),
    ("Мерзімі", &["күні", "ұзартылды"]),
    ("Жауап", &["күні", "нәтижесі"]),
    ("Бағасы", &[]),
];

fn header(sheet: &mut Worksheet, kazakh: bool) -> Result<(), Failure> {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center);
    let mut column = 0u16;
    for (name, below) in if kazakh { KAZAKH } else { RUSSIAN } {
        if below.is_empty() {
            sheet.merge_range(3, column, 4, column, name, &format)?;
            column += 1;
        } else {
            let last = column + below.len() as u16 - 1;
            sheet.merge_range(3, column, 3, last, name, &format)?;
            for lower in below {
                sheet.write_string_with_format(4, column, *lower, &format)?;
                column += 1;
            }
        }
    }
    for (column, width) in [
        (1, 20.0),
        (2, 12.0),
        (6, 32.0),
        (7, 15.0),
        (9, 40.0),
        (10, 28.0),
        (11, 80.0),
        (12, 40.0),
    ] {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, at: u32, order: usize, row: &Row, how: How) -> Result<(), Failure> {
    sheet.write_number(at, 0, order as f64)?;
    sheet.write_string(at, 1, &row.number)?;
    write_day(sheet, at, 2, &row.registered, how)?;
    sheet.write_string(at, 3, &row.kind)?;
    sheet.write_string(at, 4, row.channel)?;
    for (column, cell) in (5..).zip(&row.applicant) {
        write_text(sheet, at, column, cell)?;
    }
    for (column, cell) in (10..).zip([&row.category, &row.text, &row.body]) {
        write_text(sheet, at, column, cell)?;
    }
    write_day(sheet, at, 13, &row.due, how)?;
    write_day(sheet, at, 14, &row.extended, how)?;
    write_day(sheet, at, 15, &row.answered, how)?;
    write_text(sheet, at, 16, &row.outcome)?;
    if let Some(rating) = row.rating {
        sheet.write_number(at, 17, f64::from(rating))?;
    }
    Ok(())
}

fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), Failure> {
    if !text.is_empty() {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}

fn write_day(sheet: &mut Worksheet, row: u32, column: u16, day: &Day, how: How) -> Result<(), Failure> {
    match (day, how) {
        (Day::None, _) => {}
        (Day::Text(text), _) => {
            sheet.write_string(row, column, text)?;
        }
        (Day::On(day), How::Text) => {
            sheet.write_string(row, column, dotted(*day))?;
        }
        (Day::On(day), How::Serial) => {
            sheet.write_number(row, column, serial(*day))?;
        }
        (Day::On(day), How::Date) => {
            let format = Format::new().set_num_format("dd.mm.yyyy");
            sheet.write_number_with_format(row, column, serial(*day), &format)?;
        }
    }
    Ok(())
}

fn serial(day: Date) -> f64 {
    f64::from((day - date(1899, 12, 30)).get_days())
}

pub fn dotted(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// Fixed properties, so that the same rows are the same bytes.
pub fn properties() -> Result<DocProperties, Failure> {
    let created = ExcelDateTime::from_ymd(2026, 7, 10)?;
    Ok(DocProperties::new()
        .set_title("talda: invented sample")
        .set_creation_datetime(&created))
}

pub fn telephone(digits: &str) -> String {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("+7 {} {} {} {}", part(0, 3), part(3, 6), part(6, 8), part(8, 10))
}

fn channel_name(paper: bool, kazakh: bool) -> &'static str {
    match (paper, kazakh) {
        (true, true) => "Қағаз",
        (true, false) => "Бумажная (нарочно)",
        (false, true) => "Электронды",
        (false, false) => "Электронная",
    }
}

fn kind_name(kind: &str, kazakh: bool) -> &'static str {
    match (kind, kazakh) {
        ("complaint", true) => "Шағым",
        ("complaint", false) => "Жалоба",
        ("message", true) => "Хабар",
        ("message", false) => "Сообщение",
        ("proposal", true) => "Ұсыныс",
        ("proposal", false) => "Предложение",
        ("response", true) => "Үн қосу",
        ("response", false) => "Отклик",
        ("request", true) => "Сұрау салу",
        ("request", false) => "Запрос",
        (_, true) => "Арыз",
        (_, false) => "Заявление",
    }
}

pub fn outcome_name(outcome: &str, kazakh: bool) -> &'static str {
    match (outcome, kazakh) {
        ("satisfied", true) => "Қанағаттандырылды",
        ("satisfied", false) => "Удовлетворено",
        ("partly_satisfied", true) => "Ішінара қанағаттандырылды",
        ("partly_satisfied", false) => "Удовлетворено частично",
        ("refused", true) => "Бас тартылды",
        ("refused", false) => "Отказано",
        ("noted", true) => "Назарға алынды",
        ("noted", false) => "Принято к сведению",
        ("redirected", true) => "Қайта жолданды",
        ("redirected", false) => "Перенаправлено",
        (_, true) => "Түсіндірілді",
        (_, false) => "Разъяснено",
    }
}

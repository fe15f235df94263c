//! The call centre's CSV, the blog's JSON Lines, the answers, the receptions and the instructions.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value, json};
use talda::law::Calendar;

use super::Failure;
use super::appeal::{Appeal, Register};
use super::bank::Bank;
use super::eotinish::{dotted, insert, outcome_name, properties};
use super::handling::{AS_OF, later};
use super::people::People;
use super::random::Random;
use super::spelling::Spelling;
use super::truth::Refused;
use super::words::Words;

pub struct Others<'a> {
    pub words: &'a Words,
    pub people: &'a People,
    pub bank: &'a Bank,
    pub calendar: &'a Calendar,
    pub random: Random,
}

/// A row of the call centre, by column.
type Call = [String; 10];

const CALL_COLUMNS: [&str; 10] = [
    "appeal_id",
    "created_at",
    "full_name",
    "category",
    "district",
    "urgency",
    "address",
    "description",
    "phone",
    "closed_at",
];

impl Others<'_> {
    /// `109-<year>.csv`: semicolons, Windows-1251, line breaks and semicolons inside quoted fields.
    pub fn calls(&mut self, folder: &Path, year: i16, appeals: &[&Appeal]) -> Result<Vec<Refused>, Failure> {
        let mut rows: Vec<Call> = appeals.iter().map(|appeal| self.call(appeal)).collect();
        let bad = self.bad_calls(year, &rows);
        let file = format!("109-{year}.csv");
        let mut refused = insert(&mut rows, bad, 1, &format!("registers/{file}"), |row| {
            row[0].clone()
        });
        let mut text = format!("{}\r\n", CALL_COLUMNS.join(";"));
        let mut lines = Vec::new();
        for row in &rows {
            lines.push(text.matches('\n').count() + 1);
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(";"));
            text.push_str("\r\n");
        }
        for row in &mut refused {
            row.row = lines.get(row.row - 2).copied().unwrap_or(row.row);
        }
        let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
        if lost {
            let lost = text
                .chars()
                .find(|letter| encoding_rs::WINDOWS_1251.encode(&letter.to_string()).2);
            return Err(format!("{file}: Windows-1251 has no {lost:?}").into());
        }
        std::fs::write(folder.join(file), bytes)?;
        Ok(refused)
    }

    fn call(&mut self, appeal: &Appeal) -> Call {
        let person = &self.people.all[appeal.person];
        let time = appeal.number.split('-').nth(2).unwrap_or_default();
        let clock = format!("{}:{}:{}", &time[0..2], &time[2..4], &time[4..6]);
        let mut text = appeal.text.clone();
        // The operator's notes below the caller's words.
        match self.random.below(14) {
            0 => text.push_str("\nзаявка передана в район"),
            1 => text.push_str(" (перезвонить; абонент просит смс)"),
            2 => text = format!("\"{text}\"\nзаписано со слов заявителя"),
            _ => {}
        }
        [
            appeal.number.clone(),
            format!("{} {clock}", appeal.day),
            person.name.ru.clone(),
            appeal.category.clone(),
            self.words.districts[appeal.district].ru_register.clone(),
            ["обычная", "обычная", "обычная", "срочная"][self.random.below(4)].to_owned(),
            Spelling::Keyboard(false).apply(&appeal.address),
            text,
            format!("8{}", person.phone),
            appeal
                .answered_on
                .map(|day| format!("{day} 17:{:02}:00", self.random.below(60)))
                .unwrap_or_default(),
        ]
    }

    fn bad_calls(&mut self, year: i16, rows: &[Call]) -> Vec<(Call, &'static str)> {
        let like = |index: usize, second: i8, change: &dyn Fn(&mut Call)| {
            let mut row = rows[index * 37 % rows.len()].clone();
            row[0] = format!("SA-{year}0631-0000{second:02}");
            change(&mut row);
            row
        };
        let mut bad = vec![
            (
                like(1, 1, &|row| row[1] = format!("{year}-06-31 10:00:00")),
                "impossible_date",
            ),
            (
                like(2, 2, &|row| row[4] = "Шымкентский район".to_owned()),
                "unknown_district",
            ),
            (like(3, 3, &|row| row[7] = "  ".to_owned()), "empty_text"),
        ];
        if year == 2026 {
            bad.push((
                like(4, 4, &|row| row[1] = "2026-12-01 09:00:00".to_owned()),
                "future_date",
            ));
            bad.push((
                like(5, 5, &|row| row[9] = "2020-01-01 09:00:00".to_owned()),
                "answer_before_registration",
            ));
            bad.push((rows[10].clone(), "duplicate"));
        }
        bad
    }

    /// `blog.jsonl`: Kazakh keys, ISO dates; the district's key is missing where the text names it.
    pub fn blog(&mut self, folder: &Path, appeals: &[(&Appeal, bool)]) -> Result<Vec<Refused>, Failure> {
        let mut rows: Vec<Map<String, Value>> = appeals
            .iter()
            .map(|(appeal, named)| self.post(appeal, *named))
            .collect();
        let bad = bad_posts(&rows);
        let refused = insert(&mut rows, bad, 0, "registers/blog.jsonl", |row| {
            row.get("нөмірі")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        });
        write_lines(&folder.join("blog.jsonl"), &rows)?;
        Ok(refused)
    }

    fn post(&mut self, appeal: &Appeal, named: bool) -> Map<String, Value> {
        let person = &self.people.all[appeal.person];
        let district = &self.words.districts[appeal.district];
        let name = if appeal.language == "kk" {
            &person.name.kk
        } else {
            &person.name.ru
        };
        let mut row = Map::new();
        let mut put = |key: &str, value: String| row.insert(key.to_owned(), Value::String(value));
        put("нөмірі", appeal.number.clone());
        put("тіркелген күні", appeal.day.to_string());
        put("түрі", talda_kind(&appeal.kind).to_owned());
        put(
            "арна",
            if self.random.chance(0.7) {
                "Әкімнің блогы"
            } else {
                "Кеңсе"
            }
            .to_owned(),
        );
        put("аты-жөні", name.clone());
        put("ЖСН", person.iin.clone());
        if !(named && self.random.chance(0.5)) {
            put(
                "ауданы",
                district.form("kk", "nom").unwrap_or_default().to_owned(),
            );
        }
        if let Some(group) = self.words.groups.get(&appeal.category) {
            put("тақырыбы", group.kk.clone());
        }
        put("мәтіні", appeal.text.clone());
        put("орындаушы", appeal.body.clone());
        put("мерзімі", appeal.due_on.to_string());
        if let Some(day) = appeal.extended_to {
            put("ұзартылды", day.to_string());
        }
        if let (Some(day), Some(outcome), Some(answer)) = (appeal.answered_on, appeal.outcome, &appeal.answer)
        {
            put("жауап күні", day.to_string());
            put("нәтижесі", outcome_name(outcome, true).to_owned());
            put("жауабы", answer.clone());
        }
        row
    }

    /// `answers.jsonl`: the texts of the answers to the appeals of e-Өтініш.
    pub fn answers(&mut self, folder: &Path, appeals: &[&Appeal]) -> Result<Vec<Refused>, Failure> {
        let mut rows = Vec::new();
        for appeal in appeals {
            let (Some(day), Some(answer)) = (appeal.answered_on, &appeal.answer) else {
                continue;
            };
            // A few answers lie in paper files only.
            if self.random.chance(0.96) {
                rows.push(answer_row(&appeal.number, &day.to_string(), answer));
            }
        }
        let number = appeals
            .first()
            .map(|appeal| appeal.number.clone())
            .unwrap_or_default();
        let bad = vec![
            (
                answer_row("ЖТ-2026-09999999", "2026-05-12", "Мәселе шешілді."),
                "answer_without_appeal",
            ),
            (
                answer_row(&number, "2020-02-03", "Түсіндірме берілді."),
                "answer_before_registration",
            ),
            (
                answer_row(&number, "32.13.2026", "Түсіндірме берілді."),
                "impossible_date",
            ),
        ];
        let refused = insert(&mut rows, bad, 0, "registers/answers.jsonl", |row| {
            row.get("reg_number")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        });
        write_lines(&folder.join("answers.jsonl"), &rows)?;
        Ok(refused)
    }

    /// `receptions.xlsx`: personal receptions, Kazakh header on one line below one title.
    pub fn receptions(&mut self, folder: &Path, people: &mut People) -> Result<Vec<Refused>, Failure> {
        let mut rows: Vec<Reception> = (0..220).map(|_| self.reception(people)).collect();
        rows.sort_by(|a, b| (a.day, &a.cells[5]).cmp(&(b.day, &b.cells[5])));
        for (count, row) in (1..).zip(&mut rows) {
            row.cells[0] = format!("ЖҚ-{}-{count:04}", row.day.year());
        }
        let spoiled = |from: usize, number: &str, column: usize, value: &str| {
            let mut row = rows[from].clone();
            row.cells[0] = number.to_owned();
            row.cells[column] = value.to_owned();
            row
        };
        let bad = vec![
            (spoiled(5, "ЖҚ-2026-9001", 1, "31.02.2026"), "impossible_date"),
            (
                spoiled(6, "ЖҚ-2026-9002", 4, "Белгісіз ауданы"),
                "unknown_district",
            ),
            (spoiled(7, "ЖҚ-2026-9003", 8, ""), "empty_text"),
        ];
        let refused = insert(&mut rows, bad, 2, "registers/receptions.xlsx", |row| {
            row.cells[0].clone()
        });
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties()?);
        let sheet = workbook.add_worksheet();
        sheet.set_name("Қабылдау")?;
        sheet.write_string(0, 0, "Азаматтарды жеке қабылдау журналы (үлгі, ойдан шығарылған)")?;
        let header = [
            "Қабылдау нөмірі",
            "Қабылдау күні",
            "Қабылдаған тұлға",
            "Қабылдау түрі",
            "Аудан/қала",
            "Т.А.Ә.",
            "ЖСН",
            "Адам саны",
            "Мәселенің мәні",
            "Қабылдау нәтижесі",
        ];
        for (column, name) in (0..).zip(header) {
            sheet.write_string(1, column, name)?;
        }
        for (at, row) in (2..).zip(&rows) {
            for (column, cell) in (0..).zip(&row.cells) {
                match cell.parse::<f64>() {
                    Ok(number) if column == 7 => sheet.write_number(at, column, number)?,
                    _ => sheet.write_string(at, column, cell)?,
                };
            }
        }
        workbook.save(folder.join("receptions.xlsx"))?;
        Ok(refused)
    }

    fn reception(&mut self, people: &mut People) -> Reception {
        let person = people.add(self.words);
        let person = &people.all[person];
        let day = later(date(2023, 7, 3), self.random.between(0, 1085), self.calendar).min(date(2026, 6, 30));
        let district = self.random.pick(&self.words.districts);
        let officials = [
            "Облыс әкімі",
            "Облыс әкімінің бірінші орынбасары",
            "Облыс әкімінің орынбасары",
            "Облыс әкімі аппаратының басшысы",
        ];
        let forms = ["Жеке", "Жеке", "Жеке", "Бейнебайланыс арқылы", "Көшпелі"];
        let results = ["Шешілді", "Түсіндірілді", "Түсіндірілді", "Бас тартылды"];
        let recent = day > date(2026, 5, 15);
        let result = if recent {
            "Жұмыста"
        } else {
            self.random.pick(&results)
        };
        let people = if self.random.chance(0.15) {
            self.random.between(2, 12)
        } else {
            1
        };
        let cells = [
            String::new(),
            dotted(day),
            (*self.random.pick(&officials)).to_owned(),
            (*self.random.pick(&forms)).to_owned(),
            district.form("kk", "nom").unwrap_or_default().to_owned(),
            person.name.kk.clone(),
            person.iin.clone(),
            people.to_string(),
            self.matter(),
            result.to_owned(),
        ];
        Reception { day, cells }
    }

    /// What is asked at a reception: the beginning of a Kazakh entry that has no slots.
    fn matter(&mut self) -> String {
        loop {
            let entry = self.random.pick(&self.bank.entries);
            let chosen: Vec<&str> = entry
                .parts
                .iter()
                .skip(1)
                .map(|part| self.random.pick(part).as_str())
                .collect();
            let text = chosen
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            if entry.language == "kk"
                && entry.tone != "terse"
                && !entry.topic.starts_with("99")
                && !text.contains('{')
            {
                return text;
            }
        }
    }

    /// `instructions.csv`: UTF-8 with a byte order mark, commas.
    pub fn instructions(&mut self, folder: &Path) -> Result<Vec<Refused>, Failure> {
        let mut rows: Vec<(Date, [String; 7])> = (0..120).map(|_| self.instruction()).collect();
        rows.sort();
        for (count, (day, row)) in (1..).zip(&mut rows) {
            row[0] = format!("Т-{}/{count:03}", day.year());
        }
        let spoiled = |from: usize, number: &str, column: usize, value: &str| {
            let mut row = rows[from].clone();
            row.1[0] = number.to_owned();
            row.1[column] = value.to_owned();
            row
        };
        let bad = vec![
            (spoiled(3, "Т-2026/901", 1, "30.02.2026"), "impossible_date"),
            (spoiled(4, "Т-2026/902", 6, "01.01.2020"), "executed_before_given"),
        ];
        let refused = insert(&mut rows, bad, 1, "registers/instructions.csv", |row| {
            row.1[0].clone()
        });
        let mut csv = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        csv.write_record([
            "Тапсырма нөмірі",
            "Берілген күні",
            "Кім берген",
            "Жауапты орындаушы",
            "Тапсырма мазмұны",
            "Орындау мерзімі",
            "Орындалған күні",
        ])?;
        for (_, row) in &rows {
            csv.write_record(row)?;
        }
        std::fs::write(folder.join("instructions.csv"), csv.into_inner()?)?;
        Ok(refused)
    }

    fn instruction(&mut self) -> (Date, [String; 7]) {
        let day = later(date(2023, 7, 3), self.random.between(0, 1085), self.calendar).min(date(2026, 6, 30));
        let instruction = self.random.pick(&self.words.instructions);
        let due = later(day, instruction.days, self.calendar);
        let late = self.random.chance(0.12);
        let done = later(
            due,
            if late {
                self.random.between(2, 40)
            } else {
                -self.random.between(0, instruction.days / 2)
            },
            self.calendar,
        );
        let department = self
            .words
            .groups
            .get(&instruction.group)
            .map(|group| group.body.as_str());
        let body = match department {
            Some(body) if !body.is_empty() && self.random.chance(0.6) => body.to_owned(),
            _ => self.random.pick(&self.words.districts).akimat(),
        };
        let executed = (done <= AS_OF && done >= day)
            .then(|| dotted(done))
            .unwrap_or_default();
        (
            day,
            [
                String::new(),
                dotted(day),
                instruction.issuer.clone(),
                body,
                instruction.text.clone(),
                dotted(due),
                executed,
            ],
        )
    }
}

#[derive(Clone)]
struct Reception {
    day: Date,
    cells: [String; 10],
}

fn answer_row(number: &str, day: &str, answer: &str) -> Map<String, Value> {
    let row = json!({ "reg_number": number, "answered_on": day, "answer": answer });
    row.as_object().cloned().unwrap_or_default()
}

fn bad_posts(rows: &[Map<String, Value>]) -> Vec<(Map<String, Value>, &'static str)> {
    let like = |index: usize, number: &str, key: &str, value: &str| {
        let mut row = rows[index].clone();
        row.insert("нөмірі".to_owned(), number.into());
        row.insert(key.to_owned(), value.into());
        row
    };
    vec![
        (
            like(11, "БЛ-2026-90001", "тіркелген күні", "2026-02-31"),
            "impossible_date",
        ),
        (like(12, "БЛ-2026-90002", "мәтіні", ""), "empty_text"),
        (
            like(13, "БЛ-2026-90003", "ауданы", "Ақжайық ауданы"),
            "unknown_district",
        ),
        (like(14, "БЛ-2026-90004", "түрі", "Тілек"), "unknown_kind"),
        (rows[20].clone(), "duplicate"),
    ]
}

fn talda_kind(kind: &str) -> &'static str {
    match kind {
        "complaint" => "Шағым",
        "message" => "Хабар",
        "proposal" => "Ұсыныс",
        "response" => "Үн қосу",
        "request" => "Сұрау салу",
        _ => "Арыз",
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn write_lines(file: &Path, rows: &[Map<String, Value>]) -> Result<(), Failure> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&serde_json::to_string(row)?);
        text.push('\n');
    }
    Ok(std::fs::write(file, text)?)
}

/// The registration number of the `count`th appeal of a register's year, and its time of day for the call centre.
pub fn number(register: Register, day: Date, count: usize, random: &mut Random) -> String {
    match register {
        Register::Eotinish => format!("ЖТ-{}-{count:08}", day.year()),
        Register::Blog => format!("БЛ-{}-{count:05}", day.year()),
        Register::CallCentre => {
            // Seconds tell calls of one day apart.
            let clock = date(2000, 1, 1)
                .at(8, 0, 0, 0)
                .saturating_add(((count % 1200) as i64 * 36 + random.between(0, 35)).seconds());
            format!("SA-{}-{}", day.strftime("%Y%m%d"), clock.strftime("%H%M%S"))
        }
    }
}

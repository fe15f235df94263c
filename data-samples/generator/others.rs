//! The call centre's CSV, the blog's JSON Lines and the answers.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};
use talda::law::Calendar;

use super::Failure;
use super::appeal::{Appeal, Register};
use super::bank::Bank;
use super::eotinish::{insert, outcome_name};
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
                like(2, 2, &|row| row[4] = "Тасозекский район".to_owned()),
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
        put("түрі", kind_name(&appeal.kind).to_owned());
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
            like(13, "БЛ-2026-90003", "ауданы", "Тасөзек ауданы"),
            "unknown_district",
        ),
        (like(14, "БЛ-2026-90004", "түрі", "Тілек"), "unknown_kind"),
        (rows[20].clone(), "duplicate"),
    ]
}

fn kind_name(kind: &str) -> &'static str {
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

//! Registers of the office itself: personal receptions and instructions.

use std::path::Path;

use jiff::civil::{Date, date};
use rust_xlsxwriter::Workbook;

use super::Failure;
use super::eotinish::{dotted, insert, properties};
use super::handling::{AS_OF, later};
use super::others::Others;
use super::people::People;
use super::truth::Refused;

impl Others<'_> {
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
        let executed = if (day..=AS_OF).contains(&done) {
            dotted(done)
        } else {
            String::new()
        };
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

//! Writes the sample registers and what is true of them: `cargo run --example sample-registers -- data-samples`.
//!
//! The folder named holds the bank of texts and the word lists; the same seed gives the same bytes.

mod appeal;
mod bank;
mod eotinish;
mod handling;
mod letters;
mod office;
mod others;
mod people;
mod personal;
mod plan;
mod random;
mod spelling;
mod truth;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use talda::corpus::HalfYear;
use talda::law::{Calendar, Deadlines};

use appeal::{Appeal, Register};
use bank::Bank;
use eotinish::{Day, Exports, Row};
use handling::Handling;
use letters::{Letter, Writer};
use others::Others;
use people::People;
use plan::{Ask, Plan, Planner, periods};
use random::Random;
use truth::{Refused, Versions};
use words::Words;

/// Anything that stops the generator; its message says what to repair.
pub type Failure = Box<dyn std::error::Error>;

const SEED: u64 = 20_260_710;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let usage = "usage: sample-registers SOURCE [TARGET]: SOURCE has bank/ and generator/";
    let source = arguments.next().ok_or(usage)?;
    let target = arguments.next().unwrap_or_else(|| source.clone());
    generate(&source, &target)
}

/// Reads `bank/` and `generator/` in `source` and writes the registers and the truth into `target`.
pub fn generate(source: &Path, target: &Path) -> Result<(), Failure> {
    let words = Words::read(&source.join("generator/words"))?;
    let bank = Bank::read(&source.join("bank"))?;
    let plan = Plan::read(&source.join("generator/plan.toml"))?;
    let calendar = Calendar::embedded()?;
    let deadlines = Deadlines::embedded()?;
    let mut people = People::new(SEED);
    let planner = Planner {
        plan: &plan,
        words: &words,
        calendar: &calendar,
        people: &mut people,
        random: Random::new(SEED, "plan"),
    };
    let asks = planner.asks()?;
    let mut world = World {
        words: &words,
        plan: &plan,
        random: Random::new(SEED, "registers"),
    };
    let mut writer = Writer::new(&words, &bank, &plan, SEED);
    let mut appeals = world.appeals(&asks, &mut writer, &people);
    world.number(&mut appeals);
    let mut handling = Handling {
        words: &words,
        bank: &bank,
        plan: &plan,
        calendar: &calendar,
        deadlines: &deadlines,
        random: Random::new(SEED, "handling"),
    };
    for (appeal, _) in &mut appeals {
        handling.handle(appeal)?;
    }
    world.addresses(&mut appeals);
    world.split(&mut appeals);

    let registers = target.join("registers");
    let truth = target.join("truth");
    std::fs::create_dir_all(&registers)?;
    std::fs::create_dir_all(&truth)?;
    let mut others = Others {
        words: &words,
        people: &people,
        bank: &bank,
        calendar: &calendar,
        random: Random::new(SEED, "others"),
    };
    let mut exports = Exports {
        words: &words,
        people: &people,
        random: Random::new(SEED, "exports"),
    };
    let (mut refused, versions) = write_exports(&registers, &mut exports, &appeals)?;
    for year in 2023..=2026 {
        let calls: Vec<&Appeal> = of(&appeals, Register::CallCentre)
            .filter(|appeal| appeal.day.year() == year)
            .collect();
        refused.extend(others.calls(&registers, year, &calls)?);
    }
    let posts: Vec<(&Appeal, bool)> = appeals
        .iter()
        .filter(|(appeal, _)| appeal.register == Register::Blog)
        .map(|(appeal, named)| (appeal, *named))
        .collect();
    refused.extend(others.blog(&registers, &posts)?);
    let answered: Vec<&Appeal> = of(&appeals, Register::Eotinish).collect();
    refused.extend(others.answers(&registers, &answered)?);
    // Those who come to a reception have not written.
    let mut visitors = people.continued();
    refused.extend(others.receptions(&registers, &mut visitors)?);
    refused.extend(others.instructions(&registers)?);

    let appeals: Vec<Appeal> = appeals.into_iter().map(|(appeal, _)| appeal).collect();
    truth::write_appeals(&truth, &appeals, &words)?;
    truth::write_personal(&truth, &appeals)?;
    truth::write_refused(&truth, &refused)?;
    truth::write_versions(&truth, &versions)?;
    std::fs::write(truth.join("facts.toml"), truth::facts(&appeals, &plan, &words)?)?;
    write_population(target, &words)
}

fn of(appeals: &[(Appeal, bool)], register: Register) -> impl Iterator<Item = &Appeal> {
    appeals
        .iter()
        .map(|(appeal, _)| appeal)
        .filter(move |appeal| appeal.register == register)
}

struct World<'a> {
    words: &'a Words,
    plan: &'a Plan,
    random: Random,
}

impl World<'_> {
    /// The appeals, each with whether its text names the district, by day.
    fn appeals(&mut self, asks: &[Ask], writer: &mut Writer, people: &People) -> Vec<(Appeal, bool)> {
        let mut channels: BTreeMap<usize, Register> = BTreeMap::new();
        let mut appeals = Vec::new();
        for ask in asks {
            // A person keeps to one register.
            let drawn = self.register(ask);
            let register = *channels.entry(ask.person).or_insert(drawn);
            if let Some(letter) = writer.write(ask, register, people) {
                let named = letter.names_district;
                appeals.push((self.appeal(ask, register, letter), named));
            }
        }
        appeals.sort_by(|(a, _), (b, _)| (a.day, a.register, &a.text).cmp(&(b.day, b.register, &b.text)));
        appeals
    }

    fn register(&mut self, ask: &Ask) -> Register {
        let share = self.words.group(&ask.topic).call_centre_share;
        if ask.fact.as_ref() == Some(&self.plan.campaign.fact) {
            Register::Eotinish
        } else if self.random.chance(share) {
            Register::CallCentre
        } else if self.random.chance(0.165) {
            Register::Blog
        } else {
            Register::Eotinish
        }
    }

    fn appeal(&mut self, ask: &Ask, register: Register, letter: Letter) -> Appeal {
        let villages = self.words.villages(ask.district);
        let district = &self.words.districts[ask.district];
        let kazakh = letter.language == "kk" || letter.language == "mixed" && self.random.chance(0.5);
        let village = letter.village.and_then(|index| villages.get(index));
        let address = if kazakh {
            let place = village
                .map(|village| format!("{} ауылы, ", village.kk))
                .unwrap_or_default();
            let district = district.form("kk", "nom").unwrap_or_default();
            format!(
                "Түркістан облысы, {district}, {place}{} көшесі, {}",
                letter.street.kk, letter.house
            )
        } else {
            let place = village
                .map(|village| format!("с. {}, ", village.ru))
                .unwrap_or_default();
            format!(
                "Туркестанская обл., {}, {place}ул. {}, д. {}",
                district.ru_register, letter.street.ru, letter.house
            )
        };
        Appeal {
            register,
            number: String::new(),
            parent: None,
            district: ask.district,
            village: letter.village,
            topics: letter.topics,
            entry: letter.entry,
            language: letter.language,
            spelling: letter.spelling,
            day: letter.day,
            kind: letter.kind,
            person: ask.person,
            company: None,
            text: letter.text,
            personal: letter.personal,
            address,
            fact: ask.fact.clone(),
            category: String::new(),
            body: String::new(),
            due_on: letter.day,
            extended_to: None,
            answered_on: None,
            outcome: None,
            answer: None,
            rating: None,
            formal: false,
            foreign_answer: false,
        }
    }

    /// Numbers rise within a register and year, with gaps for what other regions registered.
    fn number(&mut self, appeals: &mut [(Appeal, bool)]) {
        let mut last: BTreeMap<(Register, i16), usize> = BTreeMap::new();
        let mut calls: BTreeMap<jiff::civil::Date, usize> = BTreeMap::new();
        for (appeal, _) in appeals {
            let count = last.entry((appeal.register, appeal.day.year())).or_insert(100);
            *count += match appeal.register {
                Register::Eotinish => 1 + self.random.below(90),
                _ => 1 + self.random.below(3),
            };
            let mut place = *count;
            if appeal.register == Register::CallCentre {
                let today = calls.entry(appeal.day).or_default();
                *today += 1 + self.random.below(30);
                place = *today;
            }
            appeal.number = others::number(appeal.register, appeal.day, place, &mut self.random);
        }
    }

    /// Some addresses are missing where the body tells the district, some applicants are companies.
    fn addresses(&mut self, appeals: &mut [(Appeal, bool)]) {
        let forms = ["ЖШС", "ШҚ", "ТОО", "КХ"];
        let names = [
            "Береке Агро",
            "Ақ бидай",
            "Оңтүстік құрылыс",
            "Сыр ағын",
            "Игілік",
            "Жаңа дәуір",
            "Алтын масақ",
            "Шебер",
        ];
        for (index, (appeal, _)) in appeals.iter_mut().enumerate() {
            let by_body = appeal.body == self.words.districts[appeal.district].akimat();
            if by_body && self.random.chance(0.07) {
                appeal.address.clear();
            }
            let business = ["20.01", "24.01", "24.02", "24.06", "11.04", "22.05", "03.04"];
            let fits = appeal.fact.is_none()
                && appeal.register == Register::Eotinish
                && business.contains(&appeal.topics[0].as_str());
            if fits && self.random.chance(0.3) {
                let name = format!("{} «{}»", self.random.pick(&forms), self.random.pick(&names));
                appeal.company = Some((name, people::identifier("990140", index)));
            }
        }
    }

    /// Partial redirects: one in eighty appeals of e-Өтініш has a child with another body.
    fn split(&mut self, appeals: &mut Vec<(Appeal, bool)>) {
        let mut children = Vec::new();
        for (appeal, named) in appeals.iter() {
            if appeal.register != Register::Eotinish
                || appeal.fact.is_some()
                || !self.random.chance(1.0 / 80.0)
            {
                continue;
            }
            let mut child = appeal.clone();
            let groups: Vec<&words::Group> = self
                .words
                .groups
                .values()
                .filter(|group| !group.body.is_empty())
                .collect();
            child.parent = Some(appeal.number.clone());
            child.number = format!("{}/1", appeal.number);
            child.body = self.random.pick(&groups).body.clone();
            child.rating = None;
            child.formal = false;
            child.foreign_answer = false;
            if child.address.is_empty() {
                continue;
            }
            children.push((child, *named));
        }
        appeals.append(&mut children);
        appeals.sort_by(|(a, _), (b, _)| (a.day, a.register, &a.number).cmp(&(b.day, b.register, &b.number)));
    }
}

/// The workbooks of the half-years, with their bad rows and the appeals that come again a half-year later.
fn write_exports(
    folder: &Path,
    exports: &mut Exports,
    appeals: &[(Appeal, bool)],
) -> Result<(Vec<Refused>, Vec<Versions>), Failure> {
    let mut refused = Vec::new();
    let mut versions = Vec::new();
    let mut carried: Vec<Appeal> = Vec::new();
    for period in periods() {
        let mut own: Vec<Appeal> = of(appeals, Register::Eotinish)
            .filter(|appeal| HalfYear::of(appeal.day) == period)
            .cloned()
            .collect();
        let earlier: Vec<Appeal> = std::mem::take(&mut carried);
        for appeal in &earlier {
            versions.push(Versions {
                number: appeal.number.clone(),
                earlier: format!("registers/eotinish-{}.xlsx", period.previous()),
                later: format!("registers/eotinish-{period}.xlsx"),
            });
        }
        if period != HalfYear::of(plan::last_day()) {
            carried = carry_over(&mut own, period);
        }
        let rows: Vec<Row> = earlier
            .iter()
            .chain(&own)
            .map(|appeal| exports.row(appeal, period))
            .collect();
        let bad = bad_rows(period, &rows[earlier.len()..]);
        refused.extend(exports.write(folder, period, rows, bad)?);
    }
    Ok((refused, versions))
}

/// The last appeals answered after the half-year: still open in its export, answered in the next one.
fn carry_over(own: &mut [Appeal], period: HalfYear) -> Vec<Appeal> {
    let mut carried = Vec::new();
    let open = |appeal: &&mut Appeal| {
        appeal.answered_on.is_some_and(|day| day > period.last_day()) && appeal.parent.is_none()
    };
    for appeal in own.iter_mut().rev().filter(open).take(6) {
        carried.push(appeal.clone());
        appeal.answered_on = None;
        appeal.extended_to = None;
        appeal.outcome = None;
        appeal.rating = None;
    }
    carried.sort_by(|a, b| a.number.cmp(&b.number));
    carried
}

fn bad_rows(period: HalfYear, rows: &[Row]) -> Vec<(Row, &'static str)> {
    let year = period.year();
    let like = |index: usize, change: &dyn Fn(&mut Row)| {
        let mut row = rows[index * 29 % rows.len()].clone();
        row.number = format!("ЖТ-{year}-0990000{index}");
        change(&mut row);
        row
    };
    let mut bad = vec![
        (
            like(1, &|row| row.registered = Day::Text(format!("31.02.{year}"))),
            "impossible_date",
        ),
        (like(2, &|row| row.kind = "Просьба".to_owned()), "unknown_kind"),
        (like(3, &|row| row.text.clear()), "empty_text"),
    ];
    if period == HalfYear::of(plan::last_day()) {
        bad.push((
            like(4, &|row| row.registered = Day::On(date(2026, 9, 1))),
            "future_date",
        ));
        bad.push((
            like(5, &|row| row.answered = Day::On(date(2022, 9, 1))),
            "answer_before_registration",
        ));
        bad.push((
            like(6, &|row| row.registered = Day::Text("кеше".to_owned())),
            "not_a_date",
        ));
        bad.push((like(7, &|row| row.number.clear()), "empty_cell"));
        bad.push((rows[40].clone(), "duplicate"));
    }
    bad
}

fn write_population(target: &Path, words: &Words) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_path(target.join("population.csv"))?;
    csv.write_record(["kato", "residents"])?;
    for district in &words.districts {
        csv.write_record([&district.kato, &district.residents.to_string()])?;
    }
    Ok(csv.flush()?)
}

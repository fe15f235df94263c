//! What becomes of an appeal: its body, term, answer and outcome.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use talda::law::{Calendar, DayOne, Deadlines};

use super::Failure;
use super::appeal::{Appeal, Register};
use super::bank::Bank;
use super::plan::Plan;
use super::random::Random;
use super::words::Words;

/// The reporting date of the samples.
pub const AS_OF: Date = date(2026, 7, 10);

const BOILERPLATE_KK: &str = "Сіздің жолданымыңыз белгіленген тәртіппен қаралды. Көтерілген мәселе бойынша тиісті жұмыстар қолданыстағы заңнама шеңберінде жүргізілуде. Осы шешіммен келіспеген жағдайда Қазақстан Республикасының Әкімшілік рәсімдік-процестік кодексінің 91-бабына сәйкес жоғары тұрған органға шағымдануға құқығыңыз бар.";
const BOILERPLATE_RU: &str = "Ваше обращение рассмотрено в установленном порядке. По поднятому вопросу ведётся соответствующая работа в рамках действующего законодательства. В случае несогласия с принятым решением Вы вправе обжаловать его в вышестоящий орган в соответствии со статьёй 91 Административного процедурно-процессуального кодекса Республики Казахстан.";

pub struct Handling<'a> {
    pub words: &'a Words,
    pub bank: &'a Bank,
    pub plan: &'a Plan,
    pub calendar: &'a Calendar,
    pub deadlines: &'a Deadlines,
    pub random: Random,
}

impl Handling<'_> {
    /// Fills in everything that follows after registration.
    pub fn handle(&mut self, appeal: &mut Appeal) -> Result<(), Failure> {
        let topic = appeal.topics[0].clone();
        appeal.category = self.category(&topic, appeal.register);
        appeal.body = self.body(&topic, appeal);
        let deadline = self
            .deadlines
            .of(&appeal.kind)
            .ok_or("the law knows no such kind")?;
        appeal.due_on = deadline.due_on(appeal.day, self.calendar, DayOne::RegistrationDay);
        self.answer_date(appeal);
        if appeal.answered_on.is_some() {
            self.outcome(appeal);
            self.answer(appeal);
        }
        Ok(())
    }

    fn category(&mut self, topic: &str, register: Register) -> String {
        let group = if self.random.chance(0.05) {
            let groups: Vec<&String> = self.words.groups.keys().collect();
            &self.words.groups[*self.random.pick(&groups)]
        } else {
            self.words.group(topic)
        };
        match register {
            _ if self.random.chance(0.03) => String::new(),
            Register::CallCentre => group.call_centre.clone(),
            _ => group.group.clone(),
        }
    }

    fn body(&mut self, topic: &str, appeal: &Appeal) -> String {
        let group = self.words.group(topic);
        let formal = group.group == self.plan.formal_group;
        let share = if formal { 0.5 } else { 0.22 };
        if !group.body.is_empty() && self.random.chance(share) {
            group.body.clone()
        } else {
            self.words.districts[appeal.district].akimat()
        }
    }

    fn answer_date(&mut self, appeal: &mut Appeal) {
        let late_body = self
            .words
            .districts
            .iter()
            .find(|district| district.kato == self.plan.late_body);
        let slow = late_body.is_some_and(|district| district.akimat() == appeal.body);
        let calls = appeal.register == Register::CallCentre;
        let mut end = appeal.due_on;
        if !calls && self.random.chance(0.045) {
            end = self
                .calendar
                .working_after(appeal.due_on, self.random.between(5, 20) as u32);
            appeal.extended_to = Some(end);
        }
        let late = self
            .random
            .chance(if slow { self.plan.late_share } else { 0.035 });
        let term = self.calendar.working_between(appeal.day, end).max(1);
        let answered = if late {
            self.calendar
                .working_after(end, self.random.between(1, 15) as u32)
        } else {
            let quickest = if calls { 0 } else { term / 2 };
            let longest = if calls { term * 2 / 3 } else { term };
            self.calendar
                .working_after(appeal.day, self.random.between(quickest, longest) as u32)
        };
        // Some of the last weeks' appeals lie unanswered beyond their term.
        let forgotten = appeal.day >= date(2026, 5, 1) && self.random.chance(0.05);
        appeal.answered_on = (answered <= AS_OF && !forgotten).then_some(answered);
        // An extension is entered when the first term runs out, not before.
        appeal.extended_to = appeal.extended_to.filter(|_| appeal.due_on <= AS_OF);
    }

    fn outcome(&mut self, appeal: &mut Appeal) {
        let outcomes = ["explained", "satisfied", "partly_satisfied", "refused", "noted"];
        let mut weights = [0.52, 0.3, 0.07, 0.07, 0.04];
        if appeal
            .fact
            .as_deref()
            .is_some_and(|fact| fact.starts_with("systemic"))
        {
            weights = [0.74, 0.1, 0.06, 0.1, 0.0];
        }
        appeal.outcome = Some(outcomes[self.random.weighted(&weights)]);
        if appeal.register == Register::Eotinish && self.random.chance(0.22) {
            let ratings = match appeal.outcome {
                Some("satisfied") => [0.03, 0.05, 0.12, 0.3, 0.5],
                _ => [0.4, 0.25, 0.15, 0.12, 0.08],
            };
            appeal.rating = Some(1 + self.random.weighted(&ratings) as u8);
        }
    }

    fn answer(&mut self, appeal: &mut Appeal) {
        let kazakh = appeal.language == "kk";
        let formal_body = &self.words.groups[&self.plan.formal_group].body;
        appeal.formal = appeal.body == *formal_body && self.random.chance(self.plan.formal_share);
        appeal.foreign_answer = !appeal.formal && self.random.chance(0.02);
        let boilerplate = |kazakh: bool| if kazakh { BOILERPLATE_KK } else { BOILERPLATE_RU };
        let substance = match appeal.entry {
            _ if appeal.formal => None,
            _ if appeal.foreign_answer => None,
            Some(entry) => Some(self.random.pick(&self.bank.entries[entry].answer).clone()),
            None => Some("Таңғы рейсті қалпына келтіру мәселесі тасымалдаушымен келісілуде, маршрутты субсидиялауға аудан бюджетінен қаражат қарастырылды.".to_owned()),
        };
        let text = match substance {
            None => boilerplate(kazakh != appeal.foreign_answer).to_owned(),
            Some(text) => self.framed(&text, kazakh),
        };
        appeal.answer = Some(text);
    }

    /// The substance of an answer between the phrases officials put around it.
    fn framed(&mut self, substance: &str, kazakh: bool) -> String {
        let kk = [
            "Жолданымыңыз қаралды.",
            "Сіздің өтінішіңізге орай келесіні хабарлаймыз.",
            "Өтінішіңіз бойынша түсіндіреміз.",
            "",
        ];
        let ru = [
            "Ваше обращение рассмотрено.",
            "На Ваше обращение сообщаем следующее.",
            "По существу обращения разъясняем.",
            "",
        ];
        let beginning = self.random.pick(if kazakh { &kk } else { &ru });
        format!("{beginning} {substance}").trim().to_owned()
    }
}

/// A day later by `days`, moved to a working day.
pub fn later(day: Date, days: i64, calendar: &Calendar) -> Date {
    calendar.working_from(day.saturating_add(days.days()))
}

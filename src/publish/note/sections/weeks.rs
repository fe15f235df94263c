//! Weeks with more appeals than usual, letters many people sent, matters the codebook does not know.

use jiff::ToSpan;
use jiff::civil::Date;
use minijinja::context;

use super::day;
use crate::analyse::UNKNOWN;
use crate::corpus::published::Alarm;
use crate::publish::Error;
use crate::publish::facts::unmarked;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows;

const LISTED: usize = 10;

/// The weeks that stand out, and what else came in a body.
pub fn weeks(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    if findings.weekly.is_empty() {
        return Ok(());
    }
    writer.heading(1, "weeks")?;
    let mut alarms = rows::alarms(findings);
    alarms.truncate(LISTED);
    if alarms.is_empty() {
        writer.sentence("weeks.none", context! {})?;
    } else {
        if let Some(most) = cited::greatest_alarm(writer.cleared) {
            let text = greatest(writer, most)?;
            writer.paragraph(&text);
        }
        table(writer, &alarms)?;
    }
    writer.pictures(&["weekly", "alarms"])?;
    campaigns(writer)?;
    emerging(writer)
}

fn sunday(alarm: &Alarm) -> Date {
    alarm.monday.saturating_add(6.days())
}

/// The days of a week, from Monday to Sunday.
fn days(alarm: &Alarm) -> String {
    let (monday, sunday) = (alarm.monday, sunday(alarm));
    if sunday.year() == monday.year() {
        return format!("{:02}.{:02}–{}", monday.day(), monday.month(), day(sunday));
    }
    format!("{}–{}", day(monday), day(sunday))
}

/// The week that stands out most, in a sentence.
pub fn greatest(writer: &Writer, alarm: &Alarm) -> Result<String, Error> {
    let [observed, expected] = cited::alarm(writer.cleared, alarm);
    let key = match (alarm.district == writer.findings.oblast, alarm.level) {
        (true, 0) => "weeks.all",
        (true, _) => "weeks.topic",
        (false, 0) => "weeks.place",
        (false, _) => "weeks.place-topic",
    };
    let (place, topic) = (writer.place_name(&alarm.district), writer.topic_name(&alarm.code));
    let days = in_words(writer, alarm.monday, sunday(alarm))?;
    writer.say(key, context! { days, place, topic, observed, expected })
}

fn table(writer: &mut Writer, alarms: &[&Alarm]) -> Result<(), Error> {
    let mut rows = vec![writer.words(&["week", "district", "group", "observed", "expected"])?];
    for alarm in alarms {
        let [observed, expected] = cited::alarm(writer.cleared, alarm);
        let topic = match alarm.level {
            0 => writer.word("all-appeals")?,
            _ => writer.topic_name(&alarm.code),
        };
        let place = match alarm.district == writer.findings.oblast {
            true => writer.word("oblast")?,
            false => writer.place_name(&alarm.district).to_owned(),
        };
        rows.push(vec![
            days(alarm),
            place,
            topic,
            observed.in_table(),
            expected.in_table(),
        ]);
    }
    writer.table_of("alarms", &[250, 220, 270, 150, 160], &rows)
}

/// Letters in nearly the same words. What single people added to them is not quoted.
fn campaigns(writer: &mut Writer) -> Result<(), Error> {
    let mut items = Vec::new();
    for campaign in rows::campaigns(writer.findings) {
        let place = place(writer, &campaign.district)?;
        let topic = campaign.code.as_deref().map(|code| writer.topic_name(code));
        let days = in_words(writer, campaign.first_day, campaign.last_day)?;
        let [appeals, applicants, additions] = cited::campaign(writer.cleared, campaign);
        items.push(writer.say(
            "campaign",
            context! { place, topic, days, appeals, applicants, additions },
        )?);
    }
    if items.is_empty() {
        return Ok(());
    }
    let number = cited::campaigns(writer.cleared);
    let more = number.exact() > Some(items.len() as i64);
    writer.lead("campaigns", context! { number, more })?;
    writer.list(&items);
    writer.sentence("campaigns.end", context! {})
}

/// The matters that repeat among the uncoded appeals, each with a typical passage.
fn emerging(writer: &mut Writer) -> Result<(), Error> {
    let matters = rows::matters(writer.findings);
    if matters.is_empty() {
        return Ok(());
    }
    writer.lead("emerging", context! {})?;
    for matter in matters {
        let [appeals, applicants] = cited::matter(writer.cleared, matter);
        let districts = cited::matter_districts(matter);
        let (words, first) = (unmarked(&matter.words), matter.first_day.to_string());
        writer.sentence(
            "emerging.matter",
            context! { words, appeals, applicants, districts, first },
        )?;
        if !matter.quote.is_empty() {
            let quote = writer.say("quoted", context! { name => unmarked(&matter.quote) })?;
            writer.quote(&quote);
        }
    }
    writer.small("emerging.end", context! {})
}

/// A place as a list begins with it.
fn place(writer: &Writer, district: &str) -> Result<String, Error> {
    match district {
        UNKNOWN => writer.word("unknown-district"),
        district => Ok(writer.place_name(district).to_owned()),
    }
}

/// From a day to a day, with the names of the months.
fn in_words(writer: &Writer, first: Date, last: Date) -> Result<String, Error> {
    writer.say(
        "days",
        context! { first => first.to_string(), last => last.to_string() },
    )
}

//! Weeks with more appeals than usual, letters many people sent, matters the codebook does not know.

use jiff::ToSpan;
use minijinja::context;

use super::day;
use crate::corpus::published::Alarm;
use crate::publish::Error;
use crate::publish::facts::unmarked;
use crate::publish::note::cited;
use crate::publish::note::writer::Writer;
use crate::publish::rows;

const LISTED: usize = 10;
const EMERGING: usize = 5;

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

/// The days of a week, from Monday to Sunday.
fn days(alarm: &Alarm) -> String {
    let sunday = alarm.monday.checked_add(6.days()).unwrap_or(alarm.monday);
    if sunday.year() == alarm.monday.year() {
        return format!(
            "{:02}.{:02}–{}",
            alarm.monday.day(),
            alarm.monday.month(),
            day(sunday)
        );
    }
    format!("{}–{}", day(alarm.monday), day(sunday))
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
    writer.say(
        key,
        context! { days => days(alarm), place, topic, observed, expected },
    )
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

/// Letters in nearly the same words. How many sent them is not told: it stands in no other document.
fn campaigns(writer: &mut Writer) -> Result<(), Error> {
    let half_year = writer.findings.half_year.to_string();
    let campaigns = writer.findings.campaigns.iter();
    let mut items = Vec::new();
    for campaign in campaigns.filter(|campaign| campaign.half_year == half_year) {
        let place = writer.place_name(&campaign.district);
        let topic = campaign.code.as_deref().map(|code| writer.topic_name(code));
        let (first, last) = (day(campaign.first_day), day(campaign.last_day));
        items.push(writer.say("campaign", context! { place, topic, first, last })?);
    }
    if items.is_empty() {
        return Ok(());
    }
    writer.lead("campaigns", context! {})?;
    writer.list(&items);
    writer.sentence("campaigns.end", context! {})
}

/// Words of the matters that repeat among the uncoded appeals; numbers stand in the table `emerging`.
fn emerging(writer: &mut Writer) -> Result<(), Error> {
    let half_year = writer.findings.half_year.to_string();
    let found = writer.findings.emerging.iter();
    let items: Vec<String> = found
        .filter(|matter| matter.half_year == half_year)
        .take(EMERGING)
        .map(|matter| unmarked(&matter.words))
        .collect();
    if items.is_empty() {
        return Ok(());
    }
    writer.lead("emerging", context! {})?;
    writer.list(&items);
    Ok(())
}

//! The districts and cities.

use minijinja::context;

use super::{change_cells, change_head, named};
use crate::analyse::{ALL, UNKNOWN};
use crate::corpus::HalfYear;
use crate::publish::Error;
use crate::publish::facts::{Cited, footnote};
use crate::publish::note::writer::Writer;
use crate::publish::note::{cited, figures};
use crate::statistics::Stability;

/// Districts named in the sentences.
const NAMED: usize = 3;
/// Groups that have a column in the table of districts and groups.
const GROUPS: usize = 6;

/// Appeals, rates and changes of the districts; which groups they write about.
pub fn districts(writer: &mut Writer) -> Result<(), Error> {
    let findings = writer.findings;
    if findings.districts.len() < 2 {
        return Ok(());
    }
    writer.heading(1, "districts")?;
    let places = places(writer);
    most(writer, &places)?;
    highest_rates(writer)?;
    table(writer, &places)?;
    writer.pictures(&["map", "districts"])?;
    writer.wide(|writer| by_group(writer, &places, GROUPS))
}

/// The districts most wrote from, in one sentence.
pub fn districts_in_short(writer: &mut Writer) -> Result<(), Error> {
    let places = places(writer);
    if places
        .iter()
        .all(|(_, appeals)| appeals.exact().is_none_or(|appeals| appeals == 0))
    {
        return Ok(());
    }
    writer.heading(1, "districts")?;
    most(writer, &places)
}

/// The tables of the districts, with all groups.
pub fn districts_in_full(writer: &mut Writer) -> Result<(), Error> {
    let places = places(writer);
    if places.len() < 2 {
        return Ok(());
    }
    table(writer, &places)?;
    by_group(writer, &places, usize::MAX)
}

/// Districts with their appeals, the largest first.
pub fn places<'f>(writer: &Writer<'f>) -> Vec<(&'f str, Cited)> {
    let findings = writer.findings;
    let districts = findings.districts.iter();
    let mut places: Vec<(&str, Cited)> = districts
        .map(|district| {
            let appeals = cited::appeals(writer.cleared, &district.kato, ALL, findings.half_year);
            (district.kato.as_str(), appeals)
        })
        .collect();
    places.sort_by_key(|(kato, appeals)| (-appeals.rank(), *kato));
    places
}

fn most(writer: &mut Writer, places: &[(&str, Cited)]) -> Result<(), Error> {
    let total = cited::total(writer.cleared, writer.findings.half_year);
    let told = places.iter().filter(|(_, appeals)| appeals.exact() > Some(0));
    let items: Result<Vec<String>, Error> = told
        .take(NAMED)
        .map(|(kato, appeals)| named(writer, writer.place_name(kato), appeals, &total))
        .collect();
    let items = items?;
    if items.is_empty() {
        return Ok(());
    }
    writer.sentence("districts.most", context! { list => items.join("; ") })
}

/// Districts whose interval of the rate lies wholly above the rate of the oblast.
fn highest_rates(writer: &mut Writer) -> Result<(), Error> {
    let (findings, cleared) = (writer.findings, writer.cleared);
    let Some([oblast, ..]) = cited::rate(cleared, &findings.oblast, ALL, findings.half_year) else {
        return Ok(());
    };
    let districts = findings.districts.iter();
    let rates = districts.filter_map(|district| {
        let rate = cited::rate(cleared, &district.kato, ALL, findings.half_year)?;
        Some((district.kato.as_str(), rate))
    });
    let mut above: Vec<(&str, [Cited; 3])> = rates
        .filter(|(_, [_, low, _])| low.told_number() > oblast.told_number())
        .collect();
    above.sort_by(|(a, [x, ..]), (b, [y, ..])| {
        let (x, y) = (x.told_number().unwrap_or(0.0), y.told_number().unwrap_or(0.0));
        y.total_cmp(&x).then(a.cmp(b))
    });
    let items: Result<Vec<String>, Error> = above
        .into_iter()
        .take(NAMED)
        .map(|(kato, [rate, low, high])| {
            let name = writer.place_name(kato);
            writer.say("named.rate", context! { name, rate, low, high })
        })
        .collect();
    let items = items?;
    let key = if items.is_empty() {
        "districts.rates-alike"
    } else {
        "districts.rates"
    };
    let text = writer.say(key, context! { oblast, list => items.join("; ") })?;
    let Some(residents) = &findings.residents else {
        writer.paragraph(&text);
        return Ok(());
    };
    let (date, source) = (residents.as_of.to_string(), residents.source.get(writer.edition));
    let note = writer.say("rates", context! { date, source })?;
    writer.paragraph(&format!("{text}{}", footnote(&note)));
    Ok(())
}

fn table(writer: &mut Writer, places: &[(&str, Cited)]) -> Result<(), Error> {
    let findings = writer.findings;
    let mut head = writer.words(&["district", "appeals", "rate"])?;
    head.extend(change_head(writer)?);
    let mut rows = vec![head];
    let unknown = cited::appeals(writer.cleared, UNKNOWN, ALL, findings.half_year);
    let named = places
        .iter()
        .map(|(kato, appeals)| (*kato, writer.place_name(kato).to_owned(), appeals.clone()));
    let mut lines: Vec<(&str, String, Cited)> = named.collect();
    if unknown.rank() != 0 {
        lines.push((UNKNOWN, writer.word("unknown-district")?, unknown));
    }
    let total = cited::total(writer.cleared, findings.half_year);
    lines.push((&findings.oblast, writer.word("oblast")?, total));
    for (kato, name, appeals) in lines {
        let mut row = vec![name, appeals.in_table(), rate(writer, kato)];
        row.extend(change_cells(writer, kato, ALL)?);
        rows.push(row);
    }
    writer.table_of("districts", &[255, 165, 215, 215, 150], &rows)?;
    let half_year = findings.half_year;
    let unstable = findings
        .districts
        .iter()
        .any(|district| is_unstable(writer, &district.kato, half_year));
    if unstable {
        writer.small("districts.unstable", context! {})?;
    }
    Ok(())
}

/// Whether a rate is told that rests on few appeals.
fn is_unstable(writer: &Writer, kato: &str, half_year: HalfYear) -> bool {
    let cell = writer.findings.cell(kato, ALL, half_year);
    let is_told = cited::rate(writer.cleared, kato, ALL, half_year).is_some();
    is_told && cell.is_some_and(|cell| cell.stability != Stability::Solid.as_str())
}

fn rate(writer: &Writer, kato: &str) -> String {
    let half_year = writer.findings.half_year;
    let rate = cited::rate(writer.cleared, kato, ALL, half_year);
    rate.map_or_else(
        || "–".to_owned(),
        |[rate, low, high]| {
            let sign = if is_unstable(writer, kato, half_year) {
                "*"
            } else {
                ""
            };
            format!("{rate} ({low}–{high}){sign}")
        },
    )
}

/// The largest groups as columns, so many at most.
fn by_group(writer: &mut Writer, places: &[(&str, Cited)], most: usize) -> Result<(), Error> {
    let findings = writer.findings;
    let groups: Vec<&str> = figures::groups(writer.cleared)
        .into_iter()
        .take(most)
        .map(|(code, _)| code)
        .collect();
    if groups.is_empty() {
        return Ok(());
    }
    let mut head = writer.words(&["district", "all"])?;
    head.extend(groups.iter().map(|code| writer.topic_name(code)));
    let mut rows = vec![head];
    let mut katos: Vec<&str> = places.iter().map(|(kato, _)| *kato).collect();
    katos.extend([UNKNOWN, findings.oblast.as_str()]);
    for kato in katos {
        let count = |code: &str| cited::appeals(writer.cleared, kato, code, findings.half_year);
        if count(ALL).rank() == 0 {
            continue;
        }
        let name = match kato {
            UNKNOWN => writer.word("unknown-district")?,
            kato if kato == findings.oblast => writer.word("oblast")?,
            kato => writer.place_name(kato).to_owned(),
        };
        let mut row = vec![name, count(ALL).in_table()];
        row.extend(groups.iter().map(|code| count(code).in_table()));
        rows.push(row);
    }
    let mut widths = vec![150, 74];
    widths.extend(std::iter::repeat_n(776 / groups.len(), groups.len()));
    writer.table_of("district-groups", &widths, &rows)
}

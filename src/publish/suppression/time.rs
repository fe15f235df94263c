//! Weeks against half-years.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::cell::Cell;
use super::tables::Tables;
use crate::analyse::{ALL, Findings};
use crate::corpus::published::{Alarm, Week};
use crate::publish::rows;

/// The weeks of the two series that are drawn: all appeals of the oblast, and those of its largest group.
pub fn weeks(tables: &mut Tables<Cell>, findings: &Findings) {
    let group = rows::weekly_group(findings).map(|group| group.code.as_str());
    for code in [ALL].into_iter().chain(group) {
        let weeks: Vec<&Week> = findings
            .weekly
            .iter()
            .filter(|week| week.complete && week.district == findings.oblast && week.code == code)
            .collect();
        for week in &weeks {
            let cell = Cell::week(code, &week.week);
            tables.at_most(vec![cell.clone()], vec![Cell::week(ALL, &week.week)]);
            tables.put(cell, week.appeals);
        }
        against_half_years(tables, findings, code, &weeks);
    }
}

/// Any half-years on end have at least the appeals of the weeks within them, and at most those of the weeks they touch.
fn against_half_years(tables: &mut Tables<Cell>, findings: &Findings, code: &str, weeks: &[&Week]) {
    let half_years = &findings.half_years;
    for first in 0..half_years.len() {
        for last in first..half_years.len() {
            let (from, to) = (half_years[first].first_day(), half_years[last].last_day());
            let wholes: Vec<Cell> = half_years[first..=last]
                .iter()
                .map(|half_year| Cell::appeals(&findings.oblast, code, *half_year))
                .collect();
            let cells = |chosen: &dyn Fn(&Week) -> bool| -> Vec<Cell> {
                let weeks = weeks.iter().filter(|week| chosen(week));
                weeks.map(|week| Cell::week(code, &week.week)).collect()
            };
            let within = cells(&|week| week.monday >= from && sunday(week) <= to);
            tables.at_most(within, wholes.clone());
            let covered =
                weeks.iter().any(|week| week.monday <= from) && weeks.iter().any(|week| sunday(week) >= to);
            if covered {
                tables.at_most(wholes, cells(&|week| week.monday <= to && sunday(week) >= from));
            }
        }
    }
}

/// The weeks with an alarm that are drawn: each within its half-year, and no more than the oblast has in that week.
pub fn alarms(tables: &mut Tables<Cell>, findings: &Findings) {
    let group = rows::weekly_group(findings).map(|group| group.code.as_str());
    let alarms = rows::alarms(findings);
    let mut series: BTreeMap<(&str, &str), Vec<&Alarm>> = BTreeMap::new();
    for &alarm in &alarms {
        let Alarm {
            district, code, week, ..
        } = alarm;
        let cell = Cell::alarm(district, code, week);
        tables.put(cell.clone(), alarm.observed);
        series.entry((district, code)).or_default().push(alarm);
        if *district != findings.oblast {
            tables.at_most(
                vec![cell.clone()],
                vec![Cell::alarm(&findings.oblast, code, week)],
            );
        }
        if code == ALL || Some(code.as_str()) == group {
            let of_oblast = vec![Cell::week(code, week)];
            match *district == findings.oblast {
                true => tables.equal(vec![cell], of_oblast),
                false => tables.at_most(vec![cell], of_oblast),
            }
        }
    }
    for ((district, code), alarms) in series {
        let observed: i64 = alarms.iter().map(|alarm| alarm.observed).sum();
        let others = findings.appeals(district, code, findings.half_year) - observed;
        tables.put(Cell::without_alarm(district, code), others.max(0));
        let weeks = alarms
            .iter()
            .map(|alarm| Cell::alarm(district, code, &alarm.week));
        let parts = weeks.chain([Cell::without_alarm(district, code)]).collect();
        tables.equal(parts, vec![Cell::appeals(district, code, findings.half_year)]);
    }
}

fn sunday(week: &Week) -> Date {
    week.monday.saturating_add(6.days())
}

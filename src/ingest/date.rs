//! Dates as registers hold them.

use jiff::civil::{Date, date};

use super::Reason;

/// Day 0 of a spreadsheet that counts from 1900: its day 60 is 29.02.1900, which never was.
const EPOCH_1900: Date = date(1899, 12, 30);

/// Serial numbers taken for dates in text: 2000-01-01 to 2099-12-31. Others are likelier something else.
const SERIALS_IN_TEXT: std::ops::RangeInclusive<f64> = 36_526.0..=73_050.0;

/// The day of a spreadsheet's serial number, its time of day cut off.
pub fn from_serial(serial: f64) -> Result<Date, Reason> {
    let day = serial.floor();
    if day == 60.0 {
        return Err(Reason::ImpossibleDate);
    }
    if !(1.0..=2_958_465.0).contains(&day) {
        return Err(Reason::NotADate);
    }
    let span = jiff::Span::new()
        .try_days(day as i64)
        .map_err(|_| Reason::NotADate)?;
    EPOCH_1900.checked_add(span).map_err(|_| Reason::NotADate)
}

/// The day written as `dd.mm.yyyy`, `dd.mm.yy`, `d/m/yyyy`, ISO, or a serial number, with or without time.
///
/// Day before month, always; the time and its zone are not looked at beyond their form, the day is the one written.
pub fn from_text(text: &str) -> Result<Date, Reason> {
    let text = without_year_word(text.trim());
    let (day, time) = split_time(text);
    if !time.is_none_or(is_time) {
        return Err(Reason::NotADate);
    }
    if let Some(serial) = serial(text) {
        return from_serial(serial);
    }
    let day = day.trim_end_matches(',');
    let separator = day.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator.filter(|c| ".-/".contains(*c)) else {
        return compact(day);
    };
    let parts: Vec<&str> = day.split(separator).collect();
    let &[first, second, third] = parts.as_slice() else {
        return Err(Reason::NotADate);
    };
    match (first.len(), third.len(), separator) {
        (4, 1..=2, '-' | '.' | '/') => civil(first, second, third),
        (1..=2, 4, _) => civil(third, second, first),
        (1..=2, 2, '.') => civil(&format!("20{third}"), second, first),
        _ => Err(Reason::NotADate),
    }
}

/// `text` without the «г.» or «ж.» people write after a year.
fn without_year_word(text: &str) -> &str {
    let bare = text.trim_end_matches('.');
    bare.strip_suffix('г')
        .or_else(|| bare.strip_suffix('ж'))
        .unwrap_or(text)
        .trim()
}

fn serial(text: &str) -> Option<f64> {
    let serial: f64 = text.parse().ok()?;
    SERIALS_IN_TEXT.contains(&serial).then_some(serial)
}

/// ISO basic form, 20260214.
fn compact(day: &str) -> Result<Date, Reason> {
    match (day.len(), day.get(..4), day.get(4..6), day.get(6..)) {
        (8, Some(year), Some(month), Some(day)) => civil(year, month, day),
        _ => Err(Reason::NotADate),
    }
}

fn civil(year: &str, month: &str, day: &str) -> Result<Date, Reason> {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year) && digits(month) && digits(day)) {
        return Err(Reason::NotADate);
    }
    let year: i16 = year.parse().map_err(|_| Reason::NotADate)?;
    let month: i8 = month.parse().map_err(|_| Reason::NotADate)?;
    let day: i8 = day.parse().map_err(|_| Reason::NotADate)?;
    Date::new(year, month, day).map_err(|_| Reason::ImpossibleDate)
}

fn split_time(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['T', ' ', '\u{a0}']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    }
}

/// `HH:MM`, `HH:MM:SS`, with fraction and zone (`Z`, `+05:00`).
fn is_time(time: &str) -> bool {
    let clock = time.split(['+', '-', 'Z', '.']).next().unwrap_or_default().trim();
    let limits = [24, 60, 60];
    let parts: Vec<&str> = clock.split(':').collect();
    let fits = |(part, limit): (&&str, u32)| {
        (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|value| value < limit)
    };
    (2..=3).contains(&parts.len()) && parts.iter().zip(limits).all(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: Date = date(2026, 2, 14);

    #[test]
    fn every_usual_spelling_is_the_same_day() {
        for text in [
            "14.02.2026",
            "14.02.2026 09:30",
            "14.2.2026",
            "14/2/2026",
            "14-02-2026",
            "14.02.26",
            "2026-02-14",
            "2026-02-14T09:30:00",
            "2026-02-14T09:30:40.817676",
            "2026-02-14 09:30:00+05:00",
            "20260214",
            "46067",
            "14.02.2026 г.",
            "14.02.2026 ж.",
            " 14.02.2026\u{a0}",
            "46067.4",
        ] {
            assert_eq!(from_text(text), Ok(DAY), "{text}");
        }
    }

    #[test]
    fn a_day_that_never_was_is_impossible() {
        for text in [
            "31.02.2026",
            "29.02.1900",
            "29.02.2023",
            "14.13.2026",
            "02/14/2026",
        ] {
            assert_eq!(from_text(text), Err(Reason::ImpossibleDate), "{text}");
        }
        assert_eq!(from_serial(60.0), Err(Reason::ImpossibleDate));
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        for text in [
            "",
            "вчера",
            "14.02",
            "14.02.2026 25:00",
            "1.2.3.4",
            "+1.02.2026",
            "12",
            "87010000000",
        ] {
            assert_eq!(from_text(text), Err(Reason::NotADate), "{text}");
        }
    }

    #[test]
    fn a_serial_number_counts_from_1900() {
        assert_eq!(from_serial(46_067.99), Ok(DAY));
        assert_eq!(from_serial(-1.0), Err(Reason::NotADate));
        assert_eq!(from_serial(f64::NAN), Err(Reason::NotADate));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = from_text(&text);
        }

        #[test]
        fn a_day_comes_back_from_each_spelling(days in 0i64..36_000) {
            let day = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(from_text(&day.to_string()), Ok(day));
            prop_assert_eq!(from_text(&day.strftime("%d.%m.%Y").to_string()), Ok(day));
            prop_assert_eq!(from_serial((day - EPOCH_1900).get_days() as f64), Ok(day));
        }
    }
}

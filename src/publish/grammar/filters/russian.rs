//! The filters of Russian phrases.

use minijinja::{Environment, Error, Value};

use super::figure::{present, quantity_of, shown};
use super::{is_second, named, year_of};
use crate::publish::grammar::dates;
use crate::publish::grammar::russian::{self, Case};

pub fn add_filters(environment: &mut Environment<'static>) {
    add_counts(environment);
    environment.add_filter("case", |value: Value, name: &str| {
        Ok::<_, Error>(russian::declined(&shown(&present(value)?), case(Some(name))?))
    });
    environment.add_filter("located", |name: &str| {
        russian::declined(name, Case::Prepositional)
    });
    environment.add_filter("after", |value: Value, preposition: &str| {
        Ok::<_, Error>(russian::before(preposition, &shown(&present(value)?)))
    });
    environment.add_filter("year", |year: Value, name: Option<&str>| {
        russian::year(&year_of(year)?, case(name)?).map_err(named)
    });
    environment.add_filter("half_year", |year: Value, half: i64, name: Option<&str>| {
        russian::half_year(&year_of(year)?, is_second(half)?, case(name)?).map_err(named)
    });
    environment.add_filter("date", |day: &str, name: Option<&str>| {
        case(name)?;
        Ok::<_, Error>(russian::date(dates::date(day).map_err(named)?))
    });
    environment.add_filter("span", |first: &str, last: &str, name: Option<&str>| {
        case(name)?;
        let days = (
            dates::date(first).map_err(named)?,
            dates::date(last).map_err(named)?,
        );
        Ok::<_, Error>(russian::span(days.0, days.1))
    });
}

fn add_counts(environment: &mut Environment<'static>) {
    environment.add_filter("agree", |figure: Value, one: &str, few: &str, many: &str| {
        Ok::<_, Error>(russian::agree(quantity_of(&present(figure)?), one, few, many).to_owned())
    });
    environment.add_filter(
        "agree_in",
        |figure: Value, name: &str, singular: &str, plural: &str| {
            case(Some(name))?;
            Ok::<_, Error>(russian::agree_in(quantity_of(&present(figure)?), singular, plural).to_owned())
        },
    );
    environment.add_filter("counted", |figure: Value, noun: &str, name: Option<&str>| {
        let (case, figure) = (case(name)?, present(figure)?);
        let noun = russian::counted(quantity_of(&figure), noun, case).map_err(named)?;
        Ok::<_, Error>(format!("{} {noun}", shown(&figure)))
    });
    environment.add_filter("past", |figure: Value, verb: &str, noun: &str| {
        russian::past(quantity_of(&present(figure)?), verb, noun).map_err(named)
    });
    environment.add_filter("times", |figure: Value| {
        let figure = present(figure)?;
        let noun = russian::counted(quantity_of(&figure), "раз", Case::Nominative).map_err(named)?;
        Ok::<_, Error>(format!("{} {noun}", shown(&figure)))
    });
}

fn case(name: Option<&str>) -> Result<Case, Error> {
    name.map_or(Ok(Case::Nominative), Case::named).map_err(named)
}

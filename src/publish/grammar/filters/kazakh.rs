//! The filters of Kazakh phrases.

use minijinja::{Environment, Error, Value};

use super::figure::{present, printed_of, shown};
use super::{is_second, named, year_of};
use crate::publish::grammar::dates;
use crate::publish::grammar::kazakh::{self, Case};

pub fn add_filters(environment: &mut Environment<'static>) {
    environment.add_filter("case", |value: Value, name: &str| {
        in_case(value, case(Some(name))?)
    });
    for (name, case) in [("from", Case::Ablative), ("to", Case::Dative)] {
        environment.add_filter(name, move |figure: Value| in_case(figure, case));
    }
    for (name, case) in [("of", Case::Genitive), ("within", Case::Locative)] {
        environment.add_filter(name, move |name: &str| kazakh::declined(name, case));
    }
    environment.add_filter("its", |figure: Value, name: Option<&str>| {
        let (case, figure) = (case(name)?, present(figure)?);
        Ok::<_, Error>(kazakh::part(&shown(&figure), &printed_of(&figure), case))
    });
    environment.add_filter("nth", |figure: Value| {
        let figure = present(figure)?;
        Ok::<_, Error>(kazakh::ordinal(&shown(&figure), &printed_of(&figure)))
    });
    environment.add_filter("times", |figure: Value| {
        Ok::<_, Error>(format!("{} есе", shown(&present(figure)?)))
    });
    environment.add_filter("year", |year: Value, name: Option<&str>| {
        Ok::<_, Error>(kazakh::year(&year_of(year)?, case(name)?))
    });
    environment.add_filter("half_year", |year: Value, half: i64, name: Option<&str>| {
        Ok::<_, Error>(kazakh::half_year(&year_of(year)?, is_second(half)?, case(name)?))
    });
    environment.add_filter("date", |day: &str, name: Option<&str>| {
        Ok::<_, Error>(kazakh::date(dates::date(day).map_err(named)?, case(name)?))
    });
    environment.add_filter("span", |first: &str, last: &str, name: Option<&str>| {
        let days = (
            dates::date(first).map_err(named)?,
            dates::date(last).map_err(named)?,
        );
        Ok::<_, Error>(kazakh::span(days.0, days.1, case(name)?))
    });
}

fn case(name: Option<&str>) -> Result<Case, Error> {
    name.map_or(Ok(Case::Nominative), Case::named).map_err(named)
}

/// A name or a figure with the ending of a case.
fn in_case(value: Value, case: Case) -> Result<String, Error> {
    let value = present(value)?;
    Ok(match value.as_str() {
        Some(name) => kazakh::declined(name, case),
        None => kazakh::figure(&shown(&value), &printed_of(&value), case),
    })
}

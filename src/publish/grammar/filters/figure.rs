//! What a value of a template is: a number, a printed figure, a name.

use minijinja::{Error, ErrorKind, Value};

use crate::publish::grammar::Quantity;
use crate::publish::numbers;

/// The whole number of a value: of an integer itself, of an object its attribute `number`.
pub fn number_of(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| attribute(value, "number")?.as_i64())
}

/// A value as the reader sees it: the attribute `text` of an object, else [`shown`].
pub fn printed_of(value: &Value) -> String {
    let text = attribute(value, "text").filter(|text| !text.is_none());
    text.map_or_else(|| shown(value), |text| text.to_string())
}

/// A value as it is put into the sentence: thousands grouped, a decimal comma, an object as it displays itself.
pub fn shown(value: &Value) -> String {
    match (value.as_str(), value.as_i64(), f64::try_from(value.clone())) {
        (Some(text), _, _) => text.to_owned(),
        (_, Some(number), _) => numbers::grouped(number),
        (_, _, Ok(number)) => numbers::decimal(number, 1),
        _ => value.to_string(),
    }
}

/// How nouns agree with a value.
pub fn quantity_of(value: &Value) -> Quantity {
    number_of(value).map_or_else(|| Quantity::read(&printed_of(value)), Quantity::Whole)
}

/// The value, or an error where there is none.
pub fn present(value: Value) -> Result<Value, Error> {
    if value.is_undefined() || value.is_none() {
        return Err(ErrorKind::UndefinedError.into());
    }
    Ok(value)
}

fn attribute(value: &Value, name: &str) -> Option<Value> {
    value.as_object()?;
    value.get_attr(name).ok().filter(|found| !found.is_undefined())
}

//! The strings, keys and long numbers of a JSON document; the part is the nearest key.

use serde_json::Value;

use super::Tell;

/// Tells every text of the document.
pub fn read(text: &str, tell: &mut Tell) -> Result<(), &'static str> {
    let value: Value = serde_json::from_str(text).map_err(|_| "it is not JSON")?;
    let mut place = 0;
    walk(&value, "value", &mut place, tell);
    Ok(())
}

fn walk(value: &Value, part: &str, place: &mut u64, tell: &mut Tell) {
    *place += 1;
    match value {
        Value::String(text) => tell(part, *place, text),
        Value::Number(number) => tell(part, *place, &number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| walk(value, part, place, tell)),
        Value::Object(values) => {
            for (key, value) in values {
                tell("key", *place, key);
                walk(value, key, place, tell);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

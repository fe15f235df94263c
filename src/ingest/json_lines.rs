//! JSON Lines: one object a line, its keys are the headers.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Reason;
use super::cell::Cell;
use super::container::{Fault, Line};

/// The keys of all objects as a header line, then a line for every line of `text` that is not blank.
///
/// The header line has row 0, because no line of the file holds it.
pub fn lines(text: &[u8]) -> Vec<Line> {
    let objects: Vec<(i64, Object)> = text
        .split(|byte| *byte == b'\n')
        .zip(1..)
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(line, row)| (row, object(line)))
        .collect();
    let keys: BTreeSet<String> = objects
        .iter()
        .filter_map(|(_, object)| object.as_ref().ok())
        .flat_map(|object| object.keys().cloned())
        .collect();
    let header = Line {
        row: 0,
        cells: keys.iter().cloned().map(Cell::Text).collect(),
        fault: None,
    };
    let rows = objects.into_iter().map(|(row, object)| match object {
        Ok(mut object) => Line {
            row,
            cells: keys.iter().map(|key| cell(object.remove(key))).collect(),
            fault: None,
        },
        Err(fault) => Line {
            row,
            cells: Vec::new(),
            fault: Some(fault),
        },
    });
    std::iter::once(header).chain(rows).collect()
}

/// What a line holds.
type Object = Result<Map<String, Value>, Fault>;

fn object(line: &[u8]) -> Object {
    let fault = |reason, hint: String| Fault {
        reason,
        column: None,
        value: String::from_utf8_lossy(line).into_owned(),
        hint: Some(hint),
    };
    let text = std::str::from_utf8(line).map_err(|error| {
        fault(
            Reason::BrokenUtf8,
            format!(
                "byte {} of the line is broken; export the register again",
                error.valid_up_to() + 1
            ),
        )
    })?;
    serde_json::from_str(text).map_err(|error| fault(Reason::NotAnObject, not_an_object_hint(&error)))
}

fn not_an_object_hint(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => {
            "the line breaks off; every row has to be one whole line".to_owned()
        }
        serde_json::error::Category::Data => "every line has to be one object in braces".to_owned(),
        _ => format!("what stands at byte {} of the line is not JSON", error.column()),
    }
}

fn cell(value: Option<Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Empty,
        Some(Value::String(text)) => Cell::Text(text),
        Some(Value::Number(number)) => match number.as_f64() {
            Some(value) if !number.is_i64() || value.abs() < 9e15 => Cell::Number(value),
            _ => Cell::Text(number.to_string()),
        },
        Some(Value::Bool(value)) => Cell::Text(value.to_string()),
        Some(nested) => Cell::Unusable(Reason::NestedValue, nested.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_all_objects_are_the_header() {
        let lines = lines("{\"b\": 1}\n\n{\"a\": \"су\", \"b\": null}\n".as_bytes());
        assert_eq!(lines[0].cells, [Cell::Text("a".into()), Cell::Text("b".into())]);
        assert_eq!(
            (lines[1].row, &lines[1].cells[..]),
            (1, &[Cell::Empty, Cell::Number(1.0)][..])
        );
        assert_eq!(
            (lines[2].row, &lines[2].cells[..]),
            (3, &[Cell::Text("су".into()), Cell::Empty][..])
        );
    }

    #[test]
    fn a_line_that_is_no_object_is_a_fault() {
        for text in ["{\"a\": ", "[1]", "а", "{\"a\": \"\0\"}"] {
            let lines = lines(text.as_bytes());
            assert_eq!(
                lines[1].fault.as_ref().map(|fault| fault.reason),
                Some(Reason::NotAnObject),
                "{text}"
            );
        }
    }

    #[test]
    fn broken_utf_8_is_a_fault_of_its_line() {
        let lines = lines(b"{\"a\": \"\xD0\"}\n{\"a\": 1}");
        assert_eq!(
            lines[1].fault.as_ref().map(|fault| fault.reason),
            Some(Reason::BrokenUtf8)
        );
        assert_eq!(lines[2].fault, None);
    }
}

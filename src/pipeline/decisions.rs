//! `corrections.csv`: the decisions of analysts that do not count, and those to be looked at again.

use crate::annotate::DecisionNote;
use crate::coding::CellFault;

/// The rows of the corrections file with what is to be said of them, mistakes first.
pub fn csv(faults: &[CellFault], doubts: &[DecisionNote]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let faults = faults.iter().map(|fault| {
        [
            fault.row.to_string(),
            String::new(),
            String::new(),
            fault.column.clone(),
            shown(fault),
            fault.why.clone(),
        ]
    });
    let doubts = doubts.iter().map(|note| {
        [
            note.row.to_string(),
            note.register.clone(),
            note.number.clone(),
            String::new(),
            String::new(),
            note.why.as_str().to_owned(),
        ]
    });
    // Writing to memory cannot fail.
    let _ = writer.write_record(["row", "register", "number", "column", "value", "why"]);
    for line in faults.chain(doubts) {
        let _ = writer.write_record(line);
    }
    writer.into_inner().unwrap_or_default()
}

/// What is shown of a cell with a mistake: a name written into a column of people's words is not published.
fn shown(fault: &CellFault) -> String {
    match fault.column.as_str() {
        "codes" | "main" | "date" => fault.value.clone(),
        _ => String::new(),
    }
}

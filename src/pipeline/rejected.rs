//! `rejected.csv`: every refused row with the reason.

use crate::ingest::Rejection;

/// The refusals as CSV, in order of register, file, sheet and row.
pub fn csv(rejections: &[Rejection]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "register", "file", "sheet", "row", "column", "value", "reason", "hint",
    ];
    let lines = rejections.iter().map(|rejection| {
        [
            rejection.register.clone(),
            rejection.file.clone(),
            rejection.sheet.clone().unwrap_or_default(),
            rejection.row.to_string(),
            rejection.column.clone().unwrap_or_default(),
            rejection.value.clone(),
            rejection.reason.to_string(),
            rejection.hint.clone().unwrap_or_default(),
        ]
    });
    // Writing to memory cannot fail.
    let _ = writer.write_record(header);
    for line in lines {
        let _ = writer.write_record(line);
    }
    writer.into_inner().unwrap_or_default()
}

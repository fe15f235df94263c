//! The embedded dictionaries of the grammar: comma-separated rows under a header, the last column a reason or source.

/// The rows of a dictionary without its header; commas beyond the last column belong to it.
pub(super) fn rows<const COLUMNS: usize>(csv: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    csv.lines().skip(1).map(|line| {
        let mut cells = line.splitn(COLUMNS, ',');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    const ALL: [(&str, &str); 7] = [
        (
            "abbreviations.csv",
            include_str!("../../../dictionaries/note/abbreviations.csv"),
        ),
        (
            "harmony.csv",
            include_str!("../../../dictionaries/note/harmony.csv"),
        ),
        (
            "letters.csv",
            include_str!("../../../dictionaries/note/letters.csv"),
        ),
        (
            "months.csv",
            include_str!("../../../dictionaries/note/months.csv"),
        ),
        ("nouns.csv", include_str!("../../../dictionaries/note/nouns.csv")),
        (
            "possessed.csv",
            include_str!("../../../dictionaries/note/possessed.csv"),
        ),
        (
            "prepositions.csv",
            include_str!("../../../dictionaries/note/prepositions.csv"),
        ),
    ];

    #[test]
    fn every_row_has_every_column_and_a_key_of_its_own() {
        for (name, csv) in ALL {
            let columns = csv.lines().next().unwrap().split(',').count();
            let mut keys = BTreeSet::new();
            for line in csv.lines() {
                let cells: Vec<&str> = line.splitn(columns, ',').collect();
                assert_eq!(cells.len(), columns, "{name}: {line}");
                assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{name}: {line}");
                assert!(keys.insert(cells[0]), "{name}: {line} is there twice");
            }
        }
    }
}

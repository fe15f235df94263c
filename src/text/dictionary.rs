//! The embedded dictionaries of this module: comma-separated rows under a header, the last column a free reason.

use std::collections::BTreeSet;

/// The rows of a dictionary without its header; commas beyond the last column belong to it.
pub(super) fn rows<const COLUMNS: usize>(csv: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    csv.lines().skip(1).map(|line| {
        let mut cells = line.splitn(COLUMNS, ',');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

/// The first column of a dictionary of `COLUMNS` columns.
pub(super) fn forms<const COLUMNS: usize>(csv: &'static str) -> BTreeSet<&'static str> {
    rows::<COLUMNS>(csv)
        .filter_map(|row| row.first().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    macro_rules! dictionary {
        ($name:literal) => {
            (
                $name,
                include_str!(concat!("../../dictionaries/text/", $name)),
            )
        };
    }

    const ALL: &[(&str, &str)] = &[
        dictionary!("abbreviations.csv"),
        dictionary!("counted.csv"),
        dictionary!("domains.csv"),
        dictionary!("entities.csv"),
        dictionary!("given_names.csv"),
        dictionary!("identifier_words.csv"),
        dictionary!("kk_closed.csv"),
        dictionary!("kk_elision.csv"),
        dictionary!("kk_roots.csv"),
        dictionary!("kk_suffixes.csv"),
        dictionary!("kk_weights.csv"),
        dictionary!("language_model.csv"),
        dictionary!("language_texts.csv"),
        dictionary!("language_words.csv"),
        dictionary!("latin.csv"),
        dictionary!("lookalikes.csv"),
        dictionary!("name_cases.csv"),
        dictionary!("name_parts.csv"),
        dictionary!("not_names.csv"),
        dictionary!("number_endings.csv"),
        dictionary!("patronymic_endings.csv"),
        dictionary!("place_heads.csv"),
        dictionary!("placeholders.csv"),
        dictionary!("public_figures.csv"),
        dictionary!("street_names.csv"),
        dictionary!("surname_endings.csv"),
        dictionary!("surnames.csv"),
        dictionary!("tags.csv"),
        dictionary!("titles.csv"),
        dictionary!("units.csv"),
    ];

    #[test]
    fn every_row_has_every_column_and_a_reason() {
        for (name, csv) in ALL {
            let columns = csv.lines().next().unwrap().split(',').count();
            for (number, line) in csv.lines().enumerate() {
                let cells: Vec<&str> = line.splitn(columns, ',').collect();
                assert_eq!(cells.len(), columns, "{name}, line {}: {line}", number + 1);
                assert!(
                    cells.iter().all(|cell| !cell.trim().is_empty()),
                    "{name}, line {}: {line}",
                    number + 1
                );
            }
        }
    }

    #[test]
    fn every_number_of_a_dictionary_is_one() {
        let numbers = [
            ("kk_roots.csv", vec![2]),
            ("kk_suffixes.csv", vec![3]),
            ("kk_weights.csv", vec![1]),
            ("language_model.csv", vec![1, 2]),
            ("language_texts.csv", vec![1, 2, 3]),
        ];
        for (name, columns) in numbers {
            let (_, csv) = ALL.iter().find(|(known, _)| *known == name).unwrap();
            for line in csv.lines().skip(1) {
                let cells: Vec<&str> = line.split(',').collect();
                for &column in &columns {
                    assert!(cells[column].parse::<f32>().is_ok(), "{name}: {line}");
                }
            }
        }
    }
}

//! Parts of a run that may look like personal data by their nature, each with its reason.

use std::sync::LazyLock;

use super::Rule;

struct Exemption {
    file: String,
    part: String,
    rule: String,
}

static EXEMPTIONS: LazyLock<Vec<Exemption>> = LazyLock::new(|| {
    let mut reader =
        csv::Reader::from_reader(include_str!("../../dictionaries/inspect/exempt.csv").as_bytes());
    let cell = |row: &csv::StringRecord, at| row.get(at).unwrap_or_default().to_owned();
    reader
        .records()
        .flatten()
        .map(|row| Exemption {
            file: cell(&row, 0),
            part: cell(&row, 1),
            rule: cell(&row, 2),
        })
        .collect()
});

/// True where `rule` does not apply to a part of a file. Values the registers gave are exempt nowhere.
pub fn is_exempt(file: &str, part: &str, rule: Rule) -> bool {
    let covers = |exemption: &Exemption| {
        (exemption.rule == "*" || exemption.rule == rule.as_str())
            && matches(&exemption.file, file)
            && matches(&exemption.part, part)
    };
    !rule.is_known() && EXEMPTIONS.iter().any(covers)
}

/// Whether `name` is `pattern` with any letters in place of its `*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, behind)) => name
            .strip_prefix(before)
            .is_some_and(|rest| rest.ends_with(behind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_a_register_are_exempt_from_shapes_and_not_from_known_values() {
        assert!(is_exempt("tables/appeals.parquet", "number", Rule::Telephone));
        assert!(!is_exempt("tables/appeals.parquet", "text", Rule::Telephone));
        assert!(!is_exempt(
            "tables/appeals.parquet",
            "number",
            Rule::KnownTelephone
        ));
    }

    #[test]
    fn every_exemption_names_a_rule_and_a_reason() {
        let text = include_str!("../../dictionaries/inspect/exempt.csv");
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
        for row in rows.map(Result::unwrap) {
            assert!(
                &row[2] == "*" || Rule::ALL.iter().any(|rule| rule.as_str() == &row[2]),
                "{row:?}"
            );
            assert!(!row[3].is_empty() && row[0].matches('*').count() < 2, "{row:?}");
        }
    }
}

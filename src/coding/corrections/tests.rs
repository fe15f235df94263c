use proptest::prelude::*;

use super::super::samples::small_codebook;
use super::*;

const HEADER: &str = "register;number;mark;text;codes;main;analyst;date;note\n";

fn parse(rows: &str) -> Corrections {
    Corrections::parse("c.csv", &format!("{HEADER}{rows}"), &small_codebook())
}

fn told(rows: &str) -> Vec<String> {
    parse(rows).faults().iter().map(ToString::to_string).collect()
}

fn codes_of(corrections: &Corrections, number: &str) -> Option<String> {
    let applied = corrections.of("ө", number, "")?;
    Some(format!(
        "{} {}",
        applied.correction.main.as_deref().unwrap_or("-"),
        applied.correction.codes.join("+")
    ))
}

#[test]
fn a_filled_row_is_a_decision_and_an_empty_one_is_not() {
    let corrections = parse(
        "ө;1;;text;\"02.01; 01.01\";02.01;Дана;2026-11-20;\nө;2;;text;;;;;\nө;3;;text;;;Дана;20.11.2026;ничего\nө;4;;text;01.01;;Дана;20.11.2026;\n",
    );
    assert!(corrections.faults().is_empty(), "{:?}", corrections.faults());
    assert_eq!(codes_of(&corrections, "1").as_deref(), Some("02.01 01.01+02.01"));
    assert_eq!(codes_of(&corrections, "2"), None);
    assert_eq!(codes_of(&corrections, "3").as_deref(), Some("- "));
    assert_eq!(codes_of(&corrections, "4").as_deref(), Some("01.01 01.01"));
    assert_eq!(corrections.len(), 3);
}

#[test]
fn every_mistake_is_told_and_the_other_rows_count() {
    let rows = "ө;1;;;09.09;;Дана;2026-11-20;
ө;2;;;01.01;02.01;Дана;2026-11-20;
ө;3;;;01.01 02.01;;Дана;2026-11-20;
ө;4;;;01.01;;;2026-11-20;
ө;5;;;01.01;;Дана;31.02.2026;
ө;6;;;03.янв;;Дана;2026-11-20;
ө;7;;;02;;Дана;2026-11-20;
ө;;;;01.01;;Дана;2026-11-20;
ө;9;;;01.01;;Дана;2026-11-20;
ө;9;;;02.01;;Дана;2026-11-20;
";
    assert_eq!(
        told(rows),
        [
            "`c.csv`, row 2, column `codes`: `09.09` is no topic of the codebook",
            "`c.csv`, row 3, column `main`: `02.01` is not among the codes",
            "`c.csv`, row 4, column `main`: the chief one of several codes is not named",
            "`c.csv`, row 5, column `analyst`: the analyst is not named",
            "`c.csv`, row 6, column `date`: `31.02.2026` is no date; write 2026-11-22 or 22.11.2026",
            "`c.csv`, row 7, column `codes`: `03.янв` is a date to the spreadsheet; make the cells text before you write codes",
            "`c.csv`, row 8, column `codes`: `02` is a group; write a topic",
            "`c.csv`, row 9, column `number`: the number is empty",
            "`c.csv`, row 11, column `codes`: `02.01` differs from what the same analyst decided on the same day in a row above",
        ]
    );
    assert_eq!(codes_of(&parse(rows), "9").as_deref(), Some("01.01 01.01"));
}

#[test]
fn a_later_decision_of_the_same_analyst_wins_in_any_order() {
    let rows = [
        "ө;1;;;01.01;;Дана;2026-11-20;\n",
        "ө;1;;;02.01;;Дана;2026-11-21;\n",
    ];
    for rows in [rows.concat(), [rows[1], rows[0]].concat()] {
        let corrections = parse(&rows);
        assert_eq!(codes_of(&corrections, "1").as_deref(), Some("02.01 02.01"));
        assert!(corrections.conflicts().is_empty());
    }
}

#[test]
fn analysts_who_differ_are_a_conflict_until_one_follows_the_other() {
    let two = "ө;1;;;01.01;;Дана;2026-11-20;\nө;1;;;02.01;;Ержан;2026-11-21;\n";
    let corrections = parse(two);
    let conflicts = corrections.conflicts();
    let analysts: Vec<&str> = conflicts[0]
        .decisions
        .iter()
        .map(|decision| decision.analyst.as_str())
        .collect();
    assert_eq!(analysts, ["Ержан", "Дана"]);
    assert_eq!(codes_of(&corrections, "1").as_deref(), Some("02.01 02.01"));
    let settled = parse(&format!("{two}ө;1;;;02.01;;Дана;2026-11-22;\n"));
    assert!(settled.conflicts().is_empty());
}

#[test]
fn a_changed_text_keeps_its_correction_and_is_told() {
    let corrections = parse(&format!("ө;1;{};;01.01;;Дана;2026-11-20;\n", mark("Жарық жоқ")));
    assert!(!corrections.of("ө", "1", &mark("Жарық жоқ")).unwrap().stale);
    assert!(corrections.of("ө", "1", &mark("Жарық әлі жоқ")).unwrap().stale);
    assert_eq!(corrections.of("109", "1", ""), None);
}

#[test]
fn a_corrected_code_stands_on_the_whole_text() {
    let corrections = parse("ө;1;;;01.01;;Дана;2026-11-20;\n");
    let coded = corrections
        .of("ө", "1", "")
        .unwrap()
        .correction
        .coded("Жарық жоқ");
    assert_eq!(coded.codes[0].evidence[0].span, 0.."Жарық жоқ".len());
    assert_eq!(coded.codes[0].evidence[0].rule, ANALYST);
}

#[test]
fn an_appeal_drawn_by_chance_stays_so_when_it_is_decided_anew() {
    let rows = "number,why,mark,register,codes,main,analyst,date,note\n\
                1,audit,,,01.01,,Дана,2026-11-20,\n1,weak evidence,,,02.01,,Дана,2026-11-21,\n2,uncoded,,,02.01,,Дана,2026-11-21,\n";
    let corrections = Corrections::parse("c.csv", rows, &small_codebook());
    let drawn: Vec<(&str, bool)> = corrections
        .all()
        .map(|(_, number, decision)| (number, decision.audit))
        .collect();
    assert_eq!(drawn, [("1", true), ("2", false)]);
}

#[test]
fn a_file_of_other_columns_holds_nothing_and_says_why() {
    let corrections = Corrections::parse("c.csv", "id,text\n1,x\n", &small_codebook());
    assert!(corrections.is_empty() && corrections.faults().len() == COLUMNS.len() - 1);
}

proptest! {
    #[test]
    fn any_rows_are_read_and_either_count_or_are_told(rows in proptest::collection::vec("[ө;]{0,3}[0-9;.]{0,12}[а-я;\"]{0,6}(2026-11-2[0-9])?[;\n]?", 0..6)) {
        parse(&rows.concat());
    }

    #[test]
    fn the_order_of_rows_does_not_matter(days in proptest::collection::vec((20u8..24, 0usize..3, 0usize..2), 1..8), turn in 0usize..8) {
        let analysts = ["Дана", "Ержан", "Ольга"];
        // One decision of one analyst a day: others are mistakes, of which the first row counts.
        let mut seen = std::collections::BTreeSet::new();
        let mut rows: Vec<String> = days
            .iter()
            .filter(|(day, who, _)| seen.insert((*day, *who)))
            .map(|(day, who, code)| format!("ө;1;;;{};;{};2026-11-{day};\n", ["01.01", "02.01"][*code], analysts[*who]))
            .collect();
        let shape = |corrections: &Corrections| (codes_of(corrections, "1"), corrections.conflicts().len());
        let before = shape(&parse(&rows.concat()));
        let length = rows.len();
        rows.rotate_left(turn % length);
        prop_assert_eq!(shape(&parse(&rows.concat())), before);
    }
}

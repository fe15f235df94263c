use super::*;
use crate::coding::decide::{Coder, Scratch};
use crate::text::passage::Passage;

fn book(label: &str, rules: &[&str]) -> Codebook {
    let file = format!(
        "[group]\ncode = '01'\nlabel = {{ kk = 'Су', ru = 'Вода' }}\n[[topic]]\ncode = '01.01'\n\
         label = {{ kk = 'т', ru = '{label}' }}\n[topic.rules]\nkk = []\nru = {rules:?}\n\
         [[topic]]\ncode = '01.02'\nlabel = {{ kk = 'т', ru = 'т' }}\nrules = {{ kk = [], ru = ['труба'] }}\n"
    );
    Codebook::parse(&[("01.toml", &file)]).unwrap()
}

#[test]
fn what_the_codebooks_say_differently_is_listed_by_code() {
    let old = book("Вода", &["вода", "кран"]);
    let new = book("Водоснабжение", &["кран", "вода ^2", "насос"]);
    let changes = changes(&old, &new);
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.part.as_str(), change.old.join("; "), change.new.join("; ")))
        .collect();
    assert_eq!(
        told,
        [
            ("label", "Вода".to_owned(), "Водоснабжение".to_owned()),
            ("rules/ru", "вода".to_owned(), "вода ^2; насос".to_owned()),
        ]
    );
}

#[test]
fn a_codebook_does_not_differ_from_itself_or_from_another_order_of_its_rules() {
    let book_in_order = book("Вода", &["вода", "кран"]);
    assert_eq!(changes(&book_in_order, &book_in_order), []);
    assert_eq!(changes(&book_in_order, &book("Вода", &["кран", "вода"])), []);
}

fn moves(texts: &[(&str, &str)]) -> Moves {
    let [old, new] = [book("т", &["вода"]), book("т", &["насос ^2"])].map(|book| Coder::new(&book));
    let mut scratches = [Scratch::default(), Scratch::default()];
    let mut moves = Moves::default();
    for (id, text) in texts {
        moves.add(id, &Passage::new(text), &[], [&old, &new], &mut scratches);
    }
    moves
}

#[test]
fn texts_that_move_are_counted_and_named_with_the_rules_responsible() {
    let moves = moves(&[
        ("1", "Нет воды, течёт труба."),
        ("2", "Сломан насос."),
        ("3", "Труба."),
    ]);
    assert_eq!((moves.texts, moves.moved), (3, 2));
    let tally = moves.codes["01.01"];
    assert_eq!(
        (tally.before, tally.after, tally.gained, tally.lost),
        (1, 1, 1, 1)
    );
    let pairs: Vec<_> = moves
        .chief
        .keys()
        .map(|(from, to)| (from.as_str(), to.as_str()))
        .collect();
    assert_eq!(pairs, [("-", "01.01"), ("01.01", "01.02")]);
    assert_eq!(moves.appeals["1"].lost["01.01"], ["01.01/ru/1"]);
    assert_eq!(moves.appeals["2"].gained["01.01"], ["01.01/ru/1"]);
}

#[test]
fn the_order_of_texts_and_of_parts_does_not_matter() {
    let texts = [("1", "Нет воды."), ("2", "Насос."), ("1", "Насос и вода.")];
    let whole = serde_json::to_string(&moves(&texts)).unwrap();
    let mut parts = moves(&texts[2..]);
    parts.merge(moves(&texts[..2]));
    assert_eq!(serde_json::to_string(&parts).unwrap(), whole);
}

use proptest::prelude::*;

use super::*;

fn lesson(text: &str, label: &str) -> Lesson {
    Lesson {
        text: text.to_owned(),
        hidden: Vec::new(),
        labels: vec![label.to_owned()],
        weight: 1.0,
        asked: true,
    }
}

fn model(codebook: Option<&str>) -> Model {
    let lessons = [
        lesson("яма на дороге у школы", "02.01"),
        lesson("дорога разбита, яма на яме", "02.01"),
        lesson("жолда шұңқыр көп", "02.01"),
        lesson("нет воды третий день", "01.01"),
        lesson("воды нет совсем", "01.01"),
        lesson("су жоқ, үш күн болды", "01.01"),
    ];
    train(&lessons, codebook, Plan::default(), &Alone).unwrap().model
}

fn judged(text: &str, hidden: &[Range<usize>]) -> Vec<Judged> {
    model(None).judge(&Passage::new(text), hidden, &mut Scratch::default())
}

#[test]
fn a_text_like_its_lessons_gets_their_class() {
    assert_eq!(judged("на дороге яма", &[])[0].class, "02.01");
    assert_eq!(judged("суымыз жоқ", &[])[0].class, "01.01");
}

#[test]
fn a_text_without_words_gets_no_class() {
    assert_eq!(judged("", &[]), []);
    assert_eq!(judged("12 — 7!", &[]), []);
}

#[test]
fn what_is_hidden_is_not_read() {
    let text = "нет воды";
    let hidden = 0..text.len();
    assert_eq!(judged(text, std::slice::from_ref(&hidden)), []);
}

#[test]
fn evidence_is_words_of_the_text_that_speak_for_the_class() {
    let (model, text) = (model(None), "Кому писать: на дороге яма");
    let spoken = model.evidence(&Passage::new(text), &[], "02.01", &mut Scratch::default());
    assert!((1..=MOST_SPOKEN).contains(&spoken.len()));
    for spoken in spoken {
        assert!(
            ["на", "дороге", "яма"]
                .iter()
                .any(|word| text[spoken.span.clone()].contains(word))
        );
        assert!(spoken.weight > 0.0);
    }
}

#[test]
fn an_unknown_class_has_no_evidence() {
    let spoken = model(None).evidence(&Passage::new("яма"), &[], "07.01", &mut Scratch::default());
    assert_eq!(spoken, []);
}

#[test]
fn a_scratch_may_go_from_model_to_model() {
    let mut scratch = Scratch::default();
    let other = train(
        &[
            lesson("яма у дома", "b"),
            lesson("яма на дороге", "a"),
            lesson("дорога", "a"),
            lesson("дом", "b"),
        ],
        None,
        Plan::default(),
        &Alone,
    );
    let (one, other) = (model(None), other.unwrap().model);
    let passage = Passage::new("яма на дороге у дома");
    for model in [&one, &other, &one] {
        let fresh = model.judge(&passage, &[], &mut Scratch::default());
        assert_eq!(model.judge(&passage, &[], &mut scratch), fresh);
    }
}

#[test]
fn what_is_written_is_read_back() {
    let model = model(Some("abc"));
    let read = Model::read(&model.write(), Some("abc")).unwrap();
    assert_eq!(read, model);
    assert_eq!(read.version(), model.version());
    assert_eq!(read.codebook(), Some("abc"));
}

#[test]
fn a_model_of_another_codebook_is_refused() {
    let bytes = model(Some("abc")).write();
    let refused = Model::read(&bytes, Some("xyz")).unwrap_err();
    assert!(matches!(refused, ModelError::OtherCodebook { .. }), "{refused}");
    assert_eq!(
        Model::read(&model(None).write(), Some("xyz")).unwrap_err(),
        ModelError::NoCodebook
    );
    assert!(Model::read(&bytes, None).is_ok());
}

#[test]
fn what_is_no_model_is_told_from_a_broken_one_and_an_old_one() {
    let bytes = model(None).write();
    assert_eq!(Model::read(b"id,text", None).unwrap_err(), ModelError::NoModel);
    assert_eq!(
        Model::read(&bytes[..bytes.len() - 1], None).unwrap_err(),
        ModelError::Broken
    );
    let mut old = bytes;
    old[8] = 0;
    assert_eq!(Model::read(&old, None).unwrap_err(), ModelError::OtherFormat(0));
}

proptest! {
    #[test]
    fn a_changed_byte_is_noticed(at in 12_usize..400, change in 1_u8..) {
        let mut bytes = model(None).write();
        bytes[at] ^= change;
        prop_assert_eq!(Model::read(&bytes, None).unwrap_err(), ModelError::Broken);
    }

    #[test]
    fn any_text_is_judged_with_probabilities_and_words_of_its_own(text in "[а-яәіңғүұқөһA-Za-z ,.0-9]{0,60}") {
        let (model, passage) = (model(None), Passage::new(&text));
        let mut scratch = Scratch::default();
        let judged = model.judge(&passage, &[], &mut scratch);
        prop_assert!(judged.is_sorted_by(|a, b| a.probability >= b.probability));
        for judged in judged {
            prop_assert!((LEAST..=1.0).contains(&judged.probability));
            for spoken in model.evidence(&passage, &[], &judged.class, &mut scratch) {
                prop_assert!(text.get(spoken.span).is_some_and(|written| !written.is_empty()));
            }
        }
    }
}

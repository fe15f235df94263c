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

/// Sixty lessons of three classes.
fn lessons() -> Vec<Lesson> {
    let said = [
        (
            "roads",
            ["яма на дороге", "разбитый асфальт", "жол шұңқыр", "нет тротуара"],
        ),
        (
            "water",
            ["нет воды", "су жоқ", "слабый напор воды", "ауыз су таза емес"],
        ),
        (
            "light",
            [
                "не горит фонарь",
                "жарық жоқ көшеде",
                "темно без фонарей",
                "бағана шамы сөнді",
            ],
        ),
    ];
    let places = [
        "у школы",
        "во дворе",
        "біздің ауылда",
        "возле дома",
        "третий день",
    ];
    let of = |(label, said): &(&str, [&str; 4])| {
        let texts = said
            .iter()
            .flat_map(|said| places.iter().map(move |place| format!("{said} {place}")));
        texts.map(|text| lesson(&text, label)).collect::<Vec<_>>()
    };
    said.iter().flat_map(of).collect()
}

/// Does many things at a time, the last first.
struct Backwards;

impl Workers for Backwards {
    fn each<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        let mut answers: Vec<T> = (0..count).rev().map(work).collect();
        answers.reverse();
        answers
    }
}

#[test]
fn neither_the_order_of_lessons_nor_of_work_changes_a_byte() {
    let one = train(&lessons(), Some("abc"), Plan::default(), &Alone).unwrap();
    let mut turned = lessons();
    turned.reverse();
    let other = train(&turned, Some("abc"), Plan::default(), &Backwards).unwrap();
    assert_eq!(one.model.write(), other.model.write());
    assert_eq!(one.report, other.report);
}

#[test]
fn what_was_not_seen_is_found() {
    let report = train(&lessons(), None, Plan::default(), &Alone).unwrap().report;
    assert_eq!(report.lessons.values().copied().collect::<Vec<_>>(), [20, 20, 20]);
    assert_eq!(report.asked, 60);
    assert!(report.accuracy > 0.9 && report.macro_f1 > 0.9, "{report:?}");
}

#[test]
fn lessons_without_labels_are_a_class_of_their_own() {
    let mut all = lessons();
    all.extend(["спасибо", "рахмет сізге", "добрый день"].map(|text| Lesson {
        labels: Vec::new(),
        ..lesson(text, "")
    }));
    let model = train(&all, None, Plan::default(), &Alone).unwrap().model;
    assert_eq!(model.classes(), [NO_CLASS, "light", "roads", "water"]);
}

#[test]
fn every_label_of_a_lesson_is_taught() {
    let mut all = lessons();
    for lesson in all.iter_mut().filter(|lesson| lesson.labels == ["water"]) {
        lesson.labels.push("housing".to_owned());
    }
    let model = train(&all, None, Plan::default(), &Alone).unwrap().model;
    assert!(model.classes().contains(&"housing".to_owned()));
}

#[test]
fn one_class_and_a_label_of_free_text_are_refused() {
    let one = [lesson("нет воды", "water"), lesson("су жоқ", "water")];
    assert_eq!(
        train(&one, None, Plan::default(), &Alone).unwrap_err(),
        TrainError::OneClass
    );
    let many: Vec<Lesson> = (0..2000)
        .map(|number| lesson("су", &number.to_string()))
        .collect();
    let refused = train(&many, None, Plan::default(), &Alone).unwrap_err();
    assert_eq!(refused, TrainError::TooManyClasses(2000));
}

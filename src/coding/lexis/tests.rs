use super::*;

fn lesson(topic: &str, text: &str) -> Lesson {
    Lesson {
        topic: topic.to_owned(),
        language: "ru".to_owned(),
        text: text.to_owned(),
    }
}

fn some() -> Vec<Lesson> {
    vec![
        lesson("01.01", "Кран пустой, носим воду вёдрами"),
        lesson("01.01", "Напора нет, кран шипит"),
        lesson("09.01", "Яма на яме, машину разбили"),
        lesson("09.01", "Асфальт вздулся, яма у остановки"),
        lesson("--", "Прошу принять меры, здравствуйте"),
    ]
}

fn best(lexis: &Lexis, text: &str) -> String {
    let judged = lexis.judge(&Passage::new(text), &[], &mut Memory::default());
    let classes = &lexis.weights.classes;
    let topics = (0..classes.len()).filter(|&class| classes[class].len() != 2 || classes[class] == NO_TOPIC);
    let best = topics.max_by(|&a, &b| judged.score(a).total_cmp(&judged.score(b)));
    classes[best.unwrap()].clone()
}

#[test]
fn a_text_is_of_the_topic_whose_words_it_has() {
    let lexis = Lexis::of(&some());
    assert_eq!(best(&lexis, "Опять крана не открыть, вода не идёт"), "01.01");
    assert_eq!(best(&lexis, "Ямы на асфальте"), "09.01");
    assert_eq!(best(&lexis, "Здравствуйте, примите меры"), "--");
}

#[test]
fn lessons_in_another_order_or_doubled_say_the_same() {
    let mut turned = some();
    turned.reverse();
    turned.push(lesson("09.01", "Яма на яме, машину разбили"));
    let judge = |lexis: &Lexis| {
        lexis
            .judge(&Passage::new("Яма у крана"), &[], &mut Memory::default())
            .scores
    };
    assert_eq!(judge(&Lexis::of(&some())), judge(&Lexis::of(&turned)));
}

#[test]
fn the_reasons_are_the_words_that_speak_for_the_class() {
    let lexis = Lexis::of(&some());
    let text = "Здравствуйте, яма во дворе и кран течёт";
    let judged = lexis.judge(&Passage::new(text), &[], &mut Memory::default());
    let words = |class: &str| -> Vec<&str> {
        let reasons = lexis.reasons(&judged, lexis.class(class).unwrap(), 3);
        reasons.into_iter().map(|reason| &text[reason.span]).collect()
    };
    assert_eq!(words("09.01"), ["яма"]);
    assert_eq!(words("01"), ["кран"]);
}

#[test]
fn what_is_hidden_says_nothing() {
    let lexis = Lexis::of(&some());
    let hidden = 0.."яма".len();
    let judged = lexis.judge(
        &Passage::new("яма"),
        std::slice::from_ref(&hidden),
        &mut Memory::default(),
    );
    assert!(judged.features.is_empty());
}

#[test]
fn every_mistake_of_a_lessons_file_is_told_with_its_line() {
    let file = "topic,language,text\n01.01,ru,Нет воды\n77.07,ru,Текст\n01.01,en,Text\n01.01,kk,\n01.01\n";
    let mistakes = lessons(file, |code| code == "01.01").unwrap_err();
    let told: Vec<String> = mistakes
        .iter()
        .map(|(line, mistake)| format!("{line}: {mistake}"))
        .collect();
    assert_eq!(
        told,
        [
            "3: `77.07` is no topic of the codebook; write its code, or `--` for what is of no topic",
            "4: `en` is no language of the codebook; write kk or ru",
            "5: the text is empty",
            "6: the row has not the columns `topic,language,text`",
        ]
    );
}

use super::*;
use crate::coding::model::{Alone, Lesson as Taught, Plan, train};

const WATER: &str = "[group]\ncode = '01'\nlabel = { kk = 'Су', ru = 'Вода' }\n\
    [[topic]]\ncode = '01.01'\nlabel = { kk = 'Судың болмауы', ru = 'Отсутствие воды' }\n\
    rules = { kk = ['су жоқ'], ru = ['нет воды', 'кран*'] }\n\
    [[topic]]\ncode = '01.02'\nlabel = { kk = 'Су сапасы', ru = 'Качество воды' }\nrules = { kk = [], ru = ['ржав*'] }\n";
const ROADS: &str = "[group]\ncode = '09'\nlabel = { kk = 'Жол', ru = 'Дороги' }\n\
    [[topic]]\ncode = '09.01'\nlabel = { kk = 'Жолды жөндеу', ru = 'Ремонт дорог' }\nrules = { kk = [], ru = ['асфальт*'] }\n";
const LESSONS: &str = "topic,language,text\n\
    01.01,ru,\"Носим вёдрами, насос молчит\"\n01.01,ru,Пятый этаж сидит без напора\n01.01,kk,Шелекпен тасимыз\n\
    01.02,ru,\"Течёт мутная, пахнет болотом\"\n01.02,ru,\"Бурая жижа, стирать нельзя\"\n\
    09.01,ru,\"Яма на яме, разбили подвеску\"\n09.01,ru,Щебень размыло\n09.01,kk,Шұңқырдан доңғалақ жарылды\n\
    --,ru,\"Здравствуйте, прошу принять меры\"\n--,ru,\"Пенсионерка, живу одна\"\n--,kk,\"Сәлеметсіз бе, көмек беріңіздер\"\n";

fn book() -> Codebook {
    let files = [("01.toml", WATER), ("09.toml", ROADS), ("all.csv", LESSONS)];
    Codebook::parse(&files).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn coded(coder: &Coder, text: &str) -> Coded {
    coder.code(&Passage::new(text), &[], &mut Scratch::default())
}

fn codes(coded: &Coded) -> Vec<(&str, Source)> {
    coded
        .codes
        .iter()
        .map(|code| (code.code.as_str(), code.source))
        .collect()
}

#[test]
fn a_rule_gives_its_topic_with_the_words_that_met_it() {
    let coded = coded(&Coder::new(&book()), "Третий день нет воды");
    assert_eq!(codes(&coded), [("01.01", Source::Rules)]);
    let rules: Vec<&str> = coded.codes[0]
        .evidence
        .iter()
        .map(|evidence| evidence.rule.as_str())
        .collect();
    assert!(rules.contains(&"01.01/ru/1"), "{rules:?}");
}

#[test]
fn words_of_the_lessons_give_a_topic_no_rule_knows() {
    let text = "Опять щебень и яма";
    let coded = coded(&Coder::new(&book()), text);
    assert_eq!(codes(&coded), [("09.01", Source::Words)]);
    let shown: Vec<&str> = coded.codes[0]
        .evidence
        .iter()
        .map(|evidence| &text[evidence.span.clone()])
        .collect();
    assert_eq!(shown, ["щебень", "яма"]);
}

#[test]
fn words_that_speak_for_another_topic_outweigh_a_light_mention() {
    let coded = coded(
        &Coder::new(&book()),
        "Яма на яме, разбили подвеску, щебень размыло у крана",
    );
    assert_eq!(coded.main.as_deref(), Some("09.01"));
}

#[test]
fn what_is_of_no_topic_stays_uncoded() {
    let coder = Coder::new(&book());
    for text in [
        "Здравствуйте, живу одна, прошу принять меры",
        "Сәлеметсіз бе, көмек беріңіздер",
    ] {
        assert_eq!(coded(&coder, text), Coded::default(), "{text}");
    }
}

#[test]
fn probabilities_lie_between_nothing_and_one_and_the_first_is_the_chief() {
    let coded = coded(&Coder::new(&book()), "Нет воды, а на дороге асфальт провалился");
    assert_eq!(
        coded.main.as_deref(),
        coded.codes.first().map(|code| code.code.as_str())
    );
    assert!(coded.codes.iter().map(|code| code.score).sum::<f64>() <= 1.0 + 1e-9);
    assert!(coded.codes.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

#[test]
fn of_the_topics_of_a_group_words_alone_give_one() {
    let coded = coded(&Coder::new(&book()), "Носим вёдрами, течёт мутная");
    assert_eq!(coded.codes.len(), 1, "{coded:?}");
}

#[test]
fn a_model_has_a_say_and_shows_what_spoke() {
    let lesson = |text: &str, label: &str| Taught {
        text: text.to_owned(),
        hidden: Vec::new(),
        labels: vec![label.to_owned()],
        weight: 1.0,
        asked: true,
    };
    let lessons: Vec<Taught> = (0..12)
        .flat_map(|number| {
            [
                lesson(&format!("Сломан балансир номер {number} двора"), "01.02"),
                lesson(&format!("Накренился эшафот номер {number} двора"), "09.01"),
            ]
        })
        .collect();
    let codebook = book();
    let trained = train(&lessons, Some(&codebook.version()), Plan::default(), &Alone).unwrap();
    let coder = Coder::new(&codebook).with_model(trained.model);
    let coded = coded(&coder, "Сломан балансир двора");
    assert_eq!(codes(&coded), [("01.02", Source::Model)]);
    let rule = &coded.codes[0].evidence[0].rule;
    assert!(rule.starts_with("01.02/model/"), "{rule}");
}

#[test]
fn a_codebook_without_lessons_is_decided_by_its_rules() {
    let bare = Codebook::parse(&[("01.toml", WATER), ("09.toml", ROADS)]).unwrap();
    assert_eq!(
        coded(&Coder::new(&bare), "асфальт").main.as_deref(),
        Some("09.01")
    );
    assert_eq!(coded(&Coder::new(&bare), "Утро"), Coded::default());
}

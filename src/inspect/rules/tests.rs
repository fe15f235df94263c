use super::super::sight::seen;
use super::*;

fn found(text: &str) -> Vec<(String, Rule)> {
    let text = seen(text);
    find(&text)
        .into_iter()
        .map(|(span, rule)| (text[span].to_owned(), rule))
        .collect()
}

#[track_caller]
fn hits(rule: Rule, values: &[&str]) {
    for value in values {
        let text = format!("менің {value}, хабарласыңыз");
        assert_eq!(found(&text), [(seen(value).into_owned(), rule)], "{text}");
    }
}

#[track_caller]
fn misses(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn identifiers_have_a_date_and_a_check_digit() {
    hits(
        Rule::Identifier,
        &[
            "980101500004",
            "980101 500004",
            "980101 500 004",
            "980 101 500 004",
            "98 01 01 500004",
            "980101-500004",
            "980140000005",
            "９８０１０１５０００04",
        ],
    );
    assert_eq!(found("кв 12 980101500004 и 5").len(), 1);
    assert_eq!(found("ИИН980101500004болады").len(), 1);
    assert_eq!(found("IIN980101500004").len(), 1);
    misses(&[
        "счётчик 980101500005",
        "счётчик 991301500000",
        "1980101500004",
        "0.980101500004",
        "980101500004,25",
        "9a8b980101500004ff",
        "сумма 980 101 500 004 000 тенге",
        "ЖТ-2026-01234567",
        "20260631 1000",
    ]);
}

#[test]
fn telephones_are_known_in_every_spelling() {
    hits(
        Rule::Telephone,
        &[
            "+7 701 123 45 67",
            "+7(701)1234567",
            "+77011234567",
            "8 701 123 45 67",
            "8 (701) 123-45-67",
            "8-701-123-45-67",
            "8.701.123.45.67",
            "87011234567",
            "8701 123 45 67",
            "8\u{a0}701\u{2011}123\u{2011}45\u{2011}67",
            "8 701\n123 45 67",
            "701 123 45 67",
            "747-1234567",
            "7751234567",
            "8 (71343) 2-19-06",
            "8 (7152) 40-33-15",
            "(7252) 40-33-15",
            "+7 7252 40 33 15",
            "8 7252 40-33-15",
            "+998 90 123 45 67",
        ],
    );
    assert_eq!(found("87011234567/87021234567").len(), 2);
    assert_eq!(found("тел.87011234567").len(), 1);
    misses(&[
        "звонил в 102, 112 и 109, тел. 1414",
        "77 500 000 000 тенге",
        "7 700 000 000 тенге",
        "ЖТ-2026-70123456",
        "ЖТ-2026-7012345678",
        "42.37011234567, 69.5901",
        "2024-2026 жж. 150 000 тг",
        "a7011234567f",
        "187011234567",
        "8 701 123 45 678",
        "лицевой счёт 1234567890",
    ]);
}

#[test]
fn emails_are_known_by_their_shape() {
    hits(
        Rule::Email,
        &["a.b@mail.kz", "айгуль@почта.қаз", "x_1+y@sub.example.com"],
    );
    misses(&["собака @ дома", "@media print", "рейтинг 5@", "a@b"]);
}

#[test]
fn cards_pass_luhn_and_accounts_their_check_digits() {
    hits(
        Rule::Card,
        &["4111111111111111", "4111 1111 1111 1111", "5500-0000-0000-0004"],
    );
    hits(
        Rule::Iban,
        &[
            "KZ86125KZT5004100100",
            "KZ86 125K ZT50 0410 0100",
            "КZ86125KZT5004100100",
        ],
    );
    misses(&[
        "4111111111111112",
        "3500000000000001",
        "4.1111111111111111",
        "41111111111111110",
        "KZ87125KZT5004100100",
        "KZ86125KZT50041001001",
    ]);
}

#[test]
fn plates_are_written_in_capitals() {
    hits(
        Rule::Plate,
        &[
            "123 ABC 02",
            "123ABC13",
            "083 AD 20",
            "123 АВС 02",
            "A123BC",
            "А 123 ВСМ",
            "N 482 KLD",
        ],
    );
    misses(&[
        "дом 120 кв 12",
        "осталось 100 км 20 минут",
        "123 ABC 21",
        "#A123BC",
        "7A123BC",
        "123 ABC 021",
        "01.01/ru/3",
    ]);
}

#[test]
fn a_surname_stands_with_two_initials() {
    hits(
        Rule::Initials,
        &[
            "Серикова А.Б.",
            "Серікбаев Ә. Б.",
            "А.Б. Серикова",
            "А. Б. СЕРИКОВА",
            "Серикова\nА.Б.",
            "Ким-Цой О.П.",
        ],
    );
    misses(&[
        "ул. А.Б. Серикова",
        "улица А. Б. Серикова",
        "А.Б. Серіков атындағы мектеп",
        "Серікова Ә.Б. көшесі",
        "Ваше Ф.И.О.",
        "Заявитель Т.А.Ә. Серикова",
        "г. Абай. А. что",
        "Абай көш. 5",
    ]);
}

#[test]
fn a_patronymic_stands_beside_a_capital() {
    for (text, value) in [
        ("живёт Айгуль Болатовна тут", "Айгуль Болатовна"),
        ("просит Ерлан Қанатұлы бізді", "Ерлан Қанатұлы"),
        ("к Серикову Болату Ермековичу домой", "Серикову Болату Ермековичу"),
        ("айтты Гүлнар Асқарқызының өзі", "Гүлнар Асқарқызының"),
        ("БОЛАТОВНА АЙГУЛЬ просит", "БОЛАТОВНА АЙГУЛЬ"),
        ("сказал Ерлан Канатулы", "Ерлан Канатулы"),
    ] {
        assert_eq!(found(text), [(value.to_owned(), Rule::Patronymic)], "{text}");
    }
    misses(&[
        "Абай Құнанбайұлы көшесі",
        "ул. Серика Болатовича",
        "наша Болатовна",
        "Сайрам Ауылы",
        "Қаулы қабылданды",
        "в Основном",
        "Айгуль болатовна",
    ]);
}

#[test]
fn words_that_end_as_patronymics_do_are_none_in_a_text_of_capitals() {
    misses(&[
        "РЕШИТЬ ВОПРОС НА УРОВНЕ АКИМАТА",
        "К УГОЛОВНОЙ ОТВЕТСТВЕННОСТИ",
        "СИТУАЦИЯ ПЛАЧЕВНА",
        "В ДЕРЕВНЕ ИВАНОВКА",
        "АЙЫППҰЛЫ ҚАНША",
        "МЕКТЕП ЖАБУЛЫ ТҰР",
        "САНАУЛЫ КҮН ҚАЛДЫ",
        "КАРУЛЫ АДАМДАР",
    ]);
}

#[test]
fn an_abbreviation_in_a_text_of_capitals_is_no_initials() {
    misses(&["ДОРОГИ НЕТ Т.К. ЗИМА", "СУ, ЖАРЫҚ ЖӘНЕ Т.Б. ЖОҚ", "И Т. Д. ПРОШУ"]);
    assert_eq!(
        found("просит Серикова Т.К. помочь"),
        [("Серикова Т.К.".to_owned(), Rule::Initials)]
    );
    assert_eq!(
        found("ПРОСИТ СЕРИКОВА А.К. ПОМОЧЬ"),
        [("СЕРИКОВА А.К.".to_owned(), Rule::Initials)]
    );
}

#[test]
fn no_patronymic_of_a_given_name_is_taken_for_another_word() {
    let names = include_str!("../../../dictionaries/text/given_names.csv");
    let names = csv::Reader::from_reader(names.as_bytes()).into_records();
    for row in names.map(Result::unwrap).filter(|row| !row[2].contains("female")) {
        for ending in ["ұлы", "улы", "қызы", "кызы", "ович", "евич", "овна", "евна"]
        {
            let patronymic = format!("{}{ending}", &row[0]);
            assert!(!super::names::is_another_word(&patronymic), "{patronymic}");
        }
    }
}

#[test]
fn every_word_that_is_no_patronymic_is_found_as_one_without_the_list() {
    let stems = include_str!("../../../dictionaries/inspect/no_patronymic.csv");
    for row in csv::Reader::from_reader(stems.as_bytes())
        .into_records()
        .map(Result::unwrap)
    {
        let endings = ["", "а", "ой", "ы"];
        let is_like_one = |ending| super::names::is_like_patronymic(&format!("{}{ending}", &row[0]));
        assert!(endings.into_iter().any(is_like_one), "{row:?}");
        assert!(!row[1].is_empty(), "{row:?}");
    }
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = Rule::ALL.into_iter().map(Rule::as_str).collect();
    assert_eq!(names.len(), Rule::ALL.len());
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_read(text in r"\PC{0,60}|[0-9 +().@A-CА-Яа-яёңұлы\n-]{0,60}") {
        let text = seen(&text);
        let found = find(&text);
        proptest::prop_assert!(found.iter().all(|(span, _)| text.get(span.clone()).is_some()));
        proptest::prop_assert!(found.is_sorted_by(|one, other| one.0.end <= other.0.start));
    }

    #[test]
    fn no_two_last_digits_make_an_identifier(
        year in 0_u32..100, month in 1_u32..13, day in 1_u32..32, century in 1_u32..7, number in 0_u32..10_000,
        gap in "[ -]?",
    ) {
        let head = format!("{year:02}{month:02}{day:02}{century}{number:04}");
        let found_with = |check: u32| {
            let text = format!("ИИН {}{gap}{}{check}, су жоқ", &head[..6], &head[6..]);
            found(&text).iter().any(|(_, rule)| *rule == Rule::Identifier)
        };
        // Of ten last digits one is the check digit, or none where the head is never given out.
        proptest::prop_assert!((0..10).filter(|check| found_with(*check)).count() <= 1);
    }

    #[test]
    fn a_mobile_telephone_is_found_in_every_spelling(
        lead in r"(\+7|8|7) ?", code in "7(0[0-8]|47|71|7[5-8])", gaps in "[ -]?[ -]?[ -]?", number in "[0-9]{7}",
    ) {
        let mut gaps = gaps.chars();
        let mut gap = || gaps.next().map(String::from).unwrap_or_default();
        let (a, b, c) = (&number[..3], &number[3..5], &number[5..]);
        let value = format!("{lead}{code}{}{a}{}{b}{}{c}", gap(), gap(), gap());
        let text = format!("телефон {value}.");
        proptest::prop_assert!(found(&text).iter().any(|(_, rule)| *rule != Rule::Plate), "{}", text);
    }
}

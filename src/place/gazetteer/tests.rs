use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static COUNTRY: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded(None).unwrap());
static TURKISTAN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded(Some("610000000")).unwrap());

fn found(gazetteer: &Gazetteer, text: &str) -> Option<(String, String)> {
    let place = gazetteer.find(text, &mut Scratch::default())?;
    let name = gazetteer.district(place.kato)?.name_kk.clone();
    Some((name, text[place.span].to_owned()))
}

fn district(gazetteer: &Gazetteer, text: &str) -> String {
    found(gazetteer, text).map(|(name, _)| name).unwrap_or_default()
}

#[test]
fn a_district_is_found_in_any_case_form_of_either_language() {
    for text in [
        "Ордабасы ауданында су жоқ",
        "Ордабасының әкімі қайда?",
        "в Ордабасынском районе нет воды",
        "Ордабасынский р-н, без света",
    ] {
        assert_eq!(district(&TURKISTAN, text), "Ордабасы ауданы", "{text}");
    }
}

#[test]
fn a_russian_keyboard_and_latin_letters_are_read() {
    assert_eq!(
        district(&TURKISTAN, "Казыгурт ауданынын тургынымын"),
        "Қазығұрт ауданы"
    );
    assert_eq!(
        district(&TURKISTAN, "Kentau qalasynda jaryq joq"),
        "Кентау қаласы"
    );
}

#[test]
fn a_settlement_speaks_for_its_district() {
    assert_eq!(district(&TURKISTAN, "Шәуілдірде газ жоқ"), "Отырар ауданы");
    assert_eq!(district(&TURKISTAN, "город Ленгер, улица Абая"), "Төлеби ауданы");
    assert_eq!(district(&TURKISTAN, "Манкент ауылы"), "Сайрам ауданы");
}

#[test]
fn the_span_holds_the_name_and_its_head_word() {
    let (_, span) = found(&TURKISTAN, "Біз г. Кентау тұрғындарымыз").unwrap();
    assert_eq!(span, "г. Кентау");
}

#[test]
fn streets_people_rivers_and_oblasts_are_not_districts() {
    for text in [
        "Сайрам көшесі 5",
        "ул. Сауран 12",
        "Бәйдібек атындағы мектеп",
        "Түркістан облысы",
        "Арыс өзені тасыды",
        "Созақ шағын ауданы",
        "Сайрам Оразов келді",
    ] {
        assert_eq!(found(&TURKISTAN, text), None, "{text}");
    }
}

#[test]
fn an_ordinary_word_needs_its_head_word() {
    assert_eq!(found(&COUNTRY, "бәрі жақсы болды"), None);
    assert_eq!(district(&COUNTRY, "жақсы ауданы"), "Жақсы ауданы");
}

#[test]
fn a_head_word_goes_before_a_name_without_one() {
    assert_eq!(
        district(&TURKISTAN, "Кентауға барамыз, Сауран ауданында тұрамыз"),
        "Сауран ауданы"
    );
}

#[test]
fn a_name_many_oblasts_have_is_resolved_by_the_oblast_or_not_at_all() {
    assert_eq!(found(&COUNTRY, "Абай ауданында тұрамын"), None);
    assert_eq!(district(&COUNTRY, "Қарағанды облысы, Абай ауданы"), "Абай ауданы");
    let place = COUNTRY
        .find("Абайский район Карагандинской области", &mut Scratch::default())
        .unwrap();
    assert_eq!(COUNTRY.region(place.kato).unwrap().name_kk, "Қарағанды облысы");
}

#[test]
fn a_city_and_the_district_around_it_are_told_apart() {
    assert_eq!(district(&COUNTRY, "Қостанай ауданы"), "Қостанай ауданы");
    assert_eq!(district(&COUNTRY, "Қостанай қаласында"), "Қостанай қаласы");
    assert_eq!(district(&COUNTRY, "Сарыағаш қаласы"), "Сарыағаш ауданы");
}

#[test]
fn a_register_cell_names_a_district_in_many_ways() {
    let named = |value| {
        TURKISTAN
            .district_named(value)
            .map(|kato| kato.to_string())
            .unwrap_or_default()
    };
    for value in [
        "Ордабасинский район",
        "Ордабасы ауданы",
        " ордабасы  АУДАНЫ ",
        "Ордабасы",
        "614600000",
    ] {
        assert_eq!(named(value), "614600000", "{value}");
    }
    assert_eq!(named("г. Кентау"), "612000000");
    assert_eq!(named("Түркістан қ."), "611000000");
    assert_eq!(named("Сайрамский р-н"), "615200000");
    assert_eq!(named("район Байдибека"), "613600000");
    for value in [
        "",
        "Караганда",
        "100000000",
        "Шәуілдір",
        "Сайрам ауданы, Кентау",
        "Сайрам көшесі",
        "белгісіз",
    ] {
        assert_eq!(named(value), "", "{value}");
    }
}

#[test]
fn every_district_answers_to_its_own_names() {
    for oblast in COUNTRY.regions.keys() {
        let gazetteer = Gazetteer::embedded(Some(&oblast.to_string())).unwrap();
        for district in gazetteer.districts() {
            for name in [&district.name_kk, &district.name_ru] {
                assert_eq!(gazetteer.district_named(name), Some(district.kato), "{name}");
            }
        }
    }
}

#[test]
fn an_unknown_oblast_is_refused() {
    for code in ["61", "614600000", "Түркістан"] {
        assert!(
            matches!(Gazetteer::embedded(Some(code)), Err(Error::Oblast(_))),
            "{code}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_district_of_the_oblast_or_none(text in "(Сайрам|аудан|көшесі|г\\.|Кентау|атындағы|[ .,]|.){0,20}") {
        let place = TURKISTAN.find(&text, &mut Scratch::default());
        prop_assert!(place.is_none_or(|place| text.get(place.span).is_some_and(|span| !span.is_empty())));
        TURKISTAN.district_named(&text);
    }
}

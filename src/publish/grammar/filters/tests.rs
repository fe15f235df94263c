use std::fmt;
use std::sync::Arc;

use minijinja::value::Object;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::add_filters;
use crate::analyse::Edition;

/// A figure with its text and, where it may be told, its number; displays itself with marks around.
#[derive(Debug)]
struct Marked(Option<i64>, &'static str);

impl Object for Marked {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "number" => Some(Value::from(self.0)),
            "text" => Some(Value::from(self.1)),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.1)
    }
}

fn say(edition: Edition, template: &str) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    add_filters(&mut environment, edition);
    let context = context! {
        few => Value::from_object(Marked(Some(3), "3")),
        share => Value::from_object(Marked(None, "12,5 %")),
        hidden => Value::from_object(Marked(None, "<5")),
        withheld => "…",
        names => ["А", "Б", "В"],
    };
    environment.render_str(template, context)
}

fn assert_said(edition: Edition, table: &[(&str, &str)]) {
    for (template, expected) in table {
        assert_eq!(say(edition, template).unwrap(), *expected, "{template}");
    }
}

#[test]
fn kazakh_phrases_put_endings_behind_what_is_shown() {
    let table = [
        ("{{ 1234|n }}", "1\u{a0}234"),
        ("{{ 15|from }} {{ 20|to }} {{ 20|its }}", "15-тен 20-ға 20-сы"),
        ("{{ few|n }} {{ few|to }} {{ few|its }}", "[3] [3]-ке [3]-і"),
        (
            "{{ share|case('ablative') }} {{ share|its('dative') }}",
            "[12,5 %]-дан [12,5 %]-ына",
        ),
        (
            "{{ hidden|from }} {{ hidden|its }} {{ withheld|to }}",
            "[<5] [<5] …",
        ),
        ("{{ 3.4|to }} {{ '12,5'|to }}", "3,4-ке 12,5-ке"),
        ("{{ 20|nth }}", "20-сыншы"),
        (
            "{{ 'Ордабасы ауданы'|within }} {{ 'Ордабасы ауданы'|of }}",
            "Ордабасы ауданында Ордабасы ауданының",
        ),
        ("{{ 'АӘК'|case('genitive') }}", "АӘК-нің"),
        (
            "{{ 2026|year('attributive') }} {{ 2025|year('instrumental') }}",
            "2026 жылғы 2025 жылмен",
        ),
        (
            "{{ 2026|half_year(1, 'locative') }}",
            "2026 жылғы бірінші жартыжылдықта",
        ),
        (
            "{{ '2026-07-20'|date('attributive') }}",
            "2026 жылғы 20 шілдедегі",
        ),
        ("{{ '2026-07-13'|span('2026-07-19') }}", "2026 жылғы 13–19 шілде"),
        ("{{ 2|times }} {{ names|joined }}", "2 есе А, Б және В"),
        ("{{ 'жыл'|capitalise }}", "Жыл"),
    ];
    assert_said(Edition::Kk, &table);
}

#[test]
fn russian_phrases_agree_with_what_is_printed() {
    let table = [
        ("{{ few|n }} {{ few|agree('тема', 'темы', 'тем') }}", "[3] темы"),
        (
            "{{ hidden|n }} {{ hidden|agree('тема', 'темы', 'тем') }}",
            "[<5] тем",
        ),
        ("{{ few|counted('обращение', 'genitive') }}", "[3] обращений"),
        ("{{ 1234|counted('обращение') }}", "1\u{a0}234 обращения"),
        ("{{ 5|agree_in('dative', 'теме', 'темам') }}", "темам"),
        ("{{ 1|past('поступил', 'жалоба') }}", "поступила"),
        (
            "{{ 2|times }} {{ 1.5|times }} {{ 5|times }}",
            "2 раза 1,5 раза 5 раз",
        ),
        (
            "{{ 'Сайрамский район'|located|after('в') }}",
            "в Сайрамском районе",
        ),
        (
            "{{ 'управление образования'|case('dative') }}",
            "управлению образования",
        ),
        (
            "{{ 2026|half_year(2, 'prepositional')|after('в') }}",
            "во втором полугодии 2026 года",
        ),
        ("{{ '2026-07-20'|date }}", "20 июля 2026 года"),
        (
            "{{ '2026-06-29'|span('2026-07-05') }}",
            "29 июня – 5 июля 2026 года",
        ),
        ("{{ 2026|year('prepositional')|after('в') }}", "в 2026 году"),
        ("{{ names|joined }}", "А, Б и В"),
    ];
    assert_said(Edition::Ru, &table);
}

#[test]
fn what_the_grammar_does_not_know_is_a_named_error() {
    for (edition, template, name) in [
        (Edition::Kk, "{{ 5|case('vocative') }}", "vocative"),
        (Edition::Kk, "{{ 5|its('prepositional') }}", "prepositional"),
        (Edition::Ru, "{{ 'Шымкент'|case('locative') }}", "locative"),
        (Edition::Ru, "{{ 5|counted('кенгуру') }}", "кенгуру"),
        (Edition::Ru, "{{ '20.07.2026'|date }}", "20.07.2026"),
        (Edition::Kk, "{{ 2026|half_year(3) }}", "`3`"),
        (Edition::Kk, "{{ 5|agree('а', 'б', 'в') }}", "agree"),
    ] {
        let error = say(edition, template).unwrap_err().to_string();
        assert!(error.contains(name), "{template}: {error}");
    }
    assert!(say(Edition::Kk, "{{ missing|to }}").is_err());
    assert!(say(Edition::Ru, "{{ missing|n }}").is_err());
}

use crate::analyse::{Edition, Findings};
use crate::publish::note::tests::section;
use crate::publish::sample;

fn read(findings: &Findings, edition: Edition) -> String {
    section(findings, edition, None, super::problems)
}

#[test]
fn each_problem_that_stands_says_what_where_since_when_and_how_many() {
    let findings = sample::findings();
    let ru = read(&findings, Edition::Ru);
    assert!(
        ru.contains("системные – 1, устойчивые – 1, формирующиеся – 1"),
        "{ru}"
    );
    assert!(ru.contains("Отсутствие и перебои воды – Сайрамский район\nУровень – системная проблема, сохраняется с первого полугодия 2025 года. Число заявителей – 44, "), "{ru}");
    assert!(ru.contains("Число заявителей в расчёте на жителя в 2,5 раза больше, чем по области; месяцев с числом обращений выше ожидаемого – 5."), "{ru}");
    assert!(
        ru.contains("чаще, чем по области: доля повторных обращений – 30,0 % (по области – 10,0 %)."),
        "{ru}"
    );
    let kk = read(&findings, Edition::Kk);
    assert!(
        kk.contains("2025 жылғы бірінші жартыжылдықтан бері сақталып келеді. Өтініш берушілер саны – 44,"),
        "{kk}"
    );
    assert!(
        kk.contains("Өтініш берушілер саны тұрғындар санына шаққанда облыс деңгейінен 2,5 есе жоғары"),
        "{kk}"
    );
}

#[test]
fn one_to_four_places_are_several() {
    let mut findings = sample::findings();
    for problem in &mut findings.systemic {
        problem.localities = 3;
    }
    let (ru, kk) = (read(&findings, Edition::Ru), read(&findings, Edition::Kk));
    assert_eq!(ru.matches("из нескольких мест").count(), 2, "{ru}");
    assert_eq!(kk.matches("бірнеше мекеннен").count(), 2, "{kk}");
}

#[test]
fn a_problem_whose_counts_are_hidden_has_no_numbers() {
    let mut findings = sample::findings();
    findings.systemic.truncate(1);
    findings.systemic[0].applicants = 3;
    let ru = read(&findings, Edition::Ru);
    assert!(ru.contains("Число заявителей не приводится"), "{ru}");
    assert!(
        !ru.contains("раза больше") && !ru.contains("доля повторных"),
        "{ru}"
    );
    assert!(ru.contains("Сайрамский район | <5 | – | 1 п/г 2025 г."), "{ru}");
}

#[test]
fn a_growth_of_the_oblast_is_told_only_with_both_of_its_counts() {
    let mut findings = sample::findings();
    findings.systemic[2].stage = 2;
    let grown = "Число заявителей выросло в 2,5 раза по отношению к первому полугодию 2025 года";
    let ru = read(&findings, Edition::Ru);
    assert!(ru.contains(grown), "{ru}");
    let problem = findings.systemic[2].clone();
    let mut changes = findings.changes.iter_mut();
    let change = changes.find(|change| {
        (&change.district, &change.code) == (&problem.district, &problem.code) && change.comparison == "year"
    });
    change.unwrap().before = 3;
    assert!(!read(&findings, Edition::Ru).contains("выросло"));
}

#[test]
fn a_quote_in_another_language_says_so() {
    let mut findings = sample::findings();
    let kk = "«Таңғы алтыда келген су сағат жетіде тоқтайды.»";
    let ru = "«Воду дают на час утром, и то не каждый день.»";
    let both = read(&findings, Edition::Ru);
    assert!(
        both.contains(&format!("{ru}\n{kk} (обращение на казахском языке)")),
        "{both}"
    );
    findings.quotes.retain(|quote| quote.language == "ru");
    let other = read(&findings, Edition::Kk);
    assert!(
        other.contains(&format!("{ru} (жолданым орыс тілінде)")),
        "{other}"
    );
}

#[test]
fn small_counts_of_earlier_half_years_are_told_in_words() {
    let mut findings = sample::findings();
    let (district, code) = (
        findings.systemic[0].district.clone(),
        findings.systemic[0].code.clone(),
    );
    let mut cells = findings.problem_map.iter_mut();
    let cell =
        cells.find(|cell| (&cell.district, &cell.code) == (&district, &code) && cell.half_year == "2025H1");
    cell.unwrap().appeals = 2;
    let ru = read(&findings, Edition::Ru);
    assert!(ru.contains("1‑е полугодие 2025 г. – единичные"), "{ru}");
}

#[test]
fn stages_head_the_rows_of_the_table() {
    let ru = read(&sample::findings(), Edition::Ru);
    let heads = [
        "Системные проблемы",
        "Устойчивые проблемы",
        "Формирующиеся проблемы",
    ];
    let places: Vec<Option<usize>> = heads.iter().map(|head| ru.find(&format!("\n{head}\n"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{ru}");
}

#[test]
fn without_problems_one_sentence_says_so() {
    let mut findings = sample::findings();
    findings.systemic.clear();
    assert_eq!(read(&findings, Edition::Ru).lines().count(), 2);
}

#[test]
fn where_not_all_problems_are_told_it_is_said_and_the_annex_has_all() {
    let mut findings = sample::findings();
    let problem = findings.systemic[0].clone();
    findings.systemic.extend((2..=24).map(|group| {
        let code = format!("{group:02}");
        crate::corpus::published::Systemic {
            code,
            ..problem.clone()
        }
    }));
    let ru = read(&findings, Edition::Ru);
    assert!(
        ru.contains("Остальные системные и устойчивые проблемы названы в таблице."),
        "{ru}"
    );
    assert!(ru.contains("полный перечень – в приложении"), "{ru}");
    let all = section(&findings, Edition::Ru, None, super::problems_in_full);
    for problem in &findings.systemic {
        let mut topics = findings.topics.iter();
        let topic = topics.find(|topic| topic.code == problem.code);
        let name = topic.map_or(&problem.code, |topic| &topic.name.ru);
        assert!(all.contains(name.as_str()), "{name}");
    }
}

#[test]
fn only_the_share_that_is_above_the_oblasts_is_a_ground() {
    let mut findings = sample::findings();
    for problem in &mut findings.systemic {
        (
            problem.unresolved,
            problem.repeats_told,
            problem.dissatisfied_told,
        ) = (Some(true), true, true);
        (problem.repeats, problem.repeats_low, problem.repeats_oblast) = (Some(0.08), Some(0.05), Some(0.10));
        (
            problem.dissatisfied,
            problem.dissatisfied_low,
            problem.dissatisfied_oblast,
        ) = (Some(0.31), Some(0.25), Some(0.20));
    }
    let ru = read(&findings, Edition::Ru);
    assert!(
        ru.contains("чаще, чем по области: доля не удовлетворённых ответом – 31,0 % (по области – 20,0 %)."),
        "{ru}"
    );
    assert!(!ru.contains("доля повторных"), "{ru}");
}

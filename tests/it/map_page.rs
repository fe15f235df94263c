//! The map page in a browser, if there is one on the machine: `TALDA_BROWSER`, or Chromium or Chrome on the path.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use talda::corpus::HalfYear;
use talda::publish::map_page::map_page_of;
use talda::publish::numbers::decimal;
use talda::publish::suppression::{Cell, Cleared};

use super::truth::TRUE_FINDINGS;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const OBLAST: &str = "610000000";
const SHARDARA: &str = "616400000";

static CLEARED: LazyLock<Cleared> = LazyLock::new(|| Cleared::of(&TRUE_FINDINGS).unwrap());
static PAGE: LazyLock<String> = LazyLock::new(|| map_page_of(&CLEARED, None).unwrap());

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("TALDA_BROWSER").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || {
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let programs = NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        programs.into_iter().find(|program| program.is_file())
    };
    let found = named.or_else(on_path);
    if found.is_none() {
        eprintln!("no browser here: set TALDA_BROWSER to test the page in one");
    }
    found
}

/// The document after the script of the page has run, opened at `#asked`, and then `script`.
fn shown(browser: &PathBuf, asked: &str, script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("map.html");
    let with_script = PAGE.replace("</body>", &format!("<script>{script}</script></body>"));
    fs::write(&page, with_script).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        // Whatever the page asks of a network, nobody answers.
        .args(["--proxy-server=127.0.0.1:9", "--virtual-time-budget=2000"])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!("file://{}#{asked}", page.display()))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// What stands between `start` and the next `end` after it, in every place, without tags.
fn texts(html: &str, start: &str, end: &str) -> Vec<String> {
    let parts = html.split(start).skip(1);
    parts
        .filter_map(|part| part.split(end).next())
        .map(|part| {
            let inner = part.split_once('>').map_or(part, |(_, inner)| inner);
            inner.replace("&lt;", "<").replace("&nbsp;", "\u{a0}")
        })
        .collect()
}

/// The cells of a district's row of the page's table.
fn row(html: &str, district: &str) -> Vec<String> {
    let rows: Vec<&str> = html
        .split(&format!("data-row=\"{district}\""))
        .skip(1)
        .filter_map(|part| part.split("</tr>").next())
        .collect();
    let [row] = rows.as_slice() else {
        panic!("{} rows of {district}", rows.len())
    };
    texts(row, "<td", "</td>")
}

/// What the table `problem_map` says of a district: its count, its rate, and the ratio of the lens in front of the verdict.
fn told(district: &str, topic: &str, half_year: HalfYear) -> (String, String, [Option<String>; 2]) {
    let figure = CLEARED.appeals(district, topic, half_year);
    let cell = TRUE_FINDINGS.cell(district, topic, half_year);
    let told = cell.filter(|_| figure.exact().is_some());
    let rate = told
        .and_then(|cell| cell.rate)
        .map_or_else(String::new, |rate| decimal(rate, 1));
    let ratio = |ratio: Option<f64>, verdict: &str| {
        let ratio = ratio.filter(|_| verdict != "insufficient")?;
        Some(format!("×{}: ", decimal(ratio, 1)))
    };
    let ratios = told.map_or([None, None], |cell| {
        [
            ratio(cell.eb_ratio, &cell.intensity),
            ratio(cell.specific_ratio, &cell.specificity),
        ]
    });
    (figure.printed(), rate, ratios)
}

#[test]
fn a_chosen_topic_and_half_year_shows_the_numbers_of_the_table() {
    let Some(browser) = browser() else { return };
    for (topic, half_year) in [("01.01", "2026H1"), ("03.02", "2025H2"), ("16", "2024H1")] {
        let html = shown(&browser, &format!("topic={topic}&half={half_year}&lang=ru"), "");
        for district in &TRUE_FINDINGS.districts {
            let cells = row(&html, &district.kato);
            let (count, rate, ratios) = told(&district.kato, topic, half_year.parse().unwrap());
            assert_eq!(
                [&cells[0], &cells[1]],
                [&count, &rate],
                "{topic} {half_year} {district:?}"
            );
            for (cell, ratio) in cells[3..5].iter().zip(ratios) {
                let beginning = ratio.clone().unwrap_or_default();
                assert!(cell.starts_with(&beginning), "{cell}: {ratio:?}");
                assert_eq!(cell.contains('×'), ratio.is_some(), "{cell}");
            }
        }
    }
}

#[test]
fn each_lens_shows_its_own_numbers_on_the_map() {
    let Some(browser) = browser() else { return };
    let now = TRUE_FINDINGS.half_year;
    let cell = TRUE_FINDINGS.cell(SHARDARA, "01.01", now).unwrap();
    let change = TRUE_FINDINGS.change(SHARDARA, "01.01", "year").unwrap();
    for (lens, number) in [
        ("intensity", format!("▲ ×{}", decimal(cell.eb_ratio.unwrap(), 1))),
        (
            "specificity",
            format!("▲ ×{}", decimal(cell.specific_ratio.unwrap(), 1)),
        ),
        ("change", format!("▲ ×{}", decimal(change.ratio.unwrap(), 2))),
        ("rate", decimal(cell.rate.unwrap(), 1)),
        ("number", cell.appeals.to_string()),
    ] {
        let html = shown(&browser, &format!("topic=01.01&lens={lens}"), "");
        let start = html.find(&format!("data-kato=\"{SHARDARA}\"")).unwrap();
        let values = texts(&html[start..], "class=\"value\"", "</text>");
        assert_eq!(values[0], number, "{lens}");
    }
}

#[test]
fn the_controls_change_what_is_shown() {
    let Some(browser) = browser() else { return };
    let script = "
        const choose = (id, value) => {
            const control = document.getElementById(id);
            control.value = value;
            control.dispatchEvent(new Event('change'));
        };
        choose('topic', '16'); choose('half', '2025H2'); choose('lens', 'rate');
        document.querySelector('[data-lang=ru]').click();
        document.querySelector('#map [data-kato=\"616400000\"]').dispatchEvent(new Event('click'));";
    let html = shown(&browser, "", script);
    assert!(html.contains("<html lang=\"ru\">"));
    assert_eq!(
        texts(&html, "id=\"shown\"", "</h2>"),
        ["Образование: на 10\u{a0}000 жителей, 2‑е полугодие 2025 года"]
    );
    let card = html.split("id=\"card\"").nth(1).unwrap();
    assert_eq!(texts(card, "<h2", "</h2>")[0], "Шардаринский район");
    let (count, ..) = told(SHARDARA, "16", "2025H2".parse().unwrap());
    assert_eq!(row(&html, SHARDARA)[0], count);
}

#[test]
fn the_card_of_a_district_has_its_terms() {
    let Some(browser) = browser() else { return };
    let html = shown(&browser, &format!("district={SHARDARA}&lang=ru"), "");
    let card = html.split("id=\"card\"").nth(1).unwrap();
    let now = TRUE_FINDINGS.half_year.to_string();
    let mut rows = TRUE_FINDINGS.terms.iter();
    let terms = rows
        .find(|row| row.district == SHARDARA && row.half_year == now)
        .unwrap();
    let figure = |column: &str, count| CLEARED.figure(&Cell::district(SHARDARA, column), count).printed();
    let broken = figure("broken", terms.late + terms.overdue);
    let ended = figure("ended", terms.kept + terms.late + terms.overdue);
    let told = format!("{broken} из {ended}");
    let shown = texts(card, "<dd", "</dd>");
    assert!(
        shown.iter().any(|entry| entry.starts_with(&told)),
        "{told}: {shown:?}"
    );
}

#[test]
fn the_page_speaks_one_language_at_a_time() {
    let Some(browser) = browser() else { return };
    for (lang, own, other) in [("kk", "Жүйелі", "Системн"), ("ru", "Системн", "Жүйелі")]
    {
        let html = shown(&browser, &format!("lang={lang}"), "");
        let body = html.split("<body>").nth(1).unwrap();
        let seen = body.split("<script").next().unwrap();
        assert!(seen.contains(own) && !seen.contains(other), "{lang}");
        assert!(html.contains(&format!("<html lang=\"{lang}\">")));
    }
}

#[test]
fn no_request_leaves_the_page() {
    let Some(browser) = browser() else { return };
    let script = "document.title = `asked ${performance.getEntriesByType('resource').length}`;";
    let html = shown(&browser, &format!("district={OBLAST}"), script);
    assert_eq!(texts(&html, "<title", "</title>")[0], "asked 0");
}

//! The problem map as one page that opens from a file: style, script and numbers inside, no network.

mod boundaries;
pub mod data;
mod problems;
pub mod tiles;

use super::Error;
use super::suppression::Cleared;
use crate::analyse::Findings;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("script/words.js"),
    include_str!("script/cells.js"),
    include_str!("script/map.js"),
    include_str!("script/card.js"),
    include_str!("script/lists.js"),
    include_str!("script/page.js"),
    "})();\n",
);

/// [`map_page_of`] findings that are yet to be cleared.
pub fn map_page(findings: &Findings, boundaries: Option<&str>) -> Result<String, Error> {
    map_page_of(&Cleared::of(findings)?, boundaries)
}

/// The page for the findings; with `boundaries`, GeoJSON whose features carry `kato`, districts have their true shapes.
///
/// Counts of 1 to 4 and their rates stand nowhere in the page, nor do withheld ones.
pub fn map_page_of(cleared: &Cleared, boundaries: Option<&str>) -> Result<String, Error> {
    let findings = cleared.findings;
    let layout = match boundaries {
        Some(geojson) => boundaries::layout(&findings.districts, geojson)?,
        None => tiles::layout(&findings.districts),
    };
    let data = data::json(cleared, layout)?;
    Ok(PAGE
        .replace("{{style}}", STYLE)
        .replace("{{script}}", SCRIPT)
        .replace("{{data}}", &inert(&data)))
}

/// JSON that no HTML parser takes for markup.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::publish::numbers::{Figure, rounded};
    use crate::publish::sample;

    fn data(page: &str) -> Value {
        let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
        let end = start + page[start..].find("</script>").unwrap();
        serde_json::from_str(&page[start..end]).unwrap()
    }

    #[test]
    fn the_page_has_every_number_that_may_be_told_and_no_other() {
        let findings = sample::findings();
        let cleared = Cleared::of(&findings).unwrap();
        let data = data(&map_page_of(&cleared, None).unwrap());
        for cell in &findings.problem_map {
            let half_year = cell.half_year.parse().unwrap();
            let mut periods = findings.half_years.iter();
            let period = periods.position(|period| *period == half_year).unwrap();
            let found = &data["cells"][&cell.district][&cell.code][period];
            match cleared.appeals(&cell.district, &cell.code, half_year) {
                Figure::Small => assert_eq!(*found, serde_json::json!(["small"]), "{cell:?}"),
                Figure::Withheld => assert_eq!(*found, serde_json::json!(["withheld"]), "{cell:?}"),
                Figure::Exact(appeals) => {
                    assert_eq!(found[0], appeals, "{cell:?}");
                    for (at, ratio) in [(5, cell.eb_ratio), (7, cell.specific_ratio)] {
                        let told = ratio.map(|ratio| rounded(ratio, 1));
                        assert_eq!(found[at].as_f64(), told, "{cell:?}");
                    }
                    assert_eq!(found[4], cell.intensity, "{cell:?}");
                    assert_eq!(found[6], cell.specificity, "{cell:?}");
                    let rate = cell.rate.map(|rate| rounded(rate, 1));
                    assert_eq!(found[1].as_f64(), rate, "{cell:?}");
                }
            }
        }
    }

    #[test]
    fn small_counts_of_changes_are_masked_with_their_ratios() {
        let findings = sample::findings();
        let data = data(&map_page(&findings, None).unwrap());
        let mut seen = 0;
        for change in findings
            .changes
            .iter()
            .filter(|change| change.comparison == "year")
        {
            let found = &data["changes"][&change.district][&change.code];
            for (count, print) in [(change.before, &found[0]), (change.now, &found[1])] {
                if (1..5).contains(&count) {
                    assert!(print == "small" || print == "withheld");
                    assert!(found[2].is_null() && found[3].is_null() && found[4].is_null());
                    seen += 1;
                }
            }
        }
        assert!(seen > 0);
    }

    #[test]
    fn a_problem_whose_counts_are_hidden_is_not_told() {
        let mut findings = sample::findings();
        let told = |findings: &Findings| {
            let data = data(&map_page(findings, None).unwrap());
            data["systemic"].as_array().unwrap().len()
        };
        let before = told(&findings);
        assert_eq!(before, findings.systemic.len());
        findings.systemic[0].applicants = 3;
        assert_eq!(told(&findings), before - 1);
    }

    #[test]
    fn a_growth_from_a_hidden_count_is_not_told() {
        let mut findings = sample::findings();
        let told = |findings: &Findings| {
            let data = data(&map_page(findings, None).unwrap());
            data["systemic"].as_array().unwrap().len()
        };
        let before = told(&findings);
        let (oblast, code) = (findings.oblast.clone(), findings.systemic[2].code.clone());
        assert_eq!(findings.systemic[2].district, oblast);
        let mut changes = findings.changes.iter_mut();
        let change = changes
            .find(|change| change.district == oblast && change.code == code && change.comparison == "year");
        change.unwrap().before = 3;
        assert_eq!(told(&findings), before - 1);
    }

    #[test]
    fn quotes_stand_without_the_number_of_their_appeal() {
        let page = map_page(&sample::findings(), None).unwrap();
        let quote = &sample::findings().quotes[0];
        assert!(page.contains(&quote.quote) && !page.contains(&format!("\"{}\"", quote.number)));
    }

    #[test]
    fn every_phrase_the_script_says_is_there() {
        let phrases: toml::Table = toml::from_str(data::PHRASES).unwrap();
        let said = SCRIPT
            .split("say(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let in_page = PAGE
            .split("data-say=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        for phrase in said.chain(in_page) {
            assert!(phrases.contains_key(phrase), "{phrase}");
        }
    }

    #[test]
    fn the_page_asks_nothing_of_any_network() {
        let page = map_page(&sample::findings(), None).unwrap();
        assert!(page.contains(
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
        ));
        let foreign = ["src=", "href=", "@import", "url(http", "fetch(", "XMLHttpRequest"];
        for sign in foreign {
            assert!(!page.contains(sign), "{sign}");
        }
        let addresses = page.matches("http").count();
        assert_eq!(
            addresses,
            page.matches("http://www.w3.org/2000/svg").count() + page.matches("http-equiv").count()
        );
    }

    #[test]
    fn names_cannot_end_the_script() {
        let mut findings = sample::findings();
        findings.districts[0].name.kk = "</script><script>alert(1)</script>".into();
        let page = map_page(&findings, None).unwrap();
        assert!(!page.contains("<script>alert"));
        assert_eq!(
            data(&page)["districts"][0]["name"]["kk"],
            findings.districts[0].name.kk
        );
    }

    #[test]
    fn empty_findings_make_a_page_too() {
        assert!(map_page(&sample::empty(), None).is_ok());
    }

    #[test]
    fn the_page_is_small() {
        assert!(map_page(&sample::findings(), None).unwrap().len() < 2_000_000);
    }
}

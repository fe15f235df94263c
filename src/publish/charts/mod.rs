//! Charts of a run, drawn with a font that comes with the program.
//!
//! A chart is first a [`Scene`](scene::Scene) of shapes and a table of the same numbers, then PNG, SVG and CSV.

mod alarms;
mod bodies;
mod changes;
mod channels;
mod districts;
mod heat;
mod map;
mod paint;
mod phrases;
mod png;
mod scene;
mod terms;
mod topics;
mod weekly;

use phrases::Voice;
use scene::Scene;

use super::numbers::{Figure, WITHHELD};
use super::suppression::Cleared;
use super::{Error, Picture};
use crate::analyse::{Edition, Findings};

/// A chart before it is drawn.
struct Chart {
    stem: &'static str,
    title: String,
    scene: Scene,
    table: Table,
}

/// The numbers behind a chart, small ones masked and what would give them away withheld.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn has_withheld(&self) -> bool {
        self.rows.iter().flatten().any(|cell| cell == WITHHELD)
    }
}

/// [`charts_of`] findings that are yet to be cleared.
pub fn charts(findings: &Findings, edition: Edition) -> Result<Vec<Picture>, Error> {
    charts_of(&Cleared::of(findings)?, edition)
}

/// All charts of an edition; one that has nothing to show is left out.
pub fn charts_of(cleared: &Cleared, edition: Edition) -> Result<Vec<Picture>, Error> {
    let voice = Voice::new(cleared, edition)?;
    let mut pictures = Vec::new();
    for chart in scenes(&voice)? {
        pictures.push(picture(chart, &voice)?);
    }
    Ok(pictures)
}

fn scenes(voice: &Voice) -> Result<Vec<Chart>, Error> {
    let charts = [
        channels::chart(voice)?,
        districts::chart(voice)?,
        map::chart(voice)?,
        topics::chart(voice)?,
        changes::chart(voice)?,
        heat::chart(voice)?,
        weekly::chart(voice)?,
        alarms::chart(voice)?,
        terms::chart(voice)?,
        bodies::chart(voice)?,
    ];
    Ok(charts.into_iter().flatten().collect())
}

/// The chart with its cautions and sources below the scene.
fn finished(
    voice: &Voice,
    stem: &'static str,
    title: String,
    mut scene: Scene,
    table: Table,
) -> Result<Chart, Error> {
    scene.footnote(&voice.footnote(stem, table.has_withheld())?);
    Ok(Chart {
        stem,
        title,
        scene,
        table,
    })
}

fn picture(chart: Chart, voice: &Voice) -> Result<Picture, Error> {
    let alt = alt(&chart, &voice.subtitle(chart.stem)?);
    Ok(Picture {
        name: format!("{}.{}", chart.stem, voice.edition().as_str()),
        png: paint::png(&chart.scene, chart.stem)?,
        svg: paint::svg(&chart.scene, chart.stem, &chart.title, &alt)?,
        size: paint::size(&chart.scene),
        csv: csv(&chart)?,
        title: chart.title,
        alt,
    })
}

/// Cells of the table that the picture in words names at most.
const NAMED_CELLS: usize = 40;

/// The title, what is shown, and the first rows of the table.
fn alt(chart: &Chart, subtitle: &str) -> String {
    let Table { header, rows } = &chart.table;
    let named = (NAMED_CELLS / header.len().max(1)).max(2);
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = header
            .iter()
            .zip(row)
            .map(|(head, cell)| format!("{head}: {}", spoken(cell)))
            .collect();
        cells.join(", ")
    };
    let named_rows: Vec<String> = rows.iter().take(named).map(row).collect();
    let more = if rows.len() > named { "; …" } else { "" };
    format!("{}. {subtitle}. {}{more}", chart.title, named_rows.join("; "))
}

/// A cell as text says it: numbers with a decimal comma.
fn spoken(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(_) => cell.replace('.', ","),
        Err(_) => cell.to_owned(),
    }
}

fn csv(chart: &Chart) -> Result<String, Error> {
    let fault = |why: String| Error::Chart {
        chart: chart.stem.to_owned(),
        why,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(&chart.table.header).chain(&chart.table.rows) {
        writer
            .write_record(row)
            .map_err(|error| fault(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| fault(error.to_string()))
}

/// A count as it may be drawn: the middle of the masked range for small ones, nothing for withheld ones.
fn drawn(figure: Figure) -> Option<f64> {
    match figure {
        Figure::Exact(count) => Some(count as f64),
        Figure::Small => Some(2.5),
        Figure::Withheld => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{chart_font, sample};
    use scene::{Align, Shape, WIDTH};

    #[test]
    fn the_same_findings_give_the_same_bytes() {
        let findings = sample::findings();
        let once = charts(&findings, Edition::Kk).unwrap();
        assert_eq!(once.len(), 10);
        assert!(once == charts(&findings, Edition::Kk).unwrap());
    }

    #[test]
    fn no_label_is_cut() {
        let findings = sample::findings();
        for edition in Edition::BOTH {
            let cleared = Cleared::of(&findings).unwrap();
            let voice = Voice::new(&cleared, edition).unwrap();
            for chart in scenes(&voice).unwrap() {
                for shape in &chart.scene.shapes {
                    inside(&chart, shape);
                }
            }
        }
    }

    fn inside(chart: &Chart, shape: &Shape) {
        let Shape::Text {
            at,
            text,
            size,
            bold,
            align,
            upright,
            ..
        } = shape
        else {
            return;
        };
        let width = chart_font::width(text, *size, *bold);
        let ((left, right), (top, bottom)) = match (upright, align) {
            (true, _) => ((at.0 - size / 2, at.0 + size / 2), (at.1 - width, at.1)),
            (_, Align::Left) => ((at.0, at.0 + width), (at.1 - size / 2, at.1 + size / 2)),
            (_, Align::Middle) => (
                (at.0 - width / 2, at.0 + width / 2),
                (at.1 - size / 2, at.1 + size / 2),
            ),
            (_, Align::Right) => ((at.0 - width, at.0), (at.1 - size / 2, at.1 + size / 2)),
        };
        assert!(
            left >= 0 && right <= WIDTH && top >= 0 && bottom <= chart.scene.height(),
            "{}: {text} at {left}..{right}, {top}..{bottom}",
            chart.stem
        );
    }

    #[test]
    fn empty_findings_have_no_charts() {
        assert_eq!(charts(&sample::empty(), Edition::Ru).unwrap(), []);
    }

    #[test]
    fn the_table_of_districts_is_that_of_the_findings() {
        let findings = sample::findings();
        let cleared = Cleared::of(&findings).unwrap();
        let pictures = charts_of(&cleared, Edition::Ru).unwrap();
        let picture = pictures
            .iter()
            .find(|picture| picture.name == "districts.ru")
            .unwrap();
        let mut reader = csv::Reader::from_reader(picture.csv.as_bytes());
        let mut rows = 0;
        for record in reader.records().map(Result::unwrap) {
            let appeals = cleared.appeals(&record[0], crate::analyse::ALL, findings.half_year);
            assert_eq!(record[2], appeals.plain(), "{record:?}");
            rows += 1;
        }
        assert_eq!(rows, findings.districts.len());
    }

    #[test]
    fn small_counts_stand_nowhere() {
        let findings = sample::findings();
        for picture in charts(&findings, Edition::Kk).unwrap() {
            let mut reader = csv::Reader::from_reader(picture.csv.as_bytes());
            let small = ["1", "2", "3", "4"];
            for record in reader.records().map(Result::unwrap) {
                assert!(
                    record.iter().all(|cell| !small.contains(&cell)),
                    "{}: {record:?}",
                    picture.name
                );
            }
        }
    }
}

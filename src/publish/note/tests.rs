mod letters;

use std::io::{Cursor, Read};

use super::writer::Writer;
use super::{Desk, LastNote, Written};
use crate::analyse::{ALL, Edition, Findings, UNKNOWN};
use crate::corpus::published::{Systemic, Terms};
use crate::publish::suppression::Cleared;
use crate::publish::word::{Block, Cell, Span};
use crate::publish::{Error, Picture, sample};

fn written(findings: &Findings, edition: Edition, pictures: &[Picture]) -> Written {
    let cleared = Cleared::of(findings).unwrap();
    let wording = super::Wording::built_in().unwrap();
    super::note(&Desk::new(&cleared, &wording).unwrap(), edition, pictures).unwrap()
}

fn note(findings: &Findings, edition: Edition, pictures: &[Picture]) -> Vec<u8> {
    written(findings, edition, pictures).docx
}

/// What a section writes, as it is read: a paragraph or row a line, spaces that do not break as others.
pub fn section(
    findings: &Findings,
    edition: Edition,
    last: Option<&LastNote>,
    write: fn(&mut Writer) -> Result<(), Error>,
) -> String {
    let cleared = Cleared::of(findings).unwrap();
    let wording = super::Wording::built_in().unwrap();
    let mut desk = Desk::new(&cleared, &wording).unwrap();
    desk.last = last;
    let mut writer = Writer::new(&desk, "note", edition, &[]);
    write(&mut writer).unwrap();
    lines(&writer.blocks).join("\n").replace('\u{a0}', " ")
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let text = |spans: &[Span]| -> String {
        let piece = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) | Span::Figure { text, .. } => text.clone(),
            Span::Footnote(_) => String::new(),
        };
        spans.iter().map(piece).collect()
    };
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Title(spans)
            | Block::Heading { spans, .. }
            | Block::Paragraph(spans)
            | Block::Lead(spans)
            | Block::Item(spans)
            | Block::Numbered { spans, .. }
            | Block::Quote(spans)
            | Block::Small(spans) => lines.push(text(spans)),
            Block::Table(table) => {
                let cells = |row: &Vec<_>| {
                    row.iter()
                        .map(|cell: &Cell| text(&cell.spans))
                        .collect::<Vec<_>>()
                };
                let rows = table.header.iter().chain(&table.rows);
                lines.extend(rows.map(|row| cells(row).join(" | ")));
            }
            Block::Wide(blocks) => lines.extend(self::lines(blocks)),
            Block::Picture(_) | Block::Contents { .. } => {}
        }
    }
    lines
}

fn picture(name: &str) -> Picture {
    Picture {
        name: name.into(),
        title: "Аудандар & қалалар".into(),
        alt: "Аудандар & қалалар".into(),
        png: vec![0; 8],
        size: (800, 400),
        svg: String::new(),
        csv: String::new(),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The document as it is read, a paragraph a line.
fn read(bytes: &[u8]) -> String {
    let document = part(bytes, "word/document.xml");
    let text = regex::Regex::new("<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)").unwrap();
    let pieces = text.captures_iter(&document).map(|found| match found.get(1) {
        Some(text) => text.as_str().replace("&lt;", "<").replace("&amp;", "&"),
        None => "\n".to_owned(),
    });
    pieces.collect()
}

#[test]
fn a_note_has_its_title_tables_language_and_pictures() {
    let pictures = [picture("districts.kk"), picture("districts.ru")];
    let bytes = note(&sample::findings(), Edition::Kk, &pictures);
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("Түркістан облысында 2026 жылғы бірінші жартыжылдықта"));
    assert!(read(&bytes).contains("1-кесте. ") && document.contains("<w:tblHeader/>"));
    assert_eq!(document.matches("<w:drawing>").count(), 1);
    assert!(document.contains("Аудандар &amp; қалалар"));
    assert!(read(&bytes).contains("1-сурет. Аудандар бойынша 10\u{a0}000 тұрғынға шаққандағы"));
    assert!(document.contains("<w:lang w:val=\"kk-KZ\"/>"));
}

#[test]
fn equal_findings_give_equal_bytes() {
    let findings = sample::findings();
    let once = note(&findings, Edition::Ru, &[]);
    assert_eq!(once, note(&findings, Edition::Ru, &[]));
}

#[test]
fn only_proven_changes_are_called_growth() {
    let document = read(&note(&sample::findings(), Edition::Ru, &[]));
    let water = "в Сайрамском районе по направлению «Водоснабжение и водоотведение» число заявителей выросло с 29 до 88";
    assert!(document.contains(water));
    assert!(!document.contains("в районе Сауран по направлению «Отходы"));
}

#[test]
fn a_comparison_that_was_not_made_is_named_and_gives_no_per_cent() {
    let mut findings = sample::findings();
    findings.changes.clear();
    let document = read(&note(&findings, Edition::Ru, &[]));
    assert!(document.contains("не проводится, поскольку данные за более ранний период неполные"));
    assert!(!document.contains("Для сравнения"));
}

#[test]
fn the_sentence_on_receptions_has_its_numbers() {
    let document = read(&note(&sample::findings(), Edition::Ru, &[]));
    assert!(document.contains("Проведено 97 приёмов, принято 145 человек. Решено вопросов – 24"));
}

#[test]
fn codes_nobody_named_are_printed_as_they_are() {
    let mut findings = sample::findings();
    for row in &mut findings.breakdown {
        if ["language", "kind", "outcome"].contains(&row.dimension.as_str()) {
            row.value = format!("{}-x", row.value);
        }
    }
    for row in &mut findings.terms {
        row.kind = row.kind.replace("message", "message-x");
    }
    let document = read(&note(&findings, Edition::Kk, &[]));
    assert!(document.contains("kk-x") && document.contains("message-x"));
}

#[test]
fn bodies_beyond_the_fifteenth_share_a_row() {
    let mut findings = sample::findings();
    let row = findings
        .terms
        .iter()
        .find(|row| row.body != ALL && row.kind == ALL);
    let row = row.unwrap().clone();
    findings.terms.retain(|row| row.body == ALL);
    for body in 10..27 {
        let body = format!("Орган {body}");
        let half_year = findings.half_year.to_string();
        findings.terms.push(Terms {
            body,
            half_year,
            ..row.clone()
        });
    }
    let body = UNKNOWN.to_owned();
    let half_year = findings.half_year.to_string();
    findings.terms.push(Terms {
        body,
        half_year,
        ..row
    });
    let document = read(&note(&findings, Edition::Ru, &[]));
    assert!(document.contains("Орган 24") && !document.contains("Орган 25"));
    assert!(document.contains("Остальные органы (2)") && document.contains("Орган не указан"));
}

#[test]
fn a_note_on_few_appeals_is_short_and_has_no_table_of_dashes() {
    let mut findings = sample::findings();
    let half_year = findings.half_year.to_string();
    findings.half_years = vec![findings.half_year];
    findings.problem_map.retain(|cell| cell.half_year == half_year);
    for cell in &mut findings.problem_map {
        (cell.appeals, cell.applicants) = (cell.appeals / 60, cell.applicants / 60);
    }
    findings.problem_map.retain(|cell| cell.appeals > 0);
    findings.changes.clear();
    findings.systemic.clear();
    for row in &mut findings.terms {
        (row.kept, row.late, row.open, row.overdue) = (0, 0, 0, row.appeals);
    }
    for edition in Edition::BOTH {
        let written = note(
            &findings,
            edition,
            &[picture("districts.kk"), picture("districts.ru")],
        );
        let (text, document) = (read(&written), part(&written, "word/document.xml"));
        assert!(document.matches("<w:tbl>").count() <= 1 && !document.contains("<w:drawing>"));
        assert!(
            text.contains("бағаланған жоқ") || text.contains("не оценивалось"),
            "{text}"
        );
        assert!(!text.contains("Мазмұны") && !text.contains("Содержание"));
    }
}

#[test]
fn a_note_on_hundreds_of_thousands_has_the_same_tables() {
    let few = sample::findings();
    let mut many = sample::findings();
    for cell in &mut many.problem_map {
        (cell.appeals, cell.applicants) = (cell.appeals * 200, cell.applicants * 200);
    }
    let tables = |findings: &Findings| {
        part(&note(findings, Edition::Kk, &[]), "word/document.xml")
            .matches("<w:tbl>")
            .count()
    };
    assert_eq!(tables(&few), tables(&many));
}

#[test]
fn what_became_of_the_problems_of_the_last_note_is_told() {
    let findings = sample::findings();
    let cleared = Cleared::of(&findings).unwrap();
    let wording = super::Wording::built_in().unwrap();
    let mut problems = findings.systemic.clone();
    // The first was lower, the second the same; a third is no more.
    problems[0].stage = 2;
    let gone = Systemic {
        code: "08.01".to_owned(),
        stage: 3,
        ..problems[0].clone()
    };
    problems.push(gone);
    let last = LastNote {
        half_year: findings.half_year.previous(),
        codebook: findings.codebook.clone(),
        problems,
    };
    let desk = Desk {
        last: Some(&last),
        ..Desk::new(&cleared, &wording).unwrap()
    };
    let text = read(&super::note(&desk, Edition::Ru, &[]).unwrap().docx);
    for words in [
        "по итогам второго полугодия 2025 года",
        "было – устойчивая проблема, сейчас уровень выше – системная проблема",
        "было и остаётся – устойчивая проблема",
        "было – системная проблема; в отчётном периоде установленного уровня не достигает",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn findings_without_data_give_a_short_note_that_says_so() {
    for (edition, sentence) in [
        (Edition::Kk, "деректер берілмеген"),
        (Edition::Ru, "не представлены"),
    ] {
        let document = read(&note(&sample::empty(), edition, &[]));
        assert!(document.contains(sentence));
    }
}

/// Writes both notes and the workbook for a look at them, where `TALDA_LOOK` names a folder.
#[test]
fn notes_can_be_looked_at() {
    let Some(folder) = std::env::var_os("TALDA_LOOK") else {
        return;
    };
    let findings = sample::findings();
    for edition in Edition::BOTH {
        let path = std::path::Path::new(&folder).join(format!("note.{}.docx", edition.as_str()));
        std::fs::write(path, note(&findings, edition, &[])).unwrap();
    }
    let workbook = crate::publish::workbook::workbook(&findings).unwrap();
    std::fs::write(std::path::Path::new(&folder).join("tables.xlsx"), workbook).unwrap();
}

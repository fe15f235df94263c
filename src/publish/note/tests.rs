use std::io::{Cursor, Read};

use super::note;
use crate::analyse::Edition;
use crate::publish::{Picture, sample};

fn picture(name: &str) -> Picture {
    Picture {
        name: name.into(),
        title: "Аудандар & қалалар".into(),
        alt: "«Сурет»".into(),
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

#[test]
fn a_note_has_its_title_tables_language_and_pictures() {
    let pictures = [picture("districts.kk"), picture("districts.ru")];
    let bytes = note(&sample::findings(), Edition::Kk, &pictures).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("Түркістан облысында 2026 жылғы бірінші жартыжылдықта"));
    assert!(document.contains("1-кесте. ") && document.contains("<w:tblHeader/>"));
    assert_eq!(document.matches("<w:drawing>").count(), 1);
    assert!(document.contains("Аудандар &amp; қалалар"));
    assert!(part(&bytes, "word/styles.xml").contains("w:val=\"kk-KZ\""));
}

#[test]
fn equal_findings_give_equal_bytes() {
    let findings = sample::findings();
    let once = note(&findings, Edition::Ru, &[]).unwrap();
    assert_eq!(once, note(&findings, Edition::Ru, &[]).unwrap());
}

#[test]
fn only_proven_changes_are_called_growth() {
    let document = part(
        &note(&sample::findings(), Edition::Ru, &[]).unwrap(),
        "word/document.xml",
    );
    assert!(document.contains("Сайрамский район, «Водоснабжение и водоотведение» – с 29 до 88 заявителей"));
    assert!(!document.contains("район Сауран, «Отходы"));
}

#[test]
fn findings_without_data_give_a_short_note_that_says_so() {
    for (edition, sentence) in [
        (Edition::Kk, "деректер берілмеген"),
        (Edition::Ru, "не представлены"),
    ] {
        let document = part(
            &note(&sample::empty(), edition, &[]).unwrap(),
            "word/document.xml",
        );
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
        std::fs::write(path, note(&findings, edition, &[]).unwrap()).unwrap();
    }
    let workbook = crate::publish::workbook::workbook(&findings).unwrap();
    std::fs::write(std::path::Path::new(&folder).join("tables.xlsx"), workbook).unwrap();
}

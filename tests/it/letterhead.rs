//! Notes on an office's own letterhead: what goes through the second check with it, and what does not.

use std::fs;
use std::io::{Cursor, Read, Write};

use super::office::{Office, PIPELINE};

const APPLICANT: &str = "8 701 765 43 21";

/// An office with an applicant's telephone in its register and a letterhead that says `contacts` and has a picture.
fn office(contacts: &str) -> Office {
    let office = Office::new(PIPELINE);
    let mut rows =
        "Регистрационный номер;Дата регистрации;Вид обращения;Текст;Контактный телефон\n".to_owned();
    for day in 1..=28 {
        rows.push_str(&format!(
            "N-{day:02};{day:02}.02.2026;Заявление;В Сайрамском районе нет воды {day};{APPLICANT}\n"
        ));
    }
    office.write("portal-2026-07-01.csv", &rows);
    assert!(office.talda(&["template", "sample.docx"]).status.success());
    let sample = fs::read(office.path("sample.docx")).unwrap();
    fs::write(office.path("akimat.docx"), filled_in(&sample, contacts)).unwrap();
    office
}

fn filled_in(sample: &[u8], contacts: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(sample)).unwrap();
    let mut filled = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut part = String::new();
        entry.read_to_string(&mut part).unwrap();
        let part = match name.as_str() {
            "word/document.xml" => part.replace("[адрес, телефон]", contacts),
            "word/_rels/document.xml.rels" => part.replace(
                "</Relationships>",
                r#"<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.jpeg"/></Relationships>"#,
            ),
            "[Content_Types].xml" => {
                part.replacen("<Default ", r#"<Default Extension="jpeg" ContentType="image/jpeg"/><Default "#, 1)
            }
            _ => part,
        };
        filled.start_file(name, options).unwrap();
        filled.write_all(part.as_bytes()).unwrap();
    }
    filled.start_file("word/media/logo.jpeg", options).unwrap();
    filled
        .write_all(include_bytes!("../cases/letterhead/logo.jpg"))
        .unwrap();
    filled.finish().unwrap().into_inner()
}

#[test]
fn contacts_and_logo_of_the_office_go_out_with_its_letterhead_and_are_told() {
    let office = office("тел. 8 (7252) 53-12-34, akimat@example.kz, А.Б. Сейтов");
    let run = office.run(&["--template", "akimat.docx"]);
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for rule in ["a telephone", "an e-mail address", "a name with initials"] {
        let line = format!(
            "in the letterhead, let through as the office's own: `akimat.docx`, part `word/document.xml`: 1 value looks \
             like {rule}"
        );
        assert!(told.contains(&line), "{line} in {told}");
    }
    let manifest = fs::read_to_string(office.path("out/current/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["options"]["letterhead"].as_array().unwrap().len(), 3);
    let note = fs::read(office.path("out/current/note.kk.docx")).unwrap();
    let mut note = zip::ZipArchive::new(Cursor::new(note)).unwrap();
    assert!(note.by_name("word/media/logo.jpeg").is_ok());
}

#[test]
fn the_telephone_of_an_applicant_is_nobodys_own_contact() {
    let office = office(&format!("тел. {APPLICANT}"));
    let run = office.run(&["--template", "akimat.docx"]);
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        told.contains("`note.kk.docx`, part `word/document.xml`: 1 value is the telephone of an applicant"),
        "{told}"
    );
    assert!(!told.contains("765"), "{told}");
}

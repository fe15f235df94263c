//! Documents on the letterheads of offices.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use super::{DOCUMENT, blocks, part, written};
use crate::analyse::Edition;
use crate::publish::Error;
use crate::publish::word::template::{Parts, text};
use crate::publish::word::{Template, TemplateFault, package};

/// The sample letterhead with other parts.
fn letterhead(change: impl Fn(&mut Parts)) -> Vec<u8> {
    let mut parts = parts(&crate::publish::word::letterhead().unwrap());
    change(&mut parts);
    package::pack(&parts).unwrap()
}

fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        parts.insert(entry.name().unwrap().into_owned(), content);
    }
    parts
}

/// Changes the text of a part.
fn rewrite(parts: &mut Parts, name: &str, change: impl Fn(&str) -> String) {
    let old = text(parts, name).unwrap().unwrap();
    parts.insert(name.to_owned(), change(&old).into_bytes());
}

/// The sample letterhead with a change in one of its parts.
fn changed(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    letterhead(|parts| rewrite(parts, name, &change))
}

/// Puts a relation in front of the others of a part.
fn relate(parts: &mut Parts, name: &str, kind: &str, target: &str) {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    rewrite(parts, name, |part| {
        part.replacen(
            "<Relationship ",
            &format!(
                r#"<Relationship Id="rIdOwn{kind}" Type="{OFFICE}/{kind}" Target="{target}"/><Relationship "#
            ),
            1,
        )
    });
}

/// The sample letterhead with a picture before its marker, as Word lays one in.
fn with_picture(name: &str, picture: &[u8]) -> Vec<u8> {
    letterhead(|parts| {
        parts.insert(format!("word/media/{name}"), picture.to_vec());
        relate(parts, RELATIONS, "image", &format!("media/{name}"));
        rewrite(parts, DOCUMENT, |part| {
            let drawing = r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="logo"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdOwnimage"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
            part.replacen("<w:body>", &format!("<w:body>{drawing}"), 1)
        });
    })
}

const RELATIONS: &str = "word/_rels/document.xml.rels";
const LOGOS: [(&str, &[u8]); 2] = [
    (
        "logo.png",
        include_bytes!("../../../../tests/cases/letterhead/logo.png"),
    ),
    (
        "logo.jpeg",
        include_bytes!("../../../../tests/cases/letterhead/logo.jpg"),
    ),
];

fn fault(bytes: &[u8]) -> TemplateFault {
    match Template::read("akimat.docx", bytes) {
        Err(Error::Letterhead { file, source }) => {
            assert_eq!(file, "akimat.docx");
            source
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_letterhead_stands_before_the_document_and_keeps_its_styles() {
    let styled = changed("word/styles.xml", |part| part.replace("Times New Roman", "Arial"));
    let template = Template::read("akimat.docx", &styled).unwrap();
    let bytes = written(&blocks(), Edition::Ru, Some(&template));
    let document = part(&bytes, "word/document.xml");
    let (head, title) = (document.find("НАИМЕНОВАНИЕ"), document.find("Жазба"));
    assert!(head.is_some() && head < title);
    assert!(!document.contains("{{ talda }}"));
    assert!(part(&bytes, "word/styles.xml").contains("Arial"));
}

#[test]
fn a_file_that_cannot_be_a_template_is_refused_by_name() {
    let marker = |by: &'static str| changed(DOCUMENT, |part| part.replace("{{ talda }}", by));
    assert!(matches!(fault(b"%PDF"), TemplateFault::NotWord));
    assert!(matches!(fault(&marker("talda")), TemplateFault::NoMarker));
    let twice = changed(DOCUMENT, |part| {
        let paragraph = "<w:p><w:r><w:t>{{ talda }}</w:t></w:r></w:p>";
        part.replace(paragraph, &paragraph.repeat(2))
    });
    assert!(matches!(fault(&twice), TemplateFault::SeveralMarkers));
    let broken = changed(DOCUMENT, |part| part.replace("</w:body>", ""));
    assert!(matches!(fault(&broken), TemplateFault::Broken { .. }));
    let strict = changed(DOCUMENT, |part| {
        part.replace(
            "http://schemas.openxmlformats.org/wordprocessingml",
            "http://purl.oclc.org/ooxml/wordprocessingml",
        )
    });
    assert!(matches!(fault(&strict), TemplateFault::Strict));
    let macros = changed("[Content_Types].xml", |part| {
        part.replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main",
        )
    });
    assert!(matches!(fault(&macros), TemplateFault::Macros));
    let workbook = changed(DOCUMENT, |_| "<workbook><sheets></sheets></workbook>".to_owned());
    assert!(matches!(fault(&workbook), TemplateFault::NotWord));
}

#[test]
fn a_part_the_second_check_cannot_read_is_refused_by_name() {
    let drawn = with_picture("logo.emf", b"EMF");
    assert!(matches!(fault(&drawn), TemplateFault::Unchecked { part } if part == "word/media/logo.emf"));
    let other = with_picture("logo.png", b"GIF89a");
    assert!(matches!(fault(&other), TemplateFault::Unchecked { part } if part == "word/media/logo.png"));
}

#[test]
fn a_picture_of_the_letterhead_stays_and_what_it_says_besides_goes() {
    for (name, logo) in LOGOS {
        let template = Template::read("akimat.docx", &with_picture(name, logo)).unwrap();
        let bytes = written(&blocks(), Edition::Ru, Some(&template));
        let kept = &parts(&bytes)[&format!("word/media/{name}")];
        assert!(kept.len() < logo.len());
        assert!(!String::from_utf8_lossy(kept).contains("operator"));
        let document = part(&bytes, DOCUMENT);
        let ids: Vec<&str> = document
            .split("<wp:docPr id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(ids, ["1", "71000001"]);
    }
}

#[test]
fn what_a_letterhead_says_of_itself_is_left_behind() {
    let bytes = letterhead(|parts| {
        parts.insert("docProps/thumbnail.emf".to_owned(), b"EMF".to_vec());
        parts.insert("docProps/app.xml".to_owned(), b"<Properties/>".to_vec());
        relate(parts, "_rels/.rels", "extended-properties", "docProps/app.xml");
        relate(
            parts,
            "_rels/.rels",
            "metadata/thumbnail",
            "docProps/thumbnail.emf",
        );
        rewrite(parts, "[Content_Types].xml", |part| {
            part.replace(
                "</Types>",
                r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#,
            )
        });
        rewrite(parts, "word/settings.xml", |part| {
            part.replacen(
                "<w:defaultTabStop",
                r#"<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/><w:defaultTabStop"#,
                1,
            )
        });
        let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/Users/operator/akimat.dotx" TargetMode="External"/></Relationships>"#;
        parts.insert(
            "word/_rels/settings.xml.rels".to_owned(),
            relations.as_bytes().to_vec(),
        );
    });
    let template = Template::read("akimat.docx", &bytes).unwrap();
    let left = parts(&written(&blocks(), Edition::Kk, Some(&template)));
    assert!(!left.contains_key("docProps/thumbnail.emf") && !left.contains_key("docProps/app.xml"));
    for (name, part) in &left {
        let part = String::from_utf8_lossy(part);
        for gone in ["operator", "attachedTemplate", "thumbnail", "docProps/app.xml"] {
            assert!(!part.contains(gone), "{gone} in {name}");
        }
    }
}

#[test]
fn a_letterhead_saved_under_other_names_of_parts_is_read_by_its_relations() {
    let bytes = letterhead(|parts| {
        for (old, new) in [
            (DOCUMENT, "word/document2.xml"),
            (RELATIONS, "word/_rels/document2.xml.rels"),
            ("word/styles.xml", "word/styles2.xml"),
        ] {
            let part = parts.remove(old).unwrap();
            parts.insert(new.to_owned(), part);
        }
        for name in [
            "_rels/.rels",
            "[Content_Types].xml",
            "word/_rels/document2.xml.rels",
        ] {
            rewrite(parts, name, |part| {
                part.replace("document.xml\"", "document2.xml\"")
                    .replace("styles.xml\"", "styles2.xml\"")
            });
        }
    });
    let template = Template::read("akimat.docx", &bytes).unwrap();
    let left = parts(&written(&blocks(), Edition::Kk, Some(&template)));
    assert!(!left.contains_key(DOCUMENT) && !left.contains_key("word/styles.xml"));
    assert!(String::from_utf8_lossy(&left["word/document2.xml"]).contains("Жолданымдар"));
}

#[test]
fn a_letterhead_that_was_a_document_of_ours_shares_no_identifier_with_the_new_one() {
    let ours = parts(&written(&blocks(), Edition::Kk, None));
    let old = String::from_utf8_lossy(&ours[DOCUMENT]).into_owned();
    let marker = r"<w:p><w:r><w:t>{{talda}}</w:t></w:r></w:p>";
    let with_marker = letterhead(|parts| {
        parts.clone_from(&ours);
        let last = old.rfind("<w:sectPr").unwrap();
        parts.insert(
            DOCUMENT.to_owned(),
            [&old[..last], marker, &old[last..]].concat().into_bytes(),
        );
    });
    let template = Template::read("akimat.docx", &with_marker).unwrap();
    let bytes = written(&blocks(), Edition::Kk, Some(&template));
    let (document, relations) = (part(&bytes, DOCUMENT), part(&bytes, RELATIONS));
    for (text, sign) in [
        (&document, "<w:id w:val=\""),
        (&document, "<wp:docPr id=\""),
        (&document, "<w:bookmarkStart w:id=\""),
        (&document, "w:name=\"_Toc"),
        (&relations, " Id=\""),
    ] {
        let ids: Vec<&str> = text
            .split(sign)
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert!(ids.len() > 1, "{sign}");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{sign}");
    }
    assert_eq!(
        parts(&bytes).keys().filter(|name| name.contains("media")).count(),
        2
    );
}

#[test]
fn footnotes_of_a_letterhead_get_the_namespaces_of_ours() {
    let old = changed("word/footnotes.xml", |part| {
        part.replace(
            r#" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15""#,
            "",
        )
    });
    let template = Template::read("akimat.docx", &old).unwrap();
    let footnotes = part(
        &written(&blocks(), Edition::Ru, Some(&template)),
        "word/footnotes.xml",
    );
    assert!(footnotes.contains("w15:appearance"));
    assert!(footnotes.contains("xmlns:w15=") && footnotes.contains(r#"mc:Ignorable="w15""#));
}

#[test]
fn the_built_in_page_is_in_the_language_of_the_document() {
    for (edition, language) in [(Edition::Kk, "kk-KZ"), (Edition::Ru, "ru-RU")] {
        let styles = part(&written(&[], edition, None), "word/styles.xml");
        assert!(styles.contains(&format!(r#"<w:lang w:val="{language}""#)));
    }
}

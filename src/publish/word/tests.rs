mod letterheads;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use jiff::civil::date;
use proptest::prelude::*;

use super::outline::outline;
use super::{Align, Block, Cell, Document, Numbering, Placed, Span, Table, Template, document};
use crate::analyse::Edition;

const DOCUMENT: &str = "word/document.xml";

fn plain(text: &str) -> Vec<Span> {
    vec![Span::Text(text.to_owned())]
}

fn figure(key: &str, text: &str) -> Span {
    Span::Figure {
        key: key.to_owned(),
        text: text.to_owned(),
    }
}

fn numbering(before: &str, after: &str) -> Numbering {
    Numbering {
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

fn written(blocks: &[Block], edition: Edition, template: Option<&Template>) -> Vec<u8> {
    let document = Document {
        edition,
        title: "Жазба & <жоба>",
        as_of: date(2026, 7, 10),
        blocks,
        tables: numbering("", "-кесте. "),
        pictures: numbering("", "-сурет. "),
    };
    super::document(&document, template).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

fn cell(text: &str, strong: bool) -> Cell {
    Cell {
        spans: plain(text),
        align: Align::Left,
        columns: 1,
        strong,
    }
}

/// A picture of one pixel.
fn dot() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::new(&mut bytes, 1, 1).write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    bytes
}

fn blocks() -> Vec<Block> {
    let table = Table {
        caption: plain("Жолданымдар"),
        widths: vec![2, 1],
        header: vec![vec![cell("Аудан", true), cell("Саны", true)]],
        rows: vec![
            vec![Cell {
                columns: 2,
                ..cell("Барлығы", true)
            }],
            vec![
                cell("Арыс", false),
                Cell {
                    spans: vec![figure("f1", "<5")],
                    ..cell("", false)
                },
            ],
        ],
        description: "Жолданымдар".to_owned(),
    };
    vec![
        Block::Title(plain("Жазба")),
        Block::Contents {
            title: "Мазмұны".to_owned(),
        },
        Block::Heading {
            level: 1,
            spans: plain("1. Жалпы мәлімет"),
        },
        Block::Paragraph(vec![
            Span::Text("Барлығы ".to_owned()),
            figure("f0", "1\u{a0}234"),
            Span::Strong("-ке".to_owned()),
            Span::Footnote(vec![figure("f2", "7"), Span::Text(" & басқалар".to_owned())]),
        ]),
        Block::Numbered {
            first: true,
            spans: plain("бір"),
        },
        Block::Numbered {
            first: false,
            spans: plain("екі"),
        },
        Block::Numbered {
            first: true,
            spans: plain("жаңадан"),
        },
        Block::Wide(vec![
            Block::Heading {
                level: 2,
                spans: plain("Кең"),
            },
            Block::Table(table),
        ]),
        Block::Picture(Placed {
            caption: plain("Карта"),
            alt: "Түсі «қоюы» & <көбі>".to_owned(),
            png: dot(),
            size: (800, 400),
        }),
        Block::Quote(plain("Су жоқ.")),
    ]
}

#[test]
fn a_document_has_all_that_an_official_one_has() {
    let bytes = written(&blocks(), Edition::Kk, None);
    let document = part(&bytes, "word/document.xml");
    for element in [
        r#"<w:pStyle w:val="Heading1"/>"#,
        "<w:tblHeader/>",
        "<w:cantSplit/>",
        r#"<w:tblDescription w:val="Жолданымдар"/>"#,
        " TOC \\o &quot;1-2&quot; \\h \\z \\u ",
        r#"<w:hyperlink w:anchor="_Toc71000001" w:history="1">"#,
        " SEQ Table \\* ARABIC ",
        "-кесте. ",
        "-сурет. ",
        r#"descr="Түсі «қоюы» &amp; &lt;көбі&gt;""#,
        r#"<w:tag w:val="f0"/>"#,
        r#"<w:lang w:val="kk-KZ"/>"#,
        r#"w:orient="landscape""#,
        r#"<w:footnoteReference w:id="1"/>"#,
    ] {
        assert!(document.contains(element), "{element} is missing");
    }
    assert!(part(&bytes, "word/footnotes.xml").contains(r#"<w:tag w:val="f2"/>"#));
    assert!(part(&bytes, "docProps/core.xml").contains("Жазба &amp; &lt;жоба&gt;"));
    assert!(part(&bytes, "word/footer.xml").contains(" PAGE "));
    assert!(
        part(&bytes, "word/numbering.xml")
            .matches("<w:startOverride")
            .count()
            == 2
    );
}

#[test]
fn only_the_first_section_hides_the_number_of_its_first_page() {
    let document = part(&written(&blocks(), Edition::Ru, None), "word/document.xml");
    let sections: Vec<&str> = document.split("<w:sectPr>").skip(1).collect();
    assert_eq!(sections.len(), 3);
    let own: Vec<bool> = sections
        .iter()
        .map(|section| section.contains("<w:titlePg/>"))
        .collect();
    assert_eq!(own, [true, false, false]);
    let across: Vec<bool> = sections
        .iter()
        .map(|section| section.contains("landscape"))
        .collect();
    assert_eq!(across, [false, true, false]);
}

#[test]
fn identifiers_are_unique_and_the_same_blocks_give_the_same_bytes() {
    let bytes = written(&blocks(), Edition::Kk, None);
    assert_eq!(bytes, written(&blocks(), Edition::Kk, None));
    let document = part(&bytes, "word/document.xml");
    let ids: Vec<&str> = document
        .split("<w:id w:val=\"")
        .skip(1)
        .map(|rest| &rest[..8])
        .collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_well_formed_parts(text in "\\PC{0,30}|[\u{0}-\u{20}<>&\"']{0,20}") {
        let blocks = [
            Block::Heading { level: 1, spans: plain(&text) },
            Block::Paragraph(vec![figure(&text, &text), Span::Footnote(plain(&text))]),
            Block::Contents { title: text.clone() },
        ];
        let bytes = written(&blocks, Edition::Kk, None);
        for name in [DOCUMENT, "word/footnotes.xml", "docProps/core.xml"] {
            prop_assert!(outline(&part(&bytes, name), 1).is_ok(), "{}", name);
        }
    }
}

#[test]
fn a_document_without_blocks_is_one() {
    let empty = Document {
        edition: Edition::Kk,
        title: "",
        as_of: date(2026, 7, 10),
        blocks: &[],
        tables: numbering("", ""),
        pictures: numbering("", ""),
    };
    assert!(document(&empty, None).is_ok());
}

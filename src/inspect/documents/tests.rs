use std::io::Write;

use super::*;

type Told = Vec<(String, u64, String)>;

fn told(read: impl FnOnce(&mut Tell) -> Result<(), Error>) -> Told {
    let mut told = Vec::new();
    read(&mut |part, place, text| told.push((part.to_owned(), place, text.to_owned()))).unwrap();
    told
}

fn texts(file: &str, bytes: &[u8]) -> Told {
    let mut told = told(|tell| Document::whole(file, bytes.to_owned()).unwrap().read(tell));
    assert_eq!(told.remove(0).0, "name");
    told
}

fn line(part: &str, place: u64, text: &str) -> (String, u64, String) {
    (part.to_owned(), place, text.to_owned())
}

#[test]
fn cells_of_a_csv_have_a_column_and_a_row() {
    let found = texts("a.csv", "Код,Текст\n1,\"су, жоқ\"\n2,x,y\n".as_bytes());
    let cells = [
        line("header", 1, "Код"),
        line("header", 1, "Текст"),
        line("Код", 2, "1"),
        line("Текст", 2, "су, жоқ"),
        line("Код", 3, "2"),
        line("Текст", 3, "x"),
        line("surplus", 3, "y"),
    ];
    assert_eq!(found, cells);
}

#[test]
fn strings_keys_and_numbers_of_json_have_the_nearest_key() {
    let found = texts(
        "a.json",
        r#"{"a": ["x", {"b": 87011234567}], "c": null}"#.as_bytes(),
    );
    let values: Vec<(&str, &str)> = found
        .iter()
        .map(|(part, _, text)| (part.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        values,
        [
            ("key", "a"),
            ("a", "x"),
            ("key", "b"),
            ("b", "87011234567"),
            ("key", "c")
        ]
    );
}

#[test]
fn a_page_gives_text_attributes_comments_and_the_json_inside() {
    let page = "<!doctype html><p title='x &gt; yyyyy'>8 701 <b>123</b>&#52;567<br>бар</p><!-- менің -->\
                <script type=\"application/json\">{\"k\": \"a\\u0040b\"}</script><script>let a = '<p>'</script>";
    let found = texts("a.html", page.as_bytes());
    for expected in [
        ("text", "8 701 1234567 бар"),
        ("@title", "x > yyyyy"),
        ("comment", "<!-- менің "),
        ("k", "a@b"),
        ("script", "let a = '<p>'"),
    ] {
        let is_expected =
            |(part, _, text): &(String, u64, String)| (part.as_str(), text.as_str()) == expected;
        assert!(found.iter().any(is_expected), "{expected:?} in {found:?}");
    }
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_paragraph_of_a_letter_and_a_cell_of_a_workbook_are_one_text() {
    let letter = b"<w:p><w:r><w:t>8 701</w:t></w:r><w:r><w:t> 1234567</w:t></w:r></w:p><w:p>b</w:p>";
    let sheet = b"<c r=\"A1\"><is><r><t>a</t></r><r><t>b</t></r></is></c><c><v>1</v></c>";
    let core = b"<dc:creator>Someone</dc:creator>";
    let bytes = packed(&[
        ("word/document.xml", letter),
        ("xl/sheet1.xml", sheet),
        ("docProps/core.xml", core),
    ]);
    let documents = archive("a.docx", bytes).unwrap();
    let found: Told = documents
        .iter()
        .flat_map(|document| told(|tell| document.read(tell)))
        .collect();
    for expected in [
        line("word/document.xml", 1, "8 701 1234567"),
        line("word/document.xml", 2, "b"),
        line("xl/sheet1.xml", 1, "ab"),
        line("xl/sheet1.xml", 2, "1"),
        line("docProps/core.xml", 1, "Someone"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

fn picture(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder
        .add_itxt_chunk("Comment".to_owned(), text.to_owned())
        .unwrap();
    encoder
        .add_ztxt_chunk("Author".to_owned(), "somebody".to_owned())
        .unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn the_text_chunks_of_a_picture_are_read() {
    let found = texts("a.png", &picture("мәтін"));
    for text in ["мәтін", "somebody"] {
        assert!(
            found
                .iter()
                .any(|(part, _, told)| part == "text chunk" && told == text),
            "{found:?}"
        );
    }
}

/// A JPEG in which nothing is drawn, with more segments after its first.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let own: [(u8, &[u8]); 3] = [
        (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        (0xc0, b"\x08\0\x01\0\x01\x01\x01\x11\0"),
        (0xda, b"\x01\x01\0\0\x3f\0"),
    ];
    let mut bytes = b"\xff\xd8".to_vec();
    for (marker, content) in own[..1].iter().chain(segments).chain(&own[1..]) {
        bytes.extend([0xff, *marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(*content);
    }
    bytes.extend(b"\x12\xff\0\xff\xd0\x34\xff\xd9");
    bytes
}

#[test]
fn the_comments_of_a_photograph_are_read() {
    let found = texts("a.jpg", &jpeg(&[(0xfe, "мәтін".as_bytes())]));
    assert_eq!(found, [line("text chunk", 1, "мәтін")]);
}

#[test]
fn what_a_photograph_holds_besides_its_pixels_and_comments_is_refused() {
    let mut trailing = jpeg(&[]);
    trailing.extend(b"87011234567");
    let mut cut = jpeg(&[]);
    cut.truncate(cut.len() - 2);
    let camera = jpeg(&[(0xe1, b"Exif\0\0")]);
    for bytes in [
        trailing,
        cut,
        camera,
        b"\xff\xd8\xff\xd9".to_vec(),
        b"GIF89a".to_vec(),
    ] {
        let read = Document::whole("a.jpg", bytes).unwrap().read(&mut |_, _, _| {});
        assert!(matches!(read, Err(Error::Unreadable { .. })));
    }
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let mut trailing = picture("a");
    trailing.extend(b"87011234567");
    let cases: [(&str, &[u8]); 5] = [
        ("a.bin", b""),
        ("a.json", b"{"),
        ("a.svg", b"<svg><text"),
        ("a.md", b"\xff"),
        ("a.png", &trailing),
    ];
    for (file, bytes) in cases {
        let read =
            Document::whole(file, bytes.to_owned()).and_then(|document| document.read(&mut |_, _, _| {}));
        assert!(matches!(read, Err(Error::Unreadable { .. })), "{file}");
    }
    assert!(archive("a.xlsx", b"PK".to_vec()).is_err());
    assert!(archive("a.xlsx", packed(&[("xl/vbaProject.bin", b"")])).is_err());
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_a_picture_or_refused(
        start in proptest::sample::select(vec![&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8", b""]),
        rest in proptest::collection::vec(proptest::sample::select(vec![0, 1, 4, 0xc0, 0xd0, 0xd9, 0xda, 0xfe, 0xff]), 0..40),
    ) {
        let document = Document::whole("a.png", [start, &rest].concat()).unwrap();
        let _ = document.read(&mut |_, _, _| {});
    }

    #[test]
    fn any_markup_is_read_or_refused(text in r#"[<>/!a\-"'&;#= \[\]CDATAscriptjson{}ә]{0,60}"#) {
        for file in ["a.svg", "word/a.xml", "xl/a.xml", "docProps/a.xml"] {
            let document = Document::whole(file, text.clone().into_bytes()).unwrap();
            // Refused or read, but never a panic.
            let _ = document.read(&mut |_, _, _| {});
        }
    }
}

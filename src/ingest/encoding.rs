//! Bytes of a text file as UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::Error;

/// The label of the Kazakh code page, which the web's list of encodings does not have.
const KZ_1048: &str = "kz-1048";

/// Where KZ-1048 (СТ РК 1048) differs from windows-1251, in order of the bytes.
const KAZAKH_LETTERS: [(u8, char); 16] = [
    (0x8D, 'Қ'),
    (0x8E, 'Һ'),
    (0x9D, 'қ'),
    (0x9E, 'һ'),
    (0xA1, 'Ұ'),
    (0xA2, 'ұ'),
    (0xA3, 'Ә'),
    (0xA5, 'Ө'),
    (0xAA, 'Ғ'),
    (0xAF, 'Ү'),
    (0xB4, 'ө'),
    (0xBA, 'ғ'),
    (0xBC, 'ә'),
    (0xBD, 'Ң'),
    (0xBE, 'ң'),
    (0xBF, 'ү'),
];

/// Bytes of қ, ә and ң, which windows-1251 reads as letters that are neither Kazakh nor Russian.
const TELLING_KAZAKH: [u8; 3] = [0x9D, 0xBC, 0xBE];

/// True where `label` names an encoding that [`decode`] knows.
pub fn is_known(label: &str) -> bool {
    label.eq_ignore_ascii_case(KZ_1048) || Encoding::for_label(label.as_bytes()).is_some()
}

/// `bytes` as UTF-8: a byte-order mark decides, then `label`, then validity as UTF-8, then the letters.
///
/// A UTF-8 file keeps its broken sequences, so that only the rows with them are refused; one with more broken
/// sequences than whole letters is refused here.
pub fn decode(bytes: Vec<u8>, file: &str, label: Option<&str>) -> Result<Vec<u8>, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return whole(&bytes[mark..], encoding, file);
    }
    match label {
        Some(label) if label.eq_ignore_ascii_case(KZ_1048) => Ok(kz_1048(&bytes).into_bytes()),
        Some(label) => {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
            whole(&bytes, encoding, file)
        }
        None => detected(bytes, file),
    }
}

fn whole(bytes: &[u8], encoding: &'static Encoding, file: &str) -> Result<Vec<u8>, Error> {
    let undecodable = || Error::Undecodable {
        file: file.to_owned(),
        encoding: encoding.name().to_lowercase(),
    };
    if encoding == UTF_8 {
        return if mostly_utf8(bytes) {
            Ok(bytes.to_vec())
        } else {
            Err(undecodable())
        };
    }
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok(text.into_owned().into_bytes()),
        (_, true) => Err(undecodable()),
    }
}

fn detected(bytes: Vec<u8>, file: &str) -> Result<Vec<u8>, Error> {
    if mostly_utf8(&bytes) {
        return Ok(bytes);
    }
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return whole(&bytes, encoding, file);
    }
    match cyrillic(&bytes) {
        encoding if encoding == WINDOWS_1251 && bytes.iter().any(|byte| TELLING_KAZAKH.contains(byte)) => {
            Ok(kz_1048(&bytes).into_bytes())
        }
        encoding => whole(&bytes, encoding, file),
    }
}

/// True where broken sequences are few beside whole letters: a UTF-8 file with damage, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || broken * 4 <= letters
}

/// UTF-16 as some exporters write it: every second byte of a mostly Latin and digit text is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let many = bytes.len() / 8;
    match (zeros(0) > many, zeros(1) > many) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The Cyrillic encoding the letters look like; windows-1251 where they look like none.
fn cyrillic(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"kz"), Utf8Detection::Deny);
    let known = [
        encoding_rs::KOI8_R,
        encoding_rs::KOI8_U,
        encoding_rs::IBM866,
        encoding_rs::ISO_8859_5,
    ];
    if known.contains(&guess) {
        guess
    } else {
        WINDOWS_1251
    }
}

fn kz_1048(bytes: &[u8]) -> String {
    let letter = |byte: &u8| {
        KAZAKH_LETTERS
            .iter()
            .find(|(code, _)| code == byte)
            .map(|(_, letter)| *letter)
    };
    let mut text = String::with_capacity(bytes.len() * 2);
    for run in bytes.chunk_by(|a, b| letter(a).is_none() == letter(b).is_none()) {
        match run.first().and_then(letter) {
            Some(_) => text.extend(run.iter().filter_map(letter)),
            None => text.push_str(&WINDOWS_1251.decode_without_bom_handling(run).0),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], label: Option<&str>) -> String {
        String::from_utf8(decode(bytes.to_vec(), "a.csv", label).unwrap()).unwrap()
    }

    const RUSSIAN: &str =
        "Дата регистрации;Текст обращения\n14.02.2026;На улице темно, нет света третий день\n";

    #[test]
    fn a_byte_order_mark_decides() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("Күні".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(text(&bytes, Some("utf-8")), "Күні");
    }

    #[test]
    fn utf_8_is_known_by_its_validity() {
        assert_eq!(text("Тіркеу күні".as_bytes(), None), "Тіркеу күні");
    }

    #[test]
    fn windows_1251_is_known_by_its_letters() {
        let (bytes, _, _) = WINDOWS_1251.encode(RUSSIAN);
        assert_eq!(text(&bytes, None), RUSSIAN);
    }

    #[test]
    fn the_kazakh_code_page_is_known_by_its_letters() {
        // «Су жоқ, әкім» in KZ-1048.
        let bytes = [
            0xD1, 0xF3, 0x20, 0xE6, 0xEE, 0x9D, 0x2C, 0x20, 0xBC, 0xEA, 0xB3, 0xEC,
        ];
        assert_eq!(text(&bytes, None), "Су жоқ, әкім");
        assert_eq!(text(&bytes, Some("KZ-1048")), "Су жоқ, әкім");
    }

    #[test]
    fn a_damaged_utf_8_file_stays_utf_8() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.push(0xFF);
        assert_eq!(decode(bytes.clone(), "a.csv", None).unwrap(), bytes);
    }

    #[test]
    fn another_encoding_is_not_called_utf_8() {
        let (bytes, _, _) = WINDOWS_1251.encode(RUSSIAN);
        let error = decode(bytes.to_vec(), "a.csv", Some("utf-8")).unwrap_err();
        assert!(matches!(error, Error::Undecodable { encoding, .. } if encoding == "utf-8"));
    }
}

//! The texts of a PNG or JPEG. Its pixels cannot be read: what talda draws is read in the SVG beside it.

mod jpeg;

use png::{Decoder, DecodingError};

/// Chunks that hold no text, and those whose text the decoder gives.
const KNOWN: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"tIME", b"tEXt", b"zTXt", b"iTXt",
];

/// Tells the keyword and the text of every text chunk of a PNG, and the comments of a JPEG.
pub fn read(bytes: &[u8], tell: &mut dyn FnMut(u64, &str)) -> Result<(), &'static str> {
    if let Some(behind) = bytes.strip_prefix(jpeg::SIGNATURE) {
        return jpeg::read(behind, tell);
    }
    for chunk in chunks(bytes)? {
        if !KNOWN.iter().any(|known| known.as_slice() == chunk) {
            return Err("the picture has a chunk the second check does not know");
        }
    }
    let texts = texts(bytes).map_err(|_| "it is no whole PNG")?;
    texts.iter().zip(1..).for_each(|(text, place)| tell(place, text));
    Ok(())
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The types of the chunks; nothing may stand behind the last.
fn chunks(bytes: &[u8]) -> Result<Vec<&[u8]>, &'static str> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or("it is no PNG or JPEG")?;
    let mut types = Vec::new();
    while !rest.is_empty() {
        let (length, behind) = rest
            .split_first_chunk::<4>()
            .ok_or("a chunk of the picture is cut")?;
        let size = u32::from_be_bytes(*length) as usize;
        types.push(behind.get(..4).ok_or("a chunk of the picture is cut")?);
        // Type, content, checksum.
        rest = behind.get(size + 8..).ok_or("a chunk of the picture is cut")?;
    }
    Ok(types)
}

fn texts(bytes: &[u8]) -> Result<Vec<String>, DecodingError> {
    let mut reader = Decoder::new(bytes).read_info()?;
    reader.finish()?;
    let info = reader.info();
    let mut texts = Vec::new();
    for chunk in &info.uncompressed_latin1_text {
        texts.extend([chunk.keyword.clone(), chunk.text.clone()]);
    }
    for chunk in &info.compressed_latin1_text {
        texts.extend([chunk.keyword.clone(), chunk.get_text()?]);
    }
    for chunk in &info.utf8_text {
        texts.extend([
            chunk.keyword.clone(),
            chunk.translated_keyword.clone(),
            chunk.get_text()?,
        ]);
    }
    Ok(texts)
}

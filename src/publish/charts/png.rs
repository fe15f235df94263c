//! PNG bytes of an RGB picture.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::publish::Error;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

/// A picture of three bytes a pixel, row by row, as PNG (ISO/IEC 15948).
pub fn encode(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, Error> {
    let mut rows = Vec::with_capacity(pixels.len() + height as usize);
    for row in pixels.chunks(3 * width as usize) {
        rows.push(0); // filter "none": flat colours pack well as they are
        rows.extend_from_slice(row);
    }
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]); // 8 bits, RGB, deflate, standard filters, not interlaced
    let mut file = SIGNATURE.to_vec();
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &zlib(&rows)?);
    chunk(&mut file, b"IEND", &[]);
    Ok(file)
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend(data);
    let sum = crc32(&file[start..]);
    file.extend(sum.to_be_bytes());
}

/// A zlib stream (RFC 1950).
// The deflate stream is that of a zip entry: `zip` is a dependency already and brings the only deflate of ours.
fn zlib(data: &[u8]) -> Result<Vec<u8>, Error> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("pixels", options)?;
    writer.write_all(data)?;
    let mut archive = ZipArchive::new(writer.finish()?)?;
    let mut stream = vec![0x78, 0x9c];
    archive.by_index_raw(0)?.read_to_end(&mut stream)?;
    stream.extend(adler32(data).to_be_bytes());
    Ok(stream)
}

fn adler32(data: &[u8]) -> u32 {
    let (mut a, mut b) = (1_u32, 0_u32);
    // 5552 bytes are the most that cannot overflow before the remainder is taken.
    for part in data.chunks(5552) {
        for byte in part {
            a += u32::from(*byte);
            b += a;
        }
        a %= 65_521;
        b %= 65_521;
    }
    b << 16 | a
}

fn crc32(data: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256)
        .map(|byte| {
            (0..8).fold(byte, |sum, _| {
                if sum & 1 == 1 {
                    0xedb8_8320 ^ (sum >> 1)
                } else {
                    sum >> 1
                }
            })
        })
        .collect();
    !data.iter().fold(u32::MAX, |sum, byte| {
        table[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_picture_begins_with_signature_and_size() {
        let file = encode(2, 1, &[255; 6]).unwrap();
        assert_eq!(file[..8], SIGNATURE);
        assert_eq!(file[16..24], [0, 0, 0, 2, 0, 0, 0, 1]);
    }
}

//! The comments of a JPEG; what a camera or a program leaves in it besides is refused.

/// The marker a JPEG begins with.
pub const SIGNATURE: &[u8] = b"\xff\xd8";

const CUT: &str = "the picture is cut";

/// Tells every comment of what is `behind` the signature.
pub fn read(behind: &[u8], tell: &mut dyn FnMut(u64, &str)) -> Result<(), &'static str> {
    let (mut rest, mut place, mut is_drawn) = (behind, 0, false);
    loop {
        let (marker, after) = match rest {
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, marker, after @ ..] => (*marker, after),
            [] => return Err(CUT),
            _ => return Err("between the segments of the picture stands something else"),
        };
        if marker == 0xd9 {
            return match (after, is_drawn) {
                ([], true) => Ok(()),
                ([], false) => Err("nothing is drawn in the picture"),
                _ => Err("something stands behind the end of the picture"),
            };
        }
        let (segment, after) = segment(after)?;
        rest = after;
        match marker {
            0xfe => {
                place += 1;
                tell(place, &String::from_utf8_lossy(segment));
            }
            // Frames, tables and the interval of restarts.
            0xc0..=0xcf | 0xdb | 0xdd => {}
            0xe0 if segment.starts_with(b"JFIF\0") => {}
            0xee if segment.starts_with(b"Adobe") && segment.len() == 12 => {}
            0xda => {
                is_drawn = true;
                rest = &rest[pixels(rest)..];
            }
            _ => return Err("the picture has a segment the second check does not know"),
        }
    }
}

/// A segment's content, and what follows it.
fn segment(bytes: &[u8]) -> Result<(&[u8], &[u8]), &'static str> {
    let (length, content) = bytes.split_first_chunk::<2>().ok_or(CUT)?;
    let length = usize::from(u16::from_be_bytes(*length));
    content
        .split_at_checked(length.checked_sub(2).ok_or(CUT)?)
        .ok_or(CUT)
}

/// Bytes of pixels up to the next marker; an escaped `ff` and a restart are among them.
fn pixels(bytes: &[u8]) -> usize {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(is_marker).unwrap_or(bytes.len())
}

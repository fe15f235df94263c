//! A look at an XLSX archive before a reader of spreadsheets trusts it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Error;
use super::rejection::grouped;

/// What an archive may unpack to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Files in the archive; a workbook of a thousand sheets has a few thousand.
    pub entries: usize,
    /// Bytes of all files together.
    pub bytes: u64,
    /// Bytes of all files for each byte of the archive; sheets of a register stay under 50.
    pub ratio: u64,
    /// Bytes below which the ratio is not looked at, because nothing can come of them.
    pub harmless_bytes: u64,
}

impl Limits {
    /// The limits for a register: the largest sheet a spreadsheet can hold fits in.
    pub const REGISTER: Self = Self {
        entries: 10_000,
        bytes: 1 << 30,
        ratio: 200,
        harmless_bytes: 64 << 20,
    };

    /// Bytes that an archive of `size` bytes may unpack to.
    fn allowance(&self, size: usize) -> u64 {
        (size as u64)
            .saturating_mul(self.ratio)
            .max(self.harmless_bytes)
            .min(self.bytes)
    }
}

/// Refuses an archive that claims to unpack, or really unpacks, to more than `limits` allow.
pub fn ensure_harmless(bytes: &[u8], file: &str, limits: &Limits) -> Result<(), Error> {
    let damaged = |source: zip::result::ZipError| Error::DamagedWorkbook {
        file: file.to_owned(),
        source: source.into(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(bomb(file, bytes, format!("{} files", grouped(limits.entries))));
    }
    let allowance = limits.allowance(bytes.len());
    let mut unpacked = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        if entry.size() > allowance {
            return Err(bomb(file, bytes, size(allowance)));
        }
        // The declared size may lie, so the bytes are counted as they come.
        let left = allowance - unpacked;
        let length =
            ensure_honest_count(&mut entry.take(left + 1)).map_err(|source| Error::DamagedWorkbook {
                file: file.to_owned(),
                source: source.into(),
            })?;
        unpacked += length;
        if unpacked > allowance {
            return Err(bomb(file, bytes, size(allowance)));
        }
    }
    Ok(())
}

/// The bytes of an entry, which are more than the strings it claims to hold.
///
/// calamine sets memory aside for as many shared strings as `uniqueCount` says, and a claim costs nothing.
fn ensure_honest_count(entry: &mut impl Read) -> std::io::Result<u64> {
    let mut head = Vec::new();
    entry.take(CLAIM_BYTES).read_to_end(&mut head)?;
    let length = head.len() as u64 + std::io::copy(entry, &mut std::io::sink())?;
    match claimed_strings(&head) {
        Some(claimed) if claimed > length => {
            Err(std::io::Error::other("it claims more strings than it holds"))
        }
        _ => Ok(length),
    }
}

/// Where the claim stands: in the first element of the entry.
const CLAIM_BYTES: u64 = 64 * 1024;

fn claimed_strings(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, claim) = text.split_once("uniqueCount")?;
    let claim = claim.trim_start_matches([' ', '=', '"', '\'', '\t', '\r', '\n']);
    let digits: String = claim.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

fn bomb(file: &str, bytes: &[u8], limit: String) -> Error {
    Error::Bomb {
        file: file.to_owned(),
        packed: grouped(bytes.len()),
        limit,
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} bytes", grouped(bytes as usize)),
        mebibytes => format!("{} MiB", grouped(mebibytes as usize)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const SMALL: Limits = Limits {
        entries: 3,
        bytes: 100_000,
        ratio: 20,
        harmless_bytes: 1_000,
    };

    fn archive(sizes: &[usize]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (index, size) in sizes.iter().enumerate() {
            writer
                .start_file(index.to_string(), zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&vec![b'a'; *size]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refused(sizes: &[usize]) -> bool {
        matches!(
            ensure_harmless(&archive(sizes), "a.xlsx", &SMALL),
            Err(Error::Bomb { .. })
        )
    }

    #[test]
    fn an_ordinary_archive_passes() {
        assert!(ensure_harmless(&archive(&[100, 100]), "a.xlsx", &SMALL).is_ok());
    }

    #[test]
    fn too_many_files_too_many_bytes_or_too_high_a_ratio_are_refused() {
        assert!(refused(&[1, 1, 1, 1]));
        assert!(refused(&[200_000]));
        assert!(refused(&[50_000]));
        assert!(refused(&[9_000, 9_000]));
    }

    #[test]
    fn a_claim_of_more_strings_than_bytes_is_refused() {
        let mut entry = "<sst count=\"9\" uniqueCount=\"4000000000000\"><si/></sst>".as_bytes();
        assert!(ensure_honest_count(&mut entry).is_err());
        let mut entry = "<sst uniqueCount='1'><si/></sst>".as_bytes();
        assert_eq!(ensure_honest_count(&mut entry).ok(), Some(32));
    }

    #[test]
    fn a_declared_size_that_lies_does_not_help() {
        let mut bytes = archive(&[50_000]);
        let declared = 50_000u32.to_le_bytes();
        let small = 10u32.to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == declared {
                bytes[at..at + 4].copy_from_slice(&small);
            }
        }
        assert!(ensure_harmless(&bytes, "a.xlsx", &SMALL).is_err());
    }
}

//! The parts of a template's package: which of them the document takes over, and what is taken out of them.
//!
//! A document is sent on. What its template says of itself – who wrote it on which machine, a thumbnail, where a
//! picture was taken – has no business in it, and what the second check could not read may not be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use img_parts::{Bytes, DynImage};
use zip::ZipArchive;

use super::fault::{TemplateFault, broken};
use crate::publish::word::outline::{Element, outline, without};

/// Parts by their names.
pub type Parts = BTreeMap<String, Vec<u8>>;

/// A template of more bytes than this, packed or not, is refused.
const LARGEST: u64 = 20 * 1024 * 1024;

pub const TYPES: &str = "[Content_Types].xml";
pub const PACKAGE_RELATIONS: &str = "_rels/.rels";

/// Settings that name files of somebody's machine.
const FILES_OF_SETTINGS: [&str; 2] = ["w:attachedTemplate", "w:mailMerge"];
/// The ends of the types of their relations.
const FILE_RELATIONS: [&str; 3] = ["/attachedTemplate", "/mailMergeSource", "/mailMergeHeaderSource"];

/// The parts of a file as it is.
pub fn unpacked(bytes: &[u8]) -> Result<Parts, TemplateFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(TemplateFault::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateFault::NotWord)?;
    let mut parts = BTreeMap::new();
    let mut whole = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| TemplateFault::NotWord)?;
        let name = part.name().map_err(|_| TemplateFault::NotWord)?.into_owned();
        if name.ends_with('/') {
            continue;
        }
        let mut content = Vec::new();
        let mut limited = part.take(LARGEST + 1 - whole);
        limited
            .read_to_end(&mut content)
            .map_err(|error| broken(&name, error))?;
        whole += content.len() as u64;
        if whole > LARGEST {
            return Err(TemplateFault::TooLarge);
        }
        parts.insert(name, content);
    }
    Ok(parts)
}

/// A part as text.
pub fn text(parts: &Parts, name: &str) -> Result<Option<String>, TemplateFault> {
    let Some(part) = parts.get(name) else {
        return Ok(None);
    };
    let part = String::from_utf8(part.clone()).map_err(|error| broken(name, error))?;
    Ok(Some(part.trim_start_matches('\u{feff}').to_owned()))
}

/// A relation of a part to another.
struct Relation {
    /// The end of its type, from the last `/` on.
    kind: String,
    /// Name of the part it leads to; none where it leads out of the package.
    part: Option<String>,
}

/// Name of the part with the relations of `part`.
pub fn relations_name(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    format!("{folder}_rels/{file}.rels")
}

/// The relations of `part`, or of the package where it is empty.
fn relations(parts: &Parts, part: &str) -> Result<Vec<Relation>, TemplateFault> {
    let name = if part.is_empty() {
        PACKAGE_RELATIONS.to_owned()
    } else {
        relations_name(part)
    };
    let Some(relations) = text(parts, &name)?.filter(|text| !text.ends_with("/>")) else {
        return Ok(Vec::new());
    };
    let relations = outline(&relations, 1).map_err(|why| broken(&name, why))?.elements;
    let relation = |element: &Element| {
        let kind = element.attribute("Type").unwrap_or_default();
        let is_outside = element.attribute("TargetMode") == Some("External");
        let target = element.attribute("Target").unwrap_or_default();
        Relation {
            kind: kind[kind.rfind('/').unwrap_or(0)..].to_owned(),
            part: (!is_outside).then(|| resolved(part, target)),
        }
    };
    Ok(relations.iter().map(relation).collect())
}

/// The name of the part that `target` means in `part`.
fn resolved(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// Names of the parts a document is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    pub document: String,
    pub styles: String,
    pub numbering: String,
    pub footnotes: String,
    pub settings: String,
}

impl Names {
    /// The names the package has for them; those it lacks get the usual ones.
    pub fn of(parts: &Parts) -> Result<Self, TemplateFault> {
        let of_package = relations(parts, "")?;
        let document = of_package
            .into_iter()
            .find(|relation| relation.kind == "/officeDocument");
        let document = document
            .and_then(|relation| relation.part)
            .filter(|document| parts.contains_key(document))
            .ok_or(TemplateFault::NotWord)?;
        let related = relations(parts, &document)?;
        let named = |kind: &str| {
            let mut found = related.iter().filter(|relation| relation.kind == kind);
            let found = found.find_map(|relation| relation.part.clone());
            found.unwrap_or_else(|| resolved(&document, &format!("{}.xml", &kind[1..])))
        };
        Ok(Self {
            styles: named("/styles"),
            numbering: named("/numbering"),
            footnotes: named("/footnotes"),
            settings: named("/settings"),
            document,
        })
    }
}

/// The parts a document takes over from a template: those its main part leads to, without what they say of machines
/// and people.
pub fn kept(mut parts: Parts, names: &Names) -> Result<Parts, TemplateFault> {
    let types = text(&parts, TYPES)?.ok_or(TemplateFault::NotWord)?;
    let holds_macros = parts.keys().any(|name| name.to_lowercase().contains("vba"));
    if holds_macros || types.contains("macroEnabled") {
        return Err(TemplateFault::Macros);
    }
    let reached = reached(&parts, &names.document)?;
    parts.retain(|name, _| reached.contains(name) || name == TYPES || name == PACKAGE_RELATIONS);
    if let Some(part) = parts.keys().find(|name| !is_readable(name)) {
        return Err(TemplateFault::Unchecked { part: part.clone() });
    }
    let present: BTreeSet<String> = parts.keys().cloned().collect();
    change(&mut parts, TYPES, |element| {
        let part = element.attribute("PartName");
        part.is_some_and(|part| !present.contains(part.trim_start_matches('/')))
    })?;
    change(&mut parts, PACKAGE_RELATIONS, |element| {
        let kind = element.attribute("Type");
        kind.is_none_or(|kind| !kind.ends_with("/officeDocument"))
    })?;
    change(&mut parts, &names.settings, |element| {
        FILES_OF_SETTINGS.contains(&element.name.as_str())
    })?;
    change(&mut parts, &relations_name(&names.settings), |element| {
        let kind = element.attribute("Type").unwrap_or_default();
        FILE_RELATIONS.iter().any(|file| kind.ends_with(file))
    })?;
    for (name, part) in &mut parts {
        if is_pixels(name) {
            *part = bare(part).ok_or_else(|| TemplateFault::Unchecked { part: name.clone() })?;
        }
    }
    Ok(parts)
}

/// The parts that `document` leads to, itself and the parts with relations included.
fn reached(parts: &Parts, document: &str) -> Result<BTreeSet<String>, TemplateFault> {
    let mut reached = BTreeSet::new();
    let mut next = vec![document.to_owned()];
    while let Some(part) = next.pop() {
        if !parts.contains_key(&part) || !reached.insert(part.clone()) {
            continue;
        }
        next.extend(relations(parts, &part)?.into_iter().filter_map(|of| of.part));
        reached.insert(relations_name(&part));
    }
    Ok(reached)
}

/// Takes the elements for which `goes` holds out of the root of a part, where there is one.
fn change(parts: &mut Parts, name: &str, goes: impl Fn(&Element) -> bool) -> Result<(), TemplateFault> {
    if let Some(part) = text(parts, name)?.filter(|part| !part.ends_with("/>")) {
        let part = without(&part, goes).map_err(|why| broken(name, why))?;
        parts.insert(name.to_owned(), part.into_bytes());
    }
    Ok(())
}

fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.')
        .map_or(String::new(), |(_, end)| end.to_lowercase())
}

fn is_pixels(name: &str) -> bool {
    matches!(extension(name).as_str(), "png" | "jpg" | "jpeg")
}

/// True for parts the second check can read.
fn is_readable(name: &str) -> bool {
    is_pixels(name) || matches!(extension(name).as_str(), "xml" | "rels" | "svg")
}

/// Chunks of a PNG that say how its pixels are shown.
const SHOWN: [[u8; 4]; 11] = [
    *b"IHDR", *b"PLTE", *b"IDAT", *b"IEND", *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"sBIT", *b"bKGD",
    *b"pHYs",
];

/// A picture without what it says besides its pixels; none where it is neither PNG nor JPEG, whatever its name says.
fn bare(picture: &[u8]) -> Option<Vec<u8>> {
    match DynImage::from_bytes(Bytes::copy_from_slice(picture)).ok()?? {
        DynImage::Png(mut png) => {
            png.chunks_mut().retain(|chunk| SHOWN.contains(&chunk.kind()));
            Some(png.encoder().bytes().to_vec())
        }
        DynImage::Jpeg(mut jpeg) => {
            jpeg.segments_mut().retain(|segment| match segment.marker() {
                0xe0 => segment.contents().starts_with(b"JFIF\0"),
                // Adobe's segment says how the colours are to be read.
                0xee => segment.contents().starts_with(b"Adobe"),
                0xe1..=0xef | 0xfe => false,
                _ => true,
            });
            Some(jpeg.encoder().bytes().to_vec())
        }
        DynImage::WebP(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_their_part() {
        for (part, target, name) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "media/image1.png", "word/media/image1.png"),
            (
                "word/document.xml",
                "../customXml/item1.xml",
                "customXml/item1.xml",
            ),
            ("word/document.xml", "/word/styles2.xml", "word/styles2.xml"),
            ("word/header1.xml", "./theme/a.xml", "word/theme/a.xml"),
        ] {
            assert_eq!(resolved(part, target), name);
        }
    }

    #[test]
    fn a_picture_keeps_only_its_pixels() {
        let cases = [
            include_bytes!("../../../../tests/cases/letterhead/logo.png").as_slice(),
            include_bytes!("../../../../tests/cases/letterhead/logo.jpg").as_slice(),
        ];
        for picture in cases {
            let is_in = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
            assert!(is_in(picture, b"C:\\Users"));
            let bare = bare(picture).unwrap();
            assert!(!is_in(&bare, b"C:\\Users"));
            assert_eq!(super::bare(&bare).unwrap(), bare);
        }
        assert_eq!(super::bare(b"GIF89a"), None);
    }
}

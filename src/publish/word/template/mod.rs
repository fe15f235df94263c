//! The page a document is written on: the built-in one, or an office's own with its letterhead and styles.

mod fault;
mod namespaces;
mod page;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

pub use fault::TemplateFault;
pub use page::Page;
pub use parts::{Names, PACKAGE_RELATIONS, Parts, TYPES, relations_name, text};

use self::fault::broken;
use self::namespaces::{root, rooted};
use self::parts::{kept, unpacked};
use super::outline::{Element, outline};
use super::package::pack;
use super::styles::{Lists, STYLES, merge};
use crate::publish::Error;

/// The paragraph of a template that the document takes the place of.
pub const MARKER: &str = "{{ talda }}";

pub const CORE: &str = "docProps/core.xml";

const DOCUMENT: &str = "word/document.xml";

macro_rules! built_in {
    ($name:literal) => {
        include_str!(concat!("../../../../dictionaries/note/docx/", $name))
    };
}

/// The parts of the built-in page.
const PARTS: [(&str, &str); 10] = [
    (TYPES, built_in!("content_types.xml")),
    (PACKAGE_RELATIONS, built_in!("package_rels.xml")),
    (CORE, built_in!("core.xml")),
    (DOCUMENT, built_in!("document.xml")),
    ("word/_rels/document.xml.rels", built_in!("document_rels.xml")),
    ("word/styles.xml", STYLES),
    ("word/numbering.xml", built_in!("numbering.xml")),
    ("word/settings.xml", built_in!("settings.xml")),
    ("word/footnotes.xml", built_in!("footnotes.xml")),
    ("word/footer.xml", built_in!("footer.xml")),
];

const NO_RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#;
const NO_STYLES: &str =
    r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>"#;

/// A page with its styles, headers and footers, and the place the document is put into.
#[derive(Debug)]
pub struct Template {
    /// All parts as they are written but the document.
    pub parts: Parts,
    pub names: Names,
    /// The document before and after the marker; the properties of the last section are in neither.
    pub before: String,
    pub after: String,
    pub page: Page,
    /// Number of the last footnote of the template.
    pub last_footnote: usize,
    /// From here on a million numbers are free for what our elements are identified by.
    pub first_id: usize,
    pub lists: Lists,
    styles: BTreeMap<String, String>,
}

impl Template {
    /// The page talda comes with.
    pub fn built_in() -> Result<Self, Error> {
        let parts = PARTS.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        Self::of(parts.into()).map_err(|source| Error::Letterhead {
            file: "dictionaries/note/docx".to_owned(),
            source,
        })
    }

    /// The template in `bytes`; `file` is for messages.
    ///
    /// # Errors
    /// [`TemplateFault`] says why the file cannot be one.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Error> {
        let read = || Self::of(unpacked(bytes)?);
        read().map_err(|source| Error::Letterhead {
            file: file.to_owned(),
            source,
        })
    }

    fn of(parts: Parts) -> Result<Self, TemplateFault> {
        let names = Names::of(&parts)?;
        let mut parts = kept(parts, &names)?;
        let document = text(&parts, &names.document)?.ok_or(TemplateFault::NotWord)?;
        let (before, after, section) = opened(&names.document, &document)?;
        parts.remove(&names.document);
        for (name, part) in [
            (relations_name(&names.document), NO_RELATIONS),
            (names.styles.clone(), NO_STYLES),
            (names.numbering.clone(), built_in!("numbering.xml")),
            (names.footnotes.clone(), built_in!("footnotes.xml")),
        ] {
            parts.entry(name).or_insert_with(|| part.as_bytes().to_vec());
        }
        let part = |name: &str| Ok::<_, TemplateFault>(text(&parts, name)?.unwrap_or_default());
        let merged = merge(&part(&names.styles)?).map_err(|why| broken(&names.styles, why))?;
        let lists = Lists::of(&part(&names.numbering)?).map_err(|why| broken(&names.numbering, why))?;
        let footnotes = rooted(&names.footnotes, &part(&names.footnotes)?)?;
        let last_footnote = last_footnote(&footnotes).map_err(|why| broken(&names.footnotes, why))?;
        parts.insert(names.styles.clone(), merged.part.into_bytes());
        parts.insert(names.footnotes.clone(), footnotes.into_bytes());
        Ok(Self {
            last_footnote,
            first_id: first_id(&[&before, &after]),
            page: Page::of(section).map_err(|why| broken(&names.document, why))?,
            styles: merged.names,
            parts,
            names,
            before,
            after,
            lists,
        })
    }

    /// The template's name of one of our styles.
    pub fn style<'s>(&'s self, style: &'s str) -> &'s str {
        self.styles.get(style).map_or(style, String::as_str)
    }

    pub fn bullets(&self) -> usize {
        self.lists.bullets()
    }

    pub fn numbers(&self, list: usize) -> usize {
        self.lists.numbers(list)
    }
}

/// The document before and after the marker, and the properties of its last section.
fn opened(name: &str, document: &str) -> Result<(String, String, Option<String>), TemplateFault> {
    let fault = |why| broken(name, why);
    let outline = outline(document, 2).map_err(fault)?;
    let is_marker = |element: &&Element| element.name == "w:p" && tight(&element.text) == tight(MARKER);
    let mut markers = outline.elements.iter().filter(is_marker);
    if outline.root.name != "w:document" {
        return Err(TemplateFault::NotWord);
    }
    let marker = markers.next().ok_or(TemplateFault::NoMarker)?;
    if markers.next().is_some() {
        return Err(TemplateFault::SeveralMarkers);
    }
    let last = outline
        .elements
        .last()
        .filter(|element| element.name == "w:sectPr");
    let end = last.map_or(outline.end, |section| section.start);
    let part = |from: usize, to: usize| document.get(from..to).unwrap_or_default();
    let root = root(name, &outline.root)?;
    let before = format!(
        "{}{root}{}",
        part(0, outline.root.start),
        part(outline.root.end, marker.start)
    );
    let section = last.map(|section| part(section.start, section.end).to_owned());
    Ok((before, part(marker.end, end).to_owned(), section))
}

/// `text` without its spaces: a person who types the marker may leave them out.
fn tight(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A number from which on a million are no identifier in `texts`: a template may itself have been a document of ours.
fn first_id(texts: &[&str]) -> usize {
    const MILLION: usize = 1_000_000;
    let behind = |sign| texts.iter().flat_map(move |text| text.split(sign).skip(1));
    let number = |rest: &str| rest.split_once('"')?.0.parse::<usize>().ok();
    let ids = behind("id=\"").chain(behind("<w:id w:val=\""));
    let taken: BTreeSet<usize> = ids.filter_map(number).map(|id| id / MILLION).collect();
    (71..).find(|at| !taken.contains(at)).unwrap_or(71) * MILLION
}

fn last_footnote(part: &str) -> Result<usize, String> {
    let outline = outline(part, 1)?;
    let ids = outline.elements.iter();
    let ids = ids.filter_map(|note| note.attribute("w:id")?.parse::<usize>().ok());
    Ok(ids.max().unwrap_or(0))
}

/// A template to begin with: the built-in page with a letterhead in both languages to be filled in.
pub fn letterhead() -> Result<Vec<u8>, Error> {
    let head = built_in!("letterhead.xml").trim_end();
    let parts = PARTS.map(|(name, part)| {
        let part = match name {
            DOCUMENT => part.replacen("<w:body>", &format!("<w:body>{head}"), 1),
            CORE => part
                .replace("{{ title }}", "")
                .replace("{{ language }}", "kk-KZ")
                .replace("{{ as_of }}", "2026-01-01"),
            _ => part.replace("{{ language }}", "ru-RU"),
        };
        (name.to_owned(), part.into_bytes())
    });
    pack(&parts.into())
}

//! The page a document is written on: the built-in one, or an office's own with its letterhead and styles.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::outline::{Element, outline};
use super::package::pack;
use super::styles::{Lists, STYLES, merge};
use crate::publish::Error;

/// The paragraph of a template that the document takes the place of.
pub const MARKER: &str = "{{ talda }}";

/// A template of more bytes than this, packed or not, is refused.
const LARGEST: u64 = 20 * 1024 * 1024;

const NAMESPACES: [(&str, &str); 7] = [
    (
        "w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (
        "mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
];

pub const DOCUMENT: &str = "word/document.xml";
pub const RELATIONS: &str = "word/_rels/document.xml.rels";
pub const TYPES: &str = "[Content_Types].xml";
pub const CORE: &str = "docProps/core.xml";

macro_rules! built_in {
    ($name:literal) => {
        include_str!(concat!("../../../dictionaries/note/docx/", $name))
    };
}

/// The parts of the built-in page.
const PARTS: [(&str, &str); 10] = [
    (TYPES, built_in!("content_types.xml")),
    ("_rels/.rels", built_in!("package_rels.xml")),
    (CORE, built_in!("core.xml")),
    (DOCUMENT, built_in!("document.xml")),
    (RELATIONS, built_in!("document_rels.xml")),
    ("word/styles.xml", STYLES),
    ("word/numbering.xml", built_in!("numbering.xml")),
    ("word/settings.xml", built_in!("settings.xml")),
    ("word/footnotes.xml", built_in!("footnotes.xml")),
    ("word/footer.xml", built_in!("footer.xml")),
];

/// Why a file cannot be a template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateFault {
    #[error("it is not a Word document (.docx)")]
    NotWord,
    #[error("it holds macros")]
    Macros,
    #[error("it is larger than 20 MB")]
    TooLarge,
    #[error("no paragraph of its body is «{MARKER}»")]
    NoMarker,
    #[error("several paragraphs of its body are «{MARKER}»")]
    SeveralMarkers,
    #[error("it was saved as “Strict Open XML”")]
    Strict,
    #[error("its part `{part}` is broken: {why}")]
    Broken { part: String, why: String },
}

impl TemplateFault {
    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotWord => {
                "`talda template` writes one to begin with; an old .doc has to be saved as .docx"
            }
            Self::Macros => "save it as .docx, which has none",
            Self::TooLarge => "take out or shrink its pictures",
            Self::NoMarker | Self::SeveralMarkers => {
                "the note takes the place of one paragraph with nothing but this marker; `talda template` writes an example"
            }
            Self::Strict => "save it as “Word document (.docx)”",
            Self::Broken { .. } => "open it in Word, let it repair the file and save it again",
        }
    }
}

/// Size and margins of the page, and what else the template says of its last section.
#[derive(Debug, Clone)]
pub struct Page {
    /// The element `w:sectPr`.
    section: String,
    /// Width and height of the text in twentieths of a point.
    size: (usize, usize),
}

/// A page with its styles, headers and footers, and the place the document is put into.
#[derive(Debug)]
pub struct Template {
    /// All parts as they are written but the document.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// The document before and after the marker; the properties of the last section are in neither.
    pub before: String,
    pub after: String,
    pub page: Page,
    /// Number of the last footnote of the template.
    pub last_footnote: usize,
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

    fn of(mut parts: BTreeMap<String, Vec<u8>>) -> Result<Self, TemplateFault> {
        let document = text(&parts, DOCUMENT)?.ok_or(TemplateFault::NotWord)?;
        let (before, after, section) = opened(&document)?;
        parts.remove(DOCUMENT);
        for (name, part) in [
            (
                "word/styles.xml",
                r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>"#,
            ),
            ("word/numbering.xml", built_in!("numbering.xml")),
            ("word/footnotes.xml", built_in!("footnotes.xml")),
        ] {
            parts
                .entry(name.to_owned())
                .or_insert_with(|| part.as_bytes().to_vec());
        }
        let styles = text(&parts, "word/styles.xml")?.unwrap_or_default();
        let merged = merge(&styles).map_err(|why| broken("word/styles.xml", why))?;
        parts.insert("word/styles.xml".to_owned(), merged.part.into_bytes());
        let numbering = text(&parts, "word/numbering.xml")?.unwrap_or_default();
        let lists = Lists::of(&numbering).map_err(|why| broken("word/numbering.xml", why))?;
        let footnotes = text(&parts, "word/footnotes.xml")?.unwrap_or_default();
        Ok(Self {
            last_footnote: last_footnote(&footnotes).map_err(|why| broken("word/footnotes.xml", why))?,
            page: Page::of(section),
            styles: merged.names,
            parts,
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

fn broken(part: &str, why: String) -> TemplateFault {
    TemplateFault::Broken {
        part: part.to_owned(),
        why,
    }
}

fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, TemplateFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(TemplateFault::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateFault::NotWord)?;
    let mut parts = BTreeMap::new();
    let mut whole = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| TemplateFault::NotWord)?;
        let name = part.name().map_err(|_| TemplateFault::NotWord)?.into_owned();
        if name.to_lowercase().contains("vba") {
            return Err(TemplateFault::Macros);
        }
        if name.ends_with('/') {
            continue;
        }
        let mut content = Vec::new();
        let mut limited = part.take(LARGEST + 1 - whole);
        limited
            .read_to_end(&mut content)
            .map_err(|error| broken(&name, error.to_string()))?;
        whole += content.len() as u64;
        if whole > LARGEST {
            return Err(TemplateFault::TooLarge);
        }
        parts.insert(name, content);
    }
    Ok(parts)
}

/// A part as text.
pub fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<Option<String>, TemplateFault> {
    let Some(part) = parts.get(name) else {
        return Ok(None);
    };
    let part = String::from_utf8(part.clone()).map_err(|error| broken(name, error.to_string()))?;
    Ok(Some(part.trim_start_matches('\u{feff}').to_owned()))
}

/// The document before and after the marker, and the properties of its last section.
fn opened(document: &str) -> Result<(String, String, Option<String>), TemplateFault> {
    let fault = |why| broken(DOCUMENT, why);
    let outline = outline(document, 2).map_err(fault)?;
    let is_marker = |element: &&Element| element.name == "w:p" && element.text.trim() == MARKER;
    let mut markers = outline.elements.iter().filter(is_marker);
    if outline.root.name != "w:document" {
        return Err(fault(format!("its root is `{}`", outline.root.name)));
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
    let root = root(&outline.root)?;
    let before = format!(
        "{}{root}{}",
        part(0, outline.root.start),
        part(outline.root.end, marker.start)
    );
    let section = last.map(|section| part(section.start, section.end).to_owned());
    Ok((before, part(marker.end, end).to_owned(), section))
}

/// The start tag of the document with all the namespaces our elements use.
fn root(root: &Element) -> Result<String, TemplateFault> {
    let mut attributes = root.attributes.clone();
    for (prefix, uri) in NAMESPACES {
        match root.attribute(&format!("xmlns:{prefix}")) {
            Some(found) if found == uri => {}
            Some(found) if found.contains("purl.oclc.org") => return Err(TemplateFault::Strict),
            Some(found) => {
                return Err(broken(DOCUMENT, format!("the prefix `{prefix}` means `{found}`")));
            }
            None => attributes.push((format!("xmlns:{prefix}"), uri.to_owned())),
        }
    }
    match attributes.iter_mut().find(|(key, _)| key == "mc:Ignorable") {
        Some((_, prefixes)) if prefixes.split(' ').any(|prefix| prefix == "w15") => {}
        Some((_, prefixes)) => prefixes.push_str(" w15"),
        None => attributes.push(("mc:Ignorable".to_owned(), "w15".to_owned())),
    }
    let mut tag = format!("<{}", root.name);
    for (key, value) in attributes {
        tag.push_str(&format!(
            " {key}=\"{}\"",
            quick_xml::escape::escape(value.as_str())
        ));
    }
    Ok(tag + ">")
}

fn last_footnote(part: &str) -> Result<usize, String> {
    let outline = outline(part, 1)?;
    let ids = outline.elements.iter();
    let ids = ids.filter_map(|note| note.attribute("w:id")?.parse::<usize>().ok());
    Ok(ids.max().unwrap_or(0))
}

impl Page {
    /// A4 with the margins of an official letter where the template does not say.
    fn of(section: Option<String>) -> Self {
        let section = section.unwrap_or_else(|| {
            r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>"#.to_owned()
        });
        let number = |element: &str, attribute: &str| number(&section, element, attribute);
        let width = number("w:pgSz", "w:w").unwrap_or(11_906);
        let height = number("w:pgSz", "w:h").unwrap_or(16_838);
        let margin = |side: &str| number("w:pgMar", side).unwrap_or(1_134);
        let size = (
            width.saturating_sub(margin("w:left") + margin("w:right")),
            height.saturating_sub(margin("w:top") + margin("w:bottom")),
        );
        Self { section, size }
    }

    /// Width of the text upright, in twentieths of a point.
    pub fn width(&self) -> usize {
        self.size.0
    }

    /// Width of the text across: the margins turn with the page.
    pub fn height(&self) -> usize {
        self.size.1
    }

    /// The properties of a section; `first` alone keeps a first page of its own.
    pub fn section(&self, across: bool, first: bool) -> String {
        let mut section = self.section.clone();
        if !first {
            section = section.replace("<w:titlePg/>", "");
        }
        if across {
            section = turned(&section);
        }
        section
    }
}

/// A number in an attribute of an element of `xml`.
fn number(xml: &str, element: &str, attribute: &str) -> Option<usize> {
    let (_, rest) = xml.split_once(&format!("<{element} "))?;
    let (tag, _) = rest.split_once('>')?;
    let (_, value) = tag.split_once(&format!("{attribute}=\""))?;
    value.split_once('"')?.0.parse().ok()
}

/// The section with its page lying across: width and height change places, the margins turn with them.
fn turned(section: &str) -> String {
    let value = |element: &str, attribute: &str| number(section, element, attribute);
    let (Some(width), Some(height)) = (value("w:pgSz", "w:w"), value("w:pgSz", "w:h")) else {
        return section.to_owned();
    };
    let size = format!(r#"<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>"#);
    let turned = replaced(section, "w:pgSz", &size);
    let margins = [
        "w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer", "w:gutter",
    ];
    let found: Option<Vec<usize>> = margins.iter().map(|side| value("w:pgMar", side)).collect();
    match found.as_deref() {
        Some([top, right, bottom, left, header, footer, gutter]) => {
            let margins = format!(
                r#"<w:pgMar w:top="{left}" w:right="{top}" w:bottom="{right}" w:left="{bottom}" w:header="{header}" w:footer="{footer}" w:gutter="{gutter}"/>"#
            );
            replaced(&turned, "w:pgMar", &margins)
        }
        _ => turned,
    }
}

/// `xml` with another element in place of the empty one of the name.
fn replaced(xml: &str, element: &str, by: &str) -> String {
    let Some(start) = xml.find(&format!("<{element} ")) else {
        return xml.to_owned();
    };
    match xml.get(start..).and_then(|rest| rest.find("/>")) {
        Some(end) => format!("{}{by}{}", &xml[..start], &xml[start + end + 2..]),
        None => xml.to_owned(),
    }
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
            _ => part.to_owned(),
        };
        (name.to_owned(), part.into_bytes())
    });
    pack(&parts.into())
}

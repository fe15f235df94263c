//! The namespaces our elements use, in the roots of the parts they are put into.

use super::fault::{TemplateFault, broken};
use crate::publish::word::outline::{Element, outline};

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

/// `part` with all the namespaces our elements use in its root.
pub fn rooted(name: &str, part: &str) -> Result<String, TemplateFault> {
    let found = outline(part, 1).map_err(|why| broken(name, why))?.root;
    let (before, after) = (part.get(..found.start), part.get(found.end..));
    Ok([
        before.unwrap_or_default(),
        &root(name, &found)?,
        after.unwrap_or_default(),
    ]
    .concat())
}

/// The start tag `root` of the part `name` with all the namespaces our elements use.
pub fn root(name: &str, root: &Element) -> Result<String, TemplateFault> {
    let mut attributes = root.attributes.clone();
    for (prefix, uri) in NAMESPACES {
        match root.attribute(&format!("xmlns:{prefix}")) {
            Some(found) if found == uri => {}
            Some(found) if found.contains("purl.oclc.org") => return Err(TemplateFault::Strict),
            Some(found) => {
                return Err(broken(name, format!("the prefix `{prefix}` means `{found}`")));
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

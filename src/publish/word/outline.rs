//! The elements of an XML part with the places they stand at, so that a part of a template can be kept as it is but for
//! what is put in.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// With its prefix, e.g. `w:p`.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Bytes it begins at and ends before.
    pub start: usize,
    pub end: usize,
    /// Text of the elements `w:t` in it.
    pub text: String,
    /// First and last values of the named attributes of the elements within, e.g. `w:name` → `heading 1`.
    pub inner: Vec<(String, String)>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The `w:val` of the first element of a name within.
    pub fn inner(&self, name: &str) -> Option<&str> {
        let mut inner = self.inner.iter();
        inner
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The elements in one parent of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The root, without what is in it: `end` is that of its start tag.
    pub root: Element,
    pub elements: Vec<Element>,
    /// Where the parent's end tag begins.
    pub end: usize,
}

/// The elements at a depth of `part`: 1 for those in the root, 2 for those in its last child (the body of a document).
///
/// # Errors
/// What is wrong with the XML, in words.
pub fn outline(part: &str, depth: usize) -> Result<Outline, String> {
    let mut reader = Reader::from_str(part);
    let (mut level, mut in_text) = (0, false);
    let mut root: Option<Element> = None;
    let mut elements: Vec<Element> = Vec::new();
    let mut end = None;
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let after = place(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                open(&tag, (start, after), level, depth, &mut root, &mut elements)?;
                in_text = tag.name().as_ref() == "w:t";
                level += 1;
            }
            Event::Empty(tag) => open(&tag, (start, after), level, depth, &mut root, &mut elements)?,
            Event::End(_) => {
                level = level.checked_sub(1).ok_or("an end tag without its start")?;
                in_text = false;
                if level == depth
                    && let Some(element) = elements.last_mut()
                {
                    element.end = after;
                }
                if level + 1 == depth {
                    end = Some(start);
                }
            }
            Event::Text(text) if in_text => {
                if let Some(element) = elements.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match (root, end, level) {
        (Some(root), Some(end), 0) => Ok(Outline { root, elements, end }),
        _ => Err("an element is not closed, or the part is empty".to_owned()),
    }
}

/// `part` without those elements in its root for which `goes` holds.
///
/// # Errors
/// What is wrong with the XML, in words.
pub fn without(part: &str, goes: impl Fn(&Element) -> bool) -> Result<String, String> {
    let mut kept = String::with_capacity(part.len());
    let mut from = 0;
    for element in outline(part, 1)?.elements.iter().filter(|element| goes(element)) {
        kept.push_str(part.get(from..element.start).unwrap_or_default());
        from = element.end;
    }
    kept.push_str(part.get(from..).unwrap_or_default());
    Ok(kept)
}

/// `part` with more elements at the end of its root.
///
/// # Errors
/// What is wrong with the XML, in words.
pub fn with(part: &str, elements: &str) -> Result<String, String> {
    let end = outline(part, 1)?.end;
    let mut part = part.to_owned();
    part.insert_str(end, elements);
    Ok(part)
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn open(
    tag: &BytesStart,
    (start, end): (usize, usize),
    level: usize,
    depth: usize,
    root: &mut Option<Element>,
    elements: &mut Vec<Element>,
) -> Result<(), String> {
    if level != 0 && level < depth {
        // Another parent: the elements of the one before are not asked for.
        elements.clear();
        return Ok(());
    }
    let name = tag.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| error.to_string())?
            .into_owned();
        attributes.push((key, value));
    }
    if level > depth {
        let value = attributes.into_iter().find(|(key, _)| key == "w:val");
        if let Some((element, (_, value))) = elements.last_mut().zip(value) {
            element.inner.push((name, value));
        }
        return Ok(());
    }
    let element = Element {
        name,
        attributes,
        start,
        end,
        text: String::new(),
        inner: Vec::new(),
    };
    if level == 0 {
        *root = Some(element);
    } else {
        elements.push(element);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_where_they_say() {
        let part = r#"<?xml version="1.0"?><a x="1"><b><c w:val="2"><w:t>т</w:t></c></b><d/></a>"#;
        let found = outline(part, 1).unwrap();
        let texts: Vec<&str> = found.elements.iter().map(|e| &part[e.start..e.end]).collect();
        assert_eq!(texts, [r#"<b><c w:val="2"><w:t>т</w:t></c></b>"#, "<d/>"]);
        assert_eq!(found.root.attribute("x"), Some("1"));
        assert_eq!(found.elements[0].inner("c"), Some("2"));
        assert_eq!(&part[found.end..], "</a>");
    }

    #[test]
    fn the_elements_of_a_body_are_those_of_the_last_child() {
        let part = "<d><bg/><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p><w:sectPr/></w:body></d>";
        let found = outline(part, 2).unwrap();
        let names: Vec<&str> = found.elements.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["w:p", "w:sectPr"]);
        assert_eq!(found.elements[0].text, "x");
        assert_eq!(&part[found.end..], "</w:body></d>");
    }

    #[test]
    fn elements_are_taken_out_and_put_in_where_they_stood() {
        let part = "<a><b/><c><b/></c><b>x</b></a>";
        assert_eq!(
            without(part, |element| element.name == "b").unwrap(),
            "<a><c><b/></c></a>"
        );
        assert_eq!(with(part, "<d/>").unwrap(), "<a><b/><c><b/></c><b>x</b><d/></a>");
    }

    #[test]
    fn broken_xml_is_told() {
        assert!(outline("<a><b></a>", 1).is_err());
        assert!(outline("<a>", 1).is_err());
        assert!(outline("", 1).is_err());
    }
}

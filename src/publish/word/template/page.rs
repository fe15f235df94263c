//! The properties of the template's last section, which all sections of the document have.

use crate::publish::word::outline::{outline, without};

/// A4 with the margins of an official letter.
const A4: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>"#;

/// What only the first section says: that its first page is another one, and whether it begins on a page of its own.
const ONLY_FIRST: [&str; 2] = ["w:titlePg", "w:type"];

/// Size and margins of the page, and what else the template says of its last section.
#[derive(Debug, Clone)]
pub struct Page {
    /// The element `w:sectPr`.
    section: String,
    /// The same for a section after the first.
    later: String,
    /// Width and height of the text in twentieths of a point.
    size: (usize, usize),
}

impl Page {
    /// A4 with the margins of an official letter where the template does not say.
    ///
    /// # Errors
    /// What is wrong with the XML of the section, in words.
    pub fn of(section: Option<String>) -> Result<Self, String> {
        let section = match section {
            Some(section) if outline(&section, 1).is_ok() => section,
            // `<w:sectPr/>` says nothing of its own.
            _ => A4.to_owned(),
        };
        let number = |element: &str, attribute: &str| number(&section, element, attribute);
        let width = number("w:pgSz", "w:w").unwrap_or(11_906);
        let height = number("w:pgSz", "w:h").unwrap_or(16_838);
        let margin = |side: &str| number("w:pgMar", side).unwrap_or(1_134);
        let size = (
            width.saturating_sub(margin("w:left") + margin("w:right")),
            height.saturating_sub(margin("w:top") + margin("w:bottom")),
        );
        let later = without(&section, |element| ONLY_FIRST.contains(&element.name.as_str()))?;
        let later = numbered_on(&later)?;
        Ok(Self { section, later, size })
    }

    /// Width of the text upright, in twentieths of a point.
    pub fn width(&self) -> usize {
        self.size.0
    }

    /// Width of the text across: the margins turn with the page.
    pub fn width_across(&self) -> usize {
        self.size.0.max(self.size.1)
    }

    /// The properties of a section, the first of the document or a later one.
    pub fn section(&self, across: bool, first: bool) -> String {
        let section = if first { &self.section } else { &self.later };
        if across && self.size.0 < self.size.1 {
            turned(section)
        } else {
            section.clone()
        }
    }
}

/// The section with its pages numbered on from the one before.
fn numbered_on(section: &str) -> Result<String, String> {
    let numbers = outline(section, 1)?.elements.into_iter();
    let mut numbers = numbers.filter(|element| element.name == "w:pgNumType");
    let Some((numbers, start)) = numbers.find_map(|element| {
        Some((
            element.start..element.end,
            element.attribute("w:start")?.to_owned(),
        ))
    }) else {
        return Ok(section.to_owned());
    };
    let (before, after) = (&section[..numbers.start], &section[numbers.end..]);
    let numbers = section[numbers].replacen(&format!(r#" w:start="{start}""#), "", 1);
    Ok(format!("{before}{numbers}{after}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_section_numbers_its_pages_anew_and_has_a_first_page_of_its_own() {
        let section = r#"<w:sectPr w:rsidR="00A1"><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType w:fmt="decimal" w:start="3"/><w:titlePg w:val="1"/></w:sectPr>"#;
        let page = Page::of(Some(section.to_owned())).unwrap();
        assert_eq!(page.section(false, true), section);
        assert_eq!(
            page.section(false, false),
            r#"<w:sectPr w:rsidR="00A1"><w:pgSz w:w="11906" w:h="16838"/><w:pgNumType w:fmt="decimal"/></w:sectPr>"#
        );
    }

    #[test]
    fn across_width_height_and_margins_turn() {
        let page = Page::of(None).unwrap();
        let across = page.section(true, false);
        assert!(across.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#));
        assert!(across.contains(r#"w:top="1701" w:right="1134" w:bottom="850" w:left="1134""#));
        assert_eq!((page.width(), page.width_across()), (9_355, 14_570));
    }

    #[test]
    fn a_page_that_lies_across_is_not_turned() {
        let section = r#"<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>"#;
        let page = Page::of(Some(section.to_owned())).unwrap();
        assert_eq!(page.section(true, false), section);
        assert_eq!(page.width(), page.width_across());
    }

    #[test]
    fn a_section_that_says_nothing_is_a4() {
        assert_eq!(
            Page::of(Some("<w:sectPr/>".to_owned()))
                .unwrap()
                .section(false, true),
            A4
        );
    }
}

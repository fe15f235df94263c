//! Styles and lists of a template, with those of ours it lacks.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Element, outline};

/// Styles of the built-in page.
pub const STYLES: &str = include_str!("../../../dictionaries/note/docx/styles.xml");

/// A part of styles with all of ours in it.
#[derive(Debug)]
pub struct Merged {
    pub part: String,
    /// Our names of styles → those of the part.
    pub names: BTreeMap<String, String>,
}

/// Kind and name tell which style is meant: the identifiers of a localised Word are others.
fn sense(style: &Element) -> (String, String) {
    let kind = style.attribute("w:type").unwrap_or("paragraph").to_owned();
    (kind, style.inner("w:name").unwrap_or_default().to_lowercase())
}

/// Puts our styles into a part that lacks them.
///
/// # Errors
/// What is wrong with the XML of the part, in words.
pub fn merge(part: &str) -> Result<Merged, String> {
    let (theirs, ours) = (outline(part, 1)?, outline(STYLES, 1)?);
    let id = |style: &Element| style.attribute("w:styleId").unwrap_or_default().to_owned();
    let is_style = |element: &&Element| element.name == "w:style";
    let known: BTreeMap<(String, String), String> = theirs
        .elements
        .iter()
        .filter(is_style)
        .map(|style| (sense(style), id(style)))
        .collect();
    let taken: BTreeSet<&String> = known.values().collect();
    let mut names = BTreeMap::new();
    let mut missing = Vec::new();
    for style in ours.elements.iter().filter(is_style) {
        let own = id(style);
        let name = match known.get(&sense(style)) {
            Some(name) => name.clone(),
            None => {
                missing.push(style);
                if taken.contains(&own) {
                    format!("Talda{own}")
                } else {
                    own.clone()
                }
            }
        };
        names.insert(own, name);
    }
    let added: String = missing.iter().map(|style| renamed(style, &names)).collect();
    let mut merged = part.to_owned();
    merged.insert_str(theirs.end, &added);
    Ok(Merged { part: merged, names })
}

/// One of our styles under the names of the part; it is nobody's default there.
fn renamed(style: &Element, names: &BTreeMap<String, String>) -> String {
    let mut text = STYLES.get(style.start..style.end).unwrap_or_default().to_owned();
    for (attribute, value) in [
        (r#"w:styleId=""#, style.attribute("w:styleId")),
        (r#"<w:basedOn w:val=""#, style.inner("w:basedOn")),
        (r#"<w:next w:val=""#, style.inner("w:next")),
    ] {
        if let Some((value, name)) = value.and_then(|value| Some((value, names.get(value)?))) {
            text = text.replacen(
                &format!("{attribute}{value}\""),
                &format!("{attribute}{name}\""),
                1,
            );
        }
    }
    text.replacen(r#" w:default="1""#, "", 1)
}

/// Lists of a template: the numbers ours begin after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists {
    last_abstract: usize,
    last: usize,
}

impl Lists {
    /// The lists of a part.
    pub fn of(part: &str) -> Result<Self, String> {
        let outline = outline(part, 1)?;
        let last = |name: &str, attribute: &str| {
            let elements = outline.elements.iter().filter(|element| element.name == name);
            let ids = elements.filter_map(|element| element.attribute(attribute)?.parse().ok());
            ids.max().unwrap_or(0)
        };
        Ok(Self {
            last_abstract: last("w:abstractNum", "w:abstractNumId"),
            last: last("w:num", "w:numId"),
        })
    }

    /// The list of dashes.
    pub fn bullets(self) -> usize {
        self.last + 1
    }

    /// The list of numbers that is the so manieth of the document.
    pub fn numbers(self, list: usize) -> usize {
        self.last + 1 + list
    }

    /// The part with a list of dashes and so many lists of numbers, each of which begins with 1.
    pub fn put_into(self, part: &str, numbers: usize) -> Result<String, String> {
        let outline = outline(part, 1)?;
        let first = |names: &[&str]| {
            let mut elements = outline.elements.iter();
            let found = elements.find(|element| names.contains(&element.name.as_str()));
            found.map_or(outline.end, |element| element.start)
        };
        let (dashes, figures) = (self.last_abstract + 1, self.last_abstract + 2);
        let abstracts = [list(dashes, "bullet", "–"), list(figures, "decimal", "%1.")].concat();
        let mut lists = format!(
            r#"<w:num w:numId="{}"><w:abstractNumId w:val="{dashes}"/></w:num>"#,
            self.bullets()
        );
        for list in 1..=numbers {
            lists.push_str(&format!(
                r#"<w:num w:numId="{}"><w:abstractNumId w:val="{figures}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
                self.numbers(list)
            ));
        }
        let (before, after) = (
            first(&["w:num", "w:numIdMacAtCleanup"]),
            first(&["w:numIdMacAtCleanup"]),
        );
        let mut part = part.to_owned();
        part.insert_str(after, &lists);
        part.insert_str(before, &abstracts);
        Ok(part)
    }
}

fn list(id: usize, format: &str, text: &str) -> String {
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl></w:abstractNum>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

    #[test]
    fn a_style_of_the_same_name_is_used_and_a_missing_one_is_put_in() {
        let part = format!(
            r#"<w:styles {NAMESPACE}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>"#
        );
        let merged = merge(&part).unwrap();
        assert_eq!(merged.names["Normal"], "a");
        assert_eq!(merged.names["Heading1"], "1");
        assert_eq!(merged.names["Heading2"], "Heading2");
        assert!(
            merged
                .part
                .contains(r#"<w:name w:val="heading 2"/><w:basedOn w:val="a"/>"#)
        );
        assert_eq!(merge(&merged.part).unwrap().part, merged.part);
    }

    #[test]
    fn lists_are_put_behind_those_of_the_template_in_the_order_of_the_schema() {
        let part = format!(
            r#"<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="4"/><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#
        );
        let lists = Lists::of(&part).unwrap();
        assert_eq!((lists.bullets(), lists.numbers(1)), (8, 9));
        let filled = lists.put_into(&part, 2).unwrap();
        let found = outline(&filled, 1).unwrap();
        let names: Vec<&str> = found
            .elements
            .iter()
            .map(|element| element.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "w:abstractNum",
                "w:abstractNum",
                "w:abstractNum",
                "w:num",
                "w:num",
                "w:num",
                "w:num"
            ]
        );
    }
}

//! The parts of a document in their package.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::body::Laid;
use super::outline::outline;
use super::template::{CORE, RELATIONS, TYPES, Template, TemplateFault, text};
use super::xml::is_xml;
use super::{Document, language};
use crate::publish::Error;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The document on its template as DOCX.
pub fn package(document: &Document, template: &Template, laid: Laid) -> Result<Vec<u8>, Error> {
    let filled = filled(document, template, laid).map_err(|source| Error::Letterhead {
        file: "the template".to_owned(),
        source,
    })?;
    pack(&filled)
}

fn filled(
    document: &Document,
    template: &Template,
    laid: Laid,
) -> Result<BTreeMap<String, Vec<u8>>, TemplateFault> {
    let mut parts = template.parts.clone();
    let body = [
        template.before.as_str(),
        &laid.elements,
        &template.after,
        &laid.section,
        "</w:body></w:document>",
    ];
    parts.insert(super::template::DOCUMENT.to_owned(), body.concat().into_bytes());
    parts.insert(CORE.to_owned(), core(document).into_bytes());
    let mut change = |name: &str, change: &dyn Fn(&str) -> Result<String, String>| {
        let part = text(&parts, name)?.ok_or(TemplateFault::NotWord)?;
        let changed = change(&part).map_err(|why| TemplateFault::Broken {
            part: name.to_owned(),
            why,
        })?;
        parts.insert(name.to_owned(), changed.into_bytes());
        Ok::<_, TemplateFault>(())
    };
    change("word/numbering.xml", &|part| {
        template.lists.put_into(part, laid.lists)
    })?;
    change("word/footnotes.xml", &|part| appended(part, &laid.footnotes))?;
    change(RELATIONS, &|part| relations(part, laid.media.len()))?;
    change(TYPES, &types)?;
    change("_rels/.rels", &package_relations)?;
    for (index, png) in laid.media.into_iter().enumerate() {
        parts.insert(format!("word/media/talda{}.png", index + 1), png);
    }
    Ok(parts)
}

/// The part with more elements in its root.
fn appended(part: &str, elements: &str) -> Result<String, String> {
    let end = outline(part, 1)?.end;
    let mut part = part.to_owned();
    part.insert_str(end, elements);
    Ok(part)
}

fn core(document: &Document) -> String {
    let title: String = document.title.chars().filter(|letter| is_xml(*letter)).collect();
    include_str!("../../../dictionaries/note/docx/core.xml")
        .replace("{{ title }}", &quick_xml::escape::escape(title.as_str()))
        .replace("{{ language }}", language(document.edition))
        .replace("{{ as_of }}", &document.as_of.to_string())
}

/// The relations of the document with those of its pictures, and of parts the template may lack.
fn relations(part: &str, pictures: usize) -> Result<String, String> {
    let known = outline(part, 1)?;
    let mut added = String::new();
    for (kind, target) in [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("footnotes", "footnotes.xml"),
    ] {
        let kind = format!("{RELATION}/{kind}");
        let mut relations = known.elements.iter();
        if !relations.any(|relation| relation.attribute("Type") == Some(&kind)) {
            let name = target.trim_end_matches(".xml");
            added.push_str(&format!(
                r#"<Relationship Id="rIdTalda{name}" Type="{kind}" Target="{target}"/>"#
            ));
        }
    }
    for picture in 1..=pictures {
        added.push_str(&format!(
            r#"<Relationship Id="rIdTaldaPicture{picture}" Type="{RELATION}/image" Target="media/talda{picture}.png"/>"#
        ));
    }
    appended(part, &added)
}

fn types(part: &str) -> Result<String, String> {
    let known = outline(part, 1)?;
    let has = |attribute: &str, value: &str| {
        let mut types = known.elements.iter();
        types.any(|of| {
            of.attribute(attribute)
                .is_some_and(|found| found.eq_ignore_ascii_case(value))
        })
    };
    let mut added = String::new();
    for (part, kind) in [
        ("/word/styles.xml", format!("{TYPE}.styles+xml")),
        ("/word/numbering.xml", format!("{TYPE}.numbering+xml")),
        ("/word/footnotes.xml", format!("{TYPE}.footnotes+xml")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ] {
        if !has("PartName", part) {
            added.push_str(&format!(r#"<Override PartName="{part}" ContentType="{kind}"/>"#));
        }
    }
    let mut part = appended(part, &added)?;
    if !has("Extension", "png") {
        part.insert_str(
            known.root.end,
            r#"<Default Extension="png" ContentType="image/png"/>"#,
        );
    }
    // A template saved as .dotx becomes a document.
    Ok(part.replace("template.main+xml", "document.main+xml"))
}

fn package_relations(part: &str) -> Result<String, String> {
    let kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let known = outline(part, 1)?;
    let mut relations = known.elements.iter();
    if relations.any(|relation| relation.attribute("Type") == Some(kind)) {
        return Ok(part.to_owned());
    }
    appended(
        part,
        &format!(r#"<Relationship Id="rIdTaldaCore" Type="{kind}" Target="{CORE}"/>"#),
    )
}

/// Parts as a package: the same parts give the same bytes.
pub fn pack(parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Error> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::DEFAULT);
    // Word wants the types first; they are by name too.
    for (name, part) in parts {
        archive.start_file(name, options)?;
        archive.write_all(part)?;
    }
    Ok(archive.finish()?.into_inner())
}

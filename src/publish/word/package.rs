//! The parts of a document in their package.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::body::Laid;
use super::outline::{outline, with};
use super::template::{
    CORE, Names, PACKAGE_RELATIONS, Parts, TYPES, Template, TemplateFault, relations_name, text,
};
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

fn filled(document: &Document, template: &Template, laid: Laid) -> Result<Parts, TemplateFault> {
    let names = &template.names;
    let mut parts = template.parts.clone();
    let body = [
        template.before.as_str(),
        &laid.elements,
        &template.after,
        &laid.section,
        "</w:body></w:document>",
    ];
    parts.insert(names.document.clone(), body.concat().into_bytes());
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
    // The built-in page leaves open which language it is in.
    change(&names.styles, &|part| {
        Ok(part.replace("{{ language }}", language(document.edition)))
    })?;
    change(&names.numbering, &|part| {
        template.lists.put_into(part, laid.lists)
    })?;
    change(&names.footnotes, &|part| with(part, &laid.footnotes))?;
    change(&relations_name(&names.document), &|part| {
        relations(part, names, laid.first_id, laid.media.len())
    })?;
    change(TYPES, &|part| types(part, names))?;
    change(PACKAGE_RELATIONS, &package_relations)?;
    let folder = folder(&names.document);
    for (index, png) in laid.media.into_iter().enumerate() {
        parts.insert(format!("{folder}{}", media(laid.first_id, index + 1)), png);
    }
    Ok(parts)
}

/// The folder of a part with its slash.
fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |slash| &part[..=slash])
}

/// Name of a picture in the folder of the document.
fn media(first_id: usize, picture: usize) -> String {
    format!("media/talda{}.png", first_id + picture)
}

/// Identifier of the relation to a picture.
pub fn picture_relation(first_id: usize, picture: usize) -> String {
    format!("rIdTalda{}", first_id + picture)
}

fn core(document: &Document) -> String {
    let title: String = document.title.chars().filter(|letter| is_xml(*letter)).collect();
    include_str!("../../../dictionaries/note/docx/core.xml")
        .replace("{{ title }}", &quick_xml::escape::escape(title.as_str()))
        .replace("{{ language }}", language(document.edition))
        .replace("{{ as_of }}", &document.as_of.to_string())
}

/// The relations of the document with those of its pictures, and of parts the template may lack.
fn relations(part: &str, names: &Names, first_id: usize, pictures: usize) -> Result<String, String> {
    let known = outline(part, 1)?;
    let mut added = String::new();
    for (kind, name) in [
        ("styles", &names.styles),
        ("numbering", &names.numbering),
        ("footnotes", &names.footnotes),
    ] {
        let mut relations = known.elements.iter();
        let ending = format!("/{kind}");
        if !relations.any(|relation| relation.attribute("Type").is_some_and(|of| of.ends_with(&ending))) {
            added.push_str(&format!(
                r#"<Relationship Id="rIdTalda{kind}" Type="{RELATION}/{kind}" Target="/{name}"/>"#
            ));
        }
    }
    for picture in 1..=pictures {
        let (id, target) = (picture_relation(first_id, picture), media(first_id, picture));
        added.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{RELATION}/image" Target="{target}"/>"#
        ));
    }
    with(part, &added)
}

fn types(part: &str, names: &Names) -> Result<String, String> {
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
        (names.styles.as_str(), format!("{TYPE}.styles+xml")),
        (&names.numbering, format!("{TYPE}.numbering+xml")),
        (&names.footnotes, format!("{TYPE}.footnotes+xml")),
        (
            CORE,
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ] {
        let part = format!("/{part}");
        if !has("PartName", &part) {
            added.push_str(&format!(r#"<Override PartName="{part}" ContentType="{kind}"/>"#));
        }
    }
    let mut part = with(part, &added)?;
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
    with(
        part,
        &format!(r#"<Relationship Id="rIdTaldaCore" Type="{kind}" Target="{CORE}"/>"#),
    )
}

/// Parts as a package: the same parts give the same bytes.
pub fn pack(parts: &Parts) -> Result<Vec<u8>, Error> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::DEFAULT);
    // Word wants the types first; they are by name too.
    for (name, part) in parts {
        archive.start_file(name, options)?;
        archive.write_all(part)?;
    }
    Ok(archive.finish()?.into_inner())
}

//! Writing topic files and macros in the form of `docs/codebook.md`.

use std::collections::BTreeMap;

use super::{Bilingual, GroupOutline, TopicOutline};

/// The file of a group and its topics.
pub(super) fn group(code: &str, group: &GroupOutline, topics: &[(&String, &TopicOutline)]) -> String {
    let mut file = format!(
        "[group]\ncode = {}\n{}",
        quoted(code),
        pair("label", &group.label)
    );
    if group.body != Bilingual::default() {
        file += &pair("body", &group.body);
    }
    for (code, outline) in topics {
        file += &topic(code, outline);
    }
    file
}

/// `macros.toml`.
pub(super) fn macros(macros: &BTreeMap<String, Bilingual<Vec<String>>>) -> String {
    let table = |(name, phrases): (&String, &Bilingual<Vec<String>>)| {
        format!("[{}]\n{}", quoted(name), lists(phrases, rule))
    };
    let tables: Vec<String> = macros.iter().map(table).collect();
    tables.join("\n")
}

fn topic(code: &str, topic: &TopicOutline) -> String {
    let mut file = format!(
        "\n[[topic]]\ncode = {}\n{}",
        quoted(code),
        pair("label", &topic.label)
    );
    let told = [
        ("definition", &topic.definition),
        ("include", &topic.include),
        ("exclude", &topic.exclude),
    ];
    for (key, text) in told {
        if *text != Bilingual::default() {
            file += &pair(key, text);
        }
    }
    for (key, text) in [("source", &topic.source), ("kind", &topic.kind)] {
        if !text.is_empty() {
            file += &format!("{key} = {}\n", quoted(text));
        }
    }
    file += "[topic.rules]\n";
    file += &lists(&topic.rules, rule);
    let proofs = [
        ("examples", &topic.examples),
        ("counter-examples", &topic.counter_examples),
    ];
    for (key, texts) in proofs {
        file += &format!("[topic.{key}]\n{}", lists(texts, quoted));
    }
    file
}

fn pair(key: &str, texts: &Bilingual<String>) -> String {
    format!(
        "{key} = {{ kk = {}, ru = {} }}\n",
        quoted(&texts.kk),
        quoted(&texts.ru)
    )
}

fn lists(texts: &Bilingual<Vec<String>>, write: fn(&str) -> String) -> String {
    let list = |texts: &[String]| {
        let lines: Vec<String> = texts.iter().map(|text| format!("  {},\n", write(text))).collect();
        match lines.is_empty() {
            true => "[]".to_owned(),
            false => format!("[\n{}]", lines.concat()),
        }
    };
    format!("kk = {}\nru = {}\n", list(&texts.kk), list(&texts.ru))
}

/// A rule between single quotes, so that a byte of the rule is a byte of the file; one that cannot stand so is no rule,
/// and reading the file will say why.
fn rule(text: &str) -> String {
    match text.contains(|c: char| c == '\'' || c.is_control()) {
        true => quoted(text),
        false => format!("'{text}'"),
    }
}

/// A basic string of TOML on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            _ if letter.is_control() => quoted += &format!("\\u{:04X}", u32::from(letter)),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_back(text in any::<String>()) {
            let file = format!("a = {}", quoted(&text));
            let read: BTreeMap<String, String> = toml::from_str(&file).unwrap();
            prop_assert_eq!(&read["a"], &text);
        }
    }
}

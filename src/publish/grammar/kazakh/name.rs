//! Words and names in a case.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::sound::stem;
use super::{Case, ending, possessed_ending, reading};
use crate::publish::grammar::dictionary::rows;

/// Whether a form is a possessive one, where it is not as its place and last letter say.
static POSSESSED: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../../../dictionaries/note/possessed.csv"))
        .map(|[form, possessed, _]| (form, possessed == "yes"))
        .collect()
});

const CLOSING: [char; 4] = ['»', '”', '“', '"'];

/// A word or a name in a case: Ленгерде, Ордабасы ауданында, АӘК-нің, «Алатау»-да, 15-ке.
///
/// What ends in no letter, digit or known sign stays as it is. An ending goes before a bracket.
pub fn declined(name: &str, case: Case) -> String {
    if case == Case::Nominative {
        return name.to_owned();
    }
    if let Some((head, bracket)) = bracketed(name) {
        return format!("{}{bracket}", declined(head, case));
    }
    match (read_aloud(name), name.ends_with(char::is_alphabetic)) {
        (Some(read), _) => format!("{name}-{}", suffix(&read, case)),
        (None, true) => word(name, case),
        (None, false) => name.to_owned(),
    }
}

/// The ending of a word or name in a case, as it stands after a hyphen.
pub fn suffix(name: &str, case: Case) -> String {
    if is_possessed(name) {
        return possessed_ending(last(name), case).to_owned();
    }
    let stem = stem(last(name));
    // A joining і is heard and so written after the hyphen too.
    let joint = stem.strip_prefix(last(name)).unwrap_or_default();
    format!("{joint}{}", ending(&stem, case))
}

fn word(name: &str, case: Case) -> String {
    if is_possessed(name) {
        return format!("{name}{}", possessed_ending(name, case));
    }
    let stem = stem(name);
    let ending = ending(last(&stem), case);
    format!("{stem}{ending}")
}

/// The words by which a name that is not written as it is read takes its ending: in quotes, in figures, shortened.
fn read_aloud(name: &str) -> Option<String> {
    if let Some(inner) = name.strip_suffix(CLOSING) {
        let inner = inner.trim_end_matches(CLOSING);
        let read =
            read_aloud(inner).or_else(|| inner.ends_with(char::is_alphabetic).then(|| inner.to_owned()));
        return read.filter(|read| !read.is_empty());
    }
    let sign = reading::of_sign(name).filter(|_| !is_lower_word(name));
    sign.or_else(|| reading::of_figure(name).and_then(|_| reading::of_number(name)))
        .or_else(|| reading::of_number(name).filter(|_| !name.starts_with(['<', '>'])))
        .or_else(|| reading::of_letters(last(name)))
        .map(str::to_owned)
}

/// A short lower-case word that is all of the text is no unit of measure.
fn is_lower_word(name: &str) -> bool {
    name.chars().all(char::is_lowercase)
}

/// The name before « (…)» and the bracket.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let at = name.rfind(" (").filter(|_| name.ends_with(')'))?;
    Some(name.split_at(at))
}

/// Whether a name ends in the third person's possessive: a known head, or the last of several words in ы, і.
fn is_possessed(name: &str) -> bool {
    let last = last(name);
    let form = last.to_lowercase();
    POSSESSED.get(form.as_str()).copied().unwrap_or_else(|| {
        let is_head = last.len() < name.len() && last.starts_with(char::is_lowercase);
        is_head && form.ends_with(['ы', 'і']) && !(form.ends_with("шы") || form.ends_with("ші"))
    })
}

/// The last word; both parts of a hyphened one.
fn last(name: &str) -> &str {
    name.rsplit(char::is_whitespace).next().unwrap_or(name)
}

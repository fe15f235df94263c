//! Abbreviations that end in a full stop.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::dictionary::rows;

/// Where an abbreviation stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Something belongs behind it («ул.», «көш.»): its full stop ends no sentence.
    Before,
    /// It closes what stands before it («т.б.», «гг.»): its full stop ends a sentence when a capital follows.
    After,
    /// `After` behind a number («2026 г.»), else `Before` («г. Семей»).
    Both,
    /// `Before` behind a number («15 қар.»), else a word of its own.
    NumberBefore,
    /// `Before` with a number behind it («тел. 8701»), else a word of its own.
    NumberBehind,
}

static ABBREVIATIONS: LazyLock<BTreeMap<&'static str, Place>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../dictionaries/text/abbreviations.csv"))
        .map(|[form, _, place, _]| {
            let place = match place {
                "after" => Place::After,
                "both" => Place::Both,
                "number-before" => Place::NumberBefore,
                "number-behind" => Place::NumberBehind,
                _ => Place::Before,
            };
            (form, place)
        })
        .collect()
});

/// Longest stretch looked up, in bytes.
const LONGEST: usize = 40;

/// The abbreviation that a stretch without white space makes with the full stop behind it: all of it, what stands
/// behind its last full stop («А.Б.көш»), or its letters behind digits («2026ж»). Comes with the letters it is of.
pub(super) fn abbreviation(tail: &str) -> Option<(Place, &str)> {
    if tail.is_empty() || tail.len() > LONGEST {
        return None;
    }
    let last = tail.rfind('.').map(|dot| &tail[dot + 1..]);
    let letters =
        tail.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-'));
    [Some(tail), last, Some(letters)]
        .into_iter()
        .flatten()
        .enumerate()
        .filter(|&(number, form)| !form.is_empty() && (number == 0 || form != tail))
        .find_map(|(_, form)| {
            let place = ABBREVIATIONS.get((form.to_lowercase() + ".").as_str())?;
            Some((*place, form))
        })
}

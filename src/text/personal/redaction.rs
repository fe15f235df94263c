//! Placeholders in place of personal data, and the way between the two texts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{PersonalData, PersonalKind};
use crate::text::dictionary::rows;
use crate::text::language::Language;
use crate::text::letters::fold;

/// A text without its personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    pub text: String,
    /// What stood where and what stands there now, in order: byte ranges of the original and of `text`.
    pub replaced: Vec<(Range<usize>, Range<usize>)>,
}

/// `text` with each span of `data` replaced by a typed placeholder in `language`: `[ТЕЛЕФОН]`, `[ЖСН]` or `[ИИН]`.
///
/// Equal values get equal placeholders; the second different value of a kind is `[ТЕЛЕФОН 2]`. A mixed text gets
/// Russian placeholders. Spans that are not of this text, or overlap one before, are left out.
pub fn redact(text: &str, data: &[PersonalData], language: Language) -> Redacted {
    let mut seen: BTreeMap<(PersonalKind, String), usize> = BTreeMap::new();
    let mut counts: BTreeMap<PersonalKind, usize> = BTreeMap::new();
    let mut redacted = Redacted {
        text: String::with_capacity(text.len()),
        replaced: Vec::new(),
    };
    let mut end = 0;
    for PersonalData { span, kind } in data {
        let (Some(before), Some(value)) = (text.get(end..span.start), text.get(span.clone())) else {
            continue;
        };
        let number = *seen.entry((*kind, identity(value))).or_insert_with(|| {
            let count = counts.entry(*kind).or_insert(0);
            *count += 1;
            *count
        });
        redacted.text.push_str(before);
        redacted.put(span, &placeholder(*kind, number, language));
        end = span.end;
    }
    redacted.text.push_str(text.get(end..).unwrap_or(""));
    redacted
}

/// What makes two spellings of a value one: its folded letters and digits.
fn identity(value: &str) -> String {
    fold(value)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

static PLACEHOLDERS: LazyLock<BTreeMap<&'static str, [&'static str; 2]>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../../dictionaries/text/placeholders.csv"))
        .map(|[kind, kk, ru, _]| (kind, [kk, ru]))
        .collect()
});

fn placeholder(kind: PersonalKind, number: usize, language: Language) -> String {
    let names = PLACEHOLDERS.get(kind.as_str().to_lowercase().as_str());
    let name = names.map_or(
        kind.as_str(),
        |[kk, ru]| if language == Language::Kk { kk } else { ru },
    );
    if number == 1 {
        format!("[{name}]")
    } else {
        format!("[{name} {number}]")
    }
}

impl Redacted {
    fn put(&mut self, original: &Range<usize>, placeholder: &str) {
        let start = self.text.len();
        self.text.push_str(placeholder);
        self.replaced.push((original.clone(), start..self.text.len()));
    }

    /// Where a span of the original stands in the redacted text; a span that cuts into personal data takes the whole
    /// placeholder.
    pub fn to_redacted(&self, span: &Range<usize>) -> Range<usize> {
        let pairs = || {
            self.replaced
                .iter()
                .map(|(original, redacted)| (original, redacted))
        };
        moved(pairs(), span.start, Side::Start)..moved(pairs(), span.end, Side::End)
    }

    /// Where a span of the redacted text stands in the original; a span that cuts into a placeholder takes all that
    /// it replaced.
    pub fn to_original(&self, span: &Range<usize>) -> Range<usize> {
        let pairs = || {
            self.replaced
                .iter()
                .map(|(original, redacted)| (redacted, original))
        };
        moved(pairs(), span.start, Side::Start)..moved(pairs(), span.end, Side::End)
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// `at` moved by the pieces before it; inside a piece, to the start or end of its counterpart.
fn moved<'span>(
    pieces: impl Iterator<Item = (&'span Range<usize>, &'span Range<usize>)>,
    at: usize,
    side: Side,
) -> usize {
    let (mut from_end, mut to_end) = (0, 0);
    for (from, to) in pieces.take_while(|(from, _)| from.start < at) {
        if at < from.end {
            return match side {
                Side::Start => to.start,
                Side::End => to.end,
            };
        }
        (from_end, to_end) = (from.end, to.end);
    }
    to_end + (at - from_end)
}

#[cfg(test)]
mod tests {
    use super::super::personal_data;
    use super::*;

    const TEXT: &str = "Тел. 8 701 123 45 67 или 87011234567, ещё 8 702 765 43 21. ИИН 980101500004.";

    #[test]
    fn equal_values_share_a_placeholder_and_different_ones_are_numbered() {
        let redacted = redact(TEXT, &personal_data(TEXT), Language::Ru);
        assert_eq!(
            redacted.text,
            "Тел. [ТЕЛЕФОН] или [ТЕЛЕФОН], ещё [ТЕЛЕФОН 2]. ИИН [ИИН]."
        );
        let kazakh = redact(TEXT, &personal_data(TEXT), Language::Kk);
        assert!(kazakh.text.ends_with("[ЖСН]."));
    }

    #[test]
    fn spans_go_to_the_redacted_text_and_back() {
        let redacted = redact(TEXT, &personal_data(TEXT), Language::Ru);
        let word = TEXT.find("ещё").map(|start| start..start + "ещё".len()).unwrap();
        let there = redacted.to_redacted(&word);
        assert_eq!(&redacted.text[there.clone()], "ещё");
        assert_eq!(redacted.to_original(&there), word);
        let inside = TEXT.find("123").map(|start| start..start + 3).unwrap();
        assert_eq!(&redacted.text[redacted.to_redacted(&inside)], "[ТЕЛЕФОН]");
    }
}

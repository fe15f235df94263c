//! Telephones of Kazakhstan in the spellings people use, and foreign ones behind a plus.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Rule, behind};

/// What may stand between two digits of a telephone.
const GAP: &str = r"[ \n().-]{0,3}";

/// The shapes, the surer ones first: with +7 or 8 before the code; a landline whose area code stands in brackets; a
/// mobile code and seven digits; a foreign number behind a plus.
static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let landline = |code: usize| {
        let rest = 10 - code;
        format!(r"\(7[12][0-9]{{{}}}\)(?:{GAP}[0-9]){{{rest}}}", code - 2)
    };
    let shapes = [
        format!(r"(?:\+ ?7|[78]){GAP}7[0-9]{{2}}(?:{GAP}[0-9]){{7}}"),
        [3, 4, 5].map(landline).join("|"),
        format!(r"\(?7(?:0[0-8]|47|71|7[5-8])(?:{GAP}[0-9]){{7}}"),
        format!(r"\+ ?[1-9](?:{GAP}[0-9]){{9,13}}"),
    ];
    shapes.iter().filter_map(|shape| Regex::new(shape).ok()).collect()
});

/// Telephones, by their shape.
pub fn telephones(text: &str) -> Vec<Found> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for shape in SHAPES.iter() {
        let mut at = 0;
        while let Some(span) = shape.find_at(text, at).map(|found| found.range()) {
            let free = found
                .iter()
                .all(|known| known.end <= span.start || span.end <= known.start);
            let hit = free && is_alone(text, &span) && is_grouped(&text[span.clone()]);
            // A miss may hide a telephone that begins within it.
            at = if hit { span.end } else { span.start + 1 };
            if hit {
                found.push(span);
            }
        }
    }
    found.sort_by_key(|span| span.start);
    found.into_iter().map(|span| (span, Rule::Telephone)).collect()
}

/// False for a piece of a longer number: of a register number («ЖТ-2026-70123456»), a fraction, a checksum.
fn is_alone(text: &str, span: &Range<usize>) -> bool {
    let part_of_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let mut left = text[..span.start].chars().rev();
    let (nearest, next) = (left.next(), left.next());
    // «тел.8 701 …»: a point behind a letter joins nothing.
    let joined = matches!(nearest, Some('-' | '.')) && next.is_some_and(|letter| letter.is_ascii_digit());
    !joined && !part_of_word(nearest) && !part_of_word(behind(text, span.end))
}

/// True where the digits are parted as those of a telephone and not as those of a sum («77 500 000 000») or a list.
fn is_grouped(text: &str) -> bool {
    let lengths: Vec<usize> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let digits: usize = lengths.iter().sum();
    let first = lengths.first().copied().unwrap_or(0);
    match digits {
        _ if text.starts_with('+') => true,
        11 => matches!(first, 1 | 4..) && lengths.len() <= 6,
        _ => first >= 3 && lengths.len() <= 5,
    }
}

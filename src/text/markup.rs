//! What is left of web pages in registers: tags and entities, whole, escaped or broken.
//!
//! `dictionaries/text/tags.csv` has the tags, `entities.csv` the named entities. What looks like neither stays text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::dictionary::rows;
use super::letters::{is_accent, is_invisible};

/// What a tag does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Stands inside a line.
    Inline,
    /// Begins or ends a paragraph of its own.
    Block,
    /// Is a line break itself.
    Break,
    /// Its content is no text.
    Hidden,
}

struct Tag {
    name: &'static str,
    place: Place,
}

static TAGS: LazyLock<Vec<Tag>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../dictionaries/text/tags.csv"))
        .map(|[name, place, _]| Tag {
            name,
            place: match place {
                "block" => Place::Block,
                "break" => Place::Break,
                "hidden" => Place::Hidden,
                _ => Place::Inline,
            },
        })
        .collect()
});

/// Named entities: what each stands for and whether it is one without its semicolon.
static ENTITIES: LazyLock<BTreeMap<&'static str, (char, bool)>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../dictionaries/text/entities.csv"))
        .filter_map(|[name, character, bare, _]| {
            let character = u32::from_str_radix(character, 16).ok().and_then(char::from_u32)?;
            Some((name, (character, bare == "yes")))
        })
        .collect()
});

/// What a token of markup does between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Begins a paragraph: the sentence before it ends.
    Opens,
    /// Ends a line or a paragraph; the sentence ends behind it.
    Closes,
    /// An entity.
    Sign(char),
    /// Stands inside a line.
    Inline,
}

/// What the token of markup `piece` does.
pub(super) fn mark(piece: &str) -> Mark {
    let Some(open) = opening(piece) else {
        return entity(piece).map_or(Mark::Inline, |(_, sign)| Mark::Sign(sign));
    };
    let inner = &piece[open..];
    let closing = inner.starts_with('/');
    match named(inner) {
        Some((tag, _)) if tag.place == Place::Break || (tag.place == Place::Block && closing) => Mark::Closes,
        Some((tag, _)) if tag.place == Place::Block => Mark::Opens,
        Some(_) => Mark::Inline,
        None => entity(piece).map_or(Mark::Inline, |(_, sign)| Mark::Sign(sign)),
    }
}

/// True for an entity of white space.
pub fn is_blank(piece: &str) -> bool {
    piece.starts_with('&') && matches!(mark(piece), Mark::Sign(sign) if sign.is_whitespace())
}

/// No tag is longer, in bytes: of a broken one no more is looked through.
const LONGEST_TAG: usize = 2048;
/// No comment or style sheet is longer.
const LONGEST_HIDDEN: usize = 16 * 1024;

fn within(rest: &str, longest: usize) -> &str {
    &rest[..rest.floor_char_boundary(longest)]
}

/// Length of the tag or comment `rest` begins with.
pub(super) fn tag(rest: &str) -> Option<usize> {
    comment(rest)
        .or_else(|| declaration(rest))
        .or_else(|| element(rest))
}

/// A comment up to its end, or only the sign that begins it where another begins first or nothing ends it.
fn comment(rest: &str) -> Option<usize> {
    let content = rest.strip_prefix("<!--")?;
    let near = within(content, LONGEST_HIDDEN);
    let end = near
        .match_indices("--")
        .take_while(|&(at, _)| !near[..at].ends_with("<!"))
        .find(|&(at, _)| near[at..].starts_with("-->"));
    Some(4 + end.map_or(0, |(at, _)| at + 3))
}

/// `<!DOCTYPE html>`, `<?xml …>`, `<![endif]>`.
fn declaration(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("<!").or_else(|| rest.strip_prefix("<?"))?;
    inner
        .starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '[')
        .then_some(())?;
    let end = within(inner, LONGEST_TAG).find(['<', '>'])?;
    inner[end..].starts_with('>').then_some(2 + end + 1)
}

fn element(rest: &str) -> Option<usize> {
    let open = opening(rest)?;
    let (tag, name_end) = named(&rest[open..])?;
    let behind = &rest[open + name_end..];
    let closed = closed(behind, open > 1).map(|length| open + name_end + length);
    let end = match closed {
        None if open > 1 => return None,
        None => return broken(&rest[open..open + name_end], behind).map(|length| open + name_end + length),
        Some(end) => end,
    };
    let hidden = tag.place == Place::Hidden && !rest[open..].starts_with('/');
    Some(if hidden {
        end + content(&rest[end..], tag.name)
    } else {
        end
    })
}

/// Length of the `<` that `rest` begins with, itself or as an entity.
fn opening(rest: &str) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'<' => Some(1),
        b'&' => entity(rest)
            .filter(|&(_, sign)| sign == '<')
            .map(|(length, _)| length),
        _ => None,
    }
}

/// The tag named behind a `<`, and where its name ends; names with a colon belong to word processors.
fn named(inner: &str) -> Option<(&'static Tag, usize)> {
    const PROCESSOR: Tag = Tag {
        name: "",
        place: Place::Inline,
    };
    let slash = usize::from(inner.starts_with('/'));
    let length = inner[slash..]
        .bytes()
        .take(LONGEST_NAME)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
        .count();
    let name = &inner[slash..slash + length];
    let ends = inner[slash + length..]
        .chars()
        .next()
        .is_none_or(|next| next.is_whitespace() || matches!(next, '/' | '>' | '<' | '&'));
    if !ends || !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let all: &'static [Tag] = &TAGS;
    let tag = match name.contains(':') {
        true => &PROCESSOR,
        false => all.iter().find(|tag| tag.name.eq_ignore_ascii_case(name))?,
    };
    Some((tag, slash + length))
}

const LONGEST_NAME: usize = 24;

/// Length up to and with the `>` that closes a tag behind its name. Words between are no attributes: «a <b және c> d».
fn closed(behind: &str, escaped: bool) -> Option<usize> {
    let near = within(behind, LONGEST_TAG);
    let (end, length) = near.char_indices().find_map(|(at, letter)| match letter {
        '<' => Some((at, 0)),
        '>' => Some((at, 1)),
        '&' if escaped => match entity(&near[at..]) {
            Some((length, '>')) => Some((at, length)),
            Some((_, '<')) => Some((at, 0)),
            _ => None,
        },
        _ => None,
    })?;
    let attributes = &near[..end];
    (length > 0 && (attributes.is_ascii() || attributes.contains('='))).then_some(end + length)
}

/// Length of what belongs to a tag that nothing closes: attributes with a value. A single letter behind `<` is a tag
/// only if something proves it.
fn broken(name: &str, behind: &str) -> Option<usize> {
    let mut end = 0;
    while let Some(length) = attribute(&behind[end..]) {
        end += length;
    }
    let alone = name.len() == 1 && end == 0 && !behind.is_empty() && !behind.starts_with(['<', '\n', '\r']);
    (!alone).then_some(end)
}

/// Length of ` name="value"` with the white space before it.
fn attribute(behind: &str) -> Option<usize> {
    let near = within(behind, LONGEST_TAG);
    let name = near.trim_start();
    let blank = near.len() - name.len();
    let equals = name
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_'))
        .count();
    let value = name[equals..]
        .strip_prefix('=')
        .filter(|_| equals > 0 && blank > 0)?;
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let word = || value.find(|letter: char| letter.is_whitespace() || letter == '<');
    // An open quotation mark would take the rest of the text with it.
    let quoted = quote.and_then(|quote| {
        value[1..]
            .find([quote, '<', '\n'])
            .filter(|&end| value[1 + end..].starts_with(quote))
    });
    let length = quoted.map(|end| end + 2).or_else(word).unwrap_or(value.len());
    Some(blank + equals + 1 + length)
}

/// Length of the content of a hidden element with the tag that closes it; 0 if nothing does.
fn content(rest: &str, name: &str) -> usize {
    let near = within(rest, LONGEST_HIDDEN);
    near.match_indices("</")
        .find(|&(at, _)| {
            near[at + 2..]
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
        .and_then(|(at, _)| near[at..].find('>').map(|end| at + end + 1))
        .unwrap_or(0)
}

/// Length of the entity `rest` begins with, and the character it stands for; `&amp;nbsp;` is one entity.
pub(super) fn entity(rest: &str) -> Option<(usize, char)> {
    let mut start = 1;
    let body = rest.strip_prefix('&')?;
    while let Some(name) = rest
        .get(start..start + 4)
        .filter(|name| name.eq_ignore_ascii_case("amp;"))
    {
        start += name.len();
    }
    let found = match rest[start..].strip_prefix('#') {
        Some(number) => numbered(number).map(|(length, sign)| (start + 1 + length, sign)),
        None => named_entity(&rest[start..]).map(|(length, sign)| (start + length, sign)),
    };
    found.or_else(|| named_entity(body).map(|(length, sign)| (1 + length, sign)))
}

fn named_entity(name: &str) -> Option<(usize, char)> {
    let length = name
        .bytes()
        .take(LONGEST_NAME)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let closed = name[length..].starts_with(';');
    let name = &name[..length];
    let known = ENTITIES
        .get(name)
        .or_else(|| ENTITIES.get(name.to_ascii_lowercase().as_str()));
    let &(sign, bare) = known?;
    (closed || bare).then_some((length + usize::from(closed), sign))
}

/// `1179;`, `x49B;`, with or without the semicolon.
fn numbered(number: &str) -> Option<(usize, char)> {
    let hexadecimal = number.starts_with(['x', 'X']);
    let (radix, start) = if hexadecimal { (16, 1) } else { (10, 0) };
    let length = number[start..]
        .chars()
        .take(MOST_DIGITS)
        .take_while(|digit| digit.is_digit(radix))
        .count();
    let end = start + length;
    let code = u32::from_str_radix(&number[start..end], radix)
        .ok()
        .filter(|&code| code > 0)?;
    let sign = windows(code).or_else(|| char::from_u32(code))?;
    Some((end + usize::from(number[end..].starts_with(';')), sign))
}

const MOST_DIGITS: usize = 7;

/// What browsers make of the numbers 128–159, by the standard of HTML: the characters of windows-1252.
fn windows(code: u32) -> Option<char> {
    const SIGNS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    SIGNS.get(usize::try_from(code).ok()?.checked_sub(128)?).copied()
}

/// Length of the entity `rest` begins with if it stands for a letter.
pub(super) fn letter(rest: &str) -> Option<usize> {
    entity(rest)
        .filter(|&(_, sign)| sign.is_alphabetic())
        .map(|(length, _)| length)
}

/// `word` with what its entities stand for, where that may belong to a word.
pub(super) fn letters_resolved(word: &str) -> Cow<'_, str> {
    if !word.contains('&') {
        return Cow::Borrowed(word);
    }
    let mut resolved = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(next) = rest.chars().next() {
        let found = entity(rest).filter(|&(_, sign)| belongs_to_word(sign));
        let (length, sign) = found.unwrap_or((next.len_utf8(), next));
        resolved.push(sign);
        rest = &rest[length..];
    }
    Cow::Owned(resolved)
}

fn belongs_to_word(sign: char) -> bool {
    sign.is_alphabetic()
        || is_invisible(sign)
        || is_accent(sign)
        || matches!(sign, '-' | '\'' | '’' | '\u{2010}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_piece_and_a_comparison_is_none() {
        for whole in [
            "<p>",
            "</p>",
            "<br/>",
            "<BR />",
            "<a href=\"https://egov.kz/a?b=1\" title=\"Порталға өту\">",
            "<o:p>",
            "<!-- ескерту -->",
            "<!DOCTYPE html>",
            "<?xml version=\"1.0\"?>",
            "<style>p {margin: 0}</style>",
            "&lt;br&gt;",
            "&amp;lt;/p&amp;gt;",
        ] {
            assert_eq!(tag(&format!("{whole}су жоқ")), Some(whole.len()), "{whole}");
        }
        for text in [
            "<3",
            "< 5",
            "<b және c> d",
            "<Имя>",
            "<abai@mail.kz>",
            "<-",
            "&lt;5",
        ] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn a_broken_tag_takes_only_what_is_surely_its_own() {
        for (text, broken) in [
            ("<br су жоқ", "<br"),
            ("<p<p>", "<p"),
            ("<a href=\"http://x.kz су", "<a href=\"http://x.kz"),
            ("<span lang=kk су", "<span lang=kk"),
            ("<!-- су жоқ", "<!--"),
        ] {
            assert_eq!(tag(text).map(|length| &text[..length]), Some(broken), "{text}");
        }
    }

    #[test]
    fn an_entity_stands_for_its_character() {
        for (text, character) in [
            ("&nbsp;", '\u{a0}'),
            ("&nbsp", '\u{a0}'),
            ("&NBSP;", '\u{a0}'),
            ("&amp;nbsp;", '\u{a0}'),
            ("&#39;", '\''),
            ("&#x27;", '\''),
            ("&#1179;", 'қ'),
            ("&#x49B;", 'қ'),
            ("&#150;", '–'),
            ("&kcy;", 'к'),
            ("&amp;", '&'),
        ] {
            assert_eq!(entity(text), Some((text.len(), character)), "{text}");
        }
        for text in ["&co;", "& nbsp;", "&", "&#;", "&acy", "&#0;"] {
            assert_eq!(entity(text), None, "{text}");
        }
    }
}

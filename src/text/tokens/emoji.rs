//! Emoji: one sign with all that modifies it (Unicode Technical Standard 51).

/// Length of the emoji `rest` begins with: skin, hair, sex and family joined, flags of two letters or of tags.
pub(super) fn emoji(rest: &str) -> Option<usize> {
    let first = rest.chars().next().filter(|&sign| is_emoji(sign))?;
    let mut end = first.len_utf8();
    if is_regional(first) {
        let second = rest[end..].chars().next().filter(|&sign| is_regional(sign));
        return Some(end + second.map_or(0, char::len_utf8));
    }
    loop {
        let mut signs = rest[end..].chars();
        match signs.next() {
            Some(sign) if is_modifier(sign) => end += sign.len_utf8(),
            Some(JOINER) if signs.next().is_some_and(is_emoji) => {
                let joined = rest[end + JOINER.len_utf8()..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
                end += JOINER.len_utf8() + joined;
            }
            _ => return Some(end),
        }
    }
}

/// Length of a digit, `#` or `*` in a key: `1️⃣`.
pub(super) fn keycap(rest: &str) -> Option<usize> {
    let key = rest.get(1..)?;
    let behind = key.strip_prefix('\u{fe0f}').unwrap_or(key);
    let after = behind.strip_prefix('\u{20e3}')?;
    Some(rest.len() - after.len())
}

const JOINER: char = '\u{200d}';

/// True for a sign that is mostly drawn as a picture.
pub(in crate::text) fn is_emoji(sign: char) -> bool {
    matches!(
        sign,
        '\u{203c}' | '\u{2049}' | '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23fa}' | '\u{2600}'..='\u{27bf}'
            | '\u{2b05}'..='\u{2b55}' | '\u{1f000}'..='\u{1faff}'
    )
}

fn is_regional(sign: char) -> bool {
    matches!(sign, '\u{1f1e6}'..='\u{1f1ff}')
}

/// A variation selector, a skin, a key or a tag.
fn is_modifier(sign: char) -> bool {
    matches!(
        sign,
        '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
    )
}

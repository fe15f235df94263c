//! The font of the charts: DejaVu Sans has the Kazakh letters and comes with the program.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

/// A family name every SVG viewer knows too.
const FAMILY: FontFamily<'static> = FontFamily::SansSerif;

/// The font in a size in pixels; the first call makes it known to the drawing library.
pub fn font(size: i32, bold: bool) -> FontDesc<'static> {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    REGISTERED.get_or_init(|| {
        [
            (FontStyle::Normal, dejavu::sans::regular()),
            (FontStyle::Bold, dejavu::sans::bold()),
        ]
        .into_iter()
        .all(|(style, bytes)| register_font(FAMILY.as_str(), style, bytes).is_ok())
    });
    let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FAMILY, f64::from(size), style)
}

/// Width of a text in pixels.
pub fn width(text: &str, size: i32, bold: bool) -> i32 {
    font(size, bold).layout_box(text).map_or_else(
        |_| size * text.chars().count() as i32,
        |(from, to)| to.0 - from.0 + 1,
    )
}

/// A text broken between words into lines not wider than `widest`; a single longer word stays whole.
pub fn wrap(text: &str, size: i32, bold: bool, widest: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= widest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kazakh_letter_has_an_outline_of_its_own() {
        let letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі«»–−→%<";
        let missing = width("\u{10ffff}", 400, false);
        let widths: Vec<i32> = letters
            .chars()
            .map(|letter| width(&letter.to_string(), 400, false))
            .collect();
        assert!(
            widths.iter().all(|&width| width != missing && width > 0),
            "{missing}: {widths:?}"
        );
    }

    #[test]
    fn lines_are_broken_between_words() {
        let text = "Көппәтерлі тұрғын үйлерді басқару";
        let lines = wrap(text, 20, false, 200);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 20, false) <= 200));
        assert_eq!(lines.join(" "), text);
    }
}

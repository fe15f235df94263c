//! What of a redacted text may be shown beyond the people who work on it.

use super::left_out::{LeftOut, Role};
use super::reading::Reading;
use super::spoken::{Case, each_spoken};
use crate::text::passage::Passage;
use crate::text::tokens::TokenKind;

/// As many people have to use a word, or say a thing, before it is shown as theirs: counts of one to four may point to
/// a person.
pub const SMALLEST_GROUP: u32 = 5;

/// Decides which passages hold nothing that leads to a person.
#[derive(Debug, Clone, Copy)]
pub struct Safety<'r>(pub &'r Reading);

impl Safety<'_> {
    /// True for a passage without placeholder, number, quoted name or name of any kind, without greeting and insult, each
    /// word of which five people or more have used.
    ///
    /// Redaction may have overlooked a name; a rare word, a house number or a firm may point to its writer without being
    /// personal data by itself.
    pub fn admits(self, passage: &str) -> bool {
        let passage = Passage::new(passage);
        let is_plain = passage.tokens().iter().all(|token| match token.kind {
            TokenKind::Word | TokenKind::Space => true,
            TokenKind::Punctuation => !is_suspect(passage.written(token)),
            TokenKind::Number | TokenKind::Code | TokenKind::Markup => false,
        });
        is_plain && !has_initial(&passage) && self.are_usual(&passage)
    }

    fn are_usual(self, passage: &Passage) -> bool {
        let mut usual = true;
        each_spoken(passage, |word| {
            let role = LeftOut::embedded().role(word.tongue, &word.key);
            let number = self.0.number(word.tongue, word.key);
            let stem = number.map(|number| &self.0.stems[number as usize]);
            usual &= word.case != Case::Name
                && !matches!(role, Some(Role::Address | Role::Abuse))
                && stem.is_some_and(|stem| stem.people >= SMALLEST_GROUP && !stem.is_name());
        });
        usual
    }
}

/// Brackets of placeholders, and quotation marks, between which firms and shops are named.
fn is_suspect(sign: &str) -> bool {
    matches!(sign, "[" | "]" | "«" | "»" | "\"" | "“" | "”" | "„" | "@" | "#")
}

/// True where a single capital is followed by a full stop, or stands anywhere but at the beginning.
fn has_initial(passage: &Passage) -> bool {
    let tokens = passage.tokens();
    tokens.iter().enumerate().any(|(place, token)| {
        let mut letters = passage.written(token).chars();
        let single = token.kind == TokenKind::Word
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none();
        let stop = tokens
            .get(place + 1)
            .is_some_and(|next| passage.written(next) == ".");
        single && (place > 0 || stop)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::sample_writings;

    fn admits(passage: &str) -> bool {
        let texts = ["В нашем доме нет горячей воды, Марат не слышит."; 6];
        let mut writings = sample_writings(&texts);
        writings[5].text = "В соседнем доме нет воды.".to_owned();
        Safety(&Reading::of(&writings)).admits(passage)
    }

    #[test]
    fn what_five_people_would_say_is_shown() {
        assert!(admits("В нашем доме нет горячей воды."));
    }

    #[test]
    fn names_numbers_placeholders_and_quoted_firms_are_not() {
        for passage in [
            "В нашем доме Марат не слышит.",
            "в доме марат не слышит",
            "В доме 5 нет воды.",
            "[ИМЯ] в доме нет воды.",
            "В доме «вода» нет горячей.",
            "В доме М. нет воды.",
        ] {
            assert!(!admits(passage), "{passage}");
        }
    }

    #[test]
    fn words_of_few_people_greetings_and_insults_are_not() {
        for passage in [
            "В соседнем доме нет воды.",
            "Здравствуйте, в нашем доме нет воды.",
            "Эти сволочи не дают воды.",
        ] {
            assert!(!admits(passage), "{passage}");
        }
    }
}

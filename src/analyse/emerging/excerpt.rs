//! A text shortened to what may be shown.

use crate::analyse::wording::Safety;
use crate::text::passage::Passage;

/// Characters of an excerpt.
const LONGEST: usize = 300;
/// In place of sentences that are not shown.
const GAP: &str = " … ";

/// The sentences of `text` that [`Safety`] admits, from the first on, as many as fit; empty where there are none.
pub fn excerpt(text: &str, safety: Safety) -> String {
    let passage = Passage::new(text);
    let mut excerpt = String::new();
    let mut skipped = false;
    for span in passage.sentences() {
        let sentence = &text[span.clone()];
        let between = match (excerpt.is_empty(), skipped) {
            (true, _) => "",
            (false, true) => GAP,
            (false, false) => " ",
        };
        let length = excerpt.chars().count() + between.chars().count() + sentence.chars().count();
        skipped = length > LONGEST || !safety.admits(sentence);
        if !skipped {
            excerpt.push_str(between);
            excerpt.push_str(sentence);
        }
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::wording::{Reading, sample_writings};

    #[test]
    fn what_points_to_the_writer_is_left_out() {
        let text = "Собаки кусают детей. Живу в доме 5. Отловите собак!";
        let reading = Reading::of(&sample_writings(&[text; 5]));
        assert_eq!(
            excerpt(text, Safety(&reading)),
            "Собаки кусают детей. … Отловите собак!"
        );
        let few = Reading::of(&sample_writings(&[text; 4]));
        assert_eq!(excerpt(text, Safety(&few)), "");
    }
}

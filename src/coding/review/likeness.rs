//! Whether two texts say the same in nearly the same words.

use std::collections::BTreeSet;

use crate::text::letters::fold;
use crate::text::passage::Passage;
use crate::text::stems::append_stems;

/// The runs of three stems of a text; one run of all where there are fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(BTreeSet<String>);

/// Stems of a run. Shorter than those by which campaigns are counted: what is shown to a person should differ by more than names
/// and dates.
const LENGTH: usize = 3;

impl Shingles {
    pub fn of(text: &str) -> Self {
        let mut stems = String::new();
        append_stems(&Passage::new(text), None, &mut stems);
        let stems: Vec<String> = stems.split(' ').map(fold).collect();
        Self(
            stems
                .windows(LENGTH.min(stems.len()))
                .map(|run| run.join(" "))
                .collect(),
        )
    }

    /// Half of the runs of the shorter text stand in the longer one.
    pub fn is_like(&self, other: &Shingles) -> bool {
        let shorter = self.0.len().min(other.0.len());
        2 * self.0.intersection(&other.0).count() >= shorter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        Shingles::of(one).is_like(&Shingles::of(other))
    }

    #[test]
    fn a_form_letter_is_known_by_its_stems() {
        let letter = "Көшемізде екі ай бойы жарық жоқ, бағаналарды жөндеп беруіңізді сұраймыз.";
        assert!(alike(
            letter,
            "Көшеде екі ай бойы жарық жоқ. Бағананы жөндеп беріңіздер!"
        ));
        assert!(alike(
            letter,
            &format!("{letter} Балалар қорқады. Қыста одан да қиын болады, әкімдік үнсіз.")
        ));
        assert!(!alike(
            letter,
            "Ауылымызда ауызсу жоқ, құдық қазып беруіңізді сұраймыз."
        ));
    }

    #[test]
    fn short_texts_are_compared_as_a_whole() {
        assert!(alike("Нет света", "нет света!"));
        assert!(!alike("Нет света", "Нет воды"));
        assert!(alike("", "…"));
    }
}

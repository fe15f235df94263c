//! What speaks for or against an analysis beside its morphemes.

use super::{ADJECTIVE, Analysis, NOUN, OTHER, Reading, Repair, VERB};
use crate::text::dictionary::rows;
use crate::text::letters::is_vowel;

macro_rules! features {
    ($($feature:ident $name:literal,)*) => {
        /// A feature of an analysis, a row of `dictionaries/text/kk_weights.csv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Feature { $($feature,)* }

        impl Feature {
            const ALL: &[Self] = &[$(Self::$feature,)*];

            /// Its name in the table of weights.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$feature => $name,)* }
            }
        }
    };
}

features! {
    Whole "whole",
    WholeNoun "whole_noun",
    WholeAdjective "whole_adj",
    WholeVerb "whole_verb",
    WholeOther "whole_other",
    WholeCommon1 "whole_common_1",
    WholeCommon2 "whole_common_2",
    WholeCommon3 "whole_common_3",
    Noun "noun",
    Adjective "adj",
    Other "other",
    Verb "verb",
    VerbalEndings "verbal_endings",
    Common1 "common_1",
    Common2 "common_2",
    Common3 "common_3",
    LettersUnknown "letters_unknown",
    LettersKnown "letters_known",
    Unknown2 "unknown_2",
    Unknown3 "unknown_3",
    Unknown4 "unknown_4",
    Unknown5 "unknown_5",
    Unknown6 "unknown_6",
    Unknown7 "unknown_7",
    UnknownLonger "unknown_longer",
    Known2 "known_2",
    Known3 "known_3",
    VoicedKnown "voiced_known",
    VoicedUnknown "voiced_unknown",
    Elided "elided",
    Disharmony "disharmony",
    HardCluster "hard_cluster",
    ShortEnding "short_ending",
    Endings "endings",
    Hyphen "hyphen",
    Respelled "respelled",
}

/// The weight of each feature.
pub(super) struct Weights([f32; Feature::ALL.len()]);

impl Weights {
    /// Reads `feature,weight,reason`.
    pub(super) fn read(csv: &'static str) -> Self {
        let mut weights = [0.0; Feature::ALL.len()];
        for [name, weight, _] in rows::<3>(csv) {
            let feature = Feature::ALL.iter().find(|feature| feature.name() == name);
            if let Some(slot) = feature.and_then(|&feature| weights.get_mut(feature as usize)) {
                *slot = weight.parse().unwrap_or(0.0);
            }
        }
        Self(weights)
    }

    pub(super) fn of(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
    }
}

impl Reading<'_> {
    /// Hands `add` the features of an analysis with their values.
    pub(super) fn features(&self, analysis: &Analysis, add: &mut impl FnMut(Feature, f32)) {
        let known = self.known(analysis);
        let (kinds, band) = known.map_or((0, 0), |found| (found.kinds, found.band));
        let mut mark = |feature, holds: bool| {
            if holds {
                add(feature, 1.0);
            }
        };
        if analysis.morphemes == 0 {
            mark(Feature::Whole, true);
            mark(Feature::WholeNoun, kinds & NOUN != 0);
            mark(Feature::WholeAdjective, kinds & ADJECTIVE != 0);
            mark(Feature::WholeVerb, kinds & VERB != 0);
            mark(Feature::WholeOther, kinds & OTHER != 0);
            mark(Feature::WholeCommon1, band == 1);
            mark(Feature::WholeCommon2, band == 2);
            mark(Feature::WholeCommon3, band == 3);
        } else {
            mark(Feature::VerbalEndings, analysis.verbal);
            mark(Feature::Noun, kinds & NOUN != 0);
            mark(Feature::Adjective, kinds & (NOUN | ADJECTIVE) == ADJECTIVE);
            mark(Feature::Other, kinds == OTHER);
            mark(Feature::Verb, kinds & VERB != 0);
            mark(Feature::ShortEnding, kinds == 0 && analysis.innermost == 1);
            mark(Feature::Common1, band == 1);
            mark(Feature::Common2, band == 2);
            mark(Feature::Common3, band == 3);
        }
        let end = analysis.end;
        let hyphen = end < self.word.len && self.word.hyphen_before(end + 1);
        mark(Feature::Hyphen, hyphen);
        mark(Feature::Respelled, known.is_some_and(|found| found.respelled));
        if kinds == 0 {
            mark(unknown_of_length(end), true);
            let cluster = !matches!(analysis.repair, Repair::Restore(_));
            mark(
                Feature::HardCluster,
                cluster && hard_cluster(&self.word.folded[..end]),
            );
        } else {
            mark(Feature::Known2, end == 2);
            mark(Feature::Known3, end == 3);
        }
        match analysis.repair {
            Repair::None => {}
            Repair::Devoice if kinds == 0 => mark(Feature::VoicedUnknown, true),
            Repair::Devoice => mark(Feature::VoicedKnown, true),
            Repair::Restore(_) => mark(Feature::Elided, true),
        }
        let letters = if kinds == 0 {
            Feature::LettersUnknown
        } else {
            Feature::LettersKnown
        };
        add(letters, self.letters(analysis));
        add(Feature::Disharmony, f32::from(analysis.clashes));
        add(Feature::Endings, f32::from(analysis.morphemes));
    }
}

fn unknown_of_length(letters: usize) -> Feature {
    match letters {
        0..=2 => Feature::Unknown2,
        3 => Feature::Unknown3,
        4 => Feature::Unknown4,
        5 => Feature::Unknown5,
        6 => Feature::Unknown6,
        7 => Feature::Unknown7,
        _ => Feature::UnknownLonger,
    }
}

/// True for a root on two consonants unless the first is р, л, н, й and the second voiceless.
fn hard_cluster(root: &[char]) -> bool {
    let [.., first, last] = root else { return false };
    let easy = matches!(first, 'р' | 'л' | 'н' | 'й') && matches!(last, 'т' | 'к' | 'п' | 'с' | 'ш' | 'ч');
    !is_vowel(*first) && !is_vowel(*last) && !easy
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_feature_has_a_weight_and_every_weight_a_feature() {
        let weighed: BTreeSet<&str> = rows::<3>(include_str!("../../../dictionaries/text/kk_weights.csv"))
            .map(|[name, ..]| name)
            .collect();
        let features: BTreeSet<&str> = Feature::ALL.iter().map(|feature| feature.name()).collect();
        assert_eq!(features, weighed);
    }
}

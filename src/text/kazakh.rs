//! Kazakh morphology: endings cut from right to left by an automaton whose states are the morphemes of
//! `dictionaries/text/kk_suffixes.csv`; the best of all analyses wins.
//!
//! Endings are matched on folded letters, so a word and its Russian-keyboard spelling go the same way; vowel harmony
//! is judged on the letters as written and only counts against an analysis, for loan words break it. An analysis is
//! worth the sum of the weights of its morphemes and of what speaks for its root (`kk_weights.csv`): a log-linear
//! model, its weights fitted on annotated words (`docs/text.md` says how).

mod alphabet;
mod endings;
mod features;
mod letter_model;
mod roots;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use self::alphabet::{LONGEST, Letters, code, voiceless};
use self::endings::{Endings, Morpheme, NOMINAL_ROOT, VERBAL_ROOT};
use self::features::{Feature, Weights};
use self::letter_model::LetterModel;
use self::roots::{ADJECTIVE, Elided, Found, Known, NOUN, OTHER, Roots, Typed, VERB, spelled_as};
use super::dictionary::rows;
use super::letters::{
    fold, fold_letter, from_latin, is_cyrillic, is_kazakh, is_vowel, keyboard, latin_readings, lower,
};

/// What the morphology makes of a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Analysed {
    /// In the letters it is written with, or in its proper ones where the word was typed on a Russian keyboard and
    /// the root is known.
    pub root: String,
    /// How many endings were cut.
    pub endings: usize,
    /// How common the root is, from 0 to 3; nothing for a root no dictionary knows.
    pub band: Option<u8>,
}

/// The best analysis of a word in lower case; the whole word where nothing can be cut.
fn analyse(lower: &str) -> Analysed {
    if let Some(root) = closed(lower) {
        return Analysed {
            root: root.to_owned(),
            endings: 0,
            band: Some(CLOSED_BAND),
        };
    }
    let whole = || Analysed {
        root: lower.to_owned(),
        endings: 0,
        band: None,
    };
    let Some(word) = Letters::of(lower) else {
        return whole();
    };
    let reading = Reading::of(&word);
    reading.best().map_or_else(whole, |best| Analysed {
        root: reading.root(&best),
        endings: best.morphemes as usize,
        band: reading.known(&best).map(|found| found.band),
    })
}

/// The best analysis of a word as it is written.
pub(super) fn analyse_written(word: &str) -> Analysed {
    let lower = lower(word);
    if lower.chars().any(is_cyrillic) {
        analyse(&lower)
    } else {
        analyse_latin(&lower)
    }
}

/// The best analysis of a word in Latin letters: of its Cyrillic readings the first whose root is as common as any.
///
/// Chat spelling loses letters as a Russian keyboard does, and so its readings are taken for what such a keyboard
/// leaves; the letters of an unknown root stay those of the usual reading.
fn analyse_latin(lower: &str) -> Analysed {
    let readings = latin_readings(lower);
    let mut best: Option<Analysed> = None;
    for reading in &readings {
        let analysed = analyse(&keyboard(reading));
        if best.as_ref().is_none_or(|best| analysed.band > best.band) {
            best = Some(analysed);
        }
    }
    let usual = || analyse(readings.first().map_or(lower, String::as_str));
    best.filter(|best| best.band.is_some()).unwrap_or_else(usual)
}

/// The words of the closed classes are as common as words get.
const CLOSED_BAND: u8 = 3;

/// One way to read a word, and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub root: String,
    /// The morphemes of `kk_suffixes.csv` cut from it, from the last to the first.
    pub endings: Vec<&'static str>,
    /// What speaks for and against the root: features of `kk_weights.csv` with their values.
    pub features: Vec<(&'static str, f32)>,
    /// The logarithm of its weight among all candidates, not normalised.
    pub score: f32,
}

/// Every analysis of a word as it is written, unordered; one without features for a word of the closed classes.
pub(super) fn analyses_as_written(word: &str) -> Vec<Candidate> {
    let lower = lower(word);
    let lower = if lower.chars().any(is_cyrillic) {
        lower
    } else {
        from_latin(&lower)
    };
    analyses(&lower)
}

fn analyses(lower: &str) -> Vec<Candidate> {
    let fixed = |root: &str| Candidate {
        root: root.to_owned(),
        endings: vec![],
        features: vec![],
        score: 0.0,
    };
    if let Some(root) = closed(lower) {
        return vec![fixed(root)];
    }
    let Some(word) = Letters::of(lower) else {
        return vec![fixed(lower)];
    };
    let reading = Reading::of(&word);
    let mut found = Vec::new();
    reading.each(&mut |analysis, chain| {
        let mut features = Vec::new();
        reading.features(&analysis, &mut |feature: Feature, value| {
            features.push((feature.name(), value))
        });
        found.push(Candidate {
            root: reading.root(&analysis),
            endings: chain.iter().map(|morpheme| morpheme.name).collect(),
            score: reading.score(&analysis, chain),
            features,
        });
    });
    found
}

/// The root of a pronoun, a particle or another word that only looks inflected.
fn closed(lower: &str) -> Option<&'static str> {
    let exact = CLOSED.get(lower).copied();
    // A word with Kazakh letters was not typed on a Russian keyboard: «өл» is not «ол».
    let typed = || CLOSED_FOLDED.get(fold(lower).as_str()).copied();
    exact.or_else(|| (!lower.contains(is_kazakh)).then(typed).flatten())
}

static CLOSED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows::<3>(include_str!("../../dictionaries/text/kk_closed.csv"))
        .map(|[form, stem, _]| (form, stem))
        .collect()
});

static CLOSED_FOLDED: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    CLOSED
        .iter()
        .rev()
        .map(|(form, stem)| (fold(form), *stem))
        .collect()
});

static ROOTS: LazyLock<Roots> = LazyLock::new(|| {
    Roots::read(
        include_str!("../../dictionaries/text/kk_roots.csv"),
        include_str!("../../dictionaries/text/kk_elision.csv"),
    )
});

static ENDINGS: LazyLock<Endings> =
    LazyLock::new(|| Endings::read(include_str!("../../dictionaries/text/kk_suffixes.csv")));

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../dictionaries/text/kk_weights.csv")));

/// A way to read a word: its root ends at `end`.
#[derive(Clone, Copy)]
struct Analysis {
    end: usize,
    verbal: bool,
    repair: Repair,
    /// Endings whose vowels do not go with what stands before them.
    clashes: u8,
    /// Letters of the ending next to the root.
    innermost: usize,
    morphemes: u8,
}

/// What the cut of a vowel ending did to the end of the root.
#[derive(Clone, Copy)]
enum Repair {
    None,
    /// б, ғ, г stand for п, қ, к.
    Devoice,
    /// The root lost a vowel.
    Restore(Elided),
}

/// Deepest chain of endings that is followed.
const DEEPEST: usize = 10;

/// A word with what is known of each of its beginnings.
struct Reading<'word> {
    word: &'word Letters,
    known: [Option<&'static Known>; LONGEST + 1],
    nominal: [f32; LONGEST + 1],
    verbal: [f32; LONGEST + 1],
}

impl<'word> Reading<'word> {
    fn of(word: &'word Letters) -> Self {
        let mut reading = Self {
            word,
            known: [None; LONGEST + 1],
            nominal: [0.0; LONGEST + 1],
            verbal: [0.0; LONGEST + 1],
        };
        ROOTS.beginnings(word.codes(), &mut reading.known);
        ROOTS.nominal.begin(word.codes(), &mut reading.nominal);
        ROOTS.verbal.begin(word.codes(), &mut reading.verbal);
        reading
    }

    fn best(&self) -> Option<Analysis> {
        let mut best: Option<(f32, Analysis)> = None;
        self.each(&mut |analysis, chain| {
            let score = self.score(&analysis, chain);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, analysis));
            }
        });
        best.map(|(_, analysis)| analysis)
    }

    fn score(&self, analysis: &Analysis, chain: &[&Morpheme]) -> f32 {
        let mut score = chain.iter().map(|morpheme| morpheme.weight).sum();
        self.features(analysis, &mut |feature, value| {
            score += WEIGHTS.of(feature) * value
        });
        score
    }

    /// Shows `visit` every analysis with its morphemes from the last to the first.
    fn each<'roots>(&'roots self, visit: &mut impl FnMut(Analysis, &[&'roots Morpheme])) {
        let whole = Analysis {
            end: self.word.len,
            verbal: false,
            repair: Repair::None,
            clashes: 0,
            innermost: 0,
            morphemes: 0,
        };
        visit(whole, &[]);
        self.cut(self.word.len, &mut Vec::with_capacity(DEEPEST), 0, visit);
    }

    /// Tries every ending of the first `end` letters that may stand before the last of `chain`, the rest as a root.
    fn cut<'roots>(
        &'roots self,
        end: usize,
        chain: &mut Vec<&'roots Morpheme>,
        clashes: u8,
        visit: &mut impl FnMut(Analysis, &[&'roots Morpheme]),
    ) {
        for (start, ending, morpheme) in ENDINGS.before(self.word, end) {
            let allowed = chain
                .last()
                .map_or(morpheme.closes, |outer| outer.after & morpheme.bit != 0);
            if !allowed || start < 2 || chain.len() == DEEPEST {
                continue;
            }
            let clash = ending.harmonic && !self.word.harmonious(start, end);
            let clashes = clashes + u8::from(clash);
            chain.push(morpheme);
            self.roots(start, end, chain, clashes, visit);
            self.cut(start, chain, clashes, visit);
            chain.pop();
        }
    }

    /// Shows `visit` the roots that may stand before the last of `chain`, which begins at `start`.
    fn roots<'roots>(
        &'roots self,
        start: usize,
        end: usize,
        chain: &[&'roots Morpheme],
        clashes: u8,
        visit: &mut impl FnMut(Analysis, &[&'roots Morpheme]),
    ) {
        let Some(inner) = chain.last() else { return };
        let hyphen = self.word.hyphen_before(start);
        let root = if hyphen { start - 1 } else { start };
        // Only an abbreviation has no vowel, and its ending stands behind a hyphen.
        if root < 2 || !(hyphen || self.word.has_vowel(root)) {
            return;
        }
        let before_vowel = !hyphen && is_vowel(self.word.folded[start]);
        for (verbal, kind) in [(false, NOMINAL_ROOT), (true, VERBAL_ROOT)] {
            if inner.after & kind == 0 {
                continue;
            }
            let repairs = [
                Some(Repair::None),
                (before_vowel && self.may_be_voiced(root)).then_some(Repair::Devoice),
                before_vowel
                    .then(|| self.elided(root, inner))
                    .flatten()
                    .map(Repair::Restore),
            ];
            for repair in repairs.into_iter().flatten() {
                let analysis = Analysis {
                    end: root,
                    verbal,
                    repair,
                    clashes,
                    innermost: end - start,
                    morphemes: chain.len() as u8,
                };
                visit(analysis, chain);
            }
        }
    }

    fn may_be_voiced(&self, end: usize) -> bool {
        matches!(self.word.folded[..end], [.., before, 'б' | 'г'] if is_vowel(before))
    }

    fn elided(&self, end: usize, inner: &Morpheme) -> Option<Elided> {
        let elided = self.known[end]?.elided?;
        (!elided.before_verbal_noun || inner.verbal_noun).then_some(elided)
    }

    /// The roots an analysis may have found, of kinds that fit its endings; nothing for an unknown root.
    fn known(&self, analysis: &Analysis) -> Option<Found> {
        let known = self.known[analysis.end]?;
        let kinds = match (analysis.morphemes, analysis.verbal) {
            (0, _) => NOUN | ADJECTIVE | VERB | OTHER,
            (_, true) => VERB,
            (_, false) => NOUN | ADJECTIVE | OTHER,
        };
        let written = &self.word.written[..analysis.end];
        let typed = if self.word.shows_harmony {
            Typed::OnKazakhKeyboard
        } else {
            Typed::OnRussianKeyboard {
                front: self.word.ends_front(),
            }
        };
        let found = match analysis.repair {
            Repair::None => spelled_as(&known.plain, written, kinds, typed),
            Repair::Devoice => spelled_as(&known.voiced, written, kinds, typed),
            Repair::Restore(elided) => elided.found(kinds),
        };
        (found.kinds != 0).then_some(found)
    }

    /// How likely the letters of the root are within roots of its kind.
    fn letters(&self, analysis: &Analysis) -> f32 {
        let (model, begun): (&LetterModel, _) = if analysis.verbal {
            (&ROOTS.verbal, &self.verbal)
        } else {
            (&ROOTS.nominal, &self.nominal)
        };
        let written = self.word.folded[analysis.end - 1];
        let last = match analysis.repair {
            Repair::Devoice => fold_letter(voiceless(written)),
            _ => written,
        };
        model.whole(&self.word.codes[..analysis.end], code(last), begun)
    }

    /// The root of an analysis as a dictionary writes it.
    fn root(&self, analysis: &Analysis) -> String {
        if let Repair::Restore(elided) = analysis.repair {
            return elided.root.to_owned();
        }
        if let Some(found) = self.known(analysis) {
            return found.spelling.to_owned();
        }
        let mut root = self.word.spelled(analysis.end);
        if matches!(analysis.repair, Repair::Devoice)
            && let Some(last) = root.pop()
        {
            root.push(voiceless(last));
        }
        root
    }
}

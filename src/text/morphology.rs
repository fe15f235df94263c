//! Kazakh morphology: endings cut from right to left by an automaton whose states are the morphemes of
//! `dictionaries/text/kk_suffixes.csv`; the best of all analyses wins.
//!
//! Endings are matched on folded letters, so a word and its Russian-keyboard spelling go the same way; vowel harmony
//! is judged on the letters as written and only counts against an analysis, for loan words break it.

mod sounds;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use self::sounds::{Letters, sound, sounds};
use super::dictionary::rows;
use super::letters::{fold, fold_letter, is_vowel};

/// What a root of few letters costs, by its number of letters: the shorter, the likelier a wrong cut.
const SHORT_ROOT: [f32; 5] = [f32::NEG_INFINITY, f32::NEG_INFINITY, -2.2, -0.9, -0.2];
/// What a root of `kk_roots.csv` gains.
const KNOWN_ROOT: f32 = 1.6;
/// What an ending against the vowel harmony of its word costs, where the spelling shows harmony.
const DISHARMONY: f32 = 1.5;
/// What each letter of an ending adds: of two cuts of one ending the longer is the likelier.
const LETTER: f32 = 0.12;
/// What a root on ы or і costs: few roots end so, and the vowel mostly belongs to the ending.
const CLOSE_VOWEL: f32 = 0.7;
/// What a root on -шы or -ші, the doer of something, gains.
const DOER: f32 = 0.7;
/// What a root that ends in consonants which do not stand together costs.
const HARD_CLUSTER: f32 = 1.5;

/// The root of a word in lower case, in the letters it is written with; the word itself when nothing can be cut.
pub(super) fn root(lower: &str) -> String {
    let folded = fold(lower);
    if let Some(root) = CLOSED.get(lower).or_else(|| CLOSED_FOLDED.get(&folded)) {
        return (*root).to_owned();
    }
    let Some(word) = Letters::of(lower) else {
        return lower.to_owned();
    };
    let analysis = MORPHOLOGY.best(&word);
    if analysis.end == word.len {
        lower.to_owned()
    } else {
        analysis.root(&word)
    }
}

/// Pronouns, particles and words that only look inflected.
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

/// Roots known to be such, by their folded letters, with the kinds of endings they take.
static ROOTS: LazyLock<BTreeMap<String, Kinds>> = LazyLock::new(|| {
    let mut roots = BTreeMap::new();
    for [root, kind, _] in rows::<3>(include_str!("../../dictionaries/text/kk_roots.csv")) {
        let kinds = match kind {
            "noun" => NOUN,
            "verb" => VERB,
            _ => NOUN | VERB,
        };
        *roots.entry(fold(root)).or_insert(0) |= kinds;
    }
    roots
});

/// Roots that lose a vowel before an ending that begins with one.
static ELISIONS: LazyLock<BTreeMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../dictionaries/text/kk_elision.csv"))
        .map(|[cut, root, before, _]| (fold(cut), (root, before == "vnoun")))
        .collect()
});

/// A set of morphemes, one bit each; the first two bits stand for a root.
type Kinds = u64;
const NOUN: Kinds = 1;
const VERB: Kinds = 2;

/// An allomorph.
struct Ending {
    /// Folded letters from the last to the first.
    reversed: Vec<char>,
    /// Written with ң; н typed for it is not taken for it where the word shows a Kazakh keyboard.
    nasal: bool,
    morpheme: usize,
    left: u8,
    harmonic: bool,
}

struct Morpheme {
    /// What may stand before it.
    after: Kinds,
    bit: Kinds,
    weight: f32,
    closes: bool,
    verbal_noun: bool,
}

struct Morphology {
    morphemes: Vec<Morpheme>,
    /// Endings by their last folded letter.
    endings: BTreeMap<char, Vec<Ending>>,
}

static MORPHOLOGY: LazyLock<Morphology> =
    LazyLock::new(|| Morphology::read(include_str!("../../dictionaries/text/kk_suffixes.csv")));

/// A way to read a word: its root ends at `end`.
#[derive(Clone, Copy)]
struct Analysis {
    end: usize,
    score: f32,
    repair: Repair,
}

/// What the cut of a vowel ending did to the end of the root.
#[derive(Clone, Copy, PartialEq)]
enum Repair {
    None,
    /// б, ғ, г stand for п, қ, к.
    Devoice,
    /// The root lost a vowel.
    Restore(&'static str),
}

impl Morphology {
    fn read(csv: &'static str) -> Self {
        let names: BTreeMap<&str, Kinds> = [("noun", NOUN), ("verb", VERB)]
            .into_iter()
            .chain(
                rows::<6>(csv)
                    .enumerate()
                    .map(|(number, [name, ..])| (name, 4 << number)),
            )
            .collect();
        let mut morphology = Self {
            morphemes: Vec::new(),
            endings: BTreeMap::new(),
        };
        for [name, after, forms, weight, closes, _] in rows::<6>(csv) {
            morphology.add_endings(forms);
            morphology.morphemes.push(Morpheme {
                after: after
                    .split(' ')
                    .filter_map(|name| names.get(name))
                    .fold(0, |all, bit| all | bit),
                bit: names.get(name).copied().unwrap_or(0),
                weight: weight.parse().unwrap_or(0.0),
                closes: closes == "yes",
                verbal_noun: name == "vnoun",
            });
        }
        morphology
    }

    /// Adds the allomorphs of the next morpheme: `VR:лар лер|T:тар тер`.
    fn add_endings(&mut self, forms: &str) {
        for (left, group) in forms.split('|').filter_map(|group| group.split_once(':')) {
            let harmonic = group.contains(['а', 'ы']) && group.contains(['е', 'і']);
            for form in group.split(' ') {
                let reversed: Vec<char> = form.chars().rev().map(fold_letter).collect();
                let Some(&last) = reversed.first() else { continue };
                let ending = Ending {
                    reversed,
                    morpheme: self.morphemes.len(),
                    left: sounds(left),
                    harmonic,
                    nasal: form.contains('ң'),
                };
                let same = self.endings.entry(last).or_default();
                // In folded letters лы and лі are one ending.
                if !same.iter().any(|known| {
                    known.morpheme == ending.morpheme
                        && known.left == ending.left
                        && known.reversed == ending.reversed
                }) {
                    same.push(ending);
                }
            }
        }
    }

    fn best(&self, word: &Letters) -> Analysis {
        let whole = word.len;
        let mut best = Analysis {
            end: whole,
            score: root_score(word, whole, NOUN | VERB, Repair::None),
            repair: Repair::None,
        };
        self.cut(word, whole, None, 0.0, &mut best);
        best
    }

    /// Tries every ending before `end` that may stand before the morpheme `outer`, and the rest as a root.
    fn cut(&self, word: &Letters, end: usize, outer: Option<&Morpheme>, score: f32, best: &mut Analysis) {
        let Some(endings) = end
            .checked_sub(1)
            .and_then(|last| self.endings.get(&word.folded[last]))
        else {
            return;
        };
        for ending in endings {
            let Some(morpheme) = self.morphemes.get(ending.morpheme) else {
                continue;
            };
            let allowed = outer.map_or(morpheme.closes, |outer| outer.after & morpheme.bit != 0);
            let Some(start) = allowed.then(|| ending.start(word, end)).flatten() else {
                continue;
            };
            let clash = ending.harmonic && !word.harmonious(start, end);
            let length = LETTER * (end - start) as f32;
            let score = score + morpheme.weight + length - if clash { DISHARMONY } else { 0.0 };
            consider(word, start, morpheme, score, best);
            self.cut(word, start, Some(morpheme), score, best);
        }
    }
}

impl Ending {
    /// Where the ending begins if `word[..end]` ends with it after a sound it may follow.
    fn start(&self, word: &Letters, end: usize) -> Option<usize> {
        let start = end.checked_sub(self.reversed.len())?;
        let here = word.folded[start..end].iter().rev().eq(self.reversed.iter());
        let typed = !self.nasal || !word.shows_harmony || word.written[start..end].contains(&'ң');
        let before = *word.folded[..start].last()?;
        (here && typed && self.left & sound(before) != 0).then_some(start)
    }
}

/// Keeps the analysis with the root `word[..end]` before `morpheme` if it is the best so far.
fn consider(word: &Letters, end: usize, morpheme: &Morpheme, score: f32, best: &mut Analysis) {
    let kinds = morpheme.after & (NOUN | VERB);
    if kinds == 0 || end < 2 {
        return;
    }
    let before_vowel = is_vowel(word.folded[end]);
    for repair in [
        Some(Repair::None),
        before_vowel.then(|| voicing(word, end)).flatten(),
        before_vowel.then(|| elision(word, end, morpheme)).flatten(),
    ]
    .into_iter()
    .flatten()
    {
        let score = score + root_score(word, end, kinds, repair);
        if score > best.score {
            *best = Analysis { end, score, repair };
        }
    }
}

fn voicing(word: &Letters, end: usize) -> Option<Repair> {
    matches!(word.folded[..end], [.., before, 'б' | 'г'] if is_vowel(before)).then_some(Repair::Devoice)
}

fn elision(word: &Letters, end: usize, morpheme: &Morpheme) -> Option<Repair> {
    let folded: String = word.folded[..end].iter().collect();
    let &(root, only_verbal_noun) = ELISIONS.get(&folded)?;
    (!only_verbal_noun || morpheme.verbal_noun).then_some(Repair::Restore(root))
}

fn root_score(word: &Letters, end: usize, kinds: Kinds, repair: Repair) -> f32 {
    let root = &word.folded[..end];
    if !root.iter().copied().any(is_vowel) {
        return f32::NEG_INFINITY;
    }
    let length = SHORT_ROOT.get(end).copied().unwrap_or(0.0);
    let cluster = if hard_cluster(root) && !matches!(repair, Repair::Restore(_)) {
        HARD_CLUSTER
    } else {
        0.0
    };
    let folded = match repair {
        Repair::None => root.iter().collect(),
        Repair::Devoice => devoiced(root),
        Repair::Restore(whole) => fold(whole),
    };
    let known = ROOTS.get(&folded).is_some_and(|known| known & kinds != 0);
    let known = if known { KNOWN_ROOT } else { end_of_root(root) };
    let repaired = if repair == Repair::None { 0.0 } else { 0.3 };
    length - cluster + repaired + known
}

/// What the last sounds of an unknown root say for or against it.
fn end_of_root(root: &[char]) -> f32 {
    match root {
        [_, _, .., 'ш', 'и'] if root.len() > 4 => DOER,
        [.., 'и'] => -CLOSE_VOWEL,
        [.., 'б' | 'г'] => -0.3,
        _ => 0.0,
    }
}

/// True for a root on two consonants unless the first is р, л, н, й and the second voiceless.
fn hard_cluster(root: &[char]) -> bool {
    let [.., first, last] = root else { return false };
    let easy = matches!(first, 'р' | 'л' | 'н' | 'й') && matches!(last, 'т' | 'к' | 'п' | 'с' | 'ш' | 'ч');
    !is_vowel(*first) && !is_vowel(*last) && !easy
}

fn devoiced(root: &[char]) -> String {
    let mut letters: Vec<char> = root.to_vec();
    if let Some(last) = letters.last_mut() {
        *last = voiceless(*last);
    }
    letters.into_iter().collect()
}

fn voiceless(letter: char) -> char {
    match letter {
        'б' => 'п',
        'г' => 'к',
        'ғ' => 'қ',
        other => other,
    }
}

impl Analysis {
    fn root(&self, word: &Letters) -> String {
        let written = &word.written[..self.end];
        let root = match self.repair {
            Repair::None => written.iter().collect(),
            Repair::Devoice => devoiced(written),
            Repair::Restore(root) => root.to_owned(),
        };
        root.replace("йа", "я").replace("йу", "ю")
    }
}

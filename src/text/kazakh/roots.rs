//! What is known of roots: the words of `dictionaries/text/kk_roots.csv`.

use std::collections::VecDeque;
use std::ops::Range;

use super::alphabet::{code, voiced};
use super::letter_model::{LetterCounts, LetterModel};
use crate::text::dictionary::rows;
use crate::text::letters::{fold_letter, is_vowel};

/// A set of kinds of root, one bit each.
pub(super) type Kinds = u8;
pub(super) const NOUN: Kinds = 1;
pub(super) const ADJECTIVE: Kinds = 2;
pub(super) const VERB: Kinds = 4;
pub(super) const OTHER: Kinds = 8;

/// What is known of a stretch of folded letters.
#[derive(Default, Clone)]
pub(super) struct Known {
    /// The roots spelled so.
    pub(super) plain: Vec<Root>,
    /// The roots spelled so before a vowel, their п, қ, к voiced.
    pub(super) voiced: Vec<Root>,
    /// The root that loses its last vowel before another.
    pub(super) elided: Option<Elided>,
}

/// A row of the table of roots.
#[derive(Clone)]
pub(super) struct Root {
    pub(super) spelling: &'static str,
    letters: Box<[char]>,
    kind: Kinds,
    band: u8,
}

#[derive(Clone, Copy)]
pub(super) struct Elided {
    pub(super) root: &'static str,
    pub(super) kinds: Kinds,
    band: u8,
    /// The vowel is lost before the у of the verbal noun only.
    pub(super) before_verbal_noun: bool,
}

/// The roots that a stretch of letters as written may be.
#[derive(Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) kinds: Kinds,
    /// How common the most common of them is, from 0 to 3.
    pub(super) band: u8,
    /// Their proper spelling.
    pub(super) spelling: &'static str,
    /// The letters are not theirs, but what a Russian keyboard leaves of them.
    pub(super) respelled: bool,
}

impl Elided {
    pub(super) fn found(&self, kinds: Kinds) -> Found {
        Found {
            kinds: self.kinds & kinds,
            band: self.band,
            spelling: self.root,
            respelled: false,
        }
    }
}

/// What a word may have been typed on.
#[derive(Clone, Copy)]
pub(super) enum Typed {
    /// It has letters only Kazakh has.
    OnKazakhKeyboard,
    /// Its а and е say whether its vowels are front ones.
    OnRussianKeyboard { front: Option<bool> },
}

/// Of `roots`, those of the asked `kinds` that are spelled as `written`; only if there is none, those a Russian
/// keyboard leaves so, the ones whose vowels go with those of the word before the others.
pub(super) fn spelled_as(roots: &[Root], written: &[char], kinds: Kinds, typed: Typed) -> Found {
    let asked = || roots.iter().filter(|root| root.kind & kinds != 0);
    let exact = gather(asked().filter(|root| root.is_spelled(written, false)));
    if exact.kinds != 0 {
        return exact;
    }
    let Typed::OnRussianKeyboard { front } = typed else {
        return exact;
    };
    let typed = || asked().filter(|root| root.is_spelled(written, true));
    let fits = |root: &&Root| front.is_none() || is_front(root.spelling).is_none_or(|it| Some(it) == front);
    let fitting = gather(typed().filter(fits));
    let found = if fitting.kinds == 0 {
        gather(typed())
    } else {
        fitting
    };
    Found {
        respelled: true,
        ..found
    }
}

fn gather<'root>(roots: impl Iterator<Item = &'root Root>) -> Found {
    roots.fold(Found::default(), |found, root| Found {
        kinds: found.kinds | root.kind,
        spelling: if found.kinds == 0 || root.band > found.band {
            root.spelling
        } else {
            found.spelling
        },
        band: found.band.max(root.band),
        respelled: false,
    })
}

impl Root {
    fn elided(&self, before: &str) -> Elided {
        Elided {
            root: self.spelling,
            kinds: self.kind,
            band: self.band,
            before_verbal_noun: before == "vnoun",
        }
    }

    /// True if the letters are those of the root, or what a Russian keyboard leaves of them; the last may be voiced.
    fn is_spelled(&self, written: &[char], typed: bool) -> bool {
        let same = |(&root, &letter): (&char, &char)| root == letter || (typed && is_typed(root, letter));
        let Some((last, rest)) = self.letters.split_last() else {
            return false;
        };
        let Some((written_last, written_rest)) = written.split_last() else {
            return false;
        };
        rest.len() == written_rest.len()
            && rest.iter().zip(written_rest).all(same)
            && (same((last, written_last)) || same((&voiced(*last), written_last)))
    }
}

/// True for what people type for a letter their keyboard lacks. A written ы is not taken for і, and so tells back words
/// from front ones; some type и for both.
fn is_typed(letter: char, written: char) -> bool {
    fold_letter(letter) == written
}

fn is_front(root: &str) -> Option<bool> {
    root.chars().rev().find_map(|letter| match letter {
        'ә' | 'е' | 'ө' | 'ү' | 'і' => Some(true),
        'а' | 'о' | 'ұ' | 'ы' => Some(false),
        _ => None,
    })
}

/// The known roots as a tree of their folded letters, siblings side by side, with the letter models learnt from them.
pub(super) struct Roots {
    nodes: Vec<Node>,
    known: Vec<Known>,
    pub(super) nominal: LetterModel,
    pub(super) verbal: LetterModel,
}

#[derive(Default)]
struct Node {
    letter: u8,
    count: u8,
    children: u32,
    /// One more than the index of what is known here.
    known: u32,
}

impl Roots {
    /// Reads `root,kind,band,reason` and `cut,root,before,reason`.
    pub(super) fn read(roots: &'static str, elisions: &'static str) -> Self {
        // Three runs, each in the order of the table, which is that of the folded letters: quick to sort together.
        let (mut plain, mut before_vowel, mut shortened) = (Vec::new(), Vec::new(), Vec::new());
        let (mut nominal, mut verbal) = (LetterCounts::default(), LetterCounts::default());
        for [spelling, kind, band, _] in rows::<4>(roots) {
            let letters = letters(spelling);
            let codes = codes(&letters);
            let root = Root {
                spelling,
                letters,
                kind: kinds(kind),
                band: band.parse().unwrap_or(0),
            };
            match root.kind {
                VERB => verbal.add(&codes),
                NOUN | ADJECTIVE => nominal.add(&codes),
                _ => {}
            }
            if let Some((last, rest)) = root
                .letters
                .split_last()
                .filter(|(last, _)| voiced(**last) != **last)
            {
                let codes = [&self::codes(rest)[..], &self::codes(&[voiced(*last)])].concat();
                before_vowel.push((codes, Spelled::Voiced(root.clone())));
            }
            // A loan loses its soft sign before a vowel: король, королі.
            if let Some((_, hard)) = codes.split_last().filter(|_| spelling.ends_with('ь')) {
                shortened.push((hard.to_vec(), Spelled::Elided(root.elided("any"))));
            }
            plain.push((codes, Spelled::Plain(root)));
        }
        plain.append(&mut before_vowel);
        plain.append(&mut shortened);
        let mut all = gathered(plain);
        let mut elided: Vec<(Vec<u8>, Spelled)> = Vec::new();
        for [cut, spelling, before, _] in rows::<4>(elisions) {
            let letters = letters(spelling);
            let found = all.binary_search_by(|(known, _)| known.as_slice().cmp(&codes(&letters)));
            let whole = found.map_or_else(|_| Found::default(), |at| gather(all[at].1.plain.iter()));
            let root = Root {
                spelling,
                letters,
                kind: whole.kinds & !OTHER,
                band: whole.band,
            };
            elided.push((codes(&self::letters(cut)), Spelled::Elided(root.elided(before))));
        }
        for (codes, known) in gathered(elided) {
            match all.binary_search_by(|(known, _)| known.cmp(&codes)) {
                Ok(at) => all[at].1.elided = known.elided,
                Err(at) => all.insert(at, (codes, known)),
            }
        }
        Self {
            nodes: tree(&all),
            known: all.into_iter().map(|(_, known)| known).collect(),
            nominal: nominal.model(),
            verbal: verbal.model(),
        }
    }

    /// What is known of each beginning of `codes`: the answer for `codes[..n]` at `found[n]`.
    pub(super) fn beginnings<'roots>(&'roots self, codes: &[u8], found: &mut [Option<&'roots Known>]) {
        let mut node = self.nodes.first();
        for (at, &code) in codes.iter().enumerate() {
            node = node.and_then(|node| {
                let children = node.children as usize;
                let children = self.nodes.get(children..children + node.count as usize)?;
                children.iter().find(|child| child.letter == code)
            });
            let Some(node) = node else { return };
            found[at + 1] = (node.known as usize)
                .checked_sub(1)
                .and_then(|known| self.known.get(known));
        }
    }
}

/// How a root may stand in a word.
enum Spelled {
    Plain(Root),
    Voiced(Root),
    Elided(Elided),
}

/// What is known of each stretch of letters, in their order; roots of one stretch stay in the order of the table.
fn gathered(mut spelled: Vec<(Vec<u8>, Spelled)>) -> Vec<(Vec<u8>, Known)> {
    spelled.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut all: Vec<(Vec<u8>, Known)> = Vec::with_capacity(spelled.len());
    for (codes, spelled) in spelled {
        if all.last().is_none_or(|(last, _)| *last != codes) {
            all.push((codes, Known::default()));
        }
        let Some((_, known)) = all.last_mut() else {
            continue;
        };
        match spelled {
            Spelled::Plain(root) => known.plain.push(root),
            Spelled::Voiced(root) => known.voiced.push(root),
            Spelled::Elided(elided) => known.elided = Some(elided),
        }
    }
    all
}

fn kinds(kind: &str) -> Kinds {
    match kind {
        "noun" => NOUN,
        "adj" => ADJECTIVE,
        "verb" => VERB,
        _ => OTHER,
    }
}

/// The letters of a root as [`super::alphabet::Letters`] reads them.
fn letters(root: &str) -> Box<[char]> {
    let mut letters: Vec<char> = Vec::with_capacity(root.len());
    for letter in root.chars() {
        let after_vowel = letters.last().is_some_and(|&before| is_vowel(before));
        match letter {
            'я' if after_vowel => letters.extend(['й', 'а']),
            'ю' if after_vowel => letters.extend(['й', 'у']),
            _ => letters.push(letter),
        }
    }
    letters.into()
}

fn codes(letters: &[char]) -> Vec<u8> {
    letters.iter().map(|&letter| code(fold_letter(letter))).collect()
}

/// Lays out sorted roots breadth first; the node of `all[n]` knows `n + 1`.
fn tree(all: &[(Vec<u8>, Known)]) -> Vec<Node> {
    let mut nodes = vec![Node::default()];
    let mut open: VecDeque<(usize, Range<usize>, usize)> = VecDeque::from([(0, 0..all.len(), 0)]);
    while let Some((node, mut range, depth)) = open.pop_front() {
        if all[range.clone()]
            .first()
            .is_some_and(|(codes, _)| codes.len() == depth)
        {
            range.start += 1;
            nodes[node].known = range.start as u32;
        }
        nodes[node].children = nodes.len() as u32;
        while !range.is_empty() {
            let letter = all[range.start].0[depth];
            let same = all[range.clone()].partition_point(|(codes, _)| codes[depth] == letter);
            open.push_back((nodes.len(), range.start..range.start + same, depth + 1));
            nodes[node].count += 1;
            nodes.push(Node {
                letter,
                ..Node::default()
            });
            range.start += same;
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: Typed = Typed::OnRussianKeyboard { front: None };
    const ROOTS: &str = "root,kind,band,reason\nкітап,noun,2,book\nкіт,noun,0,invented\nхалық,noun,3,people\nқой,noun,1,sheep\nқой,verb,3,put\nөз,other,3,self\nоз,verb,0,overtake\nболу,noun,0,being\n";
    const ELISIONS: &str = "cut,root,before,reason\nхалқ,халық,any,the vowel returns\n";

    /// What is known of the first `end` letters of `word`.
    fn known(word: &str, end: usize) -> Known {
        let roots = Roots::read(ROOTS, ELISIONS);
        let codes = codes(&letters(word));
        let mut found = vec![None; codes.len() + 1];
        roots.beginnings(&codes, &mut found);
        found.get(end).copied().flatten().cloned().unwrap_or_default()
    }

    fn spelling(roots: &[Root], written: &str) -> &'static str {
        spelled_as(roots, &letters(written), NOUN | VERB | OTHER, RUSSIAN).spelling
    }

    #[test]
    fn every_beginning_that_is_a_root_is_found() {
        assert_eq!(spelling(&known("кітабы", 3).plain, "кіт"), "кіт");
        assert_eq!(spelling(&known("кітабы", 5).voiced, "кітаб"), "кітап");
        assert!(known("кітабы", 4).plain.is_empty() && known("кітабы", 6).plain.is_empty());
    }

    #[test]
    fn a_root_is_found_without_its_lost_vowel() {
        assert_eq!(known("халқы", 4).elided.map(|elided| elided.root), Some("халық"));
    }

    #[test]
    fn the_band_is_that_of_the_kind_asked_for() {
        let band = |kinds| spelled_as(&known("қой", 3).plain, &letters("қой"), kinds, RUSSIAN).band;
        assert_eq!((band(NOUN), band(VERB), band(NOUN | VERB)), (1, 3, 3));
    }

    #[test]
    fn a_spelling_as_it_stands_goes_before_one_a_russian_keyboard_leaves() {
        assert_eq!(spelling(&known("оз", 2).plain, "оз"), "оз");
        assert_eq!(spelling(&known("кой", 3).plain, "кой"), "қой");
        assert_eq!(spelling(&known("бөлу", 4).plain, "бөлу"), "");
    }
}

//! The features a model knows, and how a text becomes numbers by them.

use rustc_hash::FxHashMap;

use super::features::{Feature, Pair, Spelling, length};

/// A known feature: its place among them.
pub(super) type Place = u32;

/// The features met in enough lessons with how much each tells, the most frequent first and then ascending: what is asked
/// for often lies side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dictionary {
    features: Vec<Feature>,
    /// Inverse document frequency in steps of [`STEP`].
    rarity: Vec<u8>,
    /// Rarity of what was not met.
    unknown: u8,
    places: FxHashMap<Feature, Place>,
    /// A bit for the low digits of each feature: most of what is asked for is not known, and this tells it at less cost.
    sieve: Vec<u64>,
}

/// A text as its lessons keep it.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// Distinct word forms with how often each is met, ascending.
    pub forms: Vec<(Spelling, u32)>,
    pub pairs: Vec<Pair>,
    pub words: usize,
}

/// A pair the dictionary knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KnownPair {
    pub place: Place,
    /// Places of the words among those of the text, ascending.
    pub words: (usize, usize),
    pub value: f32,
}

/// Some features of a text with their values, and the square of their length.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Values {
    pub values: Vec<(Place, f32)>,
    pub square: f32,
}

/// Of inverse document frequencies, so that twelve fits a byte.
const STEP: f32 = 0.05;

/// Bits of the sieve.
const SIEVE: usize = 1 << 22;

/// Features of fewer lessons say more of those lessons than of their topic.
const FEWEST_LESSONS: u32 = 2;

/// How much the length of a text weighs beside its words and pairs, which weigh 1 each.
const LENGTH: f32 = 0.5;

impl Dictionary {
    /// Of the features of `contents` met in two of them or more; frequency as ln((1 + n) / (1 + met)) + 1.
    pub fn of<'a>(contents: impl Iterator<Item = &'a Content>) -> Self {
        let mut met: FxHashMap<Feature, u32> = FxHashMap::default();
        let mut count = 0_u32;
        for content in contents {
            count += 1;
            for feature in content.features() {
                *met.entry(feature).or_default() += 1;
            }
        }
        let mut known: Vec<(Feature, u8)> = met
            .into_iter()
            .filter(|&(_, times)| times >= FEWEST_LESSONS)
            .map(|(feature, times)| (feature, rarity(count, times)))
            .collect();
        known.sort_unstable_by_key(|&(feature, rarity)| (rarity, feature));
        let (features, rarities) = known.into_iter().unzip();
        Self::new(features, rarities, rarity(count, 0))
    }

    /// Of features in their order.
    pub fn new(features: Vec<Feature>, rarity: Vec<u8>, unknown: u8) -> Self {
        let places = features.iter().copied().zip(0..).collect();
        let mut sieve = vec![0; SIEVE / 64];
        for &feature in &features {
            sieve[feature as usize % SIEVE / 64] |= 1 << (feature % 64);
        }
        Self {
            features,
            rarity,
            unknown,
            places,
            sieve,
        }
    }

    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    pub fn rarities(&self) -> &[u8] {
        &self.rarity
    }

    pub fn unknown(&self) -> u8 {
        self.unknown
    }

    /// The values of a word form. Its letters together weigh as much as its stem, however many they are; of an unknown
    /// word they are all there is.
    pub fn form(&self, spelling: &Spelling) -> Values {
        let mut found = Values::default();
        for feature in [spelling.stem, spelling.surface] {
            found.extend(self.find(feature));
        }
        let mut letters = Values::default();
        for &gram in &spelling.grams {
            letters.extend(self.find(gram));
        }
        let stem = self
            .find(spelling.stem)
            .map_or(f32::from(self.unknown) * STEP, |(_, rarity)| rarity);
        if letters.square > 0.0 {
            found.add(&letters, stem / letters.square.sqrt());
        }
        found
    }

    /// The known ones of `pairs`, each once where it is met first, by place.
    pub fn pairs(&self, pairs: impl Iterator<Item = Pair>) -> Vec<KnownPair> {
        let mut known: Vec<KnownPair> = pairs
            .filter_map(|Pair { feature, words }| {
                let (place, value) = self.find(feature)?;
                Some(KnownPair { place, words, value })
            })
            .collect();
        known.sort_unstable_by_key(|pair| (pair.place, pair.words));
        known.dedup_by_key(|pair| pair.place);
        known
    }

    /// The value of the length of a text.
    pub fn length(&self, words: usize) -> Option<(Place, f32)> {
        let (place, _) = self.find(length(words))?;
        Some((place, LENGTH))
    }

    /// All values of a text by place: words together have length 1 (forms taken as strangers to each other), pairs too.
    pub fn values(&self, content: &Content) -> Vec<(Place, f32)> {
        let mut words = Values::default();
        for (spelling, times) in &content.forms {
            words.add(&self.form(spelling), damped(*times));
        }
        let mut pairs = Values::default();
        let known = self.pairs(content.pairs.iter().copied());
        pairs.extend(known.iter().map(|pair| (pair.place, pair.value)));
        let mut all = Values::default();
        all.add(&words, words.unit());
        all.add(&pairs, pairs.unit());
        all.extend(self.length(content.words));
        all.merged()
    }

    fn find(&self, feature: Feature) -> Option<(Place, f32)> {
        if self.sieve.get(feature as usize % SIEVE / 64)? >> (feature % 64) & 1 == 0 {
            return None;
        }
        let place = *self.places.get(&feature)?;
        let rarity = self.rarity.get(place as usize)?;
        Some((place, f32::from(*rarity) * STEP))
    }
}

impl Content {
    /// Every feature once, in no order.
    fn features(&self) -> Vec<Feature> {
        let mut all = vec![length(self.words)];
        for (spelling, _) in &self.forms {
            all.extend([spelling.stem, spelling.surface]);
            all.extend(&spelling.grams);
        }
        all.extend(self.pairs.iter().map(|pair| pair.feature));
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Values {
    fn extend(&mut self, found: impl IntoIterator<Item = (Place, f32)>) {
        for (place, value) in found {
            self.values.push((place, value));
            self.square += value * value;
        }
    }

    fn add(&mut self, other: &Values, times: f32) {
        self.values
            .extend(other.values.iter().map(|&(place, value)| (place, value * times)));
        self.square += other.square * times * times;
    }

    /// What makes their length 1.
    pub fn unit(&self) -> f32 {
        unit(self.square)
    }

    fn merged(mut self) -> Vec<(Place, f32)> {
        // Stable, so that what meets in one place is added in the order of the text's own forms.
        self.values.sort_by_key(|&(place, _)| place);
        self.values
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, value)| value).sum())))
            .collect()
    }
}

/// What makes a vector of this squared length one of length 1.
pub(super) fn unit(square: f32) -> f32 {
    if square > 0.0 { square.sqrt().recip() } else { 0.0 }
}

/// A word said again says less: 1 + ln(times).
pub(super) fn damped(times: u32) -> f32 {
    1.0 + (times.max(1) as f32).ln()
}

fn rarity(lessons: u32, met: u32) -> u8 {
    let rarity = (f64::from(1 + lessons) / f64::from(1 + met)).ln() + 1.0;
    (rarity / f64::from(STEP)).round() as u8
}

//! Which language a text is in.

/// Language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Kk,
    Ru,
    Mixed,
    Other,
}

/// A language talda has a morphology for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tongue {
    Kk,
    Ru,
}

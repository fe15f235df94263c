//! Which district a text speaks of: gazetteer and evidence. Pure.
//!
//! Names, head words and exceptions are the CSV files of `dictionaries/place`, each line with its reason or source.

mod district;
mod forms;
mod gazetteer;
mod kato;
mod names;
mod vocabulary;
mod weigh;

pub use district::{District, DistrictKind, Region, RegionKind};
pub use gazetteer::{Error, Gazetteer, Place, Places, Scratch};
pub use kato::Kato;

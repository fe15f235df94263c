//! Names of persons: runs of words that look like names, judged by what they are and by what stands around them.
//!
//! Each word of a run is worth points by its strength and its shape; initials, a patronymic, a title before the run or
//! its place at the end of the letter add to them. Streets, schools, firms and laws named after people are none.

mod initials;
mod judged;
mod run;
mod surroundings;
mod worth;

use self::judged::is_name;
use self::run::{Run, grown, run};
use self::surroundings::{Owner, office_of};
use super::pieces::Pieces;
use super::{PersonalData, PersonalKind};

/// Names of persons, in order.
pub(super) fn names(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !pieces.may_name(at) {
            at += 1;
            continue;
        }
        let Some(run) = run(pieces, at) else {
            at += 1;
            continue;
        };
        at = run.to + 1;
        if is_name(pieces, &run) {
            let name = grown(pieces, run);
            found.extend(pieces.data(name.from, name.to, kind(pieces, &run)));
            at = name.to + 1;
        }
    }
    found
}

fn kind(pieces: &Pieces, run: &Run) -> PersonalKind {
    match office_of(pieces, run) {
        Owner::Office => PersonalKind::Official,
        Owner::Private | Owner::Nobody => PersonalKind::Name,
    }
}

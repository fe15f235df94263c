//! Many appeals at once: what the store has already is reused, the rest is annotated in parallel, order kept.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::one::{Annotator, Scratch, Subject};
use crate::corpus::annotations::Annotation;

/// Annotations in the order of their subjects.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotated {
    pub annotations: Vec<Annotation>,
    /// How many were taken from the store.
    pub reused: u64,
    /// Version of the rules of the flags.
    pub flag_rules: String,
}

/// Texts a thread takes at a time.
const BATCH: usize = 64;

/// Annotates `subjects`; `advance` is told how many are done.
pub fn annotate_all(
    annotator: &Annotator,
    subjects: &[Subject],
    known: Vec<Annotation>,
    advance: &(dyn Fn(usize) + Sync),
) -> Annotated {
    let known: BTreeMap<String, Annotation> = known
        .into_iter()
        .map(|annotation| (annotation.key.clone(), annotation))
        .collect();
    let batches: Vec<(u64, Vec<Annotation>)> = subjects
        .par_chunks(BATCH)
        .map_init(Scratch::default, |scratch, batch| {
            let mut reused = 0;
            let annotations = batch
                .iter()
                .map(|subject| match known.get(&annotator.key(subject)) {
                    Some(annotation) => {
                        reused += 1;
                        annotation.clone()
                    }
                    None => annotator.annotate(*subject, scratch),
                })
                .collect();
            advance(batch.len());
            (reused, annotations)
        })
        .collect();
    Annotated {
        flag_rules: annotator.flag_rules().to_owned(),
        reused: batches.iter().map(|(reused, _)| reused).sum(),
        annotations: batches
            .into_iter()
            .flat_map(|(_, annotations)| annotations)
            .collect(),
    }
}

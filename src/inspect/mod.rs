//! The second check: every file of a run is read again, by rules of their own, before the run may be seen.
//!
//! Nothing here shares code or dictionaries with `text::personal`: what one of the two overlooks, the other may find.

mod documents;
mod exempt;
mod known;
mod rules;
mod sight;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

pub use known::{Applicant, Known};
pub use rules::Rule;

/// A value that looks like personal data, where it was found first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Path of the file in the run folder.
    pub file: String,
    /// Column of a table, part of a document.
    pub part: String,
    pub rule: Rule,
    /// The value itself: for the protected store alone.
    pub value: String,
    /// Row of a table, line of a text, number of the passage in other documents; from 1.
    pub place: u64,
}

/// What may be told of hits: no value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub file: String,
    pub part: String,
    pub rule: Rule,
    /// Different values.
    pub values: usize,
}

/// Why a file cannot be inspected; it is not published then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("`{file}` cannot be read by the second check: {why}")]
    Unreadable { file: String, why: &'static str },
    #[error("`{path}` cannot be read by the second check")]
    Open {
        path: std::path::PathBuf,
        source: std::io::Error,
    },
    #[error("the values of the registers are too many to be searched for")]
    Known(#[from] aho_corasick::BuildError),
}

/// All hits in the files below `folder`, by file, part, rule and value, each with its first place.
pub fn inspect(folder: &Path, known: &Known) -> Result<Vec<Hit>, Error> {
    inspect_all(&documents::open(folder)?, known)
}

fn inspect_all(documents: &[documents::Document], known: &Known) -> Result<Vec<Hit>, Error> {
    let read = |document: &documents::Document| {
        let mut reader = Reader::new(known, document.file());
        document.read(&mut |part, place, text| reader.read(part, place, text))?;
        Ok(reader.hits)
    };
    let found: Vec<Vec<Hit>> = documents.par_iter().map(read).collect::<Result<_, Error>>()?;
    Ok(first_of_each(found.into_iter().flatten().collect()))
}

/// All hits in an office document that is not in a run folder, with `file` for its name.
pub fn inspect_document(file: &str, bytes: Vec<u8>, known: &Known) -> Result<Vec<Hit>, Error> {
    inspect_all(&documents::archive(file, bytes)?, known)
}

/// The hits in `text` as the whole of the file `file`: a table in CSV that is not in a run folder.
pub fn inspect_csv(file: &str, text: &[u8], known: &Known) -> Result<Vec<Hit>, Error> {
    let mut reader = Reader::new(known, file);
    documents::read_csv(file, text, &mut |part, place, text| {
        reader.read(part, place, text)
    })?;
    Ok(first_of_each(reader.hits))
}

/// `hits` counted by file, part and rule.
pub fn findings(hits: &[Hit]) -> Vec<Finding> {
    let mut counts: BTreeMap<(&str, &str, Rule), usize> = BTreeMap::new();
    for hit in hits {
        *counts.entry((&hit.file, &hit.part, hit.rule)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((file, part, rule), values)| Finding {
            file: file.to_owned(),
            part: part.to_owned(),
            rule,
            values,
        })
        .collect()
}

impl std::fmt::Display for Finding {
    /// «`tables/appeals.parquet`, column `text`: 3 values look like a telephone».
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let noun = if documents::is_table(&self.file) {
            "column"
        } else {
            "part"
        };
        let (values, verb) = match (self.values, self.rule.is_known()) {
            (1, true) => ("value", "is"),
            (1, false) => ("value", "looks like"),
            (_, true) => ("values", "are"),
            (_, false) => ("values", "look like"),
        };
        let (file, part, count, meaning) = (&self.file, &self.part, self.values, self.rule.meaning());
        write!(
            out,
            "`{file}`, {noun} `{part}`: {count} {values} {verb} {meaning}"
        )
    }
}

fn first_of_each(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort();
    hits.dedup_by(|later, first| {
        (&later.file, &later.part, later.rule, &later.value)
            == (&first.file, &first.part, first.rule, &first.value)
    });
    hits
}

/// Longest text remembered as holding nothing; cells repeat, letters do not.
const REPEATED: usize = 200;

/// Reads the passages of one document.
struct Reader<'a> {
    known: &'a Known,
    file: &'a str,
    /// Texts without a hit.
    clean: FxHashSet<Box<str>>,
    hits: Vec<Hit>,
}

impl<'a> Reader<'a> {
    fn new(known: &'a Known, file: &'a str) -> Self {
        Self {
            known,
            file,
            clean: FxHashSet::default(),
            hits: Vec::new(),
        }
    }

    fn read(&mut self, part: &str, place: u64, text: &str) {
        if is_plain_number(text) || self.clean.contains(text) {
            return;
        }
        let seen = sight::seen(text);
        let mut found = rules::find(&seen);
        found.extend(self.known.find(&seen));
        // Clean is what holds nothing in any part, not what is exempt in this one.
        if found.is_empty() && text.len() <= REPEATED {
            self.clean.insert(text.into());
        }
        for (span, rule) in found {
            if !exempt::is_exempt(self.file, part, rule) {
                self.hits.push(Hit {
                    file: self.file.to_owned(),
                    part: part.to_owned(),
                    rule,
                    value: seen[span].to_owned(),
                    place,
                });
            }
        }
    }
}

/// True for a number of fewer digits than any rule needs: most cells of a workbook.
fn is_plain_number(text: &str) -> bool {
    text.len() < 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".,-+ E".contains(&byte))
}

#[cfg(test)]
mod tests;

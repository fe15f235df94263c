//! The second check of a run: what it knows, what was accepted, and where its findings go.

use std::collections::BTreeSet;

use super::staging::Staging;
use super::store::Store;
use super::{Error, run::out_fault};
use crate::annotate::Key;
use crate::ingest::Settled;
use crate::inspect::{self, Applicant, Hit, Known};

/// Inspects what a run is about to show.
pub struct SecondCheck<'a> {
    /// The registers, whose applicants are searched for.
    pub settled: &'a Settled,
    /// Marks of values that are let through.
    pub accepted: &'a BTreeSet<String>,
    /// What the letterhead itself holds: in the documents it is the office's own.
    pub own: &'a [Hit],
    /// Where the values found go.
    pub store: &'a Store,
}

impl SecondCheck<'_> {
    /// Gives `staging` back where nothing in it is personal data; else it is removed, and the values are listed in
    /// the store.
    pub fn staged(&self, staging: Staging) -> Result<Staging, Error> {
        let checked = inspect::inspect(staging.folder(), &self.known()?)
            .map_err(Error::from)
            .and_then(|hits| self.judge(hits));
        match checked {
            Ok(()) => Ok(staging),
            Err(error) => {
                let folder = staging.folder().to_owned();
                staging.discard().map_err(|source| out_fault(&folder, source))?;
                Err(error)
            }
        }
    }

    /// As [`staged`](Self::staged), for the list of refused rows a failed run leaves.
    pub fn rejected(&self, list: &[u8]) -> Result<(), Error> {
        self.judge(inspect::inspect_csv("rejected.csv", list, &self.known()?)?)
    }

    fn known(&self) -> Result<Known, Error> {
        let appeals = self.settled.appeals.iter().map(|raw| Applicant {
            is_company: raw.applicant_type.as_deref() == Some("company"),
            name: raw.applicant_name.as_deref(),
            identifier: raw.applicant_id.as_deref(),
            phone: raw.phone.as_deref(),
            address: raw.address.as_deref(),
        });
        let receptions = self.settled.receptions.iter().map(|raw| Applicant {
            name: raw.applicant_name.as_deref(),
            identifier: raw.applicant_id.as_deref(),
            ..Applicant::default()
        });
        Ok(Known::new(appeals.chain(receptions)).map_err(inspect::Error::from)?)
    }

    /// True for what stands in the letterhead, in the documents written on it. A value some register gave of an
    /// applicant is nobody's own.
    fn is_own(&self, hit: &Hit) -> bool {
        let is_same = |own: &Hit| own.rule == hit.rule && own.value == hit.value;
        !hit.rule.is_known() && hit.file.ends_with(".docx") && self.own.iter().any(is_same)
    }

    fn judge(&self, hits: Vec<Hit>) -> Result<(), Error> {
        let key = self.store.key()?;
        let hits: Vec<Hit> = hits
            .into_iter()
            .filter(|hit| !self.accepted.contains(&mark(&key, &hit.value)) && !self.is_own(hit))
            .collect();
        if hits.is_empty() {
            return self.store.forget_leaks();
        }
        self.store.keep_leaks(&leaks(&hits, &key))?;
        Err(Error::PersonalData {
            findings: inspect::findings(&hits).iter().map(ToString::to_string).collect(),
            list: self.store.leaks(),
        })
    }
}

/// Hexadecimal digits of a mark: enough to tell the values of one list apart.
const MARK: usize = 12;

/// What a value is called outside the store: keyed, so that it cannot be guessed at.
fn mark(key: &Key, value: &str) -> String {
    key.pseudonym("leak", value).chars().take(MARK).collect()
}

/// `leaks.csv`: the hits with their marks and values.
fn leaks(hits: &[Hit], key: &Key) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(["file", "part", "place", "rule", "mark", "value"]);
    for hit in hits {
        let place = hit.place.to_string();
        let mark = mark(key, &hit.value);
        let _ = writer.write_record([&hit.file, &hit.part, &place, hit.rule.as_str(), &mark, &hit.value]);
    }
    writer.into_inner().unwrap_or_default()
}

//! A run: from the registers to a published folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::decisions;
use super::manifest::{self, Input, LetThrough, Manifest, Options, Program, Rows, Work};
use super::plan::Plan;
use super::second_check::SecondCheck;
use super::staging::{Staging, point_current};
use super::store::{Holdings, Store, lock};
use super::{Error, rejected, render};
use crate::analyse;
use crate::annotate::{
    Annotated, Annotator, Applicant, Decided, ENGINE, Published, Subject, annotate_all, publishable,
};
use crate::coding::{Coder, Flags};
use crate::corpus::published::{Appeal, RegisterQuality};
use crate::corpus::raw::RawAppeal;
use crate::corpus::{self, Table};
use crate::ingest::{Context, Settled, Stored, read_register, settle};
use crate::inspect::{self, Finding};
use crate::place::Gazetteer;

/// Is told how a run goes on.
pub trait Progress: Sync {
    /// A stage begins; `amount` is how much it has to do, where that is known.
    fn stage(&self, name: &str, amount: Option<u64>);
    /// So much more of the stage is done.
    fn advance(&self, amount: u64);
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finish {
    Published,
    /// A whole run of the same inputs is there already.
    Unchanged,
}

/// What a run has to tell.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub finish: Finish,
    /// The run folder.
    pub folder: PathBuf,
    pub rows: Rows,
    pub annotated: u64,
    pub reused: u64,
    /// The decisions of analysts, where the pipeline names a file of them.
    pub decisions: Option<Decisions>,
    pub rejections_tolerated: bool,
    /// What of the letterhead looks like personal data and went through as the office's own.
    pub own: Vec<Finding>,
    /// Registers whose newest export is too old, with the days since.
    pub stale: Vec<(String, i64)>,
}

/// Decisions of analysts a run has laid over the machine's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decisions {
    /// Appeals decided.
    pub taken: usize,
    /// Rows with a mistake, which do not count.
    pub faults: usize,
}

/// Runs `plan`: nothing is visible in `out` before all of it is complete.
pub fn run(plan: &Plan, store: &Path, out: &Path, progress: &dyn Progress) -> Result<Outcome, Error> {
    let mut clock = Clock::default();
    fs::create_dir_all(out).map_err(|source| out_fault(out, source))?;
    let _out_lock = lock(&out.join(".lock"))?;
    let store = Store::open(store)?;
    let inputs = inputs(plan)?;

    let settled = clock.time("ingest", || ingest(plan, &store, progress))?;
    let rows = rows(&settled);
    let check = SecondCheck {
        settled: &settled,
        accepted: &plan.file.privacy.accepted,
        own: &plan.stationery.own,
        store: &store,
    };
    refuse_too_many_rejections(plan, &check, out)?;
    let id = run_id(plan, &inputs, &settled)?;
    let folder = out.join("runs").join(&id);
    let outcome = |finish, annotated, reused| Outcome {
        finish,
        folder: folder.clone(),
        rows,
        annotated,
        reused,
        decisions: plan.file.coding.corrections.as_ref().map(|_| Decisions {
            taken: plan.corrections.len(),
            faults: plan.corrections.faults().len(),
        }),
        rejections_tolerated: rows.rejected <= plan.file.limits.tolerated_rejections,
        own: inspect::findings(&plan.stationery.own),
        stale: stale(plan),
    };
    if manifest::is_whole(&folder) {
        point_current(out, &id).map_err(|source| out_fault(out, source))?;
        return Ok(outcome(Finish::Unchanged, 0, 0));
    }

    let latest = latest(&settled.appeals);
    let annotated = clock.time("annotate", || annotate(plan, &store, &latest, progress))?;
    let reused = annotated.reused;
    let published = publishable(
        &latest,
        &annotated.annotations,
        &store.key()?,
        &plan.terms(),
        Decided {
            codebook: &plan.codebook.version(),
            flags: &annotated.flag_rules,
            corrections: &plan.corrections,
        },
    );
    let staging = Staging::begin(out, &id).map_err(|source| out_fault(out, source))?;
    let findings = clock.time("analyse", || {
        progress.stage("analyse", None);
        write_table(&staging, &published.appeals)?;
        write_table(&staging, &published.codings)?;
        write_table(&staging, &published.flags)?;
        let quality = register_quality(&settled, &published);
        let tables = staging.folder().join("tables");
        Ok::<_, Error>(analyse::analyse(
            &tables,
            &settled.receptions,
            &settled.instructions,
            quality,
            plan.context(),
        )?)
    })?;
    clock.time("publish", || {
        progress.stage("publish", None);
        let rejected = rejected::csv(&settled.rejections);
        staging
            .write("rejected.csv", &rejected)
            .map_err(|source| out_fault(out, source))?;
        if plan.file.coding.corrections.is_some() {
            let told = decisions::csv(plan.corrections.faults(), &published.doubts);
            staging
                .write("corrections.csv", &told)
                .map_err(|source| out_fault(out, source))?;
        }
        render::render(plan, &findings, &staging, progress)
    })?;
    let annotated = latest.len() as u64 - reused;
    let manifest = Manifest {
        program: Program {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        run: id.clone(),
        oblast: plan.file.oblast.clone(),
        half_year: plan.half_year,
        as_of: plan.as_of,
        codebook: plan.codebook.version(),
        options: options(plan),
        inputs,
        rows,
        files: manifest::marks(staging.folder()).map_err(|source| out_fault(out, source))?,
        work: Work {
            annotated,
            reused,
            threads: rayon::current_num_threads(),
            seconds: clock.seconds,
        },
    };
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(|error| out_fault(out, error.into()))?;
    staging
        .write("manifest.json", &manifest)
        .map_err(|source| out_fault(out, source))?;
    progress.stage("inspect", None);
    let staging = check.staged(staging)?;
    progress.stage("move", None);
    staging.publish(out).map_err(|source| out_fault(out, source))?;
    Ok(outcome(Finish::Published, annotated, reused))
}

/// Seconds spent in each stage.
#[derive(Debug, Default)]
struct Clock {
    seconds: BTreeMap<String, f64>,
}

impl Clock {
    fn time<T>(&mut self, stage: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.seconds.insert(
            stage.to_owned(),
            (start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        );
        result
    }
}

pub(super) fn out_fault(out: &Path, source: std::io::Error) -> Error {
    Error::Out {
        path: out.to_owned(),
        source,
    }
}

/// Every file the run depends on, with its checksum, in the order of the pipeline file.
fn inputs(plan: &Plan) -> Result<Vec<Input>, Error> {
    let mut inputs = vec![input("pipeline", &plan.path)?];
    for register in &plan.registers {
        for file in &register.files {
            let mut input = input(&register.register.name, &file.path)?;
            input.exported_on = Some(file.exported_on);
            inputs.push(input);
        }
    }
    if let Some(population) = &plan.file.population {
        let base = plan.path.parent().unwrap_or(Path::new(""));
        inputs.push(input("population", &base.join(&population.file))?);
    }
    if let Some(model) = &plan.file.coding.model {
        let base = plan.path.parent().unwrap_or(Path::new(""));
        inputs.push(input("model", &base.join(model))?);
    }
    if let Some(corrections) = &plan.file.coding.corrections {
        let base = plan.path.parent().unwrap_or(Path::new(""));
        inputs.push(input("corrections", &base.join(corrections))?);
    }
    for (role, file) in &plan.stationery.files {
        inputs.push(input(role, file)?);
    }
    if let Some(boundaries) = &plan.boundaries {
        inputs.push(input("boundaries", boundaries)?);
    }
    Ok(inputs)
}

fn input(role: &str, path: &Path) -> Result<Input, Error> {
    let (bytes, sha256) = manifest::checksum(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let file = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    Ok(Input {
        role: role.to_owned(),
        file,
        bytes,
        sha256,
        exported_on: None,
    })
}

fn ingest(plan: &Plan, store: &Store, progress: &dyn Progress) -> Result<Settled, Error> {
    let files: usize = plan.registers.iter().map(|register| register.files.len()).sum();
    progress.stage("ingest", Some(files as u64));
    let districts = |name: &str| plan.gazetteer.district_named(name).map(|kato| kato.to_string());
    let context = Context {
        as_of: plan.as_of,
        districts: &districts,
    };
    let mut harvests = Vec::new();
    for register in &plan.registers {
        harvests.push(read_register(&register.register, &register.files, &context)?);
        progress.advance(register.files.len() as u64);
    }
    let known = store.holdings()?;
    let settled = settle(
        harvests,
        Stored {
            appeals: &known.appeals,
            receptions: &known.receptions,
            instructions: &known.instructions,
        },
    );
    let holdings = Holdings {
        appeals: settled.appeals.clone(),
        receptions: settled.receptions.clone(),
        instructions: settled.instructions.clone(),
    };
    if holdings != known {
        progress.stage("store", None);
        store.keep(&holdings)?;
    }
    Ok(settled)
}

fn rows(settled: &Settled) -> Rows {
    let sum = |count: fn(&crate::ingest::FileCount) -> u64| settled.counts.iter().map(count).sum();
    Rows {
        read: sum(|count| count.read),
        accepted: sum(|count| count.accepted),
        rejected: sum(|count| count.rejected),
        appeals: latest(&settled.appeals).len() as u64,
    }
}

/// Fails when a file has more rejected rows than the pipeline allows; the refusals are left in `out/rejected.csv`.
fn refuse_too_many_rejections(plan: &Plan, check: &SecondCheck, out: &Path) -> Result<(), Error> {
    let settled = check.settled;
    let bound = plan.file.limits.max_rejected_share;
    let over = |count: &&crate::ingest::FileCount| count.rejected as f64 > bound * count.read as f64;
    let path = out.join("rejected.csv");
    let Some(count) = settled.counts.iter().find(over) else {
        return Ok(());
    };
    let rejected = rejected::csv(&settled.rejections);
    check.rejected(&rejected)?;
    fs::write(&path, rejected).map_err(|source| out_fault(out, source))?;
    Err(Error::TooManyRejected {
        file: count.file.clone(),
        rejected: count.rejected,
        read: count.read,
    })
}

/// `2026H1-` and eight hexadecimal digits of the hash of all the run depends on.
fn run_id(plan: &Plan, inputs: &[Input], corpus: &Settled) -> Result<String, Error> {
    let mut hasher = blake3::Hasher::new();
    let mut put = |part: &str| {
        hasher
            .update(&(part.len() as u64).to_le_bytes())
            .update(part.as_bytes());
    };
    put(ENGINE);
    put(analyse::METHODS);
    put(&plan.as_of.to_string());
    put(&plan.half_year.to_string());
    put(&plan.codebook.version());
    put(&plan.places.version());
    for input in inputs {
        put(&input.role);
        put(&input.file);
        put(&input.sha256);
    }
    // What earlier runs left in the store is an input too.
    put(&format!("{:?}", corpus.appeals));
    put(&format!("{:?}", corpus.receptions));
    put(&format!("{:?}", corpus.instructions));
    let hash = hasher.finalize().to_hex();
    Ok(format!("{}-{}", plan.half_year, &hash.as_str()[..8]))
}

/// The latest version of each appeal, by register and number.
fn latest(versions: &[RawAppeal]) -> Vec<&RawAppeal> {
    let mut latest: BTreeMap<(&str, &str), &RawAppeal> = BTreeMap::new();
    for version in versions {
        let newest = latest
            .entry((&version.register, &version.number))
            .or_insert(version);
        if version.version > newest.version {
            *newest = version;
        }
    }
    latest.into_values().collect()
}

/// The built-in routing flags.
pub fn flags() -> Result<Flags, Error> {
    Flags::embedded().map_err(|faults| Error::Codebook {
        name: "the list of flags".to_owned(),
        faults,
    })
}

fn annotate(
    plan: &Plan,
    store: &Store,
    latest: &[&RawAppeal],
    progress: &dyn Progress,
) -> Result<Annotated, Error> {
    progress.stage("annotate", Some(latest.len() as u64));
    let gazetteer = Gazetteer::of(&plan.places, Some(&plan.file.oblast))?;
    let coder = Coder::new(&plan.codebook);
    let annotator = Annotator::new(
        match &plan.model {
            Some(model) => coder.with_model(model.clone()),
            None => coder,
        },
        flags()?,
        gazetteer,
        plan.file.place.precedence.clone(),
    );
    let subjects: Vec<Subject> = latest
        .iter()
        .map(|raw| Subject {
            text: &raw.text,
            answer: raw.answer.as_deref(),
            address: raw.address.as_deref(),
            body: raw.body.as_deref(),
            district: raw.district.as_deref(),
            applicant: Applicant {
                name: raw.applicant_name.as_deref(),
                id: raw.applicant_id.as_deref(),
                phone: raw.phone.as_deref(),
            },
        })
        .collect();
    let annotated = annotate_all(&annotator, &subjects, store.annotations()?, &|done| {
        progress.advance(done as u64)
    });
    if annotated.reused < latest.len() as u64 {
        progress.stage("store", None);
        let mut kept = annotated.annotations.clone();
        kept.sort_by(|a, b| a.key.cmp(&b.key));
        kept.dedup_by(|a, b| a.key == b.key);
        store.keep_annotations(&kept)?;
    }
    Ok(annotated)
}

pub(super) fn write_table<T: Table>(staging: &Staging, rows: &[T]) -> Result<(), Error> {
    let path = staging
        .path(&format!("tables/{}.parquet", T::NAME))
        .map_err(|source| out_fault(staging.folder(), source))?;
    Ok(corpus::write(&path, rows)?)
}

/// What went through as the office's own, by part and rule; without the name of the file, which may stand anywhere.
fn letterhead(plan: &Plan) -> Vec<LetThrough> {
    let of = |finding: Finding| LetThrough {
        part: finding.part,
        rule: finding.rule.as_str(),
        values: finding.values,
    };
    inspect::findings(&plan.stationery.own)
        .into_iter()
        .map(of)
        .collect()
}

fn options(plan: &Plan) -> Options {
    Options {
        place: plan.file.place.clone(),
        terms: plan.file.terms.clone(),
        coding: plan.file.coding.clone(),
        limits: plan.file.limits.clone(),
        privacy: plan.file.privacy.clone(),
        note: plan.file.note.clone(),
        letterhead: letterhead(plan),
    }
}

/// Registers whose newest file was exported longer before the reporting date than the pipeline allows.
fn stale(plan: &Plan) -> Vec<(String, i64)> {
    let age = |register: &super::RegisterPlan| {
        let newest = register.files.iter().map(|file| file.exported_on).max()?;
        Some((
            register.register.name.clone(),
            i64::from((plan.as_of - newest).get_days()),
        ))
    };
    plan.registers
        .iter()
        .filter_map(age)
        .filter(|(_, days)| *days > plan.file.limits.stale_days)
        .collect()
}

fn register_quality(settled: &Settled, published: &Published) -> Vec<RegisterQuality> {
    let of_file = |count: &crate::ingest::FileCount| {
        let versions = || {
            settled
                .appeals
                .iter()
                .filter(|raw| raw.register == count.register && raw.file == count.file)
        };
        let appeals = |wanted: &dyn Fn(&Appeal) -> bool| {
            let newest = |raw: &&RawAppeal| {
                let key = (raw.register.as_str(), raw.number.as_str());
                let found = published
                    .appeals
                    .binary_search_by(|appeal| (appeal.register.as_str(), appeal.number.as_str()).cmp(&key));
                found.is_ok_and(|index| {
                    let appeal = &published.appeals[index];
                    appeal.version == raw.version && appeal.counted && wanted(appeal)
                })
            };
            versions().filter(newest).count() as i64
        };
        RegisterQuality {
            register: count.register.clone(),
            file: count.file.clone(),
            read: count.read as i64,
            accepted: count.accepted as i64,
            rejected: count.rejected as i64,
            new_versions: versions().filter(|raw| raw.version > 1).count() as i64,
            children: versions().filter(|raw| raw.parent.is_some()).count() as i64,
            without_district: appeals(&|appeal| appeal.district.is_none()),
            uncoded: appeals(&|appeal| appeal.main.is_none()),
        }
    };
    settled.counts.iter().map(of_file).collect()
}

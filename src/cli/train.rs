//! `talda train`: labels in, a model out.

mod report;
mod texts;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::codebook::read_codebook;
use super::evaluate::read_crosswalk;
use super::exit::{Exit, tell, tell_io};
use crate::coding::model::{
    Lesson, NO_CLASS, Plan, Surely, TrainError, Trained, Unlabelled, Workers, train, train_on_codings,
};
use crate::coding::{Codebook, Coder, NO_TOPIC, NOT_CODED, Scratch};
use crate::text::passage::Passage;
use report::Sources;
use texts::{Labels, Texts};

/// Without `--labels` a model is made of the lessons of the codebook and of what it is sure of in the texts.
#[derive(Debug, Args)]
pub struct TrainArguments {
    /// Field with the label: a text, or a list of texts with the chief one first; [] where no class fits
    #[arg(long, value_name = "FIELD")]
    labels: Option<String>,
    /// What the labels are
    #[arg(long, default_value = "codes")]
    classes: Classes,
    /// CSV of `category`, `code`, `reason`: the labels are categories of a register in place of codes
    #[arg(long, value_name = "FILE", requires = "labels")]
    crosswalk: Option<PathBuf>,
    /// Folder of topic files in place of the built-in codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// JSON Lines with `text` nobody has labelled: what the codebook is sure of is learned
    #[arg(long, value_name = "FILE")]
    unlabelled: Vec<PathBuf>,
    /// File the model is written to
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// JSON Lines with `text`, and with the label where `--labels` names it
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Classes {
    /// Topics or groups of the codebook
    Codes,
    /// Names of any kind, to measure how well texts tell them apart; such a model gives no codes
    Free,
}

/// The codebook is sure of a chief topic that is this probable.
const SURE: f64 = 0.6;

/// How much such a coding counts beside a lesson of a person. With 0.3 the codebook's own errors are learned as surely
/// as its finds, and what is sure is more often wrong.
const CODING_WEIGHT: f32 = 0.1;

/// The threads of the pool.
struct Threads;

impl Workers for Threads {
    fn each<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        (0..count).into_par_iter().map(work).collect()
    }
}

/// `talda train`.
pub fn train_files(arguments: &TrainArguments) -> Exit {
    let made = match arguments.classes {
        Classes::Free => free(arguments),
        Classes::Codes => codes(arguments),
    };
    match made {
        Ok((trained, sources)) => finish(&trained, &sources, &arguments.model),
        Err(exit) => exit,
    }
}

fn finish(trained: &Trained, sources: &Sources, path: &Path) -> Exit {
    let bytes = trained.model.write();
    if let Err(error) = write_aside(path, &bytes) {
        return tell_io(&format!("`{}` cannot be written", path.display()), &error);
    }
    print!("{}", report::render(trained, sources, bytes.len()));
    match sources.passed_over {
        0 => Exit::Done,
        _ => Exit::DoneWithRejections,
    }
}

/// Whoever reads the file meanwhile finds the old model or the new one.
fn write_aside(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    fs::write(&aside, bytes)?;
    fs::rename(&aside, path)
}

fn free(arguments: &TrainArguments) -> Result<(Trained, Sources), Exit> {
    let Some(field) = arguments.labels.as_deref() else {
        return Err(usage("free classes need labels: name their field with --labels"));
    };
    if arguments.crosswalk.is_some() || !arguments.unlabelled.is_empty() {
        return Err(usage(
            "a crosswalk and unlabelled texts lead to codes: leave --classes free out",
        ));
    }
    let texts = Texts::read(&arguments.files, &Labels::Free(field))?;
    let lessons = lessons(&texts, 1.0);
    let trained = train(&lessons, None, Plan::default(), &Threads).map_err(|error| untaught(&error))?;
    let passed_over = texts.refused + texts.unlabelled.len();
    Ok((
        trained,
        Sources {
            passed_over,
            ..Sources::of(&texts)
        },
    ))
}

fn codes(arguments: &TrainArguments) -> Result<(Trained, Sources), Exit> {
    let codebook = read_codebook(arguments.codebook.as_deref())?;
    let crosswalk = match &arguments.crosswalk {
        Some(path) => Some(read_crosswalk(path, &codebook)?),
        None => None,
    };
    let labels = match (&arguments.labels, &crosswalk) {
        (None, _) => Labels::None,
        (Some(field), Some(crosswalk)) => Labels::Categories(field, crosswalk),
        (Some(field), None) => Labels::Codes(field, &codebook),
    };
    let mut texts = Texts::read(&arguments.files, &labels)?;
    texts.extend(Texts::read(&arguments.unlabelled, &Labels::None)?);
    let trained = learn(&codebook, &texts).map_err(|error| untaught(&error))?;
    let sources = Sources {
        of_codebook: codebook.lessons().len(),
        ..Sources::of(&texts)
    };
    Ok((trained, sources))
}

/// Lessons of the codebook, labelled texts and codings. Where a label is no more than a group, groups are all that is learned.
fn learn(codebook: &Codebook, texts: &Texts) -> Result<Trained, TrainError> {
    let groups = texts
        .labelled
        .iter()
        .flat_map(|text| &text.labels)
        .any(|label| !label.contains('.'));
    let level = |label: String| match label.split_once('.') {
        Some((group, _)) if groups => group.to_owned(),
        _ => label,
    };
    let mut seeds = lessons(texts, 1.0);
    seeds.extend(of_codebook(codebook, seeds.is_empty()));
    for seed in &mut seeds {
        seed.labels = distinct(std::mem::take(&mut seed.labels).into_iter().map(level));
    }
    let coder = Coder::new(codebook);
    let surely = |passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch| {
        let mut sure = sure(&coder, passage, hidden, scratch)?;
        sure.labels = sure.labels.into_iter().map(level).collect();
        Some(sure)
    };
    train_on_codings(
        &seeds,
        &unlabelled(texts),
        &surely,
        Some(coder.version()),
        Plan::default(),
        &Threads,
    )
}

/// The chief topic the codebook is sure of.
fn sure(coder: &Coder, passage: &Passage, hidden: &[Range<usize>], scratch: &mut Scratch) -> Option<Surely> {
    let coded = coder.code(passage, hidden, scratch);
    let chief = coded.codes.first()?;
    let spans = chief.evidence.iter().map(|evidence| evidence.span.clone());
    (chief.score >= SURE && chief.code != NOT_CODED).then(|| Surely {
        labels: vec![chief.code.clone()],
        because: spans.collect(),
        weight: CODING_WEIGHT,
    })
}

fn lessons(texts: &Texts, weight: f32) -> Vec<Lesson> {
    let labelled = texts.labelled.par_iter();
    labelled
        .map(|text| Lesson {
            text: text.text.clone(),
            hidden: texts::personal(&text.text),
            labels: text.labels.clone(),
            weight,
            asked: true,
        })
        .collect()
}

fn unlabelled(texts: &Texts) -> Vec<Unlabelled> {
    let unlabelled = texts.unlabelled.par_iter();
    unlabelled
        .map(|text| Unlabelled {
            hidden: texts::personal(text),
            text: text.clone(),
        })
        .collect()
}

/// The lessons of the codebook. Where people have labelled texts, the model is calibrated on these alone.
fn of_codebook(codebook: &Codebook, asked: bool) -> Vec<Lesson> {
    let lessons = codebook.lessons().into_iter();
    lessons
        .map(|lesson| Lesson {
            text: lesson.text,
            hidden: Vec::new(),
            labels: match lesson.topic.as_str() {
                NO_TOPIC => vec![NO_CLASS.to_owned()],
                _ => vec![lesson.topic],
            },
            weight: 1.0,
            asked,
        })
        .collect()
}

/// Each label once, in order.
fn distinct(labels: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for label in labels {
        if !distinct.contains(&label) {
            distinct.push(label);
        }
    }
    distinct
}

fn usage(why: &str) -> Exit {
    eprintln!("error: {why}");
    Exit::Usage
}

fn untaught(error: &TrainError) -> Exit {
    tell(error, None);
    Exit::Failed
}

//! `talda annotate`: JSON Lines in, JSON Lines out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::codebook::read_codebook;
use super::exit::{Exit, tell_io, tell_pipeline};
use crate::annotate::{Annotator, DistrictSource, Scratch, TextAnnotation};
use crate::coding::Coder;
use crate::pipeline;
use crate::place::Gazetteer;
use crate::text::letters::CharOffsets;

#[derive(Debug, Args)]
pub struct AnnotateArguments {
    /// Folder of topic files in place of the built-in codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// Model of `talda train`, made with the same codebook
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// КАТО code of the oblast whose districts are meant; the whole country where not given
    #[arg(long, value_name = "КАТО")]
    oblast: Option<String>,
    /// JSON Lines with `id` and `text`; the standard input where not given
    file: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Question {
    id: serde_json::Value,
    text: String,
}

#[derive(Debug, Serialize)]
struct Answer {
    id: serde_json::Value,
    language: &'static str,
    script: &'static str,
    main: Option<String>,
    codes: Vec<CodeAnswer>,
    flags: Vec<FlagAnswer>,
    redactions: Vec<RedactionAnswer>,
    redacted: String,
    district: Option<String>,
}

#[derive(Debug, Serialize)]
struct CodeAnswer {
    code: String,
    score: f64,
    source: &'static str,
    evidence: Vec<EvidenceAnswer>,
}

#[derive(Debug, Serialize)]
struct FlagAnswer {
    flag: String,
    evidence: Vec<EvidenceAnswer>,
}

#[derive(Debug, Serialize)]
struct EvidenceAnswer {
    start: usize,
    end: usize,
    rule: String,
}

#[derive(Debug, Serialize)]
struct RedactionAnswer {
    start: usize,
    end: usize,
    kind: &'static str,
}

/// Lines read before they are annotated together.
const LINES_AT_ONCE: usize = 4096;

/// `talda annotate`.
pub fn annotate(arguments: &AnnotateArguments) -> Exit {
    let codebook = match read_codebook(arguments.codebook.as_deref()) {
        Ok(codebook) => codebook,
        Err(exit) => return exit,
    };
    let gazetteer = match Gazetteer::embedded(arguments.oblast.as_deref()) {
        Ok(gazetteer) => gazetteer,
        Err(error) => {
            super::exit::tell(
                &error,
                Some("the codes stand in dictionaries/place/regions.csv".into()),
            );
            return Exit::Usage;
        }
    };
    let flags = match pipeline::flags() {
        Ok(flags) => flags,
        Err(error) => return tell_pipeline(&error),
    };
    let mut coder = Coder::new(&codebook);
    if let Some(path) = &arguments.model {
        match pipeline::read_model(path, &codebook) {
            Ok(model) => coder = coder.with_model(model),
            Err(error) => return tell_pipeline(&error),
        }
    }
    let annotator = Annotator::new(coder, flags, gazetteer, vec![DistrictSource::Text]);
    let input: Box<dyn BufRead> = match &arguments.file {
        Some(path) => match File::open(path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => return tell_io(&format!("`{}` cannot be opened", path.display()), &error),
        },
        None => Box::new(BufReader::new(io::stdin())),
    };
    let name = arguments.file.as_deref().unwrap_or(Path::new("standard input"));
    let mut output = BufWriter::new(io::stdout().lock());
    stream(&annotator, input, name, &mut output).unwrap_or_else(|error| tell_io("cannot go on", &error))
}

/// Annotates line by line; a line that is not an object with `id` and `text` is told and passed over.
fn stream(
    annotator: &Annotator,
    input: Box<dyn BufRead>,
    name: &Path,
    output: &mut impl Write,
) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    let mut lines = input.lines().enumerate();
    loop {
        let batch: Vec<(usize, io::Result<String>)> = lines.by_ref().take(LINES_AT_ONCE).collect();
        if batch.is_empty() {
            output.flush()?;
            return Ok(exit);
        }
        let answers: Vec<Result<Option<String>, String>> = batch
            .into_par_iter()
            .map_init(Scratch::default, |scratch, (index, line)| {
                answer(annotator, line, scratch)
                    .map_err(|why| format!("`{}`, line {}: {why}", name.display(), index + 1))
            })
            .collect();
        for answer in answers {
            match answer {
                Ok(Some(line)) => writeln!(output, "{line}")?,
                Ok(None) => {}
                Err(why) => {
                    eprintln!("error: {why}");
                    exit = Exit::DoneWithRejections;
                }
            }
        }
    }
}

fn answer(
    annotator: &Annotator,
    line: io::Result<String>,
    scratch: &mut Scratch,
) -> Result<Option<String>, String> {
    let line = line.map_err(|error| error.to_string())?;
    if line.trim().is_empty() {
        return Ok(None);
    }
    // serde_json's message can quote the line, which may be personal; only the place is told.
    let question: Question = serde_json::from_str(&line).map_err(|error| {
        format!(
            "column {}: not a JSON object with `id` and `text`",
            error.column()
        )
    })?;
    let found = annotator.text(&question.text, scratch);
    let answer = in_characters(question, found);
    serde_json::to_string(&answer)
        .map(Some)
        .map_err(|error| error.to_string())
}

/// The annotation with offsets in Unicode scalar values of the input text.
fn in_characters(question: Question, found: TextAnnotation) -> Answer {
    let offsets = CharOffsets::new(&question.text);
    let evidence = |evidence: crate::coding::Evidence| {
        let span = offsets.span(&evidence.span);
        EvidenceAnswer {
            start: span.start,
            end: span.end,
            rule: evidence.rule,
        }
    };
    Answer {
        language: found.language.as_str(),
        script: found.script.as_str(),
        main: found.coded.main,
        codes: found
            .coded
            .codes
            .into_iter()
            .map(|code| CodeAnswer {
                code: code.code,
                score: code.score,
                source: code.source.as_str(),
                evidence: code.evidence.into_iter().map(evidence).collect(),
            })
            .collect(),
        flags: found
            .flags
            .into_iter()
            .map(|flag| FlagAnswer {
                flag: flag.code,
                evidence: flag.evidence.into_iter().map(evidence).collect(),
            })
            .collect(),
        redactions: found
            .personal
            .iter()
            .map(|personal| {
                let span = offsets.span(&personal.span);
                RedactionAnswer {
                    start: span.start,
                    end: span.end,
                    kind: personal.kind.as_str(),
                }
            })
            .collect(),
        redacted: found.redacted.text,
        district: found.place.map(|place| place.kato.to_string()),
        id: question.id,
    }
}

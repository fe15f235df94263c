//! `talda codebook diff`.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::{BUILT_IN, counted, print_json, read_codebook};
use crate::cli::exit::Exit;
use crate::cli::json_lines::{Text, read_texts};
use crate::coding::{Change, Codebook, Coder, Moves, Scratch, changes};
use crate::text::passage::Passage;
use crate::text::personal::{Known, personal_data_in};

#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Folder of the old codebook, or `built-in`
    old: PathBuf,
    /// Folder of the new one, or `built-in`
    new: PathBuf,
    /// JSON Lines with `id` and `text`: coded with both, what moves is listed
    file: Option<PathBuf>,
    /// For machines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    old: String,
    new: String,
    changes: Vec<Change>,
    moves: Option<Moves>,
}

/// So many texts are coded by one thread before the next are taken.
const TEXTS_AT_ONCE: usize = 512;

/// Prints what differs.
pub fn diff(arguments: &DiffArguments) -> Result<Exit, Exit> {
    let old = codebook(&arguments.old)?;
    let new = codebook(&arguments.new)?;
    let texts = arguments.file.as_deref().map(read_texts).transpose()?;
    let refused = texts.as_ref().map_or(0, |texts| texts.refused);
    let report = Report {
        changes: changes(&old, &new),
        moves: texts.map(|texts| moves(&texts.records, &Coder::new(&old), &Coder::new(&new))),
        old: old.version(),
        new: new.version(),
    };
    if arguments.json {
        print_json(&report)?;
    } else {
        print_changes(&report);
        if let Some(moves) = &report.moves {
            print_moves(moves);
        }
    }
    Ok(if refused > 0 {
        Exit::DoneWithRejections
    } else {
        Exit::Done
    })
}

fn codebook(folder: &Path) -> Result<Codebook, Exit> {
    read_codebook((folder != Path::new(BUILT_IN)).then_some(folder))
}

/// What moves; personal data is not read, as in a run.
fn moves(texts: &[Text], old: &Coder, new: &Coder) -> Moves {
    let parts: Vec<Moves> = texts
        .par_chunks(TEXTS_AT_ONCE)
        .map_init(
            || [Scratch::default(), Scratch::default()],
            |scratches, texts| {
                let mut moves = Moves::default();
                for text in texts {
                    let passage = Passage::new(&text.text);
                    let personal = personal_data_in(&passage, &Known::default());
                    let hidden: Vec<_> = personal.into_iter().map(|data| data.span).collect();
                    moves.add(&text.id, &passage, &hidden, [old, new], scratches);
                }
                moves
            },
        )
        .collect();
    parts.into_iter().fold(Moves::default(), |mut all, part| {
        all.merge(part);
        all
    })
}

fn print_changes(report: &Report) {
    println!(
        "codebook {} to {}: {}",
        report.old,
        report.new,
        counted(report.changes.len(), "change")
    );
    for change in &report.changes {
        println!("{} {}", change.code, change.part);
        change.old.iter().for_each(|text| println!("  - {text}"));
        change.new.iter().for_each(|text| println!("  + {text}"));
    }
}

fn print_moves(moves: &Moves) {
    let verb = if moves.moved == 1 { "moves" } else { "move" };
    println!("\n{} of {} {verb}", moves.moved, counted(moves.texts, "text"));
    let tallies = moves
        .codes
        .iter()
        .filter(|(_, tally)| tally.gained + tally.lost > 0);
    for (code, tally) in tallies {
        println!(
            "{code}: {} before, {} after, {} gained, {} lost",
            tally.before, tally.after, tally.gained, tally.lost
        );
    }
    let mut pairs: Vec<_> = moves.chief.iter().collect();
    pairs.sort_by_key(|(pair, texts)| (std::cmp::Reverse(**texts), *pair));
    for ((from, to), texts) in pairs {
        println!("{from} -> {to}: {texts}");
    }
    for (id, moved) in &moves.appeals {
        let main = |main: &Option<String>| main.clone().unwrap_or_else(|| "-".to_owned());
        println!("{id}: {} -> {}", main(&moved.old_main), main(&moved.new_main));
        for (sign, codes) in [("-", &moved.lost), ("+", &moved.gained)] {
            for (code, rules) in codes {
                println!("  {sign} {code} by {}", rules.join(", "));
            }
        }
    }
}

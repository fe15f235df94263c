//! `talda codebook`: what an editor of the codebook asks of it.

mod check;
mod difference;
mod exchange;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::exit::{Exit, tell_io, tell_pipeline};
use crate::coding::Codebook;
use crate::pipeline;
use crate::text::language::Tongue;

#[derive(Debug, Args)]
pub struct CodebookArguments {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {
    /// Mistakes with file, line and column: broken rules, examples that do not get their code, counter-examples that do
    Check(check::CheckArguments),
    /// Groups and topics with their names
    Tree {
        /// Folder of topic files in place of the built-in codebook
        folder: Option<PathBuf>,
        /// Language of the names
        #[arg(long, default_value = "ru")]
        lang: Lang,
    },
    /// What another codebook says differently, and which texts of a file it codes differently
    Diff(difference::DiffArguments),
    /// The codebook as CSV (all of it) or as a dictionary of quanteda (its patterns)
    Export(exchange::ExportArguments),
    /// Topic files made of a CSV of `export` or of a dictionary of quanteda
    Import(exchange::ImportArguments),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Kk,
    Ru,
}

impl From<Lang> for Tongue {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Kk => Tongue::Kk,
            Lang::Ru => Tongue::Ru,
        }
    }
}

/// Stands for the built-in codebook where a folder is asked for.
const BUILT_IN: &str = "built-in";

/// The built-in codebook or the one in `folder`; its mistakes are told.
pub fn read_codebook(folder: Option<&Path>) -> Result<Codebook, Exit> {
    pipeline::read_codebook(folder).map_err(|error| tell_pipeline(&error))
}

/// `talda codebook`.
pub fn codebook(arguments: &CodebookArguments) -> Exit {
    let done = match &arguments.tool {
        Tool::Check(arguments) => check::check_codebook(arguments),
        Tool::Tree { folder, lang } => {
            read_codebook(folder.as_deref()).map(|codebook| tree(&codebook, *lang))
        }
        Tool::Diff(arguments) => difference::diff(arguments),
        Tool::Export(arguments) => exchange::export(arguments),
        Tool::Import(arguments) => exchange::import(arguments),
    };
    done.unwrap_or_else(|exit| exit)
}

fn tree(codebook: &Codebook, lang: Lang) -> Exit {
    for group in codebook.groups() {
        println!("{} {}", group.code, group.label.of(lang.into()));
        let topics = codebook
            .topics()
            .filter(|topic| topic.code.starts_with(&group.code));
        for topic in topics {
            println!("  {} {}", topic.code, topic.label.of(lang.into()));
        }
    }
    Exit::Done
}

fn print_json(report: &impl Serialize) -> Result<(), Exit> {
    let json =
        serde_json::to_string_pretty(report).map_err(|error| tell_io("cannot write JSON", &error.into()))?;
    println!("{json}");
    Ok(())
}

/// `1 rule`, `2 rules`.
fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

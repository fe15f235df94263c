//! `talda codebook export` and `import`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Lang, counted, read_codebook};
use crate::cli::exit::{Exit, tell_io};
use crate::coding::{from_csv, from_quanteda, to_csv, to_quanteda};
use crate::text::language::Tongue;

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// Folder of topic files in place of the built-in codebook
    folder: Option<PathBuf>,
    /// Format of the file
    #[arg(long)]
    format: Format,
    /// The file; the standard output where not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The file that is read
    file: PathBuf,
    /// Format of the file
    #[arg(long)]
    format: Format,
    /// Language of a dictionary of quanteda whose first level is not the language
    #[arg(long)]
    lang: Option<Lang>,
    /// Folder for the topic files; must be empty or not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Everything, a line for each rule, label, example and lesson
    Csv,
    /// Dictionary of the R package quanteda, YAML
    Quanteda,
}

/// Writes the codebook; what the format cannot say is told.
pub fn export(arguments: &ExportArguments) -> Result<Exit, Exit> {
    let codebook = read_codebook(arguments.folder.as_deref())?;
    let content = match arguments.format {
        Format::Csv => to_csv(&codebook),
        Format::Quanteda => {
            let exported = to_quanteda(&codebook);
            eprintln!(
                "{} rules are said whole, {} by narrower patterns",
                exported.whole, exported.narrowed
            );
            for (why, rules) in &exported.left_out {
                eprintln!("{rules} rules are left out: they {}", why.reason());
            }
            exported.yaml
        }
    };
    match &arguments.out {
        Some(path) => fs::write(path, content)
            .map_err(|error| tell_io(&format!("`{}` cannot be written", path.display()), &error))?,
        None => io::stdout()
            .write_all(content.as_bytes())
            .map_err(|error| tell_io("cannot write", &error))?,
    }
    Ok(Exit::Done)
}

/// Writes topic files to be looked through.
pub fn import(arguments: &ImportArguments) -> Result<Exit, Exit> {
    must_be_empty(&arguments.out)?;
    let path = &arguments.file;
    let content = fs::read_to_string(path)
        .map_err(|error| tell_io(&format!("`{}` cannot be read", path.display()), &error))?;
    let refuse = |why: String, hint: &str| {
        eprintln!("error: `{}`, {why}", path.display());
        eprintln!("hint: {hint}");
        Exit::Failed
    };
    let files = match arguments.format {
        Format::Csv => from_csv(&content).map_err(|error| {
            refuse(
                error.to_string(),
                "`talda codebook export --format csv` shows the form",
            )
        })?,
        Format::Quanteda => {
            let imported = from_quanteda(&content, arguments.lang.map(Tongue::from)).map_err(|error| {
                refuse(
                    error.to_string(),
                    "the levels are language (kk, ru), group, topic, list of patterns; `--lang ru` says the first",
                )
            })?;
            eprintln!("{}", counted(imported.rules, "rule"));
            for (line, pattern) in &imported.skipped {
                eprintln!("`{}`, line {line}: no rule can say `{pattern}`", path.display());
            }
            imported.files
        }
    };
    write_files(&arguments.out, &files)?;
    println!("{} in {}", counted(files.len(), "file"), arguments.out.display());
    println!(
        "look through them, then: talda codebook check {}",
        arguments.out.display()
    );
    Ok(Exit::Done)
}

/// What stands in a folder is an editor's work.
fn must_be_empty(folder: &Path) -> Result<(), Exit> {
    if !folder.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)
        .map_err(|error| tell_io(&format!("`{}` cannot be read", folder.display()), &error))?;
    if entries.next().is_some() {
        eprintln!("error: the folder `{}` is not empty", folder.display());
        eprintln!("hint: name another one, or one that is not there yet");
        return Err(Exit::Failed);
    }
    Ok(())
}

fn write_files(folder: &Path, files: &[(String, String)]) -> Result<(), Exit> {
    let cannot =
        |path: &Path, error: &io::Error| tell_io(&format!("`{}` cannot be written", path.display()), error);
    fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))?;
    for (name, content) in files {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|error| cannot(&path, &error))?;
    }
    Ok(())
}

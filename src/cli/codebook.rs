//! `talda codebook`: check the rules, print the tree.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::exit::{Exit, tell_pipeline};
use crate::coding::{Codebook, check};
use crate::pipeline;

#[derive(Debug, Args)]
pub struct CodebookArguments {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {
    /// Mistakes, examples that do not get their code, counter-examples that do
    Check {
        /// Folder of topic files in place of the built-in codebook
        folder: Option<PathBuf>,
    },
    /// Groups and topics with their names
    Tree {
        /// Folder of topic files in place of the built-in codebook
        folder: Option<PathBuf>,
        /// Language of the names
        #[arg(long, default_value = "ru")]
        lang: Lang,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Kk,
    Ru,
}

/// The built-in codebook or the one in `folder`; its mistakes are told.
pub fn read_codebook(folder: Option<&Path>) -> Result<Codebook, Exit> {
    pipeline::read_codebook(folder).map_err(|error| tell_pipeline(&error))
}

/// `talda codebook`.
pub fn codebook(arguments: &CodebookArguments) -> Exit {
    let (Tool::Check { folder } | Tool::Tree { folder, .. }) = &arguments.tool;
    let codebook = match read_codebook(folder.as_deref()) {
        Ok(codebook) => codebook,
        Err(exit) => return exit,
    };
    match arguments.tool {
        Tool::Check { .. } => report(&codebook),
        Tool::Tree { lang, .. } => tree(&codebook, lang),
    }
}

fn report(codebook: &Codebook) -> Exit {
    let findings = check(codebook);
    for finding in &findings {
        println!("{finding}");
    }
    let mistakes = findings.iter().filter(|finding| finding.is_mistake()).count();
    println!(
        "codebook {}: {} topics, {mistakes} mistakes",
        codebook.version(),
        codebook.topics().count()
    );
    if mistakes == 0 {
        Exit::Done
    } else {
        Exit::Configuration
    }
}

fn tree(codebook: &Codebook, lang: Lang) -> Exit {
    let name = |label: &crate::coding::Bilingual<String>| match lang {
        Lang::Kk => label.kk.clone(),
        Lang::Ru => label.ru.clone(),
    };
    for group in codebook.groups() {
        println!("{} {}", group.code, name(&group.label));
        let topics = codebook
            .topics()
            .filter(|topic| topic.code.starts_with(&group.code));
        for topic in topics {
            println!("  {} {}", topic.code, name(&topic.label));
        }
    }
    Exit::Done
}

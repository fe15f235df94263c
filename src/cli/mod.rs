//! Arguments, progress, what is printed, exit codes; nothing else prints.

mod agreement;
mod annotate;
mod codebook;
mod evaluate;
mod exit;
mod explain;
mod json_lines;
mod progress;
mod review;
mod run;
mod search;
mod template;
mod text;
mod train;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use exit::Exit;

/// Content analysis of citizens' appeals in Kazakh and Russian.
///
/// Exit codes: 0 done, 1 failed, 2 done but rows were rejected or a register is stale, 64 usage, 78 configuration.
#[derive(Debug, Parser)]
#[command(name = "talda", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The whole way: registers in, a published run folder out
    Run(run::RunArguments),
    /// What a run would read and publish; nothing is written
    Check(run::CheckArguments),
    /// JSON Lines in (`id`, `text`), JSON Lines with language, codes, redactions and district out
    Annotate(annotate::AnnotateArguments),
    /// Text tools: a line in, a line out
    Text(text::TextArguments),
    /// The codebook: check it, print its tree, compare two, exchange it with other programs
    Codebook(codebook::CodebookArguments),
    /// Codes beside what people decided: accuracy, F1 by code, confusions, coverage, calibration
    Evaluate(evaluate::EvaluateArguments),
    /// Coders beside each other: Krippendorff's alpha by code and of whole sets of codes
    Agreement(agreement::AgreementArguments),
    /// What a person should code next, as a CSV to fill in: the doubtful, the various, and a random audit
    Review(review::ReviewArguments),
    /// A model of labelled texts, or of the codebook's own lessons and sure codings
    Train(train::TrainArguments),
    /// Appeals of a run in which all words occur: register, number, half-year, district, beginning of the text
    Search(search::SearchArguments),
    /// Where a figure of a document comes from: sentence, formula, table, rows
    Explain(explain::ExplainArguments),
    /// A Word template with a letterhead to be filled in, for `talda run --template`
    Template(template::TemplateArguments),
    /// Keyword in context: every occurrence of a word or phrase in the texts of a run
    Kwic(search::KwicArguments),
}

/// Runs the program with `arguments` (the first is its own name) and gives its exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // The message of a panic can quote the text it happened in, which may be personal; only the place is told.
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            eprintln!("internal fault at {place}");
        }
    }));
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not mistakes; where nobody listens there is nothing left to say.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            }
            .into();
        }
    };
    let exit = match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => run::check(&arguments),
        Command::Annotate(arguments) => annotate::annotate(&arguments),
        Command::Text(arguments) => text::text(&arguments),
        Command::Codebook(arguments) => codebook::codebook(&arguments),
        Command::Evaluate(arguments) => evaluate::evaluate_files(&arguments),
        Command::Agreement(arguments) => agreement::agree(&arguments),
        Command::Review(arguments) => review::review(&arguments),
        Command::Train(arguments) => train::train_files(&arguments),
        Command::Search(arguments) => search::search(&arguments),
        Command::Template(arguments) => template::template(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Kwic(arguments) => search::kwic(&arguments),
    };
    exit.into()
}

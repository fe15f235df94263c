//! `talda run` and `talda check`.

use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use super::exit::{Exit, tell_pipeline};
use super::progress::progress;
use crate::inspect::{self, Finding};
use crate::pipeline::{self, Error, Finish, Outcome, Plan};

#[derive(Debug, Args)]
pub struct RunArguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// Folder the runs are published in
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Folder of the protected store (raw texts, identifiers, annotations)
    #[arg(long, value_name = "DIR", default_value = "store")]
    store: PathBuf,
    /// Threads to use; all processors where not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    plan: PlanArguments,
}

#[derive(Debug, Args)]
struct PlanArguments {
    /// The pipeline file
    #[arg(value_name = "PIPELINE.toml")]
    pipeline: PathBuf,
    /// Reporting date, in place of the pipeline file's or today's
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Folder of topic files in place of the built-in codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// DOCX with the letterhead of the office for notes and briefs
    #[arg(long, value_name = "FILE.docx")]
    template: Option<PathBuf>,
}

impl PlanArguments {
    fn resolve(&self) -> Result<Plan, Error> {
        // The only look at the clock; everything below takes the day as an argument.
        let today = Zoned::now().date();
        Plan::resolve(
            &self.pipeline,
            self.as_of,
            today,
            self.codebook.as_deref(),
            self.template.as_deref(),
        )
    }
}

/// `talda run`.
pub fn run(arguments: &RunArguments) -> Exit {
    match try_run(arguments) {
        Ok(outcome) => report(&outcome),
        Err(error) => tell_pipeline(&error),
    }
}

fn try_run(arguments: &RunArguments) -> Result<Outcome, Error> {
    let plan = arguments.plan.resolve()?;
    let progress = progress();
    let work = || pipeline::run(&plan, &arguments.store, &arguments.out, progress.as_ref());
    match arguments.threads {
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()?
            .install(work),
        None => work(),
    }
}

fn report(outcome: &Outcome) -> Exit {
    let rows = outcome.rows;
    println!(
        "read {} rows: {} accepted, {} rejected",
        rows.read, rows.accepted, rows.rejected
    );
    for (register, days) in &outcome.stale {
        println!("register `{register}` is stale: its newest export is {days} days old");
    }
    if rows.rejected > 0 {
        println!(
            "the refused rows stand in {}",
            outcome.folder.join("rejected.csv").display()
        );
    }
    tell_own(&outcome.own);
    if let Some(decisions) = outcome.decisions {
        println!(
            "{} appeals coded by analysts, {} rows of their file do not count; {} tells what to look at",
            decisions.taken,
            decisions.faults,
            outcome.folder.join("corrections.csv").display()
        );
    }
    match outcome.finish {
        Finish::Published => println!(
            "published {} ({} texts annotated, {} taken from the store)",
            outcome.folder.display(),
            outcome.annotated,
            outcome.reused
        ),
        Finish::Unchanged => {
            println!(
                "nothing has changed since {} was published",
                outcome.folder.display()
            );
        }
    }
    let decided = outcome.decisions.is_none_or(|decisions| decisions.faults == 0);
    if outcome.rejections_tolerated && outcome.stale.is_empty() && decided {
        Exit::Done
    } else {
        Exit::DoneWithRejections
    }
}

/// What goes through the second check because it stands in the letterhead.
fn tell_own(own: &[Finding]) {
    for finding in own {
        println!("in the letterhead, let through as the office's own: {finding}");
    }
}

/// `talda check`.
pub fn check(arguments: &CheckArguments) -> Exit {
    match arguments.plan.resolve() {
        Ok(plan) => {
            describe(&plan);
            Exit::Done
        }
        Err(error) => tell_pipeline(&error),
    }
}

fn describe(plan: &Plan) {
    let topics = plan.codebook.topics().count();
    println!(
        "oblast {}, half-year {}, reporting date {}",
        plan.file.oblast, plan.half_year, plan.as_of
    );
    println!("codebook {} with {topics} topics", plan.codebook.version());
    if plan.residents.is_empty() {
        println!("no population file: counts only, no rates");
    }
    tell_own(&inspect::findings(&plan.stationery.own));
    for register in &plan.registers {
        println!(
            "register `{}` holds {}:",
            register.register.name, register.register.holds
        );
        for file in &register.files {
            println!("  {} (exported {})", file.path.display(), file.exported_on);
        }
    }
}

//! `talda search` and `talda kwic`: where a word stands in the published texts of a run.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Exit, tell, tell_io};
use crate::corpus;
use crate::corpus::published::Appeal;
use crate::search::{Error, Hit, Index, Line, concordance};

/// Characters of a text shown with a hit.
const SHOWN: usize = 160;

#[derive(Debug, Args)]
pub struct SearchArguments {
    /// Words that must all occur, in any form; words in quotes as a phrase
    query: String,
    /// Run folder to search
    #[arg(long, value_name = "DIR", default_value = "out/current")]
    run: PathBuf,
    /// Most hits to print
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

#[derive(Debug, Args)]
pub struct KwicArguments {
    /// A word or a phrase, in any form
    query: String,
    /// Run folder to search
    #[arg(long, value_name = "DIR", default_value = "out/current")]
    run: PathBuf,
    /// Characters of context on either side
    #[arg(long, default_value_t = 40)]
    width: u16,
}

/// `talda search`.
pub fn search(arguments: &SearchArguments) -> Exit {
    let appeals = match appeals(&arguments.run) {
        Ok(appeals) => appeals,
        Err(exit) => return exit,
    };
    let hits = Index::of(&appeals).and_then(|index| index.search(&arguments.query, arguments.limit));
    match hits {
        Ok(hits) => printed(print_hits(&hits, &appeals)),
        Err(error) => tell_search(&error),
    }
}

/// `talda kwic`.
pub fn kwic(arguments: &KwicArguments) -> Exit {
    let appeals = match appeals(&arguments.run) {
        Ok(appeals) => appeals,
        Err(exit) => return exit,
    };
    let width = usize::from(arguments.width);
    match concordance(&appeals, &arguments.query, width) {
        Ok(lines) => printed(print_lines(&lines, width)),
        Err(error) => tell_search(&error),
    }
}

fn appeals(run: &Path) -> Result<Vec<Appeal>, Exit> {
    let table = run.join("tables/appeals.parquet");
    corpus::read(&table).map_err(|error| {
        let hint = (!table.exists())
            .then(|| "`talda run` makes a run folder; `--run` names one that is not out/current".to_owned());
        tell(&error, hint);
        Exit::Failed
    })
}

fn tell_search(error: &Error) -> Exit {
    tell(error, error.hint());
    match error {
        Error::NoWord | Error::LongPhrase { .. } => Exit::Usage,
        Error::Index(_) => Exit::Failed,
    }
}

fn printed(result: io::Result<()>) -> Exit {
    match result {
        Ok(()) => Exit::Done,
        Err(error) => tell_io("cannot print", &error),
    }
}

fn print_hits(hits: &[Hit], appeals: &[Appeal]) -> io::Result<()> {
    let texts: BTreeMap<(&str, &str), &str> = appeals
        .iter()
        .map(|appeal| {
            (
                (appeal.register.as_str(), appeal.number.as_str()),
                appeal.text.as_str(),
            )
        })
        .collect();
    let mut output = BufWriter::new(io::stdout().lock());
    for hit in hits {
        let text = texts.get(&(hit.register.as_str(), hit.number.as_str()));
        writeln!(
            output,
            "{}\t{}\t{}\t{}\t{}",
            hit.register,
            hit.number,
            hit.half_year,
            hit.district.as_deref().unwrap_or(""),
            beginning(text.unwrap_or(&""))
        )?;
    }
    output.flush()
}

/// The first characters of `text` on one line, so that tabs and breaks in it do not make columns and rows.
fn beginning(text: &str) -> String {
    let breaks = |letter: char| letter.is_whitespace() || letter.is_control();
    text.chars()
        .take(SHOWN)
        .map(|letter| if breaks(letter) { ' ' } else { letter })
        .collect()
}

fn print_lines(lines: &[Line], width: usize) -> io::Result<()> {
    let longest = |cell: fn(&Line) -> &str| {
        let lengths = lines.iter().map(|line| cell(line).chars().count());
        lengths.max().unwrap_or(0)
    };
    let (registers, numbers) = (longest(|line| &line.register), longest(|line| &line.number));
    let mut output = BufWriter::new(io::stdout().lock());
    for line in lines {
        writeln!(
            output,
            "{:registers$}  {:numbers$}  {:>width$}{}{}",
            line.register, line.number, line.left, line.keyword, line.right
        )?;
    }
    output.flush()
}

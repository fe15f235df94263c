//! `talda text`: the text core as Unix tools, a line in and a line out.

use std::io::{self, BufRead, BufWriter, Write};

use clap::{Args, Subcommand, ValueEnum};

use super::exit::{Exit, tell_io};
use crate::text::language::{Tongue, identify, tongue};
use crate::text::personal::{personal_data, redact};
use crate::text::stems::stem;
use crate::text::tokens::{TokenKind, tokens, words};

#[derive(Debug, Args)]
pub struct TextArguments {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {
    /// Language of each line: kk, ru, mixed or other
    Language,
    /// Stems of the words of each line, parted by spaces
    Stem {
        /// Language of the words; told from each word where not given
        #[arg(long)]
        lang: Option<Lang>,
    },
    /// Tokens of each line, parted by tabs; white space left out
    Tokens,
    /// Each line with its personal data replaced by placeholders
    Redact,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Kk,
    Ru,
}

/// `talda text`.
pub fn text(arguments: &TextArguments) -> Exit {
    let answer: &dyn Fn(&str) -> String = match &arguments.tool {
        Tool::Language => &|line| identify(line).language.as_str().to_owned(),
        Tool::Stem { lang } => {
            let given = lang.map(|lang| match lang {
                Lang::Kk => Tongue::Kk,
                Lang::Ru => Tongue::Ru,
            });
            &move |line| stems(line, given)
        }
        Tool::Tokens => &tokens_of,
        Tool::Redact => &|line| redact(line, &personal_data(line), identify(line).language).text,
    };
    filter(answer).unwrap_or_else(|error| tell_io("cannot go on", &error))
}

fn filter(answer: &dyn Fn(&str) -> String) -> io::Result<Exit> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        writeln!(output, "{}", answer(&line?))?;
    }
    output.flush()?;
    Ok(Exit::Done)
}

fn stems(line: &str, given: Option<Tongue>) -> String {
    let of_line = || match identify(line) {
        found if found.ru_words > found.kk_words => Tongue::Ru,
        _ => Tongue::Kk,
    };
    let stem_of = |word| stem(word, given.or_else(|| tongue(word)).unwrap_or_else(of_line));
    words(line)
        .map(|(_, word)| stem_of(word))
        .collect::<Vec<_>>()
        .join(" ")
}

fn tokens_of(line: &str) -> String {
    let shown = tokens(line)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Space);
    shown
        .map(|token| &line[token.span])
        .collect::<Vec<_>>()
        .join("\t")
}

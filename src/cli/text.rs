//! `talda text`: the text core as Unix tools, a line in and a line out.

use std::io::{self, BufRead, BufWriter, Write};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::exit::{Exit, tell_io};
use crate::text::language::{self, Identified, Tongue, identify, identify_sentences, stretches};
use crate::text::passage::Passage;
use crate::text::personal::{personal_data, redact};
use crate::text::stems::{append_stems, kazakh_analyses};
use crate::text::tokens::{TokenKind, tokens};

#[derive(Debug, Args)]
pub struct TextArguments {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {
    /// Language of each line: kk, ru, mixed or other
    Language {
        #[command(flatten)]
        detail: Detail,
    },
    /// Stems of the words of each line, parted by spaces
    Stem {
        /// Language of the words; told from each word and its neighbours where not given
        #[arg(long)]
        lang: Option<Lang>,
        /// Every Kazakh analysis of each word with what speaks for it, as JSON, the best first
        #[arg(long)]
        analyses: bool,
    },
    /// Tokens of each line, parted by tabs; white space left out
    Tokens,
    /// Each line with its personal data replaced by placeholders
    Redact,
}

#[derive(Debug, Clone, Copy, Args)]
#[group(multiple = false)]
struct Detail {
    /// Words of each language and how sure it is that the line holds them
    #[arg(long)]
    evidence: bool,
    /// A language for each sentence, with its place in bytes
    #[arg(long)]
    sentences: bool,
    /// The runs of words of one language, with their places in bytes
    #[arg(long)]
    stretches: bool,
    /// What each word says for either language, as JSON
    #[arg(long)]
    features: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Kk,
    Ru,
}

/// `talda text`.
pub fn text(arguments: &TextArguments) -> Exit {
    let answer: &dyn Fn(&str, &mut String) = match &arguments.tool {
        Tool::Language { detail } => &|line, answer| tell_language(line, *detail, answer),
        Tool::Stem { analyses: true, .. } => &tell_analyses,
        Tool::Stem { lang, .. } => {
            let given = lang.map(|lang| match lang {
                Lang::Kk => Tongue::Kk,
                Lang::Ru => Tongue::Ru,
            });
            &move |line, answer| append_stems(&Passage::new(line), given, answer)
        }
        Tool::Tokens => &tell_tokens,
        Tool::Redact => {
            &|line, answer| answer.push_str(&redact(line, &personal_data(line), identify(line).language).text)
        }
    };
    filter(answer).unwrap_or_else(|error| tell_io("cannot go on", &error))
}

fn filter(tell: &dyn Fn(&str, &mut String)) -> io::Result<Exit> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut line, mut answer) = (String::new(), String::new());
    while input.read_line(&mut line)? > 0 {
        tell(line.trim_end_matches(['\n', '\r']), &mut answer);
        answer.push('\n');
        output.write_all(answer.as_bytes())?;
        line.clear();
        answer.clear();
    }
    output.flush()?;
    Ok(Exit::Done)
}

fn tell_language(line: &str, detail: Detail, answer: &mut String) {
    match detail {
        Detail { evidence: true, .. } => answer.push_str(&evidence(&identify(line))),
        Detail { sentences: true, .. } => {
            let sentences = identify_sentences(line).into_iter();
            tell_all(
                sentences
                    .map(|(span, found)| format!("{}..{} {}", span.start, span.end, found.language.as_str())),
                answer,
            );
        }
        Detail { stretches: true, .. } => {
            let stretches = stretches(line).into_iter();
            tell_all(
                stretches.map(|run| format!("{}..{} {}", run.span.start, run.span.end, run.tongue.as_str())),
                answer,
            );
        }
        Detail { features: true, .. } => answer.push_str(&json!(language::features(line)).to_string()),
        _ => answer.push_str(identify(line).language.as_str()),
    }
}

fn evidence(found: &Identified) -> String {
    format!(
        "{}\tkk words {}\tru words {}\tholds kk {:.3}\tholds ru {:.3}",
        found.language.as_str(),
        found.kk_words,
        found.ru_words,
        found.holds_kk,
        found.holds_ru
    )
}

fn tell_all(pieces: impl Iterator<Item = String>, answer: &mut String) {
    for (number, piece) in pieces.enumerate() {
        if number > 0 {
            answer.push('\t');
        }
        answer.push_str(&piece);
    }
}

fn tell_analyses(line: &str, answer: &mut String) {
    let words = tokens(line)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word);
    let analyses: Vec<_> = words
        .map(|token| {
            let word = &line[token.span];
            let mut analyses = kazakh_analyses(word);
            analyses.sort_by(|one, other| other.score.total_cmp(&one.score));
            let shown = analyses.iter().map(|analysis| {
                json!({
                    "root": analysis.root, "endings": analysis.endings,
                    "features": analysis.features, "score": analysis.score,
                })
            });
            json!({ "word": word, "analyses": shown.collect::<Vec<_>>() })
        })
        .collect();
    answer.push_str(&json!(analyses).to_string());
}

fn tell_tokens(line: &str, answer: &mut String) {
    let shown = tokens(line)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Space);
    tell_all(shown.map(|token| line[token.span].to_owned()), answer);
}

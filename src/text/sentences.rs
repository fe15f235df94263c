//! Sentences of official and of careless writing.

mod abbreviations;
mod ends;
mod stops;

use std::ops::Range;

use super::markup::{self, Mark};
use super::tokens::{Token, TokenKind, is_emoji, tokens};

/// Byte ranges of the sentences of `text`, in order, without the white space around them.
///
/// A line break ends a sentence unless a long line is wrapped before a small letter; so does a tag of a line or
/// paragraph, a bullet, an emoji before a capital, and `.`, `!`, `?` or `…` unless the full stop belongs to an
/// abbreviation of `dictionaries/text/abbreviations.csv`, to an initial or to the number of a list item.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    sentences_in(text, &tokens(text))
}

/// The same for a text whose `tokens` are there already.
pub fn sentences_in(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let page = Page::new(text, tokens);
    let mut found = Found {
        text,
        spans: Vec::new(),
    };
    let mut start = 0;
    let mut content = false;
    for (index, token) in tokens.iter().enumerate() {
        if token.span.start < start {
            continue;
        }
        if let Some(end) = page.boundary(index, start, content) {
            found.push(start..end, content);
            start = end;
            content = false;
        }
        content |= token.span.start >= start && !matches!(token.kind, TokenKind::Space | TokenKind::Markup);
    }
    found.push(start..text.len(), content);
    found.spans
}

struct Found<'text> {
    text: &'text str,
    spans: Vec<Range<usize>>,
}

impl Found<'_> {
    /// Adds a sentence without the white space around it; markup without `content` belongs to the one before.
    fn push(&mut self, span: Range<usize>, content: bool) {
        let sentence = &self.text[span.clone()];
        let start = span.start + (sentence.len() - sentence.trim_start().len());
        let end = start + sentence.trim().len();
        match self.spans.last_mut() {
            _ if start >= end => {}
            Some(last) if !content => last.end = end,
            _ => self.spans.push(start..end),
        }
    }
}

/// A text with its tokens.
struct Page<'text> {
    text: &'text str,
    tokens: &'text [Token],
    /// A text without any capital does not begin its sentences with one.
    capitals: bool,
}

impl<'text> Page<'text> {
    fn new(text: &'text str, tokens: &'text [Token]) -> Self {
        Self {
            text,
            tokens,
            capitals: text.chars().any(char::is_uppercase),
        }
    }

    fn token(&self, index: usize) -> Option<&'text Token> {
        self.tokens.get(index)
    }

    /// The text of token `index`; empty outside.
    fn piece(&self, index: usize) -> &'text str {
        self.token(index)
            .map_or("", |token| &self.text[token.span.clone()])
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.token(index).map(|token| token.kind)
    }

    /// The sign of token `index`: a punctuation mark, or the one an entity stands for.
    fn sign(&self, index: usize) -> Option<char> {
        match self.kind(index)? {
            TokenKind::Punctuation => self.piece(index).chars().next(),
            TokenKind::Markup => match markup::mark(self.piece(index)) {
                Mark::Sign(sign) => Some(sign),
                _ => None,
            },
            _ => None,
        }
    }

    /// Where the sentence begun at `start` ends, if it ends with or before the token `index`.
    fn boundary(&self, index: usize, start: usize, content: bool) -> Option<usize> {
        let token = self.token(index)?;
        match token.kind {
            TokenKind::Space if self.piece(index) == " " => None,
            TokenKind::Space => self.line_break(index),
            TokenKind::Markup => self.tag(index, start, content),
            // The first of a run of one sign has decided for all of it.
            TokenKind::Punctuation
                if index > 0 && token.span.start > start && self.piece(index - 1) == self.piece(index) =>
            {
                None
            }
            TokenKind::Punctuation => {
                let sign = self.piece(index).chars().next()?;
                self.mark(index, sign, start, content)
            }
            _ => None,
        }
    }

    fn tag(&self, index: usize, start: usize, content: bool) -> Option<usize> {
        let token = self.token(index)?;
        match markup::mark(self.piece(index)) {
            Mark::Opens => content.then_some(token.span.start),
            Mark::Closes => content.then_some(token.span.end),
            Mark::Sign('\n' | '\r') => content.then_some(token.span.end),
            Mark::Sign(sign) => self.mark(index, sign, start, content),
            Mark::Inline => None,
        }
    }

    fn mark(&self, index: usize, sign: char, start: usize, content: bool) -> Option<usize> {
        match sign {
            '!' | '?' | '…' | '‼' | '⁉' | '！' | '？' if content => self.mark_ends(index),
            '.' if content && self.sign(index + 1) == Some('.') => self.mark_ends(index),
            '.' if content && self.full_stop_ends(index, start) => Some(self.closed(index)),
            '•' | '▪' | '●' | '■' | '►' | '‣' | '◦' if content => {
                self.token(index).map(|token| token.span.start)
            }
            ')' | '(' if content => self.smile_ends(index),
            _ if content && is_emoji(sign) => self.smile_ends(index),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span]).collect()
    }

    /// Each line is a text with `¦` before each sentence but the first, ⏎ for a line break, ␣ for a space that does
    /// not break; lines that begin with `# ` tell what follows.
    #[test]
    fn each_text_of_the_cases_has_its_sentences() {
        let cases: Vec<&str> = include_str!("sentences/cases.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("# "))
            .collect();
        let wrong: Vec<String> = cases
            .iter()
            .filter_map(|case| {
                let marked = marked(&case.replace('¦', "").replace('⏎', "\n").replace('␣', "\u{a0}"));
                (marked != *case).then(|| format!("expected {case}\n     got {marked}"))
            })
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        assert!(cases.len() >= 150);
    }

    fn marked(text: &str) -> String {
        let mut marked = String::new();
        let mut end = 0;
        for span in sentences(text) {
            let mark = if end == 0 { "" } else { "¦" };
            marked += &format!("{}{mark}{}", &text[end..span.start], &text[span.clone()]);
            end = span.end;
        }
        (marked + &text[end..]).replace('\n', "⏎").replace('\u{a0}', "␣")
    }

    #[test]
    fn an_abbreviation_does_not_end_a_sentence() {
        assert_eq!(
            split("Жөндеңіз көш. Абай 5. На ул. Сейфуллина темно! Помогите"),
            ["Жөндеңіз көш. Абай 5.", "На ул. Сейфуллина темно!", "Помогите"]
        );
    }

    #[test]
    fn a_year_may_end_a_sentence_and_a_city_may_not() {
        assert_eq!(
            split("Жду с 2026 г. Ответа нет."),
            ["Жду с 2026 г.", "Ответа нет."]
        );
        assert_eq!(
            split("Живу в г. Семей. Воды нет."),
            ["Живу в г. Семей.", "Воды нет."]
        );
        assert_eq!(split("Су, жарық т.б. Бәрі жоқ."), ["Су, жарық т.б.", "Бәрі жоқ."]);
        assert_eq!(
            split("вода, свет и т.д. отсутствуют"),
            ["вода, свет и т.д. отсутствуют"]
        );
    }

    #[test]
    fn initials_stay_with_the_name() {
        assert_eq!(
            split("Әкім А.Б. Серіков келді. Көрді."),
            ["Әкім А.Б. Серіков келді.", "Көрді."]
        );
        assert_eq!(split("Серікову А. Б. отказали"), ["Серікову А. Б. отказали"]);
    }

    #[test]
    fn initials_alone_are_one_sentence_however_many() {
        let initials = "А. Б. ".repeat(20_000);
        assert_eq!(split(&initials), [initials.trim()]);
    }

    #[test]
    fn a_line_break_ends_a_sentence_and_a_list_number_does_not() {
        assert_eq!(
            split("Просим:\n1. Свет.\n2. Воду"),
            ["Просим:", "1. Свет.", "2. Воду"]
        );
    }

    #[test]
    fn marks_and_quotes_stay_with_their_sentence() {
        assert_eq!(
            split("«Келеміз!» деді. Қашан?!. Білмейміз..."),
            ["«Келеміз!» деді.", "Қашан?!.", "Білмейміз..."]
        );
    }

    #[test]
    fn a_forgotten_space_still_ends_a_sentence() {
        assert_eq!(split("Су жоқ.Жарық жоқ."), ["Су жоқ.", "Жарық жоқ."]);
    }
}

//! The part of YAML that dictionaries are written in: maps of maps, and lists of plain or quoted words.
//!
//! Anchors, tags, block scalars, flow maps and lists over several lines are refused with their place.

/// A value and where it begins; line and column count from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub line: usize,
    pub column: usize,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// In the order written.
    Map(Vec<Entry>),
    List(Vec<Node>),
    Scalar(String),
}

/// A key, where it stands, and what is under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub key: String,
    pub line: usize,
    pub column: usize,
    pub node: Node,
}

/// What cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {why}")]
pub struct YamlError {
    pub line: usize,
    pub column: usize,
    pub why: &'static str,
}

/// Maps in maps beyond this are no dictionary.
const DEEPEST: usize = 12;

/// The map or list written in `content`.
pub(super) fn read(content: &str) -> Result<Node, YamlError> {
    let lines = lines(content.trim_start_matches('\u{feff}'))?;
    let mut reader = Reader { lines, next: 0 };
    let Some(indent) = reader.peek().map(|line| line.indent) else {
        return Err(error(1, 0, "the file is empty"));
    };
    let node = reader.block(indent, 0)?;
    match reader.peek() {
        Some(line) => Err(line.error(0, "this line does not stand under anything before it")),
        None => Ok(node),
    }
}

/// A line that says something.
struct Line<'a> {
    number: usize,
    indent: usize,
    text: &'a str,
}

impl Line<'_> {
    fn error(&self, at: usize, why: &'static str) -> YamlError {
        let before = self.text.get(..at).unwrap_or(self.text).chars().count();
        error(self.number, self.indent + before, why)
    }

    fn node(&self, at: usize, value: Value) -> Node {
        let before = self.text.get(..at).unwrap_or(self.text).chars().count();
        Node {
            line: self.number,
            column: self.indent + before + 1,
            value,
        }
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ")
    }
}

fn error(line: usize, before: usize, why: &'static str) -> YamlError {
    YamlError {
        line,
        column: before + 1,
        why,
    }
}

fn lines(content: &str) -> Result<Vec<Line<'_>>, YamlError> {
    let mut lines = Vec::new();
    for (index, line) in content.lines().enumerate() {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let text = text.trim_end();
        if text.is_empty() || text.starts_with('#') || matches!(text, "---" | "...") {
            continue;
        }
        if text.starts_with('\t') {
            return Err(error(index + 1, indent, "a tab cannot indent; write spaces"));
        }
        lines.push(Line {
            number: index + 1,
            indent,
            text,
        });
    }
    Ok(lines)
}

struct Reader<'a> {
    lines: Vec<Line<'a>>,
    next: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&Line<'a>> {
        self.lines.get(self.next)
    }

    /// The map or list whose lines have this indent.
    fn block(&mut self, indent: usize, depth: usize) -> Result<Node, YamlError> {
        let Some(first) = self.peek() else {
            return Err(error(1, 0, "a value is missing"));
        };
        if depth > DEEPEST {
            return Err(first.error(0, "too many levels"));
        }
        let place = first.node(0, Value::List(Vec::new()));
        let value = if first.is_item() {
            Value::List(self.list(indent)?)
        } else {
            Value::Map(self.map(indent, depth)?)
        };
        Ok(Node { value, ..place })
    }

    fn list(&mut self, indent: usize) -> Result<Vec<Node>, YamlError> {
        let mut items = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.indent == indent && line.is_item()) {
            let rest = line.text.get(1..).unwrap_or_default();
            let at = line.text.len() - rest.trim_start().len();
            let item = scalar(line, at)?;
            self.next += 1;
            items.push(item);
        }
        Ok(items)
    }

    fn map(&mut self, indent: usize, depth: usize) -> Result<Vec<Entry>, YamlError> {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some(line) = self
            .peek()
            .filter(|line| line.indent == indent && !line.is_item())
        {
            let (key, at) = key(line)?;
            if entries.iter().any(|known| known.key == key) {
                return Err(line.error(0, "this key stands twice"));
            }
            let written = uncommented(line.text.get(at..).unwrap_or_default());
            let inline = match written.is_empty() {
                true => None,
                false => Some(value(line, at)?),
            };
            let (number, column) = (line.number, line.indent + 1);
            let empty = line.node(at, Value::List(Vec::new()));
            self.next += 1;
            let node = match inline {
                Some(node) => node,
                None => self.below(indent, depth)?.unwrap_or(empty),
            };
            entries.push(Entry {
                key,
                line: number,
                column,
                node,
            });
        }
        Ok(entries)
    }

    /// What stands under a key: deeper, or a list at the key's own indent.
    fn below(&mut self, indent: usize, depth: usize) -> Result<Option<Node>, YamlError> {
        match self.peek() {
            Some(line) if line.indent > indent || (line.indent == indent && line.is_item()) => {
                let inner = line.indent;
                self.block(inner, depth + 1).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// The key of a line and where its value begins.
fn key(line: &Line) -> Result<(String, usize), YamlError> {
    let (key, end) = if line.text.starts_with(['"', '\'']) {
        quoted(line, 0)?
    } else {
        let colon = line.text.match_indices(':').map(|(at, _)| at).find(|at| {
            let after = line.text.get(at + 1..).unwrap_or_default();
            after.is_empty() || after.starts_with([' ', '\t'])
        });
        let Some(end) = colon else {
            return Err(line.error(0, "a key and a colon are expected"));
        };
        (line.text[..end].trim_end().to_owned(), end)
    };
    let rest = line.text.get(end..).unwrap_or_default().trim_start();
    let Some(after) = rest.strip_prefix(':') else {
        return Err(line.error(end, "a colon is expected after the key"));
    };
    Ok((key, line.text.len() - after.trim_start().len()))
}

/// A value on the line of its key.
fn value(line: &Line, at: usize) -> Result<Node, YamlError> {
    if line.text.get(at..).is_some_and(|rest| rest.starts_with('[')) {
        return Ok(line.node(at, Value::List(flow(line, at)?)));
    }
    scalar(line, at)
}

/// `[a, "b", 'c']`
fn flow(line: &Line, at: usize) -> Result<Vec<Node>, YamlError> {
    let mut items = Vec::new();
    let mut next = skip(line, at + 1);
    loop {
        let rest = line.text.get(next..).unwrap_or_default();
        if rest.starts_with(']') {
            ends(line, next + 1)?;
            return Ok(items);
        }
        let (text, end) = match rest.chars().next() {
            None => return Err(line.error(at, "the list is not closed on its line")),
            Some('"' | '\'') => quoted(line, next)?,
            Some(_) => {
                let end = rest
                    .find([',', ']'])
                    .map_or(line.text.len(), |length| next + length);
                (plain(line, next, line.text[next..end].trim_end())?, end)
            }
        };
        items.push(line.node(next, Value::Scalar(text)));
        next = skip(line, end);
        match line.text.get(next..).and_then(|rest| rest.chars().next()) {
            Some(',') => next = skip(line, next + 1),
            Some(']') => {}
            _ => return Err(line.error(next, "a comma or `]` is expected")),
        }
    }
}

fn scalar(line: &Line, at: usize) -> Result<Node, YamlError> {
    let rest = line.text.get(at..).unwrap_or_default();
    let text = if rest.starts_with(['"', '\'']) {
        let (text, end) = quoted(line, at)?;
        ends(line, end)?;
        text
    } else {
        plain(line, at, uncommented(rest))?
    };
    Ok(line.node(at, Value::Scalar(text)))
}

/// Refuses what in YAML is not a plain word.
fn plain(line: &Line, at: usize, text: &str) -> Result<String, YamlError> {
    let why = match text.chars().next() {
        None => "a value is missing",
        Some('*') => "a word that begins with `*` must be quoted",
        Some('&' | '!' | '|' | '>' | '{' | '[' | ']' | '}' | '%' | '@' | '`') => {
            "only plain and quoted words can be read here"
        }
        _ if text.contains(": ") || text.ends_with(':') => "a map cannot stand here",
        _ => return Ok(text.to_owned()),
    };
    Err(line.error(at, why))
}

/// The string that opens at `at`, and where it ends.
fn quoted(line: &Line, at: usize) -> Result<(String, usize), YamlError> {
    let rest = line.text.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices().skip(1).peekable();
    let is_double = rest.starts_with('"');
    let mut text = String::new();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' if is_double => return Ok((text, at + place + 1)),
            '\'' if !is_double => match letters.next_if(|&(_, next)| next == '\'') {
                Some(_) => text.push('\''),
                None => return Ok((text, at + place + 1)),
            },
            '\\' if is_double => {
                let escaped = match letters.next().map(|(_, letter)| letter) {
                    Some('n') => Some('\n'),
                    Some('t') => Some('\t'),
                    Some('u') => hexadecimal(&mut letters, 4),
                    Some('x') => hexadecimal(&mut letters, 2),
                    Some(letter @ ('"' | '\\' | '/' | ' ')) => Some(letter),
                    _ => None,
                };
                text.push(escaped.ok_or_else(|| line.error(at + place, "this escape is not known"))?);
            }
            letter => text.push(letter),
        }
    }
    Err(line.error(at, "the quote is not closed on its line"))
}

fn hexadecimal(letters: &mut impl Iterator<Item = (usize, char)>, digits: usize) -> Option<char> {
    let code: String = letters.take(digits).map(|(_, digit)| digit).collect();
    char::from_u32(u32::from_str_radix(&code, 16).ok()?)
}

fn skip(line: &Line, at: usize) -> usize {
    let rest = line.text.get(at..).unwrap_or_default();
    line.text.len() - rest.trim_start().len()
}

/// Nothing but a comment may follow.
fn ends(line: &Line, at: usize) -> Result<(), YamlError> {
    let rest = line.text.get(at..).unwrap_or_default().trim_start();
    match rest.is_empty() || rest.starts_with('#') {
        true => Ok(()),
        false => Err(line.error(at, "nothing can follow on this line")),
    }
}

/// The text before a comment.
fn uncommented(text: &str) -> &str {
    let end = match text.starts_with('#') {
        true => Some(0),
        false => text.find(" #"),
    };
    text[..end.unwrap_or(text.len())].trim_end()
}

/// A word in double quotes, whatever is in it.
pub(super) fn written(text: &str) -> String {
    let mut written = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => written.extend(['\\', letter]),
            '\n' => written += "\\n",
            '\t' => written += "\\t",
            _ if letter.is_control() => written += &format!("\\u{:04x}", u32::from(letter)),
            _ => written.push(letter),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(node: &Node) -> String {
        match &node.value {
            Value::Scalar(text) => text.clone(),
            Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Value::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|entry| format!("{}={}", entry.key, shown(&entry.node)))
                    .collect();
                format!("{{{}}}", entries.join(" "))
            }
        }
    }

    fn told(content: &str) -> String {
        match read(content) {
            Ok(node) => shown(&node),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn maps_lists_quotes_and_comments_are_read() {
        let yaml = "---\n# words\nru:\n  \"01 Вода\":\n    01.01: # cold\n    - вод*\n    - 'нет воды'\n    '01.02': [a, \"b, c\"] # two\n  02: слово\nkk:\n";
        assert_eq!(
            told(yaml),
            "{ru={01 Вода={01.01=[вод*, нет воды] 01.02=[a, b, c]} 02=слово} kk=[]}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place() {
        assert_eq!(
            told("ru:\n\t- a\n"),
            "line 2, column 1: a tab cannot indent; write spaces"
        );
        assert_eq!(
            told("ru:\n  - *вода\n"),
            "line 2, column 5: a word that begins with `*` must be quoted"
        );
        assert_eq!(
            told("ru: [a, b\n"),
            "line 1, column 10: a comma or `]` is expected"
        );
        assert_eq!(
            told("ru: \"вода\n"),
            "line 1, column 5: the quote is not closed on its line"
        );
        assert_eq!(
            told("ru: &x a\n"),
            "line 1, column 5: only plain and quoted words can be read here"
        );
        assert_eq!(
            told("ru:\n  a: b\n c: d\n"),
            "line 3, column 2: this line does not stand under anything before it"
        );
        assert_eq!(told("ru: a\nru: b\n"), "line 2, column 1: this key stands twice");
        assert_eq!(
            told("слово\n"),
            "line 1, column 1: a key and a colon are expected"
        );
        assert_eq!(told(""), "line 1, column 1: the file is empty");
    }

    proptest! {
        #[test]
        fn a_written_word_is_read_back(text in any::<String>().prop_filter("one line each", |text| !text.contains('\r'))) {
            let yaml = format!("{}: {}\n", written(&text), written(&text));
            let node = read(&yaml).unwrap();
            prop_assert_eq!(shown(&node), format!("{{{text}={text}}}"));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([ \\-:#'\"\\[\\],a-я*&|\\\\u]|\n){0,60}|.{0,40}") {
            let _ = read(&text);
        }
    }
}

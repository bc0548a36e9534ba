//! The program's own source, cut into tokens: enough of Rust's grammar to see what is imported,
//! what is called and what is written in quotation marks. Comments and test code are left out.

use std::fmt;
use std::path::{Path, PathBuf};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Ident(String),
    /// The value of a string literal.
    Text(String),
    /// One sign.
    Sign(char),
    /// Anything else: numbers, characters, lifetimes.
    Other,
}

/// A token and the line that it begins on, from 1.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

impl Token {
    pub fn is(&self, name: &str) -> bool {
        match &self.kind {
            Kind::Ident(ident) => ident == name,
            Kind::Sign(sign) => name.len() == 1 && name.starts_with(*sign),
            Kind::Text(_) | Kind::Other => false,
        }
    }

    pub fn ident(&self) -> Option<&str> {
        match &self.kind {
            Kind::Ident(ident) => Some(ident),
            _ => None,
        }
    }
}

/// One file of `src/`.
pub struct File {
    /// Relative to the repository, with `/`.
    pub path: String,
    /// The tokens outside of tests.
    pub tokens: Vec<Token>,
    /// How many lines are no test code.
    pub lines: usize,
}

/// A place in a file, as editors open it.
pub struct At<'a>(pub &'a File, pub usize);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0.path, self.1)
    }
}

impl File {
    pub fn new(path: &str, text: &str) -> File {
        let all = tokens(text);
        let (tokens, test_lines) = without_tests(all);
        File {
            path: path.to_owned(),
            tokens,
            lines: text.lines().count() - test_lines,
        }
    }

    /// The module of the crate that the file belongs to: `render` for `src/render/pages/home.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = inside.split('/').next().unwrap_or(inside);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules lie between the file's own module and the crate: 1 for `src/pipeline.rs`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count() - 1;
        let own = ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .any(|name| self.path.ends_with(name));
        if own { parts - 1 } else { parts }
    }

    /// Every module of the crate that the file names, with the line, whether by `use` or in a path:
    /// `crate::x`, `crate::{x, y}`, `super::super::x`, and `dossier::x` in the binary.
    pub fn imports(&self) -> Vec<(&str, usize)> {
        let binary = self.path == "src/main.rs";
        let roots = ["crate", "super", if binary { "dossier" } else { "crate" }];
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let token = &self.tokens[at];
            let continues = at > 0 && self.tokens[at - 1].is(":");
            at += 1;
            if continues || !roots.iter().any(|root| token.is(root)) || !self.colons(at) {
                continue;
            }
            let mut up = usize::from(token.is("super"));
            while self.colons(at) && self.tokens.get(at + 2).is_some_and(|next| next.is("super")) {
                up += 1;
                at += 3;
            }
            // A path that stays inside the module is no import from another one.
            if up > 0 && up < self.depth() {
                continue;
            }
            found.extend(self.heads(at + 2));
        }
        found
    }

    /// The first names of a path or of a group of paths.
    fn heads(&self, at: usize) -> Vec<(&str, usize)> {
        let Some(first) = self.tokens.get(at) else {
            return Vec::new();
        };
        if let Some(name) = first.ident() {
            return vec![(name, first.line)];
        }
        let mut found = Vec::new();
        let mut depth = 0;
        let mut begins = false;
        for token in &self.tokens[at..] {
            match &token.kind {
                Kind::Sign('{') => (depth, begins) = (depth + 1, depth == 0),
                Kind::Sign('}') => depth -= 1,
                Kind::Sign(',') => begins = depth == 1,
                Kind::Ident(name) if begins => {
                    found.push((name.as_str(), token.line));
                    begins = false;
                }
                _ => begins = false,
            }
            if depth == 0 {
                break;
            }
        }
        found
    }

    /// Whether `::` stands at a token.
    fn colons(&self, at: usize) -> bool {
        self.sequence(at, &[":", ":"])
    }

    /// Whether these tokens stand at a token.
    pub fn sequence(&self, at: usize, wanted: &[&str]) -> bool {
        self.tokens.len() >= at + wanted.len()
            && wanted
                .iter()
                .zip(&self.tokens[at..])
                .all(|(name, token)| token.is(name))
    }

    /// The lines at which these tokens stand.
    pub fn find<'a>(&'a self, wanted: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        (0..self.tokens.len())
            .filter(move |at| self.sequence(*at, wanted))
            .map(|at| self.tokens[at].line)
    }

    /// The lines at which `path` (two parts) is named, alone or in a group: `std::fs`, `std::{fs, io}`.
    pub fn names(&self, root: &str, child: &str) -> Vec<usize> {
        (0..self.tokens.len())
            .filter(|at| self.sequence(*at, &[root, ":", ":"]))
            .flat_map(|at| self.heads(at + 3))
            .filter(|(name, _)| *name == child)
            .map(|(_, line)| line)
            .collect()
    }

    /// String literals with their lines.
    pub fn texts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.tokens.iter().filter_map(|token| match &token.kind {
            Kind::Text(text) => Some((text.as_str(), token.line)),
            _ => None,
        })
    }

    /// Every function with a body: name, first line, how many lines.
    pub fn functions(&self) -> Vec<(&str, usize, usize)> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(name) = self
                .tokens
                .get(at + 1)
                .and_then(Token::ident)
                .filter(|_| token.is("fn"))
            else {
                continue;
            };
            let mut depth = 0;
            for inner in &self.tokens[at..] {
                match inner.kind {
                    Kind::Sign(';') if depth == 0 => break,
                    Kind::Sign('{' | '(' | '[') => depth += 1,
                    Kind::Sign('}' | ')' | ']') => depth -= 1,
                    _ => {}
                }
                if depth == 0 && inner.is("}") {
                    found.push((name, token.line, inner.line + 1 - token.line));
                    break;
                }
            }
        }
        found
    }
}

/// Every file of `src/`, by path.
pub fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files(&root.join("src"), "rs")
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            File::new(&relative, &text)
        })
        .collect()
}

/// Every file below a folder with this ending, by path.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Leaves out every item below `#[cfg(test)]`; and how many lines those take.
fn without_tests(all: Vec<Token>) -> (Vec<Token>, usize) {
    let mut kept = Vec::with_capacity(all.len());
    let mut lines = 0;
    let mut at = 0;
    let is_test = |at: usize| {
        let wanted = ["#", "[", "cfg", "(", "test", ")", "]"];
        all.len() >= at + wanted.len() && wanted.iter().zip(&all[at..]).all(|(name, token)| token.is(name))
    };
    while at < all.len() {
        if !is_test(at) {
            kept.push(all[at].clone());
            at += 1;
            continue;
        }
        let first = all[at].line;
        let mut depth = 0;
        loop {
            let token = &all[at];
            at += 1;
            match token.kind {
                Kind::Sign('{' | '(' | '[') => depth += 1,
                Kind::Sign('}' | ')' | ']') => depth -= 1,
                _ => {}
            }
            let ends = depth == 0 && (token.is("}") || token.is(";"));
            if ends || at == all.len() {
                lines += token.line + 1 - first;
                break;
            }
        }
    }
    (kept, lines)
}

/// Cuts a text into tokens.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let start_line = line;
        let (kind, length) = next(&chars[at..]);
        line += chars[at..at + length].iter().filter(|c| **c == '\n').count();
        at += length;
        out.extend(kind.map(|kind| Token { kind, line: start_line }));
    }
    out
}

/// The token at the beginning of `rest` (none for space and comments) and its length.
fn next(rest: &[char]) -> (Option<Kind>, usize) {
    let c = rest[0];
    let second = rest.get(1).copied();
    match (c, second) {
        ('/', Some('/')) => (None, length(rest, |c| c != '\n')),
        ('/', Some('*')) => (None, block_comment(rest)),
        ('"', _) => string(rest, 1),
        ('\'', _) => character(rest),
        ('r' | 'b' | 'c', Some('"' | '#' | '\'' | 'r')) => prefixed(rest),
        (c, _) if c.is_alphabetic() || c == '_' => word(rest),
        (c, _) if c.is_ascii_digit() => (Some(Kind::Other), length(rest, |c| c.is_alphanumeric() || c == '_')),
        (c, _) if c.is_whitespace() => (None, 1),
        (c, _) => (Some(Kind::Sign(c)), 1),
    }
}

fn length(rest: &[char], belongs: impl Fn(char) -> bool) -> usize {
    rest.iter().take_while(|c| belongs(**c)).count()
}

fn word(rest: &[char]) -> (Option<Kind>, usize) {
    let length = length(rest, |c| c.is_alphanumeric() || c == '_');
    (Some(Kind::Ident(rest[..length].iter().collect())), length)
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// A string whose text begins at `from`.
fn string(rest: &[char], from: usize) -> (Option<Kind>, usize) {
    let mut value = String::new();
    let mut at = from;
    while at < rest.len() && rest[at] != '"' {
        if rest[at] != '\\' {
            value.push(rest[at]);
            at += 1;
            continue;
        }
        match rest[at + 1] {
            'n' => value.push('\n'),
            '\n' => at += length(&rest[at + 2..], char::is_whitespace),
            'u' => {
                let digits: String = rest[at + 3..].iter().take_while(|c| **c != '}').collect();
                value.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                at += digits.len() + 2;
            }
            escaped => value.push(escaped),
        }
        at += 2;
    }
    (Some(Kind::Text(value)), at + 1)
}

/// A character or a lifetime.
fn character(rest: &[char]) -> (Option<Kind>, usize) {
    let closed = match rest {
        [_, '\\', _, tail @ ..] => tail.iter().position(|c| *c == '\'').map(|at| at + 4),
        [_, _, '\'', ..] => Some(3),
        _ => None,
    };
    let lifetime = || 1 + length(&rest[1..], |c| c.is_alphanumeric() || c == '_');
    (Some(Kind::Other), closed.unwrap_or_else(lifetime))
}

/// What begins with `r`, `b` or `c` and may be a literal.
fn prefixed(rest: &[char]) -> (Option<Kind>, usize) {
    let letters = length(rest, |c| matches!(c, 'r' | 'b' | 'c'));
    let raw = rest[..letters].contains(&'r');
    let hashes = length(&rest[letters..], |c| c == '#');
    match rest.get(letters + hashes) {
        Some('"') if raw => {
            let open = letters + hashes + 1;
            let mut end = open;
            while end < rest.len() && !(rest[end] == '"' && length(&rest[end + 1..], |c| c == '#') >= hashes) {
                end += 1;
            }
            (Some(Kind::Text(rest[open..end].iter().collect())), end + 1 + hashes)
        }
        Some('"') if hashes == 0 => string(rest, letters + 1),
        Some('\'') if hashes == 0 => {
            let (kind, length) = character(&rest[letters..]);
            (kind, letters + length)
        }
        _ => word(rest),
    }
}

#[test]
fn the_reader_sees_code_and_nothing_else() {
    let text = r###"
        use crate::{model::span, yaml::{Fields, Value}};
        // use crate::parse;
        /* crate::link /* nested */ crate::link */
        fn a<'x>(b: &'x str) -> char { super::c("a \"b\" {", r#"raw " crate::enrich"#, b'\'', '"'); '}' }
        #[cfg(test)]
        mod tests { use crate::render; }
        fn last() {}
    "###;
    let file = File::new("src/link/x.rs", text);
    assert_eq!(file.imports(), [("model", 2), ("yaml", 2)]);
    assert_eq!(
        file.texts().map(|(text, _)| text).collect::<Vec<_>>(),
        ["a \"b\" {", "raw \" crate::enrich"]
    );
    assert_eq!(file.functions(), [("a", 5, 1), ("last", 8, 1)]);
    assert_eq!(file.lines, 7);
    assert_eq!(
        File::new("src/pipeline.rs", "super::parse::x()").imports(),
        [("parse", 1)]
    );
    assert_eq!(
        File::new("src/a/b/c.rs", "super::super::super::parse::x()").imports(),
        [("parse", 1)]
    );
    assert!(File::new("src/a/b/c.rs", "super::super::x()").imports().is_empty());
}

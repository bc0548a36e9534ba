//! The program's own source as tokens, read by `proc-macro2`: what is imported, what is called, and what is
//! written in quotation marks. Comments and the items below `#[cfg(test)]` are left out.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a token is.
#[derive(Debug)]
enum Kind {
    /// A name or a keyword.
    Ident(String),
    /// The value of a string literal.
    Text(String),
    /// One sign, or one side of a pair of brackets.
    Sign(char),
    /// Anything else: numbers, characters, lifetimes.
    Other,
}

/// A token and the line that it begins on, from 1.
#[derive(Debug)]
pub struct Token {
    kind: Kind,
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

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The names of a path, `crate` and the like included.
pub type Names = Vec<String>;

/// A path that the code names: `a::b`, or one that `use` brings, groups taken apart.
pub struct Named {
    pub path: Names,
    pub line: usize,
    /// The name that `use` gives to it.
    pub known_as: Option<String>,
}

/// A field of a struct.
pub struct Field<'a> {
    pub name: &'a str,
    /// The name in JSON, where serde is told another one.
    pub renamed: Option<&'a str>,
    pub public: bool,
    /// The names in its type.
    pub kind: Vec<&'a str>,
    pub line: usize,
}

/// One file of source.
pub struct File {
    /// Relative to the repository, with `/`.
    pub path: String,
    /// The tokens outside of tests.
    pub tokens: Vec<Token>,
    /// How many lines are no test code.
    pub lines: usize,
    /// The paths in it.
    pub named: Vec<Named>,
}

impl File {
    pub fn new(path: &str, text: &str) -> File {
        let stream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut file = File {
            path: path.to_owned(),
            tokens: Vec::new(),
            lines: text.lines().count(),
            named: Vec::new(),
        };
        file.flatten(stream);
        let mut at = 0;
        while at < file.tokens.len() {
            at = if file.tokens[at].is("use") {
                file.read_tree(at + 1, &[])
            } else {
                file.read_path(at)
            };
        }
        file
    }

    /// Reads a file of the repository.
    pub fn open(path: &str) -> File {
        File::new(path, &std::fs::read_to_string(root().join(path)).unwrap())
    }

    /// Adds the tokens of a stream, comments and test code left out.
    fn flatten(&mut self, stream: TokenStream) {
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            let line = tree.span().start().line;
            match tree {
                TokenTree::Ident(ident) => self.push(Kind::Ident(ident.to_string()), line),
                TokenTree::Literal(literal) => self.push(value(&literal), line),
                TokenTree::Punct(sign) if sign.as_char() == '\'' => {
                    trees.next();
                    self.push(Kind::Other, line);
                }
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    let is_inner = |tree: &TokenTree| matches!(tree, TokenTree::Punct(sign) if sign.as_char() == '!');
                    let inner = trees.next_if(is_inner).is_some();
                    let attribute = trees.next_if(|tree| matches!(tree, TokenTree::Group(_)));
                    let words = attribute.as_ref().map_or_else(String::new, TokenTree::to_string);
                    let words = words.replace(char::is_whitespace, "");
                    if words == "[cfg(test)]" && !inner {
                        let ends = |tree: &TokenTree| match tree {
                            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                            tree => tree.to_string() == ";",
                        };
                        let last = trees.by_ref().find(ends);
                        self.lines -= last.map_or(line, |tree| tree.span().end().line) + 1 - line;
                    } else if !words.starts_with("[doc=") {
                        self.push(Kind::Sign('#'), line);
                        self.flatten(attribute.into_iter().collect());
                    }
                }
                TokenTree::Punct(sign) => self.push(Kind::Sign(sign.as_char()), line),
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ('(', ')'),
                        Delimiter::Brace => ('{', '}'),
                        _ => ('[', ']'),
                    };
                    self.push(Kind::Sign(open), line);
                    self.flatten(group.stream());
                    self.push(Kind::Sign(close), group.span_close().start().line);
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, line: usize) {
        self.tokens.push(Token { kind, line });
    }

    /// Reads a path in code, if one begins at a token; gives the token behind it.
    fn read_path(&mut self, at: usize) -> usize {
        let (path, end) = self.names(at);
        if path.len() > 1 {
            let (line, known_as) = (self.tokens[at].line, None);
            self.named.push(Named { path, line, known_as });
        }
        end.max(at + 1)
    }

    /// Reads what `use` brings, from a path on; gives the token behind it.
    fn read_tree(&mut self, at: usize, before: &[String]) -> usize {
        let line = self.tokens[at].line;
        let (names, mut at) = self.names(at);
        let mut path = [before, names.as_slice()].concat();
        if self.sequence(at, &["{"]) {
            at += 1;
            while !self.sequence(at, &["}"]) {
                at = self.read_tree(at, &path);
                at += usize::from(self.sequence(at, &[","]));
            }
            return at + 1;
        }
        if self.sequence(at, &["*"]) {
            path.push("*".to_owned());
            at += 1;
        }
        if path.last().is_some_and(|name| name == "self") {
            path.pop();
        }
        let mut known_as = path.last().cloned();
        if self.sequence(at, &["as"]) {
            known_as = self.tokens[at + 1].ident().map(str::to_owned);
            at += 2;
        }
        // `use<'a>` of a type brings nothing.
        if known_as.is_some() {
            self.named.push(Named { path, line, known_as });
        }
        at
    }

    /// The names with `::` between them from a token on, and the token behind the last `::` or name.
    fn names(&self, mut at: usize) -> (Names, usize) {
        let mut names = Names::new();
        while let Some(name) = self.tokens.get(at).and_then(Token::ident) {
            names.push(name.to_owned());
            at += 1;
            if !self.sequence(at, &[":", ":"]) {
                break;
            }
            at += 2;
        }
        (names, at)
    }

    /// The path of the file's own module, from the root of the crate.
    pub fn module_path(&self) -> Vec<&str> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut parts: Vec<&str> = inside.split('/').collect();
        parts.pop_if(|last| ["mod", "lib", "main"].contains(last));
        parts
    }

    /// A path from the root of the crate on; `None` for what does not begin with `crate`, `self` or `super`.
    pub fn absolute<'a>(&'a self, path: &'a [String]) -> Option<Vec<&'a str>> {
        let mut all = self.module_path();
        let up = path.iter().take_while(|name| *name == "super").count();
        let (kept, skipped) = match path[0].as_str() {
            "crate" => (0, 1),
            "self" => (all.len(), 1),
            "super" => (all.len().saturating_sub(up), up),
            _ => return None,
        };
        all.truncate(kept);
        all.extend(path[skipped..].iter().map(String::as_str));
        Some(all)
    }

    /// The module of the crate that the file belongs to: `render` for `src/render/pages/home.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap()
    }

    /// Every module of the crate that the file names, its own too, with the line, whether by `use` or in a path.
    pub fn imports(&self) -> Vec<(&str, usize)> {
        let named = self.named.iter();
        let imports = named.filter_map(|named| Some((*self.absolute(&named.path)?.first()?, named.line)));
        imports.collect()
    }

    /// Whether these tokens stand at a token.
    pub fn sequence(&self, at: usize, wanted: &[&str]) -> bool {
        let rest = self.tokens.get(at..).unwrap_or_default();
        rest.len() >= wanted.len() && wanted.iter().zip(rest).all(|(name, token)| token.is(name))
    }

    /// The places behind which these tokens end.
    pub fn behind<'a>(&'a self, wanted: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        let starts = (0..self.tokens.len()).filter(move |at| self.sequence(*at, wanted));
        starts.map(|at| at + wanted.len())
    }

    /// A place in the file, as editors open it.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// The structs with named fields.
    pub fn structs(&self) -> Vec<(&str, Vec<Field<'_>>)> {
        let mut found = Vec::new();
        for at in self.behind(&["struct"]) {
            let opens = |at: &usize| matches!(self.tokens[*at].kind, Kind::Sign('{' | '(' | ';'));
            let open = (at..).find(opens).unwrap();
            if self.tokens[open].is("{") {
                let fields = self.parts(open).into_iter().map(Field::new);
                found.push((self.tokens[at].ident().unwrap(), fields.collect()));
            }
        }
        found
    }

    /// What stands between the commas in a pair of brackets.
    fn parts(&self, open: usize) -> Vec<&[Token]> {
        let close = self.end(open) - 1;
        let (mut parts, mut from, mut at) = (Vec::new(), open + 1, open + 1);
        while at < close {
            let end = self.end(at);
            if self.tokens[at].is(",") || end == close {
                parts.push(&self.tokens[from..end]);
                from = end;
            }
            at = end;
        }
        parts
    }

    /// The token behind the one at a place, or behind the bracket that closes the one there.
    pub fn end(&self, mut at: usize) -> usize {
        let mut depth = 0;
        loop {
            match self.tokens[at].kind {
                Kind::Sign('(' | '[' | '{' | '<') => depth += 1,
                Kind::Sign('>') if self.tokens[at - 1].is("-") => {}
                Kind::Sign(')' | ']' | '}' | '>') => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth <= 0 {
                return at;
            }
        }
    }
}

impl<'a> Field<'a> {
    fn new(tokens: &'a [Token]) -> Field<'a> {
        // The first `:` that is none of `::`.
        let mut name = 0;
        while !tokens[name + 1].is(":") || tokens[name + 2].is(":") || tokens[name].is(":") {
            name += 1;
        }
        let rename = tokens[..name].iter().skip_while(|token| !token.is("rename"));
        Field {
            name: tokens[name].ident().unwrap(),
            renamed: rename.skip(2).find_map(Token::text),
            public: name > 0 && tokens[name - 1].is("pub"),
            kind: tokens[name + 2..].iter().filter_map(Token::ident).collect(),
            line: tokens[name].line,
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn value(literal: &proc_macro2::Literal) -> Kind {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Kind::Text(text.value()),
        syn::Lit::ByteStr(bytes) => Kind::Text(String::from_utf8_lossy(&bytes.value()).into_owned()),
        syn::Lit::CStr(text) => Kind::Text(text.value().to_string_lossy().into_owned()),
        _ => Kind::Other,
    }
}

/// Every file of `src/`, by path.
pub fn sources() -> &'static [File] {
    static SOURCES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let paths = files(&root().join("src"), "rs").into_iter();
        let relative = paths.map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
        relative.map(|path| File::open(&path)).collect()
    });
    &SOURCES
}

/// Every file below a folder with this ending, by path.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_reader_sees_code_and_nothing_else() {
    let text = r###"
        //! crate::names
        use crate::{model::span, yaml::{Fields, Value}};
        // use crate::parse;
        /* crate::link /* nested */ crate::link */
        fn a<'x>(b: &'x str) -> char { crate::c("a \"b\" {", r#"raw " crate::enrich"#, b'\'', '"'); '}' }
        #[cfg(test)]
        mod tests { use crate::render; }
        /// "crate::review"
        struct S<'x, T> where T: Clone { #[serde(rename = "x-y")] a: Option<&'x
            Vec<T>>, pub b: fn(u8) -> [T; 2], pub(crate) c: u8 }
        fn last() {}
    "###;
    let file = File::new("src/link/x.rs", text);
    let imports = |path: &str, text: &str| {
        let file = File::new(path, text);
        let found = file.imports().into_iter();
        found.map(|(name, line)| format!("{name} {line}")).collect::<Vec<_>>()
    };
    assert_eq!(imports("src/link/x.rs", text), ["model 3", "yaml 3", "yaml 3", "c 6"]);
    let texts: Vec<&str> = file.tokens.iter().filter_map(Token::text).collect();
    assert_eq!(texts, ["a \"b\" {", "raw \" crate::enrich", "x-y"]);
    let [(name, fields)] = file.structs().try_into().ok().unwrap();
    let told = |field: &Field| {
        format!(
            "{} {:?} {} {}",
            field.name,
            field.renamed,
            field.public,
            field.kind.join("+")
        )
    };
    let fields: Vec<String> = fields.iter().map(told).collect();
    assert_eq!(name, "S");
    let expected = [
        "a Some(\"x-y\") false Option+Vec+T",
        "b None true fn+u8+T",
        "c None false u8",
    ];
    assert_eq!(fields, expected);
    assert_eq!(file.lines, 11);
    assert_eq!(imports("src/pipeline.rs", "super::parse::x()"), ["parse 1"]);
    assert_eq!(imports("src/a/b/c.rs", "super::super::super::parse::x()"), ["parse 1"]);
    assert_eq!(imports("src/a/b/c.rs", "super::super::x()"), ["a 1"]);
}

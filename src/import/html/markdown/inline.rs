//! Writes a line of Markdown with emphasis and links.

use crate::import::{clean, escape};

enum Piece {
    Text(String),
    End,
    /// The start of a mark, by its number.
    Open(usize),
    /// The end of a mark, by its number.
    Close(usize),
}

enum Mark {
    Emphasis(&'static str),
    Link(String),
}

#[derive(Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    /// The numbers of the open marks, innermost last.
    open: Vec<usize>,
}

impl Line {
    /// Adds text of the page, not escaped.
    pub(super) fn text(&mut self, text: &str) {
        self.pieces.push(Piece::Text(text.to_owned()));
    }

    pub(super) fn line_end(&mut self) {
        self.pieces.push(Piece::End);
    }

    /// Begins emphasis; `None` within emphasis of the same kind.
    pub(super) fn open(&mut self, mark: &'static str) -> Option<usize> {
        let same = |at: &usize| matches!(self.marks[*at], Mark::Emphasis(other) if other == mark);
        (!self.open.iter().any(same)).then(|| self.begin(Mark::Emphasis(mark)))
    }

    /// Begins a link; `None` within a link.
    pub(super) fn open_link(&mut self, url: String) -> Option<usize> {
        let is_link = |at: &usize| matches!(self.marks[*at], Mark::Link(_));
        (!self.open.iter().any(is_link)).then(|| self.begin(Mark::Link(url)))
    }

    fn begin(&mut self, mark: Mark) -> usize {
        let number = self.marks.len();
        self.marks.push(mark);
        self.open.push(number);
        self.pieces.push(Piece::Open(number));
        number
    }

    /// Ends a mark, unless a block within it has ended the line.
    pub(super) fn close(&mut self, number: Option<usize>) {
        if let Some(number) = number.filter(|number| self.open.last() == Some(number)) {
            self.open.pop();
            self.pieces.push(Piece::Close(number));
        }
    }

    /// The line as Markdown; empty if it has no text.
    pub(super) fn write(mut self) -> String {
        self.tidy();
        let plain = self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
        if plain {
            let texts = self.pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                _ => "",
            });
            return escape::paragraph(&texts.collect::<String>());
        }
        let kept: Vec<bool> = (0..self.marks.len()).map(|number| self.is_read(number)).collect();
        let mut out = String::new();
        let mut starts = true;
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => {
                    out.push_str(&escape::inline(text, starts));
                    starts = false;
                }
                Piece::End => {
                    out.push_str("\\\n");
                    starts = true;
                }
                Piece::Open(number) if kept[*number] => {
                    starts = false;
                    out.push_str(match self.marks[*number] {
                        Mark::Emphasis(mark) => mark,
                        Mark::Link(_) => "[",
                    });
                }
                Piece::Close(number) if kept[*number] => match &self.marks[*number] {
                    Mark::Emphasis(mark) => out.push_str(mark),
                    Mark::Link(url) => out.push_str(&format!("]({url})")),
                },
                _ => {}
            }
        }
        out
    }

    /// Collapses white space, moves it out of marks, and removes line breaks that are not between texts.
    fn tidy(&mut self) {
        let mut out: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        let (mut blank, mut end) = (false, false);
        let mut any = false;
        for piece in std::mem::take(&mut self.pieces) {
            match piece {
                Piece::Text(text) => {
                    let inner = clean::one_line(&text);
                    blank |= text.starts_with(char::is_whitespace);
                    if inner.is_empty() {
                        continue;
                    }
                    let between = match (any, end, blank) {
                        (true, true, _) => Some(Piece::End),
                        (true, false, true) => Some(Piece::Text(" ".to_owned())),
                        _ => None,
                    };
                    if let Some(between) = between {
                        let opened = out.iter().rev().take_while(|piece| matches!(piece, Piece::Open(_)));
                        let place = out.len() - opened.count();
                        out.insert(place, between);
                    }
                    blank = text.ends_with(char::is_whitespace);
                    (any, end) = (true, false);
                    out.push(Piece::Text(inner));
                }
                Piece::End => end = true,
                other => out.push(other),
            }
        }
        self.pieces = out;
    }

    /// Whether CommonMark would recognise a mark: closed, with text, and emphasis flanking. Others are omitted.
    fn is_read(&self, number: usize) -> bool {
        let place = |sought: fn(&Piece, usize) -> bool| self.pieces.iter().position(|piece| sought(piece, number));
        let open = place(|piece, number| matches!(piece, Piece::Open(at) if *at == number));
        let close = place(|piece, number| matches!(piece, Piece::Close(at) if *at == number));
        let (Some(open), Some(close)) = (open, close) else {
            return false;
        };
        let first = self.pieces[open..close].iter().find_map(first_char);
        let last = self.pieces[open..close].iter().rev().find_map(last_char);
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        if matches!(self.marks[number], Mark::Link(_)) {
            return true;
        }
        // Adjacent delimiters would be read as one run.
        let alone = |at: Option<usize>| {
            let piece = at.and_then(|at| self.pieces.get(at));
            !matches!(piece, Some(Piece::Open(at) | Piece::Close(at)) if matches!(self.marks[*at], Mark::Emphasis(_)))
        };
        if ![
            open.checked_sub(1),
            Some(open + 1),
            close.checked_sub(1),
            Some(close + 1),
        ]
        .into_iter()
        .all(alone)
        {
            return self.is_outermost(open, close);
        }
        let before = self.pieces[..open].iter().rev().find_map(last_char).unwrap_or(' ');
        let after = self.pieces[close..].iter().find_map(first_char).unwrap_or(' ');
        let punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let outside = |c: char| !c.is_alphanumeric();
        let star = |c: char| matches!(c, '*' | '_');
        !(star(before) || star(after) || star(first) || star(last))
            && (!punctuation(first) || outside(before))
            && (!punctuation(last) || outside(after))
    }

    /// Of directly nested marks only the outermost is kept, and of adjacent ones none.
    fn is_outermost(&self, open: usize, close: usize) -> bool {
        let is_mark = |at: Option<usize>| {
            matches!(
                at.and_then(|at| self.pieces.get(at)),
                Some(Piece::Open(_) | Piece::Close(_))
            )
        };
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        !is_mark(open.checked_sub(1))
            && !is_mark(Some(close + 1))
            && spaced(self.pieces[..open].iter().rev().find_map(last_char))
            && spaced(self.pieces[close..].iter().find_map(first_char))
    }
}

fn first_char(piece: &Piece) -> Option<char> {
    match piece {
        Piece::Text(text) => text.chars().next(),
        Piece::End => Some(' '),
        _ => None,
    }
}

fn last_char(piece: &Piece) -> Option<char> {
    match piece {
        Piece::Text(text) => text.chars().next_back(),
        Piece::End => Some(' '),
        _ => None,
    }
}

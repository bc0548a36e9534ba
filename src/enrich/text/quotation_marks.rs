//! What stands in quotation marks.

use crate::language::Grammar;
use crate::model::document::{BlockKind, Document};
use crate::model::span::Span;

/// A span in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With its marks; `inner` is without them.
    pub span: Span,
    pub inner: Span,
    pub block: u32,
    /// Whether it has a closing mark. A quotation over several paragraphs opens in each and closes in the last.
    pub closed: bool,
    /// Single marks, which are rarer and weaker evidence.
    pub single: bool,
    /// Two apostrophes on each side, which wikis make italics of: more often a name than a quotation.
    pub apostrophes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// „…“ and “…” and "…", which writers mix.
    Double,
    /// »…« and «…»
    Guillemets,
    /// ‚…‘ and ‘…’ and '…'
    Single,
    Apostrophes,
}

#[derive(Clone, Copy)]
struct Open {
    at: usize,
    length: usize,
    sign: char,
    style: Style,
    depth: usize,
}

impl Open {
    /// The span that opens here, in a block that begins at a byte; `spaced` says that spaces inside of
    /// guillemets are no part of what is quoted.
    fn marked(&self, text: &str, (base, block): (usize, u32), end: usize, inner_end: usize, spaced: bool) -> Marked {
        let start = self.at + self.length;
        let mut inner = Span::new(base + start, base + inner_end);
        if spaced && self.style == Style::Guillemets {
            let words = text[start..inner_end].trim_end();
            inner.end = (base + start + words.len()) as u32;
            inner.start = inner.end - words.trim_start().len() as u32;
        }
        Marked {
            span: Span::new(base + self.at, base + end),
            inner,
            block,
            closed: end > inner_end,
            single: matches!(self.style, Style::Single | Style::Apostrophes),
            apostrophes: self.style == Style::Apostrophes,
        }
    }
}

/// Finds the marked spans of the running text, outermost only, each inside one block.
pub fn find(document: &Document, grammar: &Grammar) -> Vec<Marked> {
    let plain = document.plain.as_str();
    let mut found = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Footnote) {
            let next = document.blocks.get(number + 1).map(|next| next.span.slice(plain));
            in_block(plain, (block.span, number as u32), next, grammar, &mut found);
        }
    }
    found
}

/// How often what stands behind a mark that is never closed is read again, in one block.
const READ_AGAIN: usize = 64;

/// The next place from `at` on where a mark can stand, by its first byte; else the end.
fn next_sign(text: &str, at: usize) -> usize {
    let can_begin = |byte: &u8| matches!(byte, b'\'' | b'"' | b'`' | 0xC2 | 0xE2);
    let next = text.as_bytes()[at..].iter().position(can_begin);
    next.map_or(text.len(), |next| at + next)
}

fn in_block(
    plain: &str,
    (block, number): (Span, u32),
    next_block: Option<&str>,
    grammar: &Grammar,
    found: &mut Vec<Marked>,
) {
    let text = block.slice(plain);
    let base = block.start as usize;
    let spaced = grammar.spaced_guillemets;
    let mut open: Option<Open> = None;
    let mut ends = Ends(None);
    let mut read_again = 0;
    let mut at = next_sign(text, 0);
    while at < text.len() || open.is_some() {
        let sign = text[at..].chars().next().unwrap_or(' ');
        let length = mark_length(text, at, sign);
        let around = Around::new(text, at, length, grammar);
        match (&mut open, style_of(sign, length)) {
            (_, None) => {}
            (None, Some(style))
                if opens(sign, style, around)
                    && (!is_apostrophe(text, at, style, &mut ends)
                        || sign == '‘' && next_block.is_some_and(|next| next.starts_with(sign))) =>
            {
                open = Some(Open {
                    at,
                    length,
                    sign,
                    style,
                    depth: 0,
                });
            }
            (Some(now), Some(style))
                if closes(now, sign, style, around) && !is_plural_genitive(text, at, (now.sign, sign), grammar) =>
            {
                if now.depth > 0 {
                    now.depth -= 1;
                } else {
                    found.push(now.marked(text, (base, number), at + length, at, spaced));
                    open = None;
                }
            }
            (Some(now), Some(style)) if style == now.style && sign == now.sign && sign == '„' => now.depth += 1,
            _ => {}
        }
        at = next_sign(text, (at + length.max(sign.len_utf8())).min(text.len()));
        if at >= text.len()
            && let Some(now) = open.take()
        {
            if continues_in_next(&now, next_block) {
                found.push(now.marked(text, (base, number), text.len(), text.len(), spaced));
            } else if read_again < READ_AGAIN {
                // Never closed: what stands behind it is read as if it were not there.
                at = next_sign(text, now.at + now.length);
                read_again += 1;
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn new(text: &str, at: usize, length: usize, grammar: &Grammar) -> Around {
        let (mut before, mut after) = (&text[..at], &text[at + length..]);
        if grammar.spaced_guillemets {
            match &text[at..at + length] {
                "«" => after = after.trim_start(),
                "»" => before = before.trim_end(),
                _ => {}
            }
        }
        Around {
            before: before.chars().next_back(),
            after: after.chars().next(),
        }
    }

    fn at_start(self) -> bool {
        let free = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '[' | '{' | '–' | '—' | '-' | '/' | ':' | ',' | '„' | '“' | '"' | '‚' | '‘' | '»' | '«'
                )
        };
        self.before.is_none_or(free)
            && self
                .after
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')' | ':'))
    }

    fn at_end(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric() || c == 's')
    }
}

/// Two apostrophes are one mark.
fn mark_length(text: &str, at: usize, sign: char) -> usize {
    if matches!(sign, '\'' | '`') && (text[at..].starts_with("''") || text[at..].starts_with("``")) {
        2
    } else {
        sign.len_utf8()
    }
}

fn style_of(sign: char, length: usize) -> Option<Style> {
    match sign {
        '„' | '“' | '”' | '"' | '‟' => Some(Style::Double),
        '«' | '»' => Some(Style::Guillemets),
        '\'' | '`' if length == 2 => Some(Style::Apostrophes),
        '‚' | '‘' | '’' | '\'' | '`' | '‹' | '›' => Some(Style::Single),
        _ => None,
    }
}

fn opens(sign: char, style: Style, around: Around) -> bool {
    match (style, sign) {
        (_, '„' | '‚') => around.after.is_some_and(|c| !c.is_whitespace()),
        (Style::Single, '’' | '`') => false,
        _ => around.at_start(),
    }
}

/// Signs that can close single marks.
const SINGLE_ENDS: [char; 5] = ['‘', '’', '\'', '›', '‹'];

/// Where each of these closes something for the last time in a block; looked for once it is asked.
struct Ends(Option<[Option<usize>; 5]>);

impl Ends {
    /// Whether one of the signs closes something behind `at`.
    fn any_behind(&mut self, text: &str, at: usize, signs: &[char]) -> bool {
        let ends = self
            .0
            .get_or_insert_with(|| SINGLE_ENDS.map(|sign| last_end(text, sign)));
        let mut known = SINGLE_ENDS.iter().zip(ends);
        known.any(|(sign, end)| signs.contains(sign) && end.is_some_and(|end| end > at))
    }
}

/// Where a sign stands for the last time behind a word and before none.
fn last_end(text: &str, sign: char) -> Option<usize> {
    let mut places = text.rmatch_indices(sign);
    let found = places.find(|(at, found)| {
        let after = text[at + found.len()..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric()) && !text[..*at].ends_with(char::is_whitespace)
    });
    found.map(|(at, _)| at)
}

/// Whether a single mark is an apostrophe: nothing that could close it follows.
fn is_apostrophe(text: &str, at: usize, style: Style, ends: &mut Ends) -> bool {
    if style != Style::Single {
        return false;
    }
    let sign = text[at..].chars().next().unwrap_or('\'');
    let closers: &[char] = match sign {
        '‚' => &['‘', '’', '\''],
        '‹' => &['›'],
        '›' => &['‹'],
        '‘' => &['’', '\''],
        _ => &['\'', '’'],
    };
    !ends.any_behind(text, at + sign.len_utf8(), closers)
}

/// How far ahead the end of a span in single marks is looked for.
const LOOK_AHEAD: usize = 600;

/// Whether a sign that could close is the apostrophe of a plural ("the workers’ demands"): the word
/// goes on with another, and a surer end follows before the next span opens.
fn is_plural_genitive(text: &str, at: usize, (opened, sign): (char, char), grammar: &Grammar) -> bool {
    let after = &text[at + sign.len_utf8()..];
    let goes_on = after
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_lowercase));
    if !matches!(sign, '’' | '\'') || opened == '‚' || grammar.name_stem(&text[..at]).is_none() || !goes_on {
        return false;
    }
    let mut before = ' ';
    for c in after.chars().take(LOOK_AHEAD) {
        if c == '‘' || c == '\'' && before == ' ' {
            return false;
        }
        if c == sign && matches!(before, '.' | ',' | '!' | '?' | '…') {
            return true;
        }
        before = c;
    }
    false
}

fn closes(open: &Open, sign: char, style: Style, around: Around) -> bool {
    if style != open.style {
        return false;
    }
    match (open.style, open.sign) {
        (Style::Double, '„' | '‟') => matches!(sign, '“' | '”') || sign == '"' && around.at_end(),
        (Style::Double, '“') => matches!(sign, '”') || matches!(sign, '"' | '“') && around.at_end(),
        (Style::Double, _) => around.at_end() || around.after.is_none_or(char::is_whitespace),
        (Style::Guillemets, opening) => sign != opening || around.at_end() && !around.at_start(),
        (Style::Apostrophes, _) => true,
        (Style::Single, '‚') => matches!(sign, '‘' | '’' | '\'') && around.after.is_none_or(|c| !c.is_alphanumeric()),
        (Style::Single, '‹') => sign == '›',
        (Style::Single, '›') => sign == '‹',
        (Style::Single, _) => matches!(sign, '’' | '\'') && around.after.is_none_or(|c| !c.is_alphanumeric()),
    }
}

/// Whether the next paragraph opens with the same mark.
fn continues_in_next(open: &Open, next: Option<&str>) -> bool {
    open.style != Style::Apostrophes && next.is_some_and(|text| text.trim_start().starts_with(open.sign))
}

//! Words and signs outside of quotation marks, each with what is known of it.
//!
//! What stands in marks is one token: so the frame of a quotation can be read as if the words in
//! it were a single thing.

use std::borrow::Cow;

use super::quotation_marks::{self, Marked};
use super::sentences;
use crate::language::{Flags, Grammar, Lexicon, Verb, WordInfo, Words, lowered};
use crate::model::document::{BlockKind, Document};
use crate::model::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits, with hyphens and apostrophes between them.
    Word,
    Sign(char),
    /// What stands in quotation marks: an index of `Tokenised::marks`.
    Quote(u32),
}

/// The most tokens of a sentence that is read as one.
const LONGEST: usize = 250;

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    pub info: WordInfo,
    pub capital: bool,
    /// Whether it is part of a name, as far as the tagger and the knowledge base know.
    pub named: bool,
    /// Whether that name is a person's.
    pub person: bool,
}

/// A sentence of the running text; what stands in marks never ends one.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    pub span: Span,
    /// Its first token, and one past its last.
    pub tokens: (usize, usize),
    pub block: u32,
}

pub struct Tokenised<'a> {
    pub plain: &'a str,
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
    pub marks: Vec<Marked>,
    /// Whether what stands in marks ends like a sentence or a clause, by the number of the mark.
    pub closing_marks: Vec<bool>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub all_sentences: Vec<Span>,
}

impl<'a> Tokenised<'a> {
    pub fn new(document: &'a Document, words: &'a Words) -> Tokenised<'a> {
        let mut text = Tokenised {
            plain: document.plain.as_str(),
            lexicon: &words.lexicon,
            grammar: &words.grammar,
            marks: quotation_marks::find(document, &words.grammar),
            closing_marks: Vec::new(),
            tokens: Vec::with_capacity(document.plain.len() / 5),
            sentences: Vec::new(),
            all_sentences: Vec::new(),
        };
        let closes = |mark: &Marked| {
            let inner = mark.inner.slice(text.plain).trim_end();
            inner.ends_with(['.', ',', '!', '?', '…', '–', '—', ';'])
        };
        text.closing_marks = text.marks.iter().map(closes).collect();
        let mut first_mark = 0;
        for (number, block) in document.blocks.iter().enumerate() {
            let marks = &text.marks[first_mark..];
            let count = marks.iter().take_while(|mark| mark.block == number as u32).count();
            let from = text.all_sentences.len();
            sentences::split(text.plain, block.span, &marks[..count], words, &mut text.all_sentences);
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::Footnote) {
                let spans = text.all_sentences[from..].to_vec();
                for span in spans {
                    text.scan(span, number as u32, (first_mark, first_mark + count));
                }
            }
            first_mark += count;
        }
        text.mark_surnames();
        text
    }

    /// Who is once named with a forename or an office is known by the surname everywhere.
    fn mark_surnames(&mut self) {
        let unknown = |token: &Token| {
            token.kind == TokenKind::Word
                && token.capital
                && !token
                    .info
                    .flags
                    .any(Flags::FUNCTION_WORD | Flags::SPEAKER | Flags::SPEECH_NOUN)
        };
        let mut surnames = std::collections::BTreeSet::new();
        let mut with_particles = std::collections::BTreeSet::new();
        let title = Flags::FORENAME | Flags::OFFICE | Flags::HONORIFIC | Flags::NAME_PARTICLE;
        for at in 1..self.tokens.len() {
            if !unknown(&self.tokens[at]) {
                continue;
            }
            if self.tokens[at - 1].info.flags.any(title) && self.tokens[at - 1].capital {
                let last = (at..self.tokens.len())
                    .take_while(|n| unknown(&self.tokens[*n]))
                    .last()
                    .unwrap_or(at);
                surnames.insert(self.text(last));
            }
            let before = self.particles_before(at);
            if before < at && before > 0 {
                let name = &self.tokens[before - 1];
                if name.capital && name.info.flags.any(Flags::FORENAME) {
                    surnames.insert(self.text(at));
                    with_particles.insert(self.text(at));
                }
            }
        }
        if surnames.is_empty() {
            return;
        }
        for at in 0..self.tokens.len() {
            if !unknown(&self.tokens[at]) {
                continue;
            }
            let word = self.text(at);
            let stem = self.grammar.name_stem(word);
            if surnames.contains(word) || stem.is_some_and(|stem| surnames.contains(stem)) {
                let flags = &mut self.tokens[at].info.flags;
                *flags = flags.with(Flags::SURNAME);
                // "sagte von der Leyen": the small words are neither prepositions nor articles here.
                if with_particles.contains(word) {
                    for particle in self.particles_before(at)..at {
                        self.tokens[particle].info.flags = Flags::NAME_PARTICLE | Flags::SURNAME;
                    }
                }
            }
        }
    }

    /// The first of the small words of a name right before a token; the token itself where there are none.
    fn particles_before(&self, at: usize) -> usize {
        let particle = |n: usize| self.is_word(n) && self.is(n, Flags::NAME_PARTICLE);
        let mut first = at;
        while first > 0 && at - first < 3 && particle(first - 1) {
            first -= 1;
        }
        first
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.tokens[at].span.slice(self.plain)
    }

    /// The text of a token in lower case.
    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        lowered(self.text(at))
    }

    /// A word without what marks a possessor.
    pub fn without_genitive_apostrophe<'w>(&self, word: &'w str) -> &'w str {
        self.grammar.possessive.without_apostrophe(word)
    }

    /// What a token can be; nothing past the end.
    pub fn flags(&self, at: usize) -> Flags {
        self.tokens.get(at).map_or(Flags::NONE, |token| token.info.flags)
    }

    /// Whether a token can be one of these.
    pub fn is(&self, at: usize, flags: Flags) -> bool {
        self.flags(at).any(flags)
    }

    /// Takes note of where names stand; the spans may overlap.
    pub fn mark_names(&mut self, names: impl Iterator<Item = (Span, bool)>) {
        for (name, person) in names {
            let first = self.tokens.partition_point(|token| token.span.end <= name.start);
            let inside = self.tokens[first..]
                .iter_mut()
                .take_while(|token| token.span.start < name.end);
            inside.filter(|token| token.kind == TokenKind::Word).for_each(|token| {
                token.named = true;
                token.person |= person;
            });
        }
    }

    /// The reporting verb of which a token is a form.
    pub fn verb(&self, at: usize) -> Option<&'a Verb> {
        self.lexicon.verbs.get(usize::from(self.tokens[at].info.verb?))
    }

    /// What a token is in quotation marks, without the marks and the space at its end.
    pub fn quoted(&self, at: usize) -> Option<&'a str> {
        match self.tokens.get(at)?.kind {
            TokenKind::Quote(number) => Some(self.marks[number as usize].inner.slice(self.plain).trim_end()),
            _ => None,
        }
    }

    /// Whether a token is text in quotation marks.
    pub fn is_quote(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
    }

    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Sign(sign))
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// The span from one token to another, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.to(self.tokens[last].span)
    }

    pub fn sentence_at(&self, byte: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= byte);
        after
            .checked_sub(1)
            .filter(|number| self.sentences[*number].span.end > byte)
    }

    /// The sentence of a marked span, by number, and its token; nothing where it is no token of its own.
    pub fn place_of_mark(&self, number: usize) -> Option<(usize, usize)> {
        let start = self.marks[number].span.start;
        let sentence = self.sentence_at(start)?;
        let (first, end) = self.sentences[sentence].tokens;
        let at = first + self.tokens[first..end].partition_point(|token| token.span.start < start);
        let is_it = at < end && self.tokens[at].kind == TokenKind::Quote(number as u32);
        is_it.then_some((sentence, at))
    }

    fn scan(&mut self, sentence: Span, block: u32, marks: (usize, usize)) {
        let first = self.tokens.len();
        let text = sentence.slice(self.plain);
        let base = sentence.start;
        let before = |mark: &Marked| mark.span.start < base;
        let mut next_mark = marks.0 + self.marks[marks.0..marks.1].partition_point(before);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let start = base + at as u32;
            let alphanumeric = c.is_alphanumeric();
            while next_mark < marks.1 && self.marks[next_mark].span.start < start {
                next_mark += 1;
            }
            if !alphanumeric
                && next_mark < marks.1
                && self.marks[next_mark].span.start == start
                && self.marks[next_mark].span.end <= sentence.end
            {
                let span = self.marks[next_mark].span;
                self.push(span, TokenKind::Quote(next_mark as u32));
                at = (span.end - base) as usize;
                continue;
            }
            let (length, link) = if alphanumeric {
                let length = self.word_length(&text[at..]);
                self.grammar.host_and_link(&text[at..at + length])
            } else {
                (c.len_utf8(), 0)
            };
            let span = Span {
                start,
                end: start + length as u32,
            };
            if alphanumeric {
                self.push(span, TokenKind::Word);
            } else if !c.is_whitespace() {
                self.push(span, TokenKind::Sign(c));
            }
            at += length + link;
        }
        self.push_sentences(sentence, first, block);
    }

    /// Adds the sentence that begins at the token `first`. One that is longer than anybody writes is split,
    /// which keeps texts without full stops fast.
    fn push_sentences(&mut self, sentence: Span, first: usize, block: u32) {
        let end = self.tokens.len();
        if end - first <= LONGEST {
            if end > first {
                self.sentences.push(Sentence {
                    span: sentence,
                    tokens: (first, end),
                    block,
                });
            }
            return;
        }
        for from in (first..end).step_by(LONGEST) {
            let to = end.min(from + LONGEST);
            self.sentences.push(Sentence {
                span: self.span(from, to - 1),
                tokens: (from, to),
                block,
            });
        }
    }

    fn push(&mut self, span: Span, kind: TokenKind) {
        let word = span.slice(self.plain);
        let info = if kind == TokenKind::Word {
            self.info(word)
        } else {
            WordInfo::default()
        };
        self.tokens.push(Token {
            span,
            kind,
            info,
            capital: is_capital(word),
            named: false,
            person: false,
        });
    }

    /// What is known of a word of the text.
    pub fn info(&self, word: &str) -> WordInfo {
        self.lexicon.word(word.trim_end_matches(['.', '’', '\'']))
    }

    /// The length of the word at the start of a text.
    pub fn word_length(&self, text: &str) -> usize {
        let length = word_length(text);
        length + usize::from(self.grammar.capital_tells_name() && is_abbreviation(text, length))
    }
}

/// Whether a word is written as names are: iPhone and ver.di-Chef as well.
pub fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || word.len() > 3 && word.contains(char::is_uppercase)
}

/// Whether the full stop behind a short word with a capital is its own: "Dr. Meer", "Sen. Lund".
/// What ends a sentence stands at its end.
fn is_abbreviation(text: &str, length: usize) -> bool {
    let (word, rest) = text.split_at(length);
    let behind = rest.strip_prefix('.').unwrap_or("");
    word.len() <= 5
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && behind.starts_with(' ')
        && behind.trim_start().starts_with(char::is_uppercase)
}

/// The length of the word at the start of a text: hyphens, apostrophes and slashes join what they
/// stand between, full stops join numbers, and an initial keeps its own.
fn word_length(text: &str) -> usize {
    // Most words are plain letters before a space.
    let bytes = text.as_bytes();
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if plain > 0 && bytes.get(plain) == Some(&b' ') {
        return plain;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '-' | '‑' | '’' | '\'' | '/' | '&' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' => next.is_some_and(|n| n.is_ascii_digit()) && text[..at].ends_with(|p: char| p.is_ascii_digit()),
            _ => false,
        };
        if !joins {
            let initial = c == '.' && text[..at].chars().count() == 1 && text.starts_with(char::is_uppercase);
            return if initial { at + 1 } else { end };
        }
    }
    end
}

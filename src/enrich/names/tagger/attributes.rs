//! The attributes of tokens, independent of their context.

use crate::enrich::names::tokens::NameToken;
use crate::language::{Flags, WordTable};

#[derive(Clone, Copy, Debug, Default)]
pub struct TokenAttributes<'a> {
    /// The token without possessive ending.
    pub text: &'a str,
    pub word: u32,
    /// The hash of the word in lower case.
    pub lower: u32,
    /// The word cluster; 0 if unknown.
    pub class: u16,
    /// The flags of the word in the word table.
    pub marks: u8,
    /// The path of the cluster in the tree of clusters.
    pub path: u32,
    /// The shape, such as [`CAPITAL`].
    pub shape: u8,
    /// The kinds of the word in the lexicon, as bits, see [`kinds`].
    pub kinds: u16,
    /// The known names at this token.
    pub known: u8,
    /// The cases in which the word occurs elsewhere, see [`CaseFilter`].
    pub elsewhere: u8,
    pub capital: bool,
    /// Whether it is a lower-case particle of a surname.
    pub particle: bool,
    /// See [`NameToken::sentence_start`].
    pub start: bool,
    pub quoted: bool,
    /// The word cluster of the first part of a hyphenated compound.
    pub part: u16,
    /// The number of its block; features do not cross blocks.
    pub block: u32,
}

pub const SIGN: u8 = 0;
/// A word in lower case.
pub const LOWER: u8 = 1;
pub const DIGITS: u8 = 2;
/// One capital, alone or with a full stop.
pub const INITIAL: u8 = 3;
/// A capital and lower-case letters.
pub const CAPITAL: u8 = 4;
/// Capitals only.
pub const CAPITALS: u8 = 5;
/// Upper and lower case mixed.
pub const MIXED: u8 = 6;
pub const NUMBERED: u8 = 7;
/// Added to the shape if there is a hyphen.
pub const HYPHEN: u8 = 8;

pub fn of<'a>(plain: &'a str, tokens: &[NameToken], table: &WordTable) -> Vec<TokenAttributes<'a>> {
    let mut seen = CaseFilter::default();
    let mut facts: Vec<TokenAttributes> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let text = without_possessor(token.span.slice(plain));
        let (word, lower) = hashes(text);
        let mut entry = table.find(word);
        let mut part = 0;
        let shape = if token.word { shape(text) } else { SIGN };
        if entry.class == 0 && token.word && token.capital {
            // A genitive has the cluster of its nominative, a compound that of its last part.
            if let Some(stem) = text.strip_suffix('s') {
                entry = table.find(word_hash(stem));
            }
            if entry.class == 0 && shape & HYPHEN != 0 {
                let mut parts = text.split('-');
                part = parts.next().map_or(0, |first| table.find(word_hash(first)).class);
                entry.class = parts.next_back().map_or(0, |last| table.find(word_hash(last)).class);
            }
        }
        if token.word && !token.sentence_start {
            seen.add(lower, token.capital);
        }
        facts.push(TokenAttributes {
            text,
            word,
            lower,
            class: entry.class,
            marks: entry.marks,
            path: table.path(entry.class),
            shape,
            kinds: if token.word { kinds(token.info.flags) } else { 0 },
            known: token.known,
            elsewhere: 0,
            capital: token.capital && token.word,
            particle: token.word && !token.capital && token.info.flags.any(Flags::NAME_PARTICLE),
            start: token.sentence_start,
            quoted: token.quoted,
            part,
            block: token.block,
        });
    }
    for fact in facts.iter_mut().filter(|fact| fact.capital) {
        fact.elsewhere = seen.of(fact.lower);
    }
    facts
}

/// A word without possessive ending ('s).
fn without_possessor(word: &str) -> &str {
    let stem = word.strip_suffix('s').and_then(|stem| stem.strip_suffix(['\'', '’']));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(word)
}

/// The hash of a word in the word table.
pub fn word_hash(word: &str) -> u32 {
    hashes(word).0
}

/// The hashes of a word and of its lower case, in which letters beyond Latin-1 keep their case.
fn hashes(text: &str) -> (u32, u32) {
    const BY: u64 = 0x9E37_79B9_7F4A_7C15;
    let (mut word, mut lower) = (0u64, 0u64);
    let mut before = 0u8;
    for byte in text.bytes() {
        let latin = before == 0xC3 && (0x80..0x9F).contains(&byte);
        let small = if byte.is_ascii_uppercase() || latin {
            byte | 0x20
        } else {
            byte
        };
        word = (word.rotate_left(5) ^ u64::from(byte)).wrapping_mul(BY);
        lower = (lower.rotate_left(5) ^ u64::from(small)).wrapping_mul(BY);
        before = byte;
    }
    ((word >> 32) as u32, (lower >> 32) as u32)
}

fn shape(text: &str) -> u8 {
    let bytes = text.as_bytes();
    if let Some((first, rest)) = bytes.split_first()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        match first {
            b'a'..=b'z' => return LOWER,
            b'A'..=b'Z' if !rest.is_empty() => return CAPITAL,
            _ => {}
        }
    }
    let (mut upper, mut small, mut digits, mut hyphen) = (0, 0, 0, 0);
    for c in text.chars() {
        match c {
            'a'..='z' => small += 1,
            'A'..='Z' => upper += 1,
            '0'..='9' => digits += 1,
            '-' | '‑' | '/' => hyphen = HYPHEN,
            _ if c.is_uppercase() => upper += 1,
            _ if c.is_alphabetic() => small += 1,
            _ => {}
        }
    }
    let first = text.starts_with(char::is_uppercase);
    let base = match (upper, small, digits) {
        (0, 0, _) => DIGITS,
        (0, _, 0) => LOWER,
        (1, 0, 0) => INITIAL,
        (_, 0, 0) => CAPITALS,
        (1, _, 0) if first => CAPITAL,
        (_, _, 0) if hyphen != 0 && first => CAPITAL,
        (_, _, 0) => MIXED,
        _ => NUMBERED,
    };
    base | hyphen
}

/// The kinds of words in the lexicon that are relevant for names, one bit each.
const KINDS: [Flags; 16] = [
    Flags::OFFICE,
    Flags::HONORIFIC,
    Flags::FORENAME,
    Flags::SURNAME,
    Flags::ORGANIZATION,
    Flags::DOCUMENT,
    Flags::NAMED_THING.with(Flags::NAMING),
    Flags::PERSON_PLURAL.with(Flags::FAMILY_M).with(Flags::FAMILY_F),
    Flags::MONTH.with(Flags::WEEKDAY),
    Flags::ARTICLE,
    Flags::PREPOSITION,
    Flags::NAME_PARTICLE,
    Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY),
    Flags::SPEECH_NOUN.with(Flags::SOURCE_NOUN).with(Flags::OCCASION),
    Flags::PRONOUN.with(Flags::CONJUNCTION).with(Flags::FUNCTION_WORD),
    Flags::MEDIUM,
];

fn kinds(flags: Flags) -> u16 {
    if flags == Flags::NONE {
        return 0;
    }
    let bit = |(number, kind): (usize, &Flags)| u16::from(flags.any(*kind)) << number;
    KINDS.iter().enumerate().map(bit).sum()
}

/// The words that occur within sentences, in lower case and capitalised: two Bloom filters, which may have false
/// positives.
struct CaseFilter([[u64; CaseFilter::SIZE]; 2]);

impl Default for CaseFilter {
    fn default() -> CaseFilter {
        CaseFilter([[0; CaseFilter::SIZE]; 2])
    }
}

impl CaseFilter {
    const SIZE: usize = 256;

    fn place(hash: u32) -> (usize, u64) {
        let bit = hash >> 18;
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn add(&mut self, hash: u32, capital: bool) {
        let (at, bit) = CaseFilter::place(hash);
        self.0[usize::from(capital)][at] |= bit;
    }

    /// 1 for lower case, 2 for capitalised, 3 for both.
    fn of(&self, hash: u32) -> u8 {
        let (at, bit) = CaseFilter::place(hash);
        u8::from(self.0[0][at] & bit != 0) | u8::from(self.0[1][at] & bit != 0) << 1
    }
}

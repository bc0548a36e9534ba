//! What is known of each word, whatever stands around it.

use crate::enrich::names::tokens::NameToken;
use crate::language::{Flags, WordTable};

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The word.
    pub text: &'a str,
    /// Its hash.
    pub word: u32,
    /// The hash of the word in lower case.
    pub lower: u32,
    /// The class of words that are used alike; 0 where it is not known.
    pub class: u16,
    /// The marks of the word in the list.
    pub marks: u8,
    /// Where the class stands in the tree of classes.
    pub path: u32,
    /// How it is written.
    pub shape: u8,
    /// What the vocabulary has it to be, see [`kinds`].
    pub kinds: u16,
    /// What it is in the knowledge base.
    pub known: u8,
    /// How the text has it elsewhere, see [`Seen`].
    pub elsewhere: u8,
    /// Written as names are.
    pub capital: bool,
    /// Can begin a surname in lower case.
    pub particle: bool,
    /// See [`NameToken::sentence_start`].
    pub start: bool,
    /// Stands in quotation marks.
    pub quoted: bool,
    /// The class of the first or the last part of a compound with a hyphen.
    pub part: u16,
    /// Where its sentence lies: features do not look beyond.
    pub block: u32,
}

/// A sign.
pub const SIGN: u8 = 0;
/// A word in lower case.
pub const LOWER: u8 = 1;
/// A word of digits.
pub const DIGITS: u8 = 2;
/// One capital, alone or with a full stop.
pub const INITIAL: u8 = 3;
/// A capital and small letters.
pub const CAPITAL: u8 = 4;
/// Capitals only.
pub const CAPITALS: u8 = 5;
/// Capitals among small letters.
pub const MIXED: u8 = 6;
/// Letters and digits.
pub const NUMBERED: u8 = 7;
/// Added where there is a hyphen.
pub const HYPHEN: u8 = 8;

/// The facts of all tokens.
pub fn of<'a>(plain: &'a str, tokens: &[NameToken], table: &WordTable) -> Vec<Facts<'a>> {
    let mut seen = Seen::default();
    let mut facts: Vec<Facts> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let text = without_possessor(token.span.slice(plain));
        let (word, lower) = hashes(text);
        let mut entry = table.find(word);
        let mut part = 0;
        let shape = if token.word { shape(text) } else { SIGN };
        if entry.class == 0 && token.word && token.capital {
            // A genitive is used as its nominative, a compound as its last part.
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
        facts.push(Facts {
            text,
            word,
            lower,
            class: entry.class,
            marks: entry.marks,
            path: table.path(entry.class),
            shape,
            kinds: if token.word { kinds(token.info.flags) } else { 0 },
            known: token.known.bits(),
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

/// A word without an ending that an apostrophe sets apart.
fn without_possessor(word: &str) -> &str {
    let stem = word.strip_suffix('s').and_then(|stem| stem.strip_suffix(['\'', '’']));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(word)
}

/// The hash of a word, for the list of words.
pub fn word_hash(word: &str) -> u32 {
    hashes(word).0
}

/// The hashes of a word and of the word in lower case. Letters beyond Latin-1 keep their case,
/// which does not matter as long as it is always so.
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

/// The kinds of words of the vocabulary that say something about names, a bit each.
const KINDS: [Flags; 16] = [
    Flags::OFFICE,
    Flags::HONORIFIC,
    Flags::FORENAME,
    Flags::SURNAME,
    Flags::ORGANIZATION,
    Flags::DOCUMENT,
    Flags::NAMED_THING.with(Flags::NAMING),
    Flags::PEOPLE.with(Flags::FAMILY_M).with(Flags::FAMILY_F),
    Flags::MONTH.with(Flags::WEEKDAY),
    Flags::ARTICLE,
    Flags::PREPOSITION,
    Flags::NAME_PARTICLE,
    Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY),
    Flags::SPEECH_NOUN.with(Flags::SOURCE_NOUN).with(Flags::OCCASION),
    Flags::PRONOUN.with(Flags::CONJUNCTION).with(Flags::SMALL),
    Flags::MEDIUM,
];

fn kinds(flags: Flags) -> u16 {
    if flags == Flags::NONE {
        return 0;
    }
    let bit = |(number, kind): (usize, &Flags)| u16::from(flags.any(*kind)) << number;
    KINDS.iter().enumerate().map(bit).sum()
}

/// Which words a text has inside its sentences, in lower case and with a capital; now and then
/// one more than it has.
struct Seen([[u64; Seen::SIZE]; 2]);

impl Default for Seen {
    fn default() -> Seen {
        Seen([[0; Seen::SIZE]; 2])
    }
}

impl Seen {
    const SIZE: usize = 256;

    fn place(hash: u32) -> (usize, u64) {
        let bit = hash >> 18;
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn add(&mut self, hash: u32, capital: bool) {
        let (at, bit) = Seen::place(hash);
        self.0[usize::from(capital)][at] |= bit;
    }

    /// 1 where it is seen in lower case, 2 with a capital, 3 both.
    fn of(&self, hash: u32) -> u8 {
        let (at, bit) = Seen::place(hash);
        u8::from(self.0[0][at] & bit != 0) | u8::from(self.0[1][at] & bit != 0) << 1
    }
}

//! Splits a text into words and gaps, and hashes both.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    /// The number of the gap before it, see [`gap`].
    pub gap: u64,
}

/// The longest gap between two words of a name, in bytes.
const LONGEST_GAP: usize = 24;

const NOT: u8 = 0;
const WORD: u8 = 1;
/// The first byte of a Latin letter with diacritics, with few exceptions.
const LATIN: u8 = 2;
/// Any other byte outside of ASCII.
const OTHER: u8 = 3;

const CLASSES: [u8; 256] = {
    let mut classes = [NOT; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        classes[byte] = match b {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => WORD,
            0xC3..=0xCA => LATIN,
            0x80.. => OTHER,
            _ => NOT,
        };
        byte += 1;
    }
    classes
};

/// The length of the character at a position, and whether it belongs to words.
#[inline]
fn character(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    match CLASSES[bytes[at] as usize] {
        NOT => (1, false),
        WORD => (1, true),
        // × and ÷
        LATIN => (2, bytes[at] != 0xC3 || !matches!(bytes.get(at + 1), Some(0x97 | 0xB7))),
        _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) => (c.len_utf8(), c.is_alphanumeric()),
            None => (1, false),
        },
    }
}

/// The end of the word that contains a position.
#[inline]
pub(super) fn word_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while at < text.len() {
        let (length, inside) = character(text, at);
        if !inside {
            break;
        }
        at += length;
    }
    at
}

/// The start of the next word; the end of the text if there is none.
#[inline]
pub(super) fn word_start(text: &str, from: usize) -> usize {
    let mut at = from;
    while at < text.len() {
        let (length, inside) = character(text, at);
        if inside {
            break;
        }
        at += length;
    }
    at
}

/// The word after the end of another, if it can belong to the same name.
pub(super) fn next(text: &str, end: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    // Nearly always one space.
    let start = if bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        end + 1
    } else {
        word_start(text, end)
    };
    if start >= text.len() || start - end > LONGEST_GAP {
        return None;
    }
    Some(Word {
        start,
        end: word_end(text, start),
        gap: gap(&text[end..start])?,
    })
}

/// A number for the text between two words, in which white space is collapsed and variants of marks are equal. `None` at
/// the end of a paragraph.
pub(super) fn gap(between: &str) -> Option<u64> {
    if between == " " {
        return Some(u64::from(b' '));
    }
    let mut number = 0u64;
    let mut lines = 0;
    let mut space = false;
    for c in between.chars() {
        if c.is_whitespace() {
            lines += usize::from(c == '\n');
            space = true;
            continue;
        }
        if space {
            number = number.wrapping_mul(0x0100_0000_01B3) ^ u64::from(b' ');
            space = false;
        }
        number = number.wrapping_mul(0x0100_0000_01B3) ^ u64::from(canonical(c));
    }
    if space {
        number = number.wrapping_mul(0x0100_0000_01B3) ^ u64::from(b' ');
    }
    (lines < 2).then_some(number)
}

/// The canonical variant of a mark.
fn canonical(c: char) -> u32 {
    let c = match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' | '‟' => '"',
        '‐' | '‑' => '-',
        other => other,
    };
    c as u32
}

/// A hash of a word. Collisions are not handled: with 64 bits they are negligible.
#[inline]
pub(super) fn hash(word: &[u8]) -> u64 {
    let length = word.len();
    let mut state = 0x243F_6A88_85A3_08D3 ^ length as u64;
    if length >= 8 {
        let mut rest = word;
        while let Some((chunk, more)) = rest.split_first_chunk::<8>() {
            state = fold(state ^ u64::from_le_bytes(*chunk));
            rest = more;
        }
        if let (false, Some(last)) = (rest.is_empty(), word.last_chunk::<8>()) {
            state = fold(state ^ u64::from_le_bytes(*last));
        }
        return state;
    }
    let number = match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => word.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    fold(state ^ number)
}

/// Mixes the bits of a number (as wyhash).
#[inline]
pub(super) fn fold(number: u64) -> u64 {
    let product = u128::from(number ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
    (product as u64) ^ (product >> 64) as u64
}

//! Ranges of text, and the way from byte offsets to Unicode code points.

use serde::{Deserialize, Serialize};

/// A range of bytes in a text, end exclusive. Both ends lie on character boundaries of that text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the given byte offsets. Texts are capped far below 4 GiB, so the offsets fit.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it covers; empty where it does not fit `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// From the start of this span to the end of a later one.
    pub fn to(self, last: Span) -> Span {
        Span {
            start: self.start,
            end: last.end,
        }
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Distance between two checkpoints of [`CodePoints`], in bytes.
const STRIDE: usize = 256;

/// Turns byte offsets of one text into offsets in Unicode code points.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    checkpoints: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Counts the text once, in steps of 256 bytes.
    pub fn new(text: &'a str) -> CodePoints<'a> {
        let mut count = 0u32;
        let checkpoints = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = count;
                count += code_points(chunk);
                before
            })
            .collect();
        CodePoints { text, checkpoints }
    }

    /// The number of code points before byte `offset`.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let index = offset / STRIDE;
        match self.checkpoints.get(index) {
            Some(before) => before + code_points(&self.text.as_bytes()[index * STRIDE..offset]),
            None => self.checkpoints.last().map_or(0, |before| {
                before + code_points(&self.text.as_bytes()[(index - 1) * STRIDE..offset])
            }),
        }
    }
}

/// Counts the bytes that begin a character.
fn code_points(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}

//! The weights of the name tagger: `names.model`, one file a language, which `scripts/train_names/` learns and
//! writes (`docs/entities.md`, "To learn again").
//!
//! The file holds known words, each with the class of words that are used alike, and a table of weights
//! with one row for each hash of a feature. `enrich::names::tagger` computes the features and their hashes.

mod bytes;
mod words;

#[cfg(feature = "internals")]
pub use words::WordEntry;
pub use words::WordTable;

use bytes::Reader;
#[cfg(feature = "internals")]
use bytes::Writer;

/// How many weights a row has: four places in a name, four classes.
pub const LANES: usize = 16;

/// What can stand before or after a name: nothing, or one of four classes.
pub const SIDES: usize = 5;

/// A row of weights: for each class the first word of a name, a word inside, the last, the only one.
pub type Row = [i8; LANES];

/// The first bytes of the file: format and version.
const MAGIC: &[u8] = b"names 1\n";

/// The binary logarithm of the most rows: a larger table would not fit into the cache of a core beside a text.
const MOST_BITS: u32 = 18;

#[derive(Clone, Debug)]
pub struct NameModel {
    /// The binary logarithm of the number of rows.
    bits: u32,
    rows: Vec<Row>,
    /// What is added where one class follows another, by the first and the second.
    pub follows: [[i16; SIDES]; SIDES],
    /// How many units of weight are a natural unit of log odds.
    pub unit: u16,
    pub words: WordTable,
}

impl Default for NameModel {
    /// A model that finds nothing.
    fn default() -> NameModel {
        NameModel::new(0, vec![[0; LANES]], [[0; SIDES]; SIDES], 1, WordTable::default())
    }
}

impl NameModel {
    /// A model of 2^`bits` rows; missing rows are empty.
    pub fn new(bits: u32, rows: Vec<Row>, follows: [[i16; SIDES]; SIDES], unit: u16, words: WordTable) -> NameModel {
        let bits = bits.min(MOST_BITS);
        let mut rows = rows;
        rows.resize(1 << bits, [0; LANES]);
        NameModel {
            bits,
            rows,
            follows,
            unit: unit.max(1),
            words,
        }
    }

    pub fn row(&self, hash: u32) -> &Row {
        &self.rows[self.number(hash)]
    }

    /// The number of the row of a hash.
    pub fn number(&self, hash: u32) -> usize {
        (u64::from(hash) >> (32 - self.bits)) as usize
    }

    pub fn is_empty(&self) -> bool {
        self.bits == 0
    }

    /// The content of the file: the number of empty rows, then the weights of a row that are not 0.
    #[cfg(feature = "internals")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MAGIC);
        out.number(self.bits);
        out.number(u32::from(self.unit));
        for weight in self.follows.iter().flatten() {
            out.pair(weight.cast_unsigned());
        }
        self.words.write(&mut out);
        let mut skipped = 0;
        for row in &self.rows {
            if *row == [0; LANES] {
                skipped += 1;
                continue;
            }
            out.number(skipped);
            skipped = 0;
            let used = (0..LANES).filter(|lane| row[*lane] != 0);
            out.pair(used.fold(0, |bits, lane| bits | 1 << lane));
            for weight in row.iter().filter(|weight| **weight != 0) {
                out.raw(&weight.to_le_bytes());
            }
        }
        out.number(skipped);
        out.into_bytes()
    }

    /// Reads the content of a file; `None` where it is not a model.
    pub fn from_bytes(bytes: &[u8]) -> Option<NameModel> {
        let mut input = Reader::new(bytes.strip_prefix(MAGIC)?);
        let bits = input.number()?;
        if bits > MOST_BITS {
            return None;
        }
        let unit = u16::try_from(input.number()?).ok()?;
        let mut follows = [[0; SIDES]; SIDES];
        for weight in follows.iter_mut().flatten() {
            *weight = input.pair()?.cast_signed();
        }
        let words = WordTable::read(&mut input)?;
        let mut rows = vec![[0; LANES]; 1 << bits];
        let mut at = 0;
        loop {
            at += input.number()? as usize;
            if at == rows.len() {
                return input
                    .is_done()
                    .then(|| NameModel::new(bits, rows, follows, unit, words));
            }
            let row = rows.get_mut(at)?;
            let used = input.pair()?;
            for lane in (0..LANES).filter(|lane| used & 1 << lane != 0) {
                row[lane] = i8::from_le_bytes([input.byte()?]);
            }
            at += 1;
        }
    }
}

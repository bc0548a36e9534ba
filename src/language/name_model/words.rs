//! Known words by their hash, with the class of words that are used alike.

use super::bytes::Reader;
#[cfg(feature = "internals")]
use super::bytes::Writer;

/// How many bits of a hash are kept: one unknown word in a thousand is taken for a known one.
const KEPT: u32 = 28;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordEntry {
    /// The class, from 1; 0 where the word is unknown.
    pub class: u16,
    /// Six bits that the trainer sets and the weights give a meaning to.
    pub marks: u8,
}

/// The most classes: a class is packed into ten bits.
const MOST_CLASSES: usize = 1023;

/// A hash table of words with open addressing.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    /// The path of each class in the tree of classes, from the root: the lowest bit is the first branch.
    paths: Vec<u32>,
    /// The words in order of their hashes: the bits that are kept of the hash, and the packed entry.
    entries: Vec<(u32, u16)>,
    /// The words for look-ups, at least twice as many slots: the rest of a hash above the packed entry; 0 is free.
    slots: Vec<u32>,
    /// How many of the kept bits give the slot.
    slot_bits: u32,
}

impl WordTable {
    /// A table of words by their hashes, and of the paths of the classes, from class 1 on. Of two
    /// words with one hash the first stays.
    #[cfg(feature = "internals")]
    pub fn new(paths: Vec<u32>, words: Vec<(u32, WordEntry)>) -> WordTable {
        let pack = |entry: WordEntry| (entry.class.min(MOST_CLASSES as u16) << 6) | u16::from(entry.marks & 0x3F);
        let mut entries: Vec<(u32, u16)> = words
            .into_iter()
            .map(|(hash, entry)| (hash >> (32 - KEPT), pack(entry)))
            .collect();
        entries.sort_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        let mut paths = paths;
        paths.truncate(MOST_CLASSES);
        WordTable::of_sorted(paths, entries)
    }

    fn of_sorted(paths: Vec<u32>, entries: Vec<(u32, u16)>) -> WordTable {
        let slot_bits = (entries.len() * 2 + 1).next_power_of_two().ilog2().clamp(12, KEPT);
        let mut slots = vec![0; 1 << slot_bits];
        let mask = slots.len() - 1;
        let mut table = WordTable {
            paths,
            slot_bits,
            ..WordTable::default()
        };
        for (key, packed) in &entries {
            let (mut at, rest) = table.place(*key);
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = rest | u32::from(*packed);
        }
        table.slots = slots;
        table.entries = entries;
        table
    }

    /// The slot of a key, and the rest of the key, shifted above a packed entry.
    fn place(&self, key: u32) -> (usize, u32) {
        let rest_bits = KEPT - self.slot_bits;
        let slot = key >> rest_bits;
        // At least 12 bits tell the slot, so 16 are enough for the others.
        let rest = key & ((1 << rest_bits) - 1);
        (slot as usize, rest << 16)
    }

    /// What is known of the word with this hash.
    pub fn find(&self, hash: u32) -> WordEntry {
        if self.slots.is_empty() {
            return WordEntry::default();
        }
        let (mut at, rest) = self.place(hash >> (32 - KEPT));
        let mask = self.slots.len() - 1;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return WordEntry::default();
            }
            if slot & 0xFFFF_0000 == rest {
                return WordEntry {
                    class: (slot as u16) >> 6,
                    marks: slot as u8 & 0x3F,
                };
            }
            at = (at + 1) & mask;
        }
    }

    /// The path of a class in the tree of classes; 0 where it is unknown.
    pub fn path(&self, class: u16) -> u32 {
        let number = usize::from(class).checked_sub(1);
        number.and_then(|number| self.paths.get(number)).copied().unwrap_or(0)
    }

    /// The number of words.
    #[cfg(feature = "internals")]
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Writes the words in order of their hashes, as differences.
    #[cfg(feature = "internals")]
    pub(super) fn write(&self, out: &mut Writer) {
        out.number(self.paths.len() as u32);
        for path in &self.paths {
            out.number(*path);
        }
        out.number(self.entries.len() as u32);
        let mut before = 0;
        for (key, _) in &self.entries {
            out.number(key - before);
            before = *key;
        }
        for (_, packed) in &self.entries {
            out.pair(*packed);
        }
    }

    /// Reads what [`WordTable::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Option<WordTable> {
        let count = input.number()? as usize;
        if count > MOST_CLASSES {
            return None;
        }
        let paths = (0..count).map(|_| input.number()).collect::<Option<Vec<u32>>>()?;
        let count = input.number()?;
        let mut before = 0u32;
        let mut keys = Vec::new();
        for _ in 0..count {
            before = before.checked_add(input.number()?)?;
            keys.push(before);
        }
        if before >> KEPT != 0 {
            return None;
        }
        let mut entries = Vec::with_capacity(keys.len());
        for key in keys {
            entries.push((key, input.pair()?));
        }
        Some(WordTable::of_sorted(paths, entries))
    }
}

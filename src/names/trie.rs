//! Names as paths in a trie of words, with their owners. Words are stored as hashes.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::hash_map::Entry;

use ahash::AHashMap;

use super::words;
use crate::language::Words;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

pub(super) const ROOT: u32 = 0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// The word as in the name.
    Exact = 1,
    /// Any inflected form of the word.
    Inflected = 2,
    /// Punctuation marks after the last word.
    Tail = 4,
    /// The stem of an inflected word, which is not looked up in texts.
    Stem = 8,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The kinds of its outgoing edges, as bits of [`Edge`].
    edges: u8,
    /// The number of the name that ends here, plus 1; 0 if there is none.
    end: u32,
}

#[derive(Debug)]
pub(super) struct Trie {
    edges: AHashMap<u64, u32>,
    nodes: Vec<Node>,
    /// The hashes of first words, until [`Trie::finish`].
    first_words: Vec<u64>,
    /// Whether a name begins with each byte.
    first_bytes: [bool; 256],
    /// A Bloom filter of the hashes of first words, which spares most words of a text the lookup in `edges`.
    filter: Vec<u64>,
}

impl Trie {
    pub fn with_capacity(names: usize) -> Trie {
        Trie {
            edges: AHashMap::with_capacity(names * 2),
            nodes: vec![Node::default()],
            first_words: Vec::with_capacity(names),
            first_bytes: [false; 256],
            filter: Vec::new(),
        }
    }

    /// Sets the number of the name that ends at a node.
    pub fn set_end(&mut self, node: u32, end: u32) {
        self.nodes[node as usize].end = end + 1;
    }

    /// The number of the name that ends at a node.
    #[inline]
    pub fn end(&self, node: u32) -> Option<u32> {
        self.nodes[node as usize].end.checked_sub(1)
    }

    /// The node after a word; created if necessary.
    pub fn step(&mut self, node: u32, gap: u64, word: &str, edge: Edge) -> u32 {
        let new = self.nodes.len() as u32;
        let hash = words::hash(word.as_bytes());
        let to = *self.edges.entry(key(node, gap, hash, edge)).or_insert(new);
        if to == new {
            self.nodes.push(Node::default());
            self.note(node, word, hash, edge);
        }
        to
    }

    /// Adds an edge for another form of a word to an existing node.
    pub fn join(&mut self, node: u32, gap: u64, word: &str, to: u32) {
        let hash = words::hash(word.as_bytes());
        if let Entry::Vacant(free) = self.edges.entry(key(node, gap, hash, Edge::Inflected)) {
            free.insert(to);
            self.note(node, word, hash, Edge::Inflected);
        }
    }

    fn note(&mut self, node: u32, word: &str, hash: u64, edge: Edge) {
        self.nodes[node as usize].edges |= edge as u8;
        if node == ROOT && edge != Edge::Stem {
            self.first_words.push(hash);
            if let Some(byte) = word.bytes().next() {
                self.first_bytes[byte as usize] = true;
            }
        }
    }

    /// Builds the filter, after all names were added.
    pub fn finish(&mut self) {
        self.first_words.sort_unstable();
        self.first_words.dedup();
        let bits = (self.first_words.len() * 10).next_power_of_two().max(64);
        self.filter = vec![0; bits / 64];
        for hash in std::mem::take(&mut self.first_words) {
            let bit = hash as usize & (bits - 1);
            self.filter[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether a name can begin with this byte.
    #[inline]
    pub fn may_begin(&self, byte: u8) -> bool {
        self.first_bytes[byte as usize]
    }

    /// Whether a name may begin with the word with this hash.
    #[inline]
    pub fn may_begin_with(&self, hash: u64) -> bool {
        let bit = hash as usize & (self.filter.len() * 64 - 1);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Whether longer names pass through a node.
    pub fn has_next(&self, node: u32) -> bool {
        self.nodes[node as usize].edges & (Edge::Exact as u8 | Edge::Inflected as u8) != 0
    }

    /// The node after the word with this hash.
    pub fn follow(&self, node: u32, gap: u64, hash: u64, edge: Edge) -> Option<u32> {
        if self.nodes[node as usize].edges & edge as u8 == 0 {
            return None;
        }
        self.edges.get(&key(node, gap, hash, edge)).copied()
    }

    /// The node after punctuation marks.
    pub fn tail(&self, node: u32, marks: &str) -> Option<u32> {
        self.follow(node, words::gap(marks)?, words::hash(b""), Edge::Tail)
    }

    /// Whether a name ends with punctuation marks after a node.
    pub fn has_tail(&self, node: u32) -> bool {
        self.nodes[node as usize].edges & Edge::Tail as u8 != 0
    }
}

fn key(node: u32, gap: u64, hash: u64, edge: Edge) -> u64 {
    let from = u64::from(node) << 4 | edge as u64;
    words::fold(hash ^ words::fold(from ^ gap.rotate_left(40)))
}

pub(super) struct NameIndex {
    pub trie: Trie,
    pub terminals: Vec<Terminal>,
    pub owners: Vec<u32>,
    pub words: &'static Words,
}

/// The name that ends at a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// The range of its owners in [`NameIndex::owners`].
    pub owners: (u32, u32),
    /// The form, unless the ending in the text implies another.
    pub form: NameForm,
    /// Whether the name needs evidence in the context.
    pub doubtful: bool,
    /// The type of its first owner.
    pub entity_type: EntityType,
}

impl NameIndex {
    /// The name that ends at a node.
    pub fn terminal(&self, node: u32) -> Option<&Terminal> {
        self.terminals.get(self.trie.end(node)? as usize)
    }

    /// The name that consists of a word.
    pub fn single(&self, word: &str) -> Option<&Terminal> {
        let hash = words::hash(word.as_bytes());
        let node = self
            .trie
            .may_begin_with(hash)
            .then(|| self.trie.follow(ROOT, 0, hash, Edge::Exact));
        self.terminal(node??)
    }

    pub fn owners(&self, terminal: &Terminal) -> &[u32] {
        &self.owners[terminal.owners.0 as usize..terminal.owners.1 as usize]
    }
}

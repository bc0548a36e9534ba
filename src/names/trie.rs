//! Names as paths of words.

use std::collections::hash_map::Entry;

use ahash::AHashMap;

use super::words;

/// The node at which all names begin.
pub(super) const ROOT: u32 = 0;

/// How a word stands at an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// As the name has it.
    Exact = 1,
    /// In any of the forms that the word has inside of the name.
    Inflected = 2,
    /// Marks behind the last word that belong to the name.
    Tail = 4,
    /// What the forms of an inflected word have in common; texts are not asked for it.
    Stem = 8,
}

/// What is known of a node.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The sorts of edges that lead away from it.
    edges: u8,
    /// What ends there: a number of the table's, and one more.
    end: u32,
}

/// Names as paths of words. The words themselves are not kept, only their numbers.
#[derive(Debug)]
pub(super) struct Trie {
    edges: AHashMap<u64, u32>,
    nodes: Vec<Node>,
    /// The numbers of first words.
    first_words: Vec<u64>,
    /// The first bytes of names.
    first_bytes: [bool; 256],
    /// A bit for each number of a first word: most words of a text begin no name, and this tells so
    /// without a look into the large map.
    filter: Vec<u64>,
}

impl Trie {
    /// For about so many names.
    pub fn with_capacity(names: usize) -> Trie {
        Trie {
            edges: AHashMap::with_capacity(names * 2),
            nodes: vec![Node::default()],
            first_words: Vec::with_capacity(names),
            first_bytes: [false; 256],
            filter: Vec::new(),
        }
    }

    /// Says what ends at a node.
    pub fn set_end(&mut self, node: u32, end: u32) {
        self.nodes[node as usize].end = end + 1;
    }

    /// What ends at a node.
    #[inline]
    pub fn end(&self, node: u32) -> Option<u32> {
        self.nodes[node as usize].end.checked_sub(1)
    }

    /// The node behind a word, made where there is none.
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

    /// Lets another form of a word lead to the node behind it.
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

    /// Ends the building.
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

    /// Whether a name can begin with the word of this number.
    #[inline]
    pub fn may_begin_with(&self, hash: u64) -> bool {
        let bit = hash as usize & (self.filter.len() * 64 - 1);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Whether names go on behind a node.
    pub fn goes_on(&self, node: u32) -> bool {
        self.nodes[node as usize].edges & (Edge::Exact as u8 | Edge::Inflected as u8) != 0
    }

    /// The node behind the word of this number.
    pub fn follow(&self, node: u32, gap: u64, hash: u64, edge: Edge) -> Option<u32> {
        if self.nodes[node as usize].edges & edge as u8 == 0 {
            return None;
        }
        self.edges.get(&key(node, gap, hash, edge)).copied()
    }

    /// The node behind marks that belong to a name.
    pub fn tail(&self, node: u32, marks: &str) -> Option<u32> {
        self.follow(node, words::gap(marks)?, words::hash(b""), Edge::Tail)
    }

    /// Whether names go on with marks.
    pub fn has_tail(&self, node: u32) -> bool {
        self.nodes[node as usize].edges & Edge::Tail as u8 != 0
    }
}

/// The number of an edge.
fn key(node: u32, gap: u64, hash: u64, edge: Edge) -> u64 {
    let from = u64::from(node) << 4 | edge as u64;
    words::fold(hash ^ words::fold(from ^ gap.rotate_left(40)))
}

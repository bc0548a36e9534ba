//! Names as paths in a trie, with their owners.

use super::trie::{Edge, ROOT, Trie};
use super::words;
use crate::language::Words;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

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

//! A table of names that finds them in texts.

use super::forms::{self, Form};
use super::name::{NameEntry, NameHit, NameKind, Surnames};
use super::trie::{Edge, NameIndex, ROOT, Terminal, Trie};
use super::{scan, words};
use crate::language::Words;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

#[derive(Default)]
pub struct NameTable {
    names: Option<NameIndex>,
}

impl NameTable {
    /// Indexes the names with all forms that they have in a language.
    pub fn new<'a>(
        names: impl IntoIterator<Item = NameEntry<'a>>,
        words: &'static Words,
        surnames: Surnames,
    ) -> NameTable {
        let names = names.into_iter();
        let expected = names.size_hint().0.max(64);
        let mut builder = Builder::new(expected);
        for name in names {
            builder.add(&name, words, surnames);
        }
        NameTable {
            names: builder.finish(words),
        }
    }

    /// Finds the names in `text`, from left to right; of those at one position the longest. `base` is added to spans.
    pub fn find<'t>(&'t self, text: &str, base: u32, found: &mut Vec<NameHit<'t>>) {
        if let Some(names) = &self.names {
            scan::find(names, text, base, found);
        }
    }
}

impl std::fmt::Debug for NameTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |names: &Option<NameIndex>| names.as_ref().map_or(0, |names| names.terminals.len());
        f.debug_struct("NameTable").field("names", &count(&self.names)).finish()
    }
}

/// An owner of the name that ends at a node.
#[derive(Clone, Copy)]
struct Owner {
    node: u32,
    /// 0 for explicit names, higher for derived forms.
    rank: u8,
    owner: u32,
    form: NameForm,
    doubtful: bool,
    never: bool,
    entity_type: EntityType,
}

/// The rank of a form: the more certain, the lower. Surnames rank like full names, so that a town of the same name does
/// not hide the person.
fn rank(form: NameForm) -> u8 {
    match form {
        NameForm::Full | NameForm::Surname => 0,
        NameForm::Acronym => 1,
        NameForm::Initials | NameForm::Short => 2,
        _ => 3,
    }
}

struct Builder<'a> {
    trie: Trie,
    owners_at_nodes: Vec<Owner>,
    forms: Vec<Form<'a>>,
}

impl<'a> Builder<'a> {
    fn new(names: usize) -> Builder<'a> {
        Builder {
            trie: Trie::with_capacity(names),
            owners_at_nodes: Vec::with_capacity(names * 2),
            forms: Vec::new(),
        }
    }

    fn add(&mut self, name: &NameEntry<'a>, words: &Words, surnames: Surnames) {
        let mut forms = std::mem::take(&mut self.forms);
        forms::forms_of(name, words, surnames, &mut forms);
        for form in forms.drain(..) {
            let owner = Owner {
                node: ROOT,
                rank: rank(form.form),
                owner: name.owner,
                form: form.form,
                doubtful: form.doubtful || name.kind == NameKind::Doubtful,
                never: name.kind == NameKind::Never,
                entity_type: name.entity_type,
            };
            match form.inflected {
                Some(pieces) => self.add_inflected(&pieces, owner),
                None => self.add_exact(&form.text, owner),
            }
        }
        self.forms = forms;
    }

    fn add_exact(&mut self, text: &str, owner: Owner) {
        let (mut node, mut end, mut gap) = (ROOT, 0, 0);
        loop {
            let start = words::word_start(text, end);
            if start == text.len() {
                break;
            }
            if end > 0 {
                match words::gap(&text[end..start]) {
                    Some(number) => gap = number,
                    None => return,
                }
            }
            end = words::word_end(text, start);
            node = self.trie.step(node, gap, &text[start..end], Edge::Exact);
        }
        if node == ROOT {
            return;
        }
        let tail = text[end..].trim_end_matches(['"', '“', '”', '»', '«']);
        if let (false, Some(number)) = (tail.is_empty(), words::gap(tail)) {
            let behind = self.trie.step(node, number, "", Edge::Tail);
            self.add_owner(behind, owner);
            // A full stop can also be that of the sentence.
            if tail != "." {
                return;
            }
        }
        self.add_owner(node, owner);
    }

    fn add_inflected(&mut self, pieces: &[forms::InflectedWord], owner: Owner) {
        let mut node = ROOT;
        for piece in pieces {
            let (Some(stem), forms) = (&piece.stem, &piece.forms) else {
                let Some(word) = piece.forms.first() else { return };
                node = self.trie.step(node, piece.gap, word, Edge::Inflected);
                continue;
            };
            let to = self.trie.step(node, piece.gap, stem, Edge::Stem);
            for form in forms {
                self.trie.join(node, piece.gap, form, to);
            }
            node = to;
        }
        if node != ROOT {
            self.add_owner(node, owner);
        }
    }

    fn add_owner(&mut self, node: u32, owner: Owner) {
        self.owners_at_nodes.push(Owner { node, ..owner });
    }

    /// Builds the index: for each node the owners with the best form.
    fn finish(mut self, words: &'static Words) -> Option<NameIndex> {
        self.trie.finish();
        let mut owners_at_nodes = self.owners_at_nodes;
        if owners_at_nodes.is_empty() {
            return None;
        }
        owners_at_nodes.sort_unstable_by_key(|b| (b.node, b.rank, b.owner, b.never, b.form, b.doubtful));
        let mut names = NameIndex {
            trie: self.trie,
            terminals: Vec::new(),
            owners: Vec::with_capacity(owners_at_nodes.len()),
            words,
        };
        for group in owners_at_nodes.chunk_by(|one, other| one.node == other.node) {
            let start = names.owners.len();
            let never = |owner: u32| group.iter().any(|b| b.never && b.owner == owner);
            let mut best = group.iter().filter(|b| !b.never && !never(b.owner)).peekable();
            let first = best.peek().copied().copied();
            let rank = first.map_or(0, |b| b.rank);
            let (mut form, mut doubtful) = (
                first.map_or(NameForm::Full, |b| b.form),
                first.is_some_and(|b| b.doubtful),
            );
            for owner in best.take_while(|b| b.rank == rank) {
                if names.owners[start..].last() == Some(&owner.owner) {
                    continue;
                }
                // A name that is also a surname is as ambiguous as a surname.
                form = form.max(owner.form);
                doubtful &= owner.doubtful;
                names.owners.push(owner.owner);
            }
            names.trie.set_end(group[0].node, names.terminals.len() as u32);
            names.terminals.push(Terminal {
                owners: (start as u32, names.owners.len() as u32),
                form,
                doubtful,
                entity_type: first.map_or(group[0].entity_type, |b| b.entity_type),
            });
        }
        Some(names)
    }
}

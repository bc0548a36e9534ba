//! Many names, and where they stand in a text.

use super::forms::{self, Form};
use super::trie::{Edge, ROOT, Trie};
use super::{scan, words};
use crate::language::Words;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// A name to be found.
#[derive(Clone, Copy, Debug)]
pub struct NewName<'a> {
    /// Whose it is: any number of the caller's.
    pub owner: u32,
    /// The name.
    pub text: &'a str,
    /// What bears it: the forms of a person's name are not those of a place's.
    pub entity_type: EntityType,
    /// What kind of a name it is.
    pub kind: NameKind,
}

/// What kind of a name something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A name that stands for its owner.
    Name,
    /// A name that is a common word too, or the name of others: the words around must speak for it.
    Doubtful,
    /// An adjective or a demonym: it tells of its owner, and is only found by [`Table::find_related`].
    Related,
    /// A string that never means its owner, nor anybody else.
    Never,
}

/// Which names of people are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surnames {
    /// The surname alone too.
    Alone,
    /// Only with forenames or initials.
    WithForenames,
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Where it stands; the ending of a possessor belongs to it.
    pub span: Span,
    /// Whose it can be, sorted; empty where it is a string that means nobody.
    pub owners: &'a [u32],
    /// How it stands there.
    pub form: NameForm,
    /// Whether it is also a common word, so that only the words around it tell that it is a name,
    /// and they do not.
    pub doubtful: bool,
}

/// Many names.
#[derive(Default)]
pub struct Table {
    names: Option<Names>,
    related: Option<Names>,
}

/// Names of one sort, ready for a scan.
pub(super) struct Names {
    pub trie: Trie,
    terminals: Vec<Terminal>,
    owners: Vec<u32>,
    pub words: &'static Words,
}

/// What ends at a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    owners: (u32, u32),
    /// How the name stands there, as far as it is not the ending that tells.
    pub form: NameForm,
    /// Whether the caller, or the language, has doubts.
    pub doubtful: bool,
    /// What its owner is; where there are several, that of the first.
    pub entity_type: EntityType,
}

impl Names {
    /// What ends at a node.
    pub fn terminal(&self, node: u32) -> Option<&Terminal> {
        self.terminals.get(self.trie.end(node)? as usize)
    }

    /// What a word alone is the name of.
    pub fn single(&self, word: &str) -> Option<&Terminal> {
        let hash = words::hash(word.as_bytes());
        let node = self
            .trie
            .may_begin_with(hash)
            .then(|| self.trie.follow(ROOT, 0, hash, Edge::Exact));
        self.terminal(node??)
    }

    /// Whose the name of a terminal is.
    pub fn owners(&self, terminal: &Terminal) -> &[u32] {
        &self.owners[terminal.owners.0 as usize..terminal.owners.1 as usize]
    }
}

impl Table {
    /// Takes the names, with the forms that a language makes of them.
    pub fn new<'a>(names: impl IntoIterator<Item = NewName<'a>>, words: &'static Words, surnames: Surnames) -> Table {
        let names = names.into_iter();
        let expected = names.size_hint().0.max(64);
        let (mut of_owners, mut of_related) = (Builder::new(expected), None);
        for name in names {
            let builder = match name.kind {
                NameKind::Related => of_related.get_or_insert_with(|| Builder::new(64)),
                _ => &mut of_owners,
            };
            builder.take(&name, words, surnames);
        }
        Table {
            names: of_owners.finish(words),
            related: of_related.and_then(|builder| builder.finish(words)),
        }
    }

    /// Every name in `text`, from left to right, the longest first; `base` is where `text` begins.
    pub fn find<'t>(&'t self, text: &str, base: u32, found: &mut Vec<Hit<'t>>) {
        if let Some(names) = &self.names {
            scan::find(names, text, base, found);
        }
    }

    /// Every adjective and demonym in `text`.
    pub fn find_related<'t>(&'t self, text: &str, base: u32, found: &mut Vec<Hit<'t>>) {
        if let Some(names) = &self.related {
            scan::find(names, text, base, found);
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |names: &Option<Names>| names.as_ref().map_or(0, |names| names.terminals.len());
        f.debug_struct("Table")
            .field("names", &count(&self.names))
            .field("others", &count(&self.related))
            .finish()
    }
}

/// Somebody who bears the name that ends at a node.
#[derive(Clone, Copy)]
struct Bearer {
    node: u32,
    /// The forms that are sure before those that the program made.
    rank: u8,
    owner: u32,
    form: NameForm,
    doubtful: bool,
    never: bool,
    entity_type: EntityType,
}

/// The forms of one owner's name, the more certain first. Surnames stand beside full names: a town
/// that is called so does not make the surname the town's alone.
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
    bearers: Vec<Bearer>,
    forms: Vec<Form<'a>>,
}

impl<'a> Builder<'a> {
    fn new(names: usize) -> Builder<'a> {
        Builder {
            trie: Trie::with_capacity(names),
            bearers: Vec::with_capacity(names * 2),
            forms: Vec::new(),
        }
    }

    fn take(&mut self, name: &NewName<'a>, words: &Words, surnames: Surnames) {
        let mut forms = std::mem::take(&mut self.forms);
        forms::of(name, words, surnames, &mut forms);
        for form in forms.drain(..) {
            let bearer = Bearer {
                node: ROOT,
                rank: rank(form.form),
                owner: name.owner,
                form: form.form,
                doubtful: form.doubtful || name.kind == NameKind::Doubtful,
                never: name.kind == NameKind::Never,
                entity_type: name.entity_type,
            };
            match form.inflected {
                Some(pieces) => self.inflected(&pieces, bearer),
                None => self.exact(&form.text, bearer),
            }
        }
        self.forms = forms;
    }

    fn exact(&mut self, text: &str, bearer: Bearer) {
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
            self.bear(behind, bearer);
            // A full stop can also be that of the sentence.
            if tail != "." {
                return;
            }
        }
        self.bear(node, bearer);
    }

    fn inflected(&mut self, pieces: &[forms::Piece], bearer: Bearer) {
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
            self.bear(node, bearer);
        }
    }

    fn bear(&mut self, node: u32, bearer: Bearer) {
        self.bearers.push(Bearer { node, ..bearer });
    }

    /// Groups what ends at each node: of an owner the best form, of all owners the best forms.
    fn finish(mut self, words: &'static Words) -> Option<Names> {
        self.trie.finish();
        let mut bearers = self.bearers;
        if bearers.is_empty() {
            return None;
        }
        bearers.sort_unstable_by_key(|b| (b.node, b.rank, b.owner, b.never, b.form, b.doubtful));
        let mut names = Names {
            trie: self.trie,
            terminals: Vec::new(),
            owners: Vec::with_capacity(bearers.len()),
            words,
        };
        for group in bearers.chunk_by(|one, other| one.node == other.node) {
            let start = names.owners.len();
            let never = |owner: u32| group.iter().any(|b| b.never && b.owner == owner);
            let mut best = group.iter().filter(|b| !b.never && !never(b.owner)).peekable();
            let first = best.peek().copied().copied();
            let rank = first.map_or(0, |b| b.rank);
            let (mut form, mut doubtful) = (
                first.map_or(NameForm::Full, |b| b.form),
                first.is_some_and(|b| b.doubtful),
            );
            for bearer in best.take_while(|b| b.rank == rank) {
                if names.owners[start..].last() == Some(&bearer.owner) {
                    continue;
                }
                // Where a name is one person's surname, it tells as little as a surname does.
                form = form.max(bearer.form);
                doubtful &= bearer.doubtful;
                names.owners.push(bearer.owner);
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

//! Many names, and where they stand in a text.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

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
    /// A string that never means its owner, nor anybody else.
    Never,
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
#[derive(Debug, Default)]
pub struct Table {
    automaton: Option<AhoCorasick>,
    /// The owners of each pattern, sorted.
    owners: Vec<Vec<u32>>,
}

impl Table {
    /// Takes the names.
    pub fn new<'a>(names: impl IntoIterator<Item = NewName<'a>>) -> Table {
        let mut by_text: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for name in names {
            let owners = by_text.entry(name.text.trim().to_owned()).or_default();
            if name.kind == NameKind::Name && !owners.contains(&name.owner) {
                owners.push(name.owner);
            }
        }
        by_text.remove("");
        let (patterns, mut owners): (Vec<String>, Vec<Vec<u32>>) = by_text.into_iter().unzip();
        owners.iter_mut().for_each(|list| list.sort_unstable());
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Table {
            automaton: automaton.filter(|_| !patterns.is_empty()),
            owners,
        }
    }

    /// Every name in `text`, from left to right, the longest first; `base` is where `text` begins.
    pub fn find<'t>(&'t self, text: &str, base: u32, found: &mut Vec<Hit<'t>>) {
        let Some(automaton) = &self.automaton else { return };
        let mut at = 0;
        while let Some(hit) = automaton.find(aho_corasick::Input::new(text).span(at..text.len())) {
            let before = text[..hit.start()].chars().next_back();
            let begins = before.is_none_or(|c| !c.is_alphanumeric());
            match (begins, word_end(text, hit.end())) {
                (true, Some(end)) => {
                    found.push(Hit {
                        span: Span {
                            start: base + hit.start() as u32,
                            end: base + end as u32,
                        },
                        owners: &self.owners[hit.pattern().as_usize()],
                        form: if end > hit.end() {
                            NameForm::Genitive
                        } else {
                            NameForm::Full
                        },
                        doubtful: false,
                    });
                    at = end;
                }
                _ => {
                    let first = text[hit.start()..].chars().next();
                    at = first.map_or(text.len(), |c| hit.start() + c.len_utf8());
                }
            }
        }
    }
}

/// The end of a word at `at`, a genitive `s` included; `None` inside a word.
fn word_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let boundary = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if boundary(rest) {
        return Some(at);
    }
    let ended_in_s = text[..at].ends_with(['s', 'x', 'z', 'ß']);
    let rest = rest.strip_prefix('s').filter(|_| !ended_in_s)?;
    boundary(rest).then_some(at + 1)
}

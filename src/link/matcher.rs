//! Finds the names of registered entities in a text.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::site::{EntityId, SiteEntity};
use crate::model::span::Span;

/// All names of all entities in one automaton.
pub(super) struct Matcher {
    automaton: Option<AhoCorasick>,
    /// The entity of each pattern; `None` for strings that never mean one.
    entities: Vec<Option<EntityId>>,
}

impl Matcher {
    /// Takes the names and aliases of the entities. A name that two of them share is linked to
    /// neither, and reported.
    pub fn new(entities: &[SiteEntity], diagnostics: &mut Vec<Diagnostic>) -> Matcher {
        let mut names: BTreeMap<&str, Vec<Option<EntityId>>> = BTreeMap::new();
        for (number, entity) in entities.iter().enumerate() {
            let id = EntityId(number as u32);
            let own = std::iter::once(&entity.entity.header.title).chain(&entity.entity.names);
            for name in own {
                let owners = names.entry(name.trim()).or_default();
                if !owners.contains(&Some(id)) {
                    owners.push(Some(id));
                }
            }
            for name in &entity.entity.not {
                names.entry(name.trim()).or_default().push(None);
            }
        }
        names.remove("");
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        for (name, ids) in names {
            let known: Vec<EntityId> = ids.iter().flatten().copied().collect();
            if let [first, second, ..] = known.as_slice() {
                let (first, second) = (&entities[first.0 as usize], &entities[second.0 as usize]);
                let message = format!(
                    "`{name}` is also a name of {}; it is linked to neither",
                    first.placement.file
                );
                let diagnostic = Diagnostic::new(Code::SharedName, message).at(&second.placement.file, Place::File);
                diagnostics
                    .push(diagnostic.help("remove it from one of them, or decide in each article with `mentions`"));
            }
            patterns.push(name.to_owned());
            owners.push(if known.len() == 1 { Some(known[0]) } else { None });
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Matcher {
            automaton: automaton.filter(|_| !patterns.is_empty()),
            entities: owners,
        }
    }

    /// The entity of which `text` is a whole name.
    pub fn exact(&self, text: &str) -> Option<EntityId> {
        let mut found = Vec::new();
        self.find(text, 0, &mut found);
        match found.as_slice() {
            [(span, entity)] if span.len() == text.len() => Some(*entity),
            _ => None,
        }
    }

    /// Every name in `text`, from left to right, the longest first; `base` is where `text` begins.
    /// A genitive `s` belongs to the name.
    pub fn find(&self, text: &str, base: u32, found: &mut Vec<(Span, EntityId)>) {
        let Some(automaton) = &self.automaton else { return };
        let mut at = 0;
        while let Some(hit) = automaton.find(aho_corasick::Input::new(text).span(at..text.len())) {
            let begins = text[..hit.start()]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            let end = word_end(text, hit.end());
            match (begins, end) {
                (true, Some(end)) => {
                    if let Some(entity) = self.entities[hit.pattern().as_usize()] {
                        found.push((
                            Span {
                                start: base + hit.start() as u32,
                                end: base + end as u32,
                            },
                            entity,
                        ));
                    }
                    at = end;
                }
                _ => {
                    at = text[hit.start()..]
                        .chars()
                        .next()
                        .map_or(text.len(), |c| hit.start() + c.len_utf8())
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

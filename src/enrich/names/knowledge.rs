//! Names of the knowledge base.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::candidates::{NameCandidate, Sources};
use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::knowledge::{Knowledge, KnownKind};
use crate::language::{Languages, Words};
use crate::model::article::Lang;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::ids::KnowledgeId;
use crate::model::span::Span;
use crate::names::{NameEntry, NameHit, NameKind, NameTable, Surnames};

/// A name of the knowledge base in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownHit {
    pub span: Span,
    pub entry: KnowledgeId,
    pub entity_type: EntityType,
    pub form: NameForm,
    /// Whether it needs evidence.
    pub doubtful: bool,
}

/// The confidence of a name, and of a doubtful one.
const SCORE: u16 = 900;
const DOUBTFUL: u16 = 300;

/// The table of names in a language, built on first use.
fn table(words: &Words) -> Option<&'static NameTable> {
    static TABLES: OnceLock<BTreeMap<&'static str, OnceLock<NameTable>>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        let tags = Languages::embedded().tags().iter();
        tags.map(|tag| (*tag, OnceLock::new())).collect()
    });
    let (tag, table) = tables.get_key_value(words.tag)?;
    Some(table.get_or_init(|| {
        let names = Knowledge::embedded().names(tag);
        let names = names.filter_map(|name| {
            let kind = match name.kind {
                KnownKind::Doubtful => NameKind::Doubtful,
                KnownKind::Name => NameKind::Name,
                KnownKind::Related => return None,
            };
            Some(NameEntry {
                owner: name.owner.0,
                text: name.text,
                entity_type: name.entity_type,
                kind,
            })
        });
        let words = &Languages::embedded().get(&Lang((*tag).to_owned())).words;
        NameTable::new(names, words, Surnames::WithForenames)
    }))
}

/// Finds the names of the knowledge base in the running text, and marks their tokens.
pub(super) fn find(text: &Tokenised<'_>, words: &Words, tokens: &mut [NameToken]) -> Vec<KnownHit> {
    let Some(table) = table(words) else { return Vec::new() };
    let mut found: Vec<NameHit<'_>> = Vec::new();
    for sentence in &text.sentences {
        table.find(sentence.span.slice(text.plain), sentence.span.start, &mut found);
    }
    let knowledge = Knowledge::embedded();
    let known = found.iter().filter_map(|hit| {
        let entry = KnowledgeId(*hit.owners.first()?);
        Some(KnownHit {
            span: hit.span,
            entry,
            entity_type: knowledge.get(entry).entity_type,
            form: hit.form,
            doubtful: hit.doubtful,
        })
    });
    let hits: Vec<KnownHit> = known.collect();
    for hit in &hits {
        let from = tokens.partition_point(|token| token.span.end <= hit.span.start);
        for token in tokens[from..]
            .iter_mut()
            .take_while(|token| token.span.start < hit.span.end)
        {
            let begins = token.span.start <= hit.span.start;
            token.mark_known(class(hit.entity_type), begins);
        }
    }
    hits
}

/// The number of the tagger's class for a type.
fn class(entity_type: EntityType) -> u8 {
    match entity_type {
        EntityType::Person => 0,
        EntityType::Organization => 1,
        EntityType::Place => 2,
        _ => 3,
    }
}

/// The candidates of the hits. Short forms that may be common words need the agreement of the tagger, `is_tagged`.
pub(super) fn candidates(
    hits: &[KnownHit],
    tokens: &[NameToken],
    is_tagged: impl Fn(usize, usize) -> bool,
    candidates: &mut Vec<NameCandidate>,
) {
    for (number, hit) in hits.iter().enumerate() {
        let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
        let end = tokens.partition_point(|token| token.span.start < hit.span.end);
        let doubtful = hit.doubtful || hit.form == NameForm::Short && !is_tagged(first, end);
        let score = if doubtful { DOUBTFUL } else { SCORE };
        candidates.push(NameCandidate {
            span: hit.span,
            hit: Some(number as u32),
            form: hit.form,
            ..NameCandidate::new(tokens, (first, end), hit.entity_type, score, Sources::KNOWLEDGE)
        });
    }
}

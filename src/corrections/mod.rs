//! Turns an editor's request about a text into a change of the annotations file beside the article.
//!
//! Pure: the caller reads and writes the file. Decisions in the front matter take precedence and are not
//! changed here: a request about them is refused, with their location.

mod anchor;

pub use crate::yaml::{Edit, EditError, edit};
pub use anchor::{SelectedText, find_selection};

use self::anchor::shortest_anchor;
use crate::model::anchors::{occurrences, single, with_marks};
use crate::model::article::{Anchor, AnnotationKind, Article, QuotationVerdict};
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::key_path::{KeyPath, Step};
use crate::model::span::Span;
use crate::yaml::EntryValue;

/// What an editor decides about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditRequest {
    /// It is a quotation, checked against its source.
    Quotation {
        /// The slug of the speaker; `None`: the speaker that the program finds.
        speaker: Option<String>,
        /// `None`: the kind that the program finds.
        kind: Option<QuotationKind>,
    },
    NoQuotation,
    /// It mentions the entity with this slug.
    Mention(String),
    /// It does not mention an entity.
    NoMention,
    Note {
        kind: AnnotationKind,
        /// The text, in Markdown.
        note: String,
        by: Option<String>,
        date: Option<PartialDate>,
    },
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The front matter decides about this text, at this key.
    FrontMatter(KeyPath),
    /// The quotation at this key is declared to contradict another one, so it cannot be rejected.
    Contradicts(KeyPath),
    /// No anchor identifies the text unambiguously.
    Unclear,
}

/// A decision in the annotations file or the front matter.
struct ExistingDecision<'a> {
    anchor: &'a Anchor,
    /// The text that it is about; `None` if its anchor matches several texts or none.
    only: Option<Span>,
    /// The first match of its anchor.
    first: Option<Span>,
}

/// The change of the annotations file that carries out a request about the text at `span`.
///
/// # Errors
/// The request is refused.
pub fn change(article: &Article, span: Span, request: &EditRequest) -> Result<Edit, Refusal> {
    let plain = article.body.plain.as_str();
    let (list, span) = match request {
        EditRequest::Quotation { .. } | EditRequest::NoQuotation => ("quotations", with_marks(span, plain)),
        EditRequest::Mention(_) | EditRequest::NoMention => ("mentions", span),
        EditRequest::Note { .. } => ("annotations", span),
    };
    let existing = decisions(article, list);
    let same = existing.iter().find(|decision| decision.only == Some(span));
    if list != "annotations"
        && let Some(same) = same
    {
        let Some(at) = number(&same.anchor.key) else {
            return Err(Refusal::FrontMatter(same.anchor.key.clone()));
        };
        if *request == EditRequest::NoQuotation && contradicts(article, &same.anchor.key) {
            return Err(Refusal::Contradicts(same.anchor.key.clone()));
        }
        let keys = keys(request);
        return Ok(Edit::Set { list, at, keys });
    }
    let mut entry = shortest_anchor(plain, span).ok_or(Refusal::Unclear)?;
    entry.extend(keys(request).into_iter().filter_map(|(key, value)| Some((key, value?))));
    // Entries are kept in the order of the article.
    let later = existing
        .iter()
        .filter(|decision| decision.first.is_some_and(|first| first > span));
    let at = later.filter_map(|decision| number(&decision.anchor.key)).min();
    Ok(Edit::Insert {
        list,
        at: at.unwrap_or(usize::MAX),
        entry,
    })
}

/// The keys of an entry besides its anchor; those to be removed have no value.
fn keys(request: &EditRequest) -> Vec<(&'static str, Option<EntryValue>)> {
    let text = |text: &str| Some(EntryValue::Text(text.to_owned()));
    match request {
        EditRequest::Quotation { speaker, kind } => {
            let mut keys = vec![("ignore", None)];
            keys.extend(speaker.as_deref().map(|speaker| ("speaker", text(speaker))));
            let names = QuotationKind::ALL.iter();
            let name = kind.and_then(|kind| names.clone().find(|(_, own)| *own == kind));
            keys.extend(name.map(|(name, _)| ("kind", text(name))));
            keys.push(("confirmed", Some(EntryValue::True)));
            keys
        }
        EditRequest::NoQuotation => vec![
            ("speaker", None),
            ("kind", None),
            ("confirmed", None),
            ("ignore", Some(EntryValue::True)),
        ],
        EditRequest::Mention(entity) => vec![("ignore", None), ("entity", text(entity))],
        EditRequest::NoMention => vec![("entity", None), ("ignore", Some(EntryValue::True))],
        EditRequest::Note { kind, note, by, date } => {
            let mut keys = vec![("kind", text(kind.name())), ("note", text(note.trim()))];
            keys.extend(by.as_deref().map(|by| ("by", text(by))));
            keys.extend(date.map(|date| ("date", Some(EntryValue::Date(date)))));
            keys
        }
    }
}

/// The decisions of a list, with the texts that they are about.
fn decisions<'a>(article: &'a Article, list: &str) -> Vec<ExistingDecision<'a>> {
    let plain = article.body.plain.as_str();
    let marked = list == "quotations";
    let anchors: Vec<&Anchor> = match list {
        "mentions" => article.mentions.iter().map(|m| &m.anchor).collect(),
        "quotations" => article.quotations.iter().map(|q| &q.anchor).collect(),
        _ => article.annotations.iter().map(|a| &a.anchor).collect(),
    };
    let place = |anchor: &'a Anchor| {
        let whole = |span: Span| if marked { with_marks(span, plain) } else { span };
        ExistingDecision {
            anchor,
            only: single(plain, anchor).ok().map(whole),
            first: occurrences(plain, anchor)
                .ok()
                .and_then(|all| all.first().copied().map(whole)),
        }
    };
    anchors.into_iter().map(place).collect()
}

/// The index of an entry in the annotations file; `None` if it is in the front matter.
fn number(key: &KeyPath) -> Option<usize> {
    match key.in_companion()?.0.get(1)? {
        Step::Index(number) => Some(*number),
        _ => None,
    }
}

fn contradicts(article: &Article, key: &KeyPath) -> bool {
    article.quotations.iter().any(|decision| {
        let verdict = &decision.verdict;
        decision.anchor.key == *key
            && matches!(verdict, QuotationVerdict::Quotation { contradicts, .. } if !contradicts.is_empty())
    })
}

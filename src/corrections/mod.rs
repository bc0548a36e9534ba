//! From what an editor wants of a text to a change of the decisions beside its article.
//!
//! Pure: the file is read and written by the caller. What the front matter decides is not changed here,
//! because it wins: such a wish is refused with the place where it stands.

mod places;

pub use crate::yaml::{Edit, EditError, edit};
pub use places::{Pointed, choose, find};

use crate::model::anchors::{occurrences, single, with_marks};
use crate::model::article::{Anchor, AnnotationKind, Article, QuotationVerdict};
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::key_path::{KeyPath, Step};
use crate::model::span::Span;
use crate::yaml::EntryValue;

/// What an editor wants of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It is a quotation, held against its source.
    Quotation {
        /// By this entity (slug); `None`: by whom the program finds.
        speaker: Option<String>,
        /// Of this kind; `None`: of the kind that the program finds.
        kind: Option<QuotationKind>,
    },
    /// It is no quotation.
    NoQuotation,
    /// It means this entity (slug).
    Mention(String),
    /// It means nothing that the site knows.
    NoMention,
    /// There is something to say about it.
    Note {
        /// What sort of note.
        kind: AnnotationKind,
        /// The note, in Markdown.
        note: String,
        /// Who wrote it.
        by: Option<String>,
        /// When.
        date: Option<PartialDate>,
    },
}

/// Why a wish is not granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The front matter decides about this text, at this place.
    FrontMatter(KeyPath),
    /// What is said to contradict another statement cannot be no quotation.
    Contradicts(KeyPath),
    /// The text cannot be told from others like it; a longer one can.
    Unclear,
}

/// A decision that stands beside the article or in its front matter.
struct Standing<'a> {
    anchor: &'a Anchor,
    /// The place that it is about; `None` where it is about several or none.
    only: Option<Span>,
    /// Where it is first.
    first: Option<Span>,
}

/// The change that grants a wish about the text at `span`.
///
/// # Errors
/// Why it is not granted.
pub fn change(article: &Article, span: Span, wish: &Wish) -> Result<Edit, Refusal> {
    let plain = article.body.plain.as_str();
    let (list, span) = match wish {
        Wish::Quotation { .. } | Wish::NoQuotation => ("quotations", with_marks(span, plain)),
        Wish::Mention(_) | Wish::NoMention => ("mentions", span),
        Wish::Note { .. } => ("annotations", span),
    };
    let standing = standing(article, list);
    let same = standing.iter().find(|standing| standing.only == Some(span));
    if list != "annotations"
        && let Some(same) = same
    {
        let Some(at) = number(&same.anchor.key) else {
            return Err(Refusal::FrontMatter(same.anchor.key.clone()));
        };
        if *wish == Wish::NoQuotation && contradicts(article, &same.anchor.key) {
            return Err(Refusal::Contradicts(same.anchor.key.clone()));
        }
        let keys = settled(wish);
        return Ok(Edit::Set { list, at, keys });
    }
    let mut entry = choose(plain, span).ok_or(Refusal::Unclear)?;
    entry.extend(settled(wish).into_iter().filter_map(|(key, value)| Some((key, value?))));
    // By place in the article, among those that stand beside it.
    let later = standing
        .iter()
        .filter(|standing| standing.first.is_some_and(|first| first > span));
    let at = later.filter_map(|standing| number(&standing.anchor.key)).min();
    Ok(Edit::Insert {
        list,
        at: at.unwrap_or(usize::MAX),
        entry,
    })
}

/// The change that takes a decision about the text at `span` back; `None` where none stands beside the article.
pub fn withdraw(article: &Article, span: Span, list: &'static str) -> Option<Edit> {
    let plain = article.body.plain.as_str();
    let span = if list == "quotations" {
        with_marks(span, plain)
    } else {
        span
    };
    let standing = standing(article, list);
    let mut same = standing.iter().filter(|standing| standing.only == Some(span));
    let at = same.find_map(|standing| number(&standing.anchor.key))?;
    Some(Edit::Remove { list, at })
}

/// The keys besides the anchor; those that must go have no value.
fn settled(wish: &Wish) -> Vec<(&'static str, Option<EntryValue>)> {
    let text = |text: &str| Some(EntryValue::Text(text.to_owned()));
    match wish {
        Wish::Quotation { speaker, kind } => {
            let mut keys = vec![("ignore", None)];
            keys.extend(speaker.as_deref().map(|speaker| ("speaker", text(speaker))));
            let names = QuotationKind::ALL.iter();
            let name = kind.and_then(|kind| names.clone().find(|(_, own)| *own == kind));
            keys.extend(name.map(|(name, _)| ("kind", text(name))));
            keys.push(("confirmed", Some(EntryValue::True)));
            keys
        }
        Wish::NoQuotation => vec![
            ("speaker", None),
            ("kind", None),
            ("confirmed", None),
            ("ignore", Some(EntryValue::True)),
        ],
        Wish::Mention(entity) => vec![("ignore", None), ("entity", text(entity))],
        Wish::NoMention => vec![("entity", None), ("ignore", Some(EntryValue::True))],
        Wish::Note { kind, note, by, date } => {
            let mut keys = vec![("kind", text(kind.name())), ("note", text(note.trim()))];
            keys.extend(by.as_deref().map(|by| ("by", text(by))));
            keys.extend(date.map(|date| ("date", Some(EntryValue::Date(date)))));
            keys
        }
    }
}

/// Every decision of a list, with its place.
fn standing<'a>(article: &'a Article, list: &str) -> Vec<Standing<'a>> {
    let plain = article.body.plain.as_str();
    let marked = list == "quotations";
    let anchors: Vec<&Anchor> = match list {
        "mentions" => article.mentions.iter().map(|m| &m.anchor).collect(),
        "quotations" => article.quotations.iter().map(|q| &q.anchor).collect(),
        _ => article.annotations.iter().map(|a| &a.anchor).collect(),
    };
    let place = |anchor: &'a Anchor| {
        let whole = |span: Span| if marked { with_marks(span, plain) } else { span };
        Standing {
            anchor,
            only: single(plain, anchor).ok().map(whole),
            first: occurrences(plain, anchor)
                .ok()
                .and_then(|all| all.first().copied().map(whole)),
        }
    };
    anchors.into_iter().map(place).collect()
}

/// The number of an entry beside the article; `None` where it stands in the front matter.
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

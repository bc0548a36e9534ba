//! What is left out of a build, and why.

use super::absent::Absent;
use super::parts::{ContentFile, Parts, Selection};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::{Article, Header};
use crate::model::site::{LeftOut, LeftOutReason};

/// Drops drafts and what is under an embargo, unless they are asked for, and keeps account of what is absent.
pub(super) fn select(mut parts: Parts, selection: Selection, diagnostics: &mut Vec<Diagnostic>) -> (Parts, Absent) {
    let mut left_out = Vec::new();
    if !selection.drafts {
        parts
            .articles
            .retain(|(article, _)| keep(article, embargo(&article.value, selection.now), &mut left_out));
        parts
            .dossiers
            .retain(|dossier| keep(dossier, draft(&dossier.value.header), &mut left_out));
        parts
            .entities
            .retain(|entity| keep(entity, draft(&entity.value.header), &mut left_out));
        parts
            .pages
            .retain(|page| keep(page, draft(&page.value.header), &mut left_out));
    }
    left_out.sort_by(|a, b| a.file.cmp(&b.file));
    for item in &left_out {
        let diagnostic = match &item.reason {
            LeftOutReason::Draft => Diagnostic::new(Code::SkippedDraft, "left out: it is a draft"),
            LeftOutReason::Embargo(date) => {
                Diagnostic::new(Code::SkippedEmbargo, format!("left out: `publish_at` is {date}"))
            }
        };
        diagnostics.push(diagnostic.at(&item.file, Place::File).help("`--drafts` shows it"));
    }
    let unparsed = std::mem::take(&mut parts.unparsed);
    (parts, Absent { left_out, unparsed })
}

fn keep<T>(item: &ContentFile<T>, reason: Option<LeftOutReason>, left_out: &mut Vec<LeftOut>) -> bool {
    let keep = reason.is_none();
    left_out.extend(reason.map(|reason| LeftOut {
        file: item.file.clone(),
        reason,
    }));
    keep
}

fn draft(header: &Header) -> Option<LeftOutReason> {
    header.draft.then_some(LeftOutReason::Draft)
}

fn embargo(article: &Article, now: i64) -> Option<LeftOutReason> {
    let until = article.publish_at.filter(|date| date.earliest_unix_seconds() > now);
    draft(&article.header).or(until.map(LeftOutReason::Embargo))
}

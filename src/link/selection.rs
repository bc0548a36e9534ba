//! What is left out of a build, and why.

use camino::{Utf8Path, Utf8PathBuf};

use super::parts::{ContentFile, Parts, Selection};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::{Article, Header};
use crate::model::site::{LeftOut, LeftOutReason};
use crate::model::slug::Slug;

/// Content files that are left out or have errors of their own. What refers to them is not an error: the
/// reference works again once they are published or mended.
#[derive(Debug)]
pub(super) struct Absent {
    /// Drafts and what is under an embargo, by file.
    pub left_out: Vec<LeftOut>,
    pub unparsed: Vec<Utf8PathBuf>,
}

impl Absent {
    /// Whether a slug may mean one of them, in a folder of `content/`.
    pub fn has(&self, slug: &str, folder: &str) -> bool {
        let left_out = || self.left_out.iter().any(|item| is_at(&item.file, slug, Some(folder)));
        self.is_unparsed(slug, Some(folder)) || left_out()
    }

    /// Whether a slug may mean a file that is left out, in any folder.
    pub fn is_left_out(&self, slug: &str) -> bool {
        self.left_out.iter().any(|item| is_at(&item.file, slug, None))
    }

    /// Whether a slug may mean a file that could not be parsed, in a folder of `content/` or anywhere. The
    /// slug in its front matter is not known, and a false error would be worse than none.
    pub fn is_unparsed(&self, slug: &str, folder: Option<&str>) -> bool {
        self.unparsed.iter().any(|file| match file.as_str() {
            "content/entities.yaml" => folder.is_none_or(|folder| folder == "entities"),
            _ => is_at(file, slug, folder),
        })
    }
}

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

/// Whether the name of a file makes this slug.
fn is_at(file: &Utf8Path, slug: &str, folder: Option<&str>) -> bool {
    folder.is_none_or(|folder| file.starts_with(Utf8Path::new("content").join(folder)))
        && file
            .file_stem()
            .and_then(Slug::of)
            .is_some_and(|own| own.as_str() == slug)
}

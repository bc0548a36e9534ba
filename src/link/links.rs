//! The links and images of every text of the site.

use camino::Utf8PathBuf;
use rayon::prelude::*;

use super::index::Index;
use super::resolver::Resolver;
use crate::diagnostics::Diagnostic;
use crate::model::document::{Document, ResolvedTarget};
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::{Placement, Site};

/// What was found out of one document, in the order of its links and images.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub links: Vec<(ResolvedTarget, Option<String>)>,
    pub images: Vec<Option<OutputPath>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves every document of the site, in the order of [`documents`].
pub(super) fn resolve_all(site: &Site, index: &Index<'_>) -> Vec<Vec<Resolved>> {
    documents(site)
        .into_par_iter()
        .map(|(placement, documents)| {
            let resolver = Resolver { index, placement };
            documents
                .into_iter()
                .map(|(document, key)| resolver.document(document, key))
                .collect()
        })
        .collect()
}

/// The texts of one content file, each with its place in the front matter.
type Texts<'a> = Vec<(&'a Document, Option<KeyPath>)>;

/// Every text of every content file, with its place in the front matter where it stands there.
fn documents(site: &Site) -> Vec<(&Placement, Texts<'_>)> {
    let mut all = Vec::new();
    let at = |list: &str, number: usize| Some(KeyPath::root().key(list).index(number).key("note"));
    for article in &site.articles {
        let own = &article.article;
        let mut texts = vec![(&own.body, None)];
        let notes = own.annotations.iter();
        texts.extend(notes.map(|a| (&a.note, Some(a.anchor.key.sibling("note")))));
        texts.extend(
            own.corrections
                .iter()
                .enumerate()
                .map(|(n, c)| (&c.note, at("corrections", n))),
        );
        all.push((&article.placement, texts));
    }
    for dossier in &site.dossiers {
        let events = dossier.dossier.events.iter().enumerate();
        let mut texts = vec![(&dossier.dossier.body, None)];
        texts.extend(events.filter_map(|(n, e)| e.note.as_ref().map(|note| (note, at("events", n)))));
        all.push((&dossier.placement, texts));
    }
    all.extend(
        site.entities
            .iter()
            .map(|e| (&e.placement, vec![(&e.entity.body, None)])),
    );
    all.extend(site.pages.iter().map(|p| (&p.placement, vec![(&p.page.body, None)])));
    all
}

/// The same texts, to be written to.
fn documents_mut(site: &mut Site) -> Vec<(Utf8PathBuf, Vec<&mut Document>)> {
    let mut all = Vec::new();
    for article in &mut site.articles {
        let own = &mut article.article;
        let mut texts = vec![&mut own.body];
        texts.extend(own.annotations.iter_mut().map(|a| &mut a.note));
        texts.extend(own.corrections.iter_mut().map(|c| &mut c.note));
        all.push((article.placement.file.clone(), texts));
    }
    for dossier in &mut site.dossiers {
        let mut texts = vec![&mut dossier.dossier.body];
        texts.extend(dossier.dossier.events.iter_mut().filter_map(|e| e.note.as_mut()));
        all.push((dossier.placement.file.clone(), texts));
    }
    all.extend(
        site.entities
            .iter_mut()
            .map(|e| (e.placement.file.clone(), vec![&mut e.entity.body])),
    );
    all.extend(
        site.pages
            .iter_mut()
            .map(|p| (p.placement.file.clone(), vec![&mut p.page.body])),
    );
    all
}

/// Writes what was found into the documents.
pub(super) fn store(site: &mut Site, resolved: Vec<Vec<Resolved>>, diagnostics: &mut Vec<Diagnostic>) {
    for ((file, documents), results) in documents_mut(site).into_iter().zip(resolved) {
        for (document, result) in documents.into_iter().zip(results) {
            for (link, (target, label)) in document.links.iter_mut().zip(result.links) {
                link.resolved = target;
                link.label = label;
            }
            for (image, output) in document.images.iter_mut().zip(result.images) {
                image.resolved = output;
            }
            diagnostics.extend(result.diagnostics.into_iter().map(|mut diagnostic| {
                if let Some(location) = &mut diagnostic.location {
                    location.file = file.clone();
                }
                diagnostic
            }));
        }
    }
}

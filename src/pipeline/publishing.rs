//! Renders a linked site and publishes it.

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::page_cache::PageCache;
use super::pages::{for_each_page, has_errors, remove_repetitions};
use super::progress::{Observer, Stage};
use super::request::Request;
use super::share;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::discover;
use crate::language::Languages;
use crate::model::output_path::OutputPath;
use crate::model::site::Site;
use crate::model::source::AssetContent;
use crate::publish::{Protected, Publication, Report};
use crate::render::{Engine, Renderer};

/// What to publish.
pub(super) struct Input<'a> {
    pub site: &'a Site,
    pub config: &'a Config,
    pub engine: &'a Engine,
}

/// Renders into the staging folder, and commits if there are no errors; otherwise `None`.
pub(super) fn publish(
    request: &Request,
    Input { site, config, engine }: Input<'_>,
    output: &Utf8Path,
    observer: &dyn Observer,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Result<Report, Diagnostic>> {
    let inputs: Vec<Utf8PathBuf> = discover::INPUT_FOLDERS
        .iter()
        .map(|name| request.root.join(name))
        .collect();
    let protected = Protected {
        site_root: &request.root,
        inputs: &inputs,
        home: request.home.as_deref(),
    };
    let (publication, renderer) = rayon::join(
        || Publication::begin(output, &protected),
        || Renderer::new(site, config, engine, Languages::embedded()),
    );
    let publication = match publication {
        Ok(publication) => publication,
        Err(error) => {
            diagnostics.push(error);
            return None;
        }
    };
    let cache = PageCache::open(request, &renderer, &publication);
    for_each_page(&renderer, observer, diagnostics, |job| {
        cache.render(job, &publication, observer)
    });
    observer.begin(Stage::Publish, 0);
    config.levels.apply(diagnostics);
    let copied: Vec<Diagnostic> = site
        .assets
        .par_iter()
        .filter_map(|(path, content)| copy(&publication, path, content).err())
        .collect();
    diagnostics.extend(copied);
    diagnostics.extend(share::publish(&request.root, &renderer, &publication));
    remove_repetitions(diagnostics);
    if has_errors(diagnostics) {
        return None;
    }
    let report = publication.commit();
    if report.is_ok() {
        cache.store(output);
    }
    Some(report)
}

fn copy(publication: &Publication, path: &OutputPath, content: &AssetContent) -> Result<(), Diagnostic> {
    match content {
        AssetContent::OnDisk { path: from, .. } => publication.copy(path, from),
        AssetContent::Embedded(bytes) => publication.write(path, bytes),
    }
}

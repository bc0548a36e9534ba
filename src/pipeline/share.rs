//! Share images (Open Graph), drawn once and cached.

use camino::Utf8Path;
use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::publish::Publication;
use crate::render::{Renderer, share_cards};

/// The name of the cached images.
pub(super) const KIND: &str = "share";

/// The folder of the images in the output.
pub(super) const FOLDER: &str = "share/";

/// Publishes every share image, drawing those that are not cached. A static file with the same path takes precedence.
pub(super) fn publish(root: &Utf8Path, renderer: &Renderer<'_>, publication: &Publication) -> Vec<Diagnostic> {
    let cache = Cache::of_site(root);
    let cards = share_cards(renderer);
    let one = |(path, card): &(_, crate::render::Card)| {
        let bytes = cache.get(KIND, &card.input(), || card.draw())?;
        publication.write(path, &bytes).err()
    };
    let failed = cards
        .par_iter()
        .filter(|(path, _)| !renderer.has_asset(path))
        .filter_map(one)
        .collect();
    cache.remove_unused(KIND);
    failed
}

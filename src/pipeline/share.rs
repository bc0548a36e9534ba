//! Pictures for previews of links, which are drawn once and kept.

use camino::Utf8Path;
use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::publish::Publication;
use crate::render::{Renderer, share_cards};

/// The name of the pictures among what is kept.
pub(super) const KIND: &str = "share";

/// Where they lie in a site.
pub(super) const FOLDER: &str = "share/";

/// Publishes every picture; one that is kept is not drawn again. A file of the owner's at the same place
/// takes precedence.
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
    cache.forget_unused(KIND);
    failed
}

//! `check`: everything that a build does without writing, and the review.

use super::candidates;
use super::links::{self, Ask};
use super::load::load;
use super::messages::locate_all;
use super::pages::{for_each_page, has_errors};
use super::progress::{Observer, Step};
use super::request::Request;
use super::summary::{Outcome, summarise};
use crate::discover::referring_texts;
use crate::language::Languages;
use crate::render::Renderer;
use crate::review::{ReviewContext, review};

/// Renders the site without writing it, and reviews it. With `ask`, external links are checked too.
pub fn check(request: &Request, observer: &dyn Observer, ask: Option<Ask<'_>>) -> Outcome {
    let loaded = load(request, observer);
    let summary = summarise(&loaded);
    let mut diagnostics = loaded.diagnostics;
    if let Some(engine) = &loaded.engine {
        let renderer = Renderer::new(&loaded.site, &loaded.config, engine, Languages::embedded());
        for_each_page(&renderer, observer, &mut diagnostics, |job| {
            let rendered = renderer.render(job)?;
            observer.step(Step::Made);
            Ok(rendered.diagnostics)
        });
    }
    // An unreadable file may be the one that links to an asset, or gives a person an office.
    if !has_errors(&diagnostics) {
        diagnostics.extend(candidates::notes(&loaded.site));
        diagnostics.extend(review(&ReviewContext {
            site: &loaded.site,
            languages: Languages::embedded(),
            root: &request.root,
            texts: &referring_texts(&request.root),
            now: request.now,
        }));
        if let Some(ask) = ask {
            let allowed = loaded.config.private_links;
            let checked = links::check(&request.root, &loaded.site, request.now, &|urls| ask(urls, allowed));
            diagnostics.extend(checked);
        }
    }
    loaded.config.levels.apply(&mut diagnostics);
    Outcome {
        diagnostics: locate_all(request, diagnostics),
        summary,
        published: None,
        interrupted: false,
    }
}

//! What is wrong with a site, and what deserves a look.

use super::messages::locate_all;
use super::{Ask, Observer, Outcome, Request, Step, candidates, for_each_page, has_errors, links, load, summarise};
use crate::discover::naming_texts;
use crate::language::Languages;
use crate::render::Renderer;
use crate::review::{ReviewContext, review};

/// Does everything that a build does, writes nothing, and looks for what deserves a look; with `ask`, asks
/// addresses outside of the site, too.
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
    // What cannot be read may be what links to a file, or gives somebody an office.
    if !has_errors(&diagnostics) {
        diagnostics.extend(candidates::notes(&loaded.site));
        diagnostics.extend(review(&ReviewContext {
            site: &loaded.site,
            config: &loaded.config,
            languages: Languages::embedded(),
            root: &request.root,
            texts: &naming_texts(&request.root),
            now: request.now,
        }));
        if let Some(ask) = ask {
            let allowed = loaded.config.private_links;
            let asked = links::look(&request.root, &loaded.site, request.now, &|urls| ask(urls, allowed));
            diagnostics.extend(asked);
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

//! The first stages, up to the linked site.

use super::content::{self, Memory};
use super::progress::{Observer, Stage};
use super::request::Request;
use crate::cache::Pack;
use crate::config::{Config, FILE_NAME};
use crate::diagnostics::{Code, Diagnostic};
use crate::discover::discover;
use crate::language::Languages;
use crate::link::{Linked, Selection, link};
use crate::model::site::{LeftOut, Site};
use crate::render::Engine;

/// A linked site with its templates.
pub struct Loaded {
    pub config: Config,
    pub site: Site,
    /// Drafts and embargoed articles that were left out.
    pub left_out: Vec<LeftOut>,
    /// The templates; `None` if one of them is invalid.
    pub engine: Option<Engine>,
    /// The diagnostics so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The cache of enrichments, which a build stores afterwards.
    pub enrichments: Option<Pack>,
}

/// Reads and links a site.
pub fn load(request: &Request, observer: &dyn Observer) -> Loaded {
    load_again(request, None, observer)
}

/// [`load`]; unchanged articles are taken from `memory`.
pub(super) fn load_again(request: &Request, mut memory: Option<&mut Memory>, observer: &dyn Observer) -> Loaded {
    let languages = Languages::embedded();
    let root = &request.root;
    observer.begin(Stage::Read, 0);
    // Once the memory is filled, the cache on disk adds nothing.
    let first = memory.as_ref().is_none_or(|memory| memory.is_empty());
    let cached = || first.then(|| content::cache(root)).flatten();
    let (mut discovered, enrichments) = rayon::join(|| discover(root, FILE_NAME), cached);
    let mut diagnostics = std::mem::take(&mut discovered.diagnostics);
    let mut config = read_config(request, discovered.config.take(), &mut diagnostics);
    if let Some(url) = &request.base_url {
        config = config.with_base_url(url.clone());
    }
    let engine = Engine::new(&discovered.templates, languages)
        .map_err(|error| diagnostics.push(error))
        .ok();
    let parts = content::parse_all(
        discovered,
        &config,
        enrichments.as_ref(),
        memory.as_deref_mut(),
        observer,
        &mut diagnostics,
    );
    observer.begin(Stage::Link, 0);
    if parts.articles.is_empty() && diagnostics.is_empty() {
        let message = "the site has no articles";
        diagnostics.push(Diagnostic::new(Code::EmptySite, message).help("put a Markdown file into content/articles"));
    }
    let Linked {
        site,
        left_out,
        diagnostics: problems,
    } = link(
        parts,
        &config,
        Selection {
            drafts: request.drafts,
            now: request.now,
        },
        memory.map(|memory| &mut memory.links),
    );
    diagnostics.extend(problems);
    config.levels.apply(&mut diagnostics);
    Loaded {
        config,
        site,
        left_out,
        engine,
        diagnostics,
        enrichments,
    }
}

/// The configuration, or the default one if it is missing or invalid.
fn read_config(
    request: &Request,
    text: Option<Result<String, Diagnostic>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    match text {
        Some(Ok(text)) => {
            let (config, problems) = Config::read(&text, Languages::embedded().tags());
            diagnostics.extend(problems);
            config
        }
        Some(Err(error)) => {
            diagnostics.push(error);
            Config::default()
        }
        None => {
            let message = match request.root.as_str() {
                "." => format!("this folder contains no {FILE_NAME}"),
                root => format!("{root} contains no {FILE_NAME}"),
            };
            let help = format!("run the command in the folder of a site, or create a {FILE_NAME} with `title: …`");
            diagnostics.push(Diagnostic::new(Code::NotASite, message).help(help));
            Config::default()
        }
    }
}

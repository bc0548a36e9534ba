//! The order of the stages, and nothing else.
//!
//! **Architecture invariant:** the only file that knows every stage. A stage hands its value on;
//! none calls another.

mod candidates;
mod check;
mod content;
mod export;
mod extract;
mod inventory;
mod links;
mod messages;
mod page_cache;
mod preview;
mod progress;
mod publishing;
mod share;
mod summary;

pub use crate::discover::read_article as article_source;
pub use crate::render::{CandidateReport, ExportFile, ExportFormat};
pub use candidates::candidates;
pub use check::check;
pub use content::Memory;
pub use export::{ExportSelection, export};
pub use extract::{ExtractInput, extract};
pub use inventory::{Inventory, KeptArticle, inventory};
pub use links::Ask;
pub use preview::{Answer, Preview, preview};
pub use progress::{Observer, Stage, Step, Unobserved};
pub use summary::Summary;

use messages::locate_all;
use summary::summarise;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::cache::Pack;
use crate::config::{Config, FILE_NAME};
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::discover::discover;
use crate::language::Languages;
use crate::link::{Linked, Selection, link};
use crate::model::site::{LeftOut, Site};
use crate::model::url::SafeUrl;
use crate::publish::Report;
use crate::render::{self, Engine, Job, Renderer};

/// What to build.
#[derive(Clone, Debug)]
pub struct Request {
    /// The site's folder.
    pub root: Utf8PathBuf,
    /// Where to write; `None`: as configured.
    pub output: Option<Utf8PathBuf>,
    /// Where the site is published; `None`: as configured.
    pub base_url: Option<SafeUrl>,
    /// Whether drafts and embargoed articles are shown.
    pub drafts: bool,
    /// The moment of the build, in seconds since 1970.
    pub now: i64,
    /// The user's home folder, which is never written to as a whole.
    pub home: Option<Utf8PathBuf>,
}

/// A site that was read and linked, with its templates.
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// The site.
    pub site: Site,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// The templates; `None` where they cannot be read.
    pub engine: Option<Engine>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// What is kept from build to build; a build stores it.
    pub enrichments: Option<Pack>,
}

/// How a build or a check ended.
#[derive(Debug)]
pub struct Outcome {
    /// Everything there is to say, by file and place.
    pub diagnostics: Vec<LocatedDiagnostic>,
    /// How much there is.
    pub summary: Summary,
    /// Where the site was written and how much changed; `None` where nothing was written.
    pub published: Option<(Utf8PathBuf, Report)>,
    /// Whether putting the site in place failed on the way; the next build goes on with it.
    pub interrupted: bool,
}

impl Outcome {
    /// Whether anything is an error.
    pub fn failed(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|located| located.diagnostic.severity == Severity::Error)
    }
}

/// Reads and links a site.
pub fn load(request: &Request, observer: &dyn Observer) -> Loaded {
    load_again(request, None, observer)
}

/// The same; articles that are as they were are taken from memory.
fn load_again(request: &Request, mut memory: Option<&mut Memory>, observer: &dyn Observer) -> Loaded {
    let languages = Languages::embedded();
    let root = &request.root;
    observer.begin(Stage::Read, 0);
    // Later on, memory knows more than the disk.
    let first = memory.as_ref().is_none_or(|memory| memory.is_empty());
    let kept = || first.then(|| content::kept(root)).flatten();
    let (mut discovered, enrichments) = rayon::join(|| discover(root, FILE_NAME), kept);
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

/// The configuration, or the default one and what is wrong.
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
                "." => format!("this folder holds no {FILE_NAME}"),
                root => format!("{root} holds no {FILE_NAME}"),
            };
            let help = format!("run it in the folder of a site, or write a {FILE_NAME} with `title: …`");
            diagnostics.push(Diagnostic::new(Code::NotASite, message).help(help));
            Config::default()
        }
    }
}

/// The files of the site that was built into a folder, relative to it, sorted.
///
/// # Errors
/// The folder holds no site of ours, or cannot be read.
pub fn files_of(output: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Diagnostic> {
    let files = crate::publish::files_of(output)?;
    Ok(files.iter().map(|path| Utf8PathBuf::from(path.as_str())).collect())
}

/// Builds a site: nothing is published while anything is an error.
pub fn build(request: &Request, observer: &dyn Observer) -> Outcome {
    let loaded = load(request, observer);
    let summary = summarise(&loaded);
    let mut diagnostics = loaded.diagnostics;
    if let Some(enrichments) = loaded.enrichments {
        enrichments.store();
    }
    let mut published = None;
    let mut interrupted = false;
    if let Some(engine) = loaded.engine.as_ref().filter(|_| !has_errors(&diagnostics)) {
        let output = request
            .output
            .clone()
            .unwrap_or_else(|| request.root.join(&loaded.config.output));
        match publishing::publish(
            request,
            publishing::What {
                site: &loaded.site,
                config: &loaded.config,
                engine,
            },
            &output,
            observer,
            &mut diagnostics,
        ) {
            Some(Ok(report)) => published = Some((output, report)),
            Some(Err(error)) => {
                interrupted = true;
                diagnostics.push(error);
            }
            None => {}
        }
    }
    let diagnostics = locate_all(request, diagnostics);
    // Taking a large site apart takes a while, for which nobody needs to wait.
    rayon::spawn(move || drop(loaded.site));
    Outcome {
        diagnostics,
        summary,
        published,
        interrupted,
    }
}

/// Makes every page, on all cores, and collects what is to be said about them.
fn for_each_page(
    renderer: &Renderer<'_>,
    observer: &dyn Observer,
    diagnostics: &mut Vec<Diagnostic>,
    make: impl Fn(Job) -> Result<Vec<Diagnostic>, Diagnostic> + Sync,
) {
    let jobs = render::plan(renderer);
    observer.begin(Stage::Pages, jobs.len());
    // Some take as long as a thousand others: whoever has nothing to do takes the next one.
    let found = jobs
        .into_par_iter()
        .with_max_len(1)
        .map(|job| make(job).unwrap_or_else(|error| vec![error]));
    let found: Vec<Vec<Diagnostic>> = found.filter(|list| !list.is_empty()).collect();
    diagnostics.extend(found.into_iter().flatten());
    keep_first_of_each_place(diagnostics);
}

/// A wrong template is wrong on every page, a full disk fails for every file: of such errors only
/// the first is kept.
fn keep_first_of_each_place(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(Code, Option<crate::diagnostics::Location>)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        let place = match diagnostic.code {
            Code::Template => diagnostic.location.clone(),
            Code::OutputFailed => None,
            _ => return true,
        };
        let key = (diagnostic.code, place);
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

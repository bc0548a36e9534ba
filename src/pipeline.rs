//! The order of the stages, and nothing else.
//!
//! **Architecture invariant:** the only file that knows every stage. A stage hands its value on;
//! none calls another.

mod candidates;
mod export;
mod extract;
mod messages;
mod share;
mod summary;

pub use crate::render::{CandidateReport, ExportFile, ExportFormat};
pub use candidates::candidates;
pub use export::{ExportSelection, export};
pub use extract::{ExtractInput, extract};
pub use summary::Summary;

use messages::locate_all;
use summary::summarise;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::config::{Config, FILE_NAME};
use crate::diagnostics::locate::Located;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::discover::{self, Discovered, discover};
use crate::enrich::enrich_article;
use crate::language::Languages;
use crate::link::{self, Linked, Parts, Selection, link};
use crate::model::enrichment::Enrichment;
use crate::model::output_path::OutputPath;
use crate::model::site::{LeftOut, Site};
use crate::model::source::{AssetContent, AssetFile, SourceFile};
use crate::model::url::SafeUrl;
use crate::parse::{Parsed, parse};
use crate::publish::{Protected, Publication, Report};
use crate::render::{self, Engine, Rendered, Renderer};
use crate::review::{Desk, review};

/// The files of the embedded theme that pages load.
static THEME: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/static/theme");

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
}

/// How a build or a check ended.
#[derive(Debug)]
pub struct Outcome {
    /// Everything there is to say, by file and place.
    pub diagnostics: Vec<Located>,
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
pub fn load(request: &Request) -> Loaded {
    let languages = Languages::embedded();
    let mut discovered = discover(&request.root, FILE_NAME);
    let mut diagnostics = std::mem::take(&mut discovered.diagnostics);
    let mut config = read_config(request, discovered.config.take(), &mut diagnostics);
    if let Some(url) = &request.base_url {
        config = config.with_base_url(url.clone());
    }
    let engine = Engine::new(&discovered.templates, languages)
        .map_err(|error| diagnostics.push(error))
        .ok();
    let parts = parse_all(discovered, &config, &mut diagnostics);
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
    );
    diagnostics.extend(problems);
    config.levels.apply(&mut diagnostics);
    Loaded {
        config,
        site,
        left_out,
        engine,
        diagnostics,
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

/// Parses and enriches every file, on all cores; the texts are dropped on the way.
fn parse_all(discovered: Discovered, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let languages = Languages::embedded();
    type One = (Utf8PathBuf, Option<(Parsed, Enrichment)>, Vec<Diagnostic>);
    let one = |file: SourceFile| -> One {
        let (parsed, mut problems) = parse(&file, languages.tags());
        let parsed = parsed.map(|parsed| match parsed {
            Parsed::Article(article) => {
                let lang = article.header.lang.as_ref().unwrap_or(&config.lang);
                let (enrichment, mut found) = enrich_article(&article, &languages.get(lang).words);
                for diagnostic in &mut found {
                    if let Some(location) = &mut diagnostic.location {
                        location.file.clone_from(&file.path);
                    }
                }
                problems.extend(found);
                (Parsed::Article(article), enrichment)
            }
            other => (other, Enrichment::default()),
        });
        (file.path, parsed, problems)
    };
    let all: Vec<One> = discovered.sources.into_par_iter().map(one).collect();
    let mut parts = Parts {
        assets: discovered.assets,
        unparsed: unread(diagnostics),
        ..Parts::default()
    };
    parts.assets.extend(theme_files());
    for (file, parsed, problems) in all {
        diagnostics.extend(problems);
        let Some((parsed, enrichment)) = parsed else {
            parts.unparsed.push(file);
            continue;
        };
        match parsed {
            Parsed::Article(value) => parts.articles.push((link::Located { file, value: *value }, enrichment)),
            Parsed::Dossier(value) => parts.dossiers.push(link::Located { file, value: *value }),
            Parsed::Entity(value) => parts.entities.push(link::Located { file, value: *value }),
            Parsed::Entities(values, unread) => {
                // As if each had a file of its own: what refers to one of them is no error.
                parts
                    .unparsed
                    .extend(unread.iter().map(|slug| format!("content/entities/{slug}.md").into()));
                let located = |value| link::Located {
                    file: file.clone(),
                    value,
                };
                parts.entities.extend(values.into_iter().map(located));
            }
            Parsed::Page(value) => parts.pages.push(link::Located { file, value: *value }),
        }
    }
    parts
}

/// The content files that could not even be read.
fn unread(diagnostics: &[Diagnostic]) -> Vec<Utf8PathBuf> {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let files = errors.filter_map(|d| Some(d.location.as_ref()?.file.clone()));
    files.filter(|file| file.starts_with("content")).collect()
}

/// The files of the embedded theme, as if they lay in `static/`.
fn theme_files() -> impl Iterator<Item = AssetFile> {
    THEME.files().filter_map(|file| {
        let path = Utf8PathBuf::from(format!("static/theme/{}", file.path().to_str()?));
        Some(AssetFile {
            path,
            content: AssetContent::Embedded(file.contents()),
        })
    })
}

/// Builds a site: nothing is published while anything is an error.
pub fn build(request: &Request) -> Outcome {
    let loaded = load(request);
    let summary = summarise(&loaded);
    let mut diagnostics = loaded.diagnostics;
    let mut published = None;
    let mut interrupted = false;
    if let Some(engine) = loaded.engine.as_ref().filter(|_| !has_errors(&diagnostics)) {
        let output = request
            .output
            .clone()
            .unwrap_or_else(|| request.root.join(&loaded.config.output));
        match publish(request, &loaded.site, &loaded.config, engine, &output, &mut diagnostics) {
            Some(Ok(report)) => published = Some((output, report)),
            Some(Err(error)) => {
                interrupted = true;
                diagnostics.push(error);
            }
            None => {}
        }
    }
    let diagnostics = locate_all(request, diagnostics);
    Outcome {
        diagnostics,
        summary,
        published,
        interrupted,
    }
}

/// Does everything that a build does, and writes nothing.
pub fn check(request: &Request) -> Outcome {
    let loaded = load(request);
    let summary = summarise(&loaded);
    let mut diagnostics = loaded.diagnostics;
    if let Some(engine) = &loaded.engine {
        let renderer = Renderer::new(&loaded.site, &loaded.config, engine, Languages::embedded());
        render_all(&renderer, &mut diagnostics, |_| Ok(()));
    }
    // What cannot be read may be what links to a file, or gives somebody an office.
    if !has_errors(&diagnostics) {
        diagnostics.extend(candidates::notes(&loaded.site));
        diagnostics.extend(review(&Desk {
            site: &loaded.site,
            config: &loaded.config,
            languages: Languages::embedded(),
            now: request.now,
        }));
    }
    loaded.config.levels.apply(&mut diagnostics);
    Outcome {
        diagnostics: locate_all(request, diagnostics),
        summary,
        published: None,
        interrupted: false,
    }
}

/// Renders into the staging of the output, and puts it in place if all went well; `None` where it
/// did not get that far.
fn publish(
    request: &Request,
    site: &Site,
    config: &Config,
    engine: &Engine,
    output: &Utf8Path,
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
    let publication = match Publication::begin(output, &protected) {
        Ok(publication) => publication,
        Err(error) => {
            diagnostics.push(error);
            return None;
        }
    };
    let renderer = Renderer::new(site, config, engine, Languages::embedded());
    render_all(&renderer, diagnostics, |rendered| {
        rendered
            .files
            .iter()
            .try_for_each(|(path, bytes)| publication.write(path, bytes))
    });
    config.levels.apply(diagnostics);
    let copied: Vec<Diagnostic> = site
        .assets
        .par_iter()
        .filter_map(|(path, content)| copy(&publication, path, content).err())
        .collect();
    diagnostics.extend(copied);
    diagnostics.extend(share::publish(&request.root, &renderer, &publication));
    keep_first_of_each_place(diagnostics);
    if has_errors(diagnostics) {
        return None;
    }
    Some(publication.commit())
}

fn copy(publication: &Publication, path: &OutputPath, content: &AssetContent) -> Result<(), Diagnostic> {
    match content {
        AssetContent::OnDisk { path: from, .. } => publication.copy(path, from),
        AssetContent::Embedded(bytes) => publication.write(path, bytes),
    }
}

/// Renders every page, on all cores, and hands each to `sink`.
fn render_all(
    renderer: &Renderer<'_>,
    diagnostics: &mut Vec<Diagnostic>,
    sink: impl Fn(&Rendered) -> Result<(), Diagnostic> + Sync,
) {
    let jobs = render::plan(renderer);
    let found: Vec<Vec<Diagnostic>> = jobs
        .into_par_iter()
        .map(|job| match renderer.render(job) {
            Ok(rendered) => {
                let failed = sink(&rendered).err();
                rendered.diagnostics.into_iter().chain(failed).collect()
            }
            Err(error) => vec![error],
        })
        .filter(|list: &Vec<Diagnostic>| !list.is_empty())
        .collect();
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

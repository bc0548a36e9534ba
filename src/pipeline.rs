//! The order of the stages, and nothing else.
//!
//! **Architecture invariant:** the only file that knows every stage. A stage hands its value on;
//! none calls another.

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::config::{Config, FILE_NAME};
use crate::diagnostics::locate::{Located, locate};
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::discover::{self, Discovered, discover};
use crate::enrich::enrich_article;
use crate::language::Languages;
use crate::link::{self, Linked, Parts, Selection, link};
use crate::model::article::{Article, Lang};
use crate::model::enrichment::Enrichment;
use crate::model::output_path::OutputPath;
use crate::model::site::{LeftOut, Site};
use crate::model::source::{AssetContent, AssetFile, SourceFile, SourceKind};
use crate::model::url::SafeUrl;
use crate::parse::{MarkdownSource, Parsed, bare_article, parse, parse_markdown, plain_text, split};
use crate::publish::{Protected, Publication, Report};
use crate::render::{self, Engine, Extract, Rendered, Renderer};
use crate::yaml;

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
}

/// How much there is in a site.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Summary {
    /// Articles.
    pub articles: usize,
    /// Dossiers.
    pub dossiers: usize,
    /// Entities with a page.
    pub entities: usize,
    /// Quotations found or decided.
    pub quotations: usize,
    /// How many of them have a speaker.
    pub attributed: usize,
    /// Files left out.
    pub left_out: usize,
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
    let mut config = match &discovered.config {
        Some(text) => {
            let (config, problems) = Config::read(text, languages.tags());
            diagnostics.extend(problems);
            config
        }
        None => {
            let message = format!("{} holds no {FILE_NAME}", request.root);
            let help = format!("run it in the folder of a site, or write a {FILE_NAME} with `title: …`");
            diagnostics.push(Diagnostic::new(Code::NotASite, message).help(help));
            Config::default()
        }
    };
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
    Loaded {
        config,
        site,
        left_out,
        engine,
        diagnostics,
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
        ..Parts::default()
    };
    parts.assets.extend(theme_files());
    for (file, parsed, problems) in all {
        diagnostics.extend(problems);
        let Some((parsed, enrichment)) = parsed else { continue };
        match parsed {
            Parsed::Article(value) => parts.articles.push((link::Located { file, value: *value }, enrichment)),
            Parsed::Dossier(value) => parts.dossiers.push(link::Located { file, value: *value }),
            Parsed::Entity(value) => parts.entities.push(link::Located { file, value: *value }),
            Parsed::Page(value) => parts.pages.push(link::Located { file, value: *value }),
        }
    }
    parts
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
    let published = match &loaded.engine {
        Some(engine) if !has_errors(&diagnostics) => {
            let output = request
                .output
                .clone()
                .unwrap_or_else(|| request.root.join(&loaded.config.output));
            let result = publish(request, &loaded.site, &loaded.config, engine, &output, &mut diagnostics);
            result.map(|report| (output, report))
        }
        _ => None,
    };
    Outcome {
        diagnostics: locate_all(request, diagnostics),
        summary,
        published,
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
    Outcome {
        diagnostics: locate_all(request, diagnostics),
        summary,
        published: None,
    }
}

/// Renders into the staging of the output, and puts it in place if all went well.
fn publish(
    request: &Request,
    site: &Site,
    config: &Config,
    engine: &Engine,
    output: &Utf8Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Report> {
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
    let copied: Vec<Diagnostic> = site
        .assets
        .par_iter()
        .filter_map(|(path, content)| copy(&publication, path, content).err())
        .collect();
    diagnostics.extend(copied);
    if has_errors(diagnostics) {
        return None;
    }
    publication.commit().map_err(|error| diagnostics.push(error)).ok()
}

fn copy(publication: &Publication, path: &OutputPath, content: &AssetContent) -> Result<(), Diagnostic> {
    match content {
        AssetContent::OnDisk { path: from, .. } => publication.copy(path, from),
        AssetContent::Embedded(bytes) => publication.write(path, bytes),
    }
}

/// Renders every page, on all cores, and hands each to `sink`. Of the errors of one template only
/// the first is kept: it would come again for every page.
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
    for diagnostic in found.into_iter().flatten() {
        let known = diagnostic.code == Code::Template || diagnostic.code == Code::OutputFailed;
        let again = known
            && diagnostics
                .iter()
                .any(|d| d.code == diagnostic.code && d.location == diagnostic.location);
        if !again {
            diagnostics.push(diagnostic);
        }
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn summarise(loaded: &Loaded) -> Summary {
    let quotations = || {
        loaded
            .site
            .articles
            .iter()
            .flat_map(|article| &article.enrichment.quotations)
    };
    Summary {
        articles: loaded.site.articles.len(),
        dossiers: loaded.site.dossiers.len(),
        entities: loaded.site.entities.len(),
        quotations: quotations().count(),
        attributed: quotations().filter(|quotation| quotation.speaker.is_some()).count(),
        left_out: loaded.left_out.len(),
    }
}

/// Finds lines and columns, and sorts by file and place. Files are read again for it: most builds
/// have nothing to say.
fn locate_all(request: &Request, diagnostics: Vec<Diagnostic>) -> Vec<Located> {
    let mut texts: std::collections::BTreeMap<Utf8PathBuf, Option<String>> = std::collections::BTreeMap::new();
    let mut all: Vec<Located> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let needs_text = diagnostic
                .location
                .as_ref()
                .filter(|location| location.place != Place::File);
            let text = needs_text.map(|location| {
                texts
                    .entry(location.file.clone())
                    .or_insert_with(|| source_text(request, &location.file))
                    .as_deref()
            });
            locate(diagnostic, text.flatten(), yaml::locate)
        })
        .collect();
    all.sort_by_key(|located| {
        let diagnostic = &located.diagnostic;
        let file = diagnostic.location.as_ref().map(|location| location.file.clone());
        let position = located
            .position
            .as_ref()
            .map(|position| (position.line, position.column));
        (
            diagnostic.severity,
            file,
            position,
            diagnostic.code,
            diagnostic.message.clone(),
        )
    });
    all.dedup();
    all
}

/// The text of a file of the site, or of the embedded template that stands in for it.
fn source_text(request: &Request, file: &Utf8Path) -> Option<String> {
    let read = discover::read_text(&request.root, file).ok().map(|(text, _)| text);
    let embedded = || {
        file.strip_prefix("templates")
            .ok()
            .and_then(|name| render::embedded_template(name.as_str()))
    };
    read.or_else(|| embedded().map(str::to_owned))
}

/// A text to extract from.
#[derive(Clone, Debug)]
pub struct ExtractInput {
    /// Its name, as it is reported.
    pub file: Utf8PathBuf,
    /// Its text.
    pub text: String,
    /// Whether it is Markdown, perhaps with front matter; else plain text.
    pub markdown: bool,
}

/// Finds quotations and mentions in texts that need not belong to the site under `root`; its
/// entities and its language are used, if there is a site.
pub fn extract(request: &Request, inputs: Vec<ExtractInput>, lang: Option<&Lang>) -> (Vec<Extract>, Vec<Located>) {
    let discovered = discover(&request.root, FILE_NAME);
    let languages = Languages::embedded();
    let site_config = discovered
        .config
        .as_ref()
        .map(|text| Config::read(text, languages.tags()).0);
    let entities = Discovered {
        sources: discovered
            .sources
            .into_iter()
            .filter(|file| file.kind == SourceKind::Entity)
            .collect(),
        ..Discovered::default()
    };
    let config = site_config.clone().unwrap_or_default();
    let mut parts = parse_all(entities, &config, &mut Vec::new());
    let one = |input: &ExtractInput| extract_one(input, lang, site_config.as_ref());
    let all: Vec<ExtractedOne> = inputs.par_iter().map(one).collect();
    let mut diagnostics = Vec::new();
    for (input, (article, problems)) in inputs.iter().zip(all) {
        diagnostics.extend(problems);
        let file = input.file.clone();
        parts
            .articles
            .extend(article.map(|(value, enrichment)| (link::Located { file, value }, enrichment)));
    }
    let linked = link(
        parts,
        &config,
        Selection {
            drafts: true,
            now: request.now,
        },
    );
    let by_file: std::collections::BTreeMap<&Utf8Path, &crate::model::site::SiteArticle> = linked
        .site
        .articles
        .iter()
        .map(|article| (article.placement.file.as_path(), article))
        .collect();
    let extracts = inputs.par_iter().filter_map(|input| {
        let article = by_file.get(input.file.as_path())?;
        let start = if input.markdown {
            split(&input.text).ok()?.body.start as usize
        } else {
            0
        };
        Some(Extract::new(&linked.site, article, &input.text[start..], start))
    });
    let extracts = extracts.collect();
    let located = diagnostics.into_iter().map(|diagnostic| {
        let file = diagnostic.location.as_ref().map(|location| location.file.clone());
        let text = inputs
            .iter()
            .find(|input| Some(&input.file) == file.as_ref())
            .map(|input| input.text.as_str());
        locate(diagnostic, text, yaml::locate)
    });
    (extracts, located.collect())
}

/// An article with what was found in it, and what is wrong with it.
type ExtractedOne = (Option<(Article, Enrichment)>, Vec<Diagnostic>);

/// Parses and enriches one text.
fn extract_one(input: &ExtractInput, lang: Option<&Lang>, config: Option<&Config>) -> ExtractedOne {
    let languages = Languages::embedded();
    let file = SourceFile {
        path: input.file.clone(),
        kind: SourceKind::Article,
        text: input.text.clone(),
        hash: [0; 32],
    };
    let mut diagnostics = Vec::new();
    let article = if !input.markdown {
        Some(bare_article(&file, plain_text(&input.text)))
    } else if yaml::opening_fence(&input.text).is_none() {
        let source = MarkdownSource {
            text: &input.text,
            offset: 0,
            key: None,
        };
        let document = parse_markdown(&source, &mut diagnostics);
        Some(bare_article(&file, document))
    } else {
        let (parsed, problems) = parse(&file, languages.tags());
        diagnostics.extend(problems);
        parsed.and_then(|parsed| match parsed {
            Parsed::Article(article) => Some(*article),
            _ => None,
        })
    };
    let Some(mut article) = article else {
        return (None, diagnostics);
    };
    let own = lang
        .or(article.header.lang.as_ref())
        .or(config.map(|config| &config.lang))
        .cloned();
    let lang = own
        .or_else(|| languages.detect(&article.body.plain))
        .unwrap_or_else(|| Config::default().lang);
    let (enrichment, problems) = enrich_article(&article, &languages.get(&lang).words);
    article.header.lang = Some(lang);
    diagnostics.extend(problems);
    for diagnostic in &mut diagnostics {
        if let Some(location) = &mut diagnostic.location {
            location.file.clone_from(&input.file);
        }
    }
    (Some((article, enrichment)), diagnostics)
}

//! A site in memory: linked once, each page rendered on request.
//!
//! A renderer borrows its site, so both live on a separate thread, which answers questions until the
//! preview is dropped.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::{mem, thread};

use camino::Utf8PathBuf;

use super::content::Memory;
use super::load::{Loaded, load_again};
use super::messages::locate_all;
use super::pages::remove_repetitions;
use super::progress::Unobserved;
use super::request::Request;
use super::share;
use super::summary::{Summary, summarise};
use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::language::Languages;
use crate::model::site::Site;
use crate::model::source::AssetContent;
use crate::render::{self, Card, Job, Rendered, Renderer, share_cards};

/// How many pages are rendered concurrently.
const WORKERS: usize = 2;

/// A site at one moment.
pub struct Preview {
    /// The diagnostics of reading and linking, sorted.
    pub diagnostics: Vec<LocatedDiagnostic>,
    /// How much the site contains.
    pub summary: Summary,
    /// The path of the base URL: `/`, or for example `/repo/`.
    pub base_path: String,
    pages: Option<Pages>,
}

/// The content at a path.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The bytes of a page.
    Bytes(Arc<[u8]>),
    /// A file of the site on disk.
    File(Utf8PathBuf),
    /// The error that keeps the page from being rendered.
    Failed(Box<LocatedDiagnostic>),
}

/// The origin of a file.
enum Origin {
    /// Rendered by the job with this index.
    Job(usize),
    Asset(AssetContent),
}

struct Pages {
    request: Request,
    questions: Sender<Question>,
    origins: BTreeMap<String, Origin>,
    jobs: Vec<Job>,
    /// The files rendered so far.
    rendered: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

/// The renderer on its thread, with what is made when it is first asked for.
struct RenderWorker<'a> {
    renderer: Renderer<'a>,
    cards: OnceLock<BTreeMap<String, Card>>,
    cache: Cache,
}

type Question = Box<dyn for<'a, 'b> FnOnce(&'b RenderWorker<'a>) + Send>;

/// Reads and links a site for previewing. With errors, it contains what could be read.
pub fn preview(request: &Request, memory: &mut Memory) -> Preview {
    let mut loaded = load_again(request, Some(memory), &Unobserved);
    if let Some(enrichments) = loaded.enrichments.take() {
        enrichments.store();
    }
    let summary = summarise(&loaded);
    let diagnostics = locate_all(request, mem::take(&mut loaded.diagnostics));
    let base_path = loaded.config.base_path();
    Preview {
        diagnostics,
        summary,
        base_path,
        pages: Pages::of(request, loaded),
    }
}

impl Preview {
    /// Whether pages can be rendered.
    pub fn has_pages(&self) -> bool {
        self.pages.is_some()
    }

    /// How many jobs render the pages and other files.
    pub fn jobs(&self) -> usize {
        self.pages.as_ref().map_or(0, |pages| pages.jobs.len())
    }

    /// Whether the site has a file with this path.
    pub fn has(&self, path: &str) -> bool {
        self.pages
            .as_ref()
            .is_some_and(|pages| pages.origins.contains_key(path))
    }

    /// The content at a path, such as `articles/x.html`; `None` if it does not exist.
    pub fn page(&self, path: &str) -> Option<Answer> {
        let pages = self.pages.as_ref()?;
        match pages.origins.get(path) {
            None if path.starts_with(share::FOLDER) => pages.picture(path),
            None => None,
            Some(Origin::Asset(AssetContent::OnDisk { path, .. })) => Some(Answer::File(path.clone())),
            Some(Origin::Asset(AssetContent::Embedded(bytes))) => Some(Answer::Bytes((*bytes).into())),
            Some(Origin::Job(number)) => match pages.rendered(path) {
                Some(bytes) => Some(Answer::Bytes(bytes)),
                None => match pages.render(*number) {
                    Ok(_) => pages.rendered(path).map(Answer::Bytes),
                    Err(error) => pages
                        .located(vec![error])
                        .pop()
                        .map(|error| Answer::Failed(Box::new(error))),
                },
            },
        }
    }

    /// Renders the pages at `paths`; returns their diagnostics.
    pub fn try_pages(&self, paths: &[String]) -> Vec<LocatedDiagnostic> {
        let pages = self.pages.as_ref();
        pages.map_or_else(Vec::new, |pages| pages.try_jobs(pages.numbers(paths)))
    }

    /// Renders one page of each kind and those at `paths`; returns their diagnostics.
    pub fn try_each_kind(&self, paths: &[String]) -> Vec<LocatedDiagnostic> {
        let Some(pages) = &self.pages else { return Vec::new() };
        let mut kinds = Vec::new();
        let mut numbers: Vec<usize> = Vec::new();
        for (number, job) in pages.jobs.iter().enumerate() {
            let kind = mem::discriminant(job);
            if job.has_template() && !kinds.contains(&kind) {
                kinds.push(kind);
                numbers.push(number);
            }
        }
        numbers.extend(pages.numbers(paths));
        pages.try_jobs(numbers)
    }

    /// Renders every page; returns their diagnostics.
    pub fn try_all(&self) -> Vec<LocatedDiagnostic> {
        let pages = self.pages.as_ref();
        pages.map_or_else(Vec::new, |pages| pages.try_jobs((0..pages.jobs.len()).collect()))
    }

    /// Evaluates a function of the linked site; `None` if there is none.
    pub fn ask<T: Send + 'static>(&self, question: impl FnOnce(&Site) -> T + Send + 'static) -> Option<T> {
        self.pages.as_ref()?.ask(|worker| question(worker.renderer.site()))
    }
}

impl Pages {
    fn of(request: &Request, loaded: Loaded) -> Option<Pages> {
        loaded.engine.as_ref()?;
        let (questions, asked) = channel();
        let (ready, made) = channel();
        let root = request.root.clone();
        thread::spawn(move || work(&loaded, Cache::of_site(&root), &Mutex::new(asked), &ready));
        let (origins, jobs) = made.recv().ok()?;
        Some(Pages {
            request: request.clone(),
            questions,
            origins,
            jobs,
            rendered: Mutex::default(),
        })
    }

    fn ask<T: Send + 'static>(&self, question: impl FnOnce(&RenderWorker<'_>) -> T + Send + 'static) -> Option<T> {
        let (reply, answer) = channel();
        // The receiver may be gone already.
        let question: Question = Box::new(move |worker: &RenderWorker<'_>| _ = reply.send(question(worker)));
        self.questions.send(question).ok()?;
        answer.recv().ok()
    }

    /// A file that was rendered before.
    fn rendered(&self, path: &str) -> Option<Arc<[u8]>> {
        self.rendered.lock().ok()?.get(path).cloned()
    }

    /// Renders a job and stores its files; returns its warnings.
    fn render(&self, number: usize) -> Result<Vec<Diagnostic>, Diagnostic> {
        let job = self.jobs[number];
        let Some(rendered) = self.ask(move |worker| worker.renderer.render(job)) else {
            return Ok(Vec::new());
        };
        Ok(self.store(rendered?))
    }

    fn store(&self, rendered: Rendered) -> Vec<Diagnostic> {
        if let Ok(mut all) = self.rendered.lock() {
            let files = rendered.files.into_iter();
            all.extend(files.map(|(path, bytes)| (path.to_string(), bytes.into())));
        }
        rendered.diagnostics
    }

    /// The jobs that render the files at these paths.
    fn numbers(&self, paths: &[String]) -> Vec<usize> {
        let number = |path: &String| match self.origins.get(path)? {
            Origin::Job(number) => Some(*number),
            Origin::Asset(_) => None,
        };
        paths.iter().filter_map(number).collect()
    }

    fn try_jobs(&self, mut numbers: Vec<usize>) -> Vec<LocatedDiagnostic> {
        numbers.sort_unstable();
        numbers.dedup();
        let next = Mutex::new(numbers.into_iter());
        let found = Mutex::new(Vec::new());
        let worker_loop = || {
            while let Some(number) = next.lock().ok().and_then(|mut next| next.next()) {
                let said = self.render(number).unwrap_or_else(|error| vec![error]);
                if let Ok(mut found) = found.lock() {
                    found.extend(said);
                }
            }
        };
        thread::scope(|scope| (0..WORKERS).for_each(|_| _ = scope.spawn(worker_loop)));
        self.located(found.into_inner().unwrap_or_default())
    }

    /// A share image.
    fn picture(&self, path: &str) -> Option<Answer> {
        let path = path.to_owned();
        let bytes = self.ask(move |worker| worker.picture(&path))??;
        Some(Answer::Bytes(bytes.into()))
    }

    fn located(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<LocatedDiagnostic> {
        remove_repetitions(&mut diagnostics);
        locate_all(&self.request, diagnostics)
    }
}

impl RenderWorker<'_> {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        let all = || share_cards(&self.renderer).into_iter();
        let cards = self
            .cards
            .get_or_init(|| all().map(|(path, card)| (path.to_string(), card)).collect());
        let card = cards.get(path)?;
        self.cache.get(share::KIND, &card.input(), || card.draw())
    }
}

/// The origin of every file, and the jobs.
type FileMap = (BTreeMap<String, Origin>, Vec<Job>);

/// Answers questions until the preview is dropped.
fn work(loaded: &Loaded, cache: Cache, questions: &Mutex<Receiver<Question>>, ready: &Sender<FileMap>) {
    let Some(engine) = &loaded.engine else { return };
    let worker = RenderWorker {
        renderer: Renderer::new(&loaded.site, &loaded.config, engine, Languages::embedded()),
        cards: OnceLock::new(),
        cache,
    };
    let jobs = render::plan(&worker.renderer);
    let assets = loaded.site.assets.iter();
    let mut origins: BTreeMap<String, Origin> = assets
        .map(|(path, content)| (path.to_string(), Origin::Asset(content.clone())))
        .collect();
    for (number, job) in jobs.iter().enumerate() {
        let paths = worker.renderer.addresses(*job).into_iter();
        origins.extend(paths.map(|path| (path.to_string(), Origin::Job(number))));
    }
    if ready.send((origins, jobs)).is_err() {
        return;
    }
    let worker_loop = || {
        while let Some(question) = questions.lock().ok().and_then(|asked| asked.recv().ok()) {
            question(&worker);
        }
    };
    thread::scope(|scope| (0..WORKERS).for_each(|_| _ = scope.spawn(worker_loop)));
}

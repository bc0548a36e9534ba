//! Rebuilds the site after a change, renders some pages as a check, and notifies the browsers.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;

use super::event::{Event, Listener, Options};
use super::state::PreviewState;
use super::watch::Watch;
use crate::config::FILE_NAME;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Severity};
use crate::pipeline::{Memory, Preview, Request, preview};

/// Up to this number of pages, all of them are rendered in the background.
const SMALL: usize = 500;

/// The delay of background rendering after a change: requests of browsers come first.
const PAUSE: Duration = Duration::from_millis(300);

pub struct Rebuilder {
    request: Request,
    now: fn() -> i64,
    poll: bool,
    memory: Memory,
    state: Arc<PreviewState>,
    report: Listener,
    /// Whether the shown site has no errors.
    good: bool,
}

/// A rebuilder that watches its site.
pub struct Running {
    rebuilder: Rebuilder,
    watch: Watch,
    /// The site to be rendered in the background, if that has not happened yet.
    idle: Option<Arc<Preview>>,
}

impl Rebuilder {
    /// A rebuilder before its first build.
    pub fn new(options: Options, state: Arc<PreviewState>, report: Listener) -> Rebuilder {
        Rebuilder {
            request: options.request,
            now: options.now,
            poll: options.poll,
            memory: Memory::default(),
            state,
            report,
            good: false,
        }
    }

    /// Builds the site for the first time, and starts watching it.
    pub fn first(mut self) -> Result<Running, String> {
        // Watching begins before the build, so that no change is missed.
        let is_site = self.request.root.join(FILE_NAME).exists();
        let watched = is_site.then(|| Watch::new(&self.request.root, self.poll));
        let (idle, not_a_site) = self.build(&BTreeSet::new());
        let (watch, why) = match watched {
            Some(watched) if !not_a_site => watched?,
            _ => return Err("there is no site to serve".to_owned()),
        };
        if let Some(why) = why {
            (self.report)(Event::Trouble(why));
        }
        Ok(Running {
            rebuilder: self,
            watch,
            idle,
        })
    }

    /// Builds the site. Returns the preview to render in the background, and whether there is no site.
    fn build(&mut self, changed: &BTreeSet<Utf8PathBuf>) -> (Option<Arc<Preview>>, bool) {
        let start = Instant::now();
        self.request.now = (self.now)();
        let next = preview(&self.request, &mut self.memory);
        let mut problems = next.diagnostics.clone();
        if !failed(&problems) {
            let recent = self.state.recent();
            // A change of content does not affect templates: it suffices to render the recent pages.
            let content_only = !changed.is_empty() && changed.iter().all(|path| path.starts_with("content"));
            problems.extend(if content_only {
                next.try_pages(&recent)
            } else {
                next.try_each_kind(&recent)
            });
        }
        let not_a_site = problems.iter().any(|problem| problem.diagnostic.code == Code::NotASite);
        let good = !failed(&problems);
        let next = Arc::new(next);
        if next.has_pages() && (good || !self.good) {
            self.good = good;
            let styles = !changed.is_empty() && changed.iter().all(is_style);
            let event = if styles && good { "styles" } else { "state" };
            self.state.show(Arc::clone(&next), problems.clone(), event);
        } else {
            self.state.set_problems(problems.clone());
        }
        let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
        (self.report)(Event::Built {
            changed: &changed,
            took: start.elapsed(),
            summary: next.summary,
            diagnostics: &problems,
        });
        let idle = good.then_some(next);
        (idle, not_a_site)
    }

    /// Renders every page, or of a large site one page of each kind, and reports problems.
    fn render_in_background(&self, preview: &Preview) {
        let small = preview.jobs() <= SMALL;
        let found = if small {
            preview.try_all()
        } else {
            preview.try_each_kind(&[])
        };
        if found.is_empty() {
            return;
        }
        let mut problems = preview.diagnostics.clone();
        problems.extend(found.iter().cloned());
        self.state.set_problems(problems);
        (self.report)(Event::Found(&found));
    }
}

impl Running {
    /// Rebuilds the site after every change, until watching ends.
    pub fn run(mut self) {
        loop {
            let changed = match self.idle.take() {
                None => match self.watch.wait() {
                    Some(changed) => changed,
                    None => return,
                },
                Some(preview) => match self.watch.wait_at_most(PAUSE) {
                    Some(Some(changed)) => changed,
                    Some(None) => {
                        self.rebuilder.render_in_background(&preview);
                        continue;
                    }
                    None => return,
                },
            };
            self.idle = self.rebuilder.build(&changed).0;
        }
    }
}

fn failed(problems: &[LocatedDiagnostic]) -> bool {
    problems
        .iter()
        .any(|problem| problem.diagnostic.severity == Severity::Error)
}

fn is_style(path: &Utf8PathBuf) -> bool {
    path.starts_with("static") && path.extension() == Some("css")
}

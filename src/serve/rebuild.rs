//! From a change to a new site: read it, try it, show it, tell the browsers.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;

use super::routes::Desk;
use super::watch::Watch;
use super::{Event, Options, Tell};
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Severity};
use crate::pipeline::{Memory, Preview, Request, preview};

/// The largest site of which every page is rendered in the background, in pages.
const SMALL: usize = 500;

/// How long after a change the background waits: the browser comes first.
const PAUSE: Duration = Duration::from_millis(300);

/// Reads the site again and again.
pub struct Rebuilder {
    request: Request,
    now: fn() -> i64,
    poll: bool,
    memory: Memory,
    desk: Arc<Desk>,
    tell: Tell,
    /// Whether what is shown has no errors.
    good: bool,
}

/// A rebuilder that watches its site.
pub struct Running {
    rebuilder: Rebuilder,
    watch: Watch,
    /// What is to be rendered when there is time.
    idle: Option<Arc<Preview>>,
}

impl Rebuilder {
    /// A rebuilder that has not read anything.
    pub fn new(options: Options, desk: Arc<Desk>, tell: Tell) -> Rebuilder {
        Rebuilder {
            request: options.request,
            now: options.now,
            poll: options.poll,
            memory: Memory::default(),
            desk,
            tell,
            good: false,
        }
    }

    /// Reads the site for the first time.
    pub fn first(mut self) -> Result<Running, String> {
        // A change while the site is read is not lost.
        let is_site = self.request.root.join("dossier.yaml").exists();
        let watched = is_site.then(|| Watch::new(&self.request.root, self.poll));
        let (idle, not_a_site) = self.build(&BTreeSet::new());
        let (watch, why) = match watched {
            Some(watched) if !not_a_site => watched?,
            _ => return Err("there is no site to serve".to_owned()),
        };
        if let Some(why) = why {
            (self.tell)(Event::Trouble(why));
        }
        Ok(Running {
            rebuilder: self,
            watch,
            idle,
        })
    }

    /// Reads the site. What is still to be rendered, and whether there is no site.
    fn build(&mut self, changed: &BTreeSet<Utf8PathBuf>) -> (Option<Arc<Preview>>, bool) {
        let start = Instant::now();
        self.request.now = (self.now)();
        let next = preview(&self.request, &mut self.memory);
        let mut problems = next.diagnostics.clone();
        if !failed(&problems) {
            let recent = self.desk.recent();
            // Of a text, only its pages can be wrong; the others are tried when there is time.
            let texts = !changed.is_empty() && changed.iter().all(|path| path.starts_with("content"));
            problems.extend(if texts {
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
            self.desk.show(Arc::clone(&next), problems.clone());
            let styles = !changed.is_empty() && changed.iter().all(is_style);
            let event = if styles && good { "styles" } else { "state" };
            self.desk.listeners.tell(event, &self.desk.state());
        } else {
            self.desk.complain(problems.clone());
            self.desk.listeners.tell("state", &self.desk.state());
        }
        let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
        (self.tell)(Event::Built {
            changed: &changed,
            took: start.elapsed(),
            summary: next.summary,
            diagnostics: &problems,
        });
        let idle = good.then_some(next);
        (idle, not_a_site)
    }

    /// Renders everything, or one page of each kind of a large site, and says what is found.
    fn look_at_all(&self, preview: &Preview) {
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
        self.desk.complain(problems);
        self.desk.listeners.tell("state", &self.desk.state());
        (self.tell)(Event::Found(&found));
    }
}

impl Running {
    /// Reads the site after every change, until nothing can change any more.
    pub fn run(mut self) {
        loop {
            let changed = match self.idle.take() {
                None => match self.watch.changes() {
                    Some(changed) => changed,
                    None => return,
                },
                Some(preview) => match self.watch.changes_within(PAUSE) {
                    Some(Some(changed)) => changed,
                    Some(None) => {
                        self.rebuilder.look_at_all(&preview);
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

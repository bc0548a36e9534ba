//! The state of a preview session, shared by all requests.
#![expect(
    clippy::disallowed_types,
    reason = "names and tokens of a session, which nobody may guess"
)]

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use camino::Utf8PathBuf;
use serde::Serialize;

use super::reload::Browsers;
use crate::diagnostics::json::JsonDiagnostic;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::pipeline::Preview;

/// The prefix of the preview's own addresses; no file of a site has it.
pub const OWN: &str = "/_dossier/";

/// How many of the most recently viewed pages are rendered first after a change.
const RECENT: usize = 8;

/// The state of a preview session.
pub struct PreviewState {
    pub root: Utf8PathBuf,
    pub port: u16,
    /// The clock, in seconds since 1970.
    pub now: fn() -> i64,
    /// The browsers to notify of changes.
    pub browsers: Browsers,
    /// The token that authorizes the pages of this session to write.
    pub token: String,
    history: Mutex<Vec<FileChange>>,
    session: String,
    shown: RwLock<Shown>,
    recent: Mutex<VecDeque<String>>,
}

/// A change of a file in this session, which can be undone. `None`: the file does not exist.
pub struct FileChange {
    /// The file, relative to the root.
    pub file: Utf8PathBuf,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What browsers are shown.
#[derive(Default)]
struct Shown {
    /// The last site without errors, or the first one if it has errors.
    preview: Option<Arc<Preview>>,
    /// The number of sites shown so far.
    version: u64,
    /// The diagnostics of the current sources.
    problems: Vec<LocatedDiagnostic>,
}

/// The message to browsers.
#[derive(Serialize)]
struct StateMessage<'a> {
    state: String,
    problems: Vec<JsonDiagnostic<'a>>,
}

impl PreviewState {
    /// The state of a new session, without a site.
    pub fn new(root: Utf8PathBuf, port: u16, now: fn() -> i64) -> PreviewState {
        // `RandomState` is keyed by random numbers of the operating system.
        let random = |number: u64| format!("{:016x}", RandomState::new().hash_one(number));
        PreviewState {
            root,
            port,
            now,
            browsers: Browsers::default(),
            token: random(2) + &random(3),
            history: Mutex::default(),
            session: random(1),
            shown: RwLock::default(),
            recent: Mutex::default(),
        }
    }

    /// The changes of this session, the last one last; locked, so that changes are made one at a time.
    pub fn history(&self) -> MutexGuard<'_, Vec<FileChange>> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces the shown site and the diagnostics, and sends `event` to the browsers.
    pub fn show(&self, preview: Arc<Preview>, problems: Vec<LocatedDiagnostic>, event: &'static str) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.version += 1;
        shown.preview = Some(preview);
        shown.problems = problems;
        drop(shown);
        self.browsers.notify(event, &self.message());
    }

    /// Replaces the diagnostics, keeps the shown site, and notifies the browsers.
    pub fn set_problems(&self, problems: Vec<LocatedDiagnostic>) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).problems = problems;
        self.browsers.notify("state", &self.message());
    }

    /// Adds a diagnostic and notifies the browsers, unless it is known already.
    pub fn add_problem(&self, problem: LocatedDiagnostic) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if shown.problems.contains(&problem) {
            return;
        }
        shown.problems.push(problem);
        drop(shown);
        self.browsers.notify("state", &self.message());
    }

    /// The message to browsers, as JSON.
    pub fn message(&self) -> String {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        let message = StateMessage {
            state: format!("{}-{}", self.session, shown.version),
            problems: shown.problems.iter().map(JsonDiagnostic::from).collect(),
        };
        serde_json::to_string(&message).unwrap_or_default()
    }

    /// The paths of the most recently viewed pages, the last one first.
    pub fn recent(&self) -> Vec<String> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().cloned().collect()
    }

    /// Notes that a page was viewed.
    pub fn viewed(&self, path: &str) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|other| other != path);
        recent.push_front(path.to_owned());
        recent.truncate(RECENT);
    }

    /// The shown site; `None` before the first build.
    pub fn preview(&self) -> Option<Arc<Preview>> {
        self.current().map(|(preview, _)| preview)
    }

    /// The shown site, and the script elements to add to its pages.
    pub fn current(&self) -> Option<(Arc<Preview>, String)> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        let state = format!("{}-{}", self.session, shown.version);
        let script = format!(
            "<script src=\"{OWN}live.js\" data-state=\"{state}\" defer></script><script src=\"{OWN}edit.js\" defer></script>"
        );
        shown.preview.clone().map(|preview| (preview, script))
    }
}

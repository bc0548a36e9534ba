//! Which address leads where.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

use super::address::{Found, decode, find, media_type};
use super::editing::{self, History};
use super::guard::{LARGEST_BODY, guard};
use super::inject::inject;
use super::reload::{Listeners, events};
use crate::diagnostics::json::JsonDiagnostic;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::pipeline::{Answer, Preview};

/// Where the preview's own files lie; no file of a site begins with an underscore and its name.
pub const OWN: &str = "/_dossier/";

/// How many of the pages that were read last are tried first after a change.
const RECENT: usize = 8;

/// What all requests share.
pub struct Desk {
    /// The site's folder.
    pub root: Utf8PathBuf,
    /// The port that is served on.
    pub port: u16,
    /// The moment, in seconds since 1970.
    pub now: fn() -> i64,
    /// The browsers that wait for something new.
    pub listeners: Listeners,
    /// What pages of this session say when they write.
    pub token: String,
    /// What was written in this session.
    pub history: History,
    session: String,
    shown: RwLock<Shown>,
    recent: Mutex<VecDeque<String>>,
}

/// What is shown.
#[derive(Default)]
struct Shown {
    /// The last site without errors, or the first with some.
    preview: Option<Arc<Preview>>,
    /// Counts the sites that were shown.
    version: u64,
    /// What is wrong now.
    problems: Vec<LocatedDiagnostic>,
}

/// How things stand, as the script reads it.
#[derive(Serialize)]
struct Standing<'a> {
    state: String,
    problems: Vec<JsonDiagnostic<'a>>,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(root: Utf8PathBuf, port: u16, now: fn() -> i64) -> Desk {
        // Keyed by the random numbers of the system.
        let random = |number: u64| format!("{:016x}", RandomState::new().hash_one(number));
        Desk {
            root,
            port,
            now,
            listeners: Listeners::default(),
            token: random(2) + &random(3),
            history: History::default(),
            session: random(1),
            shown: RwLock::default(),
            recent: Mutex::default(),
        }
    }

    /// Shows a new site, with what is wrong with it.
    pub fn show(&self, preview: Arc<Preview>, problems: Vec<LocatedDiagnostic>) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.version += 1;
        shown.preview = Some(preview);
        shown.problems = problems;
    }

    /// Keeps what is shown, and says what is wrong.
    pub fn complain(&self, problems: Vec<LocatedDiagnostic>) {
        self.shown.write().unwrap_or_else(PoisonError::into_inner).problems = problems;
    }

    /// Says of one thing more that it is wrong.
    fn add(&self, problem: LocatedDiagnostic) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if shown.problems.contains(&problem) {
            return;
        }
        shown.problems.push(problem);
        drop(shown);
        self.listeners.tell("state", &self.state());
    }

    /// How things stand, as JSON.
    pub fn state(&self) -> String {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        let state = Standing {
            state: format!("{}-{}", self.session, shown.version),
            problems: shown.problems.iter().map(JsonDiagnostic::from).collect(),
        };
        serde_json::to_string(&state).unwrap_or_default()
    }

    /// The paths of the pages that were read last.
    pub fn recent(&self) -> Vec<String> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().cloned().collect()
    }

    /// The site that is shown.
    pub fn preview(&self) -> Option<Arc<Preview>> {
        self.shown
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .preview
            .clone()
    }

    fn remember(&self, path: &str) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|other| other != path);
        recent.push_front(path.to_owned());
        recent.truncate(RECENT);
    }

    /// The site that is shown, and the script that belongs to it.
    fn current(&self) -> Option<(Arc<Preview>, String)> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        let state = format!("{}-{}", self.session, shown.version);
        let script = format!(
            "<script src=\"{OWN}live.js\" data-state=\"{state}\" defer></script><script src=\"{OWN}edit.js\" defer></script>"
        );
        shown.preview.clone().map(|preview| (preview, script))
    }
}

/// Every route, behind the guard.
pub fn router(desk: Arc<Desk>) -> Router {
    let script = include_str!("client/live.js");
    let style = include_str!("client/live.css");
    let edit = include_str!("client/edit.js");
    let edit_style = include_str!("client/edit.css");
    Router::new()
        .route("/_dossier/events", get(events))
        .route("/_dossier/live.js", get(move || own("live.js", script)))
        .route("/_dossier/live.css", get(move || own("live.css", style)))
        .route("/_dossier/edit.js", get(move || own("edit.js", edit)))
        .route("/_dossier/edit.css", get(move || own("edit.css", edit_style)))
        .route("/_dossier/layer/{*page}", get(editing::layer))
        .route("/_dossier/edit", post(editing::edit))
        .route("/_dossier/undo", post(editing::undo))
        .fallback(page)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard))
        .with_state(desk)
}

async fn own(name: &'static str, text: &'static str) -> Response {
    typed(StatusCode::OK, name, text.as_bytes().to_vec())
}

fn typed(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, media_type(path))], bytes).into_response()
}

/// A page of the site.
async fn page(State(desk): State<Arc<Desk>>, uri: Uri) -> Response {
    let Some(path) = decode(uri.path()) else {
        return (StatusCode::BAD_REQUEST, "this is no address of a page\n").into_response();
    };
    let query = uri.query().map(str::to_owned);
    let answered = tokio::task::spawn_blocking(move || answer(&desk, &path, query.as_deref()));
    answered
        .await
        .unwrap_or_else(|_| (StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be made\n").into_response())
}

fn answer(desk: &Desk, path: &str, query: Option<&str>) -> Response {
    let Some((preview, script)) = desk.current() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "the site is being read\n").into_response();
    };
    // Where the site will lie in a folder of its host, some addresses begin with it.
    let inside = preview.base_path.trim_start_matches('/');
    let mounted = path.strip_prefix(inside).filter(|_| !inside.is_empty());
    // Pictures for previews of links are drawn when they are asked for.
    let has = |path: &str| preview.has(path) || path.starts_with("share/") && path.ends_with(".png");
    let found = match (find(path, has), mounted) {
        (Found::Nothing, Some(mounted)) => find(mounted, has),
        (found, _) => found,
    };
    match found {
        Found::Moved(folder) => {
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            (
                StatusCode::MOVED_PERMANENTLY,
                [(header::LOCATION, format!("/{folder}{query}"))],
            )
                .into_response()
        }
        Found::File(file) => {
            file_of(desk, &preview, &script, &file, StatusCode::OK).unwrap_or_else(|| missing(desk, &preview, &script))
        }
        Found::Nothing => missing(desk, &preview, &script),
    }
}

/// What is answered where there is nothing.
fn missing(desk: &Desk, preview: &Preview, script: &str) -> Response {
    let own = file_of(desk, preview, script, "404.html", StatusCode::NOT_FOUND);
    own.unwrap_or_else(|| blank(StatusCode::NOT_FOUND, "This page does not exist.", script))
}

fn file_of(desk: &Desk, preview: &Preview, script: &str, path: &str, status: StatusCode) -> Option<Response> {
    let html = path.ends_with(".html");
    let bytes = match preview.page(path)? {
        Answer::Bytes(bytes) => bytes.to_vec(),
        Answer::File(file) => read(&desk.root, &file)?,
        Answer::Failed(problem) => {
            desk.add(*problem);
            let text = "This page cannot be made. What is wrong is said in front of it.";
            return Some(blank(StatusCode::INTERNAL_SERVER_ERROR, text, script));
        }
    };
    if !html {
        return Some(typed(status, path, bytes));
    }
    desk.remember(path);
    Some(typed(status, path, inject(&bytes, script)))
}

/// A page with nothing but a line and the preview's script.
fn blank(status: StatusCode, text: &str, script: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{text}</title><body><p>{text}</p>{script}</body></html>"
    );
    typed(status, "index.html", page.into_bytes())
}

/// A file of the site, if it still is what it was when the list was made: no link that leads elsewhere.
fn read(root: &Utf8Path, file: &Utf8Path) -> Option<Vec<u8>> {
    let root_is = root.canonicalize_utf8().ok()?;
    let inside = file.strip_prefix(root).ok()?;
    let file_is = file.canonicalize_utf8().ok()?;
    let same = file_is == root_is.join(inside) && file_is.is_file();
    same.then(|| std::fs::read(file_is).ok())?
}

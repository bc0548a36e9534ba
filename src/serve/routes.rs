//! The addresses of the preview and their handlers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware;
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use camino::Utf8Path;

use super::address::{Target, decode, find, media_type};
use super::editing;
use super::guard::{MAX_BODY, guard};
use super::inject::inject;
use super::state::PreviewState;
use crate::pipeline::{Answer, Preview};

/// All routes, behind the guard.
pub fn router(state: Arc<PreviewState>) -> Router {
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
        .route("/_dossier/layer/{*page}", get(editing::editor_data))
        .route("/_dossier/edit", post(editing::edit))
        .route("/_dossier/undo", post(editing::undo))
        .fallback(page)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guard))
        .with_state(state)
}

/// The stream of changes. It begins with the current state, so that a browser that was away reloads.
async fn events(State(state): State<Arc<PreviewState>>) -> impl IntoResponse {
    let messages = state.browsers.listen(("state", state.message()));
    Sse::new(messages).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

async fn own(name: &'static str, text: &'static str) -> Response {
    typed(StatusCode::OK, name, text.as_bytes().to_vec())
}

fn typed(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, media_type(path))], bytes).into_response()
}

/// A page of the site.
async fn page(State(state): State<Arc<PreviewState>>, uri: Uri) -> Response {
    let Some(path) = decode(uri.path()) else {
        return (StatusCode::BAD_REQUEST, "this is not a valid address\n").into_response();
    };
    let query = uri.query().map(str::to_owned);
    let answered = tokio::task::spawn_blocking(move || answer(&state, &path, query.as_deref()));
    answered
        .await
        .unwrap_or_else(|_| (StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be rendered\n").into_response())
}

fn answer(state: &PreviewState, path: &str, query: Option<&str>) -> Response {
    let Some((preview, script)) = state.current() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "the site is being built\n").into_response();
    };
    // If the site will be published below a path of its host, some addresses begin with that path.
    let inside = preview.base_path.trim_start_matches('/');
    let mounted = path.strip_prefix(inside).filter(|_| !inside.is_empty());
    // Share images are drawn on request.
    let has = |path: &str| preview.has(path) || path.starts_with("share/") && path.ends_with(".png");
    let found = match (find(path, has), mounted) {
        (Target::Nothing, Some(mounted)) => find(mounted, has),
        (found, _) => found,
    };
    match found {
        Target::Redirect(folder) => {
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            (
                StatusCode::MOVED_PERMANENTLY,
                [(header::LOCATION, format!("/{folder}{query}"))],
            )
                .into_response()
        }
        Target::File(file) => file_of(state, &preview, &script, &file, StatusCode::OK)
            .unwrap_or_else(|| not_found(state, &preview, &script)),
        Target::Nothing => not_found(state, &preview, &script),
    }
}

/// The site's page for addresses that do not exist.
fn not_found(state: &PreviewState, preview: &Preview, script: &str) -> Response {
    let own = file_of(state, preview, script, "404.html", StatusCode::NOT_FOUND);
    own.unwrap_or_else(|| blank(StatusCode::NOT_FOUND, "This page does not exist.", script))
}

fn file_of(state: &PreviewState, preview: &Preview, script: &str, path: &str, status: StatusCode) -> Option<Response> {
    let html = path.ends_with(".html");
    let bytes = match preview.page(path)? {
        Answer::Bytes(bytes) => bytes.to_vec(),
        Answer::File(file) => read(&state.root, &file)?,
        Answer::Failed(problem) => {
            state.add_problem(*problem);
            let text = "This page cannot be rendered; see the error shown here.";
            return Some(blank(StatusCode::INTERNAL_SERVER_ERROR, text, script));
        }
    };
    if !html {
        return Some(typed(status, path, bytes));
    }
    state.viewed(path);
    Some(typed(status, path, inject(&bytes, script)))
}

/// A page with nothing but a line of text and the preview's script.
fn blank(status: StatusCode, text: &str, script: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{text}</title><body><p>{text}</p>{script}</body></html>"
    );
    typed(status, "index.html", page.into_bytes())
}

/// Reads a file of the site, unless it is reached through a symbolic link.
fn read(root: &Utf8Path, file: &Utf8Path) -> Option<Vec<u8>> {
    let root_is = root.canonicalize_utf8().ok()?;
    let inside = file.strip_prefix(root).ok()?;
    let file_is = file.canonicalize_utf8().ok()?;
    let same = file_is == root_is.join(inside) && file_is.is_file();
    same.then(|| std::fs::read(file_is).ok())?
}

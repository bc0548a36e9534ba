//! Corrections in the page: the data of the editor, and the changes that it writes beside an article.
//!
//! **Architecture invariant:** a request names a page, never a file. The written file belongs to the
//! article of that page; the article itself is never written.

mod disk;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use self::disk::HttpError;
use super::state::{FileChange, PreviewState};
use crate::corrections::{self, Edit, EditError, EditRequest, Refusal, SelectedText};
use crate::language::Languages;
use crate::model::article::{AnnotationKind, Article};
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::site::{ArticleId, EntityId, Site};
use crate::model::source::companion_path;
use crate::model::span::Span;

/// The header that carries the session's token.
const TOKEN: &str = "x-dossier-token";

/// The prefixes of the interface strings that the editor uses: its own, and the names of entity types.
const STRINGS: &str = "desk_";
const TYPES: &str = "type_";

/// The maximum length of a note, in bytes.
const MAX_NOTE: usize = 16 * 1024;

/// What the editor of a page needs.
#[derive(Serialize)]
struct EditorData {
    token: String,
    version: String,
    file: String,
    undo: usize,
    words: Vec<(String, String)>,
    entities: Vec<Entity>,
    quotations: Vec<Quotation>,
}

#[derive(Serialize)]
struct Entity {
    slug: String,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Whether the article names it; the editor offers those first.
    here: bool,
}

#[derive(Serialize)]
struct Quotation {
    id: String,
    text: String,
    speaker: Option<String>,
    confidence: u16,
    rule: String,
}

/// The body of a request to edit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditBody {
    article: String,
    version: String,
    /// `quotation`, `no-quotation`, `mention`, `no-mention`, `note`.
    action: String,
    /// The index of a quotation that was found; otherwise `text` is the selected text.
    quotation: Option<usize>,
    text: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// The slug of the speaker or of the mentioned entity.
    entity: Option<String>,
    kind: Option<String>,
    note: Option<String>,
    by: Option<String>,
}

/// The response to a change.
#[derive(Serialize)]
struct EditResponse {
    /// The changed file, relative to the root.
    file: String,
    /// The removed and added lines, as in a diff.
    lines: Vec<String>,
    /// How many changes can be undone.
    undo: usize,
}

/// `GET /_dossier/layer/PAGE`
pub async fn editor_data(State(state): State<Arc<PreviewState>>, Path(page): Path<String>) -> Response {
    answer(move || {
        let undo = state.history().len();
        let token = state.token.clone();
        let found = state.preview().and_then(|preview| {
            preview.ask(move |site| article_of(site, &page).map(|id| EditorData::new(site, id, token, undo)))
        });
        found.flatten().ok_or_else(no_article)
    })
    .await
}

/// `POST /_dossier/edit`
pub async fn edit(State(state): State<Arc<PreviewState>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(move || {
        authorize(&state, &headers)?;
        let body: EditBody =
            serde_json::from_slice(&body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
        apply(&state, &body)
    })
    .await
}

/// `POST /_dossier/undo`
pub async fn undo(State(state): State<Arc<PreviewState>>, headers: HeaderMap) -> Response {
    answer(move || {
        authorize(&state, &headers)?;
        undo_last(&state)
    })
    .await
}

/// Runs blocking work off the async threads, and responds in JSON.
async fn answer<T: Serialize + Send + 'static>(
    work: impl FnOnce() -> Result<T, HttpError> + Send + 'static,
) -> Response {
    #[derive(Serialize)]
    struct Problem {
        error: String,
    }
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.unwrap_or_else(|error| Err((StatusCode::INTERNAL_SERVER_ERROR, error.to_string())));
    let (status, body) = match done {
        Ok(value) => (StatusCode::OK, serde_json::to_string(&value)),
        Err((status, error)) => (status, serde_json::to_string(&Problem { error })),
    };
    let typed = [(header::CONTENT_TYPE, "application/json")];
    (status, typed, body.unwrap_or_default()).into_response()
}

/// Makes sure that a request comes from a page of this session. The guard has checked host and origin before.
fn authorize(state: &PreviewState, headers: &HeaderMap) -> Result<(), HttpError> {
    let value_of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let refuse = |status, why: &str| Err((status, why.to_owned()));
    if value_of("origin").is_none() {
        return refuse(StatusCode::FORBIDDEN, "the Origin header is missing");
    }
    // In constant time, so that response times do not reveal the token.
    let same = |token: &str| {
        let pairs = token.bytes().zip(state.token.bytes());
        token.len() == state.token.len() && pairs.fold(0, |all, (a, b)| all | (a ^ b)) == 0
    };
    if !value_of(TOKEN).is_some_and(same) {
        return refuse(
            StatusCode::FORBIDDEN,
            "this page belongs to an earlier session: reload it",
        );
    }
    if value_of("content-type") != Some("application/json") {
        return refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the content type must be application/json",
        );
    }
    Ok(())
}

fn no_article() -> HttpError {
    (StatusCode::NOT_FOUND, "there is no such article".to_owned())
}

fn article_of(site: &Site, page: &str) -> Option<ArticleId> {
    let articles = site.articles.iter();
    let mut outputs = articles.map(|article| article.placement.output.as_str());
    outputs.position(|output| output == page).map(ArticleId::new)
}

impl EditorData {
    fn new(site: &Site, id: ArticleId, token: String, undo: usize) -> EditorData {
        let article = site.article(id);
        let words = &Languages::embedded().get(&article.placement.lang).interface.strings;
        let own = words
            .iter()
            .filter(|(key, _)| key.starts_with(STRINGS) || key.starts_with(TYPES))
            .map(|(key, text)| (key.strip_prefix(STRINGS).unwrap_or(key).to_owned(), text.clone()));
        let named: BTreeSet<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
        EditorData {
            token,
            version: hex(&article.hash),
            file: companion_path(&article.placement.file).to_string(),
            undo,
            words: own.collect(),
            entities: site
                .entity_ids()
                .map(|id| {
                    let entity = &site.entity(id).entity;
                    Entity {
                        slug: entity.header.slug.to_string(),
                        name: entity.header.title.clone(),
                        kind: entity.entity_type.name(),
                        here: named.contains(&id),
                    }
                })
                .collect(),
            quotations: site
                .statements_of(id)
                .map(|statement| Quotation {
                    id: statement.id.anchor(),
                    text: statement.words().to_owned(),
                    speaker: statement.speaker_slug().map(str::to_owned),
                    confidence: statement.quotation.confidence,
                    rule: statement.quotation.rule.name().to_owned(),
                })
                .collect(),
        }
    }
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the site knows of the article to be edited.
struct ArticleSnapshot {
    article: Article,
    file: Utf8PathBuf,
    hash: [u8; 32],
    quotation: Option<Span>,
    has_entity: bool,
}

/// Carries out an edit.
fn apply(state: &PreviewState, body: &EditBody) -> Result<EditResponse, HttpError> {
    let request = edit_request(body, (state.now)())?;
    // One edit at a time, from reading to writing.
    let mut history = state.history();
    let (page, quotation, entity) = (body.article.clone(), body.quotation, body.entity.clone());
    let snapshot = state.preview().and_then(|preview| {
        preview.ask(move |site| {
            let found = site.article(article_of(site, &page)?);
            let is = |slug: &str| site.entities.iter().any(|e| e.entity.header.slug.as_str() == slug);
            Some(ArticleSnapshot {
                article: found.article.clone(),
                file: found.placement.file.clone(),
                hash: found.hash,
                quotation: quotation
                    .and_then(|number| found.quotations.get(number))
                    .map(|quotation| quotation.found.span),
                has_entity: entity.as_deref().is_none_or(is),
            })
        })
    });
    let snapshot = snapshot.flatten().ok_or_else(no_article)?;
    if !snapshot.has_entity {
        return Err((StatusCode::BAD_REQUEST, "there is no such entity".to_owned()));
    }
    let on_disk = disk::read(&state.root, &snapshot.file)?;
    if hex(&snapshot.hash) != body.version || on_disk.hash != snapshot.hash {
        let why = "the article or its annotations have changed in the meantime: reload the page";
        return Err((StatusCode::CONFLICT, why.to_owned()));
    }
    let span = span_of(body, &snapshot)?;
    let change = corrections::change(&snapshot.article, span, &request).map_err(|refusal| refused(&refusal))?;
    let before = on_disk.companion;
    let after = edit_text(before.as_deref().unwrap_or_default(), &change)?;
    let file = companion_path(&snapshot.file);
    disk::write(&state.root, &file, Some(&after))?;
    let lines = disk::changed_lines(before.as_deref().unwrap_or_default(), &after);
    history.push(FileChange {
        file: file.clone(),
        before,
        after: Some(after),
    });
    Ok(EditResponse {
        file: file.to_string(),
        lines,
        undo: history.len(),
    })
}

fn edit_text(text: &str, change: &Edit) -> Result<String, HttpError> {
    corrections::edit(text, change).map_err(|error| {
        let why = match error {
            EditError::Unreadable(problem) => problem.message,
            EditError::NoEntry => "this entry no longer exists: reload the page".to_owned(),
            EditError::UnsupportedLayout => {
                "this YAML layout cannot be edited automatically: edit the file by hand".to_owned()
            }
        };
        (StatusCode::CONFLICT, why)
    })
}

fn refused(refusal: &Refusal) -> HttpError {
    let why = match refusal {
        Refusal::FrontMatter(key) => format!("the front matter decides about this text in `{key}`: change it there"),
        Refusal::Contradicts(key) => {
            format!("`{key}` is declared to contradict another statement: remove that declaration first")
        }
        Refusal::Unclear => "this text occurs more than once: select more of it".to_owned(),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, why)
}

fn span_of(body: &EditBody, snapshot: &ArticleSnapshot) -> Result<Span, HttpError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let found = match body.quotation {
        Some(_) => snapshot.quotation,
        None => corrections::find_selection(
            &snapshot.article.body.plain,
            &SelectedText {
                text: text(&body.text),
                before: text(&body.before),
                after: text(&body.after),
            },
        ),
    };
    let why = "the selected text does not occur exactly once in the article: select whole words of one paragraph";
    found.ok_or((StatusCode::UNPROCESSABLE_ENTITY, why.to_owned()))
}

fn edit_request(body: &EditBody, now: i64) -> Result<EditRequest, HttpError> {
    let bad = |why: &str| (StatusCode::BAD_REQUEST, why.to_owned());
    let kept = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    match body.action.as_str() {
        "quotation" => {
            let find = |name: &String| {
                QuotationKind::ALL
                    .iter()
                    .find(|(own, _)| own == name)
                    .map(|(_, kind)| *kind)
            };
            Ok(EditRequest::Quotation {
                speaker: kept(&body.entity),
                kind: body
                    .kind
                    .as_ref()
                    .map(|name| find(name).ok_or_else(|| bad("unknown kind of quotation")))
                    .transpose()?,
            })
        }
        "no-quotation" => Ok(EditRequest::NoQuotation),
        "mention" => kept(&body.entity)
            .map(EditRequest::Mention)
            .ok_or_else(|| bad("the entity is missing")),
        "no-mention" => Ok(EditRequest::NoMention),
        "note" => {
            let note = kept(&body.note).filter(|note| note.len() <= MAX_NOTE);
            let kind = AnnotationKind::ALL
                .iter()
                .find(|(name, _)| Some(*name) == body.kind.as_deref());
            Ok(EditRequest::Note {
                kind: kind.map(|(_, kind)| *kind).ok_or_else(|| bad("unknown kind of note"))?,
                note: note.ok_or_else(|| bad("a note needs a text of at most 16 KiB"))?,
                by: kept(&body.by),
                date: PartialDate::of_day(now),
            })
        }
        _ => Err(bad("unknown action")),
    }
}

/// Undoes the last change of this session, if the file has not changed since.
fn undo_last(state: &PreviewState) -> Result<EditResponse, HttpError> {
    let mut history = state.history();
    let Some(change) = history.last() else {
        return Err((StatusCode::CONFLICT, "there is nothing to undo".to_owned()));
    };
    if disk::companion(&state.root, &change.file)? != change.after {
        let why = format!(
            "{} has changed in the meantime, so the change was not undone",
            change.file
        );
        return Err((StatusCode::CONFLICT, why));
    }
    disk::write(&state.root, &change.file, change.before.as_deref())?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = disk::changed_lines(&text(&change.after), &text(&change.before));
    let file = change.file.to_string();
    history.pop();
    Ok(EditResponse {
        file,
        lines,
        undo: history.len(),
    })
}

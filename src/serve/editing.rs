//! Correcting in the page: what the editing layer shows, and what it writes beside an article.
//!
//! **Architecture invariant:** a request names a page. The files belong to the article that the site made
//! this page of; no path comes from a request, and the article itself is never written.

mod disk;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use super::routes::Desk;
use crate::corrections::{self, Edit, EditError, Pointed, Refusal, Wish};
use crate::language::Languages;
use crate::model::article::{AnnotationKind, Article};
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::site::{ArticleId, EntityId, Site};
use crate::model::source::companion_path;
use crate::model::span::Span;

/// The header that carries the session's token.
const TOKEN: &str = "x-dossier-token";

/// How the names of the layer's strings begin.
const WORDS: &str = "desk_";

/// How the names of types begin.
const TYPES: &str = "type_";

/// The longest text of a note, in bytes.
const LONGEST_NOTE: usize = 16 * 1024;

/// What was written in this session, so that it can be taken back.
#[derive(Default)]
pub struct History(Mutex<Vec<Step>>);

/// One change of one file.
struct Step {
    file: Utf8PathBuf,
    before: Option<String>,
    after: Option<String>,
}

/// What the layer of a page needs.
#[derive(Serialize)]
struct Layer {
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
    /// Whether the article names it: those are most often meant.
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

/// What a page asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    article: String,
    version: String,
    /// What is to be done: `quotation`, `no-quotation`, `mention`, `no-mention`, `note`.
    action: String,
    /// The number of a quotation that was found.
    quotation: Option<usize>,
    /// Or a text that was selected.
    text: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// The slug of the speaker, or of the entity.
    entity: Option<String>,
    kind: Option<String>,
    note: Option<String>,
    by: Option<String>,
}

/// What was written.
#[derive(Serialize)]
struct Done {
    file: String,
    lines: Vec<String>,
    undo: usize,
}

type Refused = (StatusCode, String);

/// `GET /_dossier/layer/PAGE`
pub async fn layer(State(desk): State<Arc<Desk>>, Path(page): Path<String>) -> Response {
    answer(move || {
        let undo = desk.history.0.lock().unwrap_or_else(PoisonError::into_inner).len();
        let token = desk.token.clone();
        let found = desk.preview().and_then(|preview| {
            preview.ask(move |site| article_of(site, &page).map(|id| layer_of(site, id, token, undo)))
        });
        found.flatten().ok_or_else(no_article)
    })
    .await
}

/// `POST /_dossier/edit`
pub async fn edit(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(move || {
        judge(&desk, &headers)?;
        let asked: Asked =
            serde_json::from_slice(&body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
        correct(&desk, &asked)
    })
    .await
}

/// `POST /_dossier/undo`
pub async fn undo(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    answer(move || {
        judge(&desk, &headers)?;
        take_back(&desk)
    })
    .await
}

/// Works where waiting for the disk holds nobody up, and answers in JSON.
async fn answer<T: Serialize + Send + 'static>(work: impl FnOnce() -> Result<T, Refused> + Send + 'static) -> Response {
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

/// Whether a request comes from a page of this session. Host and origin were looked at before.
fn judge(desk: &Desk, headers: &HeaderMap) -> Result<(), Refused> {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let refuse = |status, why: &str| Err((status, why.to_owned()));
    if said("origin").is_none() {
        return refuse(StatusCode::FORBIDDEN, "a request that writes names its origin");
    }
    let same = |token: &str| {
        let pairs = token.bytes().zip(desk.token.bytes());
        token.len() == desk.token.len() && pairs.fold(0, |all, (a, b)| all | (a ^ b)) == 0
    };
    if !said(TOKEN).is_some_and(same) {
        return refuse(StatusCode::FORBIDDEN, "this page is of an earlier session: reload it");
    }
    if said("content-type") != Some("application/json") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "only application/json is read");
    }
    Ok(())
}

fn no_article() -> Refused {
    (StatusCode::NOT_FOUND, "there is no such article".to_owned())
}

/// The article that a page is made of.
fn article_of(site: &Site, page: &str) -> Option<ArticleId> {
    let articles = site.articles.iter();
    let mut outputs = articles.map(|article| article.placement.output.as_str());
    outputs.position(|output| output == page).map(ArticleId::new)
}

fn layer_of(site: &Site, id: ArticleId, token: String, undo: usize) -> Layer {
    let article = site.article(id);
    let words = &Languages::embedded().get(&article.placement.lang).interface.strings;
    let own = words
        .iter()
        .filter(|(key, _)| key.starts_with(WORDS) || key.starts_with(TYPES))
        .map(|(key, text)| (key.strip_prefix(WORDS).unwrap_or(key).to_owned(), text.clone()));
    let named: BTreeSet<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
    Layer {
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

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the site knows of the page that is to be corrected.
struct Known {
    article: Article,
    file: Utf8PathBuf,
    hash: [u8; 32],
    quotation: Option<Span>,
    has_entity: bool,
}

/// Writes what a page asked for.
fn correct(desk: &Desk, asked: &Asked) -> Result<Done, Refused> {
    let wish = wish(asked, (desk.now)())?;
    // One at a time, from reading to writing.
    let mut steps = desk.history.0.lock().unwrap_or_else(PoisonError::into_inner);
    let (page, quotation, entity) = (asked.article.clone(), asked.quotation, asked.entity.clone());
    let known = desk.preview().and_then(|preview| {
        preview.ask(move |site| {
            let found = site.article(article_of(site, &page)?);
            let is = |slug: &str| site.entities.iter().any(|e| e.entity.header.slug.as_str() == slug);
            Some(Known {
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
    let known = known.flatten().ok_or_else(no_article)?;
    if !known.has_entity {
        return Err((StatusCode::BAD_REQUEST, "there is no such entity".to_owned()));
    }
    let on_disk = disk::read(&desk.root, &known.file)?;
    if hex(&known.hash) != asked.version || on_disk.hash != known.hash {
        let why = "the article or its decisions were changed meanwhile: reload the page";
        return Err((StatusCode::CONFLICT, why.to_owned()));
    }
    let span = span_of(asked, &known)?;
    let change = corrections::change(&known.article, span, &wish).map_err(|refusal| refused(&refusal))?;
    let before = on_disk.companion;
    let after = apply(before.as_deref().unwrap_or_default(), &change)?;
    let file = companion_path(&known.file);
    disk::write(&desk.root, &file, Some(&after))?;
    let lines = disk::changed_lines(before.as_deref().unwrap_or_default(), &after);
    steps.push(Step {
        file: file.clone(),
        before,
        after: Some(after),
    });
    Ok(Done {
        file: file.to_string(),
        lines,
        undo: steps.len(),
    })
}

fn apply(text: &str, change: &Edit) -> Result<String, Refused> {
    corrections::edit(text, change).map_err(|error| {
        let why = match error {
            EditError::Unreadable(problem) => problem.message,
            EditError::NoEntry => "this decision is no longer there: reload the page".to_owned(),
            EditError::UnsupportedLayout => {
                "this YAML layout cannot be edited automatically: edit the file by hand".to_owned()
            }
        };
        (StatusCode::CONFLICT, why)
    })
}

fn refused(refusal: &Refusal) -> Refused {
    let why = match refusal {
        Refusal::FrontMatter(key) => format!("the front matter decides about this text, in `{key}`: change it there"),
        Refusal::Contradicts(key) => format!("`{key}` is said to contradict another statement: remove that first"),
        Refusal::Unclear => "this text cannot be told from others like it: select more of it".to_owned(),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, why)
}

fn span_of(asked: &Asked, known: &Known) -> Result<Span, Refused> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let found = match asked.quotation {
        Some(_) => known.quotation,
        None => corrections::find(
            &known.article.body.plain,
            &Pointed {
                text: text(&asked.text),
                before: text(&asked.before),
                after: text(&asked.after),
            },
        ),
    };
    let why = "this text is not in the article as it is selected: select whole words of one paragraph";
    found.ok_or((StatusCode::UNPROCESSABLE_ENTITY, why.to_owned()))
}

fn wish(asked: &Asked, now: i64) -> Result<Wish, Refused> {
    let bad = |why: &str| (StatusCode::BAD_REQUEST, why.to_owned());
    let kept = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    match asked.action.as_str() {
        "quotation" => {
            let find = |name: &String| {
                QuotationKind::ALL
                    .iter()
                    .find(|(own, _)| own == name)
                    .map(|(_, kind)| *kind)
            };
            Ok(Wish::Quotation {
                speaker: kept(&asked.entity),
                kind: asked
                    .kind
                    .as_ref()
                    .map(|name| find(name).ok_or_else(|| bad("there is no such kind")))
                    .transpose()?,
            })
        }
        "no-quotation" => Ok(Wish::NoQuotation),
        "mention" => kept(&asked.entity)
            .map(Wish::Mention)
            .ok_or_else(|| bad("a mention names its entity")),
        "no-mention" => Ok(Wish::NoMention),
        "note" => {
            let note = kept(&asked.note).filter(|note| note.len() <= LONGEST_NOTE);
            let kind = AnnotationKind::ALL
                .iter()
                .find(|(name, _)| Some(*name) == asked.kind.as_deref());
            Ok(Wish::Note {
                kind: kind
                    .map(|(_, kind)| *kind)
                    .ok_or_else(|| bad("there is no such kind of note"))?,
                note: note.ok_or_else(|| bad("a note has a text of at most 16 KiB"))?,
                by: kept(&asked.by),
                date: PartialDate::of_day(now),
            })
        }
        _ => Err(bad("there is no such action")),
    }
}

/// Takes the last change of this session back, if nobody changed the file since.
fn take_back(desk: &Desk) -> Result<Done, Refused> {
    let mut steps = desk.history.0.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(step) = steps.last() else {
        return Err((StatusCode::CONFLICT, "there is nothing to take back".to_owned()));
    };
    if disk::companion(&desk.root, &step.file)? != step.after {
        let why = format!("{} was changed meanwhile: it stays as it is", step.file);
        return Err((StatusCode::CONFLICT, why));
    }
    disk::write(&desk.root, &step.file, step.before.as_deref())?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = disk::changed_lines(&text(&step.after), &text(&step.before));
    let file = step.file.to_string();
    steps.pop();
    Ok(Done {
        file,
        lines,
        undo: steps.len(),
    })
}

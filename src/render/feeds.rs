//! Which feeds there are, and what stands in each.
//!
//! Feeds need absolute URLs: without a configured base URL there are none.

use super::inputs::PageInputs;
use super::passage::one_line;
use super::view_builder::{Builder, absolute};
use super::views::FeedLink;
use crate::model::date::PartialDate;
use crate::model::document::BlockKind;
use crate::model::entity::EntityOrigin;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, CorrectionId, DossierId, EntityId, SiteArticle};

const ENTRIES: usize = 30;

/// How many shown quotations give an entity a feed that no editor keeps. On a site of 10,000 articles
/// most of those that the program found are named once or twice: nobody subscribes to them, and two
/// files for each would be a third of the site.
const ENOUGH: usize = 10;

/// How much of a text stands in for its summary, in characters: sentences are not cut.
const BEGINNING: usize = 200;

/// The two formats: media type, ending.
pub(super) const FORMATS: [(&str, &str); 2] = [
    ("application/atom+xml", "feed.xml"),
    ("application/feed+json", "feed.json"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Site,
    Corrections,
    Dossier(DossierId),
    Entity(EntityId),
}

pub(super) struct Entry {
    pub id: String,
    pub url: String,
    pub title: String,
    pub lang: String,
    pub published: Option<PartialDate>,
    pub updated: PartialDate,
    pub text: String,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
}

pub(super) fn all(inputs: &PageInputs<'_>) -> Vec<Stream> {
    if inputs.config.base_url.is_none() {
        return Vec::new();
    }
    let mut all = vec![Stream::Site, Stream::Corrections];
    all.extend((0..inputs.whole().site().dossiers.len() as u32).map(|n| Stream::Dossier(DossierId(n))));
    let entities = (0..inputs.whole().site().entities.len() as u32).map(EntityId);
    all.extend(entities.filter(|id| has_feed(inputs, *id)).map(Stream::Entity));
    all
}

/// Whether an entity has a feed: those that editors keep and articles name, and those that speak often.
fn has_feed(inputs: &PageInputs<'_>, id: EntityId) -> bool {
    let entity = inputs.entity(id);
    let (mentions, quotations) = inputs.counts(id);
    let kept = entity.entity.origin == EntityOrigin::Registry && mentions + quotations > 0;
    kept || quotations >= ENOUGH
}

impl Stream {
    pub(super) fn page(self, inputs: &PageInputs<'_>) -> OutputPath {
        match self {
            Stream::Site => OutputPath::fixed("index.html"),
            Stream::Corrections => OutputPath::fixed("corrections.html"),
            Stream::Dossier(id) => inputs.dossier(id).placement.output.clone(),
            Stream::Entity(id) => inputs.entity(id).placement.output.clone(),
        }
    }

    pub(super) fn path(self, inputs: &PageInputs<'_>, ending: &'static str) -> OutputPath {
        match self {
            Stream::Site => OutputPath::fixed(ending),
            _ => self.page(inputs).with_extension(ending),
        }
    }

    /// What the feed is called, among those of every other site.
    pub(super) fn title(self, inputs: &PageInputs<'_>) -> String {
        let site = &inputs.config.title;
        match self {
            Stream::Site => site.clone(),
            _ => format!("{} · {site}", self.name(inputs)),
        }
    }

    fn name<'a>(self, inputs: &'a PageInputs<'_>) -> &'a str {
        match self {
            Stream::Site => &inputs.config.title,
            Stream::Corrections => inputs.site_language().interface.text("corrections"),
            Stream::Dossier(id) => &inputs.dossier(id).dossier.header.title,
            Stream::Entity(id) => &inputs.entity(id).entity.header.title,
        }
    }

    pub(super) fn description<'a>(self, inputs: &'a PageInputs<'_>) -> Option<&'a str> {
        match self {
            Stream::Site => inputs.config.description.as_deref(),
            Stream::Corrections => Some(inputs.site_language().interface.text("corrections_lead")),
            Stream::Dossier(id) => inputs.dossier(id).dossier.header.summary.as_deref(),
            Stream::Entity(id) => inputs.entity(id).entity.description.as_deref(),
        }
    }

    /// The newest first.
    pub(super) fn entries(self, inputs: &PageInputs<'_>) -> Vec<Entry> {
        let ids: Vec<ArticleId> = match self {
            Stream::Corrections => return corrections(inputs),
            Stream::Site => (0..inputs.whole().site().articles.len().min(ENTRIES) as u32)
                .map(ArticleId)
                .collect(),
            Stream::Dossier(id) => {
                let articles = inputs.dossier(id).articles.iter().rev();
                articles.take(ENTRIES).copied().collect()
            }
            Stream::Entity(id) => {
                let entity = inputs.occurrences(id);
                let named = entity.articles.iter().map(|occurrences| occurrences.article);
                let quoted = entity.quotations.iter().map(|id| id.article);
                // Articles are numbered newest first.
                let mut ids: Vec<ArticleId> = named.chain(quoted).collect();
                ids.sort_unstable();
                ids.dedup();
                ids.truncate(ENTRIES);
                ids
            }
        };
        let dates = ids.iter().filter_map(|id| changed(inputs.article(*id)));
        // An article without a date of its own stands behind those that have one, and gets the
        // oldest of them: feeds demand a date, and the build's own would make every build different.
        let oldest = dates.min();
        ids.into_iter().filter_map(|id| article(inputs, id, oldest)).collect()
    }
}

fn changed(article: &SiteArticle) -> Option<PartialDate> {
    article.article.updated.max(article.article.date)
}

fn article(inputs: &PageInputs<'_>, id: ArticleId, otherwise: Option<PartialDate>) -> Option<Entry> {
    let article = inputs.article(id);
    let own = &article.article;
    let url = absolute(&inputs.config.base()?, &article.placement.output);
    Some(Entry {
        id: url.clone(),
        url,
        title: own.header.title.clone(),
        lang: article.placement.lang.0.clone(),
        published: own.date,
        updated: changed(article).or(otherwise)?,
        text: own.header.summary.clone().unwrap_or_else(|| beginning(article)),
        authors: own.authors.clone(),
        tags: own.tags.clone(),
    })
}

fn beginning(article: &SiteArticle) -> String {
    let body = &article.article.body;
    let paragraph = body.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    let Some(paragraph) = paragraph.map(|block| block.span) else {
        return String::new();
    };
    let mut end = paragraph.start;
    for sentence in &article.sentences {
        let inside = sentence.start >= paragraph.start && sentence.end <= paragraph.end;
        if inside && (end - paragraph.start) < BEGINNING as u32 {
            end = sentence.end;
        }
    }
    one_line(&body.plain[paragraph.start as usize..end as usize])
}

/// Every correction with its article, the newest first. What has no date counts as old as its article.
pub(super) fn all_corrections(inputs: &PageInputs<'_>) -> Vec<(ArticleId, CorrectionId)> {
    let articles = &inputs.whole().site().articles;
    let mut all: Vec<(Option<PartialDate>, ArticleId, CorrectionId)> = ArticleId::all(articles.len())
        .zip(articles)
        .flat_map(|(id, SiteArticle { article, .. })| {
            let corrections = CorrectionId::all(article.corrections.len()).zip(&article.corrections);
            corrections.map(move |(own, correction)| (correction.date.or(article.date), id, own))
        })
        .collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    all.into_iter().map(|(_, id, at)| (id, at)).collect()
}

fn corrections(inputs: &PageInputs<'_>) -> Vec<Entry> {
    let entry = |(id, own): &(ArticleId, CorrectionId)| {
        let article = inputs.article(*id);
        let correction = article.article.correction(*own);
        let url = absolute(&inputs.config.base()?, &article.placement.output);
        let id = format!("{url}#{}", correction_id(*own));
        Some(Entry {
            url: id.clone(),
            id,
            title: article.article.header.title.clone(),
            lang: article.placement.lang.0.clone(),
            published: correction.date,
            updated: correction.date.or(changed(article))?,
            text: one_line(&correction.note.plain),
            authors: correction.by.iter().cloned().collect(),
            tags: Vec::new(),
        })
    };
    all_corrections(inputs).iter().take(ENTRIES).filter_map(entry).collect()
}

pub(super) fn correction_id(id: CorrectionId) -> String {
    format!("correction-{}", id.index() + 1)
}

impl Builder<'_> {
    /// The links to a feed from this page; none where it is not made.
    pub(super) fn feed_links(&self, stream: Stream) -> Vec<FeedLink> {
        let inputs = self.inputs;
        let made = inputs.config.base_url.is_some()
            && match stream {
                Stream::Entity(id) => has_feed(inputs, id),
                _ => true,
            };
        let link = |(media_type, ending)| FeedLink {
            title: stream.name(inputs).to_owned(),
            media_type,
            url: self.path.link_to(&stream.path(inputs, ending)),
        };
        FORMATS.into_iter().filter(|_| made).map(link).collect()
    }
}

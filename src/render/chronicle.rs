//! The contents of dossiers and of the site in chronological order, computed once for all their pages.

use rayon::prelude::*;

use crate::model::date::PartialDate;
use crate::model::site::{ArticleId, DossierId, EventId, QuotationId, Site};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Article(ArticleId),
    Event(DossierId, EventId),
}

#[derive(Debug, Default)]
pub struct Chronicle {
    /// The shown quotations, oldest article first.
    pub quotations: Vec<QuotationId>,
    /// Articles and events, oldest first; those without a date last.
    pub entries: Vec<Entry>,
    /// The editor's notes by article, oldest first, each with its position on the article's page.
    pub notes: Vec<(ArticleId, usize)>,
}

impl Chronicle {
    pub fn longest(&self) -> usize {
        self.quotations.len().max(self.entries.len()).max(self.notes.len())
    }
}

/// What each dossier holds. Quotations below `min_confidence` (0 to 1000) are not shown.
pub fn of_dossiers(site: &Site, min_confidence: u16) -> Vec<Chronicle> {
    let ids = (0..site.dossiers.len()).into_par_iter().map(DossierId::new);
    ids.map(|id| of_dossier(site, id, min_confidence)).collect()
}

fn of_dossier(site: &Site, id: DossierId, min_confidence: u16) -> Chronicle {
    let dossier = site.dossier(id);
    let mut chronicle = Chronicle::default();
    let mut entries: Vec<(Option<PartialDate>, Entry)> = Vec::new();
    for article_id in &dossier.articles {
        let article = site.article(*article_id);
        let statements = site.statements_of(*article_id);
        let shown = statements.filter(|statement| statement.is_shown(min_confidence));
        chronicle.quotations.extend(shown.map(|statement| statement.id));
        let notes = 0..article.annotations.len();
        chronicle.notes.extend(notes.map(|position| (*article_id, position)));
        entries.push((article.article.date, Entry::Article(*article_id)));
    }
    let events = dossier.dossier.events.iter();
    let ids = EventId::all(events.len());
    entries.extend(
        ids.zip(events)
            .map(|(event, own)| (Some(own.date), Entry::Event(id, event))),
    );
    // Stable; what has no date comes last.
    entries.sort_by_key(|(date, _)| (date.is_none(), *date));
    chronicle.entries = entries.into_iter().map(|(_, entry)| entry).collect();
    chronicle
}

/// Every dated article and every event of the site, newest first.
pub fn of_site(site: &Site) -> Vec<(PartialDate, Entry)> {
    let articles = ArticleId::all(site.articles.len()).zip(&site.articles);
    let articles = articles.filter_map(|(id, article)| Some((article.article.date?, Entry::Article(id))));
    let dossiers = DossierId::all(site.dossiers.len()).zip(&site.dossiers);
    let events = dossiers.flat_map(|(id, dossier)| {
        let events = EventId::all(dossier.dossier.events.len()).zip(&dossier.dossier.events);
        events.map(move |(event, own)| (own.date, Entry::Event(id, event)))
    });
    let mut all: Vec<(PartialDate, Entry)> = articles.chain(events).collect();
    // Stable: what is of the same date stays in the order of the lists.
    all.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    all
}

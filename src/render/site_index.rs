//! Counts and lists that many pages need, computed once for the whole site.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::chronicle::{self, Chronicle, Entry};
use super::register::{Register, registers};
use super::search::material::Material;
use crate::model::date::PartialDate;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, QuotationId, Site, SiteArticle, SiteDossier};
use crate::model::statement::{Statement, Voice};
use crate::model::table::Table;

/// Tables over the whole site.
pub(super) struct SiteIndex<'a> {
    /// Every shown quotation, newest article first.
    pub quotations: Vec<QuotationId>,
    /// How often an entity is named and how many shown quotations it has.
    pub counts: Table<EntityId, (usize, usize)>,
    /// How many shown quotations an article holds and how many entities it names.
    pub article_counts: Table<ArticleId, (usize, usize)>,
    pub years: Table<ArticleId, Option<i16>>,
    /// The number of shown quotations and notes before each article and, last, on the whole site.
    pub annotations_before: Vec<usize>,
    /// The entities that an article names, sorted.
    pub article_entities: Table<ArticleId, Vec<EntityId>>,
    /// The shown quotations of others that name an entity, newest article first.
    pub about: Table<EntityId, Vec<QuotationId>>,
    /// Entities with shown quotations, most quoted first.
    pub speakers: Vec<EntityId>,
    pub registers: Vec<Register>,
    pub chronicles: Table<DossierId, Chronicle>,
    /// Every dated article and every event, newest first.
    pub timeline: Vec<(PartialDate, Entry)>,
    /// The dates of the first and last article of a dossier.
    pub dates: Table<DossierId, Option<(PartialDate, PartialDate)>>,
    pub contradicting: BTreeMap<QuotationId, Vec<QuotationId>>,
    pub redirect_titles: BTreeMap<&'a OutputPath, &'a str>,
    /// What the search index is made from; filled in when it is first asked for.
    pub search: OnceLock<Material>,
}

impl<'a> SiteIndex<'a> {
    /// Computes all tables. Quotations below `min_confidence` (0 to 1000) are not shown.
    pub fn new(site: &'a Site, min_confidence: u16) -> SiteIndex<'a> {
        let mut index = SiteIndex {
            quotations: Vec::new(),
            counts: Table::default(),
            article_counts: Table::default(),
            years: site
                .articles
                .iter()
                .map(|article| Some(article.article.date?.year()))
                .collect(),
            annotations_before: vec![0],
            article_entities: Table::default(),
            about: Table::filled(site.entities.len(), Vec::new()),
            speakers: Vec::new(),
            registers: registers(site),
            chronicles: chronicle::of_dossiers(site, min_confidence).into(),
            dates: site.dossiers.iter().map(|dossier| dates(site, dossier)).collect(),
            contradicting: contradicting(site),
            timeline: chronicle::of_site(site),
            redirect_titles: redirect_titles(site),
            search: OnceLock::new(),
        };
        ArticleId::all(site.articles.len()).for_each(|id| index.count_article(site, id, min_confidence));
        index.count_entities(site, min_confidence);
        index
    }

    fn count_article(&mut self, site: &Site, id: ArticleId, min_confidence: u16) {
        let article = site.article(id);
        let shown = site
            .statements_of(id)
            .filter(|statement| statement.is_shown(min_confidence));
        let shown: Vec<Statement<'_>> = shown.collect();
        let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        let before = self.annotations_before.last().copied().unwrap_or_default();
        let annotations = article.annotations.len();
        self.annotations_before.push(before + shown.len() + annotations);
        self.article_counts.push((shown.len(), entities.len()));
        self.article_entities.push(entities);
        for (entity, quotation) in quotations_about(article, &shown) {
            self.about[entity].push(quotation);
        }
        self.quotations.extend(shown.iter().map(|statement| statement.id));
    }

    fn count_entities(&mut self, site: &Site, min_confidence: u16) {
        let shown = |id: &&QuotationId| site.statement(**id).is_shown(min_confidence);
        let count = |id: EntityId| {
            let occurrences = site.occurrences(id);
            let mentions = occurrences.articles.iter().map(|article| article.mentions.len()).sum();
            (mentions, occurrences.quotations.iter().filter(shown).count())
        };
        self.counts = site.entity_ids().map(count).collect();
        let quoted = |id: &EntityId| self.counts[*id].1;
        let mut speakers: Vec<EntityId> = site.entity_ids().filter(|id| quoted(id) > 0).collect();
        speakers.sort_by_key(|id| (Reverse(quoted(id)), *id));
        self.speakers = speakers;
    }
}

/// The dates of the first and the last article of a dossier.
fn dates(site: &Site, dossier: &SiteDossier) -> Option<(PartialDate, PartialDate)> {
    let dates = dossier.articles.iter().filter_map(|id| site.article(*id).article.date);
    Some((dates.clone().min()?, dates.max()?))
}

fn contradicting(site: &Site) -> BTreeMap<QuotationId, Vec<QuotationId>> {
    let mut contradicting: BTreeMap<QuotationId, Vec<QuotationId>> = BTreeMap::new();
    for (first, second) in &site.contradictions {
        contradicting.entry(*first).or_default().push(*second);
        contradicting.entry(*second).or_default().push(*first);
    }
    contradicting
}

fn redirect_titles(site: &Site) -> BTreeMap<&OutputPath, &str> {
    let targets: BTreeSet<&OutputPath> = site.redirects.iter().map(|(_, to)| to).collect();
    let articles = site.articles.iter().map(|a| (&a.placement, &a.article.header));
    let dossiers = site.dossiers.iter().map(|d| (&d.placement, &d.dossier.header));
    let entities = site.entities.iter().map(|e| (&e.placement, &e.entity.header));
    let pages = site.pages.iter().map(|p| (&p.placement, &p.page.header));
    let all = articles.chain(dossiers).chain(entities).chain(pages);
    all.map(|(placement, header)| (&placement.output, header.title.as_str()))
        .filter(|(output, _)| targets.contains(output))
        .collect()
}

/// Quotations of others whose words name an entity: each pair once, by entity.
fn quotations_about(article: &SiteArticle, shown: &[Statement<'_>]) -> Vec<(EntityId, QuotationId)> {
    let mut by_start: Vec<&Statement<'_>> = shown.iter().collect();
    by_start.sort_by_key(|statement| statement.quotation.span.start);
    let mut pairs = Vec::new();
    let (mut next, mut open): (usize, Vec<&Statement<'_>>) = (0, Vec::new());
    for mention in &article.mentions {
        let at = mention.span.start;
        let begun = by_start[next..]
            .iter()
            .take_while(|statement| statement.quotation.span.start <= at);
        let end = next + begun.count();
        open.extend(&by_start[next..end]);
        next = end;
        open.retain(|statement| statement.quotation.span.end > at);
        for statement in &open {
            let other = match statement.voice() {
                Some(Voice::Entity(speaker)) => speaker != mention.entity,
                Some(Voice::Name(_)) => true,
                // "She" alone may be anybody.
                None => false,
            };
            // Not in a cue that interrupts the words.
            if other && statement.parts().iter().any(|part| part.contains(mention.span)) {
                pairs.push((mention.entity, statement.id));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

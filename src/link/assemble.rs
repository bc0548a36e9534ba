//! The third phase: links, topics and relations, and with them the site.

use super::contradictions;
use super::index::{Index, PageRef};
use super::memory::Memory;
use super::named::Named;
use super::repeated::StatementTable;
use super::resolver::{self, LinkTables};
use super::topics::{ArticleTopics, Topics};
use super::{related, repeated, routes};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, LeftOut, QuotationId, Related, Site, SiteArticle, SiteDossier, SitePage};
use crate::model::table::Table;

/// What the files of a site have to do with each other.
struct Relations {
    topics: Topics,
    links: LinkTables,
    redirects: Vec<(OutputPath, OutputPath)>,
    contradictions: Vec<(QuotationId, QuotationId)>,
    statements: StatementTable,
    related: Table<ArticleId, Vec<Related>>,
}

/// Finds the relations in the named content of a site, and makes the site of both.
pub(super) fn assemble(
    named: Named,
    config: &Config,
    memory: Option<&mut Memory>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Site, Vec<LeftOut>) {
    let topics = Topics::new(&named.articles);
    let index = Index::new(&named, config);
    let (redirects, ((links, broken), (contradictions, unknown))) = rayon::join(
        || routes::redirects(&named, &topics, diagnostics),
        || (resolver::resolve(&index), contradictions::resolve(&index)),
    );
    diagnostics.extend(unknown.into_iter().chain(broken));
    let relations = Relations {
        statements: repeated::find(&named, config, memory.map(|memory| &mut memory.statements)),
        related: related::find(&named, &topics),
        topics,
        links,
        redirects,
        contradictions,
    };
    relations.join(named)
}

impl Relations {
    fn join(self, named: Named) -> (Site, Vec<LeftOut>) {
        let (content, mut topics, mut tables) = (named.content, self.topics, self.links);
        let (mut memberships, mut translations) = (content.memberships, content.translations);
        let (mut related, mut statements) = (self.related, self.statements);
        let mut links = |page| tables.remove(&page).unwrap_or_default();
        let articles = named.articles.into_entries();
        let articles = articles.map(|(id, named)| {
            let ArticleTopics { tags, source } = topics.of_articles.take(id);
            SiteArticle {
                article: named.article,
                placement: named.placement,
                hash: named.hash,
                sentences: named.sentences,
                annotations: named.annotations,
                mentions: named.mentions,
                candidates: named.candidates,
                quotations: named.quotations,
                dossiers: memberships.dossiers.take(id),
                translations: translations.remove(&id).unwrap_or_default(),
                tags,
                source,
                related: related.take(id),
                links: links(PageRef::Article(id)),
            }
        });
        let articles = articles.collect();
        let dossiers = content.dossiers.into_entries();
        let dossiers = dossiers.map(|(id, dossier)| SiteDossier {
            dossier: dossier.value,
            placement: dossier.placement,
            articles: memberships.articles.take(id),
            statements: statements.take(id),
            links: links(PageRef::Dossier(id)),
        });
        let dossiers = dossiers.collect();
        let entities = named.entities.into_entries();
        let entities = entities.map(|(id, entity)| entity.linked(links(PageRef::Entity(id))));
        let entities = entities.collect();
        let pages = content.pages.into_entries();
        let pages = pages.map(|(id, page)| SitePage {
            page: page.value,
            placement: page.placement,
            links: links(PageRef::Page(id)),
        });
        let site = Site {
            articles,
            entities,
            candidates: named.candidates,
            dossiers,
            pages: pages.collect(),
            tags: topics.tags,
            sources: topics.sources,
            contradictions: self.contradictions,
            redirects: self.redirects,
            assets: content.assets,
        };
        (site, content.absent.left_out)
    }
}

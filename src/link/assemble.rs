//! The third phase: links, topics and relations, and with them the site.

use super::contradictions;
use super::index::{Index, PageRef};
use super::memory::Memory;
use super::named::Named;
use super::resolver::{self, LinkTables};
use super::topics::Topics;
use super::{related, repeated, routes};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, DossierId, EntityId, LeftOut, PageId, QuotationId, Related, RepeatedStatement, Site, SiteArticle,
    SiteDossier, SitePage,
};

/// What the files of a site have to do with each other.
struct Relations {
    topics: Topics,
    links: LinkTables,
    redirects: Vec<(OutputPath, OutputPath)>,
    contradictions: Vec<(QuotationId, QuotationId)>,
    statements: Vec<Vec<RepeatedStatement>>,
    related: Vec<Vec<Related>>,
}

/// Finds the relations in the named content of a site, and makes the site of both.
pub(super) fn assemble(
    named: Named,
    config: &Config,
    memory: Option<&mut Memory>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Site, Vec<LeftOut>) {
    let topics = Topics::new(&named.content.articles);
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
        let (content, topics, mut tables) = (named.content, self.topics, self.links);
        let mut links = |page| tables.remove(&page).unwrap_or_default();
        let count = content.articles.len();
        let of_articles = named.names.into_iter().zip(content.memberships.dossiers);
        let of_articles = of_articles.zip(topics.of_articles).zip(self.related);
        let mut translations = content.translations;
        let articles = ArticleId::all(count).zip(content.articles).zip(of_articles);
        let articles = articles.map(|((id, parsed), (((names, dossiers), topics), related))| SiteArticle {
            article: parsed.article,
            placement: parsed.placement,
            hash: parsed.hash,
            sentences: parsed.enrichment.sentences,
            annotations: parsed.enrichment.annotations,
            mentions: names.mentions,
            candidates: names.candidates,
            quotations: names.quotations,
            dossiers,
            translations: translations.remove(&id).unwrap_or_default(),
            tags: topics.tags,
            source: topics.source,
            related,
            links: links(PageRef::Article(id)),
        });
        let articles = articles.collect();
        let of_dossiers = content.memberships.articles.into_iter().zip(self.statements);
        let dossiers = DossierId::all(content.dossiers.len())
            .zip(content.dossiers)
            .zip(of_dossiers);
        let dossiers = dossiers.map(|((id, dossier), (articles, statements))| SiteDossier {
            dossier: dossier.value,
            placement: dossier.placement,
            articles,
            statements,
            links: links(PageRef::Dossier(id)),
        });
        let dossiers = dossiers.collect();
        let entities = EntityId::all(named.entities.len()).zip(named.entities);
        let entities = entities.map(|(id, entity)| entity.linked(links(PageRef::Entity(id))));
        let entities = entities.collect();
        let pages = PageId::all(content.pages.len()).zip(content.pages);
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

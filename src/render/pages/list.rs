//! Lists: articles, dossiers, entities of one type, quotations.

use super::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId};
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::json_ld;
use crate::render::view_builder::{Builder, Frame, page_count, page_of};
use crate::render::views::ListView;

/// Renders one page of a list.
fn list<'r, I: Copy, V: serde::Serialize>(
    renderer: &'r Renderer<'_>,
    (first, template, kind): (OutputPath, &str, &'static str),
    title: &str,
    (items, number): (&[I], usize),
    row: impl Fn(&Builder<'_>, I) -> V,
    entry: impl Fn(I) -> Option<(&'r str, &'r OutputPath)>,
) -> Result<Rendered, Diagnostic> {
    let path = first.numbered(number);
    let builder = renderer.builder(&path);
    let size = renderer.config.page_size;
    let view = ListView {
        items: page_of(items, number, size)
            .iter()
            .map(|item| row(&builder, *item))
            .collect(),
        total: items.len(),
        pagination: builder.pagination(&first, number, page_count(items.len(), size)),
    };
    let shown = page_of(items, number, size).iter().filter_map(|item| entry(*item));
    let parents = parents(title, &first, number);
    let title = numbered_title(&builder, title, number);
    builder.page(
        template,
        Frame {
            kind,
            title: &title,
            graph: json_ld::list(renderer, &path, &title, items.len(), shown),
            parents,
            ..Frame::default()
        },
        &[("list", &view)],
    )
}

pub(super) fn articles(renderer: &Renderer<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let title = renderer.site_language().interface.text("page_articles");
    let all: Vec<ArticleId> = (0..renderer.site.articles.len() as u32).map(ArticleId).collect();
    let page = (OutputPath::index("articles"), "articles.html", "article_list");
    let row = |builder: &Builder<'_>, id| builder.article_row(id);
    list(renderer, page, title, (&all, number), row, |id| {
        let article = renderer.site.article(id);
        Some((article.article.header.title.as_str(), &article.placement.output))
    })
}

pub(super) fn dossiers(renderer: &Renderer<'_>) -> Result<Rendered, Diagnostic> {
    let title = renderer.site_language().interface.text("page_dossiers");
    let path = OutputPath::index("dossiers");
    let builder = renderer.builder(&path);
    let items: Vec<_> = (0..renderer.site.dossiers.len() as u32)
        .map(|n| builder.dossier_row(DossierId(n)))
        .collect();
    let view = ListView {
        total: items.len(),
        items,
        pagination: builder.pagination(&path, 1, 1),
    };
    let all = renderer.site.dossiers.iter();
    let all = all.map(|dossier| (dossier.dossier.header.title.as_str(), &dossier.placement.output));
    let frame = Frame {
        kind: "dossier_list",
        title,
        graph: json_ld::list(renderer, &path, title, renderer.site.dossiers.len(), all),
        ..Frame::default()
    };
    builder.page("dossiers.html", frame, &[("list", &view)])
}

pub(super) fn entities(renderer: &Renderer<'_>, kind: EntityType, number: usize) -> Result<Rendered, Diagnostic> {
    let key = format!("types_{}", kind.name());
    let title = renderer.site_language().interface.text(&key).to_owned();
    let mut all: Vec<EntityId> = (0..renderer.site.entities.len() as u32)
        .map(EntityId)
        .filter(|id| renderer.site.entity(*id).entity.entity_type == kind)
        .collect();
    all.sort_by_key(|id| sort_name(&renderer.site.entity(*id).entity.header.title, kind));
    let page = (OutputPath::index(kind.folder()), "entities.html", "entity_list");
    let row = |builder: &Builder<'_>, id| builder.entity_row(id);
    list(renderer, page, &title, (&all, number), row, |id| {
        let entity = renderer.site.entity(id);
        Some((entity.entity.header.title.as_str(), &entity.placement.output))
    })
}

/// People stand under their last name.
fn sort_name(name: &str, kind: EntityType) -> (String, String) {
    let last = match kind {
        EntityType::Person => name.rsplit(' ').next().unwrap_or(name),
        _ => name,
    };
    let key = |text: &str| {
        crate::model::slug::Slug::of(text)
            .map(|slug| slug.to_string())
            .unwrap_or_default()
    };
    (key(last), key(name))
}

pub(super) fn quotes(renderer: &Renderer<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let title = renderer.site_language().interface.text("page_quotes");
    let page = (OutputPath::index("quotes"), "quotes.html", "quote_list");
    let row = |builder: &Builder<'_>, (id, n)| builder.quote(id, n, 0);
    // A quotation has no title; each article says its own.
    list(renderer, page, title, (&renderer.quotations, number), row, |_| None)
}

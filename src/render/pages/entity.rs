//! An entity's page, and its data.

use super::numbered_title;
use crate::diagnostics::Diagnostic;
use crate::model::document::{Node, Tag};
use crate::model::site::{ArticleId, EntityId, SiteEntity};
use crate::model::span::Span;
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::safe_html::SafeHtml;
use crate::render::twins;
use crate::render::view_builder::{Builder, Frame, page_count, page_of};
use crate::render::views::{EntityView, LinkView, MentionGroup, MentionView, RoleView};

pub(super) fn render(renderer: &Renderer<'_>, id: EntityId, number: usize) -> Result<Rendered, Diagnostic> {
    let entity = renderer.site.entity(id);
    let first = &entity.placement.output;
    let path = first.numbered(number);
    let builder = renderer.builder_in(&path, &entity.placement.lang);
    let view = view(&builder, id, entity, number);
    let title = numbered_title(&builder, &entity.entity.header.title, number);
    let json = first.with_extension("json");
    let description = entity.entity.description.clone();
    let frame = Frame {
        kind: "entity",
        title: &title,
        description,
        json: Some(json.clone()),
    };
    let mut rendered = builder.page("entity.html", frame, &[("entity", &view)])?;
    if number == 1 {
        rendered.files.push((json, twins::entity(renderer, id)));
    }
    Ok(rendered)
}

fn view(builder: &Builder<'_>, id: EntityId, entity: &SiteEntity, number: usize) -> EntityView {
    let renderer = builder.renderer;
    let size = renderer.config.page_size;
    let quotations: Vec<(ArticleId, u32)> = entity
        .quotations
        .iter()
        .copied()
        .filter(|(id, n)| renderer.is_shown(*id, *n))
        .collect();
    let total = page_count(quotations.len().max(entity.mentions.len()), size);
    let own = &entity.entity;
    EntityView {
        row: builder.entity_row(id),
        kind_label: builder.t(&format!("type_{}", own.entity_type.name())),
        body: if number == 1 {
            builder.body(&own.body)
        } else {
            SafeHtml::new()
        },
        aliases: own.names.clone(),
        wikidata: own.wikidata.clone(),
        roles: own
            .roles
            .iter()
            .map(|role| RoleView {
                title: role.title.clone(),
                from: role.from.as_ref().map(|date| builder.date(date)),
                to: role.to.as_ref().map(|date| builder.date(date)),
            })
            .collect(),
        represents: entity.represents.map(|other| {
            let other = renderer.site.entity(other);
            LinkView {
                title: other.entity.header.title.clone(),
                url: builder.path.link_to(&other.placement.output),
            }
        }),
        links: own
            .links
            .iter()
            .map(|link| LinkView {
                title: link.title.clone(),
                url: link.url.to_string(),
            })
            .collect(),
        quotations: page_of(&quotations, number, size)
            .iter()
            .map(|(id, n)| builder.quote(*id, *n, 0))
            .collect(),
        mentions: page_of(&entity.mentions, number, size)
            .iter()
            .map(|(id, list)| group(builder, *id, list))
            .collect(),
        pagination: builder.pagination(&entity.placement.output, number, total),
    }
}

/// Where one article names the entity.
fn group(builder: &Builder<'_>, id: ArticleId, numbers: &[u32]) -> MentionGroup {
    let article = builder.renderer.site.article(id);
    let body = &article.article.body;
    let url = builder.path.link_to(&article.placement.output);
    let mentions = numbers.iter().map(|number| {
        let span = article.mentions[*number as usize].span;
        let sentence = sentence_of(&article.enrichment.sentences, span);
        let block = body.blocks.partition_point(|block| block.span.end < span.end);
        let has_id = body.nodes.contains(&Node::Start(Tag::Paragraph(block as u32)));
        MentionView {
            before: Span {
                start: sentence.start,
                end: span.start,
            }
            .slice(&body.plain)
            .to_owned(),
            text: span.slice(&body.plain).to_owned(),
            after: Span {
                start: span.end,
                end: sentence.end,
            }
            .slice(&body.plain)
            .to_owned(),
            url: if has_id {
                format!("{url}#p-{}", block + 1)
            } else {
                url.clone()
            },
        }
    });
    MentionGroup {
        article: builder.article_row(id),
        mentions: mentions.collect(),
    }
}

/// The sentence around a mention; the mention itself where none holds it whole.
fn sentence_of(sentences: &[Span], span: Span) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end < span.end);
    sentences
        .get(at)
        .copied()
        .filter(|sentence| sentence.contains(span))
        .unwrap_or(span)
}

//! An entity's page, and its data.

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::date::PartialDate;
use crate::model::document::{Node, Tag};
use crate::model::entity::{Entity, EntityOrigin, Role};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, MentionId, Occurrences, QuotationId, SiteEntity};
use crate::model::span::Span;
use crate::render::cooccurrence;
use crate::render::feeds::Stream;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_data;
use crate::render::json_ld;
use crate::render::passage::sentence_of;
use crate::render::periods::{Period, Periods};
use crate::render::rendered::Rendered;
use crate::render::safe_html::SafeHtml;
use crate::render::stub::Stub;
use crate::render::view_builder::{Builder, page_count, page_of};
use crate::render::views::{
    EntityView, LinkView, MentionGroup, MentionView, RoleView, SeenView, TimeCount, TogetherView,
};

/// The most surface forms, and the most co-occurring entities, that are shown.
const MOST_SEEN: usize = 20;
const MOST_TOGETHER: usize = 20;
const ENOUGH_TOGETHER: usize = 5;

pub(super) fn render(inputs: &PageInputs<'_>, id: EntityId, number: usize) -> Result<Rendered, Diagnostic> {
    let entity = inputs.entity(id);
    let first = &entity.placement.output;
    let path = first.numbered(number);
    let builder = inputs.builder_in(&path, &entity.placement.lang);
    let view = view(&builder, id, entity, number);
    let title = numbered_title(&builder, &entity.entity.header.title, number);
    let json = first.with_extension("json");
    let description = entity.entity.description.clone();
    let kind = entity.entity.entity_type;
    let frame = Frame {
        kind: "entity",
        title: &title,
        description,
        json: Some(json.clone()),
        graph: json_ld::entity(inputs, id, number == 1),
        feeds: builder.feed_links(Stream::Entity(id)),
        parents: [
            vec![(
                builder.t(&format!("types_{}", kind.name())),
                OutputPath::index(kind.folder()),
            )],
            parents(&entity.entity.header.title, first, number),
        ]
        .concat(),
        file: Some(&entity.placement.file),
        image: inputs.entity_image(id),
        ..Frame::default()
    };
    let mut rendered = builder.page("entity.html", frame, &[("entity", &view)])?;
    if number == 1 {
        rendered.files.push((json, json_data::entity(inputs, id)));
    }
    Ok(rendered)
}

fn view(builder: &Builder<'_>, id: EntityId, entity: &SiteEntity, number: usize) -> EntityView {
    let inputs = builder.inputs;
    let size = inputs.config.page_size;
    let occurrences = inputs.occurrences(id);
    let quotations = inputs.statements(&occurrences.quotations);
    let shown = quotations.filter(|statement| statement.is_shown(inputs.config.min_confidence));
    let quotations: Vec<QuotationId> = shown.map(|statement| statement.id).collect();
    let about = inputs.about(id);
    let total = page_count(quotations.len().max(occurrences.articles.len()).max(about.len()), size);
    let own = &entity.entity;
    let quotes = |all: &[QuotationId]| builder.quotes(page_of(all, number, size));
    let (origin_label, origin_note) = origin(builder, own);
    EntityView {
        row: builder.entity_row(id),
        kind_label: builder.t(&format!("type_{}", own.entity_type.name())),
        body: if number == 1 {
            builder.body(entity.body())
        } else {
            SafeHtml::new()
        },
        aliases: own.names.clone(),
        wikidata: own.wikidata.clone(),
        roles: own.roles.iter().map(|role| role_view(builder, role)).collect(),
        represents: entity.represents.map(|other| builder.entity_link(other)),
        links: own
            .links
            .iter()
            .map(|link| LinkView {
                title: link.title.clone(),
                url: link.url.to_string(),
            })
            .collect(),
        stub: origin_note.as_ref().map(|_| Stub::of(own).write()),
        origin_label,
        origin_note,
        timeline: timeline(builder, occurrences, &quotations, number),
        seen: if number == 1 {
            seen(builder, id, entity)
        } else {
            Vec::new()
        },
        together: if number == 1 { together(builder, id) } else { Vec::new() },
        quotations: quotes(&quotations),
        about: quotes(about),
        mentions: page_of(&occurrences.articles, number, size)
            .iter()
            .map(|article| group(builder, article.article, &article.mentions))
            .collect(),
        pagination: builder.pagination(&entity.placement.output, number, total),
    }
}

fn role_view(builder: &Builder<'_>, role: &Role) -> RoleView {
    RoleView {
        title: role.title.clone(),
        from: role.from.as_ref().map(|date| builder.date(date)),
        to: role.to.as_ref().map(|date| builder.date(date)),
    }
}

/// Where an entity comes from that no editor keeps: a word, and a sentence.
fn origin(builder: &Builder<'_>, entity: &Entity) -> (Option<String>, Option<String>) {
    if entity.origin == EntityOrigin::Registry {
        return (None, None);
    }
    let text = |key: &str| Some(builder.t(&format!("origin_{key}")));
    let name = entity.origin.name();
    (text(name), text(&format!("{name}_note")))
}

/// The most parts of time, and the fewest articles of which it is worth telling when they were.
const MOST_PARTS: usize = 12;
const ENOUGH_ARTICLES: usize = 3;

/// When articles name the entity, and when it speaks; nothing on the following pages.
fn timeline(
    builder: &Builder<'_>,
    occurrences: &Occurrences,
    quotations: &[QuotationId],
    number: usize,
) -> Vec<TimeCount> {
    let date = |id: ArticleId| builder.inputs.article(id).article.date;
    let dates: Vec<Option<PartialDate>> = occurrences.articles.iter().map(|a| date(a.article)).collect();
    let periods = Periods::of(&dates, MOST_PARTS);
    if number > 1 || dates.len() < ENOUGH_ARTICLES || periods.all.len() < 2 {
        return Vec::new();
    }
    let mut counts = vec![(0, 0); periods.all.len()];
    for position in dates.iter().filter_map(|date| periods.position(date.as_ref())) {
        counts[position].0 += 1;
    }
    for position in quotations
        .iter()
        .filter_map(|id| periods.position(date(id.article).as_ref()))
    {
        counts[position].1 += 1;
    }
    let most = counts.iter().map(|(articles, _)| *articles).max().unwrap_or(0).max(1);
    let view = |(period, (articles, quotations)): (&Period, &(usize, usize))| TimeCount {
        period: builder.period(period),
        articles: *articles,
        quotations: *quotations,
        level: (articles * 10).div_ceil(most),
    };
    periods.all.iter().zip(&counts).map(view).collect()
}

fn seen(builder: &Builder<'_>, id: EntityId, entity: &SiteEntity) -> Vec<SeenView> {
    let all = cooccurrence::surface_forms(builder.inputs, id, MOST_SEEN);
    // That it is written as it is called need not be said.
    let all = match all.as_slice() {
        [(text, _)] if *text == entity.entity.header.title => Vec::new(),
        _ => all,
    };
    all.into_iter().map(|(text, count)| SeenView { text, count }).collect()
}

fn together(builder: &Builder<'_>, id: EntityId) -> Vec<TogetherView> {
    let mut all = cooccurrence::cooccurring(builder.inputs, id, MOST_TOGETHER);
    // Where there is company enough, one article says little.
    if all.get(ENOUGH_TOGETHER).is_some_and(|(_, articles)| *articles > 1) {
        all.retain(|(_, articles)| *articles > 1);
    }
    let view = |(other, articles): (EntityId, usize)| {
        let other = builder.inputs.entity(other);
        TogetherView {
            name: other.entity.header.title.clone(),
            url: builder.path.link_to(&other.placement.output),
            kind: other.entity.entity_type.name(),
            articles,
        }
    };
    all.into_iter().map(view).collect()
}

fn group(builder: &Builder<'_>, id: ArticleId, numbers: &[MentionId]) -> MentionGroup {
    let article = builder.inputs.article(id);
    let body = &article.article.body;
    let url = builder.path.link_to(&article.placement.output);
    let read = |start, end| article.body().as_read(Span { start, end }).into_owned();
    let mentions = numbers.iter().map(|number| {
        let span = article.mentions[number.index()].span;
        let sentence = sentence_of(&article.sentences, span);
        let block = body.blocks.partition_point(|block| block.span.end < span.end);
        let has_id = body.nodes.contains(&Node::Start(Tag::Paragraph(block as u32)));
        MentionView {
            before: read(sentence.start, span.start),
            text: read(span.start, span.end),
            after: read(span.end, sentence.end),
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

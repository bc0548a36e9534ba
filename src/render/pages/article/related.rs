//! Related articles, and what they share.

use crate::model::entity::EntityType;
use crate::model::site::{Related, SiteArticle};
use crate::render::view_builder::Builder;
use crate::render::views::RelatedView;

/// The most reasons that are shown of one related article.
const MOST_REASONS: usize = 4;

pub(super) fn views(builder: &Builder<'_>, article: &SiteArticle) -> Vec<RelatedView> {
    article.related.iter().map(|related| view(builder, related)).collect()
}

fn view(builder: &Builder<'_>, related: &Related) -> RelatedView {
    let other = builder.inputs.article(related.article);
    RelatedView {
        title: other.article.header.title.clone(),
        url: builder.path.link_to(&other.placement.output),
        lang: other.placement.lang.0.clone(),
        date: other.article.date.as_ref().map(|date| builder.date(date)),
        source: other.article.provenance.as_ref().and_then(|p| p.name.clone()),
        reasons: reasons(builder, related),
    }
}

/// What both share, in words: entities by type, then dossiers, tags and the source.
fn reasons(builder: &Builder<'_>, related: &Related) -> Vec<String> {
    let mut counts = [
        ("shared_people", 0_usize),
        ("shared_organizations", 0),
        ("shared_places", 0),
        ("shared_names", 0),
    ];
    for entity in &related.entities {
        let kind = match builder.inputs.entity(*entity).entity.entity_type {
            EntityType::Person => 0,
            EntityType::Organization => 1,
            EntityType::Place => 2,
            _ => 3,
        };
        counts[kind].1 += 1;
    }
    let count = |(key, n): &(&str, usize)| builder.language.interface.count(key, *n);
    let mut reasons: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(count).collect();
    if !related.dossiers.is_empty() {
        reasons.push(builder.t("same_dossier"));
    }
    let tags = related.tags.iter().take(3);
    reasons.extend(tags.map(|tag| builder.t_named("tag_title", &builder.inputs.tag(*tag).name)));
    if related.source {
        reasons.push(builder.t("same_source"));
    }
    reasons.truncate(MOST_REASONS);
    reasons
}

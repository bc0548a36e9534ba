//! The sums of the parts that pages are made of.

use rayon::prelude::*;

use super::Part;
use super::names::{Names, sum};
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, SourceId, TagId, Topic};
use crate::render::context::Renderer;
use crate::render::search;

/// The sums of all articles.
pub(super) fn articles(renderer: &Renderer<'_>, names: &Names) -> Vec<(Part, u64)> {
    let site = renderer.site.untraced();
    let last = site.articles.len();
    let of_one = |number: usize| {
        let id = ArticleId::new(number);
        let before = number.checked_sub(1).map(|other| names.articles[other]);
        let after = names.articles.get(number + 1);
        [
            (Part::Article(id), names.of_article(site, id)),
            (Part::Neighbours(id), sum((before, after))),
        ]
    };
    let mut parts: Vec<(Part, u64)> = (0..last).into_par_iter().flat_map_iter(of_one).collect();
    let mut contraries: Vec<Vec<(u32, u64, u32)>> = vec![Vec::new(); last];
    for ((article, number), others) in renderer.all_contraries() {
        let others = others.iter().map(|other| names.quoted(other));
        contraries[article.index()].extend(others.map(|(other, n)| (*number, other, n)));
    }
    parts.extend(
        contraries
            .iter()
            .zip(0..)
            .map(|(list, n)| (Part::Contraries(ArticleId(n)), sum(list))),
    );
    parts
}

/// The sums of all entities.
pub(super) fn entities(renderer: &Renderer<'_>, names: &Names) -> Vec<(Part, u64)> {
    let site = renderer.site.untraced();
    let of_one = |id: EntityId| {
        let entity = site.entity(id);
        let represents = entity.represents.map(|id| names.entity(id));
        let own = format!("{:?}{:?}", entity.entity, entity.placement);
        let occurrences = site.occurrences(id);
        let mentions = occurrences
            .articles
            .iter()
            .map(|a| (names.article(a.article), &a.mentions));
        let quotations = occurrences.quotations.iter().map(|quoted| names.quoted(quoted));
        let lists = (mentions.collect::<Vec<_>>(), quotations.collect::<Vec<_>>());
        let about: Vec<(u64, u32)> = renderer.about(id).iter().map(|quoted| names.quoted(quoted)).collect();
        [
            (Part::Entity(id), sum((own, represents, &entity.links))),
            (Part::Occurrences(id), sum(lists)),
            (Part::Counts(id), sum(renderer.counts(id))),
            (Part::About(id), sum(about)),
        ]
    };
    let all: Vec<EntityId> = site.entity_ids().collect();
    all.into_par_iter().flat_map_iter(of_one).collect()
}

/// The sums of all dossiers.
pub(super) fn dossiers(renderer: &Renderer<'_>, names: &Names) -> Vec<(Part, u64)> {
    let site = renderer.site.untraced();
    let of_one = |id: DossierId| {
        let dossier = site.dossier(id);
        let own = format!("{:?}{:?}", dossier.dossier, dossier.placement);
        let report = |report: &crate::model::site::Report| (names.article(report.article), sum(&report.quotations));
        let statements = dossier.statements.iter();
        let statements = statements.map(|statement| statement.reports.iter().map(report).collect::<Vec<_>>());
        let chronicle = renderer.chronicle(id);
        let lists = (
            chronicle
                .quotations
                .iter()
                .map(|quoted| names.quoted(quoted))
                .collect::<Vec<_>>(),
            chronicle
                .entries
                .iter()
                .map(|entry| names.entry(entry))
                .collect::<Vec<_>>(),
            chronicle
                .notes
                .iter()
                .map(|(id, n)| (names.article(*id), *n))
                .collect::<Vec<_>>(),
        );
        [
            (
                Part::Dossier(id),
                sum((own, &dossier.links, names.article_list(&dossier.articles))),
            ),
            (Part::Statements(id), sum(statements.collect::<Vec<_>>())),
            (Part::Chronicle(id), sum(lists)),
            (Part::Dates(id), sum(format!("{:?}", renderer.dates_of(id)))),
        ]
    };
    let all: Vec<DossierId> = DossierId::all(site.dossiers.len()).collect();
    all.into_par_iter().flat_map_iter(of_one).collect()
}

/// The sums of the lists of the site.
pub(super) fn lists(renderer: &Renderer<'_>, names: &Names) -> Vec<(Part, u64)> {
    let site = renderer.site.untraced();
    let topics = |topics: &[Topic]| topics.iter().map(|topic| names.topic(topic)).collect::<Vec<u64>>();
    let (tags, sources) = (topics(&site.tags), topics(&site.sources));
    let register = |kind: &EntityType| {
        let entries = renderer.register(*kind).iter();
        entries
            .map(|(id, letter)| (names.entity(*id), *letter))
            .collect::<Vec<_>>()
    };
    let registers: Vec<Vec<(u64, char)>> = EntityType::ALL.iter().map(|(kind, _, _)| register(kind)).collect();
    let quotations: Vec<(u64, u32)> = renderer
        .quotations()
        .iter()
        .map(|quoted| names.quoted(quoted))
        .collect();
    let timeline = renderer.timeline().iter();
    let timeline: Vec<_> = timeline
        .map(|(date, entry)| (format!("{date:?}"), names.entry(entry)))
        .collect();
    let contradictions = site.contradictions.iter();
    let contradictions: Vec<_> = contradictions
        .map(|(a, b)| (names.quoted(a), names.quoted(b)))
        .collect();
    let assets: Vec<&OutputPath> = site.assets.keys().collect();
    let mut parts = vec![
        (Part::Articles, sum((&names.articles, assets))),
        (Part::Years, sum(renderer.years())),
        (Part::Annotations, sum(renderer.annotations_before())),
        (Part::Dossiers, sum(&names.dossiers)),
        (Part::Registers, sum(registers)),
        (Part::Types, sum(renderer.entity_types().collect::<Vec<_>>())),
        (Part::Tags, sum(&tags)),
        (Part::Sources, sum(&sources)),
        (Part::Quotations, sum(quotations)),
        (Part::Timeline, sum(timeline)),
        (Part::Contradictions, sum(contradictions)),
        (Part::Search, search::ingredients(renderer)),
    ];
    parts.extend(TagId::all(tags.len()).map(Part::Tag).zip(tags));
    parts.extend(SourceId::all(sources.len()).map(Part::Source).zip(sources));
    parts
}

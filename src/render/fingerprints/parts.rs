//! The fingerprints of each kind of dependency.

use rayon::prelude::*;

use super::keys::StableKeys;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, Report, SourceId, TagId, Topic};
use crate::render::dependency::Dependency;
use crate::render::inputs::WholeSite;
use crate::render::search;
use crate::render::stable_hash::hash;

pub(super) fn articles(whole: WholeSite<'_>, keys: &StableKeys) -> Vec<(Dependency, u64)> {
    let site = whole.site();
    let last = site.articles.len();
    let of_one = |number: usize| {
        let id = ArticleId::new(number);
        let before = number.checked_sub(1).map(|other| keys.articles[ArticleId::new(other)]);
        let after = keys.articles.values().get(number + 1);
        [
            (Dependency::Article(id), keys.of_article(site, id)),
            (Dependency::Neighbours(id), hash((before, after))),
        ]
    };
    let mut parts: Vec<(Dependency, u64)> = (0..last).into_par_iter().flat_map_iter(of_one).collect();
    let mut contradicting: Vec<Vec<(u32, u64, u32)>> = vec![Vec::new(); last];
    for (id, others) in whole.contradicting() {
        let others = others.iter().map(|other| keys.quotation(*other));
        contradicting[id.article.index()].extend(others.map(|(other, n)| (id.number(), other, n)));
    }
    parts.extend(
        contradicting
            .iter()
            .zip(0..)
            .map(|(list, n)| (Dependency::Contradicting(ArticleId(n)), hash(list))),
    );
    parts
}

pub(super) fn entities(whole: WholeSite<'_>, keys: &StableKeys) -> Vec<(Dependency, u64)> {
    let site = whole.site();
    let of_one = |id: EntityId| {
        let inputs = whole.inputs();
        let entity = site.entity(id);
        let represents = entity.represents.map(|id| keys.entities[id]);
        let occurrences = site.occurrences(id);
        let mentions = occurrences
            .articles
            .iter()
            .map(|a| (keys.articles[a.article], &a.mentions));
        let quotations = occurrences.quotations.iter().map(|id| keys.quotation(*id));
        let lists = (mentions.collect::<Vec<_>>(), quotations.collect::<Vec<_>>());
        let about: Vec<(u64, u32)> = inputs.about(id).iter().map(|id| keys.quotation(*id)).collect();
        [
            (
                Dependency::Entity(id),
                hash((&entity.entity, &entity.placement, &entity.links, represents)),
            ),
            (Dependency::Occurrences(id), hash(lists)),
            (Dependency::Counts(id), hash(inputs.counts(id))),
            (Dependency::About(id), hash(about)),
        ]
    };
    let all: Vec<EntityId> = site.entity_ids().collect();
    all.into_par_iter().flat_map_iter(of_one).collect()
}

pub(super) fn dossiers(whole: WholeSite<'_>, keys: &StableKeys) -> Vec<(Dependency, u64)> {
    let site = whole.site();
    let of_one = |id: DossierId| {
        let inputs = whole.inputs();
        let dossier = site.dossier(id);
        let report = |report: &Report| report.quotations().map(|id| keys.quotation(id)).collect::<Vec<_>>();
        let statements = dossier.statements.iter();
        let statements = statements.map(|statement| statement.reports.iter().map(report).collect::<Vec<_>>());
        let chronicle = inputs.chronicle(id);
        let lists = (
            chronicle
                .quotations
                .iter()
                .map(|id| keys.quotation(*id))
                .collect::<Vec<_>>(),
            chronicle
                .entries
                .iter()
                .map(|entry| keys.entry(entry))
                .collect::<Vec<_>>(),
            chronicle
                .notes
                .iter()
                .map(|(id, n)| (keys.articles[*id], *n))
                .collect::<Vec<_>>(),
        );
        [
            (
                Dependency::Dossier(id),
                hash((
                    &dossier.dossier,
                    &dossier.placement,
                    &dossier.links,
                    keys.article_list(&dossier.articles),
                )),
            ),
            (Dependency::Statements(id), hash(statements.collect::<Vec<_>>())),
            (Dependency::Chronicle(id), hash(lists)),
            (Dependency::Dates(id), hash(inputs.dates_of(id))),
        ]
    };
    let all: Vec<DossierId> = DossierId::all(site.dossiers.len()).collect();
    all.into_par_iter().flat_map_iter(of_one).collect()
}

pub(super) fn lists(whole: WholeSite<'_>, keys: &StableKeys) -> Vec<(Dependency, u64)> {
    let (site, inputs) = (whole.site(), whole.inputs());
    let topics = |topics: &[Topic]| topics.iter().map(|topic| keys.topic(topic)).collect::<Vec<u64>>();
    let (tags, sources) = (topics(&site.tags), topics(&site.sources));
    let register = |kind: &EntityType| {
        let entries = inputs.register(*kind).iter();
        entries
            .map(|(id, letter)| (keys.entities[*id], *letter))
            .collect::<Vec<_>>()
    };
    let registers: Vec<Vec<(u64, char)>> = EntityType::ALL.iter().map(|(kind, _, _)| register(kind)).collect();
    let quotations: Vec<(u64, u32)> = inputs.quotations().iter().map(|id| keys.quotation(*id)).collect();
    let timeline = inputs.timeline().iter();
    let timeline: Vec<_> = timeline.map(|(date, entry)| (date, keys.entry(entry))).collect();
    let contradictions = site.contradictions.iter();
    let contradictions: Vec<_> = contradictions
        .map(|(a, b)| (keys.quotation(*a), keys.quotation(*b)))
        .collect();
    let assets: Vec<&OutputPath> = site.assets.keys().collect();
    let mut parts = vec![
        (Dependency::Articles, hash((&keys.articles, assets))),
        (Dependency::Years, hash(inputs.years())),
        (Dependency::Annotations, hash(inputs.annotations_before())),
        (Dependency::Dossiers, hash(&keys.dossiers)),
        (Dependency::Registers, hash(registers)),
        (Dependency::Types, hash(inputs.entity_types().collect::<Vec<_>>())),
        (Dependency::Tags, hash(&tags)),
        (Dependency::Sources, hash(&sources)),
        (Dependency::Quotations, hash(quotations)),
        (Dependency::Timeline, hash(timeline)),
        (Dependency::Contradictions, hash(contradictions)),
        (Dependency::Pages, hash(&site.pages)),
        (Dependency::Search, hash(whole.search_material(search::collect))),
    ];
    parts.extend(TagId::all(tags.len()).map(Dependency::Tag).zip(tags));
    parts.extend(SourceId::all(sources.len()).map(Dependency::Source).zip(sources));
    parts
}

//! From an entity back to where it occurs.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::index::{is_unparsed, merged};
use super::merge::owner_of;
use super::routes::{Claims, placements, redirect_source};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::entity::EntityOrigin;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, MentionId, Occurrences, OccurrencesInArticle, Site};

/// Notes on each entity where it is named and what it says; and the redirects of older addresses.
pub(super) fn collect(site: &mut Site, claims: Claims, unparsed: &[Utf8PathBuf], diagnostics: &mut Vec<Diagnostic>) {
    site.occurrences = vec![Occurrences::default(); site.entities.len()];
    for (number, article) in site.articles.iter().enumerate() {
        let id = ArticleId::new(number);
        let mut by_entity: BTreeMap<EntityId, Vec<MentionId>> = BTreeMap::new();
        for (mention_number, mention) in article.mentions.iter().enumerate() {
            by_entity
                .entry(mention.entity)
                .or_default()
                .push(MentionId::new(mention_number));
        }
        for (entity, mentions) in by_entity {
            site.occurrences[entity.index()]
                .articles
                .push(OccurrencesInArticle { article: id, mentions });
        }
        for (quotation, id) in article.quotations.iter().zip(article.quotation_ids(id)) {
            if let Some(speaker) = quotation.speaker {
                site.occurrences[speaker.index()].quotations.push(id);
            }
        }
    }
    represent(site, unparsed, diagnostics);
    redirect(site, claims, diagnostics);
}

/// Resolves for whom an entity speaks.
fn represent(site: &mut Site, unparsed: &[Utf8PathBuf], diagnostics: &mut Vec<Diagnostic>) {
    let slugs = site.entities.iter().zip(0..);
    let slugs = slugs.map(|(entity, number)| (entity.entity.header.slug.to_string(), EntityId(number)));
    let older = merged(site).into_iter().map(|(slug, id)| (slug.to_owned(), id));
    let by_slug: BTreeMap<String, EntityId> = older.chain(slugs).collect();
    for entity in &mut site.entities {
        let Some(name) = &entity.entity.represents else {
            continue;
        };
        entity.represents = by_slug.get(&name.value).copied();
        let own = entity.entity.origin == EntityOrigin::Registry;
        if own && entity.represents.is_none() && !is_unparsed(unparsed, &name.value, Some("entities")) {
            let help = did_you_mean(&name.value, by_slug.keys().map(String::as_str))
                .unwrap_or_else(|| format!("add `{}` to content/entities.yaml", name.value));
            let diagnostic = Diagnostic::new(Code::UnknownEntity, format!("there is no entity `{}`", name.value));
            diagnostics.push(
                diagnostic
                    .at(&entity.placement.file, Place::Value(name.key.clone()))
                    .help(help),
            );
        }
    }
}

/// Collects the redirects. An older address must be free.
fn redirect(site: &mut Site, mut claims: Claims, diagnostics: &mut Vec<Diagnostic>) {
    let mut redirects: Vec<(OutputPath, OutputPath)> = Vec::new();
    for (header, placement) in placements(site) {
        for alias in &header.aliases {
            let place = Place::Value(alias.key.clone());
            let Some(from) = redirect_source(alias) else {
                let message = format!("`{}` is not an address of this site", alias.value);
                let help = "a path such as `articles/old-name.html`, of letters, digits, `-`, `_` and `.`";
                diagnostics.push(
                    Diagnostic::new(Code::InvalidValue, message)
                        .at(&placement.file, place)
                        .help(help),
                );
                continue;
            };
            match claims.take(&from, &owner_of(&placement.file, header)) {
                Ok(()) => redirects.push((from, placement.output.clone())),
                Err(owner) => {
                    let message = format!("the older address {from} is taken by {owner}");
                    let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).at(&placement.file, place);
                    diagnostics.push(diagnostic.help("remove it here"));
                }
            }
        }
    }
    redirects.sort();
    site.redirects = redirects;
}

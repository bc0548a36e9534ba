//! Who speaks, and cities that speak for a government.

use std::collections::BTreeSet;

use super::mentions::{ArticleMentions, ResolvedMention};
use super::offices;
use super::placed::ParsedArticle;
use super::registry::{Registry, Target};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::article::{Keyed, QuotationVerdict};
use crate::model::enrichment::{NameForm, Origin, Speaker};
use crate::model::entity::EntityType;
use crate::model::site::{FoundQuotationId, MentionId, MentionRule, ThingId};
use crate::model::span::Span;
use crate::model::table::Table;

/// Who speaks in the quotations of an article; `None` where that is not known.
pub(super) type Speakers = Table<FoundQuotationId, Option<Target>>;

/// Finds who speaks in each quotation.
pub(super) fn find(article: &ParsedArticle, registry: &Registry<'_>, resolved: &ArticleMentions) -> Speakers {
    let finder = Finder {
        article,
        registry,
        resolved,
    };
    let quotations = article.enrichment.quotations.iter();
    let speakers = quotations.map(|quotation| finder.speaker(quotation.speaker.as_ref()?));
    speakers.collect()
}

/// Lets the subject of a cue mean whom it represents: in "Moskau teilte mit" the government, else the city.
pub(super) fn with_metonyms(
    article: &ParsedArticle,
    registry: &Registry<'_>,
    mut resolved: ArticleMentions,
) -> ArticleMentions {
    let finder = Finder {
        article,
        registry,
        resolved: &resolved,
    };
    let speakers = article.enrichment.quotations.iter().filter_map(|q| q.speaker.as_ref());
    let subjects = speakers.filter_map(|speaker| finder.named(speaker.written?));
    for id in subjects.collect::<BTreeSet<MentionId>>() {
        let mention = &mut resolved.mentions[id.index()];
        if is_city(registry, mention)
            && let Some(other) = registry.represented(mention.target)
        {
            mention.target = other;
            mention.rule = MentionRule::Metonym;
        }
    }
    resolved
}

/// Whether a mention is of a place that can be the subject: "nach Angaben Moskaus" means the city.
fn is_city(registry: &Registry<'_>, mention: &ResolvedMention) -> bool {
    mention.origin == Origin::Found
        && mention.form != NameForm::Genitive
        && registry.entity_type(mention.target) == EntityType::Place
}

struct Finder<'a> {
    article: &'a ParsedArticle,
    registry: &'a Registry<'a>,
    resolved: &'a ArticleMentions,
}

impl Finder<'_> {
    /// Who a speaker is: as decided, as named at the place, as named where the article introduces
    /// the speaker, or by the name that the article gives.
    fn speaker(&self, speaker: &Speaker) -> Option<Target> {
        if let Some(slug) = &speaker.entity {
            return self.registry.by_slug(slug);
        }
        let resolved = speaker.resolved.as_deref();
        let by_name = resolved.and_then(|name| self.by_name(name));
        let at_place = [speaker.written, speaker.antecedent]
            .into_iter()
            .flatten()
            .filter_map(|span| self.named(span))
            .map(|id| &self.resolved.mentions[id.index()])
            .find(|mention| self.agrees(mention, resolved, by_name));
        let target = at_place
            .map(|mention| mention.target)
            .or(by_name)
            .or_else(|| resolved.is_none().then(|| self.by_office(speaker))?)?;
        Some(self.registry.represented(target).unwrap_or(target))
    }

    /// The person who holds the office by which the article calls a speaker.
    fn by_office(&self, speaker: &Speaker) -> Option<Target> {
        let words = [speaker.written, speaker.antecedent].into_iter().flatten();
        let mut holders = words.filter_map(|span| offices::holder(self.article, self.registry, self.resolved, span));
        holders.next()
    }

    /// What a name means that the article gives the speaker.
    fn by_name(&self, name: &str) -> Option<Target> {
        let things = &self.article.enrichment.things;
        if let Some(number) = things.iter().position(|thing| thing.name == name) {
            let id = ThingId::new(number);
            return Some(self.resolved.things[id].unwrap_or(Target::Thing(id)));
        }
        self.registry.exact(name)
    }

    /// The mention that words are about.
    fn named(&self, words: Span) -> Option<MentionId> {
        let mentions = &self.resolved.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < words.start);
        let inside = mentions[from..]
            .iter()
            .take_while(|mention| mention.span.end <= words.end)
            .count();
        (from..from + inside)
            .rev()
            .map(MentionId::new)
            .find(|id| self.is_head(&mentions[id.index()], words))
    }

    /// Whether a mention is whom the words name. In "US-Außenminister Antony Blinken" the person at
    /// the end speaks; in "der Vorsitzende der NATO" the organization at the end does not, so anything
    /// but a person must be all there is, but for an article before it.
    fn is_head(&self, mention: &ResolvedMention, words: Span) -> bool {
        let before = Span {
            start: words.start,
            end: mention.span.start,
        }
        .slice(&self.article.article.body.plain)
        .trim();
        let last = mention.span.end == words.end;
        let alone = !before.contains(char::is_whitespace) && !before.starts_with(char::is_uppercase);
        last && (self.is_person(mention.target) || alone)
    }

    fn is_person(&self, target: Target) -> bool {
        match target {
            Target::Thing(id) => self.article.thing(id).entity_type == EntityType::Person,
            other => self.registry.entity_type(other) == EntityType::Person,
        }
    }

    /// Whether the registry and the article mean the same person. A surname alone is not enough
    /// where the article has another full name for it, or several people of that name.
    fn agrees(&self, mention: &ResolvedMention, resolved: Option<&str>, by_name: Option<Target>) -> bool {
        let words = mention.span.slice(&self.article.article.body.plain);
        let surname = !words.contains(char::is_whitespace);
        if mention.origin == Origin::Editor || !surname || !self.is_person(mention.target) {
            return true;
        }
        match (resolved, by_name) {
            (_, Some(target)) => target == mention.target,
            (Some(name), None) => !name.contains(char::is_whitespace),
            (None, None) => false,
        }
    }
}

/// Every speaker that an editor names must exist.
pub(super) fn check(article: &ParsedArticle, registry: &Registry<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for decision in &article.article.quotations {
        if let QuotationVerdict::Quotation {
            speaker: Some(Keyed { value, key }),
            ..
        } = &decision.verdict
            && registry.by_slug(value).is_none()
            && !registry.is_unparsed(value)
        {
            let name = Keyed {
                value: value.clone(),
                key: key.clone(),
            };
            let place = Place::Value(key.clone());
            diagnostics.push(registry.unknown(&name).at(&article.placement.file, place));
        }
    }
}

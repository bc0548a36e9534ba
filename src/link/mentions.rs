//! Which entities an article names, and who speaks in it.

use super::index::{Index, Page};
use super::matcher::Matcher;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::article::{Keyed, QuotationVerdict};
use crate::model::document::{BlockKind, LinkTarget};
use crate::model::enrichment::{NameForm, Origin, Speaker};
use crate::model::site::{EntityId, Mention, SiteArticle};
use crate::model::span::Span;

/// The confidence of a decision, and of an exact name of the registry.
const DECIDED: u16 = 1000;
const EXACT: u16 = 950;

type Found = (Vec<Mention>, Vec<Option<EntityId>>, Vec<Diagnostic>);

/// Links the names of one article: what the editor wrote or decided first, then exact names.
pub(super) fn of_article(article: &SiteArticle, matcher: &Matcher, index: &Index<'_>) -> Found {
    let mut diagnostics = Vec::new();
    let mut decided = decisions(article, index, &mut diagnostics);
    decided.sort_by_key(|(span, _, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut mentions: Vec<Mention> = Vec::new();
    let mut covered: Vec<Span> = Vec::new();
    for (span, entity, rule) in decided {
        if covered.last().is_some_and(|last| last.overlaps(span)) {
            continue;
        }
        covered.push(span);
        if let Some(entity) = entity {
            mentions.push(Mention {
                span,
                entity,
                confidence: DECIDED,
                rule,
                origin: Origin::Editor,
                form: NameForm::Full,
            });
        }
    }
    let body = &article.article.body;
    let mut found = Vec::new();
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Heading) {
        matcher.find(block.span.slice(&body.plain), block.span.start, &mut found);
    }
    for (span, entity) in found {
        let after = covered.partition_point(|other| other.start < span.end);
        if !covered[..after].last().is_some_and(|other| other.overlaps(span)) {
            mentions.push(Mention {
                span,
                entity,
                confidence: EXACT,
                rule: "registry-name",
                origin: Origin::Found,
                form: NameForm::Full,
            });
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    let speakers = article
        .enrichment
        .quotations
        .iter()
        .map(|q| {
            q.speaker.as_ref().and_then(|speaker| {
                Speakers {
                    plain: &body.plain,
                    mentions: &mentions,
                    matcher,
                    index,
                }
                .entity(speaker)
            })
        })
        .collect();
    check_speakers(article, index, &mut diagnostics);
    (mentions, speakers, diagnostics)
}

/// Spans that the editor tied to an entity, or to none, with the rule's name.
fn decisions(
    article: &SiteArticle,
    index: &Index<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Span, Option<EntityId>, &'static str)> {
    let mut decided = Vec::new();
    let file = &article.placement.file;
    let mut unknown: Vec<u32> = Vec::new();
    for mention in &article.enrichment.decided_mentions {
        let Some(decision) = article.article.mentions.get(mention.decision as usize) else {
            continue;
        };
        match &decision.entity {
            None => decided.push((mention.span, None, "editor")),
            Some(name) => match index.entity(&name.value) {
                Some(id) => decided.push((mention.span, Some(id), "editor")),
                None if index.is_unparsed(&name.value, Some("entities")) => {}
                None if !unknown.contains(&mention.decision) => {
                    unknown.push(mention.decision);
                    diagnostics.push(index.unknown_entity(name).at(file, Place::Value(name.key.clone())));
                }
                None => {}
            },
        }
    }
    for link in &article.article.body.links {
        if let LinkTarget::Wiki { target, .. } = &link.target
            && let Some(Page::Entity(id)) = index.wiki(target).ok().flatten()
        {
            decided.push((link.text, Some(id), "editor-link"));
        }
    }
    decided
}

/// What tells which entity speaks.
struct Speakers<'a> {
    plain: &'a str,
    mentions: &'a [Mention],
    matcher: &'a Matcher,
    index: &'a Index<'a>,
}

impl Speakers<'_> {
    /// The entity of a speaker: as decided, as named at the place, as named where the article
    /// introduces the speaker, or by the name that the article gives.
    fn entity(&self, speaker: &Speaker) -> Option<EntityId> {
        if let Some(name) = &speaker.entity {
            return self.index.entity(name);
        }
        let resolved = speaker.resolved.as_deref();
        let by_name = resolved.and_then(|name| self.matcher.exact(name));
        let at_place = [speaker.written, speaker.antecedent]
            .into_iter()
            .flatten()
            .filter_map(|span| self.named(span))
            .find(|mention| self.agrees(mention, resolved, by_name));
        let entity = at_place.map(|mention| mention.entity).or(by_name)?;
        // A place or a body stands for whom it represents; a person speaks for itself.
        Some(match self.index.is_person(entity) {
            true => entity,
            false => self.index.represented(entity),
        })
    }

    /// The mention that words are about.
    fn named(&self, words: Span) -> Option<&Mention> {
        let from = self
            .mentions
            .partition_point(|mention| mention.span.start < words.start);
        let inside = self.mentions[from..]
            .iter()
            .take_while(|mention| mention.span.end <= words.end);
        inside
            .filter(|mention| is_head(mention, words, self.plain, self.index))
            .last()
    }

    /// Whether the registry and the article mean the same person. A surname alone is not enough
    /// where the article has another full name for it, or several people of that name.
    fn agrees(&self, mention: &Mention, resolved: Option<&str>, by_name: Option<EntityId>) -> bool {
        let surname = !mention.span.slice(self.plain).contains(char::is_whitespace);
        if mention.origin == Origin::Editor || !surname || !self.index.is_person(mention.entity) {
            return true;
        }
        match (resolved, by_name) {
            (_, Some(entity)) => entity == mention.entity,
            (Some(name), None) => !name.contains(char::is_whitespace),
            (None, None) => false,
        }
    }
}

/// Whether a mention is whom the words name. In "US-Außenminister Antony Blinken" the person at
/// the end speaks; in "der Vorsitzende der NATO" the organization at the end does not, so anything
/// but a person must be all there is, but for an article before it.
fn is_head(mention: &Mention, words: Span, plain: &str, index: &Index<'_>) -> bool {
    let before = Span {
        start: words.start,
        end: mention.span.start,
    }
    .slice(plain)
    .trim();
    let last = mention.span.end == words.end;
    last && (index.is_person(mention.entity)
        || !before.contains(char::is_whitespace) && !before.starts_with(char::is_uppercase))
}

/// Every speaker that an editor names must exist.
fn check_speakers(article: &SiteArticle, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for decision in &article.article.quotations {
        if let QuotationVerdict::Quotation {
            speaker: Some(Keyed { value, key }),
            ..
        } = &decision.verdict
            && index.entity(value).is_none()
            && !index.is_unparsed(value, Some("entities"))
        {
            let name = Keyed {
                value: value.clone(),
                key: key.clone(),
            };
            diagnostics.push(
                index
                    .unknown_entity(&name)
                    .at(&article.placement.file, Place::Value(key.clone())),
            );
        }
    }
}

//! What an article reports somebody to have said: the one record that pages and data formats are made of.
//!
//! **Architecture invariant:** words, speaker, name and office of a quotation are put together here and
//! nowhere else, so that a page, its data and every export agree.

use std::borrow::Cow;

use super::date::PartialDate;
use super::enrichment::{Quotation, SpeakerClass, Status};
use super::kinds::EntityType;
use super::site::{ArticleId, EntityId, QuotationId, Site, SiteArticle, SiteEntity, SiteQuotation};
use super::span::Span;

pub use super::mention::Voice;

/// Quotation marks that [`Statement::bare_words`] takes off.
const MARKS: [char; 14] = ['„', '“', '”', '"', '«', '»', '‚', '‘', '’', '\'', '›', '‹', '‟', '`'];

/// A quotation with its speaker, its article and the speaker's entity. Nothing in it is owned, so that
/// making one costs three look-ups.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// What identifies it on the site.
    pub id: QuotationId,
    /// The article that reports it.
    pub article: &'a SiteArticle,
    /// As it was found in the text: kind, spans, cue, confidence and rule.
    pub quotation: &'a Quotation,
    /// Whether the article reports the words as said.
    pub status: Status,
    /// The entity that speaks; `None` where the speaker has no page, or is not known.
    pub entity: Option<(EntityId, &'a SiteEntity)>,
}

impl Site {
    /// A quotation as a statement.
    pub fn statement(&self, id: QuotationId) -> Statement<'_> {
        let article = self.article(id.article);
        let quotation = &article.quotations[id.index()];
        Statement {
            id,
            article,
            quotation: &quotation.found,
            status: quotation.found.status,
            entity: quotation.speaker.map(|id| (id, self.entity(id))),
        }
    }

    /// Every statement of an article, shown or not, in the order of the text.
    pub fn statements_of(&self, id: ArticleId) -> impl ExactSizeIterator<Item = Statement<'_>> {
        self.article(id).quotation_ids(id).map(|id| self.statement(id))
    }
}

impl<'a> Statement<'a> {
    /// The words as they stand in the text, with their quotation marks.
    pub fn words(&self) -> &'a str {
        self.text(self.quotation.span)
    }

    /// The words as readers see them: titles in place of `[[slugs]]`, and no marks around.
    pub fn bare_words(&self) -> Cow<'a, str> {
        match self.article.body().as_read(self.quotation.span) {
            Cow::Borrowed(text) => Cow::Borrowed(without_marks(text)),
            Cow::Owned(text) => Cow::Owned(without_marks(&text).to_owned()),
        }
    }

    /// The spans of the words, without a cue that interrupts them.
    pub fn parts(&self) -> &'a [Span] {
        match self.quotation.parts.as_slice() {
            [] => std::slice::from_ref(&self.quotation.span),
            parts => parts,
        }
    }

    /// The sentences in which the words stand.
    pub fn sentences(&self) -> &'a str {
        let Span { start, end } = self.quotation.span;
        let all = &self.article.sentences;
        let first = all.get(all.partition_point(|sentence| sentence.end <= start));
        let last = all[..all.partition_point(|sentence| sentence.start < end)].last();
        self.text(Span {
            start: first.map_or(start, |sentence| sentence.start.min(start)),
            end: last.map_or(end, |sentence| sentence.end.max(end)),
        })
    }

    /// Part of the article's plain text.
    pub fn text(&self, span: Span) -> &'a str {
        span.slice(&self.article.article.body.plain)
    }

    fn on_site(&self) -> &'a SiteQuotation {
        &self.article.quotations[self.id.index()]
    }

    /// Who speaks; `None` where no name is known.
    pub fn voice(&self) -> Option<Voice<'a>> {
        self.on_site().voice()
    }

    /// The words that name the speaker at this place.
    pub fn speaker_text(&self) -> Option<&'a str> {
        self.speaker_span().map(|span| self.text(span))
    }

    /// Where they stand.
    pub fn speaker_span(&self) -> Option<Span> {
        self.quotation.speaker.as_ref()?.written
    }

    /// Where the speaker is named: at this place or, where a quotation goes on without a cue, where it began.
    pub fn introduction(&self) -> Option<Span> {
        self.speaker_span().or(self.quotation.speaker.as_ref()?.antecedent)
    }

    /// The fullest name that the article gives the speaker.
    pub fn resolved(&self) -> Option<&'a str> {
        self.quotation.speaker.as_ref()?.resolved.as_deref()
    }

    /// The speaker's name: of the entity, or else the article's.
    pub fn speaker_name(&self) -> Option<&'a str> {
        let title = self.entity.map(|(_, entity)| entity.entity.header.title.as_str());
        title.or_else(|| self.resolved())
    }

    /// The article's name for the speaker, or else the entity's, which comes first where an editor named it.
    pub fn name_in_text(&self) -> Option<&'a str> {
        let decided = self.entity.is_some() && self.quotation.speaker.as_ref()?.entity.is_some();
        let resolved = self.resolved().filter(|_| !decided);
        resolved.or_else(|| self.speaker_name())
    }

    /// What to call the speaker: the name, or else the words at this place.
    pub fn speaker_label(&self) -> Option<&'a str> {
        self.speaker_name().or_else(|| self.speaker_text())
    }

    /// The entity's slug.
    pub fn speaker_slug(&self) -> Option<&'a str> {
        self.entity.map(|(_, entity)| entity.entity.header.slug.as_str())
    }

    /// What the speaker is: by its entity, or else by the words of the article; `None` where it has no speaker.
    pub fn speaker_class(&self) -> Option<SpeakerClass> {
        let class = self.quotation.speaker.as_ref()?.class;
        let entity = self.entity.map(|(_, entity)| entity.entity.entity_type);
        Some(match entity {
            Some(EntityType::Person) => SpeakerClass::Person,
            // A place speaks as its government.
            Some(EntityType::Organization | EntityType::Place) if class == SpeakerClass::Unknown => {
                SpeakerClass::Organization
            }
            _ => class,
        })
    }

    /// The offices that the speaker held when the article appeared, with commas between.
    pub fn office(&self) -> Option<String> {
        let date = self.date()?;
        let (_, speaker) = self.entity?;
        let held = speaker.entity.roles.iter().filter(|role| role.held_at(date));
        let titles: Vec<&str> = held.map(|role| role.title.as_str()).collect();
        Some(titles.join(", ")).filter(|titles| !titles.is_empty())
    }

    /// The word or words that introduce it.
    pub fn cue(&self) -> Option<&'a str> {
        self.quotation.cue.map(|span| self.text(span))
    }

    /// Where it was said, as far as the text tells.
    pub fn occasion(&self) -> Option<&'a str> {
        self.quotation.occasion.map(|span| self.text(span))
    }

    /// When the article appeared.
    pub fn date(&self) -> Option<&'a PartialDate> {
        self.article.article.date.as_ref()
    }

    /// The medium that the article comes from.
    pub fn source(&self) -> Option<&'a str> {
        self.article.article.provenance.as_ref()?.name.as_deref()
    }

    /// Whether a site that demands this confidence (from 0 to 1000) marks it in the text.
    pub fn is_marked(&self, min_confidence: u16) -> bool {
        self.on_site().is_marked(min_confidence)
    }

    /// Whether a site shows it that demands this confidence (from 0 to 1000).
    pub fn is_shown(&self, min_confidence: u16) -> bool {
        self.on_site().is_shown(min_confidence)
    }
}

pub fn without_marks(text: &str) -> &str {
    let text = text.trim();
    match (text.chars().next(), text.chars().next_back()) {
        (Some(first), Some(last)) if MARKS.contains(&first) && MARKS.contains(&last) && text.chars().count() > 2 => {
            // English sets the comma of the writer's sentence inside the marks.
            text[first.len_utf8()..text.len() - last.len_utf8()]
                .trim()
                .trim_end_matches(',')
        }
        // Of a quotation over several paragraphs the first ones open, and do not close.
        (Some(first), _) if MARKS.contains(&first) && !text[first.len_utf8()..].contains(MARKS) => {
            &text[first.len_utf8()..]
        }
        _ => text,
    }
}

//! The marks of an article's text: quotations, speakers, mentions, notes.

use std::collections::BTreeSet;

use super::marks::{Mark, MarkKind, colour, speakers};
use super::view_builder::Builder;
use crate::config::LinkMentions;
use crate::model::document::{BlockKind, Document, Node};
use crate::model::site::{ArticleId, EntityId, SiteArticle};
use crate::model::span::Span;
use crate::model::text::{ResolvedTarget, Text};

/// Every mark of an article's body, by place; the outer before the inner.
pub fn article_marks(builder: &Builder<'_>, id: ArticleId) -> Vec<Mark> {
    let article = builder.inputs.article(id);
    let mut marks = Vec::new();
    quotations(builder, id, &mut marks);
    mentions(builder, article, &mut marks);
    for (position, placed) in article.annotations.iter().enumerate() {
        let kind = article.article.annotation(placed.annotation).kind;
        marks.push(Mark {
            span: placed.span,
            kind: MarkKind::Noted(position + 1, kind),
        });
    }
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.kind.depth()));
    marks
}

fn quotations(builder: &Builder<'_>, id: ArticleId, marks: &mut Vec<Mark>) {
    let order = speakers(builder.inputs.shown_statements(id));
    for statement in builder.inputs.marked_statements(id) {
        let quotation = statement.quotation;
        let kind = MarkKind::Quotation {
            id: statement.id,
            first: true,
            kind: quotation.kind,
            partial: quotation.partial,
            uncertain: builder.inputs.is_uncertain(&statement),
            colour: colour(&statement, &order),
        };
        marks.extend(statement.parts().iter().enumerate().map(|(position, span)| Mark {
            span: *span,
            kind: kind.part(position),
        }));
        if let Some(written) = statement.speaker_span() {
            marks.push(Mark {
                span: written,
                kind: MarkKind::Speaker,
            });
        }
    }
}

fn mentions(builder: &Builder<'_>, article: &SiteArticle, marks: &mut Vec<Mark>) {
    let body = &article.article.body;
    let code = code_spans(body);
    let mut seen: BTreeSet<(EntityId, u32)> = BTreeSet::new();
    for mention in &article.mentions {
        let entity = builder.inputs.entity(mention.entity);
        let (section, in_heading) = section_of(body, mention.span);
        let key = match builder.inputs.config.link_mentions {
            LinkMentions::All => None,
            LinkMentions::First => Some((mention.entity, 0)),
            LinkMentions::Section => Some((mention.entity, section)),
        };
        let link = link_around(article.body(), mention.span);
        let by_hand = matches!(link, Some(ResolvedTarget::Internal(output, _)) if *output == entity.placement.output);
        let free = link.is_none() && !in_heading && !overlaps_one(&code, mention.span);
        let first = (free || by_hand) && key.is_none_or(|key| seen.insert(key));
        let slug = entity.entity.header.slug.to_string();
        let kind = if first && free {
            MarkKind::Mention {
                entity_type: entity.entity.entity_type,
                url: builder.path.link_to(&entity.placement.output),
                slug,
            }
        } else {
            MarkKind::Named(slug)
        };
        marks.push(Mark {
            span: mention.span,
            kind,
        });
    }
}

/// Which section a span belongs to, and whether it stands in a heading.
fn section_of(body: &Document, span: Span) -> (u32, bool) {
    let at = body.blocks.partition_point(|block| block.span.start <= span.start);
    let block = body.blocks.get(at.saturating_sub(1));
    block.map_or((0, false), |block| (block.section, block.kind == BlockKind::Heading))
}

/// Where the link leads in whose text a span stands, whole or in part.
fn link_around(text: Text<'_>, span: Span) -> Option<&ResolvedTarget> {
    let links = &text.document.links;
    let at = links.partition_point(|link| link.text.end <= span.start);
    links.get(at).filter(|link| link.text.overlaps(span))?;
    Some(&text.link(at).target).filter(|target| **target != ResolvedTarget::None)
}

fn code_spans(body: &Document) -> Vec<Span> {
    let spans = body.nodes.iter().filter_map(|node| match node {
        Node::Code(span) => Some(*span),
        _ => None,
    });
    spans.collect()
}

/// Whether one of some spans, which are sorted and apart, overlaps another.
fn overlaps_one(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|other| other.end <= span.start);
    spans.get(at).is_some_and(|other| other.overlaps(span))
}

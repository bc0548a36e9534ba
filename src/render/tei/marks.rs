//! The marks of a text and their elements.

use super::lists::{NamedSpeaker, article_id, entity_id};
use crate::model::enrichment::{Origin, QuotationKind};
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, SiteArticle};
use crate::model::span::Span;
use crate::model::statement::{Statement, Voice};
use crate::render::inputs::PageInputs;

/// Of this depth are names: nothing but text stands inside them.
pub const NAME: u8 = 3;

pub struct Mark {
    pub span: Span,
    /// Which thing it is a part of: a quotation that its cue interrupts has several marks.
    pub thing: usize,
}

pub struct Thing {
    pub element: &'static str,
    /// Its name, where it is pointed to from elsewhere; else only its parts have names.
    pub id: String,
    /// Whether it has its name even in one piece.
    pub named: bool,
    pub attributes: Vec<(&'static str, String)>,
    /// Which of several on the same words is the outer one: the smaller.
    pub depth: u8,
    /// The number of the note that follows it.
    pub note: Option<usize>,
}

/// The marks of an article: the things, and where they are, by place.
#[derive(Default)]
pub struct Marks {
    pub things: Vec<Thing>,
    /// Where, the outer before the inner.
    pub marks: Vec<Mark>,
}

impl Marks {
    pub fn of(inputs: &PageInputs<'_>, id: ArticleId, speakers: &[NamedSpeaker<'_>]) -> Marks {
        let article = inputs.article(id);
        let mut all = Marks::default();
        all.notes(article);
        for statement in inputs.shown_statements(id) {
            all.quotation(inputs, &statement, speakers);
        }
        all.mentions(inputs, article);
        let depth = |mark: &Mark| all.things[mark.thing].depth;
        all.marks
            .sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), depth(mark)));
        all
    }

    fn add(&mut self, thing: Thing, spans: &[Span]) {
        let number = self.things.len();
        self.things.push(thing);
        let marks = spans.iter().filter(|span| !span.is_empty());
        self.marks.extend(marks.map(|span| Mark {
            span: *span,
            thing: number,
        }));
    }

    fn notes(&mut self, article: &SiteArticle) {
        let prefix = article_id(article);
        for (position, placed) in article.annotations.iter().enumerate() {
            let thing = Thing {
                element: "seg",
                id: format!("{prefix}.t-{}", position + 1),
                named: true,
                attributes: vec![("type", "anchor".to_owned())],
                depth: 0,
                note: Some(position),
            };
            self.add(thing, &[placed.span]);
        }
    }

    fn quotation(&mut self, inputs: &PageInputs<'_>, statement: &Statement<'_>, speakers: &[NamedSpeaker<'_>]) {
        let quotation = statement.quotation;
        let id = format!("{}.{}", article_id(statement.article), statement.id.anchor());
        let direct = quotation.kind == QuotationKind::Direct;
        let who = match statement.voice() {
            Some(Voice::Entity(entity)) => Some(format!("#{}", entity_id(inputs, entity))),
            Some(Voice::Name(own)) => speakers
                .iter()
                .find(|(_, name)| *name == own)
                .map(|(id, _)| format!("#{id}")),
            None => None,
        };
        let mut attributes = vec![("direct", direct.to_string())];
        attributes.extend(who.map(|who| ("who", who)));
        attributes.push(("ana", format!("#kind-{}", quotation.kind.name())));
        if quotation.origin == Origin::Found {
            attributes.push(("resp", "#dossier".to_owned()));
            attributes.push(("cert", (f32::from(quotation.confidence) / 1000.0).to_string()));
        }
        let cue = quotation.cue.filter(|cue| !cue.is_empty()).map(|span| {
            let thing = Thing {
                element: "seg",
                id: format!("{id}.cue"),
                named: false,
                attributes: vec![("type", "cue".to_owned()), ("corresp", format!("#{id}"))],
                depth: 2,
                note: None,
            };
            (thing, span)
        });
        let thing = Thing {
            element: "said",
            id,
            named: true,
            attributes,
            depth: 1,
            note: None,
        };
        self.add(thing, statement.parts());
        if let Some((thing, span)) = cue {
            self.add(thing, &[span]);
        }
    }

    fn mentions(&mut self, inputs: &PageInputs<'_>, article: &SiteArticle) {
        let prefix = article_id(article);
        for (number, mention) in article.mentions.iter().enumerate() {
            let kind = inputs.entity(mention.entity).entity.entity_type;
            let element = match kind {
                EntityType::Person => "persName",
                EntityType::Organization => "orgName",
                EntityType::Place => "placeName",
                EntityType::Work => "title",
                EntityType::Event | EntityType::Product | EntityType::Concept => "name",
            };
            let mut attributes = vec![("ref", format!("#{}", entity_id(inputs, mention.entity)))];
            if element == "name" {
                attributes.push(("type", kind.name().to_owned()));
            }
            let thing = Thing {
                element,
                id: format!("{prefix}.m-{}", number + 1),
                named: false,
                attributes,
                depth: NAME,
                note: None,
            };
            self.add(thing, &[mention.span]);
        }
    }
}

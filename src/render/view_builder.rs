//! Builds views: looks things up in the site, makes links relative to the page, formats dates.

use serde::Serialize;

use super::body::{BodyContext, render};
use super::inputs::PageInputs;
use super::passage::one_line;
use super::safe_html::SafeHtml;
use super::views::{
    ArticleRow, DateView, DossierRow, EntityGroup, EntityRow, LinkView, ListView, MenuItem, Pagination, QuoteView,
    SnippetView, SpeakerView, TopicRow,
};
use crate::language::Language;
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::enrichment::{Origin, Quotation, SpeechAct};
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, QuotationId, Topic};
use crate::model::statement::{Statement, Voice};
use crate::model::text::Text;

/// The most characters of a quotation in a few words.
const SNIPPET: usize = 170;

pub struct Builder<'a> {
    pub(super) inputs: &'a PageInputs<'a>,
    pub(super) path: &'a OutputPath,
    pub(super) language: &'static Language,
}

impl<'a> Builder<'a> {
    pub fn new(inputs: &'a PageInputs<'a>, path: &'a OutputPath, lang: &Lang) -> Builder<'a> {
        Builder {
            inputs,
            path,
            language: inputs.language(lang),
        }
    }

    pub fn t(&self, key: &str) -> String {
        self.language.interface.text(key).to_owned()
    }

    /// A string of the interface with a name in it.
    pub fn t_named(&self, key: &str, name: &str) -> String {
        self.language.interface.text(key).replace("{name}", name)
    }

    /// The menu, with the page's own part of the site marked.
    pub(super) fn menu(&self) -> Vec<MenuItem> {
        let fixed = [
            ("page_articles", "articles/index.html"),
            ("page_dossiers", "dossiers/index.html"),
            ("page_people", "people/index.html"),
            ("page_quotes", "quotes/index.html"),
            ("page_timeline", "timeline.html"),
        ];
        let mut items: Vec<MenuItem> = fixed
            .into_iter()
            .map(|(key, target)| {
                let folder = target.strip_suffix("index.html").unwrap_or(target);
                MenuItem {
                    title: self.t(key),
                    url: self.path.link_to(&OutputPath::fixed(target)),
                    current: self.path.as_str().starts_with(folder),
                }
            })
            .collect();
        let pages = self.inputs.pages().iter().filter(|page| page.page.menu.is_some());
        items.extend(pages.map(|page| MenuItem {
            title: page.page.header.title.clone(),
            url: self.path.link_to(&page.placement.output),
            current: *self.path == page.placement.output,
        }));
        items
    }

    pub fn date(&self, date: &PartialDate) -> DateView {
        DateView {
            iso: date.to_string(),
            text: self.language.dates.format(date),
        }
    }

    pub fn body(&self, text: Text<'_>) -> SafeHtml {
        self.body_of(text, self.path)
    }

    /// A document as HTML whose own places are on another page.
    pub fn body_of(&self, text: Text<'_>, home: &OutputPath) -> SafeHtml {
        let context = BodyContext {
            page: self.path,
            home,
            interface: &self.language.interface,
            paragraph_ids: false,
        };
        render(text, &[], &context)
    }

    pub fn article_row(&self, id: ArticleId) -> ArticleRow {
        let article = self.inputs.article(id);
        let header = &article.article.header;
        let (quotations, entities) = self.inputs.article_counts(id);
        ArticleRow {
            title: header.title.clone(),
            url: self.path.link_to(&article.placement.output),
            lang: article.placement.lang.0.clone(),
            date: article.article.date.as_ref().map(|date| self.date(date)),
            summary: header.summary.clone(),
            source: article.article.provenance.as_ref().and_then(|p| p.name.clone()),
            quotations,
            entities,
            draft: header.draft,
        }
    }

    pub fn dossier_row(&self, id: DossierId) -> DossierRow {
        let dossier = self.inputs.dossier(id);
        let dates = self.inputs.dates_of(id);
        DossierRow {
            title: dossier.dossier.header.title.clone(),
            url: self.path.link_to(&dossier.placement.output),
            lang: dossier.placement.lang.0.clone(),
            summary: dossier.dossier.header.summary.clone(),
            articles: dossier.articles.len(),
            from: dates.map(|(from, _)| self.date(&from)),
            to: dates.map(|(_, to)| self.date(&to)),
        }
    }

    pub fn dossier_link(&self, id: DossierId) -> LinkView {
        let dossier = self.inputs.dossier(id);
        LinkView {
            title: dossier.dossier.header.title.clone(),
            url: self.path.link_to(&dossier.placement.output),
        }
    }

    pub fn topic_row(&self, topic: &Topic, articles: usize) -> TopicRow {
        TopicRow {
            title: topic.name.clone(),
            url: self.path.link_to(&topic.output),
            articles,
        }
    }

    pub fn entity_link(&self, id: EntityId) -> LinkView {
        let entity = self.inputs.entity(id);
        LinkView {
            title: entity.entity.header.title.clone(),
            url: self.path.link_to(&entity.placement.output),
        }
    }

    pub fn entity_row(&self, id: EntityId) -> EntityRow {
        let (mentions, quotations) = self.inputs.counts(id);
        self.counted_entity_row(id, mentions, quotations)
    }

    /// An entity with counts of some part of the site.
    pub fn counted_entity_row(&self, id: EntityId, mentions: usize, quotations: usize) -> EntityRow {
        let entity = self.inputs.entity(id);
        EntityRow {
            name: entity.entity.header.title.clone(),
            url: self.path.link_to(&entity.placement.output),
            kind: entity.entity.entity_type.name(),
            description: entity.entity.description.clone(),
            mentions,
            quotations,
            origin: entity.entity.origin.name(),
        }
    }

    /// Entities by type; `rows` are in the order in which they are shown.
    pub fn entity_groups(&self, rows: Vec<(EntityId, EntityRow)>) -> Vec<EntityGroup> {
        let mut groups: Vec<EntityGroup> = EntityType::ALL
            .iter()
            .map(|(kind, name, folder)| EntityGroup {
                kind: kind.name(),
                title: self.t(&format!("types_{name}")),
                url: self.path.link_to(&OutputPath::index(folder)),
                entities: Vec::new(),
            })
            .collect();
        for (id, row) in rows {
            let kind = self.inputs.entity(id).entity.entity_type.name();
            if let Some(group) = groups.iter_mut().find(|group| group.kind == kind) {
                group.entities.push(row);
            }
        }
        groups.retain(|group| !group.entities.is_empty());
        groups
    }

    pub fn speaker(&self, statement: &Statement<'_>, colour: usize) -> Option<SpeakerView> {
        let name = statement.speaker_label()?;
        let written = statement.speaker_text().filter(|written| *written != name);
        let entity = statement.entity.map(|(_, entity)| entity);
        Some(SpeakerView {
            name: name.to_owned(),
            written: written.map(str::to_owned),
            url: entity.map(|entity| self.path.link_to(&entity.placement.output)),
            colour,
        })
    }

    pub fn voice(&self, voice: Voice<'_>, colour: usize) -> SpeakerView {
        let (name, url) = match voice {
            Voice::Name(name) => (name, None),
            Voice::Entity(id) => {
                let entity = self.inputs.entity(id);
                let url = self.path.link_to(&entity.placement.output);
                (entity.entity.header.title.as_str(), Some(url))
            }
        };
        SpeakerView {
            name: name.to_owned(),
            written: None,
            url,
            colour,
        }
    }

    pub fn quotes(&self, ids: &[QuotationId]) -> Vec<QuoteView> {
        let statements = self.inputs.statements(ids);
        statements.map(|statement| self.quote(&statement, 0)).collect()
    }

    pub fn quote(&self, statement: &Statement<'_>, colour: usize) -> QuoteView {
        let (article, quotation) = (statement.article, statement.quotation);
        let id = statement.id.anchor();
        let act = quotation.cue_kind.filter(|act| act.is_telling());
        QuoteView {
            text: statement.bare_words().into_owned(),
            lang: article.placement.lang.0.clone(),
            kind: quotation.kind.name(),
            kind_label: self.t(&format!("kind_{}", quotation.kind.name())),
            partial: quotation.partial,
            uncertain: self.inputs.is_uncertain(statement),
            confidence: quotation.confidence / 10,
            confidence_label: self.confidence_label(quotation),
            rule: quotation.rule.name().to_owned(),
            cue: statement.cue().map(str::to_owned),
            cue_kind: quotation.cue_kind.map(SpeechAct::name),
            cue_label: act.map(|act| self.t(&format!("act_{}", act.name()))),
            occasion: statement.occasion().map(str::to_owned),
            speaker: self.speaker(statement, colour),
            role: statement.office(),
            url: self.quotation_url(statement),
            embed: format!("{}#{id}", self.path.link_to(&article.article.embed_path())),
            id,
            article: article.article.header.title.clone(),
            date: statement.date().map(|date| self.date(date)),
            source: statement.source().map(str::to_owned),
            contradicts: self.contrary(statement.id),
        }
    }

    pub fn snippet(&self, statement: &Statement<'_>) -> SnippetView {
        let source = statement.source().unwrap_or(&statement.article.article.header.title);
        SnippetView {
            text: shortened(one_line(&statement.bare_words())),
            lang: statement.article.placement.lang.0.clone(),
            kind: statement.quotation.kind.name(),
            speaker: statement.speaker_label().map(str::to_owned),
            url: self.quotation_url(statement),
            date: statement.date().map(|date| self.date(date)),
            source: source.to_owned(),
        }
    }

    pub fn contrary(&self, id: QuotationId) -> Vec<SnippetView> {
        let others = self.inputs.statements(self.inputs.contradicting(id));
        others.map(|statement| self.snippet(&statement)).collect()
    }

    /// Where a quotation stands on the page of its article.
    pub fn quotation_url(&self, statement: &Statement<'_>) -> String {
        let page = self.path.link_to(&statement.article.placement.output);
        format!("{page}#{}", statement.id.anchor())
    }

    fn confidence_label(&self, quotation: &Quotation) -> String {
        let key = match quotation.confidence {
            _ if quotation.origin == Origin::Editor => "confidence_editor",
            confidence if confidence < self.inputs.config.uncertain_below => "confidence_low",
            900.. => "confidence_high",
            _ => "confidence_medium",
        };
        let percent = (quotation.confidence / 10).to_string();
        self.language.interface.text(key).replace("{n}", &percent)
    }

    /// Page `number` (from 1) of a list of `all`, whose first page is `first`.
    pub fn list<I, V: Serialize>(
        &self,
        first: &OutputPath,
        all: &[I],
        number: usize,
        row: impl Fn(&I) -> V,
    ) -> ListView<V> {
        let size = self.inputs.config.page_size;
        ListView {
            items: page_of(all, number, size).iter().map(row).collect(),
            total: all.len(),
            sections: Vec::new(),
            jumps: Vec::new(),
            pagination: self.pagination(first, number, page_count(all.len(), size)),
        }
    }

    /// Links to the `total` pages of a list that begins at `first`.
    pub fn pagination(&self, first: &OutputPath, number: usize, total: usize) -> Pagination {
        let link = |n: usize| self.path.link_to(&first.numbered(n));
        let near = |n: &usize| *n == 1 || *n == total || n.abs_diff(number) <= 2;
        let pages = if total > 1 {
            (1..=total)
                .filter(near)
                .map(|n| LinkView {
                    title: n.to_string(),
                    url: link(n),
                })
                .collect()
        } else {
            Vec::new()
        };
        Pagination {
            number,
            total,
            previous: (number > 1).then(|| link(number - 1)),
            next: (number < total).then(|| link(number + 1)),
            pages,
        }
    }
}

/// A text, cut at the end of a word where it is long.
fn shortened(text: String) -> String {
    let Some((end, _)) = text.char_indices().nth(SNIPPET) else {
        return text;
    };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':', ' ', '–']))
}

/// The full address of a page; `index.html` is left out, as servers show it at its folder.
pub fn absolute(base: &str, path: &OutputPath) -> String {
    let path = path.as_str();
    let short = if path == "index.html" {
        ""
    } else {
        path.strip_suffix("/index.html")
            .map_or(path, |_| &path[..path.len() - 10])
    };
    format!("{base}{short}")
}

/// The items of a list on page `number` (from 1).
pub fn page_of<T>(items: &[T], number: usize, size: usize) -> &[T] {
    let start = ((number - 1) * size).min(items.len());
    &items[start..(start + size).min(items.len())]
}

/// The number of pages of a list; at least one.
pub fn page_count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

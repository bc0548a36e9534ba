//! Lists: articles, dossiers, entities of one type, tags and sources.

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, Topic};
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::register::letter;
use crate::render::rendered::Rendered;
use crate::render::view_builder::{Builder, page_of};
use crate::render::views::{LinkView, ListView, MenuItem, SectionView};

/// With fewer sections than this no links to them are shown.
const JUMPS: usize = 3;

struct List<'l, I, S, R, E> {
    first: OutputPath,
    template: &'l str,
    kind: &'static str,
    title: &'l str,
    items: &'l [I],
    section: S,
    row: R,
    entry: E,
}

impl<'l, I, S, R, V, E> List<'l, I, S, R, E>
where
    E: Fn(&'l I) -> (&'l str, &'l OutputPath),
    S: Fn(&I) -> Option<Place>,
    R: Fn(&Builder<'_>, &I) -> V,
    V: serde::Serialize,
{
    fn render(&self, inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
        let path = self.first.numbered(number);
        let builder = inputs.builder(&path);
        let size = inputs.config.page_size;
        let items = page_of(self.items, number, size);
        let view = ListView {
            sections: self.sections(items),
            jumps: self.jumps(&builder, size),
            ..builder.list(&self.first, self.items, number, |item| (self.row)(&builder, item))
        };
        let title = numbered_title(&builder, self.title, number);
        let entries = items.iter().map(&self.entry);
        let frame = Frame {
            kind: self.kind,
            title: &title,
            graph: json_ld::list(inputs, &path, &title, self.items.len(), entries),
            parents: parents(self.title, &self.first, number),
            ..Frame::default()
        };
        let registers = registers(&builder);
        builder.page(self.template, frame, &[("list", &view), ("registers", &registers)])
    }

    fn sections(&self, items: &[I]) -> Vec<SectionView> {
        let mut sections: Vec<SectionView> = Vec::new();
        let mut last = None;
        for (at, item) in items.iter().enumerate() {
            let Some(place) = (self.section)(item) else {
                return Vec::new();
            };
            match sections.last_mut().filter(|_| last == Some(place)) {
                Some(section) => section.to = at + 1,
                None => sections.push(SectionView {
                    id: place.id(),
                    title: place.title(),
                    from: at,
                    to: at + 1,
                }),
            }
            last = Some(place);
        }
        sections
    }

    /// The first places of all sections, on whatever page they are.
    fn jumps(&self, builder: &Builder<'_>, size: usize) -> Vec<LinkView> {
        let mut jumps: Vec<LinkView> = Vec::new();
        let mut last = None;
        for (at, item) in self.items.iter().enumerate() {
            let Some(place) = (self.section)(item) else {
                return Vec::new();
            };
            if last != Some(place) {
                let page = self.first.numbered(at / size + 1);
                let url = if page == *builder.path {
                    format!("#{}", place.id())
                } else {
                    format!("{}#{}", builder.path.link_to(&page), place.id())
                };
                let title = place.title();
                jumps.push(LinkView { title, url });
            }
            last = Some(place);
        }
        if jumps.len() < JUMPS {
            jumps.clear();
        }
        jumps
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Year(i16),
    Undated,
    Letter(char),
}

impl Place {
    fn title(self) -> String {
        match self {
            Place::Year(year) => year.to_string(),
            Place::Undated => "–".to_owned(),
            Place::Letter(letter) => letter.to_string(),
        }
    }

    fn id(self) -> String {
        match self {
            Place::Undated => "in-none".to_owned(),
            Place::Letter('#') => "in-0".to_owned(),
            _ => format!("in-{}", self.title().to_lowercase()),
        }
    }
}

fn registers(builder: &Builder<'_>) -> Vec<MenuItem> {
    let all = EntityType::ALL.into_iter().zip(builder.inputs.registers());
    let item = |name: &str, folder: &'static str| MenuItem {
        title: builder.t(&format!("types_{name}")),
        url: builder.path.link_to(&OutputPath::index(folder)),
        current: builder.path.as_str().starts_with(&format!("{folder}/")),
    };
    all.filter(|(_, register)| !register.is_empty())
        .map(|((_, name, folder), _)| item(name, folder))
        .collect()
}

pub(super) fn articles(inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let all: Vec<ArticleId> = inputs.article_ids().collect();
    let list = List {
        first: OutputPath::index("articles"),
        template: "articles.html",
        kind: "article_list",
        title: inputs.site_language().interface.text("page_articles"),
        items: &all,
        section: |id: &ArticleId| {
            let year = inputs.years()[*id];
            Some(year.map_or(Place::Undated, Place::Year))
        },
        row: |builder: &Builder<'_>, id: &ArticleId| builder.article_row(*id),
        entry: |id: &ArticleId| {
            let article = inputs.article(*id);
            (article.article.header.title.as_str(), &article.placement.output)
        },
    };
    list.render(inputs, number)
}

pub(super) fn dossiers(inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let all: Vec<DossierId> = inputs.dossier_ids().collect();
    let list = List {
        first: OutputPath::index("dossiers"),
        template: "dossiers.html",
        kind: "dossier_list",
        title: inputs.site_language().interface.text("page_dossiers"),
        items: &all,
        section: |_: &DossierId| None,
        row: |builder: &Builder<'_>, id: &DossierId| builder.dossier_row(*id),
        entry: |id: &DossierId| {
            let dossier = inputs.dossier(*id);
            (dossier.dossier.header.title.as_str(), &dossier.placement.output)
        },
    };
    list.render(inputs, number)
}

pub(super) fn entities(inputs: &PageInputs<'_>, kind: EntityType, number: usize) -> Result<Rendered, Diagnostic> {
    let key = format!("types_{}", kind.name());
    let at = EntityType::ALL.iter().position(|(other, _, _)| *other == kind);
    let list = List {
        first: OutputPath::index(kind.folder()),
        template: "entities.html",
        kind: "entity_list",
        title: inputs.site_language().interface.text(&key),
        items: at.map_or(&[][..], |at| &inputs.registers()[at]),
        section: |(_, letter): &(EntityId, char)| Some(Place::Letter(*letter)),
        row: |builder: &Builder<'_>, (id, _): &(EntityId, char)| builder.entity_row(*id),
        entry: |(id, _): &(EntityId, char)| {
            let entity = inputs.entity(*id);
            (entity.entity.header.title.as_str(), &entity.placement.output)
        },
    };
    list.render(inputs, number)
}

fn topic_entry(topic: &Topic) -> (&str, &OutputPath) {
    (&topic.name, &topic.output)
}

pub(super) fn topics(inputs: &PageInputs<'_>, kind: TopicKind, number: usize) -> Result<Rendered, Diagnostic> {
    let (folder, page_kind, title, _, _) = kind.names();
    let list = List {
        first: OutputPath::index(folder),
        template: "topics.html",
        kind: page_kind,
        title: inputs.site_language().interface.text(title),
        items: kind.topics(inputs),
        section: |topic: &Topic| Some(Place::Letter(letter(topic.slug.as_str()))),
        row: |builder: &Builder<'_>, topic: &Topic| builder.topic_row(topic, topic.articles.len()),
        entry: topic_entry,
    };
    list.render(inputs, number)
}

#[derive(Clone, Copy)]
pub(super) enum TopicKind {
    Tag,
    Source,
}

impl TopicKind {
    fn topics<'a>(self, inputs: &'a PageInputs<'_>) -> &'a [Topic] {
        match self {
            TopicKind::Tag => inputs.tags(),
            TopicKind::Source => inputs.sources(),
        }
    }

    /// The folder, the kinds of its pages, and the strings of their titles.
    fn names(self) -> (&'static str, &'static str, &'static str, &'static str, &'static str) {
        match self {
            TopicKind::Tag => ("tags", "tag_list", "page_tags", "tag", "tag_title"),
            TopicKind::Source => ("sources", "source_list", "page_sources", "source", "source_title"),
        }
    }
}

pub(super) fn topic(
    inputs: &PageInputs<'_>,
    kind: TopicKind,
    topic: usize,
    number: usize,
) -> Result<Rendered, Diagnostic> {
    let (folder, _, list_title, page_kind, title) = kind.names();
    let topic = &kind.topics(inputs)[topic];
    let path = topic.output.numbered(number);
    let builder = inputs.builder(&path);
    let view = builder.list(&topic.output, &topic.articles, number, |id| builder.article_row(*id));
    let articles = page_of(&topic.articles, number, inputs.config.page_size)
        .iter()
        .map(|id| {
            let article = inputs.article(*id);
            (article.article.header.title.as_str(), &article.placement.output)
        });
    let title = builder.t_named(title, &topic.name);
    let mut parents = parents(&title, &topic.output, number);
    parents.insert(0, (builder.t(list_title), OutputPath::index(folder)));
    let title = numbered_title(&builder, &title, number);
    builder.page(
        "topic.html",
        Frame {
            kind: page_kind,
            title: &title,
            graph: json_ld::list(inputs, &path, &title, topic.articles.len(), articles),
            parents,
            ..Frame::default()
        },
        &[("list", &view)],
    )
}

//! The media that the articles of a dossier come from.

use crate::model::site::{SiteDossier, SourceId};
use crate::render::tally::tally;
use crate::render::view_builder::Builder;
use crate::render::views::TopicRow;

/// The most media that a dossier's page lists.
const MOST: usize = 60;

pub(super) struct Media {
    pub count: usize,
    /// Those with most articles first.
    pub shown: Vec<TopicRow>,
}

pub(super) fn of(builder: &Builder<'_>, dossier: &SiteDossier) -> Media {
    let inputs = builder.inputs;
    let sources = tally(dossier.articles.iter().filter_map(|id| inputs.article(*id).source));
    let count = sources.len();
    let row = |(source, articles): (SourceId, usize)| {
        let topic = inputs.source(source);
        TopicRow {
            title: topic.name.clone(),
            url: builder.path.link_to(&topic.output),
            articles,
        }
    };
    Media {
        count,
        shown: sources.into_iter().take(MOST).map(row).collect(),
    }
}

//! What the parts of the site are, each as one number: equal numbers, equal parts.
//!
//! Whatever refers to another thing by its place in a list is counted by what stands there, so that a list
//! which grew in front does not look like another.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::names::{Names, sum};
use super::{Part, Trace, parts, traced};
use crate::render::context::Renderer;
use crate::render::feeds::Stream;
use crate::render::plan::Job;

/// The names and sums of all parts of a site.
pub struct Facts {
    /// The names of articles, entities, dossiers, tags and sources: what stays when lists grow.
    names: Names,
    /// The sum of each part, by its name.
    sums: Vec<(u64, u64)>,
}

impl Facts {
    /// Sums up a site.
    pub fn new(renderer: &Renderer<'_>) -> Facts {
        let site = renderer.site.untraced();
        let names = Names::new(site);
        let (mut all, lists) = rayon::join(|| parts::articles(renderer, &names), || parts::lists(renderer, &names));
        all.extend(parts::entities(renderer, &names));
        all.extend(parts::dossiers(renderer, &names));
        all.extend(lists);
        let redirects = sum(&site.redirects);
        let pages: Vec<String> = site.pages.iter().map(|page| format!("{page:?}")).collect();
        all.push((Part::Pages, sum(pages)));
        let everything: Vec<u64> = all.iter().map(|(_, sum)| *sum).collect();
        all.push((Part::All, sum((everything, redirects))));
        let mut sums: Vec<(u64, u64)> = all.into_iter().map(|(part, sum)| (names.part(part), sum)).collect();
        sums.sort_unstable();
        Facts { names, sums }
    }

    /// Whether everything that a job was made of is as it was.
    pub fn hold(&self, trace: &Trace) -> bool {
        self.sum_of(&trace.parts) == Some(trace.sum)
    }

    /// The sum of parts; `None` where one of them is gone.
    fn sum_of(&self, parts: &[u64]) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        for part in parts {
            self.find(*part)?.hash(&mut hasher);
        }
        Some(hasher.finish())
    }

    /// The sum of a part. Names are hashes, which lie evenly: it is looked for where it must be, nearly.
    fn find(&self, name: u64) -> Option<u64> {
        let count = self.sums.len();
        let guess = ((u128::from(name) * count as u128) >> 64) as usize;
        let mut at = guess;
        while at > 0 && self.sums[at - 1].0 >= name {
            at -= 1;
        }
        while self.sums.get(at)?.0 < name {
            at += 1;
        }
        let (found, sum) = self.sums[at];
        (found == name).then_some(sum)
    }

    /// Makes the files of a job, and says of what.
    pub fn trace<T>(&self, job: Job, make: impl FnOnce() -> T) -> (T, Option<Trace>) {
        let (made, mut parts) = traced(make);
        if let Some(part) = whole(job) {
            parts = vec![part];
        }
        let mut parts: Vec<u64> = parts.into_iter().map(|part| self.names.part(part)).collect();
        parts.sort_unstable();
        let sum = self.sum_of(&parts);
        (made, sum.map(|sum| Trace { parts, sum }))
    }

    /// The name of a job, which it keeps when the lists of the site grow.
    pub fn name_of(&self, renderer: &Renderer<'_>, job: Job) -> u64 {
        let site = renderer.site.untraced();
        let kind = std::mem::discriminant(&job);
        match job {
            Job::Article(id) | Job::Embed(id) => sum((kind, self.names.article(id))),
            Job::Dossier(id, page) => sum((kind, self.names.dossier(id), page)),
            Job::Entity(id, page) => sum((kind, self.names.entity(id), page)),
            Job::Entities(entity_type, page) => sum((kind, entity_type, page)),
            Job::Tag(id, page) => sum((kind, self.names.tag(id), page)),
            Job::Source(id, page) => sum((kind, self.names.source(id), page)),
            Job::Text(id) => sum((kind, &site.page(id).placement.output)),
            Job::Redirect(number) => sum((kind, &site.redirects[number as usize].0)),
            Job::Feed(Stream::Dossier(id)) => sum((kind, 1, self.names.dossier(id))),
            Job::Feed(Stream::Entity(id)) => sum((kind, 2, self.names.entity(id))),
            Job::Feed(Stream::Site) => sum((kind, 3)),
            Job::Feed(Stream::Corrections) => sum((kind, 4)),
            Job::Articles(page)
            | Job::Dossiers(page)
            | Job::Quotes(page)
            | Job::Timeline(page)
            | Job::Tags(page)
            | Job::Sources(page)
            | Job::Corrections(page)
            | Job::Annotations(page) => sum((kind, page)),
            Job::Home
            | Job::SearchIndex
            | Job::QuoteData
            | Job::Search
            | Job::NotFound
            | Job::Sitemap
            | Job::MentionTable
            | Job::QuoteTable
            | Job::ArticleTable
            | Job::SiteData
            | Job::Schemas
            | Job::Static => sum(kind),
        }
    }
}

/// What a job is made of besides what is noted: some are made by several threads, of which nothing is noted.
fn whole(job: Job) -> Option<Part> {
    match job {
        Job::SearchIndex => Some(Part::Search),
        Job::Home
        | Job::QuoteData
        | Job::Search
        | Job::Sitemap
        | Job::MentionTable
        | Job::QuoteTable
        | Job::ArticleTable
        | Job::SiteData
        | Job::Redirect(_)
        | Job::Corrections(_)
        | Job::Feed(Stream::Site | Stream::Corrections) => Some(Part::All),
        _ => None,
    }
}

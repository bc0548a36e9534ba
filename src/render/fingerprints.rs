//! A hash of everything that pages can depend on, to tell which pages would be the same as in an earlier build.
//!
//! Positions in the lists of the site change as the lists grow. So whatever refers to an article, an entity or a
//! topic by number is hashed by its [key](keys), which stays the same from build to build.

mod keys;
mod parts;

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use serde::{Deserialize, Serialize};

use super::dependency::Dependency;
use super::feeds::Stream;
use super::pages;
use super::plan::Job;
use super::rendered::Rendered;
use super::renderer::Renderer;
use super::stable_hash::{StableHasher, hash};
use crate::diagnostics::Diagnostic;
use keys::StableKeys;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The keys of its dependencies, sorted.
    dependencies: Vec<u64>,
    hash: u64,
}

pub struct Fingerprints<'a> {
    renderer: &'a Renderer<'a>,
    keys: StableKeys,
    /// The fingerprint of each dependency, by its key; sorted.
    by_key: Vec<(u64, u64)>,
}

impl<'a> Fingerprints<'a> {
    /// Computes them, on all cores.
    pub fn new(renderer: &'a Renderer<'a>) -> Fingerprints<'a> {
        let site = renderer.site();
        let (whole, keys) = (renderer.whole(), StableKeys::new(site));
        let (mut all, lists) = rayon::join(|| parts::articles(whole, &keys), || parts::lists(whole, &keys));
        all.extend(parts::entities(whole, &keys));
        all.extend(parts::dossiers(whole, &keys));
        all.extend(lists);
        let everything: Vec<u64> = all.iter().map(|(_, hash)| *hash).collect();
        all.push((Dependency::All, hash((everything, &site.redirects))));
        let mut by_key: Vec<(u64, u64)> = all
            .into_iter()
            .map(|(part, hash)| (keys.dependency(part), hash))
            .collect();
        by_key.sort_unstable();
        Fingerprints { renderer, keys, by_key }
    }

    /// Whether everything that a page was made from is unchanged.
    pub fn are_unchanged(&self, trace: &Trace) -> bool {
        self.hash_of(&trace.dependencies) == Some(trace.hash)
    }

    /// One hash over dependencies; `None` when one of them no longer exists.
    fn hash_of(&self, dependencies: &[u64]) -> Option<u64> {
        let mut hasher = StableHasher::default();
        for key in dependencies {
            self.find(*key)?.hash(&mut hasher);
        }
        Some(hasher.finish())
    }

    /// The fingerprint of a dependency, by interpolation search: keys are hashes, so they are evenly distributed.
    fn find(&self, key: u64) -> Option<u64> {
        let count = self.by_key.len();
        let mut at = ((u128::from(key) * count as u128) >> 64) as usize;
        while at > 0 && self.by_key[at - 1].0 >= key {
            at -= 1;
        }
        while self.by_key.get(at)?.0 < key {
            at += 1;
        }
        let (found, fingerprint) = self.by_key[at];
        (found == key).then_some(fingerprint)
    }

    /// Makes the files of a job, and tells what they were made from.
    pub fn render(&self, job: Job) -> (Result<Rendered, Diagnostic>, Option<Trace>) {
        let (rendered, reads) = self.renderer.record(|inputs| pages::render(inputs, job));
        let mut dependencies: Vec<u64> = reads.into_iter().map(|read| self.keys.dependency(read)).collect();
        dependencies.sort_unstable();
        let hash = self.hash_of(&dependencies);
        (rendered, hash.map(|hash| Trace { dependencies, hash }))
    }

    /// The key of a job, which stays the same when the lists of the site grow.
    pub fn key_of(&self, job: Job) -> u64 {
        let (site, keys) = (self.renderer.site(), &self.keys);
        let kind = discriminant(&job);
        match job {
            Job::Article(id) | Job::Embed(id) => hash((kind, keys.articles[id])),
            Job::Dossier(id, page) => hash((kind, keys.dossiers[id], page)),
            Job::Entity(id, page) => hash((kind, keys.entities[id], page)),
            Job::Entities(entity_type, page) => hash((kind, entity_type, page)),
            Job::Tag(id, page) => hash((kind, keys.tags[id], page)),
            Job::Source(id, page) => hash((kind, keys.sources[id], page)),
            Job::Text(id) => hash((kind, &site.page(id).placement.output)),
            Job::Redirect(id) => hash((kind, &site.redirect(id).0)),
            Job::Feed(stream) => {
                let about = match stream {
                    Stream::Dossier(id) => keys.dossiers[id],
                    Stream::Entity(id) => keys.entities[id],
                    Stream::Site | Stream::Corrections => 0,
                };
                hash((kind, discriminant(&stream), about))
            }
            Job::Articles(page)
            | Job::Dossiers(page)
            | Job::Quotes(page)
            | Job::Timeline(page)
            | Job::Tags(page)
            | Job::Sources(page)
            | Job::Corrections(page)
            | Job::Annotations(page) => hash((kind, page)),
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
            | Job::Static => hash(kind),
        }
    }
}

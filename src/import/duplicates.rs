//! Detects duplicates: texts with the same URL, or nearly the same words.
//!
//! Near duplicates are found by shingles of five words. Only shingles whose hash is 0 modulo 8 are indexed, the same
//! sample in every text (Broder, *On the resemblance and containment of documents*, 1997). No text is compared with all
//! others.
#![expect(
    clippy::disallowed_types,
    reason = "its numbers are compared in one run of the program alone"
)]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::url::SafeUrl;

const SHINGLE: usize = 5;
/// The bits of a hash that are 0 in a sampled shingle.
const SAMPLE_MASK: u64 = 7;
/// KnownTexts with fewer sampled shingles are duplicates only if all their words are equal.
const FEWEST_SHINGLES: usize = 8;
/// The share of the shingles of the shorter text that duplicates have in common, in percent.
const SHARED_PERCENT: usize = 80;
/// Shingles in more texts than this are ignored as boilerplate.
const MOST_TEXTS: usize = 50;
const TRACKING: &str = "fbclid gclid dclid msclkid igshid mc_cid mc_eid yclid wt_mc wt_zmc cmpid ref ns_campaign xtor";

/// Why a text is a duplicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    Address,
    /// It shares this percentage of the shorter text.
    Text(usize),
}

/// An index of texts, which are numbered in the order in which they were added.
#[derive(Debug, Default)]
pub struct KnownTexts {
    addresses: BTreeMap<String, usize>,
    whole: BTreeMap<u64, usize>,
    shingles: BTreeMap<u64, Vec<usize>>,
    counts: Vec<usize>,
}

impl KnownTexts {
    pub fn add(&mut self, urls: &[SafeUrl], text: &str) {
        let number = self.counts.len();
        for url in urls {
            self.addresses.entry(normalised(url.as_str())).or_insert(number);
        }
        let (whole, shingles) = fingerprint(text);
        if let Some(whole) = whole {
            self.whole.entry(whole).or_insert(number);
        }
        self.counts.push(shingles.len());
        for shingle in shingles {
            let texts = self.shingles.entry(shingle).or_default();
            if texts.len() <= MOST_TEXTS {
                texts.push(number);
            }
        }
    }

    /// The number of the text that this one duplicates, and why.
    pub fn find(&self, url: Option<&SafeUrl>, text: &str) -> Option<(usize, Duplicate)> {
        let same = url.and_then(|url| self.addresses.get(&normalised(url.as_str())));
        if let Some(number) = same {
            return Some((*number, Duplicate::Address));
        }
        let (whole, shingles) = fingerprint(text);
        if let Some(number) = whole.and_then(|whole| self.whole.get(&whole)) {
            return Some((*number, Duplicate::Text(100)));
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in &shingles {
            for number in self
                .shingles
                .get(shingle)
                .filter(|texts| texts.len() <= MOST_TEXTS)
                .into_iter()
                .flatten()
            {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let shares = shared.into_iter().filter_map(|(number, count)| {
            let shorter = shingles.len().min(self.counts[number]);
            let share = count * 100 / shorter.max(1);
            (shorter >= FEWEST_SHINGLES && share >= SHARED_PERCENT).then_some((share, number))
        });
        let (share, number) = shares.max_by_key(|(share, number)| (*share, usize::MAX - number))?;
        Some((number, Duplicate::Text(share)))
    }
}

/// The hash of all words, if there are enough, and the distinct hashes of the sampled shingles.
fn fingerprint(text: &str) -> (Option<u64>, Vec<u64>) {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut shingles: Vec<u64> = words
        .windows(SHINGLE)
        .map(hash)
        .filter(|hash| hash & SAMPLE_MASK == 0)
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    ((words.len() >= SHINGLE).then(|| hash(&words)), shingles)
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// A URL without what does not change its target: scheme, `www.`, fragment, tracking parameters, trailing slash.
fn normalised(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_kept = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default().to_lowercase();
        !key.is_empty() && !key.starts_with("utm_") && !TRACKING.split(' ').any(|parameter| parameter == key)
    };
    let mut query: Vec<&str> = query.split('&').filter(is_kept).collect();
    query.sort_unstable();
    format!("{host}/{}?{}", path.trim_end_matches('/'), query.join("&"))
}

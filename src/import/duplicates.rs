//! Texts that are there already: of the same address, or nearly the same.
//!
//! A text is known by runs of five words, of which those count whose hash ends in three zeros: an eighth of them,
//! the same eighth in every text. An index of them finds who shares many; no text is compared with all others.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::url::SafeUrl;

/// How many words a run has.
const RUN: usize = 5;
/// Which hashes count.
const SAMPLE: u64 = 7;
/// Fewer runs than this say nothing: such texts are the same only if they are equal.
const FEWEST: usize = 8;
/// The share of the runs of the shorter text that both must have, in per cent.
const SHARE: usize = 80;
/// A run that stands in more texts than this is a phrase, or a note under every text.
const MOST: usize = 50;
/// What addresses carry to tell where a reader came from.
const TRACKING: [&str; 14] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "yclid",
    "wt_mc",
    "wt_zmc",
    "cmpid",
    "ref",
    "ns_campaign",
    "xtor",
];

/// Why a text counts as there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// The same address.
    Address,
    /// The same text, or nearly: so many per cent of the shorter one.
    Text(usize),
}

/// Texts and addresses that are known, by number in the order in which they were added.
#[derive(Debug, Default)]
pub struct Texts {
    addresses: BTreeMap<String, usize>,
    whole: BTreeMap<u64, usize>,
    runs: BTreeMap<u64, Vec<usize>>,
    counts: Vec<usize>,
}

impl Texts {
    /// Adds a text and the addresses that it is found at.
    pub fn add(&mut self, urls: &[SafeUrl], text: &str) {
        let number = self.counts.len();
        for url in urls {
            self.addresses.entry(normalised(url.as_str())).or_insert(number);
        }
        let (whole, runs) = fingerprint(text);
        if let Some(whole) = whole {
            self.whole.entry(whole).or_insert(number);
        }
        self.counts.push(runs.len());
        for run in runs {
            let texts = self.runs.entry(run).or_default();
            if texts.len() <= MOST {
                texts.push(number);
            }
        }
    }

    /// The known text that this one repeats, and why.
    pub fn find(&self, url: Option<&SafeUrl>, text: &str) -> Option<(usize, Duplicate)> {
        let same = url.and_then(|url| self.addresses.get(&normalised(url.as_str())));
        if let Some(number) = same {
            return Some((*number, Duplicate::Address));
        }
        let (whole, runs) = fingerprint(text);
        if let Some(number) = whole.and_then(|whole| self.whole.get(&whole)) {
            return Some((*number, Duplicate::Text(100)));
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &runs {
            for number in self
                .runs
                .get(run)
                .filter(|texts| texts.len() <= MOST)
                .into_iter()
                .flatten()
            {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let shares = shared.into_iter().filter_map(|(number, count)| {
            let shorter = runs.len().min(self.counts[number]);
            let share = count * 100 / shorter.max(1);
            (shorter >= FEWEST && share >= SHARE).then_some((share, number))
        });
        let (share, number) = shares.max_by_key(|(share, number)| (*share, usize::MAX - number))?;
        Some((number, Duplicate::Text(share)))
    }
}

/// A hash of all words, and those of the runs that count, each once.
fn fingerprint(text: &str) -> (Option<u64>, Vec<u64>) {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(hash).filter(|hash| hash & SAMPLE == 0).collect();
    runs.sort_unstable();
    runs.dedup();
    ((words.len() >= RUN).then(|| hash(&words)), runs)
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// An address without what does not change where it leads: scheme, `www.`, fragment, tracking, a slash at its end.
fn normalised(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_kept = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default().to_lowercase();
        !key.is_empty() && !key.starts_with("utm_") && !TRACKING.contains(&key.as_str())
    };
    let mut query: Vec<&str> = query.split('&').filter(is_kept).collect();
    query.sort_unstable();
    format!("{host}/{}?{}", path.trim_end_matches('/'), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|word| format!("w{word} ")).collect()
    }

    #[test]
    fn the_same_address_whatever_it_carries() {
        let url = |text: &str| SafeUrl::parse(text).unwrap();
        let mut texts = Texts::default();
        texts.add(&[url("https://www.bote.example/kai/?id=7&utm_source=x")], "");
        for same in [
            "http://bote.example/kai?id=7#oben",
            "https://BOTE.example/kai/?fbclid=1&id=7",
        ] {
            assert_eq!(
                texts.find(Some(&url(same)), ""),
                Some((0, Duplicate::Address)),
                "{same}"
            );
        }
        assert_eq!(texts.find(Some(&url("https://bote.example/kai?id=8")), ""), None);
    }

    #[test]
    fn nearly_the_same_text_is_found_and_a_different_one_is_not() {
        let mut texts = Texts::default();
        texts.add(&[], &text(0..1000));
        texts.add(&[], "Ein kurzer Text von wenigen Wörtern.");
        let changed = text(0..1000).replace("w500 ", "anders ").replace("w20 ", "");
        assert!(matches!(texts.find(None, &changed), Some((0, Duplicate::Text(95..)))));
        assert!(matches!(
            texts.find(None, &text(100..700)),
            Some((0, Duplicate::Text(100)))
        ));
        assert_eq!(texts.find(None, &text(500..2000)), None);
        assert_eq!(
            texts.find(None, "ein kurzer TEXT, von wenigen Wörtern"),
            Some((1, Duplicate::Text(100)))
        );
        assert_eq!(texts.find(None, "Ein kurzer Text von wenigen Worten."), None);
        assert_eq!(texts.find(None, ""), None);
    }
}

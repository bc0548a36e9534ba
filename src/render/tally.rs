//! Counts how often items occur.

use std::cmp::Reverse;

/// How often each item occurs: most frequent first, equally frequent ones in their order.
pub(super) fn tally<T: Ord>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    let mut counts: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counts.last_mut() {
            Some((last, count)) if *last == item => *count += 1,
            _ => counts.push((item, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

//! Checks external links; the results are cached for some days.

use camino::Utf8Path;

use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::model::link_state::LinkState;
use crate::model::site::Site;
use crate::model::url::SafeUrl;
use crate::review::{external_links, link_problem};

/// Checks URLs; returns a result for each. The second argument: whether private networks may be accessed.
pub type Ask<'a> = &'a dyn Fn(&[SafeUrl], bool) -> Vec<LinkState>;

/// The name of the cached results.
const KIND: &str = "links";

const DAY: i64 = 24 * 60 * 60;

/// How long a result is valid, in seconds: failures may be temporary.
fn lifetime(state: &LinkState) -> i64 {
    match state {
        LinkState::Alive | LinkState::Moved(_) => 7 * DAY,
        LinkState::Dead(_) | LinkState::Blocked(_) => DAY,
    }
}

/// Checks every external URL of the site once, except those with a valid cached result.
pub(super) fn check(
    root: &Utf8Path,
    site: &Site,
    now: i64,
    ask: &dyn Fn(&[SafeUrl]) -> Vec<LinkState>,
) -> Vec<Diagnostic> {
    let links = external_links(site);
    let mut urls: Vec<SafeUrl> = links.iter().map(|link| link.url.clone()).collect();
    urls.dedup();
    let cache = Cache::of_site(root);
    let mut states: Vec<Option<LinkState>> = urls.iter().map(|url| cached(&cache, url, now)).collect();
    let open: Vec<usize> = (0..urls.len()).filter(|number| states[*number].is_none()).collect();
    let unknown: Vec<SafeUrl> = open.iter().map(|number| urls[*number].clone()).collect();
    for (number, state) in open.into_iter().zip(ask(&unknown)) {
        let entry = format!("{now}\n{}", state.write());
        cache.store(KIND, urls[number].as_str().as_bytes(), entry.as_bytes());
        states[number] = Some(state);
    }
    cache.remove_unused(KIND);
    let state = |url: &SafeUrl| states[urls.binary_search(url).ok()?].as_ref();
    links
        .iter()
        .filter_map(|link| link_problem(link, state(&link.url)?))
        .collect()
}

/// The cached result, if it is still valid.
fn cached(cache: &Cache, url: &SafeUrl, now: i64) -> Option<LinkState> {
    let bytes = cache.load(KIND, url.as_str().as_bytes())?;
    let (time, state) = std::str::from_utf8(&bytes).ok()?.split_once('\n')?;
    let state = LinkState::read(state)?;
    let age = now.checked_sub(time.parse().ok()?)?;
    (0..lifetime(&state)).contains(&age).then_some(state)
}

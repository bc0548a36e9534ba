//! `dossier check --links`: checks external links.
//!
//! Hosts are checked in parallel, each at a limited rate. Links are untrusted: addresses outside of the
//! public internet are not accessed unless the site's configuration allows it.

pub mod addresses;
mod checker;
pub mod redirect;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use checker::LinkChecker;

use crate::model::link_state::LinkState;
use crate::model::url::SafeUrl;

const CONCURRENT_HOSTS: usize = 16;

pub fn check(urls: &[SafeUrl], allow_private: bool) -> Vec<LinkState> {
    if urls.is_empty() {
        return Vec::new();
    }
    let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, url) in urls.iter().enumerate() {
        by_host.entry(url.host()).or_default().push(number);
    }
    // Sorted so that the host with the most URLs is popped first.
    let mut hosts: Vec<Vec<usize>> = by_host.into_values().collect();
    hosts.sort_by_key(|numbers| numbers.len());
    let progress = Progress::new(urls.len());
    let checker = LinkChecker::new(allow_private);
    let queue = Mutex::new(hosts);
    let answers: Mutex<Vec<Option<LinkState>>> = Mutex::new(vec![None; urls.len()]);
    let next = || queue.lock().ok()?.pop();
    std::thread::scope(|scope| {
        for _ in 0..CONCURRENT_HOSTS.min(urls.len()) {
            scope.spawn(|| {
                while let Some(numbers) = next() {
                    for number in numbers {
                        let state = checker.check(&urls[number]);
                        if let Ok(mut answers) = answers.lock() {
                            answers[number] = Some(state);
                        }
                        progress.step();
                    }
                }
            });
        }
    });
    progress.end();
    let answers = answers.into_inner().unwrap_or_default();
    let unknown = || LinkState::Blocked("it could not be checked".to_owned());
    answers.into_iter().map(|state| state.unwrap_or_else(unknown)).collect()
}

/// The progress display, on a terminal only.
struct Progress {
    done: AtomicUsize,
    all: usize,
    shown: bool,
}

impl Progress {
    fn new(all: usize) -> Progress {
        Progress {
            done: AtomicUsize::new(0),
            all,
            shown: std::io::stderr().is_terminal(),
        }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown {
            let _ = write!(std::io::stderr().lock(), "\r{done} of {} links checked", self.all);
        }
    }

    fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

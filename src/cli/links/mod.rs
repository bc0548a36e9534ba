//! `dossier check --links`: asks addresses outside of the site what became of them.
//!
//! Hosts are asked side by side, each of them slowly. Content is not trusted: addresses that are not
//! on the public internet are not asked unless the owner of the site allows it.

mod addresses;
mod ask;
mod pace;
mod target;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ask::Asker;

use crate::model::link_state::LinkState;
use crate::model::url::SafeUrl;

/// How many hosts are asked at once.
const AT_ONCE: usize = 16;

/// An answer for each address.
pub fn ask(urls: &[SafeUrl], allow_private: bool) -> Vec<LinkState> {
    if urls.is_empty() {
        return Vec::new();
    }
    let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, url) in urls.iter().enumerate() {
        by_host.entry(url.host()).or_default().push(number);
    }
    // The longest first, so that none is left over at the end.
    let mut hosts: Vec<Vec<usize>> = by_host.into_values().collect();
    hosts.sort_by_key(|numbers| numbers.len());
    let progress = Progress::new(urls.len());
    let asker = Asker::new(allow_private);
    let queue = Mutex::new(hosts);
    let answers: Mutex<Vec<Option<LinkState>>> = Mutex::new(vec![None; urls.len()]);
    let next = || queue.lock().ok()?.pop();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(urls.len()) {
            scope.spawn(|| {
                while let Some(numbers) = next() {
                    for number in numbers {
                        let state = asker.ask(&urls[number]);
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
    let unknown = || LinkState::Blocked("it could not be asked".to_owned());
    answers.into_iter().map(|state| state.unwrap_or_else(unknown)).collect()
}

/// How far it is, on a terminal only.
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
            let _ = write!(std::io::stderr().lock(), "\r{done} of {} addresses asked", self.all);
        }
    }

    /// Leaves the line as if nothing had been there.
    fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

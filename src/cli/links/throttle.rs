//! Limits the rate of requests to each host, across threads.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The minimum time between two requests to one host.
const INTERVAL: Duration = Duration::from_millis(350);

/// The time of the next permitted request to each host.
#[derive(Default)]
pub struct Throttle(Mutex<BTreeMap<String, Instant>>);

impl Throttle {
    /// Waits until a request to the host is permitted.
    pub fn wait(&self, host: &str) {
        let now = Instant::now();
        let turn = self.0.lock().map_or(now, |mut turns| {
            let turn = turns.get(host).copied().map_or(now, |next| next.max(now));
            turns.insert(host.to_owned(), turn + INTERVAL);
            turn
        });
        std::thread::sleep(turn.saturating_duration_since(now));
    }
}

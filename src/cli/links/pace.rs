//! A few requests a second to a host, whoever asks it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The time between two requests to one host.
const BETWEEN: Duration = Duration::from_millis(350);

/// When each host may be asked again.
#[derive(Default)]
pub struct Pace(Mutex<BTreeMap<String, Instant>>);

impl Pace {
    /// Waits until a host may be asked, and takes that turn.
    pub fn wait(&self, host: &str) {
        let now = Instant::now();
        let turn = self.0.lock().map_or(now, |mut turns| {
            let turn = turns.get(host).copied().map_or(now, |next| next.max(now));
            turns.insert(host.to_owned(), turn + BETWEEN);
            turn
        });
        std::thread::sleep(turn.saturating_duration_since(now));
    }
}

//! What the preview is started with, and what it reports while it runs.

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostics::locate::LocatedDiagnostic;
use crate::pipeline::{Request, Summary};

/// What to serve, and how.
pub struct Options {
    pub request: Request,
    /// The TCP port; 0 chooses a free one.
    pub port: u16,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether to poll for changes instead of relying on file system notifications.
    pub poll: bool,
    /// The clock, in seconds since 1970.
    pub now: fn() -> i64,
}

/// Something that happened while a site is served.
pub enum Event<'a> {
    /// The site is served at this URL.
    Listening(&'a str),
    /// The site was rebuilt.
    Built {
        /// The changed files; empty for the first build.
        changed: &'a [String],
        took: Duration,
        /// How much the site contains.
        summary: Summary,
        diagnostics: &'a [LocatedDiagnostic],
    },
    /// Diagnostics of pages that were rendered in the background.
    Found(&'a [LocatedDiagnostic]),
    /// A problem that is not the site's fault.
    Trouble(String),
}

/// Receives the events.
pub type Listener = Arc<dyn Fn(Event<'_>) + Send + Sync>;

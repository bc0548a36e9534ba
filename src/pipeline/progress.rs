//! Progress notifications. The pipeline itself has neither clock nor terminal.

/// The stages that are reported, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Read,
    /// Parsing articles, and finding quotations and names.
    Enrich,
    /// Linking names and articles.
    Link,
    /// Rendering pages into the staging folder.
    Pages,
    /// Moving the new site into place.
    Publish,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Stage; 5] = [Stage::Read, Stage::Enrich, Stage::Link, Stage::Pages, Stage::Publish];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Read => "read",
            Stage::Enrich => "enrich",
            Stage::Link => "link",
            Stage::Pages => "pages",
            Stage::Publish => "publish",
        }
    }
}

/// A finished unit of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Enriched,
    /// A page was rendered, with its accompanying files.
    Made,
    /// The result of an earlier build was reused for an article or a page.
    Kept,
}

/// Receives progress notifications, from many threads.
pub trait Observer: Sync {
    /// A stage begins; `steps` is its number of steps, 0 if unknown.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step of the stage is finished.
    fn step(&self, step: Step);
}

/// Ignores all notifications.
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self, _: Step) {}
}

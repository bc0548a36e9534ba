//! What the pipeline tells about its work while it does it, without knowing who listens: it has no clock and no
//! terminal.

/// The parts of the work, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are read.
    Read,
    /// Articles are parsed, and quotations and names looked for.
    Enrich,
    /// Names become links, articles are joined.
    Link,
    /// Pages are made, and staged beside the site.
    Pages,
    /// The new site is put in place.
    Publish,
}

impl Stage {
    /// Every stage in its order.
    pub const ALL: [Stage; 5] = [Stage::Read, Stage::Enrich, Stage::Link, Stage::Pages, Stage::Publish];

    /// What it is called.
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

/// One piece of the work that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An article was searched for quotations and names.
    Enriched,
    /// A page, with the files that belong to it, was made.
    Made,
    /// What a former build knew of an article, or made of a page, was used again.
    Kept,
}

/// Whoever wants to know how the work goes on. Is called from many threads.
pub trait Observer: Sync {
    /// A stage begins that has so many steps; none where they are not counted.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step of the stage is done.
    fn step(&self, step: Step);
}

/// Nobody.
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self, _: Step) {}
}

//! How long each stage of a build took, and how much of it was done anew.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::pipeline::{Observer, Stage, Step};

/// Looks at the clock while the work is done.
pub struct Timings {
    start: Instant,
    /// When each stage began.
    begun: Mutex<Vec<(Stage, Instant)>>,
    /// For each stage, how many steps were done, and for how many a former build's result was used.
    steps: [[AtomicUsize; 2]; Stage::ALL.len()],
}

impl Timings {
    pub fn start() -> Timings {
        Timings {
            start: Instant::now(),
            begun: Mutex::default(),
            steps: Default::default(),
        }
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// One line a stage: its name, how long it took, what was done in it.
    pub fn lines(&self) -> Vec<String> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([Instant::now()]);
        let took = begun.iter().zip(ends).map(|((stage, at), end)| (*stage, end - *at));
        let line = |(stage, took): (Stage, Duration)| {
            let [done, kept] = self.steps[stage as usize].each_ref().map(|n| n.load(Ordering::Relaxed));
            let steps = match stage {
                Stage::Enrich => format!("{done} articles enriched, {kept} known from before"),
                Stage::Pages => format!("{done} pages made, {kept} kept"),
                _ => String::new(),
            };
            let line = format!("{:<8} {:>7.1} ms  {steps}", stage.name(), took.as_secs_f64() * 1000.0);
            line.trim_end().to_owned()
        };
        took.map(line).collect()
    }
}

impl Observer for Timings {
    fn begin(&self, stage: Stage, _: usize) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.push((stage, Instant::now()));
    }

    fn step(&self, step: Step) {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((stage, _)) = begun.last() {
            self.steps[*stage as usize][usize::from(step == Step::Kept)].fetch_add(1, Ordering::Relaxed);
        }
    }
}

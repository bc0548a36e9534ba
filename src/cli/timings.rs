//! Measures the duration of each stage of a build, and counts what was reused from the cache.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::pipeline::{Observer, Stage, Step};

pub struct Timings {
    start: Instant,
    end: OnceLock<Instant>,
    begun: Mutex<Vec<(Stage, Instant)>>,
    /// For each stage, the number of steps performed, and of steps reused from an earlier build.
    steps: [[AtomicUsize; 2]; Stage::ALL.len()],
}

impl Timings {
    pub fn start() -> Timings {
        Timings {
            start: Instant::now(),
            end: OnceLock::new(),
            begun: Mutex::default(),
            steps: Default::default(),
        }
    }

    pub fn stop(&self) {
        _ = self.end.set(Instant::now());
    }

    /// "in 1.30 s (read 0.11, enrich 0.70, link 0.10, pages 0.30, publish 0.09)"
    pub fn summary(&self) -> String {
        let stages = self.stages();
        let stages: Vec<String> = stages
            .iter()
            .map(|(stage, took)| format!("{} {:.2}", stage.name(), took.as_secs_f64()))
            .collect();
        let whole = (self.end() - self.start).as_secs_f64();
        format!("in {whole:.2} s ({})", stages.join(", "))
    }

    fn end(&self) -> Instant {
        self.end.get().copied().unwrap_or_else(Instant::now)
    }

    fn stages(&self) -> Vec<(Stage, Duration)> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([self.end()]);
        begun
            .iter()
            .zip(ends)
            .map(|((stage, at), end)| (*stage, end - *at))
            .collect()
    }

    /// One line for each stage: name, duration, steps.
    pub fn lines(&self) -> Vec<String> {
        let line = |(stage, took): (Stage, Duration)| {
            let [done, kept] = self.steps[stage as usize].each_ref().map(|n| n.load(Ordering::Relaxed));
            let steps = match stage {
                Stage::Enrich => format!("{done} articles enriched, {kept} reused"),
                Stage::Pages => format!("{done} pages rendered, {kept} reused"),
                _ => String::new(),
            };
            let line = format!("{:<8} {:>7.1} ms  {steps}", stage.name(), took.as_secs_f64() * 1000.0);
            line.trim_end().to_owned()
        };
        self.stages().into_iter().map(line).collect()
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

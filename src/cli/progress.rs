//! The progress bar, on a terminal, for work that takes more than a second.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::{Observer, Stage, Step};

const DELAY: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);

/// Shows the bar until it is dropped, and then erases it.
pub struct Progress {
    counts: Arc<Counts>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// The progress; written by the pipeline, read by the drawing thread.
#[derive(Default)]
struct Counts {
    stage: AtomicUsize,
    steps: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// Starts the delay. `wanted`: whether the output is for people.
    pub fn new(wanted: bool) -> Progress {
        let counts = Arc::<Counts>::default();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let terminal = wanted && !dumb && std::io::stderr().is_terminal();
        let drawing = terminal.then(|| {
            let (stop, stopped) = mpsc::channel();
            let counts = Arc::clone(&counts);
            (stop, std::thread::spawn(move || draw(&counts, &stopped)))
        });
        Progress { counts, drawing }
    }

    /// Erases the bar; to be called before anything else is printed.
    pub fn stop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            _ = thread.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, steps: usize) {
        self.counts.done.store(0, Ordering::Relaxed);
        self.counts.steps.store(steps, Ordering::Relaxed);
        self.counts.stage.store(stage as usize, Ordering::Relaxed);
    }

    fn step(&self, _: Step) {
        self.counts.done.fetch_add(1, Ordering::Relaxed);
    }
}

pub struct Both<'a>(pub &'a dyn Observer, pub &'a dyn Observer);

impl Observer for Both<'_> {
    fn begin(&self, stage: Stage, steps: usize) {
        self.0.begin(stage, steps);
        self.1.begin(stage, steps);
    }

    fn step(&self, step: Step) {
        self.0.step(step);
        self.1.step(step);
    }
}

fn draw(counts: &Counts, stopped: &Receiver<()>) {
    let continues = |patience| stopped.recv_timeout(patience) == Err(RecvTimeoutError::Timeout);
    if !continues(DELAY) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style =
        |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let counted = style("{spinner} {msg} {wide_bar} {pos}/{len}").progress_chars("=> ");
    let uncounted = style("{spinner} {msg}");
    loop {
        let steps = counts.steps.load(Ordering::Relaxed);
        let done = counts.done.load(Ordering::Relaxed).min(steps);
        bar.set_style(if steps > 0 { counted.clone() } else { uncounted.clone() });
        bar.set_length(steps as u64);
        bar.set_position(done as u64);
        bar.set_message(words(counts.stage.load(Ordering::Relaxed)));
        bar.tick();
        if !continues(INTERVAL) {
            break;
        }
    }
    bar.finish_and_clear();
}

fn words(stage: usize) -> &'static str {
    match Stage::ALL.get(stage) {
        Some(Stage::Read) | None => "Reading files",
        Some(Stage::Enrich) => "Finding quotations and names",
        Some(Stage::Link) => "Linking names",
        Some(Stage::Pages) => "Rendering pages",
        Some(Stage::Publish) => "Publishing",
    }
}

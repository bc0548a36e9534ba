//! Watches the files of the site.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// A change counts as finished after this long without events: editors write in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// Continuous changes are reported at the latest after this long.
const LONGEST: Duration = Duration::from_secs(2);

/// The polling interval where the system sends no notifications.
const POLL: Duration = Duration::from_secs(1);

/// The watched folders, and the configuration.
const FOLDERS: [&str; 3] = ["content", "static", "templates"];
const CONFIG: &str = "dossier.yaml";

/// A changed path; `None`: it is unknown what changed.
type Change = Option<Utf8PathBuf>;

/// Watches a site.
pub struct Watch {
    root: Utf8PathBuf,
    watcher: Box<dyn Watcher + Send>,
    changes: Receiver<Change>,
}

impl Watch {
    /// Starts watching. The second value says why it polls although `poll` is not set.
    pub fn new(root: &Utf8Path, poll: bool) -> Result<(Watch, Option<String>), String> {
        if !poll {
            match Watch::with(root, |handler| {
                Ok(Box::new(RecommendedWatcher::new(handler, Config::default())?))
            }) {
                Ok(watch) => return Ok((watch, None)),
                Err(error) => {
                    let watch = Watch::polling(root).map_err(|error| error.to_string())?;
                    let why =
                        format!("file system notifications are not available ({error}); polling every second instead");
                    return Ok((watch, Some(why)));
                }
            }
        }
        let watch = Watch::polling(root).map_err(|error| error.to_string())?;
        Ok((watch, None))
    }

    fn polling(root: &Utf8Path) -> notify::Result<Watch> {
        let config = Config::default().with_poll_interval(POLL);
        Watch::with(root, |handler| Ok(Box::new(PollWatcher::new(handler, config)?)))
    }

    fn with(
        root: &Utf8Path,
        make: impl FnOnce(Handler) -> notify::Result<Box<dyn Watcher + Send>>,
    ) -> notify::Result<Watch> {
        let (sender, changes) = channel();
        let root = root.canonicalize_utf8()?;
        let watcher = make(Handler {
            root: root.clone(),
            sender,
        })?;
        let mut watch = Watch { root, watcher, changes };
        watch
            .watcher
            .watch(watch.root.as_std_path(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            watch.follow(folder)?;
        }
        Ok(watch)
    }

    /// Watches a folder of the site, if it exists.
    fn follow(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if path.is_dir() {
            self.watcher.watch(path.as_std_path(), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Waits for changes until they are finished: the changed paths, relative to the root; empty if unknown.
    /// `None`: watching has ended.
    pub fn wait(&mut self) -> Option<BTreeSet<Utf8PathBuf>> {
        let first = self.changes.recv().ok()?;
        Some(self.rest(first))
    }

    /// [`wait`](Watch::wait) with a timeout; `Some(None)`: nothing changed.
    pub fn wait_at_most(&mut self, most: Duration) -> Option<Option<BTreeSet<Utf8PathBuf>>> {
        match self.changes.recv_timeout(most) {
            Ok(first) => Some(Some(self.rest(first))),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn rest(&mut self, first: Change) -> BTreeSet<Utf8PathBuf> {
        let start = Instant::now();
        let mut all = vec![first];
        while start.elapsed() < LONGEST
            && let Ok(change) = self.changes.recv_timeout(QUIET)
        {
            all.push(change);
        }
        let unknown = all.iter().any(Option::is_none);
        let paths: BTreeSet<Utf8PathBuf> = all.into_iter().flatten().collect();
        for folder in FOLDERS {
            // The folder was created, replaced or removed.
            if unknown || paths.contains(Utf8Path::new(folder)) {
                _ = self.watcher.unwatch(self.root.join(folder).as_std_path());
                _ = self.follow(folder);
            }
        }
        if unknown { BTreeSet::new() } else { paths }
    }
}

/// Forwards changes of the site.
struct Handler {
    root: Utf8PathBuf,
    sender: std::sync::mpsc::Sender<Change>,
}

impl notify::EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            _ = self.sender.send(None);
            return;
        };
        // Reading a file is not a change.
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        if event.need_rescan() {
            _ = self.sender.send(None);
            return;
        }
        for path in event.paths.iter().filter_map(|path| relevant(&self.root, path)) {
            _ = self.sender.send(Some(path));
        }
    }
}

/// The path relative to the root, if it belongs to the site and is not an editor's temporary file.
pub fn relevant(root: &Utf8Path, path: &Path) -> Option<Utf8PathBuf> {
    let path = Utf8Path::from_path(path)?.strip_prefix(root).ok()?;
    let first = path.components().next()?.as_str();
    let name = path.file_name()?;
    let temporary = name.starts_with('.') || name.ends_with('~') || name.starts_with('#') || name == "4913";
    ((FOLDERS.contains(&first) || path == CONFIG) && !temporary).then(|| path.to_owned())
}

//! Noticing that files of the site changed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may happen until a change counts as finished: editors write in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// How long a flood of changes may last until the site is read all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// How often is looked where the system cannot tell.
const POLL: Duration = Duration::from_secs(1);

/// The folders of a site, and its configuration.
const FOLDERS: [&str; 3] = ["content", "static", "templates"];
const CONFIG: &str = "dossier.yaml";

/// What happened: a path, or that nobody knows what.
type Message = Option<Utf8PathBuf>;

/// Watches a site.
pub struct Watch {
    root: Utf8PathBuf,
    watcher: Box<dyn Watcher + Send>,
    messages: Receiver<Message>,
}

impl Watch {
    /// Begins to watch. The second value says why changes are looked for instead, where the system cannot tell.
    pub fn new(root: &Utf8Path, poll: bool) -> Result<(Watch, Option<String>), String> {
        if !poll {
            match Watch::with(root, |handler| {
                Ok(Box::new(RecommendedWatcher::new(handler, Config::default())?))
            }) {
                Ok(watch) => return Ok((watch, None)),
                Err(error) => {
                    let watch = Watch::polling(root).map_err(|error| error.to_string())?;
                    let why = format!("the system cannot tell of changes ({error}); they are looked for every second");
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
        let (sender, messages) = channel();
        let root = root.canonicalize_utf8()?;
        let watcher = make(Handler {
            root: root.clone(),
            sender,
        })?;
        let mut watch = Watch {
            root,
            watcher,
            messages,
        };
        watch
            .watcher
            .watch(watch.root.as_std_path(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            watch.follow(folder)?;
        }
        Ok(watch)
    }

    /// Watches a folder of the site, if it is there.
    fn follow(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if path.is_dir() {
            self.watcher.watch(path.as_std_path(), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Waits for changes, and until they are finished: the files, relative to the root, sorted; none where
    /// it is not known which. `None`: nothing can happen any more.
    pub fn changes(&mut self) -> Option<BTreeSet<Utf8PathBuf>> {
        let first = self.messages.recv().ok()?;
        Some(self.rest(first))
    }

    /// The same, but for not longer than this; `Ok(None)`: nothing happened.
    pub fn changes_within(&mut self, most: Duration) -> Option<Option<BTreeSet<Utf8PathBuf>>> {
        match self.messages.recv_timeout(most) {
            Ok(first) => Some(Some(self.rest(first))),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn rest(&mut self, first: Message) -> BTreeSet<Utf8PathBuf> {
        let start = Instant::now();
        let mut all = vec![first];
        while start.elapsed() < LONGEST
            && let Ok(message) = self.messages.recv_timeout(QUIET)
        {
            all.push(message);
        }
        let unknown = all.iter().any(Option::is_none);
        let paths: BTreeSet<Utf8PathBuf> = all.into_iter().flatten().collect();
        for folder in FOLDERS {
            // It is a new folder now, or none.
            if unknown || paths.contains(Utf8Path::new(folder)) {
                _ = self.watcher.unwatch(self.root.join(folder).as_std_path());
                _ = self.follow(folder);
            }
        }
        if unknown { BTreeSet::new() } else { paths }
    }
}

/// Passes on what concerns the site.
struct Handler {
    root: Utf8PathBuf,
    sender: std::sync::mpsc::Sender<Message>,
}

impl notify::EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            _ = self.sender.send(None);
            return;
        };
        // The site's own reading is no change.
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

/// A path relative to the root, if a site is made of it and not what editors keep beside.
fn relevant(root: &Utf8Path, path: &Path) -> Option<Utf8PathBuf> {
    let path = Utf8Path::from_path(path)?.strip_prefix(root).ok()?;
    let first = path.components().next()?.as_str();
    let name = path.file_name()?;
    let passing = name.starts_with('.') || name.ends_with('~') || name.starts_with('#') || name == "4913";
    ((FOLDERS.contains(&first) || path == CONFIG) && !passing).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_keep_beside_a_file_is_no_change() {
        let of = |path: &str| relevant(Utf8Path::new("/site"), Path::new(path)).is_some();
        assert!(of("/site/content/articles/x.md") && of("/site/dossier.yaml") && of("/site/static"));
        for path in [
            "/site/content/articles/.x.md.swp",
            "/site/content/articles/x.md~",
            "/site/content/articles/4913",
            "/site/public/index.html",
            "/site/.dossier-cache/share/x",
            "/other/content/x.md",
        ] {
            assert!(!of(path), "{path}");
        }
    }
}

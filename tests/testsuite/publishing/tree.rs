//! A temporary folder with a site in it, and what lies in a folder as a value.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use dossier::internals::diagnostics::{Code, Diagnostic};
use dossier::internals::model::OutputPath;
use dossier::internals::publish::{Fault, Io};
use dossier::internals::publish::{Protected, Publication, Report};

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    Folder,
    File(String),
    Link(String),
}

/// Everything below a folder, by its path.
pub type Tree = BTreeMap<String, Node>;

/// The files that a site consists of.
pub type Site = BTreeMap<&'static str, String>;

pub fn site(files: &[(&'static str, &str)]) -> Site {
    files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()
}

/// What lies in a folder, our own folder included.
pub fn everything(folder: &Utf8Path) -> Tree {
    let mut tree = Tree::new();
    collect(folder, "", &mut tree);
    tree
}

/// What a visitor sees.
pub fn visible(folder: &Utf8Path) -> Tree {
    let mut tree = everything(folder);
    tree.retain(|path, _| path != ".dossier" && !path.starts_with(".dossier/"));
    tree
}

/// What a visitor should see.
pub fn expected(site: &Site) -> Tree {
    let mut tree = Tree::new();
    for (path, text) in site {
        for (at, _) in path.match_indices('/') {
            tree.insert(path[..at].to_owned(), Node::Folder);
        }
        tree.insert((*path).to_owned(), Node::File(text.clone()));
    }
    tree
}

fn collect(folder: &Utf8Path, prefix: &str, tree: &mut Tree) {
    let Ok(entries) = folder.read_dir_utf8() else { return };
    for entry in entries.map(Result::unwrap) {
        let path = format!("{prefix}{}", entry.file_name());
        let kind = entry.file_type().unwrap();
        let node = if kind.is_symlink() {
            Node::Link(fs::read_link(entry.path()).unwrap().to_string_lossy().into_owned())
        } else if kind.is_dir() {
            collect(entry.path(), &format!("{path}/"), tree);
            Node::Folder
        } else if kind.is_file() {
            Node::File(String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned())
        } else {
            Node::File("special".to_owned())
        };
        tree.insert(path, node);
    }
}

/// A site's root in a temporary folder, with its inputs.
pub struct Place {
    _temporary: tempfile::TempDir,
    /// The real path of the temporary folder.
    pub top: Utf8PathBuf,
    pub root: Utf8PathBuf,
    pub inputs: Vec<Utf8PathBuf>,
    pub home: Utf8PathBuf,
}

impl Place {
    pub fn new() -> Place {
        let temporary = tempfile::tempdir().unwrap();
        let top = Utf8PathBuf::from_path_buf(temporary.path().canonicalize().unwrap()).unwrap();
        let home = top.join("home");
        let root = home.join("site");
        let inputs = ["content", "templates", "static", "dossier.yaml"]
            .map(|name| root.join(name))
            .to_vec();
        fs::create_dir_all(root.join("content/articles")).unwrap();
        fs::create_dir_all(root.join("static")).unwrap();
        fs::write(root.join("content/articles/a.md"), "text").unwrap();
        fs::write(root.join("static/style.css"), "p {}").unwrap();
        fs::write(root.join("dossier.yaml"), "title: x").unwrap();
        fs::write(home.join("letter.txt"), "dear").unwrap();
        Place {
            _temporary: temporary,
            top,
            root,
            inputs,
            home,
        }
    }

    pub fn output(&self) -> Utf8PathBuf {
        self.root.join("public")
    }

    pub fn protected(&self) -> Protected<'_> {
        Protected {
            site_root: &self.root,
            inputs: &self.inputs,
            home: Some(&self.home),
        }
    }

    pub fn begin(&self) -> Result<Publication, Diagnostic> {
        Publication::begin(&self.output(), &self.protected())
    }

    /// Publishes; a locked output is tried again, for the reason that `settle` gives.
    pub fn publish(&self, site: &Site) -> Result<Report, Diagnostic> {
        for _ in 0..200 {
            match self.publish_with(site, Arc::default()) {
                Err(problem) if problem.code == dossier::internals::diagnostics::Code::OutputLocked => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                other => return other,
            }
        }
        panic!("the output stays locked");
    }

    pub fn publish_faulty(&self, site: &Site, fault: Fault) -> (Result<Report, Diagnostic>, bool) {
        let io = Arc::new(Io::faulty(fault));
        let result = self.publish_with(site, Arc::clone(&io));
        (result, io.fired())
    }

    fn publish_with(&self, site: &Site, io: Arc<Io>) -> Result<Report, Diagnostic> {
        let publication = Publication::begin_with(&self.output(), &self.protected(), io)?;
        for (path, text) in site {
            publication.write(&path_of(path), text.as_bytes())?;
        }
        publication.commit()
    }

    /// Begins and gives up: what a build makes of the output that publishes nothing. Other tests start
    /// processes: between fork and exec these hold every open file of this one, a lock that was just
    /// freed included, so a locked output is tried again.
    pub fn settle(&self) {
        for _ in 0..200 {
            match self.begin() {
                Err(problem) if problem.code == dossier::internals::diagnostics::Code::OutputLocked => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                other => return drop(other.unwrap()),
            }
        }
        panic!("the output stays locked");
    }

    pub fn shown(&self) -> Tree {
        visible(&self.output())
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.output().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

pub fn path_of(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

/// The code of the problem that stopped a publication.
pub fn code<T>(result: Result<T, Diagnostic>) -> Code {
    match result {
        Ok(_) => panic!("it was let pass"),
        Err(diagnostic) => {
            assert!(diagnostic.help.is_some(), "no remedy: {diagnostic:?}");
            diagnostic.code
        }
    }
}

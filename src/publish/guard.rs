//! Which folders may be an output.
//!
//! Paths are compared after resolving symbolic links; existing folders are compared by device and
//! inode where the system has them, so that two names of one folder count as the same.

use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic};

use super::layout::{self, Kind, Target};
use super::problem;

const CHOOSE: &str = "choose another folder with `--output`, such as `public`";

/// What the output must not overwrite.
#[derive(Clone, Copy, Debug)]
pub struct Protected<'a> {
    /// The folder of the site's sources. The output may be inside it, but must neither be nor contain it.
    pub site_root: &'a Utf8Path,
    /// Folders and files that the site is built from; they need not exist. The output must neither
    /// be, nor contain, nor be inside any of them.
    pub inputs: &'a [Utf8PathBuf],
    /// The user's home folder. The output may be inside it, but must neither be nor contain it.
    pub home: Option<&'a Utf8Path>,
}

/// Accepts an output that neither is, nor contains, nor is inside anything protected.
pub(super) fn check(output: &Utf8Path, protected: &Protected<'_>) -> Result<Target, Diagnostic> {
    if output.as_str().is_empty() {
        return Err(problem::refused("the path of the output is empty", CHOOSE));
    }
    let root = resolve(output).map_err(|error| error.describe(output))?;
    let guard = Guard { output, root: &root };
    guard.refuse_reserved_names()?;
    guard.refuse_parent_of(protected.site_root, "the site's root")?;
    for input in protected.inputs {
        guard.refuse_parent_of(input, "the input")?;
        guard.refuse_inside(input)?;
    }
    if let Some(home) = protected.home {
        guard.refuse_parent_of(home, "the home folder")?;
    }
    guard.refuse_repository()?;
    Ok(Target::new(root))
}

struct Guard<'a> {
    /// The path as the user wrote it.
    output: &'a Utf8Path,
    /// The same path with symbolic links resolved.
    root: &'a Utf8Path,
}

impl Guard<'_> {
    fn refuse_reserved_names(&self) -> Result<(), Diagnostic> {
        let reserved = |name: &str| {
            [layout::OWN, layout::GIT]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        };
        match self.root.components().find(|part| reserved(part.as_str())) {
            Some(part) => Err(problem::refused(
                format!("the output `{}` is inside a folder `{part}`", self.output),
                CHOOSE,
            )),
            None => Ok(()),
        }
    }

    fn refuse_parent_of(&self, path: &Utf8Path, what: &str) -> Result<(), Diagnostic> {
        for place in places(path)? {
            if same(&place, self.root) {
                return Err(problem::refused(
                    format!("the output `{}` is {what}", self.output),
                    CHOOSE,
                ));
            }
            if place.ancestors().any(|folder| same(folder, self.root)) {
                let message = format!("the output `{}` contains {what} `{path}`", self.output);
                return Err(problem::refused(message, CHOOSE));
            }
        }
        Ok(())
    }

    fn refuse_inside(&self, input: &Utf8Path) -> Result<(), Diagnostic> {
        for place in places(input)? {
            if self.root.ancestors().any(|folder| same(folder, &place)) {
                let message = format!("the output `{}` is inside the input `{input}`", self.output);
                return Err(problem::refused(message, CHOOSE));
            }
        }
        Ok(())
    }

    fn refuse_repository(&self) -> Result<(), Diagnostic> {
        match layout::look(self.root)? {
            Kind::Missing => {}
            Kind::Folder => {
                if layout::look(&self.root.join(layout::GIT))? != Kind::Missing {
                    let message = format!("the output `{}` is a Git repository (it contains `.git`)", self.output);
                    return Err(problem::refused(message, CHOOSE));
                }
            }
            _ => {
                let message = format!("the output `{}` is not a folder", self.output);
                return Err(problem::refused(message, CHOOSE));
            }
        }
        Ok(())
    }
}

/// Why a path cannot be resolved.
enum Unresolved {
    DanglingLink(Utf8PathBuf),
    ParentOfMissing,
    BelowFile(Utf8PathBuf),
    NotUtf8,
    Io(io::Error),
}

impl Unresolved {
    fn describe(&self, path: &Utf8Path) -> Diagnostic {
        let message = match self {
            Unresolved::DanglingLink(link) => {
                format!("`{path}` passes through the symbolic link `{link}`, whose target does not exist")
            }
            Unresolved::ParentOfMissing => format!("`{path}` has `..` after a folder that does not exist"),
            Unresolved::BelowFile(file) => format!("`{path}` passes through `{file}`, which is not a folder"),
            Unresolved::NotUtf8 => format!("`{path}` resolves to a path that is not UTF-8"),
            Unresolved::Io(error) => return problem::failed("access", path, error),
        };
        problem::refused(message, CHOOSE)
    }
}

/// The canonical form of a path that need not exist: its existing part with symbolic links resolved, then the rest.
fn resolve(path: &Utf8Path) -> Result<Utf8PathBuf, Unresolved> {
    let path = if path.as_str().is_empty() {
        Utf8Path::new(".")
    } else {
        path
    };
    let mut base = camino::absolute_utf8(path).map_err(Unresolved::Io)?;
    let mut rest = Vec::new();
    loop {
        match fs::canonicalize(&base) {
            Ok(real) => {
                let mut real = Utf8PathBuf::from_path_buf(real).map_err(|_| Unresolved::NotUtf8)?;
                if !rest.is_empty() && !real.is_dir() {
                    return Err(Unresolved::BelowFile(base));
                }
                real.extend(rest.iter().rev());
                return Ok(real);
            }
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(Unresolved::Io(error));
            }
            Err(error) => {
                if layout::kind(&base).map_err(Unresolved::Io)? == Kind::Symlink {
                    return Err(Unresolved::DanglingLink(base));
                }
                let Some(name) = base.file_name() else {
                    let root = base.parent().is_none();
                    return Err(if root {
                        Unresolved::Io(error)
                    } else {
                        Unresolved::ParentOfMissing
                    });
                };
                rest.push(name.to_owned());
                base.pop();
            }
        }
    }
}

/// The canonical paths of something protected: its target and, if it is a symbolic link, the link itself.
///
/// # Errors
/// It cannot be resolved; then nothing may be written.
fn places(path: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Diagnostic> {
    let mut places = Vec::new();
    match resolve(path) {
        Ok(real) => places.push(real),
        // It has no target; the link itself is added below.
        Err(Unresolved::DanglingLink(_)) => {}
        Err(error) => {
            return Err(Diagnostic {
                code: Code::OutputRefused,
                ..error.describe(path)
            });
        }
    }
    if let (Some(parent), Some(name)) = (path.parent(), path.file_name()) {
        let parent = resolve(parent).map_err(|error| error.describe(parent))?;
        places.push(parent.join(name));
    }
    Ok(places)
}

/// Whether two paths name the same folder.
fn same(a: &Utf8Path, b: &Utf8Path) -> bool {
    a == b || identity(a).is_some_and(|a| identity(b) == Some(a))
}

/// Device and inode of a file, which identify it.
#[cfg(unix)]
pub(super) fn identity(path: &Utf8Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
}

/// Unknown on this system: paths are compared by name.
#[cfg(not(unix))]
pub(super) fn identity(_: &Utf8Path) -> Option<(u64, u64)> {
    None
}

//! Which folders may be an output.
//!
//! Every path is compared as it really lies, without symbolic links; folders that exist are the
//! same if the system says so, whatever they are called.

use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic};

use super::layout::{self, Kind, Target};
use super::{Protected, problem};

const CHOOSE: &str = "choose another folder with `--output`, such as `public`";

/// Lets an output pass that neither is, nor holds, nor lies in anything that is protected.
pub(super) fn check(output: &Utf8Path, protected: &Protected<'_>) -> Result<Target, Diagnostic> {
    if output.as_str().is_empty() {
        return Err(problem::refused("the output has no name", CHOOSE));
    }
    let root = resolve(output).map_err(|error| error.describe(output))?;
    let guard = Guard { output, root: &root };
    guard.refuse_kept_names()?;
    guard.refuse_holder_of(protected.site_root, "the site's root")?;
    for input in protected.inputs {
        guard.refuse_holder_of(input, "the input")?;
        guard.refuse_inside(input)?;
    }
    if let Some(home) = protected.home {
        guard.refuse_holder_of(home, "the home folder")?;
    }
    guard.refuse_repository()?;
    Ok(Target::new(root))
}

struct Guard<'a> {
    /// As the user wrote it.
    output: &'a Utf8Path,
    /// As it really lies.
    root: &'a Utf8Path,
}

impl Guard<'_> {
    fn refuse_kept_names(&self) -> Result<(), Diagnostic> {
        let kept = |name: &str| {
            [layout::OWN, layout::GIT]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
        };
        match self.root.components().find(|part| kept(part.as_str())) {
            Some(part) => Err(problem::refused(
                format!("the output `{}` lies in a folder `{part}`", self.output),
                CHOOSE,
            )),
            None => Ok(()),
        }
    }

    fn refuse_holder_of(&self, path: &Utf8Path, what: &str) -> Result<(), Diagnostic> {
        for place in places(path)? {
            if same(&place, self.root) {
                return Err(problem::refused(
                    format!("the output `{}` is {what}", self.output),
                    CHOOSE,
                ));
            }
            if place.ancestors().any(|folder| same(folder, self.root)) {
                let message = format!("the output `{}` holds {what} `{path}`", self.output);
                return Err(problem::refused(message, CHOOSE));
            }
        }
        Ok(())
    }

    fn refuse_inside(&self, input: &Utf8Path) -> Result<(), Diagnostic> {
        for place in places(input)? {
            if self.root.ancestors().any(|folder| same(folder, &place)) {
                let message = format!("the output `{}` lies in the input `{input}`", self.output);
                return Err(problem::refused(message, CHOOSE));
            }
        }
        Ok(())
    }

    fn refuse_repository(&self) -> Result<(), Diagnostic> {
        let look = |path: &Utf8Path| layout::kind(path).map_err(|error| problem::failed("look at", path, &error));
        match look(self.root)? {
            Kind::Missing => {}
            Kind::Folder => {
                if look(&self.root.join(layout::GIT))? != Kind::Missing {
                    let message = format!("the output `{}` is a Git repository (it holds `.git`)", self.output);
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

/// Why it cannot be told where a path lies.
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
                format!("`{path}` leads through the symbolic link `{link}`, which leads nowhere")
            }
            Unresolved::ParentOfMissing => format!("`{path}` goes up (`..`) from a folder that does not exist"),
            Unresolved::BelowFile(file) => format!("`{path}` leads through `{file}`, which is not a folder"),
            Unresolved::NotUtf8 => format!("`{path}` leads to a folder whose name is not UTF-8"),
            Unresolved::Io(error) => return problem::failed("look at", path, error),
        };
        problem::refused(message, CHOOSE)
    }
}

/// Where a path really lies: the part of it that exists without symbolic links, then the rest.
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

/// Where something protected lies: what it leads to and, if it is a symbolic link, the link too.
///
/// # Errors
/// Where that cannot be told, nothing may be written.
fn places(path: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Diagnostic> {
    let mut places = Vec::new();
    match resolve(path) {
        Ok(real) => places.push(real),
        // Nothing lies behind it; the link itself is looked at below.
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

/// Whether two paths are one folder, under whatever names.
fn same(a: &Utf8Path, b: &Utf8Path) -> bool {
    a == b || identity(a).is_some_and(|a| identity(b) == Some(a))
}

/// What tells a file from every other.
#[cfg(unix)]
pub(super) fn identity(path: &Utf8Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
}

/// Not known here: paths are compared by name.
#[cfg(not(unix))]
pub(super) fn identity(_: &Utf8Path) -> Option<(u64, u64)> {
    None
}

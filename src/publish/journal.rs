//! The journal of a publication: the actions that remain once it is committed.
//!
//! Every action is idempotent, so that an interrupted journal is simply replayed.

use std::fmt;

use crate::model::output_path::OutputPath;

use super::layout;
use super::seal;

/// The first line, with the version of the format.
pub const FIRST: &str = "dossier journal 1";

/// One change of the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// Create a folder if it is missing.
    CreateFolder(OutputPath),
    /// Move the staged file with this number to its path.
    Install(u64, OutputPath),
    /// Remove a file that only the old manifest lists.
    Remove(OutputPath),
    /// Remove a folder if it is empty.
    RemoveFolder(OutputPath),
}

/// The actions in order, and the manifest that is valid once they are done.
#[derive(Debug)]
pub struct Journal {
    pub actions: Vec<Action>,
    pub manifest: String,
}

impl Action {
    /// The file or folder that changes.
    pub fn path(&self) -> &OutputPath {
        match self {
            Action::CreateFolder(path)
            | Action::Install(_, path)
            | Action::Remove(path)
            | Action::RemoveFolder(path) => path,
        }
    }

    fn parse(line: &str) -> Option<Action> {
        let (word, rest) = line.split_once(' ')?;
        Some(match word {
            "folder" => Action::CreateFolder(layout::own_path(rest)?),
            "install" => {
                let (number, path) = rest.split_once(' ')?;
                Action::Install(number.parse().ok()?, layout::own_path(path)?)
            }
            "remove" => Action::Remove(layout::own_path(rest)?),
            "tidy" => Action::RemoveFolder(layout::own_path(rest)?),
            _ => return None,
        })
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::CreateFolder(path) => write!(f, "folder {path}"),
            Action::Install(number, path) => write!(f, "install {number} {path}"),
            Action::Remove(path) => write!(f, "remove {path}"),
            Action::RemoveFolder(path) => write!(f, "tidy {path}"),
        }
    }
}

impl Journal {
    /// The text that is stored on disk.
    pub fn seal(&self) -> String {
        let mut body = format!("manifest {}\n", self.manifest);
        body.extend(self.actions.iter().map(|action| format!("{action}\n")));
        seal::seal(FIRST, &body).text
    }

    /// Parses the stored text; `None` if it is damaged or malformed.
    pub fn open(bytes: &[u8]) -> Option<Journal> {
        let (body, _) = seal::open(FIRST, bytes)?;
        let mut lines = body.lines();
        let manifest = lines.next()?.strip_prefix("manifest ")?.to_owned();
        let actions = lines.map(Action::parse).collect::<Option<Vec<Action>>>()?;
        Some(Journal { actions, manifest })
    }
}

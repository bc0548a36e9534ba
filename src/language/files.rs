//! The data files of the languages, by path (`de/grammar.yaml`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

/// The folders beside this file; those without an interface hold code.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/language");

/// The file that makes a language of a folder.
const INTERFACE: &str = "interface.yaml";

/// The language that stands in for one without data, and whose strings stand in for missing ones.
pub const FALLBACK: &str = "en";

/// The content of every data file, by path; this module reads nothing from the disk.
#[derive(Clone, Default)]
pub(super) struct Files(BTreeMap<String, Cow<'static, [u8]>>);

impl Files {
    /// The data that is part of the program.
    pub(super) fn embedded() -> Files {
        let files = EMBEDDED.dirs().flat_map(Dir::files);
        let entries = files.filter_map(|file| Some((file.path().to_str()?.replace('\\', "/"), file.contents().into())));
        let mut files = Files(entries.collect());
        let tags = files.tags();
        files.0.retain(|path, _| tags.iter().any(|tag| is_in(path, tag)));
        files
    }

    /// Adds files, which replace those of the same path.
    #[cfg(feature = "internals")]
    pub(super) fn add(&mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) {
        self.0
            .extend(files.into_iter().map(|(path, bytes)| (path, bytes.into())));
    }

    /// The names of the folders that have an interface, sorted.
    pub(super) fn tags(&self) -> Vec<String> {
        let folders = self.0.keys().filter_map(|path| path.split_once('/'));
        folders
            .filter(|(_, name)| *name == INTERFACE)
            .map(|(tag, _)| tag.to_owned())
            .collect()
    }

    /// The content of a file; `None` where the language has none.
    pub(super) fn bytes(&self, tag: &str, name: &str) -> Option<&[u8]> {
        self.0.get(&format!("{tag}/{name}")).map(Cow::as_ref)
    }

    /// Reads a YAML file; the default value where it is missing.
    ///
    /// # Errors
    /// The path of a file that does not fit its type, and why not.
    pub(super) fn read<T: DeserializeOwned + Default>(&self, tag: &str, name: &str) -> Result<T, String> {
        let Some(bytes) = self.bytes(tag, name) else {
            return Ok(T::default());
        };
        serde_yaml::from_slice(bytes).map_err(|error| format!("{tag}/{name}: {error}"))
    }
}

/// The flag that a data file names, in lower case.
pub(super) fn flag<F: bitflags::Flags>(name: &str) -> Result<F, String> {
    let flag = F::from_name(&name.to_uppercase()).filter(|_| name == name.to_lowercase());
    flag.ok_or_else(|| format!("`{name}` is not a known word class"))
}

/// Whether a path is that of a file in the folder of a language.
fn is_in(path: &str, tag: &str) -> bool {
    path.split_once('/').is_some_and(|(folder, _)| folder == tag)
}

//! Which files import each other.
//!
//! An import of a name that a module merely passes on (`pub use child::Name`) is an import from the file that
//! defines it, so a child may use through its parent what a file below both of them defines.

use std::collections::{BTreeMap, BTreeSet};

use super::source::File;

/// The files of the crate by their modules.
struct Crate<'a>(BTreeMap<Vec<&'a str>, &'a File>);

impl<'a> Crate<'a> {
    /// The file that defines what a path in a file names; `None` where it is not of this crate, or a module alone.
    fn target(&self, file: &'a File, path: &'a [String]) -> Option<&'a File> {
        let (found, is_module) = self.resolve(file, path, 0)?;
        (!is_module).then_some(found)
    }

    /// The file at the end of a path, and whether the path names just this module.
    fn resolve(&self, from: &'a File, path: &'a [String], depth: usize) -> Option<(&'a File, bool)> {
        if depth > 8 {
            return None;
        }
        let absolute = from.absolute(path);
        let mut is_ours = absolute.is_some();
        // A path without a root begins with a child, or with what `use` made known.
        let mut at: Vec<&str> = if is_ours { Vec::new() } else { from.module_path() };
        let names = absolute.unwrap_or_else(|| path.iter().map(String::as_str).collect());
        for name in &names {
            at.push(name);
            if self.0.contains_key(&at) {
                is_ours = true;
                continue;
            }
            at.pop();
            let file = *self.0.get(&at)?;
            let used = file.named.iter().rfind(|used| used.known_as.as_deref() == Some(name));
            let Some(used) = used else {
                return is_ours.then_some((file, false));
            };
            if used.path == path {
                return None;
            }
            let (found, is_module) = self.resolve(file, &used.path, depth + 1)?;
            if !is_module {
                return Some((found, false));
            }
            (at, is_ours) = (found.module_path(), true);
        }
        Some((*self.0.get(&at)?, true))
    }
}

/// Every import of one file from another that is part of a circle, or leads from one circle to another. Files of
/// tests are left out.
pub fn circles(files: &[File]) -> BTreeSet<(&str, &str)> {
    let code = files
        .iter()
        .filter(|file| !file.path.ends_with("tests.rs") && !file.path.contains("/tests/"));
    let all = Crate(code.map(|file| (file.module_path(), file)).collect());
    let mut imports = BTreeSet::new();
    for file in all.0.values() {
        let targets = file.named.iter().filter_map(|named| all.target(file, &named.path));
        let others = targets.filter(|target| target.path != file.path);
        imports.extend(others.map(|target| (file.path.as_str(), target.path.as_str())));
    }
    loop {
        let before = imports.len();
        let (importing, imported): (BTreeSet<&str>, BTreeSet<&str>) = imports.iter().copied().unzip();
        imports.retain(|(from, to)| imported.contains(from) && importing.contains(to));
        if imports.len() == before {
            return imports;
        }
    }
}

#[test]
fn circles_are_seen_and_what_is_passed_on_is_none() {
    let parent = "mod child; mod leaf; pub use leaf::Leaf; pub struct Own; fn f() { child::g() }";
    let family = |child| {
        [
            File::new("src/a/mod.rs", parent),
            File::new("src/a/leaf.rs", "pub struct Leaf;"),
            File::new("src/a/child.rs", child),
        ]
    };
    let both = |one, other| BTreeSet::from([(one, other), (other, one)]);
    assert!(circles(&family("use super::Leaf; pub fn g() -> Leaf { Leaf }")).is_empty());
    for text in [
        "use super::{Leaf, Own};",
        "fn g() -> crate::a::Own {}",
        "use crate::a as b; fn g() -> b::Own {}",
        "use super::*;",
    ] {
        assert_eq!(circles(&family(text)), both("src/a/child.rs", "src/a/mod.rs"), "{text}");
    }
    let siblings = [
        File::new("src/b.rs", "use crate::c::{self, d::{E as F}};"),
        File::new("src/c/mod.rs", "use self::d::E;"),
        File::new("src/c/d.rs", "use crate::b; pub struct E; fn f() { b::g() }"),
    ];
    assert_eq!(circles(&siblings), both("src/b.rs", "src/c/d.rs"));
}

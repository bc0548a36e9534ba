//! Which file imports which, and whether any of them import each other.
//!
//! An import of a name that a module merely passes on (`pub use child::Name`) is an import from the file that
//! defines it, so a child may use through its parent what a file below both of them defines.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{File, Names};

/// A file as a module of the crate.
struct Module<'a> {
    file: &'a File,
    /// Its path from the root of the crate.
    path: Names,
    /// What `use` makes known in it, by name.
    uses: BTreeMap<&'a str, &'a Names>,
}

/// The modules of the crate by their paths.
pub struct Crate<'a>(BTreeMap<Names, Module<'a>>);

impl<'a> Crate<'a> {
    /// Reads the modules out of the files; files of tests are left out.
    pub fn new(files: &'a [File]) -> Crate<'a> {
        let is_code = |file: &&File| {
            let path = &file.path;
            path != "src/main.rs" && !path.ends_with("tests.rs") && !path.contains("/tests/")
        };
        let modules = files.iter().filter(is_code).map(|file| {
            let named = file.named.iter();
            let uses = named.filter_map(|named| Some((named.known_as.as_deref()?, &named.path)));
            Module {
                file,
                path: file.module_path(),
                uses: uses.collect(),
            }
        });
        Crate(modules.map(|module| (module.path.clone(), module)).collect())
    }

    /// The imports, each from a file to the one that defines what it names, that are part of a circle or lie between two.
    pub fn circles(&self) -> BTreeSet<(&str, &str)> {
        let mut imports = BTreeSet::new();
        for module in self.0.values() {
            let defined = |path| self.resolve(module, path, 0).filter(|(_, whole)| !whole);
            let targets = module.file.named.iter().filter_map(|named| defined(&named.path));
            let pairs = targets.map(|(target, _)| (module.file.path.as_str(), target.file.path.as_str()));
            imports.extend(pairs.filter(|(from, to)| from != to));
        }
        loop {
            let (from, to): (BTreeSet<&str>, BTreeSet<&str>) = imports.iter().copied().unzip();
            let before = imports.len();
            imports.retain(|(importer, imported)| to.contains(importer) && from.contains(imported));
            if imports.len() == before {
                return imports;
            }
        }
    }

    /// The module at the end of a path, and whether the path names just this module.
    fn resolve(&self, from: &Module<'a>, path: &Names, depth: usize) -> Option<(&Module<'a>, bool)> {
        if depth > 8 {
            return None;
        }
        let mut at = from.path.clone();
        let mut rest = path.as_slice();
        match rest.first()?.as_str() {
            "crate" => (at, rest) = (Names::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            // A child, or what `use` made known; anything else is of another crate or of this file.
            _ => {}
        }
        let mut anchored = path.len() != rest.len();
        loop {
            let Some(name) = rest.first() else {
                return Some((self.0.get(&at)?, true));
            };
            let child: Names = at.iter().chain([name]).cloned().collect();
            if self.0.contains_key(&child) {
                (at, rest, anchored) = (child, &rest[1..], true);
                continue;
            }
            let module = self.0.get(&at)?;
            let Some(known) = module.uses.get(name.as_str()).copied() else {
                return anchored.then_some((module, false));
            };
            if known == path {
                return None;
            }
            let (found, whole) = self.resolve(module, known, depth + 1)?;
            if !whole || rest.len() == 1 {
                return Some((found, whole));
            }
            (at, rest, anchored) = (found.path.clone(), &rest[1..], true);
        }
    }
}

#[test]
fn circles_are_seen_and_what_is_passed_on_is_none() {
    let file = |path: &str, text: &str| File::new(path, text);
    let circles = |files: &[File]| -> Vec<String> {
        let modules = Crate::new(files);
        let imports = modules.circles();
        imports.iter().map(|(from, to)| format!("{from} {to}")).collect()
    };
    let leaf = || file("src/a/leaf.rs", "pub struct Leaf;");
    let child = |text| file("src/a/child.rs", text);
    let parent = || {
        file(
            "src/a/mod.rs",
            "mod child; mod leaf; pub use leaf::Leaf; pub struct Own; fn f() { child::g() }",
        )
    };
    let passed_on = child("use super::Leaf; pub fn g() -> Leaf { Leaf }");
    assert!(circles(&[parent(), leaf(), passed_on]).is_empty());
    for text in [
        "use super::{Leaf, Own};",
        "fn g() -> crate::a::Own {}",
        "use crate::a as b; fn g() -> b::Own {}",
        "use super::*;",
    ] {
        let found = circles(&[parent(), leaf(), child(text)]);
        assert_eq!(
            found,
            ["src/a/child.rs src/a/mod.rs", "src/a/mod.rs src/a/child.rs"],
            "{text}"
        );
    }
    let siblings = [
        file("src/b.rs", "use crate::c::{self, d::{E as F}};"),
        file("src/c/mod.rs", "use self::d::E;"),
        file("src/c/d.rs", "use crate::b; pub struct E; fn f() { b::g() }"),
    ];
    assert_eq!(circles(&siblings), ["src/b.rs src/c/d.rs", "src/c/d.rs src/b.rs"]);
}

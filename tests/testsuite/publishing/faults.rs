//! A fault at every step.

use std::fs;

use dossier::internals::diagnostics::Code;
use dossier::internals::publish::Fault;

use super::tree::{Node, Place, Site, Tree, code, everything, expected, site};

/// Changed, added, removed and unchanged files, at every depth; a file becomes a folder, and a
/// folder a file.
fn old() -> Site {
    site(&[
        ("index.html", "old index"),
        ("same.html", "same"),
        ("a/changed.html", "old"),
        ("a/removed.html", "old"),
        ("a/b/same.html", "same"),
        ("gone/deep/x.html", "old"),
        ("gone/y.html", "old"),
        ("kept/with-foreign.html", "old"),
        ("file", "old"),
        ("folder/x", "old"),
    ])
}

fn new() -> Site {
    site(&[
        ("index.html", "the new index"),
        ("same.html", "same"),
        ("a/changed.html", "new!"),
        ("a/b/same.html", "same"),
        ("a/b/added.html", "new"),
        ("added/deep/x.html", "new"),
        ("added/y.html", "new"),
        ("file/x", "new"),
        ("folder", "new"),
    ])
}

/// The same without what needs old files to go first, so that folders are made early.
fn tame(mut site: Site) -> Site {
    site.retain(|path, _| !path.starts_with("file") && !path.starts_with("folder"));
    site
}

const FOREIGN: [(&str, &str); 3] = [
    ("CNAME", "example.org"),
    ("kept/mine.txt", "mine"),
    ("a/b/notes.txt", "n"),
];

/// What a visitor sees, with the files of somebody else.
fn shown(site: &Site) -> Tree {
    let mut tree = expected(site);
    for (path, text) in FOREIGN {
        for (at, _) in path.match_indices('/') {
            tree.insert(path[..at].to_owned(), Node::Folder);
        }
        tree.insert(path.to_owned(), Node::File(text.to_owned()));
    }
    tree
}

fn place_with(old: Option<&Site>) -> Place {
    let place = Place::new();
    if let Some(old) = old {
        place.publish(old).unwrap();
        for (path, text) in FOREIGN {
            place.put(path, text);
        }
    }
    place
}

/// Every file is one of the old site, of the new one, or somebody else's; and whole.
fn assert_whole(tree: &Tree, old: &Site, new: &Site, case: &str) {
    for (path, node) in tree {
        let Node::File(text) = node else { continue };
        let known = [old.get(path.as_str()), new.get(path.as_str())].contains(&Some(text));
        assert!(
            known || FOREIGN.contains(&(path, text)),
            "{case}: {path} holds {text:?}"
        );
    }
    for (path, text) in old {
        if new.get(path) == Some(text) {
            assert_eq!(
                tree.get(*path),
                Some(&Node::File(text.clone())),
                "{case}: {path} is the same in both"
            );
        }
    }
}

/// How the site looked after each fault.
#[derive(Default)]
struct Tally {
    old: usize,
    new: usize,
}

impl Tally {
    fn add(&mut self, tree: &Tree, old: &Tree, new: &Tree, case: &str) {
        if tree == new {
            self.new += 1;
        } else {
            assert_eq!(tree, old, "{case}: neither the old site nor the new one");
            self.old += 1;
        }
    }
}

/// Puts a fault at every step of a publication, and returns how many steps there are.
fn at_every_step(old: Option<&Site>, new: &Site, fault: fn(u64) -> Fault, reach: impl Fn(&Place, &str)) -> u64 {
    let empty = Site::new();
    let (before, after) = (
        old.map(shown).unwrap_or_default(),
        old.map_or_else(|| expected(new), |_| shown(new)),
    );
    let mut tally = Tally::default();
    let mut turned = None;
    for step in 0.. {
        let place = place_with(old);
        let case = format!("{:?}", fault(step));
        let outside = |place: &Place| {
            let mut tree = everything(&place.top);
            tree.retain(|path, _| !path.starts_with("home/site/public"));
            tree
        };
        let untouched = outside(&place);
        let (result, fired) = place.publish_faulty(new, fault(step));
        assert_whole(&place.shown(), old.unwrap_or(&empty), new, &case);
        if !fired {
            assert_eq!(
                result.unwrap().unchanged,
                new.iter()
                    .filter(|(p, t)| old.is_some_and(|o| o.get(*p) == Some(*t)))
                    .count()
            );
            assert_eq!(place.shown(), after);
            assert!(tally.old > 0 && tally.new > 0, "{} old, {} new", tally.old, tally.new);
            return step;
        }
        let failed = result.is_err();
        if failed {
            assert_eq!(code(result), Code::OutputFailed, "{case}");
        }
        reach(&place, &case);
        place.settle();
        let now = place.shown();
        tally.add(&now, &before, &after, &case);
        assert!(failed || now == after, "{case}: success, but not the new site");
        // There is one commit point: before it the old site, after it the new one.
        turned = turned.or((now == after).then_some(step));
        assert!(
            turned.is_none_or(|_| now == after),
            "{case}: old again after {turned:?}"
        );
        assert_eq!(outside(&place), untouched, "{case}");
        // Nothing blocks the next build.
        place.publish(new).unwrap();
        assert_eq!(place.shown(), after, "{case}");
        let own: Vec<String> = everything(&place.output().join(".dossier")).into_keys().collect();
        assert_eq!(own, ["lock", "manifest"], "{case}");
    }
    unreachable!()
}

fn in_every_way(fault: fn(u64) -> Fault) {
    let (old, new) = (old(), new());
    let steps = at_every_step(None, &new, fault, |_, _| ());
    assert!(steps > 30, "{steps}");
    let steps = at_every_step(Some(&old), &new, fault, |_, _| ());
    assert!(steps > 30, "{steps}");
    let (old, new) = (tame(old), tame(new));
    let steps = at_every_step(Some(&old), &new, fault, |_, _| ());
    assert!(steps > 25, "{steps}");
}

#[test]
fn killed_at_every_step() {
    in_every_way(Fault::Die);
}

#[test]
fn failing_once_at_every_step() {
    in_every_way(Fault::FailOnce);
}

#[test]
fn failing_from_every_step_on() {
    in_every_way(Fault::FailFrom);
}

/// The build that should bring a dead one to its end dies too, at every step of its own.
#[test]
fn killed_again_at_every_step_of_the_recovery() {
    let (old, new) = (old(), new());
    at_every_step(Some(&old), &new, Fault::Die, |place, case| {
        // From the same state again and again.
        let state = place.top.join("state");
        copy_tree(&place.output(), &state);
        for step in 0.. {
            fs::remove_dir_all(place.output()).unwrap();
            copy_tree(&state, &place.output());
            let (result, fired) = place.publish_faulty(&new, Fault::Die(step));
            assert_whole(&place.shown(), &old, &new, case);
            if !fired {
                result.unwrap();
                break;
            }
            place.settle();
            let now = place.shown();
            assert!(
                now == shown(&old) || now == shown(&new),
                "{case}, then {step}: {now:#?}"
            );
        }
        fs::remove_dir_all(place.output()).unwrap();
        copy_tree(&state, &place.output());
        fs::remove_dir_all(state).unwrap();
    });
}

/// While a site is there, a build that fails before its commit point changes no byte of it, even
/// before anybody builds again.
#[test]
fn a_full_disk_leaves_the_old_site_at_once() {
    let (old, new) = (tame(old()), tame(new()));
    let mut kept = 0;
    for step in 0.. {
        let place = place_with(Some(&old));
        let before = everything(&place.top);
        let (result, fired) = place.publish_faulty(&new, Fault::FailOnce(step));
        if !fired {
            break;
        }
        let error = result.err();
        let early = error
            .as_ref()
            .and_then(|e| e.help.as_ref())
            .is_some_and(|help| help.contains("is unchanged"));
        if early {
            assert_eq!(everything(&place.top), before, "step {step}: {error:?}");
            kept += 1;
        }
    }
    assert!(kept > 10, "{kept}");
}

fn copy_tree(from: &camino::Utf8Path, to: &camino::Utf8Path) {
    if !from.exists() {
        return;
    }
    fs::create_dir_all(to).unwrap();
    for (path, node) in everything(from) {
        match node {
            Node::Folder => fs::create_dir(to.join(path)).unwrap(),
            Node::File(text) => fs::write(to.join(path), text).unwrap(),
            Node::Link(_) => unreachable!(),
        }
    }
}

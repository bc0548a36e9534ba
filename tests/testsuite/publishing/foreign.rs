//! What is not ours stays, and what is in the way is reported before anything is touched.

use std::fs;
use std::os::unix::fs::symlink;

use camino::Utf8Path;
use dossier::internals::diagnostics::Code;
use dossier::internals::publish::Fault;

use super::tree::{Node, Place, Site, code, everything, expected, site};

fn place_with(old: &Site) -> Place {
    let place = Place::new();
    place.publish(old).unwrap();
    place
}

fn in_the_way(place: &Place, new: &Site, path: &str) {
    let before = everything(&place.top);
    let problem = place.publish(new).unwrap_err();
    assert_eq!(problem.code, Code::OutputForeignFile, "{problem:?}");
    assert!(
        problem.message.contains(&format!("`{}`", place.output().join(path))),
        "{}",
        problem.message
    );
    assert!(problem.help.is_some());
    assert_eq!(everything(&place.top), before);
}

#[test]
fn foreign_files_and_folders_stay() {
    let place = place_with(&site(&[("a/x.html", "x"), ("b/y.html", "y")]));
    place.put("CNAME", "example.org");
    place.put("b/notes/mine.txt", "mine");
    place.put(".dossier/notes.txt", "even here");
    place.put(".dossier/staging/notes.txt", "and here");
    fs::create_dir(place.output().join("empty")).unwrap();
    place.publish(&site(&[("c.html", "c")])).unwrap();
    place.publish(&site(&[("d.html", "d")])).unwrap();
    let mut wanted = expected(&site(&[
        ("CNAME", "example.org"),
        ("b/notes/mine.txt", "mine"),
        ("d.html", "d"),
    ]));
    wanted.insert("empty".to_owned(), Node::Folder);
    assert_eq!(place.shown(), wanted);
    let own = everything(&place.output().join(".dossier"));
    assert_eq!(own.get("notes.txt"), Some(&Node::File("even here".to_owned())));
    assert_eq!(own.get("staging/notes.txt"), Some(&Node::File("and here".to_owned())));
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let place = place_with(&site(&[("a.html", "a")]));
    place.put("b.html", "mine");
    place.put("c/d.html", "mine");
    in_the_way(&place, &site(&[("a.html", "A"), ("b.html", "ours")]), "b.html");
    in_the_way(&place, &site(&[("a.html", "A"), ("c/d.html", "ours")]), "c/d.html");
    // Not even with the very same bytes: we would remove it one day.
    in_the_way(&place, &site(&[("b.html", "mine")]), "b.html");
    // A file that we removed may be made anew by somebody else.
    place.publish(&site(&[])).unwrap();
    place.put("a.html", "mine now");
    in_the_way(&place, &site(&[("a.html", "a")]), "a.html");
}

#[test]
fn a_file_where_a_folder_is_needed_and_the_reverse() {
    let place = place_with(&site(&[("ours/x", "x"), ("other", "o")]));
    place.put("file", "mine");
    place.put("folder/x", "mine");
    place.put("ours/mine", "mine");
    fs::create_dir(place.output().join("empty")).unwrap();
    in_the_way(&place, &site(&[("file/x", "x")]), "file");
    in_the_way(&place, &site(&[("file/deep/x", "x")]), "file");
    in_the_way(&place, &site(&[("folder", "x")]), "folder");
    in_the_way(&place, &site(&[("empty", "x")]), "empty");
    in_the_way(&place, &site(&[("ours", "x")]), "ours");
    in_the_way(&place, &site(&[("ours", "x"), ("other/x", "x")]), "ours");
    fs::remove_file(place.output().join("ours/mine")).unwrap();
    fs::create_dir(place.output().join("ours/mine")).unwrap();
    in_the_way(&place, &site(&[("ours", "x")]), "ours");
    fs::remove_dir(place.output().join("ours/mine")).unwrap();
    place.publish(&site(&[("ours", "x"), ("other/x", "x")])).unwrap();
}

#[test]
fn our_file_that_somebody_made_a_folder_is_in_the_way() {
    let place = place_with(&site(&[("a", "a"), ("b", "b")]));
    fs::remove_file(place.output().join("a")).unwrap();
    place.put("a/mine", "mine");
    in_the_way(&place, &site(&[("a", "a"), ("b", "b")]), "a");
    // If it is to go it is left alone.
    place.publish(&site(&[("b", "b")])).unwrap();
    assert_eq!(place.shown(), expected(&site(&[("a/mine", "mine"), ("b", "b")])));
}

#[test]
fn nothing_is_written_or_removed_through_a_symbolic_link() {
    let other = |place: &Place| {
        let other = place.top.join("other");
        fs::create_dir_all(other.join("deep")).unwrap();
        fs::write(other.join("x.html"), "mine").unwrap();
        fs::write(other.join("deep/x.html"), "mine").unwrap();
        other
    };
    // A folder of ours was replaced by a link to a folder with the same names.
    let old = site(&[("a/x.html", "x"), ("a/deep/x.html", "x"), ("b.html", "b")]);
    for (link, name) in [("a", ""), ("a/deep", "deep")] {
        let place = place_with(&old);
        let other = other(&place);
        fs::remove_dir_all(place.output().join(link)).unwrap();
        symlink(other.join(name), place.output().join(link)).unwrap();
        for new in [
            site(&[("a/x.html", "new"), ("a/deep/x.html", "new"), ("b.html", "b")]),
            site(&[("a/x.html", "x"), ("a/deep/x.html", "x"), ("b.html", "b")]),
            site(&[("a/deep/new/y.html", "new")]),
            site(&[("b.html", "b")]),
            site(&[]),
        ] {
            in_the_way(&place, &new, link);
        }
    }
    // A file of ours, and one that is not.
    let place = place_with(&old);
    let other = other(&place);
    fs::remove_file(place.output().join("b.html")).unwrap();
    symlink(other.join("x.html"), place.output().join("b.html")).unwrap();
    symlink("nowhere", place.output().join("c.html")).unwrap();
    in_the_way(&place, &site(&[("b.html", "new")]), "b.html");
    in_the_way(&place, &site(&[("b.html", "mine")]), "b.html");
    in_the_way(&place, &site(&[("c.html", "new")]), "c.html");
    in_the_way(&place, &site(&[("c.html/x", "new")]), "c.html");
    // A link that somebody put in the place of a file of ours is not ours to remove.
    place.publish(&site(&[("d.html", "d")])).unwrap();
    let shown = place.shown();
    assert_eq!(shown.len(), 3);
    assert!(matches!(shown["b.html"], Node::Link(_)) && matches!(shown["c.html"], Node::Link(_)));
    assert_eq!(fs::read_to_string(other.join("x.html")).unwrap(), "mine");
}

/// What is not regular is never opened: a pipe would wait for ever.
#[test]
fn pipes_and_sockets_are_in_the_way() {
    let place = place_with(&site(&[("a.html", "a"), ("b.html", "b")]));
    fs::remove_file(place.output().join("a.html")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place.output().join("a.html")).unwrap();
    in_the_way(&place, &site(&[("a.html", "a")]), "a.html");
    in_the_way(&place, &site(&[("a.html/x", "a")]), "a.html");
    place.publish(&site(&[("b.html", "b")])).unwrap();
    assert!(place.output().join("a.html").exists());
}

/// A build died past its commit point; before the next one somebody put something in the way.
#[test]
fn a_recovery_overwrites_nothing_either() {
    let old = site(&[("a.html", "old"), ("gone/x.html", "old")]);
    let new = site(&[("a.html", "new"), ("n/new.html", "new"), ("z.html", "new")]);
    let mut tried = 0;
    for step in 0.. {
        let place = place_with(&old);
        let (_, fired) = place.publish_faulty(&new, Fault::Die(step));
        if !fired {
            break;
        }
        let out = place.output();
        if !out.join(".dossier/journal").exists() || out.join("z.html").exists() {
            continue;
        }
        let recover = |path: &Utf8Path| {
            let before = everything(&place.top);
            let problem = place.begin().err().unwrap();
            assert_eq!(problem.code, Code::OutputForeignFile, "{problem:?}");
            assert!(problem.message.contains(path.as_str()), "{}", problem.message);
            before
        };
        // A file.
        fs::write(out.join("z.html"), "mine").unwrap();
        let before = recover(&out.join("z.html"));
        assert_eq!(everything(&place.top), before);
        fs::remove_file(out.join("z.html")).unwrap();
        // A link instead of a folder.
        if !out.join("n/new.html").exists() {
            let other = place.top.join("other");
            fs::create_dir(&other).unwrap();
            fs::write(other.join("new.html"), "mine").unwrap();
            let _ = fs::remove_dir(out.join("n"));
            symlink(&other, out.join("n")).unwrap();
            recover(&out.join("n"));
            assert_eq!(fs::read_to_string(other.join("new.html")).unwrap(), "mine");
            fs::remove_file(out.join("n")).unwrap();
        }
        // Once it is out of the way, all goes well.
        place.settle();
        assert_eq!(place.shown(), expected(&new), "step {step}");
        tried += 1;
    }
    assert!(tried > 2, "{tried}");
}

#[test]
fn codes_are_errors() {
    let place = place_with(&site(&[]));
    place.put("a", "mine");
    assert_eq!(code(place.publish(&site(&[("a", "a")]))), Code::OutputForeignFile);
}

//! When nothing goes wrong.

use std::fs;

use dossier::internals::diagnostics::Code;
use dossier::internals::publish::{Publication, Report};

use super::tree::{Place, code, everything, expected, path_of, site, visible};

#[test]
fn a_site_is_published_changed_and_emptied() {
    let place = Place::new();
    let first = site(&[
        ("index.html", "one"),
        ("a/b/c.html", "deep"),
        ("gone/x.html", "x"),
        (".nojekyll", ""),
    ]);
    assert_eq!(
        place.publish(&first).unwrap(),
        Report {
            written: 4,
            unchanged: 0,
            removed: 0,
            bytes: 8
        }
    );
    assert_eq!(place.shown(), expected(&first));

    let second = site(&[
        ("index.html", "two!"),
        ("a/b/c.html", "deep"),
        ("a/new.html", "n"),
        (".nojekyll", ""),
    ]);
    assert_eq!(
        place.publish(&second).unwrap(),
        Report {
            written: 2,
            unchanged: 2,
            removed: 1,
            bytes: 5
        }
    );
    assert_eq!(place.shown(), expected(&second));

    let state = everything(&place.output());
    assert_eq!(
        place.publish(&second).unwrap(),
        Report {
            written: 0,
            unchanged: 4,
            removed: 0,
            bytes: 0
        }
    );
    assert_eq!(everything(&place.output()), state);

    assert_eq!(
        place.publish(&site(&[])).unwrap(),
        Report {
            written: 0,
            unchanged: 0,
            removed: 4,
            bytes: 0
        }
    );
    assert_eq!(place.shown(), expected(&site(&[])));
}

#[test]
fn only_the_lock_and_the_manifest_stay() {
    let place = Place::new();
    place.publish(&site(&[("a.html", "a")])).unwrap();
    let own: Vec<String> = everything(&place.output().join(".dossier")).into_keys().collect();
    assert_eq!(own, ["lock", "manifest"]);
}

#[test]
fn the_manifest_does_not_depend_on_the_order_of_writing() {
    let files = [("b/a.html", "1"), ("b.html", "2"), ("a.html", "3"), ("b-a.html", "4")];
    let manifest = |order: &[usize]| {
        let place = Place::new();
        let publication = place.begin().unwrap();
        for i in order {
            publication
                .write(&path_of(files[*i].0), files[*i].1.as_bytes())
                .unwrap();
        }
        publication.commit().unwrap();
        fs::read_to_string(place.output().join(".dossier/manifest")).unwrap()
    };
    assert_eq!(manifest(&[0, 1, 2, 3]), manifest(&[3, 1, 0, 2]));
}

#[test]
fn a_publication_that_is_dropped_leaves_no_trace() {
    let place = Place::new();
    let before = everything(&place.top);
    drop(place.begin().unwrap());
    assert_eq!(everything(&place.top), before);

    let deep = place.root.join("build/of/today");
    let publication = Publication::begin(&deep, &place.protected()).unwrap();
    publication.write(&path_of("a.html"), b"a").unwrap();
    drop(publication);
    assert_eq!(everything(&place.top), before);

    fs::create_dir(place.output()).unwrap();
    let before = everything(&place.top);
    drop(place.begin().unwrap());
    assert_eq!(everything(&place.top), before);

    place.publish(&site(&[("a/b.html", "old"), ("c.html", "c")])).unwrap();
    let before = everything(&place.top);
    let publication = place.begin().unwrap();
    publication.write(&path_of("a/b.html"), b"new").unwrap();
    publication.write(&path_of("d/e.html"), b"new").unwrap();
    drop(publication);
    assert_eq!(everything(&place.top), before);
}

#[test]
fn what_was_changed_or_removed_behind_our_back_is_mended() {
    let place = Place::new();
    let pages = site(&[("a.html", "aaaa"), ("b/c.html", "c"), ("d.html", "d")]);
    place.publish(&pages).unwrap();
    place.put("a.html", "AAAA");
    place.put("d.html", "");
    fs::remove_dir_all(place.output().join("b")).unwrap();
    assert_eq!(place.publish(&pages).unwrap().written, 3);
    assert_eq!(place.shown(), expected(&pages));
}

#[test]
fn files_become_folders_and_folders_files() {
    let place = Place::new();
    let first = site(&[("x", "file"), ("y/a/b", "deep"), ("y/c", "c"), ("z", "stays")]);
    let second = site(&[("x/a/b", "deep"), ("x/c", "c"), ("y", "file"), ("z", "stays")]);
    for pages in [&first, &second, &first, &second] {
        place.publish(pages).unwrap();
        assert_eq!(place.shown(), expected(pages));
    }
}

#[test]
fn copies_are_like_files_that_were_written() {
    let place = Place::new();
    let (small, large) = (place.root.join("static/s.bin"), place.root.join("static/l.bin"));
    let copy = || {
        let publication = place.begin().unwrap();
        publication.copy(&path_of("s.bin"), &small).unwrap();
        publication.copy(&path_of("f/l.bin"), &large).unwrap();
        publication.commit().unwrap()
    };
    fs::write(&small, "small").unwrap();
    fs::write(&large, vec![b'x'; 3 << 20]).unwrap();
    assert_eq!(
        copy(),
        Report {
            written: 2,
            unchanged: 0,
            removed: 0,
            bytes: 5 + (3 << 20)
        }
    );
    assert_eq!(
        copy(),
        Report {
            written: 0,
            unchanged: 2,
            removed: 0,
            bytes: 0
        }
    );
    let mut bytes = vec![b'x'; 3 << 20];
    bytes[2 << 20] = b'y';
    fs::write(&large, &bytes).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(fs::read(place.output().join("f/l.bin")).unwrap(), bytes);
    // The output's copy is damaged, at the same length.
    fs::write(place.output().join("f/l.bin"), vec![b'z'; 3 << 20]).unwrap();
    assert_eq!(copy().written, 1);
    assert_eq!(fs::read(place.output().join("f/l.bin")).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn copies_have_ordinary_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let from = place.root.join("static/s.sh");
    fs::write(&from, "x").unwrap();
    fs::set_permissions(&from, fs::Permissions::from_mode(0o4700)).unwrap();
    let publication = place.begin().unwrap();
    publication.copy(&path_of("s.sh"), &from).unwrap();
    publication.write(&path_of("a.html"), b"").unwrap();
    publication.commit().unwrap();
    let mode = |name: &str| fs::metadata(place.output().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("s.sh"), mode("a.html"));
}

#[test]
fn what_cannot_be_copied_stops_the_publication() {
    let place = Place::new();
    let pages = site(&[("a.html", "a")]);
    place.publish(&pages).unwrap();
    let before = everything(&place.top);
    for from in ["static/none", "static", "static/style.css/x"] {
        let publication = place.begin().unwrap();
        assert_eq!(
            code(publication.copy(&path_of("x"), &place.root.join(from))),
            Code::Unreadable,
            "{from}"
        );
        // Even if the caller did not look.
        assert_eq!(code(publication.commit()), Code::Unreadable);
        assert_eq!(everything(&place.top), before);
    }
}

#[test]
fn addresses_are_taken_once_and_never_in_our_own_folder() {
    let place = Place::new();
    let pages = site(&[("a.html", "a")]);
    place.publish(&pages).unwrap();
    let before = everything(&place.top);
    for paths in [["a", "a"], ["a", "a/b"], ["c/a/b", "c/a"]] {
        let publication = place.begin().unwrap();
        for path in paths {
            publication.write(&path_of(path), path.as_bytes()).unwrap();
        }
        publication.write(&path_of("a-b"), b"").unwrap();
        assert_eq!(code(publication.commit()), Code::DuplicateUrl, "{paths:?}");
    }
    for path in [".dossier/lock", ".dossier", ".git/config", ".GIT", ".Dossier/manifest"] {
        let publication = place.begin().unwrap();
        assert_eq!(
            code(publication.write(&path_of(path), b"x")),
            Code::OutputRefused,
            "{path}"
        );
        assert_eq!(code(publication.commit()), Code::OutputRefused, "{path}");
    }
    assert_eq!(everything(&place.top), before);
}

#[test]
fn many_threads_write_at_once() {
    let place = Place::new();
    let publication = place.begin().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let publication = &publication;
            scope.spawn(move || {
                for page in 0..100 {
                    let path = format!("t{}/p-{thread}-{page}.html", page % 7);
                    publication.write(&path_of(&path), path.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(publication.commit().unwrap().written, 800);
    let shown = visible(&place.output());
    assert_eq!(shown.len(), 807);
    for (path, node) in shown {
        assert!(node == super::tree::Node::Folder || node == super::tree::Node::File(path));
    }
}

//! Manifests and journals that are not what we wrote.

use std::fs;

use dossier::internals::diagnostics::Code;
use dossier::internals::publish::Fault;

use super::tree::{Place, Site, code, everything, expected, site};

fn old() -> Site {
    site(&[("a.html", "old"), ("b/same.html", "same"), ("gone/x.html", "old")])
}

fn new() -> Site {
    site(&[("a.html", "new"), ("b/same.html", "same"), ("n/new.html", "new")])
}

/// Every way to cut a text short, and to turn one of its bits.
fn damaged(whole: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
    let turned = (0..whole.len()).map(|at| {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    cut.chain(turned)
}

#[test]
fn with_a_damaged_manifest_nothing_is_known_to_be_ours() {
    let place = Place::new();
    place.publish(&old()).unwrap();
    let manifest = place.output().join(".dossier/manifest");
    let whole = fs::read(&manifest).unwrap();
    for bytes in damaged(&whole) {
        fs::write(&manifest, &bytes).unwrap();
        let before = everything(&place.top);
        assert_eq!(code(place.publish(&new())), Code::OutputRefused);
        assert_eq!(everything(&place.top), before);
    }
    fs::write(&manifest, "dossier manifest 2\n").unwrap();
    assert_eq!(code(place.begin()), Code::OutputRefused);
    fs::write(&manifest, whole).unwrap();
    place.publish(&new()).unwrap();
    assert_eq!(place.shown(), expected(&new()));
}

/// A place in which a build died right after its commit point, and the journal that it left.
fn committed() -> (Place, Vec<u8>) {
    for step in 0.. {
        let place = Place::new();
        place.publish(&old()).unwrap();
        let (_, fired) = place.publish_faulty(&new(), Fault::Die(step));
        assert!(fired);
        if let Ok(journal) = fs::read(place.output().join(".dossier/journal")) {
            let shown = place.shown();
            assert!(shown.contains_key("n") && !shown.contains_key("n/new.html"));
            return (place, journal);
        }
    }
    unreachable!()
}

#[test]
fn a_damaged_journal_is_none() {
    let (_, whole) = committed();
    for bytes in damaged(&whole).step_by(3) {
        let (place, _) = committed();
        fs::write(place.output().join(".dossier/journal"), bytes).unwrap();
        place.settle();
        let mut shown = place.shown();
        // The folder was made for a file that now does not come.
        shown.remove("n");
        assert_eq!(shown, expected(&old()));
        place.publish(&new()).unwrap();
        assert_eq!(place.shown(), expected(&new()));
    }
}

#[test]
fn a_journal_that_never_got_its_name_is_rolled_back() {
    let (place, whole) = committed();
    let own = place.output().join(".dossier");
    fs::remove_file(own.join("journal")).unwrap();
    fs::write(own.join("journal.next"), whole).unwrap();
    place.settle();
    assert_eq!(place.shown(), expected(&old()));
}

/// A first publication died after it had made folders: these are no foreign ones, but what
/// somebody puts beside or into them is.
#[test]
fn folders_of_a_first_publication_that_died_are_known() {
    let pages = site(&[("a/b/x.html", "x"), ("c/y.html", "y")]);
    let mut tried = 0;
    for step in 0.. {
        let place = Place::new();
        let (_, fired) = place.publish_faulty(&pages, Fault::Die(step));
        if !fired {
            break;
        }
        let own = place.output().join(".dossier");
        if !place.output().join("c").exists() || own.join("journal").exists() || own.join("manifest").exists() {
            continue;
        }
        for mine in ["mine.txt", "a/mine.txt", "a/b/mine.txt", "a/mine/x", "d/x"] {
            place.put(mine, "mine");
            let before = everything(&place.top);
            assert_eq!(code(place.begin()), Code::OutputRefused, "{mine}");
            assert_eq!(everything(&place.top), before);
            fs::remove_file(place.output().join(mine)).unwrap();
            let _ = fs::remove_dir(place.output().join(mine).parent().unwrap());
        }
        fs::create_dir_all(place.output().join("a/b")).unwrap();
        place.settle();
        assert_eq!(place.shown(), expected(&site(&[])));
        place.publish(&pages).unwrap();
        tried += 1;
    }
    assert!(tried > 0);
}

#[test]
fn with_a_journal_a_damaged_manifest_does_no_harm() {
    for manifest in ["", "rubbish"] {
        let (place, _) = committed();
        fs::write(place.output().join(".dossier/manifest"), manifest).unwrap();
        place.settle();
        assert_eq!(place.shown(), expected(&new()));
    }
}

#[test]
fn a_journal_whose_manifest_is_lost_is_refused() {
    for next in [None, Some(""), Some("rubbish")] {
        let (place, _) = committed();
        let path = place.output().join(".dossier/manifest.next");
        match next {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let before = everything(&place.top);
        assert_eq!(code(place.begin()), Code::OutputRefused);
        assert_eq!(everything(&place.top), before);
    }
}

/// Staged files that are gone, as somebody might clean up: the build after that mends the site.
#[test]
fn lost_staged_files_are_made_anew() {
    let (place, _) = committed();
    fs::remove_dir_all(place.output().join(".dossier/staging")).unwrap();
    place.publish(&new()).unwrap();
    assert_eq!(place.shown(), expected(&new()));
}

#[test]
fn a_manifest_cannot_make_us_remove_what_lies_elsewhere() {
    let place = Place::new();
    place.publish(&old()).unwrap();
    let path = place.output().join(".dossier/manifest");
    for evil in [
        "../dossier.yaml",
        "/etc/passwd",
        "b/../../dossier.yaml",
        ".dossier/lock",
        "./a.html",
    ] {
        let text = fs::read_to_string(&path).unwrap();
        let body = text[..text.find("checksum ").unwrap()].replacen("a.html", evil, 1);
        let sealed = format!("{body}checksum {}\n", blake3::hash(body.as_bytes()).to_hex());
        fs::write(&path, sealed).unwrap();
        let before = everything(&place.top);
        assert_eq!(code(place.publish(&site(&[]))), Code::OutputRefused, "{evil}");
        assert_eq!(everything(&place.top), before);
        fs::write(&path, text).unwrap();
    }
}

//! The files in `.dossier` of an output folder: the manifest, the journal, and their checksums.

use dossier::internals::model::OutputPath;
use dossier::internals::publish::journal::{self, Action, Journal};
use dossier::internals::publish::layout::{folders_of, own_path, parent_of};
use dossier::internals::publish::manifest::{self, Digest, Entry, Manifest};
use dossier::internals::publish::seal::{open, seal};

#[test]
fn a_text_comes_back_with_its_checksum() {
    for body in ["", "a\n", "a\nchecksum b\n"] {
        let sealed = seal("first", body);
        assert_eq!(
            open("first", sealed.text.as_bytes()),
            Some((body, sealed.checksum.as_str()))
        );
        assert_eq!(open("second", sealed.text.as_bytes()), None);
    }
}

#[test]
fn no_damage_goes_unnoticed() {
    let whole = seal("first", "one\ntwo\n").text.into_bytes();
    for length in 0..whole.len() {
        assert_eq!(open("first", &whole[..length]), None, "cut at {length}");
    }
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(open("first", &flipped), None, "bit {bit}");
    }
    let mut longer = whole.clone();
    longer.push(b'\n');
    assert_eq!(open("first", &longer), None);
}

fn entry(path: &str) -> Entry {
    Entry {
        path: OutputPath::new(path).unwrap(),
        digest: Digest::of(path.as_bytes()),
        size: path.len() as u64,
    }
}

#[test]
fn a_manifest_comes_back_sorted() {
    let manifest = Manifest::new(vec![entry("b/c.html"), entry("a.html"), entry("b-c.html")]).unwrap();
    let sealed = manifest.seal();
    assert!(sealed.text.starts_with("dossier manifest 1\n"));
    let (read, checksum) = Manifest::open(sealed.text.as_bytes()).unwrap();
    assert_eq!(read.entries(), manifest.entries());
    assert_eq!(checksum, sealed.checksum);
    assert!(read.contains("b-c.html") && read.contains("b/c.html") && !read.contains("b"));
    assert_eq!(
        Manifest::new(vec![entry("a"), entry("b"), entry("a")])
            .unwrap_err()
            .as_str(),
        "a"
    );
}

#[test]
fn a_sealed_text_that_is_no_manifest_is_refused() {
    let digest = Digest::of(b"");
    for body in [
        format!("{digest} 0 ../x\n"),
        format!("{digest} 0 /etc/passwd\n"),
        format!("{digest} 0 .dossier/lock\n"),
        format!("{digest} 0 .git/config\n"),
        format!("{digest} -1 x\n"),
        format!("{digest} 0\n"),
        format!("{} 0 x\n", "+".repeat(32)),
        format!("{digest} 0 b\n{digest} 0 a\n"),
        format!("{digest} 0 a\n{digest} 0 a\n"),
        "\n".to_owned(),
    ] {
        assert!(
            Manifest::open(seal(manifest::FIRST, &body).text.as_bytes()).is_none(),
            "{body}"
        );
    }
}

#[test]
fn a_journal_comes_back() {
    let path = |text: &str| OutputPath::new(text).unwrap();
    let actions = vec![
        Action::CreateFolder(path("a")),
        Action::Install(7, path("a/b.html")),
        Action::Remove(path("c/d")),
        Action::RemoveFolder(path("c")),
    ];
    let journal = Journal {
        actions: actions.clone(),
        manifest: "sum".to_owned(),
    };
    let read = Journal::open(journal.seal().as_bytes()).unwrap();
    assert_eq!((read.actions, read.manifest.as_str()), (actions, "sum"));
}

#[test]
fn a_sealed_text_that_is_no_journal_is_refused() {
    for line in [
        "remove ../x",
        "remove .dossier/lock",
        "install x y",
        "install 1",
        "tidy /",
        "erase a",
        "",
    ] {
        let text = seal(journal::FIRST, &format!("manifest sum\n{line}\n")).text;
        assert!(Journal::open(text.as_bytes()).is_none(), "{line}");
    }
    assert!(Journal::open(seal(journal::FIRST, "").text.as_bytes()).is_none());
}

#[test]
fn a_path_leads_through_its_folders() {
    assert_eq!(folders_of("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
    assert_eq!(folders_of("c.html").count(), 0);
    assert_eq!((parent_of("a/b/c"), parent_of("c")), ("a/b", ""));
}

#[test]
fn our_own_folder_is_no_part_of_the_site() {
    for path in ".dossier/lock .dossier .DOSSIER/x .git .git/config .Git/hooks/x ../x".split(' ') {
        assert_eq!(own_path(path), None, "{path}");
    }
    for path in [".nojekyll", ".gitignore", ".dossier-x/y", "a/.git"] {
        assert!(own_path(path).is_some(), "{path}");
    }
}

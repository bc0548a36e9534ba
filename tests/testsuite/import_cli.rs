//! `dossier import` on the command line: what it writes, and that it never overwrites.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const NOTES: &str = "Der Deich hält\n\n24. Januar war ein *kalter* Tag.\n\n# kein Titel, sagte [jemand].\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notizen.txt"), NOTES).unwrap();
    folder
}

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

fn import(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::cargo_bin("dossier").unwrap();
    let output = command
        .current_dir(folder)
        .arg("import")
        .args(arguments)
        .write_stdin(NOTES)
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn article(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("content/articles").join(name)).unwrap()
}

#[test]
fn pasted_text_becomes_an_article_that_the_site_takes() {
    let folder = folder();
    let ran = import(folder.path(), &["notizen.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout
            .starts_with("notizen.txt → content/articles/der-deich-haelt.md\n"),
        "{}",
        ran.stdout
    );
    assert_eq!(
        article(folder.path(), "der-deich-haelt.md"),
        "---\ntitle: Der Deich hält\nlang: de\n---\n\n24\\. Januar war ein \\*kalter\\* Tag.\n\n\
         \\# kein Titel, sagte [jemand].\n"
    );
    fs::write(folder.path().join("dossier.yaml"), "title: Der Moorbote\n").unwrap();
    Command::cargo_bin("dossier")
        .unwrap()
        .current_dir(folder.path())
        .arg("check")
        .assert()
        .success();
}

#[test]
fn options_say_what_the_text_does_not() {
    let folder = folder();
    let ran = import(
        folder.path(),
        &[
            "--title",
            "Anderer: \"Titel\" # 1",
            "--date",
            "2031-03",
            "--source",
            "Moor & Bote",
            "--url",
            "https://moorbote.example/a?b=1#c",
            "notizen.txt",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for line in [
        "  title: given",
        "  date: given",
        "  source.name: given",
        "  source.url: given",
    ] {
        assert!(ran.stdout.contains(line), "no `{line}` in {}", ran.stdout);
    }
    let head = "---\ntitle: \"Anderer: \\\"Titel\\\" # 1\"\ndate: 2031-03\nlang: de\nsource:\n  name: \"Moor & Bote\"\n  \
                url: https://moorbote.example/a?b=1#c\n---\n\nDer Deich hält\n";
    let text = article(folder.path(), "anderer-titel-1.md");
    assert!(text.starts_with(head), "{text}");
    // What was written is read as it was meant.
    fs::write(folder.path().join("dossier.yaml"), "title: Der Moorbote\n").unwrap();
    Command::cargo_bin("dossier")
        .unwrap()
        .current_dir(folder.path())
        .arg("check")
        .assert()
        .success();
}

/// A file that is there stays as it is, to the byte, and the message says what to do.
#[test]
fn nothing_is_ever_overwritten() {
    let folder = folder();
    let path = folder.path().join("content/articles/der-deich-haelt.md");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "von Hand\n").unwrap();
    let ran = import(folder.path(), &["notizen.txt"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert_eq!(
        ran.stderr,
        "error: notizen.txt: content/articles/der-deich-haelt.md exists and was not overwritten; \
         choose another --title, or move the file\n"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "von Hand\n");
    assert_eq!(
        import(folder.path(), &["--title", "Zweiter Versuch", "notizen.txt"]).status,
        0
    );
    assert!(article(folder.path(), "zweiter-versuch.md").contains("title: Zweiter Versuch\n"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_elsewhere_is_not_written_through() {
    let folder = folder();
    let articles = folder.path().join("content/articles");
    fs::create_dir_all(&articles).unwrap();
    std::os::unix::fs::symlink(folder.path().join("fremd.md"), articles.join("der-deich-haelt.md")).unwrap();
    assert_eq!(import(folder.path(), &["notizen.txt"]).status, 1);
    assert!(!folder.path().join("fremd.md").exists());
}

#[test]
fn a_text_that_fails_stops_no_other() {
    let folder = folder();
    fs::write(folder.path().join("leer.txt"), "\n \n").unwrap();
    fs::write(folder.path().join("latin.txt"), b"\xdcber den Deich\n").unwrap();
    let ran = import(folder.path(), &["leer.txt", "latin.txt", "fehlt.txt", "notizen.txt"]);
    assert_eq!(ran.status, 1);
    let said: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(said[0], "error: leer.txt: it contains no text");
    assert_eq!(
        said[1],
        "error: latin.txt: the text is not valid UTF-8; save it as UTF-8"
    );
    assert!(said[2].starts_with("error: fehlt.txt: cannot be read: "), "{}", said[2]);
    assert!(article(folder.path(), "der-deich-haelt.md").contains("kalter"));
}

#[test]
fn other_folders_and_standard_input() {
    let folder = folder();
    let ran = import(folder.path(), &["--output", "entwuerfe/neu", "-"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(folder.path().join("entwuerfe/neu/der-deich-haelt.md").exists());
    assert!(!folder.path().join("content").exists());
    let ran = import(folder.path(), &["--root", "blatt", "notizen.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(folder.path().join("blatt/content/articles/der-deich-haelt.md").exists());
}

#[test]
fn a_wrong_command_line_writes_nothing() {
    let folder = folder();
    for (arguments, message) in [
        (
            &["--title", "A", "notizen.txt", "notizen.txt"][..],
            "--title applies to a single file, but there are 2",
        ),
        (&["--date", "2031-13", "notizen.txt"], "there is no month 13"),
        (&["--date", "gestern", "notizen.txt"], "`gestern` is not a date"),
        (
            &["--url", "javascript:alert(1)", "notizen.txt"],
            "expected a URL that begins with `https://`",
        ),
        (&[], "required arguments"),
    ] {
        let ran = import(folder.path(), arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.stderr.contains(message), "{arguments:?}: {}", ran.stderr);
    }
    assert!(!folder.path().join("content").exists());
}

#[test]
fn a_language_is_given_or_found() {
    let folder = folder();
    let ran = import(folder.path(), &["notizen.txt"]);
    assert!(ran.stdout.contains("  lang: found"), "{}", ran.stdout);
    let ran = import(folder.path(), &["--lang", "de", "--title", "Zwei", "notizen.txt"]);
    assert!(ran.stdout.contains("  lang: given"), "{}", ran.stdout);
    let ran = import(folder.path(), &["--lang", "fr", "--title", "Drei", "notizen.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("expected one of de, en"), "{}", ran.stderr);
}

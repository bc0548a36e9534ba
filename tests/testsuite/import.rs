//! `dossier import` of saved pages, feeds and libraries: what they become, what is said of it, and that nothing
//! hostile gets through.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// Status, standard output and standard error.
fn dossier(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("dossier").unwrap();
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A site with a folder `in` of all fixtures.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dossier.yaml"), "title: Haffelde\n").unwrap();
    fs::create_dir_all(folder.path().join("in/more")).unwrap();
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let place = if path.extension().unwrap() == "xml" {
                "in/more"
            } else {
                "in"
            };
            fs::copy(&path, folder.path().join(place).join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

fn articles(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder.join("content/articles")) else {
        return Vec::new();
    };
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn pages_feeds_and_libraries_become_articles_that_the_site_takes() {
    let site = site();
    let (status, said, errors) = dossier(site.path(), &["import", "in"]);
    assert_eq!(
        (status, errors.as_str()),
        (1, "error: in/zotero.json: item 3: expected an object\n")
    );
    let expected: Vec<(String, String)> = articles(site.path())
        .into_iter()
        .map(|(name, _)| {
            (
                name.clone(),
                fs::read_to_string(fixtures().join("expected").join(&name)).unwrap(),
            )
        })
        .collect();
    assert_eq!(articles(site.path()), expected);
    assert_eq!(
        expected.len(),
        fs::read_dir(fixtures().join("expected")).unwrap().count()
    );
    for report in [
        "in/graph.html → content/articles/rat-vertagt-abstimmung-ueber-den-kai.md\n  \
         title: found (JSON-LD headline)  Rat vertagt Abstimmung über den Kai\n  \
         date: found (JSON-LD datePublished)  2031-03-20T06:30:00+01:00\n  lang: found (JSON-LD inLanguage)  de\n  \
         source.name: found (JSON-LD publisher)  Haffelder Bote\n  \
         source.url: found (link rel=canonical)  https://bote.example/hafen/kai?id=7\n  \
         source.author: found (JSON-LD author)  Mira Tolksdorf, Jelle Brandt\n",
        "in/microdata.html → content/articles/ueber-den-kai.md\n  title: guessed (title of the page)  „Über den Kai“\n",
        "in/plain.html → content/articles/ebbe-im-haushalt.md\n  title: found (the only h1)  Ebbe im Haushalt\n  lang: found  de\n",
        "in/more/atom.xml → content/articles/mud-again.md\n  title: found (title)  Mud, again\n  date: guessed (updated)",
        "  no text: only the metadata of the source\n",
    ] {
        assert!(said.contains(report), "{report}\nis not in\n{said}");
    }
    let (status, _, errors) = dossier(site.path(), &["build"]);
    assert_eq!(status, 0, "{errors}");
}

/// A second time, and under other names: nothing is written twice.
#[test]
fn what_is_there_already_is_reported_and_not_written_again() {
    let site = site();
    dossier(site.path(), &["import", "in"]);
    let before = articles(site.path());
    let page = fs::read_to_string(site.path().join("in/graph.html")).unwrap();
    let moved = page
        .replace("https://bote.example/hafen/kai?id=7", "https://spiegelung.example/x")
        .replace("headline\":\"", "headline\":\"Neu: ");
    fs::write(
        site.path().join("in/moved.html"),
        moved.replace("eine vorläufige Summe", "eine erste Summe"),
    )
    .unwrap();
    let tracked = page
        .replace("kai?id=7\"", "kai/?utm_source=brief&id=7#top\"")
        .replace("headline\":\"", "headline\":\"Anders: ");
    fs::write(site.path().join("in/tracked.html"), tracked).unwrap();
    let (_, said, _) = dossier(
        site.path(),
        &["import", "in/moved.html", "in/tracked.html", "in/plain.html", "in/more"],
    );
    let article = "content/articles/rat-vertagt-abstimmung-ueber-den-kai.md";
    assert!(
        said.contains(&format!(
            "in/tracked.html: not written, because {article} has the same address\n"
        )),
        "{said}"
    );
    assert!(
        said.contains(&format!("in/moved.html: not written, because {article} has ")),
        "{said}"
    );
    assert!(
        said.contains("in/plain.html: not written, because content/articles/ebbe-im-haushalt.md has the same text\n")
    );
    assert!(
        said.contains("in/more/rss.xml: not written, because content/articles/kutter-kai.md has the same address\n")
    );
    assert_eq!(articles(site.path()), before);
}

#[test]
fn a_dry_run_writes_nothing_and_json_tells_everything() {
    let site = site();
    fs::create_dir_all(site.path().join("content/dossiers")).unwrap();
    fs::write(
        site.path().join("content/dossiers/hafen.md"),
        "---\ntitle: Hafen\n---\n",
    )
    .unwrap();
    let arguments = [
        "import",
        "--dry-run",
        "--format",
        "json",
        "--dossier",
        "hafen",
        "in/og.html",
        "in/zotero.json",
        "in/og.html",
    ];
    let (status, said, errors) = dossier(site.path(), &arguments);
    assert_eq!((status, errors.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["written"][0]["path"], "content/articles/the-quay-waits.md");
    assert_eq!(
        report["written"][0]["fields"][1],
        serde_json::json!({"key": "date", "value": "2031-03-21", "how": "found", "from": "article:published_time"})
    );
    assert_eq!(report["duplicates"][0]["of"], "content/articles/the-quay-waits.md");
    assert_eq!(report["errors"][0]["message"], "item 3: expected an object");
    assert!(articles(site.path()).is_empty());
    dossier(site.path(), &["import", "--dossier", "hafen", "in/plain.html"]);
    assert!(articles(site.path())[0].1.contains("\ndossiers: [hafen]\n"));
    let (status, _, errors) = dossier(site.path(), &["import", "--dossier", "hafn", "in/og.html"]);
    assert_eq!(
        (status, errors.as_str()),
        (1, "error: there is no dossier `hafn`; did you mean `hafen`?\n")
    );
}

#[test]
fn what_is_malformed_or_hostile_is_refused_in_time_and_the_rest_goes_on() {
    let site = site();
    let place = |name: &str| site.path().join("bad").join(name);
    fs::create_dir(site.path().join("bad")).unwrap();
    fs::write(place("deep.html"), format!("<html>\n{}text", "<div>".repeat(200_000))).unwrap();
    fs::write(place("huge.html"), vec![b'x'; 17 << 20]).unwrap();
    fs::write(place("many.html"), format!("<html>{}", "<p>x".repeat(150_000))).unwrap();
    fs::write(place("broken.json"), "[{\"title\": \"A\",\n  oops}]").unwrap();
    fs::write(place("other.json"), "{\"a\": 1}").unwrap();
    fs::write(place("broken.xml"), "<rss version=\"2.0\"><channel><item></channel>").unwrap();
    fs::write(place("empty.html"), "<html><body></body></html>").unwrap();
    fs::write(
        place("script.html"),
        "<html><head><title>Skripte\0 im Schlick</title></head><body><p onclick=\"alert(1)\">Ein langer Absatz über den Schlick von \
         Haffelde, &lt;script&gt;alert(2)&lt;/script&gt; und <a href=\"java\nscript:alert(3)\">Pfähle</a>, den <script>alert(4)</script>niemand \
         [[haffelde]] glaubt, ![x](y) `code` &amp;lt; und *noch* einen Satz dazu\0.</p><img src=x onerror=alert(5)><iframe src=\"https://x.example\"></iframe></body></html>",
    )
    .unwrap();
    let start = std::time::Instant::now();
    let (status, said, errors) = dossier(site.path(), &["import", "bad"]);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(status, 1);
    for message in [
        "error: bad/deep.html: line 2: elements are nested more than 600 levels deep; paste the text into a .txt file\n",
        "error: bad/huge.html: the file is larger than 16 MiB\n",
        "error: bad/many.html: the page exceeds the limit of 100000 elements; paste its text into a .txt file\n",
        "error: bad/broken.json: line 2, column 3: key must be a string",
        "error: bad/other.json: expected a list of items with `title` and `URL`; export the collection as CSL JSON\n",
        "error: bad/broken.xml: the feed cannot be read: ",
        "error: bad/empty.html: it contains no text\n",
    ] {
        assert!(errors.contains(message), "{message}\nis not in\n{errors}");
    }
    assert!(
        said.starts_with("bad/script.html → content/articles/skripte-im-schlick.md\n"),
        "{said}"
    );
    let text = &articles(site.path())[0].1;
    assert!(
        text.ends_with(
            "\n\nEin langer Absatz über den Schlick von Haffelde, \\<script>alert(2)\\</script> und Pfähle, den niemand \
             \\[\\[haffelde]] glaubt, ![x\\](y) \\`code\\` \\&lt; und \\*noch\\* einen Satz dazu.\n"
        ),
        "{text}"
    );
    assert!(!text.contains("alert(4)") && !text.contains("alert(5)") && !text.contains('\0') && !text.contains("java"));
    let (status, _, errors) = dossier(site.path(), &["check"]);
    assert_eq!((status, errors.contains("raw-html")), (0, false), "{errors}");
}

/// What browsers save as one file; dates as the medium gives them; a date above the text is no paragraph of it.
#[test]
fn archives_of_a_page_are_read_and_dates_are_those_of_the_medium() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("dossier.yaml"), "title: Haffelde\n").unwrap();
    let text = "Die Lotsen von Haffelde warten auf den Schlick, und der Schlick wartet auf niemanden. ".repeat(6);
    let page = format!(
        "<html><head><title>Lotsen warten</title></head><body><article><h1>Lotsen warten</h1>\
         <div><time datetime=\"2031-03-20T06:30:00+01:00\">20. M=C3=A4rz 2031, 06:30 Uhr</time></div>\
         <p>{text}</p><p><time datetime=\"2031-03-20T07:00\">07:00 Uhr</time></p><p>{text}</p>\
         <p>Stand: <time>gestern</time></p><p><time>21. M=C3=A4rz</time></p></article></body></html>"
    )
    .replace("datetime=", "datetime=3D");
    let archive = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bote.example/lotsen\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----M--x\"\r\n\r\n\r\n------M--x\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n------M--x\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------M--x--\r\n"
    );
    fs::create_dir(site.path().join("in")).unwrap();
    fs::write(site.path().join("in/lotsen.mhtml"), archive).unwrap();
    let item = |title: &str, date: &str| {
        format!(
            "<item><title>{title}</title><link>https://bote.example/{title}</link><pubDate>{date}</pubDate><description>{title}</description></item>"
        )
    };
    let items = item("Nachts", "Thu, 20 Mar 2031 00:30:00 +0100") + &item("Weltzeit", "Thu, 20 Mar 2031 23:30:00 GMT");
    let feed = format!("<rss version=\"2.0\"><channel><title>Bote</title>{items}</channel></rss>");
    fs::write(site.path().join("in/feed.rss"), feed).unwrap();
    let (status, said, errors) = dossier(site.path(), &["import", "in"]);
    assert_eq!((status, errors.as_str()), (0, ""), "{said}");
    let articles = articles(site.path());
    let text = |name: &str| {
        &articles
            .iter()
            .find(|(file, _)| file == name)
            .unwrap_or_else(|| panic!("{said}"))
            .1
    };
    let lotsen = text("lotsen-warten.md");
    assert!(lotsen.contains("\n  url: https://bote.example/lotsen\n"), "{lotsen}");
    assert!(lotsen.contains("\ndate: 2031-03-20T06:30:00+01:00\n"), "{lotsen}");
    let body = lotsen.split("---\n").nth(2).unwrap();
    assert!(body.trim_start().starts_with("Die Lotsen von Haffelde"), "{body}");
    assert!(
        body.contains("\n\n07:00 Uhr\n\n") && body.trim_end().ends_with("Stand: gestern"),
        "{body}"
    );
    assert!(
        text("nachts.md").contains("\ndate: 2031-03-20T00:30:00+01:00\n"),
        "{}",
        text("nachts.md")
    );
    assert!(
        text("weltzeit.md").contains("\ndate: 2031-03-20T23:30:00Z\n"),
        "{}",
        text("weltzeit.md")
    );
}

//! Sites that work: what somebody who writes one relies on.

use super::html::{between, main_text, reading};
use crate::place::{Built, Place};

impl Built {
    /// A file of the built site.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self
            .files
            .get(path)
            .unwrap_or_else(|| panic!("no {path} among {:?}", self.files.keys()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// What a page says.
    pub fn main(&self, path: &str) -> String {
        main_text(self.text(path))
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(self.text(path)).unwrap()
    }
}

pub fn build(name: &str) -> Built {
    Place::copy_of(&format!("sites_valid/{name}")).build(&[])
}

/// What people read is kept in `snapshots/`.
pub fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The body of an article, with its notes.
fn body(built: &Built, path: &str) -> String {
    reading(
        between(
            built.text(path),
            "<div class=\"prose body\"",
            "\n  <div class=\"after\">",
        )
        .trim_end()
        .trim_end_matches("<div class=\"after\">"),
    )
}

#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..]
            .find(part)
            .unwrap_or_else(|| panic!("no `{part}` where it should be in\n{text}"));
        from += at + part.len();
    }
}

/// A date is as precise as it was written, and sorts so: the newest first, and what is less well
/// known after what happened in it.
#[test]
fn dates_of_every_precision_are_sorted_and_shown_as_they_are_known() {
    let built = build("dates");
    in_order(
        &built.main("articles/index.html"),
        &[
            "Derselbe Abend, weiter westlich",
            "5. Juni 2031, 11.30",
            "Ein Zeitpunkt",
            "5. Juni 2031, 14.30",
            "Ein Tag",
            "5. Juni 2031\n",
            "Ein früher Tag",
            "1. Juni 2031",
            "A month in English",
            "Juni 2031",
            "Ein Monat",
            "Juni 2031",
            "Das ganze Jahr",
            "2031\n",
            "Im Dezember davor",
            "Dezember 2030",
            "Ohne Datum",
        ],
    );
    let list = built.text("articles/index.html");
    for iso in ["2031", "2031-06", "2031-06-05", "2031-06-05T14:30:00+02:00", "2030-12"] {
        assert!(list.contains(&format!("<time datetime=\"{iso}\">")), "{iso}");
    }
    // An English article on a German site says everything around its text in its own language.
    in_order(&built.main("articles/june.html"), &["June 2031", "updated 1 July 2031"]);
    assert!(
        built
            .text("articles/june.html")
            .starts_with("<!DOCTYPE html>\n<html lang=\"en\">")
    );
    assert_eq!(built.json("articles/jahr.json")["date"], "2031");
}

#[test]
fn every_kind_of_markdown_is_shown_and_raw_html_is_text() {
    let built = build("markdown");
    let page = built.text("articles/alles.html");
    snapshot("markdown", &body(&built, "articles/alles.html"));
    assert!(!page.contains("<script>alert") && !page.contains("<div onclick") && !page.contains("javascript:"));
    for markup in [
        "<h2 id=\"s-groesse-hoehe\">",
        "<h3 id=\"s-groesse-hoehe-2\">",
        "<ol start=\"3\">",
        "<th scope=\"col\" class=\"align-right\">Höhe</th>",
        "<dt>Deich</dt>",
        "class=\"hl-storage hl-type hl-function hl-rust\">fn</span>",
        "<input type=\"checkbox\" disabled checked>",
        "<a id=\"fnref-1-2\" href=\"#fn-1\">",
        "<del>gestrichenes</del>",
    ] {
        assert!(page.contains(markup), "{markup}");
    }
    let warnings = built.stderr.matches("warning[").count();
    assert_eq!(warnings, 4, "{}", built.stderr);
}

/// Names that file systems refuse, other scripts, and signs that mean something to HTML, XML or CSV.
#[test]
fn odd_names_and_odd_characters_break_nothing() {
    let built = build("odd_characters");
    for path in [
        "articles/con-1.html",
        "articles/gross-und-klein.html",
        "articles/priliv.html",
        "tags/ss.html",
    ] {
        assert!(
            built.files.contains_key(path),
            "no {path} among {:?}",
            built.files.keys()
        );
    }
    let page = built.text("articles/con-1.html");
    assert!(page.contains("<title>CON &amp; &lt;b&gt;kein HTML&lt;/b&gt; ]]&gt;"));
    assert!(body(&built, "articles/con-1.html").contains("und Null, </script> und <!-- Kommentar --> und ]]> und 🐝."));
    for (path, bytes) in built.files.iter().filter(|(path, _)| !path.ends_with(".png")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains('\0'), "{path} holds NUL");
    }
    assert_eq!(built.json("articles/con-1.json")["source"]["name"], "Bote \"Süd\" & Co");
}

#[test]
fn links_and_images_lead_where_they_are_meant_to() {
    let built = build("links");
    snapshot("links", &body(&built, "articles/deich.html"));
    let dossier = built.main("dossiers/moor.html");
    in_order(
        &dossier,
        &[
            "[Ilse Moorkamp](../people/ilse-moorkamp.html)",
            "](../articles/2031/schnitt.svg)",
        ],
    );
    in_order(&dossier, &["Baubeginn", "[hier](../articles/schleuse.html)"]);
    assert!(
        built
            .main("people/ilse-moorkamp.html")
            .contains("[über den Deich](../articles/deich.html)")
    );
    assert!(
        built
            .main("ueber.html")
            .contains("[Ilse Moorkamp](people/ilse-moorkamp.html)")
    );
    for copied in [
        "articles/2031/schnitt.svg",
        "articles/2031/karte-von-gruenland.svg",
        "wappen/groesse-1.svg",
    ] {
        assert!(built.text(copied).starts_with("<svg"), "{copied}");
    }
    // What is linked by hand is a mention too, and so the person's page leads back.
    assert!(
        built
            .main("people/ilse-moorkamp.html")
            .contains("(../articles/deich.html#p-1)")
    );
}

/// What is left out is said, with the reason, and nothing of it is published.
#[test]
fn drafts_and_embargoes_are_left_out_and_listed() {
    let place = Place::copy_of("sites_valid/unpublished");
    let built = place.build(&[]);
    for (file, reason) in [
        ("content/articles/entwurf.md", "left out: it is a draft"),
        (
            "content/articles/spaeter.md",
            "left out: `publish_at` is 2031-01-01T06:00:00+01:00",
        ),
        ("content/dossiers/geheim.md", "left out: it is a draft"),
        ("content/entities/ilse-moorkamp.md", "left out: it is a draft"),
        ("content/pages/ueber.md", "left out: it is a draft"),
    ] {
        assert!(
            built.stderr.contains(&format!("{reason}\n--> {file}\n")),
            "{file}\n{}",
            built.stderr
        );
    }
    let hidden = [
        "articles/entwurf.html",
        "articles/spaeter.html",
        "dossiers/geheim.html",
        "ueber.html",
    ];
    for path in hidden {
        assert!(!built.files.contains_key(path), "{path}");
    }
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("Geheim") && !text.contains("Später"),
            "{path} tells what is left out"
        );
    }
    // A date in the future hides nothing, a `publish_at` in the past neither; links to what is
    // left out are text.
    assert!(built.files.contains_key("articles/zukunft.html") && built.files.contains_key("articles/schon.html"));
    assert!(body(&built, "articles/fertig.html").contains("Mehr in entwurf und später, mit ilse-moorkamp."));

    let all = place.build(&["--drafts"]);
    assert_eq!(all.stderr, "");
    for path in hidden {
        assert!(all.files.contains_key(path), "{path}");
    }
    assert!(
        all.main("articles/entwurf.html").contains("# Entwurf Entwurf"),
        "no badge"
    );
    assert!(body(&all, "articles/fertig.html").contains("[Entwurf](entwurf.html)"));

    // When its time has come, it is there without anything else being done.
    place
        .command(&["build", "--output", "../out"])
        .env("SOURCE_DATE_EPOCH", "1925020000")
        .assert()
        .success();
    let later = crate::place::tree(&place.out());
    assert!(later.contains_key("articles/spaeter.html") && !later.contains_key("articles/entwurf.html"));
}

#[test]
fn one_template_and_one_file_of_the_theme_are_replaced() {
    let built = build("own_template");
    assert_eq!(
        built.main("ueber.html"),
        "# Eigene Vorlage: Über <uns>\nEin <em>Satz</em>.\n"
    );
    assert_eq!(built.text("theme/site.css"), "/* eigene Farben */\n");
    assert!(built.main("articles/deich.html").contains("# Der Deich"));
    assert!(built.files.contains_key("theme/article.css"));
}

#[test]
fn an_english_site_is_english() {
    let built = build("english");
    snapshot("english_article", &built.main("articles/dyke.html"));
    snapshot("english_person", &built.main("people/alma-fenwick.html"));
    assert!(built.text("index.html").contains("<html lang=\"en\">"));
    // A German article keeps a German page, wherever it stands.
    assert!(built.text("articles/deich.html").contains("<html lang=\"de\">"));
}

#[test]
fn older_addresses_lead_to_the_new_one() {
    let built = build("redirects");
    for (from, to) in [
        ("articles/alt.html", "deich.html"),
        ("2019/damm/index.html", "../../articles/deich.html"),
        ("deich-alt.html", "articles/deich.html"),
        ("impressum/index.html", "../ueber.html"),
    ] {
        let page = built.text(from);
        assert!(page.contains(&format!("content=\"0; url={to}\"")), "{from}: {page}");
        assert!(page.contains(&format!("<a href=\"{to}\">")), "{from}: {page}");
        assert!(page.contains("noindex") && !built.text("sitemap.xml").contains(from));
    }
    // Other names of a person are names, not addresses.
    assert!(!built.files.contains_key("people/moorkamp.html"));
}

/// The file of decisions is read like front matter, which wins; it is no page.
#[test]
fn what_an_editor_decides_may_stand_beside_the_article() {
    let built = build("annotations_beside");
    let body = body(&built, "articles/rat.html");
    snapshot("annotations_beside", &body);
    let speakers: Vec<_> = built.json("articles/rat.json")["quotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quotation| quotation["speaker_entity"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(speakers, ["jan-moor", "jan-moor"], "{body}");
    assert!(!built.files.keys().any(|path| path.contains(".annotations.yaml")));
}

#[test]
fn what_an_editor_decides_beats_what_was_found() {
    let built = build("decisions");
    snapshot("decisions", &body(&built, "articles/rat.html"));
    let article = built.json("articles/rat.json");
    let found: Vec<_> = article["quotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quote| {
            [&quote["text"], &quote["speaker_entity"], &quote["rule"]].map(|value| value.as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        found,
        [
            ["„Der Deich hält“", "jan-moor", "editor"],
            ["„Öl ins Feuer“", "jan-moor", "editor"],
            ["es werde nie genug Geld geben", "ilse-moorkamp", "editor"],
        ]
    );
    let jan = built.main("people/jan-moor.html");
    in_order(
        &jan,
        &[
            "Der Deich hält",
            "Öl ins Feuer",
            "Herr [<mark>Moor</mark>](../articles/rat.html#p-1) ging ins Moor",
        ],
    );
    let ilse = built.main("people/ilse-moorkamp.html");
    in_order(&ilse, &["es werde nie genug Geld geben"]);
    assert!(!ilse.contains("Der Deich hält\n"), "{ilse}");
    assert!(!built.text("articles/rat.html").contains("sielhaven"));
}

#[test]
fn long_lists_are_cut_into_pages() {
    let built = build("pages_of_lists");
    for stem in [
        "articles/index",
        "quotes/index",
        "timeline",
        "tags/moor",
        "sources/sielpost",
        "people/ilse-moorkamp",
    ] {
        for page in ["", ".2", ".3"] {
            assert!(
                built.files.contains_key(&format!("{stem}{page}.html")),
                "{stem}{page}.html"
            );
        }
        assert!(!built.files.contains_key(&format!("{stem}.4.html")), "{stem}");
    }
    let first = built.main("articles/index.html");
    in_order(&first, &["Artikel 5", "Artikel 4"]);
    assert!(!first.contains("Artikel 3"));
    in_order(&built.main("articles/index.3.html"), &["Artikel 1", "(index.2.html)"]);
    // Everything is on one of them.
    for stem in ["quotes/index", "people/ilse-moorkamp"] {
        let all: String = ["", ".2", ".3"]
            .map(|page| built.main(&format!("{stem}{page}.html")))
            .concat();
        (1..=5).for_each(|n| assert!(all.contains(&format!("Satz {n}")), "{stem}: Satz {n}"));
    }
}

/// Two people, a note, a source, and a chair who speaks for an association.
#[test]
fn an_article_shows_who_says_what_and_where_it_comes_from() {
    let built = build("speakers");
    snapshot("speakers_article", &built.main("articles/streit.html"));
    snapshot("speakers_association", &built.main("organizations/deichverband.html"));
    in_order(
        &built.main("people/ilse-moorkamp.html"),
        &["Spricht für", "Deichverband", "Sie wohnt in Moorwinkel."],
    );
    in_order(
        &built.main("people/jan-brack.html"),
        &["Das behaupten Sie seit drei Jahren"],
    );
}

/// Feeds demand a date, and XML refuses characters that nobody sees.
#[test]
fn the_feed_has_no_date_that_nobody_wrote_and_no_character_that_xml_forbids() {
    let place = Place::empty();
    place.write(
        "dossier.yaml",
        b"title: \"Moor\\x01bote\"\ndescription: \"\\x0bHoch\"\nauthor: \"I\\x7flse\"\nbase_url: https://moorbote.example/\n",
    );
    place.write("content/articles/ohne.md", b"---\ntitle: Ohne\n---\nText.\n");
    let empty = place.build(&[]);
    assert!(!empty.text("feed.xml").contains("<entry>"));
    place.write(
        "content/articles/mit.md",
        b"---\ntitle: Mit\ndate: 2031-03\n---\nText.\n",
    );
    let built = place.build(&[]);
    let feed = built.text("feed.xml");
    assert_eq!(
        feed.matches("<updated>2031-03-01T00:00:00Z</updated>").count(),
        3,
        "{feed}"
    );
    assert!(!feed.contains("1970"));
    for text in [
        "<title>Moorbote</title>",
        "<subtitle>Hoch</subtitle>",
        "<name>Ilse</name>",
    ] {
        assert!(feed.contains(text), "{text}: {feed}");
    }
}

#[test]
fn an_older_address_says_where_it_leads() {
    let place = Place::empty();
    place.write("dossier.yaml", b"title: Moorbote\n");
    place.write(
        "content/articles/deich.md",
        "---\ntitle: Der Deich hält\naliases: [alt]\n---\nText.\n".as_bytes(),
    );
    let built = place.build(&[]);
    assert!(
        built
            .text("alt.html")
            .contains("<a href=\"articles/deich.html\"><bdi>Der Deich hält</bdi></a>")
    );
}

/// Other endings of Markdown are read; what cannot be a template stops nothing.
#[test]
fn endings_are_taken_as_people_write_them() {
    let place = Place::empty();
    place.write("dossier.yaml", b"title: Moorbote\n");
    place.write(
        "content/articles/eins.MD",
        b"---\ntitle: Eins\n---\n[Zwei](zwei.markdown)\n",
    );
    place.write(
        "content/articles/zwei.markdown",
        "---\ntitle: Zwei\n---\nVon \u{202e}rechts\n".as_bytes(),
    );
    place.write("templates/bild.png", b"\x89PNG\xff");
    let built = place.build(&[]);
    assert!(built.text("articles/eins.html").contains("<a href=\"zwei.html\">"));
    in_order(
        &built.stderr,
        &["note[misplaced-file]", "warning[bidi-control]", "zwei.markdown:4:5"],
    );
}

//! The parts of the preview: addresses, its script in pages, whom it answers, and which changes count.

use std::path::Path;

use camino::Utf8Path;
use dossier::internals::serve::{Target, decode, find, inject, is_own, relevant, widened};

#[test]
fn addresses_are_decoded_once_and_hidden_paths_are_refused() {
    assert_eq!(decode("/a%20b.html").as_deref(), Some("a b.html"));
    assert_eq!(decode("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
    for bad in [
        "", "x", "/%", "/%4", "/%zz", "/a%2fb", "/a%5Cb", "/a\\b", "/a%00", "/%ff", "/a%0ab",
    ] {
        assert_eq!(decode(bad), None, "{bad:?}");
    }
}

#[test]
fn folders_lead_to_their_lists_and_pages_need_no_ending() {
    let has = |path: &str| ["index.html", "articles/index.html", "articles/x.html"].contains(&path);
    let file = |path: &str| Target::File(path.to_owned());
    assert_eq!(find("", has), file("index.html"));
    assert_eq!(find("articles/", has), file("articles/index.html"));
    assert_eq!(find("articles", has), Target::Redirect("articles/".to_owned()));
    assert_eq!(find("articles/x", has), file("articles/x.html"));
    assert_eq!(find("../articles/x.html", has), Target::Nothing);
}

#[test]
fn a_policy_permits_the_preview_and_nothing_else() {
    assert_eq!(
        widened("default-src 'none'; style-src 'self' file:; form-action 'none'"),
        "default-src 'none'; style-src 'self' file:; form-action 'none'; script-src 'self'; connect-src 'self'"
    );
    assert_eq!(widened("form-action 'none'"), "form-action 'none'");
}

#[test]
fn the_script_stands_at_the_end_of_the_body() {
    let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\"><body>Ü</body></html>";
    let out = String::from_utf8(inject(page.as_bytes(), "<script></script>")).unwrap();
    assert!(out.contains("content=\"script-src 'self'\"") && out.ends_with("Ü<script></script></body></html>"));
    assert_eq!(inject(b"x", "y"), b"xy");
}

#[test]
fn only_names_of_this_machine_with_the_right_port_are_its_own() {
    for host in ["localhost:4173", "LOCALHOST:4173", "127.0.0.1:4173", "[::1]:4173"] {
        assert!(is_own(host, 4173), "{host}");
    }
    for host in [
        "localhost",
        "localhost:4174",
        "localhost:04173",
        "localhost.evil.example:4173",
        "evil.example:4173",
        "127.0.0.1:4173.evil.example",
        "user@localhost:4173",
        "127.0.0.2:4173",
        "",
    ] {
        assert!(!is_own(host, 4173), "{host}");
    }
    assert!(is_own("localhost", 80));
}

#[test]
fn temporary_files_of_editors_are_ignored() {
    let of = |path: &str| relevant(Utf8Path::new("/site"), Path::new(path)).is_some();
    assert!(of("/site/content/articles/x.md") && of("/site/dossier.yaml") && of("/site/static"));
    for path in "/site/content/articles/.x.md.swp /site/content/articles/x.md~ /site/content/articles/4913 \
        /site/public/index.html /site/.dossier-cache/share/x /other/content/x.md"
        .split(' ')
    {
        assert!(!of(path), "{path}");
    }
}

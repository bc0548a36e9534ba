//! What is answered to the editor's own browser.

use super::server::{Server, Site};

#[test]
fn pages_come_as_a_host_would_serve_them_with_the_script_of_the_preview() {
    let site = Site::new();
    let server = Server::of(&site);
    for (path, status, media, holds) in [
        ("/", 200, "text/html; charset=utf-8", "/_dossier/live.js"),
        ("/index.html", 200, "text/html; charset=utf-8", "Haffelder Mappe"),
        (
            "/articles/kai.html",
            200,
            "text/html; charset=utf-8",
            "Der Kai wird gebaut.",
        ),
        ("/articles/kai", 200, "text/html; charset=utf-8", "Der Kai wird gebaut."),
        ("/articles/", 200, "text/html; charset=utf-8", "Der Deich"),
        ("/articles/kai.json", 200, "application/json; charset=utf-8", "Der Kai"),
        ("/karte.txt", 200, "text/plain; charset=utf-8", "Karte von Haffelde"),
        ("/nichts/da.html", 404, "text/html; charset=utf-8", "/_dossier/live.js"),
        (
            "/_dossier/live.js",
            200,
            "text/javascript; charset=utf-8",
            "EventSource",
        ),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.header("content-type").as_deref(), Some(media), "{path}");
        assert!(answer.text().contains(holds), "{path}");
        assert_eq!(answer.header("cache-control").as_deref(), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("x-content-type-options").as_deref(),
            Some("nosniff"),
            "{path}"
        );
    }
    let moved = server.get("/articles");
    assert_eq!(
        (moved.status(), moved.header("location")),
        (301, Some("/articles/".to_owned()))
    );
    for host in ["127.0.0.1", "LOCALHOST", "[::1]"] {
        let (port, end) = (server.port, "Connection: close\r\n\r\n");
        let request = format!("HEAD / HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n{end}");
        assert_eq!(server.send(request.as_bytes()).status(), 200, "{host}");
    }
}

#[test]
fn only_the_served_copy_of_a_page_has_the_script_and_nothing_is_written() {
    let site = Site::new();
    {
        let server = Server::of(&site);
        assert!(server.get("/").text().contains("/_dossier/"));
        assert!(server.get("/articles/kai.json").text().find("/_dossier/").is_none());
    }
    let mut names: Vec<String> = std::fs::read_dir(site.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".dossier-cache")
        .collect();
    names.sort();
    assert_eq!(names, [".env", "content", "dossier.yaml", "secret.txt", "static"]);
}

#[test]
fn a_site_in_a_folder_of_its_host_answers_there_too() {
    let site = Site::new();
    site.write(
        "site/dossier.yaml",
        "title: Haffelder Mappe\nlang: de\nbase_url: https://example.org/mappe/\n",
    );
    let server = Server::of(&site);
    for path in ["/articles/kai.html", "/mappe/articles/kai.html", "/", "/mappe/"] {
        assert_eq!(server.get(path).status(), 200, "{path}");
    }
    // The page of what is missing names its files by the whole address.
    assert_eq!(
        server.get("/mappe/theme/base.css").status(),
        server.get("/theme/base.css").status()
    );
}

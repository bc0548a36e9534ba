//! `check --links` against a server on this machine that behaves as servers do.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::place::Place;

/// A server on loopback: its address, and how often it was asked.
fn server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 2048];
            let read = stream.read(&mut request).unwrap_or(0);
            count.fetch_add(1, Ordering::SeqCst);
            let line = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = line.split(' ').nth(1).unwrap_or("").to_owned();
            let head = line.starts_with("HEAD");
            let (status, more) = match path.as_str() {
                "/there" | "/new" => ("200 OK", ""),
                "/nohead" if head => ("405 Method Not Allowed", ""),
                "/nohead" => ("206 Partial Content", ""),
                "/old" => ("301 Moved Permanently", "location: /new\r\n"),
                "/now" => ("302 Found", "location: /new\r\n"),
                "/round" => ("302 Found", "location: /round\r\n"),
                "/robots" => ("403 Forbidden", ""),
                "/busy" => ("429 Too Many Requests", ""),
                "/gone" => ("410 Gone", ""),
                _ => ("404 Not Found", ""),
            };
            let answer = format!("HTTP/1.1 {status}\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, asked)
}

fn site(server: &str, config: &str) -> Place {
    let place = Place::empty();
    place.write("dossier.yaml", format!("title: Moor\n{config}").as_bytes());
    let article = format!(
        "---\ntitle: Der Deich\nsource: {{name: Bote, url: \"{server}/gone\", archive_url: \"{server}/there#copy\"}}\n---\n\
         [Lebt]({server}/there), [auch]({server}/nohead), [umgeleitet]({server}/now).\n\
         [Umgezogen]({server}/old).\n[Fort]({server}/missing).\n[Wieder fort]({server}/gone).\n\
         [Wehrt sich]({server}/robots), [viel los]({server}/busy), [im Kreis]({server}/round).\n"
    );
    place.write("content/articles/deich.md", article.as_bytes());
    place
}

#[test]
fn an_address_is_alive_dead_or_blocked() {
    let (server, asked) = server();
    let place = site(&server, "links: {allow_private: true}\n");
    let ran = place.run(&["check", "--links", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let told: Vec<(String, String, String, u64)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().replace(&server, "");
            (
                text("severity") + " " + &text("code"),
                text("message"),
                text("help"),
                one["line"].as_u64().unwrap(),
            )
        })
        .collect();
    let open =
        |path: &str| format!("open it in a browser; if it works, save a copy at https://web.archive.org/save/{path}");
    let expected = [
        (
            "warning dead-link",
            "/missing is gone: the server responds with 404 (not found)",
            "link a copy from https://web.archive.org/web/*//missing, or remove the link".to_owned(),
            7,
        ),
        (
            "warning dead-link",
            "/gone is gone: the server responds with 410 (gone)",
            "link the archived copy: /there#copy".to_owned(),
            8,
        ),
        (
            "note dead-link",
            "/gone is gone: the server responds with 410 (gone)",
            "the archived copy is already linked beside it: /there#copy".to_owned(),
            3,
        ),
        (
            "note moved-link",
            "/old has moved permanently to /new",
            "replace it with the new URL while the redirect still works".to_owned(),
            6,
        ),
        (
            "note blocked-link",
            "/robots could not be checked: the server responds with 403 (forbidden)",
            open("/robots"),
            9,
        ),
        (
            "note blocked-link",
            "/busy could not be checked: the server responds with 429 (too many requests)",
            open("/busy"),
            9,
        ),
        (
            "note blocked-link",
            "/round could not be checked: too many redirects (more than 5)",
            open("/round"),
            9,
        ),
    ];
    let expected: Vec<(String, String, String, u64)> = expected
        .into_iter()
        .map(|(code, message, help, line)| (code.to_owned(), message.to_owned(), help, line))
        .collect();
    assert_eq!(told, expected);
    assert_eq!(ran.status, 0);
    // Answers are kept: nobody is asked a second time, and what is said stays the same.
    let before = asked.load(Ordering::SeqCst);
    assert_eq!(place.run(&["check", "--links", "--format", "json"]).stdout, ran.stdout);
    assert_eq!(asked.load(Ordering::SeqCst), before);
    // Two days later only what was not alive is asked again.
    let mut later = place.command(&["check", "--links"]);
    later.env("SOURCE_DATE_EPOCH", (1_924_992_000 + 2 * 86_400).to_string());
    later.output().unwrap();
    let again = asked.load(Ordering::SeqCst) - before;
    assert!(again > 0 && again < before, "{again} of {before}");
}

/// Content is not trusted: its links must not reach into the network of whoever checks them.
#[test]
fn private_addresses_are_not_asked() {
    let (server, asked) = server();
    let ran = site(&server, "").run(&["check", "--links"]);
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert!(
        ran.stderr.contains("its host is not on the public internet"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("dead-link"));
    assert_eq!(ran.status, 0);
}

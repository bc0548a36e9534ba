//! Requests that no browser of the editor's sends for its own pages: each is refused, nothing that is not of
//! the site is told, and the next reader is served.

use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::time::Duration;

use super::server::{Answer, SECRET, Server, Site};

/// What was tried, the status that answers it, and the request: `HOST` is the server's, `PORT` its port;
/// lines end with `\n`.
type Attempt = (&'static str, u16, &'static str);

const HOSTS: &[Attempt] = &[
    ("another host", 403, "GET / HTTP/1.1\nHost: evil.example\n"),
    (
        "another host, right port",
        403,
        "GET / HTTP/1.1\nHost: evil.example:PORT\n",
    ),
    (
        "a name that leads here",
        403,
        "GET / HTTP/1.1\nHost: 127.0.0.1.nip.io:PORT\n",
    ),
    ("rebinding", 403, "GET / HTTP/1.1\nHost: localhost.evil.example:PORT\n"),
    (
        "its own name as a subdomain",
        403,
        "GET / HTTP/1.1\nHost: x.localhost:PORT\n",
    ),
    ("a dot at the end", 403, "GET / HTTP/1.1\nHost: localhost.:PORT\n"),
    ("no port", 403, "GET / HTTP/1.1\nHost: localhost\n"),
    ("a wrong port", 403, "GET / HTTP/1.1\nHost: localhost:1\n"),
    ("a port with a zero", 403, "GET / HTTP/1.1\nHost: localhost:0PORT\n"),
    (
        "a user before the host",
        403,
        "GET / HTTP/1.1\nHost: evil.example@localhost:PORT\n",
    ),
    ("all addresses", 403, "GET / HTTP/1.1\nHost: 0.0.0.0:PORT\n"),
    ("another loopback", 403, "GET / HTTP/1.1\nHost: 127.0.0.2:PORT\n"),
    (
        "the loopback as a number",
        403,
        "GET / HTTP/1.1\nHost: 2130706433:PORT\n",
    ),
    ("the loopback in short", 403, "GET / HTTP/1.1\nHost: 127.1:PORT\n"),
    (
        "the loopback mapped",
        403,
        "GET / HTTP/1.1\nHost: [::ffff:127.0.0.1]:PORT\n",
    ),
    ("no host", 400, "GET / HTTP/1.1\n"),
    ("an empty host", 403, "GET / HTTP/1.1\nHost:\n"),
    ("two hosts", 400, "GET / HTTP/1.1\nHost: HOST\nHost: evil.example\n"),
    (
        "two hosts, the other way",
        400,
        "GET / HTTP/1.1\nHost: evil.example\nHost: HOST\n",
    ),
    ("a host that is no text", 400, "GET / HTTP/1.1\nHost: löcalhost:PORT\n"),
    (
        "a host that is said to be forwarded",
        403,
        "GET / HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: HOST\n",
    ),
    (
        "an absolute form of another host",
        403,
        "GET http://evil.example/ HTTP/1.1\nHost: HOST\n",
    ),
    (
        "an absolute form behind another host",
        403,
        "GET http://HOST/ HTTP/1.1\nHost: evil.example\n",
    ),
    (
        "an absolute form of a file",
        400,
        "GET file:///etc/passwd HTTP/1.1\nHost: HOST\n",
    ),
    (
        "an absolute form with a user",
        403,
        "GET http://evil.example@HOST/ HTTP/1.1\nHost: HOST\n",
    ),
    ("a proxy", 403, "CONNECT evil.example:443 HTTP/1.1\nHost: HOST\n"),
    ("HTTP/1.0 without a host", 400, "GET / HTTP/1.0\n"),
    (
        "HTTP/1.0 with another host",
        403,
        "GET / HTTP/1.0\nHost: evil.example\n",
    ),
];

const ORIGINS: &[Attempt] = &[
    (
        "another origin",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\n",
    ),
    ("no origin at all", 403, "GET / HTTP/1.1\nHost: HOST\nOrigin: null\n"),
    (
        "another port's origin",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: http://localhost:1\n",
    ),
    (
        "a secure origin",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: https://HOST\n",
    ),
    (
        "an origin that begins alike",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: http://HOST.evil.example\n",
    ),
    (
        "two origins",
        400,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nOrigin: http://evil.example\n",
    ),
    (
        "an extension's origin",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: chrome-extension://abc\n",
    ),
    (
        "a page of another site loads a script",
        403,
        "GET /search/index.js HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\n",
    ),
    (
        "a page of another port loads an image",
        403,
        "GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors\n",
    ),
    (
        "another page listens for changes",
        403,
        "GET /_dossier/events HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\n",
    ),
    (
        "a preflight",
        403,
        "OPTIONS / HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nAccess-Control-Request-Method: POST\n",
    ),
    (
        "a preflight of its own",
        405,
        "OPTIONS / HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nAccess-Control-Request-Method: POST\n",
    ),
    (
        "a preflight into the private network",
        403,
        "OPTIONS / HTTP/1.1\nHost: HOST\nOrigin: https://evil.example\nAccess-Control-Request-Private-Network: true\n",
    ),
    (
        "a form of another site",
        403,
        "POST /_dossier/events HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 3\n\na=b",
    ),
    (
        "a WebSocket of another site",
        403,
        "GET / HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nUpgrade: websocket\nConnection: Upgrade, close\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n",
    ),
    (
        "a WebSocket where rebinding leads",
        403,
        "GET /_dossier/events HTTP/1.1\nHost: rebind.example:PORT\nUpgrade: websocket\nConnection: Upgrade, close\n",
    ),
];

const PATHS: &[Attempt] = &[
    ("upwards", 404, "GET /../secret.txt HTTP/1.1\nHost: HOST\n"),
    (
        "far upwards",
        404,
        "GET /../../../../../../../../etc/passwd HTTP/1.1\nHost: HOST\n",
    ),
    (
        "upwards from within",
        404,
        "GET /articles/../../secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "to the site's own sources",
        404,
        "GET /../content/articles/entwurf.md HTTP/1.1\nHost: HOST\n",
    ),
    (
        "sources",
        404,
        "GET /content/articles/entwurf.md HTTP/1.1\nHost: HOST\n",
    ),
    ("the configuration", 404, "GET /dossier.yaml HTTP/1.1\nHost: HOST\n"),
    ("hidden files", 404, "GET /.env HTTP/1.1\nHost: HOST\n"),
    ("what is kept", 404, "GET /.dossier-cache/ HTTP/1.1\nHost: HOST\n"),
    ("a draft", 404, "GET /articles/entwurf.html HTTP/1.1\nHost: HOST\n"),
    ("dots, encoded", 404, "GET /%2e%2e/secret.txt HTTP/1.1\nHost: HOST\n"),
    (
        "a dot, half encoded",
        404,
        "GET /.%2e/secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "dots and slash, encoded",
        400,
        "GET /%2e%2e%2fsecret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "encoded twice",
        404,
        "GET /%252e%252e%252fsecret.txt HTTP/1.1\nHost: HOST\n",
    ),
    ("backslashes", 400, "GET /..\\secret.txt HTTP/1.1\nHost: HOST\n"),
    (
        "backslashes, encoded",
        400,
        "GET /..%5csecret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "overlong dots",
        400,
        "GET /%c0%ae%c0%ae/secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "an overlong slash",
        400,
        "GET /..%c0%afsecret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "full width dots",
        404,
        "GET /%ef%bc%8e%ef%bc%8e/secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "the encoding of Windows",
        400,
        "GET /%u002e%u002e/secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "a null byte, encoded",
        400,
        "GET /secret.txt%00.html HTTP/1.1\nHost: HOST\n",
    ),
    ("a null byte", 400, "GET /secret.txt\0.html HTTP/1.1\nHost: HOST\n"),
    (
        "a line break, encoded",
        400,
        "GET /x%0d%0aSet-Cookie:a=b HTTP/1.1\nHost: HOST\n",
    ),
    ("half an escape", 400, "GET /% HTTP/1.1\nHost: HOST\n"),
    ("no escape", 400, "GET /%zz HTTP/1.1\nHost: HOST\n"),
    ("an absolute path", 404, "GET //etc/passwd HTTP/1.1\nHost: HOST\n"),
    ("a drive", 404, "GET /C:/Windows/win.ini HTTP/1.1\nHost: HOST\n"),
    (
        "a stream of Windows",
        404,
        "GET /index.html::$DATA HTTP/1.1\nHost: HOST\n",
    ),
    (
        "parameters of a servlet",
        404,
        "GET /..;/secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "a file system address as Vite had it",
        404,
        "GET /@fs/etc/passwd?raw HTTP/1.1\nHost: HOST\n",
    ),
    (
        "upwards in its own folder",
        404,
        "GET /_dossier/../../secret.txt HTTP/1.1\nHost: HOST\n",
    ),
    (
        "upwards among pictures",
        404,
        "GET /share/../../secret.txt.png HTTP/1.1\nHost: HOST\n",
    ),
    ("a fragment", 200, "GET /#/../secret.txt HTTP/1.1\nHost: HOST\n"),
    ("a query", 200, "GET /?file=../secret.txt HTTP/1.1\nHost: HOST\n"),
    ("no path", 403, "GET secret.txt HTTP/1.1\nHost: HOST\n"),
];

const METHODS: &[Attempt] = &[
    ("a star", 405, "OPTIONS * HTTP/1.1\nHost: HOST\n"),
    (
        "put",
        405,
        "PUT /index.html HTTP/1.1\nHost: HOST\nContent-Length: 1\n\nx",
    ),
    ("delete", 405, "DELETE /index.html HTTP/1.1\nHost: HOST\n"),
    ("trace", 405, "TRACE / HTTP/1.1\nHost: HOST\n"),
    ("a method of nobody", 405, "STEAL / HTTP/1.1\nHost: HOST\n"),
    (
        "a post to a page",
        405,
        "POST /index.html HTTP/1.1\nHost: HOST\nContent-Length: 1\n\nx",
    ),
    (
        "a post to what is read",
        405,
        "POST /_dossier/events HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nContent-Length: 1\n\nx",
    ),
    (
        "a post to nothing",
        404,
        "POST /_dossier/nothing HTTP/1.1\nHost: HOST\nContent-Length: 1\n\nx",
    ),
    (
        "a large body",
        413,
        "POST /_dossier/events HTTP/1.1\nHost: HOST\nContent-Length: 9999999999\n",
    ),
    (
        "a body of no length",
        400,
        "POST / HTTP/1.1\nHost: HOST\nContent-Length: -1\n",
    ),
    (
        "two lengths",
        400,
        "POST / HTTP/1.1\nHost: HOST\nContent-Length: 1\nContent-Length: 2\n\nxx",
    ),
    (
        "smuggling",
        400,
        "POST / HTTP/1.1\nHost: HOST\nContent-Length: 4\nTransfer-Encoding: chunked, x\n\n0\n\n",
    ),
    (
        "an encoding of nobody",
        400,
        "POST / HTTP/1.1\nHost: HOST\nTransfer-Encoding: gzip\n\nx",
    ),
    ("a version of nobody", 400, "GET / HTTP/9.9\nHost: HOST\n"),
    ("HTTP/2 without agreement", 400, "PRI * HTTP/2.0\n\nSM\n\n"),
    ("no HTTP", 400, "EHLO evil.example\n"),
    ("a secure connection", 400, "\u{16}\u{3}\u{1}\0\u{1}\n"),
    ("a header without a name", 400, "GET / HTTP/1.1\n: x\nHost: HOST\n"),
    ("a folded header", 400, "GET / HTTP/1.1\nHost: HOST\nX: a\n b\n"),
    ("a null byte in a header", 400, "GET / HTTP/1.1\nHost: HOST\nX: a\0b\n"),
];

fn bytes_of(server: &Server, request: &str) -> Vec<u8> {
    let port = server.port.to_string();
    let text = request
        .replace("HOST", &format!("localhost:{port}"))
        .replace("PORT", &port);
    let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end_matches('\n'), ""));
    let head = head.replace('\n', "\r\n");
    let close = if head.contains("Connection:") {
        ""
    } else {
        "\r\nConnection: close"
    };
    format!("{head}{close}\r\n\r\n{body}").into_bytes()
}

/// What is wrong with an answer to a stranger.
fn fault(answer: &Answer) -> Option<String> {
    let text = answer.text();
    let told = [SECRET, "root:x:", "[extensions]"]
        .into_iter()
        .find(|secret| text.contains(secret));
    let open = text.to_ascii_lowercase().contains("access-control-allow");
    match (told, open) {
        (Some(told), _) => Some(format!("it tells {told}")),
        (None, true) => Some("it lets others read".to_owned()),
        (None, false) => None,
    }
}

#[test]
fn requests_of_strangers_are_refused_and_nothing_leaks() {
    let site = Site::new();
    let server = Server::of(&site);
    let attempts: Vec<&Attempt> = [HOSTS, ORIGINS, PATHS, METHODS].into_iter().flatten().collect();
    assert!(attempts.len() >= 60);
    let mut faults = Vec::new();
    for (what, expected, request) in attempts {
        let answer = server.send(&bytes_of(&server, request));
        if answer.status() != *expected {
            faults.push(format!("{what}: {} instead of {expected}", answer.status()));
        }
        faults.extend(fault(&answer).map(|fault| format!("{what}: {fault}")));
        if server.get("/articles/kai.html").status() != 200 {
            faults.push(format!("{what}: it answers no more"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_too_large_or_too_slow_keeps_nobody_waiting() {
    let site = Site::new();
    let server = Server::of(&site);
    let host = format!("localhost:{}", server.port);
    let long = "x".repeat(20_000);
    let huge = "x".repeat(5_000_000);
    let many: String = (0..5_000).map(|number| format!("X-{number}: {number}\r\n")).collect();
    for (what, statuses, request) in [
        (
            "a long address",
            &[414][..],
            format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n"),
        ),
        (
            "a long query",
            &[414],
            format!("GET /?{long} HTTP/1.1\r\nHost: {host}\r\n"),
        ),
        (
            "a huge address",
            &[414, 431, 0],
            format!("GET /{huge} HTTP/1.1\r\nHost: {host}\r\n"),
        ),
        (
            "long headers",
            &[431],
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\nY: {long}\r\n"),
        ),
        (
            "huge headers",
            &[431, 0],
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {huge}\r\n"),
        ),
        (
            "many headers",
            &[431, 0],
            format!("GET / HTTP/1.1\r\nHost: {host}\r\n{many}"),
        ),
        (
            "a long method",
            &[400, 405, 414, 431, 0],
            format!("{huge} / HTTP/1.1\r\nHost: {host}\r\n"),
        ),
        (
            "deep folders",
            &[404],
            format!("GET {} HTTP/1.1\r\nHost: {host}\r\n", "/..".repeat(2_000)),
        ),
    ] {
        let answer = server.send(format!("{request}Connection: close\r\n\r\n").as_bytes());
        assert!(statuses.contains(&answer.status()), "{what}: {}", answer.status());
        assert_eq!(fault(&answer), None, "{what}");
        assert_eq!(server.get("/").status(), 200, "after {what}");
    }
    // Two hundred who never finish.
    let slow: Vec<_> = (0..200)
        .map(|number| {
            let mut stream = server.connect();
            let parts = [
                "",
                "G",
                "GET / HT",
                "GET / HTTP/1.1\r\nHost: ",
                "GET / HTTP/1.1\r\nHost: x\r\n\r",
            ];
            stream.write_all(parts[number % parts.len()].as_bytes()).unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/articles/deich.html").status(), 200);
    drop(slow);
    // And many who go before they are answered.
    for _ in 0..50 {
        let mut stream = server.connect();
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    }
    assert_eq!(server.get("/").status(), 200);
}

#[test]
fn requests_one_after_the_other_on_a_connection_are_judged_each_by_itself() {
    let site = Site::new();
    let server = Server::of(&site);
    let host = format!("localhost:{}", server.port);
    let good = format!("GET /karte.txt HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let bad = "GET /karte.txt HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    let last = format!("GET /karte.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let answers = server.send(format!("{good}{bad}{good}{bad}{last}").as_bytes()).text();
    let statuses: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses, ["200", "403", "200", "403", "200"]);
    assert_eq!(answers.matches("Karte von Haffelde").count(), 3);
}

#[test]
fn a_link_that_is_put_in_the_place_of_a_file_leads_nowhere() {
    let site = Site::new();
    let server = Server::of(&site);
    let mut told = server.listen();
    told.next();
    assert!(server.get("/karte.txt").text().ends_with("Karte von Haffelde"));
    let file = site.root().join("static/karte.txt");
    std::fs::remove_file(&file).unwrap();
    symlink(site.root().join("secret.txt"), &file).unwrap();
    let at_once = server.get("/karte.txt");
    assert_eq!(fault(&at_once), None);
    told.until(|data| data["problems"].as_array().is_some_and(|problems| !problems.is_empty()));
    let answer = server.get("/karte.txt");
    assert_eq!((answer.status(), fault(&answer)), (404, None));
}

#[test]
fn nobody_outside_this_machine_is_heard() {
    let site = Site::new();
    let server = Server::of(&site);
    // Any other address of this machine, also of the loopback network: the port is taken on one alone.
    let other = std::net::TcpStream::connect_timeout(&([127, 0, 0, 2], server.port).into(), Duration::from_secs(2));
    let heard = other.is_ok_and(|mut stream| {
        stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        stream.read(&mut [0; 64]).is_ok_and(|length| length > 0)
    });
    assert!(!heard);
}

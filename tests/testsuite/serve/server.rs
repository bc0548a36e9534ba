//! A site in a folder of its own, and the program that serves it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Stands in every file that visitors must not see.
pub const SECRET: &str = "Schatzkammerschlüssel";

/// How long anything may take on a machine that is busy with other tests.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// An invented site; everything in it that is no page holds the secret.
pub struct Site(tempfile::TempDir);

impl Site {
    pub fn new() -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        site.write("secret.txt", SECRET);
        site.write("site/.env", SECRET);
        site.write("site/secret.txt", SECRET);
        site.write(
            "site/dossier.yaml",
            &format!("# {SECRET}\ntitle: Haffelder Mappe\nlang: de\n"),
        );
        site.write(
            "site/content/articles/kai.md",
            &article("Der Kai", "Der Kai wird gebaut."),
        );
        site.write(
            "site/content/articles/deich.md",
            &article("Der Deich", "Der Deich hält."),
        );
        site.write(
            "site/content/articles/entwurf.md",
            &format!("---\ntitle: Entwurf\ndate: 2031-05-01\ndraft: true\n---\n\n{SECRET}\n"),
        );
        site.write("site/static/karte.txt", "Karte von Haffelde");
        site
    }

    /// The folder of the site.
    pub fn root(&self) -> PathBuf {
        self.0.path().join("site")
    }

    /// Writes a file, relative to the folder that holds the site's.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a file of the site as many editors do: beside it, and then in its place.
    pub fn save(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        let beside = path.with_extension("tmp~");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }
}

/// An article that says of itself what must not be seen.
pub fn article(title: &str, text: &str) -> String {
    format!("---\n# {SECRET}\ntitle: {title}\ndate: 2031-03-20\n---\n\n{text}\n")
}

/// The program, serving.
pub struct Server {
    pub child: Child,
    pub port: u16,
}

impl Server {
    /// Serves a site on a port that is free, and waits until it answers.
    pub fn of(site: &Site) -> Server {
        let mut child = command(&site.root(), "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut port = None;
        let mut line = String::new();
        while port.is_none() && lines.read_line(&mut line).unwrap() > 0 {
            let after = line.split_once("http://localhost:").map(|(_, after)| after);
            port = after.and_then(|after| after.split_once('/')?.0.parse().ok());
            line.clear();
        }
        let port = port.unwrap();
        // A pipe that nobody reads would hold it up.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Server { child, port }
    }

    /// The bytes of an answer to a request in which `HOST` and `PORT` stand for the server's.
    pub fn send(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may have heard enough before all was said.
        _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let mut part = [0; 65536];
        while let Ok(length @ 1..) = stream.read(&mut part) {
            bytes.extend_from_slice(&part[..length]);
        }
        Answer(bytes)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What a browser gets.
    pub fn get(&self, path: &str) -> Answer {
        let port = self.port;
        self.send(format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// What browsers are told, from now on.
    pub fn listen(&self) -> Told {
        let mut stream = self.connect();
        let port = self.port;
        write!(
            stream,
            "GET /_dossier/events HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n"
        )
        .unwrap();
        Told(BufReader::new(stream))
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end, and says how it ended.
    pub fn ended(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it goes on");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// `dossier serve` of a folder.
pub fn command(root: &Path, port: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(["serve", "--port", port, "--root"]).arg(root);
    command
}

/// The bytes of an answer, or of several.
pub struct Answer(pub Vec<u8>);

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }

    /// The status; 0 where nothing was answered.
    pub fn status(&self) -> u16 {
        let text = self.text();
        let status = text
            .strip_prefix("HTTP/1.")
            .and_then(|rest| rest.get(2..5)?.parse().ok());
        status.unwrap_or(0)
    }

    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = self.text();
        let head = text.split("\r\n\r\n").next().unwrap();
        let mut fields = head.lines().filter_map(|line| line.split_once(": "));
        fields
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    }
}

/// What browsers are told, as it comes in.
pub struct Told(BufReader<TcpStream>);

impl Told {
    /// The next message: its event and its data.
    pub fn next(&mut self) -> (String, Value) {
        let (mut event, mut line) = (String::new(), String::new());
        let start = Instant::now();
        loop {
            line.clear();
            assert!(start.elapsed() < PATIENCE, "nothing new is told");
            assert!(self.0.read_line(&mut line).unwrap() > 0, "nobody talks any more");
            if let Some(name) = line.strip_prefix("event: ") {
                event = name.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (event, serde_json::from_str(data).unwrap());
            }
        }
    }

    /// The next message of which something is true.
    pub fn until(&mut self, is: impl Fn(&Value) -> bool) -> Value {
        loop {
            let (_, data) = self.next();
            if is(&data) {
                return data;
            }
        }
    }
}

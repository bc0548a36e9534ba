//! How it begins and how it ends.

use std::net::{TcpListener, TcpStream};

use super::server::{Server, Site, command};

#[test]
fn signals_end_it_and_nothing_stays() {
    for name in ["INT", "TERM", "HUP"] {
        let site = Site::new();
        let mut server = Server::of(&site);
        // A browser that listens, and one that has not finished its question.
        let mut told = server.listen();
        told.next();
        let _half = server.connect();
        server.signal(name);
        assert_eq!(server.ended(), Some(0), "{name}");
        assert!(
            TcpStream::connect(("127.0.0.1", server.port)).is_err(),
            "{name}: the port is free"
        );
        let entries = |path: std::path::PathBuf| -> Vec<String> {
            let all = std::fs::read_dir(path).into_iter().flatten();
            all.map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect()
        };
        let temporary = entries(site.root())
            .into_iter()
            .chain(entries(site.root().join("content/articles")));
        let left: Vec<String> = temporary
            .filter(|name| name.contains("tmp") || name == "public")
            .collect();
        assert!(left.is_empty(), "{name}: {left:?}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_with_the_remedy() {
    let site = Site::new();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = command(&site.root(), &port).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for part in [port.as_str(), "it is in use", "--port 0"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_folder_without_a_site_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let output = command(folder.path(), "0").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("dossier.yaml"), "{said}");
}

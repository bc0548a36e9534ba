//! docs/tutorial.md, played from its first line to its last: every file is saved, every command run, and
//! what it shows compared with what it prints.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Stands for anything in what a command prints: for lines, or for the rest or a part of one.
const ANYTHING: &str = "…";

#[test]
fn the_tutorial_does_what_it_says() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let mut folder = place.path().to_path_buf();
    let mut commands = 0;
    let mut file: Option<(PathBuf, bool)> = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let named = |sign: &str| Some(line.split_once(sign)?.1.split('`').next()?.to_owned());
        if let Some(path) = named("Save this as `") {
            file = Some((folder.join(path), false));
        } else if let Some(path) = named("Add this to `") {
            file = Some((folder.join(path), true));
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            for (command, shown) in commands_of(&block) {
                run(&mut folder, command, &shown);
                commands += 1;
            }
        } else {
            let (path, adds) = file
                .take()
                .unwrap_or_else(|| panic!("where does this go?\n{}", block.join("\n")));
            let mut file = OpenOptions::new();
            let mut file = file
                .write(true)
                .create(true)
                .append(adds)
                .truncate(!adds)
                .open(path)
                .unwrap();
            writeln!(file, "{}", block.join("\n")).unwrap();
        }
    }
    assert!(commands > 15, "only {commands} commands");
    let pages = folder.join("public/articles/ferry-timetable-cut-in-half.html");
    assert!(
        fs::read_to_string(pages)
            .unwrap()
            .contains("The paper of the council says")
    );
}

/// The commands of a block, each with the lines that it shows.
fn commands_of<'t>(block: &[&'t str]) -> Vec<(&'t str, Vec<&'t str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), all.last_mut()) {
            (Some(command), _) => all.push((command, Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => panic!("what prints {line}?"),
        }
    }
    all
}

fn run(folder: &mut PathBuf, command: &str, shown: &[&str]) {
    if let Some(to) = command.strip_prefix("cd ") {
        *folder = folder.join(to);
        return;
    }
    if command.starts_with("dossier serve") {
        return serve(folder);
    }
    let output = shell(folder, &format!("{command} 2>&1")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command}\n{printed}");
    let printed: Vec<&str> = printed.lines().collect();
    assert!(
        fits(&printed, shown),
        "{command}\nshould print\n{}\nand prints\n{}",
        shown.join("\n"),
        printed.join("\n")
    );
}

/// A line of the tutorial as people type it, with the program at hand.
fn shell(folder: &Path, line: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_dossier")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&path));
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder);
    command
        .env("PATH", std::env::join_paths(all).unwrap())
        .env("NO_COLOR", "1");
    command
}

/// Whether lines are as they are shown.
fn fits(printed: &[&str], shown: &[&str]) -> bool {
    match (printed, shown) {
        (_, []) => printed.is_empty(),
        (_, [first, rest @ ..]) if *first == ANYTHING => (0..=printed.len()).any(|at| fits(&printed[at..], rest)),
        ([line, others @ ..], [first, rest @ ..]) => is_like(line, first) && fits(others, rest),
        ([], _) => false,
    }
}

/// Whether a line is as it is shown: its parts stand in this order, the first at the beginning.
fn is_like(line: &str, shown: &str) -> bool {
    let mut parts = shown.split(ANYTHING);
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || shown.ends_with(ANYTHING)
}

/// The preview answers, and ends when it is told to.
fn serve(folder: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["serve", "--port", "0"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut printed = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    let address = loop {
        line.clear();
        assert!(printed.read_line(&mut line).unwrap() > 0, "it says no address");
        if let Some((_, rest)) = line.split_once("http://") {
            break rest.split('/').next().unwrap().to_owned();
        }
    };
    let mut stream = TcpStream::connect(address.replace("localhost", "127.0.0.1")).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-s", "INT", &id])
            .status()
            .unwrap()
            .success()
    );
    child.wait().unwrap();
}

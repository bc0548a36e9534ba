//! How the program behaves in a terminal and in a pipe: progress, colours, signals, exit status.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dossier");

fn dossier(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, PROGRAM, arguments).output().unwrap()
}

fn command(folder: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR");
    command
        .env("TERM", "xterm")
        .env("PATH_TO_DOSSIER", PROGRAM)
        .stdin(Stdio::null());
    command
}

/// What a line of a shell does in a terminal of its own, and all that it shows there.
fn in_terminal(folder: &Path, line: &str, environment: &[(&str, &str)]) -> String {
    let mut command = command(folder, "script", &["-qec", line, "/dev/null"]);
    let output = command.envs(environment.iter().copied()).output();
    String::from_utf8_lossy(&output.unwrap().stdout).into_owned()
}

/// A site with so many articles, each with something to find.
fn site(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content/articles");
    fs::create_dir_all(&content).unwrap();
    fs::write(folder.path().join("dossier.yaml"), "title: T\nlang: de\n").unwrap();
    for number in 0..articles {
        let words = "„Wir warten auf die Flut“, sagte Hafenmeisterin Levke Tadsen am Montag in Haffelde. Der Rat \
                     werde darüber noch im Sommer abstimmen, sagte sie. Nach Angaben der Wattwacht ist der Kai zu lang.\n\n";
        let text = format!("---\ntitle: Text {number}\ndate: 2031-03\n---\n\n{}", words.repeat(6));
        fs::write(content.join(format!("text-{number}.md")), text).unwrap();
    }
    folder
}

/// Every file of the built site, and its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            // What is staged lies beside the site, in a folder that begins with a full stop.
            if path.file_name().unwrap().to_str().unwrap().starts_with('.') {
                continue;
            }
            match path.is_dir() {
                true => folders.push(path),
                false => _ = files.insert(path.display().to_string(), fs::read(path).unwrap()),
            }
        }
    }
    files
}

#[test]
fn a_bar_is_drawn_on_a_terminal_alone_and_leaves_nothing() {
    let site = site(250);
    let piped = dossier(site.path(), &["check"]);
    let piped = String::from_utf8([piped.stdout, piped.stderr].concat()).unwrap();
    assert!(!piped.contains(['\r', '\u{1b}']), "{piped}");
    let shown = in_terminal(site.path(), "\"$PATH_TO_DOSSIER\" check", &[]);
    assert!(
        shown.contains("/250") || shown.contains("Making pages"),
        "no bar: {shown}"
    );
    // The last of it clears the line, and what is said stands below it alone.
    let end = shown.rsplit("\u{1b}[2K").next().unwrap();
    assert!(
        end.contains("250 articles checked") && !end.contains("Making pages"),
        "{end}"
    );
    let json = in_terminal(site.path(), "\"$PATH_TO_DOSSIER\" check --format json", &[]);
    assert!(!json.contains('\u{1b}'), "programs read this");
}

/// Whether a text sets a colour or a weight; the control sequences of a progress bar do not.
fn is_styled(shown: &str) -> bool {
    shown.split("\u{1b}[").skip(1).any(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
            .starts_with('m')
    })
}

#[test]
fn colours_are_for_terminals_and_people_who_want_them() {
    let site = site(1);
    fs::write(site.path().join("content/articles/bad.md"), "---\ntitel: T\n---\n").unwrap();
    let coloured = |arguments: &[&str], no_color: &str| {
        let mut command = command(site.path(), PROGRAM, arguments);
        let output = command.env("NO_COLOR", no_color).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        is_styled(&String::from_utf8(output.stderr).unwrap())
    };
    assert!(!coloured(&["check"], ""));
    assert!(coloured(&["check", "--color", "always"], ""));
    assert!(
        coloured(&["--color=always", "check"], "1"),
        "what is said now beats what was said before"
    );
    assert!(coloured(&["--color=always", "new", "article", "bad"], ""));
    for (line, environment, colours) in [
        ("\"$PATH_TO_DOSSIER\" check", &[][..], true),
        ("\"$PATH_TO_DOSSIER\" check", &[("NO_COLOR", "1")], false),
        ("\"$PATH_TO_DOSSIER\" check", &[("TERM", "dumb")], false),
        ("\"$PATH_TO_DOSSIER\" check --color never", &[], false),
        ("\"$PATH_TO_DOSSIER\" build --color never --help", &[], false),
        ("\"$PATH_TO_DOSSIER\" build --color=never --wrong", &[], false),
    ] {
        let shown = in_terminal(site.path(), line, environment);
        assert_eq!(is_styled(&shown), colours, "{line} {environment:?}: {shown}");
    }
}

#[test]
fn the_exit_status_is_as_the_help_says() {
    let site = site(2);
    let status = |arguments: &[&str]| dossier(site.path(), arguments).status.code().unwrap();
    assert_eq!(status(&["build"]), 0);
    assert_eq!(status(&["build", "--wrong"]), 2);
    assert_eq!(status(&["build", "--color", "perhaps"]), 2);
    assert_eq!(status(&["explain", "no-such-code"]), 2);
    let before = tree(&site.path().join("public"));
    fs::write(site.path().join("content/articles/bad.md"), "---\ntitel: T\n---\n").unwrap();
    for command in ["build", "check", "publish", "candidates"] {
        assert_eq!(status(&[command]), 1, "{command}");
    }
    assert_eq!(tree(&site.path().join("public")), before);
    // Every status stands where people look for it.
    let help = String::from_utf8(dossier(site.path(), &["--help"]).stdout).unwrap();
    let page = String::from_utf8(dossier(site.path(), &["manual"]).stdout).unwrap();
    let document = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md")).unwrap();
    for code in ["0", "1", "2", "130", "143"] {
        assert!(
            help.lines()
                .any(|line| line.trim_start().starts_with(&format!("{code} "))),
            "--help: {code}"
        );
        assert!(
            page.lines()
                .any(|line| line.trim_start().starts_with(&format!("{code} "))),
            "manual: {code}"
        );
        assert!(document.contains(&format!("\n| {code} | ")), "docs/commands.md: {code}");
    }
}

/// A build that is ended leaves the site as it was, and the next one goes its way.
#[test]
fn a_build_that_is_interrupted_leaves_the_old_site_whole() {
    let site = site(250);
    let public = site.path().join("public");
    assert!(dossier(site.path(), &["build"]).status.success());
    let mut before = tree(&public);
    let mut ended = 0;
    let moments = [20, 80, 200, 400];
    for (at, (signal, number)) in moments.into_iter().zip([("INT", 2), ("TERM", 15)].into_iter().cycle()) {
        // Another title changes every page.
        fs::write(site.path().join("dossier.yaml"), format!("title: T{at}\nlang: de\n")).unwrap();
        let mut child = command(site.path(), PROGRAM, &["build"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(at));
        let sent = Command::new("kill")
            .args([&format!("-{signal}"), &child.id().to_string()])
            .status();
        let status = child.wait().unwrap();
        if status.success() {
            // A fast machine was done before.
            before = tree(&public);
            continue;
        }
        // A shell shows a process that a signal ended as 128 and the number of the signal.
        assert_eq!((sent.unwrap().success(), status.signal()), (true, Some(number)));
        assert!(tree(&public) == before, "SIG{signal} after {at} ms left another site");
        ended += 1;
    }
    assert!(ended > 0, "every build was done before its signal came");
    assert!(dossier(site.path(), &["build"]).status.success());
    let page = fs::read_to_string(public.join("index.html")).unwrap();
    assert!(page.contains("T400"));
}

/// Whoever reads the output may have read enough, and that is no failure.
#[test]
fn a_reader_that_goes_away_is_no_reason_to_panic() {
    let site = site(40);
    for line in [
        "\"$PATH_TO_DOSSIER\" candidates --all --min 1 | head -n 1",
        "\"$PATH_TO_DOSSIER\" export --format tei | head -n 1",
        "\"$PATH_TO_DOSSIER\" extract content/articles/*.md | head -n 1",
        "\"$PATH_TO_DOSSIER\" explain | true",
        "\"$PATH_TO_DOSSIER\" schema article | true",
        "\"$PATH_TO_DOSSIER\" completions bash | true",
        "\"$PATH_TO_DOSSIER\" manual | true",
        "\"$PATH_TO_DOSSIER\" --help | true",
        "\"$PATH_TO_DOSSIER\" check --format json | true",
    ] {
        let line = format!("{line}; exit ${{PIPESTATUS[0]}}");
        let output = command(site.path(), "bash", &["-c", &line]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), said.contains("panicked")),
            (Some(0), false),
            "{line}: {said}"
        );
    }
    // Standard error may be what nobody reads: the status still tells.
    let line = "(\"$PATH_TO_DOSSIER\" new article --dossier none X; echo $? > status) 2>&1 | true";
    command(site.path(), "bash", &["-c", line]).output().unwrap();
    assert_eq!(fs::read_to_string(site.path().join("status")).unwrap(), "1\n");
}

#[test]
fn shells_and_man_understand_what_is_made_for_them() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = String::from_utf8(dossier(folder.path(), &["completions", shell]).stdout).unwrap();
        assert!(
            script.contains("search-index") && script.contains("base-url"),
            "{shell}"
        );
    }
    let line = "source <(\"$PATH_TO_DOSSIER\" completions bash) && COMP_WORDS=(dossier exp) COMP_CWORD=1 && \
                $(complete -p dossier | sed 's/.*-F \\([^ ]*\\).*/\\1/') dossier exp dossier; echo \"${COMPREPLY[@]}\"";
    let output = command(folder.path(), "bash", &["-c", line]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), "explain export");
    let output = dossier(folder.path(), &["manual", "--output", "man"]);
    let written = String::from_utf8(output.stdout).unwrap();
    let pages: Vec<&str> = written.lines().collect();
    for page in ["man/dossier.1", "man/dossier-build.1", "man/dossier-new-article.1"] {
        assert!(pages.contains(&page), "{page}: {pages:?}");
    }
    for page in pages {
        let text = fs::read_to_string(folder.path().join(page)).unwrap();
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH \"EXAMPLES\"", ".SH \"EXIT STATUS\""] {
            assert!(text.contains(section), "{page}: {section}");
        }
    }
    assert_eq!(dossier(folder.path(), &["manual", "nonsense"]).status.code(), Some(1));
}

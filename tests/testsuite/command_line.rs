//! The parts of the command line: examples in `--help`, the files of new sites and new articles, the full-text index,
//! and which addresses are requested.

use std::ffi::OsString;
use std::fs;

use camino::Utf8Path;
use clap::ColorChoice;
use dossier::internals::cli::{
    Skeleton, command_line, early_color, editor, init, is_public, resolve, search_index, without_password,
};
use dossier::internals::config::Config;
use dossier::internals::language::Languages;
use dossier::internals::model::{Lang, SafeUrl};
use dossier::internals::yaml::parse;
use proptest::prelude::*;

/// The words of a line of a shell, up to where its output goes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = None;
    for c in line.chars() {
        match (quoted, c) {
            (Some(open), c) if c == open => quoted = None,
            (Some(_), c) => words.last_mut().unwrap().push(c),
            (None, '"' | '\'') => quoted = Some(c),
            (None, ' ') => words.push(String::new()),
            (None, c) => words.last_mut().unwrap().push(c),
        }
    }
    let end = words.iter().position(|word| [">", "|", "&&"].contains(&word.as_str()));
    words.truncate(end.unwrap_or(words.len()));
    words
}

fn walk(command: &clap::Command, path: &str, lacking: &mut Vec<String>) {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let examples = help.strip_prefix("Examples:\n").unwrap_or_default();
    let lines: Vec<&str> = examples.lines().take_while(|line| line.starts_with("  ")).collect();
    if lines.is_empty() {
        lacking.push(format!("{path}: no examples in --help"));
    }
    if !lines.iter().any(|line| line.contains(path)) {
        lacking.push(format!("{path}: no example of it"));
    }
    for line in lines {
        for part in line.split(" | ").flat_map(|part| part.split(" && ")) {
            let words = words(part.trim());
            if words[0] == "dossier"
                && let Err(error) = command_line().try_get_matches_from(&words)
            {
                lacking.push(format!("{path}: {line}: {error}"));
            }
        }
    }
    for below in command.get_subcommands() {
        walk(below, &format!("{path} {}", below.get_name()), lacking);
    }
}

#[test]
fn every_command_has_examples_that_it_understands() {
    let mut lacking = Vec::new();
    walk(&command_line(), "dossier", &mut lacking);
    assert!(lacking.is_empty(), "{lacking:#?}");
    command_line().debug_assert();
}

#[test]
fn colours_are_chosen_before_the_line_is_understood() {
    let choice = |line: &str| early_color(line.split(' ').map(OsString::from));
    assert_eq!(choice("build --color never --wrong"), ColorChoice::Never);
    assert_eq!(choice("--color=always"), ColorChoice::Always);
    assert_eq!(choice("build --color"), ColorChoice::Auto);
}

#[test]
fn all_is_written_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = Utf8Path::from_path(folder.path()).unwrap();
    fs::write(folder.join("LICENSE"), "ours").unwrap();
    let new = |path: &str| init::NewFile {
        path: path.into(),
        text: "x".into(),
    };
    let files = [new("a/b/c.md"), new("README.md"), new("LICENSE/d.md")];
    let error = init::write_all(folder, &files).unwrap_err();
    assert!(error.ends_with("all files were removed again"), "{error}");
    let left: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["LICENSE"]);
    assert_eq!(fs::read_to_string(folder.join("LICENSE")).unwrap(), "ours");
}

#[test]
fn every_place_is_filled() {
    for lang in Languages::embedded().tags().iter().copied() {
        let files = init::files(lang, "T & *U*: v");
        assert!(files.len() >= 10, "no files for {lang}");
        assert!(files.iter().all(|file| !file.text.contains("@@")));
        let config = files.iter().find(|file| file.path == "dossier.yaml").unwrap();
        let (config, problems) = Config::read(&config.text, Languages::embedded().tags());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((config.title.as_str(), config.lang.0.as_str()), ("T & *U*: v", lang));
    }
}

#[test]
fn only_supported_versions_are_accepted() {
    for (said, good) in [
        ("pagefind 1.6.0", true),
        ("pagefind_extended 1.3.1", true),
        ("pagefind 1.2.0", false),
        ("pagefind 2.0.0", false),
        ("pagefind", false),
        ("", false),
    ] {
        assert_eq!(search_index::is_recent(said), good, "{said}");
    }
}

#[test]
fn a_new_index_takes_the_place_of_the_old_one_and_leaves_foreign_files() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    let write = |path: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    };
    for path in "site/fragment/de_1.pf_fragment site/pagefind-entry.json site/notes.txt site/pagefind-ui.js".split(' ')
    {
        write(path);
    }
    for path in "new/fragment/de_2.pf_fragment new/pagefind-entry.json new/pagefind.js new/pagefind-ui.css".split(' ') {
        write(path);
    }
    assert_eq!(search_index::move_in(&root.join("new"), &root.join("site")).unwrap(), 1);
    assert_eq!(
        search_index::files(&root.join("site")).unwrap(),
        ["notes.txt", "pagefind-entry.json", "pagefind-ui.js", "pagefind.js"]
    );
    assert_eq!(
        search_index::files(&root.join("site/fragment")).unwrap(),
        ["de_2.pf_fragment"]
    );
    assert!(!root.join("new").exists());
}

fn read(text: &str) -> serde_yaml::Mapping {
    let block = text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap();
    parse(block).unwrap_or_else(|error| panic!("{}\n{text}", error.message))
}

proptest! {
    #[test]
    fn every_title_is_read_as_it_was_given(
        title in "[-?:,\\[\\]{}#&*!|>'\"%@`~ a-zäß0-9.=\\\\…„“\u{0}-\u{1f}]{1,30}|\\PC{1,40}",
        name in "\\PC{1,20}",
    ) {
        for lang in Languages::embedded().tags().iter().copied() {
            for file in ["article.md", "entity.md", "dossier.md"] {
                for full in [false, true] {
                    let mut skeleton = Skeleton::default();
                    skeleton.text("title", Some(&title));
                    skeleton.plain("type", Some("place".into()));
                    skeleton.plain("today", Some("2031-03-20".into()));
                    if full {
                        skeleton.plain("date", Some("2031-03".into()));
                        skeleton.plain("lang", Some("en".into()));
                        skeleton.plain("draft", Some(String::new()));
                        skeleton.plain("person", Some(String::new()));
                        skeleton.plain("dossiers", Some("[a, b]".into()));
                        skeleton.plain("source", Some(String::new()));
                        skeleton.text("source.name", Some(&name));
                    }
                    let read = read(&skeleton.fill(&Lang(lang.into()), file));
                    let key = if file == "entity.md" { "name" } else { "title" };
                    prop_assert_eq!(read[key].as_str(), Some(title.as_str()));
                    if full && file == "article.md" {
                        prop_assert_eq!(read["source"]["name"].as_str(), Some(name.as_str()));
                    }
                }
            }
        }
    }
}

#[test]
fn only_the_public_internet_is_asked() {
    for private in "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 198.18.0.1 192.0.0.8 \
        224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd12::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 \
        64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 ff02::1 ::7f00:1"
        .split(' ')
    {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
    for public in "8.8.8.8 93.184.216.34 2a00:1450::1 64:ff9b::808:808 ::ffff:8.8.8.8".split(' ') {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
}

#[test]
fn locations_are_resolved_relative_to_their_page() {
    let from = SafeUrl::parse("https://bote.example/a/b?c=1").unwrap();
    for (location, to) in [
        ("https://neu.example/x#y", "https://neu.example/x"),
        ("//neu.example/x", "https://neu.example/x"),
        ("/x?y", "https://bote.example/x?y"),
        ("x", "https://bote.example/a/x"),
        ("?d=2", "https://bote.example/a/b?d=2"),
    ] {
        assert_eq!(resolve(&from, location).unwrap().as_str(), to, "{location}");
    }
    assert_eq!(resolve(&from, "file:///etc/passwd"), None);
    let bare = SafeUrl::parse("https://bote.example").unwrap();
    assert_eq!(resolve(&bare, "x").unwrap().as_str(), "https://bote.example/x");
}

#[test]
fn a_command_is_split_into_words() {
    for (command, words) in [
        ("vi", &["vi"][..]),
        ("  code -w ", &["code", "-w"]),
        (
            "\"C:\\Program Files\\x.exe\" --wait",
            &["C:\\Program Files\\x.exe", "--wait"],
        ),
        ("'a b'c \"\" d", &["a bc", "d"]),
        ("", &[]),
    ] {
        assert_eq!(editor::split(command), words, "{command}");
    }
}

#[test]
fn passwords_are_never_shown() {
    for (address, seen) in [
        ("https://me:secret@example.org/a.git", "https://example.org/a.git"),
        ("'https://token@example.org/a.git/'", "'https://example.org/a.git/'"),
        ("https://example.org/a@b.git", "https://example.org/a@b.git"),
        ("origin", "origin"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git"),
    ] {
        assert_eq!(without_password(address), seen);
    }
}

//! A real process, killed at moments that nobody chose.

use std::env;
use std::process::{Command, Stdio};
use std::time::Duration;

use camino::Utf8PathBuf;
use dossier::internals::publish::{Protected, Publication};

use super::tree::{Place, Tree, expected, path_of};

/// Tells the child where to publish.
const OUTPUT: &str = "DOSSIER_TEST_PUBLISH_TO";

/// Tells the child which file to write when it begins.
const BEGUN: &str = "DOSSIER_TEST_PUBLISH_BEGUN";

/// How many kills are tried, if not 50.
const KILLS: &str = "DOSSIER_TEST_KILLS";

const PAGES: usize = 40;

/// Site `version`: every page says which, the names of some depend on it.
fn pages(version: usize) -> Vec<(String, String)> {
    (0..PAGES)
        .map(|page| {
            let name = if page % 4 == 0 {
                format!("v{}/p-{page}.html", version % 3)
            } else {
                format!("p-{page}.html")
            };
            (name, format!("version {version} ").repeat(20))
        })
        .collect()
}

/// Not a test of its own: what the killed process does.
#[test]
fn child_that_publishes_for_ever() {
    let Ok(output) = env::var(OUTPUT) else { return };
    let (output, root) = (Utf8PathBuf::from(output), Utf8PathBuf::from("src"));
    let protected = Protected {
        site_root: &root,
        inputs: &[],
        home: None,
    };
    std::fs::write(env::var(BEGUN).unwrap(), "").unwrap();
    for version in 0.. {
        let publication = Publication::begin(&output, &protected).unwrap();
        for (path, text) in pages(version % 6) {
            publication.write(&path_of(&path), text.as_bytes()).unwrap();
        }
        publication.commit().unwrap();
    }
}

#[test]
fn a_killed_process_leaves_one_site_or_the_other() {
    let versions: Vec<Tree> = (0..6)
        .map(|version| {
            let files = pages(version).into_iter().map(|(path, text)| (&*path.leak(), text));
            expected(&files.collect())
        })
        .collect();
    let place = Place::new();
    let kills: u64 = env::var(KILLS).ok().and_then(|text| text.parse().ok()).unwrap_or(50);
    // The child's name as the test runner knows it: without the name of the program.
    let (_, module) = module_path!().split_once("::").unwrap();
    let child_test = format!("{module}::child_that_publishes_for_ever");
    let signals = tempfile::tempdir().unwrap();
    let begun = signals.path().join("begun");
    let (mut cut_short, mut published) = (0, false);
    for round in 0..kills {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", &child_test])
            .env(OUTPUT, place.output())
            .env(BEGUN, &begun)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // However long a busy machine takes to start it, the moments are spread over what it then does.
        while !begun.exists() {
            assert!(
                child.try_wait().unwrap().is_none(),
                "round {round}: the child ended by itself"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(10_000 + round * 7919 % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        std::fs::remove_file(&begun).unwrap();
        let own = place.output().join(".dossier");
        cut_short += u64::from(own.join("staging").exists() || own.join("journal").exists());
        place.settle();
        let shown = place.shown();
        // Nothing is there only until the first version is; from then on it is always a whole one.
        assert!(
            shown.is_empty() && !published || versions.contains(&shown),
            "round {round}: {shown:#?}"
        );
        published |= !shown.is_empty();
    }
    assert!(published, "no version was ever published");
    println!("{cut_short} of {kills} cut short");
}

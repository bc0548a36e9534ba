//! The workflows of the project and of new sites: what a release is made of is what a site fetches.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::place::write_program;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dossier");
const TAG: &str = concat!("v", env!("CARGO_PKG_VERSION"));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The workflow of a site that `init` made.
fn workflow_of_a_site(folder: &Path) -> PathBuf {
    let made = Command::new(PROGRAM)
        .args(["init", "--lang", "en", "site"])
        .current_dir(folder)
        .status();
    assert!(made.unwrap().success());
    folder.join("site/.github/workflows/pages.yml")
}

fn targets() -> BTreeSet<String> {
    let release = read(&root().join(".github/workflows/release.yml"));
    let matrix = &release["jobs"]["build"]["strategy"]["matrix"]["include"];
    let target = |build: &Value| build["target"].as_str().unwrap().to_owned();
    matrix.as_sequence().unwrap().iter().map(target).collect()
}

/// Puts archives together of what stands in for the programs of each target.
fn package(tag: &str, folder: &Path) -> Output {
    for target in targets() {
        let place = folder.join("binaries").join(&target);
        fs::create_dir_all(&place).unwrap();
        let name = if target.contains("windows") {
            "dossier.exe"
        } else {
            "dossier"
        };
        match target == "x86_64-unknown-linux-gnu" {
            // Not with `fs::copy`, for the reason that `write_program` gives.
            true => assert!(
                Command::new("cp")
                    .arg(PROGRAM)
                    .arg(place.join(name))
                    .status()
                    .unwrap()
                    .success()
            ),
            false => fs::write(place.join(name), &target).unwrap(),
        }
        // As it comes out of an artifact.
        fs::set_permissions(place.join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let mut command = Command::new(root().join("scripts/package"));
    command.args([tag, "binaries", "release"]).current_dir(folder);
    command.env("SOURCE_DATE_EPOCH", "1931731200").output().unwrap()
}

#[test]
fn a_release_is_for_every_system_and_holds_what_a_package_needs() {
    let wanted = [
        "aarch64-apple-darwin",
        "aarch64-unknown-linux-gnu",
        "x86_64-apple-darwin",
        "x86_64-pc-windows-msvc",
        "x86_64-unknown-linux-gnu",
    ];
    assert_eq!(targets().iter().collect::<Vec<_>>(), wanted);
    let folder = tempfile::tempdir().unwrap();
    let output = package(TAG, folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let release = folder.path().join("release");
    let sums = fs::read_to_string(release.join("SHA256SUMS")).unwrap();
    let names: Vec<&str> = sums.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    let ending = |target: &str| if target.contains("windows") { "zip" } else { "tar.gz" };
    let archive = |target: &str| format!("dossier-{TAG}-{target}.{}", ending(target));
    assert_eq!(names, wanted.map(archive));
    for target in wanted {
        let list = match ending(target) {
            "zip" => Command::new("unzip")
                .arg("-Z1")
                .arg(release.join(archive(target)))
                .output(),
            _ => Command::new("tar")
                .arg("-tzf")
                .arg(release.join(archive(target)))
                .output(),
        };
        let list = String::from_utf8(list.unwrap().stdout).unwrap();
        let program = if target.contains("windows") {
            "dossier.exe"
        } else {
            "dossier"
        };
        for file in [
            program,
            "LICENSE-MIT",
            "LICENSE-APACHE",
            "README.md",
            "completions/dossier.bash",
            "completions/dossier.zsh",
            "man/dossier.1",
            "man/dossier-build.1",
        ] {
            let path = format!("dossier-{TAG}-{target}/{file}");
            assert!(list.lines().any(|line| line == path), "{path} is not in\n{list}");
        }
    }
    // The same programs make the same bytes.
    fs::rename(&release, folder.path().join("first")).unwrap();
    package(TAG, folder.path());
    assert_eq!(fs::read_to_string(release.join("SHA256SUMS")).unwrap(), sums);
    let output = package("v999.0.0", folder.path());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (
            output.status.code(),
            said.starts_with("the tag is v999.0.0, and Cargo.toml says ")
        ),
        (Some(1), true)
    );
}

/// The step of a site's workflow that fetches the program, run as GitHub runs it, with a `curl` that takes the
/// files of the release from a folder.
#[test]
fn a_site_fetches_what_was_released_and_refuses_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(package(TAG, folder.path()).status.success());
    let workflow = read(&workflow_of_a_site(folder.path()));
    let steps = workflow["jobs"]["build"]["steps"].as_sequence().unwrap();
    let step = steps.iter().find(|step| step["name"] == "Fetch dossier").unwrap();
    let script = step["run"].as_str().unwrap();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let curl = "#!/bin/bash\nurl=\"${!#}\"\n[[ $url == https://github.com/owner/name/releases/download/*/* ]] || exit 22\n\
                cp \"$RELEASE/${url##*/}\" .\n";
    write_program(&bin.join("curl"), curl);
    let fetch = |repository: &str, sum: &str| {
        let run = tempfile::tempdir().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .env("PATH", path)
            .env("RELEASE", folder.path().join("release"))
            .env("RUNNER_TEMP", run.path())
            .env("GITHUB_PATH", run.path().join("path"))
            .env("DOSSIER_REPOSITORY", repository)
            .env("DOSSIER_VERSION", workflow["env"]["DOSSIER_VERSION"].as_str().unwrap())
            .env("DOSSIER_SHA256", sum)
            .current_dir(run.path())
            .output()
            .unwrap();
        let place = fs::read_to_string(run.path().join("path")).unwrap_or_default();
        // Where the step added no folder, nothing was fetched, whatever this machine has on its PATH.
        let version = (!place.is_empty()).then(|| {
            let program = Path::new(place.trim()).join("dossier");
            let output = Command::new(program).arg("--version").output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        });
        (output, version)
    };
    let sums = fs::read_to_string(folder.path().join("release/SHA256SUMS")).unwrap();
    let sum = sums
        .lines()
        .find(|line| line.contains("x86_64-unknown-linux"))
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    for sum in ["", sum] {
        let (output, version) = fetch("owner/name", sum);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(version.unwrap(), format!("dossier {}\n", env!("CARGO_PKG_VERSION")));
    }
    let (output, version) = fetch("", "");
    assert!(!output.status.success() && version.is_none());
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("Write into DOSSIER_REPOSITORY")
    );
    assert!(!fetch("owner/name", &"0".repeat(64)).0.status.success());
    let archive = folder
        .path()
        .join(format!("release/dossier-{TAG}-x86_64-unknown-linux-gnu.tar.gz"));
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    assert!(
        !fetch("owner/name", "").0.status.success(),
        "an archive that was changed was taken"
    );
}

/// Every value of a key, wherever it stands.
fn values<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Mapping(mapping) => {
            for (name, value) in mapping {
                if name == key {
                    found.push(value);
                }
                values(value, key, found);
            }
        }
        Value::Sequence(list) => list.iter().for_each(|item| values(item, key, found)),
        _ => {}
    }
}

#[test]
fn workflows_ask_for_little_and_pin_what_they_use() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = vec![workflow_of_a_site(folder.path())];
    for entry in fs::read_dir(root().join(".github/workflows")).unwrap() {
        paths.push(entry.unwrap().path());
    }
    assert!(paths.len() >= 4);
    for path in paths {
        let (text, workflow) = (fs::read_to_string(&path).unwrap(), read(&path));
        let shown = path.display();
        assert_eq!(
            workflow["permissions"],
            serde_yaml::from_str::<Value>("contents: read").unwrap(),
            "{shown}"
        );
        for (_, job) in workflow["jobs"].as_mapping().unwrap() {
            assert!(
                job["timeout-minutes"].as_u64().is_some_and(|minutes| minutes <= 60),
                "{shown}: a job without an end"
            );
        }
        let mut used = Vec::new();
        values(&workflow, "uses", &mut used);
        for action in used {
            let (name, version) = action.as_str().unwrap().split_once('@').unwrap();
            let major = version
                .strip_prefix('v')
                .is_some_and(|number| number.parse::<u32>().is_ok());
            let commit = version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(
                name.starts_with("actions/") && (major || commit),
                "{shown}: {name}@{version}"
            );
        }
        // What others may write (titles, branches) comes in by the environment, never into a script.
        let mut scripts = Vec::new();
        values(&workflow, "run", &mut scripts);
        let scripts = scripts.iter().filter_map(|script| script.as_str());
        assert!(scripts.clone().all(|script| !script.contains("${{")), "{shown}");
        assert!(!text.contains("pull_request_target"), "{shown}");
        for script in scripts {
            let parsed = Command::new("bash").args(["-n", "-c", script]).output().unwrap();
            assert!(parsed.status.success(), "{shown}: {script}");
        }
    }
}

//! A site in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder that is gone when the test is: `site/` in it is the site, `out/` what was built.
pub struct Place {
    folder: TempDir,
}

/// What a run of the program left behind.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Paths below a folder, with what the files hold.
pub type Tree = BTreeMap<String, Vec<u8>>;

impl Place {
    /// A copy of a fixture such as `sites_valid/dates`.
    pub fn copy_of(fixture: &str) -> Place {
        let place = Place::empty();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(fixture);
        for (path, bytes) in tree(&from) {
            if path != "expected.txt" {
                place.write(&path, &bytes);
            }
        }
        place
    }

    /// A site without any file.
    pub fn empty() -> Place {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(place.site()).unwrap();
        place
    }

    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, run in the site's folder, at a fixed moment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("dossier").unwrap();
        command.current_dir(self.site()).args(arguments);
        command
            .env("SOURCE_DATE_EPOCH", "1924992000")
            .env_remove("RAYON_NUM_THREADS")
            .env("NO_COLOR", "1");
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Builds into `out/`; fails with everything that the program says.
    pub fn build(&self, more: &[&str]) -> Built {
        let ran = self.run(&[&["build", "--output", "../out"], more].concat());
        assert_eq!(ran.status, 0, "{}\n{}", ran.stderr, ran.stdout);
        Built {
            files: tree(&self.out()),
            stderr: ran.stderr,
        }
    }
}

/// A built site.
pub struct Built {
    pub files: Tree,
    pub stderr: String,
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Writes a script that a test runs. Not with `fs::write`: every test is a thread of one process, and a child that
/// another test starts at that moment inherits the open file until it executes its program. A file that is open for
/// writing cannot be executed ("Text file busy").
pub fn write_program(path: &Path, script: &str) {
    let mut command = Command::new("sh");
    command.args(["-c", r#"cat > "$0" && chmod 755 "$0""#]).arg(path);
    command.write_stdin(script).assert().success();
}

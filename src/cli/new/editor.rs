//! The editor from the environment.

use std::process::Command;

use camino::Utf8Path;

use crate::cli::args::shown;

/// The variables with an editor; the first one that is set counts.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

pub(super) struct Editor {
    words: Vec<String>,
    variable: &'static str,
}

/// The editor, or a message if none is set.
pub(super) fn find() -> Result<Editor, String> {
    let named = VARIABLES.iter().find_map(|variable| {
        let value = std::env::var(variable).ok()?;
        let words = split(&value);
        (!words.is_empty()).then_some(Editor { words, variable })
    });
    named.ok_or_else(|| {
        "--edit: neither VISUAL nor EDITOR is set, so nothing was created; set one of them, such as \
         `EDITOR=nano` or `EDITOR=\"code --wait\"`, or omit --edit"
            .to_owned()
    })
}

impl Editor {
    /// Opens a file and waits until the editor is closed.
    pub(super) fn open(&self, path: &Utf8Path) -> Result<(), String> {
        let failed = |why: String| {
            let Editor { words, variable } = self;
            format!(
                "the editor `{}` ({variable}) {why}; {} was created nevertheless",
                words.join(" "),
                shown(path)
            )
        };
        let status = Command::new(&self.words[0]).args(&self.words[1..]).arg(path).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(failed(format!("failed ({status})"))),
            Err(error) => Err(failed(format!("cannot be started: {error}"))),
        }
    }
}

/// Splits a command into words. Single and double quotes group words; a backslash is an ordinary
/// character, as in Windows paths. The path of an existing file with spaces is one word.
pub fn split(command: &str) -> Vec<String> {
    let command = command.trim();
    if Utf8Path::new(command).is_file() {
        return vec![command.to_owned()];
    }
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words.retain(|word| !word.is_empty());
    words
}

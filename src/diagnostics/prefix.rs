//! Prefixes the paths of a diagnostic with the folder of the site.

use camino::Utf8Path;

use super::diagnostic::Diagnostic;

/// How the paths of files of a site begin in messages.
const BEGINNINGS: [&str; 4] = ["content/", "static/", "templates/", "dossier.yaml"];

/// Prefixes the paths of a diagnostic, including those in its message and help, with the folder `base` of the site.
/// Text between backticks is quoted and stays as it is.
pub fn prefix_paths(diagnostic: &mut Diagnostic, base: &Utf8Path) {
    if base == "." || base == "" {
        return;
    }
    let prefixed = |path: &str| {
        let joined = base.join(path);
        let path = joined.as_str();
        path.strip_prefix("./").unwrap_or(path).to_owned()
    };
    if let Some(location) = &mut diagnostic.location {
        location.file = prefixed(location.file.as_str()).into();
    }
    diagnostic.message = prefix_unquoted(&diagnostic.message, &prefixed);
    diagnostic.help = diagnostic.help.take().map(|help| prefix_unquoted(&help, &prefixed));
}

fn prefix_unquoted(text: &str, prefixed: &impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate().map(|(number, part)| match number % 2 {
        0 => prefix_words(part, prefixed),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

fn prefix_words(part: &str, prefixed: &impl Fn(&str) -> String) -> String {
    let words = part.split_inclusive([' ', '(']).map(|word| {
        if BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)) {
            prefixed(word)
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

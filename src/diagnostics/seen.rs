//! Files of a site, named as they are found from elsewhere.

use camino::Utf8Path;

use super::Diagnostic;

/// What a file of a site begins with, as messages name it.
const BEGINNINGS: [&str; 4] = ["content/", "static/", "templates/", "dossier.yaml"];

/// Names the files of a diagnostic, those in its text included, as they are seen from the folder in
/// which the site lies at `base`. What stands between backticks is quoted, and stays as it is.
pub fn seen_from(diagnostic: &mut Diagnostic, base: &Utf8Path) {
    if base == "." || base == "" {
        return;
    }
    let seen = |path: &str| {
        let joined = base.join(path);
        let path = joined.as_str();
        path.strip_prefix("./").unwrap_or(path).to_owned()
    };
    if let Some(location) = &mut diagnostic.location {
        location.file = seen(location.file.as_str()).into();
    }
    diagnostic.message = renamed(&diagnostic.message, &seen);
    diagnostic.help = diagnostic.help.take().map(|help| renamed(&help, &seen));
}

fn renamed(text: &str, seen: &impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate().map(|(number, part)| match number % 2 {
        0 => named_in(part, seen),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

fn named_in(part: &str, seen: &impl Fn(&str) -> String) -> String {
    let words = part.split_inclusive([' ', '(']).map(|word| {
        if BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)) {
            seen(word)
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what a test builds on must be there")]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Place};

    #[test]
    fn files_in_texts_are_named_like_those_at_their_head() {
        let message = "`content/x` of content/a b.md (content/b.md, line 3)";
        let diagnostic = Diagnostic::new(Code::DuplicateUrl, message)
            .at("content/a.md".into(), Place::File)
            .help("see dossier.yaml, and discontent/c");
        let seen = |base: &str| {
            let mut diagnostic = diagnostic.clone();
            seen_from(&mut diagnostic, base.into());
            let file = diagnostic.location.unwrap().file;
            format!("{file}|{}|{}", diagnostic.message, diagnostic.help.unwrap())
        };
        let at = |base: &str| {
            format!(
                "{base}content/a.md|`content/x` of {base}content/a b.md ({base}content/b.md, line 3)|\
                 see {base}dossier.yaml, and discontent/c"
            )
        };
        for (base, shown) in [
            (".", ""),
            ("site", "site/"),
            ("./site", "site/"),
            ("../s", "../s/"),
            ("/s", "/s/"),
        ] {
            assert_eq!(seen(base), at(shown));
        }
    }
}

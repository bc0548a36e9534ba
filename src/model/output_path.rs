//! Where a file of the built site lies.

use std::fmt;

use super::slug::Slug;

/// The path of a file in the output, relative to its root, with `/` between its parts.
///
/// Each part is made of `[A-Za-z0-9._-]`, is no `.` or `..`, does not end in a dot and is at most 100 bytes long, so
/// that no article can write outside of the output and every file system and server takes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// A file of the program's own, such as `index.html` or `articles/index.2.html`.
    pub fn new(path: &str) -> Option<OutputPath> {
        let good = !path.is_empty() && path.len() <= 1000 && path.split('/').all(is_segment);
        good.then(|| OutputPath(path.to_owned()))
    }

    /// `folder/slug.extension`, or `slug.extension` where `folder` is empty.
    pub fn of(folder: &'static str, slug: &Slug, extension: &'static str) -> OutputPath {
        if folder.is_empty() {
            OutputPath(format!("{slug}.{extension}"))
        } else {
            OutputPath(format!("{folder}/{slug}.{extension}"))
        }
    }

    /// A file that the program names itself.
    pub fn fixed(path: &'static str) -> OutputPath {
        debug_assert!(OutputPath::new(path).is_some(), "{path}");
        OutputPath(path.to_owned())
    }

    /// The list of what is in a folder: `folder/index.html`.
    pub fn index(folder: &'static str) -> OutputPath {
        OutputPath(format!("{folder}/index.html"))
    }

    pub fn with_extension(&self, extension: &'static str) -> OutputPath {
        let stem = match self.0.rfind('.') {
            Some(dot) if dot > self.0.rfind('/').map_or(0, |slash| slash + 1) => &self.0[..dot],
            _ => &self.0,
        };
        OutputPath(format!("{stem}.{extension}"))
    }

    /// Page `number` of what begins at this page: `x.html`, then `x.2.html` and so on. No slug has
    /// a dot, so no article can take such an address.
    pub fn numbered(&self, number: usize) -> OutputPath {
        match (number, self.0.rfind('.')) {
            (0 | 1, _) | (_, None) => self.clone(),
            (_, Some(dot)) => OutputPath(format!("{}.{number}{}", &self.0[..dot], &self.0[dot..])),
        }
    }

    /// Part `number` of what begins at this file: `x.1.js` of `x.js`.
    pub fn part(&self, number: usize) -> OutputPath {
        match self.0.rfind('.') {
            Some(dot) => OutputPath(format!("{}.{number}{}", &self.0[..dot], &self.0[dot..])),
            None => self.clone(),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders deep the file lies.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'/').count()
    }

    /// The way to the output's root from this file: empty, `../`, `../../` …
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The relative link from this page to another file of the site.
    ///
    /// Works at `/`, under `/repo/` and over `file://`, because it never names the root.
    pub fn link_to(&self, target: &OutputPath) -> String {
        let from: Vec<&str> = self.0.split('/').collect();
        let to: Vec<&str> = target.0.split('/').collect();
        let folders = from.len().min(to.len()) - 1;
        let shared = (0..folders).take_while(|i| from[*i] == to[*i]).count();
        let mut link = "../".repeat(from.len() - 1 - shared);
        link.push_str(&to[shared..].join("/"));
        link
    }

    /// What two paths share that a file system blind to case would take for one.
    pub fn collision_key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// Whether `text` may be one part of an output path.
fn is_segment(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or("").to_ascii_lowercase();
    !text.is_empty()
        && text.len() <= 110
        && text != "."
        && text != ".."
        && !text.ends_with('.')
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && (stem.is_empty() || Slug::parse(&stem.replace('_', "-")).is_some() || !is_device(&stem))
}

/// Device names that Windows reserves, whatever their ending.
fn is_device(stem: &str) -> bool {
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

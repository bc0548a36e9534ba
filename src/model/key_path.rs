//! The way to a value inside a YAML document.

use std::fmt;

/// One step into a mapping or a sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value under this key.
    Key(String),
    /// The item at this position, from 0.
    Index(usize),
    /// The file of decisions beside an article, instead of its own front matter; only ever the first.
    Companion,
}

/// The steps from the root of a YAML document to a value, such as `annotations[2].text`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    pub fn root() -> KeyPath {
        KeyPath::default()
    }

    /// The file of decisions beside the article, as a whole.
    pub fn companion() -> KeyPath {
        KeyPath(vec![Step::Companion])
    }

    /// The same path within the file beside the article; `None` where it is not in there.
    pub fn in_companion(&self) -> Option<KeyPath> {
        let (Step::Companion, rest) = self.0.split_first()? else {
            return None;
        };
        Some(KeyPath(rest.to_vec()))
    }

    /// Another key of the mapping that this one is in.
    pub fn sibling(&self, name: &str) -> KeyPath {
        KeyPath(self.0[..self.0.len().saturating_sub(1)].to_vec()).key(name)
    }

    /// This path, one mapping key further.
    pub fn key(&self, name: &str) -> KeyPath {
        let mut steps = self.0.clone();
        steps.push(Step::Key(name.to_owned()));
        KeyPath(steps)
    }

    /// This path, one sequence item further.
    pub fn index(&self, index: usize) -> KeyPath {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        KeyPath(steps)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = self.0.iter().filter(|step| **step != Step::Companion);
        for (position, step) in steps.enumerate() {
            match step {
                Step::Companion => {}
                Step::Key(name) if position == 0 => write!(f, "{name}")?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

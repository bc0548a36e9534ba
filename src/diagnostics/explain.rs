//! The explanation of each code, with a wrong and a right example.
//!
//! The texts are in `explanations.md`. `dossier explain` and the rules of SARIF print them; a test keeps the tables of
//! docs/commands.md equal to them.

use super::human::wrapped;
use super::{Code, nearest};

/// One section with a heading of level 2 per code.
static EXPLANATIONS: &str = include_str!("explanations.md");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Meaning and remedy, in Markdown.
    pub markdown: &'static str,
    /// An example of the problem, indented by four spaces.
    pub wrong: &'static str,
    /// The example without the problem, indented by four spaces.
    pub right: &'static str,
}

impl Code {
    /// The code with this name.
    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The code whose name is nearest to a misspelled one.
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, Code::ALL.iter().map(|code| code.name()))
    }

    /// Its explanation. A test holds that every code has one.
    pub fn explanation(self) -> Explanation {
        let mut sections = EXPLANATIONS.split("\n## ").skip(1);
        let section = sections.find_map(|section| section.strip_prefix(self.name())?.strip_prefix('\n'));
        let section = section.unwrap_or_default();
        let (markdown, rest) = section.split_once("\nWrong:\n").unwrap_or((section, ""));
        let (wrong, right) = rest.split_once("\nRight:\n").unwrap_or((rest, ""));
        Explanation {
            markdown: markdown.trim(),
            wrong: wrong.trim_matches('\n'),
            right: right.trim_matches('\n'),
        }
    }
}

impl Explanation {
    pub fn plain(&self) -> String {
        let mut out = String::with_capacity(self.markdown.len());
        let mut rest = self.markdown;
        while let Some((before, after)) = rest.split_once('[') {
            out.push_str(before);
            let link = after.split_once("](").and_then(|(text, after)| {
                let (_, after) = after.split_once(')')?;
                (!text.contains(['[', ']'])).then_some((text, after))
            });
            match link {
                Some((text, after)) => {
                    out.push_str(text);
                    rest = after;
                }
                None => {
                    out.push('[');
                    rest = after;
                }
            }
        }
        out + rest
    }

    pub fn summary(&self) -> String {
        let plain = self.plain();
        match plain.find(". ") {
            Some(end) => plain[..=end].to_owned(),
            None => plain,
        }
    }

    pub fn text(&self) -> String {
        let text = wrapped(&self.plain());
        format!("{text}\n\nWrong:\n\n{}\n\nRight:\n\n{}\n", self.wrong, self.right)
    }
}

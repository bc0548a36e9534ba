//! How bad the owner of a site finds each problem.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};

/// The severities that an owner chose in place of the program's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Code, Level>);

/// What an owner makes of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is said.
    Off,
    /// It is said, with this severity.
    As(Severity),
}

impl Level {
    /// Every level, with its name in `dossier.yaml`.
    pub const ALL: [(&'static str, Level); 4] = [
        ("off", Level::Off),
        ("note", Level::As(Severity::Note)),
        ("warning", Level::As(Severity::Warning)),
        ("error", Level::As(Severity::Error)),
    ];
}

impl Levels {
    /// Chooses a level. What is an error by itself stays one: such a site cannot be built rightly.
    ///
    /// # Errors
    /// What is wrong with that, and what to do.
    pub fn set(&mut self, code: Code, level: Level) -> Result<(), (String, String)> {
        if code.severity() == Severity::Error && level != Level::As(Severity::Error) {
            let name = code.name();
            let message = format!("`{name}` is always an error: a site with it cannot be built as it was meant");
            let help = format!("take this line away and mend what is reported; `dossier explain {name}` tells how");
            return Err((message, help));
        }
        self.0.insert(code, level);
        Ok(())
    }

    /// Whether anybody wants to hear of a code.
    pub fn wants(&self, code: Code) -> bool {
        self.0.get(&code) != Some(&Level::Off)
    }

    /// Gives diagnostics their levels, and drops those that are switched off.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.0.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| match self.0.get(&diagnostic.code) {
            Some(Level::Off) => false,
            Some(Level::As(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        });
    }
}

//! The severities that `check` of `dossier.yaml` configures.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};

/// The configured severities, which override the defaults of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Code, Level>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Off,
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
    /// Sets the level of a code. The level of an error cannot be lowered.
    /// Errors: message and help for a level that is not allowed.
    pub fn set(&mut self, code: Code, level: Level) -> Result<(), (String, String)> {
        if code.severity() == Severity::Error && level != Level::As(Severity::Error) {
            let name = code.name();
            let message =
                format!("the level of `{name}` cannot be lowered: a site with this error cannot be built correctly");
            let help = format!("remove this line and fix what is reported; see `dossier explain {name}`");
            return Err((message, help));
        }
        self.0.insert(code, level);
        Ok(())
    }

    /// Sets the configured severities and drops the diagnostics that are switched off.
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

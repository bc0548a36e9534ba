//! What a job makes.

use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;

/// The files that one job makes.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Path and bytes.
    pub files: Vec<(OutputPath, Vec<u8>)>,
    /// Warnings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Rendered {
    /// One file, without warnings.
    pub(super) fn file(path: OutputPath, bytes: Vec<u8>) -> Rendered {
        Rendered::files(vec![(path, bytes)])
    }

    /// Files, without warnings.
    pub(super) fn files(files: Vec<(OutputPath, Vec<u8>)>) -> Rendered {
        Rendered {
            files,
            diagnostics: Vec::new(),
        }
    }
}

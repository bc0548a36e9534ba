//! What a job makes.

use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;

#[derive(Debug, Default)]
pub struct Rendered {
    pub files: Vec<(OutputPath, Vec<u8>)>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Rendered {
    pub(super) fn file(path: OutputPath, bytes: Vec<u8>) -> Rendered {
        Rendered::files(vec![(path, bytes)])
    }

    pub(super) fn files(files: Vec<(OutputPath, Vec<u8>)>) -> Rendered {
        Rendered {
            files,
            diagnostics: Vec::new(),
        }
    }
}

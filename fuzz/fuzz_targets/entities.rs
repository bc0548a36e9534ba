//! A file of many entities: reading it never panics, and every problem has its place in it.
#![no_main]

use dossier::internals::diagnostics::locate;
use dossier::internals::language::Languages;
use dossier::internals::model::{SourceFile, SourceKind};
use dossier::internals::parse::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = SourceFile {
        path: "content/entities.yaml".into(),
        kind: SourceKind::Entities,
        text: text.to_owned(),
        hash: [0; 32],
        companion: None,
    };
    let (_, diagnostics) = parse(&file, Languages::embedded().tags());
    for diagnostic in diagnostics {
        let _ = locate(diagnostic, Some(text), dossier::internals::yaml::locate);
    }
});

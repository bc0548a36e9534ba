//! Pages that an earlier build made of the same parts are not made again.

use std::sync::{Mutex, PoisonError};

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use super::{Observer, Request, Step};
use crate::cache::{Cache, Key, Pack, fingerprint};
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::publish::{Publication, Stamp};
use crate::render::{Facts, Job, Renderer, Trace};

/// The name of what pages were made of among what is kept.
const KIND: &str = "pages";

/// The pages of an output: what each was made of, and its files.
pub(super) struct Made<'a> {
    renderer: &'a Renderer<'a>,
    facts: Facts,
    /// `None` where nothing can be kept.
    pack: Option<Pack>,
    /// What was made now.
    new: Mutex<Vec<(Key, Trace, Vec<OutputPath>)>>,
}

/// A page that was made: of what, and what its files looked like afterwards.
#[derive(Serialize, Deserialize)]
struct Record {
    trace: Trace,
    files: Vec<(String, Stamp)>,
}

impl<'a> Made<'a> {
    /// What is known of the pages of an output.
    pub fn open(request: &Request, renderer: &'a Renderer<'a>, publication: &Publication) -> Made<'a> {
        let (facts, pack) = rayon::join(
            || Facts::new(renderer),
            || Some(Pack::open(&request.root, KIND, salt(renderer, publication.place())?)),
        );
        Made {
            renderer,
            facts,
            pack,
            new: Mutex::default(),
        }
    }

    /// Makes the files of a job, or keeps those that are there. Returns what is to be said about them.
    pub fn make(
        &self,
        job: Job,
        publication: &Publication,
        observer: &dyn Observer,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let Some(pack) = &self.pack else {
            let rendered = self.renderer.render(job)?;
            observer.step(Step::Made);
            rendered
                .files
                .iter()
                .try_for_each(|(path, bytes)| publication.write(path, bytes))?;
            return Ok(rendered.diagnostics);
        };
        let key = Cache::key(&self.facts.name_of(self.renderer, job).to_le_bytes());
        if self.is_kept(&key, pack, publication) {
            observer.step(Step::Kept);
            return Ok(Vec::new());
        }
        let (rendered, trace) = self.facts.trace(job, || self.renderer.render(job));
        let rendered = rendered?;
        observer.step(Step::Made);
        rendered
            .files
            .iter()
            .try_for_each(|(path, bytes)| publication.write(path, bytes))?;
        // What is to be said about a page is said in every build.
        if let (Some(trace), true) = (trace, rendered.diagnostics.is_empty()) {
            let files = rendered.files.into_iter().map(|(path, _)| path).collect();
            self.new
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((key, trace, files));
        }
        Ok(rendered.diagnostics)
    }

    fn is_kept(&self, key: &Key, pack: &Pack, publication: &Publication) -> bool {
        let Some(record) = pack.get::<Record>(key).filter(|record| self.facts.hold(&record.trace)) else {
            return false;
        };
        let files = record.files.into_iter();
        let files: Option<Vec<(OutputPath, Stamp)>> = files
            .map(|(path, stamp)| Some((OutputPath::new(&path)?, stamp)))
            .collect();
        files.is_some_and(|files| publication.keep(&files))
    }

    /// Notes what the new files look like in their place.
    pub fn store(self, output: &Utf8Path) {
        let Some(pack) = self.pack else { return };
        let new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (key, trace, files) in new {
            let stamped = files
                .iter()
                .map(|path| Some((path.to_string(), Stamp::of(&output.join(path.as_str()))?)));
            if let Some(files) = stamped.collect() {
                pack.put(key, &Record { trace, files });
            }
        }
        pack.store();
    }
}

/// What all pages depend on besides the site.
fn salt(renderer: &Renderer<'_>, output: &Utf8Path) -> Option<Key> {
    let mut all = fingerprint()?.to_vec();
    all.extend_from_slice(&renderer.fingerprint().to_le_bytes());
    all.extend_from_slice(output.as_str().as_bytes());
    Some(Cache::key(&all))
}

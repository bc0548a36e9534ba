//! Pages that would be the same as in an earlier build are not rendered again.

use std::sync::{Mutex, PoisonError};

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use super::progress::{Observer, Step};
use super::request::Request;
use crate::cache::{Cache, Key, Pack, fingerprint};
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::publish::{Publication, Stamp};
use crate::render::{Fingerprints, Job, Rendered, Renderer, Trace};

/// The name of these records in the cache.
const KIND: &str = "pages";

/// What the pages of an output were made from, and their files.
pub(super) struct PageCache<'a> {
    renderer: &'a Renderer<'a>,
    fingerprints: Fingerprints<'a>,
    /// `None` where nothing can be kept.
    pack: Option<Pack>,
    /// The pages rendered by this build.
    rendered: Mutex<Vec<(Key, Trace, Vec<OutputPath>)>>,
}

/// What a page was made from, and the state of its files afterwards.
#[derive(Serialize, Deserialize)]
struct Record {
    trace: Trace,
    files: Vec<(String, Stamp)>,
}

impl<'a> PageCache<'a> {
    /// Reads what earlier builds recorded.
    pub fn open(request: &Request, renderer: &'a Renderer<'a>, publication: &Publication) -> PageCache<'a> {
        let (fingerprints, pack) = rayon::join(
            || Fingerprints::new(renderer),
            || Some(Pack::open(&request.root, KIND, salt(renderer, publication.place())?)),
        );
        PageCache {
            renderer,
            fingerprints,
            pack,
            rendered: Mutex::default(),
        }
    }

    /// Renders the files of a job, or keeps those that are there. Returns warnings.
    pub fn render(
        &self,
        job: Job,
        publication: &Publication,
        observer: &dyn Observer,
    ) -> Result<Vec<Diagnostic>, Diagnostic> {
        let write = |rendered: &Rendered| {
            observer.step(Step::Made);
            let mut files = rendered.files.iter();
            files.try_for_each(|(path, bytes)| publication.write(path, bytes))
        };
        let Some(pack) = &self.pack else {
            let rendered = self.renderer.render(job)?;
            write(&rendered)?;
            return Ok(rendered.diagnostics);
        };
        let key = Cache::key(&self.fingerprints.key_of(job).to_le_bytes());
        if self.is_kept(&key, pack, publication) {
            observer.step(Step::Kept);
            return Ok(Vec::new());
        }
        let (rendered, trace) = self.fingerprints.render(job);
        let rendered = rendered?;
        write(&rendered)?;
        // A page with warnings is rendered, and warned of, in every build.
        if let (Some(trace), true) = (trace, rendered.diagnostics.is_empty()) {
            let files = rendered.files.into_iter().map(|(path, _)| path).collect();
            self.rendered
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((key, trace, files));
        }
        Ok(rendered.diagnostics)
    }

    fn is_kept(&self, key: &Key, pack: &Pack, publication: &Publication) -> bool {
        let Some(record) = pack
            .get::<Record>(key)
            .filter(|record| self.fingerprints.are_unchanged(&record.trace))
        else {
            return false;
        };
        let files = record.files.into_iter();
        let files: Option<Vec<(OutputPath, Stamp)>> = files
            .map(|(path, stamp)| Some((OutputPath::new(&path)?, stamp)))
            .collect();
        files.is_some_and(|files| publication.keep(&files))
    }

    /// Records the rendered pages with the state of their published files.
    pub fn store(self, output: &Utf8Path) {
        let Some(pack) = self.pack else { return };
        let rendered = self.rendered.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (key, trace, files) in rendered {
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

/// What all pages depend on besides the site; `None` where the program cannot be identified.
fn salt(renderer: &Renderer<'_>, output: &Utf8Path) -> Option<Key> {
    let mut all = fingerprint()?.to_vec();
    all.extend_from_slice(&renderer.fingerprint().to_le_bytes());
    all.extend_from_slice(output.as_str().as_bytes());
    Some(Cache::key(&all))
}

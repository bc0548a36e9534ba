//! The functions that the crate offers; what they take and return is re-exported in `lib.rs`.

use camino::Utf8PathBuf;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::enrich::enrich_text;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::enrichment::Enrichment;
use crate::model::ids::ArticleId;
use crate::model::statement::Statement;
use crate::parse::plain_text;
use crate::pipeline::{self, ExtractInput, Loaded, Outcome, Request, Unobserved};
use crate::render::Extract;

impl Request {
    /// The site in a folder, as configured, at a moment in seconds since 1970: articles with a later embargo are
    /// left out.
    pub fn new(root: impl Into<Utf8PathBuf>, now: i64) -> Request {
        Request {
            root: root.into(),
            output: None,
            base_url: None,
            drafts: false,
            now,
            home: None,
        }
    }
}

/// Builds a site. Nothing is written where anything is an error: the output holds the previous site or the new one,
/// also after a crash.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # let output = camino::Utf8PathBuf::try_from(folder.path().join("public"))?;
/// // The demonstration site of the repository.
/// let mut request = dossier::Request::new(".", 1_900_000_000);
/// request.output = Some(output.clone());
/// let outcome = dossier::build(&request);
/// assert!(!outcome.failed());
/// assert!(output.join("index.html").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(request: &Request) -> Outcome {
    pipeline::build(request, &Unobserved)
}

/// Does what [`build`] does without writing anything, and looks for what deserves an editor's attention: missing
/// sources, links that lead nowhere, names that resemble each other.
///
/// ```
/// let outcome = dossier::check(&dossier::Request::new("no-such-folder", 0));
/// assert!(outcome.failed());
/// let problem = &outcome.diagnostics[0].diagnostic;
/// assert_eq!(problem.code, dossier::Code::NotASite);
/// println!("{}: {:?}", problem.message, problem.help);
/// ```
pub fn check(request: &Request) -> Outcome {
    pipeline::check(request, &Unobserved, None)
}

/// Finds quotations and mentions in texts that need not belong to a site. Where the request's folder holds one, its
/// registry of entities and its language are used. `lang` is a tag such as `en`; without it each text says so in its
/// front matter, or its language is detected.
///
/// ```
/// let text = dossier::ExtractInput {
///     file: "quay.txt".into(),
///     text: "“The quay is too short,” said Ada Lovell.".to_owned(),
///     markdown: false,
/// };
/// let nowhere = dossier::Request::new("no-such-folder", 0);
/// let (documents, _) = dossier::extract(&nowhere, vec![text], Some("en"));
/// assert!(documents[0].to_json().contains(r#""speaker_text":"Ada Lovell""#));
/// ```
pub fn extract(
    request: &Request,
    inputs: Vec<ExtractInput>,
    lang: Option<&str>,
) -> (Vec<Extract>, Vec<LocatedDiagnostic>) {
    let (extracts, diagnostics) = pipeline::extract(request, inputs, lang.map(|tag| Lang(tag.to_owned())).as_ref());
    let plain = extracts.into_iter().map(Extract::without_explanations);
    (plain.collect(), diagnostics)
}

/// Finds sentences, quotations and names in a plain text in which blank lines separate paragraphs. Returns the text
/// that the spans refer to, in which every line end is `\n`. Where there is no data for the language, that of English
/// is used.
///
/// ```
/// let (plain, found) = dossier::enrich("„Der Kai ist zu kurz“, sagte Ada Lovell.", "de");
/// let quotation = &found.quotations[0];
/// assert_eq!(quotation.kind, dossier::QuotationKind::Direct);
/// assert_eq!(quotation.cue.unwrap().slice(&plain), "sagte");
/// ```
pub fn enrich(text: &str, lang: &str) -> (String, Enrichment) {
    let document = plain_text(text);
    let language = Languages::embedded().get(&Lang(lang.to_owned()));
    let enrichment = enrich_text(&document, &language.words);
    (document.plain, enrichment)
}

/// Reads and links a site, and makes no pages.
///
/// ```
/// // The demonstration site of the repository.
/// let site = dossier::load(&dossier::Request::new(".", 1_900_000_000));
/// for statement in site.statements().filter(|statement| statement.speaker_slug().is_some()) {
///     println!("{:?}: {}", statement.speaker_name(), statement.bare_words());
/// }
/// let errors = site.diagnostics().iter().filter(|problem| problem.severity == dossier::Severity::Error);
/// assert_eq!(errors.count(), 0);
/// # assert!(site.statements().count() > 100);
/// ```
pub fn load(request: &Request) -> LoadedSite {
    LoadedSite(pipeline::load(request, &Unobserved))
}

/// A site that was read and linked.
pub struct LoadedSite(Loaded);

impl LoadedSite {
    /// Every quotation of every article, articles in the site's order, and the quotations of each as they stand in it.
    pub fn statements(&self) -> impl Iterator<Item = Statement<'_>> {
        let site = &self.0.site;
        ArticleId::all(site.articles.len()).flat_map(|id| site.statements_of(id))
    }

    /// What is wrong with it so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }
}

//! The template engine: the only module that uses tera.

use camino::Utf8PathBuf;
use include_dir::{Dir, DirEntry, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::stable_hash::hash;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::language::{Language, Languages};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Loaded templates, once for each language of the interface: its strings are seen everywhere, inside components too.
pub struct Engine {
    languages: Vec<(&'static str, Tera)>,
    pub(super) fingerprint: u64,
}

impl Engine {
    /// Loads the embedded templates and those of the site, which replace them by name.
    ///
    /// # Errors
    /// The template that cannot be read, with its line.
    pub fn new(overrides: &[(String, String)], languages: &'static Languages) -> Result<Engine, Diagnostic> {
        let mut embedded = Vec::new();
        collect(&TEMPLATES, &mut embedded);
        let mut templates: Vec<(&str, &str)> = embedded;
        templates.retain(|(name, _)| !overrides.iter().any(|(other, _)| other == name));
        templates.extend(overrides.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        templates.sort_unstable();
        let load = |language: &'static Language| {
            let mut tera = Tera::new();
            tera.autoescape_on([".html", ".xml"]);
            tera.register_function("count", move |kwargs: Kwargs, _: &State| count(language, &kwargs));
            tera.register_filter("number", move |n: i64, _: Kwargs, _: &State| number(language, n));
            tera.global_context().insert("t", &language.interface.strings);
            tera.add_raw_templates(templates.iter().copied())
                .map_err(|error| explain(&error, None))?;
            Ok((language.tag, tera))
        };
        Ok(Engine {
            languages: languages.iter().map(load).collect::<Result<_, Diagnostic>>()?,
            fingerprint: hash(overrides),
        })
    }

    /// The names of all templates, sorted.
    pub fn names(&self) -> Vec<&str> {
        let loaded = self.languages.first().map(|(_, tera)| tera.get_template_names());
        let mut names: Vec<&str> = loaded.into_iter().flatten().collect();
        names.sort_unstable();
        names
    }

    /// Renders a template for the page `page` with the interface strings of a language.
    ///
    /// # Errors
    /// An error in the template, with its name, its line, and the page.
    pub fn render(
        &self,
        template: &str,
        page: &str,
        language: &Language,
        views: &[(&'static str, &dyn View)],
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("interface_lang", Value::normal_string(language.tag));
        for (name, view) in views {
            context.insert_value(*name, view.value());
        }
        let mut out = Vec::with_capacity(16 * 1024);
        if let Some((_, tera)) = self.languages.iter().find(|(tag, _)| *tag == language.tag) {
            tera.render_to(template, &context, &mut out)
                .map_err(|error| explain(&error, Some(page)))?;
        }
        Ok(out)
    }
}

pub trait View {
    /// As the engine's value.
    fn value(&self) -> Value;
}

impl<T: Serialize> View for T {
    fn value(&self) -> Value {
        Value::from_serializable(self)
    }
}

/// A view that is the same for many pages, turned into the engine's value once.
#[derive(Clone)]
pub struct Shared(Value);

impl Shared {
    pub fn new(view: &impl Serialize) -> Shared {
        Shared(Value::from_serializable(view))
    }
}

/// A view with a shared value beside the page's own ones.
pub struct SharedView<'a>(pub &'a Shared);

impl Serialize for SharedView<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.0.serialize(serializer)
    }
}

/// `count(key="quotations", n=5)`: a string with a number, in the language of the interface.
fn count(language: &Language, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key = kwargs.must_get::<String>("key")?;
    let n = kwargs.must_get::<i64>("n")?;
    Ok(language.interface.count(&key, usize::try_from(n).unwrap_or(0)))
}

/// `{{ n | number }}`: a number formatted for the language of the interface.
fn number(language: &Language, n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let digits = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
    format!("{sign}{}", language.interface.number(digits))
}

pub fn embedded_template(name: &str) -> Option<&'static str> {
    TEMPLATES.get_file(name).and_then(|file| file.contents_utf8())
}

fn collect(dir: &'static Dir<'static>, out: &mut Vec<(&'static str, &'static str)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, out),
            DirEntry::File(file) => {
                if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                    out.push((name, text));
                }
            }
        }
    }
}

fn explain(error: &tera::Error, page: Option<&str>) -> Diagnostic {
    let on_page = page.map_or_else(String::new, |page| format!(" (while rendering {page})"));
    let at = |message: String, name: &str, place: Place| {
        let file = Utf8PathBuf::from(format!("templates/{name}"));
        Diagnostic::new(Code::Template, format!("{message}{on_page}")).at(&file, place)
    };
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let place = Place::LineColumn(span.start_line as u32, span.start_col as u32 + 1);
            at(report.message().to_owned(), report.filename(), place)
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain: chain,
        }
        | ErrorKind::CircularInclude {
            tpl,
            include_chain: chain,
        } => at(
            format!("the template needs itself: {}", chain.join(" → ")),
            tpl,
            Place::File,
        ),
        ErrorKind::MissingParent { current, parent } => at(
            format!("there is no template `{parent}` to extend"),
            current,
            Place::File,
        ),
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::new(Code::Template, format!("there is no template `{name}`{on_page}"))
        }
        _ => {
            let text = error.to_string();
            match reported(&text) {
                Some((message, name, place)) => at(message.to_owned(), name, place),
                None => Diagnostic::new(Code::Template, format!("{text}{on_page}")),
            }
        }
    };
    diagnostic.help(
        "docs/templates.md says what each template sees; without the file in `templates/` the built-in one is used",
    )
}

/// Message, template and place of an error that the engine has already written out: it checks
/// includes, components, filters and functions at the end, and hands on only the text.
fn reported(text: &str) -> Option<(&str, &str, Place)> {
    let (message, rest) = text.strip_prefix("error: ")?.split_once('\n')?;
    let place = rest.trim_start().strip_prefix("--> ")?.lines().next()?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((message, parts.next()?, Place::LineColumn(line, column)))
}

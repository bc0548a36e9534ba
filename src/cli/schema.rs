//! `dossier schema`
//!
//! JSON Schemas of the files that people write, for their editors. `schema/schemas.json` beside this file
//! contains them with their shared definitions. The YAML language server supports draft 7 best.

use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use super::args::{folder_name, shown};
use super::report;
use crate::config::FILE_NAME;
use crate::diagnostics::{Code, Level, Levels};
use crate::language::Languages;

static SCHEMAS: &str = include_str!("schema/schemas.json");

pub(super) const FOLDER: &str = ".schema";

#[derive(Args)]
pub struct SchemaArgs {
    /// The schema; without it, all of them are listed.
    #[arg(value_enum)]
    name: Option<Name>,
    /// Write all schemas into the folder .schema of the site, where comments in its files refer to them.
    #[arg(long, conflicts_with = "name")]
    write: bool,
    /// The folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR", requires = "write")]
    root: Utf8PathBuf,
}

/// The kind of file that a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Name {
    /// `dossier.yaml`.
    Config,
    /// The front matter of content/articles/**/*.md.
    Article,
    /// `NAME.annotations.yaml` beside an article.
    Annotations,
    /// The front matter of content/dossiers/*.md.
    Dossier,
    /// The front matter of content/entities/*.md.
    Entity,
    /// `content/entities.yaml`.
    Entities,
    /// The front matter of content/pages/*.md.
    Page,
}

impl Name {
    fn text(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |value| value.get_name().to_owned())
    }
}

pub fn run(args: &SchemaArgs) -> ExitCode {
    match (args.name, args.write) {
        (Some(name), _) => report::line(schema(name).trim_end()),
        (None, true) => return write(args),
        (None, false) => {
            for name in Name::value_variants() {
                let help = name.to_possible_value().and_then(|value| value.get_help().cloned());
                report::line(&format!("{:<12} {}", name.text(), help.unwrap_or_default()));
            }
        }
    }
    ExitCode::SUCCESS
}

fn write(args: &SchemaArgs) -> ExitCode {
    if !args.root.join(FILE_NAME).is_file() {
        return report::failure(&format!(
            "{} is not a site: it contains no {FILE_NAME}; run the command in the folder of a site",
            folder_name(&args.root)
        ));
    }
    for (path, text) in files() {
        let path = args.root.join(path);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        if let Err(error) = folder.and_then(|()| fs::write(&path, text)) {
            return report::failure(&format!("cannot write {}: {error}", shown(&path)));
        }
        report::line(&shown(&path));
    }
    ExitCode::SUCCESS
}

pub(super) fn files() -> Vec<(Utf8PathBuf, String)> {
    let names = Name::value_variants().iter();
    let file = |name: &Name| (format!("{FOLDER}/{}.json", name.text()).into(), schema(*name));
    names.map(file).collect()
}

/// A schema with the definitions that it uses.
fn schema(name: Name) -> String {
    let mut data: Value = serde_json::from_str(SCHEMAS).unwrap_or_default();
    data["definitions"]["lang"]["enum"] = json!(Languages::embedded().tags());
    let mut schema = data["schemas"][name.text()].take();
    if name == Name::Config {
        schema["properties"]["check"]["properties"] = levels();
    }
    let mut used = BTreeSet::new();
    collect_used(&schema, &data["definitions"], &mut used);
    let definitions: Map<String, Value> = used
        .into_iter()
        .map(|name| (name.clone(), data["definitions"][&name].take()))
        .collect();
    if !definitions.is_empty() {
        schema["definitions"] = Value::Object(definitions);
    }
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["$comment"] = json!(concat!(
        "Made by dossier ",
        env!("CARGO_PKG_VERSION"),
        ": dossier schema --write"
    ));
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The permitted levels of each code; some are always errors.
fn levels() -> Value {
    let mut codes = Map::new();
    for code in Code::ALL {
        let may = Level::ALL
            .iter()
            .filter(|(_, level)| Levels::default().set(*code, *level).is_ok());
        let levels: Vec<&str> = may.map(|(name, _)| *name).collect();
        let description = code.explanation().plain();
        codes.insert(
            code.name().to_owned(),
            json!({"description": description, "type": "string", "enum": levels}),
        );
    }
    Value::Object(codes)
}

/// Collects the names of the definitions that a schema uses, directly or indirectly.
fn collect_used(schema: &Value, definitions: &Value, used: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                let name = value.as_str().and_then(|text| text.strip_prefix("#/definitions/"));
                match name.filter(|_| key == "$ref") {
                    Some(name) if used.insert(name.to_owned()) => collect_used(&definitions[name], definitions, used),
                    Some(_) => {}
                    None => collect_used(value, definitions, used),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|item| collect_used(item, definitions, used)),
        _ => {}
    }
}

//! JSON-LD with the vocabulary of schema.org, for search engines and other programs.
//!
//! A node identifies its subject by an absolute URL, so that JSON-LD of different pages can be merged Without a
//! configured base URL that address is not known: it is left out, and so is what needs it.

mod article;
mod collection;
mod entity;
mod node;

pub(super) use article::article;
pub(super) use collection::{dossier, home, list, page};
pub(super) use entity::entity;

use node::{Kind, Node};
use serde_json::Value;

use super::inputs::PageInputs;
use super::view_builder::absolute;
use crate::model::output_path::OutputPath;

/// The breadcrumbs of a page: name and page of each step. `None` without a base URL.
pub(super) fn breadcrumbs(inputs: &PageInputs<'_>, steps: &[(&str, &OutputPath)]) -> Option<Value> {
    let base = inputs.config.base()?;
    let items: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(at, (name, path))| {
            Node::of(Kind::ListItem)
                .with("position", at + 1)
                .with("name", *name)
                .with("item", absolute(&base, path))
                .into()
        })
        .collect();
    Some(Node::of(Kind::BreadcrumbList).with("itemListElement", items).into())
}

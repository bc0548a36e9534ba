//! What a page is about, in the words of schema.org, for search engines and other programs.
//!
//! A node names what it tells of by its full address, as JSON-LD from different pages is put together
//! by it. Where no base URL is configured nobody knows that address: it is left out, and so is what
//! says nothing without it.

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

/// The way to a page from the home page: each step's name and page. Every step needs its address.
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

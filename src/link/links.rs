//! The links and images of every text of the site.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::index::{Index, PageRef};
use super::resolver::Resolver;
use crate::diagnostics::Diagnostic;
use crate::model::text::LinkTable;

/// Where the links of each page lead; pages without links have no table.
pub(super) type LinkTables = BTreeMap<PageRef, LinkTable>;

/// Resolves the links of every page, and says what is wrong with them.
pub(super) fn resolve(index: &Index<'_>) -> (LinkTables, Vec<Diagnostic>) {
    let of_page = |page: PageRef| {
        let mut resolver = Resolver::new(index, page);
        let documents = index.documents(page).into_iter();
        let table = documents.map(|(key, document, place)| (key, resolver.document(document, place.as_ref())));
        let table: LinkTable = table.collect();
        ((page, table), resolver.diagnostics)
    };
    let pages: Vec<PageRef> = index.pages().collect();
    let all: Vec<((PageRef, LinkTable), Vec<Diagnostic>)> = pages.into_par_iter().map(of_page).collect();
    let (tables, diagnostics): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let tables = tables.into_iter().filter(|(_, table)| !table.is_empty());
    (tables.collect(), diagnostics.into_iter().flatten().collect())
}

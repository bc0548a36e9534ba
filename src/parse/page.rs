//! Reads pages.

use super::header::{Context, read_header, read_summary_and_aliases, with_fields};
use crate::model::article::{Keyed, Page};
use crate::model::document::Document;

pub(super) fn read(context: &mut Context<'_>) -> Option<Page> {
    let (parts, mapping) = context.open()?;
    let mut page = with_fields(context, &mapping, |fields, context| {
        let mut header = read_header(fields, context, "title")?;
        read_summary_and_aliases(&mut header, fields);
        let menu = fields.optional("menu");
        let template = fields.optional("template").map(|value| Keyed {
            value,
            key: fields.path("template"),
        });
        Some(Page {
            header,
            menu,
            template,
            body: Document::default(),
        })
    })?;
    page.body = context.body(&parts);
    Some(page)
}

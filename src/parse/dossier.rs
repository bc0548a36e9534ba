//! Reads dossiers.

use super::header::{Context, read_header, read_note, read_summary_and_aliases, with_fields};
use crate::diagnostics::Diagnostic;
use crate::model::article::{Dossier, TimelineEvent};
use crate::model::document::Document;
use crate::yaml::Fields;

pub(super) fn read(context: &mut Context<'_>) -> Option<Dossier> {
    let (parts, mapping) = context.open()?;
    let mut dossier = with_fields(context, &mapping, |fields, context| {
        let mut header = read_header(fields, context, "title")?;
        read_summary_and_aliases(&mut header, fields);
        let order = fields.optional("order");
        let mut notes = Vec::new();
        let events = fields.mappings("events", |fields| read_event(fields, &mut notes));
        context.diagnostics.extend(notes);
        Some(Dossier {
            header,
            order,
            events,
            body: Document::default(),
        })
    })?;
    dossier.body = context.body(&parts);
    Some(dossier)
}

fn read_event(fields: &mut Fields<'_>, notes: &mut Vec<Diagnostic>) -> Option<TimelineEvent> {
    let date = fields.required("date");
    let title = fields.required("title");
    let note = read_note(fields, "note", notes);
    let url = fields.optional("url");
    Some(TimelineEvent {
        date: date?,
        title: title?,
        note,
        url,
    })
}

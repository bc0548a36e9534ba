//! Notes that an editor wanted to look at again.

use super::Desk;
use crate::diagnostics::{Code, Diagnostic, Place, shortened};
use crate::model::key_path::KeyPath;

/// Annotations whose `review` has come.
pub fn due(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for article in &desk.site.articles {
        for (number, annotation) in article.article.annotations.iter().enumerate() {
            let Some(review) = annotation
                .review
                .filter(|date| date.earliest_unix_seconds() <= desk.now)
            else {
                continue;
            };
            let message = format!(
                "the note on `{}` was to be looked at again by {review}",
                shortened(&annotation.anchor.text)
            );
            let key = KeyPath::root().key("annotations").index(number).key("review");
            found.push(
                Diagnostic::new(Code::ReviewDue, message)
                    .at(&article.placement.file, Place::Value(key))
                    .help("see whether it still holds, then take `review` away or set a later date"),
            );
        }
    }
    found
}

//! Reports annotations whose review is due.

use super::context::ReviewContext;
use crate::diagnostics::{Code, Diagnostic, Place, shortened};
use crate::model::key_path::KeyPath;

/// Annotations whose `review` date is not after the moment of the check.
pub fn due(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for article in &context.site.articles {
        for (number, annotation) in article.article.annotations.iter().enumerate() {
            let Some(review) = annotation
                .review
                .filter(|date| date.earliest_unix_seconds() <= context.now)
            else {
                continue;
            };
            let message = format!(
                "the review of the note on `{}` was due on {review}",
                shortened(&annotation.anchor.text)
            );
            let key = KeyPath::root().key("annotations").index(number).key("review");
            found.push(
                Diagnostic::new(Code::ReviewDue, message)
                    .at(&article.placement.file, Place::Value(key))
                    .help("check whether it still holds, then remove `review` or set a later date"),
            );
        }
    }
    found
}

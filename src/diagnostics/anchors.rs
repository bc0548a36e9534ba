//! The diagnostics of an anchor that does not identify exactly one passage.

use super::passage::nearest_passage;
use super::{Code, Diagnostic, Place, shortened, times};
use crate::model::anchors::AnchorError;
use crate::model::article::Anchor;
use crate::model::document::Document;

/// How many occurrences of an ambiguous anchor are listed.
const LISTED_OCCURRENCES: usize = 5;

/// The problem of an anchor in the article itself; suggests the nearest passage, or lists the occurrences.
pub fn explain(body: &Document, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let mut diagnostic = explain_elsewhere("the article", anchor, error);
    if *error == AnchorError::NotFound
        && let Some(passage) = nearest_passage(&body.plain, &anchor.text)
    {
        let passage = passage.replace('\n', " ");
        diagnostic.help = Some(format!(
            "the closest passage is `{passage}`; copy it if it is the one you mean"
        ));
    }
    if let AnchorError::Ambiguous(places) = error {
        let places = places.iter().take(LISTED_OCCURRENCES);
        diagnostic.places = places.filter_map(|place| body.map.to_file(*place)).collect();
    }
    diagnostic
}

/// The problem of an anchor in another article, which the message calls `whose`.
pub fn explain_elsewhere(whose: &str, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let shown: String = anchor.text.chars().take(60).collect();
    let occurs = |count: usize| format!("the text `{shown}` occurs {} in {whose}", times(count));
    let diagnostic = match error {
        AnchorError::NotFound => Diagnostic::new(
            Code::AnchorNotFound,
            format!("the text `{shown}` does not occur in {whose}"),
        )
        .help("copy the text from the article, without Markdown markup; a line break counts as one space"),
        AnchorError::NotSo(count) => Diagnostic::new(
            Code::AnchorNotFound,
            format!("{}, but not where `prefix`, `suffix` and `nth` say", occurs(*count)),
        )
        .help("correct or remove `prefix`, `suffix` or `nth`"),
        AnchorError::Ambiguous(places) => {
            let count = places.len();
            Diagnostic::new(Code::AnchorAmbiguous, occurs(count)).help(format!(
                "add `nth` (1 to {count}), or the text right before or after it as `prefix` or `suffix`"
            ))
        }
    };
    diagnostic.placed(Place::Value(anchor.key.clone()))
}

/// The problem of the anchor of a confirmed quotation: the confirmed text is no longer in the article.
pub fn explain_confirmed(body: &Document, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let mut diagnostic = explain(body, anchor, error);
    if diagnostic.code == Code::AnchorNotFound {
        diagnostic.code = Code::QuotationChanged;
        diagnostic.message = format!(
            "the confirmed quotation `{}` was changed or removed",
            shortened(&anchor.text)
        );
        let help = diagnostic.help.unwrap_or_default();
        diagnostic.help = Some(format!(
            "check the article against its source, then correct or remove the entry; {help}"
        ));
    }
    diagnostic
}

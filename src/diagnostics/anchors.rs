//! What is said of an anchor that has no place, or several.

use super::passage::nearest_passage;
use super::{Code, Diagnostic, Location, Place, shortened};
use crate::model::anchors::AnchorError;
use crate::model::article::Anchor;
use crate::model::document::Document;

/// How many places of an ambiguous anchor are named.
const NAMED_PLACES: usize = 5;

/// What is wrong with an anchor of an article's front matter, and what to do.
pub fn explain(body: &Document, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let mut diagnostic = explain_elsewhere("the article", anchor, error);
    if *error == AnchorError::NotFound
        && let Some(passage) = nearest_passage(&body.plain, &anchor.text)
    {
        let passage = passage.replace('\n', " ");
        diagnostic.help = Some(format!("nearest to it is `{passage}`: copy that, if it is meant"));
    }
    if let AnchorError::Ambiguous(places) = error {
        let places = places.iter().take(NAMED_PLACES);
        diagnostic.places = places.filter_map(|place| body.map.to_file(*place)).collect();
    }
    diagnostic
}

/// The same of an anchor in the text of another article, which is called `whose`.
pub fn explain_elsewhere(whose: &str, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let shown: String = anchor.text.chars().take(60).collect();
    let held = |count: usize| format!("{whose} holds the text `{shown}` {}", times(count));
    let diagnostic = match error {
        AnchorError::NotFound => Diagnostic::new(
            Code::AnchorNotFound,
            format!("{whose} does not hold the text `{shown}`"),
        )
        .help("copy the text from the article, without Markdown marks; a line end counts as one space"),
        AnchorError::NotSo(count) => Diagnostic::new(
            Code::AnchorNotFound,
            format!("{}, but never as `prefix`, `suffix` and `nth` say", held(*count)),
        )
        .help("correct or remove `prefix`, `suffix` or `nth`"),
        AnchorError::Ambiguous(places) => {
            let count = places.len();
            Diagnostic::new(Code::AnchorAmbiguous, held(count)).help(format!(
                "add `nth: 1` to `nth: {count}`, or `prefix` or `suffix` with what stands right before or after it"
            ))
        }
    };
    Diagnostic {
        location: Some(Location {
            file: Default::default(),
            place: Place::Value(anchor.key.clone()),
        }),
        ..diagnostic
    }
}

/// The same of the text of a quotation that an editor has confirmed: nobody has looked at what the
/// article says now.
pub fn explain_confirmed(body: &Document, anchor: &Anchor, error: &AnchorError) -> Diagnostic {
    let mut diagnostic = explain(body, anchor, error);
    if diagnostic.code == Code::AnchorNotFound {
        diagnostic.code = Code::QuotationChanged;
        diagnostic.message = format!(
            "the confirmed quotation `{}` was changed or is gone",
            shortened(&anchor.text)
        );
        let help = diagnostic.help.unwrap_or_default();
        diagnostic.help = Some(format!(
            "hold the article against its source again, then correct the entry or take it away; {help}"
        ));
    }
    diagnostic
}

/// "once", "3 times".
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

//! The words of languages that importing needs. They are data, so the caller passes them in.

/// Words of the languages that a text may be in.
#[derive(Clone, Debug, Default)]
pub struct ImportWords {
    /// Names and abbreviations of months in lower case, without full stop, with their numbers from 1.
    pub months: Vec<(String, u8)>,
    /// Labels of dates, in lower case.
    pub date_labels: Vec<String>,
    /// Labels of sources, in lower case.
    pub source_labels: Vec<String>,
    /// Abbreviations whose full stop does not end a sentence, in lower case, without it.
    pub abbreviations: Vec<String>,
}

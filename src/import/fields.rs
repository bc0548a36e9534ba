//! Chooses between given and found values.

use super::article::{Field, RecognisedField, ValueOrigin};
use super::clean;

/// A value, how it was determined, and where it was found.
#[derive(Clone, Debug)]
pub(super) struct FoundValue<T> {
    pub(super) value: T,
    pub(super) origin: ValueOrigin,
    /// In words; empty for the text itself.
    pub(super) found_in: &'static str,
}

impl<T> FoundValue<T> {
    pub(super) fn found(value: T, found_in: &'static str) -> FoundValue<T> {
        FoundValue {
            value,
            origin: ValueOrigin::Found,
            found_in,
        }
    }

    pub(super) fn guessed(value: T, found_in: &'static str) -> FoundValue<T> {
        FoundValue {
            value,
            origin: ValueOrigin::Guessed,
            found_in,
        }
    }
}

/// Chooses the value of each field, and records how it was determined.
#[derive(Default)]
pub(super) struct FieldChooser {
    pub(super) recognised: Vec<RecognisedField>,
}

impl FieldChooser {
    /// The given value, else the one that was found.
    pub(super) fn choose<T>(&mut self, field: Field, given: Option<T>, found: Option<FoundValue<T>>) -> Option<T> {
        let (value, origin, found_in) = match (given, found) {
            (Some(given), _) => (given, ValueOrigin::Given, ""),
            (None, found) => found.map(|found| (found.value, found.origin, found.found_in))?,
        };
        self.recognised.push(RecognisedField {
            field,
            origin,
            found_in,
        });
        Some(value)
    }

    /// The given title, else the one that was found, else one made of the file name: `-` and `_` become spaces, the
    /// first letter a capital.
    pub(super) fn title(
        &mut self,
        given: Option<String>,
        found: Option<FoundValue<String>>,
        file_stem: &str,
    ) -> Option<String> {
        let by_file_name = || {
            let words = clean::one_line(&file_stem.replace(['-', '_'], " "));
            let mut chars = words.chars();
            let title = chars
                .next()
                .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect());
            FoundValue::guessed(title, "")
        };
        let found = found.or_else(|| given.is_none().then(by_file_name));
        self.choose(Field::Title, given, found)
            .filter(|title| !title.is_empty())
    }
}

/// A given text as one line; `None` if it is empty.
pub(super) fn given_line(text: Option<&str>) -> Option<String> {
    text.map(clean::one_line).filter(|text| !text.is_empty())
}

//! The values that an edit can write.

use serde_yaml::Value;

use crate::model::date::PartialDate;

/// A value of an entry that is added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryValue {
    /// Quoted if necessary.
    Text(String),
    True,
    /// A count or an ordinal.
    Number(usize),
    /// Written without quotation marks.
    Date(PartialDate),
}

impl EntryValue {
    pub(super) fn value(&self) -> Value {
        match self {
            EntryValue::Text(text) => text.clone().into(),
            EntryValue::True => true.into(),
            EntryValue::Number(number) => (*number).into(),
            EntryValue::Date(date) => date.to_string().into(),
        }
    }
}

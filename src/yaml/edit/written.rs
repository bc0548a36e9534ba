//! Values as new entries hold them.

use serde_yaml::Value;

use crate::model::date::PartialDate;

/// A value of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A text.
    Text(String),
    /// `true`.
    True,
    /// A number.
    Number(usize),
    /// A date, which needs no quotation marks.
    Date(PartialDate),
}

impl Written {
    pub(super) fn value(&self) -> Value {
        match self {
            Written::Text(text) => text.clone().into(),
            Written::True => true.into(),
            Written::Number(number) => (*number).into(),
            Written::Date(date) => date.to_string().into(),
        }
    }
}

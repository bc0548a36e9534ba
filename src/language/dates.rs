//! How dates are written.

use serde::Deserialize;

use crate::model::date::PartialDate;

/// The words and the forms of dates.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// The names of the months.
    pub months: Vec<String>,
    /// Short names, as people write them.
    pub short_months: Vec<String>,
    /// `{month} {year}` and the like, by precision.
    pub formats: Formats,
}

/// A form for each precision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formats {
    /// With `{year}`.
    pub year: String,
    /// With `{month}` and `{year}`.
    pub month: String,
    /// With `{day}`, `{month}` and `{year}`.
    pub day: String,
    /// With `{date}` (the day's form), `{hour}` and `{minute}`.
    pub instant: String,
}

impl DateWords {
    /// Writes a date, as precise as it is.
    pub fn format(&self, date: &PartialDate) -> String {
        let month = date
            .month()
            .and_then(|m| self.months.get(m as usize - 1))
            .map_or("", String::as_str);
        let fill = |form: &str| {
            form.replace("{year}", &date.year().to_string())
                .replace("{month}", month)
                .replace("{day}", &date.day_of_month().unwrap_or(0).to_string())
        };
        match (date.month(), date.day_of_month(), date.time()) {
            (None, _, _) => fill(&self.formats.year),
            (_, None, _) => fill(&self.formats.month),
            (_, _, None) => fill(&self.formats.day),
            (_, _, Some((hour, minute))) => self
                .formats
                .instant
                .replace("{date}", &fill(&self.formats.day))
                .replace("{hour}", &hour.to_string())
                .replace("{minute}", &format!("{minute:02}")),
        }
    }
}

//! Dates as people write them.

use serde::Deserialize;

use crate::model::date::PartialDate;

/// `dates.yaml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DateWords {
    /// The names of the months, from January on.
    pub months: Vec<String>,
    /// Short names of the months, as people write them.
    pub short_months: Vec<String>,
    /// A form for each precision.
    pub formats: Formats,
}

/// Forms of dates with blanks to fill.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Formats {
    /// With `{year}`.
    pub year: String,
    /// With `{month}` and `{year}`.
    pub month: String,
    /// With `{day}`, `{month}` and `{year}`.
    pub day: String,
    /// With `{date}` (the form of the day), `{hour}` and `{minute}`.
    pub instant: String,
    /// With `{day}` and `{month}`, for narrow columns.
    pub short_day: String,
}

impl DateWords {
    /// A date as text, as precise as it is known.
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

    /// The short name of a month (from 1) with a capital, for the head of a column; empty where there is none.
    pub fn short_month(&self, month: u8) -> String {
        let name = self.short_months.get(usize::from(month).wrapping_sub(1));
        let mut letters = name.map_or("", String::as_str).chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }

    /// A day without its year, for the head of a column; the month where no day is known.
    pub fn short_day(&self, date: &PartialDate) -> String {
        let month = date.month().map_or_else(String::new, |month| self.short_month(month));
        match date.day_of_month() {
            Some(day) => self
                .formats
                .short_day
                .replace("{day}", &day.to_string())
                .replace("{month}", &month),
            None => month,
        }
    }
}

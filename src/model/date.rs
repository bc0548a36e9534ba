//! Dates, as precise as they are known.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// A year, a month, a day, or a moment with its offset from UTC. Nothing is ever filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
    moment: Option<Moment>,
}

/// A moment and the offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Moment {
    hour: u8,
    minute: u8,
    second: u8,
    offset_seconds: i32,
    unix_seconds: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    Year,
    Month,
    Day,
    /// A day and a time of day with its zone.
    Moment,
}

impl PartialDate {
    /// Reads `2022`, `2022-06`, `2022-06-01` or an RFC 3339 date-time with zone.
    ///
    /// # Errors
    /// What is wrong, in words for the person who wrote it.
    pub fn parse(text: &str) -> Result<PartialDate, String> {
        let text = text.trim();
        if text.len() > 10 {
            return parse_moment(text);
        }
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        let shape = digits(year, 4)
            && month.is_none_or(|m| digits(m, 2))
            && day.is_none_or(|d| digits(d, 2))
            && parts.next().is_none();
        if !shape {
            return Err(format!("`{text}` is not a date"));
        }
        let year = year.parse::<i16>().map_err(|e| e.to_string())?;
        let month_number = month.map_or(0, |m| m.parse::<u8>().unwrap_or(0));
        let day_number = day.map_or(0, |d| d.parse::<u8>().unwrap_or(0));
        if month.is_some() && !(1..=12).contains(&month_number) {
            return Err(format!("there is no month {month_number:02}"));
        }
        if day.is_some() && Date::new(year, month_number as i8, day_number as i8).is_err() {
            return Err(format!("there is no day {year:04}-{month_number:02}-{day_number:02}"));
        }
        Ok(PartialDate {
            year,
            month: month_number,
            day: day_number,
            moment: None,
        })
    }

    /// Reads a date-time as mails and RSS write it (RFC 2822), with its offset.
    pub fn parse_rfc2822(text: &str) -> Option<PartialDate> {
        let zoned = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
        Some(moment(zoned.timestamp(), zoned.offset()))
    }

    /// The day of a moment, in UTC; `None` where it lies beyond what a calendar holds.
    pub fn of_day(unix_seconds: i64) -> Option<PartialDate> {
        let day = Timestamp::from_second(unix_seconds)
            .ok()?
            .to_zoned(TimeZone::UTC)
            .date();
        PartialDate::day(day.year(), day.month() as u8, day.day() as u8)
    }

    /// A calendar day; `None` if there is no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<PartialDate> {
        Date::new(year, month as i8, day as i8).ok()?;
        Some(PartialDate {
            year,
            month,
            day,
            moment: None,
        })
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, from 1, where it is known.
    pub fn month(&self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, where it is known.
    pub fn day_of_month(&self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Hour and minute as written, where they are known.
    pub fn time(&self) -> Option<(u8, u8)> {
        self.moment.map(|i| (i.hour, i.minute))
    }

    /// How much is known.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day, self.moment) {
            (_, _, Some(_)) => Precision::Moment,
            (0, _, _) => Precision::Year,
            (_, 0, _) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// Whether no day that this date can mean is after a day that the other can mean: `2021-12` ends
    /// by `2022`, `2022-01` does not.
    pub fn ends_by(&self, other: &PartialDate) -> bool {
        let or = |known: u8, unknown: u8| if known > 0 { known } else { unknown };
        let latest = (self.year, or(self.month, 12), or(self.day, 31));
        latest <= (other.year, or(other.month, 1), or(other.day, 1))
    }

    /// The first moment that the date can mean, as seconds since 1970 in UTC; for embargoes.
    pub fn earliest_unix_seconds(&self) -> i64 {
        if let Some(moment) = self.moment {
            return moment.unix_seconds;
        }
        Date::new(self.year, self.month.max(1) as i8, self.day.max(1) as i8)
            .and_then(|date| Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())))
            .map_or(0, Timestamp::as_second)
    }

    /// The first moment that the date can mean, in the form that feeds demand (RFC 3339).
    pub fn to_rfc3339(&self) -> String {
        match self.moment {
            Some(_) => self.to_string(),
            None => format!(
                "{:04}-{:02}-{:02}T00:00:00Z",
                self.year,
                self.month.max(1),
                self.day.max(1)
            ),
        }
    }

    /// The moment, or the beginning of the day, in UTC; `None` where not even the day is known.
    pub fn to_utc(&self) -> Option<String> {
        let known = matches!(self.precision(), Precision::Day | Precision::Moment);
        let moment = Timestamp::from_second(self.earliest_unix_seconds()).ok();
        moment.filter(|_| known).map(|moment| moment.to_string())
    }
}

/// A date-time must name its zone: without it nobody knows which moment is meant.
fn parse_moment(text: &str) -> Result<PartialDate, String> {
    let text = text.replacen(' ', "T", 1);
    let timestamp: Timestamp = text
        .parse()
        .map_err(|_| format!("`{text}` is not a date-time with a zone"))?;
    Ok(moment(timestamp, written_offset(&text)))
}

/// A moment as clocks at an offset show it.
fn moment(timestamp: Timestamp, offset: Offset) -> PartialDate {
    let zoned = Zoned::new(timestamp, offset.to_time_zone());
    PartialDate {
        year: zoned.year(),
        month: zoned.month() as u8,
        day: zoned.day() as u8,
        moment: Some(Moment {
            hour: zoned.hour() as u8,
            minute: zoned.minute() as u8,
            second: zoned.second() as u8,
            offset_seconds: offset.seconds(),
            unix_seconds: timestamp.as_second(),
        }),
    }
}

/// The offset at the end of an RFC 3339 date-time; UTC for `Z`.
fn written_offset(text: &str) -> Offset {
    let Some(at) = text.rfind(['+', '-']).filter(|at| *at > 10) else {
        return Offset::UTC;
    };
    let digits: String = text[at + 1..].chars().filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i32>().ok()).unwrap_or(0);
    let seconds = part(0..2) * 3600 + part(2..4) * 60;
    let signed = if text[at..].starts_with('-') { -seconds } else { seconds };
    Offset::from_seconds(signed).unwrap_or(Offset::UTC)
}

impl fmt::Display for PartialDate {
    /// Writes the date as ISO 8601, as precise as it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        if let Some(i) = self.moment {
            write!(f, "T{:02}:{:02}:{:02}", i.hour, i.minute, i.second)?;
            let minutes = i.offset_seconds.abs() / 60;
            match i.offset_seconds {
                0 => write!(f, "Z")?,
                seconds => write!(
                    f,
                    "{}{:02}:{:02}",
                    if seconds < 0 { '-' } else { '+' },
                    minutes / 60,
                    minutes % 60
                )?,
            }
        }
        Ok(())
    }
}

impl Ord for PartialDate {
    /// By calendar; what is less precise comes before what it contains, a day before its hours.
    fn cmp(&self, other: &PartialDate) -> Ordering {
        let key = |d: &PartialDate| {
            (
                d.year,
                d.month,
                d.day,
                d.moment.map(|i| (i.unix_seconds, i.offset_seconds)),
            )
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &PartialDate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

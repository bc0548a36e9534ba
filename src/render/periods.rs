//! Periods of equal length: the columns of a matrix, the bars of a chart.
//!
//! A date that is less precise than the periods gets a period of its own before those that it may mean: "2030" is
//! never counted as January.

use crate::model::date::PartialDate;

const DAY: i64 = 86_400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A number of days; periods of seven begin on a Monday.
    Days(i64),
    Months(i64),
    Years(i64),
}

/// Every length that is tried, the finest first.
const STEPS: [Step; 13] = [
    Step::Days(1),
    Step::Days(7),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(1000),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the first to the last day, month or year, each as precise as the parts are.
    Span(PartialDate, PartialDate),
    /// What is known less well than the parts are fine.
    Vague(PartialDate),
    Undated,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periods {
    step: Step,
    /// The parts, in order.
    pub all: Vec<Period>,
}

impl Periods {
    /// The finest division that has at most `most` equal parts and is too fine for few dates.
    pub fn of(dates: &[Option<PartialDate>], most: usize) -> Periods {
        let known: Vec<PartialDate> = dates.iter().flatten().copied().collect();
        let fits = |step: &Step| {
            let numbers = known.iter().filter_map(|date| step.number(date));
            let count = numbers.clone().count();
            let (Some(first), Some(last)) = (numbers.clone().min(), numbers.max()) else {
                return false;
            };
            last - first < most as i64 && known.len() - count <= known.len() / 3
        };
        let step = STEPS.into_iter().find(fits).unwrap_or(Step::Years(1000));
        let mut periods = Periods { step, all: Vec::new() };
        periods.fill(&known);
        if known.len() < dates.len() {
            periods.all.push(Period::Undated);
        }
        periods
    }

    fn fill(&mut self, known: &[PartialDate]) {
        let step = self.step;
        let numbers = known.iter().filter_map(|date| step.number(date));
        let vague = known.iter().filter(|date| step.number(date).is_none());
        let mut all: Vec<(PartialDate, Period)> = vague.map(|date| (*date, Period::Vague(*date))).collect();
        all.sort_by_key(|(date, _)| *date);
        all.dedup();
        if let (Some(first), Some(last)) = (numbers.clone().min(), numbers.max()) {
            let spans = (first..=last).filter_map(|number| step.span(number));
            all.extend(spans.map(|(from, to)| (from, Period::Span(from, to))));
        }
        // Stable, and a year comes before its months: what is vague stands before what it may mean.
        all.sort_by_key(|(date, _)| *date);
        self.all = all.into_iter().map(|(_, period)| period).collect();
    }

    pub fn position(&self, date: Option<&PartialDate>) -> Option<usize> {
        let wanted = match date {
            None => Period::Undated,
            Some(date) => match self.step.number(date).and_then(|number| self.step.span(number)) {
                Some((from, to)) => Period::Span(from, to),
                None => Period::Vague(*date),
            },
        };
        self.all.iter().position(|period| *period == wanted)
    }
}

impl Step {
    /// The number of the part that a date belongs to, `None` where the date is not precise enough.
    fn number(self, date: &PartialDate) -> Option<i64> {
        let year = i64::from(date.year());
        match self {
            Step::Days(length) => {
                let first = PartialDate::day(date.year(), date.month()?, date.day_of_month()?)?;
                let day = first.earliest_unix_seconds().div_euclid(DAY);
                // Day 0 was a Thursday.
                Some(if length == 7 {
                    (day + 3).div_euclid(7)
                } else {
                    day.div_euclid(length)
                })
            }
            Step::Months(length) => Some((year * 12 + i64::from(date.month()?) - 1).div_euclid(length)),
            Step::Years(length) => Some(year.div_euclid(length)),
        }
    }

    /// The first and the last day, month or year of a part.
    fn span(self, number: i64) -> Option<(PartialDate, PartialDate)> {
        let length = match self {
            Step::Days(7) => return Some((day(number * 7 - 3)?, day(number * 7 + 3)?)),
            Step::Days(length) | Step::Months(length) | Step::Years(length) => length,
        };
        let (first, last) = (number * length, number * length + length - 1);
        match self {
            Step::Days(_) => Some((day(first)?, day(last)?)),
            Step::Months(_) => Some((month(first)?, month(last)?)),
            Step::Years(_) => Some((year(first)?, year(last)?)),
        }
    }
}

/// The day with this number, counted from 1970-01-01.
fn day(number: i64) -> Option<PartialDate> {
    PartialDate::of_day(number * DAY)
}

fn year(number: i64) -> Option<PartialDate> {
    PartialDate::parse(&format!("{number:04}")).ok()
}

/// The month with this number, counted from January of the year 0.
fn month(number: i64) -> Option<PartialDate> {
    PartialDate::parse(&format!(
        "{:04}-{:02}",
        number.div_euclid(12),
        number.rem_euclid(12) + 1
    ))
    .ok()
}

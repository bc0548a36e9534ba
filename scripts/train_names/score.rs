//! How many names are found, exactly as annotated.

use std::fmt;

use dossier::internals::enrich::Class;
use dossier::internals::model::Span;

/// The classes by name.
pub const NAMES: [&str; 4] = ["person", "organization", "place", "other"];

/// The margins between which the share of right names is told.
const STEPS: [i32; 7] = [0, 50, 100, 200, 300, 500, i32::MAX];

/// Counts.
#[derive(Default)]
pub struct Score {
    /// Annotated, found, and right, by class.
    counts: [[usize; 3]; 4],
    /// Found and right, whatever the class.
    spans: [usize; 3],
    /// Found and right by margin.
    margins: [[usize; 2]; 6],
}

impl Score {
    /// Counts a text.
    pub fn add(&mut self, gold: &[(Span, Class)], found: &[(Span, Class, i32)]) {
        for (_, class) in gold {
            self.counts[*class as usize][0] += 1;
            self.spans[0] += 1;
        }
        for (span, class, margin) in found {
            let right = gold.contains(&(*span, *class));
            let count = &mut self.counts[*class as usize];
            count[1] += 1;
            count[2] += usize::from(right);
            self.spans[1] += 1;
            self.spans[2] += usize::from(gold.iter().any(|(other, _)| other == span));
            let step = STEPS.windows(2).position(|step| *margin < step[1]).unwrap_or(0);
            self.margins[step][0] += 1;
            self.margins[step][1] += usize::from(right);
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = [0; 3];
        for (name, counts) in NAMES.iter().zip(&self.counts) {
            line(out, name, counts)?;
            for (sum, count) in all.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        line(out, "all", &all)?;
        let some: [usize; 3] = std::array::from_fn(|at| (0..3).map(|class| self.counts[class][at]).sum());
        line(out, "all but other", &some)?;
        line(out, "spans", &self.spans)?;
        write!(out, "  right of found, by margin:")?;
        for (step, [found, right]) in STEPS.iter().zip(&self.margins) {
            write!(
                out,
                " ≥{step}: {:.0}% of {found}",
                100.0 * *right as f64 / (*found).max(1) as f64
            )?;
        }
        Ok(())
    }
}

fn line(out: &mut fmt::Formatter<'_>, name: &str, [gold, found, right]: &[usize; 3]) -> fmt::Result {
    let share = |of: usize| 100.0 * *right as f64 / of.max(1) as f64;
    let (precision, recall) = (share(*found), share(*gold));
    let both = 200.0 * *right as f64 / (gold + found).max(1) as f64;
    writeln!(
        out,
        "  {name:14} P {precision:5.1}  R {recall:5.1}  F1 {both:5.1}  of {gold}"
    )
}

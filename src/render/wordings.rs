//! A word-level diff of two reports of the same statement.

/// The most words of a report that are compared; what follows is left out.
const MOST_WORDS: usize = 300;
/// How many words that stand only in the first report are shown struck out; more are left out.
const MOST_MISSING: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    Same,
    Added,
    Missing,
    /// The first report has more words here.
    Gap,
}

impl Piece {
    pub fn name(self) -> &'static str {
        match self {
            Piece::Same => "same",
            Piece::Added => "more",
            Piece::Missing => "less",
            Piece::Gap => "gap",
        }
    }
}

struct Token<'a> {
    text: &'a str,
    key: String,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let key = |word: &str| -> String {
        word.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let all = text.split_whitespace().take(MOST_WORDS);
    all.map(|text| Token { text, key: key(text) }).collect()
}

/// The words of `other` in pieces, as they differ from those of `first`.
pub fn compare(first: &str, other: &str) -> Vec<(Piece, String)> {
    let (first, other) = (tokens(first), tokens(other));
    let mut steps: Vec<(Piece, &str)> = Vec::new();
    let width = other.len() + 1;
    let mut lengths = vec![0_u16; (first.len() + 1) * width];
    for i in (0..first.len()).rev() {
        for j in (0..other.len()).rev() {
            lengths[i * width + j] = if first[i].key == other[j].key {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < first.len() || j < other.len() {
        if i < first.len() && j < other.len() && first[i].key == other[j].key {
            steps.push((Piece::Same, other[j].text));
            (i, j) = (i + 1, j + 1);
        } else if j == other.len() || (i < first.len() && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
            steps.push((Piece::Missing, first[i].text));
            i += 1;
        } else {
            steps.push((Piece::Added, other[j].text));
            j += 1;
        }
    }
    joined(&steps)
}

/// Merges runs of the same sort. Words missing at the beginning or the end were not quoted: they
/// are not a difference. Long runs would hide the rest.
fn joined(steps: &[(Piece, &str)]) -> Vec<(Piece, String)> {
    let runs: Vec<&[(Piece, &str)]> = steps.chunk_by(|a, b| a.0 == b.0).collect();
    let count = runs.len();
    let piece = |(position, run): (usize, &&[(Piece, &str)])| {
        let text = || run.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
        let at_end = position == 0 || position + 1 == count;
        match run[0].0 {
            // Marks alone are no words.
            Piece::Missing if run.iter().all(|(_, word)| !word.contains(char::is_alphanumeric)) => None,
            Piece::Missing if at_end || run.len() > MOST_MISSING => Some((Piece::Gap, String::new())),
            piece => Some((piece, text())),
        }
    };
    runs.iter().enumerate().filter_map(piece).collect()
}

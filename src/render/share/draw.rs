//! Draws an Open Graph image in the colours of the theme, readable as a thumbnail.

use serde::Serialize;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::{Face, OutlineBuilder};

pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    pub(super) kicker: Option<String>,
    pub(super) title: String,
    pub(super) about: Option<String>,
    pub(super) site: String,
}

/// The font of titles, and of all characters that the other font lacks.
static STRONG: &[u8] = include_bytes!("dossier-serif-600.ttf");
static PLAIN: &[u8] = include_bytes!("dossier-serif-400.ttf");

/// The colours of `static/theme/look.css` on light screens.
const PAPER: [u8; 3] = [0xfc, 0xfa, 0xf6];
const INK: [u8; 3] = [0x1e, 0x1c, 0x19];
const MUTED: [u8; 3] = [0x5d, 0x57, 0x4e];
const LINE: [u8; 3] = [0xd9, 0xd1, 0xc3];
const ACCENT: [u8; 3] = [0x8f, 0x1d, 0x14];

const MARGIN: f32 = 84.0;
/// Font sizes to try for a title, each with the most lines that it may take.
const TITLES: [(f32, usize); 4] = [(88.0, 2), (76.0, 3), (64.0, 4), (54.0, 4)];
const SMALL: f32 = 30.0;

pub struct Fonts<'f> {
    strong: Face<'f>,
    plain: Face<'f>,
}

impl Fonts<'static> {
    pub fn embedded() -> Option<Fonts<'static>> {
        Some(Fonts {
            strong: Face::parse(STRONG, 0).ok()?,
            plain: Face::parse(PLAIN, 0).ok()?,
        })
    }
}

impl Fonts<'_> {
    /// Whether the fonts have a glyph for every character of a text.
    pub fn can_write(&self, text: &str) -> bool {
        let known = |c: char| c.is_whitespace() || is_silent(c) || self.strong.glyph_index(c).is_some();
        text.chars().all(known)
    }

    fn face(&self, strong: bool, c: char) -> &Face<'_> {
        if strong || self.plain.glyph_index(c).is_none() {
            &self.strong
        } else {
            &self.plain
        }
    }

    fn width(&self, text: &str, size: f32, strong: bool) -> f32 {
        text.chars().map(|c| advance(self.face(strong, c), c, size)).sum()
    }

    /// Breaks a text into lines of at most `width`; `None` where a word is too long or there are more
    /// than `most` lines.
    fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            if self.width(word, size, true) > width {
                return None;
            }
            let joined = lines.last().map(|line| format!("{line} {word}"));
            match joined.filter(|line| self.width(line, size, true) <= width) {
                Some(line) => _ = lines.pop().map(|_| lines.push(line)),
                None => lines.push(word.to_owned()),
            }
        }
        (lines.len() <= most).then_some(lines)
    }

    /// A text on one line, shortened where it is too wide.
    fn fitted_line(&self, text: &str, size: f32, strong: bool, width: f32) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.width(&text, size, strong) <= width {
            return text;
        }
        let mut kept = text;
        while !kept.is_empty() && self.width(&kept, size, strong) > width - size {
            kept.pop();
        }
        format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '-', '–']))
    }

    /// The lines of a title and their size: as large as it fits, lines of about the same length, and
    /// the end cut off where it fits in no size.
    fn title(&self, title: &str, width: f32) -> (f32, Vec<String>) {
        for (size, most) in TITLES {
            let Some(lines) = self.lines(title, size, width, most) else {
                continue;
            };
            // The narrowest measure that needs no further line.
            let count = lines.len();
            let narrower = (1..=10).map(|step| width - step as f32 * 0.05 * width);
            let even = narrower.map_while(|width| self.lines(title, size, width, count)).last();
            return (size, even.unwrap_or(lines));
        }
        let (size, most) = TITLES[TITLES.len() - 1];
        let words: Vec<&str> = title.split_whitespace().collect();
        for count in (1..words.len()).rev() {
            let shorter = words[..count].join(" ");
            let shorter = format!("{}…", shorter.trim_end_matches([',', ';', ':', '-', '–']));
            if let Some(lines) = self.lines(&shorter, size, width, most) {
                return (size, lines);
            }
        }
        (size, vec![self.fitted_line(title, size, true, width)])
    }
}

fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn advance(face: &Face<'_>, c: char, size: f32) -> f32 {
    if is_silent(c) {
        return 0.0;
    }
    let c = if c.is_whitespace() { ' ' } else { c };
    let glyph = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    f32::from(glyph.unwrap_or(0)) * size / f32::from(face.units_per_em())
}

/// The picture as PNG; `None` where it cannot be made.
pub fn draw(fonts: &Fonts<'_>, card: &Card) -> Option<Vec<u8>> {
    let mut canvas = Canvas {
        pixels: Pixmap::new(WIDTH, HEIGHT)?,
        fonts,
    };
    let (width, height) = (WIDTH as f32, HEIGHT as f32);
    let measure = width - 2.0 * MARGIN;
    canvas.pixels.fill(color(PAPER));
    canvas.bar(0.0, 0.0, width, 14.0, ACCENT);
    if let Some(kicker) = &card.kicker {
        let kicker = fonts.fitted_line(kicker, SMALL, false, measure);
        canvas.write(&kicker, MARGIN, 110.0, SMALL, false, ACCENT);
    }
    let (size, lines) = fonts.title(&card.title, measure);
    let leading = size * 1.16;
    let block = leading * lines.len() as f32;
    // Between kicker and foot, a little above the middle.
    let top = 140.0 + (height - 140.0 - 130.0 - block) * 0.42;
    for (number, line) in lines.iter().enumerate() {
        let baseline = top + leading * number as f32 + size * 0.86;
        canvas.write(line, MARGIN, baseline, size, true, INK);
    }
    canvas.bar(MARGIN, height - 118.0, measure, 2.0, LINE);
    let site = fonts.fitted_line(&card.site, SMALL, true, measure * 0.45);
    let left = measure - fonts.width(&site, SMALL, true) - 40.0;
    let about = fonts.fitted_line(card.about.as_deref().unwrap_or(""), SMALL, false, left);
    let taken = fonts.width(&about, SMALL, false);
    canvas.write(&site, MARGIN, height - 62.0, SMALL, true, INK);
    canvas.write(&about, width - MARGIN - taken, height - 62.0, SMALL, false, MUTED);
    canvas.pixels.encode_png().ok()
}

struct Canvas<'f> {
    pixels: Pixmap,
    fonts: &'f Fonts<'f>,
}

impl Canvas<'_> {
    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, of: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.pixels.fill_rect(rect, &paint(of), Transform::identity(), None);
        }
    }

    fn write(&mut self, text: &str, x: f32, baseline: f32, size: f32, strong: bool, of: [u8; 3]) {
        let mut outline = Outline {
            path: PathBuilder::new(),
            x,
            baseline,
            scale: 0.0,
        };
        for c in text.chars() {
            let face = self.fonts.face(strong, c);
            outline.scale = size / f32::from(face.units_per_em());
            if let Some(glyph) = face.glyph_index(c).filter(|_| !is_silent(c)) {
                face.outline_glyph(glyph, &mut outline);
            }
            outline.x += advance(face, c, size);
        }
        if let Some(path) = outline.path.finish() {
            let rule = FillRule::Winding;
            self.pixels
                .fill_path(&path, &paint(of), rule, Transform::identity(), None);
        }
    }
}

fn color(of: [u8; 3]) -> Color {
    Color::from_rgba8(of[0], of[1], of[2], 255)
}

fn paint(of: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color(of));
    paint
}

/// Converts glyph outlines from font units to pixels.
struct Outline {
    path: PathBuilder,
    x: f32,
    baseline: f32,
    scale: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.baseline - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

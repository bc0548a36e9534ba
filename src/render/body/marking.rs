//! Writes text with its marks, which may overlap the elements around it.

use super::notes::letter;
use super::{Writer, ranked};
use crate::model::span::Span;
use crate::render::marks::MarkKind;
use crate::render::safe_html::SafeHtml;

impl Writer<'_> {
    /// Text, cut where marks begin and end.
    pub(super) fn text(&mut self, span: Span) {
        if self.replaced_by_label(span) {
            return;
        }
        let mut at = span.start;
        while at < span.end {
            self.update_marks(at);
            let next_start = self.marks[self.next..].first().map_or(u32::MAX, |mark| mark.span.start);
            let next_end = self
                .open
                .iter()
                .map(|number| self.marks[*number].span.end)
                .min()
                .unwrap_or(u32::MAX);
            let until = span.end.min(next_start).min(next_end);
            self.html
                .text(Span { start: at, end: until }.slice(&self.document.plain));
            at = until;
        }
        self.end_marks_at(at);
    }

    /// Inline code stands inside the marks around it, but no name in it becomes a link.
    pub(super) fn code(&mut self, span: Span) {
        self.in_link += 1;
        self.update_marks(span.start);
        self.html
            .markup("<code>")
            .text(span.slice(&self.document.plain))
            .markup("</code>");
        self.in_link -= 1;
        while self.marks.get(self.next).is_some_and(|mark| mark.span.end <= span.end) {
            self.next += 1;
        }
        self.end_marks_at(span.end);
    }

    /// The text of a `[[slug]]` is the slug; readers see the page's title instead.
    fn replaced_by_label(&self, span: Span) -> bool {
        self.links.last().is_some_and(|number| {
            let number = *number as usize;
            self.text.link(number).label.is_some() && self.document.links[number].text.contains(span)
        })
    }

    /// Closes the marks that end at `at`, opens those that begin there or go on.
    fn update_marks(&mut self, at: u32) {
        self.end_marks_at(at);
        self.resume_marks(at);
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= at) {
            let number = self.next;
            self.next += 1;
            if mark.span.end > at {
                self.open_mark(number);
            }
        }
    }

    /// Marks that an element interrupted go on behind it. No more than some dozens overlap, so
    /// looking at a bounded number keeps the pass linear.
    fn resume_marks(&mut self, at: u32) {
        if !self.open.is_empty() {
            return;
        }
        for number in self.next.saturating_sub(64)..self.next {
            let span = self.marks[number].span;
            if span.start < at && span.end > at && self.seen[number] {
                self.open_mark(number);
            }
        }
    }

    fn end_marks_at(&mut self, at: u32) {
        while let Some(position) = self.open.iter().position(|number| self.marks[*number].span.end <= at) {
            // What was opened inside is closed with it; what ends here too has its letter like the outer
            // one, and what does not is opened again behind it.
            let closed = self.open[position..].to_vec();
            self.close_marks(position);
            let (ended, going_on): (Vec<_>, Vec<_>) = closed.into_iter().partition(|n| self.marks[*n].span.end <= at);
            for number in ended.into_iter().rev() {
                self.after_mark(number);
            }
            for number in going_on {
                self.open_mark(number);
            }
        }
    }

    fn open_mark(&mut self, number: usize) {
        let mark = &self.marks[number];
        if matches!(mark.kind, MarkKind::Mention { .. }) && self.in_link > 0 {
            return;
        }
        let first = !std::mem::replace(&mut self.seen[number], true);
        write_open(&mut self.html, &mark.kind, first);
        self.open.push(number);
    }

    /// Closes the innermost marks until only `keep` are open.
    pub(super) fn close_marks(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(number) = self.open.pop() {
                let mention = matches!(self.marks[number].kind, MarkKind::Mention { .. });
                self.html.markup(if mention { "</a>" } else { "</span>" });
            }
        }
    }

    /// A noted text is followed by the letter of its note; in a link or a heading, where no other
    /// link can stand, by the letter alone.
    fn after_mark(&mut self, number: usize) {
        let MarkKind::Noted(note, kind) = self.marks[number].kind else {
            return;
        };
        let rank = self.refer_to_annotation(note);
        let letter = letter(note);
        let class = format!("{} note-ref-{}", ranked("note-ref", rank), kind.name());
        let in_name = |open: &usize| matches!(self.marks[*open].kind, MarkKind::Mention { .. });
        if self.in_link > 0 || self.open.iter().any(in_name) {
            self.html.markup("<sup").attribute("class", &class).markup(">");
            self.html.text(&letter).markup("</sup>");
            return;
        }
        let label = self.context.interface.text("note_number").replace("{n}", &letter);
        self.html.markup("<sup").attribute("class", &class).markup("><a");
        self.html
            .attribute("href", &format!("#n-{note}"))
            .attribute("aria-label", &label)
            .markup(">")
            .text(&letter)
            .markup("</a></sup>");
    }
}

/// The tag that begins a mark; only its first part has the `id`.
fn write_open(html: &mut SafeHtml, kind: &MarkKind, first: bool) {
    match kind {
        MarkKind::Quotation {
            id,
            first: whole,
            kind,
            partial,
            uncertain,
            colour,
        } => {
            let mut class = format!("q q-{} sp-{colour}", kind.name());
            for (on, name) in [(*partial, " q-partial"), (*uncertain, " q-uncertain")] {
                class.push_str(if on { name } else { "" });
            }
            html.markup("<span").attribute("class", &class);
            let name = if first && *whole { "id" } else { "data-quote" };
            html.attribute(name, &id.anchor());
        }
        MarkKind::Speaker => {
            html.markup("<span class=\"speaker\"");
        }
        MarkKind::Mention { entity_type, url, slug } => {
            html.markup("<a")
                .attribute("class", &format!("mention mention-{}", entity_type.name()));
            html.attribute("href", url).attribute("data-entity", slug);
        }
        MarkKind::Named(slug) => {
            html.markup("<span").attribute("data-entity", slug);
        }
        MarkKind::Noted(number, kind) => {
            html.markup("<span")
                .attribute("class", &format!("noted noted-{}", kind.name()));
            if first {
                html.attribute("id", &format!("nref-{number}"));
            }
        }
    }
    html.markup(">");
}

//! Writes well-formed XML of any text.

pub struct Xml {
    out: String,
    /// The elements that are open, outermost first.
    open: Vec<&'static str>,
}

impl Xml {
    pub fn new() -> Xml {
        Xml {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    pub fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
        self
    }

    pub fn end(&mut self) -> &mut Xml {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        self
    }

    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes);
        self.out.push_str("/>");
        self
    }

    pub fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) -> &mut Xml {
        self.start(name, attributes).text(text).end()
    }

    /// An element with a text; nothing where there is no text.
    pub fn maybe(&mut self, name: &'static str, attributes: &[(&str, &str)], text: Option<&str>) -> &mut Xml {
        match text {
            Some(text) => self.element(name, attributes, text),
            None => self,
        }
    }

    pub fn text(&mut self, text: &str) -> &mut Xml {
        escape(text, false, &mut self.out);
        self
    }

    /// Starts a new line, to keep the file readable.
    pub fn line(&mut self) -> &mut Xml {
        self.out.push('\n');
        self
    }

    /// The document, with everything ended that is still open.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.push('\n');
        self.out.into_bytes()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
    }
}

/// Escapes what XML takes for markup and drops what it forbids. Line ends in attributes would be read as spaces.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' | '\t' if attribute => out.push(' '),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
}

//! Syntax highlighting with CSS classes: the only module that uses syntect.

use std::sync::OnceLock;

use syntect::highlighting::ThemeSet;
use syntect::html::{ClassStyle, css_for_theme_with_class_style};
use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxSet};

use super::safe_html::SafeHtml;
use crate::model::document::CodeBlock;

/// The prefix of every CSS class.
const PREFIX: &str = "hl-";

/// The largest block that is coloured, in bytes, and its longest line: beyond them the search for tokens takes seconds.
const BLOCK_LIMIT: usize = 64 * 1024;
const LINE_LIMIT: usize = 2_000;

const THEMES: (&str, &str) = ("InspiredGitHub", "base16-ocean.dark");

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

pub fn is_too_large(block: &CodeBlock) -> bool {
    !block.language.is_empty()
        && (block.code.len() > BLOCK_LIMIT || block.code.lines().any(|line| line.len() > LINE_LIMIT))
}

/// Writes a block of code, coloured where its language is known.
pub fn highlight(block: &CodeBlock, html: &mut SafeHtml) {
    html.markup("<pre class=\"code\" tabindex=\"0\"><code");
    if !block.language.is_empty() {
        html.attribute("class", &format!("language-{}", block.language));
    }
    html.markup(">");
    let known = !block.language.is_empty() && !is_too_large(block);
    match known
        .then(|| syntaxes().find_syntax_by_token(&block.language))
        .flatten()
    {
        Some(syntax) => {
            let mut state = ParseState::new(syntax);
            let mut stack = ScopeStack::new();
            for line in block.code.split_inclusive('\n') {
                coloured_line(line, &mut state, &mut stack, html);
            }
            for _ in 0..stack.len() {
                html.markup("</span>");
            }
        }
        None => {
            html.text(&block.code);
        }
    }
    html.markup("</code></pre>\n");
}

fn coloured_line(line: &str, state: &mut ParseState, stack: &mut ScopeStack, html: &mut SafeHtml) {
    let Ok(operations) = state.parse_line(line, syntaxes()) else {
        html.text(line);
        return;
    };
    let mut at = 0;
    for (offset, operation) in operations {
        html.text(&line[at..offset]);
        at = offset;
        // The stack only fails on an operation that pops what is not there.
        let _ = stack.apply_with_hook(&operation, |basic, _| match basic {
            BasicScopeStackOp::Push(scope) => {
                html.markup("<span").attribute("class", &classes(scope)).markup(">");
            }
            BasicScopeStackOp::Pop => {
                html.markup("</span>");
            }
        });
    }
    html.text(&line[at..]);
}

/// The classes of a scope: its parts, each with the prefix.
fn classes(scope: Scope) -> String {
    let parts: Vec<String> = scope
        .build_string()
        .split('.')
        .map(|part| format!("{PREFIX}{part}"))
        .collect();
    parts.join(" ")
}

/// The style sheet of the classes, for light and dark pages.
pub fn style_sheet() -> String {
    let themes = ThemeSet::load_defaults();
    let css = |name: &str| {
        let theme = themes.themes.get(name);
        let style = ClassStyle::SpacedPrefixed { prefix: PREFIX };
        theme
            .and_then(|theme| css_for_theme_with_class_style(theme, style).ok())
            .unwrap_or_default()
    };
    let (light, dark) = (css(THEMES.0), css(THEMES.1));
    format!(
        "@media (prefers-color-scheme: light) {{\n{light}\n}}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    )
}

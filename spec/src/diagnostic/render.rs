//! Diagnostics for people, with source lines and carets, and for programs, as JSON.
//!
//! Knows nothing of how a mistake was found, and trusts no span: one that does
//! not fit the source is moved into it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Severity};
use crate::span::Span;

/// Draws diagnostics of one source, each with its code, the line with carets,
/// the other places that matter, and help; an empty line between two.
/// `color` writes ANSI escapes.
pub fn render(diagnostics: &[Diagnostic], file_name: &str, source: &str, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&draw(&renderer, diagnostic, file_name, source));
        text.push('\n');
    }
    text
}

fn draw(renderer: &Renderer, diagnostic: &Diagnostic, file_name: &str, source: &str) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let primary =
        AnnotationKind::Primary.span(within(diagnostic.span, source)).label(&diagnostic.label);
    let others = diagnostic
        .related
        .iter()
        .map(|(span, label)| AnnotationKind::Context.span(within(*span, source)).label(label));
    let snippet = Snippet::source(source).path(file_name).annotation(primary).annotations(others);
    let mut group =
        level.primary_title(&diagnostic.message).id(diagnostic.code.id()).element(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The span as a range of the source, between characters.
fn within(span: Span, source: &str) -> Range<usize> {
    let floor = |place: usize| {
        let mut place = place.min(source.len());
        while !source.is_char_boundary(place) {
            place -= 1;
        }
        place
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

/// Diagnostics of one source as a JSON array, one object each:
///
/// ```text
/// {"code": "PW0111", "severity": "error", "title": …, "message": …, "label": …,
///  "file": …, "span": {"start": 10, "end": 12, "line": 2, "column": 3},
///  "related": [{"span": …, "label": …}], "help": … or null}
/// ```
///
/// `start` and `end` count bytes from 0; `line` and `column` are where the span
/// starts, in lines and characters from 1.
pub fn to_json(diagnostics: &[Diagnostic], file_name: &str, source: &str) -> String {
    let lines = LineStarts::new(source);
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let related: Vec<Value> = diagnostic
                .related
                .iter()
                .map(|(span, label)| json!({ "span": lines.place(*span), "label": label }))
                .collect();
            let severity = match diagnostic.code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            json!({
                "code": diagnostic.code.id(),
                "severity": severity,
                "title": diagnostic.code.title(),
                "message": diagnostic.message,
                "label": diagnostic.label,
                "file": file_name,
                "span": lines.place(diagnostic.span),
                "related": related,
                "help": diagnostic.help,
            })
        })
        .collect();
    format!("{:#}", Value::Array(list))
}

/// Where each line of a source starts, in bytes.
struct LineStarts<'a> {
    source: &'a str,
    starts: Vec<usize>,
}

impl LineStarts<'_> {
    fn new(source: &str) -> LineStarts<'_> {
        let starts = std::iter::once(0)
            .chain(source.match_indices('\n').map(|(place, _)| place + 1))
            .collect();
        LineStarts { source, starts }
    }

    fn place(&self, span: Span) -> Value {
        let range = within(span, self.source);
        let line = self.starts.partition_point(|start| *start <= range.start);
        let line_start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        let before = self.source.get(line_start.unwrap_or(0)..range.start).unwrap_or("");
        json!({
            "start": range.start,
            "end": range.end,
            "line": line,
            "column": before.chars().count() + 1,
        })
    }
}

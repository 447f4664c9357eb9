//! Diagnostics for people, with source lines and carets, and for programs, as JSON.
//!
//! Knows nothing of how a mistake was found, and trusts no span: one that does
//! not fit its source is moved into it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Severity};
use crate::sources::{Source, Sources};
use crate::span::Span;

/// Draws diagnostics of one source, each with its code, the line with carets,
/// the other places that matter, and help; an empty line between two.
/// `color` writes ANSI escapes.
pub fn render(diagnostics: &[Diagnostic], file_name: &str, source: &str, color: bool) -> String {
    render_all(diagnostics, &Sources::new(file_name, source), color)
}

/// Diagnostics of one source as a JSON array; see [`to_json_all`].
pub fn to_json(diagnostics: &[Diagnostic], file_name: &str, source: &str) -> String {
    to_json_all(diagnostics, &Sources::new(file_name, source))
}

/// As [`render`], for a spec of several files: each place is drawn in its own.
pub fn render_all(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&draw(&renderer, diagnostic, sources));
        text.push('\n');
    }
    text
}

fn draw(renderer: &Renderer, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    for file in files_of(diagnostic, sources) {
        let here = |span: Span| sources.file_of(span).start == file.start;
        let place = |span: Span| range(sources.local(span));
        let primary = here(diagnostic.span)
            .then(|| AnnotationKind::Primary.span(place(diagnostic.span)).label(&diagnostic.label));
        let others = diagnostic.related.iter().filter(|(span, _)| here(*span));
        let others =
            others.map(|(span, label)| AnnotationKind::Context.span(place(*span)).label(label));
        let snippet = Snippet::source(file.text.as_str()).path(file.path.as_str());
        group = group.element(snippet.annotations(primary).annotations(others));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The files that a diagnostic points into, that of the mistake first.
fn files_of<'s>(diagnostic: &Diagnostic, sources: &'s Sources) -> Vec<&'s Source> {
    let mut files = vec![sources.file_of(diagnostic.span)];
    for (span, _) in &diagnostic.related {
        let file = sources.file_of(*span);
        if files.iter().all(|known| known.start != file.start) {
            files.push(file);
        }
    }
    files
}

fn range(span: Span) -> Range<usize> {
    span.start..span.end
}

/// Diagnostics as a JSON array, one object each:
///
/// ```text
/// {"code": "PW0111", "severity": "error", "title": …, "message": …, "label": …,
///  "file": …, "span": {"start": 10, "end": 12, "line": 2, "column": 3},
///  "related": [{"file": …, "span": …, "label": …}], "help": … or null}
/// ```
///
/// `start` and `end` count the file's bytes from 0; `line` and `column` are
/// where the span starts, in lines and characters from 1.
pub fn to_json_all(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let related = diagnostic.related.iter().map(|(span, label)| {
                let file = &sources.file_of(*span).path;
                json!({ "file": file, "span": place(*span, sources), "label": label })
            });
            let related: Vec<Value> = related.collect();
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
                "file": sources.file_of(diagnostic.span).path,
                "span": place(diagnostic.span, sources),
                "related": related,
                "help": diagnostic.help,
            })
        })
        .collect();
    format!("{:#}", Value::Array(list))
}

fn place(span: Span, sources: &Sources) -> Value {
    let local = sources.local(span);
    json!({
        "start": local.start,
        "end": local.end,
        "line": sources.line(span),
        "column": sources.column(span),
    })
}

//! Diagnostics: what is wrong with a spec, where, and what to do.

use crate::span::Span;

/// One thing wrong with a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code: `PW0101`.
    pub code: &'static str,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What stands under the carets.
    pub label: String,
    /// Other places that matter: "first declared here".
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
}

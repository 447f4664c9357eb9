//! Diagnostics: what is wrong with a spec, where, and what to do.
//!
//! A stage reports with [`Diagnostic::new`] and goes on; nothing here knows
//! how a mistake was found. Every kind of mistake has one entry in the
//! [`catalogue`]; `render` draws diagnostics for people and writes them as
//! JSON for programs (feature `render`).

pub mod catalogue;
#[cfg(feature = "render")]
mod render;

pub use catalogue::{Code, Severity};
#[cfg(feature = "render")]
pub use render::{render, render_all, to_json, to_json_all};

use crate::span::Span;

/// One thing wrong with a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its entry in the catalogue, with the stable code (`PW0101`) and the severity.
    pub code: Code,
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

impl Diagnostic {
    /// A diagnostic of this code at this place. The message is a sentence
    /// without a full stop; the label stands under the carets.
    pub fn new(
        code: Code,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            message: message.into(),
            span,
            label: label.into(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Points at another place that matters: "first declared here".
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.related.push((span, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Says "did you mean …" if a name known here is close to the one written.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match closest(written, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// The same, so many bytes further on.
    pub(crate) fn moved(mut self, by: usize) -> Diagnostic {
        self.span = self.span.moved(by);
        for (span, _) in &mut self.related {
            *span = span.moved(by);
        }
        self
    }

    /// Whether it refuses the spec.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// Puts diagnostics in the order of their places, then of their codes, and
/// drops repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    diagnostics.dedup();
}

/// The known name closest to the one written: at most one edit in three
/// letters away, the first among equals. None if it is too far from all.
pub fn closest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|name| *name != written)
        .map(|name| (edit_distance(written, name, limit), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters must be inserted, removed, replaced or swapped with their
/// neighbour to make one word of the other; `limit + 1` if more than `limit`.
/// A difference in case alone counts as no edit.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().map(|c| c.to_ascii_lowercase()).collect();
    let b: Vec<char> = b.chars().map(|c| c.to_ascii_lowercase()).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    // Rows of the usual table: distances from prefixes of `a` to prefixes of `b`.
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()].min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        let known = ["struct", "packet", "messages", "handshake", "KiB", "MiB", "u8"];
        assert_eq!(closest(written, known), expected, "{written}");
    }

    #[test]
    fn close_names_are_found_and_far_ones_are_not() {
        check("strcut", Some("struct"));
        check("message", Some("messages"));
        check("Packet", Some("packet"));
        check("kib", Some("KiB"));
        check("GiB", Some("KiB"));
        check("u9", Some("u8"));
        check("envelope", None);
        check("", None);
        check("struct", None);
    }
}

//! History: what is said to have come when, and to be on its way out.

use super::{Comparer, Place, Suspects, became};
use crate::evolution::rules::Rule;
use crate::model::Docs;
use crate::span::Span;

impl Comparer<'_> {
    /// The history of something that both sides have.
    pub(super) fn history(&mut self, old: &Docs, new: &Docs, subject: &str, spans: (Span, Span)) {
        let spans = (Some(spans.0), Some(spans.1));
        let mut tell = |rule: Rule, message: String| {
            self.report(rule, subject, message, spans, Suspects::NONE, Place::NOWHERE);
        };
        match (&old.deprecated, &new.deprecated) {
            (None, Some(why)) if why.is_empty() => tell(Rule::Deprecated, "deprecated".to_owned()),
            (None, Some(why)) => tell(Rule::Deprecated, why.clone()),
            (Some(_), None) => tell(Rule::Undeprecated, "not deprecated any more".to_owned()),
            (Some(_), Some(_)) | (None, None) => {}
        }
        let since = |docs: &Docs| docs.since.map(|(version, _)| version);
        if since(old) != since(new) {
            let text = |version: Option<u64>| match version {
                Some(version) => format!("since {version}"),
                None => "not said".to_owned(),
            };
            tell(Rule::SinceChanged, became(text(since(old)), text(since(new))));
        }
    }

    /// What is new came with a version that the old spec is not.
    pub(super) fn check_since(&mut self, docs: &Docs, subject: &str, span: Span) {
        let Some((version, said)) = docs.since else { return };
        let released = u64::from(self.old.version);
        if version <= released {
            let message =
                format!("since {version}, but version {released} was released without it");
            let spans = (None, Some(said.to(span)));
            self.report(Rule::SinceNotNew, subject, message, spans, Suspects::NONE, Place::NOWHERE);
        }
    }
}

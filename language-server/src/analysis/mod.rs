//! Questions about one spec, answered from its text: pure functions of a text
//! and a place in it, in bytes.
//!
//! A text with mistakes is answered for as far as its tree goes. Nothing here
//! knows of editors, files or the protocol between them.
//!
//! Read next: `hover`, `rename`, `complete`, `outline` hold one question each;
//! `layout` says where fields lie, `extent` how far a declaration reaches.

mod complete;
mod extent;
mod hover;
mod layout;
mod outline;
mod rename;

pub use complete::{Completion, CompletionKind};
pub use hover::Hover;
pub use outline::Symbol;
pub use rename::Refusal;

use packetwright_spec::diagnostic::Diagnostic;
use packetwright_spec::lint::{Lints, lint};
use packetwright_spec::lower::lower;
use packetwright_spec::model::Model;
use packetwright_spec::names::Names;
use packetwright_spec::span::Span;
use packetwright_spec::{compile_tree, parse};

use extent::TokenList;

/// What is known of a text.
pub struct Analysis {
    text: String,
    tokens: TokenList,
    names: Names,
    /// What the spec means, as far as it could be told.
    model: Model,
    diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// Reads a text: all that later questions need.
    pub fn new(text: String) -> Analysis {
        let (file, of_syntax) = parse(&text);
        let (model, diagnostics) = match compile_tree(&file, of_syntax) {
            Ok(checked) => ((*checked).clone(), lint(&file, &checked, &Lints::default())),
            Err(diagnostics) => (lower(&file).0, diagnostics),
        };
        let (tokens, names) = (TokenList::of(&text), Names::of(&file));
        Analysis { text, tokens, names, model, diagnostics }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Everything wrong with the spec, in order of place; of one without errors,
    /// what lints find.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Where that is declared whose name is at a place.
    pub fn definition(&self, offset: usize) -> Option<Span> {
        let (id, _) = self.names.target_at(offset)?;
        Some(self.names.declaration(id).name.span)
    }

    /// Where that is named whose name is at a place: where it is declared, if
    /// that is asked for, then its uses in order. Empty if there is no name.
    pub fn references(&self, offset: usize, with_declaration: bool) -> Vec<Span> {
        let Some((id, _)) = self.names.target_at(offset) else { return Vec::new() };
        self.names.occurrences(id).into_iter().skip(usize::from(!with_declaration)).collect()
    }

    /// The text laid out; none if it cannot be parsed.
    pub fn format(&self) -> Option<String> {
        packetwright_spec::format(&self.text).ok()
    }

    /// What stands in a span.
    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

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

use packetwright_spec::diagnostic::{self, Diagnostic};
use packetwright_spec::import::{Compilation, Compiled, Load, LoadError, compile_files};
use packetwright_spec::lint::{Lints, lint};
use packetwright_spec::lower::lower;
use packetwright_spec::model::Model;
use packetwright_spec::names::Names;
use packetwright_spec::parse;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{File, Item};

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
    /// Reads a text that imports nothing: all that later questions need.
    pub fn new(text: String) -> Analysis {
        Analysis::of_file("", text, &|_| Err(LoadError::NotFound))
    }

    /// Reads the text of a file at a path, and with `load` what it imports, for
    /// what is wrong with it. Names are those of this file.
    pub fn of_file(path: &str, text: String, load: &Load<'_>) -> Analysis {
        let Compilation { tree, mut diagnostics, outcome, .. } = compile_files(path, &text, load);
        let model = match outcome {
            Some(Compiled::Protocol(model)) => (**model).clone(),
            Some(Compiled::Library(_)) | None => lower(&tree).0,
        };
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(lint(&tree, &model, &Lints::default()));
            diagnostic::sort(&mut diagnostics);
        }
        let (file, _) = parse(&text);
        here(&mut diagnostics, &file, text.len());
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

/// Moves what is wrong with imported files to the first import, where it can be
/// seen; the places behind the end of this text are those of other files.
fn here(diagnostics: &mut [Diagnostic], file: &File, end: usize) {
    let import = file.items.iter().find_map(|item| match item {
        Item::Import(import) => Some(import.path_span),
        _ => None,
    });
    let Some(import) = import else { return };
    for found in diagnostics {
        found.related.retain(|(span, _)| span.start <= end);
        if found.span.start > end {
            found.span = import;
            found.message = format!("in an imported file: {}", found.message);
        }
    }
}

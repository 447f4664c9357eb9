//! Questions about one spec, answered from its text and those of the files that
//! it imports: pure functions of texts and a place in them, in bytes.
//!
//! The texts lie one behind the other in one space of places, the spec's own
//! from 0; a span in an answer may lead to any of them, and
//! [`Analysis::sources`] tells which. A text with mistakes is answered for as
//! far as its tree goes. Nothing here knows of editors, disks or the protocol
//! between them.
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
pub use rename::{Refusal, written};

use packetwright_spec::Sources;
use packetwright_spec::diagnostic::{self, Diagnostic};
use packetwright_spec::import::{
    Compilation, Compiled, Load, LoadError, ParsedFile, compile_files,
};
use packetwright_spec::lint::{Lints, lint};
use packetwright_spec::lower::lower;
use packetwright_spec::model::Model;
use packetwright_spec::names::{DeclarationId, DeclarationKind, Names};
use packetwright_spec::parse;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{Import, Item};

use extent::TokenList;

/// What is known of a text, and of those that it imports.
pub struct Analysis {
    sources: Sources,
    /// Of each file.
    tokens: Vec<TokenList>,
    /// Each file as it was parsed, this one first.
    files: Vec<ParsedFile>,
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

    /// Reads the text of a file at a path, and with `load` what it imports.
    pub fn of_file(path: &str, text: String, load: &Load<'_>) -> Analysis {
        let Compilation { sources, tree, mut files, mut diagnostics, outcome } =
            compile_files(path, &text, load);
        let model = match outcome {
            Some(Compiled::Protocol(model)) => (**model).clone(),
            Some(Compiled::Library(_)) | None => lower(&tree).0,
        };
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(lint(&tree, &model, &Lints::default()));
            diagnostic::sort(&mut diagnostics);
        }
        if files.is_empty() {
            files.push(ParsedFile { tree: parse(&text).0, imports: Vec::new() });
        }
        let names = Names::of_files(&files);
        let tokens = sources.files().iter().map(|file| TokenList::of(&file.text)).collect();
        let mut analysis = Analysis { sources, tokens, files, names, model, diagnostics };
        let mut told = analysis.told_at_imports();
        analysis.diagnostics.append(&mut told);
        diagnostic::sort(&mut analysis.diagnostics);
        analysis
    }

    /// For each import of this file that leads to a mistake, the first of them:
    /// who reads this file alone would not see why it is refused.
    fn told_at_imports(&self) -> Vec<Diagnostic> {
        let told = self.imports().filter_map(|(import, target)| {
            let reached = self.reached_from(target?);
            let leads_there = |found: &&Diagnostic| {
                found.is_error() && reached.contains(&self.file_of(found.span))
            };
            let found = self.diagnostics.iter().find(leads_there)?;
            let message = format!("in an imported file: {}", found.message);
            let told = Diagnostic::new(found.code, import.path_span, message, "leads there");
            Some(told.related(found.span, found.label.clone()))
        });
        told.collect()
    }

    /// The imports of this file, and the files that they lead to.
    fn imports(&self) -> impl Iterator<Item = (&Import, Option<usize>)> {
        let own = self.files.first();
        let imports =
            own.into_iter().flat_map(|file| &file.tree.items).filter_map(|item| match item {
                Item::Import(import) => Some(import),
                _ => None,
            });
        imports.zip(own.into_iter().flat_map(|file| file.imports.iter().copied()))
    }

    /// A file and all that it imports.
    fn reached_from(&self, file: usize) -> Vec<usize> {
        let mut reached = vec![file];
        let mut next = 0;
        while let Some(file) = reached.get(next).copied() {
            next += 1;
            let imports = self.files.get(file).into_iter().flat_map(|file| &file.imports);
            for target in imports.copied().flatten() {
                if !reached.contains(&target) {
                    reached.push(target);
                }
            }
        }
        reached
    }

    /// The texts that spans lead to, this one first.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.sources.files().first().map_or("", |file| &file.text)
    }

    /// Everything wrong with the spec and what it imports, in order of place; of
    /// one without errors, what lints find.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Where that is declared whose name is at a place; of the path of an import,
    /// the start of the file that it leads to.
    pub fn definition(&self, offset: usize) -> Option<Span> {
        if let Some((id, _)) = self.names.target_at(offset) {
            return Some(self.names.declaration(id).name.span);
        }
        let at = |span: Span| span.start <= offset && offset <= span.end;
        let (_, target) = self.imports().find(|(import, _)| at(import.path_span))?;
        let start = self.sources.files().get(target?)?.start;
        Some(Span { start, end: start })
    }

    /// Where that is named whose name is at a place: where it is declared, if
    /// that is asked for, then its uses in order. Empty if there is no name.
    pub fn references(&self, offset: usize, with_declaration: bool) -> Vec<Span> {
        let Some((id, _)) = self.names.target_at(offset) else { return Vec::new() };
        self.names.occurrences(id).into_iter().skip(usize::from(!with_declaration)).collect()
    }

    /// The text laid out; none if it cannot be parsed.
    pub fn format(&self) -> Option<String> {
        packetwright_spec::format(self.text()).ok()
    }

    /// The file that a span is in, by its place.
    fn file_of(&self, span: Span) -> usize {
        self.sources.files().partition_point(|file| file.start <= span.start).saturating_sub(1)
    }

    /// What stands in a span.
    fn slice(&self, span: Span) -> &str {
        let local = self.sources.local(span);
        self.sources.file_of(span).text.get(local.start..local.end).unwrap_or_default()
    }

    /// The head of a declaration in whatever file, on one line: up to its brace.
    fn head(&self, id: DeclarationId) -> String {
        self.written(id, TokenList::head)
    }

    /// All that belongs to a declaration in whatever file, on one line.
    fn whole(&self, id: DeclarationId) -> String {
        self.written(id, TokenList::whole)
    }

    fn written(
        &self,
        id: DeclarationId,
        extent: fn(&TokenList, DeclarationKind, Span) -> Span,
    ) -> String {
        let declaration = self.names.declaration(id);
        let name = declaration.name.span;
        let Some(tokens) = self.tokens.get(self.file_of(name)) else { return String::new() };
        let found = extent(tokens, declaration.kind, self.sources.local(name));
        let text = &self.sources.file_of(name).text;
        hover::one_line(text.get(found.start..found.end).unwrap_or_default())
    }
}

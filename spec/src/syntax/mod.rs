//! Syntax: tokens → tree.
//!
//! A recovering parser by recursive descent: one run reports every mistake and
//! still gives the tree of all that could be read. It knows the grammar and
//! nothing of what names mean. Keywords are keywords only in their place.
//!
//! Read next: [`tree`] has the grammar of each node in its comments; `parser`
//! holds what all parts share (expectation, lists, recovery), `attributes` what
//! stands in front of things; `items`,
//! `types`, `expressions`, `layers` and `handshake` read one kind of item each.

mod attributes;
mod claims;
mod expressions;
mod handshake;
mod items;
mod layers;
mod parser;
mod spelling;
pub mod tree;
mod types;

pub use attributes::ATTRIBUTES;
pub use items::ITEMS;

use crate::diagnostic::{Diagnostic, sort};
use crate::lex::{Tokens, lex};

/// Parses a source text: the tree of all that could be read, and everything
/// wrong with it, in order of place. Total: no text makes it panic or hang.
pub fn parse(source: &str) -> (tree::File, Vec<Diagnostic>) {
    parse_at(source, 0)
}

/// As [`parse`], for a text that starts so many bytes behind the first.
pub(crate) fn parse_at(source: &str, start: usize) -> (tree::File, Vec<Diagnostic>) {
    let (tokens, diagnostics) = lex(source);
    let mut diagnostics: Vec<Diagnostic> =
        diagnostics.into_iter().map(|found| found.moved(start)).collect();
    let (file, mut of_syntax) = parse_tokens(&tokens.moved(start));
    diagnostics.append(&mut of_syntax);
    sort(&mut diagnostics);
    (file, diagnostics)
}

/// Parses tokens from any source, such as a procedural macro
/// (see [`Builder`](crate::lex::Builder)).
pub fn parse_tokens(tokens: &Tokens) -> (tree::File, Vec<Diagnostic>) {
    let mut parser = parser::Parser::new(tokens);
    let file = parser.file();
    let mut diagnostics = parser.diagnostics;
    sort(&mut diagnostics);
    (file, diagnostics)
}

//! Tokens: the words of the language.
//!
//! The language has the tokens of Rust, so that a spec in a file and a spec
//! inside a macro are the same text. Two sources make [`Tokens`]: [`lex`]
//! reads a text; a procedural macro feeds its own tokens to a [`Builder`].
//! Behind that door nobody can tell which of them it was. What rustc's lexer
//! would refuse is refused here, so that every file can be pasted into a macro.
//!
//! Nothing here knows keywords, items or grammar: that is
//! [`syntax`](crate::syntax). Read next: `text` walks a source, `literal`
//! reads numbers and strings, `builder` glues punctuation and folds
//! documentation, `balance` pairs the brackets.

mod balance;
mod builder;
mod literal;
mod text;
mod token;

pub use builder::Builder;
pub use token::{Delimiter, Number, Token, TokenKind, Tokens};

use crate::diagnostic::Diagnostic;

/// The tokens of a source text, and everything wrong with them. Total: any
/// text gives tokens whose brackets are paired.
pub fn lex(source: &str) -> (Tokens, Vec<Diagnostic>) {
    text::lex(source)
}

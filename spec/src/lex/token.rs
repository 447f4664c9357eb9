//! The token model: what a token is, and a list of them that is well formed.
//!
//! Knows neither of the two sources of tokens. Read next: `builder`.

use crate::model::Name;
use crate::span::Span;

/// A token and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands. Empty for the end and for a closing bracket that was
    /// missing and has been put in.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or keyword; the language's keywords are keywords only in their place.
    Name {
        /// Without `r#`.
        text: String,
        /// Written with `r#`, so never a keyword.
        raw: bool,
    },
    /// An integer, with a unit if one is glued to it (`16MiB`).
    Number(Number),
    /// A string, escapes resolved.
    Text(String),
    /// A byte string, escapes resolved.
    Bytes(Vec<u8>),
    /// Punctuation, glued: `..=`, `=>`, `,`.
    Punct(&'static str),
    /// An opening bracket.
    Open(Delimiter),
    /// The closing bracket of the innermost open one.
    Close(Delimiter),
    /// A documentation comment.
    Doc {
        /// `//!` rather than `///`.
        inner: bool,
        /// Its lines, without the marks and one leading space.
        lines: Vec<String>,
    },
    /// A literal that is wrong and was reported.
    Invalid,
    /// The end of the tokens.
    End,
}

/// An integer as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: u128,
    /// As written, the unit left out: `0xFF`, `1_000`.
    pub text: String,
    /// The unit glued to it.
    pub unit: Option<Name>,
}

impl Number {
    /// Whether it is written in base ten; only then may a unit follow.
    pub fn is_decimal(&self) -> bool {
        !["0x", "0o", "0b"].iter().any(|prefix| self.text.starts_with(prefix))
    }
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `( )`
    Parenthesis,
    /// `[ ]`
    Bracket,
    /// `{ }`
    Brace,
}

impl Delimiter {
    /// The opening bracket.
    pub fn open(self) -> &'static str {
        match self {
            Delimiter::Parenthesis => "(",
            Delimiter::Bracket => "[",
            Delimiter::Brace => "{",
        }
    }

    /// The closing bracket.
    pub fn close(self) -> &'static str {
        match self {
            Delimiter::Parenthesis => ")",
            Delimiter::Bracket => "]",
            Delimiter::Brace => "}",
        }
    }
}

/// A list of tokens whose brackets are paired and which ends in one
/// [`TokenKind::End`]. Made by [`lex`](crate::lex::lex) and
/// [`Builder`](crate::lex::Builder) only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    list: Vec<Token>,
    end: Token,
}

impl Tokens {
    /// `list` is balanced and holds no end.
    pub(super) fn new(list: Vec<Token>, end: Span) -> Tokens {
        Tokens { list, end: Token { kind: TokenKind::End, span: end } }
    }

    /// The same tokens, so many bytes further on.
    pub(crate) fn moved(mut self, by: usize) -> Tokens {
        for token in self.list.iter_mut().chain([&mut self.end]) {
            token.span = token.span.moved(by);
            if let TokenKind::Number(Number { unit: Some(unit), .. }) = &mut token.kind {
                unit.span = unit.span.moved(by);
            }
        }
        self
    }

    /// The token at this place; the end for every place behind the last.
    pub fn get(&self, place: usize) -> &Token {
        self.list.get(place).unwrap_or(&self.end)
    }

    /// The tokens between two places, the end left out.
    pub fn between(&self, start: usize, end: usize) -> &[Token] {
        self.list.get(start..end.min(self.list.len())).unwrap_or(&[])
    }
}

impl TokenKind {
    /// What it is, for "found …" in a message.
    pub fn describe(&self) -> String {
        match self {
            TokenKind::Name { text, .. } => format!("`{text}`"),
            TokenKind::Number(number) => format!("number `{}`", number.text),
            TokenKind::Text(_) => "a string".to_owned(),
            TokenKind::Bytes(_) => "a byte string".to_owned(),
            TokenKind::Punct(text) => format!("`{text}`"),
            TokenKind::Open(delimiter) => format!("`{}`", delimiter.open()),
            TokenKind::Close(delimiter) => format!("`{}`", delimiter.close()),
            TokenKind::Doc { .. } => "a documentation comment".to_owned(),
            TokenKind::Invalid => "a malformed literal".to_owned(),
            TokenKind::End => "the end".to_owned(),
        }
    }
}

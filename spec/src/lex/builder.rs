//! The builder of token lists: the one door for both sources of tokens.
//!
//! Glues single punctuation characters, judges names, reads literals, folds
//! `#[doc = "…"]` into documentation and pairs brackets. It doesn't know
//! where characters come from. Read next: `balance`.

use super::balance::balance;
use super::literal::{self, Fault};
use super::token::{Delimiter, Number, Token, TokenKind, Tokens};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// All punctuation, longest first. What Rust glues beyond these means nothing here.
const PUNCTUATION: &[&str] = &[
    "..=", "..", "=>", "->", "==", "!=", "<=", ">=", "&&", "||", "::", "+", "-", "*", "/", "%",
    "^", "!", "&", "|", "=", "<", ">", "@", ".", ",", ";", ":", "#", "$", "?", "~",
];

/// Builds [`Tokens`] from a source of Rust tokens.
///
/// A procedural macro walks its `TokenStream` in order and calls one method a
/// token; a group is [`open`](Builder::open), its content,
/// [`close`](Builder::close) (a group without delimiter: its content alone).
/// For spans it numbers the tokens (`i..i + 1`) and keeps a table from number to its own
/// span. Documentation needs no care: `#[doc = "…"]` is understood.
#[derive(Debug, Default)]
pub struct Builder {
    tokens: Vec<Token>,
    /// Whether the last token is punctuation that the next may be glued to.
    joint: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// An empty list.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// A name or keyword, with `r#` if it is written so.
    pub fn name(&mut self, text: &str, span: Span) {
        let (text, raw) = match text.strip_prefix("r#") {
            Some(text) => (text, true),
            None => (text, false),
        };
        if !text.is_ascii() {
            self.report(
                Diagnostic::new(
                    Code::InvalidName,
                    span,
                    format!("`{text}` is not a name: names are ASCII"),
                    "has letters outside ASCII",
                )
                .help("use letters `a` to `z`, digits and `_`"),
            );
        } else if matches!(text, "self" | "Self" | "super" | "crate" | "_") {
            let other = match text {
                "_" => "unnamed".to_owned(),
                _ => format!("{}_", text.to_ascii_lowercase()),
            };
            self.report(
                Diagnostic::new(
                    Code::InvalidName,
                    span,
                    format!("`{text}` is not a usable name"),
                    "generated code could not spell it",
                )
                .help(format!("choose another name, such as `{other}`")),
            );
        }
        self.push(TokenKind::Name { text: text.to_owned(), raw }, span);
    }

    /// A literal as Rust has it, as written: `0xFF`, `16MiB`, `"text"`, `b"bytes"`.
    pub fn literal(&mut self, text: &str, span: Span) {
        match literal::read(text) {
            Some(read) if read.length == text.len() => {
                for fault in read.faults {
                    self.report(fault.at(span));
                }
                let mut kind = read.kind;
                if let TokenKind::Number(Number { unit: Some(unit), .. }) = &mut kind {
                    unit.span = span;
                }
                self.push(kind, span);
            }
            _ => {
                self.report(Fault::unsupported(0..text.len(), "a literal").at(span));
                self.push(TokenKind::Invalid, span);
            }
        }
    }

    /// One character of punctuation; `joint` if the next follows without a gap.
    pub fn punct(&mut self, character: char, joint: bool, span: Span) {
        if self.joint
            && let Some(Token { kind: TokenKind::Punct(last), span: last_span }) =
                self.tokens.last_mut()
            && let Some(glued) = PUNCTUATION.iter().find(|text| {
                text.strip_prefix(*last).is_some_and(|rest| rest.chars().eq([character]))
            })
        {
            *last = glued;
            *last_span = last_span.to(span);
            self.joint = joint;
            return;
        }
        match PUNCTUATION.iter().find(|text| text.chars().eq([character])) {
            Some(text) => {
                self.push(TokenKind::Punct(text), span);
                self.joint = joint;
            }
            None => self.unexpected(character, span),
        }
    }

    /// An opening bracket.
    pub fn open(&mut self, delimiter: Delimiter, span: Span) {
        self.push(TokenKind::Open(delimiter), span);
    }

    /// A closing bracket.
    pub fn close(&mut self, delimiter: Delimiter, span: Span) {
        self.push(TokenKind::Close(delimiter), span);
    }

    /// A documentation comment, without its marks: `///` and `/**`, or `//!`
    /// and `/*!` (`inner`).
    pub fn doc(&mut self, inner: bool, text: &str, span: Span) {
        self.push(TokenKind::Doc { inner, lines: doc_lines(text) }, span);
    }

    /// The tokens, and everything wrong with them. `end` is the place behind the last.
    pub fn finish(self, end: Span) -> (Tokens, Vec<Diagnostic>) {
        self.finish_with(end, None)
    }

    /// As [`finish`](Builder::finish); the source text, where there is one,
    /// tells which tokens begin a line.
    pub(super) fn finish_with(
        mut self,
        end: Span,
        source: Option<&str>,
    ) -> (Tokens, Vec<Diagnostic>) {
        let tokens = fold_docs(std::mem::take(&mut self.tokens));
        let tokens = balance(tokens, end, source, &mut self.diagnostics);
        (Tokens::new(tokens, end), self.diagnostics)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn unexpected(&mut self, character: char, span: Span) {
        let shown = match character {
            '\\' => "\\".to_owned(),
            _ => character.escape_debug().to_string(),
        };
        let diagnostic = Diagnostic::new(
            Code::UnexpectedCharacter,
            span,
            format!("unexpected character `{shown}`"),
            "not part of the language",
        );
        self.report(match character {
            '“' | '”' | '„' => diagnostic.help("strings stand in straight quotes: `\"`"),
            _ => diagnostic,
        });
    }

    pub(super) fn push(&mut self, kind: TokenKind, span: Span) {
        self.joint = false;
        self.tokens.push(Token { kind, span });
    }
}

/// The lines of a documentation comment. A block of several lines may begin
/// each with white space and `*`.
fn doc_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 1 {
        for line in lines.iter_mut().skip(1) {
            let trimmed = line.trim_start();
            *line = trimmed.strip_prefix('*').unwrap_or(line);
        }
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        if lines.first().is_some_and(|line| line.trim().is_empty()) {
            lines.remove(0);
        }
    }
    if lines.is_empty() {
        lines.push("");
    }
    lines
        .into_iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned())
        .collect()
}

/// Makes documentation of `#[doc = "…"]` and `#![doc = "…"]`, as macros get it.
fn fold_docs(tokens: Vec<Token>) -> Vec<Token> {
    let mut folded: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        folded.push(token);
        let Some((length, inner, lines)) = doc_attribute(&folded) else { continue };
        let attribute = folded.split_off(folded.len() - length);
        if let [first, .., last] = &attribute[..] {
            let span = first.span.to(last.span);
            folded.push(Token { kind: TokenKind::Doc { inner, lines }, span });
        }
    }
    folded
}

/// Whether the list ends in a documentation attribute: its length in tokens,
/// whether it is an inner one, and its lines.
fn doc_attribute(tokens: &[Token]) -> Option<(usize, bool, Vec<String>)> {
    use TokenKind::{Close, Name, Open, Punct, Text};
    let mut from_last = tokens.iter().rev().map(|token| &token.kind);
    let mut next = || from_last.next();
    let (Some(Close(Delimiter::Bracket)), Some(Text(text)), Some(Punct("="))) =
        (next(), next(), next())
    else {
        return None;
    };
    match next() {
        Some(Name { text, raw: false }) if text == "doc" => {}
        _ => return None,
    }
    match (next(), next()) {
        (Some(Open(Delimiter::Bracket)), Some(Punct("#"))) => Some((6, false, doc_lines(text))),
        (Some(Open(Delimiter::Bracket)), Some(Punct("!"))) if next() == Some(&Punct("#")) => {
            Some((7, true, doc_lines(text)))
        }
        _ => None,
    }
}

//! Walks a source text and feeds its tokens to the builder.
//!
//! Knows where a token begins and ends; what numbers and strings mean is read
//! in `literal`. White space, comments and reserved prefixes are those of
//! Rust's edition 2024.

use super::builder::Builder;
use super::literal::{self, is_name_continue, is_name_start};
use super::token::{Delimiter, Number, TokenKind, Tokens};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// See [`super::lex`].
pub(super) fn lex(source: &str) -> (Tokens, Vec<Diagnostic>) {
    // As rustc does, a byte order mark at the very start is skipped.
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut walker = Walker { source, position: start, builder: Builder::new() };
    while let Some(character) = walker.peek() {
        walker.token(character);
    }
    let end = Span { start: source.len(), end: source.len() };
    walker.builder.finish_with(end, Some(source))
}

struct Walker<'a> {
    source: &'a str,
    position: usize,
    builder: Builder,
}

impl<'a> Walker<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.position..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves on by so many bytes and gives the span passed.
    fn advance(&mut self, bytes: usize) -> Span {
        let start = self.position;
        self.position = (start + bytes).min(self.source.len());
        Span { start, end: self.position }
    }

    /// Reads one token, comment or stretch of white space; always moves on.
    fn token(&mut self, character: char) {
        let rest = self.rest();
        if is_white_space(character) {
            self.advance(length_while(rest, is_white_space));
        } else if rest.starts_with("//") {
            self.line_comment(rest);
        } else if rest.starts_with("/*") {
            self.block_comment(rest);
        } else if let Some(read) = literal::read(rest) {
            let span = self.advance(read.length);
            for fault in read.faults {
                let place = Span {
                    start: span.start + fault.range.start,
                    end: span.start + fault.range.end,
                };
                self.builder.report(fault.at(place));
            }
            self.builder.push(in_source(read.kind, span.start), span);
        } else if is_name_start(character) {
            self.name(rest);
        } else {
            self.symbol(character);
        }
    }

    /// A name, and what Rust reserves directly behind one.
    fn name(&mut self, rest: &str) {
        let raw = rest.strip_prefix("r#").is_some_and(|name| name.starts_with(is_name_start));
        let prefix = if raw { 2 } else { 0 };
        let name_length = rest.get(prefix..).map_or(0, |name| length_while(name, is_name_continue));
        let length = prefix + name_length;
        let text = rest.get(..length).unwrap_or(rest);
        let span = self.advance(length);
        let reserved = match self.peek() {
            Some(next @ ('"' | '\'' | '#')) if !raw => Some(next),
            _ => None,
        };
        let Some(next) = reserved else {
            self.builder.name(text, span);
            return;
        };
        self.reserved(text, next, span);
        if next == '#' {
            self.advance(1);
        }
    }

    fn reserved(&mut self, text: &str, next: char, span: Span) {
        self.builder.report(
            Diagnostic::new(
                Code::ReservedPrefix,
                span,
                format!("`{text}` directly in front of `{next}` is reserved"),
                "not a prefix that the language knows",
            )
            .help("only `b\"…\"` and `r\"…\"` have a prefix; elsewhere leave a space"),
        );
    }

    /// A bracket, one character of punctuation, or something unexpected.
    fn symbol(&mut self, character: char) {
        let span = self.advance(character.len_utf8());
        match character {
            '(' => self.builder.open(Delimiter::Parenthesis, span),
            '[' => self.builder.open(Delimiter::Bracket, span),
            '{' => self.builder.open(Delimiter::Brace, span),
            ')' => self.builder.close(Delimiter::Parenthesis, span),
            ']' => self.builder.close(Delimiter::Bracket, span),
            '}' => self.builder.close(Delimiter::Brace, span),
            '#' if self.rest().starts_with(['#', '"']) => {
                let next = self.peek().unwrap_or('#');
                self.reserved("#", next, span);
            }
            _ => {
                let rest = self.rest();
                let joint = rest.starts_with(is_punctuation)
                    && !rest.starts_with("//")
                    && !rest.starts_with("/*");
                self.builder.punct(character, joint, span);
            }
        }
    }

    fn line_comment(&mut self, rest: &str) {
        let line = rest.split('\n').next().unwrap_or(rest);
        let span = self.advance(line.len());
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(text) = line.strip_prefix("//!") {
            self.doc(true, text, span);
        } else if let Some(text) = line.strip_prefix("///")
            && !text.starts_with('/')
        {
            self.doc(false, text, span);
        }
    }

    fn block_comment(&mut self, rest: &str) {
        let Some(length) = block_comment_length(rest) else {
            let open = Span { start: self.position, end: self.position + 2 };
            self.advance(rest.len());
            self.builder.report(
                Diagnostic::new(
                    Code::UnterminatedComment,
                    open,
                    "this comment is not closed",
                    "no `*/` for this",
                )
                .help("block comments nest: every `/*` needs its own `*/`"),
            );
            return;
        };
        let span = self.advance(length);
        let text = rest.get(..length).and_then(|text| text.strip_suffix("*/")).unwrap_or("");
        if let Some(text) = text.strip_prefix("/*!") {
            self.doc(true, text, span);
        } else if let Some(text) = text.strip_prefix("/**")
            && !text.is_empty()
            && !text.starts_with('*')
        {
            self.doc(false, text, span);
        }
    }

    fn doc(&mut self, inner: bool, text: &str, span: Span) {
        if text.replace("\r\n", "\n").contains('\r') {
            self.builder.report(
                Diagnostic::new(
                    Code::InvalidEscape,
                    span,
                    "a carriage return stands alone in a documentation comment",
                    "holds a carriage return without a line feed",
                )
                .help("end lines with a line feed"),
            );
        }
        self.builder.doc(inner, text, span);
    }
}

/// Moves the place of a glued unit from the literal's start to the source's.
fn in_source(mut kind: TokenKind, start: usize) -> TokenKind {
    if let TokenKind::Number(Number { unit: Some(unit), .. }) = &mut kind {
        unit.span = Span { start: start + unit.span.start, end: start + unit.span.end };
    }
    kind
}

/// The bytes of the block comment in front, if it is closed.
fn block_comment_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut place = 0;
    while let Some(pair) = bytes.get(place..place + 2) {
        match pair {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                place += 1;
                continue;
            }
        }
        place += 2;
        if depth == 0 {
            return Some(place);
        }
    }
    None
}

/// The white space of Rust (Unicode's Pattern_White_Space).
fn is_white_space(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n'
            | '\u{b}'
            | '\u{c}'
            | '\r'
            | ' '
            | '\u{85}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn is_punctuation(character: char) -> bool {
    "+-*/%^!&|=<>@.,;:#$?~".contains(character)
}

fn length_while(text: &str, holds: fn(char) -> bool) -> usize {
    text.find(|character| !holds(character)).unwrap_or(text.len())
}

//! The layout of specs: indentation, spaces and blank lines as everyone has them.
//!
//! Works on tokens and the comments between them, so that it needs no change
//! when the grammar grows. Which things stand on a line of their own is the
//! author's choice; lines are neither broken nor joined.

use crate::diagnostic::Diagnostic;
use crate::lex::{Delimiter, Token, TokenKind, lex};
use crate::syntax::parse;

/// One step of indentation.
const STEP: &str = "    ";

/// Lays out a spec: four spaces for each bracket that is open, one blank line
/// at most, one space where words and signs meet. Comments and documentation
/// stay; the spec means what it meant.
///
/// # Errors
/// The spec cannot be parsed: its mistakes, as [`parse`] reports them.
///
/// # Examples
/// ```
/// let spec = "const  MAX=16KiB ;\n\n\n\nstruct A{ // all\n  a:bytes[u16 in 0..=MAX],\n}";
/// let expected = "const MAX = 16 KiB;\n\nstruct A { // all\n    a: bytes[u16 in 0..=MAX],\n}\n";
/// assert_eq!(packetwright_spec::format(spec).as_deref(), Ok(expected));
/// ```
pub fn format(source: &str) -> Result<String, Vec<Diagnostic>> {
    let (_, diagnostics) = parse(source);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    let (tokens, _) = lex(source);
    let mut page = Page::default();
    let (mut place, mut end) = (0, 0);
    loop {
        let token = tokens.get(place);
        let start = if token.kind == TokenKind::End { source.len() } else { token.span.start };
        page.gap(source.get(end..start).unwrap_or_default());
        if token.kind == TokenKind::End {
            return Ok(page.finish());
        }
        page.token(token, source.get(token.span.start..token.span.end).unwrap_or_default());
        end = token.span.end;
        place += 1;
    }
}

/// What was laid out so far.
#[derive(Default)]
struct Page {
    text: String,
    /// Lines begun so far.
    line: usize,
    /// For each open bracket, the line it stands on.
    brackets: Vec<usize>,
    previous: Option<TokenKind>,
    /// Line breaks, and whether there is any space, since the last thing written.
    breaks: usize,
    space: bool,
}

impl Page {
    /// White space and comments between two tokens.
    fn gap(&mut self, gap: &str) {
        let mut rest = gap;
        while let Some(first) = rest.chars().next() {
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_length(rest)
            } else {
                self.space = true;
                self.breaks += usize::from(first == '\n');
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            };
            let (comment, behind) = rest.split_at(length);
            self.comment(comment.trim_end());
            rest = behind;
        }
    }

    fn comment(&mut self, comment: &str) {
        let behind_code = self.breaks == 0 && !self.text.is_empty();
        if behind_code {
            self.text.push(' ');
        } else {
            self.new_line(false);
        }
        self.text.push_str(comment);
        self.line += comment.matches('\n').count();
        (self.breaks, self.space) = (0, true);
    }

    fn token(&mut self, token: &Token, written: &str) {
        let closes = matches!(token.kind, TokenKind::Close(_));
        if closes {
            self.brackets.pop();
        }
        if self.breaks > 0 || self.text.is_empty() {
            self.new_line(closes);
        } else if self.previous.as_ref().is_some_and(|last| spaced(last, &token.kind, self.space)) {
            self.text.push(' ');
        }
        match &token.kind {
            TokenKind::Doc { .. } if written.lines().all(|line| line.trim().starts_with("//")) => {
                let lines: Vec<&str> = written.lines().map(str::trim).collect();
                self.text.push_str(&lines.join(&format!("\n{}", self.indent())));
                self.line += lines.len().saturating_sub(1);
            }
            TokenKind::Number(number) => match &number.unit {
                Some(unit) => self.text.push_str(&format!("{} {}", number.text, unit.text)),
                None => self.text.push_str(written),
            },
            _ => {
                self.text.push_str(written);
                self.line += written.matches('\n').count();
            }
        }
        if matches!(token.kind, TokenKind::Open(_)) {
            self.brackets.push(self.line);
        }
        self.previous = Some(token.kind.clone());
        (self.breaks, self.space) = (0, false);
    }

    /// A new line, behind a blank one if there was one and it parts something.
    fn new_line(&mut self, before_close: bool) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() {
            let behind_open = matches!(self.previous, Some(TokenKind::Open(_)))
                && !self.text.ends_with("*/")
                && self.text.ends_with(['(', '[', '{']);
            if self.breaks > 1 && !before_close && !behind_open {
                self.text.push('\n');
                self.line += 1;
            }
            self.text.push('\n');
            self.line += 1;
        }
        let indent = self.indent();
        self.text.push_str(&indent);
    }

    /// Brackets opened on one line indent once.
    fn indent(&self) -> String {
        let mut lines = self.brackets.clone();
        lines.dedup();
        STEP.repeat(lines.len())
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}

/// The length of a block comment, those inside it included.
fn block_length(text: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Whether two tokens on one line have a space between them; `was` says what
/// the author wrote, which stands where both are usual.
fn spaced(previous: &TokenKind, next: &TokenKind, was: bool) -> bool {
    use Delimiter::Brace;
    use TokenKind::{Close, Open, Punct};
    const APART: [&str; 10] = ["=", "=>", "->", "==", "!=", "<=", ">=", "&&", "||", "<-"];
    match (previous, next) {
        (_, Punct("," | ";" | ":")) => false,
        (Punct("," | ";" | ":"), _) => true,
        (Open(Brace), Close(Brace)) => false,
        (Open(Brace), _) | (_, Close(Brace) | Open(Brace)) => true,
        (Open(_), _) | (_, Close(_)) => false,
        (Punct(sign), _) | (_, Punct(sign)) if APART.contains(sign) => true,
        (Punct("." | "::" | "#"), _) | (_, Punct("." | "::")) => false,
        (Punct("..=" | "..") | TokenKind::Number(_), Punct("..=" | "..")) => false,
        (Punct("..="), _) => false,
        _ => was,
    }
}

//! What all parts of the parser share: looking at tokens, expecting them,
//! lists in brackets, and going on after a mistake.
//!
//! Knows no production of the grammar. A production that fails has reported
//! why and returns [`Reported`]; the nearest list or block then skips to the
//! next `,`, `;` or closing bracket and goes on.

use crate::diagnostic::{Code, Diagnostic};
use crate::lex::{Delimiter, Token, TokenKind, Tokens};
use crate::model::Name;
use crate::span::Span;

/// How deep types and expressions may nest.
pub(super) const MAX_DEPTH: usize = 64;

/// Proof that what went wrong was reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported;

/// A production's result.
pub(super) type Parsed<T> = Result<T, Reported>;

/// The parser: a place in the tokens, and what was wrong so far.
pub(super) struct Parser<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) place: usize,
    depth: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(tokens: &'a Tokens) -> Parser<'a> {
        Parser { tokens, place: 0, depth: 0, diagnostics: Vec::new() }
    }

    // Looking.

    pub(super) fn token(&self) -> &'a Token {
        self.tokens.get(self.place)
    }

    pub(super) fn kind(&self) -> &'a TokenKind {
        &self.token().kind
    }

    /// The token so many places ahead.
    pub(super) fn ahead(&self, by: usize) -> &'a TokenKind {
        &self.tokens.get(self.place + by).kind
    }

    pub(super) fn span(&self) -> Span {
        self.token().span
    }

    /// The span of the token before this one.
    pub(super) fn last_span(&self) -> Span {
        self.tokens.get(self.place.saturating_sub(1)).span
    }

    /// From a span to the last token taken.
    pub(super) fn since(&self, start: Span) -> Span {
        start.to(self.last_span())
    }

    pub(super) fn at(&self, punct: &str) -> bool {
        matches!(self.kind(), TokenKind::Punct(text) if *text == punct)
    }

    pub(super) fn at_open(&self, delimiter: Delimiter) -> bool {
        *self.kind() == TokenKind::Open(delimiter)
    }

    pub(super) fn at_keyword(&self, keyword: &str) -> bool {
        is_keyword(self.kind(), keyword)
    }

    /// Whether nothing is left in these brackets or the file.
    pub(super) fn at_close(&self) -> bool {
        matches!(self.kind(), TokenKind::Close(_) | TokenKind::End)
    }

    // Taking.

    /// Takes a token; the end is never passed.
    pub(super) fn bump(&mut self) -> &'a Token {
        let token = self.token();
        if token.kind != TokenKind::End {
            self.place += 1;
        }
        token
    }

    pub(super) fn take(&mut self, punct: &str) -> bool {
        let found = self.at(punct);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn take_keyword(&mut self, keyword: &str) -> bool {
        let found = self.at_keyword(keyword);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn expect(&mut self, punct: &str) -> Parsed<Span> {
        if self.at(punct) {
            return Ok(self.bump().span);
        }
        Err(self.expected(&format!("`{punct}`")))
    }

    pub(super) fn expect_keyword(&mut self, keyword: &str) -> Parsed<Span> {
        if self.at_keyword(keyword) {
            return Ok(self.bump().span);
        }
        Err(self.expected(&format!("`{keyword}`")))
    }

    pub(super) fn expect_open(&mut self, delimiter: Delimiter) -> Parsed<Span> {
        if self.at_open(delimiter) {
            return Ok(self.bump().span);
        }
        Err(self.expected(&format!("`{}`", delimiter.open())))
    }

    /// The closing bracket. What stands in front of it is reported and skipped,
    /// unless the bracket was missing, which explains it.
    pub(super) fn expect_close(&mut self, delimiter: Delimiter) -> Span {
        if !self.at_close() {
            let known = self.diagnostics.len();
            let _ = self.expected(&format!("`{}`", delimiter.close()));
            self.skip_to_close();
            if self.is_reported() {
                self.diagnostics.truncate(known);
            }
        }
        if *self.kind() == TokenKind::Close(delimiter) { self.bump().span } else { self.span() }
    }

    /// A name; `what` says of what, for the message: "the name of a field".
    pub(super) fn name(&mut self, what: &str) -> Parsed<Name> {
        match self.kind() {
            TokenKind::Name { text, .. } => Ok(Name { text: text.clone(), span: self.bump().span }),
            _ => Err(self.expected(what)),
        }
    }

    // Reporting.

    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.push(diagnostic);
        Reported
    }

    /// Reports that something else should stand here.
    pub(super) fn expected(&mut self, what: &str) -> Reported {
        self.expected_or(what, None)
    }

    /// As [`expected`](Self::expected), with a word of help.
    pub(super) fn expected_or(&mut self, what: &str, help: Option<&str>) -> Reported {
        if self.is_reported() {
            return Reported;
        }
        let found = self.kind().describe();
        let mut diagnostic = Diagnostic::new(
            Code::UnexpectedToken,
            self.span(),
            format!("expected {what}, found {found}"),
            format!("expected {what}"),
        );
        diagnostic.help = help.map(str::to_owned);
        self.report(diagnostic)
    }

    /// Reports a unit that is glued to a number which takes none there.
    pub(super) fn misplaced_unit(&mut self, unit: &Name) {
        self.report(
            Diagnostic::new(
                Code::UnexpectedToken,
                unit.span,
                format!("expected a number without a unit, found `{unit}` glued to it"),
                "no unit here",
            )
            .help("separate it from the number, or leave it out"),
        );
    }

    /// Whether this token is the trace of a mistake reported before: a wrong
    /// literal, or a bracket that was missing.
    fn is_reported(&self) -> bool {
        match self.kind() {
            TokenKind::Invalid => true,
            TokenKind::Close(_) => self.span().start == self.span().end,
            _ => false,
        }
    }

    pub(super) fn repeated(&mut self, what: &str, span: Span, first: Span) -> Reported {
        self.report(
            Diagnostic::new(
                Code::Repeated,
                span,
                format!("{what} is given more than once"),
                "given again here",
            )
            .related(first, "first given here")
            .help("keep one of them"),
        )
    }

    // Structure.

    /// Runs a production one level deeper, and refuses the level that is too deep.
    pub(super) fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.too_deep(self.span()));
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    pub(super) fn too_deep(&mut self, span: Span) -> Reported {
        let diagnostic = Diagnostic::new(
            Code::NestingTooDeep,
            span,
            format!("nested more than {MAX_DEPTH} levels deep"),
            "too deep from here",
        );
        self.report(diagnostic.help("give a part a name of its own"))
    }

    /// `open element, element, … close`, a comma behind the last allowed:
    /// the elements that could be read, and the span of it all.
    pub(super) fn list<T>(
        &mut self,
        delimiter: Delimiter,
        mut element: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<(Vec<T>, Span)> {
        let open = self.expect_open(delimiter)?;
        let known = self.diagnostics.len();
        let mut elements = Vec::new();
        while !self.at_close() {
            let before = self.place;
            match element(self) {
                Ok(found) => {
                    elements.push(found);
                    self.comma(delimiter);
                }
                Err(Reported) => self.skip_past(&[","]),
            }
            if self.place == before {
                self.bump();
            }
        }
        if delimiter != Delimiter::Brace && self.is_reported() {
            // The bracket was missing; what was read behind its place is not of the list.
            self.diagnostics.truncate(known);
        }
        Ok((elements, open.to(self.expect_close(delimiter))))
    }

    /// The comma behind an element. If it is merely missing, the next element
    /// is read all the same.
    fn comma(&mut self, delimiter: Delimiter) {
        if self.at_close() || self.take(",") {
            return;
        }
        let help = match self.kind() {
            TokenKind::Punct(";") => Some("elements are separated by commas"),
            _ => None,
        };
        self.expected_or(&format!("`,` or `{}`", delimiter.close()), help);
        match self.kind() {
            TokenKind::Punct(";") => {
                self.bump();
            }
            TokenKind::Name { .. } | TokenKind::Number(_) | TokenKind::Doc { .. } => {}
            _ => self.skip_past(&[","]),
        }
    }

    /// `open entry entry … close`, the entries not separated: what could be read.
    pub(super) fn block(&mut self, mut entry: impl FnMut(&mut Self) -> Parsed<()>) -> Parsed<Span> {
        let open = self.expect_open(Delimiter::Brace)?;
        while !self.at_close() {
            let before = self.place;
            if entry(self).is_err() {
                self.skip_past(&[";", ","]);
            }
            if self.place == before {
                self.bump();
            }
        }
        Ok(open.to(self.expect_close(Delimiter::Brace)))
    }

    /// Skips to behind the next of these marks or behind the next `{…}`, at
    /// this level of brackets, or to the closing bracket.
    pub(super) fn skip_past(&mut self, marks: &[&str]) {
        while !self.at_close() {
            let brace = self.at_open(Delimiter::Brace);
            let mark = matches!(self.kind(), TokenKind::Punct(text) if marks.contains(text));
            self.skip_one();
            if mark {
                return;
            }
            if brace {
                // `{…},` and `{…} -> Reply,` end at their comma.
                if self.at(",") || self.at(";") {
                    self.bump();
                    return;
                }
                if !self.at("->") {
                    return;
                }
            }
        }
    }

    pub(super) fn skip_to_close(&mut self) {
        while !self.at_close() {
            self.skip_one();
        }
    }

    /// Skips a token, or a bracket with all that it holds.
    pub(super) fn skip_one(&mut self) {
        let mut open = 0usize;
        loop {
            match self.bump().kind {
                TokenKind::Open(_) => open += 1,
                TokenKind::Close(_) => open = open.saturating_sub(1),
                TokenKind::End => return,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }
}

/// Whether a token is this keyword.
pub(super) fn is_keyword(kind: &TokenKind, keyword: &str) -> bool {
    matches!(kind, TokenKind::Name { text, raw: false } if text == keyword)
}

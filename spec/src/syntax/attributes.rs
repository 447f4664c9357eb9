//! What stands in front of things: documentation and attributes.
//!
//! Knows where they may stand, not what they are good for.

use super::parser::{Parsed, Parser, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::lex::{Delimiter, TokenKind};
use crate::model::{Docs, Name};

/// What may stand in `#[…]`.
pub const ATTRIBUTES: &[&str] = &["since", "deprecated", "allow"];

impl Parser<'_> {
    /// The place of the first token behind documentation and attributes.
    pub(super) fn place_behind_docs(&self) -> usize {
        let mut place = self.place;
        loop {
            match (&self.tokens.get(place).kind, &self.tokens.get(place + 1).kind) {
                (TokenKind::Doc { .. }, _) => place += 1,
                (TokenKind::Punct("#"), TokenKind::Open(Delimiter::Bracket)) => {
                    place = self.behind_brackets(place + 1);
                }
                _ => return place,
            }
        }
    }

    /// The place behind the brackets that open at a place.
    fn behind_brackets(&self, open: usize) -> usize {
        let (mut place, mut depth) = (open, 0);
        loop {
            match self.tokens.get(place).kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth == 1 => return place + 1,
                TokenKind::Close(_) => depth -= 1,
                TokenKind::End => return place,
                _ => {}
            }
            place += 1;
        }
    }

    /// The `///` lines and attributes in front of an element of a list or block,
    /// which must follow.
    pub(super) fn docs_of(&mut self, what: &str) -> Parsed<Docs> {
        let next = &self.tokens.get(self.place_behind_docs()).kind;
        if !matches!(next, TokenKind::Close(_) | TokenKind::End) {
            return Ok(self.docs());
        }
        self.skip_docs(
            &format!("{what} must follow its documentation"),
            "write `//` for a remark that is not documentation",
        );
        Err(Reported)
    }

    /// The `///` lines and attributes in front of something. `//!` has no place
    /// there.
    pub(super) fn docs(&mut self) -> Docs {
        let mut docs = Docs::default();
        loop {
            match (self.kind(), self.ahead(1)) {
                (TokenKind::Doc { inner: true, .. }, _) => {
                    self.misplaced_doc(
                        "`//!` stands only at the top of a spec",
                        "write `///` to document what follows",
                    );
                    self.bump();
                }
                (TokenKind::Doc { lines, .. }, _) => {
                    docs.lines.extend(lines.iter().cloned());
                    self.bump();
                }
                (TokenKind::Punct("#"), TokenKind::Open(Delimiter::Bracket)) => {
                    let behind = self.behind_brackets(self.place + 1);
                    // A mistake inside is reported; what the attribute is of is read all the same.
                    let _ = self.attribute(&mut docs);
                    self.place = behind;
                }
                _ => return docs,
            }
        }
    }

    /// `#[since(2)]`, `#[deprecated]`, `#[deprecated("why")]`, `#[allow(unused)]`
    fn attribute(&mut self, docs: &mut Docs) -> Parsed<()> {
        self.bump();
        self.bump();
        let name = self.name("the name of an attribute")?;
        let argument = self.at_open(Delimiter::Parenthesis);
        if argument {
            self.bump();
        }
        let given_before = match name.text.as_str() {
            "since" => {
                let span = self.span();
                let TokenKind::Number(number) = self.kind() else {
                    return Err(self.expected_or(
                        "the version of the protocol that this came with",
                        Some("write, say, `#[since(2)]`"),
                    ));
                };
                if let Some(unit) = &number.unit {
                    self.misplaced_unit(unit);
                }
                let version = u64::try_from(number.value).unwrap_or(u64::MAX);
                self.bump();
                docs.since.replace((version, span)).is_some()
            }
            "deprecated" => {
                let mut why = String::new();
                if argument {
                    let TokenKind::Text(text) = self.kind() else {
                        return Err(self.expected_or(
                            "why, as a string",
                            Some("write, say, `#[deprecated(\"use `Put`\")]`"),
                        ));
                    };
                    why.clone_from(text);
                    self.bump();
                }
                docs.deprecated.replace(why).is_some()
            }
            "allow" => {
                docs.allowed.extend(self.allowed(argument)?);
                false
            }
            other => {
                let message = format!("there is no attribute `{other}`");
                let diagnostic =
                    Diagnostic::new(Code::UnknownAttribute, name.span, message, "unknown");
                let diagnostic =
                    diagnostic.help("the attributes are `since`, `deprecated` and `allow`");
                let known = ATTRIBUTES.iter().copied();
                return Err(self.report(diagnostic.did_you_mean(other, known)));
            }
        };
        if given_before {
            let diagnostic = Diagnostic::new(
                Code::Repeated,
                name.span,
                format!("`{name}` is given twice"),
                "given again",
            );
            self.report(diagnostic.help("remove one of the two"));
        }
        if argument {
            self.expect_close(Delimiter::Parenthesis);
        }
        self.expect_close(Delimiter::Bracket);
        Ok(())
    }

    /// The names of lints in `#[allow(…)]`, behind the bracket.
    fn allowed(&mut self, bracket: bool) -> Parsed<Vec<Name>> {
        let help = Some("write, say, `#[allow(unused)]`");
        let mut names = Vec::new();
        while bracket && !self.at_close() {
            names.push(self.name("the name of a lint")?);
            if !self.take(",") {
                break;
            }
        }
        if names.is_empty() {
            return Err(self.expected_or("the names of lints, in parentheses", help));
        }
        Ok(names)
    }

    /// Reports documentation that stands where nothing can be documented, and skips it.
    pub(super) fn no_docs(&mut self, what: &str) {
        self.skip_docs(
            &format!("{what} can't be documented"),
            "write `//` for a remark; what the whole protocol is stands at the top behind `//!`",
        );
    }

    /// Reports each documentation comment and attribute here, and skips it.
    fn skip_docs(&mut self, message: &str, help: &str) {
        let behind = self.place_behind_docs();
        while self.place < behind {
            self.misplaced_doc(message, help);
            match self.kind() {
                TokenKind::Doc { .. } => self.place += 1,
                _ => self.place = self.behind_brackets(self.place + 1),
            }
        }
    }

    fn misplaced_doc(&mut self, message: &str, help: &str) {
        let diagnostic = Diagnostic::new(
            Code::MisplacedDoc,
            self.span(),
            message,
            "this documentation would be lost",
        );
        self.report(diagnostic.help(help));
    }
}

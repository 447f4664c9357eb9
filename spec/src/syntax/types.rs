//! Fields, bodies and types.
//!
//! Knows how a type is written, not whether it exists.

use super::parser::{Parsed, Parser, Reported, is_keyword};
use super::spelling::spell;
use super::tree::{
    Body, Documented, Expression, ExpressionKind, Extent, Field, Padding, Require, Type, TypeKind,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::lex::{Delimiter, TokenKind};
use crate::model::{Name, Varint};
use crate::span::Span;

impl Parser<'_> {
    /// `{ field, field, require … }`
    pub(super) fn body(&mut self) -> Parsed<Body> {
        let mut body = Body::default();
        let (_, span) = self.list(Delimiter::Brace, |parser| {
            let next = parser.place_behind_docs();
            if parser.is_require_at(next) {
                parser.no_docs("a constraint");
                body.requires.push(parser.require()?);
            } else {
                let docs = parser.docs_of("a field")?;
                body.fields.push(Documented { docs, node: parser.field()? });
            }
            Ok(())
        })?;
        body.span = Some(span);
        Ok(body)
    }

    /// `require` is a keyword unless a field of that name begins.
    pub(super) fn at_require(&self) -> bool {
        self.is_require_at(self.place)
    }

    pub(super) fn is_require_at(&self, place: usize) -> bool {
        is_keyword(&self.tokens.get(place).kind, "require")
            && self.tokens.get(place + 1).kind != TokenKind::Punct(":")
    }

    /// `require condition [else "message"]`
    pub(super) fn require(&mut self) -> Parsed<Require> {
        let start = self.expect_keyword("require")?;
        let first = self.place;
        let condition = self.expression()?;
        let text = spell(self.tokens.between(first, self.place));
        let mut message = None;
        if self.take_keyword("else") {
            let TokenKind::Text(text) = self.kind() else {
                return Err(self.expected("the message as a string"));
            };
            message = Some(text.clone());
            self.bump();
        } else if self.at("..=") || self.at("..") {
            return Err(self.expected_or(
                "the end of the condition",
                Some("write two comparisons: `a >= 1 && a <= 4`"),
            ));
        }
        Ok(Require { condition, text, message, span: self.since(start) })
    }

    /// `name: type`, then `= value`, `in range`, a unit, `malleable` and
    /// `if condition`, each at most once.
    fn field(&mut self) -> Parsed<Field> {
        let name = self.name("the name of a field")?;
        let start = name.span;
        self.expect(":")?;
        let ty = self.ty()?;
        let mut field = Field {
            name,
            ty,
            value: None,
            range: None,
            unit: None,
            malleable: None,
            condition: None,
            span: start,
        };
        // Where each part was given first: value, range, condition, unit, malleable.
        let mut given: [Option<Span>; 5] = [None; 5];
        loop {
            let at = self.span();
            let (what, part) = if self.take("=") {
                field.value = Some(self.value()?);
                ("the value", &mut given[0])
            } else if self.take_keyword("in") {
                field.range = Some(self.range()?);
                ("the range", &mut given[1])
            } else if self.take_keyword("if") {
                field.condition = Some(self.expression()?);
                ("the condition", &mut given[2])
            } else if self.at_keyword("malleable") && self.at_unit() {
                field.malleable = Some(self.bump().span);
                ("`malleable`", &mut given[4])
            } else if self.at_unit() {
                field.unit = Some(self.name("a unit")?);
                ("the unit", &mut given[3])
            } else {
                break;
            };
            match *part {
                Some(first) => {
                    self.repeated(what, at, first);
                }
                None => *part = Some(at),
            }
        }
        field.span = self.since(start);
        Ok(field)
    }

    /// A name that does not begin the next field, its comma missing.
    fn at_unit(&self) -> bool {
        matches!(self.kind(), TokenKind::Name { .. })
            && !matches!(self.ahead(1), TokenKind::Punct(":"))
            && !self.at_require()
    }

    /// A type.
    pub(super) fn ty(&mut self) -> Parsed<Type> {
        self.deeper(Self::ty_here)
    }

    fn ty_here(&mut self) -> Parsed<Type> {
        let start = self.span();
        if self.at_open(Delimiter::Bracket) {
            self.bump();
            let element = self.ty()?;
            if let Err(reported) = self.expect(";") {
                self.skip_to_close();
                self.expect_close(Delimiter::Bracket);
                return Err(reported);
            }
            let extent = self.extent()?;
            self.expect_close(Delimiter::Bracket);
            let kind = TypeKind::List(Box::new(element), Some(extent));
            return Ok(Type { kind, span: self.since(start) });
        }
        let plain = matches!(self.kind(), TokenKind::Name { raw: false, .. });
        let name = self.name("a type")?;
        let kind = match name.text.as_str() {
            "bytes" if plain => TypeKind::Bytes(self.optional_extent()?),
            "string" if plain => TypeKind::Text(self.optional_extent()?),
            "list" if plain && self.at("<") => TypeKind::List(Box::new(self.argument()?), None),
            "option" if plain && self.at("<") => TypeKind::Option(Box::new(self.argument()?)),
            "within" if plain && self.at_open(Delimiter::Bracket) => {
                let extent = self.bracketed_extent()?;
                TypeKind::Within(Box::new(self.argument()?), extent)
            }
            "padding" if plain && self.at_open(Delimiter::Bracket) => {
                TypeKind::Padding(self.padding()?)
            }
            _ if self.at_open(Delimiter::Parenthesis) => {
                self.bump();
                let selector = self.name("the field that chooses the arm")?;
                self.expect_close(Delimiter::Parenthesis);
                TypeKind::Selected(name, selector)
            }
            _ if self.at_open(Delimiter::Bracket) || self.at("<") => {
                return Err(self.not_generic(&name));
            }
            _ => TypeKind::Name(name),
        };
        Ok(Type { kind, span: self.since(start) })
    }

    /// A length or element type stands behind a name that takes none.
    fn not_generic(&mut self, name: &Name) -> Reported {
        let (sized, help) = match self.kind() {
            TokenKind::Open(_) => (["bytes", "string"], "only `bytes` and `string` have a length"),
            _ => (["list", "option"], "only `list` and `option` have a type in `<…>`"),
        };
        let found = self.kind().describe();
        let diagnostic = Diagnostic::new(
            Code::UnexpectedToken,
            name.span,
            format!(
                "expected `{}` or `{}` in front of {found}, found `{name}`",
                sized[0], sized[1]
            ),
            "takes nothing behind it",
        );
        self.report(diagnostic.help(help).did_you_mean(&name.text, sized))
    }

    /// `<T>`
    fn argument(&mut self) -> Parsed<Type> {
        self.expect("<")?;
        let argument = self.ty()?;
        self.expect(">")?;
        Ok(argument)
    }

    /// `[extent]`, if it stands there.
    fn optional_extent(&mut self) -> Parsed<Option<Extent>> {
        if self.at_open(Delimiter::Bracket) {
            return self.bracketed_extent().map(Some);
        }
        Ok(None)
    }

    /// `[extent]`
    pub(super) fn bracketed_extent(&mut self) -> Parsed<Extent> {
        self.bump();
        let extent = self.extent();
        if extent.is_err() {
            self.skip_to_close();
        }
        self.expect_close(Delimiter::Bracket);
        extent
    }

    /// `[12]`, `[to 4]`, `[rest]`
    fn padding(&mut self) -> Parsed<Padding> {
        self.bump();
        let padding = if self.take_keyword("to") {
            self.value().map(Padding::To)
        } else if self.take_keyword("rest") {
            self.optional_range().map(Padding::Rest)
        } else {
            self.value().map(Padding::Exactly)
        };
        if padding.is_err() {
            self.skip_to_close();
        }
        self.expect_close(Delimiter::Bracket);
        padding
    }

    /// What stands in the brackets of a sized type.
    fn extent(&mut self) -> Parsed<Extent> {
        let start = self.span();
        if self.at_keyword("rest") {
            self.bump();
            return Ok(Extent::Rest(start, self.optional_range()?));
        }
        if self.take_keyword("until") {
            let at = self.span();
            let delimiter = match self.kind() {
                TokenKind::Bytes(bytes) => {
                    let kind = ExpressionKind::Bytes(bytes.clone());
                    self.bump();
                    Expression { kind, span: at }
                }
                _ => self.value()?,
            };
            return Ok(Extent::Until(delimiter, self.optional_range()?));
        }
        if let TokenKind::Name { text, .. } = self.kind() {
            let prefix = match self.ahead(1) {
                TokenKind::Close(_) => is_integer_type(text),
                next => is_keyword(next, "in"),
            };
            if prefix {
                let name: Name = self.name("the type of the length")?;
                return Ok(Extent::Prefixed(name, self.optional_range()?));
            }
        }
        if self.at("..=") || self.at("..") {
            return Ok(Extent::Within(self.range()?));
        }
        let value = self.value()?;
        if self.at("..=") || self.at("..") {
            return Ok(Extent::Within(self.range_after(Some(value), start)?));
        }
        Ok(Extent::Exactly(value))
    }

    fn optional_range(&mut self) -> Parsed<Option<super::tree::Range>> {
        if self.take_keyword("in") { self.range().map(Some) } else { Ok(None) }
    }
}

/// `u8`, `i16le`, `u32leb128`: the form of integer types, whether or not one has
/// so many bits.
fn is_integer_type(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['u', 'i']) else { return false };
    let form = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let known = matches!(form, "" | "le" | "be") || Varint::with_suffix(form).is_some();
    form.len() < rest.len() && known
}

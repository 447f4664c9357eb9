//! The item `layers`: how packets carry messages.

use super::parser::{Parsed, Parser};
use super::tree::{Expression, Layer, Layers};
use crate::lex::{Delimiter, TokenKind};
use crate::span::Span;

impl Parser<'_> {
    /// `{ Packet -> … -> Message { keepalive Ping } }`
    pub(super) fn layers(&mut self, start: Span) -> Parsed<Layers> {
        self.expect_open(Delimiter::Brace)?;
        let mut layers = Vec::new();
        while !self.at_close() {
            self.no_docs("a layer");
            match self.layer() {
                Ok(layer) => layers.push(layer),
                Err(_) => self.skip_to_arrow(),
            }
            if !self.at_close() && self.expect("->").is_err() {
                self.skip_to_arrow();
                self.take("->");
            }
        }
        self.expect_close(Delimiter::Brace);
        Ok(Layers { layers, span: self.since(start) })
    }

    fn skip_to_arrow(&mut self) {
        while !self.at_close() && !self.at("->") {
            self.skip_one();
        }
    }

    fn layer(&mut self) -> Parsed<Layer> {
        let plain = matches!(self.kind(), TokenKind::Name { raw: false, .. });
        let name = self.name("the name of a layer")?;
        let called = plain && self.at_open(Delimiter::Parenthesis);
        match name.text.as_str() {
            "handshake" if called => {
                let handshake = self.parenthesized("the name of the handshake")?;
                Ok(Layer::Handshake(handshake, self.when()?))
            }
            "seal" if called => {
                let handshake = self.parenthesized("the name of the handshake")?;
                Ok(Layer::Seal(handshake, self.when()?))
            }
            "compress" if called => {
                let (algorithms, _) = self.list(Delimiter::Parenthesis, |parser| {
                    Ok((parser.name("the name of an algorithm")?, parser.when()?))
                })?;
                Ok(Layer::Compress(algorithms))
            }
            _ if self.at_open(Delimiter::Brace) => {
                let (roles, _) = self.list(Delimiter::Brace, |parser| {
                    Ok((parser.name("a role")?, parser.name("the message that plays the role")?))
                })?;
                Ok(Layer::Named(name, roles))
            }
            _ => Ok(Layer::Named(name, Vec::new())),
        }
    }

    /// `(name)`
    pub(super) fn parenthesized(&mut self, what: &str) -> Parsed<crate::model::Name> {
        self.expect_open(Delimiter::Parenthesis)?;
        let name = self.name(what)?;
        self.expect_close(Delimiter::Parenthesis);
        Ok(name)
    }

    /// `when flags.lz4`
    fn when(&mut self) -> Parsed<Expression> {
        self.expect_keyword("when")?;
        self.expression()
    }
}

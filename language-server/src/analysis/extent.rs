//! How far a declaration reaches, told by its tokens: the tree keeps the place
//! of names, not of all that belongs to them.

use packetwright_spec::lex::{Token, TokenKind, lex};
use packetwright_spec::names::DeclarationKind;
use packetwright_spec::span::Span;

/// The tokens of a text in order, brackets paired, the end last.
pub(super) struct TokenList(Vec<Token>);

impl TokenList {
    pub(super) fn of(text: &str) -> TokenList {
        let (tokens, _) = lex(text);
        let mut list = Vec::new();
        loop {
            let token = tokens.get(list.len()).clone();
            let ended = token.kind == TokenKind::End;
            list.push(token);
            if ended {
                return TokenList(list);
            }
        }
    }

    /// The place of the first token that starts at the offset or behind it.
    pub(super) fn place(&self, offset: usize) -> usize {
        self.0.partition_point(|token| token.span.start < offset)
    }

    pub(super) fn get(&self, place: usize) -> Option<&Token> {
        self.0.get(place)
    }

    /// The kind of the token so many places in front of another.
    pub(super) fn before(&self, place: usize, by: usize) -> Option<&TokenKind> {
        self.0.get(place.checked_sub(by)?).map(|token| &token.kind)
    }

    /// All that belongs to something declared: an item from its keyword to its
    /// closing brace or semicolon, anything else from its name to the comma.
    pub(super) fn whole(&self, kind: DeclarationKind, name: Span) -> Span {
        let place = self.place(name.start);
        let start = match self.before(place, 1) {
            Some(TokenKind::Name { .. }) if is_item(kind) => {
                self.get(place - 1).map_or(name, |token| token.span)
            }
            _ => name,
        };
        start.to(self.end(place, matches!(kind, DeclarationKind::State) || is_item(kind)))
    }

    /// The head of something declared: up to its opening brace.
    pub(super) fn head(&self, kind: DeclarationKind, name: Span) -> Span {
        let whole = self.whole(kind, name);
        let mut last = name;
        for token in self.0.iter().skip(self.place(name.start)) {
            let brace = matches!(&token.kind, TokenKind::Open(open) if open.open() == "{");
            if token.span.start >= whole.end || brace {
                break;
            }
            last = token.span;
        }
        Span { start: whole.start, end: last.end.max(name.end) }
    }

    /// The last token that belongs to what begins at a place.
    fn end(&self, place: usize, braces_end: bool) -> Span {
        let mut depth = 0usize;
        let mut last = self.get(place).map_or(Span { start: 0, end: 0 }, |token| token.span);
        for token in self.0.iter().skip(place) {
            match &token.kind {
                TokenKind::End => break,
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth == 0 => break,
                TokenKind::Close(close) => {
                    depth -= 1;
                    if depth == 0 && braces_end && close.close() == "}" {
                        return token.span;
                    }
                }
                TokenKind::Punct(",") if depth == 0 && !braces_end => break,
                TokenKind::Punct(";") if depth == 0 => return token.span,
                _ => {}
            }
            last = token.span;
        }
        last
    }
}

/// Whether a keyword stands in front of the name.
fn is_item(kind: DeclarationKind) -> bool {
    use DeclarationKind::*;
    matches!(
        kind,
        Protocol
            | Constant
            | Enum
            | Flags
            | Struct
            | Packet
            | Union
            | Messages
            | Handshake
            | HandshakeMessage
            | Binding
    )
}

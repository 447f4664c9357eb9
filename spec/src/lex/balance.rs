//! Pairs the brackets of a token list, so that the parser may skip a group
//! without looking into it.
//!
//! Knows of the grammar only how an item begins, and uses it only when
//! brackets don't pair: then an item that starts a line ends what is open.

use super::token::{Delimiter, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// The tokens with every bracket paired: those missing are put in with empty
/// spans, those too many are left out, and both are reported.
pub(super) fn balance(
    tokens: Vec<Token>,
    end: Span,
    source: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Token> {
    let mut plain = Balancer::default();
    for token in &tokens {
        plain.take(token);
    }
    plain.close_all(end);
    if plain.diagnostics.is_empty() {
        return plain.balanced;
    }
    let mut careful = Balancer::default();
    for (place, token) in tokens.iter().enumerate() {
        if !careful.open.is_empty() && begins_item(&tokens[place..], source) {
            careful.close_before_docs(token.span);
        }
        careful.take(token);
    }
    careful.close_all(end);
    diagnostics.append(&mut careful.diagnostics);
    careful.balanced
}

#[derive(Default)]
struct Balancer {
    balanced: Vec<Token>,
    /// The brackets that are open.
    open: Vec<(Delimiter, Span)>,
    /// How many of each kind are open: a bracket that closes nothing is told
    /// without a search, however many are open.
    counts: [usize; 3],
    diagnostics: Vec<Diagnostic>,
}

impl Balancer {
    fn take(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Open(delimiter) => {
                self.open.push((delimiter, token.span));
                self.counts[delimiter as usize] += 1;
            }
            TokenKind::Close(delimiter) => {
                if self.count(delimiter) == 0 {
                    self.unexpected_close(delimiter, token.span);
                    return;
                }
                while self.open.last().is_some_and(|(open, _)| *open != delimiter) {
                    self.close_missing(token.span);
                }
                self.open.pop();
                self.counts[delimiter as usize] -= 1;
            }
            _ => {}
        }
        self.balanced.push(token.clone());
    }

    /// Closes all that is open, in front of the documentation that ends the list.
    fn close_before_docs(&mut self, at: Span) {
        let docs = self
            .balanced
            .iter()
            .rev()
            .take_while(|token| matches!(token.kind, TokenKind::Doc { .. }))
            .count();
        let docs = self.balanced.split_off(self.balanced.len() - docs);
        self.close_all(docs.first().map_or(at, |doc| doc.span));
        self.balanced.extend(docs);
    }

    fn close_all(&mut self, at: Span) {
        while !self.open.is_empty() {
            self.close_missing(at);
        }
    }

    fn count(&self, delimiter: Delimiter) -> usize {
        self.counts[delimiter as usize]
    }

    fn close_missing(&mut self, at: Span) {
        let Some((delimiter, span)) = self.open.pop() else { return };
        self.counts[delimiter as usize] -= 1;
        let here = Span { start: at.start, end: at.start };
        self.balanced.push(Token { kind: TokenKind::Close(delimiter), span: here });
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnclosedDelimiter,
                span,
                format!("this `{}` is not closed", delimiter.open()),
                format!("no `{}` for this", delimiter.close()),
            )
            .related(at, format!("expected `{}` before this", delimiter.close())),
        );
    }

    fn unexpected_close(&mut self, delimiter: Delimiter, span: Span) {
        let diagnostic = Diagnostic::new(
            Code::UnexpectedClose,
            span,
            format!("`{}` closes nothing", delimiter.close()),
            "nothing is open that this could close",
        );
        self.diagnostics.push(match self.open.last() {
            Some((open, open_span)) => {
                diagnostic.related(*open_span, format!("still open, needs `{}`", open.close()))
            }
            None => diagnostic.help("remove it, or look for an opening one that is missing"),
        });
    }
}

/// Whether an item surely begins here: at the start of a line, in a form that
/// nothing inside an item has.
fn begins_item(tokens: &[Token], source: Option<&str>) -> bool {
    let ([first, second, third, ..], Some(source)) = (tokens, source) else { return false };
    let line_start = first.span.start == 0
        || source.as_bytes().get(first.span.start - 1).is_some_and(|byte| *byte == b'\n');
    let TokenKind::Name { text, raw: false } = &first.kind else { return false };
    if !line_start {
        return false;
    }
    let head_ends = matches!(
        &third.kind,
        TokenKind::Open(_) | TokenKind::Punct(":" | "=") | TokenKind::Name { .. }
    );
    match text.as_str() {
        "protocol" | "library" | "const" | "enum" | "flags" | "struct" | "packet" | "union"
        | "messages" | "handshake" => matches!(second.kind, TokenKind::Name { .. }) && head_ends,
        "import" => {
            matches!(second.kind, TokenKind::Text(_))
                && matches!(third.kind, TokenKind::Open(_) | TokenKind::Punct(";"))
        }
        "layers" => {
            second.kind == TokenKind::Open(Delimiter::Brace)
                && matches!(third.kind, TokenKind::Name { .. })
        }
        _ => false,
    }
}

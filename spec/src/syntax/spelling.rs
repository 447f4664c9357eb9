//! Spells tokens again as a person would write them, white space folded: the
//! text of a constraint as messages quote it.
//!
//! Works on tokens, not on a source, so that a constraint in a macro reads as
//! it does in a file.

use crate::lex::{Token, TokenKind};

/// The tokens as one line.
pub(super) fn spell(tokens: &[Token]) -> String {
    let mut text = String::new();
    // Whether an operand ended last: what follows is an operator, not a prefix.
    let mut after_operand = false;
    let mut glue = true;
    for token in tokens {
        let word = word(&token.kind);
        let prefix = !after_operand && matches!(word.as_str(), "!" | "-");
        let tight = match &token.kind {
            TokenKind::Close(_) | TokenKind::Punct("." | "," | "::" | ";") => true,
            TokenKind::Open(_) => after_operand,
            _ => false,
        };
        if !glue && !tight {
            text.push(' ');
        }
        text.push_str(&word);
        glue = prefix || matches!(token.kind, TokenKind::Open(_) | TokenKind::Punct("." | "::"));
        after_operand =
            !matches!(token.kind, TokenKind::Punct(_) | TokenKind::Open(_)) && word != "in";
    }
    text
}

fn word(kind: &TokenKind) -> String {
    match kind {
        TokenKind::Name { text, raw: true } => format!("r#{text}"),
        TokenKind::Name { text, raw: false } => text.clone(),
        TokenKind::Number(number) => match &number.unit {
            Some(unit) => format!("{} {unit}", number.text),
            None => number.text.clone(),
        },
        TokenKind::Text(text) => format!("{text:?}"),
        TokenKind::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        TokenKind::Punct(text) => (*text).to_owned(),
        TokenKind::Open(delimiter) => delimiter.open().to_owned(),
        TokenKind::Close(delimiter) => delimiter.close().to_owned(),
        TokenKind::Doc { .. } | TokenKind::Invalid | TokenKind::End => String::new(),
    }
}

//! To the compiler's tokens and back, for the macros: there, code is not text.

use std::str::FromStr;

use proc_macro2::{Group, Punct, Spacing, Span, TokenTree};
use quote::{ToTokens, TokenStreamExt};

use super::{Delimiter, Ident, Piece, Token, TokenStream};

/// Keeps the tokens as they are, with their places.
impl From<proc_macro2::TokenStream> for TokenStream {
    fn from(stream: proc_macro2::TokenStream) -> Self {
        let mut tokens = TokenStream::new();
        if !stream.is_empty() {
            tokens.pieces.push(Piece::Placed(0));
            tokens.placed.push(stream);
        }
        tokens
    }
}

/// The tokens of Rust's text.
impl FromStr for TokenStream {
    type Err = proc_macro2::LexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        proc_macro2::TokenStream::from_str(text).map(TokenStream::from)
    }
}

impl From<&TokenStream> for proc_macro2::TokenStream {
    fn from(tokens: &TokenStream) -> Self {
        let mut trees = Trees::default();
        for piece in &tokens.pieces {
            match *piece {
                Piece::Run(run) => run.0.iter().for_each(|token| trees.token(token.token())),
                Piece::Name { start, length } => {
                    trees.token(Token::Name(tokens.text_of(start, length)));
                }
                Piece::Literal { start, length } => {
                    trees.token(Token::Literal(tokens.text_of(start, length)));
                }
                Piece::Placed(place) => trees.now.extend(tokens.placed[place as usize].clone()),
            }
        }
        trees.now
    }
}

impl From<TokenStream> for proc_macro2::TokenStream {
    fn from(tokens: TokenStream) -> Self {
        proc_macro2::TokenStream::from(&tokens)
    }
}

impl ToTokens for TokenStream {
    fn to_tokens(&self, stream: &mut proc_macro2::TokenStream) {
        stream.extend(proc_macro2::TokenStream::from(self));
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, stream: &mut proc_macro2::TokenStream) {
        stream.append(compilers_name(self.as_str()));
    }
}

/// Groups that are being put together.
#[derive(Default)]
struct Trees {
    now: proc_macro2::TokenStream,
    around: Vec<proc_macro2::TokenStream>,
}

impl Trees {
    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Name(name) => self.now.append(compilers_name(name)),
            Token::Literal(text) => {
                let literal: proc_macro2::Literal = text.parse().expect("emitters write literals");
                self.now.append(literal);
            }
            Token::Punct(character, is_joint) => {
                let spacing = if is_joint { Spacing::Joint } else { Spacing::Alone };
                self.now.append(Punct::new(character, spacing));
            }
            Token::Open(_) => self.around.push(std::mem::take(&mut self.now)),
            Token::Close(delimiter) => {
                let around = self.around.pop().expect("as many close as open");
                let inner = std::mem::replace(&mut self.now, around);
                self.now.append(Group::new(delimiter, inner));
            }
        }
    }
}

fn compilers_name(text: &str) -> proc_macro2::Ident {
    match text.strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, Span::call_site()),
        None => proc_macro2::Ident::new(text, Span::call_site()),
    }
}

impl TokenStream {
    /// The same tokens at another place; names mean what they meant.
    pub(crate) fn placed_at(&self, place: Span) -> TokenStream {
        let place = place.resolved_at(Span::call_site());
        respanned(proc_macro2::TokenStream::from(self), place).into()
    }
}

fn respanned(stream: proc_macro2::TokenStream, place: Span) -> proc_macro2::TokenStream {
    let tokens = stream.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            let mut moved = Group::new(group.delimiter(), respanned(group.stream(), place));
            moved.set_span(place);
            return TokenTree::Group(moved);
        }
        token.set_span(place);
        token
    });
    tokens.collect()
}

/// Shows each of the compiler's tokens.
pub(super) fn visit(stream: proc_macro2::TokenStream, show: &mut impl FnMut(Token<'_>)) {
    for tree in stream {
        match tree {
            TokenTree::Ident(name) => show(Token::Name(&name.to_string())),
            TokenTree::Literal(literal) => show(Token::Literal(&literal.to_string())),
            TokenTree::Punct(punct) => {
                show(Token::Punct(punct.as_char(), punct.spacing() == Spacing::Joint));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                visit(group.stream(), show);
            }
            TokenTree::Group(group) => {
                show(Token::Open(group.delimiter()));
                visit(group.stream(), show);
                show(Token::Close(group.delimiter()));
            }
        }
    }
}

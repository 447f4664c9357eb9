//! The tokens of generated code: one flat row, made by `quote!`.
//!
//! It has the names of `proc_macro2` where it does what that does, but no
//! trees: a run of tokens that never change is one reference into a table of
//! the program, names and literals share one text, and joining two streams
//! copies a few words. Tokens of a user of the macros, which know where they
//! stand, are kept as they are ([`TokenStream::from`]).
//!
//! This module does not know what the tokens mean. Read next: the crate
//! `packetwright-quote` for what `quote!` expands to, `convert` for the way
//! to and from the compiler's tokens.

mod append;
mod convert;
mod names;
pub(crate) mod repeat;
#[cfg(test)]
mod tests;

pub use append::{Append, Room};
pub use names::{Ident, Literal};
pub(crate) use packetwright_quote::quote;
pub use proc_macro2::Delimiter;
use proc_macro2::TokenTree;

/// A name, made as [`format!`] makes text.
macro_rules! format_ident {
    ($($text:tt)*) => { $crate::tokens::Ident::new(format!($($text)*)) };
}
pub(crate) use format_ident;

/// A token that is known when the emitter is compiled.
#[derive(Clone, Copy, Debug)]
pub enum Fixed {
    /// A name or keyword.
    Name(&'static str),
    /// A literal as it is written.
    Literal(&'static str),
    /// A character of an operator, and whether the next belongs to the same.
    Punct(char, bool),
    /// The start of a group.
    Open(Delimiter),
    /// The end of a group.
    Close(Delimiter),
}

/// Tokens that always stand together.
#[derive(Debug)]
pub struct Run(pub &'static [Fixed]);

/// A row of tokens.
#[derive(Clone, Default)]
pub struct TokenStream {
    pieces: Vec<Piece>,
    /// The text of names and literals, one behind the other.
    text: String,
    /// Tokens that know where they stand.
    placed: Vec<proc_macro2::TokenStream>,
}

#[derive(Clone, Copy)]
enum Piece {
    Run(&'static Run),
    Name {
        start: u32,
        length: u32,
    },
    Literal {
        start: u32,
        length: u32,
    },
    /// A place in [`TokenStream::placed`].
    Placed(u32),
}

/// A token as [`TokenStream::visit`] shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// A name or keyword.
    Name(&'a str),
    /// A literal as it is written.
    Literal(&'a str),
    /// A character of an operator, and whether the next belongs to the same.
    Punct(char, bool),
    /// The start of a group.
    Open(Delimiter),
    /// The end of a group.
    Close(Delimiter),
}

impl TokenStream {
    /// No tokens.
    pub fn new() -> Self {
        TokenStream::default()
    }

    /// No tokens yet, with room for some.
    pub(crate) fn with_room(room: Room) -> Self {
        let Room { pieces, text } = room;
        let placed = Vec::new();
        TokenStream {
            pieces: Vec::with_capacity(pieces),
            text: String::with_capacity(text),
            placed,
        }
    }

    /// How many tokens there are, or a few more or less where they have places.
    pub(crate) fn len(&self) -> usize {
        let lengths = self.pieces.iter().map(|piece| match piece {
            Piece::Run(run) => run.0.len(),
            Piece::Name { .. } | Piece::Literal { .. } | Piece::Placed(_) => 1,
        });
        lengths.sum()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Puts tokens behind.
    pub fn extend(&mut self, tokens: impl Append) {
        tokens.append(self);
    }

    /// Puts a run of tokens behind.
    pub(crate) fn run(&mut self, run: &'static Run) {
        self.pieces.push(Piece::Run(run));
    }

    fn name(&mut self, name: &str) {
        let start = self.start();
        self.text.push_str(name);
        self.pieces.push(Piece::Name { start, length: self.start() - start });
    }

    /// Puts a literal behind whose text `write` writes.
    fn literal(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.start();
        write(&mut self.text);
        self.pieces.push(Piece::Literal { start, length: self.start() - start });
    }

    fn start(&self) -> u32 {
        u32::try_from(self.text.len()).expect("the names of an item take less than 4 GiB")
    }

    fn append_stream(&mut self, other: &TokenStream) {
        if other.text.is_empty() && other.placed.is_empty() {
            return self.pieces.extend_from_slice(&other.pieces);
        }
        let (base, first) = (self.start(), self.placed.len() as u32);
        self.text.push_str(&other.text);
        self.placed.extend(other.placed.iter().cloned());
        self.pieces.extend(other.pieces.iter().map(|piece| match *piece {
            Piece::Run(run) => Piece::Run(run),
            Piece::Name { start, length } => Piece::Name { start: start + base, length },
            Piece::Literal { start, length } => Piece::Literal { start: start + base, length },
            Piece::Placed(place) => Piece::Placed(place + first),
        }));
    }

    fn text_of(&self, start: u32, length: u32) -> &str {
        &self.text[start as usize..(start + length) as usize]
    }

    /// Shows each token, groups from outside in.
    pub fn visit(&self, mut show: impl FnMut(Token<'_>)) {
        for piece in &self.pieces {
            match *piece {
                Piece::Run(run) => run.0.iter().for_each(|token| show(token.token())),
                Piece::Name { start, length } => show(Token::Name(self.text_of(start, length))),
                Piece::Literal { start, length } => {
                    show(Token::Literal(self.text_of(start, length)));
                }
                Piece::Placed(place) => {
                    convert::visit(self.placed[place as usize].clone(), &mut show);
                }
            }
        }
    }

    /// Whether the first token is this name or keyword.
    pub(crate) fn starts_with(&self, name: &str) -> bool {
        match self.pieces.first() {
            Some(Piece::Run(run)) => {
                matches!(run.0.first(), Some(Fixed::Name(first)) if *first == name)
            }
            Some(Piece::Name { start, length }) => self.text_of(*start, *length) == name,
            Some(Piece::Placed(place)) => {
                let mut trees = self.placed[*place as usize].clone().into_iter();
                matches!(trees.next(), Some(TokenTree::Ident(first)) if first == name)
            }
            Some(Piece::Literal { .. }) | None => false,
        }
    }

    /// The first name.
    pub(crate) fn first_name(&self) -> Option<Ident> {
        let mut first = None;
        self.visit(|token| {
            if let (None, Token::Name(name)) = (&first, token) {
                first = Some(Ident::new(name));
            }
        });
        first
    }

    /// The tokens behind the asterisk that they start with.
    pub(crate) fn without_star(&self) -> Option<TokenStream> {
        let mut trees = proc_macro2::TokenStream::from(self).into_iter();
        let star = trees.next()?;
        let is_star = matches!(star, TokenTree::Punct(star) if star.as_char() == '*');
        is_star.then(|| trees.collect::<proc_macro2::TokenStream>().into())
    }
}

impl Fixed {
    fn token(&self) -> Token<'static> {
        match *self {
            Fixed::Name(name) => Token::Name(name),
            Fixed::Literal(literal) => Token::Literal(literal),
            Fixed::Punct(character, is_joint) => Token::Punct(character, is_joint),
            Fixed::Open(delimiter) => Token::Open(delimiter),
            Fixed::Close(delimiter) => Token::Close(delimiter),
        }
    }
}

/// As `proc_macro2` writes tokens: a space between all but the parts of an
/// operator, and none within parentheses and brackets.
impl std::fmt::Display for TokenStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        let mut is_tight = true;
        self.visit(|token| {
            let closes = matches!(token, Token::Close(delimiter) if delimiter != Delimiter::Brace);
            if !std::mem::take(&mut is_tight) && !closes {
                text.push(' ');
            }
            match token {
                Token::Name(word) | Token::Literal(word) => text.push_str(word),
                Token::Punct(character, is_joint) => {
                    text.push(character);
                    is_tight = is_joint;
                }
                Token::Open(delimiter) => {
                    text.push(characters(delimiter).0);
                    is_tight = delimiter != Delimiter::Brace;
                }
                Token::Close(delimiter) => text.push(characters(delimiter).1),
            }
        });
        f.write_str(&text)
    }
}

/// What is written around a group; one without delimiters is never shown.
pub(crate) fn characters(delimiter: Delimiter) -> (char, char) {
    match delimiter {
        Delimiter::Parenthesis => ('(', ')'),
        Delimiter::Bracket => ('[', ']'),
        Delimiter::Brace | Delimiter::None => ('{', '}'),
    }
}

impl std::fmt::Debug for TokenStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{self}`")
    }
}

impl FromIterator<TokenStream> for TokenStream {
    fn from_iter<I: IntoIterator<Item = TokenStream>>(streams: I) -> Self {
        let mut all = TokenStream::new();
        streams.into_iter().for_each(|stream| stream.append(&mut all));
        all
    }
}

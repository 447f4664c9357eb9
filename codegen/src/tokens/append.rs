//! What `#name` in `quote!` takes, and the tokens that each becomes.

use std::ops::Add;

use super::{Ident, Literal, TokenStream};

/// Something that becomes tokens.
pub trait Append {
    /// Puts its tokens behind.
    fn append(&self, tokens: &mut TokenStream);

    /// The room that its tokens take.
    fn room(&self) -> Room;
}

/// How much a stream takes, so that it need not be moved while it grows.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub(super) pieces: usize,
    /// Bytes of names and literals.
    pub(super) text: usize,
}

impl Room {
    /// Room for some runs of fixed tokens and for repetitions, of which nobody
    /// knows how often they repeat.
    pub(crate) fn of(runs: usize, repetitions: usize) -> Self {
        Room { pieces: runs + 48 * repetitions, text: 256 * repetitions }
    }
}

impl Add for Room {
    type Output = Room;

    fn add(self, other: Room) -> Room {
        Room { pieces: self.pieces + other.pieces, text: self.text + other.text }
    }
}

impl Append for TokenStream {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.append_stream(self);
    }

    fn room(&self) -> Room {
        Room { pieces: self.pieces.len(), text: self.text.len() }
    }
}

impl Append for Ident {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.name(self.as_str());
    }

    fn room(&self) -> Room {
        Room { pieces: 1, text: self.as_str().len() }
    }
}

impl Append for Literal {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.literal(|text| text.push_str(self.as_str()));
    }

    fn room(&self) -> Room {
        Room { pieces: 1, text: self.as_str().len() }
    }
}

/// A string literal.
impl Append for str {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.literal(|text| {
            let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
            if self.bytes().all(is_plain) {
                text.push('"');
                text.push_str(self);
                text.push('"');
            } else {
                text.push_str(&proc_macro2::Literal::string(self).to_string());
            }
        });
    }

    fn room(&self) -> Room {
        Room { pieces: 1, text: self.len() + 2 }
    }
}

impl Append for String {
    fn append(&self, tokens: &mut TokenStream) {
        self.as_str().append(tokens);
    }

    fn room(&self) -> Room {
        self.as_str().room()
    }
}

impl Append for bool {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.name(if *self { "true" } else { "false" });
    }

    fn room(&self) -> Room {
        Room { pieces: 1, text: 5 }
    }
}

impl<T: Append + ?Sized> Append for &T {
    fn append(&self, tokens: &mut TokenStream) {
        (**self).append(tokens);
    }

    fn room(&self) -> Room {
        (**self).room()
    }
}

impl<T: Append> Append for Option<T> {
    fn append(&self, tokens: &mut TokenStream) {
        if let Some(some) = self {
            some.append(tokens);
        }
    }

    fn room(&self) -> Room {
        self.as_ref().map_or(Room::of(0, 0), T::room)
    }
}

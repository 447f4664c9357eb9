//! Places in a source, in bytes; those of several sources lie one behind the
//! other (see [`Sources`](crate::Sources)).

/// A stretch of a source text: bytes `start..end`.
///
/// Tokens from a procedural macro have spans as well: there, they index the
/// macro's own tokens (see [`crate::lex`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From the start of `self` to the end of `other`.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch, so many bytes further on.
    #[must_use]
    pub fn moved(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

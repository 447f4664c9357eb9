//! Bytes as RFCs draw them: rows of 32 bits, the most significant bit of a byte
//! first.
//!
//! ```text
//!  0                   1                   2                   3
//!  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//! +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! | V |P|       type        |               length                |
//! ```
//!
//! A [`Part`] has a number of bits, or is open: as long as something else says.
//! What is open or takes many rows is cut short and has `~` at its sides. Behind
//! what is open a row begins anew. Here parts become rows ([`layout`]), rows
//! become lines ([`lines`]); what a model's fields are as parts is for
//! [`parts`](super::parts) to say.

mod labels;
mod layout;
mod lines;

#[cfg(test)]
mod tests;

use labels::Labels;
use layout::Sketch;

/// The bits of a row.
const COLUMNS: usize = 32;

/// A stretch of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One part.
    Part(Part),
    /// Parts that share bytes in little-endian order, together whole bytes.
    LittleRun(Vec<Part>),
}

/// Something with a name and a size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What may be written into it: the first that has room is. The last is the
    /// name; if even that has no room, a letter is written, and explained below.
    pub(super) labels: Vec<String>,
    /// Its size.
    pub(super) size: PartSize,
    /// Whether a row begins with it, because it may be missing or what is in
    /// front of it may be.
    pub(super) fresh: bool,
}

/// The size of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartSize {
    /// So many bits.
    Bits(u64),
    /// It depends.
    Open,
}

/// Draws a layout; nothing if it has no bits.
pub(super) fn draw(pieces: &[Piece]) -> String {
    let sketch = Sketch::of(pieces);
    if sketch.rows.is_empty() {
        return String::new();
    }
    let labels = Labels::choose(&sketch);
    lines::lines(&sketch, &labels)
}

//! The packet: a header of fixed size, then the payload it measures.

use crate::codec::{DecodeError, EncodeError};

/// The packet of a protocol.
pub trait PacketFormat: Send + Sync + 'static {
    /// The size of the header in bytes.
    const HEADER_LEN: usize;

    /// The most payload a packet carries, in bytes, header excluded.
    const MAX_PAYLOAD: usize;

    /// Judges the header as far as it has arrived. `Ok(None)` asks for more
    /// bytes. A constant is refused at its first wrong byte, every other field
    /// when it is complete, so the verdict does not depend on how the bytes
    /// were cut.
    ///
    /// # Errors
    /// The header can no longer become valid.
    fn decode_header(input: &[u8]) -> Result<Option<PacketHead>, DecodeError>;

    /// Writes the header into the first [`HEADER_LEN`](Self::HEADER_LEN) bytes
    /// of `out`, which has at least so many.
    ///
    /// # Errors
    /// The packet has no flag for a layer asked for; else what the packet itself is
    /// refused for, in the same order: flags that exclude each other, a payload of
    /// a length that the packet has not, a condition that does not hold.
    fn encode_header(head: &PacketHead, out: &mut [u8]) -> Result<(), EncodeError>;
}

/// What a header says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PacketHead {
    /// Bytes of payload behind the header.
    pub payload_len: usize,
    /// The payload is a handshake message.
    pub handshake: bool,
    /// The payload is a sealed record.
    pub sealed: bool,
    /// How the payload (of a sealed record: its plaintext) is compressed.
    pub compression: Option<Compression>,
}

/// A way to compress a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// One LZ4 block with its size in front (u32, little-endian).
    Lz4,
    /// One Zstandard frame with its content size.
    Zstd,
}

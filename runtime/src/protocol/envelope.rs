//! The envelope: what a message is for.

use alloc::vec::Vec;

use crate::codec::{DecodeError, EncodeError};

/// The envelope of a protocol.
pub trait EnvelopeFormat: Send + Sync + 'static {
    /// Appends the envelope of a message; the message's bytes follow it.
    ///
    /// # Errors
    /// The protocol's envelope has no such kind, or no place for a part that
    /// is there.
    fn encode_head(head: &EnvelopeHead, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Reads the envelope, and returns the message's bytes: all that follows
    /// it, empty for kinds that carry no message.
    ///
    /// # Errors
    /// The first fault in wire order.
    fn decode(input: &[u8]) -> Result<(EnvelopeHead, &[u8]), DecodeError>;
}

/// What an envelope says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvelopeHead {
    /// What the message is for.
    pub kind: EnvelopeKind,
    /// Which exchange it belongs to; 0 for one-way messages.
    pub id: u64,
    /// How long the sender of a request waits, in milliseconds.
    pub deadline_ms: Option<u32>,
    /// A W3C trace context without separators.
    pub trace: Option<[u8; 25]>,
    /// Of a window: bytes that may be sent beyond those granted before.
    pub credit: u32,
}

impl EnvelopeHead {
    /// The head of a message without deadline or trace.
    pub const fn new(kind: EnvelopeKind, id: u64) -> Self {
        Self { kind, id, deadline_ms: None, trace: None, credit: 0 }
    }
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnvelopeKind {
    /// Expects no answer.
    OneWay,
    /// Expects exactly one `Reply` or `Error` with its id.
    Request,
    /// The answer to the request with its id.
    Reply,
    /// The failure of the request with its id.
    Error,
    /// The sender of the request no longer wants the answer. No message.
    Cancel,
    /// One message of a stream.
    StreamData,
    /// The end of a stream. No message.
    StreamEnd,
    /// More room for a stream. No message.
    Window,
}

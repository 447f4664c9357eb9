//! What a protocol is to the runtime.
//!
//! Generated code implements these traits; clients, daemons, connections and
//! sessions are generic over them and know no protocol by name.

mod envelope;
#[cfg(feature = "session")]
pub mod handshake;
#[cfg(feature = "session")]
mod handshake_support;
mod message;
mod packet;

use alloc::string::String;
use alloc::vec::Vec;

pub use envelope::{EnvelopeFormat, EnvelopeHead, EnvelopeKind};
pub use message::{Message, MessageSet, Request};
#[doc(hidden)]
pub use message::{has_tag, is_same_layout, join_tags, share_a_tag};
pub use packet::{Compression, PacketFormat, PacketHead};

use crate::codec::{DecodeError, EncodeError, Output, Reader};

/// A protocol: how packets, envelopes and messages are laid out, and how a
/// session comes about.
pub trait Protocol: Send + Sync + 'static {
    /// The protocol's name; it enters the transcript of handshakes.
    const NAME: &'static str;

    /// The protocol's version.
    const VERSION: u8;

    /// The packet on the byte stream.
    type Packet: PacketFormat;

    /// The envelope around each message.
    type Envelope: EnvelopeFormat;

    /// The handshake; [`NoHandshake`](handshake::NoHandshake) if there is none.
    #[cfg(feature = "session")]
    type Handshake: handshake::Handshake;

    /// The messages that ask whether the peer is there, and answer it. Their
    /// bodies are alike, so the answer is the question's body under another tag.
    const KEEPALIVE: Option<Keepalive>;

    /// Appends the tag of a message.
    ///
    /// # Errors
    /// The protocol's tags are narrower than this one.
    fn encode_tag<O: Output>(tag: u64, out: &mut O) -> Result<(), EncodeError>;

    /// Reads the tag of a message.
    ///
    /// # Errors
    /// The input ends before.
    fn decode_tag(reader: &mut Reader<'_>) -> Result<u64, DecodeError>;

    /// Appends the body of a keepalive question, all integers in it `nonce`
    /// as far as they hold it.
    ///
    /// # Errors
    /// The protocol has no such message.
    fn encode_keepalive(nonce: u64, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Appends the message that reports a failed request, tag included.
    /// Appends nothing if the protocol has no such message.
    ///
    /// # Errors
    /// The code or the text does not fit the message.
    fn encode_error(error: &RemoteError, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Reads the message that reports a failed request, tag included.
    ///
    /// # Errors
    /// It is not that message, or does not decode.
    fn decode_error(message: &[u8]) -> Result<RemoteError, DecodeError>;

    /// Appends the message that ends the conversation, tag included. Appends
    /// nothing if the protocol has no such message.
    ///
    /// # Errors
    /// The reason or the text does not fit the message.
    fn encode_goodbye(goodbye: &Goodbye, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// Reads the message that ends the conversation, tag included; nothing if
    /// the tag is another.
    ///
    /// # Errors
    /// It does not decode.
    fn decode_goodbye(message: &[u8]) -> Result<Option<Goodbye>, DecodeError>;
}

/// The tags of the keepalive messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keepalive {
    /// The tag of the question.
    pub question: u64,
    /// The tag of the answer.
    pub answer: u64,
}

/// Why a request failed, as its sender is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteError {
    /// The kind of failure.
    pub code: ErrorCode,
    /// For people.
    pub detail: String,
}

impl RemoteError {
    /// The longest detail that is sent, in bytes; longer ones are cut at a
    /// character's end.
    pub const MAX_DETAIL: usize = 200;

    /// A failure of a kind, with a text for people.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        let mut detail = detail.into();
        let end = (0..=Self::MAX_DETAIL.min(detail.len()))
            .rev()
            .find(|&end| detail.is_char_boundary(end))
            .unwrap_or(0);
        detail.truncate(end);
        Self { code, detail }
    }
}

impl core::fmt::Display for RemoteError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:?}: {}", self.code, self.detail)
    }
}

impl core::error::Error for RemoteError {}

/// The kinds of failure the runtime itself reports. A spec gives them their
/// numbers by naming the variants of its own enumeration alike; in a plain
/// integer they have the numbers shown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// 1: the message's tag is not known to the receiver.
    UnknownMessage,
    /// 2: the message's body does not decode.
    Malformed,
    /// 3: the deadline passed before the answer was ready.
    DeadlineExceeded,
    /// 4: the receiver has no capacity for another request now.
    Overloaded,
    /// 5: the handler failed.
    Internal,
    /// 6: the receiver is going away and takes no new requests.
    ShuttingDown,
    /// 7: the handler refused the request.
    Refused,
    /// Any other number.
    Other(u32),
}

impl ErrorCode {
    /// The number in a plain integer.
    pub const fn number(self) -> u32 {
        match self {
            Self::UnknownMessage => 1,
            Self::Malformed => 2,
            Self::DeadlineExceeded => 3,
            Self::Overloaded => 4,
            Self::Internal => 5,
            Self::ShuttingDown => 6,
            Self::Refused => 7,
            Self::Other(number) => number,
        }
    }

    /// The kind with this number in a plain integer.
    pub const fn from_number(number: u32) -> Self {
        match number {
            1 => Self::UnknownMessage,
            2 => Self::Malformed,
            3 => Self::DeadlineExceeded,
            4 => Self::Overloaded,
            5 => Self::Internal,
            6 => Self::ShuttingDown,
            7 => Self::Refused,
            other => Self::Other(other),
        }
    }
}

/// Why a peer ends the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goodbye {
    /// The number of the reason; 1 is "shutting down", 2 is "idle".
    pub reason: u32,
    /// For people.
    pub detail: String,
}

//! Why a connection ends, and why a message cannot be sent.

use crate::codec::{DecodeError, EncodeError};
use crate::compression::DecompressError;
use crate::protocol::Compression;

/// Why a connection ended other than in order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectionError {
    /// A packet's header is not of this protocol.
    #[error("packet header: {0}")]
    Packet(DecodeError),
    /// A payload is longer than is accepted now.
    #[error("a packet announces {found} bytes of payload, at most {max} are accepted {when}")]
    PayloadTooLarge {
        /// The announced length, bytes.
        found: usize,
        /// The most accepted, bytes.
        max: usize,
        /// The phase that sets the limit.
        when: &'static str,
    },
    /// What a packet carries is no envelope.
    #[error("envelope: {0}")]
    Envelope(DecodeError),
    /// The handshake failed; the failure's name in the spec.
    #[error("the handshake failed: {0}")]
    Handshake(&'static str),
    /// The peer refused the handshake by a notice. What it says is not
    /// authenticated: anyone on the way could have sent it.
    #[error(
        "the handshake failed: {failure}; the peer hints ({hint}), which is not authenticated: anyone on the \
         way could have sent it, so make no weaker attempt because of it"
    )]
    Rejected {
        /// The failure's name in the spec.
        failure: &'static str,
        /// What the notice says, in the words of the spec: the name, and what
        /// to do.
        hint: String,
    },
    /// The floors that are configured leave no suite or no version to offer.
    #[error(
        "nothing is left to offer: the configured suites and versions, `require_hybrid`, `min_version` and \
         a missing `peer_key` or missing pre-shared keys exclude each other"
    )]
    NothingToOffer,
    /// A handshake packet in a session or in plain mode.
    #[error("a handshake packet came where none is expected; do both sides run the same mode?")]
    UnexpectedHandshake,
    /// A sealed packet before there are keys, or in plain mode.
    #[error("a sealed packet came where none is expected; do both sides run the same mode?")]
    UnexpectedSealed,
    /// A packet in clear where a session is asked for.
    #[error("a packet in clear came in session mode; do both sides run the same mode?")]
    CleartextInSession,
    /// A record does not open: changed, repeated, dropped, moved or reflected.
    #[error("a record does not authenticate")]
    Record,
    /// A record that opened has no place here, or a type or content that no
    /// record has.
    #[error("a record of type {kind} has no place here or is malformed")]
    UnexpectedRecord {
        /// The type byte.
        kind: u8,
    },
    /// A payload is compressed in a way that was not agreed on.
    #[error("a payload is compressed by {found:?}, which was not agreed on")]
    CompressionNotAgreed {
        /// How it is compressed.
        found: Compression,
    },
    /// A payload does not decompress.
    #[error("decompression: {0}")]
    Decompression(#[from] DecompressError),
    /// The stream ended without the close that authenticates its end, or
    /// within a packet.
    #[error("the stream ended early: messages may be missing at its end")]
    TruncatedStream,
    /// The peer took too long.
    #[error("timeout: {0}")]
    Timeout(TimeoutKind),
}

/// What the peer took too long for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// To answer whether it is there.
    #[error("the peer was silent and did not answer whether it is there")]
    Keepalive,
    /// To end its direction after this side had ended its own.
    #[error("the peer did not end its direction after this side had")]
    Close,
}

/// Whose fault an error is, as far as can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Responsible {
    /// The peer broke the protocol, or someone on the way changed its bytes.
    Peer,
    /// Both sides are set up differently.
    Setup,
    /// The network, or a peer that is gone.
    Network,
}

impl ConnectionError {
    /// The stable name of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Packet(_) => "packet",
            Self::PayloadTooLarge { .. } => "payload_too_large",
            Self::Envelope(_) => "envelope",
            Self::Handshake(_) => "handshake",
            Self::Rejected { .. } => "handshake_rejected",
            Self::NothingToOffer => "nothing_to_offer",
            Self::UnexpectedHandshake => "unexpected_handshake",
            Self::UnexpectedSealed => "unexpected_sealed",
            Self::CleartextInSession => "cleartext_in_session",
            Self::Record => "record",
            Self::UnexpectedRecord { .. } => "unexpected_record",
            Self::CompressionNotAgreed { .. } => "compression_not_agreed",
            Self::Decompression(_) => "decompression",
            Self::TruncatedStream => "truncated_stream",
            Self::Timeout(TimeoutKind::Keepalive) => "keepalive_timeout",
            Self::Timeout(TimeoutKind::Close) => "close_timeout",
        }
    }

    /// Whose fault it is, as far as can be known.
    pub const fn responsible(&self) -> Responsible {
        match self {
            Self::Packet(_)
            | Self::PayloadTooLarge { .. }
            | Self::Envelope(_)
            | Self::Record
            | Self::UnexpectedRecord { .. }
            | Self::Decompression(_) => Responsible::Peer,
            Self::Handshake(_)
            | Self::Rejected { .. }
            | Self::NothingToOffer
            | Self::UnexpectedHandshake
            | Self::UnexpectedSealed
            | Self::CleartextInSession
            | Self::CompressionNotAgreed { .. } => Responsible::Setup,
            Self::TruncatedStream | Self::Timeout(_) => Responsible::Network,
        }
    }
}

/// Why a message was not sent. Nothing of it is queued; the connection is as
/// it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The handshake is not over; wait for `Established`.
    #[error("the handshake is not over")]
    NotEstablished,
    /// This side has ended its direction, or the connection is over.
    #[error("this side of the connection is closed")]
    Closed,
    /// Too many bytes wait to be written; write some first.
    #[error("{queued} bytes wait to be written, at most {max} may")]
    QueueFull {
        /// Bytes that wait.
        queued: usize,
        /// The configured bound, bytes.
        max: usize,
    },
    /// The message does not fit in a packet that the peer accepts.
    #[error("the packet's payload would be {found} bytes, the peer accepts {max}")]
    TooLarge {
        /// The payload's length, bytes.
        found: usize,
        /// The most accepted, bytes.
        max: usize,
    },
    /// Requests with the number 0 are the connection's own.
    #[error("the number 0 is reserved for the connection's own requests")]
    ReservedId,
    /// The message, its envelope or the packet cannot be encoded.
    #[error("{0}")]
    Encode(#[from] EncodeError),
    /// The session's keys are used up.
    #[error(transparent)]
    KeysUsedUp(#[from] crate::session::KeysUsedUp),
}

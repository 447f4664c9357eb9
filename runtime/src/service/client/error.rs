//! Why a client cannot connect, and why a request has no reply.

use std::io;
use std::sync::Arc;

use crate::codec::DecodeError;
use crate::connection::{ConnectionError, SendError};
use crate::protocol::{Goodbye, RemoteError};

/// Why a client could not connect.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The transport cannot be had, or its own handshake failed.
    #[error(transparent)]
    Transport(#[from] io::Error),
    /// The transport was there, but no connection came of it.
    #[error("no connection to the peer: {0}")]
    Ended(#[from] Ended),
    /// All of it took longer than
    /// [`connect_deadline`](super::ClientLimits::connect_deadline).
    #[error("not connected by the deadline; does the peer speak this protocol, in the same mode?")]
    Deadline,
}

/// Why a request has no reply, or a message was not sent.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The peer answered with a failure.
    #[error("the peer answered: {0}")]
    Remote(RemoteError),
    /// The deadline passed first. The peer may have carried out the request.
    #[error("the deadline passed before the reply came; the request may have been carried out")]
    DeadlineExceeded,
    /// The message cannot be sent as it is; nothing of it was.
    #[error("the message was not sent: {0}")]
    NotSent(#[from] SendError),
    /// The peer takes no new requests; this one was not sent.
    #[error("the peer takes no new requests ({}); connect anew", .0.detail)]
    GoingAway(Goodbye),
    /// The connection ended first. The peer may have carried out a request
    /// that was sent.
    #[error("the connection ended before the reply came: {0}")]
    Ended(#[from] Ended),
    /// The peer answered with another message than the reply declared.
    #[error("expected the reply {expected} (tag {expected_tag:#x}), found the tag {found_tag:#x}")]
    UnexpectedReply {
        /// The name of the reply.
        expected: &'static str,
        /// The tag of the reply.
        expected_tag: u64,
        /// The tag that came.
        found_tag: u64,
    },
    /// The peer's answer does not decode.
    #[error("the reply does not decode: {0}")]
    MalformedReply(Box<DecodeError>),
}

/// Why a connection is over.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Ended {
    /// This side closed it.
    #[error("it was closed by this side")]
    Closed,
    /// The peer closed it in order.
    #[error("the peer closed it")]
    ClosedByPeer,
    /// The peer broke the protocol, or went away.
    #[error(transparent)]
    Connection(ConnectionError),
    /// The transport failed.
    #[error("transport: {0}")]
    Transport(Arc<io::Error>),
}

//! What answers messages.
//!
//! A handler sees messages that are authenticated (in session mode), opened,
//! decompressed and taken out of their envelope, and never a keepalive, a
//! reply or a goodbye. It knows nothing of connections; who calls it is in
//! `service/serve.rs`.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;

use super::Context;
use crate::codec::{DecodeError, EncodeError};
use crate::protocol::{ErrorCode, Message, Protocol, RemoteError};

/// Answers the messages of a protocol.
///
/// Generated dispatchers implement it by a `match` on the tag, [`Router`] by a
/// table filled at run time.
///
/// The future is polled once where the message was read; if it is not done by
/// then, it joins the bounded set of its connection while the next message is
/// read, so answers may leave in another order than their requests came. It is
/// dropped when its sender cancels, when its deadline passes and when the
/// connection ends. A handler that blocks its thread stalls every connection
/// of that thread: wrap such work in `tokio::task::spawn_blocking`.
///
/// A panic in a handler is caught and answered as
/// [`Internal`](ErrorCode::Internal); the connection lives on.
///
/// [`Router`]: super::Router
pub trait Handler<P: Protocol>: Send + Sync + 'static {
    /// Answers a message: its tag, then its body.
    ///
    /// # Errors
    /// Why there is no answer; the sender of a request is told.
    fn handle(
        &self,
        context: &Context,
        message: Bytes,
    ) -> impl Future<Output = Result<Answer, HandlerError>> + Send;
}

impl<P: Protocol, H: Handler<P>> Handler<P> for Arc<H> {
    fn handle(
        &self,
        context: &Context,
        message: Bytes,
    ) -> impl Future<Output = Result<Answer, HandlerError>> + Send {
        H::handle(self, context, message)
    }
}

/// What a handler answers: an encoded message, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer(Option<Vec<u8>>);

impl Answer {
    /// No answer, as for one-way messages.
    pub const fn none() -> Self {
        Self(None)
    }

    /// A message as the answer.
    ///
    /// # Errors
    /// The message violates a constraint; its sender is told of an internal
    /// error that names the field.
    pub fn reply<P: Protocol, M: Message>(message: &M) -> Result<Self, HandlerError> {
        // No tag is longer than eight bytes.
        let mut bytes = Vec::with_capacity(8 + message.encoded_len());
        P::encode_tag(M::TAG, &mut bytes)?;
        message.encode(&mut bytes)?;
        Ok(Self(Some(bytes)))
    }

    /// A message that is encoded already, tag first.
    pub const fn encoded(message: Vec<u8>) -> Self {
        Self(Some(message))
    }

    /// The encoded message, tag first.
    pub fn message(&self) -> Option<&[u8]> {
        self.0.as_deref()
    }
}

/// Why a handler gives no answer. The sender of a request is told code and
/// text; of a one-way message nobody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlerError(RemoteError);

impl HandlerError {
    /// A failure of a kind, with a text for the sender.
    pub fn new(code: ErrorCode, text: impl Into<String>) -> Self {
        Self(RemoteError::new(code, text))
    }

    /// Nobody here knows the message.
    #[cold]
    pub fn unknown_message(tag: u64) -> Self {
        Self::new(
            ErrorCode::UnknownMessage,
            format!("no handler for the message with tag {tag:#x}"),
        )
    }

    /// The message does not decode.
    #[cold]
    pub fn malformed(error: DecodeError) -> Self {
        Self::new(ErrorCode::Malformed, error.to_string())
    }

    /// The handler will not do what it is asked.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::Refused, text)
    }

    /// The handler failed. The text travels to the peer: no secrets in it.
    pub fn internal(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::Internal, text)
    }

    /// What the sender is told.
    pub const fn remote(&self) -> &RemoteError {
        &self.0
    }
}

impl From<DecodeError> for HandlerError {
    fn from(error: DecodeError) -> Self {
        Self::malformed(error)
    }
}

impl From<EncodeError> for HandlerError {
    fn from(error: EncodeError) -> Self {
        Self::internal(format!("the answer does not encode: {error}"))
    }
}

impl From<RemoteError> for HandlerError {
    fn from(error: RemoteError) -> Self {
        Self(error)
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for HandlerError {}

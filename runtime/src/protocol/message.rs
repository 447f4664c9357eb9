//! Messages: what the bytes in an envelope mean.

use crate::codec::{Decode, Encode};

/// A message type: a body under a tag.
///
/// Derive it, or generate it from a spec.
pub trait Message: Encode + for<'a> Decode<'a> + Send + Sync + 'static {
    /// The tag that tells it from the other messages of a protocol.
    const TAG: u64;

    /// Its name, for logs and errors.
    const NAME: &'static str;
}

/// A message that is answered by exactly one message.
pub trait Request: Message {
    /// The answer.
    type Reply: Message;
}

//! Layers: how packets carry messages.

use super::{HandshakeId, StructId};
use crate::span::Span;

/// The way of a message into a packet, outermost first:
/// packet → handshake and seal → compress → envelope → message.
#[derive(Clone, Debug)]
pub struct Layers {
    /// The packet; its last field is the payload.
    pub packet: StructId,
    /// The field of the packet that holds the flags named below, by its place.
    /// `None` if no layer is conditional.
    pub flags: Option<usize>,
    /// The handshake that makes the session, and its flags.
    pub session: Option<SessionLayer>,
    /// The ways a payload may be compressed. Empty if it never is.
    pub compressions: Vec<CompressionLayer>,
    /// The envelope.
    pub envelope: EnvelopeLayer,
    /// The set of messages, by its place in [`Model::message_sets`](super::Model::message_sets).
    pub messages: usize,
    /// The message that asks whether the peer is there, by its place in the
    /// set; it has a reply with the same fields.
    pub keepalive: Option<usize>,
    /// The message that reports a failed request, by its place in the set:
    /// fields `code` (integer or enumeration) and `detail` (string).
    pub error: Option<usize>,
    /// The message that ends the conversation, by its place in the set:
    /// fields `reason` (integer or enumeration) and `detail` (string).
    pub goodbye: Option<usize>,
    /// Where the layers are declared.
    pub span: Span,
}

/// The layers that a handshake brings.
#[derive(Clone, Copy, Debug)]
pub struct SessionLayer {
    /// The handshake.
    pub handshake: HandshakeId,
    /// The flag of packets that carry a handshake message.
    pub handshake_flag: u64,
    /// The flag of packets that carry a sealed record.
    pub sealed_flag: u64,
}

/// One way to compress.
#[derive(Clone, Copy, Debug)]
pub struct CompressionLayer {
    /// Which.
    pub algorithm: Algorithm,
    /// The flag of packets compressed so.
    pub flag: u64,
}

/// A compression algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// One LZ4 block with its size in front (u32, little-endian).
    Lz4,
    /// One Zstandard frame with its content size.
    Zstd,
}

/// The structure that serves as envelope, and what its fields are for.
///
/// Its `kind` is an enumeration whose variants have names among those of
/// [`EnvelopeKind`]; its content is a union selected by `kind` whose arms hold
/// `message: bytes[rest]`, or `credit` (an integer), or nothing.
#[derive(Clone, Debug)]
pub struct EnvelopeLayer {
    /// The structure.
    pub structure: StructId,
    /// The place of the field `kind`.
    pub kind: usize,
    /// The place of the field `id`, an unsigned integer.
    pub id: usize,
    /// The place of the optional field `deadline`, an unsigned integer in
    /// milliseconds, and its flag.
    pub deadline: Option<OptionalByFlag>,
    /// The place of the optional field `trace`, 25 bytes, and its flag.
    pub trace: Option<OptionalByFlag>,
    /// The place of the flags field, if there is one.
    pub flags: Option<usize>,
    /// The place of the field whose type is the union of contents.
    pub content: usize,
    /// The kinds that the enumeration has: the arm of the content for each.
    pub kinds: Vec<(EnvelopeKind, usize)>,
}

/// A field of the envelope that a flag switches on.
#[derive(Clone, Copy, Debug)]
pub struct OptionalByFlag {
    /// The place of the field.
    pub field: usize,
    /// The flag's mask.
    pub flag: u64,
}

/// What an envelope is for; the names of the variants in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnvelopeKind {
    /// Expects no answer.
    OneWay,
    /// Expects one answer.
    Request,
    /// The answer.
    Reply,
    /// The failure of a request.
    Error,
    /// The sender no longer wants the answer.
    Cancel,
    /// A message of a stream.
    StreamData,
    /// The end of a stream.
    StreamEnd,
    /// More room for a stream.
    Window,
}

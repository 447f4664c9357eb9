//! Packets as a codec of tokio-util, for people who bring their own loop.
//!
//! Frames and no more: it neither opens, decompresses nor looks into payloads.

use std::io;
use std::marker::PhantomData;

use bytes::{Bytes, BytesMut};
use tokio_util::codec::{Decoder, Encoder};

use crate::codec::{DecodeError, EncodeError};
use crate::protocol::{PacketFormat, PacketHead, Protocol};

/// The most room made for a packet ahead of its bytes.
const READ_AHEAD: usize = 64 * 1024;

/// Splits a stream of bytes into a protocol's packets and puts packets into
/// one, as with [`Framed`](tokio_util::codec::Framed).
#[derive(Debug)]
pub struct PacketCodec<P: Protocol> {
    max_payload: usize,
    protocol: PhantomData<fn() -> P>,
}

impl<P: Protocol> PacketCodec<P> {
    /// A codec that takes every packet the protocol allows.
    pub fn new() -> Self {
        Self::with_max_payload(P::Packet::MAX_PAYLOAD)
    }

    /// A codec that takes packets of at most `max_payload` bytes of payload,
    /// header excluded, and of no more than the protocol allows.
    pub fn with_max_payload(max_payload: usize) -> Self {
        Self { max_payload: max_payload.min(P::Packet::MAX_PAYLOAD), protocol: PhantomData }
    }

    fn check_len(&self, len: usize) -> Result<(), PacketCodecError> {
        match len <= self.max_payload {
            true => Ok(()),
            false => Err(PacketCodecError::TooLarge { len, max: self.max_payload }),
        }
    }
}

impl<P: Protocol> Default for PacketCodec<P> {
    fn default() -> Self {
        Self::new()
    }
}

/// A packet: what its header says, and its payload as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// The header. When a packet is sent its `payload_len` is computed.
    pub head: PacketHead,
    /// The payload: sealed and compressed as the header says.
    pub payload: Bytes,
}

impl<P: Protocol> Decoder for PacketCodec<P> {
    type Item = Packet;
    type Error = PacketCodecError;

    fn decode(&mut self, input: &mut BytesMut) -> Result<Option<Packet>, PacketCodecError> {
        let header_len = P::Packet::HEADER_LEN;
        let Some(head) = P::Packet::decode_header(input).map_err(PacketCodecError::Header)? else {
            input.reserve(header_len.saturating_sub(input.len()));
            return Ok(None);
        };
        self.check_len(head.payload_len)?;
        let missing = (header_len + head.payload_len).saturating_sub(input.len());
        if missing > 0 {
            // What a header promises is not yet there: no more than a step ahead.
            input.reserve(missing.min(READ_AHEAD));
            return Ok(None);
        }
        let mut packet = input.split_to(header_len + head.payload_len).freeze();
        let payload = packet.split_off(header_len);
        Ok(Some(Packet { head, payload }))
    }

    fn decode_eof(&mut self, input: &mut BytesMut) -> Result<Option<Packet>, PacketCodecError> {
        match self.decode(input)? {
            None if !input.is_empty() => {
                Err(PacketCodecError::Truncated { available: input.len() })
            }
            packet => Ok(packet),
        }
    }
}

impl<P: Protocol> Encoder<Packet> for PacketCodec<P> {
    type Error = PacketCodecError;

    fn encode(&mut self, packet: Packet, output: &mut BytesMut) -> Result<(), PacketCodecError> {
        self.check_len(packet.payload.len())?;
        let head = PacketHead { payload_len: packet.payload.len(), ..packet.head };
        let start = output.len();
        output.resize(start + P::Packet::HEADER_LEN, 0);
        if let Err(error) = P::Packet::encode_header(&head, &mut output[start..]) {
            output.truncate(start);
            return Err(PacketCodecError::Encode(error));
        }
        output.extend_from_slice(&packet.payload);
        Ok(())
    }
}

/// Why a stream does not go on as packets.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PacketCodecError {
    /// What arrived is no header of this protocol.
    #[error("not a packet of this protocol: {0}")]
    Header(DecodeError),
    /// The packet to be sent cannot be.
    #[error("the packet does not encode: {0}")]
    Encode(EncodeError),
    /// The payload is longer than this codec takes.
    #[error("a payload of {len} bytes; at most {max} are taken")]
    TooLarge {
        /// Bytes of payload.
        len: usize,
        /// The most that is taken.
        max: usize,
    },
    /// The stream ends inside a packet.
    #[error("the stream ends inside a packet, of which {available} bytes are there")]
    Truncated {
        /// Bytes of it that are there.
        available: usize,
    },
    /// The stream failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

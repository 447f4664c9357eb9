//! A protocol written by hand, unlike the network protocol in every layout:
//! the connection must not care.

use packetwright::codec::{
    DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind, Output, Reader, check_range,
};
use packetwright::protocol::{
    Compression, EnvelopeFormat, EnvelopeHead, EnvelopeKind, Goodbye, Keepalive, PacketFormat,
    PacketHead, Protocol, RemoteError,
};

use crate::parcel_handshake::ParcelHandshake;

/// The tags of the messages.
pub const ECHO: u64 = 7;
pub const PING: u64 = 8;
pub const PONG: u64 = 9;
pub const GOODBYE: u64 = 10;

pub enum Parcel {}

/// `"PL" | flags u8 | length u24 little-endian`.
pub enum Box6 {}

/// `kind u8 | id u32 little-endian`.
pub enum Label {}

impl PacketFormat for Box6 {
    const HEADER_LEN: usize = 6;
    const MAX_PAYLOAD: usize = 100_000;

    fn decode_header(input: &[u8]) -> Result<Option<PacketHead>, DecodeError> {
        for (offset, (&found, &expected)) in input.iter().zip(b"PL").enumerate() {
            if found != expected {
                let (expected, found) = (expected.into(), found.into());
                return Err(DecodeError::new(
                    DecodeErrorKind::Constant { expected, found },
                    offset,
                ));
            }
        }
        if let Some(flags) = input.get(2)
            && (flags & 0xF0 != 0 || flags & 3 == 3)
        {
            let found = u64::from(*flags);
            return Err(DecodeError::new(DecodeErrorKind::ReservedBits { found }, 2));
        }
        let Some(&[_, _, flags, a, b, c]) = input.first_chunk::<6>() else { return Ok(None) };
        let payload_len = u32::from_le_bytes([a, b, c, 0]) as usize;
        if payload_len > Self::MAX_PAYLOAD {
            let (found, max) = (payload_len as i128, Self::MAX_PAYLOAD as u64);
            return Err(DecodeError::new(DecodeErrorKind::Length { found, min: 0, max }, 3));
        }
        Ok(Some(PacketHead {
            payload_len,
            handshake: flags & 4 != 0,
            sealed: flags & 8 != 0,
            compression: match flags & 3 {
                1 => Some(Compression::Lz4),
                2 => Some(Compression::Zstd),
                _ => None,
            },
        }))
    }

    fn encode_header(head: &PacketHead, out: &mut [u8]) -> Result<(), EncodeError> {
        let (found, max) = (head.payload_len as u64, Self::MAX_PAYLOAD as u64);
        if found > max {
            return Err(EncodeError::new(EncodeErrorKind::Length { found, min: 0, max }));
        }
        let compression = match head.compression {
            None => 0,
            Some(Compression::Lz4) => 1,
            Some(Compression::Zstd) => 2,
        };
        out[..2].copy_from_slice(b"PL");
        out[2] = compression | u8::from(head.handshake) << 2 | u8::from(head.sealed) << 3;
        out[3..6].copy_from_slice(&(found as u32).to_le_bytes()[..3]);
        Ok(())
    }
}

const KINDS: [EnvelopeKind; 6] = [
    EnvelopeKind::OneWay,
    EnvelopeKind::Request,
    EnvelopeKind::Reply,
    EnvelopeKind::Error,
    EnvelopeKind::Cancel,
    EnvelopeKind::StreamData,
];

impl EnvelopeFormat for Label {
    fn encode_head(head: &EnvelopeHead, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let found = head.id.into();
        let id = u32::try_from(head.id)
            .map_err(|_| EncodeError::new(EncodeErrorKind::OutOfRange { found, min: 0, max: 1 }))?;
        let kind = KINDS
            .iter()
            .position(|kind| *kind == head.kind)
            .ok_or(EncodeError::new(EncodeErrorKind::Variant { found: -1 }))?;
        out.push(kind as u8);
        out.extend_from_slice(&id.to_le_bytes());
        Ok(())
    }

    fn decode(input: &[u8]) -> Result<(EnvelopeHead, &[u8]), DecodeError> {
        let mut reader = Reader::new(input);
        let found = reader.read_u8()?;
        let kind = *KINDS.get(usize::from(found)).ok_or_else(|| {
            DecodeError::new(DecodeErrorKind::UnknownVariant { found: found.into() }, 0)
        })?;
        let id = reader.read_u32_le()?.into();
        Ok((EnvelopeHead::new(kind, id), reader.rest()))
    }
}

impl Protocol for Parcel {
    const NAME: &'static str = "parcel";
    const VERSION: u8 = 4;
    type Packet = Box6;
    type Envelope = Label;
    type Handshake = ParcelHandshake;
    const KEEPALIVE: Option<Keepalive> = Some(Keepalive { question: PING, answer: PONG });

    fn encode_tag<O: Output>(tag: u64, out: &mut O) -> Result<(), EncodeError> {
        check_range(tag, 0, 0xFF)?;
        out.put(&[tag as u8]);
        Ok(())
    }

    fn decode_tag(reader: &mut Reader<'_>) -> Result<u64, DecodeError> {
        reader.read_u8().map(u64::from)
    }

    fn encode_keepalive(nonce: u64, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.put(&(nonce as u16).to_le_bytes());
        Ok(())
    }

    fn encode_error(_: &RemoteError, _: &mut Vec<u8>) -> Result<(), EncodeError> {
        Ok(())
    }

    fn decode_error(message: &[u8]) -> Result<RemoteError, DecodeError> {
        Err(Reader::new(message).truncated(1))
    }

    fn encode_goodbye(goodbye: &Goodbye, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.put(&[GOODBYE as u8, goodbye.reason as u8]);
        Ok(())
    }

    fn decode_goodbye(message: &[u8]) -> Result<Option<Goodbye>, DecodeError> {
        let mut reader = Reader::new(message);
        if reader.read_u8()? != GOODBYE as u8 {
            return Ok(None);
        }
        let reason = reader.read_u8()?.into();
        reader.finish()?;
        Ok(Some(Goodbye { reason, detail: String::new() }))
    }
}

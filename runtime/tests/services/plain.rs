//! A small protocol written by hand, without handshake: what the services are
//! tested with before anything is generated.
//!
//! Packet: `a5` · length u24 · payload. Envelope: kind u8 · id u64 · deadline
//! u32 (0: none). Messages: tag u8, then the body.

use packetwright::codec::{
    Decode, DecodeError, DecodeErrorKind, Encode, EncodeError, EncodeErrorKind, Output, Reader,
    check_range,
};
use packetwright::protocol::handshake::NoHandshake;
use packetwright::protocol::{
    EnvelopeFormat, EnvelopeHead, EnvelopeKind, ErrorCode, Goodbye, Keepalive, Message,
    PacketFormat, PacketHead, Protocol, RemoteError, Request,
};

pub(crate) enum Plain {}
pub(crate) enum Packet {}
pub(crate) enum Envelope {}

const MAGIC: u8 = 0xa5;

impl PacketFormat for Packet {
    const HEADER_LEN: usize = 4;
    const MAX_PAYLOAD: usize = (1 << 24) - 1;

    fn decode_header(input: &[u8]) -> Result<Option<PacketHead>, DecodeError> {
        let mut reader = Reader::new(input);
        if let Some(&found) = input.first().filter(|&&first| first != MAGIC) {
            let kind = DecodeErrorKind::Constant { expected: MAGIC.into(), found: found.into() };
            return Err(DecodeError::new(kind, 0).within("magic"));
        }
        if input.len() < Self::HEADER_LEN {
            return Ok(None);
        }
        reader.read_u8()?;
        let payload_len = reader.read_u24_be()? as usize;
        Ok(Some(PacketHead { payload_len, ..PacketHead::default() }))
    }

    fn encode_header(head: &PacketHead, out: &mut [u8]) -> Result<(), EncodeError> {
        if head.payload_len > Self::MAX_PAYLOAD || head.compression.is_some() {
            let (found, max) = (head.payload_len as u64, Self::MAX_PAYLOAD as u64);
            return Err(EncodeError::new(EncodeErrorKind::Length { found, min: 0, max }));
        }
        let length = (head.payload_len as u32).to_be_bytes();
        out[0] = MAGIC;
        out[1..4].copy_from_slice(&length[1..]);
        Ok(())
    }
}

const KINDS: [EnvelopeKind; 5] = [
    EnvelopeKind::OneWay,
    EnvelopeKind::Request,
    EnvelopeKind::Reply,
    EnvelopeKind::Error,
    EnvelopeKind::Cancel,
];

impl EnvelopeFormat for Envelope {
    fn encode_head(head: &EnvelopeHead, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let kind = KINDS.iter().position(|&kind| kind == head.kind);
        let kind = kind.ok_or(EncodeError::new(EncodeErrorKind::Presence { expected: false }))?;
        out.push(kind as u8);
        out.extend_from_slice(&head.id.to_be_bytes());
        out.extend_from_slice(&head.deadline_ms.unwrap_or(0).to_be_bytes());
        Ok(())
    }

    fn decode(input: &[u8]) -> Result<(EnvelopeHead, &[u8]), DecodeError> {
        let mut reader = Reader::new(input);
        let kind = reader.read_u8()?;
        let kind = *KINDS.get(usize::from(kind)).ok_or_else(|| {
            DecodeError::new(DecodeErrorKind::UnknownVariant { found: kind.into() }, 0)
        })?;
        let id = reader.read_u64_be()?;
        let deadline_ms = Some(reader.read_u32_be()?).filter(|&ms| ms > 0);
        Ok((EnvelopeHead { deadline_ms, ..EnvelopeHead::new(kind, id) }, reader.rest()))
    }
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $tag:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) Vec<u8>);

        impl Message for $name {
            const TAG: u64 = $tag;
            const NAME: &'static str = stringify!($name);
        }

        impl Encode for $name {
            fn encoded_len(&self) -> usize {
                self.0.len()
            }

            fn encode<O: Output>(&self, out: &mut O) -> Result<(), EncodeError> {
                out.put(&self.0);
                Ok(())
            }
        }

        impl<'a> Decode<'a> for $name {
            const MIN_LEN: usize = 0;

            fn decode(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
                if reader.rest().first() == Some(&0xff) {
                    let kind = DecodeErrorKind::Require { text: "the first byte is not 255" };
                    return Err(DecodeError::new(kind, 0).within("bytes"));
                }
                Ok(Self(reader.read_slice(reader.remaining())?.to_vec()))
            }
        }
    )*};
}

messages! {
    /// Comes back.
    Echo = 1;
    /// Needs no answer.
    Note = 2;
    /// Nobody answers it.
    Riddle = 3;
    /// What a test's handler makes of it.
    Task = 4;
}

impl Request for Echo {
    type Reply = Echo;
}

impl Request for Riddle {
    type Reply = Echo;
}

impl Request for Task {
    type Reply = Echo;
}

const PING: u64 = 10;
const PONG: u64 = 11;
const FAILURE: u64 = 12;
const GOODBYE: u64 = 13;

impl Protocol for Plain {
    const NAME: &'static str = "plain";
    const VERSION: u8 = 1;
    type Packet = Packet;
    type Envelope = Envelope;
    type Handshake = NoHandshake;
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
        out.put(&nonce.to_be_bytes());
        Ok(())
    }

    fn encode_error(error: &RemoteError, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        // Fewer than it has bytes for, as a field with a range.
        check_range(error.code.number(), 0, 0xFFFF)?;
        Self::encode_tag(FAILURE, out)?;
        out.put(&error.code.number().to_be_bytes());
        out.put(error.detail.as_bytes());
        Ok(())
    }

    fn decode_error(message: &[u8]) -> Result<RemoteError, DecodeError> {
        let mut reader = Reader::new(message);
        reader.read_u8()?;
        let code = ErrorCode::from_number(reader.read_u32_be()?);
        Ok(RemoteError::new(code, String::from_utf8_lossy(reader.rest())))
    }

    fn encode_goodbye(goodbye: &Goodbye, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        Self::encode_tag(GOODBYE, out)?;
        out.put(&goodbye.reason.to_be_bytes());
        out.put(goodbye.detail.as_bytes());
        Ok(())
    }

    fn decode_goodbye(message: &[u8]) -> Result<Option<Goodbye>, DecodeError> {
        let mut reader = Reader::new(message);
        if u64::from(reader.read_u8()?) != GOODBYE {
            return Ok(None);
        }
        let reason = reader.read_u32_be()?;
        Ok(Some(Goodbye { reason, detail: String::from_utf8_lossy(reader.rest()).into() }))
    }
}

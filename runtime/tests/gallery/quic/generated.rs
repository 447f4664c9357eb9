// Written by `cargo run -- gen` from spec/gallery/quic.wire. Do not edit: change the spec and run the command.

//! The quic protocol. See `spec/gallery/quic.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// §17.2, table 5. Retry, which has no length, is described apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum PacketKind {
    /// `Initial`, number 0.
    Initial,
    /// `ZeroRtt`, number 1.
    ZeroRtt,
    /// `Handshake`, number 2.
    Handshake,
}

impl PacketKind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Initial => 0,
            Self::ZeroRtt => 1,
            Self::Handshake => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Initial),
            1 => Some(Self::ZeroRtt),
            2 => Some(Self::Handshake),
            _ => None,
        }
    }
}

/// The union `Content`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Content {
    /// §17.2.2: the length is that of "the Packet Number and Packet Payload fields".
    Initial {
        /// On the wire: 0 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        #[serde(with = "::packetwright::codec::hex")]
        token: Bytes,
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        #[serde(with = "::packetwright::codec::hex")]
        protected: Bytes,
    },
    /// §17.2.3, §17.2.4.
    ZeroRtt {
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        #[serde(with = "::packetwright::codec::hex")]
        protected: Bytes,
    },
    /// §17.2.3, §17.2.4.
    Handshake {
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        #[serde(with = "::packetwright::codec::hex")]
        protected: Bytes,
    },
}

impl ::core::cmp::Eq for Content {}

impl codec::Encode for Content {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Initial { token, protected } => codec::varint_len(
                codec::Varint::Quic,
                token.len() as u64,
            )
                + token.len()
                + codec::varint_len(codec::Varint::Quic, protected.len() as u64)
                + protected.len(),
            Self::ZeroRtt { protected } | Self::Handshake { protected } =>
                codec::varint_len(codec::Varint::Quic, protected.len() as u64) + protected.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Initial { token, protected } => {
                codec::check_length(token.len(), 0, 65_536).within("token")?;
                codec::put_varint(out, codec::Varint::Quic, token.len() as u64);
                out.put(token);
                codec::check_length(protected.len(), 20, 65_536).within("protected")?;
                codec::put_varint(out, codec::Varint::Quic, protected.len() as u64);
                out.put(protected);
            }
            Self::ZeroRtt { protected } | Self::Handshake { protected } => {
                codec::check_length(protected.len(), 20, 65_536).within("protected")?;
                codec::put_varint(out, codec::Varint::Quic, protected.len() as u64);
                out.put(protected);
            }
        }
        Ok(())
    }
}

impl Content {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> PacketKind {
        match self {
            Self::Initial { .. } => PacketKind::Initial,
            Self::ZeroRtt { .. } => PacketKind::ZeroRtt,
            Self::Handshake { .. } => PacketKind::Handshake,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: PacketKind,
    ) -> Result<Self, codec::DecodeError> {
        Ok(ContentRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Content`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContentRef<'a> {
    /// §17.2.2: the length is that of "the Packet Number and Packet Payload fields".
    Initial {
        /// On the wire: 0 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        token: &'a [u8],
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        protected: &'a [u8],
    },
    /// §17.2.3, §17.2.4.
    ZeroRtt {
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        protected: &'a [u8],
    },
    /// §17.2.3, §17.2.4.
    Handshake {
        /// On the wire: 20 to 65536 bytes, their number in front as u62 in QUIC's variable length.
        protected: &'a [u8],
    },
}

impl ::core::cmp::Eq for ContentRef<'_> {}

impl codec::Encode for ContentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Initial { token, protected } => codec::varint_len(
                codec::Varint::Quic,
                token.len() as u64,
            )
                + token.len()
                + codec::varint_len(codec::Varint::Quic, protected.len() as u64)
                + protected.len(),
            Self::ZeroRtt { protected } | Self::Handshake { protected } =>
                codec::varint_len(codec::Varint::Quic, protected.len() as u64) + protected.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Initial { token, protected } => {
                codec::check_length(token.len(), 0, 65_536).within("token")?;
                codec::put_varint(out, codec::Varint::Quic, token.len() as u64);
                out.put(token);
                codec::check_length(protected.len(), 20, 65_536).within("protected")?;
                codec::put_varint(out, codec::Varint::Quic, protected.len() as u64);
                out.put(protected);
            }
            Self::ZeroRtt { protected } | Self::Handshake { protected } => {
                codec::check_length(protected.len(), 20, 65_536).within("protected")?;
                codec::put_varint(out, codec::Varint::Quic, protected.len() as u64);
                out.put(protected);
            }
        }
        Ok(())
    }
}

impl<'a> ContentRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> PacketKind {
        match self {
            Self::Initial { .. } => PacketKind::Initial,
            Self::ZeroRtt { .. } => PacketKind::ZeroRtt,
            Self::Handshake { .. } => PacketKind::Handshake,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: PacketKind,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            PacketKind::Initial => {
                let token = reader
                    .read_prefixed(
                        |reader| reader.read_varint::<u64>(codec::Varint::Quic, 62),
                        0,
                        65_536,
                    )
                    .within("token")?;
                let protected = reader
                    .read_prefixed(
                        |reader| reader.read_varint::<u64>(codec::Varint::Quic, 62),
                        20,
                        65_536,
                    )
                    .within("protected")?;
                Ok(Self::Initial { token, protected })
            }
            PacketKind::ZeroRtt => {
                let protected = reader
                    .read_prefixed(
                        |reader| reader.read_varint::<u64>(codec::Varint::Quic, 62),
                        20,
                        65_536,
                    )
                    .within("protected")?;
                Ok(Self::ZeroRtt { protected })
            }
            PacketKind::Handshake => {
                let protected = reader
                    .read_prefixed(
                        |reader| reader.read_varint::<u64>(codec::Varint::Quic, 62),
                        20,
                        65_536,
                    )
                    .within("protected")?;
                Ok(Self::Handshake { protected })
            }
        }
    }
}

impl<'a> ContentRef<'a> {
    /// The [`Content`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Content {
        match self {
            Self::Initial { token, protected } =>
                Content::Initial { token: reader.own(token), protected: reader.own(protected) },
            Self::ZeroRtt { protected } => Content::ZeroRtt { protected: reader.own(protected) },
            Self::Handshake { protected } =>
                Content::Handshake { protected: reader.own(protected) },
        }
    }
}

/// §17.2: in version 1, a connection identifier "MUST NOT exceed 20 bytes".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `long` | 1 bits, always 1 |
/// | 1 | 0 | `fixed` | 1 bits, always 1 |
/// | 1 | 0 | `kind` | [`PacketKind`] as 2 bits, says which arm `content` has |
/// | 1 | 0 | `protected_bits` | 4 bits |
/// | 1 | 4 | `version` | u32 big-endian, always 1 |
/// | 5 | 1..=21 | `destination` | 0 to 20 bytes, their number in front as u8 |
/// |  | 1..=21 | `source` | 0 to 20 bytes, their number in front as u8 |
/// |  | 21..=131088 | `content` | [`Content`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct LongHeaderPacket {
    /// Reserved bits and how long the packet number is.
    ///
    /// On the wire: 4 bits.
    pub protected_bits: u8,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub destination: Bytes,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub source: Bytes,
    /// On the wire: [`Content`].
    pub content: Content,
}

impl ::core::cmp::Eq for LongHeaderPacket {}

impl codec::Encode for LongHeaderPacket {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.protected_bits, 0, 15).within("protected_bits")?;
        out.put_u8(self.content.selector().number() << 4 | self.protected_bits | 0xc0);
        out.put_u32_be(1);
        out.put_prefixed(O::put_u8, &self.destination, 0, 20).within("destination")?;
        out.put_prefixed(O::put_u8, &self.source, 0, 20).within("source")?;
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LongHeaderPacket {
    const MIN_LEN: usize = 28;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LongHeaderPacketRef::decode(reader)?.own(reader))
    }
}

/// [`LongHeaderPacket`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LongHeaderPacketRef<'a> {
    /// Reserved bits and how long the packet number is.
    ///
    /// On the wire: 4 bits.
    pub protected_bits: u8,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    pub destination: &'a [u8],
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    pub source: &'a [u8],
    /// On the wire: [`Content`].
    pub content: ContentRef<'a>,
}

impl ::core::cmp::Eq for LongHeaderPacketRef<'_> {}

impl codec::Encode for LongHeaderPacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.protected_bits, 0, 15).within("protected_bits")?;
        out.put_u8(self.content.selector().number() << 4 | self.protected_bits | 0xc0);
        out.put_u32_be(1);
        out.put_prefixed(O::put_u8, self.destination, 0, 20).within("destination")?;
        out.put_prefixed(O::put_u8, self.source, 0, 20).within("source")?;
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LongHeaderPacketRef<'a> {
    const MIN_LEN: usize = 28;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("long")?;
        let start = reader.offset() - 1;
        let long = run >> 7;
        reader.expect_constant(start, long, 1).within("long")?;
        let start = reader.offset() - 1;
        let fixed = run >> 6 & 0x01;
        reader.expect_constant(start, fixed, 1).within("fixed")?;
        let start = reader.offset() - 1;
        let kind = {
            let number = run >> 4 & 0x03;
            reader.expect_variant(start, number, PacketKind::from_number(number)).within("kind")?
        };
        let protected_bits = run & 0x0f;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 1).within("version")?;
        let destination = reader
            .read_prefixed(codec::Reader::read_u8, 0, 20)
            .within("destination")?;
        let source_ = reader.read_prefixed(codec::Reader::read_u8, 0, 20).within("source")?;
        let content = ContentRef::decode(reader, kind).within("content")?;
        Ok(Self { protected_bits, destination, source: source_, content })
    }
}

impl<'a> LongHeaderPacketRef<'a> {
    /// The [`LongHeaderPacket`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> LongHeaderPacket {
        LongHeaderPacket {
            protected_bits: self.protected_bits,
            destination: reader.own(self.destination),
            source: reader.own(self.source),
            content: self.content.own(reader),
        }
    }
}

/// A datagram: a packet, and "one or more" others (§12.2) or what fills it up.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 28..=131135 | `first` | [`LongHeaderPacket`] |
/// |  | 0.. | `others` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// On the wire: [`LongHeaderPacket`].
    pub first: LongHeaderPacket,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub others: Bytes,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.first.encoded_len() + self.others.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.first.encode(out).within("first")?;
        out.put(&self.others);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 28;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DatagramRef::decode(reader)?.own(reader))
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// On the wire: [`LongHeaderPacket`].
    pub first: LongHeaderPacketRef<'a>,
    /// On the wire: bytes, all that is left.
    pub others: &'a [u8],
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.first.encoded_len() + self.others.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.first.encode(out).within("first")?;
        out.put(self.others);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 28;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let first = LongHeaderPacketRef::decode(reader).within("first")?;
        let others = reader.read_slice(reader.remaining()).within("others")?;
        Ok(Self { first, others })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram { first: self.first.own(reader), others: reader.own(self.others) }
    }
}

/// §17.2.5: the token reaches up to the integrity tag, the last 16 bytes.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `long` | 1 bits, always 1 |
/// | 1 | 0 | `fixed` | 1 bits, always 1 |
/// | 1 | 0 | `kind` | 2 bits, always 3 |
/// | 1 | 0 | `unused` | 4 bits |
/// | 1 | 4 | `version` | u32 big-endian, always 1 |
/// | 5 | 1..=21 | `destination` | 0 to 20 bytes, their number in front as u8 |
/// |  | 1..=21 | `source` | 0 to 20 bytes, their number in front as u8 |
/// |  | 17..=65536 | `token_and_tag` | 17 to 65536 bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Retry {
    /// On the wire: 4 bits.
    pub unused: u8,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub destination: Bytes,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub source: Bytes,
    /// On the wire: 17 to 65536 bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub token_and_tag: Bytes,
}

impl ::core::cmp::Eq for Retry {}

impl codec::Encode for Retry {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.token_and_tag.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 15).within("unused")?;
        out.put_u8(self.unused | 0xf0);
        out.put_u32_be(1);
        out.put_prefixed(O::put_u8, &self.destination, 0, 20).within("destination")?;
        out.put_prefixed(O::put_u8, &self.source, 0, 20).within("source")?;
        codec::check_length(self.token_and_tag.len(), 17, 65_536).within("token_and_tag")?;
        out.put(&self.token_and_tag);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Retry {
    const MIN_LEN: usize = 24;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RetryRef::decode(reader)?.own(reader))
    }
}

/// [`Retry`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryRef<'a> {
    /// On the wire: 4 bits.
    pub unused: u8,
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    pub destination: &'a [u8],
    /// On the wire: 0 to 20 bytes, their number in front as u8.
    pub source: &'a [u8],
    /// On the wire: 17 to 65536 bytes, all that is left.
    pub token_and_tag: &'a [u8],
}

impl ::core::cmp::Eq for RetryRef<'_> {}

impl codec::Encode for RetryRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.token_and_tag.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 15).within("unused")?;
        out.put_u8(self.unused | 0xf0);
        out.put_u32_be(1);
        out.put_prefixed(O::put_u8, self.destination, 0, 20).within("destination")?;
        out.put_prefixed(O::put_u8, self.source, 0, 20).within("source")?;
        codec::check_length(self.token_and_tag.len(), 17, 65_536).within("token_and_tag")?;
        out.put(self.token_and_tag);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RetryRef<'a> {
    const MIN_LEN: usize = 24;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("long")?;
        let start = reader.offset() - 1;
        let long = run >> 7;
        reader.expect_constant(start, long, 1).within("long")?;
        let start = reader.offset() - 1;
        let fixed = run >> 6 & 0x01;
        reader.expect_constant(start, fixed, 1).within("fixed")?;
        let start = reader.offset() - 1;
        let kind = run >> 4 & 0x03;
        reader.expect_constant(start, kind, 3).within("kind")?;
        let unused = run & 0x0f;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 1).within("version")?;
        let destination = reader
            .read_prefixed(codec::Reader::read_u8, 0, 20)
            .within("destination")?;
        let source_ = reader.read_prefixed(codec::Reader::read_u8, 0, 20).within("source")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 17, 65_536).within("token_and_tag")?;
        let token_and_tag = reader.read_slice(reader.remaining()).within("token_and_tag")?;
        Ok(Self { unused, destination, source: source_, token_and_tag })
    }
}

impl<'a> RetryRef<'a> {
    /// The [`Retry`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Retry {
        Retry {
            unused: self.unused,
            destination: reader.own(self.destination),
            source: reader.own(self.source),
            token_and_tag: reader.own(self.token_and_tag),
        }
    }
}

/// §17.2.1: the answer of a server to a version that it does not know.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `long` | 1 bits, always 1 |
/// | 1 | 0 | `unused` | 7 bits |
/// | 1 | 4 | `version` | u32 big-endian, always 0 |
/// | 5 | 1..=256 | `destination` | 0 to 255 bytes, their number in front as u8 |
/// |  | 1..=256 | `source` | 0 to 255 bytes, their number in front as u8 |
/// |  | 4.. | `supported` | at least 1 elements, all that is left, each u32 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct VersionNegotiation {
    /// On the wire: 7 bits.
    pub unused: u8,
    /// On the wire: 0 to 255 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub destination: Bytes,
    /// On the wire: 0 to 255 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub source: Bytes,
    /// On the wire: at least 1 elements, all that is left, each u32 big-endian.
    pub supported: Vec<u32>,
}

impl ::core::cmp::Eq for VersionNegotiation {}

impl codec::Encode for VersionNegotiation {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.supported.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 127).within("unused")?;
        out.put_u8(self.unused | 0x80);
        out.put_u32_be(0);
        out.put_prefixed(O::put_u8, &self.destination, 0, 255).within("destination")?;
        out.put_prefixed(O::put_u8, &self.source, 0, 255).within("source")?;
        codec::check_length(self.supported.len(), 1, u64::MAX).within("supported")?;
        for element in &self.supported {
            out.put_u32_be(*element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for VersionNegotiation {
    const MIN_LEN: usize = 11;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("long")?;
        let start = reader.offset() - 1;
        let long = run >> 7;
        reader.expect_constant(start, long, 1).within("long")?;
        let unused = run & 0x7f;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 0).within("version")?;
        let destination = reader
            .read_prefixed(codec::Reader::read_u8, 0, 255)
            .within("destination")?;
        let destination = reader.own(destination);
        let source_ = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("source")?;
        let source_ = reader.own(source_);
        let supported = reader
            .read_list_to_end(1, u64::MAX, codec::Reader::read_u32_be)
            .within("supported")?;
        Ok(Self { unused, destination, source: source_, supported })
    }
}

/// [`VersionNegotiation`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VersionNegotiationRef<'a> {
    /// On the wire: 7 bits.
    pub unused: u8,
    /// On the wire: 0 to 255 bytes, their number in front as u8.
    pub destination: &'a [u8],
    /// On the wire: 0 to 255 bytes, their number in front as u8.
    pub source: &'a [u8],
    /// On the wire: at least 1 elements, all that is left, each u32 big-endian.
    pub supported: codec::List<'a, u32>,
}

impl ::core::cmp::Eq for VersionNegotiationRef<'_> {}

impl codec::Encode for VersionNegotiationRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.destination.len() + self.source.len() + self.supported.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 127).within("unused")?;
        out.put_u8(self.unused | 0x80);
        out.put_u32_be(0);
        out.put_prefixed(O::put_u8, self.destination, 0, 255).within("destination")?;
        out.put_prefixed(O::put_u8, self.source, 0, 255).within("source")?;
        codec::check_length(self.supported.len(), 1, u64::MAX).within("supported")?;
        for element in self.supported.iter() {
            out.put_u32_be(element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for VersionNegotiationRef<'a> {
    const MIN_LEN: usize = 11;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("long")?;
        let start = reader.offset() - 1;
        let long = run >> 7;
        reader.expect_constant(start, long, 1).within("long")?;
        let unused = run & 0x7f;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 0).within("version")?;
        let destination = reader
            .read_prefixed(codec::Reader::read_u8, 0, 255)
            .within("destination")?;
        let source_ = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("source")?;
        let supported = codec::List::read_to_end(reader, 1, u64::MAX, codec::Reader::read_u32_be)
            .within("supported")?;
        Ok(Self { unused, destination, source: source_, supported })
    }
}

impl<'a> VersionNegotiationRef<'a> {
    /// The [`VersionNegotiation`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> VersionNegotiation {
        VersionNegotiation {
            unused: self.unused,
            destination: reader.own(self.destination),
            source: reader.own(self.source),
            supported: self.supported.iter().collect(),
        }
    }
}

// Written by `cargo run -- gen` from codegen/tests/specs/headers.wire. Do not edit: change the spec and run the command.

//! The headers protocol. See `codegen/tests/specs/headers.wire`.

#[allow(unused_imports, reason = "the prelude of some editions has it")]
use ::core::future::Future;

#[allow(unused_imports, reason = "a field may have its name")]
use ::packetwright::service;

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// Two bits are kept back.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    /// The flag `lz4`.
    pub const LZ4: Self = Self(0x01);

    /// The flag `zstd`.
    pub const ZSTD: Self = Self(0x08);
    const FLAG_NAMES: [(&'static str, Self); 2] = [("lz4", Self::LZ4), ("zstd", Self::ZSTD)];

    /// No flag at all.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set with these bits.
    ///
    /// # Errors
    /// Reserved bits are set, or a constraint of the set does not hold.
    pub const fn from_bits(bits: u8) -> Result<Self, codec::FlagsError> {
        match Self(bits).check() {
            Ok(()) => Ok(Self(bits)),
            Err(error) => Err(error),
        }
    }

    /// The bits on the wire.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether all flags of `other` are set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Sets all flags of `other`.
    pub const fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Clears all flags of `other`.
    pub const fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }

    /// This set with all flags of `other`.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `lz4` is set.
    pub const fn is_lz4(self) -> bool {
        self.contains(Self::LZ4)
    }

    /// Whether `zstd` is set.
    pub const fn is_zstd(self) -> bool {
        self.contains(Self::ZSTD)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0x09;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
        }
        if self.is_lz4() && self.is_zstd() {
            return Err(codec::FlagsError::Require("!(lz4 && zstd)"));
        }
        Ok(())
    }
}

impl ::core::ops::BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl ::core::fmt::Debug for Marks {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        f.debug_set().entries(names.map(|(name, _)| name)).finish()
    }
}

impl codec::serde::Serialize for Marks {
    fn serialize<S: codec::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        serializer.collect_seq(names.map(|(name, _)| name))
    }
}

impl<'de> codec::serde::Deserialize<'de> for Marks {
    fn deserialize<D: codec::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut flags = Self::empty();
        for name in <Vec<String> as codec::serde::Deserialize>::deserialize(deserializer)? {
            match Self::FLAG_NAMES.iter().find(|(known, _)| *known == name) {
                Some((_, flag)) => flags.insert(*flag),
                None => {
                    let unknown = format_args!("no flag is called {name}");
                    return Err(codec::serde::de::Error::custom(unknown));
                }
            }
        }
        Ok(flags)
    }
}

/// Zero is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Class {
    /// `Bulk`, number 2.
    Bulk,
    /// `Urgent`, number 5.
    Urgent,
}

impl Class {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Bulk => 2,
            Self::Urgent => 5,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            2 => Some(Self::Bulk),
            5 => Some(Self::Urgent),
            _ => None,
        }
    }
}

/// The enumeration `Channel`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Channel {
    /// `Control`, number 1.
    Control,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Channel {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Control => 1,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Control,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) =>
                matches!(Self::from_number(number), Self::Unknown(_)) && number <= 31,
            _ => true,
        }
    }
}

/// The packet `Packet`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `magic` | 12 bits, always 0xcab |
/// | 2 | 0 | `version` | 4 bits, 2 to 3 |
/// | 2 | 1 | `marks` | [`Marks`] as 4 bits |
/// | 3 | 0 | `class` | [`Class`] as 3 bits |
/// | 3 | 0 | `spare` | one bit |
/// | 3 | 8 | `stream` | 33 bits, 5 to 8589934591 |
/// | 11 | 0 | `channel` | [`Channel`] as 5 bits |
/// | 11 | 0 | `filler` | 26 bits, always 0x2aaaa01 |
/// | 11 | 3 | `hops` | 5 signed bits, -3 to 9 |
/// | 14 | 0 | `length` | 19 bits, the bytes of `payload` and 4 |
/// | 14 | 1 | `check` | i8, always 0xfffffffffffffffffffffffffffffffe |
/// | 15 | 1..=102400 | `payload` | 1 to 102400 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Packet {
    /// On the wire: 4 bits, 2 to 3.
    pub version: u8,
    /// On the wire: [`Marks`] as 4 bits.
    pub marks: Marks,
    /// On the wire: [`Class`] as 3 bits.
    pub class: Class,
    /// On the wire: one bit.
    pub spare: bool,
    /// All of 64 bits.
    ///
    /// On the wire: 33 bits, 5 to 8589934591.
    pub stream: u64,
    /// On the wire: [`Channel`] as 5 bits.
    pub channel: Channel,
    /// On the wire: 5 signed bits, -3 to 9.
    pub hops: i8,
    /// On the wire: 1 to 102400 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Packet {}

impl codec::Encode for Packet {
    #[inline]
    fn encoded_len(&self) -> usize {
        15 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.version, 2, 3).within("version")?;
        out.put_u16_be(u16::from(self.version) | 0xcab0);
        codec::check_flags(self.marks.check()).within("marks")?;
        out.put_u8(self.marks.bits() << 4 | self.class.number() << 1 | u8::from(self.spare));
        codec::check_range(self.stream, 5, 8_589_934_591).within("stream")?;
        codec::check_variant(self.channel.is_canonical(), self.channel.number()).within("channel")?;
        out.put_u64_be(
            self.stream << 31 | u64::from(self.channel.number()) << 26 | 0x0000_0000_02aa_aa01,
        );
        codec::check_range(self.hops, -3, 9).within("hops")?;
        codec::check_length(self.payload.len(), 1, 102_400).within("length")?;
        out.put_u24_le(self.hops as u32 & 0x1f | (self.payload.len() as u32 + 4) << 5);
        out.put_i8(-2);
        out.put(&self.payload);
        codec::check_require(
            self.class.number() == 5 || self.payload.len() <= 61440,
            "only what is urgent is long",
        )?;
        codec::check_require(
            !self.marks.is_zstd() || self.payload.len() >= 2 && self.stream <= 5000000000,
            "!marks.zstd || len(payload) >= 2 && stream <= 5_000_000_000",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Packet {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(PacketRef::decode(reader)?.own(reader))
    }
}

/// [`Packet`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PacketRef<'a> {
    /// On the wire: 4 bits, 2 to 3.
    pub version: u8,
    /// On the wire: [`Marks`] as 4 bits.
    pub marks: Marks,
    /// On the wire: [`Class`] as 3 bits.
    pub class: Class,
    /// On the wire: one bit.
    pub spare: bool,
    /// All of 64 bits.
    ///
    /// On the wire: 33 bits, 5 to 8589934591.
    pub stream: u64,
    /// On the wire: [`Channel`] as 5 bits.
    pub channel: Channel,
    /// On the wire: 5 signed bits, -3 to 9.
    pub hops: i8,
    /// On the wire: 1 to 102400 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for PacketRef<'_> {}

impl codec::Encode for PacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        15 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.version, 2, 3).within("version")?;
        out.put_u16_be(u16::from(self.version) | 0xcab0);
        codec::check_flags(self.marks.check()).within("marks")?;
        out.put_u8(self.marks.bits() << 4 | self.class.number() << 1 | u8::from(self.spare));
        codec::check_range(self.stream, 5, 8_589_934_591).within("stream")?;
        codec::check_variant(self.channel.is_canonical(), self.channel.number()).within("channel")?;
        out.put_u64_be(
            self.stream << 31 | u64::from(self.channel.number()) << 26 | 0x0000_0000_02aa_aa01,
        );
        codec::check_range(self.hops, -3, 9).within("hops")?;
        codec::check_length(self.payload.len(), 1, 102_400).within("length")?;
        out.put_u24_le(self.hops as u32 & 0x1f | (self.payload.len() as u32 + 4) << 5);
        out.put_i8(-2);
        out.put(self.payload);
        codec::check_require(
            self.class.number() == 5 || self.payload.len() <= 61440,
            "only what is urgent is long",
        )?;
        codec::check_require(
            !self.marks.is_zstd() || self.payload.len() >= 2 && self.stream <= 5000000000,
            "!marks.zstd || len(payload) >= 2 && stream <= 5_000_000_000",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PacketRef<'a> {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let run = reader.read_u16_be().within("magic")?;
        let start = reader.offset() - 2;
        let magic = run >> 4;
        reader.expect_constant(start, magic, 0xcab).within("magic")?;
        let start = reader.offset() - 1;
        let version = (run & 0x0f) as u8;
        reader.expect_range(start, version, 2, 3).within("version")?;
        let run = reader.read_u8().within("marks")?;
        let start = reader.offset() - 1;
        let marks = reader.expect_flags(start, Marks::from_bits(run >> 4)).within("marks")?;
        let start = reader.offset() - 1;
        let class = {
            let number = run >> 1 & 0x07;
            reader.expect_variant(start, number, Class::from_number(number)).within("class")?
        };
        let spare = run & 1 != 0;
        let run = reader.read_u64_be().within("stream")?;
        let start = reader.offset() - 8;
        let stream = run >> 31;
        reader.expect_range(start, stream, 5, 8_589_934_591).within("stream")?;
        let channel = Channel::from_number((run >> 26 & 0x1f) as u8);
        let start = reader.offset() - 4;
        let filler = (run & 0x03ff_ffff) as u32;
        reader.expect_constant(start, filler, 0x2aa_aa01).within("filler")?;
        let run = reader.read_u24_le().within("hops")?;
        let start = reader.offset() - 3;
        let hops = ((run << 27) as i32 >> 27) as i8;
        reader.expect_range(start, hops, -3, 9).within("hops")?;
        let start = reader.offset() - 3;
        let length_ = run >> 5;
        reader.expect_length(start, i128::from(length_) - 4, 1, 102_400).within("length")?;
        let start = reader.offset();
        let check = reader.read_i8().within("check")?;
        reader.expect_constant(start, check, -2).within("check")?;
        let payload = reader.read_measured(u64::from(length_) - 4).within("payload")?;
        reader.expect_require(
            begin,
            class.number() == 5 || payload.len() <= 61440,
            "only what is urgent is long",
        )?;
        reader.expect_require(
            begin,
            !marks.is_zstd() || payload.len() >= 2 && stream <= 5000000000,
            "!marks.zstd || len(payload) >= 2 && stream <= 5_000_000_000",
        )?;
        Ok(Self { version, marks, class, spare, stream, channel, hops, payload })
    }
}

impl<'a> PacketRef<'a> {
    /// The [`Packet`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Packet {
        Packet {
            version: self.version,
            marks: self.marks,
            class: self.class,
            spare: self.spare,
            stream: self.stream,
            channel: self.channel,
            hops: self.hops,
            payload: reader.own(self.payload),
        }
    }
}

/// The enumeration `Kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Kind {
    /// `Request`, number 0.
    Request,
    /// `Reply`, number 1.
    Reply,
    /// `Error`, number 2.
    Error,
}

impl Kind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Request => 0,
            Self::Reply => 1,
            Self::Error => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Request),
            1 => Some(Self::Reply),
            2 => Some(Self::Error),
            _ => None,
        }
    }
}

/// The union `Content`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Content {
    /// What there is if the selector is [`Kind::Request`].
    Request {
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Reply`].
    Reply {
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Error`].
    Error {
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        message: Bytes,
    },
}

impl ::core::cmp::Eq for Content {}

impl codec::Encode for Content {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Request { message } | Self::Reply { message } | Self::Error { message } =>
                message.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Request { message } | Self::Reply { message } | Self::Error { message } => {
                out.put(message);
            }
        }
        Ok(())
    }
}

impl Content {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::Request { .. } => Kind::Request,
            Self::Reply { .. } => Kind::Reply,
            Self::Error { .. } => Kind::Error,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: Kind,
    ) -> Result<Self, codec::DecodeError> {
        Ok(ContentRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Content`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContentRef<'a> {
    /// What there is if the selector is [`Kind::Request`].
    Request {
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Reply`].
    Reply {
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Error`].
    Error {
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
}

impl ::core::cmp::Eq for ContentRef<'_> {}

impl codec::Encode for ContentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Request { message } | Self::Reply { message } | Self::Error { message } =>
                message.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Request { message } | Self::Reply { message } | Self::Error { message } => {
                out.put(message);
            }
        }
        Ok(())
    }
}

impl<'a> ContentRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::Request { .. } => Kind::Request,
            Self::Reply { .. } => Kind::Reply,
            Self::Error { .. } => Kind::Error,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: Kind,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            Kind::Request => {
                let message = reader.read_slice(reader.remaining()).within("message")?;
                Ok(Self::Request { message })
            }
            Kind::Reply => {
                let message = reader.read_slice(reader.remaining()).within("message")?;
                Ok(Self::Reply { message })
            }
            Kind::Error => {
                let message = reader.read_slice(reader.remaining()).within("message")?;
                Ok(Self::Error { message })
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
            Self::Request { message } => Content::Request { message: reader.own(message) },
            Self::Reply { message } => Content::Reply { message: reader.own(message) },
            Self::Error { message } => Content::Error { message: reader.own(message) },
        }
    }
}

/// The structure `Envelope`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`Kind`] as u8, says which arm `content` has |
/// | 1 | 4 | `id` | u32 big-endian |
/// | 5 | 0.. | `content` | [`Content`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Envelope {
    /// On the wire: u32 big-endian.
    pub id: u32,
    /// On the wire: [`Content`].
    pub content: Content,
}

impl ::core::cmp::Eq for Envelope {}

impl codec::Encode for Envelope {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.content.selector().number());
        out.put_u32_be(self.id);
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Envelope {
    const MIN_LEN: usize = 5;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 2);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(EnvelopeRef::decode(reader)?.own(reader))
    }
}

/// [`Envelope`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EnvelopeRef<'a> {
    /// On the wire: u32 big-endian.
    pub id: u32,
    /// On the wire: [`Content`].
    pub content: ContentRef<'a>,
}

impl ::core::cmp::Eq for EnvelopeRef<'_> {}

impl codec::Encode for EnvelopeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.content.selector().number());
        out.put_u32_be(self.id);
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EnvelopeRef<'a> {
    const MIN_LEN: usize = 5;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 2);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader.read_variant(codec::Reader::read_u8, Kind::from_number).within("kind")?;
        let id = reader.read_u32_be().within("id")?;
        let content = ContentRef::decode(reader, kind).within("content")?;
        Ok(Self { id, content })
    }
}

impl<'a> EnvelopeRef<'a> {
    /// The [`Envelope`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Envelope {
        Envelope { id: self.id, content: self.content.own(reader) }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Ping`.
    Ping(Ping),
    /// The message `Pong`.
    Pong(Pong),
    /// The message `Failure`.
    Failure(Failure),
    /// The message `Note`.
    Note(Note),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Ping(_) => 1,
            Self::Pong(_) => 2,
            Self::Failure(_) => 3,
            Self::Note(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ping(_) => "Ping",
            Self::Pong(_) => "Pong",
            Self::Failure(_) => "Failure",
            Self::Note(_) => "Note",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Ping(body) => body.encoded_len(),
            Self::Pong(body) => body.encoded_len(),
            Self::Failure(body) => body.encoded_len(),
            Self::Note(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Ping(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Pong(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Failure(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Note(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Ping::decode(reader).map(Self::Ping),
            2 => Pong::decode(reader).map(Self::Pong),
            3 => Failure::decode(reader).map(Self::Failure),
            4 => Note::decode(reader).map(Self::Note),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Ping> for Message {
    fn from(body: Ping) -> Self {
        Self::Ping(body)
    }
}

impl From<Pong> for Message {
    fn from(body: Pong) -> Self {
        Self::Pong(body)
    }
}

impl From<Failure> for Message {
    fn from(body: Failure) -> Self {
        Self::Failure(body)
    }
}

impl From<Note> for Message {
    fn from(body: Note) -> Self {
        Self::Note(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Ping`.
    Ping(Ping),
    /// The message `Pong`.
    Pong(Pong),
    /// The message `Failure`.
    Failure(FailureRef<'a>),
    /// The message `Note`.
    Note(NoteRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Ping(_) => 1,
            Self::Pong(_) => 2,
            Self::Failure(_) => 3,
            Self::Note(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ping(_) => "Ping",
            Self::Pong(_) => "Pong",
            Self::Failure(_) => "Failure",
            Self::Note(_) => "Note",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Ping(body) => body.encoded_len(),
            Self::Pong(body) => body.encoded_len(),
            Self::Failure(body) => body.encoded_len(),
            Self::Note(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Ping(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Pong(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Failure(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Note(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Ping::decode(reader).map(Self::Ping),
            2 => Pong::decode(reader).map(Self::Pong),
            3 => FailureRef::decode(reader).map(Self::Failure),
            4 => NoteRef::decode(reader).map(Self::Note),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl<'a> MessageRef<'a> {
    /// The [`Message`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Message {
        match self {
            Self::Ping(body) => Message::Ping(body),
            Self::Pong(body) => Message::Pong(body),
            Self::Failure(body) => Message::Failure(body.own(reader)),
            Self::Note(body) => Message::Note(body.own(reader)),
        }
    }
}

/// The message `Ping`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `nonce` | u32 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Ping {
    /// On the wire: u32 big-endian.
    pub nonce: u32,
}

impl ::core::cmp::Eq for Ping {}

impl codec::Encode for Ping {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(self.nonce);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Ping {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nonce = reader.read_u32_be().within("nonce")?;
        Ok(Self { nonce })
    }
}

impl protocol::Message for Ping {
    const TAG: u64 = 1;
    const NAME: &'static str = "Ping";
}

impl protocol::Request for Ping {
    type Reply = Pong;
}

/// The message `Pong`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `nonce` | u32 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Pong {
    /// On the wire: u32 big-endian.
    pub nonce: u32,
}

impl ::core::cmp::Eq for Pong {}

impl codec::Encode for Pong {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(self.nonce);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Pong {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nonce = reader.read_u32_be().within("nonce")?;
        Ok(Self { nonce })
    }
}

impl protocol::Message for Pong {
    const TAG: u64 = 2;
    const NAME: &'static str = "Pong";
}

/// The message `Failure`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `code` | u16 big-endian |
/// | 2 | 1..=256 | `detail` | 0 to 255 bytes of UTF-8, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Failure {
    /// On the wire: u16 big-endian.
    pub code: u16,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub detail: String,
}

impl ::core::cmp::Eq for Failure {}

impl codec::Encode for Failure {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.code);
        out.put_prefixed(O::put_u8, self.detail.as_bytes(), 0, 255).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Failure {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FailureRef::decode(reader)?.own(reader))
    }
}

/// [`Failure`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FailureRef<'a> {
    /// On the wire: u16 big-endian.
    pub code: u16,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub detail: &'a str,
}

impl ::core::cmp::Eq for FailureRef<'_> {}

impl codec::Encode for FailureRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.code);
        out.put_prefixed(O::put_u8, self.detail.as_bytes(), 0, 255).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FailureRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let code = reader.read_u16_be().within("code")?;
        let detail = reader.read_prefixed_text(codec::Reader::read_u8, 0, 255).within("detail")?;
        Ok(Self { code, detail })
    }
}

impl<'a> FailureRef<'a> {
    /// The [`Failure`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Failure {
        Failure { code: self.code, detail: String::from(self.detail) }
    }
}

impl protocol::Message for Failure {
    const TAG: u64 = 3;
    const NAME: &'static str = "Failure";
}

/// The message `Note`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=256 | `text` | 0 to 255 bytes of UTF-8, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Note {
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub text: String,
}

impl ::core::cmp::Eq for Note {}

impl codec::Encode for Note {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.text.as_bytes(), 0, 255).within("text")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Note {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(NoteRef::decode(reader)?.own(reader))
    }
}

/// [`Note`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteRef<'a> {
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub text: &'a str,
}

impl ::core::cmp::Eq for NoteRef<'_> {}

impl codec::Encode for NoteRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.text.as_bytes(), 0, 255).within("text")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for NoteRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let text = reader.read_prefixed_text(codec::Reader::read_u8, 0, 255).within("text")?;
        Ok(Self { text })
    }
}

impl<'a> NoteRef<'a> {
    /// The [`Note`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Note {
        Note { text: String::from(self.text) }
    }
}

impl protocol::Message for Note {
    const TAG: u64 = 4;
    const NAME: &'static str = "Note";
}

impl protocol::PacketFormat for Packet {
    const HEADER_LEN: usize = 15;
    const MAX_PAYLOAD: usize = 102_400;

    #[allow(unused_variables, reason = "of some fields only the size matters")]
    fn decode_header(input: &[u8]) -> Result<Option<protocol::PacketHead>, codec::DecodeError> {
        let reader = &mut codec::Reader::new(input);
        let run = reader.peek_arrived(&[0xca, 0xb0], true) as u16;
        if reader.remaining() < 1 {
            return Ok(None);
        }
        let start = reader.offset();
        let magic = run >> 4;
        reader.expect_constant(start, magic, 0xcab).within("magic")?;
        if reader.remaining() < 2 {
            return Ok(None);
        }
        let start = reader.offset() + 1;
        let version = (run & 0x0f) as u8;
        reader.expect_range(start, version, 2, 3).within("version")?;
        reader.read_slice(2)?;
        if reader.remaining() < 1 {
            return Ok(None);
        }
        let run = reader.read_u8().within("marks")?;
        let start = reader.offset() - 1;
        let marks = reader.expect_flags(start, Marks::from_bits(run >> 4)).within("marks")?;
        let start = reader.offset() - 1;
        let class = {
            let number = run >> 1 & 0x07;
            reader.expect_variant(start, number, Class::from_number(number)).within("class")?
        };
        let spare = run & 1 != 0;
        let run = reader.peek_arrived(&[0x00, 0x00, 0x00, 0x00, 0x02, 0xaa, 0xaa, 0x01], true);
        if reader.remaining() < 5 {
            return Ok(None);
        }
        let start = reader.offset();
        let stream = run >> 31;
        reader.expect_range(start, stream, 5, 8_589_934_591).within("stream")?;
        let channel = Channel::from_number((run >> 26 & 0x1f) as u8);
        let start = reader.offset() + 4;
        let filler = (run & 0x03ff_ffff) as u32;
        reader.expect_constant(start, filler, 0x2aa_aa01).within("filler")?;
        if reader.remaining() < 8 {
            return Ok(None);
        }
        reader.read_slice(8)?;
        let run = reader.peek_arrived(&[0x00, 0x00, 0x00], false) as u32;
        if reader.remaining() < 1 {
            return Ok(None);
        }
        let start = reader.offset();
        let hops = ((run << 27) as i32 >> 27) as i8;
        reader.expect_range(start, hops, -3, 9).within("hops")?;
        if reader.remaining() < 3 {
            return Ok(None);
        }
        let start = reader.offset();
        let length_ = run >> 5;
        reader.expect_length(start, i128::from(length_) - 4, 1, 102_400).within("length")?;
        reader.read_slice(3)?;
        if !reader.read_constant(&[0xfe], true).within("check")? {
            return Ok(None);
        }
        let payload_len = length_ as usize - 4;
        reader.expect_require(
            0,
            class.number() == 5 || payload_len <= 61440,
            "only what is urgent is long",
        )?;
        reader.expect_require(
            0,
            !marks.is_zstd() || payload_len >= 2 && stream <= 5000000000,
            "!marks.zstd || len(payload) >= 2 && stream <= 5_000_000_000",
        )?;
        Ok(Some(protocol::PacketHead {
            payload_len,
            handshake: false,
            sealed: false,
            compression: if marks
                .is_lz4() {
                    Some(protocol::Compression::Lz4)
                } else if marks
                .is_zstd() {
                    Some(protocol::Compression::Zstd)
                } else {
                    None
                },
        }))
    }

    fn encode_header(
        head: &protocol::PacketHead,
        out: &mut [u8],
    ) -> Result<(), codec::EncodeError> {
        let mut marks = Marks::empty();
        codec::check_presence(head.handshake, false).within("handshake")?;
        codec::check_presence(head.sealed, false).within("sealed")?;
        if head.compression == Some(protocol::Compression::Lz4) {
            marks.insert(Marks::LZ4);
        }
        if head.compression == Some(protocol::Compression::Zstd) {
            marks.insert(Marks::ZSTD);
        }
        codec::check_flags(marks.check()).within("marks")?;
        codec::check_length(head.payload_len, 1, 102_400).within("length")?;
        out[0..2].copy_from_slice(&(0xcab2 as u16).to_be_bytes());
        out[2..3].copy_from_slice(&[marks.bits() << 4 | 0x04]);
        out[3..11].copy_from_slice(&(0x0000_0002_82aa_aa01 as u64).to_be_bytes());
        out[11..14].copy_from_slice(&((head.payload_len as u32 + 4) << 5).to_le_bytes()[..3]);
        out[14..15].copy_from_slice(&(-2_i8).to_be_bytes());
        codec::check_require(head.payload_len <= 61440, "only what is urgent is long")?;
        codec::check_require(
            !marks.is_zstd() || head.payload_len >= 2,
            "!marks.zstd || len(payload) >= 2 && stream <= 5_000_000_000",
        )?;
        Ok(())
    }
}

impl protocol::EnvelopeFormat for Envelope {
    fn encode_head(
        head: &protocol::EnvelopeHead,
        out: &mut Vec<u8>,
    ) -> Result<(), codec::EncodeError> {
        let content = match head.kind {
            protocol::EnvelopeKind::Request => ContentRef::Request { message: &[] },
            protocol::EnvelopeKind::Reply => ContentRef::Reply { message: &[] },
            protocol::EnvelopeKind::Error => ContentRef::Error { message: &[] },
            other => {
                return codec::check_variant(false, other as u8).within("kind");
            }
        };
        codec::check_presence(head.deadline_ms.is_some(), false).within("deadline")?;
        codec::check_presence(head.trace.is_some(), false).within("trace")?;
        let envelope = EnvelopeRef {
            id: {
                codec::check_range(head.id, 0, 0xffff_ffff).within("id")?;
                head.id as u32
            },
            content,
        };
        envelope.encode_into(out)
    }

    fn decode(input: &[u8]) -> Result<(protocol::EnvelopeHead, &[u8]), codec::DecodeError> {
        let envelope = EnvelopeRef::from_slice(input)?;
        let (kind, message, credit) = match envelope.content {
            ContentRef::Request { message } => (protocol::EnvelopeKind::Request, message, 0),
            ContentRef::Reply { message } => (protocol::EnvelopeKind::Reply, message, 0),
            ContentRef::Error { message } => (protocol::EnvelopeKind::Error, message, 0),
        };
        let head = protocol::EnvelopeHead {
            kind,
            id: envelope.id.into(),
            deadline_ms: None,
            trace: None,
            credit,
        };
        Ok((head, message))
    }
}

/// The protocol `headers`, version 2.
///
/// A packet whose header shares bytes between its fields, in both byte orders.
#[derive(Clone, Copy, Debug)]
pub enum Headers {}

impl protocol::Protocol for Headers {
    const NAME: &'static str = "headers";
    const VERSION: u8 = 2;
    type Packet = Packet;
    type Envelope = Envelope;
    type Handshake = protocol::handshake::NoHandshake;
    const KEEPALIVE: Option<protocol::Keepalive> = Some(protocol::Keepalive {
        question: 1,
        answer: 2,
    });

    fn encode_keepalive(nonce: u64, out: &mut Vec<u8>) -> Result<(), codec::EncodeError> {
        Ping { nonce: nonce as u32 }.encode_into(out)
    }

    fn encode_tag<O: codec::Output>(tag: u64, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(tag, 0, 255)?;
        out.put_u8(tag as u8);
        Ok(())
    }

    fn decode_tag(reader: &mut codec::Reader<'_>) -> Result<u64, codec::DecodeError> {
        reader.read_u8().map(u64::from)
    }

    fn encode_error(
        error: &protocol::RemoteError,
        out: &mut Vec<u8>,
    ) -> Result<(), codec::EncodeError> {
        let report = FailureRef {
            code: {
                codec::check_range(error.code.number(), 0, 65535).within("code")?;
                error.code.number() as u16
            },
            detail: &error.detail,
        };
        MessageRef::Failure(report).encode_into(out)
    }

    fn decode_error(message: &[u8]) -> Result<protocol::RemoteError, codec::DecodeError> {
        let mut reader = codec::Reader::new(message);
        match Self::decode_tag(&mut reader)? {
            3 => {}
            tag => return Err(codec::DecodeError::unknown_message(0, tag)),
        }
        let report: FailureRef<'_> = reader.read_to_end()?;
        Ok(protocol::RemoteError {
            code: protocol::ErrorCode::from_number(report.code.into()),
            detail: String::from(report.detail),
        })
    }

    fn encode_goodbye(_: &protocol::Goodbye, _: &mut Vec<u8>) -> Result<(), codec::EncodeError> {
        Ok(())
    }

    fn decode_goodbye(message: &[u8]) -> Result<Option<protocol::Goodbye>, codec::DecodeError> {
        Self::decode_tag(&mut codec::Reader::new(message)).map(|_| None)
    }
}

/// Answers the messages of [`Message`], one method each.
pub trait MessageHandler: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Handles `Note`.
    fn note(
        &self,
        context: &service::Context,
        message: Note,
    ) -> impl Future<Output = Result<(), service::HandlerError>> + ::core::marker::Send;
}

/// Gives each message to its method of a [`MessageHandler`]; the choice is a `match` on the tag.
#[derive(Clone, Debug)]
pub struct MessageDispatcher<H>(pub H);

impl<H: MessageHandler> service::Handler<Headers> for MessageDispatcher<H> {
    async fn handle(
        &self,
        context: &service::Context,
        message: Bytes,
    ) -> Result<service::Answer, service::HandlerError> {
        let malformed = service::HandlerError::malformed;
        let mut reader = codec::Reader::shared(&message);
        match Headers::decode_tag(&mut reader).map_err(malformed)? {
            4 => {
                let body: Note = reader.read_to_end().map_err(malformed)?;
                H::note(&self.0, context, body).await?;
                Ok(service::Answer::none())
            }
            tag => Err(service::HandlerError::unknown_message(tag)),
        }
    }
}

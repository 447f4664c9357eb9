// Written by `cargo run -- gen` from spec/network.wire. Do not edit: change the spec and run the command.

//! The network protocol. See `spec/network.wire`.

#[cfg(feature = "session")]
#[allow(unused_imports, reason = "the prelude of some editions has it")]
use ::core::future::Future;

#[cfg(feature = "session")]
#[allow(unused_imports, reason = "a field may have its name")]
use crate::service;

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use crate::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use crate::protocol::{self, Protocol as _};

/// The most a packet carries, and the most a compressed payload may expand to.
pub const MAX_PAYLOAD: u64 = 16_777_216;

/// The most a packet carries before the session is up.
pub const MAX_HANDSHAKE_PAYLOAD: u64 = 4096;

/// What was done to the payload before it was framed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PacketFlags(u8);

impl PacketFlags {
    /// The payload is one LZ4 block with its size in front (u32, little-endian).
    pub const LZ4: Self = Self(0x01);

    /// The payload is one Zstandard frame with its content size.
    pub const ZSTD: Self = Self(0x02);

    /// The payload is a handshake message.
    pub const HANDSHAKE: Self = Self(0x40);

    /// The payload is a sealed record of the session.
    pub const ENCRYPTED: Self = Self(0x80);
    const FLAG_NAMES: [(&'static str, Self); 4] = [
        ("lz4", Self::LZ4),
        ("zstd", Self::ZSTD),
        ("handshake", Self::HANDSHAKE),
        ("encrypted", Self::ENCRYPTED),
    ];

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

    /// Whether `handshake` is set.
    pub const fn is_handshake(self) -> bool {
        self.contains(Self::HANDSHAKE)
    }

    /// Whether `encrypted` is set.
    pub const fn is_encrypted(self) -> bool {
        self.contains(Self::ENCRYPTED)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0xc3;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
        }
        if self.is_lz4() && self.is_zstd() {
            return Err(codec::FlagsError::Require("!(lz4 && zstd)"));
        }
        if self.is_handshake() && (self.is_lz4() || self.is_zstd() || self.is_encrypted()) {
            return Err(codec::FlagsError::Require("!(handshake && (lz4 || zstd || encrypted))"));
        }
        Ok(())
    }
}

impl ::core::ops::BitOr for PacketFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl ::core::fmt::Debug for PacketFlags {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        f.debug_set().entries(names.map(|(name, _)| name)).finish()
    }
}

#[cfg(feature = "serde")]
impl codec::serde::Serialize for PacketFlags {
    fn serialize<S: codec::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        serializer.collect_seq(names.map(|(name, _)| name))
    }
}

#[cfg(feature = "serde")]
impl<'de> codec::serde::Deserialize<'de> for PacketFlags {
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

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for PacketFlags {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        Self::from_bits(source.arbitrary::<u8>()? & 0xc3)
            .map_err(|_| codec::arbitrary::Error::IncorrectFormat)
    }
}

/// The unit of the byte stream. The header is ten bytes; it is authenticated
/// with the payload once a session is up.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `magic` | u32 big-endian, always 0xdeadbeef |
/// | 4 | 1 | `version` | u8, always 1 |
/// | 5 | 1 | `flags` | [`PacketFlags`] as u8 |
/// | 6 | 4 | `length` | u32 big-endian, the bytes of `payload` |
/// | 10 | 0..=16777216 | `payload` | 0 to 16777216 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Packet {
    /// On the wire: [`PacketFlags`] as u8.
    pub flags: PacketFlags,
    /// On the wire: 0 to 16777216 bytes, as `length` says.
    #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Packet {}

impl codec::Encode for Packet {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(0xdead_beef);
        out.put_u8(1);
        codec::check_flags(self.flags.check()).within("flags")?;
        out.put_u8(self.flags.bits());
        codec::check_length(self.payload.len(), 0, 16_777_216).within("length")?;
        out.put_u32_be(self.payload.len() as u32);
        out.put(&self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Packet {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(PacketRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Packet {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let flags: PacketFlags = source.arbitrary()?;
        let payload: Bytes = Bytes::from(codec::sample::bytes(source, 0, 16_777_216)?);
        Ok(Self { flags, payload })
    }
}

/// [`Packet`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PacketRef<'a> {
    /// On the wire: [`PacketFlags`] as u8.
    pub flags: PacketFlags,
    /// On the wire: 0 to 16777216 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for PacketRef<'_> {}

impl codec::Encode for PacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(0xdead_beef);
        out.put_u8(1);
        codec::check_flags(self.flags.check()).within("flags")?;
        out.put_u8(self.flags.bits());
        codec::check_length(self.payload.len(), 0, 16_777_216).within("length")?;
        out.put_u32_be(self.payload.len() as u32);
        out.put(self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PacketRef<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let magic = reader.read_u32_be().within("magic")?;
        reader.expect_constant(start, magic, 0xdead_beef).within("magic")?;
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 1).within("version")?;
        let flags = reader
            .read_flags(codec::Reader::read_u8, PacketFlags::from_bits)
            .within("flags")?;
        let start = reader.offset();
        let length_ = reader.read_u32_be().within("length")?;
        reader.expect_length(start, length_, 0, 16_777_216).within("length")?;
        let payload = reader.read_measured(length_.into()).within("payload")?;
        Ok(Self { flags, payload })
    }
}

impl<'a> PacketRef<'a> {
    /// The [`Packet`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Packet {
        Packet { flags: self.flags, payload: reader.own(self.payload) }
    }
}

/// What an envelope is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde"),
)]
pub enum Kind {
    /// A message that expects no answer.
    OneWay,
    /// A message that expects exactly one `Reply` or `Error` with its id.
    Request,
    /// The answer to the request with this id.
    Reply,
    /// The failure of the request with this id: an `ErrorReport` message.
    Error,
    /// The sender of the request with this id no longer wants its answer.
    Cancel,
    /// One message of the stream with this id.
    StreamData,
    /// The stream with this id ends here.
    StreamEnd,
    /// The receiver of the stream with this id can take more.
    Window,
}

impl Kind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::OneWay => 0,
            Self::Request => 1,
            Self::Reply => 2,
            Self::Error => 3,
            Self::Cancel => 4,
            Self::StreamData => 5,
            Self::StreamEnd => 6,
            Self::Window => 7,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::OneWay),
            1 => Some(Self::Request),
            2 => Some(Self::Reply),
            3 => Some(Self::Error),
            4 => Some(Self::Cancel),
            5 => Some(Self::StreamData),
            6 => Some(Self::StreamEnd),
            7 => Some(Self::Window),
            _ => None,
        }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Kind {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        source
            .choose(&[
                Self::OneWay,
                Self::Request,
                Self::Reply,
                Self::Error,
                Self::Cancel,
                Self::StreamData,
                Self::StreamEnd,
                Self::Window,
            ])
            .copied()
    }
}

/// Which optional fields an envelope has.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct EnvelopeFlags(u8);

impl EnvelopeFlags {
    /// The flag `deadline`.
    pub const DEADLINE: Self = Self(0x01);

    /// The flag `trace`.
    pub const TRACE: Self = Self(0x02);
    const FLAG_NAMES: [(&'static str, Self); 2] = [
        ("deadline", Self::DEADLINE),
        ("trace", Self::TRACE),
    ];

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

    /// Whether `deadline` is set.
    pub const fn is_deadline(self) -> bool {
        self.contains(Self::DEADLINE)
    }

    /// Whether `trace` is set.
    pub const fn is_trace(self) -> bool {
        self.contains(Self::TRACE)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0x03;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
        }
        Ok(())
    }
}

impl ::core::ops::BitOr for EnvelopeFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl ::core::fmt::Debug for EnvelopeFlags {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        f.debug_set().entries(names.map(|(name, _)| name)).finish()
    }
}

#[cfg(feature = "serde")]
impl codec::serde::Serialize for EnvelopeFlags {
    fn serialize<S: codec::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        serializer.collect_seq(names.map(|(name, _)| name))
    }
}

#[cfg(feature = "serde")]
impl<'de> codec::serde::Deserialize<'de> for EnvelopeFlags {
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

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for EnvelopeFlags {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        Self::from_bits(source.arbitrary::<u8>()? & 0x03)
            .map_err(|_| codec::arbitrary::Error::IncorrectFormat)
    }
}

/// What every message travels in: what it is for, which exchange it belongs
/// to, and how long its sender will wait.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`Kind`] as u8, says which arm `content` has |
/// | 1 | 1 | `flags` | [`EnvelopeFlags`] as u8 |
/// | 2 | 8 | `id` | u64 big-endian |
/// | 10 | 0..=4 | `deadline` | u32 big-endian, in milliseconds; there if `flags.deadline` |
/// |  | 0..=25 | `trace` | 25 bytes; there if `flags.trace` |
/// |  | 0.. | `content` | [`Content`] |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Envelope {
    /// On the wire: [`EnvelopeFlags`] as u8.
    pub flags: EnvelopeFlags,
    /// Names the exchange. Chosen by the side that opens it: the side that
    /// opened the connection takes odd numbers from 1 up, the other even ones
    /// from 2 up. 0 for one-way messages and for keepalive questions.
    ///
    /// On the wire: u64 big-endian.
    pub id: u64,
    /// How long the sender of a request waits for the answer.
    ///
    /// On the wire: u32 big-endian, in milliseconds; there if `flags.deadline`.
    pub deadline: Option<u32>,
    /// A W3C trace context: version, trace id, parent id and trace flags
    /// without their separators.
    ///
    /// On the wire: 25 bytes; there if `flags.trace`.
    #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex", default))]
    pub trace: Option<[u8; 25]>,
    /// On the wire: [`Content`].
    pub content: Content,
}

impl ::core::cmp::Eq for Envelope {}

impl codec::Encode for Envelope {
    #[inline]
    fn encoded_len(&self) -> usize {
        10
            + usize::from(self.deadline.is_some()) * 4
            + usize::from(self.trace.is_some()) * 25
            + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.content.selector().number());
        out.put_u8(self.flags.bits());
        out.put_u64_be(self.id);
        codec::check_presence(self.deadline.is_some(), self.flags.is_deadline())
            .within("deadline")?;
        if let Some(deadline) = &self.deadline {
            out.put_u32_be(*deadline);
        }
        codec::check_presence(self.trace.is_some(), self.flags.is_trace()).within("trace")?;
        if let Some(trace) = &self.trace {
            out.put(trace.as_slice());
        }
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Envelope {
    const MIN_LEN: usize = 10;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 7);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(EnvelopeRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Envelope {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let flags: EnvelopeFlags = source.arbitrary()?;
        let id: u64 = source.arbitrary()?;
        let deadline: Option<u32> = if flags.is_deadline() {
            Some(source.arbitrary()?)
        } else {
            None
        };
        let trace: Option<[u8; 25]> = if flags.is_trace() {
            Some(source.arbitrary()?)
        } else {
            None
        };
        let content: Content = source.arbitrary()?;
        Ok(Self { flags, id, deadline, trace, content })
    }
}

/// [`Envelope`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EnvelopeRef<'a> {
    /// On the wire: [`EnvelopeFlags`] as u8.
    pub flags: EnvelopeFlags,
    /// Names the exchange. Chosen by the side that opens it: the side that
    /// opened the connection takes odd numbers from 1 up, the other even ones
    /// from 2 up. 0 for one-way messages and for keepalive questions.
    ///
    /// On the wire: u64 big-endian.
    pub id: u64,
    /// How long the sender of a request waits for the answer.
    ///
    /// On the wire: u32 big-endian, in milliseconds; there if `flags.deadline`.
    pub deadline: Option<u32>,
    /// A W3C trace context: version, trace id, parent id and trace flags
    /// without their separators.
    ///
    /// On the wire: 25 bytes; there if `flags.trace`.
    pub trace: Option<&'a [u8; 25]>,
    /// On the wire: [`Content`].
    pub content: ContentRef<'a>,
}

impl ::core::cmp::Eq for EnvelopeRef<'_> {}

impl codec::Encode for EnvelopeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        10
            + usize::from(self.deadline.is_some()) * 4
            + usize::from(self.trace.is_some()) * 25
            + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.content.selector().number());
        out.put_u8(self.flags.bits());
        out.put_u64_be(self.id);
        codec::check_presence(self.deadline.is_some(), self.flags.is_deadline())
            .within("deadline")?;
        if let Some(deadline) = &self.deadline {
            out.put_u32_be(*deadline);
        }
        codec::check_presence(self.trace.is_some(), self.flags.is_trace()).within("trace")?;
        if let Some(trace) = &self.trace {
            out.put(trace.as_slice());
        }
        self.content.encode(out).within("content")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EnvelopeRef<'a> {
    const MIN_LEN: usize = 10;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 7);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader.read_variant(codec::Reader::read_u8, Kind::from_number).within("kind")?;
        let flags = reader
            .read_flags(codec::Reader::read_u8, EnvelopeFlags::from_bits)
            .within("flags")?;
        let id = reader.read_u64_be().within("id")?;
        let deadline = if flags.is_deadline() {
            Some(reader.read_u32_be().within("deadline")?)
        } else {
            None
        };
        let trace = if flags.is_trace() {
            Some(reader.read_array::<25>().within("trace")?)
        } else {
            None
        };
        let content = ContentRef::decode(reader, kind).within("content")?;
        Ok(Self { flags, id, deadline, trace, content })
    }
}

impl<'a> EnvelopeRef<'a> {
    /// The [`Envelope`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Envelope {
        Envelope {
            flags: self.flags,
            id: self.id,
            deadline: self.deadline,
            trace: self.trace.copied(),
            content: self.content.own(reader),
        }
    }
}

/// What follows the fields of an envelope.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub enum Content {
    /// What there is if the selector is [`Kind::OneWay`].
    OneWay {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Request`].
    Request {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Reply`].
    Reply {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Error`].
    Error {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::StreamData`].
    StreamData {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        message: Bytes,
    },
    /// What there is if the selector is [`Kind::Cancel`].
    Cancel {},
    /// What there is if the selector is [`Kind::StreamEnd`].
    StreamEnd {},
    /// What there is if the selector is [`Kind::Window`].
    Window {
        /// Bytes of messages that the receiver can take beyond those granted before.
        ///
        /// On the wire: u32 big-endian.
        credit: u32,
    },
}

impl ::core::cmp::Eq for Content {}

impl codec::Encode for Content {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::OneWay { message }
            | Self::Request { message }
            | Self::Reply { message }
            | Self::Error { message }
            | Self::StreamData { message } => message.len(),
            Self::Cancel {} | Self::StreamEnd {} => 0,
            Self::Window { .. } => 4,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::OneWay { message }
            | Self::Request { message }
            | Self::Reply { message }
            | Self::Error { message }
            | Self::StreamData { message } => {
                out.put(message);
            }
            Self::Cancel {} | Self::StreamEnd {} => {}
            Self::Window { credit } => {
                out.put_u32_be(*credit);
            }
        }
        Ok(())
    }
}

impl Content {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::OneWay { .. } => Kind::OneWay,
            Self::Request { .. } => Kind::Request,
            Self::Reply { .. } => Kind::Reply,
            Self::Error { .. } => Kind::Error,
            Self::StreamData { .. } => Kind::StreamData,
            Self::Cancel { .. } => Kind::Cancel,
            Self::StreamEnd { .. } => Kind::StreamEnd,
            Self::Window { .. } => Kind::Window,
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

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Content {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        match source.int_in_range(0..=7)? {
            0 => {
                let message: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
                Ok(Self::OneWay { message })
            }
            1 => {
                let message: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
                Ok(Self::Request { message })
            }
            2 => {
                let message: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
                Ok(Self::Reply { message })
            }
            3 => {
                let message: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
                Ok(Self::Error { message })
            }
            4 => {
                let message: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
                Ok(Self::StreamData { message })
            }
            5 => Ok(Self::Cancel {}),
            6 => Ok(Self::StreamEnd {}),
            _ => {
                let credit: u32 = source.arbitrary()?;
                Ok(Self::Window { credit })
            }
        }
    }
}

/// [`Content`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContentRef<'a> {
    /// What there is if the selector is [`Kind::OneWay`].
    OneWay {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Request`].
    Request {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Reply`].
    Reply {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Error`].
    Error {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::StreamData`].
    StreamData {
        /// A message of the set: its tag, then its body.
        ///
        /// On the wire: bytes, all that is left.
        message: &'a [u8],
    },
    /// What there is if the selector is [`Kind::Cancel`].
    Cancel {},
    /// What there is if the selector is [`Kind::StreamEnd`].
    StreamEnd {},
    /// What there is if the selector is [`Kind::Window`].
    Window {
        /// Bytes of messages that the receiver can take beyond those granted before.
        ///
        /// On the wire: u32 big-endian.
        credit: u32,
    },
}

impl ::core::cmp::Eq for ContentRef<'_> {}

impl codec::Encode for ContentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::OneWay { message }
            | Self::Request { message }
            | Self::Reply { message }
            | Self::Error { message }
            | Self::StreamData { message } => message.len(),
            Self::Cancel {} | Self::StreamEnd {} => 0,
            Self::Window { .. } => 4,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::OneWay { message }
            | Self::Request { message }
            | Self::Reply { message }
            | Self::Error { message }
            | Self::StreamData { message } => {
                out.put(message);
            }
            Self::Cancel {} | Self::StreamEnd {} => {}
            Self::Window { credit } => {
                out.put_u32_be(*credit);
            }
        }
        Ok(())
    }
}

impl<'a> ContentRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::OneWay { .. } => Kind::OneWay,
            Self::Request { .. } => Kind::Request,
            Self::Reply { .. } => Kind::Reply,
            Self::Error { .. } => Kind::Error,
            Self::StreamData { .. } => Kind::StreamData,
            Self::Cancel { .. } => Kind::Cancel,
            Self::StreamEnd { .. } => Kind::StreamEnd,
            Self::Window { .. } => Kind::Window,
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
            Kind::OneWay => {
                let message = reader.read_slice(reader.remaining()).within("message")?;
                Ok(Self::OneWay { message })
            }
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
            Kind::StreamData => {
                let message = reader.read_slice(reader.remaining()).within("message")?;
                Ok(Self::StreamData { message })
            }
            Kind::Cancel => Ok(Self::Cancel {}),
            Kind::StreamEnd => Ok(Self::StreamEnd {}),
            Kind::Window => {
                let credit = reader.read_u32_be().within("credit")?;
                Ok(Self::Window { credit })
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
            Self::OneWay { message } => Content::OneWay { message: reader.own(message) },
            Self::Request { message } => Content::Request { message: reader.own(message) },
            Self::Reply { message } => Content::Reply { message: reader.own(message) },
            Self::Error { message } => Content::Error { message: reader.own(message) },
            Self::StreamData { message } => Content::StreamData { message: reader.own(message) },
            Self::Cancel {} => Content::Cancel {},
            Self::StreamEnd {} => Content::StreamEnd {},
            Self::Window { credit } => Content::Window { credit },
        }
    }
}

/// Why a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde"),
)]
pub enum ErrorCode {
    /// The message's tag is not known to the receiver.
    UnknownMessage,
    /// The message's body does not decode.
    Malformed,
    /// The deadline passed before the answer was ready.
    DeadlineExceeded,
    /// The receiver has no capacity for another request now.
    Overloaded,
    /// The handler failed.
    Internal,
    /// The receiver is going away and takes no new requests.
    ShuttingDown,
    /// The handler refused the request.
    Refused,
    /// A number without a name, kept as it is.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Unknown(u16),
}

impl ErrorCode {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::UnknownMessage => 1,
            Self::Malformed => 2,
            Self::DeadlineExceeded => 3,
            Self::Overloaded => 4,
            Self::Internal => 5,
            Self::ShuttingDown => 6,
            Self::Refused => 7,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::UnknownMessage,
            2 => Self::Malformed,
            3 => Self::DeadlineExceeded,
            4 => Self::Overloaded,
            5 => Self::Internal,
            6 => Self::ShuttingDown,
            7 => Self::Refused,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) => matches!(Self::from_number(number), Self::Unknown(_)),
            _ => true,
        }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for ErrorCode {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        Ok(Self::from_number(source.arbitrary::<u16>()?))
    }
}

/// Why a peer ends the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde"),
)]
pub enum GoodbyeReason {
    /// It is shutting down.
    ShuttingDown,
    /// Nothing was said for too long.
    Idle,
    /// A number without a name, kept as it is.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Unknown(u16),
}

impl GoodbyeReason {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::ShuttingDown => 1,
            Self::Idle => 2,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::ShuttingDown,
            2 => Self::Idle,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) => matches!(Self::from_number(number), Self::Unknown(_)),
            _ => true,
        }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for GoodbyeReason {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        Ok(Self::from_number(source.arbitrary::<u16>()?))
    }
}

/// The messages every peer understands. Bodies are in the bincode fixed-int
/// layout: little-endian integers, u64 lengths. Tags from 0x1000 up belong to
/// applications.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub enum Message {
    /// Bytes that need no answer.
    Data(Data),
    /// Bytes that come back.
    Echo(Echo),
    /// Are you there?
    Ping(Ping),
    /// The answer to `Ping`, with its nonce.
    Pong(Pong),
    /// The failure of a request.
    ErrorReport(ErrorReport),
    /// The sender takes no new requests; answers under way still come.
    Goodbye(Goodbye),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Data(_) => 0,
            Self::Echo(_) => 1,
            Self::Ping(_) => 2,
            Self::Pong(_) => 3,
            Self::ErrorReport(_) => 4,
            Self::Goodbye(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Data(_) => "Data",
            Self::Echo(_) => "Echo",
            Self::Ping(_) => "Ping",
            Self::Pong(_) => "Pong",
            Self::ErrorReport(_) => "ErrorReport",
            Self::Goodbye(_) => "Goodbye",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + match self {
            Self::Data(body) => body.encoded_len(),
            Self::Echo(body) => body.encoded_len(),
            Self::Ping(body) => body.encoded_len(),
            Self::Pong(body) => body.encoded_len(),
            Self::ErrorReport(body) => body.encoded_len(),
            Self::Goodbye(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Data(body) => {
                out.put_u32_le(0);
                body.encode(out)
            }
            Self::Echo(body) => {
                out.put_u32_le(1);
                body.encode(out)
            }
            Self::Ping(body) => {
                out.put_u32_le(2);
                body.encode(out)
            }
            Self::Pong(body) => {
                out.put_u32_le(3);
                body.encode(out)
            }
            Self::ErrorReport(body) => {
                out.put_u32_le(4);
                body.encode(out)
            }
            Self::Goodbye(body) => {
                out.put_u32_le(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 12;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u32_le()? {
            0 => Data::decode(reader).map(Self::Data),
            1 => Echo::decode(reader).map(Self::Echo),
            2 => Ping::decode(reader).map(Self::Ping),
            3 => Pong::decode(reader).map(Self::Pong),
            4 => ErrorReport::decode(reader).map(Self::ErrorReport),
            5 => Goodbye::decode(reader).map(Self::Goodbye),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[0, 1, 2, 3, 4, 5];
    const TAG_LAYOUT: &'static str = "u32le";
}

impl From<Data> for Message {
    fn from(body: Data) -> Self {
        Self::Data(body)
    }
}

impl From<Echo> for Message {
    fn from(body: Echo) -> Self {
        Self::Echo(body)
    }
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

impl From<ErrorReport> for Message {
    fn from(body: ErrorReport) -> Self {
        Self::ErrorReport(body)
    }
}

impl From<Goodbye> for Message {
    fn from(body: Goodbye) -> Self {
        Self::Goodbye(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// Bytes that need no answer.
    Data(DataRef<'a>),
    /// Bytes that come back.
    Echo(EchoRef<'a>),
    /// Are you there?
    Ping(Ping),
    /// The answer to `Ping`, with its nonce.
    Pong(Pong),
    /// The failure of a request.
    ErrorReport(ErrorReportRef<'a>),
    /// The sender takes no new requests; answers under way still come.
    Goodbye(GoodbyeRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Data(_) => 0,
            Self::Echo(_) => 1,
            Self::Ping(_) => 2,
            Self::Pong(_) => 3,
            Self::ErrorReport(_) => 4,
            Self::Goodbye(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Data(_) => "Data",
            Self::Echo(_) => "Echo",
            Self::Ping(_) => "Ping",
            Self::Pong(_) => "Pong",
            Self::ErrorReport(_) => "ErrorReport",
            Self::Goodbye(_) => "Goodbye",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + match self {
            Self::Data(body) => body.encoded_len(),
            Self::Echo(body) => body.encoded_len(),
            Self::Ping(body) => body.encoded_len(),
            Self::Pong(body) => body.encoded_len(),
            Self::ErrorReport(body) => body.encoded_len(),
            Self::Goodbye(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Data(body) => {
                out.put_u32_le(0);
                body.encode(out)
            }
            Self::Echo(body) => {
                out.put_u32_le(1);
                body.encode(out)
            }
            Self::Ping(body) => {
                out.put_u32_le(2);
                body.encode(out)
            }
            Self::Pong(body) => {
                out.put_u32_le(3);
                body.encode(out)
            }
            Self::ErrorReport(body) => {
                out.put_u32_le(4);
                body.encode(out)
            }
            Self::Goodbye(body) => {
                out.put_u32_le(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 12;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u32_le()? {
            0 => DataRef::decode(reader).map(Self::Data),
            1 => EchoRef::decode(reader).map(Self::Echo),
            2 => Ping::decode(reader).map(Self::Ping),
            3 => Pong::decode(reader).map(Self::Pong),
            4 => ErrorReportRef::decode(reader).map(Self::ErrorReport),
            5 => GoodbyeRef::decode(reader).map(Self::Goodbye),
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
            Self::Data(body) => Message::Data(body.own(reader)),
            Self::Echo(body) => Message::Echo(body.own(reader)),
            Self::Ping(body) => Message::Ping(body),
            Self::Pong(body) => Message::Pong(body),
            Self::ErrorReport(body) => Message::ErrorReport(body.own(reader)),
            Self::Goodbye(body) => Message::Goodbye(body.own(reader)),
        }
    }
}

/// Bytes that need no answer.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8.. | `payload` | bytes, their number in front as u64 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Data {
    /// On the wire: bytes, their number in front as u64 little-endian.
    #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Data {}

impl codec::Encode for Data {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u64_le, &self.payload, 0, u64::MAX).within("payload")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Data {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DataRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Data {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let payload: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
        Ok(Self { payload })
    }
}

/// [`Data`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataRef<'a> {
    /// On the wire: bytes, their number in front as u64 little-endian.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for DataRef<'_> {}

impl codec::Encode for DataRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u64_le, self.payload, 0, u64::MAX).within("payload")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DataRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let payload = reader
            .read_prefixed(codec::Reader::read_u64_le, 0, u64::MAX)
            .within("payload")?;
        Ok(Self { payload })
    }
}

impl<'a> DataRef<'a> {
    /// The [`Data`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Data {
        Data { payload: reader.own(self.payload) }
    }
}

impl protocol::Message for Data {
    const TAG: u64 = 0;
    const NAME: &'static str = "Data";
}

/// Bytes that come back.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8.. | `payload` | bytes, their number in front as u64 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Echo {
    /// On the wire: bytes, their number in front as u64 little-endian.
    #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Echo {}

impl codec::Encode for Echo {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u64_le, &self.payload, 0, u64::MAX).within("payload")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Echo {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(EchoRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Echo {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let payload: Bytes = Bytes::from(codec::sample::bytes(source, 0, u64::MAX)?);
        Ok(Self { payload })
    }
}

/// [`Echo`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EchoRef<'a> {
    /// On the wire: bytes, their number in front as u64 little-endian.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for EchoRef<'_> {}

impl codec::Encode for EchoRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u64_le, self.payload, 0, u64::MAX).within("payload")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EchoRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let payload = reader
            .read_prefixed(codec::Reader::read_u64_le, 0, u64::MAX)
            .within("payload")?;
        Ok(Self { payload })
    }
}

impl<'a> EchoRef<'a> {
    /// The [`Echo`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Echo {
        Echo { payload: reader.own(self.payload) }
    }
}

impl protocol::Message for Echo {
    const TAG: u64 = 1;
    const NAME: &'static str = "Echo";
}

impl protocol::Request for Echo {
    type Reply = Echo;
}

/// Are you there?
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8 | `nonce` | u64 little-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Ping {
    /// On the wire: u64 little-endian.
    pub nonce: u64,
}

impl ::core::cmp::Eq for Ping {}

impl codec::Encode for Ping {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u64_le(self.nonce);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Ping {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nonce = reader.read_u64_le().within("nonce")?;
        Ok(Self { nonce })
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Ping {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let nonce: u64 = source.arbitrary()?;
        Ok(Self { nonce })
    }
}

impl protocol::Message for Ping {
    const TAG: u64 = 2;
    const NAME: &'static str = "Ping";
}

impl protocol::Request for Ping {
    type Reply = Pong;
}

/// The answer to `Ping`, with its nonce.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8 | `nonce` | u64 little-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Pong {
    /// On the wire: u64 little-endian.
    pub nonce: u64,
}

impl ::core::cmp::Eq for Pong {}

impl codec::Encode for Pong {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u64_le(self.nonce);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Pong {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nonce = reader.read_u64_le().within("nonce")?;
        Ok(Self { nonce })
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Pong {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let nonce: u64 = source.arbitrary()?;
        Ok(Self { nonce })
    }
}

impl protocol::Message for Pong {
    const TAG: u64 = 3;
    const NAME: &'static str = "Pong";
}

/// The failure of a request.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `code` | [`ErrorCode`] as u16 little-endian |
/// | 2 | 8..=1032 | `detail` | 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct ErrorReport {
    /// On the wire: [`ErrorCode`] as u16 little-endian.
    pub code: ErrorCode,
    /// For people; never to be parsed.
    ///
    /// On the wire: 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian.
    pub detail: String,
}

impl ::core::cmp::Eq for ErrorReport {}

impl codec::Encode for ErrorReport {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u16_le(self.code.number());
        out.put_prefixed(O::put_u64_le, self.detail.as_bytes(), 0, 1024).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ErrorReport {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ErrorReportRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for ErrorReport {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let code: ErrorCode = source.arbitrary()?;
        let detail: String = codec::sample::text(source, 0, 1024)?;
        Ok(Self { code, detail })
    }
}

/// [`ErrorReport`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErrorReportRef<'a> {
    /// On the wire: [`ErrorCode`] as u16 little-endian.
    pub code: ErrorCode,
    /// For people; never to be parsed.
    ///
    /// On the wire: 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian.
    pub detail: &'a str,
}

impl ::core::cmp::Eq for ErrorReportRef<'_> {}

impl codec::Encode for ErrorReportRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u16_le(self.code.number());
        out.put_prefixed(O::put_u64_le, self.detail.as_bytes(), 0, 1024).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ErrorReportRef<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let code = ErrorCode::from_number(reader.read_u16_le().within("code")?);
        let detail = reader
            .read_prefixed_text(codec::Reader::read_u64_le, 0, 1024)
            .within("detail")?;
        Ok(Self { code, detail })
    }
}

impl<'a> ErrorReportRef<'a> {
    /// The [`ErrorReport`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> ErrorReport {
        ErrorReport { code: self.code, detail: String::from(self.detail) }
    }
}

impl protocol::Message for ErrorReport {
    const TAG: u64 = 4;
    const NAME: &'static str = "ErrorReport";
}

/// The sender takes no new requests; answers under way still come.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `reason` | [`GoodbyeReason`] as u16 little-endian |
/// | 2 | 8..=1032 | `detail` | 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Goodbye {
    /// On the wire: [`GoodbyeReason`] as u16 little-endian.
    pub reason: GoodbyeReason,
    /// For people; never to be parsed.
    ///
    /// On the wire: 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian.
    pub detail: String,
}

impl ::core::cmp::Eq for Goodbye {}

impl codec::Encode for Goodbye {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.reason.is_canonical(), self.reason.number()).within("reason")?;
        out.put_u16_le(self.reason.number());
        out.put_prefixed(O::put_u64_le, self.detail.as_bytes(), 0, 1024).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Goodbye {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(GoodbyeRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Goodbye {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let reason: GoodbyeReason = source.arbitrary()?;
        let detail: String = codec::sample::text(source, 0, 1024)?;
        Ok(Self { reason, detail })
    }
}

/// [`Goodbye`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoodbyeRef<'a> {
    /// On the wire: [`GoodbyeReason`] as u16 little-endian.
    pub reason: GoodbyeReason,
    /// For people; never to be parsed.
    ///
    /// On the wire: 0 to 1024 bytes of UTF-8, their number in front as u64 little-endian.
    pub detail: &'a str,
}

impl ::core::cmp::Eq for GoodbyeRef<'_> {}

impl codec::Encode for GoodbyeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + self.detail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.reason.is_canonical(), self.reason.number()).within("reason")?;
        out.put_u16_le(self.reason.number());
        out.put_prefixed(O::put_u64_le, self.detail.as_bytes(), 0, 1024).within("detail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for GoodbyeRef<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let reason = GoodbyeReason::from_number(reader.read_u16_le().within("reason")?);
        let detail = reader
            .read_prefixed_text(codec::Reader::read_u64_le, 0, 1024)
            .within("detail")?;
        Ok(Self { reason, detail })
    }
}

impl<'a> GoodbyeRef<'a> {
    /// The [`Goodbye`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Goodbye {
        Goodbye { reason: self.reason, detail: String::from(self.detail) }
    }
}

impl protocol::Message for Goodbye {
    const TAG: u64 = 5;
    const NAME: &'static str = "Goodbye";
}

/// How a payload may be compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde"),
)]
pub enum Compression {
    /// `None`, number 0.
    #[cfg_attr(feature = "serde", serde(rename = "None"))]
    None_,
    /// `Lz4`, number 1.
    Lz4,
    /// `Zstd`, number 2.
    Zstd,
}

impl Compression {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::None_ => 0,
            Self::Lz4 => 1,
            Self::Zstd => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::None_),
            1 => Some(Self::Lz4),
            2 => Some(Self::Zstd),
            _ => None,
        }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Compression {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        source.choose(&[Self::None_, Self::Lz4, Self::Zstd]).copied()
    }
}

/// Why a responder refuses, told in clear. A hint, never trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde"),
)]
pub enum RejectCode {
    /// The clocks are more than 5 s apart: set them.
    ClockSkew,
    /// There is no suite, or no compression, that both sides let run: offer more.
    NoCommonSuite,
    /// There is no version of the protocol that both sides speak: update one.
    UnsupportedVersion,
    /// No new connections are taken now: try again later.
    Busy,
    /// A number without a name, kept as it is.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Unknown(u8),
}

impl RejectCode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::ClockSkew => 1,
            Self::NoCommonSuite => 2,
            Self::UnsupportedVersion => 3,
            Self::Busy => 4,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::ClockSkew,
            2 => Self::NoCommonSuite,
            3 => Self::UnsupportedVersion,
            4 => Self::Busy,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) => matches!(Self::from_number(number), Self::Unknown(_)),
            _ => true,
        }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for RejectCode {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        Ok(Self::from_number(source.arbitrary::<u8>()?))
    }
}

/// What each side brings to the handshake, in its order of preference. A side
/// that can do without compression offers `Compression::None` as well, last.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=9 | `versions` | 1 to 8 elements, their number in front as u8, each u8 |
/// |  | 3..=17 | `suites` | 1 to 8 elements, their number in front as u8, each u16 big-endian |
/// |  | 2..=5 | `compressions` | 1 to 4 elements, their number in front as u8, each u8 |
/// |  | 4 | `max_record` | u32 big-endian, 4096 to 16777216 |
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(codec::serde::Serialize, codec::serde::Deserialize),
    serde(crate = "crate::codec::serde", deny_unknown_fields),
)]
pub struct Offers {
    /// On the wire: 1 to 8 elements, their number in front as u8, each u8.
    pub versions: Vec<u8>,
    /// On the wire: 1 to 8 elements, their number in front as u8, each u16 big-endian.
    pub suites: Vec<u16>,
    /// On the wire: 1 to 4 elements, their number in front as u8, each u8.
    pub compressions: Vec<u8>,
    /// The largest packet payload this side accepts, in bytes, tag included.
    ///
    /// On the wire: u32 big-endian, 4096 to 16777216.
    pub max_record: u32,
}

impl ::core::cmp::Eq for Offers {}

impl codec::Encode for Offers {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.versions.len() + self.suites.len() * 2 + self.compressions.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, &self.versions, 1, 8).within("versions")?;
        out.put_length(O::put_u8, self.suites.len(), 1, 8).within("suites")?;
        for element in &self.suites {
            out.put_u16_be(*element);
        }
        out.put_prefixed(O::put_u8, &self.compressions, 1, 4).within("compressions")?;
        codec::check_range(self.max_record, 4096, 16_777_216).within("max_record")?;
        out.put_u32_be(self.max_record);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Offers {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OffersRef::decode(reader)?.own(reader))
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> codec::arbitrary::Arbitrary<'a> for Offers {
    fn arbitrary(
        source: &mut codec::arbitrary::Unstructured<'a>,
    ) -> Result<Self, codec::arbitrary::Error> {
        let versions: Vec<u8> = codec::sample::list(source, 1, 8, |source| source.arbitrary())?;
        let suites: Vec<u16> = codec::sample::list(source, 1, 8, |source| source.arbitrary())?;
        let compressions: Vec<u8> = codec::sample::list(source, 1, 4, |source| source.arbitrary())?;
        let max_record: u32 = source.int_in_range(4096..=16_777_216)?;
        Ok(Self { versions, suites, compressions, max_record })
    }
}

/// [`Offers`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffersRef<'a> {
    /// On the wire: 1 to 8 elements, their number in front as u8, each u8.
    pub versions: &'a [u8],
    /// On the wire: 1 to 8 elements, their number in front as u8, each u16 big-endian.
    pub suites: codec::List<'a, u16>,
    /// On the wire: 1 to 4 elements, their number in front as u8, each u8.
    pub compressions: &'a [u8],
    /// The largest packet payload this side accepts, in bytes, tag included.
    ///
    /// On the wire: u32 big-endian, 4096 to 16777216.
    pub max_record: u32,
}

impl ::core::cmp::Eq for OffersRef<'_> {}

impl codec::Encode for OffersRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.versions.len() + self.suites.len() * 2 + self.compressions.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.versions, 1, 8).within("versions")?;
        out.put_length(O::put_u8, self.suites.len(), 1, 8).within("suites")?;
        for element in self.suites.iter() {
            out.put_u16_be(element);
        }
        out.put_prefixed(O::put_u8, self.compressions, 1, 4).within("compressions")?;
        codec::check_range(self.max_record, 4096, 16_777_216).within("max_record")?;
        out.put_u32_be(self.max_record);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OffersRef<'a> {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 8).within("versions")?;
        let versions = reader.read_octets(prefix).within("versions")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 8).within("suites")?;
        let suites = codec::List::read_numbers::<2>(reader, prefix, codec::Reader::read_u16_be)
            .within("suites")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 4).within("compressions")?;
        let compressions = reader.read_octets(prefix).within("compressions")?;
        let max_record = reader
            .read_in_range(codec::Reader::read_u32_be, 4096, 16_777_216)
            .within("max_record")?;
        Ok(Self { versions, suites, compressions, max_record })
    }
}

impl<'a> OffersRef<'a> {
    /// The [`Offers`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Offers {
        Offers {
            versions: Vec::from(self.versions),
            suites: self.suites.own(u16::from_be_bytes),
            compressions: Vec::from(self.compressions),
            max_record: self.max_record,
        }
    }
}

/// The secure handshake: the Noise pattern XX with payloads.
///
/// Response authenticates the server and resists key-compromise
/// impersonation. Confirm authenticates the client, with strong forward
/// secrecy. The client's identity is hidden from all but the authenticated
/// server; the server's is learnt by whoever asks. Timestamp, nonce and
/// challenge add freshness and a cheap refusal; secrecy and authentication do
/// not rest on them.
#[cfg(feature = "session")]
pub mod secure {
    use super::*;
    use crate::crypto::{self, noise};
    use crate::protocol::handshake;
    pub use initiator::Initiator;
    pub use responder::Responder;

    /// The secure handshake: the Noise pattern XX with payloads.
    ///
    /// Response authenticates the server and resists key-compromise
    /// impersonation. Confirm authenticates the client, with strong forward
    /// secrecy. The client's identity is hidden from all but the authenticated
    /// server; the server's is learnt by whoever asks. Timestamp, nonce and
    /// challenge add freshness and a cheap refusal; secrecy and authentication do
    /// not rest on them.
    #[derive(Clone, Copy, Debug)]
    pub enum Secure {}

    impl handshake::Handshake for Secure {
        type Local = Offers;
        type Initiator = Initiator;
        type Responder = Responder;
        const DEADLINE: core::time::Duration = core::time::Duration::from_millis(10_000);
        const MAX_PAYLOAD: usize = 4096;
        const RECORDS: handshake::RecordNumbers = handshake::RecordNumbers {
            data: 0,
            ready: 1,
            close: 2,
            key_update: 3,
        };
        const LABELS: handshake::KeyLabels = handshake::KeyLabels {
            key: b"pw1 key",
            iv: b"pw1 iv",
            update: b"pw1 upd",
            exporter: b"pw1 exp",
        };
        const AVAILABLE: bool = true;

        fn compression(number: u8) -> Option<protocol::Compression> {
            match number {
                1 => Some(protocol::Compression::Lz4),
                2 => Some(protocol::Compression::Zstd),
                _ => None,
            }
        }

        fn local(compressions: &[protocol::Compression], max_record: u32) -> Offers {
            Offers {
                versions: vec![1],
                suites: vec![0x0002, 0x0001, 0x0003, 0x0004, 0x0012, 0x0011],
                compressions: compressions
                    .iter()
                    .map(|compression| match compression {
                        protocol::Compression::Lz4 => 1,
                        protocol::Compression::Zstd => 2,
                    })
                    .chain([0])
                    .collect(),
                max_record: max_record.clamp(4096, 16_777_216),
            }
        }

        fn hint(body: &[u8]) -> Option<(&'static str, String)> {
            match body.split_first_chunk::<3>().map(|(head, rest)| (head[0], rest)) {
                Some((Reject::TYPE, rest)) => {
                    let notice = <Reject as codec::Decode>::from_slice(rest).ok()?;
                    let hint = match notice.code {
                        RejectCode::ClockSkew =>
                            "ClockSkew: The clocks are more than 5 s apart: set them.".into(),
                        RejectCode::NoCommonSuite => "NoCommonSuite: There is no suite, or no compression, that both sides let run: offer more.".into(),
                        RejectCode::UnsupportedVersion => "UnsupportedVersion: There is no version of the protocol that both sides speak: update one.".into(),
                        RejectCode::Busy =>
                            "Busy: No new connections are taken now: try again later.".into(),
                        RejectCode::Unknown(number) => format!("the unknown number {number}"),
                    };
                    Some(("Rejected", hint))
                }
                _ => None,
            }
        }

        fn restrict(
            local: &mut Offers,
            rank: &dyn Fn(&noise::Suite) -> Option<u8>,
            min_version: u8,
        ) -> bool {
            local.suites.retain(|&number| suite(number).and_then(rank).is_some());
            local.suites.sort_by_key(|&number| suite(number).and_then(rank));
            local.versions.retain(|&version| version >= min_version);
            !local.suites.is_empty() && !local.versions.is_empty()
        }
    }

    /// The suites that may run.
    pub static SUITES: &[noise::Suite] = &[
        noise::Suite {
            id: 0x0002,
            name: "Noise_XXhfs_25519+MLKEM768_XChaChaPoly_SHA256",
            modifiers: &[noise::Modifier::Hfs],
            pre_messages: &[],
            cipher: crypto::Cipher::XChaChaPoly,
        },
        noise::Suite {
            id: 0x0001,
            name: "Noise_XX_25519_XChaChaPoly_SHA256",
            modifiers: &[],
            pre_messages: &[],
            cipher: crypto::Cipher::XChaChaPoly,
        },
        noise::Suite {
            id: 0x0003,
            name: "Noise_XX_25519_ChaChaPoly_SHA256",
            modifiers: &[],
            pre_messages: &[],
            cipher: crypto::Cipher::ChaChaPoly,
        },
        noise::Suite {
            id: 0x0004,
            name: "Noise_XX_25519_AESGCM_SHA256",
            modifiers: &[],
            pre_messages: &[],
            cipher: crypto::Cipher::AesGcm,
        },
        noise::Suite {
            id: 0x0012,
            name: "Noise_XXhfs+psk3_25519+MLKEM768_XChaChaPoly_SHA256",
            modifiers: &[noise::Modifier::Hfs, noise::Modifier::Psk(3)],
            pre_messages: &[],
            cipher: crypto::Cipher::XChaChaPoly,
        },
        noise::Suite {
            id: 0x0011,
            name: "Noise_XXpsk3_25519_XChaChaPoly_SHA256",
            modifiers: &[noise::Modifier::Psk(3)],
            pre_messages: &[],
            cipher: crypto::Cipher::XChaChaPoly,
        },
    ];

    /// The label that opens the Noise prologue.
    const PROLOGUE: &[u8] = b"packetwright/hs\0";

    /// The declared suite with a number.
    pub fn suite(number: u16) -> Option<&'static noise::Suite> {
        SUITES.iter().find(|suite| suite.id == number)
    }

    /// The first suite of this side that is declared.
    fn preferred_suite(local: &Offers) -> Result<&'static noise::Suite, Failure> {
        local.suites.iter().find_map(|number| suite(*number)).ok_or(Failure::NoCommonSuite)
    }

    /// The suite of the first message: declared, and offered by this side.
    fn offered_suite(number: u16, local: &Offers) -> Result<&'static noise::Suite, Failure> {
        suite(number).filter(|suite| local.suites.contains(&suite.id)).ok_or(Failure::NoCommonSuite)
    }

    /// Every way the handshake can fail.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Failure {
        /// `ClockSkew`; the peer is told by `Reject`.
        ClockSkew,
        /// `NoCommonSuite`; the peer is told by `Reject`.
        NoCommonSuite,
        /// `UnsupportedVersion`; the peer is told by `Reject`.
        UnsupportedVersion,
        /// `Busy`; the peer is told by `Reject`.
        Busy,
        /// `Replay`; the peer is told nothing.
        Replay,
        /// `Downgrade`; the peer is told nothing.
        Downgrade,
        /// `UnknownPeer`; the peer is told nothing.
        UnknownPeer,
        /// `BadConfirm`; the peer is told nothing.
        BadConfirm,
        /// `Rejected`; the peer is told nothing.
        Rejected,
        /// `Auth`; the peer is told nothing.
        Auth,
        /// `Malformed`; the peer is told nothing.
        Malformed,
        /// `Unexpected`; the peer is told nothing.
        Unexpected,
        /// `Timeout`; the peer is told nothing.
        Timeout,
    }

    impl Failure {
        /// Its name in the spec.
        pub const fn name(self) -> &'static str {
            match self {
                Self::ClockSkew => "ClockSkew",
                Self::NoCommonSuite => "NoCommonSuite",
                Self::UnsupportedVersion => "UnsupportedVersion",
                Self::Busy => "Busy",
                Self::Replay => "Replay",
                Self::Downgrade => "Downgrade",
                Self::UnknownPeer => "UnknownPeer",
                Self::BadConfirm => "BadConfirm",
                Self::Rejected => "Rejected",
                Self::Auth => "Auth",
                Self::Malformed => "Malformed",
                Self::Unexpected => "Unexpected",
                Self::Timeout => "Timeout",
            }
        }

        /// What the initiator is told of it; nothing if that is silence.
        fn tell_initiator(self, suite: u16) -> Option<Vec<u8>> {
            let notice = match self {
                Self::ClockSkew => Reject::seal(&Reject { code: RejectCode::ClockSkew }, suite),
                Self::NoCommonSuite =>
                    Reject::seal(&Reject { code: RejectCode::NoCommonSuite }, suite),
                Self::UnsupportedVersion =>
                    Reject::seal(&Reject { code: RejectCode::UnsupportedVersion }, suite),
                Self::Busy => Reject::seal(&Reject { code: RejectCode::Busy }, suite),
                Self::Replay
                | Self::Downgrade
                | Self::UnknownPeer
                | Self::BadConfirm
                | Self::Rejected
                | Self::Auth
                | Self::Malformed
                | Self::Unexpected
                | Self::Timeout => return None,
            };
            notice.ok()
        }
    }

    impl core::fmt::Display for Failure {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(self.name())
        }
    }

    impl core::error::Error for Failure {}

    impl From<codec::DecodeError> for Failure {
        fn from(_: codec::DecodeError) -> Self {
            Failure::Malformed
        }
    }

    impl From<codec::EncodeError> for Failure {
        fn from(_: codec::EncodeError) -> Self {
            Failure::Malformed
        }
    }

    impl From<noise::NoiseError> for Failure {
        fn from(error: noise::NoiseError) -> Self {
            match error {
                noise::NoiseError::Truncated => Failure::Malformed,
                noise::NoiseError::Failed => Failure::Auth,
            }
        }
    }

    /// Opens the handshake; everything in it is in clear.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 8 | `timestamp` | u64 big-endian, in milliseconds |
    /// | 8 | 24 | `nonce` | 24 bytes |
    /// | 32 | 2..=9 | `versions` | 1 to 8 elements, their number in front as u8, each u8 |
    /// |  | 3..=17 | `suites` | 1 to 8 elements, their number in front as u8, each u16 big-endian |
    /// |  | 2..=5 | `compressions` | 1 to 4 elements, their number in front as u8, each u8 |
    /// |  | 4 | `max_record` | u32 big-endian, 4096 to 16777216 |
    /// |  | 1..=65 | `cookie` | 0 to 64 bytes, their number in front as u8 |
    #[derive(Clone, Debug, PartialEq)]
    #[cfg_attr(
        feature = "serde",
        derive(codec::serde::Serialize, codec::serde::Deserialize),
        serde(crate = "crate::codec::serde", deny_unknown_fields),
    )]
    pub struct Init {
        /// Since the Unix epoch.
        ///
        /// On the wire: u64 big-endian, in milliseconds.
        pub timestamp: u64,
        /// On the wire: 24 bytes.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        pub nonce: [u8; 24],
        /// On the wire: 1 to 8 elements, their number in front as u8, each u8.
        pub versions: Vec<u8>,
        /// On the wire: 1 to 8 elements, their number in front as u8, each u16 big-endian.
        pub suites: Vec<u16>,
        /// On the wire: 1 to 4 elements, their number in front as u8, each u8.
        pub compressions: Vec<u8>,
        /// On the wire: u32 big-endian, 4096 to 16777216.
        pub max_record: u32,
        /// What a Retry asked to be shown; else empty.
        ///
        /// On the wire: 0 to 64 bytes, their number in front as u8.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        pub cookie: Bytes,
    }

    impl ::core::cmp::Eq for Init {}

    impl codec::Encode for Init {
        #[inline]
        fn encoded_len(&self) -> usize {
            40
                + self.versions.len()
                + self.suites.len() * 2
                + self.compressions.len()
                + self.cookie.len()
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_u64_be(self.timestamp);
            out.put(self.nonce.as_slice());
            out.put_prefixed(O::put_u8, &self.versions, 1, 8).within("versions")?;
            out.put_length(O::put_u8, self.suites.len(), 1, 8).within("suites")?;
            for element in &self.suites {
                out.put_u16_be(*element);
            }
            out.put_prefixed(O::put_u8, &self.compressions, 1, 4).within("compressions")?;
            codec::check_range(self.max_record, 4096, 16_777_216).within("max_record")?;
            out.put_u32_be(self.max_record);
            out.put_prefixed(O::put_u8, &self.cookie, 0, 64).within("cookie")?;
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Init {
        const MIN_LEN: usize = 44;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let timestamp = reader.read_u64_be().within("timestamp")?;
            let nonce = reader.read_array::<24>().copied().within("nonce")?;
            let prefix = reader.read_length(codec::Reader::read_u8, 1, 8).within("versions")?;
            let versions = reader.read_octets(prefix).map(Vec::from).within("versions")?;
            let prefix = reader.read_length(codec::Reader::read_u8, 1, 8).within("suites")?;
            let suites = reader.read_numbers(prefix, u16::from_be_bytes).within("suites")?;
            let prefix = reader.read_length(codec::Reader::read_u8, 1, 4).within("compressions")?;
            let compressions = reader.read_octets(prefix).map(Vec::from).within("compressions")?;
            let max_record = reader
                .read_in_range(codec::Reader::read_u32_be, 4096, 16_777_216)
                .within("max_record")?;
            let cookie = reader.read_prefixed(codec::Reader::read_u8, 0, 64).within("cookie")?;
            let cookie = reader.own(cookie);
            Ok(Self { timestamp, nonce, versions, suites, compressions, max_record, cookie })
        }
    }

    impl Init {
        /// The type byte of the message.
        pub const TYPE: u8 = 1;

        /// Reads the message: `e`, `e1 if hfs`, then the payload, in clear.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::Unexpected);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_e(&mut reader)?;
            if suite.has(noise::Modifier::Hfs) {
                noise.read_e1(&mut reader)?;
            }
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `e`, `e1 if hfs`, then the payload, in clear.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_e(world, &mut body);
            if suite.has(noise::Modifier::Hfs) {
                noise.write_e1(world, &mut body)?;
            }
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// The responder's keys and choice. The timestamp tells the initiator how far
    /// apart the clocks are; nothing rests on it.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 8 | `timestamp` | u64 big-endian, in milliseconds |
    /// | 8 | 32 | `challenge` | 32 bytes |
    /// | 40 | 1 | `version` | u8 |
    /// | 41 | 2 | `suite` | u16 big-endian |
    /// | 43 | 1 | `compression` | u8 |
    /// | 44 | 4 | `max_record` | u32 big-endian, 4096 to 16777216 |
    #[derive(Clone, Copy, Debug, PartialEq)]
    #[cfg_attr(
        feature = "serde",
        derive(codec::serde::Serialize, codec::serde::Deserialize),
        serde(crate = "crate::codec::serde", deny_unknown_fields),
    )]
    pub struct Response {
        /// Since the Unix epoch.
        ///
        /// On the wire: u64 big-endian, in milliseconds.
        pub timestamp: u64,
        /// On the wire: 32 bytes.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        pub challenge: [u8; 32],
        /// On the wire: u8.
        pub version: u8,
        /// On the wire: u16 big-endian.
        pub suite: u16,
        /// On the wire: u8.
        pub compression: u8,
        /// On the wire: u32 big-endian, 4096 to 16777216.
        pub max_record: u32,
    }

    impl ::core::cmp::Eq for Response {}

    impl codec::Encode for Response {
        #[inline]
        fn encoded_len(&self) -> usize {
            48
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_u64_be(self.timestamp);
            out.put(self.challenge.as_slice());
            out.put_u8(self.version);
            out.put_u16_be(self.suite);
            out.put_u8(self.compression);
            codec::check_range(self.max_record, 4096, 16_777_216).within("max_record")?;
            out.put_u32_be(self.max_record);
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Response {
        const MIN_LEN: usize = 48;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let timestamp = reader.read_u64_be().within("timestamp")?;
            let challenge = reader.read_array::<32>().copied().within("challenge")?;
            let version = reader.read_u8().within("version")?;
            let suite = reader.read_u16_be().within("suite")?;
            let compression = reader.read_u8().within("compression")?;
            let max_record = reader
                .read_in_range(codec::Reader::read_u32_be, 4096, 16_777_216)
                .within("max_record")?;
            Ok(Self { timestamp, challenge, version, suite, compression, max_record })
        }
    }

    impl Response {
        /// The type byte of the message.
        pub const TYPE: u8 = 2;

        /// Reads the message: `e`, `ee`, `ekem1 if hfs`, `s`, `es`, then the payload, sealed.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::Unexpected);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_e(&mut reader)?;
            noise.mix_ee()?;
            if suite.has(noise::Modifier::Hfs) {
                noise.read_ekem1(&mut reader)?;
            }
            noise.read_s(&mut reader)?;
            noise.mix_es()?;
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `e`, `ee`, `ekem1 if hfs`, `s`, `es`, then the payload, sealed.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_e(world, &mut body);
            noise.mix_ee()?;
            if suite.has(noise::Modifier::Hfs) {
                noise.write_ekem1(world, &mut body)?;
            }
            noise.write_s(&mut body)?;
            noise.mix_es()?;
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// The initiator's static key and the proof that both saw the same.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 32 | `proof` | 32 bytes |
    #[derive(Clone, Copy, Debug, PartialEq)]
    #[cfg_attr(
        feature = "serde",
        derive(codec::serde::Serialize, codec::serde::Deserialize),
        serde(crate = "crate::codec::serde", deny_unknown_fields),
    )]
    pub struct Confirm {
        /// On the wire: 32 bytes.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        pub proof: [u8; 32],
    }

    impl ::core::cmp::Eq for Confirm {}

    impl codec::Encode for Confirm {
        #[inline]
        fn encoded_len(&self) -> usize {
            32
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put(self.proof.as_slice());
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Confirm {
        const MIN_LEN: usize = 32;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let proof = reader.read_array::<32>().copied().within("proof")?;
            Ok(Self { proof })
        }
    }

    impl Confirm {
        /// The type byte of the message.
        pub const TYPE: u8 = 3;

        /// Reads the message: `s`, `se`, `psk if psk3`, then the payload, sealed.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::Unexpected);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_s(&mut reader)?;
            noise.mix_se()?;
            if suite.has(noise::Modifier::Psk(3)) {
                noise.mix_psk(world)?;
            }
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `s`, `se`, `psk if psk3`, then the payload, sealed.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_s(&mut body)?;
            noise.mix_se()?;
            if suite.has(noise::Modifier::Psk(3)) {
                noise.mix_psk(world)?;
            }
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// Asks for a second attempt that shows the cookie, under the suite in the
    /// head of this message. Unauthenticated; both attempts are bound to it.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 2..=65 | `cookie` | 1 to 64 bytes, their number in front as u8 |
    #[derive(Clone, Debug, PartialEq)]
    #[cfg_attr(
        feature = "serde",
        derive(codec::serde::Serialize, codec::serde::Deserialize),
        serde(crate = "crate::codec::serde", deny_unknown_fields),
    )]
    pub struct Retry {
        /// A time, SHA-256 of Init's body and a MAC that only the responder can check.
        ///
        /// On the wire: 1 to 64 bytes, their number in front as u8.
        #[cfg_attr(feature = "serde", serde(with = "crate::codec::hex"))]
        pub cookie: Bytes,
    }

    impl ::core::cmp::Eq for Retry {}

    impl codec::Encode for Retry {
        #[inline]
        fn encoded_len(&self) -> usize {
            1 + self.cookie.len()
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_prefixed(O::put_u8, &self.cookie, 1, 64).within("cookie")?;
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Retry {
        const MIN_LEN: usize = 2;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let cookie = reader.read_prefixed(codec::Reader::read_u8, 1, 64).within("cookie")?;
            let cookie = reader.own(cookie);
            Ok(Self { cookie })
        }
    }

    impl Retry {
        /// The type byte of the message.
        pub const TYPE: u8 = 4;

        /// Reads the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn open(message: handshake::Incoming<'_>) -> Result<Self, Failure> {
            Ok(codec::Decode::from_slice(message.rest)?)
        }

        /// Writes the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn seal(&self, suite: u16) -> Result<Vec<u8>, Failure> {
            let mut body = head(Self::TYPE, suite);
            codec::Encode::encode_into(self, &mut body)?;
            Ok(body)
        }
    }

    /// Why the responder refuses; unauthenticated.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 1 | `code` | [`RejectCode`] as u8 |
    #[derive(Clone, Copy, Debug, PartialEq)]
    #[cfg_attr(
        feature = "serde",
        derive(codec::serde::Serialize, codec::serde::Deserialize),
        serde(crate = "crate::codec::serde", deny_unknown_fields),
    )]
    pub struct Reject {
        /// On the wire: [`RejectCode`] as u8.
        pub code: RejectCode,
    }

    impl ::core::cmp::Eq for Reject {}

    impl codec::Encode for Reject {
        #[inline]
        fn encoded_len(&self) -> usize {
            1
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
            out.put_u8(self.code.number());
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Reject {
        const MIN_LEN: usize = 1;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let code = RejectCode::from_number(reader.read_u8().within("code")?);
            Ok(Self { code })
        }
    }

    impl Reject {
        /// The type byte of the message.
        pub const TYPE: u8 = 5;

        /// Reads the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn open(message: handshake::Incoming<'_>) -> Result<Self, Failure> {
            Ok(codec::Decode::from_slice(message.rest)?)
        }

        /// Writes the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn seal(&self, suite: u16) -> Result<Vec<u8>, Failure> {
            let mut body = head(Self::TYPE, suite);
            codec::Encode::encode_into(self, &mut body)?;
            Ok(body)
        }
    }

    /// An event, a message by its type.
    enum Received<'a> {
        /// This side is told to begin.
        Start,
        /// The message `Init`.
        Init(handshake::Incoming<'a>),
        /// The message `Response`.
        Response(handshake::Incoming<'a>),
        /// The message `Confirm`.
        Confirm(handshake::Incoming<'a>),
        /// The message `Retry`.
        Retry(handshake::Incoming<'a>),
        /// The message `Reject`.
        Reject(handshake::Incoming<'a>),
        /// A message that is too short or whose type is unknown.
        Unreadable,
        /// The record `ready` arrived.
        Ready,
        /// The deadline passed.
        Timeout,
    }

    impl<'a> From<handshake::Event<'a>> for Received<'a> {
        /// A body is `type u8 | suite u16 | rest`.
        fn from(event: handshake::Event<'a>) -> Self {
            match event {
                handshake::Event::Start => Self::Start,
                handshake::Event::Ready => Self::Ready,
                handshake::Event::Timeout => Self::Timeout,
                handshake::Event::Message([kind, first, second, rest @ ..]) => {
                    let suite = u16::from_be_bytes([*first, *second]);
                    let message = handshake::Incoming { suite, rest };
                    match *kind {
                        Init::TYPE => Self::Init(message),
                        Response::TYPE => Self::Response(message),
                        Confirm::TYPE => Self::Confirm(message),
                        Retry::TYPE => Self::Retry(message),
                        Reject::TYPE => Self::Reject(message),
                        _ => Self::Unreadable,
                    }
                }
                handshake::Event::Message(_) => Self::Unreadable,
            }
        }
    }

    /// The head of a message's body: `type u8 | suite u16`.
    fn head(kind: u8, suite: u16) -> Vec<u8> {
        let [first, second] = suite.to_be_bytes();
        vec![kind, first, second]
    }

    /// The number of the suite in a message; 0 where there is none.
    fn suite_in(event: &handshake::Event<'_>) -> u16 {
        match event {
            handshake::Event::Message([_, first, second, ..]) =>
                u16::from_be_bytes([*first, *second]),
            _ => 0,
        }
    }

    /// The states of the initiator, and what leads from one to the next.
    pub mod initiator {
        use super::*;

        /// The machine of the initiator: one variant a state, in it what is valid there.
        #[allow(
            clippy::large_enum_variant,
            reason = "a connection has one machine, and it lives as long as the handshake",
        )]
        pub enum Initiator {
            /// Waits for `start`.
            Idle(Idle),
            /// Waits for `Response` or `Retry` or `Reject`.
            AwaitResponse(AwaitResponse),
            /// Waits for `ready`.
            AwaitReady(AwaitReady),
            /// The session is up.
            Established(Established),
            /// The handshake failed; nothing leads out of here.
            Failed(Failure),
        }

        /// The session is up: the peer proved who it is, and this side talks to it.
        pub struct Established {
            authorized: handshake::Authorized,
            outcome: handshake::Established,
        }

        impl Established {
            /// The peer's long-term key, which was found authorized.
            pub fn peer(&self) -> &crypto::PublicKey {
                self.authorized.peer()
            }
        }

        /// Waits for `start`.
        pub struct Idle {
            config: handshake::HandshakeConfig<Offers>,
        }

        impl Idle {
            /// `on start -> AwaitResponse`
            fn start(
                self,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Initiator, Failure> {
                let Self { config } = self;
                let suite = preferred_suite(&config.local)?;
                let attempt = config.clone();
                let (local, mut noise) = config.begin(noise::Party::Initiator, suite, PROLOGUE);
                let now = world.now_ms();

                // send Init
                let init = Init {
                    timestamp: now,
                    nonce: handshake::random(world),
                    versions: local.versions.clone(),
                    suites: local.suites.clone(),
                    compressions: local.compressions.clone(),
                    max_record: local.max_record,
                    cookie: Default::default(),
                };
                sent.messages.push(init.seal(suite, &mut noise, world)?);

                // -> AwaitResponse
                Ok(Initiator::AwaitResponse(AwaitResponse {
                    suite,
                    noise,
                    again: handshake::Again::after(attempt, sent.messages.first()),
                    local,
                    init_nonce: init.nonce,
                }))
            }
        }

        /// Waits for `Response` or `Retry` or `Reject`.
        pub struct AwaitResponse {
            suite: &'static noise::Suite,
            noise: noise::NoiseState,
            /// What a second attempt takes, until it is made.
            again: Option<handshake::Again<Offers>>,
            /// What this side brings.
            local: Offers,
            /// `Init.nonce`
            init_nonce: [u8; 24],
        }

        impl AwaitResponse {
            /// `on Response -> AwaitReady`
            fn on_response(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Initiator, Failure> {
                let Self { suite, mut noise, local, init_nonce, .. } = self;
                let response = Response::open(message, suite, &mut noise)?;

                // check Response.version in local.versions else Downgrade
                if !local.versions.contains(&response.version) {
                    return Err(Failure::Downgrade);
                }

                // check Response.suite == suite else Downgrade
                if response.suite != suite.id {
                    return Err(Failure::Downgrade);
                }

                // check Response.compression in local.compressions else Downgrade
                if !local.compressions.contains(&response.compression) {
                    return Err(Failure::Downgrade);
                }

                // check authorized(rs) else UnknownPeer
                let peer = handshake::Authorized::check(noise.remote_static(), world)
                    .ok_or(Failure::UnknownPeer)?;

                // send Confirm
                let proof = noise.sha256(&[b"pw1 confirm", &init_nonce, &response.challenge]);
                let confirm = Confirm { proof };
                sent.messages.push(confirm.seal(suite, &mut noise, world)?);

                // -> AwaitReady, with the keys split
                let secrets = noise.split();
                Ok(Initiator::AwaitReady(AwaitReady {
                    suite,
                    secrets,
                    peer,
                    response_compression: response.compression,
                    response_max_record: response.max_record,
                }))
            }

            /// `on Retry -> AwaitResponse`
            fn on_retry(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Initiator, Failure> {
                let Self { again, local, .. } = self;
                let again = again.ok_or(Failure::Unexpected)?;
                let retry = Retry::open(message)?;
                let suite = offered_suite(message.suite, again.local())
                    .map_err(|_| Failure::Downgrade)?;
                let asking = [&head(Retry::TYPE, message.suite), message.rest];
                let mut noise = again.begin(noise::Party::Initiator, suite, PROLOGUE, &asking);
                let now = world.now_ms();

                // send Init
                let init = Init {
                    timestamp: now,
                    nonce: handshake::random(world),
                    versions: local.versions.clone(),
                    suites: local.suites.clone(),
                    compressions: local.compressions.clone(),
                    max_record: local.max_record,
                    cookie: retry.cookie.clone(),
                };
                sent.messages.push(init.seal(suite, &mut noise, world)?);

                // -> AwaitResponse
                Ok(Initiator::AwaitResponse(AwaitResponse {
                    suite,
                    noise,
                    again: None,
                    local,
                    init_nonce: init.nonce,
                }))
            }

            /// `on Reject -> failed(Rejected)`
            fn on_reject(self, message: handshake::Incoming<'_>) -> Result<Initiator, Failure> {
                Reject::open(message)?;

                // -> failed(Rejected)
                Err(Failure::Rejected)
            }
        }

        /// Waits for `ready`.
        pub struct AwaitReady {
            suite: &'static noise::Suite,
            secrets: noise::SessionSecrets,
            peer: handshake::Authorized,
            /// `Response.compression`
            response_compression: u8,
            /// `Response.max_record`
            response_max_record: u32,
        }

        impl AwaitReady {
            /// `on ready -> established`
            fn on_ready(self) -> Result<Initiator, Failure> {
                let Self { suite, secrets, peer, response_compression, response_max_record } = self;

                // -> established { compression: Response.compression, max_record:
                //     Response.max_record }
                let outcome = handshake::Established {
                    secrets,
                    peer: Some(*peer.peer()),
                    suite: suite.id,
                    compression: response_compression,
                    max_record: Some(response_max_record),
                };
                Ok(Initiator::Established(Established { authorized: peer, outcome }))
            }
        }

        impl Initiator {
            /// The table of transitions: what each state does with each event.
            fn next(
                self,
                received: Received<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Self, Failure> {
                match (self, received) {
                    (Self::Idle(state), Received::Start) => state.start(world, sent),
                    (
                        Self::Idle(_),
                        Received::Init(_)
                            | Received::Response(_)
                            | Received::Confirm(_)
                            | Received::Retry(_)
                            | Received::Reject(_)
                            | Received::Ready,
                    ) => Err(Failure::Unexpected),
                    (Self::Idle(_), Received::Unreadable) => Err(Failure::Malformed),
                    (Self::Idle(_), Received::Timeout) => Err(Failure::Timeout),
                    (Self::AwaitResponse(state), Received::Response(message)) =>
                        state.on_response(message, world, sent),
                    (Self::AwaitResponse(state), Received::Retry(message)) =>
                        state.on_retry(message, world, sent),
                    (Self::AwaitResponse(state), Received::Reject(message)) =>
                        state.on_reject(message),
                    (
                        Self::AwaitResponse(_),
                        Received::Start
                            | Received::Init(_)
                            | Received::Confirm(_)
                            | Received::Ready,
                    ) => Err(Failure::Unexpected),
                    (Self::AwaitResponse(_), Received::Unreadable) => Err(Failure::Malformed),
                    (Self::AwaitResponse(_), Received::Timeout) => Err(Failure::Timeout),
                    (Self::AwaitReady(state), Received::Ready) => state.on_ready(),
                    (
                        Self::AwaitReady(_),
                        Received::Start
                            | Received::Init(_)
                            | Received::Response(_)
                            | Received::Confirm(_)
                            | Received::Retry(_)
                            | Received::Reject(_),
                    ) => Err(Failure::Unexpected),
                    (Self::AwaitReady(_), Received::Unreadable) => Err(Failure::Malformed),
                    (Self::AwaitReady(_), Received::Timeout) => Err(Failure::Timeout),
                    (
                        Self::Established(_),
                        Received::Init(_)
                            | Received::Response(_)
                            | Received::Confirm(_)
                            | Received::Retry(_)
                            | Received::Reject(_)
                            | Received::Unreadable,
                    ) => Err(Failure::Unexpected),
                    (
                        state @ Self::Established(_),
                        Received::Start | Received::Ready | Received::Timeout,
                    ) => Ok(state),
                    (state @ Self::Failed(_), _) => Ok(state),
                }
            }
        }

        impl handshake::Machine for Initiator {
            type Local = Offers;

            fn new(config: handshake::HandshakeConfig<Offers>) -> Self {
                Self::Idle(Idle { config })
            }

            fn handle(
                self,
                event: handshake::Event<'_>,
                world: &mut dyn handshake::World,
                transmit: &mut handshake::Transmit,
            ) -> Self {
                let mut sent = handshake::Transmit::default();
                match self.next(Received::from(event), world, &mut sent) {
                    Ok(next) => {
                        transmit.append(sent);
                        next
                    }
                    Err(failure) => Self::Failed(failure),
                }
            }

            fn state(&self) -> &'static str {
                match self {
                    Self::Idle(_) => "Idle",
                    Self::AwaitResponse(_) => "AwaitResponse",
                    Self::AwaitReady(_) => "AwaitReady",
                    Self::Established(_) => "Established",
                    Self::Failed(_) => "Failed",
                }
            }

            fn status(&self) -> handshake::Status<'_> {
                match self {
                    Self::Idle(_) | Self::AwaitResponse(_) => handshake::Status::InProgress,
                    Self::AwaitReady(state) => handshake::Status::KeysReady(&state.secrets),
                    Self::Established(state) => handshake::Status::Established(&state.outcome),
                    Self::Failed(failure) => handshake::Status::Failed(failure.name()),
                }
            }

            fn into_established(self) -> Option<handshake::Established> {
                match self {
                    Self::Established(state) => Some(state.outcome),
                    _ => None,
                }
            }
        }
    }

    /// The states of the responder, and what leads from one to the next.
    pub mod responder {
        use super::*;

        /// The machine of the responder: one variant a state, in it what is valid there.
        #[allow(
            clippy::large_enum_variant,
            reason = "a connection has one machine, and it lives as long as the handshake",
        )]
        pub enum Responder {
            /// Waits for `Init`.
            Listen(Listen),
            /// Waits for `Confirm`.
            AwaitConfirm(AwaitConfirm),
            /// The session is up.
            Established(Established),
            /// The handshake failed; nothing leads out of here.
            Failed(Failure),
        }

        /// The session is up: the peer proved who it is, and this side talks to it.
        pub struct Established {
            authorized: handshake::Authorized,
            outcome: handshake::Established,
        }

        impl Established {
            /// The peer's long-term key, which was found authorized.
            pub fn peer(&self) -> &crypto::PublicKey {
                self.authorized.peer()
            }
        }

        /// Waits for `Init`.
        pub struct Listen {
            config: handshake::HandshakeConfig<Offers>,
            /// What the next attempt is bound to, if one was asked for.
            context: Option<[u8; 64]>,
        }

        impl Listen {
            /// `on Init -> AwaitConfirm`
            fn on_init(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Responder, Failure> {
                let Self { config, context } = self;
                let suite = suite(message.suite).ok_or(Failure::NoCommonSuite)?;
                let (local, mut noise) = config.begin_bound(
                    noise::Party::Responder,
                    suite,
                    PROLOGUE,
                    context.as_ref(),
                );
                let init = Init::open(message, suite, &mut noise)?;
                let now = world.now_ms();

                // let version = common(local.versions, Init.versions) else UnsupportedVersion
                let version = local.versions
                    .iter()
                    .copied()
                    .find(|offer| init.versions.contains(offer))
                    .ok_or(Failure::UnsupportedVersion)?;

                // check suite in Init.suites else NoCommonSuite
                if !init.suites.contains(&suite.id) {
                    return Err(Failure::NoCommonSuite);
                }

                // let choice = common(local.suites, Init.suites) else NoCommonSuite
                let choice = local.suites
                    .iter()
                    .copied()
                    .find(|offer| init.suites.contains(offer))
                    .ok_or(Failure::NoCommonSuite)?;

                // let compression = common(local.compressions, Init.compressions) else
                //     NoCommonSuite
                let compression = local.compressions
                    .iter()
                    .copied()
                    .find(|offer| init.compressions.contains(offer))
                    .ok_or(Failure::NoCommonSuite)?;

                // check within(Init.timestamp, now, 5000 ms) else ClockSkew
                if init.timestamp.abs_diff(now) > 5000 {
                    return Err(Failure::ClockSkew);
                }

                // check capacity() else Busy
                if !world.capacity() {
                    return Err(Failure::Busy);
                }

                // check cookie(Init.cookie, choice) else Retry
                let wanted = super::suite(choice).ok_or(Failure::NoCommonSuite)?;
                let cookie = if wanted.id == suite.id {
                    world.cookie(&init.cookie, suite.id)
                } else {
                    handshake::Cookie::Demanded
                };
                match (cookie, context) {
                    (handshake::Cookie::NotNeeded, None) => {}
                    (handshake::Cookie::Valid(first), _) => {
                        let asking = Retry { cookie: init.cookie.clone() }.seal(wanted.id)?;
                        let again = config.context(&first, &asking);
                        if context != Some(again) {
                            noise = config
                                .begin_bound(noise::Party::Responder, suite, PROLOGUE, Some(&again))
                                .1;
                            Init::open(message, suite, &mut noise)?;
                        }
                    }
                    (_, Some(_)) => return Err(Failure::Unexpected),
                    (_, None) => {
                        let first = config.hash(&[&head(Init::TYPE, message.suite), message.rest]);
                        let cookie = world.new_cookie(&first, wanted.id);
                        let asking = Retry { cookie: cookie.into() }.seal(wanted.id)?;
                        let context = Some(config.context(&first, &asking));
                        sent.messages.push(asking);
                        return Ok(Responder::Listen(Listen { config, context }));
                    }
                }

                // check fresh(Init.nonce, Init.timestamp + 5000) else Replay
                if !world.fresh(&init.nonce, init.timestamp.saturating_add(5000)) {
                    return Err(Failure::Replay);
                }

                // send Response
                let response = Response {
                    timestamp: now,
                    challenge: handshake::random(world),
                    version,
                    suite: suite.id,
                    compression,
                    max_record: local.max_record,
                };
                sent.messages.push(response.seal(suite, &mut noise, world)?);

                // -> AwaitConfirm
                Ok(Responder::AwaitConfirm(AwaitConfirm {
                    suite,
                    noise,
                    init_nonce: init.nonce,
                    init_max_record: init.max_record,
                    response_challenge: response.challenge,
                    compression,
                }))
            }
        }

        /// Waits for `Confirm`.
        pub struct AwaitConfirm {
            suite: &'static noise::Suite,
            noise: noise::NoiseState,
            /// `Init.nonce`
            init_nonce: [u8; 24],
            /// `Init.max_record`
            init_max_record: u32,
            /// `Response.challenge`
            response_challenge: [u8; 32],
            /// `compression`
            compression: u8,
        }

        impl AwaitConfirm {
            /// `on Confirm -> established`
            fn on_confirm(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Responder, Failure> {
                let Self {
                    suite,
                    mut noise,
                    init_nonce,
                    init_max_record,
                    response_challenge,
                    compression,
                } =
                    self;
                let confirm = Confirm::open(message, suite, &mut noise, world)?;

                // check authorized(rs) else UnknownPeer
                let peer = handshake::Authorized::check(noise.remote_static(), world)
                    .ok_or(Failure::UnknownPeer)?;

                // check Confirm.proof == proof else BadConfirm
                let proof = noise.sha256(&[b"pw1 confirm", &init_nonce, &response_challenge]);
                if !crypto::equal(&confirm.proof, &proof) {
                    return Err(Failure::BadConfirm);
                }

                // send ready
                let secrets = noise.split();
                sent.ready = true;

                // -> established { compression: compression, max_record: Init.max_record }
                let outcome = handshake::Established {
                    secrets,
                    peer: Some(*peer.peer()),
                    suite: suite.id,
                    compression,
                    max_record: Some(init_max_record),
                };
                Ok(Responder::Established(Established { authorized: peer, outcome }))
            }
        }

        impl Responder {
            /// The table of transitions: what each state does with each event.
            fn next(
                self,
                received: Received<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Self, Failure> {
                match (self, received) {
                    (Self::Listen(state), Received::Init(message)) =>
                        state.on_init(message, world, sent),
                    (
                        Self::Listen(_),
                        Received::Start
                            | Received::Response(_)
                            | Received::Confirm(_)
                            | Received::Retry(_)
                            | Received::Reject(_)
                            | Received::Ready,
                    ) => Err(Failure::Unexpected),
                    (Self::Listen(_), Received::Unreadable) => Err(Failure::Malformed),
                    (Self::Listen(_), Received::Timeout) => Err(Failure::Timeout),
                    (Self::AwaitConfirm(state), Received::Confirm(message)) =>
                        state.on_confirm(message, world, sent),
                    (
                        Self::AwaitConfirm(_),
                        Received::Start
                            | Received::Init(_)
                            | Received::Response(_)
                            | Received::Retry(_)
                            | Received::Reject(_)
                            | Received::Ready,
                    ) => Err(Failure::Unexpected),
                    (Self::AwaitConfirm(_), Received::Unreadable) => Err(Failure::Malformed),
                    (Self::AwaitConfirm(_), Received::Timeout) => Err(Failure::Timeout),
                    (
                        Self::Established(_),
                        Received::Init(_)
                            | Received::Response(_)
                            | Received::Confirm(_)
                            | Received::Retry(_)
                            | Received::Reject(_)
                            | Received::Unreadable,
                    ) => Err(Failure::Unexpected),
                    (
                        state @ Self::Established(_),
                        Received::Start | Received::Ready | Received::Timeout,
                    ) => Ok(state),
                    (state @ Self::Failed(_), _) => Ok(state),
                }
            }

            /// The number of the suite that a notice to the peer names: of the one
            /// that runs, else of the one in the message at hand.
            fn suite(&self, event: &handshake::Event<'_>) -> u16 {
                let running = match self {
                    Self::AwaitConfirm(state) => Some(state.suite.id),
                    Self::Established(state) => Some(state.outcome.suite),
                    Self::Listen(_) | Self::Failed(_) => None,
                };
                running.unwrap_or_else(|| suite_in(event))
            }
        }

        impl handshake::Machine for Responder {
            type Local = Offers;

            fn new(config: handshake::HandshakeConfig<Offers>) -> Self {
                Self::Listen(Listen { config, context: None })
            }

            fn handle(
                self,
                event: handshake::Event<'_>,
                world: &mut dyn handshake::World,
                transmit: &mut handshake::Transmit,
            ) -> Self {
                let suite = self.suite(&event);
                let mut sent = handshake::Transmit::default();
                match self.next(Received::from(event), world, &mut sent) {
                    Ok(next) => {
                        transmit.append(sent);
                        next
                    }
                    Err(failure) => {
                        transmit.messages.extend(failure.tell_initiator(suite));
                        Self::Failed(failure)
                    }
                }
            }

            fn state(&self) -> &'static str {
                match self {
                    Self::Listen(_) => "Listen",
                    Self::AwaitConfirm(_) => "AwaitConfirm",
                    Self::Established(_) => "Established",
                    Self::Failed(_) => "Failed",
                }
            }

            fn status(&self) -> handshake::Status<'_> {
                match self {
                    Self::Listen(_) | Self::AwaitConfirm(_) => handshake::Status::InProgress,
                    Self::Established(state) => handshake::Status::Established(&state.outcome),
                    Self::Failed(failure) => handshake::Status::Failed(failure.name()),
                }
            }

            fn into_established(self) -> Option<handshake::Established> {
                match self {
                    Self::Established(state) => Some(state.outcome),
                    _ => None,
                }
            }
        }
    }
}

impl protocol::PacketFormat for Packet {
    const HEADER_LEN: usize = 10;
    const MAX_PAYLOAD: usize = 16_777_216;

    fn decode_header(input: &[u8]) -> Result<Option<protocol::PacketHead>, codec::DecodeError> {
        let reader = &mut codec::Reader::new(input);
        if !reader.read_constant(&[0xde, 0xad, 0xbe, 0xef], true).within("magic")? {
            return Ok(None);
        }
        if !reader.read_constant(&[0x01], true).within("version")? {
            return Ok(None);
        }
        if reader.remaining() < 1 {
            return Ok(None);
        }
        let flags = reader
            .read_flags(codec::Reader::read_u8, PacketFlags::from_bits)
            .within("flags")?;
        if reader.remaining() < 4 {
            return Ok(None);
        }
        let start = reader.offset();
        let length_ = reader.read_u32_be().within("length")?;
        reader.expect_length(start, length_, 0, 16_777_216).within("length")?;
        let payload_len = length_ as usize;
        Ok(Some(protocol::PacketHead {
            payload_len,
            handshake: flags.is_handshake(),
            sealed: flags.is_encrypted(),
            compression: if flags
                .is_lz4() {
                    Some(protocol::Compression::Lz4)
                } else if flags
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
        let mut flags = PacketFlags::empty();
        if head.handshake {
            flags.insert(PacketFlags::HANDSHAKE);
        }
        if head.sealed {
            flags.insert(PacketFlags::ENCRYPTED);
        }
        if head.compression == Some(protocol::Compression::Lz4) {
            flags.insert(PacketFlags::LZ4);
        }
        if head.compression == Some(protocol::Compression::Zstd) {
            flags.insert(PacketFlags::ZSTD);
        }
        codec::check_flags(flags.check()).within("flags")?;
        codec::check_length(head.payload_len, 0, 16_777_216).within("length")?;
        out[0..4].copy_from_slice(&0xdead_beef_u32.to_be_bytes());
        out[4] = 1;
        out[5] = flags.bits();
        out[6..10].copy_from_slice(&(head.payload_len as u32).to_be_bytes());
        Ok(())
    }
}

impl protocol::EnvelopeFormat for Envelope {
    fn encode_head(
        head: &protocol::EnvelopeHead,
        out: &mut Vec<u8>,
    ) -> Result<(), codec::EncodeError> {
        let content = match head.kind {
            protocol::EnvelopeKind::OneWay => ContentRef::OneWay { message: &[] },
            protocol::EnvelopeKind::Request => ContentRef::Request { message: &[] },
            protocol::EnvelopeKind::Reply => ContentRef::Reply { message: &[] },
            protocol::EnvelopeKind::Error => ContentRef::Error { message: &[] },
            protocol::EnvelopeKind::StreamData => ContentRef::StreamData { message: &[] },
            protocol::EnvelopeKind::Cancel => ContentRef::Cancel {},
            protocol::EnvelopeKind::StreamEnd => ContentRef::StreamEnd {},
            protocol::EnvelopeKind::Window => ContentRef::Window { credit: head.credit },
        };
        let mut flags = EnvelopeFlags::empty();
        if head.deadline_ms.is_some() {
            flags.insert(EnvelopeFlags::DEADLINE);
        }
        if head.trace.is_some() {
            flags.insert(EnvelopeFlags::TRACE);
        }
        let envelope = EnvelopeRef {
            flags,
            id: head.id,
            deadline: head.deadline_ms,
            trace: head.trace.as_ref(),
            content,
        };
        envelope.encode_into(out)
    }

    fn decode(input: &[u8]) -> Result<(protocol::EnvelopeHead, &[u8]), codec::DecodeError> {
        let envelope = EnvelopeRef::from_slice(input)?;
        let (kind, message, credit) = match envelope.content {
            ContentRef::OneWay { message } => (protocol::EnvelopeKind::OneWay, message, 0),
            ContentRef::Request { message } => (protocol::EnvelopeKind::Request, message, 0),
            ContentRef::Reply { message } => (protocol::EnvelopeKind::Reply, message, 0),
            ContentRef::Error { message } => (protocol::EnvelopeKind::Error, message, 0),
            ContentRef::StreamData { message } => (protocol::EnvelopeKind::StreamData, message, 0),
            ContentRef::Cancel {} => (protocol::EnvelopeKind::Cancel, [].as_slice(), 0),
            ContentRef::StreamEnd {} => (protocol::EnvelopeKind::StreamEnd, [].as_slice(), 0),
            ContentRef::Window { credit } =>
                (protocol::EnvelopeKind::Window, [].as_slice(), credit),
        };
        let head = protocol::EnvelopeHead {
            kind,
            id: envelope.id,
            deadline_ms: envelope.deadline,
            trace: envelope.trace.copied(),
            credit,
        };
        Ok((head, message))
    }
}

/// The protocol `network`, version 1.
///
/// The network protocol, version 1: framed packets, a Noise handshake, sealed
/// records and typed messages with requests, replies, streams and deadlines.
#[derive(Clone, Copy, Debug)]
pub enum Network {}

impl protocol::Protocol for Network {
    const NAME: &'static str = "network";
    const VERSION: u8 = 1;
    type Packet = Packet;
    type Envelope = Envelope;

    #[cfg(feature = "session")]
    type Handshake = secure::Secure;
    const KEEPALIVE: Option<protocol::Keepalive> = Some(protocol::Keepalive {
        question: 2,
        answer: 3,
    });

    fn encode_keepalive(nonce: u64, out: &mut Vec<u8>) -> Result<(), codec::EncodeError> {
        Ping { nonce }.encode_into(out)
    }

    fn encode_tag<O: codec::Output>(tag: u64, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(tag, 0, 0xffff_ffff)?;
        out.put_u32_le(tag as u32);
        Ok(())
    }

    fn decode_tag(reader: &mut codec::Reader<'_>) -> Result<u64, codec::DecodeError> {
        reader.read_u32_le().map(u64::from)
    }

    fn encode_error(
        error: &protocol::RemoteError,
        out: &mut Vec<u8>,
    ) -> Result<(), codec::EncodeError> {
        let report = ErrorReportRef {
            code: match error.code {
                protocol::ErrorCode::UnknownMessage => ErrorCode::UnknownMessage,
                protocol::ErrorCode::Malformed => ErrorCode::Malformed,
                protocol::ErrorCode::DeadlineExceeded => ErrorCode::DeadlineExceeded,
                protocol::ErrorCode::Overloaded => ErrorCode::Overloaded,
                protocol::ErrorCode::Internal => ErrorCode::Internal,
                protocol::ErrorCode::ShuttingDown => ErrorCode::ShuttingDown,
                protocol::ErrorCode::Refused => ErrorCode::Refused,
                protocol::ErrorCode::Other(number) => ErrorCode::from_number({
                    codec::check_range(number, 0, 65535).within("code")?;
                    number as u16
                }),
                #[allow(unreachable_patterns, reason = "the runtime may learn more codes")]
                _ => ErrorCode::Internal,
            },
            detail: &error.detail,
        };
        MessageRef::ErrorReport(report).encode_into(out)
    }

    fn decode_error(message: &[u8]) -> Result<protocol::RemoteError, codec::DecodeError> {
        let mut reader = codec::Reader::new(message);
        match Self::decode_tag(&mut reader)? {
            4 => {}
            tag => return Err(codec::DecodeError::unknown_message(0, tag)),
        }
        let report: ErrorReportRef<'_> = reader.read_to_end()?;
        Ok(protocol::RemoteError {
            code: match report.code {
                ErrorCode::UnknownMessage => protocol::ErrorCode::UnknownMessage,
                ErrorCode::Malformed => protocol::ErrorCode::Malformed,
                ErrorCode::DeadlineExceeded => protocol::ErrorCode::DeadlineExceeded,
                ErrorCode::Overloaded => protocol::ErrorCode::Overloaded,
                ErrorCode::Internal => protocol::ErrorCode::Internal,
                ErrorCode::ShuttingDown => protocol::ErrorCode::ShuttingDown,
                ErrorCode::Refused => protocol::ErrorCode::Refused,
                other => protocol::ErrorCode::Other(other.number().into()),
            },
            detail: String::from(report.detail),
        })
    }

    fn encode_goodbye(
        goodbye: &protocol::Goodbye,
        out: &mut Vec<u8>,
    ) -> Result<(), codec::EncodeError> {
        let message = GoodbyeRef {
            reason: GoodbyeReason::from_number({
                codec::check_range(goodbye.reason, 0, 65535).within("reason")?;
                goodbye.reason as u16
            }),
            detail: &goodbye.detail,
        };
        MessageRef::Goodbye(message).encode_into(out)
    }

    fn decode_goodbye(message: &[u8]) -> Result<Option<protocol::Goodbye>, codec::DecodeError> {
        let mut reader = codec::Reader::new(message);
        if Self::decode_tag(&mut reader)? != 5 {
            return Ok(None);
        }
        let message: GoodbyeRef<'_> = reader.read_to_end()?;
        Ok(Some(protocol::Goodbye {
            reason: message.reason.number().into(),
            detail: String::from(message.detail),
        }))
    }
}

/// Answers the messages of [`Message`], one method each.
#[cfg(feature = "session")]
pub trait MessageHandler: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Bytes that need no answer.
    fn data(
        &self,
        context: &service::Context,
        message: Data,
    ) -> impl Future<Output = Result<(), service::HandlerError>> + ::core::marker::Send;

    /// Bytes that come back.
    fn echo(
        &self,
        context: &service::Context,
        request: Echo,
    ) -> impl Future<Output = Result<Echo, service::HandlerError>> + ::core::marker::Send;
}

/// Gives each message to its method of a [`MessageHandler`]; the choice is a `match` on the tag.
#[cfg(feature = "session")]
#[derive(Clone, Debug)]
pub struct MessageDispatcher<H>(pub H);

#[cfg(feature = "session")]
impl<H: MessageHandler> service::Handler<Network> for MessageDispatcher<H> {
    async fn handle(
        &self,
        context: &service::Context,
        message: Bytes,
    ) -> Result<service::Answer, service::HandlerError> {
        let malformed = service::HandlerError::malformed;
        let mut reader = codec::Reader::shared(&message);
        match Network::decode_tag(&mut reader).map_err(malformed)? {
            0 => {
                let body: Data = reader.read_to_end().map_err(malformed)?;
                H::data(&self.0, context, body).await?;
                Ok(service::Answer::none())
            }
            1 => {
                let body: Echo = reader.read_to_end().map_err(malformed)?;
                let reply = H::echo(&self.0, context, body).await?;
                service::Answer::reply::<Network, _>(&reply)
            }
            tag => Err(service::HandlerError::unknown_message(tag)),
        }
    }
}

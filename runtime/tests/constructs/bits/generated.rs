// Written by `cargo run -- gen` from codegen/tests/specs/bits.wire. Do not edit: change the spec and run the command.

//! The bits protocol. See `codegen/tests/specs/bits.wire`.

#[allow(unused_imports, reason = "the prelude of some editions has it")]
use ::core::future::Future;

#[allow(unused_imports, reason = "a field may have its name")]
use ::packetwright::service;

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// Four bits, not all named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Opcode {
    /// `Query`, number 0.
    Query,
    /// `Status`, number 2.
    Status,
    /// `Update`, number 5.
    Update,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Opcode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Query => 0,
            Self::Status => 2,
            Self::Update => 5,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Query,
            2 => Self::Status,
            5 => Self::Update,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) =>
                matches!(Self::from_number(number), Self::Unknown(_)) && number <= 15,
            _ => true,
        }
    }
}

/// Three bits, all that there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Level {
    /// `Low`, number 0.
    Low,
    /// `High`, number 7.
    High,
}

impl Level {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Low => 0,
            Self::High => 7,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Low),
            7 => Some(Self::High),
            _ => None,
        }
    }
}

/// Little-endian everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Step {
    /// `Down`, number -3.
    Down,
    /// `Up`, number 3.
    Up,
}

impl Step {
    /// The number on the wire.
    pub const fn number(self) -> i8 {
        match self {
            Self::Down => -3,
            Self::Up => 3,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: i8) -> Option<Self> {
        match number {
            -3 => Some(Self::Down),
            3 => Some(Self::Up),
            _ => None,
        }
    }
}

/// The flags `Marks`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    /// The flag `low`.
    pub const LOW: Self = Self(0x01);

    /// The flag `mid`.
    pub const MID: Self = Self(0x02);
    const FLAG_NAMES: [(&'static str, Self); 2] = [("low", Self::LOW), ("mid", Self::MID)];

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

    /// Whether `low` is set.
    pub const fn is_low(self) -> bool {
        self.contains(Self::LOW)
    }

    /// Whether `mid` is set.
    pub const fn is_mid(self) -> bool {
        self.contains(Self::MID)
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
        if self.is_low() && self.is_mid() {
            return Err(codec::FlagsError::Require("!(low && mid)"));
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

/// The head of an IPv4 packet, as far as one can see without sums.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 4 |
/// | 1 | 0 | `words` | 4 bits, 5 to 15 |
/// | 1 | 1 | `service` | 6 bits |
/// | 2 | 0 | `congestion` | 2 bits |
/// | 2 | 2 | `length` | u16 big-endian, the bytes of `body` and 2 |
/// | 4 | 2 | `spare` | one bit |
/// | 6 | 0 | `whole` | one bit |
/// | 6 | 0 | `more` | one bit |
/// | 6 | 0 | `offset` | 13 bits |
/// | 6 | 0..=100 | `body` | 0 to 100 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Head {
    /// On the wire: 4 bits, 5 to 15.
    pub words: u8,
    /// On the wire: 6 bits.
    pub service: u8,
    /// On the wire: 2 bits.
    pub congestion: u8,
    /// On the wire: one bit.
    pub spare: bool,
    /// On the wire: one bit.
    pub whole: bool,
    /// On the wire: one bit.
    pub more: bool,
    /// On the wire: 13 bits.
    pub offset: u16,
    /// On the wire: 0 to 100 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
}

impl ::core::cmp::Eq for Head {}

impl codec::Encode for Head {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.words, 5, 15).within("words")?;
        out.put_u8(self.words | 0x40);
        codec::check_range(self.service, 0, 63).within("service")?;
        codec::check_range(self.congestion, 0, 3).within("congestion")?;
        out.put_u8(self.service << 2 | self.congestion);
        codec::check_length(self.body.len(), 0, 100).within("length")?;
        out.put_u16_be(self.body.len() as u16 + 2);
        codec::check_range(self.offset, 0, 8191).within("offset")?;
        out.put_u16_be(
            u16::from(self.spare) << 15
                | u16::from(self.whole) << 14
                | u16::from(self.more) << 13
                | self.offset,
        );
        out.put(&self.body);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Head {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(HeadRef::decode(reader)?.own(reader))
    }
}

/// [`Head`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadRef<'a> {
    /// On the wire: 4 bits, 5 to 15.
    pub words: u8,
    /// On the wire: 6 bits.
    pub service: u8,
    /// On the wire: 2 bits.
    pub congestion: u8,
    /// On the wire: one bit.
    pub spare: bool,
    /// On the wire: one bit.
    pub whole: bool,
    /// On the wire: one bit.
    pub more: bool,
    /// On the wire: 13 bits.
    pub offset: u16,
    /// On the wire: 0 to 100 bytes, as `length` says.
    pub body: &'a [u8],
}

impl ::core::cmp::Eq for HeadRef<'_> {}

impl codec::Encode for HeadRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.words, 5, 15).within("words")?;
        out.put_u8(self.words | 0x40);
        codec::check_range(self.service, 0, 63).within("service")?;
        codec::check_range(self.congestion, 0, 3).within("congestion")?;
        out.put_u8(self.service << 2 | self.congestion);
        codec::check_length(self.body.len(), 0, 100).within("length")?;
        out.put_u16_be(self.body.len() as u16 + 2);
        codec::check_range(self.offset, 0, 8191).within("offset")?;
        out.put_u16_be(
            u16::from(self.spare) << 15
                | u16::from(self.whole) << 14
                | u16::from(self.more) << 13
                | self.offset,
        );
        out.put(self.body);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HeadRef<'a> {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 4).within("version")?;
        let start = reader.offset() - 1;
        let words = run & 0x0f;
        reader.expect_range(start, words, 5, 15).within("words")?;
        let run = reader.read_u8().within("service")?;
        let service = run >> 2;
        let congestion = run & 0x03;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, i128::from(length_) - 2, 0, 100).within("length")?;
        let run = reader.read_u16_be().within("spare")?;
        let spare = run >> 15 & 1 != 0;
        let whole_ = run >> 14 & 1 != 0;
        let more = run >> 13 & 1 != 0;
        let offset = run & 0x1fff;
        let body = reader.read_measured(u64::from(length_) - 2).within("body")?;
        Ok(Self { words, service, congestion, spare, whole: whole_, more, offset, body })
    }
}

impl<'a> HeadRef<'a> {
    /// The [`Head`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Head {
        Head {
            words: self.words,
            service: self.service,
            congestion: self.congestion,
            spare: self.spare,
            whole: self.whole,
            more: self.more,
            offset: self.offset,
            body: reader.own(self.body),
        }
    }
}

/// Widths that cross bytes, signs, and constants in the middle.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `a` | 3 bits |
/// | 3 | 0 | `b` | 7 signed bits |
/// | 3 | 0 | `c` | 1 bits, always 1 |
/// | 3 | 0 | `d` | 13 bits, 5 to 8000 |
/// | 3 | 1 | `e` | i8 |
/// | 4 | 6 | `f` | u48 big-endian, 0 to 281474976710640 |
/// | 10 | 2 | `first` | 4 bits |
/// | 12 | 0 | `g` | one byte, 0 or 1 |
/// | 12 | 0 | `h` | 4 bits, always 5 |
/// | 12 | 8 | `i` | i64 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Crossing {
    /// On the wire: 3 bits.
    pub a: u8,
    /// On the wire: 7 signed bits.
    pub b: i8,
    /// On the wire: 13 bits, 5 to 8000.
    pub d: u16,
    /// On the wire: i8.
    pub e: i8,
    /// On the wire: u48 big-endian, 0 to 281474976710640.
    pub f: u64,
    /// On the wire: 4 bits.
    pub first: u8,
    /// On the wire: one byte, 0 or 1.
    pub g: bool,
    /// On the wire: i64 big-endian.
    pub i: i64,
}

impl ::core::cmp::Eq for Crossing {}

impl codec::Encode for Crossing {
    #[inline]
    fn encoded_len(&self) -> usize {
        20
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.a, 0, 7).within("a")?;
        codec::check_range(self.b, -64, 63).within("b")?;
        codec::check_range(self.d, 5, 8000).within("d")?;
        out.put_u24_be(
            u32::from(self.a) << 21 | (self.b as u32 & 0x7f) << 14 | u32::from(self.d) | 0x00_2000,
        );
        out.put_i8(self.e);
        codec::check_range(self.f, 0, 281_474_976_710_640).within("f")?;
        out.put_u48_be(self.f);
        codec::check_range(self.first, 0, 15).within("first")?;
        out.put_u16_be(u16::from(self.first) << 12 | u16::from(self.g) << 4 | 0x0005);
        out.put_i64_be(self.i);
        codec::check_require(self.a != 7, "a != 7")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Crossing {
    const MIN_LEN: usize = 20;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let run = reader.read_u24_be().within("a")?;
        let a = (run >> 21) as u8;
        let b = ((run << 11) as i32 >> 25) as i8;
        let start = reader.offset() - 2;
        let c = (run >> 13 & 0x01) as u8;
        reader.expect_constant(start, c, 1).within("c")?;
        let start = reader.offset() - 2;
        let d = (run & 0x1fff) as u16;
        reader.expect_range(start, d, 5, 8000).within("d")?;
        let e = reader.read_i8().within("e")?;
        let f = reader
            .read_in_range(codec::Reader::read_u48_be, 0, 281_474_976_710_640)
            .within("f")?;
        let run = reader.read_u16_be().within("first")?;
        let first = (run >> 12) as u8;
        let start = reader.offset() - 2;
        let g = reader.expect_bool(start, (run >> 4 & 0xff) as u8).within("g")?;
        let start = reader.offset() - 1;
        let h = (run & 0x0f) as u8;
        reader.expect_constant(start, h, 5).within("h")?;
        let i = reader.read_i64_be().within("i")?;
        reader.expect_require(begin, a != 7, "a != 7")?;
        Ok(Self { a, b, d, e, f, first, g, i })
    }
}

/// The same in the other order.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `a` | 3 bits |
/// | 3 | 0 | `b` | 7 signed bits |
/// | 3 | 0 | `c` | 1 bits, always 1 |
/// | 3 | 0 | `d` | 13 bits, 5 to 8000 |
/// | 3 | 3 | `step` | [`Step`] as 5 signed bits |
/// | 6 | 0 | `e` | i8 |
/// | 6 | 0 | `f` | 7 bits |
/// | 6 | 0 | `count` | 4 bits, the elements of `list` |
/// | 6 | 2 | `size` | 12 bits, the bytes of `text` |
/// | 8 | 0 | `tail` | 4 bits |
/// | 8 | 0..=30 | `list` | 0 to 15 elements, as `count` says, each u16 big-endian |
/// |  | 0..=4000 | `text` | 0 to 4000 bytes of UTF-8, as `size` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Little {
    /// On the wire: 3 bits.
    pub a: u8,
    /// On the wire: 7 signed bits.
    pub b: i8,
    /// On the wire: 13 bits, 5 to 8000.
    pub d: u16,
    /// On the wire: [`Step`] as 5 signed bits.
    pub step: Step,
    /// On the wire: i8.
    pub e: i8,
    /// On the wire: 7 bits.
    pub f: u8,
    /// On the wire: 4 bits.
    pub tail: u8,
    /// On the wire: 0 to 15 elements, as `count` says, each u16 big-endian.
    pub list: Vec<u16>,
    /// On the wire: 0 to 4000 bytes of UTF-8, as `size` says.
    pub text: String,
}

impl ::core::cmp::Eq for Little {}

impl codec::Encode for Little {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.list.len() * 2 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.a, 0, 7).within("a")?;
        codec::check_range(self.b, -64, 63).within("b")?;
        codec::check_range(self.d, 5, 8000).within("d")?;
        out.put_u24_le(
            u32::from(self.a) | (self.b as u32 & 0x7f) << 3 | u32::from(self.d) << 11 | 0x00_0400,
        );
        codec::check_range(self.f, 0, 127).within("f")?;
        codec::check_length(self.list.len(), 0, 15).within("count")?;
        out.put_u24_le(
            self.step.number() as u32 & 0x1f
                | (self.e as u32 & 0xff) << 5
                | u32::from(self.f) << 13
                | (self.list.len() as u32) << 20,
        );
        codec::check_length(self.text.len(), 0, 4000).within("size")?;
        codec::check_range(self.tail, 0, 15).within("tail")?;
        out.put_u16_le(self.text.len() as u16 | u16::from(self.tail) << 12);
        for element in &self.list {
            out.put_u16_be(*element);
        }
        out.put(self.text.as_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Little {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LittleRef::decode(reader)?.own(reader))
    }
}

/// [`Little`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LittleRef<'a> {
    /// On the wire: 3 bits.
    pub a: u8,
    /// On the wire: 7 signed bits.
    pub b: i8,
    /// On the wire: 13 bits, 5 to 8000.
    pub d: u16,
    /// On the wire: [`Step`] as 5 signed bits.
    pub step: Step,
    /// On the wire: i8.
    pub e: i8,
    /// On the wire: 7 bits.
    pub f: u8,
    /// On the wire: 4 bits.
    pub tail: u8,
    /// On the wire: 0 to 15 elements, as `count` says, each u16 big-endian.
    pub list: codec::List<'a, u16>,
    /// On the wire: 0 to 4000 bytes of UTF-8, as `size` says.
    pub text: &'a str,
}

impl ::core::cmp::Eq for LittleRef<'_> {}

impl codec::Encode for LittleRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.list.len() * 2 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.a, 0, 7).within("a")?;
        codec::check_range(self.b, -64, 63).within("b")?;
        codec::check_range(self.d, 5, 8000).within("d")?;
        out.put_u24_le(
            u32::from(self.a) | (self.b as u32 & 0x7f) << 3 | u32::from(self.d) << 11 | 0x00_0400,
        );
        codec::check_range(self.f, 0, 127).within("f")?;
        codec::check_length(self.list.len(), 0, 15).within("count")?;
        out.put_u24_le(
            self.step.number() as u32 & 0x1f
                | (self.e as u32 & 0xff) << 5
                | u32::from(self.f) << 13
                | (self.list.len() as u32) << 20,
        );
        codec::check_length(self.text.len(), 0, 4000).within("size")?;
        codec::check_range(self.tail, 0, 15).within("tail")?;
        out.put_u16_le(self.text.len() as u16 | u16::from(self.tail) << 12);
        for element in self.list.iter() {
            out.put_u16_be(element);
        }
        out.put(self.text.as_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LittleRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u24_le().within("a")?;
        let a = (run & 0x07) as u8;
        let b = ((run << 22) as i32 >> 25) as i8;
        let start = reader.offset() - 2;
        let c = (run >> 10 & 0x01) as u8;
        reader.expect_constant(start, c, 1).within("c")?;
        let start = reader.offset() - 2;
        let d = (run >> 11) as u16;
        reader.expect_range(start, d, 5, 8000).within("d")?;
        let run = reader.read_u24_le().within("step")?;
        let start = reader.offset() - 3;
        let step = {
            let number = ((run << 27) as i32 >> 27) as i8;
            reader.expect_variant(start, number, Step::from_number(number)).within("step")?
        };
        let e = ((run << 19) as i32 >> 24) as i8;
        let f = (run >> 13 & 0x7f) as u8;
        let start = reader.offset() - 1;
        let count = (run >> 20) as u8;
        reader.expect_length(start, count, 0, 15).within("count")?;
        let run = reader.read_u16_le().within("size")?;
        let start = reader.offset() - 2;
        let size = run & 0x0fff;
        reader.expect_length(start, size, 0, 4000).within("size")?;
        let tail = (run >> 12) as u8;
        let list = codec::List::read_numbers::<2>(reader, count.into(), codec::Reader::read_u16_be)
            .within("list")?;
        let start = reader.offset();
        let text = reader.read_measured(size.into()).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        Ok(Self { a, b, d, step, e, f, tail, list, text })
    }
}

impl<'a> LittleRef<'a> {
    /// The [`Little`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Little {
        Little {
            a: self.a,
            b: self.b,
            d: self.d,
            step: self.step,
            e: self.e,
            f: self.f,
            tail: self.tail,
            list: self.list.own(u16::from_be_bytes),
            text: String::from(self.text),
        }
    }
}

/// Everything that has a number may have few bits.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `opcode` | [`Opcode`] as 4 bits |
/// | 1 | 0 | `level` | [`Level`] as 3 bits |
/// | 1 | 0 | `answer` | one bit |
/// | 1 | 2 | `marks` | [`Marks`] as 3 bits |
/// | 3 | 0 | `truth` | one byte, 0 or 1 |
/// | 3 | 0 | `last` | 5 bits |
/// | 3 | 8 | `all` | u64 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Kinds {
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: [`Level`] as 3 bits.
    pub level: Level,
    /// On the wire: one bit.
    pub answer: bool,
    /// On the wire: [`Marks`] as 3 bits.
    pub marks: Marks,
    /// On the wire: one byte, 0 or 1.
    pub truth: bool,
    /// On the wire: 5 bits.
    pub last: u8,
    /// On the wire: u64 big-endian.
    pub all: u64,
}

impl ::core::cmp::Eq for Kinds {}

impl codec::Encode for Kinds {
    #[inline]
    fn encoded_len(&self) -> usize {
        11
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(self.opcode.number() << 4 | self.level.number() << 1 | u8::from(self.answer));
        codec::check_flags(self.marks.check()).within("marks")?;
        codec::check_range(self.last, 0, 31).within("last")?;
        out.put_u16_be(
            u16::from(self.marks.bits()) << 13 | u16::from(self.truth) << 5 | u16::from(self.last),
        );
        out.put_u64_be(self.all);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Kinds {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("opcode")?;
        let opcode = Opcode::from_number(run >> 4);
        let start = reader.offset() - 1;
        let level = {
            let number = run >> 1 & 0x07;
            reader.expect_variant(start, number, Level::from_number(number)).within("level")?
        };
        let answer = run & 1 != 0;
        let run = reader.read_u16_be().within("marks")?;
        let start = reader.offset() - 2;
        let marks = reader
            .expect_flags(start, Marks::from_bits((run >> 13) as u8))
            .within("marks")?;
        let start = reader.offset() - 2;
        let truth = reader.expect_bool(start, (run >> 5 & 0xff) as u8).within("truth")?;
        let last = (run & 0x1f) as u8;
        let all = reader.read_u64_be().within("all")?;
        Ok(Self { opcode, level, answer, marks, truth, last, all })
    }
}

/// The union `Body`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Body {
    /// What there is if the number is 1.
    Small {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Large {
        /// On the wire: one bit.
        high: bool,
        /// On the wire: 7 bits.
        low: u8,
        /// On the wire: u32 big-endian; there if `high`.
        value: Option<u32>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Body {}

impl codec::Encode for Body {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Small { .. } => 1,
            Self::Large { value, .. } => 1 + usize::from(value.is_some()) * 4,
            Self::Other { raw, .. } => 1 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Small { value } => {
                out.put_u8(*value);
            }
            Self::Large { high, low, value } => {
                codec::check_range(*low, 0, 127).within("low")?;
                out.put_u8(u8::from(*high) << 7 | *low);
                codec::check_presence(value.is_some(), *high).within("value")?;
                if let Some(value) = value {
                    out.put_u32_be(*value);
                }
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2), *tag).within("tag")?;
                codec::check_range(*tag, 0, 15).within("tag")?;
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl Body {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Small { .. } => 1,
            Self::Large { .. } => 2,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: u8,
    ) -> Result<Self, codec::DecodeError> {
        Ok(BodyRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Body`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BodyRef<'a> {
    /// What there is if the number is 1.
    Small {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Large {
        /// On the wire: one bit.
        high: bool,
        /// On the wire: 7 bits.
        low: u8,
        /// On the wire: u32 big-endian; there if `high`.
        value: Option<u32>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for BodyRef<'_> {}

impl codec::Encode for BodyRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Small { .. } => 1,
            Self::Large { value, .. } => 1 + usize::from(value.is_some()) * 4,
            Self::Other { raw, .. } => 1 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Small { value } => {
                out.put_u8(*value);
            }
            Self::Large { high, low, value } => {
                codec::check_range(*low, 0, 127).within("low")?;
                out.put_u8(u8::from(*high) << 7 | *low);
                codec::check_presence(value.is_some(), *high).within("value")?;
                if let Some(value) = value {
                    out.put_u32_be(*value);
                }
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2), *tag).within("tag")?;
                codec::check_range(*tag, 0, 15).within("tag")?;
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl<'a> BodyRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Small { .. } => 1,
            Self::Large { .. } => 2,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: u8,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            1 => {
                let value = reader.read_u8().within("value")?;
                Ok(Self::Small { value })
            }
            2 => {
                let run = reader.read_u8().within("high")?;
                let high = run >> 7 & 1 != 0;
                let low = run & 0x7f;
                let value = if high {
                    Some(reader.read_u32_be().within("value")?)
                } else {
                    None
                };
                Ok(Self::Large { high, low, value })
            }
            tag => {
                let raw = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("raw")?;
                Ok(Self::Other { tag, raw })
            }
        }
    }
}

impl<'a> BodyRef<'a> {
    /// The [`Body`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Body {
        match self {
            Self::Small { value } => Body::Small { value },
            Self::Large { high, low, value } => Body::Large { high, low, value },
            Self::Other { tag, raw } => Body::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// The union `Packed`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Packed {
    /// What there is if the number is 4.
    Four {
        /// On the wire: 12 bits.
        value: u16,
    },
    /// What there is if the number is 6.
    Six {
        /// On the wire: u8.
        class: u8,
        /// On the wire: 20 bits.
        flow: u32,
    },
    /// What there is if the number has no arm of its own.
    Unknown {
        /// On the wire: 4 bits.
        version: u8,
        /// On the wire: 4 bits.
        low: u8,
    },
}

impl ::core::cmp::Eq for Packed {}

impl codec::Encode for Packed {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Four { .. } => 2,
            Self::Six { .. } => 4,
            Self::Unknown { .. } => 1,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Four { value } => {
                codec::check_range(*value, 0, 4095).within("value")?;
                out.put_u16_be(*value | 0x4000);
            }
            Self::Six { class, flow } => {
                codec::check_range(*flow, 0, 1_048_575).within("flow")?;
                out.put_u32_be(u32::from(*class) << 20 | *flow | 0x6000_0000);
            }
            Self::Unknown { version, low } => {
                codec::check_variant(!matches!(*version, 4 | 6), *version).within("version")?;
                codec::check_range(*version, 0, 15).within("version")?;
                codec::check_range(*low, 0, 15).within("low")?;
                out.put_u8(*version << 4 | *low);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Packed {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.peek_bits_be(4)? {
            4 => {
                let run = reader.read_u16_be().within("version")?;
                let start = reader.offset() - 2;
                let version = (run >> 12) as u8;
                reader.expect_constant(start, version, 4).within("version")?;
                let value = run & 0x0fff;
                Ok(Self::Four { value })
            }
            6 => {
                let run = reader.read_u32_be().within("version")?;
                let start = reader.offset() - 4;
                let version = (run >> 28) as u8;
                reader.expect_constant(start, version, 6).within("version")?;
                let class = (run >> 20 & 0xff) as u8;
                let flow = run & 0x0f_ffff;
                Ok(Self::Six { class, flow })
            }
            _ => {
                let run = reader.read_u8().within("version")?;
                let version = run >> 4;
                let low = run & 0x0f;
                Ok(Self::Unknown { version, low })
            }
        }
    }
}

/// The structure `Chosen`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | 4 bits, says which arm `body` has |
/// | 1 | 0 | `urgent` | one bit |
/// | 1 | 0 | `spare` | 3 bits, always 0 |
/// | 1 | 0..=2 | `later` | u16 big-endian; there if `urgent` |
/// |  | 1..=256 | `body` | [`Body`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Chosen {
    /// On the wire: one bit.
    pub urgent: bool,
    /// On the wire: u16 big-endian; there if `urgent`.
    pub later: Option<u16>,
    /// On the wire: [`Body`].
    pub body: Body,
}

impl ::core::cmp::Eq for Chosen {}

impl codec::Encode for Chosen {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + usize::from(self.later.is_some()) * 2 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.body.selector(), 0, 15).within("kind")?;
        out.put_u8(self.body.selector() << 4 | u8::from(self.urgent) << 3);
        codec::check_presence(self.later.is_some(), self.urgent).within("later")?;
        if let Some(later) = &self.later {
            out.put_u16_be(*later);
        }
        self.body.encode(out).within("body")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chosen {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ChosenRef::decode(reader)?.own(reader))
    }
}

/// [`Chosen`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChosenRef<'a> {
    /// On the wire: one bit.
    pub urgent: bool,
    /// On the wire: u16 big-endian; there if `urgent`.
    pub later: Option<u16>,
    /// On the wire: [`Body`].
    pub body: BodyRef<'a>,
}

impl ::core::cmp::Eq for ChosenRef<'_> {}

impl codec::Encode for ChosenRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + usize::from(self.later.is_some()) * 2 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.body.selector(), 0, 15).within("kind")?;
        out.put_u8(self.body.selector() << 4 | u8::from(self.urgent) << 3);
        codec::check_presence(self.later.is_some(), self.urgent).within("later")?;
        if let Some(later) = &self.later {
            out.put_u16_be(*later);
        }
        self.body.encode(out).within("body")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChosenRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("kind")?;
        let kind = run >> 4;
        let urgent = run >> 3 & 1 != 0;
        let start = reader.offset() - 1;
        let spare = run & 0x07;
        reader.expect_constant(start, spare, 0).within("spare")?;
        let later = if urgent {
            Some(reader.read_u16_be().within("later")?)
        } else {
            None
        };
        let body = BodyRef::decode(reader, kind).within("body")?;
        Ok(Self { urgent, later, body })
    }
}

impl<'a> ChosenRef<'a> {
    /// The [`Chosen`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Chosen {
        Chosen { urgent: self.urgent, later: self.later, body: self.body.own(reader) }
    }
}

/// Conditions that divide; what is divided may be negative.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `size` | i16 big-endian |
/// | 2 | 0..=1 | `even` | u8; there if `size % 2 == 0` |
/// |  | 1 | `count` | u8, the bytes of `tail` |
/// |  | 0..=16 | `tail` | 0 to 16 bytes, as `count` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Divided {
    /// On the wire: i16 big-endian.
    pub size: i16,
    /// On the wire: u8; there if `size % 2 == 0`.
    pub even: Option<u8>,
    /// On the wire: 0 to 16 bytes, as `count` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub tail: Bytes,
}

impl ::core::cmp::Eq for Divided {}

impl codec::Encode for Divided {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + usize::from(self.even.is_some()) * 1 + self.tail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_i16_be(self.size);
        codec::check_presence(self.even.is_some(), i128::from(self.size).rem_euclid(2) == 0)
            .within("even")?;
        if let Some(even) = &self.even {
            out.put_u8(*even);
        }
        codec::check_length(self.tail.len(), 0, 16).within("count")?;
        out.put_u8(self.tail.len() as u8);
        out.put(&self.tail);
        codec::check_require(
            i128::from(self.size).div_euclid(3) != 5
                && (i128::from(self.size) - 40000).rem_euclid(7) < 6
                && (self.tail.len() as i128).rem_euclid(4) == 0,
            "whole words",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Divided {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DividedRef::decode(reader)?.own(reader))
    }
}

/// [`Divided`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DividedRef<'a> {
    /// On the wire: i16 big-endian.
    pub size: i16,
    /// On the wire: u8; there if `size % 2 == 0`.
    pub even: Option<u8>,
    /// On the wire: 0 to 16 bytes, as `count` says.
    pub tail: &'a [u8],
}

impl ::core::cmp::Eq for DividedRef<'_> {}

impl codec::Encode for DividedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + usize::from(self.even.is_some()) * 1 + self.tail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_i16_be(self.size);
        codec::check_presence(self.even.is_some(), i128::from(self.size).rem_euclid(2) == 0)
            .within("even")?;
        if let Some(even) = &self.even {
            out.put_u8(*even);
        }
        codec::check_length(self.tail.len(), 0, 16).within("count")?;
        out.put_u8(self.tail.len() as u8);
        out.put(self.tail);
        codec::check_require(
            i128::from(self.size).div_euclid(3) != 5
                && (i128::from(self.size) - 40000).rem_euclid(7) < 6
                && (self.tail.len() as i128).rem_euclid(4) == 0,
            "whole words",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DividedRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let size = reader.read_i16_be().within("size")?;
        let even = if i128::from(size).rem_euclid(2) == 0 {
            Some(reader.read_u8().within("even")?)
        } else {
            None
        };
        let start = reader.offset();
        let count = reader.read_u8().within("count")?;
        reader.expect_length(start, count, 0, 16).within("count")?;
        let tail = reader.read_measured(count.into()).within("tail")?;
        reader.expect_require(
            begin,
            i128::from(size).div_euclid(3) != 5
                && (i128::from(size) - 40000).rem_euclid(7) < 6
                && (tail.len() as i128).rem_euclid(4) == 0,
            "whole words",
        )?;
        Ok(Self { size, even, tail })
    }
}

impl<'a> DividedRef<'a> {
    /// The [`Divided`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Divided {
        Divided { size: self.size, even: self.even, tail: reader.own(self.tail) }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Heads`.
    Heads(Heads),
    /// The message `Crossed`.
    Crossed(Crossed),
    /// The message `Kind`.
    Kind(Kind),
    /// The message `Division`.
    Division(Division),
    /// The message `Choice`.
    Choice(Choice),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Heads(_) => 1,
            Self::Crossed(_) => 2,
            Self::Kind(_) => 3,
            Self::Division(_) => 5,
            Self::Choice(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Heads(_) => "Heads",
            Self::Crossed(_) => "Crossed",
            Self::Kind(_) => "Kind",
            Self::Division(_) => "Division",
            Self::Choice(_) => "Choice",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Heads(body) => body.encoded_len(),
            Self::Crossed(body) => body.encoded_len(),
            Self::Kind(body) => body.encoded_len(),
            Self::Division(body) => body.encoded_len(),
            Self::Choice(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Heads(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Crossed(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Kind(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Division(body) => {
                out.put_u8(5);
                body.encode(out)
            }
            Self::Choice(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Heads::decode(reader).map(Self::Heads),
            2 => Crossed::decode(reader).map(Self::Crossed),
            3 => Kind::decode(reader).map(Self::Kind),
            5 => Division::decode(reader).map(Self::Division),
            4 => Choice::decode(reader).map(Self::Choice),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 5, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Heads> for Message {
    fn from(body: Heads) -> Self {
        Self::Heads(body)
    }
}

impl From<Crossed> for Message {
    fn from(body: Crossed) -> Self {
        Self::Crossed(body)
    }
}

impl From<Kind> for Message {
    fn from(body: Kind) -> Self {
        Self::Kind(body)
    }
}

impl From<Division> for Message {
    fn from(body: Division) -> Self {
        Self::Division(body)
    }
}

impl From<Choice> for Message {
    fn from(body: Choice) -> Self {
        Self::Choice(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Heads`.
    Heads(HeadsRef<'a>),
    /// The message `Crossed`.
    Crossed(CrossedRef<'a>),
    /// The message `Kind`.
    Kind(Kind),
    /// The message `Division`.
    Division(DivisionRef<'a>),
    /// The message `Choice`.
    Choice(ChoiceRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Heads(_) => 1,
            Self::Crossed(_) => 2,
            Self::Kind(_) => 3,
            Self::Division(_) => 5,
            Self::Choice(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Heads(_) => "Heads",
            Self::Crossed(_) => "Crossed",
            Self::Kind(_) => "Kind",
            Self::Division(_) => "Division",
            Self::Choice(_) => "Choice",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Heads(body) => body.encoded_len(),
            Self::Crossed(body) => body.encoded_len(),
            Self::Kind(body) => body.encoded_len(),
            Self::Division(body) => body.encoded_len(),
            Self::Choice(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Heads(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Crossed(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Kind(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Division(body) => {
                out.put_u8(5);
                body.encode(out)
            }
            Self::Choice(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => HeadsRef::decode(reader).map(Self::Heads),
            2 => CrossedRef::decode(reader).map(Self::Crossed),
            3 => Kind::decode(reader).map(Self::Kind),
            5 => DivisionRef::decode(reader).map(Self::Division),
            4 => ChoiceRef::decode(reader).map(Self::Choice),
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
            Self::Heads(body) => Message::Heads(body.own(reader)),
            Self::Crossed(body) => Message::Crossed(body.own(reader)),
            Self::Kind(body) => Message::Kind(body),
            Self::Division(body) => Message::Division(body.own(reader)),
            Self::Choice(body) => Message::Choice(body.own(reader)),
        }
    }
}

/// The message `Heads`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=319 | `heads` | 0 to 3 elements, their number in front as u8, each [`Head`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Heads {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Head`].
    pub heads: Vec<Head>,
}

impl ::core::cmp::Eq for Heads {}

impl codec::Encode for Heads {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.heads.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.heads.len(), 0, 3).within("heads")?;
        for (index, element) in self.heads.iter().enumerate() {
            element.encode(out).at(index).within("heads")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Heads {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("heads")?;
        let heads = reader.read_list(prefix, 6, Head::decode).within("heads")?;
        Ok(Self { heads })
    }
}

/// [`Heads`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadsRef<'a> {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Head`].
    pub heads: codec::List<'a, HeadRef<'a>>,
}

impl ::core::cmp::Eq for HeadsRef<'_> {}

impl codec::Encode for HeadsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.heads.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.heads.len(), 0, 3).within("heads")?;
        for (index, element) in self.heads.iter().enumerate() {
            element.encode(out).at(index).within("heads")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HeadsRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("heads")?;
        let heads = codec::List::read(reader, prefix, HeadRef::decode).within("heads")?;
        Ok(Self { heads })
    }
}

impl<'a> HeadsRef<'a> {
    /// The [`Heads`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Heads {
        Heads { heads: self.heads.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Heads {
    const TAG: u64 = 1;
    const NAME: &'static str = "Heads";
}

/// The message `Crossed`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 20 | `crossing` | [`Crossing`] |
/// | 20 | 1..=4039 | `little` | one byte, 0 or 1, then if it is 1: [`Little`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Crossed {
    /// On the wire: [`Crossing`].
    pub crossing: Crossing,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Little`].
    pub little: Option<Little>,
}

impl ::core::cmp::Eq for Crossed {}

impl codec::Encode for Crossed {
    #[inline]
    fn encoded_len(&self) -> usize {
        21 + (match &self.little {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.crossing.encode(out).within("crossing")?;
        out.put_optional(self.little.as_ref()).within("little")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Crossed {
    const MIN_LEN: usize = 21;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(CrossedRef::decode(reader)?.own(reader))
    }
}

/// [`Crossed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossedRef<'a> {
    /// On the wire: [`Crossing`].
    pub crossing: Crossing,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Little`].
    pub little: Option<LittleRef<'a>>,
}

impl ::core::cmp::Eq for CrossedRef<'_> {}

impl codec::Encode for CrossedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        21 + (match &self.little {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.crossing.encode(out).within("crossing")?;
        out.put_optional(self.little.as_ref()).within("little")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for CrossedRef<'a> {
    const MIN_LEN: usize = 21;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let crossing = Crossing::decode(reader).within("crossing")?;
        let little = reader.read_optional(LittleRef::decode).within("little")?;
        Ok(Self { crossing, little })
    }
}

impl<'a> CrossedRef<'a> {
    /// The [`Crossed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Crossed {
        Crossed { crossing: self.crossing, little: self.little.map(|held| held.own(reader)) }
    }
}

impl protocol::Message for Crossed {
    const TAG: u64 = 2;
    const NAME: &'static str = "Crossed";
}

/// The message `Kind`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 11 | `kinds` | [`Kinds`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Kind {
    /// On the wire: [`Kinds`].
    pub kinds: Kinds,
}

impl ::core::cmp::Eq for Kind {}

impl codec::Encode for Kind {
    #[inline]
    fn encoded_len(&self) -> usize {
        11
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.kinds.encode(out).within("kinds")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Kind {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kinds = Kinds::decode(reader).within("kinds")?;
        Ok(Self { kinds })
    }
}

impl protocol::Message for Kind {
    const TAG: u64 = 3;
    const NAME: &'static str = "Kind";
}

/// The message `Division`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3..=20 | `divided` | [`Divided`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Division {
    /// On the wire: [`Divided`].
    pub divided: Divided,
}

impl ::core::cmp::Eq for Division {}

impl codec::Encode for Division {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.divided.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.divided.encode(out).within("divided")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Division {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DivisionRef::decode(reader)?.own(reader))
    }
}

/// [`Division`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DivisionRef<'a> {
    /// On the wire: [`Divided`].
    pub divided: DividedRef<'a>,
}

impl ::core::cmp::Eq for DivisionRef<'_> {}

impl codec::Encode for DivisionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.divided.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.divided.encode(out).within("divided")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DivisionRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let divided = DividedRef::decode(reader).within("divided")?;
        Ok(Self { divided })
    }
}

impl<'a> DivisionRef<'a> {
    /// The [`Division`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Division {
        Division { divided: self.divided.own(reader) }
    }
}

impl protocol::Message for Division {
    const TAG: u64 = 5;
    const NAME: &'static str = "Division";
}

/// The message `Choice`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=259 | `chosen` | [`Chosen`] |
/// |  | 1..=1021 | `packed` | 0 to 255 elements, their number in front as u8, each [`Packed`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Choice {
    /// On the wire: [`Chosen`].
    pub chosen: Chosen,
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Packed`].
    pub packed: Vec<Packed>,
}

impl ::core::cmp::Eq for Choice {}

impl codec::Encode for Choice {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.chosen.encoded_len()
            + self.packed.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.chosen.encode(out).within("chosen")?;
        out.put_length(O::put_u8, self.packed.len(), 0, 255).within("packed")?;
        for (index, element) in self.packed.iter().enumerate() {
            element.encode(out).at(index).within("packed")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Choice {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let chosen = Chosen::decode(reader).within("chosen")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("packed")?;
        let packed = reader.read_list(prefix, 1, Packed::decode).within("packed")?;
        Ok(Self { chosen, packed })
    }
}

/// [`Choice`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChoiceRef<'a> {
    /// On the wire: [`Chosen`].
    pub chosen: ChosenRef<'a>,
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Packed`].
    pub packed: codec::List<'a, Packed>,
}

impl ::core::cmp::Eq for ChoiceRef<'_> {}

impl codec::Encode for ChoiceRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.chosen.encoded_len()
            + self.packed.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.chosen.encode(out).within("chosen")?;
        out.put_length(O::put_u8, self.packed.len(), 0, 255).within("packed")?;
        for (index, element) in self.packed.iter().enumerate() {
            element.encode(out).at(index).within("packed")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChoiceRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let chosen = ChosenRef::decode(reader).within("chosen")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("packed")?;
        let packed = codec::List::read(reader, prefix, Packed::decode).within("packed")?;
        Ok(Self { chosen, packed })
    }
}

impl<'a> ChoiceRef<'a> {
    /// The [`Choice`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Choice {
        Choice { chosen: self.chosen.own(reader), packed: self.packed.iter().collect() }
    }
}

impl protocol::Message for Choice {
    const TAG: u64 = 4;
    const NAME: &'static str = "Choice";
}

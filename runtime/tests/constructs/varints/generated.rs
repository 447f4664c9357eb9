// Written by `cargo run -- gen` from codegen/tests/specs/varints.wire. Do not edit: change the spec and run the command.

//! The varints protocol. See `codegen/tests/specs/varints.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Kind {
    /// `Get`, number 0.
    Get,
    /// `Put`, number 63.
    Put,
    /// `Drop`, number 64.
    Drop,
    /// `Last`, number 16383.
    Last,
}

impl Kind {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::Get => 0,
            Self::Put => 63,
            Self::Drop => 64,
            Self::Last => 16383,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u16) -> Option<Self> {
        match number {
            0 => Some(Self::Get),
            63 => Some(Self::Put),
            64 => Some(Self::Drop),
            16383 => Some(Self::Last),
            _ => None,
        }
    }
}

/// The enumeration `Grade`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Grade {
    /// `Low`, number -200.
    Low,
    /// `None`, number 0.
    #[serde(rename = "None")]
    None_,
    /// `High`, number 64.
    High,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(i16),
}

impl Grade {
    /// The number on the wire.
    pub const fn number(self) -> i16 {
        match self {
            Self::Low => -200,
            Self::None_ => 0,
            Self::High => 64,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: i16) -> Self {
        match number {
            -200 => Self::Low,
            0 => Self::None_,
            64 => Self::High,
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

/// The enumeration `Mood`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Mood {
    /// `Bad`, number -2.
    Bad,
    /// `Fine`, number 0.
    Fine,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(i8),
}

impl Mood {
    /// The number on the wire.
    pub const fn number(self) -> i8 {
        match self {
            Self::Bad => -2,
            Self::Fine => 0,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: i8) -> Self {
        match number {
            -2 => Self::Bad,
            0 => Self::Fine,
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

/// The flags `Marks`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Marks(u16);

impl Marks {
    /// The flag `first`.
    pub const FIRST: Self = Self(0x0001);

    /// The flag `high`.
    pub const HIGH: Self = Self(0x0040);

    /// The flag `next`.
    pub const NEXT: Self = Self(0x0080);

    /// The flag `last`.
    pub const LAST: Self = Self(0x0100);
    const FLAG_NAMES: [(&'static str, Self); 4] = [
        ("first", Self::FIRST),
        ("high", Self::HIGH),
        ("next", Self::NEXT),
        ("last", Self::LAST),
    ];

    /// No flag at all.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set with these bits.
    ///
    /// # Errors
    /// Reserved bits are set, or a constraint of the set does not hold.
    pub const fn from_bits(bits: u16) -> Result<Self, codec::FlagsError> {
        match Self(bits).check() {
            Ok(()) => Ok(Self(bits)),
            Err(error) => Err(error),
        }
    }

    /// The bits on the wire.
    pub const fn bits(self) -> u16 {
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

    /// Whether `first` is set.
    pub const fn is_first(self) -> bool {
        self.contains(Self::FIRST)
    }

    /// Whether `high` is set.
    pub const fn is_high(self) -> bool {
        self.contains(Self::HIGH)
    }

    /// Whether `next` is set.
    pub const fn is_next(self) -> bool {
        self.contains(Self::NEXT)
    }

    /// Whether `last` is set.
    pub const fn is_last(self) -> bool {
        self.contains(Self::LAST)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0x01c1;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
        }
        if self.is_high() && self.is_next() {
            return Err(codec::FlagsError::Require("!(high && next)"));
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

/// The flags `Open`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Open(u32);

impl Open {
    /// The flag `low`.
    pub const LOW: Self = Self(0x0000_0001);

    /// The flag `top`.
    pub const TOP: Self = Self(0x0800_0000);
    const FLAG_NAMES: [(&'static str, Self); 2] = [("low", Self::LOW), ("top", Self::TOP)];

    /// No flag at all.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set with these bits.
    ///
    /// # Errors
    /// Reserved bits are set, or a constraint of the set does not hold.
    pub const fn from_bits(bits: u32) -> Result<Self, codec::FlagsError> {
        match Self(bits).check() {
            Ok(()) => Ok(Self(bits)),
            Err(error) => Err(error),
        }
    }

    /// The bits on the wire.
    pub const fn bits(self) -> u32 {
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

    /// Whether `top` is set.
    pub const fn is_top(self) -> bool {
        self.contains(Self::TOP)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0x0800_0001;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
        }
        Ok(())
    }
}

impl ::core::ops::BitOr for Open {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl ::core::fmt::Debug for Open {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        f.debug_set().entries(names.map(|(name, _)| name)).finish()
    }
}

impl codec::serde::Serialize for Open {
    fn serialize<S: codec::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        serializer.collect_seq(names.map(|(name, _)| name))
    }
}

impl<'de> codec::serde::Deserialize<'de> for Open {
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

/// Every form at several widths.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=10 | `a` | u64 in LEB128 |
/// |  | 1..=5 | `b` | u32 in LEB128 |
/// |  | 1 | `c` | u7 in LEB128 |
/// |  | 1 | `d` | u1 in LEB128 |
/// |  | 1..=10 | `e` | i64 in LEB128 |
/// |  | 1..=5 | `f` | i32 in LEB128 |
/// |  | 1 | `g` | i7 in LEB128 |
/// |  | 1..=10 | `h` | i64 in zig-zag LEB128 |
/// |  | 1..=3 | `i` | i16 in zig-zag LEB128 |
/// |  | 1 | `j` | i1 in zig-zag LEB128 |
/// |  | 1..=8 | `k` | u62 in QUIC's variable length |
/// |  | 1..=4 | `l` | u30 in QUIC's variable length |
/// |  | 1..=2 | `m` | u14 in QUIC's variable length |
/// |  | 1 | `n` | u6 in QUIC's variable length |
/// |  | 1..=4 | `o` | u28 in LEB128 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Forms {
    /// On the wire: u64 in LEB128.
    pub a: u64,
    /// On the wire: u32 in LEB128.
    pub b: u32,
    /// On the wire: u7 in LEB128.
    pub c: u8,
    /// On the wire: u1 in LEB128.
    pub d: u8,
    /// On the wire: i64 in LEB128.
    pub e: i64,
    /// On the wire: i32 in LEB128.
    pub f: i32,
    /// On the wire: i7 in LEB128.
    pub g: i8,
    /// On the wire: i64 in zig-zag LEB128.
    pub h: i64,
    /// On the wire: i16 in zig-zag LEB128.
    pub i: i16,
    /// On the wire: i1 in zig-zag LEB128.
    pub j: i8,
    /// On the wire: u62 in QUIC's variable length.
    pub k: u64,
    /// On the wire: u30 in QUIC's variable length.
    pub l: u32,
    /// On the wire: u14 in QUIC's variable length.
    pub m: u16,
    /// On the wire: u6 in QUIC's variable length.
    pub n: u8,
    /// On the wire: u28 in LEB128.
    pub o: u32,
}

impl ::core::cmp::Eq for Forms {}

impl codec::Encode for Forms {
    #[inline]
    fn encoded_len(&self) -> usize {
        5
            + codec::varint_len(codec::Varint::Leb128, self.a)
            + codec::varint_len(codec::Varint::Leb128, self.b)
            + codec::varint_len(codec::Varint::Leb128, self.e)
            + codec::varint_len(codec::Varint::Leb128, self.f)
            + codec::varint_len(codec::Varint::ZigZag, self.h)
            + codec::varint_len(codec::Varint::ZigZag, self.i)
            + codec::varint_len(codec::Varint::Quic, self.k)
            + codec::varint_len(codec::Varint::Quic, self.l)
            + codec::varint_len(codec::Varint::Quic, self.m)
            + codec::varint_len(codec::Varint::Leb128, self.o)
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, self.a);
        codec::put_varint(out, codec::Varint::Leb128, self.b);
        codec::check_range(self.c, 0, 127).within("c")?;
        codec::put_varint(out, codec::Varint::Leb128, self.c);
        codec::check_range(self.d, 0, 1).within("d")?;
        codec::put_varint(out, codec::Varint::Leb128, self.d);
        codec::put_varint(out, codec::Varint::Leb128, self.e);
        codec::put_varint(out, codec::Varint::Leb128, self.f);
        codec::check_range(self.g, -64, 63).within("g")?;
        codec::put_varint(out, codec::Varint::Leb128, self.g);
        codec::put_varint(out, codec::Varint::ZigZag, self.h);
        codec::put_varint(out, codec::Varint::ZigZag, self.i);
        codec::check_range(self.j, -1, 0).within("j")?;
        codec::put_varint(out, codec::Varint::ZigZag, self.j);
        codec::check_range(self.k, 0, 0x3fff_ffff_ffff_ffff).within("k")?;
        codec::put_varint(out, codec::Varint::Quic, self.k);
        codec::check_range(self.l, 0, 0x3fff_ffff).within("l")?;
        codec::put_varint(out, codec::Varint::Quic, self.l);
        codec::check_range(self.m, 0, 16383).within("m")?;
        codec::put_varint(out, codec::Varint::Quic, self.m);
        codec::check_range(self.n, 0, 63).within("n")?;
        codec::put_varint(out, codec::Varint::Quic, self.n);
        codec::check_range(self.o, 0, 0xfff_ffff).within("o")?;
        codec::put_varint(out, codec::Varint::Leb128, self.o);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Forms {
    const MIN_LEN: usize = 15;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_varint::<u64>(codec::Varint::Leb128, 64).within("a")?;
        let b = reader.read_varint::<u32>(codec::Varint::Leb128, 32).within("b")?;
        let c = reader.read_varint::<u8>(codec::Varint::Leb128, 7).within("c")?;
        let d = reader.read_varint::<u8>(codec::Varint::Leb128, 1).within("d")?;
        let e = reader.read_varint::<i64>(codec::Varint::Leb128, 64).within("e")?;
        let f = reader.read_varint::<i32>(codec::Varint::Leb128, 32).within("f")?;
        let g = reader.read_varint::<i8>(codec::Varint::Leb128, 7).within("g")?;
        let h = reader.read_varint::<i64>(codec::Varint::ZigZag, 64).within("h")?;
        let i = reader.read_varint::<i16>(codec::Varint::ZigZag, 16).within("i")?;
        let j = reader.read_varint::<i8>(codec::Varint::ZigZag, 1).within("j")?;
        let k = reader.read_varint::<u64>(codec::Varint::Quic, 62).within("k")?;
        let l = reader.read_varint::<u32>(codec::Varint::Quic, 30).within("l")?;
        let m = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("m")?;
        let n = reader.read_varint::<u8>(codec::Varint::Quic, 6).within("n")?;
        let o = reader.read_varint::<u32>(codec::Varint::Leb128, 28).within("o")?;
        Ok(Self { a, b, c, d, e, f, g, h, i, j, k, l, m, n, o })
    }
}

/// The same, in more bytes than they ask for.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=10 | `a` | u64 in LEB128, malleable |
/// |  | 1..=5 | `b` | i32 in LEB128, malleable |
/// |  | 1..=10 | `c` | i64 in zig-zag LEB128, malleable |
/// |  | 1..=8 | `d` | u62 in QUIC's variable length, malleable |
/// |  | 1..=2 | `e` | u14 in QUIC's variable length, malleable, 60 to 70 |
/// |  | 1..=2 | `f` | [`Kind`] as u14 in QUIC's variable length, malleable |
/// |  | 1..=2 | `g` | [`Marks`] as u9 in LEB128, malleable |
/// |  | 1..=82 | `h` | 0 to 80 bytes, their number in front as u14 in QUIC's variable length, malleable |
/// |  | 1..=10 | `i` | 0 to 3 elements, their number in front as u7 in LEB128, malleable, each i16 in LEB128, malleable |
/// |  | 1..=205 | `j` | one byte, 0 or 1, then if it is 1: 0 to 200 bytes of UTF-8, their number in front as u28 in LEB128, malleable |
/// |  | 1..=16385 | `k` | 0 to 16383 bytes, their number in front as u14 in LEB128, malleable, filled by: elements, all that is left, each u16 in LEB128, malleable |
/// |  | 1..=5 | `l` | u32 in LEB128, malleable, always 0x12c |
/// |  | 1..=2 | `m` | u14 in LEB128, malleable, the elements of `n` |
/// |  | 0..=280 | `n` | 0 to 140 elements, as `m` says, each u8 in LEB128 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Loose {
    /// On the wire: u64 in LEB128, malleable.
    pub a: u64,
    /// On the wire: i32 in LEB128, malleable.
    pub b: i32,
    /// On the wire: i64 in zig-zag LEB128, malleable.
    pub c: i64,
    /// On the wire: u62 in QUIC's variable length, malleable.
    pub d: u64,
    /// On the wire: u14 in QUIC's variable length, malleable, 60 to 70.
    pub e: u16,
    /// On the wire: [`Kind`] as u14 in QUIC's variable length, malleable.
    pub f: Kind,
    /// On the wire: [`Marks`] as u9 in LEB128, malleable.
    pub g: Marks,
    /// On the wire: 0 to 80 bytes, their number in front as u14 in QUIC's variable length, malleable.
    #[serde(with = "::packetwright::codec::hex")]
    pub h: Bytes,
    /// On the wire: 0 to 3 elements, their number in front as u7 in LEB128, malleable, each i16 in LEB128, malleable.
    pub i: Vec<i16>,
    /// On the wire: one byte, 0 or 1, then if it is 1: 0 to 200 bytes of UTF-8, their number in front as u28 in LEB128, malleable.
    pub j: Option<String>,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in LEB128, malleable, filled by: elements, all that is left, each u16 in LEB128, malleable.
    pub k: Vec<u16>,
    /// On the wire: 0 to 140 elements, as `m` says, each u8 in LEB128.
    pub n: Vec<u8>,
}

impl ::core::cmp::Eq for Loose {}

impl codec::Encode for Loose {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
            + codec::varint_len(codec::Varint::Leb128, self.a)
            + codec::varint_len(codec::Varint::Leb128, self.b)
            + codec::varint_len(codec::Varint::ZigZag, self.c)
            + codec::varint_len(codec::Varint::Quic, self.d)
            + codec::varint_len(codec::Varint::Quic, self.e)
            + codec::varint_len(codec::Varint::Quic, self.f.number())
            + codec::varint_len(codec::Varint::Leb128, self.g.bits())
            + codec::varint_len(codec::Varint::Quic, self.h.len() as u64)
            + self.h.len()
            + self.i
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, *element))
                .sum::<usize>()
            + (match &self.j {
                Some(held) =>
                    codec::varint_len(codec::Varint::Leb128, held.len() as u64) + held.len(),
                None => 0,
            })
            + codec::measured_len(
                codec::Varint::Leb128,
                self.k
                    .iter()
                    .map(|element| codec::varint_len(codec::Varint::Leb128, *element))
                    .sum::<usize>(),
            )
            + codec::varint_len(codec::Varint::Leb128, self.n.len() as u64)
            + self.n
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, *element))
                .sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, self.a);
        codec::put_varint(out, codec::Varint::Leb128, self.b);
        codec::put_varint(out, codec::Varint::ZigZag, self.c);
        codec::check_range(self.d, 0, 0x3fff_ffff_ffff_ffff).within("d")?;
        codec::put_varint(out, codec::Varint::Quic, self.d);
        codec::check_range(self.e, 60, 70).within("e")?;
        codec::put_varint(out, codec::Varint::Quic, self.e);
        codec::put_varint(out, codec::Varint::Quic, self.f.number());
        codec::check_flags(self.g.check()).within("g")?;
        codec::put_varint(out, codec::Varint::Leb128, self.g.bits());
        codec::check_length(self.h.len(), 0, 80).within("h")?;
        codec::put_varint(out, codec::Varint::Quic, self.h.len() as u16);
        out.put(&self.h);
        codec::check_length(self.i.len(), 0, 3).within("i")?;
        codec::put_varint(out, codec::Varint::Leb128, self.i.len() as u8);
        for element in &self.i {
            codec::put_varint(out, codec::Varint::Leb128, *element);
        }
        match &self.j {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_length(held.len(), 0, 200).within("j")?;
                codec::put_varint(out, codec::Varint::Leb128, held.len() as u32);
                out.put(held.as_bytes());
            }
        }
        {
            let length: usize = self.k
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, *element))
                .sum::<usize>();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            for element in &self.k {
                codec::put_varint(out, codec::Varint::Leb128, *element);
            }
            codec::check_length(length, 0, 16_383).within("k")?;
        }
        codec::put_varint(out, codec::Varint::Leb128, 0x12c_u32);
        codec::check_length(self.n.len(), 0, 140).within("m")?;
        codec::put_varint(out, codec::Varint::Leb128, self.n.len() as u16);
        for element in &self.n {
            codec::put_varint(out, codec::Varint::Leb128, *element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Loose {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_malleable_varint::<u64>(codec::Varint::Leb128, 64).within("a")?;
        let b = reader.read_malleable_varint::<i32>(codec::Varint::Leb128, 32).within("b")?;
        let c = reader.read_malleable_varint::<i64>(codec::Varint::ZigZag, 64).within("c")?;
        let d = reader.read_malleable_varint::<u64>(codec::Varint::Quic, 62).within("d")?;
        let e = reader
            .read_in_range(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                60,
                70,
            )
            .within("e")?;
        let f = reader
            .read_variant(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("f")?;
        let g = reader
            .read_flags(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 9),
                Marks::from_bits,
            )
            .within("g")?;
        let h = reader
            .read_prefixed(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                0,
                80,
            )
            .within("h")?;
        let h = reader.own(h);
        let prefix = reader
            .read_length(
                |reader| reader.read_malleable_varint::<u8>(codec::Varint::Leb128, 7),
                0,
                3,
            )
            .within("i")?;
        let i = reader
            .read_list(prefix, 1, |reader| reader.read_malleable_varint::<i16>(
                codec::Varint::Leb128,
                16,
            ))
            .within("i")?;
        let j = reader
            .read_optional(
                |reader| reader
                    .read_prefixed_text(
                        |reader| reader.read_malleable_varint::<u32>(codec::Varint::Leb128, 28),
                        0,
                        200,
                    )
                    .map(String::from),
            )
            .within("j")?;
        let k = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 14),
                    0,
                    16_383,
                )
                .within("k")?;
            let whole = reader.enter(start, prefix).within("k")?;
            let inside = reader
                .read_list_to_end(0, u64::MAX, |reader| reader.read_malleable_varint::<u16>(
                    codec::Varint::Leb128,
                    16,
                ))
                .within("k")?;
            reader.leave(whole).within("k")?;
            inside
        };
        let start = reader.offset();
        let l = reader.read_malleable_varint::<u32>(codec::Varint::Leb128, 32).within("l")?;
        reader.expect_constant(start, l, 0x12c).within("l")?;
        let start = reader.offset();
        let m = reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 14).within("m")?;
        reader.expect_length(start, m, 0, 140).within("m")?;
        let n = reader
            .read_list(m.into(), 1, |reader| reader.read_varint::<u8>(codec::Varint::Leb128, 8))
            .within("n")?;
        Ok(Self { a, b, c, d, e, f, g, h, i, j, k, n })
    }
}

/// [`Loose`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LooseRef<'a> {
    /// On the wire: u64 in LEB128, malleable.
    pub a: u64,
    /// On the wire: i32 in LEB128, malleable.
    pub b: i32,
    /// On the wire: i64 in zig-zag LEB128, malleable.
    pub c: i64,
    /// On the wire: u62 in QUIC's variable length, malleable.
    pub d: u64,
    /// On the wire: u14 in QUIC's variable length, malleable, 60 to 70.
    pub e: u16,
    /// On the wire: [`Kind`] as u14 in QUIC's variable length, malleable.
    pub f: Kind,
    /// On the wire: [`Marks`] as u9 in LEB128, malleable.
    pub g: Marks,
    /// On the wire: 0 to 80 bytes, their number in front as u14 in QUIC's variable length, malleable.
    pub h: &'a [u8],
    /// On the wire: 0 to 3 elements, their number in front as u7 in LEB128, malleable, each i16 in LEB128, malleable.
    pub i: codec::List<'a, i16>,
    /// On the wire: one byte, 0 or 1, then if it is 1: 0 to 200 bytes of UTF-8, their number in front as u28 in LEB128, malleable.
    pub j: Option<&'a str>,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in LEB128, malleable, filled by: elements, all that is left, each u16 in LEB128, malleable.
    pub k: codec::List<'a, u16>,
    /// On the wire: 0 to 140 elements, as `m` says, each u8 in LEB128.
    pub n: codec::List<'a, u8>,
}

impl ::core::cmp::Eq for LooseRef<'_> {}

impl codec::Encode for LooseRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
            + codec::varint_len(codec::Varint::Leb128, self.a)
            + codec::varint_len(codec::Varint::Leb128, self.b)
            + codec::varint_len(codec::Varint::ZigZag, self.c)
            + codec::varint_len(codec::Varint::Quic, self.d)
            + codec::varint_len(codec::Varint::Quic, self.e)
            + codec::varint_len(codec::Varint::Quic, self.f.number())
            + codec::varint_len(codec::Varint::Leb128, self.g.bits())
            + codec::varint_len(codec::Varint::Quic, self.h.len() as u64)
            + self.h.len()
            + self.i
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, element))
                .sum::<usize>()
            + (match &self.j {
                Some(held) =>
                    codec::varint_len(codec::Varint::Leb128, held.len() as u64) + held.len(),
                None => 0,
            })
            + codec::measured_len(
                codec::Varint::Leb128,
                self.k
                    .iter()
                    .map(|element| codec::varint_len(codec::Varint::Leb128, element))
                    .sum::<usize>(),
            )
            + codec::varint_len(codec::Varint::Leb128, self.n.len() as u64)
            + self.n
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, element))
                .sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, self.a);
        codec::put_varint(out, codec::Varint::Leb128, self.b);
        codec::put_varint(out, codec::Varint::ZigZag, self.c);
        codec::check_range(self.d, 0, 0x3fff_ffff_ffff_ffff).within("d")?;
        codec::put_varint(out, codec::Varint::Quic, self.d);
        codec::check_range(self.e, 60, 70).within("e")?;
        codec::put_varint(out, codec::Varint::Quic, self.e);
        codec::put_varint(out, codec::Varint::Quic, self.f.number());
        codec::check_flags(self.g.check()).within("g")?;
        codec::put_varint(out, codec::Varint::Leb128, self.g.bits());
        codec::check_length(self.h.len(), 0, 80).within("h")?;
        codec::put_varint(out, codec::Varint::Quic, self.h.len() as u16);
        out.put(self.h);
        codec::check_length(self.i.len(), 0, 3).within("i")?;
        codec::put_varint(out, codec::Varint::Leb128, self.i.len() as u8);
        for element in self.i.iter() {
            codec::put_varint(out, codec::Varint::Leb128, element);
        }
        match &self.j {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_length(held.len(), 0, 200).within("j")?;
                codec::put_varint(out, codec::Varint::Leb128, held.len() as u32);
                out.put(held.as_bytes());
            }
        }
        {
            let length: usize = self.k
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, element))
                .sum::<usize>();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            for element in self.k.iter() {
                codec::put_varint(out, codec::Varint::Leb128, element);
            }
            codec::check_length(length, 0, 16_383).within("k")?;
        }
        codec::put_varint(out, codec::Varint::Leb128, 0x12c_u32);
        codec::check_length(self.n.len(), 0, 140).within("m")?;
        codec::put_varint(out, codec::Varint::Leb128, self.n.len() as u16);
        for element in self.n.iter() {
            codec::put_varint(out, codec::Varint::Leb128, element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LooseRef<'a> {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_malleable_varint::<u64>(codec::Varint::Leb128, 64).within("a")?;
        let b = reader.read_malleable_varint::<i32>(codec::Varint::Leb128, 32).within("b")?;
        let c = reader.read_malleable_varint::<i64>(codec::Varint::ZigZag, 64).within("c")?;
        let d = reader.read_malleable_varint::<u64>(codec::Varint::Quic, 62).within("d")?;
        let e = reader
            .read_in_range(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                60,
                70,
            )
            .within("e")?;
        let f = reader
            .read_variant(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("f")?;
        let g = reader
            .read_flags(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 9),
                Marks::from_bits,
            )
            .within("g")?;
        let h = reader
            .read_prefixed(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Quic, 14),
                0,
                80,
            )
            .within("h")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_malleable_varint::<u8>(codec::Varint::Leb128, 7),
                0,
                3,
            )
            .within("i")?;
        let i = codec::List::read(reader, prefix, |reader| reader.read_malleable_varint::<i16>(
            codec::Varint::Leb128,
            16,
        ))
            .within("i")?;
        let j = reader
            .read_optional(|reader| reader.read_prefixed_text(
                |reader| reader.read_malleable_varint::<u32>(codec::Varint::Leb128, 28),
                0,
                200,
            ))
            .within("j")?;
        let k = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 14),
                    0,
                    16_383,
                )
                .within("k")?;
            let whole = reader.enter(start, prefix).within("k")?;
            let inside = codec::List::read_to_end(
                reader,
                0,
                u64::MAX,
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 16),
            )
                .within("k")?;
            reader.leave(whole).within("k")?;
            inside
        };
        let start = reader.offset();
        let l = reader.read_malleable_varint::<u32>(codec::Varint::Leb128, 32).within("l")?;
        reader.expect_constant(start, l, 0x12c).within("l")?;
        let start = reader.offset();
        let m = reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 14).within("m")?;
        reader.expect_length(start, m, 0, 140).within("m")?;
        let n = codec::List::read(reader, m.into(), |reader| reader.read_varint::<u8>(
            codec::Varint::Leb128,
            8,
        ))
            .within("n")?;
        Ok(Self { a, b, c, d, e, f, g, h, i, j, k, n })
    }
}

impl<'a> LooseRef<'a> {
    /// The [`Loose`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Loose {
        Loose {
            a: self.a,
            b: self.b,
            c: self.c,
            d: self.d,
            e: self.e,
            f: self.f,
            g: self.g,
            h: reader.own(self.h),
            i: self.i.iter().collect(),
            j: self.j.map(String::from),
            k: self.k.iter().collect(),
            n: self.n.iter().collect(),
        }
    }
}

/// The structure `Fields`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=5 | `magic` | u32 in LEB128, always 0xcafe |
/// |  | 1..=3 | `version` | i16 in zig-zag LEB128, always 0xffffffffffffffffffffffffffffffba |
/// |  | 1..=5 | `limited` | u32 in LEB128, 100 to 20000 |
/// |  | 1..=5 | `negative` | i32 in LEB128, -100 to 100 |
/// |  | 1..=8 | `time` | u48 in QUIC's variable length, 1000 to 3600000, in milliseconds |
/// |  | 1..=3 | `grade` | [`Grade`] as i16 in LEB128 |
/// |  | 1..=2 | `mood` | [`Mood`] as i8 in zig-zag LEB128 |
/// |  | 1..=2 | `marks` | [`Marks`] as u9 in LEB128 |
/// |  | 0..=4 | `open` | [`Open`] as u28 in LEB128; there if `marks.first` |
/// |  | 0..=4 | `more` | i24 in LEB128; there if `grade == 64` |
/// |  | 0..=3 | `fixed` | u16 in LEB128, always 200; there if `marks.first` |
/// |  | 1..=6 | `maybe` | one byte, 0 or 1, then if it is 1: u32 in LEB128 |
/// |  | 3..=15 | `three` | 3 elements, each i32 in zig-zag LEB128 |
/// |  | 1..=511 | `octets` | 0 to 255 elements, their number in front as u8, each u8 in LEB128 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fields {
    /// On the wire: u32 in LEB128, 100 to 20000.
    pub limited: u32,
    /// On the wire: i32 in LEB128, -100 to 100.
    pub negative: i32,
    /// On the wire: u48 in QUIC's variable length, 1000 to 3600000, in milliseconds.
    pub time: u64,
    /// On the wire: [`Grade`] as i16 in LEB128.
    pub grade: Grade,
    /// On the wire: [`Mood`] as i8 in zig-zag LEB128.
    pub mood: Mood,
    /// On the wire: [`Marks`] as u9 in LEB128.
    pub marks: Marks,
    /// On the wire: [`Open`] as u28 in LEB128; there if `marks.first`.
    pub open: Option<Open>,
    /// On the wire: i24 in LEB128; there if `grade == 64`.
    pub more: Option<i32>,
    /// On the wire: one byte, 0 or 1, then if it is 1: u32 in LEB128.
    pub maybe: Option<u32>,
    /// On the wire: 3 elements, each i32 in zig-zag LEB128.
    pub three: [i32; 3],
    /// On the wire: 0 to 255 elements, their number in front as u8, each u8 in LEB128.
    pub octets: Vec<u8>,
}

impl ::core::cmp::Eq for Fields {}

impl codec::Encode for Fields {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + codec::varint_len(codec::Varint::Leb128, self.limited)
            + codec::varint_len(codec::Varint::Leb128, self.negative)
            + codec::varint_len(codec::Varint::Quic, self.time)
            + codec::varint_len(codec::Varint::Leb128, self.grade.number())
            + codec::varint_len(codec::Varint::ZigZag, self.mood.number())
            + codec::varint_len(codec::Varint::Leb128, self.marks.bits())
            + (match &self.open {
                Some(open) => codec::varint_len(codec::Varint::Leb128, open.bits()),
                None => 0,
            })
            + (match &self.more {
                Some(more) => codec::varint_len(codec::Varint::Leb128, *more),
                None => 0,
            })
            + (
                if self.marks.is_first() {
                    2
                } else {
                    0
                }
            )
            + (match &self.maybe {
                Some(held) => codec::varint_len(codec::Varint::Leb128, *held),
                None => 0,
            })
            + self.three
                .iter()
                .map(|element| codec::varint_len(codec::Varint::ZigZag, *element))
                .sum::<usize>()
            + self.octets
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, *element))
                .sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, 0xcafe_u32);
        codec::put_varint(out, codec::Varint::ZigZag, -70_i16);
        codec::check_range(self.limited, 100, 20_000).within("limited")?;
        codec::put_varint(out, codec::Varint::Leb128, self.limited);
        codec::check_range(self.negative, -100, 100).within("negative")?;
        codec::put_varint(out, codec::Varint::Leb128, self.negative);
        codec::check_range(self.time, 1000, 3_600_000).within("time")?;
        codec::put_varint(out, codec::Varint::Quic, self.time);
        codec::check_variant(self.grade.is_canonical(), self.grade.number()).within("grade")?;
        codec::put_varint(out, codec::Varint::Leb128, self.grade.number());
        codec::check_variant(self.mood.is_canonical(), self.mood.number()).within("mood")?;
        codec::put_varint(out, codec::Varint::ZigZag, self.mood.number());
        codec::check_flags(self.marks.check()).within("marks")?;
        codec::put_varint(out, codec::Varint::Leb128, self.marks.bits());
        codec::check_presence(self.open.is_some(), self.marks.is_first()).within("open")?;
        if let Some(open) = &self.open {
            codec::put_varint(out, codec::Varint::Leb128, open.bits());
        }
        codec::check_presence(self.more.is_some(), self.grade.number() == 64).within("more")?;
        if let Some(more) = &self.more {
            codec::check_range(*more, -0x80_0000, 0x7f_ffff).within("more")?;
            codec::put_varint(out, codec::Varint::Leb128, *more);
        }
        if self.marks.is_first() {
            codec::put_varint(out, codec::Varint::Leb128, 200_u16);
        }
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::put_varint(out, codec::Varint::Leb128, *held);
            }
        }
        for element in &self.three {
            codec::put_varint(out, codec::Varint::ZigZag, *element);
        }
        out.put_length(O::put_u8, self.octets.len(), 0, 255).within("octets")?;
        for element in &self.octets {
            codec::put_varint(out, codec::Varint::Leb128, *element);
        }
        codec::check_require(self.limited != 127, "limited != 127")?;
        codec::check_require(
            i128::from(self.limited) + 5 < 20000 || self.negative > 3,
            "limited + 5 < 20000 || negative > 3",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fields {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let start = reader.offset();
        let magic = reader.read_varint::<u32>(codec::Varint::Leb128, 32).within("magic")?;
        reader.expect_constant(start, magic, 0xcafe).within("magic")?;
        let start = reader.offset();
        let version = reader.read_varint::<i16>(codec::Varint::ZigZag, 16).within("version")?;
        reader.expect_constant(start, version, -70).within("version")?;
        let limited = reader
            .read_in_range(
                |reader| reader.read_varint::<u32>(codec::Varint::Leb128, 32),
                100,
                20_000,
            )
            .within("limited")?;
        let negative = reader
            .read_in_range(|reader| reader.read_varint::<i32>(codec::Varint::Leb128, 32), -100, 100)
            .within("negative")?;
        let time = reader
            .read_in_range(
                |reader| reader.read_varint::<u64>(codec::Varint::Quic, 48),
                1000,
                3_600_000,
            )
            .within("time")?;
        let grade = Grade::from_number(
            reader.read_varint::<i16>(codec::Varint::Leb128, 16).within("grade")?,
        );
        let mood = Mood::from_number(
            reader.read_varint::<i8>(codec::Varint::ZigZag, 8).within("mood")?,
        );
        let marks = reader
            .read_flags(
                |reader| reader.read_varint::<u16>(codec::Varint::Leb128, 9),
                Marks::from_bits,
            )
            .within("marks")?;
        let open = if marks.is_first() {
            Some(
                reader
                    .read_flags(
                        |reader| reader.read_varint::<u32>(codec::Varint::Leb128, 28),
                        Open::from_bits,
                    )
                    .within("open")?,
            )
        } else {
            None
        };
        let more = if grade.number() == 64 {
            Some(reader.read_varint::<i32>(codec::Varint::Leb128, 24).within("more")?)
        } else {
            None
        };
        if marks.is_first() {
            let start = reader.offset();
            let fixed = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("fixed")?;
            reader.expect_constant(start, fixed, 200).within("fixed")?;
        }
        let maybe = reader
            .read_optional(|reader| reader.read_varint::<u32>(codec::Varint::Leb128, 32))
            .within("maybe")?;
        let three = reader
            .read_each(|reader| reader.read_varint::<i32>(codec::Varint::ZigZag, 32))
            .within("three")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("octets")?;
        let octets = reader
            .read_list(prefix, 1, |reader| reader.read_varint::<u8>(codec::Varint::Leb128, 8))
            .within("octets")?;
        reader.expect_require(begin, limited != 127, "limited != 127")?;
        reader.expect_require(
            begin,
            i128::from(limited) + 5 < 20000 || negative > 3,
            "limited + 5 < 20000 || negative > 3",
        )?;
        Ok(Self { limited, negative, time, grade, mood, marks, open, more, maybe, three, octets })
    }
}

/// [`Fields`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldsRef<'a> {
    /// On the wire: u32 in LEB128, 100 to 20000.
    pub limited: u32,
    /// On the wire: i32 in LEB128, -100 to 100.
    pub negative: i32,
    /// On the wire: u48 in QUIC's variable length, 1000 to 3600000, in milliseconds.
    pub time: u64,
    /// On the wire: [`Grade`] as i16 in LEB128.
    pub grade: Grade,
    /// On the wire: [`Mood`] as i8 in zig-zag LEB128.
    pub mood: Mood,
    /// On the wire: [`Marks`] as u9 in LEB128.
    pub marks: Marks,
    /// On the wire: [`Open`] as u28 in LEB128; there if `marks.first`.
    pub open: Option<Open>,
    /// On the wire: i24 in LEB128; there if `grade == 64`.
    pub more: Option<i32>,
    /// On the wire: one byte, 0 or 1, then if it is 1: u32 in LEB128.
    pub maybe: Option<u32>,
    /// On the wire: 3 elements, each i32 in zig-zag LEB128.
    pub three: [i32; 3],
    /// On the wire: 0 to 255 elements, their number in front as u8, each u8 in LEB128.
    pub octets: codec::List<'a, u8>,
}

impl ::core::cmp::Eq for FieldsRef<'_> {}

impl codec::Encode for FieldsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + codec::varint_len(codec::Varint::Leb128, self.limited)
            + codec::varint_len(codec::Varint::Leb128, self.negative)
            + codec::varint_len(codec::Varint::Quic, self.time)
            + codec::varint_len(codec::Varint::Leb128, self.grade.number())
            + codec::varint_len(codec::Varint::ZigZag, self.mood.number())
            + codec::varint_len(codec::Varint::Leb128, self.marks.bits())
            + (match &self.open {
                Some(open) => codec::varint_len(codec::Varint::Leb128, open.bits()),
                None => 0,
            })
            + (match &self.more {
                Some(more) => codec::varint_len(codec::Varint::Leb128, *more),
                None => 0,
            })
            + (
                if self.marks.is_first() {
                    2
                } else {
                    0
                }
            )
            + (match &self.maybe {
                Some(held) => codec::varint_len(codec::Varint::Leb128, *held),
                None => 0,
            })
            + self.three
                .iter()
                .map(|element| codec::varint_len(codec::Varint::ZigZag, *element))
                .sum::<usize>()
            + self.octets
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Leb128, element))
                .sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, 0xcafe_u32);
        codec::put_varint(out, codec::Varint::ZigZag, -70_i16);
        codec::check_range(self.limited, 100, 20_000).within("limited")?;
        codec::put_varint(out, codec::Varint::Leb128, self.limited);
        codec::check_range(self.negative, -100, 100).within("negative")?;
        codec::put_varint(out, codec::Varint::Leb128, self.negative);
        codec::check_range(self.time, 1000, 3_600_000).within("time")?;
        codec::put_varint(out, codec::Varint::Quic, self.time);
        codec::check_variant(self.grade.is_canonical(), self.grade.number()).within("grade")?;
        codec::put_varint(out, codec::Varint::Leb128, self.grade.number());
        codec::check_variant(self.mood.is_canonical(), self.mood.number()).within("mood")?;
        codec::put_varint(out, codec::Varint::ZigZag, self.mood.number());
        codec::check_flags(self.marks.check()).within("marks")?;
        codec::put_varint(out, codec::Varint::Leb128, self.marks.bits());
        codec::check_presence(self.open.is_some(), self.marks.is_first()).within("open")?;
        if let Some(open) = &self.open {
            codec::put_varint(out, codec::Varint::Leb128, open.bits());
        }
        codec::check_presence(self.more.is_some(), self.grade.number() == 64).within("more")?;
        if let Some(more) = &self.more {
            codec::check_range(*more, -0x80_0000, 0x7f_ffff).within("more")?;
            codec::put_varint(out, codec::Varint::Leb128, *more);
        }
        if self.marks.is_first() {
            codec::put_varint(out, codec::Varint::Leb128, 200_u16);
        }
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::put_varint(out, codec::Varint::Leb128, *held);
            }
        }
        for element in &self.three {
            codec::put_varint(out, codec::Varint::ZigZag, *element);
        }
        out.put_length(O::put_u8, self.octets.len(), 0, 255).within("octets")?;
        for element in self.octets.iter() {
            codec::put_varint(out, codec::Varint::Leb128, element);
        }
        codec::check_require(self.limited != 127, "limited != 127")?;
        codec::check_require(
            i128::from(self.limited) + 5 < 20000 || self.negative > 3,
            "limited + 5 < 20000 || negative > 3",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FieldsRef<'a> {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let start = reader.offset();
        let magic = reader.read_varint::<u32>(codec::Varint::Leb128, 32).within("magic")?;
        reader.expect_constant(start, magic, 0xcafe).within("magic")?;
        let start = reader.offset();
        let version = reader.read_varint::<i16>(codec::Varint::ZigZag, 16).within("version")?;
        reader.expect_constant(start, version, -70).within("version")?;
        let limited = reader
            .read_in_range(
                |reader| reader.read_varint::<u32>(codec::Varint::Leb128, 32),
                100,
                20_000,
            )
            .within("limited")?;
        let negative = reader
            .read_in_range(|reader| reader.read_varint::<i32>(codec::Varint::Leb128, 32), -100, 100)
            .within("negative")?;
        let time = reader
            .read_in_range(
                |reader| reader.read_varint::<u64>(codec::Varint::Quic, 48),
                1000,
                3_600_000,
            )
            .within("time")?;
        let grade = Grade::from_number(
            reader.read_varint::<i16>(codec::Varint::Leb128, 16).within("grade")?,
        );
        let mood = Mood::from_number(
            reader.read_varint::<i8>(codec::Varint::ZigZag, 8).within("mood")?,
        );
        let marks = reader
            .read_flags(
                |reader| reader.read_varint::<u16>(codec::Varint::Leb128, 9),
                Marks::from_bits,
            )
            .within("marks")?;
        let open = if marks.is_first() {
            Some(
                reader
                    .read_flags(
                        |reader| reader.read_varint::<u32>(codec::Varint::Leb128, 28),
                        Open::from_bits,
                    )
                    .within("open")?,
            )
        } else {
            None
        };
        let more = if grade.number() == 64 {
            Some(reader.read_varint::<i32>(codec::Varint::Leb128, 24).within("more")?)
        } else {
            None
        };
        if marks.is_first() {
            let start = reader.offset();
            let fixed = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("fixed")?;
            reader.expect_constant(start, fixed, 200).within("fixed")?;
        }
        let maybe = reader
            .read_optional(|reader| reader.read_varint::<u32>(codec::Varint::Leb128, 32))
            .within("maybe")?;
        let three = reader
            .read_each(|reader| reader.read_varint::<i32>(codec::Varint::ZigZag, 32))
            .within("three")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("octets")?;
        let octets = codec::List::read(reader, prefix, |reader| reader.read_varint::<u8>(
            codec::Varint::Leb128,
            8,
        ))
            .within("octets")?;
        reader.expect_require(begin, limited != 127, "limited != 127")?;
        reader.expect_require(
            begin,
            i128::from(limited) + 5 < 20000 || negative > 3,
            "limited + 5 < 20000 || negative > 3",
        )?;
        Ok(Self { limited, negative, time, grade, mood, marks, open, more, maybe, three, octets })
    }
}

impl<'a> FieldsRef<'a> {
    /// The [`Fields`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Fields {
        Fields {
            limited: self.limited,
            negative: self.negative,
            time: self.time,
            grade: self.grade,
            mood: self.mood,
            marks: self.marks,
            open: self.open,
            more: self.more,
            maybe: self.maybe,
            three: self.three,
            octets: self.octets.iter().collect(),
        }
    }
}

/// The structure `Lengths`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=3 | `length` | u16 in LEB128, the bytes of `body` and 60 |
/// |  | 1..=3 | `count` | i16 in zig-zag LEB128, the elements of `numbers` |
/// |  | 1..=2 | `less` | u14 in QUIC's variable length, the bytes of `text` less 2 |
/// |  | 0..=200 | `body` | 0 to 200 bytes, as `length` says |
/// |  | 0..=260 | `numbers` | 0 to 130 elements, as `count` says, each u14 in QUIC's variable length |
/// |  | 2..=90 | `text` | 2 to 90 bytes of UTF-8, as `less` says |
/// |  | 1..=65538 | `prefixed` | 0 to 65535 bytes, their number in front as u16 in LEB128 |
/// |  | 2..=10 | `listed` | 1 to 3 elements, their number in front as u30 in QUIC's variable length, each [`Kind`] as u14 in QUIC's variable length |
/// |  | 2..=102 | `inside` | 0 to 100 bytes, their number in front as u14 in QUIC's variable length, filled by: [`Inner`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Lengths {
    /// On the wire: 0 to 200 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
    /// On the wire: 0 to 130 elements, as `count` says, each u14 in QUIC's variable length.
    pub numbers: Vec<u16>,
    /// On the wire: 2 to 90 bytes of UTF-8, as `less` says.
    pub text: String,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 in LEB128.
    #[serde(with = "::packetwright::codec::hex")]
    pub prefixed: Bytes,
    /// On the wire: 1 to 3 elements, their number in front as u30 in QUIC's variable length, each [`Kind`] as u14 in QUIC's variable length.
    pub listed: Vec<Kind>,
    /// On the wire: 0 to 100 bytes, their number in front as u14 in QUIC's variable length, filled by: [`Inner`].
    pub inside: Inner,
}

impl ::core::cmp::Eq for Lengths {}

impl codec::Encode for Lengths {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Leb128, (self.body.len() as u64).saturating_add(60))
            + codec::varint_len(codec::Varint::ZigZag, self.numbers.len() as i64)
            + codec::varint_len(codec::Varint::Quic, (self.text.len() as u64).saturating_sub(2))
            + self.body.len()
            + self.numbers
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Quic, *element))
                .sum::<usize>()
            + self.text.len()
            + codec::varint_len(codec::Varint::Leb128, self.prefixed.len() as u64)
            + self.prefixed.len()
            + codec::varint_len(codec::Varint::Quic, self.listed.len() as u64)
            + self.listed
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Quic, element.number()))
                .sum::<usize>()
            + codec::measured_len(codec::Varint::Quic, self.inside.encoded_len())
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.body.len(), 0, 200).within("length")?;
        codec::put_varint(out, codec::Varint::Leb128, self.body.len() as u16 + 60);
        codec::check_length(self.numbers.len(), 0, 130).within("count")?;
        codec::put_varint(out, codec::Varint::ZigZag, self.numbers.len() as i16);
        codec::check_length(self.text.len(), 2, 90).within("less")?;
        codec::put_varint(out, codec::Varint::Quic, self.text.len() as u16 - 2);
        out.put(&self.body);
        for (index, element) in self.numbers.iter().enumerate() {
            codec::check_range(*element, 0, 16383).at(index).within("numbers")?;
            codec::put_varint(out, codec::Varint::Quic, *element);
        }
        out.put(self.text.as_bytes());
        codec::check_length(self.prefixed.len(), 0, 65_535).within("prefixed")?;
        codec::put_varint(out, codec::Varint::Leb128, self.prefixed.len() as u16);
        out.put(&self.prefixed);
        codec::check_length(self.listed.len(), 1, 3).within("listed")?;
        codec::put_varint(out, codec::Varint::Quic, self.listed.len() as u32);
        for element in &self.listed {
            codec::put_varint(out, codec::Varint::Quic, element.number());
        }
        {
            let length: usize = self.inside.encoded_len();
            codec::put_varint(out, codec::Varint::Quic, length as u16);
            self.inside.encode(out).within("inside")?;
            codec::check_length(length, 0, 100).within("inside")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lengths {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("length")?;
        reader.expect_length(start, i128::from(length_) - 60, 0, 200).within("length")?;
        let start = reader.offset();
        let count = reader.read_varint::<i16>(codec::Varint::ZigZag, 16).within("count")?;
        reader.expect_length(start, count, 0, 130).within("count")?;
        let start = reader.offset();
        let less = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("less")?;
        reader.expect_length(start, i128::from(less) + 2, 2, 90).within("less")?;
        let body = reader.read_measured(u64::from(length_) - 60).within("body")?;
        let body = reader.own(body);
        let numbers = reader
            .read_list(count as u64, 1, |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14))
            .within("numbers")?;
        let start = reader.offset();
        let text = reader.read_measured(u64::from(less) + 2).within("text")?;
        let text = String::from(reader.expect_text(start, text).within("text")?);
        let prefixed = reader
            .read_prefixed(|reader| reader.read_varint::<u16>(codec::Varint::Leb128, 16), 0, 65_535)
            .within("prefixed")?;
        let prefixed = reader.own(prefixed);
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u32>(codec::Varint::Quic, 30), 1, 3)
            .within("listed")?;
        let listed = reader
            .read_list(prefix, 1, |reader| reader.read_variant(
                |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            ))
            .within("listed")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader
                .read_length(|reader| reader.read_varint::<u16>(codec::Varint::Quic, 14), 0, 100)
                .within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside = Inner::decode(reader).within("inside")?;
            reader.leave(whole).within("inside")?;
            inside
        };
        Ok(Self { body, numbers, text, prefixed, listed, inside: inside_ })
    }
}

/// [`Lengths`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LengthsRef<'a> {
    /// On the wire: 0 to 200 bytes, as `length` says.
    pub body: &'a [u8],
    /// On the wire: 0 to 130 elements, as `count` says, each u14 in QUIC's variable length.
    pub numbers: codec::List<'a, u16>,
    /// On the wire: 2 to 90 bytes of UTF-8, as `less` says.
    pub text: &'a str,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 in LEB128.
    pub prefixed: &'a [u8],
    /// On the wire: 1 to 3 elements, their number in front as u30 in QUIC's variable length, each [`Kind`] as u14 in QUIC's variable length.
    pub listed: codec::List<'a, Kind>,
    /// On the wire: 0 to 100 bytes, their number in front as u14 in QUIC's variable length, filled by: [`Inner`].
    pub inside: InnerRef<'a>,
}

impl ::core::cmp::Eq for LengthsRef<'_> {}

impl codec::Encode for LengthsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Leb128, (self.body.len() as u64).saturating_add(60))
            + codec::varint_len(codec::Varint::ZigZag, self.numbers.len() as i64)
            + codec::varint_len(codec::Varint::Quic, (self.text.len() as u64).saturating_sub(2))
            + self.body.len()
            + self.numbers
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Quic, element))
                .sum::<usize>()
            + self.text.len()
            + codec::varint_len(codec::Varint::Leb128, self.prefixed.len() as u64)
            + self.prefixed.len()
            + codec::varint_len(codec::Varint::Quic, self.listed.len() as u64)
            + self.listed
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Quic, element.number()))
                .sum::<usize>()
            + codec::measured_len(codec::Varint::Quic, self.inside.encoded_len())
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.body.len(), 0, 200).within("length")?;
        codec::put_varint(out, codec::Varint::Leb128, self.body.len() as u16 + 60);
        codec::check_length(self.numbers.len(), 0, 130).within("count")?;
        codec::put_varint(out, codec::Varint::ZigZag, self.numbers.len() as i16);
        codec::check_length(self.text.len(), 2, 90).within("less")?;
        codec::put_varint(out, codec::Varint::Quic, self.text.len() as u16 - 2);
        out.put(self.body);
        for (index, element) in self.numbers.iter().enumerate() {
            codec::check_range(element, 0, 16383).at(index).within("numbers")?;
            codec::put_varint(out, codec::Varint::Quic, element);
        }
        out.put(self.text.as_bytes());
        codec::check_length(self.prefixed.len(), 0, 65_535).within("prefixed")?;
        codec::put_varint(out, codec::Varint::Leb128, self.prefixed.len() as u16);
        out.put(self.prefixed);
        codec::check_length(self.listed.len(), 1, 3).within("listed")?;
        codec::put_varint(out, codec::Varint::Quic, self.listed.len() as u32);
        for element in self.listed.iter() {
            codec::put_varint(out, codec::Varint::Quic, element.number());
        }
        {
            let length: usize = self.inside.encoded_len();
            codec::put_varint(out, codec::Varint::Quic, length as u16);
            self.inside.encode(out).within("inside")?;
            codec::check_length(length, 0, 100).within("inside")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LengthsRef<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("length")?;
        reader.expect_length(start, i128::from(length_) - 60, 0, 200).within("length")?;
        let start = reader.offset();
        let count = reader.read_varint::<i16>(codec::Varint::ZigZag, 16).within("count")?;
        reader.expect_length(start, count, 0, 130).within("count")?;
        let start = reader.offset();
        let less = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("less")?;
        reader.expect_length(start, i128::from(less) + 2, 2, 90).within("less")?;
        let body = reader.read_measured(u64::from(length_) - 60).within("body")?;
        let numbers = codec::List::read(reader, count as u64, |reader| reader.read_varint::<u16>(
            codec::Varint::Quic,
            14,
        ))
            .within("numbers")?;
        let start = reader.offset();
        let text = reader.read_measured(u64::from(less) + 2).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        let prefixed = reader
            .read_prefixed(|reader| reader.read_varint::<u16>(codec::Varint::Leb128, 16), 0, 65_535)
            .within("prefixed")?;
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u32>(codec::Varint::Quic, 30), 1, 3)
            .within("listed")?;
        let listed = codec::List::read(reader, prefix, |reader| reader.read_variant(
            |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
            Kind::from_number,
        ))
            .within("listed")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader
                .read_length(|reader| reader.read_varint::<u16>(codec::Varint::Quic, 14), 0, 100)
                .within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside = InnerRef::decode(reader).within("inside")?;
            reader.leave(whole).within("inside")?;
            inside
        };
        Ok(Self { body, numbers, text, prefixed, listed, inside: inside_ })
    }
}

impl<'a> LengthsRef<'a> {
    /// The [`Lengths`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Lengths {
        Lengths {
            body: reader.own(self.body),
            numbers: self.numbers.iter().collect(),
            text: String::from(self.text),
            prefixed: reader.own(self.prefixed),
            listed: self.listed.iter().collect(),
            inside: self.inside.own(reader),
        }
    }
}

/// Sizes and units in numbers of variable length.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=2 | `size` | u14 in QUIC's variable length, `size(first..=rest)` |
/// |  | 1..=3 | `first` | u16 in LEB128 |
/// |  | 1..=2 | `words` | i12 in zig-zag LEB128, `(len(pairs) + 2) / 2` |
/// |  | 0..=140 | `pairs` | 0 to 140 bytes, as `words` says |
/// |  | 1..=264 | `tagged` | [`Tagged`], its tag in front as u16 in LEB128 |
/// |  | 2..=100 | `frame` | [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length |
/// |  | 1..=2 | `kind` | [`Kind`] as u14 in QUIC's variable length |
/// |  | 2..=130 | `inside` | 0 to 16383 bytes, their number in front as u14 in LEB128, filled by: 0 to 127 bytes, their number in front as u7 in LEB128 |
/// |  | 1..=388 | `some` | 0 to 3 elements, their number in front as u7 in LEB128, each 0 to 127 bytes of UTF-8, their number in front as u7 in QUIC's variable length |
/// |  | 1..=3 | `less` | i16 in LEB128, `size(rest) - 70` |
/// |  | 0.. | `rest` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sizes {
    /// On the wire: u16 in LEB128.
    pub first: u16,
    /// On the wire: 0 to 140 bytes, as `words` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub pairs: Bytes,
    /// On the wire: [`Tagged`], its tag in front as u16 in LEB128.
    pub tagged: Tagged,
    /// On the wire: [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frame: Frame,
    /// On the wire: [`Kind`] as u14 in QUIC's variable length.
    pub kind: Kind,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in LEB128, filled by: 0 to 127 bytes, their number in front as u7 in LEB128.
    #[serde(with = "::packetwright::codec::hex")]
    pub inside: Bytes,
    /// On the wire: 0 to 3 elements, their number in front as u7 in LEB128, each 0 to 127 bytes of UTF-8, their number in front as u7 in QUIC's variable length.
    pub some: Vec<String>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub rest: Bytes,
}

impl ::core::cmp::Eq for Sizes {}

impl codec::Encode for Sizes {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + codec::varint_len(
                codec::Varint::Quic,
                (
                    1
                        + codec::varint_len(codec::Varint::Leb128, self.first)
                        + codec::varint_len(
                            codec::Varint::ZigZag,
                            ((self.pairs.len() as i64).saturating_add(2)) / 2,
                        )
                        + self.pairs.len()
                        + self.tagged.encoded_len()
                        + self.frame.encoded_len()
                        + codec::varint_len(codec::Varint::Quic, self.kind.number())
                        + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
                        + self.some
                            .iter()
                            .map(
                                |element| codec::varint_len(
                                    codec::Varint::Quic,
                                    element.len() as u64,
                                )
                                    + element.len(),
                            )
                            .sum::<usize>()
                        + codec::varint_len(
                            codec::Varint::Leb128,
                            ((self.rest.len()) as i64).saturating_sub(70),
                        )
                        + self.rest.len()
                ) as u64,
            )
            + codec::varint_len(codec::Varint::Leb128, self.first)
            + codec::varint_len(
                codec::Varint::ZigZag,
                ((self.pairs.len() as i64).saturating_add(2)) / 2,
            )
            + self.pairs.len()
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + codec::varint_len(codec::Varint::Quic, self.kind.number())
            + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
            + self.some
                .iter()
                .map(
                    |element| codec::varint_len(codec::Varint::Quic, element.len() as u64)
                        + element.len(),
                )
                .sum::<usize>()
            + codec::varint_len(
                codec::Varint::Leb128,
                ((self.rest.len()) as i64).saturating_sub(70),
            )
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let size: usize = 1
            + codec::varint_len(codec::Varint::Leb128, self.first)
            + codec::varint_len(
                codec::Varint::ZigZag,
                ((self.pairs.len() as i64).saturating_add(2)) / 2,
            )
            + self.pairs.len()
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + codec::varint_len(codec::Varint::Quic, self.kind.number())
            + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
            + self.some
                .iter()
                .map(
                    |element| codec::varint_len(codec::Varint::Quic, element.len() as u64)
                        + element.len(),
                )
                .sum::<usize>()
            + codec::varint_len(
                codec::Varint::Leb128,
                ((self.rest.len()) as i64).saturating_sub(70),
            )
            + self.rest.len();
        codec::put_varint(out, codec::Varint::Quic, size as u16);
        codec::put_varint(out, codec::Varint::Leb128, self.first);
        codec::check_length(self.pairs.len(), 0, 140).within("words")?;
        codec::check_unit(self.pairs.len(), 2, 2).within("words")?;
        codec::put_varint(out, codec::Varint::ZigZag, ((self.pairs.len() + 2) / 2) as i16);
        out.put(&self.pairs);
        self.tagged.encode(out).within("tagged")?;
        self.frame.encode(out).within("frame")?;
        codec::put_varint(out, codec::Varint::Quic, self.kind.number());
        {
            let length: usize = 1 + self.inside.len();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            codec::check_length(self.inside.len(), 0, 127).within("inside")?;
            codec::put_varint(out, codec::Varint::Leb128, self.inside.len() as u8);
            out.put(&self.inside);
            codec::check_length(length, 0, 16_383).within("inside")?;
        }
        codec::check_length(self.some.len(), 0, 3).within("some")?;
        codec::put_varint(out, codec::Varint::Leb128, self.some.len() as u8);
        for (index, element) in self.some.iter().enumerate() {
            codec::check_length(element.len(), 0, 127).at(index).within("some")?;
            codec::put_varint(out, codec::Varint::Quic, element.len() as u8);
            out.put(element.as_bytes());
        }
        let less: usize = self.rest.len();
        codec::put_varint(out, codec::Varint::Leb128, less.wrapping_sub(70) as i16);
        out.put(&self.rest);
        codec::check_length(less, 0, 32_837).within("less")?;
        codec::check_length(size, 10, 16_383).within("size")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sizes {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let size = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("size")?;
        reader.expect_length(start, size, 10, 16_383).within("size")?;
        let region_0 = reader.enter(reader.offset(), u64::from(size)).within("first")?;
        let first = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("first")?;
        let start = reader.offset();
        let words = reader.read_varint::<i16>(codec::Varint::ZigZag, 12).within("words")?;
        reader.expect_length(start, i128::from(words) * 2 - 2, 0, 140).within("words")?;
        let pairs = reader.read_measured((words as u64) * 2 - 2).within("pairs")?;
        let pairs = reader.own(pairs);
        let tagged = Tagged::decode(reader).within("tagged")?;
        let frame = Frame::decode(reader).within("frame")?;
        let kind = reader
            .read_variant(
                |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("kind")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_varint::<u16>(codec::Varint::Leb128, 14),
                    0,
                    16_383,
                )
                .within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside_ = reader
                .read_prefixed(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
                .within("inside")?;
            let inside = reader.own(inside_);
            reader.leave(whole).within("inside")?;
            inside
        };
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 3)
            .within("some")?;
        let some = reader
            .read_list(
                prefix,
                1,
                |reader| reader
                    .read_prefixed_text(
                        |reader| reader.read_varint::<u8>(codec::Varint::Quic, 7),
                        0,
                        127,
                    )
                    .map(String::from),
            )
            .within("some")?;
        let start = reader.offset();
        let less = reader.read_varint::<i16>(codec::Varint::Leb128, 16).within("less")?;
        reader.expect_length(start, i128::from(less) + 70, 0, 32_837).within("less")?;
        let region_9 = reader
            .enter(reader.offset(), (i128::from(less) + 70) as u64)
            .within("rest")?;
        let rest = reader.read_slice(reader.remaining()).within("rest")?;
        let rest = reader.own(rest);
        reader.leave(region_9)?;
        reader.leave(region_0)?;
        Ok(Self { first, pairs, tagged, frame, kind, inside: inside_, some, rest })
    }
}

/// [`Sizes`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizesRef<'a> {
    /// On the wire: u16 in LEB128.
    pub first: u16,
    /// On the wire: 0 to 140 bytes, as `words` says.
    pub pairs: &'a [u8],
    /// On the wire: [`Tagged`], its tag in front as u16 in LEB128.
    pub tagged: TaggedRef<'a>,
    /// On the wire: [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frame: FrameRef<'a>,
    /// On the wire: [`Kind`] as u14 in QUIC's variable length.
    pub kind: Kind,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in LEB128, filled by: 0 to 127 bytes, their number in front as u7 in LEB128.
    pub inside: &'a [u8],
    /// On the wire: 0 to 3 elements, their number in front as u7 in LEB128, each 0 to 127 bytes of UTF-8, their number in front as u7 in QUIC's variable length.
    pub some: codec::List<'a, &'a str>,
    /// On the wire: bytes, all that is left.
    pub rest: &'a [u8],
}

impl ::core::cmp::Eq for SizesRef<'_> {}

impl codec::Encode for SizesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + codec::varint_len(
                codec::Varint::Quic,
                (
                    1
                        + codec::varint_len(codec::Varint::Leb128, self.first)
                        + codec::varint_len(
                            codec::Varint::ZigZag,
                            ((self.pairs.len() as i64).saturating_add(2)) / 2,
                        )
                        + self.pairs.len()
                        + self.tagged.encoded_len()
                        + self.frame.encoded_len()
                        + codec::varint_len(codec::Varint::Quic, self.kind.number())
                        + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
                        + self.some
                            .iter()
                            .map(
                                |element| codec::varint_len(
                                    codec::Varint::Quic,
                                    element.len() as u64,
                                )
                                    + element.len(),
                            )
                            .sum::<usize>()
                        + codec::varint_len(
                            codec::Varint::Leb128,
                            ((self.rest.len()) as i64).saturating_sub(70),
                        )
                        + self.rest.len()
                ) as u64,
            )
            + codec::varint_len(codec::Varint::Leb128, self.first)
            + codec::varint_len(
                codec::Varint::ZigZag,
                ((self.pairs.len() as i64).saturating_add(2)) / 2,
            )
            + self.pairs.len()
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + codec::varint_len(codec::Varint::Quic, self.kind.number())
            + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
            + self.some
                .iter()
                .map(
                    |element| codec::varint_len(codec::Varint::Quic, element.len() as u64)
                        + element.len(),
                )
                .sum::<usize>()
            + codec::varint_len(
                codec::Varint::Leb128,
                ((self.rest.len()) as i64).saturating_sub(70),
            )
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let size: usize = 1
            + codec::varint_len(codec::Varint::Leb128, self.first)
            + codec::varint_len(
                codec::Varint::ZigZag,
                ((self.pairs.len() as i64).saturating_add(2)) / 2,
            )
            + self.pairs.len()
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + codec::varint_len(codec::Varint::Quic, self.kind.number())
            + codec::measured_len(codec::Varint::Leb128, 1 + self.inside.len())
            + self.some
                .iter()
                .map(
                    |element| codec::varint_len(codec::Varint::Quic, element.len() as u64)
                        + element.len(),
                )
                .sum::<usize>()
            + codec::varint_len(
                codec::Varint::Leb128,
                ((self.rest.len()) as i64).saturating_sub(70),
            )
            + self.rest.len();
        codec::put_varint(out, codec::Varint::Quic, size as u16);
        codec::put_varint(out, codec::Varint::Leb128, self.first);
        codec::check_length(self.pairs.len(), 0, 140).within("words")?;
        codec::check_unit(self.pairs.len(), 2, 2).within("words")?;
        codec::put_varint(out, codec::Varint::ZigZag, ((self.pairs.len() + 2) / 2) as i16);
        out.put(self.pairs);
        self.tagged.encode(out).within("tagged")?;
        self.frame.encode(out).within("frame")?;
        codec::put_varint(out, codec::Varint::Quic, self.kind.number());
        {
            let length: usize = 1 + self.inside.len();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            codec::check_length(self.inside.len(), 0, 127).within("inside")?;
            codec::put_varint(out, codec::Varint::Leb128, self.inside.len() as u8);
            out.put(self.inside);
            codec::check_length(length, 0, 16_383).within("inside")?;
        }
        codec::check_length(self.some.len(), 0, 3).within("some")?;
        codec::put_varint(out, codec::Varint::Leb128, self.some.len() as u8);
        for (index, element) in self.some.iter().enumerate() {
            codec::check_length(element.len(), 0, 127).at(index).within("some")?;
            codec::put_varint(out, codec::Varint::Quic, element.len() as u8);
            out.put(element.as_bytes());
        }
        let less: usize = self.rest.len();
        codec::put_varint(out, codec::Varint::Leb128, less.wrapping_sub(70) as i16);
        out.put(self.rest);
        codec::check_length(less, 0, 32_837).within("less")?;
        codec::check_length(size, 10, 16_383).within("size")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SizesRef<'a> {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let size = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("size")?;
        reader.expect_length(start, size, 10, 16_383).within("size")?;
        let region_0 = reader.enter(reader.offset(), u64::from(size)).within("first")?;
        let first = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("first")?;
        let start = reader.offset();
        let words = reader.read_varint::<i16>(codec::Varint::ZigZag, 12).within("words")?;
        reader.expect_length(start, i128::from(words) * 2 - 2, 0, 140).within("words")?;
        let pairs = reader.read_measured((words as u64) * 2 - 2).within("pairs")?;
        let tagged = TaggedRef::decode(reader).within("tagged")?;
        let frame = FrameRef::decode(reader).within("frame")?;
        let kind = reader
            .read_variant(
                |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("kind")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_varint::<u16>(codec::Varint::Leb128, 14),
                    0,
                    16_383,
                )
                .within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside = reader
                .read_prefixed(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
                .within("inside")?;
            reader.leave(whole).within("inside")?;
            inside
        };
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 3)
            .within("some")?;
        let some = codec::List::read(reader, prefix, |reader| reader.read_prefixed_text(
            |reader| reader.read_varint::<u8>(codec::Varint::Quic, 7),
            0,
            127,
        ))
            .within("some")?;
        let start = reader.offset();
        let less = reader.read_varint::<i16>(codec::Varint::Leb128, 16).within("less")?;
        reader.expect_length(start, i128::from(less) + 70, 0, 32_837).within("less")?;
        let region_9 = reader
            .enter(reader.offset(), (i128::from(less) + 70) as u64)
            .within("rest")?;
        let rest = reader.read_slice(reader.remaining()).within("rest")?;
        reader.leave(region_9)?;
        reader.leave(region_0)?;
        Ok(Self { first, pairs, tagged, frame, kind, inside: inside_, some, rest })
    }
}

impl<'a> SizesRef<'a> {
    /// The [`Sizes`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Sizes {
        Sizes {
            first: self.first,
            pairs: reader.own(self.pairs),
            tagged: self.tagged.own(reader),
            frame: self.frame.own(reader),
            kind: self.kind,
            inside: reader.own(self.inside),
            some: self.some.iter().map(String::from).collect(),
            rest: reader.own(self.rest),
        }
    }
}

/// The structure `Inner`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=3 | `a` | u16 in LEB128 |
/// |  | 0.. | `rest` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Inner {
    /// On the wire: u16 in LEB128.
    pub a: u16,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub rest: Bytes,
}

impl ::core::cmp::Eq for Inner {}

impl codec::Encode for Inner {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Leb128, self.a) + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, self.a);
        out.put(&self.rest);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Inner {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(InnerRef::decode(reader)?.own(reader))
    }
}

/// [`Inner`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InnerRef<'a> {
    /// On the wire: u16 in LEB128.
    pub a: u16,
    /// On the wire: bytes, all that is left.
    pub rest: &'a [u8],
}

impl ::core::cmp::Eq for InnerRef<'_> {}

impl codec::Encode for InnerRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Leb128, self.a) + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Leb128, self.a);
        out.put(self.rest);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for InnerRef<'a> {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("a")?;
        let rest = reader.read_slice(reader.remaining()).within("rest")?;
        Ok(Self { a, rest })
    }
}

impl<'a> InnerRef<'a> {
    /// The [`Inner`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Inner {
        Inner { a: self.a, rest: reader.own(self.rest) }
    }
}

/// Padding counts the bytes that the numbers take.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=5 | `first` | u32 in LEB128 |
/// |  | 0..=3 | `gap` | zero bytes up to a multiple of 4 |
/// |  | 1 | `size` | u8, `size(size..=end)` |
/// |  | 1..=2 | `inner` | u14 in QUIC's variable length |
/// |  | 0..=1 | `end` | zero bytes up to a multiple of 2 |
/// |  | 1 | `last` | u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Padded {
    /// On the wire: u32 in LEB128.
    pub first: u32,
    /// On the wire: u14 in QUIC's variable length.
    pub inner: u16,
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for Padded {}

impl codec::Encode for Padded {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + usize::next_multiple_of(
                1
                    + usize::next_multiple_of(
                        codec::varint_len(codec::Varint::Leb128, self.first),
                        4,
                    )
                    + codec::varint_len(codec::Varint::Quic, self.inner),
                2,
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        codec::put_varint(out, codec::Varint::Leb128, self.first);
        codec::put_padding_to(out, begin, 4);
        let size: usize = usize::next_multiple_of(
            1
                + usize::next_multiple_of(codec::varint_len(codec::Varint::Leb128, self.first), 4)
                + codec::varint_len(codec::Varint::Quic, self.inner),
            2,
        )
            - (usize::next_multiple_of(codec::varint_len(codec::Varint::Leb128, self.first), 4));
        out.put_u8(size as u8);
        codec::check_range(self.inner, 0, 16383).within("inner")?;
        codec::put_varint(out, codec::Varint::Quic, self.inner);
        codec::put_padding_to(out, begin, 2);
        codec::check_length(size, 2, 4).within("size")?;
        out.put_u8(self.last);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Padded {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let first = reader.read_varint::<u32>(codec::Varint::Leb128, 32).within("first")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 4)).within("gap")?;
        let region_2_begin = reader.offset();
        let start = reader.offset();
        let size = reader.read_u8().within("size")?;
        reader.expect_length(start, size, 2, 4).within("size")?;
        let region_2 = reader
            .enter(reader.offset(), u64::from(size) - (reader.offset() - region_2_begin) as u64)
            .within("inner")?;
        let inner = reader.read_varint::<u16>(codec::Varint::Quic, 14).within("inner")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 2)).within("end")?;
        reader.leave(region_2)?;
        let last = reader.read_u8().within("last")?;
        Ok(Self { first, inner, last })
    }
}

/// The union `Tagged`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Tagged {
    /// `Empty`, tag 0.
    Empty {},
    /// `Small`, tag 127.
    Small {
        /// On the wire: u8.
        a: u8,
    },
    /// `Large`, tag 128.
    Large {
        /// On the wire: u16 in QUIC's variable length.
        a: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8 in LEB128.
        #[serde(with = "::packetwright::codec::hex")]
        b: Bytes,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Tagged {}

impl codec::Encode for Tagged {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Empty {} => 1,
            Self::Small { .. } => 2,
            Self::Large { a, b } => 2
                + codec::varint_len(codec::Varint::Quic, *a)
                + codec::varint_len(codec::Varint::Leb128, b.len() as u64)
                + b.len(),
            Self::Other { tag, raw } =>
                1 + codec::varint_len(codec::Varint::Leb128, *tag) + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Empty {} => {
                codec::put_varint(out, codec::Varint::Leb128, 0_u16);
            }
            Self::Small { a } => {
                codec::put_varint(out, codec::Varint::Leb128, 127_u16);
                out.put_u8(*a);
            }
            Self::Large { a, b } => {
                codec::put_varint(out, codec::Varint::Leb128, 128_u16);
                codec::put_varint(out, codec::Varint::Quic, *a);
                codec::check_length(b.len(), 0, 255).within("b")?;
                codec::put_varint(out, codec::Varint::Leb128, b.len() as u8);
                out.put(b);
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 0 | 127 | 128), *tag).within("tag")?;
                codec::put_varint(out, codec::Varint::Leb128, *tag);
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Tagged {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(TaggedRef::decode(reader)?.own(reader))
    }
}

/// [`Tagged`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TaggedRef<'a> {
    /// `Empty`, tag 0.
    Empty {},
    /// `Small`, tag 127.
    Small {
        /// On the wire: u8.
        a: u8,
    },
    /// `Large`, tag 128.
    Large {
        /// On the wire: u16 in QUIC's variable length.
        a: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8 in LEB128.
        b: &'a [u8],
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for TaggedRef<'_> {}

impl codec::Encode for TaggedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Empty {} => 1,
            Self::Small { .. } => 2,
            Self::Large { a, b } => 2
                + codec::varint_len(codec::Varint::Quic, *a)
                + codec::varint_len(codec::Varint::Leb128, b.len() as u64)
                + b.len(),
            Self::Other { tag, raw } =>
                1 + codec::varint_len(codec::Varint::Leb128, *tag) + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Empty {} => {
                codec::put_varint(out, codec::Varint::Leb128, 0_u16);
            }
            Self::Small { a } => {
                codec::put_varint(out, codec::Varint::Leb128, 127_u16);
                out.put_u8(*a);
            }
            Self::Large { a, b } => {
                codec::put_varint(out, codec::Varint::Leb128, 128_u16);
                codec::put_varint(out, codec::Varint::Quic, *a);
                codec::check_length(b.len(), 0, 255).within("b")?;
                codec::put_varint(out, codec::Varint::Leb128, b.len() as u8);
                out.put(b);
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 0 | 127 | 128), *tag).within("tag")?;
                codec::put_varint(out, codec::Varint::Leb128, *tag);
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TaggedRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_varint::<u16>(codec::Varint::Leb128, 16)? {
            0 => Ok(Self::Empty {}),
            127 => {
                let a = reader.read_u8().within("a")?;
                Ok(Self::Small { a })
            }
            128 => {
                let a = reader.read_varint::<u16>(codec::Varint::Quic, 16).within("a")?;
                let b = reader
                    .read_prefixed(
                        |reader| reader.read_varint::<u8>(codec::Varint::Leb128, 8),
                        0,
                        255,
                    )
                    .within("b")?;
                Ok(Self::Large { a, b })
            }
            tag => {
                let raw = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("raw")?;
                Ok(Self::Other { tag, raw })
            }
        }
    }
}

impl<'a> TaggedRef<'a> {
    /// The [`Tagged`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Tagged {
        match self {
            Self::Empty {} => Tagged::Empty {},
            Self::Small { a } => Tagged::Small { a },
            Self::Large { a, b } => Tagged::Large { a, b: reader.own(b) },
            Self::Other { tag, raw } => Tagged::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// The union `Frame`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Frame {
    /// `Ping`, tag 1.
    Ping {},
    /// `Data`, tag 70.
    Data {
        /// On the wire: u62 in QUIC's variable length.
        offset: u64,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u64,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Ping {} => 1 + codec::measured_len(codec::Varint::Quic, 0),
            Self::Data { offset, data } => 2
                + codec::measured_len(
                    codec::Varint::Quic,
                    codec::varint_len(codec::Varint::Quic, *offset) + data.len(),
                ),
            Self::Unknown { tag, raw } => codec::varint_len(codec::Varint::Quic, *tag)
                + codec::measured_len(codec::Varint::Quic, raw.len()),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Ping {} => {
                codec::put_varint(out, codec::Varint::Quic, 1_u64);
                let length: usize = 0;
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                codec::check_length(length, 0, 90)?;
            }
            Self::Data { offset, data } => {
                codec::put_varint(out, codec::Varint::Quic, 70_u64);
                let length: usize = codec::varint_len(codec::Varint::Quic, *offset) + data.len();
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                codec::check_range(*offset, 0, 0x3fff_ffff_ffff_ffff).within("offset")?;
                codec::put_varint(out, codec::Varint::Quic, *offset);
                out.put(data);
                codec::check_length(length, 0, 90)?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 70), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0x3fff_ffff_ffff_ffff).within("tag")?;
                codec::put_varint(out, codec::Varint::Quic, *tag);
                let length: usize = raw.len();
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                out.put(raw);
                codec::check_length(length, 0, 90)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FrameRef::decode(reader)?.own(reader))
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FrameRef<'a> {
    /// `Ping`, tag 1.
    Ping {},
    /// `Data`, tag 70.
    Data {
        /// On the wire: u62 in QUIC's variable length.
        offset: u64,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u64,
        /// On the wire: bytes, all that is left.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Ping {} => 1 + codec::measured_len(codec::Varint::Quic, 0),
            Self::Data { offset, data } => 2
                + codec::measured_len(
                    codec::Varint::Quic,
                    codec::varint_len(codec::Varint::Quic, *offset) + data.len(),
                ),
            Self::Unknown { tag, raw } => codec::varint_len(codec::Varint::Quic, *tag)
                + codec::measured_len(codec::Varint::Quic, raw.len()),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Ping {} => {
                codec::put_varint(out, codec::Varint::Quic, 1_u64);
                let length: usize = 0;
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                codec::check_length(length, 0, 90)?;
            }
            Self::Data { offset, data } => {
                codec::put_varint(out, codec::Varint::Quic, 70_u64);
                let length: usize = codec::varint_len(codec::Varint::Quic, *offset) + data.len();
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                codec::check_range(*offset, 0, 0x3fff_ffff_ffff_ffff).within("offset")?;
                codec::put_varint(out, codec::Varint::Quic, *offset);
                out.put(data);
                codec::check_length(length, 0, 90)?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 70), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0x3fff_ffff_ffff_ffff).within("tag")?;
                codec::put_varint(out, codec::Varint::Quic, *tag);
                let length: usize = raw.len();
                codec::put_varint(out, codec::Varint::Quic, length as u16);
                out.put(raw);
                codec::check_length(length, 0, 90)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_varint::<u64>(codec::Varint::Quic, 62)?;
        let length = reader
            .read_varint::<u16>(codec::Varint::Quic, 14)
            .map_err(|error| codec::Reader::field_at(start, error))?;
        reader.expect_length(start, length, 0, 90)?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => Ok(Self::Ping {}),
            70 => {
                let offset = reader.read_varint::<u64>(codec::Varint::Quic, 62).within("offset")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Data { offset, data })
            }
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
                Ok(Self::Unknown { tag, raw })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        match self {
            Self::Ping {} => Frame::Ping {},
            Self::Data { offset, data } => Frame::Data { offset, data: reader.own(data) },
            Self::Unknown { tag, raw } => Frame::Unknown { tag, raw: reader.own(raw) },
        }
    }
}

/// The union `Strict`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Strict {
    /// `Three`, tag 3.
    Three {
        /// On the wire: u8.
        a: u8,
    },
    /// `More`, tag 300.
    More {},
}

impl ::core::cmp::Eq for Strict {}

impl codec::Encode for Strict {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Three { .. } | Self::More {} => 2,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Three { a } => {
                codec::put_varint(out, codec::Varint::Quic, 3_u16);
                out.put_u8(*a);
            }
            Self::More {} => {
                codec::put_varint(out, codec::Varint::Quic, 300_u16);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Strict {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(3, 3).and(65, 65);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u16>(codec::Varint::Quic, 14)? {
            3 => {
                let a = reader.read_u8().within("a")?;
                Ok(Self::Three { a })
            }
            300 => Ok(Self::More {}),
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// The union `ByKind`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum ByKind {
    /// What there is if the selector is [`Kind::Get`].
    Get {
        /// On the wire: u8.
        key: u8,
    },
    /// What there is if the selector is [`Kind::Put`].
    Put {
        /// On the wire: u16 in LEB128.
        key: u16,
    },
    /// What there is if the selector is [`Kind::Drop`].
    Drop {
        /// On the wire: u16 in LEB128.
        key: u16,
    },
    /// What there is if the selector is [`Kind::Last`].
    Last {},
}

impl ::core::cmp::Eq for ByKind {}

impl codec::Encode for ByKind {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Get { .. } => 1,
            Self::Put { key } | Self::Drop { key } =>
                codec::varint_len(codec::Varint::Leb128, *key),
            Self::Last {} => 0,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Get { key } => {
                out.put_u8(*key);
            }
            Self::Put { key } | Self::Drop { key } => {
                codec::put_varint(out, codec::Varint::Leb128, *key);
            }
            Self::Last {} => {}
        }
        Ok(())
    }
}

impl ByKind {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::Get { .. } => Kind::Get,
            Self::Put { .. } => Kind::Put,
            Self::Drop { .. } => Kind::Drop,
            Self::Last { .. } => Kind::Last,
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
        match selector {
            Kind::Get => {
                let key = reader.read_u8().within("key")?;
                Ok(Self::Get { key })
            }
            Kind::Put => {
                let key = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("key")?;
                Ok(Self::Put { key })
            }
            Kind::Drop => {
                let key = reader.read_varint::<u16>(codec::Varint::Leb128, 16).within("key")?;
                Ok(Self::Drop { key })
            }
            Kind::Last => Ok(Self::Last {}),
        }
    }
}

/// The union `ByNumber`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum ByNumber {
    /// What there is if the number is 0.
    Zero {},
    /// What there is if the number is 1000.
    Thousand {
        /// On the wire: u32 in LEB128.
        a: u32,
    },
    /// What there is if the number has no arm of its own.
    Any {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        rest: Bytes,
    },
}

impl ::core::cmp::Eq for ByNumber {}

impl codec::Encode for ByNumber {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Zero {} => 0,
            Self::Thousand { a } => codec::varint_len(codec::Varint::Leb128, *a),
            Self::Any { rest, .. } => 1 + rest.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Zero {} => {}
            Self::Thousand { a } => {
                codec::put_varint(out, codec::Varint::Leb128, *a);
            }
            Self::Any { tag, rest } => {
                codec::check_variant(!matches!(*tag, 0 | 1000), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xf_ffff).within("tag")?;
                out.put_prefixed(O::put_u8, rest, 0, 255).within("rest")?;
            }
        }
        Ok(())
    }
}

impl ByNumber {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u32 {
        match self {
            Self::Zero { .. } => 0,
            Self::Thousand { .. } => 1000,
            Self::Any { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: u32,
    ) -> Result<Self, codec::DecodeError> {
        Ok(ByNumberRef::decode(reader, selector)?.own(reader))
    }
}

/// [`ByNumber`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ByNumberRef<'a> {
    /// What there is if the number is 0.
    Zero {},
    /// What there is if the number is 1000.
    Thousand {
        /// On the wire: u32 in LEB128.
        a: u32,
    },
    /// What there is if the number has no arm of its own.
    Any {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        rest: &'a [u8],
    },
}

impl ::core::cmp::Eq for ByNumberRef<'_> {}

impl codec::Encode for ByNumberRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Zero {} => 0,
            Self::Thousand { a } => codec::varint_len(codec::Varint::Leb128, *a),
            Self::Any { rest, .. } => 1 + rest.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Zero {} => {}
            Self::Thousand { a } => {
                codec::put_varint(out, codec::Varint::Leb128, *a);
            }
            Self::Any { tag, rest } => {
                codec::check_variant(!matches!(*tag, 0 | 1000), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xf_ffff).within("tag")?;
                out.put_prefixed(O::put_u8, rest, 0, 255).within("rest")?;
            }
        }
        Ok(())
    }
}

impl<'a> ByNumberRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u32 {
        match self {
            Self::Zero { .. } => 0,
            Self::Thousand { .. } => 1000,
            Self::Any { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: u32,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            0 => Ok(Self::Zero {}),
            1000 => {
                let a = reader.read_varint::<u32>(codec::Varint::Leb128, 32).within("a")?;
                Ok(Self::Thousand { a })
            }
            tag => {
                let rest = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("rest")?;
                Ok(Self::Any { tag, rest })
            }
        }
    }
}

impl<'a> ByNumberRef<'a> {
    /// The [`ByNumber`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ByNumber {
        match self {
            Self::Zero {} => ByNumber::Zero {},
            Self::Thousand { a } => ByNumber::Thousand { a },
            Self::Any { tag, rest } => ByNumber::Any { tag, rest: reader.own(rest) },
        }
    }
}

/// The structure `Unions`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=2 | `kind` | [`Kind`] as u14 in QUIC's variable length, says which arm `by_kind` has |
/// |  | 1..=3 | `number` | u20 in LEB128, malleable, says which arm `by_number` has |
/// |  | 1..=264 | `tagged` | [`Tagged`], its tag in front as u16 in LEB128 |
/// |  | 2..=100 | `frame` | [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length |
/// |  | 1..=3 | `strict` | [`Strict`], its tag in front as u14 in QUIC's variable length |
/// |  | 0..=3 | `by_kind` | [`ByKind`] |
/// |  | 0..=256 | `by_number` | [`ByNumber`] |
/// |  | 1..=16385 | `frames` | 0 to 16383 bytes, their number in front as u14 in QUIC's variable length, filled by: elements, all that is left, each [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Unions {
    /// On the wire: [`Tagged`], its tag in front as u16 in LEB128.
    pub tagged: Tagged,
    /// On the wire: [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frame: Frame,
    /// On the wire: [`Strict`], its tag in front as u14 in QUIC's variable length.
    pub strict: Strict,
    /// On the wire: [`ByKind`].
    pub by_kind: ByKind,
    /// On the wire: [`ByNumber`].
    pub by_number: ByNumber,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in QUIC's variable length, filled by: elements, all that is left, each [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frames: Vec<Frame>,
}

impl ::core::cmp::Eq for Unions {}

impl codec::Encode for Unions {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Quic, self.by_kind.selector().number())
            + codec::varint_len(codec::Varint::Leb128, self.by_number.selector())
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + self.strict.encoded_len()
            + self.by_kind.encoded_len()
            + self.by_number.encoded_len()
            + codec::measured_len(
                codec::Varint::Quic,
                self.frames.iter().map(|element| element.encoded_len()).sum::<usize>(),
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Quic, self.by_kind.selector().number());
        codec::check_range(self.by_number.selector(), 0, 0xf_ffff).within("number")?;
        codec::put_varint(out, codec::Varint::Leb128, self.by_number.selector());
        self.tagged.encode(out).within("tagged")?;
        self.frame.encode(out).within("frame")?;
        self.strict.encode(out).within("strict")?;
        self.by_kind.encode(out).within("by_kind")?;
        self.by_number.encode(out).within("by_number")?;
        {
            let length: usize = self.frames
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            codec::put_varint(out, codec::Varint::Quic, length as u16);
            for (index, element) in self.frames.iter().enumerate() {
                element.encode(out).at(index).within("frames")?;
            }
            codec::check_length(length, 0, 16_383).within("frames")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Unions {
    const MIN_LEN: usize = 7;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0).and(63, 64).and(127, 127);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader
            .read_variant(
                |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("kind")?;
        let number_ = reader
            .read_malleable_varint::<u32>(codec::Varint::Leb128, 20)
            .within("number")?;
        let tagged = Tagged::decode(reader).within("tagged")?;
        let frame = Frame::decode(reader).within("frame")?;
        let strict = Strict::decode(reader).within("strict")?;
        let by_kind = ByKind::decode(reader, kind).within("by_kind")?;
        let by_number = ByNumber::decode(reader, number_).within("by_number")?;
        let frames = {
            let start = reader.offset();
            let prefix = reader
                .read_length(|reader| reader.read_varint::<u16>(codec::Varint::Quic, 14), 0, 16_383)
                .within("frames")?;
            let whole = reader.enter(start, prefix).within("frames")?;
            let inside = reader.read_list_to_end(0, u64::MAX, Frame::decode).within("frames")?;
            reader.leave(whole).within("frames")?;
            inside
        };
        Ok(Self { tagged, frame, strict, by_kind, by_number, frames })
    }
}

/// [`Unions`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnionsRef<'a> {
    /// On the wire: [`Tagged`], its tag in front as u16 in LEB128.
    pub tagged: TaggedRef<'a>,
    /// On the wire: [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frame: FrameRef<'a>,
    /// On the wire: [`Strict`], its tag in front as u14 in QUIC's variable length.
    pub strict: Strict,
    /// On the wire: [`ByKind`].
    pub by_kind: ByKind,
    /// On the wire: [`ByNumber`].
    pub by_number: ByNumberRef<'a>,
    /// On the wire: 0 to 16383 bytes, their number in front as u14 in QUIC's variable length, filled by: elements, all that is left, each [`Frame`], its tag in front as u62 in QUIC's variable length; then 0 to 90 bytes, their number in front as u14 in QUIC's variable length.
    pub frames: codec::List<'a, FrameRef<'a>>,
}

impl ::core::cmp::Eq for UnionsRef<'_> {}

impl codec::Encode for UnionsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Quic, self.by_kind.selector().number())
            + codec::varint_len(codec::Varint::Leb128, self.by_number.selector())
            + self.tagged.encoded_len()
            + self.frame.encoded_len()
            + self.strict.encoded_len()
            + self.by_kind.encoded_len()
            + self.by_number.encoded_len()
            + codec::measured_len(
                codec::Varint::Quic,
                self.frames.iter().map(|element| element.encoded_len()).sum::<usize>(),
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Quic, self.by_kind.selector().number());
        codec::check_range(self.by_number.selector(), 0, 0xf_ffff).within("number")?;
        codec::put_varint(out, codec::Varint::Leb128, self.by_number.selector());
        self.tagged.encode(out).within("tagged")?;
        self.frame.encode(out).within("frame")?;
        self.strict.encode(out).within("strict")?;
        self.by_kind.encode(out).within("by_kind")?;
        self.by_number.encode(out).within("by_number")?;
        {
            let length: usize = self.frames
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            codec::put_varint(out, codec::Varint::Quic, length as u16);
            for (index, element) in self.frames.iter().enumerate() {
                element.encode(out).at(index).within("frames")?;
            }
            codec::check_length(length, 0, 16_383).within("frames")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for UnionsRef<'a> {
    const MIN_LEN: usize = 7;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0).and(63, 64).and(127, 127);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader
            .read_variant(
                |reader| reader.read_varint::<u16>(codec::Varint::Quic, 14),
                Kind::from_number,
            )
            .within("kind")?;
        let number_ = reader
            .read_malleable_varint::<u32>(codec::Varint::Leb128, 20)
            .within("number")?;
        let tagged = TaggedRef::decode(reader).within("tagged")?;
        let frame = FrameRef::decode(reader).within("frame")?;
        let strict = Strict::decode(reader).within("strict")?;
        let by_kind = ByKind::decode(reader, kind).within("by_kind")?;
        let by_number = ByNumberRef::decode(reader, number_).within("by_number")?;
        let frames = {
            let start = reader.offset();
            let prefix = reader
                .read_length(|reader| reader.read_varint::<u16>(codec::Varint::Quic, 14), 0, 16_383)
                .within("frames")?;
            let whole = reader.enter(start, prefix).within("frames")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, FrameRef::decode)
                .within("frames")?;
            reader.leave(whole).within("frames")?;
            inside
        };
        Ok(Self { tagged, frame, strict, by_kind, by_number, frames })
    }
}

impl<'a> UnionsRef<'a> {
    /// The [`Unions`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Unions {
        Unions {
            tagged: self.tagged.own(reader),
            frame: self.frame.own(reader),
            strict: self.strict,
            by_kind: self.by_kind,
            by_number: self.by_number.own(reader),
            frames: self.frames.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Forms0`.
    Forms0(Forms0),
    /// The message `Loose1`.
    Loose1(Loose1),
    /// The message `Fields127`.
    Fields127(Fields127),
    /// The message `Lengths128`.
    Lengths128(Lengths128),
    /// The message `Unions16384`.
    Unions16384(Unions16384),
    /// The message `Padded16385`.
    Padded16385(Padded16385),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u16 {
        match self {
            Self::Forms0(_) => 0,
            Self::Loose1(_) => 1,
            Self::Fields127(_) => 127,
            Self::Lengths128(_) => 128,
            Self::Unions16384(_) => 16384,
            Self::Padded16385(_) => 16385,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Forms0(_) => "Forms0",
            Self::Loose1(_) => "Loose1",
            Self::Fields127(_) => "Fields127",
            Self::Lengths128(_) => "Lengths128",
            Self::Unions16384(_) => "Unions16384",
            Self::Padded16385(_) => "Padded16385",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Forms0(body) => 1 + body.encoded_len(),
            Self::Loose1(body) => 1 + body.encoded_len(),
            Self::Fields127(body) => 1 + body.encoded_len(),
            Self::Lengths128(body) => 2 + body.encoded_len(),
            Self::Unions16384(body) => 3 + body.encoded_len(),
            Self::Padded16385(body) => 3 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Forms0(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 0_u16);
                body.encode(out)
            }
            Self::Loose1(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 1_u16);
                body.encode(out)
            }
            Self::Fields127(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 127_u16);
                body.encode(out)
            }
            Self::Lengths128(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 128_u16);
                body.encode(out)
            }
            Self::Unions16384(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 16384_u16);
                body.encode(out)
            }
            Self::Padded16385(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 16385_u16);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 1).and(127, 129);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u16>(codec::Varint::Leb128, 16)? {
            0 => Forms0::decode(reader).map(Self::Forms0),
            1 => Loose1::decode(reader).map(Self::Loose1),
            127 => Fields127::decode(reader).map(Self::Fields127),
            128 => Lengths128::decode(reader).map(Self::Lengths128),
            16384 => Unions16384::decode(reader).map(Self::Unions16384),
            16385 => Padded16385::decode(reader).map(Self::Padded16385),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[0, 1, 127, 128, 16384, 16385];
    const TAG_LAYOUT: &'static str = "u16leb128";
}

impl From<Forms0> for Message {
    fn from(body: Forms0) -> Self {
        Self::Forms0(body)
    }
}

impl From<Loose1> for Message {
    fn from(body: Loose1) -> Self {
        Self::Loose1(body)
    }
}

impl From<Fields127> for Message {
    fn from(body: Fields127) -> Self {
        Self::Fields127(body)
    }
}

impl From<Lengths128> for Message {
    fn from(body: Lengths128) -> Self {
        Self::Lengths128(body)
    }
}

impl From<Unions16384> for Message {
    fn from(body: Unions16384) -> Self {
        Self::Unions16384(body)
    }
}

impl From<Padded16385> for Message {
    fn from(body: Padded16385) -> Self {
        Self::Padded16385(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Forms0`.
    Forms0(Forms0),
    /// The message `Loose1`.
    Loose1(Loose1Ref<'a>),
    /// The message `Fields127`.
    Fields127(Fields127Ref<'a>),
    /// The message `Lengths128`.
    Lengths128(Lengths128Ref<'a>),
    /// The message `Unions16384`.
    Unions16384(Unions16384Ref<'a>),
    /// The message `Padded16385`.
    Padded16385(Padded16385Ref<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u16 {
        match self {
            Self::Forms0(_) => 0,
            Self::Loose1(_) => 1,
            Self::Fields127(_) => 127,
            Self::Lengths128(_) => 128,
            Self::Unions16384(_) => 16384,
            Self::Padded16385(_) => 16385,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Forms0(_) => "Forms0",
            Self::Loose1(_) => "Loose1",
            Self::Fields127(_) => "Fields127",
            Self::Lengths128(_) => "Lengths128",
            Self::Unions16384(_) => "Unions16384",
            Self::Padded16385(_) => "Padded16385",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Forms0(body) => 1 + body.encoded_len(),
            Self::Loose1(body) => 1 + body.encoded_len(),
            Self::Fields127(body) => 1 + body.encoded_len(),
            Self::Lengths128(body) => 2 + body.encoded_len(),
            Self::Unions16384(body) => 3 + body.encoded_len(),
            Self::Padded16385(body) => 3 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Forms0(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 0_u16);
                body.encode(out)
            }
            Self::Loose1(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 1_u16);
                body.encode(out)
            }
            Self::Fields127(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 127_u16);
                body.encode(out)
            }
            Self::Lengths128(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 128_u16);
                body.encode(out)
            }
            Self::Unions16384(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 16384_u16);
                body.encode(out)
            }
            Self::Padded16385(body) => {
                codec::put_varint(out, codec::Varint::Leb128, 16385_u16);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 1).and(127, 129);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u16>(codec::Varint::Leb128, 16)? {
            0 => Forms0::decode(reader).map(Self::Forms0),
            1 => Loose1Ref::decode(reader).map(Self::Loose1),
            127 => Fields127Ref::decode(reader).map(Self::Fields127),
            128 => Lengths128Ref::decode(reader).map(Self::Lengths128),
            16384 => Unions16384Ref::decode(reader).map(Self::Unions16384),
            16385 => Padded16385Ref::decode(reader).map(Self::Padded16385),
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
            Self::Forms0(body) => Message::Forms0(body),
            Self::Loose1(body) => Message::Loose1(body.own(reader)),
            Self::Fields127(body) => Message::Fields127(body.own(reader)),
            Self::Lengths128(body) => Message::Lengths128(body.own(reader)),
            Self::Unions16384(body) => Message::Unions16384(body.own(reader)),
            Self::Padded16385(body) => Message::Padded16385(body.own(reader)),
        }
    }
}

/// The message `Forms0`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 15..=66 | `forms` | [`Forms`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Forms0 {
    /// On the wire: [`Forms`].
    pub forms: Forms,
}

impl ::core::cmp::Eq for Forms0 {}

impl codec::Encode for Forms0 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.forms.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.forms.encode(out).within("forms")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Forms0 {
    const MIN_LEN: usize = 15;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let forms = Forms::decode(reader).within("forms")?;
        Ok(Self { forms })
    }
}

impl protocol::Message for Forms0 {
    const TAG: u64 = 0;
    const NAME: &'static str = "Forms0";
}

/// The message `Loose1`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 13..=17008 | `loose` | [`Loose`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Loose1 {
    /// On the wire: [`Loose`].
    pub loose: Loose,
}

impl ::core::cmp::Eq for Loose1 {}

impl codec::Encode for Loose1 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.loose.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.loose.encode(out).within("loose")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Loose1 {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let loose = Loose::decode(reader).within("loose")?;
        Ok(Self { loose })
    }
}

/// [`Loose1`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loose1Ref<'a> {
    /// On the wire: [`Loose`].
    pub loose: LooseRef<'a>,
}

impl ::core::cmp::Eq for Loose1Ref<'_> {}

impl codec::Encode for Loose1Ref<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.loose.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.loose.encode(out).within("loose")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Loose1Ref<'a> {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let loose = LooseRef::decode(reader).within("loose")?;
        Ok(Self { loose })
    }
}

impl<'a> Loose1Ref<'a> {
    /// The [`Loose1`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Loose1 {
        Loose1 { loose: self.loose.own(reader) }
    }
}

impl protocol::Message for Loose1 {
    const TAG: u64 = 1;
    const NAME: &'static str = "Loose1";
}

/// The message `Fields127`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=73153 | `fields` | 0 to 127 elements, their number in front as u7 in LEB128, each [`Fields`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fields127 {
    /// On the wire: 0 to 127 elements, their number in front as u7 in LEB128, each [`Fields`].
    pub fields: Vec<Fields>,
}

impl ::core::cmp::Eq for Fields127 {}

impl codec::Encode for Fields127 {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.fields.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.fields.len(), 0, 127).within("fields")?;
        codec::put_varint(out, codec::Varint::Leb128, self.fields.len() as u8);
        for (index, element) in self.fields.iter().enumerate() {
            element.encode(out).at(index).within("fields")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fields127 {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
            .within("fields")?;
        let fields = reader.read_list(prefix, 13, Fields::decode).within("fields")?;
        Ok(Self { fields })
    }
}

/// [`Fields127`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fields127Ref<'a> {
    /// On the wire: 0 to 127 elements, their number in front as u7 in LEB128, each [`Fields`].
    pub fields: codec::List<'a, FieldsRef<'a>>,
}

impl ::core::cmp::Eq for Fields127Ref<'_> {}

impl codec::Encode for Fields127Ref<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.fields.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.fields.len(), 0, 127).within("fields")?;
        codec::put_varint(out, codec::Varint::Leb128, self.fields.len() as u8);
        for (index, element) in self.fields.iter().enumerate() {
            element.encode(out).at(index).within("fields")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fields127Ref<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
            .within("fields")?;
        let fields = codec::List::read(reader, prefix, FieldsRef::decode).within("fields")?;
        Ok(Self { fields })
    }
}

impl<'a> Fields127Ref<'a> {
    /// The [`Fields127`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Fields127 {
        Fields127 { fields: self.fields.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Fields127 {
    const TAG: u64 = 127;
    const NAME: &'static str = "Fields127";
}

/// The message `Lengths128`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 10..=66208 | `lengths` | [`Lengths`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Lengths128 {
    /// On the wire: [`Lengths`].
    pub lengths: Lengths,
}

impl ::core::cmp::Eq for Lengths128 {}

impl codec::Encode for Lengths128 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.lengths.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.lengths.encode(out).within("lengths")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lengths128 {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let lengths = Lengths::decode(reader).within("lengths")?;
        Ok(Self { lengths })
    }
}

/// [`Lengths128`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lengths128Ref<'a> {
    /// On the wire: [`Lengths`].
    pub lengths: LengthsRef<'a>,
}

impl ::core::cmp::Eq for Lengths128Ref<'_> {}

impl codec::Encode for Lengths128Ref<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.lengths.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.lengths.encode(out).within("lengths")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lengths128Ref<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let lengths = LengthsRef::decode(reader).within("lengths")?;
        Ok(Self { lengths })
    }
}

impl<'a> Lengths128Ref<'a> {
    /// The [`Lengths128`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Lengths128 {
        Lengths128 { lengths: self.lengths.own(reader) }
    }
}

impl protocol::Message for Lengths128 {
    const TAG: u64 = 128;
    const NAME: &'static str = "Lengths128";
}

/// The message `Unions16384`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 7..=17016 | `unions` | [`Unions`] |
/// |  | 11.. | `sizes` | [`Sizes`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Unions16384 {
    /// On the wire: [`Unions`].
    pub unions: Unions,
    /// On the wire: [`Sizes`].
    pub sizes: Sizes,
}

impl ::core::cmp::Eq for Unions16384 {}

impl codec::Encode for Unions16384 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.unions.encoded_len() + self.sizes.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.unions.encode(out).within("unions")?;
        self.sizes.encode(out).within("sizes")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Unions16384 {
    const MIN_LEN: usize = 18;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let unions = Unions::decode(reader).within("unions")?;
        let sizes = Sizes::decode(reader).within("sizes")?;
        Ok(Self { unions, sizes })
    }
}

/// [`Unions16384`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unions16384Ref<'a> {
    /// On the wire: [`Unions`].
    pub unions: UnionsRef<'a>,
    /// On the wire: [`Sizes`].
    pub sizes: SizesRef<'a>,
}

impl ::core::cmp::Eq for Unions16384Ref<'_> {}

impl codec::Encode for Unions16384Ref<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.unions.encoded_len() + self.sizes.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.unions.encode(out).within("unions")?;
        self.sizes.encode(out).within("sizes")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Unions16384Ref<'a> {
    const MIN_LEN: usize = 18;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let unions = UnionsRef::decode(reader).within("unions")?;
        let sizes = SizesRef::decode(reader).within("sizes")?;
        Ok(Self { unions, sizes })
    }
}

impl<'a> Unions16384Ref<'a> {
    /// The [`Unions16384`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Unions16384 {
        Unions16384 { unions: self.unions.own(reader), sizes: self.sizes.own(reader) }
    }
}

impl protocol::Message for Unions16384 {
    const TAG: u64 = 16384;
    const NAME: &'static str = "Unions16384";
}

/// The message `Padded16385`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=1652 | `padded` | 0 to 127 elements, their number in front as u7 in LEB128, each [`Padded`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Padded16385 {
    /// On the wire: 0 to 127 elements, their number in front as u7 in LEB128, each [`Padded`].
    pub padded: Vec<Padded>,
}

impl ::core::cmp::Eq for Padded16385 {}

impl codec::Encode for Padded16385 {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.padded.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.padded.len(), 0, 127).within("padded")?;
        codec::put_varint(out, codec::Varint::Leb128, self.padded.len() as u8);
        for (index, element) in self.padded.iter().enumerate() {
            element.encode(out).at(index).within("padded")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Padded16385 {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
            .within("padded")?;
        let padded = reader.read_list(prefix, 4, Padded::decode).within("padded")?;
        Ok(Self { padded })
    }
}

/// [`Padded16385`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Padded16385Ref<'a> {
    /// On the wire: 0 to 127 elements, their number in front as u7 in LEB128, each [`Padded`].
    pub padded: codec::List<'a, Padded>,
}

impl ::core::cmp::Eq for Padded16385Ref<'_> {}

impl codec::Encode for Padded16385Ref<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.padded.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.padded.len(), 0, 127).within("padded")?;
        codec::put_varint(out, codec::Varint::Leb128, self.padded.len() as u8);
        for (index, element) in self.padded.iter().enumerate() {
            element.encode(out).at(index).within("padded")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Padded16385Ref<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader
            .read_length(|reader| reader.read_varint::<u8>(codec::Varint::Leb128, 7), 0, 127)
            .within("padded")?;
        let padded = codec::List::read(reader, prefix, Padded::decode).within("padded")?;
        Ok(Self { padded })
    }
}

impl<'a> Padded16385Ref<'a> {
    /// The [`Padded16385`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Padded16385 {
        Padded16385 { padded: self.padded.iter().collect() }
    }
}

impl protocol::Message for Padded16385 {
    const TAG: u64 = 16385;
    const NAME: &'static str = "Padded16385";
}

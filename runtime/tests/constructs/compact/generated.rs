// Written by `cargo run -- gen` from codegen/tests/specs/compact.wire. Do not edit: change the spec and run the command.

//! The compact protocol. See `codegen/tests/specs/compact.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Level {
    /// `Low`, number 0.
    Low,
    /// `Middle`, number 1.
    Middle,
    /// `High`, number 2.
    High,
}

impl Level {
    /// The number on the wire.
    pub const fn number(self) -> u32 {
        match self {
            Self::Low => 0,
            Self::Middle => 1,
            Self::High => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Low),
            1 => Some(Self::Middle),
            2 => Some(Self::High),
            _ => None,
        }
    }
}

/// The enumeration `Code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Code {
    /// `None`, number 0.
    #[serde(rename = "None")]
    None_,
    /// `Some`, number 251.
    #[serde(rename = "Some")]
    Some_,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u16),
}

impl Code {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::None_ => 0,
            Self::Some_ => 251,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            0 => Self::None_,
            251 => Self::Some_,
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

/// The structure `Inner`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=3 | `low` | u16 in bincode's variable length |
/// |  | 1..=3 | `high` | u16 in bincode's variable length |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Inner {
    /// On the wire: u16 in bincode's variable length.
    pub low: u16,
    /// On the wire: u16 in bincode's variable length.
    pub high: u16,
}

impl ::core::cmp::Eq for Inner {}

impl codec::Encode for Inner {
    #[inline]
    fn encoded_len(&self) -> usize {
        codec::varint_len(codec::Varint::Bincode, self.low)
            + codec::varint_len(codec::Varint::Bincode, self.high)
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::put_varint(out, codec::Varint::Bincode, self.low);
        codec::put_varint(out, codec::Varint::Bincode, self.high);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Inner {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let low = reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("low")?;
        let high = reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("high")?;
        Ok(Self { low, high })
    }
}

/// The union `Shape`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Shape {
    /// `Dot`, tag 0.
    Dot {},
    /// `Line`, tag 1.
    Line {
        /// On the wire: u32 in bincode's variable length.
        length: u32,
    },
    /// `Named`, tag 2.
    Named {
        /// On the wire: bytes of UTF-8, their number in front as u64 in bincode's variable length.
        name: String,
        /// On the wire: one byte, 0 or 1, then if it is 1: [`Inner`].
        at: Option<Inner>,
    },
}

impl ::core::cmp::Eq for Shape {}

impl codec::Encode for Shape {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Dot {} => 1,
            Self::Line { length: length_ } =>
                1 + codec::varint_len(codec::Varint::Bincode, *length_),
            Self::Named { name, at } => 2
                + codec::varint_len(codec::Varint::Bincode, name.len() as u64)
                + name.len()
                + (match at {
                    Some(held) => held.encoded_len(),
                    None => 0,
                }),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Dot {} => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
            }
            Self::Line { length: length_ } => {
                codec::put_varint(out, codec::Varint::Bincode, 1_u32);
                codec::put_varint(out, codec::Varint::Bincode, *length_);
            }
            Self::Named { name, at } => {
                codec::put_varint(out, codec::Varint::Bincode, 2_u32);
                codec::put_varint(out, codec::Varint::Bincode, name.len() as u64);
                out.put(name.as_bytes());
                out.put_optional(at.as_ref()).within("at")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Shape {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ShapeRef::decode(reader)?.own(reader))
    }
}

/// [`Shape`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShapeRef<'a> {
    /// `Dot`, tag 0.
    Dot {},
    /// `Line`, tag 1.
    Line {
        /// On the wire: u32 in bincode's variable length.
        length: u32,
    },
    /// `Named`, tag 2.
    Named {
        /// On the wire: bytes of UTF-8, their number in front as u64 in bincode's variable length.
        name: &'a str,
        /// On the wire: one byte, 0 or 1, then if it is 1: [`Inner`].
        at: Option<Inner>,
    },
}

impl ::core::cmp::Eq for ShapeRef<'_> {}

impl codec::Encode for ShapeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Dot {} => 1,
            Self::Line { length: length_ } =>
                1 + codec::varint_len(codec::Varint::Bincode, *length_),
            Self::Named { name, at } => 2
                + codec::varint_len(codec::Varint::Bincode, name.len() as u64)
                + name.len()
                + (match at {
                    Some(held) => held.encoded_len(),
                    None => 0,
                }),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Dot {} => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
            }
            Self::Line { length: length_ } => {
                codec::put_varint(out, codec::Varint::Bincode, 1_u32);
                codec::put_varint(out, codec::Varint::Bincode, *length_);
            }
            Self::Named { name, at } => {
                codec::put_varint(out, codec::Varint::Bincode, 2_u32);
                codec::put_varint(out, codec::Varint::Bincode, name.len() as u64);
                out.put(name.as_bytes());
                out.put_optional(at.as_ref()).within("at")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ShapeRef<'a> {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u32>(codec::Varint::Bincode, 32)? {
            0 => Ok(Self::Dot {}),
            1 => {
                let length_ = reader
                    .read_varint::<u32>(codec::Varint::Bincode, 32)
                    .within("length")?;
                Ok(Self::Line { length: length_ })
            }
            2 => {
                let name = reader
                    .read_prefixed_text(
                        |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                        0,
                        u64::MAX,
                    )
                    .within("name")?;
                let at = reader.read_optional(Inner::decode).within("at")?;
                Ok(Self::Named { name, at })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> ShapeRef<'a> {
    /// The [`Shape`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Shape {
        match self {
            Self::Dot {} => Shape::Dot {},
            Self::Line { length: length_ } => Shape::Line { length: length_ },
            Self::Named { name, at } => Shape::Named { name: String::from(name), at },
        }
    }
}

/// The structure `Everything`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `a` | u8 |
/// | 1 | 1 | `b` | i8 |
/// | 2 | 1..=3 | `c` | u16 in bincode's variable length |
/// |  | 1..=5 | `d` | u32 in bincode's variable length |
/// |  | 1..=9 | `e` | u64 in bincode's variable length |
/// |  | 1..=3 | `f` | i16 in bincode's variable length |
/// |  | 1..=5 | `g` | i32 in bincode's variable length |
/// |  | 1..=9 | `h` | i64 in bincode's variable length |
/// |  | 1 | `flag` | one byte, 0 or 1 |
/// |  | 4 | `single` | f32 little-endian of IEEE 754 |
/// |  | 8 | `double` | f64 little-endian of IEEE 754 |
/// |  | 1..=309 | `name` | 0 to 300 bytes of UTF-8, their number in front as u64 in bincode's variable length |
/// |  | 1.. | `data` | bytes, their number in front as u64 in bincode's variable length |
/// |  | 1.. | `numbers` | elements, their number in front as u64 in bincode's variable length, each u32 in bincode's variable length |
/// |  | 1.. | `signed` | elements, their number in front as u64 in bincode's variable length, each i64 in bincode's variable length |
/// |  | 1..=10 | `maybe` | one byte, 0 or 1, then if it is 1: i64 in bincode's variable length |
/// |  | 3..=9 | `three` | 3 elements, each u16 in bincode's variable length |
/// |  | 2..=6 | `inner` | [`Inner`] |
/// |  | 1..=5 | `level` | [`Level`] as u32 in bincode's variable length |
/// |  | 1.. | `shapes` | elements, their number in front as u64 in bincode's variable length, each [`Shape`], its tag in front as u32 in bincode's variable length |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Everything {
    /// On the wire: u8.
    pub a: u8,
    /// On the wire: i8.
    pub b: i8,
    /// On the wire: u16 in bincode's variable length.
    pub c: u16,
    /// On the wire: u32 in bincode's variable length.
    pub d: u32,
    /// On the wire: u64 in bincode's variable length.
    pub e: u64,
    /// On the wire: i16 in bincode's variable length.
    pub f: i16,
    /// On the wire: i32 in bincode's variable length.
    pub g: i32,
    /// On the wire: i64 in bincode's variable length.
    pub h: i64,
    /// On the wire: one byte, 0 or 1.
    pub flag: bool,
    /// On the wire: f32 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub single: f32,
    /// On the wire: f64 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub double: f64,
    /// On the wire: 0 to 300 bytes of UTF-8, their number in front as u64 in bincode's variable length.
    pub name: String,
    /// On the wire: bytes, their number in front as u64 in bincode's variable length.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each u32 in bincode's variable length.
    pub numbers: Vec<u32>,
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each i64 in bincode's variable length.
    pub signed: Vec<i64>,
    /// On the wire: one byte, 0 or 1, then if it is 1: i64 in bincode's variable length.
    pub maybe: Option<i64>,
    /// On the wire: 3 elements, each u16 in bincode's variable length.
    pub three: [u16; 3],
    /// On the wire: [`Inner`].
    pub inner: Inner,
    /// On the wire: [`Level`] as u32 in bincode's variable length.
    pub level: Level,
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each [`Shape`], its tag in front as u32 in bincode's variable length.
    pub shapes: Vec<Shape>,
}

impl codec::Encode for Everything {
    #[inline]
    fn encoded_len(&self) -> usize {
        16
            + codec::varint_len(codec::Varint::Bincode, self.c)
            + codec::varint_len(codec::Varint::Bincode, self.d)
            + codec::varint_len(codec::Varint::Bincode, self.e)
            + codec::varint_len(codec::Varint::Bincode, self.f)
            + codec::varint_len(codec::Varint::Bincode, self.g)
            + codec::varint_len(codec::Varint::Bincode, self.h)
            + codec::varint_len(codec::Varint::Bincode, self.name.len() as u64)
            + self.name.len()
            + codec::varint_len(codec::Varint::Bincode, self.data.len() as u64)
            + self.data.len()
            + codec::varint_len(codec::Varint::Bincode, self.numbers.len() as u64)
            + self.numbers
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, *element))
                .sum::<usize>()
            + codec::varint_len(codec::Varint::Bincode, self.signed.len() as u64)
            + self.signed
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, *element))
                .sum::<usize>()
            + (match &self.maybe {
                Some(held) => codec::varint_len(codec::Varint::Bincode, *held),
                None => 0,
            })
            + self.three
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, *element))
                .sum::<usize>()
            + self.inner.encoded_len()
            + codec::varint_len(codec::Varint::Bincode, self.level.number())
            + codec::varint_len(codec::Varint::Bincode, self.shapes.len() as u64)
            + self.shapes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.a);
        out.put_i8(self.b);
        codec::put_varint(out, codec::Varint::Bincode, self.c);
        codec::put_varint(out, codec::Varint::Bincode, self.d);
        codec::put_varint(out, codec::Varint::Bincode, self.e);
        codec::put_varint(out, codec::Varint::Bincode, self.f);
        codec::put_varint(out, codec::Varint::Bincode, self.g);
        codec::put_varint(out, codec::Varint::Bincode, self.h);
        out.put_bool(self.flag);
        out.put_f32_le(self.single);
        out.put_f64_le(self.double);
        codec::check_length(self.name.len(), 0, 300).within("name")?;
        codec::put_varint(out, codec::Varint::Bincode, self.name.len() as u64);
        out.put(self.name.as_bytes());
        codec::put_varint(out, codec::Varint::Bincode, self.data.len() as u64);
        out.put(&self.data);
        codec::put_varint(out, codec::Varint::Bincode, self.numbers.len() as u64);
        for element in &self.numbers {
            codec::put_varint(out, codec::Varint::Bincode, *element);
        }
        codec::put_varint(out, codec::Varint::Bincode, self.signed.len() as u64);
        for element in &self.signed {
            codec::put_varint(out, codec::Varint::Bincode, *element);
        }
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::put_varint(out, codec::Varint::Bincode, *held);
            }
        }
        for element in &self.three {
            codec::put_varint(out, codec::Varint::Bincode, *element);
        }
        self.inner.encode(out).within("inner")?;
        codec::put_varint(out, codec::Varint::Bincode, self.level.number());
        codec::put_varint(out, codec::Varint::Bincode, self.shapes.len() as u64);
        for (index, element) in self.shapes.iter().enumerate() {
            element.encode(out).at(index).within("shapes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Everything {
    const MIN_LEN: usize = 33;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_u8().within("a")?;
        let b = reader.read_i8().within("b")?;
        let c = reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("c")?;
        let d = reader.read_varint::<u32>(codec::Varint::Bincode, 32).within("d")?;
        let e = reader.read_varint::<u64>(codec::Varint::Bincode, 64).within("e")?;
        let f = reader.read_varint::<i16>(codec::Varint::Bincode, 16).within("f")?;
        let g = reader.read_varint::<i32>(codec::Varint::Bincode, 32).within("g")?;
        let h = reader.read_varint::<i64>(codec::Varint::Bincode, 64).within("h")?;
        let flag = reader.read_bool().within("flag")?;
        let single = reader.read_f32_le().within("single")?;
        let double = reader.read_f64_le().within("double")?;
        let name = String::from(
            reader
                .read_prefixed_text(
                    |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                    0,
                    300,
                )
                .within("name")?,
        );
        let data = reader
            .read_prefixed(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("data")?;
        let data = reader.own(data);
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("numbers")?;
        let numbers = reader
            .read_list(prefix, 1, |reader| reader.read_varint::<u32>(codec::Varint::Bincode, 32))
            .within("numbers")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("signed")?;
        let signed = reader
            .read_list(prefix, 1, |reader| reader.read_varint::<i64>(codec::Varint::Bincode, 64))
            .within("signed")?;
        let maybe = reader
            .read_optional(|reader| reader.read_varint::<i64>(codec::Varint::Bincode, 64))
            .within("maybe")?;
        let three = reader
            .read_each(|reader| reader.read_varint::<u16>(codec::Varint::Bincode, 16))
            .within("three")?;
        let inner = Inner::decode(reader).within("inner")?;
        let level = reader
            .read_variant(
                |reader| reader.read_varint::<u32>(codec::Varint::Bincode, 32),
                Level::from_number,
            )
            .within("level")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("shapes")?;
        let shapes = reader.read_list(prefix, 1, Shape::decode).within("shapes")?;
        Ok(Self {
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            flag,
            single,
            double,
            name,
            data,
            numbers,
            signed,
            maybe,
            three,
            inner,
            level,
            shapes,
        })
    }
}

/// [`Everything`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EverythingRef<'a> {
    /// On the wire: u8.
    pub a: u8,
    /// On the wire: i8.
    pub b: i8,
    /// On the wire: u16 in bincode's variable length.
    pub c: u16,
    /// On the wire: u32 in bincode's variable length.
    pub d: u32,
    /// On the wire: u64 in bincode's variable length.
    pub e: u64,
    /// On the wire: i16 in bincode's variable length.
    pub f: i16,
    /// On the wire: i32 in bincode's variable length.
    pub g: i32,
    /// On the wire: i64 in bincode's variable length.
    pub h: i64,
    /// On the wire: one byte, 0 or 1.
    pub flag: bool,
    /// On the wire: f32 little-endian of IEEE 754.
    pub single: f32,
    /// On the wire: f64 little-endian of IEEE 754.
    pub double: f64,
    /// On the wire: 0 to 300 bytes of UTF-8, their number in front as u64 in bincode's variable length.
    pub name: &'a str,
    /// On the wire: bytes, their number in front as u64 in bincode's variable length.
    pub data: &'a [u8],
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each u32 in bincode's variable length.
    pub numbers: codec::List<'a, u32>,
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each i64 in bincode's variable length.
    pub signed: codec::List<'a, i64>,
    /// On the wire: one byte, 0 or 1, then if it is 1: i64 in bincode's variable length.
    pub maybe: Option<i64>,
    /// On the wire: 3 elements, each u16 in bincode's variable length.
    pub three: [u16; 3],
    /// On the wire: [`Inner`].
    pub inner: Inner,
    /// On the wire: [`Level`] as u32 in bincode's variable length.
    pub level: Level,
    /// On the wire: elements, their number in front as u64 in bincode's variable length, each [`Shape`], its tag in front as u32 in bincode's variable length.
    pub shapes: codec::List<'a, ShapeRef<'a>>,
}

impl codec::Encode for EverythingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        16
            + codec::varint_len(codec::Varint::Bincode, self.c)
            + codec::varint_len(codec::Varint::Bincode, self.d)
            + codec::varint_len(codec::Varint::Bincode, self.e)
            + codec::varint_len(codec::Varint::Bincode, self.f)
            + codec::varint_len(codec::Varint::Bincode, self.g)
            + codec::varint_len(codec::Varint::Bincode, self.h)
            + codec::varint_len(codec::Varint::Bincode, self.name.len() as u64)
            + self.name.len()
            + codec::varint_len(codec::Varint::Bincode, self.data.len() as u64)
            + self.data.len()
            + codec::varint_len(codec::Varint::Bincode, self.numbers.len() as u64)
            + self.numbers
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, element))
                .sum::<usize>()
            + codec::varint_len(codec::Varint::Bincode, self.signed.len() as u64)
            + self.signed
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, element))
                .sum::<usize>()
            + (match &self.maybe {
                Some(held) => codec::varint_len(codec::Varint::Bincode, *held),
                None => 0,
            })
            + self.three
                .iter()
                .map(|element| codec::varint_len(codec::Varint::Bincode, *element))
                .sum::<usize>()
            + self.inner.encoded_len()
            + codec::varint_len(codec::Varint::Bincode, self.level.number())
            + codec::varint_len(codec::Varint::Bincode, self.shapes.len() as u64)
            + self.shapes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.a);
        out.put_i8(self.b);
        codec::put_varint(out, codec::Varint::Bincode, self.c);
        codec::put_varint(out, codec::Varint::Bincode, self.d);
        codec::put_varint(out, codec::Varint::Bincode, self.e);
        codec::put_varint(out, codec::Varint::Bincode, self.f);
        codec::put_varint(out, codec::Varint::Bincode, self.g);
        codec::put_varint(out, codec::Varint::Bincode, self.h);
        out.put_bool(self.flag);
        out.put_f32_le(self.single);
        out.put_f64_le(self.double);
        codec::check_length(self.name.len(), 0, 300).within("name")?;
        codec::put_varint(out, codec::Varint::Bincode, self.name.len() as u64);
        out.put(self.name.as_bytes());
        codec::put_varint(out, codec::Varint::Bincode, self.data.len() as u64);
        out.put(self.data);
        codec::put_varint(out, codec::Varint::Bincode, self.numbers.len() as u64);
        for element in self.numbers.iter() {
            codec::put_varint(out, codec::Varint::Bincode, element);
        }
        codec::put_varint(out, codec::Varint::Bincode, self.signed.len() as u64);
        for element in self.signed.iter() {
            codec::put_varint(out, codec::Varint::Bincode, element);
        }
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::put_varint(out, codec::Varint::Bincode, *held);
            }
        }
        for element in &self.three {
            codec::put_varint(out, codec::Varint::Bincode, *element);
        }
        self.inner.encode(out).within("inner")?;
        codec::put_varint(out, codec::Varint::Bincode, self.level.number());
        codec::put_varint(out, codec::Varint::Bincode, self.shapes.len() as u64);
        for (index, element) in self.shapes.iter().enumerate() {
            element.encode(out).at(index).within("shapes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EverythingRef<'a> {
    const MIN_LEN: usize = 33;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_u8().within("a")?;
        let b = reader.read_i8().within("b")?;
        let c = reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("c")?;
        let d = reader.read_varint::<u32>(codec::Varint::Bincode, 32).within("d")?;
        let e = reader.read_varint::<u64>(codec::Varint::Bincode, 64).within("e")?;
        let f = reader.read_varint::<i16>(codec::Varint::Bincode, 16).within("f")?;
        let g = reader.read_varint::<i32>(codec::Varint::Bincode, 32).within("g")?;
        let h = reader.read_varint::<i64>(codec::Varint::Bincode, 64).within("h")?;
        let flag = reader.read_bool().within("flag")?;
        let single = reader.read_f32_le().within("single")?;
        let double = reader.read_f64_le().within("double")?;
        let name = reader
            .read_prefixed_text(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                300,
            )
            .within("name")?;
        let data = reader
            .read_prefixed(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("data")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("numbers")?;
        let numbers = codec::List::read(reader, prefix, |reader| reader.read_varint::<u32>(
            codec::Varint::Bincode,
            32,
        ))
            .within("numbers")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("signed")?;
        let signed = codec::List::read(reader, prefix, |reader| reader.read_varint::<i64>(
            codec::Varint::Bincode,
            64,
        ))
            .within("signed")?;
        let maybe = reader
            .read_optional(|reader| reader.read_varint::<i64>(codec::Varint::Bincode, 64))
            .within("maybe")?;
        let three = reader
            .read_each(|reader| reader.read_varint::<u16>(codec::Varint::Bincode, 16))
            .within("three")?;
        let inner = Inner::decode(reader).within("inner")?;
        let level = reader
            .read_variant(
                |reader| reader.read_varint::<u32>(codec::Varint::Bincode, 32),
                Level::from_number,
            )
            .within("level")?;
        let prefix = reader
            .read_length(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("shapes")?;
        let shapes = codec::List::read(reader, prefix, ShapeRef::decode).within("shapes")?;
        Ok(Self {
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            flag,
            single,
            double,
            name,
            data,
            numbers,
            signed,
            maybe,
            three,
            inner,
            level,
            shapes,
        })
    }
}

impl<'a> EverythingRef<'a> {
    /// The [`Everything`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Everything {
        Everything {
            a: self.a,
            b: self.b,
            c: self.c,
            d: self.d,
            e: self.e,
            f: self.f,
            g: self.g,
            h: self.h,
            flag: self.flag,
            single: self.single,
            double: self.double,
            name: String::from(self.name),
            data: reader.own(self.data),
            numbers: self.numbers.iter().collect(),
            signed: self.signed.iter().collect(),
            maybe: self.maybe,
            three: self.three,
            inner: self.inner,
            level: self.level,
            shapes: self.shapes.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

/// What only a spec can say of it.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `fixed` | u16 little-endian |
/// | 2 | 4 | `big` | u32 big-endian, always 7 |
/// | 6 | 1..=3 | `ranged` | u16 in bincode's variable length, 70 to 252 |
/// |  | 1..=5 | `three_bytes` | u24 in bincode's variable length |
/// |  | 1 | `high` | 4 bits |
/// |  | 0 | `low` | 4 bits |
/// |  | 1..=3 | `code` | [`Code`] as u16 in bincode's variable length |
/// |  | 1..=3 | `length` | u16 in bincode's variable length, the bytes of `text` and 1 |
/// |  | 0..=260 | `text` | 0 to 260 bytes of UTF-8, as `length` says |
/// |  | 1..=9 | `loose` | u64 in bincode's variable length, malleable |
/// |  | 1..=256 | `prefixed` | 0 to 255 bytes of UTF-8, their number in front as u8 |
/// |  | 1.. | `plain` | bytes, their number in front as u64 in bincode's variable length, malleable |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Beyond {
    /// On the wire: u16 little-endian.
    pub fixed: u16,
    /// On the wire: u16 in bincode's variable length, 70 to 252.
    pub ranged: u16,
    /// On the wire: u24 in bincode's variable length.
    pub three_bytes: u32,
    /// On the wire: 4 bits.
    pub high: u8,
    /// On the wire: 4 bits.
    pub low: u8,
    /// On the wire: [`Code`] as u16 in bincode's variable length.
    pub code: Code,
    /// On the wire: 0 to 260 bytes of UTF-8, as `length` says.
    pub text: String,
    /// On the wire: u64 in bincode's variable length, malleable.
    pub loose: u64,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub prefixed: String,
    /// On the wire: bytes, their number in front as u64 in bincode's variable length, malleable.
    #[serde(with = "::packetwright::codec::hex")]
    pub plain: Bytes,
}

impl ::core::cmp::Eq for Beyond {}

impl codec::Encode for Beyond {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + codec::varint_len(codec::Varint::Bincode, self.ranged)
            + codec::varint_len(codec::Varint::Bincode, self.three_bytes)
            + codec::varint_len(codec::Varint::Bincode, self.code.number())
            + codec::varint_len(codec::Varint::Bincode, (self.text.len() as u64).saturating_add(1))
            + self.text.len()
            + codec::varint_len(codec::Varint::Bincode, self.loose)
            + self.prefixed.len()
            + codec::varint_len(codec::Varint::Bincode, self.plain.len() as u64)
            + self.plain.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_le(self.fixed);
        out.put_u32_be(7);
        codec::check_range(self.ranged, 70, 252).within("ranged")?;
        codec::put_varint(out, codec::Varint::Bincode, self.ranged);
        codec::check_range(self.three_bytes, 0, 0xff_ffff).within("three_bytes")?;
        codec::put_varint(out, codec::Varint::Bincode, self.three_bytes);
        codec::check_range(self.high, 0, 15).within("high")?;
        codec::check_range(self.low, 0, 15).within("low")?;
        out.put_u8(self.high | self.low << 4);
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        codec::put_varint(out, codec::Varint::Bincode, self.code.number());
        codec::check_length(self.text.len(), 0, 260).within("length")?;
        codec::put_varint(out, codec::Varint::Bincode, self.text.len() as u16 + 1);
        out.put(self.text.as_bytes());
        codec::put_varint(out, codec::Varint::Bincode, self.loose);
        out.put_prefixed(O::put_u8, self.prefixed.as_bytes(), 0, 255).within("prefixed")?;
        codec::put_varint(out, codec::Varint::Bincode, self.plain.len() as u64);
        out.put(&self.plain);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Beyond {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(BeyondRef::decode(reader)?.own(reader))
    }
}

/// [`Beyond`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeyondRef<'a> {
    /// On the wire: u16 little-endian.
    pub fixed: u16,
    /// On the wire: u16 in bincode's variable length, 70 to 252.
    pub ranged: u16,
    /// On the wire: u24 in bincode's variable length.
    pub three_bytes: u32,
    /// On the wire: 4 bits.
    pub high: u8,
    /// On the wire: 4 bits.
    pub low: u8,
    /// On the wire: [`Code`] as u16 in bincode's variable length.
    pub code: Code,
    /// On the wire: 0 to 260 bytes of UTF-8, as `length` says.
    pub text: &'a str,
    /// On the wire: u64 in bincode's variable length, malleable.
    pub loose: u64,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub prefixed: &'a str,
    /// On the wire: bytes, their number in front as u64 in bincode's variable length, malleable.
    pub plain: &'a [u8],
}

impl ::core::cmp::Eq for BeyondRef<'_> {}

impl codec::Encode for BeyondRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + codec::varint_len(codec::Varint::Bincode, self.ranged)
            + codec::varint_len(codec::Varint::Bincode, self.three_bytes)
            + codec::varint_len(codec::Varint::Bincode, self.code.number())
            + codec::varint_len(codec::Varint::Bincode, (self.text.len() as u64).saturating_add(1))
            + self.text.len()
            + codec::varint_len(codec::Varint::Bincode, self.loose)
            + self.prefixed.len()
            + codec::varint_len(codec::Varint::Bincode, self.plain.len() as u64)
            + self.plain.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_le(self.fixed);
        out.put_u32_be(7);
        codec::check_range(self.ranged, 70, 252).within("ranged")?;
        codec::put_varint(out, codec::Varint::Bincode, self.ranged);
        codec::check_range(self.three_bytes, 0, 0xff_ffff).within("three_bytes")?;
        codec::put_varint(out, codec::Varint::Bincode, self.three_bytes);
        codec::check_range(self.high, 0, 15).within("high")?;
        codec::check_range(self.low, 0, 15).within("low")?;
        out.put_u8(self.high | self.low << 4);
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        codec::put_varint(out, codec::Varint::Bincode, self.code.number());
        codec::check_length(self.text.len(), 0, 260).within("length")?;
        codec::put_varint(out, codec::Varint::Bincode, self.text.len() as u16 + 1);
        out.put(self.text.as_bytes());
        codec::put_varint(out, codec::Varint::Bincode, self.loose);
        out.put_prefixed(O::put_u8, self.prefixed.as_bytes(), 0, 255).within("prefixed")?;
        codec::put_varint(out, codec::Varint::Bincode, self.plain.len() as u64);
        out.put(self.plain);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for BeyondRef<'a> {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let fixed = reader.read_u16_le().within("fixed")?;
        let start = reader.offset();
        let big = reader.read_u32_be().within("big")?;
        reader.expect_constant(start, big, 7).within("big")?;
        let ranged = reader
            .read_in_range(|reader| reader.read_varint::<u16>(codec::Varint::Bincode, 16), 70, 252)
            .within("ranged")?;
        let three_bytes = reader
            .read_varint::<u32>(codec::Varint::Bincode, 24)
            .within("three_bytes")?;
        let run = reader.read_u8().within("high")?;
        let high = run & 0x0f;
        let low = run >> 4;
        let code = Code::from_number(
            reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("code")?,
        );
        let start = reader.offset();
        let length_ = reader.read_varint::<u16>(codec::Varint::Bincode, 16).within("length")?;
        reader.expect_length(start, i128::from(length_) - 1, 0, 260).within("length")?;
        let start = reader.offset();
        let text = reader.read_measured(u64::from(length_) - 1).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        let loose = reader
            .read_malleable_varint::<u64>(codec::Varint::Bincode, 64)
            .within("loose")?;
        let prefixed = reader
            .read_prefixed_text(codec::Reader::read_u8, 0, 255)
            .within("prefixed")?;
        let plain = reader
            .read_prefixed(
                |reader| reader.read_malleable_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                u64::MAX,
            )
            .within("plain")?;
        Ok(Self { fixed, ranged, three_bytes, high, low, code, text, loose, prefixed, plain })
    }
}

impl<'a> BeyondRef<'a> {
    /// The [`Beyond`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Beyond {
        Beyond {
            fixed: self.fixed,
            ranged: self.ranged,
            three_bytes: self.three_bytes,
            high: self.high,
            low: self.low,
            code: self.code,
            text: String::from(self.text),
            loose: self.loose,
            prefixed: String::from(self.prefixed),
            plain: reader.own(self.plain),
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Empty`.
    Empty(Empty),
    /// The message `All`.
    All(All),
    /// The message `Last1`.
    Last1(Last1),
    /// The message `First3`.
    First3(First3),
    /// The message `Wide`.
    Wide(Wide),
}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Empty(_) => 0,
            Self::All(_) => 1,
            Self::Last1(_) => 250,
            Self::First3(_) => 251,
            Self::Wide(_) => 0x1_0000,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty(_) => "Empty",
            Self::All(_) => "All",
            Self::Last1(_) => "Last1",
            Self::First3(_) => "First3",
            Self::Wide(_) => "Wide",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Empty(body) => 1 + body.encoded_len(),
            Self::All(body) => 1 + body.encoded_len(),
            Self::Last1(body) => 1 + body.encoded_len(),
            Self::First3(body) => 3 + body.encoded_len(),
            Self::Wide(body) => 5 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Empty(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
                body.encode(out)
            }
            Self::All(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 1_u32);
                body.encode(out)
            }
            Self::Last1(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 250_u32);
                body.encode(out)
            }
            Self::First3(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 251_u32);
                body.encode(out)
            }
            Self::Wide(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0x1_0000_u32);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 1).and(250, 252);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u32>(codec::Varint::Bincode, 32)? {
            0 => Empty::decode(reader).map(Self::Empty),
            1 => All::decode(reader).map(Self::All),
            250 => Last1::decode(reader).map(Self::Last1),
            251 => First3::decode(reader).map(Self::First3),
            0x1_0000 => Wide::decode(reader).map(Self::Wide),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[0, 1, 250, 251, 0x1_0000];
    const TAG_LAYOUT: &'static str = "u32 in bincode's variable length";
}

impl From<Empty> for Message {
    fn from(body: Empty) -> Self {
        Self::Empty(body)
    }
}

impl From<All> for Message {
    fn from(body: All) -> Self {
        Self::All(body)
    }
}

impl From<Last1> for Message {
    fn from(body: Last1) -> Self {
        Self::Last1(body)
    }
}

impl From<First3> for Message {
    fn from(body: First3) -> Self {
        Self::First3(body)
    }
}

impl From<Wide> for Message {
    fn from(body: Wide) -> Self {
        Self::Wide(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Empty`.
    Empty(Empty),
    /// The message `All`.
    All(AllRef<'a>),
    /// The message `Last1`.
    Last1(Last1),
    /// The message `First3`.
    First3(First3),
    /// The message `Wide`.
    Wide(WideRef<'a>),
}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Empty(_) => 0,
            Self::All(_) => 1,
            Self::Last1(_) => 250,
            Self::First3(_) => 251,
            Self::Wide(_) => 0x1_0000,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty(_) => "Empty",
            Self::All(_) => "All",
            Self::Last1(_) => "Last1",
            Self::First3(_) => "First3",
            Self::Wide(_) => "Wide",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Empty(body) => 1 + body.encoded_len(),
            Self::All(body) => 1 + body.encoded_len(),
            Self::Last1(body) => 1 + body.encoded_len(),
            Self::First3(body) => 3 + body.encoded_len(),
            Self::Wide(body) => 5 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Empty(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
                body.encode(out)
            }
            Self::All(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 1_u32);
                body.encode(out)
            }
            Self::Last1(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 250_u32);
                body.encode(out)
            }
            Self::First3(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 251_u32);
                body.encode(out)
            }
            Self::Wide(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0x1_0000_u32);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 1).and(250, 252);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u32>(codec::Varint::Bincode, 32)? {
            0 => Empty::decode(reader).map(Self::Empty),
            1 => AllRef::decode(reader).map(Self::All),
            250 => Last1::decode(reader).map(Self::Last1),
            251 => First3::decode(reader).map(Self::First3),
            0x1_0000 => WideRef::decode(reader).map(Self::Wide),
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
            Self::Empty(body) => Message::Empty(body),
            Self::All(body) => Message::All(body.own(reader)),
            Self::Last1(body) => Message::Last1(body),
            Self::First3(body) => Message::First3(body),
            Self::Wide(body) => Message::Wide(body.own(reader)),
        }
    }
}

/// The message `Empty`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Empty {}

impl ::core::cmp::Eq for Empty {}

impl codec::Encode for Empty {
    #[inline]
    fn encoded_len(&self) -> usize {
        0
    }

    fn encode<O: codec::Output>(&self, _: &mut O) -> Result<(), codec::EncodeError> {
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Empty {
    const MIN_LEN: usize = 0;

    #[inline]
    fn decode(_: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(Self {})
    }
}

impl protocol::Message for Empty {
    const TAG: u64 = 0;
    const NAME: &'static str = "Empty";
}

/// The message `All`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 33.. | `everything` | [`Everything`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct All {
    /// On the wire: [`Everything`].
    pub everything: Everything,
}

impl codec::Encode for All {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.everything.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.everything.encode(out).within("everything")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for All {
    const MIN_LEN: usize = 33;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let everything = Everything::decode(reader).within("everything")?;
        Ok(Self { everything })
    }
}

/// [`All`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AllRef<'a> {
    /// On the wire: [`Everything`].
    pub everything: EverythingRef<'a>,
}

impl codec::Encode for AllRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.everything.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.everything.encode(out).within("everything")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AllRef<'a> {
    const MIN_LEN: usize = 33;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let everything = EverythingRef::decode(reader).within("everything")?;
        Ok(Self { everything })
    }
}

impl<'a> AllRef<'a> {
    /// The [`All`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> All {
        All { everything: self.everything.own(reader) }
    }
}

impl protocol::Message for All {
    const TAG: u64 = 1;
    const NAME: &'static str = "All";
}

/// The message `Last1`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=6 | `inner` | [`Inner`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Last1 {
    /// On the wire: [`Inner`].
    pub inner: Inner,
}

impl ::core::cmp::Eq for Last1 {}

impl codec::Encode for Last1 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.inner.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.inner.encode(out).within("inner")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Last1 {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let inner = Inner::decode(reader).within("inner")?;
        Ok(Self { inner })
    }
}

impl protocol::Message for Last1 {
    const TAG: u64 = 250;
    const NAME: &'static str = "Last1";
}

/// The message `First3`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=6 | `inner` | [`Inner`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct First3 {
    /// On the wire: [`Inner`].
    pub inner: Inner,
}

impl ::core::cmp::Eq for First3 {}

impl codec::Encode for First3 {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.inner.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.inner.encode(out).within("inner")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for First3 {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let inner = Inner::decode(reader).within("inner")?;
        Ok(Self { inner })
    }
}

impl protocol::Message for First3 {
    const TAG: u64 = 251;
    const NAME: &'static str = "First3";
}

/// The message `Wide`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 14.. | `beyond` | [`Beyond`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Wide {
    /// On the wire: [`Beyond`].
    pub beyond: Beyond,
}

impl ::core::cmp::Eq for Wide {}

impl codec::Encode for Wide {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.beyond.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.beyond.encode(out).within("beyond")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Wide {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(WideRef::decode(reader)?.own(reader))
    }
}

/// [`Wide`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WideRef<'a> {
    /// On the wire: [`Beyond`].
    pub beyond: BeyondRef<'a>,
}

impl ::core::cmp::Eq for WideRef<'_> {}

impl codec::Encode for WideRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.beyond.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.beyond.encode(out).within("beyond")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for WideRef<'a> {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let beyond = BeyondRef::decode(reader).within("beyond")?;
        Ok(Self { beyond })
    }
}

impl<'a> WideRef<'a> {
    /// The [`Wide`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Wide {
        Wide { beyond: self.beyond.own(reader) }
    }
}

impl protocol::Message for Wide {
    const TAG: u64 = 0x1_0000;
    const NAME: &'static str = "Wide";
}

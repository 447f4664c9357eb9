// Written by `cargo run -- gen` from codegen/tests/specs/floats.wire. Do not edit: change the spec and run the command.

//! The floats protocol. See `codegen/tests/specs/floats.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `Point`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `x` | f32 big-endian of IEEE 754 |
/// | 4 | 4 | `y` | f32 little-endian of IEEE 754 |
/// | 8 | 4 | `z` | f32 big-endian of IEEE 754 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Point {
    /// On the wire: f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub x: f32,
    /// On the wire: f32 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub y: f32,
    /// On the wire: f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub z: f32,
}

impl codec::Encode for Point {
    #[inline]
    fn encoded_len(&self) -> usize {
        12
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f32_be(self.x);
        out.put_f32_le(self.y);
        out.put_f32_be(self.z);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Point {
    const MIN_LEN: usize = 12;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let x = reader.read_f32_be().within("x")?;
        let y = reader.read_f32_le().within("y")?;
        let z = reader.read_f32_be().within("z")?;
        Ok(Self { x, y, z })
    }
}

/// In every position.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `single` | f32 big-endian of IEEE 754 |
/// | 4 | 8 | `double` | f64 little-endian of IEEE 754 |
/// | 12 | 1 | `has` | one byte, 0 or 1 |
/// | 13 | 0..=8 | `maybe` | f64 big-endian of IEEE 754; there if `has` |
/// |  | 1..=5 | `choice` | one byte, 0 or 1, then if it is 1: f32 big-endian of IEEE 754 |
/// |  | 24 | `three` | 3 elements, each f64 big-endian of IEEE 754 |
/// |  | 1..=17 | `many` | 0 to 4 elements, their number in front as u8, each f32 little-endian of IEEE 754 |
/// |  | 2..=26 | `points` | 0 to 2 elements, their number in front as u16 big-endian, each [`Point`] |
/// |  | 1..=2042 | `deep` | one byte, 0 or 1, then if it is 1: 0 to 255 elements, their number in front as u8, each f64 big-endian of IEEE 754 |
/// |  | 1..=256 | `inside` | 0 to 255 bytes, their number in front as u8, filled by: elements, all that is left, each f32 big-endian of IEEE 754 |
/// |  | 2 | `length` | u16 big-endian, the bytes of `rest` |
/// |  | 0..=9 | `rest` | 0 to 9 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Everything {
    /// On the wire: f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub single: f32,
    /// On the wire: f64 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub double: f64,
    /// On the wire: one byte, 0 or 1.
    pub has: bool,
    /// On the wire: f64 big-endian of IEEE 754; there if `has`.
    #[serde(with = "::packetwright::codec::float", default)]
    pub maybe: Option<f64>,
    /// On the wire: one byte, 0 or 1, then if it is 1: f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float", default)]
    pub choice: Option<f32>,
    /// On the wire: 3 elements, each f64 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub three: [f64; 3],
    /// On the wire: 0 to 4 elements, their number in front as u8, each f32 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub many: Vec<f32>,
    /// On the wire: 0 to 2 elements, their number in front as u16 big-endian, each [`Point`].
    pub points: Vec<Point>,
    /// On the wire: one byte, 0 or 1, then if it is 1: 0 to 255 elements, their number in front as u8, each f64 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float", default)]
    pub deep: Option<Vec<f64>>,
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: elements, all that is left, each f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub inside: Vec<f32>,
    /// On the wire: 0 to 9 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub rest: Bytes,
}

impl codec::Encode for Everything {
    #[inline]
    fn encoded_len(&self) -> usize {
        45
            + usize::from(self.maybe.is_some()) * 8
            + usize::from(self.choice.is_some()) * 4
            + self.many.len() * 4
            + self.points.len() * 12
            + (match &self.deep {
                Some(held) => 1 + held.len() * 8,
                None => 0,
            })
            + self.inside.len() * 4
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f32_be(self.single);
        out.put_f64_le(self.double);
        out.put_bool(self.has);
        codec::check_presence(self.maybe.is_some(), self.has).within("maybe")?;
        if let Some(maybe) = &self.maybe {
            out.put_f64_be(*maybe);
        }
        match &self.choice {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                out.put_f32_be(*held);
            }
        }
        for element in &self.three {
            out.put_f64_be(*element);
        }
        out.put_length(O::put_u8, self.many.len(), 0, 4).within("many")?;
        for element in &self.many {
            out.put_f32_le(*element);
        }
        out.put_length(O::put_u16_be, self.points.len(), 0, 2).within("points")?;
        for (index, element) in self.points.iter().enumerate() {
            element.encode(out).at(index).within("points")?;
        }
        match &self.deep {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                out.put_length(O::put_u8, held.len(), 0, 255).within("deep")?;
                for element in held {
                    out.put_f64_be(*element);
                }
            }
        }
        {
            let length: usize = self.inside.len() * 4;
            out.put_u8(length as u8);
            for element in &self.inside {
                out.put_f32_be(*element);
            }
            codec::check_length(length, 0, 255).within("inside")?;
        }
        codec::check_length(self.rest.len(), 0, 9).within("length")?;
        out.put_u16_be(self.rest.len() as u16);
        out.put(&self.rest);
        codec::check_require(self.rest.len() != 4, "len(rest) != 4")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Everything {
    const MIN_LEN: usize = 45;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let single = reader.read_f32_be().within("single")?;
        let double = reader.read_f64_le().within("double")?;
        let has = reader.read_bool().within("has")?;
        let maybe = if has {
            Some(reader.read_f64_be().within("maybe")?)
        } else {
            None
        };
        let choice = reader.read_optional(codec::Reader::read_f32_be).within("choice")?;
        let three = reader.read_each(codec::Reader::read_f64_be).within("three")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 4).within("many")?;
        let many = reader.read_numbers(prefix, f32::from_le_bytes).within("many")?;
        let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 2).within("points")?;
        let points = reader.read_list(prefix, 12, Point::decode).within("points")?;
        let deep = reader
            .read_optional(|reader| {
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255)?;
                reader.read_numbers(prefix, f64::from_be_bytes)
            })
            .within("deep")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside = reader
                .read_list_to_end(0, u64::MAX, codec::Reader::read_f32_be)
                .within("inside")?;
            reader.leave(whole).within("inside")?;
            inside
        };
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 0, 9).within("length")?;
        let rest = reader.read_measured(length_.into()).within("rest")?;
        let rest = reader.own(rest);
        reader.expect_require(begin, rest.len() != 4, "len(rest) != 4")?;
        Ok(Self {
            single,
            double,
            has,
            maybe,
            choice,
            three,
            many,
            points,
            deep,
            inside: inside_,
            rest,
        })
    }
}

/// [`Everything`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EverythingRef<'a> {
    /// On the wire: f32 big-endian of IEEE 754.
    pub single: f32,
    /// On the wire: f64 little-endian of IEEE 754.
    pub double: f64,
    /// On the wire: one byte, 0 or 1.
    pub has: bool,
    /// On the wire: f64 big-endian of IEEE 754; there if `has`.
    pub maybe: Option<f64>,
    /// On the wire: one byte, 0 or 1, then if it is 1: f32 big-endian of IEEE 754.
    pub choice: Option<f32>,
    /// On the wire: 3 elements, each f64 big-endian of IEEE 754.
    pub three: [f64; 3],
    /// On the wire: 0 to 4 elements, their number in front as u8, each f32 little-endian of IEEE 754.
    pub many: codec::List<'a, f32>,
    /// On the wire: 0 to 2 elements, their number in front as u16 big-endian, each [`Point`].
    pub points: codec::List<'a, Point>,
    /// On the wire: one byte, 0 or 1, then if it is 1: 0 to 255 elements, their number in front as u8, each f64 big-endian of IEEE 754.
    pub deep: Option<codec::List<'a, f64>>,
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: elements, all that is left, each f32 big-endian of IEEE 754.
    pub inside: codec::List<'a, f32>,
    /// On the wire: 0 to 9 bytes, as `length` says.
    pub rest: &'a [u8],
}

impl codec::Encode for EverythingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        45
            + usize::from(self.maybe.is_some()) * 8
            + usize::from(self.choice.is_some()) * 4
            + self.many.len() * 4
            + self.points.len() * 12
            + (match &self.deep {
                Some(held) => 1 + held.len() * 8,
                None => 0,
            })
            + self.inside.len() * 4
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f32_be(self.single);
        out.put_f64_le(self.double);
        out.put_bool(self.has);
        codec::check_presence(self.maybe.is_some(), self.has).within("maybe")?;
        if let Some(maybe) = &self.maybe {
            out.put_f64_be(*maybe);
        }
        match &self.choice {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                out.put_f32_be(*held);
            }
        }
        for element in &self.three {
            out.put_f64_be(*element);
        }
        out.put_length(O::put_u8, self.many.len(), 0, 4).within("many")?;
        for element in self.many.iter() {
            out.put_f32_le(element);
        }
        out.put_length(O::put_u16_be, self.points.len(), 0, 2).within("points")?;
        for (index, element) in self.points.iter().enumerate() {
            element.encode(out).at(index).within("points")?;
        }
        match &self.deep {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                out.put_length(O::put_u8, held.len(), 0, 255).within("deep")?;
                for element in held.iter() {
                    out.put_f64_be(element);
                }
            }
        }
        {
            let length: usize = self.inside.len() * 4;
            out.put_u8(length as u8);
            for element in self.inside.iter() {
                out.put_f32_be(element);
            }
            codec::check_length(length, 0, 255).within("inside")?;
        }
        codec::check_length(self.rest.len(), 0, 9).within("length")?;
        out.put_u16_be(self.rest.len() as u16);
        out.put(self.rest);
        codec::check_require(self.rest.len() != 4, "len(rest) != 4")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EverythingRef<'a> {
    const MIN_LEN: usize = 45;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let single = reader.read_f32_be().within("single")?;
        let double = reader.read_f64_le().within("double")?;
        let has = reader.read_bool().within("has")?;
        let maybe = if has {
            Some(reader.read_f64_be().within("maybe")?)
        } else {
            None
        };
        let choice = reader.read_optional(codec::Reader::read_f32_be).within("choice")?;
        let three = reader.read_each(codec::Reader::read_f64_be).within("three")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 4).within("many")?;
        let many = codec::List::read_numbers::<4>(reader, prefix, codec::Reader::read_f32_le)
            .within("many")?;
        let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 2).within("points")?;
        let points = codec::List::read(reader, prefix, Point::decode).within("points")?;
        let deep = reader
            .read_optional(|reader| {
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255)?;
                codec::List::read_numbers::<8>(reader, prefix, codec::Reader::read_f64_be)
            })
            .within("deep")?;
        let inside_ = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("inside")?;
            let whole = reader.enter(start, prefix).within("inside")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, codec::Reader::read_f32_be)
                .within("inside")?;
            reader.leave(whole).within("inside")?;
            inside
        };
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 0, 9).within("length")?;
        let rest = reader.read_measured(length_.into()).within("rest")?;
        reader.expect_require(begin, rest.len() != 4, "len(rest) != 4")?;
        Ok(Self {
            single,
            double,
            has,
            maybe,
            choice,
            three,
            many,
            points,
            deep,
            inside: inside_,
            rest,
        })
    }
}

impl<'a> EverythingRef<'a> {
    /// The [`Everything`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Everything {
        Everything {
            single: self.single,
            double: self.double,
            has: self.has,
            maybe: self.maybe,
            choice: self.choice,
            three: self.three,
            many: self.many.own(f32::from_le_bytes),
            points: self.points.iter().collect(),
            deep: self.deep.map(|held| held.own(f64::from_be_bytes)),
            inside: self.inside.iter().collect(),
            rest: reader.own(self.rest),
        }
    }
}

/// The union `Shape`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Shape {
    /// `Dot`, tag 0.
    Dot {
        /// On the wire: [`Point`].
        at: Point,
    },
    /// `Round`, tag 1.
    Round {
        /// On the wire: f64 big-endian of IEEE 754.
        #[serde(with = "::packetwright::codec::float")]
        radius: f64,
    },
    /// `Named`, tag 2.
    Named {
        /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
        name: String,
    },
}

impl codec::Encode for Shape {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Dot { .. } => 13,
            Self::Round { .. } => 9,
            Self::Named { name } => 2 + name.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Dot { at } => {
                out.put_u8(0);
                at.encode(out).within("at")?;
            }
            Self::Round { radius } => {
                out.put_u8(1);
                out.put_f64_be(*radius);
            }
            Self::Named { name } => {
                out.put_u8(2);
                out.put_prefixed(O::put_u8, name.as_bytes(), 0, 255).within("name")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Shape {
    const MIN_LEN: usize = 2;
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
    Dot {
        /// On the wire: [`Point`].
        at: Point,
    },
    /// `Round`, tag 1.
    Round {
        /// On the wire: f64 big-endian of IEEE 754.
        radius: f64,
    },
    /// `Named`, tag 2.
    Named {
        /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
        name: &'a str,
    },
}

impl codec::Encode for ShapeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Dot { .. } => 13,
            Self::Round { .. } => 9,
            Self::Named { name } => 2 + name.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Dot { at } => {
                out.put_u8(0);
                at.encode(out).within("at")?;
            }
            Self::Round { radius } => {
                out.put_u8(1);
                out.put_f64_be(*radius);
            }
            Self::Named { name } => {
                out.put_u8(2);
                out.put_prefixed(O::put_u8, name.as_bytes(), 0, 255).within("name")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ShapeRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            0 => {
                let at = Point::decode(reader).within("at")?;
                Ok(Self::Dot { at })
            }
            1 => {
                let radius = reader.read_f64_be().within("radius")?;
                Ok(Self::Round { radius })
            }
            2 => {
                let name = reader
                    .read_prefixed_text(codec::Reader::read_u8, 0, 255)
                    .within("name")?;
                Ok(Self::Named { name })
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
            Self::Dot { at } => Shape::Dot { at },
            Self::Round { radius } => Shape::Round { radius },
            Self::Named { name } => Shape::Named { name: String::from(name) },
        }
    }
}

/// Without any: still comparable in full.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=256 | `shape` | 0 to 255 bytes of UTF-8, their number in front as u8 |
/// |  | 4 | `number` | u32 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Plain {
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub shape: String,
    /// On the wire: u32 big-endian.
    pub number: u32,
}

impl ::core::cmp::Eq for Plain {}

impl codec::Encode for Plain {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.shape.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.shape.as_bytes(), 0, 255).within("shape")?;
        out.put_u32_be(self.number);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Plain {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(PlainRef::decode(reader)?.own(reader))
    }
}

/// [`Plain`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlainRef<'a> {
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub shape: &'a str,
    /// On the wire: u32 big-endian.
    pub number: u32,
}

impl ::core::cmp::Eq for PlainRef<'_> {}

impl codec::Encode for PlainRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.shape.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.shape.as_bytes(), 0, 255).within("shape")?;
        out.put_u32_be(self.number);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PlainRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let shape = reader.read_prefixed_text(codec::Reader::read_u8, 0, 255).within("shape")?;
        let number_ = reader.read_u32_be().within("number")?;
        Ok(Self { shape, number: number_ })
    }
}

impl<'a> PlainRef<'a> {
    /// The [`Plain`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Plain {
        Plain { shape: String::from(self.shape), number: self.number }
    }
}

/// The structure `Little`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `single` | f32 little-endian of IEEE 754 |
/// | 4 | 8 | `double` | f64 little-endian of IEEE 754 |
/// | 12 | 4 | `big` | f32 big-endian of IEEE 754 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Little {
    /// On the wire: f32 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub single: f32,
    /// On the wire: f64 little-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub double: f64,
    /// On the wire: f32 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub big: f32,
}

impl codec::Encode for Little {
    #[inline]
    fn encoded_len(&self) -> usize {
        16
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f32_le(self.single);
        out.put_f64_le(self.double);
        out.put_f32_be(self.big);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Little {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let single = reader.read_f32_le().within("single")?;
        let double = reader.read_f64_le().within("double")?;
        let big = reader.read_f32_be().within("big")?;
        Ok(Self { single, double, big })
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Sample`.
    Sample(Sample),
    /// The message `Shapes`.
    Shapes(Shapes),
    /// The message `All`.
    All(All),
    /// The message `Other`.
    Other(Other),
}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Sample(_) => 1,
            Self::Shapes(_) => 2,
            Self::All(_) => 3,
            Self::Other(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sample(_) => "Sample",
            Self::Shapes(_) => "Shapes",
            Self::All(_) => "All",
            Self::Other(_) => "Other",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Sample(body) => body.encoded_len(),
            Self::Shapes(body) => body.encoded_len(),
            Self::All(body) => body.encoded_len(),
            Self::Other(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Sample(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Shapes(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::All(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Other(body) => {
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
            1 => Sample::decode(reader).map(Self::Sample),
            2 => Shapes::decode(reader).map(Self::Shapes),
            3 => All::decode(reader).map(Self::All),
            4 => Other::decode(reader).map(Self::Other),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Sample> for Message {
    fn from(body: Sample) -> Self {
        Self::Sample(body)
    }
}

impl From<Shapes> for Message {
    fn from(body: Shapes) -> Self {
        Self::Shapes(body)
    }
}

impl From<All> for Message {
    fn from(body: All) -> Self {
        Self::All(body)
    }
}

impl From<Other> for Message {
    fn from(body: Other) -> Self {
        Self::Other(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Sample`.
    Sample(SampleRef<'a>),
    /// The message `Shapes`.
    Shapes(ShapesRef<'a>),
    /// The message `All`.
    All(AllRef<'a>),
    /// The message `Other`.
    Other(OtherRef<'a>),
}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Sample(_) => 1,
            Self::Shapes(_) => 2,
            Self::All(_) => 3,
            Self::Other(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sample(_) => "Sample",
            Self::Shapes(_) => "Shapes",
            Self::All(_) => "All",
            Self::Other(_) => "Other",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Sample(body) => body.encoded_len(),
            Self::Shapes(body) => body.encoded_len(),
            Self::All(body) => body.encoded_len(),
            Self::Other(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Sample(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Shapes(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::All(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Other(body) => {
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
            1 => SampleRef::decode(reader).map(Self::Sample),
            2 => ShapesRef::decode(reader).map(Self::Shapes),
            3 => AllRef::decode(reader).map(Self::All),
            4 => OtherRef::decode(reader).map(Self::Other),
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
            Self::Sample(body) => Message::Sample(body.own(reader)),
            Self::Shapes(body) => Message::Shapes(body.own(reader)),
            Self::All(body) => Message::All(body.own(reader)),
            Self::Other(body) => Message::Other(body.own(reader)),
        }
    }
}

/// The message `Sample`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8 | `value` | f64 big-endian of IEEE 754 |
/// | 8 | 1..=10 | `unit` | 0 to 9 bytes of UTF-8, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sample {
    /// On the wire: f64 big-endian of IEEE 754.
    #[serde(with = "::packetwright::codec::float")]
    pub value: f64,
    /// On the wire: 0 to 9 bytes of UTF-8, their number in front as u8.
    pub unit: String,
}

impl codec::Encode for Sample {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.unit.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f64_be(self.value);
        out.put_prefixed(O::put_u8, self.unit.as_bytes(), 0, 9).within("unit")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sample {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SampleRef::decode(reader)?.own(reader))
    }
}

/// [`Sample`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleRef<'a> {
    /// On the wire: f64 big-endian of IEEE 754.
    pub value: f64,
    /// On the wire: 0 to 9 bytes of UTF-8, their number in front as u8.
    pub unit: &'a str,
}

impl codec::Encode for SampleRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.unit.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_f64_be(self.value);
        out.put_prefixed(O::put_u8, self.unit.as_bytes(), 0, 9).within("unit")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SampleRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let value = reader.read_f64_be().within("value")?;
        let unit = reader.read_prefixed_text(codec::Reader::read_u8, 0, 9).within("unit")?;
        Ok(Self { value, unit })
    }
}

impl<'a> SampleRef<'a> {
    /// The [`Sample`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Sample {
        Sample { value: self.value, unit: String::from(self.unit) }
    }
}

impl protocol::Message for Sample {
    const TAG: u64 = 1;
    const NAME: &'static str = "Sample";
}

/// The message `Shapes`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=65536 | `shapes` | 0 to 255 elements, their number in front as u8, each [`Shape`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Shapes {
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Shape`], its tag in front as u8.
    pub shapes: Vec<Shape>,
}

impl codec::Encode for Shapes {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.shapes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.shapes.len(), 0, 255).within("shapes")?;
        for (index, element) in self.shapes.iter().enumerate() {
            element.encode(out).at(index).within("shapes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Shapes {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("shapes")?;
        let shapes = reader.read_list(prefix, 2, Shape::decode).within("shapes")?;
        Ok(Self { shapes })
    }
}

/// [`Shapes`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapesRef<'a> {
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Shape`], its tag in front as u8.
    pub shapes: codec::List<'a, ShapeRef<'a>>,
}

impl codec::Encode for ShapesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.shapes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.shapes.len(), 0, 255).within("shapes")?;
        for (index, element) in self.shapes.iter().enumerate() {
            element.encode(out).at(index).within("shapes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ShapesRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("shapes")?;
        let shapes = codec::List::read(reader, prefix, ShapeRef::decode).within("shapes")?;
        Ok(Self { shapes })
    }
}

impl<'a> ShapesRef<'a> {
    /// The [`Shapes`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Shapes {
        Shapes { shapes: self.shapes.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Shapes {
    const TAG: u64 = 2;
    const NAME: &'static str = "Shapes";
}

/// The message `All`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 45..=2402 | `everything` | [`Everything`] |
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
    const MIN_LEN: usize = 45;

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
    const MIN_LEN: usize = 45;

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
    const TAG: u64 = 3;
    const NAME: &'static str = "All";
}

/// The message `Other`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 16 | `little` | [`Little`] |
/// | 16 | 5..=260 | `plain` | [`Plain`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Other {
    /// On the wire: [`Little`].
    pub little: Little,
    /// On the wire: [`Plain`].
    pub plain: Plain,
}

impl codec::Encode for Other {
    #[inline]
    fn encoded_len(&self) -> usize {
        16 + self.plain.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.little.encode(out).within("little")?;
        self.plain.encode(out).within("plain")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Other {
    const MIN_LEN: usize = 21;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OtherRef::decode(reader)?.own(reader))
    }
}

/// [`Other`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherRef<'a> {
    /// On the wire: [`Little`].
    pub little: Little,
    /// On the wire: [`Plain`].
    pub plain: PlainRef<'a>,
}

impl codec::Encode for OtherRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        16 + self.plain.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.little.encode(out).within("little")?;
        self.plain.encode(out).within("plain")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OtherRef<'a> {
    const MIN_LEN: usize = 21;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let little = Little::decode(reader).within("little")?;
        let plain = PlainRef::decode(reader).within("plain")?;
        Ok(Self { little, plain })
    }
}

impl<'a> OtherRef<'a> {
    /// The [`Other`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Other {
        Other { little: self.little, plain: self.plain.own(reader) }
    }
}

impl protocol::Message for Other {
    const TAG: u64 = 4;
    const NAME: &'static str = "Other";
}

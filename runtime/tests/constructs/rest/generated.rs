// Written by `cargo run -- gen` from codegen/tests/specs/rest.wire. Do not edit: change the spec and run the command.

//! The rest protocol. See `codegen/tests/specs/rest.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// Sealed content and its tag.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `nonce` | 4 bytes |
/// | 4 | 1..=40 | `content` | 1 to 40 bytes, all that is left but the 16 bytes behind it |
/// |  | 16 | `tag` | 16 bytes |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sealed {
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub nonce: [u8; 4],
    /// On the wire: 1 to 40 bytes, all that is left but the 16 bytes behind it.
    #[serde(with = "::packetwright::codec::hex")]
    pub content: Bytes,
    /// On the wire: 16 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub tag: [u8; 16],
}

impl ::core::cmp::Eq for Sealed {}

impl codec::Encode for Sealed {
    #[inline]
    fn encoded_len(&self) -> usize {
        20 + self.content.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(self.nonce.as_slice());
        codec::check_length(self.content.len(), 1, 40).within("content")?;
        out.put(&self.content);
        out.put(self.tag.as_slice());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sealed {
    const MIN_LEN: usize = 21;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SealedRef::decode(reader)?.own(reader))
    }
}

/// [`Sealed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SealedRef<'a> {
    /// On the wire: 4 bytes.
    pub nonce: &'a [u8; 4],
    /// On the wire: 1 to 40 bytes, all that is left but the 16 bytes behind it.
    pub content: &'a [u8],
    /// On the wire: 16 bytes.
    pub tag: &'a [u8; 16],
}

impl ::core::cmp::Eq for SealedRef<'_> {}

impl codec::Encode for SealedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        20 + self.content.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(self.nonce.as_slice());
        codec::check_length(self.content.len(), 1, 40).within("content")?;
        out.put(self.content);
        out.put(self.tag.as_slice());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SealedRef<'a> {
    const MIN_LEN: usize = 21;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nonce = reader.read_array::<4>().within("nonce")?;
        let rest_1 = reader.enter_all_but(16).within("content")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 1, 40).within("content")?;
        let content = reader.read_slice(reader.remaining()).within("content")?;
        reader.leave(rest_1)?;
        let tag = reader.read_array::<16>().within("tag")?;
        Ok(Self { nonce, content, tag })
    }
}

impl<'a> SealedRef<'a> {
    /// The [`Sealed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Sealed {
        Sealed { nonce: *self.nonce, content: reader.own(self.content), tag: *self.tag }
    }
}

/// A list, and fields that share bytes behind it.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 0..=20 | `points` | 0 to 5 elements, all that is left, each [`Point`] but the 6 bytes behind it |
/// |  | 2 | `high` | 4 bits |
/// |  | 0 | `low` | 12 bits, 0 to 1000 |
/// |  | 2 | `end` | 2 bytes, always `b"\r\n"` |
/// |  | 2 | `sum` | u16 big-endian, `internet(points..=end)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Listed {
    /// On the wire: 0 to 5 elements, all that is left, each [`Point`] but the 6 bytes behind it.
    pub points: Vec<Point>,
    /// On the wire: 4 bits.
    pub high: u8,
    /// On the wire: 12 bits, 0 to 1000.
    pub low: u16,
}

impl ::core::cmp::Eq for Listed {}

impl codec::Encode for Listed {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.points.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_4_begin = out.written().len();
        codec::check_length(self.points.len(), 0, 5).within("points")?;
        for (index, element) in self.points.iter().enumerate() {
            element.encode(out).at(index).within("points")?;
        }
        codec::check_range(self.high, 0, 15).within("high")?;
        codec::check_range(self.low, 0, 1000).within("low")?;
        out.put_u16_be(u16::from(self.high) << 12 | self.low);
        out.put(b"\r\n");
        let checksum_4_end = out.written().len();
        let checksum_4_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_4_begin,
            checksum_4_end,
            checksum_4_at,
            2,
        ));
        out.written()[checksum_4_at..checksum_4_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Listed {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_4_begin = reader.offset();
        let rest_0 = reader.enter_all_but(6).within("points")?;
        let points = reader.read_list_to_end(0, 5, Point::decode).within("points")?;
        reader.leave(rest_0)?;
        let run = reader.read_u16_be().within("high")?;
        let high = (run >> 12) as u8;
        let start = reader.offset() - 2;
        let low = run & 0x0fff;
        reader.expect_range(start, low, 0, 1000).within("low")?;
        reader.expect_bytes(b"\r\n").within("end")?;
        let checksum_4_end = reader.offset();
        let checksum_4_at = reader.offset();
        let sum = reader.read_u16_be().within("sum")?;
        reader
            .expect_checksum(
                checksum_4_at,
                sum,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_4_begin,
                    checksum_4_end,
                    checksum_4_at,
                    2,
                )),
            )
            .within("sum")?;
        Ok(Self { points, high, low })
    }
}

/// [`Listed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListedRef<'a> {
    /// On the wire: 0 to 5 elements, all that is left, each [`Point`] but the 6 bytes behind it.
    pub points: codec::List<'a, Point>,
    /// On the wire: 4 bits.
    pub high: u8,
    /// On the wire: 12 bits, 0 to 1000.
    pub low: u16,
}

impl ::core::cmp::Eq for ListedRef<'_> {}

impl codec::Encode for ListedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.points.len() * 4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_4_begin = out.written().len();
        codec::check_length(self.points.len(), 0, 5).within("points")?;
        for (index, element) in self.points.iter().enumerate() {
            element.encode(out).at(index).within("points")?;
        }
        codec::check_range(self.high, 0, 15).within("high")?;
        codec::check_range(self.low, 0, 1000).within("low")?;
        out.put_u16_be(u16::from(self.high) << 12 | self.low);
        out.put(b"\r\n");
        let checksum_4_end = out.written().len();
        let checksum_4_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_4_begin,
            checksum_4_end,
            checksum_4_at,
            2,
        ));
        out.written()[checksum_4_at..checksum_4_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ListedRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_4_begin = reader.offset();
        let rest_0 = reader.enter_all_but(6).within("points")?;
        let points = codec::List::read_to_end(reader, 0, 5, Point::decode).within("points")?;
        reader.leave(rest_0)?;
        let run = reader.read_u16_be().within("high")?;
        let high = (run >> 12) as u8;
        let start = reader.offset() - 2;
        let low = run & 0x0fff;
        reader.expect_range(start, low, 0, 1000).within("low")?;
        reader.expect_bytes(b"\r\n").within("end")?;
        let checksum_4_end = reader.offset();
        let checksum_4_at = reader.offset();
        let sum = reader.read_u16_be().within("sum")?;
        reader
            .expect_checksum(
                checksum_4_at,
                sum,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_4_begin,
                    checksum_4_end,
                    checksum_4_at,
                    2,
                )),
            )
            .within("sum")?;
        Ok(Self { points, high, low })
    }
}

impl<'a> ListedRef<'a> {
    /// The [`Listed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Listed {
        Listed { points: self.points.iter().collect(), high: self.high, low: self.low }
    }
}

/// The structure `Point`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `x` | i16 big-endian |
/// | 2 | 2 | `y` | i16 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Point {
    /// On the wire: i16 big-endian.
    pub x: i16,
    /// On the wire: i16 big-endian.
    pub y: i16,
}

impl ::core::cmp::Eq for Point {}

impl codec::Encode for Point {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_i16_be(self.x);
        out.put_i16_be(self.y);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Point {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let x = reader.read_i16_be().within("x")?;
        let y = reader.read_i16_be().within("y")?;
        Ok(Self { x, y })
    }
}

/// A string that may be absent.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `named` | one byte, 0 or 1 |
/// | 1 | 0.. | `name` | bytes of UTF-8, all that is left but the 1 bytes behind it; there if `named` |
/// |  | 1 | `mark` | u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Optional {
    /// On the wire: one byte, 0 or 1.
    pub named: bool,
    /// On the wire: bytes of UTF-8, all that is left but the 1 bytes behind it; there if `named`.
    pub name: Option<String>,
    /// On the wire: u8.
    pub mark: u8,
}

impl ::core::cmp::Eq for Optional {}

impl codec::Encode for Optional {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + (match &self.name {
            Some(name) => name.len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.named);
        codec::check_presence(self.name.is_some(), self.named).within("name")?;
        if let Some(name) = &self.name {
            out.put(name.as_bytes());
        }
        out.put_u8(self.mark);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Optional {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OptionalRef::decode(reader)?.own(reader))
    }
}

/// [`Optional`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionalRef<'a> {
    /// On the wire: one byte, 0 or 1.
    pub named: bool,
    /// On the wire: bytes of UTF-8, all that is left but the 1 bytes behind it; there if `named`.
    pub name: Option<&'a str>,
    /// On the wire: u8.
    pub mark: u8,
}

impl ::core::cmp::Eq for OptionalRef<'_> {}

impl codec::Encode for OptionalRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + (match &self.name {
            Some(name) => name.len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.named);
        codec::check_presence(self.name.is_some(), self.named).within("name")?;
        if let Some(name) = &self.name {
            out.put(name.as_bytes());
        }
        out.put_u8(self.mark);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OptionalRef<'a> {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let named = reader.read_bool().within("named")?;
        let rest_1 = reader.enter_all_but(1).within("name")?;
        let name = if named {
            let start = reader.offset();
            let name = reader.read_slice(reader.remaining()).within("name")?;
            Some(reader.expect_text(start, name).within("name")?)
        } else {
            None
        };
        reader.leave(rest_1)?;
        let mark = reader.read_u8().within("mark")?;
        Ok(Self { named, name, mark })
    }
}

impl<'a> OptionalRef<'a> {
    /// The [`Optional`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Optional {
        Optional { named: self.named, name: self.name.map(String::from), mark: self.mark }
    }
}

/// A structure that takes the rest, in one that leaves less.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8 |
/// | 1 | 1..=2 | `choice` | [`Choice`], its tag in front as u8 |
/// |  | 21..=60 | `inner` | [`Sealed`] but the 4 bytes behind it |
/// |  | 4 | `trailer` | u32 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Outer {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: [`Choice`], its tag in front as u8.
    pub choice: Choice,
    /// On the wire: [`Sealed`] but the 4 bytes behind it.
    pub inner: Sealed,
    /// On the wire: u32 little-endian.
    pub trailer: u32,
}

impl ::core::cmp::Eq for Outer {}

impl codec::Encode for Outer {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.choice.encoded_len() + self.inner.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        self.choice.encode(out).within("choice")?;
        self.inner.encode(out).within("inner")?;
        out.put_u32_le(self.trailer);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Outer {
    const MIN_LEN: usize = 27;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OuterRef::decode(reader)?.own(reader))
    }
}

/// [`Outer`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OuterRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: [`Choice`], its tag in front as u8.
    pub choice: Choice,
    /// On the wire: [`Sealed`] but the 4 bytes behind it.
    pub inner: SealedRef<'a>,
    /// On the wire: u32 little-endian.
    pub trailer: u32,
}

impl ::core::cmp::Eq for OuterRef<'_> {}

impl codec::Encode for OuterRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.choice.encoded_len() + self.inner.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        self.choice.encode(out).within("choice")?;
        self.inner.encode(out).within("inner")?;
        out.put_u32_le(self.trailer);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OuterRef<'a> {
    const MIN_LEN: usize = 27;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader.read_u8().within("kind")?;
        let choice = Choice::decode(reader).within("choice")?;
        let rest_2 = reader.enter_all_but(4).within("inner")?;
        let inner = SealedRef::decode(reader).within("inner")?;
        reader.leave(rest_2)?;
        let trailer = reader.read_u32_le().within("trailer")?;
        Ok(Self { kind, choice, inner, trailer })
    }
}

impl<'a> OuterRef<'a> {
    /// The [`Outer`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Outer {
        Outer {
            kind: self.kind,
            choice: self.choice,
            inner: self.inner.own(reader),
            trailer: self.trailer,
        }
    }
}

/// The union `Choice`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Choice {
    /// `Empty`, tag 1.
    Empty {},
    /// `Number`, tag 2.
    Number {
        /// On the wire: u8.
        number: u8,
    },
}

impl ::core::cmp::Eq for Choice {}

impl codec::Encode for Choice {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Empty {} => 1,
            Self::Number { .. } => 2,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Empty {} => {
                out.put_u8(1);
            }
            Self::Number { number: number_ } => {
                out.put_u8(2);
                out.put_u8(*number_);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Choice {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Ok(Self::Empty {}),
            2 => {
                let number_ = reader.read_u8().within("number")?;
                Ok(Self::Number { number: number_ })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// Inside of a size, behind which more follows.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `length` | u8, `size(data..=check)` |
/// | 1 | 0.. | `data` | bytes of UTF-8, all that is left but the 2 bytes behind it |
/// |  | 2 | `check` | u16 big-endian |
/// |  | 0.. | `more` | bytes, all that is left but the 1 bytes behind it |
/// |  | 1 | `last` | u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sized {
    /// On the wire: bytes of UTF-8, all that is left but the 2 bytes behind it.
    pub data: String,
    /// On the wire: u16 big-endian.
    pub check: u16,
    /// On the wire: bytes, all that is left but the 1 bytes behind it.
    #[serde(with = "::packetwright::codec::hex")]
    pub more: Bytes,
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for Sized {}

impl codec::Encode for Sized {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.data.len() + self.more.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 2 + self.data.len();
        out.put_u8(length_ as u8);
        out.put(self.data.as_bytes());
        out.put_u16_be(self.check);
        codec::check_length(length_, 2, 255).within("length")?;
        out.put(&self.more);
        out.put_u8(self.last);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sized {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SizedRef::decode(reader)?.own(reader))
    }
}

/// [`Sized`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizedRef<'a> {
    /// On the wire: bytes of UTF-8, all that is left but the 2 bytes behind it.
    pub data: &'a str,
    /// On the wire: u16 big-endian.
    pub check: u16,
    /// On the wire: bytes, all that is left but the 1 bytes behind it.
    pub more: &'a [u8],
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for SizedRef<'_> {}

impl codec::Encode for SizedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.data.len() + self.more.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 2 + self.data.len();
        out.put_u8(length_ as u8);
        out.put(self.data.as_bytes());
        out.put_u16_be(self.check);
        codec::check_length(length_, 2, 255).within("length")?;
        out.put(self.more);
        out.put_u8(self.last);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SizedRef<'a> {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u8().within("length")?;
        reader.expect_length(start, length_, 2, 255).within("length")?;
        let region_0 = reader.enter(reader.offset(), u64::from(length_)).within("data")?;
        let rest_1 = reader.enter_all_but(2).within("data")?;
        let start = reader.offset();
        let data = reader.read_slice(reader.remaining()).within("data")?;
        let data = reader.expect_text(start, data).within("data")?;
        reader.leave(rest_1)?;
        let check = reader.read_u16_be().within("check")?;
        reader.leave(region_0)?;
        let rest_3 = reader.enter_all_but(1).within("more")?;
        let more = reader.read_slice(reader.remaining()).within("more")?;
        reader.leave(rest_3)?;
        let last = reader.read_u8().within("last")?;
        Ok(Self { data, check, more, last })
    }
}

impl<'a> SizedRef<'a> {
    /// The [`Sized`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Sized {
        Sized {
            data: String::from(self.data),
            check: self.check,
            more: reader.own(self.more),
            last: self.last,
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Seals`.
    Seals(Seals),
    /// The message `Lists`.
    Lists(Lists),
    /// The message `Options`.
    Options(Options),
    /// The message `Sizes`.
    Sizes(Sizes),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Seals(_) => 1,
            Self::Lists(_) => 2,
            Self::Options(_) => 3,
            Self::Sizes(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Seals(_) => "Seals",
            Self::Lists(_) => "Lists",
            Self::Options(_) => "Options",
            Self::Sizes(_) => "Sizes",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Seals(body) => body.encoded_len(),
            Self::Lists(body) => body.encoded_len(),
            Self::Options(body) => body.encoded_len(),
            Self::Sizes(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Seals(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Lists(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Options(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Sizes(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 7;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Seals::decode(reader).map(Self::Seals),
            2 => Lists::decode(reader).map(Self::Lists),
            3 => Options::decode(reader).map(Self::Options),
            4 => Sizes::decode(reader).map(Self::Sizes),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Seals> for Message {
    fn from(body: Seals) -> Self {
        Self::Seals(body)
    }
}

impl From<Lists> for Message {
    fn from(body: Lists) -> Self {
        Self::Lists(body)
    }
}

impl From<Options> for Message {
    fn from(body: Options) -> Self {
        Self::Options(body)
    }
}

impl From<Sizes> for Message {
    fn from(body: Sizes) -> Self {
        Self::Sizes(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Seals`.
    Seals(SealsRef<'a>),
    /// The message `Lists`.
    Lists(ListsRef<'a>),
    /// The message `Options`.
    Options(OptionsRef<'a>),
    /// The message `Sizes`.
    Sizes(SizesRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Seals(_) => 1,
            Self::Lists(_) => 2,
            Self::Options(_) => 3,
            Self::Sizes(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Seals(_) => "Seals",
            Self::Lists(_) => "Lists",
            Self::Options(_) => "Options",
            Self::Sizes(_) => "Sizes",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Seals(body) => body.encoded_len(),
            Self::Lists(body) => body.encoded_len(),
            Self::Options(body) => body.encoded_len(),
            Self::Sizes(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Seals(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Lists(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Options(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Sizes(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 7;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => SealsRef::decode(reader).map(Self::Seals),
            2 => ListsRef::decode(reader).map(Self::Lists),
            3 => OptionsRef::decode(reader).map(Self::Options),
            4 => SizesRef::decode(reader).map(Self::Sizes),
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
            Self::Seals(body) => Message::Seals(body.own(reader)),
            Self::Lists(body) => Message::Lists(body.own(reader)),
            Self::Options(body) => Message::Options(body.own(reader)),
            Self::Sizes(body) => Message::Sizes(body.own(reader)),
        }
    }
}

/// The message `Seals`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=127 | `seals` | 0 to 2 elements, their number in front as u8, each [`Box`] |
/// |  | 25..=64 | `tail` | [`Nested`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Seals {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Box`].
    pub seals: Vec<Box>,
    /// On the wire: [`Nested`].
    pub tail: Nested,
}

impl ::core::cmp::Eq for Seals {}

impl codec::Encode for Seals {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.seals.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.tail.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.seals.len(), 0, 2).within("seals")?;
        for (index, element) in self.seals.iter().enumerate() {
            element.encode(out).at(index).within("seals")?;
        }
        self.tail.encode(out).within("tail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Seals {
    const MIN_LEN: usize = 26;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("seals")?;
        let seals = reader.read_list(prefix, 24, Box::decode).within("seals")?;
        let tail = Nested::decode(reader).within("tail")?;
        Ok(Self { seals, tail })
    }
}

/// [`Seals`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SealsRef<'a> {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Box`].
    pub seals: codec::List<'a, BoxRef<'a>>,
    /// On the wire: [`Nested`].
    pub tail: NestedRef<'a>,
}

impl ::core::cmp::Eq for SealsRef<'_> {}

impl codec::Encode for SealsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.seals.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.tail.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.seals.len(), 0, 2).within("seals")?;
        for (index, element) in self.seals.iter().enumerate() {
            element.encode(out).at(index).within("seals")?;
        }
        self.tail.encode(out).within("tail")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SealsRef<'a> {
    const MIN_LEN: usize = 26;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("seals")?;
        let seals = codec::List::read(reader, prefix, BoxRef::decode).within("seals")?;
        let tail = NestedRef::decode(reader).within("tail")?;
        Ok(Self { seals, tail })
    }
}

impl<'a> SealsRef<'a> {
    /// The [`Seals`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Seals {
        Seals {
            seals: self.seals.iter().map(|held| held.own(reader)).collect(),
            tail: self.tail.own(reader),
        }
    }
}

impl protocol::Message for Seals {
    const TAG: u64 = 1;
    const NAME: &'static str = "Seals";
}

/// The message `Lists`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 6..=26 | `list` | [`Listed`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Lists {
    /// On the wire: [`Listed`].
    pub list: Listed,
}

impl ::core::cmp::Eq for Lists {}

impl codec::Encode for Lists {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.list.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.list.encode(out).within("list")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lists {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let list = Listed::decode(reader).within("list")?;
        Ok(Self { list })
    }
}

/// [`Lists`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListsRef<'a> {
    /// On the wire: [`Listed`].
    pub list: ListedRef<'a>,
}

impl ::core::cmp::Eq for ListsRef<'_> {}

impl codec::Encode for ListsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.list.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.list.encode(out).within("list")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ListsRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let list = ListedRef::decode(reader).within("list")?;
        Ok(Self { list })
    }
}

impl<'a> ListsRef<'a> {
    /// The [`Lists`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Lists {
        Lists { list: self.list.own(reader) }
    }
}

impl protocol::Message for Lists {
    const TAG: u64 = 2;
    const NAME: &'static str = "Lists";
}

/// The message `Options`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2.. | `optional` | [`Optional`] but the 6 bytes behind it |
/// |  | 6 | `end` | [`Tail`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Options {
    /// On the wire: [`Optional`] but the 6 bytes behind it.
    pub optional: Optional,
    /// On the wire: [`Tail`].
    pub end: Tail,
}

impl ::core::cmp::Eq for Options {}

impl codec::Encode for Options {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.optional.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.optional.encode(out).within("optional")?;
        self.end.encode(out).within("end")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Options {
    const MIN_LEN: usize = 8;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OptionsRef::decode(reader)?.own(reader))
    }
}

/// [`Options`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionsRef<'a> {
    /// On the wire: [`Optional`] but the 6 bytes behind it.
    pub optional: OptionalRef<'a>,
    /// On the wire: [`Tail`].
    pub end: TailRef<'a>,
}

impl ::core::cmp::Eq for OptionsRef<'_> {}

impl codec::Encode for OptionsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.optional.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.optional.encode(out).within("optional")?;
        self.end.encode(out).within("end")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OptionsRef<'a> {
    const MIN_LEN: usize = 8;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let rest_0 = reader.enter_all_but(6).within("optional")?;
        let optional = OptionalRef::decode(reader).within("optional")?;
        reader.leave(rest_0)?;
        let end = TailRef::decode(reader).within("end")?;
        Ok(Self { optional, end })
    }
}

impl<'a> OptionsRef<'a> {
    /// The [`Options`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Options {
        Options { optional: self.optional.own(reader), end: self.end.own(reader) }
    }
}

impl protocol::Message for Options {
    const TAG: u64 = 3;
    const NAME: &'static str = "Options";
}

/// The message `Sizes`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 5..=256 | `sized` | 0 to 255 bytes, their number in front as u8, filled by: [`Sized`] |
/// |  | 0.. | `words` | elements, all that is left, each u16 big-endian but the 1 bytes behind it |
/// |  | 1 | `last` | u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sizes {
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: [`Sized`].
    pub sized: Sized,
    /// On the wire: elements, all that is left, each u16 big-endian but the 1 bytes behind it.
    pub words: Vec<u16>,
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for Sizes {}

impl codec::Encode for Sizes {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.sized.encoded_len() + self.words.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.sized.encoded_len();
            out.put_u8(length as u8);
            self.sized.encode(out).within("sized")?;
            codec::check_length(length, 0, 255).within("sized")?;
        }
        for element in &self.words {
            out.put_u16_be(*element);
        }
        out.put_u8(self.last);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sizes {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let sized = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("sized")?;
            let whole = reader.enter(start, prefix).within("sized")?;
            let inside = Sized::decode(reader).within("sized")?;
            reader.leave(whole).within("sized")?;
            inside
        };
        let rest_1 = reader.enter_all_but(1).within("words")?;
        let words = reader
            .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
            .within("words")?;
        reader.leave(rest_1)?;
        let last = reader.read_u8().within("last")?;
        Ok(Self { sized, words, last })
    }
}

/// [`Sizes`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizesRef<'a> {
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: [`Sized`].
    pub sized: SizedRef<'a>,
    /// On the wire: elements, all that is left, each u16 big-endian but the 1 bytes behind it.
    pub words: codec::List<'a, u16>,
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for SizesRef<'_> {}

impl codec::Encode for SizesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.sized.encoded_len() + self.words.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.sized.encoded_len();
            out.put_u8(length as u8);
            self.sized.encode(out).within("sized")?;
            codec::check_length(length, 0, 255).within("sized")?;
        }
        for element in self.words.iter() {
            out.put_u16_be(element);
        }
        out.put_u8(self.last);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SizesRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let sized = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("sized")?;
            let whole = reader.enter(start, prefix).within("sized")?;
            let inside = SizedRef::decode(reader).within("sized")?;
            reader.leave(whole).within("sized")?;
            inside
        };
        let rest_1 = reader.enter_all_but(1).within("words")?;
        let words = codec::List::read_to_end(reader, 0, u64::MAX, codec::Reader::read_u16_be)
            .within("words")?;
        reader.leave(rest_1)?;
        let last = reader.read_u8().within("last")?;
        Ok(Self { sized, words, last })
    }
}

impl<'a> SizesRef<'a> {
    /// The [`Sizes`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Sizes {
        Sizes { sized: self.sized.own(reader), words: self.words.iter().collect(), last: self.last }
    }
}

impl protocol::Message for Sizes {
    const TAG: u64 = 4;
    const NAME: &'static str = "Sizes";
}

/// The structure `Box`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 23..=62 | `sealed` | 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Sealed`] |
/// |  | 1 | `mark` | one byte, 0 or 1 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Box {
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Sealed`].
    pub sealed: Sealed,
    /// On the wire: one byte, 0 or 1.
    pub mark: bool,
}

impl ::core::cmp::Eq for Box {}

impl codec::Encode for Box {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.sealed.encoded_len();
            out.put_u16_be(length as u16);
            self.sealed.encode(out).within("sealed")?;
            codec::check_length(length, 0, 65_535).within("sealed")?;
        }
        out.put_bool(self.mark);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Box {
    const MIN_LEN: usize = 24;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(BoxRef::decode(reader)?.own(reader))
    }
}

/// [`Box`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoxRef<'a> {
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Sealed`].
    pub sealed: SealedRef<'a>,
    /// On the wire: one byte, 0 or 1.
    pub mark: bool,
}

impl ::core::cmp::Eq for BoxRef<'_> {}

impl codec::Encode for BoxRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.sealed.encoded_len();
            out.put_u16_be(length as u16);
            self.sealed.encode(out).within("sealed")?;
            codec::check_length(length, 0, 65_535).within("sealed")?;
        }
        out.put_bool(self.mark);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for BoxRef<'a> {
    const MIN_LEN: usize = 24;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let sealed = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u16_be, 0, 65_535)
                .within("sealed")?;
            let whole = reader.enter(start, prefix).within("sealed")?;
            let inside = SealedRef::decode(reader).within("sealed")?;
            reader.leave(whole).within("sealed")?;
            inside
        };
        let mark = reader.read_bool().within("mark")?;
        Ok(Self { sealed, mark })
    }
}

impl<'a> BoxRef<'a> {
    /// The [`Box`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Box {
        Box { sealed: self.sealed.own(reader), mark: self.mark }
    }
}

/// The structure `Nested`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 21..=60 | `sealed` | [`Sealed`] but the 4 bytes behind it |
/// |  | 4 | `trailer` | u32 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Nested {
    /// On the wire: [`Sealed`] but the 4 bytes behind it.
    pub sealed: Sealed,
    /// On the wire: u32 little-endian.
    pub trailer: u32,
}

impl ::core::cmp::Eq for Nested {}

impl codec::Encode for Nested {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.sealed.encode(out).within("sealed")?;
        out.put_u32_le(self.trailer);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Nested {
    const MIN_LEN: usize = 25;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(NestedRef::decode(reader)?.own(reader))
    }
}

/// [`Nested`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NestedRef<'a> {
    /// On the wire: [`Sealed`] but the 4 bytes behind it.
    pub sealed: SealedRef<'a>,
    /// On the wire: u32 little-endian.
    pub trailer: u32,
}

impl ::core::cmp::Eq for NestedRef<'_> {}

impl codec::Encode for NestedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.sealed.encode(out).within("sealed")?;
        out.put_u32_le(self.trailer);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for NestedRef<'a> {
    const MIN_LEN: usize = 25;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let rest_0 = reader.enter_all_but(4).within("sealed")?;
        let sealed = SealedRef::decode(reader).within("sealed")?;
        reader.leave(rest_0)?;
        let trailer = reader.read_u32_le().within("trailer")?;
        Ok(Self { sealed, trailer })
    }
}

impl<'a> NestedRef<'a> {
    /// The [`Nested`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Nested {
        Nested { sealed: self.sealed.own(reader), trailer: self.trailer }
    }
}

/// The structure `Tail`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `a` | u8 |
/// | 1 | 5 | `b` | [`Fixed`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Tail {
    /// On the wire: u8.
    pub a: u8,
    /// On the wire: [`Fixed`].
    pub b: Fixed,
}

impl ::core::cmp::Eq for Tail {}

impl codec::Encode for Tail {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.a);
        self.b.encode(out).within("b")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Tail {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(TailRef::decode(reader)?.own(reader))
    }
}

/// [`Tail`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TailRef<'a> {
    /// On the wire: u8.
    pub a: u8,
    /// On the wire: [`Fixed`].
    pub b: FixedRef<'a>,
}

impl ::core::cmp::Eq for TailRef<'_> {}

impl codec::Encode for TailRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.a);
        self.b.encode(out).within("b")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TailRef<'a> {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let a = reader.read_u8().within("a")?;
        let b = FixedRef::decode(reader).within("b")?;
        Ok(Self { a, b })
    }
}

impl<'a> TailRef<'a> {
    /// The [`Tail`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Tail {
        Tail { a: self.a, b: self.b.own(reader) }
    }
}

/// The structure `Fixed`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `c` | u16 big-endian |
/// | 2 | 3 | `d` | 3 bytes |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fixed {
    /// On the wire: u16 big-endian.
    pub c: u16,
    /// On the wire: 3 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub d: [u8; 3],
}

impl ::core::cmp::Eq for Fixed {}

impl codec::Encode for Fixed {
    #[inline]
    fn encoded_len(&self) -> usize {
        5
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.c);
        out.put(self.d.as_slice());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fixed {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FixedRef::decode(reader)?.own(reader))
    }
}

/// [`Fixed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedRef<'a> {
    /// On the wire: u16 big-endian.
    pub c: u16,
    /// On the wire: 3 bytes.
    pub d: &'a [u8; 3],
}

impl ::core::cmp::Eq for FixedRef<'_> {}

impl codec::Encode for FixedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.c);
        out.put(self.d.as_slice());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FixedRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let c = reader.read_u16_be().within("c")?;
        let d = reader.read_array::<3>().within("d")?;
        Ok(Self { c, d })
    }
}

impl<'a> FixedRef<'a> {
    /// The [`Fixed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Fixed {
        Fixed { c: self.c, d: *self.d }
    }
}

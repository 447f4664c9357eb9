// Written by `cargo run -- gen` from codegen/tests/specs/padding.wire. Do not edit: change the spec and run the command.

//! The padding protocol. See `codegen/tests/specs/padding.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The attribute of STUN (RFC 8489, §14): its length does not count the padding.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `kind` | u16 big-endian |
/// | 2 | 2 | `length` | u16 big-endian, the bytes of `value` |
/// | 4 | 0..=40 | `value` | 0 to 40 bytes, as `length` says |
/// |  | 0..=3 | `padding` | zero bytes up to a multiple of 4 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Attribute {
    /// On the wire: u16 big-endian.
    pub kind: u16,
    /// On the wire: 0 to 40 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub value: Bytes,
}

impl ::core::cmp::Eq for Attribute {}

impl codec::Encode for Attribute {
    #[inline]
    fn encoded_len(&self) -> usize {
        usize::next_multiple_of(4 + self.value.len(), 4)
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        out.put_u16_be(self.kind);
        codec::check_length(self.value.len(), 0, 40).within("length")?;
        out.put_u16_be(self.value.len() as u16);
        out.put(&self.value);
        codec::put_padding_to(out, begin, 4);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Attribute {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AttributeRef::decode(reader)?.own(reader))
    }
}

/// [`Attribute`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttributeRef<'a> {
    /// On the wire: u16 big-endian.
    pub kind: u16,
    /// On the wire: 0 to 40 bytes, as `length` says.
    pub value: &'a [u8],
}

impl ::core::cmp::Eq for AttributeRef<'_> {}

impl codec::Encode for AttributeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        usize::next_multiple_of(4 + self.value.len(), 4)
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        out.put_u16_be(self.kind);
        codec::check_length(self.value.len(), 0, 40).within("length")?;
        out.put_u16_be(self.value.len() as u16);
        out.put(self.value);
        codec::put_padding_to(out, begin, 4);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AttributeRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let kind = reader.read_u16_be().within("kind")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 0, 40).within("length")?;
        let value = reader.read_measured(length_.into()).within("value")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 4)).within("padding")?;
        Ok(Self { kind, value })
    }
}

impl<'a> AttributeRef<'a> {
    /// The [`Attribute`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Attribute {
        Attribute { kind: self.kind, value: reader.own(self.value) }
    }
}

/// Padding between and at the end, inside of a size and outside.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 1 |
/// | 1 | 0 | `kind` | 4 bits |
/// | 1 | 3 | `pad` | 3 zero bytes |
/// | 4 | 1..=11 | `name` | 0 to 10 bytes of UTF-8, their number in front as u8 |
/// |  | 0..=3 | `after_name` | zero bytes up to a multiple of 4 |
/// |  | 1 | `words` | u8, `size(words..=tail) / 4` |
/// |  | 1 | `mark` | one byte, 0 or 1 |
/// |  | 1..=10 | `body` | 0 to 9 bytes, their number in front as u8 |
/// |  | 0..=7 | `tail` | zero bytes up to a multiple of 8 |
/// |  | 0..=2 | `last` | u16 big-endian; there if `mark` |
/// |  | 0..=1 | `end` | zero bytes up to a multiple of 2 |
/// |  | 2 | `sum` | u16 big-endian, `internet(version..=end)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Record {
    /// On the wire: 4 bits.
    pub kind: u8,
    /// On the wire: 0 to 10 bytes of UTF-8, their number in front as u8.
    pub name: String,
    /// On the wire: one byte, 0 or 1.
    pub mark: bool,
    /// On the wire: 0 to 9 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
    /// On the wire: u16 big-endian; there if `mark`.
    pub last: Option<u16>,
}

impl ::core::cmp::Eq for Record {}

impl codec::Encode for Record {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + usize::next_multiple_of(
                usize::next_multiple_of(
                    3 + usize::next_multiple_of(5 + self.name.len(), 4) + self.body.len(),
                    8,
                )
                    + usize::from(self.last.is_some()) * 2,
                2,
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        let checksum_11_begin = out.written().len();
        codec::check_range(self.kind, 0, 15).within("kind")?;
        out.put_u8(self.kind | 0x10);
        codec::put_padding(out, 3);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 10).within("name")?;
        codec::put_padding_to(out, begin, 4);
        let words: usize = usize::next_multiple_of(
            3 + usize::next_multiple_of(5 + self.name.len(), 4) + self.body.len(),
            8,
        )
            - (usize::next_multiple_of(5 + self.name.len(), 4));
        out.put_u8((words / 4) as u8);
        out.put_bool(self.mark);
        out.put_prefixed(O::put_u8, &self.body, 0, 9).within("body")?;
        codec::put_padding_to(out, begin, 8);
        codec::check_length(words, 3, 19).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        codec::check_presence(self.last.is_some(), self.mark).within("last")?;
        if let Some(last) = &self.last {
            out.put_u16_be(*last);
        }
        codec::put_padding_to(out, begin, 2);
        let checksum_11_end = out.written().len();
        let checksum_11_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_11_begin,
            checksum_11_end,
            checksum_11_at,
            2,
        ));
        out.written()[checksum_11_at..checksum_11_at + 2].copy_from_slice(&checksum.to_be_bytes());
        codec::check_require(self.kind != 9 || self.mark, "kind != 9 || mark")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Record {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RecordRef::decode(reader)?.own(reader))
    }
}

/// [`Record`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordRef<'a> {
    /// On the wire: 4 bits.
    pub kind: u8,
    /// On the wire: 0 to 10 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
    /// On the wire: one byte, 0 or 1.
    pub mark: bool,
    /// On the wire: 0 to 9 bytes, their number in front as u8.
    pub body: &'a [u8],
    /// On the wire: u16 big-endian; there if `mark`.
    pub last: Option<u16>,
}

impl ::core::cmp::Eq for RecordRef<'_> {}

impl codec::Encode for RecordRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + usize::next_multiple_of(
                usize::next_multiple_of(
                    3 + usize::next_multiple_of(5 + self.name.len(), 4) + self.body.len(),
                    8,
                )
                    + usize::from(self.last.is_some()) * 2,
                2,
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        let checksum_11_begin = out.written().len();
        codec::check_range(self.kind, 0, 15).within("kind")?;
        out.put_u8(self.kind | 0x10);
        codec::put_padding(out, 3);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 10).within("name")?;
        codec::put_padding_to(out, begin, 4);
        let words: usize = usize::next_multiple_of(
            3 + usize::next_multiple_of(5 + self.name.len(), 4) + self.body.len(),
            8,
        )
            - (usize::next_multiple_of(5 + self.name.len(), 4));
        out.put_u8((words / 4) as u8);
        out.put_bool(self.mark);
        out.put_prefixed(O::put_u8, self.body, 0, 9).within("body")?;
        codec::put_padding_to(out, begin, 8);
        codec::check_length(words, 3, 19).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        codec::check_presence(self.last.is_some(), self.mark).within("last")?;
        if let Some(last) = &self.last {
            out.put_u16_be(*last);
        }
        codec::put_padding_to(out, begin, 2);
        let checksum_11_end = out.written().len();
        let checksum_11_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_11_begin,
            checksum_11_end,
            checksum_11_at,
            2,
        ));
        out.written()[checksum_11_at..checksum_11_at + 2].copy_from_slice(&checksum.to_be_bytes());
        codec::check_require(self.kind != 9 || self.mark, "kind != 9 || mark")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RecordRef<'a> {
    const MIN_LEN: usize = 10;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let checksum_11_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 1).within("version")?;
        let kind = run & 0x0f;
        reader.read_padding(3).within("pad")?;
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 0, 10).within("name")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 4)).within("after_name")?;
        let region_5_begin = reader.offset();
        let start = reader.offset();
        let words = reader.read_u8().within("words")?;
        reader.expect_length(start, i128::from(words) * 4, 3, 19).within("words")?;
        let mark = reader.read_bool().within("mark")?;
        let region_5 = reader
            .enter(
                reader.offset(),
                u64::from(words) * 4 - (reader.offset() - region_5_begin) as u64,
            )
            .within("body")?;
        let body = reader.read_prefixed(codec::Reader::read_u8, 0, 9).within("body")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 8)).within("tail")?;
        reader.leave(region_5)?;
        let last = if mark {
            Some(reader.read_u16_be().within("last")?)
        } else {
            None
        };
        reader.read_padding(codec::padding_to(reader.offset() - begin, 2)).within("end")?;
        let checksum_11_end = reader.offset();
        let checksum_11_at = reader.offset();
        let sum = reader.read_u16_be().within("sum")?;
        reader
            .expect_checksum(
                checksum_11_at,
                sum,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_11_begin,
                    checksum_11_end,
                    checksum_11_at,
                    2,
                )),
            )
            .within("sum")?;
        reader.expect_require(begin, kind != 9 || mark, "kind != 9 || mark")?;
        Ok(Self { kind, name, mark, body, last })
    }
}

impl<'a> RecordRef<'a> {
    /// The [`Record`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Record {
        Record {
            kind: self.kind,
            name: String::from(self.name),
            mark: self.mark,
            body: reader.own(self.body),
            last: self.last,
        }
    }
}

/// Where it stands is known, so its size is.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `a` | u8 |
/// | 1 | 3 | `to_four` | zero bytes up to a multiple of 4 |
/// | 4 | 4 | `b` | u32 little-endian |
/// | 8 | 1 | `c` | u8 |
/// | 9 | 7 | `to_eight` | zero bytes up to a multiple of 8 |
/// | 16 | 1 | `d` | u8 |
/// | 17 | 1 | `one` | a zero byte |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fixed {
    /// On the wire: u8.
    pub a: u8,
    /// On the wire: u32 little-endian.
    pub b: u32,
    /// On the wire: u8.
    pub c: u8,
    /// On the wire: u8.
    pub d: u8,
}

impl ::core::cmp::Eq for Fixed {}

impl codec::Encode for Fixed {
    #[inline]
    fn encoded_len(&self) -> usize {
        18
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        out.put_u8(self.a);
        codec::put_padding_to(out, begin, 4);
        out.put_u32_le(self.b);
        out.put_u8(self.c);
        codec::put_padding_to(out, begin, 8);
        out.put_u8(self.d);
        codec::put_padding(out, 1);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fixed {
    const MIN_LEN: usize = 18;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let a = reader.read_u8().within("a")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 4)).within("to_four")?;
        let b = reader.read_u32_le().within("b")?;
        let c = reader.read_u8().within("c")?;
        reader.read_padding(codec::padding_to(reader.offset() - begin, 8)).within("to_eight")?;
        let d = reader.read_u8().within("d")?;
        reader.read_padding(1).within("one")?;
        Ok(Self { a, b, c, d })
    }
}

/// Behind a tag, and counted from behind it.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Option_ {
    /// `Word`, tag 0.
    Word {
        /// On the wire: u8.
        low: u8,
        /// On the wire: u16 big-endian.
        high: u16,
    },
    /// `Name`, tag 1.
    Name {
        /// On the wire: 0 to 9 bytes of UTF-8, up to the bytes `[00]`.
        name: String,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Option_ {}

impl codec::Encode for Option_ {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 6,
            Self::Name { name } => 2 + usize::next_multiple_of(1 + name.len(), 4),
            Self::Other { raw, .. } => 2 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { low, high } => {
                out.put_u8(0);
                let length: usize = 4;
                out.put_u8(length as u8);
                let begin = out.written().len();
                out.put_u8(*low);
                codec::put_padding_to(out, begin, 2);
                out.put_u16_be(*high);
                codec::check_length(length, 0, 255)?;
            }
            Self::Name { name } => {
                out.put_u8(1);
                let length: usize = usize::next_multiple_of(1 + name.len(), 4);
                out.put_u8(length as u8);
                let begin = out.written().len();
                codec::check_length(name.len(), 0, 9).within("name")?;
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::put_padding_to(out, begin, 4);
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 0 | 1), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = raw.len();
                out.put_u8(length as u8);
                out.put(raw);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Option_ {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OptionRef::decode(reader)?.own(reader))
    }
}

/// [`Option_`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OptionRef<'a> {
    /// `Word`, tag 0.
    Word {
        /// On the wire: u8.
        low: u8,
        /// On the wire: u16 big-endian.
        high: u16,
    },
    /// `Name`, tag 1.
    Name {
        /// On the wire: 0 to 9 bytes of UTF-8, up to the bytes `[00]`.
        name: &'a str,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for OptionRef<'_> {}

impl codec::Encode for OptionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 6,
            Self::Name { name } => 2 + usize::next_multiple_of(1 + name.len(), 4),
            Self::Other { raw, .. } => 2 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { low, high } => {
                out.put_u8(0);
                let length: usize = 4;
                out.put_u8(length as u8);
                let begin = out.written().len();
                out.put_u8(*low);
                codec::put_padding_to(out, begin, 2);
                out.put_u16_be(*high);
                codec::check_length(length, 0, 255)?;
            }
            Self::Name { name } => {
                out.put_u8(1);
                let length: usize = usize::next_multiple_of(1 + name.len(), 4);
                out.put_u8(length as u8);
                let begin = out.written().len();
                codec::check_length(name.len(), 0, 9).within("name")?;
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::put_padding_to(out, begin, 4);
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 0 | 1), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = raw.len();
                out.put_u8(length as u8);
                out.put(raw);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OptionRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let begin = reader.offset();
                let low = reader.read_u8().within("low")?;
                reader.read_padding(codec::padding_to(reader.offset() - begin, 2)).within("pad")?;
                let high = reader.read_u16_be().within("high")?;
                Ok(Self::Word { low, high })
            }
            1 => {
                let begin = reader.offset();
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, 9).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                reader.read_padding(codec::padding_to(reader.offset() - begin, 4)).within("pad")?;
                Ok(Self::Name { name })
            }
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
                Ok(Self::Other { tag, raw })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> OptionRef<'a> {
    /// The [`Option_`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Option_ {
        match self {
            Self::Word { low, high } => Option_::Word { low, high },
            Self::Name { name } => Option_::Name { name: String::from(name) },
            Self::Other { tag, raw } => Option_::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Attributes`.
    Attributes(Attributes),
    /// The message `Records`.
    Records(Records),
    /// The message `FixedOnes`.
    FixedOnes(FixedOnes),
    /// The message `Options`.
    Options(Options),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Attributes(_) => 1,
            Self::Records(_) => 2,
            Self::FixedOnes(_) => 3,
            Self::Options(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Attributes(_) => "Attributes",
            Self::Records(_) => "Records",
            Self::FixedOnes(_) => "FixedOnes",
            Self::Options(_) => "Options",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Attributes(body) => body.encoded_len(),
            Self::Records(body) => body.encoded_len(),
            Self::FixedOnes(body) => body.encoded_len(),
            Self::Options(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Attributes(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Records(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::FixedOnes(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Options(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Attributes::decode(reader).map(Self::Attributes),
            2 => Records::decode(reader).map(Self::Records),
            3 => FixedOnes::decode(reader).map(Self::FixedOnes),
            4 => Options::decode(reader).map(Self::Options),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Attributes> for Message {
    fn from(body: Attributes) -> Self {
        Self::Attributes(body)
    }
}

impl From<Records> for Message {
    fn from(body: Records) -> Self {
        Self::Records(body)
    }
}

impl From<FixedOnes> for Message {
    fn from(body: FixedOnes) -> Self {
        Self::FixedOnes(body)
    }
}

impl From<Options> for Message {
    fn from(body: Options) -> Self {
        Self::Options(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Attributes`.
    Attributes(AttributesRef<'a>),
    /// The message `Records`.
    Records(RecordsRef<'a>),
    /// The message `FixedOnes`.
    FixedOnes(FixedOnes),
    /// The message `Options`.
    Options(OptionsRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Attributes(_) => 1,
            Self::Records(_) => 2,
            Self::FixedOnes(_) => 3,
            Self::Options(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Attributes(_) => "Attributes",
            Self::Records(_) => "Records",
            Self::FixedOnes(_) => "FixedOnes",
            Self::Options(_) => "Options",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Attributes(body) => body.encoded_len(),
            Self::Records(body) => body.encoded_len(),
            Self::FixedOnes(body) => body.encoded_len(),
            Self::Options(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Attributes(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Records(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::FixedOnes(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Options(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => AttributesRef::decode(reader).map(Self::Attributes),
            2 => RecordsRef::decode(reader).map(Self::Records),
            3 => FixedOnes::decode(reader).map(Self::FixedOnes),
            4 => OptionsRef::decode(reader).map(Self::Options),
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
            Self::Attributes(body) => Message::Attributes(body.own(reader)),
            Self::Records(body) => Message::Records(body.own(reader)),
            Self::FixedOnes(body) => Message::FixedOnes(body),
            Self::Options(body) => Message::Options(body.own(reader)),
        }
    }
}

/// The message `Attributes`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 0.. | `attributes` | elements, all that is left, each [`Attribute`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Attributes {
    /// On the wire: elements, all that is left, each [`Attribute`].
    pub attributes: Vec<Attribute>,
}

impl ::core::cmp::Eq for Attributes {}

impl codec::Encode for Attributes {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.attributes.iter().enumerate() {
            element.encode(out).at(index).within("attributes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Attributes {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let attributes = reader
            .read_list_to_end(0, u64::MAX, Attribute::decode)
            .within("attributes")?;
        Ok(Self { attributes })
    }
}

/// [`Attributes`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttributesRef<'a> {
    /// On the wire: elements, all that is left, each [`Attribute`].
    pub attributes: codec::List<'a, AttributeRef<'a>>,
}

impl ::core::cmp::Eq for AttributesRef<'_> {}

impl codec::Encode for AttributesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.attributes.iter().enumerate() {
            element.encode(out).at(index).within("attributes")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AttributesRef<'a> {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let attributes = codec::List::read_to_end(reader, 0, u64::MAX, AttributeRef::decode)
            .within("attributes")?;
        Ok(Self { attributes })
    }
}

impl<'a> AttributesRef<'a> {
    /// The [`Attributes`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Attributes {
        Attributes { attributes: self.attributes.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Attributes {
    const TAG: u64 = 1;
    const NAME: &'static str = "Attributes";
}

/// The message `Records`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=85 | `records` | 0 to 2 elements, their number in front as u8, each [`Record`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Records {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Record`].
    pub records: Vec<Record>,
}

impl ::core::cmp::Eq for Records {}

impl codec::Encode for Records {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.records.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.records.len(), 0, 2).within("records")?;
        for (index, element) in self.records.iter().enumerate() {
            element.encode(out).at(index).within("records")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Records {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("records")?;
        let records = reader.read_list(prefix, 10, Record::decode).within("records")?;
        Ok(Self { records })
    }
}

/// [`Records`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordsRef<'a> {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Record`].
    pub records: codec::List<'a, RecordRef<'a>>,
}

impl ::core::cmp::Eq for RecordsRef<'_> {}

impl codec::Encode for RecordsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.records.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.records.len(), 0, 2).within("records")?;
        for (index, element) in self.records.iter().enumerate() {
            element.encode(out).at(index).within("records")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RecordsRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("records")?;
        let records = codec::List::read(reader, prefix, RecordRef::decode).within("records")?;
        Ok(Self { records })
    }
}

impl<'a> RecordsRef<'a> {
    /// The [`Records`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Records {
        Records { records: self.records.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Records {
    const TAG: u64 = 2;
    const NAME: &'static str = "Records";
}

/// The message `FixedOnes`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 18 | `first` | [`Fixed`] |
/// | 18 | 1..=19 | `second` | one byte, 0 or 1, then if it is 1: [`Fixed`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct FixedOnes {
    /// On the wire: [`Fixed`].
    pub first: Fixed,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Fixed`].
    pub second: Option<Fixed>,
}

impl ::core::cmp::Eq for FixedOnes {}

impl codec::Encode for FixedOnes {
    #[inline]
    fn encoded_len(&self) -> usize {
        19 + usize::from(self.second.is_some()) * 18
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.first.encode(out).within("first")?;
        out.put_optional(self.second.as_ref()).within("second")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FixedOnes {
    const MIN_LEN: usize = 19;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let first = Fixed::decode(reader).within("first")?;
        let second = reader.read_optional(Fixed::decode).within("second")?;
        Ok(Self { first, second })
    }
}

impl protocol::Message for FixedOnes {
    const TAG: u64 = 3;
    const NAME: &'static str = "FixedOnes";
}

/// The message `Options`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 0..=1028 | `options` | 0 to 4 elements, all that is left, each [`Option_`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Options {
    /// On the wire: 0 to 4 elements, all that is left, each [`Option_`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub options: Vec<Option_>,
}

impl ::core::cmp::Eq for Options {}

impl codec::Encode for Options {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.options.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.options.len(), 0, 4).within("options")?;
        for (index, element) in self.options.iter().enumerate() {
            element.encode(out).at(index).within("options")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Options {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let options = reader.read_list_to_end(0, 4, Option_::decode).within("options")?;
        Ok(Self { options })
    }
}

/// [`Options`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionsRef<'a> {
    /// On the wire: 0 to 4 elements, all that is left, each [`Option_`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub options: codec::List<'a, OptionRef<'a>>,
}

impl ::core::cmp::Eq for OptionsRef<'_> {}

impl codec::Encode for OptionsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.options.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.options.len(), 0, 4).within("options")?;
        for (index, element) in self.options.iter().enumerate() {
            element.encode(out).at(index).within("options")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OptionsRef<'a> {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let options = codec::List::read_to_end(reader, 0, 4, OptionRef::decode).within("options")?;
        Ok(Self { options })
    }
}

impl<'a> OptionsRef<'a> {
    /// The [`Options`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Options {
        Options { options: self.options.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Options {
    const TAG: u64 = 4;
    const NAME: &'static str = "Options";
}

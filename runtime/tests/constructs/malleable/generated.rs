// Written by `cargo run -- gen` from codegen/tests/specs/malleable.wire. Do not edit: change the spec and run the command.

//! The malleable protocol. See `codegen/tests/specs/malleable.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The attribute of STUN as RFC 5389, §15 has it: "the value of the padding
/// bits are ignored, and may be any value".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `kind` | u16 big-endian |
/// | 2 | 2 | `length` | u16 big-endian, the bytes of `value` |
/// | 4 | 0..=40 | `value` | 0 to 40 bytes, as `length` says |
/// |  | 0..=3 | `padding` | zero bytes up to a multiple of 4, malleable |
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
        reader.skip_padding(codec::padding_to(reader.offset() - begin, 4)).within("padding")?;
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

/// Truth values of every kind: alone, of one bit beside one in shared bytes, in
/// lists and options, with a condition, and looked at.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `plain` | one byte, 0 or 1, malleable |
/// | 1 | 2 | `nibble` | 4 bits |
/// | 3 | 0 | `shared` | one byte, 0 or 1, malleable |
/// | 3 | 0 | `rest` | 3 bits |
/// | 3 | 0 | `bit` | one bit |
/// | 3 | 3 | `list` | 3 elements, each one byte, 0 or 1, malleable |
/// | 6 | 1..=5 | `some` | 0 to 2 elements, their number in front as u8, each one byte, 0 or 1, then if it is 1: one byte, 0 or 1, malleable |
/// |  | 0..=1 | `here` | u8; there if `plain` |
/// |  | 0..=1 | `maybe` | one byte, 0 or 1, malleable; there if `shared` |
/// |  | 1 | `strict` | one byte, 0 or 1 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Truths {
    /// On the wire: one byte, 0 or 1, malleable.
    pub plain: bool,
    /// On the wire: 4 bits.
    pub nibble: u8,
    /// On the wire: one byte, 0 or 1, malleable.
    pub shared: bool,
    /// On the wire: 3 bits.
    pub rest: u8,
    /// On the wire: one bit.
    pub bit: bool,
    /// On the wire: 3 elements, each one byte, 0 or 1, malleable.
    pub list: [bool; 3],
    /// On the wire: 0 to 2 elements, their number in front as u8, each one byte, 0 or 1, then if it is 1: one byte, 0 or 1, malleable.
    pub some: Vec<Option<bool>>,
    /// On the wire: u8; there if `plain`.
    pub here: Option<u8>,
    /// On the wire: one byte, 0 or 1, malleable; there if `shared`.
    pub maybe: Option<bool>,
    /// On the wire: one byte, 0 or 1.
    pub strict: bool,
}

impl ::core::cmp::Eq for Truths {}

impl codec::Encode for Truths {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + self.some.iter().map(|element| 1 + usize::from(element.is_some()) * 1).sum::<usize>()
            + usize::from(self.here.is_some()) * 1
            + usize::from(self.maybe.is_some()) * 1
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.plain);
        codec::check_range(self.nibble, 0, 15).within("nibble")?;
        codec::check_range(self.rest, 0, 7).within("rest")?;
        out.put_u16_be(
            u16::from(self.nibble) << 12
                | u16::from(self.shared) << 4
                | u16::from(self.rest) << 1
                | u16::from(self.bit),
        );
        for element in &self.list {
            out.put_bool(*element);
        }
        out.put_length(O::put_u8, self.some.len(), 0, 2).within("some")?;
        for element in &self.some {
            match element {
                None => out.put_u8(0),
                Some(held) => {
                    out.put_u8(1);
                    out.put_bool(*held);
                }
            }
        }
        codec::check_presence(self.here.is_some(), self.plain).within("here")?;
        if let Some(here) = &self.here {
            out.put_u8(*here);
        }
        codec::check_presence(self.maybe.is_some(), self.shared).within("maybe")?;
        if let Some(maybe) = &self.maybe {
            out.put_bool(*maybe);
        }
        out.put_bool(self.strict);
        codec::check_require(!(self.plain && self.strict), "!(plain && strict)")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Truths {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let plain = reader.read_malleable_bool().within("plain")?;
        let run = reader.read_u16_be().within("nibble")?;
        let nibble = (run >> 12) as u8;
        let shared = ((run >> 4 & 0xff) as u8) != 0;
        let rest = (run >> 1 & 0x07) as u8;
        let bit = run & 1 != 0;
        let list = reader.read_each(codec::Reader::read_malleable_bool).within("list")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("some")?;
        let some = reader
            .read_list(prefix, 1, |reader| reader.read_optional(codec::Reader::read_malleable_bool))
            .within("some")?;
        let here = if plain {
            Some(reader.read_u8().within("here")?)
        } else {
            None
        };
        let maybe = if shared {
            Some(reader.read_malleable_bool().within("maybe")?)
        } else {
            None
        };
        let strict = reader.read_bool().within("strict")?;
        reader.expect_require(begin, !(plain && strict), "!(plain && strict)")?;
        Ok(Self { plain, nibble, shared, rest, bit, list, some, here, maybe, strict })
    }
}

/// [`Truths`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TruthsRef<'a> {
    /// On the wire: one byte, 0 or 1, malleable.
    pub plain: bool,
    /// On the wire: 4 bits.
    pub nibble: u8,
    /// On the wire: one byte, 0 or 1, malleable.
    pub shared: bool,
    /// On the wire: 3 bits.
    pub rest: u8,
    /// On the wire: one bit.
    pub bit: bool,
    /// On the wire: 3 elements, each one byte, 0 or 1, malleable.
    pub list: [bool; 3],
    /// On the wire: 0 to 2 elements, their number in front as u8, each one byte, 0 or 1, then if it is 1: one byte, 0 or 1, malleable.
    pub some: codec::List<'a, Option<bool>>,
    /// On the wire: u8; there if `plain`.
    pub here: Option<u8>,
    /// On the wire: one byte, 0 or 1, malleable; there if `shared`.
    pub maybe: Option<bool>,
    /// On the wire: one byte, 0 or 1.
    pub strict: bool,
}

impl ::core::cmp::Eq for TruthsRef<'_> {}

impl codec::Encode for TruthsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + self.some.iter().map(|element| 1 + usize::from(element.is_some()) * 1).sum::<usize>()
            + usize::from(self.here.is_some()) * 1
            + usize::from(self.maybe.is_some()) * 1
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.plain);
        codec::check_range(self.nibble, 0, 15).within("nibble")?;
        codec::check_range(self.rest, 0, 7).within("rest")?;
        out.put_u16_be(
            u16::from(self.nibble) << 12
                | u16::from(self.shared) << 4
                | u16::from(self.rest) << 1
                | u16::from(self.bit),
        );
        for element in &self.list {
            out.put_bool(*element);
        }
        out.put_length(O::put_u8, self.some.len(), 0, 2).within("some")?;
        for element in self.some.iter() {
            match &element {
                None => out.put_u8(0),
                Some(held) => {
                    out.put_u8(1);
                    out.put_bool(*held);
                }
            }
        }
        codec::check_presence(self.here.is_some(), self.plain).within("here")?;
        if let Some(here) = &self.here {
            out.put_u8(*here);
        }
        codec::check_presence(self.maybe.is_some(), self.shared).within("maybe")?;
        if let Some(maybe) = &self.maybe {
            out.put_bool(*maybe);
        }
        out.put_bool(self.strict);
        codec::check_require(!(self.plain && self.strict), "!(plain && strict)")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TruthsRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let plain = reader.read_malleable_bool().within("plain")?;
        let run = reader.read_u16_be().within("nibble")?;
        let nibble = (run >> 12) as u8;
        let shared = ((run >> 4 & 0xff) as u8) != 0;
        let rest = (run >> 1 & 0x07) as u8;
        let bit = run & 1 != 0;
        let list = reader.read_each(codec::Reader::read_malleable_bool).within("list")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("some")?;
        let some = codec::List::read(reader, prefix, |reader| reader.read_optional(
            codec::Reader::read_malleable_bool,
        ))
            .within("some")?;
        let here = if plain {
            Some(reader.read_u8().within("here")?)
        } else {
            None
        };
        let maybe = if shared {
            Some(reader.read_malleable_bool().within("maybe")?)
        } else {
            None
        };
        let strict = reader.read_bool().within("strict")?;
        reader.expect_require(begin, !(plain && strict), "!(plain && strict)")?;
        Ok(Self { plain, nibble, shared, rest, bit, list, some, here, maybe, strict })
    }
}

impl<'a> TruthsRef<'a> {
    /// The [`Truths`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Truths {
        Truths {
            plain: self.plain,
            nibble: self.nibble,
            shared: self.shared,
            rest: self.rest,
            bit: self.bit,
            list: self.list,
            some: self.some.iter().collect(),
            here: self.here,
            maybe: self.maybe,
            strict: self.strict,
        }
    }
}

/// Padding between fields, in what a size and a checksum cover.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 1 |
/// | 1 | 0 | `kind` | 4 bits |
/// | 1 | 3 | `gap` | 3 zero bytes, malleable |
/// | 4 | 1 | `words` | u8, `size(words..=tail) / 4` |
/// | 5 | 1..=202 | `body` | 0 to 200 bytes, their number in front as u14 in LEB128, malleable |
/// |  | 0..=7 | `tail` | zero bytes up to a multiple of 8, malleable |
/// |  | 2 | `sum` | u16 big-endian, `internet(version..=tail)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Record {
    /// On the wire: 4 bits.
    pub kind: u8,
    /// On the wire: 0 to 200 bytes, their number in front as u14 in LEB128, malleable.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
}

impl ::core::cmp::Eq for Record {}

impl codec::Encode for Record {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + usize::next_multiple_of(
                5
                    + codec::varint_len(codec::Varint::Leb128, self.body.len() as u64)
                    + self.body.len(),
                8,
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        let checksum_6_begin = out.written().len();
        codec::check_range(self.kind, 0, 15).within("kind")?;
        out.put_u8(self.kind | 0x10);
        codec::put_padding(out, 3);
        let words: usize = usize::next_multiple_of(
            5 + codec::varint_len(codec::Varint::Leb128, self.body.len() as u64) + self.body.len(),
            8,
        )
            - (4);
        out.put_u8((words / 4) as u8);
        codec::check_length(self.body.len(), 0, 200).within("body")?;
        codec::put_varint(out, codec::Varint::Leb128, self.body.len() as u16);
        out.put(&self.body);
        codec::put_padding_to(out, begin, 8);
        codec::check_length(words, 2, 210).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        let checksum_6_end = out.written().len();
        let checksum_6_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            2,
        ));
        out.written()[checksum_6_at..checksum_6_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Record {
    const MIN_LEN: usize = 8;

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
    /// On the wire: 0 to 200 bytes, their number in front as u14 in LEB128, malleable.
    pub body: &'a [u8],
}

impl ::core::cmp::Eq for RecordRef<'_> {}

impl codec::Encode for RecordRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + usize::next_multiple_of(
                5
                    + codec::varint_len(codec::Varint::Leb128, self.body.len() as u64)
                    + self.body.len(),
                8,
            )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let begin = out.written().len();
        let checksum_6_begin = out.written().len();
        codec::check_range(self.kind, 0, 15).within("kind")?;
        out.put_u8(self.kind | 0x10);
        codec::put_padding(out, 3);
        let words: usize = usize::next_multiple_of(
            5 + codec::varint_len(codec::Varint::Leb128, self.body.len() as u64) + self.body.len(),
            8,
        )
            - (4);
        out.put_u8((words / 4) as u8);
        codec::check_length(self.body.len(), 0, 200).within("body")?;
        codec::put_varint(out, codec::Varint::Leb128, self.body.len() as u16);
        out.put(self.body);
        codec::put_padding_to(out, begin, 8);
        codec::check_length(words, 2, 210).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        let checksum_6_end = out.written().len();
        let checksum_6_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            2,
        ));
        out.written()[checksum_6_at..checksum_6_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RecordRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let checksum_6_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 1).within("version")?;
        let kind = run & 0x0f;
        reader.skip_padding(3).within("gap")?;
        let region_3_begin = reader.offset();
        let start = reader.offset();
        let words = reader.read_u8().within("words")?;
        reader.expect_length(start, i128::from(words) * 4, 2, 210).within("words")?;
        let region_3 = reader
            .enter(
                reader.offset(),
                u64::from(words) * 4 - (reader.offset() - region_3_begin) as u64,
            )
            .within("body")?;
        let body = reader
            .read_prefixed(
                |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 14),
                0,
                200,
            )
            .within("body")?;
        reader.skip_padding(codec::padding_to(reader.offset() - begin, 8)).within("tail")?;
        reader.leave(region_3)?;
        let checksum_6_end = reader.offset();
        let checksum_6_at = reader.offset();
        let sum = reader.read_u16_be().within("sum")?;
        reader
            .expect_checksum(
                checksum_6_at,
                sum,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_6_begin,
                    checksum_6_end,
                    checksum_6_at,
                    2,
                )),
            )
            .within("sum")?;
        Ok(Self { kind, body })
    }
}

impl<'a> RecordRef<'a> {
    /// The [`Record`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Record {
        Record { kind: self.kind, body: reader.own(self.body) }
    }
}

/// Whatever follows is skipped, but for the bytes of what stands at the end.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8 |
/// | 1 | 1..=10 | `name` | 0 to 9 bytes of UTF-8, their number in front as u8 |
/// |  | 0..=100 | `newer` | whatever is left, at most 100 bytes, skipped and not written but the 4 bytes behind it |
/// |  | 4 | `sum` | u32 big-endian, `crc32(kind..=newer)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sealed {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 9 bytes of UTF-8, their number in front as u8.
    pub name: String,
}

impl ::core::cmp::Eq for Sealed {}

impl codec::Encode for Sealed {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_3_begin = out.written().len();
        out.put_u8(self.kind);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 9).within("name")?;
        let checksum_3_end = out.written().len();
        let checksum_3_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            4,
        ));
        out.written()[checksum_3_at..checksum_3_at + 4].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sealed {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SealedRef::decode(reader)?.own(reader))
    }
}

/// [`Sealed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SealedRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 9 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
}

impl ::core::cmp::Eq for SealedRef<'_> {}

impl codec::Encode for SealedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_3_begin = out.written().len();
        out.put_u8(self.kind);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 9).within("name")?;
        let checksum_3_end = out.written().len();
        let checksum_3_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            4,
        ));
        out.written()[checksum_3_at..checksum_3_at + 4].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SealedRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_3_begin = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 0, 9).within("name")?;
        let rest_2 = reader.enter_all_but(4).within("newer")?;
        reader.skip_to_end(100).within("newer")?;
        reader.leave(rest_2)?;
        let checksum_3_end = reader.offset();
        let checksum_3_at = reader.offset();
        let sum = reader.read_u32_be().within("sum")?;
        reader
            .expect_checksum(
                checksum_3_at,
                sum,
                codec::checksum::crc32(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_3_begin,
                    checksum_3_end,
                    checksum_3_at,
                    4,
                )),
            )
            .within("sum")?;
        Ok(Self { kind, name })
    }
}

impl<'a> SealedRef<'a> {
    /// The [`Sealed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Sealed {
        Sealed { kind: self.kind, name: String::from(self.name) }
    }
}

/// Inside regions: what a later version appends there is skipped.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `length` | u16 big-endian, `size(first..=newer)` |
/// | 2 | 2 | `first` | u16 big-endian |
/// | 4 | 1..=256 | `second` | 0 to 255 bytes of UTF-8, their number in front as u8 |
/// |  | 0.. | `newer` | whatever is left, skipped and not written |
/// |  | 1..=772 | `entries` | 0 to 3 elements, their number in front as u8, each [`Entry`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8 |
/// |  | 2..=65538 | `inner` | 0 to 65535 bytes, their number in front as u16 in LEB128, malleable, filled by: [`Open`] |
/// |  | 1 | `end` | u8, always 224 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Regions {
    /// On the wire: u16 big-endian.
    pub first: u16,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub second: String,
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Entry`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub entries: Vec<Entry>,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 in LEB128, malleable, filled by: [`Open`].
    pub inner: Open,
}

impl ::core::cmp::Eq for Regions {}

impl codec::Encode for Regions {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + self.second.len()
            + self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
            + codec::measured_len(codec::Varint::Leb128, self.inner.encoded_len())
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 3 + self.second.len();
        out.put_u16_be(length_ as u16);
        out.put_u16_be(self.first);
        out.put_prefixed(O::put_u8, self.second.as_bytes(), 0, 255).within("second")?;
        codec::check_length(length_, 3, 65_535).within("length")?;
        out.put_length(O::put_u8, self.entries.len(), 0, 3).within("entries")?;
        for (index, element) in self.entries.iter().enumerate() {
            element.encode(out).at(index).within("entries")?;
        }
        {
            let length: usize = self.inner.encoded_len();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            self.inner.encode(out).within("inner")?;
            codec::check_length(length, 0, 65_535).within("inner")?;
        }
        out.put_u8(224);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Regions {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 3, 65_535).within("length")?;
        let region_0_begin = reader.offset();
        let first = reader.read_u16_be().within("first")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_0_begin) as u64)
            .within("second")?;
        let second = String::from(
            reader.read_prefixed_text(codec::Reader::read_u8, 0, 255).within("second")?,
        );
        reader.skip_to_end(u64::MAX).within("newer")?;
        reader.leave(region_0)?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("entries")?;
        let entries = reader.read_list(prefix, 2, Entry::decode).within("entries")?;
        let inner = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 16),
                    0,
                    65_535,
                )
                .within("inner")?;
            let whole = reader.enter(start, prefix).within("inner")?;
            let inside = Open::decode(reader).within("inner")?;
            reader.leave(whole).within("inner")?;
            inside
        };
        let start = reader.offset();
        let end = reader.read_u8().within("end")?;
        reader.expect_constant(start, end, 224).within("end")?;
        Ok(Self { first, second, entries, inner })
    }
}

/// [`Regions`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegionsRef<'a> {
    /// On the wire: u16 big-endian.
    pub first: u16,
    /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
    pub second: &'a str,
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Entry`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub entries: codec::List<'a, EntryRef<'a>>,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 in LEB128, malleable, filled by: [`Open`].
    pub inner: Open,
}

impl ::core::cmp::Eq for RegionsRef<'_> {}

impl codec::Encode for RegionsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + self.second.len()
            + self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
            + codec::measured_len(codec::Varint::Leb128, self.inner.encoded_len())
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 3 + self.second.len();
        out.put_u16_be(length_ as u16);
        out.put_u16_be(self.first);
        out.put_prefixed(O::put_u8, self.second.as_bytes(), 0, 255).within("second")?;
        codec::check_length(length_, 3, 65_535).within("length")?;
        out.put_length(O::put_u8, self.entries.len(), 0, 3).within("entries")?;
        for (index, element) in self.entries.iter().enumerate() {
            element.encode(out).at(index).within("entries")?;
        }
        {
            let length: usize = self.inner.encoded_len();
            codec::put_varint(out, codec::Varint::Leb128, length as u16);
            self.inner.encode(out).within("inner")?;
            codec::check_length(length, 0, 65_535).within("inner")?;
        }
        out.put_u8(224);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RegionsRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 3, 65_535).within("length")?;
        let region_0_begin = reader.offset();
        let first = reader.read_u16_be().within("first")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_0_begin) as u64)
            .within("second")?;
        let second = reader.read_prefixed_text(codec::Reader::read_u8, 0, 255).within("second")?;
        reader.skip_to_end(u64::MAX).within("newer")?;
        reader.leave(region_0)?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("entries")?;
        let entries = codec::List::read(reader, prefix, EntryRef::decode).within("entries")?;
        let inner = {
            let start = reader.offset();
            let prefix = reader
                .read_length(
                    |reader| reader.read_malleable_varint::<u16>(codec::Varint::Leb128, 16),
                    0,
                    65_535,
                )
                .within("inner")?;
            let whole = reader.enter(start, prefix).within("inner")?;
            let inside = Open::decode(reader).within("inner")?;
            reader.leave(whole).within("inner")?;
            inside
        };
        let start = reader.offset();
        let end = reader.read_u8().within("end")?;
        reader.expect_constant(start, end, 224).within("end")?;
        Ok(Self { first, second, entries, inner })
    }
}

impl<'a> RegionsRef<'a> {
    /// The [`Regions`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Regions {
        Regions {
            first: self.first,
            second: String::from(self.second),
            entries: self.entries.iter().map(|held| held.own(reader)).collect(),
            inner: self.inner,
        }
    }
}

/// Its arms may grow.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Entry {
    /// `Word`, tag 0.
    Word {
        /// On the wire: u32 big-endian.
        value: u32,
    },
    /// `Nothing`, tag 1.
    Nothing {},
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

impl ::core::cmp::Eq for Entry {}

impl codec::Encode for Entry {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 6,
            Self::Nothing {} => 2,
            Self::Other { raw, .. } => 2 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { value } => {
                out.put_u8(0);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*value);
                codec::check_length(length, 0, 255)?;
            }
            Self::Nothing {} => {
                out.put_u8(1);
                let length: usize = 0;
                out.put_u8(length as u8);
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

impl<'a> codec::Decode<'a> for Entry {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(EntryRef::decode(reader)?.own(reader))
    }
}

/// [`Entry`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EntryRef<'a> {
    /// `Word`, tag 0.
    Word {
        /// On the wire: u32 big-endian.
        value: u32,
    },
    /// `Nothing`, tag 1.
    Nothing {},
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

impl ::core::cmp::Eq for EntryRef<'_> {}

impl codec::Encode for EntryRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 6,
            Self::Nothing {} => 2,
            Self::Other { raw, .. } => 2 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { value } => {
                out.put_u8(0);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*value);
                codec::check_length(length, 0, 255)?;
            }
            Self::Nothing {} => {
                out.put_u8(1);
                let length: usize = 0;
                out.put_u8(length as u8);
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

impl<'a> codec::Decode<'a> for EntryRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let value = reader.read_u32_be().within("value")?;
                reader.skip_to_end(8).within("newer")?;
                Ok(Self::Word { value })
            }
            1 => {
                reader.skip_to_end(u64::MAX).within("newer")?;
                Ok(Self::Nothing {})
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

impl<'a> EntryRef<'a> {
    /// The [`Entry`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Entry {
        match self {
            Self::Word { value } => Entry::Word { value },
            Self::Nothing {} => Entry::Nothing {},
            Self::Other { tag, raw } => Entry::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// The structure `Open`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `low` | u8 |
/// | 1 | 0.. | `newer` | whatever is left, skipped and not written |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Open {
    /// On the wire: u8.
    pub low: u8,
}

impl ::core::cmp::Eq for Open {}

impl codec::Encode for Open {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.low);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Open {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let low = reader.read_u8().within("low")?;
        reader.skip_to_end(u64::MAX).within("newer")?;
        Ok(Self { low })
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Attributes`.
    Attributes(Attributes),
    /// The message `Flags`.
    Flags(Flags),
    /// The message `Records`.
    Records(Records),
    /// The message `Last`.
    Last(Last),
    /// The message `Grown`.
    Grown(Grown),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Attributes(_) => 1,
            Self::Flags(_) => 2,
            Self::Records(_) => 3,
            Self::Last(_) => 4,
            Self::Grown(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Attributes(_) => "Attributes",
            Self::Flags(_) => "Flags",
            Self::Records(_) => "Records",
            Self::Last(_) => "Last",
            Self::Grown(_) => "Grown",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Attributes(body) => body.encoded_len(),
            Self::Flags(body) => body.encoded_len(),
            Self::Records(body) => body.encoded_len(),
            Self::Last(body) => body.encoded_len(),
            Self::Grown(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Attributes(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Flags(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Records(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Last(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Grown(body) => {
                out.put_u8(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Attributes::decode(reader).map(Self::Attributes),
            2 => Flags::decode(reader).map(Self::Flags),
            3 => Records::decode(reader).map(Self::Records),
            4 => Last::decode(reader).map(Self::Last),
            5 => Grown::decode(reader).map(Self::Grown),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4, 5];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Attributes> for Message {
    fn from(body: Attributes) -> Self {
        Self::Attributes(body)
    }
}

impl From<Flags> for Message {
    fn from(body: Flags) -> Self {
        Self::Flags(body)
    }
}

impl From<Records> for Message {
    fn from(body: Records) -> Self {
        Self::Records(body)
    }
}

impl From<Last> for Message {
    fn from(body: Last) -> Self {
        Self::Last(body)
    }
}

impl From<Grown> for Message {
    fn from(body: Grown) -> Self {
        Self::Grown(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Attributes`.
    Attributes(AttributesRef<'a>),
    /// The message `Flags`.
    Flags(FlagsRef<'a>),
    /// The message `Records`.
    Records(RecordsRef<'a>),
    /// The message `Last`.
    Last(LastRef<'a>),
    /// The message `Grown`.
    Grown(GrownRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Attributes(_) => 1,
            Self::Flags(_) => 2,
            Self::Records(_) => 3,
            Self::Last(_) => 4,
            Self::Grown(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Attributes(_) => "Attributes",
            Self::Flags(_) => "Flags",
            Self::Records(_) => "Records",
            Self::Last(_) => "Last",
            Self::Grown(_) => "Grown",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Attributes(body) => body.encoded_len(),
            Self::Flags(body) => body.encoded_len(),
            Self::Records(body) => body.encoded_len(),
            Self::Last(body) => body.encoded_len(),
            Self::Grown(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Attributes(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Flags(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Records(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Last(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Grown(body) => {
                out.put_u8(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => AttributesRef::decode(reader).map(Self::Attributes),
            2 => FlagsRef::decode(reader).map(Self::Flags),
            3 => RecordsRef::decode(reader).map(Self::Records),
            4 => LastRef::decode(reader).map(Self::Last),
            5 => GrownRef::decode(reader).map(Self::Grown),
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
            Self::Flags(body) => Message::Flags(body.own(reader)),
            Self::Records(body) => Message::Records(body.own(reader)),
            Self::Last(body) => Message::Last(body.own(reader)),
            Self::Grown(body) => Message::Grown(body.own(reader)),
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

/// The message `Flags`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8..=14 | `truths` | [`Truths`] |
/// |  | 0.. | `newer` | whatever is left, skipped and not written |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Flags {
    /// On the wire: [`Truths`].
    pub truths: Truths,
}

impl ::core::cmp::Eq for Flags {}

impl codec::Encode for Flags {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.truths.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.truths.encode(out).within("truths")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Flags {
    const MIN_LEN: usize = 8;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let truths = Truths::decode(reader).within("truths")?;
        reader.skip_to_end(u64::MAX).within("newer")?;
        Ok(Self { truths })
    }
}

/// [`Flags`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlagsRef<'a> {
    /// On the wire: [`Truths`].
    pub truths: TruthsRef<'a>,
}

impl ::core::cmp::Eq for FlagsRef<'_> {}

impl codec::Encode for FlagsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.truths.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.truths.encode(out).within("truths")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FlagsRef<'a> {
    const MIN_LEN: usize = 8;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let truths = TruthsRef::decode(reader).within("truths")?;
        reader.skip_to_end(u64::MAX).within("newer")?;
        Ok(Self { truths })
    }
}

impl<'a> FlagsRef<'a> {
    /// The [`Flags`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Flags {
        Flags { truths: self.truths.own(reader) }
    }
}

impl protocol::Message for Flags {
    const TAG: u64 = 2;
    const NAME: &'static str = "Flags";
}

/// The message `Records`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=433 | `records` | 0 to 2 elements, their number in front as u8, each [`Record`] |
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
        let records = reader.read_list(prefix, 8, Record::decode).within("records")?;
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
    const TAG: u64 = 3;
    const NAME: &'static str = "Records";
}

/// The message `Last`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 6..=115 | `sealed` | [`Sealed`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Last {
    /// On the wire: [`Sealed`].
    pub sealed: Sealed,
}

impl ::core::cmp::Eq for Last {}

impl codec::Encode for Last {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.sealed.encode(out).within("sealed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Last {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LastRef::decode(reader)?.own(reader))
    }
}

/// [`Last`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastRef<'a> {
    /// On the wire: [`Sealed`].
    pub sealed: SealedRef<'a>,
}

impl ::core::cmp::Eq for LastRef<'_> {}

impl codec::Encode for LastRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.sealed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.sealed.encode(out).within("sealed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LastRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let sealed = SealedRef::decode(reader).within("sealed")?;
        Ok(Self { sealed })
    }
}

impl<'a> LastRef<'a> {
    /// The [`Last`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Last {
        Last { sealed: self.sealed.own(reader) }
    }
}

impl protocol::Message for Last {
    const TAG: u64 = 4;
    const NAME: &'static str = "Last";
}

/// The message `Grown`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 9.. | `regions` | [`Regions`] |
/// |  | 0..=16 | `newer` | whatever is left, at most 16 bytes, skipped and not written |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Grown {
    /// On the wire: [`Regions`].
    pub regions: Regions,
}

impl ::core::cmp::Eq for Grown {}

impl codec::Encode for Grown {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.regions.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.regions.encode(out).within("regions")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Grown {
    const MIN_LEN: usize = 9;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let regions = Regions::decode(reader).within("regions")?;
        reader.skip_to_end(16).within("newer")?;
        Ok(Self { regions })
    }
}

/// [`Grown`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GrownRef<'a> {
    /// On the wire: [`Regions`].
    pub regions: RegionsRef<'a>,
}

impl ::core::cmp::Eq for GrownRef<'_> {}

impl codec::Encode for GrownRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.regions.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.regions.encode(out).within("regions")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for GrownRef<'a> {
    const MIN_LEN: usize = 9;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let regions = RegionsRef::decode(reader).within("regions")?;
        reader.skip_to_end(16).within("newer")?;
        Ok(Self { regions })
    }
}

impl<'a> GrownRef<'a> {
    /// The [`Grown`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Grown {
        Grown { regions: self.regions.own(reader) }
    }
}

impl protocol::Message for Grown {
    const TAG: u64 = 5;
    const NAME: &'static str = "Grown";
}

/// The messages `Compact`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Compact {
    /// The message `Known`.
    Known(Known),
}

impl ::core::cmp::Eq for Compact {}

impl Compact {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Known(_) => 0,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Known(_) => "Known",
        }
    }
}

impl codec::Encode for Compact {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Known(body) => 1 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Known(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Compact {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u32>(codec::Varint::Bincode, 32)? {
            0 => Known::decode(reader).map(Self::Known),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Compact {
    const TAGS: &'static [u64] = &[0];
    const TAG_LAYOUT: &'static str = "u32 in bincode's variable length";
}

impl From<Known> for Compact {
    fn from(body: Known) -> Self {
        Self::Known(body)
    }
}

/// [`Compact`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CompactRef<'a> {
    /// The message `Known`.
    Known(KnownRef<'a>),
}

impl ::core::cmp::Eq for CompactRef<'_> {}

impl CompactRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u32 {
        match self {
            Self::Known(_) => 0,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Known(_) => "Known",
        }
    }
}

impl codec::Encode for CompactRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Known(body) => 1 + body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Known(body) => {
                codec::put_varint(out, codec::Varint::Bincode, 0_u32);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for CompactRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_varint::<u32>(codec::Varint::Bincode, 32)? {
            0 => KnownRef::decode(reader).map(Self::Known),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl<'a> CompactRef<'a> {
    /// The [`Compact`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Compact {
        match self {
            Self::Known(body) => Compact::Known(body.own(reader)),
        }
    }
}

/// The message `Known`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `mark` | one byte, 0 or 1, malleable |
/// | 1 | 1..=29 | `name` | 0 to 20 bytes of UTF-8, their number in front as u64 in bincode's variable length |
/// |  | 0.. | `newer` | whatever is left, skipped and not written |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Known {
    /// On the wire: one byte, 0 or 1, malleable.
    pub mark: bool,
    /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u64 in bincode's variable length.
    pub name: String,
}

impl ::core::cmp::Eq for Known {}

impl codec::Encode for Known {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + codec::varint_len(codec::Varint::Bincode, self.name.len() as u64) + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.mark);
        codec::check_length(self.name.len(), 0, 20).within("name")?;
        codec::put_varint(out, codec::Varint::Bincode, self.name.len() as u64);
        out.put(self.name.as_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Known {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(KnownRef::decode(reader)?.own(reader))
    }
}

/// [`Known`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownRef<'a> {
    /// On the wire: one byte, 0 or 1, malleable.
    pub mark: bool,
    /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u64 in bincode's variable length.
    pub name: &'a str,
}

impl ::core::cmp::Eq for KnownRef<'_> {}

impl codec::Encode for KnownRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + codec::varint_len(codec::Varint::Bincode, self.name.len() as u64) + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.mark);
        codec::check_length(self.name.len(), 0, 20).within("name")?;
        codec::put_varint(out, codec::Varint::Bincode, self.name.len() as u64);
        out.put(self.name.as_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for KnownRef<'a> {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let mark = reader.read_malleable_bool().within("mark")?;
        let name = reader
            .read_prefixed_text(
                |reader| reader.read_varint::<u64>(codec::Varint::Bincode, 64),
                0,
                20,
            )
            .within("name")?;
        reader.skip_to_end(u64::MAX).within("newer")?;
        Ok(Self { mark, name })
    }
}

impl<'a> KnownRef<'a> {
    /// The [`Known`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Known {
        Known { mark: self.mark, name: String::from(self.name) }
    }
}

impl protocol::Message for Known {
    const TAG: u64 = 0;
    const NAME: &'static str = "Known";
}

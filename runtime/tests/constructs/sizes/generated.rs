// Written by `cargo run -- gen` from codegen/tests/specs/sizes.wire. Do not edit: change the spec and run the command.

//! The sizes protocol. See `codegen/tests/specs/sizes.wire`.

#[allow(unused_imports, reason = "the prelude of some editions has it")]
use ::core::future::Future;

#[allow(unused_imports, reason = "a field may have its name")]
use ::packetwright::service;

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// A header in words of four bytes inside a packet measured in bytes.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 4 |
/// | 1 | 0 | `header` | 4 bits, `size(version..=options) / 4` |
/// | 1 | 1 | `service` | u8 |
/// | 2 | 2 | `total` | u16 big-endian, `size(version..=payload)` |
/// | 4 | 1 | `kind` | u8 |
/// | 5 | 0..=40 | `options` | 0 to 40 bytes, all that is left |
/// |  | 0.. | `payload` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// On the wire: u8.
    pub service: u8,
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 40 bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub options: Bytes,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.options.len() + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let header: usize = 5 + self.options.len();
        out.put_u8((header / 4) as u8 | 0x40);
        out.put_u8(self.service);
        let total: usize = 5 + self.options.len() + self.payload.len();
        out.put_u16_be(total as u16);
        out.put_u8(self.kind);
        codec::check_length(self.options.len(), 0, 40).within("options")?;
        out.put(&self.options);
        codec::check_length(header, 5, 45).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        out.put(&self.payload);
        codec::check_length(total, 5, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DatagramRef::decode(reader)?.own(reader))
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// On the wire: u8.
    pub service: u8,
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 40 bytes, all that is left.
    pub options: &'a [u8],
    /// On the wire: bytes, all that is left.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.options.len() + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let header: usize = 5 + self.options.len();
        out.put_u8((header / 4) as u8 | 0x40);
        out.put_u8(self.service);
        let total: usize = 5 + self.options.len() + self.payload.len();
        out.put_u16_be(total as u16);
        out.put_u8(self.kind);
        codec::check_length(self.options.len(), 0, 40).within("options")?;
        out.put(self.options);
        codec::check_length(header, 5, 45).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        out.put(self.payload);
        codec::check_length(total, 5, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_3_begin = reader.offset();
        let region_1_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 4).within("version")?;
        let start = reader.offset() - 1;
        let header = run & 0x0f;
        reader.expect_length(start, i128::from(header) * 4, 5, 45).within("header")?;
        let service = reader.read_u8().within("service")?;
        let start = reader.offset();
        let total = reader.read_u16_be().within("total")?;
        reader.expect_length(start, total, 5, 65_535).within("total")?;
        let kind = reader.read_u8().within("kind")?;
        let region_3 = reader
            .enter(reader.offset(), u64::from(total) - (reader.offset() - region_3_begin) as u64)
            .within("options")?;
        let region_1 = reader
            .enter(
                reader.offset(),
                u64::from(header) * 4 - (reader.offset() - region_1_begin) as u64,
            )
            .within("options")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 0, 40).within("options")?;
        let options = reader.read_slice(reader.remaining()).within("options")?;
        reader.leave(region_1)?;
        let payload = reader.read_slice(reader.remaining()).within("payload")?;
        reader.leave(region_3)?;
        Ok(Self { service, kind, options, payload })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram {
            service: self.service,
            kind: self.kind,
            options: reader.own(self.options),
            payload: reader.own(self.payload),
        }
    }
}

/// Kind, length of all of it, value: the form of many options.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8 |
/// | 1 | 1 | `length` | u8, `size(kind..=value)` |
/// | 2 | 0.. | `value` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Attribute {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub value: Bytes,
}

impl ::core::cmp::Eq for Attribute {}

impl codec::Encode for Attribute {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        let length_: usize = 2 + self.value.len();
        out.put_u8(length_ as u8);
        out.put(&self.value);
        codec::check_length(length_, 2, 255).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Attribute {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AttributeRef::decode(reader)?.own(reader))
    }
}

/// [`Attribute`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttributeRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: bytes, all that is left.
    pub value: &'a [u8],
}

impl ::core::cmp::Eq for AttributeRef<'_> {}

impl codec::Encode for AttributeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        let length_: usize = 2 + self.value.len();
        out.put_u8(length_ as u8);
        out.put(self.value);
        codec::check_length(length_, 2, 255).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AttributeRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_1_begin = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        let start = reader.offset();
        let length_ = reader.read_u8().within("length")?;
        reader.expect_length(start, length_, 2, 255).within("length")?;
        let region_1 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_1_begin) as u64)
            .within("value")?;
        let value = reader.read_slice(reader.remaining()).within("value")?;
        reader.leave(region_1)?;
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

/// The same with a number that counts words beyond the first, and content of
/// several parts.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8 |
/// | 1 | 1 | `words` | u8, `(size(kind..=tail) - 4) / 4`, 0 to 3 |
/// | 2 | 2..=10 | `name` | 1 to 9 bytes of UTF-8, their number in front as u8 |
/// |  | 1..=9 | `marks` | 0 to 4 elements, their number in front as u8, each u16 little-endian |
/// |  | 0.. | `tail` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Extension {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 1 to 9 bytes of UTF-8, their number in front as u8.
    pub name: String,
    /// On the wire: 0 to 4 elements, their number in front as u8, each u16 little-endian.
    pub marks: Vec<u16>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub tail: Bytes,
}

impl ::core::cmp::Eq for Extension {}

impl codec::Encode for Extension {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.name.len() + self.marks.len() * 2 + self.tail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        let words: usize = 4 + self.name.len() + self.marks.len() * 2 + self.tail.len();
        out.put_u8((words.wrapping_sub(4) / 4) as u8);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 1, 9).within("name")?;
        out.put_length(O::put_u8, self.marks.len(), 0, 4).within("marks")?;
        for element in &self.marks {
            out.put_u16_le(*element);
        }
        out.put(&self.tail);
        codec::check_length(words, 5, 16).within("words")?;
        codec::check_unit(words, -4, 4).within("words")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Extension {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ExtensionRef::decode(reader)?.own(reader))
    }
}

/// [`Extension`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExtensionRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 1 to 9 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
    /// On the wire: 0 to 4 elements, their number in front as u8, each u16 little-endian.
    pub marks: codec::List<'a, u16>,
    /// On the wire: bytes, all that is left.
    pub tail: &'a [u8],
}

impl ::core::cmp::Eq for ExtensionRef<'_> {}

impl codec::Encode for ExtensionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.name.len() + self.marks.len() * 2 + self.tail.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind);
        let words: usize = 4 + self.name.len() + self.marks.len() * 2 + self.tail.len();
        out.put_u8((words.wrapping_sub(4) / 4) as u8);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 1, 9).within("name")?;
        out.put_length(O::put_u8, self.marks.len(), 0, 4).within("marks")?;
        for element in self.marks.iter() {
            out.put_u16_le(element);
        }
        out.put(self.tail);
        codec::check_length(words, 5, 16).within("words")?;
        codec::check_unit(words, -4, 4).within("words")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ExtensionRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_1_begin = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        let start = reader.offset();
        let words = reader.read_u8().within("words")?;
        reader.expect_length(start, i128::from(words) * 4 + 4, 5, 16).within("words")?;
        reader.expect_range(start, words, 0, 3).within("words")?;
        let region_1 = reader
            .enter(
                reader.offset(),
                u64::from(words) * 4 + 4 - (reader.offset() - region_1_begin) as u64,
            )
            .within("name")?;
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 1, 9).within("name")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 4).within("marks")?;
        let marks = codec::List::read_numbers::<2>(reader, prefix, codec::Reader::read_u16_le)
            .within("marks")?;
        let tail = reader.read_slice(reader.remaining()).within("tail")?;
        reader.leave(region_1)?;
        Ok(Self { kind, name, marks, tail })
    }
}

impl<'a> ExtensionRef<'a> {
    /// The [`Extension`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Extension {
        Extension {
            kind: self.kind,
            name: String::from(self.name),
            marks: self.marks.own(u16::from_le_bytes),
            tail: reader.own(self.tail),
        }
    }
}

/// What it measures comes later, and is a union.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Body {
    /// What there is if the number is 1.
    Number {
        /// On the wire: u32 big-endian.
        number: u32,
    },
    /// What there is if the number is 2.
    Text {
        /// On the wire: bytes of UTF-8, all that is left.
        text: String,
    },
    /// What there is if the number is 3.
    Attributes {
        /// On the wire: 0 to 3 elements, all that is left, each [`Attribute`].
        attributes: Vec<Attribute>,
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

impl ::core::cmp::Eq for Body {}

impl codec::Encode for Body {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Number { .. } => 4,
            Self::Text { text } => text.len(),
            Self::Attributes { attributes } =>
                attributes.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { raw, .. } => raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Number { number: number_ } => {
                out.put_u32_be(*number_);
            }
            Self::Text { text } => {
                out.put(text.as_bytes());
            }
            Self::Attributes { attributes } => {
                codec::check_length(attributes.len(), 0, 3).within("attributes")?;
                for (index, element) in attributes.iter().enumerate() {
                    element.encode(out).at(index).within("attributes")?;
                }
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3), *tag).within("tag")?;
                out.put(raw);
            }
        }
        Ok(())
    }
}

impl Body {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Number { .. } => 1,
            Self::Text { .. } => 2,
            Self::Attributes { .. } => 3,
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
        match selector {
            1 => {
                let number_ = reader.read_u32_be().within("number")?;
                Ok(Self::Number { number: number_ })
            }
            2 => {
                let start = reader.offset();
                let text = reader.read_slice(reader.remaining()).within("text")?;
                let text = String::from(reader.expect_text(start, text).within("text")?);
                Ok(Self::Text { text })
            }
            3 => {
                let attributes = reader
                    .read_list_to_end(0, 3, Attribute::decode)
                    .within("attributes")?;
                Ok(Self::Attributes { attributes })
            }
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
                let raw = reader.own(raw);
                Ok(Self::Other { tag, raw })
            }
        }
    }
}

/// [`Body`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BodyRef<'a> {
    /// What there is if the number is 1.
    Number {
        /// On the wire: u32 big-endian.
        number: u32,
    },
    /// What there is if the number is 2.
    Text {
        /// On the wire: bytes of UTF-8, all that is left.
        text: &'a str,
    },
    /// What there is if the number is 3.
    Attributes {
        /// On the wire: 0 to 3 elements, all that is left, each [`Attribute`].
        attributes: codec::List<'a, AttributeRef<'a>>,
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

impl ::core::cmp::Eq for BodyRef<'_> {}

impl codec::Encode for BodyRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Number { .. } => 4,
            Self::Text { text } => text.len(),
            Self::Attributes { attributes } =>
                attributes.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { raw, .. } => raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Number { number: number_ } => {
                out.put_u32_be(*number_);
            }
            Self::Text { text } => {
                out.put(text.as_bytes());
            }
            Self::Attributes { attributes } => {
                codec::check_length(attributes.len(), 0, 3).within("attributes")?;
                for (index, element) in attributes.iter().enumerate() {
                    element.encode(out).at(index).within("attributes")?;
                }
            }
            Self::Other { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3), *tag).within("tag")?;
                out.put(raw);
            }
        }
        Ok(())
    }
}

impl<'a> BodyRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Number { .. } => 1,
            Self::Text { .. } => 2,
            Self::Attributes { .. } => 3,
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
                let number_ = reader.read_u32_be().within("number")?;
                Ok(Self::Number { number: number_ })
            }
            2 => {
                let start = reader.offset();
                let text = reader.read_slice(reader.remaining()).within("text")?;
                let text = reader.expect_text(start, text).within("text")?;
                Ok(Self::Text { text })
            }
            3 => {
                let attributes = codec::List::read_to_end(reader, 0, 3, AttributeRef::decode)
                    .within("attributes")?;
                Ok(Self::Attributes { attributes })
            }
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
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
            Self::Number { number: number_ } => Body::Number { number: number_ },
            Self::Text { text } => Body::Text { text: String::from(text) },
            Self::Attributes { attributes } => {
                Body::Attributes {
                    attributes: attributes.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Other { tag, raw } => Body::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// The structure `Framed`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `length` | u24 big-endian, `size(body)` |
/// | 3 | 1 | `kind` | u8, says which arm `body` has |
/// | 4 | 4 | `stream` | u32 little-endian |
/// | 8 | 0.. | `body` | [`Body`] |
/// |  | 1 | `end` | u8, always 206 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Framed {
    /// On the wire: u32 little-endian.
    pub stream: u32,
    /// On the wire: [`Body`].
    pub body: Body,
}

impl ::core::cmp::Eq for Framed {}

impl codec::Encode for Framed {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.body.encoded_len();
        out.put_u24_be(length_ as u32);
        out.put_u8(self.body.selector());
        out.put_u32_le(self.stream);
        self.body.encode(out).within("body")?;
        codec::check_length(length_, 0, 16_777_215).within("length")?;
        out.put_u8(206);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Framed {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u24_be().within("length")?;
        reader.expect_length(start, length_, 0, 16_777_215).within("length")?;
        let kind = reader.read_u8().within("kind")?;
        let stream = reader.read_u32_le().within("stream")?;
        let region_0 = reader.enter(reader.offset(), u64::from(length_)).within("body")?;
        let body = Body::decode(reader, kind).within("body")?;
        reader.leave(region_0)?;
        let start = reader.offset();
        let end = reader.read_u8().within("end")?;
        reader.expect_constant(start, end, 206).within("end")?;
        Ok(Self { stream, body })
    }
}

/// [`Framed`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FramedRef<'a> {
    /// On the wire: u32 little-endian.
    pub stream: u32,
    /// On the wire: [`Body`].
    pub body: BodyRef<'a>,
}

impl ::core::cmp::Eq for FramedRef<'_> {}

impl codec::Encode for FramedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.body.encoded_len();
        out.put_u24_be(length_ as u32);
        out.put_u8(self.body.selector());
        out.put_u32_le(self.stream);
        self.body.encode(out).within("body")?;
        codec::check_length(length_, 0, 16_777_215).within("length")?;
        out.put_u8(206);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FramedRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u24_be().within("length")?;
        reader.expect_length(start, length_, 0, 16_777_215).within("length")?;
        let kind = reader.read_u8().within("kind")?;
        let stream = reader.read_u32_le().within("stream")?;
        let region_0 = reader.enter(reader.offset(), u64::from(length_)).within("body")?;
        let body = BodyRef::decode(reader, kind).within("body")?;
        reader.leave(region_0)?;
        let start = reader.offset();
        let end = reader.read_u8().within("end")?;
        reader.expect_constant(start, end, 206).within("end")?;
        Ok(Self { stream, body })
    }
}

impl<'a> FramedRef<'a> {
    /// The [`Framed`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Framed {
        Framed { stream: self.stream, body: self.body.own(reader) }
    }
}

/// Regions in regions, optional parts, and conditions on sizes outside of them.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `outer` | u16 big-endian, `size(flag..=last)` |
/// | 2 | 1 | `flag` | one byte, 0 or 1 |
/// | 3 | 1 | `inner` | u8, `size(extra..=list) + 3` |
/// | 4 | 0..=2 | `extra` | u16 big-endian; there if `flag` |
/// |  | 0..=1 | `mark` | u8, always 7; there if `flag` |
/// |  | 0.. | `list` | elements, all that is left, each [`Attribute`] |
/// |  | 1..=4 | `last` | one byte, 0 or 1, then if it is 1: u24 big-endian |
/// |  | 0..=1 | `large` | one byte, 0 or 1; there if `outer > 20` |
/// |  | 2 | `words` | u16 little-endian, `len(text) / 2` |
/// |  | 0..=9 | `text` | 0 to 9 bytes of UTF-8, as `words` says |
/// |  | 1 | `pairs` | u8, `(count(numbers) + 2) / 2` |
/// |  | 0..=16 | `numbers` | 0 to 8 elements, as `pairs` says, each u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Nested {
    /// On the wire: one byte, 0 or 1.
    pub flag: bool,
    /// On the wire: u16 big-endian; there if `flag`.
    pub extra: Option<u16>,
    /// On the wire: elements, all that is left, each [`Attribute`].
    pub list: Vec<Attribute>,
    /// On the wire: one byte, 0 or 1, then if it is 1: u24 big-endian.
    pub last: Option<u32>,
    /// On the wire: one byte, 0 or 1; there if `outer > 20`.
    pub large: Option<bool>,
    /// On the wire: 0 to 9 bytes of UTF-8, as `words` says.
    pub text: String,
    /// On the wire: 0 to 8 elements, as `pairs` says, each u16 big-endian.
    pub numbers: Vec<u16>,
}

impl ::core::cmp::Eq for Nested {}

impl codec::Encode for Nested {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
            + usize::from(self.last.is_some()) * 3
            + usize::from(self.large.is_some()) * 1
            + self.text.len()
            + self.numbers.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let outer: usize = 3
            + usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
            + usize::from(self.last.is_some()) * 3;
        out.put_u16_be(outer as u16);
        out.put_bool(self.flag);
        let inner: usize = usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u8(inner.wrapping_add(3) as u8);
        codec::check_presence(self.extra.is_some(), self.flag).within("extra")?;
        if let Some(extra) = &self.extra {
            out.put_u16_be(*extra);
        }
        if self.flag {
            out.put_u8(7);
        }
        for (index, element) in self.list.iter().enumerate() {
            element.encode(out).at(index).within("list")?;
        }
        codec::check_length(inner, 0, 252).within("inner")?;
        match &self.last {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_range(*held, 0, 0xff_ffff).within("last")?;
                out.put_u24_be(*held);
            }
        }
        codec::check_length(outer, 3, 65_535).within("outer")?;
        codec::check_presence(
            self.large.is_some(),
            (
                3
                    + usize::from(self.extra.is_some()) * 2
                    + (
                        if self.flag {
                            1
                        } else {
                            0
                        }
                    )
                    + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                    + usize::from(self.last.is_some()) * 3
            )
                > 20,
        )
            .within("large")?;
        if let Some(large) = &self.large {
            out.put_bool(*large);
        }
        codec::check_length(self.text.len(), 0, 9).within("words")?;
        codec::check_unit(self.text.len(), 0, 2).within("words")?;
        out.put_u16_le((self.text.len() / 2) as u16);
        out.put(self.text.as_bytes());
        codec::check_length(self.numbers.len(), 0, 8).within("pairs")?;
        codec::check_unit(self.numbers.len(), 2, 2).within("pairs")?;
        out.put_u8(((self.numbers.len() + 2) / 2) as u8);
        for element in &self.numbers {
            out.put_u16_be(*element);
        }
        codec::check_require(
            (
                (
                    usize::from(self.extra.is_some()) * 2
                        + (
                            if self.flag {
                                1
                            } else {
                                0
                            }
                        )
                        + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                ) as i128
            )
                + 3
                <= (
                    (
                        3
                            + usize::from(self.extra.is_some()) * 2
                            + (
                                if self.flag {
                                    1
                                } else {
                                    0
                                }
                            )
                            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                            + usize::from(self.last.is_some()) * 3
                    ) as i128
                )
                    + 3,
            "the inner size is part of the outer one",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Nested {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let start = reader.offset();
        let outer = reader.read_u16_be().within("outer")?;
        reader.expect_length(start, outer, 3, 65_535).within("outer")?;
        let region_0_begin = reader.offset();
        let flag = reader.read_bool().within("flag")?;
        let start = reader.offset();
        let inner = reader.read_u8().within("inner")?;
        reader.expect_length(start, i128::from(inner) - 3, 0, 252).within("inner")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(outer) - (reader.offset() - region_0_begin) as u64)
            .within("extra")?;
        let region_2 = reader.enter(reader.offset(), u64::from(inner) - 3).within("extra")?;
        let extra = if flag {
            Some(reader.read_u16_be().within("extra")?)
        } else {
            None
        };
        if flag {
            let start = reader.offset();
            let mark = reader.read_u8().within("mark")?;
            reader.expect_constant(start, mark, 7).within("mark")?;
        }
        let list = reader.read_list_to_end(0, u64::MAX, Attribute::decode).within("list")?;
        reader.leave(region_2)?;
        let last = reader.read_optional(codec::Reader::read_u24_be).within("last")?;
        reader.leave(region_0)?;
        let large = if outer > 20 {
            Some(reader.read_bool().within("large")?)
        } else {
            None
        };
        let start = reader.offset();
        let words = reader.read_u16_le().within("words")?;
        reader.expect_length(start, i128::from(words) * 2, 0, 9).within("words")?;
        let start = reader.offset();
        let text = reader.read_measured(u64::from(words) * 2).within("text")?;
        let text = String::from(reader.expect_text(start, text).within("text")?);
        let start = reader.offset();
        let pairs = reader.read_u8().within("pairs")?;
        reader.expect_length(start, i128::from(pairs) * 2 - 2, 0, 8).within("pairs")?;
        let numbers = reader
            .read_numbers(u64::from(pairs) * 2 - 2, u16::from_be_bytes)
            .within("numbers")?;
        reader.expect_require(
            begin,
            i128::from(inner) <= i128::from(outer) + 3,
            "the inner size is part of the outer one",
        )?;
        Ok(Self { flag, extra, list, last, large, text, numbers })
    }
}

/// [`Nested`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NestedRef<'a> {
    /// On the wire: one byte, 0 or 1.
    pub flag: bool,
    /// On the wire: u16 big-endian; there if `flag`.
    pub extra: Option<u16>,
    /// On the wire: elements, all that is left, each [`Attribute`].
    pub list: codec::List<'a, AttributeRef<'a>>,
    /// On the wire: one byte, 0 or 1, then if it is 1: u24 big-endian.
    pub last: Option<u32>,
    /// On the wire: one byte, 0 or 1; there if `outer > 20`.
    pub large: Option<bool>,
    /// On the wire: 0 to 9 bytes of UTF-8, as `words` says.
    pub text: &'a str,
    /// On the wire: 0 to 8 elements, as `pairs` says, each u16 big-endian.
    pub numbers: codec::List<'a, u16>,
}

impl ::core::cmp::Eq for NestedRef<'_> {}

impl codec::Encode for NestedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
            + usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
            + usize::from(self.last.is_some()) * 3
            + usize::from(self.large.is_some()) * 1
            + self.text.len()
            + self.numbers.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let outer: usize = 3
            + usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
            + usize::from(self.last.is_some()) * 3;
        out.put_u16_be(outer as u16);
        out.put_bool(self.flag);
        let inner: usize = usize::from(self.extra.is_some()) * 2
            + (
                if self.flag {
                    1
                } else {
                    0
                }
            )
            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u8(inner.wrapping_add(3) as u8);
        codec::check_presence(self.extra.is_some(), self.flag).within("extra")?;
        if let Some(extra) = &self.extra {
            out.put_u16_be(*extra);
        }
        if self.flag {
            out.put_u8(7);
        }
        for (index, element) in self.list.iter().enumerate() {
            element.encode(out).at(index).within("list")?;
        }
        codec::check_length(inner, 0, 252).within("inner")?;
        match &self.last {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_range(*held, 0, 0xff_ffff).within("last")?;
                out.put_u24_be(*held);
            }
        }
        codec::check_length(outer, 3, 65_535).within("outer")?;
        codec::check_presence(
            self.large.is_some(),
            (
                3
                    + usize::from(self.extra.is_some()) * 2
                    + (
                        if self.flag {
                            1
                        } else {
                            0
                        }
                    )
                    + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                    + usize::from(self.last.is_some()) * 3
            )
                > 20,
        )
            .within("large")?;
        if let Some(large) = &self.large {
            out.put_bool(*large);
        }
        codec::check_length(self.text.len(), 0, 9).within("words")?;
        codec::check_unit(self.text.len(), 0, 2).within("words")?;
        out.put_u16_le((self.text.len() / 2) as u16);
        out.put(self.text.as_bytes());
        codec::check_length(self.numbers.len(), 0, 8).within("pairs")?;
        codec::check_unit(self.numbers.len(), 2, 2).within("pairs")?;
        out.put_u8(((self.numbers.len() + 2) / 2) as u8);
        for element in self.numbers.iter() {
            out.put_u16_be(element);
        }
        codec::check_require(
            (
                (
                    usize::from(self.extra.is_some()) * 2
                        + (
                            if self.flag {
                                1
                            } else {
                                0
                            }
                        )
                        + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                ) as i128
            )
                + 3
                <= (
                    (
                        3
                            + usize::from(self.extra.is_some()) * 2
                            + (
                                if self.flag {
                                    1
                                } else {
                                    0
                                }
                            )
                            + self.list.iter().map(|element| element.encoded_len()).sum::<usize>()
                            + usize::from(self.last.is_some()) * 3
                    ) as i128
                )
                    + 3,
            "the inner size is part of the outer one",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for NestedRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let start = reader.offset();
        let outer = reader.read_u16_be().within("outer")?;
        reader.expect_length(start, outer, 3, 65_535).within("outer")?;
        let region_0_begin = reader.offset();
        let flag = reader.read_bool().within("flag")?;
        let start = reader.offset();
        let inner = reader.read_u8().within("inner")?;
        reader.expect_length(start, i128::from(inner) - 3, 0, 252).within("inner")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(outer) - (reader.offset() - region_0_begin) as u64)
            .within("extra")?;
        let region_2 = reader.enter(reader.offset(), u64::from(inner) - 3).within("extra")?;
        let extra = if flag {
            Some(reader.read_u16_be().within("extra")?)
        } else {
            None
        };
        if flag {
            let start = reader.offset();
            let mark = reader.read_u8().within("mark")?;
            reader.expect_constant(start, mark, 7).within("mark")?;
        }
        let list = codec::List::read_to_end(reader, 0, u64::MAX, AttributeRef::decode)
            .within("list")?;
        reader.leave(region_2)?;
        let last = reader.read_optional(codec::Reader::read_u24_be).within("last")?;
        reader.leave(region_0)?;
        let large = if outer > 20 {
            Some(reader.read_bool().within("large")?)
        } else {
            None
        };
        let start = reader.offset();
        let words = reader.read_u16_le().within("words")?;
        reader.expect_length(start, i128::from(words) * 2, 0, 9).within("words")?;
        let start = reader.offset();
        let text = reader.read_measured(u64::from(words) * 2).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        let start = reader.offset();
        let pairs = reader.read_u8().within("pairs")?;
        reader.expect_length(start, i128::from(pairs) * 2 - 2, 0, 8).within("pairs")?;
        let numbers = codec::List::read_numbers::<2>(
            reader,
            u64::from(pairs) * 2 - 2,
            codec::Reader::read_u16_be,
        )
            .within("numbers")?;
        reader.expect_require(
            begin,
            i128::from(inner) <= i128::from(outer) + 3,
            "the inner size is part of the outer one",
        )?;
        Ok(Self { flag, extra, list, last, large, text, numbers })
    }
}

impl<'a> NestedRef<'a> {
    /// The [`Nested`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Nested {
        Nested {
            flag: self.flag,
            extra: self.extra,
            list: self.list.iter().map(|held| held.own(reader)).collect(),
            last: self.last,
            large: self.large,
            text: String::from(self.text),
            numbers: self.numbers.own(u16::from_be_bytes),
        }
    }
}

/// A field that is there by a size that does not measure it.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `length` | u8, `size(body) / 2` |
/// | 1 | 0..=1 | `full` | u8; there if `length == 255` |
/// |  | 0.. | `body` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Apart {
    /// On the wire: u8; there if `length == 255`.
    pub full: Option<u8>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
}

impl ::core::cmp::Eq for Apart {}

impl codec::Encode for Apart {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + usize::from(self.full.is_some()) * 1 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.body.len();
        out.put_u8((length_ / 2) as u8);
        codec::check_presence(
            self.full.is_some(),
            (((self.body.len()) as i128)).div_euclid(2) == 255,
        )
            .within("full")?;
        if let Some(full) = &self.full {
            out.put_u8(*full);
        }
        out.put(&self.body);
        codec::check_length(length_, 0, 510).within("length")?;
        codec::check_unit(length_, 0, 2).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Apart {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ApartRef::decode(reader)?.own(reader))
    }
}

/// [`Apart`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApartRef<'a> {
    /// On the wire: u8; there if `length == 255`.
    pub full: Option<u8>,
    /// On the wire: bytes, all that is left.
    pub body: &'a [u8],
}

impl ::core::cmp::Eq for ApartRef<'_> {}

impl codec::Encode for ApartRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + usize::from(self.full.is_some()) * 1 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.body.len();
        out.put_u8((length_ / 2) as u8);
        codec::check_presence(
            self.full.is_some(),
            (((self.body.len()) as i128)).div_euclid(2) == 255,
        )
            .within("full")?;
        if let Some(full) = &self.full {
            out.put_u8(*full);
        }
        out.put(self.body);
        codec::check_length(length_, 0, 510).within("length")?;
        codec::check_unit(length_, 0, 2).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ApartRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u8().within("length")?;
        reader.expect_length(start, i128::from(length_) * 2, 0, 510).within("length")?;
        let full = if length_ == 255 {
            Some(reader.read_u8().within("full")?)
        } else {
            None
        };
        let region_0 = reader.enter(reader.offset(), u64::from(length_) * 2).within("body")?;
        let body = reader.read_slice(reader.remaining()).within("body")?;
        reader.leave(region_0)?;
        Ok(Self { full, body })
    }
}

impl<'a> ApartRef<'a> {
    /// The [`Apart`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Apart {
        Apart { full: self.full, body: reader.own(self.body) }
    }
}

/// All sizes fixed: the number can only be one.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `head` | u16 big-endian |
/// | 2 | 1 | `length` | u8, `size(head..=tail)` |
/// | 3 | 4 | `tail` | u32 big-endian |
/// | 7 | 1 | `after` | u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Fixed {
    /// On the wire: u16 big-endian.
    pub head: u16,
    /// On the wire: u32 big-endian.
    pub tail: u32,
    /// On the wire: u8.
    pub after: u8,
}

impl ::core::cmp::Eq for Fixed {}

impl codec::Encode for Fixed {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.head);
        let length_: usize = 7;
        out.put_u8(length_ as u8);
        out.put_u32_be(self.tail);
        codec::check_length(length_, 7, 7).within("length")?;
        out.put_u8(self.after);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Fixed {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let head_ = reader.read_u16_be().within("head")?;
        let start = reader.offset();
        let length_ = reader.read_u8().within("length")?;
        reader.expect_length(start, length_, 7, 7).within("length")?;
        let tail = reader.read_u32_be().within("tail")?;
        let after = reader.read_u8().within("after")?;
        Ok(Self { head: head_, tail, after })
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Datagrams`.
    Datagrams(Datagrams),
    /// The message `Attributes`.
    Attributes(Attributes),
    /// The message `Extensions`.
    Extensions(Extensions),
    /// The message `Frames`.
    Frames(Frames),
    /// The message `Everything`.
    Everything(Everything),
    /// The message `Line`.
    Line(Line),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Datagrams(_) => 1,
            Self::Attributes(_) => 2,
            Self::Extensions(_) => 3,
            Self::Frames(_) => 4,
            Self::Everything(_) => 5,
            Self::Line(_) => 6,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Datagrams(_) => "Datagrams",
            Self::Attributes(_) => "Attributes",
            Self::Extensions(_) => "Extensions",
            Self::Frames(_) => "Frames",
            Self::Everything(_) => "Everything",
            Self::Line(_) => "Line",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Datagrams(body) => body.encoded_len(),
            Self::Attributes(body) => body.encoded_len(),
            Self::Extensions(body) => body.encoded_len(),
            Self::Frames(body) => body.encoded_len(),
            Self::Everything(body) => body.encoded_len(),
            Self::Line(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Datagrams(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Attributes(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Extensions(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Frames(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Everything(body) => {
                out.put_u8(5);
                body.encode(out)
            }
            Self::Line(body) => {
                out.put_u8(6);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 6);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Datagrams::decode(reader).map(Self::Datagrams),
            2 => Attributes::decode(reader).map(Self::Attributes),
            3 => Extensions::decode(reader).map(Self::Extensions),
            4 => Frames::decode(reader).map(Self::Frames),
            5 => Everything::decode(reader).map(Self::Everything),
            6 => Line::decode(reader).map(Self::Line),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4, 5, 6];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Datagrams> for Message {
    fn from(body: Datagrams) -> Self {
        Self::Datagrams(body)
    }
}

impl From<Attributes> for Message {
    fn from(body: Attributes) -> Self {
        Self::Attributes(body)
    }
}

impl From<Extensions> for Message {
    fn from(body: Extensions) -> Self {
        Self::Extensions(body)
    }
}

impl From<Frames> for Message {
    fn from(body: Frames) -> Self {
        Self::Frames(body)
    }
}

impl From<Everything> for Message {
    fn from(body: Everything) -> Self {
        Self::Everything(body)
    }
}

impl From<Line> for Message {
    fn from(body: Line) -> Self {
        Self::Line(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Datagrams`.
    Datagrams(DatagramsRef<'a>),
    /// The message `Attributes`.
    Attributes(AttributesRef<'a>),
    /// The message `Extensions`.
    Extensions(ExtensionsRef<'a>),
    /// The message `Frames`.
    Frames(FramesRef<'a>),
    /// The message `Everything`.
    Everything(EverythingRef<'a>),
    /// The message `Line`.
    Line(LineRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Datagrams(_) => 1,
            Self::Attributes(_) => 2,
            Self::Extensions(_) => 3,
            Self::Frames(_) => 4,
            Self::Everything(_) => 5,
            Self::Line(_) => 6,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Datagrams(_) => "Datagrams",
            Self::Attributes(_) => "Attributes",
            Self::Extensions(_) => "Extensions",
            Self::Frames(_) => "Frames",
            Self::Everything(_) => "Everything",
            Self::Line(_) => "Line",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Datagrams(body) => body.encoded_len(),
            Self::Attributes(body) => body.encoded_len(),
            Self::Extensions(body) => body.encoded_len(),
            Self::Frames(body) => body.encoded_len(),
            Self::Everything(body) => body.encoded_len(),
            Self::Line(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Datagrams(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Attributes(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Extensions(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Frames(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Everything(body) => {
                out.put_u8(5);
                body.encode(out)
            }
            Self::Line(body) => {
                out.put_u8(6);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 6);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => DatagramsRef::decode(reader).map(Self::Datagrams),
            2 => AttributesRef::decode(reader).map(Self::Attributes),
            3 => ExtensionsRef::decode(reader).map(Self::Extensions),
            4 => FramesRef::decode(reader).map(Self::Frames),
            5 => EverythingRef::decode(reader).map(Self::Everything),
            6 => LineRef::decode(reader).map(Self::Line),
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
            Self::Datagrams(body) => Message::Datagrams(body.own(reader)),
            Self::Attributes(body) => Message::Attributes(body.own(reader)),
            Self::Extensions(body) => Message::Extensions(body.own(reader)),
            Self::Frames(body) => Message::Frames(body.own(reader)),
            Self::Everything(body) => Message::Everything(body.own(reader)),
            Self::Line(body) => Message::Line(body.own(reader)),
        }
    }
}

/// The message `Datagrams`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 5.. | `datagram` | [`Datagram`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagrams {
    /// On the wire: [`Datagram`].
    pub datagram: Datagram,
}

impl ::core::cmp::Eq for Datagrams {}

impl codec::Encode for Datagrams {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.datagram.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.datagram.encode(out).within("datagram")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagrams {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DatagramsRef::decode(reader)?.own(reader))
    }
}

/// [`Datagrams`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramsRef<'a> {
    /// On the wire: [`Datagram`].
    pub datagram: DatagramRef<'a>,
}

impl ::core::cmp::Eq for DatagramsRef<'_> {}

impl codec::Encode for DatagramsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.datagram.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.datagram.encode(out).within("datagram")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramsRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let datagram = DatagramRef::decode(reader).within("datagram")?;
        Ok(Self { datagram })
    }
}

impl<'a> DatagramsRef<'a> {
    /// The [`Datagrams`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagrams {
        Datagrams { datagram: self.datagram.own(reader) }
    }
}

impl protocol::Message for Datagrams {
    const TAG: u64 = 1;
    const NAME: &'static str = "Datagrams";
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
    const TAG: u64 = 2;
    const NAME: &'static str = "Attributes";
}

/// The message `Extensions`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `extensions` | 0 to 2 elements, their number in front as u8, each [`Extension`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Extensions {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Extension`].
    pub extensions: Vec<Extension>,
}

impl ::core::cmp::Eq for Extensions {}

impl codec::Encode for Extensions {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.extensions.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.extensions.len(), 0, 2).within("extensions")?;
        for (index, element) in self.extensions.iter().enumerate() {
            element.encode(out).at(index).within("extensions")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Extensions {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("extensions")?;
        let extensions = reader.read_list(prefix, 5, Extension::decode).within("extensions")?;
        Ok(Self { extensions })
    }
}

/// [`Extensions`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExtensionsRef<'a> {
    /// On the wire: 0 to 2 elements, their number in front as u8, each [`Extension`].
    pub extensions: codec::List<'a, ExtensionRef<'a>>,
}

impl ::core::cmp::Eq for ExtensionsRef<'_> {}

impl codec::Encode for ExtensionsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.extensions.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.extensions.len(), 0, 2).within("extensions")?;
        for (index, element) in self.extensions.iter().enumerate() {
            element.encode(out).at(index).within("extensions")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ExtensionsRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("extensions")?;
        let extensions = codec::List::read(reader, prefix, ExtensionRef::decode)
            .within("extensions")?;
        Ok(Self { extensions })
    }
}

impl<'a> ExtensionsRef<'a> {
    /// The [`Extensions`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Extensions {
        Extensions { extensions: self.extensions.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Extensions {
    const TAG: u64 = 3;
    const NAME: &'static str = "Extensions";
}

/// The message `Frames`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 9.. | `framed` | [`Framed`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frames {
    /// On the wire: [`Framed`].
    pub framed: Framed,
}

impl ::core::cmp::Eq for Frames {}

impl codec::Encode for Frames {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.framed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.framed.encode(out).within("framed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frames {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let framed = Framed::decode(reader).within("framed")?;
        Ok(Self { framed })
    }
}

/// [`Frames`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FramesRef<'a> {
    /// On the wire: [`Framed`].
    pub framed: FramedRef<'a>,
}

impl ::core::cmp::Eq for FramesRef<'_> {}

impl codec::Encode for FramesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.framed.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.framed.encode(out).within("framed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FramesRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let framed = FramedRef::decode(reader).within("framed")?;
        Ok(Self { framed })
    }
}

impl<'a> FramesRef<'a> {
    /// The [`Frames`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frames {
        Frames { framed: self.framed.own(reader) }
    }
}

impl protocol::Message for Frames {
    const TAG: u64 = 4;
    const NAME: &'static str = "Frames";
}

/// The message `Everything`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8.. | `nested` | [`Nested`] |
/// |  | 8 | `fixed` | [`Fixed`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Everything {
    /// On the wire: [`Nested`].
    pub nested: Nested,
    /// On the wire: [`Fixed`].
    pub fixed: Fixed,
}

impl ::core::cmp::Eq for Everything {}

impl codec::Encode for Everything {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.nested.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.nested.encode(out).within("nested")?;
        self.fixed.encode(out).within("fixed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Everything {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nested = Nested::decode(reader).within("nested")?;
        let fixed = Fixed::decode(reader).within("fixed")?;
        Ok(Self { nested, fixed })
    }
}

/// [`Everything`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EverythingRef<'a> {
    /// On the wire: [`Nested`].
    pub nested: NestedRef<'a>,
    /// On the wire: [`Fixed`].
    pub fixed: Fixed,
}

impl ::core::cmp::Eq for EverythingRef<'_> {}

impl codec::Encode for EverythingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.nested.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.nested.encode(out).within("nested")?;
        self.fixed.encode(out).within("fixed")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EverythingRef<'a> {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let nested = NestedRef::decode(reader).within("nested")?;
        let fixed = Fixed::decode(reader).within("fixed")?;
        Ok(Self { nested, fixed })
    }
}

impl<'a> EverythingRef<'a> {
    /// The [`Everything`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Everything {
        Everything { nested: self.nested.own(reader), fixed: self.fixed }
    }
}

impl protocol::Message for Everything {
    const TAG: u64 = 5;
    const NAME: &'static str = "Everything";
}

/// The message `Line`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `length` | u16 big-endian, `size(length..=text)` |
/// | 2 | 1 | `region_1` | u8 |
/// | 3 | 0..=20 | `text` | 0 to 20 bytes of UTF-8, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Line {
    /// On the wire: u8.
    pub region_1: u8,
    /// On the wire: 0 to 20 bytes of UTF-8, all that is left.
    pub text: String,
}

impl ::core::cmp::Eq for Line {}

impl codec::Encode for Line {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 3 + self.text.len();
        out.put_u16_be(length_ as u16);
        out.put_u8(self.region_1);
        codec::check_length(self.text.len(), 0, 20).within("text")?;
        out.put(self.text.as_bytes());
        codec::check_length(length_, 3, 23).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Line {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LineRef::decode(reader)?.own(reader))
    }
}

/// [`Line`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRef<'a> {
    /// On the wire: u8.
    pub region_1: u8,
    /// On the wire: 0 to 20 bytes of UTF-8, all that is left.
    pub text: &'a str,
}

impl ::core::cmp::Eq for LineRef<'_> {}

impl codec::Encode for LineRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = 3 + self.text.len();
        out.put_u16_be(length_ as u16);
        out.put_u8(self.region_1);
        codec::check_length(self.text.len(), 0, 20).within("text")?;
        out.put(self.text.as_bytes());
        codec::check_length(length_, 3, 23).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LineRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_0_begin = reader.offset();
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 3, 23).within("length")?;
        let region_1_ = reader.read_u8().within("region_1")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_0_begin) as u64)
            .within("text")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 0, 20).within("text")?;
        let text = reader.read_slice(reader.remaining()).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        reader.leave(region_0)?;
        Ok(Self { region_1: region_1_, text })
    }
}

impl<'a> LineRef<'a> {
    /// The [`Line`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Line {
        Line { region_1: self.region_1, text: String::from(self.text) }
    }
}

impl protocol::Message for Line {
    const TAG: u64 = 6;
    const NAME: &'static str = "Line";
}

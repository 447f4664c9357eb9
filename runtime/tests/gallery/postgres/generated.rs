// Written by `cargo run -- gen` from spec/gallery/postgres.wire. Do not edit: change the spec and run the command.

//! The postgres protocol. See `spec/gallery/postgres.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `Parameter`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2.. | `name` | at least 1 bytes of UTF-8, up to the bytes `[00]` |
/// |  | 1.. | `value` | bytes of UTF-8, up to the bytes `[00]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Parameter {
    /// On the wire: at least 1 bytes of UTF-8, up to the bytes `[00]`.
    pub name: String,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub value: String,
}

impl ::core::cmp::Eq for Parameter {}

impl codec::Encode for Parameter {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, u64::MAX).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_delimiter(self.value.as_bytes(), &[0]).within("value")?;
        out.put(self.value.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Parameter {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ParameterRef::decode(reader)?.own(reader))
    }
}

/// [`Parameter`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterRef<'a> {
    /// On the wire: at least 1 bytes of UTF-8, up to the bytes `[00]`.
    pub name: &'a str,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub value: &'a str,
}

impl ::core::cmp::Eq for ParameterRef<'_> {}

impl codec::Encode for ParameterRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, u64::MAX).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_delimiter(self.value.as_bytes(), &[0]).within("value")?;
        out.put(self.value.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ParameterRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let name = reader.read_until(&[0], 1, u64::MAX).within("name")?;
        let name = reader.expect_text(start, name).within("name")?;
        let start = reader.offset();
        let value = reader.read_until(&[0], 0, u64::MAX).within("value")?;
        let value = reader.expect_text(start, value).within("value")?;
        Ok(Self { name, value })
    }
}

impl<'a> ParameterRef<'a> {
    /// The [`Parameter`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Parameter {
        Parameter { name: String::from(self.name), value: String::from(self.value) }
    }
}

/// "StartupMessage (F)", without a type for historical reasons.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `length` | u32 big-endian, `size(length..=parameters)` |
/// | 4 | 4 | `version` | u32 big-endian, always 0x30000 |
/// | 8 | 1.. | `parameters` | elements, up to the bytes `[00]`, each [`Parameter`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Startup {
    /// On the wire: elements, up to the bytes `[00]`, each [`Parameter`].
    pub parameters: Vec<Parameter>,
}

impl ::core::cmp::Eq for Startup {}

impl codec::Encode for Startup {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize =
            9 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u32_be(length_ as u32);
        out.put_u32_be(0x3_0000);
        for (index, element) in self.parameters.iter().enumerate() {
            element.encode(out).at(index).within("parameters")?;
        }
        out.put(&[0]);
        codec::check_length(length_, 9, 4_294_967_295).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Startup {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_0_begin = reader.offset();
        let start = reader.offset();
        let length_ = reader.read_u32_be().within("length")?;
        reader.expect_length(start, length_, 9, 4_294_967_295).within("length")?;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 0x3_0000).within("version")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_0_begin) as u64)
            .within("parameters")?;
        let parameters = reader
            .read_list_until(0, 0, u64::MAX, Parameter::decode)
            .within("parameters")?;
        reader.leave(region_0)?;
        Ok(Self { parameters })
    }
}

/// [`Startup`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartupRef<'a> {
    /// On the wire: elements, up to the bytes `[00]`, each [`Parameter`].
    pub parameters: codec::List<'a, ParameterRef<'a>>,
}

impl ::core::cmp::Eq for StartupRef<'_> {}

impl codec::Encode for StartupRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize =
            9 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u32_be(length_ as u32);
        out.put_u32_be(0x3_0000);
        for (index, element) in self.parameters.iter().enumerate() {
            element.encode(out).at(index).within("parameters")?;
        }
        out.put(&[0]);
        codec::check_length(length_, 9, 4_294_967_295).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for StartupRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_0_begin = reader.offset();
        let start = reader.offset();
        let length_ = reader.read_u32_be().within("length")?;
        reader.expect_length(start, length_, 9, 4_294_967_295).within("length")?;
        let start = reader.offset();
        let version = reader.read_u32_be().within("version")?;
        reader.expect_constant(start, version, 0x3_0000).within("version")?;
        let region_0 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_0_begin) as u64)
            .within("parameters")?;
        let parameters = codec::List::read_until(reader, 0, 0, u64::MAX, ParameterRef::decode)
            .within("parameters")?;
        reader.leave(region_0)?;
        Ok(Self { parameters })
    }
}

impl<'a> StartupRef<'a> {
    /// The [`Startup`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Startup {
        Startup { parameters: self.parameters.iter().map(|held| held.own(reader)).collect() }
    }
}

/// "SSLRequest (F)".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `length` | u32 big-endian, always 8 |
/// | 4 | 4 | `code` | u32 big-endian, always 0x4d2162f |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct EncryptionRequest {}

impl ::core::cmp::Eq for EncryptionRequest {}

impl codec::Encode for EncryptionRequest {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(8);
        out.put_u32_be(0x4d2_162f);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EncryptionRequest {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u32_be().within("length")?;
        reader.expect_constant(start, length_, 8).within("length")?;
        let start = reader.offset();
        let code = reader.read_u32_be().within("code")?;
        reader.expect_constant(start, code, 0x4d2_162f).within("code")?;
        Ok(Self {})
    }
}

/// "The length of the column value, in bytes … As a special case, -1 indicates a
/// NULL column value. No value bytes follow in the NULL case." The highest bit
/// tells both apart.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Value {
    /// What there is if the number is 0.
    Present {
        /// On the wire: 0 to 1073741824 bytes, as `length` says.
        #[serde(with = "::packetwright::codec::hex")]
        value: Bytes,
    },
    /// What there is if the number is 1.
    Null {},
}

impl ::core::cmp::Eq for Value {}

impl codec::Encode for Value {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Present { value } => 4 + value.len(),
            Self::Null {} => 4,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Present { value } => {
                codec::check_length(value.len(), 0, 1_073_741_824).within("length")?;
                out.put_u32_be(value.len() as u32);
                out.put(value);
            }
            Self::Null {} => {
                out.put_u32_be(0xffff_ffff as u32);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Value {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ValueRef::decode(reader)?.own(reader))
    }
}

/// [`Value`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueRef<'a> {
    /// What there is if the number is 0.
    Present {
        /// On the wire: 0 to 1073741824 bytes, as `length` says.
        value: &'a [u8],
    },
    /// What there is if the number is 1.
    Null {},
}

impl ::core::cmp::Eq for ValueRef<'_> {}

impl codec::Encode for ValueRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Present { value } => 4 + value.len(),
            Self::Null {} => 4,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Present { value } => {
                codec::check_length(value.len(), 0, 1_073_741_824).within("length")?;
                out.put_u32_be(value.len() as u32);
                out.put(value);
            }
            Self::Null {} => {
                out.put_u32_be(0xffff_ffff as u32);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ValueRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.peek_bits_be(1)? {
            0 => {
                let run = reader.read_u32_be().within("null")?;
                let start = reader.offset() - 4;
                let null = (run >> 31) as u8;
                reader.expect_constant(start, null, 0).within("null")?;
                let start = reader.offset() - 4;
                let length_ = run & 0x7fff_ffff;
                reader.expect_length(start, length_, 0, 1_073_741_824).within("length")?;
                let value = reader.read_measured(length_.into()).within("value")?;
                Ok(Self::Present { value })
            }
            1 => {
                let run = reader.read_u32_be().within("null")?;
                let start = reader.offset() - 4;
                let null = (run >> 31) as u8;
                reader.expect_constant(start, null, 1).within("null")?;
                let start = reader.offset() - 4;
                let ones = run & 0x7fff_ffff;
                reader.expect_constant(start, ones, 0x7fff_ffff).within("ones")?;
                Ok(Self::Null {})
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> ValueRef<'a> {
    /// The [`Value`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Value {
        match self {
            Self::Present { value } => Value::Present { value: reader.own(value) },
            Self::Null {} => Value::Null {},
        }
    }
}

/// 0 is text, 1 is binary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Format {
    /// `Text`, number 0.
    Text,
    /// `Binary`, number 1.
    Binary,
}

impl Format {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::Text => 0,
            Self::Binary => 1,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u16) -> Option<Self> {
        match number {
            0 => Some(Self::Text),
            1 => Some(Self::Binary),
            _ => None,
        }
    }
}

/// What "Describe" and "Close" are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Target {
    /// `Portal`, number 80.
    Portal,
    /// `Statement`, number 83.
    Statement,
}

impl Target {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Portal => 80,
            Self::Statement => 83,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            80 => Some(Self::Portal),
            83 => Some(Self::Statement),
            _ => None,
        }
    }
}

/// From the client. The tags are ASCII letters.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Frontend {
    /// 'B'.
    Bind {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        portal: String,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        statement: String,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Format`] as u16 big-endian.
        formats: Vec<Format>,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Value`].
        values: Vec<Value>,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Format`] as u16 big-endian.
        results: Vec<Format>,
    },
    /// 'C'.
    Close {
        /// On the wire: [`Target`] as u8.
        target: Target,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: String,
    },
    /// 'D'.
    Describe {
        /// On the wire: [`Target`] as u8.
        target: Target,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: String,
    },
    /// 'E': 0 is no limit.
    Execute {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        portal: String,
        /// On the wire: u32 big-endian.
        limit: u32,
    },
    /// 'H'.
    Flush {},
    /// 'P': object identifiers of the types of parameters, 0 if not said.
    Parse {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        statement: String,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        query: String,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
        types: Vec<u32>,
    },
    /// 'Q'.
    Query {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        query: String,
    },
    /// 'S'.
    Sync {},
    /// 'X'.
    Terminate {},
    /// 'p' and whatever else.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Frontend {}

impl codec::Encode for Frontend {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Bind { portal, statement, formats, values, results } => 13
                + portal.len()
                + statement.len()
                + formats.len() * 2
                + values.iter().map(|element| element.encoded_len()).sum::<usize>()
                + results.len() * 2,
            Self::Close { name, .. } | Self::Describe { name, .. } => 7 + name.len(),
            Self::Execute { portal, .. } => 10 + portal.len(),
            Self::Flush {} | Self::Sync {} | Self::Terminate {} => 5,
            Self::Parse { statement, query, types } =>
                9 + statement.len() + query.len() + types.len() * 4,
            Self::Query { query } => 6 + query.len(),
            Self::Other { data, .. } => 5 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Bind { portal, statement, formats, values, results } => {
                out.put_u8(66);
                let length_: usize = 12
                    + portal.len()
                    + statement.len()
                    + formats.len() * 2
                    + values.iter().map(|element| element.encoded_len()).sum::<usize>()
                    + results.len() * 2;
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(portal.as_bytes(), &[0]).within("portal")?;
                out.put(portal.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(statement.as_bytes(), &[0]).within("statement")?;
                out.put(statement.as_bytes());
                out.put(&[0]);
                out.put_length(O::put_u16_be, formats.len(), 0, 65_535).within("formats")?;
                for element in formats {
                    out.put_u16_be(element.number());
                }
                out.put_length(O::put_u16_be, values.len(), 0, 65_535).within("values")?;
                for (index, element) in values.iter().enumerate() {
                    element.encode(out).at(index).within("values")?;
                }
                out.put_length(O::put_u16_be, results.len(), 0, 65_535).within("results")?;
                for element in results {
                    out.put_u16_be(element.number());
                }
                codec::check_length(length_, 12, 4_294_967_295).within("length")?;
            }
            Self::Close { target, name } => {
                out.put_u8(67);
                let length_: usize = 6 + name.len();
                out.put_u32_be(length_ as u32);
                out.put_u8(target.number());
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::Describe { target, name } => {
                out.put_u8(68);
                let length_: usize = 6 + name.len();
                out.put_u32_be(length_ as u32);
                out.put_u8(target.number());
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::Execute { portal, limit } => {
                out.put_u8(69);
                let length_: usize = 9 + portal.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(portal.as_bytes(), &[0]).within("portal")?;
                out.put(portal.as_bytes());
                out.put(&[0]);
                out.put_u32_be(*limit);
                codec::check_length(length_, 9, 4_294_967_295).within("length")?;
            }
            Self::Flush {} => {
                out.put_u8(72);
                out.put_u32_be(4);
            }
            Self::Parse { statement, query, types } => {
                out.put_u8(80);
                let length_: usize = 8 + statement.len() + query.len() + types.len() * 4;
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(statement.as_bytes(), &[0]).within("statement")?;
                out.put(statement.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(query.as_bytes(), &[0]).within("query")?;
                out.put(query.as_bytes());
                out.put(&[0]);
                out.put_length(O::put_u16_be, types.len(), 0, 65_535).within("types")?;
                for element in types {
                    out.put_u32_be(*element);
                }
                codec::check_length(length_, 8, 4_294_967_295).within("length")?;
            }
            Self::Query { query } => {
                out.put_u8(81);
                let length_: usize = 5 + query.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(query.as_bytes(), &[0]).within("query")?;
                out.put(query.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::Sync {} => {
                out.put_u8(83);
                out.put_u32_be(4);
            }
            Self::Terminate {} => {
                out.put_u8(88);
                out.put_u32_be(4);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 66 | 67 | 68 | 69 | 72 | 80 | 81 | 83 | 88),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = 4 + data.len();
                out.put_u32_be(length_ as u32);
                out.put(data);
                codec::check_length(length_, 4, 4_294_967_295).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frontend {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            66 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 12, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("portal")?;
                let start = reader.offset();
                let portal = reader.read_until(&[0], 0, u64::MAX).within("portal")?;
                let portal = String::from(reader.expect_text(start, portal).within("portal")?);
                let start = reader.offset();
                let statement = reader.read_until(&[0], 0, u64::MAX).within("statement")?;
                let statement = String::from(
                    reader.expect_text(start, statement).within("statement")?,
                );
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("formats")?;
                let formats = reader
                    .read_list(prefix, 2, |reader| reader.read_variant(
                        codec::Reader::read_u16_be,
                        Format::from_number,
                    ))
                    .within("formats")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("values")?;
                let values = reader.read_list(prefix, 4, Value::decode).within("values")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("results")?;
                let results = reader
                    .read_list(prefix, 2, |reader| reader.read_variant(
                        codec::Reader::read_u16_be,
                        Format::from_number,
                    ))
                    .within("results")?;
                reader.leave(region_0)?;
                Ok(Self::Bind { portal, statement, formats, values, results })
            }
            67 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let target = reader
                    .read_variant(codec::Reader::read_u8, Target::from_number)
                    .within("target")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = String::from(reader.expect_text(start, name).within("name")?);
                reader.leave(region_0)?;
                Ok(Self::Close { target, name })
            }
            68 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let target = reader
                    .read_variant(codec::Reader::read_u8, Target::from_number)
                    .within("target")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = String::from(reader.expect_text(start, name).within("name")?);
                reader.leave(region_0)?;
                Ok(Self::Describe { target, name })
            }
            69 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 9, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("portal")?;
                let start = reader.offset();
                let portal = reader.read_until(&[0], 0, u64::MAX).within("portal")?;
                let portal = String::from(reader.expect_text(start, portal).within("portal")?);
                let limit = reader.read_u32_be().within("limit")?;
                reader.leave(region_0)?;
                Ok(Self::Execute { portal, limit })
            }
            72 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Flush {})
            }
            80 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 8, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("statement")?;
                let start = reader.offset();
                let statement = reader.read_until(&[0], 0, u64::MAX).within("statement")?;
                let statement = String::from(
                    reader.expect_text(start, statement).within("statement")?,
                );
                let start = reader.offset();
                let query = reader.read_until(&[0], 0, u64::MAX).within("query")?;
                let query = String::from(reader.expect_text(start, query).within("query")?);
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("types")?;
                let types = reader.read_numbers(prefix, u32::from_be_bytes).within("types")?;
                reader.leave(region_0)?;
                Ok(Self::Parse { statement, query, types })
            }
            81 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("query")?;
                let start = reader.offset();
                let query = reader.read_until(&[0], 0, u64::MAX).within("query")?;
                let query = String::from(reader.expect_text(start, query).within("query")?);
                reader.leave(region_0)?;
                Ok(Self::Query { query })
            }
            83 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Sync {})
            }
            88 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Terminate {})
            }
            tag => {
                let region_1_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 4, 4_294_967_295).within("length")?;
                let region_1 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_1_begin) as u64,
                    )
                    .within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`Frontend`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FrontendRef<'a> {
    /// 'B'.
    Bind {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        portal: &'a str,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        statement: &'a str,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Format`] as u16 big-endian.
        formats: codec::List<'a, Format>,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Value`].
        values: codec::List<'a, ValueRef<'a>>,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Format`] as u16 big-endian.
        results: codec::List<'a, Format>,
    },
    /// 'C'.
    Close {
        /// On the wire: [`Target`] as u8.
        target: Target,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: &'a str,
    },
    /// 'D'.
    Describe {
        /// On the wire: [`Target`] as u8.
        target: Target,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: &'a str,
    },
    /// 'E': 0 is no limit.
    Execute {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        portal: &'a str,
        /// On the wire: u32 big-endian.
        limit: u32,
    },
    /// 'H'.
    Flush {},
    /// 'P': object identifiers of the types of parameters, 0 if not said.
    Parse {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        statement: &'a str,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        query: &'a str,
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
        types: codec::List<'a, u32>,
    },
    /// 'Q'.
    Query {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        query: &'a str,
    },
    /// 'S'.
    Sync {},
    /// 'X'.
    Terminate {},
    /// 'p' and whatever else.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for FrontendRef<'_> {}

impl codec::Encode for FrontendRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Bind { portal, statement, formats, values, results } => 13
                + portal.len()
                + statement.len()
                + formats.len() * 2
                + values.iter().map(|element| element.encoded_len()).sum::<usize>()
                + results.len() * 2,
            Self::Close { name, .. } | Self::Describe { name, .. } => 7 + name.len(),
            Self::Execute { portal, .. } => 10 + portal.len(),
            Self::Flush {} | Self::Sync {} | Self::Terminate {} => 5,
            Self::Parse { statement, query, types } =>
                9 + statement.len() + query.len() + types.len() * 4,
            Self::Query { query } => 6 + query.len(),
            Self::Other { data, .. } => 5 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Bind { portal, statement, formats, values, results } => {
                out.put_u8(66);
                let length_: usize = 12
                    + portal.len()
                    + statement.len()
                    + formats.len() * 2
                    + values.iter().map(|element| element.encoded_len()).sum::<usize>()
                    + results.len() * 2;
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(portal.as_bytes(), &[0]).within("portal")?;
                out.put(portal.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(statement.as_bytes(), &[0]).within("statement")?;
                out.put(statement.as_bytes());
                out.put(&[0]);
                out.put_length(O::put_u16_be, formats.len(), 0, 65_535).within("formats")?;
                for element in formats.iter() {
                    out.put_u16_be(element.number());
                }
                out.put_length(O::put_u16_be, values.len(), 0, 65_535).within("values")?;
                for (index, element) in values.iter().enumerate() {
                    element.encode(out).at(index).within("values")?;
                }
                out.put_length(O::put_u16_be, results.len(), 0, 65_535).within("results")?;
                for element in results.iter() {
                    out.put_u16_be(element.number());
                }
                codec::check_length(length_, 12, 4_294_967_295).within("length")?;
            }
            Self::Close { target, name } => {
                out.put_u8(67);
                let length_: usize = 6 + name.len();
                out.put_u32_be(length_ as u32);
                out.put_u8(target.number());
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::Describe { target, name } => {
                out.put_u8(68);
                let length_: usize = 6 + name.len();
                out.put_u32_be(length_ as u32);
                out.put_u8(target.number());
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::Execute { portal, limit } => {
                out.put_u8(69);
                let length_: usize = 9 + portal.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(portal.as_bytes(), &[0]).within("portal")?;
                out.put(portal.as_bytes());
                out.put(&[0]);
                out.put_u32_be(*limit);
                codec::check_length(length_, 9, 4_294_967_295).within("length")?;
            }
            Self::Flush {} => {
                out.put_u8(72);
                out.put_u32_be(4);
            }
            Self::Parse { statement, query, types } => {
                out.put_u8(80);
                let length_: usize = 8 + statement.len() + query.len() + types.len() * 4;
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(statement.as_bytes(), &[0]).within("statement")?;
                out.put(statement.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(query.as_bytes(), &[0]).within("query")?;
                out.put(query.as_bytes());
                out.put(&[0]);
                out.put_length(O::put_u16_be, types.len(), 0, 65_535).within("types")?;
                for element in types.iter() {
                    out.put_u32_be(element);
                }
                codec::check_length(length_, 8, 4_294_967_295).within("length")?;
            }
            Self::Query { query } => {
                out.put_u8(81);
                let length_: usize = 5 + query.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(query.as_bytes(), &[0]).within("query")?;
                out.put(query.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::Sync {} => {
                out.put_u8(83);
                out.put_u32_be(4);
            }
            Self::Terminate {} => {
                out.put_u8(88);
                out.put_u32_be(4);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 66 | 67 | 68 | 69 | 72 | 80 | 81 | 83 | 88),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = 4 + data.len();
                out.put_u32_be(length_ as u32);
                out.put(data);
                codec::check_length(length_, 4, 4_294_967_295).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrontendRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            66 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 12, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("portal")?;
                let start = reader.offset();
                let portal = reader.read_until(&[0], 0, u64::MAX).within("portal")?;
                let portal = reader.expect_text(start, portal).within("portal")?;
                let start = reader.offset();
                let statement = reader.read_until(&[0], 0, u64::MAX).within("statement")?;
                let statement = reader.expect_text(start, statement).within("statement")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("formats")?;
                let formats = codec::List::read(reader, prefix, |reader| reader.read_variant(
                    codec::Reader::read_u16_be,
                    Format::from_number,
                ))
                    .within("formats")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("values")?;
                let values = codec::List::read(reader, prefix, ValueRef::decode).within("values")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("results")?;
                let results = codec::List::read(reader, prefix, |reader| reader.read_variant(
                    codec::Reader::read_u16_be,
                    Format::from_number,
                ))
                    .within("results")?;
                reader.leave(region_0)?;
                Ok(Self::Bind { portal, statement, formats, values, results })
            }
            67 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let target = reader
                    .read_variant(codec::Reader::read_u8, Target::from_number)
                    .within("target")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                reader.leave(region_0)?;
                Ok(Self::Close { target, name })
            }
            68 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let target = reader
                    .read_variant(codec::Reader::read_u8, Target::from_number)
                    .within("target")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                reader.leave(region_0)?;
                Ok(Self::Describe { target, name })
            }
            69 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 9, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("portal")?;
                let start = reader.offset();
                let portal = reader.read_until(&[0], 0, u64::MAX).within("portal")?;
                let portal = reader.expect_text(start, portal).within("portal")?;
                let limit = reader.read_u32_be().within("limit")?;
                reader.leave(region_0)?;
                Ok(Self::Execute { portal, limit })
            }
            72 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Flush {})
            }
            80 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 8, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("statement")?;
                let start = reader.offset();
                let statement = reader.read_until(&[0], 0, u64::MAX).within("statement")?;
                let statement = reader.expect_text(start, statement).within("statement")?;
                let start = reader.offset();
                let query = reader.read_until(&[0], 0, u64::MAX).within("query")?;
                let query = reader.expect_text(start, query).within("query")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("types")?;
                let types = codec::List::read_numbers::<4>(
                    reader,
                    prefix,
                    codec::Reader::read_u32_be,
                )
                    .within("types")?;
                reader.leave(region_0)?;
                Ok(Self::Parse { statement, query, types })
            }
            81 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("query")?;
                let start = reader.offset();
                let query = reader.read_until(&[0], 0, u64::MAX).within("query")?;
                let query = reader.expect_text(start, query).within("query")?;
                reader.leave(region_0)?;
                Ok(Self::Query { query })
            }
            83 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Sync {})
            }
            88 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::Terminate {})
            }
            tag => {
                let region_1_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 4, 4_294_967_295).within("length")?;
                let region_1 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_1_begin) as u64,
                    )
                    .within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> FrontendRef<'a> {
    /// The [`Frontend`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frontend {
        match self {
            Self::Bind { portal, statement, formats, values, results } => {
                Frontend::Bind {
                    portal: String::from(portal),
                    statement: String::from(statement),
                    formats: formats.iter().collect(),
                    values: values.iter().map(|held| held.own(reader)).collect(),
                    results: results.iter().collect(),
                }
            }
            Self::Close { target, name } => Frontend::Close { target, name: String::from(name) },
            Self::Describe { target, name } =>
                Frontend::Describe { target, name: String::from(name) },
            Self::Execute { portal, limit } =>
                Frontend::Execute { portal: String::from(portal), limit },
            Self::Flush {} => Frontend::Flush {},
            Self::Parse { statement, query, types } => {
                Frontend::Parse {
                    statement: String::from(statement),
                    query: String::from(query),
                    types: types.own(u32::from_be_bytes),
                }
            }
            Self::Query { query } => Frontend::Query { query: String::from(query) },
            Self::Sync {} => Frontend::Sync {},
            Self::Terminate {} => Frontend::Terminate {},
            Self::Other { tag, data } => Frontend::Other { tag, data: reader.own(data) },
        }
    }
}

/// What "Authentication…" asks for.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Authentication {
    /// `Done`, tag 0.
    Done {},
    /// `CleartextPassword`, tag 3.
    CleartextPassword {},
    /// `Md5Password`, tag 5.
    Md5Password {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        salt: [u8; 4],
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Authentication {}

impl codec::Encode for Authentication {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Done {} | Self::CleartextPassword {} => 4,
            Self::Md5Password { .. } => 8,
            Self::Other { data, .. } => 4 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Done {} => {
                out.put_u32_be(0);
            }
            Self::CleartextPassword {} => {
                out.put_u32_be(3);
            }
            Self::Md5Password { salt } => {
                out.put_u32_be(5);
                out.put(salt.as_slice());
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 3 | 5), *tag).within("tag")?;
                out.put_u32_be(*tag);
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Authentication {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AuthenticationRef::decode(reader)?.own(reader))
    }
}

/// [`Authentication`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AuthenticationRef<'a> {
    /// `Done`, tag 0.
    Done {},
    /// `CleartextPassword`, tag 3.
    CleartextPassword {},
    /// `Md5Password`, tag 5.
    Md5Password {
        /// On the wire: 4 bytes.
        salt: &'a [u8; 4],
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for AuthenticationRef<'_> {}

impl codec::Encode for AuthenticationRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Done {} | Self::CleartextPassword {} => 4,
            Self::Md5Password { .. } => 8,
            Self::Other { data, .. } => 4 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Done {} => {
                out.put_u32_be(0);
            }
            Self::CleartextPassword {} => {
                out.put_u32_be(3);
            }
            Self::Md5Password { salt } => {
                out.put_u32_be(5);
                out.put(salt.as_slice());
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 3 | 5), *tag).within("tag")?;
                out.put_u32_be(*tag);
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AuthenticationRef<'a> {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u32_be()? {
            0 => Ok(Self::Done {}),
            3 => Ok(Self::CleartextPassword {}),
            5 => {
                let salt = reader.read_array::<4>().within("salt")?;
                Ok(Self::Md5Password { salt })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> AuthenticationRef<'a> {
    /// The [`Authentication`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Authentication {
        match self {
            Self::Done {} => Authentication::Done {},
            Self::CleartextPassword {} => Authentication::CleartextPassword {},
            Self::Md5Password { salt } => Authentication::Md5Password { salt: *salt },
            Self::Other { tag, data } => Authentication::Other { tag, data: reader.own(data) },
        }
    }
}

/// 'I' idle, 'T' in a transaction, 'E' in one that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum TransactionStatus {
    /// `Idle`, number 73.
    Idle,
    /// `Active`, number 84.
    Active,
    /// `Failed`, number 69.
    Failed,
}

impl TransactionStatus {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Idle => 73,
            Self::Active => 84,
            Self::Failed => 69,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            73 => Some(Self::Idle),
            84 => Some(Self::Active),
            69 => Some(Self::Failed),
            _ => None,
        }
    }
}

/// The structure `Column`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `name` | bytes of UTF-8, up to the bytes `[00]` |
/// |  | 4 | `table` | u32 big-endian |
/// |  | 2 | `number` | u16 big-endian |
/// |  | 4 | `type_identifier` | u32 big-endian |
/// |  | 2 | `type_size` | i16 big-endian |
/// |  | 4 | `type_modifier` | i32 big-endian |
/// |  | 2 | `format` | [`Format`] as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Column {
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub name: String,
    /// On the wire: u32 big-endian.
    pub table: u32,
    /// On the wire: u16 big-endian.
    pub number: u16,
    /// On the wire: u32 big-endian.
    pub type_identifier: u32,
    /// Negative for types of variable width.
    ///
    /// On the wire: i16 big-endian.
    pub type_size: i16,
    /// On the wire: i32 big-endian.
    pub type_modifier: i32,
    /// On the wire: [`Format`] as u16 big-endian.
    pub format: Format,
}

impl ::core::cmp::Eq for Column {}

impl codec::Encode for Column {
    #[inline]
    fn encoded_len(&self) -> usize {
        19 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        out.put_u32_be(self.table);
        out.put_u16_be(self.number);
        out.put_u32_be(self.type_identifier);
        out.put_i16_be(self.type_size);
        out.put_i32_be(self.type_modifier);
        out.put_u16_be(self.format.number());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Column {
    const MIN_LEN: usize = 19;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ColumnRef::decode(reader)?.own(reader))
    }
}

/// [`Column`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnRef<'a> {
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub name: &'a str,
    /// On the wire: u32 big-endian.
    pub table: u32,
    /// On the wire: u16 big-endian.
    pub number: u16,
    /// On the wire: u32 big-endian.
    pub type_identifier: u32,
    /// Negative for types of variable width.
    ///
    /// On the wire: i16 big-endian.
    pub type_size: i16,
    /// On the wire: i32 big-endian.
    pub type_modifier: i32,
    /// On the wire: [`Format`] as u16 big-endian.
    pub format: Format,
}

impl ::core::cmp::Eq for ColumnRef<'_> {}

impl codec::Encode for ColumnRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        19 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        out.put_u32_be(self.table);
        out.put_u16_be(self.number);
        out.put_u32_be(self.type_identifier);
        out.put_i16_be(self.type_size);
        out.put_i32_be(self.type_modifier);
        out.put_u16_be(self.format.number());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ColumnRef<'a> {
    const MIN_LEN: usize = 19;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
        let name = reader.expect_text(start, name).within("name")?;
        let table = reader.read_u32_be().within("table")?;
        let number_ = reader.read_u16_be().within("number")?;
        let type_identifier = reader.read_u32_be().within("type_identifier")?;
        let type_size = reader.read_i16_be().within("type_size")?;
        let type_modifier = reader.read_i32_be().within("type_modifier")?;
        let format = reader
            .read_variant(codec::Reader::read_u16_be, Format::from_number)
            .within("format")?;
        Ok(Self { name, table, number: number_, type_identifier, type_size, type_modifier, format })
    }
}

impl<'a> ColumnRef<'a> {
    /// The [`Column`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Column {
        Column {
            name: String::from(self.name),
            table: self.table,
            number: self.number,
            type_identifier: self.type_identifier,
            type_size: self.type_size,
            type_modifier: self.type_modifier,
            format: self.format,
        }
    }
}

/// A field of an error or a notice; the code says which ("Error and Notice Message Fields").
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `code` | u8, 1 to 255 |
/// | 1 | 1.. | `text` | bytes of UTF-8, up to the bytes `[00]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Detail {
    /// On the wire: u8, 1 to 255.
    pub code: u8,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub text: String,
}

impl ::core::cmp::Eq for Detail {}

impl codec::Encode for Detail {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.code, 1, 255).within("code")?;
        out.put_u8(self.code);
        codec::check_delimiter(self.text.as_bytes(), &[0]).within("text")?;
        out.put(self.text.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Detail {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DetailRef::decode(reader)?.own(reader))
    }
}

/// [`Detail`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DetailRef<'a> {
    /// On the wire: u8, 1 to 255.
    pub code: u8,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
    pub text: &'a str,
}

impl ::core::cmp::Eq for DetailRef<'_> {}

impl codec::Encode for DetailRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.code, 1, 255).within("code")?;
        out.put_u8(self.code);
        codec::check_delimiter(self.text.as_bytes(), &[0]).within("text")?;
        out.put(self.text.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DetailRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let code = reader.read_in_range(codec::Reader::read_u8, 1, 255).within("code")?;
        let start = reader.offset();
        let text = reader.read_until(&[0], 0, u64::MAX).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        Ok(Self { code, text })
    }
}

impl<'a> DetailRef<'a> {
    /// The [`Detail`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Detail {
        Detail { code: self.code, text: String::from(self.text) }
    }
}

/// From the server.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Backend {
    /// '1'.
    ParseComplete {},
    /// '2'.
    BindComplete {},
    /// '3'.
    CloseComplete {},
    /// 'C'.
    CommandComplete {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        tag: String,
    },
    /// 'D'.
    DataRow {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Value`].
        values: Vec<Value>,
    },
    /// 'E'.
    ErrorResponse {
        /// On the wire: elements, up to the bytes `[00]`, each [`Detail`].
        details: Vec<Detail>,
    },
    /// 'I'.
    EmptyQuery {},
    /// 'K'.
    KeyData {
        /// On the wire: u32 big-endian.
        process: u32,
        /// On the wire: u32 big-endian.
        secret: u32,
    },
    /// 'N'.
    NoticeResponse {
        /// On the wire: elements, up to the bytes `[00]`, each [`Detail`].
        details: Vec<Detail>,
    },
    /// 'R'.
    Authenticate {
        /// On the wire: [`Authentication`], its tag in front as u32 big-endian.
        request: Authentication,
    },
    /// 'S'.
    ParameterStatus {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: String,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        value: String,
    },
    /// 'T'.
    RowDescription {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Column`].
        columns: Vec<Column>,
    },
    /// 'Z'.
    ReadyForQuery {
        /// On the wire: [`TransactionStatus`] as u8.
        status: TransactionStatus,
    },
    /// 'n'.
    NoData {},
    /// 't'.
    ParameterDescription {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
        types: Vec<u32>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Backend {}

impl codec::Encode for Backend {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ParseComplete {}
            | Self::BindComplete {}
            | Self::CloseComplete {}
            | Self::EmptyQuery {}
            | Self::NoData {} => 5,
            Self::CommandComplete { tag } => 6 + tag.len(),
            Self::DataRow { values } =>
                7 + values.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::ErrorResponse { details } | Self::NoticeResponse { details } =>
                6 + details.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::KeyData { .. } => 13,
            Self::Authenticate { request } => 5 + request.encoded_len(),
            Self::ParameterStatus { name, value } => 7 + name.len() + value.len(),
            Self::RowDescription { columns } =>
                7 + columns.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::ReadyForQuery { .. } => 6,
            Self::ParameterDescription { types } => 7 + types.len() * 4,
            Self::Other { data, .. } => 5 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ParseComplete {} => {
                out.put_u8(49);
                out.put_u32_be(4);
            }
            Self::BindComplete {} => {
                out.put_u8(50);
                out.put_u32_be(4);
            }
            Self::CloseComplete {} => {
                out.put_u8(51);
                out.put_u32_be(4);
            }
            Self::CommandComplete { tag } => {
                out.put_u8(67);
                let length_: usize = 5 + tag.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(tag.as_bytes(), &[0]).within("tag")?;
                out.put(tag.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::DataRow { values } => {
                out.put_u8(68);
                let length_: usize =
                    6 + values.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, values.len(), 0, 65_535).within("values")?;
                for (index, element) in values.iter().enumerate() {
                    element.encode(out).at(index).within("values")?;
                }
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::ErrorResponse { details } => {
                out.put_u8(69);
                let length_: usize =
                    5 + details.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                for (index, element) in details.iter().enumerate() {
                    element.encode(out).at(index).within("details")?;
                }
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::EmptyQuery {} => {
                out.put_u8(73);
                out.put_u32_be(4);
            }
            Self::KeyData { process, secret } => {
                out.put_u8(75);
                out.put_u32_be(12);
                out.put_u32_be(*process);
                out.put_u32_be(*secret);
            }
            Self::NoticeResponse { details } => {
                out.put_u8(78);
                let length_: usize =
                    5 + details.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                for (index, element) in details.iter().enumerate() {
                    element.encode(out).at(index).within("details")?;
                }
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::Authenticate { request } => {
                out.put_u8(82);
                let length_: usize = 4 + request.encoded_len();
                out.put_u32_be(length_ as u32);
                request.encode(out).within("request")?;
                codec::check_length(length_, 8, 4_294_967_295).within("length")?;
            }
            Self::ParameterStatus { name, value } => {
                out.put_u8(83);
                let length_: usize = 6 + name.len() + value.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(value.as_bytes(), &[0]).within("value")?;
                out.put(value.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::RowDescription { columns } => {
                out.put_u8(84);
                let length_: usize =
                    6 + columns.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, columns.len(), 0, 65_535).within("columns")?;
                for (index, element) in columns.iter().enumerate() {
                    element.encode(out).at(index).within("columns")?;
                }
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::ReadyForQuery { status } => {
                out.put_u8(90);
                out.put_u32_be(5);
                out.put_u8(status.number());
            }
            Self::NoData {} => {
                out.put_u8(110);
                out.put_u32_be(4);
            }
            Self::ParameterDescription { types } => {
                out.put_u8(116);
                let length_: usize = 6 + types.len() * 4;
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, types.len(), 0, 65_535).within("types")?;
                for element in types {
                    out.put_u32_be(*element);
                }
                codec::check_length(length_, 6, 262_146).within("length")?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(
                        *tag,
                        49 | 50 | 51 | 67 | 68 | 69 | 73 | 75 | 78 | 82 | 83 | 84 | 90 | 110 | 116
                    ),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = 4 + data.len();
                out.put_u32_be(length_ as u32);
                out.put(data);
                codec::check_length(length_, 4, 4_294_967_295).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Backend {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            49 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::ParseComplete {})
            }
            50 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::BindComplete {})
            }
            51 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::CloseComplete {})
            }
            67 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("tag")?;
                let start = reader.offset();
                let tag = reader.read_until(&[0], 0, u64::MAX).within("tag")?;
                let tag = String::from(reader.expect_text(start, tag).within("tag")?);
                reader.leave(region_0)?;
                Ok(Self::CommandComplete { tag })
            }
            68 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("values")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("values")?;
                let values = reader.read_list(prefix, 4, Value::decode).within("values")?;
                reader.leave(region_0)?;
                Ok(Self::DataRow { values })
            }
            69 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("details")?;
                let details = reader
                    .read_list_until(0, 0, u64::MAX, Detail::decode)
                    .within("details")?;
                reader.leave(region_0)?;
                Ok(Self::ErrorResponse { details })
            }
            73 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::EmptyQuery {})
            }
            75 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 12).within("length")?;
                let process = reader.read_u32_be().within("process")?;
                let secret = reader.read_u32_be().within("secret")?;
                Ok(Self::KeyData { process, secret })
            }
            78 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("details")?;
                let details = reader
                    .read_list_until(0, 0, u64::MAX, Detail::decode)
                    .within("details")?;
                reader.leave(region_0)?;
                Ok(Self::NoticeResponse { details })
            }
            82 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 8, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("request")?;
                let request = Authentication::decode(reader).within("request")?;
                reader.leave(region_0)?;
                Ok(Self::Authenticate { request })
            }
            83 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = String::from(reader.expect_text(start, name).within("name")?);
                let start = reader.offset();
                let value = reader.read_until(&[0], 0, u64::MAX).within("value")?;
                let value = String::from(reader.expect_text(start, value).within("value")?);
                reader.leave(region_0)?;
                Ok(Self::ParameterStatus { name, value })
            }
            84 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("columns")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("columns")?;
                let columns = reader.read_list(prefix, 19, Column::decode).within("columns")?;
                reader.leave(region_0)?;
                Ok(Self::RowDescription { columns })
            }
            90 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 5).within("length")?;
                let status = reader
                    .read_variant(codec::Reader::read_u8, TransactionStatus::from_number)
                    .within("status")?;
                Ok(Self::ReadyForQuery { status })
            }
            110 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::NoData {})
            }
            116 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 262_146).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("types")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("types")?;
                let types = reader.read_numbers(prefix, u32::from_be_bytes).within("types")?;
                reader.leave(region_0)?;
                Ok(Self::ParameterDescription { types })
            }
            tag => {
                let region_1_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 4, 4_294_967_295).within("length")?;
                let region_1 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_1_begin) as u64,
                    )
                    .within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`Backend`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BackendRef<'a> {
    /// '1'.
    ParseComplete {},
    /// '2'.
    BindComplete {},
    /// '3'.
    CloseComplete {},
    /// 'C'.
    CommandComplete {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        tag: &'a str,
    },
    /// 'D'.
    DataRow {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Value`].
        values: codec::List<'a, ValueRef<'a>>,
    },
    /// 'E'.
    ErrorResponse {
        /// On the wire: elements, up to the bytes `[00]`, each [`Detail`].
        details: codec::List<'a, DetailRef<'a>>,
    },
    /// 'I'.
    EmptyQuery {},
    /// 'K'.
    KeyData {
        /// On the wire: u32 big-endian.
        process: u32,
        /// On the wire: u32 big-endian.
        secret: u32,
    },
    /// 'N'.
    NoticeResponse {
        /// On the wire: elements, up to the bytes `[00]`, each [`Detail`].
        details: codec::List<'a, DetailRef<'a>>,
    },
    /// 'R'.
    Authenticate {
        /// On the wire: [`Authentication`], its tag in front as u32 big-endian.
        request: AuthenticationRef<'a>,
    },
    /// 'S'.
    ParameterStatus {
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        name: &'a str,
        /// On the wire: bytes of UTF-8, up to the bytes `[00]`.
        value: &'a str,
    },
    /// 'T'.
    RowDescription {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each [`Column`].
        columns: codec::List<'a, ColumnRef<'a>>,
    },
    /// 'Z'.
    ReadyForQuery {
        /// On the wire: [`TransactionStatus`] as u8.
        status: TransactionStatus,
    },
    /// 'n'.
    NoData {},
    /// 't'.
    ParameterDescription {
        /// On the wire: 0 to 65535 elements, their number in front as u16 big-endian, each u32 big-endian.
        types: codec::List<'a, u32>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for BackendRef<'_> {}

impl codec::Encode for BackendRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ParseComplete {}
            | Self::BindComplete {}
            | Self::CloseComplete {}
            | Self::EmptyQuery {}
            | Self::NoData {} => 5,
            Self::CommandComplete { tag } => 6 + tag.len(),
            Self::DataRow { values } =>
                7 + values.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::ErrorResponse { details } | Self::NoticeResponse { details } =>
                6 + details.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::KeyData { .. } => 13,
            Self::Authenticate { request } => 5 + request.encoded_len(),
            Self::ParameterStatus { name, value } => 7 + name.len() + value.len(),
            Self::RowDescription { columns } =>
                7 + columns.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::ReadyForQuery { .. } => 6,
            Self::ParameterDescription { types } => 7 + types.len() * 4,
            Self::Other { data, .. } => 5 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ParseComplete {} => {
                out.put_u8(49);
                out.put_u32_be(4);
            }
            Self::BindComplete {} => {
                out.put_u8(50);
                out.put_u32_be(4);
            }
            Self::CloseComplete {} => {
                out.put_u8(51);
                out.put_u32_be(4);
            }
            Self::CommandComplete { tag } => {
                out.put_u8(67);
                let length_: usize = 5 + tag.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(tag.as_bytes(), &[0]).within("tag")?;
                out.put(tag.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::DataRow { values } => {
                out.put_u8(68);
                let length_: usize =
                    6 + values.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, values.len(), 0, 65_535).within("values")?;
                for (index, element) in values.iter().enumerate() {
                    element.encode(out).at(index).within("values")?;
                }
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::ErrorResponse { details } => {
                out.put_u8(69);
                let length_: usize =
                    5 + details.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                for (index, element) in details.iter().enumerate() {
                    element.encode(out).at(index).within("details")?;
                }
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::EmptyQuery {} => {
                out.put_u8(73);
                out.put_u32_be(4);
            }
            Self::KeyData { process, secret } => {
                out.put_u8(75);
                out.put_u32_be(12);
                out.put_u32_be(*process);
                out.put_u32_be(*secret);
            }
            Self::NoticeResponse { details } => {
                out.put_u8(78);
                let length_: usize =
                    5 + details.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                for (index, element) in details.iter().enumerate() {
                    element.encode(out).at(index).within("details")?;
                }
                out.put(&[0]);
                codec::check_length(length_, 5, 4_294_967_295).within("length")?;
            }
            Self::Authenticate { request } => {
                out.put_u8(82);
                let length_: usize = 4 + request.encoded_len();
                out.put_u32_be(length_ as u32);
                request.encode(out).within("request")?;
                codec::check_length(length_, 8, 4_294_967_295).within("length")?;
            }
            Self::ParameterStatus { name, value } => {
                out.put_u8(83);
                let length_: usize = 6 + name.len() + value.len();
                out.put_u32_be(length_ as u32);
                codec::check_delimiter(name.as_bytes(), &[0]).within("name")?;
                out.put(name.as_bytes());
                out.put(&[0]);
                codec::check_delimiter(value.as_bytes(), &[0]).within("value")?;
                out.put(value.as_bytes());
                out.put(&[0]);
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::RowDescription { columns } => {
                out.put_u8(84);
                let length_: usize =
                    6 + columns.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, columns.len(), 0, 65_535).within("columns")?;
                for (index, element) in columns.iter().enumerate() {
                    element.encode(out).at(index).within("columns")?;
                }
                codec::check_length(length_, 6, 4_294_967_295).within("length")?;
            }
            Self::ReadyForQuery { status } => {
                out.put_u8(90);
                out.put_u32_be(5);
                out.put_u8(status.number());
            }
            Self::NoData {} => {
                out.put_u8(110);
                out.put_u32_be(4);
            }
            Self::ParameterDescription { types } => {
                out.put_u8(116);
                let length_: usize = 6 + types.len() * 4;
                out.put_u32_be(length_ as u32);
                out.put_length(O::put_u16_be, types.len(), 0, 65_535).within("types")?;
                for element in types.iter() {
                    out.put_u32_be(element);
                }
                codec::check_length(length_, 6, 262_146).within("length")?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(
                        *tag,
                        49 | 50 | 51 | 67 | 68 | 69 | 73 | 75 | 78 | 82 | 83 | 84 | 90 | 110 | 116
                    ),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = 4 + data.len();
                out.put_u32_be(length_ as u32);
                out.put(data);
                codec::check_length(length_, 4, 4_294_967_295).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for BackendRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            49 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::ParseComplete {})
            }
            50 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::BindComplete {})
            }
            51 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::CloseComplete {})
            }
            67 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("tag")?;
                let start = reader.offset();
                let tag = reader.read_until(&[0], 0, u64::MAX).within("tag")?;
                let tag = reader.expect_text(start, tag).within("tag")?;
                reader.leave(region_0)?;
                Ok(Self::CommandComplete { tag })
            }
            68 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("values")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("values")?;
                let values = codec::List::read(reader, prefix, ValueRef::decode).within("values")?;
                reader.leave(region_0)?;
                Ok(Self::DataRow { values })
            }
            69 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("details")?;
                let details = codec::List::read_until(reader, 0, 0, u64::MAX, DetailRef::decode)
                    .within("details")?;
                reader.leave(region_0)?;
                Ok(Self::ErrorResponse { details })
            }
            73 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::EmptyQuery {})
            }
            75 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 12).within("length")?;
                let process = reader.read_u32_be().within("process")?;
                let secret = reader.read_u32_be().within("secret")?;
                Ok(Self::KeyData { process, secret })
            }
            78 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 5, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("details")?;
                let details = codec::List::read_until(reader, 0, 0, u64::MAX, DetailRef::decode)
                    .within("details")?;
                reader.leave(region_0)?;
                Ok(Self::NoticeResponse { details })
            }
            82 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 8, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("request")?;
                let request = AuthenticationRef::decode(reader).within("request")?;
                reader.leave(region_0)?;
                Ok(Self::Authenticate { request })
            }
            83 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("name")?;
                let start = reader.offset();
                let name = reader.read_until(&[0], 0, u64::MAX).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                let start = reader.offset();
                let value = reader.read_until(&[0], 0, u64::MAX).within("value")?;
                let value = reader.expect_text(start, value).within("value")?;
                reader.leave(region_0)?;
                Ok(Self::ParameterStatus { name, value })
            }
            84 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 4_294_967_295).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("columns")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("columns")?;
                let columns = codec::List::read(reader, prefix, ColumnRef::decode)
                    .within("columns")?;
                reader.leave(region_0)?;
                Ok(Self::RowDescription { columns })
            }
            90 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 5).within("length")?;
                let status = reader
                    .read_variant(codec::Reader::read_u8, TransactionStatus::from_number)
                    .within("status")?;
                Ok(Self::ReadyForQuery { status })
            }
            110 => {
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                Ok(Self::NoData {})
            }
            116 => {
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 6, 262_146).within("length")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("types")?;
                let prefix = reader
                    .read_length(codec::Reader::read_u16_be, 0, 65_535)
                    .within("types")?;
                let types = codec::List::read_numbers::<4>(
                    reader,
                    prefix,
                    codec::Reader::read_u32_be,
                )
                    .within("types")?;
                reader.leave(region_0)?;
                Ok(Self::ParameterDescription { types })
            }
            tag => {
                let region_1_begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u32_be().within("length")?;
                reader.expect_length(start, length_, 4, 4_294_967_295).within("length")?;
                let region_1 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - (reader.offset() - region_1_begin) as u64,
                    )
                    .within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> BackendRef<'a> {
    /// The [`Backend`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Backend {
        match self {
            Self::ParseComplete {} => Backend::ParseComplete {},
            Self::BindComplete {} => Backend::BindComplete {},
            Self::CloseComplete {} => Backend::CloseComplete {},
            Self::CommandComplete { tag } => Backend::CommandComplete { tag: String::from(tag) },
            Self::DataRow { values } =>
                Backend::DataRow { values: values.iter().map(|held| held.own(reader)).collect() },
            Self::ErrorResponse { details } => {
                Backend::ErrorResponse {
                    details: details.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::EmptyQuery {} => Backend::EmptyQuery {},
            Self::KeyData { process, secret } => Backend::KeyData { process, secret },
            Self::NoticeResponse { details } => {
                Backend::NoticeResponse {
                    details: details.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Authenticate { request } =>
                Backend::Authenticate { request: request.own(reader) },
            Self::ParameterStatus { name, value } =>
                Backend::ParameterStatus { name: String::from(name), value: String::from(value) },
            Self::RowDescription { columns } => {
                Backend::RowDescription {
                    columns: columns.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::ReadyForQuery { status } => Backend::ReadyForQuery { status },
            Self::NoData {} => Backend::NoData {},
            Self::ParameterDescription { types } =>
                Backend::ParameterDescription { types: types.own(u32::from_be_bytes) },
            Self::Other { tag, data } => Backend::Other { tag, data: reader.own(data) },
        }
    }
}

/// The structure `FrontendMessage`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 5.. | `message` | [`Frontend`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct FrontendMessage {
    /// On the wire: [`Frontend`], its tag in front as u8.
    pub message: Frontend,
}

impl ::core::cmp::Eq for FrontendMessage {}

impl codec::Encode for FrontendMessage {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrontendMessage {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let message = Frontend::decode(reader).within("message")?;
        Ok(Self { message })
    }
}

/// [`FrontendMessage`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontendMessageRef<'a> {
    /// On the wire: [`Frontend`], its tag in front as u8.
    pub message: FrontendRef<'a>,
}

impl ::core::cmp::Eq for FrontendMessageRef<'_> {}

impl codec::Encode for FrontendMessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrontendMessageRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let message = FrontendRef::decode(reader).within("message")?;
        Ok(Self { message })
    }
}

impl<'a> FrontendMessageRef<'a> {
    /// The [`FrontendMessage`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> FrontendMessage {
        FrontendMessage { message: self.message.own(reader) }
    }
}

/// The structure `BackendMessage`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 5.. | `message` | [`Backend`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct BackendMessage {
    /// On the wire: [`Backend`], its tag in front as u8.
    pub message: Backend,
}

impl ::core::cmp::Eq for BackendMessage {}

impl codec::Encode for BackendMessage {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for BackendMessage {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let message = Backend::decode(reader).within("message")?;
        Ok(Self { message })
    }
}

/// [`BackendMessage`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BackendMessageRef<'a> {
    /// On the wire: [`Backend`], its tag in front as u8.
    pub message: BackendRef<'a>,
}

impl ::core::cmp::Eq for BackendMessageRef<'_> {}

impl codec::Encode for BackendMessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for BackendMessageRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let message = BackendRef::decode(reader).within("message")?;
        Ok(Self { message })
    }
}

impl<'a> BackendMessageRef<'a> {
    /// The [`BackendMessage`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> BackendMessage {
        BackendMessage { message: self.message.own(reader) }
    }
}

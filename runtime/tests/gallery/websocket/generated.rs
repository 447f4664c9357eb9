// Written by `cargo run -- gen` from spec/gallery/websocket.wire. Do not edit: change the spec and run the command.

//! The websocket protocol. See `spec/gallery/websocket.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// §5.2; from 8 on, frames control the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Opcode {
    /// `Continuation`, number 0.
    Continuation,
    /// `Text`, number 1.
    Text,
    /// `Binary`, number 2.
    Binary,
    /// `Close`, number 8.
    Close,
    /// `Ping`, number 9.
    Ping,
    /// `Pong`, number 10.
    Pong,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Opcode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Continuation => 0,
            Self::Text => 1,
            Self::Binary => 2,
            Self::Close => 8,
            Self::Ping => 9,
            Self::Pong => 10,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Continuation,
            1 => Self::Text,
            2 => Self::Binary,
            8 => Self::Close,
            9 => Self::Ping,
            10 => Self::Pong,
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

/// §5.5: "All control frames MUST have a payload length of 125 bytes or less and
/// MUST NOT be fragmented."
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `last` | one bit |
/// | 1 | 0 | `extension_1` | one bit |
/// | 1 | 0 | `extension_2` | one bit |
/// | 1 | 0 | `extension_3` | one bit |
/// | 1 | 0 | `opcode` | [`Opcode`] as 4 bits |
/// | 1 | 1 | `masked` | one bit |
/// | 2 | 0 | `length` | 7 bits, the bytes of `payload`, 0 to 125 |
/// | 2 | 0..=4 | `key` | 4 bytes; there if `masked` |
/// |  | 0..=125 | `payload` | 0 to 125 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct ShortFrame {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    #[serde(with = "::packetwright::codec::hex", default)]
    pub key: Option<[u8; 4]>,
    /// On the wire: 0 to 125 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for ShortFrame {}

impl codec::Encode for ShortFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        codec::check_length(self.payload.len(), 0, 125).within("length")?;
        out.put_u8(u8::from(self.masked) << 7 | self.payload.len() as u8);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(&self.payload);
        codec::check_require(
            self.last || self.opcode.number() < 8,
            "a control frame is not fragmented",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ShortFrame {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ShortFrameRef::decode(reader)?.own(reader))
    }
}

/// [`ShortFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShortFrameRef<'a> {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    pub key: Option<&'a [u8; 4]>,
    /// On the wire: 0 to 125 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for ShortFrameRef<'_> {}

impl codec::Encode for ShortFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        codec::check_length(self.payload.len(), 0, 125).within("length")?;
        out.put_u8(u8::from(self.masked) << 7 | self.payload.len() as u8);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(self.payload);
        codec::check_require(
            self.last || self.opcode.number() < 8,
            "a control frame is not fragmented",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ShortFrameRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let run = reader.read_u8().within("last")?;
        let last = run >> 7 & 1 != 0;
        let extension_1 = run >> 6 & 1 != 0;
        let extension_2 = run >> 5 & 1 != 0;
        let extension_3 = run >> 4 & 1 != 0;
        let opcode = Opcode::from_number(run & 0x0f);
        let run = reader.read_u8().within("masked")?;
        let masked = run >> 7 & 1 != 0;
        let start = reader.offset() - 1;
        let length_ = run & 0x7f;
        reader.expect_length(start, length_, 0, 125).within("length")?;
        reader.expect_range(start, length_, 0, 125).within("length")?;
        let key = if masked {
            Some(reader.read_array::<4>().within("key")?)
        } else {
            None
        };
        let payload = reader.read_measured(length_.into()).within("payload")?;
        reader.expect_require(
            begin,
            last || opcode.number() < 8,
            "a control frame is not fragmented",
        )?;
        Ok(Self { last, extension_1, extension_2, extension_3, opcode, masked, key, payload })
    }
}

impl<'a> ShortFrameRef<'a> {
    /// The [`ShortFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ShortFrame {
        ShortFrame {
            last: self.last,
            extension_1: self.extension_1,
            extension_2: self.extension_2,
            extension_3: self.extension_3,
            opcode: self.opcode,
            masked: self.masked,
            key: self.key.copied(),
            payload: reader.own(self.payload),
        }
    }
}

/// §5.2: "the minimal number of bytes MUST be used to encode the length".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `last` | one bit |
/// | 1 | 0 | `extension_1` | one bit |
/// | 1 | 0 | `extension_2` | one bit |
/// | 1 | 0 | `extension_3` | one bit |
/// | 1 | 0 | `opcode` | [`Opcode`] as 4 bits |
/// | 1 | 1 | `masked` | one bit |
/// | 2 | 0 | `form` | 7 bits, always 126 |
/// | 2 | 2 | `length` | u16 big-endian, the bytes of `payload` |
/// | 4 | 0..=4 | `key` | 4 bytes; there if `masked` |
/// |  | 126..=65535 | `payload` | 126 to 65535 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct MediumFrame {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    #[serde(with = "::packetwright::codec::hex", default)]
    pub key: Option<[u8; 4]>,
    /// On the wire: 126 to 65535 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for MediumFrame {}

impl codec::Encode for MediumFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        out.put_u8(u8::from(self.masked) << 7 | 0x7e);
        codec::check_length(self.payload.len(), 126, 65_535).within("length")?;
        out.put_u16_be(self.payload.len() as u16);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(&self.payload);
        codec::check_require(
            self.opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MediumFrame {
    const MIN_LEN: usize = 130;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(MediumFrameRef::decode(reader)?.own(reader))
    }
}

/// [`MediumFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MediumFrameRef<'a> {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    pub key: Option<&'a [u8; 4]>,
    /// On the wire: 126 to 65535 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for MediumFrameRef<'_> {}

impl codec::Encode for MediumFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        out.put_u8(u8::from(self.masked) << 7 | 0x7e);
        codec::check_length(self.payload.len(), 126, 65_535).within("length")?;
        out.put_u16_be(self.payload.len() as u16);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(self.payload);
        codec::check_require(
            self.opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MediumFrameRef<'a> {
    const MIN_LEN: usize = 130;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let run = reader.read_u8().within("last")?;
        let last = run >> 7 & 1 != 0;
        let extension_1 = run >> 6 & 1 != 0;
        let extension_2 = run >> 5 & 1 != 0;
        let extension_3 = run >> 4 & 1 != 0;
        let opcode = Opcode::from_number(run & 0x0f);
        let run = reader.read_u8().within("masked")?;
        let masked = run >> 7 & 1 != 0;
        let start = reader.offset() - 1;
        let form = run & 0x7f;
        reader.expect_constant(start, form, 126).within("form")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 126, 65_535).within("length")?;
        let key = if masked {
            Some(reader.read_array::<4>().within("key")?)
        } else {
            None
        };
        let payload = reader.read_measured(length_.into()).within("payload")?;
        reader.expect_require(
            begin,
            opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(Self { last, extension_1, extension_2, extension_3, opcode, masked, key, payload })
    }
}

impl<'a> MediumFrameRef<'a> {
    /// The [`MediumFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> MediumFrame {
        MediumFrame {
            last: self.last,
            extension_1: self.extension_1,
            extension_2: self.extension_2,
            extension_3: self.extension_3,
            opcode: self.opcode,
            masked: self.masked,
            key: self.key.copied(),
            payload: reader.own(self.payload),
        }
    }
}

/// The most is this description's own; §5.2 allows lengths of 63 bits.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `last` | one bit |
/// | 1 | 0 | `extension_1` | one bit |
/// | 1 | 0 | `extension_2` | one bit |
/// | 1 | 0 | `extension_3` | one bit |
/// | 1 | 0 | `opcode` | [`Opcode`] as 4 bits |
/// | 1 | 1 | `masked` | one bit |
/// | 2 | 0 | `form` | 7 bits, always 127 |
/// | 2 | 8 | `length` | u64 big-endian, the bytes of `payload` |
/// | 10 | 0..=4 | `key` | 4 bytes; there if `masked` |
/// |  | 65536..=1073741824 | `payload` | 65536 to 1073741824 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct LongFrame {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    #[serde(with = "::packetwright::codec::hex", default)]
    pub key: Option<[u8; 4]>,
    /// On the wire: 65536 to 1073741824 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for LongFrame {}

impl codec::Encode for LongFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        out.put_u8(u8::from(self.masked) << 7 | 0x7f);
        codec::check_length(self.payload.len(), 65_536, 1_073_741_824).within("length")?;
        out.put_u64_be(self.payload.len() as u64);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(&self.payload);
        codec::check_require(
            self.opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LongFrame {
    const MIN_LEN: usize = 65546;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LongFrameRef::decode(reader)?.own(reader))
    }
}

/// [`LongFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LongFrameRef<'a> {
    /// On the wire: one bit.
    pub last: bool,
    /// On the wire: one bit.
    pub extension_1: bool,
    /// On the wire: one bit.
    pub extension_2: bool,
    /// On the wire: one bit.
    pub extension_3: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub masked: bool,
    /// On the wire: 4 bytes; there if `masked`.
    pub key: Option<&'a [u8; 4]>,
    /// On the wire: 65536 to 1073741824 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for LongFrameRef<'_> {}

impl codec::Encode for LongFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        10 + usize::from(self.key.is_some()) * 4 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.last) << 7
                | u8::from(self.extension_1) << 6
                | u8::from(self.extension_2) << 5
                | u8::from(self.extension_3) << 4
                | self.opcode.number(),
        );
        out.put_u8(u8::from(self.masked) << 7 | 0x7f);
        codec::check_length(self.payload.len(), 65_536, 1_073_741_824).within("length")?;
        out.put_u64_be(self.payload.len() as u64);
        codec::check_presence(self.key.is_some(), self.masked).within("key")?;
        if let Some(key) = &self.key {
            out.put(key.as_slice());
        }
        out.put(self.payload);
        codec::check_require(
            self.opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LongFrameRef<'a> {
    const MIN_LEN: usize = 65546;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let run = reader.read_u8().within("last")?;
        let last = run >> 7 & 1 != 0;
        let extension_1 = run >> 6 & 1 != 0;
        let extension_2 = run >> 5 & 1 != 0;
        let extension_3 = run >> 4 & 1 != 0;
        let opcode = Opcode::from_number(run & 0x0f);
        let run = reader.read_u8().within("masked")?;
        let masked = run >> 7 & 1 != 0;
        let start = reader.offset() - 1;
        let form = run & 0x7f;
        reader.expect_constant(start, form, 127).within("form")?;
        let start = reader.offset();
        let length_ = reader.read_u64_be().within("length")?;
        reader.expect_length(start, length_, 65_536, 1_073_741_824).within("length")?;
        let key = if masked {
            Some(reader.read_array::<4>().within("key")?)
        } else {
            None
        };
        let payload = reader.read_measured(length_).within("payload")?;
        reader.expect_require(
            begin,
            opcode.number() < 8,
            "the payload of a control frame has 125 bytes at most",
        )?;
        Ok(Self { last, extension_1, extension_2, extension_3, opcode, masked, key, payload })
    }
}

impl<'a> LongFrameRef<'a> {
    /// The [`LongFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> LongFrame {
        LongFrame {
            last: self.last,
            extension_1: self.extension_1,
            extension_2: self.extension_2,
            extension_3: self.extension_3,
            opcode: self.opcode,
            masked: self.masked,
            key: self.key.copied(),
            payload: reader.own(self.payload),
        }
    }
}

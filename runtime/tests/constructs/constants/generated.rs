// Written by `cargo run -- gen` from codegen/tests/specs/constants.wire. Do not edit: change the spec and run the command.

//! The constants protocol. See `codegen/tests/specs/constants.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The header of a RIFF file (Multimedia Programming Interface, 1991).
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `magic` | 4 bytes, always `b"RIFF"` |
/// | 4 | 4 | `size` | u32 little-endian, `size(form..=data)` |
/// | 8 | 4 | `form` | 4 bytes, always `b"WAVE"` |
/// | 12 | 0..=100 | `data` | 0 to 100 bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Riff {
    /// On the wire: 0 to 100 bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Riff {}

impl codec::Encode for Riff {
    #[inline]
    fn encoded_len(&self) -> usize {
        12 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"RIFF");
        let size: usize = 4 + self.data.len();
        out.put_u32_le(size as u32);
        out.put(b"WAVE");
        codec::check_length(self.data.len(), 0, 100).within("data")?;
        out.put(&self.data);
        codec::check_length(size, 4, 104).within("size")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Riff {
    const MIN_LEN: usize = 12;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(82, 82);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RiffRef::decode(reader)?.own(reader))
    }
}

/// [`Riff`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiffRef<'a> {
    /// On the wire: 0 to 100 bytes, all that is left.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for RiffRef<'_> {}

impl codec::Encode for RiffRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        12 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"RIFF");
        let size: usize = 4 + self.data.len();
        out.put_u32_le(size as u32);
        out.put(b"WAVE");
        codec::check_length(self.data.len(), 0, 100).within("data")?;
        out.put(self.data);
        codec::check_length(size, 4, 104).within("size")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RiffRef<'a> {
    const MIN_LEN: usize = 12;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(82, 82);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        reader.expect_bytes(b"RIFF").within("magic")?;
        let start = reader.offset();
        let size = reader.read_u32_le().within("size")?;
        reader.expect_length(start, size, 4, 104).within("size")?;
        let region_1_begin = reader.offset();
        reader.expect_bytes(b"WAVE").within("form")?;
        let region_1 = reader
            .enter(reader.offset(), u64::from(size) - (reader.offset() - region_1_begin) as u64)
            .within("data")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 0, 100).within("data")?;
        let data = reader.read_slice(reader.remaining()).within("data")?;
        reader.leave(region_1)?;
        Ok(Self { data })
    }
}

impl<'a> RiffRef<'a> {
    /// The [`Riff`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Riff {
        Riff { data: reader.own(self.data) }
    }
}

/// With conditions, checksums and lengths around it.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `marked` | one byte, 0 or 1 |
/// | 1 | 0..=3 | `mark` | 3 bytes, always `b"\x00\xff\""`; there if `marked` |
/// |  | 1..=10 | `rest` | 0 to 9 bytes, their number in front as u8 |
/// |  | 2 | `end` | 2 bytes, always `b"\r\n"` |
/// |  | 2 | `sum` | u16 big-endian, `internet(marked..=end)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Marked {
    /// On the wire: one byte, 0 or 1.
    pub marked: bool,
    /// On the wire: 0 to 9 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub rest: Bytes,
}

impl ::core::cmp::Eq for Marked {}

impl codec::Encode for Marked {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
            + (
                if self.marked {
                    3
                } else {
                    0
                }
            )
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_4_begin = out.written().len();
        out.put_bool(self.marked);
        if self.marked {
            out.put(b"\0\xFF\"");
        }
        out.put_prefixed(O::put_u8, &self.rest, 0, 9).within("rest")?;
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
        codec::check_require(
            self.rest.len() != 2 || self.marked,
            "len(rest) != len(end) || marked",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Marked {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(MarkedRef::decode(reader)?.own(reader))
    }
}

/// [`Marked`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkedRef<'a> {
    /// On the wire: one byte, 0 or 1.
    pub marked: bool,
    /// On the wire: 0 to 9 bytes, their number in front as u8.
    pub rest: &'a [u8],
}

impl ::core::cmp::Eq for MarkedRef<'_> {}

impl codec::Encode for MarkedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
            + (
                if self.marked {
                    3
                } else {
                    0
                }
            )
            + self.rest.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_4_begin = out.written().len();
        out.put_bool(self.marked);
        if self.marked {
            out.put(b"\0\xFF\"");
        }
        out.put_prefixed(O::put_u8, self.rest, 0, 9).within("rest")?;
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
        codec::check_require(
            self.rest.len() != 2 || self.marked,
            "len(rest) != len(end) || marked",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MarkedRef<'a> {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let checksum_4_begin = reader.offset();
        let marked = reader.read_bool().within("marked")?;
        if marked {
            reader.expect_bytes(b"\0\xFF\"").within("mark")?;
        }
        let rest = reader.read_prefixed(codec::Reader::read_u8, 0, 9).within("rest")?;
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
        reader.expect_require(begin, rest.len() != 2 || marked, "len(rest) != len(end) || marked")?;
        Ok(Self { marked, rest })
    }
}

impl<'a> MarkedRef<'a> {
    /// The [`Marked`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Marked {
        Marked { marked: self.marked, rest: reader.own(self.rest) }
    }
}

/// Elements that end at what none of them begins with.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `prompt` | 2 bytes, always `b"> "` |
/// | 2 | 1..=10 | `text` | 0 to 9 bytes of UTF-8, up to the bytes `[00]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Line {
    /// On the wire: 0 to 9 bytes of UTF-8, up to the bytes `[00]`.
    pub text: String,
}

impl ::core::cmp::Eq for Line {}

impl codec::Encode for Line {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"> ");
        codec::check_length(self.text.len(), 0, 9).within("text")?;
        codec::check_delimiter(self.text.as_bytes(), &[0]).within("text")?;
        out.put(self.text.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Line {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(62, 62);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LineRef::decode(reader)?.own(reader))
    }
}

/// [`Line`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRef<'a> {
    /// On the wire: 0 to 9 bytes of UTF-8, up to the bytes `[00]`.
    pub text: &'a str,
}

impl ::core::cmp::Eq for LineRef<'_> {}

impl codec::Encode for LineRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"> ");
        codec::check_length(self.text.len(), 0, 9).within("text")?;
        codec::check_delimiter(self.text.as_bytes(), &[0]).within("text")?;
        out.put(self.text.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LineRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(62, 62);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        reader.expect_bytes(b"> ").within("prompt")?;
        let start = reader.offset();
        let text = reader.read_until(&[0], 0, 9).within("text")?;
        let text = reader.expect_text(start, text).within("text")?;
        Ok(Self { text })
    }
}

impl<'a> LineRef<'a> {
    /// The [`Line`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Line {
        Line { text: String::from(self.text) }
    }
}

/// The packet `Frame`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `magic` | 4 bytes, always `b"PWCT"` |
/// | 4 | 2 | `length` | u16 big-endian, the bytes of `body` and 6 |
/// | 6 | 0..=64 | `body` | 0 to 64 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frame {
    /// On the wire: 0 to 64 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub body: Bytes,
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"PWCT");
        codec::check_length(self.body.len(), 0, 64).within("length")?;
        out.put_u16_be(self.body.len() as u16 + 6);
        out.put(&self.body);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 6;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(80, 80);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FrameRef::decode(reader)?.own(reader))
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameRef<'a> {
    /// On the wire: 0 to 64 bytes, as `length` says.
    pub body: &'a [u8],
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.body.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"PWCT");
        codec::check_length(self.body.len(), 0, 64).within("length")?;
        out.put_u16_be(self.body.len() as u16 + 6);
        out.put(self.body);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 6;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(80, 80);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        reader.expect_bytes(b"PWCT").within("magic")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, i128::from(length_) - 6, 0, 64).within("length")?;
        let body = reader.read_measured(u64::from(length_) - 6).within("body")?;
        Ok(Self { body })
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        Frame { body: reader.own(self.body) }
    }
}

/// The union `Chunk`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Chunk {
    /// `Named`, tag 1.
    Named {
        /// On the wire: bytes of UTF-8, all that is left.
        name: String,
    },
    /// `Empty`, tag 2.
    Empty {},
}

impl ::core::cmp::Eq for Chunk {}

impl codec::Encode for Chunk {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Named { name } => 3 + name.len(),
            Self::Empty {} => 7,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Named { name } => {
                out.put_u8(1);
                let length: usize = 1 + name.len();
                out.put_u8(length as u8);
                out.put(b"n");
                out.put(name.as_bytes());
                codec::check_length(length, 0, 255)?;
            }
            Self::Empty {} => {
                out.put_u8(2);
                let length: usize = 5;
                out.put_u8(length as u8);
                out.put(b"empty");
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chunk {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ChunkRef::decode(reader)?.own(reader))
    }
}

/// [`Chunk`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChunkRef<'a> {
    /// `Named`, tag 1.
    Named {
        /// On the wire: bytes of UTF-8, all that is left.
        name: &'a str,
    },
    /// `Empty`, tag 2.
    Empty {},
}

impl ::core::cmp::Eq for ChunkRef<'_> {}

impl codec::Encode for ChunkRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Named { name } => 3 + name.len(),
            Self::Empty {} => 7,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Named { name } => {
                out.put_u8(1);
                let length: usize = 1 + name.len();
                out.put_u8(length as u8);
                out.put(b"n");
                out.put(name.as_bytes());
                codec::check_length(length, 0, 255)?;
            }
            Self::Empty {} => {
                out.put_u8(2);
                let length: usize = 5;
                out.put_u8(length as u8);
                out.put(b"empty");
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChunkRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        if !matches!(number, 1 | 2) {
            return Err(codec::DecodeError::unknown_variant(start, number));
        }
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                reader.expect_bytes(b"n").within("mark")?;
                let start = reader.offset();
                let name = reader.read_slice(reader.remaining()).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                Ok(Self::Named { name })
            }
            2 => {
                reader.expect_bytes(b"empty").within("mark")?;
                Ok(Self::Empty {})
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> ChunkRef<'a> {
    /// The [`Chunk`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Chunk {
        match self {
            Self::Named { name } => Chunk::Named { name: String::from(name) },
            Self::Empty {} => Chunk::Empty {},
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Greeting`.
    Greeting(Greeting),
    /// The message `Lines`.
    Lines(Lines),
    /// The message `Chunks`.
    Chunks(Chunks),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Greeting(_) => 1,
            Self::Lines(_) => 2,
            Self::Chunks(_) => 3,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Greeting(_) => "Greeting",
            Self::Lines(_) => "Lines",
            Self::Chunks(_) => "Chunks",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Greeting(body) => body.encoded_len(),
            Self::Lines(body) => body.encoded_len(),
            Self::Chunks(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Greeting(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Lines(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Chunks(body) => {
                out.put_u8(3);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 3);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Greeting::decode(reader).map(Self::Greeting),
            2 => Lines::decode(reader).map(Self::Lines),
            3 => Chunks::decode(reader).map(Self::Chunks),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Greeting> for Message {
    fn from(body: Greeting) -> Self {
        Self::Greeting(body)
    }
}

impl From<Lines> for Message {
    fn from(body: Lines) -> Self {
        Self::Lines(body)
    }
}

impl From<Chunks> for Message {
    fn from(body: Chunks) -> Self {
        Self::Chunks(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Greeting`.
    Greeting(Greeting),
    /// The message `Lines`.
    Lines(LinesRef<'a>),
    /// The message `Chunks`.
    Chunks(ChunksRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Greeting(_) => 1,
            Self::Lines(_) => 2,
            Self::Chunks(_) => 3,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Greeting(_) => "Greeting",
            Self::Lines(_) => "Lines",
            Self::Chunks(_) => "Chunks",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Greeting(body) => body.encoded_len(),
            Self::Lines(body) => body.encoded_len(),
            Self::Chunks(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Greeting(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Lines(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Chunks(body) => {
                out.put_u8(3);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 3);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Greeting::decode(reader).map(Self::Greeting),
            2 => LinesRef::decode(reader).map(Self::Lines),
            3 => ChunksRef::decode(reader).map(Self::Chunks),
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
            Self::Greeting(body) => Message::Greeting(body),
            Self::Lines(body) => Message::Lines(body.own(reader)),
            Self::Chunks(body) => Message::Chunks(body.own(reader)),
        }
    }
}

/// The message `Greeting`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 24 | `preface` | 24 bytes, always `b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"` |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Greeting {}

impl ::core::cmp::Eq for Greeting {}

impl codec::Encode for Greeting {
    #[inline]
    fn encoded_len(&self) -> usize {
        24
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Greeting {
    const MIN_LEN: usize = 24;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        reader.expect_bytes(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").within("preface")?;
        Ok(Self {})
    }
}

impl protocol::Message for Greeting {
    const TAG: u64 = 1;
    const NAME: &'static str = "Greeting";
}

/// The message `Lines`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `lines` | elements, up to the bytes `[00]`, each [`Line`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Lines {
    /// On the wire: elements, up to the bytes `[00]`, each [`Line`].
    pub lines: Vec<Line>,
}

impl ::core::cmp::Eq for Lines {}

impl codec::Encode for Lines {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.lines.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.lines.iter().enumerate() {
            element.encode(out).at(index).within("lines")?;
        }
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lines {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let lines = reader.read_list_until(0, 0, u64::MAX, Line::decode).within("lines")?;
        Ok(Self { lines })
    }
}

/// [`Lines`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinesRef<'a> {
    /// On the wire: elements, up to the bytes `[00]`, each [`Line`].
    pub lines: codec::List<'a, LineRef<'a>>,
}

impl ::core::cmp::Eq for LinesRef<'_> {}

impl codec::Encode for LinesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.lines.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.lines.iter().enumerate() {
            element.encode(out).at(index).within("lines")?;
        }
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LinesRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let lines = codec::List::read_until(reader, 0, 0, u64::MAX, LineRef::decode)
            .within("lines")?;
        Ok(Self { lines })
    }
}

impl<'a> LinesRef<'a> {
    /// The [`Lines`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Lines {
        Lines { lines: self.lines.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Lines {
    const TAG: u64 = 2;
    const NAME: &'static str = "Lines";
}

/// The message `Chunks`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=772 | `chunks` | 0 to 3 elements, their number in front as u8, each [`Chunk`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8 |
/// |  | 6..=18 | `mark` | [`Marked`] |
/// |  | 1..=113 | `last` | one byte, 0 or 1, then if it is 1: [`Riff`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Chunks {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Chunk`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub chunks: Vec<Chunk>,
    /// On the wire: [`Marked`].
    pub mark: Marked,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Riff`].
    pub last: Option<Riff>,
}

impl ::core::cmp::Eq for Chunks {}

impl codec::Encode for Chunks {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + self.chunks.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.mark.encoded_len()
            + (match &self.last {
                Some(held) => held.encoded_len(),
                None => 0,
            })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.chunks.len(), 0, 3).within("chunks")?;
        for (index, element) in self.chunks.iter().enumerate() {
            element.encode(out).at(index).within("chunks")?;
        }
        self.mark.encode(out).within("mark")?;
        out.put_optional(self.last.as_ref()).within("last")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chunks {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("chunks")?;
        let chunks = reader.read_list(prefix, 3, Chunk::decode).within("chunks")?;
        let mark = Marked::decode(reader).within("mark")?;
        let last = reader.read_optional(Riff::decode).within("last")?;
        Ok(Self { chunks, mark, last })
    }
}

/// [`Chunks`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChunksRef<'a> {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Chunk`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
    pub chunks: codec::List<'a, ChunkRef<'a>>,
    /// On the wire: [`Marked`].
    pub mark: MarkedRef<'a>,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Riff`].
    pub last: Option<RiffRef<'a>>,
}

impl ::core::cmp::Eq for ChunksRef<'_> {}

impl codec::Encode for ChunksRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
            + self.chunks.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.mark.encoded_len()
            + (match &self.last {
                Some(held) => held.encoded_len(),
                None => 0,
            })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.chunks.len(), 0, 3).within("chunks")?;
        for (index, element) in self.chunks.iter().enumerate() {
            element.encode(out).at(index).within("chunks")?;
        }
        self.mark.encode(out).within("mark")?;
        out.put_optional(self.last.as_ref()).within("last")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChunksRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("chunks")?;
        let chunks = codec::List::read(reader, prefix, ChunkRef::decode).within("chunks")?;
        let mark = MarkedRef::decode(reader).within("mark")?;
        let last = reader.read_optional(RiffRef::decode).within("last")?;
        Ok(Self { chunks, mark, last })
    }
}

impl<'a> ChunksRef<'a> {
    /// The [`Chunks`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Chunks {
        Chunks {
            chunks: self.chunks.iter().map(|held| held.own(reader)).collect(),
            mark: self.mark.own(reader),
            last: self.last.map(|held| held.own(reader)),
        }
    }
}

impl protocol::Message for Chunks {
    const TAG: u64 = 3;
    const NAME: &'static str = "Chunks";
}

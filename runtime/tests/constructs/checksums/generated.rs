// Written by `cargo run -- gen` from codegen/tests/specs/checksums.wire. Do not edit: change the spec and run the command.

//! The checksums protocol. See `codegen/tests/specs/checksums.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The flags `Marks`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    /// The flag `checked`.
    pub const CHECKED: Self = Self(0x01);
    const FLAG_NAMES: [(&'static str, Self); 1] = [("checked", Self::CHECKED)];

    /// No flag at all.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// The set with these bits.
    ///
    /// # Errors
    /// Reserved bits are set, or a constraint of the set does not hold.
    pub const fn from_bits(bits: u8) -> Result<Self, codec::FlagsError> {
        match Self(bits).check() {
            Ok(()) => Ok(Self(bits)),
            Err(error) => Err(error),
        }
    }

    /// The bits on the wire.
    pub const fn bits(self) -> u8 {
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

    /// Whether `checked` is set.
    pub const fn is_checked(self) -> bool {
        self.contains(Self::CHECKED)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        let reserved = self.0 & !0x01;
        if reserved != 0 {
            return Err(codec::FlagsError::Reserved(reserved as u64));
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

/// It covers itself, as zeros, and ends before the payload.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 4 |
/// | 1 | 0 | `words` | 4 bits, `size(version..=options) / 4` |
/// | 1 | 2 | `total` | u16 big-endian, `size(version..=payload)` |
/// | 3 | 2 | `checksum` | u16 big-endian, `internet(version..=options)` |
/// | 5 | 0..=40 | `options` | 0 to 40 bytes, all that is left |
/// |  | 0.. | `payload` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Header {
    /// On the wire: 0 to 40 bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub options: Bytes,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Header {}

impl codec::Encode for Header {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.options.len() + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_3_begin = out.written().len();
        let words: usize = 5 + self.options.len();
        out.put_u8((words / 4) as u8 | 0x40);
        let total: usize = 5 + self.options.len() + self.payload.len();
        out.put_u16_be(total as u16);
        let checksum_3_at = out.written().len();
        out.put(&[0; 2]);
        codec::check_length(self.options.len(), 0, 40).within("options")?;
        out.put(&self.options);
        codec::check_length(words, 5, 45).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        let checksum_3_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            2,
        ));
        out.written()[checksum_3_at..checksum_3_at + 2].copy_from_slice(&checksum.to_be_bytes());
        out.put(&self.payload);
        codec::check_length(total, 5, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Header {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(HeaderRef::decode(reader)?.own(reader))
    }
}

/// [`Header`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeaderRef<'a> {
    /// On the wire: 0 to 40 bytes, all that is left.
    pub options: &'a [u8],
    /// On the wire: bytes, all that is left.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for HeaderRef<'_> {}

impl codec::Encode for HeaderRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.options.len() + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_3_begin = out.written().len();
        let words: usize = 5 + self.options.len();
        out.put_u8((words / 4) as u8 | 0x40);
        let total: usize = 5 + self.options.len() + self.payload.len();
        out.put_u16_be(total as u16);
        let checksum_3_at = out.written().len();
        out.put(&[0; 2]);
        codec::check_length(self.options.len(), 0, 40).within("options")?;
        out.put(self.options);
        codec::check_length(words, 5, 45).within("words")?;
        codec::check_unit(words, 0, 4).within("words")?;
        let checksum_3_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            2,
        ));
        out.written()[checksum_3_at..checksum_3_at + 2].copy_from_slice(&checksum.to_be_bytes());
        out.put(self.payload);
        codec::check_length(total, 5, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HeaderRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_3_begin = reader.offset();
        let region_2_begin = reader.offset();
        let region_1_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 4).within("version")?;
        let start = reader.offset() - 1;
        let words = run & 0x0f;
        reader.expect_length(start, i128::from(words) * 4, 5, 45).within("words")?;
        let start = reader.offset();
        let total = reader.read_u16_be().within("total")?;
        reader.expect_length(start, total, 5, 65_535).within("total")?;
        let checksum_3_at = reader.offset();
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let region_2 = reader
            .enter(reader.offset(), u64::from(total) - (reader.offset() - region_2_begin) as u64)
            .within("options")?;
        let region_1 = reader
            .enter(
                reader.offset(),
                u64::from(words) * 4 - (reader.offset() - region_1_begin) as u64,
            )
            .within("options")?;
        let start = reader.offset();
        reader.expect_length(start, reader.remaining() as u64, 0, 40).within("options")?;
        let options = reader.read_slice(reader.remaining()).within("options")?;
        reader.leave(region_1)?;
        let checksum_3_end = reader.offset();
        reader
            .expect_checksum(
                checksum_3_at,
                checksum_,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_3_begin,
                    checksum_3_end,
                    checksum_3_at,
                    2,
                )),
            )
            .within("checksum")?;
        let payload = reader.read_slice(reader.remaining()).within("payload")?;
        reader.leave(region_2)?;
        Ok(Self { options, payload })
    }
}

impl<'a> HeaderRef<'a> {
    /// The [`Header`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Header {
        Header { options: reader.own(self.options), payload: reader.own(self.payload) }
    }
}

/// Behind what it covers, in the other byte order.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `address` | u8, 1 to 247 |
/// | 1 | 1..=253 | `data` | 0 to 252 bytes, their number in front as u8 |
/// |  | 2 | `crc` | u16 little-endian, `crc16_modbus(address..=data)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Serial {
    /// On the wire: u8, 1 to 247.
    pub address: u8,
    /// On the wire: 0 to 252 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Serial {}

impl codec::Encode for Serial {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_2_begin = out.written().len();
        codec::check_range(self.address, 1, 247).within("address")?;
        out.put_u8(self.address);
        out.put_prefixed(O::put_u8, &self.data, 0, 252).within("data")?;
        let checksum_2_end = out.written().len();
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_modbus(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_le_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Serial {
    const MIN_LEN: usize = 4;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 247);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SerialRef::decode(reader)?.own(reader))
    }
}

/// [`Serial`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SerialRef<'a> {
    /// On the wire: u8, 1 to 247.
    pub address: u8,
    /// On the wire: 0 to 252 bytes, their number in front as u8.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for SerialRef<'_> {}

impl codec::Encode for SerialRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_2_begin = out.written().len();
        codec::check_range(self.address, 1, 247).within("address")?;
        out.put_u8(self.address);
        out.put_prefixed(O::put_u8, self.data, 0, 252).within("data")?;
        let checksum_2_end = out.written().len();
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_modbus(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_le_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SerialRef<'a> {
    const MIN_LEN: usize = 4;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 247);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_2_begin = reader.offset();
        let address = reader.read_in_range(codec::Reader::read_u8, 1, 247).within("address")?;
        let data = reader.read_prefixed(codec::Reader::read_u8, 0, 252).within("data")?;
        let checksum_2_end = reader.offset();
        let checksum_2_at = reader.offset();
        let crc = reader.read_u16_le().within("crc")?;
        reader
            .expect_checksum(
                checksum_2_at,
                crc,
                codec::checksum::crc16_modbus(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_2_begin,
                    checksum_2_end,
                    checksum_2_at,
                    2,
                )),
            )
            .within("crc")?;
        Ok(Self { address, data })
    }
}

impl<'a> SerialRef<'a> {
    /// The [`Serial`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Serial {
        Serial { address: self.address, data: reader.own(self.data) }
    }
}

/// In front of what it covers, and only if a flag says so.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `marks` | [`Marks`] as u8 |
/// | 1 | 1 | `kind` | u8 |
/// | 2 | 0..=4 | `crc` | u32 big-endian, `crc32(kind..=data)`; there if `marks.checked` |
/// |  | 2..=302 | `data` | 0 to 300 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Chunk {
    /// On the wire: [`Marks`] as u8.
    pub marks: Marks,
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 300 bytes, their number in front as u16 big-endian.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Chunk {}

impl codec::Encode for Chunk {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
            + (
                if self.marks.is_checked() {
                    4
                } else {
                    0
                }
            )
            + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.marks.bits());
        let checksum_2_begin = out.written().len();
        out.put_u8(self.kind);
        let checksum_2_at = out.written().len();
        if self.marks.is_checked() {
            out.put(&[0; 4]);
        }
        out.put_prefixed(O::put_u16_be, &self.data, 0, 300).within("data")?;
        let checksum_2_end = out.written().len();
        if self.marks.is_checked() {
            let checksum = codec::checksum::crc32(&codec::checksum::pieces(
                out.written(),
                checksum_2_begin,
                checksum_2_end,
                checksum_2_at,
                4,
            ));
            out
                .written()[checksum_2_at..checksum_2_at + 4]
                .copy_from_slice(&checksum.to_be_bytes());
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chunk {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ChunkRef::decode(reader)?.own(reader))
    }
}

/// [`Chunk`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChunkRef<'a> {
    /// On the wire: [`Marks`] as u8.
    pub marks: Marks,
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 300 bytes, their number in front as u16 big-endian.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for ChunkRef<'_> {}

impl codec::Encode for ChunkRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4
            + (
                if self.marks.is_checked() {
                    4
                } else {
                    0
                }
            )
            + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.marks.bits());
        let checksum_2_begin = out.written().len();
        out.put_u8(self.kind);
        let checksum_2_at = out.written().len();
        if self.marks.is_checked() {
            out.put(&[0; 4]);
        }
        out.put_prefixed(O::put_u16_be, self.data, 0, 300).within("data")?;
        let checksum_2_end = out.written().len();
        if self.marks.is_checked() {
            let checksum = codec::checksum::crc32(&codec::checksum::pieces(
                out.written(),
                checksum_2_begin,
                checksum_2_end,
                checksum_2_at,
                4,
            ));
            out
                .written()[checksum_2_at..checksum_2_at + 4]
                .copy_from_slice(&checksum.to_be_bytes());
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChunkRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let marks = reader.read_flags(codec::Reader::read_u8, Marks::from_bits).within("marks")?;
        let checksum_2_begin = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        let checksum_2_at = reader.offset();
        let crc = if marks.is_checked() {
            Some(reader.read_u32_be().within("crc")?)
        } else {
            None
        };
        let data = reader.read_prefixed(codec::Reader::read_u16_be, 0, 300).within("data")?;
        let checksum_2_end = reader.offset();
        if marks.is_checked() {
            reader
                .expect_checksum(
                    checksum_2_at,
                    crc.unwrap_or_default(),
                    codec::checksum::crc32(&codec::checksum::pieces(
                        reader.passed(),
                        checksum_2_begin,
                        checksum_2_end,
                        checksum_2_at,
                        4,
                    )),
                )
                .within("crc")?;
        }
        Ok(Self { marks, kind, data })
    }
}

impl<'a> ChunkRef<'a> {
    /// The [`Chunk`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Chunk {
        Chunk { marks: self.marks, kind: self.kind, data: reader.own(self.data) }
    }
}

/// One checksum covers another, which is complete before.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `head` | u16 big-endian |
/// | 2 | 1 | `header_checksum` | u8, `crc8(head..=name)` |
/// | 3 | 1..=21 | `name` | 0 to 20 bytes of UTF-8, their number in front as u8 |
/// |  | 6 | `header` | [`Header2`] |
/// |  | 1..=769 | `payload` | 0 to 3 elements, their number in front as u8, each [`Serial`] |
/// |  | 4 | `crc` | u32 little-endian, `crc32c(head..=payload)` |
/// |  | 4 | `adler` | u32 big-endian, `adler32(name..=crc)` |
/// |  | 8 | `long` | u64 big-endian, `crc64_xz(payload)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frame {
    /// On the wire: u16 big-endian.
    pub head: u16,
    /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u8.
    pub name: String,
    /// On the wire: [`Header2`].
    pub header: Header2,
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Serial`].
    pub payload: Vec<Serial>,
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        27
            + self.name.len()
            + self.payload.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        let checksum_5_begin = out.written().len();
        out.put_u16_be(self.head);
        let checksum_1_at = out.written().len();
        out.put(&[0; 1]);
        let checksum_6_begin = out.written().len();
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 20).within("name")?;
        let checksum_1_end = out.written().len();
        let checksum = codec::checksum::crc8(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            1,
        ));
        out.written()[checksum_1_at..checksum_1_at + 1].copy_from_slice(&[checksum]);
        self.header.encode(out).within("header")?;
        let checksum_7_begin = out.written().len();
        out.put_length(O::put_u8, self.payload.len(), 0, 3).within("payload")?;
        for (index, element) in self.payload.iter().enumerate() {
            element.encode(out).at(index).within("payload")?;
        }
        let checksum_5_end = out.written().len();
        let checksum_7_end = out.written().len();
        let checksum_5_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32c(&codec::checksum::pieces(
            out.written(),
            checksum_5_begin,
            checksum_5_end,
            checksum_5_at,
            4,
        ));
        out.written()[checksum_5_at..checksum_5_at + 4].copy_from_slice(&checksum.to_le_bytes());
        let checksum_6_end = out.written().len();
        let checksum_6_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::adler32(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            4,
        ));
        out.written()[checksum_6_at..checksum_6_at + 4].copy_from_slice(&checksum.to_be_bytes());
        let checksum_7_at = out.written().len();
        out.put(&[0; 8]);
        let checksum = codec::checksum::crc64_xz(&codec::checksum::pieces(
            out.written(),
            checksum_7_begin,
            checksum_7_end,
            checksum_7_at,
            8,
        ));
        out.written()[checksum_7_at..checksum_7_at + 8].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 27;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_1_begin = reader.offset();
        let checksum_5_begin = reader.offset();
        let head_ = reader.read_u16_be().within("head")?;
        let checksum_1_at = reader.offset();
        let header_checksum = reader.read_u8().within("header_checksum")?;
        let checksum_6_begin = reader.offset();
        let name = String::from(
            reader.read_prefixed_text(codec::Reader::read_u8, 0, 20).within("name")?,
        );
        let checksum_1_end = reader.offset();
        reader
            .expect_checksum(
                checksum_1_at,
                header_checksum,
                codec::checksum::crc8(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_1_begin,
                    checksum_1_end,
                    checksum_1_at,
                    1,
                )),
            )
            .within("header_checksum")?;
        let header = Header2::decode(reader).within("header")?;
        let checksum_7_begin = reader.offset();
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("payload")?;
        let payload = reader.read_list(prefix, 4, Serial::decode).within("payload")?;
        let checksum_5_end = reader.offset();
        let checksum_7_end = reader.offset();
        let checksum_5_at = reader.offset();
        let crc = reader.read_u32_le().within("crc")?;
        reader
            .expect_checksum(
                checksum_5_at,
                crc,
                codec::checksum::crc32c(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_5_begin,
                    checksum_5_end,
                    checksum_5_at,
                    4,
                )),
            )
            .within("crc")?;
        let checksum_6_end = reader.offset();
        let checksum_6_at = reader.offset();
        let adler = reader.read_u32_be().within("adler")?;
        reader
            .expect_checksum(
                checksum_6_at,
                adler,
                codec::checksum::adler32(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_6_begin,
                    checksum_6_end,
                    checksum_6_at,
                    4,
                )),
            )
            .within("adler")?;
        let checksum_7_at = reader.offset();
        let long = reader.read_u64_be().within("long")?;
        reader
            .expect_checksum(
                checksum_7_at,
                long,
                codec::checksum::crc64_xz(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_7_begin,
                    checksum_7_end,
                    checksum_7_at,
                    8,
                )),
            )
            .within("long")?;
        Ok(Self { head: head_, name, header, payload })
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameRef<'a> {
    /// On the wire: u16 big-endian.
    pub head: u16,
    /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
    /// On the wire: [`Header2`].
    pub header: Header2,
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Serial`].
    pub payload: codec::List<'a, SerialRef<'a>>,
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        27
            + self.name.len()
            + self.payload.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        let checksum_5_begin = out.written().len();
        out.put_u16_be(self.head);
        let checksum_1_at = out.written().len();
        out.put(&[0; 1]);
        let checksum_6_begin = out.written().len();
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 20).within("name")?;
        let checksum_1_end = out.written().len();
        let checksum = codec::checksum::crc8(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            1,
        ));
        out.written()[checksum_1_at..checksum_1_at + 1].copy_from_slice(&[checksum]);
        self.header.encode(out).within("header")?;
        let checksum_7_begin = out.written().len();
        out.put_length(O::put_u8, self.payload.len(), 0, 3).within("payload")?;
        for (index, element) in self.payload.iter().enumerate() {
            element.encode(out).at(index).within("payload")?;
        }
        let checksum_5_end = out.written().len();
        let checksum_7_end = out.written().len();
        let checksum_5_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32c(&codec::checksum::pieces(
            out.written(),
            checksum_5_begin,
            checksum_5_end,
            checksum_5_at,
            4,
        ));
        out.written()[checksum_5_at..checksum_5_at + 4].copy_from_slice(&checksum.to_le_bytes());
        let checksum_6_end = out.written().len();
        let checksum_6_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::adler32(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            4,
        ));
        out.written()[checksum_6_at..checksum_6_at + 4].copy_from_slice(&checksum.to_be_bytes());
        let checksum_7_at = out.written().len();
        out.put(&[0; 8]);
        let checksum = codec::checksum::crc64_xz(&codec::checksum::pieces(
            out.written(),
            checksum_7_begin,
            checksum_7_end,
            checksum_7_at,
            8,
        ));
        out.written()[checksum_7_at..checksum_7_at + 8].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 27;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_1_begin = reader.offset();
        let checksum_5_begin = reader.offset();
        let head_ = reader.read_u16_be().within("head")?;
        let checksum_1_at = reader.offset();
        let header_checksum = reader.read_u8().within("header_checksum")?;
        let checksum_6_begin = reader.offset();
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 0, 20).within("name")?;
        let checksum_1_end = reader.offset();
        reader
            .expect_checksum(
                checksum_1_at,
                header_checksum,
                codec::checksum::crc8(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_1_begin,
                    checksum_1_end,
                    checksum_1_at,
                    1,
                )),
            )
            .within("header_checksum")?;
        let header = Header2::decode(reader).within("header")?;
        let checksum_7_begin = reader.offset();
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("payload")?;
        let payload = codec::List::read(reader, prefix, SerialRef::decode).within("payload")?;
        let checksum_5_end = reader.offset();
        let checksum_7_end = reader.offset();
        let checksum_5_at = reader.offset();
        let crc = reader.read_u32_le().within("crc")?;
        reader
            .expect_checksum(
                checksum_5_at,
                crc,
                codec::checksum::crc32c(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_5_begin,
                    checksum_5_end,
                    checksum_5_at,
                    4,
                )),
            )
            .within("crc")?;
        let checksum_6_end = reader.offset();
        let checksum_6_at = reader.offset();
        let adler = reader.read_u32_be().within("adler")?;
        reader
            .expect_checksum(
                checksum_6_at,
                adler,
                codec::checksum::adler32(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_6_begin,
                    checksum_6_end,
                    checksum_6_at,
                    4,
                )),
            )
            .within("adler")?;
        let checksum_7_at = reader.offset();
        let long = reader.read_u64_be().within("long")?;
        reader
            .expect_checksum(
                checksum_7_at,
                long,
                codec::checksum::crc64_xz(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_7_begin,
                    checksum_7_end,
                    checksum_7_at,
                    8,
                )),
            )
            .within("long")?;
        Ok(Self { head: head_, name, header, payload })
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        Frame {
            head: self.head,
            name: String::from(self.name),
            header: self.header,
            payload: self.payload.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

/// The structure `Header2`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `odd` | u24 big-endian |
/// | 3 | 2 | `sum` | u16 little-endian, `internet(odd..=last)` |
/// | 5 | 1 | `last` | u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Header2 {
    /// On the wire: u24 big-endian.
    pub odd: u32,
    /// On the wire: u8.
    pub last: u8,
}

impl ::core::cmp::Eq for Header2 {}

impl codec::Encode for Header2 {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        codec::check_range(self.odd, 0, 0xff_ffff).within("odd")?;
        out.put_u24_be(self.odd);
        let checksum_1_at = out.written().len();
        out.put(&[0; 2]);
        out.put_u8(self.last);
        let checksum_1_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            2,
        ));
        out.written()[checksum_1_at..checksum_1_at + 2].copy_from_slice(&checksum.to_le_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Header2 {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_1_begin = reader.offset();
        let odd = reader.read_u24_be().within("odd")?;
        let checksum_1_at = reader.offset();
        let sum = reader.read_u16_le().within("sum")?;
        let last = reader.read_u8().within("last")?;
        let checksum_1_end = reader.offset();
        reader
            .expect_checksum(
                checksum_1_at,
                sum,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_1_begin,
                    checksum_1_end,
                    checksum_1_at,
                    2,
                )),
            )
            .within("sum")?;
        Ok(Self { odd, last })
    }
}

/// By functions that the language does not know, of 16 and of 24 bits.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | u8 |
/// | 1 | 2 | `sum` | u16 big-endian, `extern fletcher16(kind..=data)` |
/// | 3 | 1..=41 | `data` | 0 to 40 bytes, their number in front as u8 |
/// |  | 3 | `parity` | u24 little-endian, `extern type(data)` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Foreign {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 40 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Foreign {}

impl codec::Encode for Foreign {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        out.put_u8(self.kind);
        let checksum_1_at = out.written().len();
        out.put(&[0; 2]);
        let checksum_3_begin = out.written().len();
        out.put_prefixed(O::put_u8, &self.data, 0, 40).within("data")?;
        let checksum_1_end = out.written().len();
        let checksum = super::fletcher16(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            2,
        ));
        out.written()[checksum_1_at..checksum_1_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_3_end = out.written().len();
        let checksum_3_at = out.written().len();
        out.put(&[0; 3]);
        let checksum = super::r#type(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            3,
        ));
        out
            .written()[checksum_3_at..checksum_3_at + 3]
            .copy_from_slice(&checksum.to_le_bytes()[..3]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Foreign {
    const MIN_LEN: usize = 7;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ForeignRef::decode(reader)?.own(reader))
    }
}

/// [`Foreign`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForeignRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: 0 to 40 bytes, their number in front as u8.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for ForeignRef<'_> {}

impl codec::Encode for ForeignRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        out.put_u8(self.kind);
        let checksum_1_at = out.written().len();
        out.put(&[0; 2]);
        let checksum_3_begin = out.written().len();
        out.put_prefixed(O::put_u8, self.data, 0, 40).within("data")?;
        let checksum_1_end = out.written().len();
        let checksum = super::fletcher16(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            2,
        ));
        out.written()[checksum_1_at..checksum_1_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_3_end = out.written().len();
        let checksum_3_at = out.written().len();
        out.put(&[0; 3]);
        let checksum = super::r#type(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            3,
        ));
        out
            .written()[checksum_3_at..checksum_3_at + 3]
            .copy_from_slice(&checksum.to_le_bytes()[..3]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ForeignRef<'a> {
    const MIN_LEN: usize = 7;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_1_begin = reader.offset();
        let kind = reader.read_u8().within("kind")?;
        let checksum_1_at = reader.offset();
        let sum = reader.read_u16_be().within("sum")?;
        let checksum_3_begin = reader.offset();
        let data = reader.read_prefixed(codec::Reader::read_u8, 0, 40).within("data")?;
        let checksum_1_end = reader.offset();
        reader
            .expect_checksum(
                checksum_1_at,
                sum,
                super::fletcher16(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_1_begin,
                    checksum_1_end,
                    checksum_1_at,
                    2,
                )),
            )
            .within("sum")?;
        let checksum_3_end = reader.offset();
        let checksum_3_at = reader.offset();
        let parity = reader.read_u24_le().within("parity")?;
        reader
            .expect_checksum(
                checksum_3_at,
                parity,
                super::r#type(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_3_begin,
                    checksum_3_end,
                    checksum_3_at,
                    3,
                )),
            )
            .within("parity")?;
        Ok(Self { kind, data })
    }
}

impl<'a> ForeignRef<'a> {
    /// The [`Foreign`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Foreign {
        Foreign { kind: self.kind, data: reader.own(self.data) }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Headers`.
    Headers(Headers),
    /// The message `Serials`.
    Serials(Serials),
    /// The message `Chunks`.
    Chunks(Chunks),
    /// The message `Frames`.
    Frames(Frames),
    /// The message `Sixteens`.
    Sixteens(Sixteens),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Headers(_) => 1,
            Self::Serials(_) => 2,
            Self::Chunks(_) => 3,
            Self::Frames(_) => 4,
            Self::Sixteens(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Headers(_) => "Headers",
            Self::Serials(_) => "Serials",
            Self::Chunks(_) => "Chunks",
            Self::Frames(_) => "Frames",
            Self::Sixteens(_) => "Sixteens",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Headers(body) => body.encoded_len(),
            Self::Serials(body) => body.encoded_len(),
            Self::Chunks(body) => body.encoded_len(),
            Self::Frames(body) => body.encoded_len(),
            Self::Sixteens(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Headers(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Serials(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Chunks(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Frames(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Sixteens(body) => {
                out.put_u8(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Headers::decode(reader).map(Self::Headers),
            2 => Serials::decode(reader).map(Self::Serials),
            3 => Chunks::decode(reader).map(Self::Chunks),
            4 => Frames::decode(reader).map(Self::Frames),
            5 => Sixteens::decode(reader).map(Self::Sixteens),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4, 5];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Headers> for Message {
    fn from(body: Headers) -> Self {
        Self::Headers(body)
    }
}

impl From<Serials> for Message {
    fn from(body: Serials) -> Self {
        Self::Serials(body)
    }
}

impl From<Chunks> for Message {
    fn from(body: Chunks) -> Self {
        Self::Chunks(body)
    }
}

impl From<Frames> for Message {
    fn from(body: Frames) -> Self {
        Self::Frames(body)
    }
}

impl From<Sixteens> for Message {
    fn from(body: Sixteens) -> Self {
        Self::Sixteens(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Headers`.
    Headers(HeadersRef<'a>),
    /// The message `Serials`.
    Serials(SerialsRef<'a>),
    /// The message `Chunks`.
    Chunks(ChunksRef<'a>),
    /// The message `Frames`.
    Frames(FramesRef<'a>),
    /// The message `Sixteens`.
    Sixteens(SixteensRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Headers(_) => 1,
            Self::Serials(_) => 2,
            Self::Chunks(_) => 3,
            Self::Frames(_) => 4,
            Self::Sixteens(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Headers(_) => "Headers",
            Self::Serials(_) => "Serials",
            Self::Chunks(_) => "Chunks",
            Self::Frames(_) => "Frames",
            Self::Sixteens(_) => "Sixteens",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Headers(body) => body.encoded_len(),
            Self::Serials(body) => body.encoded_len(),
            Self::Chunks(body) => body.encoded_len(),
            Self::Frames(body) => body.encoded_len(),
            Self::Sixteens(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Headers(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Serials(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Chunks(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Frames(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Sixteens(body) => {
                out.put_u8(5);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => HeadersRef::decode(reader).map(Self::Headers),
            2 => SerialsRef::decode(reader).map(Self::Serials),
            3 => ChunksRef::decode(reader).map(Self::Chunks),
            4 => FramesRef::decode(reader).map(Self::Frames),
            5 => SixteensRef::decode(reader).map(Self::Sixteens),
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
            Self::Headers(body) => Message::Headers(body.own(reader)),
            Self::Serials(body) => Message::Serials(body.own(reader)),
            Self::Chunks(body) => Message::Chunks(body.own(reader)),
            Self::Frames(body) => Message::Frames(body.own(reader)),
            Self::Sixteens(body) => Message::Sixteens(body.own(reader)),
        }
    }
}

/// The message `Headers`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 5.. | `header` | [`Header`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Headers {
    /// On the wire: [`Header`].
    pub header: Header,
}

impl ::core::cmp::Eq for Headers {}

impl codec::Encode for Headers {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.header.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.header.encode(out).within("header")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Headers {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(HeadersRef::decode(reader)?.own(reader))
    }
}

/// [`Headers`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadersRef<'a> {
    /// On the wire: [`Header`].
    pub header: HeaderRef<'a>,
}

impl ::core::cmp::Eq for HeadersRef<'_> {}

impl codec::Encode for HeadersRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.header.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.header.encode(out).within("header")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HeadersRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let header = HeaderRef::decode(reader).within("header")?;
        Ok(Self { header })
    }
}

impl<'a> HeadersRef<'a> {
    /// The [`Headers`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Headers {
        Headers { header: self.header.own(reader) }
    }
}

impl protocol::Message for Headers {
    const TAG: u64 = 1;
    const NAME: &'static str = "Headers";
}

/// The message `Serials`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=1025 | `serials` | 0 to 4 elements, their number in front as u8, each [`Serial`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Serials {
    /// On the wire: 0 to 4 elements, their number in front as u8, each [`Serial`].
    pub serials: Vec<Serial>,
}

impl ::core::cmp::Eq for Serials {}

impl codec::Encode for Serials {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.serials.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.serials.len(), 0, 4).within("serials")?;
        for (index, element) in self.serials.iter().enumerate() {
            element.encode(out).at(index).within("serials")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Serials {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 4).within("serials")?;
        let serials = reader.read_list(prefix, 4, Serial::decode).within("serials")?;
        Ok(Self { serials })
    }
}

/// [`Serials`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SerialsRef<'a> {
    /// On the wire: 0 to 4 elements, their number in front as u8, each [`Serial`].
    pub serials: codec::List<'a, SerialRef<'a>>,
}

impl ::core::cmp::Eq for SerialsRef<'_> {}

impl codec::Encode for SerialsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.serials.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.serials.len(), 0, 4).within("serials")?;
        for (index, element) in self.serials.iter().enumerate() {
            element.encode(out).at(index).within("serials")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SerialsRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 4).within("serials")?;
        let serials = codec::List::read(reader, prefix, SerialRef::decode).within("serials")?;
        Ok(Self { serials })
    }
}

impl<'a> SerialsRef<'a> {
    /// The [`Serials`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Serials {
        Serials { serials: self.serials.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Serials {
    const TAG: u64 = 2;
    const NAME: &'static str = "Serials";
}

/// The message `Chunks`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4..=308 | `chunk` | [`Chunk`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Chunks {
    /// On the wire: [`Chunk`].
    pub chunk: Chunk,
}

impl ::core::cmp::Eq for Chunks {}

impl codec::Encode for Chunks {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.chunk.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.chunk.encode(out).within("chunk")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chunks {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ChunksRef::decode(reader)?.own(reader))
    }
}

/// [`Chunks`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChunksRef<'a> {
    /// On the wire: [`Chunk`].
    pub chunk: ChunkRef<'a>,
}

impl ::core::cmp::Eq for ChunksRef<'_> {}

impl codec::Encode for ChunksRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.chunk.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.chunk.encode(out).within("chunk")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChunksRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let chunk = ChunkRef::decode(reader).within("chunk")?;
        Ok(Self { chunk })
    }
}

impl<'a> ChunksRef<'a> {
    /// The [`Chunks`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Chunks {
        Chunks { chunk: self.chunk.own(reader) }
    }
}

impl protocol::Message for Chunks {
    const TAG: u64 = 3;
    const NAME: &'static str = "Chunks";
}

/// The message `Frames`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 27..=815 | `frame` | [`Frame`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frames {
    /// On the wire: [`Frame`].
    pub frame: Frame,
}

impl ::core::cmp::Eq for Frames {}

impl codec::Encode for Frames {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.frame.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.frame.encode(out).within("frame")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frames {
    const MIN_LEN: usize = 27;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let frame = Frame::decode(reader).within("frame")?;
        Ok(Self { frame })
    }
}

/// [`Frames`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FramesRef<'a> {
    /// On the wire: [`Frame`].
    pub frame: FrameRef<'a>,
}

impl ::core::cmp::Eq for FramesRef<'_> {}

impl codec::Encode for FramesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.frame.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.frame.encode(out).within("frame")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FramesRef<'a> {
    const MIN_LEN: usize = 27;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let frame = FrameRef::decode(reader).within("frame")?;
        Ok(Self { frame })
    }
}

impl<'a> FramesRef<'a> {
    /// The [`Frames`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frames {
        Frames { frame: self.frame.own(reader) }
    }
}

impl protocol::Message for Frames {
    const TAG: u64 = 4;
    const NAME: &'static str = "Frames";
}

/// The message `Sixteens`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 9 | `text` | 9 bytes |
/// | 9 | 2 | `arc` | u16 big-endian, `crc16_arc(text)` |
/// | 11 | 2 | `xmodem` | u16 big-endian, `crc16_xmodem(text)` |
/// | 13 | 2 | `ibm_3740` | u16 big-endian, `crc16_ibm_3740(text)` |
/// | 15 | 2 | `kermit` | u16 big-endian, `crc16_kermit(text)` |
/// | 17 | 2 | `ibm_sdlc` | u16 big-endian, `crc16_ibm_sdlc(text)` |
/// | 19 | 2 | `usb` | u16 big-endian, `crc16_usb(text)` |
/// | 21 | 4 | `mpeg2` | u32 big-endian, `crc32_mpeg2(text)` |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Sixteens {
    /// On the wire: 9 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub text: [u8; 9],
}

impl ::core::cmp::Eq for Sixteens {}

impl codec::Encode for Sixteens {
    #[inline]
    fn encoded_len(&self) -> usize {
        25
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        let checksum_2_begin = out.written().len();
        let checksum_3_begin = out.written().len();
        let checksum_4_begin = out.written().len();
        let checksum_5_begin = out.written().len();
        let checksum_6_begin = out.written().len();
        let checksum_7_begin = out.written().len();
        out.put(self.text.as_slice());
        let checksum_1_end = out.written().len();
        let checksum_2_end = out.written().len();
        let checksum_3_end = out.written().len();
        let checksum_4_end = out.written().len();
        let checksum_5_end = out.written().len();
        let checksum_6_end = out.written().len();
        let checksum_7_end = out.written().len();
        let checksum_1_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_arc(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            2,
        ));
        out.written()[checksum_1_at..checksum_1_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_xmodem(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_3_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_ibm_3740(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            2,
        ));
        out.written()[checksum_3_at..checksum_3_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_4_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_kermit(&codec::checksum::pieces(
            out.written(),
            checksum_4_begin,
            checksum_4_end,
            checksum_4_at,
            2,
        ));
        out.written()[checksum_4_at..checksum_4_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_5_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_ibm_sdlc(&codec::checksum::pieces(
            out.written(),
            checksum_5_begin,
            checksum_5_end,
            checksum_5_at,
            2,
        ));
        out.written()[checksum_5_at..checksum_5_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_6_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_usb(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            2,
        ));
        out.written()[checksum_6_at..checksum_6_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_7_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32_mpeg2(&codec::checksum::pieces(
            out.written(),
            checksum_7_begin,
            checksum_7_end,
            checksum_7_at,
            4,
        ));
        out.written()[checksum_7_at..checksum_7_at + 4].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Sixteens {
    const MIN_LEN: usize = 25;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SixteensRef::decode(reader)?.own(reader))
    }
}

/// [`Sixteens`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SixteensRef<'a> {
    /// On the wire: 9 bytes.
    pub text: &'a [u8; 9],
}

impl ::core::cmp::Eq for SixteensRef<'_> {}

impl codec::Encode for SixteensRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        25
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_1_begin = out.written().len();
        let checksum_2_begin = out.written().len();
        let checksum_3_begin = out.written().len();
        let checksum_4_begin = out.written().len();
        let checksum_5_begin = out.written().len();
        let checksum_6_begin = out.written().len();
        let checksum_7_begin = out.written().len();
        out.put(self.text.as_slice());
        let checksum_1_end = out.written().len();
        let checksum_2_end = out.written().len();
        let checksum_3_end = out.written().len();
        let checksum_4_end = out.written().len();
        let checksum_5_end = out.written().len();
        let checksum_6_end = out.written().len();
        let checksum_7_end = out.written().len();
        let checksum_1_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_arc(&codec::checksum::pieces(
            out.written(),
            checksum_1_begin,
            checksum_1_end,
            checksum_1_at,
            2,
        ));
        out.written()[checksum_1_at..checksum_1_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_xmodem(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_3_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_ibm_3740(&codec::checksum::pieces(
            out.written(),
            checksum_3_begin,
            checksum_3_end,
            checksum_3_at,
            2,
        ));
        out.written()[checksum_3_at..checksum_3_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_4_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_kermit(&codec::checksum::pieces(
            out.written(),
            checksum_4_begin,
            checksum_4_end,
            checksum_4_at,
            2,
        ));
        out.written()[checksum_4_at..checksum_4_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_5_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_ibm_sdlc(&codec::checksum::pieces(
            out.written(),
            checksum_5_begin,
            checksum_5_end,
            checksum_5_at,
            2,
        ));
        out.written()[checksum_5_at..checksum_5_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_6_at = out.written().len();
        out.put(&[0; 2]);
        let checksum = codec::checksum::crc16_usb(&codec::checksum::pieces(
            out.written(),
            checksum_6_begin,
            checksum_6_end,
            checksum_6_at,
            2,
        ));
        out.written()[checksum_6_at..checksum_6_at + 2].copy_from_slice(&checksum.to_be_bytes());
        let checksum_7_at = out.written().len();
        out.put(&[0; 4]);
        let checksum = codec::checksum::crc32_mpeg2(&codec::checksum::pieces(
            out.written(),
            checksum_7_begin,
            checksum_7_end,
            checksum_7_at,
            4,
        ));
        out.written()[checksum_7_at..checksum_7_at + 4].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SixteensRef<'a> {
    const MIN_LEN: usize = 25;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_1_begin = reader.offset();
        let checksum_2_begin = reader.offset();
        let checksum_3_begin = reader.offset();
        let checksum_4_begin = reader.offset();
        let checksum_5_begin = reader.offset();
        let checksum_6_begin = reader.offset();
        let checksum_7_begin = reader.offset();
        let text = reader.read_array::<9>().within("text")?;
        let checksum_1_end = reader.offset();
        let checksum_2_end = reader.offset();
        let checksum_3_end = reader.offset();
        let checksum_4_end = reader.offset();
        let checksum_5_end = reader.offset();
        let checksum_6_end = reader.offset();
        let checksum_7_end = reader.offset();
        let checksum_1_at = reader.offset();
        let arc = reader.read_u16_be().within("arc")?;
        reader
            .expect_checksum(
                checksum_1_at,
                arc,
                codec::checksum::crc16_arc(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_1_begin,
                    checksum_1_end,
                    checksum_1_at,
                    2,
                )),
            )
            .within("arc")?;
        let checksum_2_at = reader.offset();
        let xmodem = reader.read_u16_be().within("xmodem")?;
        reader
            .expect_checksum(
                checksum_2_at,
                xmodem,
                codec::checksum::crc16_xmodem(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_2_begin,
                    checksum_2_end,
                    checksum_2_at,
                    2,
                )),
            )
            .within("xmodem")?;
        let checksum_3_at = reader.offset();
        let ibm_3740 = reader.read_u16_be().within("ibm_3740")?;
        reader
            .expect_checksum(
                checksum_3_at,
                ibm_3740,
                codec::checksum::crc16_ibm_3740(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_3_begin,
                    checksum_3_end,
                    checksum_3_at,
                    2,
                )),
            )
            .within("ibm_3740")?;
        let checksum_4_at = reader.offset();
        let kermit = reader.read_u16_be().within("kermit")?;
        reader
            .expect_checksum(
                checksum_4_at,
                kermit,
                codec::checksum::crc16_kermit(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_4_begin,
                    checksum_4_end,
                    checksum_4_at,
                    2,
                )),
            )
            .within("kermit")?;
        let checksum_5_at = reader.offset();
        let ibm_sdlc = reader.read_u16_be().within("ibm_sdlc")?;
        reader
            .expect_checksum(
                checksum_5_at,
                ibm_sdlc,
                codec::checksum::crc16_ibm_sdlc(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_5_begin,
                    checksum_5_end,
                    checksum_5_at,
                    2,
                )),
            )
            .within("ibm_sdlc")?;
        let checksum_6_at = reader.offset();
        let usb = reader.read_u16_be().within("usb")?;
        reader
            .expect_checksum(
                checksum_6_at,
                usb,
                codec::checksum::crc16_usb(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_6_begin,
                    checksum_6_end,
                    checksum_6_at,
                    2,
                )),
            )
            .within("usb")?;
        let checksum_7_at = reader.offset();
        let mpeg2 = reader.read_u32_be().within("mpeg2")?;
        reader
            .expect_checksum(
                checksum_7_at,
                mpeg2,
                codec::checksum::crc32_mpeg2(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_7_begin,
                    checksum_7_end,
                    checksum_7_at,
                    4,
                )),
            )
            .within("mpeg2")?;
        Ok(Self { text })
    }
}

impl<'a> SixteensRef<'a> {
    /// The [`Sixteens`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Sixteens {
        Sixteens { text: *self.text }
    }
}

impl protocol::Message for Sixteens {
    const TAG: u64 = 5;
    const NAME: &'static str = "Sixteens";
}

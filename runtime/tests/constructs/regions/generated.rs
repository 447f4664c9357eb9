// Written by `cargo run -- gen` from codegen/tests/specs/regions.wire. Do not edit: change the spec and run the command.

//! The regions protocol. See `codegen/tests/specs/regions.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `Pair`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `first` | u8 |
/// | 1 | 2 | `second` | u16 little-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Pair {
    /// On the wire: u8.
    pub first: u8,
    /// On the wire: u16 little-endian.
    pub second: u16,
}

impl ::core::cmp::Eq for Pair {}

impl codec::Encode for Pair {
    #[inline]
    fn encoded_len(&self) -> usize {
        3
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.first);
        out.put_u16_le(self.second);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Pair {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let first = reader.read_u8().within("first")?;
        let second = reader.read_u16_le().within("second")?;
        Ok(Self { first, second })
    }
}

/// A tag, a length, and as many bytes as it says.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Entry {
    /// `Word`, tag 1.
    Word {
        /// On the wire: u16 big-endian.
        word: u16,
    },
    /// `Text`, tag 2.
    Text {
        /// On the wire: 1 to 9 bytes of UTF-8, all that is left.
        text: String,
    },
    /// `Pairs`, tag 3.
    Pairs {
        /// On the wire: elements, all that is left, each [`Pair`].
        pairs: Vec<Pair>,
    },
    /// `Nothing`, tag 4.
    Nothing {},
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
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
            Self::Text { text } => 4 + text.len(),
            Self::Pairs { pairs } => 4 + pairs.len() * 3,
            Self::Nothing {} => 4,
            Self::Unknown { raw, .. } => 4 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { word } => {
                out.put_u16_be(1);
                let length: usize = 2;
                out.put_u16_be(length as u16);
                out.put_u16_be(*word);
                codec::check_length(length, 0, 40)?;
            }
            Self::Text { text } => {
                out.put_u16_be(2);
                let length: usize = text.len();
                out.put_u16_be(length as u16);
                codec::check_length(text.len(), 1, 9).within("text")?;
                out.put(text.as_bytes());
                codec::check_length(length, 0, 40)?;
            }
            Self::Pairs { pairs } => {
                out.put_u16_be(3);
                let length: usize = pairs.len() * 3;
                out.put_u16_be(length as u16);
                for (index, element) in pairs.iter().enumerate() {
                    element.encode(out).at(index).within("pairs")?;
                }
                codec::check_length(length, 0, 40)?;
            }
            Self::Nothing {} => {
                out.put_u16_be(4);
                let length: usize = 0;
                out.put_u16_be(length as u16);
                codec::check_length(length, 0, 40)?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3 | 4), *tag).within("tag")?;
                out.put_u16_be(*tag);
                let length: usize = raw.len();
                out.put_u16_be(length as u16);
                out.put(raw);
                codec::check_length(length, 0, 40)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Entry {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u16_be()?;
        let length = reader.read_u16_be().map_err(|error| codec::Reader::field_at(start, error))?;
        reader.expect_length(start, length, 0, 40)?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let word = reader.read_u16_be().within("word")?;
                Ok(Self::Word { word })
            }
            2 => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 1, 9).within("text")?;
                let text = reader.read_slice(reader.remaining()).within("text")?;
                let text = String::from(reader.expect_text(start, text).within("text")?);
                Ok(Self::Text { text })
            }
            3 => {
                let pairs = reader.read_list_to_end(0, u64::MAX, Pair::decode).within("pairs")?;
                Ok(Self::Pairs { pairs })
            }
            4 => Ok(Self::Nothing {}),
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
                let raw = reader.own(raw);
                Ok(Self::Unknown { tag, raw })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Entry`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EntryRef<'a> {
    /// `Word`, tag 1.
    Word {
        /// On the wire: u16 big-endian.
        word: u16,
    },
    /// `Text`, tag 2.
    Text {
        /// On the wire: 1 to 9 bytes of UTF-8, all that is left.
        text: &'a str,
    },
    /// `Pairs`, tag 3.
    Pairs {
        /// On the wire: elements, all that is left, each [`Pair`].
        pairs: codec::List<'a, Pair>,
    },
    /// `Nothing`, tag 4.
    Nothing {},
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
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
            Self::Text { text } => 4 + text.len(),
            Self::Pairs { pairs } => 4 + pairs.len() * 3,
            Self::Nothing {} => 4,
            Self::Unknown { raw, .. } => 4 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { word } => {
                out.put_u16_be(1);
                let length: usize = 2;
                out.put_u16_be(length as u16);
                out.put_u16_be(*word);
                codec::check_length(length, 0, 40)?;
            }
            Self::Text { text } => {
                out.put_u16_be(2);
                let length: usize = text.len();
                out.put_u16_be(length as u16);
                codec::check_length(text.len(), 1, 9).within("text")?;
                out.put(text.as_bytes());
                codec::check_length(length, 0, 40)?;
            }
            Self::Pairs { pairs } => {
                out.put_u16_be(3);
                let length: usize = pairs.len() * 3;
                out.put_u16_be(length as u16);
                for (index, element) in pairs.iter().enumerate() {
                    element.encode(out).at(index).within("pairs")?;
                }
                codec::check_length(length, 0, 40)?;
            }
            Self::Nothing {} => {
                out.put_u16_be(4);
                let length: usize = 0;
                out.put_u16_be(length as u16);
                codec::check_length(length, 0, 40)?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3 | 4), *tag).within("tag")?;
                out.put_u16_be(*tag);
                let length: usize = raw.len();
                out.put_u16_be(length as u16);
                out.put(raw);
                codec::check_length(length, 0, 40)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EntryRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u16_be()?;
        let length = reader.read_u16_be().map_err(|error| codec::Reader::field_at(start, error))?;
        reader.expect_length(start, length, 0, 40)?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let word = reader.read_u16_be().within("word")?;
                Ok(Self::Word { word })
            }
            2 => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 1, 9).within("text")?;
                let text = reader.read_slice(reader.remaining()).within("text")?;
                let text = reader.expect_text(start, text).within("text")?;
                Ok(Self::Text { text })
            }
            3 => {
                let pairs = codec::List::read_to_end(reader, 0, u64::MAX, Pair::decode)
                    .within("pairs")?;
                Ok(Self::Pairs { pairs })
            }
            4 => Ok(Self::Nothing {}),
            tag => {
                let raw = reader.read_slice(reader.remaining()).within("raw")?;
                Ok(Self::Unknown { tag, raw })
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
            Self::Word { word } => Entry::Word { word },
            Self::Text { text } => Entry::Text { text: String::from(text) },
            Self::Pairs { pairs } => Entry::Pairs { pairs: pairs.iter().collect() },
            Self::Nothing {} => Entry::Nothing {},
            Self::Unknown { tag, raw } => Entry::Unknown { tag, raw: reader.own(raw) },
        }
    }
}

/// The same with a prefix of eight bytes and no room for others.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Wide {
    /// `One`, tag 0.
    One {
        /// On the wire: [`Pair`].
        pair: Pair,
    },
    /// `Nested`, tag 9.
    Nested {
        /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: 0 to 3 elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
        entries: Vec<Entry>,
    },
}

impl ::core::cmp::Eq for Wide {}

impl codec::Encode for Wide {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::One { .. } => 12,
            Self::Nested { entries } =>
                10 + entries.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::One { pair } => {
                out.put_u8(0);
                let length: usize = 3;
                out.put_u64_le(length as u64);
                pair.encode(out).within("pair")?;
            }
            Self::Nested { entries } => {
                out.put_u8(9);
                let length: usize =
                    1 + entries.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u64_le(length as u64);
                {
                    let length: usize = entries
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u8(length as u8);
                    codec::check_length(entries.len(), 0, 3).within("entries")?;
                    for (index, element) in entries.iter().enumerate() {
                        element.encode(out).at(index).within("entries")?;
                    }
                    codec::check_length(length, 0, 255).within("entries")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Wide {
    const MIN_LEN: usize = 10;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0).and(9, 9);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        if !matches!(number, 0 | 9) {
            return Err(codec::DecodeError::unknown_variant(start, number));
        }
        let length = reader.read_u64_le().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length)?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let pair = Pair::decode(reader).within("pair")?;
                Ok(Self::One { pair })
            }
            9 => {
                let entries = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 0, 255)
                        .within("entries")?;
                    let whole = reader.enter(start, prefix).within("entries")?;
                    let inside = reader.read_list_to_end(0, 3, Entry::decode).within("entries")?;
                    reader.leave(whole).within("entries")?;
                    inside
                };
                Ok(Self::Nested { entries })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Wide`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WideRef<'a> {
    /// `One`, tag 0.
    One {
        /// On the wire: [`Pair`].
        pair: Pair,
    },
    /// `Nested`, tag 9.
    Nested {
        /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: 0 to 3 elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
        entries: codec::List<'a, EntryRef<'a>>,
    },
}

impl ::core::cmp::Eq for WideRef<'_> {}

impl codec::Encode for WideRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::One { .. } => 12,
            Self::Nested { entries } =>
                10 + entries.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::One { pair } => {
                out.put_u8(0);
                let length: usize = 3;
                out.put_u64_le(length as u64);
                pair.encode(out).within("pair")?;
            }
            Self::Nested { entries } => {
                out.put_u8(9);
                let length: usize =
                    1 + entries.iter().map(|element| element.encoded_len()).sum::<usize>();
                out.put_u64_le(length as u64);
                {
                    let length: usize = entries
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u8(length as u8);
                    codec::check_length(entries.len(), 0, 3).within("entries")?;
                    for (index, element) in entries.iter().enumerate() {
                        element.encode(out).at(index).within("entries")?;
                    }
                    codec::check_length(length, 0, 255).within("entries")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for WideRef<'a> {
    const MIN_LEN: usize = 10;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0).and(9, 9);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        if !matches!(number, 0 | 9) {
            return Err(codec::DecodeError::unknown_variant(start, number));
        }
        let length = reader.read_u64_le().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length)?;
        let inside: Result<Self, codec::DecodeError> = match number {
            0 => {
                let pair = Pair::decode(reader).within("pair")?;
                Ok(Self::One { pair })
            }
            9 => {
                let entries = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 0, 255)
                        .within("entries")?;
                    let whole = reader.enter(start, prefix).within("entries")?;
                    let inside = codec::List::read_to_end(reader, 0, 3, EntryRef::decode)
                        .within("entries")?;
                    reader.leave(whole).within("entries")?;
                    inside
                };
                Ok(Self::Nested { entries })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> WideRef<'a> {
    /// The [`Wide`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Wide {
        match self {
            Self::One { pair } => Wide::One { pair },
            Self::Nested { entries } =>
                Wide::Nested { entries: entries.iter().map(|held| held.own(reader)).collect() },
        }
    }
}

/// Regions of every kind of content, by prefix and of fixed size.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=92 | `entries` | 0 to 90 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian |
/// |  | 4 | `pair` | 3 to 7 bytes, their number in front as u8, filled by: [`Pair`] |
/// |  | 5 | `fixed` | 5 bytes, filled by: 0 to 255 bytes, their number in front as u8 |
/// |  | 2..=256 | `maybe` | 0 to 255 bytes, their number in front as u8, filled by: one byte, 0 or 1, then if it is 1: bytes of UTF-8, all that is left |
/// |  | 1 | `more` | one byte, 0 or 1 |
/// |  | 0..=256 | `last` | 0 to 255 bytes, their number in front as u8, filled by: bytes, all that is left; there if `more` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct All {
    /// On the wire: 0 to 90 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
    pub entries: Vec<Entry>,
    /// On the wire: 3 to 7 bytes, their number in front as u8, filled by: [`Pair`].
    pub pair: Pair,
    /// On the wire: 5 bytes, filled by: 0 to 255 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub fixed: Bytes,
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: one byte, 0 or 1, then if it is 1: bytes of UTF-8, all that is left.
    pub maybe: Option<String>,
    /// On the wire: one byte, 0 or 1.
    pub more: bool,
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: bytes, all that is left; there if `more`.
    #[serde(with = "::packetwright::codec::hex", default)]
    pub last: Option<Bytes>,
}

impl ::core::cmp::Eq for All {}

impl codec::Encode for All {
    #[inline]
    fn encoded_len(&self) -> usize {
        14
            + self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
            + (match &self.maybe {
                Some(held) => held.len(),
                None => 0,
            })
            + (match &self.last {
                Some(last) => 1 + last.len(),
                None => 0,
            })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.entries
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.entries.iter().enumerate() {
                element.encode(out).at(index).within("entries")?;
            }
            codec::check_length(length, 0, 90).within("entries")?;
        }
        {
            let length: usize = 3;
            out.put_u8(length as u8);
            self.pair.encode(out).within("pair")?;
            codec::check_length(length, 3, 7).within("pair")?;
        }
        {
            let length: usize = 1 + self.fixed.len();
            out.put_prefixed(O::put_u8, &self.fixed, 0, 255).within("fixed")?;
            codec::check_length(length, 5, 5).within("fixed")?;
        }
        {
            let length: usize = 1 + (match &self.maybe {
                Some(held) => held.len(),
                None => 0,
            });
            out.put_u8(length as u8);
            match &self.maybe {
                None => out.put_u8(0),
                Some(held) => {
                    out.put_u8(1);
                    out.put(held.as_bytes());
                }
            }
            codec::check_length(length, 0, 255).within("maybe")?;
        }
        out.put_bool(self.more);
        codec::check_presence(self.last.is_some(), self.more).within("last")?;
        if let Some(last) = &self.last {
            {
                let length: usize = last.len();
                out.put_u8(length as u8);
                out.put(last);
                codec::check_length(length, 0, 255).within("last")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for All {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let entries = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 90).within("entries")?;
            let whole = reader.enter(start, prefix).within("entries")?;
            let inside = reader.read_list_to_end(0, u64::MAX, Entry::decode).within("entries")?;
            reader.leave(whole).within("entries")?;
            inside
        };
        let pair = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 3, 7).within("pair")?;
            let whole = reader.enter(start, prefix).within("pair")?;
            let inside = Pair::decode(reader).within("pair")?;
            reader.leave(whole).within("pair")?;
            inside
        };
        let fixed = {
            let start = reader.offset();
            let whole = reader.enter(start, 5).within("fixed")?;
            let fixed = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("fixed")?;
            let inside = reader.own(fixed);
            reader.leave(whole).within("fixed")?;
            inside
        };
        let maybe = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("maybe")?;
            let whole = reader.enter(start, prefix).within("maybe")?;
            let inside = reader
                .read_optional(|reader| {
                    let start = reader.offset();
                    let maybe = reader.read_slice(reader.remaining())?;
                    reader.expect_text(start, maybe).map(String::from)
                })
                .within("maybe")?;
            reader.leave(whole).within("maybe")?;
            inside
        };
        let more = reader.read_bool().within("more")?;
        let last = if more {
            Some({
                let start = reader.offset();
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("last")?;
                let whole = reader.enter(start, prefix).within("last")?;
                let last = reader.read_slice(reader.remaining()).within("last")?;
                let inside = reader.own(last);
                reader.leave(whole).within("last")?;
                inside
            })
        } else {
            None
        };
        Ok(Self { entries, pair, fixed, maybe, more, last })
    }
}

/// [`All`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AllRef<'a> {
    /// On the wire: 0 to 90 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
    pub entries: codec::List<'a, EntryRef<'a>>,
    /// On the wire: 3 to 7 bytes, their number in front as u8, filled by: [`Pair`].
    pub pair: Pair,
    /// On the wire: 5 bytes, filled by: 0 to 255 bytes, their number in front as u8.
    pub fixed: &'a [u8],
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: one byte, 0 or 1, then if it is 1: bytes of UTF-8, all that is left.
    pub maybe: Option<&'a str>,
    /// On the wire: one byte, 0 or 1.
    pub more: bool,
    /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: bytes, all that is left; there if `more`.
    pub last: Option<&'a [u8]>,
}

impl ::core::cmp::Eq for AllRef<'_> {}

impl codec::Encode for AllRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        14
            + self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
            + (match &self.maybe {
                Some(held) => held.len(),
                None => 0,
            })
            + (match &self.last {
                Some(last) => 1 + last.len(),
                None => 0,
            })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.entries
                .iter()
                .map(|element| element.encoded_len())
                .sum::<usize>();
            out.put_u16_be(length as u16);
            for (index, element) in self.entries.iter().enumerate() {
                element.encode(out).at(index).within("entries")?;
            }
            codec::check_length(length, 0, 90).within("entries")?;
        }
        {
            let length: usize = 3;
            out.put_u8(length as u8);
            self.pair.encode(out).within("pair")?;
            codec::check_length(length, 3, 7).within("pair")?;
        }
        {
            let length: usize = 1 + self.fixed.len();
            out.put_prefixed(O::put_u8, self.fixed, 0, 255).within("fixed")?;
            codec::check_length(length, 5, 5).within("fixed")?;
        }
        {
            let length: usize = 1 + (match &self.maybe {
                Some(held) => held.len(),
                None => 0,
            });
            out.put_u8(length as u8);
            match &self.maybe {
                None => out.put_u8(0),
                Some(held) => {
                    out.put_u8(1);
                    out.put(held.as_bytes());
                }
            }
            codec::check_length(length, 0, 255).within("maybe")?;
        }
        out.put_bool(self.more);
        codec::check_presence(self.last.is_some(), self.more).within("last")?;
        if let Some(last) = &self.last {
            {
                let length: usize = last.len();
                out.put_u8(length as u8);
                out.put(last);
                codec::check_length(length, 0, 255).within("last")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AllRef<'a> {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let entries = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 90).within("entries")?;
            let whole = reader.enter(start, prefix).within("entries")?;
            let inside = codec::List::read_to_end(reader, 0, u64::MAX, EntryRef::decode)
                .within("entries")?;
            reader.leave(whole).within("entries")?;
            inside
        };
        let pair = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 3, 7).within("pair")?;
            let whole = reader.enter(start, prefix).within("pair")?;
            let inside = Pair::decode(reader).within("pair")?;
            reader.leave(whole).within("pair")?;
            inside
        };
        let fixed = {
            let start = reader.offset();
            let whole = reader.enter(start, 5).within("fixed")?;
            let inside = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("fixed")?;
            reader.leave(whole).within("fixed")?;
            inside
        };
        let maybe = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("maybe")?;
            let whole = reader.enter(start, prefix).within("maybe")?;
            let inside = reader
                .read_optional(|reader| {
                    let start = reader.offset();
                    let maybe = reader.read_slice(reader.remaining())?;
                    reader.expect_text(start, maybe)
                })
                .within("maybe")?;
            reader.leave(whole).within("maybe")?;
            inside
        };
        let more = reader.read_bool().within("more")?;
        let last = if more {
            Some({
                let start = reader.offset();
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("last")?;
                let whole = reader.enter(start, prefix).within("last")?;
                let inside = reader.read_slice(reader.remaining()).within("last")?;
                reader.leave(whole).within("last")?;
                inside
            })
        } else {
            None
        };
        Ok(Self { entries, pair, fixed, maybe, more, last })
    }
}

impl<'a> AllRef<'a> {
    /// The [`All`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> All {
        All {
            entries: self.entries.iter().map(|held| held.own(reader)).collect(),
            pair: self.pair,
            fixed: reader.own(self.fixed),
            maybe: self.maybe.map(String::from),
            more: self.more,
            last: self.last.map(|held| reader.own(held)),
        }
    }
}

/// Regions in lists and around choices.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 13..=145 | `choice` | 0 to 16777215 bytes, their number in front as u24 little-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian |
/// |  | 2 | `number` | 2 bytes, filled by: u16 big-endian |
/// |  | 1..=11 | `lists` | 0 to 2 elements, their number in front as u8, each 0 to 255 bytes, their number in front as u8, filled by: 1 to 2 elements, all that is left, each u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Inside {
    /// On the wire: 0 to 16777215 bytes, their number in front as u24 little-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian.
    pub choice: Wide,
    /// On the wire: 2 bytes, filled by: u16 big-endian.
    pub number: u16,
    /// On the wire: 0 to 2 elements, their number in front as u8, each 0 to 255 bytes, their number in front as u8, filled by: 1 to 2 elements, all that is left, each u16 big-endian.
    pub lists: Vec<Vec<u16>>,
}

impl ::core::cmp::Eq for Inside {}

impl codec::Encode for Inside {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
            + self.choice.encoded_len()
            + self.lists.iter().map(|element| 1 + element.len() * 2).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.choice.encoded_len();
            out.put_u24_le(length as u32);
            self.choice.encode(out).within("choice")?;
            codec::check_length(length, 0, 16_777_215).within("choice")?;
        }
        {
            let length: usize = 2;
            out.put_u16_be(self.number);
            codec::check_length(length, 2, 2).within("number")?;
        }
        out.put_length(O::put_u8, self.lists.len(), 0, 2).within("lists")?;
        for (index, element) in self.lists.iter().enumerate() {
            {
                let length: usize = element.len() * 2;
                out.put_u8(length as u8);
                codec::check_length(element.len(), 1, 2).at(index).within("lists")?;
                for element in element {
                    out.put_u16_be(*element);
                }
                codec::check_length(length, 0, 255).at(index).within("lists")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Inside {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let choice = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u24_le, 0, 16_777_215)
                .within("choice")?;
            let whole = reader.enter(start, prefix).within("choice")?;
            let inside = Wide::decode(reader).within("choice")?;
            reader.leave(whole).within("choice")?;
            inside
        };
        let number_ = {
            let start = reader.offset();
            let whole = reader.enter(start, 2).within("number")?;
            let inside = reader.read_u16_be().within("number")?;
            reader.leave(whole).within("number")?;
            inside
        };
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("lists")?;
        let lists = reader
            .read_list(prefix, 3, |reader| Ok({
                let start = reader.offset();
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255)?;
                let whole = reader.enter(start, prefix)?;
                let inside = reader.read_list_to_end(1, 2, codec::Reader::read_u16_be)?;
                reader.leave(whole)?;
                inside
            }))
            .within("lists")?;
        Ok(Self { choice, number: number_, lists })
    }
}

/// [`Inside`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InsideRef<'a> {
    /// On the wire: 0 to 16777215 bytes, their number in front as u24 little-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian.
    pub choice: WideRef<'a>,
    /// On the wire: 2 bytes, filled by: u16 big-endian.
    pub number: u16,
    /// On the wire: 0 to 2 elements, their number in front as u8, each 0 to 255 bytes, their number in front as u8, filled by: 1 to 2 elements, all that is left, each u16 big-endian.
    pub lists: codec::List<'a, codec::List<'a, u16>>,
}

impl ::core::cmp::Eq for InsideRef<'_> {}

impl codec::Encode for InsideRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
            + self.choice.encoded_len()
            + self.lists.iter().map(|element| 1 + element.len() * 2).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.choice.encoded_len();
            out.put_u24_le(length as u32);
            self.choice.encode(out).within("choice")?;
            codec::check_length(length, 0, 16_777_215).within("choice")?;
        }
        {
            let length: usize = 2;
            out.put_u16_be(self.number);
            codec::check_length(length, 2, 2).within("number")?;
        }
        out.put_length(O::put_u8, self.lists.len(), 0, 2).within("lists")?;
        for (index, element) in self.lists.iter().enumerate() {
            {
                let length: usize = element.len() * 2;
                out.put_u8(length as u8);
                codec::check_length(element.len(), 1, 2).at(index).within("lists")?;
                for element in element.iter() {
                    out.put_u16_be(element);
                }
                codec::check_length(length, 0, 255).at(index).within("lists")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for InsideRef<'a> {
    const MIN_LEN: usize = 16;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let choice = {
            let start = reader.offset();
            let prefix = reader
                .read_length(codec::Reader::read_u24_le, 0, 16_777_215)
                .within("choice")?;
            let whole = reader.enter(start, prefix).within("choice")?;
            let inside = WideRef::decode(reader).within("choice")?;
            reader.leave(whole).within("choice")?;
            inside
        };
        let number_ = {
            let start = reader.offset();
            let whole = reader.enter(start, 2).within("number")?;
            let inside = reader.read_u16_be().within("number")?;
            reader.leave(whole).within("number")?;
            inside
        };
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 2).within("lists")?;
        let lists = codec::List::read(reader, prefix, |reader| Ok({
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u8, 0, 255)?;
            let whole = reader.enter(start, prefix)?;
            let inside = codec::List::read_to_end(reader, 1, 2, codec::Reader::read_u16_be)?;
            reader.leave(whole)?;
            inside
        }))
            .within("lists")?;
        Ok(Self { choice, number: number_, lists })
    }
}

impl<'a> InsideRef<'a> {
    /// The [`Inside`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Inside {
        Inside {
            choice: self.choice.own(reader),
            number: self.number,
            lists: self.lists.iter().map(|held| held.iter().collect()).collect(),
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Everything`.
    Everything(Everything),
    /// The message `Entries`.
    Entries(Entries),
    /// The message `Insides`.
    Insides(Insides),
    /// The message `Inner`.
    Inner(Inner),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Everything(_) => 1,
            Self::Entries(_) => 2,
            Self::Insides(_) => 4,
            Self::Inner(_) => 3,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Everything(_) => "Everything",
            Self::Entries(_) => "Entries",
            Self::Insides(_) => "Insides",
            Self::Inner(_) => "Inner",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Everything(body) => body.encoded_len(),
            Self::Entries(body) => body.encoded_len(),
            Self::Insides(body) => body.encoded_len(),
            Self::Inner(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Everything(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Entries(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Insides(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Inner(body) => {
                out.put_u8(3);
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
            1 => Everything::decode(reader).map(Self::Everything),
            2 => Entries::decode(reader).map(Self::Entries),
            4 => Insides::decode(reader).map(Self::Insides),
            3 => Inner::decode(reader).map(Self::Inner),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 4, 3];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Everything> for Message {
    fn from(body: Everything) -> Self {
        Self::Everything(body)
    }
}

impl From<Entries> for Message {
    fn from(body: Entries) -> Self {
        Self::Entries(body)
    }
}

impl From<Insides> for Message {
    fn from(body: Insides) -> Self {
        Self::Insides(body)
    }
}

impl From<Inner> for Message {
    fn from(body: Inner) -> Self {
        Self::Inner(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Everything`.
    Everything(EverythingRef<'a>),
    /// The message `Entries`.
    Entries(EntriesRef<'a>),
    /// The message `Insides`.
    Insides(InsidesRef<'a>),
    /// The message `Inner`.
    Inner(InnerRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Everything(_) => 1,
            Self::Entries(_) => 2,
            Self::Insides(_) => 4,
            Self::Inner(_) => 3,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Everything(_) => "Everything",
            Self::Entries(_) => "Entries",
            Self::Insides(_) => "Insides",
            Self::Inner(_) => "Inner",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Everything(body) => body.encoded_len(),
            Self::Entries(body) => body.encoded_len(),
            Self::Insides(body) => body.encoded_len(),
            Self::Inner(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Everything(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Entries(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Insides(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Inner(body) => {
                out.put_u8(3);
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
            1 => EverythingRef::decode(reader).map(Self::Everything),
            2 => EntriesRef::decode(reader).map(Self::Entries),
            4 => InsidesRef::decode(reader).map(Self::Insides),
            3 => InnerRef::decode(reader).map(Self::Inner),
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
            Self::Everything(body) => Message::Everything(body.own(reader)),
            Self::Entries(body) => Message::Entries(body.own(reader)),
            Self::Insides(body) => Message::Insides(body.own(reader)),
            Self::Inner(body) => Message::Inner(body.own(reader)),
        }
    }
}

/// The message `Everything`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 14..=614 | `all` | [`All`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Everything {
    /// On the wire: [`All`].
    pub all: All,
}

impl ::core::cmp::Eq for Everything {}

impl codec::Encode for Everything {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.all.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.all.encode(out).within("all")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Everything {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let all = All::decode(reader).within("all")?;
        Ok(Self { all })
    }
}

/// [`Everything`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EverythingRef<'a> {
    /// On the wire: [`All`].
    pub all: AllRef<'a>,
}

impl ::core::cmp::Eq for EverythingRef<'_> {}

impl codec::Encode for EverythingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.all.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.all.encode(out).within("all")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EverythingRef<'a> {
    const MIN_LEN: usize = 14;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let all = AllRef::decode(reader).within("all")?;
        Ok(Self { all })
    }
}

impl<'a> EverythingRef<'a> {
    /// The [`Everything`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Everything {
        Everything { all: self.all.own(reader) }
    }
}

impl protocol::Message for Everything {
    const TAG: u64 = 1;
    const NAME: &'static str = "Everything";
}

/// The message `Entries`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 0.. | `entries` | elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Entries {
    /// On the wire: elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
    pub entries: Vec<Entry>,
}

impl ::core::cmp::Eq for Entries {}

impl codec::Encode for Entries {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.entries.iter().enumerate() {
            element.encode(out).at(index).within("entries")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Entries {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let entries = reader.read_list_to_end(0, u64::MAX, Entry::decode).within("entries")?;
        Ok(Self { entries })
    }
}

/// [`Entries`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntriesRef<'a> {
    /// On the wire: elements, all that is left, each [`Entry`], its tag in front as u16 big-endian; then 0 to 40 bytes, their number in front as u16 big-endian.
    pub entries: codec::List<'a, EntryRef<'a>>,
}

impl ::core::cmp::Eq for EntriesRef<'_> {}

impl codec::Encode for EntriesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.entries.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.entries.iter().enumerate() {
            element.encode(out).at(index).within("entries")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for EntriesRef<'a> {
    const MIN_LEN: usize = 0;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let entries = codec::List::read_to_end(reader, 0, u64::MAX, EntryRef::decode)
            .within("entries")?;
        Ok(Self { entries })
    }
}

impl<'a> EntriesRef<'a> {
    /// The [`Entries`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Entries {
        Entries { entries: self.entries.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Entries {
    const TAG: u64 = 2;
    const NAME: &'static str = "Entries";
}

/// The message `Insides`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=159 | `inside` | one byte, 0 or 1, then if it is 1: [`Inside`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Insides {
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Inside`].
    pub inside: Option<Inside>,
}

impl ::core::cmp::Eq for Insides {}

impl codec::Encode for Insides {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + (match &self.inside {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_optional(self.inside.as_ref()).within("inside")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Insides {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let inside_ = reader.read_optional(Inside::decode).within("inside")?;
        Ok(Self { inside: inside_ })
    }
}

/// [`Insides`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InsidesRef<'a> {
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Inside`].
    pub inside: Option<InsideRef<'a>>,
}

impl ::core::cmp::Eq for InsidesRef<'_> {}

impl codec::Encode for InsidesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + (match &self.inside {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_optional(self.inside.as_ref()).within("inside")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for InsidesRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let inside_ = reader.read_optional(InsideRef::decode).within("inside")?;
        Ok(Self { inside: inside_ })
    }
}

impl<'a> InsidesRef<'a> {
    /// The [`Insides`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Insides {
        Insides { inside: self.inside.map(|held| held.own(reader)) }
    }
}

impl protocol::Message for Insides {
    const TAG: u64 = 4;
    const NAME: &'static str = "Insides";
}

/// The message `Inner`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 12..=144 | `wide` | 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian |
/// |  | 1 | `after` | u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Inner {
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian.
    pub wide: Wide,
    /// On the wire: u8.
    pub after: u8,
}

impl ::core::cmp::Eq for Inner {}

impl codec::Encode for Inner {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.wide.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.wide.encoded_len();
            out.put_u16_be(length as u16);
            self.wide.encode(out).within("wide")?;
            codec::check_length(length, 0, 65_535).within("wide")?;
        }
        out.put_u8(self.after);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Inner {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let wide = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 65_535).within("wide")?;
            let whole = reader.enter(start, prefix).within("wide")?;
            let inside = Wide::decode(reader).within("wide")?;
            reader.leave(whole).within("wide")?;
            inside
        };
        let after = reader.read_u8().within("after")?;
        Ok(Self { wide, after })
    }
}

/// [`Inner`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InnerRef<'a> {
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: [`Wide`], its tag in front as u8; then bytes, their number in front as u64 little-endian.
    pub wide: WideRef<'a>,
    /// On the wire: u8.
    pub after: u8,
}

impl ::core::cmp::Eq for InnerRef<'_> {}

impl codec::Encode for InnerRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.wide.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        {
            let length: usize = self.wide.encoded_len();
            out.put_u16_be(length as u16);
            self.wide.encode(out).within("wide")?;
            codec::check_length(length, 0, 65_535).within("wide")?;
        }
        out.put_u8(self.after);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for InnerRef<'a> {
    const MIN_LEN: usize = 13;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let wide = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 0, 65_535).within("wide")?;
            let whole = reader.enter(start, prefix).within("wide")?;
            let inside = WideRef::decode(reader).within("wide")?;
            reader.leave(whole).within("wide")?;
            inside
        };
        let after = reader.read_u8().within("after")?;
        Ok(Self { wide, after })
    }
}

impl<'a> InnerRef<'a> {
    /// The [`Inner`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Inner {
        Inner { wide: self.wide.own(reader), after: self.after }
    }
}

impl protocol::Message for Inner {
    const TAG: u64 = 3;
    const NAME: &'static str = "Inner";
}

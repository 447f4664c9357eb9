// Written by `cargo run -- gen` from codegen/tests/specs/choices.wire. Do not edit: change the spec and run the command.

//! The choices protocol. See `codegen/tests/specs/choices.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// What a value is; more kinds may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Kind {
    /// `Small`, number 1.
    Small,
    /// `Large`, number 2.
    Large,
    /// `Empty`, number 9.
    Empty,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Kind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Small => 1,
            Self::Large => 2,
            Self::Empty => 9,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Small,
            2 => Self::Large,
            9 => Self::Empty,
            number => Self::Unknown(number),
        }
    }

    /// Whether this is the value that its number stands for. An
    /// unknown one whose number has a name, or does not fit, is
    /// refused by encoders.
    pub const fn is_canonical(self) -> bool {
        match self {
            Self::Unknown(number) => matches!(Self::from_number(number), Self::Unknown(_)),
            _ => true,
        }
    }
}

/// A closed enumeration of which one arm names a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Part {
    /// `Head`, number 1.
    Head,
    /// `Body`, number 2.
    Body,
    /// `Tail`, number 3.
    Tail,
}

impl Part {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::Head => 1,
            Self::Body => 2,
            Self::Tail => 3,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u16) -> Option<Self> {
        match number {
            1 => Some(Self::Head),
            2 => Some(Self::Body),
            3 => Some(Self::Tail),
            _ => None,
        }
    }
}

/// A tag of its own, and an arm that keeps what has no other.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Tagged {
    /// `Word`, tag 1.
    Word {
        /// On the wire: u16 big-endian.
        word: u16,
    },
    /// `Text`, tag 65280.
    Text {
        /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u8.
        text: String,
    },
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Tagged {}

impl codec::Encode for Tagged {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 4,
            Self::Text { text } => 3 + text.len(),
            Self::Unknown { raw, .. } => 3 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { word } => {
                out.put_u16_be(1);
                out.put_u16_be(*word);
            }
            Self::Text { text } => {
                out.put_u16_be(65280);
                out.put_prefixed(O::put_u8, text.as_bytes(), 0, 20).within("text")?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 65280), *tag).within("tag")?;
                out.put_u16_be(*tag);
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Tagged {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(TaggedRef::decode(reader)?.own(reader))
    }
}

/// [`Tagged`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TaggedRef<'a> {
    /// `Word`, tag 1.
    Word {
        /// On the wire: u16 big-endian.
        word: u16,
    },
    /// `Text`, tag 65280.
    Text {
        /// On the wire: 0 to 20 bytes of UTF-8, their number in front as u8.
        text: &'a str,
    },
    /// What there is if the number has no arm of its own.
    Unknown {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for TaggedRef<'_> {}

impl codec::Encode for TaggedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Word { .. } => 4,
            Self::Text { text } => 3 + text.len(),
            Self::Unknown { raw, .. } => 3 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Word { word } => {
                out.put_u16_be(1);
                out.put_u16_be(*word);
            }
            Self::Text { text } => {
                out.put_u16_be(65280);
                out.put_prefixed(O::put_u8, text.as_bytes(), 0, 20).within("text")?;
            }
            Self::Unknown { tag, raw } => {
                codec::check_variant(!matches!(*tag, 1 | 65280), *tag).within("tag")?;
                out.put_u16_be(*tag);
                out.put_prefixed(O::put_u8, raw, 0, 255).within("raw")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TaggedRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u16_be()? {
            1 => {
                let word = reader.read_u16_be().within("word")?;
                Ok(Self::Word { word })
            }
            65280 => {
                let text = reader.read_prefixed_text(codec::Reader::read_u8, 0, 20).within("text")?;
                Ok(Self::Text { text })
            }
            tag => {
                let raw = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("raw")?;
                Ok(Self::Unknown { tag, raw })
            }
        }
    }
}

impl<'a> TaggedRef<'a> {
    /// The [`Tagged`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Tagged {
        match self {
            Self::Word { word } => Tagged::Word { word },
            Self::Text { text } => Tagged::Text { text: String::from(text) },
            Self::Unknown { tag, raw } => Tagged::Unknown { tag, raw: reader.own(raw) },
        }
    }
}

/// A tag of three bytes, which its Rust integer does not fill.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Odd {
    /// `One`, tag 1.
    One {},
    /// What there is if the number has no arm of its own.
    Others {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 9 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        rest: Bytes,
    },
}

impl ::core::cmp::Eq for Odd {}

impl codec::Encode for Odd {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::One {} => 3,
            Self::Others { rest, .. } => 3 + rest.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::One {} => {
                out.put_u24_le(1);
            }
            Self::Others { tag, rest } => {
                codec::check_variant(!matches!(*tag, 1), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xff_ffff).within("tag")?;
                out.put_u24_le(*tag);
                codec::check_length(rest.len(), 0, 9).within("rest")?;
                out.put(rest);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Odd {
    const MIN_LEN: usize = 3;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(OddRef::decode(reader)?.own(reader))
    }
}

/// [`Odd`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OddRef<'a> {
    /// `One`, tag 1.
    One {},
    /// What there is if the number has no arm of its own.
    Others {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 9 bytes, all that is left.
        rest: &'a [u8],
    },
}

impl ::core::cmp::Eq for OddRef<'_> {}

impl codec::Encode for OddRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::One {} => 3,
            Self::Others { rest, .. } => 3 + rest.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::One {} => {
                out.put_u24_le(1);
            }
            Self::Others { tag, rest } => {
                codec::check_variant(!matches!(*tag, 1), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xff_ffff).within("tag")?;
                out.put_u24_le(*tag);
                codec::check_length(rest.len(), 0, 9).within("rest")?;
                out.put(rest);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OddRef<'a> {
    const MIN_LEN: usize = 3;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u24_le()? {
            1 => Ok(Self::One {}),
            tag => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 9).within("rest")?;
                let rest = reader.read_slice(reader.remaining()).within("rest")?;
                Ok(Self::Others { tag, rest })
            }
        }
    }
}

impl<'a> OddRef<'a> {
    /// The [`Odd`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Odd {
        match self {
            Self::One {} => Odd::One {},
            Self::Others { tag, rest } => Odd::Others { tag, rest: reader.own(rest) },
        }
    }
}

/// Chosen by an open enumeration.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Value {
    /// What there is if the selector is [`Kind::Small`].
    Small {
        /// On the wire: u8.
        number: u8,
    },
    /// What there is if the selector is [`Kind::Large`].
    Large {
        /// On the wire: u64 big-endian.
        number: u64,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: Kind,
        /// On the wire: 0 to 8 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        raw: Bytes,
    },
}

impl ::core::cmp::Eq for Value {}

impl codec::Encode for Value {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Small { .. } => 1,
            Self::Large { .. } => 8,
            Self::Other { raw, .. } => 1 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Small { number: number_ } => {
                out.put_u8(*number_);
            }
            Self::Large { number: number_ } => {
                out.put_u64_be(*number_);
            }
            Self::Other { tag, raw } => {
                codec::check_variant(
                    tag.is_canonical() && !matches!(tag.number(), 1 | 2),
                    tag.number(),
                )
                    .within("tag")?;
                out.put_prefixed(O::put_u8, raw, 0, 8).within("raw")?;
                codec::check_require(raw.len() != 3, "len(raw) != 3")?;
            }
        }
        Ok(())
    }
}

impl Value {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::Small { .. } => Kind::Small,
            Self::Large { .. } => Kind::Large,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: Kind,
    ) -> Result<Self, codec::DecodeError> {
        Ok(ValueRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Value`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueRef<'a> {
    /// What there is if the selector is [`Kind::Small`].
    Small {
        /// On the wire: u8.
        number: u8,
    },
    /// What there is if the selector is [`Kind::Large`].
    Large {
        /// On the wire: u64 big-endian.
        number: u64,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: Kind,
        /// On the wire: 0 to 8 bytes, their number in front as u8.
        raw: &'a [u8],
    },
}

impl ::core::cmp::Eq for ValueRef<'_> {}

impl codec::Encode for ValueRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Small { .. } => 1,
            Self::Large { .. } => 8,
            Self::Other { raw, .. } => 1 + raw.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Small { number: number_ } => {
                out.put_u8(*number_);
            }
            Self::Large { number: number_ } => {
                out.put_u64_be(*number_);
            }
            Self::Other { tag, raw } => {
                codec::check_variant(
                    tag.is_canonical() && !matches!(tag.number(), 1 | 2),
                    tag.number(),
                )
                    .within("tag")?;
                out.put_prefixed(O::put_u8, raw, 0, 8).within("raw")?;
                codec::check_require(raw.len() != 3, "len(raw) != 3")?;
            }
        }
        Ok(())
    }
}

impl<'a> ValueRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Kind {
        match self {
            Self::Small { .. } => Kind::Small,
            Self::Large { .. } => Kind::Large,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: Kind,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            Kind::Small => {
                let number_ = reader.read_u8().within("number")?;
                Ok(Self::Small { number: number_ })
            }
            Kind::Large => {
                let number_ = reader.read_u64_be().within("number")?;
                Ok(Self::Large { number: number_ })
            }
            tag => {
                let begin = reader.offset();
                let raw = reader.read_prefixed(codec::Reader::read_u8, 0, 8).within("raw")?;
                reader.expect_require(begin, raw.len() != 3, "len(raw) != 3")?;
                Ok(Self::Other { tag, raw })
            }
        }
    }
}

impl<'a> ValueRef<'a> {
    /// The [`Value`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Value {
        match self {
            Self::Small { number: number_ } => Value::Small { number: number_ },
            Self::Large { number: number_ } => Value::Large { number: number_ },
            Self::Other { tag, raw } => Value::Other { tag, raw: reader.own(raw) },
        }
    }
}

/// Chosen by a closed one that has more variants than arms.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Section {
    /// What there is if the selector is [`Part::Head`].
    Head {
        /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
        title: String,
    },
    /// What there is if the number has no arm of its own.
    Plain {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: Part,
        /// On the wire: u8; there if `tag == 2`.
        mark: Option<u8>,
    },
}

impl ::core::cmp::Eq for Section {}

impl codec::Encode for Section {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Head { title } => 1 + title.len(),
            Self::Plain { mark, .. } => usize::from(mark.is_some()) * 1,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Head { title } => {
                out.put_prefixed(O::put_u8, title.as_bytes(), 0, 255).within("title")?;
            }
            Self::Plain { tag, mark } => {
                codec::check_variant(!matches!(tag.number(), 1), tag.number()).within("tag")?;
                codec::check_presence(mark.is_some(), tag.number() == 2).within("mark")?;
                if let Some(mark) = mark {
                    out.put_u8(*mark);
                }
            }
        }
        Ok(())
    }
}

impl Section {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Part {
        match self {
            Self::Head { .. } => Part::Head,
            Self::Plain { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: Part,
    ) -> Result<Self, codec::DecodeError> {
        Ok(SectionRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Section`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SectionRef<'a> {
    /// What there is if the selector is [`Part::Head`].
    Head {
        /// On the wire: 0 to 255 bytes of UTF-8, their number in front as u8.
        title: &'a str,
    },
    /// What there is if the number has no arm of its own.
    Plain {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: Part,
        /// On the wire: u8; there if `tag == 2`.
        mark: Option<u8>,
    },
}

impl ::core::cmp::Eq for SectionRef<'_> {}

impl codec::Encode for SectionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Head { title } => 1 + title.len(),
            Self::Plain { mark, .. } => usize::from(mark.is_some()) * 1,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Head { title } => {
                out.put_prefixed(O::put_u8, title.as_bytes(), 0, 255).within("title")?;
            }
            Self::Plain { tag, mark } => {
                codec::check_variant(!matches!(tag.number(), 1), tag.number()).within("tag")?;
                codec::check_presence(mark.is_some(), tag.number() == 2).within("mark")?;
                if let Some(mark) = mark {
                    out.put_u8(*mark);
                }
            }
        }
        Ok(())
    }
}

impl<'a> SectionRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> Part {
        match self {
            Self::Head { .. } => Part::Head,
            Self::Plain { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: Part,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            Part::Head => {
                let title = reader
                    .read_prefixed_text(codec::Reader::read_u8, 0, 255)
                    .within("title")?;
                Ok(Self::Head { title })
            }
            tag => {
                let mark = if tag.number() == 2 {
                    Some(reader.read_u8().within("mark")?)
                } else {
                    None
                };
                Ok(Self::Plain { tag, mark })
            }
        }
    }
}

impl<'a> SectionRef<'a> {
    /// The [`Section`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Section {
        match self {
            Self::Head { title } => Section::Head { title: String::from(title) },
            Self::Plain { tag, mark } => Section::Plain { tag, mark },
        }
    }
}

/// Chosen by a number.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Number {
    /// What there is if the number is 1.
    Byte {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Pair {
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// What there is if the number is 65536.
    Nothing {},
    /// What there is if the number has no arm of its own.
    Wide {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        value: Bytes,
    },
}

impl ::core::cmp::Eq for Number {}

impl codec::Encode for Number {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Byte { .. } => 1,
            Self::Pair { .. } => 2,
            Self::Nothing {} => 0,
            Self::Wide { value, .. } => 1 + value.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Byte { value } => {
                out.put_u8(*value);
            }
            Self::Pair { value } => {
                out.put_u16_be(*value);
            }
            Self::Nothing {} => {}
            Self::Wide { tag, value } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 0x1_0000), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xff_ffff).within("tag")?;
                out.put_prefixed(O::put_u8, value, 0, 255).within("value")?;
                codec::check_require(*tag > 100, "tag > 100")?;
            }
        }
        Ok(())
    }
}

impl Number {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u32 {
        match self {
            Self::Byte { .. } => 1,
            Self::Pair { .. } => 2,
            Self::Nothing { .. } => 0x1_0000,
            Self::Wide { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: u32,
    ) -> Result<Self, codec::DecodeError> {
        Ok(NumberRef::decode(reader, selector)?.own(reader))
    }
}

/// [`Number`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberRef<'a> {
    /// What there is if the number is 1.
    Byte {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Pair {
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// What there is if the number is 65536.
    Nothing {},
    /// What there is if the number has no arm of its own.
    Wide {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u32,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        value: &'a [u8],
    },
}

impl ::core::cmp::Eq for NumberRef<'_> {}

impl codec::Encode for NumberRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Byte { .. } => 1,
            Self::Pair { .. } => 2,
            Self::Nothing {} => 0,
            Self::Wide { value, .. } => 1 + value.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Byte { value } => {
                out.put_u8(*value);
            }
            Self::Pair { value } => {
                out.put_u16_be(*value);
            }
            Self::Nothing {} => {}
            Self::Wide { tag, value } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 0x1_0000), *tag).within("tag")?;
                codec::check_range(*tag, 0, 0xff_ffff).within("tag")?;
                out.put_prefixed(O::put_u8, value, 0, 255).within("value")?;
                codec::check_require(*tag > 100, "tag > 100")?;
            }
        }
        Ok(())
    }
}

impl<'a> NumberRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u32 {
        match self {
            Self::Byte { .. } => 1,
            Self::Pair { .. } => 2,
            Self::Nothing { .. } => 0x1_0000,
            Self::Wide { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: u32,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            1 => {
                let value = reader.read_u8().within("value")?;
                Ok(Self::Byte { value })
            }
            2 => {
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::Pair { value })
            }
            0x1_0000 => Ok(Self::Nothing {}),
            tag => {
                let begin = reader.offset();
                let value = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("value")?;
                reader.expect_require(begin, tag > 100, "tag > 100")?;
                Ok(Self::Wide { tag, value })
            }
        }
    }
}

impl<'a> NumberRef<'a> {
    /// The [`Number`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Number {
        match self {
            Self::Byte { value } => Number::Byte { value },
            Self::Pair { value } => Number::Pair { value },
            Self::Nothing {} => Number::Nothing {},
            Self::Wide { tag, value } => Number::Wide { tag, value: reader.own(value) },
        }
    }
}

/// Chosen by a number, and nothing else goes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Strict {
    /// What there is if the number is -1.
    Below {},
    /// What there is if the number is 0.
    Zero {},
    /// What there is if the number is 1.
    Above {
        /// On the wire: u16 big-endian, 1 to 300.
        more: u16,
    },
}

impl ::core::cmp::Eq for Strict {}

impl codec::Encode for Strict {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Below {} => 0,
            Self::Zero {} => 1,
            Self::Above { .. } => 2,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Below {} => {}
            Self::Zero {} => {
                out.put_u8(0);
            }
            Self::Above { more } => {
                codec::check_range(*more, 1, 300).within("more")?;
                out.put_u16_be(*more);
            }
        }
        Ok(())
    }
}

impl Strict {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> i8 {
        match self {
            Self::Below { .. } => -1,
            Self::Zero { .. } => 0,
            Self::Above { .. } => 1,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: i8,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            -1 => Ok(Self::Below {}),
            0 => {
                let start = reader.offset();
                let zero = reader.read_u8().within("zero")?;
                reader.expect_constant(start, zero, 0).within("zero")?;
                Ok(Self::Zero {})
            }
            1 => {
                let more = reader.read_in_range(codec::Reader::read_u16_be, 1, 300).within("more")?;
                Ok(Self::Above { more })
            }
            other => Err(codec::DecodeError::unknown_variant(reader.offset(), other)),
        }
    }
}

/// Each arm begins with what chooses it.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Frame {
    /// What there is if the number is 1.
    Short {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Long {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
        #[serde(with = "::packetwright::codec::hex")]
        value: Bytes,
    },
    /// What there is if the number has no arm of its own.
    Any {
        /// On the wire: u16 big-endian.
        kind: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        value: Bytes,
    },
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Short { .. } => 3,
            Self::Long { value } => 4 + value.len(),
            Self::Any { value, .. } => 3 + value.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Short { value } => {
                out.put_u16_be(1);
                out.put_u8(*value);
            }
            Self::Long { value } => {
                out.put_u16_be(2);
                out.put_prefixed(O::put_u16_be, value, 0, 65_535).within("value")?;
            }
            Self::Any { kind, value } => {
                codec::check_variant(!matches!(*kind, 1 | 2), *kind).within("kind")?;
                out.put_u16_be(*kind);
                out.put_prefixed(O::put_u8, value, 0, 255).within("value")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(FrameRef::decode(reader)?.own(reader))
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FrameRef<'a> {
    /// What there is if the number is 1.
    Short {
        /// On the wire: u8.
        value: u8,
    },
    /// What there is if the number is 2.
    Long {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
        value: &'a [u8],
    },
    /// What there is if the number has no arm of its own.
    Any {
        /// On the wire: u16 big-endian.
        kind: u16,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        value: &'a [u8],
    },
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Short { .. } => 3,
            Self::Long { value } => 4 + value.len(),
            Self::Any { value, .. } => 3 + value.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Short { value } => {
                out.put_u16_be(1);
                out.put_u8(*value);
            }
            Self::Long { value } => {
                out.put_u16_be(2);
                out.put_prefixed(O::put_u16_be, value, 0, 65_535).within("value")?;
            }
            Self::Any { kind, value } => {
                codec::check_variant(!matches!(*kind, 1 | 2), *kind).within("kind")?;
                out.put_u16_be(*kind);
                out.put_prefixed(O::put_u8, value, 0, 255).within("value")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.peek_bits_be(16)? {
            1 => {
                let start = reader.offset();
                let kind = reader.read_u16_be().within("kind")?;
                reader.expect_constant(start, kind, 1).within("kind")?;
                let value = reader.read_u8().within("value")?;
                Ok(Self::Short { value })
            }
            2 => {
                let start = reader.offset();
                let kind = reader.read_u16_be().within("kind")?;
                reader.expect_constant(start, kind, 2).within("kind")?;
                let value = reader
                    .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
                    .within("value")?;
                Ok(Self::Long { value })
            }
            _ => {
                let kind = reader.read_u16_be().within("kind")?;
                let value = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("value")?;
                Ok(Self::Any { kind, value })
            }
        }
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        match self {
            Self::Short { value } => Frame::Short { value },
            Self::Long { value } => Frame::Long { value: reader.own(value) },
            Self::Any { kind, value } => Frame::Any { kind, value: reader.own(value) },
        }
    }
}

/// Looked at in the other byte order, without an arm for others.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Record {
    /// What there is if the number is 7.
    Seven {},
    /// What there is if the number is 8.
    Eight {
        /// On the wire: 0 to 255 elements, their number in front as u8, each [`Frame`].
        frames: Vec<Frame>,
    },
}

impl ::core::cmp::Eq for Record {}

impl codec::Encode for Record {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Seven {} => 3,
            Self::Eight { frames } =>
                4 + frames.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Seven {} => {
                out.put_u24_le(7);
            }
            Self::Eight { frames } => {
                out.put_u24_le(8);
                out.put_length(O::put_u8, frames.len(), 0, 255).within("frames")?;
                for (index, element) in frames.iter().enumerate() {
                    element.encode(out).at(index).within("frames")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Record {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.peek_bits_le(24)? {
            7 => {
                let start = reader.offset();
                let code = reader.read_u24_le().within("code")?;
                reader.expect_constant(start, code, 7).within("code")?;
                Ok(Self::Seven {})
            }
            8 => {
                let start = reader.offset();
                let code = reader.read_u24_le().within("code")?;
                reader.expect_constant(start, code, 8).within("code")?;
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("frames")?;
                let frames = reader.read_list(prefix, 3, Frame::decode).within("frames")?;
                Ok(Self::Eight { frames })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// [`Record`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecordRef<'a> {
    /// What there is if the number is 7.
    Seven {},
    /// What there is if the number is 8.
    Eight {
        /// On the wire: 0 to 255 elements, their number in front as u8, each [`Frame`].
        frames: codec::List<'a, FrameRef<'a>>,
    },
}

impl ::core::cmp::Eq for RecordRef<'_> {}

impl codec::Encode for RecordRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Seven {} => 3,
            Self::Eight { frames } =>
                4 + frames.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Seven {} => {
                out.put_u24_le(7);
            }
            Self::Eight { frames } => {
                out.put_u24_le(8);
                out.put_length(O::put_u8, frames.len(), 0, 255).within("frames")?;
                for (index, element) in frames.iter().enumerate() {
                    element.encode(out).at(index).within("frames")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RecordRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.peek_bits_le(24)? {
            7 => {
                let start = reader.offset();
                let code = reader.read_u24_le().within("code")?;
                reader.expect_constant(start, code, 7).within("code")?;
                Ok(Self::Seven {})
            }
            8 => {
                let start = reader.offset();
                let code = reader.read_u24_le().within("code")?;
                reader.expect_constant(start, code, 8).within("code")?;
                let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("frames")?;
                let frames = codec::List::read(reader, prefix, FrameRef::decode).within("frames")?;
                Ok(Self::Eight { frames })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> RecordRef<'a> {
    /// The [`Record`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Record {
        match self {
            Self::Seven {} => Record::Seven {},
            Self::Eight { frames } =>
                Record::Eight { frames: frames.iter().map(|held| held.own(reader)).collect() },
        }
    }
}

/// The structure `Selected`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`Kind`] as u8, says which arm `value` has |
/// | 1 | 3 | `width` | u24 big-endian, says which arm `number` has |
/// | 4 | 1 | `strict` | i8, says which arm `extra` has |
/// | 5 | 2 | `part` | [`Part`] as u16 little-endian, says which arm `section` has |
/// | 7 | 1..=9 | `value` | [`Value`] |
/// |  | 0..=256 | `number` | [`Number`] |
/// |  | 0..=256 | `section` | [`Section`] |
/// |  | 0..=2 | `extra` | [`Strict`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Selected {
    /// On the wire: [`Value`].
    pub value: Value,
    /// On the wire: [`Number`].
    pub number: Number,
    /// On the wire: [`Section`].
    pub section: Section,
    /// On the wire: [`Strict`].
    pub extra: Strict,
}

impl ::core::cmp::Eq for Selected {}

impl codec::Encode for Selected {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + self.value.encoded_len()
            + self.number.encoded_len()
            + self.section.encoded_len()
            + self.extra.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.value.selector().number());
        codec::check_range(self.number.selector(), 0, 0xff_ffff).within("width")?;
        out.put_u24_be(self.number.selector());
        out.put_i8(self.extra.selector());
        out.put_u16_le(self.section.selector().number());
        self.value.encode(out).within("value")?;
        self.number.encode(out).within("number")?;
        self.section.encode(out).within("section")?;
        self.extra.encode(out).within("extra")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Selected {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SelectedRef::decode(reader)?.own(reader))
    }
}

/// [`Selected`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelectedRef<'a> {
    /// On the wire: [`Value`].
    pub value: ValueRef<'a>,
    /// On the wire: [`Number`].
    pub number: NumberRef<'a>,
    /// On the wire: [`Section`].
    pub section: SectionRef<'a>,
    /// On the wire: [`Strict`].
    pub extra: Strict,
}

impl ::core::cmp::Eq for SelectedRef<'_> {}

impl codec::Encode for SelectedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7
            + self.value.encoded_len()
            + self.number.encoded_len()
            + self.section.encoded_len()
            + self.extra.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.value.selector().number());
        codec::check_range(self.number.selector(), 0, 0xff_ffff).within("width")?;
        out.put_u24_be(self.number.selector());
        out.put_i8(self.extra.selector());
        out.put_u16_le(self.section.selector().number());
        self.value.encode(out).within("value")?;
        self.number.encode(out).within("number")?;
        self.section.encode(out).within("section")?;
        self.extra.encode(out).within("extra")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SelectedRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = Kind::from_number(reader.read_u8().within("kind")?);
        let width = reader.read_u24_be().within("width")?;
        let start = reader.offset();
        let strict = reader.read_i8().within("strict")?;
        if !matches!(strict, -1 | 0 | 1) {
            return Err(codec::DecodeError::unknown_variant(start, strict).within("strict"));
        }
        let part = reader
            .read_variant(codec::Reader::read_u16_le, Part::from_number)
            .within("part")?;
        let value = ValueRef::decode(reader, kind).within("value")?;
        let number_ = NumberRef::decode(reader, width).within("number")?;
        let section = SectionRef::decode(reader, part).within("section")?;
        let extra = Strict::decode(reader, strict).within("extra")?;
        Ok(Self { value, number: number_, section, extra })
    }
}

impl<'a> SelectedRef<'a> {
    /// The [`Selected`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Selected {
        Selected {
            value: self.value.own(reader),
            number: self.number.own(reader),
            section: self.section.own(reader),
            extra: self.extra,
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Tags`.
    Tags(Tags),
    /// The message `Chosen`.
    Chosen(Chosen),
    /// The message `Peeked`.
    Peeked(Peeked),
    /// The message `Maybe`.
    Maybe(Maybe),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Tags(_) => 1,
            Self::Chosen(_) => 2,
            Self::Peeked(_) => 3,
            Self::Maybe(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Tags(_) => "Tags",
            Self::Chosen(_) => "Chosen",
            Self::Peeked(_) => "Peeked",
            Self::Maybe(_) => "Maybe",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Tags(body) => body.encoded_len(),
            Self::Chosen(body) => body.encoded_len(),
            Self::Peeked(body) => body.encoded_len(),
            Self::Maybe(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Tags(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Chosen(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Peeked(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Maybe(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Tags::decode(reader).map(Self::Tags),
            2 => Chosen::decode(reader).map(Self::Chosen),
            3 => Peeked::decode(reader).map(Self::Peeked),
            4 => Maybe::decode(reader).map(Self::Maybe),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Tags> for Message {
    fn from(body: Tags) -> Self {
        Self::Tags(body)
    }
}

impl From<Chosen> for Message {
    fn from(body: Chosen) -> Self {
        Self::Chosen(body)
    }
}

impl From<Peeked> for Message {
    fn from(body: Peeked) -> Self {
        Self::Peeked(body)
    }
}

impl From<Maybe> for Message {
    fn from(body: Maybe) -> Self {
        Self::Maybe(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Tags`.
    Tags(TagsRef<'a>),
    /// The message `Chosen`.
    Chosen(ChosenRef<'a>),
    /// The message `Peeked`.
    Peeked(PeekedRef<'a>),
    /// The message `Maybe`.
    Maybe(MaybeRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Tags(_) => 1,
            Self::Chosen(_) => 2,
            Self::Peeked(_) => 3,
            Self::Maybe(_) => 4,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Tags(_) => "Tags",
            Self::Chosen(_) => "Chosen",
            Self::Peeked(_) => "Peeked",
            Self::Maybe(_) => "Maybe",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Tags(body) => body.encoded_len(),
            Self::Chosen(body) => body.encoded_len(),
            Self::Peeked(body) => body.encoded_len(),
            Self::Maybe(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Tags(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Chosen(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Peeked(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Maybe(body) => {
                out.put_u8(4);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => TagsRef::decode(reader).map(Self::Tags),
            2 => ChosenRef::decode(reader).map(Self::Chosen),
            3 => PeekedRef::decode(reader).map(Self::Peeked),
            4 => MaybeRef::decode(reader).map(Self::Maybe),
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
            Self::Tags(body) => Message::Tags(body.own(reader)),
            Self::Chosen(body) => Message::Chosen(body.own(reader)),
            Self::Peeked(body) => Message::Peeked(body.own(reader)),
            Self::Maybe(body) => Message::Maybe(body.own(reader)),
        }
    }
}

/// The message `Tags`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=775 | `values` | 0 to 3 elements, their number in front as u8, each [`Tagged`], its tag in front as u16 big-endian |
/// |  | 3..=12 | `odd` | [`Odd`], its tag in front as u24 little-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Tags {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Tagged`], its tag in front as u16 big-endian.
    pub values: Vec<Tagged>,
    /// On the wire: [`Odd`], its tag in front as u24 little-endian.
    pub odd: Odd,
}

impl ::core::cmp::Eq for Tags {}

impl codec::Encode for Tags {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.values.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.odd.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.values.len(), 0, 3).within("values")?;
        for (index, element) in self.values.iter().enumerate() {
            element.encode(out).at(index).within("values")?;
        }
        self.odd.encode(out).within("odd")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Tags {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("values")?;
        let values = reader.read_list(prefix, 3, Tagged::decode).within("values")?;
        let odd = Odd::decode(reader).within("odd")?;
        Ok(Self { values, odd })
    }
}

/// [`Tags`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TagsRef<'a> {
    /// On the wire: 0 to 3 elements, their number in front as u8, each [`Tagged`], its tag in front as u16 big-endian.
    pub values: codec::List<'a, TaggedRef<'a>>,
    /// On the wire: [`Odd`], its tag in front as u24 little-endian.
    pub odd: OddRef<'a>,
}

impl ::core::cmp::Eq for TagsRef<'_> {}

impl codec::Encode for TagsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.values.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.odd.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.values.len(), 0, 3).within("values")?;
        for (index, element) in self.values.iter().enumerate() {
            element.encode(out).at(index).within("values")?;
        }
        self.odd.encode(out).within("odd")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TagsRef<'a> {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 3).within("values")?;
        let values = codec::List::read(reader, prefix, TaggedRef::decode).within("values")?;
        let odd = OddRef::decode(reader).within("odd")?;
        Ok(Self { values, odd })
    }
}

impl<'a> TagsRef<'a> {
    /// The [`Tags`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Tags {
        Tags {
            values: self.values.iter().map(|held| held.own(reader)).collect(),
            odd: self.odd.own(reader),
        }
    }
}

impl protocol::Message for Tags {
    const TAG: u64 = 1;
    const NAME: &'static str = "Tags";
}

/// The message `Chosen`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 8..=530 | `selected` | [`Selected`] |
/// |  | 1..=259 | `again` | one byte, 0 or 1, then if it is 1: [`Tagged`], its tag in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Chosen {
    /// On the wire: [`Selected`].
    pub selected: Selected,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Tagged`], its tag in front as u16 big-endian.
    pub again: Option<Tagged>,
}

impl ::core::cmp::Eq for Chosen {}

impl codec::Encode for Chosen {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.selected.encoded_len() + (match &self.again {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.selected.encode(out).within("selected")?;
        out.put_optional(self.again.as_ref()).within("again")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Chosen {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ChosenRef::decode(reader)?.own(reader))
    }
}

/// [`Chosen`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChosenRef<'a> {
    /// On the wire: [`Selected`].
    pub selected: SelectedRef<'a>,
    /// On the wire: one byte, 0 or 1, then if it is 1: [`Tagged`], its tag in front as u16 big-endian.
    pub again: Option<TaggedRef<'a>>,
}

impl ::core::cmp::Eq for ChosenRef<'_> {}

impl codec::Encode for ChosenRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.selected.encoded_len() + (match &self.again {
            Some(held) => held.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.selected.encode(out).within("selected")?;
        out.put_optional(self.again.as_ref()).within("again")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ChosenRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let selected = SelectedRef::decode(reader).within("selected")?;
        let again = reader.read_optional(TaggedRef::decode).within("again")?;
        Ok(Self { selected, again })
    }
}

impl<'a> ChosenRef<'a> {
    /// The [`Chosen`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Chosen {
        Chosen {
            selected: self.selected.own(reader),
            again: self.again.map(|held| held.own(reader)),
        }
    }
}

impl protocol::Message for Chosen {
    const TAG: u64 = 2;
    const NAME: &'static str = "Chosen";
}

/// The message `Peeked`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3..=65539 | `frame` | [`Frame`] |
/// |  | 1..=4261674496 | `records` | 0 to 255 elements, their number in front as u8, each [`Record`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Peeked {
    /// On the wire: [`Frame`].
    pub frame: Frame,
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Record`].
    pub records: Vec<Record>,
}

impl ::core::cmp::Eq for Peeked {}

impl codec::Encode for Peeked {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.frame.encoded_len()
            + self.records.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.frame.encode(out).within("frame")?;
        out.put_length(O::put_u8, self.records.len(), 0, 255).within("records")?;
        for (index, element) in self.records.iter().enumerate() {
            element.encode(out).at(index).within("records")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Peeked {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let frame = Frame::decode(reader).within("frame")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("records")?;
        let records = reader.read_list(prefix, 3, Record::decode).within("records")?;
        Ok(Self { frame, records })
    }
}

/// [`Peeked`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeekedRef<'a> {
    /// On the wire: [`Frame`].
    pub frame: FrameRef<'a>,
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Record`].
    pub records: codec::List<'a, RecordRef<'a>>,
}

impl ::core::cmp::Eq for PeekedRef<'_> {}

impl codec::Encode for PeekedRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + self.frame.encoded_len()
            + self.records.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.frame.encode(out).within("frame")?;
        out.put_length(O::put_u8, self.records.len(), 0, 255).within("records")?;
        for (index, element) in self.records.iter().enumerate() {
            element.encode(out).at(index).within("records")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PeekedRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let frame = FrameRef::decode(reader).within("frame")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("records")?;
        let records = codec::List::read(reader, prefix, RecordRef::decode).within("records")?;
        Ok(Self { frame, records })
    }
}

impl<'a> PeekedRef<'a> {
    /// The [`Peeked`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Peeked {
        Peeked {
            frame: self.frame.own(reader),
            records: self.records.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

impl protocol::Message for Peeked {
    const TAG: u64 = 3;
    const NAME: &'static str = "Peeked";
}

/// The message `Maybe`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `has` | one byte, 0 or 1 |
/// | 1 | 0..=65539 | `frame` | [`Frame`]; there if `has` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Maybe {
    /// On the wire: one byte, 0 or 1.
    pub has: bool,
    /// On the wire: [`Frame`]; there if `has`.
    pub frame: Option<Frame>,
}

impl ::core::cmp::Eq for Maybe {}

impl codec::Encode for Maybe {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + (match &self.frame {
            Some(frame) => frame.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.has);
        codec::check_presence(self.frame.is_some(), self.has).within("frame")?;
        if let Some(frame) = &self.frame {
            frame.encode(out).within("frame")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Maybe {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(MaybeRef::decode(reader)?.own(reader))
    }
}

/// [`Maybe`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaybeRef<'a> {
    /// On the wire: one byte, 0 or 1.
    pub has: bool,
    /// On the wire: [`Frame`]; there if `has`.
    pub frame: Option<FrameRef<'a>>,
}

impl ::core::cmp::Eq for MaybeRef<'_> {}

impl codec::Encode for MaybeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + (match &self.frame {
            Some(frame) => frame.encoded_len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_bool(self.has);
        codec::check_presence(self.frame.is_some(), self.has).within("frame")?;
        if let Some(frame) = &self.frame {
            frame.encode(out).within("frame")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MaybeRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let has = reader.read_bool().within("has")?;
        let frame = if has {
            Some(FrameRef::decode(reader).within("frame")?)
        } else {
            None
        };
        Ok(Self { has, frame })
    }
}

impl<'a> MaybeRef<'a> {
    /// The [`Maybe`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Maybe {
        Maybe { has: self.has, frame: self.frame.map(|held| held.own(reader)) }
    }
}

impl protocol::Message for Maybe {
    const TAG: u64 = 4;
    const NAME: &'static str = "Maybe";
}

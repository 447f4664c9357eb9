// Written by `cargo run -- gen` from spec/gallery/dns.wire. Do not edit: change the spec and run the command.

//! The dns protocol. See `spec/gallery/dns.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Opcode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Opcode {
    /// `Query`, number 0.
    Query,
    /// `Status`, number 2.
    Status,
    /// `Notify`, number 4.
    Notify,
    /// `Update`, number 5.
    Update,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Opcode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Query => 0,
            Self::Status => 2,
            Self::Notify => 4,
            Self::Update => 5,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Query,
            2 => Self::Status,
            4 => Self::Notify,
            5 => Self::Update,
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

/// The enumeration `ResponseCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ResponseCode {
    /// `NoError`, number 0.
    NoError,
    /// `FormatError`, number 1.
    FormatError,
    /// `ServerFailure`, number 2.
    ServerFailure,
    /// `NameError`, number 3.
    NameError,
    /// `NotImplemented`, number 4.
    NotImplemented,
    /// `Refused`, number 5.
    Refused,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl ResponseCode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::NoError => 0,
            Self::FormatError => 1,
            Self::ServerFailure => 2,
            Self::NameError => 3,
            Self::NotImplemented => 4,
            Self::Refused => 5,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::NoError,
            1 => Self::FormatError,
            2 => Self::ServerFailure,
            3 => Self::NameError,
            4 => Self::NotImplemented,
            5 => Self::Refused,
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

/// The enumeration `Kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Kind {
    /// `A`, number 1.
    A,
    /// `Ns`, number 2.
    Ns,
    /// `Cname`, number 5.
    Cname,
    /// `Soa`, number 6.
    Soa,
    /// `Ptr`, number 12.
    Ptr,
    /// `Mx`, number 15.
    Mx,
    /// `Txt`, number 16.
    Txt,
    /// `Aaaa`, number 28.
    Aaaa,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u16),
}

impl Kind {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::A => 1,
            Self::Ns => 2,
            Self::Cname => 5,
            Self::Soa => 6,
            Self::Ptr => 12,
            Self::Mx => 15,
            Self::Txt => 16,
            Self::Aaaa => 28,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::A,
            2 => Self::Ns,
            5 => Self::Cname,
            6 => Self::Soa,
            12 => Self::Ptr,
            15 => Self::Mx,
            16 => Self::Txt,
            28 => Self::Aaaa,
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

/// The enumeration `Class`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Class {
    /// `Internet`, number 1.
    Internet,
    /// `Chaos`, number 3.
    Chaos,
    /// `Any`, number 255.
    Any,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u16),
}

impl Class {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::Internet => 1,
            Self::Chaos => 3,
            Self::Any => 255,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::Internet,
            3 => Self::Chaos,
            255 => Self::Any,
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

/// The structure `Label`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=64 | `text` | 1 to 63 bytes, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Label {
    /// On the wire: 1 to 63 bytes, their number in front as u8.
    #[serde(with = "::packetwright::codec::hex")]
    pub text: Bytes,
}

impl ::core::cmp::Eq for Label {}

impl codec::Encode for Label {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, &self.text, 1, 63).within("text")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Label {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 63);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LabelRef::decode(reader)?.own(reader))
    }
}

/// [`Label`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelRef<'a> {
    /// On the wire: 1 to 63 bytes, their number in front as u8.
    pub text: &'a [u8],
}

impl ::core::cmp::Eq for LabelRef<'_> {}

impl codec::Encode for LabelRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.text, 1, 63).within("text")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LabelRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 63);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let text = reader.read_prefixed(codec::Reader::read_u8, 1, 63).within("text")?;
        Ok(Self { text })
    }
}

impl<'a> LabelRef<'a> {
    /// The [`Label`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Label {
        Label { text: reader.own(self.text) }
    }
}

/// The structure `Question`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=8129 | `name` | 0 to 127 elements, up to the bytes `[00]`, each [`Label`] |
/// |  | 2 | `kind` | [`Kind`] as u16 big-endian |
/// |  | 2 | `class` | [`Class`] as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Question {
    /// On the wire: 0 to 127 elements, up to the bytes `[00]`, each [`Label`].
    pub name: Vec<Label>,
    /// On the wire: [`Kind`] as u16 big-endian.
    pub kind: Kind,
    /// On the wire: [`Class`] as u16 big-endian.
    pub class: Class,
}

impl ::core::cmp::Eq for Question {}

impl codec::Encode for Question {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.name.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 0, 127).within("name")?;
        for (index, element) in self.name.iter().enumerate() {
            element.encode(out).at(index).within("name")?;
        }
        out.put(&[0]);
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u16_be(self.kind.number());
        codec::check_variant(self.class.is_canonical(), self.class.number()).within("class")?;
        out.put_u16_be(self.class.number());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Question {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let name = reader.read_list_until(0, 0, 127, Label::decode).within("name")?;
        let kind = Kind::from_number(reader.read_u16_be().within("kind")?);
        let class = Class::from_number(reader.read_u16_be().within("class")?);
        Ok(Self { name, kind, class })
    }
}

/// [`Question`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuestionRef<'a> {
    /// On the wire: 0 to 127 elements, up to the bytes `[00]`, each [`Label`].
    pub name: codec::List<'a, LabelRef<'a>>,
    /// On the wire: [`Kind`] as u16 big-endian.
    pub kind: Kind,
    /// On the wire: [`Class`] as u16 big-endian.
    pub class: Class,
}

impl ::core::cmp::Eq for QuestionRef<'_> {}

impl codec::Encode for QuestionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.name.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 0, 127).within("name")?;
        for (index, element) in self.name.iter().enumerate() {
            element.encode(out).at(index).within("name")?;
        }
        out.put(&[0]);
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u16_be(self.kind.number());
        codec::check_variant(self.class.is_canonical(), self.class.number()).within("class")?;
        out.put_u16_be(self.class.number());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for QuestionRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let name = codec::List::read_until(reader, 0, 0, 127, LabelRef::decode).within("name")?;
        let kind = Kind::from_number(reader.read_u16_be().within("kind")?);
        let class = Class::from_number(reader.read_u16_be().within("class")?);
        Ok(Self { name, kind, class })
    }
}

impl<'a> QuestionRef<'a> {
    /// The [`Question`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Question {
        Question {
            name: self.name.iter().map(|held| held.own(reader)).collect(),
            kind: self.kind,
            class: self.class,
        }
    }
}

/// The structure `Record`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=8129 | `name` | 0 to 127 elements, up to the bytes `[00]`, each [`Label`] |
/// |  | 2 | `kind` | [`Kind`] as u16 big-endian |
/// |  | 2 | `class` | [`Class`] as u16 big-endian |
/// |  | 4 | `ttl` | u32 big-endian, in seconds |
/// |  | 2..=65537 | `data` | 0 to 65535 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Record {
    /// On the wire: 0 to 127 elements, up to the bytes `[00]`, each [`Label`].
    pub name: Vec<Label>,
    /// On the wire: [`Kind`] as u16 big-endian.
    pub kind: Kind,
    /// On the wire: [`Class`] as u16 big-endian.
    pub class: Class,
    /// On the wire: u32 big-endian, in seconds.
    pub ttl: u32,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Record {}

impl codec::Encode for Record {
    #[inline]
    fn encoded_len(&self) -> usize {
        11 + self.name.iter().map(|element| element.encoded_len()).sum::<usize>() + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 0, 127).within("name")?;
        for (index, element) in self.name.iter().enumerate() {
            element.encode(out).at(index).within("name")?;
        }
        out.put(&[0]);
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u16_be(self.kind.number());
        codec::check_variant(self.class.is_canonical(), self.class.number()).within("class")?;
        out.put_u16_be(self.class.number());
        out.put_u32_be(self.ttl);
        out.put_prefixed(O::put_u16_be, &self.data, 0, 65_535).within("data")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Record {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let name = reader.read_list_until(0, 0, 127, Label::decode).within("name")?;
        let kind = Kind::from_number(reader.read_u16_be().within("kind")?);
        let class = Class::from_number(reader.read_u16_be().within("class")?);
        let ttl = reader.read_u32_be().within("ttl")?;
        let data = reader.read_prefixed(codec::Reader::read_u16_be, 0, 65_535).within("data")?;
        let data = reader.own(data);
        Ok(Self { name, kind, class, ttl, data })
    }
}

/// [`Record`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordRef<'a> {
    /// On the wire: 0 to 127 elements, up to the bytes `[00]`, each [`Label`].
    pub name: codec::List<'a, LabelRef<'a>>,
    /// On the wire: [`Kind`] as u16 big-endian.
    pub kind: Kind,
    /// On the wire: [`Class`] as u16 big-endian.
    pub class: Class,
    /// On the wire: u32 big-endian, in seconds.
    pub ttl: u32,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for RecordRef<'_> {}

impl codec::Encode for RecordRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        11 + self.name.iter().map(|element| element.encoded_len()).sum::<usize>() + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 0, 127).within("name")?;
        for (index, element) in self.name.iter().enumerate() {
            element.encode(out).at(index).within("name")?;
        }
        out.put(&[0]);
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u16_be(self.kind.number());
        codec::check_variant(self.class.is_canonical(), self.class.number()).within("class")?;
        out.put_u16_be(self.class.number());
        out.put_u32_be(self.ttl);
        out.put_prefixed(O::put_u16_be, self.data, 0, 65_535).within("data")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RecordRef<'a> {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let name = codec::List::read_until(reader, 0, 0, 127, LabelRef::decode).within("name")?;
        let kind = Kind::from_number(reader.read_u16_be().within("kind")?);
        let class = Class::from_number(reader.read_u16_be().within("class")?);
        let ttl = reader.read_u32_be().within("ttl")?;
        let data = reader.read_prefixed(codec::Reader::read_u16_be, 0, 65_535).within("data")?;
        Ok(Self { name, kind, class, ttl, data })
    }
}

impl<'a> RecordRef<'a> {
    /// The [`Record`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Record {
        Record {
            name: self.name.iter().map(|held| held.own(reader)).collect(),
            kind: self.kind,
            class: self.class,
            ttl: self.ttl,
            data: reader.own(self.data),
        }
    }
}

/// The structure `Message`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `id` | u16 big-endian |
/// | 2 | 1 | `response` | one bit |
/// | 3 | 0 | `opcode` | [`Opcode`] as 4 bits |
/// | 3 | 0 | `authoritative` | one bit |
/// | 3 | 0 | `truncated` | one bit |
/// | 3 | 0 | `recursion_desired` | one bit |
/// | 3 | 1 | `recursion_available` | one bit |
/// | 4 | 0 | `reserved` | one bit |
/// | 4 | 0 | `authentic_data` | one bit |
/// | 4 | 0 | `checking_disabled` | one bit |
/// | 4 | 0 | `code` | [`ResponseCode`] as 4 bits |
/// | 4 | 2 | `question_count` | u16 big-endian, the elements of `questions` |
/// | 6 | 2 | `answer_count` | u16 big-endian, the elements of `answers` |
/// | 8 | 2 | `authority_count` | u16 big-endian, the elements of `authorities` |
/// | 10 | 2 | `additional_count` | u16 big-endian, the elements of `additionals` |
/// | 12 | 0..=532996155 | `questions` | 0 to 65535 elements, as `question_count` says, each [`Question`] |
/// |  | 0..=4828225590 | `answers` | 0 to 65535 elements, as `answer_count` says, each [`Record`] |
/// |  | 0..=4828225590 | `authorities` | 0 to 65535 elements, as `authority_count` says, each [`Record`] |
/// |  | 0..=4828225590 | `additionals` | 0 to 65535 elements, as `additional_count` says, each [`Record`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Message {
    /// On the wire: u16 big-endian.
    pub id: u16,
    /// On the wire: one bit.
    pub response: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub authoritative: bool,
    /// On the wire: one bit.
    pub truncated: bool,
    /// On the wire: one bit.
    pub recursion_desired: bool,
    /// On the wire: one bit.
    pub recursion_available: bool,
    /// On the wire: one bit.
    pub reserved: bool,
    /// On the wire: one bit.
    pub authentic_data: bool,
    /// On the wire: one bit.
    pub checking_disabled: bool,
    /// On the wire: [`ResponseCode`] as 4 bits.
    pub code: ResponseCode,
    /// On the wire: 0 to 65535 elements, as `question_count` says, each [`Question`].
    pub questions: Vec<Question>,
    /// On the wire: 0 to 65535 elements, as `answer_count` says, each [`Record`].
    pub answers: Vec<Record>,
    /// On the wire: 0 to 65535 elements, as `authority_count` says, each [`Record`].
    pub authorities: Vec<Record>,
    /// On the wire: 0 to 65535 elements, as `additional_count` says, each [`Record`].
    pub additionals: Vec<Record>,
}

impl ::core::cmp::Eq for Message {}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        12
            + self.questions.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.answers.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.authorities.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.additionals.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.id);
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.response) << 7
                | self.opcode.number() << 3
                | u8::from(self.authoritative) << 2
                | u8::from(self.truncated) << 1
                | u8::from(self.recursion_desired),
        );
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u8(
            u8::from(self.recursion_available) << 7
                | u8::from(self.reserved) << 6
                | u8::from(self.authentic_data) << 5
                | u8::from(self.checking_disabled) << 4
                | self.code.number(),
        );
        codec::check_length(self.questions.len(), 0, 65_535).within("question_count")?;
        out.put_u16_be(self.questions.len() as u16);
        codec::check_length(self.answers.len(), 0, 65_535).within("answer_count")?;
        out.put_u16_be(self.answers.len() as u16);
        codec::check_length(self.authorities.len(), 0, 65_535).within("authority_count")?;
        out.put_u16_be(self.authorities.len() as u16);
        codec::check_length(self.additionals.len(), 0, 65_535).within("additional_count")?;
        out.put_u16_be(self.additionals.len() as u16);
        for (index, element) in self.questions.iter().enumerate() {
            element.encode(out).at(index).within("questions")?;
        }
        for (index, element) in self.answers.iter().enumerate() {
            element.encode(out).at(index).within("answers")?;
        }
        for (index, element) in self.authorities.iter().enumerate() {
            element.encode(out).at(index).within("authorities")?;
        }
        for (index, element) in self.additionals.iter().enumerate() {
            element.encode(out).at(index).within("additionals")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 12;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let id = reader.read_u16_be().within("id")?;
        let run = reader.read_u8().within("response")?;
        let response = run >> 7 & 1 != 0;
        let opcode = Opcode::from_number(run >> 3 & 0x0f);
        let authoritative = run >> 2 & 1 != 0;
        let truncated = run >> 1 & 1 != 0;
        let recursion_desired = run & 1 != 0;
        let run = reader.read_u8().within("recursion_available")?;
        let recursion_available = run >> 7 & 1 != 0;
        let reserved = run >> 6 & 1 != 0;
        let authentic_data = run >> 5 & 1 != 0;
        let checking_disabled = run >> 4 & 1 != 0;
        let code = ResponseCode::from_number(run & 0x0f);
        let start = reader.offset();
        let question_count = reader.read_u16_be().within("question_count")?;
        reader.expect_length(start, question_count, 0, 65_535).within("question_count")?;
        let start = reader.offset();
        let answer_count = reader.read_u16_be().within("answer_count")?;
        reader.expect_length(start, answer_count, 0, 65_535).within("answer_count")?;
        let start = reader.offset();
        let authority_count = reader.read_u16_be().within("authority_count")?;
        reader.expect_length(start, authority_count, 0, 65_535).within("authority_count")?;
        let start = reader.offset();
        let additional_count = reader.read_u16_be().within("additional_count")?;
        reader.expect_length(start, additional_count, 0, 65_535).within("additional_count")?;
        let questions = reader
            .read_list(question_count.into(), 5, Question::decode)
            .within("questions")?;
        let answers = reader.read_list(answer_count.into(), 11, Record::decode).within("answers")?;
        let authorities = reader
            .read_list(authority_count.into(), 11, Record::decode)
            .within("authorities")?;
        let additionals = reader
            .read_list(additional_count.into(), 11, Record::decode)
            .within("additionals")?;
        Ok(Self {
            id,
            response,
            opcode,
            authoritative,
            truncated,
            recursion_desired,
            recursion_available,
            reserved,
            authentic_data,
            checking_disabled,
            code,
            questions,
            answers,
            authorities,
            additionals,
        })
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MessageRef<'a> {
    /// On the wire: u16 big-endian.
    pub id: u16,
    /// On the wire: one bit.
    pub response: bool,
    /// On the wire: [`Opcode`] as 4 bits.
    pub opcode: Opcode,
    /// On the wire: one bit.
    pub authoritative: bool,
    /// On the wire: one bit.
    pub truncated: bool,
    /// On the wire: one bit.
    pub recursion_desired: bool,
    /// On the wire: one bit.
    pub recursion_available: bool,
    /// On the wire: one bit.
    pub reserved: bool,
    /// On the wire: one bit.
    pub authentic_data: bool,
    /// On the wire: one bit.
    pub checking_disabled: bool,
    /// On the wire: [`ResponseCode`] as 4 bits.
    pub code: ResponseCode,
    /// On the wire: 0 to 65535 elements, as `question_count` says, each [`Question`].
    pub questions: codec::List<'a, QuestionRef<'a>>,
    /// On the wire: 0 to 65535 elements, as `answer_count` says, each [`Record`].
    pub answers: codec::List<'a, RecordRef<'a>>,
    /// On the wire: 0 to 65535 elements, as `authority_count` says, each [`Record`].
    pub authorities: codec::List<'a, RecordRef<'a>>,
    /// On the wire: 0 to 65535 elements, as `additional_count` says, each [`Record`].
    pub additionals: codec::List<'a, RecordRef<'a>>,
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        12
            + self.questions.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.answers.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.authorities.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.additionals.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.id);
        codec::check_variant(self.opcode.is_canonical(), self.opcode.number()).within("opcode")?;
        out.put_u8(
            u8::from(self.response) << 7
                | self.opcode.number() << 3
                | u8::from(self.authoritative) << 2
                | u8::from(self.truncated) << 1
                | u8::from(self.recursion_desired),
        );
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u8(
            u8::from(self.recursion_available) << 7
                | u8::from(self.reserved) << 6
                | u8::from(self.authentic_data) << 5
                | u8::from(self.checking_disabled) << 4
                | self.code.number(),
        );
        codec::check_length(self.questions.len(), 0, 65_535).within("question_count")?;
        out.put_u16_be(self.questions.len() as u16);
        codec::check_length(self.answers.len(), 0, 65_535).within("answer_count")?;
        out.put_u16_be(self.answers.len() as u16);
        codec::check_length(self.authorities.len(), 0, 65_535).within("authority_count")?;
        out.put_u16_be(self.authorities.len() as u16);
        codec::check_length(self.additionals.len(), 0, 65_535).within("additional_count")?;
        out.put_u16_be(self.additionals.len() as u16);
        for (index, element) in self.questions.iter().enumerate() {
            element.encode(out).at(index).within("questions")?;
        }
        for (index, element) in self.answers.iter().enumerate() {
            element.encode(out).at(index).within("answers")?;
        }
        for (index, element) in self.authorities.iter().enumerate() {
            element.encode(out).at(index).within("authorities")?;
        }
        for (index, element) in self.additionals.iter().enumerate() {
            element.encode(out).at(index).within("additionals")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 12;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let id = reader.read_u16_be().within("id")?;
        let run = reader.read_u8().within("response")?;
        let response = run >> 7 & 1 != 0;
        let opcode = Opcode::from_number(run >> 3 & 0x0f);
        let authoritative = run >> 2 & 1 != 0;
        let truncated = run >> 1 & 1 != 0;
        let recursion_desired = run & 1 != 0;
        let run = reader.read_u8().within("recursion_available")?;
        let recursion_available = run >> 7 & 1 != 0;
        let reserved = run >> 6 & 1 != 0;
        let authentic_data = run >> 5 & 1 != 0;
        let checking_disabled = run >> 4 & 1 != 0;
        let code = ResponseCode::from_number(run & 0x0f);
        let start = reader.offset();
        let question_count = reader.read_u16_be().within("question_count")?;
        reader.expect_length(start, question_count, 0, 65_535).within("question_count")?;
        let start = reader.offset();
        let answer_count = reader.read_u16_be().within("answer_count")?;
        reader.expect_length(start, answer_count, 0, 65_535).within("answer_count")?;
        let start = reader.offset();
        let authority_count = reader.read_u16_be().within("authority_count")?;
        reader.expect_length(start, authority_count, 0, 65_535).within("authority_count")?;
        let start = reader.offset();
        let additional_count = reader.read_u16_be().within("additional_count")?;
        reader.expect_length(start, additional_count, 0, 65_535).within("additional_count")?;
        let questions = codec::List::read(reader, question_count.into(), QuestionRef::decode)
            .within("questions")?;
        let answers = codec::List::read(reader, answer_count.into(), RecordRef::decode)
            .within("answers")?;
        let authorities = codec::List::read(reader, authority_count.into(), RecordRef::decode)
            .within("authorities")?;
        let additionals = codec::List::read(reader, additional_count.into(), RecordRef::decode)
            .within("additionals")?;
        Ok(Self {
            id,
            response,
            opcode,
            authoritative,
            truncated,
            recursion_desired,
            recursion_available,
            reserved,
            authentic_data,
            checking_disabled,
            code,
            questions,
            answers,
            authorities,
            additionals,
        })
    }
}

impl<'a> MessageRef<'a> {
    /// The [`Message`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Message {
        Message {
            id: self.id,
            response: self.response,
            opcode: self.opcode,
            authoritative: self.authoritative,
            truncated: self.truncated,
            recursion_desired: self.recursion_desired,
            recursion_available: self.recursion_available,
            reserved: self.reserved,
            authentic_data: self.authentic_data,
            checking_disabled: self.checking_disabled,
            code: self.code,
            questions: self.questions.iter().map(|held| held.own(reader)).collect(),
            answers: self.answers.iter().map(|held| held.own(reader)).collect(),
            authorities: self.authorities.iter().map(|held| held.own(reader)).collect(),
            additionals: self.additionals.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

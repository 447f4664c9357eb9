// Written by `cargo run -- gen` from codegen/tests/specs/delimited.wire. Do not edit: change the spec and run the command.

//! The delimited protocol. See `codegen/tests/specs/delimited.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The structure `Label`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=64 | `text` | 1 to 63 bytes of UTF-8, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Label {
    /// On the wire: 1 to 63 bytes of UTF-8, their number in front as u8.
    pub text: String,
}

impl ::core::cmp::Eq for Label {}

impl codec::Encode for Label {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.text.as_bytes(), 1, 63).within("text")?;
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
    /// On the wire: 1 to 63 bytes of UTF-8, their number in front as u8.
    pub text: &'a str,
}

impl ::core::cmp::Eq for LabelRef<'_> {}

impl codec::Encode for LabelRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.text.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u8, self.text.as_bytes(), 1, 63).within("text")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LabelRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 63);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let text = reader.read_prefixed_text(codec::Reader::read_u8, 1, 63).within("text")?;
        Ok(Self { text })
    }
}

impl<'a> LabelRef<'a> {
    /// The [`Label`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Label {
        Label { text: String::from(self.text) }
    }
}

/// A name and a value, each up to a zero; a name is never empty.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=21 | `name` | 1 to 20 bytes of UTF-8, up to the bytes `[00]` |
/// |  | 1.. | `value` | bytes, up to the bytes `[00]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Parameter {
    /// On the wire: 1 to 20 bytes of UTF-8, up to the bytes `[00]`.
    pub name: String,
    /// On the wire: bytes, up to the bytes `[00]`.
    #[serde(with = "::packetwright::codec::hex")]
    pub value: Bytes,
}

impl ::core::cmp::Eq for Parameter {}

impl codec::Encode for Parameter {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, 20).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_delimiter(&self.value, &[0]).within("value")?;
        out.put(&self.value);
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
    /// On the wire: 1 to 20 bytes of UTF-8, up to the bytes `[00]`.
    pub name: &'a str,
    /// On the wire: bytes, up to the bytes `[00]`.
    pub value: &'a [u8],
}

impl ::core::cmp::Eq for ParameterRef<'_> {}

impl codec::Encode for ParameterRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, 20).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_delimiter(self.value, &[0]).within("value")?;
        out.put(self.value);
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
        let name = reader.read_until(&[0], 1, 20).within("name")?;
        let name = reader.expect_text(start, name).within("name")?;
        let value = reader.read_until(&[0], 0, u64::MAX).within("value")?;
        Ok(Self { name, value })
    }
}

impl<'a> ParameterRef<'a> {
    /// The [`Parameter`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Parameter {
        Parameter { name: String::from(self.name), value: reader.own(self.value) }
    }
}

/// The union `Step`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Step {
    /// `Go`, tag 1.
    Go {
        /// On the wire: i16 big-endian.
        by: i16,
    },
    /// `Stay`, tag 2.
    Stay {},
}

impl ::core::cmp::Eq for Step {}

impl codec::Encode for Step {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Go { .. } => 3,
            Self::Stay {} => 1,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Go { by } => {
                out.put_u8(1);
                out.put_i16_be(*by);
            }
            Self::Stay {} => {
                out.put_u8(2);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Step {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => {
                let by = reader.read_i16_be().within("by")?;
                Ok(Self::Go { by })
            }
            2 => Ok(Self::Stay {}),
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// The structure `Line`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=9 | `verb` | 1 to 8 bytes of UTF-8, up to the bytes `[20]` |
/// |  | 2..=8 | `rest` | 0 to 6 bytes, up to the bytes `[0d, 0a]` |
/// |  | 3.. | `tail` | bytes, up to the bytes `[61, 61, 62]` |
/// |  | 1.. | `maybe` | one byte, 0 or 1, then if it is 1: bytes of UTF-8, up to the bytes `[ff]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Line {
    /// On the wire: 1 to 8 bytes of UTF-8, up to the bytes `[20]`.
    pub verb: String,
    /// On the wire: 0 to 6 bytes, up to the bytes `[0d, 0a]`.
    #[serde(with = "::packetwright::codec::hex")]
    pub rest: Bytes,
    /// On the wire: bytes, up to the bytes `[61, 61, 62]`.
    #[serde(with = "::packetwright::codec::hex")]
    pub tail: Bytes,
    /// On the wire: one byte, 0 or 1, then if it is 1: bytes of UTF-8, up to the bytes `[ff]`.
    pub maybe: Option<String>,
}

impl ::core::cmp::Eq for Line {}

impl codec::Encode for Line {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.verb.len() + self.rest.len() + self.tail.len() + (match &self.maybe {
            Some(held) => 1 + held.len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.verb.len(), 1, 8).within("verb")?;
        codec::check_delimiter(self.verb.as_bytes(), &[32]).within("verb")?;
        out.put(self.verb.as_bytes());
        out.put(&[32]);
        codec::check_length(self.rest.len(), 0, 6).within("rest")?;
        codec::check_delimiter(&self.rest, &[13, 10]).within("rest")?;
        out.put(&self.rest);
        out.put(&[13, 10]);
        codec::check_delimiter(&self.tail, &[97, 97, 98]).within("tail")?;
        out.put(&self.tail);
        out.put(&[97, 97, 98]);
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_delimiter(held.as_bytes(), &[255]).within("maybe")?;
                out.put(held.as_bytes());
                out.put(&[255]);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Line {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 31).and(33, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LineRef::decode(reader)?.own(reader))
    }
}

/// [`Line`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRef<'a> {
    /// On the wire: 1 to 8 bytes of UTF-8, up to the bytes `[20]`.
    pub verb: &'a str,
    /// On the wire: 0 to 6 bytes, up to the bytes `[0d, 0a]`.
    pub rest: &'a [u8],
    /// On the wire: bytes, up to the bytes `[61, 61, 62]`.
    pub tail: &'a [u8],
    /// On the wire: one byte, 0 or 1, then if it is 1: bytes of UTF-8, up to the bytes `[ff]`.
    pub maybe: Option<&'a str>,
}

impl ::core::cmp::Eq for LineRef<'_> {}

impl codec::Encode for LineRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.verb.len() + self.rest.len() + self.tail.len() + (match &self.maybe {
            Some(held) => 1 + held.len(),
            None => 0,
        })
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.verb.len(), 1, 8).within("verb")?;
        codec::check_delimiter(self.verb.as_bytes(), &[32]).within("verb")?;
        out.put(self.verb.as_bytes());
        out.put(&[32]);
        codec::check_length(self.rest.len(), 0, 6).within("rest")?;
        codec::check_delimiter(self.rest, &[13, 10]).within("rest")?;
        out.put(self.rest);
        out.put(&[13, 10]);
        codec::check_delimiter(self.tail, &[97, 97, 98]).within("tail")?;
        out.put(self.tail);
        out.put(&[97, 97, 98]);
        match &self.maybe {
            None => out.put_u8(0),
            Some(held) => {
                out.put_u8(1);
                codec::check_delimiter(held.as_bytes(), &[255]).within("maybe")?;
                out.put(held.as_bytes());
                out.put(&[255]);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LineRef<'a> {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 31).and(33, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let verb = reader.read_until(&[32], 1, 8).within("verb")?;
        let verb = reader.expect_text(start, verb).within("verb")?;
        let rest = reader.read_until(&[13, 10], 0, 6).within("rest")?;
        let tail = reader.read_until(&[97, 97, 98], 0, u64::MAX).within("tail")?;
        let maybe = reader
            .read_optional(|reader| {
                let start = reader.offset();
                let maybe = reader.read_until(&[255], 0, u64::MAX)?;
                reader.expect_text(start, maybe)
            })
            .within("maybe")?;
        Ok(Self { verb, rest, tail, maybe })
    }
}

impl<'a> LineRef<'a> {
    /// The [`Line`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Line {
        Line {
            verb: String::from(self.verb),
            rest: reader.own(self.rest),
            tail: reader.own(self.tail),
            maybe: self.maybe.map(String::from),
        }
    }
}

/// The messages `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Name`.
    Name(Name),
    /// The message `Start`.
    Start(Start),
    /// The message `Lines`.
    Lines(Lines),
    /// The message `Steps`.
    Steps(Steps),
    /// The message `Strings`.
    Strings(Strings),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Name(_) => 1,
            Self::Start(_) => 2,
            Self::Lines(_) => 3,
            Self::Steps(_) => 4,
            Self::Strings(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Name(_) => "Name",
            Self::Start(_) => "Start",
            Self::Lines(_) => "Lines",
            Self::Steps(_) => "Steps",
            Self::Strings(_) => "Strings",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Name(body) => body.encoded_len(),
            Self::Start(body) => body.encoded_len(),
            Self::Lines(body) => body.encoded_len(),
            Self::Steps(body) => body.encoded_len(),
            Self::Strings(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Name(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Start(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Lines(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Steps(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Strings(body) => {
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
            1 => Name::decode(reader).map(Self::Name),
            2 => Start::decode(reader).map(Self::Start),
            3 => Lines::decode(reader).map(Self::Lines),
            4 => Steps::decode(reader).map(Self::Steps),
            5 => Strings::decode(reader).map(Self::Strings),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2, 3, 4, 5];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Name> for Message {
    fn from(body: Name) -> Self {
        Self::Name(body)
    }
}

impl From<Start> for Message {
    fn from(body: Start) -> Self {
        Self::Start(body)
    }
}

impl From<Lines> for Message {
    fn from(body: Lines) -> Self {
        Self::Lines(body)
    }
}

impl From<Steps> for Message {
    fn from(body: Steps) -> Self {
        Self::Steps(body)
    }
}

impl From<Strings> for Message {
    fn from(body: Strings) -> Self {
        Self::Strings(body)
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// The message `Name`.
    Name(NameRef<'a>),
    /// The message `Start`.
    Start(StartRef<'a>),
    /// The message `Lines`.
    Lines(LinesRef<'a>),
    /// The message `Steps`.
    Steps(StepsRef<'a>),
    /// The message `Strings`.
    Strings(StringsRef<'a>),
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl MessageRef<'_> {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Name(_) => 1,
            Self::Start(_) => 2,
            Self::Lines(_) => 3,
            Self::Steps(_) => 4,
            Self::Strings(_) => 5,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Name(_) => "Name",
            Self::Start(_) => "Start",
            Self::Lines(_) => "Lines",
            Self::Steps(_) => "Steps",
            Self::Strings(_) => "Strings",
        }
    }
}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Name(body) => body.encoded_len(),
            Self::Start(body) => body.encoded_len(),
            Self::Lines(body) => body.encoded_len(),
            Self::Steps(body) => body.encoded_len(),
            Self::Strings(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Name(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Start(body) => {
                out.put_u8(2);
                body.encode(out)
            }
            Self::Lines(body) => {
                out.put_u8(3);
                body.encode(out)
            }
            Self::Steps(body) => {
                out.put_u8(4);
                body.encode(out)
            }
            Self::Strings(body) => {
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
            1 => NameRef::decode(reader).map(Self::Name),
            2 => StartRef::decode(reader).map(Self::Start),
            3 => LinesRef::decode(reader).map(Self::Lines),
            4 => StepsRef::decode(reader).map(Self::Steps),
            5 => StringsRef::decode(reader).map(Self::Strings),
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
            Self::Name(body) => Message::Name(body.own(reader)),
            Self::Start(body) => Message::Start(body.own(reader)),
            Self::Lines(body) => Message::Lines(body.own(reader)),
            Self::Steps(body) => Message::Steps(body.own(reader)),
            Self::Strings(body) => Message::Strings(body.own(reader)),
        }
    }
}

/// The message `Name`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1..=257 | `labels` | 0 to 4 elements, up to the bytes `[00]`, each [`Label`] |
/// |  | 2 | `class` | u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Name {
    /// On the wire: 0 to 4 elements, up to the bytes `[00]`, each [`Label`].
    pub labels: Vec<Label>,
    /// On the wire: u16 big-endian.
    pub class: u16,
}

impl ::core::cmp::Eq for Name {}

impl codec::Encode for Name {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.labels.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.labels.len(), 0, 4).within("labels")?;
        for (index, element) in self.labels.iter().enumerate() {
            element.encode(out).at(index).within("labels")?;
        }
        out.put(&[0]);
        out.put_u16_be(self.class);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Name {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let labels = reader.read_list_until(0, 0, 4, Label::decode).within("labels")?;
        let class = reader.read_u16_be().within("class")?;
        Ok(Self { labels, class })
    }
}

/// [`Name`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameRef<'a> {
    /// On the wire: 0 to 4 elements, up to the bytes `[00]`, each [`Label`].
    pub labels: codec::List<'a, LabelRef<'a>>,
    /// On the wire: u16 big-endian.
    pub class: u16,
}

impl ::core::cmp::Eq for NameRef<'_> {}

impl codec::Encode for NameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.labels.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.labels.len(), 0, 4).within("labels")?;
        for (index, element) in self.labels.iter().enumerate() {
            element.encode(out).at(index).within("labels")?;
        }
        out.put(&[0]);
        out.put_u16_be(self.class);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for NameRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let labels = codec::List::read_until(reader, 0, 0, 4, LabelRef::decode).within("labels")?;
        let class = reader.read_u16_be().within("class")?;
        Ok(Self { labels, class })
    }
}

impl<'a> NameRef<'a> {
    /// The [`Name`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Name {
        Name {
            labels: self.labels.iter().map(|held| held.own(reader)).collect(),
            class: self.class,
        }
    }
}

impl protocol::Message for Name {
    const TAG: u64 = 1;
    const NAME: &'static str = "Name";
}

/// The message `Start`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4.. | `parameters` | 1 to 3 elements, up to the bytes `[00]`, each [`Parameter`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Start {
    /// On the wire: 1 to 3 elements, up to the bytes `[00]`, each [`Parameter`].
    pub parameters: Vec<Parameter>,
}

impl ::core::cmp::Eq for Start {}

impl codec::Encode for Start {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.parameters.len(), 1, 3).within("parameters")?;
        for (index, element) in self.parameters.iter().enumerate() {
            element.encode(out).at(index).within("parameters")?;
        }
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Start {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let parameters = reader.read_list_until(0, 1, 3, Parameter::decode).within("parameters")?;
        Ok(Self { parameters })
    }
}

/// [`Start`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartRef<'a> {
    /// On the wire: 1 to 3 elements, up to the bytes `[00]`, each [`Parameter`].
    pub parameters: codec::List<'a, ParameterRef<'a>>,
}

impl ::core::cmp::Eq for StartRef<'_> {}

impl codec::Encode for StartRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.parameters.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.parameters.len(), 1, 3).within("parameters")?;
        for (index, element) in self.parameters.iter().enumerate() {
            element.encode(out).at(index).within("parameters")?;
        }
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for StartRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let parameters = codec::List::read_until(reader, 0, 1, 3, ParameterRef::decode)
            .within("parameters")?;
        Ok(Self { parameters })
    }
}

impl<'a> StartRef<'a> {
    /// The [`Start`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Start {
        Start { parameters: self.parameters.iter().map(|held| held.own(reader)).collect() }
    }
}

impl protocol::Message for Start {
    const TAG: u64 = 2;
    const NAME: &'static str = "Start";
}

/// The message `Lines`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `lines` | 0 to 255 elements, their number in front as u8, each [`Line`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Lines {
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Line`].
    pub lines: Vec<Line>,
}

impl ::core::cmp::Eq for Lines {}

impl codec::Encode for Lines {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.lines.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.lines.len(), 0, 255).within("lines")?;
        for (index, element) in self.lines.iter().enumerate() {
            element.encode(out).at(index).within("lines")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Lines {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("lines")?;
        let lines = reader.read_list(prefix, 8, Line::decode).within("lines")?;
        Ok(Self { lines })
    }
}

/// [`Lines`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinesRef<'a> {
    /// On the wire: 0 to 255 elements, their number in front as u8, each [`Line`].
    pub lines: codec::List<'a, LineRef<'a>>,
}

impl ::core::cmp::Eq for LinesRef<'_> {}

impl codec::Encode for LinesRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.lines.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.lines.len(), 0, 255).within("lines")?;
        for (index, element) in self.lines.iter().enumerate() {
            element.encode(out).at(index).within("lines")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LinesRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("lines")?;
        let lines = codec::List::read(reader, prefix, LineRef::decode).within("lines")?;
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
    const TAG: u64 = 3;
    const NAME: &'static str = "Lines";
}

/// The message `Steps`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `steps` | elements, up to the bytes `[ff]`, each [`Step`], its tag in front as u8 |
/// |  | 1 | `more` | one byte, 0 or 1 |
/// |  | 0.. | `last` | bytes of UTF-8, up to the bytes `[00]`; there if `more` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Steps {
    /// On the wire: elements, up to the bytes `[ff]`, each [`Step`], its tag in front as u8.
    pub steps: Vec<Step>,
    /// On the wire: one byte, 0 or 1.
    pub more: bool,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`; there if `more`.
    pub last: Option<String>,
}

impl ::core::cmp::Eq for Steps {}

impl codec::Encode for Steps {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.steps.iter().map(|element| element.encoded_len()).sum::<usize>() + (
            match &self.last {
                Some(last) => 1 + last.len(),
                None => 0,
            }
        )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.steps.iter().enumerate() {
            element.encode(out).at(index).within("steps")?;
        }
        out.put(&[255]);
        out.put_bool(self.more);
        codec::check_presence(self.last.is_some(), self.more).within("last")?;
        if let Some(last) = &self.last {
            codec::check_delimiter(last.as_bytes(), &[0]).within("last")?;
            out.put(last.as_bytes());
            out.put(&[0]);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Steps {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let steps = reader.read_list_until(255, 0, u64::MAX, Step::decode).within("steps")?;
        let more = reader.read_bool().within("more")?;
        let last = if more {
            let start = reader.offset();
            let last = reader.read_until(&[0], 0, u64::MAX).within("last")?;
            Some(String::from(reader.expect_text(start, last).within("last")?))
        } else {
            None
        };
        Ok(Self { steps, more, last })
    }
}

/// [`Steps`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepsRef<'a> {
    /// On the wire: elements, up to the bytes `[ff]`, each [`Step`], its tag in front as u8.
    pub steps: codec::List<'a, Step>,
    /// On the wire: one byte, 0 or 1.
    pub more: bool,
    /// On the wire: bytes of UTF-8, up to the bytes `[00]`; there if `more`.
    pub last: Option<&'a str>,
}

impl ::core::cmp::Eq for StepsRef<'_> {}

impl codec::Encode for StepsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.steps.iter().map(|element| element.encoded_len()).sum::<usize>() + (
            match &self.last {
                Some(last) => 1 + last.len(),
                None => 0,
            }
        )
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.steps.iter().enumerate() {
            element.encode(out).at(index).within("steps")?;
        }
        out.put(&[255]);
        out.put_bool(self.more);
        codec::check_presence(self.last.is_some(), self.more).within("last")?;
        if let Some(last) = &self.last {
            codec::check_delimiter(last.as_bytes(), &[0]).within("last")?;
            out.put(last.as_bytes());
            out.put(&[0]);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for StepsRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let steps = codec::List::read_until(reader, 255, 0, u64::MAX, Step::decode)
            .within("steps")?;
        let more = reader.read_bool().within("more")?;
        let last = if more {
            let start = reader.offset();
            let last = reader.read_until(&[0], 0, u64::MAX).within("last")?;
            Some(reader.expect_text(start, last).within("last")?)
        } else {
            None
        };
        Ok(Self { steps, more, last })
    }
}

impl<'a> StepsRef<'a> {
    /// The [`Steps`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Steps {
        Steps {
            steps: self.steps.iter().collect(),
            more: self.more,
            last: self.last.map(String::from),
        }
    }
}

impl protocol::Message for Steps {
    const TAG: u64 = 4;
    const NAME: &'static str = "Steps";
}

/// The message `Strings`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1.. | `strings` | elements, up to the bytes `[0a]`, each 1 to 9 bytes of UTF-8, up to the bytes `[0a]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Strings {
    /// On the wire: elements, up to the bytes `[0a]`, each 1 to 9 bytes of UTF-8, up to the bytes `[0a]`.
    pub strings: Vec<String>,
}

impl ::core::cmp::Eq for Strings {}

impl codec::Encode for Strings {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.strings.iter().map(|element| 1 + element.len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.strings.iter().enumerate() {
            codec::check_length(element.len(), 1, 9).at(index).within("strings")?;
            codec::check_delimiter(element.as_bytes(), &[10]).at(index).within("strings")?;
            out.put(element.as_bytes());
            out.put(&[10]);
        }
        out.put(&[10]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Strings {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let strings = reader
            .read_list_until(10, 0, u64::MAX, |reader| {
                let start = reader.offset();
                let element = reader.read_until(&[10], 1, 9)?;
                reader.expect_text(start, element).map(String::from)
            })
            .within("strings")?;
        Ok(Self { strings })
    }
}

/// [`Strings`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StringsRef<'a> {
    /// On the wire: elements, up to the bytes `[0a]`, each 1 to 9 bytes of UTF-8, up to the bytes `[0a]`.
    pub strings: codec::List<'a, &'a str>,
}

impl ::core::cmp::Eq for StringsRef<'_> {}

impl codec::Encode for StringsRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.strings.iter().map(|element| 1 + element.len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        for (index, element) in self.strings.iter().enumerate() {
            codec::check_length(element.len(), 1, 9).at(index).within("strings")?;
            codec::check_delimiter(element.as_bytes(), &[10]).at(index).within("strings")?;
            out.put(element.as_bytes());
            out.put(&[10]);
        }
        out.put(&[10]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for StringsRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let strings = codec::List::read_until(reader, 10, 0, u64::MAX, |reader| {
            let start = reader.offset();
            let element = reader.read_until(&[10], 1, 9)?;
            reader.expect_text(start, element)
        })
            .within("strings")?;
        Ok(Self { strings })
    }
}

impl<'a> StringsRef<'a> {
    /// The [`Strings`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Strings {
        Strings { strings: self.strings.iter().map(String::from).collect() }
    }
}

impl protocol::Message for Strings {
    const TAG: u64 = 5;
    const NAME: &'static str = "Strings";
}

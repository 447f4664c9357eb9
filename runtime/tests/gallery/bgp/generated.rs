// Written by `cargo run -- gen` from spec/gallery/bgp.wire. Do not edit: change the spec and run the command.

//! The bgp protocol. See `spec/gallery/bgp.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// RFC 5492, §4.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Capability {
    /// RFC 4760, §8: the reserved byte "SHOULD be set to 0 by the sender and ignored by the
    /// receiver".
    Multiprotocol {
        /// On the wire: u16 big-endian.
        family: u16,
        /// On the wire: u8.
        subsequent_family: u8,
    },
    /// RFC 2918, §2.
    RouteRefresh {},
    /// RFC 6793, §3.
    FourByteNumbers {
        /// On the wire: u32 big-endian.
        autonomous_system: u32,
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

impl ::core::cmp::Eq for Capability {}

impl codec::Encode for Capability {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Multiprotocol { .. } | Self::FourByteNumbers { .. } => 6,
            Self::RouteRefresh {} => 2,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Multiprotocol { family, subsequent_family } => {
                out.put_u8(1);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u16_be(*family);
                codec::put_padding(out, 1);
                out.put_u8(*subsequent_family);
                codec::check_length(length, 0, 255)?;
            }
            Self::RouteRefresh {} => {
                out.put_u8(2);
                let length: usize = 0;
                out.put_u8(length as u8);
                codec::check_length(length, 0, 255)?;
            }
            Self::FourByteNumbers { autonomous_system } => {
                out.put_u8(65);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*autonomous_system);
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 65), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Capability {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(CapabilityRef::decode(reader)?.own(reader))
    }
}

/// [`Capability`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CapabilityRef<'a> {
    /// RFC 4760, §8: the reserved byte "SHOULD be set to 0 by the sender and ignored by the
    /// receiver".
    Multiprotocol {
        /// On the wire: u16 big-endian.
        family: u16,
        /// On the wire: u8.
        subsequent_family: u8,
    },
    /// RFC 2918, §2.
    RouteRefresh {},
    /// RFC 6793, §3.
    FourByteNumbers {
        /// On the wire: u32 big-endian.
        autonomous_system: u32,
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

impl ::core::cmp::Eq for CapabilityRef<'_> {}

impl codec::Encode for CapabilityRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Multiprotocol { .. } | Self::FourByteNumbers { .. } => 6,
            Self::RouteRefresh {} => 2,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Multiprotocol { family, subsequent_family } => {
                out.put_u8(1);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u16_be(*family);
                codec::put_padding(out, 1);
                out.put_u8(*subsequent_family);
                codec::check_length(length, 0, 255)?;
            }
            Self::RouteRefresh {} => {
                out.put_u8(2);
                let length: usize = 0;
                out.put_u8(length as u8);
                codec::check_length(length, 0, 255)?;
            }
            Self::FourByteNumbers { autonomous_system } => {
                out.put_u8(65);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*autonomous_system);
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 65), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for CapabilityRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let family = reader.read_u16_be().within("family")?;
                reader.skip_padding(1).within("reserved")?;
                let subsequent_family = reader.read_u8().within("subsequent_family")?;
                Ok(Self::Multiprotocol { family, subsequent_family })
            }
            2 => Ok(Self::RouteRefresh {}),
            65 => {
                let autonomous_system = reader.read_u32_be().within("autonomous_system")?;
                Ok(Self::FourByteNumbers { autonomous_system })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> CapabilityRef<'a> {
    /// The [`Capability`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Capability {
        match self {
            Self::Multiprotocol { family, subsequent_family } =>
                Capability::Multiprotocol { family, subsequent_family },
            Self::RouteRefresh {} => Capability::RouteRefresh {},
            Self::FourByteNumbers { autonomous_system } =>
                Capability::FourByteNumbers { autonomous_system },
            Self::Other { tag, data } => Capability::Other { tag, data: reader.own(data) },
        }
    }
}

/// RFC 4271, §4.2.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Parameter {
    /// RFC 5492, §4.
    Capabilities {
        /// On the wire: elements, all that is left, each [`Capability`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        capabilities: Vec<Capability>,
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

impl ::core::cmp::Eq for Parameter {}

impl codec::Encode for Parameter {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Capabilities { capabilities } =>
                2 + capabilities.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Capabilities { capabilities } => {
                out.put_u8(2);
                let length: usize = capabilities
                    .iter()
                    .map(|element| element.encoded_len())
                    .sum::<usize>();
                out.put_u8(length as u8);
                for (index, element) in capabilities.iter().enumerate() {
                    element.encode(out).at(index).within("capabilities")?;
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 2), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Parameter {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            2 => {
                let capabilities = reader
                    .read_list_to_end(0, u64::MAX, Capability::decode)
                    .within("capabilities")?;
                Ok(Self::Capabilities { capabilities })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Parameter`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParameterRef<'a> {
    /// RFC 5492, §4.
    Capabilities {
        /// On the wire: elements, all that is left, each [`Capability`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        capabilities: codec::List<'a, CapabilityRef<'a>>,
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

impl ::core::cmp::Eq for ParameterRef<'_> {}

impl codec::Encode for ParameterRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Capabilities { capabilities } =>
                2 + capabilities.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Capabilities { capabilities } => {
                out.put_u8(2);
                let length: usize = capabilities
                    .iter()
                    .map(|element| element.encoded_len())
                    .sum::<usize>();
                out.put_u8(length as u8);
                for (index, element) in capabilities.iter().enumerate() {
                    element.encode(out).at(index).within("capabilities")?;
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 2), *tag).within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ParameterRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            2 => {
                let capabilities = codec::List::read_to_end(
                    reader,
                    0,
                    u64::MAX,
                    CapabilityRef::decode,
                )
                    .within("capabilities")?;
                Ok(Self::Capabilities { capabilities })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> ParameterRef<'a> {
    /// The [`Parameter`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Parameter {
        match self {
            Self::Capabilities { capabilities } => {
                Parameter::Capabilities {
                    capabilities: capabilities.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Other { tag, data } => Parameter::Other { tag, data: reader.own(data) },
        }
    }
}

/// §4.3: the length is in bits; the prefix is "followed by enough trailing bits to
/// make the end of the field fall on an octet boundary".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `length` | u8, 0 to 32 |
/// | 1 | 0..=1 | `first` | u8; there if `length > 0` |
/// |  | 0..=1 | `second` | u8; there if `length > 8` |
/// |  | 0..=1 | `third` | u8; there if `length > 16` |
/// |  | 0..=1 | `fourth` | u8; there if `length > 24` |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Prefix {
    /// On the wire: u8, 0 to 32.
    pub length: u8,
    /// On the wire: u8; there if `length > 0`.
    pub first: Option<u8>,
    /// On the wire: u8; there if `length > 8`.
    pub second: Option<u8>,
    /// On the wire: u8; there if `length > 16`.
    pub third: Option<u8>,
    /// On the wire: u8; there if `length > 24`.
    pub fourth: Option<u8>,
}

impl ::core::cmp::Eq for Prefix {}

impl codec::Encode for Prefix {
    #[inline]
    fn encoded_len(&self) -> usize {
        1
            + usize::from(self.first.is_some()) * 1
            + usize::from(self.second.is_some()) * 1
            + usize::from(self.third.is_some()) * 1
            + usize::from(self.fourth.is_some()) * 1
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.length, 0, 32).within("length")?;
        out.put_u8(self.length);
        codec::check_presence(self.first.is_some(), self.length > 0).within("first")?;
        if let Some(first) = &self.first {
            out.put_u8(*first);
        }
        codec::check_presence(self.second.is_some(), self.length > 8).within("second")?;
        if let Some(second) = &self.second {
            out.put_u8(*second);
        }
        codec::check_presence(self.third.is_some(), self.length > 16).within("third")?;
        if let Some(third) = &self.third {
            out.put_u8(*third);
        }
        codec::check_presence(self.fourth.is_some(), self.length > 24).within("fourth")?;
        if let Some(fourth) = &self.fourth {
            out.put_u8(*fourth);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Prefix {
    const MIN_LEN: usize = 1;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 32);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let length_ = reader.read_in_range(codec::Reader::read_u8, 0, 32).within("length")?;
        let first = if length_ > 0 {
            Some(reader.read_u8().within("first")?)
        } else {
            None
        };
        let second = if length_ > 8 {
            Some(reader.read_u8().within("second")?)
        } else {
            None
        };
        let third = if length_ > 16 {
            Some(reader.read_u8().within("third")?)
        } else {
            None
        };
        let fourth = if length_ > 24 {
            Some(reader.read_u8().within("fourth")?)
        } else {
            None
        };
        Ok(Self { length: length_, first, second, third, fourth })
    }
}

/// §5.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum OriginKind {
    /// `Igp`, number 0.
    Igp,
    /// `Egp`, number 1.
    Egp,
    /// `Incomplete`, number 2.
    Incomplete,
}

impl OriginKind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Igp => 0,
            Self::Egp => 1,
            Self::Incomplete => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Igp),
            1 => Some(Self::Egp),
            2 => Some(Self::Incomplete),
            _ => None,
        }
    }
}

/// §4.3, b.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum SegmentKind {
    /// `Set`, number 1.
    Set,
    /// `Sequence`, number 2.
    Sequence,
}

impl SegmentKind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Set => 1,
            Self::Sequence => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Set),
            2 => Some(Self::Sequence),
            _ => None,
        }
    }
}

/// The structure `Segment`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`SegmentKind`] as u8 |
/// | 1 | 1..=511 | `numbers` | 0 to 255 elements, their number in front as u8, each u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Segment {
    /// On the wire: [`SegmentKind`] as u8.
    pub kind: SegmentKind,
    /// On the wire: 0 to 255 elements, their number in front as u8, each u16 big-endian.
    pub numbers: Vec<u16>,
}

impl ::core::cmp::Eq for Segment {}

impl codec::Encode for Segment {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.numbers.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind.number());
        out.put_length(O::put_u8, self.numbers.len(), 0, 255).within("numbers")?;
        for element in &self.numbers {
            out.put_u16_be(*element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Segment {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SegmentRef::decode(reader)?.own(reader))
    }
}

/// [`Segment`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SegmentRef<'a> {
    /// On the wire: [`SegmentKind`] as u8.
    pub kind: SegmentKind,
    /// On the wire: 0 to 255 elements, their number in front as u8, each u16 big-endian.
    pub numbers: codec::List<'a, u16>,
}

impl ::core::cmp::Eq for SegmentRef<'_> {}

impl codec::Encode for SegmentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.numbers.len() * 2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.kind.number());
        out.put_length(O::put_u8, self.numbers.len(), 0, 255).within("numbers")?;
        for element in self.numbers.iter() {
            out.put_u16_be(element);
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SegmentRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = reader
            .read_variant(codec::Reader::read_u8, SegmentKind::from_number)
            .within("kind")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 0, 255).within("numbers")?;
        let numbers = codec::List::read_numbers::<2>(reader, prefix, codec::Reader::read_u16_be)
            .within("numbers")?;
        Ok(Self { kind, numbers })
    }
}

impl<'a> SegmentRef<'a> {
    /// The [`Segment`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Segment {
        Segment { kind: self.kind, numbers: self.numbers.own(u16::from_be_bytes) }
    }
}

/// §4.3.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Value {
    /// `Origin`, tag 1.
    Origin {
        /// On the wire: [`OriginKind`] as u8.
        origin: OriginKind,
    },
    /// `Path`, tag 2.
    Path {
        /// On the wire: elements, all that is left, each [`Segment`].
        segments: Vec<Segment>,
    },
    /// `NextHop`, tag 3.
    NextHop {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// `MultiExitDiscriminator`, tag 4.
    MultiExitDiscriminator {
        /// On the wire: u32 big-endian.
        metric: u32,
    },
    /// `LocalPreference`, tag 5.
    LocalPreference {
        /// On the wire: u32 big-endian.
        preference: u32,
    },
    /// `AtomicAggregate`, tag 6.
    AtomicAggregate {},
    /// `Aggregator`, tag 7.
    Aggregator {
        /// On the wire: u16 big-endian.
        autonomous_system: u16,
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// RFC 1997.
    Communities {
        /// On the wire: elements, all that is left, each u32 big-endian.
        communities: Vec<u32>,
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

impl ::core::cmp::Eq for Value {}

impl codec::Encode for Value {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Origin { .. } => 3,
            Self::Path { segments } =>
                2 + segments.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::NextHop { .. }
            | Self::MultiExitDiscriminator { .. }
            | Self::LocalPreference { .. } => 6,
            Self::AtomicAggregate {} => 2,
            Self::Aggregator { .. } => 8,
            Self::Communities { communities } => 2 + communities.len() * 4,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Origin { origin } => {
                out.put_u8(1);
                let length: usize = 1;
                out.put_u8(length as u8);
                out.put_u8(origin.number());
                codec::check_length(length, 0, 255)?;
            }
            Self::Path { segments } => {
                out.put_u8(2);
                let length: usize = segments
                    .iter()
                    .map(|element| element.encoded_len())
                    .sum::<usize>();
                out.put_u8(length as u8);
                for (index, element) in segments.iter().enumerate() {
                    element.encode(out).at(index).within("segments")?;
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::NextHop { address } => {
                out.put_u8(3);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put(address.as_slice());
                codec::check_length(length, 0, 255)?;
            }
            Self::MultiExitDiscriminator { metric } => {
                out.put_u8(4);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*metric);
                codec::check_length(length, 0, 255)?;
            }
            Self::LocalPreference { preference } => {
                out.put_u8(5);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*preference);
                codec::check_length(length, 0, 255)?;
            }
            Self::AtomicAggregate {} => {
                out.put_u8(6);
                let length: usize = 0;
                out.put_u8(length as u8);
                codec::check_length(length, 0, 255)?;
            }
            Self::Aggregator { autonomous_system, address } => {
                out.put_u8(7);
                let length: usize = 6;
                out.put_u8(length as u8);
                out.put_u16_be(*autonomous_system);
                out.put(address.as_slice());
                codec::check_length(length, 0, 255)?;
            }
            Self::Communities { communities } => {
                out.put_u8(8);
                let length: usize = communities.len() * 4;
                out.put_u8(length as u8);
                for element in communities {
                    out.put_u32_be(*element);
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Value {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let origin = reader
                    .read_variant(codec::Reader::read_u8, OriginKind::from_number)
                    .within("origin")?;
                Ok(Self::Origin { origin })
            }
            2 => {
                let segments = reader
                    .read_list_to_end(0, u64::MAX, Segment::decode)
                    .within("segments")?;
                Ok(Self::Path { segments })
            }
            3 => {
                let address = reader.read_array::<4>().copied().within("address")?;
                Ok(Self::NextHop { address })
            }
            4 => {
                let metric = reader.read_u32_be().within("metric")?;
                Ok(Self::MultiExitDiscriminator { metric })
            }
            5 => {
                let preference = reader.read_u32_be().within("preference")?;
                Ok(Self::LocalPreference { preference })
            }
            6 => Ok(Self::AtomicAggregate {}),
            7 => {
                let autonomous_system = reader.read_u16_be().within("autonomous_system")?;
                let address = reader.read_array::<4>().copied().within("address")?;
                Ok(Self::Aggregator { autonomous_system, address })
            }
            8 => {
                let communities = reader
                    .read_list_to_end(0, u64::MAX, codec::Reader::read_u32_be)
                    .within("communities")?;
                Ok(Self::Communities { communities })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

/// [`Value`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueRef<'a> {
    /// `Origin`, tag 1.
    Origin {
        /// On the wire: [`OriginKind`] as u8.
        origin: OriginKind,
    },
    /// `Path`, tag 2.
    Path {
        /// On the wire: elements, all that is left, each [`Segment`].
        segments: codec::List<'a, SegmentRef<'a>>,
    },
    /// `NextHop`, tag 3.
    NextHop {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// `MultiExitDiscriminator`, tag 4.
    MultiExitDiscriminator {
        /// On the wire: u32 big-endian.
        metric: u32,
    },
    /// `LocalPreference`, tag 5.
    LocalPreference {
        /// On the wire: u32 big-endian.
        preference: u32,
    },
    /// `AtomicAggregate`, tag 6.
    AtomicAggregate {},
    /// `Aggregator`, tag 7.
    Aggregator {
        /// On the wire: u16 big-endian.
        autonomous_system: u16,
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// RFC 1997.
    Communities {
        /// On the wire: elements, all that is left, each u32 big-endian.
        communities: codec::List<'a, u32>,
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

impl ::core::cmp::Eq for ValueRef<'_> {}

impl codec::Encode for ValueRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Origin { .. } => 3,
            Self::Path { segments } =>
                2 + segments.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::NextHop { .. }
            | Self::MultiExitDiscriminator { .. }
            | Self::LocalPreference { .. } => 6,
            Self::AtomicAggregate {} => 2,
            Self::Aggregator { .. } => 8,
            Self::Communities { communities } => 2 + communities.len() * 4,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Origin { origin } => {
                out.put_u8(1);
                let length: usize = 1;
                out.put_u8(length as u8);
                out.put_u8(origin.number());
                codec::check_length(length, 0, 255)?;
            }
            Self::Path { segments } => {
                out.put_u8(2);
                let length: usize = segments
                    .iter()
                    .map(|element| element.encoded_len())
                    .sum::<usize>();
                out.put_u8(length as u8);
                for (index, element) in segments.iter().enumerate() {
                    element.encode(out).at(index).within("segments")?;
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::NextHop { address } => {
                out.put_u8(3);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put(address.as_slice());
                codec::check_length(length, 0, 255)?;
            }
            Self::MultiExitDiscriminator { metric } => {
                out.put_u8(4);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*metric);
                codec::check_length(length, 0, 255)?;
            }
            Self::LocalPreference { preference } => {
                out.put_u8(5);
                let length: usize = 4;
                out.put_u8(length as u8);
                out.put_u32_be(*preference);
                codec::check_length(length, 0, 255)?;
            }
            Self::AtomicAggregate {} => {
                out.put_u8(6);
                let length: usize = 0;
                out.put_u8(length as u8);
                codec::check_length(length, 0, 255)?;
            }
            Self::Aggregator { autonomous_system, address } => {
                out.put_u8(7);
                let length: usize = 6;
                out.put_u8(length as u8);
                out.put_u16_be(*autonomous_system);
                out.put(address.as_slice());
                codec::check_length(length, 0, 255)?;
            }
            Self::Communities { communities } => {
                out.put_u8(8);
                let length: usize = communities.len() * 4;
                out.put_u8(length as u8);
                for element in communities.iter() {
                    out.put_u32_be(element);
                }
                codec::check_length(length, 0, 255)?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                let length: usize = data.len();
                out.put_u8(length as u8);
                out.put(data);
                codec::check_length(length, 0, 255)?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ValueRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let number = reader.read_u8()?;
        let length = reader.read_u8().map_err(|error| codec::Reader::field_at(start, error))?;
        let whole = reader.enter(start, length.into())?;
        let inside: Result<Self, codec::DecodeError> = match number {
            1 => {
                let origin = reader
                    .read_variant(codec::Reader::read_u8, OriginKind::from_number)
                    .within("origin")?;
                Ok(Self::Origin { origin })
            }
            2 => {
                let segments = codec::List::read_to_end(reader, 0, u64::MAX, SegmentRef::decode)
                    .within("segments")?;
                Ok(Self::Path { segments })
            }
            3 => {
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::NextHop { address })
            }
            4 => {
                let metric = reader.read_u32_be().within("metric")?;
                Ok(Self::MultiExitDiscriminator { metric })
            }
            5 => {
                let preference = reader.read_u32_be().within("preference")?;
                Ok(Self::LocalPreference { preference })
            }
            6 => Ok(Self::AtomicAggregate {}),
            7 => {
                let autonomous_system = reader.read_u16_be().within("autonomous_system")?;
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::Aggregator { autonomous_system, address })
            }
            8 => {
                let communities = codec::List::read_to_end(
                    reader,
                    0,
                    u64::MAX,
                    codec::Reader::read_u32_be,
                )
                    .within("communities")?;
                Ok(Self::Communities { communities })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        };
        let inside = inside?;
        reader.leave(whole)?;
        Ok(inside)
    }
}

impl<'a> ValueRef<'a> {
    /// The [`Value`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Value {
        match self {
            Self::Origin { origin } => Value::Origin { origin },
            Self::Path { segments } =>
                Value::Path { segments: segments.iter().map(|held| held.own(reader)).collect() },
            Self::NextHop { address } => Value::NextHop { address: *address },
            Self::MultiExitDiscriminator { metric } => Value::MultiExitDiscriminator { metric },
            Self::LocalPreference { preference } => Value::LocalPreference { preference },
            Self::AtomicAggregate {} => Value::AtomicAggregate {},
            Self::Aggregator { autonomous_system, address } =>
                Value::Aggregator { autonomous_system, address: *address },
            Self::Communities { communities } =>
                Value::Communities { communities: communities.iter().collect() },
            Self::Other { tag, data } => Value::Other { tag, data: reader.own(data) },
        }
    }
}

/// The fourth bit of the flags "defines whether the Attribute Length is one octet
/// (if set to 0) or two octets (if set to 1)".
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum AttributeBody {
    /// What there is if the number is 0.
    Short {
        /// On the wire: [`Value`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        value: Value,
    },
    /// What there is if the number is 1.
    Extended {
        /// On the wire: u8.
        kind: u8,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for AttributeBody {}

impl codec::Encode for AttributeBody {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Short { value } => value.encoded_len(),
            Self::Extended { data, .. } => 3 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Short { value } => {
                value.encode(out).within("value")?;
            }
            Self::Extended { kind, data } => {
                out.put_u8(*kind);
                out.put_prefixed(O::put_u16_be, data, 0, 65_535).within("data")?;
            }
        }
        Ok(())
    }
}

impl AttributeBody {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Short { .. } => 0,
            Self::Extended { .. } => 1,
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
            0 => {
                let value = Value::decode(reader).within("value")?;
                Ok(Self::Short { value })
            }
            1 => {
                let kind = reader.read_u8().within("kind")?;
                let data = reader
                    .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
                    .within("data")?;
                let data = reader.own(data);
                Ok(Self::Extended { kind, data })
            }
            other => Err(codec::DecodeError::unknown_variant(reader.offset(), other)),
        }
    }
}

/// [`AttributeBody`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AttributeBodyRef<'a> {
    /// What there is if the number is 0.
    Short {
        /// On the wire: [`Value`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        value: ValueRef<'a>,
    },
    /// What there is if the number is 1.
    Extended {
        /// On the wire: u8.
        kind: u8,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for AttributeBodyRef<'_> {}

impl codec::Encode for AttributeBodyRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Short { value } => value.encoded_len(),
            Self::Extended { data, .. } => 3 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Short { value } => {
                value.encode(out).within("value")?;
            }
            Self::Extended { kind, data } => {
                out.put_u8(*kind);
                out.put_prefixed(O::put_u16_be, data, 0, 65_535).within("data")?;
            }
        }
        Ok(())
    }
}

impl<'a> AttributeBodyRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> u8 {
        match self {
            Self::Short { .. } => 0,
            Self::Extended { .. } => 1,
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
            0 => {
                let value = ValueRef::decode(reader).within("value")?;
                Ok(Self::Short { value })
            }
            1 => {
                let kind = reader.read_u8().within("kind")?;
                let data = reader
                    .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
                    .within("data")?;
                Ok(Self::Extended { kind, data })
            }
            other => Err(codec::DecodeError::unknown_variant(reader.offset(), other)),
        }
    }
}

impl<'a> AttributeBodyRef<'a> {
    /// The [`AttributeBody`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> AttributeBody {
        match self {
            Self::Short { value } => AttributeBody::Short { value: value.own(reader) },
            Self::Extended { kind, data } =>
                AttributeBody::Extended { kind, data: reader.own(data) },
        }
    }
}

/// The structure `Attribute`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `optional` | one bit |
/// | 1 | 0 | `transitive` | one bit |
/// | 1 | 0 | `partial` | one bit |
/// | 1 | 0 | `extended` | 1 bits, says which arm `body` has |
/// | 1 | 0 | `unused` | 4 bits |
/// | 1 | 2..=65538 | `body` | [`AttributeBody`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Attribute {
    /// On the wire: one bit.
    pub optional: bool,
    /// On the wire: one bit.
    pub transitive: bool,
    /// On the wire: one bit.
    pub partial: bool,
    /// On the wire: 4 bits.
    pub unused: u8,
    /// On the wire: [`AttributeBody`].
    pub body: AttributeBody,
}

impl ::core::cmp::Eq for Attribute {}

impl codec::Encode for Attribute {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 15).within("unused")?;
        out.put_u8(
            u8::from(self.optional) << 7
                | u8::from(self.transitive) << 6
                | u8::from(self.partial) << 5
                | self.body.selector() << 4
                | self.unused,
        );
        self.body.encode(out).within("body")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Attribute {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("optional")?;
        let optional = run >> 7 & 1 != 0;
        let transitive = run >> 6 & 1 != 0;
        let partial = run >> 5 & 1 != 0;
        let start = reader.offset() - 1;
        let extended = run >> 4 & 0x01;
        if !matches!(extended, 0 | 1) {
            return Err(codec::DecodeError::unknown_variant(start, extended).within("extended"));
        }
        let unused = run & 0x0f;
        let body = AttributeBody::decode(reader, extended).within("body")?;
        Ok(Self { optional, transitive, partial, unused, body })
    }
}

/// [`Attribute`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttributeRef<'a> {
    /// On the wire: one bit.
    pub optional: bool,
    /// On the wire: one bit.
    pub transitive: bool,
    /// On the wire: one bit.
    pub partial: bool,
    /// On the wire: 4 bits.
    pub unused: u8,
    /// On the wire: [`AttributeBody`].
    pub body: AttributeBodyRef<'a>,
}

impl ::core::cmp::Eq for AttributeRef<'_> {}

impl codec::Encode for AttributeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.body.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.unused, 0, 15).within("unused")?;
        out.put_u8(
            u8::from(self.optional) << 7
                | u8::from(self.transitive) << 6
                | u8::from(self.partial) << 5
                | self.body.selector() << 4
                | self.unused,
        );
        self.body.encode(out).within("body")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AttributeRef<'a> {
    const MIN_LEN: usize = 3;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("optional")?;
        let optional = run >> 7 & 1 != 0;
        let transitive = run >> 6 & 1 != 0;
        let partial = run >> 5 & 1 != 0;
        let start = reader.offset() - 1;
        let extended = run >> 4 & 0x01;
        if !matches!(extended, 0 | 1) {
            return Err(codec::DecodeError::unknown_variant(start, extended).within("extended"));
        }
        let unused = run & 0x0f;
        let body = AttributeBodyRef::decode(reader, extended).within("body")?;
        Ok(Self { optional, transitive, partial, unused, body })
    }
}

impl<'a> AttributeRef<'a> {
    /// The [`Attribute`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Attribute {
        Attribute {
            optional: self.optional,
            transitive: self.transitive,
            partial: self.partial,
            unused: self.unused,
            body: self.body.own(reader),
        }
    }
}

/// §4.1.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// §4.2: "The Hold Time MUST be either zero or at least three seconds."
    Open {
        /// On the wire: u16 big-endian.
        autonomous_system: u16,
        /// On the wire: u16 big-endian, in seconds.
        hold_time: u16,
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        identifier: [u8; 4],
        /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: elements, all that is left, each [`Parameter`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        parameters: Vec<Parameter>,
    },
    /// §4.3.
    Update {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Prefix`].
        withdrawn: Vec<Prefix>,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Attribute`].
        attributes: Vec<Attribute>,
        /// On the wire: elements, all that is left, each [`Prefix`].
        reachable: Vec<Prefix>,
    },
    /// §4.5.
    Notification {
        /// On the wire: u8.
        code: u8,
        /// On the wire: u8.
        subcode: u8,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// §4.4.
    Keepalive {},
    /// RFC 2918, §3: the reserved byte "should be set to 0 by the sender and ignored by the
    /// receiver".
    RouteRefresh {
        /// On the wire: u16 big-endian.
        family: u16,
        /// On the wire: u8.
        subsequent_family: u8,
    },
}

impl ::core::cmp::Eq for Message {}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Open { parameters, .. } =>
                11 + parameters.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Update { withdrawn, attributes, reachable } => 5
                + withdrawn.iter().map(|element| element.encoded_len()).sum::<usize>()
                + attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
                + reachable.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Notification { data, .. } => 3 + data.len(),
            Self::Keepalive {} => 1,
            Self::RouteRefresh { .. } => 5,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Open { autonomous_system, hold_time, identifier, parameters } => {
                out.put_u8(1);
                out.put_u8(4);
                out.put_u16_be(*autonomous_system);
                out.put_u16_be(*hold_time);
                out.put(identifier.as_slice());
                {
                    let length: usize = parameters
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u8(length as u8);
                    for (index, element) in parameters.iter().enumerate() {
                        element.encode(out).at(index).within("parameters")?;
                    }
                    codec::check_length(length, 0, 255).within("parameters")?;
                }
                codec::check_require(
                    *hold_time == 0 || *hold_time >= 3,
                    "a hold time is zero or at least three seconds",
                )?;
            }
            Self::Update { withdrawn, attributes, reachable } => {
                out.put_u8(2);
                {
                    let length: usize = withdrawn
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in withdrawn.iter().enumerate() {
                        element.encode(out).at(index).within("withdrawn")?;
                    }
                    codec::check_length(length, 0, 65_535).within("withdrawn")?;
                }
                {
                    let length: usize = attributes
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in attributes.iter().enumerate() {
                        element.encode(out).at(index).within("attributes")?;
                    }
                    codec::check_length(length, 0, 65_535).within("attributes")?;
                }
                for (index, element) in reachable.iter().enumerate() {
                    element.encode(out).at(index).within("reachable")?;
                }
            }
            Self::Notification { code, subcode, data } => {
                out.put_u8(3);
                out.put_u8(*code);
                out.put_u8(*subcode);
                out.put(data);
            }
            Self::Keepalive {} => {
                out.put_u8(4);
            }
            Self::RouteRefresh { family, subsequent_family } => {
                out.put_u8(5);
                out.put_u16_be(*family);
                codec::put_padding(out, 1);
                out.put_u8(*subsequent_family);
            }
        }
        Ok(())
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
            1 => {
                let begin = reader.offset();
                let start = reader.offset();
                let version = reader.read_u8().within("version")?;
                reader.expect_constant(start, version, 4).within("version")?;
                let autonomous_system = reader.read_u16_be().within("autonomous_system")?;
                let hold_time = reader.read_u16_be().within("hold_time")?;
                let identifier = reader.read_array::<4>().copied().within("identifier")?;
                let parameters = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 0, 255)
                        .within("parameters")?;
                    let whole = reader.enter(start, prefix).within("parameters")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, Parameter::decode)
                        .within("parameters")?;
                    reader.leave(whole).within("parameters")?;
                    inside
                };
                reader.expect_require(
                    begin,
                    hold_time == 0 || hold_time >= 3,
                    "a hold time is zero or at least three seconds",
                )?;
                Ok(Self::Open { autonomous_system, hold_time, identifier, parameters })
            }
            2 => {
                let withdrawn = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("withdrawn")?;
                    let whole = reader.enter(start, prefix).within("withdrawn")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, Prefix::decode)
                        .within("withdrawn")?;
                    reader.leave(whole).within("withdrawn")?;
                    inside
                };
                let attributes = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("attributes")?;
                    let whole = reader.enter(start, prefix).within("attributes")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, Attribute::decode)
                        .within("attributes")?;
                    reader.leave(whole).within("attributes")?;
                    inside
                };
                let reachable = reader
                    .read_list_to_end(0, u64::MAX, Prefix::decode)
                    .within("reachable")?;
                Ok(Self::Update { withdrawn, attributes, reachable })
            }
            3 => {
                let code = reader.read_u8().within("code")?;
                let subcode = reader.read_u8().within("subcode")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Notification { code, subcode, data })
            }
            4 => Ok(Self::Keepalive {}),
            5 => {
                let family = reader.read_u16_be().within("family")?;
                reader.skip_padding(1).within("reserved")?;
                let subsequent_family = reader.read_u8().within("subsequent_family")?;
                Ok(Self::RouteRefresh { family, subsequent_family })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// §4.2: "The Hold Time MUST be either zero or at least three seconds."
    Open {
        /// On the wire: u16 big-endian.
        autonomous_system: u16,
        /// On the wire: u16 big-endian, in seconds.
        hold_time: u16,
        /// On the wire: 4 bytes.
        identifier: &'a [u8; 4],
        /// On the wire: 0 to 255 bytes, their number in front as u8, filled by: elements, all that is left, each [`Parameter`], its tag in front as u8; then 0 to 255 bytes, their number in front as u8.
        parameters: codec::List<'a, ParameterRef<'a>>,
    },
    /// §4.3.
    Update {
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Prefix`].
        withdrawn: codec::List<'a, Prefix>,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian, filled by: elements, all that is left, each [`Attribute`].
        attributes: codec::List<'a, AttributeRef<'a>>,
        /// On the wire: elements, all that is left, each [`Prefix`].
        reachable: codec::List<'a, Prefix>,
    },
    /// §4.5.
    Notification {
        /// On the wire: u8.
        code: u8,
        /// On the wire: u8.
        subcode: u8,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
    /// §4.4.
    Keepalive {},
    /// RFC 2918, §3: the reserved byte "should be set to 0 by the sender and ignored by the
    /// receiver".
    RouteRefresh {
        /// On the wire: u16 big-endian.
        family: u16,
        /// On the wire: u8.
        subsequent_family: u8,
    },
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Open { parameters, .. } =>
                11 + parameters.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Update { withdrawn, attributes, reachable } => 5
                + withdrawn.iter().map(|element| element.encoded_len()).sum::<usize>()
                + attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
                + reachable.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Notification { data, .. } => 3 + data.len(),
            Self::Keepalive {} => 1,
            Self::RouteRefresh { .. } => 5,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Open { autonomous_system, hold_time, identifier, parameters } => {
                out.put_u8(1);
                out.put_u8(4);
                out.put_u16_be(*autonomous_system);
                out.put_u16_be(*hold_time);
                out.put(identifier.as_slice());
                {
                    let length: usize = parameters
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u8(length as u8);
                    for (index, element) in parameters.iter().enumerate() {
                        element.encode(out).at(index).within("parameters")?;
                    }
                    codec::check_length(length, 0, 255).within("parameters")?;
                }
                codec::check_require(
                    *hold_time == 0 || *hold_time >= 3,
                    "a hold time is zero or at least three seconds",
                )?;
            }
            Self::Update { withdrawn, attributes, reachable } => {
                out.put_u8(2);
                {
                    let length: usize = withdrawn
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in withdrawn.iter().enumerate() {
                        element.encode(out).at(index).within("withdrawn")?;
                    }
                    codec::check_length(length, 0, 65_535).within("withdrawn")?;
                }
                {
                    let length: usize = attributes
                        .iter()
                        .map(|element| element.encoded_len())
                        .sum::<usize>();
                    out.put_u16_be(length as u16);
                    for (index, element) in attributes.iter().enumerate() {
                        element.encode(out).at(index).within("attributes")?;
                    }
                    codec::check_length(length, 0, 65_535).within("attributes")?;
                }
                for (index, element) in reachable.iter().enumerate() {
                    element.encode(out).at(index).within("reachable")?;
                }
            }
            Self::Notification { code, subcode, data } => {
                out.put_u8(3);
                out.put_u8(*code);
                out.put_u8(*subcode);
                out.put(data);
            }
            Self::Keepalive {} => {
                out.put_u8(4);
            }
            Self::RouteRefresh { family, subsequent_family } => {
                out.put_u8(5);
                out.put_u16_be(*family);
                codec::put_padding(out, 1);
                out.put_u8(*subsequent_family);
            }
        }
        Ok(())
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
            1 => {
                let begin = reader.offset();
                let start = reader.offset();
                let version = reader.read_u8().within("version")?;
                reader.expect_constant(start, version, 4).within("version")?;
                let autonomous_system = reader.read_u16_be().within("autonomous_system")?;
                let hold_time = reader.read_u16_be().within("hold_time")?;
                let identifier = reader.read_array::<4>().within("identifier")?;
                let parameters = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 0, 255)
                        .within("parameters")?;
                    let whole = reader.enter(start, prefix).within("parameters")?;
                    let inside = codec::List::read_to_end(reader, 0, u64::MAX, ParameterRef::decode)
                        .within("parameters")?;
                    reader.leave(whole).within("parameters")?;
                    inside
                };
                reader.expect_require(
                    begin,
                    hold_time == 0 || hold_time >= 3,
                    "a hold time is zero or at least three seconds",
                )?;
                Ok(Self::Open { autonomous_system, hold_time, identifier, parameters })
            }
            2 => {
                let withdrawn = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("withdrawn")?;
                    let whole = reader.enter(start, prefix).within("withdrawn")?;
                    let inside = codec::List::read_to_end(reader, 0, u64::MAX, Prefix::decode)
                        .within("withdrawn")?;
                    reader.leave(whole).within("withdrawn")?;
                    inside
                };
                let attributes = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u16_be, 0, 65_535)
                        .within("attributes")?;
                    let whole = reader.enter(start, prefix).within("attributes")?;
                    let inside = codec::List::read_to_end(reader, 0, u64::MAX, AttributeRef::decode)
                        .within("attributes")?;
                    reader.leave(whole).within("attributes")?;
                    inside
                };
                let reachable = codec::List::read_to_end(reader, 0, u64::MAX, Prefix::decode)
                    .within("reachable")?;
                Ok(Self::Update { withdrawn, attributes, reachable })
            }
            3 => {
                let code = reader.read_u8().within("code")?;
                let subcode = reader.read_u8().within("subcode")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Notification { code, subcode, data })
            }
            4 => Ok(Self::Keepalive {}),
            5 => {
                let family = reader.read_u16_be().within("family")?;
                reader.skip_padding(1).within("reserved")?;
                let subsequent_family = reader.read_u8().within("subsequent_family")?;
                Ok(Self::RouteRefresh { family, subsequent_family })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> MessageRef<'a> {
    /// The [`Message`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Message {
        match self {
            Self::Open { autonomous_system, hold_time, identifier, parameters } => {
                Message::Open {
                    autonomous_system,
                    hold_time,
                    identifier: *identifier,
                    parameters: parameters.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Update { withdrawn, attributes, reachable } => {
                Message::Update {
                    withdrawn: withdrawn.iter().collect(),
                    attributes: attributes.iter().map(|held| held.own(reader)).collect(),
                    reachable: reachable.iter().collect(),
                }
            }
            Self::Notification { code, subcode, data } =>
                Message::Notification { code, subcode, data: reader.own(data) },
            Self::Keepalive {} => Message::Keepalive {},
            Self::RouteRefresh { family, subsequent_family } =>
                Message::RouteRefresh { family, subsequent_family },
        }
    }
}

/// §4.1: "This 16-octet field is included for compatibility; it MUST be set to all
/// ones", and the length is "at least 19 and no greater than 4096".
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 16 | `marker` | 16 bytes, always `b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"` |
/// | 16 | 2 | `length` | u16 big-endian, `size(marker..=message)`, 19 to 4096 |
/// | 18 | 1.. | `message` | [`Message`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frame {
    /// On the wire: [`Message`], its tag in front as u8.
    pub message: Message,
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        18 + self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
        let length_: usize = 18 + self.message.encoded_len();
        out.put_u16_be(length_ as u16);
        self.message.encode(out).within("message")?;
        codec::check_length(length_, 19, 4096).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 19;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(255, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_1_begin = reader.offset();
        reader
            .expect_bytes(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")
            .within("marker")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 19, 4096).within("length")?;
        reader.expect_range(start, length_, 19, 4096).within("length")?;
        let region_1 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_1_begin) as u64)
            .within("message")?;
        let message = Message::decode(reader).within("message")?;
        reader.leave(region_1)?;
        Ok(Self { message })
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameRef<'a> {
    /// On the wire: [`Message`], its tag in front as u8.
    pub message: MessageRef<'a>,
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        18 + self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
        let length_: usize = 18 + self.message.encoded_len();
        out.put_u16_be(length_ as u16);
        self.message.encode(out).within("message")?;
        codec::check_length(length_, 19, 4096).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 19;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(255, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_1_begin = reader.offset();
        reader
            .expect_bytes(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")
            .within("marker")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 19, 4096).within("length")?;
        reader.expect_range(start, length_, 19, 4096).within("length")?;
        let region_1 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_1_begin) as u64)
            .within("message")?;
        let message = MessageRef::decode(reader).within("message")?;
        reader.leave(region_1)?;
        Ok(Self { message })
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        Frame { message: self.message.own(reader) }
    }
}

// Written by `cargo run -- gen` from spec/gallery/ipv4.wire. Do not edit: change the spec and run the command.

//! The ipv4 protocol. See `spec/gallery/ipv4.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Protocol`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Protocol {
    /// `Icmp`, number 1.
    Icmp,
    /// `Tcp`, number 6.
    Tcp,
    /// `Udp`, number 17.
    Udp,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Protocol {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Icmp => 1,
            Self::Tcp => 6,
            Self::Udp => 17,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Icmp,
            6 => Self::Tcp,
            17 => Self::Udp,
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

/// RFC 791, §3.1: an option is "a single octet of option-type" or "an option-type
/// octet, an option-length octet, and the actual option-data octets". The length
/// counts all of them.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Setting {
    /// `End`, tag 0.
    End {},
    /// `NoOperation`, tag 1.
    NoOperation {},
    /// "The pointer is relative to this option, and the smallest legal value for
    /// the pointer is 4."
    RecordRoute {
        /// On the wire: u8, 4 to 255.
        pointer: u8,
        /// On the wire: 0 to 9 elements, all that is left, each 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        route: Vec<[u8; 4]>,
    },
    /// RFC 2113, §2.1: 0 asks every router to examine the packet.
    RouterAlert {
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 38 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Setting {}

impl codec::Encode for Setting {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::End {} | Self::NoOperation {} => 1,
            Self::RecordRoute { route, .. } => 3 + route.len() * 4,
            Self::RouterAlert { .. } => 4,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::End {} => {
                out.put_u8(0);
            }
            Self::NoOperation {} => {
                out.put_u8(1);
            }
            Self::RecordRoute { pointer, route } => {
                out.put_u8(7);
                let length_: usize = 1 + route.len() * 4;
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_range(*pointer, 4, 255).within("pointer")?;
                out.put_u8(*pointer);
                codec::check_length(route.len(), 0, 9).within("route")?;
                for element in route {
                    out.put(element.as_slice());
                }
                codec::check_length(length_, 1, 37).within("length")?;
            }
            Self::RouterAlert { value } => {
                out.put_u8(148);
                out.put_u8(4);
                out.put_u16_be(*value);
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 7 | 148), *tag).within("tag")?;
                out.put_u8(*tag);
                let length_: usize = data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(data.len(), 0, 38).within("data")?;
                out.put(data);
                codec::check_length(length_, 0, 38).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Setting {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => Ok(Self::End {}),
            1 => Ok(Self::NoOperation {}),
            7 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 37).within("length")?;
                let region_0_begin = reader.offset();
                let pointer = reader
                    .read_in_range(codec::Reader::read_u8, 4, 255)
                    .within("pointer")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - 2 - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("route")?;
                let route = reader
                    .read_list_to_end(0, 9, |reader| reader.read_array::<4>().copied())
                    .within("route")?;
                reader.leave(region_0)?;
                Ok(Self::RecordRoute { pointer, route })
            }
            148 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::RouterAlert { value })
            }
            tag => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 0, 38).within("length")?;
                let region_1 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("data")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 38).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`Setting`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingRef<'a> {
    /// `End`, tag 0.
    End {},
    /// `NoOperation`, tag 1.
    NoOperation {},
    /// "The pointer is relative to this option, and the smallest legal value for
    /// the pointer is 4."
    RecordRoute {
        /// On the wire: u8, 4 to 255.
        pointer: u8,
        /// On the wire: 0 to 9 elements, all that is left, each 4 bytes.
        route: codec::List<'a, &'a [u8; 4]>,
    },
    /// RFC 2113, §2.1: 0 asks every router to examine the packet.
    RouterAlert {
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 38 bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for SettingRef<'_> {}

impl codec::Encode for SettingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::End {} | Self::NoOperation {} => 1,
            Self::RecordRoute { route, .. } => 3 + route.len() * 4,
            Self::RouterAlert { .. } => 4,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::End {} => {
                out.put_u8(0);
            }
            Self::NoOperation {} => {
                out.put_u8(1);
            }
            Self::RecordRoute { pointer, route } => {
                out.put_u8(7);
                let length_: usize = 1 + route.len() * 4;
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_range(*pointer, 4, 255).within("pointer")?;
                out.put_u8(*pointer);
                codec::check_length(route.len(), 0, 9).within("route")?;
                for element in route.iter() {
                    out.put(element.as_slice());
                }
                codec::check_length(length_, 1, 37).within("length")?;
            }
            Self::RouterAlert { value } => {
                out.put_u8(148);
                out.put_u8(4);
                out.put_u16_be(*value);
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 7 | 148), *tag).within("tag")?;
                out.put_u8(*tag);
                let length_: usize = data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(data.len(), 0, 38).within("data")?;
                out.put(data);
                codec::check_length(length_, 0, 38).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SettingRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => Ok(Self::End {}),
            1 => Ok(Self::NoOperation {}),
            7 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 37).within("length")?;
                let region_0_begin = reader.offset();
                let pointer = reader
                    .read_in_range(codec::Reader::read_u8, 4, 255)
                    .within("pointer")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - 2 - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("route")?;
                let route = codec::List::read_to_end(reader, 0, 9, |reader| reader.read_array::<4>())
                    .within("route")?;
                reader.leave(region_0)?;
                Ok(Self::RecordRoute { pointer, route })
            }
            148 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::RouterAlert { value })
            }
            tag => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 0, 38).within("length")?;
                let region_1 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("data")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 38).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> SettingRef<'a> {
    /// The [`Setting`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Setting {
        match self {
            Self::End {} => Setting::End {},
            Self::NoOperation {} => Setting::NoOperation {},
            Self::RecordRoute { pointer, route } =>
                Setting::RecordRoute { pointer, route: route.iter().copied().collect() },
            Self::RouterAlert { value } => Setting::RouterAlert { value },
            Self::Other { tag, data } => Setting::Other { tag, data: reader.own(data) },
        }
    }
}

/// RFC 791, §3.1. A fragment is one, too, so that the payload stays bytes.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | 4 bits, always 4 |
/// | 1 | 0 | `header` | 4 bits, `size(version..=settings) / 4` |
/// | 1 | 1 | `differentiated_services` | 6 bits |
/// | 2 | 0 | `congestion` | 2 bits |
/// | 2 | 2 | `total` | u16 big-endian, `size(version..=payload)` |
/// | 4 | 2 | `identification` | u16 big-endian |
/// | 6 | 2 | `reserved` | 1 bits, always 0 |
/// | 8 | 0 | `do_not_fragment` | one bit |
/// | 8 | 0 | `more_fragments` | one bit |
/// | 8 | 0 | `fragment_offset` | 13 bits |
/// | 8 | 1 | `time_to_live` | u8 |
/// | 9 | 1 | `protocol` | [`Protocol`] as u8 |
/// | 10 | 2 | `checksum` | u16 big-endian, `internet(version..=settings)` |
/// | 12 | 4 | `source` | 4 bytes |
/// | 16 | 4 | `destination` | 4 bytes |
/// | 20 | 0..=1600 | `settings` | 0 to 40 elements, all that is left, each [`Setting`], its tag in front as u8 |
/// |  | 0.. | `payload` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// RFC 2474, §3.
    ///
    /// On the wire: 6 bits.
    pub differentiated_services: u8,
    /// RFC 3168, §5.
    ///
    /// On the wire: 2 bits.
    pub congestion: u8,
    /// On the wire: u16 big-endian.
    pub identification: u16,
    /// On the wire: one bit.
    pub do_not_fragment: bool,
    /// On the wire: one bit.
    pub more_fragments: bool,
    /// In units of 8 bytes.
    ///
    /// On the wire: 13 bits.
    pub fragment_offset: u16,
    /// On the wire: u8.
    pub time_to_live: u8,
    /// On the wire: [`Protocol`] as u8.
    pub protocol: Protocol,
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub source: [u8; 4],
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub destination: [u8; 4],
    /// Up to a word's end with `End`: "The internet header padding is used to
    /// ensure that the internet header ends on a 32 bit boundary."
    ///
    /// On the wire: 0 to 40 elements, all that is left, each [`Setting`], its tag in front as u8.
    pub settings: Vec<Setting>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_12_begin = out.written().len();
        let header: usize =
            20 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u8((header / 4) as u8 | 0x40);
        codec::check_range(self.differentiated_services, 0, 63).within("differentiated_services")?;
        codec::check_range(self.congestion, 0, 3).within("congestion")?;
        out.put_u8(self.differentiated_services << 2 | self.congestion);
        let total: usize = 20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.payload.len();
        out.put_u16_be(total as u16);
        out.put_u16_be(self.identification);
        codec::check_range(self.fragment_offset, 0, 8191).within("fragment_offset")?;
        out.put_u16_be(
            u16::from(self.do_not_fragment) << 14
                | u16::from(self.more_fragments) << 13
                | self.fragment_offset,
        );
        out.put_u8(self.time_to_live);
        codec::check_variant(self.protocol.is_canonical(), self.protocol.number())
            .within("protocol")?;
        out.put_u8(self.protocol.number());
        let checksum_12_at = out.written().len();
        out.put(&[0; 2]);
        out.put(self.source.as_slice());
        out.put(self.destination.as_slice());
        codec::check_length(self.settings.len(), 0, 40).within("settings")?;
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        codec::check_length(header, 20, 60).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        let checksum_12_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_12_begin,
            checksum_12_end,
            checksum_12_at,
            2,
        ));
        out.written()[checksum_12_at..checksum_12_at + 2].copy_from_slice(&checksum.to_be_bytes());
        out.put(&self.payload);
        codec::check_length(total, 20, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 20;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_12_begin = reader.offset();
        let region_4_begin = reader.offset();
        let region_1_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 4).within("version")?;
        let start = reader.offset() - 1;
        let header = run & 0x0f;
        reader.expect_length(start, i128::from(header) * 4, 20, 60).within("header")?;
        let run = reader.read_u8().within("differentiated_services")?;
        let differentiated_services = run >> 2;
        let congestion = run & 0x03;
        let start = reader.offset();
        let total = reader.read_u16_be().within("total")?;
        reader.expect_length(start, total, 20, 65_535).within("total")?;
        let identification = reader.read_u16_be().within("identification")?;
        let run = reader.read_u16_be().within("reserved")?;
        let start = reader.offset() - 2;
        let reserved = (run >> 15) as u8;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let do_not_fragment = run >> 14 & 1 != 0;
        let more_fragments = run >> 13 & 1 != 0;
        let fragment_offset = run & 0x1fff;
        let time_to_live = reader.read_u8().within("time_to_live")?;
        let protocol_ = Protocol::from_number(reader.read_u8().within("protocol")?);
        let checksum_12_at = reader.offset();
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let source_ = reader.read_array::<4>().copied().within("source")?;
        let destination = reader.read_array::<4>().copied().within("destination")?;
        let region_4 = reader
            .enter(reader.offset(), u64::from(total) - (reader.offset() - region_4_begin) as u64)
            .within("settings")?;
        let region_1 = reader
            .enter(
                reader.offset(),
                u64::from(header) * 4 - (reader.offset() - region_1_begin) as u64,
            )
            .within("settings")?;
        let settings = reader.read_list_to_end(0, 40, Setting::decode).within("settings")?;
        reader.leave(region_1)?;
        let checksum_12_end = reader.offset();
        reader
            .expect_checksum(
                checksum_12_at,
                checksum_,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_12_begin,
                    checksum_12_end,
                    checksum_12_at,
                    2,
                )),
            )
            .within("checksum")?;
        let payload = reader.read_slice(reader.remaining()).within("payload")?;
        let payload = reader.own(payload);
        reader.leave(region_4)?;
        Ok(Self {
            differentiated_services,
            congestion,
            identification,
            do_not_fragment,
            more_fragments,
            fragment_offset,
            time_to_live,
            protocol: protocol_,
            source: source_,
            destination,
            settings,
            payload,
        })
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// RFC 2474, §3.
    ///
    /// On the wire: 6 bits.
    pub differentiated_services: u8,
    /// RFC 3168, §5.
    ///
    /// On the wire: 2 bits.
    pub congestion: u8,
    /// On the wire: u16 big-endian.
    pub identification: u16,
    /// On the wire: one bit.
    pub do_not_fragment: bool,
    /// On the wire: one bit.
    pub more_fragments: bool,
    /// In units of 8 bytes.
    ///
    /// On the wire: 13 bits.
    pub fragment_offset: u16,
    /// On the wire: u8.
    pub time_to_live: u8,
    /// On the wire: [`Protocol`] as u8.
    pub protocol: Protocol,
    /// On the wire: 4 bytes.
    pub source: &'a [u8; 4],
    /// On the wire: 4 bytes.
    pub destination: &'a [u8; 4],
    /// Up to a word's end with `End`: "The internet header padding is used to
    /// ensure that the internet header ends on a 32 bit boundary."
    ///
    /// On the wire: 0 to 40 elements, all that is left, each [`Setting`], its tag in front as u8.
    pub settings: codec::List<'a, SettingRef<'a>>,
    /// On the wire: bytes, all that is left.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_12_begin = out.written().len();
        let header: usize =
            20 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u8((header / 4) as u8 | 0x40);
        codec::check_range(self.differentiated_services, 0, 63).within("differentiated_services")?;
        codec::check_range(self.congestion, 0, 3).within("congestion")?;
        out.put_u8(self.differentiated_services << 2 | self.congestion);
        let total: usize = 20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.payload.len();
        out.put_u16_be(total as u16);
        out.put_u16_be(self.identification);
        codec::check_range(self.fragment_offset, 0, 8191).within("fragment_offset")?;
        out.put_u16_be(
            u16::from(self.do_not_fragment) << 14
                | u16::from(self.more_fragments) << 13
                | self.fragment_offset,
        );
        out.put_u8(self.time_to_live);
        codec::check_variant(self.protocol.is_canonical(), self.protocol.number())
            .within("protocol")?;
        out.put_u8(self.protocol.number());
        let checksum_12_at = out.written().len();
        out.put(&[0; 2]);
        out.put(self.source.as_slice());
        out.put(self.destination.as_slice());
        codec::check_length(self.settings.len(), 0, 40).within("settings")?;
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        codec::check_length(header, 20, 60).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        let checksum_12_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_12_begin,
            checksum_12_end,
            checksum_12_at,
            2,
        ));
        out.written()[checksum_12_at..checksum_12_at + 2].copy_from_slice(&checksum.to_be_bytes());
        out.put(self.payload);
        codec::check_length(total, 20, 65_535).within("total")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 20;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_12_begin = reader.offset();
        let region_4_begin = reader.offset();
        let region_1_begin = reader.offset();
        let run = reader.read_u8().within("version")?;
        let start = reader.offset() - 1;
        let version = run >> 4;
        reader.expect_constant(start, version, 4).within("version")?;
        let start = reader.offset() - 1;
        let header = run & 0x0f;
        reader.expect_length(start, i128::from(header) * 4, 20, 60).within("header")?;
        let run = reader.read_u8().within("differentiated_services")?;
        let differentiated_services = run >> 2;
        let congestion = run & 0x03;
        let start = reader.offset();
        let total = reader.read_u16_be().within("total")?;
        reader.expect_length(start, total, 20, 65_535).within("total")?;
        let identification = reader.read_u16_be().within("identification")?;
        let run = reader.read_u16_be().within("reserved")?;
        let start = reader.offset() - 2;
        let reserved = (run >> 15) as u8;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let do_not_fragment = run >> 14 & 1 != 0;
        let more_fragments = run >> 13 & 1 != 0;
        let fragment_offset = run & 0x1fff;
        let time_to_live = reader.read_u8().within("time_to_live")?;
        let protocol_ = Protocol::from_number(reader.read_u8().within("protocol")?);
        let checksum_12_at = reader.offset();
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let source_ = reader.read_array::<4>().within("source")?;
        let destination = reader.read_array::<4>().within("destination")?;
        let region_4 = reader
            .enter(reader.offset(), u64::from(total) - (reader.offset() - region_4_begin) as u64)
            .within("settings")?;
        let region_1 = reader
            .enter(
                reader.offset(),
                u64::from(header) * 4 - (reader.offset() - region_1_begin) as u64,
            )
            .within("settings")?;
        let settings = codec::List::read_to_end(reader, 0, 40, SettingRef::decode)
            .within("settings")?;
        reader.leave(region_1)?;
        let checksum_12_end = reader.offset();
        reader
            .expect_checksum(
                checksum_12_at,
                checksum_,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_12_begin,
                    checksum_12_end,
                    checksum_12_at,
                    2,
                )),
            )
            .within("checksum")?;
        let payload = reader.read_slice(reader.remaining()).within("payload")?;
        reader.leave(region_4)?;
        Ok(Self {
            differentiated_services,
            congestion,
            identification,
            do_not_fragment,
            more_fragments,
            fragment_offset,
            time_to_live,
            protocol: protocol_,
            source: source_,
            destination,
            settings,
            payload,
        })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram {
            differentiated_services: self.differentiated_services,
            congestion: self.congestion,
            identification: self.identification,
            do_not_fragment: self.do_not_fragment,
            more_fragments: self.more_fragments,
            fragment_offset: self.fragment_offset,
            time_to_live: self.time_to_live,
            protocol: self.protocol,
            source: *self.source,
            destination: *self.destination,
            settings: self.settings.iter().map(|held| held.own(reader)).collect(),
            payload: reader.own(self.payload),
        }
    }
}

/// The enumeration `IcmpKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum IcmpKind {
    /// `EchoReply`, number 0.
    EchoReply,
    /// `Unreachable`, number 3.
    Unreachable,
    /// `Echo`, number 8.
    Echo,
    /// `TimeExceeded`, number 11.
    TimeExceeded,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl IcmpKind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::EchoReply => 0,
            Self::Unreachable => 3,
            Self::Echo => 8,
            Self::TimeExceeded => 11,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::EchoReply,
            3 => Self::Unreachable,
            8 => Self::Echo,
            11 => Self::TimeExceeded,
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

/// The union `IcmpContent`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum IcmpContent {
    /// What there is if the selector is [`IcmpKind::EchoReply`].
    EchoReply {
        /// On the wire: u16 big-endian.
        identifier: u16,
        /// On the wire: u16 big-endian.
        sequence: u16,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// What there is if the selector is [`IcmpKind::Echo`].
    Echo {
        /// On the wire: u16 big-endian.
        identifier: u16,
        /// On the wire: u16 big-endian.
        sequence: u16,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// What there is if the selector is [`IcmpKind::Unreachable`].
    Unreachable {
        /// On the wire: u32 big-endian.
        unused: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        datagram: Bytes,
    },
    /// What there is if the selector is [`IcmpKind::TimeExceeded`].
    TimeExceeded {
        /// On the wire: u32 big-endian.
        unused: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        datagram: Bytes,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: IcmpKind,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for IcmpContent {}

impl codec::Encode for IcmpContent {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::EchoReply { data, .. } | Self::Echo { data, .. } => 4 + data.len(),
            Self::Unreachable { datagram, .. } | Self::TimeExceeded { datagram, .. } =>
                4 + datagram.len(),
            Self::Other { data, .. } => data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::EchoReply { identifier, sequence, data }
            | Self::Echo { identifier, sequence, data } => {
                out.put_u16_be(*identifier);
                out.put_u16_be(*sequence);
                out.put(data);
            }
            Self::Unreachable { unused, datagram } | Self::TimeExceeded { unused, datagram } => {
                out.put_u32_be(*unused);
                out.put(datagram);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    tag.is_canonical() && !matches!(tag.number(), 0 | 8 | 3 | 11),
                    tag.number(),
                )
                    .within("tag")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl IcmpContent {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> IcmpKind {
        match self {
            Self::EchoReply { .. } => IcmpKind::EchoReply,
            Self::Echo { .. } => IcmpKind::Echo,
            Self::Unreachable { .. } => IcmpKind::Unreachable,
            Self::TimeExceeded { .. } => IcmpKind::TimeExceeded,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'_>,
        selector: IcmpKind,
    ) -> Result<Self, codec::DecodeError> {
        Ok(IcmpContentRef::decode(reader, selector)?.own(reader))
    }
}

/// [`IcmpContent`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IcmpContentRef<'a> {
    /// What there is if the selector is [`IcmpKind::EchoReply`].
    EchoReply {
        /// On the wire: u16 big-endian.
        identifier: u16,
        /// On the wire: u16 big-endian.
        sequence: u16,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
    /// What there is if the selector is [`IcmpKind::Echo`].
    Echo {
        /// On the wire: u16 big-endian.
        identifier: u16,
        /// On the wire: u16 big-endian.
        sequence: u16,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
    /// What there is if the selector is [`IcmpKind::Unreachable`].
    Unreachable {
        /// On the wire: u32 big-endian.
        unused: u32,
        /// On the wire: bytes, all that is left.
        datagram: &'a [u8],
    },
    /// What there is if the selector is [`IcmpKind::TimeExceeded`].
    TimeExceeded {
        /// On the wire: u32 big-endian.
        unused: u32,
        /// On the wire: bytes, all that is left.
        datagram: &'a [u8],
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: IcmpKind,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for IcmpContentRef<'_> {}

impl codec::Encode for IcmpContentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::EchoReply { data, .. } | Self::Echo { data, .. } => 4 + data.len(),
            Self::Unreachable { datagram, .. } | Self::TimeExceeded { datagram, .. } =>
                4 + datagram.len(),
            Self::Other { data, .. } => data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::EchoReply { identifier, sequence, data }
            | Self::Echo { identifier, sequence, data } => {
                out.put_u16_be(*identifier);
                out.put_u16_be(*sequence);
                out.put(data);
            }
            Self::Unreachable { unused, datagram } | Self::TimeExceeded { unused, datagram } => {
                out.put_u32_be(*unused);
                out.put(datagram);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    tag.is_canonical() && !matches!(tag.number(), 0 | 8 | 3 | 11),
                    tag.number(),
                )
                    .within("tag")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> IcmpContentRef<'a> {
    /// The value of the selecting field for this arm.
    pub const fn selector(&self) -> IcmpKind {
        match self {
            Self::EchoReply { .. } => IcmpKind::EchoReply,
            Self::Echo { .. } => IcmpKind::Echo,
            Self::Unreachable { .. } => IcmpKind::Unreachable,
            Self::TimeExceeded { .. } => IcmpKind::TimeExceeded,
            Self::Other { tag: number, .. } => *number,
        }
    }

    /// Reads the arm that the selecting field says.
    ///
    /// # Errors
    /// The first fault in wire order, or there is no such arm.
    pub fn decode(
        reader: &mut codec::Reader<'a>,
        selector: IcmpKind,
    ) -> Result<Self, codec::DecodeError> {
        match selector {
            IcmpKind::EchoReply => {
                let identifier = reader.read_u16_be().within("identifier")?;
                let sequence = reader.read_u16_be().within("sequence")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::EchoReply { identifier, sequence, data })
            }
            IcmpKind::Echo => {
                let identifier = reader.read_u16_be().within("identifier")?;
                let sequence = reader.read_u16_be().within("sequence")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Echo { identifier, sequence, data })
            }
            IcmpKind::Unreachable => {
                let unused = reader.read_u32_be().within("unused")?;
                let datagram = reader.read_slice(reader.remaining()).within("datagram")?;
                Ok(Self::Unreachable { unused, datagram })
            }
            IcmpKind::TimeExceeded => {
                let unused = reader.read_u32_be().within("unused")?;
                let datagram = reader.read_slice(reader.remaining()).within("datagram")?;
                Ok(Self::TimeExceeded { unused, datagram })
            }
            tag => {
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> IcmpContentRef<'a> {
    /// The [`IcmpContent`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> IcmpContent {
        match self {
            Self::EchoReply { identifier, sequence, data } =>
                IcmpContent::EchoReply { identifier, sequence, data: reader.own(data) },
            Self::Echo { identifier, sequence, data } =>
                IcmpContent::Echo { identifier, sequence, data: reader.own(data) },
            Self::Unreachable { unused, datagram } =>
                IcmpContent::Unreachable { unused, datagram: reader.own(datagram) },
            Self::TimeExceeded { unused, datagram } =>
                IcmpContent::TimeExceeded { unused, datagram: reader.own(datagram) },
            Self::Other { tag, data } => IcmpContent::Other { tag, data: reader.own(data) },
        }
    }
}

/// RFC 792: "The checksum is the 16-bit ones's complement of the one's complement
/// sum of the ICMP message starting with the ICMP Type."
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `kind` | [`IcmpKind`] as u8, says which arm `content` has |
/// | 1 | 1 | `code` | u8 |
/// | 2 | 2 | `checksum` | u16 big-endian, `internet(kind..=content)` |
/// | 4 | 0.. | `content` | [`IcmpContent`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Icmp {
    /// On the wire: u8.
    pub code: u8,
    /// On the wire: [`IcmpContent`].
    pub content: IcmpContent,
}

impl ::core::cmp::Eq for Icmp {}

impl codec::Encode for Icmp {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_2_begin = out.written().len();
        out.put_u8(self.content.selector().number());
        out.put_u8(self.code);
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        self.content.encode(out).within("content")?;
        let checksum_2_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Icmp {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(IcmpRef::decode(reader)?.own(reader))
    }
}

/// [`Icmp`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IcmpRef<'a> {
    /// On the wire: u8.
    pub code: u8,
    /// On the wire: [`IcmpContent`].
    pub content: IcmpContentRef<'a>,
}

impl ::core::cmp::Eq for IcmpRef<'_> {}

impl codec::Encode for IcmpRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let checksum_2_begin = out.written().len();
        out.put_u8(self.content.selector().number());
        out.put_u8(self.code);
        let checksum_2_at = out.written().len();
        out.put(&[0; 2]);
        self.content.encode(out).within("content")?;
        let checksum_2_end = out.written().len();
        let checksum = codec::checksum::internet(&codec::checksum::pieces(
            out.written(),
            checksum_2_begin,
            checksum_2_end,
            checksum_2_at,
            2,
        ));
        out.written()[checksum_2_at..checksum_2_at + 2].copy_from_slice(&checksum.to_be_bytes());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for IcmpRef<'a> {
    const MIN_LEN: usize = 4;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let checksum_2_begin = reader.offset();
        let kind = IcmpKind::from_number(reader.read_u8().within("kind")?);
        let code = reader.read_u8().within("code")?;
        let checksum_2_at = reader.offset();
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let content = IcmpContentRef::decode(reader, kind).within("content")?;
        let checksum_2_end = reader.offset();
        reader
            .expect_checksum(
                checksum_2_at,
                checksum_,
                codec::checksum::internet(&codec::checksum::pieces(
                    reader.passed(),
                    checksum_2_begin,
                    checksum_2_end,
                    checksum_2_at,
                    2,
                )),
            )
            .within("checksum")?;
        Ok(Self { code, content })
    }
}

impl<'a> IcmpRef<'a> {
    /// The [`Icmp`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Icmp {
        Icmp { code: self.code, content: self.content.own(reader) }
    }
}

/// RFC 768: "Length is the length in octets of this user datagram including this
/// header and the data."
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `source_port` | u16 big-endian |
/// | 2 | 2 | `destination_port` | u16 big-endian |
/// | 4 | 2 | `length` | u16 big-endian, `size(source_port..=data)` |
/// | 6 | 2 | `checksum` | u16 big-endian |
/// | 8 | 0.. | `data` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Udp {
    /// On the wire: u16 big-endian.
    pub source_port: u16,
    /// On the wire: u16 big-endian.
    pub destination_port: u16,
    /// Over a pseudo header, too; 0 is none.
    ///
    /// On the wire: u16 big-endian.
    pub checksum: u16,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Udp {}

impl codec::Encode for Udp {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.source_port);
        out.put_u16_be(self.destination_port);
        let length_: usize = 8 + self.data.len();
        out.put_u16_be(length_ as u16);
        out.put_u16_be(self.checksum);
        out.put(&self.data);
        codec::check_length(length_, 8, 65_535).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Udp {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(UdpRef::decode(reader)?.own(reader))
    }
}

/// [`Udp`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UdpRef<'a> {
    /// On the wire: u16 big-endian.
    pub source_port: u16,
    /// On the wire: u16 big-endian.
    pub destination_port: u16,
    /// Over a pseudo header, too; 0 is none.
    ///
    /// On the wire: u16 big-endian.
    pub checksum: u16,
    /// On the wire: bytes, all that is left.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for UdpRef<'_> {}

impl codec::Encode for UdpRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        8 + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.source_port);
        out.put_u16_be(self.destination_port);
        let length_: usize = 8 + self.data.len();
        out.put_u16_be(length_ as u16);
        out.put_u16_be(self.checksum);
        out.put(self.data);
        codec::check_length(length_, 8, 65_535).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for UdpRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_2_begin = reader.offset();
        let source_port = reader.read_u16_be().within("source_port")?;
        let destination_port = reader.read_u16_be().within("destination_port")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 8, 65_535).within("length")?;
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let region_2 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_2_begin) as u64)
            .within("data")?;
        let data = reader.read_slice(reader.remaining()).within("data")?;
        reader.leave(region_2)?;
        Ok(Self { source_port, destination_port, checksum: checksum_, data })
    }
}

impl<'a> UdpRef<'a> {
    /// The [`Udp`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Udp {
        Udp {
            source_port: self.source_port,
            destination_port: self.destination_port,
            checksum: self.checksum,
            data: reader.own(self.data),
        }
    }
}

/// The flags `Control`.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Control(u8);

impl Control {
    /// The flag `fin`.
    pub const FIN: Self = Self(0x01);

    /// The flag `syn`.
    pub const SYN: Self = Self(0x02);

    /// The flag `rst`.
    pub const RST: Self = Self(0x04);

    /// The flag `psh`.
    pub const PSH: Self = Self(0x08);

    /// The flag `ack`.
    pub const ACK: Self = Self(0x10);

    /// The flag `urg`.
    pub const URG: Self = Self(0x20);

    /// The flag `ece`.
    pub const ECE: Self = Self(0x40);

    /// The flag `cwr`.
    pub const CWR: Self = Self(0x80);
    const FLAG_NAMES: [(&'static str, Self); 8] = [
        ("fin", Self::FIN),
        ("syn", Self::SYN),
        ("rst", Self::RST),
        ("psh", Self::PSH),
        ("ack", Self::ACK),
        ("urg", Self::URG),
        ("ece", Self::ECE),
        ("cwr", Self::CWR),
    ];

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

    /// Whether `fin` is set.
    pub const fn is_fin(self) -> bool {
        self.contains(Self::FIN)
    }

    /// Whether `syn` is set.
    pub const fn is_syn(self) -> bool {
        self.contains(Self::SYN)
    }

    /// Whether `rst` is set.
    pub const fn is_rst(self) -> bool {
        self.contains(Self::RST)
    }

    /// Whether `psh` is set.
    pub const fn is_psh(self) -> bool {
        self.contains(Self::PSH)
    }

    /// Whether `ack` is set.
    pub const fn is_ack(self) -> bool {
        self.contains(Self::ACK)
    }

    /// Whether `urg` is set.
    pub const fn is_urg(self) -> bool {
        self.contains(Self::URG)
    }

    /// Whether `ece` is set.
    pub const fn is_ece(self) -> bool {
        self.contains(Self::ECE)
    }

    /// Whether `cwr` is set.
    pub const fn is_cwr(self) -> bool {
        self.contains(Self::CWR)
    }

    /// Checks the set: reserved bits, then its constraints.
    ///
    /// # Errors
    /// The first that does not hold.
    pub const fn check(self) -> Result<(), codec::FlagsError> {
        Ok(())
    }
}

impl ::core::ops::BitOr for Control {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl ::core::fmt::Debug for Control {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        f.debug_set().entries(names.map(|(name, _)| name)).finish()
    }
}

impl codec::serde::Serialize for Control {
    fn serialize<S: codec::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
        serializer.collect_seq(names.map(|(name, _)| name))
    }
}

impl<'de> codec::serde::Deserialize<'de> for Control {
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

/// RFC 2018, §3.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `left` | u32 big-endian |
/// | 4 | 4 | `right` | u32 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct SackBlock {
    /// On the wire: u32 big-endian.
    pub left: u32,
    /// On the wire: u32 big-endian.
    pub right: u32,
}

impl ::core::cmp::Eq for SackBlock {}

impl codec::Encode for SackBlock {
    #[inline]
    fn encoded_len(&self) -> usize {
        8
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(self.left);
        out.put_u32_be(self.right);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SackBlock {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let left = reader.read_u32_be().within("left")?;
        let right = reader.read_u32_be().within("right")?;
        Ok(Self { left, right })
    }
}

/// RFC 9293, §3.2. The length counts kind and length, too.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum TcpSetting {
    /// `End`, tag 0.
    End {},
    /// `NoOperation`, tag 1.
    NoOperation {},
    /// `MaximumSegmentSize`, tag 2.
    MaximumSegmentSize {
        /// On the wire: u16 big-endian.
        size: u16,
    },
    /// RFC 7323, §2.2; at most 14 by §2.3.
    WindowScale {
        /// On the wire: u8, 0 to 14.
        shift: u8,
    },
    /// RFC 2018, §2.
    SackPermitted {},
    /// RFC 2018, §3: at most 4 blocks.
    Sack {
        /// On the wire: 1 to 4 elements, all that is left, each [`SackBlock`].
        blocks: Vec<SackBlock>,
    },
    /// RFC 7323, §3.2.
    Timestamps {
        /// On the wire: u32 big-endian.
        value: u32,
        /// On the wire: u32 big-endian.
        echo: u32,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 38 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for TcpSetting {}

impl codec::Encode for TcpSetting {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::End {} | Self::NoOperation {} => 1,
            Self::MaximumSegmentSize { .. } => 4,
            Self::WindowScale { .. } => 3,
            Self::SackPermitted {} => 2,
            Self::Sack { blocks } => 2 + blocks.len() * 8,
            Self::Timestamps { .. } => 10,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::End {} => {
                out.put_u8(0);
            }
            Self::NoOperation {} => {
                out.put_u8(1);
            }
            Self::MaximumSegmentSize { size } => {
                out.put_u8(2);
                out.put_u8(4);
                out.put_u16_be(*size);
            }
            Self::WindowScale { shift } => {
                out.put_u8(3);
                out.put_u8(3);
                codec::check_range(*shift, 0, 14).within("shift")?;
                out.put_u8(*shift);
            }
            Self::SackPermitted {} => {
                out.put_u8(4);
                out.put_u8(2);
            }
            Self::Sack { blocks } => {
                out.put_u8(5);
                let length_: usize = blocks.len() * 8;
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(blocks.len(), 1, 4).within("blocks")?;
                for (index, element) in blocks.iter().enumerate() {
                    element.encode(out).at(index).within("blocks")?;
                }
                codec::check_length(length_, 8, 32).within("length")?;
            }
            Self::Timestamps { value, echo } => {
                out.put_u8(8);
                out.put_u8(10);
                out.put_u32_be(*value);
                out.put_u32_be(*echo);
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 2 | 3 | 4 | 5 | 8), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(data.len(), 0, 38).within("data")?;
                out.put(data);
                codec::check_length(length_, 0, 38).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TcpSetting {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => Ok(Self::End {}),
            1 => Ok(Self::NoOperation {}),
            2 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let size = reader.read_u16_be().within("size")?;
                Ok(Self::MaximumSegmentSize { size })
            }
            3 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 3).within("length")?;
                let shift = reader.read_in_range(codec::Reader::read_u8, 0, 14).within("shift")?;
                Ok(Self::WindowScale { shift })
            }
            4 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 2).within("length")?;
                Ok(Self::SackPermitted {})
            }
            5 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 8, 32).within("length")?;
                let region_0 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("blocks")?;
                let blocks = reader.read_list_to_end(1, 4, SackBlock::decode).within("blocks")?;
                reader.leave(region_0)?;
                Ok(Self::Sack { blocks })
            }
            8 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 10).within("length")?;
                let value = reader.read_u32_be().within("value")?;
                let echo = reader.read_u32_be().within("echo")?;
                Ok(Self::Timestamps { value, echo })
            }
            tag => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 0, 38).within("length")?;
                let region_1 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("data")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 38).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`TcpSetting`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TcpSettingRef<'a> {
    /// `End`, tag 0.
    End {},
    /// `NoOperation`, tag 1.
    NoOperation {},
    /// `MaximumSegmentSize`, tag 2.
    MaximumSegmentSize {
        /// On the wire: u16 big-endian.
        size: u16,
    },
    /// RFC 7323, §2.2; at most 14 by §2.3.
    WindowScale {
        /// On the wire: u8, 0 to 14.
        shift: u8,
    },
    /// RFC 2018, §2.
    SackPermitted {},
    /// RFC 2018, §3: at most 4 blocks.
    Sack {
        /// On the wire: 1 to 4 elements, all that is left, each [`SackBlock`].
        blocks: codec::List<'a, SackBlock>,
    },
    /// RFC 7323, §3.2.
    Timestamps {
        /// On the wire: u32 big-endian.
        value: u32,
        /// On the wire: u32 big-endian.
        echo: u32,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 38 bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for TcpSettingRef<'_> {}

impl codec::Encode for TcpSettingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::End {} | Self::NoOperation {} => 1,
            Self::MaximumSegmentSize { .. } => 4,
            Self::WindowScale { .. } => 3,
            Self::SackPermitted {} => 2,
            Self::Sack { blocks } => 2 + blocks.len() * 8,
            Self::Timestamps { .. } => 10,
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::End {} => {
                out.put_u8(0);
            }
            Self::NoOperation {} => {
                out.put_u8(1);
            }
            Self::MaximumSegmentSize { size } => {
                out.put_u8(2);
                out.put_u8(4);
                out.put_u16_be(*size);
            }
            Self::WindowScale { shift } => {
                out.put_u8(3);
                out.put_u8(3);
                codec::check_range(*shift, 0, 14).within("shift")?;
                out.put_u8(*shift);
            }
            Self::SackPermitted {} => {
                out.put_u8(4);
                out.put_u8(2);
            }
            Self::Sack { blocks } => {
                out.put_u8(5);
                let length_: usize = blocks.len() * 8;
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(blocks.len(), 1, 4).within("blocks")?;
                for (index, element) in blocks.iter().enumerate() {
                    element.encode(out).at(index).within("blocks")?;
                }
                codec::check_length(length_, 8, 32).within("length")?;
            }
            Self::Timestamps { value, echo } => {
                out.put_u8(8);
                out.put_u8(10);
                out.put_u32_be(*value);
                out.put_u32_be(*echo);
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 2 | 3 | 4 | 5 | 8), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                let length_: usize = data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                codec::check_length(data.len(), 0, 38).within("data")?;
                out.put(data);
                codec::check_length(length_, 0, 38).within("length")?;
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TcpSettingRef<'a> {
    const MIN_LEN: usize = 1;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => Ok(Self::End {}),
            1 => Ok(Self::NoOperation {}),
            2 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let size = reader.read_u16_be().within("size")?;
                Ok(Self::MaximumSegmentSize { size })
            }
            3 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 3).within("length")?;
                let shift = reader.read_in_range(codec::Reader::read_u8, 0, 14).within("shift")?;
                Ok(Self::WindowScale { shift })
            }
            4 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 2).within("length")?;
                Ok(Self::SackPermitted {})
            }
            5 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 8, 32).within("length")?;
                let region_0 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("blocks")?;
                let blocks = codec::List::read_to_end(reader, 1, 4, SackBlock::decode)
                    .within("blocks")?;
                reader.leave(region_0)?;
                Ok(Self::Sack { blocks })
            }
            8 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 10).within("length")?;
                let value = reader.read_u32_be().within("value")?;
                let echo = reader.read_u32_be().within("echo")?;
                Ok(Self::Timestamps { value, echo })
            }
            tag => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 0, 38).within("length")?;
                let region_1 = reader
                    .enter(reader.offset(), u64::from(length_) - 2)
                    .within("data")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 38).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                reader.leave(region_1)?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> TcpSettingRef<'a> {
    /// The [`TcpSetting`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> TcpSetting {
        match self {
            Self::End {} => TcpSetting::End {},
            Self::NoOperation {} => TcpSetting::NoOperation {},
            Self::MaximumSegmentSize { size } => TcpSetting::MaximumSegmentSize { size },
            Self::WindowScale { shift } => TcpSetting::WindowScale { shift },
            Self::SackPermitted {} => TcpSetting::SackPermitted {},
            Self::Sack { blocks } => TcpSetting::Sack { blocks: blocks.iter().collect() },
            Self::Timestamps { value, echo } => TcpSetting::Timestamps { value, echo },
            Self::Other { tag, data } => TcpSetting::Other { tag, data: reader.own(data) },
        }
    }
}

/// RFC 9293, §3.1.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `source_port` | u16 big-endian |
/// | 2 | 2 | `destination_port` | u16 big-endian |
/// | 4 | 4 | `sequence` | u32 big-endian |
/// | 8 | 4 | `acknowledgement` | u32 big-endian |
/// | 12 | 1 | `header` | 4 bits, `size(source_port..=settings) / 4` |
/// | 13 | 0 | `reserved` | 4 bits |
/// | 13 | 1 | `control` | [`Control`] as u8 |
/// | 14 | 2 | `window` | u16 big-endian |
/// | 16 | 2 | `checksum` | u16 big-endian |
/// | 18 | 2 | `urgent` | u16 big-endian |
/// | 20 | 0..=1600 | `settings` | 0 to 40 elements, all that is left, each [`TcpSetting`], its tag in front as u8 |
/// |  | 0.. | `data` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Tcp {
    /// On the wire: u16 big-endian.
    pub source_port: u16,
    /// On the wire: u16 big-endian.
    pub destination_port: u16,
    /// On the wire: u32 big-endian.
    pub sequence: u32,
    /// On the wire: u32 big-endian.
    pub acknowledgement: u32,
    /// On the wire: 4 bits.
    pub reserved: u8,
    /// On the wire: [`Control`] as u8.
    pub control: Control,
    /// On the wire: u16 big-endian.
    pub window: u16,
    /// Over a pseudo header, too.
    ///
    /// On the wire: u16 big-endian.
    pub checksum: u16,
    /// On the wire: u16 big-endian.
    pub urgent: u16,
    /// On the wire: 0 to 40 elements, all that is left, each [`TcpSetting`], its tag in front as u8.
    pub settings: Vec<TcpSetting>,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub data: Bytes,
}

impl ::core::cmp::Eq for Tcp {}

impl codec::Encode for Tcp {
    #[inline]
    fn encoded_len(&self) -> usize {
        20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.source_port);
        out.put_u16_be(self.destination_port);
        out.put_u32_be(self.sequence);
        out.put_u32_be(self.acknowledgement);
        let header: usize =
            20 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>();
        codec::check_range(self.reserved, 0, 15).within("reserved")?;
        out.put_u8(((header / 4) as u8) << 4 | self.reserved);
        out.put_u8(self.control.bits());
        out.put_u16_be(self.window);
        out.put_u16_be(self.checksum);
        out.put_u16_be(self.urgent);
        codec::check_length(self.settings.len(), 0, 40).within("settings")?;
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        codec::check_length(header, 20, 60).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        out.put(&self.data);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Tcp {
    const MIN_LEN: usize = 20;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_4_begin = reader.offset();
        let source_port = reader.read_u16_be().within("source_port")?;
        let destination_port = reader.read_u16_be().within("destination_port")?;
        let sequence = reader.read_u32_be().within("sequence")?;
        let acknowledgement = reader.read_u32_be().within("acknowledgement")?;
        let run = reader.read_u8().within("header")?;
        let start = reader.offset() - 1;
        let header = run >> 4;
        reader.expect_length(start, i128::from(header) * 4, 20, 60).within("header")?;
        let reserved = run & 0x0f;
        let control = reader
            .read_flags(codec::Reader::read_u8, Control::from_bits)
            .within("control")?;
        let window = reader.read_u16_be().within("window")?;
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let urgent = reader.read_u16_be().within("urgent")?;
        let region_4 = reader
            .enter(
                reader.offset(),
                u64::from(header) * 4 - (reader.offset() - region_4_begin) as u64,
            )
            .within("settings")?;
        let settings = reader.read_list_to_end(0, 40, TcpSetting::decode).within("settings")?;
        reader.leave(region_4)?;
        let data = reader.read_slice(reader.remaining()).within("data")?;
        let data = reader.own(data);
        Ok(Self {
            source_port,
            destination_port,
            sequence,
            acknowledgement,
            reserved,
            control,
            window,
            checksum: checksum_,
            urgent,
            settings,
            data,
        })
    }
}

/// [`Tcp`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TcpRef<'a> {
    /// On the wire: u16 big-endian.
    pub source_port: u16,
    /// On the wire: u16 big-endian.
    pub destination_port: u16,
    /// On the wire: u32 big-endian.
    pub sequence: u32,
    /// On the wire: u32 big-endian.
    pub acknowledgement: u32,
    /// On the wire: 4 bits.
    pub reserved: u8,
    /// On the wire: [`Control`] as u8.
    pub control: Control,
    /// On the wire: u16 big-endian.
    pub window: u16,
    /// Over a pseudo header, too.
    ///
    /// On the wire: u16 big-endian.
    pub checksum: u16,
    /// On the wire: u16 big-endian.
    pub urgent: u16,
    /// On the wire: 0 to 40 elements, all that is left, each [`TcpSetting`], its tag in front as u8.
    pub settings: codec::List<'a, TcpSettingRef<'a>>,
    /// On the wire: bytes, all that is left.
    pub data: &'a [u8],
}

impl ::core::cmp::Eq for TcpRef<'_> {}

impl codec::Encode for TcpRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        20
            + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
            + self.data.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.source_port);
        out.put_u16_be(self.destination_port);
        out.put_u32_be(self.sequence);
        out.put_u32_be(self.acknowledgement);
        let header: usize =
            20 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>();
        codec::check_range(self.reserved, 0, 15).within("reserved")?;
        out.put_u8(((header / 4) as u8) << 4 | self.reserved);
        out.put_u8(self.control.bits());
        out.put_u16_be(self.window);
        out.put_u16_be(self.checksum);
        out.put_u16_be(self.urgent);
        codec::check_length(self.settings.len(), 0, 40).within("settings")?;
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        codec::check_length(header, 20, 60).within("header")?;
        codec::check_unit(header, 0, 4).within("header")?;
        out.put(self.data);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for TcpRef<'a> {
    const MIN_LEN: usize = 20;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_4_begin = reader.offset();
        let source_port = reader.read_u16_be().within("source_port")?;
        let destination_port = reader.read_u16_be().within("destination_port")?;
        let sequence = reader.read_u32_be().within("sequence")?;
        let acknowledgement = reader.read_u32_be().within("acknowledgement")?;
        let run = reader.read_u8().within("header")?;
        let start = reader.offset() - 1;
        let header = run >> 4;
        reader.expect_length(start, i128::from(header) * 4, 20, 60).within("header")?;
        let reserved = run & 0x0f;
        let control = reader
            .read_flags(codec::Reader::read_u8, Control::from_bits)
            .within("control")?;
        let window = reader.read_u16_be().within("window")?;
        let checksum_ = reader.read_u16_be().within("checksum")?;
        let urgent = reader.read_u16_be().within("urgent")?;
        let region_4 = reader
            .enter(
                reader.offset(),
                u64::from(header) * 4 - (reader.offset() - region_4_begin) as u64,
            )
            .within("settings")?;
        let settings = codec::List::read_to_end(reader, 0, 40, TcpSettingRef::decode)
            .within("settings")?;
        reader.leave(region_4)?;
        let data = reader.read_slice(reader.remaining()).within("data")?;
        Ok(Self {
            source_port,
            destination_port,
            sequence,
            acknowledgement,
            reserved,
            control,
            window,
            checksum: checksum_,
            urgent,
            settings,
            data,
        })
    }
}

impl<'a> TcpRef<'a> {
    /// The [`Tcp`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Tcp {
        Tcp {
            source_port: self.source_port,
            destination_port: self.destination_port,
            sequence: self.sequence,
            acknowledgement: self.acknowledgement,
            reserved: self.reserved,
            control: self.control,
            window: self.window,
            checksum: self.checksum,
            urgent: self.urgent,
            settings: self.settings.iter().map(|held| held.own(reader)).collect(),
            data: reader.own(self.data),
        }
    }
}

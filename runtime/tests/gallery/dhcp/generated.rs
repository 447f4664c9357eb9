// Written by `cargo run -- gen` from spec/gallery/dhcp.wire. Do not edit: change the spec and run the command.

//! The dhcp protocol. See `spec/gallery/dhcp.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Operation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Operation {
    /// `Request`, number 1.
    Request,
    /// `Reply`, number 2.
    Reply,
}

impl Operation {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Request => 1,
            Self::Reply => 2,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Request),
            2 => Some(Self::Reply),
            _ => None,
        }
    }
}

/// The enumeration `MessageKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum MessageKind {
    /// `Discover`, number 1.
    Discover,
    /// `Offer`, number 2.
    Offer,
    /// `Request`, number 3.
    Request,
    /// `Decline`, number 4.
    Decline,
    /// `Acknowledge`, number 5.
    Acknowledge,
    /// `Refuse`, number 6.
    Refuse,
    /// `Release`, number 7.
    Release,
    /// `Inform`, number 8.
    Inform,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl MessageKind {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Discover => 1,
            Self::Offer => 2,
            Self::Request => 3,
            Self::Decline => 4,
            Self::Acknowledge => 5,
            Self::Refuse => 6,
            Self::Release => 7,
            Self::Inform => 8,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Discover,
            2 => Self::Offer,
            3 => Self::Request,
            4 => Self::Decline,
            5 => Self::Acknowledge,
            6 => Self::Refuse,
            7 => Self::Release,
            8 => Self::Inform,
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

/// The union `Setting`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Setting {
    /// `Pad`, tag 0.
    Pad {},
    /// `SubnetMask`, tag 1.
    SubnetMask {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        mask: [u8; 4],
    },
    /// `Routers`, tag 3.
    Routers {
        /// On the wire: 4 to 252 bytes, their number in front as u8, filled by: elements, all that is left, each 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        routers: Vec<[u8; 4]>,
    },
    /// `HostName`, tag 12.
    HostName {
        /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
        name: String,
    },
    /// `RequestedAddress`, tag 50.
    RequestedAddress {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// `LeaseTime`, tag 51.
    LeaseTime {
        /// On the wire: u32 big-endian, in seconds.
        time: u32,
    },
    /// `Kind`, tag 53.
    Kind {
        /// On the wire: [`MessageKind`] as u8.
        kind: MessageKind,
    },
    /// `Server`, tag 54.
    Server {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// `Wanted`, tag 55.
    Wanted {
        /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
        codes: Vec<u8>,
    },
    /// `End`, tag 255.
    End {},
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Setting {}

impl codec::Encode for Setting {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Pad {} | Self::End {} => 1,
            Self::SubnetMask { .. }
            | Self::RequestedAddress { .. }
            | Self::LeaseTime { .. }
            | Self::Server { .. } => 6,
            Self::Routers { routers } => 2 + routers.len() * 4,
            Self::HostName { name } => 2 + name.len(),
            Self::Kind { .. } => 3,
            Self::Wanted { codes } => 2 + codes.len(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Pad {} => {
                out.put_u8(0);
            }
            Self::SubnetMask { mask } => {
                out.put_u8(1);
                out.put_u8(4);
                out.put(mask.as_slice());
            }
            Self::Routers { routers } => {
                out.put_u8(3);
                {
                    let length: usize = routers.len() * 4;
                    out.put_u8(length as u8);
                    for element in routers {
                        out.put(element.as_slice());
                    }
                    codec::check_length(length, 4, 252).within("routers")?;
                }
            }
            Self::HostName { name } => {
                out.put_u8(12);
                out.put_prefixed(O::put_u8, name.as_bytes(), 1, 255).within("name")?;
            }
            Self::RequestedAddress { address } => {
                out.put_u8(50);
                out.put_u8(4);
                out.put(address.as_slice());
            }
            Self::LeaseTime { time } => {
                out.put_u8(51);
                out.put_u8(4);
                out.put_u32_be(*time);
            }
            Self::Kind { kind } => {
                out.put_u8(53);
                out.put_u8(1);
                codec::check_variant(kind.is_canonical(), kind.number()).within("kind")?;
                out.put_u8(kind.number());
            }
            Self::Server { address } => {
                out.put_u8(54);
                out.put_u8(4);
                out.put(address.as_slice());
            }
            Self::Wanted { codes } => {
                out.put_u8(55);
                out.put_prefixed(O::put_u8, codes, 1, 255).within("codes")?;
            }
            Self::End {} => {
                out.put_u8(255);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 0 | 1 | 3 | 12 | 50 | 51 | 53 | 54 | 55 | 255),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                out.put_prefixed(O::put_u8, data, 0, 255).within("data")?;
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
            0 => Ok(Self::Pad {}),
            1 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let mask = reader.read_array::<4>().copied().within("mask")?;
                Ok(Self::SubnetMask { mask })
            }
            3 => {
                let routers = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 4, 252)
                        .within("routers")?;
                    let whole = reader.enter(start, prefix).within("routers")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, |reader| reader.read_array::<4>().copied())
                        .within("routers")?;
                    reader.leave(whole).within("routers")?;
                    inside
                };
                Ok(Self::Routers { routers })
            }
            12 => {
                let name = String::from(
                    reader.read_prefixed_text(codec::Reader::read_u8, 1, 255).within("name")?,
                );
                Ok(Self::HostName { name })
            }
            50 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let address = reader.read_array::<4>().copied().within("address")?;
                Ok(Self::RequestedAddress { address })
            }
            51 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let time = reader.read_u32_be().within("time")?;
                Ok(Self::LeaseTime { time })
            }
            53 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 1).within("length")?;
                let kind = MessageKind::from_number(reader.read_u8().within("kind")?);
                Ok(Self::Kind { kind })
            }
            54 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let address = reader.read_array::<4>().copied().within("address")?;
                Ok(Self::Server { address })
            }
            55 => {
                let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("codes")?;
                let codes = reader.read_octets(prefix).map(Vec::from).within("codes")?;
                Ok(Self::Wanted { codes })
            }
            255 => Ok(Self::End {}),
            tag => {
                let data = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("data")?;
                let data = reader.own(data);
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`Setting`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SettingRef<'a> {
    /// `Pad`, tag 0.
    Pad {},
    /// `SubnetMask`, tag 1.
    SubnetMask {
        /// On the wire: 4 bytes.
        mask: &'a [u8; 4],
    },
    /// `Routers`, tag 3.
    Routers {
        /// On the wire: 4 to 252 bytes, their number in front as u8, filled by: elements, all that is left, each 4 bytes.
        routers: codec::List<'a, &'a [u8; 4]>,
    },
    /// `HostName`, tag 12.
    HostName {
        /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
        name: &'a str,
    },
    /// `RequestedAddress`, tag 50.
    RequestedAddress {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// `LeaseTime`, tag 51.
    LeaseTime {
        /// On the wire: u32 big-endian, in seconds.
        time: u32,
    },
    /// `Kind`, tag 53.
    Kind {
        /// On the wire: [`MessageKind`] as u8.
        kind: MessageKind,
    },
    /// `Server`, tag 54.
    Server {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// `Wanted`, tag 55.
    Wanted {
        /// On the wire: 1 to 255 elements, their number in front as u8, each u8.
        codes: &'a [u8],
    },
    /// `End`, tag 255.
    End {},
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 255 bytes, their number in front as u8.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for SettingRef<'_> {}

impl codec::Encode for SettingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Pad {} | Self::End {} => 1,
            Self::SubnetMask { .. }
            | Self::RequestedAddress { .. }
            | Self::LeaseTime { .. }
            | Self::Server { .. } => 6,
            Self::Routers { routers } => 2 + routers.len() * 4,
            Self::HostName { name } => 2 + name.len(),
            Self::Kind { .. } => 3,
            Self::Wanted { codes } => 2 + codes.len(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Pad {} => {
                out.put_u8(0);
            }
            Self::SubnetMask { mask } => {
                out.put_u8(1);
                out.put_u8(4);
                out.put(mask.as_slice());
            }
            Self::Routers { routers } => {
                out.put_u8(3);
                {
                    let length: usize = routers.len() * 4;
                    out.put_u8(length as u8);
                    for element in routers.iter() {
                        out.put(element.as_slice());
                    }
                    codec::check_length(length, 4, 252).within("routers")?;
                }
            }
            Self::HostName { name } => {
                out.put_u8(12);
                out.put_prefixed(O::put_u8, name.as_bytes(), 1, 255).within("name")?;
            }
            Self::RequestedAddress { address } => {
                out.put_u8(50);
                out.put_u8(4);
                out.put(address.as_slice());
            }
            Self::LeaseTime { time } => {
                out.put_u8(51);
                out.put_u8(4);
                out.put_u32_be(*time);
            }
            Self::Kind { kind } => {
                out.put_u8(53);
                out.put_u8(1);
                codec::check_variant(kind.is_canonical(), kind.number()).within("kind")?;
                out.put_u8(kind.number());
            }
            Self::Server { address } => {
                out.put_u8(54);
                out.put_u8(4);
                out.put(address.as_slice());
            }
            Self::Wanted { codes } => {
                out.put_u8(55);
                out.put_prefixed(O::put_u8, codes, 1, 255).within("codes")?;
            }
            Self::End {} => {
                out.put_u8(255);
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 0 | 1 | 3 | 12 | 50 | 51 | 53 | 54 | 55 | 255),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                out.put_prefixed(O::put_u8, data, 0, 255).within("data")?;
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
            0 => Ok(Self::Pad {}),
            1 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let mask = reader.read_array::<4>().within("mask")?;
                Ok(Self::SubnetMask { mask })
            }
            3 => {
                let routers = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 4, 252)
                        .within("routers")?;
                    let whole = reader.enter(start, prefix).within("routers")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        |reader| reader.read_array::<4>(),
                    )
                        .within("routers")?;
                    reader.leave(whole).within("routers")?;
                    inside
                };
                Ok(Self::Routers { routers })
            }
            12 => {
                let name = reader
                    .read_prefixed_text(codec::Reader::read_u8, 1, 255)
                    .within("name")?;
                Ok(Self::HostName { name })
            }
            50 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::RequestedAddress { address })
            }
            51 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let time = reader.read_u32_be().within("time")?;
                Ok(Self::LeaseTime { time })
            }
            53 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 1).within("length")?;
                let kind = MessageKind::from_number(reader.read_u8().within("kind")?);
                Ok(Self::Kind { kind })
            }
            54 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 4).within("length")?;
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::Server { address })
            }
            55 => {
                let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("codes")?;
                let codes = reader.read_octets(prefix).within("codes")?;
                Ok(Self::Wanted { codes })
            }
            255 => Ok(Self::End {}),
            tag => {
                let data = reader.read_prefixed(codec::Reader::read_u8, 0, 255).within("data")?;
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
            Self::Pad {} => Setting::Pad {},
            Self::SubnetMask { mask } => Setting::SubnetMask { mask: *mask },
            Self::Routers { routers } =>
                Setting::Routers { routers: routers.iter().copied().collect() },
            Self::HostName { name } => Setting::HostName { name: String::from(name) },
            Self::RequestedAddress { address } => Setting::RequestedAddress { address: *address },
            Self::LeaseTime { time } => Setting::LeaseTime { time },
            Self::Kind { kind } => Setting::Kind { kind },
            Self::Server { address } => Setting::Server { address: *address },
            Self::Wanted { codes } => Setting::Wanted { codes: Vec::from(codes) },
            Self::End {} => Setting::End {},
            Self::Other { tag, data } => Setting::Other { tag, data: reader.own(data) },
        }
    }
}

/// The structure `Datagram`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `operation` | [`Operation`] as u8 |
/// | 1 | 1 | `hardware` | u8 |
/// | 2 | 1 | `hardware_length` | u8, 0 to 16 |
/// | 3 | 1 | `hops` | u8 |
/// | 4 | 4 | `transaction` | u32 big-endian |
/// | 8 | 2 | `seconds` | u16 big-endian, in seconds |
/// | 10 | 2 | `broadcast` | one bit |
/// | 12 | 0 | `reserved` | 15 bits, always 0 |
/// | 12 | 4 | `client` | 4 bytes |
/// | 16 | 4 | `yours` | 4 bytes |
/// | 20 | 4 | `next_server` | 4 bytes |
/// | 24 | 4 | `relay` | 4 bytes |
/// | 28 | 16 | `hardware_address` | 16 bytes |
/// | 44 | 64 | `server_name` | 64 bytes |
/// | 108 | 128 | `boot_file` | 128 bytes |
/// | 236 | 4 | `magic` | u32 big-endian, always 0x63825363 |
/// | 240 | 0.. | `settings` | elements, all that is left, each [`Setting`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// On the wire: [`Operation`] as u8.
    pub operation: Operation,
    /// On the wire: u8.
    pub hardware: u8,
    /// On the wire: u8, 0 to 16.
    pub hardware_length: u8,
    /// On the wire: u8.
    pub hops: u8,
    /// On the wire: u32 big-endian.
    pub transaction: u32,
    /// On the wire: u16 big-endian, in seconds.
    pub seconds: u16,
    /// On the wire: one bit.
    pub broadcast: bool,
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub client: [u8; 4],
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub yours: [u8; 4],
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub next_server: [u8; 4],
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub relay: [u8; 4],
    /// On the wire: 16 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub hardware_address: [u8; 16],
    /// On the wire: 64 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub server_name: [u8; 64],
    /// On the wire: 128 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub boot_file: [u8; 128],
    /// On the wire: elements, all that is left, each [`Setting`], its tag in front as u8.
    pub settings: Vec<Setting>,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        240 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.operation.number());
        out.put_u8(self.hardware);
        codec::check_range(self.hardware_length, 0, 16).within("hardware_length")?;
        out.put_u8(self.hardware_length);
        out.put_u8(self.hops);
        out.put_u32_be(self.transaction);
        out.put_u16_be(self.seconds);
        out.put_u16_be(u16::from(self.broadcast) << 15);
        out.put(self.client.as_slice());
        out.put(self.yours.as_slice());
        out.put(self.next_server.as_slice());
        out.put(self.relay.as_slice());
        out.put(self.hardware_address.as_slice());
        out.put(self.server_name.as_slice());
        out.put(self.boot_file.as_slice());
        out.put_u32_be(0x6382_5363);
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 240;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let operation = reader
            .read_variant(codec::Reader::read_u8, Operation::from_number)
            .within("operation")?;
        let hardware = reader.read_u8().within("hardware")?;
        let hardware_length = reader
            .read_in_range(codec::Reader::read_u8, 0, 16)
            .within("hardware_length")?;
        let hops = reader.read_u8().within("hops")?;
        let transaction = reader.read_u32_be().within("transaction")?;
        let seconds = reader.read_u16_be().within("seconds")?;
        let run = reader.read_u16_be().within("broadcast")?;
        let broadcast = run >> 15 & 1 != 0;
        let start = reader.offset() - 2;
        let reserved = run & 0x7fff;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let client = reader.read_array::<4>().copied().within("client")?;
        let yours = reader.read_array::<4>().copied().within("yours")?;
        let next_server = reader.read_array::<4>().copied().within("next_server")?;
        let relay = reader.read_array::<4>().copied().within("relay")?;
        let hardware_address = reader.read_array::<16>().copied().within("hardware_address")?;
        let server_name = reader.read_array::<64>().copied().within("server_name")?;
        let boot_file = reader.read_array::<128>().copied().within("boot_file")?;
        let start = reader.offset();
        let magic = reader.read_u32_be().within("magic")?;
        reader.expect_constant(start, magic, 0x6382_5363).within("magic")?;
        let settings = reader.read_list_to_end(0, u64::MAX, Setting::decode).within("settings")?;
        Ok(Self {
            operation,
            hardware,
            hardware_length,
            hops,
            transaction,
            seconds,
            broadcast,
            client,
            yours,
            next_server,
            relay,
            hardware_address,
            server_name,
            boot_file,
            settings,
        })
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// On the wire: [`Operation`] as u8.
    pub operation: Operation,
    /// On the wire: u8.
    pub hardware: u8,
    /// On the wire: u8, 0 to 16.
    pub hardware_length: u8,
    /// On the wire: u8.
    pub hops: u8,
    /// On the wire: u32 big-endian.
    pub transaction: u32,
    /// On the wire: u16 big-endian, in seconds.
    pub seconds: u16,
    /// On the wire: one bit.
    pub broadcast: bool,
    /// On the wire: 4 bytes.
    pub client: &'a [u8; 4],
    /// On the wire: 4 bytes.
    pub yours: &'a [u8; 4],
    /// On the wire: 4 bytes.
    pub next_server: &'a [u8; 4],
    /// On the wire: 4 bytes.
    pub relay: &'a [u8; 4],
    /// On the wire: 16 bytes.
    pub hardware_address: &'a [u8; 16],
    /// On the wire: 64 bytes.
    pub server_name: &'a [u8; 64],
    /// On the wire: 128 bytes.
    pub boot_file: &'a [u8; 128],
    /// On the wire: elements, all that is left, each [`Setting`], its tag in front as u8.
    pub settings: codec::List<'a, SettingRef<'a>>,
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        240 + self.settings.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.operation.number());
        out.put_u8(self.hardware);
        codec::check_range(self.hardware_length, 0, 16).within("hardware_length")?;
        out.put_u8(self.hardware_length);
        out.put_u8(self.hops);
        out.put_u32_be(self.transaction);
        out.put_u16_be(self.seconds);
        out.put_u16_be(u16::from(self.broadcast) << 15);
        out.put(self.client.as_slice());
        out.put(self.yours.as_slice());
        out.put(self.next_server.as_slice());
        out.put(self.relay.as_slice());
        out.put(self.hardware_address.as_slice());
        out.put(self.server_name.as_slice());
        out.put(self.boot_file.as_slice());
        out.put_u32_be(0x6382_5363);
        for (index, element) in self.settings.iter().enumerate() {
            element.encode(out).at(index).within("settings")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 240;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let operation = reader
            .read_variant(codec::Reader::read_u8, Operation::from_number)
            .within("operation")?;
        let hardware = reader.read_u8().within("hardware")?;
        let hardware_length = reader
            .read_in_range(codec::Reader::read_u8, 0, 16)
            .within("hardware_length")?;
        let hops = reader.read_u8().within("hops")?;
        let transaction = reader.read_u32_be().within("transaction")?;
        let seconds = reader.read_u16_be().within("seconds")?;
        let run = reader.read_u16_be().within("broadcast")?;
        let broadcast = run >> 15 & 1 != 0;
        let start = reader.offset() - 2;
        let reserved = run & 0x7fff;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let client = reader.read_array::<4>().within("client")?;
        let yours = reader.read_array::<4>().within("yours")?;
        let next_server = reader.read_array::<4>().within("next_server")?;
        let relay = reader.read_array::<4>().within("relay")?;
        let hardware_address = reader.read_array::<16>().within("hardware_address")?;
        let server_name = reader.read_array::<64>().within("server_name")?;
        let boot_file = reader.read_array::<128>().within("boot_file")?;
        let start = reader.offset();
        let magic = reader.read_u32_be().within("magic")?;
        reader.expect_constant(start, magic, 0x6382_5363).within("magic")?;
        let settings = codec::List::read_to_end(reader, 0, u64::MAX, SettingRef::decode)
            .within("settings")?;
        Ok(Self {
            operation,
            hardware,
            hardware_length,
            hops,
            transaction,
            seconds,
            broadcast,
            client,
            yours,
            next_server,
            relay,
            hardware_address,
            server_name,
            boot_file,
            settings,
        })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram {
            operation: self.operation,
            hardware: self.hardware,
            hardware_length: self.hardware_length,
            hops: self.hops,
            transaction: self.transaction,
            seconds: self.seconds,
            broadcast: self.broadcast,
            client: *self.client,
            yours: *self.yours,
            next_server: *self.next_server,
            relay: *self.relay,
            hardware_address: *self.hardware_address,
            server_name: *self.server_name,
            boot_file: *self.boot_file,
            settings: self.settings.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

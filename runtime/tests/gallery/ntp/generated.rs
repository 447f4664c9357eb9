// Written by `cargo run -- gen` from spec/gallery/ntp.wire. Do not edit: change the spec and run the command.

//! The ntp protocol. See `spec/gallery/ntp.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Leap`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Leap {
    /// `None`, number 0.
    #[serde(rename = "None")]
    None_,
    /// `LongMinute`, number 1.
    LongMinute,
    /// `ShortMinute`, number 2.
    ShortMinute,
    /// `Unsynchronized`, number 3.
    Unsynchronized,
}

impl Leap {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::None_ => 0,
            Self::LongMinute => 1,
            Self::ShortMinute => 2,
            Self::Unsynchronized => 3,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::None_),
            1 => Some(Self::LongMinute),
            2 => Some(Self::ShortMinute),
            3 => Some(Self::Unsynchronized),
            _ => None,
        }
    }
}

/// The enumeration `Mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Mode {
    /// `Reserved`, number 0.
    Reserved,
    /// `SymmetricActive`, number 1.
    SymmetricActive,
    /// `SymmetricPassive`, number 2.
    SymmetricPassive,
    /// `Client`, number 3.
    Client,
    /// `Server`, number 4.
    Server,
    /// `Broadcast`, number 5.
    Broadcast,
    /// `Control`, number 6.
    Control,
    /// `Private`, number 7.
    Private,
}

impl Mode {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Reserved => 0,
            Self::SymmetricActive => 1,
            Self::SymmetricPassive => 2,
            Self::Client => 3,
            Self::Server => 4,
            Self::Broadcast => 5,
            Self::Control => 6,
            Self::Private => 7,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Reserved),
            1 => Some(Self::SymmetricActive),
            2 => Some(Self::SymmetricPassive),
            3 => Some(Self::Client),
            4 => Some(Self::Server),
            5 => Some(Self::Broadcast),
            6 => Some(Self::Control),
            7 => Some(Self::Private),
            _ => None,
        }
    }
}

/// The structure `Header`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `leap` | [`Leap`] as 2 bits |
/// | 1 | 0 | `version` | 3 bits, 1 to 4 |
/// | 1 | 0 | `mode` | [`Mode`] as 3 bits |
/// | 1 | 1 | `stratum` | u8 |
/// | 2 | 1 | `poll` | i8 |
/// | 3 | 1 | `precision` | i8 |
/// | 4 | 4 | `root_delay` | u32 big-endian |
/// | 8 | 4 | `root_dispersion` | u32 big-endian |
/// | 12 | 4 | `reference_identifier` | 4 bytes |
/// | 16 | 8 | `reference_timestamp` | u64 big-endian |
/// | 24 | 8 | `origin_timestamp` | u64 big-endian |
/// | 32 | 8 | `receive_timestamp` | u64 big-endian |
/// | 40 | 8 | `transmit_timestamp` | u64 big-endian |
/// | 48 | 0.. | `extensions` | bytes, all that is left |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Header {
    /// On the wire: [`Leap`] as 2 bits.
    pub leap: Leap,
    /// On the wire: 3 bits, 1 to 4.
    pub version: u8,
    /// On the wire: [`Mode`] as 3 bits.
    pub mode: Mode,
    /// On the wire: u8.
    pub stratum: u8,
    /// The longest interval between messages, log2 of seconds.
    ///
    /// On the wire: i8.
    pub poll: i8,
    /// Of the sender's clock, log2 of seconds.
    ///
    /// On the wire: i8.
    pub precision: i8,
    /// In units of 2^-16 s, as is the dispersion.
    ///
    /// On the wire: u32 big-endian.
    pub root_delay: u32,
    /// On the wire: u32 big-endian.
    pub root_dispersion: u32,
    /// On the wire: 4 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub reference_identifier: [u8; 4],
    /// In units of 2^-32 s since 1900, as are the others.
    ///
    /// On the wire: u64 big-endian.
    pub reference_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub origin_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub receive_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub transmit_timestamp: u64,
    /// On the wire: bytes, all that is left.
    #[serde(with = "::packetwright::codec::hex")]
    pub extensions: Bytes,
}

impl ::core::cmp::Eq for Header {}

impl codec::Encode for Header {
    #[inline]
    fn encoded_len(&self) -> usize {
        48 + self.extensions.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.version, 1, 4).within("version")?;
        out.put_u8(self.leap.number() << 6 | self.version << 3 | self.mode.number());
        out.put_u8(self.stratum);
        out.put_i8(self.poll);
        out.put_i8(self.precision);
        out.put_u32_be(self.root_delay);
        out.put_u32_be(self.root_dispersion);
        out.put(self.reference_identifier.as_slice());
        out.put_u64_be(self.reference_timestamp);
        out.put_u64_be(self.origin_timestamp);
        out.put_u64_be(self.receive_timestamp);
        out.put_u64_be(self.transmit_timestamp);
        out.put(&self.extensions);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Header {
    const MIN_LEN: usize = 48;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 3);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(HeaderRef::decode(reader)?.own(reader))
    }
}

/// [`Header`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeaderRef<'a> {
    /// On the wire: [`Leap`] as 2 bits.
    pub leap: Leap,
    /// On the wire: 3 bits, 1 to 4.
    pub version: u8,
    /// On the wire: [`Mode`] as 3 bits.
    pub mode: Mode,
    /// On the wire: u8.
    pub stratum: u8,
    /// The longest interval between messages, log2 of seconds.
    ///
    /// On the wire: i8.
    pub poll: i8,
    /// Of the sender's clock, log2 of seconds.
    ///
    /// On the wire: i8.
    pub precision: i8,
    /// In units of 2^-16 s, as is the dispersion.
    ///
    /// On the wire: u32 big-endian.
    pub root_delay: u32,
    /// On the wire: u32 big-endian.
    pub root_dispersion: u32,
    /// On the wire: 4 bytes.
    pub reference_identifier: &'a [u8; 4],
    /// In units of 2^-32 s since 1900, as are the others.
    ///
    /// On the wire: u64 big-endian.
    pub reference_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub origin_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub receive_timestamp: u64,
    /// On the wire: u64 big-endian.
    pub transmit_timestamp: u64,
    /// On the wire: bytes, all that is left.
    pub extensions: &'a [u8],
}

impl ::core::cmp::Eq for HeaderRef<'_> {}

impl codec::Encode for HeaderRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        48 + self.extensions.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.version, 1, 4).within("version")?;
        out.put_u8(self.leap.number() << 6 | self.version << 3 | self.mode.number());
        out.put_u8(self.stratum);
        out.put_i8(self.poll);
        out.put_i8(self.precision);
        out.put_u32_be(self.root_delay);
        out.put_u32_be(self.root_dispersion);
        out.put(self.reference_identifier.as_slice());
        out.put_u64_be(self.reference_timestamp);
        out.put_u64_be(self.origin_timestamp);
        out.put_u64_be(self.receive_timestamp);
        out.put_u64_be(self.transmit_timestamp);
        out.put(self.extensions);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for HeaderRef<'a> {
    const MIN_LEN: usize = 48;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 3);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u8().within("leap")?;
        let start = reader.offset() - 1;
        let leap = {
            let number = run >> 6;
            reader.expect_variant(start, number, Leap::from_number(number)).within("leap")?
        };
        let start = reader.offset() - 1;
        let version = run >> 3 & 0x07;
        reader.expect_range(start, version, 1, 4).within("version")?;
        let start = reader.offset() - 1;
        let mode = {
            let number = run & 0x07;
            reader.expect_variant(start, number, Mode::from_number(number)).within("mode")?
        };
        let stratum = reader.read_u8().within("stratum")?;
        let poll = reader.read_i8().within("poll")?;
        let precision = reader.read_i8().within("precision")?;
        let root_delay = reader.read_u32_be().within("root_delay")?;
        let root_dispersion = reader.read_u32_be().within("root_dispersion")?;
        let reference_identifier = reader.read_array::<4>().within("reference_identifier")?;
        let reference_timestamp = reader.read_u64_be().within("reference_timestamp")?;
        let origin_timestamp = reader.read_u64_be().within("origin_timestamp")?;
        let receive_timestamp = reader.read_u64_be().within("receive_timestamp")?;
        let transmit_timestamp = reader.read_u64_be().within("transmit_timestamp")?;
        let extensions = reader.read_slice(reader.remaining()).within("extensions")?;
        Ok(Self {
            leap,
            version,
            mode,
            stratum,
            poll,
            precision,
            root_delay,
            root_dispersion,
            reference_identifier,
            reference_timestamp,
            origin_timestamp,
            receive_timestamp,
            transmit_timestamp,
            extensions,
        })
    }
}

impl<'a> HeaderRef<'a> {
    /// The [`Header`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Header {
        Header {
            leap: self.leap,
            version: self.version,
            mode: self.mode,
            stratum: self.stratum,
            poll: self.poll,
            precision: self.precision,
            root_delay: self.root_delay,
            root_dispersion: self.root_dispersion,
            reference_identifier: *self.reference_identifier,
            reference_timestamp: self.reference_timestamp,
            origin_timestamp: self.origin_timestamp,
            receive_timestamp: self.receive_timestamp,
            transmit_timestamp: self.transmit_timestamp,
            extensions: reader.own(self.extensions),
        }
    }
}

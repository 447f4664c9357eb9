// Written by `cargo run -- gen` from spec/gallery/radius.wire. Do not edit: change the spec and run the command.

//! The radius protocol. See `spec/gallery/radius.wire`.

#[allow(unused_imports, reason = "the prelude of some editions has it")]
use ::core::future::Future;

#[allow(unused_imports, reason = "a field may have its name")]
use ::packetwright::service;

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// RFC 2865, §3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Code {
    /// `AccessRequest`, number 1.
    AccessRequest,
    /// `AccessAccept`, number 2.
    AccessAccept,
    /// `AccessReject`, number 3.
    AccessReject,
    /// `AccountingRequest`, number 4.
    AccountingRequest,
    /// `AccountingResponse`, number 5.
    AccountingResponse,
    /// `AccessChallenge`, number 11.
    AccessChallenge,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Code {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::AccessRequest => 1,
            Self::AccessAccept => 2,
            Self::AccessReject => 3,
            Self::AccountingRequest => 4,
            Self::AccountingResponse => 5,
            Self::AccessChallenge => 11,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::AccessRequest,
            2 => Self::AccessAccept,
            3 => Self::AccessReject,
            4 => Self::AccountingRequest,
            5 => Self::AccountingResponse,
            11 => Self::AccessChallenge,
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

/// §5.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ServiceType {
    /// `Login`, number 1.
    Login,
    /// `Framed`, number 2.
    Framed,
    /// `CallbackLogin`, number 3.
    CallbackLogin,
    /// `CallbackFramed`, number 4.
    CallbackFramed,
    /// `Outbound`, number 5.
    Outbound,
    /// `Administrative`, number 6.
    Administrative,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u32),
}

impl ServiceType {
    /// The number on the wire.
    pub const fn number(self) -> u32 {
        match self {
            Self::Login => 1,
            Self::Framed => 2,
            Self::CallbackLogin => 3,
            Self::CallbackFramed => 4,
            Self::Outbound => 5,
            Self::Administrative => 6,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u32) -> Self {
        match number {
            1 => Self::Login,
            2 => Self::Framed,
            3 => Self::CallbackLogin,
            4 => Self::CallbackFramed,
            5 => Self::Outbound,
            6 => Self::Administrative,
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

/// §5: the length counts "this Attribute including the Type, Length and Value fields".
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Attribute {
    /// §5.1.
    UserName {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        name: String,
    },
    /// §5.2: hidden by the shared secret, in blocks of 16 bytes.
    UserPassword {
        /// On the wire: 16 to 128 bytes, as `length` says.
        #[serde(with = "::packetwright::codec::hex")]
        hidden: Bytes,
    },
    /// §5.3: the identifier, then the answer to the challenge.
    ChapPassword {
        /// On the wire: u8.
        identifier: u8,
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        answer: [u8; 16],
    },
    /// §5.4.
    NasAddress {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// §5.5.
    NasPort {
        /// On the wire: u32 big-endian.
        port: u32,
    },
    /// §5.6.
    Service {
        /// On the wire: [`ServiceType`] as u32 big-endian.
        service: ServiceType,
    },
    /// §5.8.
    FramedAddress {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// §5.18.
    ReplyMessage {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        text: String,
    },
    /// §5.24.
    State {
        /// On the wire: 1 to 253 bytes, as `length` says.
        #[serde(with = "::packetwright::codec::hex")]
        state: Bytes,
    },
    /// §5.26: "the high-order octet is 0".
    VendorSpecific {
        /// On the wire: u24 big-endian.
        vendor: u32,
        /// On the wire: 1 to 249 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// §5.27.
    SessionTimeout {
        /// On the wire: u32 big-endian, in seconds.
        time: u32,
    },
    /// §5.32.
    NasIdentifier {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        name: String,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 253 bytes, as `length` says.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Attribute {}

impl codec::Encode for Attribute {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::UserName { name } | Self::NasIdentifier { name } => 2 + name.len(),
            Self::UserPassword { hidden } => 2 + hidden.len(),
            Self::ChapPassword { .. } => 19,
            Self::NasAddress { .. }
            | Self::NasPort { .. }
            | Self::Service { .. }
            | Self::FramedAddress { .. }
            | Self::SessionTimeout { .. } => 6,
            Self::ReplyMessage { text } => 2 + text.len(),
            Self::State { state } => 2 + state.len(),
            Self::VendorSpecific { data, .. } => 6 + data.len(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::UserName { name } => {
                out.put_u8(1);
                codec::check_length(name.len(), 1, 253).within("length")?;
                out.put_u8(name.len() as u8 + 2);
                out.put(name.as_bytes());
            }
            Self::UserPassword { hidden } => {
                out.put_u8(2);
                codec::check_length(hidden.len(), 16, 128).within("length")?;
                out.put_u8(hidden.len() as u8 + 2);
                out.put(hidden);
                codec::check_require(
                    (hidden.len() as i128).rem_euclid(16) == 0,
                    "a hidden password comes in blocks of 16 bytes",
                )?;
            }
            Self::ChapPassword { identifier, answer } => {
                out.put_u8(3);
                out.put_u8(19);
                out.put_u8(*identifier);
                out.put(answer.as_slice());
            }
            Self::NasAddress { address } => {
                out.put_u8(4);
                out.put_u8(6);
                out.put(address.as_slice());
            }
            Self::NasPort { port } => {
                out.put_u8(5);
                out.put_u8(6);
                out.put_u32_be(*port);
            }
            Self::Service { service } => {
                out.put_u8(6);
                out.put_u8(6);
                codec::check_variant(service.is_canonical(), service.number()).within("service")?;
                out.put_u32_be(service.number());
            }
            Self::FramedAddress { address } => {
                out.put_u8(8);
                out.put_u8(6);
                out.put(address.as_slice());
            }
            Self::ReplyMessage { text } => {
                out.put_u8(18);
                codec::check_length(text.len(), 1, 253).within("length")?;
                out.put_u8(text.len() as u8 + 2);
                out.put(text.as_bytes());
            }
            Self::State { state } => {
                out.put_u8(24);
                codec::check_length(state.len(), 1, 253).within("length")?;
                out.put_u8(state.len() as u8 + 2);
                out.put(state);
            }
            Self::VendorSpecific { vendor, data } => {
                out.put_u8(26);
                let length_: usize = 4 + data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                out.put_u8(0);
                codec::check_range(*vendor, 0, 0xff_ffff).within("vendor")?;
                out.put_u24_be(*vendor);
                codec::check_length(data.len(), 1, 249).within("data")?;
                out.put(data);
                codec::check_length(length_, 5, 253).within("length")?;
            }
            Self::SessionTimeout { time } => {
                out.put_u8(27);
                out.put_u8(6);
                out.put_u32_be(*time);
            }
            Self::NasIdentifier { name } => {
                out.put_u8(32);
                codec::check_length(name.len(), 1, 253).within("length")?;
                out.put_u8(name.len() as u8 + 2);
                out.put(name.as_bytes());
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 1 | 2 | 3 | 4 | 5 | 6 | 8 | 18 | 24 | 26 | 27 | 32),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 253).within("length")?;
                out.put_u8(data.len() as u8 + 2);
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Attribute {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AttributeRef::decode(reader)?.own(reader))
    }
}

/// [`Attribute`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AttributeRef<'a> {
    /// §5.1.
    UserName {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        name: &'a str,
    },
    /// §5.2: hidden by the shared secret, in blocks of 16 bytes.
    UserPassword {
        /// On the wire: 16 to 128 bytes, as `length` says.
        hidden: &'a [u8],
    },
    /// §5.3: the identifier, then the answer to the challenge.
    ChapPassword {
        /// On the wire: u8.
        identifier: u8,
        /// On the wire: 16 bytes.
        answer: &'a [u8; 16],
    },
    /// §5.4.
    NasAddress {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// §5.5.
    NasPort {
        /// On the wire: u32 big-endian.
        port: u32,
    },
    /// §5.6.
    Service {
        /// On the wire: [`ServiceType`] as u32 big-endian.
        service: ServiceType,
    },
    /// §5.8.
    FramedAddress {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// §5.18.
    ReplyMessage {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        text: &'a str,
    },
    /// §5.24.
    State {
        /// On the wire: 1 to 253 bytes, as `length` says.
        state: &'a [u8],
    },
    /// §5.26: "the high-order octet is 0".
    VendorSpecific {
        /// On the wire: u24 big-endian.
        vendor: u32,
        /// On the wire: 1 to 249 bytes, all that is left.
        data: &'a [u8],
    },
    /// §5.27.
    SessionTimeout {
        /// On the wire: u32 big-endian, in seconds.
        time: u32,
    },
    /// §5.32.
    NasIdentifier {
        /// On the wire: 1 to 253 bytes of UTF-8, as `length` says.
        name: &'a str,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 253 bytes, as `length` says.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for AttributeRef<'_> {}

impl codec::Encode for AttributeRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::UserName { name } | Self::NasIdentifier { name } => 2 + name.len(),
            Self::UserPassword { hidden } => 2 + hidden.len(),
            Self::ChapPassword { .. } => 19,
            Self::NasAddress { .. }
            | Self::NasPort { .. }
            | Self::Service { .. }
            | Self::FramedAddress { .. }
            | Self::SessionTimeout { .. } => 6,
            Self::ReplyMessage { text } => 2 + text.len(),
            Self::State { state } => 2 + state.len(),
            Self::VendorSpecific { data, .. } => 6 + data.len(),
            Self::Other { data, .. } => 2 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::UserName { name } => {
                out.put_u8(1);
                codec::check_length(name.len(), 1, 253).within("length")?;
                out.put_u8(name.len() as u8 + 2);
                out.put(name.as_bytes());
            }
            Self::UserPassword { hidden } => {
                out.put_u8(2);
                codec::check_length(hidden.len(), 16, 128).within("length")?;
                out.put_u8(hidden.len() as u8 + 2);
                out.put(hidden);
                codec::check_require(
                    (hidden.len() as i128).rem_euclid(16) == 0,
                    "a hidden password comes in blocks of 16 bytes",
                )?;
            }
            Self::ChapPassword { identifier, answer } => {
                out.put_u8(3);
                out.put_u8(19);
                out.put_u8(*identifier);
                out.put(answer.as_slice());
            }
            Self::NasAddress { address } => {
                out.put_u8(4);
                out.put_u8(6);
                out.put(address.as_slice());
            }
            Self::NasPort { port } => {
                out.put_u8(5);
                out.put_u8(6);
                out.put_u32_be(*port);
            }
            Self::Service { service } => {
                out.put_u8(6);
                out.put_u8(6);
                codec::check_variant(service.is_canonical(), service.number()).within("service")?;
                out.put_u32_be(service.number());
            }
            Self::FramedAddress { address } => {
                out.put_u8(8);
                out.put_u8(6);
                out.put(address.as_slice());
            }
            Self::ReplyMessage { text } => {
                out.put_u8(18);
                codec::check_length(text.len(), 1, 253).within("length")?;
                out.put_u8(text.len() as u8 + 2);
                out.put(text.as_bytes());
            }
            Self::State { state } => {
                out.put_u8(24);
                codec::check_length(state.len(), 1, 253).within("length")?;
                out.put_u8(state.len() as u8 + 2);
                out.put(state);
            }
            Self::VendorSpecific { vendor, data } => {
                out.put_u8(26);
                let length_: usize = 4 + data.len();
                out.put_u8(length_.wrapping_add(2) as u8);
                out.put_u8(0);
                codec::check_range(*vendor, 0, 0xff_ffff).within("vendor")?;
                out.put_u24_be(*vendor);
                codec::check_length(data.len(), 1, 249).within("data")?;
                out.put(data);
                codec::check_length(length_, 5, 253).within("length")?;
            }
            Self::SessionTimeout { time } => {
                out.put_u8(27);
                out.put_u8(6);
                out.put_u32_be(*time);
            }
            Self::NasIdentifier { name } => {
                out.put_u8(32);
                codec::check_length(name.len(), 1, 253).within("length")?;
                out.put_u8(name.len() as u8 + 2);
                out.put(name.as_bytes());
            }
            Self::Other { tag, data } => {
                codec::check_variant(
                    !matches!(*tag, 1 | 2 | 3 | 4 | 5 | 6 | 8 | 18 | 24 | 26 | 27 | 32),
                    *tag,
                )
                    .within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 253).within("length")?;
                out.put_u8(data.len() as u8 + 2);
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AttributeRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            1 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 253).within("length")?;
                let start = reader.offset();
                let name = reader.read_measured(u64::from(length_) - 2).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                Ok(Self::UserName { name })
            }
            2 => {
                let begin = reader.offset();
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 16, 128).within("length")?;
                let hidden = reader.read_measured(u64::from(length_) - 2).within("hidden")?;
                reader.expect_require(
                    begin,
                    (hidden.len() as i128).rem_euclid(16) == 0,
                    "a hidden password comes in blocks of 16 bytes",
                )?;
                Ok(Self::UserPassword { hidden })
            }
            3 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 19).within("length")?;
                let identifier = reader.read_u8().within("identifier")?;
                let answer = reader.read_array::<16>().within("answer")?;
                Ok(Self::ChapPassword { identifier, answer })
            }
            4 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 6).within("length")?;
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::NasAddress { address })
            }
            5 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 6).within("length")?;
                let port = reader.read_u32_be().within("port")?;
                Ok(Self::NasPort { port })
            }
            6 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 6).within("length")?;
                let service = ServiceType::from_number(reader.read_u32_be().within("service")?);
                Ok(Self::Service { service })
            }
            8 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 6).within("length")?;
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::FramedAddress { address })
            }
            18 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 253).within("length")?;
                let start = reader.offset();
                let text = reader.read_measured(u64::from(length_) - 2).within("text")?;
                let text = reader.expect_text(start, text).within("text")?;
                Ok(Self::ReplyMessage { text })
            }
            24 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 253).within("length")?;
                let state = reader.read_measured(u64::from(length_) - 2).within("state")?;
                Ok(Self::State { state })
            }
            26 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 5, 253).within("length")?;
                let region_0_begin = reader.offset();
                let start = reader.offset();
                let zero = reader.read_u8().within("zero")?;
                reader.expect_constant(start, zero, 0).within("zero")?;
                let vendor = reader.read_u24_be().within("vendor")?;
                let region_0 = reader
                    .enter(
                        reader.offset(),
                        u64::from(length_) - 2 - (reader.offset() - region_0_begin) as u64,
                    )
                    .within("data")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 1, 249).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                reader.leave(region_0)?;
                Ok(Self::VendorSpecific { vendor, data })
            }
            27 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_constant(start, length_, 6).within("length")?;
                let time = reader.read_u32_be().within("time")?;
                Ok(Self::SessionTimeout { time })
            }
            32 => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 1, 253).within("length")?;
                let start = reader.offset();
                let name = reader.read_measured(u64::from(length_) - 2).within("name")?;
                let name = reader.expect_text(start, name).within("name")?;
                Ok(Self::NasIdentifier { name })
            }
            tag => {
                let start = reader.offset();
                let length_ = reader.read_u8().within("length")?;
                reader.expect_length(start, i128::from(length_) - 2, 0, 253).within("length")?;
                let data = reader.read_measured(u64::from(length_) - 2).within("data")?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> AttributeRef<'a> {
    /// The [`Attribute`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Attribute {
        match self {
            Self::UserName { name } => Attribute::UserName { name: String::from(name) },
            Self::UserPassword { hidden } => Attribute::UserPassword { hidden: reader.own(hidden) },
            Self::ChapPassword { identifier, answer } =>
                Attribute::ChapPassword { identifier, answer: *answer },
            Self::NasAddress { address } => Attribute::NasAddress { address: *address },
            Self::NasPort { port } => Attribute::NasPort { port },
            Self::Service { service } => Attribute::Service { service },
            Self::FramedAddress { address } => Attribute::FramedAddress { address: *address },
            Self::ReplyMessage { text } => Attribute::ReplyMessage { text: String::from(text) },
            Self::State { state } => Attribute::State { state: reader.own(state) },
            Self::VendorSpecific { vendor, data } =>
                Attribute::VendorSpecific { vendor, data: reader.own(data) },
            Self::SessionTimeout { time } => Attribute::SessionTimeout { time },
            Self::NasIdentifier { name } => Attribute::NasIdentifier { name: String::from(name) },
            Self::Other { tag, data } => Attribute::Other { tag, data: reader.own(data) },
        }
    }
}

/// §3: "The minimum length is 20 and maximum length is 4096."
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `code` | [`Code`] as u8 |
/// | 1 | 1 | `identifier` | u8 |
/// | 2 | 2 | `length` | u16 big-endian, `size(code..=attributes)`, 20 to 4096 |
/// | 4 | 16 | `authenticator` | 16 bytes |
/// | 20 | 0.. | `attributes` | elements, all that is left, each [`Attribute`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Packet {
    /// On the wire: [`Code`] as u8.
    pub code: Code,
    /// On the wire: u8.
    pub identifier: u8,
    /// On the wire: 16 bytes.
    #[serde(with = "::packetwright::codec::hex")]
    pub authenticator: [u8; 16],
    /// On the wire: elements, all that is left, each [`Attribute`], its tag in front as u8.
    pub attributes: Vec<Attribute>,
}

impl ::core::cmp::Eq for Packet {}

impl codec::Encode for Packet {
    #[inline]
    fn encoded_len(&self) -> usize {
        20 + self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u8(self.code.number());
        out.put_u8(self.identifier);
        let length_: usize =
            20 + self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u16_be(length_ as u16);
        out.put(self.authenticator.as_slice());
        for (index, element) in self.attributes.iter().enumerate() {
            element.encode(out).at(index).within("attributes")?;
        }
        codec::check_length(length_, 20, 4096).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Packet {
    const MIN_LEN: usize = 20;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_2_begin = reader.offset();
        let code = Code::from_number(reader.read_u8().within("code")?);
        let identifier = reader.read_u8().within("identifier")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 20, 4096).within("length")?;
        reader.expect_range(start, length_, 20, 4096).within("length")?;
        let authenticator = reader.read_array::<16>().copied().within("authenticator")?;
        let region_2 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_2_begin) as u64)
            .within("attributes")?;
        let attributes = reader
            .read_list_to_end(0, u64::MAX, Attribute::decode)
            .within("attributes")?;
        reader.leave(region_2)?;
        Ok(Self { code, identifier, authenticator, attributes })
    }
}

/// [`Packet`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PacketRef<'a> {
    /// On the wire: [`Code`] as u8.
    pub code: Code,
    /// On the wire: u8.
    pub identifier: u8,
    /// On the wire: 16 bytes.
    pub authenticator: &'a [u8; 16],
    /// On the wire: elements, all that is left, each [`Attribute`], its tag in front as u8.
    pub attributes: codec::List<'a, AttributeRef<'a>>,
}

impl ::core::cmp::Eq for PacketRef<'_> {}

impl codec::Encode for PacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        20 + self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.code.is_canonical(), self.code.number()).within("code")?;
        out.put_u8(self.code.number());
        out.put_u8(self.identifier);
        let length_: usize =
            20 + self.attributes.iter().map(|element| element.encoded_len()).sum::<usize>();
        out.put_u16_be(length_ as u16);
        out.put(self.authenticator.as_slice());
        for (index, element) in self.attributes.iter().enumerate() {
            element.encode(out).at(index).within("attributes")?;
        }
        codec::check_length(length_, 20, 4096).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PacketRef<'a> {
    const MIN_LEN: usize = 20;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let region_2_begin = reader.offset();
        let code = Code::from_number(reader.read_u8().within("code")?);
        let identifier = reader.read_u8().within("identifier")?;
        let start = reader.offset();
        let length_ = reader.read_u16_be().within("length")?;
        reader.expect_length(start, length_, 20, 4096).within("length")?;
        reader.expect_range(start, length_, 20, 4096).within("length")?;
        let authenticator = reader.read_array::<16>().within("authenticator")?;
        let region_2 = reader
            .enter(reader.offset(), u64::from(length_) - (reader.offset() - region_2_begin) as u64)
            .within("attributes")?;
        let attributes = codec::List::read_to_end(reader, 0, u64::MAX, AttributeRef::decode)
            .within("attributes")?;
        reader.leave(region_2)?;
        Ok(Self { code, identifier, authenticator, attributes })
    }
}

impl<'a> PacketRef<'a> {
    /// The [`Packet`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Packet {
        Packet {
            code: self.code,
            identifier: self.identifier,
            authenticator: *self.authenticator,
            attributes: self.attributes.iter().map(|held| held.own(reader)).collect(),
        }
    }
}

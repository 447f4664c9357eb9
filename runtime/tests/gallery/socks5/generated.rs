// Written by `cargo run -- gen` from spec/gallery/socks5.wire. Do not edit: change the spec and run the command.

//! The socks5 protocol. See `spec/gallery/socks5.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Method {
    /// `None`, number 0.
    #[serde(rename = "None")]
    None_,
    /// `Gssapi`, number 1.
    Gssapi,
    /// `UserPassword`, number 2.
    UserPassword,
    /// `NoneAcceptable`, number 255.
    NoneAcceptable,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Method {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::None_ => 0,
            Self::Gssapi => 1,
            Self::UserPassword => 2,
            Self::NoneAcceptable => 255,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::None_,
            1 => Self::Gssapi,
            2 => Self::UserPassword,
            255 => Self::NoneAcceptable,
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

/// The enumeration `Command`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Command {
    /// `Connect`, number 1.
    Connect,
    /// `Bind`, number 2.
    Bind,
    /// `Associate`, number 3.
    Associate,
}

impl Command {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Connect => 1,
            Self::Bind => 2,
            Self::Associate => 3,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Connect),
            2 => Some(Self::Bind),
            3 => Some(Self::Associate),
            _ => None,
        }
    }
}

/// The enumeration `Outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Outcome {
    /// `Succeeded`, number 0.
    Succeeded,
    /// `GeneralFailure`, number 1.
    GeneralFailure,
    /// `NotAllowed`, number 2.
    NotAllowed,
    /// `NetworkUnreachable`, number 3.
    NetworkUnreachable,
    /// `HostUnreachable`, number 4.
    HostUnreachable,
    /// `Refused`, number 5.
    Refused,
    /// `Expired`, number 6.
    Expired,
    /// `CommandNotSupported`, number 7.
    CommandNotSupported,
    /// `AddressNotSupported`, number 8.
    AddressNotSupported,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Outcome {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Succeeded => 0,
            Self::GeneralFailure => 1,
            Self::NotAllowed => 2,
            Self::NetworkUnreachable => 3,
            Self::HostUnreachable => 4,
            Self::Refused => 5,
            Self::Expired => 6,
            Self::CommandNotSupported => 7,
            Self::AddressNotSupported => 8,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Succeeded,
            1 => Self::GeneralFailure,
            2 => Self::NotAllowed,
            3 => Self::NetworkUnreachable,
            4 => Self::HostUnreachable,
            5 => Self::Refused,
            6 => Self::Expired,
            7 => Self::CommandNotSupported,
            8 => Self::AddressNotSupported,
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

/// The union `Address`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Address {
    /// `V4`, tag 1.
    V4 {
        /// On the wire: 4 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 4],
    },
    /// `Name`, tag 3.
    Name {
        /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
        name: String,
    },
    /// `V6`, tag 4.
    V6 {
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        address: [u8; 16],
    },
}

impl ::core::cmp::Eq for Address {}

impl codec::Encode for Address {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::V4 { .. } => 5,
            Self::Name { name } => 2 + name.len(),
            Self::V6 { .. } => 17,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::V4 { address } => {
                out.put_u8(1);
                out.put(address.as_slice());
            }
            Self::Name { name } => {
                out.put_u8(3);
                out.put_prefixed(O::put_u8, name.as_bytes(), 1, 255).within("name")?;
            }
            Self::V6 { address } => {
                out.put_u8(4);
                out.put(address.as_slice());
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Address {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 1).and(3, 4);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AddressRef::decode(reader)?.own(reader))
    }
}

/// [`Address`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AddressRef<'a> {
    /// `V4`, tag 1.
    V4 {
        /// On the wire: 4 bytes.
        address: &'a [u8; 4],
    },
    /// `Name`, tag 3.
    Name {
        /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
        name: &'a str,
    },
    /// `V6`, tag 4.
    V6 {
        /// On the wire: 16 bytes.
        address: &'a [u8; 16],
    },
}

impl ::core::cmp::Eq for AddressRef<'_> {}

impl codec::Encode for AddressRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::V4 { .. } => 5,
            Self::Name { name } => 2 + name.len(),
            Self::V6 { .. } => 17,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::V4 { address } => {
                out.put_u8(1);
                out.put(address.as_slice());
            }
            Self::Name { name } => {
                out.put_u8(3);
                out.put_prefixed(O::put_u8, name.as_bytes(), 1, 255).within("name")?;
            }
            Self::V6 { address } => {
                out.put_u8(4);
                out.put(address.as_slice());
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AddressRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 1).and(3, 4);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => {
                let address = reader.read_array::<4>().within("address")?;
                Ok(Self::V4 { address })
            }
            3 => {
                let name = reader
                    .read_prefixed_text(codec::Reader::read_u8, 1, 255)
                    .within("name")?;
                Ok(Self::Name { name })
            }
            4 => {
                let address = reader.read_array::<16>().within("address")?;
                Ok(Self::V6 { address })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> AddressRef<'a> {
    /// The [`Address`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Address {
        match self {
            Self::V4 { address } => Address::V4 { address: *address },
            Self::Name { name } => Address::Name { name: String::from(name) },
            Self::V6 { address } => Address::V6 { address: *address },
        }
    }
}

/// The structure `Greeting`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 5 |
/// | 1 | 2..=256 | `methods` | 1 to 255 elements, their number in front as u8, each [`Method`] as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Greeting {
    /// On the wire: 1 to 255 elements, their number in front as u8, each [`Method`] as u8.
    pub methods: Vec<Method>,
}

impl ::core::cmp::Eq for Greeting {}

impl codec::Encode for Greeting {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.methods.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        out.put_length(O::put_u8, self.methods.len(), 1, 255).within("methods")?;
        for (index, element) in self.methods.iter().enumerate() {
            codec::check_variant(element.is_canonical(), element.number())
                .at(index)
                .within("methods")?;
            out.put_u8(element.number());
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Greeting {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 5).within("version")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("methods")?;
        let methods = reader
            .read_list(prefix, 1, |reader| reader.read_u8().map(Method::from_number))
            .within("methods")?;
        Ok(Self { methods })
    }
}

/// [`Greeting`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GreetingRef<'a> {
    /// On the wire: 1 to 255 elements, their number in front as u8, each [`Method`] as u8.
    pub methods: codec::List<'a, Method>,
}

impl ::core::cmp::Eq for GreetingRef<'_> {}

impl codec::Encode for GreetingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.methods.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        out.put_length(O::put_u8, self.methods.len(), 1, 255).within("methods")?;
        for (index, element) in self.methods.iter().enumerate() {
            codec::check_variant(element.is_canonical(), element.number())
                .at(index)
                .within("methods")?;
            out.put_u8(element.number());
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for GreetingRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 5).within("version")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 255).within("methods")?;
        let methods = codec::List::read(reader, prefix, |reader| reader
            .read_u8()
            .map(Method::from_number))
            .within("methods")?;
        Ok(Self { methods })
    }
}

impl<'a> GreetingRef<'a> {
    /// The [`Greeting`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Greeting {
        Greeting { methods: self.methods.iter().collect() }
    }
}

/// The structure `Selection`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 5 |
/// | 1 | 1 | `method` | [`Method`] as u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Selection {
    /// On the wire: [`Method`] as u8.
    pub method: Method,
}

impl ::core::cmp::Eq for Selection {}

impl codec::Encode for Selection {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        codec::check_variant(self.method.is_canonical(), self.method.number()).within("method")?;
        out.put_u8(self.method.number());
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Selection {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 5).within("version")?;
        let method = Method::from_number(reader.read_u8().within("method")?);
        Ok(Self { method })
    }
}

/// The structure `Login`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 1 |
/// | 1 | 2..=256 | `name` | 1 to 255 bytes of UTF-8, their number in front as u8 |
/// |  | 2..=256 | `password` | 1 to 255 bytes of UTF-8, their number in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Login {
    /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
    pub name: String,
    /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
    pub password: String,
}

impl ::core::cmp::Eq for Login {}

impl codec::Encode for Login {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.name.len() + self.password.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(1);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 1, 255).within("name")?;
        out.put_prefixed(O::put_u8, self.password.as_bytes(), 1, 255).within("password")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Login {
    const MIN_LEN: usize = 5;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 1);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(LoginRef::decode(reader)?.own(reader))
    }
}

/// [`Login`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoginRef<'a> {
    /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
    /// On the wire: 1 to 255 bytes of UTF-8, their number in front as u8.
    pub password: &'a str,
}

impl ::core::cmp::Eq for LoginRef<'_> {}

impl codec::Encode for LoginRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.name.len() + self.password.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(1);
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 1, 255).within("name")?;
        out.put_prefixed(O::put_u8, self.password.as_bytes(), 1, 255).within("password")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LoginRef<'a> {
    const MIN_LEN: usize = 5;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 1);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 1).within("version")?;
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 1, 255).within("name")?;
        let password = reader
            .read_prefixed_text(codec::Reader::read_u8, 1, 255)
            .within("password")?;
        Ok(Self { name, password })
    }
}

impl<'a> LoginRef<'a> {
    /// The [`Login`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Login {
        Login { name: String::from(self.name), password: String::from(self.password) }
    }
}

/// The structure `LoginOutcome`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 1 |
/// | 1 | 1 | `status` | u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct LoginOutcome {
    /// On the wire: u8.
    pub status: u8,
}

impl ::core::cmp::Eq for LoginOutcome {}

impl codec::Encode for LoginOutcome {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(1);
        out.put_u8(self.status);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for LoginOutcome {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 1);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 1).within("version")?;
        let status = reader.read_u8().within("status")?;
        Ok(Self { status })
    }
}

/// The structure `Request`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 5 |
/// | 1 | 1 | `command` | [`Command`] as u8 |
/// | 2 | 1 | `reserved` | u8, always 0 |
/// | 3 | 3..=257 | `address` | [`Address`], its tag in front as u8 |
/// |  | 2 | `port` | u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Request {
    /// On the wire: [`Command`] as u8.
    pub command: Command,
    /// On the wire: [`Address`], its tag in front as u8.
    pub address: Address,
    /// On the wire: u16 big-endian.
    pub port: u16,
}

impl ::core::cmp::Eq for Request {}

impl codec::Encode for Request {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.address.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        out.put_u8(self.command.number());
        out.put_u8(0);
        self.address.encode(out).within("address")?;
        out.put_u16_be(self.port);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Request {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RequestRef::decode(reader)?.own(reader))
    }
}

/// [`Request`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestRef<'a> {
    /// On the wire: [`Command`] as u8.
    pub command: Command,
    /// On the wire: [`Address`], its tag in front as u8.
    pub address: AddressRef<'a>,
    /// On the wire: u16 big-endian.
    pub port: u16,
}

impl ::core::cmp::Eq for RequestRef<'_> {}

impl codec::Encode for RequestRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.address.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        out.put_u8(self.command.number());
        out.put_u8(0);
        self.address.encode(out).within("address")?;
        out.put_u16_be(self.port);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestRef<'a> {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 5).within("version")?;
        let command = reader
            .read_variant(codec::Reader::read_u8, Command::from_number)
            .within("command")?;
        let start = reader.offset();
        let reserved = reader.read_u8().within("reserved")?;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let address = AddressRef::decode(reader).within("address")?;
        let port = reader.read_u16_be().within("port")?;
        Ok(Self { command, address, port })
    }
}

impl<'a> RequestRef<'a> {
    /// The [`Request`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Request {
        Request { command: self.command, address: self.address.own(reader), port: self.port }
    }
}

/// The structure `Reply`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `version` | u8, always 5 |
/// | 1 | 1 | `outcome` | [`Outcome`] as u8 |
/// | 2 | 1 | `reserved` | u8, always 0 |
/// | 3 | 3..=257 | `address` | [`Address`], its tag in front as u8 |
/// |  | 2 | `port` | u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Reply {
    /// On the wire: [`Outcome`] as u8.
    pub outcome: Outcome,
    /// On the wire: [`Address`], its tag in front as u8.
    pub address: Address,
    /// On the wire: u16 big-endian.
    pub port: u16,
}

impl ::core::cmp::Eq for Reply {}

impl codec::Encode for Reply {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.address.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        codec::check_variant(self.outcome.is_canonical(), self.outcome.number()).within("outcome")?;
        out.put_u8(self.outcome.number());
        out.put_u8(0);
        self.address.encode(out).within("address")?;
        out.put_u16_be(self.port);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Reply {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(ReplyRef::decode(reader)?.own(reader))
    }
}

/// [`Reply`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReplyRef<'a> {
    /// On the wire: [`Outcome`] as u8.
    pub outcome: Outcome,
    /// On the wire: [`Address`], its tag in front as u8.
    pub address: AddressRef<'a>,
    /// On the wire: u16 big-endian.
    pub port: u16,
}

impl ::core::cmp::Eq for ReplyRef<'_> {}

impl codec::Encode for ReplyRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        5 + self.address.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(5);
        codec::check_variant(self.outcome.is_canonical(), self.outcome.number()).within("outcome")?;
        out.put_u8(self.outcome.number());
        out.put_u8(0);
        self.address.encode(out).within("address")?;
        out.put_u16_be(self.port);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ReplyRef<'a> {
    const MIN_LEN: usize = 8;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(5, 5);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let version = reader.read_u8().within("version")?;
        reader.expect_constant(start, version, 5).within("version")?;
        let outcome = Outcome::from_number(reader.read_u8().within("outcome")?);
        let start = reader.offset();
        let reserved = reader.read_u8().within("reserved")?;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let address = AddressRef::decode(reader).within("address")?;
        let port = reader.read_u16_be().within("port")?;
        Ok(Self { outcome, address, port })
    }
}

impl<'a> ReplyRef<'a> {
    /// The [`Reply`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Reply {
        Reply { outcome: self.outcome, address: self.address.own(reader), port: self.port }
    }
}

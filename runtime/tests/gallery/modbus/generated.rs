// Written by `cargo run -- gen` from spec/gallery/modbus.wire. Do not edit: change the spec and run the command.

//! The modbus protocol. See `spec/gallery/modbus.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The enumeration `Failure`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Failure {
    /// `IllegalFunction`, number 1.
    IllegalFunction,
    /// `IllegalAddress`, number 2.
    IllegalAddress,
    /// `IllegalValue`, number 3.
    IllegalValue,
    /// `DeviceFailure`, number 4.
    DeviceFailure,
    /// `Busy`, number 6.
    Busy,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl Failure {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::IllegalFunction => 1,
            Self::IllegalAddress => 2,
            Self::IllegalValue => 3,
            Self::DeviceFailure => 4,
            Self::Busy => 6,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::IllegalFunction,
            2 => Self::IllegalAddress,
            3 => Self::IllegalValue,
            4 => Self::DeviceFailure,
            6 => Self::Busy,
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

/// The union `Request`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Request {
    /// `ReadHoldingRegisters`, tag 3.
    ReadHoldingRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 125.
        count: u16,
    },
    /// `ReadInputRegisters`, tag 4.
    ReadInputRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 125.
        count: u16,
    },
    /// `WriteRegister`, tag 6.
    WriteRegister {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// `WriteRegisters`, tag 16.
    WriteRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u8.
        bytes: u8,
        /// On the wire: 1 to 123 elements, as `count` says, each u16 big-endian.
        values: Vec<u16>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 252 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Request {}

impl codec::Encode for Request {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ReadHoldingRegisters { .. }
            | Self::ReadInputRegisters { .. }
            | Self::WriteRegister { .. } => 5,
            Self::WriteRegisters { values, .. } => 6 + values.len() * 2,
            Self::Other { data, .. } => 1 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ReadHoldingRegisters { address, count } => {
                out.put_u8(3);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 125).within("count")?;
                out.put_u16_be(*count);
            }
            Self::ReadInputRegisters { address, count } => {
                out.put_u8(4);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 125).within("count")?;
                out.put_u16_be(*count);
            }
            Self::WriteRegister { address, value } => {
                out.put_u8(6);
                out.put_u16_be(*address);
                out.put_u16_be(*value);
            }
            Self::WriteRegisters { address, bytes, values } => {
                out.put_u8(16);
                out.put_u16_be(*address);
                codec::check_length(values.len(), 1, 123).within("count")?;
                out.put_u16_be(values.len() as u16);
                out.put_u8(*bytes);
                for element in values {
                    out.put_u16_be(*element);
                }
                codec::check_require(
                    i128::from(*bytes) == 2 * (values.len() as i128),
                    "two bytes for each register",
                )?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 3 | 4 | 6 | 16), *tag).within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 252).within("data")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Request {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RequestRef::decode(reader)?.own(reader))
    }
}

/// [`Request`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RequestRef<'a> {
    /// `ReadHoldingRegisters`, tag 3.
    ReadHoldingRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 125.
        count: u16,
    },
    /// `ReadInputRegisters`, tag 4.
    ReadInputRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 125.
        count: u16,
    },
    /// `WriteRegister`, tag 6.
    WriteRegister {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// `WriteRegisters`, tag 16.
    WriteRegisters {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u8.
        bytes: u8,
        /// On the wire: 1 to 123 elements, as `count` says, each u16 big-endian.
        values: codec::List<'a, u16>,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 252 bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for RequestRef<'_> {}

impl codec::Encode for RequestRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ReadHoldingRegisters { .. }
            | Self::ReadInputRegisters { .. }
            | Self::WriteRegister { .. } => 5,
            Self::WriteRegisters { values, .. } => 6 + values.len() * 2,
            Self::Other { data, .. } => 1 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ReadHoldingRegisters { address, count } => {
                out.put_u8(3);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 125).within("count")?;
                out.put_u16_be(*count);
            }
            Self::ReadInputRegisters { address, count } => {
                out.put_u8(4);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 125).within("count")?;
                out.put_u16_be(*count);
            }
            Self::WriteRegister { address, value } => {
                out.put_u8(6);
                out.put_u16_be(*address);
                out.put_u16_be(*value);
            }
            Self::WriteRegisters { address, bytes, values } => {
                out.put_u8(16);
                out.put_u16_be(*address);
                codec::check_length(values.len(), 1, 123).within("count")?;
                out.put_u16_be(values.len() as u16);
                out.put_u8(*bytes);
                for element in values.iter() {
                    out.put_u16_be(element);
                }
                codec::check_require(
                    i128::from(*bytes) == 2 * (values.len() as i128),
                    "two bytes for each register",
                )?;
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 3 | 4 | 6 | 16), *tag).within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 252).within("data")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestRef<'a> {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            3 => {
                let address = reader.read_u16_be().within("address")?;
                let count = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 125)
                    .within("count")?;
                Ok(Self::ReadHoldingRegisters { address, count })
            }
            4 => {
                let address = reader.read_u16_be().within("address")?;
                let count = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 125)
                    .within("count")?;
                Ok(Self::ReadInputRegisters { address, count })
            }
            6 => {
                let address = reader.read_u16_be().within("address")?;
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::WriteRegister { address, value })
            }
            16 => {
                let begin = reader.offset();
                let address = reader.read_u16_be().within("address")?;
                let start = reader.offset();
                let count = reader.read_u16_be().within("count")?;
                reader.expect_length(start, count, 1, 123).within("count")?;
                let bytes = reader.read_u8().within("bytes")?;
                let values = codec::List::read_numbers::<2>(
                    reader,
                    count.into(),
                    codec::Reader::read_u16_be,
                )
                    .within("values")?;
                reader.expect_require(
                    begin,
                    i128::from(bytes) == 2 * i128::from(count),
                    "two bytes for each register",
                )?;
                Ok(Self::WriteRegisters { address, bytes, values })
            }
            tag => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 252).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> RequestRef<'a> {
    /// The [`Request`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Request {
        match self {
            Self::ReadHoldingRegisters { address, count } =>
                Request::ReadHoldingRegisters { address, count },
            Self::ReadInputRegisters { address, count } =>
                Request::ReadInputRegisters { address, count },
            Self::WriteRegister { address, value } => Request::WriteRegister { address, value },
            Self::WriteRegisters { address, bytes, values } =>
                Request::WriteRegisters { address, bytes, values: values.own(u16::from_be_bytes) },
            Self::Other { tag, data } => Request::Other { tag, data: reader.own(data) },
        }
    }
}

/// The union `Response`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Response {
    /// `HoldingRegisters`, tag 3.
    HoldingRegisters {
        /// On the wire: 2 to 250 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        values: Vec<u16>,
    },
    /// `InputRegisters`, tag 4.
    InputRegisters {
        /// On the wire: 2 to 250 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        values: Vec<u16>,
    },
    /// `RegisterWritten`, tag 6.
    RegisterWritten {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// `RegistersWritten`, tag 16.
    RegistersWritten {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 123.
        count: u16,
    },
    /// `HoldingRegistersFailed`, tag 131.
    HoldingRegistersFailed {
        /// On the wire: [`Failure`] as u8.
        failure: Failure,
    },
    /// `InputRegistersFailed`, tag 132.
    InputRegistersFailed {
        /// On the wire: [`Failure`] as u8.
        failure: Failure,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 252 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
}

impl ::core::cmp::Eq for Response {}

impl codec::Encode for Response {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::HoldingRegisters { values } | Self::InputRegisters { values } =>
                2 + values.len() * 2,
            Self::RegisterWritten { .. } | Self::RegistersWritten { .. } => 5,
            Self::HoldingRegistersFailed { .. } | Self::InputRegistersFailed { .. } => 2,
            Self::Other { data, .. } => 1 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::HoldingRegisters { values } => {
                out.put_u8(3);
                {
                    let length: usize = values.len() * 2;
                    out.put_u8(length as u8);
                    for element in values {
                        out.put_u16_be(*element);
                    }
                    codec::check_length(length, 2, 250).within("values")?;
                }
            }
            Self::InputRegisters { values } => {
                out.put_u8(4);
                {
                    let length: usize = values.len() * 2;
                    out.put_u8(length as u8);
                    for element in values {
                        out.put_u16_be(*element);
                    }
                    codec::check_length(length, 2, 250).within("values")?;
                }
            }
            Self::RegisterWritten { address, value } => {
                out.put_u8(6);
                out.put_u16_be(*address);
                out.put_u16_be(*value);
            }
            Self::RegistersWritten { address, count } => {
                out.put_u8(16);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 123).within("count")?;
                out.put_u16_be(*count);
            }
            Self::HoldingRegistersFailed { failure } => {
                out.put_u8(131);
                codec::check_variant(failure.is_canonical(), failure.number()).within("failure")?;
                out.put_u8(failure.number());
            }
            Self::InputRegistersFailed { failure } => {
                out.put_u8(132);
                codec::check_variant(failure.is_canonical(), failure.number()).within("failure")?;
                out.put_u8(failure.number());
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 3 | 4 | 6 | 16 | 131 | 132), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 252).within("data")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Response {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            3 => {
                let values = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 250)
                        .within("values")?;
                    let whole = reader.enter(start, prefix).within("values")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                        .within("values")?;
                    reader.leave(whole).within("values")?;
                    inside
                };
                Ok(Self::HoldingRegisters { values })
            }
            4 => {
                let values = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 250)
                        .within("values")?;
                    let whole = reader.enter(start, prefix).within("values")?;
                    let inside = reader
                        .read_list_to_end(0, u64::MAX, codec::Reader::read_u16_be)
                        .within("values")?;
                    reader.leave(whole).within("values")?;
                    inside
                };
                Ok(Self::InputRegisters { values })
            }
            6 => {
                let address = reader.read_u16_be().within("address")?;
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::RegisterWritten { address, value })
            }
            16 => {
                let address = reader.read_u16_be().within("address")?;
                let count = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 123)
                    .within("count")?;
                Ok(Self::RegistersWritten { address, count })
            }
            131 => {
                let failure = Failure::from_number(reader.read_u8().within("failure")?);
                Ok(Self::HoldingRegistersFailed { failure })
            }
            132 => {
                let failure = Failure::from_number(reader.read_u8().within("failure")?);
                Ok(Self::InputRegistersFailed { failure })
            }
            tag => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 252).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Other { tag, data })
            }
        }
    }
}

/// [`Response`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResponseRef<'a> {
    /// `HoldingRegisters`, tag 3.
    HoldingRegisters {
        /// On the wire: 2 to 250 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        values: codec::List<'a, u16>,
    },
    /// `InputRegisters`, tag 4.
    InputRegisters {
        /// On the wire: 2 to 250 bytes, their number in front as u8, filled by: elements, all that is left, each u16 big-endian.
        values: codec::List<'a, u16>,
    },
    /// `RegisterWritten`, tag 6.
    RegisterWritten {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian.
        value: u16,
    },
    /// `RegistersWritten`, tag 16.
    RegistersWritten {
        /// On the wire: u16 big-endian.
        address: u16,
        /// On the wire: u16 big-endian, 1 to 123.
        count: u16,
    },
    /// `HoldingRegistersFailed`, tag 131.
    HoldingRegistersFailed {
        /// On the wire: [`Failure`] as u8.
        failure: Failure,
    },
    /// `InputRegistersFailed`, tag 132.
    InputRegistersFailed {
        /// On the wire: [`Failure`] as u8.
        failure: Failure,
    },
    /// What there is if the number has no arm of its own.
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: 0 to 252 bytes, all that is left.
        data: &'a [u8],
    },
}

impl ::core::cmp::Eq for ResponseRef<'_> {}

impl codec::Encode for ResponseRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::HoldingRegisters { values } | Self::InputRegisters { values } =>
                2 + values.len() * 2,
            Self::RegisterWritten { .. } | Self::RegistersWritten { .. } => 5,
            Self::HoldingRegistersFailed { .. } | Self::InputRegistersFailed { .. } => 2,
            Self::Other { data, .. } => 1 + data.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::HoldingRegisters { values } => {
                out.put_u8(3);
                {
                    let length: usize = values.len() * 2;
                    out.put_u8(length as u8);
                    for element in values.iter() {
                        out.put_u16_be(element);
                    }
                    codec::check_length(length, 2, 250).within("values")?;
                }
            }
            Self::InputRegisters { values } => {
                out.put_u8(4);
                {
                    let length: usize = values.len() * 2;
                    out.put_u8(length as u8);
                    for element in values.iter() {
                        out.put_u16_be(element);
                    }
                    codec::check_length(length, 2, 250).within("values")?;
                }
            }
            Self::RegisterWritten { address, value } => {
                out.put_u8(6);
                out.put_u16_be(*address);
                out.put_u16_be(*value);
            }
            Self::RegistersWritten { address, count } => {
                out.put_u8(16);
                out.put_u16_be(*address);
                codec::check_range(*count, 1, 123).within("count")?;
                out.put_u16_be(*count);
            }
            Self::HoldingRegistersFailed { failure } => {
                out.put_u8(131);
                codec::check_variant(failure.is_canonical(), failure.number()).within("failure")?;
                out.put_u8(failure.number());
            }
            Self::InputRegistersFailed { failure } => {
                out.put_u8(132);
                codec::check_variant(failure.is_canonical(), failure.number()).within("failure")?;
                out.put_u8(failure.number());
            }
            Self::Other { tag, data } => {
                codec::check_variant(!matches!(*tag, 3 | 4 | 6 | 16 | 131 | 132), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                codec::check_length(data.len(), 0, 252).within("data")?;
                out.put(data);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ResponseRef<'a> {
    const MIN_LEN: usize = 1;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            3 => {
                let values = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 250)
                        .within("values")?;
                    let whole = reader.enter(start, prefix).within("values")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        codec::Reader::read_u16_be,
                    )
                        .within("values")?;
                    reader.leave(whole).within("values")?;
                    inside
                };
                Ok(Self::HoldingRegisters { values })
            }
            4 => {
                let values = {
                    let start = reader.offset();
                    let prefix = reader
                        .read_length(codec::Reader::read_u8, 2, 250)
                        .within("values")?;
                    let whole = reader.enter(start, prefix).within("values")?;
                    let inside = codec::List::read_to_end(
                        reader,
                        0,
                        u64::MAX,
                        codec::Reader::read_u16_be,
                    )
                        .within("values")?;
                    reader.leave(whole).within("values")?;
                    inside
                };
                Ok(Self::InputRegisters { values })
            }
            6 => {
                let address = reader.read_u16_be().within("address")?;
                let value = reader.read_u16_be().within("value")?;
                Ok(Self::RegisterWritten { address, value })
            }
            16 => {
                let address = reader.read_u16_be().within("address")?;
                let count = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 123)
                    .within("count")?;
                Ok(Self::RegistersWritten { address, count })
            }
            131 => {
                let failure = Failure::from_number(reader.read_u8().within("failure")?);
                Ok(Self::HoldingRegistersFailed { failure })
            }
            132 => {
                let failure = Failure::from_number(reader.read_u8().within("failure")?);
                Ok(Self::InputRegistersFailed { failure })
            }
            tag => {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 252).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Other { tag, data })
            }
        }
    }
}

impl<'a> ResponseRef<'a> {
    /// The [`Response`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Response {
        match self {
            Self::HoldingRegisters { values } =>
                Response::HoldingRegisters { values: values.iter().collect() },
            Self::InputRegisters { values } =>
                Response::InputRegisters { values: values.iter().collect() },
            Self::RegisterWritten { address, value } =>
                Response::RegisterWritten { address, value },
            Self::RegistersWritten { address, count } =>
                Response::RegistersWritten { address, count },
            Self::HoldingRegistersFailed { failure } =>
                Response::HoldingRegistersFailed { failure },
            Self::InputRegistersFailed { failure } => Response::InputRegistersFailed { failure },
            Self::Other { tag, data } => Response::Other { tag, data: reader.own(data) },
        }
    }
}

/// The structure `RequestUnit`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `unit` | u8 |
/// | 1 | 1..=253 | `request` | [`Request`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct RequestUnit {
    /// On the wire: u8.
    pub unit: u8,
    /// On the wire: [`Request`], its tag in front as u8.
    pub request: Request,
}

impl ::core::cmp::Eq for RequestUnit {}

impl codec::Encode for RequestUnit {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.request.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.unit);
        self.request.encode(out).within("request")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestUnit {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RequestUnitRef::decode(reader)?.own(reader))
    }
}

/// [`RequestUnit`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestUnitRef<'a> {
    /// On the wire: u8.
    pub unit: u8,
    /// On the wire: [`Request`], its tag in front as u8.
    pub request: RequestRef<'a>,
}

impl ::core::cmp::Eq for RequestUnitRef<'_> {}

impl codec::Encode for RequestUnitRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.request.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.unit);
        self.request.encode(out).within("request")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestUnitRef<'a> {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let unit = reader.read_u8().within("unit")?;
        let request = RequestRef::decode(reader).within("request")?;
        Ok(Self { unit, request })
    }
}

impl<'a> RequestUnitRef<'a> {
    /// The [`RequestUnit`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> RequestUnit {
        RequestUnit { unit: self.unit, request: self.request.own(reader) }
    }
}

/// The structure `ResponseUnit`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 1 | `unit` | u8 |
/// | 1 | 1..=253 | `response` | [`Response`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct ResponseUnit {
    /// On the wire: u8.
    pub unit: u8,
    /// On the wire: [`Response`], its tag in front as u8.
    pub response: Response,
}

impl ::core::cmp::Eq for ResponseUnit {}

impl codec::Encode for ResponseUnit {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.response.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.unit);
        self.response.encode(out).within("response")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ResponseUnit {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let unit = reader.read_u8().within("unit")?;
        let response = Response::decode(reader).within("response")?;
        Ok(Self { unit, response })
    }
}

/// [`ResponseUnit`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseUnitRef<'a> {
    /// On the wire: u8.
    pub unit: u8,
    /// On the wire: [`Response`], its tag in front as u8.
    pub response: ResponseRef<'a>,
}

impl ::core::cmp::Eq for ResponseUnitRef<'_> {}

impl codec::Encode for ResponseUnitRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + self.response.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u8(self.unit);
        self.response.encode(out).within("response")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ResponseUnitRef<'a> {
    const MIN_LEN: usize = 2;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let unit = reader.read_u8().within("unit")?;
        let response = ResponseRef::decode(reader).within("response")?;
        Ok(Self { unit, response })
    }
}

impl<'a> ResponseUnitRef<'a> {
    /// The [`ResponseUnit`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ResponseUnit {
        ResponseUnit { unit: self.unit, response: self.response.own(reader) }
    }
}

/// The structure `RequestFrame`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `transaction` | u16 big-endian |
/// | 2 | 2 | `protocol` | u16 big-endian, always 0 |
/// | 4 | 4..=256 | `content` | 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`RequestUnit`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct RequestFrame {
    /// On the wire: u16 big-endian.
    pub transaction: u16,
    /// On the wire: 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`RequestUnit`].
    pub content: RequestUnit,
}

impl ::core::cmp::Eq for RequestFrame {}

impl codec::Encode for RequestFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.transaction);
        out.put_u16_be(0);
        {
            let length: usize = self.content.encoded_len();
            out.put_u16_be(length as u16);
            self.content.encode(out).within("content")?;
            codec::check_length(length, 2, 254).within("content")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestFrame {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(RequestFrameRef::decode(reader)?.own(reader))
    }
}

/// [`RequestFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestFrameRef<'a> {
    /// On the wire: u16 big-endian.
    pub transaction: u16,
    /// On the wire: 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`RequestUnit`].
    pub content: RequestUnitRef<'a>,
}

impl ::core::cmp::Eq for RequestFrameRef<'_> {}

impl codec::Encode for RequestFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.transaction);
        out.put_u16_be(0);
        {
            let length: usize = self.content.encoded_len();
            out.put_u16_be(length as u16);
            self.content.encode(out).within("content")?;
            codec::check_length(length, 2, 254).within("content")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for RequestFrameRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let transaction = reader.read_u16_be().within("transaction")?;
        let start = reader.offset();
        let protocol_ = reader.read_u16_be().within("protocol")?;
        reader.expect_constant(start, protocol_, 0).within("protocol")?;
        let content = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 2, 254).within("content")?;
            let whole = reader.enter(start, prefix).within("content")?;
            let inside = RequestUnitRef::decode(reader).within("content")?;
            reader.leave(whole).within("content")?;
            inside
        };
        Ok(Self { transaction, content })
    }
}

impl<'a> RequestFrameRef<'a> {
    /// The [`RequestFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> RequestFrame {
        RequestFrame { transaction: self.transaction, content: self.content.own(reader) }
    }
}

/// The structure `ResponseFrame`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `transaction` | u16 big-endian |
/// | 2 | 2 | `protocol` | u16 big-endian, always 0 |
/// | 4 | 4..=256 | `content` | 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`ResponseUnit`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct ResponseFrame {
    /// On the wire: u16 big-endian.
    pub transaction: u16,
    /// On the wire: 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`ResponseUnit`].
    pub content: ResponseUnit,
}

impl ::core::cmp::Eq for ResponseFrame {}

impl codec::Encode for ResponseFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.transaction);
        out.put_u16_be(0);
        {
            let length: usize = self.content.encoded_len();
            out.put_u16_be(length as u16);
            self.content.encode(out).within("content")?;
            codec::check_length(length, 2, 254).within("content")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ResponseFrame {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let transaction = reader.read_u16_be().within("transaction")?;
        let start = reader.offset();
        let protocol_ = reader.read_u16_be().within("protocol")?;
        reader.expect_constant(start, protocol_, 0).within("protocol")?;
        let content = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 2, 254).within("content")?;
            let whole = reader.enter(start, prefix).within("content")?;
            let inside = ResponseUnit::decode(reader).within("content")?;
            reader.leave(whole).within("content")?;
            inside
        };
        Ok(Self { transaction, content })
    }
}

/// [`ResponseFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseFrameRef<'a> {
    /// On the wire: u16 big-endian.
    pub transaction: u16,
    /// On the wire: 2 to 254 bytes, their number in front as u16 big-endian, filled by: [`ResponseUnit`].
    pub content: ResponseUnitRef<'a>,
}

impl ::core::cmp::Eq for ResponseFrameRef<'_> {}

impl codec::Encode for ResponseFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        6 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.transaction);
        out.put_u16_be(0);
        {
            let length: usize = self.content.encoded_len();
            out.put_u16_be(length as u16);
            self.content.encode(out).within("content")?;
            codec::check_length(length, 2, 254).within("content")?;
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ResponseFrameRef<'a> {
    const MIN_LEN: usize = 8;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let transaction = reader.read_u16_be().within("transaction")?;
        let start = reader.offset();
        let protocol_ = reader.read_u16_be().within("protocol")?;
        reader.expect_constant(start, protocol_, 0).within("protocol")?;
        let content = {
            let start = reader.offset();
            let prefix = reader.read_length(codec::Reader::read_u16_be, 2, 254).within("content")?;
            let whole = reader.enter(start, prefix).within("content")?;
            let inside = ResponseUnitRef::decode(reader).within("content")?;
            reader.leave(whole).within("content")?;
            inside
        };
        Ok(Self { transaction, content })
    }
}

impl<'a> ResponseFrameRef<'a> {
    /// The [`ResponseFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ResponseFrame {
        ResponseFrame { transaction: self.transaction, content: self.content.own(reader) }
    }
}

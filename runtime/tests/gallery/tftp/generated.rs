// Written by `cargo run -- gen` from spec/gallery/tftp.wire. Do not edit: change the spec and run the command.

//! The tftp protocol. See `spec/gallery/tftp.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// An option and its value, both text.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2..=256 | `name` | 1 to 255 bytes of UTF-8, up to the bytes `[00]` |
/// |  | 1..=256 | `value` | 0 to 255 bytes of UTF-8, up to the bytes `[00]` |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Setting {
    /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
    pub name: String,
    /// On the wire: 0 to 255 bytes of UTF-8, up to the bytes `[00]`.
    pub value: String,
}

impl ::core::cmp::Eq for Setting {}

impl codec::Encode for Setting {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, 255).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_length(self.value.len(), 0, 255).within("value")?;
        codec::check_delimiter(self.value.as_bytes(), &[0]).within("value")?;
        out.put(self.value.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Setting {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SettingRef::decode(reader)?.own(reader))
    }
}

/// [`Setting`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingRef<'a> {
    /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
    pub name: &'a str,
    /// On the wire: 0 to 255 bytes of UTF-8, up to the bytes `[00]`.
    pub value: &'a str,
}

impl ::core::cmp::Eq for SettingRef<'_> {}

impl codec::Encode for SettingRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        2 + self.name.len() + self.value.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.name.len(), 1, 255).within("name")?;
        codec::check_delimiter(self.name.as_bytes(), &[0]).within("name")?;
        out.put(self.name.as_bytes());
        out.put(&[0]);
        codec::check_length(self.value.len(), 0, 255).within("value")?;
        codec::check_delimiter(self.value.as_bytes(), &[0]).within("value")?;
        out.put(self.value.as_bytes());
        out.put(&[0]);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SettingRef<'a> {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 255);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let name = reader.read_until(&[0], 1, 255).within("name")?;
        let name = reader.expect_text(start, name).within("name")?;
        let start = reader.offset();
        let value = reader.read_until(&[0], 0, 255).within("value")?;
        let value = reader.expect_text(start, value).within("value")?;
        Ok(Self { name, value })
    }
}

impl<'a> SettingRef<'a> {
    /// The [`Setting`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Setting {
        Setting { name: String::from(self.name), value: String::from(self.value) }
    }
}

/// Why a transfer ends (RFC 1350, appendix; RFC 2347, §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ErrorCode {
    /// `NotDefined`, number 0.
    NotDefined,
    /// `FileNotFound`, number 1.
    FileNotFound,
    /// `AccessViolation`, number 2.
    AccessViolation,
    /// `DiskFull`, number 3.
    DiskFull,
    /// `IllegalOperation`, number 4.
    IllegalOperation,
    /// `UnknownTransfer`, number 5.
    UnknownTransfer,
    /// `FileExists`, number 6.
    FileExists,
    /// `NoSuchUser`, number 7.
    NoSuchUser,
    /// `OptionsRefused`, number 8.
    OptionsRefused,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u16),
}

impl ErrorCode {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::NotDefined => 0,
            Self::FileNotFound => 1,
            Self::AccessViolation => 2,
            Self::DiskFull => 3,
            Self::IllegalOperation => 4,
            Self::UnknownTransfer => 5,
            Self::FileExists => 6,
            Self::NoSuchUser => 7,
            Self::OptionsRefused => 8,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            0 => Self::NotDefined,
            1 => Self::FileNotFound,
            2 => Self::AccessViolation,
            3 => Self::DiskFull,
            4 => Self::IllegalOperation,
            5 => Self::UnknownTransfer,
            6 => Self::FileExists,
            7 => Self::NoSuchUser,
            8 => Self::OptionsRefused,
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

/// The union `Operation`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Operation {
    /// `ReadRequest`, tag 1.
    ReadRequest {
        /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
        file: String,
        /// On the wire: 1 to 16 bytes of UTF-8, up to the bytes `[00]`.
        mode: String,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: Vec<Setting>,
    },
    /// `WriteRequest`, tag 2.
    WriteRequest {
        /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
        file: String,
        /// On the wire: 1 to 16 bytes of UTF-8, up to the bytes `[00]`.
        mode: String,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: Vec<Setting>,
    },
    /// `Data`, tag 3.
    Data {
        /// On the wire: u16 big-endian.
        block: u16,
        /// On the wire: 0 to 65464 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// `Acknowledgement`, tag 4.
    Acknowledgement {
        /// On the wire: u16 big-endian.
        block: u16,
    },
    /// `Failure`, tag 5.
    Failure {
        /// On the wire: [`ErrorCode`] as u16 big-endian.
        code: ErrorCode,
        /// On the wire: 0 to 512 bytes of UTF-8, up to the bytes `[00]`.
        message: String,
    },
    /// `OptionAcknowledgement`, tag 6.
    OptionAcknowledgement {
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: Vec<Setting>,
    },
}

impl ::core::cmp::Eq for Operation {}

impl codec::Encode for Operation {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ReadRequest { file, mode, settings }
            | Self::WriteRequest { file, mode, settings } => 4
                + file.len()
                + mode.len()
                + settings.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Data { data, .. } => 4 + data.len(),
            Self::Acknowledgement { .. } => 4,
            Self::Failure { message, .. } => 5 + message.len(),
            Self::OptionAcknowledgement { settings } =>
                2 + settings.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ReadRequest { file, mode, settings } => {
                out.put_u16_be(1);
                codec::check_length(file.len(), 1, 255).within("file")?;
                codec::check_delimiter(file.as_bytes(), &[0]).within("file")?;
                out.put(file.as_bytes());
                out.put(&[0]);
                codec::check_length(mode.len(), 1, 16).within("mode")?;
                codec::check_delimiter(mode.as_bytes(), &[0]).within("mode")?;
                out.put(mode.as_bytes());
                out.put(&[0]);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
            Self::WriteRequest { file, mode, settings } => {
                out.put_u16_be(2);
                codec::check_length(file.len(), 1, 255).within("file")?;
                codec::check_delimiter(file.as_bytes(), &[0]).within("file")?;
                out.put(file.as_bytes());
                out.put(&[0]);
                codec::check_length(mode.len(), 1, 16).within("mode")?;
                codec::check_delimiter(mode.as_bytes(), &[0]).within("mode")?;
                out.put(mode.as_bytes());
                out.put(&[0]);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
            Self::Data { block, data } => {
                out.put_u16_be(3);
                out.put_u16_be(*block);
                codec::check_length(data.len(), 0, 65_464).within("data")?;
                out.put(data);
            }
            Self::Acknowledgement { block } => {
                out.put_u16_be(4);
                out.put_u16_be(*block);
            }
            Self::Failure { code, message } => {
                out.put_u16_be(5);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u16_be(code.number());
                codec::check_length(message.len(), 0, 512).within("message")?;
                codec::check_delimiter(message.as_bytes(), &[0]).within("message")?;
                out.put(message.as_bytes());
                out.put(&[0]);
            }
            Self::OptionAcknowledgement { settings } => {
                out.put_u16_be(6);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Operation {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u16_be()? {
            1 => {
                let start = reader.offset();
                let file = reader.read_until(&[0], 1, 255).within("file")?;
                let file = String::from(reader.expect_text(start, file).within("file")?);
                let start = reader.offset();
                let mode = reader.read_until(&[0], 1, 16).within("mode")?;
                let mode = String::from(reader.expect_text(start, mode).within("mode")?);
                let settings = reader
                    .read_list_to_end(0, u64::MAX, Setting::decode)
                    .within("settings")?;
                Ok(Self::ReadRequest { file, mode, settings })
            }
            2 => {
                let start = reader.offset();
                let file = reader.read_until(&[0], 1, 255).within("file")?;
                let file = String::from(reader.expect_text(start, file).within("file")?);
                let start = reader.offset();
                let mode = reader.read_until(&[0], 1, 16).within("mode")?;
                let mode = String::from(reader.expect_text(start, mode).within("mode")?);
                let settings = reader
                    .read_list_to_end(0, u64::MAX, Setting::decode)
                    .within("settings")?;
                Ok(Self::WriteRequest { file, mode, settings })
            }
            3 => {
                let block = reader.read_u16_be().within("block")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 65_464).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Data { block, data })
            }
            4 => {
                let block = reader.read_u16_be().within("block")?;
                Ok(Self::Acknowledgement { block })
            }
            5 => {
                let code = ErrorCode::from_number(reader.read_u16_be().within("code")?);
                let start = reader.offset();
                let message = reader.read_until(&[0], 0, 512).within("message")?;
                let message = String::from(reader.expect_text(start, message).within("message")?);
                Ok(Self::Failure { code, message })
            }
            6 => {
                let settings = reader
                    .read_list_to_end(0, u64::MAX, Setting::decode)
                    .within("settings")?;
                Ok(Self::OptionAcknowledgement { settings })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// [`Operation`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OperationRef<'a> {
    /// `ReadRequest`, tag 1.
    ReadRequest {
        /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
        file: &'a str,
        /// On the wire: 1 to 16 bytes of UTF-8, up to the bytes `[00]`.
        mode: &'a str,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: codec::List<'a, SettingRef<'a>>,
    },
    /// `WriteRequest`, tag 2.
    WriteRequest {
        /// On the wire: 1 to 255 bytes of UTF-8, up to the bytes `[00]`.
        file: &'a str,
        /// On the wire: 1 to 16 bytes of UTF-8, up to the bytes `[00]`.
        mode: &'a str,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: codec::List<'a, SettingRef<'a>>,
    },
    /// `Data`, tag 3.
    Data {
        /// On the wire: u16 big-endian.
        block: u16,
        /// On the wire: 0 to 65464 bytes, all that is left.
        data: &'a [u8],
    },
    /// `Acknowledgement`, tag 4.
    Acknowledgement {
        /// On the wire: u16 big-endian.
        block: u16,
    },
    /// `Failure`, tag 5.
    Failure {
        /// On the wire: [`ErrorCode`] as u16 big-endian.
        code: ErrorCode,
        /// On the wire: 0 to 512 bytes of UTF-8, up to the bytes `[00]`.
        message: &'a str,
    },
    /// `OptionAcknowledgement`, tag 6.
    OptionAcknowledgement {
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: codec::List<'a, SettingRef<'a>>,
    },
}

impl ::core::cmp::Eq for OperationRef<'_> {}

impl codec::Encode for OperationRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::ReadRequest { file, mode, settings }
            | Self::WriteRequest { file, mode, settings } => 4
                + file.len()
                + mode.len()
                + settings.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::Data { data, .. } => 4 + data.len(),
            Self::Acknowledgement { .. } => 4,
            Self::Failure { message, .. } => 5 + message.len(),
            Self::OptionAcknowledgement { settings } =>
                2 + settings.iter().map(|element| element.encoded_len()).sum::<usize>(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::ReadRequest { file, mode, settings } => {
                out.put_u16_be(1);
                codec::check_length(file.len(), 1, 255).within("file")?;
                codec::check_delimiter(file.as_bytes(), &[0]).within("file")?;
                out.put(file.as_bytes());
                out.put(&[0]);
                codec::check_length(mode.len(), 1, 16).within("mode")?;
                codec::check_delimiter(mode.as_bytes(), &[0]).within("mode")?;
                out.put(mode.as_bytes());
                out.put(&[0]);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
            Self::WriteRequest { file, mode, settings } => {
                out.put_u16_be(2);
                codec::check_length(file.len(), 1, 255).within("file")?;
                codec::check_delimiter(file.as_bytes(), &[0]).within("file")?;
                out.put(file.as_bytes());
                out.put(&[0]);
                codec::check_length(mode.len(), 1, 16).within("mode")?;
                codec::check_delimiter(mode.as_bytes(), &[0]).within("mode")?;
                out.put(mode.as_bytes());
                out.put(&[0]);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
            Self::Data { block, data } => {
                out.put_u16_be(3);
                out.put_u16_be(*block);
                codec::check_length(data.len(), 0, 65_464).within("data")?;
                out.put(data);
            }
            Self::Acknowledgement { block } => {
                out.put_u16_be(4);
                out.put_u16_be(*block);
            }
            Self::Failure { code, message } => {
                out.put_u16_be(5);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u16_be(code.number());
                codec::check_length(message.len(), 0, 512).within("message")?;
                codec::check_delimiter(message.as_bytes(), &[0]).within("message")?;
                out.put(message.as_bytes());
                out.put(&[0]);
            }
            Self::OptionAcknowledgement { settings } => {
                out.put_u16_be(6);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for OperationRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u16_be()? {
            1 => {
                let start = reader.offset();
                let file = reader.read_until(&[0], 1, 255).within("file")?;
                let file = reader.expect_text(start, file).within("file")?;
                let start = reader.offset();
                let mode = reader.read_until(&[0], 1, 16).within("mode")?;
                let mode = reader.expect_text(start, mode).within("mode")?;
                let settings = codec::List::read_to_end(reader, 0, u64::MAX, SettingRef::decode)
                    .within("settings")?;
                Ok(Self::ReadRequest { file, mode, settings })
            }
            2 => {
                let start = reader.offset();
                let file = reader.read_until(&[0], 1, 255).within("file")?;
                let file = reader.expect_text(start, file).within("file")?;
                let start = reader.offset();
                let mode = reader.read_until(&[0], 1, 16).within("mode")?;
                let mode = reader.expect_text(start, mode).within("mode")?;
                let settings = codec::List::read_to_end(reader, 0, u64::MAX, SettingRef::decode)
                    .within("settings")?;
                Ok(Self::WriteRequest { file, mode, settings })
            }
            3 => {
                let block = reader.read_u16_be().within("block")?;
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, 0, 65_464).within("data")?;
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Data { block, data })
            }
            4 => {
                let block = reader.read_u16_be().within("block")?;
                Ok(Self::Acknowledgement { block })
            }
            5 => {
                let code = ErrorCode::from_number(reader.read_u16_be().within("code")?);
                let start = reader.offset();
                let message = reader.read_until(&[0], 0, 512).within("message")?;
                let message = reader.expect_text(start, message).within("message")?;
                Ok(Self::Failure { code, message })
            }
            6 => {
                let settings = codec::List::read_to_end(reader, 0, u64::MAX, SettingRef::decode)
                    .within("settings")?;
                Ok(Self::OptionAcknowledgement { settings })
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> OperationRef<'a> {
    /// The [`Operation`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Operation {
        match self {
            Self::ReadRequest { file, mode, settings } => {
                Operation::ReadRequest {
                    file: String::from(file),
                    mode: String::from(mode),
                    settings: settings.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::WriteRequest { file, mode, settings } => {
                Operation::WriteRequest {
                    file: String::from(file),
                    mode: String::from(mode),
                    settings: settings.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::Data { block, data } => Operation::Data { block, data: reader.own(data) },
            Self::Acknowledgement { block } => Operation::Acknowledgement { block },
            Self::Failure { code, message } =>
                Operation::Failure { code, message: String::from(message) },
            Self::OptionAcknowledgement { settings } => {
                Operation::OptionAcknowledgement {
                    settings: settings.iter().map(|held| held.own(reader)).collect(),
                }
            }
        }
    }
}

/// The structure `Datagram`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2.. | `operation` | [`Operation`], its tag in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// On the wire: [`Operation`], its tag in front as u16 big-endian.
    pub operation: Operation,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.operation.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.operation.encode(out).within("operation")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let operation = Operation::decode(reader).within("operation")?;
        Ok(Self { operation })
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// On the wire: [`Operation`], its tag in front as u16 big-endian.
    pub operation: OperationRef<'a>,
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.operation.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.operation.encode(out).within("operation")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 2;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(0, 0);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let operation = OperationRef::decode(reader).within("operation")?;
        Ok(Self { operation })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram { operation: self.operation.own(reader) }
    }
}

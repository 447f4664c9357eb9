// Written by `cargo run -- gen` from spec/gallery/http2.wire. Do not edit: change the spec and run the command.

//! The http2 protocol. See `spec/gallery/http2.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// §7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ErrorCode {
    /// `NoError`, number 0.
    NoError,
    /// `ProtocolError`, number 1.
    ProtocolError,
    /// `InternalError`, number 2.
    InternalError,
    /// `FlowControlError`, number 3.
    FlowControlError,
    /// `SettingsTimeout`, number 4.
    SettingsTimeout,
    /// `StreamClosed`, number 5.
    StreamClosed,
    /// `FrameSizeError`, number 6.
    FrameSizeError,
    /// `RefusedStream`, number 7.
    RefusedStream,
    /// `Cancel`, number 8.
    Cancel,
    /// `CompressionError`, number 9.
    CompressionError,
    /// `ConnectError`, number 10.
    ConnectError,
    /// `EnhanceYourCalm`, number 11.
    EnhanceYourCalm,
    /// `InadequateSecurity`, number 12.
    InadequateSecurity,
    /// `Http11Required`, number 13.
    Http11Required,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u32),
}

impl ErrorCode {
    /// The number on the wire.
    pub const fn number(self) -> u32 {
        match self {
            Self::NoError => 0,
            Self::ProtocolError => 1,
            Self::InternalError => 2,
            Self::FlowControlError => 3,
            Self::SettingsTimeout => 4,
            Self::StreamClosed => 5,
            Self::FrameSizeError => 6,
            Self::RefusedStream => 7,
            Self::Cancel => 8,
            Self::CompressionError => 9,
            Self::ConnectError => 10,
            Self::EnhanceYourCalm => 11,
            Self::InadequateSecurity => 12,
            Self::Http11Required => 13,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u32) -> Self {
        match number {
            0 => Self::NoError,
            1 => Self::ProtocolError,
            2 => Self::InternalError,
            3 => Self::FlowControlError,
            4 => Self::SettingsTimeout,
            5 => Self::StreamClosed,
            6 => Self::FrameSizeError,
            7 => Self::RefusedStream,
            8 => Self::Cancel,
            9 => Self::CompressionError,
            10 => Self::ConnectError,
            11 => Self::EnhanceYourCalm,
            12 => Self::InadequateSecurity,
            13 => Self::Http11Required,
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

/// §6.5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum SettingKind {
    /// `HeaderTableSize`, number 1.
    HeaderTableSize,
    /// `EnablePush`, number 2.
    EnablePush,
    /// `MaxConcurrentStreams`, number 3.
    MaxConcurrentStreams,
    /// `InitialWindowSize`, number 4.
    InitialWindowSize,
    /// `MaxFrameSize`, number 5.
    MaxFrameSize,
    /// `MaxHeaderListSize`, number 6.
    MaxHeaderListSize,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u16),
}

impl SettingKind {
    /// The number on the wire.
    pub const fn number(self) -> u16 {
        match self {
            Self::HeaderTableSize => 1,
            Self::EnablePush => 2,
            Self::MaxConcurrentStreams => 3,
            Self::InitialWindowSize => 4,
            Self::MaxFrameSize => 5,
            Self::MaxHeaderListSize => 6,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::HeaderTableSize,
            2 => Self::EnablePush,
            3 => Self::MaxConcurrentStreams,
            4 => Self::InitialWindowSize,
            5 => Self::MaxFrameSize,
            6 => Self::MaxHeaderListSize,
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

/// The structure `Setting`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `kind` | [`SettingKind`] as u16 big-endian |
/// | 2 | 4 | `value` | u32 big-endian |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Setting {
    /// On the wire: [`SettingKind`] as u16 big-endian.
    pub kind: SettingKind,
    /// On the wire: u32 big-endian.
    pub value: u32,
}

impl ::core::cmp::Eq for Setting {}

impl codec::Encode for Setting {
    #[inline]
    fn encoded_len(&self) -> usize {
        6
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_variant(self.kind.is_canonical(), self.kind.number()).within("kind")?;
        out.put_u16_be(self.kind.number());
        out.put_u32_be(self.value);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Setting {
    const MIN_LEN: usize = 6;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let kind = SettingKind::from_number(reader.read_u16_be().within("kind")?);
        let value = reader.read_u32_be().within("value")?;
        Ok(Self { kind, value })
    }
}

/// §6.3, deprecated, and still parsed.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `exclusive` | one bit |
/// | 4 | 0 | `stream` | 31 bits |
/// | 4 | 1 | `weight` | u8 |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Dependency {
    /// On the wire: one bit.
    pub exclusive: bool,
    /// On the wire: 31 bits.
    pub stream: u32,
    /// On the wire: u8.
    pub weight: u8,
}

impl ::core::cmp::Eq for Dependency {}

impl codec::Encode for Dependency {
    #[inline]
    fn encoded_len(&self) -> usize {
        5
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_range(self.stream, 0, 2_147_483_647).within("stream")?;
        out.put_u32_be(u32::from(self.exclusive) << 31 | self.stream);
        out.put_u8(self.weight);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Dependency {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let run = reader.read_u32_be().within("exclusive")?;
        let exclusive = run >> 31 & 1 != 0;
        let stream = run & 0x7fff_ffff;
        let weight = reader.read_u8().within("weight")?;
        Ok(Self { exclusive, stream, weight })
    }
}

/// §4.1: type, flags, "a reserved 1-bit field" and the stream, then the payload.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Content {
    /// §6.1.
    Data {
        /// On the wire: 4 bits.
        unused: u8,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        end_stream: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        data: Bytes,
    },
    /// §6.2.
    Headers {
        /// On the wire: 2 bits.
        unused: u8,
        /// On the wire: one bit.
        priority: bool,
        /// On the wire: one bit.
        unused_middle: bool,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: one bit.
        unused_low: bool,
        /// On the wire: one bit.
        end_stream: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: [`Dependency`]; there if `priority`.
        dependency: Option<Dependency>,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        fragment: Bytes,
    },
    /// §6.3.
    Priority {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: [`Dependency`].
        dependency: Dependency,
    },
    /// §6.4.
    Reset {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: [`ErrorCode`] as u32 big-endian.
        code: ErrorCode,
    },
    /// §6.5: "Receipt of a SETTINGS frame with the ACK flag set and a length field
    /// value other than 0 MUST be treated as a connection error".
    Settings {
        /// On the wire: 7 bits.
        unused: u8,
        /// On the wire: one bit.
        acknowledges: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: Vec<Setting>,
    },
    /// §6.6.
    PushPromise {
        /// On the wire: 4 bits.
        unused: u8,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: one bit.
        promised_reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        promised: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        fragment: Bytes,
    },
    /// §6.7.
    Ping {
        /// On the wire: 7 bits.
        unused: u8,
        /// On the wire: one bit.
        acknowledges: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 8 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        data: [u8; 8],
    },
    /// §6.8.
    GoAway {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: one bit.
        last_reserved: bool,
        /// On the wire: 31 bits.
        last_stream: u32,
        /// On the wire: [`ErrorCode`] as u32 big-endian.
        code: ErrorCode,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        debug: Bytes,
    },
    /// §6.9.
    WindowUpdate {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits.
        stream: u32,
        /// On the wire: one bit.
        increment_reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        increment: u32,
    },
    /// §6.10.
    Continuation {
        /// On the wire: 5 bits.
        unused: u8,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        fragment: Bytes,
    },
    /// §4.1: "Implementations MUST ignore and discard frames of unknown types."
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits.
        stream: u32,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        payload: Bytes,
    },
}

impl ::core::cmp::Eq for Content {}

impl codec::Encode for Content {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Data { pad_length, data, .. } =>
                6 + usize::from(pad_length.is_some()) * 1 + data.len(),
            Self::Headers { pad_length, dependency, fragment, .. } => 6
                + usize::from(pad_length.is_some()) * 1
                + usize::from(dependency.is_some()) * 5
                + fragment.len(),
            Self::Priority { .. } => 11,
            Self::Reset { .. } | Self::WindowUpdate { .. } => 10,
            Self::Settings { settings, .. } => 6 + settings.len() * 6,
            Self::PushPromise { pad_length, fragment, .. } =>
                10 + usize::from(pad_length.is_some()) * 1 + fragment.len(),
            Self::Ping { .. } => 14,
            Self::GoAway { debug, .. } => 14 + debug.len(),
            Self::Continuation { fragment, .. } => 6 + fragment.len(),
            Self::Other { payload, .. } => 6 + payload.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Data {
                unused,
                padded,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                data,
            } => {
                out.put_u8(0);
                codec::check_range(*unused, 0, 15).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(
                    *unused << 4
                        | u8::from(*padded) << 3
                        | *unused_low << 1
                        | u8::from(*end_stream),
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                out.put(data);
            }
            Self::Headers {
                unused,
                priority,
                unused_middle,
                padded,
                end_headers,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                dependency,
                fragment,
            } => {
                out.put_u8(1);
                codec::check_range(*unused, 0, 3).within("unused")?;
                out.put_u8(
                    *unused << 6
                        | u8::from(*priority) << 5
                        | u8::from(*unused_middle) << 4
                        | u8::from(*padded) << 3
                        | u8::from(*end_headers) << 2
                        | u8::from(*unused_low) << 1
                        | u8::from(*end_stream),
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                codec::check_presence(dependency.is_some(), *priority).within("dependency")?;
                if let Some(dependency) = dependency {
                    dependency.encode(out).within("dependency")?;
                }
                out.put(fragment);
            }
            Self::Priority { flags, reserved, stream, dependency } => {
                out.put_u8(2);
                out.put_u8(*flags);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                dependency.encode(out).within("dependency")?;
            }
            Self::Reset { flags, reserved, stream, code } => {
                out.put_u8(3);
                out.put_u8(*flags);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u32_be(code.number());
            }
            Self::Settings { unused, acknowledges, reserved, settings } => {
                out.put_u8(4);
                codec::check_range(*unused, 0, 127).within("unused")?;
                out.put_u8(*unused << 1 | u8::from(*acknowledges));
                out.put_u32_be(u32::from(*reserved) << 31);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
                codec::check_require(
                    !*acknowledges || settings.len() == 0,
                    "an acknowledgement has no settings",
                )?;
            }
            Self::PushPromise {
                unused,
                padded,
                end_headers,
                unused_low,
                reserved,
                stream,
                pad_length,
                promised_reserved,
                promised,
                fragment,
            } => {
                out.put_u8(5);
                codec::check_range(*unused, 0, 15).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(
                    *unused << 4
                        | u8::from(*padded) << 3
                        | u8::from(*end_headers) << 2
                        | *unused_low,
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                codec::check_range(*promised, 1, 2_147_483_647).within("promised")?;
                out.put_u32_be(u32::from(*promised_reserved) << 31 | *promised);
                out.put(fragment);
            }
            Self::Ping { unused, acknowledges, reserved, data } => {
                out.put_u8(6);
                codec::check_range(*unused, 0, 127).within("unused")?;
                out.put_u8(*unused << 1 | u8::from(*acknowledges));
                out.put_u32_be(u32::from(*reserved) << 31);
                out.put(data.as_slice());
            }
            Self::GoAway { flags, reserved, last_reserved, last_stream, code, debug } => {
                out.put_u8(7);
                out.put_u8(*flags);
                out.put_u32_be(u32::from(*reserved) << 31);
                codec::check_range(*last_stream, 0, 2_147_483_647).within("last_stream")?;
                out.put_u32_be(u32::from(*last_reserved) << 31 | *last_stream);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u32_be(code.number());
                out.put(debug);
            }
            Self::WindowUpdate { flags, reserved, stream, increment_reserved, increment } => {
                out.put_u8(8);
                out.put_u8(*flags);
                codec::check_range(*stream, 0, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_range(*increment, 1, 2_147_483_647).within("increment")?;
                out.put_u32_be(u32::from(*increment_reserved) << 31 | *increment);
            }
            Self::Continuation { unused, end_headers, unused_low, reserved, stream, fragment } => {
                out.put_u8(9);
                codec::check_range(*unused, 0, 31).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(*unused << 3 | u8::from(*end_headers) << 2 | *unused_low);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                out.put(fragment);
            }
            Self::Other { tag, flags, reserved, stream, payload } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                out.put_u8(*flags);
                codec::check_range(*stream, 0, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                out.put(payload);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Content {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 4;
                let padded = run >> 3 & 1 != 0;
                let unused_low = run >> 1 & 0x03;
                let end_stream = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let data = reader.read_slice(reader.remaining()).within("data")?;
                let data = reader.own(data);
                Ok(Self::Data {
                    unused,
                    padded,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    data,
                })
            }
            1 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 6;
                let priority = run >> 5 & 1 != 0;
                let unused_middle = run >> 4 & 1 != 0;
                let padded = run >> 3 & 1 != 0;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run >> 1 & 1 != 0;
                let end_stream = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let dependency = if priority {
                    Some(Dependency::decode(reader).within("dependency")?)
                } else {
                    None
                };
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                let fragment = reader.own(fragment);
                Ok(Self::Headers {
                    unused,
                    priority,
                    unused_middle,
                    padded,
                    end_headers,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    dependency,
                    fragment,
                })
            }
            2 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let dependency = Dependency::decode(reader).within("dependency")?;
                Ok(Self::Priority { flags, reserved, stream, dependency })
            }
            3 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let code = ErrorCode::from_number(reader.read_u32_be().within("code")?);
                Ok(Self::Reset { flags, reserved, stream, code })
            }
            4 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 1;
                let acknowledges = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let settings = reader
                    .read_list_to_end(0, u64::MAX, Setting::decode)
                    .within("settings")?;
                reader.expect_require(
                    begin,
                    !acknowledges || settings.len() == 0,
                    "an acknowledgement has no settings",
                )?;
                Ok(Self::Settings { unused, acknowledges, reserved, settings })
            }
            5 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 4;
                let padded = run >> 3 & 1 != 0;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run & 0x03;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let run = reader.read_u32_be().within("promised_reserved")?;
                let promised_reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let promised = run & 0x7fff_ffff;
                reader.expect_range(start, promised, 1, 2_147_483_647).within("promised")?;
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                let fragment = reader.own(fragment);
                Ok(Self::PushPromise {
                    unused,
                    padded,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    pad_length,
                    promised_reserved,
                    promised,
                    fragment,
                })
            }
            6 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 1;
                let acknowledges = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let data = reader.read_array::<8>().copied().within("data")?;
                Ok(Self::Ping { unused, acknowledges, reserved, data })
            }
            7 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let run = reader.read_u32_be().within("last_reserved")?;
                let last_reserved = run >> 31 & 1 != 0;
                let last_stream = run & 0x7fff_ffff;
                let code = ErrorCode::from_number(reader.read_u32_be().within("code")?);
                let debug = reader.read_slice(reader.remaining()).within("debug")?;
                let debug = reader.own(debug);
                Ok(Self::GoAway { flags, reserved, last_reserved, last_stream, code, debug })
            }
            8 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let stream = run & 0x7fff_ffff;
                let run = reader.read_u32_be().within("increment_reserved")?;
                let increment_reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let increment = run & 0x7fff_ffff;
                reader.expect_range(start, increment, 1, 2_147_483_647).within("increment")?;
                Ok(Self::WindowUpdate { flags, reserved, stream, increment_reserved, increment })
            }
            9 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 3;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run & 0x03;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                let fragment = reader.own(fragment);
                Ok(Self::Continuation {
                    unused,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    fragment,
                })
            }
            tag => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let stream = run & 0x7fff_ffff;
                let payload = reader.read_slice(reader.remaining()).within("payload")?;
                let payload = reader.own(payload);
                Ok(Self::Other { tag, flags, reserved, stream, payload })
            }
        }
    }
}

/// [`Content`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContentRef<'a> {
    /// §6.1.
    Data {
        /// On the wire: 4 bits.
        unused: u8,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        end_stream: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: bytes, all that is left.
        data: &'a [u8],
    },
    /// §6.2.
    Headers {
        /// On the wire: 2 bits.
        unused: u8,
        /// On the wire: one bit.
        priority: bool,
        /// On the wire: one bit.
        unused_middle: bool,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: one bit.
        unused_low: bool,
        /// On the wire: one bit.
        end_stream: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: [`Dependency`]; there if `priority`.
        dependency: Option<Dependency>,
        /// On the wire: bytes, all that is left.
        fragment: &'a [u8],
    },
    /// §6.3.
    Priority {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: [`Dependency`].
        dependency: Dependency,
    },
    /// §6.4.
    Reset {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: [`ErrorCode`] as u32 big-endian.
        code: ErrorCode,
    },
    /// §6.5: "Receipt of a SETTINGS frame with the ACK flag set and a length field
    /// value other than 0 MUST be treated as a connection error".
    Settings {
        /// On the wire: 7 bits.
        unused: u8,
        /// On the wire: one bit.
        acknowledges: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: elements, all that is left, each [`Setting`].
        settings: codec::List<'a, Setting>,
    },
    /// §6.6.
    PushPromise {
        /// On the wire: 4 bits.
        unused: u8,
        /// On the wire: one bit.
        padded: bool,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: u8; there if `padded`.
        pad_length: Option<u8>,
        /// On the wire: one bit.
        promised_reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        promised: u32,
        /// On the wire: bytes, all that is left.
        fragment: &'a [u8],
    },
    /// §6.7.
    Ping {
        /// On the wire: 7 bits.
        unused: u8,
        /// On the wire: one bit.
        acknowledges: bool,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 8 bytes.
        data: &'a [u8; 8],
    },
    /// §6.8.
    GoAway {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: one bit.
        last_reserved: bool,
        /// On the wire: 31 bits.
        last_stream: u32,
        /// On the wire: [`ErrorCode`] as u32 big-endian.
        code: ErrorCode,
        /// On the wire: bytes, all that is left.
        debug: &'a [u8],
    },
    /// §6.9.
    WindowUpdate {
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits.
        stream: u32,
        /// On the wire: one bit.
        increment_reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        increment: u32,
    },
    /// §6.10.
    Continuation {
        /// On the wire: 5 bits.
        unused: u8,
        /// On the wire: one bit.
        end_headers: bool,
        /// On the wire: 2 bits.
        unused_low: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits, 1 to 2147483647.
        stream: u32,
        /// On the wire: bytes, all that is left.
        fragment: &'a [u8],
    },
    /// §4.1: "Implementations MUST ignore and discard frames of unknown types."
    Other {
        /// The number, which has no arm of its own.
        ///
        /// On the wire: nothing; it is the number that chose the arm.
        tag: u8,
        /// On the wire: u8.
        flags: u8,
        /// On the wire: one bit.
        reserved: bool,
        /// On the wire: 31 bits.
        stream: u32,
        /// On the wire: bytes, all that is left.
        payload: &'a [u8],
    },
}

impl ::core::cmp::Eq for ContentRef<'_> {}

impl codec::Encode for ContentRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Data { pad_length, data, .. } =>
                6 + usize::from(pad_length.is_some()) * 1 + data.len(),
            Self::Headers { pad_length, dependency, fragment, .. } => 6
                + usize::from(pad_length.is_some()) * 1
                + usize::from(dependency.is_some()) * 5
                + fragment.len(),
            Self::Priority { .. } => 11,
            Self::Reset { .. } | Self::WindowUpdate { .. } => 10,
            Self::Settings { settings, .. } => 6 + settings.len() * 6,
            Self::PushPromise { pad_length, fragment, .. } =>
                10 + usize::from(pad_length.is_some()) * 1 + fragment.len(),
            Self::Ping { .. } => 14,
            Self::GoAway { debug, .. } => 14 + debug.len(),
            Self::Continuation { fragment, .. } => 6 + fragment.len(),
            Self::Other { payload, .. } => 6 + payload.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Data {
                unused,
                padded,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                data,
            } => {
                out.put_u8(0);
                codec::check_range(*unused, 0, 15).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(
                    *unused << 4
                        | u8::from(*padded) << 3
                        | *unused_low << 1
                        | u8::from(*end_stream),
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                out.put(data);
            }
            Self::Headers {
                unused,
                priority,
                unused_middle,
                padded,
                end_headers,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                dependency,
                fragment,
            } => {
                out.put_u8(1);
                codec::check_range(*unused, 0, 3).within("unused")?;
                out.put_u8(
                    *unused << 6
                        | u8::from(*priority) << 5
                        | u8::from(*unused_middle) << 4
                        | u8::from(*padded) << 3
                        | u8::from(*end_headers) << 2
                        | u8::from(*unused_low) << 1
                        | u8::from(*end_stream),
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                codec::check_presence(dependency.is_some(), *priority).within("dependency")?;
                if let Some(dependency) = dependency {
                    dependency.encode(out).within("dependency")?;
                }
                out.put(fragment);
            }
            Self::Priority { flags, reserved, stream, dependency } => {
                out.put_u8(2);
                out.put_u8(*flags);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                dependency.encode(out).within("dependency")?;
            }
            Self::Reset { flags, reserved, stream, code } => {
                out.put_u8(3);
                out.put_u8(*flags);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u32_be(code.number());
            }
            Self::Settings { unused, acknowledges, reserved, settings } => {
                out.put_u8(4);
                codec::check_range(*unused, 0, 127).within("unused")?;
                out.put_u8(*unused << 1 | u8::from(*acknowledges));
                out.put_u32_be(u32::from(*reserved) << 31);
                for (index, element) in settings.iter().enumerate() {
                    element.encode(out).at(index).within("settings")?;
                }
                codec::check_require(
                    !*acknowledges || settings.len() == 0,
                    "an acknowledgement has no settings",
                )?;
            }
            Self::PushPromise {
                unused,
                padded,
                end_headers,
                unused_low,
                reserved,
                stream,
                pad_length,
                promised_reserved,
                promised,
                fragment,
            } => {
                out.put_u8(5);
                codec::check_range(*unused, 0, 15).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(
                    *unused << 4
                        | u8::from(*padded) << 3
                        | u8::from(*end_headers) << 2
                        | *unused_low,
                );
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_presence(pad_length.is_some(), *padded).within("pad_length")?;
                if let Some(pad_length) = pad_length {
                    out.put_u8(*pad_length);
                }
                codec::check_range(*promised, 1, 2_147_483_647).within("promised")?;
                out.put_u32_be(u32::from(*promised_reserved) << 31 | *promised);
                out.put(fragment);
            }
            Self::Ping { unused, acknowledges, reserved, data } => {
                out.put_u8(6);
                codec::check_range(*unused, 0, 127).within("unused")?;
                out.put_u8(*unused << 1 | u8::from(*acknowledges));
                out.put_u32_be(u32::from(*reserved) << 31);
                out.put(data.as_slice());
            }
            Self::GoAway { flags, reserved, last_reserved, last_stream, code, debug } => {
                out.put_u8(7);
                out.put_u8(*flags);
                out.put_u32_be(u32::from(*reserved) << 31);
                codec::check_range(*last_stream, 0, 2_147_483_647).within("last_stream")?;
                out.put_u32_be(u32::from(*last_reserved) << 31 | *last_stream);
                codec::check_variant(code.is_canonical(), code.number()).within("code")?;
                out.put_u32_be(code.number());
                out.put(debug);
            }
            Self::WindowUpdate { flags, reserved, stream, increment_reserved, increment } => {
                out.put_u8(8);
                out.put_u8(*flags);
                codec::check_range(*stream, 0, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                codec::check_range(*increment, 1, 2_147_483_647).within("increment")?;
                out.put_u32_be(u32::from(*increment_reserved) << 31 | *increment);
            }
            Self::Continuation { unused, end_headers, unused_low, reserved, stream, fragment } => {
                out.put_u8(9);
                codec::check_range(*unused, 0, 31).within("unused")?;
                codec::check_range(*unused_low, 0, 3).within("unused_low")?;
                out.put_u8(*unused << 3 | u8::from(*end_headers) << 2 | *unused_low);
                codec::check_range(*stream, 1, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                out.put(fragment);
            }
            Self::Other { tag, flags, reserved, stream, payload } => {
                codec::check_variant(!matches!(*tag, 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9), *tag)
                    .within("tag")?;
                out.put_u8(*tag);
                out.put_u8(*flags);
                codec::check_range(*stream, 0, 2_147_483_647).within("stream")?;
                out.put_u32_be(u32::from(*reserved) << 31 | *stream);
                out.put(payload);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ContentRef<'a> {
    const MIN_LEN: usize = 6;
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        match reader.read_u8()? {
            0 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 4;
                let padded = run >> 3 & 1 != 0;
                let unused_low = run >> 1 & 0x03;
                let end_stream = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let data = reader.read_slice(reader.remaining()).within("data")?;
                Ok(Self::Data {
                    unused,
                    padded,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    data,
                })
            }
            1 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 6;
                let priority = run >> 5 & 1 != 0;
                let unused_middle = run >> 4 & 1 != 0;
                let padded = run >> 3 & 1 != 0;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run >> 1 & 1 != 0;
                let end_stream = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let dependency = if priority {
                    Some(Dependency::decode(reader).within("dependency")?)
                } else {
                    None
                };
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                Ok(Self::Headers {
                    unused,
                    priority,
                    unused_middle,
                    padded,
                    end_headers,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    dependency,
                    fragment,
                })
            }
            2 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let dependency = Dependency::decode(reader).within("dependency")?;
                Ok(Self::Priority { flags, reserved, stream, dependency })
            }
            3 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let code = ErrorCode::from_number(reader.read_u32_be().within("code")?);
                Ok(Self::Reset { flags, reserved, stream, code })
            }
            4 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 1;
                let acknowledges = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let settings = codec::List::read_to_end(reader, 0, u64::MAX, Setting::decode)
                    .within("settings")?;
                reader.expect_require(
                    begin,
                    !acknowledges || settings.len() == 0,
                    "an acknowledgement has no settings",
                )?;
                Ok(Self::Settings { unused, acknowledges, reserved, settings })
            }
            5 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 4;
                let padded = run >> 3 & 1 != 0;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run & 0x03;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let pad_length = if padded {
                    Some(reader.read_u8().within("pad_length")?)
                } else {
                    None
                };
                let run = reader.read_u32_be().within("promised_reserved")?;
                let promised_reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let promised = run & 0x7fff_ffff;
                reader.expect_range(start, promised, 1, 2_147_483_647).within("promised")?;
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                Ok(Self::PushPromise {
                    unused,
                    padded,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    pad_length,
                    promised_reserved,
                    promised,
                    fragment,
                })
            }
            6 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 1;
                let acknowledges = run & 1 != 0;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let data = reader.read_array::<8>().within("data")?;
                Ok(Self::Ping { unused, acknowledges, reserved, data })
            }
            7 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_constant(start, stream, 0).within("stream")?;
                let run = reader.read_u32_be().within("last_reserved")?;
                let last_reserved = run >> 31 & 1 != 0;
                let last_stream = run & 0x7fff_ffff;
                let code = ErrorCode::from_number(reader.read_u32_be().within("code")?);
                let debug = reader.read_slice(reader.remaining()).within("debug")?;
                Ok(Self::GoAway { flags, reserved, last_reserved, last_stream, code, debug })
            }
            8 => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let stream = run & 0x7fff_ffff;
                let run = reader.read_u32_be().within("increment_reserved")?;
                let increment_reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let increment = run & 0x7fff_ffff;
                reader.expect_range(start, increment, 1, 2_147_483_647).within("increment")?;
                Ok(Self::WindowUpdate { flags, reserved, stream, increment_reserved, increment })
            }
            9 => {
                let run = reader.read_u8().within("unused")?;
                let unused = run >> 3;
                let end_headers = run >> 2 & 1 != 0;
                let unused_low = run & 0x03;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let start = reader.offset() - 4;
                let stream = run & 0x7fff_ffff;
                reader.expect_range(start, stream, 1, 2_147_483_647).within("stream")?;
                let fragment = reader.read_slice(reader.remaining()).within("fragment")?;
                Ok(Self::Continuation {
                    unused,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    fragment,
                })
            }
            tag => {
                let flags = reader.read_u8().within("flags")?;
                let run = reader.read_u32_be().within("reserved")?;
                let reserved = run >> 31 & 1 != 0;
                let stream = run & 0x7fff_ffff;
                let payload = reader.read_slice(reader.remaining()).within("payload")?;
                Ok(Self::Other { tag, flags, reserved, stream, payload })
            }
        }
    }
}

impl<'a> ContentRef<'a> {
    /// The [`Content`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Content {
        match self {
            Self::Data {
                unused,
                padded,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                data,
            } => {
                Content::Data {
                    unused,
                    padded,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    data: reader.own(data),
                }
            }
            Self::Headers {
                unused,
                priority,
                unused_middle,
                padded,
                end_headers,
                unused_low,
                end_stream,
                reserved,
                stream,
                pad_length,
                dependency,
                fragment,
            } => {
                Content::Headers {
                    unused,
                    priority,
                    unused_middle,
                    padded,
                    end_headers,
                    unused_low,
                    end_stream,
                    reserved,
                    stream,
                    pad_length,
                    dependency,
                    fragment: reader.own(fragment),
                }
            }
            Self::Priority { flags, reserved, stream, dependency } =>
                Content::Priority { flags, reserved, stream, dependency },
            Self::Reset { flags, reserved, stream, code } =>
                Content::Reset { flags, reserved, stream, code },
            Self::Settings { unused, acknowledges, reserved, settings } => {
                Content::Settings {
                    unused,
                    acknowledges,
                    reserved,
                    settings: settings.iter().collect(),
                }
            }
            Self::PushPromise {
                unused,
                padded,
                end_headers,
                unused_low,
                reserved,
                stream,
                pad_length,
                promised_reserved,
                promised,
                fragment,
            } => {
                Content::PushPromise {
                    unused,
                    padded,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    pad_length,
                    promised_reserved,
                    promised,
                    fragment: reader.own(fragment),
                }
            }
            Self::Ping { unused, acknowledges, reserved, data } =>
                Content::Ping { unused, acknowledges, reserved, data: *data },
            Self::GoAway { flags, reserved, last_reserved, last_stream, code, debug } => {
                Content::GoAway {
                    flags,
                    reserved,
                    last_reserved,
                    last_stream,
                    code,
                    debug: reader.own(debug),
                }
            }
            Self::WindowUpdate { flags, reserved, stream, increment_reserved, increment } =>
                Content::WindowUpdate { flags, reserved, stream, increment_reserved, increment },
            Self::Continuation { unused, end_headers, unused_low, reserved, stream, fragment } => {
                Content::Continuation {
                    unused,
                    end_headers,
                    unused_low,
                    reserved,
                    stream,
                    fragment: reader.own(fragment),
                }
            }
            Self::Other { tag, flags, reserved, stream, payload } =>
                Content::Other { tag, flags, reserved, stream, payload: reader.own(payload) },
        }
    }
}

/// "The 9 octets of the frame header are not included in this value": six of them
/// stand in the content.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `length` | u24 big-endian, `size(content) - 6` |
/// | 3 | 6.. | `content` | [`Content`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Frame {
    /// On the wire: [`Content`], its tag in front as u8.
    pub content: Content,
}

impl ::core::cmp::Eq for Frame {}

impl codec::Encode for Frame {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.content.encoded_len();
        out.put_u24_be(length_.wrapping_sub(6) as u32);
        self.content.encode(out).within("content")?;
        codec::check_length(length_, 6, 16_777_221).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Frame {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u24_be().within("length")?;
        reader.expect_length(start, i128::from(length_) + 6, 6, 16_777_221).within("length")?;
        let region_0 = reader.enter(reader.offset(), u64::from(length_) + 6).within("content")?;
        let content = Content::decode(reader).within("content")?;
        reader.leave(region_0)?;
        Ok(Self { content })
    }
}

/// [`Frame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameRef<'a> {
    /// On the wire: [`Content`], its tag in front as u8.
    pub content: ContentRef<'a>,
}

impl ::core::cmp::Eq for FrameRef<'_> {}

impl codec::Encode for FrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.content.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        let length_: usize = self.content.encoded_len();
        out.put_u24_be(length_.wrapping_sub(6) as u32);
        self.content.encode(out).within("content")?;
        codec::check_length(length_, 6, 16_777_221).within("length")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for FrameRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u24_be().within("length")?;
        reader.expect_length(start, i128::from(length_) + 6, 6, 16_777_221).within("length")?;
        let region_0 = reader.enter(reader.offset(), u64::from(length_) + 6).within("content")?;
        let content = ContentRef::decode(reader).within("content")?;
        reader.leave(region_0)?;
        Ok(Self { content })
    }
}

impl<'a> FrameRef<'a> {
    /// The [`Frame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Frame {
        Frame { content: self.content.own(reader) }
    }
}

/// §4.1: a frame of any type as it lies in the stream: after nine bytes a receiver knows
/// how many follow. The most payload is the first value of `SETTINGS_MAX_FRAME_SIZE` (§6.5.2).
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3 | `length` | u24 big-endian, the bytes of `payload` |
/// | 3 | 1 | `kind` | u8 |
/// | 4 | 1 | `flags` | u8 |
/// | 5 | 4 | `reserved` | one bit |
/// | 9 | 0 | `stream` | 31 bits |
/// | 9 | 0..=16384 | `payload` | 0 to 16384 bytes, as `length` says |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct AnyFrame {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: u8.
    pub flags: u8,
    /// On the wire: one bit.
    pub reserved: bool,
    /// On the wire: 31 bits.
    pub stream: u32,
    /// On the wire: 0 to 16384 bytes, as `length` says.
    #[serde(with = "::packetwright::codec::hex")]
    pub payload: Bytes,
}

impl ::core::cmp::Eq for AnyFrame {}

impl codec::Encode for AnyFrame {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.payload.len(), 0, 16_384).within("length")?;
        out.put_u24_be(self.payload.len() as u32);
        out.put_u8(self.kind);
        out.put_u8(self.flags);
        codec::check_range(self.stream, 0, 2_147_483_647).within("stream")?;
        out.put_u32_be(u32::from(self.reserved) << 31 | self.stream);
        out.put(&self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AnyFrame {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(AnyFrameRef::decode(reader)?.own(reader))
    }
}

/// [`AnyFrame`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnyFrameRef<'a> {
    /// On the wire: u8.
    pub kind: u8,
    /// On the wire: u8.
    pub flags: u8,
    /// On the wire: one bit.
    pub reserved: bool,
    /// On the wire: 31 bits.
    pub stream: u32,
    /// On the wire: 0 to 16384 bytes, as `length` says.
    pub payload: &'a [u8],
}

impl ::core::cmp::Eq for AnyFrameRef<'_> {}

impl codec::Encode for AnyFrameRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        9 + self.payload.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        codec::check_length(self.payload.len(), 0, 16_384).within("length")?;
        out.put_u24_be(self.payload.len() as u32);
        out.put_u8(self.kind);
        out.put_u8(self.flags);
        codec::check_range(self.stream, 0, 2_147_483_647).within("stream")?;
        out.put_u32_be(u32::from(self.reserved) << 31 | self.stream);
        out.put(self.payload);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for AnyFrameRef<'a> {
    const MIN_LEN: usize = 9;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        let length_ = reader.read_u24_be().within("length")?;
        reader.expect_length(start, length_, 0, 16_384).within("length")?;
        let kind = reader.read_u8().within("kind")?;
        let flags = reader.read_u8().within("flags")?;
        let run = reader.read_u32_be().within("reserved")?;
        let reserved = run >> 31 & 1 != 0;
        let stream = run & 0x7fff_ffff;
        let payload = reader.read_measured(length_.into()).within("payload")?;
        Ok(Self { kind, flags, reserved, stream, payload })
    }
}

impl<'a> AnyFrameRef<'a> {
    /// The [`AnyFrame`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> AnyFrame {
        AnyFrame {
            kind: self.kind,
            flags: self.flags,
            reserved: self.reserved,
            stream: self.stream,
            payload: reader.own(self.payload),
        }
    }
}

// Written by `cargo run -- gen` from spec/gallery/mqtt.wire. Do not edit: change the spec and run the command.

//! The mqtt protocol. See `spec/gallery/mqtt.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// What a CONNACK answers (§3.2.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum ConnectOutcome {
    /// `Accepted`, number 0.
    Accepted,
    /// `UnacceptableVersion`, number 1.
    UnacceptableVersion,
    /// `IdentifierRejected`, number 2.
    IdentifierRejected,
    /// `ServerUnavailable`, number 3.
    ServerUnavailable,
    /// `BadUserNameOrPassword`, number 4.
    BadUserNameOrPassword,
    /// `NotAuthorized`, number 5.
    NotAuthorized,
    /// A number without a name, kept as it is.
    #[serde(untagged)]
    Unknown(u8),
}

impl ConnectOutcome {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Accepted => 0,
            Self::UnacceptableVersion => 1,
            Self::IdentifierRejected => 2,
            Self::ServerUnavailable => 3,
            Self::BadUserNameOrPassword => 4,
            Self::NotAuthorized => 5,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Accepted,
            1 => Self::UnacceptableVersion,
            2 => Self::IdentifierRejected,
            3 => Self::ServerUnavailable,
            4 => Self::BadUserNameOrPassword,
            5 => Self::NotAuthorized,
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

/// What a SUBACK grants for each filter (§3.9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde")]
pub enum Granted {
    /// `AtMostOnce`, number 0.
    AtMostOnce,
    /// `AtLeastOnce`, number 1.
    AtLeastOnce,
    /// `ExactlyOnce`, number 2.
    ExactlyOnce,
    /// `Failure`, number 128.
    Failure,
}

impl Granted {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::AtMostOnce => 0,
            Self::AtLeastOnce => 1,
            Self::ExactlyOnce => 2,
            Self::Failure => 128,
        }
    }

    /// The value with a number, if there is one.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::AtMostOnce),
            1 => Some(Self::AtLeastOnce),
            2 => Some(Self::ExactlyOnce),
            128 => Some(Self::Failure),
            _ => None,
        }
    }
}

/// What the server publishes when the client is gone (§3.1.3.2, §3.1.3.3).
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3..=65537 | `topic` | 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian |
/// |  | 2..=65537 | `message` | 0 to 65535 bytes, their number in front as u16 big-endian |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Will {
    /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
    pub topic: String,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
    #[serde(with = "::packetwright::codec::hex")]
    pub message: Bytes,
}

impl ::core::cmp::Eq for Will {}

impl codec::Encode for Will {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.topic.len() + self.message.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u16_be, self.topic.as_bytes(), 1, 65_535).within("topic")?;
        out.put_prefixed(O::put_u16_be, &self.message, 0, 65_535).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Will {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(WillRef::decode(reader)?.own(reader))
    }
}

/// [`Will`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WillRef<'a> {
    /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
    pub topic: &'a str,
    /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian.
    pub message: &'a [u8],
}

impl ::core::cmp::Eq for WillRef<'_> {}

impl codec::Encode for WillRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        4 + self.topic.len() + self.message.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u16_be, self.topic.as_bytes(), 1, 65_535).within("topic")?;
        out.put_prefixed(O::put_u16_be, self.message, 0, 65_535).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for WillRef<'a> {
    const MIN_LEN: usize = 5;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let topic = reader
            .read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535)
            .within("topic")?;
        let message = reader
            .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
            .within("message")?;
        Ok(Self { topic, message })
    }
}

impl<'a> WillRef<'a> {
    /// The [`Will`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Will {
        Will { topic: String::from(self.topic), message: reader.own(self.message) }
    }
}

/// §3.8.3: "The upper 6 bits of the Requested QoS byte are not used in the
/// current version of the protocol."
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3..=65537 | `filter` | 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian |
/// |  | 1 | `reserved` | 6 bits, always 0 |
/// |  | 0 | `quality` | 2 bits, 0 to 2 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Subscription {
    /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
    pub filter: String,
    /// On the wire: 2 bits, 0 to 2.
    pub quality: u8,
}

impl ::core::cmp::Eq for Subscription {}

impl codec::Encode for Subscription {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.filter.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u16_be, self.filter.as_bytes(), 1, 65_535).within("filter")?;
        codec::check_range(self.quality, 0, 2).within("quality")?;
        out.put_u8(self.quality);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Subscription {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(SubscriptionRef::decode(reader)?.own(reader))
    }
}

/// [`Subscription`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SubscriptionRef<'a> {
    /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
    pub filter: &'a str,
    /// On the wire: 2 bits, 0 to 2.
    pub quality: u8,
}

impl ::core::cmp::Eq for SubscriptionRef<'_> {}

impl codec::Encode for SubscriptionRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        3 + self.filter.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_prefixed(O::put_u16_be, self.filter.as_bytes(), 1, 65_535).within("filter")?;
        codec::check_range(self.quality, 0, 2).within("quality")?;
        out.put_u8(self.quality);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for SubscriptionRef<'a> {
    const MIN_LEN: usize = 4;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let filter = reader
            .read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535)
            .within("filter")?;
        let run = reader.read_u8().within("reserved")?;
        let start = reader.offset() - 1;
        let reserved = run >> 2;
        reader.expect_constant(start, reserved, 0).within("reserved")?;
        let start = reader.offset() - 1;
        let quality = run & 0x03;
        reader.expect_range(start, quality, 0, 2).within("quality")?;
        Ok(Self { filter, quality })
    }
}

impl<'a> SubscriptionRef<'a> {
    /// The [`Subscription`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Subscription {
        Subscription { filter: String::from(self.filter), quality: self.quality }
    }
}

/// §2.2: the type in the high bits, "flags specific to each MQTT Control Packet
/// type" in the low ones, and then the Remaining Length of §2.2.3.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum ControlPacket {
    /// §3.1: "the first Packet sent from the Client to the Server MUST be a CONNECT Packet".
    Connect {
        /// On the wire: one bit.
        has_user_name: bool,
        /// On the wire: one bit.
        has_password: bool,
        /// On the wire: one bit.
        will_retain: bool,
        /// On the wire: 2 bits, 0 to 2.
        will_quality: u8,
        /// On the wire: one bit.
        has_will: bool,
        /// On the wire: one bit.
        clean_session: bool,
        /// On the wire: u16 big-endian, in seconds.
        keep_alive: u16,
        /// On the wire: 0 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        client: String,
        /// On the wire: [`Will`]; there if `has_will`.
        will: Option<Will>,
        /// On the wire: 0 to 65535 bytes of UTF-8, their number in front as u16 big-endian; there if `has_user_name`.
        user_name: Option<String>,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian; there if `has_password`.
        #[serde(with = "::packetwright::codec::hex", default)]
        password: Option<Bytes>,
    },
    /// §3.2.
    ConnectAcknowledgement {
        /// On the wire: one bit.
        session_present: bool,
        /// On the wire: [`ConnectOutcome`] as u8.
        outcome: ConnectOutcome,
    },
    /// §3.3: "The Packet Identifier field is only present in PUBLISH Packets
    /// where the QoS level is 1 or 2."
    Publish {
        /// On the wire: one bit.
        duplicate: bool,
        /// On the wire: 2 bits, 0 to 2.
        quality: u8,
        /// On the wire: one bit.
        retain: bool,
        /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        topic: String,
        /// On the wire: u16 big-endian, 1 to 65535; there if `quality > 0`.
        identifier: Option<u16>,
        /// On the wire: bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        payload: Bytes,
    },
    /// §3.4.
    PublishAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.5.
    PublishReceived {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.6.
    PublishRelease {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.7.
    PublishComplete {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.8: "The payload of a SUBSCRIBE packet MUST contain at least one Topic
    /// Filter / QoS pair."
    Subscribe {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each [`Subscription`].
        subscriptions: Vec<Subscription>,
    },
    /// §3.9.
    SubscribeAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each [`Granted`] as u8.
        granted: Vec<Granted>,
    },
    /// §3.10.
    Unsubscribe {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        filters: Vec<String>,
    },
    /// §3.11.
    UnsubscribeAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.12.
    PingRequest {},
    /// §3.13.
    PingResponse {},
    /// §3.14: "After sending a DISCONNECT Packet the Client MUST close the
    /// Network Connection."
    Disconnect {},
}

impl ::core::cmp::Eq for ControlPacket {}

impl codec::Encode for ControlPacket {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Connect { client, will, user_name, password, .. } => 13
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        12
                            + client.len()
                            + (match will {
                                Some(will) => will.encoded_len(),
                                None => 0,
                            })
                            + (match user_name {
                                Some(user_name) => 2 + user_name.len(),
                                None => 0,
                            })
                            + (match password {
                                Some(password) => 2 + password.len(),
                                None => 0,
                            })
                    ) as u64,
                )
                + client.len()
                + (match will {
                    Some(will) => will.encoded_len(),
                    None => 0,
                })
                + (match user_name {
                    Some(user_name) => 2 + user_name.len(),
                    None => 0,
                })
                + (match password {
                    Some(password) => 2 + password.len(),
                    None => 0,
                }),
            Self::ConnectAcknowledgement { .. }
            | Self::PublishAcknowledgement { .. }
            | Self::PublishReceived { .. }
            | Self::PublishRelease { .. }
            | Self::PublishComplete { .. }
            | Self::UnsubscribeAcknowledgement { .. } =>
                3 + codec::varint_len(codec::Varint::Leb128, (2) as u64),
            Self::Publish { topic, identifier, payload, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        2 + topic.len() + usize::from(identifier.is_some()) * 2 + payload.len()
                    ) as u64,
                )
                + topic.len()
                + usize::from(identifier.is_some()) * 2
                + payload.len(),
            Self::Subscribe { subscriptions, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        2
                            + subscriptions
                                .iter()
                                .map(|element| element.encoded_len())
                                .sum::<usize>()
                    ) as u64,
                )
                + subscriptions.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::SubscribeAcknowledgement { granted, .. } => 3
                + codec::varint_len(codec::Varint::Leb128, (2 + granted.len()) as u64)
                + granted.len(),
            Self::Unsubscribe { filters, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (2 + filters.iter().map(|element| 2 + element.len()).sum::<usize>()) as u64,
                )
                + filters.iter().map(|element| 2 + element.len()).sum::<usize>(),
            Self::PingRequest {} | Self::PingResponse {} | Self::Disconnect {} => 2,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Connect {
                has_user_name,
                has_password,
                will_retain,
                will_quality,
                has_will,
                clean_session,
                keep_alive,
                client,
                will,
                user_name,
                password,
            } => {
                out.put_u8(0x10 as u8);
                let remaining: usize = 12
                    + client.len()
                    + (match will {
                        Some(will) => will.encoded_len(),
                        None => 0,
                    })
                    + (match user_name {
                        Some(user_name) => 2 + user_name.len(),
                        None => 0,
                    })
                    + (match password {
                        Some(password) => 2 + password.len(),
                        None => 0,
                    });
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_u16_be(4);
                out.put_u32_be(0x4d51_5454);
                out.put_u8(4);
                codec::check_range(*will_quality, 0, 2).within("will_quality")?;
                out.put_u8(
                    u8::from(*has_user_name) << 7
                        | u8::from(*has_password) << 6
                        | u8::from(*will_retain) << 5
                        | *will_quality << 3
                        | u8::from(*has_will) << 2
                        | u8::from(*clean_session) << 1,
                );
                out.put_u16_be(*keep_alive);
                out.put_prefixed(O::put_u16_be, client.as_bytes(), 0, 65_535).within("client")?;
                codec::check_presence(will.is_some(), *has_will).within("will")?;
                if let Some(will) = will {
                    will.encode(out).within("will")?;
                }
                codec::check_presence(user_name.is_some(), *has_user_name).within("user_name")?;
                if let Some(user_name) = user_name {
                    out
                        .put_prefixed(O::put_u16_be, user_name.as_bytes(), 0, 65_535)
                        .within("user_name")?;
                }
                codec::check_presence(password.is_some(), *has_password).within("password")?;
                if let Some(password) = password {
                    out.put_prefixed(O::put_u16_be, password, 0, 65_535).within("password")?;
                }
                codec::check_length(remaining, 12, 327_695).within("remaining")?;
                codec::check_require(
                    *has_will || *will_quality == 0 && !*will_retain,
                    "only a will has a quality and is retained",
                )?;
                codec::check_require(
                    *has_user_name || !*has_password,
                    "a password needs a user name",
                )?;
            }
            Self::ConnectAcknowledgement { session_present, outcome } => {
                out.put_u8(0x20 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_u8(u8::from(*session_present));
                codec::check_variant(outcome.is_canonical(), outcome.number()).within("outcome")?;
                out.put_u8(outcome.number());
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::Publish { duplicate, quality, retain, topic, identifier, payload } => {
                codec::check_range(*quality, 0, 2).within("quality")?;
                out.put_u8(u8::from(*duplicate) << 3 | *quality << 1 | u8::from(*retain) | 0x30);
                let remaining: usize =
                    2 + topic.len() + usize::from(identifier.is_some()) * 2 + payload.len();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_prefixed(O::put_u16_be, topic.as_bytes(), 1, 65_535).within("topic")?;
                codec::check_presence(identifier.is_some(), *quality > 0).within("identifier")?;
                if let Some(identifier) = identifier {
                    codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                    out.put_u16_be(*identifier);
                }
                out.put(payload);
                codec::check_length(remaining, 3, 268_435_455).within("remaining")?;
                codec::check_require(
                    *quality > 0 || !*duplicate,
                    "what is sent at most once is no duplicate",
                )?;
            }
            Self::PublishAcknowledgement { identifier } => {
                out.put_u8(0x40 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishReceived { identifier } => {
                out.put_u8(0x50 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishRelease { identifier } => {
                out.put_u8(0x62 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishComplete { identifier } => {
                out.put_u8(0x70 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::Subscribe { identifier, subscriptions } => {
                out.put_u8(0x82 as u8);
                let remaining: usize =
                    2 + subscriptions.iter().map(|element| element.encoded_len()).sum::<usize>();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(subscriptions.len(), 1, u64::MAX).within("subscriptions")?;
                for (index, element) in subscriptions.iter().enumerate() {
                    element.encode(out).at(index).within("subscriptions")?;
                }
                codec::check_length(remaining, 6, 268_435_455).within("remaining")?;
            }
            Self::SubscribeAcknowledgement { identifier, granted } => {
                out.put_u8(0x90 as u8);
                let remaining: usize = 2 + granted.len();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(granted.len(), 1, u64::MAX).within("granted")?;
                for element in granted {
                    out.put_u8(element.number());
                }
                codec::check_length(remaining, 3, 268_435_455).within("remaining")?;
            }
            Self::Unsubscribe { identifier, filters } => {
                out.put_u8(0xa2 as u8);
                let remaining: usize =
                    2 + filters.iter().map(|element| 2 + element.len()).sum::<usize>();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(filters.len(), 1, u64::MAX).within("filters")?;
                for (index, element) in filters.iter().enumerate() {
                    out
                        .put_prefixed(O::put_u16_be, element.as_bytes(), 1, 65_535)
                        .at(index)
                        .within("filters")?;
                }
                codec::check_length(remaining, 5, 268_435_455).within("remaining")?;
            }
            Self::UnsubscribeAcknowledgement { identifier } => {
                out.put_u8(0xb0 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PingRequest {} => {
                out.put_u8(0xc0 as u8);
                out.put_u8(0);
            }
            Self::PingResponse {} => {
                out.put_u8(0xd0 as u8);
                out.put_u8(0);
            }
            Self::Disconnect {} => {
                out.put_u8(0xe0 as u8);
                out.put_u8(0);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ControlPacket {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.peek_bits_be(4)? {
            1 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 1).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 12, 327_695).within("remaining")?;
                let region_2_begin = reader.offset();
                let start = reader.offset();
                let name_length = reader.read_u16_be().within("name_length")?;
                reader.expect_constant(start, name_length, 4).within("name_length")?;
                let start = reader.offset();
                let name = reader.read_u32_be().within("name")?;
                reader.expect_constant(start, name, 0x4d51_5454).within("name")?;
                let start = reader.offset();
                let level = reader.read_u8().within("level")?;
                reader.expect_constant(start, level, 4).within("level")?;
                let run = reader.read_u8().within("has_user_name")?;
                let has_user_name = run >> 7 & 1 != 0;
                let has_password = run >> 6 & 1 != 0;
                let will_retain = run >> 5 & 1 != 0;
                let start = reader.offset() - 1;
                let will_quality = run >> 3 & 0x03;
                reader.expect_range(start, will_quality, 0, 2).within("will_quality")?;
                let has_will = run >> 2 & 1 != 0;
                let clean_session = run >> 1 & 1 != 0;
                let start = reader.offset() - 1;
                let reserved = run & 0x01;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let keep_alive = reader.read_u16_be().within("keep_alive")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("client")?;
                let client = String::from(
                    reader
                        .read_prefixed_text(codec::Reader::read_u16_be, 0, 65_535)
                        .within("client")?,
                );
                let will = if has_will {
                    Some(Will::decode(reader).within("will")?)
                } else {
                    None
                };
                let user_name = if has_user_name {
                    Some(String::from(
                        reader
                            .read_prefixed_text(codec::Reader::read_u16_be, 0, 65_535)
                            .within("user_name")?,
                    ))
                } else {
                    None
                };
                let password = if has_password {
                    let password = reader
                        .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
                        .within("password")?;
                    Some(reader.own(password))
                } else {
                    None
                };
                reader.leave(region_2)?;
                reader.expect_require(
                    begin,
                    has_will || will_quality == 0 && !will_retain,
                    "only a will has a quality and is retained",
                )?;
                reader.expect_require(
                    begin,
                    has_user_name || !has_password,
                    "a password needs a user name",
                )?;
                Ok(Self::Connect {
                    has_user_name,
                    has_password,
                    will_retain,
                    will_quality,
                    has_will,
                    clean_session,
                    keep_alive,
                    client,
                    will,
                    user_name,
                    password,
                })
            }
            2 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 2).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let run = reader.read_u8().within("reserved")?;
                let start = reader.offset() - 1;
                let reserved = run >> 1;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let session_present = run & 1 != 0;
                let outcome = ConnectOutcome::from_number(reader.read_u8().within("outcome")?);
                Ok(Self::ConnectAcknowledgement { session_present, outcome })
            }
            3 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 3).within("kind")?;
                let duplicate = run >> 3 & 1 != 0;
                let start = reader.offset() - 1;
                let quality = run >> 1 & 0x03;
                reader.expect_range(start, quality, 0, 2).within("quality")?;
                let retain = run & 1 != 0;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 3, 268_435_455).within("remaining")?;
                let region_4 = reader.enter(reader.offset(), u64::from(remaining)).within("topic")?;
                let topic = String::from(
                    reader
                        .read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535)
                        .within("topic")?,
                );
                let identifier = if quality > 0 {
                    Some(
                        reader
                            .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                            .within("identifier")?,
                    )
                } else {
                    None
                };
                let payload = reader.read_slice(reader.remaining()).within("payload")?;
                let payload = reader.own(payload);
                reader.leave(region_4)?;
                reader.expect_require(
                    begin,
                    quality > 0 || !duplicate,
                    "what is sent at most once is no duplicate",
                )?;
                Ok(Self::Publish { duplicate, quality, retain, topic, identifier, payload })
            }
            4 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 4).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishAcknowledgement { identifier })
            }
            5 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 5).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishReceived { identifier })
            }
            6 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 6).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishRelease { identifier })
            }
            7 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 7).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishComplete { identifier })
            }
            8 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 8).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 6, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("subscriptions")?;
                let subscriptions = reader
                    .read_list_to_end(1, u64::MAX, Subscription::decode)
                    .within("subscriptions")?;
                reader.leave(region_2)?;
                Ok(Self::Subscribe { identifier, subscriptions })
            }
            9 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 9).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 3, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("granted")?;
                let granted = reader
                    .read_list_to_end(1, u64::MAX, |reader| reader.read_variant(
                        codec::Reader::read_u8,
                        Granted::from_number,
                    ))
                    .within("granted")?;
                reader.leave(region_2)?;
                Ok(Self::SubscribeAcknowledgement { identifier, granted })
            }
            10 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 10).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 5, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("filters")?;
                let filters = reader
                    .read_list_to_end(
                        1,
                        u64::MAX,
                        |reader| reader
                            .read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535)
                            .map(String::from),
                    )
                    .within("filters")?;
                reader.leave(region_2)?;
                Ok(Self::Unsubscribe { identifier, filters })
            }
            11 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 11).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::UnsubscribeAcknowledgement { identifier })
            }
            12 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 12).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::PingRequest {})
            }
            13 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 13).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::PingResponse {})
            }
            14 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 14).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::Disconnect {})
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

/// [`ControlPacket`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ControlPacketRef<'a> {
    /// §3.1: "the first Packet sent from the Client to the Server MUST be a CONNECT Packet".
    Connect {
        /// On the wire: one bit.
        has_user_name: bool,
        /// On the wire: one bit.
        has_password: bool,
        /// On the wire: one bit.
        will_retain: bool,
        /// On the wire: 2 bits, 0 to 2.
        will_quality: u8,
        /// On the wire: one bit.
        has_will: bool,
        /// On the wire: one bit.
        clean_session: bool,
        /// On the wire: u16 big-endian, in seconds.
        keep_alive: u16,
        /// On the wire: 0 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        client: &'a str,
        /// On the wire: [`Will`]; there if `has_will`.
        will: Option<WillRef<'a>>,
        /// On the wire: 0 to 65535 bytes of UTF-8, their number in front as u16 big-endian; there if `has_user_name`.
        user_name: Option<&'a str>,
        /// On the wire: 0 to 65535 bytes, their number in front as u16 big-endian; there if `has_password`.
        password: Option<&'a [u8]>,
    },
    /// §3.2.
    ConnectAcknowledgement {
        /// On the wire: one bit.
        session_present: bool,
        /// On the wire: [`ConnectOutcome`] as u8.
        outcome: ConnectOutcome,
    },
    /// §3.3: "The Packet Identifier field is only present in PUBLISH Packets
    /// where the QoS level is 1 or 2."
    Publish {
        /// On the wire: one bit.
        duplicate: bool,
        /// On the wire: 2 bits, 0 to 2.
        quality: u8,
        /// On the wire: one bit.
        retain: bool,
        /// On the wire: 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        topic: &'a str,
        /// On the wire: u16 big-endian, 1 to 65535; there if `quality > 0`.
        identifier: Option<u16>,
        /// On the wire: bytes, all that is left.
        payload: &'a [u8],
    },
    /// §3.4.
    PublishAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.5.
    PublishReceived {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.6.
    PublishRelease {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.7.
    PublishComplete {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.8: "The payload of a SUBSCRIBE packet MUST contain at least one Topic
    /// Filter / QoS pair."
    Subscribe {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each [`Subscription`].
        subscriptions: codec::List<'a, SubscriptionRef<'a>>,
    },
    /// §3.9.
    SubscribeAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each [`Granted`] as u8.
        granted: codec::List<'a, Granted>,
    },
    /// §3.10.
    Unsubscribe {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
        /// On the wire: at least 1 elements, all that is left, each 1 to 65535 bytes of UTF-8, their number in front as u16 big-endian.
        filters: codec::List<'a, &'a str>,
    },
    /// §3.11.
    UnsubscribeAcknowledgement {
        /// On the wire: u16 big-endian, 1 to 65535.
        identifier: u16,
    },
    /// §3.12.
    PingRequest {},
    /// §3.13.
    PingResponse {},
    /// §3.14: "After sending a DISCONNECT Packet the Client MUST close the
    /// Network Connection."
    Disconnect {},
}

impl ::core::cmp::Eq for ControlPacketRef<'_> {}

impl codec::Encode for ControlPacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Connect { client, will, user_name, password, .. } => 13
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        12
                            + client.len()
                            + (match will {
                                Some(will) => will.encoded_len(),
                                None => 0,
                            })
                            + (match user_name {
                                Some(user_name) => 2 + user_name.len(),
                                None => 0,
                            })
                            + (match password {
                                Some(password) => 2 + password.len(),
                                None => 0,
                            })
                    ) as u64,
                )
                + client.len()
                + (match will {
                    Some(will) => will.encoded_len(),
                    None => 0,
                })
                + (match user_name {
                    Some(user_name) => 2 + user_name.len(),
                    None => 0,
                })
                + (match password {
                    Some(password) => 2 + password.len(),
                    None => 0,
                }),
            Self::ConnectAcknowledgement { .. }
            | Self::PublishAcknowledgement { .. }
            | Self::PublishReceived { .. }
            | Self::PublishRelease { .. }
            | Self::PublishComplete { .. }
            | Self::UnsubscribeAcknowledgement { .. } =>
                3 + codec::varint_len(codec::Varint::Leb128, (2) as u64),
            Self::Publish { topic, identifier, payload, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        2 + topic.len() + usize::from(identifier.is_some()) * 2 + payload.len()
                    ) as u64,
                )
                + topic.len()
                + usize::from(identifier.is_some()) * 2
                + payload.len(),
            Self::Subscribe { subscriptions, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (
                        2
                            + subscriptions
                                .iter()
                                .map(|element| element.encoded_len())
                                .sum::<usize>()
                    ) as u64,
                )
                + subscriptions.iter().map(|element| element.encoded_len()).sum::<usize>(),
            Self::SubscribeAcknowledgement { granted, .. } => 3
                + codec::varint_len(codec::Varint::Leb128, (2 + granted.len()) as u64)
                + granted.len(),
            Self::Unsubscribe { filters, .. } => 3
                + codec::varint_len(
                    codec::Varint::Leb128,
                    (2 + filters.iter().map(|element| 2 + element.len()).sum::<usize>()) as u64,
                )
                + filters.iter().map(|element| 2 + element.len()).sum::<usize>(),
            Self::PingRequest {} | Self::PingResponse {} | Self::Disconnect {} => 2,
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Connect {
                has_user_name,
                has_password,
                will_retain,
                will_quality,
                has_will,
                clean_session,
                keep_alive,
                client,
                will,
                user_name,
                password,
            } => {
                out.put_u8(0x10 as u8);
                let remaining: usize = 12
                    + client.len()
                    + (match will {
                        Some(will) => will.encoded_len(),
                        None => 0,
                    })
                    + (match user_name {
                        Some(user_name) => 2 + user_name.len(),
                        None => 0,
                    })
                    + (match password {
                        Some(password) => 2 + password.len(),
                        None => 0,
                    });
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_u16_be(4);
                out.put_u32_be(0x4d51_5454);
                out.put_u8(4);
                codec::check_range(*will_quality, 0, 2).within("will_quality")?;
                out.put_u8(
                    u8::from(*has_user_name) << 7
                        | u8::from(*has_password) << 6
                        | u8::from(*will_retain) << 5
                        | *will_quality << 3
                        | u8::from(*has_will) << 2
                        | u8::from(*clean_session) << 1,
                );
                out.put_u16_be(*keep_alive);
                out.put_prefixed(O::put_u16_be, client.as_bytes(), 0, 65_535).within("client")?;
                codec::check_presence(will.is_some(), *has_will).within("will")?;
                if let Some(will) = will {
                    will.encode(out).within("will")?;
                }
                codec::check_presence(user_name.is_some(), *has_user_name).within("user_name")?;
                if let Some(user_name) = user_name {
                    out
                        .put_prefixed(O::put_u16_be, user_name.as_bytes(), 0, 65_535)
                        .within("user_name")?;
                }
                codec::check_presence(password.is_some(), *has_password).within("password")?;
                if let Some(password) = password {
                    out.put_prefixed(O::put_u16_be, password, 0, 65_535).within("password")?;
                }
                codec::check_length(remaining, 12, 327_695).within("remaining")?;
                codec::check_require(
                    *has_will || *will_quality == 0 && !*will_retain,
                    "only a will has a quality and is retained",
                )?;
                codec::check_require(
                    *has_user_name || !*has_password,
                    "a password needs a user name",
                )?;
            }
            Self::ConnectAcknowledgement { session_present, outcome } => {
                out.put_u8(0x20 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_u8(u8::from(*session_present));
                codec::check_variant(outcome.is_canonical(), outcome.number()).within("outcome")?;
                out.put_u8(outcome.number());
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::Publish { duplicate, quality, retain, topic, identifier, payload } => {
                codec::check_range(*quality, 0, 2).within("quality")?;
                out.put_u8(u8::from(*duplicate) << 3 | *quality << 1 | u8::from(*retain) | 0x30);
                let remaining: usize =
                    2 + topic.len() + usize::from(identifier.is_some()) * 2 + payload.len();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                out.put_prefixed(O::put_u16_be, topic.as_bytes(), 1, 65_535).within("topic")?;
                codec::check_presence(identifier.is_some(), *quality > 0).within("identifier")?;
                if let Some(identifier) = identifier {
                    codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                    out.put_u16_be(*identifier);
                }
                out.put(payload);
                codec::check_length(remaining, 3, 268_435_455).within("remaining")?;
                codec::check_require(
                    *quality > 0 || !*duplicate,
                    "what is sent at most once is no duplicate",
                )?;
            }
            Self::PublishAcknowledgement { identifier } => {
                out.put_u8(0x40 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishReceived { identifier } => {
                out.put_u8(0x50 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishRelease { identifier } => {
                out.put_u8(0x62 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PublishComplete { identifier } => {
                out.put_u8(0x70 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::Subscribe { identifier, subscriptions } => {
                out.put_u8(0x82 as u8);
                let remaining: usize =
                    2 + subscriptions.iter().map(|element| element.encoded_len()).sum::<usize>();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(subscriptions.len(), 1, u64::MAX).within("subscriptions")?;
                for (index, element) in subscriptions.iter().enumerate() {
                    element.encode(out).at(index).within("subscriptions")?;
                }
                codec::check_length(remaining, 6, 268_435_455).within("remaining")?;
            }
            Self::SubscribeAcknowledgement { identifier, granted } => {
                out.put_u8(0x90 as u8);
                let remaining: usize = 2 + granted.len();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(granted.len(), 1, u64::MAX).within("granted")?;
                for element in granted.iter() {
                    out.put_u8(element.number());
                }
                codec::check_length(remaining, 3, 268_435_455).within("remaining")?;
            }
            Self::Unsubscribe { identifier, filters } => {
                out.put_u8(0xa2 as u8);
                let remaining: usize =
                    2 + filters.iter().map(|element| 2 + element.len()).sum::<usize>();
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(filters.len(), 1, u64::MAX).within("filters")?;
                for (index, element) in filters.iter().enumerate() {
                    out
                        .put_prefixed(O::put_u16_be, element.as_bytes(), 1, 65_535)
                        .at(index)
                        .within("filters")?;
                }
                codec::check_length(remaining, 5, 268_435_455).within("remaining")?;
            }
            Self::UnsubscribeAcknowledgement { identifier } => {
                out.put_u8(0xb0 as u8);
                let remaining: usize = 2;
                codec::put_varint(out, codec::Varint::Leb128, remaining as u32);
                codec::check_range(*identifier, 1, 65_535).within("identifier")?;
                out.put_u16_be(*identifier);
                codec::check_length(remaining, 2, 2).within("remaining")?;
            }
            Self::PingRequest {} => {
                out.put_u8(0xc0 as u8);
                out.put_u8(0);
            }
            Self::PingResponse {} => {
                out.put_u8(0xd0 as u8);
                out.put_u8(0);
            }
            Self::Disconnect {} => {
                out.put_u8(0xe0 as u8);
                out.put_u8(0);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for ControlPacketRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.peek_bits_be(4)? {
            1 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 1).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 12, 327_695).within("remaining")?;
                let region_2_begin = reader.offset();
                let start = reader.offset();
                let name_length = reader.read_u16_be().within("name_length")?;
                reader.expect_constant(start, name_length, 4).within("name_length")?;
                let start = reader.offset();
                let name = reader.read_u32_be().within("name")?;
                reader.expect_constant(start, name, 0x4d51_5454).within("name")?;
                let start = reader.offset();
                let level = reader.read_u8().within("level")?;
                reader.expect_constant(start, level, 4).within("level")?;
                let run = reader.read_u8().within("has_user_name")?;
                let has_user_name = run >> 7 & 1 != 0;
                let has_password = run >> 6 & 1 != 0;
                let will_retain = run >> 5 & 1 != 0;
                let start = reader.offset() - 1;
                let will_quality = run >> 3 & 0x03;
                reader.expect_range(start, will_quality, 0, 2).within("will_quality")?;
                let has_will = run >> 2 & 1 != 0;
                let clean_session = run >> 1 & 1 != 0;
                let start = reader.offset() - 1;
                let reserved = run & 0x01;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let keep_alive = reader.read_u16_be().within("keep_alive")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("client")?;
                let client = reader
                    .read_prefixed_text(codec::Reader::read_u16_be, 0, 65_535)
                    .within("client")?;
                let will = if has_will {
                    Some(WillRef::decode(reader).within("will")?)
                } else {
                    None
                };
                let user_name = if has_user_name {
                    Some(
                        reader
                            .read_prefixed_text(codec::Reader::read_u16_be, 0, 65_535)
                            .within("user_name")?,
                    )
                } else {
                    None
                };
                let password = if has_password {
                    Some(
                        reader
                            .read_prefixed(codec::Reader::read_u16_be, 0, 65_535)
                            .within("password")?,
                    )
                } else {
                    None
                };
                reader.leave(region_2)?;
                reader.expect_require(
                    begin,
                    has_will || will_quality == 0 && !will_retain,
                    "only a will has a quality and is retained",
                )?;
                reader.expect_require(
                    begin,
                    has_user_name || !has_password,
                    "a password needs a user name",
                )?;
                Ok(Self::Connect {
                    has_user_name,
                    has_password,
                    will_retain,
                    will_quality,
                    has_will,
                    clean_session,
                    keep_alive,
                    client,
                    will,
                    user_name,
                    password,
                })
            }
            2 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 2).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let run = reader.read_u8().within("reserved")?;
                let start = reader.offset() - 1;
                let reserved = run >> 1;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let session_present = run & 1 != 0;
                let outcome = ConnectOutcome::from_number(reader.read_u8().within("outcome")?);
                Ok(Self::ConnectAcknowledgement { session_present, outcome })
            }
            3 => {
                let begin = reader.offset();
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 3).within("kind")?;
                let duplicate = run >> 3 & 1 != 0;
                let start = reader.offset() - 1;
                let quality = run >> 1 & 0x03;
                reader.expect_range(start, quality, 0, 2).within("quality")?;
                let retain = run & 1 != 0;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 3, 268_435_455).within("remaining")?;
                let region_4 = reader.enter(reader.offset(), u64::from(remaining)).within("topic")?;
                let topic = reader
                    .read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535)
                    .within("topic")?;
                let identifier = if quality > 0 {
                    Some(
                        reader
                            .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                            .within("identifier")?,
                    )
                } else {
                    None
                };
                let payload = reader.read_slice(reader.remaining()).within("payload")?;
                reader.leave(region_4)?;
                reader.expect_require(
                    begin,
                    quality > 0 || !duplicate,
                    "what is sent at most once is no duplicate",
                )?;
                Ok(Self::Publish { duplicate, quality, retain, topic, identifier, payload })
            }
            4 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 4).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishAcknowledgement { identifier })
            }
            5 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 5).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishReceived { identifier })
            }
            6 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 6).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishRelease { identifier })
            }
            7 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 7).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::PublishComplete { identifier })
            }
            8 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 8).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 6, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("subscriptions")?;
                let subscriptions = codec::List::read_to_end(
                    reader,
                    1,
                    u64::MAX,
                    SubscriptionRef::decode,
                )
                    .within("subscriptions")?;
                reader.leave(region_2)?;
                Ok(Self::Subscribe { identifier, subscriptions })
            }
            9 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 9).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 3, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("granted")?;
                let granted = codec::List::read_to_end(
                    reader,
                    1,
                    u64::MAX,
                    |reader| reader.read_variant(codec::Reader::read_u8, Granted::from_number),
                )
                    .within("granted")?;
                reader.leave(region_2)?;
                Ok(Self::SubscribeAcknowledgement { identifier, granted })
            }
            10 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 10).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 2).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 5, 268_435_455).within("remaining")?;
                let region_2_begin = reader.offset();
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                let region_2 = reader
                    .enter(
                        reader.offset(),
                        u64::from(remaining) - (reader.offset() - region_2_begin) as u64,
                    )
                    .within("filters")?;
                let filters = codec::List::read_to_end(
                    reader,
                    1,
                    u64::MAX,
                    |reader| reader.read_prefixed_text(codec::Reader::read_u16_be, 1, 65_535),
                )
                    .within("filters")?;
                reader.leave(region_2)?;
                Ok(Self::Unsubscribe { identifier, filters })
            }
            11 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 11).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader
                    .read_varint::<u32>(codec::Varint::Leb128, 28)
                    .within("remaining")?;
                reader.expect_length(start, remaining, 2, 2).within("remaining")?;
                let identifier = reader
                    .read_in_range(codec::Reader::read_u16_be, 1, 65_535)
                    .within("identifier")?;
                Ok(Self::UnsubscribeAcknowledgement { identifier })
            }
            12 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 12).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::PingRequest {})
            }
            13 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 13).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::PingResponse {})
            }
            14 => {
                let run = reader.read_u8().within("kind")?;
                let start = reader.offset() - 1;
                let kind = run >> 4;
                reader.expect_constant(start, kind, 14).within("kind")?;
                let start = reader.offset() - 1;
                let flags = run & 0x0f;
                reader.expect_constant(start, flags, 0).within("flags")?;
                let start = reader.offset();
                let remaining = reader.read_u8().within("remaining")?;
                reader.expect_constant(start, remaining, 0).within("remaining")?;
                Ok(Self::Disconnect {})
            }
            found => Err(codec::DecodeError::unknown_variant(start, found)),
        }
    }
}

impl<'a> ControlPacketRef<'a> {
    /// The [`ControlPacket`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> ControlPacket {
        match self {
            Self::Connect {
                has_user_name,
                has_password,
                will_retain,
                will_quality,
                has_will,
                clean_session,
                keep_alive,
                client,
                will,
                user_name,
                password,
            } => {
                ControlPacket::Connect {
                    has_user_name,
                    has_password,
                    will_retain,
                    will_quality,
                    has_will,
                    clean_session,
                    keep_alive,
                    client: String::from(client),
                    will: will.map(|held| held.own(reader)),
                    user_name: user_name.map(String::from),
                    password: password.map(|held| reader.own(held)),
                }
            }
            Self::ConnectAcknowledgement { session_present, outcome } =>
                ControlPacket::ConnectAcknowledgement { session_present, outcome },
            Self::Publish { duplicate, quality, retain, topic, identifier, payload } => {
                ControlPacket::Publish {
                    duplicate,
                    quality,
                    retain,
                    topic: String::from(topic),
                    identifier,
                    payload: reader.own(payload),
                }
            }
            Self::PublishAcknowledgement { identifier } =>
                ControlPacket::PublishAcknowledgement { identifier },
            Self::PublishReceived { identifier } => ControlPacket::PublishReceived { identifier },
            Self::PublishRelease { identifier } => ControlPacket::PublishRelease { identifier },
            Self::PublishComplete { identifier } => ControlPacket::PublishComplete { identifier },
            Self::Subscribe { identifier, subscriptions } => {
                ControlPacket::Subscribe {
                    identifier,
                    subscriptions: subscriptions.iter().map(|held| held.own(reader)).collect(),
                }
            }
            Self::SubscribeAcknowledgement { identifier, granted } => {
                ControlPacket::SubscribeAcknowledgement {
                    identifier,
                    granted: granted.iter().collect(),
                }
            }
            Self::Unsubscribe { identifier, filters } => {
                ControlPacket::Unsubscribe {
                    identifier,
                    filters: filters.iter().map(String::from).collect(),
                }
            }
            Self::UnsubscribeAcknowledgement { identifier } =>
                ControlPacket::UnsubscribeAcknowledgement { identifier },
            Self::PingRequest {} => ControlPacket::PingRequest {},
            Self::PingResponse {} => ControlPacket::PingResponse {},
            Self::Disconnect {} => ControlPacket::Disconnect {},
        }
    }
}

/// The structure `Packet`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2.. | `packet` | [`ControlPacket`] |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Packet {
    /// On the wire: [`ControlPacket`].
    pub packet: ControlPacket,
}

impl ::core::cmp::Eq for Packet {}

impl codec::Encode for Packet {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.packet.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.packet.encode(out).within("packet")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Packet {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let packet = ControlPacket::decode(reader).within("packet")?;
        Ok(Self { packet })
    }
}

/// [`Packet`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PacketRef<'a> {
    /// On the wire: [`ControlPacket`].
    pub packet: ControlPacketRef<'a>,
}

impl ::core::cmp::Eq for PacketRef<'_> {}

impl codec::Encode for PacketRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.packet.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.packet.encode(out).within("packet")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for PacketRef<'a> {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let packet = ControlPacketRef::decode(reader).within("packet")?;
        Ok(Self { packet })
    }
}

impl<'a> PacketRef<'a> {
    /// The [`Packet`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Packet {
        Packet { packet: self.packet.own(reader) }
    }
}

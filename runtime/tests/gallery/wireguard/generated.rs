// Written by `cargo run -- gen` from spec/gallery/wireguard.wire. Do not edit: change the spec and run the command.

//! The wireguard protocol. See `spec/gallery/wireguard.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// The union `Message`.
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// `Initiation`, tag 1.
    Initiation {
        /// On the wire: u32 little-endian.
        sender: u32,
        /// On the wire: 32 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        ephemeral: [u8; 32],
        /// On the wire: 48 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        static_key: [u8; 48],
        /// On the wire: 28 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        timestamp: [u8; 28],
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        mac1: [u8; 16],
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        mac2: [u8; 16],
    },
    /// `Response`, tag 2.
    Response {
        /// On the wire: u32 little-endian.
        sender: u32,
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: 32 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        ephemeral: [u8; 32],
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        empty: [u8; 16],
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        mac1: [u8; 16],
        /// On the wire: 16 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        mac2: [u8; 16],
    },
    /// `CookieReply`, tag 3.
    CookieReply {
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: 24 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        nonce: [u8; 24],
        /// On the wire: 32 bytes.
        #[serde(with = "::packetwright::codec::hex")]
        cookie: [u8; 32],
    },
    /// `Transport`, tag 4.
    Transport {
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: u64 little-endian.
        counter: u64,
        /// On the wire: 16 to 65535 bytes, all that is left.
        #[serde(with = "::packetwright::codec::hex")]
        packet: Bytes,
    },
}

impl ::core::cmp::Eq for Message {}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Initiation { .. } => 148,
            Self::Response { .. } => 92,
            Self::CookieReply { .. } => 64,
            Self::Transport { packet, .. } => 16 + packet.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Initiation { sender, ephemeral, static_key, timestamp, mac1, mac2 } => {
                out.put_u8(1);
                out.put_u24_le(0);
                out.put_u32_le(*sender);
                out.put(ephemeral.as_slice());
                out.put(static_key.as_slice());
                out.put(timestamp.as_slice());
                out.put(mac1.as_slice());
                out.put(mac2.as_slice());
            }
            Self::Response { sender, receiver, ephemeral, empty, mac1, mac2 } => {
                out.put_u8(2);
                out.put_u24_le(0);
                out.put_u32_le(*sender);
                out.put_u32_le(*receiver);
                out.put(ephemeral.as_slice());
                out.put(empty.as_slice());
                out.put(mac1.as_slice());
                out.put(mac2.as_slice());
            }
            Self::CookieReply { receiver, nonce, cookie } => {
                out.put_u8(3);
                out.put_u24_le(0);
                out.put_u32_le(*receiver);
                out.put(nonce.as_slice());
                out.put(cookie.as_slice());
            }
            Self::Transport { receiver, counter, packet } => {
                out.put_u8(4);
                out.put_u24_le(0);
                out.put_u32_le(*receiver);
                out.put_u64_le(*counter);
                codec::check_length(packet.len(), 16, 65_535).within("packet")?;
                out.put(packet);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 32;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(MessageRef::decode(reader)?.own(reader))
    }
}

/// [`Message`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessageRef<'a> {
    /// `Initiation`, tag 1.
    Initiation {
        /// On the wire: u32 little-endian.
        sender: u32,
        /// On the wire: 32 bytes.
        ephemeral: &'a [u8; 32],
        /// On the wire: 48 bytes.
        static_key: &'a [u8; 48],
        /// On the wire: 28 bytes.
        timestamp: &'a [u8; 28],
        /// On the wire: 16 bytes.
        mac1: &'a [u8; 16],
        /// On the wire: 16 bytes.
        mac2: &'a [u8; 16],
    },
    /// `Response`, tag 2.
    Response {
        /// On the wire: u32 little-endian.
        sender: u32,
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: 32 bytes.
        ephemeral: &'a [u8; 32],
        /// On the wire: 16 bytes.
        empty: &'a [u8; 16],
        /// On the wire: 16 bytes.
        mac1: &'a [u8; 16],
        /// On the wire: 16 bytes.
        mac2: &'a [u8; 16],
    },
    /// `CookieReply`, tag 3.
    CookieReply {
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: 24 bytes.
        nonce: &'a [u8; 24],
        /// On the wire: 32 bytes.
        cookie: &'a [u8; 32],
    },
    /// `Transport`, tag 4.
    Transport {
        /// On the wire: u32 little-endian.
        receiver: u32,
        /// On the wire: u64 little-endian.
        counter: u64,
        /// On the wire: 16 to 65535 bytes, all that is left.
        packet: &'a [u8],
    },
}

impl ::core::cmp::Eq for MessageRef<'_> {}

impl codec::Encode for MessageRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        match self {
            Self::Initiation { .. } => 148,
            Self::Response { .. } => 92,
            Self::CookieReply { .. } => 64,
            Self::Transport { packet, .. } => 16 + packet.len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Initiation { sender, ephemeral, static_key, timestamp, mac1, mac2 } => {
                out.put_u8(1);
                out.put_u24_le(0);
                out.put_u32_le(*sender);
                out.put(ephemeral.as_slice());
                out.put(static_key.as_slice());
                out.put(timestamp.as_slice());
                out.put(mac1.as_slice());
                out.put(mac2.as_slice());
            }
            Self::Response { sender, receiver, ephemeral, empty, mac1, mac2 } => {
                out.put_u8(2);
                out.put_u24_le(0);
                out.put_u32_le(*sender);
                out.put_u32_le(*receiver);
                out.put(ephemeral.as_slice());
                out.put(empty.as_slice());
                out.put(mac1.as_slice());
                out.put(mac2.as_slice());
            }
            Self::CookieReply { receiver, nonce, cookie } => {
                out.put_u8(3);
                out.put_u24_le(0);
                out.put_u32_le(*receiver);
                out.put(nonce.as_slice());
                out.put(cookie.as_slice());
            }
            Self::Transport { receiver, counter, packet } => {
                out.put_u8(4);
                out.put_u24_le(0);
                out.put_u32_le(*receiver);
                out.put_u64_le(*counter);
                codec::check_length(packet.len(), 16, 65_535).within("packet")?;
                out.put(packet);
            }
        }
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for MessageRef<'a> {
    const MIN_LEN: usize = 32;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => {
                let start = reader.offset();
                let reserved = reader.read_u24_le().within("reserved")?;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let sender = reader.read_u32_le().within("sender")?;
                let ephemeral = reader.read_array::<32>().within("ephemeral")?;
                let static_key = reader.read_array::<48>().within("static_key")?;
                let timestamp = reader.read_array::<28>().within("timestamp")?;
                let mac1 = reader.read_array::<16>().within("mac1")?;
                let mac2 = reader.read_array::<16>().within("mac2")?;
                Ok(Self::Initiation { sender, ephemeral, static_key, timestamp, mac1, mac2 })
            }
            2 => {
                let start = reader.offset();
                let reserved = reader.read_u24_le().within("reserved")?;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let sender = reader.read_u32_le().within("sender")?;
                let receiver = reader.read_u32_le().within("receiver")?;
                let ephemeral = reader.read_array::<32>().within("ephemeral")?;
                let empty = reader.read_array::<16>().within("empty")?;
                let mac1 = reader.read_array::<16>().within("mac1")?;
                let mac2 = reader.read_array::<16>().within("mac2")?;
                Ok(Self::Response { sender, receiver, ephemeral, empty, mac1, mac2 })
            }
            3 => {
                let start = reader.offset();
                let reserved = reader.read_u24_le().within("reserved")?;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let receiver = reader.read_u32_le().within("receiver")?;
                let nonce = reader.read_array::<24>().within("nonce")?;
                let cookie = reader.read_array::<32>().within("cookie")?;
                Ok(Self::CookieReply { receiver, nonce, cookie })
            }
            4 => {
                let start = reader.offset();
                let reserved = reader.read_u24_le().within("reserved")?;
                reader.expect_constant(start, reserved, 0).within("reserved")?;
                let receiver = reader.read_u32_le().within("receiver")?;
                let counter = reader.read_u64_le().within("counter")?;
                let start = reader.offset();
                reader
                    .expect_length(start, reader.remaining() as u64, 16, 65_535)
                    .within("packet")?;
                let packet = reader.read_slice(reader.remaining()).within("packet")?;
                Ok(Self::Transport { receiver, counter, packet })
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
            Self::Initiation { sender, ephemeral, static_key, timestamp, mac1, mac2 } => {
                Message::Initiation {
                    sender,
                    ephemeral: *ephemeral,
                    static_key: *static_key,
                    timestamp: *timestamp,
                    mac1: *mac1,
                    mac2: *mac2,
                }
            }
            Self::Response { sender, receiver, ephemeral, empty, mac1, mac2 } => {
                Message::Response {
                    sender,
                    receiver,
                    ephemeral: *ephemeral,
                    empty: *empty,
                    mac1: *mac1,
                    mac2: *mac2,
                }
            }
            Self::CookieReply { receiver, nonce, cookie } =>
                Message::CookieReply { receiver, nonce: *nonce, cookie: *cookie },
            Self::Transport { receiver, counter, packet } =>
                Message::Transport { receiver, counter, packet: reader.own(packet) },
        }
    }
}

/// The structure `Datagram`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 32..=65551 | `message` | [`Message`], its tag in front as u8 |
#[derive(Clone, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Datagram {
    /// On the wire: [`Message`], its tag in front as u8.
    pub message: Message,
}

impl ::core::cmp::Eq for Datagram {}

impl codec::Encode for Datagram {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Datagram {
    const MIN_LEN: usize = 32;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(DatagramRef::decode(reader)?.own(reader))
    }
}

/// [`Datagram`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatagramRef<'a> {
    /// On the wire: [`Message`], its tag in front as u8.
    pub message: MessageRef<'a>,
}

impl ::core::cmp::Eq for DatagramRef<'_> {}

impl codec::Encode for DatagramRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.message.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.message.encode(out).within("message")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for DatagramRef<'a> {
    const MIN_LEN: usize = 32;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 4);
    const TAKES_REST: bool = true;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let message = MessageRef::decode(reader).within("message")?;
        Ok(Self { message })
    }
}

impl<'a> DatagramRef<'a> {
    /// The [`Datagram`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, reader: &codec::Reader<'a>) -> Datagram {
        Datagram { message: self.message.own(reader) }
    }
}

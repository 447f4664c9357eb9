// Written by `cargo run -- gen` from codegen/tests/specs/lantern.wire. Do not edit: change the spec and run the command.

//! The lantern protocol. See `codegen/tests/specs/lantern.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _, Bytes, String, Vec};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// What burns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Oil {
    /// `Whale`, number 1.
    Whale,
    /// `Olive`, number 4.
    Olive,
    /// A number without a name, kept as it is.
    Unknown(u8),
}

impl Oil {
    /// The number on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Whale => 1,
            Self::Olive => 4,
            Self::Unknown(number) => number,
        }
    }

    /// The value with a number.
    pub const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Whale,
            4 => Self::Olive,
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

/// What each side brings.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 3..=17 | `suites` | 1 to 8 elements, their number in front as u8, each u16 little-endian |
/// |  | 3..=9 | `sizes` | 1 to 4 elements, their number in front as u8, each u16 little-endian |
/// |  | 1..=17 | `name` | 0 to 16 bytes of UTF-8, their number in front as u8 |
/// |  | 4 | `limit` | u32 little-endian |
#[derive(Clone, Debug, PartialEq)]
pub struct Wick {
    /// On the wire: 1 to 8 elements, their number in front as u8, each u16 little-endian.
    pub suites: Vec<u16>,
    /// On the wire: 1 to 4 elements, their number in front as u8, each u16 little-endian.
    pub sizes: Vec<u16>,
    /// On the wire: 0 to 16 bytes of UTF-8, their number in front as u8.
    pub name: String,
    /// On the wire: u32 little-endian.
    pub limit: u32,
}

impl ::core::cmp::Eq for Wick {}

impl codec::Encode for Wick {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.suites.len() * 2 + self.sizes.len() * 2 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.suites.len(), 1, 8).within("suites")?;
        for element in &self.suites {
            out.put_u16_le(*element);
        }
        out.put_length(O::put_u8, self.sizes.len(), 1, 4).within("sizes")?;
        for element in &self.sizes {
            out.put_u16_le(*element);
        }
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 16).within("name")?;
        out.put_u32_le(self.limit);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Wick {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        Ok(WickRef::decode(reader)?.own(reader))
    }
}

/// [`Wick`] as a view that borrows from the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WickRef<'a> {
    /// On the wire: 1 to 8 elements, their number in front as u8, each u16 little-endian.
    pub suites: codec::List<'a, u16>,
    /// On the wire: 1 to 4 elements, their number in front as u8, each u16 little-endian.
    pub sizes: codec::List<'a, u16>,
    /// On the wire: 0 to 16 bytes of UTF-8, their number in front as u8.
    pub name: &'a str,
    /// On the wire: u32 little-endian.
    pub limit: u32,
}

impl ::core::cmp::Eq for WickRef<'_> {}

impl codec::Encode for WickRef<'_> {
    #[inline]
    fn encoded_len(&self) -> usize {
        7 + self.suites.len() * 2 + self.sizes.len() * 2 + self.name.len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_length(O::put_u8, self.suites.len(), 1, 8).within("suites")?;
        for element in self.suites.iter() {
            out.put_u16_le(element);
        }
        out.put_length(O::put_u8, self.sizes.len(), 1, 4).within("sizes")?;
        for element in self.sizes.iter() {
            out.put_u16_le(element);
        }
        out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 16).within("name")?;
        out.put_u32_le(self.limit);
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for WickRef<'a> {
    const MIN_LEN: usize = 11;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 8).within("suites")?;
        let suites = codec::List::read_numbers::<2>(reader, prefix, codec::Reader::read_u16_le)
            .within("suites")?;
        let prefix = reader.read_length(codec::Reader::read_u8, 1, 4).within("sizes")?;
        let sizes = codec::List::read_numbers::<2>(reader, prefix, codec::Reader::read_u16_le)
            .within("sizes")?;
        let name = reader.read_prefixed_text(codec::Reader::read_u8, 0, 16).within("name")?;
        let limit = reader.read_u32_le().within("limit")?;
        Ok(Self { suites, sizes, name, limit })
    }
}

impl<'a> WickRef<'a> {
    /// The [`Wick`] of this view: what it borrows is shared with the
    /// input of `reader` if it lies there and the reader shares it, else copied.
    #[inline]
    pub fn own(self, _: &codec::Reader<'a>) -> Wick {
        Wick {
            suites: self.suites.own(u16::from_le_bytes),
            sizes: self.sizes.own(u16::from_le_bytes),
            name: String::from(self.name),
            limit: self.limit,
        }
    }
}

/// The handshake `Kindle`.
pub mod kindle {
    use super::*;
    use ::packetwright::crypto::{self, noise};
    use ::packetwright::protocol::handshake;
    pub use initiator::Initiator;
    pub use responder::Responder;

    /// The handshake `Kindle`.
    #[derive(Clone, Copy, Debug)]
    pub enum Kindle {}

    impl handshake::Handshake for Kindle {
        type Local = Wick;
        type Initiator = Initiator;
        type Responder = Responder;
        const DEADLINE: core::time::Duration = core::time::Duration::from_millis(2500);
        const MAX_PAYLOAD: usize = 2048;
        const RECORDS: handshake::RecordNumbers = handshake::RecordNumbers {
            data: 0,
            ready: 1,
            close: 2,
            key_update: 3,
        };
        const LABELS: handshake::KeyLabels = handshake::KeyLabels {
            key: b"k",
            iv: b"i",
            update: b"u",
            exporter: b"e",
        };
        const AVAILABLE: bool = true;

        fn compression(_: u8) -> Option<protocol::Compression> {
            None
        }

        fn local(_: &[protocol::Compression], _: u32) -> Wick {
            Wick { suites: vec![0x0102], sizes: vec![0; 1], name: " ".repeat(0), limit: 0 }
        }

        fn restrict(local: &mut Wick, rank: &dyn Fn(&noise::Suite) -> Option<u8>, _: u8) -> bool {
            local.suites.retain(|&number| suite(number).and_then(rank).is_some());
            local.suites.sort_by_key(|&number| suite(number).and_then(rank));
            !local.suites.is_empty()
        }
    }

    /// The suites that may run.
    pub static SUITES: &[noise::Suite] = &[noise::Suite {
        id: 0x0102,
        name: "Noise_XX_25519_ChaChaPoly_SHA256",
        modifiers: &[],
        pre_messages: &[],
        cipher: crypto::Cipher::ChaChaPoly,
    }];

    /// The label that opens the Noise prologue.
    const PROLOGUE: &[u8] = b"lantern";

    /// The declared suite with a number.
    pub fn suite(number: u16) -> Option<&'static noise::Suite> {
        SUITES.iter().find(|suite| suite.id == number)
    }

    /// The first suite of this side that is declared.
    fn preferred_suite(local: &Wick) -> Result<&'static noise::Suite, Failure> {
        local.suites.iter().find_map(|number| suite(*number)).ok_or(Failure::Dark)
    }

    /// The suite of the first message: declared, and offered by this side.
    fn offered_suite(number: u16, local: &Wick) -> Result<&'static noise::Suite, Failure> {
        suite(number).filter(|suite| local.suites.contains(&suite.id)).ok_or(Failure::Dark)
    }

    /// Every way the handshake can fail.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Failure {
        /// `TooBig`; the peer is told by `Out`.
        TooBig,
        /// `Stranger`; the peer is told by `Away`.
        Stranger,
        /// `Gone`; the peer is told nothing.
        Gone,
        /// `Dark`; the peer is told nothing.
        Dark,
        /// `Late`; the peer is told nothing.
        Late,
        /// `Broken`; the peer is told nothing.
        Broken,
    }

    impl Failure {
        /// Its name in the spec.
        pub const fn name(self) -> &'static str {
            match self {
                Self::TooBig => "TooBig",
                Self::Stranger => "Stranger",
                Self::Gone => "Gone",
                Self::Dark => "Dark",
                Self::Late => "Late",
                Self::Broken => "Broken",
            }
        }

        /// What the responder is told of it; nothing if that is silence.
        fn tell_responder(self, suite: u16, world: &mut dyn handshake::World) -> Option<Vec<u8>> {
            let notice = match self {
                Self::Stranger =>
                    Away::seal(&Away { code: 2, token: handshake::random(world) }, suite),
                Self::TooBig | Self::Gone | Self::Dark | Self::Late | Self::Broken => return None,
            };
            notice.ok()
        }

        /// What the initiator is told of it; nothing if that is silence.
        fn tell_initiator(self, suite: u16, world: &mut dyn handshake::World) -> Option<Vec<u8>> {
            let now = world.now_ms();
            let notice = match self {
                Self::TooBig => Out::seal(&Out { oil: Oil::Whale, at: now }, suite),
                Self::Stranger | Self::Gone | Self::Dark | Self::Late | Self::Broken => return None,
            };
            notice.ok()
        }
    }

    impl core::fmt::Display for Failure {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(self.name())
        }
    }

    impl core::error::Error for Failure {}

    impl From<codec::DecodeError> for Failure {
        fn from(_: codec::DecodeError) -> Self {
            Failure::Stranger
        }
    }

    impl From<codec::EncodeError> for Failure {
        fn from(_: codec::EncodeError) -> Self {
            Failure::Stranger
        }
    }

    impl From<noise::NoiseError> for Failure {
        fn from(error: noise::NoiseError) -> Self {
            match error {
                noise::NoiseError::Truncated => Failure::Stranger,
                noise::NoiseError::Failed => Failure::Broken,
            }
        }
    }

    /// A spark, and who strikes it.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 4 | `age` | i32 little-endian |
    /// | 4 | 3..=9 | `sizes` | 1 to 4 elements, their number in front as u8, each u16 little-endian |
    /// |  | 1..=17 | `name` | 0 to 16 bytes of UTF-8, their number in front as u8 |
    /// |  | 1..=9 | `salt` | 0 to 8 bytes, their number in front as u8 |
    #[derive(Clone, Debug, PartialEq)]
    pub struct Spark {
        /// On the wire: i32 little-endian.
        pub age: i32,
        /// On the wire: 1 to 4 elements, their number in front as u8, each u16 little-endian.
        pub sizes: Vec<u16>,
        /// On the wire: 0 to 16 bytes of UTF-8, their number in front as u8.
        pub name: String,
        /// On the wire: 0 to 8 bytes, their number in front as u8.
        pub salt: Bytes,
    }

    impl ::core::cmp::Eq for Spark {}

    impl codec::Encode for Spark {
        #[inline]
        fn encoded_len(&self) -> usize {
            7 + self.sizes.len() * 2 + self.name.len() + self.salt.len()
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_i32_le(self.age);
            out.put_length(O::put_u8, self.sizes.len(), 1, 4).within("sizes")?;
            for element in &self.sizes {
                out.put_u16_le(*element);
            }
            out.put_prefixed(O::put_u8, self.name.as_bytes(), 0, 16).within("name")?;
            out.put_prefixed(O::put_u8, &self.salt, 0, 8).within("salt")?;
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Spark {
        const MIN_LEN: usize = 9;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let age = reader.read_i32_le().within("age")?;
            let prefix = reader.read_length(codec::Reader::read_u8, 1, 4).within("sizes")?;
            let sizes = reader.read_numbers(prefix, u16::from_le_bytes).within("sizes")?;
            let name = String::from(
                reader.read_prefixed_text(codec::Reader::read_u8, 0, 16).within("name")?,
            );
            let salt = reader.read_prefixed(codec::Reader::read_u8, 0, 8).within("salt")?;
            let salt = reader.own(salt);
            Ok(Self { age, sizes, name, salt })
        }
    }

    impl Spark {
        /// The type byte of the message.
        pub const TYPE: u8 = 16;

        /// Reads the message: `e`, then the payload, in clear.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::TooBig);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_e(&mut reader)?;
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `e`, then the payload, in clear.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_e(world, &mut body);
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// The payload of the handshake message `Answer`.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 2 | `size` | u16 little-endian |
    /// | 2 | 1 | `oil` | [`Oil`] as u8 |
    /// | 3 | 8 | `born` | u64 little-endian, in milliseconds |
    /// | 11 | 8 | `limit` | u64 little-endian |
    /// | 19 | 16 | `mark` | 16 bytes |
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Answer {
        /// On the wire: u16 little-endian.
        pub size: u16,
        /// On the wire: [`Oil`] as u8.
        pub oil: Oil,
        /// On the wire: u64 little-endian, in milliseconds.
        pub born: u64,
        /// On the wire: u64 little-endian.
        pub limit: u64,
        /// On the wire: 16 bytes.
        pub mark: [u8; 16],
    }

    impl ::core::cmp::Eq for Answer {}

    impl codec::Encode for Answer {
        #[inline]
        fn encoded_len(&self) -> usize {
            35
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_u16_le(self.size);
            codec::check_variant(self.oil.is_canonical(), self.oil.number()).within("oil")?;
            out.put_u8(self.oil.number());
            out.put_u64_le(self.born);
            out.put_u64_le(self.limit);
            out.put(self.mark.as_slice());
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Answer {
        const MIN_LEN: usize = 35;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let size = reader.read_u16_le().within("size")?;
            let oil = Oil::from_number(reader.read_u8().within("oil")?);
            let born = reader.read_u64_le().within("born")?;
            let limit = reader.read_u64_le().within("limit")?;
            let mark = reader.read_array::<16>().copied().within("mark")?;
            Ok(Self { size, oil, born, limit, mark })
        }
    }

    impl Answer {
        /// The type byte of the message.
        pub const TYPE: u8 = 17;

        /// Reads the message: `e`, `ee`, `s`, `es`, then the payload, sealed.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::TooBig);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_e(&mut reader)?;
            noise.mix_ee()?;
            noise.read_s(&mut reader)?;
            noise.mix_es()?;
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `e`, `ee`, `s`, `es`, then the payload, sealed.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            world: &mut dyn handshake::World,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_e(world, &mut body);
            noise.mix_ee()?;
            noise.write_s(&mut body)?;
            noise.mix_es()?;
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// The payload of the handshake message `Confirm`.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 32 | `proof` | 32 bytes |
    /// | 32 | 8 | `until` | u64 little-endian, in milliseconds |
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Confirm {
        /// On the wire: 32 bytes.
        pub proof: [u8; 32],
        /// On the wire: u64 little-endian, in milliseconds.
        pub until: u64,
    }

    impl ::core::cmp::Eq for Confirm {}

    impl codec::Encode for Confirm {
        #[inline]
        fn encoded_len(&self) -> usize {
            40
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put(self.proof.as_slice());
            out.put_u64_le(self.until);
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Confirm {
        const MIN_LEN: usize = 40;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let proof = reader.read_array::<32>().copied().within("proof")?;
            let until = reader.read_u64_le().within("until")?;
            Ok(Self { proof, until })
        }
    }

    impl Confirm {
        /// The type byte of the message.
        pub const TYPE: u8 = 18;

        /// Reads the message: `s`, `se`, then the payload, sealed.
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(Failure::TooBig);
            }
            let mut reader = codec::Reader::new(message.rest);
            noise.read_s(&mut reader)?;
            noise.mix_se()?;
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }

        /// Writes the message: `s`, `se`, then the payload, sealed.
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            noise.write_s(&mut body)?;
            noise.mix_se()?;
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }

    /// The responder goes out.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 1 | `oil` | [`Oil`] as u8 |
    /// | 1 | 8 | `at` | u64 little-endian, in milliseconds |
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Out {
        /// On the wire: [`Oil`] as u8.
        pub oil: Oil,
        /// On the wire: u64 little-endian, in milliseconds.
        pub at: u64,
    }

    impl ::core::cmp::Eq for Out {}

    impl codec::Encode for Out {
        #[inline]
        fn encoded_len(&self) -> usize {
            9
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            codec::check_variant(self.oil.is_canonical(), self.oil.number()).within("oil")?;
            out.put_u8(self.oil.number());
            out.put_u64_le(self.at);
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Out {
        const MIN_LEN: usize = 9;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let oil = Oil::from_number(reader.read_u8().within("oil")?);
            let at = reader.read_u64_le().within("at")?;
            Ok(Self { oil, at })
        }
    }

    impl Out {
        /// The type byte of the message.
        pub const TYPE: u8 = 19;

        /// Reads the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn open(message: handshake::Incoming<'_>) -> Result<Self, Failure> {
            Ok(codec::Decode::from_slice(message.rest)?)
        }

        /// Writes the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn seal(&self, suite: u16) -> Result<Vec<u8>, Failure> {
            let mut body = head(Self::TYPE, suite);
            codec::Encode::encode_into(self, &mut body)?;
            Ok(body)
        }
    }

    /// The initiator goes away.
    ///
    /// | offset | bytes | field | on the wire |
    /// |---|---|---|---|
    /// | 0 | 1 | `code` | u8 |
    /// | 1 | 4 | `token` | 4 bytes |
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Away {
        /// On the wire: u8.
        pub code: u8,
        /// On the wire: 4 bytes.
        pub token: [u8; 4],
    }

    impl ::core::cmp::Eq for Away {}

    impl codec::Encode for Away {
        #[inline]
        fn encoded_len(&self) -> usize {
            5
        }

        fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
            out.put_u8(self.code);
            out.put(self.token.as_slice());
            Ok(())
        }
    }

    impl<'a> codec::Decode<'a> for Away {
        const MIN_LEN: usize = 5;

        #[inline]
        fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
            let code = reader.read_u8().within("code")?;
            let token = reader.read_array::<4>().copied().within("token")?;
            Ok(Self { code, token })
        }
    }

    impl Away {
        /// The type byte of the message.
        pub const TYPE: u8 = 20;

        /// Reads the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn open(message: handshake::Incoming<'_>) -> Result<Self, Failure> {
            Ok(codec::Decode::from_slice(message.rest)?)
        }

        /// Writes the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn seal(&self, suite: u16) -> Result<Vec<u8>, Failure> {
            let mut body = head(Self::TYPE, suite);
            codec::Encode::encode_into(self, &mut body)?;
            Ok(body)
        }
    }

    /// An event, a message by its type.
    enum Received<'a> {
        /// This side is told to begin.
        Start,
        /// The message `Spark`.
        Spark(handshake::Incoming<'a>),
        /// The message `Answer`.
        Answer(handshake::Incoming<'a>),
        /// The message `Confirm`.
        Confirm(handshake::Incoming<'a>),
        /// The message `Out`.
        Out(handshake::Incoming<'a>),
        /// The message `Away`.
        Away(handshake::Incoming<'a>),
        /// A message that is too short or whose type is unknown.
        Unreadable,
        /// The record `ready` arrived.
        Ready,
        /// The deadline passed.
        Timeout,
    }

    impl<'a> From<handshake::Event<'a>> for Received<'a> {
        /// A body is `type u8 | suite u16 | rest`.
        fn from(event: handshake::Event<'a>) -> Self {
            match event {
                handshake::Event::Start => Self::Start,
                handshake::Event::Ready => Self::Ready,
                handshake::Event::Timeout => Self::Timeout,
                handshake::Event::Message([kind, first, second, rest @ ..]) => {
                    let suite = u16::from_le_bytes([*first, *second]);
                    let message = handshake::Incoming { suite, rest };
                    match *kind {
                        Spark::TYPE => Self::Spark(message),
                        Answer::TYPE => Self::Answer(message),
                        Confirm::TYPE => Self::Confirm(message),
                        Out::TYPE => Self::Out(message),
                        Away::TYPE => Self::Away(message),
                        _ => Self::Unreadable,
                    }
                }
                handshake::Event::Message(_) => Self::Unreadable,
            }
        }
    }

    /// The head of a message's body: `type u8 | suite u16`.
    fn head(kind: u8, suite: u16) -> Vec<u8> {
        let [first, second] = suite.to_le_bytes();
        vec![kind, first, second]
    }

    /// The number of the suite in a message; 0 where there is none.
    fn suite_in(event: &handshake::Event<'_>) -> u16 {
        match event {
            handshake::Event::Message([_, first, second, ..]) =>
                u16::from_le_bytes([*first, *second]),
            _ => 0,
        }
    }

    /// The states of the initiator, and what leads from one to the next.
    pub mod initiator {
        use super::*;

        /// The machine of the initiator: one variant a state, in it what is valid there.
        #[allow(
            clippy::large_enum_variant,
            reason = "a connection has one machine, and it lives as long as the handshake",
        )]
        pub enum Initiator {
            /// Waits for `start`.
            Unlit(Unlit),
            /// Named as the message it waits for.
            ///
            /// Waits for `Answer` or `Out`.
            Answer(Answer),
            /// Waits for `ready`.
            Lit(Lit),
            /// The session is up.
            Established(Established),
            /// The handshake failed; nothing leads out of here.
            Failed(Failure),
        }

        /// The session is up: the peer proved who it is, and this side talks to it.
        pub struct Established {
            authorized: handshake::Authorized,
            outcome: handshake::Established,
        }

        impl Established {
            /// The peer's long-term key, which was found authorized.
            pub fn peer(&self) -> &crypto::PublicKey {
                self.authorized.peer()
            }
        }

        /// Waits for `start`.
        pub struct Unlit {
            config: handshake::HandshakeConfig<Wick>,
        }

        impl Unlit {
            /// `on start -> Answer`
            fn start(
                self,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Initiator, Failure> {
                let Self { config } = self;
                let suite = preferred_suite(&config.local)?;
                let (local, mut noise) = config.begin(noise::Party::Initiator, suite, PROLOGUE);

                // send Spark
                let spark = Spark {
                    age: 0,
                    sizes: local.sizes.clone(),
                    name: local.name.clone(),
                    salt: Default::default(),
                };
                sent.messages.push(spark.seal(suite, &mut noise, world)?);

                // -> Answer
                Ok(Initiator::Answer(Answer {
                    suite,
                    noise,
                    local,
                    spark_age: spark.age,
                    spark_sizes: spark.sizes,
                    spark_name: spark.name,
                }))
            }
        }

        /// Named as the message it waits for.
        ///
        /// Waits for `Answer` or `Out`.
        pub struct Answer {
            suite: &'static noise::Suite,
            noise: noise::NoiseState,
            /// What this side brings.
            local: Wick,
            /// `Spark.age`
            spark_age: i32,
            /// `Spark.sizes`
            spark_sizes: Vec<u16>,
            /// `Spark.name`
            spark_name: String,
        }

        impl Answer {
            /// `on Answer -> Lit`
            fn on_answer(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Initiator, Failure> {
                let Self { suite, mut noise, local, spark_age, spark_sizes, spark_name } = self;
                let answer = super::Answer::open(message, suite, &mut noise)?;
                let now = world.now_ms();

                // check Answer.size in local.sizes else Stranger
                if !local.sizes.contains(&answer.size) {
                    return Err(Failure::Stranger);
                }

                // check Answer.oil == 4 else Dark
                if answer.oil != Oil::Olive {
                    return Err(Failure::Dark);
                }

                // let until = Answer.born + 5000
                let until = answer.born.saturating_add(5000);

                // check within(until, now, 10000 ms) else Stranger
                if until.abs_diff(now) > 10_000 {
                    return Err(Failure::Stranger);
                }

                // send Confirm
                let proof = noise.sha256(&[
                    b"lantern",
                    &spark_sizes
                        .iter()
                        .flat_map(|number| u64::from(*number).to_be_bytes())
                        .collect::<Vec<u8>>(),
                    &i64::from(spark_age).to_be_bytes(),
                    spark_name.as_bytes(),
                    &answer.mark,
                    &(i128::from(answer.oil.number()) as u64).to_be_bytes(),
                    &u64::from(suite.id).to_be_bytes(),
                ]);
                let confirm = Confirm { proof, until };
                sent.messages.push(confirm.seal(suite, &mut noise)?);

                // -> Lit, with the keys split
                let peer = noise.remote_static().copied();
                let secrets = noise.split();
                Ok(Initiator::Lit(Lit {
                    suite,
                    secrets,
                    peer,
                    answer_limit: answer.limit,
                    answer_mark: answer.mark,
                    until,
                }))
            }

            /// `on Out -> failed(Gone)`
            fn on_out(self, message: handshake::Incoming<'_>) -> Result<Initiator, Failure> {
                let out = Out::open(message)?;

                // check Out.oil == 1 else Dark
                if out.oil != Oil::Whale {
                    return Err(Failure::Dark);
                }

                // -> failed(Gone)
                Err(Failure::Gone)
            }
        }

        /// Waits for `ready`.
        pub struct Lit {
            suite: &'static noise::Suite,
            secrets: noise::SessionSecrets,
            peer: Option<crypto::PublicKey>,
            /// `Answer.limit`
            answer_limit: u64,
            /// `Answer.mark`
            answer_mark: [u8; 16],
            /// `until`
            until: u64,
        }

        impl Lit {
            /// `on ready -> established`
            fn on_ready(self, world: &mut dyn handshake::World) -> Result<Initiator, Failure> {
                let Self { suite, secrets, peer, answer_limit, answer_mark, until } = self;

                // check authorized(rs) else Stranger
                let peer = handshake::Authorized::check(peer.as_ref(), world)
                    .ok_or(Failure::Stranger)?;

                // check fresh(Answer.mark, until) else Gone
                if !world.fresh(&answer_mark, until) {
                    return Err(Failure::Gone);
                }

                // -> established { max_record: Answer.limit }
                let outcome = handshake::Established {
                    secrets,
                    peer: Some(*peer.peer()),
                    suite: suite.id,
                    compression: 0,
                    max_record: Some(u32::try_from(answer_limit).unwrap_or(u32::MAX)),
                };
                Ok(Initiator::Established(Established { authorized: peer, outcome }))
            }
        }

        impl Initiator {
            /// The table of transitions: what each state does with each event.
            fn next(
                self,
                received: Received<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Self, Failure> {
                match (self, received) {
                    (Self::Unlit(state), Received::Start) => state.start(world, sent),
                    (
                        Self::Unlit(_),
                        Received::Spark(_)
                            | Received::Answer(_)
                            | Received::Confirm(_)
                            | Received::Out(_)
                            | Received::Away(_)
                            | Received::Ready,
                    ) => Err(Failure::TooBig),
                    (Self::Unlit(_), Received::Unreadable) => Err(Failure::Stranger),
                    (Self::Unlit(_), Received::Timeout) => Err(Failure::Late),
                    (Self::Answer(state), Received::Answer(message)) =>
                        state.on_answer(message, world, sent),
                    (Self::Answer(state), Received::Out(message)) => state.on_out(message),
                    (
                        Self::Answer(_),
                        Received::Start
                            | Received::Spark(_)
                            | Received::Confirm(_)
                            | Received::Away(_)
                            | Received::Ready,
                    ) => Err(Failure::TooBig),
                    (Self::Answer(_), Received::Unreadable) => Err(Failure::Stranger),
                    (Self::Answer(_), Received::Timeout) => Err(Failure::Late),
                    (Self::Lit(state), Received::Ready) => state.on_ready(world),
                    (
                        Self::Lit(_),
                        Received::Start
                            | Received::Spark(_)
                            | Received::Answer(_)
                            | Received::Confirm(_)
                            | Received::Out(_)
                            | Received::Away(_),
                    ) => Err(Failure::TooBig),
                    (Self::Lit(_), Received::Unreadable) => Err(Failure::Stranger),
                    (Self::Lit(_), Received::Timeout) => Err(Failure::Late),
                    (
                        Self::Established(_),
                        Received::Spark(_)
                            | Received::Answer(_)
                            | Received::Confirm(_)
                            | Received::Out(_)
                            | Received::Away(_)
                            | Received::Unreadable,
                    ) => Err(Failure::TooBig),
                    (
                        state @ Self::Established(_),
                        Received::Start | Received::Ready | Received::Timeout,
                    ) => Ok(state),
                    (state @ Self::Failed(_), _) => Ok(state),
                }
            }

            /// The number of the suite that a notice to the peer names: of the one
            /// that runs, else of the one in the message at hand.
            fn suite(&self, event: &handshake::Event<'_>) -> u16 {
                let running = match self {
                    Self::Answer(state) => Some(state.suite.id),
                    Self::Lit(state) => Some(state.suite.id),
                    Self::Unlit(state) if matches!(event, handshake::Event::Start) =>
                        preferred_suite(&state.config.local).ok().map(|suite| suite.id),
                    Self::Established(state) => Some(state.outcome.suite),
                    Self::Unlit(_) | Self::Failed(_) => None,
                };
                running.unwrap_or_else(|| suite_in(event))
            }
        }

        impl handshake::Machine for Initiator {
            type Local = Wick;

            fn new(config: handshake::HandshakeConfig<Wick>) -> Self {
                Self::Unlit(Unlit { config })
            }

            fn handle(
                self,
                event: handshake::Event<'_>,
                world: &mut dyn handshake::World,
                transmit: &mut handshake::Transmit,
            ) -> Self {
                let suite = self.suite(&event);
                let mut sent = handshake::Transmit::default();
                match self.next(Received::from(event), world, &mut sent) {
                    Ok(next) => {
                        transmit.append(sent);
                        next
                    }
                    Err(failure) => {
                        transmit.messages.extend(failure.tell_responder(suite, world));
                        Self::Failed(failure)
                    }
                }
            }

            fn state(&self) -> &'static str {
                match self {
                    Self::Unlit(_) => "Unlit",
                    Self::Answer(_) => "Answer",
                    Self::Lit(_) => "Lit",
                    Self::Established(_) => "Established",
                    Self::Failed(_) => "Failed",
                }
            }

            fn status(&self) -> handshake::Status<'_> {
                match self {
                    Self::Unlit(_) | Self::Answer(_) => handshake::Status::InProgress,
                    Self::Lit(state) => handshake::Status::KeysReady(&state.secrets),
                    Self::Established(state) => handshake::Status::Established(&state.outcome),
                    Self::Failed(failure) => handshake::Status::Failed(failure.name()),
                }
            }

            fn into_established(self) -> Option<handshake::Established> {
                match self {
                    Self::Established(state) => Some(state.outcome),
                    _ => None,
                }
            }
        }
    }

    /// The states of the responder, and what leads from one to the next.
    pub mod responder {
        use super::*;

        /// The machine of the responder: one variant a state, in it what is valid there.
        #[allow(
            clippy::large_enum_variant,
            reason = "a connection has one machine, and it lives as long as the handshake",
        )]
        pub enum Responder {
            /// Waits for `Spark`.
            Watching(Watching),
            /// Waits for `Confirm` or `Away`.
            Answered(Answered),
            /// The session is up.
            Established(Established),
            /// The handshake failed; nothing leads out of here.
            Failed(Failure),
        }

        /// The session is up. The spec does not ask whether this side talks
        /// to the peer.
        pub struct Established {
            outcome: handshake::Established,
        }

        /// Waits for `Spark`.
        pub struct Watching {
            config: handshake::HandshakeConfig<Wick>,
        }

        impl Watching {
            /// `on Spark -> Answered`
            fn on_spark(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Responder, Failure> {
                let Self { config } = self;
                let suite = offered_suite(message.suite, &config.local)?;
                let (local, mut noise) = config.begin(noise::Party::Responder, suite, PROLOGUE);
                let spark = Spark::open(message, suite, &mut noise)?;
                let now = world.now_ms();

                // let size = common(local.sizes, Spark.sizes) else TooBig
                let size = local.sizes
                    .iter()
                    .copied()
                    .find(|offer| spark.sizes.contains(offer))
                    .ok_or(Failure::TooBig)?;

                // check Spark.salt == empty else Dark
                if !spark.salt.is_empty() {
                    return Err(Failure::Dark);
                }

                // check Spark.age == 0 else Dark
                if spark.age != 0 {
                    return Err(Failure::Dark);
                }

                // check Spark.name == local.name else TooBig
                if !crypto::equal(spark.name.as_bytes(), local.name.as_bytes()) {
                    return Err(Failure::TooBig);
                }

                // send Answer
                let answer = Answer {
                    size,
                    oil: Oil::Olive,
                    born: now,
                    limit: u64::try_from(local.limit).map_err(|_| Failure::Stranger)?,
                    mark: handshake::random(world),
                };
                sent.messages.push(answer.seal(suite, &mut noise, world)?);

                // -> Answered
                Ok(Responder::Answered(Answered {
                    suite,
                    noise,
                    spark_age: spark.age,
                    spark_sizes: spark.sizes,
                    spark_name: spark.name,
                    answer_oil: answer.oil,
                    answer_mark: answer.mark,
                    size,
                }))
            }
        }

        /// Waits for `Confirm` or `Away`.
        pub struct Answered {
            suite: &'static noise::Suite,
            noise: noise::NoiseState,
            /// `Spark.age`
            spark_age: i32,
            /// `Spark.sizes`
            spark_sizes: Vec<u16>,
            /// `Spark.name`
            spark_name: String,
            /// `Answer.oil`
            answer_oil: Oil,
            /// `Answer.mark`
            answer_mark: [u8; 16],
            /// `size`
            size: u16,
        }

        impl Answered {
            /// `on Confirm -> established`
            fn on_confirm(
                self,
                message: handshake::Incoming<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Responder, Failure> {
                let Self {
                    suite,
                    mut noise,
                    spark_age,
                    spark_sizes,
                    spark_name,
                    answer_oil,
                    answer_mark,
                    size,
                } =
                    self;
                let confirm = Confirm::open(message, suite, &mut noise)?;
                let now = world.now_ms();

                // check Confirm.proof == proof else TooBig
                let proof = noise.sha256(&[
                    b"lantern",
                    &spark_sizes
                        .iter()
                        .flat_map(|number| u64::from(*number).to_be_bytes())
                        .collect::<Vec<u8>>(),
                    &i64::from(spark_age).to_be_bytes(),
                    spark_name.as_bytes(),
                    &answer_mark,
                    &(i128::from(answer_oil.number()) as u64).to_be_bytes(),
                    &u64::from(suite.id).to_be_bytes(),
                ]);
                if !crypto::equal(&confirm.proof, &proof) {
                    return Err(Failure::TooBig);
                }

                // check within(Confirm.until, now, 20000 ms) else Dark
                if confirm.until.abs_diff(now) > 20_000 {
                    return Err(Failure::Dark);
                }

                // send ready
                let peer = noise.remote_static().copied();
                let secrets = noise.split();
                sent.ready = true;

                // -> established { max_record: size }
                let outcome = handshake::Established {
                    secrets,
                    peer,
                    suite: suite.id,
                    compression: 0,
                    max_record: Some(size.into()),
                };
                Ok(Responder::Established(Established { outcome }))
            }

            /// `on Away -> failed(Gone)`
            fn on_away(self, message: handshake::Incoming<'_>) -> Result<Responder, Failure> {
                Away::open(message)?;

                // -> failed(Gone)
                Err(Failure::Gone)
            }
        }

        impl Responder {
            /// The table of transitions: what each state does with each event.
            fn next(
                self,
                received: Received<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Self, Failure> {
                match (self, received) {
                    (Self::Watching(state), Received::Spark(message)) =>
                        state.on_spark(message, world, sent),
                    (
                        Self::Watching(_),
                        Received::Start
                            | Received::Answer(_)
                            | Received::Confirm(_)
                            | Received::Out(_)
                            | Received::Away(_)
                            | Received::Ready,
                    ) => Err(Failure::TooBig),
                    (Self::Watching(_), Received::Unreadable) => Err(Failure::Stranger),
                    (Self::Watching(_), Received::Timeout) => Err(Failure::Late),
                    (Self::Answered(state), Received::Confirm(message)) =>
                        state.on_confirm(message, world, sent),
                    (Self::Answered(state), Received::Away(message)) => state.on_away(message),
                    (
                        Self::Answered(_),
                        Received::Start
                            | Received::Spark(_)
                            | Received::Answer(_)
                            | Received::Out(_)
                            | Received::Ready,
                    ) => Err(Failure::TooBig),
                    (Self::Answered(_), Received::Unreadable) => Err(Failure::Stranger),
                    (Self::Answered(_), Received::Timeout) => Err(Failure::Late),
                    (
                        Self::Established(_),
                        Received::Spark(_)
                            | Received::Answer(_)
                            | Received::Confirm(_)
                            | Received::Out(_)
                            | Received::Away(_)
                            | Received::Unreadable,
                    ) => Err(Failure::TooBig),
                    (
                        state @ Self::Established(_),
                        Received::Start | Received::Ready | Received::Timeout,
                    ) => Ok(state),
                    (state @ Self::Failed(_), _) => Ok(state),
                }
            }

            /// The number of the suite that a notice to the peer names: of the one
            /// that runs, else of the one in the message at hand.
            fn suite(&self, event: &handshake::Event<'_>) -> u16 {
                let running = match self {
                    Self::Answered(state) => Some(state.suite.id),
                    Self::Established(state) => Some(state.outcome.suite),
                    Self::Watching(_) | Self::Failed(_) => None,
                };
                running.unwrap_or_else(|| suite_in(event))
            }
        }

        impl handshake::Machine for Responder {
            type Local = Wick;

            fn new(config: handshake::HandshakeConfig<Wick>) -> Self {
                Self::Watching(Watching { config })
            }

            fn handle(
                self,
                event: handshake::Event<'_>,
                world: &mut dyn handshake::World,
                transmit: &mut handshake::Transmit,
            ) -> Self {
                let suite = self.suite(&event);
                let mut sent = handshake::Transmit::default();
                match self.next(Received::from(event), world, &mut sent) {
                    Ok(next) => {
                        transmit.append(sent);
                        next
                    }
                    Err(failure) => {
                        transmit.messages.extend(failure.tell_initiator(suite, world));
                        Self::Failed(failure)
                    }
                }
            }

            fn state(&self) -> &'static str {
                match self {
                    Self::Watching(_) => "Watching",
                    Self::Answered(_) => "Answered",
                    Self::Established(_) => "Established",
                    Self::Failed(_) => "Failed",
                }
            }

            fn status(&self) -> handshake::Status<'_> {
                match self {
                    Self::Watching(_) | Self::Answered(_) => handshake::Status::InProgress,
                    Self::Established(state) => handshake::Status::Established(&state.outcome),
                    Self::Failed(failure) => handshake::Status::Failed(failure.name()),
                }
            }

            fn into_established(self) -> Option<handshake::Established> {
                match self {
                    Self::Established(state) => Some(state.outcome),
                    _ => None,
                }
            }
        }
    }
}

// Written by `cargo run -- gen` from codegen/tests/specs/units.wire. Do not edit: change the spec and run the command.

//! The units protocol. See `codegen/tests/specs/units.wire`.

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::codec::{self, Decode as _, Encode as _, Located as _};

#[allow(unused_imports, reason = "not every protocol needs all of them")]
use ::packetwright::protocol::{self, Protocol as _};

/// As BGP has it (RFC 4271, §4.2): zero, or at least three seconds.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `hold_time` | u16 big-endian, in seconds |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Open {
    /// On the wire: u16 big-endian, in seconds.
    pub hold_time: u16,
}

impl ::core::cmp::Eq for Open {}

impl codec::Encode for Open {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u16_be(self.hold_time);
        codec::check_require(
            self.hold_time == 0 || self.hold_time >= 3,
            "hold_time == 0 s || hold_time >= 3 s",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Open {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let hold_time = reader.read_u16_be().within("hold_time")?;
        reader.expect_require(
            begin,
            hold_time == 0 || hold_time >= 3,
            "hold_time == 0 s || hold_time >= 3 s",
        )?;
        Ok(Self { hold_time })
    }
}

/// Seconds beside milliseconds, on either side, as wide as there are.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 4 | `interval` | u32 big-endian, in milliseconds |
/// | 4 | 2 | `hold` | u16 big-endian, in seconds |
/// | 6 | 8 | `widest` | u64 big-endian, in seconds |
/// | 14 | 1 | `narrow` | u8, 1 to 60, in seconds |
/// | 15 | 4 | `signed` | i32 big-endian, in milliseconds |
/// | 19 | 0..=1 | `late` | u8; there if `hold * 1000 < interval` |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Timers {
    /// On the wire: u32 big-endian, in milliseconds.
    pub interval: u32,
    /// On the wire: u16 big-endian, in seconds.
    pub hold: u16,
    /// On the wire: u64 big-endian, in seconds.
    pub widest: u64,
    /// On the wire: u8, 1 to 60, in seconds.
    pub narrow: u8,
    /// On the wire: i32 big-endian, in milliseconds.
    pub signed: i32,
    /// On the wire: u8; there if `hold * 1000 < interval`.
    pub late: Option<u8>,
}

impl ::core::cmp::Eq for Timers {}

impl codec::Encode for Timers {
    #[inline]
    fn encoded_len(&self) -> usize {
        19 + usize::from(self.late.is_some()) * 1
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        out.put_u32_be(self.interval);
        out.put_u16_be(self.hold);
        out.put_u64_be(self.widest);
        codec::check_range(self.narrow, 1, 60).within("narrow")?;
        out.put_u8(self.narrow);
        out.put_i32_be(self.signed);
        codec::check_presence(
            self.late.is_some(),
            i128::from(self.hold) * 1000 < i128::from(self.interval),
        )
            .within("late")?;
        if let Some(late) = &self.late {
            out.put_u8(*late);
        }
        codec::check_require(
            i128::from(self.interval) + 500
                <= (i128::from(self.narrow) + 2 + i128::from(self.hold)) * 1000,
            "the interval is longer than its timers",
        )?;
        codec::check_require(
            i128::from(self.widest) == i128::from(self.hold)
                || i128::from(self.widest) * 1000 > i128::from(self.signed),
            "widest == hold || widest > signed",
        )?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Timers {
    const MIN_LEN: usize = 19;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let begin = reader.offset();
        let interval = reader.read_u32_be().within("interval")?;
        let hold = reader.read_u16_be().within("hold")?;
        let widest = reader.read_u64_be().within("widest")?;
        let narrow = reader.read_in_range(codec::Reader::read_u8, 1, 60).within("narrow")?;
        let signed = reader.read_i32_be().within("signed")?;
        let late = if i128::from(hold) * 1000 < i128::from(interval) {
            Some(reader.read_u8().within("late")?)
        } else {
            None
        };
        reader.expect_require(
            begin,
            i128::from(interval) + 500 <= (i128::from(narrow) + 2 + i128::from(hold)) * 1000,
            "the interval is longer than its timers",
        )?;
        reader.expect_require(
            begin,
            i128::from(widest) == i128::from(hold)
                || i128::from(widest) * 1000 > i128::from(signed),
            "widest == hold || widest > signed",
        )?;
        Ok(Self { interval, hold, widest, narrow, signed, late })
    }
}

/// The messages `Message`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub enum Message {
    /// The message `Opening`.
    Opening(Opening),
    /// The message `Timing`.
    Timing(Timing),
}

impl ::core::cmp::Eq for Message {}

impl Message {
    /// The tag in front of the message.
    pub const fn tag(&self) -> u8 {
        match self {
            Self::Opening(_) => 1,
            Self::Timing(_) => 2,
        }
    }

    /// The message's name in the spec.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Opening(_) => "Opening",
            Self::Timing(_) => "Timing",
        }
    }
}

impl codec::Encode for Message {
    #[inline]
    fn encoded_len(&self) -> usize {
        1 + match self {
            Self::Opening(body) => body.encoded_len(),
            Self::Timing(body) => body.encoded_len(),
        }
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        match self {
            Self::Opening(body) => {
                out.put_u8(1);
                body.encode(out)
            }
            Self::Timing(body) => {
                out.put_u8(2);
                body.encode(out)
            }
        }
    }
}

impl<'a> codec::Decode<'a> for Message {
    const MIN_LEN: usize = 3;
    const BEGINS: codec::FirstBytes = codec::FirstBytes::range(1, 2);

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let start = reader.offset();
        match reader.read_u8()? {
            1 => Opening::decode(reader).map(Self::Opening),
            2 => Timing::decode(reader).map(Self::Timing),
            tag => Err(codec::DecodeError::unknown_message(start, tag)),
        }
    }
}

impl protocol::MessageSet for Message {
    const TAGS: &'static [u64] = &[1, 2];
    const TAG_LAYOUT: &'static str = "u8";
}

impl From<Opening> for Message {
    fn from(body: Opening) -> Self {
        Self::Opening(body)
    }
}

impl From<Timing> for Message {
    fn from(body: Timing) -> Self {
        Self::Timing(body)
    }
}

/// The message `Opening`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 2 | `open` | [`Open`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Opening {
    /// On the wire: [`Open`].
    pub open: Open,
}

impl ::core::cmp::Eq for Opening {}

impl codec::Encode for Opening {
    #[inline]
    fn encoded_len(&self) -> usize {
        2
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.open.encode(out).within("open")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Opening {
    const MIN_LEN: usize = 2;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let open = Open::decode(reader).within("open")?;
        Ok(Self { open })
    }
}

impl protocol::Message for Opening {
    const TAG: u64 = 1;
    const NAME: &'static str = "Opening";
}

/// The message `Timing`.
///
/// | offset | bytes | field | on the wire |
/// |---|---|---|---|
/// | 0 | 19..=20 | `timers` | [`Timers`] |
#[derive(Clone, Copy, Debug, PartialEq)]
#[derive(codec::serde::Serialize, codec::serde::Deserialize)]
#[serde(crate = "::packetwright::codec::serde", deny_unknown_fields)]
pub struct Timing {
    /// On the wire: [`Timers`].
    pub timers: Timers,
}

impl ::core::cmp::Eq for Timing {}

impl codec::Encode for Timing {
    #[inline]
    fn encoded_len(&self) -> usize {
        self.timers.encoded_len()
    }

    fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
        self.timers.encode(out).within("timers")?;
        Ok(())
    }
}

impl<'a> codec::Decode<'a> for Timing {
    const MIN_LEN: usize = 19;

    #[inline]
    fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
        let timers = Timers::decode(reader).within("timers")?;
        Ok(Self { timers })
    }
}

impl protocol::Message for Timing {
    const TAG: u64 = 2;
    const NAME: &'static str = "Timing";
}

//! A case: one thing done to an implementation, and what it must do then.
//!
//! Cases are plain data derived from a spec; they know no sockets. Read next:
//! [`cases`](crate::cases) for where they come from, [`runner`](crate::runner)
//! for how they are played.

use std::ops::Range;

use packetwright_spec::model::RecordKind;
use serde::Serialize;

/// One thing done to an implementation, with exactly one fault, and what it
/// must do then.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its stable name: family, then what is special, `header/magic/bit-07`.
    pub id: String,
    /// What the spec says.
    pub rule: Rule,
    /// How binding the rule is.
    pub level: Level,
    /// What is done.
    pub play: Play,
    /// What the implementation must do.
    pub expected: Expected,
}

impl Case {
    /// The cases it belongs to: its name up to the last `/`.
    pub fn family(&self) -> &str {
        family_of(&self.id)
    }
}

/// The name of a case up to the last `/`.
pub(crate) fn family_of(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(family, _)| family)
}

/// What the spec says, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The rule, as a sentence.
    pub text: String,
    /// The file, if it is one that the spec imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of the file, counted from 1.
    pub line: usize,
}

/// How binding a rule is, in the words of RFC 2119.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// An implementation that breaks it is not conforming.
    Must,
    /// An implementation may have a reason to break it.
    Should,
}

/// What is done to the implementation, each time on a fresh connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Play {
    /// These bytes come first, and then, if so said, the end of the stream.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Whether the stream ends behind them.
        end: bool,
    },
    /// A handshake with one thing changed; if it is established all the same,
    /// a keepalive question.
    Handshake(Change),
    /// Once the conversation is up (handshake included, if there is one), one
    /// thing is done in it.
    Conversation(Deed),
}

/// What is changed in a handshake. Messages are named by their place in the
/// declared handshake, bytes by their offset in the packet, header included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// The plain payload of a message, before it enters the transcript: the
    /// peer is consistent, only wrong.
    Payload {
        /// The message.
        message: usize,
        /// What is changed in the payload.
        edit: Edit,
    },
    /// Every hash over the spec's labels comes out wrong, so proofs are wrong.
    Hash,
    /// One bit of a message on its way.
    Flip {
        /// The message.
        message: usize,
        /// The byte, counted from the start of the packet.
        byte: usize,
        /// The bit, 0 the least significant.
        bit: u8,
    },
    /// The message ends early, and the stream behind it.
    Cut {
        /// The message.
        message: usize,
        /// How many bytes are sent.
        keep: usize,
    },
    /// The message is sent twice.
    Twice {
        /// The message.
        message: usize,
    },
    /// Before the message is sent, another packet.
    Before {
        /// The message; past the last one, after the session is up.
        message: usize,
        /// The packet that comes first.
        packet: Vec<u8>,
    },
    /// The first message shows a cookie that nobody made, so a second attempt
    /// must be asked for; and something is done with that.
    Attempt {
        /// Puts the cookie into the first message's payload.
        shown: Edit,
        /// What is done with the second attempt.
        again: Again,
    },
    /// After a complete handshake and on a new connection, the first message
    /// again, byte for byte.
    Replay,
}

/// What is done with a second attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// What was asked for.
    Right,
    /// A bit of the cookie is another, before it enters the transcript.
    Other {
        /// The byte of the cookie, counted around from its start.
        byte: usize,
        /// The bit, 0 the least significant.
        bit: u8,
    },
    /// One bit of the packet on its way.
    Flip {
        /// The byte, counted from the start of the packet.
        byte: usize,
        /// The bit, 0 the least significant.
        bit: u8,
    },
    /// It comes on another connection.
    Elsewhere {
        /// So long after it was asked for, in milliseconds.
        after_ms: u64,
    },
}

/// A change of encoded bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Other bytes in place of these.
    Replace {
        /// Which bytes.
        range: Range<usize>,
        /// What stands there instead.
        bytes: Vec<u8>,
    },
    /// A number is added to the big- or little-endian integer there, wrapping.
    Add {
        /// Where the integer is.
        range: Range<usize>,
        /// Its least significant byte comes first.
        little_endian: bool,
        /// What is added.
        delta: i64,
    },
}

impl Edit {
    /// Where what is changed ends.
    pub(crate) fn end(&self) -> usize {
        let (Edit::Replace { range, .. } | Edit::Add { range, .. }) = self;
        range.end
    }

    /// The bytes after the change; unchanged if the place is not there.
    pub fn apply(&self, bytes: &[u8]) -> Vec<u8> {
        let (Edit::Replace { range, .. } | Edit::Add { range, .. }) = self;
        let (Some(before), Some(old), Some(after)) =
            (bytes.get(..range.start), bytes.get(range.clone()), bytes.get(range.end..))
        else {
            return bytes.to_vec();
        };
        let new = match self {
            Edit::Replace { bytes, .. } => bytes.clone(),
            Edit::Add { little_endian, delta, .. } => add(old, *little_endian, *delta),
        };
        [before, &new, after].concat()
    }
}

fn add(integer: &[u8], little_endian: bool, delta: i64) -> Vec<u8> {
    let mut bytes = integer.to_vec();
    if !little_endian {
        bytes.reverse();
    }
    let mut carry = i128::from(delta);
    for byte in &mut bytes {
        carry += i128::from(*byte);
        *byte = carry.rem_euclid(256) as u8;
        carry = carry.div_euclid(256);
    }
    if !little_endian {
        bytes.reverse();
    }
    bytes
}

/// What is done once the conversation is up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// This envelope is sent, sealed if there is a session.
    Envelope(Vec<u8>),
    /// A keepalive question is sent with one bit of its packet flipped.
    Flip {
        /// The byte, counted from the start of the packet.
        byte: usize,
        /// The bit, 0 the least significant.
        bit: u8,
    },
    /// The packet of a keepalive question is sent twice.
    Replay,
    /// The last packet that the implementation sent is sent back.
    Reflect,
    /// A keepalive question is sent in clear.
    Clear,
    /// A keepalive question is asked, and the key is renewed, so often; then a
    /// last question.
    Renew {
        /// How often.
        times: u8,
    },
    /// The key is renewed before it has sealed anything.
    RenewUnused,
    /// Behind a keepalive question a renewal is told, and the question behind that
    /// is sealed by the old key.
    PretendToRenew,
    /// The key is renewed without telling, and a keepalive question is sent.
    RenewSilently,
    /// A keepalive question is asked, and then a record of this kind sent.
    Record {
        /// The kind.
        kind: RecordKind,
        /// Its plaintext behind the type.
        content: Vec<u8>,
    },
    /// This packet is sent as it is.
    Packet(Vec<u8>),
}

/// What an implementation must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Answer the keepalive question.
    Answer,
    /// Close the connection, with no answer to anything.
    Refusal {
        /// What may be said before the close.
        notice: Notice,
    },
    /// Answer with an error message, and then still answer a keepalive question.
    ErrorReply,
}

/// The handshake notice that a refusal sends before it closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// None.
    Silence,
    /// The one with this name.
    Named(String),
    /// Any or none: which rule is broken depends on the value of a bit.
    Any,
}

#[cfg(test)]
mod tests {
    use super::Edit;

    #[track_caller]
    fn check(edit: Edit, expected: &[u8]) {
        assert_eq!(edit.apply(&[0x00, 0xFF, 0x02]), expected);
    }

    #[test]
    fn edits_change_what_they_name() {
        check(Edit::Replace { range: 1..2, bytes: vec![7, 8] }, &[0, 7, 8, 2]);
        check(Edit::Add { range: 0..2, little_endian: false, delta: 1 }, &[1, 0, 2]);
        check(Edit::Add { range: 1..3, little_endian: true, delta: 1 }, &[0, 0, 3]);
        check(Edit::Add { range: 0..2, little_endian: false, delta: -0x100 }, &[0xFF, 0xFF, 2]);
        check(Edit::Replace { range: 2..9, bytes: vec![] }, &[0, 255, 2]);
    }
}

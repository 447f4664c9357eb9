//! Messages: what the bytes in an envelope mean, and the sets that they form.

use crate::codec::{Decode, Encode};

/// A message type: a body under a tag.
///
/// Derive it, or generate it from a spec.
pub trait Message: Encode + for<'a> Decode<'a> + Send + Sync + 'static {
    /// The tag that tells it from the other messages of a protocol.
    const TAG: u64;

    /// Its name, for logs and errors.
    const NAME: &'static str;
}

/// A message that is answered by exactly one message.
pub trait Request: Message {
    /// The answer.
    type Reply: Message;
}

/// A set of messages: a tag, and behind it the body that the tag tells.
///
/// Derive it, or generate it from a spec. A derived set may include another;
/// what that needs to know is here.
pub trait MessageSet: Encode + for<'a> Decode<'a> + Send + Sync + 'static {
    /// The tags of its messages, in order of declaration; those of included
    /// sets last.
    const TAGS: &'static [u64];

    /// How the tag is laid out, in the words of specs: `u32le`.
    const TAG_LAYOUT: &'static str;
}

/// Whether a tag is among some.
#[doc(hidden)]
#[must_use]
pub const fn has_tag(tags: &[u64], tag: u64) -> bool {
    let mut place = 0;
    while place < tags.len() {
        if tags[place] == tag {
            return true;
        }
        place += 1;
    }
    false
}

/// Whether two sets of tags have one in common.
#[doc(hidden)]
#[must_use]
pub const fn share_a_tag(one: &[u64], other: &[u64]) -> bool {
    let mut place = 0;
    while place < one.len() {
        if has_tag(other, one[place]) {
            return true;
        }
        place += 1;
    }
    false
}

/// The tags of several sets, one after the other; `N` is how many there are.
#[doc(hidden)]
#[must_use]
pub const fn join_tags<const N: usize>(sets: &[&[u64]]) -> [u64; N] {
    let mut joined = [0; N];
    let (mut set, mut filled) = (0, 0);
    while set < sets.len() {
        let mut place = 0;
        while place < sets[set].len() {
            joined[filled] = sets[set][place];
            place += 1;
            filled += 1;
        }
        set += 1;
    }
    joined
}

/// Whether two layouts are written in the same words.
#[doc(hidden)]
#[must_use]
pub const fn is_same_layout(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut place = 0;
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

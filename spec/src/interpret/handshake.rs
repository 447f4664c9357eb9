//! Handshakes, executed from their declaration over abstract operations.
//!
//! [`HandshakeMachine`] plays one party of a declared
//! [`Handshake`](crate::model::Handshake). It knows states, messages, checks
//! and values; it knows no cryptography, no clock and no transport: those are
//! [`Operations`], supplied by the caller. Generated machines have the same
//! meaning, event for event and byte for byte. This page is that meaning;
//! where code and page differ, the code is wrong.
//!
//! Read next: the machine in `handshake/machine.rs`, each part marked with the
//! rule it follows; how values are computed in `handshake/values.rs`.
//!
//! # Words
//! The *body* of a handshake message is `type u8 | suite u16 | rest`, the
//! suite in the protocol's byte order. A *notice* is a message without tokens.
//! `otherwise.x` is the failure that the spec's `otherwise` block names for `x`.
//!
//! # What holds a machine together
//! 1. A machine is live in one declared state, or *established*, or *failed*.
//!    It starts in the first state of its party, with no suite running.
//! 2. It remembers: the running suite; the fields of each message sent or
//!    received (of the last one, if there are several); the values of `let`;
//!    whether the keys were split. All of it lasts to the end.
//! 3. An event is all or nothing: if anything fails on the way, the machine is
//!    failed and the only effect is [`Effect::Failed`]; messages that earlier
//!    steps of the same transition would have sent are dropped.
//!
//! # Judging an event
//! 4. *Failed* absorbs: no event has an effect.
//! 5. *Established* absorbs `Start`, `Ready` and `Timeout` without effect. A
//!    further handshake message fails with `otherwise.unexpected`, whatever is in it.
//! 6. `Timeout` in a live state fails with `otherwise.timeout`.
//! 7. `Start` and `Ready` that the live state does not answer fail with
//!    `otherwise.unexpected`.
//! 8. `Start` that is answered chooses the suite first: the first number in
//!    `local.suites` that is declared in `suites`; if there is none,
//!    `otherwise.suite`. Then [`Operations::begin`], then the steps.
//! 9. A message is judged in this order, and the first that fails decides:
//!    1. Fewer than 3 bytes: `otherwise.malformed`.
//!    2. A type byte that no message has: `otherwise.malformed`.
//!    3. A message that the live state does not answer, or that travels in the
//!       wrong direction: `otherwise.unexpected`.
//!    4. The suite, unless the message is a notice (its number is not looked
//!       at). If no suite runs yet: the number must be declared and be in
//!       `local.suites` (declared is enough if the transition has a step
//!       `check cookie`), else `otherwise.suite`; then it runs, and
//!       [`Operations::begin`] is called, with the context of the notice that
//!       asked for a second attempt, if this machine sent one. If one runs: a different number is
//!       `otherwise.unexpected`.
//!    5. The tokens that the message has in the running suite, in order, by
//!       [`Operations::read_token`]:
//!       [`OpenError::Truncated`] is `otherwise.malformed`,
//!       [`OpenError::Crypto`] is `otherwise.crypto`.
//!    6. The payload: all that is left. A notice's payload is taken as it is
//!       and enters no transcript. Any other goes through
//!       [`Operations::open_payload`], declared sealed or clear (while there is
//!       no key it only enters the transcript); errors as for tokens.
//!    7. The payload's bytes are decoded; anything wrong with them, trailing
//!       bytes included, is `otherwise.malformed`. From here on its fields are
//!       remembered.
//!    8. The steps, in order.
//!    9. The target.
//!
//!
//!    A message that a transition `on N once` answers is judged as a notice,
//!    and between 7 and 8 comes rule 24.
//!
//! # Steps
//! 10. `check`: if the condition does not hold, its failure.
//! 11. `let`: the value is remembered under its name. A value that is missing
//!     ([`HandshakeExpression::Common`](crate::model::HandshakeExpression::Common))
//!     is the step's failure.
//! 12. `send`: (a) the fields' values are computed, each once, in wire order;
//!     (b) the payload is encoded, and a value that the encoder refuses is
//!     `otherwise.malformed`; (c) type and suite are written; (d) the tokens,
//!     in order, by [`Operations::write_token`]; (e) the payload by
//!     [`Operations::seal_payload`], sealed or clear, or as it is in a notice.
//!     An operation that fails is `otherwise.crypto`. The fields are
//!     remembered, and the body is one [`Effect::Send`].
//! 13. `send ready`: the keys are split (see 15), then [`Effect::SendReady`].
//!
//! # Second attempts
//! 23. `check cookie(F, n) else N`, where `F` is a field of the message at
//!     hand:
//!     (a) `n` is computed; if no declared suite has this number, `otherwise.suite`.
//!     (b) If `n` runs, [`Operations::cookie`] judges `F`. [`Cookie::NotNeeded`]
//!     goes on, but is `otherwise.unexpected` if this machine has sent `N`.
//!     [`Cookie::Valid`] goes on as well. It names the first message: the
//!     *context* is then its SHA-256, followed by that of the notice that
//!     carried the cookie, which is made again from `n` and `F`. If the
//!     handshake did not begin with this context, it begins anew with it: the
//!     keys and the payload of the message at hand are read again as in 9.5
//!     and 9.6.
//!     (c) Otherwise, if this machine has sent `N` before: `otherwise.unexpected`.
//!     (d) Otherwise [`Operations::new_cookie`] makes a cookie for the body at
//!     hand and `n`. One that the payload of `N` cannot hold is
//!     `otherwise.malformed`. `N` is sent, and in it `n` as its suite. No suite runs
//!     any more, and the machine stays in its state with the context of `N`;
//!     no further step follows.
//! 24. `on N once`: if it was taken before, `otherwise.unexpected`, before the
//!     payload is looked at. Behind the payload comes the first step,
//!     `check suite in local.suites else F`: it is judged of the suite that the
//!     notice names, which must be declared as well.
//!     The handshake begins anew with it, by [`Operations::begin`] with the
//!     context: SHA-256 of the body of the pattern's first message, as `Start` sent it (a
//!     notice sent in front of it enters nothing), then that of the notice's body.
//!
//! # Targets
//! 14. A state: the machine is in it. `established`: the agreed values are
//!     computed (compression first), the machine is established, and
//!     [`Effect::Established`] is the last effect. A compression that does not
//!     fit a byte fails with `otherwise.unexpected`; a `max_record` that does
//!     not fit 32 bits counts as `u32::MAX`. `failed(F)`: as any failure.
//! 15. The keys are split, by [`Operations::split`], exactly once: at the first
//!     of `send ready`, entering a state that answers `ready`, and entering
//!     `established` (there: before the agreed values are computed).
//!
//! # Failures
//! 16. A failure's notice is sent only if it has one and the notice is this
//!     party's to send. Its fields are computed like those of `send`; if one
//!     cannot be, or the encoder refuses it, there is silence. Its suite is the
//!     running one; if none runs, the number in the message being judged (as
//!     soon as that has 3 bytes); else 0. The notice is not remembered.
//!
//! # Values
//! 17. Numbers are mathematical integers. `+` saturates at 0 and `u64::MAX`.
//! 18. [`Operations::now_ms`] answers the same all through one event.
//! 19. `random` fills a byte string of fixed length, and nothing else.
//! 20. `hash` is over the label and the bytes of each value: of a byte string or
//!     string its bytes, without a length; of a number, enumeration, flag set
//!     or truth value 8 bytes, big-endian, two's complement; of a list its
//!     elements, one after another; of an option, and of a field that is not
//!     there, nothing or its value. A structure has no bytes: see 22.
//! 21. `==` compares byte strings by [`Operations::equal`] (strings as well),
//!     numbers by value, anything else by structure; `empty` equals an empty
//!     byte string, string or list. Values of different kinds are not equal.
//!     `in` and `common` compare elements by value, in order. A binding is
//!     computed anew wherever it is used.
//! 22. A value that cannot be computed (a field of a message not seen yet, a
//!     `common` that is missing outside `let`, a kind that does not fit) fails
//!     with `otherwise.unexpected`. The checker refuses specs where this could
//!     happen; the rule is here so that no case is without an answer.

mod machine;
mod values;

pub use machine::{HandshakeMachine, Position};

use crate::model::{Party, Suite, Token};

/// What may happen to a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// This side is told to begin.
    Start,
    /// A handshake message arrived: `type u8 | suite u16 | rest`, without the
    /// packet header.
    Message(&'a [u8]),
    /// The record `ready` arrived and opened under the new keys.
    Ready,
    /// The deadline of the handshake passed.
    Timeout,
}

/// What a machine asks its owner to do, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this body in a handshake packet.
    Send(Vec<u8>),
    /// Send the record `ready` under the new keys; they were just split.
    SendReady,
    /// The session is up.
    Established {
        /// The number of the compression both chose, if the spec has one.
        compression: Option<u8>,
        /// The largest packet payload the peer accepts, in bytes, if the spec
        /// has one.
        max_record: Option<u32>,
    },
    /// The handshake failed: send the reply, if there is one, and close.
    Failed {
        /// The failure, by its place in [`Handshake::failures`](crate::model::Handshake::failures).
        failure: usize,
        /// Its name in the spec.
        name: String,
        /// The body of the notice for the peer.
        reply: Option<Vec<u8>>,
    },
}

/// An operation that makes bytes could not be done: a Diffie–Hellman result
/// was not contributory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CryptoFailed;

/// Why a token or payload that arrived is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// There are fewer bytes than it takes (a payload shorter than its tag included).
    Truncated,
    /// It does not open, or a Diffie–Hellman result was not contributory.
    Crypto,
}

/// What a cookie is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Made here, for this peer and suite, and not too long ago. In it is
    /// SHA-256 of the first message's body.
    Valid([u8; 32]),
    /// None was shown, and none is asked for now.
    NotNeeded,
    /// None was shown though one is asked for, or one that is not valid.
    Demanded,
}

/// The world of a handshake: cryptography, clock, randomness, memory of nonces.
///
/// The names are those of the Noise Protocol Framework, revision 34, §5.
pub trait Operations {
    /// `Initialize`: a suite starts to run. Called before any token, and again
    /// for a second attempt, then with what the first is bound by: SHA-256 of
    /// the first message's body, then of the body of the notice that asked.
    fn begin(&mut self, role: Party, suite: &Suite, context: Option<&[u8; 64]>);

    /// Judges the cookie that a first message shows; empty if it shows none.
    /// `suite` is the number of the suite that runs.
    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie;

    /// A cookie for a first message, by the SHA-256 of its body, that holds for
    /// a second attempt under `suite`.
    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8>;

    /// Writes a token of `WriteMessage`: appends the bytes of `e`, `s`, `e1` and
    /// `ekem1`, mixes the result of a DH token, what `ekem1` encapsulates and the
    /// pre-shared key of `psk`.
    ///
    /// # Errors
    /// A result that is not contributory; an initiator without a pre-shared key.
    fn write_token(&mut self, token: Token, out: &mut Vec<u8>) -> Result<(), CryptoFailed>;

    /// Reads a token of `ReadMessage` from the front of `input` and advances it.
    ///
    /// # Errors
    /// Too few bytes; a key that does not open or is none; a result that is not
    /// contributory; an initiator without a pre-shared key.
    fn read_token(&mut self, token: Token, input: &mut &[u8]) -> Result<(), OpenError>;

    /// `EncryptAndHash`: appends the sealed payload; without a key the payload itself.
    ///
    /// # Errors
    /// The cipher refused.
    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed>;

    /// `DecryptAndHash`: the payload; without a key the bytes themselves.
    ///
    /// # Errors
    /// Shorter than a tag, or it does not open.
    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError>;

    /// `Split`: makes the keys of the session. Called at most once.
    fn split(&mut self);

    /// SHA-256 of the parts, one after another.
    fn hash(&mut self, parts: &[&[u8]]) -> [u8; 32];

    /// Milliseconds since the Unix epoch; the same all through one event.
    fn now_ms(&mut self) -> u64;

    /// Fills the bytes from a secure source.
    fn random(&mut self, bytes: &mut [u8]);

    /// Whether the nonce was not seen before; it is remembered until
    /// `until_ms` (milliseconds since the Unix epoch).
    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool;

    /// Whether the peer's static key is one this side talks to.
    fn authorized(&mut self) -> bool;

    /// Whether this side can take on another handshake; by default it can.
    fn capacity(&mut self) -> bool {
        true
    }

    /// Whether the byte strings are equal, in time that depends on their
    /// lengths alone.
    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool;
}

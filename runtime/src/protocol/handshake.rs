//! What a declared handshake is to the runtime.
//!
//! The machines are generated; the Noise primitives they call are in
//! [`crate::crypto::noise`]. The machines do no I/O: bytes, time, randomness
//! and policy come in as arguments.

use std::sync::Arc;
use std::time::Duration;

use crate::crypto::noise::{SessionSecrets, Suite};
use crate::crypto::{CryptoProvider, PresharedKeys, PublicKey, StaticKey};
use crate::protocol::Compression;
pub use crate::protocol::handshake_support::{Again, Authorized, Incoming, random};

/// A handshake declared in a spec.
pub trait Handshake: Send + Sync + 'static {
    /// What each side brings: the structure named by `local` in the spec.
    type Local: Clone + Send + Sync + 'static;

    /// The machine of the side that sends first.
    type Initiator: Machine<Local = Self::Local>;

    /// The machine of the other side.
    type Responder: Machine<Local = Self::Local>;

    /// From the first byte to the session.
    const DEADLINE: Duration;

    /// The most payload of a packet before the session is up, in bytes.
    const MAX_PAYLOAD: usize;

    /// The numbers of the session's records.
    const RECORDS: RecordNumbers;

    /// The labels of the key schedule.
    const LABELS: KeyLabels;

    /// Whether a session can be had at all; false for [`NoHandshake`].
    const AVAILABLE: bool;

    /// The compression that an agreed number stands for.
    fn compression(number: u8) -> Option<Compression>;

    /// What a side brings if it is not told otherwise: the protocol's version,
    /// all declared suites, the compressions given, in that order, and no
    /// compression last; `max_record` as near as its field allows. Other
    /// fields have the least value their declaration allows.
    fn local(compressions: &[Compression], max_record: u32) -> Self::Local;

    /// What a notice that ends the handshake hints at, by its body: the failure
    /// it ends in where it is answered; the name that the spec has for the
    /// hint, and what the spec says of it. `None` if the body is no such
    /// notice. Unauthenticated.
    fn hint(_body: &[u8]) -> Option<(&'static str, String)> {
        None
    }

    /// Takes the suites without a rank out of what a side brings and puts those
    /// of lower rank first; takes out the protocol versions below `min_version`,
    /// where it has a list `versions`. Returns whether something is left of each.
    fn restrict(
        local: &mut Self::Local,
        rank: &dyn Fn(&Suite) -> Option<u8>,
        min_version: u8,
    ) -> bool;
}

/// The machine of one party. Each event moves it to its next state by value;
/// `Failed` absorbs everything.
pub trait Machine: Sized + Send + Sync + 'static {
    /// What this side brings.
    type Local;

    /// A machine in its first state.
    fn new(config: HandshakeConfig<Self::Local>) -> Self;

    /// Takes an event. What is to be sent is appended to `transmit`, in order,
    /// the reply to a failure included.
    #[must_use]
    fn handle(self, event: Event<'_>, world: &mut dyn World, transmit: &mut Transmit) -> Self;

    /// The name of the state, as in the spec; `Established` and `Failed` besides.
    fn state(&self) -> &'static str;

    /// How far it is.
    fn status(&self) -> Status<'_>;

    /// What came of it, if it is established.
    fn into_established(self) -> Option<Established>;
}

/// What a machine is made with.
#[derive(Clone)]
pub struct HandshakeConfig<L> {
    /// The protocol's name, for the prologue.
    pub protocol: &'static str,
    /// The protocol's version, for the prologue.
    pub version: u8,
    /// Where the primitives come from.
    pub provider: Arc<dyn CryptoProvider>,
    /// This side's long-term key.
    pub static_key: StaticKey,
    /// What this side brings.
    pub local: L,
    /// The peer's long-term key, for suites in which it is known beforehand.
    pub peer_key: Option<PublicKey>,
    /// The pre-shared keys, for suites that take one.
    pub preshared_keys: Option<Arc<dyn PresharedKeys>>,
    /// What the handshake is bound to besides its own bytes.
    pub binding: ChannelBinding,
}

/// What a handshake is bound to besides its own bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ChannelBinding {
    /// Nothing; kind 0 in the prologue.
    #[default]
    None,
    /// The `tls-exporter` of the TLS connection around it (RFC 9266, 32
    /// bytes); kind 1 in the prologue.
    TlsExporter([u8; 32]),
}

/// What a machine asks of the world.
pub trait World {
    /// Milliseconds since the Unix epoch.
    fn now_ms(&self) -> u64;

    /// Fills `out` with random bytes.
    fn fill_random(&mut self, out: &mut [u8]);

    /// Whether this side talks to the owner of the key.
    fn authorized(&mut self, peer: &PublicKey) -> bool;

    /// Whether the nonce was not seen before; it is remembered until the time
    /// given, in milliseconds since the Unix epoch.
    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool;

    /// Whether this side can take on another handshake; by default it can.
    fn capacity(&mut self) -> bool {
        true
    }

    /// Judges the cookie that a first message shows; empty if it shows none.
    /// `suite` is the number of the suite that runs. A world that makes no
    /// cookies knows none.
    fn cookie(&mut self, shown: &[u8], _suite: u16) -> Cookie {
        if shown.is_empty() { Cookie::NotNeeded } else { Cookie::Demanded }
    }

    /// A cookie for a first message, by the SHA-256 of its body, that holds for
    /// a second attempt under `suite`. A world that makes none gives an empty
    /// one; where one is needed, the handshake then fails as malformed.
    fn new_cookie(&mut self, _first: &[u8; 32], _suite: u16) -> Vec<u8> {
        Vec::new()
    }
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

/// What happens to a machine.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// The initiator is told to begin.
    Start,
    /// The payload of a handshake packet: `type u8 | suite u16 | Noise message`.
    Message(&'a [u8]),
    /// The record that says the responder is ready arrived and opened.
    Ready,
    /// The deadline passed.
    Timeout,
}

/// What a machine wants sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transmit {
    /// Payloads of handshake packets, in order.
    pub messages: Vec<Vec<u8>>,
    /// After them, the record that says this side is ready.
    pub ready: bool,
}

/// How far a machine is.
#[derive(Clone, Copy, Debug)]
pub enum Status<'a> {
    /// Messages are still to come.
    InProgress,
    /// The keys are there; the record `ready` is still to come.
    KeysReady(&'a SessionSecrets),
    /// The session is up.
    Established(&'a Established),
    /// It failed; the failure's name in the spec.
    Failed(&'static str),
}

/// What comes of a handshake.
#[derive(Debug)]
pub struct Established {
    /// The secrets of the session.
    pub secrets: SessionSecrets,
    /// The peer's long-term public key, authenticated; `None` if the pattern
    /// has the peer show none.
    pub peer: Option<PublicKey>,
    /// The number of the suite that ran.
    pub suite: u16,
    /// The number of the compression agreed on, 0 if nothing was agreed.
    pub compression: u8,
    /// The most payload of a packet that the peer accepts, in bytes, tag
    /// included; `None` if the handshake does not say.
    pub max_record: Option<u32>,
}

/// The type bytes of a session's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordNumbers {
    /// Application data.
    pub data: u8,
    /// The responder accepted the session.
    pub ready: u8,
    /// The sender ends its direction.
    pub close: u8,
    /// The last record under these keys.
    pub key_update: u8,
}

/// The labels of the key schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLabels {
    /// Of the key.
    pub key: &'static [u8],
    /// Of the fixed part of the nonce.
    pub iv: &'static [u8],
    /// Of the next generation's base.
    pub update: &'static [u8],
    /// Of exported key material.
    pub exporter: &'static [u8],
}

/// The handshake of a protocol that has none: it runs in plain mode only.
#[derive(Clone, Copy, Debug)]
pub enum NoHandshake {}

impl Handshake for NoHandshake {
    type Local = ();
    type Initiator = NoMachine;
    type Responder = NoMachine;

    const DEADLINE: Duration = Duration::ZERO;
    const MAX_PAYLOAD: usize = 0;
    const RECORDS: RecordNumbers = RecordNumbers { data: 0, ready: 1, close: 2, key_update: 3 };
    const LABELS: KeyLabels = KeyLabels { key: b"", iv: b"", update: b"", exporter: b"" };
    const AVAILABLE: bool = false;

    fn compression(_: u8) -> Option<Compression> {
        None
    }

    fn local(_: &[Compression], _: u32) {}

    fn restrict((): &mut (), _: &dyn Fn(&Suite) -> Option<u8>, _: u8) -> bool {
        false
    }
}

/// The machine of [`NoHandshake`]: failed from the start.
#[derive(Clone, Copy, Debug)]
pub struct NoMachine;

impl Machine for NoMachine {
    type Local = ();

    fn new(_: HandshakeConfig<()>) -> Self {
        Self
    }

    fn handle(self, _: Event<'_>, _: &mut dyn World, _: &mut Transmit) -> Self {
        self
    }

    fn state(&self) -> &'static str {
        "Failed"
    }

    fn status(&self) -> Status<'_> {
        Status::Failed("Unavailable")
    }

    fn into_established(self) -> Option<Established> {
        None
    }
}

//! How a connection is set up.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Policy, Role};
use crate::compression::is_available;
use crate::crypto::noise::Suite;
use crate::crypto::{CryptoProvider, PresharedKeys, PublicKey, Random, StaticKey, SystemRandom};
use crate::protocol::handshake::Handshake;
use crate::protocol::{Compression, PacketFormat, PacketHead, Protocol};
use crate::session::KeyLimits;

/// The settings of connections; one value serves any number of them.
pub struct ConnectionConfig<P: Protocol> {
    /// Whether messages travel in clear or in a session. Not negotiated: both
    /// sides have to be told the same.
    pub mode: Mode<P::Handshake>,
    /// The largest packet payload accepted, in bytes, and the most a compressed
    /// payload may expand to. Default: the most the protocol's packet carries.
    /// In a session it is at least the handshake's limit, and the peer is told.
    pub max_payload: usize,
    /// How payloads may be compressed, best first. In a session these are
    /// offered and one is agreed on; in plain mode all are accepted and the
    /// first is used. Default: all that were compiled in and have a flag in the
    /// packet. Leave it empty if messages mix secrets with a peer's input: the
    /// size of what is compressed tells about its content.
    pub compression: Vec<Compression>,
    /// Payloads shorter than this are never compressed, in bytes; longer ones
    /// travel compressed if that makes them smaller. Default: 512.
    pub compression_threshold: usize,
    /// When to ask whether the peer is still there; nothing is asked if it is
    /// `None` or if the protocol has no keepalive messages. Default: after 30 s
    /// of silence, and 10 s for the answer.
    pub keepalive: Option<KeepaliveConfig>,
    /// When this many bytes wait to be written, further messages are refused
    /// with [`SendError::QueueFull`](super::SendError::QueueFull). One message
    /// more fits always, so that the longest can be sent. Default: 1 MiB.
    pub max_queued_output: usize,
    /// When this many events wait to be polled, input is left where it is.
    /// Default: 1,024.
    pub max_queued_events: usize,
    /// When the messages among the waiting events have this many bytes, input
    /// is left where it is. One message more fits always. Default: 1 MiB.
    pub max_queued_input: usize,
    /// How long after [`close`](super::Connection::close), and after the last
    /// packet since, the peer may take to end its direction. Default: 30 s.
    pub close_timeout: Duration,
    /// When a session renews the key of what this side sends; the peer decides
    /// by itself about what it sends. Default: after 2^20 records, 64 GiB or 10
    /// minutes.
    pub key_limits: KeyLimits,
    /// Where keys, nonces and challenges come from. Default: the operating system.
    pub random: Arc<dyn Random>,
}

/// Whether messages travel in clear or in a session.
pub enum Mode<H: Handshake> {
    /// No handshake, no encryption: for trusted links, and inside TLS.
    Plain,
    /// A handshake first, then sealed records.
    Session(SessionConfig<H>),
}

/// What a session needs.
pub struct SessionConfig<H: Handshake> {
    /// Where the primitives come from.
    pub provider: Arc<dyn CryptoProvider>,
    /// This side's long-term key.
    pub static_key: StaticKey,
    /// Whom to talk to, and which nonces were seen.
    pub policy: Arc<dyn Policy>,
    /// The peer's long-term key, for suites whose pattern has it known beforehand,
    /// such as IK and NK on the client's side; without it none of these runs.
    /// What the policy says of the key counts as well. Default: none.
    pub peer_key: Option<PublicKey>,
    /// The pre-shared keys; without them no suite that takes one runs. A client
    /// that has keys offers no other suites, unless `local` has some: whoever
    /// answers may ask for another suite of those offered, and must not get
    /// rid of the key in this way. A server prefers the suites that take a key,
    /// unless `local` has another order, and keeps the others: leave them out
    /// of `local` where clients must prove that they have the key. Default: none.
    pub preshared_keys: Option<Arc<dyn PresharedKeys>>,
    /// Whether only suites run whose secrecy rests on a KEM beside X25519, so
    /// that a recording stays secret from a quantum computer. A peer that has
    /// none of them is refused. Default: false; the first offer is hybrid anyhow.
    pub require_hybrid: bool,
    /// The least version of the protocol that is spoken. Default: 0, so all that
    /// were compiled in.
    pub min_version: u8,
    /// What this side offers, before the floors above. `None`: all suites, the configured compressions,
    /// the configured payload.
    pub local: Option<H::Local>,
    /// Where the keys of sessions are written, for debugging: whoever reads it
    /// reads the traffic. Default: nowhere.
    #[cfg(feature = "key-log")]
    pub key_log: Option<Arc<crate::key_log::KeyLog>>,
}

impl<H: Handshake> SessionConfig<H> {
    /// No pre-shared keys, no floors, all that there is on offer.
    pub fn new(
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
        policy: Arc<dyn Policy>,
    ) -> Self {
        Self {
            provider,
            static_key,
            policy,
            peer_key: None,
            preshared_keys: None,
            require_hybrid: false,
            min_version: 0,
            local: None,
            #[cfg(feature = "key-log")]
            key_log: None,
        }
    }

    /// Which suites this side prefers, the lowest number first; `None` if it does
    /// not let one run. Who has pre-shared keys wants them used; the order
    /// within a rank, and all of an order that was given, is left as it is.
    pub(super) fn rank(&self, role: Role, suite: &Suite) -> Option<u8> {
        let keyed = self.preshared_keys.is_some();
        let needs_key = keyed && role == Role::Client && self.local.is_none();
        let runs = (self.peer_key.is_some() || !suite.knows_peer(role.party()))
            && (suite.is_hybrid() || !self.require_hybrid)
            && if suite.takes_psk() { keyed } else { !needs_key };
        runs.then_some(u8::from(self.local.is_none() && !suite.takes_psk()))
    }
}

/// When to ask whether the peer is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepaliveConfig {
    /// Silence before a question.
    pub interval: Duration,
    /// Silence after a question before the connection is given up.
    pub timeout: Duration,
}

impl Default for KeepaliveConfig {
    fn default() -> Self {
        Self { interval: Duration::from_secs(30), timeout: Duration::from_secs(10) }
    }
}

impl<P: Protocol> ConnectionConfig<P> {
    /// Messages in clear, everything else by default.
    pub fn plain() -> Self {
        Self::new(Mode::Plain)
    }

    /// Messages in a session, everything else by default.
    pub fn session(
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
        policy: Arc<dyn Policy>,
    ) -> Self {
        Self::new(Mode::Session(SessionConfig::new(provider, static_key, policy)))
    }

    fn new(mode: Mode<P::Handshake>) -> Self {
        let compression = [Compression::Lz4, Compression::Zstd]
            .into_iter()
            .filter(|&compression| is_available(compression) && has_flag::<P>(compression))
            .collect();
        Self {
            mode,
            max_payload: P::Packet::MAX_PAYLOAD,
            compression,
            compression_threshold: 512,
            keepalive: Some(KeepaliveConfig::default()),
            max_queued_output: 1 << 20,
            max_queued_events: 1024,
            max_queued_input: 1 << 20,
            close_timeout: Duration::from_secs(30),
            key_limits: KeyLimits::default(),
            random: Arc::new(SystemRandom),
        }
    }

    /// The largest payload accepted once the handshake, if any, is over.
    pub(super) fn accepted_payload(&self) -> usize {
        let least = match &self.mode {
            Mode::Plain => 0,
            Mode::Session(_) => P::Handshake::MAX_PAYLOAD,
        };
        self.max_payload.max(least).min(P::Packet::MAX_PAYLOAD)
    }
}

/// Whether the packet can say that it is compressed so.
fn has_flag<P: Protocol>(compression: Compression) -> bool {
    let mut header = vec![0; P::Packet::HEADER_LEN];
    let compression = Some(compression);
    [0, 1, P::Packet::MAX_PAYLOAD].into_iter().any(|payload_len| {
        let head = PacketHead { payload_len, compression, ..PacketHead::default() };
        P::Packet::encode_header(&head, &mut header).is_ok()
    })
}

impl<P: Protocol> fmt::Debug for ConnectionConfig<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match &self.mode {
            Mode::Plain => "Plain",
            Mode::Session(_) => "Session",
        };
        f.debug_struct("ConnectionConfig")
            .field("protocol", &P::NAME)
            .field("mode", &mode)
            .field("max_payload", &self.max_payload)
            .field("compression", &self.compression)
            .field("compression_threshold", &self.compression_threshold)
            .field("keepalive", &self.keepalive)
            .field("max_queued_output", &self.max_queued_output)
            .field("max_queued_events", &self.max_queued_events)
            .field("max_queued_input", &self.max_queued_input)
            .field("close_timeout", &self.close_timeout)
            .field("key_limits", &self.key_limits)
            .finish_non_exhaustive()
    }
}

// Written out: a derive would ask that the protocol itself can be cloned.
impl<P: Protocol> Clone for ConnectionConfig<P> {
    fn clone(&self) -> Self {
        Self {
            mode: self.mode.clone(),
            max_payload: self.max_payload,
            compression: self.compression.clone(),
            compression_threshold: self.compression_threshold,
            keepalive: self.keepalive,
            max_queued_output: self.max_queued_output,
            max_queued_events: self.max_queued_events,
            max_queued_input: self.max_queued_input,
            close_timeout: self.close_timeout,
            key_limits: self.key_limits,
            random: Arc::clone(&self.random),
        }
    }
}

impl<H: Handshake> Clone for Mode<H> {
    fn clone(&self) -> Self {
        match self {
            Self::Plain => Self::Plain,
            Self::Session(config) => Self::Session(config.clone()),
        }
    }
}

impl<H: Handshake> Clone for SessionConfig<H> {
    fn clone(&self) -> Self {
        Self {
            provider: Arc::clone(&self.provider),
            static_key: self.static_key.clone(),
            policy: Arc::clone(&self.policy),
            peer_key: self.peer_key,
            preshared_keys: self.preshared_keys.clone(),
            require_hybrid: self.require_hybrid,
            min_version: self.min_version,
            local: self.local.clone(),
            #[cfg(feature = "key-log")]
            key_log: self.key_log.clone(),
        }
    }
}

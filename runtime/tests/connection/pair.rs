//! Two connections and the bytes between them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::BytesMut;
use packetwright::connection::{
    AllowedPeers, Connection, ConnectionConfig, ConnectionError, ConnectionEvent, Now, PeerPolicy,
};
use packetwright::crypto::{CryptoProvider, StaticKey};
use packetwright::protocol::{EnvelopeHead, EnvelopeKind, Protocol};

/// When every test begins, on the wall clock.
pub const START_MS: u64 = 1_800_000_000_000;

/// `after_ms` after the beginning.
pub fn at(after_ms: u64) -> Now {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = *START.get_or_init(Instant::now);
    Now { instant: start + Duration::from_millis(after_ms), unix_ms: START_MS + after_ms }
}

pub fn provider() -> Arc<dyn CryptoProvider> {
    // The one that takes a KEM's randomness from the configuration, so that equal
    // inputs give equal bytes.
    #[cfg(feature = "rust-crypto")]
    return Arc::new(packetwright::crypto::RustCrypto);
    #[cfg(not(feature = "rust-crypto"))]
    packetwright::crypto::default_provider()
}

pub fn static_key(seed: u8) -> StaticKey {
    StaticKey::from_secret_bytes([seed; 32], &*provider())
}

/// The keys of the two sides.
pub const CLIENT: u8 = 11;
pub const SERVER: u8 = 22;

/// The configurations of two sides that know each other's keys; their
/// randomness is a count.
pub fn session_configs<P: Protocol>() -> [ConnectionConfig<P>; 2] {
    [(CLIENT, SERVER), (SERVER, CLIENT)].map(|(own, peer)| {
        let peers = AllowedPeers::only(*static_key(peer).public());
        let policy = Arc::new(PeerPolicy::new(peers));
        let mut config = ConnectionConfig::session(provider(), static_key(own), policy);
        let count = AtomicU64::new(u64::from(own) << 32);
        config.random = Arc::new(move |out: &mut [u8]| {
            for chunk in out.chunks_mut(8) {
                let mut word = count.fetch_add(1, Ordering::Relaxed);
                word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
            }
        });
        config
    })
}

pub fn plain_configs<P: Protocol>() -> [ConnectionConfig<P>; 2] {
    [ConnectionConfig::plain(), ConnectionConfig::plain()]
}

/// A connection, the bytes it has not taken, and what happened.
pub struct Side<P: Protocol> {
    pub connection: Connection<P>,
    pub input: BytesMut,
    pub events: Vec<ConnectionEvent>,
}

impl<P: Protocol> Side<P> {
    pub fn new(connection: Connection<P>) -> Self {
        Self { connection, input: BytesMut::new(), events: Vec::new() }
    }

    /// Hands in bytes, and again what was left, while events are polled.
    pub fn feed(&mut self, bytes: &[u8], now: Now) {
        self.input.extend_from_slice(bytes);
        loop {
            self.connection.handle_input(&mut self.input, now);
            if !self.poll() {
                return;
            }
        }
    }

    /// Polls all events; returns whether there were any.
    pub fn poll(&mut self) -> bool {
        let before = self.events.len();
        self.events.extend(std::iter::from_fn(|| self.connection.poll_event()));
        self.events.len() > before
    }

    /// Takes all bytes to write.
    pub fn drain(&mut self) -> Vec<u8> {
        let output = self.connection.output();
        let mut bytes = Vec::with_capacity(output.len());
        while !output.is_empty() {
            let piece = output.bytes().to_vec();
            output.advance(piece.len());
            bytes.extend(piece);
        }
        bytes
    }

    pub fn established(&self) -> bool {
        matches!(self.events.first(), Some(ConnectionEvent::Established { .. }))
    }

    /// How it ended, if it has.
    pub fn closed(&self) -> Option<Result<(), ConnectionError>> {
        match self.events.last() {
            Some(ConnectionEvent::Closed(result)) => Some(result.clone()),
            _ => None,
        }
    }

    pub fn error(&self) -> Option<ConnectionError> {
        self.closed().and_then(Result::err)
    }

    /// The messages that arrived, each as kind, id and bytes.
    pub fn messages(&self) -> Vec<(EnvelopeKind, u64, Vec<u8>)> {
        let messages = self.events.iter().filter_map(|event| match event {
            ConnectionEvent::Message { head, message } => {
                Some((head.kind, head.id, message.to_vec()))
            }
            _ => None,
        });
        messages.collect()
    }

    pub fn send(&mut self, kind: EnvelopeKind, id: u64, message: &[u8]) {
        let head = EnvelopeHead::new(kind, id);
        self.connection.send_encoded(&head, message).expect("can be sent");
    }
}

/// Two sides.
pub struct Pair<P: Protocol> {
    pub client: Side<P>,
    pub server: Side<P>,
}

impl<P: Protocol> Pair<P> {
    pub fn new(configs: [ConnectionConfig<P>; 2], now: Now) -> Self {
        let [client, server] = configs.map(Arc::new);
        Self {
            client: Side::new(Connection::client(client, now)),
            server: Side::new(Connection::server(server, now)),
        }
    }

    /// A pair that can send messages.
    pub fn established(configs: [ConnectionConfig<P>; 2]) -> Self {
        let mut pair = Self::new(configs, at(0));
        pair.run(at(0));
        assert!(pair.client.established() && pair.server.established(), "{:?}", pair.errors());
        pair
    }

    /// Carries bytes both ways until there are none.
    pub fn run(&mut self, now: Now) {
        loop {
            let (up, down) = (self.client.drain(), self.server.drain());
            self.server.feed(&up, now);
            self.client.feed(&down, now);
            if up.is_empty() && down.is_empty() {
                return;
            }
        }
    }

    pub fn errors(&self) -> [Option<ConnectionError>; 2] {
        [self.client.error(), self.server.error()]
    }
}

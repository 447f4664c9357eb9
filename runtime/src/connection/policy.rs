//! Whom a side talks to.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Admission, ReplayCache};
use crate::crypto::PublicKey;

/// What a side decides about its peers during a handshake.
///
/// A policy that narrows another decides [`authorized`](Self::authorized) itself
/// and hands on that one's [`openings`](Self::openings), all at once.
pub trait Policy: Send + Sync + 'static {
    /// Whether this side talks to the owner of the key.
    fn authorized(&self, peer: &PublicKey) -> bool;

    /// What judges opening messages.
    fn openings(&self) -> &dyn Openings;
}

/// What a responder decides about opening messages, before it is known whose
/// they are. Connections of one daemon share it, so that what is seen at one is
/// known at the others.
pub trait Openings: Send + Sync {
    /// Whether the nonce of an opening message was not seen before; if so, it
    /// is remembered until `until_ms`. Both times in milliseconds since the
    /// Unix epoch.
    fn fresh(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool;

    /// As [`fresh`](Self::fresh), of an opening whose source is known. One that
    /// showed a valid cookie is not refused because there is no room for its
    /// nonce. By default the same as `fresh`.
    fn fresh_from(
        &self,
        nonce: &[u8],
        until_ms: u64,
        now_ms: u64,
        _source: &[u8],
        _cookie: bool,
    ) -> bool {
        self.fresh(nonce, until_ms, now_ms)
    }

    /// What makes and judges cookies. By default nothing does: no opening needs
    /// a cookie then, and a peer that begins with another suite than the one
    /// this side chooses is refused instead of being told.
    fn admission(&self) -> Option<&Admission> {
        None
    }

    /// Whether an opening from this source needs a cookie now.
    fn demands_cookie(&self, _source: &[u8], now_ms: u64) -> bool {
        self.admission().is_some_and(|admission| admission.demands(now_ms))
    }
}

/// A set of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedPeers {
    /// These and no others.
    Keys(HashSet<PublicKey>),
    /// Every client, for daemons that are open to all. A client's key then says
    /// no more than that messages of one session come from one client.
    AnyClient,
    /// Made by [`accept_any_server`](Self::accept_any_server).
    #[doc(hidden)]
    AnyServer,
}

impl AllowedPeers {
    /// One key and no other.
    pub fn only(key: PublicKey) -> Self {
        Self::Keys(HashSet::from([key]))
    }

    /// Every server. **Whoever sits between client and server can then pose as
    /// the server and read and change everything.** For first contact and for tests.
    pub fn accept_any_server() -> Self {
        Self::AnyServer
    }

    /// Whether the key is in the set.
    pub fn contains(&self, peer: &PublicKey) -> bool {
        match self {
            Self::Keys(keys) => keys.contains(peer),
            Self::AnyClient | Self::AnyServer => true,
        }
    }
}

/// The usual policy: a set of keys, and a cache of nonces that all connections
/// of a daemon share.
#[derive(Clone, Debug)]
pub struct PeerPolicy {
    /// Whom to talk to.
    pub peers: AllowedPeers,
    /// The nonces seen; share one cache among all listeners of a daemon, or a
    /// message recorded at one can be replayed at another.
    pub replay_cache: Arc<ReplayCache>,
    /// Who needs a cookie; share it as the replay cache.
    pub admission: Arc<Admission>,
}

impl PeerPolicy {
    /// A policy with a replay cache and cookies of its own.
    pub fn new(peers: AllowedPeers) -> Self {
        Self { peers, replay_cache: Arc::default(), admission: Arc::default() }
    }
}

impl Policy for PeerPolicy {
    fn authorized(&self, peer: &PublicKey) -> bool {
        self.peers.contains(peer)
    }

    fn openings(&self) -> &dyn Openings {
        self
    }
}

impl Openings for PeerPolicy {
    fn fresh(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool {
        self.replay_cache.insert(nonce, until_ms, now_ms)
    }

    fn fresh_from(
        &self,
        nonce: &[u8],
        until_ms: u64,
        now_ms: u64,
        source: &[u8],
        cookie: bool,
    ) -> bool {
        self.replay_cache.insert_from(nonce, until_ms, now_ms, source, cookie)
    }

    fn admission(&self) -> Option<&Admission> {
        Some(&self.admission)
    }

    fn demands_cookie(&self, source: &[u8], now_ms: u64) -> bool {
        self.admission.demands(now_ms) || self.replay_cache.is_full(source, now_ms)
    }
}

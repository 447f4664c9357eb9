//! Whom a side talks to.

use std::collections::HashSet;
use std::sync::Arc;

use super::ReplayCache;
use crate::crypto::PublicKey;

/// What a side decides about its peers during a handshake.
pub trait Policy: Send + Sync + 'static {
    /// Whether this side talks to the owner of the key.
    fn authorized(&self, peer: &PublicKey) -> bool;

    /// Whether the nonce of an opening message was not seen before; if so, it
    /// is remembered until `until_ms`. Both times in milliseconds since the
    /// Unix epoch.
    fn fresh(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool;
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
}

impl PeerPolicy {
    /// A policy with a replay cache of its own.
    pub fn new(peers: AllowedPeers) -> Self {
        Self { peers, replay_cache: Arc::new(ReplayCache::default()) }
    }
}

impl Policy for PeerPolicy {
    fn authorized(&self, peer: &PublicKey) -> bool {
        self.peers.contains(peer)
    }

    fn fresh(&self, nonce: &[u8], until_ms: u64, now_ms: u64) -> bool {
        self.replay_cache.insert(nonce, until_ms, now_ms)
    }
}

//! Policies that ask the application, and that remember.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::{IdentityError, KnownPeers};
use crate::connection::{AllowedPeers, Openings, PeerPolicy, Policy};
use crate::crypto::PublicKey;

/// A policy that also asks the application: a peer has to be in the set of the
/// policy inside, and the callback has to say yes to its key.
///
/// The callback is called once a handshake, when the peer has proved that it
/// has the key. It must not wait: the connection waits with it.
pub struct PeerCheck {
    inner: PeerPolicy,
    check: Box<Check>,
}

type Check = dyn Fn(&PublicKey) -> bool + Send + Sync;

impl PeerCheck {
    /// Both have to agree.
    pub fn new(
        inner: PeerPolicy,
        check: impl Fn(&PublicKey) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self { inner, check: Box::new(check) }
    }
}

impl fmt::Debug for PeerCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PeerCheck").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl Policy for PeerCheck {
    fn authorized(&self, peer: &PublicKey) -> bool {
        self.inner.authorized(peer) && (self.check)(peer)
    }

    fn openings(&self) -> &dyn Openings {
        &self.inner
    }
}

/// The policy of a client that takes a name's key as it finds it the first
/// time, writes it down, and from then on takes no other.
///
/// **Whoever sits between client and server at the first connection is trusted
/// for ever.** Compare the key with what the server's owner says. A name that
/// is known already is held to its keys, however this policy was made.
#[derive(Debug)]
pub struct TrustOnFirstUse {
    name: String,
    known: Arc<Mutex<KnownPeers>>,
    inner: PeerPolicy,
    failure: Mutex<Option<IdentityError>>,
}

impl TrustOnFirstUse {
    /// The policy for connections to `name`. Share `known` among policies of
    /// one file, so that none overlooks what another wrote.
    pub fn new(name: impl Into<String>, known: Arc<Mutex<KnownPeers>>) -> Self {
        let inner = PeerPolicy::new(AllowedPeers::Keys(Default::default()));
        Self { name: name.into(), known, inner, failure: Mutex::new(None) }
    }

    /// Why the last unknown key could not be written down; it was refused then.
    pub fn take_failure(&self) -> Option<IdentityError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Policy for TrustOnFirstUse {
    fn authorized(&self, peer: &PublicKey) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.knows(&self.name) {
            return known.contains(&self.name, peer);
        }
        match known.add(&self.name, *peer) {
            Ok(()) => true,
            Err(error) => {
                *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                false
            }
        }
    }

    fn openings(&self) -> &dyn Openings {
        &self.inner
    }
}

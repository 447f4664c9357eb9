//! What generated handshake machines stand on, besides the Noise primitives.
//!
//! Each item takes one thing out of the generated code that must not be
//! written there: a proof that cannot be forged, or a step that is the same in
//! every machine. States, checks and messages are not known here.

use crate::crypto::PublicKey;
use crate::crypto::noise::{NoiseState, Party, Suite, prologue};
use crate::protocol::handshake::{HandshakeConfig, Transmit, World};

/// The proof that this side talks to the owner of a key. Only
/// [`check`](Self::check) makes one, so a state that holds it was reached
/// through the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorized(PublicKey);

impl Authorized {
    /// Asks the world whether this side talks to the owner of the key. A peer
    /// that has shown no key is not authorized.
    pub fn check(peer: Option<&PublicKey>, world: &mut dyn World) -> Option<Self> {
        let peer = *peer?;
        world.authorized(&peer).then_some(Self(peer))
    }

    /// The key.
    pub fn peer(&self) -> &PublicKey {
        &self.0
    }
}

/// A handshake message whose type is known: what follows the type byte.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The number of the suite.
    pub suite: u16,
    /// The Noise message; of a message outside the pattern its payload.
    pub rest: &'a [u8],
}

impl<L> HandshakeConfig<L> {
    /// Begins a Noise handshake: what this side brings, and the state that the
    /// suite's name and the prologue give.
    pub fn begin(self, party: Party, suite: &'static Suite, label: &[u8]) -> (L, NoiseState) {
        let prologue = prologue(label, self.protocol, self.version, suite.id, &self.binding);
        let noise = NoiseState::new(party, suite, &prologue, self.provider, self.static_key);
        (self.local, noise.with_preshared_keys(self.preshared_keys))
    }
}

impl Transmit {
    /// Puts what another holds behind what is here.
    pub fn append(&mut self, other: Transmit) {
        self.messages.extend(other.messages);
        self.ready |= other.ready;
    }
}

/// Fresh random bytes.
pub fn random<const N: usize>(world: &mut dyn World) -> [u8; N] {
    let mut bytes = [0; N];
    world.fill_random(&mut bytes);
    bytes
}

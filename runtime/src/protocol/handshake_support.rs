//! What generated handshake machines stand on, besides the Noise primitives.
//!
//! Each item takes one thing out of the generated code that must not be
//! written there: a proof that cannot be forged, or a step that is the same in
//! every machine. States, checks and messages are not known here.

use std::sync::Arc;

use crate::crypto::PublicKey;
use crate::crypto::noise::{NoiseState, Party, Suite, prologue_again};
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
        let noise = self.noise(party, suite, label, None);
        (self.local, noise)
    }
}

impl<L: Clone> HandshakeConfig<L> {
    /// As [`begin`](Self::begin), of a side that may have to begin anew; a
    /// second attempt is bound to its context.
    pub fn begin_bound(
        &self,
        party: Party,
        suite: &'static Suite,
        label: &[u8],
        context: Option<&[u8; 64]>,
    ) -> (L, NoiseState) {
        (self.local.clone(), self.noise(party, suite, label, context))
    }
}

impl<L> HandshakeConfig<L> {
    /// SHA-256 of the parts, one after another.
    pub fn hash(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.provider.sha256(parts)
    }

    /// What a second attempt is bound to: SHA-256 of the first message's body,
    /// given, then of the body of the message that asks for the attempt.
    pub fn context(&self, first: &[u8; 32], asking: &[u8]) -> [u8; 64] {
        context(first, &self.hash(&[asking]))
    }

    fn noise(
        &self,
        party: Party,
        suite: &'static Suite,
        label: &[u8],
        context: Option<&[u8; 64]>,
    ) -> NoiseState {
        let context = context.map_or(&[][..], |context| context);
        let prologue =
            prologue_again(label, self.protocol, self.version, suite.id, &self.binding, context);
        let (provider, key) = (Arc::clone(&self.provider), self.static_key.clone());
        NoiseState::new(party, suite, &prologue, provider, key)
            .with_pre_messages(suite.pre_messages, self.peer_key)
            .with_preshared_keys(self.preshared_keys.clone())
    }
}

fn context(first: &[u8; 32], asking: &[u8; 32]) -> [u8; 64] {
    let mut context = [0; 64];
    let (left, right) = context.split_at_mut(32);
    left.copy_from_slice(first);
    right.copy_from_slice(asking);
    context
}

/// What an initiator keeps for a second attempt.
pub struct Again<L> {
    config: HandshakeConfig<L>,
    /// SHA-256 of the body of the first message.
    first: [u8; 32],
}

impl<L> Again<L> {
    /// For a second attempt after the first message of the pattern, whose body as
    /// it is sent is given.
    pub fn after(config: HandshakeConfig<L>, first: Option<&Vec<u8>>) -> Option<Self> {
        let first = config.hash(&[first?]);
        Some(Self { config, first })
    }

    /// What this side brings.
    pub fn local(&self) -> &L {
        &self.config.local
    }

    /// Begins the second attempt, bound to the first message and to the one
    /// that asks for it, whose parts are given.
    pub fn begin(
        self,
        party: Party,
        suite: &'static Suite,
        label: &[u8],
        asking: &[&[u8]],
    ) -> NoiseState {
        let context = context(&self.first, &self.config.hash(asking));
        self.config.noise(party, suite, label, Some(&context))
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

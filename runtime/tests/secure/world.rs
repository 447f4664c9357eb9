//! Sides of the network protocol's handshake in [`StillWorld`]s, and a peer that
//! says what it likes.

use std::sync::Arc;

use packetwright::crypto::noise::{self, NoiseState, Party, Suite};
use packetwright::crypto::{CryptoProvider, PresharedKey, PresharedKeys, StaticKey};
use packetwright::network::Offers;
use packetwright::network::secure::{self, Initiator, Responder};
use packetwright::protocol::handshake::{ChannelBinding, HandshakeConfig, Machine};

pub(crate) use crate::still_world::{NOW, Side, StillWorld};

impl<M: Machine<Local = Offers>> Side<M> {
    pub(crate) fn new(seed: u8, local: Offers) -> Self {
        Self::of(config(seed, local), StillWorld::new(seed))
    }
}

pub(crate) fn client(local: Offers) -> Side<Initiator> {
    Side::new(10, local)
}

pub(crate) fn server(local: Offers) -> Side<Responder> {
    Side::new(100, local)
}

/// A provider whose only chance is that of the world, where there is one.
pub(crate) fn provider() -> Arc<dyn CryptoProvider> {
    #[cfg(feature = "rust-crypto")]
    return Arc::new(packetwright::crypto::RustCrypto);
    #[cfg(not(feature = "rust-crypto"))]
    packetwright::crypto::default_provider()
}

/// The pre-shared key of all sides.
pub(crate) const PSK: [u8; 32] = [0x42; 32];

fn preshared_keys() -> Option<Arc<dyn PresharedKeys>> {
    Some(Arc::new(PresharedKey::from_bytes(PSK)))
}

/// The long-term key of a side.
pub(crate) fn static_key(seed: u8) -> StaticKey {
    StaticKey::from_secret_bytes([seed; 32], &*provider())
}

pub(crate) fn config(seed: u8, local: Offers) -> HandshakeConfig<Offers> {
    HandshakeConfig {
        protocol: "network",
        version: 1,
        provider: provider(),
        static_key: static_key(seed),
        local,
        peer_key: None,
        preshared_keys: preshared_keys(),
        binding: ChannelBinding::None,
    }
}

/// Offers with one suite first.
pub(crate) fn offers(suite: u16) -> Offers {
    Offers {
        versions: vec![1],
        suites: vec![suite, if suite == 1 { 3 } else { 1 }],
        compressions: vec![2, 1, 0],
        max_record: 65_536,
    }
}

/// The prologue of a suite, as docs/WIRE.md has it.
pub(crate) fn prologue(suite: u16) -> Vec<u8> {
    noise::prologue(b"packetwright/hs\0", "network", 1, suite, &ChannelBinding::None)
}

/// A peer that says what it likes, over a Noise state of its own.
pub(crate) struct Puppet {
    pub noise: NoiseState,
    pub world: StillWorld,
    pub suite: &'static Suite,
}

impl Puppet {
    pub(crate) fn new(party: Party, suite: u16, seed: u8) -> Self {
        let suite = secure::suite(suite).expect("a declared suite");
        let (prologue, key) = (prologue(suite.id), static_key(seed));
        let noise = NoiseState::new(party, suite, &prologue, provider(), key)
            .with_preshared_keys(preshared_keys());
        Self { noise, world: StillWorld::new(seed), suite }
    }

    pub(crate) fn head(&self, kind: u8) -> Vec<u8> {
        let [first, second] = self.suite.id.to_be_bytes();
        vec![kind, first, second]
    }
}

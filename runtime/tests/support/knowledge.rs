//! What a party of a handshake knows of its peer, right or wrong.
//!
//! Knows no protocol; it is shared by tests of several crates.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::sync::Arc;

use packetwright::crypto::{PresharedKey, PublicKey, StaticKey};
use packetwright::protocol::handshake::HandshakeConfig;
use proptest::prelude::*;

use crate::still_world::StillWorld;

/// What a side has in the place of its peer's static key, if it is to know it
/// beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known {
    Right,
    Nothing,
    Another,
    /// A key that contributes nothing.
    Zeros,
}

/// What a side knows of its peer, and thinks of it.
#[derive(Clone, Debug)]
pub(crate) struct Knowledge {
    pub known: Known,
    pub psk: [u8; 32],
    pub authorized: bool,
}

impl Knowledge {
    /// That of a side with this pre-shared key which is right in everything.
    pub(crate) fn right(psk: [u8; 32]) -> Self {
        Self { known: Known::Right, psk, authorized: true }
    }

    /// Gives it to a side that has the right key of its peer, where it is to have one.
    pub(crate) fn apply<L>(&self, config: &mut HandshakeConfig<L>, world: &mut StillWorld) {
        let another = || *StaticKey::from_secret_bytes([7; 32], &*config.provider.clone()).public();
        config.peer_key = config.peer_key.and_then(|right| match self.known {
            Known::Right => Some(right),
            Known::Nothing => None,
            Known::Another => Some(another()),
            Known::Zeros => Some(PublicKey([0; 32])),
        });
        config.preshared_keys = Some(Arc::new(PresharedKey::from_bytes(self.psk)));
        world.authorized = self.authorized;
        world.trusted = None;
    }
}

/// Most often what is right, of a side whose pre-shared key this is.
pub(crate) fn any_knowledge(psk: [u8; 32]) -> impl Strategy<Value = Knowledge> {
    let known = prop_oneof![
        16 => Just(Known::Right),
        1 => Just(Known::Nothing),
        1 => Just(Known::Another),
        1 => Just(Known::Zeros),
    ];
    let psk = prop_oneof![16 => Just(psk), 1 => any::<[u8; 32]>()];
    let authorized = prop_oneof![16 => Just(true), 1 => Just(false)];
    (known, psk, authorized).prop_map(|(known, psk, authorized)| Knowledge {
        known,
        psk,
        authorized,
    })
}

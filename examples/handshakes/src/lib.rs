//! Handshakes of one's own, through the same runtime as the network protocol's.
//!
//! Three specs that share all but the handshake: [`tunnel`], [`kiosk`] and
//! [`unauthenticated`]. `tests/handshakes.rs` holds each to an independent
//! implementation of Noise, and serves a client in each.

/// IKpsk2: peers that know each other, and have a key in common.
pub mod tunnel {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("tunnel");
}

/// NX: a known server, an anonymous client.
pub mod kiosk {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("kiosk");
}

/// NN: encryption without authentication.
pub mod unauthenticated {
    #![allow(unused_qualifications)]
    packetwright::include_protocol!("unauthenticated");
}
